/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/xml.h"
#include "draw/layout.h"
#include "exchange/decisions.h"
#include "model/edit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reads data/decisions.xml. Formulas are compiled when all is read, as one may name what stands behind it. */

typedef struct
{
  const char    *file; /* interned */
  LeatCatalogue *catalogue;
  LeatDecisions *decisions;
  GError       **error;
} Reader;

#define fail(self, code, node, ...) leat_xml_fail ((self)->error, code, (self)->file, node, __VA_ARGS__)

static gboolean
need (const Reader  *self,
      const xmlNode *node,
      const char    *name,
      char         **value)
{
  *value = leat_xml_dup (node, name);
  return *value != NULL ||
         fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs the attribute “%s”"), (const char *) node->name, name);
}

static guint
add_variable (Reader     *self,
              const char *name)
{
  g_autofree char *word = leat_identifier (name);

  return leat_symbols_add (self->decisions->symbols, word);
}

/* A name that stands for one thing only. */
static gboolean
add_new_variable (Reader        *self,
                  const xmlNode *node,
                  const char    *name,
                  guint         *slot)
{
  guint n = self->decisions->symbols->names->len;

  *slot = add_variable (self, name);
  return *slot == n || fail (self, LEAT_ERROR_SYNTAX, node, _("something else is called “%s” already"), name);
}

static LeatFormula *
read_formula (Reader        *self,
              const xmlNode *node,
              const char    *name)
{
  char *text = leat_xml_dup (node, name);
  LeatFormula *formula;

  if (text == NULL)
    return NULL;
  formula = g_new0 (LeatFormula, 1);
  formula->text = text;
  formula->index = self->decisions->formulas->len;
  formula->symbols = self->decisions->symbols;
  formula->file = self->file;
  formula->line = xmlGetLineNo ((xmlNode *) node);
  g_ptr_array_add (self->decisions->formulas, formula);
  return formula;
}

static char *
dup_child (const xmlNode *node,
           const char    *name)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, name))
      return leat_xml_dup_content (child);
  return NULL;
}

static gboolean
read_answer (Reader        *self,
             const xmlNode *node,
             LeatAnswer    *answer)
{
  if (!need (self, node, "id", &answer->id) || !need (self, node, "label", &answer->label) ||
      !add_new_variable (self, node, answer->id, &answer->slot))
    return FALSE;
  answer->help = dup_child (node, "help");
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *name = NULL;
      LeatAnswerNumber number;

      if (!leat_xml_is (child, "number"))
        continue;
      if (!need (self, child, "name", &name) ||
          !leat_xml_number (child, "value", 0, self->file, &number.value, self->error))
        return FALSE;
      number.slot = add_variable (self, name);
      g_array_append_val (answer->numbers, number);
    }
  return TRUE;
}

static gboolean
read_question (Reader        *self,
               const xmlNode *node)
{
  LeatQuestion *question = leat_question_new ();
  g_autofree char *fallback = NULL;
  int index;

  g_ptr_array_add (self->decisions->questions, question);
  if (!need (self, node, "id", &question->id) || !need (self, node, "title", &question->title) ||
      !need (self, node, "default", &fallback))
    return FALSE;
  question->help = dup_child (node, "help");
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      LeatAnswer *answer;

      if (!leat_xml_is (child, "answer"))
        continue;
      answer = leat_answer_new ();
      g_ptr_array_add (question->answers, answer);
      if (!read_answer (self, child, answer))
        return FALSE;
    }
  index = leat_question_find_answer (question, fallback);
  if (index < 0)
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("“%s” is no answer to “%s”"), fallback, question->id);
  question->fallback = index;
  return TRUE;
}

static gboolean
read_let (Reader        *self,
          const xmlNode *node)
{
  LeatDecisionLet *let = g_new0 (LeatDecisionLet, 1);
  g_autofree char *name = NULL;

  g_ptr_array_add (self->decisions->lets, let);
  if (!need (self, node, "name", &name) || !add_new_variable (self, node, name, &let->slot))
    return FALSE;
  let->formula = read_formula (self, node, "value");
  return let->formula != NULL || fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs the attribute “%s”"), "let", "value");
}

