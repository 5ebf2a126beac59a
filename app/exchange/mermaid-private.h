/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

G_BEGIN_DECLS

#define LEAT_MERMAID_MAX_BYTES (16 * 1024 * 1024)
#define LEAT_MERMAID_MAX_NODES 50000
#define LEAT_MERMAID_MAX_LINKS 200000
#define LEAT_MERMAID_MAX_DEPTH 32

/* mermaid-text.c: labels. */

/**
 * leat_mermaid_decode:
 * @raw: the text of a label as written, without its quotes
 * @rest: (out) (nullable) (optional): the lines after the first, or %NULL if there are none
 *
 * Breaks at <br> and \n, takes out markup and icons, replaces entities.
 *
 * Returns: (transfer full): the first line
 */
char *leat_mermaid_decode (const char *raw,
                           char      **rest);

/**
 * leat_mermaid_encode:
 * @out: where to append
 * @text: one line of a label
 *
 * Appends @text such that it means itself within quotes, whatever it holds.
 */
void leat_mermaid_encode (GString    *out,
                          const char *text);

/* mermaid-lex.c: a place in the text, and the words of the language. */

/**
 * LeatMermaidCursor:
 * @text: UTF-8, zero-terminated, lines end with \n
 * @at: the next character
 * @counted: up to here @line is counted
 * @line: the line of @counted
 * @fault: (nullable): where what could not be read begins
 * @problem: (nullable): what is wrong there
 */
typedef struct
{
  const char *text;
  const char *at;
  const char *counted;
  long        line;
  const char *fault;
  char       *problem;
} LeatMermaidCursor;

typedef enum
{
  LEAT_STROKE_SOLID,
  LEAT_STROKE_THICK,
  LEAT_STROKE_DOTTED,
  LEAT_STROKE_INVISIBLE,
} LeatStroke;

/**
 * LeatMermaidArrow:
 * @stroke: how its line is drawn
 * @tail: what is at its start: 'x', 'o', '<' or 0
 * @head: what is at its end: 'x', 'o', '>' or 0
 * @label: (nullable): its label as written
 */
typedef struct
{
  LeatStroke stroke;
  char       tail;
  char       head;
  char      *label;
} LeatMermaidArrow;

/**
 * leat_mermaid_line:
 * @cursor: a place
 * @at: a place; cheap if it is near the one asked about before
 *
 * Returns: the number of its line, from 1
 */
long leat_mermaid_line (LeatMermaidCursor *cursor,
                        const char        *at);

/**
 * leat_mermaid_column:
 * @cursor: a place
 * @at: a place
 *
 * Returns: the number of its character in the line, from 1
 */
long leat_mermaid_column (const LeatMermaidCursor *cursor,
                          const char              *at);

/**
 * leat_mermaid_fail:
 * @cursor: a place
 * @fault: where what could not be read begins
 * @format: printf-like: what is wrong and what would be accepted
 *
 * Returns: %FALSE
 */
gboolean leat_mermaid_fail (LeatMermaidCursor *cursor,
                            const char        *fault,
                            const char        *format,
                            ...) G_GNUC_PRINTF (3, 4);

/**
 * leat_mermaid_quote:
 * @at: a place
 *
 * Returns: (transfer full): what stands there, up to the end of the line and 24 characters, in quotes
 */
char *leat_mermaid_quote (const char *at);

/**
 * leat_mermaid_find:
 * @at: a place
 * @what: what to look for
 *
 * Returns: (nullable): where @what stands after @at, within what a label may be long
 */
const char *leat_mermaid_find (const char *at,
                               const char *what);

/**
 * leat_mermaid_skip_blanks:
 * @cursor: a place
 *
 * Goes past spaces and tabs.
 */
void leat_mermaid_skip_blanks (LeatMermaidCursor *cursor);

/**
 * leat_mermaid_skip_gap:
 * @cursor: a place between statements
 *
 * Goes past white space, semicolons, comments and directives; stops at a comment of Leat's own.
 */
void leat_mermaid_skip_gap (LeatMermaidCursor *cursor);

/**
 * leat_mermaid_skip_line:
 * @cursor: a place
 *
 * Goes to the end of the line.
 */
void leat_mermaid_skip_line (LeatMermaidCursor *cursor);

/**
 * leat_mermaid_skip_statement:
 * @cursor: a place in a statement that is ignored
 *
 * Goes to the next semicolon or end of line outside of quotes.
 */
void leat_mermaid_skip_statement (LeatMermaidCursor *cursor);

/**
 * leat_mermaid_at_end:
 * @cursor: a place after blanks
 *
 * Returns: whether a statement ends there
 */
gboolean leat_mermaid_at_end (const LeatMermaidCursor *cursor);

