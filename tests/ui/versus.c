/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore-support.h"

#include "engine/compare.h"
#include "explore/delay-page.h"
#include "explore/versus-page.h"
#include "explore/versus-rows.h"

#include <glib/gstdio.h>

/* The drawing beside another design, and the delay along its paths. */

#define SKETCH "p>k k>f f>s p.records_per_s=50 k.shards=4"

static gboolean
is_done (gpointer data)
{
  return !leat_versus_page_get_running (data);
}

static LeatVersusPage *
find_page (Exploring *self)
{
  return find_a (GTK_WIDGET (self->page), "LeatVersusPage");
}

static void
wait_for_page (Exploring *self)
{
  spin_until (is_done, find_page (self));
  spin ();
}

static char *
write_file (const char *name,
            const char *sketch)
{
  g_autofree char *folder = g_dir_make_tmp ("leat-versus-XXXXXX", NULL);
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);

  g_assert_true (leat_document_save (document, path, NULL));
  return path;
}

static void
remove_file (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_remove (path);
  g_rmdir (folder);
}

static GArray *
compare (Exploring *self)
{
  LeatReport *other = leat_versus_page_get_other (find_page (self));

  g_assert_nonnull (other);
  return leat_compare (leat_document_get_report (self->document), other);
}

static const LeatFigureDifference *
find_figure (GArray     *figures,
             const char *id)
{
  for (guint i = 0; i < figures->len; i++)
    if (g_str_equal (g_array_index (figures, LeatFigureDifference, i).id, id))
      return &g_array_index (figures, LeatFigureDifference, i);
  g_assert_not_reached ();
}

static const LeatVersusRow *
find_row (GPtrArray  *rows,
          const char *label)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_has_prefix (((const LeatVersusRow *) rows->pdata[i])->label, label))
      return rows->pdata[i];
  return NULL;
}

/* The very file that is drawn differs in nothing. */
static void
test_same (void)
{
  g_autoptr(Exploring) self = explore (SKETCH, "versus");
  g_autofree char *path = write_file ("same.leat", SKETCH);
  g_autoptr(GArray) figures = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  g_assert_true (says (self, "What to Compare With?"));
  leat_versus_page_set_file (find_page (self), path);
  wait_for_page (self);
  figures = compare (self);
  for (guint i = 0; i < figures->len; i++)
    {
      const LeatFigureDifference *figure = &g_array_index (figures, LeatFigureDifference, i);

      g_assert_true (figure->before == figure->after || (isnan (figure->before) && isnan (figure->after)));
    }
  rows = leat_versus_rows (leat_document_get_report (self->document), leat_versus_page_get_other (find_page (self)));
  for (guint i = 0; i < rows->len; i++)
    {
      const LeatVersusRow *row = rows->pdata[i];

      g_assert_cmpstr (row->before, ==, row->after);
      g_assert_cmpint (row->better, ==, 0);
    }
  g_assert_true (says (self, "Costs the same"));
  remove_file (path);
}

/* Another file has the figures that its own report has. */
static void
test_other_file (void)
{
  static const char other[] = "p>k k>f f>s p.records_per_s=50 k.shards=24 f.buffer_seconds=60";
  g_autoptr(Exploring) self = explore (SKETCH " f.buffer_seconds=300", "versus");
  g_autofree char *path = write_file ("other.leat", other);
  g_autoptr(LeatPipeline) pipeline = test_sketch (other);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);
  g_autoptr(GArray) expected = leat_compare (leat_document_get_report (self->document), leat_document_get_report (document));
  g_autoptr(GArray) figures = NULL;
  g_autoptr(GPtrArray) rows = NULL;

  leat_versus_page_set_file (find_page (self), path);
  wait_for_page (self);
  figures = compare (self);
  for (guint i = 0; i < figures->len; i++)
    {
      const LeatFigureDifference *a = &g_array_index (expected, LeatFigureDifference, i);
      const LeatFigureDifference *b = &g_array_index (figures, LeatFigureDifference, i);

      g_assert_true (a->after == b->after || (isnan (a->after) && isnan (b->after)));
      g_assert_cmpint (a->better, ==, b->better);
    }
  rows = leat_versus_rows (leat_document_get_report (self->document), leat_versus_page_get_other (find_page (self)));
  g_assert_cmpint (find_row (rows, "Cost a month")->better, ==, -1);
  g_assert_true (g_str_has_prefix (find_row (rows, "Cost a month")->change, "+$"));
  g_assert_cmpint (find_row (rows, "Delay, 95")->better, ==, 1);
  g_assert_true (g_str_has_prefix (find_row (rows, "Delay, 95")->change, "−"));
  g_assert_true (says (self, "other.leat"));
  g_assert_true (says (self, "worse"));
  g_assert_true (says (self, "better"));
  remove_file (path);
}

