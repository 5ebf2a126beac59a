/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene.h"

#include "draw/glyph-private.h"

#include <librsvg/rsvg.h>
#include <math.h>
#include <string.h>

/* On screens a glyph is a mask, made once for each size in pixels, through which its colour is painted. In
 * PDF files it stays a vector. One lock for all: a mask is made
 * in well under a millisecond. */

G_LOCK_DEFINE_STATIC (glyphs);

#define MAX_MASKS 4096
#define MAX_LETTERS 4096

/* File -> text; "file size" -> mask. All only grow: there are about eighty glyphs, and as many sizes as zooms, which are
 * rounded up to whole pixels and limited. */
static GHashTable *texts;
static GHashTable *masks;

/* The font of PDF files: glyph -> number -> text of its file. A letter never changes once it is there, so cairo may
 * ask for one without the lock. */
static GHashTable *numbers;
static const char *letters[MAX_LETTERS];
static unsigned long n_letters = 1;
static cairo_font_face_t *font_face;

static void
clear_surface (gpointer surface)
{
  cairo_surface_destroy (surface);
}

static void
ensure_tables (void)
{
  if (texts != NULL)
    return;

  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  masks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, clear_surface);
  numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static char *
find_file (const LeatCatalogue *catalogue,
           const char          *glyph)
{
  g_autofree char *path = g_strdup_printf ("icons/glyphs/%s.svg", glyph);

  if (*glyph == '\0' || strchr (glyph, '/') != NULL)
    return NULL;
  return leat_catalogue_get_data_file (catalogue, path);
}

static const char *
lookup_text (const LeatCatalogue *catalogue,
             const char          *glyph)
{
  char *text = g_hash_table_lookup (texts, glyph);
  g_autofree char *file = NULL;

  if (text != NULL)
    return text;

  file = find_file (catalogue, glyph);
  if (file == NULL)
    file = find_file (catalogue, "unknown");
  if (file == NULL || !g_file_get_contents (file, &text, NULL, NULL))
    text = g_strdup ("");
  g_hash_table_insert (texts, g_strdup (glyph), text);
  return text;
}

char *
glyph_dup_text (const LeatCatalogue *catalogue,
                const char          *glyph)
{
  char *text;

  G_LOCK (glyphs);
  ensure_tables ();
  text = g_strdup (lookup_text (catalogue, glyph));
  G_UNLOCK (glyphs);
  return text;
}

static void
render (cairo_surface_t *surface,
        const char      *text,
        double           size)
{
  RsvgHandle *handle = rsvg_handle_new_from_data ((const guint8 *) text, strlen (text), NULL);
  RsvgRectangle view = { 0, 0, size, size };
  cairo_t *cr = cairo_create (surface);

  if (handle != NULL)
    rsvg_handle_render_document (handle, cr, &view, NULL);
  cairo_destroy (cr);
  g_clear_object (&handle);
}

static cairo_surface_t *
keep (char            *key,
      cairo_surface_t *surface)
{
  if (g_hash_table_size (masks) >= MAX_MASKS)
    g_hash_table_remove_all (masks);
  g_hash_table_insert (masks, key, surface);
  return surface;
}

static cairo_surface_t *
lookup_mask (const char *glyph,
             const char *text,
             int         pixels)
{
  g_autofree char *key = g_strdup_printf ("%s %d", glyph, pixels);
  cairo_surface_t *surface = g_hash_table_lookup (masks, key);

  if (surface != NULL)
    return surface;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  render (surface, text, pixels);
  return keep (g_steal_pointer (&key), surface);
}

/* In a PDF file glyphs are those of a font: each is written once, and takes its colour from where it stands. */

static cairo_status_t
render_letter (cairo_scaled_font_t  *font,
               unsigned long         letter,
               cairo_t              *cr,
               cairo_text_extents_t *extents)
{
  const char *text = letter < MAX_LETTERS ? letters[letter] : NULL;
  RsvgHandle *handle = text != NULL ? rsvg_handle_new_from_data ((const guint8 *) text, strlen (text), NULL) : NULL;
  RsvgRectangle view = { 0, -1, 1, 1 }; /* letters stand on their line */

  if (handle != NULL)
    rsvg_handle_render_document (handle, cr, &view, NULL);
  g_clear_object (&handle);
  extents->x_advance = 1;
  extents->y_bearing = -1;
  extents->width = 1;
  extents->height = 1;
  return CAIRO_STATUS_SUCCESS;
}

