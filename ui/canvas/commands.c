/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/commands.h"
#include "model/fragment.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static gboolean
is_member_of (LeatPipeline      *pipeline,
              const LeatElement *element,
              GHashTable        *zones)
{
  /* A file may have zones in a circle: the count of elements bounds the walk. */
  guint limit = leat_pipeline_get_n_elements (pipeline);

  while (element != NULL && element->zone != NULL && limit-- > 0)
    {
      if (g_hash_table_contains (zones, element->zone))
        return TRUE;
      element = leat_pipeline_get_element (pipeline, element->zone);
    }
  return FALSE;
}

static GHashTable *
make_set (const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);
  return set;
}

static gboolean
has_bounds (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE || element->kind == LEAT_ELEMENT_NOTE;
}

gboolean
leat_command_get_bounds (LeatPipeline      *pipeline,
                         const char *const *ids,
                         LeatRect          *bounds)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, ids[i]);

      if (element == NULL || !has_bounds (element))
        continue;
      x0 = MIN (x0, element->bounds.x);
      y0 = MIN (y0, element->bounds.y);
      x1 = MAX (x1, element->bounds.x + element->bounds.width);
      y1 = MAX (y1, element->bounds.y + element->bounds.height);
    }
  *bounds = x1 >= x0 ? (LeatRect) { x0, y0, x1 - x0, y1 - y0 } : (LeatRect) { 0, 0, 0, 0 };
  return x1 >= x0;
}

/* Duplicate */

static void
set_text (char      **field,
          const char *text)
{
  g_free (*field);
  *field = g_strdup (text);
}

static char **
list_copies (const char *const *ids,
             GHashTable        *copies)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *copy = g_hash_table_lookup (copies, ids[i]);

      if (copy != NULL)
        g_ptr_array_add (list, g_strdup (copy));
    }
  g_ptr_array_add (list, NULL);
  return (char **) g_ptr_array_free (list, FALSE);
}

LeatEdit *
leat_command_duplicate (LeatPipeline      *pipeline,
                        const char *const *ids,
                        double             dx,
                        double             dy,
                        char            ***copies)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_collect (pipeline, ids);
  g_autoptr(GHashTable) new_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  LeatEdit *edit;

  leat_fragment_add_wires (pipeline, elements);
  edit = leat_fragment_insert (pipeline, elements, dx, dy, _("Duplicate"), new_ids);
  *copies = list_copies (ids, new_ids);
  return edit;
}

/* Add */

static gboolean
is_name_taken (LeatPipeline *pipeline,
               const char   *name)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      if (g_strcmp0 (leat_pipeline_get_nth (pipeline, i)->name, name) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
find_free_name (LeatPipeline *pipeline,
                const char   *name)
{
  char *candidate = g_strdup (name);

  for (guint i = 2; is_name_taken (pipeline, candidate); i++)
    {
      g_free (candidate);
      candidate = g_strdup_printf ("%s %u", name, i);
    }
  return candidate;
}

static void
take_supported_wire (LeatEdit      *edit,
                     LeatPipeline  *pipeline,
                     LeatCatalogue *catalogue,
                     const char    *wire_from,
                     LeatElement   *block)
{
  const LeatElement *from = leat_pipeline_get_element (pipeline, wire_from);
  const LeatWiring *wiring;
  g_autofree char *base = NULL, *id = NULL;

  if (from == NULL || from->kind != LEAT_ELEMENT_BLOCK)
    return;
  wiring = leat_catalogue_best_wiring (catalogue, from->type, block->type, NULL);
  if (wiring == NULL || wiring->support != LEAT_SUPPORT_YES)
    return;

  base = g_strconcat (from->id, "-", block->id, NULL);
  id = leat_pipeline_new_id (pipeline, base);
  leat_edit_take (edit, NULL, leat_element_new_wire (id, wiring->kind, from->id, block->id));
}

LeatEdit *
leat_command_add_block (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        const char    *type,
                        double         x,
                        double         y,
                        const char    *wire_from,
                        char         **id)
{
  const LeatService *service = leat_catalogue_get_service (catalogue, type);
  const char *word = service != NULL ? leat_tr (service->name) : type;
  g_autofree char *label = g_strdup_printf (_("Add %s"), word);
  g_autofree char *name = find_free_name (pipeline, word);
  g_autoptr(LeatEdit) edit = leat_edit_new (label);
  LeatElement *block, *zone;

  *id = leat_pipeline_new_id (pipeline, type);
  block = leat_element_new_block (*id, type, name, x, y);
  zone = leat_command_find_zone (pipeline, block, NULL);
  block->zone = zone != NULL ? g_strdup (zone->id) : NULL;
  leat_edit_take (edit, NULL, block);
  if (wire_from != NULL)
    take_supported_wire (edit, pipeline, catalogue, wire_from, block);
  return g_steal_pointer (&edit);
}

LeatElement *
leat_command_find_wire (LeatPipeline *pipeline,
                        LeatWireKind  kind,
                        const char   *from,
                        const char   *to)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, from);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);

      if (wire->wire_kind == kind && g_str_equal (wire->from, from) && g_str_equal (wire->to, to))
        return wire;
    }
  return NULL;
}

