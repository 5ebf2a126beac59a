/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/mermaid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The words of Mermaid's flowcharts. They depend on where they stand ("o" begins an id, or ends an arrow), so
 * there is no list of tokens: each function reads one kind of thing at a cursor, or says why it cannot. */

/* The longest that a label, a directive or a description may be: what is not closed is not searched for to the end
 * of a large file. */
#define MAX_SPAN 16384

typedef struct
{
  const char *open;
  const char *close[2];
} Shape;

/* The longest first: a bracket that does not find its end may be read as a shorter one. */
static const Shape shapes[] = {
  { "(((", { ")))" } },
  { "((", { "))" } },
  { "([", { "])" } },
  { "(-", { "-)" } },
  { "(", { ")" } },
  { "[[", { "]]" } },
  { "[(", { ")]" } },
  { "[/", { "/]", "\\]" } },
  { "[\\", { "\\]", "/]" } },
  { "[", { "]" } },
  { "{{", { "}}" } },
  { "{", { "}" } },
  { ">", { "]" } },
};

long
leat_mermaid_line (LeatMermaidCursor *cursor,
                   const char        *at)
{
  for (; cursor->counted < at; cursor->counted++)
    cursor->line += *cursor->counted == '\n';
  while (cursor->counted > at)
    cursor->line -= *--cursor->counted == '\n';
  return cursor->line;
}

long
leat_mermaid_column (const LeatMermaidCursor *cursor,
                     const char              *at)
{
  const char *start = at;

  while (start > cursor->text && start[-1] != '\n')
    start--;
  return g_utf8_strlen (start, at - start) + 1;
}

gboolean
leat_mermaid_fail (LeatMermaidCursor *cursor,
                   const char        *fault,
                   const char        *format,
                   ...)
{
  va_list args;

  g_free (cursor->problem);
  va_start (args, format);
  cursor->problem = g_strdup_vprintf (format, args);
  va_end (args);
  cursor->fault = fault;
  return FALSE;
}

char *
leat_mermaid_quote (const char *at)
{
  const char *end = at;

  for (int n = 0; *end != '\0' && *end != '\n' && n < 24; n++)
    end = g_utf8_next_char (end);
  if (end == at)
    return g_strdup (_("the end of the line"));
  return g_strdup_printf (_("“%.*s”"), (int) (end - at), at);
}

const char *
leat_mermaid_find (const char *at,
                   const char *what)
{
  const char *end = at;
  gsize n = 0;

  for (; *end != '\0' && n < MAX_SPAN; end++)
    n++;
  return g_strstr_len (at, n, what);
}

void
leat_mermaid_skip_blanks (LeatMermaidCursor *cursor)
{
  while (*cursor->at == ' ' || *cursor->at == '\t')
    cursor->at++;
}

void
leat_mermaid_skip_line (LeatMermaidCursor *cursor)
{
  cursor->at += strcspn (cursor->at, "\n");
}

/* "%%{init: …}%%" may run over several lines; one that does not end is a comment. */
static void
skip_comment (LeatMermaidCursor *cursor)
{
  const char *end = cursor->at[2] == '{' ? leat_mermaid_find (cursor->at, "}%%") : NULL;

  if (end != NULL)
    cursor->at = end + 3;
  else
    leat_mermaid_skip_line (cursor);
}

void
leat_mermaid_skip_gap (LeatMermaidCursor *cursor)
{
  for (;;)
    {
      cursor->at += strspn (cursor->at, " \t\n;");
      if (!g_str_has_prefix (cursor->at, "%%") || g_str_has_prefix (cursor->at, "%% leat:"))
        return;
      skip_comment (cursor);
    }
}

void
leat_mermaid_skip_statement (LeatMermaidCursor *cursor)
{
  gboolean quoted = FALSE;

  for (; *cursor->at != '\0' && *cursor->at != '\n' && (quoted || *cursor->at != ';'); cursor->at++)
    quoted ^= *cursor->at == '"';
}

