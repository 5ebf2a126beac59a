/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/service.h"

#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const flow_fields[LEAT_N_FLOW_FIELDS] = {
  [LEAT_FLOW_RECORDS_PER_S] = "records_per_s",
  [LEAT_FLOW_RECORD_KB] = "record_kb",
  [LEAT_FLOW_PEAK_FACTOR] = "peak_factor",
  [LEAT_FLOW_FORMAT] = "format",
  [LEAT_FLOW_OBJECTS_PER_S] = "objects_per_s",
  [LEAT_FLOW_OBJECT_MB] = "object_mb",
  [LEAT_FLOW_STORED_GB] = "stored_gb",
  [LEAT_FLOW_STORED_OBJECTS] = "stored_objects",
  [LEAT_FLOW_COLUMNS_READ] = "columns_read",
  [LEAT_FLOW_PARTITIONS] = "partitions",
  [LEAT_FLOW_COMPRESSION] = "compression",
};

const char *
leat_flow_field_name (LeatFlowField field)
{
  g_return_val_if_fail (field < LEAT_N_FLOW_FIELDS, NULL);

  return flow_fields[field];
}

const char *
leat_work_to_string (LeatWork work)
{
  static const char *const words[] = { "operations", "patching", "code" };

  g_return_val_if_fail (work < LEAT_N_WORKS, NULL);

  return words[work];
}

const LeatSetting *
leat_service_get_setting (const LeatService *self,
                          const char        *name)
{
  for (guint i = 0; i < self->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (self->settings, i);

      if (g_str_equal (setting->name, name))
        return setting;
    }
  return NULL;
}

const LeatChoice *
leat_setting_find_choice (const LeatSetting *self,
                          const char        *value)
{
  for (guint i = 0; i < self->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (self->choices, i);

      if (g_str_equal (choice->value, value))
        return choice;
    }
  return NULL;
}

static gboolean
parse_choice (const LeatSetting *self,
              const char        *text,
              double            *number,
              GError           **error)
{
  const LeatChoice *choice = leat_setting_find_choice (self, text);
  g_autoptr(GString) known = g_string_new (NULL);

  if (choice != NULL)
    {
      *number = choice->number;
      return TRUE;
    }

  for (guint i = 0; i < self->choices->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "",
                            ((LeatChoice *) g_ptr_array_index (self->choices, i))->value);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s cannot be “%s”: it is one of %s"), self->name,
               text, known->str);
  return FALSE;
}

static gboolean
parse_boolean (const LeatSetting *self,
               const char        *text,
               double            *number,
               GError           **error)
{
  static const char *const yes[] = { "yes", "true", "on", "1", NULL };
  static const char *const no[] = { "no", "false", "off", "0", NULL };

  if (g_strv_contains (yes, text))
    *number = 1;
  else if (g_strv_contains (no, text))
    *number = 0;
  else
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s cannot be “%s”: it is yes or no"),
                   self->name, text);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_range (const LeatSetting *self,
             double             value,
             GError           **error)
{
  if (self->type == LEAT_SETTING_INTEGER && value != floor (value))
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s cannot be %g: it is a whole number"),
                 self->name, value);
  else if (value < self->minimum)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s cannot be %g: the least is %g"), self->name,
                 value, self->minimum);
  else if (value > self->maximum)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s cannot be %g: the most is %g"), self->name,
                 value, self->maximum);
  else
    return TRUE;
  return FALSE;
}

gboolean
leat_curve_parse (const char *text,
                  double      hours[LEAT_CURVE_HOURS],
                  GError    **error)
{
  g_auto(GStrv) words = g_strsplit_set (text, " ,;\t\n", -1);
  double sum = 0;
  guint n = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      double value;

      if (*words[i] == '\0')
        continue;
      if (!leat_parse_number (words[i], &value) || value < 0)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                       _("Hour %u of the day cannot be “%s”: it is a number from 0, such as 1.5"), n, words[i]);
          return FALSE;
        }
      if (n < LEAT_CURVE_HOURS)
        hours[n] = value;
      sum += value;
      n++;
    }
  if (n == LEAT_CURVE_HOURS && sum > 0 && isfinite (sum))
    return TRUE;

  if (n != LEAT_CURVE_HOURS)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                 _("A curve has 24 numbers with spaces between them, one an hour from midnight, not %u"), n);
  else
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("A curve needs an hour with more than 0"));
  return FALSE;
}

/* The greatest over the mean. */
static gboolean
parse_curve (const LeatSetting *self,
             const char        *text,
             double            *number,
             GError           **error)
{
  double hours[LEAT_CURVE_HOURS];
  double sum = 0, greatest = 0;

  if (!leat_curve_parse (text, hours, error))
    {
      g_prefix_error (error, "%s: ", self->name);
      return FALSE;
    }
  for (guint i = 0; i < LEAT_CURVE_HOURS; i++)
    {
      sum += hours[i];
      greatest = MAX (greatest, hours[i]);
    }
  *number = greatest * LEAT_CURVE_HOURS / sum;
  return TRUE;
}

gboolean
leat_setting_parse (const LeatSetting *self,
                    const char        *text,
                    double            *number,
                    GError           **error)
{
  double value;

  switch (self->type)
    {
    case LEAT_SETTING_CHOICE:
      return parse_choice (self, text, number, error);

    case LEAT_SETTING_BOOLEAN:
      return parse_boolean (self, text, number, error);

    case LEAT_SETTING_CURVE:
      return parse_curve (self, text, number, error);

    case LEAT_SETTING_TEXT:
      *number = *text != '\0';
      return TRUE;

    case LEAT_SETTING_INTEGER:
    case LEAT_SETTING_NUMBER:
    default:
      if (!leat_parse_number (text, &value))
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                       _("%s cannot be “%s”: it is a number such as 1.5"), self->name, text);
          return FALSE;
        }
      if (!check_range (self, value, error))
        return FALSE;
      *number = value;
      return TRUE;
    }
}

const char *
leat_tr (const char *text)
{
  return text == NULL || *text == '\0' ? "" : g_dgettext (GETTEXT_PACKAGE, text);
}
