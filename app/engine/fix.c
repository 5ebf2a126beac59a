/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/engine-private.h"

#include "engine/money.h"

#include <string.h>

/* Turns the fix of a finding into an edit of the pipeline. */

char *
leat_finding_dup_fix_value (const LeatFinding  *finding,
                            const LeatFixValue *value,
                            const LeatReport   *report)
{
  const LeatBlockResult *result = leat_report_get_block (report, finding->subject->id);
  g_autoptr(LeatEvaluator) evaluator = NULL;
  LeatContext context = { (LeatReport *) report, NULL, 0, NULL, NULL, NULL, G_MAXUINT, NULL, G_MAXUINT };
  guint block;

  if (value->formulas == NULL)
    return g_strdup (value->value);
  if (result == NULL || result->service == NULL ||
      g_ptr_array_index (value->formulas, result->service->index) == NULL)
    return NULL;

  evaluator = context.evaluator = leat_evaluator_new ();
  leat_evaluator_set_lookup (evaluator, leat_context_lookup, &context);
  block = GPOINTER_TO_UINT (g_hash_table_lookup (report->graph->index_of, finding->subject->id)) - 1;
  leat_evaluate_restore (&context, result, block);
  return leat_number_to_string (leat_evaluator_eval (evaluator, g_ptr_array_index (value->formulas,
                                                                                    result->service->index)));
}

static LeatElement *
set_values (const LeatFinding *finding,
            const LeatReport  *report,
            LeatElement       *subject)
{
  g_autoptr(LeatElement) after = leat_element_ref (subject);
  GPtrArray *values = finding->rule->fix->values;

  for (guint i = 0; i < values->len; i++)
    {
      const LeatFixValue *value = g_ptr_array_index (values, i);
      g_autofree char *text = leat_finding_dup_fix_value (finding, value, report);
      LeatElement *next;

      if (text == NULL)
        return NULL;
      next = leat_element_copy_with_setting (after, value->name, text);
      leat_element_unref (after);
      after = next;
    }
  return g_steal_pointer (&after);
}

static gboolean
are_wired (LeatPipeline      *pipeline,
           const LeatElement *a,
           const LeatElement *b)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, a->id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (wires, i);

      if (g_str_equal (wire->from, b->id) || g_str_equal (wire->to, b->id))
        return TRUE;
    }
  return FALSE;
}

/* A block of a type that may be wired to the subject. One that is wired to it already is not what lacks: the
 * bucket that a job reads is not where it should write. */
static LeatElement *
find_block (LeatPipeline      *pipeline,
            const char        *type,
            const LeatElement *subject)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_strcmp0 (element->type, type) == 0 &&
          !are_wired (pipeline, subject, element))
        return element;
    }
  return NULL;
}

static gboolean
is_free (LeatPipeline *pipeline,
         double        x,
         double        y)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *other = leat_pipeline_get_nth (pipeline, i);

      if (other->kind == LEAT_ELEMENT_BLOCK && ABS (other->bounds.x - x) < LEAT_BLOCK_WIDTH + LEAT_GRID &&
          ABS (other->bounds.y - y) < LEAT_BLOCK_HEIGHT + LEAT_GRID)
        return FALSE;
    }
  return TRUE;
}

/* A free place for a block at or below a point. */
static LeatElement *
new_block_near (LeatPipeline        *pipeline,
                const LeatCatalogue *catalogue,
                const char          *type,
                double               x,
                double               y)
{
  const LeatService *service = leat_catalogue_get_service (catalogue, type);
  g_autofree char *id = leat_pipeline_new_id (pipeline, type);

  for (guint tries = 0; tries < 200 && !is_free (pipeline, x, y); tries++)
    y += LEAT_BLOCK_HEIGHT + 2 * LEAT_GRID;
  return leat_element_new_block (id, type, service != NULL ? leat_tr (service->name) : type, x, y);
}

