/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/what-if-private.h"

#include "engine/money.h"

#include <math.h>
#include <string.h>

/* A block's result follows from its settings, from what flows in, and from what its formulas ask of its neighbours.
 * An entry keeps a result with all three, the last as the answers that were given; it holds again wherever they are
 * the same. Blocks are gone through upstream first, as a new report goes, and a block sees of others only what a new
 * report would have then. Paths are gone through again only where a block on the way differs, and of their sums only
 * what is after the first stage that does. A block that is evaluated has a memo of its formulas (memo.c); one whose entries
 * never hold again is evaluated in the place of its last result, without keeping any. */

/* Entries of one block, and slices, that are kept at most. */
#define MAX_ENTRIES 1024
#define MAX_SLICES 512

typedef struct
{
  LeatAsk     ask;
  const char *argument; /* interned */
  double      value;
} Answer;

/* All that was ever asked of a block's neighbours, with the answers of now; and of how the drawing is wired, which is the
 * same in all variants. */
typedef struct
{
  Answer  *answers;
  guint    n;
  Answer  *wiring;
  guint    n_wiring;
  gboolean is_settled; /* no neighbour has been exchanged since: what is asked of their settings is as it was */
} Asked;

typedef struct
{
  guint  account;
  double gross;
} Share;

typedef struct
{
  guint             ref_count;
  LeatElement      *element;
  LeatFlow          in;
  Answer           *answers;
  guint             n_answers;
  LeatBlockResult  *result;
  Share            *shares; /* its lines whose tiers are shared */
  guint             n_shares;
  gboolean          unbounded;
  guint             epoch; /* that of its slices */
  gboolean          has_slices; /* of its stages as they are */
  LeatSlices      **slices;
  guint             n_slices;
} Entry;

/* The lines of one price whose tiers they share. */
typedef struct
{
  const LeatPrice *price;
  guint            n;
  double           gross;
  gboolean         as_is; /* they are priced as each by itself */
} Account;

typedef struct
{
  guint from;
  guint to;
} Edge;

/* Where data begins, what it reaches, and by which ways. */
typedef struct
{
  guint     block;
  guint    *reached; /* blocks, upstream first */
  guint     n_reached;
  Edge     *edges; /* from each of them, in that order */
  guint     n_edges;
  guint     first_path;
  guint     n_paths;
  gboolean  stale;
} Source;

/* What is known of the percentiles of a path. */
typedef enum
{
  KNOWN_NOTHING,
  KNOWN_BELOW,    /* the 95th percentile is less than `bound` */
  KNOWN_NOT_OVER, /* it is not more */
  KNOWN_ALL,
} Known;

typedef struct
{
  guint             source; /* a block */
  guint             sink;
  gboolean          unbounded;
  GPtrArray        *slices; /* of LeatSlices, along the slowest way */
  guint             n_waits; /* the last of them, which are of this variant only */
  guint             widest; /* the one that is added last */
  double           *sum;    /* of the first `n_summed` of them but for that, or NULL */
  guint             n_summed;
  guint             keep;   /* how many to sum up before the sum is kept: what follows has changed last */
  Known             known;
  double            bound;
  LeatPercentiles   percentiles;
  GHashTable       *memory; /* set of Memory */
  guint             kept;   /* since it was worth its while */
  guint             hits;   /* as for blocks */
  gboolean          no_use;
} Path;

/* The percentiles of some slices of a path. */
typedef struct
{
  guint            n;
  gconstpointer   *slices;
  LeatPercentiles  percentiles;
} Memory;

struct _LeatWhatIf
{
  LeatContext     context;
  LeatWhatIfFlags flags;
  LeatReport     *report; /* its results are those before tiers are shared */
  GPtrArray      *elements; /* all, for their zones */
  guint           n;
  Entry         **entries; /* by block: what holds now */
  GHashTable    **tables;  /* by block: set of Entry */
  GHashTable     *plans;   /* LeatService -> LeatPlan or NULL */
  LeatMemo      **memos;   /* by block; or NULL */
  Asked          *asked;   /* by block */
  guint          *hits;    /* by block: how often its table had what was needed since it was empty */
  gboolean       *no_use;  /* by block: its table never has it */
  gboolean       *no_memory; /* by block: what it pays depends on more than an entry knows */
  guint8         *stale;   /* by position in the order */
  guint           first;   /* the least stale one, or `n` */
  gboolean        moved;
  gboolean        tracing;

  GHashTable     *account_of; /* LeatPrice -> index + 1 */
  GArray         *accounts;   /* of Account */
  gboolean        alone;      /* no line's tiers are shared now */
  GPtrArray      *shared;     /* the results at shared tiers, once they are asked for; or NULL */
  double         *monthly;    /* by block, before tiers are shared */
  double         *exact;
  guint          *unpriced;
  double         *uses;

  guint8         *recheck;    /* by block */
  gboolean        any_recheck;
  guint          *block_errors;
  guint          *wire_errors;
  guint           n_errors;

  GHashTable     *waits;      /* of leat_day_find_waits(), or NULL */
  LeatSlicesSet  *slices;
  guint           max_slices;
  guint           epoch;
  GArray         *sources;    /* of Source */
  GArray         *paths;      /* of Path */
  GPtrArray     **sources_of; /* by block, of index + 1; or NULL */
  LeatWay        *longest;    /* by block */
  guint          *previous;   /* by block */
  guint           slowest;    /* the path that was */
};

static guint
memory_hash (gconstpointer key)
{
  const Memory *self = key;
  guint64 hash = self->n;

  for (guint i = 0; i < self->n; i++)
    {
      hash = (hash ^ (guint64) (gsize) self->slices[i]) * 0x9e3779b97f4a7c15u;
      hash ^= hash >> 29;
    }
  return (guint) (hash ^ hash >> 32);
}

