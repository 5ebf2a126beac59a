/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/names.h"
#include "model/settings.h"

G_BEGIN_DECLS

/**
 * LeatElementKind:
 * @LEAT_ELEMENT_PROPERTIES: what holds for the whole pipeline (title, region, hours a month); one
 *   in each pipeline, with the id %LEAT_PROPERTIES_ID
 * @LEAT_ELEMENT_ZONE: a box around blocks
 * @LEAT_ELEMENT_BLOCK: a service, a source or a consumer
 * @LEAT_ELEMENT_WIRE: a directed link between two blocks
 * @LEAT_ELEMENT_NOTE: a text on the canvas
 * @LEAT_ELEMENT_STEP: a step of the walkthrough, see model/step.h; not drawn
 * @LEAT_ELEMENT_UNKNOWN: a part of the file that this version does not know; kept as it was
 */
typedef enum
{
  LEAT_ELEMENT_PROPERTIES,
  LEAT_ELEMENT_ZONE,
  LEAT_ELEMENT_BLOCK,
  LEAT_ELEMENT_WIRE,
  LEAT_ELEMENT_NOTE,
  LEAT_ELEMENT_STEP,
  LEAT_ELEMENT_UNKNOWN,
} LeatElementKind;

#define LEAT_PROPERTIES_ID "pipeline"

/* The size of a block's card, in canvas units (1 unit = 1 px at zoom 1). */
#define LEAT_BLOCK_WIDTH 152.0
#define LEAT_BLOCK_HEIGHT 60.0

/* The grid of the canvas, in canvas units. */
#define LEAT_GRID 12.0

typedef struct
{
  double x;
  double y;
} LeatPoint;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} LeatRect;

/**
 * LeatElement:
 * @kind: what it is
 * @id: unique in the pipeline, never reused
 * @order: its place in the drawing order and in the file: ascending is back to front
 * @name: block, zone: the user's name; wire: its label, or ""; properties: the title; step: its heading
 * @type: (nullable): interned. Block: the id of a service of the catalogue, which may be unknown
 *   there; zone: "layer", "vpc", "subnet", "availability-zone", "account" or "region"
 * @role: (nullable): interned. Layer zone: the word of its role (leat_role_to_string())
 * @bounds: block, zone, note: where it is, in canvas units. A block's size is fixed.
 * @zone: (nullable): block, zone, note: the id of the zone that it is a member of
 * @locked: what is drawn: it is not to be moved, resized, bent or deleted by hand. Only the window looks at it
 * @from: (nullable): wire: the id of the block it starts at
 * @to: (nullable): wire: the id of the block it ends at
 * @wire_kind: wire: its kind
 * @share: wire: the part of the source's output that it carries, 0 to 1
 * @points: (nullable): wire: bends placed by hand, @n_points of them
 * @text: (nullable): note, step: its text; block: the user's remark
 * @settings: block: the values that were set; properties: region, hours-per-month, free-tier, author…; step: see model/step.h
 * @silences: rules silenced on this element: rule id to reason
 * @extra_attributes: (nullable): attributes that Leat does not know, as XML text
 * @extra_content: (nullable): child elements and comments that Leat does not know, as XML text
 * @source: (nullable): the very bytes of the file that this element was read from, with what stands
 *   before it; %NULL once anything differs from them. Only the native format looks at it.
 * @lead: (nullable): the part of the file before the element's start tag: white space and comments.
 *   A copy keeps it, so that an edit does not lose the comment above what it touches.
 * @origin: (nullable): the element with a @source that this one was copied from, however often: what is as it was there is written
 *   with the same bytes
 *
 * A part of a pipeline. Fields may be written between leat_element_new() or leat_element_copy() and
 * the moment it is put in a pipeline or an edit; after that it never changes, and any thread may
 * read it.
 */
typedef struct _LeatElement LeatElement;

struct _LeatElement
{
  gatomicrefcount ref_count;
  LeatElementKind kind;
  char           *id;
  double          order;
  char           *name;
  const char     *type;
  const char     *role;
  LeatRect        bounds;
  char           *zone;
  gboolean        locked;
  char           *from;
  char           *to;
  LeatWireKind    wire_kind;
  double          share;
  LeatPoint      *points;
  gsize           n_points;
  char           *text;
  LeatSettings   *settings;
  LeatSettings   *silences;
  char           *extra_attributes;
  char           *extra_content;
  GBytes         *source;
  GBytes         *lead;
  LeatElement    *origin;
};

