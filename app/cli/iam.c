/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include "engine/iam.h"
#include "exchange/iam.h"

#include <glib/gi18n-lib.h>

static int
print_text (GPtrArray *policies)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < policies->len; i++)
    {
      const LeatIamPolicy *policy = g_ptr_array_index (policies, i);
      g_autofree char *document = leat_iam_policy_to_json (policy);

      g_string_append_printf (text, "%s%s: %s (%s)\n%s", i > 0 ? "\n" : "", policy->block,
                              leat_iam_policy_kind_get_label (policy->kind), policy->name, document);
      for (guint j = 0; j < policy->notes->len; j++)
        g_string_append_printf (text, _("Note: %s\n"), (char *) policy->notes->pdata[j]);
    }
  if (policies->len == 0)
    g_string_append (text, _("Its wires need nothing of IAM.\n"));
  return cli_print (text->str);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(GPtrArray) policies = NULL;
  g_autofree char *text = NULL;
  const char *block = NULL;

  if (!cli_parse (&leat_command_iam, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_iam, format, "text|json", &status))
    return status;
  if (argc < 2)
    return cli_usage (&leat_command_iam, _("a file is needed"));
  if (argc > 3)
    return cli_usage (&leat_command_iam, _("one block is taken, found also “%s”"), argv[3]);
  if ((catalogue = cli_catalogue ()) == NULL || (pipeline = cli_read (argv[1], catalogue)) == NULL ||
      (report = cli_report (pipeline, catalogue)) == NULL)
    return LEAT_EXIT_INPUT;
  if (argc == 3 && (block = cli_find_block (&leat_command_iam, pipeline, argv[2], argv[1], &status)) == NULL)
    return status;

  policies = leat_iam_policies (report, block);
  if (g_strcmp0 (format, "json") != 0)
    return print_text (policies);
  text = leat_iam_policies_to_json (policies);
  return cli_print (text);
}

const LeatCommand leat_command_iam = {
  "iam", "FILE [BLOCK]", N_("the least-privilege policies that the wires ask for"),
  "leat-cli iam pipeline.leat compact --format json", run,
};
