/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/layers.h"

#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <igraph/igraph.h>
#include <math.h>

/* Our own layers (longest path), igraph's order within them (Sugiyama's barycentres, Brandes and Köpf's places),
 * our own sizes. igraph's layering would solve a linear programme, which takes minutes for large drawings.
 * Parts that nothing joins are placed each by itself and then put in rows. */

/* A wire over many layers needs a dummy in each; beyond so many the longest wires are not looked at. */
#define MAX_DUMMIES 60000

#define MAX_ROUNDS 60

/* A part this many times broader than its largest layer is made compact, in so many rounds. */
#define MAX_BREADTH 2.5
#define COMPACT_ROUNDS 12

typedef struct
{
  LeatLayerBox         *boxes;
  guint                 n;
  const LeatLayerStyle *style;
  LeatLayerLink        *links; /* without circles: `from` lies before `to` */
  guint                 n_links;
  guint                *first; /* node -> index in `next` of its first successor; n + 1 of them */
  guint                *next;  /* successors, grouped by node */
  int                  *rank;  /* node -> layer within its part */
  guint                *part;  /* node -> number of its part */
  guint                 n_parts;
  double               *place; /* node -> igraph's place within its layer */
} Layers;

double
leat_snap (double length)
{
  return ceil (length / LEAT_GRID - 1e-9) * LEAT_GRID;
}

static void
layers_clear (Layers *self)
{
  g_free (self->links);
  g_free (self->first);
  g_free (self->next);
  g_free (self->rank);
  g_free (self->part);
  g_free (self->place);
}

static void
index_links (Layers *self)
{
  guint *fill = g_new0 (guint, self->n + 1);

  self->first = g_realloc_n (self->first, self->n + 1, sizeof (guint));
  self->next = g_realloc_n (self->next, self->n_links + 1, sizeof (guint));
  memset (self->first, 0, (self->n + 1) * sizeof (guint));
  for (guint i = 0; i < self->n_links; i++)
    self->first[self->links[i].from + 1]++;
  for (guint i = 0; i < self->n; i++)
    self->first[i + 1] += self->first[i];
  for (guint i = 0; i < self->n_links; i++)
    {
      guint from = self->links[i].from;

      self->next[self->first[from] + fill[from]++] = self->links[i].to;
    }
  g_free (fill);
}

static int
compare_links (gconstpointer a,
               gconstpointer b)
{
  const LeatLayerLink *x = a;
  const LeatLayerLink *y = b;

  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->to < y->to ? -1 : x->to > y->to;
}

static void
drop_repetitions (Layers *self)
{
  guint kept = 0;

  qsort (self->links, self->n_links, sizeof (LeatLayerLink), compare_links);
  for (guint i = 0; i < self->n_links; i++)
    {
      LeatLayerLink link = self->links[i];
      gboolean again = kept > 0 && compare_links (&self->links[kept - 1], &link) == 0;

      if (link.from != link.to && !again)
        self->links[kept++] = link;
    }
  self->n_links = kept;
}

/* Walks depth first from `start`; an arrow back to a node that is still open closes a circle. */
static void
walk (Layers *self,
      guint   start,
      guchar *state,
      guint  *cursor,
      guint  *stack,
      GArray *back)
{
  guint depth = 0;

  stack[depth++] = start;
  state[start] = 1;
  while (depth > 0)
    {
      guint node = stack[depth - 1];

      if (cursor[node] == self->first[node + 1])
        {
          state[node] = 2;
          depth--;
          continue;
        }

      guint to = self->next[cursor[node]];

      if (state[to] == 1)
        g_array_append_val (back, cursor[node]);
      else if (state[to] == 0)
        {
          state[to] = 1;
          stack[depth++] = to;
        }
      cursor[node]++;
    }
}

/* Turns the arrows that close a circle, walking from where things begin. `next` and `links` have the same order,
 * because links are sorted. */
