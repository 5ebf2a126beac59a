/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/window.h"

#include "config.h"

#include "bill/bill-window.h"
#include "canvas/canvas.h"
#include "canvas/find-bar.h"
#include "canvas/minimap.h"
#include "explore/explore-page.h"
#include "explore/preview.h"
#include "inspector/inspector.h"
#include "inspector/rows.h"
#include "names.h"
#include "palette/palette.h"
#include "study/challenge-page.h"
#include "study/walkthrough.h"
#include "window/autosave.h"
#include "window/bars.h"
#include "window/commands.h"
#include "window/pane.h"
#include "window/preferences.h"
#include "window/recent-list.h"
#include "window/recent.h"
#include "window/session.h"
#include "window/start-page.h"
#include "window/strip.h"
#include "window/toast.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* Widths below which the inspector, then the palette, lie over the canvas instead of beside it. */
#define INSPECTOR_BESIDE 1100
#define PALETTE_BESIDE 860

/* Below this the explorer's controls lie over its charts, and below the other there is no room to switch the view but
 * by menu and keys. */
#define CONTROLS_BESIDE 860
#define SWITCHER_FITS 760

/* Below this, New is in the menu only. */
#define NEW_FITS 860

/* Below this the strip drops the words around its figures. */
#define STRIP_WITH_WORDS 1000
#define STRIP_WITH_ALL 1560

struct _LeatWindow
{
  AdwApplicationWindow parent_instance;
  LeatCatalogue   *catalogue;
  LeatDocument    *document; /* or NULL */
  LeatAutosave    *autosave; /* of the document, or NULL */
  AdwWindowTitle  *title;
  GtkStack        *stack;
  AdwToastOverlay *toasts;
  AdwFlap         *palette_flap;
  AdwFlap         *inspector_flap;
  GtkToggleButton *palette_toggle;
  GtkToggleButton *inspector_toggle;
  GtkToggleButton *controls_toggle;
  GtkButton       *undo;
  GtkButton       *redo;
  GtkWidget       *side_pane;
  GtkStackSwitcher *side_switcher;
  GtkStack        *side; /* services, and what else lies beside the drawing */
  LeatPalette     *palette;
  LeatWalkthrough *walkthrough;
  LeatInspector   *inspector;
  LeatCanvas      *canvas;
  LeatFindBar     *find_bar;
  LeatMinimap     *minimap;
  GtkStack        *drawing; /* the drawing, or a preview of another */
  LeatPreview     *preview;
  GtkStack        *views;
  GtkWidget       *switcher;
  LeatExplorePage *explore;
  LeatStrip       *strip;
  LeatTaskBar     *task_bar;
  LeatStartPage   *start;
  LeatBars        *bars;
  AdwSplitButton  *open_button;
  LeatRecentList  *recents;
  GtkWidget       *new_button;
  GtkWidget       *commands; /* a popover, or NULL */
  GtkWidget       *bill; /* the window with the bill, weak, or NULL */
  guint            show_id; /* idle in which the inspector is brought up to date, or 0 */
  gboolean         may_close;
};

G_DEFINE_FINAL_TYPE (LeatWindow, leat_window, ADW_TYPE_APPLICATION_WINDOW)

LeatCanvas *
leat_window_get_canvas (LeatWindow *self)
{
  return self->canvas;
}

LeatWalkthrough *
leat_window_get_walkthrough (LeatWindow *self)
{
  return self->walkthrough;
}

LeatTaskBar *
leat_window_get_task_bar (LeatWindow *self)
{
  return self->task_bar;
}

LeatDocument *
leat_window_get_previewed (LeatWindow *self)
{
  g_return_val_if_fail (LEAT_IS_WINDOW (self), NULL);

  return leat_preview_get_document (self->preview);
}

LeatCanvas *
leat_window_get_shown_canvas (LeatWindow *self)
{
  return leat_window_get_previewed (self) != NULL ? leat_preview_get_canvas (self->preview) : self->canvas;
}

LeatFindBar *
leat_window_get_find_bar (LeatWindow *self)
{
  return self->find_bar;
}

LeatMinimap *
leat_window_get_minimap (LeatWindow *self)
{
  return self->minimap;
}

