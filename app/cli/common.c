/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/money.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static void
print_error (const char *format,
             va_list     arguments)
{
  g_autofree char *message = g_strdup_vprintf (format, arguments);

  fprintf (stderr, "leat-cli: %s\n", message);
}

int
cli_fail (int         status,
          const char *format,
          ...)
{
  va_list arguments;

  va_start (arguments, format);
  print_error (format, arguments);
  va_end (arguments);
  return status;
}

int
cli_usage (const LeatCommand *command,
           const char        *format,
           ...)
{
  va_list arguments;
  g_autofree char *message = NULL;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fprintf (stderr, _("leat-cli %s: %s; see leat-cli %s --help\n"), command->name, message, command->name);
  return LEAT_EXIT_USAGE;
}

gboolean
cli_parse (const LeatCommand  *command,
           const GOptionEntry *entries,
           int                *argc,
           char             ***argv,
           int                *status)
{
  g_autofree char *arguments = g_strdup_printf ("%s — %s", command->arguments, _(command->summary));
  g_autofree char *program = g_strconcat ("leat-cli ", command->name, NULL);
  g_autoptr(GOptionContext) context = g_option_context_new (arguments);
  g_autoptr(GError) error = NULL;
  gboolean help = FALSE;
  const GOptionEntry help_entries[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("Show this help"), NULL },
    { NULL }
  };

  g_set_prgname (program);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, help_entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      *status = cli_usage (command, "%s", error->message);
      return FALSE;
    }
  if (help)
    {
      g_autofree char *text = g_option_context_get_help (context, TRUE, NULL);
      g_autofree char *all = g_strdup_printf (_("%s\nExample: %s\n"), text, command->example);

      *status = cli_print (all);
      return FALSE;
    }
  /* A lone "--" is left by the parser. */
  if (*argc > 1 && g_str_equal ((*argv)[1], "--"))
    {
      (*argc)--;
      memmove (*argv + 1, *argv + 2, (*argc) * sizeof (char *));
    }
  return TRUE;
}

const char *
cli_one_file (const LeatCommand *command,
              int                argc,
              char             **argv,
              int               *status)
{
  if (argc == 2)
    return argv[1];
  *status = argc < 2 ? cli_usage (command, _("a file is needed"))
                     : cli_usage (command, _("one file is taken, found also “%s”"), argv[2]);
  return NULL;
}

gboolean
cli_check_format (const LeatCommand *command,
                  const char        *format,
                  const char        *known,
                  int               *status)
{
  g_auto(GStrv) words = g_strsplit (known, "|", -1);

  if (format == NULL || g_strv_contains ((const char *const *) words, format))
    return TRUE;
  *status = cli_usage (command, _("--format is %s, not “%s”"), known, format);
  return FALSE;
}

LeatCatalogue *
cli_catalogue (void)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  LeatCatalogue *catalogue = leat_catalogue_load ((const char *const *) folders, warnings, &error);

  for (guint i = 0; i < warnings->len; i++)
    fprintf (stderr, _("leat-cli: left out: %s\n"), (char *) warnings->pdata[i]);
  if (catalogue == NULL)
    cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  return catalogue;
}

static void
print_notices (const char *file,
               GPtrArray  *notices)
{
  for (guint i = 0; i < notices->len; i++)
    {
      const LeatNotice *notice = g_ptr_array_index (notices, i);

      if (notice->line > 0)
        fprintf (stderr, "%s:%ld: %s\n", file, notice->line, notice->text);
      else
        fprintf (stderr, "%s: %s\n", file, notice->text);
    }
}

LeatPipeline *
cli_read (const char    *file,
          LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_read_file (file, NULL, catalogue, notices, &error);

  print_notices (file, notices);
  if (pipeline == NULL)
    cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  return pipeline;
}

LeatReport *
cli_report (LeatPipeline  *pipeline,
            LeatCatalogue *catalogue,
            const char    *region,
            gboolean       free_tier)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) own = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  LeatOptions options = *leat_report_get_options (own);

  if (region != NULL)
    options.region = region;
  options.free_tier |= free_tier;
  if (leat_catalogue_get_prices (catalogue, options.region) == NULL)
    {
      g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
      g_autoptr(GString) known = g_string_new (NULL);

      for (guint i = 0; i < regions->len; i++)
        g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", (char *) regions->pdata[i]);
      cli_fail (region != NULL ? LEAT_EXIT_USAGE : LEAT_EXIT_INPUT,
                _("there is no price book for the region “%s”; there are %s"), options.region, known->str);
      return NULL;
    }
  if (region == NULL && options.free_tier == leat_report_get_options (own)->free_tier)
    return g_steal_pointer (&own);
  return leat_report_new (catalogue, elements, &options, NULL, NULL);
}

int
cli_print (const char *text)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return LEAT_EXIT_DONE;
  return cli_fail (LEAT_EXIT_OUTPUT, _("standard output: %s"), g_strerror (errno));
}

static void
append_money (GString    *text,
              const char *label,
              double      monthly)
{
  g_autofree char *money = leat_money_format (monthly);

  g_string_append_printf (text, "%-46s %14s\n", label, money);
}

double
cli_block_monthly (const LeatBlockResult *result)
{
  return result->unpriced > 0 && result->monthly == 0 ? NAN : result->monthly;
}

void
cli_text_block_cost (GString               *text,
                     const LeatBlockResult *result)
{
  g_autofree char *title = g_strdup_printf ("%s (%s)", result->element->name,
                                            result->service != NULL ? leat_tr (result->service->name)
                                                                    : _("unknown type"));

  append_money (text, title, cli_block_monthly (result));
  for (guint i = 0; i < result->n_lines; i++)
    {
      const LeatLineItem *item = &result->lines[i];
      const char *unit = item->price != NULL ? item->price->unit : item->line->unit;
      g_autofree char *quantity = leat_quantity_format (item->quantity, unit);
      g_autofree char *label = g_strdup_printf ("  %s: %s", leat_tr (item->line->label), quantity);

      append_money (text, label, item->monthly);
    }
}
