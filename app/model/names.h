/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatWireKind:
 *
 * What a wire means, in the words of the file and of the wiring table.
 */
typedef enum
{
  LEAT_WIRE_DATA,
  LEAT_WIRE_TRIGGER,
  LEAT_WIRE_ORCHESTRATES,
  LEAT_WIRE_MONITORS,
  LEAT_WIRE_CATALOGS,
  LEAT_WIRE_QUERIES,
  LEAT_WIRE_ENCRYPTS,
  LEAT_WIRE_NETWORK,
  LEAT_N_WIRE_KINDS,
} LeatWireKind;

/**
 * LeatRole:
 *
 * What a service is for. A layer zone has a role too.
 */
typedef enum
{
  LEAT_ROLE_SOURCE,
  LEAT_ROLE_INGESTION,
  LEAT_ROLE_TRANSFORM,
  LEAT_ROLE_STORAGE,
  LEAT_ROLE_ANALYTICS,
  LEAT_ROLE_ORCHESTRATION,
  LEAT_ROLE_MONITORING,
  LEAT_ROLE_SECURITY,
  LEAT_ROLE_NETWORK,
  LEAT_ROLE_CONSUMER,
  LEAT_N_ROLES,
} LeatRole;

/**
 * leat_wire_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): the word of the file, never translated
 */
const char *leat_wire_kind_to_string (LeatWireKind kind);

/**
 * leat_wire_kind_from_string:
 * @text: a word
 * @kind: (out): its kind; untouched if there is none
 *
 * Returns: whether @text names a kind
 */
gboolean leat_wire_kind_from_string (const char   *text,
                                     LeatWireKind *kind);

/**
 * leat_wire_kind_get_label:
 * @kind: a kind
 *
 * Returns: (transfer none): the word for people, translated
 */
const char *leat_wire_kind_get_label (LeatWireKind kind);

/**
 * leat_role_to_string:
 * @role: a role
 *
 * Returns: (transfer none): the word of the files, never translated
 */
const char *leat_role_to_string (LeatRole role);

/**
 * leat_role_from_string:
 * @text: a word
 * @role: (out): its role; untouched if there is none
 *
 * Returns: whether @text names a role
 */
gboolean leat_role_from_string (const char *text,
                                LeatRole   *role);

/**
 * leat_role_get_label:
 * @role: a role
 *
 * Returns: (transfer none): the word for people, translated
 */
const char *leat_role_get_label (LeatRole role);

/**
 * leat_slug:
 * @text: any text
 *
 * Returns: (transfer full): lower-case letters, digits and single hyphens made of @text, at most 40
 *   characters, beginning with a letter; "item" if nothing is left
 */
char *leat_slug (const char *text);

/**
 * leat_compare_strings:
 * @a: (type utf8): a pointer to a string, as an element of an array is
 * @b: (type utf8): another
 *
 * Returns: their order by bytes, for g_ptr_array_sort()
 */
int leat_compare_strings (gconstpointer a,
                          gconstpointer b);

G_END_DECLS
