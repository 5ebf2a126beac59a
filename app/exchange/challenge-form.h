/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/challenge.h"

G_BEGIN_DECLS

/**
 * LeatFormField:
 * @LEAT_FORM_TITLE: of the challenge, of a solution or of a wrong answer
 * @LEAT_FORM_TEXT: what is wanted, a hint, why a drawing is right or wrong: Markdown; of a demand its words, or ""
 * @LEAT_FORM_DOMAIN: 1 to 4
 * @LEAT_FORM_LEVEL: 1 to 3
 * @LEAT_FORM_MINUTES: 1 to 600
 * @LEAT_FORM_SERVICE: the id of the service that sends
 * @LEAT_FORM_BLOCK: the id of a block, or ""
 * @LEAT_FORM_SETTINGS: what it sends: see leat_form_item_set()
 * @LEAT_FORM_ID: the id of a delivery
 * @LEAT_FORM_FROM: services, by name or id, with commas between them
 * @LEAT_FORM_TO: likewise
 * @LEAT_FORM_REQUIREMENT: the id of a requirement
 * @LEAT_FORM_VALUE: what is asked of it
 * @LEAT_FORM_POINTS: a number over 0
 * @LEAT_FORM_FAILS: ids of demands, with commas between them
 * @LEAT_FORM_RULE: the id of a rule, or ""
 * @LEAT_FORM_DRAWING: see @drawing of #LeatFormItem
 *
 * What is filled in.
 */
typedef enum
{
  LEAT_FORM_TITLE,
  LEAT_FORM_TEXT,
  LEAT_FORM_DOMAIN,
  LEAT_FORM_LEVEL,
  LEAT_FORM_MINUTES,
  LEAT_FORM_SERVICE,
  LEAT_FORM_BLOCK,
  LEAT_FORM_SETTINGS,
  LEAT_FORM_ID,
  LEAT_FORM_FROM,
  LEAT_FORM_TO,
  LEAT_FORM_REQUIREMENT,
  LEAT_FORM_VALUE,
  LEAT_FORM_POINTS,
  LEAT_FORM_FAILS,
  LEAT_FORM_RULE,
  LEAT_FORM_DRAWING,
} LeatFormField;

#define LEAT_N_FORM_FIELDS (LEAT_FORM_DRAWING + 1)

/**
 * LeatFormKind:
 *
 * What an item of a form says; each has fields of its own.
 */
typedef enum
{
  LEAT_FORM_HEAD,
  LEAT_FORM_START,
  LEAT_FORM_LOAD,
  LEAT_FORM_DELIVERY,
  LEAT_FORM_REQUIRE,
  LEAT_FORM_SOUND,
  LEAT_FORM_HINT,
  LEAT_FORM_SOLUTION,
  LEAT_FORM_WRONG,
} LeatFormKind;

/**
 * LeatFormItem:
 * @kind: what it says
 * @words: as they were typed, never %NULL
 * @settings: of a load
 * @drawing: (nullable) (element-type LeatElement): of a start, a solution, a wrong answer; %NULL until there is one
 * @named: (nullable): of a demand: by what wrong answers name it, while what is typed cannot be that; or %NULL if it is what is typed
 *
 * An item of a list of the form.
 */
typedef struct
{
  LeatFormKind  kind;
  char         *words[LEAT_N_FORM_FIELDS];
  LeatSettings *settings;
  GPtrArray    *drawing;
  char         *named;
} LeatFormItem;

/**
 * LeatFormFault:
 * @item: what it is in, or the head
 * @field: which field
 * @setting: (nullable): of @LEAT_FORM_SETTINGS: the name of the setting, if it is about one
 * @message: what is wrong and what to do
 *
 * What keeps a form from being a challenge.
 */
typedef struct
{
  const LeatFormItem *item;
  LeatFormField       field;
  const char         *setting;
  char               *message;
} LeatFormFault;

/**
 * LeatForm:
 * @id: of the challenge
 * @items: (element-type LeatFormItem): the head first; of each kind in their order, of demands all kinds in one order
 *
 * A challenge while it is written, whatever is missing still.
 */
typedef struct
{
  char      *id;
  GPtrArray *items;
} LeatForm;

/**
 * leat_form_new:
 *
 * Returns: (transfer full): a form with a head and nothing else
 */
LeatForm *leat_form_new (void);

/**
 * leat_form_new_for:
 * @challenge: a challenge
 * @catalogue: its catalogue
 *
 * Returns: (transfer full): what makes @challenge again
 */
