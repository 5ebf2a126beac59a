/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/preview.h"

#include "config.h"

#include "explore/design-row.h"
#include "explore/trial.h"

#include <glib/gi18n-lib.h>

/* The list of changes. */
#define LIST_WIDTH 300

struct _LeatPreview
{
  AdwBin        parent_instance;
  GtkLabel     *title;
  GtkLabel     *sentence;
  AdwFlap      *flap;
  GtkListBox   *list;
  LeatCanvas   *canvas;
  LeatDocument *document; /* owned: what is previewed a change of; or NULL */
  LeatDocument *trial;    /* owned: as it would be */
  LeatEdit     *edit;     /* owned */
  char         *name;
};

G_DEFINE_FINAL_TYPE (LeatPreview, leat_preview, ADW_TYPE_BIN)

enum { APPLY, CLOSED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
go_back (LeatPreview *self)
{
  g_signal_emit (self, signals[CLOSED], 0, TRUE);
}

static void
on_changed (LeatPreview *self)
{
  g_signal_emit (self, signals[CLOSED], 0, FALSE);
}

static void
apply (LeatPreview *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

void
leat_preview_clear (LeatPreview *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (LEAT_IS_PREVIEW (self));

  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (leat_document_get_pipeline (self->document), self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  leat_canvas_set_document (self->canvas, NULL);
  leat_canvas_set_remarks (self->canvas, NULL);
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_object (&self->trial);
  g_clear_object (&self->document);
  g_clear_pointer (&self->edit, leat_edit_unref);
  g_clear_pointer (&self->name, g_free);
}

/* By block, what it becomes, a line each: what it was stands in the list. */
static GHashTable *
new_remarks (GPtrArray *changes)
{
  GHashTable *remarks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < changes->len; i++)
    {
      const LeatDesignChange *change = g_ptr_array_index (changes, i);
      const char *before = g_hash_table_lookup (remarks, change->block);
      g_autofree char *words = g_strdup_printf (_("%s → %s"), change->setting != NULL ? leat_tr (change->setting->label) : _("Service"),
                                                change->to_label);

      g_hash_table_replace (remarks, g_strdup (change->block),
                            before != NULL ? g_strdup_printf ("%s\n%s", before, words) : g_strdup (words));
    }
  return remarks;
}

static void
on_row_activated (LeatPreview   *self,
                  GtkListBoxRow *row)
{
  const char *const ids[] = { g_object_get_data (G_OBJECT (row), "block"), NULL };

  leat_canvas_select (self->canvas, ids, TRUE);
}

static void
list_changes (LeatPreview *self,
              GPtrArray   *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      const LeatDesignChange *change = g_ptr_array_index (changes, i);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *child = leat_design_change_new_widget (change);
      g_autofree char *words = leat_design_change_dup_words (change);
      g_autofree char *label = g_strdup_printf ("%s, %s", change->name, words);

      gtk_widget_add_css_class (child, "design");
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
      g_object_set_data_full (G_OBJECT (row), "block", g_strdup (change->block), g_free);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      gtk_list_box_append (self->list, row);
    }
}

void
leat_preview_show (LeatPreview  *self,
                   LeatDocument *document,
                   LeatEdit     *edit,
                   const char   *name,
                   const char   *sentence,
                   GPtrArray    *changes)
{
  g_autofree char *title = g_strdup_printf (_("Preview of %s"), name);
  g_autoptr(GHashTable) remarks = new_remarks (changes);

  g_return_if_fail (LEAT_IS_PREVIEW (self));

  leat_preview_clear (self);
  self->document = g_object_ref (document);
  self->edit = edit;
  self->name = g_strdup (name);
  self->trial = leat_trial_new_document (document, edit);
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->sentence, sentence);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), sentence);
  list_changes (self, changes);
  leat_canvas_set_document (self->canvas, self->trial);
  leat_canvas_set_remarks (self->canvas, remarks);
  g_signal_connect_swapped (leat_document_get_pipeline (document), "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (document, "report-changed", G_CALLBACK (on_changed), self);
}

LeatEdit *
leat_preview_get_edit (LeatPreview *self)
{
  g_return_val_if_fail (LEAT_IS_PREVIEW (self), NULL);

  return self->edit;
}

const char *
leat_preview_get_name (LeatPreview *self)
{
  g_return_val_if_fail (LEAT_IS_PREVIEW (self), NULL);

  return self->name;
}

LeatDocument *
leat_preview_get_document (LeatPreview *self)
{
  g_return_val_if_fail (LEAT_IS_PREVIEW (self), NULL);

  return self->trial;
}

LeatCanvas *
leat_preview_get_canvas (LeatPreview *self)
{
  g_return_val_if_fail (LEAT_IS_PREVIEW (self), NULL);

  return self->canvas;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  go_back (LEAT_PREVIEW (widget));
  return TRUE;
}

static void
leat_preview_dispose (GObject *object)
{
  LeatPreview *self = LEAT_PREVIEW (object);

  leat_preview_clear (self);
  G_OBJECT_CLASS (leat_preview_parent_class)->dispose (object);
}

static void
leat_preview_class_init (LeatPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_preview_dispose;
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, on_escape, NULL);

  signals[APPLY] = g_signal_new ("apply", LEAT_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", LEAT_TYPE_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_BOOLEAN);
}

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
new_button (LeatPreview *self,
            const char  *label,
            GCallback    on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_bar (LeatPreview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *list = gtk_toggle_button_new ();
  GtkWidget *button = new_button (self, _("Apply"), G_CALLBACK (apply));

  self->title = GTK_LABEL (new_label ("heading"));
  self->sentence = GTK_LABEL (new_label ("dim-label"));
  gtk_button_set_icon_name (GTK_BUTTON (list), "sidebar-show-right-symbolic");
  gtk_widget_set_valign (list, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (list, _("List of changes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("List of changes"), -1);
  g_object_bind_property (self->flap, "reveal-flap", list, "active", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_add_css_class (bar, "preview-bar");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (bar), words);
  gtk_box_append (GTK_BOX (bar), list);
  gtk_box_append (GTK_BOX (bar), new_button (self, _("Close"), G_CALLBACK (go_back)));
  gtk_box_append (GTK_BOX (bar), button);
  return bar;
}

static GtkWidget *
new_list (LeatPreview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "preview-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Changes"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_size_request (scrolled, LIST_WIDTH, -1);
  gtk_widget_add_css_class (scrolled, "background");
  return scrolled;
}

static void
leat_preview_init (LeatPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->canvas = LEAT_CANVAS (leat_canvas_new ());
  leat_canvas_set_read_only (self->canvas, TRUE);
  self->flap = ADW_FLAP (adw_flap_new ());
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_content (self->flap, GTK_WIDGET (self->canvas));
  adw_flap_set_flap (self->flap, new_list (self));
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_box_append (GTK_BOX (box), new_bar (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->flap));
  adw_bin_set_child (ADW_BIN (self), box);
}
