/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mini.h"

#include <math.h>

/* What a report says of small pipelines whose figures can be done by hand. */

static void
test_flow_and_cost (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin w:warden", "a>b b>c w~b");
  g_autoptr(LeatReport) report = mini_report (pipeline);
  const LeatBlockResult *pipe = leat_report_get_block (report, "b");
  const LeatBlockResult *basin = leat_report_get_block (report, "c");
  double litres = 100 * 730 * 3600 / 10.0;
  LeatFlow flow;

  g_assert_cmpfloat_with_epsilon (pipe->lines[0].exact, 7.3, 1e-9);
  g_assert_cmpfloat_with_epsilon (pipe->lines[1].quantity, litres, 1e-6);
  g_assert_cmpfloat_with_epsilon (pipe->lines[1].exact, 1000 + (litres - 1e6) * 0.0005, 1e-6);
  g_assert_cmpfloat_with_epsilon (basin->lines[0].exact, 100 * 2 / 1024.0 * 86400 * 30 / 1024 * 0.02, 1e-9);
  g_assert_cmpfloat_with_epsilon (leat_report_get_block (report, "w")->monthly, 1, 1e-9);
  g_assert_cmpfloat_with_epsilon (leat_report_get_total (report, NULL),
                                  pipe->monthly + basin->monthly + 1, 1e-9);
  g_assert_true (leat_report_get_wire_flow (report, "b>c", &flow));
  g_assert_cmpfloat (flow.values[LEAT_FLOW_RECORDS_PER_S], ==, 100);
  g_assert_cmpstr (leat_word_from_number (flow.values[LEAT_FLOW_FORMAT]), ==, "json");
  g_assert_false (leat_report_get_wire_flow (report, "w~b", &flow));
}

static void
test_no_price (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe", "a>b");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  guint unpriced;

  mini_set (history, "b", "mode", "extra-wide");
  report = mini_report (pipeline);
  g_assert_null (leat_report_get_block (report, "b")->lines[0].price);
  g_assert_true (isnan (leat_report_get_block (report, "b")->lines[0].monthly));
  g_assert_true (isfinite (leat_report_get_total (report, &unpriced)));
  g_assert_cmpuint (unpriced, ==, 1);
}

static void
test_free_tier (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("b:pipe", "");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) with = NULL;
  g_autoptr(LeatReport) without = NULL;

  mini_set (history, "b", "litres", "1500");
  without = mini_report (pipeline);
  mini_set (history, LEAT_PROPERTIES_ID, "free-tier", "yes");
  with = mini_report (pipeline);
  g_assert_cmpfloat_with_epsilon (leat_report_get_total (without, NULL), 7.3 + 1.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (leat_report_get_total (with, NULL), 7.3 + 0.5, 1e-9);
}

static void
test_path (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatReport) report = mini_report (pipeline);
  const LeatPath *path;

  g_assert_cmpuint (leat_report_get_paths (report)->len, ==, 1);
  path = leat_report_get_paths (report)->pdata[0];
  g_assert_cmpuint (path->blocks->len, ==, 3);
  /* uniform 0..10 plus a lognormal of median 0.1: close to the uniform's own. */
  g_assert_cmpfloat_with_epsilon (path->p50, 5.12, 0.05);
  g_assert_cmpfloat_with_epsilon (path->p95, 9.63, 0.05);
  g_assert_cmpint (path->dominant_block, ==, 1);
  g_assert_false (path->unbounded);
}

static void
test_unbounded (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  double at;

  mini_set (history, "a", "rate", "250");
  report = mini_report (pipeline);
  g_assert_true (((LeatPath *) leat_report_get_paths (report)->pdata[0])->unbounded);
  g_assert_true (isnan (((LeatPath *) leat_report_get_paths (report)->pdata[0])->p95));
  g_assert_true (leat_report_get_bottleneck (report, NULL, &at) == leat_report_get_block (report, "b"));
  g_assert_cmpfloat_with_epsilon (at, 0.8, 1e-6);
}