static LeatElement *
new_wire (LeatPipeline *pipeline,
          LeatWireKind  kind,
          const char   *from,
          const char   *to)
{
  g_autofree char *base = g_strconcat (from, "-", to, NULL);
  g_autofree char *id = leat_pipeline_new_id (pipeline, base);

  return leat_element_new_wire (id, kind, from, to);
}

static LeatWireKind
kind_between (const LeatReport *report,
              const char       *from,
              const char       *to)
{
  const LeatWiring *wiring = leat_catalogue_best_wiring (report->catalogue, from, to, NULL);

  return wiring != NULL ? wiring->kind : LEAT_WIRE_DATA;
}

static gboolean
add_block (LeatEdit          *edit,
           const LeatFinding *finding,
           const LeatReport  *report,
           LeatPipeline      *pipeline,
           LeatElement       *subject)
{
  const LeatFixDefinition *fix = finding->rule->fix;
  g_auto(GStrv) types = g_strsplit (fix->type, ">", -1);
  LeatElement *other = find_block (pipeline, types[0], subject);
  const LeatElement *last;

  for (guint i = 0; types[i] != NULL; i++)
    if (leat_catalogue_get_service (report->catalogue, types[i]) == NULL)
      return FALSE;
  if (other == subject)
    return FALSE;
  if (other != NULL)
    {
      leat_edit_take (edit, NULL, new_wire (pipeline, fix->wire_kind, fix->inward ? other->id : subject->id,
                                            fix->inward ? subject->id : other->id));
      return TRUE;
    }

  /* The first is wired to the subject, each further one to the one before it. */
  last = subject;
  for (guint i = 0; types[i] != NULL; i++)
    {
      LeatElement *block = new_block_near (pipeline, report->catalogue, types[i],
                                           subject->bounds.x + i * (LEAT_BLOCK_WIDTH + 4 * LEAT_GRID),
                                           subject->bounds.y + LEAT_BLOCK_HEIGHT + 4 * LEAT_GRID);
      LeatWireKind kind = i == 0 ? fix->wire_kind : kind_between (report, last->type, block->type);

      block->zone = g_strdup (subject->zone);
      leat_edit_take (edit, NULL, block);
      leat_edit_take (edit, NULL, new_wire (pipeline, kind, fix->inward ? block->id : last->id,
                                            fix->inward ? last->id : block->id));
      last = block;
    }
  return TRUE;
}

/* The services to put between, in order: the fix's own, or the first way of the wiring table ("a>b or c"). */
static char **
services_between (const LeatFinding *finding,
                  const LeatReport  *report,
                  const LeatElement *from,
                  const LeatElement *to)
{
  const char *type = finding->rule->fix->type;
  const LeatWiring *wiring = leat_catalogue_get_wiring (report->catalogue, from->type, to->type,
                                                        finding->subject->wire_kind);
  g_auto(GStrv) ways = NULL;

  if (g_strcmp0 (type, "{via}") != 0)
    return g_strsplit (type != NULL ? type : "", ">", -1);
  ways = g_strsplit (wiring != NULL ? wiring->via : "", " or ", -1);
  return g_strsplit (ways[0] != NULL ? ways[0] : "", ">", -1);
}

static gboolean
splice (LeatEdit          *edit,
        const LeatFinding *finding,
        const LeatReport  *report,
        LeatPipeline      *pipeline,
        LeatElement       *wire)
{
  const LeatElement *from = leat_pipeline_get_element (pipeline, wire->from);
  const LeatElement *to = leat_pipeline_get_element (pipeline, wire->to);
  g_auto(GStrv) types = NULL;
  const LeatElement *last = from;
  guint n;

  if (from == NULL || to == NULL)
    return FALSE;
  types = services_between (finding, report, from, to);
  n = g_strv_length (types);
  for (guint i = 0; i < n; i++)
    if (leat_catalogue_get_service (report->catalogue, types[i]) == NULL)
      return FALSE;
  if (n == 0)
    return FALSE;

  leat_edit_take (edit, leat_element_ref (wire), NULL);
  for (guint i = 0; i < n; i++)
    {
      double part = (i + 1.0) / (n + 1.0);
      LeatElement *block = new_block_near (pipeline, report->catalogue, types[i],
                                           from->bounds.x + (to->bounds.x - from->bounds.x) * part,
                                           from->bounds.y + (to->bounds.y - from->bounds.y) * part);

      block->zone = g_strdup (to->zone);
      leat_edit_take (edit, NULL, block);
      leat_edit_take (edit, NULL, new_wire (pipeline, kind_between (report, last->type, block->type),
                                            last->id, block->id));
      last = block;
    }
  leat_edit_take (edit, NULL, new_wire (pipeline, kind_between (report, last->type, to->type), last->id,
                                        to->id));
  return TRUE;
}

