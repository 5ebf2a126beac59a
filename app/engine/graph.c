/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-private.h"

/* Blocks are numbered in drawing order. The order of evaluation puts what data flows from before what it
 * flows to, and what is controlled before what controls it where flow allows. A wire that would close a
 * cycle of flow is cut: it is found, in drawing order, by a depth-first walk. */

LeatGraph *
leat_graph_ref (LeatGraph *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_graph_unref (LeatGraph *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->index_of);
  g_hash_table_unref (self->wire_of);
  g_ptr_array_unref (self->kept);
  g_free (self->services);
  g_array_unref (self->wires);
  g_free (self->starts);
  g_free (self->touching);
  g_free (self->order);
  g_free (self->position);
  g_free (self->by_service);
  g_free (self->in_cycle);
  g_free (self->leads_to);
  g_free (self->comes_from);
  g_free (self);
}

static gboolean
is_network (const LeatGraph *self,
            guint            block)
{
  return self->services[block] != NULL && self->services[block]->role == LEAT_ROLE_NETWORK;
}

static void
add_wires (LeatGraph     *self,
           LeatCatalogue *catalogue,
           GPtrArray     *blocks,
           GPtrArray     *wires)
{
  for (guint i = 0; i < wires->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (wires, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (self->index_of, element->from));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (self->index_of, element->to));
      LeatGraphWire wire = { from - 1, to - 1, LEAT_FLOWS_NONE, FALSE, FALSE };

      if (from == 0 || to == 0)
        wire.from = wire.to = G_MAXUINT;
      else
        wire.flows = leat_catalogue_flows (catalogue, element->wire_kind,
                                           ((LeatElement *) blocks->pdata[from - 1])->type,
                                           ((LeatElement *) blocks->pdata[to - 1])->type);
      if (wire.to != G_MAXUINT && element->wire_kind == LEAT_WIRE_NETWORK)
        wire.serves_end = is_network (self, wire.to);
      g_array_append_val (self->wires, wire);
      g_ptr_array_add (self->kept, leat_element_ref ((LeatElement *) element));
      g_hash_table_insert (self->wire_of, element->id, GUINT_TO_POINTER (i + 1));
    }
}

static void
list_touching (LeatGraph *self)
{
  g_autofree guint *fill = NULL;

  self->starts = g_new0 (guint, self->n_blocks + 1);
  for (guint i = 0; i < self->wires->len; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (self, i);

      if (wire->from == G_MAXUINT)
        continue;
      self->starts[wire->from + 1]++;
      if (wire->to != wire->from)
        self->starts[wire->to + 1]++;
    }
  for (guint i = 0; i < self->n_blocks; i++)
    self->starts[i + 1] += self->starts[i];

  self->touching = g_new0 (guint, self->starts[self->n_blocks] + 1);
  fill = g_memdup2 (self->starts, (self->n_blocks + 1) * sizeof (guint));
  for (guint i = 0; i < self->wires->len; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (self, i);

      if (wire->from == G_MAXUINT)
        continue;
      self->touching[fill[wire->from]++] = i;
      if (wire->to != wire->from)
        self->touching[fill[wire->to]++] = i;
    }
}

typedef struct
{
  guint block;
  guint next; /* where in `touching` to go on */
} Visit;

/* An explicit stack: a chain of 10,000 blocks must not exhaust the machine's. */
static void
cut_from (LeatGraph *self,
          guint      start,
          guint8    *state,
          GArray    *stack)
{
  Visit first = { start, self->starts[start] };

  state[start] = 1;
  g_array_set_size (stack, 0);
  g_array_append_val (stack, first);
  while (stack->len > 0)
    {
      Visit *visit = &g_array_index (stack, Visit, stack->len - 1);
      LeatGraphWire *wire;
      guint source, target;

      if (visit->next == self->starts[visit->block + 1])
        {
          state[visit->block] = 2;
          g_array_set_size (stack, stack->len - 1);
          continue;
        }

      wire = &g_array_index (self->wires, LeatGraphWire, self->touching[visit->next++]);
      if (!leat_graph_flow_ends (wire, &source, &target) || source != visit->block)
        continue;
      if (state[target] == 1)
        {
          wire->cut = TRUE;
          for (guint i = stack->len; i-- > 0;)
            {
              guint block = g_array_index (stack, Visit, i).block;

              self->in_cycle[block] = TRUE;
              if (block == target)
                break;
            }
        }
      else if (state[target] == 0)
        {
          Visit next = { target, self->starts[target] };

          state[target] = 1;
          g_array_append_val (stack, next);
        }
    }
}

