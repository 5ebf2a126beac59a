/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture-private.h"
#include "exchange/picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

/* A PNG is painted and packed in strips, so that it takes a few MB of memory however large it is: while one strip is
 * painted, others are packed in threads. Each strip is compressed by itself and so gives the same bytes whichever is
 * done first. */

#define STRIP_BYTES (8 * 1024 * 1024)
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
  cairo_surface_t *surface;
  gboolean         last;
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

/* Each row is told by the one above it, but for the first, which another strip is above. */
static guint8 *
filter_rows (const Strip *strip,
             gsize       *size)
{
  int channels = channels_of (strip->job);
  int width = cairo_image_surface_get_width (strip->surface);
  int height = cairo_image_surface_get_height (strip->surface);
  gsize row = (gsize) width * channels;
  g_autofree guint8 *above = g_malloc0 (row);
  g_autofree guint8 *here = g_malloc (row);
  guint8 *rows = g_malloc ((row + 1) * height);
  guint8 *to = rows;

  for (int y = 0; y < height; y++)
    {
      const guint32 *from = (const guint32 *) (cairo_image_surface_get_data (strip->surface) +
                                               (gsize) y * cairo_image_surface_get_stride (strip->surface));

      for (int x = 0; x < width; x++)
        write_pixel (here + (gsize) x * channels, from[x], strip->job->png->alpha);
      *to++ = y == 0 ? 0 : 2;
      for (gsize i = 0; i < row; i++)
        to[i] = y == 0 ? here[i] : here[i] - above[i];
      to += row;
      memcpy (above, here, row);
    }
  *size = (row + 1) * height;
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
pack_strip (gpointer data,
            gpointer user_data)
{
  Strip *strip = data;
  Job *job = strip->job;
  g_autofree guint8 *rows = filter_rows (strip, &strip->size);

  cairo_surface_destroy (g_steal_pointer (&strip->surface));
  strip->packed = pack_rows (rows, strip->size, job->level, strip->last);
  strip->adler = (guint32) adler32 (adler32 (0, NULL, 0), rows, (uInt) strip->size);
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

static cairo_status_t
paint_strip (const Job        *job,
             int               y,
             int               height,
             cairo_surface_t **surface)
{
  const PicturePng *png = job->png;
  cairo_status_t status;
  cairo_t *cr;

  *surface = cairo_image_surface_create (png->alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, job->width, height);
  cr = cairo_create (*surface);
  cairo_translate (cr, 0, -y);
  cairo_scale (cr, png->scale, png->scale);
  png->paint (cr, png->scale, png->data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_flush (*surface);
  return status;
}

static void
strip_free (Strip *strip)
{
  g_clear_pointer (&strip->surface, cairo_surface_destroy);
  g_clear_pointer (&strip->packed, g_bytes_unref);
  g_free (strip);
}

/* NULL if cairo could not paint it. */
static GPtrArray *
make_strips (Job            *job,
             cairo_status_t *status)
{
  GThreadPool *pool = g_thread_pool_new (pack_strip, NULL, (int) g_get_num_processors (), FALSE, NULL);
  GPtrArray *strips = g_ptr_array_new_with_free_func ((GDestroyNotify) strip_free);
  int rows = MAX (16, STRIP_BYTES / 4 / job->width);

  *status = CAIRO_STATUS_SUCCESS;
  for (int y = 0; y < job->height && *status == CAIRO_STATUS_SUCCESS; y += rows)
    {
      Strip *strip = g_new0 (Strip, 1);

      strip->job = job;
      strip->last = y + rows >= job->height;
      g_ptr_array_add (strips, strip);
      wait_for (job, MAX_WAITING - 1);
      *status = paint_strip (job, y, MIN (rows, job->height - y), &strip->surface);
      if (*status != CAIRO_STATUS_SUCCESS)
        break;
      g_mutex_lock (&job->lock);
      job->waiting++;
      g_mutex_unlock (&job->lock);
      g_thread_pool_push (pool, strip, NULL);
    }
  wait_for (job, 0);
  g_thread_pool_free (pool, FALSE, TRUE);
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
      g_autoptr(GBytes) packed = picture_deflate (png->source);

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
