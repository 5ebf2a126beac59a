/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/formula.h"

#include "model/error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <muParserDLL.h>
#include <stdlib.h>
#include <string.h>

/* Formulas are evaluated by muParser. A variable is a slot of its service's frame, handed out when the
 * formula is compiled; a word (the value of a choice) is a constant that is the same for all services. A
 * function that asks about the drawing takes a string and is answered by whoever evaluates. */

static const char *const common_names[LEAT_N_COMMON_SLOTS] = {
  [LEAT_SLOT_HOURS_PER_MONTH] = "hours_per_month",
  [LEAT_SLOT_SECONDS_PER_MONTH] = "seconds_per_month",
  [LEAT_SLOT_DAYS_PER_MONTH] = "days_per_month",
  [LEAT_SLOT_FREE_TIER] = "free_tier",
  [LEAT_SLOT_IN_RECORDS_PER_S] = "in_records_per_s",
  [LEAT_SLOT_IN_RECORD_KB] = "in_record_kb",
  [LEAT_SLOT_IN_MB_PER_S] = "in_mb_per_s",
  [LEAT_SLOT_PEAK_IN_RECORDS_PER_S] = "peak_in_records_per_s",
  [LEAT_SLOT_PEAK_IN_MB_PER_S] = "peak_in_mb_per_s",
  [LEAT_SLOT_IN_PEAK_FACTOR] = "in_peak_factor",
  [LEAT_SLOT_IN_RECORDS_PER_MONTH] = "in_records_per_month",
  [LEAT_SLOT_IN_GB_PER_MONTH] = "in_gb_per_month",
  [LEAT_SLOT_IN_OBJECTS_PER_S] = "in_objects_per_s",
  [LEAT_SLOT_IN_OBJECT_MB] = "in_object_mb",
  [LEAT_SLOT_IN_OBJECTS_PER_MONTH] = "in_objects_per_month",
  [LEAT_SLOT_IN_STORED_GB] = "in_stored_gb",
  [LEAT_SLOT_IN_STORED_OBJECTS] = "in_stored_objects",
  [LEAT_SLOT_IN_COLUMNS_READ] = "in_columns_read",
  [LEAT_SLOT_IN_PARTITIONS] = "in_partitions",
  [LEAT_SLOT_IN_COMPRESSION] = "in_compression",
  [LEAT_SLOT_IN_FORMAT] = "in_format",
  [LEAT_SLOT_IN_WIRES] = "in_wires",
  [LEAT_SLOT_OUT_WIRES] = "out_wires",
  [LEAT_SLOT_DAY_PEAK] = "day_peak",
  [LEAT_SLOT_IN_CYCLE] = "in_cycle",
  [LEAT_SLOT_USE_MAX] = "use_max",
  [LEAT_SLOT_OUT_GB_PER_MONTH] = "out_gb_per_month",
  [LEAT_SLOT_INTERNET_GB] = "internet_gb",
  [LEAT_SLOT_REGION_GB] = "region_gb",
  [LEAT_SLOT_NEAR_REGION_GB] = "near_region_gb",
  [LEAT_SLOT_ZONE_GB] = "zone_gb",
  [LEAT_SLOT_SUPPORTED] = "supported",
};

