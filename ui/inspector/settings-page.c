/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/settings-page.h"

#include "config.h"

#include "catalogue/common.h"
#include "inspector/field.h"
#include "inspector/remark-view.h"
#include "inspector/rows.h"
#include "inspector/setting-row.h"
#include "names.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Rows are made anew only when the form changes (another kind of element, another service, another catalogue);
 * while one types, the same rows are brought up to date. */
struct _LeatSettingsPage
{
  AdwBin        parent_instance;
  GtkBox       *box;
  LeatDocument *document; /* owned, or NULL */
  LeatCatalogue *catalogue; /* owned, or NULL: whose settings the rows are about */
  char        **ids;    /* what is changed */
  char         *form;   /* what the rows were made for */
  GPtrArray    *fields; /* of LeatField; the first rows */
  GPtrArray    *common; /* of LeatSetting: what blocks of several services have in common; or NULL */
  GPtrArray    *rows;   /* of LeatSettingRow, borrowed from the box */
  LeatSetting  *own;    /* the delay asked to the one block that is shown; owned, or NULL */
  GtkWidget    *facts;
  GtkWidget    *remark; /* the text of the note that is shown, or NULL */
  gboolean      edited; /* something was, since it was last asked */
};

G_DEFINE_FINAL_TYPE (LeatSettingsPage, leat_settings_page, ADW_TYPE_BIN)

static void
on_ended (LeatSettingsPage *self)
{
  if (self->document != NULL)
    leat_history_end_merge (leat_document_get_history (self->document));
}

static const LeatField *
field_of_row (LeatSettingsPage *self,
              LeatSettingRow   *row)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      const LeatField *field = g_ptr_array_index (self->fields, i);

      if (field->setting == leat_setting_row_get_setting (row))
        return field;
    }
  return NULL;
}

/* What is asked of the pipeline, if the row asks for something; a budget is a field. */
static const LeatRequirement *
requirement_of_row (LeatSettingsPage *self,
                    LeatSettingRow   *row)
{
  const LeatSetting *setting = leat_setting_row_get_setting (row);
  GPtrArray *requirements = leat_catalogue_get_requirements (self->catalogue);

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      if (setting == requirement->setting || (setting == self->own && requirement->measure == LEAT_REQUIREMENT_P95))
        return requirement;
    }
  return NULL;
}

/* The property that asks: of one consumer, it names it. */
static char *
dup_property (LeatSettingsPage *self,
              LeatSettingRow   *row)
{
  const LeatSetting *setting = leat_setting_row_get_setting (row);

  return setting == self->own ? g_strconcat (setting->name, ".", self->ids[0], NULL) : g_strdup (setting->name);
}

static LeatEdit *
new_requirement_edit (LeatSettingsPage *self,
                      LeatSettingRow   *row,
                      const char       *value)
{
  const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };
  g_autofree char *property = dup_property (self, row);

  /* What is not asked is not written. */
  return leat_edit_set_setting (leat_document_get_pipeline (self->document), ids, property,
                                g_strcmp0 (value, "no") == 0 ? NULL : value);
}

static char *
describe_edit (LeatSettingsPage  *self,
               const LeatSetting *setting)
{
  guint n = g_strv_length (self->ids);

  if (n == 1)
    return g_strdup_printf (_("Change %s"), leat_tr (setting->label));
  return g_strdup_printf (ngettext ("Change %s of %u Item", "Change %s of %u Items", n), leat_tr (setting->label), n);
}

static char *
get_value (const LeatElement *element,
           const LeatField   *field,
           const char        *name)
{
  return field != NULL ? field->get (element) : g_strdup (leat_settings_get (element->settings, name));
}

static char *
dup_key (LeatSettingsPage  *self,
         const LeatSetting *setting,
         const LeatField   *field)
{
  g_autofree char *joined = g_strjoinv (",", self->ids);

  return g_strdup_printf ("%s:%s:%s", field != NULL ? "field" : "setting", joined, setting->name);
}

/* One step for all that is selected; typing on goes into the same. */
static LeatEdit *
new_edit (LeatSettingsPage  *self,
          const LeatSetting *setting,
          const LeatField   *field,
          const char        *value)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  g_autofree char *label = describe_edit (self, setting);
  g_autofree char *key = dup_key (self, setting, field);
  LeatEdit *edit = leat_edit_new (label);

  leat_edit_set_merge_key (edit, key);
  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);
      g_autofree char *old = element != NULL ? get_value (element, field, setting->name) : NULL;

      if (element != NULL && g_strcmp0 (old, value) != 0)
        leat_edit_take (edit, leat_element_ref (element),
                        field != NULL ? field->set (element, value)
                                      : leat_element_copy_with_setting (element, setting->name, value));
    }
  return edit;
}

