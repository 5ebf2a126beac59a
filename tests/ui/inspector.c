/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "exchange/native.h"
#include "inspector/effect-bar.h"
#include "inspector/inspector.h"
#include "inspector/remark-view.h"
#include "inspector/setting-row.h"

#include <adwaita.h>
#include <math.h>

/* The inspector as hands use it: what is typed into fields, several things at once, what a change costs, notes. */

typedef struct
{
  LeatDocument  *document;
  LeatInspector *inspector;
  GtkWindow     *window;
  GtkWidget     *elsewhere; /* takes the keyboard */
  const char    *ids[8];
} Window;

static void
show (Window *self)
{
  leat_inspector_show (self->inspector, self->document, self->ids);
  spin ();
}

static void
select_ids (Window     *self,
            const char *ids)
{
  g_auto(GStrv) words = g_strsplit (ids, " ", 7);
  guint n = 0;

  for (; *ids != '\0' && words[n] != NULL; n++)
    self->ids[n] = g_intern_string (words[n]);
  self->ids[n] = NULL;
  show (self);
}

static Window
open_window (const char *sketch,
             const char *ids)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Window self = { leat_document_new (test_catalogue (), test_sketch (sketch)), g_object_new (LEAT_TYPE_INSPECTOR, NULL),
                  GTK_WINDOW (adw_window_new ()), gtk_button_new_with_label ("elsewhere"), };

  gtk_widget_set_vexpand (GTK_WIDGET (self.inspector), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self.inspector));
  gtk_box_append (GTK_BOX (box), self.elsewhere);
  adw_window_set_content (ADW_WINDOW (self.window), box);
  gtk_window_set_default_size (self.window, 380, 800);
  gtk_window_present (self.window);
  select_ids (&self, ids);
  return self;
}

static void
window_clear (Window *self)
{
  gtk_window_destroy (self->window);
  spin ();
  g_assert_finalize_object (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Window, window_clear)

static gboolean
is_row (GtkWidget  *widget,
        const char *name)
{
  return LEAT_IS_SETTING_ROW (widget) && gtk_widget_get_visible (widget) &&
         g_str_equal (leat_setting_row_get_setting (LEAT_SETTING_ROW (widget))->name, name);
}

static LeatSettingRow *
find_row (Window     *self,
          const char *name)
{
  return (LeatSettingRow *) find_widget (GTK_WIDGET (self->inspector), is_row, name);
}

static GtkWidget *
get_field (Window     *self,
           const char *name)
{
  LeatSettingRow *row = find_row (self, name);

  g_assert_nonnull (row);
  return leat_setting_row_get_control (row);
}

static const char *
get_text (Window     *self,
          const char *name)
{
  return gtk_editable_get_text (GTK_EDITABLE (get_field (self, name)));
}

static const char *
get_words (Window     *self,
           const char *name)
{
  return adw_action_row_get_subtitle (ADW_ACTION_ROW (find_row (self, name)));
}

static const char *
get_value (Window     *self,
           const char *id,
           const char *name)
{
  return leat_settings_get (leat_pipeline_get_element (leat_document_get_pipeline (self->document), id)->settings, name);
}

static void
type_text (Window     *self,
           const char *name,
           const char *text)
{
  GtkWidget *field = get_field (self, name);

  gtk_widget_grab_focus (field);
  gtk_editable_set_text (GTK_EDITABLE (field), text);
  show (self);
}

/* Looks for the controller that takes keys, as a key pressed in the field would reach it. */
static gboolean
press (Window          *self,
       const char      *name,
       guint            key,
       GdkModifierType  state)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (get_field (self, name));
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
    }
  show (self);
  return handled;
}

static void
leave (Window *self)
{
  gtk_widget_grab_focus (self->elsewhere);
  show (self);
}

static void
undo (Window *self)
{
  g_assert_nonnull (leat_history_undo (leat_document_get_history (self->document)));
  show (self);
}

static double
get_total (Window *self)
{
  return leat_report_get_total (leat_document_get_report (self->document), NULL);
}

/* Fields */