/* Letters are counted from 1: 0 is the one of a font that is missing. */
static unsigned long
lookup_letter (const char *glyph,
               const char *text)
{
  unsigned long letter = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, glyph));

  if (letter > 0 || n_letters == MAX_LETTERS)
    return letter;

  letter = n_letters++;
  letters[letter] = text;
  g_hash_table_insert (numbers, g_strdup (glyph), GUINT_TO_POINTER (letter));
  return letter;
}

static void
paint_letter (cairo_t          *cr,
              const char       *glyph,
              const char       *text,
              const LeatRect   *box,
              const LeatColour *colour)
{
  cairo_glyph_t letter = { lookup_letter (glyph, text), box->x, box->y + box->height };
  cairo_text_cluster_t blank = { 1, 1 }; /* it is no text */

  if (font_face == NULL)
    {
      font_face = cairo_user_font_face_create ();
      cairo_user_font_face_set_render_glyph_func (font_face, render_letter);
    }
  cairo_save (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_set_font_face (cr, font_face);
  cairo_set_font_size (cr, box->width);
  cairo_show_text_glyphs (cr, " ", 1, &letter, 1, &blank, 1, 0);
  cairo_restore (cr);
}

/* The nearest whole pixel, where the drawing is neither turned nor sheared: a mask is sharp there. */
static void
snap (cairo_t *cr,
      double  *x,
      double  *y)
{
  cairo_matrix_t matrix;

  cairo_get_matrix (cr, &matrix);
  if (matrix.xy != 0 || matrix.yx != 0)
    return;
  cairo_user_to_device (cr, x, y);
  *x = round (*x);
  *y = round (*y);
  cairo_device_to_user (cr, x, y);
}

static void
paint_mask (cairo_t          *cr,
            const char       *glyph,
            const char       *text,
            const LeatRect   *box,
            const LeatColour *colour,
            double            zoom)
{
  int pixels = CLAMP ((int) ceil (box->width * zoom - 0.01), 1, 1024);
  double x = box->x;
  double y = box->y;

  snap (cr, &x, &y);
  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, box->width / pixels, box->height / pixels);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_mask_surface (cr, lookup_mask (glyph, text, pixels), 0, 0);
  cairo_restore (cr);
}

static gboolean
is_vector (cairo_t *cr)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  return type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_SVG ||
         type == CAIRO_SURFACE_TYPE_PS;
}

void
glyph_paint (cairo_t             *cr,
             const LeatCatalogue *catalogue,
             const char          *glyph,
             const LeatRect      *box,
             const LeatColour    *colour,
             double               zoom)
{
  const char *text;

  G_LOCK (glyphs);
  ensure_tables ();
  text = lookup_text (catalogue, glyph);
  if (is_vector (cr))
    paint_letter (cr, glyph, text, box, colour);
  else
    paint_mask (cr, glyph, text, box, colour, zoom);
  G_UNLOCK (glyphs);
}

/* How many pixels a unit is; a recording, as a toolkit makes it, may be played at twice its size. */
static double
scale_of (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_target (cr);
  double x = 1;
  double y = 0;
  double scale_x, scale_y;

  cairo_user_to_device_distance (cr, &x, &y);
  cairo_surface_get_device_scale (target, &scale_x, &scale_y);
  return hypot (x, y) * scale_x *
         (cairo_surface_get_type (target) == CAIRO_SURFACE_TYPE_RECORDING ? 2 : 1);
}

void
leat_paint_glyph (cairo_t             *cr,
                  const LeatCatalogue *catalogue,
                  const char          *glyph,
                  double               x,
                  double               y,
                  double               size,
                  const LeatColour    *colour)
{
  LeatRect box = { x, y, size, size };

  glyph_paint (cr, catalogue, glyph, &box, colour, scale_of (cr));
}