LeatInspector *
leat_window_get_inspector (LeatWindow *self)
{
  return self->inspector;
}

LeatCatalogue *
leat_window_get_catalogue (LeatWindow *self)
{
  return self->catalogue;
}

void
leat_window_set_catalogue (LeatWindow    *self,
                           LeatCatalogue *catalogue)
{
  LeatCatalogue *old;

  g_return_if_fail (LEAT_IS_WINDOW (self));

  old = self->catalogue;
  self->catalogue = leat_catalogue_ref (catalogue);
  leat_palette_set_catalogue (self->palette, catalogue);
  leat_start_page_set_catalogue (self->start, catalogue);
  if (self->document != NULL)
    leat_document_set_catalogue (self->document, catalogue);
  g_clear_pointer (&old, leat_catalogue_unref);
}

LeatDocument *
leat_window_get_document (LeatWindow *self)
{
  return self->document;
}

void
leat_window_show_bill (LeatWindow *self)
{
  if (self->bill == NULL)
    g_set_weak_pointer (&self->bill, leat_bill_window_new (GTK_WINDOW (self), self->document));
  gtk_window_present (GTK_WINDOW (self->bill));
}

void
leat_window_reveal_inspector (LeatWindow *self)
{
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
}

static void
set_enabled (LeatWindow *self,
             const char *name,
             gboolean    enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

LeatBars *
leat_window_get_bars (LeatWindow *self)
{
  return self->bars;
}

static char *
describe_place (LeatWindow *self)
{
  const char *path = leat_document_get_path (self->document);
  const char *region = leat_report_get_options (leat_document_get_report (self->document))->region;
  g_autofree char *folder = path != NULL ? leat_recent_dup_folder (path) : g_strdup (_("Unsaved"));

  if (path != NULL && leat_document_get_modified (self->document))
    return g_strdup_printf (_("Not saved · %s · %s"), folder, region);
  return g_strdup_printf ("%s · %s", folder, region);
}

static void
update_title (LeatWindow *self)
{
  g_autofree char *name = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *place = NULL;
  g_autofree char *listed = NULL;

  if (self->document == NULL)
    {
      adw_window_title_set_title (self->title, "Leat");
      adw_window_title_set_subtitle (self->title, "");
      return;
    }
  name = leat_document_dup_title (self->document);
  place = describe_place (self);
  marked = leat_document_get_modified (self->document) ? g_strdup_printf ("• %s", name) : g_strdup (name);
  listed = leat_document_get_modified (self->document) ? g_strdup_printf (_("%s (not saved)"), marked) : g_strdup (name);
  adw_window_title_set_title (self->title, marked);
  adw_window_title_set_subtitle (self->title, place);
  gtk_window_set_title (GTK_WINDOW (self), listed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), leat_document_get_path (self->document));
}

static void
set_step_tooltip (GtkButton  *button,
                  const char *verb,
                  const char *label,
                  const char *keys)
{
  g_autofree char *text = label != NULL ? g_strdup_printf ("%s %s (%s)", verb, label, keys)
                                        : g_strdup_printf ("%s (%s)", verb, keys);

  gtk_widget_set_tooltip_text (GTK_WIDGET (button), text);
}

/* The one place where actions are greyed. */
static void
update_actions (LeatWindow *self)
{
  static const char *const need_document[] = { "save", "save-as", "properties", "export", "print", "report", "handout", "bill",
                                               "add-block", "reveal", "show-page", "present", "present-here", "walkthrough",
                                               "explore", "zoom-in", "zoom-out", "zoom-100", "zoom-fit", "lay-out", "lay-out-down", "tidy-wires",
                                               "find", "find-next", "find-previous" };
  LeatHistory *history = self->document != NULL ? leat_document_get_history (self->document) : NULL;
  const char *undo = history != NULL ? leat_history_get_undo_label (history) : NULL;
  const char *redo = history != NULL ? leat_history_get_redo_label (history) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (need_document); i++)
    set_enabled (self, need_document[i], self->document != NULL);
  set_enabled (self, "reload", self->document != NULL && leat_document_get_path (self->document) != NULL);
  set_enabled (self, "keep-mine", leat_bars_get (self->bars, "changed") != NULL);
  set_enabled (self, "undo", undo != NULL);
  set_enabled (self, "redo", redo != NULL);
  set_step_tooltip (self->undo, _("Undo"), undo, "Ctrl+Z");
  set_step_tooltip (self->redo, _("Redo"), redo, "Ctrl+Shift+Z");
}

