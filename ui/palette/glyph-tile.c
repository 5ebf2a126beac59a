/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "palette/glyph-tile.h"

#include <adwaita.h>

#include <math.h>

struct _LeatGlyphTile
{
  GtkWidget      parent_instance;
  LeatCatalogue *catalogue;
  char          *glyph;
  LeatRole       role;
  int            size;
};

G_DEFINE_FINAL_TYPE (LeatGlyphTile, leat_glyph_tile, GTK_TYPE_WIDGET)

enum { PROP_SIZE = 1, N_PROPERTIES };
static GParamSpec *properties[N_PROPERTIES];

#define DEFAULT_SIZE 26
#define RADIUS 6.0
#define TINT 0.16

const LeatColours *
leat_style_colours (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  return leat_colours_get (adw_style_manager_get_dark (style), adw_style_manager_get_high_contrast (style));
}

static void
leat_glyph_tile_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = LEAT_GLYPH_TILE (widget)->size;
}

static void
paint_tint (cairo_t          *cr,
            double            size,
            const LeatColour *colour)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, size - RADIUS, RADIUS, RADIUS, -G_PI_2, 0);
  cairo_arc (cr, size - RADIUS, size - RADIUS, RADIUS, 0, G_PI_2);
  cairo_arc (cr, RADIUS, size - RADIUS, RADIUS, G_PI_2, G_PI);
  cairo_arc (cr, RADIUS, RADIUS, RADIUS, G_PI, 3 * G_PI_2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, TINT);
  cairo_fill (cr);
}

static void
leat_glyph_tile_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LeatGlyphTile *self = LEAT_GLYPH_TILE (widget);
  const LeatColour *colour = &leat_style_colours ()->role[self->role];
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double inner = round (self->size * 0.7);
  cairo_t *cr;

  if (self->catalogue == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_translate (cr, floor ((width - self->size) / 2), floor ((height - self->size) / 2));
  paint_tint (cr, self->size, colour);
  leat_paint_glyph (cr, self->catalogue, self->glyph, floor ((self->size - inner) / 2),
                    floor ((self->size - inner) / 2), inner, colour);
  cairo_destroy (cr);
}

static void
leat_glyph_tile_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  LeatGlyphTile *self = LEAT_GLYPH_TILE (object);

  if (id != PROP_SIZE)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  self->size = g_value_get_int (value);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
leat_glyph_tile_finalize (GObject *object)
{
  LeatGlyphTile *self = LEAT_GLYPH_TILE (object);

  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_free (self->glyph);
  G_OBJECT_CLASS (leat_glyph_tile_parent_class)->finalize (object);
}

static void
leat_glyph_tile_class_init (LeatGlyphTileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = leat_glyph_tile_set_property;
  object_class->finalize = leat_glyph_tile_finalize;
  widget_class->measure = leat_glyph_tile_measure;
  widget_class->snapshot = leat_glyph_tile_snapshot;

  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 8, 256, DEFAULT_SIZE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
leat_glyph_tile_init (LeatGlyphTile *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->size = DEFAULT_SIZE;
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
leat_glyph_tile_new (int size)
{
  return g_object_new (LEAT_TYPE_GLYPH_TILE, "size", size, NULL);
}

void
leat_glyph_tile_set (LeatGlyphTile *self,
                     LeatCatalogue *catalogue,
                     const char    *glyph,
                     LeatRole       role)
{
  g_return_if_fail (LEAT_IS_GLYPH_TILE (self));

  if (self->catalogue == catalogue && self->role == role && g_strcmp0 (self->glyph, glyph) == 0)
    return;

  if (catalogue != NULL)
    leat_catalogue_ref (catalogue);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  self->catalogue = catalogue;
  g_free (self->glyph);
  self->glyph = g_strdup (glyph != NULL ? glyph : "unknown");
  self->role = role;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
leat_glyph_tile_set_service (LeatGlyphTile     *self,
                             LeatCatalogue     *catalogue,
                             const LeatService *service)
{
  leat_glyph_tile_set (self, catalogue, service != NULL ? service->glyph : "unknown",
                       service != NULL ? service->role : LEAT_ROLE_SOURCE);
}
