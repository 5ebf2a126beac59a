/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/setting-row.h"

#include "config.h"

#include "catalogue/quantity.h"
#include "catalogue/xml.h"
#include "engine/money.h"
#include "inspector/choice-button.h"
#include "inspector/rows.h"
#include "inspector/setting-help.h"
#include "model/error.h"
#include "names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatSettingRow
{
  AdwActionRow       parent_instance;
  const LeatSetting *setting;
  GtkWidget         *control; /* by type: GtkSwitch, GtkDropDown or GtkEntry */
  GtkStringList     *labels;  /* of a choice, borrowed; or NULL */
  GtkWidget         *reset;
  GtkWidget         *unit;    /* or NULL */
  LeatSettingReader  reader;  /* or NULL */
  char              *value;   /* as the file has it, or NULL */
  char              *note;    /* or NULL */
  char              *mixed;   /* what the several values are, if they differ; or NULL */
  char              *held;    /* the value before it was typed on, or NULL: it stays if what is typed is wrong */
  char              *held_mixed;
  gboolean           typing;  /* something was taken since then */
  gboolean           stepping; /* what changes in the field is a step up or down */
  gboolean           stepped; /* so was the last change */
  double             derived;
  gboolean           showing; /* what changes in the control is not the user's doing */
};

G_DEFINE_FINAL_TYPE (LeatSettingRow, leat_setting_row, ADW_TYPE_ACTION_ROW)

enum { EDITED, GIVEN_UP, ENDED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_number (const LeatSetting *setting)
{
  return setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER;
}

/* The text of the file in the locale's digits. */
static char *
localise (const LeatSetting *setting,
          const char        *value)
{
  double number;

  if (!is_number (setting) || !leat_parse_number (value, &number))
    return g_strdup (value);
  return leat_quantity_spell (number, NULL, FALSE);
}

static gboolean
has_unit (const LeatSetting *setting)
{
  return setting->unit != NULL && *setting->unit != '\0' && !g_str_equal (setting->unit, "1");
}

/* A value as a person reads it: "12 288 KB". */
static char *
describe_number (const LeatSetting *setting,
                 double             number)
{
  g_autofree char *figure = leat_quantity_spell (number, NULL, TRUE);

  return has_unit (setting) ? g_strdup_printf ("%s %s", figure, leat_tr (setting->unit)) : g_steal_pointer (&figure);
}

static char *
describe_value (const LeatSetting *setting,
                const char        *value)
{
  const LeatChoice *choice = leat_setting_find_choice (setting, value);
  double number;

  if (is_number (setting) && leat_parse_number (value, &number))
    return describe_number (setting, number);
  return g_strdup (choice != NULL ? leat_tr (choice->label) : value);
}

static const char *
get_text (LeatSettingRow *self)
{
  return GTK_IS_EDITABLE (self->control) ? gtk_editable_get_text (GTK_EDITABLE (self->control)) : "";
}

/* What was made of what is typed, unless it is just that number. */
static char *
describe_understood (LeatSettingRow *self)
{
  const char *text = get_text (self);
  double number;
  g_autofree char *bare = NULL;
  g_autofree char *figure = NULL;

  if (!is_number (self->setting) || *text == '\0' || !leat_setting_read_number (self->setting, text, &number, NULL))
    return NULL;
  bare = leat_quantity_spell (number, NULL, FALSE);
  if (g_str_equal (text, bare))
    return NULL;
  figure = describe_number (self->setting, number);
  return g_strdup_printf ("= %s", figure);
}

static void
append_line (GString    *markup,
             const char *line,
             const char *tag)
{
  g_autofree char *escaped = line != NULL ? g_markup_escape_text (line, -1) : NULL;

  if (escaped == NULL)
    return;
  if (markup->len > 0)
    g_string_append_c (markup, '\n');
  if (tag != NULL)
    g_string_append_printf (markup, "<%s>%s</%s>", tag, escaped, tag);
  else
    g_string_append (markup, escaped);
}

/* What stands below the name: what was understood, what differs, what is to be noted. */
static void
show_words (LeatSettingRow *self)
{
  g_autoptr(GString) markup = g_string_new (NULL);
  g_autofree char *understood = describe_understood (self);

  append_line (markup, understood, "b");
  if (self->setting->derived != NULL && self->value == NULL && self->mixed == NULL)
    append_line (markup, _("from the flow"), NULL);
  append_line (markup, self->mixed, NULL);
  append_line (markup, self->note, "b");
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup->str);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
show_error (LeatSettingRow *self,
            const GError   *error)
{
  g_autofree char *value = self->value != NULL ? describe_value (self->setting, self->value) : NULL;
  g_autofree char *text = value != NULL ? g_strdup_printf (_("%s. It stays %s."), error->message, value)
                                        : g_strdup_printf (_("%s. It stays as it was."), error->message);
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), markup);
  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

