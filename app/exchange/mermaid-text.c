/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mermaid-private.h"

#include <stdlib.h>
#include <string.h>

/* Labels of Mermaid: HTML breaks and markup, Markdown in backticks, icons ("fa:fa-database"), and two kinds
 * of entities ("#quot;" is Mermaid's own, "&lt;" is HTML's). */

typedef struct
{
  const char *name;
  const char *text;
} Entity;

static const Entity entities[] = {
  { "quot", "\"" }, { "amp", "&" },   { "lt", "<" },   { "gt", ">" },     { "apos", "'" }, { "nbsp", " " },
  { "colon", ":" }, { "semi", ";" },  { "num", "#" },  { "percnt", "%" }, { "lpar", "(" }, { "rpar", ")" },
  { "lsqb", "[" },  { "rsqb", "]" },  { "lbrack", "[" }, { "rbrack", "]" }, { "lbrace", "{" }, { "rbrace", "}" },
  { "verbar", "|" }, { "vert", "|" }, { "mdash", "—" }, { "ndash", "–" }, { "rarr", "→" }, { "larr", "←" },
  { "hellip", "…" }, { "middot", "·" }, { "copy", "©" }, { "reg", "®" },  { "trade", "™" }, { "times", "×" },
};

static const char *const markup[] = { "b", "i", "u", "s", "em", "strong", "small", "sub", "sup", "span", "div", "p",
                                      "font", "big", "center", "code", "a", "img" };

/* The length of a tag of HTML that stands at `p`, or 0; its name is put in `name`. */
static gsize
match_tag (const char *p,
           char        name[8])
{
  const char *q = p + 1;
  const char *end;
  gsize n = 0;

  if (*p != '<')
    return 0;
  if (*q == '/')
    q++;
  for (; g_ascii_isalnum (*q) && n < 7; q++)
    name[n++] = g_ascii_tolower (*q);
  name[n] = '\0';
  if (n == 0 || (*q != '>' && *q != '/' && *q != ' '))
    return 0;

  end = strpbrk (q, "<>");
  return end != NULL && *end == '>' ? (gsize) (end - p) + 1 : 0;
}

static gboolean
is_markup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (markup); i++)
    if (g_str_equal (markup[i], name))
      return TRUE;
  return FALSE;
}

/* The length of an icon such as "fa:fa-database" at `p`, or 0. */
static gsize
match_icon (const char *p)
{
  static const char *const sets[] = { "fa:fa-", "fab:fa-", "fas:fa-", "far:fa-", "fal:fa-", "fad:fa-" };

  for (gsize i = 0; i < G_N_ELEMENTS (sets); i++)
    if (g_str_has_prefix (p, sets[i]))
      {
        gsize n = strlen (sets[i]);

        while (g_ascii_isalnum (p[n]) || p[n] == '-')
          n++;
        return n;
      }
  return 0;
}

/* Breaks become \n, markup and icons go; entities stay as they are. */
static char *
strip_markup (const char *raw,
              gboolean    markdown)
{
  GString *out = g_string_new (NULL);
  char name[8];
  gsize n;

  for (const char *p = raw; *p != '\0';)
    {
      if ((n = match_tag (p, name)) > 0 && (g_str_equal (name, "br") || is_markup (name)))
        {
          if (g_str_equal (name, "br"))
            g_string_append_c (out, '\n');
          p += n;
        }
      else if (p[0] == '\\' && p[1] == 'n')
        {
          g_string_append_c (out, '\n');
          p += 2;
        }
      else if ((n = match_icon (p)) > 0)
        p += n;
      else if (markdown && (*p == '*' || g_str_has_prefix (p, "__")))
        p += *p == '*' ? 1 : 2;
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

/* Replaces the entity whose name is `name`, `n` bytes long. */
static gboolean
append_entity (GString    *out,
               const char *name,
               gsize       n)
{
  gboolean hex = n > 1 && (name[0] == 'x' || name[0] == 'X') && g_ascii_isxdigit (name[1]);

  if (hex || (n > 0 && g_ascii_isdigit (name[0])))
    {
      char *end;
      guint64 code = g_ascii_strtoull (name + (hex ? 1 : 0), &end, hex ? 16 : 10);

      if (end != name + n || code == 0 || code > 0x10ffff || !g_unichar_validate ((gunichar) code))
        return FALSE;
      g_string_append_unichar (out, (gunichar) code);
      return TRUE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && strncmp (entities[i].name, name, n) == 0)
      {
        g_string_append (out, entities[i].text);
        return TRUE;
      }
  return FALSE;
}

static char *
decode_entities (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      const char *name = p + 1;
      gsize n = 0;

      if (*p == '&' && *name == '#')
        name++;
      if (*p == '#' || *p == '&')
        while (n < 10 && g_ascii_isalnum (name[n]))
          n++;

      if (n > 0 && name[n] == ';' && append_entity (out, name, n))
        p = name + n + 1;
      else
        g_string_append_c (out, *p++);
    }
  return g_string_free (out, FALSE);
}

/* Spaces that the author wrote as entities are part of the text; so lines are trimmed before. */
static char *
decode_line (char *line)
{
  return decode_entities (g_strstrip (line));
}

char *
leat_mermaid_decode (const char *raw,
                     char      **rest)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (raw));
  gsize n = strlen (trimmed);
  gboolean markdown = n >= 2 && trimmed[0] == '`' && trimmed[n - 1] == '`';
  g_autofree char *plain = NULL;
  g_auto(GStrv) lines = NULL;
  g_autoptr(GString) more = g_string_new (NULL);

  if (markdown)
    trimmed[n - 1] = '\0';
  plain = strip_markup (trimmed + (markdown ? 1 : 0), markdown);
  lines = g_strsplit (plain, "\n", -1);

  for (gsize i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_autofree char *line = decode_line (lines[i]);

      g_string_append_printf (more, "%s%s", more->len > 0 ? "\n" : "", line);
    }

  if (rest != NULL)
    *rest = more->len > 0 ? g_strdup (more->str) : NULL;
  return lines[0] != NULL ? decode_line (lines[0]) : g_strdup ("");
}

static gboolean
needs_entity (const char *text,
              const char *p)
{
  if (*p == ' ')
    return p == text || p[1] == '\0';
  if (*p == '&')
    return p[1] == '#' || g_ascii_isalnum (p[1]);
  return strchr ("\"#<>|`\\%\n\r\t;", *p) != NULL;
}

static void
append_character (GString    *out,
                  const char *p,
                  gboolean    as_entity)
{
  if (!as_entity)
    g_string_append_c (out, *p);
  else if (*p == '"')
    g_string_append (out, "#quot;");
  else if (*p == '<' || *p == '>')
    g_string_append (out, *p == '<' ? "#lt;" : "#gt;");
  else
    g_string_append_printf (out, "#%d;", *p);
}

/* Mermaid looks for "style…:…#…;" and for "%%{…}%%" in the whole text before it parses, so a colon beside an
 * entity and every per cent sign are entities too. */
void
leat_mermaid_encode (GString    *out,
                     const char *text)
{
  gboolean any = FALSE;

  for (const char *p = text; *p != '\0' && !any; p++)
    any = needs_entity (text, p);
  for (const char *p = text; *p != '\0'; p++)
    append_character (out, p, needs_entity (text, p) || (any && *p == ':') || match_icon (p) > 0);
}
