/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "exchange/mermaid.h"
#include "exchange/native.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Reading */

LeatProgress *
cli_progress (void)
{
  g_autoptr(GError) error = NULL;
  LeatProgress *progress = leat_progress_load (&error);

  if (error != NULL)
    cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  return progress;
}

GPtrArray *
cli_challenges (LeatCatalogue *catalogue)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *challenges = leat_challenges_load ((const char *const *) folders, catalogue, warnings);

  for (guint i = 0; i < warnings->len; i++)
    cli_fail (LEAT_EXIT_INPUT, _("left out: %s"), (char *) warnings->pdata[i]);
  return challenges;
}

static LeatChallenge *
read_file (const char    *file,
           LeatCatalogue *catalogue,
           int           *status)
{
  g_autofree char *base = g_path_get_basename (file), *id = g_strndup (base, strlen (base) - strlen (".xml")), *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  LeatChallenge *challenge = NULL;
  gsize size;

  if (g_file_get_contents (file, &text, &size, &error))
    {
      bytes = g_bytes_new_take (g_steal_pointer (&text), size);
      challenge = leat_challenge_read (bytes, file, id, catalogue, &error);
    }
  if (challenge == NULL)
    *status = cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  return challenge;
}

LeatChallenge *
cli_find_challenge (const LeatCommand *command,
                    const char        *wanted,
                    LeatCatalogue     *catalogue,
                    int               *status)
{
  g_autoptr(GPtrArray) challenges = NULL;
  LeatChallenge *challenge;

  if (g_str_has_suffix (wanted, ".xml"))
    return read_file (wanted, catalogue, status);
  challenges = cli_challenges (catalogue);
  challenge = leat_challenges_find (challenges, wanted);
  if (challenge != NULL)
    return leat_challenge_ref (challenge);
  *status = cli_usage (command, _("there is no challenge “%s”: leat-cli challenges lists them, and a file of your own ends in .xml"),
                       wanted);
  return NULL;
}

/* The list */

static double
get_of (const LeatChallenge *challenge)
{
  double points = 0;

  for (guint i = 0; i < challenge->constraints->len; i++)
    points += ((LeatConstraint *) challenge->constraints->pdata[i])->points;
  return points;
}

static const char *
get_state (const LeatProgressEntry *entry)
{
  if (entry->passed)
    return _("solved");
  return entry->revealed ? _("shown") : entry->tries > 0 ? _("tried") : "";
}

/* As wide as a terminal shows it, whatever the script: a Chinese letter takes two places, an accent none. */
static void
append_column (GString    *text,
               const char *words,
               int         width)
{
  int taken = 0;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    taken += g_unichar_iszerowidth (g_utf8_get_char (p)) ? 0 : g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  g_string_append_printf (text, "%s%*s", words, MAX (width - taken, 0), "");
}

static int
print_list (GPtrArray          *challenges,
            const LeatProgress *progress)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < challenges->len; i++)
    {
      const LeatChallenge *challenge = g_ptr_array_index (challenges, i);
      LeatProgressEntry entry;

      leat_progress_get (progress, challenge->id, &entry);
      append_column (text, challenge->id, 24);
      g_string_append_printf (text, _(" domain %u  level %u  %3g of %g  "), challenge->domain, challenge->level, entry.best,
                              get_of (challenge));
      append_column (text, get_state (&entry), 8);
      g_string_append_printf (text, " %s\n", challenge->title);
    }
  for (guint domain = 1; domain <= LEAT_N_DOMAINS; domain++)
    {
      guint passed, n = leat_progress_count (progress, challenges, domain, &passed);

      g_string_append_printf (text, _("Domain %u, %s: %u of %u solved\n"), domain, leat_domain_get_label (domain), passed, n);
    }
  return cli_print (text->str);
}

static void
add_head (JsonBuilder         *builder,
          const LeatChallenge *challenge,
          const LeatProgress  *progress)
{
  LeatProgressEntry entry;

  leat_progress_get (progress, challenge->id, &entry);
  leat_json_add_string (builder, "id", challenge->id);
  leat_json_add_string (builder, "title", challenge->title);
  leat_json_add_number (builder, "domain", challenge->domain);
  leat_json_add_number (builder, "level", challenge->level);
  leat_json_add_number (builder, "minutes", challenge->minutes);
  leat_json_add_number (builder, "of", get_of (challenge));
  leat_json_add_number (builder, "best", entry.best);
  leat_json_add_number (builder, "tries", entry.tries);
  json_builder_set_member_name (builder, "solved");
  json_builder_add_boolean_value (builder, entry.passed);
  json_builder_set_member_name (builder, "shown");
  json_builder_add_boolean_value (builder, entry.revealed);
}

