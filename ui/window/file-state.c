/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* What another program did to the file of a window, and whether it may be written. Nothing is asked in a dialog: a bar
 * says it, and one goes on drawing meanwhile. */

#define CHANGED "changed"
#define READ_ONLY "read-only"
#define WANTED "leat-save-wanted" /* set on the window while a save waits for a choice */
#define AFTER "leat-after-save"   /* what was to be done after it, or NULL */

static char *
dup_name (LeatWindow *self)
{
  return g_filename_display_basename (leat_document_get_path (leat_window_get_document (self)));
}

static void
say_changed (LeatWindow *self)
{
  g_autofree char *name = dup_name (self);
  gboolean modified = leat_document_get_modified (leat_window_get_document (self));
  g_autofree char *text = g_strdup_printf (modified ? _("“%s” was changed by another program, and you have changes that are not saved.")
                                                    : _("“%s” was changed by another program."), name);
  const LeatBarButton buttons[] = {
    { _("_Reload"), "win.reload" }, { _("_Keep Mine"), "win.keep-mine" }, { _("Save _As…"), "win.save-as" },
  };

  leat_bars_show (leat_window_get_bars (self), CHANGED, "dialog-warning-symbolic", text, buttons, G_N_ELEMENTS (buttons));
  leat_window_update_actions (self);
}

static void
say_gone (LeatWindow *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *text = g_strdup_printf (_("“%s” is not there any more: it was moved or deleted. Saving writes it anew."), name);
  const LeatBarButton buttons[] = { { _("_Save"), "win.save" }, { _("Save _As…"), "win.save-as" } };

  leat_document_keep_mine (leat_window_get_document (self));
  leat_bars_show (leat_window_get_bars (self), CHANGED, "dialog-warning-symbolic", text, buttons, G_N_ELEMENTS (buttons));
  leat_window_update_actions (self);
}

void
leat_window_check_file (LeatWindow *self)
{
  LeatDocument *document = leat_window_get_document (self);

  if (document == NULL || leat_bars_get (leat_window_get_bars (self), CHANGED) != NULL)
    return;
  switch (leat_document_check_file (document))
    {
    case LEAT_STAMP_CHANGED:
      say_changed (self);
      break;
    case LEAT_STAMP_GONE:
      say_gone (self);
      break;
    case LEAT_STAMP_SAME:
      break;
    }
}

gboolean
leat_window_may_save (LeatWindow *self,
                      LeatSaved   saved)
{
  LeatDocument *document = leat_window_get_document (self);

  if (leat_document_check_file (document) != LEAT_STAMP_CHANGED)
    return TRUE;
  say_changed (self);
  g_object_set_data (G_OBJECT (self), WANTED, self);
  /* Closing this window may follow the choice; quitting, which is about others too, has to be asked for again. */
  g_object_set_data (G_OBJECT (self), AFTER, saved == leat_window_close_now ? (gpointer) saved : NULL);
  gtk_widget_child_focus (leat_bars_get (leat_window_get_bars (self), CHANGED), GTK_DIR_TAB_FORWARD);
  leat_window_toast (self, _("Not saved: decide first which version to keep"), FALSE);
  return FALSE;
}

void
leat_window_settle_file (LeatWindow *self)
{
  g_object_set_data (G_OBJECT (self), WANTED, NULL);
  g_object_set_data (G_OBJECT (self), AFTER, NULL);
  leat_bars_hide (leat_window_get_bars (self), CHANGED);
  leat_window_show_read_only (self);
  leat_window_update_actions (self);
}

void
leat_window_reload (LeatWindow *self)
{
  g_autoptr(GError) error = NULL;

  if (!leat_document_reload (leat_window_get_document (self), &error))
    {
      leat_window_show_error (self, _("Could Not Reload"), error);
      return;
    }
  leat_window_settle_file (self);
  leat_window_toast (self, _("Reloaded"), TRUE);
}

/* Who wanted to save has now said so twice. */
void
leat_window_keep_mine (LeatWindow *self)
{
  gboolean saving = g_object_get_data (G_OBJECT (self), WANTED) != NULL;
  LeatSaved saved = (LeatSaved) g_object_get_data (G_OBJECT (self), AFTER);

  leat_document_keep_mine (leat_window_get_document (self));
  leat_window_settle_file (self);
  if (saving)
    leat_files_save (self, FALSE, saved);
}

void
leat_window_show_read_only (LeatWindow *self)
{
  LeatDocument *document = leat_window_get_document (self);
  LeatBars *bars = leat_window_get_bars (self);
  const LeatBarButton button = { _("Save _As…"), "win.save-as" };
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (!leat_document_is_read_only (document))
    {
      leat_bars_hide (bars, READ_ONLY);
      return;
    }
  name = dup_name (self);
  text = g_strdup_printf (_("“%s” is read-only. What you change can be saved in another place."), name);
  leat_bars_show (bars, READ_ONLY, "changes-prevent-symbolic", text, &button, 1);
}
