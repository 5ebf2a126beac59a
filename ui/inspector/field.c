/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/field.h"

#include "config.h"

#include "engine/money.h"
#include "engine/report.h"
#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

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

/* Values that lie in the element's settings under the field's own name. */
#define DEFINE_SETTING(name, key)                                         \
  static char *                                                           \
  get_##name (const LeatElement *element)                                 \
  {                                                                       \
    return g_strdup (leat_settings_get (element->settings, key));         \
  }                                                                       \
                                                                          \
  static LeatElement *                                                    \
  set_##name (const LeatElement *element,                                 \
              const char        *value)                                   \
  {                                                                       \
    const char *text = value != NULL && *value != '\0' ? value : NULL;    \
                                                                          \
    return leat_element_copy_with_setting (element, key, text);           \
  }

DEFINE_SETTING (region, "region")
DEFINE_SETTING (hours, "hours-per-month")
DEFINE_SETTING (free_tier, "free-tier")
DEFINE_SETTING (rate, "currency-rate")
DEFINE_SETTING (rate_date, "currency-date")
DEFINE_SETTING (availability_zone, "availability-zone")

static char *
get_currency (const LeatElement *element)
{
  return g_strdup (leat_settings_get (element->settings, "currency"));
}

/* The rate of one currency says nothing about another: it goes with its currency. */
static LeatElement *
set_currency (const LeatElement *element,
              const char        *value)
{
  g_autoptr(LeatElement) without_rate = leat_element_copy_with_setting (element, "currency-rate", NULL);
  g_autoptr(LeatElement) without_date = leat_element_copy_with_setting (without_rate, "currency-date", NULL);

  return leat_element_copy_with_setting (without_date, "currency", value);
}

static char *
read_currency (const char *text,
               GError    **error)
{
  g_autofree char *code = g_ascii_strup (text, -1);

  if (leat_currency_is_code (code))
    return g_steal_pointer (&code);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is no currency: type three letters such as EUR"), text);
  return NULL;
}

static gboolean
has_currency (const LeatElement *element)
{
  const char *code = leat_settings_get (element->settings, "currency");

  return code != NULL && leat_currency_is_code (code) && !g_str_equal (code, "USD");
}

static char *
get_currency_unit (const LeatElement *element)
{
  return g_strdup (has_currency (element) ? leat_settings_get (element->settings, "currency") : "USD");
}

static char *
read_rate (const char *text,
           GError    **error)
{
  double rate;

  if (leat_parse_number (text, &rate) && rate > 0)
    return g_strdup (text);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("A US dollar is worth more than %s"), text);
  return NULL;
}

