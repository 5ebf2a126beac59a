/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/explore.h"

#include "engine/engine-private.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DEFAULT_STEPS 11

void
leat_variation_free (LeatVariation *self)
{
  g_free (self->block);
  g_free (self->setting);
  g_free (self->label);
  g_ptr_array_unref (self->values);
  g_array_unref (self->numbers);
  g_free (self);
}

static const LeatElement *
find_block (GPtrArray  *elements,
            const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (element->id, id))
        return element;
    }
  return NULL;
}

static void
add_value (LeatVariation *self,
           char          *text, /* taken */
           double         number)
{
  g_ptr_array_add (self->values, text);
  g_array_append_val (self->numbers, number);
}

/* Even steps, or even proportions; a step that rounds to the one before it is left out. */
static void
add_range (LeatVariation *self,
           double         from,
           double         to,
           guint          n,
           gboolean       in_proportion,
           gboolean       whole)
{
  for (guint i = 0; i < n; i++)
    {
      double part = n > 1 ? i / (n - 1.0) : 0;
      double number = in_proportion ? from * pow (to / from, part) : from + (to - from) * part;

      if (whole)
        number = round (number);
      if (self->numbers->len > 0 && g_array_index (self->numbers, double, self->numbers->len - 1) == number)
        continue;
      add_value (self, leat_number_to_string (number), number);
    }
}

static gboolean
parse_range (LeatVariation     *self,
             const char        *text,
             const LeatSetting *setting,
             GError           **error)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", -1);
  guint n_parts = g_strv_length (parts);
  double from, to, n = DEFAULT_STEPS;

  if (n_parts < 2 || n_parts > 3 || !leat_parse_number (parts[0], &from) || !leat_parse_number (parts[1], &to) ||
      (n_parts == 3 && (!leat_parse_number (parts[2], &n) || n < 1 || n != floor (n) || n > LEAT_EXPLORE_MAX)))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s cannot be varied over “%s”: write FROM:TO or FROM:TO:STEPS, such as 1:10:10"), self->label, text);
      return FALSE;
    }
  if (setting == NULL && (from <= 0 || to <= 0))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("The load is varied from more than 0, such as load=0.1:100"));
      return FALSE;
    }
  add_range (self, from, to, (guint) n, setting == NULL, setting != NULL && setting->type == LEAT_SETTING_INTEGER);
  return TRUE;
}

