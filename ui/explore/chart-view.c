/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/chart-view.h"

#include "config.h"

#include "palette/glyph-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* Between a datum and its figures. */
#define TIP_GAP 12

struct _LeatChartView
{
  GtkWidget      parent_instance;
  LeatChart     *chart; /* or NULL */
  GskRenderNode *node;  /* the chart as it was painted last, or NULL */
  GtkLabel      *tip;
  LeatChartRef   ref;
  gboolean       has_ref;
  LeatPoint      tip_at;
  double         cursor; /* NAN: none */
  int            height;
};

G_DEFINE_FINAL_TYPE (LeatChartView, leat_chart_view, GTK_TYPE_WIDGET)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static LeatRect
get_rect (LeatChartView *self)
{
  return (LeatRect){ 0, 0, gtk_widget_get_width (GTK_WIDGET (self)), gtk_widget_get_height (GTK_WIDGET (self)) };
}

/* What is shown has changed: it is painted anew. */
static void
repaint (LeatChartView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
tell (LeatChartView *self,
      const char    *text)
{
  g_autofree char *whole = self->chart != NULL ? leat_chart_describe (self->chart, NULL) : g_strdup ("");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : whole,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, whole, -1);
}

static void
forget_datum (LeatChartView *self)
{
  if (!self->has_ref)
    return;
  self->has_ref = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->tip), FALSE);
  tell (self, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_datum (LeatChartView      *self,
            const LeatChartHit *hit)
{
  g_autofree char *words = NULL;
  g_autofree char *markup = NULL;

  if (self->has_ref && self->ref.series == hit->ref.series && self->ref.index == hit->ref.index)
    return;
  self->ref = hit->ref;
  self->has_ref = TRUE;
  self->tip_at = hit->at;
  markup = g_markup_printf_escaped ("<b>%s</b>\n%s", hit->title, hit->text);
  gtk_label_set_markup (self->tip, markup);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), TRUE);
  words = leat_chart_describe (self->chart, &self->ref);
  tell (self, words);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_motion (LeatChartView *self,
           double         x,
           double         y)
{
  LeatRect rect = get_rect (self);
  g_autoptr(LeatChartHit) hit = self->chart != NULL ? leat_chart_hit (self->chart, &rect, x, y) : NULL;

  if (hit != NULL)
    show_datum (self, hit);
  else
    forget_datum (self);
}

static void
choose (LeatChartView *self)
{
  if (self->has_ref)
    g_signal_emit (self, signals[CHOSEN], 0, self->ref.series, self->ref.index);
}

static void
on_released (LeatChartView *self,
             int            n_press,
             double         x,
             double         y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  on_motion (self, x, y);
  choose (self);
}

/* Ends where there is nothing further, so that the keyboard can leave the chart. */
static gboolean
move (LeatChartView *self,
      LeatChartMove  direction)
{
  LeatRect rect = get_rect (self);
  LeatChartRef ref = self->ref;
  g_autoptr(LeatChartHit) hit = NULL;

  if (self->chart == NULL || !(self->has_ref ? leat_chart_move (self->chart, &ref, direction) : leat_chart_first (self->chart, &ref)))
    return FALSE;
  hit = leat_chart_look_up (self->chart, &rect, ref);
  if (hit == NULL)
    return FALSE;
  show_datum (self, hit);
  return TRUE;
}

static gboolean
on_key (LeatChartView  *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      return move (self, LEAT_MOVE_LEFT);

    case GDK_KEY_Right:
      return move (self, LEAT_MOVE_RIGHT);

    case GDK_KEY_Up:
      return move (self, LEAT_MOVE_UP);

    case GDK_KEY_Down:
      return move (self, LEAT_MOVE_DOWN);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      choose (self);
      return self->has_ref;

    case GDK_KEY_Escape:
      if (!self->has_ref)
        return FALSE;
      forget_datum (self);
      return TRUE;

    default:
      return FALSE;
    }
}

static GskRenderNode *
paint (LeatChartView  *self,
       const LeatRect *rect)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) rect->width, (float) rect->height));

  leat_chart_paint (self->chart, cr, rect, leat_style_colours ());
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_over (LeatChartView  *self,
            GtkSnapshot    *snapshot,
            const LeatRect *rect)
{
  gboolean keyboard = gtk_widget_has_visible_focus (GTK_WIDGET (self));
  cairo_t *cr;

  if (isnan (self->cursor) && !self->has_ref && !keyboard)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) rect->width, (float) rect->height));
  if (!isnan (self->cursor))
    leat_chart_paint_cursor (self->chart, cr, rect, leat_style_colours (), self->cursor);
  if (self->has_ref)
    leat_chart_paint_focus (self->chart, cr, rect, leat_style_colours (), self->ref);
  cairo_destroy (cr);
}

