/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture-private.h"
#include "exchange/picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

/* A PNG is painted and packed in strips, so that it takes some MB of memory however large it is, and in threads: several
 * strips at once if the drawing allows that, else one is painted while others are packed. Each strip is compressed by itself
 * and so gives the same bytes whichever is done first. What lies across an edge is painted twice, so strips are not too low. */

#define STRIP_BYTES (16 * 1024 * 1024)
#define MAX_WAITING 4
#define LARGE_PIXELS (16.0 * 1024 * 1024)
#define INCH_M 0.0254
#define UNITS_PER_INCH 96

typedef struct
{
  const PicturePng *png;
  int               width;
  int               height;
  int               level;
  GMutex            lock;
  GCond             done;
  guint             waiting; /* strips that are not packed yet */
} Job;

typedef struct
{
  Job             *job;
  int              y;
  int              height;
  gboolean         last;
  cairo_surface_t *surface; /* or NULL: not painted yet, or packed */
  cairo_status_t   status;
  GBytes          *packed;
  guint32          adler;
  gsize            size; /* of what was packed */
} Strip;

static int
channels_of (const Job *job)
{
  return job->png->alpha ? 4 : 3;
}

/* Cairo keeps colours multiplied by their opacity. */
static void
write_pixel (guint8  *to,
             guint32  pixel,
             gboolean alpha)
{
  guint a = pixel >> 24;

  for (int i = 0; i < 3; i++)
    {
      guint value = pixel >> (16 - 8 * i) & 0xff;

      to[i] = !alpha ? value : a == 0 ? 0 : MIN (255, (value * 255 + a / 2) / a);
    }
  if (alpha)
    to[3] = a;
}

/* What differs from the row above, which is little: most of a drawing is ground and cards. `to` holds zeros. */
static void
subtract_row (const guint32 *from,
              const guint32 *above,
              int            width,
              guint8        *to)
{
  for (int x = 0; x < width; x++, to += 3)
    {
      guint32 here = from[x], there = above[x];

      if (here == there)
        continue;
      to[0] = (guint8) ((here >> 16) - (there >> 16));
      to[1] = (guint8) ((here >> 8) - (there >> 8));
      to[2] = (guint8) (here - there);
    }
}

static void
write_row (const guint32 *from,
           int            width,
           gboolean       alpha,
           guint8        *to)
{
  int channels = alpha ? 4 : 3;

  for (int x = 0; x < width; x++)
    write_pixel (to + (gsize) x * channels, from[x], alpha);
}

/* The same with opacity, of which the colours have to be freed first. `here` and `above` have room for a row. */
static void
subtract_clear_row (const guint32 *from,
                    int            width,
                    guint8        *here,
                    guint8        *above,
                    guint8        *to)
{
  gsize row = (gsize) width * 4;

  write_row (from, width, TRUE, here);
  for (gsize i = 0; i < row; i++)
    to[i] = here[i] - above[i];
  memcpy (above, here, row);
}

/* Each row is told by the one above it, but for the first, which another strip is above. */
static guint8 *
filter_rows (const Strip *strip,
             gsize       *size)
{
  gboolean alpha = strip->job->png->alpha;
  int width = strip->job->width;
  gsize row = (gsize) width * channels_of (strip->job);
  gsize stride = (gsize) cairo_image_surface_get_stride (strip->surface);
  const guint8 *data = cairo_image_surface_get_data (strip->surface);
  g_autofree guint8 *here = g_malloc (row);
  g_autofree guint8 *above = g_malloc (row);
  guint8 *rows = g_malloc0 ((row + 1) * strip->height);
  guint8 *to = rows;

  write_row ((const guint32 *) data, width, alpha, to + 1);
  memcpy (above, to + 1, row);
  to += row + 1;
  for (int y = 1; y < strip->height; y++, to += row + 1)
    {
      const guint32 *from = (const guint32 *) (data + y * stride);

      *to = 2;
      if (alpha)
        subtract_clear_row (from, width, here, above, to + 1);
      else
        subtract_row (from, (const guint32 *) (data + (y - 1) * stride), width, to + 1);
    }
  *size = (row + 1) * strip->height;
  return rows;
}

