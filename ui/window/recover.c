/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/recover.h"

#include "config.h"

#include "exchange/recovery.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Unsaved work is the user's, not a window's: these are the program's. */
static GHashTable *offered; /* keys that were there at the start */
static GPtrArray *hidden;   /* keys that were taken from the offer, the last one last */

guint
leat_recover_begin (void)
{
  g_autoptr(GPtrArray) list = leat_recovery_list ();

  g_clear_pointer (&offered, g_hash_table_unref);
  g_clear_pointer (&hidden, g_ptr_array_unref);
  offered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  hidden = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < list->len; i++)
    g_hash_table_add (offered, g_strdup (((LeatRecovery *) list->pdata[i])->key));
  return list->len;
}

static gboolean
is_hidden (const char *key)
{
  return hidden != NULL && g_ptr_array_find_with_equal_func (hidden, key, g_str_equal, NULL);
}

void
leat_recover_end (void)
{
  g_autoptr(GPtrArray) list = leat_recovery_list ();

  for (guint i = 0; i < list->len; i++)
    {
      const LeatRecovery *recovery = list->pdata[i];

      if (is_hidden (recovery->key) ||
          (recovery->discarded && offered != NULL && g_hash_table_contains (offered, recovery->key)))
        leat_recovery_drop (recovery->key);
    }
  g_clear_pointer (&offered, g_hash_table_unref);
  g_clear_pointer (&hidden, g_ptr_array_unref);
}

GPtrArray *
leat_recover_list (void)
{
  GPtrArray *list = leat_recovery_list ();

  for (guint i = list->len; i-- > 0;)
    if (is_hidden (((LeatRecovery *) list->pdata[i])->key))
      g_ptr_array_remove_index (list, i);
  return list;
}

static const LeatRecovery *
find (GPtrArray  *list,
      const char *key)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((LeatRecovery *) list->pdata[i])->key, key))
      return list->pdata[i];
  return NULL;
}

static void
update_windows (LeatWindow *window)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (window));
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *item = windows; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data))
      leat_window_update_recovery (item->data);
}

/* Returns the window that shows it, or NULL. */
static LeatWindow *
take (LeatWindow         *window,
      const LeatRecovery *recovery,
      GError            **error)
{
  LeatWindow *shown = recovery->path != NULL ? leat_window_find (window, recovery->path) : NULL;
  g_autoptr(LeatDocument) document = NULL;

  if (shown != NULL)
    return leat_document_recover (leat_window_get_document (shown), recovery->file, error) ? shown : NULL;
  document = leat_document_open_recovered (leat_window_get_catalogue (window), recovery->file, recovery->path, error);
  if (document == NULL)
    return NULL;
  shown = leat_window_for_document (window);
  leat_window_set_document (shown, document);
  return shown;
}

void
leat_recover_open (LeatWindow *window,
                   const char *key)
{
  g_autoptr(GPtrArray) list = leat_recovery_list ();
  const LeatRecovery *recovery = find (list, key);
  g_autoptr(GError) error = NULL;
  LeatWindow *shown;

  if (recovery == NULL)
    {
      leat_window_update_recovery (window);
      return;
    }
  shown = take (window, recovery, &error);
  if (shown == NULL)
    {
      leat_window_show_error (window, _("Could Not Recover"), error);
      return;
    }
  /* Kept anew before the old copy goes: there is no moment without one. */
  leat_window_autosave (shown);
  leat_recovery_drop (key);
  update_windows (window);
  gtk_window_present (GTK_WINDOW (shown));
  leat_window_toast (shown, _("Recovered: not saved yet"), FALSE);
}

void
leat_recover_discard (LeatWindow *window,
                      const char *key)
{
  if (hidden == NULL)
    hidden = g_ptr_array_new_with_free_func (g_free);
  if (!is_hidden (key))
    g_ptr_array_add (hidden, g_strdup (key));
  update_windows (window);
}

void
leat_recover_undo_discard (LeatWindow *window)
{
  if (hidden != NULL && hidden->len > 0)
    g_ptr_array_remove_index (hidden, hidden->len - 1);
  update_windows (window);
}
