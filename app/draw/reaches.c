/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/reaches-private.h"

#include "draw/rect-private.h"

#include <math.h>

/* Each run of rows knows its bounds, which are found again when they are asked for after one of its rows has changed. */

#define RUN 64 /* rows */

/* Sides rather than sizes: a size that is rounded might leave a side out. */
typedef struct
{
  double left, top, right, bottom;
} Bounds;

typedef struct
{
  Bounds   bounds;
  gboolean known;
} Run;

struct _LeatReaches
{
  GArray *rects; /* of LeatRect */
  GArray *runs;  /* of Run */
};

LeatReaches *
leat_reaches_new (void)
{
  LeatReaches *self = g_new0 (LeatReaches, 1);

  self->rects = g_array_new (FALSE, TRUE, sizeof (LeatRect));
  self->runs = g_array_new (FALSE, TRUE, sizeof (Run));
  return self;
}

void
leat_reaches_free (LeatReaches *self)
{
  g_array_unref (self->rects);
  g_array_unref (self->runs);
  g_free (self);
}

static void
forget_bounds (LeatReaches *self,
               guint        row)
{
  g_array_index (self->runs, Run, row / RUN).known = FALSE;
}

static void
set_length (LeatReaches *self,
            guint        n)
{
  g_array_set_size (self->rects, n);
  g_array_set_size (self->runs, (n + RUN - 1) / RUN);
}

void
leat_reaches_add (LeatReaches *self)
{
  set_length (self, self->rects->len + 1);
  forget_bounds (self, self->rects->len - 1);
}

void
leat_reaches_remove (LeatReaches *self,
                     guint        row)
{
  guint last = self->rects->len - 1;

  g_array_index (self->rects, LeatRect, row) = g_array_index (self->rects, LeatRect, last);
  forget_bounds (self, row);
  forget_bounds (self, last);
  set_length (self, last);
}

void
leat_reaches_set (LeatReaches    *self,
                  guint           row,
                  const LeatRect *rect)
{
  g_array_index (self->rects, LeatRect, row) = *rect;
  forget_bounds (self, row);
}

static Bounds
find_bounds (GArray *rects,
             guint   start,
             guint   end)
{
  Bounds bounds = { INFINITY, INFINITY, -INFINITY, -INFINITY };

  for (guint i = start; i < end; i++)
    {
      const LeatRect *rect = &g_array_index (rects, LeatRect, i);

      bounds.left = MIN (bounds.left, rect->x);
      bounds.top = MIN (bounds.top, rect->y);
      bounds.right = MAX (bounds.right, rect->x + rect->width);
      bounds.bottom = MAX (bounds.bottom, rect->y + rect->height);
    }
  return bounds;
}

static const Bounds *
get_run_bounds (LeatReaches *self,
                guint        i)
{
  Run *run = &g_array_index (self->runs, Run, i);

  if (!run->known)
    *run = (Run){ find_bounds (self->rects, i * RUN, MIN ((i + 1) * RUN, self->rects->len)), TRUE };
  return &run->bounds;
}

static gboolean
bounds_touch (const Bounds *a,
              const Bounds *b)
{
  return a->left <= b->right && b->left <= a->right && a->top <= b->bottom && b->top <= a->bottom;
}

static gboolean
bounds_touch_rect (const Bounds   *bounds,
                   const LeatRect *rect)
{
  return rect->x <= bounds->right && bounds->left <= rect->x + rect->width && rect->y <= bounds->bottom &&
         bounds->top <= rect->y + rect->height;
}

GArray *
leat_reaches_find (LeatReaches *self,
                   GArray      *areas)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (guint));
  Bounds all = find_bounds (areas, 0, areas->len);

  for (guint i = 0; areas->len > 0 && i < self->runs->len; i++)
    {
      if (!bounds_touch (get_run_bounds (self, i), &all))
        continue;
      for (guint row = i * RUN; row < MIN ((i + 1) * RUN, self->rects->len); row++)
        {
          const LeatRect *rect = &g_array_index (self->rects, LeatRect, row);

          if (bounds_touch_rect (&all, rect) && rect_touches_any (rect, areas))
            g_array_append_val (rows, row);
        }
    }
  return rows;
}
