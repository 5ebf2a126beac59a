/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"
#include "canvas/wire-commands.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Puts a block into a wire: one from the palette, or one that is dragged and has no wires yet. The wires are looked at
 * as they were when the drag began, since they make way for what is dragged. */

#define REACH 18.0 /* how far the middle of the block may be from the wire, in canvas units */

typedef struct
{
  char   *id;
  GArray *route; /* of LeatPoint */
} Line;

struct _LeatSplice
{
  GPtrArray *lines; /* of Line */
  Line      *lit;   /* or NULL */
};

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->id);
  g_array_unref (line->route);
  g_free (line);
}

static void
add_line (LeatCanvas        *self,
          const LeatElement *wire)
{
  gsize n = 0;
  const LeatPoint *route = leat_scene_get_route (self->scene, wire->id, &n);
  Line *line;

  if (route == NULL || wire->locked)
    return;
  line = g_new0 (Line, 1);
  line->id = g_strdup (wire->id);
  line->route = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_array_append_vals (line->route, route, n);
  g_ptr_array_add (self->splice->lines, line);
}

void
leat_canvas_splice_begin (LeatCanvas *self,
                          const char *block)
{
  LeatRect seen = leat_canvas_visible_units (self);
  GPtrArray *wires = block != NULL ? leat_pipeline_get_wires_of (self->pipeline, block) : NULL;
  g_autoptr(GPtrArray) there = NULL;

  leat_canvas_splice_clear (self);
  if (wires != NULL && wires->len > 0)
    return;

  self->splice = g_new0 (LeatSplice, 1);
  self->splice->lines = g_ptr_array_new_with_free_func (line_free);
  seen = (LeatRect) { seen.x - seen.width, seen.y - seen.height, 3 * seen.width, 3 * seen.height };
  there = leat_scene_query (self->scene, &seen, FALSE);
  for (guint i = 0; i < there->len; i++)
    if (((LeatElement *) g_ptr_array_index (there, i))->kind == LEAT_ELEMENT_WIRE)
      add_line (self, g_ptr_array_index (there, i));
}

void
leat_canvas_splice_clear (LeatCanvas *self)
{
  if (self->splice == NULL)
    return;
  g_ptr_array_unref (self->splice->lines);
  g_clear_pointer (&self->splice, g_free);
}

static double
get_distance (const LeatPoint *leg,
              LeatPoint        at)
{
  double dx = MAX (0, MAX (MIN (leg[0].x, leg[1].x) - at.x, at.x - MAX (leg[0].x, leg[1].x)));
  double dy = MAX (0, MAX (MIN (leg[0].y, leg[1].y) - at.y, at.y - MAX (leg[0].y, leg[1].y)));

  return hypot (dx, dy);
}

void
leat_canvas_splice_aim (LeatCanvas *self,
                        LeatRect   *card)
{
  LeatPoint middle = { card->x + card->width / 2, card->y + card->height / 2 };
  double least = REACH;
  const LeatPoint *leg = NULL;

  if (self->splice == NULL)
    return;

  self->splice->lit = NULL;
  for (guint i = 0; i < self->splice->lines->len; i++)
    {
      Line *line = g_ptr_array_index (self->splice->lines, i);

      for (guint j = 0; j + 1 < line->route->len; j++)
        {
          const LeatPoint *tried = &g_array_index (line->route, LeatPoint, j);
          double distance = get_distance (tried, middle);

          if (distance >= least)
            continue;
          least = distance;
          leg = tried;
          self->splice->lit = line;
        }
    }
  if (leg != NULL && leg[0].y == leg[1].y)
    card->y = leg[0].y - card->height / 2;
}

gboolean
leat_canvas_splice_drop (LeatCanvas *self,
                         const char *block,
                         const char *key)
{
  g_autofree char *wire = self->splice != NULL && self->splice->lit != NULL ? g_strdup (self->splice->lit->id) : NULL;
  LeatElement *element = leat_canvas_get_element (self, block);
  LeatEdit *edit;

  leat_canvas_splice_clear (self);
  if (wire == NULL || element == NULL || leat_canvas_get_element (self, wire) == NULL || self->read_only)
    return FALSE;

  edit = leat_command_splice (self->pipeline, self->catalogue, wire, element, _("Insert into Wire"));
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  return TRUE;
}

gboolean
leat_canvas_splice_new (LeatCanvas *self,
                        const char *type,
                        LeatPoint   place)
{
  g_autofree char *id = NULL, *key = g_strdup_printf ("drag:%u", ++self->drag_count);
  LeatEdit *edit;

  if (self->splice == NULL || self->splice->lit == NULL)
    return FALSE;

  edit = leat_command_add_block (self->pipeline, self->catalogue, type, place.x, place.y, NULL, &id);
  leat_edit_set_merge_key (edit, key);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  leat_canvas_splice_drop (self, id, key);
  leat_history_end_merge (self->history);
  leat_canvas_select_one (self, id);
  leat_canvas_set_focus (self, id, FALSE);
  return TRUE;
}

/* The wire lights up: wide, and with its ends marked. */
void
leat_canvas_draw_splice (LeatCanvas  *self,
                         GtkSnapshot *snapshot)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  GArray *route;
  cairo_t *cr;

  if (self->splice == NULL || self->splice->lit == NULL)
    return;

  route = self->splice->lit->route;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                                 (float) gtk_widget_get_height (GTK_WIDGET (self))));
  for (guint i = 0; i < route->len; i++)
    {
      LeatPoint at = g_array_index (route, LeatPoint, i);

      at = leat_view_to_widget (&self->view, at.x, at.y);
      cairo_line_to (cr, at.x, at.y);
    }
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 0.45);
  cairo_set_line_width (cr, CLAMP (10 * self->view.zoom, 5, 12));
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_stroke (cr);
  for (guint i = 0; i < 2; i++)
    {
      LeatPoint at = g_array_index (route, LeatPoint, i == 0 ? 0 : route->len - 1);

      at = leat_view_to_widget (&self->view, at.x, at.y);
      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, 6, 0, 2 * G_PI);
    }
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

void
leat_canvas_join (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  const LeatElement *single = leat_canvas_get_single (self);
  LeatEdit *edit = single != NULL ? leat_command_join (self->pipeline, self->catalogue, single->id) : NULL;

  if (edit == NULL || single->locked)
    {
      if (edit != NULL)
        leat_canvas_tell_locked (self);
      else
        gtk_widget_error_bell (widget);
      g_clear_pointer (&edit, leat_edit_unref);
      return;
    }
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  g_signal_emit_by_name (self, "deleted", 1u);
}