static const char *const lookup_functions[LEAT_N_ASKS] = {
  [LEAT_ASK_FED_BY] = "fed_by",
  [LEAT_ASK_FEEDS] = "feeds",
  [LEAT_ASK_WATCHED_BY] = "watched_by",
  [LEAT_ASK_CONTROLLED_BY] = "controlled_by",
  [LEAT_ASK_ENCRYPTED_BY] = "encrypted_by",
  [LEAT_ASK_NETWORKED_BY] = "networked_by",
  [LEAT_ASK_WATCHES] = "watches",
  [LEAT_ASK_CONTROLS] = "controls",
  [LEAT_ASK_ENCRYPTS] = "encrypts",
  [LEAT_ASK_NETWORKS] = "networks",
  [LEAT_ASK_UPSTREAM] = "upstream",
  [LEAT_ASK_DOWNSTREAM] = "downstream",
  [LEAT_ASK_CONTROLLER] = "controller",
  [LEAT_ASK_CONTROLLED] = "controlled",
  [LEAT_ASK_WATCHED] = "watched",
  [LEAT_ASK_ENCRYPTED] = "encrypted",
  [LEAT_ASK_REACHED] = "reached",
  [LEAT_ASK_REACHING] = "reaching",
  [LEAT_ASK_LEADS_TO] = "leads_to",
  [LEAT_ASK_COMES_FROM] = "comes_from",
  [LEAT_ASK_IS_SET] = "is_set",
  [LEAT_ASK_USE] = "use",
  [LEAT_ASK_MEAN_USE] = "mean_use",
  [LEAT_ASK_FROM_IS] = "from_is",
  [LEAT_ASK_TO_IS] = "to_is",
  [LEAT_ASK_FROM_VALUE] = "from_value",
  [LEAT_ASK_TO_VALUE] = "to_value",
  [LEAT_ASK_REQUIRED] = "required",
  [LEAT_ASK_IS] = "is",
  [LEAT_ASK_BYPASSED] = "bypassed",
  [LEAT_ASK_BESIDE] = "beside",
};

const char *
leat_common_slot_name (LeatCommonSlot slot)
{
  g_return_val_if_fail (slot < LEAT_N_COMMON_SLOTS, NULL);

  return common_names[slot];
}

gboolean
leat_ask_from_string (const char *name,
                      LeatAsk    *ask)
{
  for (guint i = 0; i < G_N_ELEMENTS (lookup_functions); i++)
    if (g_str_equal (lookup_functions[i], name))
      {
        *ask = i;
        return TRUE;
      }
  return FALSE;
}

LeatSymbols *
leat_symbols_new (void)
{
  LeatSymbols *self = g_new0 (LeatSymbols, 1);

  self->names = g_ptr_array_new ();
  self->slots = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < LEAT_N_COMMON_SLOTS; i++)
    leat_symbols_add (self, common_names[i]);
  return self;
}

void
leat_symbols_free (LeatSymbols *self)
{
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->slots);
  g_free (self);
}

guint
leat_symbols_add (LeatSymbols *self,
                  const char  *name)
{
  int slot = leat_symbols_find (self, name);
  char *interned;

  if (slot >= 0)
    return slot;

  interned = (char *) g_intern_string (name);
  g_ptr_array_add (self->names, interned);
  g_hash_table_insert (self->slots, interned, GUINT_TO_POINTER (self->names->len));
  return self->names->len - 1;
}

int
leat_symbols_find (const LeatSymbols *self,
                   const char        *name)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->slots, name)) - 1;
}

