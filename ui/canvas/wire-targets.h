/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas-private.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean          supported;
  LeatWireKind      kind;   /* that the wire would have */
  const LeatWiring *wiring; /* or NULL */
} LeatWireVerdict;

/**
 * LeatTargets:
 * @anchor: id of the block at the end that stays
 * @inward: whether the wire ends at @anchor, so that its start is to be chosen
 * @wire: (nullable): id of the wire whose end goes elsewhere; %NULL for a new one
 * @target: (nullable): id of the block that is aimed at
 * @verdicts: service id -> LeatWireVerdict
 *
 * What a wire may go to, and what it is aimed at.
 */
struct _LeatTargets
{
  char       *anchor;
  gboolean    inward;
  char       *wire;
  char       *target;
  GHashTable *verdicts;
};

LeatTargets *leat_targets_new (LeatCanvas *self, const char *anchor, gboolean inward, const char *wire);
void leat_targets_free (gpointer data);
const LeatWireVerdict *leat_targets_judge (LeatCanvas *self, LeatTargets *targets, const LeatElement *other);

/* Aims at the block under a point of the widget, or at none. */
void leat_targets_aim (LeatCanvas *self, LeatTargets *targets, LeatPoint pointer);

/* Makes or changes the wire and selects it; its id, or NULL if nothing is aimed at. To be freed. */
char *leat_targets_finish (LeatCanvas *self, LeatTargets *targets);

/* What the wire would be, or why it would not work. */
char *leat_targets_dup_words (LeatCanvas *self, LeatTargets *targets, const LeatElement *target);

/* Lights and dims the blocks in view, and draws the wire to the target or, with none, to `loose` (in canvas units), with
 * the words at `pointer` (in pixels). */
void leat_targets_draw (LeatCanvas *self, LeatTargets *targets, GtkSnapshot *snapshot, LeatPoint loose, LeatPoint pointer);

G_END_DECLS
