/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/variation-group.h"

#include "config.h"

#include "engine/money.h"
#include "explore/page-parts.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the load is varied over until somebody says otherwise, and how far a number goes from where it is. */
#define LOAD_FROM 0.1
#define LOAD_TO 100.0
#define SPREAD 4.0

struct _LeatVariationGroup
{
  AdwBin               parent_instance;
  AdwPreferencesGroup *group;
  AdwComboRow         *what;
  AdwComboRow         *setting;
  AdwActionRow        *range;
  GtkEntry            *from;
  GtkEntry            *to;
  GtkLabel            *error;
  LeatDocument        *document; /* owned, or NULL */
  GPtrArray           *blocks;   /* ids by position in `what`; "" nothing, NULL-like "*" the load */
  GPtrArray           *settings; /* of LeatSetting, by position in `setting` */
  LeatCatalogue       *catalogue; /* owned: whose settings they are; or NULL */
  gboolean             optional;
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (LeatVariationGroup, leat_variation_group, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

#define NOTHING ""
#define LOAD "*"

static const char *
get_what (LeatVariationGroup *self)
{
  guint at = adw_combo_row_get_selected (self->what);

  return at < self->blocks->len ? g_ptr_array_index (self->blocks, at) : NOTHING;
}

const char *
leat_variation_group_get_block (LeatVariationGroup *self)
{
  const char *what = get_what (self);

  return g_str_equal (what, NOTHING) || g_str_equal (what, LOAD) ? NULL : what;
}

const LeatSetting *
leat_variation_group_get_setting (LeatVariationGroup *self)
{
  guint at = adw_combo_row_get_selected (self->setting);

  return leat_variation_group_get_block (self) != NULL && at < self->settings->len
           ? g_ptr_array_index (self->settings, at) : NULL;
}

static const LeatBlockResult *
get_result (LeatVariationGroup *self)
{
  const char *block = leat_variation_group_get_block (self);

  return block != NULL && self->document != NULL
           ? leat_report_get_block (leat_document_get_report (self->document), block) : NULL;
}

static gboolean
has_words (const LeatSetting *setting)
{
  return setting->type == LEAT_SETTING_CHOICE || setting->type == LEAT_SETTING_BOOLEAN;
}

double
leat_variation_group_get_present (LeatVariationGroup *self)
{
  const LeatSetting *setting = leat_variation_group_get_setting (self);
  const LeatBlockResult *result = get_result (self);

  if (g_str_equal (get_what (self), LOAD))
    return 1;
  return setting != NULL && result != NULL && !has_words (setting) ? result->slots[setting->slot] : NAN;
}

static void
emit_changed (LeatVariationGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
set_number (GtkEntry *entry,
            double    number)
{
  g_autofree char *text = leat_number_to_string (number);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* A range around the value that it has, within what the setting takes. */
static void
suggest_range (LeatVariationGroup *self)
{
  const LeatSetting *setting = leat_variation_group_get_setting (self);
  double now = leat_variation_group_get_present (self);
  gboolean filling = self->filling;
  double from = LOAD_FROM, to = LOAD_TO;

  if (setting != NULL)
    {
      from = isfinite (now) && now > 0 ? now / SPREAD : 0;
      to = isfinite (now) && now > 0 ? now * SPREAD : 10;
      if (setting->type == LEAT_SETTING_INTEGER)
        from = MAX (floor (from), isfinite (setting->minimum) ? setting->minimum : 1), to = ceil (to);
      from = CLAMP (from, setting->minimum, setting->maximum);
      to = CLAMP (to, setting->minimum, setting->maximum);
    }
  self->filling = TRUE;
  set_number (self->from, from);
  set_number (self->to, to);
  self->filling = filling;
}

static void
update_rows (LeatVariationGroup *self)
{
  const LeatSetting *setting = leat_variation_group_get_setting (self);
  gboolean nothing = g_str_equal (get_what (self), NOTHING);

  gtk_widget_set_visible (GTK_WIDGET (self->setting), leat_variation_group_get_block (self) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->range), !nothing && (setting == NULL || !has_words (setting)));
  adw_action_row_set_subtitle (self->range, setting == NULL ? _("Times as much as now, in even proportions")
                                            : setting->unit != NULL && !g_str_equal (setting->unit, "1") ? setting->unit : "");
}

/* Numbers and words can be varied. */
static gboolean
takes (const LeatSetting *setting)
{
  return setting->type == LEAT_SETTING_NUMBER || setting->type == LEAT_SETTING_INTEGER || has_words (setting);
}

static void
fill_settings (LeatVariationGroup *self)
{
  g_autoptr(GListModel) names = leat_page_list_settings (get_result (self), takes, self->settings);
  gboolean filling = self->filling;

  self->filling = TRUE;
  adw_combo_row_set_model (self->setting, names);
  self->filling = filling;
}

static void
on_what (LeatVariationGroup *self)
{
  if (self->filling)
    return;
  fill_settings (self);
  suggest_range (self);
  update_rows (self);
  emit_changed (self);
}

static void
on_setting (LeatVariationGroup *self)
{
  if (self->filling)
    return;
  suggest_range (self);
  update_rows (self);
  emit_changed (self);
}

void
leat_variation_group_choose (LeatVariationGroup *self,
                             const char         *block,
                             const char         *setting)
{
  g_return_if_fail (LEAT_IS_VARIATION_GROUP (self));

  for (guint i = 0; i < self->blocks->len; i++)
    if (g_str_equal (self->blocks->pdata[i], block != NULL ? block : LOAD))
      adw_combo_row_set_selected (self->what, i);
  for (guint i = 0; setting != NULL && i < self->settings->len; i++)
    if (g_str_equal (((const LeatSetting *) self->settings->pdata[i])->name, setting))
      adw_combo_row_set_selected (self->setting, i);
}

static void
fill_blocks (LeatVariationGroup *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  LeatReport *report = self->document != NULL ? leat_document_get_report (self->document) : NULL;

  g_ptr_array_set_size (self->blocks, 0);
  if (self->optional)
    {
      g_ptr_array_add (self->blocks, g_strdup (NOTHING));
      gtk_string_list_append (names, _("Nothing Else"));
    }
  g_ptr_array_add (self->blocks, g_strdup (LOAD));
  gtk_string_list_append (names, _("Load of All Sources"));
  if (report != NULL)
    leat_page_list_blocks (report, self->blocks, names);
  adw_combo_row_set_model (self->what, G_LIST_MODEL (names));
}

void
leat_variation_group_update (LeatVariationGroup *self,
                             LeatDocument       *document)
{
  g_autofree char *block = NULL;
  g_autofree char *setting = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_return_if_fail (LEAT_IS_VARIATION_GROUP (self));

  block = g_strdup (get_what (self));
  setting = leat_variation_group_get_setting (self) != NULL ? g_strdup (leat_variation_group_get_setting (self)->name) : NULL;
  from = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->from)));
  to = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->to)));
  self->filling = TRUE;
  g_set_object (&self->document, document);
  g_ptr_array_set_size (self->settings, 0);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  if (document != NULL)
    self->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  fill_blocks (self);
  for (guint i = 0; i < self->blocks->len; i++)
    if (g_str_equal (self->blocks->pdata[i], block))
      adw_combo_row_set_selected (self->what, i);
  fill_settings (self);
  for (guint i = 0; setting != NULL && i < self->settings->len; i++)
    if (g_str_equal (((const LeatSetting *) self->settings->pdata[i])->name, setting))
      adw_combo_row_set_selected (self->setting, i);
  if (*from == '\0' || !g_str_equal (get_what (self), block))
    suggest_range (self);
  update_rows (self);
  self->filling = FALSE;
}

