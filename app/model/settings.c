/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/settings.h"

/* A block has a handful of settings, so a linear search over an array beats a hash table here. */

typedef struct
{
  const char *name; /* interned: names repeat in every block of a type */
  char *value;
} Entry;

struct _LeatSettings
{
  gatomicrefcount ref_count;
  gsize n;
  Entry entries[];
};

static LeatSettings *
settings_alloc (gsize n)
{
  LeatSettings *self = g_malloc0 (sizeof (LeatSettings) + n * sizeof (Entry));

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  return self;
}

LeatSettings *
leat_settings_new (void)
{
  return settings_alloc (0);
}

LeatSettings *
leat_settings_new_take (gsize              n,
                        const char *const *names,
                        char *const       *values)
{
  LeatSettings *self = settings_alloc (n);

  for (gsize i = 0; i < n; i++)
    {
      self->entries[i].name = names[i];
      self->entries[i].value = values[i];
    }
  return self;
}

LeatSettings *
leat_settings_ref (LeatSettings *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_settings_unref (LeatSettings *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n; i++)
    g_free (self->entries[i].value);
  g_free (self);
}

static gssize
find (const LeatSettings *self,
      const char         *name)
{
  for (gsize i = 0; i < self->n; i++)
    if (g_str_equal (self->entries[i].name, name))
      return i;
  return -1;
}

LeatSettings *
leat_settings_with (const LeatSettings *self,
                    const char         *name,
                    const char         *value)
{
  gssize at = find (self, name);
  gsize n = self->n + (at < 0 && value != NULL ? 1 : 0) - (at >= 0 && value == NULL ? 1 : 0);
  LeatSettings *other = settings_alloc (n);
  gsize j = 0;

  for (gsize i = 0; i < self->n; i++)
    {
      if ((gssize) i == at && value == NULL)
        continue;
      other->entries[j].name = self->entries[i].name;
      other->entries[j++].value = g_strdup ((gssize) i == at ? value : self->entries[i].value);
    }

  if (at < 0 && value != NULL)
    {
      other->entries[j].name = g_intern_string (name);
      other->entries[j].value = g_strdup (value);
    }

  return other;
}

const char *
leat_settings_get (const LeatSettings *self,
                   const char         *name)
{
  gssize at = find (self, name);

  return at < 0 ? NULL : self->entries[at].value;
}

gsize
leat_settings_get_n (const LeatSettings *self)
{
  return self->n;
}

const char *
leat_settings_get_nth (const LeatSettings *self,
                       gsize               i,
                       const char        **name)
{
  g_return_val_if_fail (i < self->n, NULL);

  *name = self->entries[i].name;
  return self->entries[i].value;
}

gboolean
leat_settings_equal (const LeatSettings *a,
                     const LeatSettings *b)
{
  if (a == b)
    return TRUE;
  if (a->n != b->n)
    return FALSE;

  for (gsize i = 0; i < a->n; i++)
    if (a->entries[i].name != b->entries[i].name ||
        !g_str_equal (a->entries[i].value, b->entries[i].value))
      return FALSE;
  return TRUE;
}
