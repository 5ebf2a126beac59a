/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Reading an offer: what it is, in pieces through the reader of its format, with progress. */

#define BUFFER (256 * 1024)
#define STEPS 100 /* of progress */

typedef struct
{
  GBufferedInputStream *stream; /* what is read, decompressed */
  GInputStream         *base;   /* the file, borrowed */
  const char           *name;
  guint64               total;
  guint64               told; /* up to here progress was told */
  LeatPricelistProgress progress;
  gpointer              user_data;
  GCancellable         *cancellable;
} Source;

static gboolean
fail (const Source *source,
      const char   *problem,
      GError      **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, "%s: %s", source->name, problem);
  return FALSE;
}

static guint64
tell (const Source *source)
{
  return G_IS_SEEKABLE (source->base) ? g_seekable_tell (G_SEEKABLE (source->base)) : 0;
}

static void
report_progress (Source  *source,
                 gboolean is_end)
{
  guint64 done = tell (source);

  if (source->progress == NULL || (!is_end && source->told != 0 && done < source->told + source->total / STEPS))
    return;
  source->told = done;
  source->progress (done, source->total, source->user_data);
}

/* The bytes that wait in the buffer, more of them if there are fewer than asked for. NULL with an error set. */
static const char *
peek (Source *source,
      gsize   least,
      gsize  *length,
      GError **error)
{
  gssize n = 1;

  *length = g_buffered_input_stream_get_available (source->stream);
  while (*length < least && n > 0)
    {
      n = g_buffered_input_stream_fill (source->stream, -1, source->cancellable, error);
      if (n < 0)
        {
          g_prefix_error (error, "%s: ", source->name);
          return NULL;
        }
      *length = g_buffered_input_stream_get_available (source->stream);
    }
  return g_buffered_input_stream_peek_buffer (source->stream, length);
}

static gboolean
skip (Source *source,
      gsize   length,
      GError **error)
{
  return g_input_stream_skip (G_INPUT_STREAM (source->stream), length, source->cancellable, error) >= 0;
}

static void
set_stream (Source       *source,
            GInputStream *stream)
{
  g_set_object (&source->stream, NULL);
  source->stream = G_BUFFERED_INPUT_STREAM (g_buffered_input_stream_new_sized (stream, BUFFER));
  /* The file is its caller's to close. */
  g_filter_input_stream_set_close_base_stream (G_FILTER_INPUT_STREAM (source->stream), FALSE);
}

static gboolean
open_source (Source       *source,
             GInputStream *base,
             GError      **error)
{
  const char *bytes;
  gsize length;

  source->base = base;
  set_stream (source, base);
  bytes = peek (source, 2, &length, error);
  if (bytes == NULL)
    return FALSE;
  if (length >= 2 && memcmp (bytes, "\x1f\x8b", 2) == 0)
    {
      g_autoptr(GZlibDecompressor) gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
      g_autoptr(GInputStream) plain = g_converter_input_stream_new (G_INPUT_STREAM (source->stream),
                                                                    G_CONVERTER (gzip));

      set_stream (source, plain);
    }
  return TRUE;
}

/* What is neither format is refused by its first bytes, with what to do about it. */
static gboolean
check_kind (const Source *source,
            const char   *bytes,
            gsize         length,
            GError      **error)
{
  if (length == 0)
    return fail (source, _("the file is empty: download it again"), error);
  if (length >= 2 && memcmp (bytes, "PK", 2) == 0)
    return fail (source, _("found a ZIP archive: unpack it first"), error);
  if (*bytes == '<')
    return fail (source, _("found a web page or XML, expected index.json or index.csv: download it again"), error);
  return TRUE;
}

/* Skips a byte order mark and looks at what follows. NULL with an error set. */
static const LeatOfferReader *
guess_reader (Source  *source,
              GError **error)
{
  gsize length;
  const char *bytes = peek (source, 3, &length, error);
  gsize i = 0;

  if (bytes != NULL && length >= 3 && memcmp (bytes, "\xEF\xBB\xBF", 3) == 0)
    bytes = skip (source, 3, error) ? peek (source, 64, &length, error) : NULL;
  if (bytes == NULL)
    return NULL;
  while (i + 1 < length && g_ascii_isspace (bytes[i]))
    i++;
  if (!check_kind (source, bytes + i, length - i, error))
    return NULL;
  return bytes[i] == '{' || bytes[i] == '[' ? &leat_offer_json : &leat_offer_csv;
}

static gboolean
read_all (Source                *source,
          const LeatOfferReader *reader,
          gpointer               state,
          GError               **error)
{
  while (TRUE)
    {
      gsize length;
      const char *bytes = peek (source, 1, &length, error);

      if (bytes == NULL)
        return FALSE;
      report_progress (source, length == 0);
      if (length == 0)
        return reader->finish (state, error);
      if (memchr (bytes, '\0', length) != NULL)
        return fail (source, _("found zero bytes, expected UTF-8 text: take the file as AWS publishes it"), error);
      if (g_cancellable_set_error_if_cancelled (source->cancellable, error) ||
          !reader->feed (state, bytes, length, error) || !skip (source, length, error))
        return FALSE;
    }
}

