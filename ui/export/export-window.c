/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export-window.h"

#include "config.h"

#include "export/export-job.h"
#include "window/files.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define CHECK 12          /* pixels of a square of the pattern behind what is transparent */
#define MAX_TEXT 20000    /* bytes of a text that are shown */
#define MAX_PREVIEW 4096  /* pixels on a side */

struct _LeatExportWindow
{
  AdwWindow       parent_instance;
  GtkWidget      *export_button;
  GtkWidget      *copy_button;
  GtkSpinner     *spinner;
  GtkWidget      *error_box;
  GtkLabel       *error;
  GtkStack       *stack;
  GtkDrawingArea *area;
  GtkTextView    *text;
  GtkLabel       *caption;
  AdwComboRow    *format;
  AdwComboRow    *what;
  AdwComboRow    *colours;
  AdwComboRow    *overlay;
  AdwComboRow    *paper;
  AdwComboRow    *turn;
  GtkSpinButton  *margin;
  GtkSpinButton  *scale;
  GtkSpinButton  *dpi;
  GtkSwitch      *tiled;
  GtkSwitch      *title_block;
  GtkSwitch      *legend;
  GtkSwitch      *cost;
  GtkSwitch      *findings;
  GtkSwitch      *outlines;
  GtkSwitch      *source;
  GtkWidget      *picture_group;
  GtkWidget      *png_group;
  GtkWidget      *pdf_group;
  GtkWidget      *around_group;
  GtkWidget      *file_group;
  GtkWidget      *outlines_row;
  GtkWidget      *tiled_row;

  LeatWindow     *window;   /* not owned: it goes with it */
  LeatDocument   *document; /* owned */
  GPtrArray      *formats;  /* of const LeatFormat */
  GPtrArray      *choices;  /* of GStrv: what can be shown, NULL for all */
  GCancellable   *cancellable;
  LeatPreview    *preview;  /* or NULL */
  gboolean        working;  /* a preview is on its way */
  gboolean        again;    /* and is out of date already */
  gboolean        ready;    /* choices are those of the user */
};

G_DEFINE_FINAL_TYPE (LeatExportWindow, leat_export_window, ADW_TYPE_WINDOW)

/* What is chosen */

static const LeatFormat *
get_format (LeatExportWindow *self)
{
  guint i = adw_combo_row_get_selected (self->format);

  return g_ptr_array_index (self->formats, MIN (i, self->formats->len - 1));
}

static gboolean
is_format (LeatExportWindow *self,
           const char       *id)
{
  return g_str_equal (get_format (self)->id, id);
}

static gboolean
is_picture (LeatExportWindow *self)
{
  return is_format (self, "svg") || is_format (self, "png") || is_format (self, "pdf");
}

static void
get_options (LeatExportWindow   *self,
             LeatPictureOptions *options)
{
  guint what = adw_combo_row_get_selected (self->what);

  leat_picture_options_init (options);
  options->ids = what < self->choices->len ? g_ptr_array_index (self->choices, what) : NULL;
  options->colours = adw_combo_row_get_selected (self->colours);
  options->overlay = adw_combo_row_get_selected (self->overlay);
  options->margin = gtk_spin_button_get_value (self->margin);
  options->legend = gtk_switch_get_active (self->legend);
  options->title_block = gtk_switch_get_active (self->title_block);
  options->cost = gtk_switch_get_active (self->cost);
  options->findings = gtk_switch_get_active (self->findings);
  options->source = gtk_switch_get_active (self->source);
  options->outlines = gtk_switch_get_active (self->outlines);
  options->scale = gtk_spin_button_get_value (self->scale);
  options->paper = adw_combo_row_get_selected (self->paper);
  options->turn = adw_combo_row_get_selected (self->turn);
  options->tiled = options->paper != LEAT_PAPER_DRAWING && gtk_switch_get_active (self->tiled);
}

/* The last choice */

