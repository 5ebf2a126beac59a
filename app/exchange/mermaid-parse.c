/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/mermaid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Statement after statement, with a stack of open subgraphs instead of recursion. What cannot be read is said
 * once, and reading goes on behind its line. */

/* How many notices are given, and how many things may not be understood before the rest is left out. */
#define MAX_NOTICES 100
#define MAX_PROBLEMS 10000

typedef struct
{
  LeatMermaidCursor cursor;
  LeatMermaidGraph *graph;
  const char       *name;
  GPtrArray        *notices;    /* or NULL */
  guint             n_notices;
  char             *first;      /* the first notice, with its place */
  GHashTable       *node_by_id; /* id -> index + 1 */
  GArray           *open;       /* of int: indices of open subgraphs */
  guint             last_node;  /* the node that was named last */
  int               commented;  /* what a comment of Leat's is about: 'n', 'l', 'g' or 0 */
  GError          **error;
} Parser;

static void
node_free (LeatMermaidNode *node)
{
  g_free (node->id);
  g_free (node->label);
  g_free (node->type);
  g_free (node);
}

static void
link_free (LeatMermaidLink *link)
{
  g_free (link->arrow.label);
  g_free (link->kind);
  g_free (link);
}

static void
group_free (LeatMermaidGroup *group)
{
  g_free (group->id);
  g_free (group->title);
  g_free (group->type);
  g_free (group->role);
  g_array_unref (group->mentions);
  g_free (group);
}

static LeatMermaidGraph *
graph_new (void)
{
  LeatMermaidGraph *self = g_new0 (LeatMermaidGraph, 1);

  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) node_free);
  self->links = g_ptr_array_new_with_free_func ((GDestroyNotify) link_free);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) group_free);
  return self;
}

void
leat_mermaid_graph_free (LeatMermaidGraph *self)
{
  g_ptr_array_unref (self->nodes);
  g_ptr_array_unref (self->links);
  g_ptr_array_unref (self->groups);
  g_free (self->title);
  g_free (self);
}

/* Says what was not understood, with the number of its line; the flood of a file that is no flowchart at all is
 * cut short. */
static void G_GNUC_PRINTF (3, 4)
say (Parser     *self,
     const char *at,
     const char *format,
     ...)
{
  long line = leat_mermaid_line (&self->cursor, at);
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  if (self->first == NULL)
    self->first = g_strdup_printf ("%ld:%ld: %s", line, leat_mermaid_column (&self->cursor, at), text);
  if (self->n_notices < MAX_NOTICES)
    leat_notice_add (self->notices, line, "%s", text);
  else if (self->n_notices == MAX_NOTICES)
    leat_notice_add (self->notices, line, "%s", _("More lines were not understood; they are left out"));
  self->n_notices++;
}

static gboolean
refuse (Parser     *self,
        const char *what,
        int         limit)
{
  if (*self->error == NULL)
    g_set_error (self->error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s:%ld: more than %d %s: Leat does not read so many"),
                 self->name, leat_mermaid_line (&self->cursor, self->cursor.at), limit, what);
  return FALSE;
}

/* Tells of the problem at the cursor and goes to the end of the line in which it begins. */
static void
recover (Parser *self)
{
  LeatMermaidCursor *cursor = &self->cursor;
  long column = leat_mermaid_column (cursor, cursor->fault);

  if (self->first == NULL)
    self->first = g_strdup_printf ("%ld:%ld: %s", leat_mermaid_line (cursor, cursor->fault), column, cursor->problem);
  say (self, cursor->fault, _("Column %ld: %s"), column, cursor->problem);
  cursor->at = cursor->fault;
  leat_mermaid_skip_line (cursor);
  g_clear_pointer (&cursor->problem, g_free);
}

static LeatMermaidGroup *
innermost (Parser *self)
{
  return self->open->len == 0 ? NULL
                              : g_ptr_array_index (self->graph->groups,
                                                   g_array_index (self->open, int, self->open->len - 1));
}

