/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "prices/books-page.h"

#include "config.h"

#include "exchange/own-prices.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

struct _LeatBooksPage
{
  AdwBin      parent_instance;
  GtkListBox *books;
};

G_DEFINE_FINAL_TYPE (LeatBooksPage, leat_books_page, ADW_TYPE_BIN)

typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *regions;
} Books;

static const char *
get_region (const Books *books,
            guint        i)
{
  return g_ptr_array_index (books->regions, i);
}

/* A row with a button is another row than one without. */
static char *
get_key (gpointer data,
         guint    i)
{
  const char *region = get_region (data, i);

  return g_strdup_printf ("%s %d", region, leat_own_prices_exist (region));
}

static void
add_own (AdwActionRow *row,
         const char   *region)
{
  GtkWidget *button = gtk_button_new_with_label (_("Forget My Prices"));
  g_autofree char *name = g_strdup_printf (_("Forget My Prices of %s"), region);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "prices.forget");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", region);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  adw_action_row_add_suffix (row, button);
}

static GtkWidget *
new_row (gpointer data,
         guint    i)
{
  GtkWidget *row = adw_action_row_new ();
  const char *region = get_region (data, i);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), region);
  if (leat_own_prices_exist (region))
    add_own (ADW_ACTION_ROW (row), region);
  return row;
}

static void
append_own (GString    *text,
            const char *region)
{
  g_autofree char *path = leat_own_price_book_path (region);
  g_autoptr(LeatPriceBook) own = leat_price_book_new_from_file (path, NULL);
  const char *oldest, *newest;

  if (own != NULL)
    g_string_append_printf (text, _(", %u of them yours"), leat_price_book_get_dates (own, &oldest, &newest));
  else
    g_string_append (text, _("; your own file cannot be read"));
}

static char *
describe (const LeatPriceBook *book)
{
  const char *oldest, *newest;
  guint n = leat_price_book_get_dates (book, &oldest, &newest);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_printf (text, ngettext ("%u price", "%u prices", n), n);
  if (leat_own_prices_exist (leat_price_book_get_region (book)))
    append_own (text, leat_price_book_get_region (book));
  if (g_strcmp0 (oldest, newest) != 0)
    g_string_append_printf (text, _(" · %s to %s"), oldest, newest);
  else if (oldest != NULL)
    g_string_append_printf (text, _(" · %s"), oldest);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_row (GtkWidget *row,
            gpointer   data,
            guint      i)
{
  const Books *books = data;
  g_autofree char *text = describe (leat_catalogue_get_prices (books->catalogue, get_region (books, i)));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
}

void
leat_books_page_show (LeatBooksPage *self,
                      LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
  Books books = { catalogue, regions };
  LeatRows rows = { regions->len, get_key, new_row, update_row };

  g_return_if_fail (LEAT_IS_BOOKS_PAGE (self));

  leat_rows_sync (self->books, &rows, &books);
}

static void
leat_books_page_class_init (LeatBooksPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "prices/books-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatBooksPage, books);
}

static void
leat_books_page_init (LeatBooksPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
