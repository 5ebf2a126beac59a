/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* An offer as CSV: a few lines of "name","value", then a header that starts with SKU, then a line for each
 * tier of each price. One row is in memory at a time. */

#define MAX_PREAMBLE 20 /* lines before the header; AWS writes five */
#define MAX_COLUMNS 1000

/* The columns that are no attributes of the product. */
typedef enum
{
  COLUMN_SKU,
  COLUMN_TERM_TYPE,
  COLUMN_PRICE,
  COLUMN_CURRENCY,
  COLUMN_UNIT,
  COLUMN_BEGIN,
  COLUMN_USAGE, /* is an attribute too: a row that does not reach it cannot be told from others */
  N_NEEDED,
  COLUMN_TERM = N_NEEDED,
  COLUMN_EFFECTIVE,
  COLUMN_END,
  N_COLUMNS,
} Column;

static const char *const column_names[N_COLUMNS] = {
  [COLUMN_SKU] = "SKU",
  [COLUMN_TERM_TYPE] = "TermType",
  [COLUMN_PRICE] = "PricePerUnit",
  [COLUMN_CURRENCY] = "Currency",
  [COLUMN_UNIT] = "Unit",
  [COLUMN_BEGIN] = "StartingRange",
  [COLUMN_USAGE] = "usageType",
  [COLUMN_TERM] = "OfferTermCode",
  [COLUMN_EFFECTIVE] = "EffectiveDate",
  [COLUMN_END] = "EndingRange",
};

typedef enum
{
  AT_START, /* of a field */
  IN_FIELD,
  IN_QUOTES,
  AFTER_QUOTE, /* which ends the field, or is the first of two that mean one */
} State;

typedef struct
{
  LeatCollector   *collector;
  State            state;
  GString         *row;    /* the fields so far, each ended by a zero */
  GArray          *starts; /* of guint: where each field begins in `row` */
  long             line;
  long             row_line;
  guint            n_preamble;
  guint            n_columns; /* of the header, 0 before it */
  int              columns[N_COLUMNS];
  GArray          *attributes; /* of int: the attribute of each column, or -1 */
  guint            n_good;
  LeatOfferProduct product;
} Csv;

static gpointer
csv_new (LeatCollector *collector)
{
  Csv *self = g_new0 (Csv, 1);

  self->collector = collector;
  self->row = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint));
  self->attributes = g_array_new (FALSE, FALSE, sizeof (int));
  self->line = self->row_line = 1;
  leat_offer_product_clear (&self->product);
  return self;
}

static void
csv_free (gpointer state)
{
  Csv *self = state;

  g_string_free (self->row, TRUE);
  g_string_free (self->product.text, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->attributes);
  g_free (self);
}

static gboolean fail (const Csv  *self,
                      LeatError   code,
                      GError    **error,
                      const char *format,
                      ...) G_GNUC_PRINTF (4, 5);

static gboolean
fail (const Csv  *self,
      LeatError   code,
      GError    **error,
      const char *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LEAT_ERROR, code, "%s:%ld: %s", leat_collector_get_name (self->collector), self->row_line,
               message);
  return FALSE;
}

static void
prefix (const Csv *self,
        GError   **error)
{
  g_prefix_error (error, "%s:%ld: ", leat_collector_get_name (self->collector), self->row_line);
}

static const char *
get_field (const Csv *self,
           int        i)
{
  return i >= 0 && i < (int) self->starts->len ? self->row->str + g_array_index (self->starts, guint, i) : "";
}

static gboolean
is_utf8 (const Csv  *self,
         const char *text,
         GError    **error)
{
  return g_utf8_validate (text, -1, NULL) ||
         fail (self, LEAT_ERROR_SYNTAX, error, _("the text is not UTF-8: take index.csv as AWS publishes it"));
}

static gboolean
read_preamble (Csv     *self,
               GError **error)
{
  const char *first = get_field (self, 0);

  if (g_ascii_strncasecmp (first, "SKU", 3) == 0 && self->starts->len == 1 && strchr (";\t|", first[3]) != NULL &&
      first[3] != '\0')
    return fail (self, LEAT_ERROR_SYNTAX, error,
                 _("found columns separated by “%c”, expected commas: take index.csv as AWS publishes it"), first[3]);
  if (++self->n_preamble > MAX_PREAMBLE)
    return fail (self, LEAT_ERROR_SYNTAX, error,
                 _("found no header that starts with SKU: take index.csv as AWS publishes it"));
  if (self->starts->len < 2 || leat_collector_set_head (self->collector, first, get_field (self, 1), error))
    return TRUE;
  prefix (self, error);
  return FALSE;
}