static void
test_units (void)
{
  static const struct { const char *name; const char *text; const char *value; const char *words; } typed[] = {
    { "records_per_s", "1.5k/s", "1500", "= 1500 rec/s" },
    { "records_per_s", "5k", "5000", "= 5000 rec/s" },
    { "records_per_s", "1.5 M", "1500000", "= 1500000 rec/s" },
    { "records_per_s", "600/min", "10", "= 10 rec/s" },
    { "records_per_s", "=3*24", "72", "= 72 rec/s" },
    { "records_per_s", "12,288", "12288", "= 12288 rec/s" },
    { "record_kb", "2 MB", "2048", "= 2048 KB" },
    { "record_kb", "200 KB", "200", "= 200 KB" },
    { "hours_per_day", "90 min", "1.5", "= 1.5 h" },
    { "record_kb", "7", "7", "" },
  };
  g_auto(Window) self = open_window ("p>k k>f f>s", "p");

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      type_text (&self, typed[i].name, typed[i].text);
      g_assert_cmpstr (get_value (&self, "p", typed[i].name), ==, typed[i].value);
      g_assert_cmpstr (get_text (&self, typed[i].name), ==, typed[i].text);
      g_assert_cmpstr (get_words (&self, typed[i].name), ==, typed[i].words);

      /* Enter, or leaving, puts the number in the field's unit in its place. */
      if (i % 2 == 0)
        g_signal_emit_by_name (get_field (&self, typed[i].name), "activate");
      else
        leave (&self);
      g_assert_cmpstr (get_text (&self, typed[i].name), ==, typed[i].value);
      g_assert_cmpstr (get_words (&self, typed[i].name), ==, "");
    }
}

/* An emptied field became NaN elsewhere: whatever is typed, the last good value stays and the totals are numbers. */
static void
test_bad_input (void)
{
  static const struct { const char *text; const char *says; } typed[] = {
    { "", "Type a number" },        { "abc", "not understood" },         { "-5", "from 1 to 20000" },
    { "1e400", "no number" },       { "nan", "not understood" },         { "0", "too little" },
    { "12 GB", "not understood" },  { "1,5", "not understood" },         { "inf", "not understood" },
    { "1.5", "not a whole number" }, { "30k", "30000 is too much" }, { "<b>&", "not understood" },
  };
  g_auto(Window) self = open_window ("p>k k>f f>s k.shards=4", "k");
  double total = get_total (&self);

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      type_text (&self, "shards", typed[i].text);
      g_assert_cmpstr (get_value (&self, "k", "shards"), ==, "4");
      g_assert_nonnull (strstr (get_words (&self, "shards"), typed[i].says));
      g_assert_nonnull (strstr (get_words (&self, "shards"), "It stays 4 shard"));
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (find_row (&self, "shards")), "error"));
      g_assert_cmpfloat (get_total (&self), ==, total);
      g_assert_cmpstr (leat_history_get_undo_label (leat_document_get_history (self.document)), ==, NULL);
    }

  /* Esc puts back what holds, once. */
  g_assert_true (press (&self, "shards", GDK_KEY_Escape, 0));
  g_assert_cmpstr (get_text (&self, "shards"), ==, "4");
  g_assert_cmpstr (get_words (&self, "shards"), ==, "");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (find_row (&self, "shards")), "error"));
  g_assert_false (press (&self, "shards", GDK_KEY_Escape, 0));

  /* What is wrong stays to be mended when the keyboard leaves; a field left empty would look like the default. */
  type_text (&self, "shards", "abc");
  leave (&self);
  g_assert_cmpstr (get_text (&self, "shards"), ==, "abc");
  type_text (&self, "shards", "");
  leave (&self);
  g_assert_cmpstr (get_text (&self, "shards"), ==, "4");
}

/* What was taken on the way to something wrong does not stay, nor does it leave a step behind. */
static void
test_on_the_way (void)
{
  g_auto(Window) self = open_window ("p>k1 p>k2 k1.shards=4 k2.shards=8", "k1");
  LeatHistory *history = leat_document_get_history (self.document);

  type_text (&self, "shards", "3");
  type_text (&self, "shards", "30");
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "30");
  type_text (&self, "shards", "30k");
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "4");
  g_assert_cmpstr (get_text (&self, "shards"), ==, "30k");
  g_assert_nonnull (strstr (get_words (&self, "shards"), "It stays 4 shard"));
  g_assert_false (leat_history_get_modified (history));

  /* Back at what it was, nothing was changed. */
  type_text (&self, "shards", "40");
  type_text (&self, "shards", "4");
  g_assert_false (leat_history_get_modified (history));

  /* Esc takes back what is right too, as far as the field was entered. */
  type_text (&self, "shards", "7");
  leave (&self);
  type_text (&self, "shards", "8");
  g_assert_true (press (&self, "shards", GDK_KEY_Escape, 0));
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "7");
  g_assert_cmpuint (leat_history_get_n_steps (history), ==, 1);
  undo (&self);
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "4");

  select_ids (&self, "k1 k2");
  type_text (&self, "shards", "30");
  type_text (&self, "shards", "30k");
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "4");
  g_assert_cmpstr (get_value (&self, "k2", "shards"), ==, "8");
  g_assert_cmpstr (get_text (&self, "shards"), ==, "30k");
  g_assert_nonnull (strstr (get_words (&self, "shards"), "too much"));
}

