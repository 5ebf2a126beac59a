/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/step-form.h"

#include "config.h"

#include "draw/overlay.h"
#include "inspector/rows.h"
#include "study/focus.h"
#include "study/step-edit.h"
#include "study/large-text.h"

#include <glib/gi18n-lib.h>

/* A field for text, of one line or several. */
typedef struct
{
  const char *name;
  const char *label;
  const char *hint;   /* tooltip, or NULL */
  int         height; /* 0 for one line */
} Field;

static const Field fields[] = {
  { LEAT_STEP_HEADING, N_("Heading"), NULL, 0 },
  { LEAT_STEP_TEXT, N_("Text"), N_("Markdown: **bold**, *italic*, - lists, ## headings"), 120 },
  { LEAT_STEP_NOTES, N_("Notes, for the Presenter Only"), NULL, 72 },
  { LEAT_STEP_QUESTION, N_("Question to the Room"), NULL, 48 },
  { LEAT_STEP_ANSWER, N_("Answer, Hidden until Revealed"), NULL, 72 },
  { LEAT_STEP_LOAD, N_("Load, as a Multiple"), N_("2 shows the drawing with twice of what its sources send"), 0 },
  { LEAT_STEP_DRILL_MINUTES, N_("For How Many Minutes"), N_("10 if nothing is said"), 0 },
  { LEAT_STEP_DRILL_SLOW, N_("The Part That Still Works"), N_("From 0, it stops, to 1"), 0 },
};

#define N_FIELDS G_N_ELEMENTS (fields)

struct _LeatStepForm
{
  AdwBin         parent_instance;
  GtkWidget     *inputs[N_FIELDS]; /* GtkEntry or GtkTextView */
  LeatLargeText *preview;
  GtkLabel      *looks;
  GtkDropDown   *overlay;
  GtkDropDown   *stop;
  GtkBox        *tries;
  GtkDropDown   *block;
  GtkDropDown   *setting;
  GtkEntry      *value;
  GtkLabel      *value_fault; /* why that value cannot be tried */
  GtkWidget     *try;
  LeatDocument  *document; /* owned, or NULL */
  LeatCanvas    *canvas;   /* weak, or NULL */
  char          *id;       /* or NULL */
  GPtrArray     *blocks;   /* of char*: what the lists of blocks offer */
  GPtrArray     *settings; /* of char*: those of the block that is chosen */
  gboolean       showing;  /* what changes is not the user's doing */
};

G_DEFINE_FINAL_TYPE (LeatStepForm, leat_step_form, ADW_TYPE_BIN)

static LeatElement *
get_step (LeatStepForm *self)
{
  return self->document != NULL && self->id != NULL
           ? leat_pipeline_get_element (leat_document_get_pipeline (self->document), self->id) : NULL;
}

static void
apply (LeatStepForm *self,
       LeatEdit     *edit)
{
  leat_history_apply (leat_document_get_history (self->document), edit);
}

static void
end_merge (LeatStepForm *self)
{
  if (self->document != NULL)
    leat_history_end_merge (leat_document_get_history (self->document));
}

static void
set_value (LeatStepForm *self,
           const char   *name,
           const char   *value)
{
  LeatElement *step = get_step (self);
  g_autofree char *now = step != NULL ? leat_step_dup_value (step, name) : NULL;

  if (now != NULL && !self->showing && !g_str_equal (now, value))
    apply (self, leat_step_edit_set (leat_document_get_pipeline (self->document), self->id, name, value));
}

/* Texts */

static char *
dup_input (GtkWidget *input)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (input))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (input)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (input));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
set_input (GtkWidget  *input,
           const char *text)
{
  g_autofree char *now = dup_input (input);

  /* While one writes, the cursor stays where it is. */
  if (g_str_equal (now, text))
    return;
  if (GTK_IS_EDITABLE (input))
    gtk_editable_set_text (GTK_EDITABLE (input), text);
  else
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input)), text, -1);
}

static gboolean
is_number (const Field *field)
{
  return g_str_equal (field->name, LEAT_STEP_LOAD) || g_str_equal (field->name, LEAT_STEP_DRILL_MINUTES) ||
         g_str_equal (field->name, LEAT_STEP_DRILL_SLOW);
}