static gboolean
memory_equal (gconstpointer a,
              gconstpointer b)
{
  const Memory *x = a, *y = b;

  return x->n == y->n && (x->n == 0 || memcmp (x->slices, y->slices, x->n * sizeof (gpointer)) == 0);
}

static void
memory_free (gpointer data)
{
  g_free (((Memory *) data)->slices);
  g_free (data);
}

static void
entry_unref (Entry *self)
{
  if (--self->ref_count > 0)
    return;
  leat_element_unref (self->element);
  leat_block_result_unref (self->result);
  g_free (self->answers);
  g_free (self->shares);
  g_free (self->slices);
  g_free (self);
}

static guint64
hash_double (guint64 hash,
             double  value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  hash = (hash ^ bits) * 0x9e3779b97f4a7c15u;
  return hash ^ hash >> 29;
}

static guint
entry_hash (gconstpointer key)
{
  const Entry *self = key;
  guint64 hash = (guint64) (gsize) self->element * 0x9e3779b97f4a7c15u;

  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    hash = hash_double (hash, self->in.values[i]);
  for (guint i = 0; i < self->n_answers; i++)
    hash = hash_double (hash, self->answers[i].value);
  return (guint) (hash ^ hash >> 32);
}

/* The same answers to the same questions: formulas then ask no others. */
static gboolean
entry_equal (gconstpointer a,
             gconstpointer b)
{
  const Entry *x = a, *y = b;

  if (x->element != y->element || x->n_answers != y->n_answers || memcmp (&x->in, &y->in, sizeof (LeatFlow)) != 0)
    return FALSE;
  for (guint i = 0; i < x->n_answers; i++)
    if (x->answers[i].ask != y->answers[i].ask || x->answers[i].argument != y->answers[i].argument ||
        x->answers[i].value != y->answers[i].value)
      return FALSE;
  return TRUE;
}

/* The questions whose answers are not the same in every variant; those about the block itself follow from it. */
static gboolean
is_about_values (LeatAsk ask)
{
  return ask >= LEAT_ASK_UPSTREAM && ask <= LEAT_ASK_REACHING;
}

/* Those whose answers follow from the settings of the neighbours alone. */
static gboolean
is_about_settings (LeatAsk ask)
{
  return ask == LEAT_ASK_DOWNSTREAM || ask == LEAT_ASK_CONTROLLER;
}

/* Those whose answers follow from the wires and the types of blocks. */
static gboolean
is_about_wiring (LeatAsk ask)
{
  return ask < LEAT_ASK_UPSTREAM || ask == LEAT_ASK_LEADS_TO || ask == LEAT_ASK_COMES_FROM ||
         ask == LEAT_ASK_BYPASSED || ask == LEAT_ASK_BESIDE;
}

static double
find_answer (LeatWhatIf *self,
             Answer    **answers,
             guint      *n,
             LeatAsk     ask,
             const char *argument)
{
  Answer given = { ask, NULL, 0 };

  for (guint i = 0; i < *n; i++)
    if ((*answers)[i].ask == ask && g_str_equal ((*answers)[i].argument, argument))
      return (*answers)[i].value;
  given.argument = g_intern_string (argument);
  given.value = leat_context_lookup (&self->context, ask, argument);
  *answers = g_renew (Answer, *answers, *n + 1);
  (*answers)[(*n)++] = given;
  return given.value;
}

static double
answer (gpointer    data,
        LeatAsk     ask,
        const char *argument)
{
  LeatWhatIf *self = data;
  Asked *asked;

  if (!self->tracing || !(is_about_values (ask) || is_about_wiring (ask)))
    return leat_context_lookup (&self->context, ask, argument);
  asked = &self->asked[self->context.block];
  return is_about_values (ask) ? find_answer (self, &asked->answers, &asked->n, ask, argument)
                               : find_answer (self, &asked->wiring, &asked->n_wiring, ask, argument);
}

/* What the neighbours answer now to what was asked. */
static void
ask_again (LeatWhatIf *self,
           guint       block)
{
  Asked *asked = &self->asked[block];
  gboolean changed = FALSE;

  for (guint i = 0; i < asked->n; i++)
    {
      Answer *last = &asked->answers[i];
      double value;

      if (asked->is_settled && is_about_settings (last->ask))
        continue;
      value = leat_context_lookup (&self->context, last->ask, last->argument);
      changed |= memcmp (&value, &last->value, sizeof value) != 0;
      last->value = value;
    }
  asked->is_settled = TRUE;
  if (changed && self->memos[block] != NULL)
    leat_memo_forget_asks (self->memos[block]);
}

static LeatMemo *
memo_of (LeatWhatIf *self,
         guint       block)
{
  const LeatService *service = self->report->graph->services[block];
  gpointer plan = NULL;

  if (self->memos[block] != NULL || service == NULL)
    return self->memos[block];
  if (!g_hash_table_lookup_extended (self->plans, service, NULL, &plan))
    g_hash_table_insert (self->plans, (gpointer) service, plan = leat_plan_new (service));
  return self->memos[block] = plan != NULL ? leat_memo_new (plan) : NULL;
}

static guint
account_of (LeatWhatIf      *self,
            const LeatPrice *price)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (self->account_of, price));
  Account account = { .price = price };

  if (at > 0)
    return at - 1;
  g_array_append_val (self->accounts, account);
  g_hash_table_insert (self->account_of, (gpointer) price, GUINT_TO_POINTER (self->accounts->len));
  return self->accounts->len - 1;
}

