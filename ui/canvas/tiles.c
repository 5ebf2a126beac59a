/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/tiles.h"

#include <math.h>

/* A layer holds the tiles of one zoom, in device pixels a unit. The last layer is the one in use, some
 * before it stand in for tiles that it lacks. A tile is an image surface drawn by a cairo node: one function,
 * make_node(), so that a texture could take its place on a graphics card. Far out a tile shows thousands of elements and
 * takes longer than a frame: it is painted band by band, over several frames if need be. Of an opaque tile that was damaged
 * only that part is painted anew; what is shown meanwhile does not change, since cairo copies what a node is of when it is
 * painted on. */

#define MAX_LAYERS 3
#define FEW_TILES 16
#define SPARE_TILES 64
#define CELL 32           /* pixels */
#define MOST_BANDS 16     /* of a tile */
#define LEAST_BAND 400.0 /* canvas units that a band is high */

/* A part of a tile, in its pixels; nothing if it has no width. */
typedef struct
{
  int left, top, right, bottom;
} Part;

static const Part whole = { 0, 0, LEAT_TILE, LEAT_TILE };

typedef struct
{
  gint32         i, j; /* column and row; the first corner is at LEAT_TILE * i, LEAT_TILE * j */
  GskRenderNode *node; /* NULL if it is empty or was never painted */
  gboolean       stale;
  Part           damage;    /* of an opaque tile: what is to be painted anew */
  cairo_surface_t *picture; /* what it shows, or NULL: cairo would copy what is let go of before the node */
  cairo_surface_t *surface; /* what is being painted, or NULL */
  guint          n_bands;   /* that are painted */
  gboolean       inked;     /* there is something in them */
  gboolean       blank;     /* the node is one colour */
  guint          used; /* the frame in which it was last seen */
} Tile;

typedef struct
{
  double      zoom; /* device pixels a unit */
  int         scale;
  GHashTable *tiles; /* the tiles themselves are the keys */
} Layer;

struct _LeatTiles
{
  gboolean       opaque;
  LeatTilesPaint paint;
  LeatTilesGround ground; /* or NULL */
  gpointer       user_data;
  GPtrArray     *layers;
  guint          frame;
  guint          n_painted;
};

typedef struct
{
  gint32 i0, j0, i1, j1;
} Span;

static guint
tile_hash (gconstpointer data)
{
  const Tile *tile = data;

  return (guint) tile->i * 73856093u ^ (guint) tile->j * 19349663u;
}

static gboolean
tile_equal (gconstpointer a,
            gconstpointer b)
{
  const Tile *one = a, *other = b;

  return one->i == other->i && one->j == other->j;
}

static void
tile_free (gpointer data)
{
  Tile *tile = data;

  /* The node first: cairo copies a picture that goes before what is of it. */
  g_clear_pointer (&tile->node, gsk_render_node_unref);
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
  g_clear_pointer (&tile->picture, cairo_surface_destroy);
  g_free (tile);
}

static void
layer_free (gpointer data)
{
  Layer *layer = data;

  g_hash_table_unref (layer->tiles);
  g_free (layer);
}

static Tile *
find_tile (Layer *layer,
           gint32 i,
           gint32 j)
{
  Tile key = { .i = i, .j = j };

  return g_hash_table_lookup (layer->tiles, &key);
}

LeatTiles *
leat_tiles_new (gboolean       opaque,
                LeatTilesPaint paint,
                gpointer       user_data)
{
  LeatTiles *self = g_new0 (LeatTiles, 1);

  self->opaque = opaque;
  self->paint = paint;
  self->user_data = user_data;
  self->layers = g_ptr_array_new_with_free_func (layer_free);
  return self;
}

void
leat_tiles_set_ground (LeatTiles      *self,
                       LeatTilesGround ground)
{
  g_return_if_fail (self->opaque);

  self->ground = ground;
}

void
leat_tiles_free (LeatTiles *self)
{
  g_ptr_array_unref (self->layers);
  g_free (self);
}

void
leat_tiles_clear (LeatTiles *self)
{
  g_ptr_array_set_size (self->layers, 0);
}

guint
leat_tiles_get_n_painted (const LeatTiles *self)
{
  return self->n_painted;
}

/* The tiles that a rectangle of device pixels touches. */
static Span
span_of (double x,
         double y,
         double width,
         double height)
{
  return (Span) { (gint32) floor (x / LEAT_TILE), (gint32) floor (y / LEAT_TILE),
                  (gint32) ceil ((x + width) / LEAT_TILE), (gint32) ceil ((y + height) / LEAT_TILE) };
}