/* What the main menu offers of the canvas' commands on what is selected. */
static void
update_arrange (LeatWindow *self)
{
  static const char *const names[] = { "align", "distribute", "enclose", "dissolve" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *action = g_strconcat ("canvas.", names[i], NULL);

      set_enabled (self, names[i], self->document != NULL && leat_canvas_can (self->canvas, action));
    }
}

void
leat_window_update_actions (LeatWindow *self)
{
  update_actions (self);
}

static gboolean
show_inspector (gpointer data)
{
  LeatWindow *self = data;
  g_auto(GStrv) ids = leat_canvas_dup_selection (self->canvas);

  self->show_id = 0;
  leat_inspector_show (self->inspector, self->document, (const char *const *) ids);
  leat_explore_page_set_selection (self->explore, g_strv_length (ids) == 1 ? ids[0] : NULL);
  return G_SOURCE_REMOVE;
}

/* Several changes in one frame show once. */
static void
queue_show (LeatWindow *self)
{
  if (self->show_id == 0 && self->document != NULL)
    self->show_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 30, show_inspector, self, NULL);
}

static void
show_figures (LeatWindow *self)
{
  LeatDocument *previewed = leat_window_get_previewed (self);

  leat_strip_show (self->strip, leat_document_get_report (previewed != NULL ? previewed : self->document));
  leat_widget_set_class (GTK_WIDGET (self->strip), "preview", previewed != NULL);
  leat_strip_set_zoom (self->strip, leat_canvas_get_zoom (leat_window_get_shown_canvas (self)));
}

static void
on_report_changed (LeatWindow *self)
{
  show_figures (self);
  update_title (self);
  queue_show (self);
  leat_explore_page_update (self->explore);
}

/* The actions that are about what stands beside the drawing. */
static const char *const beside[] = { "toggle-palette", "toggle-inspector", "find", "find-next", "find-previous", "find-service" };

static void
show_drawing_or_preview (LeatWindow *self)
{
  gboolean previews = leat_window_get_previewed (self) != NULL;
  gboolean draws = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "draw") == 0;

  gtk_stack_set_visible_child_name (self->drawing, previews ? "preview" : "drawing");
  gtk_widget_set_visible (GTK_WIDGET (self->palette_toggle), draws && !previews);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_toggle), draws && !previews);
  gtk_widget_set_visible (GTK_WIDGET (self->controls_toggle), !draws);
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    set_enabled (self, beside[i], !previews);
  show_figures (self);
  if (draws)
    gtk_widget_grab_focus (GTK_WIDGET (leat_window_get_shown_canvas (self)));
}

static void
close_preview (LeatWindow *self)
{
  if (leat_window_get_previewed (self) == NULL)
    return;
  leat_preview_clear (self->preview);
  show_drawing_or_preview (self);
}

/* What is about the drawing goes with it. */
static void
on_view_changed (LeatWindow *self)
{
  gboolean draws = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "draw") == 0;

  if (self->document == NULL)
    return;
  if (!draws)
    leat_preview_clear (self->preview);
  show_drawing_or_preview (self);
}

static void
on_preview_closed (LeatWindow *self,
                   gboolean    back)
{
  close_preview (self);
  if (back)
    gtk_stack_set_visible_child_name (self->views, "explore");
}

static void
on_preview_apply (LeatWindow *self)
{
  g_autofree char *text = g_strdup_printf (_("Applied %s"), leat_preview_get_name (self->preview));

  leat_window_apply (self, leat_edit_ref (leat_preview_get_edit (self->preview)), text);
}

