/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The widget: what it shows and when it draws. What the pointer does is in pointer.c and the tools, what
 * keys do in actions.c and walk.c. The picture has three parts, back to front: tiles of what stands still,
 * one node of what is being dragged, and marks such as outlines, ports and the rubber band. */

#define MANY_LIFTED 200  /* beyond this, tiles wait for the end of a drag */

G_DEFINE_FINAL_TYPE (LeatCanvas, leat_canvas, GTK_TYPE_WIDGET)

enum { PROP_ZOOM = 1, PROP_SHOW_GRID, PROP_SNAP_TO_GRID, PROP_OVERLAY, PROP_SHOW_LEGEND, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

const LeatColours *
leat_canvas_get_colours (LeatCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return leat_colours_get (adw_style_manager_get_dark (manager), adw_style_manager_get_high_contrast (manager));
}

LeatElement *
leat_canvas_get_element (LeatCanvas *self,
                         const char *id)
{
  return self->pipeline != NULL ? leat_pipeline_get_element (self->pipeline, id) : NULL;
}

LeatPoint
leat_canvas_to_units (LeatCanvas *self,
                      double      x,
                      double      y)
{
  return leat_view_to_units (&self->view, x, y);
}

graphene_point_t
leat_canvas_to_widget (LeatCanvas *self,
                       double      x,
                       double      y)
{
  LeatPoint point = leat_view_to_widget (&self->view, x, y);

  return GRAPHENE_POINT_INIT ((float) point.x, (float) point.y);
}

graphene_rect_t
leat_canvas_rect_to_widget (LeatCanvas     *self,
                            const LeatRect *rect)
{
  LeatPoint a = leat_view_to_widget (&self->view, rect->x, rect->y);

  return GRAPHENE_RECT_INIT ((float) a.x, (float) a.y, (float) (rect->width * self->view.zoom),
                             (float) (rect->height * self->view.zoom));
}

LeatRect
leat_canvas_visible_units (LeatCanvas *self)
{
  return leat_view_get_area (&self->view);
}

double
leat_canvas_snap (LeatCanvas     *self,
                  double          value,
                  GdkModifierType modifiers)
{
  if (!self->snap_to_grid || (modifiers & GDK_CONTROL_MASK) != 0)
    return round (value);
  return round (value / LEAT_GRID) * LEAT_GRID;
}

LeatHit
leat_canvas_hit (LeatCanvas *self,
                 double      x,
                 double      y)
{
  LeatPoint point = leat_canvas_to_units (self, x, y);

  if (self->scene == NULL)
    return (LeatHit) { LEAT_HIT_NONE, NULL };
  return leat_scene_hit (self->scene, point.x, point.y, self->view.zoom, self->view.zoom >= LEAT_FINE_ZOOM && !self->read_only);
}

/* Edits */

void
leat_canvas_apply (LeatCanvas *self,
                   LeatEdit   *edit)
{
  if (self->read_only)
    leat_edit_unref (edit);
  else
    leat_history_apply (self->history, edit);
}

static void
damage_all (LeatCanvas *self,
            GArray     *damage)
{
  for (guint i = 0; i < damage->len; i++)
    leat_tiles_damage (self->tiles, &g_array_index (damage, LeatRect, i));
  if (damage->len > 0)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Whether a rectangle is covered by what is drawn on top of the tiles just now. */
static gboolean
is_covered (const LeatRect *rect,
            GArray         *inks)
{
  for (guint i = 0; i < inks->len; i++)
    {
      const LeatRect *ink = &g_array_index (inks, LeatRect, i);

      if (rect->x >= ink->x - 1 && rect->y >= ink->y - 1 && rect->x + rect->width <= ink->x + ink->width + 1 &&
          rect->y + rect->height <= ink->y + ink->height + 1)
        return TRUE;
    }
  return FALSE;
}

static void
append_inks (LeatCanvas *self,
             GArray     *inks)
{
  GHashTableIter iter;
  const char *id;

  if (self->lifted == NULL || g_hash_table_size (self->lifted) > MANY_LIFTED)
    return;

  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      LeatElement *element = leat_canvas_get_element (self, id);
      LeatRect ink;

      if (element != NULL && leat_scene_get_ink (self->scene, element, &ink))
        g_array_append_val (inks, ink);
    }
}

/* While something is dragged, tiles lack it: what it left and where it is now need not be drawn again before it is put
 * down. Other wires that make way for it must be. */
static void
damage_others (LeatCanvas *self,
               GArray     *damage,
               GArray     *inks)
{
  gboolean many = g_hash_table_size (self->lifted) > MANY_LIFTED;

  for (guint i = 0; i < damage->len; i++)
    {
      const LeatRect *rect = &g_array_index (damage, LeatRect, i);

      if (many || is_covered (rect, inks))
        g_array_append_vals (self->late, rect, 1);
      else
        leat_tiles_damage (self->tiles, rect);
    }
}

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            LeatCanvas        *self)
{
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  g_autoptr(GArray) inks = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  append_inks (self, inks);
  if (self->frozen != NULL)
    leat_canvas_keep_changes (self, changes);
  else
    leat_scene_update (self->scene, changes, damage);
  append_inks (self, inks);
  if (self->lifted != NULL)
    damage_others (self, damage, inks);
  else
    damage_all (self, damage);

  self->legend_known = FALSE;
  leat_canvas_forget_missing (self);
  if (self->editing != NULL && leat_canvas_get_element (self, self->editing) == NULL)
    leat_canvas_end_rename (self, FALSE);
  leat_canvas_update_hover (self);
  leat_canvas_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "drawing-changed");
}