static char *
join_words (const LeatSetting *setting)
{
  GString *text = g_string_new (NULL);

  if (setting->type == LEAT_SETTING_BOOLEAN)
    g_string_append (text, "no|yes");
  for (guint i = 0; setting->type == LEAT_SETTING_CHOICE && i < setting->choices->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", ((const LeatChoice *) setting->choices->pdata[i])->value);
  return g_string_free (text, FALSE);
}

char *
leat_variation_group_dup_text (LeatVariationGroup *self,
                               guint               steps)
{
  const char *block;
  const LeatSetting *setting;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  g_return_val_if_fail (LEAT_IS_VARIATION_GROUP (self), NULL);

  block = leat_variation_group_get_block (self);
  setting = leat_variation_group_get_setting (self);
  if (g_str_equal (get_what (self), NOTHING) || (block != NULL && setting == NULL))
    return NULL;
  name = block != NULL ? g_strdup_printf ("%s.%s", block, setting->name) : g_strdup ("load");
  if (setting != NULL && has_words (setting))
    {
      words = join_words (setting);
      return g_strdup_printf ("%s=%s", name, words);
    }
  return g_strdup_printf ("%s=%s:%s:%u", name, gtk_editable_get_text (GTK_EDITABLE (self->from)),
                          gtk_editable_get_text (GTK_EDITABLE (self->to)), steps);
}

char *
leat_variation_group_dup_label (LeatVariationGroup *self)
{
  const LeatSetting *setting = leat_variation_group_get_setting (self);
  const LeatBlockResult *result = get_result (self);

  if (setting == NULL || result == NULL)
    return g_strdup (_("Load of all sources"));
  return g_strdup_printf ("%s: %s", leat_element_get_label (result->element), leat_tr (setting->label));
}

void
leat_variation_group_show_error (LeatVariationGroup *self,
                                 const char         *text)
{
  g_return_if_fail (LEAT_IS_VARIATION_GROUP (self));

  gtk_label_set_text (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
  leat_widget_set_class (GTK_WIDGET (self->from), "error", text != NULL);
  leat_widget_set_class (GTK_WIDGET (self->to), "error", text != NULL);
}

static void
leat_variation_group_dispose (GObject *object)
{
  LeatVariationGroup *self = LEAT_VARIATION_GROUP (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);

  G_OBJECT_CLASS (leat_variation_group_parent_class)->dispose (object);
}

static void
leat_variation_group_finalize (GObject *object)
{
  LeatVariationGroup *self = LEAT_VARIATION_GROUP (object);

  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->settings);

  G_OBJECT_CLASS (leat_variation_group_parent_class)->finalize (object);
}

static void
leat_variation_group_class_init (LeatVariationGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_variation_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_variation_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_VARIATION_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static GtkEntry *
new_number (LeatVariationGroup *self,
            const char         *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 7);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_entry_set_input_purpose (GTK_ENTRY (entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (entry, "changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  return GTK_ENTRY (entry);
}

static AdwComboRow *
new_combo (const char *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  return ADW_COMBO_ROW (row);
}

static void
leat_variation_group_init (LeatVariationGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->what = new_combo (_("Vary"));
  self->setting = new_combo (_("Setting"));
  self->range = ADW_ACTION_ROW (adw_action_row_new ());
  self->from = new_number (self, _("From"));
  self->to = new_number (self, _("To"));
  self->error = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->range), _("Range"));
  adw_action_row_add_suffix (self->range, GTK_WIDGET (self->from));
  adw_action_row_add_suffix (self->range, gtk_label_new ("–"));
  adw_action_row_add_suffix (self->range, GTK_WIDGET (self->to));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  adw_preferences_group_add (self->group, GTK_WIDGET (self->what));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->setting));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->range));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (on_what), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setting, "notify::selected", G_CALLBACK (on_setting), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_variation_group_new (const char *title,
                          gboolean    optional)
{
  LeatVariationGroup *self = g_object_new (LEAT_TYPE_VARIATION_GROUP, NULL);

  self->optional = optional;
  adw_preferences_group_set_title (self->group, title);
  return GTK_WIDGET (self);
}
