/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define LEAT_APP_ID "io.github.leat.Leat"
#define LEAT_RESOURCE "/io/github/leat/Leat/"

/**
 * leat_preferences_get:
 *
 * Returns: (transfer none) (nullable): what the user chose, or %NULL if the schema is not installed, which
 *   is no fault: everything then has its default
 */
GSettings *leat_preferences_get (void);

/**
 * leat_preferences_bind:
 * @key: a key of the schema
 * @object: an object
 * @property: a property of @object of the same type
 * @flags: which way
 *
 * Binds them; does nothing without the schema.
 */
void leat_preferences_bind (const char        *key,
                         gpointer           object,
                         const char        *property,
                         GSettingsBindFlags flags);

/**
 * leat_preferences_get_int:
 * @key: a key of the schema
 * @fallback: its value without the schema
 *
 * Returns: the value of a number that is whole
 */
int leat_preferences_get_int (const char *key,
                              int         fallback);

/**
 * leat_preferences_get_boolean:
 * @key: a key of the schema
 * @fallback: its value without the schema
 *
 * Returns: the value
 */
gboolean leat_preferences_get_boolean (const char *key,
                                       gboolean    fallback);

/**
 * leat_preferences_dup_string:
 * @key: a key of the schema
 * @fallback: its value without the schema
 *
 * Returns: (transfer full): the value
 */
char *leat_preferences_dup_string (const char *key,
                                   const char *fallback);

G_END_DECLS