static LeatMermaidNode *
mention (Parser     *self,
         const char *id,
         guint      *index)
{
  guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->node_by_id, id));
  LeatMermaidGroup *group = innermost (self);
  LeatMermaidNode *node;

  if (found == 0)
    {
      node = g_new0 (LeatMermaidNode, 1);
      node->id = g_strdup (id);
      node->line = leat_mermaid_line (&self->cursor, self->cursor.at);
      node->group = -1;
      g_ptr_array_add (self->graph->nodes, node);
      found = self->graph->nodes->len;
      g_hash_table_insert (self->node_by_id, node->id, GUINT_TO_POINTER (found));
    }

  *index = found - 1;
  if (group != NULL)
    g_array_append_val (group->mentions, *index);
  return g_ptr_array_index (self->graph->nodes, *index);
}

/* One node: an id and what may follow it. */
static gboolean
read_node (Parser *self,
           GArray *indices)
{
  LeatMermaidCursor *cursor = &self->cursor;
  const char *start = cursor->at;
  g_autofree char *id = leat_mermaid_read_id (cursor);
  LeatMermaidNode *node;
  guint index;

  if (id == NULL)
    {
      g_autofree char *found = leat_mermaid_quote (start);

      return leat_mermaid_fail (cursor, start, _("%s is not understood; expected the id of a node"), found);
    }

  node = mention (self, id, &index);
  g_array_append_val (indices, index);
  self->commented = 'n';
  self->last_node = index;
  if (self->graph->nodes->len > LEAT_MERMAID_MAX_NODES)
    return refuse (self, _("nodes"), LEAT_MERMAID_MAX_NODES);
  return leat_mermaid_read_shape (cursor, &node->label);
}

/* "A & B & C" */
static gboolean
read_nodes (Parser *self,
            GArray *indices)
{
  LeatMermaidCursor *cursor = &self->cursor;

  g_array_set_size (indices, 0);
  for (;;)
    {
      leat_mermaid_skip_blanks (cursor);
      if (!read_node (self, indices))
        return FALSE;
      leat_mermaid_skip_blanks (cursor);
      if (*cursor->at != '&')
        return TRUE;
      cursor->at++;
    }
}

static void
add_link (Parser                 *self,
          guint                   from,
          guint                   to,
          const LeatMermaidArrow *arrow)
{
  LeatMermaidLink *link = g_new0 (LeatMermaidLink, 1);
  gboolean backwards = arrow->tail == '<' && arrow->head == 0;

  link->from = backwards ? to : from;
  link->to = backwards ? from : to;
  link->arrow = *arrow;
  link->arrow.label = g_strdup (arrow->label);
  link->line = leat_mermaid_line (&self->cursor, self->cursor.at);
  link->share = 1;
  g_ptr_array_add (self->graph->links, link);
}

/* Each node before the arrow with each node after it. */
static gboolean
add_links (Parser                 *self,
           GArray                 *from,
           GArray                 *to,
           const LeatMermaidArrow *arrow)
{
  if ((gsize) from->len * to->len + self->graph->links->len > LEAT_MERMAID_MAX_LINKS)
    return refuse (self, _("arrows"), LEAT_MERMAID_MAX_LINKS);

  for (guint i = 0; i < from->len; i++)
    for (guint j = 0; j < to->len; j++)
      add_link (self, g_array_index (from, guint, i), g_array_index (to, guint, j), arrow);
  self->commented = 'l';
  return TRUE;
}

static gboolean
expect_end (Parser *self)
{
  LeatMermaidCursor *cursor = &self->cursor;
  g_autofree char *found = NULL;

  leat_mermaid_skip_blanks (cursor);
  if (leat_mermaid_at_end (cursor))
    return TRUE;
  found = leat_mermaid_quote (cursor->at);
  return leat_mermaid_fail (cursor, cursor->at, _("%s is not understood; expected an arrow, “&”, “;” or the end of the line"),
                            found);
}

