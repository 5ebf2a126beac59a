/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/window-private.h"

#include "config.h"

#include "export/export-window.h"
#include "export/print.h"
#include "help/help-window.h"
#include "study/actions.h"
#include "window/files.h"
#include "window/handout.h"
#include "window/keys.h"
#include "window/lay-out.h"
#include "window/preferences-window.h"
#include "window/preferences.h"
#include "window/properties-window.h"
#include "window/recover.h"
#include "window/report.h"
#include "study/decide-window.h"

#include <glib/gi18n-lib.h>

/* The actions of the group "win": everything that a person can do by menu, button or key. */

static void
on_new (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  LeatWindow *window = leat_window_for_document (data);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatDocument) document = leat_document_new (leat_window_get_catalogue (data), pipeline);

  leat_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_open (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_files_ask_open (data);
}

/* An example is opened as a copy: what is tried on it must not change what is installed. */
static void
open_copy (LeatWindow *self,
           const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = NULL;
  LeatWindow *window;

  if (path != NULL)
    document = leat_document_open (leat_window_get_catalogue (self), path, NULL, &error);
  else
    error = g_error_new (G_FILE_ERROR, G_FILE_ERROR_NOENT, _("The example is not installed: reinstall Leat"));
  if (document == NULL)
    {
      leat_window_show_error (self, _("Could Not Open the Example"), error);
      return;
    }
  leat_document_set_path (document, NULL);
  window = leat_window_for_document (self);
  leat_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_open_example (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  g_autofree char *path = leat_catalogue_get_data_file (leat_window_get_catalogue (data), "examples/standard-pipeline.leat");

  open_copy (data, path);
}

static void
on_open_copy (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  open_copy (data, g_variant_get_string (parameter, NULL));
}

static void
on_open_file (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_window_open (data, g_variant_get_string (parameter, NULL));
}

static void
on_open_recent (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  leat_window_open_recents (data);
}

static void
on_recover (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_recover_open (data, g_variant_get_string (parameter, NULL));
}

static void
on_discard_recovery (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  leat_recover_discard (data, g_variant_get_string (parameter, NULL));
  leat_window_toast_action (data, _("Unsaved work discarded"), "win.undo-discard-recovery");
}

static void
on_undo_discard_recovery (GSimpleAction *action,
                          GVariant      *parameter,
                          gpointer       data)
{
  leat_recover_undo_discard (data);
}

static void
on_reload (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  leat_window_reload (data);
}

static void
on_keep_mine (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_window_keep_mine (data);
}

static void
on_properties (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  gtk_window_present (GTK_WINDOW (leat_properties_window_new (GTK_WINDOW (data), leat_window_get_document (data))));
}

static void
on_commands (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  leat_window_show_commands (data);
}

static void
on_save (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_files_save (data, FALSE, NULL);
}

static void
on_save_as (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_files_save (data, TRUE, NULL);
}

static void
on_export (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  g_auto(GStrv) selection = leat_canvas_dup_selection (leat_window_get_canvas (data));

  gtk_window_present (GTK_WINDOW (leat_export_window_new (data, (const char *const *) selection)));
}

static void
on_print (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  g_autoptr(GtkPrintOperation) operation = leat_print_operation_new (leat_window_get_document (data));
  g_autoptr(GError) error = NULL;

  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (data), &error) ==
      GTK_PRINT_OPERATION_RESULT_ERROR)
    leat_window_show_error (data, _("Could Not Print"), error);
}

static void
on_report (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  leat_window_ask_report (data);
}

static void
on_handout (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_window_ask_handout (data);
}

static void
on_decide (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  g_autoptr(GError) error = NULL;
  GtkWidget *window = leat_decide_window_new (data, leat_window_get_catalogue (data), &error);

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    leat_window_show_error (data, _("The Decision Helper Is Not There"), error);
}

static void
on_show_file (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_window_show_file (data, g_variant_get_string (parameter, NULL));
}

static void
on_bill (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_window_show_bill (data);
}

static void
on_close (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  gtk_window_close (GTK_WINDOW (data));
}

static void
on_undo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_canvas_show_edit (leat_window_get_canvas (data),
                         leat_history_undo (leat_document_get_history (leat_window_get_document (data))));
}

static void
on_redo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_canvas_show_edit (leat_window_get_canvas (data),
                         leat_history_redo (leat_document_get_history (leat_window_get_document (data))));
}

static void
on_add_block (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_canvas_add_block (leat_window_get_canvas (data), g_variant_get_string (parameter, NULL));
}

