/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small pipeline is evaluated in the handler of its change. A large one is evaluated in a thread, from
 * the latest report and all changes since; while a newer edit comes, the answer is dropped and asked for
 * again, so changes are kept until a report has taken them in. With another catalogue all is evaluated anew; that
 * catalogue becomes the document's together with its report, so the two always fit.
 */
#include "window/document.h"

#include "exchange/native.h"
#include "model/roll.h"
#include "thread.h"

#include <glib/gi18n.h>
#include <sys/stat.h>
#include <unistd.h>

/* An edit of more elements than this is evaluated in a thread, however small the pipeline is. */
#define MANY_PENDING 300

/* Milliseconds without an edit before a thread begins to evaluate. */
#define REST 60

struct _LeatDocument
{
  GObject       parent_instance;
  LeatCatalogue *catalogue;
  LeatCatalogue *next;       /* the one of the report that is awaited, or NULL if that is the same */
  LeatPipeline *pipeline;
  LeatHistory  *history;
  LeatReport   *report;
  char         *path;
  LeatStamp    *stamp;       /* of the file as it was read or written last, or NULL without one */
  GArray       *pending;     /* of LeatChange: what the report has not taken in */
  GHashTable   *pending_at;  /* id -> index in pending + 1 */
  LeatRoll     *roll;        /* lent to the evaluation in a thread; or NULL */
  GCancellable *cancellable; /* of the evaluation under way, or NULL */
  guint         rest;        /* timeout until an evaluation in a thread begins, or 0 */
  gboolean      running;     /* an evaluation in a thread */
  gboolean      again;       /* an edit came meanwhile: its answer is dropped, and another is asked for */
};

G_DEFINE_FINAL_TYPE (LeatDocument, leat_document, G_TYPE_OBJECT)

enum { PROP_PATH = 1, PROP_MODIFIED, N_PROPERTIES };
enum { REPORT_CHANGED, N_SIGNALS };

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

/* What a thread needs: immutable parts only. */
typedef struct
{
  LeatReport    *report;
  LeatCatalogue *catalogue; /* evaluate all with it; or NULL: take the changes into the report */
  GPtrArray     *elements; /* of the document's roll, if it is in a thread */
  GArray        *changes;
} Evaluation;

static void
change_clear (gpointer data)
{
  LeatChange *change = data;

  g_clear_pointer (&change->before, leat_element_unref);
  g_clear_pointer (&change->after, leat_element_unref);
}

static GArray *
changes_new (void)
{
  GArray *changes = g_array_new (FALSE, FALSE, sizeof (LeatChange));

  g_array_set_clear_func (changes, change_clear);
  return changes;
}

static LeatElement *
ref_or_null (LeatElement *element)
{
  return element != NULL ? leat_element_ref (element) : NULL;
}

static void
evaluation_free (gpointer data)
{
  Evaluation *evaluation = data;

  leat_report_unref (evaluation->report);
  g_clear_pointer (&evaluation->catalogue, leat_catalogue_unref);
  g_clear_pointer (&evaluation->elements, g_ptr_array_unref);
  g_array_unref (evaluation->changes);
  g_free (evaluation);
}

static LeatReport *
evaluate (const Evaluation *evaluation)
{
  LeatChanges list = { (const LeatChange *) evaluation->changes->data, evaluation->changes->len };

  if (evaluation->catalogue != NULL)
    return leat_report_new (evaluation->catalogue, evaluation->elements, NULL, NULL, NULL);
  return leat_report_update (evaluation->report, evaluation->elements, &list);
}

/* Two changes of one element become one: a report wants what it knew and what is there now. */
static void
add_pending (LeatDocument     *self,
             const LeatChange *change)
{
  const char *id = change->after != NULL ? change->after->id : change->before->id;
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->pending_at, id));

  if (at > 0)
    {
      LeatChange *earlier = &g_array_index (self->pending, LeatChange, at - 1);

      g_clear_pointer (&earlier->after, leat_element_unref);
      earlier->after = ref_or_null (change->after);
    }
  else
    {
      LeatChange copy = { ref_or_null (change->before), ref_or_null (change->after) };

      g_array_append_val (self->pending, copy);
      g_hash_table_insert (self->pending_at, g_strdup (id), GUINT_TO_POINTER (self->pending->len));
    }
}

/* An element that came and went in the meantime is no change. */
static GArray *
copy_pending (LeatDocument *self)
{
  g_autoptr(GArray) changes = changes_new ();

  for (guint i = 0; i < self->pending->len; i++)
    {
      LeatChange *change = &g_array_index (self->pending, LeatChange, i);
      LeatChange copy = { ref_or_null (change->before), ref_or_null (change->after) };

      if (copy.before != NULL || copy.after != NULL)
        g_array_append_val (changes, copy);
    }
  return g_steal_pointer (&changes);
}

