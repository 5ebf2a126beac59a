/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/lay-out.h"

#include "config.h"

#include "explore/task.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

/* How long things glide, and how many at most: more are not followed by eye, and every frame routes their wires. */
#define GLIDE_MS 250
#define MANY 150

typedef struct
{
  GPtrArray          *elements;
  GStrv               ids; /* NULL for everything */
  LeatCatalogue      *catalogue;
  LeatLayoutDirection direction;
} Input;

typedef struct
{
  LeatWindow   *window;
  LeatDocument *document;
  LeatLayout   *layout;  /* once it is known */
  GPtrArray    *moved;   /* of LeatElement: what glides, as it was */
  AdwAnimation *glide;   /* or NULL */
  char         *key;     /* which makes all frames one step of the history */
  gulong        changed; /* handler on the pipeline */
  gboolean      ours;    /* the change is one of this layout */
  gboolean      part;
} LayOut;

static void
input_free (gpointer data)
{
  Input *input = data;

  g_ptr_array_unref (input->elements);
  g_strfreev (input->ids);
  leat_catalogue_unref (input->catalogue);
  g_free (input);
}

static void
lay_out_free (gpointer data)
{
  LayOut *self = data;

  if (self->glide != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->glide, self);
      adw_animation_pause (self->glide);
      g_object_unref (self->glide);
    }
  g_signal_handler_disconnect (leat_document_get_pipeline (self->document), self->changed);
  g_clear_pointer (&self->layout, leat_layout_free);
  g_clear_pointer (&self->moved, g_ptr_array_unref);
  g_object_unref (self->document);
  g_free (self->key);
  g_free (self);
}

static void
forget (LayOut *self)
{
  g_object_set_data (G_OBJECT (self->window), "leat-lay-out", NULL);
}

static gpointer
run (LeatTaskBar  *bar,
     gpointer      data,
     GCancellable *cancellable,
     GError      **error)
{
  const Input *input = data;

  if (input->ids == NULL)
    return leat_layout_new (input->elements, input->catalogue, input->direction, cancellable, error);
  return leat_layout_new_of (input->elements, (const char *const *) input->ids, input->catalogue, input->direction, cancellable,
                             error);
}

static void
apply (LayOut   *self,
       LeatEdit *edit)
{
  self->ours = TRUE;
  leat_edit_set_merge_key (edit, self->key);
  leat_history_apply (leat_document_get_history (self->document), edit);
  self->ours = FALSE;
}

static void
finish (LayOut *self)
{
  LeatWindow *window = self->window;
  gboolean part = self->part;

  apply (self, leat_edit_layout (leat_document_get_pipeline (self->document), self->layout));
  leat_history_end_merge (leat_document_get_history (self->document));
  forget (self);
  if (!part)
    leat_canvas_zoom_fit (leat_window_get_canvas (window));
  leat_window_toast (window, _("Laid out"), TRUE);
}

/* Where things are at a part of the way, in whole units: a frame is an edit like any other. */
static void
on_frame (double   part,
          gpointer data)
{
  LayOut *self = data;
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  LeatEdit *edit;

  if (part >= 1)
    return;
  edit = leat_edit_new (_("Lay Out"));
  for (guint i = 0; i < self->moved->len; i++)
    {
      const LeatElement *was = g_ptr_array_index (self->moved, i);
      const LeatRect *to = leat_layout_get (self->layout, was->id);
      LeatElement *now = leat_pipeline_get_element (pipeline, was->id), *next;

      if (now == NULL)
        continue;
      next = leat_element_copy (now);
      next->bounds.x = (int) (was->bounds.x + part * (to->x - was->bounds.x));
      next->bounds.y = (int) (was->bounds.y + part * (to->y - was->bounds.y));
      next->bounds.width = (int) (was->bounds.width + part * (to->width - was->bounds.width));
      next->bounds.height = (int) (was->bounds.height + part * (to->height - was->bounds.height));
      leat_edit_take (edit, leat_element_ref (now), next);
    }
  apply (self, edit);
}

static GPtrArray *
list_moved (LeatPipeline     *pipeline,
            const LeatLayout *layout)
{
  GPtrArray *moved = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      const LeatRect *to = leat_layout_get (layout, element->id);

      if (to != NULL && !element->locked && (to->x != element->bounds.x || to->y != element->bounds.y || to->width != element->bounds.width ||
                         to->height != element->bounds.height))
        g_ptr_array_add (moved, leat_element_ref (element));
    }
  return moved;
}