static char **
list_changed_blocks (const LeatEdit *edit)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < leat_edit_get_n_changes (edit); i++)
    {
      const LeatElement *after = leat_edit_get_change (edit, i)->after;

      if (after != NULL && after->kind == LEAT_ELEMENT_BLOCK)
        g_ptr_array_add (ids, g_strdup (after->id));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

void
leat_window_apply (LeatWindow *self,
                   LeatEdit   *edit,
                   const char *text)
{
  g_auto(GStrv) ids = NULL;
  LeatHistory *history;

  g_return_if_fail (LEAT_IS_WINDOW (self) && self->document != NULL);

  ids = list_changed_blocks (edit);
  history = leat_document_get_history (self->document);
  leat_window_show_drawing (self);
  leat_history_end_merge (history);
  leat_history_apply (history, edit);
  leat_canvas_select (self->canvas, (const char *const *) ids, TRUE);
  leat_window_toast (self, text, TRUE);
}

void
leat_window_preview (LeatWindow *self,
                     LeatEdit   *edit,
                     const char *name,
                     const char *sentence,
                     GPtrArray  *changes)
{
  g_return_if_fail (LEAT_IS_WINDOW (self) && self->document != NULL);

  gtk_stack_set_visible_child_name (self->views, "draw");
  leat_preview_show (self->preview, self->document, edit, name, sentence, changes);
  show_drawing_or_preview (self);
}

GtkStack *
leat_window_get_views (LeatWindow *self)
{
  return self->views;
}

void
leat_window_show_drawing (LeatWindow *self)
{
  close_preview (self);
  gtk_stack_set_visible_child_name (self->views, "draw");
}

void
leat_window_explore (LeatWindow *self,
                     const char *page)
{
  gtk_stack_set_visible_child_name (self->views, "explore");
  leat_explore_page_show (self->explore, page);
}

static void on_width_changed (LeatWindow *self);

static void
on_zoom_changed (LeatWindow *self)
{
  if (self->canvas == NULL)
    return;
  leat_strip_set_zoom (self->strip, leat_canvas_get_zoom (leat_window_get_shown_canvas (self)));
}

/* A preview shows what one looks at of the drawing. */
static void
on_overlay_changed (LeatWindow *self)
{
  const char *word;

  if (self->canvas == NULL)
    return;
  word = leat_canvas_get_overlay (self->canvas);
  leat_strip_set_overlay (self->strip, word);
  leat_canvas_set_overlay (leat_preview_get_canvas (self->preview), word);
}

static void
on_zoom_asked (LeatWindow *self,
               double      zoom)
{
  LeatCanvas *canvas = leat_window_get_shown_canvas (self);

  leat_canvas_zoom_to (canvas, zoom);
  gtk_widget_grab_focus (GTK_WIDGET (canvas));
}

static void
on_activate_block (LeatWindow *self)
{
  leat_inspector_set_page (self->inspector, "settings");
  leat_window_reveal_inspector (self);
}

static void
on_deleted (LeatWindow *self,
            guint       n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u item deleted", "%u items deleted", n), n);

  leat_window_toast (self, text, TRUE);
}

static void
on_autosave_failed (LeatWindow *self,
                    const char *message)
{
  g_autofree char *text = g_strdup_printf (_("Unsaved work cannot be kept aside: %s"), message);

  leat_bars_show (self->bars, "autosave", "dialog-warning-symbolic", text,
                  (LeatBarButton[]) { { _("_Save"), "win.save" } }, 1);
}

/* What has a file is listed among the recent ones, and comes back with the session. */
static void
on_path_changed (LeatWindow *self)
{
  const char *path = leat_document_get_path (self->document);

  if (path == NULL)
    return;
  leat_recent_add (path);
  leat_window_show_read_only (self);
  update_actions (self);
  leat_session_save (gtk_window_get_application (GTK_WINDOW (self)), NULL);
}

static gboolean
on_shown (gpointer data)
{
  LeatWindow *self = LEAT_WINDOW (data);

  if (self->canvas != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->canvas)))
    gtk_widget_grab_focus (GTK_WIDGET (leat_window_get_shown_canvas (self)));
  return G_SOURCE_REMOVE;
}

/* The panes take the keyboard when they come in, which is after this: it is to be at the drawing. */
static void
on_canvas_map (LeatWindow *self)
{
  g_signal_handlers_disconnect_by_func (self->canvas, on_canvas_map, self);
  g_idle_add_full (G_PRIORITY_LOW, on_shown, g_object_ref (self), g_object_unref);
}

