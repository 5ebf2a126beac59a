/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Reads data/catalogue/NAME.xml. Each child element has one reader; the table at the end says which. */

typedef struct
{
  LeatLoader  *loader;
  LeatService *service;
  const char  *file;
} Reader;

static char *
dup_attribute (Reader        *self,
     const xmlNode *node,
     const char    *name)
{
  return leat_pool_own (self->loader->pool, leat_xml_dup (node, name), g_free);
}

static char *
dup_content (Reader        *self,
             const xmlNode *node)
{
  return leat_pool_own (self->loader->pool, leat_xml_dup_content (node), g_free);
}

static LeatFormula *
read_formula (Reader        *self,
              const xmlNode *node,
              const char    *name)
{
  return leat_loader_formula (self->loader, self->service->symbols, leat_xml_dup (node, name), self->file,
                              xmlGetLineNo ((xmlNode *) node));
}

static gboolean
missing (Reader        *self,
         const xmlNode *node,
         const char    *what,
         GError       **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: <%s> needs %s"), self->file,
               xmlGetLineNo ((xmlNode *) node), node->name, what);
  return FALSE;
}

static gboolean
read_name (Reader        *self,
           const xmlNode *node,
           GError       **error)
{
  self->service->name = dup_content (self, node);
  return TRUE;
}

static gboolean
read_summary (Reader        *self,
              const xmlNode *node,
              GError       **error)
{
  self->service->summary = dup_content (self, node);
  return TRUE;
}

static gboolean
read_no_cost (Reader        *self,
              const xmlNode *node,
              GError       **error)
{
  self->service->no_cost = dup_content (self, node);
  return TRUE;
}

static gboolean
read_no_delay (Reader        *self,
               const xmlNode *node,
               GError       **error)
{
  self->service->no_delay = dup_content (self, node);
  return TRUE;
}

static gboolean
read_alias (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  g_ptr_array_add (self->service->aliases, dup_content (self, node));
  return TRUE;
}

static gboolean
read_drawio (Reader        *self,
             const xmlNode *node,
             GError       **error)
{
  LeatShape *shape = leat_pool_new0 (self->loader->pool, LeatShape);
  g_autofree char *borrowed = leat_xml_dup (node, "borrowed");

  shape->key = dup_attribute (self, node, "shape");
  shape->fill = dup_attribute (self, node, "fill");
  shape->borrowed = g_strcmp0 (borrowed, "yes") == 0;
  g_ptr_array_add (self->service->shapes, shape);
  return shape->key != NULL || missing (self, node, "shape", error);
}

static gboolean
read_kinds (Reader        *self,
            const xmlNode *node,
            const char    *name,
            guint         *kinds,
            GError       **error)
{
  g_autofree char *text = leat_xml_dup (node, name);
  g_auto(GStrv) words = g_strsplit (text != NULL ? text : "", " ", -1);

  *kinds = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      LeatWireKind kind;

      if (*words[i] == '\0')
        continue;
      if (!leat_wire_kind_from_string (words[i], &kind))
        return missing (self, node, _("kinds of wires"), error);
      *kinds |= 1u << kind;
    }
  return TRUE;
}

static gboolean
read_ports (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  return read_kinds (self, node, "in", &self->service->in_kinds, error) &&
         read_kinds (self, node, "out", &self->service->out_kinds, error);
}

static gboolean
read_setting_type (Reader        *self,
                   const xmlNode *node,
                   LeatSetting   *setting,
                   GError       **error)
{
  static const char *const types[] = { "integer", "number", "choice", "boolean", "text", "curve" };
  g_autofree char *text = leat_xml_dup (node, "type");

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i], text))
      {
        setting->type = i;
        return TRUE;
      }
  return missing (self, node, "type=\"integer|number|choice|boolean|text|curve\"", error);
}

