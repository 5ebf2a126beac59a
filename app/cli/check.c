/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static const char *
subject_kind (const LeatElement *subject)
{
  return subject->kind == LEAT_ELEMENT_WIRE ? "wire" : subject->kind == LEAT_ELEMENT_BLOCK ? "block" : "pipeline";
}

static void
add_note (JsonBuilder        *builder,
          const LeatExamNote *note)
{
  if (note == NULL)
    return;
  json_builder_set_member_name (builder, "exam_note");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, note->is_claim ? "claim" : "topic", note->id);
  leat_json_add_string (builder, "title", note->title);
  leat_json_add_string (builder, "know", note->know);
  leat_json_add_string (builder, "trap", note->trap);
  leat_json_add_string (builder, "correction", note->correction);
  leat_json_add_string (builder, "reference", note->reference);
  json_builder_end_object (builder);
}

static void
add_finding (JsonBuilder       *builder,
             const LeatFinding *finding,
             gboolean           explain)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "rule", finding->rule->id);
  leat_json_add_string (builder, "severity", leat_severity_to_string (finding->rule->severity));
  json_builder_set_member_name (builder, "subject");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "kind", subject_kind (finding->subject));
  leat_json_add_string (builder, "id", finding->subject->id);
  leat_json_add_string (builder, "name", finding->subject->name);
  json_builder_end_object (builder);
  leat_json_add_string (builder, "message", leat_finding_get_message (finding));
  leat_json_add_string (builder, "why", finding->rule->why);
  leat_json_add_string (builder, "fix", finding->rule->fix != NULL ? finding->rule->fix->label : NULL);
  leat_json_add_string (builder, "reference", finding->rule->reference);
  leat_json_add_string (builder, "control", finding->rule->control);
  leat_json_add_string (builder, "exam_domain", finding->rule->domain);
  if (explain)
    add_note (builder, finding->rule->note);
  if (finding->silenced != NULL)
    leat_json_add_string (builder, "silenced", finding->silenced);
  json_builder_end_object (builder);
}

static guint
count_silenced (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((LeatFinding *) findings->pdata[i])->silenced != NULL;
  return n;
}

static void
add_list (JsonBuilder *builder,
          const char  *name,
          GPtrArray   *findings,
          gboolean     silenced,
          gboolean     explain)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    if ((((LeatFinding *) findings->pdata[i])->silenced != NULL) == silenced)
      add_finding (builder, findings->pdata[i], explain);
  json_builder_end_array (builder);
}

static void
add_counts (JsonBuilder      *builder,
            const LeatReport *report)
{
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  for (int severity = LEAT_SEVERITY_ERROR; severity >= LEAT_SEVERITY_ADVICE; severity--)
    leat_json_add_number (builder, leat_severity_to_string (severity), leat_report_count_findings (report, severity));
  leat_json_add_number (builder, "silenced", count_silenced (leat_report_get_findings (report)));
  json_builder_end_object (builder);
}

static int
print_json (const LeatReport *report,
            gboolean          explain)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GPtrArray *findings = leat_report_get_findings (report);

  json_builder_begin_object (builder);
  add_list (builder, "findings", findings, FALSE, explain);
  add_list (builder, "silenced", findings, TRUE, explain);
  add_counts (builder, report);
  cli_json_add_requirements (builder, report, FALSE);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static void
append_counts (GString          *text,
               const LeatReport *report)
{
  guint errors = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  guint warnings = leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
  guint advice = leat_report_count_findings (report, LEAT_SEVERITY_ADVICE);
  guint silenced = count_silenced (leat_report_get_findings (report));

  g_string_append_printf (text, ngettext ("%u error", "%u errors", errors), errors);
  g_string_append_printf (text, ngettext (", %u warning", ", %u warnings", warnings), warnings);
  g_string_append_printf (text, ngettext (", %u piece of advice", ", %u pieces of advice", advice), advice);
  if (silenced > 0)
    g_string_append_printf (text, ngettext (", %u silenced", ", %u silenced", silenced), silenced);
  g_string_append_c (text, '\n');
}

