/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <string.h>

/* Where the parts of XML begin and end, in bytes that need not be well formed for the first two; the others see only
 * what a parser has read. */

const char *
leat_native_skip_other (const char *p,
                        const char *end)
{
  static const struct
  {
    const char *start;
    const char *end;
  } others[] = { { "<!--", "-->" }, { "<![CDATA[", "]]>" }, { "<?", "?>" } };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      gsize n = strlen (others[i].start);

      if ((gsize) (end - p) > n && memcmp (p, others[i].start, n) == 0)
        {
          const char *found = memmem (p + n, end - p - n, others[i].end, strlen (others[i].end));

          return found != NULL ? found + strlen (others[i].end) : end;
        }
    }
  return p;
}

const char *
leat_native_skip_tag (const char *p,
                      const char *end,
                      guint      *n_attributes)
{
  for (*n_attributes = 0; p < end && *p != '>'; p++)
    {
      if (*p == '=')
        ++*n_attributes;
      else if (*p == '"' || *p == '\'')
        p = memchr (p + 1, *p, end - p - 1);
      if (p == NULL)
        return end;
    }
  return p;
}

const char *
leat_native_skip_node (const char *p,
                       const char *end)
{
  int depth = 0;

  do
    {
      const char *start = p;
      guint n;

      p = leat_native_skip_other (start, end);
      if (p == start)
        {
          p = leat_native_skip_tag (start + 1, end, &n);
          depth += start[1] == '/' ? -1 : p[-1] == '/' ? 0 : 1;
          p++;
        }
      if (depth > 0)
        p = memchr (p, '<', end - p);
    }
  while (depth > 0);
  return p;
}

gboolean
leat_native_next_attribute (const char          **p,
                            LeatWrittenAttribute *attribute)
{
  attribute->start = *p;
  attribute->name = *p + strspn (*p, LEAT_XML_SPACE);
  if (*attribute->name == '>' || *attribute->name == '/')
    return FALSE;

  attribute->length = strcspn (attribute->name, "=" LEAT_XML_SPACE);
  attribute->value = attribute->name + strcspn (attribute->name, "\"'") + 1;
  attribute->end = strchr (attribute->value, attribute->value[-1]);
  *p = attribute->end + 1;
  return TRUE;
}