static void
list_shares (LeatWhatIf *self,
             Entry      *entry)
{
  const LeatBlockResult *result = entry->result;
  guint n = 0;

  if (entry->n_shares != result->n_shared)
    entry->shares = g_renew (Share, entry->shares, result->n_shared);
  entry->n_shares = result->n_shared;
  for (guint i = 0; i < result->n_lines && n < result->n_shared; i++)
    {
      const LeatLineItem *item = &result->lines[i];

      if (item->price != NULL && leat_price_is_shared (item->price, &self->report->options))
        entry->shares[n++] = (Share){ account_of (self, item->price), item->quantity + item->free_quantity };
    }
}

static gboolean
is_unbounded (const LeatBlockResult *result)
{
  for (guint i = 0; i < result->n_stages; i++)
    if (isinf (result->stages[i].mean))
      return TRUE;
  for (guint i = 0; i < result->n_uses; i++)
    if (result->uses[i].mean_utilisation >= 1)
      return TRUE;
  return FALSE;
}

/* What an entry says of its result. */
static void
describe_entry (LeatWhatIf     *self,
                guint           block,
                const LeatFlow *in,
                Entry          *entry)
{
  const Asked *asked = &self->asked[block];

  entry->in = *in;
  if (entry->n_answers != asked->n)
    entry->answers = g_renew (Answer, entry->answers, asked->n);
  if (asked->n > 0)
    memcpy (entry->answers, asked->answers, asked->n * sizeof (Answer));
  entry->n_answers = asked->n;
  list_shares (self, entry);
  entry->unbounded = is_unbounded (entry->result);
  entry->has_slices = FALSE;
}

static void
begin_evaluation (LeatWhatIf *self,
                  guint       block)
{
  self->tracing = TRUE;
  self->context.memo = memo_of (self, block);
}

static void
end_evaluation (LeatWhatIf *self)
{
  self->context.memo = NULL;
  self->tracing = FALSE;
}

static Entry *
entry_new (LeatWhatIf     *self,
           guint           block,
           const LeatFlow *in,
           guint           n_in,
           guint           n_out)
{
  Entry *entry = g_new0 (Entry, 1);

  begin_evaluation (self, block);
  entry->result = leat_evaluate_block_with (&self->context, block, in, n_in, n_out);
  end_evaluation (self);
  entry->ref_count = 1;
  entry->element = leat_element_ref (self->report->blocks->pdata[block]);
  entry->epoch = G_MAXUINT;
  describe_entry (self, block, in, entry);
  return entry;
}

/* The entry that holds now, evaluated anew in its place. Returns whether what others see of the block has changed. */
static gboolean
renew_entry (LeatWhatIf     *self,
             guint           block,
             const LeatFlow *in,
             guint           n_in,
             guint           n_out)
{
  Entry *entry = self->entries[block];
  LeatElement *element = leat_element_ref (self->report->blocks->pdata[block]);
  gboolean changed;

  begin_evaluation (self, block);
  changed = leat_evaluate_block_again (&self->context, block, in, n_in, n_out, entry->result);
  end_evaluation (self);
  leat_element_unref (entry->element);
  entry->element = element;
  describe_entry (self, block, in, entry);
  return changed;
}

/* Whether nobody needs the entry that holds now but for what it says now: it and the report have its result. */
static gboolean
may_renew (const LeatWhatIf *self,
           guint             block)
{
  const Entry *entry = self->entries[block];

  return (self->no_use[block] || self->no_memory[block]) && entry != NULL && entry->ref_count == 1 &&
         g_atomic_int_get (&entry->result->ref_count) == 2;
}

/* A table that has become full and never had what was needed is not worth its while. */
static void
keep_entry (LeatWhatIf *self,
            guint       block,
            Entry      *entry)
{
  if (self->no_memory[block] || self->no_use[block])
    return;
  if (g_hash_table_size (self->tables[block]) >= MAX_ENTRIES)
    {
      g_hash_table_remove_all (self->tables[block]);
      self->no_use[block] = self->hits[block] == 0;
      self->hits[block] = 0;
      if (self->no_use[block])
        return;
    }
  entry->ref_count++;
  g_hash_table_add (self->tables[block], entry);
}

/* The entry that is known for what a block is made from now, or NULL. */
static Entry *
recall_entry (LeatWhatIf  *self,
              guint        block,
              const Entry *key)
{
  Entry *entry = self->entries[block];

  if (self->no_memory[block])
    return NULL;
  /* The present one is the likeliest, if it is not the block itself that was exchanged. */
  if (entry != NULL && entry_equal (entry, key))
    return entry;
  if (self->no_use[block])
    return NULL;
  entry = g_hash_table_lookup (self->tables[block], key);
  self->hits[block] += entry != NULL;
  return entry;
}

static void
mark_stale (LeatWhatIf *self,
            guint       block)
{
  guint position = self->report->graph->position[block];

  self->stale[position] = TRUE;
  self->first = MIN (self->first, position);
}

/* Only those that come later have seen it, unless `all`: it is another block now. */
static void
mark_neighbours (LeatWhatIf *self,
                 guint       block,
                 gboolean    all)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = graph->starts[block]; i < graph->starts[block + 1]; i++)
    {
      const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[i]);
      guint other = wire->from == block ? wire->to : wire->from;

      if (all)
        self->asked[other].is_settled = FALSE;
      if (all || graph->position[other] > graph->position[block])
        mark_stale (self, other);
    }
}

/* Takes note of the entry that holds for a block now; `changed` says whether others see the difference. */
static void
take_note (LeatWhatIf *self,
           guint       block,
           gboolean    changed)
{
  const LeatBlockResult *result = self->entries[block]->result;

  if (changed)
    mark_neighbours (self, block, FALSE);
  for (guint i = 0; self->sources_of[block] != NULL && i < self->sources_of[block]->len; i++)
    g_array_index (self->sources, Source, GPOINTER_TO_UINT (self->sources_of[block]->pdata[i]) - 1).stale = TRUE;
  self->monthly[block] = result->monthly;
  self->exact[block] = result->exact;
  self->unpriced[block] = result->unpriced;
  self->uses[block] = result->worst >= 0 ? result->uses[result->worst].utilisation : 0;
  self->recheck[block] = self->any_recheck = TRUE;
}

