/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatBars:
 *
 * The bars above a drawing that say what is the matter with its file and what can be done: one a matter, each until it
 * is settled.
 */
#define LEAT_TYPE_BARS (leat_bars_get_type ())
G_DECLARE_FINAL_TYPE (LeatBars, leat_bars, LEAT, BARS, AdwBin)

/**
 * LeatBarButton:
 * @label: the words, with a mnemonic
 * @action: what it does
 */
typedef struct
{
  const char *label;
  const char *action;
} LeatBarButton;

/**
 * leat_bars_show:
 * @self: bars
 * @matter: what it is about: a bar of the same matter is replaced
 * @icon: name of a symbolic icon
 * @text: a sentence or two
 * @buttons: (array length=n): what can be done
 * @n: how many
 *
 * Shows a bar; a screen reader speaks it. A button at its end closes it.
 */
void leat_bars_show (LeatBars            *self,
                     const char          *matter,
                     const char          *icon,
                     const char          *text,
                     const LeatBarButton *buttons,
                     gsize                n);

/**
 * leat_bars_hide:
 * @self: bars
 * @matter: what is settled
 */
void leat_bars_hide (LeatBars   *self,
                     const char *matter);

/**
 * leat_bars_get:
 * @self: bars
 * @matter: a matter
 *
 * Returns: (transfer none) (nullable): the bar that is shown for it
 */
GtkWidget *leat_bars_get (LeatBars   *self,
                          const char *matter);

G_END_DECLS
