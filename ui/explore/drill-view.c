/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-view.h"

#include "config.h"

#include "explore/drill-picture.h"
#include "palette/glyph-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Around the drawing, where signs stand; and what it takes at most. In pixels. */
#define MARGIN 18.0
#define MOST_HEIGHT 420.0
#define LEAST_WIDTH 300
#define PROJECTED 1.75 /* times as large on a projector 720 pixels high: the smallest lettering is then that of a step's text */
#define PROJECTED_HEIGHT 720.0
#define MOST_ZOOM 2.0  /* on a projector */

/* Dots on a wire: how far apart, how large, and how fast where as much flows as without the outage. */
#define DOT_GAP 20.0
#define DOT_RADIUS 2.7
#define DOT_SPEED 42.0

/* What flows faster or slower than usual by more is not told apart by eye. */
#define MOST_FASTER 3.0
#define LEAST_SLOWER 0.35

/* What a pill needs along an upright wire; how far its middle is from the edge of the card that it hangs on. */
#define PILL_ROOM 20.0
#define PILL_OUT 4.0

struct _LeatDrillView
{
  GtkWidget         parent_instance;
  LeatDrillPicture *picture; /* or NULL */
  GskRenderNode    *node;    /* its lines as they were painted last */
  gboolean          dots;
  gboolean           projected; /* to be read from the back of a room */
};

G_DEFINE_FINAL_TYPE (LeatDrillView, leat_drill_view, GTK_TYPE_WIDGET)

void
leat_drill_view_set (LeatDrillView       *self,
                     LeatDrill           *drill,
                     const LeatDrillPlan *plan,
                     GPtrArray           *elements)
{
  LeatDrillPicture *old;

  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));
  g_return_if_fail (drill == NULL || (plan != NULL && elements != NULL));

  old = self->picture;
  self->picture = drill != NULL ? leat_drill_picture_new (drill, plan, elements) : NULL;
  g_clear_pointer (&old, leat_drill_picture_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

char *
leat_drill_view_dup_words (LeatDrillView *self)
{
  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  return self->picture != NULL ? leat_drill_picture_dup_words (self->picture) : g_strdup ("");
}

void
leat_drill_view_tell (LeatDrillView *self)
{
  g_autofree char *words = leat_drill_view_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

char **
leat_drill_view_dup_card (LeatDrillView *self,
                          const char    *id)
{
  const LeatDrillBox *box;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  box = self->picture != NULL ? leat_drill_picture_find_box (self->picture, id) : NULL;
  if (box == NULL)
    return NULL;
  lines = leat_drill_picture_dup_lines (self->picture, box);
  g_strv_builder_addv (builder, (const char **) lines);
  for (guint edge = 0; edge < 2; edge++)
    {
      g_autoptr(GArray) pills = leat_drill_picture_find_pills (self->picture, box, edge == 0);

      for (guint i = 0; i < pills->len; i++)
        g_strv_builder_add (builder, g_array_index (pills, LeatDrillPill, i).text);
    }
  return g_strv_builder_end (builder);
}

char *
leat_drill_view_dup_rate (LeatDrillView *self,
                          const char    *wire)
{
  const LeatDrillPipe *pipe;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  pipe = self->picture != NULL ? leat_drill_picture_find_pipe (self->picture, wire) : NULL;
  return pipe != NULL ? leat_drill_format_rate (leat_drill_picture_get_rate (self->picture, pipe)) : NULL;
}

/* Where it is */

static double
get_zoom (LeatDrillView *self,
          double         width)
{
  double by_width = (width - 2 * MARGIN) / MAX (self->picture->extents.width, 1);
  double height = self->projected ? MAX (gtk_widget_get_height (GTK_WIDGET (self)), 2 * MARGIN + 1) : MOST_HEIGHT;
  double by_height = (height - 2 * MARGIN) / MAX (self->picture->extents.height, 1);

  return CLAMP (MIN (by_width, by_height), 0.001, self->projected ? MOST_ZOOM : 1);
}

/* How many times as large as at a desk the lettering is. */
static double
get_lettering (LeatDrillView *self)
{
  return self->projected ? PROJECTED * MAX (1, gtk_widget_get_height (GTK_WIDGET (self)) / PROJECTED_HEIGHT) : 1;
}

static LeatPoint
get_origin (LeatDrillView *self,
            double         zoom)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return (LeatPoint){ round ((width - self->picture->extents.width * zoom) / 2 - self->picture->extents.x * zoom),
                      round ((height - self->picture->extents.height * zoom) / 2 - self->picture->extents.y * zoom) };
}

static LeatPoint
to_widget (LeatPoint at,
           LeatPoint origin,
           double    zoom)
{
  return (LeatPoint){ at.x * zoom + origin.x, at.y * zoom + origin.y };
}

/* Dots */

/* Where a wire is `far` pixels after its beginning. */
static LeatPoint
point_at (const LeatDrillPipe *pipe,
          double               zoom,
          double               far)
{
  for (gsize i = 1; i < pipe->n; i++)
    {
      LeatPoint a = pipe->points[i - 1], b = pipe->points[i];
      double length = hypot (b.x - a.x, b.y - a.y) * zoom;

      if (far <= length && length > 0)
        return (LeatPoint){ a.x + (b.x - a.x) * far / length, a.y + (b.y - a.y) * far / length };
      far -= length;
    }
  return pipe->points[pipe->n - 1];
}

static double
length_of (const LeatDrillPipe *pipe,
           double               zoom)
{
  double length = 0;

  for (gsize i = 1; i < pipe->n; i++)
    length += hypot (pipe->points[i].x - pipe->points[i - 1].x, pipe->points[i].y - pipe->points[i - 1].y) * zoom;
  return length;
}

static guint
count_dots (LeatDrillView       *self,
            const LeatDrillPipe *pipe,
            double               zoom)
{
  double length = length_of (pipe, zoom);

  if (!self->dots || fabs (leat_drill_picture_get_rate (self->picture, pipe)) <= 0 || length <= 0)
    return 0;
  return (guint) MAX (1, floor (length / DOT_GAP));
}

guint
leat_drill_view_count_dots (LeatDrillView *self,
                            const char    *wire)
{
  const LeatDrillPipe *pipe;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), 0);

  pipe = self->picture != NULL ? leat_drill_picture_find_pipe (self->picture, wire) : NULL;
  return pipe != NULL ? count_dots (self, pipe, get_zoom (self, gtk_widget_get_width (GTK_WIDGET (self)))) : 0;
}

