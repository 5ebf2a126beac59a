/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * LeatShareBar:
 *
 * A bar in one or two parts, the second hatched so that colour is not all that tells them apart, and a line
 * across it that marks a figure. Words beside it say the same.
 */
#define LEAT_TYPE_SHARE_BAR (leat_share_bar_get_type ())
G_DECLARE_FINAL_TYPE (LeatShareBar, leat_share_bar, LEAT, SHARE_BAR, GtkWidget)

/**
 * LeatShares:
 * @first: how much of the bar the first part takes, from 0 to 1
 * @second: how much the second part takes, after it
 * @marker: where the line is, from 0 to 1; NAN for none
 * @warns: the second part is what there is too much of
 */
typedef struct
{
  double   first;
  double   second;
  double   marker;
  gboolean warns;
} LeatShares;

/**
 * leat_share_bar_new:
 * @height: in pixels, without what a marker needs
 *
 * Returns: (transfer floating): an empty bar
 */
GtkWidget *leat_share_bar_new (int height);

/**
 * leat_share_bar_show:
 * @self: a bar
 * @shares: its parts
 * @words: (nullable): what it shows, for assistive technology; %NULL if the words beside it are enough
 */
void leat_share_bar_show (LeatShareBar     *self,
                          const LeatShares *shares,
                          const char       *words);

G_END_DECLS