static GBytes *
pack_rows (const guint8 *rows,
           gsize         size,
           int           level,
           gboolean      last)
{
  z_stream stream = { 0 };
  gsize room;
  guint8 *packed;

  if (deflateInit2 (&stream, level, Z_DEFLATED, -15, 9, level > 1 ? Z_FILTERED : Z_RLE) != Z_OK)
    return NULL;
  room = deflateBound (&stream, size) + 64;
  packed = g_malloc (room);
  stream.next_in = (guint8 *) rows;
  stream.avail_in = (uInt) size;
  stream.next_out = packed;
  stream.avail_out = (uInt) room;
  deflate (&stream, last ? Z_FINISH : Z_FULL_FLUSH);
  room = stream.total_out;
  deflateEnd (&stream);
  return g_bytes_new_take (g_realloc (packed, room), room);
}

static void
paint_strip (Strip *strip)
{
  const Job *job = strip->job;
  const PicturePng *png = job->png;
  cairo_t *cr;

  strip->surface = cairo_image_surface_create (png->alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, job->width, strip->height);
  cr = cairo_create (strip->surface);
  cairo_translate (cr, 0, -strip->y);
  cairo_scale (cr, png->scale, png->scale);
  png->paint (cr, png->scale, png->data);
  strip->status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (strip->surface);
}

static void
pack_strip (Strip *strip)
{
  g_autofree guint8 *rows = filter_rows (strip, &strip->size);

  strip->packed = pack_rows (rows, strip->size, strip->job->level, strip->last);
  strip->adler = (guint32) adler32 (adler32 (0, NULL, 0), rows, (uInt) strip->size);
}

static void
finish_strip (gpointer data,
              gpointer user_data)
{
  Strip *strip = data;
  Job *job = strip->job;

  if (strip->surface == NULL)
    paint_strip (strip);
  if (strip->status == CAIRO_STATUS_SUCCESS)
    pack_strip (strip);
  cairo_surface_destroy (g_steal_pointer (&strip->surface));
  g_mutex_lock (&job->lock);
  job->waiting--;
  g_cond_signal (&job->done);
  g_mutex_unlock (&job->lock);
}

static void
wait_for (Job  *job,
          guint most)
{
  g_mutex_lock (&job->lock);
  while (job->waiting > most)
    g_cond_wait (&job->done, &job->lock);
  g_mutex_unlock (&job->lock);
}

static void
strip_free (Strip *strip)
{
  g_clear_pointer (&strip->surface, cairo_surface_destroy);
  g_clear_pointer (&strip->packed, g_bytes_unref);
  g_free (strip);
}

static void
start_strip (Job         *job,
             GThreadPool *pool,
             Strip       *strip)
{
  wait_for (job, MAX_WAITING - 1);
  if (!job->png->parallel)
    paint_strip (strip);
  g_mutex_lock (&job->lock);
  job->waiting++;
  g_mutex_unlock (&job->lock);
  g_thread_pool_push (pool, strip, NULL);
}

/* NULL if cairo could not paint it. */
static GPtrArray *
make_strips (Job            *job,
             cairo_status_t *status)
{
  GThreadPool *pool = g_thread_pool_new (finish_strip, NULL, (int) g_get_num_processors (), FALSE, NULL);
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) strip_free);
  int rows = MAX (16, STRIP_BYTES / 4 / job->width);

  for (int y = 0; y < job->height; y += rows)
    {
      Strip *strip = g_new0 (Strip, 1);

      strip->job = job;
      strip->y = y;
      strip->height = MIN (rows, job->height - y);
      strip->last = y + rows >= job->height;
      g_ptr_array_add (strips, strip);
      start_strip (job, pool, strip);
    }
  wait_for (job, 0);
  g_thread_pool_free (pool, FALSE, TRUE);
  *status = CAIRO_STATUS_SUCCESS;
  for (guint i = 0; i < strips->len && *status == CAIRO_STATUS_SUCCESS; i++)
    *status = ((Strip *) g_ptr_array_index (strips, i))->status;
  if (*status != CAIRO_STATUS_SUCCESS)
    g_clear_pointer (&strips, g_ptr_array_unref);
  return strips;
}

/* Chunks */

static void
append_number (GByteArray *file,
               guint32     number)
{
  const guint8 bytes[] = { number >> 24, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff };

  g_byte_array_append (file, bytes, sizeof bytes);
}

static void
append_chunk (GByteArray *file,
              const char *type,
              GByteArray *content)
{
  guint start = file->len + 4;

  append_number (file, content->len);
  g_byte_array_append (file, (const guint8 *) type, 4);
  g_byte_array_append (file, content->data, content->len);
  append_number (file, (guint32) crc32 (crc32 (0, NULL, 0), file->data + start, file->len - start));
}