static void
paint_dots (LeatDrillView       *self,
            cairo_t             *cr,
            const LeatDrillPipe *pipe,
            LeatPoint            origin,
            double               zoom)
{
  const LeatColours *colours = leat_style_colours ();
  guint n = count_dots (self, pipe, zoom);
  double length = length_of (pipe, zoom);
  double gap = n > 0 ? length / n : 0;
  gboolean against = leat_drill_picture_get_rate (self->picture, pipe) < 0;

  for (guint i = 0; i < n; i++)
    {
      double far = fmod (pipe->phase, gap) + i * gap;
      LeatPoint at = to_widget (point_at (pipe, zoom, against ? length - far : far), origin, zoom);

      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, DOT_RADIUS, 0, 2 * G_PI);
    }
  cairo_set_source_rgba (cr, colours->accent.red, colours->accent.green, colours->accent.blue, 1);
  cairo_fill (cr);
}

void
leat_drill_view_move (LeatDrillView *self,
                      double         seconds)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  for (guint i = 0; self->picture != NULL && i < self->picture->pipes->len; i++)
    {
      LeatDrillPipe *pipe = self->picture->pipes->pdata[i];
      double rate = fabs (leat_drill_picture_get_rate (self->picture, pipe));
      double times = pipe->usual > 0 ? sqrt (rate / pipe->usual) : 1;

      if (rate > 0)
        pipe->phase = fmod (pipe->phase + seconds * DOT_SPEED * CLAMP (times, LEAST_SLOWER, MOST_FASTER), 1e6);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Painting */

/* In the middle of the longest part of the wire that has room for it. */
static gboolean
find_place (const LeatDrillPipe *pipe,
            LeatPoint            origin,
            double               zoom,
            double               width,
            LeatPoint           *place)
{
  double longest = 0;

  for (gsize i = 1; i < pipe->n; i++)
    {
      LeatPoint a = to_widget (pipe->points[i - 1], origin, zoom);
      LeatPoint b = to_widget (pipe->points[i], origin, zoom);
      double length = hypot (b.x - a.x, b.y - a.y);
      gboolean level = fabs (b.x - a.x) > fabs (b.y - a.y);

      if (length < (level ? width + 2 : PILL_ROOM) || length <= longest)
        continue;
      longest = length;
      *place = (LeatPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
    }
  return longest > 0;
}

static void
paint_rate (LeatDrillView        *self,
            const LeatDrillPaint *paint,
            const LeatDrillPipe  *pipe,
            LeatPoint             origin,
            double                zoom)
{
  double rate = leat_drill_picture_get_rate (self->picture, pipe);
  g_autofree char *text = leat_drill_format_rate (rate);
  double width = leat_drill_pill_width (paint, LEAT_DRILL_NO_SIGN, text);
  gboolean cut = fabs (rate) <= 0 && pipe->usual > 0;
  LeatPoint at;

  if (find_place (pipe, origin, zoom, width, &at))
    leat_drill_paint_pill (paint, LEAT_DRILL_NO_SIGN, text, round (at.x - width / 2), round (at.y),
                           cut ? leat_drill_alarm_colour (paint->colours) : NULL);
}

static void
paint_pills (LeatDrillView        *self,
             const LeatDrillPaint *paint,
             const LeatDrillBox   *box,
             const LeatRect       *rect,
             gboolean              above)
{
  g_autoptr(GArray) pills = leat_drill_picture_find_pills (self->picture, box, above);
  double x = rect->x + 6;
  double y = round (above ? rect->y - PILL_OUT : rect->y + rect->height + PILL_OUT);

  for (guint i = 0; i < pills->len; i++)
    {
      const LeatDrillPill *pill = &g_array_index (pills, LeatDrillPill, i);
      gboolean mild = pill->sign == LEAT_DRILL_BELL_MUTED || pill->sign == LEAT_DRILL_AGAIN;

      leat_drill_paint_pill (paint, pill->sign, pill->text, x, y, mild ? &paint->colours->text
                                                                        : leat_drill_alarm_colour (paint->colours));
      x += leat_drill_pill_width (paint, pill->sign, pill->text) + 4;
    }
}

static LeatRect
rect_of (const LeatDrillBox *box,
         LeatPoint           origin,
         double              zoom)
{
  const LeatRect *bounds = &box->element->bounds;
  LeatPoint at = to_widget ((LeatPoint){ bounds->x, bounds->y }, origin, zoom);

  return (LeatRect){ at.x, at.y, bounds->width * zoom, bounds->height * zoom };
}

static void
paint_card (LeatDrillView        *self,
            const LeatDrillPaint *paint,
            const LeatDrillBox   *box,
            const LeatRect       *rect)
{
  g_auto(GStrv) lines = leat_drill_picture_dup_lines (self->picture, box);
  LeatDrillState state = { 0 };
  LeatDrillCard picture = { .rect = *rect, .name = leat_element_get_label (box->element), .lines = (const char *const *) lines,
                            .glyph = box->service != NULL ? box->service->glyph : NULL,
                            .role = box->service != NULL ? box->service->role : LEAT_ROLE_SOURCE };

  leat_drill_picture_get_state (self->picture, box, &state);
  picture.level = self->picture->most > 0 ? state.backlog / self->picture->most : 0;
  picture.is_down = state.is_down;
  leat_drill_paint_card (paint, &picture);
}

static GskRenderNode *
paint_lines (LeatDrillView *self,
             LeatPoint      origin,
             double         zoom)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  LeatRect area = { -origin.x / zoom, -origin.y / zoom, width / zoom, height / zoom };

  cairo_translate (cr, origin.x, origin.y);
  cairo_scale (cr, zoom, zoom);
  leat_scene_paint (self->picture->scene, cr, &area, zoom, leat_style_colours (), NULL, self->picture->lines);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_moment (LeatDrillView *self,
              cairo_t       *cr,
              LeatPoint      origin,
              double         zoom)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  LeatDrillPaint paint = { cr, layout, leat_report_get_catalogue (leat_drill_plan_get_report (self->picture->plan)),
                           leat_style_colours () };

  for (guint i = 0; i < self->picture->pipes->len; i++)
    paint_dots (self, cr, self->picture->pipes->pdata[i], origin, zoom);
  for (guint i = 0; i < self->picture->boxes->len; i++)
    {
      LeatRect rect = rect_of (self->picture->boxes->pdata[i], origin, zoom);

      paint_card (self, &paint, self->picture->boxes->pdata[i], &rect);
    }
  for (guint i = 0; i < self->picture->pipes->len; i++)
    paint_rate (self, &paint, self->picture->pipes->pdata[i], origin, zoom);
  for (guint i = 0; i < self->picture->boxes->len; i++)
    {
      LeatRect rect = rect_of (self->picture->boxes->pdata[i], origin, zoom);

      paint_pills (self, &paint, self->picture->boxes->pdata[i], &rect, TRUE);
      paint_pills (self, &paint, self->picture->boxes->pdata[i], &rect, FALSE);
    }
}

static void
leat_drill_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double zoom, lettering = get_lettering (self);
  LeatPoint origin;
  cairo_t *cr;

  if (self->picture == NULL || width < 1 || height < 1)
    return;
  zoom = get_zoom (self, width);
  origin = get_origin (self, zoom);
  if (self->node == NULL)
    self->node = paint_lines (self, origin, zoom);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_scale (cr, lettering, lettering);
  paint_moment (self, cr, (LeatPoint){ origin.x / lettering, origin.y / lettering }, zoom / lettering);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
leat_drill_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
leat_drill_view_measure (GtkWidget     *widget,
                         GtkOrientation orientation,
                         int            for_size,
                         int           *minimum,
                         int           *natural,
                         int           *minimum_baseline,
                         int           *natural_baseline)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (widget);
  double width = for_size > 0 ? for_size : LEAST_WIDTH;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : 0;
  if (self->picture == NULL)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (LEAST_WIDTH, (int) ceil (self->picture->extents.width + 2 * MARGIN));
  else if (!self->projected)
    *minimum = *natural = (int) ceil (self->picture->extents.height * get_zoom (self, width) + 2 * MARGIN);
}

