/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The small picture of an example, in pixels of the widget; it is drawn for twice as many. */
#define LEAT_EXAMPLE_WIDTH 288
#define LEAT_EXAMPLE_HEIGHT 162

/**
 * LeatExample:
 * @path: its file
 * @title: the title of the pipeline
 * @line: one line about it: its description, or else how large it is and what it costs
 * @light: its picture in light style
 * @dark: its picture in dark style
 */
typedef struct
{
  char       *path;
  char       *title;
  char       *line;
  GdkTexture *light;
  GdkTexture *dark;
} LeatExample;

/**
 * leat_examples_load:
 * @catalogue: the catalogue
 * @cancellable: (nullable): for who does not want them any more
 * @callback: called when they are there
 * @user_data: for @callback
 *
 * Reads the examples of Leat and draws their pictures, in a thread.
 */
void leat_examples_load (LeatCatalogue      *catalogue,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data);

/**
 * leat_examples_load_finish:
 * @result: what the callback was given
 * @error: return location for a cancellation
 *
 * Returns: (transfer full) (nullable) (element-type LeatExample): the examples, by name of file; one that cannot be read
 *   is left out
 */
GPtrArray *leat_examples_load_finish (GAsyncResult *result,
                                      GError      **error);

G_END_DECLS
