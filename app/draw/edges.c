/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/edges-private.h"

#include <math.h>

/* A hash of buckets for each axis and edge. What lies far out of any drawing is put into the last bucket. */

#define BUCKET 64.0
#define LAST_BUCKET 1e8

typedef struct
{
  gpointer item;
  LeatSpan span;
} Entry;

struct _LeatEdges
{
  GHashTable *buckets[2][LEAT_N_EDGES]; /* [upright][edge]: number of a bucket -> GArray of Entry */
  int         first[2][LEAT_N_EDGES];   /* no bucket ever had a lower number */
  int         last[2][LEAT_N_EDGES];    /* or a higher one */
};

LeatSpan
leat_span_new (const LeatRect *rect,
               gboolean        upright)
{
  if (upright)
    return (LeatSpan){ rect->y, rect->y + rect->height, rect->x, rect->x + rect->width };
  return (LeatSpan){ rect->x, rect->x + rect->width, rect->y, rect->y + rect->height };
}

LeatRect
leat_span_get_rect (const LeatSpan *span,
                    gboolean        upright)
{
  if (upright)
    return (LeatRect){ span->low, span->start, span->high - span->low, span->end - span->start };
  return (LeatRect){ span->start, span->low, span->end - span->start, span->high - span->low };
}

double
leat_span_get_middle (const LeatSpan *span)
{
  return (span->start + span->end) / 2;
}

LeatEdges *
leat_edges_new (void)
{
  LeatEdges *self = g_new0 (LeatEdges, 1);

  for (int upright = 0; upright < 2; upright++)
    for (LeatEdge edge = 0; edge < LEAT_N_EDGES; edge++)
      {
        self->buckets[upright][edge] = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
        self->first[upright][edge] = G_MAXINT;
        self->last[upright][edge] = G_MININT;
      }
  return self;
}

void
leat_edges_free (LeatEdges *self)
{
  for (int upright = 0; upright < 2; upright++)
    for (LeatEdge edge = 0; edge < LEAT_N_EDGES; edge++)
      g_hash_table_unref (self->buckets[upright][edge]);
  g_free (self);
}

static int
bucket_of (double at)
{
  return (int) CLAMP (floor (at / BUCKET), -LAST_BUCKET, LAST_BUCKET);
}

static double
get_edge (const LeatSpan *span,
          LeatEdge        edge)
{
  switch (edge)
    {
    case LEAT_EDGE_START:
      return span->start;
    case LEAT_EDGE_END:
      return span->end;
    default:
      return leat_span_get_middle (span);
    }
}

static GArray *
get_bucket (LeatEdges *self,
            gboolean   upright,
            LeatEdge   edge,
            int        number)
{
  return g_hash_table_lookup (self->buckets[upright][edge], GINT_TO_POINTER (number));
}

static void
add_edge (LeatEdges   *self,
          gboolean     upright,
          LeatEdge     edge,
          const Entry *entry)
{
  int number = bucket_of (get_edge (&entry->span, edge));
  GArray *bucket = get_bucket (self, upright, edge, number);

  if (bucket == NULL)
    {
      bucket = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (self->buckets[upright][edge], GINT_TO_POINTER (number), bucket);
      self->first[upright][edge] = MIN (self->first[upright][edge], number);
      self->last[upright][edge] = MAX (self->last[upright][edge], number);
    }
  g_array_append_vals (bucket, entry, 1);
}

static void
remove_edge (LeatEdges   *self,
             gboolean     upright,
             LeatEdge     edge,
             const Entry *entry)
{
  int number = bucket_of (get_edge (&entry->span, edge));
  GArray *bucket = get_bucket (self, upright, edge, number);

  for (guint i = 0; bucket != NULL && i < bucket->len; i++)
    {
      if (g_array_index (bucket, Entry, i).item != entry->item)
        continue;
      g_array_remove_index_fast (bucket, i);
      if (bucket->len == 0)
        g_hash_table_remove (self->buckets[upright][edge], GINT_TO_POINTER (number));
      return;
    }
}

