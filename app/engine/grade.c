/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/grade.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  LeatGrade  *grade;
  GHashTable *barred;    /* ids of wires with an error */
  GHashTable *types;     /* of blocks, by id */
  GHashTable *ways;      /* ids of where data gets, by id */
  gboolean    delivered; /* data arrives where the first delivery asks for it */
  gboolean    is_main;   /* no delivery was judged yet */
} Grading;

static void
mark_free (gpointer data)
{
  LeatMark *mark = data;

  g_free (mark->label);
  g_free (mark->asked);
  g_free (mark->measured);
  g_free (mark->why);
  g_free (mark->rule);
  g_free (mark->block);
  g_free (mark);
}

void
leat_grade_free (LeatGrade *self)
{
  g_clear_pointer (&self->report, leat_report_unref);
  leat_challenge_unref (self->challenge);
  g_ptr_array_unref (self->marks);
  g_free (self);
}

const LeatMark *
leat_grade_get_mark (const LeatGrade *self,
                     const char      *id)
{
  for (guint i = 0; i < self->marks->len; i++)
    {
      const LeatMark *mark = g_ptr_array_index (self->marks, i);

      if (g_str_equal (mark->constraint->id, id))
        return mark;
    }
  return NULL;
}

const char *
leat_mark_verdict_get_label (LeatMarkVerdict verdict)
{
  const char *const labels[] = { _("met"), _("not met"), _("not judged") };

  return labels[verdict];
}

/* What is drawn, as the challenge would have it */

static gboolean
is_of (const LeatElement *element,
       GStrv              types)
{
  return element->kind == LEAT_ELEMENT_BLOCK && element->type != NULL && types != NULL &&
         g_strv_contains ((const char *const *) types, element->type);
}

/* The block that carries a load: the one that the challenge put there, else the first of its type. */
static guint
find_source (GPtrArray               *elements,
             const LeatChallengeLoad *load)
{
  guint found = elements->len;

  for (guint i = elements->len; i > 0; i--)
    {
      const LeatElement *element = g_ptr_array_index (elements, i - 1);

      if (element->kind != LEAT_ELEMENT_BLOCK || g_strcmp0 (element->type, load->type) != 0)
        continue;
      found = i - 1;
      if (g_strcmp0 (element->id, load->block) == 0)
        break;
    }
  return found;
}

static void
set (GPtrArray  *elements,
     guint       at,
     const char *name,
     const char *value)
{
  g_autoptr(LeatElement) before = elements->pdata[at];

  elements->pdata[at] = leat_element_copy_with_setting (before, name, value);
}

