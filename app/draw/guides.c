/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/guides.h"

#include "draw/scene-private.h"

#include <math.h>
#include <string.h>

/* Both axes are done by the same code on spans: a rectangle seen along one axis. What may lie on a line with the
 * rectangle has an edge where it has one, and its neighbours are what comes next beside it; the scene is asked for no more
 * than that, however many blocks there are and however large the rectangle is. */

#define KIND(kind) (1u << (kind))
#define ZONES KIND (LEAT_ELEMENT_ZONE)
#define OTHERS (KIND (LEAT_ELEMENT_BLOCK) | KIND (LEAT_ELEMENT_NOTE))
#define SAME 0.01 /* canvas units that count as none */
#define SPILL 200 /* more than any ink lies outside of the bounds of what it is of */

/* One axis of a question. */
typedef struct
{
  LeatScene  *scene;
  gboolean    upright;
  LeatSpan    span;   /* of the rectangle that is dragged */
  LeatSpan    seen;   /* of what can be seen */
  guint       kinds;  /* a set of kinds of elements: what counts as a neighbour */
  GHashTable *except; /* or NULL */
} Axis;

static Axis
make_axis (LeatScene      *scene,
           const LeatRect *rect,
           const LeatRect *area,
           gboolean        upright,
           gboolean        zones,
           GHashTable     *except)
{
  return (Axis){ scene, upright, leat_span_new (rect, upright), leat_span_new (area, upright), zones ? ZONES : OTHERS, except };
}

typedef struct
{
  const Axis *axis;
  LeatRect    strip;
  GArray     *spans;
} Collect;

static gboolean
is_excepted (const Axis     *axis,
             const LeatItem *item)
{
  return axis->except != NULL && g_hash_table_contains (axis->except, item->element->id);
}

static void
collect (gpointer        data,
         const LeatSpan *span,
         gpointer        user_data)
{
  const LeatItem *item = data;
  Collect *into = user_data;

  if (leat_rect_touch (&item->ink, &into->strip) && !is_excepted (into->axis, item))
    g_array_append_vals (into->spans, span, 1);
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (LeatSpan));
}

/* What has an edge or a middle on a line with it, in an order that only they decide; some more than once. */
static GArray *
list_across (const Axis *axis,
             double      reach)
{
  const LeatSpan *span = &axis->span;
  LeatSpan strip = { span->start - reach, span->end + reach, axis->seen.low, axis->seen.high };
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (LeatSpan));
  Collect into = { axis, leat_span_get_rect (&strip, axis->upright), spans };
  LeatEdges *edges = axis->scene->edges;

  for (LeatEdge edge = LEAT_EDGE_START; edge <= LEAT_EDGE_END; edge++)
    {
      leat_edges_each (edges, axis->upright, edge, span->start, reach + SAME, collect, &into);
      leat_edges_each (edges, axis->upright, edge, span->end, reach + SAME, collect, &into);
    }
  leat_edges_each (edges, axis->upright, LEAT_EDGE_MIDDLE, leat_span_get_middle (span), reach + SAME, collect, &into);
  g_array_sort (spans, compare_spans);
  return spans;
}

/* What lies beside it in view. */
static gboolean
is_beside (gpointer        data,
           const LeatSpan *span,
           gpointer        user_data)
{
  const LeatItem *item = data;
  const Axis *axis = user_data;
  LeatSpan strip = { axis->seen.start, axis->seen.end, axis->span.low, axis->span.high };
  LeatRect area = leat_span_get_rect (&strip, axis->upright);

  return (axis->kinds & KIND (item->element->kind)) != 0 && leat_rect_touch (&item->ink, &area) && !is_excepted (axis, item);
}

/* The nearest neighbour that ends at `at` or before, or begins there or after; FALSE if there is none. */
static gboolean
find_before (const Axis *axis,
             double      at,
             LeatSpan   *found)
{
  return leat_edges_find_before (axis->scene->edges, axis->upright, at + SAME, axis->seen.start - SPILL, axis->span.low,
                                 axis->span.high, is_beside, (gpointer) axis, found);
}

static gboolean
find_after (const Axis *axis,
            double      at,
            LeatSpan   *found)
{
  return leat_edges_find_after (axis->scene->edges, axis->upright, at - SAME, axis->seen.end + SPILL, axis->span.low,
                                axis->span.high, is_beside, (gpointer) axis, found);
}

/* Snapping */

typedef struct
{
  double by;
  double most; /* how far it may go at all */
  double away; /* across the axis, to what it would snap to */
  gboolean found;
} Best;