typedef const char *(*GetName) (guint value);

static const char *
colours_name (guint value)
{
  return leat_picture_colours_get_name (value);
}

static const char *
overlay_name (guint value)
{
  return leat_overlay_kind_to_string (value);
}

static const char *
paper_name (guint value)
{
  return leat_paper_get_name (value);
}

static const char *
turn_name (guint value)
{
  return leat_paper_turn_get_name (value);
}

static void
recall_word (AdwComboRow *row,
             const char  *key,
             GetName      get_name,
             guint        n)
{
  g_autofree char *word = leat_preferences_dup_string (key, "");

  for (guint i = 0; i < n; i++)
    if (g_str_equal (word, get_name (i)))
      adw_combo_row_set_selected (row, i);
}

static void
remember_word (const char *key,
               const char *word)
{
  GSettings *settings = leat_preferences_get ();
  g_autofree char *old = leat_preferences_dup_string (key, "");

  if (settings != NULL && !g_str_equal (old, word))
    g_settings_set_string (settings, key, word);
}

static void
recall_format (LeatExportWindow *self)
{
  g_autofree char *id = leat_preferences_dup_string ("export-format", "png");

  for (guint i = 0; i < self->formats->len; i++)
    if (g_str_equal (((const LeatFormat *) g_ptr_array_index (self->formats, i))->id, id))
      adw_combo_row_set_selected (self->format, i);
}

static void
recall (LeatExportWindow *self)
{
  recall_format (self);
  recall_word (self->colours, "export-colours", colours_name, LEAT_N_PICTURE_COLOURS);
  recall_word (self->overlay, "export-overlay", overlay_name, LEAT_N_OVERLAYS);
  recall_word (self->paper, "export-paper", paper_name, LEAT_N_PAPERS);
  recall_word (self->turn, "export-orientation", turn_name, LEAT_N_PAPER_TURNS);
  leat_preferences_bind ("export-margin", self->margin, "value", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-scale", self->scale, "value", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-tiled", self->tiled, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-title-block", self->title_block, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-legend", self->legend, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-cost", self->cost, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-findings", self->findings, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-outlines", self->outlines, "active", G_SETTINGS_BIND_DEFAULT);
  leat_preferences_bind ("export-source", self->source, "active", G_SETTINGS_BIND_DEFAULT);
}

static void
remember (LeatExportWindow *self)
{
  remember_word ("export-format", get_format (self)->id);
  remember_word ("export-colours", colours_name (adw_combo_row_get_selected (self->colours)));
  remember_word ("export-overlay", overlay_name (adw_combo_row_get_selected (self->overlay)));
  remember_word ("export-paper", paper_name (adw_combo_row_get_selected (self->paper)));
  remember_word ("export-orientation", turn_name (adw_combo_row_get_selected (self->turn)));
}

/* What is seen */

static void
show_error (LeatExportWindow *self,
            const GError     *error)
{
  gtk_widget_set_visible (self->error_box, error != NULL);
  gtk_label_set_text (self->error, error != NULL ? error->message : "");
}

static char *
describe_png (LeatExportWindow *self)
{
  double scale = gtk_spin_button_get_value (self->scale);

  if (scale > self->preview->largest_scale)
    return g_strdup_printf (_("Too large for a PNG: choose a scale of up to %g"), self->preview->largest_scale);
  return g_strdup_printf (_("%'d × %'d pixels"), (int) floor (self->preview->bounds_width * scale + 1e-6),
                          (int) floor (self->preview->bounds_height * scale + 1e-6));
}

static char *
describe_pdf (LeatExportWindow *self)
{
  guint n = self->preview->n_pages;

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u page of %.0f × %.0f mm", "%u pages of %.0f × %.0f mm", n), n,
                          self->preview->page_width / 72 * 25.4, self->preview->page_height / 72 * 25.4);
}