/* Every attribute of a choice that is no word of the format is a number of its own. */
static gboolean
read_choice_numbers (Reader        *self,
                     const xmlNode *node,
                     LeatSetting   *setting,
                     LeatChoice    *choice,
                     GError       **error)
{
  guint n = 0;

  choice->numbers = leat_pool_own (self->loader->pool, g_new0 (double, 16), g_free);
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      g_autofree char *variable = g_strconcat (setting->name, "_", name, NULL);
      guint slot;

      if (g_str_equal (name, "value") || g_str_equal (name, "label"))
        continue;
      slot = leat_symbols_add (self->service->symbols, variable);
      for (n = 0; n < setting->number_slots->len; n++)
        if (g_array_index (setting->number_slots, guint, n) == slot)
          break;
      if (n == 16)
        return missing (self, node, _("at most 16 numbers"), error);
      if (n == setting->number_slots->len)
        g_array_append_val (setting->number_slots, slot);
      if (!leat_xml_number (node, name, 0, self->file, &choice->numbers[n], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_choice (Reader        *self,
             const xmlNode *node,
             LeatSetting   *setting,
             GError       **error)
{
  LeatChoice *choice = leat_pool_new0 (self->loader->pool, LeatChoice);

  choice->value = dup_attribute (self, node, "value");
  choice->label = dup_attribute (self, node, "label");
  if (choice->value == NULL)
    return missing (self, node, "value", error);
  if (choice->label == NULL)
    choice->label = choice->value;
  choice->number = leat_word_number (choice->value);
  g_ptr_array_add (setting->choices, choice);
  return read_choice_numbers (self, node, setting, choice, error);
}

static gboolean
read_setting_children (Reader        *self,
                       const xmlNode *node,
                       LeatSetting   *setting,
                       GError       **error)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (leat_xml_is (child, "help"))
        setting->help = dup_content (self, child);
      else if (leat_xml_is (child, "exam"))
        setting->exam = dup_content (self, child);
      else if (leat_xml_is (child, "choice") && !read_choice (self, child, setting, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_setting_value (Reader        *self,
                    const xmlNode *node,
                    LeatSetting   *setting,
                    GError       **error)
{
  setting->fallback = dup_attribute (self, node, "default");
  setting->derived = read_formula (self, node, "derived");
  if ((setting->fallback == NULL) == (setting->derived == NULL))
    return missing (self, node, _("either a default or a derived formula"), error);
  if (setting->fallback == NULL ||
      leat_setting_parse (setting, setting->fallback, &setting->fallback_number, error))
    return TRUE;

  g_prefix_error (error, "%s:%ld: ", self->file, xmlGetLineNo ((xmlNode *) node));
  return FALSE;
}

static void
add_assignment (Reader            *self,
                const LeatSetting *setting,
                LeatFormula       *formula,
                guint              slot)
{
  LeatAssignment *assignment = leat_pool_new0 (self->loader->pool, LeatAssignment);

  *assignment = (LeatAssignment){ setting, formula, slot };
  g_ptr_array_add (self->service->assignments, assignment);
}

static gboolean
read_setting (Reader        *self,
              const xmlNode *node,
              GError       **error)
{
  LeatSetting *setting = leat_pool_new0 (self->loader->pool, LeatSetting);
  g_autofree char *load = leat_xml_dup (node, "load");

  setting->name = dup_attribute (self, node, "name");
  setting->label = dup_attribute (self, node, "label");
  setting->unit = dup_attribute (self, node, "unit");
  setting->group = dup_attribute (self, node, "group");
  setting->choices = leat_pool_array (self->loader->pool);
  setting->number_slots = leat_pool_own (self->loader->pool, g_array_new (FALSE, TRUE, sizeof (guint)),
                                         (GDestroyNotify) g_array_unref);
  if (setting->name == NULL)
    return missing (self, node, "name", error);
  if (setting->label == NULL)
    setting->label = setting->name;
  setting->slot = leat_symbols_add (self->service->symbols, setting->name);
  if (!read_setting_type (self, node, setting, error) ||
      !leat_xml_number (node, "min", -INFINITY, self->file, &setting->minimum, error) ||
      !leat_xml_number (node, "max", INFINITY, self->file, &setting->maximum, error) ||
      !read_setting_children (self, node, setting, error) ||
      !read_setting_value (self, node, setting, error))
    return FALSE;

  setting->visible_when = read_formula (self, node, "visible-when");
  if (g_strcmp0 (load, "yes") == 0)
    self->service->load = setting;
  g_ptr_array_add (self->service->settings, setting);
  add_assignment (self, setting, setting->derived, setting->slot);
  return TRUE;
}

static gboolean
read_let (Reader        *self,
          const xmlNode *node,
          GError       **error)
{
  g_autofree char *name = leat_xml_dup (node, "name");
  LeatFormula *formula = read_formula (self, node, "value");

  if (name == NULL || formula == NULL)
    return missing (self, node, "name, value", error);

  add_assignment (self, NULL, formula, leat_symbols_add (self->service->symbols, name));
  return TRUE;
}

static gboolean
read_flow (Reader        *self,
           const xmlNode *node,
           GError       **error)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      int field = 0;

      while (field < LEAT_N_FLOW_FIELDS &&
             !g_str_equal (leat_flow_field_name (field), (const char *) attribute->name))
        field++;
      if (field == LEAT_N_FLOW_FIELDS)
        return missing (self, node, _("known fields only"), error);
      self->service->flow[field] = read_formula (self, node, (const char *) attribute->name);
    }
  return TRUE;
}

/* The place of the attribute's word in `words`; 0 without the attribute, FALSE if the word is another. */
static gboolean
read_word (Reader            *self,
           const xmlNode     *node,
           const char        *name,
           const char *const *words,
           guint             *place,
           GError           **error)
{
  g_autofree char *text = leat_xml_dup (node, name);
  g_autofree char *known = NULL;
  g_autofree char *wanted = NULL;

  *place = 0;
  if (text == NULL)
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], text))
      {
        *place = i + 1;
        return TRUE;
      }
  known = g_strjoinv ("|", (char **) words);
  wanted = g_strdup_printf ("%s=\"%s\"", name, known);
  return missing (self, node, wanted, error);
}