char *
leat_identifier (const char *word)
{
  char *identifier = g_strdup (word);

  for (char *p = identifier; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      *p = '_';
  return identifier;
}

/* The words of all catalogues: identifier -> Word. Only ever added to, so a pointer into it stays. */
typedef struct
{
  const char *text;
  double      number;
} Word;

static GMutex words_lock;
static GHashTable *words;
static GPtrArray *words_by_number;

/* Needs the lock. */
static Word *
intern_word (const char *text)
{
  g_autofree char *identifier = leat_identifier (text);
  Word *word = g_hash_table_lookup (words, identifier);

  if (word != NULL)
    return word;

  word = g_new (Word, 1);
  word->text = g_intern_string (text);
  g_ptr_array_add (words_by_number, word);
  /* From 1001 on, so that a word is not taken for a yes or a small count. */
  word->number = 1000 + words_by_number->len;
  g_hash_table_insert (words, (char *) g_intern_string (identifier), word);
  return word;
}

static void
lock_words (void)
{
  /* The formats of a flow are words even where no service offers them as a choice. */
  static const char *const formats[] = { "none", "json", "csv", "avro", "parquet", "orc" };

  g_mutex_lock (&words_lock);
  if (words != NULL)
    return;
  words = g_hash_table_new (g_str_hash, g_str_equal);
  words_by_number = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    intern_word (formats[i]);
}

static Word *
find_word (const char *identifier)
{
  Word *word;

  lock_words ();
  word = g_hash_table_lookup (words, identifier);
  g_mutex_unlock (&words_lock);
  return word;
}

double
leat_word_number (const char *text)
{
  double number;

  lock_words ();
  number = intern_word (text)->number;
  g_mutex_unlock (&words_lock);
  return number;
}

const char *
leat_word_from_number (double number)
{
  const char *text = NULL;
  double at = number - 1001;

  lock_words ();
  if (at >= 0 && at < words_by_number->len && at == floor (at))
    text = ((Word *) g_ptr_array_index (words_by_number, (guint) at))->text;
  g_mutex_unlock (&words_lock);
  return text;
}

typedef struct
{
  LeatEvaluator *evaluator;
  LeatAsk        ask;
} Function;

/* A formula as it was compiled. Many are a number or a variable alone: these are read without the parser. */
typedef struct
{
  muParserHandle_t parser; /* NULL: not compiled yet */
  const double    *variable;
  double           number;
  gboolean         is_number;
} Compiled;

struct _LeatEvaluator
{
  GArray            *compiled; /* of Compiled by formula index */
  GPtrArray         *frames;   /* double* by service index, or NULL */
  LeatLookup         lookup;
  gpointer           data;
  Function           functions[G_N_ELEMENTS (lookup_functions)];
  const LeatSymbols *symbols; /* of the formula being compiled */
  double            *frame;   /* the same */
  double             month_begins; /* days since the start */
  double             month_ends;
  char              *unknown; /* the first name that was not known */
  double             nothing;
};

LeatEvaluator *
leat_evaluator_new (void)
{
  LeatEvaluator *self = g_new0 (LeatEvaluator, 1);

  self->compiled = g_array_new (FALSE, TRUE, sizeof (Compiled));
  self->frames = g_ptr_array_new_with_free_func (g_free);
  self->month_begins = self->month_ends = INFINITY;
  for (guint i = 0; i < G_N_ELEMENTS (lookup_functions); i++)
    self->functions[i] = (Function){ self, i };
  return self;
}

void
leat_evaluator_free (LeatEvaluator *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->compiled->len; i++)
    if (g_array_index (self->compiled, Compiled, i).parser != NULL)
      mupRelease (g_array_index (self->compiled, Compiled, i).parser);
  g_array_unref (self->compiled);
  g_ptr_array_unref (self->frames);
  g_free (self->unknown);
  g_free (self);
}

double *
leat_evaluator_get_frame (LeatEvaluator     *self,
                          guint              service,
                          const LeatSymbols *symbols)
{
  if (service >= self->frames->len)
    g_ptr_array_set_size (self->frames, service + 1);
  if (self->frames->pdata[service] == NULL)
    self->frames->pdata[service] = g_new0 (double, symbols->names->len);
  return self->frames->pdata[service];
}

void
leat_evaluator_set_lookup (LeatEvaluator *self,
                           LeatLookup     lookup,
                           gpointer       data)
{
  self->lookup = lookup;
  self->data = data;
}

void
leat_evaluator_set_month (LeatEvaluator *self,
                          double         begins,
                          double         ends)
{
  self->month_begins = begins;
  self->month_ends = ends;
}

/* What a store holds that keeps each record `days` days and fills at a steady rate from day 0 is min(day, days)
 * days' worth: its mean over the month. */
static double
call_held (void  *user_data,
           double days)
{
  const LeatEvaluator *self = user_data;
  double begins = self->month_begins;
  double ends = self->month_ends;

  days = MAX (days, 0);
  if (days <= begins || ends <= begins)
    return days;
  if (days >= ends)
    return (begins + ends) / 2;
  return ((days * days - begins * begins) / 2 + days * (ends - days)) / (ends - begins);
}

static double
call_lookup (void       *user_data,
             const char *argument)
{
  Function *function = user_data;
  LeatEvaluator *self = function->evaluator;

  return self->lookup != NULL ? self->lookup (self->data, function->ask, argument) : 0;
}

static double fn_ceil (double x) { return ceil (x); }
static double fn_floor (double x) { return floor (x); }
static double fn_round (double x) { return round (x); }
static double fn_not (double x) { return x == 0; }
static double fn_if (double c, double a, double b) { return c != 0 ? a : b; }
static double fn_kilo (double x) { return x * 1e3; }
static double fn_mega (double x) { return x * 1e6; }
static double fn_giga (double x) { return x * 1e9; }