void
leat_window_set_document (LeatWindow   *self,
                          LeatDocument *document)
{
  LeatHistory *history = leat_document_get_history (document);

  g_return_if_fail (LEAT_IS_WINDOW (self) && self->document == NULL);

  self->document = g_object_ref (document);
  self->autosave = leat_autosave_new (document);
  g_signal_connect_object (self->autosave, "failed", G_CALLBACK (on_autosave_failed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::path", G_CALLBACK (on_path_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "report-changed", G_CALLBACK (on_report_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (history, "notify", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  leat_canvas_set_document (self->canvas, document);
  leat_walkthrough_set (self->walkthrough, document, self->canvas);
  leat_minimap_set_shown (self->minimap, leat_report_get_n_blocks (leat_document_get_report (document)) >= LEAT_MINIMAP_BLOCKS);
  leat_explore_page_set_document (self->explore, document);
  gtk_stack_set_visible_child_name (self->stack, "editor");
  gtk_widget_set_visible (GTK_WIDGET (self->palette_toggle), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->inspector_toggle), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->undo), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->redo), TRUE);
  on_width_changed (self);
  on_report_changed (self);
  on_zoom_changed (self);
  update_actions (self);
  update_arrange (self);
  on_path_changed (self);
  leat_challenge_page_attach (self, self->side);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->canvas)))
    g_signal_connect_object (self->canvas, "map", G_CALLBACK (on_canvas_map), self, G_CONNECT_SWAPPED);
}

LeatWindow *
leat_window_find (LeatWindow *self,
                  const char *path)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GList *windows = application != NULL ? gtk_application_get_windows (application) : NULL;

  for (GList *item = windows; item != NULL; item = item->next)
    {
      LeatWindow *window = LEAT_IS_WINDOW (item->data) ? item->data : NULL;

      if (window != NULL && window->document != NULL &&
          g_strcmp0 (leat_document_get_path (window->document), path) == 0)
        return window;
    }
  return NULL;
}

static void
show_notices (LeatWindow *self,
              const char *path,
              GPtrArray  *notices)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr(GString) text = g_string_new (NULL);
  GtkWidget *dialog;

  for (guint i = 0; i < notices->len && i < 12; i++)
    {
      const LeatNotice *notice = g_ptr_array_index (notices, i);

      if (notice->line > 0)
        g_string_append_printf (text, _("Line %ld: %s\n"), notice->line, notice->text);
      else
        g_string_append_printf (text, "%s\n", notice->text);
    }
  if (notices->len > 12)
    g_string_append_printf (text, ngettext ("and %u more", "and %u more", notices->len - 12), notices->len - 12);
  dialog = adw_message_dialog_new (GTK_WINDOW (self), NULL, g_strchomp (text->str));
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (dialog), _("Not All of “%s” Was Understood"), name);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

LeatWindow *
leat_window_for_document (LeatWindow *self)
{
  return self->document == NULL
           ? self : leat_window_new (ADW_APPLICATION (gtk_window_get_application (GTK_WINDOW (self))), self->catalogue);
}

void
leat_window_open (LeatWindow *self,
                  const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  LeatWindow *window = leat_window_find (self, absolute);
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = NULL;

  if (window != NULL)
    {
      gtk_window_present (GTK_WINDOW (window));
      return;
    }
  document = leat_document_open (self->catalogue, absolute, notices, &error);
  if (document == NULL)
    {
      leat_window_show_error (self, _("Could Not Open"), error);
      return;
    }
  window = leat_window_for_document (self);
  leat_window_set_document (window, document);
  gtk_window_present (GTK_WINDOW (window));
  if (notices->len > 0)
    show_notices (window, absolute, notices);
}

void
leat_window_toast (LeatWindow *self,
                   const char *text,
                   gboolean    undo)
{
  g_return_if_fail (LEAT_IS_WINDOW (self));

  leat_toast_show (self->toasts, text, undo ? "win.undo" : NULL);
}

void
leat_window_toast_action (LeatWindow *self,
                          const char *text,
                          const char *undo)
{
  g_return_if_fail (LEAT_IS_WINDOW (self));

  leat_toast_show (self->toasts, text, undo);
}

