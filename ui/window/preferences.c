/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/preferences.h"

#include "config.h"
#include "paths.h"

/* g_settings_new() ends the program when a schema is missing: look before. Run from the build folder, the
 * schema is there even if nobody said where. */
static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchemaSource) built = NULL;
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  GSettingsSchema *schema = NULL;

  if (exe != NULL && g_str_has_prefix (exe, LEAT_BUILD_ROOT "/"))
    built = g_settings_schema_source_new_from_directory (LEAT_BUILD_ROOT "/data", source, TRUE, NULL);
  if (built != NULL)
    source = built;
  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, LEAT_APP_ID, TRUE);
  return schema;
}

GSettings *
leat_preferences_get (void)
{
  static gsize once = 0;
  static GSettings *settings = NULL;

  if (g_once_init_enter (&once))
    {
      g_autoptr(GSettingsSchema) schema = find_schema ();

      if (schema != NULL)
        settings = g_settings_new_full (schema, NULL, NULL);
      g_once_init_leave (&once, 1);
    }
  return settings;
}

void
leat_preferences_bind (const char        *key,
                    gpointer           object,
                    const char        *property,
                    GSettingsBindFlags flags)
{
  GSettings *settings = leat_preferences_get ();

  if (settings != NULL)
    g_settings_bind (settings, key, object, property, flags);
}

int
leat_preferences_get_int (const char *key,
                          int         fallback)
{
  GSettings *settings = leat_preferences_get ();
  g_autoptr(GVariant) value = settings != NULL ? g_settings_get_value (settings, key) : NULL;

  if (value == NULL)
    return fallback;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_UINT32))
    return (int) g_variant_get_uint32 (value);
  return g_variant_get_int32 (value);
}

gboolean
leat_preferences_get_boolean (const char *key,
                              gboolean    fallback)
{
  GSettings *settings = leat_preferences_get ();

  return settings != NULL ? g_settings_get_boolean (settings, key) : fallback;
}

char *
leat_preferences_dup_string (const char *key,
                             const char *fallback)
{
  GSettings *settings = leat_preferences_get ();

  return settings != NULL ? g_settings_get_string (settings, key) : g_strdup (fallback);
}
