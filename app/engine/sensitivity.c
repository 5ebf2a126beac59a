/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/sensitivity.h"

#include "engine/money.h"
#include "engine/sweep-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
leat_sensitivity_free (LeatSensitivity *self)
{
  g_free (self->block);
  g_free (self->label);
  g_free (self->now);
  g_free (self->low);
  g_free (self->high);
  g_free (self);
}

/* The pipeline as it is, and the way to try one change. */
typedef struct
{
  LeatSweep     *sweep;
  LeatWhatIf    *what_if;
  LeatFigures    now;
  GPtrArray     *found;
  LeatVariation *load;
} Trial;

/* The figures with one setting of a block at some value; those of now if it takes prices away. */
static LeatFigures
try_value (const Trial       *trial,
           guint              block,
           const LeatSetting *setting,
           const char        *value)
{
  LeatElement *now = g_ptr_array_index (leat_sweep_get_blocks (trial->sweep), block);
  g_autoptr(LeatElement) element = leat_element_copy_with_setting (now, setting->name, value);
  LeatFigures figures;

  leat_what_if_put (trial->what_if, block, element);
  leat_what_if_read (trial->what_if, &figures);
  leat_what_if_put (trial->what_if, block, now);
  return figures.unpriced > trial->now.unpriced ? trial->now : figures;
}

static double
spread_of (double a,
           double b,
           double c)
{
  double low = MIN (MIN (a, b), c), high = MAX (MAX (a, b), c);

  return low == high || isnan (low) ? 0 : high - low;
}

/* Takes `sensitivity` if it shows anything. */
static void
add (const Trial       *trial,
     LeatSensitivity   *sensitivity, /* taken */
     const LeatFigures *low,
     const LeatFigures *high)
{
  sensitivity->total_low = low->total;
  sensitivity->total_high = high->total;
  sensitivity->p95_low = low->delay.p95;
  sensitivity->p95_high = high->delay.p95;
  sensitivity->swing = spread_of (low->total, high->total, trial->now.total);
  sensitivity->p95_swing = spread_of (low->delay.p95, high->delay.p95, trial->now.delay.p95);
  if (sensitivity->swing > 0 || sensitivity->p95_swing > 0)
    g_ptr_array_add (trial->found, sensitivity);
  else
    leat_sensitivity_free (sensitivity);
}

static LeatSensitivity *
sensitivity_new (const LeatElement *block,
                 const LeatSetting *setting)
{
  LeatSensitivity *self = g_new0 (LeatSensitivity, 1);

  self->block = g_strdup (block->id);
  self->setting = setting;
  self->label = g_strdup_printf (_("%s: %s"), leat_element_get_label (block), leat_tr (setting->label));
  return self;
}

static double
within (const LeatSetting *setting,
        double             number)
{
  number = setting->type == LEAT_SETTING_INTEGER ? round (number) : number;
  return CLAMP (number, setting->minimum, setting->maximum);
}

static void
try_number (const Trial       *trial,
            guint              block,
            const LeatSetting *setting)
{
  LeatSensitivity *self = sensitivity_new (leat_what_if_get_element (trial->what_if, block), setting);
  double now = leat_what_if_get_result (trial->what_if, block)->slots[setting->slot];
  LeatFigures low, high;

  self->now = leat_number_to_string (now);
  self->low = leat_number_to_string (within (setting, now / 2));
  self->high = leat_number_to_string (within (setting, now * 2));
  low = g_str_equal (self->low, self->now) ? trial->now : try_value (trial, block, setting, self->low);
  high = g_str_equal (self->high, self->now) ? trial->now : try_value (trial, block, setting, self->high);
  add (trial, self, &low, &high);
}

static void
try_words (const Trial       *trial,
           guint              block,
           const LeatSetting *setting,
           const char        *now,
           const char *const *words)
{
  LeatSensitivity *self = sensitivity_new (leat_what_if_get_element (trial->what_if, block), setting);
  LeatFigures low = trial->now, high = trial->now;
  const char *cheapest = now, *dearest = now;

  for (guint i = 0; words[i] != NULL; i++)
    {
      LeatFigures figures;

      if (g_str_equal (words[i], now))
        continue;
      figures = try_value (trial, block, setting, words[i]);
      if (figures.total < low.total || (figures.total == low.total && figures.delay.p95 < low.delay.p95))
        {
          low = figures;
          cheapest = words[i];
        }
      if (figures.total > high.total || (figures.total == high.total && figures.delay.p95 > high.delay.p95))
        {
          high = figures;
          dearest = words[i];
        }
    }
  self->now = g_strdup (now);
  self->low = g_strdup (cheapest);
  self->high = g_strdup (dearest);
  add (trial, self, &low, &high);
}

