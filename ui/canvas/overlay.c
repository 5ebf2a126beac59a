/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include "draw/brush.h"
#include "model/rect.h"

/* The marks on top of the drawing. They are drawn anew each frame, so they are few: what is out of view is left
 * out, and far out a selection is one path. */

#define MAX_OUTLINES 300
#define MAX_LIT 2000
#define PORT_RADIUS 5.0 /* in canvas units */
#define CARD_RADIUS 12.0

GdkRGBA
leat_canvas_rgba (const LeatColour *colour,
                  double            alpha)
{
  return (GdkRGBA) { (float) colour->red, (float) colour->green, (float) colour->blue, (float) (colour->alpha * alpha) };
}

/* An outline @grow pixels outside of @rect; @radius is in canvas units, @width in pixels. */
void
leat_canvas_draw_outline (LeatCanvas       *self,
                          GtkSnapshot      *snapshot,
                          const LeatRect   *rect,
                          double            grow,
                          double            radius,
                          double            width,
                          const LeatColour *colour)
{
  graphene_rect_t place = leat_canvas_rect_to_widget (self, rect);
  GdkRGBA line = leat_canvas_rgba (colour, 1);
  const GdkRGBA lines[] = { line, line, line, line };
  const float w = (float) width, widths[] = { w, w, w, w };
  GskRoundedRect box;

  graphene_rect_inset (&place, (float) -grow, (float) -grow);
  gsk_rounded_rect_init_from_rect (&box, &place, radius > 0 ? (float) (radius * self->view.zoom + grow) : 0);
  gtk_snapshot_append_border (snapshot, &box, widths, lines);
}

void
leat_canvas_draw_port (LeatCanvas       *self,
                       GtkSnapshot      *snapshot,
                       LeatPoint         at,
                       gboolean          lit,
                       const LeatColour *colour)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  double r = PORT_RADIUS * (lit ? 1.25 : 1);
  LeatRect ring = { at.x - r, at.y - r, 2 * r, 2 * r };
  graphene_rect_t place = leat_canvas_rect_to_widget (self, &ring);
  GdkRGBA fill = leat_canvas_rgba (lit ? colour : &colours->card, 1);
  GskRoundedRect round;

  gsk_rounded_rect_init_from_rect (&round, &place, place.size.width / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &fill, &place);
  gtk_snapshot_pop (snapshot);
  leat_canvas_draw_outline (self, snapshot, &ring, 0, r, 1.5, colour);
}

static void
draw_ports (LeatCanvas        *self,
            GtkSnapshot       *snapshot,
            const LeatElement *block)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  gboolean hovered = g_strcmp0 (self->hover, block->id) == 0;

  if (self->view.zoom < LEAT_FINE_ZOOM || self->read_only)
    return;
  leat_canvas_draw_port (self, snapshot, leat_port_position (block, FALSE), hovered && self->hover_kind == LEAT_HIT_PORT_IN, accent);
  leat_canvas_draw_port (self, snapshot, leat_port_position (block, TRUE), hovered && self->hover_kind == LEAT_HIT_PORT_OUT, accent);
}

static void
trace_route (LeatCanvas        *self,
             cairo_t           *cr,
             const LeatElement *wire)
{
  gsize n = 0;
  const LeatPoint *points = leat_scene_get_route (self->scene, wire->id, &n);

  for (gsize i = 0; points != NULL && i < n; i++)
    {
      LeatPoint at = leat_view_to_widget (&self->view, points[i].x, points[i].y);

      if (i == 0)
        cairo_move_to (cr, at.x, at.y);
      else
        cairo_line_to (cr, at.x, at.y);
    }
}

static cairo_t *
append_cairo (LeatCanvas  *self,
              GtkSnapshot *snapshot)
{
  return gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                                   (float) gtk_widget_get_height (GTK_WIDGET (self))));
}

static void
clip_out (cairo_t               *cr,
          const graphene_rect_t *all,
          graphene_rect_t        hole)
{
  cairo_rectangle (cr, all->origin.x, all->origin.y, all->size.width, all->size.height);
  cairo_rectangle (cr, hole.origin.x, hole.origin.y, hole.size.width, hole.size.height);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_clip (cr);
}

/* A wire is marked by a wide soft line along it, so that its own dashes and colour stay to be seen, beside its label. */
static void
draw_wire_mark (LeatCanvas        *self,
                GtkSnapshot       *snapshot,
                const LeatElement *wire,
                double             alpha)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  LeatRect ink, label;
  graphene_rect_t place;
  cairo_t *cr;

  if (!leat_scene_get_ink (self->scene, wire, &ink))
    return;
  place = leat_canvas_rect_to_widget (self, &ink);
  graphene_rect_inset (&place, -6, -6);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  if (leat_scene_get_label_area (self->scene, wire->id, &label))
    clip_out (cr, &place, leat_canvas_rect_to_widget (self, &label));
  trace_route (self, cr, wire);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, alpha);
  cairo_set_line_width (cr, CLAMP (7 * self->view.zoom, 3, 7));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* Badges lie across the edge of a card: they are drawn again on top of its outline. */