/* Large, but numbers: what follows from them is none the less finite. */
static void
test_large (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s", "p");

  for (guint i = 0; i < 2; i++)
    {
      type_text (&self, "records_per_s", i == 0 ? "1e9" : "1e15");
      g_assert_true (isfinite (get_total (&self)));
    }
}

/* Another block of the same service does not show what was typed wrong for the first. */
static void
test_error_goes_with_block (void)
{
  g_auto(Window) self = open_window ("p>k1 k1>f f>s p>k2 k1.shards=4 k2.shards=4", "k1");

  type_text (&self, "shards", "abc");
  select_ids (&self, "k2");
  g_assert_cmpstr (get_text (&self, "shards"), ==, "4");
  g_assert_cmpstr (get_words (&self, "shards"), ==, "");
}

static void
test_keys (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s k.shards=4", "k");

  g_assert_true (press (&self, "shards", GDK_KEY_Up, 0));
  g_assert_cmpstr (get_value (&self, "k", "shards"), ==, "5");
  g_assert_true (press (&self, "shards", GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_cmpstr (get_value (&self, "k", "shards"), ==, "15");
  g_assert_true (press (&self, "shards", GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_true (press (&self, "shards", GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_cmpstr (get_value (&self, "k", "shards"), ==, "1"); /* the least */

  /* From what holds, not from what is typed and wrong. */
  type_text (&self, "shards", "abc");
  g_assert_true (press (&self, "shards", GDK_KEY_Up, 0));
  g_assert_cmpstr (get_text (&self, "shards"), ==, "2");
}

static gboolean
takes_wheel (GtkWidget *widget)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller))
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_POPOVER (child) && takes_wheel (child))
      return TRUE;
  return FALSE;
}

/* Who scrolls the page over a field does not change it: no part of a row listens to the wheel. */
static void
test_wheel (void)
{
  static const char *const names[] = { "records_per_s", "daily_shape", "tls", "name" };
  g_auto(Window) self = open_window ("p>k k>f f>s", "p");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (takes_wheel (GTK_WIDGET (find_row (&self, names[i]))));
}

static gboolean
is_button_named (GtkWidget  *widget,
                 const char *icon)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_get_visible (widget) &&
         g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (widget)), icon) == 0;
}

static GtkWidget *
find_reset (Window     *self,
            const char *name)
{
  return find_widget (GTK_WIDGET (find_row (self, name)), is_button_named, "edit-undo-symbolic");
}

static void
test_reset (void)
{
  static const char *const names[] = { "shards", "mode", "schema_registry" };
  g_auto(Window) self = open_window ("p>k k>f f>s k.shards=4 k.mode=provisioned k.schema_registry=yes", "k");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GtkWidget *row = GTK_WIDGET (find_row (&self, names[i]));

      g_assert_true (gtk_widget_has_css_class (row, "set"));
      g_signal_emit_by_name (find_reset (&self, names[i]), "clicked");
      spin ();
      show (&self);
      g_assert_null (get_value (&self, "k", names[i]));
      g_assert_null (find_reset (&self, names[i]));
      g_assert_true (gtk_widget_has_css_class (row, "unset"));
      undo (&self);
      g_assert_nonnull (get_value (&self, "k", names[i]));
      g_assert_nonnull (find_reset (&self, names[i]));
    }
  g_assert_null (find_reset (&self, "retention_h"));
}

static gboolean
is_help (GtkWidget  *widget,
         const char *text)
{
  return GTK_IS_MENU_BUTTON (widget) && gtk_widget_has_css_class (widget, "setting-help");
}

/* The button takes the keyboard, and what opens has the help, the range and the exam's remark. */
static void
test_help (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s", "k");
  GtkWidget *help = find_widget (GTK_WIDGET (find_row (&self, "shards")), is_help, NULL);
  const LeatSetting *setting = leat_setting_row_get_setting (find_row (&self, "shards"));
  GtkWidget *popover;

  g_assert_true (gtk_widget_child_focus (help, GTK_DIR_TAB_FORWARD));
  gtk_menu_button_popup (GTK_MENU_BUTTON (help));
  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (help)));
  g_assert_nonnull (find_widget (popover, is_label_that_says, setting->help));
  g_assert_nonnull (find_widget (popover, is_label_that_says, setting->exam));
  g_assert_nonnull (find_widget (popover, is_label_that_says, "from 1 to 20000"));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (help));
}

