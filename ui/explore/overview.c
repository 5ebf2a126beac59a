/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/overview.h"

#include "config.h"

#include "draw/scene.h"
#include "palette/glyph-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* The blocks stand as they do in the drawing, drawn closer together downwards than sideways, so that their names can still
 * be read in a strip. They are laid out when they are painted: what is out of sight costs nothing. */

#define HEIGHT 110
#define PADDING 10.0
#define TIP_GAP 8

/* A card, in pixels: as large as it may be, and where it has no room for a glyph, and for a name. */
#define CARD_WIDTH 132.0
#define CARD_HEIGHT 22.0
#define CARD_GAP 5.0
#define LEAST_WIDTH_FOR_NAME 44.0
#define LEAST_HEIGHT_FOR_NAME 12.0
#define RADIUS 5.0
#define TEXT_PIXELS 10.5

/* The drawing is spread at most so much. */
#define MAX_ZOOM 1.2

/* Of the outline of what is marked, in pixels. */
#define OUTLINE 2.0
#define OUTLINE_GAP 1.5

typedef struct
{
  LeatElement *element; /* owned */
  LeatRect     place;
} Card;

struct _LeatOverview
{
  GtkWidget      parent_instance;
  LeatDocument  *document; /* owned, or NULL */
  GArray        *cards;    /* of Card, from left to right; NULL: to be laid out */
  GskRenderNode *node;     /* the drawing as it was painted last, or NULL */
  GHashTable    *marked;   /* set of ids */
  GtkLabel      *tip;
  char          *current;  /* the id of the block under the pointer or the keyboard, or NULL */
};

G_DEFINE_FINAL_TYPE (LeatOverview, leat_overview, GTK_TYPE_WIDGET)

/* Where the blocks stand */

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const LeatRect *x = &((const Card *) a)->element->bounds, *y = &((const Card *) b)->element->bounds;

  if (x->x != y->x)
    return x->x < y->x ? -1 : 1;
  return (x->y > y->y) - (x->y < y->y);
}

static void
card_clear (gpointer data)
{
  leat_element_unref (((Card *) data)->element);
}

static GArray *
list_cards (LeatPipeline *pipeline)
{
  GArray *cards = g_array_new (FALSE, TRUE, sizeof (Card));

  g_array_set_clear_func (cards, card_clear);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      Card card = { element, element->bounds };

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      leat_element_ref (element);
      g_array_append_val (cards, card);
    }
  g_array_sort (cards, compare_places);
  return cards;
}

/* From units of the canvas to pixels, and the size of a card that keeps them apart. */
typedef struct
{
  LeatRect all; /* of the blocks, in units of the canvas */
  double   width;
  double   height;
  double   x_zoom;
  double   y_zoom;
} Fit;

static void
fit_zoom (Fit   *fit,
          double width,
          double height)
{
  double across = fit->all.width - LEAT_BLOCK_WIDTH, down = fit->all.height - LEAT_BLOCK_HEIGHT;

  fit->x_zoom = across > 0 ? MIN (MAX_ZOOM, (width - fit->width) / across) : 0;
  fit->y_zoom = down > 0 ? MIN (MAX_ZOOM, (height - fit->height) / down) : 0;
}

/* Two blocks in a row need room sideways, in a column downwards; others whichever is the easier. */
static void
keep_apart (Fit            *fit,
            const LeatRect *a,
            const LeatRect *b)
{
  double across = fabs (a->x - b->x), down = fabs (a->y - b->y);
  double x_room = across * fit->x_zoom - CARD_GAP, y_room = down * fit->y_zoom - CARD_GAP;

  if (x_room >= fit->width || y_room >= fit->height)
    return;
  if (down < LEAT_BLOCK_HEIGHT || (across >= LEAT_BLOCK_WIDTH && x_room / fit->width > y_room / fit->height))
    fit->width = MAX (x_room, 3);
  else
    fit->height = MAX (y_room, 3);
}

static Fit
find_fit (GArray *cards,
          double  width,
          double  height)
{
  Fit fit = { g_array_index (cards, Card, 0).element->bounds, CARD_WIDTH, CARD_HEIGHT, 0, 0 };

  for (guint i = 1; i < cards->len; i++)
    {
      const LeatRect *bounds = &g_array_index (cards, Card, i).element->bounds;
      double right = MAX (fit.all.x + fit.all.width, bounds->x + bounds->width);
      double bottom = MAX (fit.all.y + fit.all.height, bounds->y + bounds->height);

      fit.all.x = MIN (fit.all.x, bounds->x);
      fit.all.y = MIN (fit.all.y, bounds->y);
      fit.all.width = right - fit.all.x;
      fit.all.height = bottom - fit.all.y;
    }
  fit_zoom (&fit, width, height);
  for (guint i = 0; i < cards->len; i++)
    for (guint k = 0; k < i; k++)
      keep_apart (&fit, &g_array_index (cards, Card, i).element->bounds, &g_array_index (cards, Card, k).element->bounds);
  fit_zoom (&fit, width, height);
  return fit;
}

