/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"
#include "window/document.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a palette row puts into a drag, as a string: this, then the id of a service. */
#define LEAT_CANVAS_DROP_PREFIX "leat-service:"

#define LEAT_CANVAS_MIN_ZOOM 0.02
#define LEAT_CANVAS_MAX_ZOOM 8.0

/**
 * LeatCanvas:
 *
 * The drawing of a document, with all that the pointer and the keyboard do to it.
 *
 * Properties: `zoom` (double, 1 for 100%; notified), `show-grid` and `snap-to-grid` (boolean, %TRUE), `overlay`
 * (string, the word of a #LeatOverlayKind; "none"), `show-legend` (boolean, %FALSE): what the lines of the kinds of wires in
 * use look like, in a corner.
 *
 * Signals: `selection-changed ()`; `activate-block (const char *id)`, a double click or Alt+Enter on a block:
 * show its settings; `deleted (guint n)`, n elements went by one undo step: offer Undo; `view-changed ()`, another part
 * of the drawing is seen; `drawing-changed ()`, it looks different now.
 *
 * Actions, each with its key: `canvas.delete`, `canvas.select-all`, `canvas.select-none`, `canvas.rename`,
 * `canvas.duplicate`, `canvas.zoom-in`, `canvas.zoom-out`, `canvas.zoom-100`, `canvas.zoom-fit`,
 * `canvas.wire`, `canvas.wire-to-here`, `canvas.join`,
 * `canvas.menu`, `canvas.cut`, `canvas.copy`, `canvas.copy-picture`, `canvas.paste`, `canvas.paste-in-place`,
 * `canvas.copy-settings`, `canvas.paste-settings`, `canvas.align` and `canvas.distribute` and `canvas.reorder` (each with a
 * word of app/model/arrange.h), `canvas.enclose`, `canvas.dissolve`, `canvas.grow` (with a direction),
 * `canvas.zoom-selection`; without a key `canvas.change-start`, `canvas.change-end`, `canvas.tidy-wires`.
 * What it has to say goes to the actions `win.tell` and `win.offer-undo` of its
 * window. A window calls them by gtk_widget_activate_action() on the canvas.
 */
#define LEAT_TYPE_CANVAS (leat_canvas_get_type ())
G_DECLARE_FINAL_TYPE (LeatCanvas, leat_canvas, LEAT, CANVAS, GtkWidget)

/**
 * leat_canvas_new:
 *
 * Returns: (transfer floating): a canvas that shows nothing
 */
GtkWidget *leat_canvas_new (void);

/**
 * leat_canvas_set_document:
 * @self: a canvas
 * @document: (nullable): what to show
 *
 * Shows the whole drawing, at 100% at most, with nothing selected.
 */
void leat_canvas_set_document (LeatCanvas   *self,
                               LeatDocument *document);

/**
 * leat_canvas_set_read_only:
 * @self: a canvas
 * @read_only: whether one may look, go about and select, but change nothing
 */
void leat_canvas_set_read_only (LeatCanvas *self,
                                gboolean    read_only);

/**
 * leat_canvas_set_overlay:
 * @self: a canvas
 * @word: the word of a #LeatOverlayKind, such as "cost", or "none"; an unknown one changes nothing
 *
 * Lays an overlay over the drawing, with its legend in a corner, and keeps it up to date with edits.
 */
void leat_canvas_set_overlay (LeatCanvas *self,
                              const char *word);

/**
 * leat_canvas_get_overlay:
 * @self: a canvas
 *
 * Returns: (transfer none): the word of the overlay, or "none"
 */
const char *leat_canvas_get_overlay (LeatCanvas *self);

/**
 * leat_canvas_set_lit:
 * @self: a canvas
 * @lit: (nullable) (element-type utf8 utf8): a set of ids of what a search has found; kept, and not changed any more
 *
 * Marks them as text that was searched for is marked.
 */
void leat_canvas_set_lit (LeatCanvas *self,
                          GHashTable *lit);

/**
 * leat_canvas_set_remarks:
 * @self: a canvas
 * @remarks: (nullable) (element-type utf8 utf8): by the id of a block, what is to be noted of it, a line each; kept,
 *   and not changed any more
 *
 * Each such block has a dashed outline, and the words below it.
 */
void leat_canvas_set_remarks (LeatCanvas *self,
                              GHashTable *remarks);

/**
 * leat_canvas_set_spotlight:
 * @self: a canvas
 * @ids: (nullable) (element-type utf8 utf8): a set of ids of what one is to look at, or %NULL for all; kept, and not
 *   changed any more
 *
 * All else is dimmed.
 */