static gboolean
has_finding (LeatReport *report,
             const char *rule,
             const char *subject)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->rule->id, rule) && g_str_equal (finding->subject->id, subject))
        return TRUE;
    }
  return FALSE;
}

static void
test_cycle (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:pipe", "a>b b>c c>b");
  g_autoptr(LeatReport) report = mini_report (pipeline);

  g_assert_true (has_finding (report, "wire-cycle", "c>b"));
  g_assert_false (has_finding (report, "wire-cycle", "b>c"));
  g_assert_cmpfloat (leat_report_get_block (report, "b")->in.values[LEAT_FLOW_RECORDS_PER_S], ==, 100);
  g_assert_true (isfinite (leat_report_get_total (report, NULL)));
}

static void
test_self_wire (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe", "a>b b>b");
  g_autoptr(LeatReport) report = mini_report (pipeline);

  g_assert_true (has_finding (report, "wire-cycle", "b>b"));
  g_assert_cmpfloat (leat_report_get_block (report, "b")->in.values[LEAT_FLOW_RECORDS_PER_S], ==, 100);
}

static void
test_unknown_type (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:made-up c:basin", "a>b b>c");
  g_autoptr(LeatReport) report = mini_report (pipeline);

  g_assert_null (leat_report_get_block (report, "b")->service);
  g_assert_cmpfloat (leat_report_get_block (report, "c")->in.values[LEAT_FLOW_RECORDS_PER_S], ==, 100);
}

static void
test_share (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin", "a>b b>c");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) report = NULL;
  LeatElement *wire = leat_pipeline_get_element (pipeline, "b>c");
  LeatElement *half = leat_element_copy (wire);
  LeatEdit *edit = leat_edit_new ("Share");

  half->share = 0.25;
  leat_edit_take (edit, leat_element_ref (wire), half);
  leat_history_apply (history, edit);
  report = mini_report (pipeline);
  g_assert_cmpfloat (leat_report_get_block (report, "c")->in.values[LEAT_FLOW_RECORDS_PER_S], ==, 25);
}

static LeatFinding *
find_finding (LeatReport *report,
              const char *rule)
{
  GPtrArray *findings = leat_report_get_findings (report);

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((LeatFinding *) findings->pdata[i])->rule->id, rule))
      return findings->pdata[i];
  return NULL;
}

typedef struct
{
  const char *rule;
  const char *blocks;
  const char *wires;
  const char *setting; /* of block a, or NULL */
  const char *value;
} FixCase;

static const FixCase fix_cases[] = {
  { "pipe-full", "a:tap b:pipe c:basin w:warden", "a>b b>c w~b", "rate", "1234" },
  { "pipe-unlined", "a:tap b:pipe c:basin", "a>b b>c", NULL, NULL },
  { "pipe-unwatched", "a:tap b:pipe c:basin", "a>b b>c", NULL, NULL },
  { "wire-unsupported", "a:tap c:basin", "a>c", NULL, NULL },
  { "wire-cycle", "a:tap b:pipe c:pipe", "a>b b>c c>b", NULL, NULL },
};

/* Every fix removes its finding, and undo brings it back. */
static void
test_fix (gconstpointer data)
{
  const FixCase *test = data;
  g_autoptr(LeatPipeline) pipeline = mini_pipeline (test->blocks, test->wires);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autoptr(LeatReport) before = NULL;
  g_autoptr(LeatReport) after = NULL;
  g_autoptr(LeatReport) undone = NULL;
  LeatFinding *finding;
  LeatEdit *edit;

  if (test->setting != NULL)
    mini_set (history, "a", test->setting, test->value);
  before = mini_report (pipeline);
  finding = find_finding (before, test->rule);
  g_assert_nonnull (finding);
  edit = leat_finding_new_fix (finding, before, pipeline);
  g_assert_nonnull (edit);
  leat_history_apply (history, edit);
  after = mini_report (pipeline);
  g_assert_null (find_finding (after, test->rule));
  g_assert_cmpuint (leat_report_count_findings (after, LEAT_SEVERITY_ERROR), <=,
                    leat_report_count_findings (before, LEAT_SEVERITY_ERROR));
  leat_history_undo (history);
  undone = mini_report (pipeline);
  g_assert_nonnull (find_finding (undone, test->rule));
}