static gboolean
read_arrow_target (Parser                 *self,
                   GArray                 *from,
                   GArray                 *to,
                   const LeatMermaidArrow *arrow)
{
  /* An arrow may end a line and its target begin the next. */
  const char *after = self->cursor.at;

  self->cursor.at += strspn (self->cursor.at, " \t\n");
  if (*self->cursor.at == '\0' || g_str_has_prefix (self->cursor.at, "end\n"))
    return leat_mermaid_fail (&self->cursor, after > self->cursor.text ? after - 1 : after,
                              _("the arrow leads nowhere; expected the id of a node"));
  return read_nodes (self, to) && add_links (self, from, to, arrow);
}

/* A chain may go on with an arrow at the start of the next line. */
static gboolean
goes_on (LeatMermaidCursor *cursor)
{
  static const char *const arrows[] = { "--", "==", "-.", "~~~", "<--", "<==", "<-." };
  const char *next;

  leat_mermaid_skip_blanks (cursor);
  if (!leat_mermaid_at_end (cursor))
    return TRUE;

  next = cursor->at + strspn (cursor->at, " \t\n");
  for (gsize i = 0; i < G_N_ELEMENTS (arrows); i++)
    if (g_str_has_prefix (next, arrows[i]))
      {
        cursor->at = next;
        return TRUE;
      }
  return FALSE;
}

/* "A --> B --> C" */
static gboolean
read_chain (Parser *self)
{
  g_autoptr(GArray) from = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr(GArray) to = g_array_new (FALSE, FALSE, sizeof (guint));

  if (!read_nodes (self, from))
    return FALSE;

  for (;;)
    {
      LeatMermaidArrow arrow;
      g_autofree char *label = NULL;
      GArray *swap;

      if (!goes_on (&self->cursor))
        return TRUE;
      if (!leat_mermaid_read_arrow (&self->cursor, &arrow))
        return self->cursor.problem == NULL && expect_end (self);
      label = arrow.label;
      if (!read_arrow_target (self, from, to, &arrow))
        return FALSE;

      swap = from;
      from = to;
      to = swap;
    }
}

/* The nodes that are named within a subgraph are its members, unless an inner or an earlier one has them. */
static void
close_group (Parser *self)
{
  int index = g_array_index (self->open, int, self->open->len - 1);
  LeatMermaidGroup *group = g_ptr_array_index (self->graph->groups, index);

  for (guint i = 0; i < group->mentions->len; i++)
    {
      LeatMermaidNode *node = g_ptr_array_index (self->graph->nodes, g_array_index (group->mentions, guint, i));

      if (node->group < 0)
        node->group = index;
    }
  g_array_set_size (self->open, self->open->len - 1);
  self->commented = 0;
}

/* "id [title]", "id", "a title of words", "\"title\"": an id that is a title of several words names nothing. */
static gboolean
read_group_title (Parser           *self,
                  LeatMermaidGroup *group)
{
  LeatMermaidCursor *cursor = &self->cursor;
  const char *start;
  const char *end;

  leat_mermaid_skip_blanks (cursor);
  start = cursor->at;
  if (*start == '"' && (end = leat_mermaid_find (start + 1, "\"")) != NULL)
    {
      group->title = g_strndup (start + 1, end - start - 1);
      cursor->at = end + 1;
      group->id = strpbrk (group->title, " \t\n") == NULL ? g_strdup (group->title) : NULL;
    }
  else
    {
      cursor->at += strcspn (start, "[]\"\n;");
      group->title = g_strstrip (g_strndup (start, cursor->at - start));
      group->id = strpbrk (group->title, " \t") == NULL ? g_strdup (group->title) : NULL;
    }

  if (*cursor->at == '[' || g_str_has_prefix (cursor->at, "@{"))
    return leat_mermaid_read_shape (cursor, &group->title);
  leat_mermaid_skip_blanks (cursor);
  return *cursor->at != '[' || leat_mermaid_read_shape (cursor, &group->title);
}