static Evaluation *
evaluation_new (LeatDocument *self,
                GPtrArray    *elements)
{
  Evaluation *evaluation = g_new0 (Evaluation, 1);

  evaluation->report = leat_report_ref (self->report);
  evaluation->catalogue = self->next != NULL ? leat_catalogue_ref (self->next) : NULL;
  evaluation->elements = elements;
  evaluation->changes = copy_pending (self);
  return evaluation;
}

static void
let_go_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  leat_report_unref (task_data);
  g_task_return_boolean (task, TRUE);
}

/* To free a large report takes longer than a frame. */
static void
let_go (LeatReport *report)
{
  g_autoptr(GTask) task = NULL;

  if (leat_report_get_n_blocks (report) < LEAT_DOCUMENT_LARGE)
    {
      leat_report_unref (report);
      return;
    }
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, report, NULL);
  leat_thread_run_behind (task, let_go_in_thread);
}

/* Who hears of it may still hold what belongs to the old catalogue: that goes last. */
static void
take_report (LeatDocument *self,
             LeatReport   *report)
{
  LeatReport *old = self->report;
  LeatCatalogue *old_catalogue = NULL;

  self->report = report;
  g_array_set_size (self->pending, 0);
  g_hash_table_remove_all (self->pending_at);
  if (self->next != NULL)
    {
      old_catalogue = self->catalogue;
      self->catalogue = g_steal_pointer (&self->next);
    }
  g_signal_emit (self, signals[REPORT_CHANGED], 0);
  let_go (old);
  g_clear_pointer (&old_catalogue, leat_catalogue_unref);
}

static void
evaluate_in_thread (GTask        *task,
                    gpointer      source,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  g_task_return_pointer (task, evaluate (task_data), (GDestroyNotify) leat_report_unref);
}

/* All of it at once, the first time: a report wants the elements as they are together with their changes. */
static GPtrArray *
lend_elements (LeatDocument *self)
{
  if (self->roll == NULL)
    self->roll = leat_roll_new (self->pipeline);
  leat_roll_gather (self->roll, G_MAXUINT);
  return leat_roll_lend (self->roll);
}

static void evaluate_later (LeatDocument *self);

/* One at a time: edits come faster than answers while something is dragged, and threads would pile up. */
static void
on_evaluated (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  LeatDocument *self = LEAT_DOCUMENT (source);
  LeatReport *report = g_task_propagate_pointer (G_TASK (result), NULL);
  Evaluation *evaluation = g_task_get_task_data (G_TASK (result));
  gboolean again = self->again;

  leat_roll_return (self->roll, g_steal_pointer (&evaluation->elements));
  self->running = self->again = FALSE;
  if (again)
    {
      g_clear_pointer (&report, let_go);
      evaluate_later (self);
      return;
    }
  if (report == NULL)
    return; /* it was evaluated in another way, or is closed */

  g_clear_object (&self->cancellable);
  take_report (self, report);
}

static gboolean
start_evaluation (gpointer data)
{
  LeatDocument *self = data;
  g_autoptr(GTask) task = NULL;

  self->rest = 0;
  self->running = TRUE;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, on_evaluated, NULL);
  g_task_set_task_data (task, evaluation_new (self, lend_elements (self)), evaluation_free);
  leat_thread_run (task, evaluate_in_thread);
  return G_SOURCE_REMOVE;
}

/* Not before edits rest for a moment: while something is dragged each frame brings one, and needs the time itself. */
static void
evaluate_later (LeatDocument *self)
{
  self->again = self->running;
  g_clear_handle_id (&self->rest, g_source_remove);
  if (!self->running)
    self->rest = g_timeout_add (REST, start_evaluation, self);
}

static void
evaluate_now (LeatDocument *self)
{
  Evaluation *evaluation = evaluation_new (self, leat_pipeline_dup_elements (self->pipeline));
  LeatReport *report = evaluate (evaluation);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rest, g_source_remove);
  self->again = FALSE;
  evaluation_free (evaluation);
  take_report (self, report);
}

static void
evaluate_again (LeatDocument *self)
{
  if (leat_report_get_n_blocks (self->report) >= LEAT_DOCUMENT_LARGE || self->pending->len > MANY_PENDING || self->running)
    evaluate_later (self);
  else
    evaluate_now (self);
}

static void
on_changed (LeatDocument      *self,
            const LeatChanges *changes)
{
  for (guint i = 0; i < changes->n; i++)
    add_pending (self, &changes->items[i]);
  evaluate_again (self);
}

