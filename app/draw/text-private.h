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

/* About how wide a line is; exact for letters of English but for kerning. Cheap. */
double leat_typesetter_measure (LeatTypesetter *self,
                                LeatTextStyle   style,
                                const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatTypesetter, leat_typesetter_free)