/* A subgraph whose head cannot be read is open all the same, so that its "end" finds it. */
static gboolean
open_group (Parser *self)
{
  LeatMermaidGroup *group = g_new0 (LeatMermaidGroup, 1);
  int index = (int) self->graph->groups->len;

  group->parent = self->open->len > 0 ? g_array_index (self->open, int, self->open->len - 1) : -1;
  group->line = leat_mermaid_line (&self->cursor, self->cursor.at);
  group->mentions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_ptr_array_add (self->graph->groups, group);
  g_array_append_val (self->open, index);
  self->commented = 'g';
  if (self->open->len > LEAT_MERMAID_MAX_DEPTH)
    return refuse (self, _("subgraphs in one another"), LEAT_MERMAID_MAX_DEPTH);
  if (self->graph->groups->len > LEAT_MERMAID_MAX_NODES)
    return refuse (self, _("subgraphs"), LEAT_MERMAID_MAX_NODES);
  return read_group_title (self, group) && expect_end (self);
}

static gboolean
read_end (Parser *self)
{
  if (self->open->len > 0)
    close_group (self);
  else
    say (self, self->cursor.at, _("“end” closes no subgraph; it is left out"));
  return expect_end (self);
}

/* The value of "%% leat: key=value", which is about what was read last. */
static void
apply_comment (Parser     *self,
               const char *key,
               const char *value)
{
  LeatMermaidGraph *graph = self->graph;
  LeatMermaidGroup *group = innermost (self);
  LeatMermaidLink *link = graph->links->len > 0 ? g_ptr_array_index (graph->links, graph->links->len - 1) : NULL;
  char **place = NULL;

  if (self->commented == 'n' && g_str_equal (key, "type"))
    place = &((LeatMermaidNode *) g_ptr_array_index (graph->nodes, self->last_node))->type;
  else if (self->commented == 'g' && group != NULL && g_str_equal (key, "type"))
    place = &group->type;
  else if (self->commented == 'g' && group != NULL && g_str_equal (key, "role"))
    place = &group->role;
  else if (self->commented == 'l' && link != NULL && g_str_equal (key, "kind"))
    place = &link->kind;
  else if (self->commented == 'l' && link != NULL && g_str_equal (key, "share"))
    link->share = CLAMP (g_ascii_strtod (value, NULL), 0, 1);

  if (place != NULL)
    {
      g_free (*place);
      *place = g_strdup (value);
    }
}

static void
read_leat_comment (Parser *self)
{
  const char *start = self->cursor.at + strlen ("%% leat:");
  g_autofree char *line = NULL;
  g_auto(GStrv) words = NULL;

  leat_mermaid_skip_line (&self->cursor);
  line = g_strndup (start, self->cursor.at - start);
  words = g_strsplit (g_strstrip (line), " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      apply_comment (self, words[i], equals + 1);
    }
}

static gboolean
read_direction (Parser *self)
{
  leat_mermaid_skip_statement (&self->cursor);
  return TRUE;
}

/* "accDescr { … }" may run over several lines. */
static gboolean
skip_description (Parser *self)
{
  const char *brace = self->cursor.at + strspn (self->cursor.at, " \t");
  const char *end = *brace == '{' ? leat_mermaid_find (brace, "}") : NULL;

  if (end != NULL)
    self->cursor.at = end + 1;
  else
    leat_mermaid_skip_line (&self->cursor);
  return TRUE;
}

static gboolean
read_title (Parser *self)
{
  const char *start = self->cursor.at + strspn (self->cursor.at, " \t:");

  leat_mermaid_skip_line (&self->cursor);
  if (self->graph->title == NULL && self->cursor.at > start)
    self->graph->title = g_strstrip (g_strndup (start, self->cursor.at - start));
  return TRUE;
}

/* Only looks: nothing that Leat shows. */
static gboolean
skip_style (Parser *self)
{
  leat_mermaid_skip_statement (&self->cursor);
  return TRUE;
}

typedef struct
{
  const char *word;
  gboolean (*read) (Parser *self);
} Statement;

