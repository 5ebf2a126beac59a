/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "explore/chart-card.h"
#include "explore/explorer.h"
#include "explore/what-if-page.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* What-ifs in the window: what is varied is chosen, explored in a thread, shown as charts that are read by keys and as
 * a table, and exported; the document stays as it is. */

typedef struct
{
  LeatDocument   *document;
  LeatWhatIfPage *page;
  GtkWindow      *window;
} What;

static gboolean
is_idle (gpointer data)
{
  return !leat_what_if_page_get_running (data);
}

static void
wait (What *self)
{
  spin_until (is_idle, self->page);
  spin ();
}

static What
make (const char *sketch)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *toasts = adw_toast_overlay_new ();
  What self = { leat_document_new (test_catalogue (), test_sketch (sketch)), g_object_new (LEAT_TYPE_WHAT_IF_PAGE, NULL),
                GTK_WINDOW (adw_window_new ()) };

  gtk_widget_set_hexpand (GTK_WIDGET (self.page), TRUE);
  gtk_box_append (GTK_BOX (box), leat_explorer_get_controls (LEAT_EXPLORER (self.page)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self.page));
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (toasts), box);
  adw_window_set_content (ADW_WINDOW (self.window), toasts);
  gtk_window_set_default_size (self.window, 1100, 800);
  gtk_window_present (self.window);
  leat_explorer_set_document (LEAT_EXPLORER (self.page), self.document);
  leat_explorer_update (LEAT_EXPLORER (self.page));
  wait (&self);
  return self;
}