static char *
describe (LeatExportWindow *self)
{
  if (self->preview == NULL)
    return g_strdup ("");
  if (is_format (self, "png"))
    return describe_png (self);
  if (is_format (self, "pdf"))
    return describe_pdf (self);
  return g_strdup_printf (_("%'d × %'d pixels, sharp at every size"), (int) self->preview->bounds_width,
                          (int) self->preview->bounds_height);
}

/* The one place where what can be chosen, and done, is decided. */
static void
show_state (LeatExportWindow *self)
{
  g_autofree char *caption = is_picture (self) ? describe (self) : g_strdup (_("Text"));
  gboolean picture = is_picture (self);
  gboolean paper = adw_combo_row_get_selected (self->paper) != LEAT_PAPER_DRAWING;
  gboolean fits = !picture || (self->preview != NULL && (!is_format (self, "png") || gtk_spin_button_get_value (self->scale) <=
                                                                                        self->preview->largest_scale));

  gtk_widget_set_visible (self->picture_group, picture);
  gtk_widget_set_visible (self->around_group, picture);
  gtk_widget_set_visible (self->png_group, is_format (self, "png"));
  gtk_widget_set_visible (self->pdf_group, is_format (self, "pdf"));
  gtk_widget_set_visible (self->file_group, is_format (self, "svg") || is_format (self, "png"));
  gtk_widget_set_visible (self->outlines_row, is_format (self, "svg"));
  gtk_widget_set_visible (GTK_WIDGET (self->turn), paper);
  gtk_widget_set_visible (self->tiled_row, paper);
  gtk_stack_set_visible_child_name (self->stack, picture ? "picture" : "text");
  gtk_label_set_text (self->caption, caption);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.save", fits);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "export.copy", fits);
}

static void
paint_checks (cairo_t *cr,
              double   width,
              double   height)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_set_source_rgb (cr, 0.85, 0.85, 0.85);
  for (int y = 0; y * CHECK < height; y++)
    for (int x = y % 2; x * CHECK < width; x += 2)
      cairo_rectangle (cr, x * CHECK, y * CHECK, MIN (CHECK, width - x * CHECK), MIN (CHECK, height - y * CHECK));
  cairo_fill (cr);
}

static void
draw (GtkDrawingArea *area,
      cairo_t        *cr,
      int             width,
      int             height,
      gpointer        data)
{
  LeatExportWindow *self = data;
  cairo_surface_t *surface = self->preview != NULL ? self->preview->surface : NULL;
  double across, down, scale;

  if (surface == NULL)
    return;
  across = cairo_image_surface_get_width (surface);
  down = cairo_image_surface_get_height (surface);
  scale = MIN (1.0 / gtk_widget_get_scale_factor (GTK_WIDGET (area)), MIN ((width - 2) / across, (height - 2) / down));
  cairo_translate (cr, floor ((width - across * scale) / 2), floor ((height - down * scale) / 2));
  if (adw_combo_row_get_selected (self->colours) == LEAT_PICTURE_TRANSPARENT)
    paint_checks (cr, across * scale, down * scale);
  cairo_save (cr);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  /* A hair around it, or white paper would have no end on a white window. */
  cairo_set_source_rgba (cr, 0.5, 0.5, 0.5, 0.5);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, -0.5, -0.5, floor (across * scale) + 1, floor (down * scale) + 1);
  cairo_stroke (cr);
}

/* Previews */

static void request (LeatExportWindow *self);

/* What is under way does not keep a window that was closed: it could outlive the one that it belongs to. */
static gpointer
new_weak (LeatExportWindow *self)
{
  GWeakRef *weak = g_new (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static LeatExportWindow *
take_weak (gpointer data)
{
  LeatExportWindow *self = g_weak_ref_get (data);

  g_weak_ref_clear (data);
  g_free (data);
  return self;
}

/* One that is only stopped may stay painted until something else is drawn beside it. */
static void
show_spinner (LeatExportWindow *self,
              gboolean          spinning)
{
  gtk_spinner_set_spinning (self->spinner, spinning);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), spinning);
}

