/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/names.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *word;
  const char *label;
} Name;

static const Name wire_kinds[LEAT_N_WIRE_KINDS] = {
  [LEAT_WIRE_DATA] = { "data", N_("data") },
  [LEAT_WIRE_TRIGGER] = { "trigger", N_("trigger") },
  [LEAT_WIRE_ORCHESTRATES] = { "orchestrates", N_("orchestrates") },
  [LEAT_WIRE_MONITORS] = { "monitors", N_("monitors") },
  [LEAT_WIRE_CATALOGS] = { "catalogs", N_("catalogs") },
  [LEAT_WIRE_QUERIES] = { "queries", N_("queries") },
  [LEAT_WIRE_ENCRYPTS] = { "encrypts", N_("encrypts") },
  [LEAT_WIRE_NETWORK] = { "network", N_("network") },
};

static const Name roles[LEAT_N_ROLES] = {
  [LEAT_ROLE_SOURCE] = { "source", N_("Sources") },
  [LEAT_ROLE_INGESTION] = { "ingestion", N_("Ingestion") },
  [LEAT_ROLE_TRANSFORM] = { "transform", N_("Transform") },
  [LEAT_ROLE_STORAGE] = { "storage", N_("Storage") },
  [LEAT_ROLE_ANALYTICS] = { "analytics", N_("Analytics") },
  [LEAT_ROLE_ORCHESTRATION] = { "orchestration", N_("Orchestration") },
  [LEAT_ROLE_MONITORING] = { "monitoring", N_("Monitoring") },
  [LEAT_ROLE_SECURITY] = { "security", N_("Security") },
  [LEAT_ROLE_NETWORK] = { "network", N_("Network") },
  [LEAT_ROLE_CONSUMER] = { "consumer", N_("Consumers") },
};

static int
find (const Name *names,
      int         n,
      const char *text)
{
  for (int i = 0; text != NULL && i < n; i++)
    if (g_str_equal (names[i].word, text))
      return i;
  return -1;
}

const char *
leat_wire_kind_to_string (LeatWireKind kind)
{
  g_return_val_if_fail (kind < LEAT_N_WIRE_KINDS, "data");

  return wire_kinds[kind].word;
}

gboolean
leat_wire_kind_from_string (const char   *text,
                            LeatWireKind *kind)
{
  int i = find (wire_kinds, LEAT_N_WIRE_KINDS, text);

  if (i >= 0)
    *kind = i;
  return i >= 0;
}

const char *
leat_wire_kind_get_label (LeatWireKind kind)
{
  g_return_val_if_fail (kind < LEAT_N_WIRE_KINDS, "");

  return _(wire_kinds[kind].label);
}

const char *
leat_role_to_string (LeatRole role)
{
  g_return_val_if_fail (role < LEAT_N_ROLES, "source");

  return roles[role].word;
}

gboolean
leat_role_from_string (const char *text,
                       LeatRole   *role)
{
  int i = find (roles, LEAT_N_ROLES, text);

  if (i >= 0)
    *role = i;
  return i >= 0;
}

const char *
leat_role_get_label (LeatRole role)
{
  g_return_val_if_fail (role < LEAT_N_ROLES, "");

  return _(roles[role].label);
}

char *
leat_slug (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  GString *slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0' && slug->len < 40; p++)
    {
      if (g_ascii_isalnum (*p) && (slug->len > 0 || g_ascii_isalpha (*p)))
        g_string_append_c (slug, g_ascii_tolower (*p));
      else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
        g_string_append_c (slug, '-');
    }

  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_assign (slug, "item");

  return g_string_free (slug, FALSE);
}

int
leat_compare_strings (gconstpointer a,
                      gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}
