/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/legend.h"

#include "draw/paint-private.h"
#include "draw/text-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define PAD 12.0
#define TITLE_HEIGHT 22.0
#define ROW_HEIGHT 20.0
#define SAMPLE 52.0
#define GAP 12.0
#define RADIUS 8.0

guint
leat_legend_get_kinds (LeatPipeline *pipeline,
                       GHashTable   *shown)
{
  guint kinds = 0, all = (1u << LEAT_N_WIRE_KINDS) - 1;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline) && kinds != all; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_WIRE && (shown == NULL || g_hash_table_contains (shown, element->id)))
        kinds |= 1u << element->wire_kind;
    }
  return kinds;
}

void
leat_legend_measure (guint   kinds,
                     double *width,
                     double *height)
{
  double widest = leat_text_measure (LEAT_TEXT_TITLE, _("Wires"));
  guint n = 0;

  *width = *height = 0;
  for (guint kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    if ((kinds & 1u << kind) != 0)
      {
        widest = MAX (widest, SAMPLE + GAP + leat_text_measure (LEAT_TEXT_LABEL, leat_wire_kind_get_label (kind)));
        n++;
      }
  if (n == 0)
    return;
  *width = ceil (2 * PAD + widest + 2);
  *height = 2 * PAD + TITLE_HEIGHT + n * ROW_HEIGHT - 4;
}

static void
write_line (LeatBrush        *brush,
            const char       *words,
            LeatTextStyle     style,
            double            x,
            double            y,
            double            width,
            const LeatColour *colour)
{
  LeatText line = { words, style, LEAT_ALIGN_LEFT, x, y, width, 0, colour };

  brush->text (brush, &line);
}

void
leat_legend_paint (LeatBrush         *brush,
                   guint              kinds,
                   double             x,
                   double             y,
                   const LeatColours *colours)
{
  LeatPen card = { .fill = &colours->card, .stroke = &colours->card_edge, .width = colours->high_contrast ? 1.5 : 1 };
  LeatRect box = { x, y, 0, 0 };

  leat_legend_measure (kinds, &box.width, &box.height);
  if (box.width == 0)
    return;

  brush->rect (brush, &box, RADIUS, &card);
  write_line (brush, _("Wires"), LEAT_TEXT_TITLE, x + PAD, y + PAD + 6, box.width - 2 * PAD, &colours->text);
  y += PAD + TITLE_HEIGHT + ROW_HEIGHT / 2 - 2;
  for (guint kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    {
      if ((kinds & 1u << kind) == 0)
        continue;
      paint_wire_sample (brush, kind, (LeatPoint) { x + PAD, y }, SAMPLE, colours);
      write_line (brush, leat_wire_kind_get_label (kind), LEAT_TEXT_LABEL, x + PAD + SAMPLE + GAP, y,
                  box.width - 2 * PAD - SAMPLE - GAP, &colours->text);
      y += ROW_HEIGHT;
    }
}

void
leat_legend_paint_cairo (cairo_t             *cr,
                         const LeatCatalogue *catalogue,
                         guint                kinds,
                         double               zoom,
                         const LeatColours   *colours)
{
  CairoBrush brush;

  cairo_brush_init (&brush, cr, catalogue, leat_typesetter_get_own (), zoom);
  leat_legend_paint (&brush.brush, kinds, 0, 0, colours);
}