static void
try_choice (const Trial       *trial,
            guint              block,
            const LeatSetting *setting)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new ();
  double number = leat_what_if_get_result (trial->what_if, block)->slots[setting->slot];
  const char *now = setting->fallback;

  for (guint i = 0; i < setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (setting->choices, i);

      g_ptr_array_add (words, choice->value);
      if (choice->number == number)
        now = choice->value;
    }
  g_ptr_array_add (words, NULL);
  if (now != NULL)
    try_words (trial, block, setting, now, (const char *const *) words->pdata);
}

static void
try_setting (const Trial       *trial,
             guint              block,
             const LeatSetting *setting)
{
  static const char *const switches[] = { "no", "yes", NULL };

  switch (setting->type)
    {
    case LEAT_SETTING_INTEGER:
    case LEAT_SETTING_NUMBER:
      try_number (trial, block, setting);
      break;
    case LEAT_SETTING_CHOICE:
      try_choice (trial, block, setting);
      break;
    case LEAT_SETTING_BOOLEAN:
      try_words (trial, block, setting,
                 switches[leat_what_if_get_result (trial->what_if, block)->slots[setting->slot] != 0], switches);
      break;
    case LEAT_SETTING_TEXT:
    default:
      break;
    }
}

static void
try_block (const Trial *trial,
           guint        block)
{
  const LeatService *service = leat_what_if_get_result (trial->what_if, block)->service;

  for (guint i = 0; service != NULL && i < service->settings->len; i++)
    {
      const LeatSetting *setting = g_ptr_array_index (service->settings, i);
      LeatFigures now;

      /* What is asked of the block is asked of it as it is. */
      leat_what_if_read (trial->what_if, &now);
      if (leat_what_if_shows (trial->what_if, block, setting))
        try_setting (trial, block, setting);
    }
}

static void
try_load (const Trial *trial,
          LeatWalk    *walk)
{
  LeatSensitivity *self = g_new0 (LeatSensitivity, 1);
  LeatFigures sides[2];

  self->label = g_strdup (_("Load"));
  self->now = g_strdup ("1");
  self->low = g_strdup ("0.5");
  self->high = g_strdup ("2");
  for (guint i = 0; i < 2; i++)
    {
      leat_walk_vary (walk, trial->load, i == 0 ? 0.5 : 2);
      leat_walk_read (walk, &sides[i]);
      leat_walk_to (walk, 0);
    }
  add (trial, self, &sides[0], &sides[1]);
}

static int
compare_swings (gconstpointer a,
                gconstpointer b)
{
  const LeatSensitivity *x = *(const LeatSensitivity *const *) a;
  const LeatSensitivity *y = *(const LeatSensitivity *const *) b;

  if (x->swing != y->swing)
    return x->swing < y->swing ? 1 : -1;
  return (x->p95_swing < y->p95_swing) - (x->p95_swing > y->p95_swing);
}

char *
leat_sensitivity_dup_words (const LeatSensitivity *self,
                            const char            *value)
{
  const LeatSetting *setting = self->setting;
  const LeatChoice *choice = setting != NULL ? leat_setting_find_choice (setting, value) : NULL;
  g_autofree char *times = NULL;
  double number;

  if (choice != NULL)
    return g_strdup (leat_tr (choice->label));
  if (setting != NULL && setting->type == LEAT_SETTING_BOOLEAN)
    return g_strdup (g_str_equal (value, "yes") ? _("on") : _("off"));
  if (!leat_parse_number (value, &number))
    return g_strdup (value);
  if (setting != NULL)
    return leat_quantity_format (number, setting->unit);
  times = leat_quantity_format (number, NULL);
  return g_strconcat ("×", times, NULL);
}

GPtrArray *
leat_sensitivity (LeatCatalogue     *catalogue,
                  GPtrArray         *elements,
                  const LeatOptions *options,
                  LeatExplorePoint  *base,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autoptr(LeatSweep) sweep = leat_sweep_new (catalogue, elements, options, NULL, LEAT_WHAT_IF_DELAY, error);
  g_autoptr(LeatVariation) load = leat_variation_parse ("load=1|2", catalogue, elements, NULL);
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_sensitivity_free);
  g_autoptr(LeatWalk) walk = leat_walk_new (sweep);
  Trial trial = { sweep, leat_walk_get_what_if (walk), { 0 }, found, load };

  leat_walk_read (walk, &trial.now);
  if (base != NULL)
    *base = leat_explore_point_of (sweep, &trial.now);
  try_load (&trial, walk);
  for (guint i = 0; i < leat_what_if_get_n_blocks (trial.what_if); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      try_block (&trial, i);
    }
  g_ptr_array_sort (found, compare_swings);
  return g_steal_pointer (&found);
}