/* A number that cannot be is marked, and not taken. */
static gboolean
may_be (const Field *field,
        const char  *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);
  gboolean slow = g_str_equal (field->name, LEAT_STEP_DRILL_SLOW);

  if (!is_number (field) || *text == '\0')
    return TRUE;
  return *end == '\0' && end != text && (slow ? number >= 0 && number <= 1 : number > 0 && number <= 1e6);
}

static void
on_typed (LeatStepForm *self,
          GObject      *source)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (source, "field"));
  g_autofree char *text = dup_input (self->inputs[i]);

  if (!may_be (&fields[i], text))
    {
      gtk_widget_add_css_class (self->inputs[i], "error");
      return;
    }
  gtk_widget_remove_css_class (self->inputs[i], "error");
  set_value (self, fields[i].name, text);
}

/* What it looks at */

static void
on_from_selection (LeatStepForm *self)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (self->canvas);

  if (ids[0] == NULL)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", _("Select on the drawing what the step is to look at"));
      return;
    }
  end_merge (self);
  apply (self, leat_step_edit_look (leat_document_get_pipeline (self->document), self->id, (const char *const *) ids, NULL));
}

static void
on_from_view (LeatStepForm *self)
{
  double x, y, zoom = leat_canvas_get_zoom (self->canvas);
  double width = gtk_widget_get_width (GTK_WIDGET (self->canvas)) / zoom;
  double height = gtk_widget_get_height (GTK_WIDGET (self->canvas)) / zoom;
  LeatRect view;

  leat_canvas_get_place (self->canvas, &x, &y);
  view = (LeatRect) { x - width / 2, y - height / 2, width, height };
  end_merge (self);
  apply (self, leat_step_edit_look (leat_document_get_pipeline (self->document), self->id, NULL, &view));
}

static void
on_whole (LeatStepForm *self)
{
  end_merge (self);
  apply (self, leat_step_edit_look (leat_document_get_pipeline (self->document), self->id, NULL, NULL));
}

static void
on_overlay (LeatStepForm *self)
{
  guint kind;

  if (self->showing)
    return;
  kind = gtk_drop_down_get_selected (self->overlay);
  end_merge (self);
  set_value (self, LEAT_STEP_OVERLAY, kind > 0 && kind < LEAT_N_OVERLAYS ? leat_overlay_kind_to_string (kind) : "");
}

static void
on_stop (LeatStepForm *self)
{
  guint i = gtk_drop_down_get_selected (self->stop);

  if (self->showing)
    return;
  end_merge (self);
  set_value (self, LEAT_STEP_DRILL_STOP, i > 0 && i - 1 < self->blocks->len ? self->blocks->pdata[i - 1] : "");
}

/* What it tries */

static void
on_remove (LeatStepForm *self,
           GtkButton    *button)
{
  end_merge (self);
  set_value (self, g_object_get_data (G_OBJECT (button), "name"), "");
}

static GtkWidget *
new_icon_button (const char *icon,
                 const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
add_try (LeatStepForm *self,
         const char   *name,
         const char   *value)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = g_strdup_printf ("%s = %s", name + strlen (LEAT_STEP_TRY), value);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *button = new_icon_button ("list-remove-symbolic", _("Do Not Try This"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (label, TRUE);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (self->tries, row);
}

static void
show_tries (LeatStepForm      *self,
            const LeatElement *step)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tries))) != NULL)
    gtk_box_remove (self->tries, child);
  for (gsize i = 0; i < leat_settings_get_n (step->settings); i++)
    {
      const char *name, *value = leat_settings_get_nth (step->settings, i, &name);

      if (g_str_has_prefix (name, LEAT_STEP_TRY))
        add_try (self, name, value);
    }
}

/* The setting that is chosen, or NULL. */
static const LeatSetting *
get_setting (LeatStepForm *self)
{
  guint block = gtk_drop_down_get_selected (self->block), setting = gtk_drop_down_get_selected (self->setting);
  const LeatElement *element;
  const LeatService *service;

  if (self->document == NULL || block >= self->blocks->len || setting >= self->settings->len)
    return NULL;
  element = leat_pipeline_get_element (leat_document_get_pipeline (self->document), self->blocks->pdata[block]);
  service = element != NULL ? leat_catalogue_get_service (leat_document_get_catalogue (self->document), element->type) : NULL;
  return service != NULL ? leat_service_get_setting (service, self->settings->pdata[setting]) : NULL;
}