static GArray *
ensure_cards (LeatOverview *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * PADDING;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * PADDING;
  double left, top;
  Fit fit;

  if (self->cards != NULL || self->document == NULL || width < 1 || height < 1)
    return self->cards;
  self->cards = list_cards (leat_document_get_pipeline (self->document));
  if (self->cards->len == 0)
    return self->cards;
  fit = find_fit (self->cards, width, height);
  left = PADDING + (width - fit.width - (fit.all.width - LEAT_BLOCK_WIDTH) * fit.x_zoom) / 2;
  top = PADDING + (height - fit.height - (fit.all.height - LEAT_BLOCK_HEIGHT) * fit.y_zoom) / 2;
  for (guint i = 0; i < self->cards->len; i++)
    {
      Card *card = &g_array_index (self->cards, Card, i);

      card->place = (LeatRect){ round (left + (card->element->bounds.x - fit.all.x) * fit.x_zoom),
                                round (top + (card->element->bounds.y - fit.all.y) * fit.y_zoom), fit.width, fit.height };
    }
  return self->cards;
}

static const Card *
find_card (LeatOverview *self,
           const char   *id)
{
  GArray *cards = ensure_cards (self);

  for (guint i = 0; cards != NULL && i < cards->len; i++)
    if (g_strcmp0 (g_array_index (cards, Card, i).element->id, id) == 0)
      return &g_array_index (cards, Card, i);
  return NULL;
}

static LeatElement *
get_block (LeatOverview *self,
           const char   *id)
{
  LeatElement *element = self->document != NULL
                           ? leat_pipeline_get_element (leat_document_get_pipeline (self->document), id) : NULL;

  return element != NULL && element->kind == LEAT_ELEMENT_BLOCK ? element : NULL;
}

gboolean
leat_overview_get_place (LeatOverview *self,
                         const char   *id,
                         LeatRect     *place)
{
  const Card *card;

  g_return_val_if_fail (LEAT_IS_OVERVIEW (self), FALSE);

  card = id != NULL ? find_card (self, id) : NULL;
  if (card == NULL)
    return FALSE;
  *place = card->place;
  return TRUE;
}

/* Words */

static char *
describe_all (LeatOverview *self)
{
  guint n = self->document != NULL ? leat_report_get_n_blocks (leat_document_get_report (self->document)) : 0;
  g_autoptr(GString) words = g_string_new (NULL);
  GHashTableIter iter;
  const char *id;

  g_string_printf (words, ngettext ("The drawing, made small: %u block", "The drawing, made small: %u blocks", n), n);
  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    if (get_block (self, id) != NULL)
      g_string_append_printf (words, _("; %s varies"), leat_element_get_label (get_block (self, id)));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
describe_block (LeatOverview      *self,
                const LeatElement *block)
{
  const LeatService *service = leat_catalogue_get_service (leat_document_get_catalogue (self->document), block->type);

  return g_strdup_printf ("%s · %s", leat_element_get_label (block), service != NULL ? leat_tr (service->name) : block->type);
}

static void
tell (LeatOverview *self)
{
  LeatElement *block = self->current != NULL ? get_block (self, self->current) : NULL;
  g_autofree char *all = describe_all (self);
  g_autofree char *one = block != NULL ? describe_block (self, block) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, one != NULL ? one : all,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, all, -1);
  gtk_label_set_text (self->tip, one != NULL ? one : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tip), one != NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), one != NULL ? "pointer" : NULL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_current (LeatOverview *self,
             const char   *id)
{
  if (g_strcmp0 (self->current, id) == 0)
    return;
  g_free (self->current);
  self->current = g_strdup (id);
  tell (self);
}

/* Pointer and keys */

