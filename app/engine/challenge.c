/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/grade.h"

LeatChallenge *
leat_challenge_new (const char *id)
{
  LeatChallenge *self = g_new0 (LeatChallenge, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->title = g_strdup ("");
  self->text = g_strdup ("");
  self->domain = 1;
  self->level = 1;
  self->minutes = 15;
  self->loads = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_challenge_load_free);
  self->constraints = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_constraint_free);
  self->hints = g_ptr_array_new_with_free_func (g_free);
  self->start = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  self->solutions = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_solution_free);
  self->wrongs = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_solution_free);
  return self;
}

LeatChallenge *
leat_challenge_ref (LeatChallenge *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_challenge_unref (LeatChallenge *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->text);
  g_ptr_array_unref (self->loads);
  g_ptr_array_unref (self->constraints);
  g_ptr_array_unref (self->hints);
  g_ptr_array_unref (self->start);
  g_ptr_array_unref (self->solutions);
  g_ptr_array_unref (self->wrongs);
  g_free (self);
}

void
leat_constraint_free (LeatConstraint *self)
{
  g_free (self->id);
  g_free (self->text);
  g_strfreev (self->from);
  g_strfreev (self->to);
  g_free (self->requirement);
  g_free (self->value);
  g_free (self);
}

void
leat_challenge_load_free (LeatChallengeLoad *self)
{
  g_free (self->block);
  g_free (self->type);
  g_clear_pointer (&self->settings, leat_settings_unref);
  g_free (self);
}

void
leat_solution_free (LeatSolution *self)
{
  g_free (self->title);
  g_free (self->text);
  g_strfreev (self->fails);
  g_free (self->rule);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_free (self);
}
