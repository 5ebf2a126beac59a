/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "exchange/decisions.h"
#include "exchange/native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Without answers the questions; with some, what they lead to. */

static const LeatAnswer *
answer_of (const LeatQuestion *question,
           guint               index)
{
  return g_ptr_array_index (question->answers, index);
}

static void
add_named (JsonBuilder *builder,
           const char  *id,
           const char  *label_name,
           const char  *label)
{
  leat_json_add_string (builder, "id", id);
  leat_json_add_string (builder, label_name, leat_tr (label));
}

static int
print_questions_json (const LeatDecisions *decisions)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "questions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (decisions->questions, i);

      json_builder_begin_object (builder);
      add_named (builder, question->id, "question", question->title);
      leat_json_add_string (builder, "default", answer_of (question, question->fallback)->id);
      json_builder_set_member_name (builder, "answers");
      json_builder_begin_array (builder);
      for (guint j = 0; j < question->answers->len; j++)
        {
          json_builder_begin_object (builder);
          add_named (builder, answer_of (question, j)->id, "label", answer_of (question, j)->label);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static int
print_questions (const LeatDecisions *decisions)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (decisions->questions, i);

      g_string_append_printf (text, "%s%s: %s\n", i > 0 ? "\n" : "", question->id, leat_tr (question->title));
      for (guint j = 0; j < question->answers->len; j++)
        g_string_append_printf (text, "  %-12s %s%s\n", answer_of (question, j)->id, leat_tr (answer_of (question, j)->label),
                                j == question->fallback ? _(" (unless said)") : "");
    }
  return cli_print (text->str);
}

static int
print_advice_json (const LeatDecisions *decisions,
                   const guint         *answers,
                   const LeatAdvice    *advice,
                   const LeatReport    *report)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "answers");
  json_builder_begin_object (builder);
  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (decisions->questions, i);

      leat_json_add_string (builder, question->id, answer_of (question, answers[i])->id);
    }
  json_builder_end_object (builder);
  for (int chosen = TRUE; chosen >= FALSE; chosen--)
    {
      json_builder_set_member_name (builder, chosen ? "chosen" : "rejected");
      json_builder_begin_array (builder);
      for (guint i = 0; i < advice->picks->len; i++)
        {
          const LeatPick *pick = &g_array_index (advice->picks, LeatPick, i);

          if (pick->chosen != chosen)
            continue;
          json_builder_begin_object (builder);
          leat_json_add_string (builder, "place", pick->place->id);
          leat_json_add_string (builder, "service", pick->candidate->type);
          if (chosen)
            leat_json_add_string (builder, "block", pick->candidate->id);
          leat_json_add_string (builder, "why", leat_tr (pick->why));
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
    }
  cli_json_add_requirements (builder, report, FALSE);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static int
print_advice (LeatCatalogue       *catalogue,
              const LeatDecisions *decisions,
              const guint         *answers,
              const LeatAdvice    *advice,
              const LeatReport    *report)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const LeatPlaceToFill *place = NULL;

  for (guint i = 0; i < decisions->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (decisions->questions, i);

      g_string_append_printf (text, "%s %s\n", leat_tr (question->title), leat_tr (answer_of (question, answers[i])->label));
    }
  for (guint i = 0; i < advice->picks->len; i++)
    {
      const LeatPick *pick = &g_array_index (advice->picks, LeatPick, i);
      const char *name = leat_catalogue_get_service (catalogue, pick->candidate->type)->name;

      if (pick->place != place)
        g_string_append_printf (text, "\n%s\n", leat_tr (pick->place->title));
      place = pick->place;
      if (pick->chosen)
        g_string_append_printf (text, "  %s: %s\n", leat_tr (name), leat_tr (pick->why));
      else
        g_string_append_printf (text, _("  not %s: %s\n"), leat_tr (name), leat_tr (pick->why));
    }
  g_string_append_c (text, '\n');
  cli_text_requirements (text, report, FALSE);
  return cli_print (text->str);
}

