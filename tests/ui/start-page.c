/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "window/recent-list.h"
#include "window/recent.h"

/* The start page: recent files from the desktop's own list, examples with their pictures. */

static gboolean
is_list (GtkWidget  *widget,
         const char *text)
{
  return LEAT_IS_RECENT_LIST (widget);
}

static gboolean
is_picture (GtkWidget  *widget,
            const char *text)
{
  return GTK_IS_PICTURE (widget) && gtk_picture_get_paintable (GTK_PICTURE (widget)) != NULL;
}

static gboolean
is_search (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static gboolean
is_list_box (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_LIST_BOX (widget);
}

static gboolean
has_so_many (gpointer data)
{
  g_autoptr(GPtrArray) recents = leat_recent_list ();

  return recents->len == GPOINTER_TO_UINT (data);
}

static gboolean
has_one_row (gpointer list)
{
  return leat_recent_list_get_n (list) == 1;
}

static void
forget_recents (void)
{
  gtk_recent_manager_purge_items (gtk_recent_manager_get_default (), NULL);
  spin_until (has_so_many, GUINT_TO_POINTER (0));
}

static LeatWindow *
show (App *f)
{
  g_application_activate (G_APPLICATION (f->app));
  spin ();
  g_assert_nonnull (app_find (f, NULL));
  return app_find (f, NULL);
}

/* That of the page, not that of the button in the header bar. */
static LeatRecentList *
find_list (LeatWindow *window)
{
  GtkWidget *create = find_widget (GTK_WIDGET (window), is_button_that_says, "New Pipeline");

  return LEAT_RECENT_LIST (find_widget (gtk_widget_get_ancestor (create, ADW_TYPE_CLAMP), is_list, NULL));
}

/* What is opened is listed with its folder; what is gone says so, and can be taken out. */
static void
test_recent (App          *f,
             gconstpointer data)
{
  g_autofree char *gone = g_build_filename (f->folder, "gone.leat", NULL);
  LeatWindow *window;
  LeatRecentList *list;

  forget_recents ();
  leat_recent_add (gone);
  app_open (f, f->path);
  spin_until (has_so_many, GUINT_TO_POINTER (2));
  app_do (app_find (f, f->path), "app.new-window");
  window = app_find (f, NULL);
  list = find_list (window);
  g_assert_cmpuint (leat_recent_list_get_n (list), ==, 2);
  g_assert_nonnull (find_widget (GTK_WIDGET (list), is_label_that_says, f->folder));
  g_assert_nonnull (find_widget (GTK_WIDGET (list), is_label_that_says, "not there any more"));
  leat_recent_remove (gone);
  spin_until (has_one_row, list);
  g_assert_null (find_widget (GTK_WIDGET (list), is_label_that_says, "not there any more"));
}

/* Many are searched, by name and by folder; Enter opens the first. */
static void
test_search (App          *f,
             gconstpointer data)
{
  LeatWindow *window;
  LeatRecentList *list;
  GtkWidget *search, *box;
  guint shown = 0;

  forget_recents ();
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/file-%u.leat", f->folder, i);

      app_copy (f->path, path);
      leat_recent_add (path);
    }
  spin_until (has_so_many, GUINT_TO_POINTER (8));
  window = show (f);
  list = find_list (window);
  search = find_widget (GTK_WIDGET (list), is_search, NULL);
  box = find_widget (GTK_WIDGET (list), is_list_box, NULL);
  g_assert_true (gtk_widget_get_visible (search));
  gtk_editable_set_text (GTK_EDITABLE (search), "FILE-5");
  g_signal_emit_by_name (search, "search-changed");
  spin ();
  for (int i = 0; i < 8; i++)
    shown += gtk_widget_get_child_visible (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (box), i)));
  g_assert_cmpuint (shown, ==, 1);
  g_signal_emit_by_name (search, "activate");
  spin ();
  g_assert_true (g_str_has_suffix (leat_document_get_path (leat_window_get_document (window)), "file-5.leat"));
}

static gboolean
has_picture (gpointer window)
{
  return find_widget (window, is_picture, NULL) != NULL;
}

/* A drawing does not touch the edges of its card. */
static void
check_margin (GtkWidget *picture)
{
  GdkTexture *texture = GDK_TEXTURE (gtk_picture_get_paintable (GTK_PICTURE (picture)));
  gsize width = (gsize) gdk_texture_get_width (texture), height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  for (gsize y = 0; y < height; y++)
    for (gsize x = 0; x < width; x++)
      if (MIN (x, width - 1 - x) < 20 || MIN (y, height - 1 - y) < 20)
        g_assert_cmphex (pixels[y * width + x], ==, pixels[0]);
}

/* The pictures come from a thread; an example opens as a copy. */
static void
test_examples (App          *f,
               gconstpointer data)
{
  LeatWindow *window = show (f);
  GtkWidget *card;

  spin_until (has_picture, window);
  g_assert_nonnull (find_widget (GTK_WIDGET (window), is_label_that_says, "The course’s own pipeline"));
  check_margin (find_widget (GTK_WIDGET (window), is_picture, NULL));
  card = gtk_widget_get_ancestor (find_widget (GTK_WIDGET (window), is_picture, NULL), GTK_TYPE_BUTTON);
  g_assert_nonnull (find_widget (card, is_label_that_says, "The course’s own pipeline")); /* it is the first */
  g_signal_emit_by_name (card, "clicked");
  spin ();
  g_assert_nonnull (leat_window_get_document (window));
  g_assert_null (leat_document_get_path (leat_window_get_document (window)));
}

static double
find_top (LeatWindow *window,
          GtkWidget  *widget)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (widget, GTK_WIDGET (window), &bounds));
  return bounds.origin.y;
}

static gboolean
is_laid_out (gpointer widget)
{
  return gtk_widget_get_height (widget) > 0;
}

/* Nothing moves away below the pointer when what is worked out in a thread comes. */
static void
test_stays (App          *f,
            gconstpointer data)
{
  LeatWindow *window = show (f);
  GtkWidget *create = find_widget (GTK_WIDGET (window), is_button_that_says, "New Pipeline");
  GtkWidget *samples;
  double top;

  spin_until (has_picture, window);
  samples = gtk_widget_get_ancestor (find_widget (GTK_WIDGET (window), is_picture, NULL), ADW_TYPE_PREFERENCES_GROUP);
  spin_until (is_laid_out, samples);
  top = find_top (window, create);
  gtk_widget_set_visible (samples, FALSE); /* as before they came */
  spin ();
  spin_until (is_laid_out, create);
  g_assert_cmpfloat (find_top (window, create), ==, top);
}

/* New takes the place of the page. */
static void
test_new (App          *f,
          gconstpointer data)
{
  LeatWindow *window = show (f);

  app_do (window, "win.new");
  g_assert_nonnull (leat_window_get_document (window));
  g_assert_cmpuint (app_n_windows (f), ==, 1);
  g_assert_nonnull (find_widget (GTK_WIDGET (window), is_label_that_says, "Unsaved"));
}

static void
add (void)
{
  APP_ADD ("/ui/start-page/recent", test_recent);
  APP_ADD ("/ui/start-page/search", test_search);
  APP_ADD ("/ui/start-page/examples", test_examples);
  APP_ADD ("/ui/start-page/stays", test_stays);
  APP_ADD ("/ui/start-page/new", test_new);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
