/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/brush.h"

#include <pango/pangocairo.h>

/* Layouts of texts, kept for those used of late. Of one thread. */
typedef struct _LeatTypesetter LeatTypesetter;

LeatTypesetter *leat_typesetter_new (void);
void leat_typesetter_free (LeatTypesetter *self);

/* That of the calling thread, for what is not a scene; borrowed. */
LeatTypesetter *leat_typesetter_get_own (void);

/* The layout of a text; borrowed until the next call. */
PangoLayout *leat_typesetter_get (LeatTypesetter *self,
                                  const LeatText *text);

/* The corner of the layout of a text. A line from right to left stands at the far end of the layout's width; in the
 * middle or at the right is the line, not that width. */
LeatPoint leat_text_corner (const LeatText *text,
                            PangoLayout    *layout);

/* What a layout hangs on: a table of them has keys of this kind. */
typedef struct
{
  LeatTextStyle style;
  int           width;
  int           height;
  char         *text;
} TextKey;

guint text_key_hash (gconstpointer key);
gboolean text_key_equal (gconstpointer a,
                         gconstpointer b);

/* To look for it; the text is borrowed. */
TextKey text_key_of (const LeatText *text);

/* To put it into a table. */
TextKey *text_key_copy (const TextKey *key);
void text_key_free (gpointer key);

/* About how wide a line is; exact for letters of English but for kerning. Cheap. */
double leat_typesetter_measure (LeatTypesetter *self,
                                LeatTextStyle   style,
                                const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatTypesetter, leat_typesetter_free)