/* What is kept was painted for another size, or in other colours. */
static void
repaint (LeatDrillView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_drill_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  g_clear_pointer (&LEAT_DRILL_VIEW (widget)->node, gsk_render_node_unref);
}

void
leat_drill_view_set_time (LeatDrillView *self,
                          double         time)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  if (self->picture == NULL)
    return;
  self->picture->time = time;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
leat_drill_view_set_projected (LeatDrillView *self,
                               gboolean       projected)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  self->projected = projected;
  repaint (self);
}

void
leat_drill_view_set_dots (LeatDrillView *self,
                          gboolean       dots)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  self->dots = dots;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_drill_view_dispose (GObject *object)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (object);

  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->picture, leat_drill_picture_free);

  G_OBJECT_CLASS (leat_drill_view_parent_class)->dispose (object);
}

static void
leat_drill_view_class_init (LeatDrillViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_drill_view_dispose;
  widget_class->snapshot = leat_drill_view_snapshot;
  widget_class->measure = leat_drill_view_measure;
  widget_class->get_request_mode = leat_drill_view_get_request_mode;
  widget_class->size_allocate = leat_drill_view_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "drill");
}

static void
on_released (GtkWidget *self)
{
  gtk_widget_grab_focus (self);
}

static void
leat_drill_view_init (LeatDrillView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->dots = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drawing of the outage"), -1);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_drill_view_new (void)
{
  return g_object_new (LEAT_TYPE_DRILL_VIEW, NULL);
}
