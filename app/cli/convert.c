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

static int
convert (const char       *in,
         const LeatFormat *from,
         const char       *out,
         const LeatFormat *to,
         gboolean          strict)
{
  g_autoptr(LeatCatalogue) catalogue = cli_catalogue ();
  g_autoptr(GPtrArray) read_notices = leat_notices_new ();
  g_autoptr(GPtrArray) write_notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  if (catalogue == NULL)
    return LEAT_EXIT_INPUT;
  pipeline = leat_read_file (in, from, catalogue, read_notices, &error);
  cli_print_notices (in, read_notices);
  if (pipeline == NULL)
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);

  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  bytes = to->write (pipeline, catalogue, report, write_notices, &error);
  if (bytes == NULL || !leat_write_bytes (out, bytes, &error))
    return cli_fail (LEAT_EXIT_OUTPUT, "%s", error->message);
  cli_print_notices (out, write_notices);
  return strict && (read_notices->len > 0 || write_notices->len > 0) ? LEAT_EXIT_FINDINGS : LEAT_EXIT_DONE;
}

static gboolean
is_same_file (const char *a,
              const char *b)
{
  g_autofree char *first = g_canonicalize_filename (a, NULL);
  g_autofree char *second = g_canonicalize_filename (b, NULL);

  return !g_str_equal (a, "-") && g_str_equal (first, second);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *from_word = NULL;
  g_autofree char *to_word = NULL;
  gboolean strict = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from_word, N_("Format of the input: leat, mermaid or drawio"), N_("FORMAT") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to_word, N_("Format of the output: leat, mermaid, drawio, svg, png or pdf"),
      N_("FORMAT") },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("Exit with 1 if anything was not understood"), NULL },
    { NULL }
  };
  const LeatFormat *from, *to;
  int status;

  if (!cli_parse (&leat_command_convert, entries, &argc, &argv, &status))
    return status;
  if (argc != 3)
    return cli_usage (&leat_command_convert, _("two files are needed: what to read and what to write"));
  if (!find_format ("--from", from_word, argv[1], FALSE, &from, &status) ||
      !find_format ("--to", to_word, argv[2], TRUE, &to, &status))
    return status;
  if (is_same_file (argv[1], argv[2]))
    return cli_usage (&leat_command_convert, _("“%s” would be overwritten by its own conversion"), argv[1]);
  return convert (argv[1], from, argv[2], to, strict);
}

const LeatCommand leat_command_convert = {
  "convert", "IN OUT", N_("turn a file into another format"), "leat-cli convert course.mmd out.leat", run,
};
