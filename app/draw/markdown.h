/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatMarkdownKind:
 * @LEAT_MARKDOWN_HEADING: a heading
 * @LEAT_MARKDOWN_PARAGRAPH: a paragraph
 * @LEAT_MARKDOWN_ITEM: the first paragraph of an item of a list
 * @LEAT_MARKDOWN_QUOTE: a paragraph of a quotation
 * @LEAT_MARKDOWN_CODE: lines of code, which are not to be broken
 * @LEAT_MARKDOWN_RULE: a line across
 */
typedef enum
{
  LEAT_MARKDOWN_HEADING,
  LEAT_MARKDOWN_PARAGRAPH,
  LEAT_MARKDOWN_ITEM,
  LEAT_MARKDOWN_QUOTE,
  LEAT_MARKDOWN_CODE,
  LEAT_MARKDOWN_RULE,
} LeatMarkdownKind;

/**
 * LeatMarkdownBlock:
 * @kind: what it is
 * @level: of a heading 1 to 6; otherwise in how many lists it lies
 * @number: of an item of a numbered list its number, 0 for a bullet
 * @markup: its text in Pango's markup
 * @text: its text alone
 *
 * A part of a text that stands on lines of its own.
 */
typedef struct
{
  LeatMarkdownKind kind;
  guint            level;
  guint            number;
  char            *markup;
  char            *text;
} LeatMarkdownBlock;

/**
 * leat_markdown_parse:
 * @text: CommonMark
 * @links: whether links become <a href>, which labels of GTK know and Pango does not; only http and https ones do
 *
 * What is read: headings, paragraphs, lists, quotations, code, bold, italic, links. HTML stands as it was written, of
 * pictures what they show in words. Nothing is fetched.
 *
 * Returns: (transfer full) (element-type LeatMarkdownBlock): the parts of the text
 */
GPtrArray *leat_markdown_parse (const char *text,
                                gboolean    links);

/**
 * leat_markdown_dup_plain:
 * @text: CommonMark
 *
 * Returns: (transfer full): the words alone, a line for each part: for screen readers and lists
 */
char *leat_markdown_dup_plain (const char *text);

/**
 * leat_markdown_dup_nested:
 * @text: CommonMark
 * @deeper: by how many levels its headings go down, to 6 at most
 *
 * Returns: (transfer full): the same as part of another text: what was left open in it is closed
 */
char *leat_markdown_dup_nested (const char *text,
                                guint       deeper);

G_END_DECLS