static gboolean
says_of_group (const LeatChallengeLoad *load,
               const LeatService       *service,
               const char              *group)
{
  for (gsize i = 0; i < leat_settings_get_n (load->settings); i++)
    {
      const LeatSetting *setting;
      const char *name;

      leat_settings_get_nth (load->settings, i, &name);
      setting = leat_service_get_setting (service, name);
      if (setting != NULL && g_strcmp0 (setting->group, group) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What a source sends is the challenge's alone: other hours or smaller records would be another load, so that what it does
 * not say under the headings of what it says is as the catalogue has it. */
static void
clear_load (GPtrArray               *elements,
            guint                    at,
            const LeatChallengeLoad *load,
            const LeatService       *service)
{
  g_autoptr(LeatElement) before = leat_element_ref (elements->pdata[at]);

  for (gsize i = 0; i < leat_settings_get_n (before->settings); i++)
    {
      const LeatSetting *setting;
      const char *name;

      leat_settings_get_nth (before->settings, i, &name);
      setting = leat_service_get_setting (service, name);
      if (setting != NULL && says_of_group (load, service, setting->group))
        set (elements, at, name, NULL);
    }
}

static void
put_load (GPtrArray               *elements,
          LeatCatalogue           *catalogue,
          const LeatChallengeLoad *load)
{
  const LeatService *service = leat_catalogue_get_service (catalogue, load->type);
  guint at = find_source (elements, load);

  if (at == elements->len)
    return;
  if (service != NULL && service->role == LEAT_ROLE_SOURCE)
    clear_load (elements, at, load, service);
  for (gsize i = 0; i < leat_settings_get_n (load->settings); i++)
    {
      const char *name, *value = leat_settings_get_nth (load->settings, i, &name);

      set (elements, at, name, value);
    }
}

static LeatElement *
dup_unsilenced (LeatElement *element)
{
  LeatElement *copy;

  if (leat_settings_get_n (element->silences) == 0)
    return leat_element_ref (element);
  copy = leat_element_copy (element);
  leat_settings_unref (copy->silences);
  copy->silences = leat_settings_new ();
  return copy;
}

static void
ask (LeatElement *properties,
     const char  *name,
     const char  *value)
{
  LeatSettings *settings = leat_settings_with (properties->settings, g_intern_string (name), value);

  leat_settings_unref (properties->settings);
  properties->settings = settings;
}

/* A delay that is asked for one consumer alone is asked for each block of its types. */
static void
ask_constraint (LeatElement          *properties,
                const LeatConstraint *constraint,
                GPtrArray            *elements)
{
  if (constraint->kind != LEAT_CONSTRAINT_REQUIREMENT)
    return;
  if (constraint->to == NULL)
    {
      ask (properties, constraint->requirement, constraint->value);
      return;
    }
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (is_of (element, constraint->to))
        {
          g_autofree char *name = g_strdup_printf ("%s.%s", constraint->requirement, element->id);

          ask (properties, name, constraint->value);
        }
    }
}

static GPtrArray *
dup_graded (const LeatChallenge *challenge,
            LeatCatalogue       *catalogue,
            GPtrArray           *elements)
{
  GPtrArray *graded = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  LeatElement *properties = leat_element_new (LEAT_ELEMENT_PROPERTIES, LEAT_PROPERTIES_ID);

  ask (properties, "region", "us-east-1");
  for (guint i = 0; i < challenge->constraints->len; i++)
    ask_constraint (properties, g_ptr_array_index (challenge->constraints, i), elements);

  g_ptr_array_add (graded, properties);
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_WIRE || element->kind == LEAT_ELEMENT_ZONE)
        g_ptr_array_add (graded, dup_unsilenced (element));
    }
  for (guint i = 0; i < challenge->loads->len; i++)
    put_load (graded, catalogue, g_ptr_array_index (challenge->loads, i));
  return graded;
}

/* Ways of data */

static gboolean
is_error (const LeatFinding *finding)
{
  return finding->rule->severity == LEAT_SEVERITY_ERROR && finding->rule->requirement == NULL;
}

static GHashTable *
list_barred (const LeatReport *report)
{
  g_autoptr(GPtrArray) findings = leat_report_list_wire_findings (report);
  GHashTable *barred = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (is_error (finding))
        g_hash_table_add (barred, finding->subject->id);
    }
  return barred;
}

static GHashTable *
list_types (GPtrArray *elements)
{
  GHashTable *types = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        g_hash_table_insert (types, element->id, (gpointer) element->type);
    }
  return types;
}

/* Who gets data over a wire, as the catalogue has it; what starts a job hands it what it is to work on. Over a wire that the catalogue
 * knows nothing of nobody gets any: it might as well be drawn from anything to anything. */
static gboolean
get_ends (const Grading     *self,
          const LeatElement *wire,
          const char       **from,
          const char       **to)
{
  LeatCatalogue *catalogue = leat_report_get_catalogue (self->grade->report);
  const char *start = g_hash_table_lookup (self->types, wire->from), *end = g_hash_table_lookup (self->types, wire->to);
  LeatFlowDirection flows;

  if (start == NULL || end == NULL || leat_catalogue_get_wiring (catalogue, start, end, wire->wire_kind) == NULL)
    return FALSE;
  flows = wire->wire_kind == LEAT_WIRE_ORCHESTRATES ? LEAT_FLOWS_FORWARD : leat_catalogue_flows (catalogue, wire->wire_kind, start, end);
  *from = flows == LEAT_FLOWS_FORWARD ? wire->from : wire->to;
  *to = flows == LEAT_FLOWS_FORWARD ? wire->to : wire->from;
  return flows != LEAT_FLOWS_NONE;
}