static Part
intersect (Part a,
           Part b)
{
  Part part = { MAX (a.left, b.left), MAX (a.top, b.top), MIN (a.right, b.right), MIN (a.bottom, b.bottom) };

  return part.left < part.right && part.top < part.bottom ? part : (Part) { 0 };
}

static Part
unite (Part a,
       Part b)
{
  if (a.left >= a.right)
    return b;
  return (Part) { MIN (a.left, b.left), MIN (a.top, b.top), MAX (a.right, b.right), MAX (a.bottom, b.bottom) };
}

/* Where a side is in a tile, in whole pixels; far outside of it does not count. */
static int
pixel_of (double at,
          gint32 index)
{
  return (int) CLAMP (at - (double) LEAT_TILE * index, -1, LEAT_TILE + 1);
}

static void
damage_tile (Tile           *tile,
             const LeatRect *pixels)
{
  Part part = { pixel_of (floor (pixels->x), tile->i), pixel_of (floor (pixels->y), tile->j),
                pixel_of (ceil (pixels->x + pixels->width), tile->i), pixel_of (ceil (pixels->y + pixels->height), tile->j) };

  part = intersect (part, whole);
  if (part.left < part.right)
    tile->damage = unite (tile->damage, part);
  tile->stale = TRUE;
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
}

static void
damage_layer (Layer          *layer,
              const LeatRect *area)
{
  /* One more device pixel all round, for what antialiasing spills. */
  LeatRect pixels = { area->x * layer->zoom - 1, area->y * layer->zoom - 1, area->width * layer->zoom + 2,
                      area->height * layer->zoom + 2 };
  Span span = span_of (pixels.x, pixels.y, pixels.width, pixels.height);
  GHashTableIter iter;
  Tile *tile;

  /* Of what is lifted for a drag there may be thousands of small parts. */
  if ((gint64) (span.i1 - span.i0) * (span.j1 - span.j0) <= FEW_TILES)
    {
      for (gint32 i = span.i0; i < span.i1; i++)
        for (gint32 j = span.j0; j < span.j1; j++)
          if ((tile = find_tile (layer, i, j)) != NULL)
            damage_tile (tile, &pixels);
      return;
    }
  g_hash_table_iter_init (&iter, layer->tiles);
  while (g_hash_table_iter_next (&iter, (gpointer *) &tile, NULL))
    if (tile->i >= span.i0 && tile->i < span.i1 && tile->j >= span.j0 && tile->j < span.j1)
      damage_tile (tile, &pixels);
}

void
leat_tiles_damage (LeatTiles      *self,
                   const LeatRect *area)
{
  const LeatRect everywhere = { -1e7, -1e7, 2e7, 2e7 };

  /* Old layers only stand in for a moment: what is wrong in them need not be drawn again. */
  if (self->layers->len > 1)
    g_ptr_array_remove_range (self->layers, 0, self->layers->len - 1);
  if (self->layers->len > 0)
    damage_layer (g_ptr_array_index (self->layers, 0), area != NULL ? area : &everywhere);
}

static Layer *
use_layer (LeatTiles *self,
           double     zoom,
           int        scale)
{
  Layer *layer;

  for (guint i = 0; i < self->layers->len; i++)
    {
      layer = g_ptr_array_index (self->layers, i);
      if (layer->zoom == zoom && layer->scale == scale)
        {
          g_ptr_array_add (self->layers, g_ptr_array_steal_index (self->layers, i));
          return layer;
        }
    }

  layer = g_new (Layer, 1);
  layer->zoom = zoom;
  layer->scale = scale;
  layer->tiles = g_hash_table_new_full (tile_hash, tile_equal, tile_free, NULL);
  g_ptr_array_add (self->layers, layer);
  return layer;
}

/* Whether there is any ink in some rows of a few pixels. */
static gboolean
has_ink (const guchar *pixels,
         int           stride)
{
  for (int y = 0; y < CELL; y++)
    {
      const guint64 *row = (const guint64 *) (pixels + y * stride);

      for (int x = 0; x < CELL / 2; x++)
        if (row[x] != 0)
          return TRUE;
    }
  return FALSE;
}

/* Cells of a transparent picture with something in them: to lay what is empty over something else takes time, too. */
static void
trace_ink (cairo_t         *cr,
           cairo_surface_t *surface)
{
  int stride = cairo_image_surface_get_stride (surface);
  const guchar *pixels = cairo_image_surface_get_data (surface);

  for (int y = 0; y < LEAT_TILE; y += CELL)
    for (int x = 0, end; x < LEAT_TILE; x = end + CELL)
      {
        for (end = x; end < LEAT_TILE && has_ink (pixels + y * stride + 4 * end, stride);)
          end += CELL;
        if (end > x)
          cairo_rectangle (cr, x, y, end - x, CELL);
      }
}

