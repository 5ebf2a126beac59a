/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * leat_json_add_number:
 * @builder: a builder within an object
 * @name: the name of the member
 * @number: its value; what is not finite is null, what is whole has no point
 */
void leat_json_add_number (JsonBuilder *builder,
                           const char  *name,
                           double       number);

/**
 * leat_json_add_string:
 * @builder: a builder within an object
 * @name: the name of the member
 * @text: (nullable): its value; %NULL is null
 */
void leat_json_add_string (JsonBuilder *builder,
                           const char  *name,
                           const char  *text);

/**
 * leat_json_to_text:
 * @builder: a builder whose root is complete
 *
 * Returns: (transfer full): the document, indented, with a newline at its end
 */
char *leat_json_to_text (JsonBuilder *builder);

G_END_DECLS
