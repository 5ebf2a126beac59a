/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

/* What is selected, in the order in which it was made, and which block the keyboard is at. */

static void
emit_changed (LeatCanvas *self)
{
  leat_canvas_update_actions (self);
  leat_canvas_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit_by_name (self, "selection-changed");
}

static void
add (LeatCanvas *self,
     const char *id)
{
  char *copy;

  if (g_hash_table_contains (self->selected, id) || leat_canvas_get_element (self, id) == NULL)
    return;

  copy = g_strdup (id);
  g_ptr_array_add (self->selection, copy);
  g_hash_table_add (self->selected, copy);
}

static void
take_out (LeatCanvas *self,
          guint       i)
{
  g_hash_table_remove (self->selected, g_ptr_array_index (self->selection, i));
  g_ptr_array_remove_index (self->selection, i);
}

static gboolean
is_same (LeatCanvas        *self,
         const char *const *ids)
{
  guint n = ids != NULL ? g_strv_length ((char **) ids) : 0;

  if (n != self->selection->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (ids[i], g_ptr_array_index (self->selection, i)))
        return FALSE;
    }
  return TRUE;
}

/* How many of some kinds are selected; it stops counting at @most. */
guint
leat_canvas_count_selected (LeatCanvas *self,
                            guint       kinds,
                            guint       most)
{
  guint n = 0;

  for (guint i = 0; i < self->selection->len && n < most; i++)
    {
      const LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));

      n += element != NULL && (kinds & LEAT_KIND (element->kind)) != 0;
    }
  return n;
}

/* All that is drawn of what is selected; whether there is any. */
gboolean
leat_canvas_get_selection_ink (LeatCanvas *self,
                               LeatRect   *all)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->selection->len; i++)
    {
      LeatElement *element = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i));
      LeatRect ink;

      if (element == NULL || !leat_scene_get_ink (self->scene, element, &ink))
        continue;
      if (any)
        {
          double x1 = MAX (all->x + all->width, ink.x + ink.width), y1 = MAX (all->y + all->height, ink.y + ink.height);

          all->x = MIN (all->x, ink.x);
          all->y = MIN (all->y, ink.y);
          all->width = x1 - all->x;
          all->height = y1 - all->y;
        }
      else
        *all = ink;
      any = TRUE;
    }
  return any;
}

void
leat_canvas_select (LeatCanvas        *self,
                    const char *const *ids,
                    gboolean           reveal)
{
  LeatRect ink;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  g_clear_pointer (&self->lost, g_strfreev);
  if (!is_same (self, ids))
    {
      g_hash_table_remove_all (self->selected);
      g_ptr_array_set_size (self->selection, 0);
      for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
        add (self, ids[i]);
      emit_changed (self);
    }
  if (reveal && self->scene != NULL && leat_canvas_get_selection_ink (self, &ink))
    leat_canvas_reveal (self, &ink);
}

void
leat_canvas_select_one (LeatCanvas *self,
                        const char *id)
{
  const char *const ids[] = { id, NULL };

  leat_canvas_select (self, ids, FALSE);
}

void
leat_canvas_toggle (LeatCanvas *self,
                    const char *id)
{
  guint at;

  g_clear_pointer (&self->lost, g_strfreev);
  if (g_ptr_array_find_with_equal_func (self->selection, id, g_str_equal, &at))
    take_out (self, at);
  else
    add (self, id);
  emit_changed (self);
}

gboolean
leat_canvas_is_selected (LeatCanvas *self,
                         const char *id)
{
  return id != NULL && g_hash_table_contains (self->selected, id);
}

