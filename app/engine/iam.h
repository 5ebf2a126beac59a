/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/* The policies that a pipeline's wires ask for, and no more than that. Names in them are those of the blocks. */

/**
 * LeatIamPolicyKind:
 * @LEAT_IAM_ROLE: what a block's role may do
 * @LEAT_IAM_TRUST: which services may take that role
 * @LEAT_IAM_RESOURCE: who may act on a block, as its own policy says
 * @LEAT_IAM_KEY: who may use a key
 * @LEAT_IAM_IOT: what a device's certificate may do
 */
typedef enum
{
  LEAT_IAM_ROLE,
  LEAT_IAM_TRUST,
  LEAT_IAM_RESOURCE,
  LEAT_IAM_KEY,
  LEAT_IAM_IOT,
} LeatIamPolicyKind;

/**
 * LeatIamCondition:
 * @test: an operator, such as "StringEquals"
 * @key: a condition key, such as "aws:SecureTransport"
 * @value: its value
 */
typedef struct
{
  const char *test;
  const char *key;
  char       *value;
} LeatIamCondition;

/**
 * LeatIamStatement:
 * @sid: unique in its policy: letters and digits
 * @deny: whether it denies
 * @services: (element-type utf8): principals that are services, of a trust or resource policy
 * @roles: (element-type utf8): principals that are ARNs of roles
 * @anyone: the principal is everybody, of a statement that denies
 * @actions: (element-type utf8): sorted
 * @resources: (element-type utf8): ARNs, sorted; none in a trust policy
 * @conditions: (element-type LeatIamCondition): all must hold
 */
typedef struct
{
  char      *sid;
  gboolean   deny;
  GPtrArray *services;
  GPtrArray *roles;
  gboolean   anyone;
  GPtrArray *actions;
  GPtrArray *resources;
  GPtrArray *conditions;
} LeatIamStatement;

/**
 * LeatIamPolicy:
 * @block: the id of the block it belongs to
 * @kind: which policy it is
 * @name: the name of the role, key or resource
 * @statements: (element-type LeatIamStatement): at least one
 * @notes: (element-type utf8): what wires need that IAM has no policy for, translated
 */
typedef struct
{
  char             *block;
  LeatIamPolicyKind kind;
  char             *name;
  GPtrArray        *statements;
  GPtrArray        *notes;
} LeatIamPolicy;

/**
 * leat_iam_policies:
 * @report: a report
 * @block: (nullable): the id of a block, or %NULL for all
 *
 * Every block whose wires need it gets a role and its trust, every bucket a policy that refuses what is not
 * sent over TLS (and what is not encrypted with its key), every key a policy that admits the roles that need
 * it.
 *
 * Returns: (transfer full) (element-type LeatIamPolicy): in drawing order
 */
GPtrArray *leat_iam_policies (LeatReport *report,
                              const char *block);

/**
 * leat_iam_policy_free:
 * @self: (transfer full): a policy
 */
void leat_iam_policy_free (LeatIamPolicy *self);

/**
 * leat_iam_policy_kind_get_label:
 * @kind: a kind
 *
 * Returns: (transfer none): the words for people, translated
 */
const char *leat_iam_policy_kind_get_label (LeatIamPolicyKind kind);

G_END_DECLS