/* A text that is empty by default has nothing to go back to. */
static gboolean
can_reset (LeatSettingRow *self)
{
  const char *fallback = self->setting->fallback;

  return self->value != NULL &&
         (self->setting->type != LEAT_SETTING_TEXT || (fallback != NULL && *fallback != '\0'));
}

/* That it was set is said by the button that takes it back, and shown by the weight of its name. */
static void
show_whether_set (LeatSettingRow *self,
                  gboolean        set)
{
  gtk_widget_set_visible (self->reset, set);
  leat_widget_set_class (GTK_WIDGET (self), "set", set);
  leat_widget_set_class (GTK_WIDGET (self), "unset", !set);
}

/* What holds from now on, whatever is typed next. */
static void
hold (LeatSettingRow *self)
{
  g_free (self->held);
  g_free (self->held_mixed);
  self->held = g_strdup (self->value);
  self->held_mixed = g_strdup (self->mixed);
  self->typing = FALSE;
}

/* “30” on the way to “30k” was taken, and “30k” is too much: then neither holds, but what held before. */
static void
go_back (LeatSettingRow *self)
{
  if (!self->typing)
    return;
  self->typing = FALSE;
  g_free (self->value);
  g_free (self->mixed);
  self->value = g_steal_pointer (&self->held);
  self->mixed = g_steal_pointer (&self->held_mixed);
  show_whether_set (self, can_reset (self));
  g_signal_emit (self, signals[GIVEN_UP], 0);
}

static void
emit_edited (LeatSettingRow *self,
             const char     *value)
{
  g_autofree char *copy = g_strdup (value);
  gboolean same = g_strcmp0 (self->value, copy) == 0 && self->mixed == NULL;

  /* Back where it was: that is no change. */
  if (self->typing && self->held_mixed == NULL && g_strcmp0 (copy, self->held) == 0)
    {
      go_back (self);
      show_words (self);
      return;
    }
  if (!same && !self->typing)
    hold (self);
  g_clear_pointer (&self->mixed, g_free);
  g_free (self->value);
  self->value = g_strdup (copy);
  show_words (self);
  if (same)
    return;
  self->typing = TRUE;
  show_whether_set (self, can_reset (self));
  g_signal_emit (self, signals[EDITED], 0, copy);
}

/* What a person typed, as the file has it; NULL with error set if it is not understood. */
static char *
read_text (LeatSettingRow *self,
           const char     *text,
           GError        **error)
{
  g_autofree char *value = g_strdup (text);
  double number;

  if (is_number (self->setting))
    {
      if (!leat_setting_read_number (self->setting, text, &number, error))
        return NULL;
      g_free (value);
      value = leat_number_to_string (number);
    }
  else if (!leat_setting_parse (self->setting, value, &number, error))
    return NULL;
  return self->reader != NULL ? self->reader (value, error) : g_steal_pointer (&value);
}

