/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/layout.h"

#include "draw/layers.h"
#include "draw/layout-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Zones are boxes that hold boxes: the innermost are laid out first, then they are single boxes for what is
 * around them. A note in a zone is a box there that nothing joins; other notes follow when all else has its place. A wire
 * counts in the smallest zone that holds both its ends, between the two boxes there that it comes from and goes to. */

#define ZONE_PADDING 24.0
#define ZONE_TITLE 36.0
#define ZONE_MIN_WIDTH 204.0
#define ZONE_MIN_HEIGHT 96.0
#define ZONE_GAP 48.0
#define ZONE_GAP_FLOW 108.0 /* to the right, where labels of wires are as wide as that */
#define BLOCK_GAP_X 72.0
#define BLOCK_GAP_Y 36.0

/* A label of a wire, about: what a letter adds, and what is around them and the label on a leg. */
#define LABEL_LETTER 6.5
#define LABEL_LETTERS_MOST 160.0
#define LABEL_AROUND 44.0

/* Zones deeper than this lie beside the others instead. */
#define MAX_DEPTH 64

/* A zone is as narrow as its layers allow; one with more layers than this is laid along the flow instead. */
#define MAX_STACK 6

/* A column of parts that nothing joins holds at least this many blocks. */
#define MIN_COLUMN 4

struct _LeatLayout
{
  GHashTable *places; /* id -> LeatRect */
};

typedef struct
{
  const LeatElement *element; /* NULL for the whole drawing */
  int                parent;  /* index of its box, -1 for the whole drawing */
  int                depth;
  LeatRect           bounds;  /* within its parent */
  GArray            *inside;  /* of guint: a zone's boxes, or NULL for a block */
  GArray            *links;   /* of Joint: wires that count in this zone */
  gboolean           flows;   /* whether data comes to it or goes from it, in its parent */
  gboolean           joined;  /* whether any wire does */
} Box;

typedef struct
{
  guint    from;
  guint    to;
  gboolean flows;
  glong    letters; /* of the wire's name */
} Joint;

typedef struct
{
  GPtrArray          *elements;
  LeatCatalogue      *catalogue; /* or NULL */
  LeatLayoutDirection direction;
  GArray             *boxes;     /* of Box; the first is the whole drawing */
  GHashTable         *by_id;     /* id -> index */
} Layout;

static Box *
box (const Layout *self,
     guint         index)
{
  return &g_array_index (self->boxes, Box, index);
}

static void
box_clear (gpointer data)
{
  Box *self = data;

  g_clear_pointer (&self->inside, g_array_unref);
  g_clear_pointer (&self->links, g_array_unref);
}

static void
add_box (Layout            *self,
         const LeatElement *element)
{
  Box new = { .element = element, .parent = element != NULL ? 0 : -1 };

  if (element == NULL || element->kind == LEAT_ELEMENT_ZONE)
    {
      new.inside = g_array_new (FALSE, FALSE, sizeof (guint));
      new.links = g_array_new (FALSE, FALSE, sizeof (Joint));
    }
  else if (element->kind == LEAT_ELEMENT_NOTE)
    new.bounds = (LeatRect){ 0, 0, ceil (element->bounds.width / LEAT_GRID) * LEAT_GRID,
                             ceil (element->bounds.height / LEAT_GRID) * LEAT_GRID };
  else
    new.bounds = (LeatRect){ 0, 0, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };

  if (element != NULL)
    g_hash_table_insert (self->by_id, element->id, GUINT_TO_POINTER (self->boxes->len));
  g_array_append_val (self->boxes, new);
}

/* The index of the zone that an element names, or 0 if it is none. */
static guint
find_zone (const Layout *self,
           const char   *id)
{
  guint index = id != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id)) : 0;

  return box (self, index)->inside != NULL ? index : 0;
}

/* Zones in a circle and zones too deep are put into the whole drawing. */
static gboolean
has_sane_depth (const Layout *self,
                guint         index)
{
  for (int steps = 0; steps <= MAX_DEPTH; steps++)
    {
      if (index == 0)
        return TRUE;
      index = find_zone (self, box (self, index)->element->zone);
    }
  return FALSE;
}

