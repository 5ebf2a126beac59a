/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/editor.h"

#include "config.h"

#include "exchange/challenge-form.h"
#include "study/own.h"
#include "study/pick-button.h"
#include "study/solutions.h"
#include "study/study-text.h"
#include "window/toast.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The widgets of a LeatForm: a group for each list, an expander for each item, a row for each field and below it one that
 * says what is wrong with it. Lists are built anew when items come, go or change places. */

#define WIDTH 640
#define HEIGHT 760
#define N_LISTS 7
#define HEAD(self) ((LeatFormItem *) (self)->form->items->pdata[0])

/* A row and what it says; it goes with its widget. */
typedef struct
{
  LeatEditor    *editor;
  LeatFormItem  *item;
  LeatFormField  field;
  const char    *setting; /* of the catalogue, or NULL */
  GtkWidget     *widget;  /* or NULL */
  GtkWidget     *fault;
  GtkLabel      *message;
  GtkWidget     *expander; /* or NULL */
  guint          list;
} Field;

struct _LeatEditor
{
  AdwWindow           parent_instance;
  LeatWindow         *parent; /* weak, or NULL */
  LeatStudy          *study;
  LeatCatalogue      *catalogue;
  LeatForm           *form;
  char               *path; /* where it was opened from or saved to, or NULL */
  AdwToastOverlay    *toasts;
  AdwPreferencesPage *page;
  GtkWidget          *groups[N_LISTS];
  GPtrArray          *rows[N_LISTS]; /* borrowed from the groups */
  GPtrArray          *fields;
  LeatFormItem       *removed; /* or NULL */
  guint               index;   /* where it was */
  LeatFormItem       *redrawn; /* whose drawing was replaced, or NULL */
  GPtrArray          *drawing; /* by what it had */
  gboolean            building, tried, modified;
  guint               source; /* builds list @stale anew */
  guint               stale;
};

G_DEFINE_FINAL_TYPE (LeatEditor, leat_editor, ADW_TYPE_WINDOW)

static void build_list (LeatEditor         *self,
                        guint               list,
                        const LeatFormItem *open);

/* What the lists are */

static const struct
{
  const char *title, *description;
  struct
  {
    LeatFormKind kind;
    const char  *add;
  } kinds[3];
} lists[N_LISTS] = {
  { N_("Text"), NULL, { { LEAT_FORM_HEAD, NULL } } },
  { N_("Start"), N_("What stands on the canvas to begin with. Without it the canvas is empty."), { { LEAT_FORM_START, N_("Start from the Drawing") } } },
  { N_("Load"), N_("What a design must carry, whatever its own blocks say."), { { LEAT_FORM_LOAD, N_("Add a Load") } } },
  { N_("What Is Asked"), N_("The first delivery is what the design is for; the rest is judged once data arrives there."),
    { { LEAT_FORM_DELIVERY, N_("Add a Delivery") }, { LEAT_FORM_REQUIRE, N_("Add a Requirement") }, { LEAT_FORM_SOUND, N_("Ask That No Check Finds an Error") } } },
  { N_("Hints"), N_("From a nudge to nearly the solution."), { { LEAT_FORM_HINT, N_("Add a Hint") } } },
  { N_("Solutions"), N_("Drawings that meet all; the first is the reference."), { { LEAT_FORM_SOLUTION, N_("Add the Drawing as a Solution") } } },
  { N_("Wrong Answers"), N_("What is often drawn, and why it is wrong."), { { LEAT_FORM_WRONG, N_("Add the Drawing as a Wrong Answer") } } },
};

static guint
list_of (LeatFormKind kind)
{
  for (guint i = 0; i < N_LISTS; i++)
    if (leat_form_same_list (lists[i].kinds[0].kind, kind))
      return i;
  return 0;
}

static const char *
get_label (LeatFormKind  kind,
           LeatFormField field)
{
  static const char *const labels[LEAT_N_FORM_FIELDS] = {
    N_("Title"), N_("Words"), N_("Domain"), N_("Level"), N_("Minutes"), N_("Service"), N_("Block, if not the first of its service"),
    NULL, N_("Short name"), N_("From"), N_("To"), N_("What"), N_("How much"), N_("Points"), N_("Demands it does not meet"),
    N_("Check that shows it, if any"), N_("Drawing")
  };

  if (field == LEAT_FORM_TEXT && kind != LEAT_FORM_HEAD)
    return kind == LEAT_FORM_SOLUTION ? _("Why it is right") : kind == LEAT_FORM_WRONG ? _("Why it is wrong")
      : kind == LEAT_FORM_HINT ? _("Hint") : _("Words, if not Leat's own");
  if (field == LEAT_FORM_TO && kind == LEAT_FORM_REQUIRE)
    return _("Of one consumer alone");
  return field == LEAT_FORM_TEXT ? _("Requirement") : _(labels[field]);
}