/* What the setting does not take is said while it is typed. */
static gboolean
check_value (LeatStepForm *self)
{
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->value));
  const LeatSetting *setting = get_setting (self);
  g_autoptr(GError) error = NULL;
  double number;
  gboolean good = *value == '\0' || setting == NULL || leat_setting_parse (setting, value, &number, &error);

  leat_label_set (self->value_fault, good ? NULL : error->message);
  leat_widget_set_class (GTK_WIDGET (self->value), "error", !good);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_set_sensitive (self->try, good && setting != NULL);
  return good;
}

/* The settings of the block that is chosen. */
static void
on_block (LeatStepForm *self)
{
  guint at = gtk_drop_down_get_selected (self->block);
  const LeatElement *block = self->document != NULL && at < self->blocks->len
                               ? leat_pipeline_get_element (leat_document_get_pipeline (self->document), self->blocks->pdata[at]) : NULL;
  const LeatService *service = block != NULL
                                 ? leat_catalogue_get_service (leat_document_get_catalogue (self->document), block->type) : NULL;
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->settings, 0);
  for (guint i = 0; service != NULL && i < service->settings->len; i++)
    {
      const LeatSetting *setting = service->settings->pdata[i];

      gtk_string_list_append (names, leat_tr (setting->label));
      g_ptr_array_add (self->settings, g_strdup (setting->name));
    }
  gtk_drop_down_set_model (self->setting, G_LIST_MODEL (names));
  check_value (self);
}

static void
on_add_try (LeatStepForm *self)
{
  guint block = gtk_drop_down_get_selected (self->block), setting = gtk_drop_down_get_selected (self->setting);
  const char *value = gtk_editable_get_text (GTK_EDITABLE (self->value));
  g_autofree char *name = NULL;

  if (*value == '\0' || !check_value (self) || block >= self->blocks->len || setting >= self->settings->len)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->value));
      return;
    }
  name = g_strconcat (LEAT_STEP_TRY, self->blocks->pdata[block], ".", self->settings->pdata[setting], NULL);
  end_merge (self);
  set_value (self, name, value);
  end_merge (self);
  gtk_editable_set_text (GTK_EDITABLE (self->value), "");
}

/* The blocks, where they are not those that are offered. */
static void
list_blocks (LeatStepForm *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) stops = gtk_string_list_new (NULL);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean same = TRUE;

  gtk_string_list_append (stops, _("Nothing"));
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      same = same && ids->len < self->blocks->len && g_str_equal (self->blocks->pdata[ids->len], element->id);
      g_ptr_array_add (ids, g_strdup (element->id));
      gtk_string_list_append (names, leat_element_get_label (element));
      gtk_string_list_append (stops, leat_element_get_label (element));
    }
  if (same && ids->len == self->blocks->len)
    return;
  g_ptr_array_unref (self->blocks);
  self->blocks = g_steal_pointer (&ids);
  gtk_drop_down_set_model (self->block, G_LIST_MODEL (names));
  gtk_drop_down_set_model (self->stop, G_LIST_MODEL (stops));
  on_block (self);
}

static void
show_choices (LeatStepForm      *self,
              const LeatElement *step)
{
  const char *stop = leat_settings_get (step->settings, LEAT_STEP_DRILL_STOP);
  LeatOverlayKind kind = LEAT_OVERLAY_NONE;
  guint at = 0;

  leat_overlay_kind_from_string (leat_settings_get (step->settings, LEAT_STEP_OVERLAY), &kind);
  gtk_drop_down_set_selected (self->overlay, kind);
  for (guint i = 0; stop != NULL && i < self->blocks->len; i++)
    if (g_str_equal (self->blocks->pdata[i], stop))
      at = i + 1;
  gtk_drop_down_set_selected (self->stop, at);
}

