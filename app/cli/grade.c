/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/lens.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* As the exam puts it first: who has to look after it, then how long it takes, then what it costs. */
static const LeatCorner corners[] = { LEAT_CORNER_COMPLEXITY, LEAT_CORNER_PERFORMANCE, LEAT_CORNER_COST };

static void
append_why (GString        *text,
            const LeatMark *mark)
{
  if (mark->verdict == LEAT_MARK_MET || mark->why == NULL)
    return;
  g_string_append_printf (text, "       %s", mark->why);
  if (mark->rule != NULL)
    g_string_append_printf (text, " [%s, %s]", mark->block, mark->rule);
  g_string_append_c (text, '\n');
}

static void
append_mark (GString        *text,
             const LeatMark *mark)
{
  g_string_append_printf (text, _("  %3g of %-3g %s, %s"), mark->points, mark->constraint->points, mark->label,
                          leat_mark_verdict_get_label (mark->verdict));
  if (*mark->asked != '\0')
    g_string_append_printf (text, _(": asked %s"), mark->asked);
  if (*mark->measured != '\0') /* words without a figure stand for themselves */
    g_string_append_printf (text, *mark->asked == '\0' ? ": %s" : isfinite (mark->amount) ? _(", is %s") : ", %s", mark->measured);
  g_string_append_c (text, '\n');
  append_why (text, mark);
}

static int
print_text (const LeatGrade *grade,
            const LeatLens  *lens)
{
  const LeatChallenge *challenge = grade->challenge;
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, grade->passed ? _("%s: passed, %g of %g points\n") : _("%s: not passed, %g of %g points\n"),
                          challenge->title, grade->points, grade->of);
  for (guint i = 0; i < grade->marks->len; i++)
    append_mark (text, g_ptr_array_index (grade->marks, i));
  g_string_append_printf (text, _("Exam lens, domain %u: %s\n"), challenge->domain, leat_domain_get_label (challenge->domain));
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      g_autofree char *here = leat_lens_dup_value (lens->design, corners[i]);
      g_autofree char *there = leat_lens_dup_value (lens->reference, corners[i]);

      g_string_append_printf (text, _("  %s: %s, the reference %s\n"), leat_lens_get_label (corners[i]), here, there);
    }
  return cli_print (text->str);
}

static void
add_mark (JsonBuilder    *builder,
          const LeatMark *mark)
{
  static const char *const verdicts[] = { "met", "missed", "unjudged" };

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", mark->constraint->id);
  leat_json_add_string (builder, "label", mark->label);
  leat_json_add_string (builder, "verdict", verdicts[mark->verdict]);
  leat_json_add_number (builder, "points", mark->points);
  leat_json_add_number (builder, "of", mark->constraint->points);
  leat_json_add_string (builder, "asked", mark->asked);
  leat_json_add_string (builder, "measured", mark->measured);
  leat_json_add_string (builder, "value", mark->constraint->value);
  leat_json_add_number (builder, "amount", mark->amount);
  leat_json_add_string (builder, "why", mark->why);
  leat_json_add_string (builder, "rule", mark->rule);
  leat_json_add_string (builder, "block", mark->block);
  json_builder_end_object (builder);
}

static void
add_lens (JsonBuilder        *builder,
          const char         *name,
          const LeatTriangle *triangle)
{
  static const char *const names[] = {
    [LEAT_CORNER_COST] = "total_monthly", [LEAT_CORNER_COMPLEXITY] = "complexity", [LEAT_CORNER_PERFORMANCE] = "p95_s"
  };

  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (corners); i++)
    leat_json_add_number (builder, names[corners[i]], triangle->sides[corners[i]].value);
  json_builder_end_object (builder);
}

static int
print_json (const LeatGrade *grade,
            const LeatLens  *lens)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "challenge", grade->challenge->id);
  leat_json_add_string (builder, "title", grade->challenge->title);
  leat_json_add_number (builder, "domain", grade->challenge->domain);
  json_builder_set_member_name (builder, "passed");
  json_builder_add_boolean_value (builder, grade->passed);
  leat_json_add_number (builder, "points", grade->points);
  leat_json_add_number (builder, "of", grade->of);
  leat_json_add_string (builder, "currency", "USD");
  json_builder_set_member_name (builder, "marks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < grade->marks->len; i++)
    add_mark (builder, g_ptr_array_index (grade->marks, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "lens");
  json_builder_begin_object (builder);
  add_lens (builder, "design", lens->design);
  add_lens (builder, "reference", lens->reference);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static int
save (const LeatGrade *grade)
{
  g_autoptr(LeatProgress) progress = cli_progress ();
  g_autoptr(GError) error = NULL;

  if (leat_progress_note (progress, grade, &error))
    return LEAT_EXIT_DONE;
  return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
}

static int
grade_file (LeatPipeline  *pipeline,
            LeatChallenge *challenge,
            LeatCatalogue *catalogue,
            gboolean       json,
            gboolean       keep)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatGrade) grade = leat_grade_new (challenge, catalogue, elements, NULL, &error);
  g_autoptr(LeatLens) lens = grade != NULL ? leat_grade_lens (grade, NULL, &error) : NULL;
  int status;

  if (lens == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  status = json ? print_json (grade, lens) : print_text (grade, lens);
  if (status == LEAT_EXIT_DONE && keep)
    status = save (grade);
  return status == LEAT_EXIT_DONE && !grade->passed ? LEAT_EXIT_FINDINGS : status;
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL, *wanted = NULL;
  gboolean keep = FALSE;
  const GOptionEntry entries[] = {
    { "challenge", 'c', 0, G_OPTION_ARG_STRING, &wanted, N_("What to grade against: an id, or a file of your own"), N_("ID|FILE.xml") },
    { "save", 0, 0, G_OPTION_ARG_NONE, &keep, N_("Note it in your progress"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  const char *file;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatChallenge) challenge = NULL;

  if (!cli_parse (&leat_command_grade, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_grade, format, "text|json", &status) ||
      (file = cli_one_file (&leat_command_grade, argc, argv, &status)) == NULL)
    return status;
  if (wanted == NULL)
    return cli_usage (&leat_command_grade, _("--challenge is needed: leat-cli challenges lists them"));
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;
  if ((challenge = cli_find_challenge (&leat_command_grade, wanted, catalogue, &status)) == NULL)
    return status;
  if ((pipeline = cli_read (file, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  return grade_file (pipeline, challenge, catalogue, g_strcmp0 (format, "json") == 0, keep);
}

const LeatCommand leat_command_grade = {
  "grade", "FILE", N_("grade a drawing against a challenge"), "leat-cli grade clicks.leat --challenge s01-click-stream", run,
};