/* Several at once */

static void
test_several_alike (void)
{
  g_auto(Window) self = open_window ("p>k1 p>k2 p>k3 k1.shards=4 k2.shards=8 k3.shards=4 k1.mode=on-demand", "k1 k2 k3");
  GtkDropDown *mode = GTK_DROP_DOWN (get_field (&self, "mode"));
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (mode);

  g_assert_null (find_row (&self, "name"));
  g_assert_cmpstr (get_text (&self, "shards"), ==, "");
  g_assert_cmpstr (get_words (&self, "shards"), ==, "Mixed: 4 shard, 8 shard");
  g_assert_cmpstr (gtk_string_object_get_string (chosen), ==, "Mixed");
  g_assert_nonnull (find_reset (&self, "shards"));

  type_text (&self, "shards", "1");
  type_text (&self, "shards", "16");
  leave (&self);
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "16");
  g_assert_cmpstr (get_value (&self, "k3", "shards"), ==, "16");
  g_assert_cmpstr (get_words (&self, "shards"), ==, "");
  g_assert_cmpstr (leat_history_get_undo_label (leat_document_get_history (self.document)), ==, "Change Shards of 3 Items");
  gtk_drop_down_set_selected (mode, 0);
  show (&self);
  g_assert_cmpstr (get_value (&self, "k1", "mode"), ==, get_value (&self, "k2", "mode"));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (mode)), ==,
                    leat_setting_row_get_setting (find_row (&self, "mode"))->choices->len);

  /* One step each. */
  undo (&self);
  undo (&self);
  g_assert_cmpstr (get_value (&self, "k1", "shards"), ==, "4");
  g_assert_cmpstr (get_value (&self, "k2", "shards"), ==, "8");
  g_assert_false (leat_history_get_modified (leat_document_get_history (self.document)));
  g_assert_cmpstr (get_words (&self, "shards"), ==, "Mixed: 4 shard, 8 shard");
}

/* Whatever else a rubber band caught does not count. */
static void
test_several_services (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s k.encryption=none", "k f k-f");
  GtkDropDown *field = GTK_DROP_DOWN (get_field (&self, "encryption"));
  const LeatSetting *setting = leat_setting_row_get_setting (find_row (&self, "encryption"));
  const LeatChoice *choice = g_ptr_array_index (setting->choices, setting->choices->len - 1);

  g_assert_null (find_row (&self, "shards"));
  g_assert_null (find_row (&self, "buffer_mb"));
  gtk_drop_down_set_selected (field, setting->choices->len - 1);
  show (&self);
  g_assert_cmpstr (get_value (&self, "k", "encryption"), ==, choice->value);
  g_assert_cmpstr (get_value (&self, "f", "encryption"), ==, choice->value);
  undo (&self);
  g_assert_cmpstr (get_value (&self, "k", "encryption"), ==, "none");
  g_assert_null (get_value (&self, "f", "encryption"));
}

static LeatWireKind
get_kind (Window     *self,
          const char *id)
{
  return leat_pipeline_get_element (leat_document_get_pipeline (self->document), id)->wire_kind;
}

/* The ids of the first two wires, with a space between them. */
static char *
list_wires (Window *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_WIRE)
        g_string_append_printf (ids, "%s%s", ids->len > 0 ? " " : "", element->id);
    }
  return g_string_free (g_steal_pointer (&ids), FALSE);
}

static void
test_several_wires (void)
{
  g_auto(Window) self = open_window ("p>k k~f", "");
  g_autofree char *ids = list_wires (&self);

  select_ids (&self, ids);
  g_assert_null (find_row (&self, "name"));
  g_assert_nonnull (strstr (get_words (&self, "kind"), "Mixed: "));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (get_field (&self, "kind")), LEAT_WIRE_TRIGGER);
  show (&self);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpint (get_kind (&self, self.ids[i]), ==, LEAT_WIRE_TRIGGER);
  undo (&self);
  g_assert_cmpint (get_kind (&self, self.ids[0]), ==, LEAT_WIRE_DATA);
  g_assert_cmpint (get_kind (&self, self.ids[1]), ==, LEAT_WIRE_MONITORS);
}

