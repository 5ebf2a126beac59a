/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/report-document-private.h"

#include "draw/report-charts.h"
#include "draw/what-if-charts.h"
#include "engine/bill.h"
#include "engine/iam.h"
#include "engine/money.h"
#include "exchange/bill.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>

/* What a report says, as parts. */

/* The range of the load in the charts, as a multiple of what the sources send now. */
#define LOADS "load=0.1:10:25"

#define CHART_WIDTH 620.0
#define CHART_HEIGHT 300.0

/* Actions that a row of the table of policies names. */
#define MAX_ACTIONS 6

/* Parts */

static void
part_free (Part *part)
{
  g_free (part->text);
  g_free (part->url);
  g_free (part->name);
  for (guint i = 0; part->columns != NULL && i < part->columns->len; i++)
    g_free (g_array_index (part->columns, Column, i).label);
  g_clear_pointer (&part->columns, g_array_unref);
  g_clear_pointer (&part->rows, g_ptr_array_unref);
  g_clear_pointer (&part->chart, leat_chart_unref);
  g_free (part);
}

static Part *
add_part (LeatReportDocument *self,
          PartKind            kind,
          const char         *text)
{
  Part *part = g_new0 (Part, 1);

  part->kind = kind;
  part->text = g_strdup (text);
  g_ptr_array_add (self->parts, part);
  return part;
}

static void
add_heading (LeatReportDocument *self,
             int                 level,
             const char         *text)
{
  add_part (self, PART_HEADING, text)->level = level;
}

static Part *add_text (LeatReportDocument *self,
                       const char         *format,
                       ...) G_GNUC_PRINTF (2, 3);

static Part *
add_text (LeatReportDocument *self,
          const char         *format,
          ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  return add_part (self, PART_TEXT, text);
}

/* A table with the columns named, up to NULL; a label that begins with ">" is of figures. */
static Part *
add_table (LeatReportDocument *self,
           ...)
{
  Part *part = add_part (self, PART_TABLE, NULL);
  const char *label;
  va_list args;

  part->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  part->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  va_start (args, self);
  while ((label = va_arg (args, const char *)) != NULL)
    {
      Column column = { g_strdup (label + (*label == '>')), *label == '>' };

      g_array_append_val (part->columns, column);
    }
  va_end (args);
  return part;
}

/* A row of as many texts as there are columns; NULL is an empty cell. */
static void
add_row (Part *table,
         ...)
{
  char **row = g_new0 (char *, table->columns->len + 1);
  va_list args;

  va_start (args, table);
  for (guint i = 0; i < table->columns->len; i++)
    {
      const char *cell = va_arg (args, const char *);

      row[i] = g_strdup (cell != NULL ? cell : "");
    }
  va_end (args);
  g_ptr_array_add (table->rows, row);
}

static void
add_chart (LeatReportDocument *self,
           LeatChart          *chart,
           const char         *name,
           double              height)
{
  Part *part = add_part (self, PART_CHART, leat_chart_get_title (chart));

  part->name = g_strdup (name);
  part->chart = chart;
  part->width = CHART_WIDTH;
  part->height = height;
}

/* The head */

static char *
dup_basis (const LeatOptions *options)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, _("List prices, %g hours a month"), options->hours_per_month);
  if (options->free_tier)
    g_string_append (text, _(", free tier taken off"));
  if (options->month > 0)
    g_string_append_printf (text, _(", month %u since the start"), options->month);
  if (options->currency != NULL)
    g_string_append_printf (text, _(", 1 USD = %g %s"), options->rate, options->currency);
  if (options->currency != NULL && options->rate_date != NULL)
    g_string_append_printf (text, _(" of %s"), options->rate_date);
  return g_string_free (text, FALSE);
}

static char *
dup_total (LeatReport *report)
{
  guint unpriced;
  double total = leat_report_get_total (report, &unpriced);
  g_autofree char *money = leat_money_format (leat_report_get_options (report)->currency, total);

  if (unpriced == 0)
    return g_steal_pointer (&money);
  return g_strdup_printf (ngettext ("%s + %u line without a price", "%s + %u lines without a price", unpriced), money, unpriced);
}

