/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatSettings:
 *
 * An immutable, reference-counted list of named values, kept in the order in which they were first
 * set. Values are the text of the file; the catalogue says what they mean.
 */
typedef struct _LeatSettings LeatSettings;

/**
 * leat_settings_new:
 *
 * Returns: (transfer full): no values
 */
LeatSettings *leat_settings_new (void);

/**
 * leat_settings_new_take:
 * @n: how many
 * @names: (array length=n): interned names, each once
 * @values: (array length=n) (transfer full) (element-type utf8): their values; the array stays the caller's
 *
 * For readers: what leat_settings_with() would make in @n steps, in one.
 *
 * Returns: (transfer full): settings of those values
 */
LeatSettings *leat_settings_new_take (gsize              n,
                                      const char *const *names,
                                      char *const       *values);

/**
 * leat_settings_ref:
 * @self: settings
 *
 * Returns: (transfer full): @self
 */
LeatSettings *leat_settings_ref (LeatSettings *self);

/**
 * leat_settings_unref:
 * @self: (transfer full): settings
 *
 * Drops a reference; safe from any thread.
 */
void leat_settings_unref (LeatSettings *self);

/**
 * leat_settings_with:
 * @self: settings
 * @name: a name
 * @value: (nullable): its new value, or %NULL to take the name out
 *
 * Returns: (transfer full): settings that differ from @self in that one value
 */
LeatSettings *leat_settings_with (const LeatSettings *self,
                                  const char         *name,
                                  const char         *value);

/**
 * leat_settings_get:
 * @self: settings
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the value as written, or %NULL if it was never set
 */
const char *leat_settings_get (const LeatSettings *self,
                               const char         *name);

/**
 * leat_settings_get_n:
 * @self: settings
 *
 * Returns: how many values are set
 */
gsize leat_settings_get_n (const LeatSettings *self);

/**
 * leat_settings_get_nth:
 * @self: settings
 * @i: less than leat_settings_get_n()
 * @name: (out) (transfer none): the name
 *
 * Returns: (transfer none): the value
 */
const char *leat_settings_get_nth (const LeatSettings *self,
                                   gsize               i,
                                   const char        **name);

/**
 * leat_settings_equal:
 * @a: settings
 * @b: settings
 *
 * Returns: whether both set the same names to the same values, in the same order
 */
gboolean leat_settings_equal (const LeatSettings *a,
                              const LeatSettings *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSettings, leat_settings_unref)

G_END_DECLS
