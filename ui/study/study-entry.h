/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatStudyEntry:
 *
 * The way from the start page to the challenges, with how many are solved. It hides itself where there are none.
 */
#define LEAT_TYPE_STUDY_ENTRY (leat_study_entry_get_type ())
G_DECLARE_FINAL_TYPE (LeatStudyEntry, leat_study_entry, LEAT, STUDY_ENTRY, AdwBin)

G_END_DECLS