static void
reveal (LeatOverview *self)
{
  if (self->current != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.reveal", "s", self->current);
}

/* The one in front, with half the gap around it. */
static const char *
find_block (LeatOverview *self,
            double        x,
            double        y)
{
  GArray *cards = ensure_cards (self);
  const double spare = CARD_GAP / 2;

  for (guint i = cards != NULL ? cards->len : 0; i-- > 0;)
    {
      const Card *card = &g_array_index (cards, Card, i);

      if (x >= card->place.x - spare && x <= card->place.x + card->place.width + spare && y >= card->place.y - spare &&
          y <= card->place.y + card->place.height + spare)
        return card->element->id;
    }
  return NULL;
}

static void
on_motion (LeatOverview *self,
           double        x,
           double        y)
{
  set_current (self, find_block (self, x, y));
}

static void
on_leave (LeatOverview *self)
{
  set_current (self, NULL);
}

static void
on_released (LeatOverview *self,
             int           n_press,
             double        x,
             double        y)
{
  set_current (self, find_block (self, x, y));
  reveal (self);
}

/* From left to right, as data flows. Ends at the ends, so that the keyboard can leave. */
static gboolean
step (LeatOverview *self,
      int           by)
{
  GArray *cards = ensure_cards (self);
  int at = by > 0 ? -1 : 0;

  if (cards == NULL)
    return FALSE;
  for (guint i = 0; i < cards->len; i++)
    if (g_strcmp0 (g_array_index (cards, Card, i).element->id, self->current) == 0)
      at = (int) i;
  at += by;
  if (at < 0 || at >= (int) cards->len)
    return FALSE;
  set_current (self, g_array_index (cards, Card, at).element->id);
  return TRUE;
}

static gboolean
on_key (LeatOverview   *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
      return step (self, 1);

    case GDK_KEY_Left:
    case GDK_KEY_Up:
      return step (self, -1);

    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      reveal (self);
      return self->current != NULL;

    default:
      return FALSE;
    }
}

/* Painting */

