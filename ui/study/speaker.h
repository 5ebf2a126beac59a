/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "study/presenter.h"

G_BEGIN_DECLS

/**
 * LeatSpeaker:
 *
 * What only the presenter sees: the notes of the step, what is asked and its answer, which step is next, the time of day and how
 * long it has taken so far. Keys do what they do in the presenter's window.
 */
#define LEAT_TYPE_SPEAKER (leat_speaker_get_type ())
G_DECLARE_FINAL_TYPE (LeatSpeaker, leat_speaker, LEAT, SPEAKER, AdwWindow)

/**
 * leat_speaker_new:
 * @presenter: whose steps it shows
 * @started: when it began, g_get_monotonic_time()
 *
 * Returns: (transfer none): a window, not yet shown
 */
GtkWidget *leat_speaker_new (LeatPresenter *presenter,
                             gint64         started);

G_END_DECLS
