/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/minimap.h"

#include "canvas/canvas-private.h"
#include "draw/thumbnail.h"
#include "model/roll.h"
#include "thread.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The picture is a texture, so that a frame costs the same however large the drawing is. While it is painted anew the
 * old one is shown. What a thread paints of is a roll of the elements, gathered some at a time between frames and kept from
 * one picture to the next; what changes meanwhile makes for another picture after it. */

#define MOST_WIDTH 200.0
#define MOST_HEIGHT 132.0
#define PAD 8.0
#define REST 120      /* milliseconds from a change, or the last picture, to the next */
#define AT_ONCE 4096 /* elements gathered between two frames */
#define LEAST_ROOM 420 /* a canvas less wide than this has no room for a map */

typedef struct _Work Work;

struct _LeatMinimap
{
  GtkWidget     parent_instance;
  LeatCanvas   *canvas; /* weak, or NULL */
  gboolean      shown;
  GdkTexture   *picture; /* or NULL */
  LeatRect      extents; /* of the picture, in canvas units */
  double        zoom;    /* pixels of the map a canvas unit */
  guint         wait;    /* timeout until the next picture, or 0 */
  LeatRoll     *roll;    /* of the drawing, or NULL */
  guint         gather;  /* source that gathers it, or 0 */
  const Work   *work;    /* what is painted of it, or NULL */
  gboolean      stale;   /* something changed since that was gathered */
  gboolean      ready;
  GCancellable *cancellable;
  LeatPoint     grip; /* where the mark was taken, from its middle, in canvas units */
};

G_DEFINE_FINAL_TYPE (LeatMinimap, leat_minimap, GTK_TYPE_WIDGET)

enum { PROP_SHOWN = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

struct _Work
{
  GPtrArray         *elements;
  LeatCatalogue     *catalogue;
  LeatOverlay       *overlay; /* or NULL */
  const LeatColours *colours;
  int                scale;
  LeatRect           extents;
  double             zoom;
};

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_pointer (&work->elements, g_ptr_array_unref);
  leat_catalogue_unref (work->catalogue);
  g_clear_pointer (&work->overlay, leat_overlay_unref);
  g_free (work);
}

/* The largest zoom at which the drawing and its margin fit. */
static double
fit (const LeatRect *extents)
{
  double width = MAX (extents->width, LEAT_BLOCK_WIDTH), height = MAX (extents->height, LEAT_BLOCK_HEIGHT);

  return MIN (0.25, MIN ((MOST_WIDTH - 2 * PAD) / width, (MOST_HEIGHT - 2 * PAD) / height));
}

static GdkTexture *
paint (const Work *work)
{
  int width = (int) ceil ((MOST_WIDTH - 2 * PAD) * work->scale), height = (int) ceil ((MOST_HEIGHT - 2 * PAD) * work->scale);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  double zoom = work->zoom * work->scale;
  g_autoptr(GBytes) bytes = NULL;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -work->extents.x, -work->extents.y);
  leat_thumbnail_paint (work->elements, work->catalogue, work->overlay, cr, zoom, work->colours);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

static void
paint_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Work *work = data;

  leat_thumbnail_get_extents (work->elements, &work->extents);
  work->zoom = fit (&work->extents);
  g_task_return_pointer (task, paint (work), g_object_unref);
}

/* Not before there is something to show, and where there is room for it. */
static void
update_visible (LeatMinimap *self)
{
  gboolean room = self->picture != NULL && self->canvas != NULL && gtk_widget_get_width (GTK_WIDGET (self->canvas)) >= LEAST_ROOM &&
                  gtk_widget_get_height (GTK_WIDGET (self->canvas)) >= 2 * MOST_HEIGHT;

  gtk_widget_set_child_visible (GTK_WIDGET (self), room);
}

static void on_drawing_changed (LeatMinimap *self);