static char *
read_date (const char *text,
           GError    **error)
{
  unsigned int year, month, day;
  char end;

  if (sscanf (text, "%4u-%2u-%2u%c", &year, &month, &day, &end) == 3 && strlen (text) == 10 &&
      g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return g_strdup (text);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is no date: type it as 2026-01-31"), text);
  return NULL;
}

/* A budget is kept in dollars, so that another rate does not change it, and shown in the pipeline's currency. */
static char *
get_budget (const LeatElement *element)
{
  const char *text = leat_settings_get (element->settings, "budget");
  LeatOptions options = LEAT_OPTIONS_INIT;
  double usd;

  leat_options_read_currency (&options, element);
  if (text == NULL || options.currency == NULL || !leat_parse_number (text, &usd))
    return g_strdup (text);
  return leat_number_to_string (leat_money_round (options.currency, usd * options.rate));
}

static LeatElement *
set_budget (const LeatElement *element,
            const char        *value)
{
  LeatOptions options = LEAT_OPTIONS_INIT;
  g_autofree char *text = NULL;
  double amount;

  leat_options_read_currency (&options, element);
  if (value != NULL && options.currency != NULL && leat_parse_number (value, &amount))
    text = leat_number_to_string (amount / options.rate);
  return leat_element_copy_with_setting (element, "budget", text != NULL ? text : value);
}

/* Without a rate the figures stay in dollars, and so does the budget. */
static char *
get_budget_unit (const LeatElement *element)
{
  LeatOptions options = LEAT_OPTIONS_INIT;

  leat_options_read_currency (&options, element);
  return g_strdup (options.currency != NULL ? options.currency : "USD");
}

static char *
get_zone_type (const LeatElement *element)
{
  return g_strcmp0 (element->type, "layer") != 0 ? g_strdup (element->type) : NULL;
}

static LeatElement *
set_zone_type (const LeatElement *element,
               const char        *value)
{
  LeatElement *copy = leat_element_copy (element);

  copy->type = g_intern_string (value != NULL ? value : "layer");
  return copy;
}

static gboolean
is_layer (const LeatElement *element)
{
  return element->type == NULL || g_str_equal (element->type, "layer");
}

static gboolean
is_subnet (const LeatElement *element)
{
  return g_strcmp0 (element->type, "subnet") == 0;
}

static gboolean
is_region (const LeatElement *element)
{
  return g_strcmp0 (element->type, "region") == 0;
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

static void
wire (LeatField    *field,
      char        *(*get) (const LeatElement *),
      LeatElement *(*set) (const LeatElement *, const char *))
{
  field->get = get;
  field->set = set;
}

static void
set_help (LeatField  *field,
          const char *help)
{
  field->setting->help = g_strdup (help);
}

static void
set_range (LeatField *field,
           double     minimum,
           double     maximum)
{
  field->setting->minimum = minimum;
  field->setting->maximum = maximum;
}

static void
add_regions (LeatField     *field,
             LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);

  for (guint i = 0; i < regions->len; i++)
    add_choice (field, regions->pdata[i], regions->pdata[i]);
}

static void
add_currency_fields (GPtrArray *fields)
{
  static const char *const names[] = {
    "USD", N_("USD · US dollar"), "EUR", N_("EUR · euro"), "GBP", N_("GBP · pound sterling"), "JPY", N_("JPY · yen"),
    "CHF", N_("CHF · Swiss franc"), "CAD", N_("CAD · Canadian dollar"), "AUD", N_("AUD · Australian dollar"),
    "INR", N_("INR · Indian rupee"), "BRL", N_("BRL · Brazilian real"),
  };
  LeatField *currency = add (fields, "currency", _("Currency"), LEAT_SETTING_TEXT, "USD");
  LeatField *rate = add (fields, "currency-rate", _("1 USD is"), LEAT_SETTING_NUMBER, "");
  LeatField *date = add (fields, "currency-date", _("Rate of"), LEAT_SETTING_TEXT, _("no date"));

  for (guint i = 0; i < G_N_ELEMENTS (names); i += 2)
    add_choice (currency, names[i], _(names[i + 1]));
  set_help (currency, _("What money is shown in. List prices are in US dollars."));
  set_help (rate, _("Until it is set, money stays in US dollars."));
  set_help (date, _("When the rate was read."));
  set_range (rate, -INFINITY, 1e9);
  wire (currency, get_currency, set_currency);
  wire (rate, get_rate, set_rate);
  wire (date, get_rate_date, set_rate_date);
  currency->read = read_currency;
  rate->read = read_rate;
  rate->shows = has_currency;
  rate->get_unit = get_currency_unit;
  date->read = read_date;
  date->shows = has_currency;
}

static void
add_pipeline_fields (GPtrArray     *fields,
                     LeatCatalogue *catalogue)
{
  LeatField *region = add (fields, "region", _("Region"), LEAT_SETTING_CHOICE, "us-east-1");
  LeatField *hours = add (fields, "hours-per-month", _("Hours a month"), LEAT_SETTING_CHOICE, "730");
  LeatField *free_tier = add (fields, "free-tier", _("Free tier"), LEAT_SETTING_BOOLEAN, "no");
  LeatField *budget;

  add_regions (region, catalogue);
  set_help (region, _("Whose list prices are used."));
  add_choice (hours, "720", _("720 (30 days)"));
  add_choice (hours, "730", _("730 (a year’s mean)"));
  add_choice (hours, "744", _("744 (31 days)"));
  set_help (free_tier, _("Take free allowances off the bill."));
  wire (region, get_region, set_region);
  wire (hours, get_hours, set_hours);
  wire (free_tier, get_free_tier, set_free_tier);
  add_currency_fields (fields);

  budget = add (fields, "budget", _("Budget a month"), LEAT_SETTING_NUMBER, _("none"));
  set_range (budget, 0, 1e12);
  wire (budget, get_budget, set_budget);
  budget->get_unit = get_budget_unit;
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
add_zone_fields (GPtrArray     *fields,
                 LeatCatalogue *catalogue)
{
  static const char *const types[] = {
    "layer", N_("Layer"), "vpc", N_("VPC"), "subnet", N_("Subnet"), "availability-zone", N_("Availability Zone"),
    "account", N_("Account"), "region", N_("Region"),
  };
  LeatField *type = add (fields, "type", _("Kind"), LEAT_SETTING_CHOICE, "layer");
  LeatField *role = add (fields, "role", _("Layer"), LEAT_SETTING_CHOICE, "ingestion");
  LeatField *place = add (fields, "availability-zone", _("Availability Zone"), LEAT_SETTING_TEXT, _("not said"));
  LeatField *region = add (fields, "region", _("Region"), LEAT_SETTING_CHOICE, "");

  for (guint i = 0; i < G_N_ELEMENTS (types); i += 2)
    add_choice (type, types[i], _(types[i + 1]));
  for (guint i = 0; i < LEAT_N_ROLES; i++)
    add_choice (role, leat_role_to_string (i), leat_role_get_label (i));
  add_choice (region, "", _("As its name says"));
  add_regions (region, catalogue);
  set_help (type, _("What leaves an Availability Zone or a Region is billed."));
  set_help (place, _("Such as us-east-1a. Two subnets of one zone exchange data free of charge."));
  wire (type, get_zone_type, set_zone_type);
  wire (role, get_role, set_role);
  wire (place, get_availability_zone, set_availability_zone);
  wire (region, get_region, set_region);
  role->shows = is_layer;
  place->shows = is_subnet;
  region->shows = is_region;
}

GPtrArray *
leat_fields_for (LeatElementKind kind,
                 LeatCatalogue  *catalogue)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);

  /* A note has no name: it is its text, which has a view of its own. */
  if (kind != LEAT_ELEMENT_NOTE)
    wire (add (fields, "name",
               kind == LEAT_ELEMENT_PROPERTIES ? _("Title") : kind == LEAT_ELEMENT_WIRE ? _("Label") : _("Name"),
               LEAT_SETTING_TEXT, ""),
          get_name, set_name);

  if (kind == LEAT_ELEMENT_PROPERTIES)
    add_pipeline_fields (fields, catalogue);
  else if (kind == LEAT_ELEMENT_WIRE)
    add_wire_fields (fields);
  else if (kind == LEAT_ELEMENT_ZONE)
    add_zone_fields (fields, catalogue);
  return fields;
}
