/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/properties-window.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* A text of the properties: the title is their name, the others are settings. */
typedef struct
{
  LeatDocument *document; /* not owned: the window holds it */
  const char   *setting;  /* or NULL for the title */
  gboolean      loading;
} Property;

#define PROPERTY "leat-property"

static const char *
get_text (Property *property)
{
  LeatElement *properties = leat_pipeline_get_properties (leat_document_get_pipeline (property->document));
  const char *text = property->setting != NULL ? leat_settings_get (properties->settings, property->setting) : properties->name;

  return text != NULL ? text : "";
}

/* Steps of one property merge until another is changed. */
static void
take_text (Property   *property,
           const char *text)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (property->document);
  const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };
  LeatEdit *edit;

  if (property->loading || g_str_equal (text, get_text (property)))
    return;
  edit = property->setting == NULL
           ? leat_edit_rename (pipeline, LEAT_PROPERTIES_ID, text)
           : leat_edit_set_setting (pipeline, ids, property->setting, *text != '\0' ? text : NULL);
  leat_history_apply (leat_document_get_history (property->document), edit);
}

static Property *
attach (gpointer      widget,
        LeatDocument *document,
        const char   *setting)
{
  Property *property = g_new0 (Property, 1);

  property->document = document;
  property->setting = setting;
  g_object_set_data_full (widget, PROPERTY, property, g_free);
  return property;
}

/* Entries */

static void
on_entry_changed (GtkEditable *row)
{
  take_text (g_object_get_data (G_OBJECT (row), PROPERTY), gtk_editable_get_text (row));
}

/* Undo of the window behind shows here too. */
static void
load_entry (GtkEditable *row)
{
  Property *property = g_object_get_data (G_OBJECT (row), PROPERTY);
  const char *text = get_text (property);

  if (g_str_equal (text, gtk_editable_get_text (row)))
    return;
  property->loading = TRUE;
  gtk_editable_set_text (row, text);
  property->loading = FALSE;
}

static GtkWidget *
new_entry_row (LeatDocument *document,
               const char   *title,
               const char   *setting)
{
  GtkWidget *row = adw_entry_row_new ();

  attach (row, document, setting);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  load_entry (GTK_EDITABLE (row));
  g_signal_connect (row, "changed", G_CALLBACK (on_entry_changed), NULL);
  g_signal_connect_object (document, "report-changed", G_CALLBACK (load_entry), row, G_CONNECT_SWAPPED);
  return row;
}

/* The description */

static char *
dup_buffer (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
on_buffer_changed (GtkTextBuffer *buffer)
{
  g_autofree char *text = dup_buffer (buffer);

  take_text (g_object_get_data (G_OBJECT (buffer), PROPERTY), text);
}

static void
load_buffer (GtkTextBuffer *buffer)
{
  Property *property = g_object_get_data (G_OBJECT (buffer), PROPERTY);
  g_autofree char *shown = dup_buffer (buffer);
  const char *text = get_text (property);

  if (g_str_equal (text, shown))
    return;
  property->loading = TRUE;
  gtk_text_buffer_set_text (buffer, text, -1);
  property->loading = FALSE;
}

static GtkWidget *
new_description (LeatDocument *document)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  attach (buffer, document, "description");
  gtk_text_buffer_set_enable_undo (buffer, FALSE); /* the history of the pipeline has it */
  load_buffer (buffer);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  g_object_set (view, "top-margin", 12, "bottom-margin", 12, "left-margin", 12, "right-margin", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Description"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (scroller, "card");
  gtk_widget_add_css_class (view, "description");
  g_signal_connect (buffer, "changed", G_CALLBACK (on_buffer_changed), NULL);
  g_signal_connect_object (document, "report-changed", G_CALLBACK (load_buffer), buffer, G_CONNECT_SWAPPED);
  return scroller;
}

/* The region */

static const char *
get_region (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return item != NULL ? gtk_string_object_get_string (item) : "";
}

static void
on_region_selected (AdwComboRow *row)
{
  take_text (g_object_get_data (G_OBJECT (row), PROPERTY), get_region (row));
}

/* A region without a price book may stand in the file: it is listed while it does. */
static void
load_region (AdwComboRow *row)
{
  Property *property = g_object_get_data (G_OBJECT (row), PROPERTY);
  const char *region = leat_report_get_options (leat_document_get_report (property->document))->region;
  GListModel *model = adw_combo_row_get_model (row);
  guint n = g_list_model_get_n_items (model), i = 0;

  while (i < n && !g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), region))
    i++;
  property->loading = TRUE;
  if (i == n)
    gtk_string_list_append (GTK_STRING_LIST (model), region);
  adw_combo_row_set_selected (row, i);
  property->loading = FALSE;
}

static GtkWidget *
new_region_row (LeatDocument *document)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (leat_document_get_catalogue (document));
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);

  for (guint i = 0; i < regions->len; i++)
    gtk_string_list_append (list, regions->pdata[i]);
  attach (row, document, "region");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Region"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Whose list prices are used"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (list));
  load_region (ADW_COMBO_ROW (row));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_region_selected), NULL);
  g_signal_connect_object (document, "report-changed", G_CALLBACK (load_region), row, G_CONNECT_SWAPPED);
  return row;
}

/* The window */

static void
add_group (AdwPreferencesPage *page,
           const char         *title,
           GtkWidget          *first,
           GtkWidget          *second)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_group_add (group, first);
  if (second != NULL)
    adw_preferences_group_add (group, second);
  adw_preferences_page_add (page, group);
}

static void
on_destroyed (LeatDocument *document)
{
  leat_history_end_merge (leat_document_get_history (document));
}

GtkWidget *
leat_properties_window_new (GtkWindow    *parent,
                            LeatDocument *document)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  leat_history_end_merge (leat_document_get_history (document));
  g_object_set_data_full (G_OBJECT (window), "leat-document", g_object_ref (document), g_object_unref);
  add_group (page, NULL, new_entry_row (document, _("Title"), NULL), new_entry_row (document, _("Author"), "author"));
  add_group (page, _("Description"), new_description (document), NULL);
  add_group (page, NULL, new_region_row (document), NULL);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  g_signal_connect_object (window, "destroy", G_CALLBACK (on_destroyed), document, G_CONNECT_SWAPPED);
  gtk_window_set_title (GTK_WINDOW (window), _("Properties"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 520);
  return window;
}