static void
change_wire (LeatEdit          *edit,
             const LeatFinding *finding,
             LeatElement       *wire)
{
  LeatElement *after = leat_element_copy (wire);

  if (finding->rule->fix->kind == LEAT_FIX_KIND)
    after->wire_kind = finding->rule->fix->wire_kind;
  else
    {
      char *from = after->from;

      after->from = after->to;
      after->to = from;
      g_clear_pointer (&after->points, g_free);
      after->n_points = 0;
    }
  leat_edit_take (edit, leat_element_ref (wire), after);
}

static LeatEdit *
new_fix (const LeatFinding *self,
         const LeatReport  *report,
         LeatPipeline      *pipeline)
{
  const LeatFixDefinition *fix = self->rule->fix;
  LeatElement *subject = leat_pipeline_get_element (pipeline, self->subject->id);
  const char *const ids[] = { self->subject->id, NULL };
  g_autoptr(LeatEdit) edit = NULL;
  LeatElement *after;

  if (fix == NULL || subject == NULL)
    return NULL;

  edit = leat_edit_new (leat_tr (fix->label));
  switch (fix->kind)
    {
    case LEAT_FIX_SET:
      after = set_values (self, report, subject);
      if (after == NULL)
        return NULL;
      leat_edit_take (edit, leat_element_ref (subject), after);
      break;
    case LEAT_FIX_ADD:
      if (!add_block (edit, self, report, pipeline, subject))
        return NULL;
      break;
    case LEAT_FIX_SPLICE:
      if (!splice (edit, self, report, pipeline, subject))
        return NULL;
      break;
    case LEAT_FIX_KIND:
    case LEAT_FIX_REVERSE:
      change_wire (edit, self, subject);
      break;
    case LEAT_FIX_DELETE:
      return leat_edit_delete (pipeline, ids);
    case LEAT_FIX_NONE:
    default:
      return NULL;
    }
  return g_steal_pointer (&edit);
}

/* The elements as they are after an edit, without applying it. */
static GPtrArray *
elements_after (LeatPipeline *pipeline,
                LeatEdit     *edit)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  GPtrArray *after = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GHashTable) replaced = g_hash_table_new (NULL, NULL); /* before -> change */
  guint n = leat_edit_get_n_changes (edit);

  for (guint i = 0; i < n; i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);

      if (change->before != NULL)
        g_hash_table_insert (replaced, change->before, (gpointer) change);
    }
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      const LeatChange *change = g_hash_table_lookup (replaced, element);

      if (change == NULL)
        g_ptr_array_add (after, leat_element_ref (element));
      else if (change->after != NULL)
        g_ptr_array_add (after, leat_element_ref (change->after));
    }
  for (guint i = 0; i < n; i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);

      if (change->before == NULL)
        g_ptr_array_add (after, leat_element_ref (change->after));
    }
  return after;
}

static guint
finding_hash (gconstpointer key)
{
  const LeatFinding *finding = key;

  return g_direct_hash (finding->rule) ^ g_str_hash (finding->subject->id);
}

static gboolean
finding_equal (gconstpointer a,
               gconstpointer b)
{
  const LeatFinding *x = a, *y = b;

  return x->rule == y->rule && g_str_equal (x->subject->id, y->subject->id);
}