static void
on_focus_canvas (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  gtk_widget_grab_focus (GTK_WIDGET (leat_window_get_shown_canvas (data)));
}

static void
on_reveal (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  const char *const ids[] = { g_variant_get_string (parameter, NULL), NULL };

  leat_window_show_drawing (data);
  leat_canvas_select (leat_window_get_canvas (data), ids, TRUE);
}

static void
on_offer_undo (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  leat_window_toast (data, g_variant_get_string (parameter, NULL), TRUE);
}

static void
on_tell (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_window_toast (data, g_variant_get_string (parameter, NULL), FALSE);
}

static void
on_show_page (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_window_show_drawing (data);
  leat_canvas_select (leat_window_get_canvas (data), NULL, FALSE);
  leat_inspector_set_page (leat_window_get_inspector (data), g_variant_get_string (parameter, NULL));
  leat_window_reveal_inspector (data);
}

static void
on_explore (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_window_explore (data, g_variant_get_string (parameter, NULL));
}

static void
on_canvas_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  g_autofree char *name = g_strconcat ("canvas.", g_action_get_name (G_ACTION (action)), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (leat_window_get_shown_canvas (data)), name, parameter);
}

static void
on_lay_out (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_window_lay_out (data, LEAT_LAYOUT_RIGHT);
}

static void
on_lay_out_down (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  leat_window_lay_out (data, LEAT_LAYOUT_DOWN);
}

static void
on_present (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  leat_window_present (data, g_str_equal (g_action_get_name (G_ACTION (action)), "present-here"));
}

static void
on_walkthrough (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  leat_window_show_drawing (data);
  leat_window_show_side (data, "walkthrough");
}

static void
on_toggle_palette (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  leat_window_toggle_palette (data);
}

static void
on_toggle_inspector (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  leat_window_toggle_inspector (data);
}

static void
on_find (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_window_show_drawing (data);
  leat_find_bar_open (leat_window_get_find_bar (data));
}

static void
on_find_next (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  leat_find_bar_step (leat_window_get_find_bar (data), 1);
}

static void
on_find_previous (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  leat_find_bar_step (leat_window_get_find_bar (data), -1);
}

static void
on_find_service (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  leat_window_show_palette (data);
}

static void
on_fullscreen (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (data)))
    gtk_window_unfullscreen (GTK_WINDOW (data));
  else
    gtk_window_fullscreen (GTK_WINDOW (data));
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  gtk_window_present (GTK_WINDOW (leat_preferences_window_new (GTK_WINDOW (data))));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  GtkWidget *window = leat_keys_new_window ();

  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (data));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_help (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_help_window_show (GTK_WINDOW (data), NULL);
}

static void
on_help_about (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  leat_help_window_show_about (GTK_WINDOW (data), g_variant_get_string (parameter, NULL));
}

/* What is new in this version, in the markup of AdwAboutWindow. */
static const char release_notes[] =
  N_("<p>The editor that hands know: a start page with recent files and examples, every command by a few letters, several "
     "windows that come back as they were, and work that survives a crash.</p>");