static char *
dup_findings (LeatReport *report)
{
  guint errors = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  guint warnings = leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
  guint advice = leat_report_count_findings (report, LEAT_SEVERITY_ADVICE);
  g_autofree char *first = g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *second = g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);
  g_autofree char *third = g_strdup_printf (ngettext ("%u piece of advice", "%u pieces of advice", advice), advice);

  return g_strdup_printf ("%s, %s, %s", first, second, third);
}

static char *
dup_asked (LeatReport *report)
{
  GPtrArray *results = leat_report_get_requirements (report);
  guint met = 0;

  for (guint i = 0; i < results->len; i++)
    met += ((LeatRequirementResult *) results->pdata[i])->verdict == LEAT_VERDICT_MET;
  return results->len > 0 ? g_strdup_printf (_("%u of %u met"), met, results->len) : NULL;
}

static char *
dup_delay (LeatReport *report)
{
  const LeatPath *path = leat_report_find_path (report, NULL, NULL);
  g_autofree char *time = NULL;

  if (path == NULL)
    return NULL;
  if (path->unbounded)
    return g_strdup (_("no bound: a backlog grows"));
  time = leat_duration_format (path->p95);
  return g_strdup_printf (_("%s (95th percentile of the slowest path)"), time);
}

static void
add_fact (Part       *table,
          const char *label,
          const char *value)
{
  if (value != NULL && *value != '\0')
    add_row (table, label, value);
}

static void
add_head (LeatReportDocument *self)
{
  const LeatOptions *options = leat_report_get_options (self->report);
  g_autofree char *basis = dup_basis (options);
  g_autofree char *total = dup_total (self->report);
  g_autofree char *findings = dup_findings (self->report);
  g_autofree char *asked = dup_asked (self->report);
  g_autofree char *delay = dup_delay (self->report);
  g_autofree char *blocks = g_strdup_printf ("%u", leat_report_get_n_blocks (self->report));
  Part *table = add_table (self, "", "", NULL);

  table->headless = TRUE;
  add_fact (table, _("Author"), self->author);
  add_fact (table, _("Region"), options->region);
  add_fact (table, _("Prices"), basis);
  add_fact (table, _("Blocks"), blocks);
  add_fact (table, _("Cost a month"), total);
  add_fact (table, _("Delay"), delay);
  add_fact (table, _("Requirements"), asked);
  add_fact (table, _("Findings"), findings);
}

/* Chapters */

static void
add_drawing (LeatReportDocument *self)
{
  guint wires = 0;
  Part *part;

  add_heading (self, 1, _("Drawing"));
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    wires += leat_pipeline_get_nth (self->pipeline, i)->kind == LEAT_ELEMENT_WIRE;
  part = add_part (self, PART_DRAWING, NULL);
  part->text = g_strdup_printf (_("%s: a data pipeline of %u blocks and %u wires"), self->title,
                                leat_report_get_n_blocks (self->report), wires);
  part->name = g_strdup ("drawing");
}

static const char *
describe_verdict (LeatVerdict verdict)
{
  static const char *const words[] = { N_("Met"), N_("Not met"), N_("Cannot be told") };

  return _(words[verdict]);
}

static void
add_requirements (LeatReportDocument *self)
{
  GPtrArray *results = leat_report_get_requirements (self->report);
  Part *table;

  add_heading (self, 1, _("Requirements"));
  if (results->len == 0)
    {
      add_text (self, _("Nothing is asked of this pipeline."));
      return;
    }
  table = add_table (self, _("Requirement"), _("Asked"), _("As drawn"), _("Verdict"), NULL);
  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);
      g_autofree char *label = leat_requirement_result_dup_label (result);
      g_autofree char *asked = leat_requirement_result_dup_asked (result, self->report);
      g_autofree char *measured = leat_requirement_result_dup_measured (result, self->report);

      add_row (table, label, asked, measured, describe_verdict (result->verdict));
    }
}