static void
end (LeatSettingRow *self)
{
  hold (self);
  g_signal_emit (self, signals[ENDED], 0);
}

/* Who empties a number means to type another: what takes it back to the default is the button. */
static void
explain_empty (LeatSettingRow *self)
{
  g_autoptr(GError) error = g_error_new (LEAT_ERROR, LEAT_ERROR_SYNTAX, _("Type a number, or reset to the default"));

  go_back (self);
  if (self->value != NULL)
    show_error (self, error);
  else
    show_words (self);
}

static void
on_text_changed (LeatSettingRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->control));
  g_autoptr(GError) error = NULL;
  g_autofree char *value = NULL;

  if (self->showing)
    return;

  /* Where the arrow keys led is good, whatever is typed after them. */
  if (self->stepped && !self->stepping)
    end (self);
  self->stepped = self->stepping;
  if (*text == '\0' && is_number (self->setting))
    {
      explain_empty (self);
      return;
    }
  if (*text == '\0')
    {
      emit_edited (self, NULL);
      return;
    }
  value = read_text (self, text, &error);
  if (value == NULL)
    {
      go_back (self);
      show_error (self, error);
    }
  else
    emit_edited (self, value);
}

static void
on_switched (LeatSettingRow *self)
{
  if (self->showing)
    return;
  emit_edited (self, gtk_switch_get_active (GTK_SWITCH (self->control)) ? "yes" : "no");
  end (self);
}

static void
on_chosen (LeatSettingRow *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->control));

  if (self->showing || i >= self->setting->choices->len)
    return;
  emit_edited (self, ((const LeatChoice *) g_ptr_array_index (self->setting->choices, i))->value);
  end (self);
}

static void
on_reset (LeatSettingRow *self)
{
  emit_edited (self, NULL);
  end (self);
}

static void
put_text (LeatSettingRow *self)
{
  g_autofree char *text = self->value != NULL ? localise (self->setting, self->value) : g_strdup ("");

  self->showing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  gtk_editable_set_position (GTK_EDITABLE (self->control), -1);
  self->showing = FALSE;
  show_words (self);
}

void
leat_setting_row_restore (LeatSettingRow *self)
{
  g_return_if_fail (LEAT_IS_SETTING_ROW (self));

  if (GTK_IS_EDITABLE (self->control))
    put_text (self);
}

/* Once it is typed, “12 MB” stands as the number that it is in the field's unit. What is not understood stays, with
 * what is wrong beside it; a field left empty would look as if it had its default. */
static void
settle (LeatSettingRow *self)
{
  const char *text = get_text (self);

  if (is_number (self->setting) &&
      (*text == '\0' ? self->value != NULL : !gtk_widget_has_css_class (GTK_WIDGET (self), "error")))
    put_text (self);
  end (self);
}

/* From the value that holds, not from what is typed and wrong. */
static double
get_number (LeatSettingRow *self)
{
  double number = self->setting->derived != NULL ? self->derived : self->setting->fallback_number;

  if (self->value != NULL)
    leat_parse_number (self->value, &number);
  return number;
}

static void
step (LeatSettingRow *self,
      double          by)
{
  double next = leat_setting_step (self->setting, get_number (self), by);
  g_autofree char *text = NULL;

  /* What differs has no next. */
  if (self->mixed != NULL || !isfinite (next))
    return;
  text = leat_quantity_spell (next, NULL, FALSE);
  self->stepping = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->control), text);
  self->stepping = FALSE;
  gtk_editable_set_position (GTK_EDITABLE (self->control), -1);
}

/* Esc puts back what held before it was typed on; where nothing else stands in the field it goes on out. */
static gboolean
give_up (LeatSettingRow *self)
{
  g_autofree char *text = NULL;

  go_back (self);
  text = self->value != NULL ? localise (self->setting, self->value) : g_strdup ("");
  if (g_str_equal (text, get_text (self)))
    return GDK_EVENT_PROPAGATE;
  put_text (self);
  return GDK_EVENT_STOP;
}