void
leat_window_offer (LeatWindow *self,
                   const char *text,
                   const char *label,
                   const char *action,
                   GVariant   *target)
{
  g_return_if_fail (LEAT_IS_WINDOW (self));

  leat_toast_offer (self->toasts, text, label, action, target);
}

void
leat_window_show_error (LeatWindow   *self,
                        const char   *heading,
                        const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), heading, error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* What does not fit beside the canvas lies over it, closed until it is asked for. */
static void
fold (AdwFlap    *flap,
      const char *visible,
      gboolean    folded)
{
  AdwFlapFoldPolicy policy = folded ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER;

  if (adw_flap_get_fold_policy (flap) == policy)
    return;
  adw_flap_set_fold_policy (flap, policy);
  adw_flap_set_reveal_flap (flap, !folded && leat_preferences_get_boolean (visible, TRUE));
}

static void
on_width_changed (LeatWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  if (gtk_window_is_maximized (GTK_WINDOW (self)) || gtk_window_is_fullscreen (GTK_WINDOW (self)))
    width = MAX (width, gtk_widget_get_width (GTK_WIDGET (self)));
  fold (self->inspector_flap, "inspector-visible", width < INSPECTOR_BESIDE);
  fold (self->palette_flap, "palette-visible", width < PALETTE_BESIDE);
  leat_explore_page_set_narrow (self->explore, width < CONTROLS_BESIDE);
  gtk_widget_set_visible (self->new_button, width >= NEW_FITS);
  gtk_widget_set_visible (self->switcher, self->document != NULL && width >= SWITCHER_FITS);
  leat_strip_set_tight (self->strip, width < STRIP_WITH_ALL);
  if (leat_strip_set_narrow (self->strip, width < STRIP_WITH_WORDS) && self->document != NULL)
    show_figures (self);
}

static void
remember_size (LeatWindow *self)
{
  GSettings *settings = leat_preferences_get ();
  int width, height;

  if (settings == NULL)
    return;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (settings, "window-width", MAX (width, 360));
  g_settings_set_int (settings, "window-height", MAX (height, 294));
  g_settings_set_boolean (settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

void
leat_window_close_now (LeatWindow *self)
{
  self->may_close = TRUE;
  gtk_window_close (GTK_WINDOW (self));
}

void
leat_window_autosave (LeatWindow *self)
{
  if (self->autosave != NULL)
    leat_autosave_flush (self->autosave);
}

void
leat_window_update_recovery (LeatWindow *self)
{
  leat_start_page_update_recovery (self->start);
  leat_bars_hide (self->bars, "recovery");
}

/* A window that is closed while others stay does not come back; the last one does. While the program quits, the session
 * is what it was before. */
static void
leave_session (LeatWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  gboolean last = TRUE;

  if (application == NULL || g_object_get_data (G_OBJECT (application), LEAT_QUITTING) != NULL)
    return;
  for (GList *item = gtk_application_get_windows (application); item != NULL; item = item->next)
    last = last && (item->data == self || !LEAT_IS_WINDOW (item->data));
  leat_session_save (application, last ? NULL : self);
}

static gboolean
leat_window_close_request (GtkWindow *window)
{
  LeatWindow *self = LEAT_WINDOW (window);

  if (!self->may_close && self->document != NULL && leat_document_get_modified (self->document))
    {
      leat_window_ask_close (self);
      return TRUE;
    }
  if (self->autosave != NULL && leat_document_get_modified (self->document))
    leat_autosave_leave (self->autosave);
  else if (self->autosave != NULL)
    leat_autosave_drop (self->autosave);
  remember_size (self);
  leave_session (self);
  return GTK_WINDOW_CLASS (leat_window_parent_class)->close_request (window);
}

/* A key that is still being handled may keep the bill's window a little longer than this one: it must not look
 * for its parent then. */
static void
close_bill (LeatWindow *self)
{
  GtkWidget *bill = self->bill;

  g_clear_weak_pointer (&self->bill);
  if (bill == NULL)
    return;
  gtk_window_set_transient_for (GTK_WINDOW (bill), NULL);
  gtk_window_destroy (GTK_WINDOW (bill));
}

static void
leat_window_dispose (GObject *object)
{
  LeatWindow *self = LEAT_WINDOW (object);
  LeatCanvas *canvas = g_steal_pointer (&self->canvas);

  /* A popover in sight must not lose its surface while the window goes. */
  if (self->commands != NULL)
    gtk_widget_set_visible (self->commands, FALSE);
  g_clear_pointer (&self->commands, gtk_widget_unparent);
  g_clear_object (&self->autosave);
  /* The canvas drops its selection, and says so: nobody is to listen any more. */
  g_clear_object (&self->document);
  if (canvas != NULL)
    {
      leat_preview_clear (self->preview);
      leat_walkthrough_set (self->walkthrough, NULL, NULL);
      leat_canvas_set_document (canvas, NULL);
      leat_explore_page_set_document (self->explore, NULL);
    }
  close_bill (self);
  g_clear_handle_id (&self->show_id, g_source_remove);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);

  G_OBJECT_CLASS (leat_window_parent_class)->dispose (object);
}

/* A popover that is open has a surface of its own, which must not outlive the one that it hangs on. */
static void
leat_window_unmap (GtkWidget *widget)
{
  LeatWindow *self = LEAT_WINDOW (widget);

  if (self->commands != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->commands));
  GTK_WIDGET_CLASS (leat_window_parent_class)->unmap (widget);
}

