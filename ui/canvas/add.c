/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

#include <glib/gi18n-lib.h>

/* What is added by a key or from the menu: a block of one's choice, a note, a zone. It goes where the menu was asked for, where
 * the pointer is, or else in the middle of the view. */

#define NOTE_WIDTH (15 * LEAT_GRID)
#define NOTE_HEIGHT (6 * LEAT_GRID)
#define ZONE_WIDTH (24 * LEAT_GRID)
#define ZONE_HEIGHT (16 * LEAT_GRID)

static LeatPoint
get_spot (LeatCanvas *self)
{
  LeatPoint at = { gtk_widget_get_width (GTK_WIDGET (self)) / 2.0, gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 };

  if (self->menu_pointed)
    at = self->menu_at;
  else if (self->pointer_inside)
    at = self->pointer;
  return leat_canvas_to_units (self, at.x, at.y);
}

static LeatRect
get_area (LeatCanvas *self,
          double      width,
          double      height)
{
  LeatPoint spot = get_spot (self);

  return (LeatRect) { leat_canvas_snap (self, spot.x - width / 2, 0), leat_canvas_snap (self, spot.y - height / 2, 0), width, height };
}

/* Puts it in, as a member of the zone that it lies in, and lets its name or text be typed. */
static void
insert (LeatCanvas  *self,
        LeatElement *element,
        const char  *label)
{
  g_autofree char *key = g_strdup_printf ("add:%u", ++self->drag_count);
  g_autofree char *id = g_strdup (element->id);
  const char *const ids[] = { id, NULL };
  LeatEdit *edit = leat_edit_new (label);

  leat_canvas_cancel_drag (self);
  leat_canvas_end_rename (self, TRUE);
  leat_history_end_merge (self->history);
  leat_edit_take (edit, NULL, element);
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  edit = leat_command_rezone (self->pipeline, ids, label);
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  leat_history_end_merge (self->history);
  leat_canvas_select (self, ids, TRUE);
  leat_canvas_rename (self, id);
}

void
leat_canvas_add_note (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, "note");
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->bounds = get_area (self, NOTE_WIDTH, NOTE_HEIGHT);
  note->text = g_strdup ("");
  insert (self, note, _("Add Note"));
}

/* Behind all that is drawn: what stands where the zone comes stays in reach. */
static double
get_back (LeatPipeline *pipeline)
{
  double below = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (leat_element_is_drawn (element))
        return (below + element->order) / 2;
      below = element->order;
    }
  return 0;
}

/* Around what is selected; an empty one if nothing is. */
void
leat_canvas_add_zone (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_autofree char *id = NULL;
  LeatElement *zone;

  if (leat_canvas_count_selected (self, LEAT_PLACED, 1) > 0)
    {
      leat_canvas_enclose (widget, name, NULL);
      return;
    }
  id = leat_pipeline_new_id (self->pipeline, "zone");
  zone = leat_element_new (LEAT_ELEMENT_ZONE, id);
  zone->type = g_intern_static_string ("layer");
  zone->bounds = get_area (self, ZONE_WIDTH, ZONE_HEIGHT);
  zone->order = get_back (self->pipeline);
  g_free (zone->name);
  zone->name = g_strdup (_("Zone"));
  insert (self, zone, _("Add Zone"));
}

void
leat_canvas_offer_blocks (LeatCanvas *self,
                          LeatPoint   at)
{
  leat_canvas_offer_followers (self, NULL, FALSE, (LeatPoint) { at.x - LEAT_BLOCK_WIDTH / 2, at.y - LEAT_BLOCK_HEIGHT / 2 });
}

void
leat_canvas_add_here (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  leat_canvas_offer_blocks (LEAT_CANVAS (widget), get_spot (LEAT_CANVAS (widget)));
}
