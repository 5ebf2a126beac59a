/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <glib/gi18n-lib.h>

/* What is locked can be selected, named and set, and wires can be drawn to it; by hand it is neither moved, resized, bent nor
 * deleted. A small padlock shows on it while the pointer is over it and while it is selected. What is in a zone goes along
 * with the zone, and a wire goes with its blocks, locked or not. */

#define SIGN 9.0       /* radius of the plate of the padlock, in pixels */
#define MAX_SIGNS 200  /* of more that are selected at once, none is told from another */

gboolean
leat_canvas_is_locked (LeatCanvas *self,
                       const char *id)
{
  const LeatElement *element = leat_canvas_get_element (self, id);

  return element != NULL && element->locked;
}

/* How many of what is selected can be moved and deleted. */
static guint
count_free (LeatCanvas *self)
{
  guint n = 0;

  for (guint i = 0; i < self->selection->len; i++)
    n += !leat_canvas_is_locked (self, g_ptr_array_index (self->selection, i));
  return n;
}

void
leat_canvas_tell_locked (LeatCanvas *self)
{
  const LeatElement *single = leat_canvas_get_single (self);
  g_autofree char *text = NULL;

  if (single != NULL && *single->name != '\0')
    text = g_strdup_printf (_("“%s” is locked: Ctrl+L unlocks it"), single->name);
  leat_canvas_tell (self, text != NULL ? text : _("What is selected is locked: Ctrl+L unlocks it"));
}

char **
leat_canvas_dup_free (LeatCanvas *self)
{
  g_autoptr(GStrvBuilder) free_ones = g_strv_builder_new ();

  for (guint i = 0; i < self->selection->len; i++)
    {
      const char *id = g_ptr_array_index (self->selection, i);

      if (!leat_canvas_is_locked (self, id))
        g_strv_builder_add (free_ones, id);
    }
  if (leat_canvas_all_locked (self))
    leat_canvas_tell_locked (self);
  return g_strv_builder_end (free_ones);
}

gboolean
leat_canvas_all_locked (LeatCanvas *self)
{
  return self->selection->len > 0 && count_free (self) == 0;
}

/* Locks all that is selected or, if it is all locked, unlocks it. */
void
leat_canvas_lock (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  gboolean lock = !leat_canvas_all_locked (self);
  guint n = g_strv_length (ids);
  g_autofree char *text = NULL;

  leat_canvas_cancel_drag (self);
  leat_canvas_mark_bend (self, G_MAXSIZE);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, leat_edit_lock (self->pipeline, (const char *const *) ids, lock));
  text = g_strdup_printf (lock ? ngettext ("Locked %u item: it can be neither moved nor deleted",
                                           "Locked %u items: they can be neither moved nor deleted", n)
                               : ngettext ("Unlocked %u item", "Unlocked %u items", n), n);
  leat_canvas_tell (self, text);
}

/* The padlock */

/* On the left top corner or, of a wire, on the middle of its longest part. */
static gboolean
find_place (LeatCanvas        *self,
            const LeatElement *element,
            LeatPoint         *at)
{
  gsize n = 0;
  const LeatPoint *route;
  double longest = -1;

  if (element->kind != LEAT_ELEMENT_WIRE)
    {
      *at = leat_view_to_widget (&self->view, element->bounds.x, element->bounds.y);
      return TRUE;
    }
  route = leat_scene_get_route (self->scene, element->id, &n);
  for (gsize i = 0; route != NULL && i + 1 < n; i++)
    {
      double length = ABS (route[i + 1].x - route[i].x) + ABS (route[i + 1].y - route[i].y);

      if (length <= longest)
        continue;
      longest = length;
      *at = leat_view_to_widget (&self->view, (route[i].x + route[i + 1].x) / 2, (route[i].y + route[i + 1].y) / 2);
    }
  return longest >= 0;
}

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, 1);
}

static void
draw_lock (LeatCanvas        *self,
           GtkSnapshot       *snapshot,
           const LeatElement *element)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  LeatPoint at;
  cairo_t *cr;

  if (element == NULL || !element->locked || !find_place (self, element, &at))
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT ((float) (at.x - SIGN - 2), (float) (at.y - SIGN - 2),
                                                                 (float) (2 * SIGN + 4), (float) (2 * SIGN + 4)));
  cairo_translate (cr, at.x, at.y);
  cairo_arc (cr, 0, 0, SIGN, 0, 2 * G_PI);
  set_colour (cr, &colours->card);
  cairo_fill_preserve (cr);
  set_colour (cr, &colours->text);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_rectangle (cr, -4, -1, 8, 6);
  cairo_fill (cr);
  cairo_set_line_width (cr, 1.5);
  cairo_arc (cr, 0, -1.5, 2.5, G_PI, 2 * G_PI);
  cairo_line_to (cr, 2.5, 0);
  cairo_move_to (cr, -2.5, -1.5);
  cairo_line_to (cr, -2.5, 0);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
leat_canvas_draw_locks (LeatCanvas  *self,
                        GtkSnapshot *snapshot)
{
  if (self->drag.moved)
    return;
  if (self->hover != NULL && !leat_canvas_is_selected (self, self->hover))
    draw_lock (self, snapshot, leat_canvas_get_element (self, self->hover));
  for (guint i = 0; i < self->selection->len && self->selection->len <= MAX_SIGNS; i++)
    draw_lock (self, snapshot, leat_canvas_get_element (self, g_ptr_array_index (self->selection, i)));
}