gboolean
leat_mermaid_at_end (const LeatMermaidCursor *cursor)
{
  return strchr ("\n;", *cursor->at) != NULL || g_str_has_prefix (cursor->at, "%%");
}

/* An id may hold nearly everything; what would begin an arrow ends it. */
static gboolean
is_id_character (const char *p)
{
  if ((guchar) *p >= 0x80 || g_ascii_isalnum (*p) || *p == '_')
    return TRUE;
  switch (*p)
    {
    case '-':
      return strchr (">-. \t\n;", p[1]) == NULL;
    case '=':
      return strchr ("= \t\n;", p[1]) == NULL;
    case '.':
      return p[1] != '-' && p[1] != '.';
    case '%':
      return p[1] != '%';
    case ':':
    case '&':
    case ',':
      return strchr (":& \t\n;,", p[1]) == NULL;
    default:
      return *p != '\0' && strchr ("!#$'*+`?/\\", *p) != NULL;
    }
}

char *
leat_mermaid_read_id (LeatMermaidCursor *cursor)
{
  const char *start = cursor->at;

  if (*start == '&' || *start == ':' || *start == ',')
    return NULL;
  while (is_id_character (cursor->at))
    cursor->at++;
  return cursor->at > start ? g_strndup (start, cursor->at - start) : NULL;
}

gboolean
leat_mermaid_take_word (LeatMermaidCursor *cursor,
                        const char        *word)
{
  const char *after;

  if (!g_str_has_prefix (cursor->at, word))
    return FALSE;
  after = cursor->at + strlen (word);
  if (*after != '\0' && strchr (" \t\n;\"", *after) == NULL)
    return FALSE;

  cursor->at = after;
  return TRUE;
}

static gboolean
is_close (const char  *p,
          const Shape *shape,
          gsize       *length)
{
  for (gsize i = 0; i < 2 && shape->close[i] != NULL; i++)
    if (g_str_has_prefix (p, shape->close[i]))
      {
        *length = strlen (shape->close[i]);
        return TRUE;
      }
  return FALSE;
}

/* The text between `start` and the next of the two ends. Nothing is found if a line ends first, unless the
 * text holds no bracket so far: Mermaid allows labels over several lines. */
static const char *
find_close (const char  *start,
            const Shape *shape,
            gsize       *length)
{
  gboolean line_ended = FALSE;
  gboolean bracket = FALSE;

  for (const char *p = start; *p != '\0' && !(line_ended && bracket) && p < start + MAX_SPAN; p++)
    {
      if (is_close (p, shape, length))
        return p;
      line_ended |= *p == '\n';
      bracket |= strchr ("[](){}|\"", *p) != NULL;
    }
  return NULL;
}

static void
take_label (char      **label,
            const char *start,
            const char *end)
{
  g_free (*label);
  *label = g_strndup (start, end - start);
}

/* Reads what stands between the brackets of one shape: a text in quotes, or a bare one. */
static gboolean
read_bracket (LeatMermaidCursor *cursor,
              const Shape       *shape,
              char             **label)
{
  const char *start = cursor->at + strlen (shape->open);
  const char *quote = start + strspn (start, " \t\n");
  const char *end = NULL;
  gsize length;

  if (*quote == '"' && (end = leat_mermaid_find (quote + 1, "\"")) != NULL)
    {
      const char *close = end + 1 + strspn (end + 1, " \t\n");

      if (is_close (close, shape, &length))
        {
          take_label (label, quote + 1, end);
          cursor->at = close + length;
          return TRUE;
        }
    }
  if (*quote == '"')
    return FALSE;

  end = find_close (start, shape, &length);
  if (end == NULL)
    return FALSE;
  take_label (label, start, end);
  cursor->at = end + length;
  return TRUE;
}

static gboolean
read_brackets (LeatMermaidCursor *cursor,
               char             **label)
{
  const Shape *last = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_has_prefix (cursor->at, shapes[i].open))
      {
        if (read_bracket (cursor, &shapes[i], label))
          return TRUE;
        last = &shapes[i];
      }

  return leat_mermaid_fail (cursor, cursor->at, _("“%s” is not closed; expected a text and “%s”"), last->open,
                            last->close[0]);
}

