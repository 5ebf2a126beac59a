/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/common.h"

static void
setting_free (LeatSetting *setting)
{
  g_ptr_array_unref (setting->choices);
  g_free (setting);
}

static LeatSetting *
setting_copy (const LeatSetting *setting)
{
  LeatSetting *copy = g_memdup2 (setting, sizeof *setting);

  copy->choices = g_ptr_array_new ();
  g_ptr_array_extend (copy->choices, setting->choices, NULL, NULL);
  return copy;
}

static void
keep_common_choices (LeatSetting       *setting,
                     const LeatSetting *other)
{
  for (guint i = setting->choices->len; i-- > 0;)
    {
      const LeatChoice *choice = g_ptr_array_index (setting->choices, i);

      if (leat_setting_find_choice (other, choice->value) == NULL)
        g_ptr_array_remove_index (setting->choices, i);
    }
}

/* Narrows @setting to what @other takes too. Returns whether anything is left. */
static gboolean
narrow (LeatSetting       *setting,
        const LeatSetting *other)
{
  if (other == NULL || other->type != setting->type || g_strcmp0 (other->unit, setting->unit) != 0)
    return FALSE;
  setting->minimum = MAX (setting->minimum, other->minimum);
  setting->maximum = MIN (setting->maximum, other->maximum);
  keep_common_choices (setting, other);
  if (g_strcmp0 (setting->help, other->help) != 0)
    setting->help = NULL;
  if (g_strcmp0 (setting->exam, other->exam) != 0)
    setting->exam = NULL;
  if (g_strcmp0 (setting->fallback, other->fallback) != 0)
    setting->fallback = NULL;
  return setting->minimum <= setting->maximum && (setting->type != LEAT_SETTING_CHOICE || setting->choices->len > 0);
}

GPtrArray *
leat_settings_in_common (GPtrArray *services)
{
  GPtrArray *common = g_ptr_array_new_with_free_func ((GDestroyNotify) setting_free);
  const LeatService *first = services->len > 0 ? g_ptr_array_index (services, 0) : NULL;

  for (guint i = 0; first != NULL && i < first->settings->len; i++)
    {
      LeatSetting *setting = setting_copy (g_ptr_array_index (first->settings, i));
      gboolean is_common = TRUE;

      for (guint j = 1; is_common && j < services->len; j++)
        is_common = narrow (setting, leat_service_get_setting (g_ptr_array_index (services, j), setting->name));
      if (is_common)
        g_ptr_array_add (common, setting);
      else
        setting_free (setting);
    }
  return common;
}
