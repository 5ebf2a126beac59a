/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas.h"
#include "canvas/frame-budget.h"
#include "canvas/frame-memory.h"
#include "canvas/tiles.h"
#include "canvas/view.h"
#include "draw/scene.h"
#include "model/history.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A press that moves less than this, in pixels, is a click. */
#define LEAT_DRAG_THRESHOLD 4.0

/* Below this zoom neither ports nor names can be aimed at. */
#define LEAT_FINE_ZOOM 0.4

/* A set of kinds of elements, and those that have a place of their own. */
#define LEAT_KIND(kind) (1u << (kind))
#define LEAT_PLACED (LEAT_KIND (LEAT_ELEMENT_BLOCK) | LEAT_KIND (LEAT_ELEMENT_ZONE) | LEAT_KIND (LEAT_ELEMENT_NOTE))

/* Spare pixels around the drawing when it is fitted into the view. */
#define LEAT_FIT_MARGIN 36.0

/**
 * LeatDrag:
 * @tool: what the drag does
 * @start: where the button went down, in canvas units
 * @now: where the pointer is, in canvas units
 * @press: where the button went down, on the widget, in pixels
 * @pointer: where the pointer is, on the widget, in pixels
 * @modifiers: the modifier keys as they are
 * @at_press: the modifier keys when the button went down
 * @hit: what was under the pointer then; the element is in @id
 * @id: (nullable): the id of what was under the pointer
 * @moved: whether the threshold has been passed
 * @key: merge key of the edits of this drag
 * @state: (nullable): what the tool keeps
 *
 * A button held down, from press to release.
 */
typedef struct _LeatTool LeatTool;

typedef struct
{
  const LeatTool *tool;
  LeatPoint       start;
  LeatPoint       now;
  LeatPoint       press;
  LeatPoint       pointer;
  GdkModifierType modifiers;
  GdkModifierType at_press;
  LeatHitKind     hit;
  char           *id;
  gboolean        moved;
  char           *key;
  gpointer        state;
} LeatDrag;

/**
 * LeatTool:
 * @begin: (nullable): the threshold was passed; sets the drag's state
 * @update: the pointer or a modifier key moved
 * @end: (nullable): the button was released
 * @cancel: (nullable): Esc: put everything back
 * @draw: (nullable): adds to the picture, in pixels of the widget
 * @release: (nullable): frees the drag's state
 * @cursor: (nullable): name of the cursor meanwhile
 *
 * What a drag does. Which tool takes a drag is decided by what is under the pointer.
 */
struct _LeatTool
{
  void (*begin) (LeatCanvas *canvas, LeatDrag *drag);
  void (*update) (LeatCanvas *canvas, LeatDrag *drag);
  void (*end) (LeatCanvas *canvas, LeatDrag *drag);
  void (*cancel) (LeatCanvas *canvas, LeatDrag *drag);
  void (*draw) (LeatCanvas *canvas, LeatDrag *drag, GtkSnapshot *snapshot);
  void (*release) (gpointer state);
  const char *cursor;
};

extern const LeatTool leat_tool_band;
extern const LeatTool leat_tool_bend;
extern const LeatTool leat_tool_move;
extern const LeatTool leat_tool_pan;
extern const LeatTool leat_tool_resize;
extern const LeatTool leat_tool_rewire;
extern const LeatTool leat_tool_wire;

/* What is kept while many elements are dragged, see frozen.c. */
typedef struct _LeatFrozen LeatFrozen;
typedef struct _LeatSplice LeatSplice;
typedef struct _LeatTargets LeatTargets;

struct _LeatCanvas
{
  GtkWidget      parent_instance;
  LeatDocument  *document; /* owned, or NULL */
  LeatPipeline  *pipeline; /* of the document; NULL without one */
  LeatHistory   *history;
  LeatCatalogue *catalogue;
  LeatScene     *scene;
  LeatTiles     *tiles;
  LeatFrameMemory frame_memory;
  LeatFrameBudget budget; /* for tiles */
  LeatView       view;
  gboolean       fit_pending; /* until the first allocation */
  LeatPoint      place; /* what is to be in the middle at the first allocation, if @place_zoom is not 0 */
  double         place_zoom;
  gboolean       full_size; /* it is fitted at 100%, what does not go in is left out */
  gboolean       fitted; /* nobody has moved the view since it was fitted: it is fitted again when the size changes */
  gboolean       show_grid;
  gboolean       snap_to_grid;
  gboolean       read_only;
  LeatOverlayKind overlay_kind;
  LeatOverlay   *overlay; /* of the report that the scene has, or NULL */
  GskRenderNode *legend;  /* of it as drawn, or NULL */
  GHashTable    *lit;     /* ids of what a search has found, or NULL */
  GHashTable    *remarks; /* block id -> words, or NULL */
  GHashTable    *spotlight; /* ids of what is not dimmed, or NULL */

