/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/error.h"

#include <glib.h>
#include <libxml/relaxng.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

/* The largest file of data/ or of a user's own catalogue that is read. */
#define LEAT_XML_MAX_BYTES (32 * 1024 * 1024)

/**
 * leat_xml_read_file:
 * @file: a path
 * @name_space: the namespace that its root element must have
 * @root: the name that its root element must have
 * @error: return location for a #GFileError, a %LEAT_ERROR_SYNTAX or a %LEAT_ERROR_LIMIT
 *
 * Reads a file of the catalogue: no network, no DTD, no entity expansion, at most %LEAT_XML_MAX_BYTES.
 *
 * Returns: (transfer full) (nullable): the document
 */
xmlDoc *leat_xml_read_file (const char *file,
                            const char *name_space,
                            const char *root,
                            GError    **error);

/**
 * leat_xml_is:
 * @node: (nullable): a node
 * @name: a local name
 *
 * Returns: whether @node is an element of that name, in whatever namespace
 */
gboolean leat_xml_is (const xmlNode *node,
                      const char    *name);

/**
 * leat_xml_dup:
 * @node: an element
 * @name: the name of an attribute
 *
 * Returns: (transfer full) (nullable): its value
 */
char *leat_xml_dup (const xmlNode *node,
                    const char    *name);

/**
 * leat_xml_dup_content:
 * @node: an element
 *
 * Returns: (transfer full): its text, white space at the ends removed and inside made single spaces
 */
char *leat_xml_dup_content (const xmlNode *node);

/**
 * leat_xml_number:
 * @node: an element
 * @name: the name of an attribute
 * @fallback: its value if it is absent
 * @file: for the message
 * @number: (out): its value
 * @error: return location for a %LEAT_ERROR_SYNTAX with file and line
 *
 * Returns: %FALSE with @error set if the attribute is there and is not a finite number
 */
gboolean leat_xml_number (const xmlNode *node,
                          const char    *name,
                          double         fallback,
                          const char    *file,
                          double        *number,
                          GError       **error);

/**
 * leat_xml_fail:
 * @error: return location for an error
 * @code: its code
 * @file: the file, for the message
 * @node: where it is
 * @format: what was found and what was expected, as printf() takes it
 *
 * Sets an error of the domain %LEAT_ERROR that says file and line.
 *
 * Returns: %FALSE
 */
gboolean leat_xml_fail (GError       **error,
                        LeatError      code,
                        const char    *file,
                        const xmlNode *node,
                        const char    *format,
                        ...) G_GNUC_PRINTF (5, 6);

/**
 * leat_parse_number:
 * @text: (nullable): a number in the C locale
 * @number: (out): its value, finite; untouched on failure
 *
 * Returns: whether all of @text is a finite number
 */
gboolean leat_parse_number (const char *text,
                            double     *number);

G_END_DECLS