static gboolean
parse_values (LeatVariation     *self,
              const char        *text,
              const LeatSetting *setting,
              GError           **error)
{
  gboolean numeric = setting == NULL || setting->type == LEAT_SETTING_INTEGER || setting->type == LEAT_SETTING_NUMBER;

  if (numeric && strchr (text, '|') == NULL)
    {
      if (!parse_range (self, text, setting, error))
        return FALSE;
    }
  else
    {
      g_auto(GStrv) words = g_strsplit (text, "|", -1);

      for (guint i = 0; words[i] != NULL; i++)
        {
          double number = NAN;

          if (numeric && !leat_parse_number (words[i], &number))
            number = NAN;
          add_value (self, g_strdup (words[i]), number);
        }
    }

  for (guint i = 0; setting != NULL && i < self->values->len; i++)
    {
      double number;

      if (!leat_setting_parse (setting, self->values->pdata[i], &number, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
find_setting (LeatVariation      *self,
              const char         *name, /* "BLOCK.SETTING" */
              LeatCatalogue      *catalogue,
              GPtrArray          *elements,
              const LeatSetting **setting,
              GError            **error)
{
  const char *dot = strrchr (name, '.');
  const LeatElement *block;
  const LeatService *service;

  if (dot == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is neither “load” nor BLOCK.SETTING"), name);
      return FALSE;
    }
  self->block = g_strndup (name, dot - name);
  self->setting = g_strdup (dot + 1);
  block = find_block (elements, self->block);
  service = block != NULL ? leat_catalogue_get_service (catalogue, block->type) : NULL;
  if (service == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("The pipeline has no block “%s” of a known type"), self->block);
      return FALSE;
    }
  *setting = leat_service_get_setting (service, self->setting);
  if (*setting == NULL)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN, _("%s has no setting “%s”: leat-cli catalogue %s lists them"),
                 self->block, self->setting, service->id);
  return *setting != NULL;
}

LeatVariation *
leat_variation_parse (const char    *text,
                      LeatCatalogue *catalogue,
                      GPtrArray     *elements,
                      GError       **error)
{
  g_autoptr(LeatVariation) self = g_new0 (LeatVariation, 1);
  const char *equals = strchr (text, '=');
  const LeatSetting *setting = NULL;

  self->values = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (double));
  if (equals == NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("“%s” is no variation: write BLOCK.SETTING=FROM:TO"), text);
      return NULL;
    }
  self->label = g_strndup (text, equals - text);
  if (!g_str_equal (self->label, "load") && !find_setting (self, self->label, catalogue, elements, &setting, error))
    return NULL;
  if (!parse_values (self, equals + 1, setting, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* One pipeline that is changed from point to point. */
typedef struct
{
  LeatCatalogue *catalogue;
  GPtrArray     *original; /* of LeatElement */
  GPtrArray     *elements; /* of LeatElement: as they are at the point */
  GPtrArray     *variations;
  LeatReport    *report;
} Explorer;

static gboolean
is_source (const Explorer    *self,
           const LeatElement *element)
{
  const LeatService *service;

  if (element->kind != LEAT_ELEMENT_BLOCK)
    return FALSE;
  service = leat_catalogue_get_service (self->catalogue, element->type);
  return service != NULL && leat_service_get_setting (service, "records_per_s") != NULL;
}

/* What a source sends now, as set or by default, times the load. */
static LeatElement *
loaded (const Explorer    *self,
        const LeatElement *original,
        LeatElement       *now,
        double             load)
{
  const LeatBlockResult *result = leat_report_get_block (self->report, original->id);
  const LeatService *service = leat_catalogue_get_service (self->catalogue, original->type);
  const LeatSetting *setting = leat_service_get_setting (service, "records_per_s");
  g_autofree char *text = NULL;
  double rate;

  if (!leat_setting_value (service, original, "records_per_s", &rate))
    rate = result->slots[setting->slot];
  text = leat_number_to_string (rate * load);
  return leat_element_copy_with_setting (now, "records_per_s", text);
}

/* The element of the point that `digits` name, or the original. */
static LeatElement *
vary (const Explorer    *self,
      const LeatElement *original,
      const guint       *digits)
{
  LeatElement *element = leat_element_ref ((LeatElement *) original);

  for (guint i = 0; i < self->variations->len; i++)
    {
      const LeatVariation *variation = g_ptr_array_index (self->variations, i);
      LeatElement *before = element;

      if (variation->block == NULL ? !is_source (self, original) : g_strcmp0 (variation->block, original->id) != 0)
        continue;
      element = variation->block == NULL
                  ? loaded (self, original, before, g_array_index (variation->numbers, double, digits[i]))
                  : leat_element_copy_with_setting (before, variation->setting, variation->values->pdata[digits[i]]);
      leat_element_unref (before);
    }
  return element;
}

static gboolean
is_varied (const Explorer    *self,
           const LeatElement *element)
{
  for (guint i = 0; i < self->variations->len; i++)
    {
      const LeatVariation *variation = g_ptr_array_index (self->variations, i);

      if (variation->block == NULL ? is_source (self, element)
                                   : element->kind == LEAT_ELEMENT_BLOCK && g_str_equal (variation->block, element->id))
        return TRUE;
    }
  return FALSE;
}

static void
go_to (Explorer    *self,
       GArray      *varied, /* of guint: indices of elements */
       const guint *digits)
{
  g_autoptr(GArray) items = g_array_new (FALSE, FALSE, sizeof (LeatChange));
  g_autoptr(GPtrArray) old = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  LeatChanges changes;
  LeatReport *next;

  for (guint i = 0; i < varied->len; i++)
    {
      guint at = g_array_index (varied, guint, i);
      LeatElement *before = g_ptr_array_index (self->elements, at);
      LeatElement *after = vary (self, g_ptr_array_index (self->original, at), digits);
      LeatChange change = { before, after };

      self->elements->pdata[at] = after;
      g_ptr_array_add (old, before);
      g_array_append_val (items, change);
    }
  changes = (LeatChanges){ (LeatChange *) items->data, items->len };
  next = leat_report_update (self->report, self->elements, &changes);
  leat_report_unref (self->report);
  self->report = next;
}

static LeatExplorePoint
read_point (const Explorer *self)
{
  LeatExplorePoint point = { .p50 = NAN, .p95 = NAN, .p99 = NAN };
  const LeatBlockResult *busiest = NULL;
  GPtrArray *paths = leat_report_get_paths (self->report);

  point.total = leat_report_get_total (self->report, &point.unpriced);
  point.errors = leat_report_count_findings (self->report, LEAT_SEVERITY_ERROR);
  if (paths->len > 0)
    {
      const LeatPath *path = g_ptr_array_index (paths, 0);

      point.p50 = path->unbounded ? INFINITY : path->p50;
      point.p95 = path->unbounded ? INFINITY : path->p95;
      point.p99 = path->unbounded ? INFINITY : path->p99;
    }
  for (guint i = 0; i < self->report->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (self->report->results, i);

      point.exact += result->exact;
      if (result->worst >= 0 && result->uses[result->worst].utilisation > point.use)
        {
          point.use = result->uses[result->worst].utilisation;
          busiest = result;
        }
    }
  /* The element of the point goes with it: the original's id stays. */
  if (busiest != NULL)
    point.block = find_block (self->original, busiest->element->id)->id;
  return point;
}

static guint
count_points (GPtrArray *variations)
{
  guint64 n = 1;

  for (guint i = 0; i < variations->len && n <= LEAT_EXPLORE_MAX; i++)
    n *= ((LeatVariation *) g_ptr_array_index (variations, i))->values->len;
  return (guint) MIN (n, LEAT_EXPLORE_MAX + 1);
}

GArray *
leat_explore (LeatCatalogue      *catalogue,
              GPtrArray          *elements,
              const LeatOptions  *options,
              GPtrArray          *variations,
              LeatExploreProgress progress,
              gpointer            data,
              GCancellable       *cancellable,
              GError            **error)
{
  Explorer self = { catalogue, elements, NULL, variations, NULL };
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LeatExplorePoint));
  g_autoptr(GArray) varied = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *digits = g_new0 (guint, variations->len);
  guint n = count_points (variations);

  if (n > LEAT_EXPLORE_MAX)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("That is more than %d points: take fewer steps"), LEAT_EXPLORE_MAX);
      return NULL;
    }
  self.report = leat_report_new (catalogue, elements, options, cancellable, error);
  if (self.report == NULL)
    return NULL;
  self.elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  for (guint i = 0; i < elements->len; i++)
    {
      g_ptr_array_add (self.elements, leat_element_ref (elements->pdata[i]));
      if (is_varied (&self, elements->pdata[i]))
        g_array_append_val (varied, i);
    }

  for (guint k = 0; k < n && !g_cancellable_is_cancelled (cancellable); k++)
    {
      LeatExplorePoint point;
      guint rest = k;

      for (guint i = variations->len; i-- > 0;)
        {
          guint base = ((LeatVariation *) g_ptr_array_index (variations, i))->values->len;

          digits[i] = rest % base;
          rest /= base;
        }
      go_to (&self, varied, digits);
      point = read_point (&self);
      g_array_append_val (points, point);
      if (progress != NULL)
        progress (k + 1, n, data);
    }
  leat_report_unref (self.report);
  g_ptr_array_unref (self.elements);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&points);
}