static void
break_circles (Layers *self)
{
  g_autofree guchar *state = g_new0 (guchar, self->n);
  g_autofree guint *cursor = g_memdup2 (self->first, (self->n + 1) * sizeof (guint));
  g_autofree guint *stack = g_new (guint, self->n + 1);
  g_autofree guint *entering = g_new0 (guint, self->n);
  g_autoptr(GArray) back = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->n_links; i++)
    entering[self->links[i].to]++;
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->n; i++)
      if (state[i] == 0 && (pass == 1 || entering[i] == 0))
        walk (self, i, state, cursor, stack, back);

  for (guint i = 0; i < back->len; i++)
    {
      LeatLayerLink *link = &self->links[g_array_index (back, guint, i)];
      guint from = link->from;

      link->from = link->to;
      link->to = from;
    }
  drop_repetitions (self);
  index_links (self);
}

/* The longest way to each node, then what has nothing before it moves next to what follows. */
static void
rank_nodes (Layers *self)
{
  g_autofree guint *entering = g_new0 (guint, self->n);
  g_autofree guint *queue = g_new (guint, self->n + 1);
  g_autofree gboolean *begins = g_new0 (gboolean, self->n);
  guint head = 0;
  guint tail = 0;

  for (guint i = 0; i < self->n_links; i++)
    entering[self->links[i].to]++;
  for (guint i = 0; i < self->n; i++)
    if ((begins[i] = entering[i] == 0))
      queue[tail++] = i;

  while (head < tail)
    {
      guint node = queue[head++];

      for (guint i = self->first[node]; i < self->first[node + 1]; i++)
        {
          guint to = self->next[i];

          self->rank[to] = MAX (self->rank[to], self->rank[node] + 1);
          if (--entering[to] == 0)
            queue[tail++] = to;
        }
    }

  for (guint node = 0; node < self->n; node++)
    {
      int least = G_MAXINT;

      for (guint i = self->first[node]; begins[node] && i < self->first[node + 1]; i++)
        least = MIN (least, self->rank[self->next[i]]);
      if (least < G_MAXINT)
        self->rank[node] = least - 1;
    }
}

static guint
find_root (guint *parent,
           guint  node)
{
  while (parent[node] != node)
    node = parent[node] = parent[parent[node]];
  return node;
}

/* Numbers the parts by their first node, and lets the layers of each begin at 0. */
static void
find_parts (Layers *self)
{
  g_autofree guint *parent = g_new (guint, self->n + 1);
  g_autofree guint *number = g_new (guint, self->n + 1);
  g_autofree int *least = g_new (int, self->n + 1);

  for (guint i = 0; i < self->n; i++)
    parent[i] = i;
  for (guint i = 0; i < self->n_links; i++)
    {
      guint a = find_root (parent, self->links[i].from);
      guint b = find_root (parent, self->links[i].to);

      parent[MAX (a, b)] = MIN (a, b);
    }

  for (guint i = 0; i < self->n; i++)
    {
      guint root = find_root (parent, i);

      if (root == i)
        {
          number[i] = self->n_parts++;
          least[number[i]] = G_MAXINT;
        }
      self->part[i] = number[root];
      least[self->part[i]] = MIN (least[self->part[i]], self->rank[i]);
    }
  for (guint i = 0; i < self->n; i++)
    self->rank[i] -= least[self->part[i]];
}

static int
compare_spans (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Layers *self = data;
  const LeatLayerLink *x = a;
  const LeatLayerLink *y = b;
  int spans = (self->rank[x->to] - self->rank[x->from]) - (self->rank[y->to] - self->rank[y->from]);

  return spans != 0 ? spans : compare_links (a, b);
}

/* The short arrows, as many as do not need too many dummies. */
static guint
choose_links (Layers *self)
{
  gint64 dummies = 0;

  g_qsort_with_data (self->links, self->n_links, sizeof (LeatLayerLink), compare_spans, self);
  for (guint i = 0; i < self->n_links; i++)
    {
      dummies += self->rank[self->links[i].to] - self->rank[self->links[i].from] - 1;
      if (dummies > MAX_DUMMIES)
        return i;
    }
  return self->n_links;
}

