/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/pointer.h"

#include "config.h"

/* Pixels from its middle to where it has faded away. */
#define RADIUS 18.0f

struct _LeatLaser
{
  GtkWidget parent_instance;
  gboolean  on;
  float     x;
  float     y;
};

G_DEFINE_FINAL_TYPE (LeatLaser, leat_laser, GTK_TYPE_WIDGET)

/* White in the middle, so that it is seen on red as well. */
static void
leat_laser_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  const GskColorStop stops[] = {
    { 0.0f, { 1, 1, 1, 1 } }, { 0.15f, { 1, 0.2f, 0.2f, 1 } }, { 0.45f, { 0.9f, 0, 0, 0.9f } }, { 1.0f, { 0.9f, 0, 0, 0 } }
  };
  LeatLaser *self = LEAT_LASER (widget);
  graphene_rect_t place = GRAPHENE_RECT_INIT (self->x - RADIUS, self->y - RADIUS, 2 * RADIUS, 2 * RADIUS);

  if (self->on)
    gtk_snapshot_append_radial_gradient (snapshot, &place, &GRAPHENE_POINT_INIT (self->x, self->y), RADIUS, RADIUS, 0, 1, stops,
                                         G_N_ELEMENTS (stops));
}

void
leat_laser_set_on (LeatLaser *self,
                   gboolean   on)
{
  g_return_if_fail (LEAT_IS_LASER (self));

  self->on = on;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
leat_laser_get_on (LeatLaser *self)
{
  g_return_val_if_fail (LEAT_IS_LASER (self), FALSE);

  return self->on;
}

void
leat_laser_move (LeatLaser *self,
                 double     x,
                 double     y)
{
  g_return_if_fail (LEAT_IS_LASER (self));

  self->x = (float) x;
  self->y = (float) y;
  if (self->on)
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_laser_class_init (LeatLaserClass *klass)
{
  GTK_WIDGET_CLASS (klass)->snapshot = leat_laser_snapshot;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
leat_laser_init (LeatLaser *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
leat_laser_new (void)
{
  return g_object_new (LEAT_TYPE_LASER, NULL);
}
