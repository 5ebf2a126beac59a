/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/export-job.h"

#include "thread.h"

#include <math.h>

/* What a thread works on: a pipeline of its own of the same elements, which never change. */
typedef struct
{
  LeatPipeline      *pipeline;
  LeatCatalogue     *catalogue;
  LeatReport        *report;
  LeatPictureOptions options;
  char             **ids;
  const LeatFormat  *format;
  int                width;
  int                height;
  char              *path;    /* or NULL */
  GPtrArray         *notices; /* or NULL */
} Job;

static LeatPipeline *
copy_pipeline (LeatPipeline *pipeline)
{
  LeatPipeline *copy = leat_pipeline_new ();
  GBytes *preamble, *tail;

  leat_pipeline_get_frame (pipeline, &preamble, &tail);
  leat_pipeline_set_frame (copy, preamble, tail);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      gboolean is_properties = element->kind == LEAT_ELEMENT_PROPERTIES;

      leat_pipeline_replace (copy, is_properties ? leat_pipeline_get_properties (copy) : NULL, element);
    }
  return copy;
}

static Job *
job_new (LeatDocument             *document,
         const LeatPictureOptions *options,
         const LeatFormat         *format)
{
  Job *job = g_new0 (Job, 1);

  job->pipeline = copy_pipeline (leat_document_get_pipeline (document));
  job->catalogue = leat_catalogue_ref (leat_document_get_catalogue (document));
  job->report = leat_report_ref (leat_document_get_report (document));
  job->options = *options;
  job->ids = g_strdupv ((char **) options->ids);
  job->options.ids = (const char *const *) job->ids;
  job->format = format;
  return job;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_object_unref (job->pipeline);
  leat_catalogue_unref (job->catalogue);
  leat_report_unref (job->report);
  g_strfreev (job->ids);
  g_free (job->path);
  g_clear_pointer (&job->notices, g_ptr_array_unref);
  g_free (job);
}

static LeatPicture *
new_picture (const Job *job,
             GError   **error)
{
  return leat_picture_new (job->pipeline, job->catalogue, job->report, &job->options, error);
}

/* Previews */

void
leat_preview_free (LeatPreview *self)
{
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_free (self);
}

static void
paint_preview (LeatPreview *preview,
               LeatPicture *picture,
               const Job   *job)
{
  double scale = MIN (2, MIN (job->width / preview->page_width, job->height / preview->page_height));
  cairo_t *cr;

  preview->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, MAX (1, (int) floor (preview->page_width * scale)),
                                                 MAX (1, (int) floor (preview->page_height * scale)));
  cr = cairo_create (preview->surface);
  cairo_scale (cr, scale, scale);
  leat_picture_paint_page (picture, cr, 0, scale);
  cairo_destroy (cr);
}

static void
preview_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr(LeatPicture) picture = g_cancellable_is_cancelled (cancellable) ? NULL : new_picture (job, &error);
  LeatPreview *preview;
  LeatRect bounds;

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (g_task_return_error_if_cancelled (task))
    return;

  preview = g_new0 (LeatPreview, 1);
  leat_picture_get_bounds (picture, &bounds);
  preview->bounds_width = bounds.width;
  preview->bounds_height = bounds.height;
  preview->n_pages = leat_picture_get_n_pages (picture, &preview->page_width, &preview->page_height);
  preview->largest_scale = leat_picture_get_largest_scale (picture);
  paint_preview (preview, picture, job);
  g_task_return_pointer (task, preview, (GDestroyNotify) leat_preview_free);
}

void
leat_export_preview (LeatDocument             *document,
                     const LeatPictureOptions *options,
                     const char               *format,
                     int                       width,
                     int                       height,
                     GCancellable             *cancellable,
                     GAsyncReadyCallback       callback,
                     gpointer                  data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = job_new (document, options, leat_format_find (format));

  /* Only a PDF has paper. */
  if (!g_str_equal (format, "pdf"))
    job->options.paper = LEAT_PAPER_DRAWING;
  job->width = width;
  job->height = height;
  g_task_set_task_data (task, job, job_free);
  leat_thread_run (task, preview_in_thread);
}

LeatPreview *
leat_export_preview_finish (GAsyncResult *result,
                            GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Files */

static gboolean
is_picture (const LeatFormat *format)
{
  static const char *const ids[] = { "svg", "png", "pdf", NULL };

  return g_strv_contains (ids, format->id);
}

static GBytes *
make_bytes (const Job *job,
            GError   **error)
{
  g_autoptr(LeatPicture) picture = NULL;

  if (!is_picture (job->format))
    return job->format->write (job->pipeline, job->catalogue, job->report, job->notices, error);
  picture = new_picture (job, error);
  return picture != NULL ? leat_picture_write (picture, job->format->id, job->notices, error) : NULL;
}

static void
write_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  GBytes *bytes = make_bytes (job, &error);

  if (bytes != NULL && job->path != NULL && !leat_write_bytes (job->path, bytes, &error))
    g_clear_pointer (&bytes, g_bytes_unref);
  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

void
leat_export_write (LeatDocument             *document,
                   const LeatPictureOptions *options,
                   const LeatFormat         *format,
                   const char               *path,
                   GPtrArray                *notices,
                   GAsyncReadyCallback       callback,
                   gpointer                  data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, data);
  Job *job = job_new (document, options, format);

  job->path = g_strdup (path);
  job->notices = notices != NULL ? g_ptr_array_ref (notices) : NULL;
  g_task_set_task_data (task, job, job_free);
  leat_thread_run (task, write_in_thread);
}

GBytes *
leat_export_write_finish (GAsyncResult *result,
                          GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
