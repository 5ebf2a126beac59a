/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "exchange/pricelist.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <unistd.h>

typedef struct
{
  const char *region;
  guint       n;
  const char *oldest; /* dates, or NULL if no price has one */
  const char *newest;
} Book;

static Book
describe (const LeatPriceBook *prices)
{
  Book book = { .region = leat_price_book_get_region (prices) };

  book.n = leat_price_book_get_dates (prices, &book.oldest, &book.newest);
  return book;
}

static int
list (const LeatCatalogue *catalogue,
      gboolean             as_json)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(GString) text = g_string_new (NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "books");
  json_builder_begin_array (builder);
  for (guint i = 0; i < regions->len; i++)
    {
      Book book = describe (leat_catalogue_get_prices (catalogue, g_ptr_array_index (regions, i)));

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "region", book.region);
      leat_json_add_number (builder, "prices", book.n);
      leat_json_add_string (builder, "oldest", book.oldest);
      leat_json_add_string (builder, "newest", book.newest);
      json_builder_end_object (builder);
      g_string_append_printf (text, ngettext ("%-16s %5u price", "%-16s %5u prices", book.n), book.region, book.n);
      if (g_strcmp0 (book.oldest, book.newest) != 0)
        g_string_append_printf (text, _(", of %s to %s"), book.oldest, book.newest);
      else if (book.oldest != NULL)
        g_string_append_printf (text, _(", of %s"), book.oldest);
      g_string_append_c (text, '\n');
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return as_json ? cli_print_json (builder) : cli_print (text->str);
}

static void
append_tiers (GString         *text,
              const LeatPrice *price)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < price->n_tiers; i++)
    {
      g_string_append (text, i > 0 ? ", " : "");
      if (price->tiers[i].from > 0)
        g_string_append_printf (text, _("from %s: "),
                                g_ascii_formatd (number, sizeof number, "%.12g", price->tiers[i].from));
      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.12g", price->tiers[i].price));
    }
}

static void
append_taken (GString              *text,
              const LeatTakenPrice *taken)
{
  g_string_append_printf (text, "  %s: ", taken->price.key);
  append_tiers (text, &taken->price);
  g_string_append_printf (text, _(" USD a %s"), taken->price.unit);
  if (taken->old == NULL)
    g_string_append (text, _(" (new)"));
  else
    {
      g_string_append (text, _(" (was "));
      append_tiers (text, taken->old);
      g_string_append_c (text, ')');
    }
  g_string_append_c (text, '\n');
}

static void
append_unused (GString                *text,
               const LeatUnusedFamily *unused)
{
  g_string_append_printf (text, "  %s (%" G_GUINT64_FORMAT "): ",
                          *unused->family != '\0' ? unused->family : _("no family"), unused->count);
  for (guint i = 0; i < unused->names->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) g_ptr_array_index (unused->names, i));
  g_string_append (text, unused->count > unused->names->len ? ", …\n" : "\n");
}

static guint64
count_unused (const LeatPricelist *list)
{
  guint64 n = 0;

  for (guint i = 0; i < list->unused->len; i++)
    n += ((LeatUnusedFamily *) g_ptr_array_index (list->unused, i))->count;
  return n;
}

static int
print_text (const LeatPricelist *list,
            const char          *output)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s, %s\n", list->offer, list->region != NULL ? list->region : "–",
                          list->published != NULL ? list->published : _("no date"));
  if (list->taken->len > 0)
    g_string_append_printf (text, _("Written to %s\n"), output);
  g_string_append_printf (text, _("\nTaken: %u\n"), list->taken->len);
  for (guint i = 0; i < list->taken->len; i++)
    append_taken (text, g_ptr_array_index (list->taken, i));
  g_string_append_printf (text, _("\nDoubtful, not taken: %u\n"), list->doubtful->len);
  for (guint i = 0; i < list->doubtful->len; i++)
    {
      const LeatDoubtfulPrice *doubtful = g_ptr_array_index (list->doubtful, i);

      g_string_append_printf (text, "  %s: %s\n", doubtful->key, doubtful->why);
    }
  g_string_append_printf (text, _("\nNot found: %u\n"), list->missing->len);
  for (guint i = 0; i < list->missing->len; i++)
    g_string_append_printf (text, "  %s\n", (char *) g_ptr_array_index (list->missing, i));
  g_string_append_printf (text, _("\nProducts of no use to Leat: %" G_GUINT64_FORMAT "\n"), count_unused (list));
  for (guint i = 0; i < list->unused->len; i++)
    append_unused (text, g_ptr_array_index (list->unused, i));
  return cli_print (text->str);
}

