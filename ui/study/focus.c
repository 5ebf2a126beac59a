/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/focus.h"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* How many names a summary has. */
#define NAMES 3

static void
extend (LeatRect       *area,
        const LeatRect *with)
{
  double x1 = MAX (area->x + area->width, with->x + with->width);
  double y1 = MAX (area->y + area->height, with->y + with->height);

  if (area->width < 0)
    {
      *area = *with;
      return;
    }
  area->x = MIN (area->x, with->x);
  area->y = MIN (area->y, with->y);
  area->width = x1 - area->x;
  area->height = y1 - area->y;
}

/* A wire alone is where its two ends are. */
static void
extend_by (LeatPipeline      *pipeline,
           const LeatElement *element,
           LeatRect          *area)
{
  const LeatElement *end;

  if (element->kind != LEAT_ELEMENT_WIRE)
    {
      extend (area, &element->bounds);
      return;
    }
  if ((end = leat_pipeline_get_element (pipeline, element->from)) != NULL)
    extend (area, &end->bounds);
  if ((end = leat_pipeline_get_element (pipeline, element->to)) != NULL)
    extend (area, &end->bounds);
}

gboolean
leat_focus_get_area (LeatPipeline      *pipeline,
                     const LeatElement *step,
                     LeatRect          *area)
{
  g_autoptr(GHashTable) ids = NULL;
  LeatRect all = { 0, 0, -1, -1 };

  if (leat_step_get_view (step, area))
    return TRUE;
  ids = leat_step_dup_bright (step, pipeline);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (ids != NULL ? g_hash_table_contains (ids, element->id) : leat_element_is_drawn (element))
        extend_by (pipeline, element, &all);
    }
  if (all.width < 0)
    return FALSE;
  *area = all;
  return TRUE;
}

static const char *
get_name (LeatPipeline      *pipeline,
          const LeatElement *element)
{
  if (element->kind == LEAT_ELEMENT_WIRE)
    return *element->name != '\0' ? element->name : _("a wire");
  if (element->kind == LEAT_ELEMENT_NOTE)
    return _("a note");
  return leat_element_get_label (element);
}

char *
leat_focus_dup_summary (LeatPipeline      *pipeline,
                        const LeatElement *step)
{
  g_auto(GStrv) focus = leat_step_dup_focus (step);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = 0, missing = 0;
  LeatRect view;

  for (guint i = 0; focus[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, focus[i]);

      if (element == NULL || !leat_element_is_drawn (element))
        missing++;
      else if (n++ < NAMES)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", get_name (pipeline, element));
    }
  if (n > NAMES)
    g_string_append_printf (text, ngettext (" and %u more", " and %u more", n - NAMES), n - NAMES);
  if (n == 0)
    g_string_append (text, leat_step_get_view (step, &view) ? _("A part of the drawing") : _("The whole drawing"));
  if (missing > 0)
    g_string_append_printf (text, ngettext (" (%u is gone)", " (%u are gone)", missing), missing);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

int
leat_focus_find_step (GPtrArray         *steps,
                      const char *const *ids)
{
  int some = -1;

  for (guint i = 0; ids[0] != NULL && i < steps->len; i++)
    {
      g_auto(GStrv) focus = leat_step_dup_focus (steps->pdata[i]);
      guint found = 0, n = 0;

      for (; ids[n] != NULL; n++)
        found += g_strv_contains ((const char *const *) focus, ids[n]);
      if (found == n)
        return (int) i;
      if (found > 0 && some < 0)
        some = (int) i;
    }
  return some;
}