static void
on_edited (LeatSettingsPage *self,
           const char       *value,
           LeatSettingRow   *row)
{
  const LeatSetting *setting = leat_setting_row_get_setting (row);

  if (self->document == NULL || self->ids[0] == NULL)
    return;
  self->edited = TRUE;
  leat_history_apply (leat_document_get_history (self->document),
                      requirement_of_row (self, row) != NULL ? new_requirement_edit (self, row, value)
                                                             : new_edit (self, setting, field_of_row (self, row), value));
}

/* What was typed and is wrong in the end leaves no step behind. */
static void
on_given_up (LeatSettingsPage *self,
             LeatSettingRow   *row)
{
  g_autoptr(LeatEdit) edit = NULL;
  g_autofree char *key = NULL;

  if (self->document == NULL || self->ids[0] == NULL)
    return;
  if (requirement_of_row (self, row) != NULL)
    {
      edit = new_requirement_edit (self, row, NULL);
      key = g_strdup (leat_edit_get_merge_key (edit));
    }
  else
    key = dup_key (self, leat_setting_row_get_setting (row), field_of_row (self, row));
  leat_history_cancel_last (leat_document_get_history (self->document), key);
}

static LeatSettingRow *
add_row (LeatSettingsPage    *self,
         AdwPreferencesGroup *group,
         const LeatSetting   *setting)
{
  GtkWidget *row = leat_setting_row_new (setting);

  g_signal_connect_object (row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "given-up", G_CALLBACK (on_given_up), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "ended", G_CALLBACK (on_ended), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  return LEAT_SETTING_ROW (row);
}

static AdwPreferencesGroup *
add_group (LeatSettingsPage *self,
           const char       *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  if (title != NULL)
    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  leat_name_inside (group, GTK_TYPE_LIST_BOX, title != NULL ? title : _("Settings"));
  gtk_box_append (self->box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_setting_rows (LeatSettingsPage *self,
                  GPtrArray        *settings)
{
  g_autoptr(GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (settings, i);
      const char *title = setting->group != NULL ? setting->group : _("Settings");
      AdwPreferencesGroup *group = g_hash_table_lookup (groups, title);

      if (group == NULL)
        {
          group = add_group (self, leat_tr (title));
          g_hash_table_insert (groups, (char *) title, group);
        }
      add_row (self, group, setting);
    }
}

static void
add_requirement_rows (LeatSettingsPage *self)
{
  GPtrArray *requirements = leat_catalogue_get_requirements (self->catalogue);
  AdwPreferencesGroup *group = add_group (self, _("Requirements"));

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      if (requirement->measure != LEAT_REQUIREMENT_COST)
        add_row (self, group, requirement->setting);
    }
}

/* A row of its own, since the property has the name of the block. */
static void
add_own_row (LeatSettingsPage *self)
{
  GPtrArray *requirements = leat_catalogue_get_requirements (self->catalogue);

  for (guint i = 0; i < requirements->len && self->own == NULL; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      if (requirement->measure != LEAT_REQUIREMENT_P95)
        continue;
      self->own = g_memdup2 (requirement->setting, sizeof (LeatSetting));
      add_row (self, add_group (self, _("Requirements")), self->own);
    }
}

static void
add_facts (LeatSettingsPage *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->facts = leat_facts_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("Wiring"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->facts);
  gtk_box_append (self->box, group);
}

static void
clear_form (LeatSettingsPage *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->rows, 0);
  self->facts = NULL;
  self->remark = NULL;
  g_clear_pointer (&self->own, g_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->common, g_ptr_array_unref);
  g_clear_pointer (&self->form, g_free);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
}

static void
add_hint (LeatSettingsPage *self,
          const char       *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->box, label);
}

/* A name is of one alone. */
static gboolean
is_for_several (const LeatField *field)
{
  return !g_str_equal (field->setting->name, "name");
}

static void
add_field_rows (LeatSettingsPage *self,
                LeatElementKind   kind,
                gboolean          several)
{
  AdwPreferencesGroup *group = NULL;

  self->fields = leat_fields_for (kind, self->catalogue);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const LeatField *field = g_ptr_array_index (self->fields, i);

      if (several && !is_for_several (field))
        continue;
      if (group == NULL)
        group = add_group (self, NULL);
      leat_setting_row_set_reader (add_row (self, group, field->setting), field->read);
    }
}