static void
each_edge (LeatEdges      *self,
           gpointer        item,
           const LeatRect *rect,
           void (*func) (LeatEdges *, gboolean, LeatEdge, const Entry *))
{
  for (int upright = 0; upright < 2; upright++)
    {
      Entry entry = { item, leat_span_new (rect, upright) };

      for (LeatEdge edge = 0; edge < LEAT_N_EDGES; edge++)
        func (self, upright, edge, &entry);
    }
}

void
leat_edges_add (LeatEdges      *self,
                gpointer        item,
                const LeatRect *rect)
{
  each_edge (self, item, rect, add_edge);
}

void
leat_edges_remove (LeatEdges      *self,
                   gpointer        item,
                   const LeatRect *rect)
{
  each_edge (self, item, rect, remove_edge);
}

void
leat_edges_each (LeatEdges    *self,
                 gboolean      upright,
                 LeatEdge      edge,
                 double        at,
                 double        reach,
                 LeatEdgesFunc func,
                 gpointer      data)
{
  int last = MIN (bucket_of (at + reach), self->last[upright][edge]);

  for (int number = MAX (bucket_of (at - reach), self->first[upright][edge]); number <= last; number++)
    {
      GArray *bucket = get_bucket (self, upright, edge, number);

      for (guint i = 0; bucket != NULL && i < bucket->len; i++)
        {
          const Entry *entry = &g_array_index (bucket, Entry, i);

          if (fabs (get_edge (&entry->span, edge) - at) <= reach)
            func (entry->item, &entry->span, data);
        }
    }
}

/* What comes next along a line */

typedef struct
{
  gboolean        backwards;
  double          at, until;
  double          low, high;
  LeatEdgesFilter filter;
  gpointer        data;
  LeatSpan       *best;
  gboolean        found;
} Search;

/* How far it is from where the search began: less is nearer. */
static double
get_distance (const Search   *search,
              const LeatSpan *span)
{
  return search->backwards ? search->at - span->end : span->start - search->at;
}

static gboolean
is_better (const Search   *search,
           const LeatSpan *span)
{
  const LeatSpan *best = search->best;
  double nearer = search->backwards ? best->end - span->end : span->start - best->start;
  double shorter = (span->end - span->start) - (best->end - best->start);

  if (!search->found || nearer != 0)
    return !search->found || nearer < 0;
  if (shorter != 0)
    return shorter < 0;
  return span->low != best->low ? span->low < best->low : span->high < best->high;
}

static void
look_through (Search *search,
              GArray *bucket)
{
  for (guint i = 0; bucket != NULL && i < bucket->len; i++)
    {
      const Entry *entry = &g_array_index (bucket, Entry, i);
      const LeatSpan *span = &entry->span;

      if (span->high <= search->low || span->low >= search->high || get_distance (search, span) < 0 ||
          (search->backwards ? span->end < search->until : span->start > search->until) ||
          !is_better (search, span) || !search->filter (entry->item, span, search->data))
        continue;
      *search->best = *span;
      search->found = TRUE;
    }
}

gboolean
leat_edges_find_before (LeatEdges      *self,
                        gboolean        upright,
                        double          at,
                        double          until,
                        double          low,
                        double          high,
                        LeatEdgesFilter filter,
                        gpointer        data,
                        LeatSpan       *found)
{
  Search search = { TRUE, at, until, low, high, filter, data, found, FALSE };
  int last = MAX (bucket_of (until), self->first[upright][LEAT_EDGE_END]);

  for (int number = MIN (bucket_of (at), self->last[upright][LEAT_EDGE_END]); number >= last && !search.found; number--)
    look_through (&search, get_bucket (self, upright, LEAT_EDGE_END, number));
  return search.found;
}

gboolean
leat_edges_find_after (LeatEdges      *self,
                       gboolean        upright,
                       double          at,
                       double          until,
                       double          low,
                       double          high,
                       LeatEdgesFilter filter,
                       gpointer        data,
                       LeatSpan       *found)
{
  Search search = { FALSE, at, until, low, high, filter, data, found, FALSE };
  int last = MIN (bucket_of (until), self->last[upright][LEAT_EDGE_START]);

  for (int number = MAX (bucket_of (at), self->first[upright][LEAT_EDGE_START]); number <= last && !search.found; number++)
    look_through (&search, get_bucket (self, upright, LEAT_EDGE_START, number));
  return search.found;
}
