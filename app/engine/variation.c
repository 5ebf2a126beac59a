/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/variation.h"

#include "catalogue/quantity.h"
#include "engine/money.h"
#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DEFAULT_STEPS 11
/* As a drill has it: a load beyond is a slip, and what it leads to is no number. */
#define LOAD_LEAST 1e-9
#define LOAD_MOST 1e9

void
leat_variation_free (LeatVariation *self)
{
  g_free (self->block);
  g_free (self->setting);
  g_free (self->label);
  g_ptr_array_unref (self->values);
  g_array_unref (self->numbers);
  g_free (self);
}

gboolean
leat_variation_is_among (const LeatVariation *self,
                         GPtrArray           *others)
{
  for (guint i = 0; i < others->len; i++)
    if (g_str_equal (((LeatVariation *) others->pdata[i])->label, self->label))
      return TRUE;
  return FALSE;
}

static void
add_value (LeatVariation *self,
           char          *text, /* taken */
           double         number)
{
  g_ptr_array_add (self->values, text);
  g_array_append_val (self->numbers, number);
}

/* The nearest whole number that is not beyond the ends, if there is one. */
static double
whole_between (double number,
               double from,
               double to)
{
  double low = ceil (MIN (from, to)), high = floor (MAX (from, to));

  return low <= high ? CLAMP (round (number), low, high) : round (number);
}

/* Even steps, or even proportions; a step that rounds to the one before it is left out. */
static void
add_range (LeatVariation *self,
           double         from,
           double         to,
           guint          n,
           gboolean       in_proportion,
           gboolean       whole)
{
  for (guint i = 0; i < n; i++)
    {
      double part = n > 1 ? i / (n - 1.0) : 0;
      /* A load of 1 is the present one, to the last digit. */
      double number = in_proportion ? leat_number_tidy (from * pow (to / from, part)) : from + (to - from) * part;

      if (i == 0 || i == n - 1)
        number = i == 0 ? from : to;
      if (whole)
        number = whole_between (number, from, to);
      if (self->numbers->len > 0 && g_array_index (self->numbers, double, self->numbers->len - 1) == number)
        continue;
      add_value (self, leat_number_to_string (number), number);
    }
}

/* A number, in the unit of the setting or in one that is named. The same in every locale. */
static gboolean
parse_number (const char        *text,
              const LeatSetting *setting,
              double            *number)
{
  return leat_parse_number (text, number) ||
         (setting != NULL && leat_quantity_parse_in (text, setting->unit, &leat_digits_c, number, NULL));
}

static gboolean
check_load (double   load,
            GError **error)
{
  if (load >= LOAD_LEAST && load <= LOAD_MOST)
    return TRUE;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE,
               _("The load cannot be varied to %g: it is more than 0, from %g to %g, such as load=0.1:100"), load, LOAD_LEAST,
               LOAD_MOST);
  return FALSE;
}

static gboolean
parse_steps (const LeatVariation *self,
             const char          *text,
             double              *n,
             GError             **error)
{
  if (leat_parse_number (text, n) && *n >= 1 && *n == floor (*n) && *n <= LEAT_VARIATION_MAX)
    return TRUE;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s cannot be varied in “%s” steps: write a whole number from 1 to %d"),
               self->label, text, LEAT_VARIATION_MAX);
  return FALSE;
}

static gboolean
parse_range (LeatVariation     *self,
             const char        *text,
             const LeatSetting *setting,
             GError           **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", -1);
  guint n_parts = g_strv_length (parts);
  double from, to, n = DEFAULT_STEPS;

  if (n_parts < 2 || n_parts > 3 || !parse_number (parts[0], setting, &from) || !parse_number (parts[1], setting, &to))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s cannot be varied over “%s”: write FROM:TO or FROM:TO:STEPS, such as 1:10:10"), self->label, text);
      return FALSE;
    }
  if (n_parts == 3 && !parse_steps (self, parts[2], &n, error))
    return FALSE;
  if (setting == NULL && (!check_load (from, error) || !check_load (to, error)))
    return FALSE;
  add_range (self, from, to, (guint) n, setting == NULL, setting != NULL && setting->type == LEAT_SETTING_INTEGER);
  return TRUE;
}

