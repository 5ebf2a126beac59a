/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

/* The format that an option or, without one, a file's name asks for. */
static gboolean
find_format (const char        *option,
             const char        *word,
             const char        *file,
             gboolean           must_write,
             const LeatFormat **format,
             int               *status)
{
  *format = leat_format_find (word != NULL ? word : file);
  if (*format != NULL && (must_write ? (*format)->write != NULL : (*format)->read != NULL))
    return TRUE;
  if (word == NULL && !must_write)
    return TRUE; /* its content tells */

  *status = word != NULL
              ? cli_usage (&leat_command_convert, _("%s cannot be “%s”"), option, word)
              : cli_usage (&leat_command_convert, _("the name “%s” does not tell its format: say --to leat, mermaid, drawio, svg, png or pdf"), file);
  return FALSE;
}

static gboolean
is_picture (const LeatFormat *format)
{
  static const char *const ids[] = { "svg", "png", "pdf", NULL };

  return g_strv_contains (ids, format->id);
}

typedef struct
{
  const char        *in;
  const LeatFormat  *from;
  const char        *out;
  const LeatFormat  *to;
  gboolean           strict;
  CliPicture         words;
  LeatPictureOptions options;
  CliHandout         handout;
} Job;

/* NULL with *status set. */
static GBytes *
write_picture (Job           *job,
               LeatPipeline  *pipeline,
               LeatCatalogue *catalogue,
               LeatReport    *report,
               GPtrArray     *notices,
               int           *status)
{
  g_autoptr(LeatPicture) picture = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) ids = NULL;
  GBytes *bytes = NULL;

  if (!cli_picture_find (&job->words, &leat_command_convert, pipeline, &ids, status))
    return NULL;
  job->options.ids = (const char *const *) ids;
  picture = leat_picture_new (pipeline, catalogue, report, &job->options, &error);
  if (picture != NULL)
    bytes = leat_picture_write (picture, job->to->id, notices, &error);
  if (bytes == NULL)
    *status = cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return bytes;
}

static GBytes *
write_text (Job           *job,
            LeatPipeline  *pipeline,
            LeatCatalogue *catalogue,
            LeatReport    *report,
            GPtrArray     *notices,
            int           *status)
{
  g_autoptr(GError) error = NULL;
  GBytes *bytes = job->to->write (pipeline, catalogue, report, notices, &error);

  if (bytes == NULL)
    *status = cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return bytes;
}

static int
convert (Job *job)
{
  g_autoptr(LeatCatalogue) catalogue = cli_catalogue ();
  g_autoptr(GPtrArray) read_notices = leat_notices_new ();
  g_autoptr(GPtrArray) write_notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  if (catalogue == NULL)
    return LEAT_EXIT_INPUT;
  pipeline = leat_read_file (job->in, job->from, catalogue, read_notices, &error);
  cli_print_notices (job->in, read_notices);
  if (pipeline == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);

  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  bytes = (is_picture (job->to) ? write_picture : write_text) (job, pipeline, catalogue, report, write_notices, &status);
  if (bytes == NULL)
    return status;
  if (!leat_write_bytes (job->out, bytes, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  cli_print_notices (job->out, write_notices);
  return job->strict && (read_notices->len > 0 || write_notices->len > 0) ? LEAT_EXIT_FINDINGS : LEAT_EXIT_DONE;
}

/* Whether the options of pictures that were given go with the format. */
static gboolean
check_picture (Job *job,
               int *status)
{
  if (is_picture (job->to))
    return cli_picture_check (&job->words, &leat_command_convert, job->to, &job->options, status);
  if (!cli_picture_is_set (&job->words))
    return TRUE;
  *status = cli_usage (&leat_command_convert, _("options of pictures are for files of the format svg, png or pdf, not %s"),
                       job->to->id);
  return FALSE;
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = g_canonicalize_filename (b, NULL);

  return !g_str_equal (a, "-") && g_str_equal (first, second);
}

/* Of its own, since options are to be cleared at every end. */
static int
run_job (Job        *job,
         int         argc,
         char      **argv,
         const char *from_word,
         const char *to_word)
{
  int status;

  if (argc != 3)
    return cli_usage (&leat_command_convert, _("two files are needed: what to read and what to write"));
  job->in = argv[1];
  job->out = argv[2];
  if (!cli_handout_check (&job->handout, &status) || !find_format ("--from", from_word, job->in, FALSE, &job->from, &status))
    return status;
  if (!job->handout.walkthrough && to_word == NULL && cli_handout_is_markdown (job->out))
    return cli_usage (&leat_command_convert, _("“%s” can be the handout of a walkthrough only: say --walkthrough"), job->out);
  if (is_same_file (job->in, job->out))
    return cli_usage (&leat_command_convert, _("“%s” would be overwritten by its own conversion"), job->in);
  if (job->handout.walkthrough)
    return cli_handout_convert (&job->handout, &job->words, job->in, job->from, job->out, to_word);
  if (!find_format ("--to", to_word, job->out, TRUE, &job->to, &status))
    return status;
  if (!check_picture (job, &status))
    return status;
  return convert (job);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *from_word = NULL;
  g_autofree char *to_word = NULL;
  Job job = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from_word, N_("Format of the input: leat, mermaid, drawio, svg or png"), N_("FORMAT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to_word, N_("Format of the output: leat, mermaid, drawio, svg, png or pdf"),
      N_("FORMAT") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &job.strict, N_("Exit with 1 if anything was not understood"), NULL },
    CLI_HANDOUT_ENTRIES (job.handout),
    CLI_PICTURE_ENTRIES (job.words),
    { NULL }
  };
  int status;

  if (cli_parse (&leat_command_convert, entries, &argc, &argv, &status))
    status = run_job (&job, argc, argv, from_word, to_word);
  cli_picture_clear (&job.words);
  cli_handout_clear (&job.handout);
  return status;
}

const LeatCommand leat_command_convert = {
  "convert", "IN OUT", N_("turn a file into another format"), "leat-cli convert course.mmd out.leat", run,
};