static gboolean
has_words (const LeatVariation *variation)
{
  return isnan (g_array_index (variation->numbers, double, 0));
}

typedef struct
{
  GArray   *points;
  guint     n_words;
  guint     n_numbers;
  gboolean  words_first;
} Grid;

static const LeatExplorePoint *
get_point (const Grid *self,
           guint       word,
           guint       number)
{
  guint at = self->words_first ? word * self->n_numbers + number : number * self->n_words + word;

  return &g_array_index (self->points, LeatExplorePoint, at);
}

static void
find_crossings (const Grid          *grid,
                const LeatVariation *words,
                const LeatVariation *numbers,
                guint                a,
                guint                b,
                GArray              *found)
{
  for (guint i = 0; i + 1 < grid->n_numbers; i++)
    {
      const LeatExplorePoint *a0 = get_point (grid, a, i), *a1 = get_point (grid, a, i + 1);
      const LeatExplorePoint *b0 = get_point (grid, b, i), *b1 = get_point (grid, b, i + 1);
      double before = a0->exact - b0->exact, after = a1->exact - b1->exact;
      double x0 = g_array_index (numbers->numbers, double, i), x1 = g_array_index (numbers->numbers, double, i + 1);
      LeatBreakEven even;

      if (a0->unpriced + a1->unpriced + b0->unpriced + b1->unpriced > 0 || before == 0 || before * after > 0)
        continue;
      even.at = x0 + (x1 - x0) * before / (before - after);
      even.cheaper = words->values->pdata[before < 0 ? a : b];
      even.dearer = words->values->pdata[before < 0 ? b : a];
      g_array_append_val (found, even);
    }
}

GArray *
leat_explore_break_evens (GPtrArray *variations,
                          GArray    *points)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (LeatBreakEven));
  const LeatVariation *first, *second, *words, *numbers;
  Grid grid;

  if (variations->len != 2)
    return found;
  first = g_ptr_array_index (variations, 0);
  second = g_ptr_array_index (variations, 1);
  if (has_words (first) == has_words (second))
    return found;
  words = has_words (first) ? first : second;
  numbers = has_words (first) ? second : first;
  grid = (Grid){ points, words->values->len, numbers->values->len, words == first };
  for (guint a = 0; a < grid.n_words; a++)
    for (guint b = a + 1; b < grid.n_words; b++)
      find_crossings (&grid, words, numbers, a, b, found);
  return found;
}