static void
make_scene (LeatCanvas *self)
{
  g_clear_pointer (&self->scene, leat_scene_free);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  self->catalogue = leat_catalogue_ref (leat_document_get_catalogue (self->document));
  self->scene = leat_scene_new (self->catalogue, self->pipeline);
  leat_scene_set_report (self->scene, leat_document_get_report (self->document), NULL);
  leat_canvas_renew_overlay (self, NULL);
}

/* The scene is drawn by what its catalogue says: with another one all of it is made anew. What is selected, where
 * one looks and what is being renamed stays. */
static void
show_catalogue (LeatCanvas *self)
{
  make_scene (self);
  leat_tiles_clear (self->tiles);
  leat_canvas_update_hover (self);
  leat_canvas_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "drawing-changed");
}

static void
show_report (LeatCanvas *self)
{
  g_autoptr(GArray) damage = g_array_new (FALSE, FALSE, sizeof (LeatRect));

  if (leat_document_get_catalogue (self->document) != self->catalogue)
    {
      show_catalogue (self);
      return;
    }
  leat_scene_set_report (self->scene, leat_document_get_report (self->document), damage);
  if (self->overlay_kind != LEAT_OVERLAY_NONE)
    leat_canvas_renew_overlay (self, damage);
  damage_all (self, damage);
  leat_canvas_queue_proxies (self);
  g_signal_emit_by_name (self, "drawing-changed");
}

/* While something is dragged the figures stay what they are: they wait until it is put down. */
static void
on_report_changed (LeatDocument *document,
                   LeatCanvas   *self)
{
  if (self->lifted != NULL)
    {
      self->report_waits = TRUE;
      return;
    }
  /* A wire that is being drawn knows what the old catalogue says of it. */
  if (leat_document_get_catalogue (document) != self->catalogue)
    leat_canvas_cancel_drag (self);
  show_report (self);
}

/* Lifts elements, what is in them and the wires at them out of the tiles. */
void
leat_canvas_lift (LeatCanvas        *self,
                  const char *const *ids)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_collect (self->pipeline, ids);
  GHashTableIter iter;
  LeatElement *element;
  const char *id;

  leat_canvas_thaw (self, self->late);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  self->lifted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < elements->len; i++)
    {
      GPtrArray *wires;

      element = g_ptr_array_index (elements, i);
      g_hash_table_add (self->lifted, g_strdup (element->id));
      wires = element->kind == LEAT_ELEMENT_BLOCK ? leat_pipeline_get_wires_of (self->pipeline, element->id) : NULL;
      for (guint j = 0; wires != NULL && j < wires->len; j++)
        g_hash_table_add (self->lifted, g_strdup (((LeatElement *) g_ptr_array_index (wires, j))->id));
    }

  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      LeatRect ink;

      element = leat_canvas_get_element (self, id);
      if (element != NULL && leat_scene_get_ink (self->scene, element, &ink))
        {
          leat_tiles_damage (self->tiles, &ink);
          g_array_append_val (self->late, ink);
        }
    }
  leat_canvas_freeze (self);
}