static const char *
type_of (const LeatBlockResult *result)
{
  return result->service != NULL ? leat_tr (result->service->name) : result->element->type != NULL ? result->element->type : "";
}

static char *
dup_share (double part,
           double whole)
{
  return isfinite (part) && whole > 0 ? g_strdup_printf ("%.1f%%", 100 * part / whole) : g_strdup ("");
}

static int
compare_costs (gconstpointer a,
               gconstpointer b)
{
  const LeatBlockResult *x = *(LeatBlockResult *const *) a, *y = *(LeatBlockResult *const *) b;

  return x->monthly > y->monthly ? -1 : x->monthly < y->monthly ? 1 : strcmp (x->element->id, y->element->id);
}

/* Blocks with lines, the dearest first. */
static GPtrArray *
list_costs (LeatReport *report)
{
  GPtrArray *blocks = g_ptr_array_new ();

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    if (leat_report_get_nth_block (report, i)->n_lines > 0)
      g_ptr_array_add (blocks, (gpointer) leat_report_get_nth_block (report, i));
  g_ptr_array_sort (blocks, compare_costs);
  return blocks;
}

static void
add_bill (LeatReportDocument *self,
          GPtrArray          *blocks)
{
  const char *currency = leat_report_get_options (self->report)->currency;
  double total = leat_report_get_total (self->report, NULL);
  g_autofree char *whole = dup_total (self->report);
  Part *table = add_table (self, _("Block"), _("Service"), _(">Share"), _(">A month"), NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (blocks, i);
      g_autofree char *share = dup_share (leat_bill_block_monthly (result), total);
      g_autofree char *money = leat_money_format (currency, leat_bill_block_shown (result));
      g_autofree char *more = result->unpriced > 0 && result->unpriced < result->n_lines
                                ? g_strdup_printf (_("%s + %u without a price"), money, result->unpriced)
                                : g_strdup (money);

      add_row (table, leat_element_get_label (result->element), type_of (result), share, more);
    }
  add_row (table, _("Total a month"), "", "", whole);
  table->total = TRUE;
}

static void
add_unpriced (LeatReportDocument *self,
              GPtrArray          *blocks)
{
  const LeatOptions *options = leat_report_get_options (self->report);
  guint unpriced;
  Part *table;

  leat_report_get_total (self->report, &unpriced);
  if (unpriced == 0)
    return;
  add_text (self, ngettext ("%u line has no price and is not in the total:", "%u lines have no price and are not in the total:", unpriced),
            unpriced)->strong = TRUE;
  table = add_table (self, _("Block"), _("Line"), _("Why"), NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (blocks, i);

      for (guint k = 0; k < result->n_lines; k++)
        if (result->lines[k].price == NULL)
          {
            g_autofree char *why = leat_line_item_why_no_price (&result->lines[k], options);

            add_row (table, leat_element_get_label (result->element), leat_tr (result->lines[k].line->label), why);
          }
    }
}

static void
add_lines (LeatReportDocument *self,
           GPtrArray          *blocks)
{
  const char *currency = leat_report_get_options (self->report)->currency;
  Part *table;

  add_heading (self, 2, _("Lines of the Bill"));
  table = add_table (self, _("Block"), _("Line"), _(">Quantity"), _(">A month"), NULL);
  for (guint i = 0; i < blocks->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (blocks, i);

      for (guint k = 0; k < result->n_lines; k++)
        {
          const LeatLineItem *item = &result->lines[k];
          g_autofree char *quantity = leat_quantity_format (item->quantity, leat_line_item_get_unit (item));
          g_autofree char *money = leat_money_format (currency, item->monthly == 0 ? item->exact : item->monthly);

          add_row (table, k == 0 ? leat_element_get_label (result->element) : "", leat_tr (item->line->label), quantity, money);
        }
    }
}