static const char *
get_service_name (LeatEditor *self,
                  const char *id)
{
  const LeatService *service = leat_catalogue_get_service (self->catalogue, id);

  return service != NULL ? service->name : _("No service yet");
}

static char *
dup_summary (LeatEditor         *self,
             const LeatFormItem *item)
{
  const char *const *words = (const char *const *) item->words;
  const LeatRequirement *requirement = leat_form_find_requirement (self->catalogue, words[LEAT_FORM_REQUIREMENT]);

  switch (item->kind)
    {
    case LEAT_FORM_LOAD:
      return g_strdup (get_service_name (self, words[LEAT_FORM_SERVICE]));
    case LEAT_FORM_DELIVERY:
      return *words[LEAT_FORM_TEXT] != '\0' || (*words[LEAT_FORM_FROM] == '\0' && *words[LEAT_FORM_TO] == '\0')
        ? g_strdup (*words[LEAT_FORM_TEXT] != '\0' ? words[LEAT_FORM_TEXT] : _("Delivery"))
        : g_strdup_printf (_("%s to %s"), words[LEAT_FORM_FROM], words[LEAT_FORM_TO]);
    case LEAT_FORM_REQUIRE:
      return g_strdup (requirement != NULL ? leat_tr (requirement->setting->label) : _("Requirement"));
    case LEAT_FORM_SOUND:
      return g_strdup (_("No errors"));
    case LEAT_FORM_HINT:
      return *words[LEAT_FORM_TEXT] != '\0' ? g_strndup (words[LEAT_FORM_TEXT], strcspn (words[LEAT_FORM_TEXT], "\n")) : g_strdup (_("Hint"));
    case LEAT_FORM_START:
      return g_strdup (_("Start"));
    default:
      return g_strdup (*words[LEAT_FORM_TITLE] != '\0' ? words[LEAT_FORM_TITLE] : _("No title yet"));
    }
}

/* What is wrong, in its place */

static void
say (Field      *field,
     const char *message)
{
  gtk_label_set_text (field->message, message != NULL ? message : "");
  gtk_widget_set_visible (field->fault, message != NULL);
  if (field->widget == NULL)
    return;
  if (message != NULL)
    {
      gtk_widget_add_css_class (field->widget, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (field->widget, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (field->widget), GTK_ACCESSIBLE_STATE_INVALID);
    }
}

static const LeatFormFault *
find_fault (GPtrArray   *faults,
            const Field *field)
{
  for (guint i = 0; i < faults->len; i++)
    {
      const LeatFormFault *fault = g_ptr_array_index (faults, i);

      if (fault->item == field->item && fault->field == field->field && g_strcmp0 (fault->setting, field->setting) == 0)
        return fault;
    }
  return NULL;
}

/* What is merely not there yet is said once somebody wants to save. Returns the first field with a fault. */
static Field *
check (LeatEditor *self)
{
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(LeatChallenge) challenge = leat_form_make (self->form, self->catalogue, &faults);
  Field *first = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);
      const LeatFormFault *fault = find_fault (faults, field);
      gboolean typed = field->setting != NULL || *field->item->words[field->field] != '\0';

      say (field, fault != NULL && (typed || self->tried) ? fault->message : NULL);
      if (fault != NULL && first == NULL)
        first = field;
    }
  return first;
}

static void
on_edited (Field *field)
{
  LeatEditor *self = field->editor;

  if (field->expander != NULL)
    {
      g_autofree char *title = dup_summary (self, field->item);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (field->expander), title);
    }
  self->modified = TRUE;
  check (self);
}

/* Fields */

static gboolean
build_stale (gpointer data)
{
  LeatEditor *self = data;
  const LeatFormItem *open = g_object_get_data (G_OBJECT (self), "leat-open");

  self->source = 0;
  build_list (self, self->stale, open);
  return G_SOURCE_REMOVE;
}

/* Not in a signal of a widget that goes by it. */
static void
build_later (LeatEditor         *self,
             guint               list,
             const LeatFormItem *open)
{
  if (self->source != 0 && self->stale != list)
    {
      g_source_remove (self->source);
      build_stale (self);
    }
  self->stale = list;
  g_object_set_data (G_OBJECT (self), "leat-open", (gpointer) open);
  if (self->source == 0)
    self->source = g_idle_add (build_stale, self);
}

