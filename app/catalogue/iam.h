/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/names.h"

G_BEGIN_DECLS

typedef enum
{
  LEAT_GRANT_NONE,     /* nothing to allow in IAM: @note says why */
  LEAT_GRANT_ROLE,     /* in the policy of the principal's role */
  LEAT_GRANT_RESOURCE, /* in the policy of what the principal acts on */
  LEAT_GRANT_IOT,      /* in an AWS IoT policy of the device's certificate */
} LeatGrantPolicy;

/**
 * LeatAllow:
 * @actions: IAM actions, such as "s3:GetObject"
 * @on: ARNs in which {region}, {account}, {from}, {to}, {principal}, {data} and {catalog} are to be filled in, or
 *   "*" for actions that know no narrower resource
 */
typedef struct
{
  char **actions;
  char **on;
} LeatAllow;

/**
 * LeatGrant:
 * @from: the type at the start of the wire
 * @to: the type at its end
 * @kind: its kind
 * @principal: (nullable): the type whose role acts; mostly @from or @to
 * @trusts: the services that may take that role
 * @through_data: it holds also without that wire, if @principal reads or writes a bucket whose tables are in @from
 * @allows: (element-type LeatAllow): what it may do
 * @kms: actions on the key if what it acts on is encrypted with a customer's one
 * @note: (nullable): for %LEAT_GRANT_NONE
 * @url: (nullable): where that is written
 *
 * What IAM must allow for a wire to work: data/iam.xml.
 */
typedef struct
{
  char           *from;
  char           *to;
  LeatWireKind    kind;
  LeatGrantPolicy policy;
  char           *principal;
  char          **trusts;
  gboolean        through_data;
  GPtrArray      *allows;
  char          **kms;
  char           *note;
  char           *url;
} LeatGrant;

G_END_DECLS
