/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/group-row.h"

#include "config.h"

#include "bill/share-bar.h"
#include "engine/money.h"
#include "inspector/block-row.h"
#include "inspector/line-row.h"
#include "inspector/rows.h"
#include "names.h"
#include "palette/glyph-tile.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is inside is made when the row is first opened: a bill of five hundred blocks has thousands of lines. */
struct _LeatGroupRow
{
  AdwExpanderRow   parent_instance;
  GtkWidget       *tile;
  GtkWidget       *figure;
  GtkWidget       *bar;
  LeatReport      *report;
  GPtrArray       *blocks; /* of LeatBlockResult, borrowed from the report */
  LeatBillGrouping grouping;
};

G_DEFINE_FINAL_TYPE (LeatGroupRow, leat_group_row, ADW_TYPE_EXPANDER_ROW)

#define BAR_WIDTH 72

static const LeatBlockResult *
get_nth_block (LeatGroupRow *self,
               guint         i)
{
  return g_ptr_array_index (self->blocks, i);
}

static char *
get_block_key (gpointer data,
               guint    i)
{
  return g_strconcat ("block ", get_nth_block (data, i)->element->id, NULL);
}

static GtkWidget *
new_block (gpointer data,
           guint    i)
{
  return leat_group_row_new ();
}

/* A block alone is a group of one. */
static void
update_block (GtkWidget *row,
              gpointer   data,
              guint      i)
{
  LeatGroupRow *self = data;
  const LeatBlockResult *result = get_nth_block (self, i);
  g_autoptr(GPtrArray) alone = g_ptr_array_new ();
  LeatBillGroup group = { result->element->id, (char *) leat_element_get_label (result->element),
                          leat_bill_block_monthly (result), 0, result->unpriced, alone };

  g_ptr_array_add (alone, (gpointer) result);
  leat_group_row_show (LEAT_GROUP_ROW (row), self->report, &group, LEAT_BILL_BY_BLOCK);
}

static char *
get_line_key (gpointer data,
              guint    i)
{
  const LeatBlockResult *block = get_nth_block (data, 0);

  return g_strdup_printf ("line %s %s", block->element->id, block->lines[i].line->id);
}

static GtkWidget *
new_line (gpointer data,
          guint    i)
{
  return leat_line_row_new ();
}

static void
update_line (GtkWidget *row,
             gpointer   data,
             guint      i)
{
  LeatGroupRow *self = data;
  const LeatBlockResult *block = get_nth_block (self, 0);

  leat_line_row_show (LEAT_LINE_ROW (row), block, &block->lines[i], leat_report_get_options (self->report));
}

static char *
get_nothing_key (gpointer data,
                 guint    i)
{
  return g_strdup ("nothing");
}

static GtkWidget *
new_nothing (gpointer data,
             guint    i)
{
  GtkWidget *row = adw_action_row_new ();

  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "dim-label");
  return row;
}

static void
update_nothing (GtkWidget *row,
                gpointer   data,
                guint      i)
{
  g_autofree char *why = g_markup_escape_text (leat_block_result_why_no_lines (get_nth_block (data, 0)), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), why);
}

static void
show_inside (LeatGroupRow *self)
{
  static const LeatRows nothing = { 1, get_nothing_key, new_nothing, update_nothing };
  LeatRows blocks = { 0, get_block_key, new_block, update_block };
  LeatRows lines = { 0, get_line_key, new_line, update_line };

  if (self->blocks == NULL || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self)))
    return;
  if (self->grouping != LEAT_BILL_BY_BLOCK)
    {
      blocks.n = self->blocks->len;
      leat_expander_sync (ADW_EXPANDER_ROW (self), &blocks, self);
      return;
    }
  lines.n = get_nth_block (self, 0)->n_lines;
  leat_expander_sync (ADW_EXPANDER_ROW (self), lines.n > 0 ? &lines : &nothing, self);
}