/* The least move wins; of equal ones, that to what is nearest, then that to the left. */
static void
offer (Best  *best,
       double by,
       double away)
{
  double size = fabs (by), least = best->found ? fabs (best->by) : best->most;

  if (size > least + SAME)
    return;
  if (best->found && fabs (size - least) <= SAME && (away > best->away || (away == best->away && by >= best->by)))
    return;
  *best = (Best){ by, best->most, away, TRUE };
}

static void
offer_lines (Best       *best,
             const LeatSpan *span,
             GArray     *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const LeatSpan *other = &g_array_index (others, LeatSpan, i);
      double away = MAX (0, MAX (other->low - span->high, span->low - other->high));

      offer (best, other->start - span->start, away);
      offer (best, other->end - span->end, away);
      offer (best, other->start - span->end, away);
      offer (best, other->end - span->start, away);
      offer (best, leat_span_get_middle (other) - leat_span_get_middle (span), away);
    }
}

static void
offer_gaps (Best       *best,
            const Axis *axis,
            double      reach)
{
  const LeatSpan *span = &axis->span;
  LeatSpan before, after, further, beyond;
  gboolean is_before = find_before (axis, span->start + reach, &before), is_after = find_after (axis, span->end - reach, &after);

  if (is_before && is_after && after.start - before.end > span->end - span->start)
    offer (best, (before.end + after.start) / 2 - leat_span_get_middle (span), 0);
  if (is_before && find_before (axis, before.start, &further) && before.start > further.end)
    offer (best, before.end + (before.start - further.end) - span->start, 0);
  if (is_after && find_after (axis, after.end, &beyond) && beyond.start > after.end)
    offer (best, after.start - (beyond.start - after.end) - span->end, 0);
}

static Best
snap_axis (const Axis *axis,
           double      reach)
{
  g_autoptr(GArray) across = list_across (axis, reach);
  Best best = { .most = reach };

  offer_lines (&best, &axis->span, across);
  offer_gaps (&best, axis, reach);
  return best;
}

LeatGuideSnap
leat_guides_snap (LeatScene      *scene,
                  const LeatRect *rect,
                  const LeatRect *area,
                  double          reach,
                  gboolean        zones,
                  GHashTable     *except)
{
  Axis level = make_axis (scene, rect, area, FALSE, zones, except), upright = make_axis (scene, rect, area, TRUE, zones, except);
  Best x = snap_axis (&level, reach), y = snap_axis (&upright, reach);

  return (LeatGuideSnap){ { x.by, y.by }, x.found, y.found };
}

/* One side alone */

/* The gap after the end is to be as wide as the next one, or as that before the start. */
static void
offer_gaps_after (Best       *best,
                  const Axis *axis,
                  double      reach)
{
  const LeatSpan *span = &axis->span;
  LeatSpan before, after, beyond;

  if (!find_after (axis, span->end - reach, &after))
    return;
  if (find_after (axis, after.end, &beyond) && beyond.start > after.end)
    offer (best, after.start - (beyond.start - after.end) - span->end, 0);
  if (find_before (axis, span->start, &before) && span->start > before.end)
    offer (best, after.start - (span->start - before.end) - span->end, 0);
}

/* The same for the gap before the start; outwards is more, as it is there. */
static void
offer_gaps_before (Best       *best,
                   const Axis *axis,
                   double      reach)
{
  const LeatSpan *span = &axis->span;
  LeatSpan before, after, further;

  if (!find_before (axis, span->start + reach, &before))
    return;
  if (find_before (axis, before.start, &further) && before.start > further.end)
    offer (best, span->start - before.end - (before.start - further.end), 0);
  if (find_after (axis, span->end, &after) && after.start > span->end)
    offer (best, span->start - before.end - (after.start - span->end), 0);
}

static Best
snap_side (const Axis *axis,
           double      reach,
           int         side)
{
  const LeatSpan *span = &axis->span;
  double at = side < 0 ? span->start : span->end;
  Axis edge = *axis;
  g_autoptr(GArray) across = NULL;
  Best best = { .most = reach };

  edge.span.start = edge.span.end = at;
  across = list_across (&edge, reach);
  for (guint i = 0; i < across->len; i++)
    {
      const LeatSpan *other = &g_array_index (across, LeatSpan, i);
      double away = MAX (0, MAX (other->low - span->high, span->low - other->high));

      offer (&best, side * (other->start - at), away);
      offer (&best, side * (other->end - at), away);
    }
  if (side < 0)
    offer_gaps_before (&best, axis, reach);
  else
    offer_gaps_after (&best, axis, reach);
  best.by *= side;
  return best;
}