/* Where data gets from each block, over wires without an error: ids by id. */
static GHashTable *
list_ways (const Grading *self,
           GPtrArray     *elements)
{
  GHashTable *ways = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (elements, i);
      const char *from, *to;
      GPtrArray *targets;

      if (wire->kind != LEAT_ELEMENT_WIRE || g_hash_table_contains (self->barred, wire->id) || !get_ends (self, wire, &from, &to))
        continue;
      targets = g_hash_table_lookup (ways, from);
      if (targets == NULL)
        {
          targets = g_ptr_array_new ();
          g_hash_table_insert (ways, (gpointer) from, targets);
        }
      g_ptr_array_add (targets, (gpointer) to);
    }
  return ways;
}

/* Adds what is reached from the ids in `found`. */
static void
follow (const Grading *self,
        GPtrArray     *found,
        GHashTable    *reached)
{
  for (guint i = 0; i < found->len; i++)
    {
      GPtrArray *targets = g_hash_table_lookup (self->ways, g_ptr_array_index (found, i));

      for (guint k = 0; targets != NULL && k < targets->len; k++)
        if (g_hash_table_add (reached, targets->pdata[k]))
          g_ptr_array_add (found, targets->pdata[k]);
    }
}

static const LeatElement *
find_delivered (const Grading        *self,
                GPtrArray            *elements,
                const LeatConstraint *constraint)
{
  g_autoptr(GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) sources = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (is_of (element, constraint->from))
        {
          g_hash_table_add (sources, element->id);
          g_hash_table_add (reached, element->id);
          g_ptr_array_add (found, element->id);
        }
    }
  follow (self, found, reached);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (is_of (element, constraint->to) && g_hash_table_contains (reached, element->id) &&
          !g_hash_table_contains (sources, element->id))
        return element;
    }
  return NULL;
}

static gboolean
has_any (GPtrArray *elements,
         GStrv      types)
{
  for (guint i = 0; i < elements->len; i++)
    if (is_of (g_ptr_array_index (elements, i), types))
      return TRUE;
  return FALSE;
}

/* The names of services, "Athena or Redshift" */
static char *
join_names (LeatCatalogue *catalogue,
            GStrv          types)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = g_strv_length (types);

  for (guint i = 0; i < n; i++)
    {
      const LeatService *service = leat_catalogue_get_service (catalogue, types[i]);

      if (i > 0)
        g_string_append (text, i + 1 == n ? _(" or ") : ", ");
      g_string_append (text, service != NULL ? service->name : types[i]);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Marks */

static void
set_finding (LeatMark          *mark,
             const LeatFinding *finding)
{
  mark->why = g_strdup (leat_finding_get_message (finding));
  mark->rule = g_strdup (finding->rule->id);
  mark->block = g_strdup (finding->subject->id);
}

static void
judge_delivery (Grading       *self,
                LeatMark      *mark,
                LeatCatalogue *catalogue,
                GPtrArray     *elements)
{
  const LeatConstraint *constraint = mark->constraint;
  const LeatElement *end = find_delivered (self, elements, constraint);
  g_autofree char *from = join_names (catalogue, constraint->from), *to = join_names (catalogue, constraint->to);

  self->delivered |= self->is_main && end != NULL;
  self->is_main = FALSE;
  mark->label = constraint->text != NULL ? g_strdup (constraint->text) : g_strdup_printf (_("Data gets from %s to %s"), from, to);
  if (end != NULL)
    {
      mark->verdict = LEAT_MARK_MET;
      mark->measured = g_strdup (leat_element_get_label (end));
      mark->block = g_strdup (end->id);
      return;
    }
  mark->verdict = LEAT_MARK_MISSED;
  if (!has_any (elements, constraint->from))
    mark->why = g_strdup_printf (_("There is no %s on the drawing."), from);
  else if (!has_any (elements, constraint->to))
    mark->why = g_strdup_printf (_("There is no %s on the drawing."), to);
  else
    mark->why = g_strdup_printf (_("No supported way leads from %s to %s."), from, to);
}

static void
judge_sound (Grading  *self,
             LeatMark *mark)
{
  GPtrArray *findings = leat_report_get_findings (self->grade->report);
  guint n = 0;

  mark->label = mark->constraint->text != NULL ? g_strdup (mark->constraint->text) : g_strdup (_("No errors"));
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (is_error (finding) && n++ == 0)
        set_finding (mark, finding);
    }
  if (n > 0)
    {
      mark->verdict = LEAT_MARK_MISSED;
      mark->measured = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u error", "%u errors", n), n);
    }
  else
    mark->verdict = self->delivered ? LEAT_MARK_MET : LEAT_MARK_UNJUDGED;
}

