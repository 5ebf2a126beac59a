/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/line-row.h"

#include "engine/money.h"
#include "exchange/bill.h"
#include "inspector/rows.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LeatLineRow
{
  AdwExpanderRow parent_instance;
  GtkWidget     *figure;
  GtkWidget     *formula;
  GtkWidget     *facts;
};

G_DEFINE_FINAL_TYPE (LeatLineRow, leat_line_row, ADW_TYPE_EXPANDER_ROW)

/* A price of the book, which is in dollars, in the currency that is shown. */
static char *
format_price (double             usd,
              const LeatOptions *options)
{
  return leat_money_format_unit (options->currency, options->currency != NULL ? usd * options->rate : usd);
}

static char *
describe_tier (const LeatTierPart *part,
               const LeatOptions  *options)
{
  g_autofree char *quantity = leat_quantity_format (part->quantity, NULL);
  g_autofree char *price = format_price (part->price, options);
  g_autofree char *from = leat_quantity_format (part->from, NULL);
  g_autofree char *to = leat_quantity_format (part->to, NULL);

  if (!isfinite (part->to))
    return g_strdup_printf (_("%s × %s (over %s)"), quantity, price, from);
  return g_strdup_printf (_("%s × %s (up to %s)"), quantity, price, to);
}

/* The price of a unit, or one line a tier that the quantity reaches. */
static char *
describe_price (const LeatLineItem *line,
                const LeatOptions  *options)
{
  g_autoptr(GArray) parts = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  if (line->price == NULL)
    {
      g_autofree char *why = leat_line_item_why_no_price (line, options);

      return g_strdup_printf (_("no price: %s"), why);
    }
  if (line->price->n_tiers == 1)
    {
      g_autofree char *price = format_price (line->price->tiers[0].price, options);

      return g_strdup_printf (_("%s per %s"), price, line->price->unit);
    }

  parts = leat_line_item_get_parts (line);
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *tier = describe_tier (&g_array_index (parts, LeatTierPart, i), options);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", tier);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_free (const LeatLineItem *line)
{
  if (line->free_quantity <= 0)
    return NULL;
  return leat_quantity_format (line->free_quantity, line->line->unit);
}

static const char *
or_null (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

static void
show_facts (LeatLineRow        *self,
            const LeatLineItem *line,
            const LeatOptions  *options)
{
  g_autofree char *quantity = leat_quantity_format (line->quantity, line->line->unit);
  g_autofree char *price = describe_price (line, options);
  g_autofree char *free_part = describe_free (line);
  const LeatPrice *book = line->price;
  const char *facts[] = {
    _("Quantity a month"), quantity,
    _("Free tier takes off"), free_part,
    _("List price"), price,
    _("Price as of"), book != NULL ? or_null (book->as_of) : NULL,
    _("Source"), book != NULL ? or_null (book->source) : NULL,
  };

  leat_facts_set (GTK_GRID (self->facts), facts, G_N_ELEMENTS (facts));
}

void
leat_line_row_show (LeatLineRow           *self,
                    const LeatBlockResult *block,
                    const LeatLineItem    *line,
                    const LeatOptions     *options)
{
  g_autofree char *quantity = leat_quantity_format (line->quantity, line->line->unit);
  g_autofree char *monthly = leat_money_format (options->currency, line->monthly == 0 ? line->exact : line->monthly);
  g_autofree char *formula = leat_line_item_explain (line, block);
  g_autofree char *title = g_markup_escape_text (leat_tr (line->line->label), -1);
  g_autofree char *subtitle = g_markup_escape_text (quantity, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  leat_figure_set (GTK_LABEL (self->figure), monthly, line->monthly == 0 ? line->exact : line->monthly);
  gtk_label_set_text (GTK_LABEL (self->formula), formula);
  show_facts (self, line, options);
}

static void
leat_line_row_class_init (LeatLineRowClass *klass)
{
}

static void
leat_line_row_init (LeatLineRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->figure = leat_figure_label_new ();
  self->formula = leat_code_label_new ();
  self->facts = leat_facts_new ();
  gtk_box_append (GTK_BOX (box), self->formula);
  gtk_box_append (GTK_BOX (box), self->facts);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->figure);
  leat_expander_add_details (ADW_EXPANDER_ROW (self), box);
}

GtkWidget *
leat_line_row_new (void)
{
  return g_object_new (LEAT_TYPE_LINE_ROW, NULL);
}
