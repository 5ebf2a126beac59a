/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/iam.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * leat_iam_policy_to_json:
 * @policy: a policy
 *
 * Returns: (transfer full): an IAM JSON policy document, indented
 */
char *leat_iam_policy_to_json (const LeatIamPolicy *policy);

/**
 * leat_iam_policies_to_json:
 * @policies: (element-type LeatIamPolicy): policies
 *
 * Returns: (transfer full): a JSON object whose `policies` hold block, kind, name, notes and the document of each
 */
char *leat_iam_policies_to_json (GPtrArray *policies);

G_END_DECLS