void
leat_step_form_show (LeatStepForm *self,
                     LeatDocument *document,
                     LeatCanvas   *canvas,
                     const char   *id)
{
  LeatElement *step;
  g_autofree char *looks = NULL;
  g_autofree char *own = g_strdup (id);

  g_return_if_fail (LEAT_IS_STEP_FORM (self));

  g_set_object (&self->document, document);
  g_set_weak_pointer (&self->canvas, canvas);
  g_free (self->id);
  self->id = g_steal_pointer (&own);
  step = get_step (self);
  gtk_widget_set_visible (GTK_WIDGET (self), step != NULL);
  if (step == NULL)
    return;
  self->showing = TRUE;
  list_blocks (self);
  for (guint i = 0; i < N_FIELDS; i++)
    {
      g_autofree char *value = leat_step_dup_value (step, fields[i].name);

      set_input (self->inputs[i], value);
    }
  looks = leat_focus_dup_summary (leat_document_get_pipeline (document), step);
  gtk_label_set_text (self->looks, looks);
  leat_large_text_set (self->preview, step->text);
  show_tries (self, step);
  show_choices (self, step);
  self->showing = FALSE;
}

GtkWidget *
leat_step_form_get_field (LeatStepForm *self,
                          const char   *name)
{
  g_return_val_if_fail (LEAT_IS_STEP_FORM (self), NULL);

  for (guint i = 0; i < N_FIELDS; i++)
    if (g_str_equal (fields[i].name, name))
      return self->inputs[i];
  return NULL;
}

GtkWidget *
leat_step_form_get_trial (LeatStepForm *self,
                          const char   *type,
                          const char   *setting)
{
  g_return_val_if_fail (LEAT_IS_STEP_FORM (self), NULL);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const LeatElement *block = leat_pipeline_get_element (leat_document_get_pipeline (self->document), self->blocks->pdata[i]);

      if (block == NULL || !g_str_equal (block->type, type))
        continue;
      gtk_drop_down_set_selected (self->block, i);
      for (guint j = 0; j < self->settings->len; j++)
        if (g_str_equal (self->settings->pdata[j], setting))
          {
            gtk_drop_down_set_selected (self->setting, j);
            return GTK_WIDGET (self->value);
          }
    }
  return NULL;
}

static void
leat_step_form_dispose (GObject *object)
{
  LeatStepForm *self = LEAT_STEP_FORM (object);

  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->canvas);
  G_OBJECT_CLASS (leat_step_form_parent_class)->dispose (object);
}

static void
leat_step_form_finalize (GObject *object)
{
  LeatStepForm *self = LEAT_STEP_FORM (object);

  g_free (self->id);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->settings);
  G_OBJECT_CLASS (leat_step_form_parent_class)->finalize (object);
}

static void
leat_step_form_class_init (LeatStepFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_step_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_step_form_finalize;
}

/* Building */

static GtkWidget *
add_labelled (GtkWidget  *box,
              const char *title,
              GtkWidget  *widget)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), widget);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return widget;
}

static GtkWidget *
new_text_view (int height)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_set_size_request (view, -1, height);
  gtk_widget_add_css_class (view, "step-field");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
  return view;
}