static gboolean
on_key (LeatSettingRow        *self,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        GtkEventControllerKey *controller)
{
  double by = (state & GDK_SHIFT_MASK) != 0 ? 10 : 1;

  if (key == GDK_KEY_Escape)
    return give_up (self);
  if (!is_number (self->setting))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Up || key == GDK_KEY_KP_Up)
    step (self, by);
  else if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    step (self, -by);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
add_keys (LeatSettingRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->control, keys);
}

static void
add_entry (LeatSettingRow *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  gboolean number = is_number (self->setting);
  int width = number || self->setting->choices->len > 0 ? 9 : 14;

  self->control = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->control), width);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->control), width);
  gtk_entry_set_alignment (GTK_ENTRY (self->control), number ? 1 : 0);
  gtk_widget_add_css_class (self->control, "numeric");
  g_signal_connect_swapped (self->control, "changed", G_CALLBACK (on_text_changed), self);
  g_signal_connect_swapped (self->control, "activate", G_CALLBACK (settle), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (settle), self);
  gtk_widget_add_controller (self->control, focus);
  add_keys (self);
}

static void
add_switch (LeatSettingRow *self)
{
  self->control = gtk_switch_new ();
  g_signal_connect_swapped (self->control, "notify::active", G_CALLBACK (on_switched), self);
}

/* A long choice is cut in the button and whole in the list. */
static void
on_setup_choice (GtkSignalListItemFactory *factory,
                 GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 15);
  gtk_list_item_set_child (item, label);
}

static void
on_bind_choice (GtkSignalListItemFactory *factory,
                GtkListItem              *item)
{
  GtkStringObject *string = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (string));
}

static void
on_setup_list (GtkSignalListItemFactory *factory,
               GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static GtkListItemFactory *
new_factory (GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_choice), NULL);
  return factory;
}

static void
add_choices (LeatSettingRow *self)
{
  g_autoptr(GtkListItemFactory) cut = new_factory (G_CALLBACK (on_setup_choice));
  g_autoptr(GtkListItemFactory) whole = new_factory (G_CALLBACK (on_setup_list));

  self->labels = gtk_string_list_new (NULL);
  for (guint i = 0; i < self->setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (self->setting->choices, i);

      gtk_string_list_append (self->labels, leat_tr (choice->label));
    }
  self->control = gtk_drop_down_new (G_LIST_MODEL (self->labels), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (self->control), cut);
  gtk_drop_down_set_list_factory (GTK_DROP_DOWN (self->control), whole);
  /* Beside a long help its label would be cut to nothing. */
  gtk_widget_set_size_request (self->control, 136, -1);
  g_signal_connect_swapped (self->control, "notify::selected", G_CALLBACK (on_chosen), self);
}

void
leat_setting_row_update_unit (LeatSettingRow *self)
{
  gtk_label_set_text (GTK_LABEL (self->unit), leat_tr (self->setting->unit));
  gtk_widget_set_visible (self->unit, has_unit (self->setting));
}

static void
add_unit (LeatSettingRow *self)
{
  self->unit = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->unit, "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->unit);
  leat_setting_row_update_unit (self);
}

/* Choices of a text: one of them, or whatever else is typed. */
static void
add_choice_button (LeatSettingRow *self)
{
  if (self->setting->type == LEAT_SETTING_TEXT && self->setting->choices->len > 0)
    adw_action_row_add_suffix (ADW_ACTION_ROW (self),
                               leat_choice_button_new (self->setting, GTK_EDITABLE (self->control)));
}

static void
add_help (LeatSettingRow *self)
{
  GtkWidget *help = leat_setting_help_button_new (self->setting);

  if (help != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (self), help);
}

