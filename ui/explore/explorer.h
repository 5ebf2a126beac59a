/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "explore/task.h"
#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatExplorerInterface:
 * @set_document: the pipeline it is about, or %NULL
 * @update: the document has another report and the page is in sight
 * @set_selection: (nullable): another block, or none or several, is selected on the canvas
 * @get_controls: (transfer none): what stands in the column at the side
 *
 * What the pages of the explorer have in common: a widget with charts, and controls that stand beside it.
 */
#define LEAT_TYPE_EXPLORER (leat_explorer_get_type ())
G_DECLARE_INTERFACE (LeatExplorer, leat_explorer, LEAT, EXPLORER, GtkWidget)

struct _LeatExplorerInterface
{
  GTypeInterface parent_interface;

  void       (*set_document) (LeatExplorer *self, LeatDocument *document);
  void       (*update) (LeatExplorer *self);
  void       (*set_selection) (LeatExplorer *self, const char *block);
  GtkWidget *(*get_controls) (LeatExplorer *self);
};

/**
 * leat_explorer_set_document:
 * @self: a page
 * @document: (nullable): a document
 */
void leat_explorer_set_document (LeatExplorer *self,
                                 LeatDocument *document);

/**
 * leat_explorer_update:
 * @self: a page in sight
 */
void leat_explorer_update (LeatExplorer *self);

/**
 * leat_explorer_set_selection:
 * @self: a page
 * @block: (nullable): the id of the block that is selected on the canvas, or %NULL if not one is
 */
void leat_explorer_set_selection (LeatExplorer *self,
                                  const char   *block);

/**
 * leat_explorer_get_controls:
 * @self: a page
 *
 * Returns: (transfer none): its controls
 */
GtkWidget *leat_explorer_get_controls (LeatExplorer *self);

/**
 * LeatExplorerInput:
 * @catalogue: owned
 * @elements: (element-type LeatElement): owned
 * @extra: (nullable): what the work needs besides
 * @free_extra: (nullable): frees it
 *
 * A pipeline for a thread.
 */
typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *elements;
  gpointer       extra;
  GDestroyNotify free_extra;
} LeatExplorerInput;

/**
 * leat_explorer_input_new:
 * @document: a document
 * @extra: (transfer full) (nullable): what the work needs besides
 * @free_extra: (nullable): frees it
 *
 * Returns: (transfer full): the pipeline as it is now
 */
LeatExplorerInput *leat_explorer_input_new (LeatDocument  *document,
                                            gpointer       extra,
                                            GDestroyNotify free_extra);

/**
 * leat_explorer_input_free:
 * @data: (transfer full): an input
 */
void leat_explorer_input_free (gpointer data);

/**
 * leat_explorer_tell:
 * @done: how much is done
 * @total: of how much
 * @data: a #LeatTaskBar
 *
 * A #LeatExploreProgress that moves the bar.
 */
void leat_explorer_tell (guint    done,
                         guint    total,
                         gpointer data);

G_END_DECLS