static void
add_tiers (JsonBuilder     *builder,
           const char      *name,
           const LeatPrice *price)
{
  json_builder_set_member_name (builder, name);
  if (price == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (gsize i = 0; i < price->n_tiers; i++)
    {
      json_builder_begin_object (builder);
      leat_json_add_number (builder, "from", price->tiers[i].from);
      leat_json_add_number (builder, "usd", price->tiers[i].price);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_taken (JsonBuilder          *builder,
           const LeatTakenPrice *taken)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "key", taken->price.key);
  leat_json_add_string (builder, "unit", taken->price.unit);
  add_tiers (builder, "tiers", &taken->price);
  add_tiers (builder, "old_tiers", taken->old);
  leat_json_add_string (builder, "as_of", taken->price.as_of);
  leat_json_add_string (builder, "confidence", taken->price.confidence);
  leat_json_add_string (builder, "sku", taken->sku);
  json_builder_end_object (builder);
}

static void
add_unused (JsonBuilder            *builder,
            const LeatUnusedFamily *unused)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "family", unused->family);
  leat_json_add_number (builder, "count", unused->count);
  json_builder_set_member_name (builder, "names");
  json_builder_begin_array (builder);
  for (guint i = 0; i < unused->names->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (unused->names, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_lists (JsonBuilder         *builder,
           const LeatPricelist *list)
{
  json_builder_set_member_name (builder, "taken");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->taken->len; i++)
    add_taken (builder, g_ptr_array_index (list->taken, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "doubtful");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->doubtful->len; i++)
    {
      const LeatDoubtfulPrice *doubtful = g_ptr_array_index (list->doubtful, i);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "key", doubtful->key);
      leat_json_add_string (builder, "why", doubtful->why);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "not_found");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->missing->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (list->missing, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "unused");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->unused->len; i++)
    add_unused (builder, g_ptr_array_index (list->unused, i));
  json_builder_end_array (builder);
}

static int
print_json (const LeatPricelist *list,
            const char          *output)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "offer", list->offer);
  leat_json_add_string (builder, "version", list->version);
  leat_json_add_string (builder, "published", list->published);
  leat_json_add_string (builder, "region", list->region);
  leat_json_add_string (builder, "source", list->source);
  leat_json_add_string (builder, "output", list->taken->len > 0 ? output : NULL);
  add_lists (builder, list);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static void
on_progress (guint64  done,
             guint64  total,
             gpointer user_data)
{
  if (total > 0)
    fprintf (stderr, _("\rReading: %3.0f %%"), 100.0 * done / total);
}

/* Reads an offer, with progress where somebody looks at it. */
static LeatPricelist *
read_offer (LeatCatalogue *catalogue,
            const char    *path,
            const char    *region,
            GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (g_str_equal (path, "-") ? "/dev/stdin" : path);
  gboolean is_seen = isatty (STDERR_FILENO);
  LeatPricelist *list = leat_pricelist_read (file, catalogue, region, is_seen ? on_progress : NULL, NULL, NULL, error);

  if (is_seen)
    fputs ("\r\033[K", stderr);
  return list;
}

static int
import (LeatCatalogue *catalogue,
        const char    *path,
        const char    *region,
        const char    *output,
        gboolean       as_json)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPricelist) list = read_offer (catalogue, path, region, &error);
  g_autofree char *own = NULL;
  int status;

  if (list == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  cli_print_notices (path, list->notices);
  if (output == NULL && list->region != NULL)
    output = own = leat_own_price_book_path (list->region);
  if (list->taken->len > 0 && !leat_pricelist_write (list, output, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  status = as_json ? print_json (list, output) : print_text (list, output);
  return status == LEAT_EXIT_DONE && list->taken->len == 0 ? LEAT_EXIT_FINDINGS : status;
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *region = NULL;
  g_autofree char *output = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "region", 'r', 0, G_OPTION_ARG_STRING, &region, N_("Which region to import, if the file is of several"),
      N_("REGION") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("The price book to import into, in place of your own"),
      N_("FILE") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  gboolean as_json;

  if (!cli_parse (&leat_command_prices, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_prices, format, "text|json", &status))
    return status;
  if (argc > 1 && !g_str_equal (argv[1], "import"))
    return cli_usage (&leat_command_prices, _("“%s” is not import"), argv[1]);
  if (argc > 1 && argc != 3)
    return cli_usage (&leat_command_prices, _("import takes one file: index.json or index.csv of a service"));
  if (argc == 1 && (region != NULL || output != NULL))
    return cli_usage (&leat_command_prices, _("--region and --output go with import"));
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;

  as_json = g_strcmp0 (format, "json") == 0;
  return argc == 1 ? list (catalogue, as_json) : import (catalogue, argv[2], region, output, as_json);
}

const LeatCommand leat_command_prices = {
  "prices", "[import FILE]", N_("the price books, or new prices from a file of the AWS Price List"),
  "leat-cli prices import index.json --region eu-west-1", run,
};