/* Demands that wrong answers name by other words now. */
static void
show_renamed (LeatEditor *self)
{
  self->building = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (field->field == LEAT_FORM_FAILS)
        gtk_editable_set_text (GTK_EDITABLE (field->widget), field->item->words[LEAT_FORM_FAILS]);
    }
  self->building = FALSE;
}

static void
put (Field      *field,
     const char *text)
{
  LeatEditor *self = field->editor;

  if (self->building)
    return;
  if (field->setting != NULL)
    leat_form_item_set (field->item, field->setting, text);
  else if (leat_form_put (self->form, field->item, field->field, text, self->catalogue))
    show_renamed (self);
  on_edited (field);
}

static void
on_entry (GtkEditable *row,
          Field       *field)
{
  put (field, gtk_editable_get_text (row));
}

static void
on_buffer (GtkTextBuffer *buffer,
           Field         *field)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  put (field, text);
}

static void
on_choice (AdwComboRow *row,
           GParamSpec  *property,
           Field       *field)
{
  GPtrArray *values = g_object_get_data (G_OBJECT (row), "leat-values");
  guint selected = adw_combo_row_get_selected (row);

  if (selected >= values->len || field->editor->building)
    return;
  put (field, g_ptr_array_index (values, selected));
  if (field->field == LEAT_FORM_SERVICE || field->field == LEAT_FORM_REQUIREMENT)
    build_later (field->editor, field->list, field->item);
}

static GtkWidget *
new_entry (Field      *field,
           const char *label,
           const char *text)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", label, NULL);

  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  g_signal_connect (row, "changed", G_CALLBACK (on_entry), field);
  return row;
}

static GtkWidget *
new_choice (Field      *field,
            const char *label,
            const char *text,
            GPtrArray  *values,
            GPtrArray  *names)
{
  g_autoptr(GtkStringList) model = NULL;
  GtkWidget *row;

  g_ptr_array_add (names, NULL);
  model = gtk_string_list_new ((const char *const *) names->pdata);
  row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", label, "model", model, NULL);
  for (guint i = 0; i < values->len; i++)
    if (g_strcmp0 (g_ptr_array_index (values, i), text) == 0)
      adw_combo_row_set_selected (ADW_COMBO_ROW (row), i);
  g_object_set_data_full (G_OBJECT (row), "leat-values", g_ptr_array_ref (values), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_choice), field);
  return row;
}

static GtkWidget *
new_text (Field      *field,
          const char *label,
          const char *text)
{
  GtkWidget *row = adw_preferences_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *view = gtk_text_view_new ();
  GtkWidget *caption = leat_study_label_new (label, "caption");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_widget_add_css_class (caption, "dim-label");
  gtk_widget_add_css_class (box, "study-card");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 9);
  gtk_widget_add_css_class (view, "step-field");
  gtk_widget_set_size_request (view, -1, field->item->kind == LEAT_FORM_HEAD ? 120 : 60);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (buffer, "changed", G_CALLBACK (on_buffer), field);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set (row, "focusable", FALSE, NULL);
  return row;
}

static void
list_services (gpointer   data,
               GPtrArray *words)
{
  LeatCatalogue *catalogue = ((Field *) data)->editor->catalogue;

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    g_ptr_array_add (words, g_strdup (leat_catalogue_get_nth_service (catalogue, i)->name));
}

static void
list_demands (gpointer   data,
              GPtrArray *words)
{
  LeatEditor *self = ((Field *) data)->editor;

  for (guint i = 0; i < self->form->items->len; i++)
    {
      const LeatFormItem *item = g_ptr_array_index (self->form->items, i);

      if (leat_form_same_list (item->kind, LEAT_FORM_DELIVERY))
        g_ptr_array_add (words, leat_form_item_dup_id (item, self->catalogue));
    }
}

static void
list_rules (gpointer   data,
            GPtrArray *words)
{
  GPtrArray *rules = leat_catalogue_get_rules (((Field *) data)->editor->catalogue);

  for (guint i = 0; i < rules->len; i++)
    g_ptr_array_add (words, g_strdup (((LeatRule *) rules->pdata[i])->id));
}