LeatForm *leat_form_new_for (const LeatChallenge *challenge,
                             LeatCatalogue       *catalogue);

/**
 * leat_form_free:
 * @self: (transfer full): a form
 */
void leat_form_free (LeatForm *self);

/**
 * leat_form_has:
 * @kind: a kind of item
 * @field: a field
 *
 * Returns: whether such an item has it
 */
gboolean leat_form_has (LeatFormKind  kind,
                        LeatFormField field);

/**
 * leat_form_add:
 * @self: a form
 * @kind: what to add
 *
 * Adds an item with what is likely in its fields; a delivery gets an id that no other has.
 *
 * Returns: (transfer none): the item
 */
LeatFormItem *leat_form_add (LeatForm     *self,
                             LeatFormKind  kind);

/**
 * leat_form_steal:
 * @self: a form
 * @item: one of its items, not the head
 * @index: (out): where it was, for leat_form_insert()
 *
 * Returns: (transfer full): @item, which is not in the form any more
 */
LeatFormItem *leat_form_steal (LeatForm     *self,
                               LeatFormItem *item,
                               guint        *index);

/**
 * leat_form_insert:
 * @self: a form
 * @item: (transfer full): what leat_form_steal() took out
 * @index: where
 */
void leat_form_insert (LeatForm     *self,
                       LeatFormItem *item,
                       guint         index);

/**
 * leat_form_raise:
 * @self: a form
 * @item: one of its items
 *
 * Puts it before the one before it in its list.
 *
 * Returns: whether there was one
 */
gboolean leat_form_raise (LeatForm     *self,
                          LeatFormItem *item);

/**
 * leat_form_put:
 * @self: a form
 * @item: one of its items
 * @field: a field of words
 * @text: what was typed
 * @catalogue: the catalogue
 *
 * Puts @text into the field. If a demand is called something else by it, wrong answers name it by that too: once it is a name that
 * no other demand has, however many letters that takes.
 *
 * Returns: whether wrong answers have changed
 */
gboolean leat_form_put (LeatForm      *self,
                        LeatFormItem  *item,
                        LeatFormField  field,
                        const char    *text,
                        LeatCatalogue *catalogue);

/**
 * leat_form_same_list:
 * @a: a kind
 * @b: a kind
 *
 * Returns: whether items of both stand in one list: all demands do
 */
gboolean leat_form_same_list (LeatFormKind a,
                              LeatFormKind b);

/**
 * leat_form_item_put:
 * @self: an item
 * @field: a field of words
 * @text: what was typed
 *
 * Puts @text into the field of this item alone.
 */
void leat_form_item_put (LeatFormItem  *self,
                         LeatFormField  field,
                         const char    *text);

/**
 * leat_form_item_set:
 * @self: a load
 * @name: a setting of its service
 * @value: what was typed; "" to say nothing of it
 */
void leat_form_item_set (LeatFormItem *self,
                         const char   *name,
                         const char   *value);

/**
 * leat_form_item_draw:
 * @self: an item with a drawing
 * @elements: (nullable) (element-type LeatElement): the drawing
 */
void leat_form_item_draw (LeatFormItem *self,
                          GPtrArray    *elements);

/**
 * leat_form_item_free:
 * @self: (transfer full): an item
 */
void leat_form_item_free (LeatFormItem *self);

/**
 * leat_form_item_dup_id:
 * @self: a demand
 * @catalogue: the catalogue
 *
 * Returns: (transfer full): the id by which a wrong answer names it, as LeatConstraint says
 */
char *leat_form_item_dup_id (const LeatFormItem *self,
                             LeatCatalogue      *catalogue);

/**
 * leat_form_find_requirement:
 * @catalogue: the catalogue
 * @id: an id
 *
 * Returns: (transfer none) (nullable): that requirement
 */
const LeatRequirement *leat_form_find_requirement (LeatCatalogue *catalogue,
                                                   const char    *id);

/**
 * leat_form_make:
 * @self: a form
 * @catalogue: the catalogue
 * @faults: (out) (transfer full) (element-type LeatFormFault): all that is wrong, in the order of the items
 *
 * Numbers may be typed as leat_quantity_parse() takes them.
 *
 * Returns: (transfer full) (nullable): the challenge; %NULL if there are @faults
 */
LeatChallenge *leat_form_make (const LeatForm *self,
                               LeatCatalogue  *catalogue,
                               GPtrArray     **faults);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatForm, leat_form_free)

G_END_DECLS
