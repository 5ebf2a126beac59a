/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/catalogue.h"

/* Finds the service that a label names. Both sides are reduced to lower-case words with single spaces
 * between and around, so that a plain search for " kinesis data streams " finds whole words only. */

static char *
reduce (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  GString *words = g_string_new (" ");

  for (const char *p = folded; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        g_string_append_unichar (words, c);
      else if (words->str[words->len - 1] != ' ')
        g_string_append_c (words, ' ');
    }
  if (words->str[words->len - 1] != ' ')
    g_string_append_c (words, ' ');
  return g_string_free (words, FALSE);
}

typedef struct
{
  const LeatService *service;
  gsize              length;
  const char        *at;
} Match;

static void
try_name (const char        *label,
          const char        *name,
          const LeatService *service,
          Match             *best)
{
  g_autofree char *words = reduce (name);
  const char *at = strlen (words) > 1 ? strstr (label, words) : NULL;
  gsize length = strlen (words);

  if (at == NULL || length < best->length || (length == best->length && best->at <= at))
    return;

  *best = (Match){ service, length, at };
}

const LeatService *
leat_catalogue_recognise (const LeatCatalogue *self,
                          const char          *label)
{
  g_autofree char *words = NULL;
  Match best = { NULL, 0, NULL };

  g_return_val_if_fail (label != NULL, NULL);

  words = reduce (label);
  for (guint i = 0; i < leat_catalogue_get_n_services (self); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (self, i);

      try_name (words, service->name, service, &best);
      try_name (words, service->id, service, &best);
      for (guint j = 0; j < service->aliases->len; j++)
        try_name (words, g_ptr_array_index (service->aliases, j), service, &best);
    }
  return best.service;
}