/* A requirement may be asked of several consumers: the first that misses it counts, else the first. */
static const LeatRequirementResult *
find_result (const LeatReport     *report,
             const LeatConstraint *constraint)
{
  GPtrArray *results = leat_report_get_requirements (report);
  const LeatRequirementResult *found = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (!g_str_equal (result->requirement->id, constraint->requirement) ||
          (constraint->to == NULL) != (result->block == NULL) || (result->block != NULL && !is_of (result->block, constraint->to)))
        continue;
      if (found == NULL || (found->verdict == LEAT_VERDICT_MET && result->verdict != LEAT_VERDICT_MET))
        found = result;
    }
  return found;
}

static const LeatFinding *
find_finding (const LeatReport      *report,
              const LeatRequirement *requirement)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule->requirement == requirement)
        return finding;
    }
  return NULL;
}

static const LeatRequirement *
find_requirement (LeatCatalogue *catalogue,
                  const char    *id)
{
  GPtrArray *requirements = leat_catalogue_get_requirements (catalogue);

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      if (g_str_equal (requirement->id, id))
        return requirement;
    }
  return NULL;
}

static char *
label_requirement (const LeatConstraint *constraint,
                   LeatCatalogue        *catalogue)
{
  const LeatRequirement *requirement = find_requirement (catalogue, constraint->requirement);
  g_autofree char *to = constraint->to != NULL ? join_names (catalogue, constraint->to) : NULL;

  if (constraint->text != NULL || requirement == NULL)
    return g_strdup (constraint->text != NULL ? constraint->text : constraint->requirement);
  return to != NULL ? g_strdup_printf (_("%s to %s"), requirement->setting->label, to) : g_strdup (requirement->setting->label);
}

/* That something is asked at all is what the label says. */
static char *
say_asked (const LeatRequirementResult *result,
           const LeatReport            *report)
{
  return result->requirement->setting->type == LEAT_SETTING_BOOLEAN ? g_strdup ("") : leat_requirement_result_dup_asked (result, report);
}

/* What is asked of consumers that are not there yet. */
static char *
dup_asked (const LeatConstraint *constraint,
           LeatCatalogue        *catalogue,
           const LeatReport     *report)
{
  LeatRequirementResult result = { .requirement = find_requirement (catalogue, constraint->requirement) };

  if (result.requirement == NULL || !leat_requirement_read (result.requirement, constraint->value, &result.asked))
    return NULL;
  return say_asked (&result, report);
}