/* Puts what was lifted back into the tiles. */
void
leat_canvas_settle (LeatCanvas *self)
{
  if (self->lifted == NULL)
    return;

  leat_canvas_thaw (self, self->late);
  g_clear_pointer (&self->lifted, g_hash_table_unref);
  damage_all (self, self->late);
  g_array_set_size (self->late, 0);
  if (self->report_waits)
    show_report (self);
  self->report_waits = FALSE;
}

static LeatRect
get_block_area (double x,
                double y)
{
  return (LeatRect) { x, y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
}

void
leat_canvas_add_block_at (LeatCanvas *self,
                          const char *type,
                          double      x,
                          double      y,
                          const char *wire_from)
{
  g_autofree char *id = NULL;
  LeatEdit *edit = leat_command_add_block (self->pipeline, self->catalogue, type, x, y, wire_from, &id);

  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  leat_canvas_select_one (self, id);
  leat_canvas_set_focus (self, id, FALSE);
}

/* The first free place below a point: one block more than its height further down each time. */
static LeatPoint
find_free_place (LeatCanvas *self,
                 double      x,
                 double      y)
{
  for (guint i = 0; i < 100; i++, y += LEAT_BLOCK_HEIGHT + 2 * LEAT_GRID)
    {
      LeatRect area = get_block_area (x, y);
      g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &area, FALSE);
      gboolean taken = FALSE;

      for (guint j = 0; j < there->len; j++)
        taken |= ((LeatElement *) g_ptr_array_index (there, j))->kind == LEAT_ELEMENT_BLOCK;
      if (!taken)
        break;
    }
  return (LeatPoint) { x, y };
}

void
leat_canvas_add_block (LeatCanvas *self,
                       const char *type)
{
  LeatElement *single;
  LeatRect view, area;
  LeatPoint place;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  if (self->pipeline == NULL || self->read_only)
    return;

  single = leat_canvas_get_single (self);
  if (single != NULL && single->kind != LEAT_ELEMENT_BLOCK)
    single = NULL;
  view = leat_canvas_visible_units (self);
  if (single != NULL)
    place = (LeatPoint) { single->bounds.x + LEAT_BLOCK_WIDTH + 6 * LEAT_GRID, single->bounds.y };
  else
    place = (LeatPoint) { leat_canvas_snap (self, view.x + (view.width - LEAT_BLOCK_WIDTH) / 2, 0),
                          leat_canvas_snap (self, view.y + (view.height - LEAT_BLOCK_HEIGHT) / 2, 0) };
  place = find_free_place (self, place.x, place.y);
  leat_canvas_add_block_at (self, type, place.x, place.y, single != NULL ? single->id : NULL);
  area = get_block_area (place.x, place.y);
  leat_canvas_reveal (self, &area);
}

/* The document */

static void
forget_document (LeatCanvas *self)
{
  leat_canvas_cancel_drag (self);
  leat_canvas_end_rename (self, FALSE);
  leat_canvas_splice_clear (self);
  leat_canvas_drop_aiming (self);
  g_clear_pointer (&self->marked_wire, g_free);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->legend_known = FALSE;
  if (self->pipeline != NULL)
    g_signal_handlers_disconnect_by_data (self->pipeline, self);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  leat_canvas_clear_proxies (self);
  leat_tiles_clear (self->tiles);
  g_clear_pointer (&self->scene, leat_scene_free);
  g_clear_pointer (&self->hover, g_free);
  g_clear_pointer (&self->focus, g_free);
  g_clear_pointer (&self->wire_block, g_free);
  g_clear_pointer (&self->duplicated, g_strfreev);
  self->pastes = 0;
  self->pipeline = NULL;
  self->history = NULL;
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_clear_object (&self->document);
}

static void
follow_document (LeatCanvas   *self,
                 LeatDocument *document)
{
  self->document = g_object_ref (document);
  self->pipeline = leat_document_get_pipeline (document);
  self->history = leat_document_get_history (document);
  make_scene (self);
  g_signal_connect (self->pipeline, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (document, "report-changed", G_CALLBACK (on_report_changed), self);
  leat_canvas_queue_proxies (self);
}

void
leat_canvas_set_document (LeatCanvas   *self,
                          LeatDocument *document)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  if (self->document == document)
    return;

  leat_canvas_select (self, NULL, FALSE);
  forget_document (self);
  if (document != NULL)
    follow_document (self, document);
  leat_canvas_zoom_fit (self);
  leat_canvas_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "drawing-changed");
}

