/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/native.h"

#include <string.h>

G_BEGIN_DECLS

/* What reader and writer of the native format share: which attributes an element has, in the order of
 * the file, and where in LeatElement each one lives. */

#define KIND(kind) (1u << LEAT_ELEMENT_##kind)

typedef enum
{
  LEAT_ATTRIBUTE_ID,     /* char *, no white space */
  LEAT_ATTRIBUTE_TEXT,   /* char * */
  LEAT_ATTRIBUTE_WORD,   /* const char *, interned */
  LEAT_ATTRIBUTE_NUMBER, /* double, a coordinate */
  LEAT_ATTRIBUTE_SIZE,   /* double, a coordinate, not negative */
  LEAT_ATTRIBUTE_SHARE,  /* double, 0 to 1, not written if it is 1 */
  LEAT_ATTRIBUTE_KIND,   /* LeatWireKind */
  LEAT_ATTRIBUTE_YES,    /* gboolean, not written if it is FALSE */
} LeatAttributeType;

typedef struct
{
  const char       *name;
  guint             kinds;    /* which elements have it */
  gboolean          required;
  LeatAttributeType type;
  gsize             offset;   /* in LeatElement */
} LeatAttribute;

#define LEAT_N_ATTRIBUTES 15

extern const LeatAttribute leat_attributes[LEAT_N_ATTRIBUTES];

/* What may stand inside an element, in the order of the canonical form: its tag with two attributes or, of
 * those that have none, with a text inside. */
typedef enum
{
  LEAT_CHILD_SET,
  LEAT_CHILD_SILENCE,
  LEAT_CHILD_POINT,
  LEAT_CHILD_REMARK,
  LEAT_CHILD_TEXT,
  LEAT_N_CHILDREN,
} LeatChild;

typedef struct
{
  const char *tag;
  guint       kinds;    /* which elements have it */
  const char *names[2]; /* of its attributes; NULL if it is a text */
} LeatChildForm;

extern const LeatChildForm leat_children[LEAT_N_CHILDREN];

/* Coordinates beyond this are a fault of the file: no drawing is that wide. */
#define LEAT_COORDINATE_MAX 1e7

/* The name of the XML element of a kind; NULL for what is not known. */
const char *leat_native_tag (LeatElementKind kind);

/* What g_string_append_len () does, without its call: a file is made of very many short pieces. */
static inline void
leat_native_append (GString    *out,
                    const char *text,
                    gsize       length)
{
  if (out->len + length >= out->allocated_len)
    {
      g_string_append_len (out, text, length);
      return;
    }
  memcpy (out->str + out->len, text, length);
  out->len += length;
  out->str[out->len] = '\0';
}

/* How many children of that form an element is to have. */
gsize leat_native_count_children (const LeatElement *element,
                                  LeatChild          form);

/* What is to stand in the kth attribute of the ith child, or inside it: a text or, if that is NULL, a number. */
const char *leat_native_get_value (const LeatElement *element,
                                   LeatChild          form,
                                   gsize              i,
                                   int                k,
                                   double            *number);

/* Appends it as it may stand in an attribute. */
void leat_native_append_value (GString           *out,
                               const LeatElement *element,
                               LeatChild          form,
                               gsize              i,
                               int                k);

/* Appends the ith child in its canonical form. */
void leat_native_append_child (GString           *out,
                               const LeatElement *element,
                               LeatChild          form,
                               gsize              i,
                               const char        *newline);

/* Appends an attribute with the space before it; nothing if it need not be written. */
void leat_native_append_field (GString             *out,
                               const LeatAttribute *attribute,
                               const LeatElement   *element);

/* Whether both elements have the same attribute written, or none. */
gboolean leat_native_same_field (const LeatAttribute *attribute,
                                 const LeatElement   *a,
                                 const LeatElement   *b);

/* How far the children of an element are indented in the canonical form. */
char *leat_native_dup_indent (const LeatElement *element);

/* Whether a parser may see these bytes: UTF-8, XML by its start, not too large. */
gboolean leat_native_check_bytes (GBytes     *bytes,
                                  const char *name,
                                  GError    **error);

/* The end of a comment, a CDATA section or an instruction that starts at p; p itself if none does. */
const char *leat_native_skip_other (const char *p,
                                    const char *end);

/* The end of a tag that p is in, its ">", with the number of its attributes; quoted values may hold anything. */
const char *leat_native_skip_tag (const char *p,
                                  const char *end,
                                  guint      *n_attributes);

/* The end of the element, comment, CDATA section or instruction that starts at p. */
const char *leat_native_skip_node (const char *p,
                                   const char *end);

#define LEAT_XML_SPACE " \t\r\n"

/* An attribute as it stands in a file. */
typedef struct
{
  const char *start;  /* of the white space before it */
  const char *name;
  gsize       length; /* of its name */
  const char *value;  /* behind the quote */
  const char *end;    /* the other quote */
} LeatWrittenAttribute;

/* The next attribute of a tag, from p on, which is moved behind it. */
gboolean leat_native_next_attribute (const char          **p,
                                     LeatWrittenAttribute *attribute);

/* Bytes of a file that others are to stand for. */
typedef struct
{
  const char *start;
  const char *end;
  char       *text; /* owned; "" to leave them out */
} LeatReplacement;

/* Adds what makes a text that is written from start to end another one: of what is the same in both, no byte changes,
 * and comments stay. FALSE, with nothing added, if it does not read as old. */
gboolean leat_native_change_text (GArray     *changes,
                                  const char *start,
                                  const char *end,
                                  const char *old,
                                  const char *text,
                                  const char *newline);

/* Whether of an element that was read and then edited what stands inside it says what it said. */
gboolean leat_native_keeps_content (const LeatElement *element);

/* Appends an element that was read and then edited, with the bytes of the file where nothing of what they say has
 * changed. FALSE, with nothing appended, if that cannot be done: then it is to be written in the canonical form. */
gboolean leat_native_patch (GString           *out,
                            const LeatElement *element,
                            const char        *newline);

/* Appends text as it may stand in an attribute or, if not, in an element. */
void leat_native_escape (GString    *out,
                         const char *text,
                         gssize      length,
                         gboolean    in_attribute);

/* The same for the text of a note or of a child, with the file's way to end a line. */
void leat_native_escape_text (GString    *out,
                              const char *text,
                              gssize      length,
                              const char *newline);

/* Appends the shortest decimal that reads back as the same number. */
void leat_native_append_number (GString *out,
                                double   number);

G_END_DECLS