static void
nest_boxes (Layout *self)
{
  for (guint i = 1; i < self->boxes->len; i++)
    if (has_sane_depth (self, i))
      box (self, i)->parent = (int) find_zone (self, box (self, i)->element->zone);

  for (guint i = 1; i < self->boxes->len; i++)
    {
      g_array_append_val (box (self, box (self, i)->parent)->inside, i);
      for (int up = box (self, i)->parent; up >= 0; up = box (self, up)->parent)
        box (self, i)->depth++;
    }
}

/* Whether data goes along a wire, and whether against its arrow. */
static gboolean
wire_flows (const Layout      *self,
            const LeatElement *wire,
            gboolean          *reverse)
{
  const Box *from = box (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, wire->from)));
  const Box *to = box (self, GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, wire->to)));
  const LeatWiring *wiring = NULL;

  if (self->catalogue != NULL && from->element->type != NULL && to->element->type != NULL)
    wiring = leat_catalogue_get_wiring (self->catalogue, from->element->type, to->element->type, wire->wire_kind);
  *reverse = wiring != NULL && wiring->flows == LEAT_FLOWS_REVERSE;
  return wire->wire_kind == LEAT_WIRE_DATA || wire->wire_kind == LEAT_WIRE_TRIGGER ||
         wire->wire_kind == LEAT_WIRE_CATALOGS || wire->wire_kind == LEAT_WIRE_QUERIES;
}

/* Finds the zone where a wire counts, by going up from both its ends. */
static void
add_wire (Layout            *self,
          const LeatElement *wire)
{
  guint from = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, wire->from));
  guint to = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, wire->to));
  gboolean reverse;
  Joint joint;

  if (from == 0 || to == 0 || from == to || box (self, from)->inside != NULL || box (self, to)->inside != NULL)
    return;

  joint.flows = wire_flows (self, wire, &reverse);
  joint.letters = wire->name != NULL ? g_utf8_strlen (wire->name, -1) : 0;
  while (box (self, from)->parent != box (self, to)->parent)
    if (box (self, from)->depth >= box (self, to)->depth)
      from = (guint) box (self, from)->parent;
    else
      to = (guint) box (self, to)->parent;
  joint.from = reverse ? to : from;
  joint.to = reverse ? from : to;
  if (from == to)
    return;

  box (self, from)->joined = box (self, to)->joined = TRUE;
  box (self, from)->flows |= joint.flows;
  box (self, to)->flows |= joint.flows;
  g_array_append_val (box (self, box (self, from)->parent)->links, joint);
}

static void
collect (Layout *self)
{
  add_box (self, NULL);
  for (guint i = 0; i < self->elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (self->elements, i);

      if (layout_is_anchor (element))
        add_box (self, element);
    }
  for (guint i = 0; i < self->elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (self->elements, i);

      if (element->kind == LEAT_ELEMENT_NOTE && find_zone (self, element->zone) > 0)
        add_box (self, element);
    }
  nest_boxes (self);

  for (guint i = 0; i < self->elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (self->elements, i);

      if (element->kind == LEAT_ELEMENT_WIRE)
        add_wire (self, element);
    }
}

/* What only controls or watches, in the whole drawing: it goes in a band beside the flow. */
static gboolean
is_in_band (const Layout *self,
            guint         index)
{
  const Box *it = box (self, index);

  return it->parent == 0 && it->joined && !it->flows;
}

static gboolean
holds_zone (const Layout *self,
            GArray       *indices)
{
  for (guint i = 0; i < indices->len; i++)
    if (box (self, g_array_index (indices, guint, i))->inside != NULL)
      return TRUE;
  return FALSE;
}

/* The wires between the given boxes. A box without data between them is placed by what controls it. */
static GArray *
links_between (const Layout *self,
               const Box    *zone,
               GHashTable   *number)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (LeatLayerLink));

  for (guint i = 0; i < zone->links->len; i++)
    {
      const Joint *joint = &g_array_index (zone->links, Joint, i);
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (number, GUINT_TO_POINTER (joint->from)));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (number, GUINT_TO_POINTER (joint->to)));
      LeatLayerLink link = { from - 1, to - 1 };

      if (from > 0 && to > 0 && (joint->flows || !box (self, joint->from)->flows || !box (self, joint->to)->flows))
        g_array_append_val (links, link);
    }
  return links;
}