/* Drawing */

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
}

static void
paint_grid (cairo_t          *cr,
            const LeatRect   *area,
            double            zoom,
            const LeatColour *colour)
{
  const double step = 2 * LEAT_GRID;
  double size = MAX (1.5, round (zoom)) / zoom; /* whole device pixels look even */

  for (double x = floor (area->x / step) * step; x < area->x + area->width + size; x += step)
    for (double y = floor (area->y / step) * step; y < area->y + area->height + size; y += step)
      cairo_rectangle (cr, x - size / 2, y - size / 2, size, size);
  set_colour (cr, colour);
  cairo_fill (cr);
}

static gboolean
has_grid (LeatCanvas *self,
          double      zoom)
{
  return self->show_grid && zoom / self->view.scale >= 0.5;
}

static gboolean
paint_tile (cairo_t        *cr,
            const LeatRect *area,
            double          zoom,
            gpointer        user_data)
{
  LeatCanvas *self = user_data;
  const LeatColours *colours = leat_canvas_get_colours (self);

  set_colour (cr, &colours->background);
  cairo_paint (cr);
  if (has_grid (self, zoom))
    paint_grid (cr, area, zoom, &colours->grid);
  if (self->scene != NULL)
    leat_scene_paint (self->scene, cr, area, zoom, colours, self->lifted, NULL);
  return TRUE;
}

static gboolean
is_ground (const LeatRect *area,
           double          zoom,
           GdkRGBA        *ground,
           gpointer        user_data)
{
  LeatCanvas *self = user_data;

  *ground = leat_canvas_rgba (&leat_canvas_get_colours (self)->background, 1);
  return !has_grid (self, zoom) && (self->scene == NULL || leat_scene_is_empty (self->scene, area));
}

static gboolean
get_lifted_ink (LeatCanvas *self,
                LeatRect   *all)
{
  GHashTableIter iter;
  const char *id;
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  g_hash_table_iter_init (&iter, self->lifted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    {
      LeatElement *element = leat_canvas_get_element (self, id);
      LeatRect ink;

      if (element == NULL || !leat_scene_get_ink (self->scene, element, &ink))
        continue;
      x0 = MIN (x0, ink.x);
      y0 = MIN (y0, ink.y);
      x1 = MAX (x1, ink.x + ink.width);
      y1 = MAX (y1, ink.y + ink.height);
    }
  *all = (LeatRect) { x0, y0, x1 - x0, y1 - y0 };
  return x1 >= x0;
}

static void
draw_lifted (LeatCanvas  *self,
             GtkSnapshot *snapshot)
{
  graphene_rect_t place, view = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                    (float) gtk_widget_get_height (GTK_WIDGET (self)));
  LeatRect ink, seen = leat_canvas_visible_units (self);
  double zoom = self->view.zoom;
  cairo_t *cr;

  if (self->frozen != NULL)
    leat_canvas_draw_frozen (self, snapshot);
  if (self->frozen != NULL || self->lifted == NULL || !get_lifted_ink (self, &ink))
    return;

  place = leat_canvas_rect_to_widget (self, &ink);
  graphene_rect_inset (&place, -2, -2);
  if (!graphene_rect_intersection (&place, &view, &place))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_translate (cr, -self->view.left / self->view.scale, -self->view.top / self->view.scale);
  cairo_scale (cr, zoom, zoom);
  leat_scene_paint (self->scene, cr, &seen, zoom * self->view.scale, leat_canvas_get_colours (self), NULL, self->lifted);
  cairo_destroy (cr);
}

/* The theme's entries let what is beneath shine through; here that is the very name that is edited. */
static void
draw_editor (LeatCanvas  *self,
             GtkSnapshot *snapshot)
{
  GdkRGBA card = leat_canvas_rgba (&leat_canvas_get_colours (self)->card, 1);
  graphene_rect_t place;
  GskRoundedRect round;

  if (gtk_widget_compute_bounds (self->editor, GTK_WIDGET (self), &place))
    {
      gsk_rounded_rect_init_from_rect (&round, &place, 6);
      gtk_snapshot_push_rounded_clip (snapshot, &round);
      gtk_snapshot_append_color (snapshot, &card, &place);
      gtk_snapshot_pop (snapshot);
    }
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->editor, snapshot);
}

