/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/step-edit.h"

#include "config.h"

#include <glib/gi18n-lib.h>

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* Gives the steps of a sequence the places that they have among them, so that nothing else in the file moves. What is not in the
 * pipeline yet is inserted. No two have a place at a time: all leave before the first comes. */
static void
arrange (LeatEdit     *edit,
         LeatPipeline *pipeline,
         GPtrArray    *sequence)
{
  g_autoptr(GArray) orders = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GPtrArray) come = g_ptr_array_new ();

  for (guint i = 0; i < sequence->len; i++)
    g_array_append_val (orders, ((LeatElement *) sequence->pdata[i])->order);
  g_array_sort (orders, compare_orders);
  for (guint i = 0; i < sequence->len; i++)
    {
      LeatElement *step = sequence->pdata[i], *before = leat_pipeline_get_element (pipeline, step->id), *after;
      double order = g_array_index (orders, double, i);

      if (before != NULL && before->order == order)
        continue;
      after = leat_element_copy (step);
      after->order = order;
      if (before != NULL)
        leat_edit_take (edit, leat_element_ref (before), NULL);
      g_ptr_array_add (come, after);
    }
  for (guint i = 0; i < come->len; i++)
    leat_edit_take (edit, NULL, come->pdata[i]);
}

static int
find (GPtrArray  *steps,
      const char *id)
{
  for (guint i = 0; id != NULL && i < steps->len; i++)
    if (g_str_equal (((LeatElement *) steps->pdata[i])->id, id))
      return (int) i;
  return -1;
}

/* Takes the step. */
static LeatEdit *
insert (LeatPipeline *pipeline,
        const char   *label,
        LeatElement  *step,
        const char   *after)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (pipeline);
  LeatEdit *edit = leat_edit_new (label);
  int at = find (steps, after);

  step->order = leat_pipeline_next_order (pipeline);
  g_ptr_array_insert (steps, at < 0 ? -1 : at + 1, step);
  arrange (edit, pipeline, steps);
  return edit;
}

/* Takes the step. */
static LeatElement *
with (LeatElement *step,
      const char  *name,
      const char  *value)
{
  LeatElement *changed = leat_element_copy_with_setting (step, g_intern_string (name), value);

  leat_element_unref (step);
  return changed;
}

/* Takes the step. */
static LeatElement *
look (LeatElement       *step,
      const char *const *focus,
      const LeatRect    *view)
{
  g_autofree char *ids = focus != NULL && focus[0] != NULL ? g_strjoinv (" ", (char **) focus) : NULL;
  g_autoptr(LeatElement) focused = with (step, LEAT_STEP_FOCUS, ids);

  return leat_step_copy_with_view (focused, ids == NULL ? view : NULL);
}

LeatEdit *
leat_step_edit_add (LeatPipeline      *pipeline,
                    const char        *after,
                    const char *const *focus,
                    const LeatRect    *view,
                    char             **id)
{
  const LeatElement *first = focus[0] != NULL ? leat_pipeline_get_element (pipeline, focus[0]) : NULL;
  LeatElement *step;

  *id = leat_pipeline_new_id (pipeline, "step");
  step = leat_element_new (LEAT_ELEMENT_STEP, *id);
  g_free (step->name);
  step->name = g_strdup (first != NULL && *first->name != '\0' ? first->name : _("New step"));
  return insert (pipeline, _("Add Step"), look (step, focus, view), after);
}

LeatEdit *
leat_step_edit_duplicate (LeatPipeline *pipeline,
                          const char   *of,
                          char        **id)
{
  *id = leat_pipeline_new_id (pipeline, "step");
  return insert (pipeline, _("Duplicate Step"), leat_element_copy_as (leat_pipeline_get_element (pipeline, of), *id), of);
}

LeatEdit *
leat_step_edit_move (LeatPipeline *pipeline,
                     const char   *id,
                     guint         to)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (pipeline);
  LeatEdit *edit = leat_edit_new (_("Move Step"));
  int at = find (steps, id);

  if (at >= 0)
    {
      LeatElement *step = g_ptr_array_steal_index (steps, (guint) at);

      g_ptr_array_insert (steps, (int) MIN (to, steps->len), step);
      arrange (edit, pipeline, steps);
    }
  return edit;
}

LeatEdit *
leat_step_edit_delete (LeatPipeline *pipeline,
                       const char   *id)
{
  LeatEdit *edit = leat_edit_new (_("Delete Step"));

  leat_edit_take (edit, leat_element_ref (leat_pipeline_get_element (pipeline, id)), NULL);
  return edit;
}

LeatEdit *
leat_step_edit_look (LeatPipeline      *pipeline,
                     const char        *id,
                     const char *const *focus,
                     const LeatRect    *view)
{
  LeatElement *step = leat_pipeline_get_element (pipeline, id);
  LeatEdit *edit = leat_edit_new (_("Set What a Step Looks At"));

  leat_edit_take (edit, leat_element_ref (step), look (leat_element_ref (step), focus, view));
  return edit;
}

char *
leat_step_dup_value (const LeatElement *step,
                     const char        *name)
{
  const char *value = g_str_equal (name, LEAT_STEP_HEADING) ? step->name
                      : g_str_equal (name, LEAT_STEP_TEXT)  ? step->text
                                                            : leat_settings_get (step->settings, name);

  return g_strdup (value != NULL ? value : "");
}

LeatEdit *
leat_step_edit_set (LeatPipeline *pipeline,
                    const char   *id,
                    const char   *name,
                    const char   *value)
{
  LeatElement *step = leat_pipeline_get_element (pipeline, id), *after;
  LeatEdit *edit = leat_edit_new (_("Edit Step"));
  g_autofree char *key = g_strdup_printf ("step:%s:%s", id, name);

  if (g_str_equal (name, LEAT_STEP_HEADING))
    after = leat_element_copy_named (step, value);
  else if (g_str_equal (name, LEAT_STEP_TEXT))
    {
      after = leat_element_copy (step);
      g_free (after->text);
      after->text = *value != '\0' ? g_strdup (value) : NULL;
    }
  else
    after = leat_element_copy_with_setting (step, g_intern_string (name), *value != '\0' ? value : NULL);
  leat_edit_set_merge_key (edit, key);
  leat_edit_take (edit, leat_element_ref (step), after);
  return edit;
}