static gboolean
reads_peak (const LeatFormula *formula)
{
  static const guint slots[] = { LEAT_SLOT_PEAK_IN_RECORDS_PER_S, LEAT_SLOT_PEAK_IN_MB_PER_S, LEAT_SLOT_IN_PEAK_FACTOR };
  const char *p = formula->text, *start;
  gsize length;

  while ((start = leat_formula_next_name (&p, &length)) != NULL)
    for (gsize i = 0; i < G_N_ELEMENTS (slots); i++)
      {
        const char *name = leat_common_slot_name (slots[i]);

        if (strlen (name) == length && strncmp (name, start, length) == 0)
          return TRUE;
      }
  return FALSE;
}

static gboolean
read_limit (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  static const char *const paces[] = { "in", "out", NULL };
  LeatLimit *limit = leat_pool_new0 (self->loader->pool, LeatLimit);
  guint pace;

  limit->id = dup_attribute (self, node, "id");
  limit->label = dup_attribute (self, node, "label");
  limit->unit = dup_attribute (self, node, "unit");
  limit->when = read_formula (self, node, "when");
  limit->demand = read_formula (self, node, "demand");
  limit->capacity = read_formula (self, node, "capacity");
  limit->ref = dup_attribute (self, node, "ref");
  if (limit->id == NULL || limit->demand == NULL || limit->capacity == NULL)
    return missing (self, node, "id, demand, capacity", error);
  if (!read_word (self, node, "paces", paces, &pace, error))
    return FALSE;
  limit->pace = pace;
  limit->by_peak = reads_peak (limit->demand);
  if (limit->label == NULL)
    limit->label = limit->id;

  g_ptr_array_add (self->service->limits, limit);
  return TRUE;
}