/* igraph keeps its temporary memory in one list for the whole process, so only one thread is let in. */
static gboolean
call_sugiyama (Layers       *self,
               guint         n_links,
               const guint  *number,
               const guint  *node,
               guint         n_nodes)
{
  static GMutex lock;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);
  igraph_error_handler_t *handler = igraph_set_error_handler (igraph_error_handler_ignore);
  igraph_vector_int_t edges;
  igraph_vector_int_t layers;
  igraph_matrix_t places;
  igraph_t graph;
  gboolean ok;

  igraph_vector_int_init (&edges, 2 * n_links);
  igraph_vector_int_init (&layers, n_nodes);
  igraph_matrix_init (&places, 0, 0);
  for (guint i = 0; i < n_links; i++)
    {
      VECTOR (edges)[2 * i] = number[self->links[i].from];
      VECTOR (edges)[2 * i + 1] = number[self->links[i].to];
    }
  for (guint i = 0; i < n_nodes; i++)
    VECTOR (layers)[i] = self->rank[node[i]];

  ok = igraph_create (&graph, &edges, n_nodes, IGRAPH_DIRECTED) == IGRAPH_SUCCESS;
  if (ok)
    {
      ok = igraph_layout_sugiyama (&graph, &places, NULL, NULL, &layers, 1, 1, MAX_ROUNDS, NULL) == IGRAPH_SUCCESS;
      for (guint i = 0; ok && i < n_nodes; i++)
        self->place[node[i]] = MATRIX (places, i, 0);
      igraph_destroy (&graph);
    }

  igraph_matrix_destroy (&places);
  igraph_vector_int_destroy (&layers);
  igraph_vector_int_destroy (&edges);
  igraph_set_error_handler (handler);
  return ok;
}

/* Gives igraph the nodes that have arrows; the others are parts of their own. */
static gboolean
order_nodes (Layers  *self,
             GError **error)
{
  g_autofree guint *number = g_new0 (guint, self->n + 1);
  g_autofree guint *node = g_new (guint, self->n + 1);
  g_autofree gboolean *joined = g_new0 (gboolean, self->n + 1);
  guint n_links = choose_links (self);
  guint n_nodes = 0;

  for (guint i = 0; i < n_links; i++)
    joined[self->links[i].from] = joined[self->links[i].to] = TRUE;
  for (guint i = 0; i < self->n; i++)
    if (joined[i])
      {
        number[i] = n_nodes;
        node[n_nodes++] = i;
      }

  if (n_links == 0 || call_sugiyama (self, n_links, number, node, n_nodes))
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("A drawing of %u items and %u wires is too large to lay out"), self->n,
               self->n_links);
  return FALSE;
}

/* The two axes: layers follow one another along the main one and spread over the cross one. */

static double *
main_of (const Layers *self,
         guint         node)
{
  return self->style->down ? &self->boxes[node].bounds.y : &self->boxes[node].bounds.x;
}

static double *
cross_of (const Layers *self,
          guint         node)
{
  return self->style->down ? &self->boxes[node].bounds.x : &self->boxes[node].bounds.y;
}

static double
length_of (const Layers *self,
           guint         node)
{
  return self->style->down ? self->boxes[node].bounds.height : self->boxes[node].bounds.width;
}

static double *
breadth_of (const Layers *self,
            guint         node)
{
  return self->style->down ? &self->boxes[node].bounds.width : &self->boxes[node].bounds.height;
}

static int
compare_nodes (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Layers *self = data;
  guint x = *(const guint *) a;
  guint y = *(const guint *) b;

  if (self->part[x] != self->part[y])
    return self->part[x] < self->part[y] ? -1 : 1;
  if (self->rank[x] != self->rank[y])
    return self->rank[x] - self->rank[y];
  if (self->place[x] != self->place[y])
    return self->place[x] < self->place[y] ? -1 : 1;
  return x < y ? -1 : x > y;
}

