/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/optimise-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Makes of what the search found what people read: a front of at most so many designs, each without changes that do nothing for
 * it, its figures computed from scratch, and a sentence. */

#define MAX_REASONS 2

typedef struct
{
  LeatSpace       *space;
  LeatSearch      *search;
  const LeatGoals *goals;
  const LeatOptions *options;
  GCancellable    *cancellable;
} Teller;

static void
clear_replaced (gpointer data)
{
  LeatChange *change = data;

  leat_element_unref (change->before);
  g_clear_pointer (&change->after, leat_element_unref);
}

static void
design_free (LeatDesign *self)
{
  g_ptr_array_unref (self->changes);
  g_array_unref (self->replaced);
  g_clear_pointer (&self->requirements, g_ptr_array_unref);
  g_free (self->sentence);
  g_free (self);
}

void
leat_optimisation_free (LeatOptimisation *self)
{
  g_clear_pointer (&self->present, design_free);
  g_ptr_array_unref (self->front);
  g_clear_pointer (&self->nearest, design_free);
  g_free (self);
}

static gboolean
is_bad (const LeatCandidate *candidate)
{
  return candidate == NULL || !candidate->admitted;
}

static const LeatCandidate *
find_without (const Teller        *self,
              const LeatCandidate *candidate,
              guint                at)
{
  g_autofree guint8 *digits = leat_space_dup_without (self->space, candidate->digits, at);

  return leat_search_find (self->search, self->space, digits);
}

static double
gain_in (double before,
         double now)
{
  return MAX (MIN (log1p (before), 100) - MIN (log1p (now), 100), 0);
}

/* What a change does for a design: how much worse it is without it. What it cannot do without is worth most. */
static double
worth (const LeatCandidate *with,
       const LeatCandidate *without_it)
{
  if (is_bad (without_it))
    return 1000;
  return gain_in (without_it->cost, with->cost) + gain_in (without_it->p95, with->p95) +
         gain_in (without_it->complexity, with->complexity) + MAX (without_it->miss - with->miss, 0);
}

typedef struct
{
  LeatDesignChange *change;
  double            worth;
  guint             place;
} Ranked;

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const Ranked *x = a, *y = b;

  if (x->worth != y->worth)
    return x->worth > y->worth ? -1 : 1;
  return x->place < y->place ? -1 : 1;
}

/* The most useful change first. */
static void
rank_changes (const Teller        *self,
              const LeatCandidate *candidate,
              GPtrArray           *changes,
              GArray              *at)
{
  g_autoptr(GArray) ranked = g_array_new (FALSE, FALSE, sizeof (Ranked));

  for (guint i = 0; i < changes->len; i++)
    {
      Ranked rank = { changes->pdata[i], worth (candidate, find_without (self, candidate, g_array_index (at, guint, i))), i };

      g_array_append_val (ranked, rank);
    }
  g_array_sort (ranked, compare_ranks);
  for (guint i = 0; i < changes->len; i++)
    changes->pdata[i] = g_array_index (ranked, Ranked, i).change;
}

static void
append_capital (GString    *text,
                const char *word)
{
  if (text->len == 0 && *word != '\0')
    {
      g_string_append_unichar (text, g_unichar_totitle (g_utf8_get_char (word)));
      word = g_utf8_next_char (word);
    }
  g_string_append (text, word);
}

/* Whether a change before it is made for the same reason. */
static gboolean
is_said (const LeatDesign *design,
         guint             change)
{
  const LeatDesignChange *wanted = g_ptr_array_index (design->changes, change);

  for (guint i = 0; i < change; i++)
    if (g_strcmp0 (((LeatDesignChange *) design->changes->pdata[i])->why, wanted->why) == 0)
      return TRUE;
  return FALSE;
}

static void
append_reasons (GString          *text,
                const LeatDesign *design)
{
  for (guint i = 0, n = 0; i < design->changes->len && n < MAX_REASONS; i++)
    {
      const LeatDesignChange *change = g_ptr_array_index (design->changes, i);

      if (is_said (design, i))
        continue;
      if (n++ > 0)
        g_string_append (text, "; ");
      append_capital (text, change->why);
    }
  g_string_append (text, ": ");
}

static void
append_cost (GString          *text,
             const LeatDesign *design,
             const LeatDesign *present,
             const char       *currency)
{
  double difference = design->cost - present->cost;
  g_autofree char *money = leat_money_format (currency, fabs (difference));
  double percent = present->cost > 0 ? fabs (difference) / present->cost * 100 : 0;

  if (difference == 0)
    g_string_append (text, _("at the same cost"));
  else if (percent == 0)
    g_string_append_printf (text, difference < 0 ? _("%s less a month") : _("%s more a month"), money);
  else
    g_string_append_printf (text, difference < 0 ? _("%s (%.0f %%) less a month") : _("%s (%.0f %%) more a month"), money, percent);
}

