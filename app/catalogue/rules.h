/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/exam-note.h"
#include "catalogue/requirements.h"

G_BEGIN_DECLS

typedef enum
{
  LEAT_SEVERITY_ADVICE,
  LEAT_SEVERITY_WARNING,
  LEAT_SEVERITY_ERROR,
} LeatSeverity;

/**
 * leat_severity_to_string:
 * @severity: a severity
 *
 * Returns: (transfer none): "error", "warning" or "advice"
 */
const char *leat_severity_to_string (LeatSeverity severity);

typedef enum
{
  LEAT_FIX_NONE,
  LEAT_FIX_SET,     /* settings get values */
  LEAT_FIX_ADD,     /* a block (new, or one that is there) is wired to the subject */
  LEAT_FIX_SPLICE,  /* a new block is put in the middle of the wire */
  LEAT_FIX_KIND,    /* the wire gets another kind */
  LEAT_FIX_REVERSE, /* the wire is turned round */
  LEAT_FIX_DELETE,  /* the subject is deleted */
} LeatFixKind;

typedef struct
{
  char      *name;
  char      *value;    /* a word, or a formula after "=" */
  GPtrArray *formulas; /* of LeatFormula by service, NULL where the rule does not apply; or NULL for a word */
} LeatFixValue;

/**
 * LeatFixDefinition:
 * @values: (element-type LeatFixValue): for %LEAT_FIX_SET
 * @type: the service to add or splice
 * @wire_kind: of the new wire, or the new kind
 * @inward: whether the added block's wire ends at the subject
 */
typedef struct
{
  LeatFixKind  kind;
  char        *label;
  GPtrArray   *values;
  char        *type;
  LeatWireKind wire_kind;
  gboolean     inward;
} LeatFixDefinition;

/**
 * LeatRule:
 * @on_wires: bits of the wire kinds it looks at, 0 for a rule on blocks
 * @when: (element-type LeatFormula): the test, one formula a service of the catalogue by its index;
 *   %NULL where the rule does not apply to the service. A wire rule has one formula, at 0.
 * @message: with {setting} in braces
 * @note: (nullable): what there is to learn from it
 * @requirement: (nullable): it looks only where this is asked of the pipeline
 */
typedef struct
{
  char              *id;
  LeatSeverity       severity;
  const char        *file; /* interned */
  long               line;
  char              *on;
  guint              on_wires;
  GPtrArray         *when;
  char              *message;
  char              *why;
  LeatFixDefinition *fix; /* or NULL */
  char              *reference;
  char              *control; /* or NULL */
  char              *domain;  /* "1" to "4", or NULL */
  char              *claim;   /* or NULL */
  char              *topic;   /* or NULL */
  const LeatExamNote *note;
  const LeatRequirement *requirement;
} LeatRule;

G_END_DECLS
