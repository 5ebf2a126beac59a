/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/scene-private.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

/* Layouts are made at zoom 1 without hinting, and scaled with the drawing: so a line breaks at the same
 * place at every zoom and in every file. Two generations of them are kept: what was not asked for while a
 * generation filled up goes. */

#define GENERATION 1024

typedef struct
{
  double   size;
  gboolean bold;
} Style;

static const Style styles[LEAT_N_TEXT_STYLES] = {
  [LEAT_TEXT_NAME] = { 12.5, TRUE },
  [LEAT_TEXT_SMALL] = { 10.5, FALSE },
  [LEAT_TEXT_FIGURE] = { 10.5, TRUE },
  [LEAT_TEXT_LABEL] = { 10.5, FALSE },
  [LEAT_TEXT_TITLE] = { 12, TRUE },
  [LEAT_TEXT_BADGE] = { 10, TRUE },
  [LEAT_TEXT_NOTE] = { 12, FALSE },
  [LEAT_TEXT_HEADING] = { 18, TRUE },
};

struct _LeatTypesetter
{
  PangoContext         *context;
  PangoFontDescription *fonts[LEAT_N_TEXT_STYLES];
  GHashTable           *young; /* TextKey -> PangoLayout */
  GHashTable           *old;
  double                advance[LEAT_N_TEXT_STYLES][128]; /* 0: not measured yet */
};

double
leat_text_size (LeatTextStyle style,
                gboolean     *bold)
{
  g_return_val_if_fail (style < LEAT_N_TEXT_STYLES, 0);

  *bold = styles[style].bold;
  return styles[style].size;
}

guint
text_key_hash (gconstpointer key)
{
  const TextKey *self = key;

  return (g_str_hash (self->text) * 31 + self->style) * 31 + self->width;
}

gboolean
text_key_equal (gconstpointer a,
                gconstpointer b)
{
  const TextKey *one = a, *other = b;

  return one->style == other->style && one->width == other->width && one->height == other->height &&
         g_str_equal (one->text, other->text);
}

TextKey
text_key_of (const LeatText *text)
{
  return (TextKey){ text->style, (int) ceil (text->width), (int) text->height, (char *) text->text };
}

TextKey *
text_key_copy (const TextKey *key)
{
  TextKey *copy = g_new (TextKey, 1);

  *copy = *key;
  copy->text = g_strdup (key->text);
  return copy;
}

void
text_key_free (gpointer key)
{
  g_free (((TextKey *) key)->text);
  g_free (key);
}

static GHashTable *
new_generation (void)
{
  return g_hash_table_new_full (text_key_hash, text_key_equal, text_key_free, g_object_unref);
}

static PangoContext *
new_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 96);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

LeatTypesetter *
leat_typesetter_new (void)
{
  LeatTypesetter *self = g_new0 (LeatTypesetter, 1);

  self->context = new_context ();
  for (guint i = 0; i < LEAT_N_TEXT_STYLES; i++)
    {
      self->fonts[i] = pango_font_description_from_string (LEAT_FONT_FAMILY);
      pango_font_description_set_absolute_size (self->fonts[i], styles[i].size * PANGO_SCALE);
      pango_font_description_set_weight (self->fonts[i],
                                         styles[i].bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    }
  self->young = new_generation ();
  self->old = new_generation ();
  return self;
}

void
leat_typesetter_free (LeatTypesetter *self)
{
  for (guint i = 0; i < LEAT_N_TEXT_STYLES; i++)
    pango_font_description_free (self->fonts[i]);
  g_hash_table_unref (self->young);
  g_hash_table_unref (self->old);
  g_object_unref (self->context);
  g_free (self);
}

/* What has no shape of its own would be drawn as a symbol for it. */
static void
set_text (PangoLayout *layout,
          const char  *text,
          gboolean     lines)
{
  g_autofree char *plain = g_utf8_make_valid (text, -1);

  for (char *p = plain; *p != '\0'; p++)
    if (((guchar) *p < ' ' && !(lines && *p == '\n')) || *p == 0x7f)
      *p = ' ';
  pango_layout_set_text (layout, plain, -1);
}

static PangoLayout *
new_layout (LeatTypesetter *self,
            const LeatText *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  gboolean note = text->style == LEAT_TEXT_NOTE;

  pango_layout_set_font_description (layout, self->fonts[text->style]);
  pango_layout_set_single_paragraph_mode (layout, !note);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_width (layout, MAX (1, text->width) * PANGO_SCALE);
  pango_layout_set_height (layout, note ? (int) (MAX (1, text->height) * PANGO_SCALE) : -1);
  set_text (layout, text->text, note);
  return layout;
}

PangoLayout *
leat_typesetter_get (LeatTypesetter *self,
                     const LeatText *text)
{
  TextKey key = text_key_of (text);
  PangoLayout *layout = g_hash_table_lookup (self->young, &key);

  if (layout != NULL)
    return layout;

  if (g_hash_table_size (self->young) >= GENERATION)
    {
      g_hash_table_unref (self->old);
      self->old = g_steal_pointer (&self->young);
      self->young = new_generation ();
    }
  layout = g_hash_table_lookup (self->old, &key);
  layout = layout != NULL ? g_object_ref (layout) : new_layout (self, text);
  g_hash_table_insert (self->young, text_key_copy (&key), layout);
  return layout;
}

LeatTypesetter *
leat_typesetter_get_own (void)
{
  static GPrivate own = G_PRIVATE_INIT ((GDestroyNotify) leat_typesetter_free);
  LeatTypesetter *self = g_private_get (&own);

  if (self == NULL)
    {
      self = leat_typesetter_new ();
      g_private_set (&own, self);
    }
  return self;
}

static double
measure_exactly (LeatTypesetter *self,
                 LeatTextStyle   style,
                 const char     *text)
{
  g_autoptr(PangoLayout) layout = pango_layout_new (self->context);
  int width;

  pango_layout_set_font_description (layout, self->fonts[style]);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &width, NULL);
  return (double) width / PANGO_SCALE;
}