/* The effect */

static gboolean
is_effect_bar (GtkWidget  *widget,
               const char *text)
{
  return LEAT_IS_EFFECT_BAR (widget);
}

static const char *
get_effect (Window *self)
{
  return leat_effect_bar_get_text (LEAT_EFFECT_BAR (find_widget (GTK_WIDGET (self->inspector), is_effect_bar, NULL)));
}

static void
test_effect (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s k.shards=1", "k");

  g_assert_null (get_effect (&self));
  type_text (&self, "shards", "2");
  g_assert_true (g_str_has_prefix (get_effect (&self), "+$10.95 a month (dearer)")); /* a shard, $0.015 for 730 h */
  /* Typed on, the difference is to what was before the first key. */
  type_text (&self, "shards", "21");
  g_assert_true (g_str_has_prefix (get_effect (&self), "+$219.00 a month (dearer)"));
  undo (&self);
  g_assert_true (g_str_has_prefix (get_effect (&self), "−$219.00 a month (cheaper)"));
  leat_history_redo (leat_document_get_history (self.document));
  show (&self);
  g_assert_true (g_str_has_prefix (get_effect (&self), "+$219.00 a month (dearer)"));

  select_ids (&self, "f");
  g_assert_null (get_effect (&self));
  type_text (&self, "buffer_seconds", "5");
  g_test_message ("%s", get_effect (&self));
  g_assert_nonnull (strstr (get_effect (&self), "(faster)"));

  /* A setting without effect says so; a name does not go with figures either. */
  select_ids (&self, "k");
  gtk_editable_set_text (GTK_EDITABLE (get_field (&self, "name")), "other");
  show (&self);
  g_assert_cmpstr (get_effect (&self), ==, "no change of cost or delay");
}

/* Notes */

static gboolean
is_remark (GtkWidget  *widget,
           const char *text)
{
  return LEAT_IS_REMARK_VIEW (widget);
}

static GtkTextBuffer *
get_remark (Window *self)
{
  return leat_remark_view_get_buffer (LEAT_REMARK_VIEW (find_widget (GTK_WIDGET (self->inspector), is_remark, NULL)));
}

static const char *
get_noted (LeatPipeline *pipeline,
           const char   *id)
{
  return leat_pipeline_get_element (pipeline, id)->text;
}

static void
test_notes (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s", "k");
  LeatPipeline *pipeline = leat_document_get_pipeline (self.document);
  const char *text = "two lines\n<b>&amp; \"more\" 日本語";
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(LeatPipeline) reread = NULL;

  leat_inspector_set_page (self.inspector, "notes");
  show (&self);
  g_assert_nonnull (find_widget (GTK_WIDGET (self.inspector), is_label_that_says, "For the Exam"));
  gtk_text_buffer_set_text (get_remark (&self), text, -1);
  show (&self);
  g_assert_cmpstr (get_noted (pipeline, "k"), ==, text);

  bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  reread = leat_native_read (bytes, "notes.leat", NULL, NULL, NULL);
  g_assert_cmpstr (get_noted (reread, "k"), ==, text);

  /* Another block has its own, and what is written there is another step. */
  select_ids (&self, "f");
  g_assert_cmpint (gtk_text_buffer_get_char_count (get_remark (&self)), ==, 0);
  gtk_text_buffer_set_text (get_remark (&self), "of f", -1);
  select_ids (&self, "k");
  undo (&self);
  g_assert_null (get_noted (pipeline, "f"));
  g_assert_cmpstr (get_noted (pipeline, "k"), ==, text);
  gtk_text_buffer_set_text (get_remark (&self), "", -1);
  g_assert_null (get_noted (pipeline, "k"));
  undo (&self);
  undo (&self);
  g_assert_false (leat_history_get_modified (leat_document_get_history (self.document)));
}

/* Copying */

static gboolean
is_figure (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget) && gtk_label_get_selectable (GTK_LABEL (widget)) &&
         g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), text);
}

static char *
read_clipboard (Window *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self->window));
  GValue value = G_VALUE_INIT;
  char *text;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  text = g_value_dup_string (&value);
  g_value_unset (&value);
  return text;
}

