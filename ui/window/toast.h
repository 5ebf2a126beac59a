/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * leat_toast_show:
 * @overlay: where it is shown
 * @text: plain text
 * @undo: (nullable): the action of a button "Undo", or %NULL for none
 *
 * Shows a toast in the place of the last one: an older offer to undo would undo something else.
 */
void leat_toast_show (AdwToastOverlay *overlay,
                      const char      *text,
                      const char      *undo);

/**
 * leat_toast_offer:
 * @overlay: where it is shown
 * @text: plain text
 * @label: (nullable): the words of a button, with a mnemonic; %NULL for none
 * @action: (nullable): what it does
 * @target: (transfer floating) (nullable): for what
 *
 * Shows a toast with a button in the place of the last one.
 */
void leat_toast_offer (AdwToastOverlay *overlay,
                       const char      *text,
                       const char      *label,
                       const char      *action,
                       GVariant        *target);

/**
 * leat_toast_dismiss:
 * @overlay: where the last toast was shown
 *
 * Takes the last toast away, if it is still there.
 */
void leat_toast_dismiss (AdwToastOverlay *overlay);

G_END_DECLS
