/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/autosave.h"

#include "exchange/native.h"
#include "exchange/recovery.h"
#include "thread.h"
#include "window/preferences.h"

/* What the threads share. A thread that comes late must not bring back what was dropped: it writes only if it still has
 * the number of the latest wish. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex          mutex;
  char           *key;
  guint           wish;
} Shared;

/* What one thread needs: immutable parts only. */
typedef struct
{
  Shared    *shared;
  guint      wish;
  char      *path;
  GPtrArray *elements;
  GBytes    *preamble;
  GBytes    *tail;
} Job;

struct _LeatAutosave
{
  GObject       parent_instance;
  LeatDocument *document;
  Shared       *shared;
  guint         timer; /* or 0 */
};

G_DEFINE_FINAL_TYPE (LeatAutosave, leat_autosave, G_TYPE_OBJECT)

enum { FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

static Shared *
shared_ref (Shared *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
shared_unref (Shared *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self->key);
  g_free (self);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  shared_unref (job->shared);
  g_free (job->path);
  g_ptr_array_unref (job->elements);
  g_clear_pointer (&job->preamble, g_bytes_unref);
  g_clear_pointer (&job->tail, g_bytes_unref);
  g_free (job);
}

static GBytes *
ref_bytes (GBytes *bytes)
{
  return bytes != NULL ? g_bytes_ref (bytes) : NULL;
}

static Job *
job_new (LeatAutosave *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  GBytes *preamble, *tail;
  Job *job = g_new0 (Job, 1);

  leat_pipeline_get_frame (pipeline, &preamble, &tail);
  job->shared = shared_ref (self->shared);
  g_mutex_lock (&self->shared->mutex);
  job->wish = ++self->shared->wish;
  g_mutex_unlock (&self->shared->mutex);
  job->path = g_strdup (leat_document_get_path (self->document));
  job->elements = leat_pipeline_dup_elements (pipeline);
  job->preamble = ref_bytes (preamble);
  job->tail = ref_bytes (tail);
  return job;
}

static gboolean
keep (Job     *job,
      GError **error)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new_from_elements (job->elements, job->preamble, job->tail);
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, error);
  g_autoptr(GMutexLocker) locker = NULL;

  if (bytes == NULL)
    return FALSE;
  locker = g_mutex_locker_new (&job->shared->mutex);
  return job->wish != job->shared->wish || leat_recovery_save_bytes (bytes, job->path, job->shared->key, error);
}

static void
keep_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  GError *error = NULL;

  if (keep (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_kept (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    g_signal_emit (source, signals[FAILED], 0, error->message);
}

static gboolean
on_timeout (gpointer data)
{
  LeatAutosave *self = data;
  g_autoptr(GTask) task = g_task_new (self, NULL, on_kept, NULL);

  self->timer = 0;
  g_task_set_task_data (task, job_new (self), job_free);
  leat_thread_run (task, keep_in_thread);
  return G_SOURCE_REMOVE;
}

/* From the first edit on, not from the last: who draws without a pause is not to wait for ever. */
static void
on_changed (LeatAutosave *self)
{
  int seconds = leat_preferences_get_int ("autosave-seconds", 10);

  if (self->timer == 0 && seconds > 0 && leat_document_get_modified (self->document))
    self->timer = g_timeout_add_seconds ((guint) seconds, on_timeout, self);
}

static void
on_modified (LeatAutosave *self)
{
  if (leat_document_get_modified (self->document))
    on_changed (self);
  else
    leat_autosave_drop (self);
}

void
leat_autosave_flush (LeatAutosave *self)
{
  g_autoptr(GError) error = NULL;
  Job *job;

  g_return_if_fail (LEAT_IS_AUTOSAVE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (leat_preferences_get_int ("autosave-seconds", 10) == 0 || !leat_document_get_modified (self->document))
    return;
  job = job_new (self);
  if (!keep (job, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
  job_free (job);
}

void
leat_autosave_drop (LeatAutosave *self)
{
  g_return_if_fail (LEAT_IS_AUTOSAVE (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_mutex_lock (&self->shared->mutex);
  self->shared->wish++;
  leat_recovery_drop (self->shared->key);
  g_mutex_unlock (&self->shared->mutex);
}

void
leat_autosave_leave (LeatAutosave *self)
{
  g_return_if_fail (LEAT_IS_AUTOSAVE (self));

  leat_autosave_flush (self);
  g_mutex_lock (&self->shared->mutex);
  self->shared->wish++;
  leat_recovery_leave (self->shared->key);
  g_mutex_unlock (&self->shared->mutex);
}

static void
leat_autosave_dispose (GObject *object)
{
  LeatAutosave *self = LEAT_AUTOSAVE (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (leat_autosave_parent_class)->dispose (object);
}

static void
leat_autosave_finalize (GObject *object)
{
  shared_unref (LEAT_AUTOSAVE (object)->shared);
  G_OBJECT_CLASS (leat_autosave_parent_class)->finalize (object);
}

static void
leat_autosave_class_init (LeatAutosaveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_autosave_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_autosave_finalize;

  signals[FAILED] = g_signal_new ("failed", LEAT_TYPE_AUTOSAVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
leat_autosave_init (LeatAutosave *self)
{
  self->shared = g_new0 (Shared, 1);
  g_atomic_ref_count_init (&self->shared->ref_count);
  g_mutex_init (&self->shared->mutex);
  self->shared->key = leat_recovery_new_key ();
}

LeatAutosave *
leat_autosave_new (LeatDocument *document)
{
  LeatAutosave *self = g_object_new (LEAT_TYPE_AUTOSAVE, NULL);

  self->document = g_object_ref (document);
  g_signal_connect_object (leat_document_get_pipeline (document), "changed", G_CALLBACK (on_changed), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (document, "notify::modified", G_CALLBACK (on_modified), self, G_CONNECT_SWAPPED);
  on_modified (self);
  return self;
}