static void
cut_cycles (LeatGraph *self)
{
  g_autofree guint8 *state = g_new0 (guint8, self->n_blocks + 1);
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (Visit));

  self->in_cycle = g_new0 (guint8, self->n_blocks + 1);
  for (guint i = 0; i < self->n_blocks; i++)
    if (state[i] == 0)
      cut_from (self, i, state, stack);
}

/* Which block must come before which on this wire; a control wire only asks, it does not demand. */
static gboolean
order_ends (const LeatGraphWire *wire,
            guint               *first,
            guint               *second,
            gboolean            *soft)
{
  *soft = FALSE;
  if (leat_graph_flow_ends (wire, first, second))
    return TRUE;
  if (wire->from == G_MAXUINT || wire->from == wire->to || wire->flows != LEAT_FLOWS_NONE)
    return FALSE;
  *first = wire->serves_end ? wire->from : wire->to;
  *second = wire->serves_end ? wire->to : wire->from;
  *soft = TRUE;
  return TRUE;
}

/* What may follow once `block` is placed. A block is a level below all that it waited for. */
static void
release (LeatGraph *self,
         guint      block,
         guint     *hard,
         guint     *soft,
         guint     *level,
         GQueue    *ready,
         GQueue    *waiting)
{
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      guint first, second;
      gboolean is_soft;

      if (!order_ends (leat_graph_wire (self, self->touching[i]), &first, &second, &is_soft) ||
          first != block)
        continue;
      (is_soft ? soft : hard)[second]--;
      if (self->position[second] != G_MAXUINT)
        continue;
      level[second] = MAX (level[second], level[block] + 1);
      if (hard[second] == 0)
        g_queue_push_tail (soft[second] == 0 ? ready : waiting, GUINT_TO_POINTER (second));
    }
}

static void
count_before (LeatGraph *self,
              guint     *hard,
              guint     *soft)
{
  for (guint i = 0; i < self->wires->len; i++)
    {
      guint first, second;
      gboolean is_soft;

      if (order_ends (leat_graph_wire (self, i), &first, &second, &is_soft))
        (is_soft ? soft : hard)[second]++;
    }
}

/* Blocks of one service are evaluated together where flow allows: their formulas are then at hand. */
static int
compare_places (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const guint64 *keys = data;
  guint64 x = keys[*(const guint *) a], y = keys[*(const guint *) b];

  return x < y ? -1 : x > y;
}

static guint
service_number (const LeatGraph *self,
                guint            block)
{
  return self->services[block] != NULL ? self->services[block]->index + 1 : 0;
}

/* Sorts blocks by level (if given), service, drawing order. */
static void
arrange (const LeatGraph *self,
         const guint     *level,
         guint           *blocks)
{
  g_autofree guint64 *keys = g_new (guint64, self->n_blocks + 1);

  for (guint i = 0; i < self->n_blocks; i++)
    keys[i] = (guint64) (level != NULL ? level[i] : 0) << 44 | (guint64) service_number (self, i) << 32 | i;
  g_qsort_with_data (blocks, (int) self->n_blocks, sizeof (guint), compare_places, keys);
}

static void
sort (LeatGraph *self)
{
  g_autofree guint *hard = g_new0 (guint, self->n_blocks + 1);
  g_autofree guint *soft = g_new0 (guint, self->n_blocks + 1);
  g_autofree guint *level = g_new0 (guint, self->n_blocks + 1);
  GQueue ready = G_QUEUE_INIT;
  GQueue waiting = G_QUEUE_INIT;
  guint n = 0;

  self->order = g_new0 (guint, self->n_blocks + 1);
  self->position = g_new (guint, self->n_blocks + 1);
  self->by_service = g_new0 (guint, self->n_blocks + 1);
  count_before (self, hard, soft);
  for (guint i = 0; i < self->n_blocks; i++)
    {
      self->position[i] = G_MAXUINT;
      self->by_service[i] = i;
      if (hard[i] == 0)
        g_queue_push_tail (soft[i] == 0 ? &ready : &waiting, GUINT_TO_POINTER (i));
    }

  while (!g_queue_is_empty (&ready) || !g_queue_is_empty (&waiting))
    {
      guint block = GPOINTER_TO_UINT (g_queue_pop_head (g_queue_is_empty (&ready) ? &waiting : &ready));

      if (self->position[block] != G_MAXUINT)
        continue;
      self->position[block] = n;
      self->order[n++] = block;
      release (self, block, hard, soft, level, &ready, &waiting);
    }
  arrange (self, level, self->order);
  arrange (self, NULL, self->by_service);
  for (guint i = 0; i < self->n_blocks; i++)
    self->position[self->order[i]] = i;
}