static void
append_header (GByteArray *file,
               const Job  *job)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  const guint8 kind[] = { 8, job->png->alpha ? 6 : 2, 0, 0, 0 };

  append_number (content, (guint32) job->width);
  append_number (content, (guint32) job->height);
  g_byte_array_append (content, kind, sizeof kind);
  append_chunk (file, "IHDR", content);
}

static void
append_density (GByteArray *file,
                const Job  *job)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  guint32 per_metre = (guint32) lround (UNITS_PER_INCH * job->png->scale / INCH_M);

  append_number (content, per_metre);
  append_number (content, per_metre);
  g_byte_array_append (content, (const guint8[]){ 1 }, 1);
  append_chunk (file, "pHYs", content);
}

static void
append_text (GByteArray *file,
             const char *keyword,
             const char *text,
             GBytes     *packed)
{
  g_autoptr(GByteArray) content = g_byte_array_new ();
  const guint8 flags[] = { packed != NULL, 0, 0, 0 };

  g_byte_array_append (content, (const guint8 *) keyword, strlen (keyword) + 1);
  g_byte_array_append (content, flags, sizeof flags);
  if (packed != NULL)
    g_byte_array_append (content, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  else
    g_byte_array_append (content, (const guint8 *) text, strlen (text));
  append_chunk (file, "iTXt", content);
}

static void
append_strip (GByteArray  *file,
              const Strip *strip,
              gboolean     first,
              guint32      adler)
{
  static const guint8 zlib_head[] = { 0x78, 0x01 };
  g_autoptr(GByteArray) content = g_byte_array_sized_new (g_bytes_get_size (strip->packed) + 6);

  if (first)
    g_byte_array_append (content, zlib_head, sizeof zlib_head);
  g_byte_array_append (content, g_bytes_get_data (strip->packed, NULL), g_bytes_get_size (strip->packed));
  if (strip->last)
    append_number (content, adler);
  append_chunk (file, "IDAT", content);
}

static GBytes *
write_file (const Job *job,
            GPtrArray *strips)
{
  const PicturePng *png = job->png;
  GByteArray *file = g_byte_array_new ();
  g_autoptr(GByteArray) nothing = g_byte_array_new ();
  guint32 adler = (guint32) adler32 (0, NULL, 0);

  g_byte_array_append (file, (const guint8 *) "\x89PNG\r\n\x1a\n", 8);
  append_header (file, job);
  append_density (file, job);
  if (png->title != NULL)
    append_text (file, "Title", png->title, NULL);
  if (png->author != NULL)
    append_text (file, "Author", png->author, NULL);
  append_text (file, "Software", "Leat " LEAT_VERSION, NULL);
  if (png->source != NULL)
    {
      g_autoptr(GBytes) packed = picture_deflate (png->source, LEAT_PICTURE_DEFLATE);

      append_text (file, LEAT_PICTURE_KEYWORD, NULL, packed);
    }
  for (guint i = 0; i < strips->len; i++)
    {
      const Strip *strip = g_ptr_array_index (strips, i);

      adler = (guint32) adler32_combine (adler, strip->adler, (z_off_t) strip->size);
      append_strip (file, strip, i == 0, adler);
    }
  append_chunk (file, "IEND", nothing);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
picture_png_write (const PicturePng *png,
                   GError          **error)
{
  Job job = { .png = png,
              .width = MAX (1, (int) floor (png->width * png->scale + 1e-6)),
              .height = MAX (1, (int) floor (png->height * png->scale + 1e-6)) };
  g_autoptr(GPtrArray) strips = NULL;
  cairo_status_t status;

  job.level = (double) job.width * job.height > LARGE_PIXELS ? 1 : 6;
  g_mutex_init (&job.lock);
  g_cond_init (&job.done);
  strips = make_strips (&job, &status);
  g_mutex_clear (&job.lock);
  g_cond_clear (&job.done);
  if (strips != NULL)
    return write_file (&job, strips);

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The picture could not be drawn: %s"),
               cairo_status_to_string (status));
  return NULL;
}

GBytes *
picture_to_png (double       width,
                double       height,
                double       scale,
                PicturePaint paint,
                gpointer     data,
                GError     **error)
{
  const PicturePng png = { .width = width, .height = height, .scale = scale, .paint = paint, .data = data };

  return picture_png_write (&png, error);
}

double
picture_largest_scale (double width,
                       double height)
{
  return MIN (LEAT_PNG_MAX_SIDE / MAX (width, height), sqrt (LEAT_PNG_MAX_BYTES / 4 / (width * height)));
}
