/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/money.h"
#include "engine/optimise.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the pipeline asks for and is not so in a design. */
static void
append_missed (GString          *text,
               const LeatDesign *design)
{
  for (guint i = 0; i < design->requirements->len; i++)
    {
      const LeatDesignRequirement *requirement = g_ptr_array_index (design->requirements, i);

      if (requirement->is_missed)
        g_string_append_printf (text, "  - %s\n", requirement->text);
    }
}

static void
append_asked (GString          *text,
              const LeatDesign *present)
{
  if (present->requirements->len > 0)
    g_string_append (text, _("Asked of the pipeline\n"));
  for (guint i = 0; i < present->requirements->len; i++)
    g_string_append_printf (text, "  - %s\n", ((LeatDesignRequirement *) present->requirements->pdata[i])->text);
}

static void
append_design (GString          *text,
               const char       *title,
               const LeatDesign *design,
               const char       *currency)
{
  g_autofree char *money = leat_money_format (currency, design->cost);
  g_autofree char *p95 = leat_duration_format (design->p95);

  if (!isnan (design->p95))
    g_string_append_printf (text, _("%s: %s a month, p95 %s, complexity %g\n"), title, money, p95, design->complexity);
  else
    g_string_append_printf (text, _("%s: %s a month, no way from a source to a consumer, complexity %g\n"), title, money,
                            design->complexity);
  if (design->changes->len == 0)
    return;
  g_string_append_printf (text, "  %s\n", design->sentence);
  for (guint i = 0; i < design->changes->len; i++)
    {
      const LeatDesignChange *change = g_ptr_array_index (design->changes, i);

      g_string_append_printf (text, "  - %s, %s: %s → %s\n", change->name,
                              change->setting != NULL ? leat_tr (change->setting->label) : _("Service"), change->from_label,
                              change->to_label);
    }
}

static void
append_obstacle (GString                *text,
                 const LeatOptimisation *found,
                 const LeatGoals        *goals,
                 const char             *currency)
{
  const LeatDesign *nearest = found->nearest;
  g_autofree char *cost = leat_money_format (currency, nearest->cost);
  g_autofree char *budget = leat_money_format (currency, goals->budget);
  g_autofree char *p95 = leat_duration_format (nearest->p95);
  g_autofree char *asked = leat_duration_format (goals->max_p95);

  g_string_append (text, _("No design meets what is asked. Of the nearest\n"));
  if (nearest->unmet & LEAT_UNMET_P95)
    g_string_append_printf (text, _("  - p95 is %s, beyond the %s asked\n"), p95, asked);
  if (nearest->unmet & LEAT_UNMET_BUDGET)
    g_string_append_printf (text, _("  - the cost is %s a month, beyond the %s asked\n"), cost, budget);
  if (nearest->unmet & LEAT_UNMET_SERVERLESS)
    g_string_append (text, _("  - some blocks are not serverless, and the catalogue knows nothing that can stand in their place\n"));
  append_missed (text, nearest);
  append_design (text, _("Nearest"), nearest, currency);
}

/* A search that did not see all combinations cannot tell of those it left out. */
static const char *
title_of_present (const LeatOptimisation *found)
{
  if (!found->is_best)
    return _("Now");
  return found->exact ? _("Now, and nothing beats it") : _("Now, and nothing that was tried beats it");
}

static int
print_text (const LeatOptimisation *found,
            const LeatGoals        *goals,
            const char             *currency)
{
  g_autoptr(GString) text = g_string_new (NULL);

  append_asked (text, found->present);
  append_design (text, title_of_present (found), found->present, currency);
  if (found->nearest != NULL)
    append_obstacle (text, found, goals, currency);
  for (guint i = 0; i < found->front->len; i++)
    {
      g_autofree char *title = g_strdup_printf ("%u", i + 1);

      append_design (text, title, g_ptr_array_index (found->front, i), currency);
    }
  if (found->front->len == 0)
    g_string_append (text, found->exact ? _("Nothing that can be tried beats it\n") : _("Nothing that was tried beats it\n"));
  g_string_append_printf (text, found->exact ? ngettext ("%u combination was evaluated, and there are no others\n",
                                                         "All %u combinations were evaluated\n", found->evaluated)
                                             : ngettext ("%u design was evaluated\n", "%u designs were evaluated\n", found->evaluated),
                          found->evaluated);
  return cli_print (text->str);
}

static void
add_change (JsonBuilder            *builder,
            const LeatDesignChange *change)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "block", change->block);
  leat_json_add_string (builder, "setting", change->setting != NULL ? change->setting->name : NULL);
  leat_json_add_string (builder, "from", change->from);
  leat_json_add_string (builder, "to", change->to);
  leat_json_add_string (builder, "why", change->why);
  json_builder_end_object (builder);
}

static void
add_unmet (JsonBuilder      *builder,
           const LeatDesign *design)
{
  static const char *const words[] = { "max_p95", "budget", "serverless", "other", "requirements" };

  json_builder_set_member_name (builder, "unmet");
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (design->unmet & (1u << i))
      json_builder_add_string_value (builder, words[i]);
  json_builder_end_array (builder);
}