static void
add_reset (LeatSettingRow *self)
{
  g_autofree char *name = g_strdup_printf (_("Reset %s"), leat_tr (self->setting->label));

  self->reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");
  gtk_widget_add_css_class (self->reset, "flat");
  gtk_widget_add_css_class (self->reset, "circular");
  gtk_widget_set_valign (self->reset, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->reset, FALSE);
  gtk_widget_set_tooltip_text (self->reset, _("Back to the default"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (self->reset, "clicked", G_CALLBACK (on_reset), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->reset);
}

static void
leat_setting_row_finalize (GObject *object)
{
  g_free (LEAT_SETTING_ROW (object)->value);
  g_free (LEAT_SETTING_ROW (object)->note);
  g_free (LEAT_SETTING_ROW (object)->mixed);
  g_free (LEAT_SETTING_ROW (object)->held);
  g_free (LEAT_SETTING_ROW (object)->held_mixed);
  G_OBJECT_CLASS (leat_setting_row_parent_class)->finalize (object);
}

static void
leat_setting_row_class_init (LeatSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_setting_row_finalize;

  signals[EDITED] = g_signal_new ("edited", LEAT_TYPE_SETTING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[GIVEN_UP] = g_signal_new ("given-up", LEAT_TYPE_SETTING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
  signals[ENDED] = g_signal_new ("ended", LEAT_TYPE_SETTING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
}

static void
leat_setting_row_init (LeatSettingRow *self)
{
}

GtkWidget *
leat_setting_row_new (const LeatSetting *setting)
{
  LeatSettingRow *self = g_object_new (LEAT_TYPE_SETTING_ROW, NULL);
  const char *label = leat_tr (setting->label);
  g_autofree char *title = g_markup_escape_text (label, -1);

  self->setting = setting;
  if (setting->type == LEAT_SETTING_BOOLEAN)
    add_switch (self);
  else if (setting->type == LEAT_SETTING_CHOICE)
    add_choices (self);
  else
    add_entry (self);

  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, leat_tr (setting->help), -1);
  leat_name_inside (self->control, GTK_TYPE_TOGGLE_BUTTON, label);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  add_help (self);
  add_reset (self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  add_choice_button (self);
  add_unit (self);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);
  show_words (self);
  return GTK_WIDGET (self);
}

const LeatSetting *
leat_setting_row_get_setting (LeatSettingRow *self)
{
  return self->setting;
}

void
leat_setting_row_set_reader (LeatSettingRow   *self,
                             LeatSettingReader reader)
{
  g_return_if_fail (LEAT_IS_SETTING_ROW (self));

  self->reader = reader;
}

void
leat_setting_row_set_note (LeatSettingRow *self,
                           const char     *note)
{
  g_return_if_fail (LEAT_IS_SETTING_ROW (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  if (!gtk_widget_has_css_class (GTK_WIDGET (self), "error"))
    show_words (self);
}

GtkWidget *
leat_setting_row_get_control (LeatSettingRow *self)
{
  return self->control;
}

static char *
describe_default (const LeatSetting *setting,
                  double             derived)
{
  if (setting->derived == NULL)
    return localise (setting, setting->fallback != NULL ? setting->fallback : "");
  return isfinite (derived) ? leat_quantity_format (derived, NULL) : g_strdup ("");
}

/* While somebody types “1.50”, the value is 1.5: that must not be put in its place. */
static void
show_text (LeatSettingRow *self,
           double          derived)
{
  g_autofree char *placeholder = self->mixed != NULL ? g_strdup (_("mixed")) : describe_default (self->setting, derived);
  g_autofree char *typed = read_text (self, gtk_editable_get_text (GTK_EDITABLE (self->control)), NULL);
  g_autofree char *text = self->value != NULL ? localise (self->setting, self->value) : g_strdup ("");

  gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), placeholder);
  if (self->setting->derived != NULL)
    gtk_editable_set_width_chars (GTK_EDITABLE (self->control), (int) CLAMP (g_utf8_strlen (placeholder, -1), 9, 16));
  if (typed == NULL || self->mixed != NULL || g_strcmp0 (typed, self->value) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->control), text);
}

/* While the values differ, a last choice says so; choosing it changes nothing. */
static void
offer_mixed (LeatSettingRow *self)
{
  guint n = self->setting->choices->len;
  gboolean offered = g_list_model_get_n_items (G_LIST_MODEL (self->labels)) > n;

  if (self->mixed != NULL && !offered)
    gtk_string_list_append (self->labels, _("Mixed"));
  else if (self->mixed == NULL && offered)
    gtk_string_list_remove (self->labels, n);
}

static void
show_choice (LeatSettingRow *self)
{
  const char *value = self->value != NULL ? self->value : self->setting->fallback;

  offer_mixed (self);
  if (self->mixed != NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), self->setting->choices->len);
  for (guint i = 0; self->mixed == NULL && i < self->setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (self->setting->choices, i);

      if (g_strcmp0 (choice->value, value) == 0)
        gtk_drop_down_set_selected (GTK_DROP_DOWN (self->control), i);
    }
}

static void
show_switch (LeatSettingRow *self)
{
  const char *value = self->value != NULL ? self->value : self->setting->fallback;
  double number = 0;

  if (value != NULL)
    leat_setting_parse (self->setting, value, &number, NULL);
  gtk_switch_set_active (GTK_SWITCH (self->control), number != 0);
}

static void
show_control (LeatSettingRow *self,
              gboolean        same)
{
  self->showing = TRUE;
  if (self->setting->type == LEAT_SETTING_BOOLEAN)
    show_switch (self);
  else if (self->setting->type == LEAT_SETTING_CHOICE)
    show_choice (self);
  else if (!same || !gtk_widget_has_css_class (GTK_WIDGET (self), "error"))
    show_text (self, self->derived);
  self->showing = FALSE;
}

void
leat_setting_row_show (LeatSettingRow *self,
                       const char     *value,
                       double          derived)
{
  gboolean same = g_strcmp0 (self->value, value) == 0 && self->mixed == NULL;
  char *copy = g_strdup (value);

  g_return_if_fail (LEAT_IS_SETTING_ROW (self));

  g_free (self->value);
  self->value = copy;
  self->derived = derived;
  g_clear_pointer (&self->mixed, g_free);
  show_control (self, same);
  show_whether_set (self, can_reset (self));
  if (!same)
    {
      hold (self);
      show_words (self);
    }
}

#define MAX_NAMED 4

/* "Mixed: 1, 2, 4", each once; of switches, how many are on. */
static char *
describe_mixed (const LeatSetting *setting,
                GPtrArray         *values)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GString) words = g_string_new (NULL);
  guint on = 0;

  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);
      g_autofree char *word = describe_value (setting, value);

      on += g_str_equal (value, "yes");
      if (!g_hash_table_add (seen, (gpointer) value) || g_hash_table_size (seen) > MAX_NAMED + 1)
        continue;
      if (g_hash_table_size (seen) > MAX_NAMED)
        g_string_append (words, ", …");
      else
        g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", *word != '\0' ? word : _("none"));
    }
  if (setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup_printf (_("Mixed: %u of %u on"), on, values->len);
  return g_strdup_printf (_("Mixed: %s"), words->str);
}

void
leat_setting_row_show_mixed (LeatSettingRow *self,
                             GPtrArray      *values,
                             gboolean        set)
{
  g_autofree char *mixed = describe_mixed (self->setting, values);
  gboolean same;

  g_return_if_fail (LEAT_IS_SETTING_ROW (self));

  same = g_strcmp0 (self->mixed, mixed) == 0;
  g_free (self->mixed);
  self->mixed = g_steal_pointer (&mixed);
  g_clear_pointer (&self->value, g_free);
  show_control (self, same);
  show_whether_set (self, set);
  if (!same)
    {
      hold (self);
      show_words (self);
    }
}
