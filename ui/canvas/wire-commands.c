/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/wire-commands.h"

#include "canvas/commands.h"
#include "draw/bends.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define SPLICE_GAP (4 * LEAT_GRID) /* between a block that is put into a wire and those at its ends */

static void
set_text (char      **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

LeatEdit *
leat_command_bend (LeatPipeline *pipeline,
                   const char   *id,
                   const GArray *points,
                   const char   *label)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  LeatElement *after = leat_element_copy (before);
  LeatEdit *edit = leat_edit_new (label);

  leat_bends_set (after, points);
  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

/* Tidy */

static void
tidy_wire (LeatEdit    *edit,
           LeatElement *wire,
           GHashTable  *done)
{
  LeatElement *after;

  if (wire->kind != LEAT_ELEMENT_WIRE || wire->n_points == 0 || wire->locked || !g_hash_table_add (done, wire->id))
    return;

  after = leat_element_copy (wire);
  g_clear_pointer (&after->points, g_free);
  after->n_points = 0;
  leat_edit_take (edit, leat_element_ref (wire), after);
}

LeatEdit *
leat_command_tidy (LeatPipeline      *pipeline,
                   const char *const *ids)
{
  g_autoptr(GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) elements = ids[0] != NULL ? leat_pipeline_collect (pipeline, ids) : leat_pipeline_dup_elements (pipeline);
  LeatEdit *edit = leat_edit_new (_("Tidy Wires"));

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      GPtrArray *wires = element->kind == LEAT_ELEMENT_BLOCK ? leat_pipeline_get_wires_of (pipeline, element->id) : NULL;

      tidy_wire (edit, element, done);
      for (guint j = 0; wires != NULL && j < wires->len; j++)
        tidy_wire (edit, g_ptr_array_index (wires, j), done);
    }
  return edit;
}

/* Ends */

const LeatWiring *
leat_command_choose_wiring (LeatCatalogue *catalogue,
                            const char    *from,
                            const char    *to,
                            LeatWireKind   wanted)
{
  const LeatWiring *same = leat_catalogue_get_wiring (catalogue, from, to, wanted);

  if (same != NULL && same->support == LEAT_SUPPORT_YES && !same->not_plain)
    return same;
  return leat_catalogue_best_wiring (catalogue, from, to, NULL);
}

static LeatWireKind
choose_kind (LeatCatalogue *catalogue,
             const char    *from,
             const char    *to,
             LeatWireKind   wanted)
{
  const LeatWiring *wiring = leat_command_choose_wiring (catalogue, from, to, wanted);

  return wiring != NULL && wiring->support == LEAT_SUPPORT_YES ? wiring->kind : wanted;
}

static void
keep_bends (LeatPipeline *pipeline,
            LeatElement  *wire,
            gboolean      keep_start)
{
  const LeatElement *from = leat_pipeline_get_element (pipeline, wire->from);
  const LeatElement *to = leat_pipeline_get_element (pipeline, wire->to);
  g_autoptr(GArray) points = NULL;

  if (from == NULL || to == NULL || wire->n_points == 0)
    return;
  points = leat_bends_keep (wire, &from->bounds, &to->bounds, keep_start);
  leat_bends_set (wire, points);
}

LeatEdit *
leat_command_rewire (LeatPipeline *pipeline,
                     const char   *id,
                     gboolean      start,
                     const char   *block,
                     LeatWireKind  kind)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  LeatElement *after = leat_element_copy (before);
  LeatEdit *edit = leat_edit_new (start ? _("Change Start of Wire") : _("Change End of Wire"));

  set_text (start ? &after->from : &after->to, block);
  after->wire_kind = kind;
  keep_bends (pipeline, after, !start);
  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

/* Splice */

static double
get_right (const LeatElement *block)
{
  return block->bounds.x + block->bounds.width;
}