static void
leat_chart_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LeatChartView *self = LEAT_CHART_VIEW (widget);
  LeatRect rect = get_rect (self);

  if (self->chart == NULL || rect.width < 1 || rect.height < 1)
    return;
  if (self->node == NULL)
    self->node = paint (self, &rect);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  paint_over (self, snapshot, &rect);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->tip), snapshot);
}

static void
leat_chart_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LeatChartView *self = LEAT_CHART_VIEW (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 300 : self->height;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : self->height;
}

/* Beside the datum, on the side where there is room. */
static void
place_tip (LeatChartView *self,
           int            width,
           int            height)
{
  GtkRequisition size;
  double x, y;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->tip), NULL, &size);
  x = self->tip_at.x + TIP_GAP + size.width <= width ? self->tip_at.x + TIP_GAP : self->tip_at.x - TIP_GAP - size.width;
  y = CLAMP (self->tip_at.y - size.height / 2.0, 0, MAX (0, height - size.height));
  gtk_widget_size_allocate (GTK_WIDGET (self->tip),
                            &(GtkAllocation){ (int) MAX (x, 0), (int) y, MIN (size.width, MAX (width, 1)), size.height }, -1);
}

static void
leat_chart_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  LeatChartView *self = LEAT_CHART_VIEW (widget);
  LeatRect rect = { 0, 0, width, height };
  graphene_rect_t bounds;

  if (self->node != NULL)
    gsk_render_node_get_bounds (self->node, &bounds);
  if (self->node != NULL && (bounds.size.width != (float) width || bounds.size.height != (float) height))
    {
      g_autoptr(LeatChartHit) hit = self->has_ref ? leat_chart_look_up (self->chart, &rect, self->ref) : NULL;

      g_clear_pointer (&self->node, gsk_render_node_unref);
      if (hit != NULL)
        self->tip_at = hit->at;
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->tip)))
    place_tip (self, width, height);
}

void
leat_chart_view_set_chart (LeatChartView *self,
                           LeatChart     *chart)
{
  LeatChart *old;

  g_return_if_fail (LEAT_IS_CHART_VIEW (self));

  old = self->chart;
  self->chart = chart != NULL ? leat_chart_ref (chart) : NULL;
  g_clear_pointer (&old, leat_chart_unref);
  forget_datum (self);
  tell (self, NULL);
  repaint (self);
}

LeatChart *
leat_chart_view_get_chart (LeatChartView *self)
{
  g_return_val_if_fail (LEAT_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

void
leat_chart_view_go_to (LeatChartView *self,
                       LeatChartRef   ref)
{
  LeatRect rect = get_rect (self);
  g_autoptr(LeatChartHit) hit = NULL;

  g_return_if_fail (LEAT_IS_CHART_VIEW (self));

  hit = self->chart != NULL ? leat_chart_look_up (self->chart, &rect, ref) : NULL;
  if (hit != NULL)
    show_datum (self, hit);
}

void
leat_chart_view_set_cursor (LeatChartView *self,
                            double         x)
{
  g_return_if_fail (LEAT_IS_CHART_VIEW (self));

  self->cursor = x;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_chart_view_dispose (GObject *object)
{
  LeatChartView *self = LEAT_CHART_VIEW (object);
  GtkWidget *tip = GTK_WIDGET (g_steal_pointer (&self->tip));

  g_clear_pointer (&tip, gtk_widget_unparent);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->chart, leat_chart_unref);

  G_OBJECT_CLASS (leat_chart_view_parent_class)->dispose (object);
}

static void
leat_chart_view_class_init (LeatChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_chart_view_dispose;
  widget_class->snapshot = leat_chart_view_snapshot;
  widget_class->measure = leat_chart_view_measure;
  widget_class->size_allocate = leat_chart_view_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");

  signals[CHOSEN] = g_signal_new ("chosen", LEAT_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
}

static void
add_controllers (LeatChartView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (forget_datum), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
leat_chart_view_init (LeatChartView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->cursor = NAN;
  self->tip = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->tip, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->tip), "chart-tip");
  gtk_widget_set_can_target (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->tip), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_chart_view_new (int height)
{
  LeatChartView *self = g_object_new (LEAT_TYPE_CHART_VIEW, NULL);

  self->height = height;
  return GTK_WIDGET (self);
}
