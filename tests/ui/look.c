/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "inspector/inspector.h"

#include <math.h>

/* What a person sees: words that can be read, and panes that stay as wide as they are. */

#define BLOCKS "█████" /* letters without gaps: their colour is found whatever the font */

typedef struct
{
  const char *name;
  GtkWidget *(*make) (void);
} Words;

static GtkWidget *
new_dim (void)
{
  GtkWidget *label = gtk_label_new (BLOCKS);

  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
new_subtitle (void)
{
  GtkWidget *list = gtk_list_box_new (), *row = adw_action_row_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), BLOCKS);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

/* As a setting shows the value that nobody has set. */
static GtkWidget *
new_placeholder (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), BLOCKS);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 0.5);
  gtk_widget_set_can_focus (entry, FALSE);
  return entry;
}

static GtkWidget *
new_window_title (void)
{
  GtkWidget *bar = adw_header_bar_new ();

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new ("", BLOCKS));
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  return bar;
}

static const Words words[] = {
  { "dim", new_dim },
  { "subtitle", new_subtitle },
  { "placeholder", new_placeholder },
  { "window-title", new_window_title },
};

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (const guchar *pixel)
{
  return 0.2126 * linear (pixel[2] / 255.0) + 0.7152 * linear (pixel[1] / 255.0) + 0.0722 * linear (pixel[0] / 255.0);
}

static GdkTexture *
photograph (GtkWidget *window)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  GdkTexture *texture;

  gdk_paintable_snapshot (paintable, snapshot, gdk_paintable_get_intrinsic_width (paintable),
                          gdk_paintable_get_intrinsic_height (paintable));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  gsk_render_node_unref (node);
  return texture;
}

/* Between the letters in the middle and the ground beside them. */
static double
measure_contrast (GtkWidget *window)
{
  g_autoptr(GdkTexture) texture = photograph (window);
  int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  gsize stride = (gsize) width * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize) height);
  double least = 1, most = 0;

  gdk_texture_download (texture, pixels, stride);
  for (int y = height / 2 - 3; y <= height / 2 + 3; y++)
    for (int x = width / 2 - 40; x <= width / 2 + 40; x++)
      {
        double light = luminance (pixels + stride * (gsize) y + 4 * (gsize) x);

        least = MIN (least, light);
        most = MAX (most, light);
      }
  return (most + 0.05) / (least + 0.05);
}

static void
test_legible (App          *f,
              gconstpointer data)
{
  const Words *c = data;

  for (int dark = 0; dark < 2; dark++)
    {
      GtkWidget *window = adw_window_new (), *made = c->make ();
      double contrast;

      adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                          dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
      gtk_widget_set_halign (made, GTK_ALIGN_CENTER);
      gtk_widget_set_valign (made, GTK_ALIGN_CENTER);
      adw_window_set_content (ADW_WINDOW (window), made);
      gtk_window_set_default_size (GTK_WINDOW (window), 300, 120);
      gtk_window_present (GTK_WINDOW (window));
      spin ();
      contrast = measure_contrast (window);
      g_test_message ("%s, %s: %.2f", c->name, dark ? "dark" : "light", contrast);
      g_assert_cmpfloat (contrast, >=, 4.5);
      gtk_window_destroy (GTK_WINDOW (window));
      spin ();
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

/* From page to page, and with long findings, the drawing beside it stays where it is. */
static void
test_pane_width (App          *f,
                 gconstpointer data)
{
  static const char *const pages[] = { "settings", "cost", "latency", "checks", "access" };
  LeatWindow *window = app_open (f, f->path);
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (window));
  int width;

  spin_until ((gboolean (*) (gpointer)) gtk_widget_get_mapped, canvas);
  width = gtk_widget_get_width (canvas);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (window), "show-page", g_variant_new_string (pages[i]));
      spin ();
      g_assert_cmpint (gtk_widget_get_width (canvas), ==, width);
    }
}

static void
add (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/look/legible/", words[i].name, NULL);

      g_test_add (path, App, &words[i], app_set_up, test_legible, app_tear_down);
    }
  APP_ADD ("/ui/look/pane-width", test_pane_width);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
