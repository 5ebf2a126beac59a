/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

/* Findings as SARIF 2.1.0 (OASIS standard, 2020), the format of code scanners. */

static const char *
level_of (LeatSeverity severity)
{
  static const char *const levels[] = { "note", "warning", "error" };

  return levels[severity];
}

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *text)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
}

static void
add_rule (JsonBuilder    *builder,
          const LeatRule *rule)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", rule->id);
  add_text (builder, "shortDescription", rule->message);
  add_text (builder, "fullDescription", rule->why);
  if (rule->reference != NULL)
    leat_json_add_string (builder, "helpUri", rule->reference);
  json_builder_set_member_name (builder, "defaultConfiguration");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "level", level_of (rule->severity));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

/* The line of `id="…"` in the file, or 1. */
static long
line_of (const char *text,
         const char *id)
{
  g_autofree char *escaped = g_markup_escape_text (id, -1);
  g_autofree char *needle = g_strdup_printf (" id=\"%s\"", escaped);
  const char *at = text != NULL ? strstr (text, needle) : NULL;
  long line = 1;

  for (const char *p = text; at != NULL && p < at; p++)
    line += *p == '\n';
  return line;
}

static void
add_location (JsonBuilder       *builder,
              const LeatFinding *finding,
              const char        *file,
              const char        *text)
{
  g_autofree char *uri = g_uri_escape_string (file, "/", TRUE);

  json_builder_set_member_name (builder, "locations");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "physicalLocation");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "artifactLocation");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "uri", uri);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "region");
  json_builder_begin_object (builder);
  leat_json_add_number (builder, "startLine", line_of (text, finding->subject->id));
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_suppression (JsonBuilder       *builder,
                 const LeatFinding *finding)
{
  if (finding->silenced == NULL)
    return;
  json_builder_set_member_name (builder, "suppressions");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "kind", "inSource");
  leat_json_add_string (builder, "justification", finding->silenced);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
}

static void
add_result (JsonBuilder       *builder,
            const LeatFinding *finding,
            const char        *file,
            const char        *text)
{
  g_autofree char *print = g_strconcat (finding->rule->id, "/", finding->subject->id, NULL);

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "ruleId", finding->rule->id);
  leat_json_add_string (builder, "level", level_of (finding->rule->severity));
  add_text (builder, "message", leat_finding_get_message (finding));
  add_location (builder, finding, file, text);
  json_builder_set_member_name (builder, "partialFingerprints");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "ruleAndSubject/v1", print);
  json_builder_end_object (builder);
  add_suppression (builder, finding);
  json_builder_end_object (builder);
}

static void
add_driver (JsonBuilder      *builder,
            const LeatReport *report)
{
  GPtrArray *rules = leat_catalogue_get_rules (leat_report_get_catalogue (report));

  json_builder_set_member_name (builder, "tool");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "driver");
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "name", "leat-cli");
  leat_json_add_string (builder, "version", LEAT_VERSION);
  json_builder_set_member_name (builder, "rules");
  json_builder_begin_array (builder);
  for (guint i = 0; i < rules->len; i++)
    add_rule (builder, g_ptr_array_index (rules, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

int
cli_print_sarif (const LeatReport *report,
                 const char       *file)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  GPtrArray *findings = leat_report_get_findings (report);
  g_autofree char *text = NULL;

  if (!g_str_equal (file, "-"))
    g_file_get_contents (file, &text, NULL, NULL);
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
  leat_json_add_string (builder, "version", "2.1.0");
  json_builder_set_member_name (builder, "runs");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  add_driver (builder, report);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_result (builder, g_ptr_array_index (findings, i), g_str_equal (file, "-") ? "stdin" : file, text);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}