static double *
provide_variable (const char *name,
                  void       *user_data)
{
  LeatEvaluator *self = user_data;
  int slot = leat_symbols_find (self->symbols, name);
  Word *word;

  if (slot >= 0)
    return self->frame + slot;

  word = find_word (name);
  if (word != NULL)
    return &word->number;

  if (self->unknown == NULL)
    self->unknown = g_strdup (name);
  return &self->nothing;
}

static void
ignore_error (muParserHandle_t parser)
{
}

static muParserHandle_t
new_parser (LeatEvaluator *self)
{
  muParserHandle_t parser = mupCreate (muBASETYPE_FLOAT);

  mupSetErrorHandler (parser, ignore_error);
  mupDefineFun1 (parser, "ceil", fn_ceil, 1);
  mupDefineFun1 (parser, "floor", fn_floor, 1);
  mupDefineFun1 (parser, "round", fn_round, 1);
  mupDefineFun1 (parser, "not", fn_not, 1);
  mupDefineFun3 (parser, "if", fn_if, 1);
  /* Not optimised away: the month may change between evaluations of a compiled formula. */
  mupDefineFunUserData1 (parser, "held", call_held, self, 0);
  mupDefinePostfixOprt (parser, "K", fn_kilo, 1);
  mupDefinePostfixOprt (parser, "M", fn_mega, 1);
  mupDefinePostfixOprt (parser, "G", fn_giga, 1);
  for (guint i = 0; i < G_N_ELEMENTS (lookup_functions); i++)
    mupDefineStrFunUserData1 (parser, lookup_functions[i], call_lookup, &self->functions[i]);
  mupSetVarFactory (parser, provide_variable, self);
  return parser;
}

/* Where a part of a call begins and ends: its arguments are parted by commas outside of parentheses and strings. */
static const char *
end_of_argument (const char *p)
{
  guint depth = 0;

  for (; *p != '\0' && (depth > 0 || (*p != ',' && *p != ')')); p++)
    {
      if (*p == '"')
        {
          p = strchr (p + 1, '"');
          if (p == NULL)
            return NULL;
        }
      depth += *p == '(';
      depth -= *p == ')';
    }
  return *p != '\0' ? p : NULL;
}

static void append_lazily (GString *result, const char *start, const char *end);

/* Of if(c, a, b), of which `p` is after the parenthesis; returns what is after it, or NULL if it has not three arguments. */
static const char *
append_choice (GString    *result,
               const char *p)
{
  static const char *const before[] = { "((", "?(", ":(" };
  const char *ends[3];
  const char *at = p;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      ends[i] = end_of_argument (at);
      if (ends[i] == NULL || *ends[i] != (i < 2 ? ',' : ')'))
        return NULL;
      at = ends[i] + 1;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_string_append (result, before[i]);
      append_lazily (result, p, ends[i]);
      g_string_append_c (result, ')');
      p = ends[i] + 1;
    }
  g_string_append_c (result, ')');
  return p;
}

/* As a function, if() has both of its values worked out; as the parser's own operator, the one that is taken. */
static void
append_lazily (GString    *result,
               const char *start,
               const char *end)
{
  const char *p = start, *name;
  gsize length;

  while ((name = leat_formula_next_name (&p, &length)) != NULL && name < end)
    {
      const char *after;

      if (length != 2 || strncmp (name, "if(", 3) != 0)
        continue;
      g_string_append_len (result, start, name - start);
      after = append_choice (result, name + 3);
      if (after == NULL)
        {
          g_string_append_len (result, name, p - name);
          after = p;
        }
      start = p = after;
    }
  g_string_append_len (result, start, end - start);
}

/* What is wrong with a formula is said of it as it was written. The first evaluation compiles it, which asks for its variables. */
static void
compile (muParserHandle_t parser,
         const char      *text)
{
  g_autoptr(GString) lazy = g_string_new (NULL);

  append_lazily (lazy, text, text + strlen (text));
  mupSetExpr (parser, lazy->str);
  mupEval (parser);
  if (!mupError (parser))
    return;
  mupErrorReset (parser);
  mupSetExpr (parser, text);
  mupEval (parser);
}