static GskRenderNode *
make_node (cairo_surface_t *surface,
           int              scale,
           gboolean         opaque)
{
  float size = (float) LEAT_TILE / (float) scale;
  GskRenderNode *node = gsk_cairo_node_new (&GRAPHENE_RECT_INIT (0, 0, size, size));
  cairo_t *cr = gsk_cairo_node_get_draw_context (node);

  cairo_scale (cr, 1.0 / scale, 1.0 / scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_FAST);
  if (opaque)
    cairo_paint (cr);
  else
    {
      cairo_surface_flush (surface);
      trace_ink (cr, surface);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
  return node;
}

static guint
count_bands (const Layer *layer)
{
  guint n = 1;

  while (n < MOST_BANDS && LEAT_TILE / layer->zoom / (2 * n) >= LEAST_BAND)
    n *= 2;
  return n;
}

/* The next band, and what of it is to be painted. */
static Part
get_band (const Layer *layer,
          const Tile  *tile)
{
  int height = LEAT_TILE / (int) count_bands (layer);
  Part band = { 0, (int) tile->n_bands * height, LEAT_TILE, ((int) tile->n_bands + 1) * height };

  return intersect (band, tile->damage);
}

/* Lines have a least width, so that what is beside a part of a tile may show in it. */
static LeatRect
get_area (const Layer *layer,
          const Tile  *tile,
          Part         part)
{
  gboolean all = part.right - part.left == LEAT_TILE && part.bottom - part.top == LEAT_TILE;
  double spill = all ? 0 : 1;

  return (LeatRect) { ((double) LEAT_TILE * tile->i + part.left - spill) / layer->zoom,
                      ((double) LEAT_TILE * tile->j + part.top - spill) / layer->zoom,
                      (part.right - part.left + 2 * spill) / layer->zoom, (part.bottom - part.top + 2 * spill) / layer->zoom };
}

static void
begin_tile (LeatTiles *self,
            Tile      *tile)
{
  tile->n_bands = 0;
  if (!self->opaque)
    g_clear_pointer (&tile->picture, cairo_surface_destroy);
  tile->inked = tile->picture != NULL;
  if (tile->picture != NULL)
    {
      tile->surface = cairo_surface_reference (tile->picture);
      return;
    }
  tile->surface = cairo_image_surface_create (self->opaque ? CAIRO_FORMAT_RGB24 : CAIRO_FORMAT_ARGB32, LEAT_TILE, LEAT_TILE);
  tile->damage = whole;
}

static void
end_tile (LeatTiles *self,
          Layer     *layer,
          Tile      *tile)
{
  g_clear_pointer (&tile->node, gsk_render_node_unref);
  tile->blank = FALSE;
  if (tile->inked)
    tile->node = make_node (tile->surface, layer->scale, self->opaque);
  g_clear_pointer (&tile->picture, cairo_surface_destroy);
  if (tile->inked)
    tile->picture = cairo_surface_reference (tile->surface);
  tile->stale = FALSE;
  tile->damage = (Part) { 0 };
  self->n_painted++;
  g_clear_pointer (&tile->surface, cairo_surface_destroy);
}

static void
paint_part (LeatTiles *self,
            Layer     *layer,
            Tile      *tile,
            Part       part)
{
  LeatRect area = get_area (layer, tile, part);
  cairo_t *cr = cairo_create (tile->surface);

  cairo_rectangle (cr, part.left, part.top, part.right - part.left, part.bottom - part.top);
  cairo_clip (cr);
  cairo_translate (cr, -(double) LEAT_TILE * tile->i, -(double) LEAT_TILE * tile->j);
  cairo_scale (cr, layer->zoom, layer->zoom);
  tile->inked |= self->paint (cr, &area, layer->zoom, self->user_data);
  cairo_destroy (cr);
}

/* Whether there is nothing to paint in a tile, which then is one colour. */
static gboolean
lay_ground (LeatTiles *self,
            Layer     *layer,
            Tile      *tile)
{
  float size = (float) LEAT_TILE / (float) layer->scale;
  LeatRect area = get_area (layer, tile, whole);
  GdkRGBA ground;

  if (self->ground == NULL || tile->surface != NULL || tile->picture != NULL ||
      !self->ground (&area, layer->zoom, &ground, self->user_data))
    return FALSE;

  g_clear_pointer (&tile->node, gsk_render_node_unref);
  tile->node = gsk_color_node_new (&ground, &GRAPHENE_RECT_INIT (0, 0, size, size));
  tile->blank = TRUE;
  tile->stale = FALSE;
  tile->damage = (Part) { 0 };
  return TRUE;
}

/* Paints the next band of a tile that has anything to be painted; whether that was the last one. */
static gboolean
paint_band (LeatTiles *self,
            Layer     *layer,
            Tile      *tile)
{
  guint n = count_bands (layer);
  Part part = { 0 };

  if (lay_ground (self, layer, tile))
    return TRUE;
  if (tile->surface == NULL)
    begin_tile (self, tile);
  for (; part.left == part.right && tile->n_bands < n; tile->n_bands++)
    part = get_band (layer, tile);
  if (part.left < part.right)
    paint_part (self, layer, tile, part);
  while (tile->n_bands < n && get_band (layer, tile).left == get_band (layer, tile).right)
    tile->n_bands++;
  if (tile->n_bands < n)
    return FALSE;
  end_tile (self, layer, tile);
  return TRUE;
}

static void
append_tile (GtkSnapshot *snapshot,
             const Layer *layer,
             const Tile  *tile,
             double       left,
             double       top)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (((double) LEAT_TILE * tile->i - left) / layer->scale),
                                                (float) (((double) LEAT_TILE * tile->j - top) / layer->scale)));
  gtk_snapshot_append_node (snapshot, tile->node);
  gtk_snapshot_restore (snapshot);
}