double
leat_typesetter_measure (LeatTypesetter *self,
                         LeatTextStyle   style,
                         const char     *text)
{
  double width = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      guchar c = *p;
      double *advance = &self->advance[style][c & 127];

      if (g_str_has_prefix (p, "·"))
        c = '.', advance = &self->advance[style]['.'], p++;
      if (c >= 128)
        return measure_exactly (self, style, text);
      if (*advance == 0)
        *advance = MAX (0.001, measure_exactly (self, style, (char[]){ c, '\0' }));
      width += *advance;
    }
  return width;
}

double
leat_text_measure (LeatTextStyle style,
                   const char   *text)
{
  return leat_typesetter_measure (leat_typesetter_get_own (), style, text);
}

/* The text of a line as laid out, with "…" for what was cut. Runs stand as they are seen; bytes are put in
 * the order in which they are read. */

typedef struct
{
  int         offset;
  const char *start;
  int         length;
} Piece;

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  return ((const Piece *) a)->offset - ((const Piece *) b)->offset;
}

static char *
line_text (PangoLayoutLine *line,
           const char      *text)
{
  g_autoptr(GArray) pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  GString *result = g_string_new (NULL);

  for (GSList *l = line->runs; l != NULL; l = l->next)
    {
      const PangoItem *item = ((PangoLayoutRun *) l->data)->item;
      gboolean cut = (item->analysis.flags & PANGO_ANALYSIS_FLAG_IS_ELLIPSIS) != 0;
      Piece piece = { item->offset, cut ? "…" : text + item->offset,
                      cut ? (int) strlen ("…") : item->length };

      g_array_append_val (pieces, piece);
    }
  g_array_sort (pieces, compare_pieces);
  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      g_string_append_len (result, piece->start, piece->length);
    }
  return g_string_free (result, FALSE);
}

static void
clear_line (gpointer line)
{
  g_free (((LeatTextLine *) line)->text);
}

LeatPoint
leat_text_corner (const LeatText *text,
                  PangoLayout    *layout)
{
  PangoRectangle all;
  double x = text->x;

  pango_layout_get_extents (layout, NULL, &all);
  if (text->align != LEAT_ALIGN_LEFT)
    x -= (all.x + (text->align == LEAT_ALIGN_MIDDLE ? 0.5 : 1) * all.width) / PANGO_SCALE;
  return (LeatPoint){ x, text->style == LEAT_TEXT_NOTE ? text->y : text->y - 0.5 * all.height / PANGO_SCALE };
}

GArray *
leat_text_list_lines (const LeatText *text)
{
  PangoLayout *layout = leat_typesetter_get (leat_typesetter_get_own (), text);
  LeatPoint corner = leat_text_corner (text, layout);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (LeatTextLine));

  g_array_set_clear_func (lines, clear_line);
  do
    {
      PangoLayoutLine *line = pango_layout_iter_get_line_readonly (iter);
      PangoRectangle place;
      LeatTextLine result;

      pango_layout_iter_get_line_extents (iter, NULL, &place);
      result.text = line_text (line, pango_layout_get_text (layout));
      result.x = corner.x + (double) place.x / PANGO_SCALE;
      result.width = (double) place.width / PANGO_SCALE;
      result.baseline = corner.y + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE;
      result.rtl = pango_layout_line_get_resolved_direction (line) == PANGO_DIRECTION_RTL;
      g_array_append_val (lines, result);
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  return lines;
}

/* A letter that is a picture has ink and no outline. */
static gboolean
has_outlines (PangoLayout *layout)
{
  PangoLayoutIter *iter = pango_layout_get_iter (layout);
  gboolean all = TRUE;

  do
    {
      const PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      hb_face_t *face = run != NULL && run->item->analysis.font != NULL
                          ? hb_font_get_face (pango_font_get_hb_font (run->item->analysis.font)) : NULL;

      if (face != NULL)
        all = all && !hb_ot_color_has_png (face) && !hb_ot_color_has_layers (face) && !hb_ot_color_has_svg (face);
    }
  while (all && pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  return all;
}

gboolean
leat_text_trace (const LeatText *text,
                 cairo_t        *cr)
{
  PangoLayout *layout = leat_typesetter_get (leat_typesetter_get_own (), text);
  LeatPoint corner = leat_text_corner (text, layout);

  cairo_move_to (cr, corner.x, corner.y);
  pango_cairo_layout_path (cr, layout);
  return has_outlines (layout);
}