static void
mark_downstream (LeatPipeline      *pipeline,
                 const LeatElement *first,
                 GHashTable        *seen,
                 GPtrArray         *ids)
{
  g_autoptr(GPtrArray) queue = g_ptr_array_new ();

  g_ptr_array_add (queue, (gpointer) first);
  for (guint i = 0; i < queue->len; i++)
    {
      LeatElement *block = g_ptr_array_index (queue, i);
      GPtrArray *wires;

      if (block->bounds.x < first->bounds.x || !g_hash_table_add (seen, block->id))
        continue;
      g_ptr_array_add (ids, block->id);
      wires = leat_pipeline_get_wires_of (pipeline, block->id);
      for (guint j = 0; wires != NULL && j < wires->len; j++)
        {
          LeatElement *next = leat_pipeline_get_element (pipeline, ((LeatElement *) g_ptr_array_index (wires, j))->to);

          if (next != NULL && !g_hash_table_contains (seen, next->id))
            g_ptr_array_add (queue, next);
        }
    }
}

static void
take_changes (LeatEdit *edit,
              LeatEdit *other)
{
  for (guint i = 0; i < leat_edit_get_n_changes (other); i++)
    {
      const LeatChange *change = leat_edit_get_change (other, i);

      leat_edit_take (edit, leat_element_ref (change->before), leat_element_ref (change->after));
    }
}

/* Zones that held what moved to the right become as much wider as it takes. */
static void
widen_zones (LeatEdit     *edit,
             LeatPipeline *pipeline,
             GPtrArray    *ids,
             double        dx)
{
  g_autoptr(GHashTable) widths = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter iter;
  const char *id;
  double *width;

  for (guint i = 0; i < ids->len; i++)
    {
      const LeatElement *block = leat_pipeline_get_element (pipeline, g_ptr_array_index (ids, i));
      LeatElement *zone = leat_pipeline_get_element (pipeline, block->zone);
      double right = get_right (block) + dx + LEAT_GRID;

      for (guint depth = 0; zone != NULL && depth < 16; depth++, right += LEAT_GRID)
        {
          width = g_hash_table_lookup (widths, zone->id);
          if (right > zone->bounds.x + (width != NULL ? *width : zone->bounds.width))
            g_hash_table_insert (widths, zone->id, g_memdup2 (&(double) { right - zone->bounds.x }, sizeof (double)));
          zone = leat_pipeline_get_element (pipeline, zone->zone);
        }
    }

  g_hash_table_iter_init (&iter, widths);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &width))
    {
      LeatElement *zone = leat_pipeline_get_element (pipeline, id);
      LeatElement *after = leat_element_copy (zone);

      after->bounds.width = *width;
      leat_edit_take (edit, leat_element_ref (zone), after);
    }
}

/* Where a wire goes to the right, the block stands behind its start, and what it leads to gives way. */
static void
make_room (LeatEdit          *edit,
           LeatPipeline      *pipeline,
           const LeatElement *from,
           const LeatElement *to,
           LeatElement       *block)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(LeatEdit) moves = NULL;
  double aside = MAX (0, get_right (from) + SPLICE_GAP - block->bounds.x), dx;

  if (to->bounds.x < get_right (from))
    return;
  aside = ceil (aside / LEAT_GRID) * LEAT_GRID;
  if (aside > 0)
    leat_edit_take (edit, leat_element_ref (block), leat_element_copy_moved (block, aside, 0));
  dx = ceil ((get_right (block) + aside + SPLICE_GAP - to->bounds.x) / LEAT_GRID) * LEAT_GRID;
  if (dx <= 0)
    return;

  g_hash_table_add (seen, from->id);
  g_hash_table_add (seen, block->id);
  mark_downstream (pipeline, to, seen, ids);
  widen_zones (edit, pipeline, ids, dx);
  g_ptr_array_add (ids, NULL);
  moves = leat_edit_move (pipeline, (const char *const *) ids->pdata, dx, 0);
  take_changes (edit, moves);
}