/* The value of `key` in "shape: rect, label: "text"": a small part of YAML's flow form. */
static void
read_data_value (const char *start,
                 const char *end,
                 char      **label)
{
  const char *key = start;

  while (key < end)
    {
      const char *colon;
      const char *value;
      const char *stop;

      key += strspn (key, " \t\n,");
      colon = memchr (key, ':', MAX (end - key, 0));
      if (colon == NULL)
        return;
      value = colon + 1 + strspn (colon + 1, " \t");
      stop = *value == '"' ? strchr (value + 1, '"') : value + strcspn (value, ",\n}");
      if (stop == NULL || stop > end)
        stop = end;
      if (strncmp (key, "label", 5) == 0)
        take_label (label, *value == '"' ? value + 1 : value, stop);
      key = *value == '"' && stop < end ? stop + 1 : stop;
    }
}

static gboolean
read_data (LeatMermaidCursor *cursor,
           char             **label)
{
  const char *start = cursor->at + 2;
  gboolean quoted = FALSE;
  const char *end = start;

  for (; *end != '\0' && (quoted || *end != '}') && end < start + MAX_SPAN; end++)
    quoted ^= *end == '"';
  if (*end != '}')
    return leat_mermaid_fail (cursor, cursor->at, _("“@{” is not closed; expected “key: value” pairs and “}”"));

  read_data_value (start, end, label);
  cursor->at = end + 1;
  return TRUE;
}

static gboolean
skip_class (LeatMermaidCursor *cursor)
{
  const char *start = cursor->at;

  cursor->at += 3;
  while ((guchar) *cursor->at >= 0x80 || g_ascii_isalnum (*cursor->at) || *cursor->at == '_' ||
         (*cursor->at == '-' && g_ascii_isalnum (cursor->at[1])))
    cursor->at++;
  if (cursor->at == start + 3)
    return leat_mermaid_fail (cursor, start, _("“:::” needs the name of a class after it"));
  return TRUE;
}

gboolean
leat_mermaid_read_shape (LeatMermaidCursor *cursor,
                         char             **label)
{
  for (;;)
    {
      const char *ahead = cursor->at + strspn (cursor->at, " \t");
      gboolean ok;

      if (g_str_has_prefix (cursor->at, ":::"))
        ok = skip_class (cursor);
      else if (g_str_has_prefix (cursor->at, "@{"))
        ok = read_data (cursor, label);
      else if (*cursor->at == '>' || (*ahead != '\0' && strchr ("[({", *ahead) != NULL))
        {
          cursor->at = ahead;
          ok = read_brackets (cursor, label);
        }
      else
        return TRUE;
      if (!ok)
        return FALSE;
    }
}

/* The length of a whole arrow of that stroke at `p`, or 0, without what may be at its start. */
static gsize
match_arrow (const char *p,
             LeatStroke  stroke,
             char       *head)
{
  char c = stroke == LEAT_STROKE_THICK ? '=' : '-';
  gsize n = 0;

  *head = 0;
  if (stroke == LEAT_STROKE_INVISIBLE)
    return strspn (p, "~") >= 3 ? strspn (p, "~") : 0;

  if (stroke == LEAT_STROKE_DOTTED)
    {
      n = *p == '-' ? 1 : 0;
      if (p[n] != '.')
        return 0;
      n += strspn (p + n, ".");
      if (p[n] != '-')
        return 0;
      n++;
    }
  else
    while (p[n] == c)
      n++;

  if (n >= 2 && p[n] != '\0' && strchr (">xo", p[n]) != NULL)
    {
      *head = p[n];
      return n + 1;
    }
  return stroke == LEAT_STROKE_DOTTED || n >= 3 ? n : 0;
}

static const char *const openings[] = {
  [LEAT_STROKE_SOLID] = "--", [LEAT_STROKE_THICK] = "==", [LEAT_STROKE_DOTTED] = "-.", [LEAT_STROKE_INVISIBLE] = "~~"
};

