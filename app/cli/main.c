/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>

static const LeatCommand *const commands[] = {
  &leat_command_check, &leat_command_cost, &leat_command_latency, &leat_command_iam, &leat_command_explore,
  &leat_command_drill, &leat_command_optimise, &leat_command_challenges, &leat_command_grade, &leat_command_price,
  &leat_command_prices, &leat_command_catalogue, &leat_command_convert, &leat_command_report,
  &leat_command_decide,
};

static int
print_help (void)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "leat-cli (Leat) %s\n", LEAT_VERSION);
  g_string_append (text, _("Checks, prices and times data pipelines.\n\nUsage: leat-cli COMMAND [OPTION…] …\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %-10s %s\n", commands[i]->name, _(commands[i]->summary));
  g_string_append (text, _("\nEach command explains itself: leat-cli COMMAND --help\n"
                           "Example: leat-cli check pipeline.leat --fail-on warning\n"
                           "Exit status: 0 done, 1 findings, 2 wrong use, 3 bad input, 4 output not written.\n"));
  return cli_print (text->str);
}

static guint
distance (const char *a,
          const char *b)
{
  /* Levenshtein, for the nearest command of a mistyped one: both are short. */
  gsize n = strlen (b);
  g_autofree guint *row = g_new (guint, n + 1);

  for (gsize j = 0; j <= n; j++)
    row[j] = j;
  for (gsize i = 1; a[i - 1] != '\0'; i++)
    {
      guint corner = row[0];

      row[0] = i;
      for (gsize j = 1; j <= n; j++)
        {
          guint above = row[j];

          row[j] = MIN (MIN (row[j] + 1, row[j - 1] + 1), corner + (a[i - 1] != b[j - 1]));
          corner = above;
        }
    }
  return row[n];
}

static int
unknown_command (const char *name)
{
  const char *nearest = commands[0]->name;

  for (guint i = 1; i < G_N_ELEMENTS (commands); i++)
    if (distance (name, commands[i]->name) < distance (name, nearest))
      nearest = commands[i]->name;
  return cli_fail (LEAT_EXIT_USAGE, _("unknown command “%s”: did you mean “%s”? See leat-cli --help"), name,
                   nearest);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, LEAT_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  /* A reader that closes the pipe early is no error of ours. */
  signal (SIGPIPE, SIG_DFL);

  if (argc < 2)
    return cli_fail (LEAT_EXIT_USAGE, _("a command is needed, such as check or cost; see leat-cli --help"));
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h") || g_str_equal (argv[1], "help"))
    return print_help ();
  if (g_str_equal (argv[1], "--version"))
    return cli_print ("leat-cli (Leat) " LEAT_VERSION "\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i]->name))
      return commands[i]->run (argc - 1, argv + 1);
  return unknown_command (argv[1]);
}