/* The way that is slowest, to one consumer if it is asked of that one. */
static const LeatPath *
find_slowest (const LeatReport  *report,
              const LeatElement *consumer)
{
  GPtrArray *paths = leat_report_get_paths (report);
  const LeatPath *slowest = NULL;

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);

      if (consumer != NULL && !g_str_equal (leat_path_get_end (path, TRUE)->element->id, consumer->id))
        continue;
      if (slowest == NULL || (path->unbounded && !slowest->unbounded) || (!slowest->unbounded && path->p95 > slowest->p95))
        slowest = path;
    }
  return slowest;
}

/* The index of the block of a way that keeps data longest: it waits there for ever, or it gets more than it can do, or its
 * stage is the longest. */
static int
find_slow_block (const LeatPath *path)
{
  int found = path->unbounded ? path->backlog_block : path->dominant_block;

  for (guint i = 0; found < 0 && i < path->blocks->len; i++)
    if (isinf (((LeatBlockResult *) path->blocks->pdata[i])->mean_delay))
      found = i;
  for (guint i = 0; path->unbounded && found < 0 && i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      if (block->worst >= 0 && block->uses[block->worst].utilisation > 1)
        found = i;
    }
  return found;
}

static void
explain_delay (LeatMark          *mark,
               const LeatReport  *report,
               const LeatElement *consumer)
{
  const LeatPath *path = find_slowest (report, consumer);
  int at = path != NULL ? find_slow_block (path) : -1;
  const char *from, *to, *block;

  if (at < 0)
    return;
  from = leat_element_get_label (leat_path_get_end (path, FALSE)->element);
  to = leat_element_get_label (leat_path_get_end (path, TRUE)->element);
  block = leat_element_get_label (((LeatBlockResult *) path->blocks->pdata[at])->element);
  mark->why = path->unbounded ? g_strdup_printf (_("From %s to %s the delay grows without bound: %s gets more than it can do."), from, to, block)
                              : g_strdup_printf (_("From %s to %s, %s takes the longest."), from, to, block);
  g_free (mark->block);
  mark->block = g_strdup (((LeatBlockResult *) path->blocks->pdata[at])->element->id);
}

static void
explain_cost (LeatMark         *mark,
              const LeatReport *report)
{
  const LeatBlockResult *dearest = NULL;
  g_autofree char *money = NULL;

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *block = leat_report_get_nth_block (report, i);

      if (dearest == NULL || block->monthly > dearest->monthly)
        dearest = block;
    }
  if (dearest == NULL)
    return;
  money = leat_money_format (leat_report_get_options (report)->currency, dearest->monthly);
  mark->why = g_strdup_printf (_("%s costs the most of it, %s a month."), leat_element_get_label (dearest->element), money);
  g_free (mark->block);
  mark->block = g_strdup (dearest->element->id);
}

/* What is measured has no finding: the block that it comes from most shows it. */
static void
explain (LeatMark                    *mark,
         const LeatReport            *report,
         const LeatRequirementResult *result)
{
  if (result->requirement->measure == LEAT_REQUIREMENT_P95)
    explain_delay (mark, report, result->block);
  else if (result->requirement->measure == LEAT_REQUIREMENT_COST)
    explain_cost (mark, report);
}

static void
judge_requirement (const Grading *self,
                   LeatMark      *mark,
                   LeatCatalogue *catalogue)
{
  static const LeatMarkVerdict verdicts[] = {
    [LEAT_VERDICT_MET] = LEAT_MARK_MET, [LEAT_VERDICT_MISSED] = LEAT_MARK_MISSED, [LEAT_VERDICT_UNKNOWN] = LEAT_MARK_UNJUDGED
  };
  const LeatReport *report = self->grade->report;
  const LeatRequirementResult *result = find_result (report, mark->constraint);
  const LeatFinding *finding;

  mark->label = label_requirement (mark->constraint, catalogue);
  mark->verdict = LEAT_MARK_UNJUDGED;
  if (result != NULL)
    {
      mark->asked = say_asked (result, report);
      if (self->delivered)
        {
          mark->verdict = verdicts[result->verdict];
          mark->measured = leat_requirement_result_dup_measured (result, report);
          mark->amount = result->measured;
        }
      if (result->block != NULL)
        mark->block = g_strdup (result->block->id);
      finding = mark->verdict == LEAT_MARK_MISSED ? find_finding (report, result->requirement) : NULL;
      if (finding != NULL)
        {
          g_clear_pointer (&mark->block, g_free);
          set_finding (mark, finding);
        }
      else if (mark->verdict == LEAT_MARK_MISSED)
        explain (mark, report, result);
    }
  else if (mark->constraint->to != NULL)
    {
      g_autofree char *to = join_names (catalogue, mark->constraint->to);

      mark->why = g_strdup_printf (_("There is no %s on the drawing."), to);
      mark->asked = dup_asked (mark->constraint, catalogue, report);
    }
}

