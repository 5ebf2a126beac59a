/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "model/element.h"

G_BEGIN_DECLS

/**
 * LeatField:
 * @setting: how it is shown and what it takes
 * @get: the value that an element has, (transfer full), or %NULL for the default
 * @set: a changed copy of the element
 * @read: (nullable): the value that a text means, (transfer full), or %NULL with error set if it means none
 * @shows: (nullable): whether the field matters for an element
 * @get_unit: (nullable): the unit that the field has for an element, (transfer full), where that changes
 *
 * Something that can be set on a wire, a zone or a pipeline and that is no setting of a service.
 */
typedef struct
{
  LeatSetting *setting;
  char        *(*get) (const LeatElement *element);
  LeatElement *(*set) (const LeatElement *element, const char *value);
  char        *(*read) (const char *text, GError **error);
  gboolean     (*shows) (const LeatElement *element);
  char        *(*get_unit) (const LeatElement *element);
} LeatField;

/**
 * leat_fields_for:
 * @kind: the kind of an element
 * @catalogue: the catalogue, for the regions that have prices
 *
 * Returns: (transfer full) (element-type LeatField): what can be set on such an element, the name first; nothing on a note
 */
GPtrArray *leat_fields_for (LeatElementKind kind,
                            LeatCatalogue  *catalogue);

G_END_DECLS
