/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/picture.h"
#include "window/document.h"

G_BEGIN_DECLS

/* Pictures of a document made in a thread of their own, while the document may be edited. */

/**
 * LeatPreview:
 * @surface: the first page, no larger than was asked for
 * @bounds_width: of the whole picture, in canvas units
 * @bounds_height: the same
 * @n_pages: how many pages a PDF of it has
 * @page_width: of such a page, in points
 * @page_height: the same
 * @largest_scale: at which a PNG can be made
 */
typedef struct
{
  cairo_surface_t *surface;
  double           bounds_width;
  double           bounds_height;
  guint            n_pages;
  double           page_width;
  double           page_height;
  double           largest_scale;
} LeatPreview;

/**
 * leat_preview_free:
 * @self: (transfer full): a preview
 */
void leat_preview_free (LeatPreview *self);

/**
 * leat_export_preview:
 * @document: what to draw, as it is now
 * @options: how; copied, ids too
 * @format: "svg", "png" or "pdf"; of a PDF, a page is shown
 * @width: device pixels that the preview may take
 * @height: the same
 * @cancellable: (nullable): stops it
 * @callback: is told in the main loop
 * @data: for @callback
 *
 * Makes a preview.
 */
void leat_export_preview (LeatDocument             *document,
                          const LeatPictureOptions *options,
                          const char               *format,
                          int                       width,
                          int                       height,
                          GCancellable             *cancellable,
                          GAsyncReadyCallback       callback,
                          gpointer                  data);

/**
 * leat_export_preview_finish:
 * @result: what the callback got
 * @error: return location for an error of leat_picture_new()
 *
 * Returns: (transfer full) (nullable): the preview
 */
LeatPreview *leat_export_preview_finish (GAsyncResult *result,
                                         GError      **error);

/**
 * leat_export_write:
 * @document: what to write, as it is now
 * @options: how, if @format is a picture; copied, ids too
 * @format: the id of a format that is written
 * @path: (nullable): the file to write, or %NULL for the bytes alone
 * @notices: (nullable) (element-type LeatNotice): told what was changed; referenced until it is done
 * @callback: is told in the main loop
 * @data: for @callback
 *
 * Writes a file as `leat-cli convert` does.
 */
void leat_export_write (LeatDocument             *document,
                        const LeatPictureOptions *options,
                        const LeatFormat         *format,
                        const char               *path,
                        GPtrArray                *notices,
                        GAsyncReadyCallback       callback,
                        gpointer                  data);

/**
 * leat_export_write_finish:
 * @result: what the callback got
 * @error: return location for an error: what and why
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *leat_export_write_finish (GAsyncResult *result,
                                  GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatPreview, leat_preview_free)

G_END_DECLS