static guint16
role_bit (const LeatGraph *self,
          guint            block)
{
  return self->services[block] != NULL ? 1u << self->services[block]->role : 0;
}

/* Hands what is known of one end of each of a block's wires on to the other. */
static void
hand_on (LeatGraph *self,
         guint      block,
         gboolean   down)
{
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      guint source, target;

      if (!leat_graph_flow_ends (leat_graph_wire (self, self->touching[i]), &source, &target))
        continue;
      if (down && source == block)
        self->comes_from[target] |= self->comes_from[block] | role_bit (self, block);
      if (!down && target == block)
        self->leads_to[source] |= self->leads_to[block] | role_bit (self, block);
    }
}

/* In the order of evaluation what flows from is before what it flows to. */
static void
find_reach (LeatGraph *self)
{
  self->leads_to = g_new0 (guint16, self->n_blocks + 1);
  self->comes_from = g_new0 (guint16, self->n_blocks + 1);
  for (guint i = 0; i < self->n_blocks; i++)
    hand_on (self, self->order[i], TRUE);
  for (guint i = self->n_blocks; i-- > 0;)
    hand_on (self, self->order[i], FALSE);
}

LeatGraph *
leat_graph_new (LeatCatalogue *catalogue,
                GPtrArray     *blocks,
                GPtrArray     *wires)
{
  LeatGraph *self = g_new0 (LeatGraph, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_blocks = blocks->len;
  self->kept = g_ptr_array_new_full (blocks->len + wires->len, (GDestroyNotify) leat_element_unref);
  self->services = g_new0 (const LeatService *, blocks->len + 1);
  self->index_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->wire_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->wires = g_array_sized_new (FALSE, FALSE, sizeof (LeatGraphWire), wires->len);
  for (guint i = 0; i < blocks->len; i++)
    {
      LeatElement *block = g_ptr_array_index (blocks, i);

      self->services[i] = leat_catalogue_get_service (catalogue, block->type);
      g_ptr_array_add (self->kept, leat_element_ref (block));
      g_hash_table_insert (self->index_of, block->id, GUINT_TO_POINTER (i + 1));
    }
  add_wires (self, catalogue, blocks, wires);
  list_touching (self);
  cut_cycles (self);
  sort (self);
  find_reach (self);
  return self;
}

gboolean
leat_graph_has_flow (const LeatGraph *self,
                     guint            block,
                     gboolean         outward)
{
  for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
    {
      guint from, to;

      if (leat_graph_flow_ends (leat_graph_wire (self, self->touching[i]), &from, &to) &&
          (outward ? from : to) == block)
        return TRUE;
    }
  return FALSE;
}

static int
compare_positions (gconstpointer a,
                   gconstpointer b,
                   gpointer      data)
{
  const guint *position = data;
  guint x = position[*(const guint *) a];
  guint y = position[*(const guint *) b];

  return (x > y) - (x < y);
}

void
leat_graph_sort_blocks (const LeatGraph *self,
                        GArray          *blocks)
{
  g_array_sort_with_data (blocks, compare_positions, self->position);
}

GArray *
leat_graph_list_reached (const LeatGraph *self,
                         guint            from)
{
  g_autofree guint8 *is_reached = g_new0 (guint8, self->n_blocks + 1);
  GArray *reached = g_array_new (FALSE, FALSE, sizeof (guint));

  is_reached[from] = TRUE;
  g_array_append_val (reached, from);
  for (guint k = 0; k < reached->len; k++)
    {
      guint block = g_array_index (reached, guint, k);

      for (guint i = self->starts[block]; i < self->starts[block + 1]; i++)
        {
          guint source, target;

          if (!leat_graph_flow_ends (leat_graph_wire (self, self->touching[i]), &source, &target) ||
              source != block || is_reached[target])
            continue;
          is_reached[target] = TRUE;
          g_array_append_val (reached, target);
        }
    }
  leat_graph_sort_blocks (self, reached);
  return reached;
}
