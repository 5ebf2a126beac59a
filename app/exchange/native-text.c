/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <string.h>

/* A text as it is written, in the middle of which something may have become other: each byte of what it says has its
 * place in the file. An entity is one place for what it stands for, and so is a CDATA section, however long: they are kept
 * or replaced as a whole. Comments and whatever else says nothing lie between the places. */

typedef struct
{
  const char *start;
  const char *end;
} Place;

typedef struct
{
  GString *said;
  GArray  *places; /* of Place, one a byte of what is said */
} Reading;

static void
say (Reading    *self,
     const char *text,
     gsize       length,
     const char *start,
     const char *end)
{
  Place place = { start, end };

  g_string_append_len (self->said, text, length);
  for (gsize i = 0; i < length; i++)
    g_array_append_val (self->places, place);
}

/* The end of a line is one character to a parser, however it is written. */
static const char *
line_end (const char *p)
{
  return p[0] != '\r' ? p : p[1] == '\n' ? p + 2 : p + 1;
}

static void
read_section (Reading    *self,
              const char *start,
              const char *end)
{
  static const gsize open = 9, close = 3; /* <![CDATA[ and ]]> */

  for (const char *p = start + open; p < end - close;)
    {
      const char *next = line_end (p);

      say (self, next > p ? "\n" : p, 1, start, end);
      p = MAX (next, p + 1);
    }
}

/* The five that need no declaration, and numbers; the reader has refused any other. */
static gunichar
entity (const char *name)
{
  static const struct
  {
    const char *name;
    gunichar    c;
  } entities[] = { { "lt;", '<' }, { "gt;", '>' }, { "amp;", '&' }, { "quot;", '"' }, { "apos;", '\'' } };

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strncmp (name, entities[i].name, strlen (entities[i].name)) == 0)
      return entities[i].c;
  return name[1] == 'x' ? g_ascii_strtoull (name + 2, NULL, 16) : g_ascii_strtoull (name + 1, NULL, 10);
}

static const char *
read_character (Reading    *self,
                const char *p)
{
  const char *next = line_end (p);
  char text[6];

  if (next > p)
    say (self, "\n", 1, p, next);
  else if (*p == '&')
    {
      next = strchr (p, ';') + 1;
      say (self, text, g_unichar_to_utf8 (entity (p + 1), text), p, next);
    }
  else
    {
      next = g_utf8_next_char (p);
      say (self, p, next - p, p, next);
    }
  return next;
}

static void
read_text (Reading    *self,
           const char *start,
           const char *end)
{
  for (const char *p = start; p < end;)
    if (*p != '<')
      p = read_character (self, p);
    else
      {
        const char *next = leat_native_skip_node (p, end);

        if (p[1] == '!' && p[2] == '[')
          read_section (self, p, next);
        p = next;
      }
}

static const Place *
place (const Reading *self,
       gsize          i)
{
  return &g_array_index (self->places, Place, i);
}

/* Whether what is said can be cut before the ith byte. A lone carriage return must not come to stand before a line feed, which
 * would belong to it, nor a bare ">" behind two brackets. */
static gboolean
can_cut (const Reading *self,
         gsize          i)
{
  if (i > 0 && place (self, i - 1)->end - place (self, i - 1)->start == 1 && *place (self, i - 1)->start == '\r')
    return FALSE;
  if (i > 0 && i < self->said->len && place (self, i - 1)->start == place (self, i)->start)
    return FALSE;
  return i >= self->said->len || *place (self, i)->start != '>';
}

/* What is other: from the one byte up to the other, not counting the same start and the same end. */
static void
find_change (const Reading *self,
             const char    *text,
             gsize         *from,
             gsize         *to)
{
  gsize n = self->said->len, m = strlen (text), start = 0, end = 0;
  const char *said = self->said->str;

  while (start < MIN (n, m) && said[start] == text[start])
    start++;
  while (end < MIN (n, m) - start && said[n - 1 - end] == text[m - 1 - end])
    end++;
  while (start > 0 && !can_cut (self, start))
    start--;
  while (end > 0 && !can_cut (self, n - end))
    end--;
  *from = start;
  *to = n - end;
}

static void
add_change (GArray     *changes,
            const char *start,
            const char *end,
            char       *text)
{
  LeatReplacement change = { start, end, text };

  g_array_append_val (changes, change);
}

/* Leaves out the places from the one byte up to the other, with the text instead of the first: what lies between them stays. */
static void
replace (const Reading *self,
         GArray        *changes,
         gsize          from,
         gsize          to,
         char          *text)
{
  for (gsize i = from; i < to;)
    {
      const char *start = place (self, i)->start;
      const char *end = start;

      for (; i < to && place (self, i)->start <= end; i++)
        end = place (self, i)->end;
      add_change (changes, start, end, text != NULL ? g_steal_pointer (&text) : g_strdup (""));
    }
}

static void
change_reading (const Reading *self,
                GArray        *changes,
                const char    *start,
                const char    *text,
                const char    *newline)
{
  gsize n = self->said->len, from, to;
  GString *instead = g_string_new (NULL);

  find_change (self, text, &from, &to);
  leat_native_escape_text (instead, text + from, strlen (text) - (n - to) - from, newline);
  if (from < to)
    replace (self, changes, from, to, g_string_free (instead, FALSE));
  else
    {
      const char *at = from > 0 ? place (self, from - 1)->end : n > 0 ? place (self, 0)->start : start;

      add_change (changes, at, at, g_string_free (instead, FALSE));
    }
}

gboolean
leat_native_change_text (GArray     *changes,
                         const char *start,
                         const char *end,
                         const char *old,
                         const char *text,
                         const char *newline)
{
  Reading reading = { g_string_new (NULL), g_array_new (FALSE, FALSE, sizeof (Place)) };
  gboolean same;

  read_text (&reading, start, end);
  same = g_strcmp0 (reading.said->str, old) == 0;
  if (same)
    change_reading (&reading, changes, start, text, newline);
  g_string_free (reading.said, TRUE);
  g_array_unref (reading.places);
  return same;
}