static void
repaint (LeatOverview *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_colour (cairo_t          *cr,
            const LeatColour *colour,
            double            alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
add_round_rect (cairo_t        *cr,
                const LeatRect *place,
                double          radius)
{
  radius = MIN (radius, MIN (place->width, place->height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, place->x + place->width - radius, place->y + radius, radius, -G_PI_2, 0);
  cairo_arc (cr, place->x + place->width - radius, place->y + place->height - radius, radius, 0, G_PI_2);
  cairo_arc (cr, place->x + radius, place->y + place->height - radius, radius, G_PI_2, G_PI);
  cairo_arc (cr, place->x + radius, place->y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
}

static void
paint_outline (LeatOverview     *self,
               cairo_t          *cr,
               const char       *id,
               const LeatColour *colour,
               double            width)
{
  double gap = OUTLINE_GAP + width / 2;
  LeatRect place;

  if (!leat_overview_get_place (self, id, &place))
    return;
  place = (LeatRect){ place.x - gap, place.y - gap, place.width + 2 * gap, place.height + 2 * gap };
  add_round_rect (cr, &place, RADIUS + gap);
  cairo_set_line_width (cr, width);
  set_colour (cr, colour, 1);
  cairo_stroke (cr);
}

/* Where the line between the middles of two cards leaves the first. */
static LeatPoint
find_edge (const LeatRect *from,
           const LeatRect *to)
{
  LeatPoint middle = { from->x + from->width / 2, from->y + from->height / 2 };
  double dx = to->x + to->width / 2 - middle.x, dy = to->y + to->height / 2 - middle.y;
  double part = MIN (dx != 0 ? from->width / 2 / fabs (dx) : INFINITY, dy != 0 ? from->height / 2 / fabs (dy) : INFINITY);

  return isfinite (part) ? (LeatPoint){ middle.x + dx * part, middle.y + dy * part } : middle;
}

/* What carries data is what one looks for; the rest stays in the background. */
static void
paint_wire (LeatOverview      *self,
            cairo_t           *cr,
            const LeatElement *wire)
{
  static const double dash[] = { 3, 3 };
  const Card *from = find_card (self, wire->from), *to = find_card (self, wire->to);
  gboolean data = wire->wire_kind == LEAT_WIRE_DATA || wire->wire_kind == LEAT_WIRE_TRIGGER;
  LeatPoint begin, end;

  if (from == NULL || to == NULL || wire->wire_kind == LEAT_WIRE_ENCRYPTS || wire->wire_kind == LEAT_WIRE_NETWORK)
    return;
  begin = find_edge (&from->place, &to->place);
  end = find_edge (&to->place, &from->place);
  set_colour (cr, leat_colours_for_wire (leat_style_colours (), wire->wire_kind), data ? 1 : 0.45);
  cairo_set_line_width (cr, data ? 1.5 : 1);
  cairo_set_dash (cr, dash, data ? 0 : 2, 0);
  cairo_move_to (cr, begin.x, begin.y);
  cairo_line_to (cr, end.x, end.y);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
}

static void
paint_name (LeatOverview *self,
            cairo_t      *cr,
            const Card   *card,
            double        left)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), leat_element_get_label (card->element));
  PangoAttrList *attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_size_new_absolute ((int) (TEXT_PIXELS * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, (int) ((card->place.x + card->place.width - left - 3) * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, NULL, &height);
  set_colour (cr, &leat_style_colours ()->text, 1);
  cairo_move_to (cr, left, card->place.y + (card->place.height - height) / 2);
  pango_cairo_show_layout (cr, layout);
}

static void
paint_card (LeatOverview *self,
            cairo_t      *cr,
            const Card   *card)
{
  const LeatColours *colours = leat_style_colours ();
  LeatCatalogue *catalogue = leat_document_get_catalogue (self->document);
  const LeatService *service = leat_catalogue_get_service (catalogue, card->element->type);
  const LeatColour *role = service != NULL ? &colours->role[service->role] : &colours->text_dim;
  double size = MIN (card->place.height - 4, 16);
  gboolean named = card->place.width >= LEAST_WIDTH_FOR_NAME && card->place.height >= LEAST_HEIGHT_FOR_NAME;
  LeatRect tile = { card->place.x + 2, card->place.y + (card->place.height - size) / 2, size, size };

  add_round_rect (cr, &card->place, RADIUS);
  set_colour (cr, &colours->card, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, role, named ? 0 : 0.25);
  cairo_fill_preserve (cr);
  cairo_set_line_width (cr, 1);
  set_colour (cr, named ? &colours->card_edge : role, 1);
  cairo_stroke (cr);
  if (!named)
    return;
  leat_paint_glyph (cr, catalogue, service != NULL ? service->glyph : "unknown", tile.x, tile.y, size, role);
  paint_name (self, cr, card, tile.x + size + 4);
}

static GskRenderNode *
paint (LeatOverview          *self,
       const graphene_rect_t *bounds)
{
  LeatPipeline *pipeline;
  GtkSnapshot *snapshot;
  cairo_t *cr;

  if (ensure_cards (self) == NULL)
    return NULL;
  pipeline = leat_document_get_pipeline (self->document);
  snapshot = gtk_snapshot_new ();
  cr = gtk_snapshot_append_cairo (snapshot, bounds);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (leat_pipeline_get_nth (pipeline, i)->kind == LEAT_ELEMENT_WIRE)
      paint_wire (self, cr, leat_pipeline_get_nth (pipeline, i));
  for (guint i = 0; i < self->cards->len; i++)
    paint_card (self, cr, &g_array_index (self->cards, Card, i));
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
leat_overview_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  LeatOverview *self = LEAT_OVERVIEW (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget), (float) gtk_widget_get_height (widget));
  GHashTableIter iter;
  const char *id;
  cairo_t *cr;

  if (self->node == NULL)
    self->node = paint (self, &bounds);
  if (self->node == NULL)
    return;
  gtk_snapshot_append_node (snapshot, self->node);
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  g_hash_table_iter_init (&iter, self->marked);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, NULL))
    paint_outline (self, cr, id, &leat_style_colours ()->accent, OUTLINE);
  if (self->current != NULL)
    paint_outline (self, cr, self->current, &leat_style_colours ()->text, 1);
  cairo_destroy (cr);
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->tip), snapshot);
}

static void
leat_overview_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  int tip;

  /* Measured so that it can be allocated: it takes no room of its own. */
  gtk_widget_measure (GTK_WIDGET (LEAT_OVERVIEW (widget)->tip), orientation, -1, &tip, NULL, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 200 : HEIGHT;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : HEIGHT;
}

/* Beside the block, on the side where there is room. */
static void
place_tip (LeatOverview *self,
           int           width,
           int           height)
{
  GtkRequisition size;
  LeatRect block;
  double x, y;

  gtk_widget_get_preferred_size (GTK_WIDGET (self->tip), NULL, &size);
  if (!leat_overview_get_place (self, self->current, &block))
    block = (LeatRect){ 0, 0, 0, 0 };
  x = block.x + block.width + TIP_GAP;
  if (x + size.width > width)
    x = block.x - TIP_GAP - size.width;
  y = CLAMP (block.y + (block.height - size.height) / 2, 0, MAX (0, height - size.height));
  gtk_widget_size_allocate (GTK_WIDGET (self->tip), &(GtkAllocation){ (int) MAX (x, 0), (int) y, size.width, size.height }, -1);
}

