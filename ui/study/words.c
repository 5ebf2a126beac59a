/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/words.h"

#include "config.h"

#include "engine/money.h"
#include "study/study.h"

#include <glib/gi18n-lib.h>

static char *
dup_value (const LeatSetting *setting,
           const char        *value)
{
  const LeatChoice *choice = leat_setting_find_choice (setting, value);
  double number;

  if (choice != NULL)
    return g_strdup (leat_tr (choice->label));
  if (setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup (g_str_equal (value, "yes") ? _("yes") : _("no"));
  if ((setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER) &&
      leat_setting_parse (setting, value, &number, NULL))
    {
      gboolean is_count = setting->unit == NULL || g_str_equal (setting->unit, "1") || strchr (setting->unit, '/') != NULL;

      return leat_quantity_format (number, is_count ? NULL : setting->unit);
    }
  return g_strdup (value);
}

static const char *
get_name (const LeatChallenge     *challenge,
          const LeatChallengeLoad *load,
          const LeatService       *service)
{
  for (guint i = 0; i < challenge->start->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (challenge->start, i);

      if (g_strcmp0 (element->id, load->block) == 0)
        return leat_element_get_label (element);
    }
  return service != NULL ? service->name : load->type;
}

char *
leat_challenge_dup_load (const LeatChallenge     *challenge,
                         const LeatChallengeLoad *load,
                         LeatCatalogue           *catalogue)
{
  const LeatService *service = leat_catalogue_get_service (catalogue, load->type);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "**%s**", get_name (challenge, load, service));
  for (gsize i = 0; service != NULL && i < leat_settings_get_n (load->settings); i++)
    {
      const char *name, *value = leat_settings_get_nth (load->settings, i, &name);
      const LeatSetting *setting = leat_service_get_setting (service, name);
      g_autofree char *words = setting != NULL ? dup_value (setting, value) : g_strdup (value);

      g_string_append_printf (text, _("%s%s: %s"), i == 0 ? "\n\n- " : "\n- ", setting != NULL ? leat_tr (setting->label) : name, words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
leat_challenge_dup_kind (const LeatChallenge *challenge)
{
  g_autofree char *minutes = g_strdup_printf (ngettext ("%u minute", "%u minutes", challenge->minutes), challenge->minutes);

  return g_strdup_printf ("%s · %s", leat_level_get_label (challenge->level), minutes);
}

char *
leat_grade_dup_credit (const LeatGrade *grade)
{
  guint counts[] = { 0, 0, 0 };
  g_autofree char *text = NULL, *met = NULL;

  for (guint i = 0; i < grade->marks->len; i++)
    counts[((const LeatMark *) grade->marks->pdata[i])->verdict]++;
  if (grade->passed)
    return g_strdup (_("Everything that is asked is met. Any design that does so passes, not only the reference."));
  met = g_strdup_printf (ngettext ("%u of %u demands is met", "%u of %u demands are met", counts[LEAT_MARK_MET]),
                         counts[LEAT_MARK_MET], grade->marks->len);
  text = g_strdup_printf (_("%s. Each gives all its points or none; it is passed once all are met."), met);
  if (counts[LEAT_MARK_UNJUDGED] > 0)
    {
      guint n = counts[LEAT_MARK_UNJUDGED];
      g_autofree char *open = g_strdup_printf (ngettext ("%u cannot be judged yet and gives nothing so far.",
                                                         "%u cannot be judged yet and give nothing so far.", n), n);

      return g_strdup_printf ("%s %s", text, open);
    }
  return g_steal_pointer (&text);
}