static gboolean
on_redraw (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       user_data)
{
  LEAT_CANVAS (widget)->redraw = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static void
leat_canvas_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatPoint middle = { gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0 };
  const LeatPoint *near = self->pointer_inside ? &self->pointer : &middle;
  gint64 budget = leat_frame_budget_get (&self->budget);

  if (!leat_tiles_snapshot (self->tiles, snapshot, &self->view, near->x, near->y, budget) && self->redraw == 0)
    self->redraw = gtk_widget_add_tick_callback (widget, on_redraw, NULL, NULL);
  leat_frame_budget_begin_drawing (&self->budget, g_get_monotonic_time ());

  if (self->scene != NULL)
    {
      leat_canvas_draw_spotlight (self, snapshot);
      leat_canvas_draw_zone_target (self, snapshot);
      leat_canvas_draw_splice (self, snapshot);
      draw_lifted (self, snapshot);
      leat_canvas_draw_overlay (self, snapshot);
      leat_canvas_draw_overlay_legend (self, snapshot);
    }
  if (self->editor != NULL)
    draw_editor (self, snapshot);
}

static void
on_frame_end (GdkFrameClock *clock,
              LeatCanvas    *self)
{
  leat_frame_budget_end (&self->budget, g_get_monotonic_time ());
}

static void
leat_canvas_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leat_canvas_parent_class)->realize (widget);
  g_signal_connect (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (on_frame_end), widget);
}

static void
leat_canvas_unrealize (GtkWidget *widget)
{
  LeatCanvas *self = LEAT_CANVAS (widget);

  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (widget), on_frame_end, self);
  leat_frame_memory_release (&self->frame_memory);
  GTK_WIDGET_CLASS (leat_canvas_parent_class)->unrealize (widget);
}

static void
leat_canvas_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 600;
}

static void
leat_canvas_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  gboolean resized = self->view.width != width * scale || self->view.height != height * scale;

  self->view.scale = scale;
  self->view.width = width * self->view.scale;
  self->view.height = height * self->view.scale;
  if (self->fit_pending || (self->fitted && resized))
    leat_canvas_fit_now (self);
  leat_frame_memory_hold (&self->frame_memory, gtk_widget_get_native (widget));
  leat_canvas_allocate_proxies (self);
  leat_canvas_allocate_editor (self);
  if (resized)
    g_signal_emit_by_name (self, "view-changed");
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
on_scale_changed (LeatCanvas *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  self->view.left = round (self->view.left * scale / self->view.scale);
  self->view.top = round (self->view.top * scale / self->view.scale);
  self->view.scale = scale;
  leat_tiles_clear (self->tiles);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
on_colours_changed (LeatCanvas *self)
{
  leat_canvas_drop_legend (self);
  g_signal_emit_by_name (self, "drawing-changed");
  leat_tiles_clear (self->tiles);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The object */

static void
set_show_grid (LeatCanvas *self,
               gboolean    show_grid)
{
  if (self->show_grid == show_grid)
    return;

  self->show_grid = show_grid;
  leat_tiles_damage (self->tiles, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_GRID]);
}

static void
set_snap_to_grid (LeatCanvas *self,
                  gboolean    snap_to_grid)
{
  if (self->snap_to_grid == snap_to_grid)
    return;

  self->snap_to_grid = snap_to_grid;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SNAP_TO_GRID]);
}

static void
set_show_legend (LeatCanvas *self,
                 gboolean    show_legend)
{
  if (self->show_legend == show_legend)
    return;

  self->show_legend = show_legend;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_LEGEND]);
}