static const Statement statements[] = {
  { "subgraph", open_group },    { "end", read_end },         { "direction", read_direction },
  { "classDef", skip_style },    { "class", skip_style },     { "style", skip_style },
  { "linkStyle", skip_style },   { "click", skip_style },     { "accTitle:", read_title },
  { "accTitle", read_title },    { "accDescr:", skip_description }, { "accDescr", skip_description },
};

/* A word of the language that an arrow or a bracket follows is a node of that name. */
static gboolean
is_node_here (const char *after)
{
  const char *p = after + strspn (after, " \t");

  return *p != '\0' && strchr ("-=~<&[({@", *p) != NULL;
}

static gboolean
read_statement (Parser *self)
{
  const char *start = self->cursor.at;

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (leat_mermaid_take_word (&self->cursor, statements[i].word))
      {
        if (!is_node_here (self->cursor.at) || statements[i].read == skip_description ||
            statements[i].read == open_group)
          return statements[i].read (self);
        self->cursor.at = start;
        break;
      }
  return read_chain (self);
}

static void
close_left_open (Parser *self)
{
  while (self->open->len > 0)
    {
      LeatMermaidGroup *group = innermost (self);

      say (self, self->cursor.at, _("The subgraph “%s” of line %ld is not closed; expected “end”"), group->title, group->line);
      close_group (self);
    }
}

static gboolean
read_statements (Parser *self)
{
  for (;;)
    {
      const char *start;

      leat_mermaid_skip_gap (&self->cursor);
      start = self->cursor.at;
      if (*start == '\0' || g_str_has_prefix (start, "```") || self->n_notices > MAX_PROBLEMS)
        break;
      if (g_str_has_prefix (start, "%% leat:"))
        read_leat_comment (self);
      else if (!read_statement (self) && *self->error == NULL)
        recover (self);
      if (*self->error != NULL)
        return FALSE;
      if (self->cursor.at == start)
        self->cursor.at = g_utf8_next_char (start);
    }

  close_left_open (self);
  return TRUE;
}

/* The value of a key of YAML, in one of its two kinds of quotes or in none. */
static char *
dup_yaml_text (const char *start,
               gsize       length)
{
  g_autofree char *value = g_strstrip (g_strndup (start, length));
  gsize n = strlen (value);
  GString *text;

  if (n < 2 || value[0] != value[n - 1] || (*value != '"' && *value != '\''))
    return g_steal_pointer (&value);

  text = g_string_new (NULL);
  for (const char *p = value + 1; p < value + n - 1; p++)
    {
      gboolean escape = (*value == '"' && *p == '\\') || (*value == '\'' && *p == '\'' && p[1] == '\'');

      if (escape && p + 1 < value + n - 1)
        p++;
      g_string_append_c (text, *p);
    }
  return g_string_free (text, FALSE);
}

/* "title: …" between two lines of hyphens at the very start; the rest of it is configuration. */
static void
read_front_matter (Parser *self)
{
  LeatMermaidCursor *cursor = &self->cursor;
  const char *end;
  const char *title;

  cursor->at += strspn (cursor->at, " \t\n");
  if (!g_str_has_prefix (cursor->at, "---\n"))
    return;
  end = strstr (cursor->at + 3, "\n---");
  if (end == NULL)
    return;

  title = strstr (cursor->at, "\ntitle:");
  if (title != NULL && title < end)
    {
      title += strlen ("\ntitle:");
      self->graph->title = dup_yaml_text (title, strcspn (title, "\n"));
    }
  cursor->at = end + 4;
  leat_mermaid_skip_line (cursor);
}