static void
take_entry (LeatWhatIf *self,
            guint       block,
            Entry      *entry)
{
  Entry *before = self->entries[block];
  gboolean changed = before == NULL || !leat_block_result_same_values (before->result, entry->result);

  self->entries[block] = entry;
  g_clear_pointer (&self->report->results->pdata[block], leat_block_result_unref);
  self->report->results->pdata[block] = leat_block_result_ref (entry->result);
  take_note (self, block, changed);
  if (before != NULL)
    entry_unref (before);
}

/* Finds the entry that holds for a block now; it is evaluated if there is none. */
static void
settle_block (LeatWhatIf *self,
              guint       block)
{
  guint n_in, n_out;
  Entry key = { .element = self->report->blocks->pdata[block] };
  Entry *entry;

  self->context.block = block;
  self->context.element = key.element;
  self->context.service = self->report->graph->services[block];
  key.in = leat_evaluate_inflow (&self->context, block, &n_in, &n_out);
  ask_again (self, block);
  key.answers = self->asked[block].answers;
  key.n_answers = self->asked[block].n;
  entry = recall_entry (self, block, &key);
  if (entry != NULL)
    {
      if (entry == self->entries[block])
        return;
      entry->ref_count++;
    }
  else if (may_renew (self, block))
    {
      take_note (self, block, renew_entry (self, block, &key.in, n_in, n_out));
      return;
    }
  else
    {
      entry = entry_new (self, block, &key.in, n_in, n_out);
      keep_entry (self, block, entry);
    }
  take_entry (self, block, entry);
}

static void
forget_entries (LeatWhatIf *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      g_hash_table_remove_all (self->tables[i]);
      g_clear_pointer (&self->entries[i], entry_unref);
      g_clear_pointer (&self->memos[i], leat_memo_free);
      mark_stale (self, i);
    }
}

/* What a block pays for data from another Availability Zone depends on each of its senders. */
static void
find_crossings (LeatWhatIf *self)
{
  const LeatGraph *graph = self->report->graph;

  for (guint i = 0; i < graph->wires->len; i++)
    {
      guint source, target;
      const char *from, *to;

      if (!leat_graph_flow_ends (leat_graph_wire (graph, i), &source, &target))
        continue;
      from = g_array_index (self->report->places, LeatPlace, source).zone;
      to = g_array_index (self->report->places, LeatPlace, target).zone;
      if (from != NULL && to != NULL && from != to)
        self->no_memory[target] = TRUE;
    }
}

static void
move (LeatWhatIf *self)
{
  g_array_unref (self->report->places);
  self->report->places = leat_places_new (self->report->catalogue, self->elements, self->report->blocks,
                                          self->report->graph);
  find_crossings (self);
  forget_entries (self);
  self->moved = FALSE;
}

static void
settle (LeatWhatIf *self)
{
  const LeatGraph *graph = self->report->graph;

  if (self->moved)
    move (self);
  /* They hold results that may be evaluated again in their places. */
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  for (guint position = self->first; position < self->n; position++)
    {
      if (!self->stale[position])
        continue;
      self->stale[position] = FALSE;
      self->context.horizon = position;
      settle_block (self, graph->order[position]);
    }
  self->context.horizon = G_MAXUINT;
  self->first = self->n;
}

static gboolean
count_accounts (LeatWhatIf *self)
{
  const LeatOptions *options = &self->report->options;
  gboolean alone = TRUE;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      Account *account = &g_array_index (self->accounts, Account, i);

      account->n = 0;
      account->gross = 0;
    }
  for (guint i = 0; i < self->n; i++)
    for (guint j = 0; j < self->entries[i]->result->n_shared; j++)
      {
        const Share *share = &self->entries[i]->shares[j];
        Account *account = &g_array_index (self->accounts, Account, share->account);

        account->n++;
        account->gross += share->gross;
      }
  for (guint i = 0; i < self->accounts->len; i++)
    {
      Account *account = &g_array_index (self->accounts, Account, i);
      gboolean is_alone = account->n == 0 || leat_price_is_alone (account->price, account->n, account->gross, options);

      /* What is free is taken off in another order, once anything is shared. */
      account->as_is = is_alone && !(options->free_tier && account->price->free_amount > 0);
      alone &= is_alone;
    }
  return alone;
}

static gboolean
is_each_as_is (const LeatWhatIf *self,
               const Entry      *entry)
{
  for (guint i = 0; i < entry->n_shares; i++)
    if (!g_array_index (self->accounts, Account, entry->shares[i].account).as_is)
      return FALSE;
  return TRUE;
}

static GPtrArray *
share_tiers (LeatWhatIf *self)
{
  GPtrArray *own = self->report->results;
  GPtrArray *shared = g_ptr_array_new_full (self->n, (GDestroyNotify) leat_block_result_unref);

  for (guint i = 0; i < self->n; i++)
    g_ptr_array_add (shared, leat_block_result_ref (own->pdata[i]));
  self->report->results = shared;
  leat_account_apply (self->report);
  self->report->results = own;
  return shared;
}

/* What a block pays where tiers are shared, as share_tiers() has it. */
static void
add_shared (const LeatWhatIf *self,
            guint             block,
            LeatFigures      *figures)
{
  const Entry *entry = self->entries[block];
  const LeatBlockResult *result = entry->result;
  LeatLineSum sum = { 0 };
  guint n = 0;

  for (guint i = 0; i < result->n_lines; i++)
    {
      LeatLineItem item = result->lines[i];

      if (n < result->n_shared && item.price != NULL && leat_price_is_shared (item.price, &self->report->options))
        {
          const Account *account = &g_array_index (self->accounts, Account, entry->shares[n++].account);

          if (!leat_line_item_share (&item, account->n, account->gross, &self->report->options))
            item = result->lines[i];
        }
      leat_line_sum_add (&sum, &item);
    }
  figures->total += leat_money_tidy (sum.monthly);
  figures->exact += sum.exact;
  figures->unpriced += sum.unpriced;
}