/* Zones */

static gboolean
holds (const LeatRect *zone,
       const LeatRect *area)
{
  return area->x >= zone->x && area->y >= zone->y && area->x + area->width <= zone->x + zone->width &&
         area->y + area->height <= zone->y + zone->height;
}

static LeatRect
get_deciding_area (const LeatElement *element)
{
  const LeatRect *bounds = &element->bounds;

  if (element->kind == LEAT_ELEMENT_ZONE)
    return *bounds;
  return (LeatRect) { bounds->x + bounds->width / 2, bounds->y + bounds->height / 2, 0, 0 };
}

static LeatElement *
find_zone_in (GPtrArray         *zones,
              LeatPipeline      *pipeline,
              const LeatElement *element,
              GHashTable        *except)
{
  LeatRect area = get_deciding_area (element);
  LeatElement *best = NULL;

  for (guint i = 0; i < zones->len; i++)
    {
      LeatElement *zone = g_ptr_array_index (zones, i);

      if (zone == element || !holds (&zone->bounds, &area) ||
          (except != NULL && (g_hash_table_contains (except, zone->id) || is_member_of (pipeline, zone, except))))
        continue;
      if (best == NULL || zone->bounds.width * zone->bounds.height <= best->bounds.width * best->bounds.height)
        best = zone;
    }
  return best;
}

LeatElement *
leat_command_find_zone (LeatPipeline      *pipeline,
                        const LeatElement *element,
                        GHashTable        *except)
{
  return find_zone_in (leat_pipeline_get_zones (pipeline), pipeline, element, except);
}

LeatEdit *
leat_command_rezone (LeatPipeline      *pipeline,
                     const char *const *ids,
                     const char        *label)
{
  g_autoptr(GHashTable) moved = make_set (ids);
  GPtrArray *zones = leat_pipeline_get_zones (pipeline);
  LeatEdit *edit = leat_edit_new (label);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *before = leat_pipeline_get_element (pipeline, ids[i]);
      LeatElement *zone, *after;

      if (before == NULL || before->kind == LEAT_ELEMENT_WIRE || is_member_of (pipeline, before, moved))
        continue;
      zone = find_zone_in (zones, pipeline, before, moved);
      if (g_strcmp0 (before->zone, zone != NULL ? zone->id : NULL) == 0)
        continue;

      after = leat_element_copy (before);
      set_text (&after->zone, zone != NULL ? zone->id : NULL);
      leat_edit_take (edit, leat_element_ref (before), after);
    }
  return edit;
}

LeatEdit *
leat_command_resize (LeatPipeline   *pipeline,
                     const char     *id,
                     const LeatRect *bounds)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  LeatElement *after = leat_element_copy (before);
  LeatEdit *edit = leat_edit_new (_("Resize"));

  after->bounds = *bounds;
  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

LeatEdit *
leat_command_set_text (LeatPipeline *pipeline,
                       const char   *id,
                       const char   *text)
{
  LeatElement *before = leat_pipeline_get_element (pipeline, id);
  LeatElement *after = leat_element_copy (before);
  LeatEdit *edit = leat_edit_new (_("Edit Note"));

  set_text (&after->text, text);
  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

/* Walks */

typedef struct
{
  LeatElement *block;
  guint        level;
  guint        waiting; /* wires from blocks whose level is not known yet */
} Rank;

static gboolean
is_downstream (const LeatElement *wire,
               const char        *from)
{
  const guint kinds = 1u << LEAT_WIRE_DATA | 1u << LEAT_WIRE_TRIGGER | 1u << LEAT_WIRE_CATALOGS | 1u << LEAT_WIRE_QUERIES;

  return (kinds & 1u << wire->wire_kind) != 0 && g_str_equal (wire->from, from) && !g_str_equal (wire->to, from);
}

static GArray *
list_ranks (LeatPipeline *pipeline,
            GHashTable   *index)
{
  GArray *ranks = g_array_new (FALSE, FALSE, sizeof (Rank));

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      Rank rank = { .block = leat_pipeline_get_nth (pipeline, i) };

      if (rank.block->kind != LEAT_ELEMENT_BLOCK)
        continue;
      g_array_append_val (ranks, rank);
      g_hash_table_insert (index, rank.block->id, GUINT_TO_POINTER (ranks->len));
    }
  return ranks;
}