/**
 * leat_mermaid_take_word:
 * @cursor: a place
 * @word: a word of the language
 *
 * Goes past @word if it stands there as a whole word and is not the id of a node.
 *
 * Returns: whether it did
 */
gboolean leat_mermaid_take_word (LeatMermaidCursor *cursor,
                                 const char        *word);

/**
 * leat_mermaid_read_id:
 * @cursor: a place
 *
 * Returns: (transfer full) (nullable): the id that stands there, or %NULL if there is none
 */
char *leat_mermaid_read_id (LeatMermaidCursor *cursor);

/**
 * leat_mermaid_read_shape:
 * @cursor: a place after an id
 * @label: (inout): takes the label, as written, if there is one
 *
 * Reads the shape, the class and the data that may follow an id, in any order.
 *
 * Returns: %FALSE if there is one that is not complete
 */
gboolean leat_mermaid_read_shape (LeatMermaidCursor *cursor,
                                  char             **label);

/**
 * leat_mermaid_read_arrow:
 * @cursor: a place after a node
 * @arrow: (out): what was read; the label is the caller's to free
 *
 * Returns: %FALSE if no arrow is there (no problem is set then) or it is cut off
 */
gboolean leat_mermaid_read_arrow (LeatMermaidCursor *cursor,
                                  LeatMermaidArrow  *arrow);

/* mermaid-parse.c: what the text says. */

/**
 * LeatMermaidNode:
 * @id: as written
 * @label: (nullable): as written; %NULL if it has none but its id
 * @type: (nullable): the type that a comment of Leat's gives
 * @line: where it was named first
 * @group: index of the subgraph it is in, or -1
 */
typedef struct
{
  char *id;
  char *label;
  char *type;
  long  line;
  int   group;
} LeatMermaidNode;

/**
 * LeatMermaidLink:
 * @from: index of a node
 * @to: index of a node
 * @arrow: how it is drawn
 * @line: where
 * @kind: (nullable): the kind that a comment of Leat's gives
 * @share: the share that a comment gives, else 1
 */
typedef struct
{
  guint            from;
  guint            to;
  LeatMermaidArrow arrow;
  long             line;
  char            *kind;
  double           share;
} LeatMermaidLink;

/**
 * LeatMermaidGroup:
 * @id: (nullable): by which an arrow may name it
 * @title: as written
 * @type: (nullable): the type that a comment of Leat's gives
 * @role: (nullable): the role that a comment of Leat's gives
 * @line: where it begins
 * @parent: index of the subgraph around it, or -1
 * @mentions: indices of the nodes that its statements name
 */
typedef struct
{
  char   *id;
  char   *title;
  char   *type;
  char   *role;
  long    line;
  int     parent;
  GArray *mentions;
} LeatMermaidGroup;

/**
 * LeatMermaidGraph:
 * @title: (nullable): of the front matter or the accessible title
 * @downwards: whether it is drawn from top to bottom
 * @nodes: (element-type LeatMermaidNode): in the order in which they are named; some may be the ids
 *   of subgraphs
 * @links: (element-type LeatMermaidLink): in their order
 * @groups: (element-type LeatMermaidGroup): in their order, outer before inner
 */
typedef struct
{
  char      *title;
  gboolean   downwards;
  GPtrArray *nodes;
  GPtrArray *links;
  GPtrArray *groups;
} LeatMermaidGraph;

/**
 * leat_mermaid_parse:
 * @data: bytes
 * @name: the file's name for messages
 * @notices: (nullable): gets what was not understood
 * @error: return location for a #LeatError
 *
 * Returns: (transfer full) (nullable): what the text says
 */
LeatMermaidGraph *leat_mermaid_parse (GBytes     *data,
                                      const char *name,
                                      GPtrArray  *notices,
                                      GError    **error);

/**
 * leat_mermaid_graph_free:
 * @self: (transfer full): a graph
 */
void leat_mermaid_graph_free (LeatMermaidGraph *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatMermaidGraph, leat_mermaid_graph_free)

/* mermaid-read.c */

/**
 * leat_mermaid_guess_kind:
 * @catalogue: (nullable): the catalogue
 * @from: (nullable): the type of the block the arrow starts at
 * @to: (nullable): the type of the block it ends at
 * @stroke: how it is drawn
 * @label: its label
 *
 * Returns: the kind of wire that an arrow most likely means
 */
LeatWireKind leat_mermaid_guess_kind (const LeatCatalogue *catalogue,
                                      const char          *from,
                                      const char          *to,
                                      LeatStroke           stroke,
                                      const char          *label);

/**
 * leat_mermaid_guess_role:
 * @title: the title of a subgraph
 * @type: (out): the type of zone, interned
 *
 * Returns: (transfer none) (nullable): the role of a layer, interned, or %NULL
 */
const char *leat_mermaid_guess_role (const char  *title,
                                     const char **type);

G_END_DECLS