static void
read_bill (LeatWhatIf  *self,
           LeatFigures *figures)
{
  self->alone = count_accounts (self);
  for (guint i = 0; i < self->n; i++)
    {
      if (!self->alone && !is_each_as_is (self, self->entries[i]))
        {
          add_shared (self, i, figures);
          continue;
        }
      figures->total += self->monthly[i];
      figures->exact += self->exact[i];
      figures->unpriced += self->unpriced[i];
    }
  figures->total = leat_money_tidy (figures->total);
}

static void
read_use (const LeatWhatIf *self,
          LeatFigures      *figures)
{
  figures->block = G_MAXUINT;
  for (guint i = 0; i < self->n; i++)
    if (self->uses[i] > figures->use)
      {
        figures->use = self->uses[i];
        figures->block = i;
      }
}

/* Rules may speak of a block's neighbours, and those of a wire of its ends. */
static guint
read_errors (LeatWhatIf *self)
{
  const LeatGraph *graph = self->report->graph;
  g_autofree guint8 *block_too = NULL;
  g_autofree guint8 *wire_too = NULL;

  if (!self->any_recheck)
    return self->n_errors;
  self->any_recheck = FALSE;
  block_too = g_memdup2 (self->recheck, self->n);
  wire_too = g_new0 (guint8, graph->wires->len + 1);
  for (guint i = 0; i < self->n; i++)
    for (guint j = graph->starts[i]; self->recheck[i] && j < graph->starts[i + 1]; j++)
      {
        const LeatGraphWire *wire = leat_graph_wire (graph, graph->touching[j]);

        block_too[wire->from] = block_too[wire->to] = TRUE;
        wire_too[graph->touching[j]] = TRUE;
      }
  memset (self->recheck, 0, self->n);

  for (guint i = 0; i < self->n; i++)
    if (block_too[i])
      {
        guint n = leat_check_count_block_errors (&self->context, i, self->report->results->pdata[i]);

        self->n_errors += n - self->block_errors[i];
        self->block_errors[i] = n;
      }
  for (guint i = 0; i < graph->wires->len; i++)
    if (wire_too[i])
      {
        guint n = leat_check_count_wire_errors (&self->context, i);

        self->n_errors += n - self->wire_errors[i];
        self->wire_errors[i] = n;
      }
  return self->n_errors;
}

static void
add_source (LeatWhatIf *self,
            guint       block)
{
  const LeatGraph *graph = self->report->graph;
  Source source = { .block = block, .first_path = self->paths->len, .stale = TRUE };
  g_autoptr(GArray) reached = leat_graph_list_reached (graph, block);
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (Edge));

  for (guint k = 0; k < reached->len; k++)
    {
      guint from = g_array_index (reached, guint, k);
      guint n_edges = edges->len;

      for (guint i = graph->starts[from]; i < graph->starts[from + 1]; i++)
        {
          Edge edge;

          if (leat_graph_flow_ends (leat_graph_wire (graph, graph->touching[i]), &edge.from, &edge.to) &&
              edge.from == from)
            g_array_append_val (edges, edge);
        }
      if (edges->len == n_edges)
        {
          Path path = { .source = block, .sink = from, .slices = g_ptr_array_new (),
                        .memory = g_hash_table_new_full (memory_hash, memory_equal, memory_free, NULL) };

          g_array_append_val (self->paths, path);
        }
      if (self->sources_of[from] == NULL)
        self->sources_of[from] = g_ptr_array_new ();
      g_ptr_array_add (self->sources_of[from], GUINT_TO_POINTER (self->sources->len + 1));
    }
  source.n_reached = reached->len;
  source.n_edges = edges->len;
  source.reached = (guint *) g_array_free (g_steal_pointer (&reached), FALSE);
  source.edges = (Edge *) g_array_free (edges, FALSE);
  source.n_paths = self->paths->len - source.first_path;
  g_array_append_val (self->sources, source);
}

/* As the paths of a report are found (latency.c): the slowest way to each block by means and spreads. */
static void
spread (LeatWhatIf   *self,
        const Source *source)
{
  guint edge = 0;

  for (guint k = 0; k < source->n_reached; k++)
    {
      self->longest[source->reached[k]] = (LeatWay){ 0, 0 };
      self->previous[source->reached[k]] = G_MAXUINT;
    }
  for (guint k = 0; k < source->n_reached; k++)
    {
      guint block = source->reached[k];

      self->longest[block] = leat_way_through (self->longest[block], self->entries[block]->result);
      for (; edge < source->n_edges && source->edges[edge].from == block; edge++)
        {
          guint to = source->edges[edge].to;

          if (self->previous[to] != G_MAXUINT &&
              leat_way_length (self->longest[block]) <= leat_way_length (self->longest[to]))
            continue;
          self->longest[to] = self->longest[block];
          self->previous[to] = block;
        }
    }
}