static void
judge (Grading            *self,
       LeatConstraintKind  kind,
       LeatCatalogue      *catalogue,
       GPtrArray          *elements)
{
  for (guint i = 0; i < self->grade->marks->len; i++)
    {
      LeatMark *mark = g_ptr_array_index (self->grade->marks, i);

      if (mark->constraint->kind != kind)
        continue;
      if (kind == LEAT_CONSTRAINT_DELIVERY)
        judge_delivery (self, mark, catalogue, elements);
      else if (kind == LEAT_CONSTRAINT_SOUND)
        judge_sound (self, mark);
      else
        judge_requirement (self, mark, catalogue);
    }
}

static void
count (LeatGrade *self,
       gboolean   delivered)
{
  self->passed = self->marks->len > 0;
  for (guint i = 0; i < self->marks->len; i++)
    {
      LeatMark *mark = g_ptr_array_index (self->marks, i);

      if (mark->verdict == LEAT_MARK_UNJUDGED && mark->why == NULL)
        mark->why = g_strdup (delivered ? _("It cannot be told from the drawing.") : _("It is judged once data arrives."));
      if (mark->asked == NULL)
        mark->asked = g_strdup ("");
      if (mark->measured == NULL)
        mark->measured = g_strdup ("");
      mark->points = mark->verdict == LEAT_MARK_MET ? mark->constraint->points : 0;
      self->points += mark->points;
      self->of += mark->constraint->points;
      self->passed &= mark->verdict == LEAT_MARK_MET;
    }
}

LeatGrade *
leat_grade_new (LeatChallenge *challenge,
                LeatCatalogue *catalogue,
                GPtrArray     *elements,
                GCancellable  *cancellable,
                GError       **error)
{
  g_autoptr(LeatGrade) grade = g_new0 (LeatGrade, 1);
  g_autoptr(GPtrArray) graded = dup_graded (challenge, catalogue, elements);
  Grading self = { .grade = grade, .is_main = TRUE };

  grade->challenge = leat_challenge_ref (challenge);
  grade->marks = g_ptr_array_new_with_free_func (mark_free);
  grade->report = leat_report_new (catalogue, graded, NULL, cancellable, error);
  if (grade->report == NULL)
    return NULL;

  for (guint i = 0; i < challenge->constraints->len; i++)
    {
      LeatMark *mark = g_new0 (LeatMark, 1);

      mark->constraint = g_ptr_array_index (challenge->constraints, i);
      mark->amount = NAN;
      g_ptr_array_add (grade->marks, mark);
    }
  self.barred = list_barred (grade->report);
  self.types = list_types (graded);
  self.ways = list_ways (&self, graded);
  judge (&self, LEAT_CONSTRAINT_DELIVERY, catalogue, graded);
  judge (&self, LEAT_CONSTRAINT_SOUND, catalogue, graded);
  judge (&self, LEAT_CONSTRAINT_REQUIREMENT, catalogue, graded);
  g_hash_table_unref (self.barred);
  g_hash_table_unref (self.types);
  g_hash_table_unref (self.ways);
  count (grade, self.delivered);
  return g_steal_pointer (&grade);
}