static void
test_silence (void)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("b:pipe", "");
  g_autoptr(LeatReport) loud = mini_report (pipeline);
  g_autoptr(LeatReport) quiet = NULL;
  LeatElement *before = leat_pipeline_get_element (pipeline, "b");
  g_autoptr(LeatElement) after = leat_element_copy (before);
  g_autoptr(LeatSettings) silences = leat_settings_with (after->silences, "pipe-unlined", "It is copper");

  leat_settings_unref (after->silences);
  after->silences = g_steal_pointer (&silences);
  leat_pipeline_replace (pipeline, before, after);
  quiet = mini_report (pipeline);
  g_assert_cmpuint (leat_report_count_findings (loud, LEAT_SEVERITY_WARNING), ==, 1);
  g_assert_cmpuint (leat_report_count_findings (quiet, LEAT_SEVERITY_WARNING), ==, 0);
  g_assert_cmpstr (find_finding (quiet, "pipe-unlined")->silenced, ==, "It is copper");
}

static void
assert_same (LeatReport *a,
             LeatReport *b)
{
  GPtrArray *paths = leat_report_get_paths (a);
  GPtrArray *other_paths = leat_report_get_paths (b);
  GPtrArray *findings = leat_report_get_findings (a);
  GPtrArray *other_findings = leat_report_get_findings (b);

  g_assert_cmpuint (leat_report_get_n_blocks (a), ==, leat_report_get_n_blocks (b));
  g_assert_cmpfloat (leat_report_get_total (a, NULL), ==, leat_report_get_total (b, NULL));
  g_assert_cmpuint (findings->len, ==, other_findings->len);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpstr (leat_finding_get_message (findings->pdata[i]), ==,
                     leat_finding_get_message (other_findings->pdata[i]));
  g_assert_cmpuint (paths->len, ==, other_paths->len);
  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *x = paths->pdata[i];
      const LeatPath *y = other_paths->pdata[i];

      g_assert_true (x->unbounded == y->unbounded && (x->unbounded || x->p95 == y->p95));
    }
}

static LeatEdit *
random_edit (LeatPipeline *pipeline,
             GRand        *random)
{
  static const char *const types[] = { "tap", "pipe", "basin", "warden" };
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  guint n = leat_pipeline_get_n_elements (pipeline);
  const char *ids[2] = { NULL, NULL };
  LeatElement *a, *b;

  for (guint i = 0; i < n; i++)
    if (leat_pipeline_get_nth (pipeline, i)->kind == LEAT_ELEMENT_BLOCK)
      g_ptr_array_add (blocks, leat_pipeline_get_nth (pipeline, i));
  a = blocks->len > 0 ? blocks->pdata[g_rand_int_range (random, 0, blocks->len)] : NULL;
  b = blocks->len > 0 ? blocks->pdata[g_rand_int_range (random, 0, blocks->len)] : NULL;

  switch (a == NULL ? 0 : g_rand_int_range (random, 0, 8))
    {
    case 0:
    case 1:
      {
        const char *type = types[g_rand_int_range (random, 0, 4)];
        g_autofree char *id = leat_pipeline_new_id (pipeline, type);
        LeatEdit *edit = leat_edit_new ("Add");

        leat_edit_take (edit, NULL, leat_element_new_block (id, type, id, 0, 0));
        return edit;
      }
    case 2:
    case 3:
    case 4:
      return leat_edit_connect (pipeline, g_str_equal (a->type, "warden") ? LEAT_WIRE_MONITORS : LEAT_WIRE_DATA,
                                a->id, b->id);
    case 5:
      ids[0] = a->id;
      return leat_edit_set_setting (pipeline, ids, g_str_equal (a->type, "tap") ? "rate" : "pipes",
                                    g_rand_boolean (random) ? "7" : "33");
    case 6:
      return leat_edit_rename (pipeline, a->id, g_rand_boolean (random) ? "one" : "two");
    default:
      ids[0] = leat_pipeline_get_nth (pipeline, g_rand_int_range (random, 1, n))->id;
      return leat_edit_delete (pipeline, ids);
    }
}