/* Those of stages that are as they were stay. */
static void
get_slices (LeatWhatIf *self,
            Entry      *entry)
{
  const LeatBlockResult *result = entry->result;
  guint n_before = entry->epoch == self->epoch ? entry->n_slices : 0;
  guint n = 0;

  if (entry->has_slices && entry->epoch == self->epoch)
    return;
  for (guint i = 0; i < result->n_stages; i++)
    n += leat_stage_n_parts (result->stages[i].stage->kind);
  if (n != entry->n_slices)
    entry->slices = g_renew (LeatSlices *, entry->slices, n);
  entry->n_slices = n;
  n_before = MIN (n_before, n);
  n = 0;
  for (guint i = 0; i < result->n_stages; i++)
    for (guint part = 0; part < leat_stage_n_parts (result->stages[i].stage->kind); part++, n++)
      if (n >= n_before || !leat_slices_are_of (entry->slices[n], &result->stages[i], part))
        entry->slices[n] = leat_slices_get (self->slices, &result->stages[i], part);
  entry->has_slices = TRUE;
  entry->epoch = self->epoch;
}

/* What the slices say, if they are those of another time; else what cannot be. */
static void
recall (Path *path)
{
  const Memory key = { path->slices->len, (gconstpointer *) path->slices->pdata, { 0 } };
  const Memory *memory = path->n_waits == 0 && !path->no_use ? g_hash_table_lookup (path->memory, &key) : NULL;

  if (memory != NULL)
    {
      path->hits++;
      path->percentiles = memory->percentiles;
      path->known = KNOWN_ALL;
      return;
    }
  path->bound = leat_samples_bound ((LeatSlices *const *) path->slices->pdata, path->slices->len, path->widest);
  path->known = KNOWN_NOT_OVER;
}

static const LeatSlices *
get_widest (const Path *path)
{
  return path->widest < path->slices->len ? path->slices->pdata[path->widest] : NULL;
}

static void
memorise (Path         *path,
          const double *sum)
{
  Memory *memory;

  path->percentiles = leat_samples_read (sum, get_widest (path), path->widest);
  path->known = KNOWN_ALL;
  if (path->n_waits > 0 || path->no_use)
    return;
  if (++path->kept >= MAX_ENTRIES)
    {
      g_hash_table_remove_all (path->memory);
      path->no_use = path->hits == 0;
      path->hits = path->kept = 0;
    }
  memory = g_new (Memory, 1);
  *memory = (Memory){ path->slices->len, g_memdup2 (path->slices->pdata, path->slices->len * sizeof (gpointer)),
                      path->percentiles };
  g_hash_table_add (path->memory, memory);
}

static LeatSlices *
get_wait (const LeatWhatIf *self,
          guint             block)
{
  return self->waits != NULL ? g_hash_table_lookup (self->waits, self->report->results->pdata[block]) : NULL;
}

/* The waits in backlogs of the day come after all stages. */
static void
add_waits (const LeatWhatIf *self,
           Path             *path)
{
  guint n = path->slices->len;

  path->n_waits = 0;
  for (guint block = path->sink; block != G_MAXUINT; block = self->previous[block])
    path->n_waits += get_wait (self, block) != NULL;
  if (path->n_waits == 0)
    return;
  g_ptr_array_set_size (path->slices, n + path->n_waits);
  n += path->n_waits;
  for (guint block = path->sink; block != G_MAXUINT; block = self->previous[block])
    if (get_wait (self, block) != NULL)
      path->slices->pdata[--n] = get_wait (self, block);
}

/* What was summed up is not of use if it holds that one now, or did without it. */
static void
find_widest (Path *path)
{
  guint widest = leat_samples_find_widest ((LeatSlices *const *) path->slices->pdata, path->slices->len);

  if (widest != path->widest && MIN (widest, path->widest) < path->n_summed)
    path->n_summed = 0;
  path->widest = widest;
}

/* Collects the slices along the slowest way, which is known from its end. */
static void
trace (LeatWhatIf *self,
       Path       *path)
{
  guint n = 0, same = 0;

  path->unbounded = FALSE;
  for (guint block = path->sink; block != G_MAXUINT; block = self->previous[block])
    path->unbounded |= self->entries[block]->unbounded;
  if (path->unbounded)
    return;
  for (guint block = path->sink; block != G_MAXUINT; block = self->previous[block])
    {
      get_slices (self, self->entries[block]);
      n += self->entries[block]->n_slices;
    }

  same = MIN (n, path->slices->len);
  if (n != path->slices->len)
    path->known = KNOWN_NOTHING;
  g_ptr_array_set_size (path->slices, n);
  for (guint block = path->sink; block != G_MAXUINT; block = self->previous[block])
    for (guint i = self->entries[block]->n_slices; i-- > 0;)
      {
        gpointer slices = self->entries[block]->slices[i];

        if (path->slices->pdata[--n] == slices)
          continue;
        path->slices->pdata[n] = slices;
        path->known = KNOWN_NOTHING;
        same = MIN (same, n);
      }
  if (path->known != KNOWN_NOTHING)
    return;
  path->keep = same;
  if (path->n_summed > same)
    path->n_summed = 0;
  add_waits (self, path);
  find_widest (path);
  recall (path);
}

static void
add_up (const LeatWhatIf *self,
        Path             *path,
        double           *sum)
{
  if (path->n_summed > 0)
    memcpy (sum, path->sum, LEAT_N_SAMPLES * sizeof (double));
  else
    memset (sum, 0, LEAT_N_SAMPLES * sizeof (double));
  for (guint i = path->n_summed; i < path->slices->len; i++)
    {
      if (i == path->keep && i > path->n_summed)
        {
          if (path->sum == NULL)
            path->sum = g_new (double, LEAT_N_SAMPLES);
          memcpy (path->sum, sum, LEAT_N_SAMPLES * sizeof (double));
          path->n_summed = i;
        }
      if (i == path->widest)
        continue;
      if (i < path->slices->len - path->n_waits)
        leat_samples_add_again (sum, self->slices, path->slices->pdata[i], i);
      else
        leat_samples_add (sum, path->slices->pdata[i], i);
    }
}