static void
read_graph_direction (Parser *self)
{
  static const char *const known[] = { "TB", "TD", "BT", "LR", "RL", ">", "<", "^", "v" };
  LeatMermaidCursor *cursor = &self->cursor;
  const char *start;
  gsize n;

  leat_mermaid_skip_blanks (cursor);
  start = cursor->at;
  n = strcspn (start, " \t\n;");
  self->graph->downwards = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i]) == n && strncmp (start, known[i], n) == 0)
      {
        self->graph->downwards = strchr (">L<R", *start) == NULL;
        cursor->at += n;
        return;
      }

  if (!leat_mermaid_at_end (cursor))
    {
      g_autofree char *found = leat_mermaid_quote (start);

      say (self, start, _("%s is no direction; expected TB, TD, BT, LR or RL"), found);
      cursor->at += n;
    }
}

/* The first word says what kind of diagram it is. */
static gboolean
read_head (Parser *self)
{
  static const char *const words[] = { "graph", "flowchart-elk", "flowchart" };
  LeatMermaidCursor *cursor = &self->cursor;
  g_autofree char *found = NULL;

  if (g_str_has_prefix (cursor->at, "```"))
    leat_mermaid_skip_line (cursor);
  read_front_matter (self);
  leat_mermaid_skip_gap (cursor);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (leat_mermaid_take_word (cursor, words[i]))
      {
        read_graph_direction (self);
        return TRUE;
      }

  found = leat_mermaid_quote (cursor->at);
  g_set_error (self->error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s:%ld:%ld: found %s: Leat reads flowcharts, which begin with “flowchart” or “graph”"), self->name,
               leat_mermaid_line (cursor, cursor->at), leat_mermaid_column (cursor, cursor->at), found);
  return FALSE;
}

/* A text of which not one statement was understood is refused with the first reason. */
static gboolean
parse (Parser *self)
{
  if (!read_head (self) || !read_statements (self))
    return FALSE;
  if (self->graph->nodes->len > 0 || self->graph->groups->len > 0 || self->first == NULL)
    return TRUE;

  g_set_error (self->error, LEAT_ERROR, LEAT_ERROR_SYNTAX, "%s:%s", self->name, self->first);
  return FALSE;
}

/* A copy with a terminating zero and lines that end with \n. */
static char *
dup_text (GBytes     *data,
          const char *name,
          GError    **error)
{
  gsize size;
  const char *bytes = g_bytes_get_data (data, &size);
  const char *bad;
  GString *text;

  if (size > LEAT_MERMAID_MAX_BYTES)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s: %" G_GSIZE_FORMAT " MB: Leat reads Mermaid of at most %d MB"),
                   name, size >> 20, LEAT_MERMAID_MAX_BYTES >> 20);
      return NULL;
    }
  if (size > 0 && !g_utf8_validate_len (bytes, size, &bad))
    {
      long line = 1;

      for (const char *p = bytes; p < bad; p++)
        line += *p == '\n';
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: the byte 0x%02x is not UTF-8 text: save it as UTF-8"),
                   name, line, (guchar) *bad);
      return NULL;
    }

  text = g_string_sized_new (size);
  for (gsize i = 0; i < size; i++)
    if (bytes[i] == '\r')
      g_string_append (text, i + 1 < size && bytes[i + 1] == '\n' ? "" : "\n");
    else
      g_string_append_c (text, bytes[i]);
  return g_string_free (text, FALSE);
}

LeatMermaidGraph *
leat_mermaid_parse (GBytes     *data,
                    const char *name,
                    GPtrArray  *notices,
                    GError    **error)
{
  g_autofree char *text = dup_text (data, name, error);
  g_autoptr(LeatMermaidGraph) graph = graph_new ();
  g_autoptr(GHashTable) node_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr(GError) problem = NULL;
  Parser self = { .graph = graph, .name = name, .notices = notices, .node_by_id = node_by_id, .open = open, .error = &problem };
  const char *start;

  if (text == NULL)
    return NULL;

  start = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;
  self.cursor = (LeatMermaidCursor){ .text = start, .at = start, .counted = start, .line = 1 };
  if (!parse (&self))
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    start = NULL;

  g_free (self.first);
  g_free (self.cursor.problem);
  return start == NULL ? g_steal_pointer (&graph) : NULL;
}