/* <set name="…" value="…"/> or <set name="…" formula="…"/> */
static LeatDecisionSetting *
read_setting (Reader        *self,
              const xmlNode *node,
              GPtrArray     *settings)
{
  LeatDecisionSetting *setting = g_new0 (LeatDecisionSetting, 1);

  g_ptr_array_add (settings, setting);
  if (!need (self, node, "name", &setting->name))
    return NULL;
  setting->value = leat_xml_dup (node, "value");
  setting->formula = read_formula (self, node, "formula");
  setting->when = read_formula (self, node, "when");
  if ((setting->value == NULL) == (setting->formula == NULL))
    {
      fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs either “value” or “formula”"), (const char *) node->name);
      return NULL;
    }
  return setting;
}

static gboolean
check_setting (Reader                    *self,
               const xmlNode             *node,
               const LeatDecisionSetting *setting,
               const LeatService         *service)
{
  const LeatSetting *known = leat_service_get_setting (service, setting->name);
  g_autoptr(GError) error = NULL;
  double number;

  if (known == NULL)
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("“%s” has no setting “%s”"), service->id, setting->name);
  if (setting->value == NULL || leat_setting_parse (known, setting->value, &number, &error))
    return TRUE;
  return fail (self, LEAT_ERROR_RANGE, node, "%s", error->message);
}

static void
read_reason (Reader        *self,
             const xmlNode *node,
             GPtrArray     *reasons)
{
  LeatReason *reason = g_new0 (LeatReason, 1);

  reason->when = read_formula (self, node, "when");
  reason->text = leat_xml_dup_content (node);
  g_ptr_array_add (reasons, reason);
}

static gboolean
read_candidate (Reader        *self,
                const xmlNode *node,
                LeatCandidate *candidate)
{
  const LeatService *service;

  if (!need (self, node, "type", &candidate->type) || !need (self, node, "id", &candidate->id) ||
      !add_new_variable (self, node, candidate->id, &candidate->slot))
    return FALSE;
  service = leat_catalogue_get_service (self->catalogue, candidate->type);
  if (service == NULL)
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("the catalogue has no service “%s”"), candidate->type);
  candidate->name = leat_xml_dup (node, "name");
  if (candidate->name == NULL)
    candidate->name = g_strdup (service->name);
  candidate->when = read_formula (self, node, "when");
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      const LeatDecisionSetting *setting;

      if (leat_xml_is (child, "why"))
        read_reason (self, child, candidate->reasons);
      else if (leat_xml_is (child, "not"))
        read_reason (self, child, candidate->refusals);
      else if (leat_xml_is (child, "set") &&
               ((setting = read_setting (self, child, candidate->settings)) == NULL ||
                !check_setting (self, child, setting, service)))
        return FALSE;
    }
  if (candidate->when == NULL || (candidate->reasons->len > 0 &&
                                  ((LeatReason *) g_ptr_array_index (candidate->reasons, candidate->reasons->len - 1))->when == NULL))
    return TRUE;
  return fail (self, LEAT_ERROR_SYNTAX, node, _("the last <why> of “%s” must hold whenever it is chosen: it has no “when”"),
               candidate->id);
}