/* Places the boxes of a zone that `indices` names, from 0, 0. */
static int
place_boxes (Layout               *self,
             const Box            *zone,
             GArray               *indices,
             const LeatLayerStyle *style,
             LeatRect             *extents,
             GError              **error)
{
  g_autofree LeatLayerBox *boxes = g_new0 (LeatLayerBox, indices->len + 1);
  g_autoptr(GHashTable) number = g_hash_table_new (NULL, NULL);
  g_autoptr(GArray) links = NULL;
  int layers;

  for (guint i = 0; i < indices->len; i++)
    {
      guint index = g_array_index (indices, guint, i);

      boxes[i].bounds = box (self, index)->bounds;
      boxes[i].stretch = box (self, index)->inside != NULL;
      g_hash_table_insert (number, GUINT_TO_POINTER (index), GUINT_TO_POINTER (i + 1));
    }

  links = links_between (self, zone, number);
  layers = leat_layers_place (boxes, indices->len, (LeatLayerLink *) links->data, links->len, style, extents, error);
  for (guint i = 0; layers >= 0 && i < indices->len; i++)
    box (self, g_array_index (indices, guint, i))->bounds = boxes[i].bounds;
  return layers;
}

/* The space that the longest name of a wire in a zone needs between two blocks. */
static double
label_gap (const Layout *self,
           const Box    *zone)
{
  double gap = 0;

  for (guint i = 0; i < zone->links->len; i++)
    {
      const Joint *joint = &g_array_index (zone->links, Joint, i);

      if (joint->flows && joint->letters > 0)
        gap = MAX (gap, MIN (joint->letters * LABEL_LETTER, LABEL_LETTERS_MOST) + LABEL_AROUND);
    }
  return leat_snap (gap);
}

static LeatLayerStyle
style_for (const Layout *self,
           const Box    *zone,
           GArray       *indices,
           gboolean      down)
{
  gboolean zones = holds_zone (self, indices);
  double labels = down ? 0 : label_gap (self, zone);

  return (LeatLayerStyle){
    .down = down,
    .gap_x = zones ? MAX (down ? ZONE_GAP : ZONE_GAP_FLOW, labels - 2 * ZONE_PADDING) : MAX (BLOCK_GAP_X, labels),
    .gap_y = zones || down ? ZONE_GAP : BLOCK_GAP_Y,
  };
}

static void
split_band (const Layout *self,
            GArray       *all,
            GArray       *flow,
            GArray       *band)
{
  for (guint i = 0; i < all->len; i++)
    {
      guint index = g_array_index (all, guint, i);

      g_array_append_val (is_in_band (self, index) ? band : flow, index);
    }
  if (flow->len == 0)
    {
      g_array_append_vals (flow, band->data, band->len);
      g_array_set_size (band, 0);
    }
}

/* Where the band begins: at the first thing that it controls. */
static double
band_start (const Layout *self,
            gboolean      down)
{
  const Box *whole = box (self, 0);
  double start = G_MAXDOUBLE;

  for (guint i = 0; i < whole->links->len; i++)
    {
      const Joint *joint = &g_array_index (whole->links, Joint, i);
      guint ends[2] = { joint->from, joint->to };

      for (int j = 0; j < 2; j++)
        if (is_in_band (self, ends[1 - j]) && !is_in_band (self, ends[j]))
          start = MIN (start, down ? box (self, ends[j])->bounds.y : box (self, ends[j])->bounds.x);
    }
  return start < G_MAXDOUBLE ? start : 0;
}