static void
finish_preview (LeatExportWindow *self)
{
  self->working = FALSE;
  show_spinner (self, FALSE);
  show_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  if (self->again)
    request (self);
}

static void
on_preview (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr(LeatExportWindow) self = take_weak (data);
  g_autoptr(GError) error = NULL;
  LeatPreview *preview = leat_export_preview_finish (result, &error);

  if (self == NULL)
    {
      g_clear_pointer (&preview, leat_preview_free);
      return;
    }
  g_clear_pointer (&self->preview, leat_preview_free);
  self->preview = preview;
  show_error (self, error);
  finish_preview (self);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(LeatExportWindow) self = take_weak (data);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_export_write_finish (result, &error);
  g_autofree char *shown = NULL;

  if (self == NULL)
    return;
  if (bytes != NULL)
    {
      gsize size = g_bytes_get_size (bytes);
      g_autofree char *part = g_strndup (size > 0 ? g_bytes_get_data (bytes, NULL) : "", MIN (size, MAX_TEXT));

      shown = g_utf8_make_valid (part, -1);
    }
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), shown != NULL ? shown : "", -1);
  show_error (self, error);
  finish_preview (self);
}

static int
pixels_of (LeatExportWindow *self,
           int               size)
{
  return CLAMP (size * gtk_widget_get_scale_factor (GTK_WIDGET (self->area)), 64, MAX_PREVIEW);
}

/* Makes a preview of what is chosen now; while one is being made, the next waits. */
static void
request (LeatExportWindow *self)
{
  LeatPictureOptions options;

  self->again = self->working;
  if (self->working || !self->ready)
    return;
  self->working = TRUE;
  show_spinner (self, TRUE);
  get_options (self, &options);
  if (is_picture (self))
    leat_export_preview (self->document, &options, get_format (self)->id,
                         pixels_of (self, gtk_widget_get_width (GTK_WIDGET (self->area))),
                         pixels_of (self, gtk_widget_get_height (GTK_WIDGET (self->area))), self->cancellable, on_preview,
                         new_weak (self));
  else
    leat_export_write (self->document, &options, get_format (self), NULL, NULL, on_text, new_weak (self));
}

