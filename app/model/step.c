/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/step.h"

#include <math.h>
#include <string.h>

GPtrArray *
leat_pipeline_dup_steps (LeatPipeline *self)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < leat_pipeline_get_n_elements (self); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self, i);

      if (element->kind == LEAT_ELEMENT_STEP)
        g_ptr_array_add (steps, leat_element_ref (element));
    }
  return steps;
}

GStrv
leat_step_dup_focus (const LeatElement *self)
{
  const char *text = leat_settings_get (self->settings, LEAT_STEP_FOCUS);
  g_auto(GStrv) words = g_strsplit_set (text != NULL ? text : "", " \t\r\n", -1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_hash_table_add (seen, words[i]))
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

gboolean
leat_step_get_view (const LeatElement *self,
                    LeatRect          *view)
{
  const char *text = leat_settings_get (self->settings, LEAT_STEP_VIEW);
  double numbers[4];
  char *end = (char *) text;

  if (text == NULL)
    return FALSE;
  for (guint i = 0; i < 4; i++)
    {
      const char *start = end;

      numbers[i] = g_ascii_strtod (start, &end);
      if (end == start || !isfinite (numbers[i]))
        return FALSE;
    }
  *view = (LeatRect){ numbers[0], numbers[1], numbers[2], numbers[3] };
  return view->width > 0 && view->height > 0;
}

LeatElement *
leat_step_copy_with_view (const LeatElement *self,
                          const LeatRect    *view)
{
  g_autofree char *text = NULL;

  if (view != NULL)
    text = g_strdup_printf ("%.0f %.0f %.0f %.0f", floor (view->x), floor (view->y), ceil (view->width), ceil (view->height));
  return leat_element_copy_with_setting (self, g_intern_static_string (LEAT_STEP_VIEW), text);
}

/* Where the block stands whose id comes before the last full stop of a path. Ids may hold full stops, settings do not. */
static gboolean
find_tried (GHashTable  *places,
            const char  *path,
            guint       *place,
            const char **setting)
{
  const char *stop = strrchr (path, '.');
  g_autofree char *id = stop != NULL ? g_strndup (path, stop - path) : NULL;
  gpointer found;

  if (id == NULL || !g_hash_table_lookup_extended (places, id, NULL, &found))
    return FALSE;
  *place = GPOINTER_TO_UINT (found);
  *setting = g_intern_string (stop + 1);
  return **setting != '\0';
}

GPtrArray *
leat_step_apply_trial (const LeatElement *self,
                       GPtrArray         *elements)
{
  GPtrArray *tried = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      g_ptr_array_add (tried, leat_element_ref (element));
      if (element->kind == LEAT_ELEMENT_BLOCK)
        g_hash_table_insert (places, element->id, GUINT_TO_POINTER (i));
    }

  for (gsize i = 0; i < leat_settings_get_n (self->settings); i++)
    {
      const char *name, *setting, *value = leat_settings_get_nth (self->settings, i, &name);
      guint place;

      if (!g_str_has_prefix (name, LEAT_STEP_TRY) || !find_tried (places, name + strlen (LEAT_STEP_TRY), &place, &setting))
        continue;
      /* The table's keys are the ids of the snapshot, which lives on. */
      g_autoptr(LeatElement) before = tried->pdata[place];
      tried->pdata[place] = leat_element_copy_with_setting (before, setting, value);
    }
  return tried;
}

double
leat_step_get_load (const LeatElement *self)
{
  const char *text = leat_settings_get (self->settings, LEAT_STEP_LOAD);
  char *end;
  double load = text != NULL ? g_ascii_strtod (text, &end) : 1;

  return text == NULL || end == text || *end != '\0' || !isfinite (load) || load <= 0 ? 1 : load;
}

/* What lies in a zone that is looked at, however deep. */
static gboolean
is_within (LeatPipeline      *pipeline,
           GHashTable        *ids,
           const LeatElement *element)
{
  for (guint depth = 0; element != NULL && element->zone != NULL && depth < 64; depth++)
    {
      if (g_hash_table_contains (ids, element->zone))
        return TRUE;
      element = leat_pipeline_get_element (pipeline, element->zone);
    }
  return FALSE;
}

static void
add_members (LeatPipeline *pipeline,
             GHashTable   *ids)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (is_within (pipeline, ids, element))
        g_hash_table_add (ids, g_strdup (element->id));
    }
}

static void
add_wires (LeatPipeline *pipeline,
           GHashTable   *ids)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_WIRE && g_hash_table_contains (ids, element->from) &&
          g_hash_table_contains (ids, element->to))
        g_hash_table_add (ids, g_strdup (element->id));
    }
}

GHashTable *
leat_step_dup_bright (const LeatElement *self,
                      LeatPipeline      *pipeline)
{
  g_auto(GStrv) focus = leat_step_dup_focus (self);
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; focus[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, focus[i]);

      if (element != NULL && leat_element_is_drawn (element))
        g_hash_table_add (ids, g_strdup (focus[i]));
    }
  if (g_hash_table_size (ids) == 0)
    return NULL;
  add_members (pipeline, ids);
  add_wires (pipeline, ids);
  return g_steal_pointer (&ids);
}