static void
forget_paths (LeatWhatIf *self)
{
  for (guint i = 0; i < self->paths->len; i++)
    {
      Path *path = &g_array_index (self->paths, Path, i);

      g_ptr_array_set_size (path->slices, 0);
      g_hash_table_remove_all (path->memory);
      path->n_summed = 0;
      path->known = KNOWN_NOTHING;
    }
  for (guint i = 0; i < self->sources->len; i++)
    g_array_index (self->sources, Source, i).stale = TRUE;
}

/* Slices are forgotten all at once, and all that points to them with them. */
static void
limit_slices (LeatWhatIf *self)
{
  if (g_hash_table_size (self->slices->table) <= self->max_slices)
    return;
  leat_slices_set_clear (self->slices);
  self->epoch++;
  forget_paths (self);
}

/* A backlog of the day depends on the shapes of all sources, which no entry knows of: where there is one or was one, all
 * paths are gone through again. */
static void
find_waits (LeatWhatIf *self)
{
  gboolean had = self->waits != NULL;

  g_clear_pointer (&self->waits, g_hash_table_unref);
  self->waits = leat_day_find_waits (&self->context);
  if (had || self->waits != NULL)
    forget_paths (self);
}

static void
find_ways (LeatWhatIf *self)
{
  guint before;

  find_waits (self);
  limit_slices (self);
  before = g_hash_table_size (self->slices->table);
  for (guint i = 0; i < self->sources->len; i++)
    {
      Source *source = &g_array_index (self->sources, Source, i);

      if (!source->stale)
        continue;
      source->stale = FALSE;
      spread (self, source);
      for (guint j = 0; j < source->n_paths; j++)
        trace (self, &g_array_index (self->paths, Path, source->first_path + j));
    }
  /* What one variant needs must find room twice. */
  if (before == 0)
    self->max_slices = MAX (MAX_SLICES, 2 * g_hash_table_size (self->slices->table));
}

static void
read_path (const LeatWhatIf *self,
           Path             *path)
{
  double sum[LEAT_N_SAMPLES];

  if (path->known == KNOWN_ALL)
    return;
  add_up (self, path, sum);
  memorise (path, sum);
}

/* Whether a path is slower than the slowest so far, or as slow and before it, as a report sorts them. */
static gboolean
is_slower (LeatWhatIf *self,
           guint       at,
           guint       slowest)
{
  Path *path = &g_array_index (self->paths, Path, at);
  double p95 = g_array_index (self->paths, Path, slowest).percentiles.p95;
  double sum[LEAT_N_SAMPLES];

  if (path->known == KNOWN_ALL)
    return path->percentiles.p95 > p95 || (path->percentiles.p95 == p95 && at < slowest);
  if (path->known != KNOWN_NOTHING &&
      (path->bound < p95 || (path->bound == p95 && (path->known == KNOWN_BELOW || at > slowest))))
    return FALSE;
  add_up (self, path, sum);
  if (!leat_samples_exceed (sum, get_widest (path), path->widest, p95, at < slowest))
    {
      path->known = at < slowest ? KNOWN_BELOW : KNOWN_NOT_OVER;
      path->bound = p95;
      return FALSE;
    }
  memorise (path, sum);
  return TRUE;
}

static LeatPercentiles
read_delay (LeatWhatIf *self)
{
  guint slowest = self->slowest;

  if (self->paths->len == 0)
    return (LeatPercentiles){ NAN, NAN, NAN };
  for (guint i = 0; i < self->paths->len; i++)
    if (g_array_index (self->paths, Path, i).unbounded)
      return (LeatPercentiles){ INFINITY, INFINITY, INFINITY };

  read_path (self, &g_array_index (self->paths, Path, slowest));
  for (guint i = 0; i < self->paths->len; i++)
    if (i != slowest && is_slower (self, i, slowest))
      slowest = i;
  self->slowest = slowest;
  return g_array_index (self->paths, Path, slowest).percentiles;
}

static void
find_paths (LeatWhatIf *self)
{
  for (guint i = 0; i < self->n; i++)
    if (leat_graph_has_flow (self->report->graph, i, TRUE) && !leat_graph_has_flow (self->report->graph, i, FALSE))
      add_source (self, i);
}

static void
plan_free (gpointer data)
{
  if (data != NULL)
    leat_plan_free (data);
}

LeatWhatIf *
leat_what_if_new (LeatCatalogue     *catalogue,
                  GPtrArray         *elements,
                  const LeatOptions *options,
                  LeatWhatIfFlags    flags)
{
  LeatWhatIf *self = g_new0 (LeatWhatIf, 1);
  guint n;

  self->report = leat_report_new_blank (catalogue, elements, options);
  self->elements = g_ptr_array_ref (elements);
  self->flags = self->report->options.cost_only ? 0 : flags;
  self->n = n = self->report->blocks->len;
  self->entries = g_new0 (Entry *, n + 1);
  self->tables = g_new0 (GHashTable *, n + 1);
  self->plans = g_hash_table_new_full (NULL, NULL, NULL, plan_free);
  self->memos = g_new0 (LeatMemo *, n + 1);
  self->asked = g_new0 (Asked, n + 1);
  self->hits = g_new0 (guint, n + 1);
  self->no_use = g_new0 (gboolean, n + 1);
  self->no_memory = g_new0 (gboolean, n + 1);
  self->stale = g_new (guint8, n + 1);
  self->recheck = g_new0 (guint8, n + 1);
  self->account_of = g_hash_table_new (NULL, NULL);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (Account));
  self->monthly = g_new0 (double, n + 1);
  self->exact = g_new0 (double, n + 1);
  self->unpriced = g_new0 (guint, n + 1);
  self->uses = g_new0 (double, n + 1);
  self->block_errors = g_new0 (guint, n + 1);
  self->wire_errors = g_new0 (guint, self->report->wires->len + 1);
  self->slices = leat_slices_set_new ();
  self->max_slices = MAX_SLICES;
  self->sources = g_array_new (FALSE, FALSE, sizeof (Source));
  self->paths = g_array_new (FALSE, FALSE, sizeof (Path));
  self->sources_of = g_new0 (GPtrArray *, n + 1);
  self->longest = g_new0 (LeatWay, n + 1);
  self->previous = g_new0 (guint, n + 1);
  for (guint i = 0; i < n; i++)
    self->tables[i] = g_hash_table_new_full (entry_hash, entry_equal, (GDestroyNotify) entry_unref, NULL);
  memset (self->stale, TRUE, n + 1);
  find_crossings (self);
  if (self->flags & (LEAT_WHAT_IF_DELAY | LEAT_WHAT_IF_PATHS))
    find_paths (self);
  return self;
}