static void
add_unit_costs (LeatReportDocument *self)
{
  const char *currency = leat_report_get_options (self->report)->currency;
  LeatBillSummary summary;
  g_autofree char *fixed = NULL;
  g_autofree char *usage = NULL;
  g_autofree char *records = NULL;

  leat_bill_summarise (self->report, &summary);
  fixed = leat_money_format (currency, summary.fixed);
  usage = leat_money_format (currency, summary.usage);
  records = leat_money_format (currency, summary.per_million_records);
  add_text (self, _("%s of it is there whatever flows; %s grows with the load."), fixed, usage);
  if (isfinite (summary.per_million_records) && summary.unpriced == 0)
    add_text (self, _("A million records cost %s at this load."), records);
}

static void
add_cost (LeatReportDocument *self)
{
  g_autoptr(GPtrArray) blocks = list_costs (self->report);
  guint dear = 0;

  add_heading (self, 1, _("Cost"));
  add_unit_costs (self);
  add_unpriced (self, blocks);
  if (blocks->len == 0)
    return;
  add_bill (self, blocks);
  for (guint i = 0; i < blocks->len; i++)
    dear += ((LeatBlockResult *) blocks->pdata[i])->monthly > 0;
  /* A bar a block: beyond a page of them the table says more. */
  if (dear > 1 && dear <= 24)
    add_chart (self, leat_report_cost_chart (self->report, NULL, _("Cost by Block")), "cost-by-block", leat_chart_height_of (dear));
  add_lines (self, blocks);
}

static char *
dup_dominant (const LeatPath *path)
{
  char *dominant;

  if (path->unbounded)
    {
      g_autofree char *growth = leat_path_dup_growth (path);
      const char *name = path->backlog_block >= 0
                           ? leat_element_get_label (((LeatBlockResult *) path->blocks->pdata[path->backlog_block])->element)
                           : "";

      return growth != NULL ? g_strdup_printf (_("backlog of %s grows by %s"), name, growth)
                            : g_strdup_printf (_("backlog of %s grows"), name);
    }
  dominant = leat_path_dup_dominant (path);
  return dominant != NULL ? dominant : g_strdup ("");
}

static void
add_paths (LeatReportDocument *self,
           GPtrArray          *paths)
{
  Part *table = add_table (self, _("Path"), _(">p50"), _(">p95"), _(">p99"), _("What takes longest"), NULL);
  gboolean mean_only = FALSE;

  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (paths, i);
      g_autofree char *label = leat_path_dup_label (path);
      g_autofree char *p50 = leat_duration_format (path->unbounded ? INFINITY : path->p50);
      g_autofree char *p95 = leat_duration_format (path->unbounded ? INFINITY : path->p95);
      g_autofree char *p99 = leat_duration_format (path->unbounded ? INFINITY : path->p99);
      g_autofree char *dominant = dup_dominant (path);

      mean_only |= path->mean_only;
      add_row (table, label, p50, p95, p99, dominant);
    }
  if (mean_only)
    add_text (self, _("Of some stages only the mean is known: the real percentiles are higher."));
}

static void
add_bottleneck (LeatReportDocument *self)
{
  guint limit;
  double at;
  const LeatBlockResult *block = leat_report_get_bottleneck (self->report, &limit, &at);
  Part *text;

  if (block == NULL)
    return;
  text = add_text (self, _("%s saturates first as the load grows: %s, used to %.3g%% at peak, is full at %.3g times the load of now."),
                   leat_element_get_label (block->element), leat_tr (block->uses[limit].limit->label),
                   100 * block->uses[limit].utilisation, at);
  text->strong = at < 1;
}