/* The tiles of another layer that a square of the one in use lies on. */
static Span
span_of_square (double ratio,
                gint32 i,
                gint32 j)
{
  return span_of ((double) LEAT_TILE * i * ratio, (double) LEAT_TILE * j * ratio, LEAT_TILE * ratio, LEAT_TILE * ratio);
}

/* Whether all of the tiles are there; sets one that is one colour, if there is any. */
static gboolean
is_complete (Layer       *layer,
             Span         span,
             const Tile **blank)
{
  gboolean complete = TRUE;

  for (gint32 a = span.i0; a < span.i1; a++)
    for (gint32 b = span.j0; b < span.j1; b++)
      {
        const Tile *tile = find_tile (layer, a, b);

        complete &= tile != NULL && tile->node != NULL;
        if (tile != NULL && tile->blank)
          *blank = tile;
      }
  return complete;
}

/* The first layer that is to be shown in a square: what lies beneath one that covers it is not seen. */
static guint
find_first (LeatTiles   *self,
            gint32       i,
            gint32       j,
            const Tile **blank)
{
  guint n = self->layers->len - 1;
  const Layer *current = g_ptr_array_index (self->layers, n);
  gboolean covered = FALSE;

  while (n > 0 && !covered)
    {
      Layer *layer = g_ptr_array_index (self->layers, --n);

      covered = is_complete (layer, span_of_square (layer->zoom / current->zoom, i, j), blank) && self->opaque;
    }
  return n;
}

static void
append_layer (GtkSnapshot    *snapshot,
              Layer          *layer,
              const LeatView *view,
              double          ratio,
              Span            span)
{
  float grow = (float) (layer->scale / ratio / view->scale);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (-view->left / view->scale), (float) (-view->top / view->scale)));
  gtk_snapshot_scale (snapshot, grow, grow);
  for (gint32 a = span.i0; a < span.i1; a++)
    for (gint32 b = span.j0; b < span.j1; b++)
      {
        const Tile *tile = find_tile (layer, a, b);

        if (tile != NULL && tile->node != NULL && !tile->blank)
          append_tile (snapshot, layer, tile, 0, 0);
      }
  gtk_snapshot_restore (snapshot);
}

/* Draws what older layers have of the square of a tile that is not there yet. Scaled, tiles of one colour would have seams
 * between them: all of the square has it beneath the others. */
static void
append_stand_in (LeatTiles      *self,
                 GtkSnapshot    *snapshot,
                 const LeatView *view,
                 gint32          i,
                 gint32          j)
{
  double x = (double) LEAT_TILE * i - view->left, y = (double) LEAT_TILE * j - view->top;
  const Layer *current = g_ptr_array_index (self->layers, self->layers->len - 1);
  float size = (float) LEAT_TILE / (float) view->scale;
  graphene_rect_t square = GRAPHENE_RECT_INIT ((float) x / (float) view->scale, (float) y / (float) view->scale, size, size);
  const Tile *blank = NULL;
  guint first = find_first (self, i, j, &blank);

  gtk_snapshot_push_clip (snapshot, &square);
  if (blank != NULL)
    gtk_snapshot_append_color (snapshot, gsk_color_node_get_color (blank->node), &square);
  for (guint n = first; n + 1 < self->layers->len; n++)
    {
      Layer *layer = g_ptr_array_index (self->layers, n);
      double ratio = layer->zoom / current->zoom;

      append_layer (snapshot, layer, view, ratio, span_of_square (ratio, i, j));
    }
  gtk_snapshot_pop (snapshot);
}

