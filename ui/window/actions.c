/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/window-private.h"

#include "config.h"

#include "draw/layout.h"
#include "window/files.h"
#include "window/keys.h"
#include "window/preferences-window.h"
#include "window/preferences.h"

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

/* The example is opened as a copy: what is tried on it must not change what is installed. */
static void
on_open_example (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  LeatCatalogue *catalogue = leat_window_get_catalogue (data);
  g_autofree char *path = leat_catalogue_get_data_file (catalogue, "examples/standard-pipeline.leat");
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = NULL;
  LeatWindow *window;

  if (path != NULL)
    document = leat_document_open (catalogue, path, NULL, &error);
  else
    error = g_error_new (G_FILE_ERROR, G_FILE_ERROR_NOENT, _("The example is not installed: reinstall Leat"));
  if (document == NULL)
    {
      leat_window_show_error (data, _("Could Not Open the Example"), error);
      return;
    }
  leat_document_set_path (document, NULL);
  window = leat_window_for_document (data);
  leat_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
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
  leat_files_ask_export (data);
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
  leat_history_undo (leat_document_get_history (leat_window_get_document (data)));
}

static void
on_redo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_history_redo (leat_document_get_history (leat_window_get_document (data)));
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

  gtk_widget_activate_action (GTK_WIDGET (leat_window_get_shown_canvas (data)), name, NULL);
}

static void
on_lay_out (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  LeatDocument *document = leat_window_get_document (data);
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatLayout) layout = leat_layout_new (elements, leat_document_get_catalogue (document),
                                                  LEAT_LAYOUT_RIGHT, NULL, &error);

  if (layout == NULL)
    {
      leat_window_show_error (data, _("Could Not Lay Out"), error);
      return;
    }
  leat_history_apply (leat_document_get_history (document), leat_edit_layout (pipeline, layout));
  leat_canvas_zoom_fit (leat_window_get_canvas (data));
  leat_window_toast (data, _("Laid out"), TRUE);
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
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  adw_show_about_window (GTK_WINDOW (data), "application-name", "Leat", "application-icon", LEAT_APP_ID, "version",
                         LEAT_VERSION, "license-type", GTK_LICENSE_GPL_3_0, "developer-name", _("The Leat developers"),
                         "comments", _("Draw a data pipeline; see what is wrong with it, what it costs and how long data takes."),
                         NULL);
}

static const GActionEntry entries[] = {
  { .name = "new", .activate = on_new },
  { .name = "open", .activate = on_open },
  { .name = "open-example", .activate = on_open_example },
  { .name = "save", .activate = on_save },
  { .name = "save-as", .activate = on_save_as },
  { .name = "export", .activate = on_export },
  { .name = "bill", .activate = on_bill },
  { .name = "close", .activate = on_close },
  { .name = "undo", .activate = on_undo },
  { .name = "redo", .activate = on_redo },
  { .name = "add-block", .activate = on_add_block, .parameter_type = "s" },
  { .name = "focus-canvas", .activate = on_focus_canvas },
  { .name = "reveal", .activate = on_reveal, .parameter_type = "s" },
  { .name = "offer-undo", .activate = on_offer_undo, .parameter_type = "s" },
  { .name = "show-page", .activate = on_show_page, .parameter_type = "s" },
  { .name = "explore", .activate = on_explore, .parameter_type = "s" },
  { .name = "tidy-wires", .activate = on_canvas_action },
  { .name = "zoom-in", .activate = on_canvas_action },
  { .name = "zoom-out", .activate = on_canvas_action },
  { .name = "zoom-100", .activate = on_canvas_action },
  { .name = "zoom-fit", .activate = on_canvas_action },
  { .name = "lay-out", .activate = on_lay_out },
  { .name = "toggle-palette", .activate = on_toggle_palette },
  { .name = "toggle-inspector", .activate = on_toggle_inspector },
  { .name = "find", .activate = on_find },
  { .name = "fullscreen", .activate = on_fullscreen },
  { .name = "preferences", .activate = on_preferences },
  { .name = "shortcuts", .activate = on_shortcuts },
  { .name = "about", .activate = on_about },
};

void
leat_window_add_actions (LeatWindow *self)
{
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (self));
  g_autoptr(GPropertyAction) grid = g_property_action_new ("show-grid", canvas, "show-grid");
  g_autoptr(GPropertyAction) snap = g_property_action_new ("snap-to-grid", canvas, "snap-to-grid");
  g_autoptr(GPropertyAction) legend = g_property_action_new ("show-legend", canvas, "show-legend");
  g_autoptr(GPropertyAction) view = g_property_action_new ("view", leat_window_get_views (self), "visible-child-name");

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (grid));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (snap));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (legend));
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (view));
}