static GtkWidget *
new_pick (Field        *field,
          const char   *label,
          LeatPickFunc  func)
{
  GtkWidget *row = new_entry (field, label, field->item->words[field->field]);
  g_autofree char *name = g_strdup_printf (_("Choose: %s"), label);

  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), leat_pick_button_new (GTK_EDITABLE (row), field->field != LEAT_FORM_RULE, name, func, field));
  return row;
}

/* Drawings */

/* The window with a drawing that was worked in last. */
static LeatWindow *
find_window (LeatEditor *self)
{
  GtkApplication *application = self->parent != NULL ? gtk_window_get_application (GTK_WINDOW (self->parent)) : NULL;

  for (GList *item = application != NULL ? gtk_application_get_windows (application) : NULL; item != NULL; item = item->next)
    if (LEAT_IS_WINDOW (item->data) && leat_window_get_document (item->data) != NULL)
      return item->data;
  return NULL;
}

/* What is drawn: a title or a challenge of its own is not part of a solution. */
static GPtrArray *
dup_drawing (LeatWindow *window)
{
  g_autoptr(GPtrArray) all = leat_pipeline_dup_elements (leat_document_get_pipeline (leat_window_get_document (window)));
  GPtrArray *drawing = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < all->len; i++)
    if (leat_element_is_drawn (g_ptr_array_index (all, i)))
      g_ptr_array_add (drawing, leat_element_ref (g_ptr_array_index (all, i)));
  return drawing;
}

static void
forget_undo (LeatEditor *self)
{
  g_clear_pointer (&self->removed, leat_form_item_free);
  g_clear_pointer (&self->drawing, g_ptr_array_unref);
  self->redrawn = NULL;
}

static void
on_take (GtkButton *button,
         Field     *field)
{
  LeatEditor *self = field->editor;
  LeatWindow *window = find_window (self);
  g_autoptr(GPtrArray) drawing = window != NULL ? dup_drawing (window) : NULL;

  if (drawing == NULL)
    {
      leat_toast_show (self->toasts, _("No window shows a drawing"), NULL);
      return;
    }
  forget_undo (self);
  self->redrawn = field->item;
  self->drawing = field->item->drawing != NULL ? g_ptr_array_ref (field->item->drawing) : NULL;
  leat_form_item_draw (field->item, drawing);
  self->modified = TRUE;
  leat_toast_show (self->toasts, _("Drawing taken from the window"), "editor.undo");
  build_later (self, field->list, field->item);
}

static void
on_show_drawing (GtkButton *button,
                 Field     *field)
{
  g_autofree char *title = dup_summary (field->editor, field->item);

  if (field->editor->parent != NULL)
    leat_study_open (field->editor->parent, title, NULL, field->item->drawing);
}

static char *
dup_extent (GPtrArray *drawing)
{
  guint blocks = 0, wires = 0;
  g_autofree char *first = NULL, *second = NULL;

  if (drawing == NULL)
    return g_strdup (_("None yet"));
  for (guint i = 0; i < drawing->len; i++)
    {
      blocks += ((LeatElement *) drawing->pdata[i])->kind == LEAT_ELEMENT_BLOCK;
      wires += ((LeatElement *) drawing->pdata[i])->kind == LEAT_ELEMENT_WIRE;
    }
  first = g_strdup_printf (ngettext ("%u block", "%u blocks", blocks), blocks);
  second = g_strdup_printf (ngettext ("%u wire", "%u wires", wires), wires);
  return g_strdup_printf ("%s, %s", first, second);
}

static GtkWidget *
new_button (const char *label,
            const char *tooltip,
            GCallback   clicked,
            Field      *field)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect (button, "clicked", clicked, field);
  return button;
}

static GtkWidget *
new_drawing (Field *field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *show = new_button (_("Open"), _("Open the Drawing in a Window"), G_CALLBACK (on_show_drawing), field);
  g_autofree char *extent = dup_extent (field->item->drawing);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Drawing"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), extent);
  gtk_widget_set_sensitive (show, field->item->drawing != NULL);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), show);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), new_button (_("Take"), _("Take the Drawing of the Window Last Worked In"), G_CALLBACK (on_take), field));
  return row;
}

/* Rows */

static void
append_row (Field     *field,
            GtkWidget *row)
{
  if (field->expander != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (field->expander), row);
  else
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (field->editor->groups[field->list]), row);
      g_ptr_array_add (field->editor->rows[field->list], row);
    }
}

