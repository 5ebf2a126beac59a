/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/grade.h"

G_BEGIN_DECLS

/**
 * leat_challenge_dup_load:
 * @challenge: a challenge
 * @load: one of its loads
 * @catalogue: the catalogue
 *
 * Returns: (transfer full): what it sends, for people, Markdown: "**Web tier**: records a second 500, record size 2 KB"
 */
char *leat_challenge_dup_load (const LeatChallenge     *challenge,
                               const LeatChallengeLoad *load,
                               LeatCatalogue           *catalogue);

/**
 * leat_challenge_dup_kind:
 * @challenge: a challenge
 *
 * Returns: (transfer full): "Easy · 15 minutes"
 */
char *leat_challenge_dup_kind (const LeatChallenge *challenge);

/**
 * leat_grade_dup_credit:
 * @grade: a grade
 *
 * Returns: (transfer full): how its points come about, for people
 */
char *leat_grade_dup_credit (const LeatGrade *grade);

G_END_DECLS