static void
add_latency (LeatReportDocument *self)
{
  GPtrArray *paths = leat_report_get_paths (self->report);
  g_autoptr(GPtrArray) stages = g_ptr_array_new ();
  g_autofree char *title = NULL;
  LeatChart *chart;

  add_heading (self, 1, _("Latency"));
  if (paths->len == 0)
    {
      add_text (self, _("No source reaches a consumer, so nothing can be told of how long data takes."));
      return;
    }
  add_bottleneck (self);
  add_paths (self, paths);
  title = leat_path_dup_label (paths->pdata[0]);
  chart = leat_report_path_chart (paths->pdata[0], NULL, title, stages);
  if (stages->len > 0 && stages->len <= 30)
    add_chart (self, chart, "slowest-path", leat_chart_height_of (stages->len));
  else
    leat_chart_unref (chart);
}

static double
get_asked_delay (LeatReport *report)
{
  GPtrArray *results = leat_report_get_requirements (report);

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (result->requirement->measure == LEAT_REQUIREMENT_P95)
        return result->asked;
    }
  return 0;
}

static LeatExploration *
explore_loads (LeatReportDocument *self,
               GPtrArray          *elements,
               GCancellable       *cancellable,
               GError            **error)
{
  LeatExploration *loads = g_new0 (LeatExploration, 1);
  LeatCatalogue *catalogue = leat_report_get_catalogue (self->report);
  const LeatOptions *options = leat_report_get_options (self->report);
  LeatVariation *variation;

  loads->report = leat_report_ref (self->report);
  loads->variations = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free);
  loads->labels = g_ptr_array_new_with_free_func (g_free);
  loads->settings = g_ptr_array_new ();
  loads->present[0] = 1;
  loads->present[1] = NAN;
  loads->asked = get_asked_delay (self->report);
  variation = leat_variation_parse (LOADS, catalogue, elements, error);
  if (variation != NULL)
    {
      g_ptr_array_add (loads->variations, variation);
      g_ptr_array_add (loads->labels, g_strdup (_("Load of all sources")));
      g_ptr_array_add (loads->settings, NULL);
      loads->curves = leat_explore_curves (catalogue, elements, options, variation, NULL, NULL, cancellable, error);
    }
  if (loads->curves != NULL)
    loads->thresholds = leat_explore_thresholds (catalogue, elements, options, variation, leat_exploration_get_budget (loads),
                                                 loads->asked, cancellable, error);
  if (loads->thresholds == NULL)
    g_clear_pointer (&loads, leat_exploration_free);
  return loads;
}

static gboolean
has_sources (LeatReport *report)
{
  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (report, i);

      if (result->service != NULL && result->service->load != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_charts (LeatReportDocument *self,
            GPtrArray          *elements,
            GCancellable       *cancellable,
            GError            **error)
{
  LeatExploration *loads;

  if (!has_sources (self->report))
    return TRUE;
  loads = explore_loads (self, elements, cancellable, error);
  if (loads == NULL)
    return FALSE;
  add_heading (self, 1, _("As the Load Grows"));
  add_text (self, _("From a tenth to ten times of what the sources send now, all else as drawn."));
  add_chart (self, leat_exploration_cost_chart (loads), "cost-over-load", CHART_HEIGHT);
  if (leat_report_get_paths (self->report)->len > 0)
    add_chart (self, leat_exploration_delay_chart (loads), "delay-over-load", CHART_HEIGHT);
  add_chart (self, leat_exploration_use_chart (loads), "use-over-load", CHART_HEIGHT);
  leat_exploration_free (loads);
  return TRUE;
}

static const char *
describe_severity (LeatSeverity severity)
{
  return severity == LEAT_SEVERITY_ERROR ? _("Error") : severity == LEAT_SEVERITY_WARNING ? _("Warning") : _("Advice");
}

/* All that one rule found, from @first on: why and what to do stand there once. */
static void
add_rule (LeatReportDocument *self,
          GPtrArray          *findings,
          guint               first)
{
  const LeatRule *rule = ((LeatFinding *) findings->pdata[first])->rule;

  for (guint i = first; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->rule == rule && finding->silenced == NULL)
        add_text (self, _("%s · %s"), describe_severity (rule->severity), leat_finding_get_message (finding))->strong = TRUE;
    }
  if (rule->why != NULL && *rule->why != '\0')
    add_text (self, "%s", leat_tr (rule->why));
  if (rule->fix != NULL && rule->fix->label != NULL)
    add_text (self, _("To mend it: %s."), leat_tr (rule->fix->label));
  if (rule->reference != NULL)
    add_text (self, "%s", rule->reference)->url = g_strdup (rule->reference);
}

static void
add_silenced (LeatReportDocument *self,
              GPtrArray          *findings)
{
  Part *table = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced == NULL)
        continue;
      if (table == NULL)
        {
          add_heading (self, 2, _("Silenced"));
          table = add_table (self, _("Finding"), _("Why it may stay"), NULL);
        }
      add_row (table, leat_finding_get_message (finding), finding->silenced);
    }
}