static void
free_ways (LeatWhatIf *self)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      g_free (g_array_index (self->sources, Source, i).reached);
      g_free (g_array_index (self->sources, Source, i).edges);
    }
  for (guint i = 0; i < self->paths->len; i++)
    {
      g_ptr_array_unref (g_array_index (self->paths, Path, i).slices);
      g_hash_table_unref (g_array_index (self->paths, Path, i).memory);
      g_free (g_array_index (self->paths, Path, i).sum);
    }
  for (guint i = 0; i < self->n; i++)
    g_clear_pointer (&self->sources_of[i], g_ptr_array_unref);
  g_array_unref (self->sources);
  g_array_unref (self->paths);
  g_free (self->sources_of);
  g_free (self->longest);
  g_free (self->previous);
  leat_slices_set_unref (self->slices);
  g_clear_pointer (&self->waits, g_hash_table_unref);
}

void
leat_what_if_free (LeatWhatIf *self)
{
  free_ways (self);
  for (guint i = 0; i < self->n; i++)
    {
      g_hash_table_unref (self->tables[i]);
      g_clear_pointer (&self->entries[i], entry_unref);
      g_clear_pointer (&self->memos[i], leat_memo_free);
      g_free (self->asked[i].answers);
      g_free (self->asked[i].wiring);
    }
  g_hash_table_unref (self->plans);
  g_free (self->memos);
  g_free (self->asked);
  g_clear_pointer (&self->shared, g_ptr_array_unref);
  leat_report_unref (self->report);
  g_ptr_array_unref (self->elements);
  g_free (self->entries);
  g_free (self->tables);
  g_free (self->hits);
  g_free (self->no_use);
  g_free (self->no_memory);
  g_free (self->stale);
  g_free (self->recheck);
  g_hash_table_unref (self->account_of);
  g_array_unref (self->accounts);
  g_free (self->monthly);
  g_free (self->exact);
  g_free (self->unpriced);
  g_free (self->uses);
  g_free (self->block_errors);
  g_free (self->wire_errors);
  g_free (self);
}

void
leat_what_if_put (LeatWhatIf  *self,
                  guint        block,
                  LeatElement *element)
{
  LeatElement *before = self->report->blocks->pdata[block];
  LeatChange change = { before, element };

  if (before == element)
    return;
  self->moved |= leat_places_change (&(LeatChanges){ &change, 1 });
  self->report->blocks->pdata[block] = leat_element_ref (element);
  leat_element_unref (before);
  mark_stale (self, block);
  mark_neighbours (self, block, TRUE);
}

void
leat_what_if_read (LeatWhatIf  *self,
                   LeatFigures *figures)
{
  /* The evaluator is the thread's: others may have used it since. */
  leat_context_init (&self->context, self->report);
  leat_evaluator_set_lookup (self->context.evaluator, answer, self);
  *figures = (LeatFigures){ .delay = { NAN, NAN, NAN } };
  settle (self);
  read_bill (self, figures);
  read_use (self, figures);
  if (self->flags & LEAT_WHAT_IF_ERRORS)
    figures->errors = read_errors (self);
  if (self->flags & (LEAT_WHAT_IF_DELAY | LEAT_WHAT_IF_PATHS))
    find_ways (self);
  if (self->flags & LEAT_WHAT_IF_DELAY)
    figures->delay = read_delay (self);
}

gboolean
leat_what_if_shows (LeatWhatIf        *self,
                    guint              block,
                    const LeatSetting *setting)
{
  if (setting->visible_when == NULL)
    return TRUE;
  leat_context_init (&self->context, self->report);
  leat_evaluate_restore (&self->context, self->report->results->pdata[block], block);
  self->context.current = NULL;
  return leat_evaluator_eval (self->context.evaluator, setting->visible_when) != 0;
}

guint
leat_what_if_get_n_blocks (const LeatWhatIf *self)
{
  return self->n;
}

const LeatElement *
leat_what_if_get_element (const LeatWhatIf *self,
                          guint             block)
{
  return self->report->blocks->pdata[block];
}

const LeatBlockResult *
leat_what_if_get_result (LeatWhatIf *self,
                         guint       block)
{
  if (self->shared == NULL && !self->alone)
    self->shared = share_tiers (self);
  return (self->shared != NULL ? self->shared : self->report->results)->pdata[block];
}

guint
leat_what_if_get_n_paths (const LeatWhatIf *self)
{
  return self->paths->len;
}

void
leat_what_if_get_path_ends (const LeatWhatIf *self,
                            guint             at,
                            guint            *source,
                            guint            *sink)
{
  const Path *path = &g_array_index (self->paths, Path, at);

  *source = path->source;
  *sink = path->sink;
}

LeatPercentiles
leat_what_if_get_path (LeatWhatIf *self,
                       guint       at)
{
  Path *path = &g_array_index (self->paths, Path, at);

  if (path->unbounded)
    return (LeatPercentiles){ INFINITY, INFINITY, INFINITY };
  read_path (self, path);
  return path->percentiles;
}
