/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/session.h"

#include "exchange/format.h"
#include "window/preferences.h"
#include "window/window-private.h"

#include <math.h>
#include <string.h>

/* A key file: a group "window N" for each window, in the order in which they were used, the last one first. Numbers are
 * in the C locale. */

static char *
file_name (void)
{
  return g_build_filename (g_get_user_state_dir (), "leat", "session", NULL);
}

static gboolean
is_wanted (void)
{
  return leat_preferences_get_boolean ("restore-session", TRUE);
}

static void
write_window (GKeyFile   *file,
              LeatWindow *window,
              guint       i)
{
  g_autofree char *group = g_strdup_printf ("window %u", i);
  LeatCanvas *canvas = leat_window_get_canvas (window);
  double x, y;

  g_key_file_set_string (file, group, "path", leat_document_get_path (leat_window_get_document (window)));
  g_key_file_set_string (file, group, "view", gtk_stack_get_visible_child_name (leat_window_get_views (window)));
  if (!leat_canvas_get_place (canvas, &x, &y))
    return;
  g_key_file_set_double (file, group, "x", x);
  g_key_file_set_double (file, group, "y", y);
  g_key_file_set_double (file, group, "zoom", leat_canvas_get_zoom (canvas));
}

void
leat_session_save (GtkApplication *application,
                   LeatWindow     *except)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *name = file_name ();
  g_autofree char *folder = g_path_get_dirname (name);
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  guint n = 0;

  if (application == NULL || !is_wanted ())
    return;
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    {
      LeatDocument *document = LEAT_IS_WINDOW (item->data) && item->data != except ? leat_window_get_document (item->data) : NULL;

      if (document != NULL && leat_document_get_path (document) != NULL)
        write_window (file, item->data, n++);
    }
  text = g_key_file_to_data (file, NULL, NULL);
  bytes = g_bytes_new (text, strlen (text));
  if (g_mkdir_with_parents (folder, 0700) < 0 || !leat_write_bytes (name, bytes, &error))
    g_debug ("The session is not kept: %s", error != NULL ? error->message : folder);
}

static void
look (LeatWindow *window,
      GKeyFile   *file,
      const char *group)
{
  double x = g_key_file_get_double (file, group, "x", NULL);
  double y = g_key_file_get_double (file, group, "y", NULL);
  double zoom = g_key_file_get_double (file, group, "zoom", NULL);
  g_autofree char *view = g_key_file_get_string (file, group, "view", NULL);

  if (isfinite (x) && isfinite (y) && isfinite (zoom) && zoom > 0)
    leat_canvas_look_at (leat_window_get_canvas (window), x, y, zoom);
  if (g_strcmp0 (view, "explore") == 0)
    gtk_stack_set_visible_child_name (leat_window_get_views (window), "explore");
}

static gboolean
restore_window (AdwApplication *application,
                LeatCatalogue  *catalogue,
                GKeyFile       *file,
                const char     *group)
{
  g_autofree char *path = g_key_file_get_string (file, group, "path", NULL);
  g_autoptr(LeatDocument) document = NULL;
  LeatWindow *window;

  if (path == NULL || !g_path_is_absolute (path) || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  document = leat_document_open (catalogue, path, NULL, NULL);
  if (document == NULL || leat_document_get_path (document) == NULL)
    return FALSE;
  window = leat_window_new (application, catalogue);
  leat_window_set_document (window, document);
  look (window, file, group);
  gtk_window_present (GTK_WINDOW (window));
  return TRUE;
}

/* The one that was used last is opened last: it comes to be in front. */
guint
leat_session_restore (AdwApplication *application,
                      LeatCatalogue  *catalogue)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *name = file_name ();
  g_auto(GStrv) groups = NULL;
  gsize n;
  guint opened = 0;

  if (!is_wanted () || !g_key_file_load_from_file (file, name, G_KEY_FILE_NONE, NULL))
    return 0;
  groups = g_key_file_get_groups (file, &n);
  while (n-- > 0)
    opened += restore_window (application, catalogue, file, groups[n]) ? 1 : 0;
  return opened;
}