static void
add_findings (LeatReportDocument *self)
{
  GPtrArray *findings = leat_report_get_findings (self->report);
  g_autoptr(GHashTable) told = g_hash_table_new (NULL, NULL);

  add_heading (self, 1, _("Findings"));
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced == NULL && g_hash_table_add (told, (gpointer) finding->rule))
        add_rule (self, findings, i);
    }
  if (g_hash_table_size (told) == 0)
    add_text (self, _("The checks found nothing."));
  add_silenced (self, findings);
}

/* "s3:GetObject, s3:PutObject and 3 more" */
static char *
dup_actions (const LeatIamPolicy *policy)
{
  g_autoptr(GPtrArray) actions = g_ptr_array_new ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < policy->statements->len; i++)
    {
      const LeatIamStatement *statement = g_ptr_array_index (policy->statements, i);

      for (guint k = 0; k < statement->actions->len; k++)
        if (!g_ptr_array_find_with_equal_func (actions, statement->actions->pdata[k], g_str_equal, NULL))
          g_ptr_array_add (actions, statement->actions->pdata[k]);
    }
  for (guint i = 0; i < MIN (actions->len, MAX_ACTIONS); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", (char *) actions->pdata[i]);
  if (actions->len > MAX_ACTIONS)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", actions->len - MAX_ACTIONS), actions->len - MAX_ACTIONS);
  return g_string_free (text, FALSE);
}

static void
add_access (LeatReportDocument *self)
{
  g_autoptr(GPtrArray) policies = leat_iam_policies (self->report, NULL);
  Part *table;

  add_heading (self, 1, _("Access"));
  if (policies->len == 0)
    {
      add_text (self, _("Its wires need nothing of IAM."));
      return;
    }
  add_text (self, _("The least that the wires ask of IAM. “leat-cli iam” writes the policies in full."));
  table = add_table (self, _("Block"), _("Policy"), _("Actions"), NULL);
  for (guint i = 0; i < policies->len; i++)
    {
      const LeatIamPolicy *policy = g_ptr_array_index (policies, i);
      const LeatBlockResult *block = leat_report_get_block (self->report, policy->block);
      g_autofree char *actions = dup_actions (policy);

      add_row (table, block != NULL ? leat_element_get_label (block->element) : policy->block,
               leat_iam_policy_kind_get_label (policy->kind), actions);
    }
}

/* The document */

static const struct
{
  const char *word;
  guint       section;
} sections_by_word[] = {
  { "drawing", LEAT_SECTION_DRAWING },   { "requirements", LEAT_SECTION_REQUIREMENTS }, { "cost", LEAT_SECTION_COST },
  { "latency", LEAT_SECTION_LATENCY },   { "charts", LEAT_SECTION_CHARTS },             { "findings", LEAT_SECTION_FINDINGS },
  { "access", LEAT_SECTION_ACCESS },     { "all", LEAT_SECTION_ALL },
};