static gboolean
read_line (Reader        *self,
           const xmlNode *node,
           GError       **error)
{
  LeatLine *line = leat_pool_new0 (self->loader->pool, LeatLine);
  g_autofree char *fixed = leat_xml_dup (node, "fixed");

  line->id = dup_attribute (self, node, "id");
  line->label = dup_attribute (self, node, "label");
  line->unit = dup_attribute (self, node, "unit");
  line->when = read_formula (self, node, "when");
  line->quantity = read_formula (self, node, "quantity");
  line->price = dup_attribute (self, node, "price");
  line->fixed = g_strcmp0 (fixed, "yes") == 0;
  if (line->id == NULL || line->quantity == NULL || line->price == NULL)
    return missing (self, node, "id, quantity, price", error);
  if (line->label == NULL)
    line->label = line->id;
  line->price_varies = strchr (line->price, '{') != NULL;

  g_ptr_array_add (self->service->lines, line);
  return TRUE;
}

/* The parameters of a kind of stage; `branches` may be left out. */
typedef struct
{
  const char *kind;
  const char *parameters[LEAT_STAGE_BRANCHES];
} StageForm;

static const StageForm stage_forms[] = {
  [LEAT_STAGE_FIXED] = { "fixed", { "value" } },
  [LEAT_STAGE_UNIFORM] = { "uniform", { "low", "high" } },
  [LEAT_STAGE_LOGNORMAL] = { "lognormal", { "p50", "p99" } },
  [LEAT_STAGE_EXPONENTIAL] = { "exponential", { "mean" } },
  [LEAT_STAGE_QUEUE] = { "queue", { "arrivals", "service", "servers", "cv2" } },
  [LEAT_STAGE_SCHEDULE] = { "schedule", { "period", "run" } },
  [LEAT_STAGE_WINDOW] = { "window", { "wait", "size", "arrivals" } },
  [LEAT_STAGE_CHANCE] = { "chance", { "chance", "p50", "p99" } },
};

static gboolean
read_stage (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  LeatStage *stage = leat_pool_new0 (self->loader->pool, LeatStage);
  g_autofree char *kind = leat_xml_dup (node, "kind");
  g_autofree char *mean_only = leat_xml_dup (node, "mean-only");
  guint form = 0;

  while (form < G_N_ELEMENTS (stage_forms) && g_strcmp0 (kind, stage_forms[form].kind) != 0)
    form++;
  stage->id = dup_attribute (self, node, "id");
  if (form == G_N_ELEMENTS (stage_forms) || stage->id == NULL)
    return missing (self, node, "id, kind=\"fixed|uniform|lognormal|exponential|queue|schedule|window|chance\"", error);

  stage->kind = form;
  stage->label = dup_attribute (self, node, "label");
  if (stage->label == NULL)
    stage->label = stage->id;
  stage->when = read_formula (self, node, "when");
  stage->mean_only = g_strcmp0 (mean_only, "yes") == 0;
  stage->ref = dup_attribute (self, node, "ref");
  for (guint i = 0; i < LEAT_STAGE_BRANCHES && stage_forms[form].parameters[i] != NULL; i++)
    {
      stage->parameters[i] = read_formula (self, node, stage_forms[form].parameters[i]);
      if (stage->parameters[i] == NULL)
        return missing (self, node, stage_forms[form].parameters[i], error);
    }
  stage->parameters[LEAT_STAGE_BRANCHES] = read_formula (self, node, "branches");
  if (form == LEAT_STAGE_QUEUE && stage->parameters[LEAT_STAGE_BRANCHES] != NULL)
    return missing (self, node, _("no branches: a queue has servers"), error);

  g_ptr_array_add (self->service->stages, stage);
  return TRUE;
}

/* Points are told apart by what has to be done; those of a file that does not are operations. */
static gboolean
read_points (Reader         *self,
             const xmlNode  *node,
             LeatComplexity *complexity,
             GError        **error)
{
  double undivided;

  for (guint i = 0; i < LEAT_N_WORKS; i++)
    {
      if (!leat_xml_number (node, leat_work_to_string (i), 0, self->file, &complexity->parts[i], error))
        return FALSE;
      complexity->points += complexity->parts[i];
    }
  if (!leat_xml_number (node, "points", 0, self->file, &undivided, error))
    return FALSE;
  complexity->parts[LEAT_WORK_OPERATIONS] += undivided;
  complexity->points += undivided;
  return TRUE;
}