static gboolean
place_band (Layout   *self,
            GArray   *band,
            LeatRect *extents,
            GError  **error)
{
  gboolean down = self->direction == LEAT_LAYOUT_DOWN;
  double start = band_start (self, down);
  double length = down ? extents->height : extents->width;
  double beside = leat_snap ((down ? extents->width : extents->height) + ZONE_GAP);
  LeatLayerStyle style = style_for (self, box (self, 0), band, down);
  LeatRect own;

  style.across = !down;
  style.gap_x = ZONE_GAP;
  style.limit = length - start;
  if (place_boxes (self, box (self, 0), band, &style, &own, error) < 0)
    return FALSE;

  for (guint i = 0; i < band->len; i++)
    {
      Box *it = box (self, g_array_index (band, guint, i));

      it->bounds.x += down ? beside : start;
      it->bounds.y += down ? start : beside;
      if (band->len == 1 && it->inside != NULL && down)
        it->bounds.height = MAX (it->bounds.height, length - start);
      else if (band->len == 1 && it->inside != NULL)
        it->bounds.width = MAX (it->bounds.width, length - start);
    }
  return TRUE;
}

/* The whole drawing: the flow, and beside it what only controls. */
static gboolean
place_whole (Layout  *self,
             GError **error)
{
  g_autoptr(GArray) flow = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) band = g_array_new (FALSE, FALSE, sizeof (guint));
  LeatLayerStyle style;
  LeatRect extents;

  split_band (self, box (self, 0)->inside, flow, band);
  style = style_for (self, box (self, 0), flow, self->direction == LEAT_LAYOUT_DOWN);
  return place_boxes (self, box (self, 0), flow, &style, &extents, error) >= 0 &&
         (band->len == 0 || place_band (self, band, &extents, error));
}

/* The layers of a zone go across those of what is around it, which keeps it narrow; those of the band go along. */
static gboolean
place_zone (Layout  *self,
            guint    index,
            GError **error)
{
  Box *zone = box (self, index);
  gboolean along = (zone->depth % 2 == 0) || is_in_band (self, index);
  gboolean down = (self->direction == LEAT_LAYOUT_DOWN) == along;
  LeatLayerStyle style = style_for (self, zone, zone->inside, down);
  LeatRect extents = { 0 };
  int layers;

  style.across = is_in_band (self, index) && !down;
  style.limit = MIN_COLUMN * (style.across ? LEAT_BLOCK_WIDTH + style.gap_x : LEAT_BLOCK_HEIGHT + style.gap_y);
  layers = place_boxes (self, zone, zone->inside, &style, &extents, error);
  if (layers > MAX_STACK && down)
    {
      style = style_for (self, zone, zone->inside, FALSE);
      layers = place_boxes (self, zone, zone->inside, &style, &extents, error);
    }
  if (layers < 0)
    return FALSE;

  zone->bounds.width = MAX (leat_snap (extents.width + 2 * ZONE_PADDING), ZONE_MIN_WIDTH);
  zone->bounds.height = MAX (leat_snap (extents.height + ZONE_TITLE + ZONE_PADDING), ZONE_MIN_HEIGHT);
  return TRUE;
}

/* The indices of all zones, the innermost first; the whole drawing is the last. */
static GArray *
zones_inside_out (const Layout *self)
{
  GArray *zones = g_array_new (FALSE, FALSE, sizeof (guint));

  for (int depth = MAX_DEPTH + 1; depth >= 1; depth--)
    for (guint i = 1; i < self->boxes->len; i++)
      if (box (self, i)->inside != NULL && box (self, i)->depth == depth)
        g_array_append_val (zones, i);
  return zones;
}

static gboolean
place_all (Layout       *self,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr(GArray) zones = zones_inside_out (self);

  for (guint i = 0; i < zones->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !place_zone (self, g_array_index (zones, guint, i), error))
      return FALSE;
  return !g_cancellable_set_error_if_cancelled (cancellable, error) && place_whole (self, error);
}

/* From places within a zone to places in the drawing, which begins one grid step from 0, 0. */
static LeatRect
absolute (const Layout *self,
          guint         index)
{
  LeatRect bounds = box (self, index)->bounds;

  for (int up = box (self, index)->parent; up > 0; up = box (self, up)->parent)
    {
      bounds.x += box (self, up)->bounds.x + ZONE_PADDING;
      bounds.y += box (self, up)->bounds.y + ZONE_TITLE;
    }
  bounds.x += 2 * LEAT_GRID;
  bounds.y += 2 * LEAT_GRID;
  return bounds;
}