static int
find_column (const Csv  *self,
             const char *name)
{
  for (guint i = 0; i < self->starts->len; i++)
    if (g_ascii_strcasecmp (get_field (self, i), name) == 0)
      return i;
  return -1;
}

static gboolean
read_header (Csv     *self,
             GError **error)
{
  const LeatPriceMaps *maps = leat_collector_get_maps (self->collector);

  self->n_columns = self->starts->len;
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = find_column (self, column_names[i]);
      if (i < N_NEEDED && self->columns[i] < 0)
        return fail (self, LEAT_ERROR_SYNTAX, error,
                     _("the header lacks the column “%s”: take index.csv as AWS publishes it"), column_names[i]);
    }
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *name = get_field (self, i);
      int attribute = leat_price_maps_find_attribute (maps, name, strlen (name));

      g_array_append_val (self->attributes, attribute);
    }
  return TRUE;
}

static gboolean
fill_product (Csv     *self,
              GError **error)
{
  guint n = MIN (self->starts->len, self->n_columns);

  leat_offer_product_clear (&self->product);
  for (guint i = 0; i < n; i++)
    {
      int attribute = g_array_index (self->attributes, int, i);
      const char *value = get_field (self, i);

      if (attribute < 0)
        continue;
      if (!is_utf8 (self, value, error))
        return FALSE;
      leat_offer_product_set (&self->product, attribute, value, strlen (value));
    }
  return TRUE;
}

static gboolean
add_price (Csv      *self,
           LeatKept *kept,
           GError  **error)
{
  LeatOfferPrice price = {
    .term = get_field (self, self->columns[COLUMN_TERM]),
    .effective = get_field (self, self->columns[COLUMN_EFFECTIVE]),
    .unit = get_field (self, self->columns[COLUMN_UNIT]),
    .begin = get_field (self, self->columns[COLUMN_BEGIN]),
    .end = get_field (self, self->columns[COLUMN_END]),
    .amount = get_field (self, self->columns[COLUMN_PRICE]),
    .currency = get_field (self, self->columns[COLUMN_CURRENCY]),
  };

  return leat_collector_add_price (self->collector, kept, &price, error);
}

static gboolean
is_first_tier (const Csv *self)
{
  const char *begin = get_field (self, self->columns[COLUMN_BEGIN]);

  return *begin == '\0' || g_str_equal (begin, "0");
}

static gboolean
is_whole (const Csv *self)
{
  for (guint i = 0; i < N_NEEDED; i++)
    if (self->columns[i] >= (int) self->starts->len)
      return FALSE;
  return TRUE;
}

static gboolean
read_data (Csv     *self,
           GError **error)
{
  const char *sku = get_field (self, self->columns[COLUMN_SKU]);
  LeatKept *kept = NULL;

  if (!is_whole (self))
    {
      leat_collector_add_notice (self->collector, self->row_line,
                                 g_strdup_printf (_("left out: found %u columns, expected %u as in the header"),
                                                  self->starts->len, self->n_columns));
      return TRUE;
    }
  self->n_good++;
  if (g_ascii_strcasecmp (get_field (self, self->columns[COLUMN_TERM_TYPE]), "OnDemand") != 0 || *sku == '\0')
    return TRUE;
  if (!is_utf8 (self, sku, error) || !fill_product (self, error))
    return FALSE;
  if (leat_collector_add_product (self->collector, sku, &self->product, is_first_tier (self), &kept, error) &&
      (kept == NULL || add_price (self, kept, error)))
    return TRUE;
  prefix (self, error);
  return FALSE;
}

static gboolean
is_blank (const Csv *self)
{
  return self->starts->len == 0 || (self->starts->len == 1 && *get_field (self, 0) == '\0');
}

static gboolean
end_row (Csv     *self,
         GError **error)
{
  gboolean done = TRUE;

  if (self->n_columns > 0)
    done = is_blank (self) || read_data (self, error);
  else if (g_ascii_strcasecmp (get_field (self, 0), "SKU") == 0)
    done = read_header (self, error);
  else if (!is_blank (self))
    done = read_preamble (self, error);
  g_string_truncate (self->row, 0);
  g_array_set_size (self->starts, 0);
  self->row_line = self->line;
  return done;
}