static Field *
field_new (LeatEditor    *self,
           LeatFormItem  *item,
           LeatFormField  what,
           GtkWidget     *expander,
           guint          list)
{
  Field *field = g_new0 (Field, 1);
  GtkWidget *label = leat_study_label_new (NULL, "error");

  field->editor = self;
  field->item = item;
  field->field = what;
  field->expander = expander;
  field->list = list;
  field->message = GTK_LABEL (label);
  field->fault = adw_preferences_row_new ();
  gtk_widget_add_css_class (label, "study-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (field->fault), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (field->fault), FALSE);
  gtk_widget_set_visible (field->fault, FALSE);
  g_object_set_data_full (G_OBJECT (field->fault), "leat-field", field, g_free);
  g_ptr_array_add (self->fields, field);
  return field;
}

static void
finish (Field     *field,
        GtkWidget *row)
{
  /* Signals of the row hold the field. */
  g_object_set_data_full (G_OBJECT (row), "leat-fault", g_object_ref_sink (field->fault), g_object_unref);
  field->widget = row;
  append_row (field, row);
  append_row (field, field->fault);
}

static GtkWidget *
new_service_choice (Field      *field,
                    const char *label)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free), names = g_ptr_array_new ();

  g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (names, _("Not chosen"));
  for (guint i = 0; i < leat_catalogue_get_n_services (field->editor->catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (field->editor->catalogue, i);

      g_ptr_array_add (values, g_strdup (service->id));
      g_ptr_array_add (names, service->name);
    }
  return new_choice (field, label, field->item->words[field->field], values, names);
}

static GtkWidget *
new_requirement_choice (Field      *field,
                        const char *label)
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free), names = g_ptr_array_new ();
  GPtrArray *requirements = leat_catalogue_get_requirements (field->editor->catalogue);

  g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (names, _("Not chosen"));
  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      g_ptr_array_add (values, g_strdup (requirement->id));
      g_ptr_array_add (names, (char *) leat_tr (requirement->setting->label));
    }
  return new_choice (field, label, field->item->words[field->field], values, names);
}

static GtkWidget *
new_step_choice (Field      *field,
                 const char *label,
                 guint       n,
                 const char *(*name) (guint))
{
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free), names = g_ptr_array_new ();

  for (guint i = 1; i <= n; i++)
    {
      g_ptr_array_add (values, g_strdup_printf ("%u", i));
      g_ptr_array_add (names, (char *) name (i));
    }
  return new_choice (field, label, field->item->words[field->field], values, names);
}

static GtkWidget *
new_widget (Field *field)
{
  LeatFormItem *item = field->item;
  const char *label = get_label (item->kind, field->field), *text = item->words[field->field];

  switch (field->field)
    {
    case LEAT_FORM_TEXT:
      return leat_form_has (item->kind, LEAT_FORM_POINTS) ? new_entry (field, label, text) : new_text (field, label, text);
    case LEAT_FORM_DOMAIN:
      return new_step_choice (field, label, LEAT_N_DOMAINS, leat_domain_get_label);
    case LEAT_FORM_LEVEL:
      return new_step_choice (field, label, 3, leat_level_get_label);
    case LEAT_FORM_SERVICE:
      return new_service_choice (field, label);
    case LEAT_FORM_REQUIREMENT:
      return new_requirement_choice (field, label);
    case LEAT_FORM_FROM:
    case LEAT_FORM_TO:
      return new_pick (field, label, list_services);
    case LEAT_FORM_FAILS:
      return new_pick (field, label, list_demands);
    case LEAT_FORM_RULE:
      return new_pick (field, label, list_rules);
    case LEAT_FORM_DRAWING:
      return new_drawing (field);
    default:
      return new_entry (field, label, text);
    }
}

static GtkWidget *
new_setting (Field             *field,
             const LeatSetting *setting)
{
  const char *text = leat_settings_get (field->item->settings, setting->name);
  g_autofree char *label = setting->unit != NULL && !g_str_equal (setting->unit, "1")
    ? g_strdup_printf ("%s (%s)", leat_tr (setting->label), setting->unit) : g_strdup (leat_tr (setting->label));
  g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func (g_free), names = g_ptr_array_new ();

  if (setting->type != LEAT_SETTING_CHOICE && setting->type != LEAT_SETTING_BOOLEAN)
    return new_entry (field, label, text);
  g_ptr_array_add (values, g_strdup (""));
  g_ptr_array_add (names, _("Not said"));
  for (guint i = 0; i < setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (setting->choices, i);

      g_ptr_array_add (values, g_strdup (choice->value));
      g_ptr_array_add (names, (char *) leat_tr (choice->label));
    }
  if (setting->type == LEAT_SETTING_BOOLEAN)
    {
      g_ptr_array_add (values, g_strdup ("yes"));
      g_ptr_array_add (names, _("Yes"));
      g_ptr_array_add (values, g_strdup ("no"));
      g_ptr_array_add (names, _("No"));
    }
  return new_choice (field, label, text != NULL ? text : "", values, names);
}