static int
advise (LeatCatalogue *catalogue,
        LeatDecisions *decisions,
        const guint   *answers,
        const char    *output,
        gboolean       json)
{
  g_autoptr(LeatAdvice) advice = leat_decide (decisions, answers, _("A Start"));
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GError) error = NULL;

  pipeline = leat_advice_new_pipeline (advice, catalogue, &error);
  if (pipeline == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  report = cli_report (pipeline, catalogue);
  if (report == NULL)
    return LEAT_EXIT_INPUT;
  if (output != NULL)
    {
      g_autoptr(GBytes) bytes = leat_native_write (pipeline, catalogue, NULL, NULL, &error);

      if (!leat_write_bytes (output, bytes, &error))
        return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
      if (g_str_equal (output, "-"))
        return LEAT_EXIT_DONE;
    }
  return json ? print_advice_json (decisions, answers, advice, report)
              : print_advice (catalogue, decisions, answers, advice, report);
}

/* "QUESTION=ANSWER" */
static gboolean
take_answer (const LeatDecisions *decisions,
             const char          *text,
             guint               *answers,
             int                 *status)
{
  g_auto(GStrv) parts = g_strsplit (text, "=", 2);
  const LeatQuestion *question = g_strv_length (parts) == 2 ? leat_decisions_find_question (decisions, parts[0]) : NULL;
  g_autoptr(GString) known = g_string_new (NULL);
  int answer;

  if (question == NULL)
    {
      for (guint i = 0; i < decisions->questions->len; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", ((LeatQuestion *) decisions->questions->pdata[i])->id);
      *status = cli_usage (&leat_command_decide, _("--answer cannot be “%s”: write QUESTION=ANSWER with one of the questions %s"),
                           text, known->str);
      return FALSE;
    }
  answer = leat_question_find_answer (question, parts[1]);
  if (answer >= 0)
    {
      for (guint i = 0; i < decisions->questions->len; i++)
        if (decisions->questions->pdata[i] == question)
          answers[i] = answer;
      return TRUE;
    }
  for (guint i = 0; i < question->answers->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", answer_of (question, i)->id);
  *status = cli_usage (&leat_command_decide, _("“%s” is no answer to “%s”: it has %s"), parts[1], question->id, known->str);
  return FALSE;
}

static int
run (int    argc,
     char **argv)
{
  g_auto(GStrv) given = NULL;
  g_autofree char *output = NULL;
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "answer", 'a', 0, G_OPTION_ARG_STRING_ARRAY, &given, N_("The answer to a question; may be given again"),
      N_("QUESTION=ANSWER") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write the pipeline there; - for standard output, and nothing else then"), N_("OUTPUT") },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatDecisions) decisions = NULL;
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GError) error = NULL;
  g_autofree guint *answers = NULL;
  gboolean json;
  int status;

  if (!cli_parse (&leat_command_decide, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_decide, format, "text|json", &status))
    return status;
  if (argc > 1)
    return cli_usage (&leat_command_decide, _("“%s” is one word too many: answers are given by --answer"), argv[1]);
  json = g_strcmp0 (format, "json") == 0;
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;
  decisions = leat_decisions_load ((const char *const *) folders, catalogue, &error);
  if (decisions == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  if (given == NULL && output == NULL)
    return json ? print_questions_json (decisions) : print_questions (decisions);
  answers = g_new (guint, decisions->questions->len);
  for (guint i = 0; i < decisions->questions->len; i++)
    answers[i] = ((LeatQuestion *) decisions->questions->pdata[i])->fallback;
  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    if (!take_answer (decisions, given[i], answers, &status))
      return status;
  return advise (catalogue, decisions, answers, output, json);
}

const LeatCommand leat_command_decide = {
  "decide", "[--answer QUESTION=ANSWER …] [--output OUTPUT]", N_("a pipeline to start from, by answers to a few questions"),
  "leat-cli decide --answer sends=database --answer freshness=seconds --output start.leat", run,
};