static void
on_painted (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  LeatMinimap *self = LEAT_MINIMAP (source);
  Work *work = g_task_get_task_data (G_TASK (result));
  g_autoptr(GdkTexture) picture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (self->work == work)
    {
      leat_roll_return (self->roll, g_steal_pointer (&work->elements));
      self->work = NULL;
      if (self->stale)
        on_drawing_changed (self);
    }
  if (picture == NULL)
    return;

  g_set_object (&self->picture, picture);
  self->extents = work->extents;
  self->zoom = work->zoom;
  self->ready = self->wait == 0 && self->gather == 0 && self->work == NULL;
  update_visible (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
start_painting (LeatMinimap *self)
{
  LeatCanvas *canvas = self->canvas;
  Work *work = g_new0 (Work, 1);
  g_autoptr(GTask) task = NULL;

  work->elements = leat_roll_lend (self->roll);
  work->catalogue = leat_catalogue_ref (canvas->catalogue);
  work->overlay = canvas->overlay != NULL ? leat_overlay_ref (canvas->overlay) : NULL;
  work->colours = leat_canvas_get_colours (canvas);
  work->scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  self->work = work;
  self->stale = FALSE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_painted, NULL);
  g_task_set_task_data (task, work, work_free);
  leat_thread_run_behind (task, paint_in_thread);
}

/* What is painted of it is of no use any more. */
static void
drop_roll (LeatMinimap *self)
{
  g_clear_handle_id (&self->gather, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  self->work = NULL;
  g_clear_pointer (&self->roll, leat_roll_free);
}

static gboolean
gather_some (gpointer data)
{
  LeatMinimap *self = data;

  if (self->canvas == NULL || self->canvas->pipeline != leat_roll_get_pipeline (self->roll))
    {
      drop_roll (self);
      return G_SOURCE_REMOVE;
    }
  if (!leat_roll_gather (self->roll, AT_ONCE))
    return G_SOURCE_CONTINUE;

  self->gather = 0;
  start_painting (self);
  return G_SOURCE_REMOVE;
}

static gboolean
renew (gpointer data)
{
  LeatMinimap *self = data;
  LeatCanvas *canvas = self->canvas;

  self->wait = 0;
  if (canvas == NULL || canvas->pipeline == NULL || !self->shown)
    return G_SOURCE_REMOVE;

  if (self->roll == NULL)
    self->roll = leat_roll_new (canvas->pipeline);
  /* After a frame, which comes first if both are due. */
  self->gather = g_idle_add (gather_some, self);
  return G_SOURCE_REMOVE;
}

/* A drag changes the drawing with each frame: its picture comes at most every so often. */
static void
on_drawing_changed (LeatMinimap *self)
{
  self->ready = FALSE;
  self->stale = TRUE;
  if (self->roll != NULL && (self->canvas == NULL || leat_roll_get_pipeline (self->roll) != self->canvas->pipeline))
    drop_roll (self);
  if (self->wait == 0 && self->gather == 0 && self->work == NULL && self->shown)
    self->wait = g_timeout_add (self->picture == NULL ? 0 : REST, renew, self);
}

static void
on_view_changed (LeatMinimap *self)
{
  if (!self->shown)
    return;
  update_visible (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static LeatPoint
to_units (LeatMinimap *self,
          double       x,
          double       y)
{
  return (LeatPoint) { self->extents.x + (x - PAD) / self->zoom, self->extents.y + (y - PAD) / self->zoom };
}

void
leat_minimap_get_view (LeatMinimap     *self,
                       graphene_rect_t *view)
{
  LeatRect seen;

  g_return_if_fail (LEAT_IS_MINIMAP (self) && self->canvas != NULL);

  seen = leat_canvas_visible_units (self->canvas);
  graphene_rect_init (view, (float) (PAD + (seen.x - self->extents.x) * self->zoom),
                      (float) (PAD + (seen.y - self->extents.y) * self->zoom), (float) (seen.width * self->zoom),
                      (float) (seen.height * self->zoom));
}

/* The mark stays within the map and is never too small to be seen; what is outside of it is dimmed. */
static void
draw_view (LeatMinimap *self,
           GtkSnapshot *snapshot)
{
  const LeatColours *colours = leat_canvas_get_colours (self->canvas);
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self)), height = (float) gtk_widget_get_height (GTK_WIDGET (self));
  graphene_rect_t view, all = GRAPHENE_RECT_INIT (0, 0, width, height), place;
  GdkRGBA line = leat_canvas_rgba (&colours->accent, 1), shade = leat_canvas_rgba (&colours->accent, 0.14);
  const GdkRGBA lines[] = { line, line, line, line };
  const float widths[] = { 2, 2, 2, 2 };
  GskRoundedRect box;

  leat_minimap_get_view (self, &view);
  if (view.size.width < 8 || view.size.height < 8)
    graphene_rect_inset (&view, MIN (0, (view.size.width - 8) / 2), MIN (0, (view.size.height - 8) / 2));
  graphene_rect_inset (&all, 2, 2);
  if (!graphene_rect_intersection (&view, &all, &place))
    return;
  gtk_snapshot_append_color (snapshot, &shade, &place);
  gsk_rounded_rect_init_from_rect (&box, &place, 2);
  gtk_snapshot_append_border (snapshot, &box, widths, lines);
}

static void
leat_minimap_snapshot (GtkWidget   *widget,
                       GtkSnapshot *snapshot)
{
  LeatMinimap *self = LEAT_MINIMAP (widget);

  if (self->canvas == NULL || self->picture == NULL)
    return;
  gtk_snapshot_append_texture (snapshot, self->picture,
                               &GRAPHENE_RECT_INIT (PAD, PAD, MOST_WIDTH - 2 * PAD, MOST_HEIGHT - 2 * PAD));
  draw_view (self, snapshot);
}

static void
leat_minimap_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LeatMinimap *self = LEAT_MINIMAP (widget);
  gboolean wide = orientation == GTK_ORIENTATION_HORIZONTAL;
  double size = wide ? self->extents.width : self->extents.height, most = wide ? MOST_WIDTH : MOST_HEIGHT;

  *minimum = *natural = (int) ceil (CLAMP (size * self->zoom + 2 * PAD, most / 3, most));
}

/* Pointer and keys */

static void
go_to (LeatMinimap *self,
       LeatPoint    middle)
{
  LeatView view = self->canvas->view;

  leat_view_centre (&view, middle.x, middle.y);
  leat_canvas_set_view (self->canvas, &view);
}

static LeatPoint
get_middle (LeatMinimap *self)
{
  LeatRect seen = leat_canvas_visible_units (self->canvas);

  return (LeatPoint) { seen.x + seen.width / 2, seen.y + seen.height / 2 };
}

/* A press on the mark takes it where it is; beside it, it comes to the pointer. */
static void
on_drag_begin (LeatMinimap *self,
               double       x,
               double       y)
{
  LeatPoint at = to_units (self, x, y), middle;
  graphene_rect_t view;

  if (self->canvas == NULL || self->zoom <= 0)
    return;
  leat_minimap_get_view (self, &view);
  middle = get_middle (self);
  self->grip = (LeatPoint) { 0, 0 };
  if (graphene_rect_contains_point (&view, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    self->grip = (LeatPoint) { at.x - middle.x, at.y - middle.y };
  else
    go_to (self, at);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
on_drag_update (LeatMinimap    *self,
                double          dx,
                double          dy,
                GtkGestureDrag *gesture)
{
  double x, y;
  LeatPoint at;

  if (self->canvas == NULL || self->zoom <= 0 || !gtk_gesture_drag_get_start_point (gesture, &x, &y))
    return;
  at = to_units (self, x + dx, y + dy);
  go_to (self, (LeatPoint) { at.x - self->grip.x, at.y - self->grip.y });
}

static void
on_drag_end (LeatMinimap *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

void
leat_minimap_move (LeatMinimap *self,
                   int          dx,
                   int          dy)
{
  LeatPoint middle;
  LeatRect seen;

  g_return_if_fail (LEAT_IS_MINIMAP (self) && self->canvas != NULL);

  seen = leat_canvas_visible_units (self->canvas);
  middle = get_middle (self);
  go_to (self, (LeatPoint) { middle.x + dx * seen.width / 4, middle.y + dy * seen.height / 4 });
}

static gboolean
on_arrow (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  LeatMinimap *self = LEAT_MINIMAP (widget);
  int dx, dy;

  if (self->canvas == NULL)
    return FALSE;
  g_variant_get (args, "(ii)", &dx, &dy);
  leat_minimap_move (self, dx, dy);
  return TRUE;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  LeatMinimap *self = LEAT_MINIMAP (widget);

  return self->canvas != NULL && gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* The object */

gboolean
leat_minimap_get_shown (LeatMinimap *self)
{
  g_return_val_if_fail (LEAT_IS_MINIMAP (self), FALSE);

  return self->shown;
}

void
leat_minimap_set_shown (LeatMinimap *self,
                        gboolean     shown)
{
  g_return_if_fail (LEAT_IS_MINIMAP (self));

  if (self->shown == shown)
    return;
  self->shown = shown;
  gtk_widget_set_visible (GTK_WIDGET (self), shown);
  if (!shown)
    drop_roll (self);
  else
    {
      g_clear_object (&self->picture);
      on_drawing_changed (self);
      on_view_changed (self);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

gboolean
leat_minimap_is_ready (LeatMinimap *self)
{
  g_return_val_if_fail (LEAT_IS_MINIMAP (self), FALSE);

  return self->ready;
}

void
leat_minimap_set_canvas (LeatMinimap *self,
                         LeatCanvas  *canvas)
{
  g_return_if_fail (LEAT_IS_MINIMAP (self));

  g_set_weak_pointer (&self->canvas, canvas);
  if (canvas == NULL)
    return;
  g_signal_connect_object (canvas, "drawing-changed", G_CALLBACK (on_drawing_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
}

static void
leat_minimap_set_property (GObject      *object,
                           guint         id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  if (id == PROP_SHOWN)
    leat_minimap_set_shown (LEAT_MINIMAP (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
leat_minimap_get_property (GObject    *object,
                           guint       id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  if (id == PROP_SHOWN)
    g_value_set_boolean (value, LEAT_MINIMAP (object)->shown);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
leat_minimap_dispose (GObject *object)
{
  LeatMinimap *self = LEAT_MINIMAP (object);

  g_clear_handle_id (&self->wait, g_source_remove);
  drop_roll (self);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->picture);
  g_clear_weak_pointer (&self->canvas);

  G_OBJECT_CLASS (leat_minimap_parent_class)->dispose (object);
}

static void
install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    int   dx, dy;
  } arrows[] = { { { GDK_KEY_Left, GDK_KEY_KP_Left }, -1, 0 },
                 { { GDK_KEY_Right, GDK_KEY_KP_Right }, 1, 0 },
                 { { GDK_KEY_Up, GDK_KEY_KP_Up }, 0, -1 },
                 { { GDK_KEY_Down, GDK_KEY_KP_Down }, 0, 1 } };

  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    for (gsize j = 0; j < 2; j++)
      gtk_widget_class_add_binding (widget_class, arrows[i].keys[j], 0, on_arrow, "(ii)", arrows[i].dx, arrows[i].dy);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}

static void
leat_minimap_class_init (LeatMinimapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = leat_minimap_set_property;
  object_class->get_property = leat_minimap_get_property;
  object_class->dispose = leat_minimap_dispose;
  widget_class->snapshot = leat_minimap_snapshot;
  widget_class->measure = leat_minimap_measure;
  properties[PROP_SHOWN] = g_param_spec_boolean ("shown", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  install_keys (widget_class);
}

static void
leat_minimap_init (LeatMinimap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_halign (widget, GTK_ALIGN_END);
  gtk_widget_set_valign (widget, GTK_ALIGN_END);
  gtk_widget_set_cursor_from_name (widget, "pointer");
  gtk_widget_set_tooltip_text (widget, _("Map of the Drawing"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Map of the Drawing"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _("The arrow keys move what is in view"), -1);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_begin), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_drag_update), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_end), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}
