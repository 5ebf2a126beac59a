/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/pool.h"

typedef struct
{
  gpointer       data;
  GDestroyNotify destroy;
} Owned;

struct _LeatPool
{
  GArray *owned;
};

LeatPool *
leat_pool_new (void)
{
  LeatPool *self = g_new0 (LeatPool, 1);

  self->owned = g_array_new (FALSE, FALSE, sizeof (Owned));
  return self;
}

void
leat_pool_free (LeatPool *self)
{
  for (guint i = self->owned->len; i-- > 0;)
    {
      Owned *owned = &g_array_index (self->owned, Owned, i);

      owned->destroy (owned->data);
    }
  g_array_unref (self->owned);
  g_free (self);
}

gpointer
leat_pool_own (LeatPool      *self,
               gpointer       data,
               GDestroyNotify destroy)
{
  Owned owned = { data, destroy };

  if (data != NULL)
    g_array_append_val (self->owned, owned);
  return data;
}

GPtrArray *
leat_pool_array (LeatPool *self)
{
  return leat_pool_own (self, g_ptr_array_new (), (GDestroyNotify) g_ptr_array_unref);
}