LeatGuideSnap
leat_guides_snap_sides (LeatScene      *scene,
                        const LeatRect *rect,
                        const LeatRect *area,
                        double          reach,
                        gboolean        zones,
                        GHashTable     *except,
                        int             x,
                        int             y)
{
  Best along_x = { 0 }, along_y = { 0 };
  Axis level = make_axis (scene, rect, area, FALSE, zones, except), upright = make_axis (scene, rect, area, TRUE, zones, except);

  if (x != 0)
    along_x = snap_side (&level, reach, x);
  if (y != 0)
    along_y = snap_side (&upright, reach, y);
  return (LeatGuideSnap){ { along_x.by, along_y.by }, along_x.found, along_y.found };
}

/* Listing */

/* A line at one place of the rectangle, as long as all that lies on it. */
static void
list_line (GArray     *guides,
           const LeatSpan *span,
           GArray     *others,
           gboolean    upright,
           double      at,
           gboolean    middle)
{
  LeatGuide line = { LEAT_GUIDE_LINE, !upright, at, span->low, span->high };
  gboolean any = FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      const LeatSpan *other = &g_array_index (others, LeatSpan, i);
      gboolean same_size = fabs ((other->end - other->start) - (span->end - span->start)) <= SAME;

      if (middle ? same_size || fabs (leat_span_get_middle (other) - at) > SAME
                 : fabs (other->start - at) > SAME && fabs (other->end - at) > SAME)
        continue;
      line.from = MIN (line.from, other->low);
      line.to = MAX (line.to, other->high);
      any = TRUE;
    }
  if (any)
    g_array_append_val (guides, line);
}

/* All of a row stand where the rectangle is, as far as they can. */
static void
add_gap (GArray     *guides,
         const LeatSpan *a,
         const LeatSpan *b,
         const LeatSpan *row,
         gboolean    upright)
{
  double low = MAX (row->low, MAX (a->low, b->low)), high = MIN (row->high, MIN (a->high, b->high));
  LeatGuide gap = { LEAT_GUIDE_GAP, upright, (low + high) / 2, a->end, b->start };

  g_array_append_val (guides, gap);
}

/* Adds the gaps of a size in a row from the rectangle on, the way that `backwards` says; how many. */
static guint
list_row (GArray     *guides,
          const Axis *axis,
          gboolean    backwards,
          double      size)
{
  LeatSpan span = axis->span, next;
  guint n = 0;

  while (size > SAME && (backwards ? find_before (axis, span.start, &next) : find_after (axis, span.end, &next)))
    {
      const LeatSpan *a = backwards ? &next : &span, *b = backwards ? &span : &next;

      if (fabs ((b->start - a->end) - size) > SAME)
        break;
      add_gap (guides, a, b, &axis->span, axis->upright);
      span = next;
      n++;
    }
  return n;
}

static void
list_gaps (GArray     *guides,
           const Axis *axis)
{
  const LeatSpan *span = &axis->span;
  LeatSpan before, after;
  double left = find_before (axis, span->start, &before) ? span->start - before.end : -1;
  double right = find_after (axis, span->end, &after) ? after.start - span->end : -1;
  gboolean equal = left >= -SAME && right >= -SAME && fabs (left - right) <= SAME;
  guint n = guides->len;

  if (list_row (guides, axis, TRUE, left) < 2 && !equal)
    g_array_set_size (guides, n);
  n = guides->len;
  if (list_row (guides, axis, FALSE, right) < 2 && !equal)
    g_array_set_size (guides, n);
}

static void
list_axis (GArray     *guides,
           const Axis *axis)
{
  const LeatSpan *span = &axis->span;
  g_autoptr(GArray) across = list_across (axis, SAME);

  list_line (guides, span, across, axis->upright, span->start, FALSE);
  list_line (guides, span, across, axis->upright, leat_span_get_middle (span), TRUE);
  list_line (guides, span, across, axis->upright, span->end, FALSE);
  list_gaps (guides, axis);
}

GArray *
leat_guides_list (LeatScene      *scene,
                  const LeatRect *rect,
                  const LeatRect *area,
                  gboolean        zones,
                  GHashTable     *except)
{
  Axis level = make_axis (scene, rect, area, FALSE, zones, except), upright = make_axis (scene, rect, area, TRUE, zones, except);
  GArray *guides = g_array_new (FALSE, FALSE, sizeof (LeatGuide));

  list_axis (guides, &level);
  list_axis (guides, &upright);
  return guides;
}