static void
append_p95 (GString          *text,
            const LeatDesign *design,
            const LeatDesign *present,
            const LeatGoals  *goals)
{
  g_autofree char *now = leat_duration_format (design->p95);
  g_autofree char *before = leat_duration_format (present->p95);
  g_autofree char *asked = leat_duration_format (goals->max_p95);
  double change = design->p95 - present->p95;

  if (isnan (design->p95))
    return; /* nothing arrives anywhere */
  if (isinf (design->p95) && isinf (present->p95))
    g_string_append (text, _(", p95 stays without bound"));
  else if (isfinite (change) && fabs (change) <= 1e-9 * present->p95)
    g_string_append_printf (text, _(", p95 stays %s"), now);
  else if (design->p95 < present->p95)
    g_string_append_printf (text, _(", p95 falls from %s to %s"), before, now);
  else
    g_string_append_printf (text, _(", p95 rises from %s to %s"), before, now);
  if (goals->max_p95 > 0)
    g_string_append_printf (text, design->unmet & LEAT_UNMET_P95 ? _(", beyond the %s asked") : _(", within the %s asked"), asked);
}

static void
append_complexity (GString          *text,
                   const LeatDesign *design,
                   const LeatDesign *present)
{
  double points = design->complexity - present->complexity;
  guint n = (guint) round (fabs (points));

  if (points < 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, ", %u point simpler", ", %u points simpler", n), n);
  else if (points > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, ", %u point more complex", ", %u points more complex", n), n);
}

static guint
count_missed (const LeatDesign *design)
{
  guint n = 0;

  for (guint i = 0; i < design->requirements->len; i++)
    n += ((LeatDesignRequirement *) g_ptr_array_index (design->requirements, i))->is_missed;
  return n;
}

static char *
new_sentence (const LeatDesign *design,
              const LeatDesign *present,
              const LeatGoals  *goals,
              const char       *currency)
{
  GString *text = g_string_new (NULL);

  if (design->changes->len == 0)
    return g_string_free (g_string_append (text, _("The design as it is")), FALSE);
  append_reasons (text, design);
  append_cost (text, design, present, currency);
  append_p95 (text, design, present, goals);
  append_complexity (text, design, present);
  if (count_missed (present) > 0 && count_missed (design) == 0)
    g_string_append (text, _(", and what is asked of the pipeline is met"));
  return g_string_free (text, FALSE);
}

/* The figures are those of an evaluation from scratch. */
static gboolean
compute_figures (const Teller *self,
                 LeatDesign   *design,
                 GPtrArray    *elements)
{
  g_autoptr(LeatReport) report = leat_report_new (self->space->catalogue, elements, self->options, self->cancellable, NULL);
  GPtrArray *paths;

  if (report == NULL)
    return FALSE;
  design->cost = leat_report_get_total (report, NULL);
  design->requirements = leat_goals_list (self->goals, report, self->space->report);
  design->p95 = NAN;
  paths = leat_report_get_paths (report);
  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);

      design->p95 = fmax (design->p95, path->unbounded ? INFINITY : path->p95);
    }
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    design->complexity += leat_report_get_nth_block (report, i)->complexity;
  return TRUE;
}

static LeatDesign *
new_design (const Teller        *self,
            const LeatCandidate *candidate)
{
  LeatDesign *design = g_new0 (LeatDesign, 1);
  g_autoptr(GArray) at = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(GPtrArray) closed = NULL;
  g_autofree guint8 *present = g_malloc0 (self->space->n_digits + 1);

  design->changes = leat_space_list_changes (self->space, candidate->digits, at);
  design->replaced = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  design->unmet = candidate->unmet;
  rank_changes (self, candidate, design->changes, at);
  elements = leat_space_new_elements (self->space, candidate->digits, self->space->elements, present, design->replaced);
  g_array_set_clear_func (design->replaced, clear_replaced);
  for (guint i = 0; i < design->replaced->len; i++)
    {
      LeatChange *change = &g_array_index (design->replaced, LeatChange, i);

      leat_element_ref (change->before);
      if (change->after != NULL)
        leat_element_ref (change->after);
    }
  closed = leat_space_close_gaps (elements);
  if (compute_figures (self, design, closed))
    return design;
  design_free (design);
  return NULL;
}

static gboolean
is_beaten (const LeatCandidate *candidate,
           GPtrArray           *by)
{
  for (guint i = 0; i < by->len; i++)
    if (leat_candidate_compare (candidate, by->pdata[i]) == LEAT_BEATS_SECOND)
      return TRUE;
  return FALSE;
}

static gboolean
fill_front (const Teller     *self,
            LeatOptimisation *found)
{
  GPtrArray *chosen = self->search->chosen;

  for (guint i = 0; i < chosen->len; i++)
    {
      const LeatCandidate *candidate = g_ptr_array_index (chosen, i);
      LeatDesign *design;

      if (candidate->n_changes == 0)
        continue;
      design = new_design (self, candidate);
      if (design == NULL)
        return FALSE;
      g_ptr_array_add (found->front, design);
    }
  return TRUE;
}