/* A word that is there already is not evaluated again. */
static gboolean
parse_words (LeatVariation     *self,
             const char        *text,
             const LeatSetting *setting,
             gboolean           numeric,
             GError           **error)
{
  g_auto(GStrv) words = g_strsplit (text, "|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      double number = NAN;
      gboolean is_number = numeric && parse_number (words[i], setting, &number);
      g_autofree char *value = is_number ? leat_number_to_string (number) : g_strdup (words[i]);

      if (setting == NULL && !is_number)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("load cannot be “%s”: it is a number such as 1.5"), words[i]);
          return FALSE;
        }
      if (setting == NULL && !check_load (number, error))
        return FALSE;
      if (!g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
        add_value (self, g_steal_pointer (&value), number);
    }
  if (self->values->len > 0)
    return TRUE;
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s has nothing to be varied over: write its values with | between them"),
               self->label);
  return FALSE;
}

static gboolean
parse_values (LeatVariation     *self,
              const char        *text,
              const LeatSetting *setting,
              GError           **error)
{
  gboolean numeric = setting == NULL || setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER;

  if (!(numeric && strchr (text, '|') == NULL ? parse_range (self, text, setting, error)
                                              : parse_words (self, text, setting, numeric, error)))
    return FALSE;

  for (guint i = 0; setting != NULL && i < self->values->len; i++)
    {
      double number;

      if (leat_setting_parse (setting, self->values->pdata[i], &number, error))
        continue;
      g_prefix_error (error, "%s: ", self->block);
      return FALSE;
    }
  return TRUE;
}

/* The = behind what is varied: there may be one in the id or name of a block too. */
static const char *
find_equals (const char *text,
             GPtrArray  *elements)
{
  const char *first = strchr (text, '=');

  for (const char *equals = first; equals != NULL; equals = strchr (equals + 1, '='))
    {
      g_autofree char *name = g_strndup (text, equals - text);
      char *dot = strrchr (name, '.');

      if (dot == NULL)
        continue;
      *dot = '\0';
      if (leat_find_block (elements, name) != NULL)
        return equals;
    }
  return first;
}

static gboolean
find_setting (LeatVariation      *self,
              LeatCatalogue      *catalogue,
              GPtrArray          *elements,
              const LeatSetting **setting,
              GError            **error)
{
  const char *dot = strrchr (self->label, '.');
  g_autofree char *wanted = NULL;
  g_autofree char *known = NULL;
  const LeatElement *block;
  const LeatService *service;

  if (dot == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is neither “load” nor BLOCK.SETTING"), self->label);
      return FALSE;
    }
  wanted = g_strndup (self->label, dot - self->label);
  self->setting = g_strdup (dot + 1);
  block = leat_find_block (elements, wanted);
  service = block != NULL ? leat_catalogue_get_service (catalogue, block->type) : NULL;
  if (block == NULL)
    {
      known = leat_list_blocks (elements);
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("No block, or more than one, is called “%s”: the blocks are %s"), wanted,
                   known != NULL ? known : "–");
      return FALSE;
    }
  if (service == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s is of a type that the catalogue does not know: nothing of it can be varied"),
                   block->id);
      return FALSE;
    }
  self->block = g_strdup (block->id);
  *setting = leat_service_get_setting (service, self->setting);
  if (*setting == NULL)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s has no setting “%s”: leat-cli catalogue %s lists them"),
                 self->block, self->setting, service->id);
  g_free (self->label);
  self->label = g_strconcat (self->block, ".", self->setting, NULL);
  return *setting != NULL;
}

LeatVariation *
leat_variation_parse (const char    *text,
                      LeatCatalogue *catalogue,
                      GPtrArray     *elements,
                      GError       **error)
{
  g_autoptr(LeatVariation) self = g_new0 (LeatVariation, 1);
  const char *equals = find_equals (text, elements);
  const LeatSetting *setting = NULL;

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  if (equals == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is no variation: write BLOCK.SETTING=FROM:TO"), text);
      return NULL;
    }
  self->label = g_strndup (text, equals - text);
  if (!g_str_equal (self->label, "load") && !find_setting (self, catalogue, elements, &setting, error))
    return NULL;
  self->unit = setting != NULL ? setting->unit : NULL;
  if (!parse_values (self, equals + 1, setting, error))
    return NULL;
  return g_steal_pointer (&self);
}
