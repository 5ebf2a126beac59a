/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/guides.h"

#include "draw/scene-private.h"

#include <math.h>

/* Both axes are done by the same code on spans: a rectangle seen along one axis. What may lie on a line with the
 * rectangle touches the strip across it, and its neighbours touch the strip along it; so the grid of the scene is asked
 * for two strips only, however many blocks there are. */

#define KIND(kind) (1u << (kind))
#define ZONES KIND (LEAT_ELEMENT_ZONE)
#define OTHERS (KIND (LEAT_ELEMENT_BLOCK) | KIND (LEAT_ELEMENT_NOTE))
#define SAME 0.01 /* canvas units that count as none */

typedef struct
{
  double start, end; /* along the axis */
  double low, high;  /* across it */
} Span;

typedef struct
{
  GHashTable *except;
  GArray     *spans;
  gboolean    upright;
  guint       kinds; /* a set of kinds of elements */
} Collect;

static Span
get_span (const LeatRect *rect,
          gboolean        upright)
{
  if (upright)
    return (Span){ rect->y, rect->y + rect->height, rect->x, rect->x + rect->width };
  return (Span){ rect->x, rect->x + rect->width, rect->y, rect->y + rect->height };
}

static LeatRect
get_rect (const Span *span,
          gboolean    upright)
{
  if (upright)
    return (LeatRect){ span->low, span->start, span->high - span->low, span->end - span->start };
  return (LeatRect){ span->start, span->low, span->end - span->start, span->high - span->low };
}

static double
get_middle (const Span *span)
{
  return (span->start + span->end) / 2;
}

static gboolean
collect (gpointer        item,
         const LeatRect *rect,
         gpointer        data)
{
  const LeatElement *element = ((const LeatItem *) item)->element;
  const Collect *into = data;
  Span span;

  if ((into->kinds & KIND (element->kind)) == 0 || (into->except != NULL && g_hash_table_contains (into->except, element->id)))
    return TRUE;
  span = get_span (&element->bounds, into->upright);
  g_array_append_val (into->spans, span);
  return TRUE;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  return memcmp (a, b, sizeof (Span));
}

/* The spans of what touches a strip, in an order that only they decide. */
static GArray *
list_spans (LeatScene  *scene,
            const Span *strip,
            gboolean    upright,
            guint       kinds,
            GHashTable *except)
{
  LeatRect area = get_rect (strip, upright);
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Collect into = { except, spans, upright, kinds };

  leat_grid_each (scene->grid, &area, collect, &into);
  g_array_sort (spans, compare_spans);
  return spans;
}

/* What may have an edge or a middle on a line with it. */
static GArray *
list_across (LeatScene      *scene,
             const Span     *span,
             const LeatRect *area,
             gboolean        upright,
             double          reach,
             GHashTable     *except)
{
  Span seen = get_span (area, upright);
  Span strip = { span->start - reach, span->end + reach, seen.low, seen.high };

  return list_spans (scene, &strip, upright, ZONES | OTHERS, except);
}

/* What lies beside it: not what only touches the strip with its shadow or its badge. */
static GArray *
list_beside (LeatScene      *scene,
             const Span     *span,
             const LeatRect *area,
             gboolean        upright,
             guint           kinds,
             GHashTable     *except)
{
  Span seen = get_span (area, upright);
  Span strip = { seen.start, seen.end, span->low, span->high };
  GArray *spans = list_spans (scene, &strip, upright, kinds, except);

  for (guint i = spans->len; i-- > 0;)
    {
      const Span *other = &g_array_index (spans, Span, i);

      if (other->high <= span->low || other->low >= span->high)
        g_array_remove_index_fast (spans, i);
    }
  return spans;
}

/* The nearest span that ends at `at` or before, or begins there or after; NULL if there is none. */
static const Span *
find_before (GArray *spans,
             double  at)
{
  const Span *best = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->end <= at + SAME && (best == NULL || span->end > best->end || (span->end == best->end && span->start > best->start)))
        best = span;
    }
  return best;
}