/* How far along a wire a point lies, in bends that come before it. */
static gsize
count_before (const LeatElement *wire,
              const LeatElement *from,
              const LeatElement *to,
              LeatPoint          at)
{
  LeatPoint a = { get_right (from), from->bounds.y + from->bounds.height / 2 };
  double least = INFINITY;
  gsize best = 0;

  for (gsize i = 0; i <= wire->n_points; i++)
    {
      LeatPoint b = i < wire->n_points ? wire->points[i]
                                       : (LeatPoint) { to->bounds.x, to->bounds.y + to->bounds.height / 2 };
      double dx = MAX (0, MAX (MIN (a.x, b.x) - at.x, at.x - MAX (a.x, b.x)));
      double dy = MAX (0, MAX (MIN (a.y, b.y) - at.y, at.y - MAX (a.y, b.y)));

      if (hypot (dx, dy) < least)
        {
          least = hypot (dx, dy);
          best = i;
        }
      a = b;
    }
  return best;
}

static void
set_half (LeatElement       *half,
          const LeatElement *wire,
          gsize              first,
          gsize              n,
          const LeatRect    *from,
          const LeatRect    *to,
          gboolean           keep_start)
{
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  g_autoptr(GArray) kept = NULL;

  if (n > 0)
    g_array_append_vals (points, wire->points + first, n);
  leat_bends_set (half, points);
  kept = leat_bends_keep (half, from, to, keep_start);
  leat_bends_set (half, kept);
}

LeatEdit *
leat_command_splice (LeatPipeline  *pipeline,
                     LeatCatalogue *catalogue,
                     const char    *id,
                     LeatElement   *block,
                     const char    *label)
{
  LeatElement *wire = leat_pipeline_get_element (pipeline, id);
  const LeatElement *from = leat_pipeline_get_element (pipeline, wire->from);
  const LeatElement *to = leat_pipeline_get_element (pipeline, wire->to);
  LeatEdit *edit = leat_edit_new (label);
  LeatElement *first = leat_element_copy (wire), *second;
  g_autofree char *base = g_strconcat (block->id, "-", wire->to, NULL);
  g_autofree char *new_id = leat_pipeline_new_id (pipeline, base);
  LeatPoint middle = { block->bounds.x + block->bounds.width / 2, block->bounds.y + block->bounds.height / 2 };

  set_text (&first->to, block->id);
  first->wire_kind = from != NULL ? choose_kind (catalogue, from->type, block->type, wire->wire_kind) : wire->wire_kind;
  second = leat_element_new_wire (new_id, to != NULL ? choose_kind (catalogue, block->type, to->type, wire->wire_kind)
                                                     : wire->wire_kind, block->id, wire->to);
  if (from != NULL && to != NULL)
    {
      gsize n = count_before (wire, from, to, middle);

      set_half (first, wire, 0, n, &from->bounds, &block->bounds, TRUE);
      set_half (second, wire, n, wire->n_points - n, &block->bounds, &to->bounds, FALSE);
    }
  leat_edit_take (edit, leat_element_ref (wire), first);
  leat_edit_take (edit, NULL, second);
  if (from != NULL && to != NULL)
    make_room (edit, pipeline, from, to, block);
  return edit;
}

LeatEdit *
leat_command_join (LeatPipeline  *pipeline,
                   LeatCatalogue *catalogue,
                   const char    *block)
{
  LeatElement *gone = leat_pipeline_get_element (pipeline, block), *in = NULL, *out = NULL, *after;
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, block);
  const LeatElement *from, *to;
  LeatEdit *edit;

  if (gone == NULL || wires == NULL || wires->len != 2)
    return NULL;
  for (guint i = 0; i < 2; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);

      if (g_str_equal (wire->from, block))
        out = wire;
      else
        in = wire;
    }
  if (in == NULL || out == NULL || g_str_equal (in->from, out->to))
    return NULL;

  from = leat_pipeline_get_element (pipeline, in->from);
  to = leat_pipeline_get_element (pipeline, out->to);
  edit = leat_edit_new (_("Delete and Join"));
  after = leat_element_copy (in);
  set_text (&after->to, out->to);
  if (from != NULL && to != NULL)
    after->wire_kind = choose_kind (catalogue, from->type, to->type, in->wire_kind);
  keep_bends (pipeline, after, TRUE);
  leat_edit_take (edit, leat_element_ref (in), after);
  leat_edit_take (edit, leat_element_ref (out), NULL);
  leat_edit_take (edit, leat_element_ref (gone), NULL);
  return edit;
}

