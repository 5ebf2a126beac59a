/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/thumbnail.h"

#include "draw/rect-private.h"

/* Beyond this many wires they would cover everything. */
#define MANY_WIRES 4000

/* Cards at least this large in pixels, so that they are seen at all. */
#define LEAST 1.5

typedef struct
{
  const LeatCatalogue *catalogue;
  const LeatOverlay   *overlay;
  cairo_t             *cr;
  double               zoom;
  const LeatColours   *colours;
} Paint;

static gboolean
has_place (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE || element->kind == LEAT_ELEMENT_NOTE;
}

void
leat_thumbnail_get_extents (GPtrArray *elements,
                            LeatRect  *extents)
{
  gboolean first = TRUE;

  *extents = (LeatRect){ 0, 0, 0, 0 };
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (!has_place (element))
        continue;
      *extents = first ? element->bounds : rect_union (*extents, element->bounds);
      first = FALSE;
    }
}

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour,
            double            alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
fill (const Paint      *paint,
      const LeatRect   *rect,
      const LeatColour *colour,
      double            alpha)
{
  double least = LEAST / paint->zoom;

  cairo_rectangle (paint->cr, rect->x, rect->y, MAX (rect->width, least), MAX (rect->height, least));
  set_colour (paint->cr, colour, alpha);
  cairo_fill (paint->cr);
}

static LeatColour
colour_of (const Paint       *paint,
           const LeatElement *block)
{
  const LeatService *service = leat_catalogue_get_service (paint->catalogue, block->type);
  LeatOverlayKind kind = leat_overlay_get_kind (paint->overlay);
  LeatColour colour;
  LeatOverlayMark mark;

  if (kind == LEAT_OVERLAY_NONE || kind == LEAT_OVERLAY_FLOW)
    return paint->colours->role[service != NULL ? service->role : LEAT_ROLE_SOURCE];
  leat_overlay_mark (paint->overlay, block, &mark);
  colour = leat_overlay_mark_colour (&mark, paint->colours);
  leat_overlay_mark_clear (&mark);
  return colour;
}

/* From side to side with a bend half way. */
static void
trace (cairo_t        *cr,
       const LeatRect *from,
       const LeatRect *to)
{
  double x = from->x + from->width, y = from->y + from->height / 2, end_y = to->y + to->height / 2;
  double middle = (x + to->x) / 2;

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, middle, y);
  cairo_line_to (cr, middle, end_y);
  cairo_line_to (cr, to->x, end_y);
}

static gboolean
has_few_wires (GPtrArray *elements)
{
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    n += ((const LeatElement *) g_ptr_array_index (elements, i))->kind == LEAT_ELEMENT_WIRE;
  return n <= MANY_WIRES;
}

static GHashTable *
index_blocks (GPtrArray *elements)
{
  GHashTable *blocks = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        g_hash_table_insert (blocks, element->id, element);
    }
  return blocks;
}

static void
paint_wires (const Paint *paint,
             GPtrArray   *elements)
{
  g_autoptr(GHashTable) blocks = NULL;

  if (!has_few_wires (elements))
    return;
  blocks = index_blocks (elements);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (elements, i);
      gboolean is_wire = wire->kind == LEAT_ELEMENT_WIRE;
      const LeatElement *from = is_wire ? g_hash_table_lookup (blocks, wire->from) : NULL;
      const LeatElement *to = is_wire ? g_hash_table_lookup (blocks, wire->to) : NULL;

      if (from != NULL && to != NULL)
        trace (paint->cr, &from->bounds, &to->bounds);
    }
  set_colour (paint->cr, &paint->colours->wire, 0.6);
  cairo_set_line_width (paint->cr, 0.8 / paint->zoom);
  cairo_stroke (paint->cr);
}

static void
paint_zone (const Paint       *paint,
            const LeatElement *zone)
{
  LeatRole role = LEAT_ROLE_SOURCE;

  leat_role_from_string (zone->role, &role);
  fill (paint, &zone->bounds, &paint->colours->role[role], 0.14);
}

static void
paint_kind (const Paint    *paint,
            GPtrArray      *elements,
            LeatElementKind kind)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      LeatColour colour;

      if (element->kind != kind)
        continue;
      if (kind == LEAT_ELEMENT_ZONE)
        paint_zone (paint, element);
      else
        {
          colour = kind == LEAT_ELEMENT_NOTE ? paint->colours->note : colour_of (paint, element);
          fill (paint, &element->bounds, &colour, 1);
        }
    }
}

void
leat_thumbnail_paint (GPtrArray           *elements,
                      const LeatCatalogue *catalogue,
                      const LeatOverlay   *overlay,
                      cairo_t             *cr,
                      double               zoom,
                      const LeatColours   *colours)
{
  Paint paint = { catalogue, overlay, cr, zoom, colours };

  paint_kind (&paint, elements, LEAT_ELEMENT_ZONE);
  paint_wires (&paint, elements);
  paint_kind (&paint, elements, LEAT_ELEMENT_BLOCK);
  paint_kind (&paint, elements, LEAT_ELEMENT_NOTE);
}
