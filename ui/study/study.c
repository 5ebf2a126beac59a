/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/study.h"

#include "config.h"

#include "thread.h"

#include <glib/gi18n-lib.h>

struct _LeatStudy
{
  GObject        parent_instance;
  LeatCatalogue *catalogue;
  GCancellable  *cancellable; /* of the reading under way, or NULL */
  GPtrArray     *challenges;  /* of LeatChallenge, or NULL until they are there */
  GPtrArray     *warnings;    /* of utf8 */
  LeatProgress  *progress;
  char          *fault;  /* why the progress could not be read, or NULL */
  char          *before; /* the progress before the last reset, or NULL */
};

G_DEFINE_FINAL_TYPE (LeatStudy, leat_study, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Not held: it lives as long as somebody shows it. */
static LeatStudy *the_study;

/* Reading */

typedef struct
{
  GPtrArray *challenges;
  GPtrArray *warnings;
} Loaded;

static void
loaded_free (gpointer data)
{
  Loaded *self = data;

  g_clear_pointer (&self->challenges, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_free (self);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  g_auto(GStrv) folders = leat_data_folders ();
  Loaded *loaded = g_new0 (Loaded, 1);

  loaded->warnings = g_ptr_array_new_with_free_func (g_free);
  loaded->challenges = leat_challenges_load ((const char *const *) folders, data, loaded->warnings);
  g_task_return_pointer (task, loaded, loaded_free);
}

static void
on_loaded (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  LeatStudy *self = LEAT_STUDY (source);
  Loaded *loaded = g_task_propagate_pointer (G_TASK (result), NULL);

  if (loaded == NULL)
    return; /* read again meanwhile */
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->challenges, g_ptr_array_unref);
  self->challenges = g_steal_pointer (&loaded->challenges);
  g_ptr_array_unref (self->warnings);
  self->warnings = g_steal_pointer (&loaded->warnings);
  if (self->fault != NULL)
    g_ptr_array_add (self->warnings, g_strdup (self->fault));
  loaded_free (loaded);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
leat_study_reload (LeatStudy *self)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (LEAT_IS_STUDY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_loaded, NULL);
  g_task_set_task_data (task, leat_catalogue_ref (self->catalogue), (GDestroyNotify) leat_catalogue_unref);
  leat_thread_run (task, load_in_thread);
}

LeatStudy *
leat_study_get (LeatCatalogue *catalogue)
{
  g_autoptr(GError) error = NULL;

  if (the_study != NULL)
    return g_object_ref (the_study);
  the_study = g_object_new (LEAT_TYPE_STUDY, NULL);
  the_study->catalogue = leat_catalogue_ref (catalogue);
  the_study->progress = leat_progress_load (&error);
  if (error != NULL)
    the_study->fault = g_strdup (error->message);
  leat_study_reload (the_study);
  return the_study;
}

/* What is there */

GPtrArray *
leat_study_list (LeatStudy *self)
{
  return self->challenges;
}

LeatChallenge *
leat_study_find (LeatStudy  *self,
                 const char *id)
{
  return self->challenges != NULL && id != NULL ? leat_challenges_find (self->challenges, id) : NULL;
}

GPtrArray *
leat_study_get_warnings (LeatStudy *self)
{
  return self->warnings;
}

const LeatProgress *
leat_study_get_progress (LeatStudy *self)
{
  return self->progress;
}

/* Progress */

static gboolean
changed (LeatStudy *self,
         gboolean   written)
{
  g_signal_emit (self, signals[CHANGED], 0);
  return written;
}

gboolean
leat_study_note (LeatStudy       *self,
                 const LeatGrade *grade,
                 GError         **error)
{
  return changed (self, leat_progress_note (self->progress, grade, error));
}

gboolean
leat_study_note_revealed (LeatStudy           *self,
                          const LeatChallenge *challenge,
                          GError             **error)
{
  return changed (self, leat_progress_note_revealed (self->progress, challenge, error));
}

gboolean
leat_study_note_hints (LeatStudy           *self,
                       const LeatChallenge *challenge,
                       guint                n,
                       GError             **error)
{
  return changed (self, leat_progress_note_hints (self->progress, challenge, n, error));
}

gboolean
leat_study_reset (LeatStudy *self,
                  GError   **error)
{
  g_free (self->before);
  self->before = leat_progress_dup_data (self->progress);
  return changed (self, leat_progress_reset (self->progress, NULL, error));
}

gboolean
leat_study_undo_reset (LeatStudy *self,
                       GError   **error)
{
  g_autofree char *before = g_steal_pointer (&self->before);

  return before == NULL || changed (self, leat_progress_restore (self->progress, before, error));
}

/* Words */

char *
leat_study_dup_points (double points,
                       double of)
{
  return g_strdup_printf (_("%g of %g points"), points, of);
}

char *
leat_study_dup_state (LeatStudy           *self,
                      const LeatChallenge *challenge,
                      const char         **icon)
{
  LeatProgressEntry entry;

  leat_progress_get (self->progress, challenge->id, &entry);
  *icon = entry.passed ? "emblem-ok-symbolic" : entry.revealed ? "view-reveal-symbolic"
          : entry.tries > 0 ? "media-record-symbolic" : "";
  if (entry.passed)
    return g_strdup (_("Solved"));
  if (entry.revealed)
    return g_strdup (_("Solution seen"));
  if (entry.tries > 0)
    return leat_study_dup_points (entry.best, entry.of);
  return entry.hints > 0 ? g_strdup_printf (ngettext ("%u hint seen", "%u hints seen", entry.hints), entry.hints)
                         : g_strdup (_("Not tried"));
}

const char *
leat_level_get_label (guint level)
{
  static const char *const labels[] = { N_("Easy"), N_("Medium"), N_("Hard") };

  return _(labels[CLAMP (level, 1, G_N_ELEMENTS (labels)) - 1]);
}

static void
leat_study_finalize (GObject *object)
{
  LeatStudy *self = LEAT_STUDY (object);

  if (the_study == self)
    the_study = NULL;
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->challenges, g_ptr_array_unref);
  g_ptr_array_unref (self->warnings);
  g_clear_pointer (&self->progress, leat_progress_free);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_free (self->fault);
  g_free (self->before);
  G_OBJECT_CLASS (leat_study_parent_class)->finalize (object);
}

static void
leat_study_class_init (LeatStudyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_study_finalize;
  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_STUDY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
leat_study_init (LeatStudy *self)
{
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}