void
leat_canvas_draw_badge (LeatCanvas        *self,
                        GtkSnapshot       *snapshot,
                        const LeatElement *block)
{
  g_autoptr(GHashTable) only = g_hash_table_new (g_str_hash, g_str_equal);
  LeatRect corner = { block->bounds.x + block->bounds.width - 24, block->bounds.y - 16, 40, 32 }, ink;
  graphene_rect_t place = leat_canvas_rect_to_widget (self, &corner);
  double zoom = self->view.zoom;
  cairo_t *cr;

  if (zoom < LEAT_FINE_ZOOM || !leat_scene_get_ink (self->scene, block, &ink) || ink.y > block->bounds.y - 3)
    return;

  g_hash_table_add (only, block->id);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_translate (cr, -self->view.left / self->view.scale, -self->view.top / self->view.scale);
  cairo_scale (cr, zoom, zoom);
  leat_scene_paint (self->scene, cr, &corner, zoom * self->view.scale, leat_canvas_get_colours (self), NULL, only);
  cairo_destroy (cr);
}

/* What a search has found */

void
leat_canvas_set_lit (LeatCanvas *self,
                     GHashTable *lit)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  g_clear_pointer (&self->lit, g_hash_table_unref);
  self->lit = lit != NULL ? g_hash_table_ref (lit) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
trace_rect (LeatCanvas     *self,
            cairo_t        *cr,
            const LeatRect *rect)
{
  graphene_rect_t place = leat_canvas_rect_to_widget (self, rect);

  graphene_rect_inset (&place, -5, -5);
  leat_trace_rounded (cr, &(LeatRect) { place.origin.x, place.origin.y, place.size.width, place.size.height },
                      CARD_RADIUS * self->view.zoom + 5);
}

static gboolean
is_in_view (LeatCanvas        *self,
            const LeatElement *element)
{
  LeatRect seen = leat_canvas_visible_units (self), ink;

  return leat_scene_get_ink (self->scene, element, &ink) && leat_rect_overlap (&ink, &seen);
}

/* Wires as wide lines, all else as frames, in two strokes however many there are: a dark line around the bright one, so
 * that it is seen on every ground. */
static void
draw_lit (LeatCanvas  *self,
          GtkSnapshot *snapshot)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  GHashTableIter iter;
  const char *id;
  guint n = 0;
  cairo_t *cr;

  if (self->lit == NULL)
    return;

  cr = append_cairo (self, snapshot);
  g_hash_table_iter_init (&iter, self->lit);
  while (n < MAX_LIT && g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      const LeatElement *element = leat_canvas_get_element (self, id);

      if (element == NULL || !is_in_view (self, element))
        continue;
      n++;
      if (element->kind == LEAT_ELEMENT_WIRE)
        trace_route (self, cr, element);
      else
        trace_rect (self, cr, &element->bounds);
    }
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_source_rgba (cr, colours->text.red, colours->text.green, colours->text.blue, 0.8);
  cairo_set_line_width (cr, 5);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, colours->warning.red, colours->warning.green, colours->warning.blue, 1);
  cairo_set_line_width (cr, 3);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

double
leat_canvas_get_radius (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_NOTE ? 6 : CARD_RADIUS;
}

static void
draw_selected (LeatCanvas        *self,
               GtkSnapshot       *snapshot,
               const LeatElement *element)
{
  double width = self->view.zoom < LEAT_FINE_ZOOM ? 1 : 2;

  if (element->kind == LEAT_ELEMENT_WIRE)
    draw_wire_mark (self, snapshot, element, 0.35);
  else
    leat_canvas_draw_outline (self, snapshot, &element->bounds, width, leat_canvas_get_radius (element), width,
                              &leat_canvas_get_colours (self)->accent);
  if (element->kind == LEAT_ELEMENT_BLOCK)
    leat_canvas_draw_badge (self, snapshot, element);
}

/* The selected elements in view. */
static GPtrArray *
list_selected (LeatCanvas *self)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < self->selection->len; i++)
    {
      LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));

      if (element != NULL && is_in_view (self, element))
        g_ptr_array_add (list, element);
    }
  return list;
}