static void
add_settings (LeatEditor   *self,
              LeatFormItem *item,
              GtkWidget    *expander,
              guint         list)
{
  const LeatService *service = leat_catalogue_get_service (self->catalogue, item->words[LEAT_FORM_SERVICE]);
  Field *none = field_new (self, item, LEAT_FORM_SETTINGS, expander, list);

  append_row (none, none->fault);
  for (guint i = 0; service != NULL && i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);
      Field *field = field_new (self, item, LEAT_FORM_SETTINGS, expander, list);

      field->setting = setting->name;
      finish (field, new_setting (field, setting));
    }
}

/* What matters to this requirement only */
static gboolean
is_wanted (LeatEditor         *self,
           const LeatFormItem *item,
           LeatFormField       field)
{
  const LeatRequirement *requirement = leat_form_find_requirement (self->catalogue, item->words[LEAT_FORM_REQUIREMENT]);

  if (item->kind != LEAT_FORM_REQUIRE || (field != LEAT_FORM_VALUE && field != LEAT_FORM_TO))
    return TRUE;
  if (requirement == NULL)
    return FALSE;
  return field == LEAT_FORM_VALUE ? requirement->setting->type != LEAT_SETTING_BOOLEAN : requirement->measure == LEAT_REQUIREMENT_P95;
}

static void
add_fields (LeatEditor   *self,
            LeatFormItem *item,
            GtkWidget    *expander,
            guint         list)
{
  static const LeatFormField order[] = {
    LEAT_FORM_TITLE, LEAT_FORM_REQUIREMENT, LEAT_FORM_VALUE, LEAT_FORM_SERVICE, LEAT_FORM_BLOCK, LEAT_FORM_FROM, LEAT_FORM_TO,
    LEAT_FORM_POINTS, LEAT_FORM_ID, LEAT_FORM_DRAWING, LEAT_FORM_FAILS, LEAT_FORM_RULE, LEAT_FORM_TEXT, LEAT_FORM_DOMAIN,
    LEAT_FORM_LEVEL, LEAT_FORM_MINUTES
  };

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    if (leat_form_has (item->kind, order[i]) && is_wanted (self, item, order[i]))
      {
        Field *field = field_new (self, item, order[i], expander, list);

        finish (field, new_widget (field));
      }
  if (item->kind == LEAT_FORM_LOAD)
    add_settings (self, item, expander, list);
}

/* Lists */

static void
on_remove (GtkButton *button,
           LeatEditor *self)
{
  LeatFormItem *item = g_object_get_data (G_OBJECT (button), "leat-item");

  if (!g_ptr_array_find (self->form->items, item, NULL))
    return;
  forget_undo (self);
  self->removed = leat_form_steal (self->form, item, &self->index);
  self->modified = TRUE;
  leat_toast_show (self->toasts, _("Removed"), "editor.undo");
  build_later (self, list_of (item->kind), NULL);
}

static void
on_raise (GtkButton *button,
          LeatEditor *self)
{
  LeatFormItem *item = g_object_get_data (G_OBJECT (button), "leat-item");

  if (!g_ptr_array_find (self->form->items, item, NULL) || !leat_form_raise (self->form, item))
    return;
  self->modified = TRUE;
  build_later (self, list_of (item->kind), NULL);
}

static void
on_undo (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LeatEditor *self = LEAT_EDITOR (widget);
  LeatFormItem *item = self->removed != NULL ? self->removed : self->redrawn;

  if (item == NULL)
    return;
  if (self->removed != NULL)
    leat_form_insert (self->form, g_steal_pointer (&self->removed), self->index);
  else
    leat_form_item_draw (item, self->drawing);
  forget_undo (self);
  build_later (self, list_of (item->kind), item);
}

static GtkWidget *
new_icon (LeatEditor   *self,
          LeatFormItem *item,
          const char   *icon,
          const char   *label,
          GCallback     clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *title = dup_summary (self, item), *name = g_strdup_printf ("%s: %s", label, title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "leat-item", item);
  g_signal_connect (button, "clicked", clicked, self);
  return button;
}

