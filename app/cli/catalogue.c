/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

static const char *const type_names[] = { "integer", "number", "choice", "boolean", "text", "curve" };

static void
add_choices (JsonBuilder       *builder,
             const LeatSetting *setting)
{
  if (setting->choices->len == 0)
    return;
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  for (guint i = 0; i < setting->choices->len; i++)
    json_builder_add_string_value (builder, ((LeatChoice *) setting->choices->pdata[i])->value);
  json_builder_end_array (builder);
}

static void
add_setting (JsonBuilder       *builder,
             const LeatSetting *setting)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "name", setting->name);
  leat_json_add_string (builder, "label", setting->label);
  leat_json_add_string (builder, "type", type_names[setting->type]);
  leat_json_add_string (builder, "unit", setting->unit);
  if (setting->derived == NULL && (setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER))
    leat_json_add_number (builder, "default", setting->fallback_number);
  else
    leat_json_add_string (builder, "default", setting->fallback);
  if (setting->derived != NULL)
    leat_json_add_string (builder, "derived", setting->derived->text);
  if (isfinite (setting->minimum))
    leat_json_add_number (builder, "min", setting->minimum);
  if (isfinite (setting->maximum))
    leat_json_add_number (builder, "max", setting->maximum);
  add_choices (builder, setting);
  json_builder_end_object (builder);
}

static void
add_kinds (JsonBuilder *builder,
           const char  *name,
           guint        kinds)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < LEAT_N_WIRE_KINDS; i++)
    if ((kinds & (1u << i)) != 0)
      json_builder_add_string_value (builder, leat_wire_kind_to_string (i));
  json_builder_end_array (builder);
}

static void
add_lines (JsonBuilder       *builder,
           const LeatService *service)
{
  json_builder_set_member_name (builder, "price_dimensions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < service->lines->len; i++)
    {
      const LeatLine *line = g_ptr_array_index (service->lines, i);

      if (line->is_common)
        continue;
      json_builder_begin_object (builder);
      leat_json_add_string (builder, "id", line->id);
      leat_json_add_string (builder, "what", line->label);
      leat_json_add_string (builder, "unit", line->unit);
      leat_json_add_string (builder, "price", line->price);
      leat_json_add_string (builder, "quantity", line->quantity->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  if (service->no_cost != NULL)
    leat_json_add_string (builder, "free", service->no_cost);
}

static void
add_stages (JsonBuilder       *builder,
            const LeatService *service)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_array (builder);
  for (guint i = 0; i < service->stages->len; i++)
    json_builder_add_string_value (builder, ((LeatStage *) service->stages->pdata[i])->id);
  json_builder_end_array (builder);
  if (service->no_delay != NULL)
    leat_json_add_string (builder, "no_delay", service->no_delay);
}

static void
add_service (JsonBuilder       *builder,
             const LeatService *service)
{
  json_builder_begin_object (builder);
  leat_json_add_string (builder, "type", service->id);
  leat_json_add_string (builder, "name", service->name);
  leat_json_add_string (builder, "summary", service->summary);
  leat_json_add_string (builder, "role", leat_role_to_string (service->role));
  leat_json_add_string (builder, "kind", service->kind);
  leat_json_add_string (builder, "glyph", service->glyph);
  json_builder_set_member_name (builder, "settings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < service->settings->len; i++)
    add_setting (builder, g_ptr_array_index (service->settings, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "ports");
  json_builder_begin_object (builder);
  add_kinds (builder, "in", service->in_kinds);
  add_kinds (builder, "out", service->out_kinds);
  json_builder_end_object (builder);
  add_lines (builder, service);
  add_stages (builder, service);
  json_builder_end_object (builder);
}

static int
print_json (const LeatCatalogue *catalogue,
            const LeatService   *only)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  if (only != NULL)
    {
      add_service (builder, only);
      return cli_print_json (builder);
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "services");
  json_builder_begin_array (builder);
  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    add_service (builder, leat_catalogue_get_nth_service (catalogue, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return cli_print_json (builder);
}

static void
append_setting (GString           *text,
                const LeatSetting *setting)
{
  g_string_append_printf (text, "  %-26s %s", setting->name, leat_tr (setting->label));
  if (setting->unit != NULL && !g_str_equal (setting->unit, "1"))
    g_string_append_printf (text, " (%s)", setting->unit);
  if (setting->derived != NULL)
    g_string_append_printf (text, _(", from %s"), setting->derived->text);
  else
    g_string_append_printf (text, _(", default %s"), setting->fallback);
  for (guint i = 0; i < setting->choices->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? ": " : ", ",
                            ((LeatChoice *) setting->choices->pdata[i])->value);
  if (isfinite (setting->minimum) && isfinite (setting->maximum))
    g_string_append_printf (text, ", %g–%g", setting->minimum, setting->maximum);
  g_string_append_c (text, '\n');
}

static int
print_service (const LeatService *service)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s (%s)\n%s\n\n%s\n", leat_tr (service->name), service->id,
                          leat_tr (service->summary), _("Settings:"));
  for (guint i = 0; i < service->settings->len; i++)
    append_setting (text, g_ptr_array_index (service->settings, i));
  g_string_append_printf (text, "\n%s\n", _("Billed:"));
  for (guint i = 0; i < service->lines->len; i++)
    {
      const LeatLine *line = g_ptr_array_index (service->lines, i);

      if (!line->is_common)
        g_string_append_printf (text, "  %s: %s × %s\n", leat_tr (line->label), line->quantity->text,
                                line->price);
    }
  if (service->no_cost != NULL)
    g_string_append_printf (text, "  %s\n", leat_tr (service->no_cost));
  return cli_print (text->str);
}

static int
print_list (const LeatCatalogue *catalogue)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      g_string_append_printf (text, "%-24s %-14s %s\n", service->id, leat_role_to_string (service->role),
                              leat_tr (service->name));
    }
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
  g_autoptr(GError) error = NULL;
  const LeatService *service = NULL;

  if (!cli_parse (&leat_command_catalogue, entries, &argc, &argv, &status) ||
      !cli_check_format (&leat_command_catalogue, format, "text|json", &status))
    return status;
  if (argc > 2)
    return cli_usage (&leat_command_catalogue, _("one service is taken, found also “%s”"), argv[2]);
  if ((catalogue = cli_catalogue ()) == NULL)
    return LEAT_EXIT_INPUT;
  /* Whoever writes one looks at it by this command. */
  if (!leat_catalogue_check (catalogue, &error))
    return cli_fail (LEAT_EXIT_INPUT, "%s", error->message);
  if (argc == 2 && (service = leat_catalogue_get_service (catalogue, argv[1])) == NULL)
    return cli_usage (&leat_command_catalogue, _("no service is called “%s”"), argv[1]);

  if (g_strcmp0 (format, "json") == 0)
    return print_json (catalogue, service);
  return service != NULL ? print_service (service) : print_list (catalogue);
}

const LeatCommand leat_command_catalogue = {
  "catalogue", "[TYPE]", N_("the services that Leat knows, or one with its settings"),
  "leat-cli catalogue lambda --format json", run,
};