static void
add_requirements (JsonBuilder      *builder,
                  const LeatDesign *design)
{
  json_builder_set_member_name (builder, "requirements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < design->requirements->len; i++)
    cli_json_add_requirement (builder, &((LeatDesignRequirement *) design->requirements->pdata[i])->result);
  json_builder_end_array (builder);
}

static void
add_design (JsonBuilder      *builder,
            const LeatDesign *design,
            const LeatDesign *present)
{
  json_builder_begin_object (builder);
  leat_json_add_number (builder, "total_monthly", design->cost);
  leat_json_add_number (builder, "p95_s", design->p95);
  json_builder_set_member_name (builder, "unbounded");
  json_builder_add_boolean_value (builder, isinf (design->p95) != 0);
  leat_json_add_number (builder, "complexity", design->complexity);
  leat_json_add_number (builder, "total_monthly_change", leat_money_tidy (design->cost - present->cost));
  leat_json_add_number (builder, "p95_s_change", design->p95 - present->p95);
  leat_json_add_number (builder, "complexity_change", design->complexity - present->complexity);
  json_builder_set_member_name (builder, "meets");
  json_builder_add_boolean_value (builder, design->unmet == 0);
  add_unmet (builder, design);
  add_requirements (builder, design);
  leat_json_add_string (builder, "sentence", design->sentence);
  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < design->changes->len; i++)
    add_change (builder, design->changes->pdata[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static int
print_json (const LeatOptimisation *found,
            const char             *currency)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "currency", currency != NULL ? currency : "USD");
  json_builder_set_member_name (builder, "exact");
  json_builder_add_boolean_value (builder, found->exact);
  leat_json_add_number (builder, "evaluated", found->evaluated);
  json_builder_set_member_name (builder, "present_is_best");
  json_builder_add_boolean_value (builder, found->is_best);
  json_builder_set_member_name (builder, "present");
  add_design (builder, found->present, found->present);
  json_builder_set_member_name (builder, "front");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->front->len; i++)
    add_design (builder, found->front->pdata[i], found->present);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "nearest");
  if (found->nearest != NULL)
    add_design (builder, found->nearest, found->present);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static gboolean
read_goals (LeatGoals  *goals,
            const char *max_p95,
            const char *budget,
            int         limit,
            int         evaluations,
            int        *status)
{
  g_autoptr(GError) error = NULL;

  if (!cli_parse_time (&leat_command_optimise, "--max-p95", max_p95, "s", &goals->max_p95, status))
    return FALSE;
  if (budget != NULL && (!leat_quantity_parse (budget, NULL, &goals->budget, &error) || goals->budget <= 0))
    *status = cli_usage (&leat_command_optimise, _("--budget cannot be “%s”: write an amount a month of more than 0"), budget);
  else if (limit < 1 || limit > 1000)
    *status = cli_usage (&leat_command_optimise, _("--limit is from 1 to 1000"));
  else if (evaluations < 1 || evaluations > 1000000)
    *status = cli_usage (&leat_command_optimise, _("--evaluations is from 1 to 1000000"));
  else
    {
      goals->limit = limit;
      goals->max_evaluations = evaluations;
      return TRUE;
    }
  return FALSE;
}

static int
run (int    argc,
     char **argv)
{
  g_auto(CliMoney) money = { 0 };
  g_autofree char *format = NULL;
  g_autofree char *max_p95 = NULL;
  g_autofree char *budget = NULL;
  LeatGoals goals = { .requirements = TRUE };
  int limit = 10;
  int evaluations = LEAT_OPTIMISE_EVALUATIONS;
  const GOptionEntry entries[] = {
    { "max-p95", 0, 0, G_OPTION_ARG_STRING, &max_p95, N_("How long 95 of 100 records may take, whatever the pipeline asks for"),
      N_("TIME") },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &budget, N_("What it may cost a month, whatever the pipeline asks for"), N_("AMOUNT") },
    { "serverless", 0, 0, G_OPTION_ARG_NONE, &goals.serverless, N_("Nothing with servers"), NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_("How many designs are shown: 10 unless said"), N_("N") },
    { "evaluations", 0, 0, G_OPTION_ARG_INT, &evaluations, N_("How many designs are tried at most: 4000 unless said"), N_("N") },
    CLI_MONEY_ENTRIES (money),
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatPriceBook) own = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatOptimisation) found = NULL;
  g_autoptr(GError) error = NULL;
  LeatOptions options;

  if (!cli_parse (&leat_command_optimise, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_optimise, format, "text|json", &status) ||
      !read_goals (&goals, max_p95, budget, limit, evaluations, &status) ||
      (file = cli_one_file (&leat_command_optimise, argc, argv, &status)) == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  options = leat_options_of (elements);
  if (!cli_money_apply (&money, &leat_command_optimise, catalogue, &options, &own, &status))
    return status;

  found = leat_optimise (catalogue, elements, &options, &goals, NULL, NULL, NULL, &error);
  if (found == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  status = g_strcmp0 (format, "json") == 0 ? print_json (found, options.currency) : print_text (found, &goals, options.currency);
  return status == LEAT_EXIT_DONE && found->nearest != NULL ? LEAT_EXIT_FINDINGS : status;
}

const LeatCommand leat_command_optimise = {
  "optimise", "FILE [--max-p95 TIME] [--budget AMOUNT] [--serverless]", N_("designs that are cheaper, faster or simpler and as asked"),
  "leat-cli optimise pipeline.leat --max-p95 5min --format json", run,
};