static Rank *
find_rank (GArray     *ranks,
           GHashTable *index,
           const char *id)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (index, id));

  return at > 0 ? &g_array_index (ranks, Rank, at - 1) : NULL;
}

typedef void (*RankFunc) (Rank *from, Rank *to, GQueue *ready);

static void
for_each_downstream (LeatPipeline *pipeline,
                     GArray       *ranks,
                     GHashTable   *index,
                     Rank         *rank,
                     RankFunc      func,
                     GQueue       *ready)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, rank->block->id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);
      Rank *to = is_downstream (wire, rank->block->id) ? find_rank (ranks, index, wire->to) : NULL;

      if (to != NULL)
        func (rank, to, ready);
    }
}

static void
count_waiting (Rank   *from,
               Rank   *to,
               GQueue *ready)
{
  to->waiting++;
}

static void
settle_next (Rank   *from,
             Rank   *to,
             GQueue *ready)
{
  if (to->waiting == 0)
    return; /* the end of a cycle that was cut here */
  to->level = MAX (to->level, from->level + 1);
  if (--to->waiting == 0)
    g_queue_push_tail (ready, to);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Rank *one = a, *other = b;

  if (one->level != other->level)
    return one->level < other->level ? -1 : 1;
  if (one->block->bounds.y != other->block->bounds.y)
    return one->block->bounds.y < other->block->bounds.y ? -1 : 1;
  return one->block->bounds.x < other->block->bounds.x ? -1 : one->block->bounds.x > other->block->bounds.x;
}

GPtrArray *
leat_command_list_in_flow_order (LeatPipeline *pipeline)
{
  g_autoptr(GHashTable) index = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) ranks = list_ranks (pipeline, index);
  GPtrArray *list = g_ptr_array_new ();
  g_auto(GQueue) ready = G_QUEUE_INIT;

  for (guint i = 0; i < ranks->len; i++)
    for_each_downstream (pipeline, ranks, index, &g_array_index (ranks, Rank, i), count_waiting, NULL);

  for (guint i = 0; i < ranks->len; i++)
    {
      Rank *rank = &g_array_index (ranks, Rank, i);

      if (rank->waiting == 0)
        g_queue_push_tail (&ready, rank);
    }

  for (guint cut = 0;;)
    {
      Rank *rank = g_queue_pop_head (&ready);

      if (rank == NULL)
        {
          while (cut < ranks->len && g_array_index (ranks, Rank, cut).waiting == 0)
            cut++;
          if (cut == ranks->len)
            break;
          rank = &g_array_index (ranks, Rank, cut);
          rank->waiting = 0;
        }
      for_each_downstream (pipeline, ranks, index, rank, settle_next, &ready);
    }

  g_array_sort (ranks, compare_ranks);
  for (guint i = 0; i < ranks->len; i++)
    g_ptr_array_add (list, g_array_index (ranks, Rank, i).block);
  return list;
}

/* How far a block lies in a direction, what is to the side counting double; negative if it does not. */
static double
get_reach (const LeatElement *from,
           const LeatElement *to,
           int                dx,
           int                dy)
{
  double x = to->bounds.x - from->bounds.x, y = to->bounds.y - from->bounds.y;
  double along = x * dx + y * dy, aside = fabs (x * dy) + fabs (y * dx);

  return along > 0 ? along + 2 * aside : -1;
}

LeatElement *
leat_command_find_neighbour (LeatPipeline *pipeline,
                             const char   *id,
                             int           dx,
                             int           dy)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, id);
  LeatElement *from = leat_pipeline_get_element (pipeline, id), *best = NULL;
  double least = INFINITY;

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      LeatElement *wire = g_ptr_array_index (wires, i);
      LeatElement *to = leat_pipeline_get_element (pipeline, g_str_equal (wire->from, id) ? wire->to : wire->from);
      double reach = to != NULL ? get_reach (from, to, dx, dy) : -1;

      if (reach > 0 && reach < least)
        {
          least = reach;
          best = to;
        }
    }
  return best;
}