static void
on_done (gpointer      answer,
         const GError *error,
         gpointer      data)
{
  LayOut *self = g_object_get_data (data, "leat-lay-out");
  g_autoptr(LeatLayout) layout = answer;
  AdwAnimationTarget *target;

  if (self == NULL)
    return;
  if (layout == NULL)
    {
      forget (self);
      leat_window_show_error (data, _("Could Not Lay Out"), error);
      return;
    }

  self->layout = g_steal_pointer (&layout);
  self->moved = list_moved (leat_document_get_pipeline (self->document), self->layout);
  if (self->moved->len == 0 || self->moved->len > MANY || !adw_get_enable_animations (GTK_WIDGET (data)))
    {
      finish (self);
      return;
    }
  target = adw_callback_animation_target_new (on_frame, self, NULL);
  self->glide = adw_timed_animation_new (GTK_WIDGET (leat_window_get_canvas (self->window)), 0, 1, GLIDE_MS, target);
  g_signal_connect_swapped (self->glide, "done", G_CALLBACK (finish), self);
  adw_animation_play (self->glide);
}

/* Somebody else edits: what has not begun to move stays, what glides goes no further. After an undo it is all back. */
static void
on_changed (LeatPipeline *pipeline,
            gpointer      changes,
            LayOut       *self)
{
  LeatWindow *window = self->window;
  gboolean waited = self->layout == NULL;

  if (self->ours)
    return;
  leat_task_bar_stop (leat_window_get_task_bar (window));
  forget (self);
  if (waited)
    leat_window_toast (window, _("Not laid out: the drawing was changed meanwhile"), FALSE);
}

/* Alone, a block has nothing to be laid out beside; a zone has what lies in it. */
static gboolean
is_part (LeatPipeline *pipeline,
         GStrv         ids)
{
  guint n_blocks = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, ids[i]);

      n_blocks += element->kind == LEAT_ELEMENT_BLOCK ? 1 : element->kind == LEAT_ELEMENT_ZONE ? 2 : 0;
    }
  return n_blocks > 1;
}

/* Whether it is locked, or lies in a zone that is. A file written by hand may have zones that hold one another. */
static gboolean
is_held (LeatPipeline      *pipeline,
         const LeatElement *element)
{
  guint limit = leat_pipeline_get_n_elements (pipeline);

  while (element != NULL && !element->locked && limit-- > 0)
    element = element->zone != NULL ? leat_pipeline_get_element (pipeline, element->zone) : NULL;
  return element != NULL && element->locked;
}

static gboolean
is_end_held (LeatPipeline *pipeline,
             const char   *id)
{
  const LeatElement *element = id != NULL ? leat_pipeline_get_element (pipeline, id) : NULL;

  return element != NULL && is_held (pipeline, element);
}

/* What is locked stays where it is: takes it out of a snapshot, with the wires there. The rest is laid out from its own left top
 * corner on. Returns whether there was any. */
static gboolean
take_out_held (GPtrArray    *elements,
               LeatPipeline *pipeline)
{
  gboolean any = FALSE;

  for (guint i = elements->len; i-- > 0;)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_WIRE ? !is_end_held (pipeline, element->from) && !is_end_held (pipeline, element->to)
                                             : !is_held (pipeline, element))
        continue;
      any = TRUE;
      g_ptr_array_remove_index (elements, i);
    }
  return any;
}

static GStrv
list_left (GPtrArray *elements,
           GStrv      ids)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = ((const LeatElement *) g_ptr_array_index (elements, i))->id;

      if (ids == NULL || g_strv_contains ((const char *const *) ids, id))
        g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

void
leat_window_lay_out (LeatWindow         *self,
                     LeatLayoutDirection direction)
{
  static guint number;
  LeatDocument *document = leat_window_get_document (self);
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  g_auto(GStrv) ids = leat_canvas_dup_selection (leat_window_get_canvas (self));
  LayOut *lay_out = g_new0 (LayOut, 1);
  Input *input = g_new0 (Input, 1);

  lay_out->window = self;
  lay_out->document = g_object_ref (document);
  lay_out->part = is_part (pipeline, ids);
  lay_out->key = g_strdup_printf ("lay-out:%u", ++number);
  lay_out->changed = g_signal_connect (pipeline, "changed", G_CALLBACK (on_changed), lay_out);
  g_object_set_data_full (G_OBJECT (self), "leat-lay-out", lay_out, lay_out_free);

  input->elements = leat_pipeline_dup_elements (pipeline);
  if (take_out_held (input->elements, pipeline))
    input->ids = list_left (input->elements, lay_out->part ? ids : NULL);
  else if (lay_out->part)
    input->ids = g_steal_pointer (&ids);
  input->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  input->direction = direction;
  leat_task_bar_start (leat_window_get_task_bar (self), _("Laying out"), run, input, input_free, (GDestroyNotify) leat_layout_free,
                       on_done, self);
}
