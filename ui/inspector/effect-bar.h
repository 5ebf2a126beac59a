/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatEffectBar:
 *
 * What the last step changed in cost, delay and findings, with a button that takes it back or does it again. What is
 * typed on in one field is one step, and so is its effect. It is hidden until something changes, and again when
 * something else is selected.
 */
#define LEAT_TYPE_EFFECT_BAR (leat_effect_bar_get_type ())
G_DECLARE_FINAL_TYPE (LeatEffectBar, leat_effect_bar, LEAT, EFFECT_BAR, AdwBin)

/**
 * leat_effect_bar_update:
 * @self: a bar
 * @document: the document, whose report may be another than at the last call
 * @elsewhere: something else is selected than at the last call
 * @edited: a setting was changed: that this has no effect is worth saying
 */
void leat_effect_bar_update (LeatEffectBar *self,
                             LeatDocument  *document,
                             gboolean       elsewhere,
                             gboolean       edited);

/**
 * leat_effect_bar_get_text:
 * @self: a bar
 *
 * Returns: (transfer none) (nullable): what it says, or %NULL if it is hidden
 */
const char *leat_effect_bar_get_text (LeatEffectBar *self);

G_END_DECLS