static void
note_simple (const LeatFormula *formula,
             const double      *frame,
             Compiled          *compiled)
{
  int slot = leat_symbols_find (formula->symbols, formula->text);
  char *end;

  if (slot >= 0)
    {
      compiled->variable = frame + slot;
      return;
    }
  compiled->number = g_ascii_strtod (formula->text, &end);
  compiled->is_number = end != formula->text && *end == '\0' && isfinite (compiled->number) &&
                        g_ascii_isdigit (*formula->text);
}

/* What is asked while a formula is evaluated for the first time may compile another. */
static const Compiled *
compile_formula (LeatEvaluator     *self,
                 const LeatFormula *formula)
{
  double *frame = leat_evaluator_get_frame (self, formula->service, formula->symbols);
  Compiled compiled = { .parser = new_parser (self) };

  self->symbols = formula->symbols;
  self->frame = frame;
  g_clear_pointer (&self->unknown, g_free);
  compile (compiled.parser, formula->text);
  note_simple (formula, frame, &compiled);
  if (formula->index >= self->compiled->len)
    g_array_set_size (self->compiled, formula->index + 1);
  g_array_index (self->compiled, Compiled, formula->index) = compiled;
  return &g_array_index (self->compiled, Compiled, formula->index);
}

static inline const Compiled *
get_compiled (LeatEvaluator     *self,
              const LeatFormula *formula)
{
  const Compiled *compiled = &g_array_index (self->compiled, Compiled, formula->index);

  if (G_LIKELY (formula->index < self->compiled->len && compiled->parser != NULL))
    return compiled;
  return compile_formula (self, formula);
}

double
leat_evaluator_eval (LeatEvaluator     *self,
                     const LeatFormula *formula)
{
  const Compiled *compiled = get_compiled (self, formula);
  double value = compiled->variable != NULL ? *compiled->variable
                 : compiled->is_number      ? compiled->number : mupEval (compiled->parser);

  return isfinite (value) ? value : 0;
}

gboolean
leat_evaluator_check (LeatEvaluator     *self,
                      const LeatFormula *formula,
                      GError           **error)
{
  muParserHandle_t parser = get_compiled (self, formula)->parser;

  if (self->unknown != NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s:%ld: nothing is called “%s” in “%s”"),
                   formula->file, formula->line, self->unknown, formula->text);
      return FALSE;
    }
  if (mupError (parser))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: “%s”: %s"), formula->file,
                   formula->line, formula->text, mupGetErrorMsg (parser));
      return FALSE;
    }
  return TRUE;
}

static void
append_value (GString           *text,
              const char        *start,
              gsize              length,
              const LeatSymbols *symbols,
              const double      *frame)
{
  g_autofree char *name = g_strndup (start, length);
  int slot = leat_symbols_find (symbols, name);
  const char *word = slot >= 0 ? leat_word_from_number (frame[slot]) : NULL;

  if (slot < 0)
    g_string_append (text, name);
  else if (word != NULL)
    g_string_append (text, word);
  else
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append (text, g_ascii_formatd (number, sizeof number, "%.10g", frame[slot]));
    }
}

const char *
leat_formula_next_name (const char **p,
                        gsize       *length)
{
  const char *at = *p;

  while (*at != '\0')
    {
      const char *start = at;

      if (*at == '"')
        {
          const char *end = strchr (at + 1, '"');

          at = end != NULL ? end + 1 : at + strlen (at);
        }
      else if (g_ascii_isalpha (*at) || *at == '_')
        {
          while (g_ascii_isalnum (*at) || *at == '_')
            at++;
          *p = at;
          *length = at - start;
          return start;
        }
      else if (g_ascii_isdigit (*at))
        /* 1e6 holds a letter that is no name. */
        while (g_ascii_isalnum (*at) || *at == '.')
          at++;
      else
        at++;
    }
  return NULL;
}

char *
leat_formula_explain (const char        *text,
                      const LeatSymbols *symbols,
                      const double      *frame)
{
  GString *result = g_string_new (NULL);
  const char *p = text, *name;
  gsize length;

  while ((name = leat_formula_next_name (&p, &length)) != NULL)
    {
      g_string_append_len (result, text, name - text);
      append_value (result, name, length, symbols, frame);
      text = p;
    }
  g_string_append (result, text);
  return g_string_free (result, FALSE);
}