static gboolean
read_place (Reader        *self,
            const xmlNode *node)
{
  LeatPlaceToFill *place = leat_place_new ();
  g_autofree char *several = leat_xml_dup (node, "several");

  g_ptr_array_add (self->decisions->places, place);
  if (!need (self, node, "id", &place->id) || !need (self, node, "title", &place->title))
    return FALSE;
  place->several = g_strcmp0 (several, "yes") == 0;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      LeatCandidate *candidate;

      if (!leat_xml_is (child, "candidate"))
        continue;
      candidate = leat_candidate_new ();
      g_ptr_array_add (place->candidates, candidate);
      if (!read_candidate (self, child, candidate))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_block (const Reader *self,
          const char   *id)
{
  for (guint i = 0; i < self->decisions->places->len; i++)
    {
      const LeatPlaceToFill *place = g_ptr_array_index (self->decisions->places, i);

      for (guint j = 0; j < place->candidates->len; j++)
        if (g_str_equal (((LeatCandidate *) place->candidates->pdata[j])->id, id))
          return TRUE;
    }
  return FALSE;
}

static gboolean
read_wire (Reader        *self,
           const xmlNode *node)
{
  LeatDecisionWire *wire = g_new0 (LeatDecisionWire, 1);
  g_autofree char *kind = NULL;

  g_ptr_array_add (self->decisions->wires, wire);
  if (!need (self, node, "kind", &kind) || !need (self, node, "from", &wire->from) || !need (self, node, "to", &wire->to))
    return FALSE;
  if (!leat_wire_kind_from_string (kind, &wire->kind))
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("“%s” is no kind of wire"), kind);
  if (!is_block (self, wire->from) || !is_block (self, wire->to))
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("no place before this line has a candidate “%s”"),
                 is_block (self, wire->from) ? wire->to : wire->from);
  wire->when = read_formula (self, node, "when");
  return TRUE;
}

static gboolean
read_ask (Reader        *self,
          const xmlNode *node)
{
  LeatDecisionSetting *setting = read_setting (self, node, self->decisions->asks);
  g_autofree char *name = NULL;

  if (setting == NULL)
    return FALSE;
  name = g_strndup (setting->name, strcspn (setting->name, "."));
  return leat_catalogue_get_requirement (self->catalogue, name) != NULL ||
         fail (self, LEAT_ERROR_UNKNOWN, node, _("there is no requirement “%s”"), name);
}

static gboolean
read_node (Reader        *self,
           const xmlNode *node)
{
  static const struct
  {
    const char *name;
    gboolean (*read) (Reader *self, const xmlNode *node);
  } readers[] = {
    { "question", read_question }, { "let", read_let }, { "place", read_place }, { "wire", read_wire }, { "ask", read_ask },
  };

  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    if (leat_xml_is (node, readers[i].name))
      return readers[i].read (self, node);
  return TRUE;
}

LeatDecisions *
leat_decisions_read (const char    *file,
                     LeatCatalogue *catalogue,
                     GError       **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:decisions", "decisions", error);
  g_autoptr(LeatDecisions) decisions = NULL;
  Reader reader = { g_intern_string (file), catalogue, NULL, error };

  if (doc == NULL)
    return NULL;
  decisions = reader.decisions = leat_decisions_new ();
  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    if (!read_node (&reader, node))
      return NULL;
  for (guint i = 0; i < decisions->formulas->len; i++)
    if (!leat_evaluator_check (decisions->evaluator, g_ptr_array_index (decisions->formulas, i), error))
      return NULL;
  return g_steal_pointer (&decisions);
}

LeatDecisions *
leat_decisions_load (const char *const *folders,
                     LeatCatalogue     *catalogue,
                     GError           **error)
{
  for (guint i = g_strv_length ((char **) folders); i > 0; i--)
    {
      g_autofree char *file = g_build_filename (folders[i - 1], "decisions.xml", NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return leat_decisions_read (file, catalogue, error);
    }
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, _("no data folder has a decisions.xml"));
  return NULL;
}

LeatPipeline *
leat_advice_new_pipeline (const LeatAdvice *self,
                          LeatCatalogue    *catalogue,
                          GError          **error)
{
  g_autoptr(LeatLayout) layout = leat_layout_new (self->elements, catalogue, LEAT_LAYOUT_RIGHT, NULL, error);
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatEdit) edit = NULL;

  if (layout == NULL)
    return NULL;
  pipeline = leat_pipeline_new_from_elements (self->elements, NULL, NULL);
  edit = leat_edit_layout (pipeline, layout);
  leat_edit_apply (edit, pipeline, LEAT_DO);
  return g_steal_pointer (&pipeline);
}