static void
append_part (GString    *text,
             const char *name,
             const char *part)
{
  if (part != NULL)
    g_string_append_printf (text, "    %s: %s\n", name, leat_tr (part));
}

static void
append_explanation (GString        *text,
                    const LeatRule *rule)
{
  const LeatExamNote *note = rule->note;

  g_string_append_printf (text, "    %s\n", leat_tr (rule->why));
  if (note == NULL)
    {
      append_part (text, _("Exam domain"), rule->domain);
      append_part (text, _("Read more"), rule->reference);
      return;
    }
  if (note->is_claim)
    g_string_append_printf (text, _("    For the exam, domain %u, claim %s: %s\n"), note->domain, note->id, leat_tr (note->title));
  else
    g_string_append_printf (text, _("    For the exam, domain %u: %s\n"), note->domain, leat_tr (note->title));
  append_part (text, _("What to know"), note->know);
  append_part (text, _("The trap"), note->trap);
  append_part (text, _("What AWS documents otherwise"), note->correction);
  append_part (text, _("Read more"), note->reference);
}

static int
print_text (const LeatReport *report,
            const char       *file,
            gboolean          explain)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced != NULL)
        continue;
      g_string_append_printf (text, "%s: %s: %s [%s]\n", file, leat_severity_to_string (finding->rule->severity),
                              leat_finding_get_message (finding), finding->rule->id);
      if (explain)
        append_explanation (text, finding->rule);
    }
  cli_text_requirements (text, report, FALSE);
  append_counts (text, report);
  return cli_print (text->str);
}

static gboolean
read_threshold (const char *text,
                int        *threshold,
                int        *status)
{
  static const char *const words[] = { "advice", "warning", "error", "never" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (text != NULL ? text : "error", words[i]) == 0)
      {
        *threshold = i;
        return TRUE;
      }
  *status = cli_usage (&leat_command_check, _("--fail-on is error|warning|advice|never, not “%s”"), text);
  return FALSE;
}

static gboolean
reaches (const LeatReport *report,
         int               threshold)
{
  for (int severity = threshold; severity <= LEAT_SEVERITY_ERROR; severity++)
    if (leat_report_count_findings (report, severity) > 0)
      return TRUE;
  /* What is asked and not met is as bad as an error. */
  return threshold <= LEAT_SEVERITY_ERROR && leat_report_count_missed (report) > 0;
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *fail_on = NULL;
  gboolean explain = FALSE;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text, json or sarif"), N_("FORMAT") },
    { "fail-on", 0, 0, G_OPTION_ARG_STRING, &fail_on,
      N_("Exit with 1 from this severity on: error (default), warning, advice or never"), N_("SEVERITY") },
    { "explain", 'e', 0, G_OPTION_ARG_NONE, &explain, N_("Say of each finding why, and what there is to learn for the exam"), NULL },
    { NULL }
  };
  int status, threshold;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;

  if (!cli_parse (&leat_command_check, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_check, format, "text|json|sarif", &status) ||
      !read_threshold (fail_on, &threshold, &status) ||
      (file = cli_one_file (&leat_command_check, argc, argv, &status)) == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (file, catalogue)) == NULL ||
      (report = cli_report (pipeline, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;

  status = g_strcmp0 (format, "json") == 0 ? print_json (report, explain)
           : g_strcmp0 (format, "sarif") == 0 ? cli_print_sarif (report, file) : print_text (report, file, explain);
  return status != LEAT_EXIT_DONE ? status : reaches (report, threshold) ? LEAT_EXIT_FINDINGS : LEAT_EXIT_DONE;
}

const LeatCommand leat_command_check = {
  "check", "FILE", N_("what is wrong with a pipeline"), "leat-cli check pipeline.leat --format sarif", run,
};
