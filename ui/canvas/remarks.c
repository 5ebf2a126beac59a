/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <math.h>

/* A drawing that is only looked at, and what is to be noted of its blocks: a dashed outline, which is never taken for a
 * selection, and words in a pill below the card. The words are as large at every zoom as they have to be to be read. */

#define OUTLINE 4.0    /* pixels between a card and its outline */
#define PAD_X 8.0      /* pixels around the words of a pill */
#define PAD_Y 4.0
#define LEAST_PILL 150 /* pixels that a pill may be wide, however small its card is */

void
leat_canvas_set_read_only (LeatCanvas *self,
                           gboolean    read_only)
{
  g_return_if_fail (LEAT_IS_CANVAS (self));

  self->read_only = read_only;
  leat_canvas_update_actions (self);
}

void
leat_canvas_set_remarks (LeatCanvas *self,
                         GHashTable *remarks)
{
  GHashTable *old;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  old = self->remarks;
  self->remarks = remarks != NULL ? g_hash_table_ref (remarks) : NULL;
  g_clear_pointer (&old, g_hash_table_unref);
  leat_canvas_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
draw_dashes (LeatCanvas            *self,
             GtkSnapshot           *snapshot,
             const graphene_rect_t *card)
{
  const LeatColour *accent = &leat_canvas_get_colours (self)->accent;
  const double dashes[] = { 6, 4 };
  graphene_rect_t place = *card;
  cairo_t *cr;

  graphene_rect_inset (&place, -OUTLINE - 1, -OUTLINE - 1);
  cr = gtk_snapshot_append_cairo (snapshot, &place);
  cairo_rectangle (cr, place.origin.x + 1, place.origin.y + 1, place.size.width - 2, place.size.height - 2);
  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, accent->alpha);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static PangoLayout *
new_layout (LeatCanvas *self,
            const char *words,
            double      width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  PangoAttrList *attributes = pango_attr_list_new ();
  int natural;

  pango_attr_list_insert (attributes, pango_attr_scale_new (PANGO_SCALE_SMALL));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_get_pixel_size (layout, &natural, NULL);
  pango_layout_set_width (layout, (int) MIN (natural + 1, width) * PANGO_SCALE);
  return layout;
}

static void
draw_pill (LeatCanvas            *self,
           GtkSnapshot           *snapshot,
           const graphene_rect_t *card,
           const char            *words)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  GdkRGBA fill = leat_canvas_rgba (&colours->card, 1), line = leat_canvas_rgba (&colours->accent, 1);
  GdkRGBA text = leat_canvas_rgba (&colours->text, 1);
  const GdkRGBA lines[] = { line, line, line, line };
  const float widths[] = { 1, 1, 1, 1 };
  g_autoptr(PangoLayout) layout = new_layout (self, words, MAX (card->size.width, LEAST_PILL) - 2 * PAD_X);
  graphene_rect_t place;
  GskRoundedRect round;
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  place = GRAPHENE_RECT_INIT (roundf (card->origin.x + (card->size.width - (float) (width + 2 * PAD_X)) / 2),
                              roundf (card->origin.y + card->size.height + OUTLINE + 2), (float) (width + 2 * PAD_X),
                              (float) (height + 2 * PAD_Y));
  gsk_rounded_rect_init_from_rect (&round, &place, 6);
  gtk_snapshot_push_rounded_clip (snapshot, &round);
  gtk_snapshot_append_color (snapshot, &fill, &place);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &round, widths, lines);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (place.origin.x + (float) PAD_X, place.origin.y + (float) PAD_Y));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

static gboolean
is_in_view (LeatCanvas            *self,
            const graphene_rect_t *card)
{
  const graphene_rect_t view = GRAPHENE_RECT_INIT (-LEAST_PILL, -LEAST_PILL,
                                                   (float) gtk_widget_get_width (GTK_WIDGET (self)) + 2 * LEAST_PILL,
                                                   (float) gtk_widget_get_height (GTK_WIDGET (self)) + 2 * LEAST_PILL);

  return graphene_rect_intersection (card, &view, NULL);
}

/* In drawing order, so that the picture is the same each time. */
void
leat_canvas_draw_remarks (LeatCanvas  *self,
                          GtkSnapshot *snapshot)
{
  if (self->remarks == NULL)
    return;
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      const char *words = element->kind == LEAT_ELEMENT_BLOCK ? g_hash_table_lookup (self->remarks, element->id) : NULL;
      graphene_rect_t card;

      if (words == NULL)
        continue;
      card = leat_canvas_rect_to_widget (self, &element->bounds);
      if (!is_in_view (self, &card))
        continue;
      draw_dashes (self, snapshot, &card);
      leat_canvas_draw_badge (self, snapshot, element);
      if (self->view.zoom >= LEAT_FINE_ZOOM)
        draw_pill (self, snapshot, &card, words);
    }
}