static void
add_item (LeatEditor   *self,
          guint         list,
          LeatFormItem *item,
          gboolean      first,
          gboolean      open)
{
  GtkWidget *row = adw_expander_row_new ();
  g_autofree char *title = dup_summary (self, item);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (!first)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), new_icon (self, item, "go-up-symbolic", _("Move Up"), G_CALLBACK (on_raise)));
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), new_icon (self, item, "user-trash-symbolic", _("Remove"), G_CALLBACK (on_remove)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[list]), row);
  g_ptr_array_add (self->rows[list], row);
  add_fields (self, item, row, list);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), open);
  if (open)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
}

static void
on_add (GtkWidget  *row,
        LeatEditor *self)
{
  LeatFormKind kind = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "leat-kind"));
  LeatFormItem *item = leat_form_add (self->form, kind);
  LeatWindow *window = leat_form_has (kind, LEAT_FORM_DRAWING) ? find_window (self) : NULL;

  if (window != NULL)
    {
      g_autoptr(GPtrArray) drawing = dup_drawing (window);

      leat_form_item_draw (item, drawing);
    }
  self->modified = TRUE;
  build_later (self, list_of (kind), item);
}

static void
add_adder (LeatEditor   *self,
           guint         list,
           LeatFormKind  kind,
           const char   *label)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "leat-kind", GUINT_TO_POINTER (kind));
  g_signal_connect (row, "activated", G_CALLBACK (on_add), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->groups[list]), row);
  g_ptr_array_add (self->rows[list], row);
}

static void
clear_list (LeatEditor *self,
            guint       list)
{
  for (guint i = self->fields->len; i-- > 0;)
    if (((Field *) self->fields->pdata[i])->list == list)
      g_ptr_array_remove_index (self->fields, i);
  for (guint i = 0; i < self->rows[list]->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->groups[list]), self->rows[list]->pdata[i]);
  g_ptr_array_set_size (self->rows[list], 0);
}

/* The faults of the whole stand in the list that would mend them. */
static void
add_whole (LeatEditor *self,
           guint       list)
{
  LeatFormKind kind = lists[list].kinds[0].kind;
  Field *field = kind == LEAT_FORM_DELIVERY ? field_new (self, HEAD (self), LEAT_FORM_POINTS, NULL, list)
    : kind == LEAT_FORM_SOLUTION ? field_new (self, HEAD (self), LEAT_FORM_DRAWING, NULL, list) : NULL;

  if (field != NULL)
    append_row (field, field->fault);
}

static void
build_list (LeatEditor         *self,
            guint               list,
            const LeatFormItem *open)
{
  guint n = 0;

  self->building = TRUE;
  clear_list (self, list);
  for (guint i = 0; i < self->form->items->len; i++)
    {
      LeatFormItem *item = g_ptr_array_index (self->form->items, i);

      if (item->kind == LEAT_FORM_HEAD && list == 0)
        add_fields (self, item, NULL, list);
      else if (list_of (item->kind) == list)
        add_item (self, list, item, n++ == 0, item == open);
    }
  add_whole (self, list);
  for (gsize i = 0; i < G_N_ELEMENTS (lists[list].kinds) && lists[list].kinds[i].add != NULL; i++)
    if (lists[list].kinds[i].kind != LEAT_FORM_START || n == 0)
      add_adder (self, list, lists[list].kinds[i].kind, _(lists[list].kinds[i].add));
  self->building = FALSE;
  check (self);
}

/* Saving */

static void
show_first (LeatEditor *self,
            Field      *field)
{
  if (field->expander != NULL)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (field->expander), TRUE);
  if (field->widget != NULL)
    gtk_widget_child_focus (field->widget, GTK_DIR_TAB_FORWARD);
  leat_toast_show (self->toasts, gtk_label_get_text (field->message), NULL);
}

