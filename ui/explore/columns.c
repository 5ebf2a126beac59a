/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/columns.h"

/* Between the columns, and between one and the other below it. */
#define GAP 18

struct _LeatColumns
{
  GtkWidget  parent_instance;
  GtkWidget *first;
  GtkWidget *second;
  int        width;
  int        beside;
};

G_DEFINE_FINAL_TYPE (LeatColumns, leat_columns, GTK_TYPE_WIDGET)

static void
measure_width (LeatColumns *self,
               int         *minimum,
               int         *natural)
{
  int least[2], usual[2];

  gtk_widget_measure (self->first, GTK_ORIENTATION_HORIZONTAL, -1, &least[0], &usual[0], NULL, NULL);
  gtk_widget_measure (self->second, GTK_ORIENTATION_HORIZONTAL, -1, &least[1], &usual[1], NULL, NULL);
  *minimum = MAX (least[0], least[1]);
  *natural = MAX (*minimum, usual[0] + GAP + self->width);
}

static int
get_height (GtkWidget *child,
            int        width)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);
  return MAX (minimum, natural);
}

static gboolean
stands_beside (LeatColumns *self,
               int          width)
{
  return width >= self->beside;
}

static void
leat_columns_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  LeatColumns *self = LEAT_COLUMNS (widget);
  int least, width;

  measure_width (self, &least, natural);
  *minimum = least;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  width = for_size < 0 ? *natural : MAX (for_size, least);
  *minimum = stands_beside (self, width)
               ? MAX (get_height (self->first, width - GAP - self->width), get_height (self->second, self->width))
               : get_height (self->first, width) + GAP + get_height (self->second, width);
  *natural = *minimum;
}

static void
leat_columns_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  LeatColumns *self = LEAT_COLUMNS (widget);
  gboolean right_to_left = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int rest = width - GAP - self->width;
  int above = stands_beside (self, width) ? 0 : get_height (self->first, width);

  if (stands_beside (self, width))
    {
      gtk_widget_size_allocate (self->first, &(GtkAllocation){ right_to_left ? self->width + GAP : 0, 0, rest, height }, -1);
      gtk_widget_size_allocate (self->second, &(GtkAllocation){ right_to_left ? 0 : rest + GAP, 0, self->width, height }, -1);
    }
  else
    {
      gtk_widget_size_allocate (self->first, &(GtkAllocation){ 0, 0, width, above }, -1);
      gtk_widget_size_allocate (self->second, &(GtkAllocation){ 0, above + GAP, width, MAX (height - above - GAP, 0) }, -1);
    }
}

static GtkSizeRequestMode
leat_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
leat_columns_dispose (GObject *object)
{
  LeatColumns *self = LEAT_COLUMNS (object);

  g_clear_pointer (&self->first, gtk_widget_unparent);
  g_clear_pointer (&self->second, gtk_widget_unparent);

  G_OBJECT_CLASS (leat_columns_parent_class)->dispose (object);
}

static void
leat_columns_class_init (LeatColumnsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_columns_dispose;
  widget_class->measure = leat_columns_measure;
  widget_class->size_allocate = leat_columns_size_allocate;
  widget_class->get_request_mode = leat_columns_get_request_mode;
}

static void
leat_columns_init (LeatColumns *self)
{
}

GtkWidget *
leat_columns_new (GtkWidget *first,
                  GtkWidget *second,
                  int        width,
                  int        beside)
{
  LeatColumns *self = g_object_new (LEAT_TYPE_COLUMNS, NULL);

  self->first = first;
  self->second = second;
  self->width = width;
  self->beside = beside;
  gtk_widget_set_parent (first, GTK_WIDGET (self));
  gtk_widget_set_parent (second, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