static void
draw_many_selected (LeatCanvas  *self,
                    GtkSnapshot *snapshot,
                    GPtrArray   *list)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  cairo_t *cr = append_cairo (self, snapshot);

  for (guint i = 0; i < list->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (list, i);
      graphene_rect_t place = leat_canvas_rect_to_widget (self, &element->bounds);

      if (element->kind != LEAT_ELEMENT_WIRE)
        cairo_rectangle (cr, place.origin.x, place.origin.y, place.size.width, place.size.height);
    }
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_set_line_width (cr, 1);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.25);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_selection (LeatCanvas  *self,
                GtkSnapshot *snapshot)
{
  g_autoptr(GPtrArray) list = NULL;

  /* The picture of what is dragged has the marks of it. */
  if (self->frozen != NULL)
    {
      leat_canvas_draw_handles (self, snapshot);
      return;
    }
  list = list_selected (self);
  if (list->len > MAX_OUTLINES)
    {
      draw_many_selected (self, snapshot, list);
      return;
    }
  for (guint i = 0; i < list->len && !(self->drag.moved && self->drag.tool == &leat_tool_rewire); i++)
    draw_selected (self, snapshot, g_ptr_array_index (list, i));
  if (self->selection->len == 1 && list->len == 1 && ((LeatElement *) list->pdata[0])->kind == LEAT_ELEMENT_BLOCK)
    draw_ports (self, snapshot, list->pdata[0]);
  leat_canvas_draw_handles (self, snapshot);
  if (!self->drag.moved || self->drag.tool == &leat_tool_bend)
    leat_canvas_draw_wire_handles (self, snapshot);
}

static void
draw_hover (LeatCanvas  *self,
            GtkSnapshot *snapshot)
{
  const LeatElement *element = leat_canvas_get_element (self, self->hover);
  LeatColour soft = leat_canvas_get_colours (self)->accent;

  if (element == NULL || self->drag.moved)
    return;

  soft.alpha = 0.5;
  if (element->kind == LEAT_ELEMENT_WIRE)
    draw_wire_mark (self, snapshot, element, 0.18);
  else if (!leat_canvas_is_selected (self, element->id))
    leat_canvas_draw_outline (self, snapshot, &element->bounds, 2, leat_canvas_get_radius (element), 2, &soft);
  if (element->kind == LEAT_ELEMENT_BLOCK)
    {
      leat_canvas_draw_badge (self, snapshot, element);
      draw_ports (self, snapshot, element);
    }
}

/* The ring of the keyboard is dashed and stands off, so that it is never taken for a selection. */
static void
draw_focus (LeatCanvas  *self,
            GtkSnapshot *snapshot)
{
  const LeatElement *element = leat_canvas_get_element (self, self->focus);
  const LeatColour *text = &leat_canvas_get_colours (self)->text;
  const double dashes[] = { 3, 3 };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  graphene_rect_t place;
  cairo_t *cr;

  if (element == NULL || element->kind == LEAT_ELEMENT_WIRE || self->editor != NULL || root == NULL || !GTK_IS_WINDOW (root) || !gtk_window_get_focus_visible (GTK_WINDOW (root)) ||
      (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_WITHIN) == 0)
    return;

  place = leat_canvas_rect_to_widget (self, &element->bounds);
  graphene_rect_inset (&place, -6, -6);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_rectangle (cr, place.origin.x + 1.5, place.origin.y + 1.5, place.size.width - 3, place.size.height - 3);
  cairo_set_source_rgba (cr, text->red, text->green, text->blue, text->alpha);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 1.5);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_drop (LeatCanvas  *self,
           GtkSnapshot *snapshot)
{
  LeatRect place = { self->drop_at.x, self->drop_at.y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };

  if (self->drop_shown)
    leat_canvas_draw_outline (self, snapshot, &place, 0, CARD_RADIUS, 1.5, &leat_canvas_get_colours (self)->accent);
}

/* The zone that would take what is dragged lights up, beneath what is dragged. */
void
leat_canvas_draw_zone_target (LeatCanvas  *self,
                              GtkSnapshot *snapshot)
{
  const LeatElement *zone = leat_canvas_get_element (self, self->drop_zone);
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  graphene_rect_t place;
  GskRoundedRect round;
  GdkRGBA fill;

  if (zone == NULL)
    return;

  place = leat_canvas_rect_to_widget (self, &zone->bounds);
  fill = leat_canvas_rgba (accent, 0.05);
  gsk_rounded_rect_init_from_rect (&round, &place, (float) (CARD_RADIUS * self->view.zoom));
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &fill, &place);
  gtk_snapshot_pop (snapshot);
  leat_canvas_draw_outline (self, snapshot, &zone->bounds, 0, CARD_RADIUS, 2, accent);
}

void
leat_canvas_draw_overlay (LeatCanvas  *self,
                          GtkSnapshot *snapshot)
{
  leat_canvas_draw_remarks (self, snapshot);
  draw_lit (self, snapshot);
  draw_hover (self, snapshot);
  draw_selection (self, snapshot);
  draw_focus (self, snapshot);
  leat_canvas_draw_locks (self, snapshot);
  draw_drop (self, snapshot);
  leat_canvas_draw_pads (self, snapshot);
  if (self->drag.tool != NULL && self->drag.moved && self->drag.tool->draw != NULL)
    self->drag.tool->draw (self, &self->drag, snapshot);
  leat_canvas_draw_aiming (self, snapshot);
  leat_canvas_draw_legend (self, snapshot);
}