static void
on_changed (LeatExportWindow *self)
{
  if (!self->ready)
    return;
  remember (self);
  show_state (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  request (self);
}

static void
on_resize (GtkDrawingArea   *area,
           int               width,
           int               height,
           LeatExportWindow *self)
{
  request (self);
}

/* Files and the clipboard */

typedef struct
{
  gpointer   weak; /* for take_weak() */
  char      *name; /* of the file */
  GPtrArray *notices;
} Saving;

static void
saving_free (Saving *saving)
{
  g_free (saving->name);
  g_ptr_array_unref (saving->notices);
  g_free (saving);
}

static void
set_busy (LeatExportWindow *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (adw_window_get_content (ADW_WINDOW (self)), !busy);
}

static void
on_saved (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  Saving *saving = data;
  g_autoptr(LeatExportWindow) self = take_weak (saving->weak);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_export_write_finish (result, &error);
  g_autofree char *text = NULL;

  if (self != NULL)
    {
      set_busy (self, FALSE);
      show_error (self, error);
    }
  if (self != NULL && bytes != NULL)
    {
      text = saving->notices->len > 0 ? g_strdup (((LeatNotice *) saving->notices->pdata[0])->text)
                                      : g_strdup_printf (_("Exported to “%s”"), saving->name);
      leat_window_toast (self->window, text, FALSE);
      gtk_window_close (GTK_WINDOW (self));
    }
  saving_free (saving);
}

void
leat_export_window_save (LeatExportWindow *self,
                         const char       *path)
{
  Saving *saving = g_new0 (Saving, 1);
  g_autofree char *base = g_path_get_basename (path);
  LeatPictureOptions options;

  g_return_if_fail (LEAT_IS_EXPORT_WINDOW (self));

  get_options (self, &options);
  saving->weak = new_weak (self);
  saving->name = g_filename_display_name (base);
  saving->notices = leat_notices_new ();
  set_busy (self, TRUE);
  leat_export_write (self->document, &options, get_format (self), path, saving->notices, on_saved, saving);
}

static void
on_chosen (GtkNativeDialog  *dialog,
           int               response,
           LeatExportWindow *self)
{
  g_autofree char *path = leat_files_dup_chosen (dialog, response);

  if (path != NULL)
    leat_export_window_save (self, path);
  g_object_unref (dialog);
}

static char *
first_suffix (const LeatFormat *format)
{
  g_auto(GStrv) suffixes = g_strsplit (format->suffixes, " ", 2);

  return g_strconcat (".", suffixes[0], NULL);
}

static void
save (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LeatExportWindow *self = LEAT_EXPORT_WINDOW (widget);
  const LeatFormat *format = get_format (self);
  g_autofree char *suffix = first_suffix (format);
  GtkFileChooserNative *dialog = leat_files_new_dialog (GTK_WINDOW (self), _("Export"), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                        _("_Export"));

  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _(format->label), format->suffixes);
  leat_files_suggest_name (GTK_FILE_CHOOSER (dialog), self->document, suffix);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static const char *
mime_type_of (const LeatFormat *format)
{
  static const char *const types[][2] = {
    { "svg", "image/svg+xml" }, { "png", "image/png" }, { "pdf", "application/pdf" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i][0], format->id))
      return types[i][1];
  return "text/plain;charset=utf-8";
}

typedef struct
{
  gpointer    weak; /* for take_weak() */
  const char *type;
} Copying;

static void
on_copied (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Copying *copying = data;
  g_autoptr(LeatExportWindow) self = take_weak (copying->weak);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_export_write_finish (result, &error);

  if (self != NULL)
    {
      set_busy (self, FALSE);
      show_error (self, error);
    }
  if (self != NULL && bytes != NULL)
    {
      g_autoptr(GdkContentProvider) content = gdk_content_provider_new_for_bytes (copying->type, bytes);

      gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
      leat_window_toast (self->window, _("Copied"), FALSE);
      gtk_window_close (GTK_WINDOW (self));
    }
  g_free (copying);
}

static void
copy (GtkWidget  *widget,
      const char *action,
      GVariant   *parameter)
{
  LeatExportWindow *self = LEAT_EXPORT_WINDOW (widget);
  Copying *copying = g_new (Copying, 1);
  LeatPictureOptions options;

  *copying = (Copying){ new_weak (self), mime_type_of (get_format (self)) };
  get_options (self, &options);
  set_busy (self, TRUE);
  leat_export_write (self->document, &options, get_format (self), NULL, NULL, on_copied, copying);
}

/* The window */

static void
fill_formats (LeatExportWindow *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  gsize n;
  const LeatFormat *formats = leat_formats (&n);

  for (gsize i = 0; i < n; i++)
    if (formats[i].write != NULL && !g_str_equal (formats[i].id, "leat"))
      {
        g_ptr_array_add (self->formats, (gpointer) &formats[i]);
        gtk_string_list_append (labels, _(formats[i].label));
      }
  adw_combo_row_set_model (self->format, G_LIST_MODEL (labels));
}

static void
add_choice (LeatExportWindow  *self,
            GtkStringList     *labels,
            const char        *label,
            const char *const *ids)
{
  g_ptr_array_add (self->choices, g_strdupv ((char **) ids));
  gtk_string_list_append (labels, label);
}