/* A note may have come to lie before the first block: then all goes back from 0, 0 again. */
static void
move_into_sight (LeatLayout *self)
{
  LeatPoint first = { 2 * LEAT_GRID, 2 * LEAT_GRID };
  GHashTableIter iter;
  LeatRect *place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    first = (LeatPoint){ MIN (first.x, place->x), MIN (first.y, place->y) };
  leat_layout_move (self, 2 * LEAT_GRID - first.x, 2 * LEAT_GRID - first.y);
}

static LeatLayout *
layout_of (const Layout *self,
           GCancellable *cancellable)
{
  LeatLayout *layout = g_new0 (LeatLayout, 1);

  layout->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 1; i < self->boxes->len; i++)
    {
      const LeatElement *element = box (self, i)->element;
      LeatRect bounds = absolute (self, i);

      if (element->kind == LEAT_ELEMENT_NOTE)
        bounds = (LeatRect){ bounds.x, bounds.y, element->bounds.width, element->bounds.height };
      g_hash_table_insert (layout->places, g_strdup (element->id), g_memdup2 (&bounds, sizeof bounds));
    }
  leat_layout_place_notes (self->elements, layout->places, cancellable);
  move_into_sight (layout);
  return layout;
}

LeatLayout *
leat_layout_new (GPtrArray          *elements,
                 LeatCatalogue      *catalogue,
                 LeatLayoutDirection direction,
                 GCancellable       *cancellable,
                 GError            **error)
{
  Layout self = { elements, catalogue, direction };
  LeatLayout *layout = NULL;

  self.boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  g_array_set_clear_func (self.boxes, box_clear);
  self.by_id = g_hash_table_new (g_str_hash, g_str_equal);

  collect (&self);
  if (place_all (&self, cancellable, error))
    layout = layout_of (&self, cancellable);

  g_hash_table_unref (self.by_id);
  g_array_unref (self.boxes);
  return layout;
}

void
leat_layout_move (LeatLayout *self,
                  double      dx,
                  double      dy)
{
  GHashTableIter iter;
  LeatRect *place;

  g_hash_table_iter_init (&iter, self->places);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &place))
    {
      place->x += dx;
      place->y += dy;
    }
}

void
leat_layout_free (LeatLayout *self)
{
  g_hash_table_unref (self->places);
  g_free (self);
}

const LeatRect *
leat_layout_get (const LeatLayout *self,
                 const char       *id)
{
  return g_hash_table_lookup (self->places, id);
}

static gboolean
is_moved (LeatPipeline     *pipeline,
          const LeatLayout *layout,
          const char       *id)
{
  const LeatElement *element = leat_pipeline_get_element (pipeline, id);
  const LeatRect *bounds = leat_layout_get (layout, id);

  return element != NULL && bounds != NULL && (element->bounds.x != bounds->x || element->bounds.y != bounds->y);
}

static LeatElement *
copy_without_bends (const LeatElement *wire)
{
  LeatElement *copy = leat_element_copy (wire);

  g_clear_pointer (&copy->points, g_free);
  copy->n_points = 0;
  return copy;
}

static LeatElement *
copy_placed (const LeatElement *element,
             const LeatRect    *bounds)
{
  LeatElement *copy = leat_element_copy (element);

  copy->bounds = *bounds;
  return copy;
}

LeatEdit *
leat_edit_layout (LeatPipeline     *pipeline,
                  const LeatLayout *layout)
{
  LeatEdit *edit = leat_edit_new (_("Lay Out"));

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      const LeatRect *bounds = leat_layout_get (layout, before->id);

      if (before->locked)
        continue;
      if (before->kind == LEAT_ELEMENT_WIRE && before->n_points > 0 &&
          (is_moved (pipeline, layout, before->from) || is_moved (pipeline, layout, before->to)))
        leat_edit_take (edit, leat_element_ref (before), copy_without_bends (before));
      else if (bounds != NULL && memcmp (bounds, &before->bounds, sizeof *bounds) != 0)
        leat_edit_take (edit, leat_element_ref (before), copy_placed (before, bounds));
    }
  return edit;
}