static void
add_field (LeatStepForm *self,
           GtkWidget    *box,
           guint         i)
{
  GtkWidget *input = fields[i].height > 0 ? new_text_view (fields[i].height) : gtk_entry_new ();
  GObject *source = fields[i].height > 0 ? G_OBJECT (gtk_text_view_get_buffer (GTK_TEXT_VIEW (input))) : G_OBJECT (input);
  GtkEventController *focus = gtk_event_controller_focus_new ();

  if (fields[i].height == 0)
    gtk_editable_set_width_chars (GTK_EDITABLE (input), 6);
  if (fields[i].hint != NULL)
    gtk_widget_set_tooltip_text (input, _(fields[i].hint));
  self->inputs[i] = input;
  g_object_set_data (source, "field", GUINT_TO_POINTER (i));
  g_signal_connect_object (source, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (end_merge), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (input, focus);
  add_labelled (box, _(fields[i].label), input);
}

static void
on_item_setup (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_item_bind (GtkSignalListItemFactory *factory,
              GtkListItem              *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A list whose names are cut off where they do not fit. */
static GtkDropDown *
new_choice (LeatStepForm *self,
            GCallback     on_selected)
{
  GtkWidget *choice = gtk_drop_down_new (NULL, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_item_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_item_bind), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (choice), factory);
  g_object_unref (factory);
  if (on_selected != NULL)
    g_signal_connect_object (choice, "notify::selected", on_selected, self, G_CONNECT_SWAPPED);
  return GTK_DROP_DOWN (choice);
}

static GtkWidget *
add_button (LeatStepForm *self,
            GtkWidget    *box,
            const char   *label,
            GCallback     on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
add_looks (LeatStepForm *self,
           GtkWidget    *box)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->looks = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->looks, 0);
  gtk_label_set_wrap (self->looks, TRUE);
  gtk_label_set_wrap_mode (self->looks, PANGO_WRAP_WORD_CHAR);
  add_labelled (box, _("Looks At"), GTK_WIDGET (self->looks));
  gtk_accessible_reset_property (GTK_ACCESSIBLE (self->looks), GTK_ACCESSIBLE_PROPERTY_LABEL);
  add_button (self, buttons, _("The Selection"), G_CALLBACK (on_from_selection));
  add_button (self, buttons, _("What Is in View"), G_CALLBACK (on_from_view));
  add_button (self, buttons, _("The Whole Drawing"), G_CALLBACK (on_whole));
  gtk_box_append (GTK_BOX (box), buttons);
}

static GtkWidget *
add_expander (GtkWidget  *box,
              const char *title)
{
  GtkWidget *expander = gtk_expander_new (title);
  GtkWidget *inner = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_set_margin_top (expander, 12);
  gtk_widget_set_margin_top (inner, 6);
  gtk_expander_set_child (GTK_EXPANDER (expander), inner);
  gtk_box_append (GTK_BOX (box), expander);
  return inner;
}

static void
add_trial (LeatStepForm *self,
           GtkWidget    *box)
{
  self->tries = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->block = new_choice (self, G_CALLBACK (on_block));
  self->setting = new_choice (self, G_CALLBACK (check_value));
  self->value = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_width_chars (GTK_EDITABLE (self->value), 6);
  self->value_fault = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->value_fault, 0);
  gtk_label_set_wrap (self->value_fault, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->value_fault), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->value_fault), FALSE);
  g_signal_connect_object (self->value, "changed", G_CALLBACK (check_value), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->value, "activate", G_CALLBACK (on_add_try), self, G_CONNECT_SWAPPED);
  add_field (self, box, 5);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->tries));
  add_labelled (box, _("Block"), GTK_WIDGET (self->block));
  add_labelled (box, _("Setting"), GTK_WIDGET (self->setting));
  add_labelled (box, _("Value While the Step Is Shown"), GTK_WIDGET (self->value));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->value_fault));
  self->try = add_button (self, box, _("Try This"), G_CALLBACK (on_add_try));
}

static void
add_drill (LeatStepForm *self,
           GtkWidget    *box)
{
  self->stop = new_choice (self, G_CALLBACK (on_stop));
  add_labelled (box, _("What Stops"), GTK_WIDGET (self->stop));
  add_field (self, box, 6);
  add_field (self, box, 7);
}

static GtkDropDown *
new_overlays (LeatStepForm *self)
{
  GtkDropDown *choice = new_choice (self, G_CALLBACK (on_overlay));
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < LEAT_N_OVERLAYS; i++)
    gtk_string_list_append (names, leat_overlay_kind_get_label (i));
  gtk_drop_down_set_model (choice, G_LIST_MODEL (names));
  return choice;
}

static void
leat_step_form_init (LeatStepForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new_with_free_func (g_free);
  self->preview = LEAT_LARGE_TEXT (leat_large_text_new ());
  self->showing = TRUE;
  self->overlay = new_overlays (self);
  add_field (self, box, 0);
  add_field (self, box, 1);
  gtk_box_append (GTK_BOX (add_expander (box, _("Preview of the Text"))), GTK_WIDGET (self->preview));
  add_looks (self, box);
  add_labelled (box, _("Overlay"), GTK_WIDGET (self->overlay));
  for (guint i = 2; i < 5; i++)
    add_field (self, box, i);
  add_trial (self, add_expander (box, _("What Is Tried")));
  add_drill (self, add_expander (box, _("Outage to Play")));
  self->showing = FALSE;
  gtk_widget_add_css_class (box, "step-form");
  adw_bin_set_child (ADW_BIN (self), box);
}