char **
leat_canvas_dup_selection (LeatCanvas *self)
{
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  g_return_val_if_fail (LEAT_IS_CANVAS (self), NULL);

  for (guint i = 0; i < self->selection->len; i++)
    g_ptr_array_add (ids, g_strdup (g_ptr_array_index (self->selection, i)));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

LeatElement *
leat_canvas_get_single (LeatCanvas *self)
{
  return self->selection->len == 1 ? leat_canvas_get_element (self, g_ptr_array_index (self->selection, 0)) : NULL;
}

static gboolean
has_all (LeatCanvas *self,
         char      **ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    if (leat_canvas_get_element (self, ids[i]) == NULL)
      return FALSE;
  return TRUE;
}

/* What was selected as it went is so again when all of it is back, unless something else was selected meanwhile. */
static void
select_lost (LeatCanvas *self)
{
  g_auto(GStrv) ids = NULL;

  if (self->lost == NULL || !has_all (self, self->lost))
    return;

  ids = g_steal_pointer (&self->lost);
  leat_canvas_select (self, (const char *const *) ids, FALSE);
}

/* More of them say no more of what has changed. */
#define MOST_SHOWN 200

static gboolean
is_in_edit (const LeatEdit *edit,
            const char     *id)
{
  for (guint i = 0; id != NULL && i < leat_edit_get_n_changes (edit); i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);

      if (g_str_equal ((change->before != NULL ? change->before : change->after)->id, id))
        return TRUE;
    }
  return FALSE;
}

/* What an edit is about: wires that only follow their blocks, and what a zone takes along, are not. */
static GPtrArray *
list_shown (LeatCanvas     *self,
            const LeatEdit *edit,
            gboolean        wires)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < leat_edit_get_n_changes (edit); i++)
    {
      const LeatChange *change = leat_edit_get_change (edit, i);
      const LeatElement *now = leat_canvas_get_element (self, (change->before != NULL ? change->before : change->after)->id);

      if (now != NULL && leat_element_is_drawn (now) && (now->kind == LEAT_ELEMENT_WIRE) == wires && !is_in_edit (edit, now->zone))
        g_ptr_array_add (ids, now->id);
    }
  return ids;
}

static gboolean
is_part_selected (LeatCanvas     *self,
                  const LeatEdit *edit)
{
  for (guint i = 0; i < self->selection->len; i++)
    if (!is_in_edit (edit, g_ptr_array_index (self->selection, i)))
      return FALSE;
  return self->selection->len > 0;
}

void
leat_canvas_show_edit (LeatCanvas     *self,
                       const LeatEdit *edit)
{
  g_autoptr(GPtrArray) ids = NULL;
  g_auto(GStrv) kept = NULL;

  g_return_if_fail (LEAT_IS_CANVAS (self));

  if (edit == NULL || self->pipeline == NULL || leat_edit_get_n_changes (edit) > MOST_SHOWN)
    return;
  if (is_part_selected (self, edit))
    {
      kept = leat_canvas_dup_selection (self);
      leat_canvas_select (self, (const char *const *) kept, TRUE);
      return;
    }
  ids = list_shown (self, edit, FALSE);
  if (ids->len == 0)
    {
      g_ptr_array_unref (ids);
      ids = list_shown (self, edit, TRUE);
    }
  if (ids->len == 0)
    return;
  g_ptr_array_add (ids, NULL);
  leat_canvas_select (self, (const char *const *) ids->pdata, TRUE);
}

/* After an edit, an undo or a redo: what is gone is neither selected nor at the keyboard. */
void
leat_canvas_forget_missing (LeatCanvas *self)
{
  guint n;

  select_lost (self);
  n = self->selection->len;
  for (guint i = n; i-- > 0;)
    if (leat_canvas_get_element (self, g_ptr_array_index (self->selection, i)) == NULL)
      {
        if (self->lost == NULL)
          self->lost = leat_canvas_dup_selection (self);
        take_out (self, i);
      }
  if (self->focus != NULL && leat_canvas_get_element (self, self->focus) == NULL)
    leat_canvas_set_focus (self, NULL, FALSE);
  if (n != self->selection->len)
    emit_changed (self);
}

void
leat_canvas_set_focus (LeatCanvas *self,
                       const char *id,
                       gboolean    reveal)
{
  LeatElement *element = leat_canvas_get_element (self, id);
  LeatRect ink;

  g_free (self->focus);
  self->focus = g_strdup (id);
  if (reveal && element != NULL && leat_scene_get_ink (self->scene, element, &ink))
    leat_canvas_reveal (self, &ink);
  if (reveal)
    leat_canvas_focus_proxy (self, id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