static gboolean
is_uniform (const Layers *self,
            const guint  *nodes,
            guint         n)
{
  for (guint i = 1; i < n; i++)
    if (*breadth_of (self, nodes[i]) != *breadth_of (self, nodes[0]))
      return FALSE;
  return TRUE;
}

static guint
end_of_layer (const Layers *self,
              const guint  *nodes,
              guint         n,
              guint         from)
{
  guint to = from;

  while (to < n && self->rank[nodes[to]] == self->rank[nodes[from]])
    to++;
  return to;
}

/* The place of a box halfway between what it is joined to, for a stack of equal boxes. */
static double
wanted_place (const Layers *self,
              const guint  *degree,
              const double *sum,
              guint         node)
{
  return degree[node] > 0 ? sum[node] / degree[node] : *cross_of (self, node);
}

/* Moves the boxes of a layer as near as can be to where they want to be without changing their order: equal boxes a
 * pitch apart are pooled while they would overlap (the pool-adjacent-violators way). */
static void
settle_layer (Layers       *self,
              const guint  *nodes,
              guint         n,
              double        pitch,
              const guint  *degree,
              const double *sum)
{
  g_autofree double *mean = g_new (double, n);
  g_autofree guint *size = g_new (guint, n);
  guint pools = 0;
  guint at = 0;

  for (guint i = 0; i < n; i++)
    {
      mean[pools] = wanted_place (self, degree, sum, nodes[i]) - i * pitch;
      size[pools++] = 1;
      for (; pools > 1 && mean[pools - 2] > mean[pools - 1]; pools--)
        {
          guint both = size[pools - 2] + size[pools - 1];

          mean[pools - 2] = (mean[pools - 2] * size[pools - 2] + mean[pools - 1] * size[pools - 1]) / both;
          size[pools - 2] = both;
        }
    }

  for (guint pool = 0; pool < pools; pool++)
    for (guint i = 0; i < size[pool]; i++, at++)
      *cross_of (self, nodes[at]) = round ((mean[pool] + at * pitch) / LEAT_GRID) * LEAT_GRID;
}

/* Long wires take as much room as boxes in igraph's places. Where that makes a part too broad, only its order is
 * kept: each layer is stacked and then drawn towards its neighbours a few times. */
static void
compact_part (Layers      *self,
              const guint *nodes,
              guint        n,
              double       pitch)
{
  g_autofree guint *degree = g_new (guint, self->n);
  g_autofree double *sum = g_new (double, self->n);
  guint part = self->part[nodes[0]];

  for (guint from = 0, to; from < n; from = to)
    {
      to = end_of_layer (self, nodes, n, from);
      for (guint i = from; i < to; i++)
        *cross_of (self, nodes[i]) = leat_snap ((i - from) * pitch - (to - from) * pitch / 2);
    }

  for (int round = 0; round < COMPACT_ROUNDS; round++)
    {
      memset (degree, 0, self->n * sizeof (guint));
      memset (sum, 0, self->n * sizeof (double));
      for (guint i = 0; i < self->n_links; i++)
        {
          LeatLayerLink link = self->links[i];

          if (self->part[link.from] != part)
            continue;
          degree[link.from]++;
          degree[link.to]++;
          sum[link.from] += *cross_of (self, link.to);
          sum[link.to] += *cross_of (self, link.from);
        }
      for (guint from = 0, to; from < n; from = to)
        {
          to = end_of_layer (self, nodes, n, from);
          settle_layer (self, nodes + from, to - from, pitch, degree, sum);
        }
    }
}

