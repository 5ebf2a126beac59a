/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/element.h"

LeatElement *
leat_element_new (LeatElementKind kind,
                  const char     *id)
{
  LeatElement *self = g_new0 (LeatElement, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->id = g_strdup (id);
  self->name = g_strdup ("");
  self->share = 1;
  self->settings = leat_settings_new ();
  self->silences = leat_settings_new ();
  if (kind == LEAT_ELEMENT_BLOCK)
    {
      self->bounds.width = LEAT_BLOCK_WIDTH;
      self->bounds.height = LEAT_BLOCK_HEIGHT;
    }
  return self;
}

LeatElement *
leat_element_new_block (const char *id,
                        const char *type,
                        const char *name,
                        double      x,
                        double      y)
{
  LeatElement *self = leat_element_new (LEAT_ELEMENT_BLOCK, id);

  self->type = g_intern_string (type);
  g_free (self->name);
  self->name = g_strdup (name);
  self->bounds.x = x;
  self->bounds.y = y;
  return self;
}

LeatElement *
leat_element_new_wire (const char  *id,
                       LeatWireKind kind,
                       const char  *from,
                       const char  *to)
{
  LeatElement *self = leat_element_new (LEAT_ELEMENT_WIRE, id);

  self->wire_kind = kind;
  self->from = g_strdup (from);
  self->to = g_strdup (to);
  return self;
}

/* Elements do not change, so that one which is kept for what it was counts its references only. */
static LeatElement *
dup_origin (const LeatElement *self)
{
  LeatElement *origin = self->source != NULL ? (LeatElement *) self : self->origin;

  return origin != NULL ? leat_element_ref (origin) : NULL;
}

LeatElement *
leat_element_copy (const LeatElement *self)
{
  LeatElement *copy = g_new0 (LeatElement, 1);

  *copy = *self;
  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->name = g_strdup (self->name);
  copy->zone = g_strdup (self->zone);
  copy->from = g_strdup (self->from);
  copy->to = g_strdup (self->to);
  copy->points = g_memdup2 (self->points, self->n_points * sizeof (LeatPoint));
  copy->text = g_strdup (self->text);
  copy->settings = leat_settings_ref (self->settings);
  copy->silences = leat_settings_ref (self->silences);
  copy->extra_attributes = g_strdup (self->extra_attributes);
  copy->extra_content = g_strdup (self->extra_content);
  copy->lead = self->lead != NULL ? g_bytes_ref (self->lead) : NULL;
  copy->origin = dup_origin (self);
  if (self->kind != LEAT_ELEMENT_UNKNOWN || self->source == NULL)
    copy->source = NULL;
  else
    g_bytes_ref (copy->source);
  return copy;
}

LeatElement *
leat_element_copy_as (const LeatElement *self,
                      const char        *id)
{
  LeatElement *copy = leat_element_copy (self);

  g_free (copy->id);
  copy->id = g_strdup (id);
  copy->order = 0;
  copy->locked = FALSE;
  g_clear_pointer (&copy->lead, g_bytes_unref);
  g_clear_pointer (&copy->origin, leat_element_unref);
  return copy;
}

LeatElement *
leat_element_copy_moved (const LeatElement *self,
                         double             dx,
                         double             dy)
{
  LeatElement *copy = leat_element_copy (self);

  copy->bounds.x += dx;
  copy->bounds.y += dy;
  for (gsize i = 0; i < copy->n_points; i++)
    {
      copy->points[i].x += dx;
      copy->points[i].y += dy;
    }
  return copy;
}

LeatElement *
leat_element_copy_named (const LeatElement *self,
                         const char        *name)
{
  LeatElement *copy = leat_element_copy (self);

  g_free (copy->name);
  copy->name = g_strdup (name);
  return copy;
}

LeatElement *
leat_element_copy_with_setting (const LeatElement *self,
                                const char        *name,
                                const char        *value)
{
  LeatElement *copy = leat_element_copy (self);

  leat_settings_unref (copy->settings);
  copy->settings = leat_settings_with (self->settings, name, value);
  return copy;
}

gboolean
leat_element_is_drawn (const LeatElement *self)
{
  return self->kind == LEAT_ELEMENT_ZONE || self->kind == LEAT_ELEMENT_BLOCK || self->kind == LEAT_ELEMENT_WIRE ||
         self->kind == LEAT_ELEMENT_NOTE;
}

const char *
leat_element_get_label (const LeatElement *self)
{
  return *self->name != '\0' ? self->name : self->id;
}

LeatElement *
leat_element_ref (LeatElement *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_element_unref (LeatElement *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->name);
  g_free (self->zone);
  g_free (self->from);
  g_free (self->to);
  g_free (self->points);
  g_free (self->text);
  leat_settings_unref (self->settings);
  leat_settings_unref (self->silences);
  g_free (self->extra_attributes);
  g_free (self->extra_content);
  g_clear_pointer (&self->source, g_bytes_unref);
  g_clear_pointer (&self->lead, g_bytes_unref);
  g_clear_pointer (&self->origin, leat_element_unref);
  g_free (self);
}

const LeatElement *
leat_find_block (GPtrArray  *elements,
                 const char *wanted)
{
  const LeatElement *found = NULL;
  guint n_named = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      if (g_str_equal (element->id, wanted))
        return element;
      if (g_strcmp0 (element->name, wanted) != 0)
        continue;
      found = element;
      n_named++;
    }
  return n_named == 1 ? found : NULL;
}

/* How many blocks a message lists. */
#define LISTED 12

char *
leat_list_blocks (GPtrArray *elements)
{
  GString *list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      if (n++ == LISTED)
        {
          g_string_append (list, " …");
          break;
        }
      g_string_append_printf (list, "%s%s", n > 1 ? ", " : "", element->id);
    }
  return g_string_free (list, n == 0);
}
