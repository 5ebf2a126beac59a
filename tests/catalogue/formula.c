/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "catalogue/formula.h"
#include "model/error.h"
#include "support.h"

/* The words of formulas: what they are worth, what is asked meanwhile, and what is said of those that are wrong. */

typedef struct
{
  LeatSymbols   *symbols;
  LeatEvaluator *evaluator;
  double        *frame;
  guint          n;     /* formulas so far */
  GString       *asked; /* arguments of the questions, each with a space */
} Bench;

static double
answer (gpointer    data,
        LeatAsk     ask,
        const char *argument)
{
  Bench *bench = data;

  g_string_append_printf (bench->asked, "%s ", argument);
  return 7;
}

static void
bench_init (Bench *self)
{
  self->symbols = leat_symbols_new ();
  leat_symbols_add (self->symbols, "x");
  leat_symbols_add (self->symbols, "y");
  leat_symbols_add (self->symbols, "iffy");
  self->evaluator = leat_evaluator_new ();
  self->frame = leat_evaluator_get_frame (self->evaluator, 0, self->symbols);
  self->n = 0;
  self->asked = g_string_new (NULL);
  leat_evaluator_set_lookup (self->evaluator, answer, self);
}

static void
bench_clear (Bench *self)
{
  leat_evaluator_free (self->evaluator);
  leat_symbols_free (self->symbols);
  g_string_free (self->asked, TRUE);
}

static void
put (Bench      *self,
     const char *name,
     double      value)
{
  self->frame[leat_symbols_find (self->symbols, name)] = value;
}

static LeatFormula
formula_of (Bench      *self,
            const char *text)
{
  return (LeatFormula){ .text = (char *) text, .index = self->n++, .symbols = self->symbols, .file = "test.xml", .line = 3 };
}

static void
assert_worth (Bench      *self,
              const char *text,
              double      value)
{
  LeatFormula formula = formula_of (self, text);
  g_autoptr(GError) error = NULL;
  double is;

  if (!leat_evaluator_check (self->evaluator, &formula, &error))
    g_error ("%s", error->message);
  g_string_truncate (self->asked, 0);
  is = leat_evaluator_eval (self->evaluator, &formula);
  if (is != value)
    g_error ("%s is %.17g, not %.17g", text, is, value);
}

static void
test_if (void)
{
  Bench bench;

  bench_init (&bench);
  put (&bench, "x", 3);
  put (&bench, "y", 0);
  put (&bench, "iffy", 5);
  assert_worth (&bench, "if(x > 2, 10, 20)", 10);
  assert_worth (&bench, "if(x > 3, 10, 20)", 20);
  assert_worth (&bench, "if(y, 1, 2) + 1", 3);
  assert_worth (&bench, "2 * if(x == 3, x + 1, x + 2) * 3", 24);
  assert_worth (&bench, "1 + if(x > 2 && y == 0, if(y > 0, 4, 5), 6) + iffy", 11);
  assert_worth (&bench, "if(if(y, 1, 0), 1, if(x, if(y, 2, 3), 4))", 3);
  assert_worth (&bench, "max(if(x > 0, x, 1), min(4, if(y > 0, 1, 2)))", 3);
  assert_worth (&bench, "if(x > 0, max(1, min(x, 2)), max(3, 4)) ^ 2", 4);
  assert_worth (&bench, "-if(x, 1, 2)", -1);
  assert_worth (&bench, "if(y > 0, x / y, 9)", 9);
  assert_worth (&bench, "if(0 / 0, 1, 2)", 1); /* what is no number is not nothing */
  assert_worth (&bench, "if(1, 2, 3) == 2 ? if(0, 4, 5) : 6", 5);
  assert_worth (&bench, "if(feeds(\"a, b)\") > 0, upstream(\"if(\"), 2)", 7);
  bench_clear (&bench);
}

/* Of two values only the one that is taken is asked for. */
static void
test_if_asks (void)
{
  Bench bench;

  bench_init (&bench);
  put (&bench, "x", 1);
  assert_worth (&bench, "if(x, upstream(\"taken\"), upstream(\"left\"))", 7);
  g_assert_cmpstr (bench.asked->str, ==, "taken ");
  put (&bench, "x", 0);
  assert_worth (&bench, "if(x, upstream(\"left\"), if(x, upstream(\"left too\"), upstream(\"taken\")))", 7);
  g_assert_cmpstr (bench.asked->str, ==, "taken ");
  bench_clear (&bench);
}

/* Errors speak of the formula as it is written, wherever the fault lies. */
static void
test_wrong (void)
{
  static const char *const texts[] = {
    "if(x, 1)", "if(x, 1, 2, 3)", "if(x, 1, 2", "if(x, 1, 2))", "if(, 1, 2)", "if(x, , 2)", "if()", "if(", "if",
    "if(x, \"a, 2)", "if(x, nothing_of_that_name, 2)", "if(x, 1, nothing_of_that_name)", "if(x, feeds(1), 2)", "1 +", "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GError) error = NULL;
      LeatFormula formula;
      Bench bench;

      bench_init (&bench);
      formula = formula_of (&bench, texts[i]);
      if (leat_evaluator_check (bench.evaluator, &formula, &error))
        g_error ("“%s” is taken for well formed", texts[i]);
      g_assert_true (error->domain == LEAT_ERROR);
      g_assert_true (g_str_has_prefix (error->message, "test.xml:3: "));
      g_assert_nonnull (strstr (error->message, texts[i]));
      g_assert_null (strchr (error->message, '?'));
      bench_clear (&bench);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/formula/if", test_if);
  g_test_add_func ("/catalogue/formula/if-asks", test_if_asks);
  g_test_add_func ("/catalogue/formula/wrong", test_wrong);
  return g_test_run ();
}
