/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/field.h"

#include "config.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static void
choice_free (LeatChoice *choice)
{
  g_free (choice->value);
  g_free (choice->label);
  g_free (choice);
}

static void
field_free (LeatField *field)
{
  LeatSetting *setting = field->setting;

  g_free (setting->name);
  g_free (setting->label);
  g_free (setting->help);
  g_free (setting->unit);
  g_free (setting->fallback);
  g_ptr_array_unref (setting->choices);
  g_array_unref (setting->number_slots);
  g_free (setting);
  g_free (field);
}

static LeatField *
add (GPtrArray      *fields,
     const char     *name,
     const char     *label,
     LeatSettingType type,
     const char     *fallback)
{
  LeatField *field = g_new0 (LeatField, 1);
  LeatSetting *setting = g_new0 (LeatSetting, 1);

  setting->name = g_strdup (name);
  setting->label = g_strdup (label);
  setting->type = type;
  setting->fallback = g_strdup (fallback);
  setting->minimum = -INFINITY;
  setting->maximum = INFINITY;
  setting->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) choice_free);
  setting->number_slots = g_array_new (FALSE, TRUE, sizeof (guint));
  field->setting = setting;
  g_ptr_array_add (fields, field);
  return field;
}

static void
add_choice (LeatField  *field,
            const char *value,
            const char *label)
{
  LeatChoice *choice = g_new0 (LeatChoice, 1);

  choice->value = g_strdup (value);
  choice->label = g_strdup (label);
  choice->number = leat_word_number (value);
  g_ptr_array_add (field->setting->choices, choice);
}

static char *
get_name (const LeatElement *element)
{
  return *element->name != '\0' ? g_strdup (element->name) : NULL;
}

static LeatElement *
set_name (const LeatElement *element,
          const char        *value)
{
  return leat_element_copy_named (element, value != NULL ? value : "");
}

static char *
get_region (const LeatElement *element)
{
  return g_strdup (leat_settings_get (element->settings, "region"));
}

static LeatElement *
set_region (const LeatElement *element,
            const char        *value)
{
  return leat_element_copy_with_setting (element, "region", value);
}

static char *
get_hours (const LeatElement *element)
{
  return g_strdup (leat_settings_get (element->settings, "hours-per-month"));
}

static LeatElement *
set_hours (const LeatElement *element,
           const char        *value)
{
  return leat_element_copy_with_setting (element, "hours-per-month", value);
}

static char *
get_free_tier (const LeatElement *element)
{
  return g_strdup (leat_settings_get (element->settings, "free-tier"));
}

static LeatElement *
set_free_tier (const LeatElement *element,
               const char        *value)
{
  return leat_element_copy_with_setting (element, "free-tier", value);
}

static char *
get_kind (const LeatElement *element)
{
  return g_strdup (leat_wire_kind_to_string (element->wire_kind));
}

static LeatElement *
set_kind (const LeatElement *element,
          const char        *value)
{
  LeatElement *copy = leat_element_copy (element);

  copy->wire_kind = LEAT_WIRE_DATA;
  leat_wire_kind_from_string (value, &copy->wire_kind);
  return copy;
}

static char *
get_share (const LeatElement *element)
{
  return element->share != 1 ? leat_number_to_string (element->share * 100) : NULL;
}

static LeatElement *
set_share (const LeatElement *element,
           const char        *value)
{
  LeatElement *copy = leat_element_copy (element);
  double percent = 100;

  leat_parse_number (value, &percent);
  copy->share = CLAMP (percent / 100, 0, 1);
  return copy;
}

static char *
get_role (const LeatElement *element)
{
  return g_strdup (element->role);
}

static LeatElement *
set_role (const LeatElement *element,
          const char        *value)
{
  LeatElement *copy = leat_element_copy (element);

  copy->role = value != NULL ? g_intern_string (value) : NULL;
  return copy;
}

static char *
get_text (const LeatElement *element)
{
  return element->text != NULL && *element->text != '\0' ? g_strdup (element->text) : NULL;
}

static LeatElement *
set_text (const LeatElement *element,
          const char        *value)
{
  LeatElement *copy = leat_element_copy (element);

  g_free (copy->text);
  copy->text = g_strdup (value != NULL ? value : "");
  return copy;
}

static void
wire (LeatField    *field,
      char        *(*get) (const LeatElement *),
      LeatElement *(*set) (const LeatElement *, const char *))
{
  field->get = get;
  field->set = set;
}

static void
add_pipeline_fields (GPtrArray     *fields,
                     LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
  LeatField *region = add (fields, "region", _("Region"), LEAT_SETTING_CHOICE, "us-east-1");
  LeatField *hours = add (fields, "hours-per-month", _("Hours a month"), LEAT_SETTING_CHOICE, "730");
  LeatField *free_tier = add (fields, "free-tier", _("Free tier"), LEAT_SETTING_BOOLEAN, "no");

  for (guint i = 0; i < regions->len; i++)
    add_choice (region, regions->pdata[i], regions->pdata[i]);
  region->setting->help = g_strdup (_("Whose list prices are used."));
  add_choice (hours, "720", _("720 (30 days)"));
  add_choice (hours, "730", _("730 (a year’s mean)"));
  add_choice (hours, "744", _("744 (31 days)"));
  free_tier->setting->help = g_strdup (_("Take free allowances off the bill."));
  wire (region, get_region, set_region);
  wire (hours, get_hours, set_hours);
  wire (free_tier, get_free_tier, set_free_tier);
}

static void
add_wire_fields (GPtrArray *fields)
{
  LeatField *kind = add (fields, "kind", _("Kind"), LEAT_SETTING_CHOICE, "data");
  LeatField *share = add (fields, "share", _("Share of the flow"), LEAT_SETTING_NUMBER, "100");

  for (guint i = 0; i < LEAT_N_WIRE_KINDS; i++)
    add_choice (kind, leat_wire_kind_to_string (i), leat_wire_kind_get_label (i));
  share->setting->unit = g_strdup ("%");
  share->setting->minimum = 0;
  share->setting->maximum = 100;
  wire (kind, get_kind, set_kind);
  wire (share, get_share, set_share);
}

static void
add_zone_fields (GPtrArray *fields)
{
  LeatField *role = add (fields, "role", _("Layer"), LEAT_SETTING_CHOICE, "ingestion");

  for (guint i = 0; i < LEAT_N_ROLES; i++)
    add_choice (role, leat_role_to_string (i), leat_role_get_label (i));
  wire (role, get_role, set_role);
}

GPtrArray *
leat_fields_for (LeatElementKind kind,
                 LeatCatalogue  *catalogue)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);

  if (kind == LEAT_ELEMENT_NOTE)
    wire (add (fields, "text", _("Text"), LEAT_SETTING_TEXT, ""), get_text, set_text);
  else
    wire (add (fields, "name",
               kind == LEAT_ELEMENT_PROPERTIES ? _("Title") : kind == LEAT_ELEMENT_WIRE ? _("Label") : _("Name"),
               LEAT_SETTING_TEXT, ""),
          get_name, set_name);

  if (kind == LEAT_ELEMENT_PROPERTIES)
    add_pipeline_fields (fields, catalogue);
  else if (kind == LEAT_ELEMENT_WIRE)
    add_wire_fields (fields);
  else if (kind == LEAT_ELEMENT_ZONE)
    add_zone_fields (fields);
  return fields;
}