/* What cannot be read is told with its place, and the document stays what it is. */
static void
test_broken_file (void)
{
  g_autoptr(Exploring) self = explore (SKETCH, "versus");
  g_autofree char *path = write_file ("broken.leat", SKETCH);

  g_assert_true (g_file_set_contents (path, "<pipeline xmlns=\"urn:leat:pipeline\"\n  <block", -1, NULL));
  leat_versus_page_set_file (find_page (self), path);
  wait_for_page (self);
  g_assert_null (leat_versus_page_get_other (find_page (self)));
  g_assert_true (says (self, "broken.leat:2"));
  remove_file (path);

  /* And one that is no longer there. */
  leat_versus_page_set_file (find_page (self), path);
  wait_for_page (self);
  g_assert_null (leat_versus_page_get_other (find_page (self)));
  g_assert_true (says (self, "No such file"));
}

/* What is promised is what comes: the figures of a what-if, applied, are those of the document; one undo takes it back. */
static void
test_apply (void)
{
  g_autoptr(Exploring) self = explore (SKETCH, "versus");
  LeatHistory *history = leat_document_get_history (self->document);
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  double before = leat_report_get_total (leat_document_get_report (self->document), NULL);
  g_autoptr(GArray) figures = NULL;
  g_autoptr(GArray) after = NULL;
  double total;

  g_assert_false (leat_versus_page_apply (find_page (self)));
  leat_versus_page_change (find_page (self), "k", "shards", "8", FALSE);
  leat_versus_page_change (find_page (self), "f", "buffer_seconds", "60", TRUE);
  wait_for_page (self);
  figures = compare (self);
  total = find_figure (figures, "total_monthly")->after;
  g_assert_cmpfloat (total, >, before);
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "k")->settings, "shards"), ==, "4");
  g_assert_false (leat_history_get_modified (history));

  g_assert_true (leat_versus_page_apply (find_page (self)));
  g_assert_nonnull (self->offered);
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "k")->settings, "shards"), ==, "8");
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "f")->settings, "buffer_seconds"), ==, "60");
  g_assert_cmpfloat (leat_report_get_total (leat_document_get_report (self->document), NULL), ==, total);
  wait_for_page (self);
  after = compare (self);
  for (guint i = 0; i < after->len; i++)
    g_assert_true (g_array_index (after, LeatFigureDifference, i).after == g_array_index (figures, LeatFigureDifference, i).after ||
                   isnan (g_array_index (after, LeatFigureDifference, i).after));
  g_assert_cmpfloat (find_figure (after, "total_monthly")->change, ==, 0);
  g_assert_false (leat_versus_page_apply (find_page (self)));

  leat_history_undo (history);
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "k")->settings, "shards"), ==, "4");
  g_assert_null (leat_settings_get (leat_pipeline_get_element (pipeline, "f")->settings, "buffer_seconds"));
  g_assert_cmpfloat (leat_report_get_total (leat_document_get_report (self->document), NULL), ==, before);
  g_assert_null (leat_history_get_undo_label (history));
}

/* What is asked is told of both, and each consumer if there are several. */
static void
test_asked (void)
{
  g_autoptr(Exploring) self = explore (SKETCH " f>r f.buffer_seconds=300 f.buffer_mb=128 pipeline.max-p95-s=200", "versus");
  g_autoptr(GPtrArray) rows = NULL;
  const LeatVersusRow *row;

  leat_versus_page_change (find_page (self), "f", "buffer_seconds", "60", FALSE);
  wait_for_page (self);
  rows = leat_versus_rows (leat_document_get_report (self->document), leat_versus_page_get_other (find_page (self)));
  row = find_row (rows, "Freshness, p95: 3 min 20 s");
  g_assert_nonnull (row);
  g_assert_true (g_str_has_prefix (row->before, "missed"));
  g_assert_true (g_str_has_prefix (row->after, "met"));
  g_assert_cmpint (row->better, ==, 1);
  g_assert_nonnull (find_row (rows, "s: 95 % of"));
  g_assert_nonnull (find_row (rows, "r: 95 % of"));
}

