/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/pair.h"

#define GAP 18

struct _LeatPair
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (LeatPair, leat_pair, GTK_TYPE_WIDGET)

static int
get_least (GtkWidget     *child,
           GtkOrientation orientation,
           int            for_size)
{
  int least = 0;

  if (gtk_widget_should_layout (child))
    gtk_widget_measure (child, orientation, for_size, &least, NULL, NULL, NULL);
  return least;
}

static gboolean
fits_beside (LeatPair *self,
             int       width)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self)), *second = gtk_widget_get_last_child (GTK_WIDGET (self));

  return gtk_widget_should_layout (first) && gtk_widget_should_layout (second) &&
         width >= 2 * MAX (get_least (first, GTK_ORIENTATION_HORIZONTAL, -1), get_least (second, GTK_ORIENTATION_HORIZONTAL, -1)) + GAP;
}

static GtkSizeRequestMode
leat_pair_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
leat_pair_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget), *second = gtk_widget_get_last_child (widget);
  gboolean beside = fits_beside (LEAT_PAIR (widget), for_size);
  int half = for_size < 0 ? -1 : beside ? (for_size - GAP) / 2 : for_size;
  int a = get_least (first, orientation, half), b = get_least (second, orientation, half);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (a, b);
      *natural = 2 * MAX (a, b) + GAP;
      return;
    }
  *minimum = *natural = beside ? MAX (a, b) : a + b + (a > 0 && b > 0 ? GAP : 0);
}

static void
leat_pair_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  GtkWidget *first = gtk_widget_get_first_child (widget), *second = gtk_widget_get_last_child (widget);
  int half = (width - GAP) / 2, top = 0;

  if (fits_beside (LEAT_PAIR (widget), width))
    {
      gtk_widget_size_allocate (first, &(GtkAllocation){ 0, 0, half, height }, -1);
      gtk_widget_size_allocate (second, &(GtkAllocation){ width - half, 0, half, height }, -1);
      return;
    }
  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child))
      {
        int least = get_least (child, GTK_ORIENTATION_VERTICAL, width);

        gtk_widget_size_allocate (child, &(GtkAllocation){ 0, top, width, least }, -1);
        top += least + GAP;
      }
}

static void
leat_pair_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (leat_pair_parent_class)->dispose (object);
}

static void
leat_pair_class_init (LeatPairClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_pair_dispose;
  widget_class->get_request_mode = leat_pair_get_request_mode;
  widget_class->measure = leat_pair_measure;
  widget_class->size_allocate = leat_pair_size_allocate;
}

static void
leat_pair_init (LeatPair *self)
{
}

GtkWidget *
leat_pair_new (GtkWidget *first,
               GtkWidget *second)
{
  GtkWidget *self = g_object_new (LEAT_TYPE_PAIR, NULL);

  gtk_widget_set_parent (first, self);
  gtk_widget_set_parent (second, self);
  return self;
}
