/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/clip-content.h"

#include "exchange/clip.h"
#include "exchange/native.h"
#include "thread.h"

/* Pictures for the clipboard, drawn when they are asked for. */

#define LEAT_TYPE_CLIP_PICTURE (leat_clip_picture_get_type ())
G_DECLARE_FINAL_TYPE (LeatClipPicture, leat_clip_picture, LEAT, CLIP_PICTURE, GdkContentProvider)

struct _LeatClipPicture
{
  GdkContentProvider parent_instance;
  LeatPipeline      *fragment;
  LeatCatalogue     *catalogue;
  LeatReport        *report; /* or NULL */
};

G_DEFINE_FINAL_TYPE (LeatClipPicture, leat_clip_picture, GDK_TYPE_CONTENT_PROVIDER)

static const struct
{
  const char *mime_type;
  const char *format;
} pictures[] = {
  { "image/svg+xml", "svg" },
  { "image/png", "png" },
};

static GdkContentFormats *
leat_clip_picture_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    gdk_content_formats_builder_add_mime_type (builder, pictures[i].mime_type);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static const LeatFormat *
find_format (const char *mime_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    if (g_str_equal (pictures[i].mime_type, mime_type))
      return leat_format_find (pictures[i].format);
  return NULL;
}

/* One picture that is asked for: drawn in a thread, then written by the main loop, as streams of the display want. */
typedef struct
{
  const LeatFormat *format;
  GOutputStream    *stream;
  GBytes           *bytes; /* once it is drawn */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_clear_object (&request->stream);
  g_clear_pointer (&request->bytes, g_bytes_unref);
  g_free (request);
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  LeatClipPicture *self = source;
  const LeatFormat *format = task_data;
  GError *error = NULL;
  GBytes *bytes = format->write (self->fragment, self->catalogue, self->report, NULL, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_drawn (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *request = g_task_get_task_data (task);
  GError *error = NULL;

  request->bytes = g_task_propagate_pointer (G_TASK (result), &error);
  if (request->bytes == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_output_stream_write_all_async (request->stream, g_bytes_get_data (request->bytes, NULL), g_bytes_get_size (request->bytes),
                                   g_task_get_priority (task), g_task_get_cancellable (task), on_written, g_object_ref (task));
}

static void
leat_clip_picture_write_mime_type_async (GdkContentProvider  *provider,
                                         const char          *mime_type,
                                         GOutputStream       *stream,
                                         int                  io_priority,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);
  g_autoptr(GTask) draw = NULL;

  request->format = find_format (mime_type);
  request->stream = g_object_ref (stream);
  g_task_set_priority (task, io_priority);
  g_task_set_task_data (task, request, request_free);
  if (request->format == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "No picture of type “%s”", mime_type);
      g_object_unref (task);
      return;
    }
  draw = g_task_new (provider, cancellable, on_drawn, task);
  g_task_set_task_data (draw, (gpointer) request->format, NULL);
  leat_thread_run (draw, draw_in_thread);
}

static gboolean
leat_clip_picture_write_mime_type_finish (GdkContentProvider *provider,
                                          GAsyncResult       *result,
                                          GError            **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
leat_clip_picture_finalize (GObject *object)
{
  LeatClipPicture *self = LEAT_CLIP_PICTURE (object);

  g_object_unref (self->fragment);
  leat_catalogue_unref (self->catalogue);
  g_clear_pointer (&self->report, leat_report_unref);
  G_OBJECT_CLASS (leat_clip_picture_parent_class)->finalize (object);
}

static void
leat_clip_picture_class_init (LeatClipPictureClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_clip_picture_finalize;
  provider_class->ref_formats = leat_clip_picture_ref_formats;
  provider_class->write_mime_type_async = leat_clip_picture_write_mime_type_async;
  provider_class->write_mime_type_finish = leat_clip_picture_write_mime_type_finish;
}

static void
leat_clip_picture_init (LeatClipPicture *self)
{
}

static GdkContentProvider *
new_picture (LeatPipeline  *fragment,
             LeatCatalogue *catalogue,
             LeatReport    *report)
{
  LeatClipPicture *self = g_object_new (LEAT_TYPE_CLIP_PICTURE, NULL);

  self->fragment = g_object_ref (fragment);
  self->catalogue = leat_catalogue_ref (catalogue);
  self->report = report != NULL ? leat_report_ref (report) : NULL;
  return GDK_CONTENT_PROVIDER (self);
}

GdkContentProvider *
leat_clip_content_new (LeatPipeline  *fragment,
                       LeatCatalogue *catalogue,
                       LeatReport    *report,
                       gboolean       pictures_only)
{
  GdkContentProvider *picture = new_picture (fragment, catalogue, report);
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GdkContentProvider *offered[3];

  if (pictures_only)
    return picture;

  bytes = leat_native_write (fragment, catalogue, NULL, NULL, NULL);
  text = leat_clip_write_text (fragment, catalogue);
  offered[0] = gdk_content_provider_new_for_bytes (LEAT_MIME_TYPE, bytes);
  offered[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  offered[2] = picture;
  return gdk_content_provider_new_union (offered, G_N_ELEMENTS (offered));
}