/* "-- text -->": the text ends where a whole arrow of the same stroke stands, on the same line. */
static gboolean
read_inline_label (LeatMermaidCursor *cursor,
                   const char        *start,
                   LeatMermaidArrow  *arrow)
{
  const char *text = cursor->at + strlen (openings[arrow->stroke]);
  gboolean quoted = FALSE;
  gsize n;

  for (const char *p = text; *p != '\0' && *p != '\n'; p++)
    {
      if (*p == '"')
        quoted = !quoted && strchr (p + 1, '"') != NULL;
      if (!quoted && (n = match_arrow (p, arrow->stroke, &arrow->head)) > 0)
        {
          arrow->label = g_strstrip (g_strndup (text, p - text));
          cursor->at = p + n;
          return TRUE;
        }
    }

  return leat_mermaid_fail (cursor, start, _("“%.16s” is cut off; expected the rest of an arrow, such as “-->” or “-.->”"),
                            openings[arrow->stroke]);
}

/* "-->|text|" */
static gboolean
read_piped_label (LeatMermaidCursor *cursor,
                  LeatMermaidArrow  *arrow)
{
  const char *start = cursor->at + strspn (cursor->at, " \t");
  gboolean quoted = FALSE;
  const char *p;

  if (*start != '|')
    return TRUE;
  for (p = start + 1; *p != '\0' && *p != '\n' && (quoted || *p != '|'); p++)
    quoted ^= *p == '"';
  if (*p != '|')
    return leat_mermaid_fail (cursor, start, _("“|” is not closed; expected a text and “|”"));

  g_free (arrow->label);
  arrow->label = g_strstrip (g_strndup (start + 1, p - start - 1));
  cursor->at = p + 1;
  return TRUE;
}

static void
unquote (char *label)
{
  gsize n = label != NULL ? strlen (label) : 0;

  if (n >= 2 && label[0] == '"' && label[n - 1] == '"')
    {
      memmove (label, label + 1, n - 2);
      label[n - 2] = '\0';
    }
}

/* "e1@-->": the id of an arrow. */
static void
skip_arrow_id (LeatMermaidCursor *cursor)
{
  gsize n = strcspn (cursor->at, "@ \t\n\"{[(|;");

  if (n > 0 && strchr ("-=~<.", *cursor->at) == NULL && cursor->at[n] == '@' && cursor->at[n + 1] != '{')
    cursor->at += n + 1;
}

static gboolean
find_stroke (const char *p,
             LeatStroke *stroke)
{
  for (gsize i = 0; i < G_N_ELEMENTS (openings); i++)
    if (g_str_has_prefix (p, openings[i]))
      {
        *stroke = (LeatStroke) i;
        return TRUE;
      }
  *stroke = LEAT_STROKE_DOTTED; /* ".->" without the first hyphen */
  return g_str_has_prefix (p, ".-") || g_str_has_prefix (p, "..-");
}

gboolean
leat_mermaid_read_arrow (LeatMermaidCursor *cursor,
                         LeatMermaidArrow  *arrow)
{
  const char *start;
  const char *line;
  gsize n;

  *arrow = (LeatMermaidArrow){ 0 };
  skip_arrow_id (cursor);
  start = cursor->at;
  line = *start != '\0' && strchr ("xo<", *start) != NULL ? start + 1 : start;
  if (!find_stroke (line, &arrow->stroke))
    return FALSE;

  arrow->tail = line > start ? *start : 0;
  cursor->at = line;
  n = match_arrow (line, arrow->stroke, &arrow->head);
  cursor->at += n;
  if (n == 0 && arrow->stroke == LEAT_STROKE_INVISIBLE)
    return leat_mermaid_fail (cursor, start, _("“~~” is cut off; expected “~~~”"));
  if (n == 0 && !read_inline_label (cursor, start, arrow))
    return FALSE;
  if (!read_piped_label (cursor, arrow))
    {
      g_clear_pointer (&arrow->label, g_free);
      return FALSE;
    }
  unquote (arrow->label);
  return TRUE;
}
