/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/native-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is looked for in the bytes of a file before a parser sees them: another encoding, what is not XML
 * at all, and what would make the parser slow (its check for a repeated attribute is quadratic). */

#define MAX_ATTRIBUTES 256

static long
line_at (const char *data,
         const char *at)
{
  return 1 + leat_count_lines (data, at);
}

static gboolean
check_text (const char *data,
            gsize       size,
            const char *name,
            GError    **error)
{
  const char *end;

  if (g_utf8_validate_len (data, size, &end))
    return TRUE;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s:%ld: found the byte 0x%02x, expected text in UTF-8: this is not a Leat pipeline, or "
                 "it was saved in another encoding"),
               name, line_at (data, end), (guchar) *end);
  return FALSE;
}

static gboolean
check_packed (const char *data,
              gsize       size,
              const char *name,
              GError    **error)
{
  static const struct
  {
    const char *magic;
    gsize       length;
    const char *what;
  } packed[] = {
    { "\x1f\x8b", 2, "gzip" },   { "PK\x03\x04", 4, "ZIP" },        { "\x28\xb5\x2f\xfd", 4, "zstd" },
    { "BZh", 3, "bzip2" },       { "\xfd" "7zXZ", 5, "xz" },        { "\xff\xfe", 2, "UTF-16" },
    { "\xfe\xff", 2, "UTF-16" }, { "<\0?\0", 4, "UTF-16" },         { "\0<\0?", 4, "UTF-16" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (packed); i++)
    if (size >= packed[i].length && memcmp (data, packed[i].magic, packed[i].length) == 0)
      {
        g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                     _("%s:1: found %s data, expected XML in UTF-8: unpack or convert the file first"), name,
                     packed[i].what);
        return FALSE;
      }
  return TRUE;
}

static gboolean
check_encoding (const char *data,
                gsize       size,
                const char *name,
                GError    **error)
{
  const char *end = g_strstr_len (data, MIN (size, 1024), "?>");
  const char *at = end != NULL ? g_strstr_len (data, end - data, "encoding") : NULL;
  g_autofree char *encoding = NULL;
  const char *quote;

  if (at == NULL || !g_str_has_prefix (data, "<?xml"))
    return TRUE;

  quote = at + strcspn (at, "\"'?");
  if (*quote != '?')
    encoding = g_strndup (quote + 1, strcspn (quote + 1, "\"'?"));
  if (encoding == NULL || g_ascii_strcasecmp (encoding, "utf-8") == 0 ||
      g_ascii_strcasecmp (encoding, "us-ascii") == 0)
    return TRUE;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s:%ld: found the encoding “%s”, expected UTF-8: convert the file first"), name,
               line_at (data, at), encoding);
  return FALSE;
}

static gboolean
check_start (const char *data,
             gsize       size,
             const char *name,
             GError    **error)
{
  const char *end = data + size;
  const char *p = data;
  g_autofree char *found = NULL;

  while (p < end && g_ascii_isspace (*p))
    p++;
  if (p < end && *p == '<')
    return TRUE;

  if (p == end)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s:1: the file is empty, expected <pipeline xmlns=\"%s\">"), name, LEAT_NAMESPACE);
      return FALSE;
    }

  found = g_utf8_substring (p, 0, MIN (20, g_utf8_strlen (p, end - p)));
  found[strcspn (found, "\r\n")] = '\0';
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s:%ld: found “%s”, expected XML that starts with <pipeline xmlns=\"%s\">"), name,
               line_at (data, p), found, LEAT_NAMESPACE);
  return FALSE;
}

static gboolean
check_tags (const char *data,
            gsize       size,
            const char *name,
            GError    **error)
{
  const char *end = data + size;

  for (const char *p = data; p < end && (p = memchr (p, '<', end - p)) != NULL;)
    {
      const char *start = p;
      guint n = 0;

      p = leat_native_skip_other (p, end);
      if (p == start)
        p = leat_native_skip_tag (p + 1, end, &n);
      if (n > MAX_ATTRIBUTES)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT,
                       _("%s:%ld: found an element of %u attributes, expected at most %d"), name,
                       line_at (data, start), n, MAX_ATTRIBUTES);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
leat_native_check_bytes (GBytes     *bytes,
                         const char *name,
                         GError    **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (data == NULL)
    data = ""; /* that is what GBytes says of no bytes */

  if (size > LEAT_FILE_MAX_BYTES)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s: the file is larger than %d MB, the most that Leat reads"),
                   name, LEAT_FILE_MAX_BYTES / 1024 / 1024);
      return FALSE;
    }
  if (size >= 3 && memcmp (data, "\xEF\xBB\xBF", 3) == 0)
    {
      data += 3;
      size -= 3;
    }
  return check_packed (data, size, name, error) && check_text (data, size, name, error) &&
         check_encoding (data, size, name, error) && check_start (data, size, name, error) &&
         check_tags (data, size, name, error);
}