static void
start_field (Csv *self)
{
  guint start = self->row->len;

  g_array_append_val (self->starts, start);
}

/* A line may end with \r\n; of a quoted last field the \r comes after the quote. */
static void
end_field (Csv     *self,
           gboolean ends_row)
{
  guint start = g_array_index (self->starts, guint, self->starts->len - 1);

  if (ends_row && self->row->len > start && self->row->str[self->row->len - 1] == '\r')
    g_string_truncate (self->row, self->row->len - 1);
  g_string_append_c (self->row, '\0');
}

static gboolean
append (Csv        *self,
        const char *text,
        gsize       length,
        GError    **error)
{
  if (self->row->len + length > LEAT_PRICELIST_MAX_LINE || self->starts->len > MAX_COLUMNS)
    return fail (self, LEAT_ERROR_LIMIT, error,
                 _("found a line longer than %d KB, expected index.csv as AWS publishes it"),
                 LEAT_PRICELIST_MAX_LINE / 1024);
  g_string_append_len (self->row, text, length);
  return TRUE;
}

static const char *
find_end (const char *p,
          const char *end)
{
  while (p < end && *p != ',' && *p != '\n')
    p++;
  return p;
}

/* Takes what is left of a field without quotes, and the mark that ends it. */
static gboolean
take_plain (Csv         *self,
            const char **p,
            const char  *end,
            GError     **error)
{
  const char *stop = find_end (*p, end);
  gboolean ends_row = stop < end && *stop == '\n';

  if (!append (self, *p, stop - *p, error))
    return FALSE;
  *p = stop;
  self->state = IN_FIELD;
  if (stop == end)
    return TRUE;

  end_field (self, ends_row);
  self->state = AT_START;
  (*p)++;
  self->line += ends_row;
  return !ends_row || end_row (self, error);
}

static gboolean
take_quoted (Csv         *self,
             const char **p,
             const char  *end,
             GError     **error)
{
  const char *quote = memchr (*p, '"', end - *p);
  const char *stop = quote != NULL ? quote : end;

  if (!append (self, *p, stop - *p, error))
    return FALSE;
  self->line += leat_count_lines (*p, stop);
  *p = quote != NULL ? quote + 1 : end;
  if (quote != NULL)
    self->state = AFTER_QUOTE;
  return TRUE;
}

static gboolean
csv_feed (gpointer    state,
          const char *bytes,
          gsize       length,
          GError    **error)
{
  Csv *self = state;
  const char *end = bytes + length;
  gboolean done = TRUE;

  for (const char *p = bytes; done && p < end;)
    switch (self->state)
      {
      case AT_START:
        start_field (self);
        self->state = *p == '"' ? IN_QUOTES : IN_FIELD;
        p += *p == '"';
        break;
      case IN_FIELD:
        done = take_plain (self, &p, end, error);
        break;
      case IN_QUOTES:
        done = take_quoted (self, &p, end, error);
        break;
      case AFTER_QUOTE:
        self->state = *p == '"' ? IN_QUOTES : IN_FIELD;
        done = *p != '"' || append (self, p++, 1, error);
        break;
      }
  return done;
}

static gboolean
check_end (const Csv *self,
           GError   **error)
{
  const char *name = leat_collector_get_name (self->collector);

  if (self->n_columns == 0)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("%s:%ld: found no header that starts with SKU: take index.csv or index.json as AWS publishes it"),
                 name, self->line);
  else if (self->n_good == 0)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("%s:%ld: found no row with all %u columns of the header: take index.csv as AWS publishes it"), name,
                 self->line, self->n_columns);
  return self->n_columns > 0 && self->n_good > 0;
}

static gboolean
csv_finish (gpointer state,
            GError **error)
{
  Csv *self = state;

  if (self->state == IN_QUOTES)
    return fail (self, LEAT_ERROR_SYNTAX, error, _("the file ends within quotes: download it again"));
  if (self->state != AT_START || self->starts->len > 0)
    {
      if (self->state == AT_START)
        start_field (self);
      end_field (self, TRUE);
      if (!end_row (self, error))
        return FALSE;
    }
  return check_end (self, error);
}

const LeatOfferReader leat_offer_csv = { csv_new, csv_feed, csv_finish, csv_free };