/* Boxes of one breadth get igraph's places, which keep long wires straight; others are stacked in its order. */
static void
place_across (Layers      *self,
              const guint *nodes,
              guint        n,
              gboolean     uniform)
{
  double gap = self->style->down ? self->style->gap_x : self->style->gap_y;
  double end = -G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      double breadth = *breadth_of (self, nodes[i]);
      double pitch = leat_snap (breadth + gap);
      double wanted = uniform ? round (self->place[nodes[i]] * pitch / LEAT_GRID) * LEAT_GRID : 0;

      *cross_of (self, nodes[i]) = i == 0 ? wanted : MAX (wanted, leat_snap (end + gap));
      end = *cross_of (self, nodes[i]) + breadth;
    }
}

static double
place_along (Layers      *self,
             const guint *nodes,
             guint        n,
             double       start)
{
  double length = 0;

  for (guint i = 0; i < n; i++)
    {
      *main_of (self, nodes[i]) = start;
      length = MAX (length, length_of (self, nodes[i]));
    }
  return start + length;
}

/* Puts each layer in the middle; a box that is alone in its layer may take the whole breadth. */
static void
centre_layers (Layers      *self,
               const guint *nodes,
               guint        n,
               double       breadth)
{
  for (guint from = 0, to; from < n; from = to)
    {
      to = end_of_layer (self, nodes, n, from);

      guint last = nodes[to - 1];
      double used = *cross_of (self, last) + *breadth_of (self, last) - *cross_of (self, nodes[from]);
      double shift = floor ((breadth - used) / 2 / LEAT_GRID) * LEAT_GRID - *cross_of (self, nodes[from]);

      if (to == from + 1 && self->boxes[last].stretch)
        {
          *cross_of (self, last) = 0;
          *breadth_of (self, last) = breadth;
          continue;
        }
      for (guint i = from; i < to; i++)
        *cross_of (self, nodes[i]) += shift;
    }
}

static gboolean
is_too_broad (const Layers *self,
              const guint  *nodes,
              guint         n)
{
  double gap = self->style->down ? self->style->gap_x : self->style->gap_y;
  double least = G_MAXDOUBLE;
  double most = -G_MAXDOUBLE;
  guint largest = 0;

  for (guint from = 0, to; from < n; from = to)
    {
      to = end_of_layer (self, nodes, n, from);
      largest = MAX (largest, to - from);
      least = MIN (least, *cross_of (self, nodes[from]));
      most = MAX (most, *cross_of (self, nodes[to - 1]));
    }
  return most - least > MAX_BREADTH * MAX (largest, 4) * (*breadth_of (self, nodes[0]) + gap);
}

/* Places one part from 0, 0; `nodes` are its nodes layer by layer. */
static void
place_part (Layers      *self,
            const guint *nodes,
            guint        n,
            LeatRect    *extents)
{
  gboolean uniform = is_uniform (self, nodes, n);
  double gap = self->style->down ? self->style->gap_y : self->style->gap_x;
  double cross_gap = self->style->down ? self->style->gap_x : self->style->gap_y;
  double along = 0;
  double least = G_MAXDOUBLE;
  double most = -G_MAXDOUBLE;
  double widest = 0;

  for (guint from = 0, to; from < n; from = to)
    {
      to = end_of_layer (self, nodes, n, from);
      place_across (self, nodes + from, to - from, uniform);
      along = place_along (self, nodes + from, to - from, from == 0 ? 0 : leat_snap (along + gap));
    }
  if (uniform && is_too_broad (self, nodes, n))
    compact_part (self, nodes, n, leat_snap (*breadth_of (self, nodes[0]) + cross_gap));

  for (guint from = 0, to; from < n; from = to)
    {
      to = end_of_layer (self, nodes, n, from);
      least = MIN (least, *cross_of (self, nodes[from]));
      most = MAX (most, *cross_of (self, nodes[to - 1]) + *breadth_of (self, nodes[to - 1]));
      widest = MAX (widest, *cross_of (self, nodes[to - 1]) + *breadth_of (self, nodes[to - 1]) - *cross_of (self, nodes[from]));
    }

  for (guint i = 0; i < n; i++)
    *cross_of (self, nodes[i]) -= least;
  if (!uniform)
    centre_layers (self, nodes, n, widest);

  *extents = self->style->down ? (LeatRect){ 0, 0, uniform ? most - least : widest, along }
                               : (LeatRect){ 0, 0, along, uniform ? most - least : widest };
}

