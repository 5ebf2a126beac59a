/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "catalogue/quantity.h"
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

const char *
cli_find_block (const LeatCommand *command,
                LeatPipeline      *pipeline,
                const char        *wanted,
                const char        *file,
                int               *status)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  const LeatElement *found = leat_find_block (elements, wanted);
  g_autofree char *list = leat_list_blocks (elements);

  if (found != NULL)
    return found->id;
  *status = list == NULL
              ? cli_usage (command, _("there is no block in %s"), file)
              : cli_usage (command, _("no block, or more than one, is called “%s” in %s: the blocks are %s"), wanted, file, list);
  return NULL;
}

double
cli_tidy (double number)
{
  return isfinite (number) ? leat_number_tidy (number) : number;
}

void
cli_json_add_number (JsonBuilder *builder,
                     const char  *name,
                     double       number)
{
  leat_json_add_number (builder, name, cli_tidy (number));
}

gboolean
cli_parse_time (const LeatCommand *command,
                const char        *option,
                const char        *text,
                const char        *unit,
                double            *time,
                int               *status)
{
  double read;

  if (text == NULL)
    return TRUE;
  if (leat_quantity_parse_in (text, unit, &leat_digits_c, &read, NULL) && read > 0)
    {
      *time = read;
      return TRUE;
    }
  *status = g_str_equal (unit, "s")
              ? cli_usage (command, _("%s cannot be “%s”: write seconds of more than 0, or a time such as 5min or 2h"), option, text)
              : cli_usage (command, _("%s cannot be “%s”: write minutes of more than 0, or a time such as 90s or 2h"), option, text);
  return FALSE;
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

void
cli_print_notices (const char *file,
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

  cli_print_notices (file, notices);
  if (pipeline == NULL)
    cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  return pipeline;
}

static void
fail_region (LeatCatalogue *catalogue,
             const char    *region,
             int            status)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (catalogue);
  g_autoptr(GString) known = g_string_new (NULL);

  for (guint i = 0; i < regions->len; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", (char *) regions->pdata[i]);
  cli_fail (status, _("there is no price book for the region “%s”; there are %s"), region, known->str);
}

LeatReport *
cli_report (LeatPipeline  *pipeline,
            LeatCatalogue *catalogue)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  const char *region = leat_report_get_options (report)->region;

  if (leat_catalogue_get_prices (catalogue, region) == NULL)
    {
      fail_region (catalogue, region, LEAT_EXIT_INPUT);
      return NULL;
    }
  return g_steal_pointer (&report);
}

void
cli_money_clear (CliMoney *self)
{
  g_free (self->region);
  g_free (self->currency);
  g_free (self->rate_date);
  g_strfreev (self->prices);
}

static gboolean
apply_currency (const CliMoney    *self,
                const LeatCommand *command,
                LeatOptions       *options,
                int               *status)
{
  if (self->currency == NULL && self->rate == 0 && self->rate_date == NULL)
    return TRUE;
  if (self->currency == NULL || !leat_currency_is_code (self->currency))
    *status = cli_usage (command, _("--rate and --rate-date go with --currency and a code such as EUR"));
  else if (g_str_equal (self->currency, "USD") ? self->rate != 0 && self->rate != 1
                                               : !isfinite (self->rate) || self->rate <= 0)
    *status = cli_usage (command, _("--currency %s needs --rate: how much of it a US dollar is, such as 0.92"),
                         self->currency);
  else
    {
      gboolean usd = g_str_equal (self->currency, "USD");

      options->currency = usd ? NULL : self->currency;
      options->rate = usd ? 1 : self->rate;
      options->rate_date = usd ? NULL : self->rate_date;
      return TRUE;
    }
  return FALSE;
}

gboolean
cli_money_apply (const CliMoney    *self,
                 const LeatCommand *command,
                 LeatCatalogue     *catalogue,
                 LeatOptions       *options,
                 LeatPriceBook    **own,
                 int               *status)
{
  g_autoptr(GError) error = NULL;
  const LeatPriceBook *book;

  if (self->region != NULL)
    options->region = self->region;
  options->free_tier |= self->free_tier;
  if (self->hours != 0 && !(self->hours > 0 && self->hours <= 744))
    {
      *status = cli_usage (command, _("--hours is more than 0 and at most 744, the hours of the longest month"));
      return FALSE;
    }
  if (self->hours > 0)
    options->hours_per_month = self->hours;
  if (self->month < 0 || self->month > 1200)
    {
      *status = cli_usage (command, _("--month is from 1 to 1200"));
      return FALSE;
    }
  if (self->month > 0)
    options->month = self->month;
  if (!apply_currency (self, command, options, status))
    return FALSE;

  book = leat_catalogue_get_prices (catalogue, options->region);
  if (book == NULL && self->prices == NULL)
    {
      *status = self->region != NULL ? LEAT_EXIT_USAGE : LEAT_EXIT_INPUT;
      fail_region (catalogue, options->region, *status);
      return FALSE;
    }
  if (self->prices == NULL)
    return TRUE;
  *own = leat_price_book_new_with (book, (const char *const *) self->prices, &error);
  if (*own == NULL)
    {
      *status = cli_usage (command, "%s", error->message);
      return FALSE;
    }
  options->prices = *own;
  return TRUE;
}

