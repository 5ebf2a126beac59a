/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Files that are dropped on a window are opened, each in a window of its own. But a picture that is let go over a drawing brings
 * in the pipeline that is inside of it, as other things that are dropped there do: over the bar, a pane or an empty drawing it
 * is opened. */

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
                                      _("“%s” is not a file that Leat reads. It opens pipelines (.leat), draw.io diagrams, "
                                        "Mermaid flowcharts (.mmd, .mermaid), and pictures with a pipeline inside"), name);
  leat_window_show_error (self, _("Could Not Open"), error);
}

static gboolean
is_over (LeatWindow *self,
         GtkWidget  *widget,
         double      x,
         double      y)
{
  GtkWidget *over = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return over != NULL && (over == widget || gtk_widget_is_ancestor (over, widget));
}

static gboolean
is_picture (const LeatFormat *format)
{
  return format != NULL && format->read != NULL && (g_str_equal (format->id, "svg") || g_str_equal (format->id, "png"));
}

static gboolean
can_insert (LeatWindow *self)
{
  LeatDocument *document = leat_window_get_document (self);

  return document != NULL && !leat_document_is_read_only (document) &&
         leat_report_get_n_blocks (leat_document_get_report (document)) > 0;
}

static void
take (LeatWindow *self,
      GFile      *file,
      double      x,
      double      y)
{
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (self));
  g_autofree char *path = g_file_get_path (file);
  const LeatFormat *format = path != NULL ? leat_format_find (path) : NULL;
  double inside_x, inside_y;

  if (is_picture (format) && can_insert (self) && is_over (self, canvas, x, y) &&
      gtk_widget_translate_coordinates (GTK_WIDGET (self), canvas, x, y, &inside_x, &inside_y))
    leat_canvas_insert_picture (LEAT_CANVAS (canvas), path, format, inside_x, inside_y);
  else
    open_dropped (self, file);
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
    take (self, item->data, x, y);
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
