/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prices/found-page.h"

#include "config.h"

#include "engine/money.h"
#include "exchange/format.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef enum { TAKEN, DOUBTFUL, MISSING, UNUSED, NOTICES, N_LISTS } ListKind;

/* The rows of a list are made when it is first opened: there may be hundreds. */
typedef struct
{
  AdwExpanderRow *expander;
  GtkLabel       *count;
  GPtrArray      *rows; /* borrowed from the expander; NULL until it was opened */
} List;

struct _LeatFoundPage
{
  AdwBin               parent_instance;
  GtkWidget           *region_row;
  GtkLabel            *region;
  AdwComboRow         *regions_row;
  GtkStringList       *regions;
  GtkLabel            *offer;
  GtkLabel            *published;
  AdwActionRow        *published_row;
  AdwPreferencesGroup *lists;
  List                 list[N_LISTS];
  const LeatPricelist *found;   /* borrowed, or NULL */
  gboolean             showing; /* what is selected is not the user's doing */
};

G_DEFINE_FINAL_TYPE (LeatFoundPage, leat_found_page, ADW_TYPE_BIN)

enum { REGION_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Texts */

static char *
describe_tiers (const LeatPrice *price)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (gsize i = 0; i < price->n_tiers; i++)
    {
      g_autofree char *money = leat_money_format_unit (NULL, price->tiers[i].price);
      g_autofree char *from = leat_quantity_format (price->tiers[i].from, NULL);

      if (i > 0)
        g_string_append_printf (text, _(", from %s: %s"), from, money);
      else
        g_string_append (text, money);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_price (const LeatTakenPrice *taken)
{
  g_autofree char *now = describe_tiers (&taken->price);
  g_autofree char *old = taken->old != NULL ? describe_tiers (taken->old) : NULL;

  if (old == NULL || g_str_equal (old, now))
    return g_strdup_printf (_("%s per %s"), now, taken->price.unit);
  return g_strdup_printf (_("%s → %s per %s"), old, now, taken->price.unit);
}

/* Below this a change is what rounding makes. */
#define LEAST_CHANGE 5e-5

static char *
describe_change (double change)
{
  if (isnan (change))
    return g_strdup (_("new"));
  if (fabs (change) < LEAST_CHANGE)
    return g_strdup (_("same"));
  if (isinf (change))
    return g_strdup (_("was free"));
  return g_strdup_printf (fabs (change) < 0.0995 ? "%+.1f %%" : "%+.0f %%", change * 100);
}

static const char *
get_change_class (double change)
{
  if (isnan (change) || fabs (change) < LEAST_CHANGE)
    return "dim-label";
  return change > 0 ? "dearer" : "cheaper";
}

static void
append_count (GString    *text,
              guint       n,
              const char *words)
{
  if (n == 0)
    return;
  g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", n, words);
}

static char *
summarise_taken (const LeatPricelist *found)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint fresh = 0, same = 0, dearer = 0, cheaper = 0;

  for (guint i = 0; i < found->taken->len; i++)
    {
      double change = leat_taken_price_get_change (g_ptr_array_index (found->taken, i));

      if (isnan (change))
        fresh++;
      else if (fabs (change) < LEAST_CHANGE)
        same++;
      else if (change > 0)
        dearer++;
      else
        cheaper++;
    }
  append_count (text, dearer, _("dearer"));
  append_count (text, cheaper, _("cheaper"));
  append_count (text, fresh, _("new"));
  append_count (text, same, _("the same"));
  if (text->len == 0)
    g_string_append (text, _("Nothing in this file is a price that Leat uses"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Rows */

static GtkWidget *
new_row (const char *title,
         const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  return row;
}

static void
add_figure (GtkWidget  *row,
            const char *text,
            const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, css_class);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
}

static GtkWidget *
new_taken (const LeatPricelist *found,
           guint                i)
{
  const LeatTakenPrice *taken = g_ptr_array_index (found->taken, i);
  g_autofree char *price = describe_price (taken);
  double change = leat_taken_price_get_change (taken);
  g_autofree char *words = describe_change (change);
  GtkWidget *row = new_row (taken->price.key, price);

  add_figure (row, words, get_change_class (change));
  return row;
}

static GtkWidget *
new_doubtful (const LeatPricelist *found,
              guint                i)
{
  const LeatDoubtfulPrice *doubtful = g_ptr_array_index (found->doubtful, i);

  return new_row (doubtful->key, doubtful->why);
}

static GtkWidget *
new_missing (const LeatPricelist *found,
             guint                i)
{
  return new_row (g_ptr_array_index (found->missing, i), "");
}

static GtkWidget *
new_unused (const LeatPricelist *found,
            guint                i)
{
  const LeatUnusedFamily *unused = g_ptr_array_index (found->unused, i);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autofree char *count = g_strdup_printf ("%" G_GUINT64_FORMAT, unused->count);
  GtkWidget *row;

  for (guint j = 0; j < unused->names->len; j++)
    g_string_append_printf (names, "%s%s", j > 0 ? ", " : "", (char *) g_ptr_array_index (unused->names, j));
  if (unused->count > unused->names->len)
    g_string_append (names, ", …");
  row = new_row (*unused->family != '\0' ? unused->family : _("Without a family"), names->str);
  add_figure (row, count, "dim-label");
  return row;
}

static GtkWidget *
new_notice (const LeatPricelist *found,
            guint                i)
{
  const LeatNotice *notice = g_ptr_array_index (found->notices, i);
  g_autofree char *line = notice->line > 0 ? g_strdup_printf (_("Line %ld"), notice->line) : g_strdup (_("The file"));

  return new_row (line, notice->text);
}

static const struct
{
  const char *title;
  const char *subtitle;
  gsize       offset; /* of the array in LeatPricelist */
  GtkWidget  *(*new_row) (const LeatPricelist *found, guint i);
} kinds[N_LISTS] = {
  { N_("Prices"), NULL, offsetof (LeatPricelist, taken), new_taken },
  { N_("Doubtful"), N_("Not used: the old price stays"), offsetof (LeatPricelist, doubtful), new_doubtful },
  { N_("Not Found"), N_("Leat knows these prices of the service; the old ones stay"), offsetof (LeatPricelist, missing),
    new_missing },
  { N_("Products of No Use"), N_("Kinds of products that Leat has no price for"), offsetof (LeatPricelist, unused), new_unused },
  { N_("Left Out"), N_("What could not be read"), offsetof (LeatPricelist, notices), new_notice },
};

static GPtrArray *
get_items (const LeatPricelist *found,
           guint                kind)
{
  return *(GPtrArray *const *) ((const char *) found + kinds[kind].offset);
}

static void
fill_list (LeatFoundPage *self,
           guint          kind)
{
  List *list = &self->list[kind];

  if (list->rows != NULL || self->found == NULL || !adw_expander_row_get_expanded (list->expander))
    return;
  list->rows = g_ptr_array_new ();
  for (guint i = 0; i < get_items (self->found, kind)->len; i++)
    {
      GtkWidget *row = kinds[kind].new_row (self->found, i);

      adw_expander_row_add_row (list->expander, row);
      g_ptr_array_add (list->rows, row);
    }
}

static void
on_expanded (LeatFoundPage  *self,
             GParamSpec     *pspec,
             AdwExpanderRow *expander)
{
  for (guint i = 0; i < N_LISTS; i++)
    if (self->list[i].expander == expander)
      fill_list (self, i);
}

static void
empty_list (List *list)
{
  for (guint i = 0; list->rows != NULL && i < list->rows->len; i++)
    adw_expander_row_remove (list->expander, g_ptr_array_index (list->rows, i));
  g_clear_pointer (&list->rows, g_ptr_array_unref);
}

static guint64
count (const LeatPricelist *found,
       guint                kind)
{
  GPtrArray *items = get_items (found, kind);
  guint64 n = 0;

  if (kind != UNUSED)
    return items->len;
  for (guint i = 0; i < items->len; i++)
    n += ((LeatUnusedFamily *) g_ptr_array_index (items, i))->count;
  return n;
}

static void
show_list (LeatFoundPage *self,
           guint          kind)
{
  List *list = &self->list[kind];
  guint64 n = count (self->found, kind);
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, n);
  g_autofree char *summary = kind == TAKEN ? summarise_taken (self->found) : g_strdup (_(kinds[kind].subtitle));

  gtk_label_set_text (list->count, text);
  adw_expander_row_set_subtitle (list->expander, summary);
  adw_expander_row_set_enable_expansion (list->expander, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (list->expander), n > 0 || kind == TAKEN);
  adw_expander_row_set_expanded (list->expander, kind == TAKEN && n > 0);
  fill_list (self, kind);
}

static void
show_regions (LeatFoundPage *self,
              GPtrArray     *regions)
{
  guint n = regions->len > 1 ? regions->len : 0;

  self->showing = TRUE;
  gtk_string_list_splice (self->regions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->regions)), NULL);
  for (guint i = 0; i < n; i++)
    {
      gtk_string_list_append (self->regions, g_ptr_array_index (regions, i));
      if (g_strcmp0 (g_ptr_array_index (regions, i), self->found->region) == 0)
        adw_combo_row_set_selected (self->regions_row, i);
    }
  self->showing = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->regions_row), n > 0);
  gtk_widget_set_visible (self->region_row, n == 0);
}