/* The report of what an edit makes. */
static LeatReport *
report_after (const LeatReport *before,
              LeatPipeline     *pipeline,
              LeatEdit         *edit)
{
  g_autoptr(GPtrArray) elements = elements_after (pipeline, edit);
  guint n = leat_edit_get_n_changes (edit);
  g_autofree LeatChange *items = g_new0 (LeatChange, n);
  const LeatChanges changes = { items, n };

  for (guint i = 0; i < n; i++)
    items[i] = *leat_edit_get_change (edit, i);
  return leat_report_update ((LeatReport *) before, elements, &changes);
}

/* Whether the finding goes and no error comes. */
static gboolean
helps (const LeatFinding *finding,
       const LeatReport  *before,
       const LeatReport  *after)
{
  g_autoptr(GHashTable) known = g_hash_table_new (finding_hash, finding_equal);
  GPtrArray *old = leat_report_get_findings (before);
  GPtrArray *findings = leat_report_get_findings (after);

  for (guint i = 0; i < old->len; i++)
    g_hash_table_add (known, g_ptr_array_index (old, i));
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *other = g_ptr_array_index (findings, i);

      if (finding_equal (other, finding) ||
          (other->rule->severity == LEAT_SEVERITY_ERROR && !g_hash_table_contains (known, other)))
        return FALSE;
    }
  return TRUE;
}

/* The fix of a finding if it helps, with the report of what it makes. */
static LeatEdit *
try_fix (const LeatFinding *finding,
         const LeatReport  *report,
         LeatPipeline      *pipeline,
         LeatReport       **after)
{
  g_autoptr(LeatEdit) edit = new_fix (finding, report, pipeline);
  g_autoptr(LeatReport) tried = edit != NULL ? report_after (report, pipeline, edit) : NULL;

  if (tried == NULL || !helps (finding, report, tried))
    return NULL;
  *after = g_steal_pointer (&tried);
  return g_steal_pointer (&edit);
}

LeatEdit *
leat_finding_new_fix (const LeatFinding *self,
                      const LeatReport  *report,
                      LeatPipeline      *pipeline)
{
  g_autoptr(LeatReport) after = NULL;

  return try_fix (self, report, pipeline, &after);
}

/* The first finding of a rule that speaks and was not tried yet. */
static const LeatFinding *
next_finding (const LeatReport *report,
              const char       *rule,
              GHashTable       *tried)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, rule) && finding->silenced == NULL &&
          !g_hash_table_contains (tried, finding->subject->id))
        return finding;
    }
  return NULL;
}

static LeatPipeline *
copy_pipeline (LeatPipeline *pipeline)
{
  LeatPipeline *copy = leat_pipeline_new ();
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      leat_pipeline_replace (copy, element->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (copy) : NULL,
                             element);
    }
  return copy;
}

LeatEdit *
leat_report_new_fix_all (LeatReport   *self,
                         LeatPipeline *pipeline,
                         const char   *rule,
                         guint        *n)
{
  g_autoptr(LeatPipeline) scratch = copy_pipeline (pipeline);
  g_autoptr(GHashTable) tried = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(LeatReport) report = leat_report_ref (self);
  LeatEdit *all = NULL;
  const LeatFinding *finding;

  *n = 0;
  while ((finding = next_finding (report, rule, tried)) != NULL)
    {
      LeatReport *after;
      LeatEdit *edit = try_fix (finding, report, scratch, &after);

      g_hash_table_add (tried, g_strdup (finding->subject->id));
      if (edit == NULL)
        continue;
      leat_edit_apply (edit, scratch, LEAT_DO);
      leat_report_unref (report);
      report = after;
      ++*n;
      if (all != NULL)
        {
          LeatEdit *both = leat_edit_merge (all, edit);

          leat_edit_unref (all);
          leat_edit_unref (edit);
          all = both;
        }
      else
        all = edit;
    }
  return all;
}
