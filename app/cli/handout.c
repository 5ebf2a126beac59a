/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "exchange/handout.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The handout of a walkthrough, which `convert` writes in place of the whole drawing. */

#define COMMAND (&leat_command_convert)

void
cli_handout_clear (CliHandout *self)
{
  g_free (self->answers);
}

static gboolean
ends_in (const char *path,
         const char *suffix)
{
  gsize n = strlen (path), k = strlen (suffix);

  return n > k && g_ascii_strcasecmp (path + n - k, suffix) == 0;
}

gboolean
cli_handout_is_markdown (const char *word)
{
  return g_ascii_strcasecmp (word, "markdown") == 0 || g_ascii_strcasecmp (word, "md") == 0 || ends_in (word, ".md") ||
         ends_in (word, ".markdown");
}

gboolean
cli_handout_check (const CliHandout *self,
                   int              *status)
{
  if (self->walkthrough || (self->answers == NULL && !self->notes))
    return TRUE;
  *status = cli_usage (COMMAND, _("%s needs --walkthrough"), self->notes ? "--notes" : "--answers");
  return FALSE;
}

static gboolean
choose (const CliHandout   *self,
        CliPicture         *picture,
        LeatHandoutOptions *options,
        int                *status)
{
  g_autofree char *paper = g_steal_pointer (&picture->paper);
  LeatHandoutAnswers answers = LEAT_ANSWERS_END;

  if (cli_picture_is_set (picture))
    *status = cli_usage (COMMAND, _("of the options of pictures, a handout knows --paper only"));
  else if (paper != NULL && !g_str_equal (paper, "a4") && !g_str_equal (paper, "letter"))
    *status = cli_usage (COMMAND, _("%s is %s, not “%s”"), "--paper", "a4|letter", paper);
  else
    {
      options->paper = g_strcmp0 (paper, "letter") == 0 ? LEAT_PAPER_LETTER : LEAT_PAPER_A4;
      options->notes = self->notes;
      while (self->answers != NULL && answers < LEAT_N_ANSWERS &&
             !g_str_equal (leat_handout_answers_get_name (answers), self->answers))
        answers++;
      options->answers = answers;
      if (answers < LEAT_N_ANSWERS)
        return TRUE;
      *status = cli_usage (COMMAND, _("%s is %s, not “%s”"), "--answers", "end|beneath|none", self->answers);
    }
  return FALSE;
}

static int
write_handout (const char               *in,
               const LeatFormat         *from,
               const char               *out,
               gboolean                  pdf,
               const LeatHandoutOptions *options)
{
  g_autoptr(LeatCatalogue) catalogue = cli_catalogue ();
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatHandout) handout = NULL;
  g_autoptr(GError) error = NULL;

  if (catalogue == NULL)
    return LEAT_EXIT_INPUT;
  pipeline = leat_read_file (in, from, catalogue, notices, &error);
  cli_print_notices (in, notices);
  if (pipeline == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  report = cli_report (pipeline, catalogue);
  if (report == NULL)
    return LEAT_EXIT_INPUT;
  elements = leat_pipeline_dup_elements (pipeline);
  handout = leat_handout_new (report, elements, options, NULL, &error);
  if (handout == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  if (!leat_handout_save (handout, out, pdf, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  return LEAT_EXIT_DONE;
}

int
cli_handout_convert (const CliHandout *self,
                     CliPicture       *picture,
                     const char       *in,
                     const LeatFormat *from,
                     const char       *out,
                     const char       *to)
{
  const char *word = to != NULL ? to : out;
  gboolean pdf = g_ascii_strcasecmp (word, "pdf") == 0 || ends_in (word, ".pdf");
  LeatHandoutOptions options;
  int status;

  if (!pdf && !cli_handout_is_markdown (word))
    return cli_usage (COMMAND, _("a handout is a file that ends in .pdf or .md, or one with --to pdf or --to markdown"));
  return choose (self, picture, &options, &status) ? write_handout (in, from, out, pdf, &options) : status;
}