/* Who imports an old file by mistake would not see it from the prices. */
static void
show_age (LeatFoundPage *self)
{
  g_autofree char *words = NULL;
  guint n = 0;

  for (guint i = 0; i < self->found->taken->len; i++)
    {
      const LeatTakenPrice *taken = g_ptr_array_index (self->found->taken, i);

      n += taken->old != NULL && *taken->price.as_of != '\0' && strcmp (taken->price.as_of, taken->old->as_of) < 0;
    }
  words = g_strdup_printf (ngettext ("%u price is older than the one it would replace",
                                     "%u prices are older than those they would replace", n), n);
  adw_action_row_set_subtitle (self->published_row, n > 0 ? words : "");
}

static const char *
or_unknown (const char *text)
{
  return text != NULL && *text != '\0' ? text : _("not said");
}

void
leat_found_page_show (LeatFoundPage    *self,
                      const LeatImport *import,
                      GPtrArray        *regions)
{
  g_return_if_fail (LEAT_IS_FOUND_PAGE (self));

  for (guint i = 0; i < N_LISTS; i++)
    empty_list (&self->list[i]);
  self->found = import != NULL ? import->list : NULL;
  if (self->found == NULL)
    return;
  gtk_label_set_text (self->region, or_unknown (self->found->region));
  gtk_label_set_text (self->offer, or_unknown (self->found->offer));
  gtk_label_set_text (self->published, or_unknown (self->found->published));
  show_age (self);
  show_regions (self, regions);
  for (guint i = 0; i < N_LISTS; i++)
    show_list (self, i);
}