static double
balanced_limit (const LeatLayerStyle *style,
                const LeatRect       *parts,
                guint                 n)
{
  double area = 0;

  for (guint i = 0; i < n; i++)
    area += (parts[i].width + style->gap_x) * (parts[i].height + style->gap_y);
  return MAX (style->limit, style->across ? sqrt (area * 1.6) : sqrt (area / 1.6));
}

/* Puts the parts in rows (or columns) that are at most as long as the limit or the longest part. */
static void
pack_parts (const LeatLayerStyle *style,
            LeatRect             *parts,
            guint                 n,
            LeatRect             *extents)
{
  double limit = balanced_limit (style, parts, n);
  double at = 0;      /* along the row */
  double row = 0;     /* where the row begins */
  double thick = 0;   /* of the row so far */
  double gap_along = style->across ? style->gap_x : style->gap_y;
  double gap_rows = style->across ? style->gap_y : style->gap_x;

  *extents = (LeatRect){ 0 };
  for (guint i = 0; i < n; i++)
    {
      double along = style->across ? parts[i].width : parts[i].height;
      double breadth = style->across ? parts[i].height : parts[i].width;

      if (at > 0 && at + along > limit)
        {
          row = leat_snap (row + thick + gap_rows);
          at = thick = 0;
        }
      parts[i].x = style->across ? at : row;
      parts[i].y = style->across ? row : at;
      extents->width = MAX (extents->width, parts[i].x + parts[i].width);
      extents->height = MAX (extents->height, parts[i].y + parts[i].height);
      at = leat_snap (at + along + gap_along);
      thick = MAX (thick, breadth);
    }
}

static int
place_parts (Layers   *self,
             LeatRect *extents)
{
  g_autofree guint *nodes = g_new (guint, self->n + 1);
  g_autofree LeatRect *parts = g_new0 (LeatRect, self->n_parts + 1);
  int layers = 0;

  for (guint i = 0; i < self->n; i++)
    {
      nodes[i] = i;
      layers = MAX (layers, self->rank[i] + 1);
    }
  g_qsort_with_data (nodes, self->n, sizeof (guint), compare_nodes, self);

  for (guint from = 0, to; from < self->n; from = to)
    {
      for (to = from; to < self->n && self->part[nodes[to]] == self->part[nodes[from]];)
        to++;
      place_part (self, nodes + from, to - from, &parts[self->part[nodes[from]]]);
    }

  pack_parts (self->style, parts, self->n_parts, extents);
  for (guint i = 0; i < self->n; i++)
    {
      self->boxes[i].bounds.x += parts[self->part[i]].x;
      self->boxes[i].bounds.y += parts[self->part[i]].y;
    }
  return layers;
}

int
leat_layers_place (LeatLayerBox         *boxes,
                   guint                 n,
                   const LeatLayerLink  *links,
                   guint                 n_links,
                   const LeatLayerStyle *style,
                   LeatRect             *extents,
                   GError              **error)
{
  Layers self = { .boxes = boxes, .n = n, .style = style, .n_links = n_links };
  int layers = -1;

  self.links = g_new (LeatLayerLink, n_links + 1);
  for (guint i = 0; i < n_links; i++)
    self.links[i] = links[i];
  self.rank = g_new0 (int, n + 1);
  self.part = g_new0 (guint, n + 1);
  self.place = g_new0 (double, n + 1);

  drop_repetitions (&self);
  index_links (&self);
  break_circles (&self);
  rank_nodes (&self);
  find_parts (&self);
  if (order_nodes (&self, error))
    layers = place_parts (&self, extents);

  layers_clear (&self);
  return layers;
}