/**
 * leat_element_new:
 * @kind: what it is
 * @id: its id
 *
 * Returns: (transfer full): an element with an empty name, no settings and a share of 1; a block has
 *   its fixed size
 */
LeatElement *leat_element_new (LeatElementKind kind,
                               const char     *id);

/**
 * leat_element_new_block:
 * @id: its id
 * @type: the id of a service
 * @name: the user's name for it
 * @x: left edge, in canvas units
 * @y: top edge
 *
 * Returns: (transfer full): a block with no settings of its own
 */
LeatElement *leat_element_new_block (const char *id,
                                     const char *type,
                                     const char *name,
                                     double      x,
                                     double      y);

/**
 * leat_element_new_wire:
 * @id: its id
 * @kind: what it means
 * @from: the id of the block it starts at
 * @to: the id of the block it ends at
 *
 * Returns: (transfer full): a wire without label or bends
 */
LeatElement *leat_element_new_wire (const char  *id,
                                    LeatWireKind kind,
                                    const char  *from,
                                    const char  *to);

/**
 * leat_element_copy:
 * @self: an element
 *
 * Returns: (transfer full): an element of its own with the same content, to be changed before it is
 *   used; it has no @source, except that of a part of the file that is not known
 */
LeatElement *leat_element_copy (const LeatElement *self);

/**
 * leat_element_copy_as:
 * @self: an element
 * @id: the id of the copy
 *
 * Returns: (transfer full): another element of the same content, as duplicating and pasting need it:
 *   in front of all, not locked, and without the comments that stand above @self in its file
 */
LeatElement *leat_element_copy_as (const LeatElement *self,
                                   const char        *id);

/**
 * leat_element_copy_moved:
 * @self: an element
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 *
 * Returns: (transfer full): @self elsewhere; a wire's bends move
 */
LeatElement *leat_element_copy_moved (const LeatElement *self,
                                      double             dx,
                                      double             dy);

/**
 * leat_element_copy_named:
 * @self: an element
 * @name: another name
 *
 * Returns: (transfer full): @self with that name
 */
LeatElement *leat_element_copy_named (const LeatElement *self,
                                      const char        *name);

/**
 * leat_element_copy_with_setting:
 * @self: an element
 * @name: the name of a setting
 * @value: (nullable): its value as text, or %NULL to go back to the default
 *
 * Returns: (transfer full): @self with that one setting changed
 */
LeatElement *leat_element_copy_with_setting (const LeatElement *self,
                                             const char        *name,
                                             const char        *value);

/**
 * leat_element_is_drawn:
 * @self: an element
 *
 * Returns: whether it is something on the canvas: a zone, a block, a wire or a note
 */
gboolean leat_element_is_drawn (const LeatElement *self);

/**
 * leat_element_get_label:
 * @self: an element
 *
 * Returns: (transfer none): what to call it by: its name, or its id if it has none
 */
const char *leat_element_get_label (const LeatElement *self);

/**
 * leat_element_ref:
 * @self: an element
 *
 * Returns: (transfer full): @self
 */
LeatElement *leat_element_ref (LeatElement *self);

/**
 * leat_element_unref:
 * @self: (transfer full): an element
 *
 * Drops a reference; safe from any thread.
 */
void leat_element_unref (LeatElement *self);

/**
 * leat_find_block:
 * @elements: (element-type LeatElement): elements, not only blocks
 * @wanted: an id or a name
 *
 * Returns: (transfer none) (nullable): the block that has it as its id, or as its name if no other block has the same
 */
const LeatElement *leat_find_block (GPtrArray  *elements,
                                    const char *wanted);

/**
 * leat_list_blocks:
 * @elements: (element-type LeatElement): elements, not only blocks
 *
 * Returns: (transfer full) (nullable): the ids of the blocks for a message, "orders, clean, raw-zone …", not all of many; %NULL
 *   if there is none
 */
char *leat_list_blocks (GPtrArray *elements);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatElement, leat_element_unref)

G_END_DECLS
