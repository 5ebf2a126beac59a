/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>

static LeatSettings *
read_settings (int    argc,
               char **argv,
               int   *status)
{
  g_autoptr(LeatSettings) settings = leat_settings_new ();

  for (int i = 2; i < argc; i++)
    {
      const char *equals = strchr (argv[i], '=');
      g_autofree char *name = NULL;
      LeatSettings *next;

      if (equals == NULL || equals == argv[i])
        {
          *status = cli_usage (&leat_command_price, _("“%s” is not SETTING=VALUE"), argv[i]);
          return NULL;
        }
      name = g_strndup (argv[i], equals - argv[i]);
      next = leat_settings_with (settings, name, equals + 1);
      leat_settings_unref (settings);
      settings = next;
    }
  return g_steal_pointer (&settings);
}

static int
print (const LeatBlockResult *result,
       const char            *format,
       const LeatOptions     *options)
{
  if (g_strcmp0 (format, "json") == 0)
    {
      g_autoptr(JsonBuilder) builder = json_builder_new ();

      leat_bill_add_block (builder, result, options);
      return cli_print_json (builder);
    }
  else
    {
      g_autoptr(GString) text = g_string_new (NULL);

      cli_text_block_cost (text, result, options->currency);
      return cli_print (text->str);
    }
}

static int
run (int    argc,
     char **argv)
{
  g_auto(CliMoney) money = { 0 };
  g_autofree char *format = NULL;
  const GOptionEntry entries[] = {
    CLI_MONEY_ENTRIES (money),
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("text or json"), N_("FORMAT") },
    { NULL }
  };
  int status = LEAT_EXIT_DONE;
  g_autoptr(LeatCatalogue) catalogue = NULL;
  g_autoptr(LeatPriceBook) own = NULL;
  g_autoptr(LeatSettings) settings = NULL;
  g_autoptr(LeatBlockResult) result = NULL;
  g_autoptr(GError) error = NULL;
  const LeatService *service;
  LeatOptions options = LEAT_OPTIONS_INIT;

  if (!cli_parse (&leat_command_price, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_price, format, "text|json", &status))
    return status;
  if (argc < 2)
    return cli_usage (&leat_command_price, _("a service is needed, such as lambda"));
  settings = read_settings (argc, argv, &status);
  if (settings == NULL)
    return status;
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;
  service = leat_catalogue_get_service (catalogue, argv[1]);
  if (service == NULL)
    return cli_usage (&leat_command_price, _("no service is called “%s”: leat-cli catalogue lists them"), argv[1]);
  if (!cli_money_apply (&money, &leat_command_price, catalogue, &options, &own, &status))
    return status;

  result = leat_price_block (catalogue, service, settings, &options, &error);
  if (result == NULL)
    return cli_usage (&leat_command_price, "%s", error->message);
  return print (result, format, &options);
}

const LeatCommand leat_command_price = {
  "price", "TYPE [SETTING=VALUE…]", N_("what one block costs a month on its own"),
  "leat-cli price lambda memory_mb=512 in_records_per_s=100 in_record_kb=2", run,
};