static void
add_block_rows (LeatSettingsPage  *self,
                const LeatSubject *subject)
{
  g_autoptr(GPtrArray) services = leat_subject_list_services (subject);

  if (services->len == 0)
    return;
  if (services->len > 1)
    self->common = leat_settings_in_common (services);
  add_setting_rows (self, self->common != NULL ? self->common : ((LeatService *) services->pdata[0])->settings);
}

/* What a note says has several lines. */
static void
add_note_text (LeatSettingsPage *self)
{
  self->remark = g_object_new (LEAT_TYPE_REMARK_VIEW, NULL);
  adw_preferences_group_add (add_group (self, _("Text")), self->remark);
}

static void
make_form (LeatSettingsPage  *self,
           const LeatSubject *subject,
           LeatElementKind    kind)
{
  gboolean several = self->ids[0] == NULL || self->ids[1] != NULL;

  clear_form (self);
  self->catalogue = leat_catalogue_ref (leat_document_get_catalogue (subject->document));
  add_field_rows (self, kind, several);
  if (subject->whole)
    add_requirement_rows (self);
  if (leat_subject_get_block (subject) != NULL)
    add_own_row (self);
  if (kind == LEAT_ELEMENT_BLOCK)
    add_block_rows (self, subject);
  if (subject->element != NULL && kind == LEAT_ELEMENT_NOTE)
    add_note_text (self);
  else if (self->rows->len == 0)
    add_hint (self, kind == LEAT_ELEMENT_BLOCK ? _("The selected blocks have no settings in common.")
                                               : _("What is selected has no settings in common. Select blocks, or wires, or zones "
                                                   "to change them together."));
  if (subject->element != NULL && subject->element->kind == LEAT_ELEMENT_WIRE)
    add_facts (self);
}

/* The setting of a block that a row is about: a row of several services has one of its own. */
static const LeatSetting *
own_setting (const LeatBlockResult *result,
             const LeatSetting     *setting)
{
  return leat_service_get_setting (result->service, setting->name);
}

/* What all that is changed has in common in a row. */
typedef struct
{
  GPtrArray  *values;  /* of text: what holds, be it set or not */
  const char *set;     /* the value that one of them has set; borrowed */
  gboolean    differs;
  double      derived; /* NAN if they differ in it, or have none */
} Values;

static void
values_add (Values     *self,
            const char *set,
            const char *fallback)
{
  const char *value = set != NULL ? set : fallback != NULL ? fallback : "";

  g_ptr_array_add (self->values, g_strdup (value));
  self->differs |= !g_str_equal (self->values->pdata[0], value);
  if (self->set == NULL && set != NULL)
    self->set = g_ptr_array_index (self->values, self->values->len - 1);
}

static void
values_show (Values         *self,
             LeatSettingRow *row)
{
  if (self->differs)
    leat_setting_row_show_mixed (row, self->values, self->set != NULL);
  else
    leat_setting_row_show (row, self->set, self->derived);
  g_ptr_array_unref (self->values);
}

static void
show_service_row (LeatSettingsPage  *self,
                  LeatSettingRow    *row,
                  const LeatSubject *subject)
{
  const LeatSetting *setting = leat_setting_row_get_setting (row);
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);
  Values values = { g_ptr_array_new_with_free_func (g_free), NULL, FALSE, NAN };
  gboolean visible = FALSE;

  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);
      const LeatBlockResult *result = leat_report_get_block (subject->report, self->ids[i]);
      const LeatSetting *own;

      if (element == NULL || result == NULL || result->service == NULL ||
          (own = own_setting (result, setting)) == NULL)
        continue;
      values_add (&values, leat_settings_get (element->settings, setting->name), own->fallback);
      values.derived = i == 0 || values.derived == result->slots[own->slot] ? result->slots[own->slot] : NAN;
      visible = visible || leat_block_result_shows (result, own);
    }
  values_show (&values, row);
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
}

