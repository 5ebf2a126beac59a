/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Files that are dropped on a window are opened, each in a window of its own. */

static void
open_dropped (LeatWindow *self,
              GFile      *file)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : g_file_get_parse_name (file);
  const LeatFormat *format = path != NULL ? leat_format_find (path) : NULL;
  g_autoptr(GError) error = NULL;

  if (path != NULL && format != NULL && format->read != NULL)
    {
      leat_window_open (self, path);
      return;
    }
  error = path == NULL ? g_error_new (LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                                      _("“%s” is not a file on this computer: copy it here first"), name)
                       : g_error_new (LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                                      _("“%s” is not a file that Leat reads. It opens pipelines (.leat) and Mermaid "
                                        "flowcharts (.mmd, .mermaid)"), name);
  leat_window_show_error (self, _("Could Not Open"), error);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         LeatWindow    *self)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *item = files; item != NULL; item = item->next)
    open_dropped (self, item->data);
  return files != NULL;
}

/* Before the canvas, which would take the name of a file for a text. */
void
leat_window_add_drop (LeatWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
