/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatSymbols:
 * @names: (element-type utf8): interned names; their index is their slot
 * @slots: name -> slot + 1
 *
 * The variables that the formulas of one service may use, each with a slot in its frame.
 */
typedef struct
{
  GPtrArray  *names;
  GHashTable *slots;
} LeatSymbols;

/**
 * LeatFormula:
 * @text: the formula as written
 * @index: its number in the catalogue, by which an evaluator keeps its compiled form
 * @service: the index of the service in whose words it is written
 * @symbols: the names it may use
 * @file: the file it stands in
 * @line: the line of @file
 * @is_own: it stands in a file of the user's
 *
 * A formula of the catalogue (see CONTRIBUTING.md for the language).
 */
typedef struct
{
  char              *text;
  guint              index;
  guint              service;
  const LeatSymbols *symbols;
  const char        *file; /* interned */
  long               line;
  gboolean           is_own;
} LeatFormula;

/* The slots that every service has, in this order. */
typedef enum
{
  LEAT_SLOT_HOURS_PER_MONTH,
  LEAT_SLOT_SECONDS_PER_MONTH,
  LEAT_SLOT_DAYS_PER_MONTH,
  LEAT_SLOT_FREE_TIER,
  LEAT_SLOT_IN_RECORDS_PER_S,
  LEAT_SLOT_IN_RECORD_KB,
  LEAT_SLOT_IN_MB_PER_S,
  LEAT_SLOT_PEAK_IN_RECORDS_PER_S,
  LEAT_SLOT_PEAK_IN_MB_PER_S,
  LEAT_SLOT_IN_PEAK_FACTOR,
  LEAT_SLOT_IN_RECORDS_PER_MONTH,
  LEAT_SLOT_IN_GB_PER_MONTH,
  LEAT_SLOT_IN_OBJECTS_PER_S,
  LEAT_SLOT_IN_OBJECT_MB,
  LEAT_SLOT_IN_OBJECTS_PER_MONTH,
  LEAT_SLOT_IN_STORED_GB,
  LEAT_SLOT_IN_STORED_OBJECTS,
  LEAT_SLOT_IN_COLUMNS_READ,
  LEAT_SLOT_IN_PARTITIONS,
  LEAT_SLOT_IN_COMPRESSION,
  LEAT_SLOT_IN_FORMAT,
  LEAT_SLOT_IN_WIRES,
  LEAT_SLOT_OUT_WIRES,
  LEAT_SLOT_DAY_PEAK,
  LEAT_SLOT_IN_CYCLE,
  LEAT_SLOT_USE_MAX,
  LEAT_SLOT_OUT_GB_PER_MONTH,
  LEAT_SLOT_INTERNET_GB,
  LEAT_SLOT_REGION_GB,
  LEAT_SLOT_NEAR_REGION_GB,
  LEAT_SLOT_ZONE_GB,
  LEAT_SLOT_SUPPORTED,
  LEAT_N_COMMON_SLOTS,
} LeatCommonSlot;

/**
 * leat_common_slot_name:
 * @slot: a slot that every service has
 *
 * Returns: (transfer none): its name in formulas
 */
const char *leat_common_slot_name (LeatCommonSlot slot);

/**
 * leat_symbols_new:
 *
 * Returns: (transfer full): the common slots only
 */
LeatSymbols *leat_symbols_new (void);

/**
 * leat_symbols_free:
 * @self: (transfer full): symbols
 */
void leat_symbols_free (LeatSymbols *self);

/**
 * leat_symbols_add:
 * @self: symbols
 * @name: a name
 *
 * Returns: its slot; the one it has, if it was there
 */
guint leat_symbols_add (LeatSymbols *self,
                        const char  *name);

/**
 * leat_symbols_find:
 * @self: symbols
 * @name: a name
 *
 * Returns: its slot, or -1
 */
int leat_symbols_find (const LeatSymbols *self,
                       const char        *name);

/**
 * leat_identifier:
 * @word: the value of a choice, such as "G.2X"
 *
 * Returns: (transfer full): the word by which a formula names it: "G_2X"
 */
char *leat_identifier (const char *word);

/**
 * leat_word_number:
 * @word: the value of a choice, such as "on-demand"
 *
 * Words are numbers in formulas, the same in every service, so that a format that flows from one
 * block to the next compares equal. Thread-safe.
 *
 * Returns: the number that stands for @word, never 0
 */
double leat_word_number (const char *word);

/**
 * leat_word_from_number:
 * @number: what leat_word_number() gave
 *
 * Returns: (transfer none) (nullable): the word, or %NULL if no word has that number
 */
const char *leat_word_from_number (double number);