static void
leat_window_class_init (LeatWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_window_dispose;
  widget_class->unmap = leat_window_unmap;
  GTK_WINDOW_CLASS (klass)->close_request = leat_window_close_request;

  g_type_ensure (LEAT_TYPE_BARS);
  g_type_ensure (LEAT_TYPE_RECENT_LIST);
  g_type_ensure (LEAT_TYPE_START_PAGE);
  g_type_ensure (LEAT_TYPE_PALETTE);
  g_type_ensure (LEAT_TYPE_CANVAS);
  g_type_ensure (LEAT_TYPE_FIND_BAR);
  g_type_ensure (LEAT_TYPE_MINIMAP);
  g_type_ensure (LEAT_TYPE_EXPLORE_PAGE);
  g_type_ensure (LEAT_TYPE_INSPECTOR);
  g_type_ensure (LEAT_TYPE_PREVIEW);
  g_type_ensure (LEAT_TYPE_STRIP);
  g_type_ensure (LEAT_TYPE_TASK_BAR);
  g_type_ensure (LEAT_TYPE_WALKTHROUGH);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "window/window.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, title);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, palette_flap);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, inspector_flap);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, palette_toggle);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, inspector_toggle);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, controls_toggle);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, undo);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, redo);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, side_pane);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, side_switcher);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, side);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, walkthrough);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, canvas);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, find_bar);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, minimap);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, drawing);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, preview);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, views);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, explore);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, strip);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, task_bar);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, start);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, bars);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, open_button);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, recents);
  gtk_widget_class_bind_template_child (widget_class, LeatWindow, new_button);
}

/* Who comes back from another program may have changed the file there. */
static void
on_active_changed (LeatWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    leat_window_check_file (self);
}

void
leat_window_open_recents (LeatWindow *self)
{
  adw_split_button_popup (self->open_button);
}

void
leat_window_show_commands (LeatWindow *self)
{
  if (self->commands == NULL)
    self->commands = leat_commands_new (self, GTK_WIDGET (self->toasts));
  leat_commands_popup (LEAT_COMMANDS (self->commands));
}

static void
bind_toggle (GtkToggleButton *toggle,
             AdwFlap         *flap)
{
  g_object_bind_property (flap, "reveal-flap", toggle, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_set_visible (GTK_WIDGET (toggle), FALSE);
}

/* A switch with one choice is none. */
static void
on_side_pages_changed (GtkSelectionModel *pages,
                       guint              position,
                       guint              removed,
                       guint              added,
                       LeatWindow        *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->side_switcher), g_list_model_get_n_items (G_LIST_MODEL (pages)) > 1);
}