static const Span *
find_after (GArray *spans,
            double  at)
{
  const Span *best = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      if (span->start >= at - SAME && (best == NULL || span->start < best->start || (span->start == best->start && span->end < best->end)))
        best = span;
    }
  return best;
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
             const Span *span,
             GArray     *others)
{
  for (guint i = 0; i < others->len; i++)
    {
      const Span *other = &g_array_index (others, Span, i);
      double away = MAX (0, MAX (other->low - span->high, span->low - other->high));

      offer (best, other->start - span->start, away);
      offer (best, other->end - span->end, away);
      offer (best, other->start - span->end, away);
      offer (best, other->end - span->start, away);
      offer (best, get_middle (other) - get_middle (span), away);
    }
}

static void
offer_gaps (Best       *best,
            const Span *span,
            GArray     *beside,
            double      reach)
{
  const Span *before = find_before (beside, span->start + reach), *after = find_after (beside, span->end - reach);
  const Span *further = before != NULL ? find_before (beside, before->start) : NULL;
  const Span *beyond = after != NULL ? find_after (beside, after->end) : NULL;

  if (before != NULL && after != NULL && after->start - before->end > span->end - span->start)
    offer (best, (before->end + after->start) / 2 - get_middle (span), 0);
  if (further != NULL && before->start > further->end)
    offer (best, before->end + (before->start - further->end) - span->start, 0);
  if (beyond != NULL && beyond->start > after->end)
    offer (best, after->start - (beyond->start - after->end) - span->end, 0);
}

static Best
snap_axis (LeatScene      *scene,
           const LeatRect *rect,
           const LeatRect *area,
           gboolean        upright,
           double          reach,
           gboolean        zones,
           GHashTable     *except)
{
  Span span = get_span (rect, upright);
  g_autoptr(GArray) across = list_across (scene, &span, area, upright, reach, except);
  g_autoptr(GArray) beside = list_beside (scene, &span, area, upright, zones ? ZONES : OTHERS, except);
  Best best = { .most = reach };

  offer_lines (&best, &span, across);
  offer_gaps (&best, &span, beside, reach);
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
  Best x = snap_axis (scene, rect, area, FALSE, reach, zones, except);
  Best y = snap_axis (scene, rect, area, TRUE, reach, zones, except);

  return (LeatGuideSnap){ { x.by, y.by }, x.found, y.found };
}

/* One side alone */

/* Seen from the other end, a left side is a right one. */
static void
mirror (GArray *spans)
{
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);
      double start = span->start;

      span->start = -span->end;
      span->end = -start;
    }
}

/* The gap after the end of a span is to be as wide as the next one, or as that before its start. */
static void
offer_gaps_after (Best       *best,
                  const Span *span,
                  GArray     *beside,
                  double      reach)
{
  const Span *after = find_after (beside, span->end - reach), *before = find_before (beside, span->start);
  const Span *beyond = after != NULL ? find_after (beside, after->end) : NULL;

  if (beyond != NULL && beyond->start > after->end)
    offer (best, after->start - (beyond->start - after->end) - span->end, 0);
  if (after != NULL && before != NULL && span->start > before->end)
    offer (best, after->start - (span->start - before->end) - span->end, 0);
}

static Best
snap_side (LeatScene      *scene,
           const LeatRect *rect,
           const LeatRect *area,
           gboolean        upright,
           double          reach,
           gboolean        zones,
           GHashTable     *except,
           int             side)
{
  Span span = get_span (rect, upright);
  Span edge = { side < 0 ? span.start : span.end, side < 0 ? span.start : span.end, span.low, span.high };
  g_autoptr(GArray) across = list_across (scene, &edge, area, upright, reach, except);
  g_autoptr(GArray) beside = list_beside (scene, &span, area, upright, zones ? ZONES : OTHERS, except);
  Best best = { .most = reach };

  if (side < 0)
    {
      mirror (across);
      mirror (beside);
      span = (Span){ -span.end, -span.start, span.low, span.high };
    }
  for (guint i = 0; i < across->len; i++)
    {
      const Span *other = &g_array_index (across, Span, i);
      double away = MAX (0, MAX (other->low - span.high, span.low - other->high));

      offer (&best, other->start - span.end, away);
      offer (&best, other->end - span.end, away);
    }
  offer_gaps_after (&best, &span, beside, reach);
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

  if (x != 0)
    along_x = snap_side (scene, rect, area, FALSE, reach, zones, except, x);
  if (y != 0)
    along_y = snap_side (scene, rect, area, TRUE, reach, zones, except, y);
  return (LeatGuideSnap){ { along_x.by, along_y.by }, along_x.found, along_y.found };
}

