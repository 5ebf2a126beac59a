/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/editor.h"

#include "config.h"

#include "study/own.h"
#include "study/study-text.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define N_HINTS 3
#define WIDTH 600
#define HEIGHT 720

/* What can be asked: a value, or whether, and the points for it. */
typedef struct
{
  const LeatRequirement *requirement;
  GtkWidget             *value; /* a switch or an entry */
  GtkSpinButton         *points;
} Demand;

struct _LeatEditor
{
  AdwWindow      parent_instance;
  LeatWindow    *parent; /* weak, or NULL */
  LeatStudy     *study;
  LeatCatalogue *catalogue;
  GtkEditable   *title;
  GtkTextBuffer *text;
  AdwComboRow   *domain;
  AdwComboRow   *level;
  GtkSpinButton *minutes;
  GtkSwitch     *from_drawing;
  AdwComboRow   *from;
  AdwComboRow   *to;
  GPtrArray     *types; /* of const char *: the ids behind the choices of both */
  GtkSpinButton *delivery;
  GtkSpinButton *sound;
  GArray        *demands;
  GtkEditable   *hints[N_HINTS];
};

G_DEFINE_FINAL_TYPE (LeatEditor, leat_editor, ADW_TYPE_WINDOW)

/* What is filled in */

static LeatConstraint *
add_constraint (LeatChallenge     *challenge,
                LeatConstraintKind kind,
                const char        *id,
                GtkSpinButton     *points)
{
  LeatConstraint *constraint;

  if (gtk_spin_button_get_value (points) <= 0)
    return NULL;
  constraint = g_new0 (LeatConstraint, 1);
  constraint->kind = kind;
  constraint->id = g_strdup (id);
  constraint->points = gtk_spin_button_get_value (points);
  g_ptr_array_add (challenge->constraints, constraint);
  return constraint;
}

static GStrv
get_type (LeatEditor  *self,
          AdwComboRow *row)
{
  const char *const types[] = { g_ptr_array_index (self->types, adw_combo_row_get_selected (row)), NULL };

  return g_strdupv ((char **) types);
}

static void
add_demand (LeatChallenge *challenge,
            const Demand  *demand)
{
  const char *value = GTK_IS_SWITCH (demand->value) ? gtk_switch_get_active (GTK_SWITCH (demand->value)) ? "yes" : ""
                                                    : gtk_editable_get_text (GTK_EDITABLE (demand->value));
  LeatConstraint *constraint = *value != '\0'
    ? add_constraint (challenge, LEAT_CONSTRAINT_REQUIREMENT, demand->requirement->id, demand->points) : NULL;

  if (constraint == NULL)
    return;
  constraint->requirement = g_strdup (demand->requirement->id);
  constraint->value = g_strdup (value);
}

static void
add_constraints (LeatEditor    *self,
                 LeatChallenge *challenge)
{
  LeatConstraint *delivery = add_constraint (challenge, LEAT_CONSTRAINT_DELIVERY, "delivery", self->delivery);

  if (delivery != NULL)
    {
      delivery->from = get_type (self, self->from);
      delivery->to = get_type (self, self->to);
    }
  for (guint i = 0; i < self->demands->len; i++)
    add_demand (challenge, &g_array_index (self->demands, Demand, i));
  add_constraint (challenge, LEAT_CONSTRAINT_SOUND, "sound", self->sound);
}