static void
on_modified (LeatDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
}

static void
leat_document_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  LeatDocument *self = LEAT_DOCUMENT (object);

  switch (id)
    {
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, leat_document_get_modified (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
leat_document_dispose (GObject *object)
{
  LeatDocument *self = LEAT_DOCUMENT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->rest, g_source_remove);
  self->again = FALSE;
  G_OBJECT_CLASS (leat_document_parent_class)->dispose (object);
}

static void
leat_document_finalize (GObject *object)
{
  LeatDocument *self = LEAT_DOCUMENT (object);

  g_clear_pointer (&self->report, leat_report_unref);
  g_clear_pointer (&self->roll, leat_roll_free);
  g_clear_object (&self->history);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_clear_pointer (&self->next, leat_catalogue_unref);
  g_clear_pointer (&self->pending, g_array_unref);
  g_clear_pointer (&self->pending_at, g_hash_table_unref);
  g_clear_pointer (&self->stamp, leat_stamp_free);
  g_free (self->path);
  G_OBJECT_CLASS (leat_document_parent_class)->finalize (object);
}

static void
leat_document_class_init (LeatDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = leat_document_get_property;
  object_class->dispose = leat_document_dispose;
  object_class->finalize = leat_document_finalize;

  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODIFIED] =
    g_param_spec_boolean ("modified", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  signals[REPORT_CHANGED] =
    g_signal_new ("report-changed", LEAT_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
leat_document_init (LeatDocument *self)
{
  self->pending = changes_new ();
  self->pending_at = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

LeatDocument *
leat_document_new (LeatCatalogue *catalogue,
                   LeatPipeline  *pipeline)
{
  LeatDocument *self = g_object_new (LEAT_TYPE_DOCUMENT, NULL);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);

  self->catalogue = leat_catalogue_ref (catalogue);
  self->pipeline = g_object_ref (pipeline);
  self->history = leat_history_new (pipeline);
  self->report = leat_report_new (catalogue, elements, NULL, NULL, NULL);

  g_signal_connect_object (pipeline, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->history, "notify::modified", G_CALLBACK (on_modified), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static void
take_stamp (LeatDocument *self,
            LeatStamp    *stamp)
{
  g_clear_pointer (&self->stamp, leat_stamp_free);
  self->stamp = stamp;
}

LeatDocument *
leat_document_open (LeatCatalogue *catalogue,
                    const char    *path,
                    GPtrArray     *notices,
                    GError       **error)
{
  const LeatFormat *format = leat_format_find (path);
  g_autoptr(LeatStamp) stamp = leat_stamp_new (path);
  g_autoptr(LeatPipeline) pipeline = leat_read_file (path, format, catalogue, notices, error);
  LeatDocument *self;

  if (pipeline == NULL)
    return NULL;

  self = leat_document_new (catalogue, pipeline);
  if (format == NULL || g_str_equal (format->id, "leat"))
    {
      leat_document_set_path (self, path);
      take_stamp (self, g_steal_pointer (&stamp));
    }
  else
    leat_history_set_unsaved (self->history);
  return self;
}

gboolean
leat_document_save (LeatDocument *self,
                    const char   *path,
                    GError      **error)
{
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (LEAT_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (path != NULL || self->path != NULL, FALSE);

  bytes = leat_native_write (self->pipeline, NULL, NULL, NULL, error);
  if (bytes == NULL || !leat_write_bytes (path != NULL ? path : self->path, bytes, error))
    return FALSE;

  if (path != NULL)
    leat_document_set_path (self, path);
  take_stamp (self, leat_stamp_new (self->path));
  leat_history_set_saved (self->history);
  return TRUE;
}

LeatPipeline *
leat_document_get_pipeline (LeatDocument *self)
{
  return self->pipeline;
}

LeatHistory *
leat_document_get_history (LeatDocument *self)
{
  return self->history;
}

LeatCatalogue *
leat_document_get_catalogue (LeatDocument *self)
{
  return self->catalogue;
}

void
leat_document_set_catalogue (LeatDocument  *self,
                             LeatCatalogue *catalogue)
{
  g_return_if_fail (LEAT_IS_DOCUMENT (self));

  if (catalogue == (self->next != NULL ? self->next : self->catalogue))
    return;
  g_clear_pointer (&self->next, leat_catalogue_unref);
  self->next = leat_catalogue_ref (catalogue);
  evaluate_again (self);
}

LeatReport *
leat_document_get_report (LeatDocument *self)
{
  return self->report;
}

const char *
leat_document_get_path (LeatDocument *self)
{
  return self->path;
}

void
leat_document_set_path (LeatDocument *self,
                        const char   *path)
{
  char *copy;

  if (g_strcmp0 (self->path, path) == 0)
    return;

  copy = g_strdup (path);
  g_free (self->path);
  self->path = copy;
  take_stamp (self, path != NULL ? leat_stamp_new (path) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

LeatDocument *
leat_document_open_recovered (LeatCatalogue *catalogue,
                              const char    *file,
                              const char    *path,
                              GError       **error)
{
  g_autoptr(LeatPipeline) pipeline = leat_read_file (file, leat_format_find ("leat"), catalogue, NULL, error);
  LeatDocument *self;

  if (pipeline == NULL)
    return NULL;
  self = leat_document_new (catalogue, pipeline);
  leat_document_set_path (self, path);
  leat_history_set_unsaved (self->history);
  return self;
}

LeatStampState
leat_document_check_file (LeatDocument *self)
{
  return self->stamp != NULL ? leat_stamp_check (self->stamp) : LEAT_STAMP_SAME;
}

void
leat_document_keep_mine (LeatDocument *self)
{
  g_return_if_fail (LEAT_IS_DOCUMENT (self));

  if (self->path != NULL)
    take_stamp (self, leat_stamp_new (self->path));
  leat_history_set_unsaved (self->history);
}

/* All that was goes before what comes: ids and places in the order may be the same. */
static LeatEdit *
new_replacement (LeatPipeline *pipeline,
                 LeatPipeline *other,
                 const char   *label)
{
  g_autoptr(GPtrArray) old = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GPtrArray) new = leat_pipeline_dup_elements (other);
  LeatEdit *edit = leat_edit_new (label);

  for (guint i = 0; i < old->len; i++)
    {
      LeatElement *element = g_ptr_array_index (old, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        leat_edit_take (edit, leat_element_ref (element), NULL);
    }
  leat_edit_take (edit, leat_element_ref (leat_pipeline_get_properties (pipeline)),
                  leat_element_ref (leat_pipeline_get_properties (other)));
  for (guint i = 0; i < new->len; i++)
    {
      LeatElement *element = g_ptr_array_index (new, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        leat_edit_take (edit, NULL, leat_element_ref (element));
    }
  return edit;
}

static gboolean
replace_by_file (LeatDocument *self,
                 const char   *file,
                 const char   *label,
                 GError      **error)
{
  g_autoptr(LeatPipeline) other = leat_read_file (file, leat_format_find ("leat"), self->catalogue, NULL, error);
  GBytes *preamble, *tail;

  if (other == NULL)
    return FALSE;
  leat_history_end_merge (self->history);
  leat_history_apply (self->history, new_replacement (self->pipeline, other, label));
  leat_pipeline_get_frame (other, &preamble, &tail);
  leat_pipeline_set_frame (self->pipeline, preamble, tail);
  return TRUE;
}

gboolean
leat_document_reload (LeatDocument *self,
                      GError      **error)
{
  g_autoptr(LeatStamp) stamp = NULL;

  g_return_val_if_fail (LEAT_IS_DOCUMENT (self) && self->path != NULL, FALSE);

  stamp = leat_stamp_new (self->path);
  if (!replace_by_file (self, self->path, _("Reload"), error))
    return FALSE;
  take_stamp (self, g_steal_pointer (&stamp));
  leat_history_set_saved (self->history);
  return TRUE;
}

gboolean
leat_document_recover (LeatDocument *self,
                       const char   *file,
                       GError      **error)
{
  g_return_val_if_fail (LEAT_IS_DOCUMENT (self), FALSE);

  return replace_by_file (self, file, _("Recover Unsaved Work"), error);
}

/* Root may write what is marked as not to be written; no more should it be without being asked. */
gboolean
leat_document_is_read_only (LeatDocument *self)
{
  g_autofree char *folder = self->path != NULL ? g_path_get_dirname (self->path) : NULL;
  struct stat info;

  if (folder == NULL || stat (self->path, &info) < 0)
    return FALSE;
  return (info.st_mode & 0222) == 0 || access (self->path, W_OK) < 0 || access (folder, W_OK) < 0;
}

gboolean
leat_document_get_modified (LeatDocument *self)
{
  return leat_history_get_modified (self->history);
}

char *
leat_document_dup_title (LeatDocument *self)
{
  const char *title = leat_pipeline_get_properties (self->pipeline)->name;

  if (*title != '\0')
    return g_strdup (title);
  if (self->path != NULL)
    return g_path_get_basename (self->path);
  return g_strdup (_("Untitled Pipeline"));
}
