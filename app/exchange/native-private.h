/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/native.h"

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

/* Coordinates beyond this are a fault of the file: no drawing is that wide. */
#define LEAT_COORDINATE_MAX 1e7

/* The name of the XML element of a kind; NULL for what is not known. */
const char *leat_native_tag (LeatElementKind kind);

/* Whether a parser may see these bytes: UTF-8, XML by its start, not too large. */
gboolean leat_native_check_bytes (GBytes     *bytes,
                                  const char *name,
                                  GError    **error);

/* Appends text as it may stand in an attribute or, if not, in an element. */
void leat_native_escape (GString    *out,
                         const char *text,
                         gssize      length,
                         gboolean    in_attribute);

/* Appends the shortest decimal that reads back as the same number. */
void leat_native_append_number (GString *out,
                                double   number);

G_END_DECLS