/* An update must give what a fresh report gives, after any edit, undo or redo. */
typedef struct
{
  LeatReport *report;
} Live;

static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            Live              *live)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  LeatReport *updated = leat_report_update (live->report, elements, changes);
  g_autoptr(LeatReport) fresh = leat_report_new (leat_report_get_catalogue (updated), elements, NULL, NULL, NULL);

  assert_same (updated, fresh);
  leat_report_unref (live->report);
  live->report = updated;
}

static void
test_update (gconstpointer data)
{
  g_autoptr(LeatPipeline) pipeline = mini_pipeline ("a:tap b:pipe c:basin w:warden", "a>b b>c w~b");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  GRand *random = g_rand_new_with_seed (GPOINTER_TO_UINT (data));
  Live live = { mini_report (pipeline) };

  g_signal_connect (pipeline, "changed", G_CALLBACK (on_changed), &live);
  for (guint i = 0; i < 150; i++)
    {
      if (g_rand_int_range (random, 0, 5) == 0)
        leat_history_undo (history);
      else if (g_rand_int_range (random, 0, 8) == 0)
        leat_history_redo (history);
      else
        leat_history_apply (history, random_edit (pipeline, random));
    }
  leat_report_unref (live.report);
  g_rand_free (random);
}

static void
test_price (void)
{
  g_autoptr(LeatCatalogue) catalogue = mini_catalogue ();
  const LeatService *pipe = leat_catalogue_get_service (catalogue, "pipe");
  g_autoptr(LeatSettings) none = leat_settings_new ();
  g_autoptr(LeatSettings) rate = leat_settings_with (none, "in_records_per_s", "10");
  g_autoptr(LeatSettings) odd = leat_settings_with (none, "colour", "blue");
  g_autoptr(LeatSettings) much = leat_settings_with (none, "pipes", "101");
  const LeatOptions options = { "us-east-1", 720, FALSE };
  g_autoptr(LeatBlockResult) result = leat_price_block (catalogue, pipe, rate, &options, NULL);
  g_autoptr(GError) error = NULL;
  g_autofree char *explained = leat_line_item_explain (&result->lines[0], result);

  g_assert_cmpfloat_with_epsilon (result->monthly, 7.2 + 1000 + 1592000 * 0.0005, 1e-9);
  g_assert_cmpstr (explained, ==, "pipes * hours_per_month = 1 * 720");
  g_assert_null (leat_price_block (catalogue, pipe, odd, &options, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "mode, pipes, litres"));
  g_clear_error (&error);
  g_assert_null (leat_price_block (catalogue, pipe, much, &options, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_RANGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/report/flow-and-cost", test_flow_and_cost);
  g_test_add_func ("/engine/report/no-price", test_no_price);
  g_test_add_func ("/engine/report/free-tier", test_free_tier);
  g_test_add_func ("/engine/report/path", test_path);
  g_test_add_func ("/engine/report/unbounded", test_unbounded);
  g_test_add_func ("/engine/report/cycle", test_cycle);
  g_test_add_func ("/engine/report/self-wire", test_self_wire);
  g_test_add_func ("/engine/report/unknown-type", test_unknown_type);
  g_test_add_func ("/engine/report/share", test_share);
  g_test_add_func ("/engine/report/silence", test_silence);
  g_test_add_func ("/engine/report/price", test_price);
  for (gsize i = 0; i < G_N_ELEMENTS (fix_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/report/fix/", fix_cases[i].rule, NULL);

      g_test_add_data_func (path, &fix_cases[i], test_fix);
    }
  for (guint seed = 1; seed <= 12; seed++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/report/update/%u", seed);

      g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_update);
    }
  return g_test_run ();
}
