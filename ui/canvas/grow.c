/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

#include <glib/gi18n-lib.h>

/* Grows the drawing by a block wired to the selected one: what comes next to the right and below, what comes before to
 * the left and above. The service is the one that the wiring table knows the most wires of, among those that fit, lie that
 * way in the flow and are not wired to the block yet; so the same key again gives the next. */

#define ACROSS (6 * LEAT_GRID) /* between two blocks side by side */
#define DOWN (3 * LEAT_GRID)   /* and one above the other */
#define MAX_TRIES 50

/* Where a role comes in the flow, from the source on; negative for what stands beside it. */
static const int places[LEAT_N_ROLES] = {
  [LEAT_ROLE_SOURCE] = 0,   [LEAT_ROLE_INGESTION] = 1,      [LEAT_ROLE_TRANSFORM] = 2, [LEAT_ROLE_STORAGE] = 3,
  [LEAT_ROLE_ANALYTICS] = 4, [LEAT_ROLE_CONSUMER] = 5,       [LEAT_ROLE_ORCHESTRATION] = -1, [LEAT_ROLE_MONITORING] = -1,
  [LEAT_ROLE_SECURITY] = -1, [LEAT_ROLE_NETWORK] = -1,
};

static const LeatWiring *
find_supported (LeatCatalogue *catalogue,
                const char    *from,
                const char    *to)
{
  const LeatWiring *wiring = leat_catalogue_best_wiring (catalogue, from, to, NULL);

  if (wiring == NULL || wiring->support != LEAT_SUPPORT_YES || !g_str_equal (wiring->from, from))
    return NULL;
  return wiring->kind == LEAT_WIRE_DATA || wiring->kind == LEAT_WIRE_TRIGGER || wiring->kind == LEAT_WIRE_QUERIES ? wiring : NULL;
}

static const LeatWiring *
find_wiring (LeatCatalogue *catalogue,
             const char    *type,
             const char    *other,
             gboolean       after)
{
  return after ? find_supported (catalogue, type, other) : find_supported (catalogue, other, type);
}

/* How many services of the catalogue it can be wired to. */
static guint
count_wirings (LeatCatalogue *catalogue,
               const char    *type)
{
  guint n = 0;

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const char *other = leat_catalogue_get_nth_service (catalogue, i)->id;

      n += find_supported (catalogue, type, other) != NULL;
      n += find_supported (catalogue, other, type) != NULL;
    }
  return n;
}

static gboolean
is_wired_to (LeatCanvas        *self,
             const LeatElement *block,
             const char        *type)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (self->pipeline, block->id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (wires, i);
      const LeatElement *other = leat_canvas_get_element (self, g_str_equal (wire->from, block->id) ? wire->to : wire->from);

      if (other != NULL && g_strcmp0 (other->type, type) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
lies_that_way (const LeatService *service,
               const LeatService *other,
               gboolean           after)
{
  int from = places[service->role], to = places[other->role];

  return to >= 0 && from >= 0 && (after ? to >= from : to <= from);
}

static const LeatService *
find_likeliest (LeatCanvas        *self,
                const LeatElement *block,
                gboolean           after)
{
  const LeatService *service = leat_catalogue_get_service (self->catalogue, block->type), *best = NULL;
  guint most = 0;

  for (guint i = 0; service != NULL && i < leat_catalogue_get_n_services (self->catalogue); i++)
    {
      const LeatService *other = leat_catalogue_get_nth_service (self->catalogue, i);
      guint n;

      if (other == service || !lies_that_way (service, other, after) || is_wired_to (self, block, other->id) ||
          find_wiring (self->catalogue, service->id, other->id, after) == NULL)
        continue;
      n = count_wirings (self->catalogue, other->id);
      if (n > most)
        {
          most = n;
          best = other;
        }
    }
  return best;
}

static gboolean
is_free (LeatCanvas *self,
         LeatPoint   at)
{
  LeatRect area = { at.x - LEAT_GRID / 2, at.y - LEAT_GRID / 2, LEAT_BLOCK_WIDTH + LEAT_GRID, LEAT_BLOCK_HEIGHT + LEAT_GRID };
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &area, FALSE);

  for (guint i = 0; i < there->len; i++)
    {
      LeatElementKind kind = ((const LeatElement *) g_ptr_array_index (there, i))->kind;

      if (kind == LEAT_ELEMENT_BLOCK || kind == LEAT_ELEMENT_NOTE)
        return FALSE;
    }
  return TRUE;
}

/* Beside the block in that direction; where that is taken, further on across it, now to one side and now to the other. */
static LeatPoint
find_place (LeatCanvas        *self,
            const LeatElement *block,
            int                dx,
            int                dy)
{
  LeatPoint first = { block->bounds.x + dx * (LEAT_BLOCK_WIDTH + ACROSS), block->bounds.y + dy * (LEAT_BLOCK_HEIGHT + DOWN) };

  for (int i = 0; i < MAX_TRIES; i++)
    {
      int aside = i % 2 != 0 ? (i + 1) / 2 : -i / 2;
      LeatPoint at = { first.x + (dy != 0 ? aside * (LEAT_BLOCK_WIDTH + DOWN) : 0),
                       first.y + (dx != 0 ? aside * (LEAT_BLOCK_HEIGHT + DOWN) : 0) };

      if (is_free (self, at))
        return at;
    }
  return first;
}

static void
take_wire (LeatCanvas        *self,
           LeatEdit          *edit,
           const LeatElement *block,
           const LeatService *service,
           const char        *id,
           gboolean           after)
{
  const char *from = after ? block->id : id, *to = after ? id : block->id;
  g_autofree char *base = g_strconcat (from, "-", to, NULL), *wire = leat_pipeline_new_id (self->pipeline, base);

  leat_edit_take (edit, NULL, leat_element_new_wire (wire, find_wiring (self->catalogue, block->type, service->id, after)->kind,
                                                     from, to));
}

void
leat_canvas_grow (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatElement *block = leat_canvas_get_single (self);
  g_autofree char *id = NULL, *text = NULL;
  const LeatService *service;
  gboolean after;
  LeatEdit *edit;
  LeatPoint at;
  int dx, dy;

  g_variant_get (parameter, "(ii)", &dx, &dy);
  if (block == NULL || block->kind != LEAT_ELEMENT_BLOCK || self->editor != NULL)
    return;

  after = dx + dy > 0;
  service = find_likeliest (self, block, after);
  if (service == NULL)
    {
      text = g_strdup_printf (after ? _("Leat knows of nothing more that can follow %s") : _("Leat knows of nothing more that can feed %s"),
                              leat_element_get_label (block));
      leat_canvas_tell (self, text);
      return;
    }

  at = find_place (self, block, dx, dy);
  edit = leat_command_add_block (self->pipeline, self->catalogue, service->id, at.x, at.y, NULL, &id);
  take_wire (self, edit, block, service, id, after);
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  leat_canvas_select_one (self, id);
  leat_canvas_set_focus (self, id, TRUE);
}