static void
show_facts (LeatSettingsPage  *self,
            const LeatSubject *subject)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);
  const LeatElement *from = leat_pipeline_get_element (pipeline, subject->element->from);
  const LeatElement *to = leat_pipeline_get_element (pipeline, subject->element->to);
  const LeatWiring *wiring = NULL;
  const char *facts[12];

  if (from != NULL && to != NULL)
    wiring = leat_catalogue_get_wiring (leat_document_get_catalogue (subject->document), from->type, to->type,
                                        subject->element->wire_kind);
  facts[0] = _("From");
  facts[1] = from != NULL ? from->name : NULL;
  facts[2] = _("To");
  facts[3] = to != NULL ? to->name : NULL;
  facts[4] = _("Works by");
  facts[5] = wiring != NULL && *wiring->mechanism != '\0' ? leat_tr (wiring->mechanism) : NULL;
  facts[6] = _("Needs");
  facts[7] = wiring != NULL && *wiring->needs != '\0' ? leat_tr (wiring->needs) : NULL;
  facts[8] = _("Delivery");
  facts[9] = wiring != NULL && *wiring->delivery != '\0' ? leat_tr (wiring->delivery) : NULL;
  facts[10] = _("See");
  facts[11] = wiring != NULL && *wiring->url != '\0' ? wiring->url : NULL;
  leat_facts_set (GTK_GRID (self->facts), facts, G_N_ELEMENTS (facts));
}

static void
show_field_row (LeatSettingsPage  *self,
                LeatSettingRow    *row,
                const LeatField   *field,
                const LeatSubject *subject)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);
  Values values = { g_ptr_array_new_with_free_func (g_free), NULL, FALSE, 0 };
  gboolean visible = FALSE;

  for (guint i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);
      g_autofree char *value = element != NULL ? field->get (element) : NULL;

      if (element == NULL)
        continue;
      if (field->get_unit != NULL)
        {
          g_free (field->setting->unit);
          field->setting->unit = field->get_unit (element);
          leat_setting_row_update_unit (row);
        }
      values_add (&values, value, field->setting->fallback);
      visible = visible || field->shows == NULL || field->shows (element);
    }
  values_show (&values, row);
  gtk_widget_set_visible (GTK_WIDGET (row), visible);
}

static const LeatRequirementResult *
find_result (LeatSettingsPage      *self,
             const LeatSubject     *subject,
             const LeatRequirement *requirement,
             gboolean               own)
{
  GPtrArray *results = leat_report_get_requirements (subject->report);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (result->requirement == requirement &&
          (own ? result->block != NULL && g_str_equal (result->block->id, self->ids[0]) : result->block == NULL))
        return result;
    }
  return NULL;
}

/* A delay can be asked to where a path ends. */
static gboolean
is_end (const LeatSubject *subject)
{
  GPtrArray *paths = leat_report_get_paths (subject->report);

  for (guint i = 0; i < paths->len; i++)
    if (leat_path_get_end (g_ptr_array_index (paths, i), TRUE) == leat_subject_get_block (subject))
      return TRUE;
  return FALSE;
}

static char *
describe_verdict (const LeatRequirementResult *result,
                  const char                  *measured)
{
  if (result->verdict == LEAT_VERDICT_MET)
    return g_strdup_printf (_("✓ Met: %s"), measured);
  if (result->verdict == LEAT_VERDICT_MISSED)
    return g_strdup_printf (_("✗ Missed: %s"), measured);
  return g_strdup_printf (_("? Cannot be told: %s"), measured);
}

static void
show_requirement_row (LeatSettingsPage      *self,
                      LeatSettingRow        *row,
                      const LeatRequirement *requirement,
                      const LeatSubject     *subject)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);
  const LeatElement *properties = leat_pipeline_get_element (pipeline, LEAT_PROPERTIES_ID);
  gboolean own = leat_setting_row_get_setting (row) == self->own;
  const LeatRequirementResult *result = find_result (self, subject, requirement, own);
  g_autofree char *property = dup_property (self, row);
  g_autofree char *measured = result != NULL ? leat_requirement_result_dup_measured (result, subject->report) : NULL;
  g_autofree char *note = result != NULL ? describe_verdict (result, measured) : NULL;

  leat_setting_row_show (row, properties != NULL ? leat_settings_get (properties->settings, property) : NULL, 0);
  leat_setting_row_set_note (row, note);
  leat_widget_set_class (GTK_WIDGET (row), "missed", result != NULL && result->verdict == LEAT_VERDICT_MISSED);
  leat_widget_set_class (GTK_WIDGET (row), "met", result != NULL && result->verdict == LEAT_VERDICT_MET);
  gtk_widget_set_visible (GTK_WIDGET (row), !own || result != NULL || is_end (subject));
}