/* The functions of the language that ask about the drawing. */
typedef enum
{
  LEAT_ASK_FED_BY,
  LEAT_ASK_FEEDS,
  LEAT_ASK_WATCHED_BY,
  LEAT_ASK_CONTROLLED_BY,
  LEAT_ASK_ENCRYPTED_BY,
  LEAT_ASK_NETWORKED_BY,
  LEAT_ASK_WATCHES,
  LEAT_ASK_CONTROLS,
  LEAT_ASK_ENCRYPTS,
  LEAT_ASK_NETWORKS,
  LEAT_ASK_UPSTREAM,
  LEAT_ASK_DOWNSTREAM,
  LEAT_ASK_CONTROLLER,
  LEAT_ASK_CONTROLLED,
  LEAT_ASK_WATCHED,
  LEAT_ASK_ENCRYPTED,
  LEAT_ASK_REACHED,
  LEAT_ASK_REACHING,
  LEAT_ASK_LEADS_TO,
  LEAT_ASK_COMES_FROM,
  LEAT_ASK_IS_SET,
  LEAT_ASK_USE,
  LEAT_ASK_MEAN_USE,
  LEAT_ASK_FROM_IS,
  LEAT_ASK_TO_IS,
  LEAT_ASK_FROM_VALUE,
  LEAT_ASK_TO_VALUE,
  LEAT_ASK_REQUIRED,
  LEAT_ASK_IS,
  LEAT_ASK_BYPASSED,
  LEAT_ASK_BESIDE,
  LEAT_N_ASKS,
} LeatAsk;

/**
 * leat_ask_from_string:
 * @name: the name of a function of the language
 * @ask: (out): what it asks
 *
 * Returns: whether it is one that asks about the drawing
 */
gboolean leat_ask_from_string (const char *name,
                               LeatAsk    *ask);

/**
 * LeatLookup:
 * @data: what was given to leat_evaluator_set_lookup()
 * @ask: which function
 * @argument: its argument
 *
 * Returns: its value
 */
typedef double (*LeatLookup) (gpointer    data,
                              LeatAsk     ask,
                              const char *argument);

/**
 * LeatEvaluator:
 *
 * Compiled formulas with a frame of variables a service. Each thread has its own.
 */
typedef struct _LeatEvaluator LeatEvaluator;

/**
 * leat_evaluator_new:
 *
 * Returns: (transfer full): an evaluator that has compiled nothing yet
 */
LeatEvaluator *leat_evaluator_new (void);

/**
 * leat_evaluator_free:
 * @self: (transfer full) (nullable): an evaluator
 */
void leat_evaluator_free (LeatEvaluator *self);

/**
 * leat_evaluator_get_frame:
 * @self: an evaluator
 * @service: the index of a service
 * @symbols: its symbols
 *
 * Returns: (transfer none): the values of its variables, to be set before an evaluation; as long as
 *   @symbols has names
 */
double *leat_evaluator_get_frame (LeatEvaluator     *self,
                                  guint              service,
                                  const LeatSymbols *symbols);

/**
 * leat_evaluator_set_lookup:
 * @self: an evaluator
 * @lookup: (nullable): answers functions that ask about the drawing; %NULL answers 0
 * @data: for @lookup
 */
void leat_evaluator_set_lookup (LeatEvaluator *self,
                                LeatLookup     lookup,
                                gpointer       data);

/**
 * leat_evaluator_set_month:
 * @self: an evaluator
 * @begins: days since the pipeline started at which the month that is shown begins
 * @ends: days at which it ends; not before @begins; INFINITY for both is the steady state
 *
 * Sets what held() averages over.
 */
void leat_evaluator_set_month (LeatEvaluator *self,
                               double         begins,
                               double         ends);

/**
 * leat_evaluator_eval:
 * @self: an evaluator
 * @formula: a formula that leat_evaluator_check() accepts
 *
 * Returns: its value with the frame of its service; 0 if it is not a finite number
 */
double leat_evaluator_eval (LeatEvaluator     *self,
                            const LeatFormula *formula);

/**
 * leat_evaluator_check:
 * @self: an evaluator
 * @formula: a formula
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_UNKNOWN with file, line and place
 *
 * Returns: whether it is well formed and uses known names only
 */
gboolean leat_evaluator_check (LeatEvaluator     *self,
                               const LeatFormula *formula,
                               GError           **error);

/**
 * leat_formula_next_name:
 * @p: (inout): a place in the text of a formula; put behind the name
 * @length: (out): of the name, bytes
 *
 * Goes through the names in a formula: those of variables, words and functions, not what is in quotes.
 *
 * Returns: (nullable): where the next name begins; %NULL if there is none, and then neither @p nor @length is changed
 */
const char *leat_formula_next_name (const char **p,
                                    gsize       *length);

/**
 * leat_formula_explain:
 * @text: a formula
 * @symbols: the symbols of its service
 * @frame: (array): their values
 *
 * Returns: (transfer full): @text with the value put in for every variable, such as "4 * 744"
 */
char *leat_formula_explain (const char        *text,
                            const LeatSymbols *symbols,
                            const double      *frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatEvaluator, leat_evaluator_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatSymbols, leat_symbols_free)

G_END_DECLS
