/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/change-group.h"

#include "config.h"

#include "explore/page-parts.h"
#include "inspector/setting-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatChangeGroup
{
  AdwBin               parent_instance;
  AdwPreferencesGroup *group;
  AdwComboRow         *what;
  AdwComboRow         *setting;
  GtkWidget           *row;       /* a LeatSettingRow, or NULL */
  LeatDocument        *document;  /* owned, or NULL */
  LeatCatalogue       *catalogue; /* owned: whose settings they are; or NULL */
  GPtrArray           *blocks;    /* ids by position in `what`; "" for nothing */
  GPtrArray           *settings;  /* of LeatSetting, by position in `setting` */
  char                *value;     /* what was typed, if `edited` */
  gboolean             edited;
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (LeatChangeGroup, leat_change_group, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
get_block (LeatChangeGroup *self)
{
  guint at = adw_combo_row_get_selected (self->what);

  return at < self->blocks->len ? self->blocks->pdata[at] : "";
}

static const LeatSetting *
get_setting (LeatChangeGroup *self)
{
  guint at = adw_combo_row_get_selected (self->setting);

  return *get_block (self) != '\0' && at < self->settings->len ? self->settings->pdata[at] : NULL;
}

static const LeatBlockResult *
get_result (LeatChangeGroup *self)
{
  return self->document != NULL ? leat_report_get_block (leat_document_get_report (self->document), get_block (self)) : NULL;
}

static void
emit_changed (LeatChangeGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
forget_value (LeatChangeGroup *self)
{
  g_clear_pointer (&self->value, g_free);
  self->edited = FALSE;
}

/* As it is drawn until something is typed. */
static void
show_value (LeatChangeGroup *self)
{
  const LeatSetting *setting = get_setting (self);
  const LeatBlockResult *result = get_result (self);
  double derived = result != NULL && setting != NULL ? result->slots[setting->slot] : NAN;

  if (self->row == NULL || result == NULL)
    return;
  leat_setting_row_show (LEAT_SETTING_ROW (self->row),
                         self->edited ? self->value : leat_settings_get (result->element->settings, setting->name), derived);
}

static void
on_edited (LeatChangeGroup *self,
           const char      *value)
{
  char *copy = g_strdup (value);

  g_free (self->value);
  self->value = copy;
  self->edited = TRUE;
  show_value (self);
  emit_changed (self);
}

static void
drop_row (LeatChangeGroup *self)
{
  if (self->row != NULL)
    adw_preferences_group_remove (self->group, self->row);
  self->row = NULL;
}

static void
make_row (LeatChangeGroup *self)
{
  const LeatSetting *setting = get_setting (self);

  if (self->row != NULL && leat_setting_row_get_setting (LEAT_SETTING_ROW (self->row)) != setting)
    drop_row (self);
  if (setting != NULL && self->row == NULL)
    {
      self->row = leat_setting_row_new (setting);
      g_signal_connect_object (self->row, "edited", G_CALLBACK (on_edited), self, G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->group, self->row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->setting), setting != NULL);
  show_value (self);
}

static gboolean
takes (const LeatSetting *setting)
{
  return setting->type != LEAT_SETTING_TEXT;
}

static void
fill_settings (LeatChangeGroup *self)
{
  g_autoptr(GListModel) names = leat_page_list_settings (get_result (self), takes, self->settings);
  gboolean filling = self->filling;

  self->filling = TRUE;
  adw_combo_row_set_model (self->setting, names);
  self->filling = filling;
}

static void
on_what (LeatChangeGroup *self)
{
  if (self->filling)
    return;
  forget_value (self);
  fill_settings (self);
  make_row (self);
  emit_changed (self);
}

static void
on_setting (LeatChangeGroup *self)
{
  if (self->filling)
    return;
  forget_value (self);
  make_row (self);
  emit_changed (self);
}

static void
fill_blocks (LeatChangeGroup *self)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);
  LeatReport *report = self->document != NULL ? leat_document_get_report (self->document) : NULL;

  g_ptr_array_set_size (self->blocks, 0);
  g_ptr_array_add (self->blocks, g_strdup (""));
  gtk_string_list_append (names, _("Nothing"));
  if (report != NULL)
    leat_page_list_blocks (report, self->blocks, names);
  adw_combo_row_set_model (self->what, G_LIST_MODEL (names));
}

/* Selects them in the lists; returns whether both are there. */
static gboolean
select_setting (LeatChangeGroup *self,
                const char      *block,
                const char      *setting)
{
  guint at;

  if (!g_ptr_array_find_with_equal_func (self->blocks, block, g_str_equal, &at))
    at = 0;
  adw_combo_row_set_selected (self->what, at);
  fill_settings (self);
  for (guint i = 0; setting != NULL && i < self->settings->len; i++)
    if (g_str_equal (((const LeatSetting *) self->settings->pdata[i])->name, setting))
      {
        adw_combo_row_set_selected (self->setting, i);
        return at > 0;
      }
  return FALSE;
}

void
leat_change_group_update (LeatChangeGroup *self,
                          LeatDocument    *document)
{
  g_autofree char *block = NULL;
  g_autofree char *setting = NULL;
  LeatCatalogue *catalogue = document != NULL ? leat_document_get_catalogue (document) : NULL;

  g_return_if_fail (LEAT_IS_CHANGE_GROUP (self));

  block = g_strdup (get_block (self));
  setting = get_setting (self) != NULL ? g_strdup (get_setting (self)->name) : NULL;
  self->filling = TRUE;
  g_set_object (&self->document, document);
  if (catalogue != self->catalogue)
    {
      drop_row (self);
      g_ptr_array_set_size (self->settings, 0);
      g_clear_pointer (&self->catalogue, leat_catalogue_unref);
      self->catalogue = catalogue != NULL ? leat_catalogue_ref (catalogue) : NULL;
    }
  fill_blocks (self);
  if (!select_setting (self, block, setting))
    forget_value (self);
  make_row (self);
  self->filling = FALSE;
}

void
leat_change_group_choose (LeatChangeGroup *self,
                          const char      *block,
                          const char      *setting,
                          const char      *value)
{
  g_return_if_fail (LEAT_IS_CHANGE_GROUP (self));

  self->filling = TRUE;
  forget_value (self);
  if (select_setting (self, block != NULL ? block : "", setting))
    {
      self->value = g_strdup (value);
      self->edited = TRUE;
    }
  make_row (self);
  self->filling = FALSE;
  emit_changed (self);
}

gboolean
leat_change_group_get (LeatChangeGroup *self,
                       const char     **block,
                       const char     **setting,
                       const char     **value)
{
  g_return_val_if_fail (LEAT_IS_CHANGE_GROUP (self), FALSE);

  if (!self->edited || get_setting (self) == NULL)
    return FALSE;
  *block = get_block (self);
  *setting = get_setting (self)->name;
  *value = self->value;
  return TRUE;
}

static void
leat_change_group_dispose (GObject *object)
{
  LeatChangeGroup *self = LEAT_CHANGE_GROUP (object);

  g_clear_object (&self->document);

  G_OBJECT_CLASS (leat_change_group_parent_class)->dispose (object);
}

static void
leat_change_group_finalize (GObject *object)
{
  LeatChangeGroup *self = LEAT_CHANGE_GROUP (object);

  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->settings);
  g_free (self->value);

  G_OBJECT_CLASS (leat_change_group_parent_class)->finalize (object);
}

static void
leat_change_group_class_init (LeatChangeGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_change_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_change_group_finalize;

  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_CHANGE_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leat_change_group_init (LeatChangeGroup *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->settings = g_ptr_array_new ();
  self->group = ADW_PREFERENCES_GROUP (group);
  self->what = leat_page_add_combo (group, _("Block"), NULL);
  self->setting = leat_page_add_combo (group, _("Setting"), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->setting), FALSE);
  adw_bin_set_child (ADW_BIN (self), group);
  g_signal_connect_object (self->what, "notify::selected", G_CALLBACK (on_what), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setting, "notify::selected", G_CALLBACK (on_setting), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_change_group_new (const char *title)
{
  LeatChangeGroup *self = g_object_new (LEAT_TYPE_CHANGE_GROUP, NULL);

  adw_preferences_group_set_title (self->group, title);
  return GTK_WIDGET (self);
}