/* Grow */

static const LeatWiring *
find_wiring (LeatCatalogue *catalogue,
             const char    *type,
             const char    *other,
             gboolean       inward)
{
  const LeatWiring *wiring = inward ? leat_catalogue_best_wiring (catalogue, other, type, NULL)
                                    : leat_catalogue_best_wiring (catalogue, type, other, NULL);

  return wiring != NULL && wiring->support == LEAT_SUPPORT_YES ? wiring : NULL;
}

LeatEdit *
leat_command_grow (LeatPipeline  *pipeline,
                   LeatCatalogue *catalogue,
                   const char    *type,
                   double         x,
                   double         y,
                   const char    *from,
                   gboolean       inward,
                   char         **id)
{
  const LeatElement *anchor = leat_pipeline_get_element (pipeline, from);
  LeatEdit *edit = leat_command_add_block (pipeline, catalogue, type, x, y, NULL, id);
  const LeatWiring *wiring = find_wiring (catalogue, anchor->type, type, inward);
  g_autofree char *base = inward ? g_strconcat (*id, "-", from, NULL) : g_strconcat (from, "-", *id, NULL);
  g_autofree char *wire = leat_pipeline_new_id (pipeline, base);

  leat_edit_take (edit, NULL, leat_element_new_wire (wire, wiring != NULL ? wiring->kind : LEAT_WIRE_DATA,
                                                     inward ? *id : from, inward ? from : *id));
  return edit;
}

typedef struct
{
  const LeatService *service;
  int                rank;
} Follower;

/* What data flows on to comes first, then what stands next in a pipeline. */
static int
get_rank (const LeatService *service,
          const LeatService *other,
          LeatWireKind       kind,
          gboolean           inward)
{
  static const int places[] = {
    [LEAT_ROLE_SOURCE] = 0,  [LEAT_ROLE_INGESTION] = 1, [LEAT_ROLE_TRANSFORM] = 2,     [LEAT_ROLE_STORAGE] = 3,
    [LEAT_ROLE_ANALYTICS] = 4, [LEAT_ROLE_CONSUMER] = 5, [LEAT_ROLE_ORCHESTRATION] = 9, [LEAT_ROLE_MONITORING] = 9,
    [LEAT_ROLE_SECURITY] = 9, [LEAT_ROLE_NETWORK] = 9,
  };
  int step = service != NULL ? (places[other->role] - places[service->role]) * (inward ? -1 : 1) : 0;
  gboolean moves = kind == LEAT_WIRE_DATA || kind == LEAT_WIRE_TRIGGER || kind == LEAT_WIRE_QUERIES;

  return (moves ? 0 : 100) + (step > 0 ? step : 10 - step);
}

static int
compare_followers (gconstpointer a,
                   gconstpointer b)
{
  const Follower *one = a, *other = b;

  if (one->rank != other->rank)
    return one->rank - other->rank;
  return (int) one->service->index - (int) other->service->index;
}

GPtrArray *
leat_command_list_followers (LeatCatalogue *catalogue,
                             const char    *type,
                             gboolean       inward)
{
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (Follower));
  const LeatService *service = leat_catalogue_get_service (catalogue, type);
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *other = leat_catalogue_get_nth_service (catalogue, i);
      const LeatWiring *wiring = find_wiring (catalogue, type, other->id, inward);
      Follower follower = { other, wiring != NULL ? get_rank (service, other, wiring->kind, inward) : 0 };

      if (wiring != NULL)
        g_array_append_val (found, follower);
    }
  g_array_sort (found, compare_followers);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (list, (gpointer) g_array_index (found, Follower, i).service);
  return list;
}
