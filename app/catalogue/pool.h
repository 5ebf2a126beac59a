/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatPool:
 *
 * Owns everything that one catalogue is made of, so that its plain structs need no destructors.
 */
typedef struct _LeatPool LeatPool;

/**
 * leat_pool_new:
 *
 * Returns: (transfer full): an empty pool
 */
LeatPool *leat_pool_new (void);

/**
 * leat_pool_free:
 * @self: (transfer full): a pool
 *
 * Frees all that it owns, the latest first.
 */
void leat_pool_free (LeatPool *self);

/**
 * leat_pool_own:
 * @self: a pool
 * @data: (transfer full) (nullable): anything
 * @destroy: how to free it
 *
 * Returns: (transfer none): @data
 */
gpointer leat_pool_own (LeatPool      *self,
                        gpointer       data,
                        GDestroyNotify destroy);

/**
 * leat_pool_array:
 * @self: a pool
 *
 * Returns: (transfer none): an empty array of pointers
 */
GPtrArray *leat_pool_array (LeatPool *self);

/* A struct of zeros that the pool owns. */
#define leat_pool_new0(self, Type) ((Type *) leat_pool_own ((self), g_new0 (Type, 1), g_free))

G_END_DECLS