gboolean
leat_editor_save (LeatEditor *self,
                  const char *path)
{
  g_autoptr(LeatChallenge) challenge = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  g_autoptr(GError) error = NULL;
  GtkWidget *dialog;
  Field *first;

  g_return_val_if_fail (LEAT_IS_EDITOR (self), FALSE);

  self->tried = TRUE;
  first = check (self);
  if (first != NULL)
    {
      show_first (self, first);
      return FALSE;
    }
  challenge = leat_form_make (self->form, self->catalogue, &faults);
  if (leat_own_save (challenge, path, self->catalogue, &error))
    {
      self->modified = FALSE;
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
  g_autofree char *folder = leat_own_dup_folder (), *slug = g_str_to_ascii (HEAD (self)->words[LEAT_FORM_TITLE], NULL);
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

static void
on_save_there (LeatEditor *self)
{
  if (self->path == NULL)
    on_save (self);
  else if (leat_editor_save (self, self->path))
    gtk_window_close (GTK_WINDOW (self));
}

/* What is not saved is gone with the window, so it asks. */
static void
on_answer (AdwMessageDialog *dialog,
           const char       *response,
           LeatEditor       *self)
{
  if (g_str_equal (response, "discard"))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
leat_editor_close_request (GtkWindow *window)
{
  LeatEditor *self = LEAT_EDITOR (window);
  GtkWidget *dialog;

  if (!self->modified)
    return GTK_WINDOW_CLASS (leat_editor_parent_class)->close_request (window);
  dialog = adw_message_dialog_new (window, _("Discard Changes?"), _("The challenge has changes that are not saved."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
  return TRUE;
}

/* The window */

static GtkWidget *
new_header (LeatEditor *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (self->path != NULL ? _("_Save") : _("_Save…"));
  GtkWidget *copy = gtk_button_new_with_mnemonic (_("Save _As…"));

  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_visible (copy, self->path != NULL);
  gtk_widget_set_tooltip_text (copy, _("Save as a File to Share"));
  g_signal_connect_object (save, "clicked", G_CALLBACK (on_save_there), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (copy, "clicked", G_CALLBACK (on_save), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), save);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), copy);
  return header;
}

static void
leat_editor_dispose (GObject *object)
{
  LeatEditor *self = LEAT_EDITOR (object);

  g_clear_handle_id (&self->source, g_source_remove);
  self->building = TRUE; /* widgets that go change nothing any more */
  g_clear_weak_pointer (&self->parent);
  g_clear_object (&self->study);
  G_OBJECT_CLASS (leat_editor_parent_class)->dispose (object);
}

static void
leat_editor_finalize (GObject *object)
{
  LeatEditor *self = LEAT_EDITOR (object);

  forget_undo (self);
  for (guint i = 0; i < N_LISTS; i++)
    g_ptr_array_unref (self->rows[i]);
  g_ptr_array_unref (self->fields);
  g_clear_pointer (&self->form, leat_form_free);
  g_free (self->path);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  G_OBJECT_CLASS (leat_editor_parent_class)->finalize (object);
}

static void
leat_editor_class_init (LeatEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_editor_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = leat_editor_close_request;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "editor.undo", NULL, on_undo);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
leat_editor_init (LeatEditor *self)
{
  self->fields = g_ptr_array_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  for (guint i = 0; i < N_LISTS; i++)
    {
      self->rows[i] = g_ptr_array_new ();
      self->groups[i] = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", _(lists[i].title),
                                      "description", lists[i].description != NULL ? _(lists[i].description) : NULL, NULL);
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->groups[i]));
    }
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
}

static GtkWidget *
editor_new (LeatWindow *parent,
            LeatStudy  *study,
            LeatForm   *form,
            const char *path)
{
  LeatEditor *self = g_object_new (LEAT_TYPE_EDITOR, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  g_set_weak_pointer (&self->parent, parent);
  self->study = g_object_ref (study);
  self->catalogue = leat_catalogue_ref (leat_window_get_catalogue (parent));
  self->form = form;
  self->path = g_strdup (path);
  gtk_window_set_title (GTK_WINDOW (self), path != NULL ? _("Edit Challenge") : _("New Challenge"));
  for (guint i = 0; i < N_LISTS; i++)
    build_list (self, i, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->page));
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_window_set_content (ADW_WINDOW (self), box);
  return GTK_WIDGET (self);
}

GtkWidget *
leat_editor_new (LeatWindow *parent,
                 LeatStudy  *study)
{
  LeatForm *form = leat_form_new ();
  g_autoptr(GPtrArray) drawing = dup_drawing (parent);
  LeatFormItem *solution;

  leat_form_add (form, LEAT_FORM_DELIVERY);
  leat_form_add (form, LEAT_FORM_SOUND);
  solution = leat_form_add (form, LEAT_FORM_SOLUTION);
  leat_form_item_put (solution, LEAT_FORM_TITLE, _("Reference"));
  leat_form_item_draw (solution, drawing);
  return editor_new (parent, study, form, NULL);
}

GtkWidget *
leat_editor_new_for (LeatWindow          *parent,
                     LeatStudy           *study,
                     const LeatChallenge *challenge,
                     const char          *path)
{
  return editor_new (parent, study, leat_form_new_for (challenge, leat_window_get_catalogue (parent)), path);
}