static int
print_list_json (GPtrArray          *challenges,
                 const LeatProgress *progress)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "challenges");
  json_builder_begin_array (builder);
  for (guint i = 0; i < challenges->len; i++)
    {
      json_builder_begin_object (builder);
      add_head (builder, g_ptr_array_index (challenges, i), progress);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

/* One */

typedef struct
{
  LeatChallenge *challenge;
  LeatCatalogue *catalogue;
  LeatProgress  *progress;
  guint          hints;    /* how many are shown */
  gboolean       solution; /* what is right and what is wrong are shown */
} View;

/* Markdown as it was written: it is made to be read like that. */
static void
append_lines (GString    *text,
              const char *lines,
              const char *indent)
{
  g_auto(GStrv) all = g_strsplit (lines, "\n", -1);

  for (guint i = 0; all[i] != NULL; i++)
    g_string_append_printf (text, "%s%s\n", *all[i] != '\0' ? indent : "", all[i]);
}

static char *
dup_mermaid (const View         *view,
             const LeatSolution *solution)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GBytes) bytes = NULL;

  for (guint i = 0; i < solution->elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (solution->elements, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        leat_pipeline_replace (pipeline, NULL, element);
    }
  bytes = leat_mermaid_write (pipeline, view->catalogue, NULL, NULL, NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
append_solutions (GString    *text,
                  const View *view)
{
  for (guint i = 0; i < view->challenge->solutions->len; i++)
    {
      const LeatSolution *solution = g_ptr_array_index (view->challenge->solutions, i);
      g_autofree char *mermaid = dup_mermaid (view, solution);

      g_string_append_printf (text, i == 0 ? _("\nSolution: %s\n") : _("\nAnother: %s\n"), solution->title);
      if (solution->text != NULL)
        append_lines (text, solution->text, "  ");
      g_string_append_printf (text, "\n%s", mermaid);
    }
  for (guint i = 0; i < view->challenge->wrongs->len; i++)
    {
      const LeatSolution *wrong = g_ptr_array_index (view->challenge->wrongs, i);

      g_string_append_printf (text, _("\nOften drawn and wrong: %s\n"), wrong->title);
      if (wrong->text != NULL)
        append_lines (text, wrong->text, "  ");
    }
}

static int
print_one (const View *view)
{
  const LeatChallenge *challenge = view->challenge;
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(LeatGrade) grade = leat_grade_new (view->challenge, view->catalogue, nothing, NULL, NULL);
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, _("%s\nDomain %u, %s; level %u; %u minutes\n\n"), challenge->title, challenge->domain,
                          leat_domain_get_label (challenge->domain), challenge->level, challenge->minutes);
  append_lines (text, challenge->text, "");
  g_string_append (text, _("\nAsked\n"));
  for (guint i = 0; i < grade->marks->len; i++)
    {
      const LeatMark *mark = g_ptr_array_index (grade->marks, i);

      g_string_append_printf (text, _("  %3g points  %s%s%s  (%s)\n"), mark->constraint->points, mark->label,
                              *mark->asked != '\0' ? ": " : "", mark->asked, mark->constraint->id);
    }
  for (guint i = 0; i < MIN (view->hints, challenge->hints->len); i++)
    {
      g_string_append_printf (text, _("\nHint %u of %u\n"), i + 1, challenge->hints->len);
      append_lines (text, g_ptr_array_index (challenge->hints, i), "  ");
    }
  if (view->solution)
    append_solutions (text, view);
  return cli_print (text->str);
}

static void
add_strings (JsonBuilder *builder,
             const char  *name,
             GStrv        strings)
{
  if (strings == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; strings[i] != NULL; i++)
    json_builder_add_string_value (builder, strings[i]);
  json_builder_end_array (builder);
}

static void
add_constraint (JsonBuilder    *builder,
                const LeatMark *mark)
{
  static const char *const kinds[] = { "deliver", "require", "sound" };
  const LeatConstraint *constraint = mark->constraint;

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", constraint->id);
  leat_json_add_string (builder, "kind", kinds[constraint->kind]);
  leat_json_add_string (builder, "label", mark->label);
  leat_json_add_number (builder, "points", constraint->points);
  add_strings (builder, "from", constraint->from);
  add_strings (builder, "to", constraint->to);
  if (constraint->kind == LEAT_CONSTRAINT_REQUIREMENT)
    {
      leat_json_add_string (builder, "requirement", constraint->requirement);
      leat_json_add_string (builder, "value", constraint->value);
    }
  json_builder_end_object (builder);
}

static void
add_solutions (JsonBuilder *builder,
               const View  *view,
               const char  *name,
               GPtrArray   *solutions)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < solutions->len; i++)
    {
      const LeatSolution *solution = g_ptr_array_index (solutions, i);
      g_autofree char *mermaid = dup_mermaid (view, solution);

      json_builder_begin_object (builder);
      leat_json_add_string (builder, "title", solution->title);
      leat_json_add_string (builder, "text", solution->text);
      add_strings (builder, "fails", solution->fails);
      if (solution->rule != NULL)
        leat_json_add_string (builder, "rule", solution->rule);
      leat_json_add_string (builder, "mermaid", mermaid);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static int
print_one_json (const View *view)
{
  const LeatChallenge *challenge = view->challenge;
  g_autoptr(GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr(LeatGrade) grade = leat_grade_new (view->challenge, view->catalogue, nothing, NULL, NULL);
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_head (builder, challenge, view->progress);
  leat_json_add_string (builder, "text", challenge->text);
  json_builder_set_member_name (builder, "constraints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < grade->marks->len; i++)
    add_constraint (builder, g_ptr_array_index (grade->marks, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "hints");
  json_builder_begin_array (builder);
  for (guint i = 0; i < MIN (view->hints, challenge->hints->len); i++)
    json_builder_add_string_value (builder, g_ptr_array_index (challenge->hints, i));
  json_builder_end_array (builder);
  if (view->solution)
    {
      add_solutions (builder, view, "solutions", challenge->solutions);
      add_solutions (builder, view, "wrongs", challenge->wrongs);
    }
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

/* So that the window knows what it is graded against. */
static void
put_challenge (LeatPipeline        *pipeline,
               const LeatChallenge *challenge)
{
  LeatElement *before = leat_pipeline_get_properties (pipeline);
  g_autoptr(LeatElement) named = leat_element_copy_named (before, challenge->title);
  g_autoptr(LeatElement) after = leat_element_copy_with_setting (named, g_intern_static_string ("challenge"), challenge->id);

  leat_pipeline_replace (pipeline, before, after);
}

static int
write_start (const LeatChallenge *challenge,
             const char          *file)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < challenge->start->len; i++)
    {
      LeatElement *element = g_ptr_array_index (challenge->start, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        leat_pipeline_replace (pipeline, NULL, element);
    }
  put_challenge (pipeline, challenge);
  bytes = leat_native_write (pipeline, NULL, NULL, NULL, &error);
  if (bytes == NULL || !leat_write_bytes (file, bytes, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return LEAT_EXIT_DONE;
}

static int
show (View       *view,
      const char *start,
      gboolean    json)
{
  g_autoptr(GError) error = NULL;

  if (start != NULL)
    return write_start (view->challenge, start);
  /* Who has seen it has not found it: that counts, as in the window. */
  if (view->solution && !leat_progress_note_revealed (view->progress, view->challenge, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return json ? print_one_json (view) : print_one (view);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL, *start = NULL;
  gboolean solution = FALSE;
  int hints = 0;
  const GOptionEntry entries[] = {
    { "hint", 0, 0, G_OPTION_ARG_INT, &hints, N_("Show the first N hints, from a nudge to nearly the solution"), N_("N") },
    { "start", 0, 0, G_OPTION_ARG_FILENAME, &start, N_("Write what stands on the canvas to begin with"), N_("OUT.leat") },
    { "solution", 0, 0, G_OPTION_ARG_NONE, &solution, N_("Show the solutions, and what is often drawn and wrong"), NULL },
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  gboolean json;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatProgress) progress = NULL;
  g_autoptr(GPtrArray) challenges = NULL;
  g_autoptr(LeatChallenge) challenge = NULL;
  View view;

  if (!cli_parse (&leat_command_challenges, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_challenges, format, "text|json", &status))
    return status;
  if (argc > 2)
    return cli_usage (&leat_command_challenges, _("one challenge is taken, found also “%s”"), argv[2]);
  if (argc < 2 && (hints != 0 || start != NULL || solution))
    return cli_usage (&leat_command_challenges, _("say which challenge: leat-cli challenges lists them"));
  if (hints < 0)
    return cli_usage (&leat_command_challenges, _("--hint is a number of hints, not “%d”"), hints);
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;

  json = g_strcmp0 (format, "json") == 0;
  progress = cli_progress ();
  if (argc < 2)
    {
      challenges = cli_challenges (catalogue);
      return json ? print_list_json (challenges, progress) : print_list (challenges, progress);
    }
  challenge = cli_find_challenge (&leat_command_challenges, argv[1], catalogue, &status);
  if (challenge == NULL)
    return status;
  view = (View){ challenge, catalogue, progress, hints, solution };
  return show (&view, start, json);
}

const LeatCommand leat_command_challenges = {
  "challenges", "[ID|FILE.xml]", N_("the written requirements to draw for, with hints and what was solved"),
  "leat-cli challenges s01-click-stream --hint 1", run,
};