static void
fill_choices (LeatExportWindow  *self,
              const char *const *selection)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);
  gboolean selected = selection != NULL && selection[0] != NULL;

  add_choice (self, labels, _("Whole Drawing"), NULL);
  if (selected)
    add_choice (self, labels, _("Selection"), selection);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      const char *const ids[] = { element->id, NULL };

      if (element->kind == LEAT_ELEMENT_ZONE)
        add_choice (self, labels, leat_element_get_label (element), ids);
    }
  adw_combo_row_set_model (self->what, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->what, selected ? 1 : 0);
}

static void
list_overlays (LeatExportWindow *self)
{
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (LeatOverlayKind kind = 0; kind < LEAT_N_OVERLAYS; kind++)
    gtk_string_list_append (labels, leat_overlay_kind_get_label (kind));
  adw_combo_row_set_model (self->overlay, G_LIST_MODEL (labels));
}

static gboolean
to_dpi (GBinding     *binding,
        const GValue *from,
        GValue       *to,
        gpointer      data)
{
  g_value_set_double (to, g_value_get_double (from) * LEAT_PICTURE_DPI);
  return TRUE;
}

static gboolean
from_dpi (GBinding     *binding,
          const GValue *from,
          GValue       *to,
          gpointer      data)
{
  g_value_set_double (to, g_value_get_double (from) / LEAT_PICTURE_DPI);
  return TRUE;
}

static void
leat_export_window_dispose (GObject *object)
{
  LeatExportWindow *self = LEAT_EXPORT_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  self->ready = FALSE;
  G_OBJECT_CLASS (leat_export_window_parent_class)->dispose (object);
}

static void
leat_export_window_finalize (GObject *object)
{
  LeatExportWindow *self = LEAT_EXPORT_WINDOW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->document);
  g_clear_pointer (&self->preview, leat_preview_free);
  g_ptr_array_unref (self->formats);
  g_ptr_array_unref (self->choices);
  G_OBJECT_CLASS (leat_export_window_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, LeatExportWindow, name)

static void
leat_export_window_class_init (LeatExportWindowClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->dispose = leat_export_window_dispose;
  object_class->finalize = leat_export_window_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "export/export-window.ui");
  BIND (export_button);
  BIND (copy_button);
  BIND (spinner);
  BIND (error_box);
  BIND (error);
  BIND (stack);
  BIND (area);
  BIND (text);
  BIND (caption);
  BIND (format);
  BIND (what);
  BIND (colours);
  BIND (overlay);
  BIND (paper);
  BIND (turn);
  BIND (margin);
  BIND (scale);
  BIND (dpi);
  BIND (tiled);
  BIND (title_block);
  BIND (legend);
  BIND (cost);
  BIND (findings);
  BIND (outlines);
  BIND (source);
  BIND (picture_group);
  BIND (png_group);
  BIND (pdf_group);
  BIND (around_group);
  BIND (file_group);
  BIND (outlines_row);
  BIND (tiled_row);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_install_action (widget_class, "export.save", NULL, save);
  gtk_widget_class_install_action (widget_class, "export.copy", NULL, copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "export.save", NULL);
}

static void
leat_export_window_init (LeatExportWindow *self)
{
  self->formats = g_ptr_array_new ();
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (self->area, draw, self, NULL);
  g_signal_connect_object (self->area, "resize", G_CALLBACK (on_resize), self, 0);
  g_object_bind_property_full (self->scale, "value", self->dpi, "value",
                               G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE, to_dpi, from_dpi, NULL, NULL);
}

GtkWidget *
leat_export_window_new (LeatWindow        *window,
                        const char *const *selection)
{
  LeatExportWindow *self = g_object_new (LEAT_TYPE_EXPORT_WINDOW, "transient-for", window, NULL);

  self->window = window;
  self->document = g_object_ref (leat_window_get_document (window));
  fill_formats (self);
  fill_choices (self, selection);
  list_overlays (self);
  recall (self);
  self->ready = TRUE;
  show_state (self);
  return GTK_WIDGET (self);
}
