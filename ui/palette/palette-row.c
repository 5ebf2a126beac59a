/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "palette/palette-row.h"

#include "canvas/canvas.h"
#include "palette/glyph-tile.h"

struct _LeatPaletteRow
{
  GtkListBoxRow      parent_instance;
  LeatCatalogue     *catalogue;
  const LeatService *service;
  char              *words; /* all that it is found by, folded */
};

G_DEFINE_FINAL_TYPE (LeatPaletteRow, leat_palette_row, GTK_TYPE_LIST_BOX_ROW)

/* Room for the shadow that the card may have. */
#define MARGIN 6

static GdkContentProvider *
on_prepare (GtkDragSource *source,
            double         x,
            double         y,
            gpointer       user_data)
{
  LeatPaletteRow *self = user_data;
  g_autofree char *text = g_strconcat (LEAT_CANVAS_DROP_PREFIX, self->service->id, NULL);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static GdkPaintable *
new_picture (LeatPaletteRow *self)
{
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) LEAT_BLOCK_WIDTH + 2 * MARGIN,
                                             (float) LEAT_BLOCK_HEIGHT + 2 * MARGIN);
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &area);

  leat_paint_block (cr, self->catalogue, self->service, leat_tr (self->service->name), MARGIN, MARGIN,
                    leat_style_colours ());
  cairo_destroy (cr);
  return gtk_snapshot_to_paintable (snapshot, &area.size);
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag,
               gpointer       user_data)
{
  g_autoptr(GdkPaintable) picture = new_picture (user_data);

  gtk_drag_source_set_icon (source, picture, (int) LEAT_BLOCK_WIDTH / 2 + MARGIN,
                            (int) LEAT_BLOCK_HEIGHT / 2 + MARGIN);
}

static void
add_drag_source (LeatPaletteRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (on_prepare), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (on_drag_begin), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

static char *
gather_words (const LeatService *service)
{
  g_autoptr(GString) words = g_string_new (service->name);
  const char *more[] = { leat_tr (service->name), service->id, leat_role_to_string (service->role),
                         leat_role_get_label (service->role), service->kind };

  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    g_string_append_printf (words, "\n%s", more[i] != NULL ? more[i] : "");
  for (guint i = 0; i < service->aliases->len; i++)
    g_string_append_printf (words, "\n%s", (const char *) g_ptr_array_index (service->aliases, i));
  return g_utf8_casefold (words->str, -1);
}

static void
leat_palette_row_finalize (GObject *object)
{
  LeatPaletteRow *self = LEAT_PALETTE_ROW (object);

  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_free (self->words);
  G_OBJECT_CLASS (leat_palette_row_parent_class)->finalize (object);
}

static void
leat_palette_row_class_init (LeatPaletteRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_palette_row_finalize;
}

static void
leat_palette_row_init (LeatPaletteRow *self)
{
  add_drag_source (self);
}

GtkWidget *
leat_palette_row_new (LeatCatalogue     *catalogue,
                      const LeatService *service)
{
  LeatPaletteRow *self = g_object_new (LEAT_TYPE_PALETTE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *tile = leat_glyph_tile_new (26);
  GtkWidget *label = gtk_label_new (leat_tr (service->name));

  self->catalogue = leat_catalogue_ref (catalogue);
  self->service = service;
  self->words = gather_words (service);

  leat_glyph_tile_set_service (LEAT_GLYPH_TILE (tile), catalogue, service);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (box), tile);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), leat_tr (service->summary));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  leat_tr (service->name), -1);
  return GTK_WIDGET (self);
}

const LeatService *
leat_palette_row_get_service (LeatPaletteRow *self)
{
  return self->service;
}

gboolean
leat_palette_row_matches (LeatPaletteRow    *self,
                          const char *const *words)
{
  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    {
      if (strstr (self->words, words[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}