gboolean
leat_report_section_parse (const char *words,
                           guint      *sections,
                           GError    **error)
{
  g_auto(GStrv) list = g_strsplit (words, ",", -1);
  guint found = 0;

  for (guint i = 0; list[i] != NULL; i++)
    {
      guint bit = 0;

      for (gsize k = 0; k < G_N_ELEMENTS (sections_by_word); k++)
        if (g_str_equal (g_strstrip (list[i]), sections_by_word[k].word))
          bit = sections_by_word[k].section;
      if (bit == 0)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                       _("“%s” is no section: there are drawing, requirements, cost, latency, charts, findings, access and all"), list[i]);
          return FALSE;
        }
      found |= bit;
    }
  if (found == 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                   _("no section: there are drawing, requirements, cost, latency, charts, findings, access and all"));
      return FALSE;
    }
  *sections = found;
  return TRUE;
}

/* A pipeline of its own, so that another thread may draw while the first one is edited. */
static LeatPipeline *
copy_pipeline (GPtrArray *elements)
{
  LeatPipeline *pipeline = leat_pipeline_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      leat_pipeline_replace (pipeline, element->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (pipeline) : NULL,
                             element);
    }
  return pipeline;
}

LeatReportDocument *
leat_report_document_new (LeatReport   *report,
                          GPtrArray    *elements,
                          guint         sections,
                          GCancellable *cancellable,
                          GError      **error)
{
  g_autoptr(LeatReportDocument) self = g_new0 (LeatReportDocument, 1);
  const LeatElement *properties;

  self->report = leat_report_ref (report);
  self->pipeline = copy_pipeline (elements);
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  properties = leat_pipeline_get_properties (self->pipeline);
  self->title = g_strdup (*properties->name != '\0' ? properties->name : _("Pipeline"));
  self->subtitle = g_strdup (_("Data pipeline report"));
  self->author = g_strdup (leat_settings_get (properties->settings, "author"));

  add_head (self);
  if (sections & LEAT_SECTION_DRAWING)
    add_drawing (self);
  if (sections & LEAT_SECTION_REQUIREMENTS)
    add_requirements (self);
  if (sections & LEAT_SECTION_COST)
    add_cost (self);
  if (sections & LEAT_SECTION_LATENCY)
    add_latency (self);
  if ((sections & LEAT_SECTION_CHARTS) && !add_charts (self, elements, cancellable, error))
    return NULL;
  if (sections & LEAT_SECTION_FINDINGS)
    add_findings (self);
  if (sections & LEAT_SECTION_ACCESS)
    add_access (self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
leat_report_document_free (LeatReportDocument *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->author);
  g_ptr_array_unref (self->parts);
  g_object_unref (self->pipeline);
  leat_report_unref (self->report);
  g_free (self);
}

/* Files */

static void
file_free (LeatReportFile *file)
{
  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

GPtrArray *
leat_report_files_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) file_free);
}

/* Pictures first, so that a document never leads to what is not there. */
static gboolean
save_markdown (LeatReportDocument *self,
               const char         *path,
               LeatReportPictures  pictures,
               GError            **error)
{
  g_autoptr(GPtrArray) files = leat_report_files_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = g_path_get_basename (path);
  g_autoptr(GBytes) bytes = NULL;
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  bytes = leat_report_document_to_markdown (self, pictures, stem, files, error);
  if (bytes == NULL)
    return FALSE;
  for (guint i = 0; i < files->len; i++)
    {
      const LeatReportFile *file = g_ptr_array_index (files, i);
      g_autofree char *beside = g_build_filename (folder, file->name, NULL);

      if (!leat_write_bytes (beside, file->bytes, error))
        return FALSE;
    }
  return leat_write_bytes (path, bytes, error);
}

gboolean
leat_report_document_save (LeatReportDocument *self,
                           const char         *path,
                           gboolean            pdf,
                           LeatPaper           paper,
                           LeatReportPictures  pictures,
                           GError            **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (!pdf)
    return save_markdown (self, path, pictures, error);
  bytes = leat_report_document_to_pdf (self, paper, error);
  return bytes != NULL && leat_write_bytes (path, bytes, error);
}