/* A block that is chosen and then deleted is no longer compared. */
static void
test_gone (void)
{
  g_autoptr(Exploring) self = explore (SKETCH, "versus");
  const char *const ids[] = { "k", NULL };

  leat_versus_page_change (find_page (self), "k", "shards", "8", FALSE);
  wait_for_page (self);
  g_assert_nonnull (leat_versus_page_get_other (find_page (self)));
  leat_history_apply (leat_document_get_history (self->document),
                      leat_edit_delete (leat_document_get_pipeline (self->document), ids));
  wait_for_page (self);
  g_assert_null (leat_versus_page_get_other (find_page (self)));
  g_assert_false (leat_versus_page_apply (find_page (self)));
}

/* With the controls beside it, every page fits into a window of 860; beyond that they fold away. */
static void
test_narrow (void)
{
  g_autoptr(Exploring) self = explore (SKETCH " f>r pipeline.max-p95-s=200", "versus");
  int least;

  leat_versus_page_change (find_page (self), "k", "shards", "8", FALSE);
  wait_for_page (self);
  gtk_widget_measure (GTK_WIDGET (self->page), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, <=, 860);
}

/* Delay */

static LeatChart *
get_chart (Exploring *self)
{
  LeatChartCard *card = find_a (find_a (GTK_WIDGET (self->page), "LeatDelayPage"), "LeatChartCard");

  return leat_chart_view_get_chart (leat_chart_card_get_view (card));
}

/* The stages of the chart are those of the path, one after the other. */
static void
test_stages (void)
{
  g_autoptr(Exploring) self = explore (SKETCH " k>l l>r", "delay");
  GPtrArray *paths = leat_report_get_paths (leat_document_get_report (self->document));

  g_assert_cmpuint (paths->len, ==, 2);
  for (guint i = 0; i < paths->len; i++)
    {
      const LeatPath *path = paths->pdata[i];
      g_autoptr(GPtrArray) rows = NULL;
      double at = 0, mean = 0;

      leat_delay_page_choose (find_a (GTK_WIDGET (self->page), "LeatDelayPage"), leat_path_get_end (path, FALSE)->element->id,
                              leat_path_get_end (path, TRUE)->element->id);
      rows = leat_chart_to_table (get_chart (self), TRUE);
      for (guint k = 1; k < rows->len; k++)
        {
          char **cells = rows->pdata[k];

          g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[1], NULL), at, 1e-9);
          at += g_ascii_strtod (cells[2], NULL);
        }
      for (guint k = 0; k < path->blocks->len; k++)
        mean += ((const LeatBlockResult *) path->blocks->pdata[k])->mean_delay;
      g_assert_cmpfloat_with_epsilon (at, mean, 1e-6 * mean);
    }
}

static void
test_words (void)
{
  g_autoptr(Exploring) self = explore (SKETCH " f.buffer_seconds=300", "delay");
  GtkWidget *page = find_a (GTK_WIDGET (self->page), "LeatDelayPage");

  g_assert_true (says (self, "of f dominates"));
  g_assert_true (says (self, "The first limit breaks at ×"));
  g_signal_emit_by_name (find_a (page, "LeatChartCard"), "chosen", 0u, 0u);
  g_assert_true (gtk_widget_get_visible (find_a (page, "GtkPopoverMenu")));
}

/* What is said below the chart follows its bars, however few they are. */
static void
test_few_stages (void)
{
  g_autoptr(Exploring) self = explore ("p>s", "delay");
  GtkWidget *card = find_a (find_a (GTK_WIDGET (self->page), "LeatDelayPage"), "LeatChartCard");

  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (self->page)), >, 400);
  g_assert_cmpint (gtk_widget_get_height (card), <, 240);
}

static void
test_no_path (void)
{
  g_autoptr(Exploring) self = explore ("p s", "delay");

  g_assert_true (says (self, "No Way from a Source to a Consumer"));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/versus/same", test_same);
  g_test_add_func ("/ui/versus/other-file", test_other_file);
  g_test_add_func ("/ui/versus/broken-file", test_broken_file);
  g_test_add_func ("/ui/versus/apply", test_apply);
  g_test_add_func ("/ui/versus/asked", test_asked);
  g_test_add_func ("/ui/versus/gone", test_gone);
  g_test_add_func ("/ui/versus/narrow", test_narrow);
  g_test_add_func ("/ui/delay/stages", test_stages);
  g_test_add_func ("/ui/delay/words", test_words);
  g_test_add_func ("/ui/delay/few-stages", test_few_stages);
  g_test_add_func ("/ui/delay/no-path", test_no_path);
  return g_test_run ();
}