/* What somebody who looks into a fault wants to know; no path and no name of the user. */
static char *
describe_system (LeatWindow *window)
{
  gsize n_services = leat_catalogue_get_n_services (leat_window_get_catalogue (window));
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (window));
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (window));
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "Leat %s\n", LEAT_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (text, "%s\n", system != NULL ? system : "?");
  g_string_append_printf (text, "%s, %s, scale %d\n", surface != NULL ? G_OBJECT_TYPE_NAME (gdk_surface_get_display (surface)) : "?",
                          renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "?", gtk_widget_get_scale_factor (GTK_WIDGET (window)));
  g_string_append_printf (text, "%" G_GSIZE_FORMAT " services in the catalogue\n", n_services);
  g_string_append_printf (text, "settings schema: %s\n", leat_preferences_get () != NULL ? "installed" : "not installed");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  g_autofree char *details = describe_system (data);

  adw_show_about_window (GTK_WINDOW (data), "application-name", "Leat", "application-icon", LEAT_APP_ID, "version",
                         LEAT_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _("The Leat developers"),
                         "copyright", _("© The Leat developers"), "comments",
                         _("Draw a data pipeline; see what is wrong with it, what it costs and how long data takes."),
                         "release-notes-version", LEAT_VERSION, "release-notes", _(release_notes), "debug-info", details,
                         "debug-info-filename", "leat.txt", NULL);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = on_new },
  { .name = "open", .activate = on_open },
  { .name = "open-example", .activate = on_open_example },
  { .name = "open-copy", .activate = on_open_copy, .parameter_type = "s" },
  { .name = "open-file", .activate = on_open_file, .parameter_type = "s" },
  { .name = "open-recent", .activate = on_open_recent },
  { .name = "recover", .activate = on_recover, .parameter_type = "s" },
  { .name = "discard-recovery", .activate = on_discard_recovery, .parameter_type = "s" },
  { .name = "undo-discard-recovery", .activate = on_undo_discard_recovery },
  { .name = "reload", .activate = on_reload },
  { .name = "keep-mine", .activate = on_keep_mine },
  { .name = "properties", .activate = on_properties },
  { .name = "commands", .activate = on_commands },
  { .name = "save", .activate = on_save },
  { .name = "save-as", .activate = on_save_as },
  { .name = "export", .activate = on_export },
  { .name = "print", .activate = on_print },
  { .name = "report", .activate = on_report },
  { .name = "handout", .activate = on_handout },
  { .name = "decide", .activate = on_decide },
  { .name = "show-file", .activate = on_show_file, .parameter_type = "s" },
  { .name = "bill", .activate = on_bill },
  { .name = "close", .activate = on_close },
  { .name = "undo", .activate = on_undo },
  { .name = "redo", .activate = on_redo },
  { .name = "add-block", .activate = on_add_block, .parameter_type = "s" },
  { .name = "focus-canvas", .activate = on_focus_canvas },
  { .name = "reveal", .activate = on_reveal, .parameter_type = "s" },
  { .name = "offer-undo", .activate = on_offer_undo, .parameter_type = "s" },
  { .name = "tell", .activate = on_tell, .parameter_type = "s" },
  { .name = "show-page", .activate = on_show_page, .parameter_type = "s" },
  { .name = "explore", .activate = on_explore, .parameter_type = "s" },
  { .name = "tidy-wires", .activate = on_canvas_action },
  { .name = "zoom-in", .activate = on_canvas_action },
  { .name = "zoom-out", .activate = on_canvas_action },
  { .name = "zoom-100", .activate = on_canvas_action },
  { .name = "zoom-fit", .activate = on_canvas_action },
  { .name = "align", .activate = on_canvas_action, .parameter_type = "s" },
  { .name = "distribute", .activate = on_canvas_action, .parameter_type = "s" },
  { .name = "enclose", .activate = on_canvas_action },
  { .name = "dissolve", .activate = on_canvas_action },
  { .name = "lay-out", .activate = on_lay_out },
  { .name = "lay-out-down", .activate = on_lay_out_down },
  { .name = "present", .activate = on_present },
  { .name = "present-here", .activate = on_present },
  { .name = "walkthrough", .activate = on_walkthrough },
  { .name = "toggle-palette", .activate = on_toggle_palette },
  { .name = "toggle-inspector", .activate = on_toggle_inspector },
  { .name = "find", .activate = on_find },
  { .name = "find-next", .activate = on_find_next },
  { .name = "find-previous", .activate = on_find_previous },
  { .name = "find-service", .activate = on_find_service },
  { .name = "fullscreen", .activate = on_fullscreen },
  { .name = "preferences", .activate = on_preferences },
  { .name = "shortcuts", .activate = on_shortcuts },
  { .name = "help", .activate = on_help },
  { .name = "help-about", .activate = on_help_about, .parameter_type = "s" },
  { .name = "about", .activate = on_about },
};

void
leat_window_add_actions (LeatWindow *self)
{
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (self));
  g_autoptr(GPropertyAction) grid = g_property_action_new ("show-grid", canvas, "show-grid");
  g_autoptr(GPropertyAction) snap = g_property_action_new ("snap-to-grid", canvas, "snap-to-grid");
  g_autoptr(GPropertyAction) overlay = g_property_action_new ("overlay", canvas, "overlay");
  g_autoptr(GPropertyAction) minimap = g_property_action_new ("minimap", leat_window_get_minimap (self), "shown");
  g_autoptr(GPropertyAction) legend = g_property_action_new ("show-legend", canvas, "show-legend");
  g_autoptr(GPropertyAction) view = g_property_action_new ("view", leat_window_get_views (self), "visible-child-name");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  leat_study_add_actions (self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (grid));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (snap));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (legend));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (view));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (overlay));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (minimap));
}
