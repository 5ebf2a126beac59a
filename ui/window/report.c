/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/report.h"

#include "config.h"

#include "thread.h"
#include "window/files.h"
#include "window/paper.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *elements;
  char          *path;
  gboolean       pdf;
  LeatPaper      paper;
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
  g_autoptr(LeatReportDocument) document = NULL;

  if (report != NULL)
    document = leat_report_document_new (report, job->elements, LEAT_SECTION_ALL, cancellable, &error);
  if (document == NULL ||
      !leat_report_document_save (document, job->path, job->pdf, job->paper, LEAT_PICTURES_BESIDE, &error))
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
  g_autofree char *text = g_strdup_printf (_("Report written to “%s”"), name);
  g_autoptr(GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  /* The window may have been closed meanwhile. */
  if (gtk_native_get_surface (GTK_NATIVE (self)) == NULL)
    return;
  if (done)
    leat_window_offer (self, text, _("_Open"), "win.show-file", g_variant_new_string (job->path));
  else
    leat_window_show_error (self, _("Could Not Write the Report"), error);
}

static gboolean
ends_in (const char *path,
         const char *suffix)
{
  gsize n = strlen (path), k = strlen (suffix);

  return n > k && g_ascii_strcasecmp (path + n - k, suffix) == 0;
}

void
leat_window_write_report (LeatWindow *self,
                          const char *path,
                          LeatPaper   paper)
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

      leat_window_show_error (self, _("Could Not Write the Report"), error);
      return;
    }
  job = g_new0 (Job, 1);
  job->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  job->elements = leat_pipeline_dup_elements (leat_document_get_pipeline (document));
  job->path = g_strdup (path);
  job->pdf = ends_in (path, ".pdf");
  job->paper = paper;
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

static void
on_response (GtkNativeDialog *dialog,
             int              response,
             LeatWindow      *self)
{
  g_autofree char *chosen = leat_files_dup_chosen (dialog, response);

  if (chosen != NULL)
    {
      g_autofree char *path = dup_complete (g_steal_pointer (&chosen), GTK_FILE_CHOOSER (dialog));

      leat_window_write_report (self, path, leat_paper_keep (GTK_FILE_CHOOSER (dialog)));
    }
  g_object_unref (dialog);
}

void
leat_window_ask_report (LeatWindow *self)
{
  LeatDocument *document = leat_window_get_document (self);
  GtkFileChooserNative *dialog;

  if (document == NULL)
    return;
  dialog = leat_files_new_dialog (GTK_WINDOW (self), _("Write Report"), GTK_FILE_CHOOSER_ACTION_SAVE, _("_Write"));
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("PDF Document"), "pdf");
  leat_files_add_filter (GTK_FILE_CHOOSER (dialog), _("Markdown"), "md markdown");
  leat_paper_add (GTK_FILE_CHOOSER (dialog));
  leat_files_suggest_name (GTK_FILE_CHOOSER (dialog), document, ".pdf");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
leat_window_show_file (LeatWindow *self,
                       const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}