int
cli_print (const char *text)
{
  if (fputs (text, stdout) >= 0 && fflush (stdout) == 0)
    return LEAT_EXIT_DONE;
  return cli_fail (LEAT_EXIT_OUTPUT, _("standard output: %s"), g_strerror (errno));
}

int
cli_print_json (JsonBuilder *builder)
{
  g_autofree char *text = leat_json_to_text (builder);

  return cli_print (text);
}

static int
width_of (const char *text)
{
  int width = 0;

  for (const char *letter = text; *letter != '\0'; letter = g_utf8_next_char (letter))
    {
      gunichar c = g_utf8_get_char (letter);

      width += g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
    }
  return width;
}

void
cli_text_cell (GString    *text,
               const char *cell,
               int         width)
{
  int room = MAX (ABS (width) - width_of (cell), 0);

  g_string_append_printf (text, "%*s%s%*s", width < 0 ? room : 0, "", cell, width < 0 ? 0 : room, "");
}

void
cli_text_money (GString    *text,
                const char *currency,
                const char *label,
                double      amount)
{
  g_autofree char *money = leat_money_format (currency, amount);

  cli_text_cell (text, label, 46);
  g_string_append_c (text, ' ');
  cli_text_cell (text, money, -14);
  g_string_append_c (text, '\n');
}

void
cli_text_block_cost (GString               *text,
                     const LeatBlockResult *result,
                     const char            *currency)
{
  g_autofree char *title = g_strdup_printf ("%s (%s)", result->element->name,
                                            result->service != NULL ? leat_tr (result->service->name)
                                                                    : _("unknown type"));

  cli_text_money (text, currency, title, leat_bill_block_shown (result));
  for (guint i = 0; i < result->n_lines; i++)
    {
      const LeatLineItem *item = &result->lines[i];
      g_autofree char *quantity = leat_quantity_format (item->quantity, leat_line_item_get_unit (item));
      g_autofree char *label = g_strdup_printf ("  %s: %s", leat_tr (item->line->label), quantity);

      /* What rounds to nothing but is not nothing says so; a total is a sum of what is shown. */
      cli_text_money (text, currency, label, item->monthly == 0 ? item->exact : item->monthly);
    }
}

static const char *
verdict_to_string (LeatVerdict verdict)
{
  static const char *const words[] = { "met", "missed", "unknown" };

  return words[verdict];
}

void
cli_json_add_requirement (JsonBuilder                 *builder,
                          const LeatRequirementResult *result)
{
  g_autofree char *label = leat_requirement_result_dup_label (result);

  json_builder_begin_object (builder);
  leat_json_add_string (builder, "id", result->requirement->id);
  leat_json_add_string (builder, "label", label);
  leat_json_add_string (builder, "block", result->block != NULL ? result->block->id : NULL);
  leat_json_add_number (builder, "asked", result->asked);
  leat_json_add_number (builder, "measured", result->measured);
  leat_json_add_number (builder, "findings", result->n_findings);
  leat_json_add_string (builder, "verdict", verdict_to_string (result->verdict));
  json_builder_end_object (builder);
}

static gboolean
is_wanted (const LeatRequirementResult *result,
           gboolean                     only_delays)
{
  return !only_delays || result->requirement->measure == LEAT_REQUIREMENT_P95;
}

void
cli_json_add_requirements (JsonBuilder      *builder,
                           const LeatReport *report,
                           gboolean          only_delays)
{
  GPtrArray *requirements = leat_report_get_requirements (report);

  json_builder_set_member_name (builder, "requirements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < requirements->len; i++)
    if (is_wanted (requirements->pdata[i], only_delays))
      cli_json_add_requirement (builder, requirements->pdata[i]);
  json_builder_end_array (builder);
}

void
cli_text_requirements (GString          *text,
                       const LeatReport *report,
                       gboolean          only_delays)
{
  GPtrArray *requirements = leat_report_get_requirements (report);

  for (guint i = 0; i < requirements->len; i++)
    {
      g_autofree char *line = leat_requirement_result_dup_text (requirements->pdata[i], report);

      if (is_wanted (requirements->pdata[i], only_delays))
        g_string_append_printf (text, "%s\n", line);
    }
}