/* A figure for people is pasted into a spreadsheet as a number. */
static void
test_copy (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s k.shards=200", "k");
  GtkWidget *label;
  g_autofree char *whole = NULL;
  g_autofree char *part = NULL;
  g_autofree char *by_menu = NULL;

  leat_inspector_set_page (self.inspector, "cost");
  show (&self);
  label = find_widget (GTK_WIDGET (self.inspector), is_figure, "$");
  g_assert_nonnull (label);
  gtk_label_select_region (GTK_LABEL (label), 0, -1);
  g_signal_emit_by_name (label, "copy-clipboard");
  whole = read_clipboard (&self);
  g_assert_cmpstr (whole, ==, gtk_label_get_text (GTK_LABEL (label)) + 1);

  gtk_label_select_region (GTK_LABEL (label), 0, 2);
  g_signal_emit_by_name (label, "copy-clipboard");
  part = read_clipboard (&self);
  g_assert_cmpstr (part, ==, "$2");

  gtk_label_select_region (GTK_LABEL (label), 0, 0);
  g_assert_true (gtk_widget_activate_action (label, "figure.copy", NULL));
  by_menu = read_clipboard (&self);
  g_assert_cmpstr (by_menu, ==, whole);
}

/* Pages */

/* Each page has something to say of each kind of thing, and none says it with a warning. */
static void
test_pages (void)
{
  static const char *const pages[] = { "settings", "cost", "latency", "checks", "access", "notes" };
  g_auto(Window) self = open_window ("p>k k>f f>s w~k", "");
  g_autofree char *wires = list_wires (&self);
  const char *const selections[] = { "", "k", "p k f s", "k f", wires };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint j = 0; j < G_N_ELEMENTS (selections); j++)
      {
        leat_inspector_set_page (self.inspector, pages[i]);
        select_ids (&self, selections[j]);
      }
}

static gboolean
is_limit_row (GtkWidget  *widget,
              const char *words)
{
  return ADW_IS_ACTION_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (widget)), words) == 0;
}

/* A limit is told at peak and on average: three times 100 of the 1,000 records a second of a shard. */
static void
test_limits (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s p.records_per_s=100 p.record_kb=1 p.peak_factor=3", "");

  leat_inspector_set_page (self.inspector, "latency");
  select_ids (&self, "k");
  g_assert_nonnull (find_widget (GTK_WIDGET (self.inspector), is_limit_row, "300 of 1000 rec/s at peak, 10% on average"));
}

static gboolean
is_policy (GtkWidget  *widget,
           const char *block)
{
  return ADW_IS_EXPANDER_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_str_has_prefix (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (widget)), block);
}

/* A wire needs what the blocks at its ends may do. */
static void
test_access (void)
{
  g_auto(Window) self = open_window ("p>k k>f f>s", "");
  const LeatElement *wire = NULL;
  LeatPipeline *pipeline = leat_document_get_pipeline (self.document);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (g_strcmp0 (leat_pipeline_get_nth (pipeline, i)->from, "f") == 0)
      wire = leat_pipeline_get_nth (pipeline, i);
  leat_inspector_set_page (self.inspector, "access");
  select_ids (&self, wire->id);
  g_assert_nonnull (find_widget (GTK_WIDGET (self.inspector), is_policy, "f "));
  g_assert_nonnull (find_widget (GTK_WIDGET (self.inspector), is_policy, "s "));
  select_ids (&self, "s");
  g_assert_null (find_widget (GTK_WIDGET (self.inspector), is_policy, "f "));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/inspector/units", test_units);
  g_test_add_func ("/ui/inspector/bad-input", test_bad_input);
  g_test_add_func ("/ui/inspector/on-the-way", test_on_the_way);
  g_test_add_func ("/ui/inspector/large", test_large);
  g_test_add_func ("/ui/inspector/error-goes-with-block", test_error_goes_with_block);
  g_test_add_func ("/ui/inspector/keys", test_keys);
  g_test_add_func ("/ui/inspector/wheel", test_wheel);
  g_test_add_func ("/ui/inspector/reset", test_reset);
  g_test_add_func ("/ui/inspector/help", test_help);
  g_test_add_func ("/ui/inspector/several-alike", test_several_alike);
  g_test_add_func ("/ui/inspector/several-services", test_several_services);
  g_test_add_func ("/ui/inspector/several-wires", test_several_wires);
  g_test_add_func ("/ui/inspector/effect", test_effect);
  g_test_add_func ("/ui/inspector/notes", test_notes);
  g_test_add_func ("/ui/inspector/copy", test_copy);
  g_test_add_func ("/ui/inspector/pages", test_pages);
  g_test_add_func ("/ui/inspector/limits", test_limits);
  g_test_add_func ("/ui/inspector/access", test_access);
  return g_test_run ();
}