static gboolean
read_complexity (Reader        *self,
                 const xmlNode *node,
                 GError       **error)
{
  LeatComplexity *complexity = leat_pool_new0 (self->loader->pool, LeatComplexity);

  complexity->text = dup_attribute (self, node, "text");
  complexity->when = read_formula (self, node, "when");
  g_ptr_array_add (self->service->complexity, complexity);
  if (complexity->text == NULL)
    return missing (self, node, "text", error);
  return read_points (self, node, complexity, error);
}

static gboolean
read_try (Reader        *self,
          const xmlNode *node,
          GError       **error)
{
  LeatTry *try = leat_pool_new0 (self->loader->pool, LeatTry);
  g_autofree char *values = leat_xml_dup (node, "values");
  g_auto(GStrv) words = g_strsplit (values != NULL ? values : "", "|", -1);

  try->setting = dup_attribute (self, node, "setting");
  try->value = read_formula (self, node, "value");
  try->when = read_formula (self, node, "when");
  try->needs = read_formula (self, node, "needs");
  try->why = dup_attribute (self, node, "why");
  try->values = leat_pool_array (self->loader->pool);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (try->values, leat_pool_own (self->loader->pool, g_strdup (words[i]), g_free));
  if (try->setting == NULL || try->why == NULL || (values == NULL) == (try->value == NULL))
    return missing (self, node, "setting, why, values|value", error);
  g_ptr_array_add (self->service->tries, try);
  return TRUE;
}

static gboolean
read_carry (Reader        *self,
            const xmlNode *node,
            LeatInstead   *instead,
            GError       **error)
{
  LeatCarry *carry = leat_pool_new0 (self->loader->pool, LeatCarry);

  carry->to = dup_attribute (self, node, "to");
  carry->setting = dup_attribute (self, node, "setting");
  carry->value = read_formula (self, node, "value");
  carry->word = dup_attribute (self, node, "word");
  if (carry->to == NULL || (carry->setting != NULL) + (carry->value != NULL) + (carry->word != NULL) != 1)
    return missing (self, node, "to, setting|value|word", error);
  g_ptr_array_add (instead->carries, carry);
  return TRUE;
}

static gboolean
read_instead (Reader        *self,
              const xmlNode *node,
              GError       **error)
{
  LeatInstead *instead = leat_pool_new0 (self->loader->pool, LeatInstead);

  instead->type = dup_attribute (self, node, "type");
  instead->when = read_formula (self, node, "when");
  instead->why = dup_attribute (self, node, "why");
  instead->carries = leat_pool_array (self->loader->pool);
  if (instead->type == NULL || instead->why == NULL)
    return missing (self, node, "type, why", error);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, "carry") && !read_carry (self, child, instead, error))
      return FALSE;
  g_ptr_array_add (self->service->insteads, instead);
  return TRUE;
}

static gboolean
read_without (Reader        *self,
              const xmlNode *node,
              GError       **error)
{
  LeatWithout *without = leat_pool_new0 (self->loader->pool, LeatWithout);

  without->when = read_formula (self, node, "when");
  without->why = dup_attribute (self, node, "why");
  if (without->why == NULL)
    return missing (self, node, "why", error);
  g_ptr_array_add (self->service->withouts, without);
  return TRUE;
}

static gboolean
read_alternatives (Reader        *self,
                   const xmlNode *node,
                   GError       **error)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if ((leat_xml_is (child, "try") && !read_try (self, child, error)) ||
        (leat_xml_is (child, "instead") && !read_instead (self, child, error)) ||
        (leat_xml_is (child, "without") && !read_without (self, child, error)))
      return FALSE;
  return TRUE;
}

