/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/recent.h"

#include "config.h"

#include "exchange/format.h"

#include <glib/gi18n-lib.h>

#define MIME_TYPE "application/x-leat+xml"

static void
recent_free (gpointer data)
{
  LeatRecent *self = data;

  g_free (self->path);
  g_free (self->name);
  g_free (self->folder);
  g_free (self);
}

char *
leat_recent_dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (folder, home) && (folder[length] == '\0' || folder[length] == '/'))
    return g_strconcat ("~", folder + length, NULL);
  return g_steal_pointer (&shown);
}

char *
leat_recent_dup_when (gint64 seconds)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (seconds);
  g_autoptr(GDateTime) yesterday = g_date_time_add_days (now, -1);
  g_autofree char *day = NULL, *today = NULL, *before = NULL;

  if (then == NULL)
    return g_strdup ("");
  day = g_date_time_format (then, "%F");
  today = g_date_time_format (now, "%F");
  before = g_date_time_format (yesterday, "%F");
  if (g_str_equal (day, today))
    return g_date_time_format (then, _("Today %H:%M"));
  if (g_str_equal (day, before))
    return g_date_time_format (then, _("Yesterday %H:%M"));
  return g_date_time_format (then, _("%-e %B %Y"));
}

/* What others have put there only if it is Leat's own; what Leat imported too. */
static gboolean
is_ours (GtkRecentInfo *info,
         const char    *path)
{
  const LeatFormat *format = leat_format_find (path);

  if (g_strcmp0 (gtk_recent_info_get_mime_type (info), MIME_TYPE) == 0)
    return TRUE;
  return format != NULL && format->read != NULL &&
         (g_str_equal (format->id, "leat") || gtk_recent_info_has_application (info, g_get_application_name ()));
}

static LeatRecent *
recent_new (GtkRecentInfo *info,
            const char    *path)
{
  LeatRecent *self = g_new0 (LeatRecent, 1);
  g_autofree char *base = g_path_get_basename (path);
  char *dot;

  self->path = g_strdup (path);
  self->name = g_filename_display_name (base);
  dot = strrchr (self->name, '.');
  if (dot != NULL && dot > self->name && g_str_equal (dot, ".leat"))
    *dot = '\0';
  self->folder = leat_recent_dup_folder (path);
  self->used = g_date_time_to_unix (gtk_recent_info_get_modified (info));
  self->exists = g_file_test (path, G_FILE_TEST_EXISTS);
  return self;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const LeatRecent *first = *(LeatRecent *const *) a;
  const LeatRecent *second = *(LeatRecent *const *) b;

  return first->used == second->used ? g_strcmp0 (first->path, second->path) : (first->used < second->used ? 1 : -1);
}

GPtrArray *
leat_recent_list (void)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (recent_free);
  GList *items = gtk_recent_manager_get_items (gtk_recent_manager_get_default ());

  for (GList *item = items; item != NULL; item = item->next)
    {
      g_autofree char *path = g_filename_from_uri (gtk_recent_info_get_uri (item->data), NULL, NULL);

      if (path != NULL && is_ours (item->data, path))
        g_ptr_array_add (list, recent_new (item->data, path));
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  g_ptr_array_sort (list, compare_times);
  return list;
}

void
leat_recent_add (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  GtkRecentData data = {
    .mime_type = (char *) (g_str_has_suffix (path, ".leat") ? MIME_TYPE : "text/plain"),
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "leat %u",
  };

  if (uri != NULL)
    gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

void
leat_recent_remove (const char *path)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_recent_manager_remove_item (gtk_recent_manager_get_default (), uri, NULL);
}
