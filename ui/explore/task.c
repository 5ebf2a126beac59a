/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/task.h"

#include "config.h"

#include "thread.h"

#include <glib/gi18n-lib.h>

/* Shorter work shows no bar; and how often the bar moves. */
#define SHOW_AFTER_MS 200
#define REFRESH_MS 50

struct _LeatTaskBar
{
  AdwBin          parent_instance;
  GtkLabel       *words;
  GtkProgressBar *bar;
  GCancellable   *cancellable; /* of what runs, or NULL */
  guint           refresh_id;
  gint64          started;
  int             part; /* of a thousand; atomic: the thread writes it */
};

G_DEFINE_FINAL_TYPE (LeatTaskBar, leat_task_bar, ADW_TYPE_BIN)

typedef struct
{
  LeatTaskBar   *bar; /* owned: a thread that is slow to stop still tells it */
  LeatTaskRun    run;
  gpointer       input;
  GDestroyNotify free_input;
  GDestroyNotify free_answer;
  LeatTaskDone   done;
  gpointer       data;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  work->free_input (work->input);
  g_object_unref (work->bar);
  g_free (work);
}

static void
hide (LeatTaskBar *self)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static gboolean
on_refresh (gpointer data)
{
  LeatTaskBar *self = data;

  if (g_get_monotonic_time () - self->started > SHOW_AFTER_MS * 1000)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_progress_bar_set_fraction (self->bar, g_atomic_int_get (&self->part) / 1000.0);
  return G_SOURCE_CONTINUE;
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;
  gpointer answer = work->run (work->bar, work->input, cancellable, &error);

  if (answer == NULL && error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, answer, work->free_answer);
}

static void
on_done (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  LeatTaskBar *self = LEAT_TASK_BAR (source);
  GTask *task = G_TASK (result);
  const Work *work = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr(GError) error = NULL;
  gpointer answer;

  /* Another was started since, or nobody waits. */
  if (cancellable != self->cancellable)
    return;
  answer = g_task_propagate_pointer (task, &error);
  g_clear_object (&self->cancellable);
  hide (self);
  work->done (answer, error, work->data);
}

void
leat_task_bar_start (LeatTaskBar   *self,
                     const char    *words,
                     LeatTaskRun    run,
                     gpointer       input,
                     GDestroyNotify free_input,
                     GDestroyNotify free_answer,
                     LeatTaskDone   done,
                     gpointer       data)
{
  g_autoptr(GTask) task = NULL;
  Work *work = g_new (Work, 1);

  g_return_if_fail (LEAT_IS_TASK_BAR (self));

  leat_task_bar_stop (self);
  *work = (Work){ g_object_ref (self), run, input, free_input, free_answer, done, data };
  self->cancellable = g_cancellable_new ();
  self->started = g_get_monotonic_time ();
  g_atomic_int_set (&self->part, 0);
  gtk_label_set_text (self->words, words);
  self->refresh_id = g_timeout_add (REFRESH_MS, on_refresh, self);
  task = g_task_new (self, self->cancellable, on_done, NULL);
  g_task_set_task_data (task, work, work_free);
  leat_thread_run_behind (task, run_in_thread);
}

void
leat_task_bar_tell (LeatTaskBar *self,
                    double       part)
{
  g_atomic_int_set (&self->part, (int) (CLAMP (part, 0, 1) * 1000));
}

void
leat_task_bar_stop (LeatTaskBar *self)
{
  g_return_if_fail (LEAT_IS_TASK_BAR (self));

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  hide (self);
}

gboolean
leat_task_bar_get_running (LeatTaskBar *self)
{
  g_return_val_if_fail (LEAT_IS_TASK_BAR (self), FALSE);

  return self->cancellable != NULL;
}

static void
leat_task_bar_dispose (GObject *object)
{
  LeatTaskBar *self = LEAT_TASK_BAR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (leat_task_bar_parent_class)->dispose (object);
}

/* Work of a page that is closed is not wanted. */
static void
leat_task_bar_unroot (GtkWidget *widget)
{
  leat_task_bar_stop (LEAT_TASK_BAR (widget));
  GTK_WIDGET_CLASS (leat_task_bar_parent_class)->unroot (widget);
}

static void
leat_task_bar_class_init (LeatTaskBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_task_bar_dispose;
  GTK_WIDGET_CLASS (klass)->unroot = leat_task_bar_unroot;
}

static void
leat_task_bar_init (LeatTaskBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cancel = gtk_button_new_with_label (_("Cancel"));

  self->words = GTK_LABEL (gtk_label_new (NULL));
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->bar), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->bar), GTK_ALIGN_CENTER);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (leat_task_bar_stop), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  gtk_box_append (GTK_BOX (box), cancel);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
leat_task_bar_new (void)
{
  return g_object_new (LEAT_TYPE_TASK_BAR, NULL);
}