static void
leat_window_init (LeatWindow *self)
{
  g_autoptr(GtkSelectionModel) pages = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  leat_window_add_actions (self);
  leat_window_add_drop (self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active_changed), NULL);
  leat_name_inside (GTK_WIDGET (self->open_button), GTK_TYPE_BUTTON, _("Open"));
  leat_name_inside (GTK_WIDGET (self->open_button), GTK_TYPE_MENU_BUTTON, _("Recent Files"));
  g_signal_connect_swapped (adw_split_button_get_popover (self->open_button), "show", G_CALLBACK (leat_recent_list_focus),
                            self->recents);
  g_signal_connect_swapped (self->recents, "chosen", G_CALLBACK (adw_split_button_popdown), self->open_button);
  leat_pane_remember (self->palette_flap, self->side_pane, "palette-width", "palette-visible", 180, 640);
  leat_pane_remember (self->inspector_flap, GTK_WIDGET (self->inspector), "inspector-width", "inspector-visible", 280, 960);
  leat_find_bar_set_canvas (self->find_bar, self->canvas);
  leat_minimap_set_canvas (self->minimap, self->canvas);
  bind_toggle (self->palette_toggle, self->palette_flap);
  pages = gtk_stack_get_pages (self->side);
  g_signal_connect_object (pages, "items-changed", G_CALLBACK (on_side_pages_changed), self, 0);
  on_side_pages_changed (pages, 0, 0, 0, self);
  bind_toggle (self->inspector_toggle, self->inspector_flap);
  bind_toggle (self->controls_toggle, leat_explore_page_get_flap (self->explore));
  gtk_widget_set_visible (GTK_WIDGET (self->undo), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->redo), FALSE);
  leat_preferences_bind ("show-grid", self->canvas, "show-grid", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("show-grid", leat_preview_get_canvas (self->preview), "show-grid", G_SETTINGS_BIND_GET);
  leat_preferences_bind ("snap-to-grid", self->canvas, "snap-to-grid", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (queue_show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "selection-changed", G_CALLBACK (update_arrange), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "activate-block", G_CALLBACK (on_activate_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "deleted", G_CALLBACK (on_deleted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (on_zoom_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::overlay", G_CALLBACK (on_overlay_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->strip, "zoom-asked", G_CALLBACK (on_zoom_asked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leat_preview_get_canvas (self->preview), "notify::zoom", G_CALLBACK (on_zoom_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "apply", G_CALLBACK (on_preview_apply), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->preview, "closed", G_CALLBACK (on_preview_closed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->views, "notify::visible-child-name", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::default-width", G_CALLBACK (on_width_changed), NULL);
  g_signal_connect (self, "notify::maximized", G_CALLBACK (on_width_changed), NULL);
  update_actions (self);
  update_arrange (self);
  update_title (self);
}

/* What lies at the side of what is in sight. */
void
leat_window_toggle_palette (LeatWindow *self)
{
  gboolean draws = g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "draw") == 0;
  AdwFlap *flap = draws ? self->palette_flap : leat_explore_page_get_flap (self->explore);

  adw_flap_set_reveal_flap (flap, !adw_flap_get_reveal_flap (flap));
}

void
leat_window_show_side (LeatWindow *self,
                       const char *page)
{
  adw_flap_set_reveal_flap (self->palette_flap, TRUE);
  gtk_stack_set_visible_child_name (self->side, page);
}

void
leat_window_show_palette (LeatWindow *self)
{
  leat_window_show_drawing (self);
  leat_window_show_side (self, "services");
  leat_palette_focus_search (self->palette);
}

void
leat_window_toggle_inspector (LeatWindow *self)
{
  adw_flap_set_reveal_flap (self->inspector_flap, !adw_flap_get_reveal_flap (self->inspector_flap));
}

LeatWindow *
leat_window_new (AdwApplication *application,
                 LeatCatalogue  *catalogue)
{
  LeatWindow *self = g_object_new (LEAT_TYPE_WINDOW, "application", application, NULL);

  self->catalogue = leat_catalogue_ref (catalogue);
  leat_palette_set_catalogue (self->palette, catalogue);
  leat_start_page_set_catalogue (self->start, catalogue);
  leat_start_page_focus (self->start);
  gtk_window_set_default_size (GTK_WINDOW (self), leat_preferences_get_int ("window-width", 1400),
                               leat_preferences_get_int ("window-height", 900));
  if (leat_preferences_get_boolean ("window-maximized", FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  on_width_changed (self);
  return self;
}