static void
show_tile (LeatGroupRow *self)
{
  LeatCatalogue *catalogue = leat_report_get_catalogue (self->report);
  const LeatService *service = get_nth_block (self, 0)->service;
  LeatRole role = service != NULL ? service->role : LEAT_ROLE_SOURCE;
  g_autofree char *glyph = g_strconcat ("role-", leat_role_to_string (role), NULL);

  gtk_widget_set_visible (self->tile, self->grouping != LEAT_BILL_BY_ZONE);
  if (self->grouping == LEAT_BILL_BY_ROLE)
    leat_glyph_tile_set (LEAT_GLYPH_TILE (self->tile), catalogue, glyph, role);
  else
    leat_glyph_tile_set_service (LEAT_GLYPH_TILE (self->tile), catalogue, service);
}

/* "Firehose · 23% · + 1 unpriced", "3 blocks · 23%". */
static char *
describe (const LeatBillGroup *group,
          LeatBillGrouping     grouping,
          double               share)
{
  guint n = group->blocks->len;
  g_autoptr(GString) text = g_string_new (NULL);

  if (grouping == LEAT_BILL_BY_BLOCK)
    g_string_append (text, leat_block_result_get_service_name (g_ptr_array_index (group->blocks, 0)));
  else
    g_string_append_printf (text, ngettext ("%u block", "%u blocks", n), n);
  if (!isnan (share))
    g_string_append_printf (text, share > 0 && share < 0.005 ? " · <1%%" : " · %.0f%%", share * 100);
  if (group->unpriced > 0)
    g_string_append_printf (text, _(" · + %u unpriced"), group->unpriced);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_figures (LeatGroupRow        *self,
              const LeatBillGroup *group)
{
  double whole = leat_report_get_total (self->report, NULL);
  double share = whole > 0 && !isnan (group->monthly) ? group->monthly / whole : NAN;
  LeatShares shares = { isnan (share) ? 0 : share, 0, NAN, FALSE };
  g_autofree char *words = describe (group, self->grouping, share);
  g_autofree char *title = g_markup_escape_text (group->label, -1);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);
  g_autofree char *money = leat_money_format (leat_report_get_options (self->report)->currency, group->monthly);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", group->label, money, words);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  gtk_label_set_text (GTK_LABEL (self->figure), money);
  leat_share_bar_show (LEAT_SHARE_BAR (self->bar), &shares, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  leat_name_inside (GTK_WIDGET (self), GTK_TYPE_LIST_BOX, group->label); /* its row */
  leat_name_inside (gtk_widget_get_last_child (gtk_widget_get_first_child (GTK_WIDGET (self))), GTK_TYPE_LIST_BOX, group->label); /* its lines */
}

void
leat_group_row_show (LeatGroupRow        *self,
                     LeatReport          *report,
                     const LeatBillGroup *group,
                     LeatBillGrouping     grouping)
{
  LeatReport *old;

  g_return_if_fail (LEAT_IS_GROUP_ROW (self));

  old = self->report;
  self->report = leat_report_ref (report);
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  self->blocks = g_ptr_array_copy (group->blocks, NULL, NULL);
  self->grouping = grouping;
  show_tile (self);
  show_figures (self, group);
  show_inside (self);
  g_clear_pointer (&old, leat_report_unref);
}

static void
leat_group_row_finalize (GObject *object)
{
  LeatGroupRow *self = LEAT_GROUP_ROW (object);

  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->report, leat_report_unref);

  G_OBJECT_CLASS (leat_group_row_parent_class)->finalize (object);
}

static void
leat_group_row_class_init (LeatGroupRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_group_row_finalize;
}

static void
leat_group_row_init (LeatGroupRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->tile = leat_glyph_tile_new (26);
  self->figure = leat_figure_label_new ();
  self->bar = leat_share_bar_new (4);
  gtk_widget_set_size_request (box, BAR_WIDTH, -1);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->figure);
  gtk_box_append (GTK_BOX (box), self->bar);
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), self->tile);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), box);
  g_signal_connect (self, "notify::expanded", G_CALLBACK (show_inside), NULL);
}

GtkWidget *
leat_group_row_new (void)
{
  return g_object_new (LEAT_TYPE_GROUP_ROW, NULL);
}
