/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/formula.h"
#include "engine/report.h"
#include "support.h"

#include <math.h>

/* Pricing 10,000 blocks of all types, beside one pass of muParser over as many formulas in the same run. Fails
 * beyond 50 ms. */

#define N_BLOCKS 10000
#define N_RUNS 9

static double
now (void)
{
  return g_get_monotonic_time () / 1000.0;
}

/* Blocks of every type in turn, each of which sends to the next one of its row of ten. */
static GPtrArray *
make_elements (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  guint n = leat_catalogue_get_n_services (catalogue);
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);

  for (guint i = 0; i < N_BLOCKS; i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i % n);
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_ptr_array_add (elements, leat_element_new_block (id, i % 10 == 0 ? "app-producer" : service->id, id, 0, 0));
    }
  for (guint i = 0; i + 1 < N_BLOCKS; i++)
    if (i % 10 != 9)
      {
        g_autofree char *id = g_strdup_printf ("w%u", i);
        g_autofree char *from = g_strdup_printf ("b%u", i);
        g_autofree char *to = g_strdup_printf ("b%u", i + 1);

        g_ptr_array_add (elements, leat_element_new_wire (id, LEAT_WIRE_DATA, from, to));
      }
  return elements;
}

static void
add (GPtrArray         *formulas,
     const LeatFormula *formula)
{
  if (formula != NULL)
    g_ptr_array_add (formulas, (gpointer) formula);
}

/* What pricing a block of the service evaluates, if all conditions hold. */
static void
add_formulas (GPtrArray         *formulas,
              const LeatService *service)
{
  for (guint i = 0; i < service->assignments->len; i++)
    {
      const LeatAssignment *assignment = g_ptr_array_index (service->assignments, i);

      add (formulas, assignment->setting != NULL ? assignment->setting->derived : assignment->formula);
    }
  for (guint i = 0; i < LEAT_N_FLOW_FIELDS; i++)
    add (formulas, service->flow[i]);
  for (guint i = 0; i < service->lines->len; i++)
    {
      const LeatLine *line = g_ptr_array_index (service->lines, i);

      add (formulas, line->when);
      add (formulas, line->quantity);
    }
}

static double
pass (LeatEvaluator *evaluator,
      GPtrArray     *formulas)
{
  double start = now ();
  volatile double sum = 0;

  for (guint i = 0; i < formulas->len; i++)
    sum += leat_evaluator_eval (evaluator, formulas->pdata[i]);
  return now () - start;
}

int
main (void)
{
  g_autoptr(GPtrArray) elements = make_elements ();
  g_autoptr(GPtrArray) formulas = g_ptr_array_new ();
  g_autoptr(LeatEvaluator) evaluator = leat_evaluator_new ();
  LeatOptions options = LEAT_OPTIONS_INIT;
  double price = INFINITY, plain = INFINITY;

  options.cost_only = TRUE;
  for (guint i = 0; i < N_BLOCKS; i++)
    add_formulas (formulas, leat_catalogue_get_service (test_catalogue (), ((LeatElement *) elements->pdata[i])->type));
  pass (evaluator, formulas); /* compiles them */
  for (guint run = 0; run < N_RUNS; run++)
    {
      double start = now ();
      g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, &options, NULL, NULL);

      price = run > 0 ? MIN (price, now () - start) : INFINITY;
      plain = MIN (plain, pass (evaluator, formulas));
    }
  g_print ("%u blocks of %u types: priced in %.1f ms; one pass over %u formulas %.1f ms (x%.2f)\n", N_BLOCKS,
           leat_catalogue_get_n_services (test_catalogue ()), price, formulas->len, plain, price / plain);
  return price <= 50 ? 0 : 1;
}