/* Of the drawing, what is drawn: a title or a challenge of its own is not part of a solution. */
static GPtrArray *
dup_drawing (LeatEditor *self)
{
  g_autoptr(GPtrArray) all = leat_pipeline_dup_elements (leat_document_get_pipeline (leat_window_get_document (self->parent)));
  GPtrArray *drawing = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < all->len; i++)
    {
      LeatElement *element = g_ptr_array_index (all, i);

      if (leat_element_is_drawn (element))
        g_ptr_array_add (drawing, leat_element_ref (element));
    }
  return drawing;
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static LeatChallenge *
new_challenge (LeatEditor *self)
{
  LeatChallenge *challenge = leat_challenge_new ("own");
  LeatSolution *solution = g_new0 (LeatSolution, 1);

  challenge->title = g_strdup (gtk_editable_get_text (self->title));
  challenge->text = dup_text (self->text);
  challenge->domain = adw_combo_row_get_selected (self->domain) + 1;
  challenge->level = adw_combo_row_get_selected (self->level) + 1;
  challenge->minutes = (guint) gtk_spin_button_get_value (self->minutes);
  add_constraints (self, challenge);
  for (guint i = 0; i < N_HINTS; i++)
    if (*gtk_editable_get_text (self->hints[i]) != '\0')
      g_ptr_array_add (challenge->hints, g_strdup (gtk_editable_get_text (self->hints[i])));
  if (gtk_switch_get_active (self->from_drawing))
    {
      g_ptr_array_unref (challenge->start);
      challenge->start = dup_drawing (self);
    }
  solution->title = g_strdup (challenge->title);
  solution->elements = dup_drawing (self);
  g_ptr_array_add (challenge->solutions, solution);
  return challenge;
}

gboolean
leat_editor_save (LeatEditor *self,
                  const char *path)
{
  g_autoptr(LeatChallenge) challenge = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;

  g_return_val_if_fail (LEAT_IS_EDITOR (self) && self->parent != NULL, FALSE);

  challenge = new_challenge (self);
  if (leat_own_save (challenge, path, self->catalogue, &error))
    {
      leat_study_reload (self->study);
      return TRUE;
    }
  dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Could Not Save the Challenge"), error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
  return FALSE;
}

static void
on_chosen (GtkNativeDialog *dialog,
           int              response,
           LeatEditor      *self)
{
  g_autoptr(GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && leat_editor_save (self, path))
    gtk_window_close (GTK_WINDOW (self));
  g_object_unref (dialog);
}

/* In the folder that is offered it is listed at once; anywhere else it is a file to share. */
static void
on_save (LeatEditor *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_("Save Challenge"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));
  g_autofree char *folder = leat_own_dup_folder (), *slug = g_str_to_ascii (gtk_editable_get_text (self->title), NULL);
  g_autofree char *name = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (folder);

  g_strcanon (slug, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", '-');
  name = g_strdup_printf ("%s.xml", *slug != '\0' ? slug : "challenge");
  if (g_mkdir_with_parents (folder, 0700) == 0)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), file, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* The form */

static GtkWidget *
new_group (AdwPreferencesPage *page,
           const char         *title,
           const char         *description)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, "description", description, NULL);

  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (group));
  return group;
}

static GtkEditable *
add_entry (GtkWidget  *group,
           const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return GTK_EDITABLE (row);
}

static AdwComboRow *
add_choice (GtkWidget         *group,
            const char        *title,
            const char *const *choices)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (choices);
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, "model", list, NULL);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return ADW_COMBO_ROW (row);
}

static GtkSpinButton *
new_points (const char *what,
            double      value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, 100, 5);
  g_autofree char *name = g_strdup_printf (_("Points for “%s”"), what);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (spin, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_SPIN_BUTTON (spin);
}

static GtkWidget *
add_row (GtkWidget  *group,
         const char *title,
         const char *subtitle,
         GtkWidget  *suffix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return row;
}

static void
add_head (LeatEditor         *self,
          AdwPreferencesPage *page)
{
  GtkWidget *group = new_group (page, _("Challenge"), _("The drawing in the window is its solution."));
  GtkWidget *view = gtk_text_view_new (), *text = new_group (page, _("Requirement"), _("What is wanted, in words. Markdown is understood."));
  const char *domains[LEAT_N_DOMAINS + 1] = { NULL }, *levels[] = { _("Easy"), _("Medium"), _("Hard"), NULL };

  for (guint i = 0; i < LEAT_N_DOMAINS; i++)
    domains[i] = leat_domain_get_label (i + 1);
  self->title = add_entry (group, _("Title"));
  self->domain = add_choice (group, _("Domain"), domains);
  self->level = add_choice (group, _("Level"), levels);
  self->minutes = GTK_SPIN_BUTTON (gtk_spin_button_new_with_range (1, 600, 5));
  gtk_spin_button_set_value (self->minutes, 15);
  add_row (group, _("Minutes"), NULL, GTK_WIDGET (self->minutes));
  self->from_drawing = GTK_SWITCH (gtk_switch_new ());
  add_row (group, _("Start from the drawing"), _("Else from an empty canvas"), GTK_WIDGET (self->from_drawing));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 120);
  gtk_widget_add_css_class (view, "card");
  gtk_widget_add_css_class (view, "study-card");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Requirement"), -1);
  self->text = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (text), view);
}

