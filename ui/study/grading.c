/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/grading.h"

#include "thread.h"

/* What a thread needs; nobody else changes it. */
typedef struct
{
  LeatChallenge *challenge;
  LeatCatalogue *catalogue;
  GPtrArray     *elements;
} Input;

static void
input_free (gpointer data)
{
  Input *self = data;

  leat_challenge_unref (self->challenge);
  leat_catalogue_unref (self->catalogue);
  g_ptr_array_unref (self->elements);
  g_free (self);
}

void
leat_grading_free (LeatGrading *self)
{
  g_clear_pointer (&self->triangle, leat_triangle_free);
  g_clear_pointer (&self->reference_triangle, leat_triangle_free);
  g_clear_pointer (&self->grade, leat_grade_free);
  g_clear_pointer (&self->reference, leat_grade_free);
  g_free (self);
}

static gboolean
grade (const Input   *input,
       GPtrArray     *elements,
       LeatGrade    **result,
       LeatTriangle **triangle,
       GCancellable  *cancellable,
       GError       **error)
{
  *result = leat_grade_new (input->challenge, input->catalogue, elements, cancellable, error);
  if (*result == NULL)
    return FALSE;
  *triangle = leat_triangle_new ((*result)->report);
  return TRUE;
}

static void
grade_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Input *input = data;
  const LeatSolution *reference = g_ptr_array_index (input->challenge->solutions, 0);
  g_autoptr(LeatGrading) self = g_new0 (LeatGrading, 1);
  GError *error = NULL;

  if (grade (input, input->elements, &self->grade, &self->triangle, cancellable, &error) &&
      grade (input, reference->elements, &self->reference, &self->reference_triangle, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) leat_grading_free);
  else
    g_task_return_error (task, error);
}

void
leat_grading_start (LeatChallenge      *challenge,
                    LeatCatalogue      *catalogue,
                    GPtrArray          *elements,
                    gpointer            source,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (source, cancellable, callback, user_data);
  Input *input = g_new (Input, 1);

  *input = (Input){ leat_challenge_ref (challenge), leat_catalogue_ref (catalogue), g_ptr_array_ref (elements) };
  g_task_set_task_data (task, input, input_free);
  leat_thread_run (task, grade_in_thread);
}

LeatGrading *
leat_grading_finish (GAsyncResult *result,
                     GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