  GPtrArray     *selection; /* of char*, in the order in which it was made */
  char         **lost;      /* what was selected when some of it went, or NULL */
  GHashTable    *selected;  /* the same strings, borrowed */
  char          *focus;     /* what the keyboard is at, or NULL */
  char          *wire_block; /* whose wires the keyboard goes through, or NULL */

  LeatPoint      pointer; /* on the widget, in pixels */
  gboolean       pointer_inside;
  char          *hover; /* id of what a click would take, or NULL */
  LeatHitKind    hover_kind;
  gboolean       space_held;
  gboolean       space_used; /* for a drag: then it selects nothing */
  gboolean       hand;       /* drags move the view */

  GtkGesture    *drag_gesture;
  LeatDrag       drag;
  guint          drag_count;
  guint          autoscroll; /* tick callback, or 0 */
  GHashTable    *lifted;     /* ids of what is drawn on top while it is dragged, or NULL */
  LeatFrozen    *frozen;     /* many were lifted: the scene waits until they are put down; or NULL */
  GArray        *late;       /* of LeatRect: damage kept back until the drag ends */
  gboolean       report_waits; /* for the drag to end */
  char          *drop_zone;  /* id of the zone that would take what is dragged, or NULL */
  gboolean       drop_shown;
  LeatPoint      drop_at; /* left top corner of the block that would be dropped */

  LeatPoint      menu_at;      /* where the menu was asked for, on the widget */
  gboolean       menu_pointed; /* and nobody has pointed elsewhere since */
  LeatPoint      paste_wanted; /* where the last paste was to be */
  guint          pastes;       /* how many have been there */
  char         **duplicated;   /* ids of the last copies, or NULL */
  LeatPoint      duplicated_from; /* where what the first of them is of was */
  char          *marked_wire; /* id of the wire with a bend that Delete takes away, or NULL */
  gsize          marked_leg;
  LeatTargets   *aiming;   /* wiring by keys, or NULL */
  LeatSplice    *splice;   /* what is dragged may go into a wire, or NULL */
  int            pad;      /* that the pointer is on, -1 for none, -2 if none is shown */
  gboolean       show_legend;
  guint          legend_kinds;
  gboolean       legend_known; /* legend_kinds is of the pipeline as it is */

  guint          redraw;   /* tick callback that goes on with tiles, or 0 */
  GtkWidget     *editor;   /* of a name in place, or NULL */
  char          *editing;  /* id of what is edited */
  GtkWidget     *menu;     /* context menu, or NULL */
  GHashTable    *proxies;  /* id -> GtkWidget for assistive technology */
  guint          proxy_sync;
};

/* canvas.c */
const LeatColours *leat_canvas_get_colours (LeatCanvas *self);
LeatElement *leat_canvas_get_element (LeatCanvas *self, const char *id);
LeatPoint leat_canvas_to_units (LeatCanvas *self, double x, double y);
graphene_rect_t leat_canvas_rect_to_widget (LeatCanvas *self, const LeatRect *rect);
LeatRect leat_canvas_visible_units (LeatCanvas *self);
void leat_canvas_apply (LeatCanvas *self, LeatEdit *edit);
void leat_canvas_lift (LeatCanvas *self, const char *const *ids);
void leat_canvas_settle (LeatCanvas *self);
LeatHit leat_canvas_hit (LeatCanvas *self, double x, double y);
void leat_canvas_update_hover (LeatCanvas *self);
void leat_canvas_add_block_at (LeatCanvas *self, const char *type, double x, double y, const char *wire_from);
double leat_canvas_snap (LeatCanvas *self, double value, GdkModifierType modifiers);

/* overlay.c */
void leat_canvas_draw_overlay (LeatCanvas *self, GtkSnapshot *snapshot);
void leat_canvas_draw_zone_target (LeatCanvas *self, GtkSnapshot *snapshot);
/* Of its corners, in canvas units. */
double leat_canvas_get_radius (const LeatElement *element);
void leat_canvas_draw_outline (LeatCanvas *self, GtkSnapshot *snapshot, const LeatRect *rect, double grow, double radius,
                               double width, const LeatColour *colour);
void leat_canvas_draw_port (LeatCanvas *self, GtkSnapshot *snapshot, LeatPoint at, gboolean lit, const LeatColour *colour);
void leat_canvas_draw_badge (LeatCanvas *self, GtkSnapshot *snapshot, const LeatElement *block);
GdkRGBA leat_canvas_rgba (const LeatColour *colour, double alpha);