/* Listing */

/* A line at one place of the rectangle, as long as all that lies on it. */
static void
list_line (GArray     *guides,
           const Span *span,
           GArray     *others,
           gboolean    upright,
           double      at,
           gboolean    middle)
{
  LeatGuide line = { LEAT_GUIDE_LINE, !upright, at, span->low, span->high };
  gboolean any = FALSE;

  for (guint i = 0; i < others->len; i++)
    {
      const Span *other = &g_array_index (others, Span, i);
      gboolean same_size = fabs ((other->end - other->start) - (span->end - span->start)) <= SAME;

      if (middle ? same_size || fabs (get_middle (other) - at) > SAME
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
         const Span *a,
         const Span *b,
         const Span *row,
         gboolean    upright)
{
  double low = MAX (row->low, MAX (a->low, b->low)), high = MIN (row->high, MIN (a->high, b->high));
  LeatGuide gap = { LEAT_GUIDE_GAP, upright, (low + high) / 2, a->end, b->start };

  g_array_append_val (guides, gap);
}

/* Adds the gaps of a size in a row from `span` on, the way that `backwards` says; how many. */
static guint
list_row (GArray     *guides,
          GArray     *beside,
          const Span *span,
          gboolean    upright,
          gboolean    backwards,
          double      size)
{
  const Span *row = span;
  guint n = 0;

  while (span != NULL && size > SAME)
    {
      const Span *next = backwards ? find_before (beside, span->start) : find_after (beside, span->end);
      const Span *a = backwards ? next : span, *b = backwards ? span : next;

      if (next == NULL || fabs ((b->start - a->end) - size) > SAME)
        break;
      add_gap (guides, a, b, row, upright);
      span = next;
      n++;
    }
  return n;
}

static void
list_gaps (GArray     *guides,
           const Span *span,
           GArray     *beside,
           gboolean    upright)
{
  const Span *before = find_before (beside, span->start), *after = find_after (beside, span->end);
  double left = before != NULL ? span->start - before->end : -1, right = after != NULL ? after->start - span->end : -1;
  gboolean equal = before != NULL && after != NULL && fabs (left - right) <= SAME;
  guint n = guides->len;

  if (list_row (guides, beside, span, upright, TRUE, left) < 2 && !equal)
    g_array_set_size (guides, n);
  n = guides->len;
  if (list_row (guides, beside, span, upright, FALSE, right) < 2 && !equal)
    g_array_set_size (guides, n);
}

static void
list_axis (GArray         *guides,
           LeatScene      *scene,
           const LeatRect *rect,
           const LeatRect *area,
           gboolean        upright,
           gboolean        zones,
           GHashTable     *except)
{
  Span span = get_span (rect, upright);
  g_autoptr(GArray) across = list_across (scene, &span, area, upright, SAME, except);
  g_autoptr(GArray) beside = list_beside (scene, &span, area, upright, zones ? ZONES : OTHERS, except);

  list_line (guides, &span, across, upright, span.start, FALSE);
  list_line (guides, &span, across, upright, get_middle (&span), TRUE);
  list_line (guides, &span, across, upright, span.end, FALSE);
  list_gaps (guides, &span, beside, upright);
}

GArray *
leat_guides_list (LeatScene      *scene,
                  const LeatRect *rect,
                  const LeatRect *area,
                  gboolean        zones,
                  GHashTable     *except)
{
  GArray *guides = g_array_new (FALSE, FALSE, sizeof (LeatGuide));

  list_axis (guides, scene, rect, area, FALSE, zones, except);
  list_axis (guides, scene, rect, area, TRUE, zones, except);
  return guides;
}
