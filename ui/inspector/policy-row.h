/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/iam.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatPolicyRow:
 *
 * One IAM policy: what it is and for whom, a button that copies it, and its JSON when opened.
 */
#define LEAT_TYPE_POLICY_ROW (leat_policy_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatPolicyRow, leat_policy_row, LEAT, POLICY_ROW, AdwExpanderRow)

/**
 * leat_policy_row_new:
 *
 * Returns: (transfer floating): an empty row
 */
GtkWidget *leat_policy_row_new (void);

/**
 * leat_policy_row_show:
 * @self: a row
 * @policy: a policy
 * @block: the name of the block it belongs to
 */
void leat_policy_row_show (LeatPolicyRow       *self,
                           const LeatIamPolicy *policy,
                           const char          *block);

G_END_DECLS