/* Gives all of the file to a collector. */
static LeatCollector *
collect (Source        *source,
         LeatCatalogue *catalogue,
         const char    *region,
         gboolean       only_regions,
         GError       **error)
{
  g_autofree char *file = leat_catalogue_get_data_file (catalogue, "pricelist.xml");
  const LeatOfferReader *reader = guess_reader (source, error);
  g_autoptr(LeatPriceMaps) maps = NULL;
  g_autoptr(LeatCollector) collector = NULL;
  gpointer state;
  gboolean done;

  if (reader == NULL || (maps = leat_price_maps_load (file != NULL ? file : "pricelist.xml", error)) == NULL)
    return NULL;

  collector = leat_collector_new (g_steal_pointer (&maps), catalogue, source->name, region,
                                  reader == &leat_offer_json ? "json" : "csv");
  if (only_regions)
    leat_collector_look_for_regions (collector);
  state = reader->new (collector);
  done = read_all (source, reader, state, error);
  reader->free (state);
  return done ? g_steal_pointer (&collector) : NULL;
}

static LeatPricelist *
read_offer (Source        *source,
            LeatCatalogue *catalogue,
            const char    *region,
            GError       **error)
{
  g_autoptr(LeatCollector) collector = collect (source, catalogue, region, FALSE, error);

  return collector != NULL ? leat_collector_finish (collector, error) : NULL;
}

LeatPricelist *
leat_pricelist_read_stream (GInputStream         *stream,
                            const char           *name,
                            guint64               total,
                            LeatCatalogue        *catalogue,
                            const char           *region,
                            LeatPricelistProgress progress,
                            gpointer              user_data,
                            GCancellable         *cancellable,
                            GError              **error)
{
  Source source = { .name = name, .total = total, .progress = progress, .user_data = user_data,
                    .cancellable = cancellable };
  LeatPricelist *result = NULL;

  if (region != NULL && !leat_region_is_valid (region))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("“%s” is no region: expected one such as eu-west-1"), region);
      return NULL;
    }
  if (open_source (&source, stream, error))
    result = read_offer (&source, catalogue, region, error);
  g_clear_object (&source.stream);
  return result;
}

static GFileInputStream *
open_file (GFile        *file,
           const char   *name,
           guint64      *size,
           GCancellable *cancellable,
           GError      **error)
{
  GFileInputStream *stream = g_file_read (file, cancellable, error);
  g_autoptr(GFileInfo) info = NULL;

  if (stream == NULL)
    {
      g_prefix_error (error, "%s: ", name);
      return NULL;
    }
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, NULL);
  *size = info != NULL ? g_file_info_get_size (info) : 0;
  return stream;
}

LeatPricelist *
leat_pricelist_read (GFile                *file,
                     LeatCatalogue        *catalogue,
                     const char           *region,
                     LeatPricelistProgress progress,
                     gpointer              user_data,
                     GCancellable         *cancellable,
                     GError              **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  guint64 size;
  g_autoptr(GFileInputStream) stream = open_file (file, name, &size, cancellable, error);

  if (stream == NULL)
    return NULL;
  return leat_pricelist_read_stream (G_INPUT_STREAM (stream), name, size, catalogue, region, progress, user_data,
                                     cancellable, error);
}

GPtrArray *
leat_pricelist_read_regions (GFile                *file,
                             LeatCatalogue        *catalogue,
                             LeatPricelistProgress progress,
                             gpointer              user_data,
                             GCancellable         *cancellable,
                             GError              **error)
{
  g_autofree char *name = g_file_get_parse_name (file);
  Source source = { .name = name, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  g_autoptr(GFileInputStream) stream = open_file (file, name, &source.total, cancellable, error);
  g_autoptr(LeatCollector) collector = NULL;

  if (stream != NULL && open_source (&source, G_INPUT_STREAM (stream), error))
    collector = collect (&source, catalogue, NULL, TRUE, error);
  g_clear_object (&source.stream);
  return collector != NULL ? leat_collector_list_regions (collector) : NULL;
}

double
leat_taken_price_get_change (const LeatTakenPrice *self)
{
  double change = 0;

  if (self->old == NULL)
    return NAN;
  for (gsize i = 0; i < MAX (self->price.n_tiers, self->old->n_tiers); i++)
    {
      const LeatTier *now = &self->price.tiers[MIN (i, self->price.n_tiers - 1)];
      const LeatTier *old = &self->old->tiers[MIN (i, self->old->n_tiers - 1)];
      double of_tier = now->price == old->price ? 0 : old->price > 0 ? now->price / old->price - 1 : INFINITY;

      if (fabs (of_tier) > fabs (change))
        change = of_tier;
    }
  return change;
}