static void
leat_canvas_set_property (GObject      *object,
                          guint         id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  LeatCanvas *self = LEAT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      leat_canvas_zoom_to (self, g_value_get_double (value));
      break;
    case PROP_SHOW_GRID:
      set_show_grid (self, g_value_get_boolean (value));
      break;
    case PROP_SNAP_TO_GRID:
      set_snap_to_grid (self, g_value_get_boolean (value));
      break;
    case PROP_OVERLAY:
      leat_canvas_set_overlay (self, g_value_get_string (value));
      break;
    case PROP_SHOW_LEGEND:
      set_show_legend (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_canvas_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  LeatCanvas *self = LEAT_CANVAS (object);

  switch (id)
    {
    case PROP_ZOOM:
      g_value_set_double (value, self->view.zoom);
      break;
    case PROP_SHOW_GRID:
      g_value_set_boolean (value, self->show_grid);
      break;
    case PROP_SNAP_TO_GRID:
      g_value_set_boolean (value, self->snap_to_grid);
      break;
    case PROP_OVERLAY:
      g_value_set_static_string (value, leat_canvas_get_overlay (self));
      break;
    case PROP_SHOW_LEGEND:
      g_value_set_boolean (value, self->show_legend);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_canvas_dispose (GObject *object)
{
  LeatCanvas *self = LEAT_CANVAS (object);

  forget_document (self);
  if (self->proxy_sync != 0)
    g_source_remove (self->proxy_sync);
  self->proxy_sync = 0;
  g_clear_pointer (&self->menu, gtk_widget_unparent);

  G_OBJECT_CLASS (leat_canvas_parent_class)->dispose (object);
}

static void
leat_canvas_finalize (GObject *object)
{
  LeatCanvas *self = LEAT_CANVAS (object);

  g_hash_table_unref (self->selected);
  g_ptr_array_unref (self->selection);
  g_strfreev (self->lost);
  g_hash_table_unref (self->proxies);
  g_array_unref (self->late);
  g_clear_pointer (&self->remarks, g_hash_table_unref);
  g_clear_pointer (&self->spotlight, g_hash_table_unref);
  g_strfreev (self->duplicated);
  g_clear_pointer (&self->lit, g_hash_table_unref);
  leat_canvas_drop_legend (self);
  g_clear_pointer (&self->overlay, leat_overlay_unref);
  g_clear_pointer (&self->frozen, leat_frozen_free);
  leat_tiles_free (self->tiles);

  G_OBJECT_CLASS (leat_canvas_parent_class)->finalize (object);
}

static void
install_signals (void)
{
  g_signal_new ("selection-changed", LEAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("drawing-changed", LEAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("view-changed", LEAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("activate-block", LEAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("deleted", LEAT_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM, 1, flags);
  properties[PROP_SHOW_GRID] = g_param_spec_boolean ("show-grid", NULL, NULL, TRUE, flags);
  properties[PROP_SNAP_TO_GRID] = g_param_spec_boolean ("snap-to-grid", NULL, NULL, TRUE, flags);
  properties[PROP_OVERLAY] = g_param_spec_string ("overlay", NULL, NULL, "none", flags);
  properties[PROP_SHOW_LEGEND] = g_param_spec_boolean ("show-legend", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
leat_canvas_class_init (LeatCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = leat_canvas_set_property;
  object_class->get_property = leat_canvas_get_property;
  object_class->dispose = leat_canvas_dispose;
  object_class->finalize = leat_canvas_finalize;
  widget_class->realize = leat_canvas_realize;
  widget_class->unrealize = leat_canvas_unrealize;
  widget_class->snapshot = leat_canvas_snapshot;
  widget_class->measure = leat_canvas_measure;
  widget_class->size_allocate = leat_canvas_size_allocate;

  install_properties (object_class);
  install_signals ();
  leat_canvas_install_actions (widget_class);
  leat_canvas_install_walk (widget_class);
  leat_canvas_install_pads (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
leat_canvas_init (LeatCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();

  self->view = (LeatView) { .zoom = 1, .scale = 1, .width = 1, .height = 1 };
  self->tiles = leat_tiles_new (TRUE, paint_tile, self);
  leat_tiles_set_ground (self->tiles, is_ground);
  self->show_grid = TRUE;
  self->snap_to_grid = TRUE;
  self->selection = g_ptr_array_new_with_free_func (g_free);
  self->selected = g_hash_table_new (g_str_hash, g_str_equal);
  self->late = g_array_new (FALSE, FALSE, sizeof (LeatRect));
  self->proxies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drawing"), -1);
  self->pad = -2;
  leat_canvas_add_pointer (self);
  leat_canvas_add_aiming (self);
  leat_canvas_add_navigation (self);
  leat_canvas_add_drop_target (self);
  leat_canvas_add_menu (self);
  leat_canvas_update_actions (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (on_scale_changed), NULL);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (on_colours_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (on_colours_changed), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_canvas_new (void)
{
  return g_object_new (LEAT_TYPE_CANVAS, NULL);
}
