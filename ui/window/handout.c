/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/handout.h"

#include "config.h"

#include "model/step.h"
#include "thread.h"
#include "window/files.h"
#include "window/paper.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ANSWERS "answers"
#define NOTES "notes"

typedef struct
{
  LeatCatalogue     *catalogue;
  GPtrArray         *elements;
  char              *path;
  gboolean           pdf;
  LeatHandoutOptions options;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  leat_catalogue_unref (job->catalogue);
  g_ptr_array_unref (job->elements);
  g_free (job->path);
  g_free (job);
}

/* The report of the window may be of some edits ago: this one is of the elements that are written. */
static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatReport) report = leat_report_new (job->catalogue, job->elements, NULL, cancellable, &error);
  g_autoptr(LeatHandout) handout = NULL;

  if (report != NULL)
    handout = leat_handout_new (report, job->elements, &job->options, cancellable, &error);
  if (handout == NULL || !leat_handout_save (handout, job->path, job->pdf, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  LeatWindow *self = LEAT_WINDOW (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_path_get_basename (job->path);
  g_autofree char *text = g_strdup_printf (_("Handout written to “%s”"), name);
  g_autoptr(GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  /* The window may have been closed meanwhile. */
  if (gtk_native_get_surface (GTK_NATIVE (self)) == NULL)
    return;
  if (done)
    leat_window_offer (self, text, _("_Open"), "win.show-file", g_variant_new_string (job->path));
  else
    leat_window_show_error (self, _("Could Not Write the Handout"), error);
}

static gboolean
ends_in (const char *path,
         const char *suffix)
{
  gsize n = strlen (path), k = strlen (suffix);

  return n > k && g_ascii_strcasecmp (path + n - k, suffix) == 0;
}

void
leat_window_write_handout (LeatWindow               *self,
                           const char               *path,
                           const LeatHandoutOptions *options)
{
  LeatDocument *document = leat_window_get_document (self);
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (document != NULL);

  if (!ends_in (path, ".pdf") && !ends_in (path, ".md") && !ends_in (path, ".markdown"))
    {
      g_autofree char *name = g_path_get_basename (path);
      g_autoptr(GError) error = g_error_new (LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                                             _("The name “%s” does not tell a format: end it with .pdf or .md"), name);

      leat_window_show_error (self, _("Could Not Write the Handout"), error);
      return;
    }
  job = g_new0 (Job, 1);
  job->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  job->elements = leat_pipeline_dup_elements (leat_document_get_pipeline (document));
  job->path = g_strdup (path);
  job->pdf = ends_in (path, ".pdf");
  job->options = *options;
  task = g_task_new (self, NULL, on_written, NULL);
  g_task_set_task_data (task, job, job_free);
  leat_thread_run (task, write_in_thread);
}

/* A name without an ending gets that of the chosen kind of file. */
static char *
dup_complete (char           *path,
              GtkFileChooser *chooser)
{
  g_autofree char *old = path;
  g_autofree char *name = g_path_get_basename (path);
  GtkFileFilter *filter = gtk_file_chooser_get_filter (chooser);
  gboolean markdown = filter != NULL && g_strcmp0 (gtk_file_filter_get_name (filter), _("Markdown")) == 0;

  return strchr (name, '.') != NULL ? g_steal_pointer (&old) : g_strconcat (old, markdown ? ".md" : ".pdf", NULL);
}

/* Once a file is chosen: what goes with it is offered the next time. */
static void
keep_choices (GtkFileChooser     *chooser,
              LeatHandoutOptions *options)
{
  const char *answers = gtk_file_chooser_get_choice (chooser, ANSWERS);
  GSettings *settings = leat_preferences_get ();

  options->paper = leat_paper_keep (chooser);
  options->notes = g_strcmp0 (gtk_file_chooser_get_choice (chooser, NOTES), "true") == 0;
  options->answers = LEAT_ANSWERS_END;
  for (LeatHandoutAnswers where = 0; where < LEAT_N_ANSWERS; where++)
    if (g_strcmp0 (answers, leat_handout_answers_get_name (where)) == 0)
      options->answers = where;
  if (settings == NULL)
    return;
  g_settings_set_string (settings, "handout-answers", leat_handout_answers_get_name (options->answers));
  g_settings_set_boolean (settings, "handout-notes", options->notes);
}

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             LeatWindow      *self)
{
  g_autofree char *chosen = leat_files_dup_chosen (dialog, response);
  LeatHandoutOptions options;

  if (chosen != NULL)
    {
      g_autofree char *path = dup_complete (g_steal_pointer (&chosen), GTK_FILE_CHOOSER (dialog));

      keep_choices (GTK_FILE_CHOOSER (dialog), &options);
      leat_window_write_handout (self, path, &options);
    }
  g_object_unref (dialog);
}

static void
add_choices (GtkFileChooser *chooser)
{
  const char *answers[LEAT_N_ANSWERS + 1] = { NULL };
  const char *answer_labels[] = { _("At the End"), _("Beneath Questions"), _("None"), NULL };
  g_autofree char *last = leat_preferences_dup_string ("handout-answers", "end");

  for (LeatHandoutAnswers where = 0; where < LEAT_N_ANSWERS; where++)
    answers[where] = leat_handout_answers_get_name (where);
  leat_paper_add (chooser);
  leat_files_add_choice (chooser, ANSWERS, _("Answers"), answers, answer_labels, last);
  gtk_file_chooser_add_choice (chooser, NOTES, _("Presenter’s Notes"), NULL, NULL);
  gtk_file_chooser_set_choice (chooser, NOTES, leat_preferences_get_boolean ("handout-notes", FALSE) ? "true" : "false");
}

void
leat_window_ask_handout (LeatWindow *self)
{
  LeatDocument *document = leat_window_get_document (self);
  g_autoptr(GPtrArray) steps = NULL;
  GtkFileChooserNative *dialog;

  if (document == NULL)
    return;
  steps = leat_pipeline_dup_steps (leat_document_get_pipeline (document));
  if (steps->len == 0)
    {
      g_autoptr(GError) error = g_error_new (LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                                             _("A handout has a page for each step of the walkthrough. Add a step first."));

      leat_window_show_error (self, _("There Is No Walkthrough Yet"), error);
      return;
    }
  dialog = leat_files_new_dialog (GTK_WINDOW (self), _("Write Handout"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Write"));
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF Document"), "pdf");
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Markdown"), "md markdown");
  add_choices (GTK_FILE_CHOOSER (dialog));
  leat_files_suggest_name (GTK_FILE_CHOOSER (dialog), document, "-handout.pdf");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
