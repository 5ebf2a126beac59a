/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "exchange/report-document.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  char *format;
  char *output;
  char *paper;
  char *sections;
  char *pictures;
} Options;

typedef struct
{
  gboolean           pdf;
  LeatPaper          paper;
  guint              sections;
  LeatReportPictures pictures;
} Choice;

static gboolean
choose_word (const char        *option,
             const char        *word,
             const char *const *words,
             guint             *choice,
             int               *status)
{
  for (guint i = 0; word != NULL && words[i] != NULL; i++)
    if (g_str_equal (words[i], word))
      {
        *choice = i;
        return TRUE;
      }
  if (word == NULL)
    return TRUE;
  *status = cli_usage (&leat_command_report, _("%s cannot be “%s”"), option, word);
  return FALSE;
}

static gboolean
is_pdf (const char *path)
{
  gsize n = path != NULL ? strlen (path) : 0;

  return n > 4 && g_ascii_strcasecmp (path + n - 4, ".pdf") == 0;
}

static gboolean
choose (const Options *options,
        Choice        *choice,
        int           *status)
{
  static const char *const formats[] = { "markdown", "pdf", NULL };
  static const char *const papers[] = { "a4", "letter", NULL };
  static const char *const pictures[] = { "beside", "inline", "none", NULL };
  gboolean to_stdout = options->output == NULL || g_str_equal (options->output, "-");
  guint format = is_pdf (options->output), paper = 0;
  guint where = to_stdout ? LEAT_PICTURES_NONE : LEAT_PICTURES_BESIDE;
  g_autoptr(GError) error = NULL;

  if (!choose_word ("--format", options->format, formats, &format, status) ||
      !choose_word ("--paper", options->paper, papers, &paper, status) ||
      !choose_word ("--pictures", options->pictures, pictures, &where, status))
    return FALSE;
  choice->pdf = format == 1;
  choice->paper = paper == 0 ? LEAT_PAPER_A4 : LEAT_PAPER_LETTER;
  choice->pictures = where;
  choice->sections = LEAT_SECTION_ALL;
  if (options->sections != NULL && !leat_report_section_parse (options->sections, &choice->sections, &error))
    {
      *status = cli_usage (&leat_command_report, "%s", error->message);
      return FALSE;
    }
  if (to_stdout && !choice->pdf && where == LEAT_PICTURES_BESIDE)
    {
      *status = cli_usage (&leat_command_report, _("--pictures beside needs --output: the pictures are files beside it"));
      return FALSE;
    }
  return TRUE;
}

static int
make_report (const char   *file,
             const char   *output,
             const Choice *choice)
{
  g_autoptr(LeatCatalogue) catalogue = cli_catalogue ();
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReportDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  if (catalogue == NULL || (pipeline = cli_read (file, catalogue)) == NULL || (report = cli_report (pipeline, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  document = leat_report_document_new (report, elements, choice->sections, NULL, &error);
  if (document == NULL || !leat_report_document_save (document, output, choice->pdf, choice->paper, choice->pictures, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return LEAT_EXIT_DONE;
}

static int
run (int    argc,
     char **argv)
{
  Options options = { NULL };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("markdown or pdf; by the name of the output unless said"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Where to write; standard output unless said"), N_("OUTPUT") },
    { "paper", 0, 0, G_OPTION_ARG_STRING, &options.paper, N_("Pages of a PDF: a4 or letter"), N_("PAPER") },
    { "sections", 0, 0, G_OPTION_ARG_STRING, &options.sections,
      N_("Which chapters: drawing,requirements,cost,latency,charts,findings,access"), N_("LIST") },
    { "pictures", 0, 0, G_OPTION_ARG_STRING, &options.pictures,
      N_("Pictures of Markdown: beside (files), inline (in the text) or none"), N_("WHERE") },
    { NULL }
  };
  Choice choice;
  int status;
  const char *file = NULL;

  if (cli_parse (&leat_command_report, entries, &argc, &argv, &status) &&
      (file = cli_one_file (&leat_command_report, argc, argv, &status)) != NULL && choose (&options, &choice, &status))
    status = make_report (file, options.output != NULL ? options.output : "-", &choice);
  g_free (options.format);
  g_free (options.output);
  g_free (options.paper);
  g_free (options.sections);
  g_free (options.pictures);
  return status;
}

const LeatCommand leat_command_report = {
  "report", "FILE", N_("a document with drawing, cost, latency and findings"),
  "leat-cli report pipeline.leat --output report.pdf --paper letter", run,
};
