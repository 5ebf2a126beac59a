/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "bill/share-bar.h"

#include "palette/glyph-tile.h"

#include <adwaita.h>
#include <math.h>

struct _LeatShareBar
{
  GtkWidget  parent_instance;
  LeatShares shares;
  int        height;
};

G_DEFINE_FINAL_TYPE (LeatShareBar, leat_share_bar, GTK_TYPE_WIDGET)

enum { PROP_HEIGHT = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

#define DEFAULT_HEIGHT 10
#define MIN_WIDTH 36

/* How far the marker stands out of the bar, above and below. */
#define MARKER_REACH 4
#define HATCH 6.0

static void
leat_share_bar_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  LeatShareBar *self = LEAT_SHARE_BAR (widget);
  gboolean marked = !isnan (self->shares.marker);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    *minimum = *natural = self->height + (marked ? 2 * MARKER_REACH : 0);
}

static void
set_source (cairo_t          *cr,
            const LeatColour *colour,
            double            alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

static void
clip_round (cairo_t *cr,
            double   width,
            double   height)
{
  double radius = MIN (width, height) / 2;

  cairo_new_sub_path (cr);
  cairo_arc (cr, width - radius, radius, radius, -G_PI_2, G_PI_2);
  cairo_arc (cr, radius, radius, radius, G_PI_2, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_clip (cr);
}

static void
hatch (cairo_t *cr,
       double   from,
       double   to,
       double   height)
{
  cairo_save (cr);
  cairo_rectangle (cr, from, 0, to - from, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 2);
  for (double x = from - height; x < to; x += HATCH)
    {
      cairo_move_to (cr, x, height);
      cairo_line_to (cr, x + height, 0);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_parts (cairo_t          *cr,
             const LeatShares *shares,
             double            width,
             double            height)
{
  const LeatColours *colours = leat_style_colours ();
  const LeatColour *second = shares->warns ? &colours->error : &colours->accent;
  double first_end = width * CLAMP (shares->first, 0, 1);
  double second_end = width * CLAMP (shares->first + shares->second, 0, 1);

  cairo_save (cr);
  clip_round (cr, width, height);
  set_source (cr, &colours->text, 0.14);
  cairo_paint (cr);
  set_source (cr, &colours->accent, 1);
  cairo_rectangle (cr, 0, 0, first_end, height);
  cairo_fill (cr);
  if (second_end > first_end)
    {
      set_source (cr, second, 0.3);
      cairo_rectangle (cr, first_end, 0, second_end - first_end, height);
      cairo_fill (cr);
      set_source (cr, second, 0.9);
      hatch (cr, first_end, second_end, height);
    }
  cairo_restore (cr);
}

static void
paint_marker (cairo_t *cr,
              double   x,
              double   height)
{
  const LeatColours *colours = leat_style_colours ();

  /* The pale edge keeps the line apart from a bar of whatever colour. */
  set_source (cr, &colours->card, 1);
  cairo_rectangle (cr, x - 2.5, 0, 5, height);
  cairo_fill (cr);
  set_source (cr, &colours->text, 1);
  cairo_rectangle (cr, x - 1, 0, 2, height);
  cairo_fill (cr);
}

static void
leat_share_bar_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  LeatShareBar *self = LEAT_SHARE_BAR (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }
  cairo_save (cr);
  cairo_translate (cr, 0, floor ((height - self->height) / 2));
  paint_parts (cr, &self->shares, width, self->height);
  cairo_restore (cr);
  if (!isnan (self->shares.marker))
    paint_marker (cr, CLAMP (round (width * self->shares.marker), 1, width - 1), height);
  cairo_destroy (cr);
}

static void
leat_share_bar_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  LeatShareBar *self = LEAT_SHARE_BAR (object);

  if (id != PROP_HEIGHT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->height = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
leat_share_bar_class_init (LeatShareBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = leat_share_bar_set_property;
  widget_class->measure = leat_share_bar_measure;
  widget_class->snapshot = leat_share_bar_snapshot;

  properties[PROP_HEIGHT] =
    g_param_spec_int ("height", NULL, NULL, 1, 100, DEFAULT_HEIGHT,
                      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
leat_share_bar_init (LeatShareBar *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->shares.marker = NAN;
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_share_bar_new (int height)
{
  return g_object_new (LEAT_TYPE_SHARE_BAR, "height", height, NULL);
}

void
leat_share_bar_show (LeatShareBar     *self,
                     const LeatShares *shares,
                     const char       *words)
{
  g_return_if_fail (LEAT_IS_SHARE_BAR (self));

  self->shares = *shares;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words != NULL ? words : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