static void
add_demands (LeatEditor         *self,
             AdwPreferencesPage *page)
{
  GtkWidget *group = new_group (page, _("What Is Asked"), _("What gives no points is not asked."));
  GPtrArray *requirements = leat_catalogue_get_requirements (self->catalogue);

  for (guint i = 0; i < requirements->len; i++)
    {
      Demand demand = { g_ptr_array_index (requirements, i), NULL, NULL };
      const char *label = leat_tr (demand.requirement->setting->label);
      gboolean number = demand.requirement->setting->type != LEAT_SETTING_BOOLEAN;
      GtkWidget *row;

      demand.value = number ? gtk_entry_new () : gtk_switch_new ();
      demand.points = new_points (label, 10);
      if (number)
        g_object_set (demand.value, "width-chars", 8, "placeholder-text", _("not asked"), NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (demand.value), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      row = add_row (group, label, number ? demand.requirement->setting->unit : NULL, demand.value);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (demand.points));
      g_array_append_val (self->demands, demand);
    }
}

static void
add_delivery (LeatEditor         *self,
              AdwPreferencesPage *page)
{
  GtkWidget *group = new_group (page, _("Delivery"), _("Data has to get from one service to another."));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < leat_catalogue_get_n_services (self->catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (self->catalogue, i);

      g_ptr_array_add (names, service->name);
      g_ptr_array_add (self->types, service->id);
    }
  g_ptr_array_add (names, NULL);
  self->from = add_choice (group, _("From"), (const char *const *) names->pdata);
  self->to = add_choice (group, _("To"), (const char *const *) names->pdata);
  self->delivery = new_points (_("Delivery"), 30);
  self->sound = new_points (_("No errors"), 10);
  add_row (group, _("Points"), NULL, GTK_WIDGET (self->delivery));
  add_row (group, _("No errors"), _("Points"), GTK_WIDGET (self->sound));
}

static GtkWidget *
new_header (LeatEditor *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_("_Save…"));

  gtk_widget_add_css_class (save, "suggested-action");
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  return header;
}

static void
leat_editor_dispose (GObject *object)
{
  LeatEditor *self = LEAT_EDITOR (object);

  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->study);
  G_OBJECT_CLASS (leat_editor_parent_class)->dispose (object);
}

static void
leat_editor_finalize (GObject *object)
{
  LeatEditor *self = LEAT_EDITOR (object);

  g_ptr_array_unref (self->types);
  g_array_unref (self->demands);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  G_OBJECT_CLASS (leat_editor_parent_class)->finalize (object);
}

static void
leat_editor_class_init (LeatEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_editor_finalize;
}

static void
leat_editor_init (LeatEditor *self)
{
  self->types = g_ptr_array_new ();
  self->demands = g_array_new (FALSE, FALSE, sizeof (Demand));
  gtk_window_set_title (GTK_WINDOW (self), _("New Challenge"));
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
}

GtkWidget *
leat_editor_new (LeatWindow *parent,
                 LeatStudy  *study)
{
  LeatEditor *self = g_object_new (LEAT_TYPE_EDITOR, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *page = adw_preferences_page_new (), *hints;

  g_set_weak_pointer (&self->parent, parent);
  self->study = g_object_ref (study);
  self->catalogue = leat_catalogue_ref (leat_window_get_catalogue (parent));
  add_head (self, ADW_PREFERENCES_PAGE (page));
  add_delivery (self, ADW_PREFERENCES_PAGE (page));
  add_demands (self, ADW_PREFERENCES_PAGE (page));
  hints = new_group (ADW_PREFERENCES_PAGE (page), _("Hints"), _("From a nudge to nearly the solution."));
  for (guint i = 0; i < N_HINTS; i++)
    {
      g_autofree char *title = g_strdup_printf (_("Hint %u"), i + 1);

      self->hints[i] = add_entry (hints, title);
    }
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (self), box);
  return GTK_WIDGET (self);
}
