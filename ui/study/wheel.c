/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/wheel.h"

#include "config.h"

#include "draw/colours.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#define SIZE 216
#define TURNS 3
#define DURATION 1800 /* ms */

/* More fields than this have no room for numbers. */
#define MAX_NUMBERED 40

struct _LeatWheel
{
  GtkWidget     parent_instance;
  guint         n;
  guint         picked;
  double        turn; /* 1 for all the way round: the field under the pointer goes back */
  AdwAnimation *animation; /* or NULL */
};

G_DEFINE_FINAL_TYPE (LeatWheel, leat_wheel, GTK_TYPE_WIDGET)

enum { STOPPED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* The field i is under the pointer, which is on top, at this turn. */
static double
turn_of (LeatWheel *self,
         guint      i)
{
  return -(i + 0.5) / self->n;
}

static void
set_turn (double   value,
          gpointer data)
{
  LEAT_WHEEL (data)->turn = value;
  gtk_widget_queue_draw (data);
}

static void
on_done (LeatWheel *self)
{
  g_signal_emit (self, signals[STOPPED], 0, self->picked);
}

void
leat_wheel_set_fields (LeatWheel *self,
                       guint      n)
{
  g_return_if_fail (LEAT_IS_WHEEL (self));

  if (n == self->n)
    return;
  g_clear_object (&self->animation);
  self->n = n;
  self->turn = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
leat_wheel_spin (LeatWheel *self)
{
  AdwAnimationTarget *target;
  double from, to;

  g_return_if_fail (LEAT_IS_WHEEL (self) && self->n > 0);

  g_clear_object (&self->animation);
  self->picked = (guint) g_random_int_range (0, (gint32) self->n);
  from = self->turn - floor (self->turn);
  to = ceil (from) + TURNS + 1 + turn_of (self, self->picked);
  target = adw_callback_animation_target_new (set_turn, self, NULL);
  self->animation = adw_timed_animation_new (GTK_WIDGET (self), from, to, DURATION, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->animation), ADW_EASE_OUT_CUBIC);
  g_signal_connect_object (self->animation, "done", G_CALLBACK (on_done), self, G_CONNECT_SWAPPED);
  adw_animation_play (self->animation);
}

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour,
            double            alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, alpha);
}

static void
paint_number (cairo_t *cr,
              guint    i,
              double   radius,
              double   angle)
{
  char text[12];
  cairo_text_extents_t extents;

  g_snprintf (text, sizeof text, "%u", i + 1);
  cairo_text_extents (cr, text, &extents);
  cairo_move_to (cr, cos (angle) * radius - extents.width / 2 - extents.x_bearing,
                 sin (angle) * radius - extents.height / 2 - extents.y_bearing);
  cairo_show_text (cr, text);
}

static void
paint_fields (LeatWheel         *self,
              cairo_t           *cr,
              double             radius,
              const LeatColours *colours)
{
  for (guint i = 0; i < self->n; i++)
    {
      double start = (self->turn + (double) i / self->n) * 2 * G_PI - G_PI_2, end = start + 2 * G_PI / self->n;

      cairo_move_to (cr, 0, 0);
      cairo_arc (cr, 0, 0, radius, start, end);
      cairo_close_path (cr);
      set_colour (cr, &colours->text_dim, i % 2 == 0 ? 0.12 : 0.24);
      cairo_fill_preserve (cr);
      set_colour (cr, &colours->text_dim, 0.6);
      cairo_set_line_width (cr, 1);
      cairo_stroke (cr);
      set_colour (cr, &colours->text, 1);
      if (self->n <= MAX_NUMBERED)
        paint_number (cr, i, radius * 0.84, (start + end) / 2);
    }
}

static void
paint_pointer (cairo_t           *cr,
               double             radius,
               const LeatColours *colours)
{
  cairo_move_to (cr, 0, -radius + 10);
  cairo_line_to (cr, -8, -radius - 8);
  cairo_line_to (cr, 8, -radius - 8);
  cairo_close_path (cr);
  set_colour (cr, &colours->text, 1);
  cairo_fill (cr);
}

static void
leat_wheel_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  LeatWheel *self = LEAT_WHEEL (widget);
  const LeatColours *colours = leat_colours_get (adw_style_manager_get_dark (adw_style_manager_get_default ()), FALSE);
  float width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double radius = MIN (width, height) / 2 - 12;
  cairo_t *cr;

  if (self->n == 0 || radius <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_translate (cr, width / 2, height / 2);
  cairo_set_font_size (cr, 11);
  paint_fields (self, cr, radius, colours);
  paint_pointer (cr, radius, colours);
  cairo_destroy (cr);
}

static void
leat_wheel_dispose (GObject *object)
{
  g_clear_object (&LEAT_WHEEL (object)->animation);
  G_OBJECT_CLASS (leat_wheel_parent_class)->dispose (object);
}

static void
leat_wheel_class_init (LeatWheelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_wheel_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = leat_wheel_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
  signals[STOPPED] = g_signal_new ("stopped", LEAT_TYPE_WHEEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
leat_wheel_init (LeatWheel *self)
{
  gtk_widget_set_size_request (GTK_WIDGET (self), SIZE, SIZE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Wheel of unsolved challenges"), -1);
}

GtkWidget *
leat_wheel_new (void)
{
  return g_object_new (LEAT_TYPE_WHEEL, NULL);
}