/* What is to be tried is a value that the setting takes. */
static gboolean
check_try (Reader        *self,
           const LeatTry *try,
           GError       **error)
{
  const LeatSetting *setting = leat_service_get_setting (self->service, try->setting);
  double number;

  if (setting == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s: <try> names “%s”, which is no setting of %s"), self->file,
                   try->setting, self->service->id);
      return FALSE;
    }
  for (guint i = 0; i < try->values->len; i++)
    if (!leat_setting_parse (setting, try->values->pdata[i], &number, error))
      {
        g_prefix_error (error, "%s: <try>: ", self->file);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_alternatives (Reader  *self,
                    GError **error)
{
  for (guint i = 0; i < self->service->tries->len; i++)
    if (!check_try (self, g_ptr_array_index (self->service->tries, i), error))
      return FALSE;
  for (guint i = 0; i < self->service->insteads->len; i++)
    {
      const LeatInstead *instead = g_ptr_array_index (self->service->insteads, i);

      for (guint j = 0; j < instead->carries->len; j++)
        {
          const LeatCarry *carry = g_ptr_array_index (instead->carries, j);

          if (carry->setting == NULL || leat_service_get_setting (self->service, carry->setting) != NULL)
            continue;
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s: <carry> names “%s”, which is no setting of %s"),
                       self->file, carry->setting, self->service->id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
read_buffer (Reader        *self,
             const xmlNode *node,
             GError       **error)
{
  LeatBuffer *buffer = leat_pool_new0 (self->loader->pool, LeatBuffer);
  g_autofree char *retention = leat_xml_dup (node, "retention");

  if (retention == NULL)
    return missing (self, node, "retention", error);
  if (!read_kinds (self, node, "wires", &buffer->kinds, error))
    return FALSE;
  if (buffer->kinds == 0)
    buffer->kinds = G_MAXUINT;
  buffer->when = read_formula (self, node, "when");
  buffer->for_ever = g_str_equal (retention, "forever");
  if (!buffer->for_ever && !g_str_equal (retention, "none"))
    buffer->retention = read_formula (self, node, "retention");
  g_ptr_array_add (self->service->buffers, buffer);
  return TRUE;
}

static gboolean
read_batch (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  self->service->batch_period = read_formula (self, node, "period");
  return self->service->batch_period != NULL || missing (self, node, "period", error);
}

/* What makes an alarm one that a drill can let fire. */
static gboolean
read_threshold (Reader        *self,
                const xmlNode *node,
                LeatAlarm     *alarm,
                GError       **error)
{
  /* In the order of LeatMeasure. */
  static const char *const measures[] = { "age", "lag", "wait", "backlog", "lost", "refused", "throttled", "failed",
                                          "stopped", "utilisation", NULL };
  static const char *const units[] = { "1", "s", "ms", "%", NULL };
  static const double scales[] = { 1, 1, 1, 1000, 100 };
  guint measure, unit;

  if (!read_word (self, node, "measures", measures, &measure, error) ||
      !read_word (self, node, "unit", units, &unit, error) ||
      !leat_xml_number (node, "for", 0, self->file, &alarm->lasts, error))
    return FALSE;
  alarm->measure = measure;
  alarm->scale = scales[unit];
  alarm->above = read_formula (self, node, "above");
  return (measure == 0) == (alarm->above == NULL) || missing (self, node, _("both measures and above, or neither"), error);
}

static gboolean
read_alarm (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  LeatAlarm *alarm = leat_pool_new0 (self->loader->pool, LeatAlarm);

  alarm->metric = dup_attribute (self, node, "metric");
  alarm->when = dup_attribute (self, node, "when");
  alarm->text = dup_attribute (self, node, "text");
  if (alarm->metric == NULL)
    return missing (self, node, "metric", error);
  g_ptr_array_add (self->service->alarms, alarm);
  return read_threshold (self, node, alarm, error);
}

static gboolean
read_remark (Reader        *self,
             const xmlNode *node,
             GError       **error)
{
  LeatRemark *remark = leat_pool_new0 (self->loader->pool, LeatRemark);

  remark->claim = dup_attribute (self, node, "claim");
  remark->text = dup_content (self, node);
  g_ptr_array_add (self->service->remarks, remark);
  return TRUE;
}

static gboolean
read_reference (Reader        *self,
                const xmlNode *node,
                GError       **error)
{
  LeatReference *reference = leat_pool_new0 (self->loader->pool, LeatReference);

  reference->id = dup_attribute (self, node, "id");
  reference->url = dup_attribute (self, node, "url");
  reference->title = dup_attribute (self, node, "title");
  g_ptr_array_add (self->service->references, reference);
  return reference->url != NULL || missing (self, node, "url", error);
}

static const struct
{
  const char *name;
  gboolean (*read) (Reader *self, const xmlNode *node, GError **error);
} readers[] = {
  { "name", read_name },         { "summary", read_summary }, { "alias", read_alias },
  { "ports", read_ports },       { "setting", read_setting }, { "let", read_let },
  { "flow", read_flow },         { "limit", read_limit },     { "line", read_line },
  { "stage", read_stage },       { "complexity", read_complexity }, { "alarm", read_alarm },
  { "remark", read_remark },     { "ref", read_reference },   { "no-cost", read_no_cost },
  { "no-delay", read_no_delay }, { "buffer", read_buffer },   { "batch", read_batch },
  { "alternatives", read_alternatives }, { "drawio", read_drawio },
};

static gboolean
read_child (Reader        *self,
            const xmlNode *node,
            GError       **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (leat_xml_is (node, readers[i].name))
      return readers[i].read (self, node, error);

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: a service has no <%s>"), self->file,
               xmlGetLineNo ((xmlNode *) node), node->name);
  return FALSE;
}

/* In the words of each service, so that a formula finds its variables in that service's frame. */
static gboolean
read_common_lines (Reader  *self,
                   GError **error)
{
  const char *own_file = self->file;

  for (guint i = 0; i < self->loader->commons->len; i++)
    {
      xmlDoc *doc = g_ptr_array_index (self->loader->commons, i);

      self->file = leat_loader_file_name ((const char *) doc->URL);
      for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
        {
          if (node->type != XML_ELEMENT_NODE)
            continue;
          if (!leat_xml_is (node, "line"))
            return missing (self, node, _("to be a <line>"), error);
          if (!read_line (self, node, error))
            return FALSE;
          ((LeatLine *) g_ptr_array_index (self->service->lines, self->service->lines->len - 1))->is_common = TRUE;
        }
    }
  self->file = own_file;
  return TRUE;
}

static LeatService *
new_service (LeatLoader *loader,
             const char *file)
{
  LeatService *service = leat_pool_new0 (loader->pool, LeatService);
  GPtrArray **const arrays[] = { &service->aliases, &service->shapes, &service->settings, &service->assignments,
                                 &service->limits, &service->lines, &service->stages,
                                 &service->complexity, &service->alarms, &service->remarks,
                                 &service->references, &service->buffers,
                                 &service->tries, &service->insteads, &service->withouts };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    *arrays[i] = leat_pool_array (loader->pool);
  service->symbols = leat_pool_own (loader->pool, leat_symbols_new (), (GDestroyNotify) leat_symbols_free);
  service->file = file;
  service->summary = (char *) "";
  return service;
}

/* One digit. */
static gboolean
read_domain (Reader        *self,
             const xmlNode *root,
             GError       **error)
{
  g_autofree char *text = leat_xml_dup (root, "domain");

  if (text == NULL)
    return TRUE;
  if (*text < '1' || *text > '0' + LEAT_N_EXAM_DOMAINS || text[1] != '\0')
    return missing (self, root, "domain=\"1|2|3|4\"", error);
  self->service->domain = (guint) (*text - '0');
  return TRUE;
}

static gboolean
read_root (Reader        *self,
           const xmlNode *root,
           GError       **error)
{
  g_autofree char *role = leat_xml_dup (root, "role");
  g_autofree char *zonal = leat_xml_dup (root, "zonal");

  self->service->zonal = g_strcmp0 (zonal, "yes") == 0;
  self->service->id = dup_attribute (self, root, "id");
  self->service->kind = dup_attribute (self, root, "kind");
  self->service->serverless_when = read_formula (self, root, "serverless-when");
  self->service->glyph = dup_attribute (self, root, "glyph");
  if (self->service->id == NULL || !leat_role_from_string (role, &self->service->role))
    return missing (self, root, _("an id and a known role"), error);
  if (!read_domain (self, root, error))
    return FALSE;
  if (self->service->kind == NULL)
    self->service->kind = (char *) "none";
  if (self->service->glyph == NULL)
    self->service->glyph = self->service->id;

  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    if (node->type == XML_ELEMENT_NODE && !read_child (self, node, error))
      return FALSE;

  if (self->service->name == NULL)
    return missing (self, root, "<name>", error);
  return check_alternatives (self, error) && read_common_lines (self, error);
}

gboolean
leat_loader_read_common (LeatLoader *self,
                         const char *file,
                         GError    **error)
{
  xmlDoc *doc = leat_xml_read_file (file, "urn:leat:catalogue", "common", error);

  if (doc == NULL)
    return FALSE;
  g_ptr_array_add (self->commons, doc);
  return TRUE;
}

/* What most settings of most blocks are, so that evaluation need only look at what differs. */
static void
fill_defaults (Reader *self)
{
  LeatService *service = self->service;

  service->has_shape = leat_service_get_setting (service, "daily_shape") != NULL;
  service->has_location = leat_service_get_setting (service, "location") != NULL;
  service->defaults = leat_pool_own (self->loader->pool, g_new0 (double, service->symbols->names->len), g_free);
  for (guint i = 0; i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);
      const LeatChoice *choice = setting->fallback != NULL ? leat_setting_find_choice (setting, setting->fallback) : NULL;

      service->defaults[setting->slot] = setting->fallback_number;
      for (guint j = 0; choice != NULL && j < setting->number_slots->len; j++)
        service->defaults[g_array_index (setting->number_slots, guint, j)] = choice->numbers[j];
    }
}

static gboolean
reads_only (const LeatService *service,
            const LeatFormula *formula,
            const guint8      *given,
            GError           **error)
{
  const char *p = formula->text, *start;
  gsize length;

  while ((start = leat_formula_next_name (&p, &length)) != NULL)
    {
      g_autofree char *name = g_strndup (start, length);
      int slot = leat_symbols_find (service->symbols, name);

      if (slot < LEAT_N_COMMON_SLOTS || given[slot])
        continue;
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: “%s” is read here and given its value only below: put it above"),
                   formula->file, formula->line, name);
      return FALSE;
    }
  return TRUE;
}

/* Values are given from top to bottom: what is below would be read as its default, whatever it is set to. */
static gboolean
check_order (const LeatService *service,
             GError           **error)
{
  g_autofree guint8 *given = g_new0 (guint8, service->symbols->names->len);

  for (guint i = 0; i < service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (service->assignments, i);
      const LeatSetting *setting = assignment->setting;
      const LeatFormula *formula = setting != NULL ? setting->derived : assignment->formula;

      if (formula != NULL && !reads_only (service, formula, given, error))
        return FALSE;
      given[setting != NULL ? setting->slot : assignment->slot] = TRUE;
      for (guint j = 0; setting != NULL && j < setting->number_slots->len; j++)
        given[g_array_index (setting->number_slots, guint, j)] = TRUE;
    }
  return TRUE;
}

gboolean
leat_loader_read_service (LeatLoader *self,
                          const char *file,
                          GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:catalogue", "service", error);
  Reader reader = { self, NULL, leat_loader_file_name (file) };
  guint n_formulas = self->formulas->len;

  if (doc == NULL)
    return FALSE;

  reader.service = new_service (self, reader.file);
  if (!read_root (&reader, xmlDocGetRootElement (doc), error) || !leat_loader_check (self, n_formulas, error) ||
      !check_order (reader.service, error))
    return FALSE;

  fill_defaults (&reader);
  for (guint i = 0; i < self->services->len; i++)
    {
      LeatService *other = g_ptr_array_index (self->services, i);

      if (g_str_equal (other->id, reader.service->id))
        {
          self->services->pdata[i] = reader.service;
          return TRUE;
        }
    }
  g_ptr_array_add (self->services, reader.service);
  return TRUE;
}