static void
what_clear (What *self)
{
  gtk_window_destroy (self->window);
  spin ();
  g_object_unref (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (What, what_clear)

static gboolean
is_card_titled (GtkWidget  *widget,
                const char *title)
{
  LeatChart *chart = LEAT_IS_CHART_CARD (widget) && gtk_widget_get_mapped (widget)
                       ? leat_chart_view_get_chart (leat_chart_card_get_view (LEAT_CHART_CARD (widget))) : NULL;

  return chart != NULL && g_str_equal (leat_chart_get_title (chart), title);
}

static LeatChartCard *
find_card (What       *self,
           const char *title)
{
  return (LeatChartCard *) find_widget (GTK_WIDGET (self->window), is_card_titled, title);
}

static LeatChart *
get_chart (LeatChartCard *card)
{
  g_assert_nonnull (card);
  return leat_chart_view_get_chart (leat_chart_card_get_view (card));
}

static double
get_cell (LeatChart  *chart,
          guint       row,
          const char *column)
{
  g_autoptr(GPtrArray) table = leat_chart_to_table (chart, TRUE);
  char **header = table->pdata[0];

  for (guint i = 0; header[i] != NULL; i++)
    if (g_str_equal (header[i], column))
      return g_ascii_strtod (((char **) table->pdata[row])[i], NULL);
  g_assert_not_reached ();
}

/* The figures of the curves are those of a report of the pipeline with that load. */
static void
test_load (void)
{
  g_auto(What) self = make ("p>k k>f f>s p.records_per_s=100");
  LeatChart *chart = get_chart (find_card (&self, "Cost a Month"));
  g_autoptr(GPtrArray) table = leat_chart_to_table (chart, TRUE);
  double load = g_ascii_strtod (((char **) table->pdata[1])[0], NULL);
  g_autofree char *sketch = g_strdup_printf ("p>k k>f f>s p.records_per_s=%.17g", 100 * load);
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);
  g_autoptr(LeatDocument) other = leat_document_new (test_catalogue (), pipeline);
  const LeatBlockResult *firehose = leat_report_get_block (leat_document_get_report (other), "f");

  g_assert_cmpuint (table->len, ==, 201);
  g_assert_cmpfloat_with_epsilon (load, 0.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (get_cell (chart, 1, leat_element_get_label (firehose->element)), firehose->monthly, 1e-9);
  g_assert_nonnull (find_card (&self, "Delay, 95th Percentile"));
  g_assert_null (find_card (&self, "Utilisation at Peak"));
  g_assert_false (leat_document_get_modified (self.document));
}

/* An edit is explored anew, a choice too; what cannot be varied is said beside where it was typed. */
static void
test_setting (void)
{
  g_auto(What) self = make ("p>k k>f f>s p.records_per_s=100");
  const char *const ids[] = { "k", NULL };
  LeatHistory *history = leat_document_get_history (self.document);
  LeatChart *before;

  leat_what_if_page_vary (self.page, "k", "shards", FALSE);
  wait (&self);
  before = leat_chart_ref (get_chart (find_card (&self, "Cost a Month")));
  leat_history_apply (history, leat_edit_set_setting (leat_document_get_pipeline (self.document), ids, "retention_h", "168"));
  leat_explorer_update (LEAT_EXPLORER (self.page));
  wait (&self);
  g_assert_true (get_chart (find_card (&self, "Cost a Month")) != before);
  g_assert_cmpint (leat_chart_get_kind (before), ==, LEAT_CHART_AREAS);
  leat_chart_unref (before);

  leat_what_if_page_vary (self.page, "k", "mode", FALSE);
  wait (&self);
  g_assert_cmpint (leat_chart_get_kind (get_chart (find_card (&self, "Cost a Month"))), ==, LEAT_CHART_LINES);
}

static gboolean
is_entry_for (GtkWidget  *widget,
              const char *text)
{
  return GTK_IS_ENTRY (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (gtk_editable_get_text (GTK_EDITABLE (widget)), text);
}

static void
test_error (void)
{
  g_auto(What) self = make ("p>k k>f f>s");
  GtkWidget *entry = find_widget (GTK_WIDGET (self.window), is_entry_for, "0.1");

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "much");
  wait (&self);
  g_assert_nonnull (find_widget (GTK_WIDGET (self.window), is_label_that_says, "FROM:TO"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "0.5");
  wait (&self);
  g_assert_cmpfloat_with_epsilon (get_cell (get_chart (find_card (&self, "Cost a Month")), 1, "Load of all sources"), 0.5, 1e-12);
}

/* The same thing twice is no map: nothing is drawn anew, and it is said. */
static void
test_twice (void)
{
  g_auto(What) self = make ("p>k k>f f>s");

  leat_what_if_page_vary (self.page, "k", "shards", FALSE);
  leat_what_if_page_vary (self.page, "k", "shards", TRUE);
  wait (&self);
  g_assert_nonnull (find_widget (GTK_WIDGET (self.window), is_label_that_says, "varied above"));
  g_assert_cmpint (leat_chart_get_kind (get_chart (find_card (&self, "Cost a Month"))), !=, LEAT_CHART_HEAT);
  leat_what_if_page_vary (self.page, "k", "retention_h", TRUE);
  wait (&self);
  g_assert_null (find_widget (GTK_WIDGET (self.window), is_label_that_says, "varied above"));
  g_assert_cmpint (leat_chart_get_kind (get_chart (find_card (&self, "Cost a Month"))), ==, LEAT_CHART_HEAT);
}

/* Two numbers are a map; a choice over the load is a curve for each word, with the point where they cost the same. */
static void
test_two (void)
{
  g_auto(What) self = make ("p>k k>f f>s p.records_per_s=100");
  g_autoptr(GPtrArray) table = NULL;
  LeatChart *chart;

  leat_what_if_page_vary (self.page, "k", "shards", TRUE);
  wait (&self);
  chart = get_chart (find_card (&self, "Cost a Month"));
  g_assert_cmpint (leat_chart_get_kind (chart), ==, LEAT_CHART_HEAT);
  g_assert_nonnull (find_card (&self, "Delay of the Slowest Path, 95th Percentile"));
  leat_what_if_page_vary (self.page, "k", "mode", TRUE);
  wait (&self);
  chart = get_chart (find_card (&self, "Cost a Month"));
  g_assert_cmpint (leat_chart_get_kind (chart), ==, LEAT_CHART_LINES);
  table = leat_chart_to_table (chart, FALSE);
  g_assert_cmpuint (g_strv_length (table->pdata[0]), ==, 3);
}

/* By keys, as a table, and as files. */
static void
test_card (void)
{
  static const char *const suffixes[] = { "svg", "png", "pdf", "csv" };
  g_auto(What) self = make ("p>k k>f f>s");
  LeatChartCard *card = find_card (&self, "Cost a Month");
  g_autofree char *folder = g_dir_make_tmp ("leat-charts-XXXXXX", NULL);
  LeatChartRef ref;

  g_assert_nonnull (folder);
  g_assert_true (leat_chart_first (get_chart (card), &ref));
  leat_chart_card_set_table (card, TRUE);
  spin ();
  g_assert_nonnull (find_widget (GTK_WIDGET (card), is_label_that_says, "×0.1"));
  leat_chart_card_set_table (card, FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/chart.%s", folder, suffixes[i]);

      g_assert_true (leat_chart_card_export (card, path));
      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_assert_false (leat_chart_card_export (card, "/nowhere/chart.svg"));
  spin ();
  g_assert_nonnull (find_widget (GTK_WIDGET (self.window), is_label_that_says, "Not saved"));
}

/* A curve that is flat because nothing sends does not look like an answer. */
static void
test_silent (void)
{
  g_auto(What) self = make ("p>k k>f f>s p.records_per_s=0");
  g_auto(What) loud = make ("p>k k>f f>s p.records_per_s=100");

  g_assert_nonnull (find_widget (GTK_WIDGET (self.window), is_label_that_says, "Nothing sends"));
  g_assert_null (find_widget (GTK_WIDGET (loud.window), is_label_that_says, "Nothing sends"));
  leat_what_if_page_vary (self.page, "k", "shards", FALSE);
  wait (&self);
  g_assert_null (find_widget (GTK_WIDGET (self.window), is_label_that_says, "Nothing sends"));
}

/* Leaving while it works leaves nothing behind. */
static void
test_leave (void)
{
  What self = make ("p>k k>f f>s");
  LeatWhatIfPage *page = g_object_ref (self.page);

  leat_what_if_page_vary (page, "k", "shards", TRUE);
  leat_explorer_update (LEAT_EXPLORER (page));
  gtk_window_destroy (self.window);
  spin_until (is_alone, page);
  g_assert_finalize_object (page);
  g_object_unref (self.document);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/what-if/load", test_load);
  g_test_add_func ("/ui/what-if/setting", test_setting);
  g_test_add_func ("/ui/what-if/error", test_error);
  g_test_add_func ("/ui/what-if/two", test_two);
  g_test_add_func ("/ui/what-if/twice", test_twice);
  g_test_add_func ("/ui/what-if/card", test_card);
  g_test_add_func ("/ui/what-if/silent", test_silent);
  g_test_add_func ("/ui/what-if/leave", test_leave);
  return g_test_run ();
}
