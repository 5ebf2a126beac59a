/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"
#include "model/arrange.h"

#include <glib/gi18n-lib.h>

/* Commands on what is selected: duplicate, align, distribute, order, and zones around it. Each is one step. */

void
leat_canvas_apply_move (LeatCanvas        *self,
                        LeatEdit          *edit,
                        const char *const *ids,
                        const char        *key)
{
  g_autofree char *label = g_strdup (leat_edit_get_label (edit));

  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  edit = leat_command_rezone (self->pipeline, ids, label);
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
}

static void
apply_arranged (LeatCanvas        *self,
                LeatEdit          *edit,
                const char *const *ids)
{
  g_autofree char *key = g_strdup_printf ("arrange:%u", ++self->drag_count);

  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply_move (self, edit, ids, key);
  leat_history_end_merge (self->history);
}

/* Duplicate: the first time a little aside, then again as far as that copy was moved */

void
leat_canvas_note_copies (LeatCanvas        *self,
                         const char *const *ids,
                         const char *const *copies)
{
  LeatRect bounds;

  g_clear_pointer (&self->duplicated, g_strfreev);
  if (!leat_command_get_bounds (self->pipeline, ids, &bounds))
    return;
  self->duplicated = g_strdupv ((char **) copies);
  self->duplicated_from = (LeatPoint) { bounds.x, bounds.y };
}

static LeatPoint
get_offset (LeatCanvas        *self,
            const char *const *ids)
{
  LeatRect bounds;

  if (self->duplicated != NULL && g_strv_equal (ids, (const char *const *) self->duplicated) &&
      leat_command_get_bounds (self->pipeline, ids, &bounds) &&
      (bounds.x != self->duplicated_from.x || bounds.y != self->duplicated_from.y))
    return (LeatPoint) { bounds.x - self->duplicated_from.x, bounds.y - self->duplicated_from.y };
  return (LeatPoint) { 2 * LEAT_GRID, 2 * LEAT_GRID };
}

void
leat_canvas_duplicate (GtkWidget  *widget,
                       const char *name,
                       GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self), copies = NULL;
  LeatPoint by = get_offset (self, (const char *const *) ids);
  LeatEdit *edit = leat_command_duplicate (self->pipeline, (const char *const *) ids, by.x, by.y, &copies);

  apply_arranged (self, edit, (const char *const *) copies);
  leat_canvas_note_copies (self, (const char *const *) ids, (const char *const *) copies);
  leat_canvas_select (self, (const char *const *) copies, TRUE);
}

/* Align, distribute, order */

void
leat_canvas_align (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_free (self);
  LeatAlign how;

  if (leat_align_from_string (g_variant_get_string (parameter, NULL), &how))
    apply_arranged (self, leat_edit_align (self->pipeline, (const char *const *) ids, how), (const char *const *) ids);
}

void
leat_canvas_distribute (GtkWidget  *widget,
                        const char *name,
                        GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_free (self);
  LeatDistribute how;

  if (leat_distribute_from_string (g_variant_get_string (parameter, NULL), &how))
    apply_arranged (self, leat_edit_distribute (self->pipeline, (const char *const *) ids, how), (const char *const *) ids);
}

void
leat_canvas_reorder (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  LeatReorder how;

  if (!leat_reorder_from_string (g_variant_get_string (parameter, NULL), &how))
    return;
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, leat_edit_reorder (self->pipeline, (const char *const *) ids, how));
}

/* Zones */

/* The role of most of the blocks; of as many, the one that comes first in the flow. */
static LeatRole
get_main_role (LeatCanvas *self)
{
  guint counts[LEAT_N_ROLES] = { 0 };
  LeatRole best = LEAT_ROLE_STORAGE;
  guint most = 0;

  for (guint i = 0; i < self->selection->len; i++)
    {
      const LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));
      const LeatService *service = element != NULL && element->kind == LEAT_ELEMENT_BLOCK
                                     ? leat_catalogue_get_service (self->catalogue, element->type) : NULL;

      if (service != NULL)
        counts[service->role]++;
    }
  for (guint role = 0; role < LEAT_N_ROLES; role++)
    if (counts[role] > most)
      {
        most = counts[role];
        best = (LeatRole) role;
      }
  return best;
}

/* The name is there to be typed over. */
void
leat_canvas_enclose (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  LeatRole role = get_main_role (self);
  g_autofree char *id = NULL;
  LeatEdit *edit = leat_edit_enclose (self->pipeline, (const char *const *) ids, role, leat_role_get_label (role), &id);

  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  if (id == NULL)
    return;
  leat_canvas_select (self, (const char *const[]) { id, NULL }, TRUE);
  leat_canvas_rename (self, id);
}

void
leat_canvas_dissolve (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_free (self), members = NULL;
  LeatEdit *edit = leat_edit_dissolve (self->pipeline, (const char *const *) ids, &members);

  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  leat_canvas_select (self, (const char *const *) members, FALSE);
}

void
leat_canvas_zoom_selection (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatView view = self->view;
  LeatRect ink;

  if (!leat_canvas_get_selection_ink (self, &ink))
    return;
  leat_view_fit (&view, &ink, LEAT_FIT_MARGIN, 2);
  leat_canvas_set_view (self, &view);
}