void leat_canvas_set_spotlight (LeatCanvas *self,
                                GHashTable *ids);

/**
 * leat_canvas_dup_selection:
 * @self: a canvas
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of what is selected, in the order in which
 *   it was selected; empty if nothing is
 */
char **leat_canvas_dup_selection (LeatCanvas *self);

/**
 * leat_canvas_select:
 * @self: a canvas
 * @ids: (nullable) (array zero-terminated=1): what to select instead of what is; unknown ids are left out
 * @reveal: whether to scroll so far that it can be seen
 */
void leat_canvas_select (LeatCanvas        *self,
                         const char *const *ids,
                         gboolean           reveal);

/**
 * leat_canvas_show_edit:
 * @self: a canvas
 * @edit: (nullable): an edit of its document that was undone or done again just now
 *
 * Selects what the edit is about, as far as it is drawn, and scrolls so far that it can be seen. Part of it that is selected
 * already stays so. Where there is very much of it, or none, nothing happens.
 */
void leat_canvas_show_edit (LeatCanvas     *self,
                            const LeatEdit *edit);

/**
 * leat_canvas_add_block:
 * @self: a canvas
 * @type: the id of a service
 *
 * Adds a block in the middle of the view or, if one block is selected, next to it and wired to it where the
 * wiring table supports that; then selects it.
 */
void leat_canvas_add_block (LeatCanvas *self,
                            const char *type);

/**
 * leat_canvas_can:
 * @self: a canvas
 * @action: the name of one of its actions, such as "canvas.align"
 *
 * Returns: whether it would do something now: what it is for is selected, and it may be changed
 */
gboolean leat_canvas_can (LeatCanvas *self,
                          const char *action);

/**
 * leat_canvas_get_zoom:
 * @self: a canvas
 *
 * Returns: the zoom, 1 for 100%
 */
double leat_canvas_get_zoom (LeatCanvas *self);

/**
 * leat_canvas_zoom_to:
 * @self: a canvas
 * @zoom: from %LEAT_CANVAS_MIN_ZOOM to %LEAT_CANVAS_MAX_ZOOM; what is beyond is cut off
 *
 * Zooms about the middle of the view.
 */
void leat_canvas_zoom_to (LeatCanvas *self,
                          double      zoom);

/**
 * leat_canvas_zoom_fit:
 * @self: a canvas
 *
 * Shows the whole drawing, at 100% at most.
 */
void leat_canvas_zoom_fit (LeatCanvas *self);

/**
 * leat_canvas_zoom_begin:
 * @self: a canvas
 *
 * Shows the drawing at 100%, from its left upper corner on if the whole of it does not go in: for a drawing that is only
 * begun, which blocks are to be put into.
 */
void leat_canvas_zoom_begin (LeatCanvas *self);

/**
 * leat_canvas_get_place:
 * @self: a canvas
 * @x: (out): what is in the middle, in canvas units
 * @y: (out): the same downwards
 *
 * Returns: whether somebody looks at a part of the drawing of his own choice, rather than at the whole
 */
gboolean leat_canvas_get_place (LeatCanvas *self,
                                double     *x,
                                double     *y);

/**
 * leat_canvas_look_at:
 * @self: a canvas
 * @x: what is to be in the middle, in canvas units
 * @y: the same downwards
 * @zoom: the zoom; what is beyond the limits is cut off
 *
 * Goes there, at once or when the canvas gets its size.
 */
void leat_canvas_look_at (LeatCanvas *self,
                          double      x,
                          double      y,
                          double      zoom);

/**
 * leat_canvas_to_widget:
 * @self: a canvas
 * @x: in canvas units
 * @y: in canvas units
 *
 * Returns: where that point is on the widget
 */
graphene_point_t leat_canvas_to_widget (LeatCanvas *self,
                                        double      x,
                                        double      y);

/**
 * leat_canvas_insert_picture:
 * @self: a canvas that shows a document
 * @path: a picture
 * @format: its format, one that can be read
 * @x: where the middle of what is in it is to be, on the widget
 * @y: the same downwards
 *
 * Adds the pipeline that is inside of a picture, as one step, after it was read in a thread. One that has none is told about, see
 * `win.tell`.
 */
void leat_canvas_insert_picture (LeatCanvas       *self,
                                 const char       *path,
                                 const LeatFormat *format,
                                 double            x,
                                 double            y);

G_END_DECLS