typedef struct
{
  Tile  *tile;
  double distance;
} Wanted;

static int
compare_wanted (gconstpointer a,
                gconstpointer b)
{
  double d = ((const Wanted *) a)->distance - ((const Wanted *) b)->distance;

  return (d > 0) - (d < 0);
}

/* Enters all tiles of the view in the layer and lists those that must be drawn, nearest first. */
static GArray *
list_wanted (LeatTiles *self,
             Layer     *layer,
             Span       span,
             double     x,
             double     y)
{
  GArray *wanted = g_array_new (FALSE, FALSE, sizeof (Wanted));

  for (gint32 j = span.j0; j < span.j1; j++)
    for (gint32 i = span.i0; i < span.i1; i++)
      {
        Tile *tile = find_tile (layer, i, j);

        if (tile == NULL)
          {
            tile = g_new0 (Tile, 1);
            tile->i = i;
            tile->j = j;
            tile->stale = TRUE;
            g_hash_table_add (layer->tiles, tile);
          }
        tile->used = self->frame;
        if (tile->stale)
          {
            Wanted item = { tile, hypot ((i + 0.5) * LEAT_TILE - x, (j + 0.5) * LEAT_TILE - y) };

            g_array_append_val (wanted, item);
          }
      }
  g_array_sort (wanted, compare_wanted);
  return wanted;
}

static int
compare_used (gconstpointer a,
              gconstpointer b)
{
  const Tile *one = *(Tile *const *) a, *other = *(Tile *const *) b;

  return one->used < other->used ? -1 : one->used > other->used;
}

static void
drop_unused (Layer *layer,
             guint  n_seen)
{
  guint n = g_hash_table_size (layer->tiles);
  guint keep = 2 * n_seen + SPARE_TILES;
  g_autofree Tile **tiles = NULL;

  if (n <= keep + SPARE_TILES)
    return;

  tiles = (Tile **) g_hash_table_get_keys_as_array (layer->tiles, NULL);
  qsort (tiles, n, sizeof *tiles, compare_used);
  for (guint i = 0; i < n - keep; i++)
    g_hash_table_remove (layer->tiles, tiles[i]);
}

static void
drop_layers (LeatTiles *self,
             gboolean   complete)
{
  guint keep = complete ? 1 : MAX_LAYERS;

  if (self->layers->len > keep)
    g_ptr_array_remove_range (self->layers, 0, self->layers->len - keep);
}

/* Draws tiles for as long as one more band, as slow as the slowest so far, fits into the budget; how many are done. */
static guint
paint_wanted (LeatTiles *self,
              Layer     *layer,
              GArray    *wanted,
              gint64     budget)
{
  gint64 start = g_get_monotonic_time (), before = start, slowest = 0;
  guint done = 0;

  for (guint n = 0; done < wanted->len && (budget < 0 || n == 0 || before + slowest < start + budget); n++)
    {
      gint64 now;

      done += paint_band (self, layer, g_array_index (wanted, Wanted, done).tile);
      now = g_get_monotonic_time ();
      slowest = MAX (slowest, now - before);
      before = now;
    }
  return done;
}

gboolean
leat_tiles_snapshot (LeatTiles      *self,
                     GtkSnapshot    *snapshot,
                     const LeatView *view,
                     double          x,
                     double          y,
                     gint64          budget)
{
  Layer *layer = use_layer (self, view->zoom * view->scale, view->scale);
  Span span = span_of (view->left, view->top, view->width, view->height);
  g_autoptr(GArray) wanted = NULL;
  guint done;

  self->frame++;
  wanted = list_wanted (self, layer, span, x * view->scale + view->left, y * view->scale + view->top);
  done = paint_wanted (self, layer, wanted, budget);

  for (gint32 j = span.j0; j < span.j1; j++)
    for (gint32 i = span.i0; i < span.i1; i++)
      {
        Tile *tile = find_tile (layer, i, j);

        if (tile->node != NULL)
          append_tile (snapshot, layer, tile, view->left, view->top);
        else if (tile->stale)
          append_stand_in (self, snapshot, view, i, j);
      }

  drop_layers (self, done == wanted->len);
  drop_unused (layer, (guint) ((span.i1 - span.i0) * (span.j1 - span.j0)));
  return done == wanted->len;
}
