/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/grid-private.h"

#include "draw/rect-private.h"

#include <math.h>

/* A card is 152 x 60, so a cell holds a handful of them. */
#define CELL 256.0

/* A rectangle over more cells than this goes into the list of the large. */
#define MAX_CELLS 4096.0

typedef struct
{
  gpointer item;
  LeatRect rect;
} Entry;

typedef struct
{
  int left, top, right, bottom; /* the last ones included */
} Cells;

struct _LeatGrid
{
  GHashTable *cells; /* gint64 of a cell -> GArray of Entry */
  GArray     *large; /* of Entry */
};

/* GLib's own hash of 64 bits takes cells along a line for the same, and a drawing is full of lines. */
static guint
hash_cell (gconstpointer data)
{
  guint64 key = *(const guint64 *) data * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (key >> 32) ^ (guint) (key >> 11);
}

LeatGrid *
leat_grid_new (void)
{
  LeatGrid *self = g_new0 (LeatGrid, 1);

  self->cells = g_hash_table_new_full (hash_cell, g_int64_equal, g_free,
                                       (GDestroyNotify) g_array_unref);
  self->large = g_array_new (FALSE, FALSE, sizeof (Entry));
  return self;
}

void
leat_grid_free (LeatGrid *self)
{
  g_hash_table_unref (self->cells);
  g_array_unref (self->large);
  g_free (self);
}

static gint64
cell_key (int x,
          int y)
{
  return (gint64) (((guint64) (guint32) x << 32) | (guint32) y);
}

/* The cells of a rectangle; FALSE if they are too many to walk. */
static gboolean
cells_of (const LeatRect *rect,
          Cells          *cells)
{
  double left = floor (rect->x / CELL);
  double top = floor (rect->y / CELL);
  double right = floor ((rect->x + rect->width) / CELL);
  double bottom = floor ((rect->y + rect->height) / CELL);

  if (!((right - left + 1) * (bottom - top + 1) <= MAX_CELLS) || fabs (left) > 1e9 || fabs (top) > 1e9)
    return FALSE;

  *cells = (Cells){ left, top, right, bottom };
  return TRUE;
}

static GArray *
get_cell (LeatGrid *self,
          int       x,
          int       y)
{
  gint64 key = cell_key (x, y);
  GArray *entries = g_hash_table_lookup (self->cells, &key);

  if (entries == NULL)
    {
      entries = g_array_new (FALSE, FALSE, sizeof (Entry));
      g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key), entries);
    }
  return entries;
}

void
leat_grid_add (LeatGrid       *self,
               gpointer        item,
               const LeatRect *rect)
{
  Entry entry = { item, *rect };
  Cells cells;

  if (!cells_of (rect, &cells))
    {
      g_array_append_val (self->large, entry);
      return;
    }

  for (int x = cells.left; x <= cells.right; x++)
    for (int y = cells.top; y <= cells.bottom; y++)
      g_array_append_val (get_cell (self, x, y), entry);
}

static void
remove_entry (GArray         *entries,
              gpointer        item,
              const LeatRect *rect)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (entry->item == item && entry->rect.x == rect->x && entry->rect.y == rect->y &&
          entry->rect.width == rect->width && entry->rect.height == rect->height)
        {
          g_array_remove_index_fast (entries, i);
          return;
        }
    }
}

void
leat_grid_remove (LeatGrid       *self,
                  gpointer        item,
                  const LeatRect *rect)
{
  Cells cells;

  if (!cells_of (rect, &cells))
    {
      remove_entry (self->large, item, rect);
      return;
    }

  for (int x = cells.left; x <= cells.right; x++)
    for (int y = cells.top; y <= cells.bottom; y++)
      {
        gint64 key = cell_key (x, y);
        GArray *entries = g_hash_table_lookup (self->cells, &key);

        if (entries == NULL)
          continue;
        remove_entry (entries, item, rect);
        if (entries->len == 0)
          g_hash_table_remove (self->cells, &key);
      }
}

static gboolean
each_large (LeatGrid       *self,
            const LeatRect *area,
            LeatGridFunc    func,
            gpointer        data)
{
  for (guint i = 0; i < self->large->len; i++)
    {
      const Entry *entry = &g_array_index (self->large, Entry, i);

      if (leat_rect_touch (&entry->rect, area) && !func (entry->item, &entry->rect, data))
        return FALSE;
    }
  return TRUE;
}

/* A rectangle in several cells is reported by the first cell that it shares with the area. */
static gboolean
each_in_cell (GArray         *entries,
              int             x,
              int             y,
              const LeatRect *area,
              LeatGridFunc    func,
              gpointer        data)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const Entry *entry = &g_array_index (entries, Entry, i);

      if (leat_rect_touch (&entry->rect, area) && floor (MAX (entry->rect.x, area->x) / CELL) == x &&
          floor (MAX (entry->rect.y, area->y) / CELL) == y &&
          !func (entry->item, &entry->rect, data))
        return FALSE;
    }
  return TRUE;
}

/* For an area of more cells than there are. */
static gboolean
each_anywhere (LeatGrid       *self,
               const LeatRect *area,
               LeatGridFunc    func,
               gpointer        data)
{
  GHashTableIter iter;
  gpointer key, entries;

  g_hash_table_iter_init (&iter, self->cells);
  while (g_hash_table_iter_next (&iter, &key, &entries))
    {
      gint64 cell = *(gint64 *) key;

      if (!each_in_cell (entries, (int) (cell >> 32), (int) (guint32) cell, area, func, data))
        return FALSE;
    }
  return TRUE;
}

gboolean
leat_grid_each (LeatGrid       *self,
                const LeatRect *area,
                LeatGridFunc    func,
                gpointer        data)
{
  Cells cells;

  if (!each_large (self, area, func, data))
    return FALSE;
  if (!cells_of (area, &cells) ||
      (gint64) (cells.right - cells.left + 1) * (cells.bottom - cells.top + 1) >
        g_hash_table_size (self->cells))
    return each_anywhere (self, area, func, data);

  for (int x = cells.left; x <= cells.right; x++)
    for (int y = cells.top; y <= cells.bottom; y++)
      {
        gint64 key = cell_key (x, y);
        GArray *entries = g_hash_table_lookup (self->cells, &key);

        if (entries != NULL && !each_in_cell (entries, x, y, area, func, data))
          return FALSE;
      }
  return TRUE;
}
