/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/markdown.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  GPtrArray         *blocks;
  LeatMarkdownBlock *block; /* the one that is being filled */
  GString           *markup;
  GString           *text;
  GArray            *lists; /* of guint: the next number of each list, G_MAXUINT for bullets */
  gboolean           links;
  gboolean           item;  /* the next paragraph is the first of an item */
  guint              quotes;
} Parser;

static void
block_free (gpointer data)
{
  LeatMarkdownBlock *block = data;

  g_free (block->markup);
  g_free (block->text);
  g_free (block);
}

static void
begin (Parser          *self,
       LeatMarkdownKind kind,
       guint            level)
{
  self->block = g_new0 (LeatMarkdownBlock, 1);
  self->block->kind = kind;
  self->block->level = level;
  g_string_truncate (self->markup, 0);
  g_string_truncate (self->text, 0);
}

static void
end (Parser *self)
{
  if (self->block == NULL)
    return;
  self->block->markup = g_strdup (self->markup->str);
  self->block->text = g_strdup (self->text->str);
  g_ptr_array_add (self->blocks, g_steal_pointer (&self->block));
}

static void
append (Parser     *self,
        const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (self->markup, escaped);
  g_string_append (self->text, text);
}

static void
begin_paragraph (Parser *self)
{
  guint *next;

  if (!self->item)
    {
      begin (self, self->quotes > 0 ? LEAT_MARKDOWN_QUOTE : LEAT_MARKDOWN_PARAGRAPH, self->lists->len);
      return;
    }
  self->item = FALSE;
  begin (self, LEAT_MARKDOWN_ITEM, self->lists->len);
  next = &g_array_index (self->lists, guint, self->lists->len - 1);
  if (*next != G_MAXUINT)
    self->block->number = (*next)++;
}

static void
begin_list (Parser     *self,
            cmark_node *node)
{
  guint next = cmark_node_get_list_type (node) == CMARK_ORDERED_LIST ? (guint) MAX (cmark_node_get_list_start (node), 1) : G_MAXUINT;

  g_array_append_val (self->lists, next);
}

static void
add_code (Parser     *self,
          cmark_node *node)
{
  g_autofree char *code = g_strdup (cmark_node_get_literal (node));
  gsize n = strlen (code);

  if (n > 0 && code[n - 1] == '\n')
    code[n - 1] = '\0';
  begin (self, LEAT_MARKDOWN_CODE, self->lists->len);
  g_string_append (self->markup, "<tt>");
  append (self, code);
  g_string_append (self->markup, "</tt>");
  end (self);
}

static gboolean
is_web (const char *url)
{
  return url != NULL && (g_str_has_prefix (url, "https://") || g_str_has_prefix (url, "http://"));
}

/* A link that cannot be followed says where it leads, unless that is what it reads. */
static void
put_link (Parser     *self,
          cmark_node *node,
          gboolean    enter)
{
  const char *url = cmark_node_get_url (node);
  g_autofree char *escaped = g_markup_escape_text (url != NULL ? url : "", -1);

  if (!is_web (url))
    return;
  if (self->links && enter)
    g_string_append_printf (self->markup, "<a href=\"%s\">", escaped);
  else if (self->links)
    g_string_append (self->markup, "</a>");
  else if (!enter && !g_str_has_suffix (self->text->str, url))
    {
      g_string_append (self->markup, " (");
      g_string_append_printf (self->markup, "%s)", escaped);
      g_string_append_printf (self->text, " (%s)", url);
    }
}

static void
put_inline (Parser     *self,
            cmark_node *node,
            gboolean    enter)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      append (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_SOFTBREAK:
      append (self, " ");
      break;
    case CMARK_NODE_LINEBREAK:
      append (self, "\n");
      break;
    case CMARK_NODE_CODE:
      g_string_append (self->markup, "<tt>");
      append (self, cmark_node_get_literal (node));
      g_string_append (self->markup, "</tt>");
      break;
    case CMARK_NODE_EMPH:
      g_string_append (self->markup, enter ? "<i>" : "</i>");
      break;
    case CMARK_NODE_STRONG:
      g_string_append (self->markup, enter ? "<b>" : "</b>");
      break;
    case CMARK_NODE_LINK:
      put_link (self, node, enter);
      break;
    default:
      break;
    }
}

static void
put (Parser     *self,
     cmark_node *node,
     gboolean    enter)
{
  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_PARAGRAPH:
      if (enter)
        begin_paragraph (self);
      else
        end (self);
      break;
    case CMARK_NODE_HEADING:
      if (enter)
        begin (self, LEAT_MARKDOWN_HEADING, (guint) cmark_node_get_heading_level (node));
      else
        end (self);
      break;
    case CMARK_NODE_LIST:
      if (enter)
        begin_list (self, node);
      else
        g_array_set_size (self->lists, self->lists->len - 1);
      break;
    case CMARK_NODE_ITEM:
      self->item = enter;
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      self->quotes += enter ? 1 : -1;
      break;
    case CMARK_NODE_CODE_BLOCK:
      add_code (self, node);
      break;
    case CMARK_NODE_HTML_BLOCK:
      begin (self, LEAT_MARKDOWN_PARAGRAPH, self->lists->len);
      append (self, cmark_node_get_literal (node));
      g_string_truncate (self->markup, strlen (g_strchomp (self->markup->str)));
      g_string_truncate (self->text, strlen (g_strchomp (self->text->str)));
      end (self);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      begin (self, LEAT_MARKDOWN_RULE, self->lists->len);
      end (self);
      break;
    default:
      if (self->block != NULL)
        put_inline (self, node, enter);
    }
}

GPtrArray *
leat_markdown_parse (const char *text,
                     gboolean    links)
{
  Parser self = { .links = links };
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;

  self.blocks = g_ptr_array_new_with_free_func (block_free);
  self.markup = g_string_new (NULL);
  self.text = g_string_new (NULL);
  self.lists = g_array_new (FALSE, FALSE, sizeof (guint));
  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    put (&self, cmark_iter_get_node (iter), event == CMARK_EVENT_ENTER);

  cmark_iter_free (iter);
  cmark_node_free (document);
  g_string_free (self.markup, TRUE);
  g_string_free (self.text, TRUE);
  g_array_unref (self.lists);
  return self.blocks;
}

char *
leat_markdown_dup_plain (const char *text)
{
  g_autoptr(GPtrArray) blocks = leat_markdown_parse (text, FALSE);
  g_autoptr(GString) plain = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const LeatMarkdownBlock *block = g_ptr_array_index (blocks, i);

      if (*block->text == '\0')
        continue;
      if (plain->len > 0)
        g_string_append_c (plain, '\n');
      g_string_append (plain, block->text);
    }
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

char *
leat_markdown_dup_nested (const char *text,
                          guint       deeper)
{
  cmark_node *document = cmark_parse_document (text, strlen (text), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8);
  cmark_iter *iter = cmark_iter_new (document);
  cmark_event_type event;
  char *nested, *owned;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (event == CMARK_EVENT_ENTER && cmark_node_get_type (node) == CMARK_NODE_HEADING)
        cmark_node_set_heading_level (node, MIN (6, cmark_node_get_heading_level (node) + (int) deeper));
    }
  cmark_iter_free (iter);
  nested = cmark_render_commonmark (document, CMARK_OPT_DEFAULT, 0);
  owned = g_strchomp (g_strdup (nested));
  free (nested);
  cmark_node_free (document);
  return owned;
}