static void
show_rows (LeatSettingsPage  *self,
           const LeatSubject *subject)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      LeatSettingRow *row = g_ptr_array_index (self->rows, i);
      const LeatField *field = field_of_row (self, row);
      const LeatRequirement *requirement = requirement_of_row (self, row);

      if (requirement != NULL)
        show_requirement_row (self, row, requirement, subject);
      else if (field != NULL)
        show_field_row (self, row, field, subject);
      else
        show_service_row (self, row, subject);
    }
  if (self->facts != NULL)
    show_facts (self, subject);
  if (self->remark != NULL)
    leat_remark_view_show (LEAT_REMARK_VIEW (self->remark), subject->document, subject->element);
}

/* Groups whose rows are all hidden would leave a title with nothing below. */
static void
hide_empty_groups (LeatSettingsPage *self)
{
  g_autoptr(GHashTable) shown = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      if (gtk_widget_get_visible (row))
        g_hash_table_add (shown, group);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (ADW_IS_PREFERENCES_GROUP (child) && (self->facts == NULL || !gtk_widget_is_ancestor (self->facts, child)) &&
        (self->remark == NULL || !gtk_widget_is_ancestor (self->remark, child)))
      gtk_widget_set_visible (child, g_hash_table_contains (shown, child));
}

static char *
dup_form (LeatSettingsPage  *self,
          const LeatSubject *subject,
          LeatElementKind    kind)
{
  g_autoptr(GPtrArray) services = leat_subject_list_services (subject);
  g_autoptr(GString) form = g_string_new (NULL);

  g_string_printf (form, "%d %s", (int) kind,
                   leat_subject_get_block (subject) != NULL || subject->element != NULL ? "one" : "several");
  for (guint i = 0; i < services->len; i++)
    g_string_append_printf (form, " %s", ((LeatService *) services->pdata[i])->id);
  return g_string_free (g_steal_pointer (&form), FALSE);
}

/* What was typed for one thing says nothing about another. */
static void
take_ids (LeatSettingsPage *self,
          char            **ids)
{
  if (self->ids != NULL && !g_strv_equal ((const char *const *) self->ids, (const char *const *) ids))
    for (guint i = 0; i < self->rows->len; i++)
      leat_setting_row_restore (g_ptr_array_index (self->rows, i));
  g_strfreev (self->ids);
  self->ids = ids;
}

void
leat_settings_page_show (LeatSettingsPage  *self,
                         const LeatSubject *subject)
{
  LeatElementKind kind;
  g_autofree char *form = NULL;

  g_return_if_fail (LEAT_IS_SETTINGS_PAGE (self));

  g_set_object (&self->document, subject->document);
  take_ids (self, leat_subject_dup_editable (subject, &kind));
  form = dup_form (self, subject, kind);
  if (g_strcmp0 (form, self->form) != 0 || self->catalogue != leat_document_get_catalogue (subject->document))
    {
      make_form (self, subject, kind);
      self->form = g_steal_pointer (&form);
    }
  show_rows (self, subject);
  hide_empty_groups (self);
}

gboolean
leat_settings_page_take_edited (LeatSettingsPage *self)
{
  gboolean edited = self->edited;

  self->edited = FALSE;
  return edited;
}

void
leat_settings_page_forget (LeatSettingsPage *self,
                           LeatCatalogue    *keep)
{
  g_return_if_fail (LEAT_IS_SETTINGS_PAGE (self));

  if (self->catalogue != NULL && self->catalogue != keep)
    clear_form (self);
}

static void
leat_settings_page_dispose (GObject *object)
{
  LeatSettingsPage *self = LEAT_SETTINGS_PAGE (object);

  if (self->box != NULL)
    clear_form (self);
  self->box = NULL;
  g_clear_object (&self->document);

  G_OBJECT_CLASS (leat_settings_page_parent_class)->dispose (object);
}

static void
leat_settings_page_finalize (GObject *object)
{
  LeatSettingsPage *self = LEAT_SETTINGS_PAGE (object);

  g_strfreev (self->ids);
  g_free (self->form);
  g_ptr_array_unref (self->rows);

  G_OBJECT_CLASS (leat_settings_page_parent_class)->finalize (object);
}

static void
leat_settings_page_class_init (LeatSettingsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_settings_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_settings_page_finalize;
}

static void
leat_settings_page_init (LeatSettingsPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  self->rows = g_ptr_array_new ();
  self->box = GTK_BOX (box);
  gtk_widget_add_css_class (box, "inspector-page");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