static void
leat_overview_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  LeatOverview *self = LEAT_OVERVIEW (widget);
  graphene_rect_t bounds;

  if (self->node != NULL)
    gsk_render_node_get_bounds (self->node, &bounds);
  if (self->node != NULL && (bounds.size.width != (float) width || bounds.size.height != (float) height))
    g_clear_pointer (&self->node, gsk_render_node_unref);
  if (self->node == NULL)
    g_clear_pointer (&self->cards, g_array_unref);
  if (gtk_widget_get_visible (GTK_WIDGET (self->tip)))
    place_tip (self, width, height);
}

/* Whether it is of use */

static gboolean
has_room (LeatOverview *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  int width, height;

  if (!GTK_IS_WINDOW (root))
    return TRUE;
  gtk_window_get_default_size (GTK_WINDOW (root), &width, &height);
  if (gtk_window_is_maximized (GTK_WINDOW (root)) || gtk_window_is_fullscreen (GTK_WINDOW (root)))
    height = MAX (height, gtk_widget_get_height (GTK_WIDGET (root)));
  return height <= 0 || height >= LEAT_OVERVIEW_LEAST_HEIGHT;
}

static void
update_visible (LeatOverview *self)
{
  guint n = self->document != NULL ? leat_report_get_n_blocks (leat_document_get_report (self->document)) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self), n > 0 && n <= LEAT_OVERVIEW_MAX_BLOCKS && has_room (self));
}

static void
leat_overview_root (GtkWidget *widget)
{
  GtkRoot *root;

  GTK_WIDGET_CLASS (leat_overview_parent_class)->root (widget);
  root = gtk_widget_get_root (widget);
  if (GTK_IS_WINDOW (root))
    {
      g_signal_connect_object (root, "notify::default-height", G_CALLBACK (update_visible), widget, G_CONNECT_SWAPPED);
      g_signal_connect_object (root, "notify::maximized", G_CALLBACK (update_visible), widget, G_CONNECT_SWAPPED);
      g_signal_connect_object (root, "notify::fullscreened", G_CALLBACK (update_visible), widget, G_CONNECT_SWAPPED);
    }
  update_visible (LEAT_OVERVIEW (widget));
}

static void
leat_overview_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), update_visible, widget);
  GTK_WIDGET_CLASS (leat_overview_parent_class)->unroot (widget);
}

/* What it shows */

static void
on_changed (LeatOverview *self)
{
  g_clear_pointer (&self->cards, g_array_unref);
  if (self->current != NULL && get_block (self, self->current) == NULL)
    g_clear_pointer (&self->current, g_free);
  update_visible (self);
  repaint (self);
  tell (self);
}

void
leat_overview_set_document (LeatOverview *self,
                            LeatDocument *document)
{
  g_return_if_fail (LEAT_IS_OVERVIEW (self));

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (leat_document_get_pipeline (self->document), self);
    }
  g_set_object (&self->document, document);
  if (document != NULL)
    {
      g_signal_connect_object (leat_document_get_pipeline (document), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (document, "report-changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
    }
  on_changed (self);
}

void
leat_overview_set_marked (LeatOverview      *self,
                          const char *const *ids)
{
  g_return_if_fail (LEAT_IS_OVERVIEW (self));

  g_hash_table_remove_all (self->marked);
  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_hash_table_add (self->marked, g_strdup (ids[i]));
  tell (self);
}

static void
leat_overview_dispose (GObject *object)
{
  LeatOverview *self = LEAT_OVERVIEW (object);
  GtkWidget *tip = GTK_WIDGET (g_steal_pointer (&self->tip));

  g_clear_pointer (&tip, gtk_widget_unparent);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->cards, g_array_unref);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (leat_overview_parent_class)->dispose (object);
}

static void
leat_overview_finalize (GObject *object)
{
  LeatOverview *self = LEAT_OVERVIEW (object);

  g_hash_table_unref (self->marked);
  g_free (self->current);

  G_OBJECT_CLASS (leat_overview_parent_class)->finalize (object);
}

static void
leat_overview_class_init (LeatOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_overview_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_overview_finalize;
  widget_class->snapshot = leat_overview_snapshot;
  widget_class->measure = leat_overview_measure;
  widget_class->size_allocate = leat_overview_size_allocate;
  widget_class->root = leat_overview_root;
  widget_class->unroot = leat_overview_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
add_controllers (LeatOverview *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  g_signal_connect_swapped (key, "key-pressed", G_CALLBACK (on_key), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
leat_overview_init (LeatOverview *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->marked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tip = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->tip), "chart-tip");
  gtk_widget_set_can_target (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->tip), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->tip), GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "overview");
  add_controllers (self);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (repaint), NULL);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_overview_new (void)
{
  return g_object_new (LEAT_TYPE_OVERVIEW, NULL);
}