static gboolean
tell (const Teller     *self,
      LeatOptimisation *found)
{
  const LeatSearch *search = self->search;
  const char *currency = leat_report_get_options (self->space->report)->currency;

  found->exact = search->exact;
  found->evaluated = search->evaluated;
  found->combinations = search->combinations;
  found->present = new_design (self, search->present);
  if (found->present == NULL || !fill_front (self, found))
    return FALSE;
  found->is_best = !is_beaten (search->present, search->all);
  if (search->good->len == 0)
    {
      found->nearest = new_design (self, search->nearest);
      if (found->nearest == NULL)
        return FALSE;
      found->nearest->sentence = new_sentence (found->nearest, found->present, self->goals, currency);
    }
  found->present->sentence = new_sentence (found->present, found->present, self->goals, currency);
  for (guint i = 0; i < found->front->len; i++)
    {
      LeatDesign *design = g_ptr_array_index (found->front, i);

      design->sentence = new_sentence (design, found->present, self->goals, currency);
    }
  return TRUE;
}

LeatOptimisation *
leat_optimise (LeatCatalogue       *catalogue,
               GPtrArray           *elements,
               const LeatOptions   *options,
               const LeatGoals     *goals,
               LeatOptimiseProgress progress,
               gpointer             data,
               GCancellable        *cancellable,
               GError             **error)
{
  g_autoptr(LeatReport) report = leat_report_new (catalogue, elements, options, cancellable, error);
  g_autoptr(LeatSpace) space = NULL;
  g_autoptr(LeatSearch) search = NULL;
  g_autoptr(LeatOptimisation) found = g_new0 (LeatOptimisation, 1);
  Teller teller;

  found->front = g_ptr_array_new_with_free_func ((GDestroyNotify) design_free);
  if (report == NULL)
    return NULL;
  space = leat_space_new (report, elements, goals->requirements, cancellable);
  if (space != NULL)
    search = leat_search_run (space, goals, progress, data, cancellable);
  teller = (Teller){ space, search, goals, options, cancellable };
  if (search != NULL && tell (&teller, found))
    return g_steal_pointer (&found);
  g_cancellable_set_error_if_cancelled (cancellable, error);
  return NULL;
}

/* Whether the design drops a wire too. */
static gboolean
drops (const LeatDesign *self,
       const char       *id)
{
  for (guint i = 0; i < self->replaced->len; i++)
    {
      const LeatChange *change = &g_array_index (self->replaced, LeatChange, i);

      if (change->after == NULL && g_str_equal (change->before->id, id))
        return TRUE;
    }
  return FALSE;
}

/* A wire that was drawn since to a block that goes would hang loose. */
static gboolean
leaves_loose_end (const LeatDesign *self,
                  LeatPipeline     *pipeline,
                  const char       *block)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (elements, i);

      if (wire->kind == LEAT_ELEMENT_WIRE && (g_str_equal (wire->from, block) || g_str_equal (wire->to, block)) &&
          !drops (self, wire->id))
        return TRUE;
    }
  return FALSE;
}

/* Whether an element is in the pipeline as the design knows it, but for its place and name. */
static gboolean
is_as_before (const LeatElement *before,
              const LeatElement *now)
{
  return now == before ||
         (now->kind == before->kind && now->type == before->type && now->wire_kind == before->wire_kind &&
          g_strcmp0 (now->from, before->from) == 0 && g_strcmp0 (now->to, before->to) == 0 &&
          leat_settings_equal (now->settings, before->settings));
}

/* The element as it is in the pipeline now, changed as the design changes it. */
static LeatElement *
change_element (const LeatChange *change,
                LeatElement      *now)
{
  LeatElement *after;

  if (now == change->before)
    return leat_element_ref (change->after);
  after = leat_element_copy (now);
  after->type = change->after->type;
  after->wire_kind = change->after->wire_kind;
  leat_settings_unref (after->settings);
  after->settings = leat_settings_ref (change->after->settings);
  return after;
}

LeatEdit *
leat_design_new_edit (const LeatDesign *self,
                      LeatPipeline     *pipeline)
{
  g_autoptr(LeatEdit) edit = leat_edit_new (_("Apply a Better Design"));

  for (guint i = 0; i < self->replaced->len; i++)
    {
      const LeatChange *change = &g_array_index (self->replaced, LeatChange, i);
      LeatElement *now = leat_pipeline_get_element (pipeline, change->before->id);
      gboolean goes = change->after == NULL;

      if (now == NULL || !is_as_before (change->before, now) || (goes && leaves_loose_end (self, pipeline, now->id)))
        return NULL;
      leat_edit_take (edit, leat_element_ref (now), goes ? NULL : change_element (change, now));
    }
  return g_steal_pointer (&edit);
}