/* spotlight.c */
void leat_canvas_draw_spotlight (LeatCanvas *self, GtkSnapshot *snapshot);

/* draw-guides.c */
void leat_canvas_draw_guides (LeatCanvas *self, GtkSnapshot *snapshot, GArray *guides);
/* frozen.c */
void leat_canvas_freeze (LeatCanvas *self);
void leat_canvas_keep_changes (LeatCanvas *self, const LeatChanges *changes);
void leat_canvas_thaw (LeatCanvas *self, GArray *damage);
void leat_canvas_draw_frozen (LeatCanvas *self, GtkSnapshot *snapshot);
void leat_frozen_free (LeatFrozen *self);

/* heat.c */
void leat_canvas_renew_overlay (LeatCanvas *self, GArray *damage);
void leat_canvas_drop_legend (LeatCanvas *self);
gboolean leat_canvas_get_overlay_legend (LeatCanvas *self, graphene_rect_t *place);
void leat_canvas_draw_overlay_legend (LeatCanvas *self, GtkSnapshot *snapshot);

/* remarks.c */
void leat_canvas_draw_remarks (LeatCanvas *self, GtkSnapshot *snapshot);

/* clipboard.c */
void leat_canvas_cut (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_copy (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_copy_picture (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_paste (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_paste_in_place (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_copy_settings (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_paste_settings (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_insert_text (LeatCanvas *self, const char *text, LeatPoint at);
void leat_canvas_tell (LeatCanvas *self, const char *text);
void leat_canvas_offer_undo (LeatCanvas *self, const char *text);

/* arrange.c */
void leat_canvas_duplicate (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_align (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_distribute (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_reorder (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_enclose (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_dissolve (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_grow (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_zoom_selection (GtkWidget *widget, const char *name, GVariant *parameter);

/* Moves and rezones in one step. */
void leat_canvas_apply_move (LeatCanvas *self, LeatEdit *edit, const char *const *ids, const char *key);

/* The copies of the first element were just made: what is done to them next, the next duplicates repeat. */
void leat_canvas_note_copies (LeatCanvas *self, const char *const *ids, const char *const *copies);

/* add.c */
void leat_canvas_add_note (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_add_zone (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_add_here (GtkWidget *widget, const char *name, GVariant *parameter);
/* Asks which block is to stand with its middle at a point, in canvas units. */
void leat_canvas_offer_blocks (LeatCanvas *self, LeatPoint at);

/* lock.c */
gboolean leat_canvas_is_locked (LeatCanvas *self, const char *id);
gboolean leat_canvas_all_locked (LeatCanvas *self);
/* The ids of what is selected and not locked. If all of it is, says so. */
char **leat_canvas_dup_free (LeatCanvas *self);
void leat_canvas_tell_locked (LeatCanvas *self);
void leat_canvas_lock (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_draw_locks (LeatCanvas *self, GtkSnapshot *snapshot);

/* selection.c */
guint leat_canvas_count_selected (LeatCanvas *self, guint kinds, guint most);
gboolean leat_canvas_get_selection_ink (LeatCanvas *self, LeatRect *ink);
gboolean leat_canvas_is_selected (LeatCanvas *self, const char *id);
void leat_canvas_select_one (LeatCanvas *self, const char *id);
void leat_canvas_toggle (LeatCanvas *self, const char *id);
void leat_canvas_forget_missing (LeatCanvas *self);
void leat_canvas_set_focus (LeatCanvas *self, const char *id, gboolean reveal);
LeatElement *leat_canvas_get_single (LeatCanvas *self);

/* navigate.c */
void leat_canvas_set_view (LeatCanvas *self, const LeatView *view);
void leat_canvas_scroll_by (LeatCanvas *self, double dx, double dy);
void leat_canvas_zoom_about (LeatCanvas *self, double zoom, double x, double y);
void leat_canvas_reveal (LeatCanvas *self, const LeatRect *rect);
void leat_canvas_fit_now (LeatCanvas *self);
/* Looks where leat_canvas_look_at() said before there was a size. Returns whether it said so. */
gboolean leat_canvas_take_place (LeatCanvas *self);
void leat_canvas_add_navigation (LeatCanvas *self);

/* pointer.c */
void leat_canvas_add_pointer (LeatCanvas *self);
gboolean leat_canvas_cancel_drag (LeatCanvas *self);

/* drop.c */
void leat_canvas_add_drop_target (LeatCanvas *self);

/* tool-resize.c: which handle of the selected zone or note is at that point, from 0, or -1 */
int leat_canvas_find_handle (LeatCanvas *self, double x, double y);
const char *leat_canvas_handle_cursor (int handle);
void leat_canvas_draw_handles (LeatCanvas *self, GtkSnapshot *snapshot);

/* tool-bend.c: handles of the selected wire */
typedef enum
{
  LEAT_WIRE_HANDLE_NONE,
  LEAT_WIRE_HANDLE_START,
  LEAT_WIRE_HANDLE_END,
  LEAT_WIRE_HANDLE_CORNER, /* @index is of its point */
  LEAT_WIRE_HANDLE_LEG,    /* @index is of its first point */
} LeatWireHandle;

LeatWireHandle leat_canvas_find_wire_handle (LeatCanvas *self, double x, double y, gsize *index);
void leat_canvas_draw_wire_handles (LeatCanvas *self, GtkSnapshot *snapshot);
const char *leat_canvas_wire_cursor (LeatCanvas *self, const LeatElement *wire);
gboolean leat_canvas_click_wire_handle (LeatCanvas *self, LeatDrag *drag);
void leat_canvas_mark_bend (LeatCanvas *self, gsize leg);
gboolean leat_canvas_remove_bend_at (LeatCanvas *self, double x, double y);
gboolean leat_canvas_remove_marked_bend (LeatCanvas *self);
gboolean leat_canvas_nudge_wire (LeatCanvas *self, const LeatElement *wire, int dx, int dy);
void leat_canvas_tidy_wires (GtkWidget *widget, const char *name, GVariant *parameter);

/* wire-keys.c */
void leat_canvas_add_aiming (LeatCanvas *self);
gboolean leat_canvas_end_aiming (LeatCanvas *self);
void leat_canvas_drop_aiming (LeatCanvas *self);
void leat_canvas_draw_aiming (LeatCanvas *self, GtkSnapshot *snapshot);
char *leat_canvas_dup_aim (LeatCanvas *self, const LeatElement *block);
void leat_canvas_wire_from_here (GtkWidget *widget, const char *name, GVariant *parameter);
void leat_canvas_wire_to_here (GtkWidget *widget, const char *name, GVariant *parameter);

/* splice.c: for a block that is dragged, or NULL for one from the palette; aiming puts it in line with the wire */
void leat_canvas_splice_begin (LeatCanvas *self, const char *block);
void leat_canvas_splice_aim (LeatCanvas *self, LeatRect *card);
gboolean leat_canvas_splice_drop (LeatCanvas *self, const char *block, const char *key);
gboolean leat_canvas_splice_new (LeatCanvas *self, const char *type, LeatPoint place);
void leat_canvas_splice_clear (LeatCanvas *self);
void leat_canvas_draw_splice (LeatCanvas *self, GtkSnapshot *snapshot);
void leat_canvas_join (GtkWidget *widget, const char *name, GVariant *parameter);

/* followers.c: the left top corner of the new block is at @place, in canvas units; without an anchor, all there are */
void leat_canvas_offer_followers (LeatCanvas *self, const char *anchor, gboolean inward, LeatPoint place);

/* pads.c */
void leat_canvas_install_pads (GtkWidgetClass *widget_class);
gboolean leat_canvas_update_pads (LeatCanvas *self);
gboolean leat_canvas_is_on_pad (LeatCanvas *self, LeatPoint at);
gboolean leat_canvas_click_pad (LeatCanvas *self, LeatPoint at);
void leat_canvas_draw_pads (LeatCanvas *self, GtkSnapshot *snapshot);

/* legend.c */
void leat_canvas_draw_legend (LeatCanvas *self, GtkSnapshot *snapshot);

/* actions.c */
void leat_canvas_install_actions (GtkWidgetClass *widget_class);
void leat_canvas_update_actions (LeatCanvas *self);

/* walk.c */
void leat_canvas_install_walk (GtkWidgetClass *widget_class);

/* rename.c */
void leat_canvas_rename (LeatCanvas *self, const char *id);
void leat_canvas_end_rename (LeatCanvas *self, gboolean keep);
void leat_canvas_allocate_editor (LeatCanvas *self);
gboolean leat_canvas_is_on_name (LeatCanvas *self, const LeatElement *element, LeatPoint point);

/* menu.c */
void leat_canvas_show_menu (LeatCanvas *self, double x, double y);
void leat_canvas_add_menu (LeatCanvas *self);

/* accessibility.c */
void leat_canvas_sync_proxies (LeatCanvas *self);
void leat_canvas_queue_proxies (LeatCanvas *self);
void leat_canvas_allocate_proxies (LeatCanvas *self);
void leat_canvas_focus_proxy (LeatCanvas *self, const char *id);
void leat_canvas_clear_proxies (LeatCanvas *self);

G_END_DECLS