static void
on_region_selected (LeatFoundPage *self)
{
  const char *region = gtk_string_list_get_string (self->regions, adw_combo_row_get_selected (self->regions_row));

  if (!self->showing && region != NULL)
    g_signal_emit (self, signals[REGION_CHOSEN], 0, region);
}

static void
leat_found_page_dispose (GObject *object)
{
  LeatFoundPage *self = LEAT_FOUND_PAGE (object);

  self->showing = TRUE;
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_pointer (&self->list[i].rows, g_ptr_array_unref);
  self->found = NULL;

  G_OBJECT_CLASS (leat_found_page_parent_class)->dispose (object);
}

static void
leat_found_page_class_init (LeatFoundPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_found_page_dispose;
  signals[REGION_CHOSEN] = g_signal_new ("region-chosen", LEAT_TYPE_FOUND_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "prices/found-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, region_row);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, region);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, regions_row);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, regions);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, offer);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, published);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, published_row);
  gtk_widget_class_bind_template_child (widget_class, LeatFoundPage, lists);
  gtk_widget_class_bind_template_callback (widget_class, on_region_selected);
}

static void
add_list (LeatFoundPage *self,
          guint          kind)
{
  List *list = &self->list[kind];

  list->expander = ADW_EXPANDER_ROW (adw_expander_row_new ());
  list->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (list->count), "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (list->expander), _(kinds[kind].title));
  adw_expander_row_add_action (list->expander, GTK_WIDGET (list->count));
  g_signal_connect_object (list->expander, "notify::expanded", G_CALLBACK (on_expanded), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->lists, GTK_WIDGET (list->expander));
}

static void
leat_found_page_init (LeatFoundPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_LISTS; i++)
    add_list (self, i);
}
