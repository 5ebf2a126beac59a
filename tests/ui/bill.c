/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generate.h"
#include "support.h"
#include "widgets.h"

#include "bill/bill-window.h"
#include "bill/group-row.h"
#include "bill/job.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "exchange/bill.h"
#include "inspector/setting-row.h"
#include "window/window.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

/* The bill in its window: it says what the report says, follows edits and currencies, is compared and exported; and the
 * fields of the pipeline that it depends on refuse what is not understood. */

typedef struct
{
  LeatWindow     *window;
  LeatDocument   *document;
  LeatBillWindow *bill;
  GtkWidget      *root; /* where words are looked for */
  const char     *text;
} Fixture;

/* A label that the user could come to see: what is hidden by the program does not count. */
static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  if (!is_label_that_says (widget, text))
    return FALSE;
  for (; widget != NULL; widget = gtk_widget_get_parent (widget))
    if (!gtk_widget_get_visible (widget))
      return FALSE;
  return TRUE;
}

static gboolean
is_said (gpointer data)
{
  Fixture *fixture = data;

  return find_widget (fixture->root, says, fixture->text) != NULL;
}

static void
wait_for_words (Fixture    *fixture,
                const char *text)
{
  fixture->text = text;
  g_test_message ("waiting for “%s”", text);
  spin_until (is_said, fixture);
}

/* Every label of a window, one a line. */
static void
gather_labels (GtkWidget *widget,
               GString   *text)
{
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    gather_labels (child, text);
}

static char *
dup_labels (Fixture *fixture)
{
  GString *text = g_string_new (NULL);

  gather_labels (GTK_WIDGET (fixture->bill), text);
  gather_labels (GTK_WIDGET (fixture->window), text);
  return g_string_free (text, FALSE);
}

static gboolean
has_bill (gpointer data)
{
  Fixture *fixture = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows) && fixture->bill == NULL; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (LEAT_IS_BILL_WINDOW (window) && gtk_widget_get_mapped (window))
        fixture->bill = LEAT_BILL_WINDOW (window);
    }
  return fixture->bill != NULL;
}

static gboolean
says_only (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* What is still being evaluated is shown as dots. */
static gboolean
has_months (gpointer data)
{
  Fixture *fixture = data;

  return find_widget (GTK_WIDGET (fixture->bill), says_only, "…") == NULL;
}

static char *
format (Fixture *fixture,
        double   amount)
{
  return leat_money_format (leat_report_get_options (leat_document_get_report (fixture->document))->currency, amount);
}

static void
open_bill (Fixture      *fixture,
           LeatDocument *document)
{
  g_autofree char *total = NULL;

  fixture->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  leat_window_set_document (fixture->window, document);
  fixture->document = document;
  gtk_window_present (GTK_WINDOW (fixture->window));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "bill", NULL);
  spin_until (has_bill, fixture);
  fixture->root = GTK_WIDGET (fixture->bill);
  total = format (fixture, leat_report_get_total (leat_document_get_report (document), NULL));
  wait_for_words (fixture, total);
  spin_until (has_months, fixture);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  open_bill (fixture, document);
}

/* The bill goes with the document's window, and outlives it if it must: as when Ctrl+Q is pressed in it. */
static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_ref (fixture->bill);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  spin_until (is_alone, fixture->window);
  g_assert_finalize_object (fixture->window);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (fixture->bill)));
  g_assert_finalize_object (fixture->bill);
}

/* Sets a property of the pipeline, as the inspector does. */
static void
set_property (Fixture    *fixture,
              const char *name,
              const char *value)
{
  const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };
  LeatHistory *history = leat_document_get_history (fixture->document);

  leat_history_apply (history, leat_edit_set_setting (leat_document_get_pipeline (fixture->document), ids, name, value));
}

static void
test_totals (Fixture      *fixture,
             gconstpointer data)
{
  LeatBillSummary summary;
  g_autofree char *fixed = NULL;
  g_autofree char *usage = NULL;

  leat_bill_summarise (leat_document_get_report (fixture->document), &summary);
  fixed = format (fixture, summary.fixed);
  usage = format (fixture, summary.usage);
  wait_for_words (fixture, fixed);
  wait_for_words (fixture, usage);
  wait_for_words (fixture, "No budget is set");
}

/* The figures of the rows, read back from their labels, add up to the total. */
static void
add_figures (GtkWidget *widget,
             double    *sum)
{
  if (LEAT_IS_GROUP_ROW (widget))
    {
      GtkWidget *label = find_widget (widget, says, "$");

      g_assert_nonnull (label);
      *sum += g_ascii_strtod (gtk_label_get_text (GTK_LABEL (label)) + 1, NULL);
      return;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    add_figures (child, sum);
}

static void
test_grouping (Fixture      *fixture,
               gconstpointer data)
{
  double total = leat_report_get_total (leat_document_get_report (fixture->document), NULL);

  for (guint i = 0; i < LEAT_N_BILL_GROUPINGS; i++)
    {
      double sum = 0;

      g_object_set (leat_bill_window_get_bill (fixture->bill), "grouping", i, NULL);
      add_figures (GTK_WIDGET (fixture->bill), &sum);
      g_assert_cmpfloat_with_epsilon (sum, total, 1e-6);
    }
  wait_for_words (fixture, "Athena");
}

static gboolean
is_group_of (GtkWidget  *widget,
             const char *title)
{
  return LEAT_IS_GROUP_ROW (widget) && gtk_widget_get_mapped (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_line (GtkWidget  *widget,
         const char *title)
{
  return ADW_IS_EXPANDER_ROW (widget) && !LEAT_IS_GROUP_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

/* A zone opens into its blocks, a block into its lines, a line into its formula; and stays open through an edit. */
static void
test_opens (Fixture      *fixture,
            gconstpointer data)
{
  GtkWidget *zone, *block, *line;

  g_object_set (leat_bill_window_get_bill (fixture->bill), "grouping", (guint) LEAT_BILL_BY_ZONE, NULL);
  zone = find_widget (fixture->root, is_group_of, "Ingestion");
  if (zone == NULL)
    {
      wait_for_words (fixture, "Ingestion");
      zone = find_widget (fixture->root, is_group_of, "Ingestion");
    }
  g_assert_nonnull (zone);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (zone), TRUE);
  block = find_widget (zone, is_group_of, "orders");
  if (block == NULL)
    {
      wait_for_words (fixture, "orders");
      block = find_widget (zone, is_group_of, "orders");
    }
  g_assert_nonnull (block);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (block), TRUE);
  line = find_widget (block, is_line, "Shard hours");
  g_assert_nonnull (line);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (line), TRUE);
  wait_for_words (fixture, "shards * hours_per_month");

  set_property (fixture, "hours-per-month", "744");
  wait_for_words (fixture, "= 4 * 744");
  g_assert_true (find_widget (fixture->root, is_line, "Shard hours") == line);
  g_assert_true (adw_expander_row_get_expanded (ADW_EXPANDER_ROW (line)));
}

static void
test_follows (Fixture      *fixture,
              gconstpointer data)
{
  const char *const ids[] = { "warehouse", NULL };
  LeatPipeline *pipeline = leat_document_get_pipeline (fixture->document);
  LeatHistory *history = leat_document_get_history (fixture->document);
  double before = leat_report_get_total (leat_document_get_report (fixture->document), NULL);
  g_autofree char *first = format (fixture, before);
  g_autofree char *dearer = NULL;
  double after;

  leat_history_apply (history, leat_edit_set_setting (pipeline, ids, "nodes", "4"));
  after = leat_report_get_total (leat_document_get_report (fixture->document), NULL);
  g_assert_cmpfloat (after, >, before);
  dearer = format (fixture, after);
  wait_for_words (fixture, dearer);
  g_assert_null (find_widget (fixture->root, says, first));

  /* Undo is passed on to the window of the document. */
  gtk_widget_activate_action (fixture->root, "win.undo", NULL);
  wait_for_words (fixture, first);
}

static void
test_month (Fixture      *fixture,
            gconstpointer data)
{
  LeatReport *report = leat_document_get_report (fixture->document);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (leat_document_get_pipeline (fixture->document));
  g_autoptr(LeatReport) month = leat_bill_of_month (report, elements, 12);
  g_autofree char *total = format (fixture, leat_report_get_total (month, NULL));
  g_autofree char *expected = leat_bill_to_csv (month, elements);
  g_autofree char *text = NULL;

  gtk_widget_activate_action (GTK_WIDGET (leat_bill_window_get_bill (fixture->bill)), "bill.month", "u", 12u);
  wait_for_words (fixture, "in month 12");
  wait_for_words (fixture, total);
  g_assert_cmpuint (leat_report_get_options (leat_bill_page_get_report (leat_bill_window_get_bill (fixture->bill)))->month, ==,
                    12);
  text = leat_bill_window_dup_text (fixture->bill, "csv");
  g_assert_cmpstr (text, ==, expected);
}

/* A line without a price says so, and why. */
static void
test_unpriced (Fixture      *fixture,
               gconstpointer data)
{
  GtkWidget *block;

  set_property (fixture, "region", "ap-northeast-1");
  wait_for_words (fixture, "list prices of ap-northeast-1");
  wait_for_words (fixture, "unpriced: they have no price and are not in the total");
  block = find_widget (fixture->root, is_group_of, "orders");
  g_assert_nonnull (find_widget (block, says, "no price"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (block), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_widget (block, is_line, "Shard hours")), TRUE);
  wait_for_words (fixture, "no price: the price book of ap-northeast-1 has no “kinesis-data-streams.");
}

/* The months of a large pipeline are evaluated in a thread: only the answer to the last edit counts. */
static void
test_large (void)
{
  Fixture fixture = { 0 };
  g_autoptr(LeatPipeline) pipeline = test_generate (200);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) month = NULL;
  g_autofree char *total = NULL;
  const char *ids[] = { NULL, NULL };

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (g_strcmp0 (leat_pipeline_get_nth (pipeline, i)->type, "redshift") == 0)
      ids[0] = leat_pipeline_get_nth (pipeline, i)->id;
  g_assert_cmpuint (leat_report_get_n_blocks (leat_document_get_report (document)), >, LEAT_JOB_LARGE);
  open_bill (&fixture, document);
  gtk_widget_activate_action (GTK_WIDGET (leat_bill_window_get_bill (fixture.bill)), "bill.month", "u", 12u);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *nodes = g_strdup_printf ("%u", i + 3);

      leat_history_apply (leat_document_get_history (document), leat_edit_set_setting (pipeline, ids, "nodes", nodes));
      for (guint j = 0; j < 3; j++)
        g_main_context_iteration (NULL, FALSE);
    }
  elements = leat_pipeline_dup_elements (pipeline);
  month = leat_bill_of_month (leat_document_get_report (document), elements, 12);
  total = format (&fixture, leat_report_get_total (month, NULL));
  wait_for_words (&fixture, "in month 12");
  wait_for_words (&fixture, total);
  spin_until (has_months, &fixture);

  /* Closing while an evaluation is under way. */
  leat_history_undo (leat_document_get_history (document));
  while (!find_widget (fixture.root, says_only, "…"))
    g_main_context_iteration (NULL, FALSE);
  tear_down (&fixture, NULL);
}

static void
test_budget (Fixture      *fixture,
             gconstpointer data)
{
  double total = leat_report_get_total (leat_document_get_report (fixture->document), NULL);
  g_autofree char *low = leat_number_to_string (total - 120);
  g_autofree char *high = leat_number_to_string (total + 32);

  set_property (fixture, "budget", high);
  wait_for_words (fixture, "$32.00 under the budget of");
  set_property (fixture, "budget", low);
  wait_for_words (fixture, "$120.00 over the budget of");
  fixture->root = GTK_WIDGET (fixture->window);
  wait_for_words (fixture, "a month, $120.00 over");
  set_property (fixture, "budget", NULL);
  fixture->root = GTK_WIDGET (fixture->bill);
  wait_for_words (fixture, "No budget is set");
}

static char *
export (Fixture    *fixture,
        const char *format_id,
        const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("leat-bill-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *saved = g_strconcat ("Saved ", name, NULL);
  char *text;

  g_assert_no_error (error);
  g_assert_true (leat_bill_window_export (fixture->bill, format_id, path));
  wait_for_words (fixture, saved);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);
  return text;
}

static void
test_export (Fixture      *fixture,
             gconstpointer data)
{
  LeatReport *report = leat_document_get_report (fixture->document);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (leat_document_get_pipeline (fixture->document));
  g_autofree char *csv = export (fixture, "csv", "bill.csv");
  g_autofree char *json = export (fixture, "json", "bill.json");
  g_autofree char *markdown = export (fixture, "markdown", "bill.md");
  g_autofree char *expected_csv = leat_bill_to_csv (report, elements);
  g_autofree char *expected_json = leat_bill_to_json (report, elements);
  g_autofree char *expected_markdown = leat_bill_to_markdown (report, elements, "Click stream to lake");

  g_assert_cmpstr (csv, ==, expected_csv);
  g_assert_cmpstr (json, ==, expected_json);
  g_assert_cmpstr (markdown, ==, expected_markdown);

  g_assert_false (leat_bill_window_export (fixture->bill, "csv", "/nowhere/at/all/bill.csv"));
  wait_for_words (fixture, "Not saved: /nowhere/at/all/bill.csv: No such file");
}

static void
on_clipboard_read (GObject      *source,
                   GAsyncResult *result,
                   gpointer      data)
{
  *(char **) data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static gboolean
is_read (gpointer data)
{
  return *(char **) data != NULL;
}

static void
test_copy (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *expected = leat_bill_window_dup_text (fixture->bill, "markdown");
  g_autofree char *copied = NULL;

  gtk_widget_activate_action (fixture->root, "bill.copy", NULL);
  wait_for_words (fixture, "Bill copied");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (fixture->root), NULL, on_clipboard_read, &copied);
  spin_until (is_read, &copied);
  g_assert_cmpstr (copied, ==, expected);
}

static gboolean
is_compared (gpointer data)
{
  return leat_compare_page_get_other (data) != NULL;
}

/* Some prices of the other region are not known: that is said, and nothing there is called cheaper. */
static void
test_region (Fixture      *fixture,
             gconstpointer data)
{
  LeatComparePage *page = leat_bill_window_get_comparison (fixture->bill);
  LeatReport *other;
  guint unpriced;
  g_autofree char *words = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *expected = NULL;

  leat_bill_window_set_page (fixture->bill, "compare");
  g_assert_null (leat_bill_window_dup_text (fixture->bill, "csv"));
  leat_compare_page_set_region (page, "ap-northeast-1");
  spin_until (is_compared, page);
  other = leat_compare_page_get_other (page);
  leat_report_get_total (other, &unpriced);
  g_assert_cmpuint (unpriced, >, 0);
  words = g_strdup_printf ("%u lines without a price after", unpriced);
  wait_for_words (fixture, words);
  wait_for_words (fixture, "Change not known");
  wait_for_words (fixture, "not known: ");
  g_assert_null (find_widget (fixture->root, says, "cheaper"));

  expected = leat_comparison_to_csv (leat_document_get_report (fixture->document), other);
  csv = export (fixture, "csv", "comparison.csv");
  g_assert_cmpstr (csv, ==, expected);
}

static void
test_file (Fixture      *fixture,
           gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autofree char *bad = g_test_build_filename (G_TEST_DIST, "cases/native/truncated.leat", NULL);
  LeatComparePage *page = leat_bill_window_get_comparison (fixture->bill);

  leat_bill_window_set_page (fixture->bill, "compare");
  leat_compare_page_set_file (page, path);
  spin_until (is_compared, page);
  wait_for_words (fixture, "standard-pipeline.leat costs the same");
  /* The other bill is in this one's currency. */
  set_property (fixture, "currency-rate", "0.92");
  set_property (fixture, "currency", "EUR");
  wait_for_words (fixture, "€");
  wait_for_words (fixture, "standard-pipeline.leat costs the same");
  leat_compare_page_set_file (page, bad);
  wait_for_words (fixture, "truncated.leat:");
}

static gboolean
shows_no_dollar (gpointer data)
{
  g_autofree char *labels = dup_labels (data);

  return strchr (labels, '$') == NULL;
}

static gboolean
shows_dollars (gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *labels = dup_labels (fixture);

  return g_str_equal (labels, fixture->text);
}

/* No figure stays behind in another currency, and the way there and back changes none. */
static void
test_currency (Fixture      *fixture,
               gconstpointer data)
{
  g_autofree char *at_first = NULL;
  GtkWidget *block;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string ("cost"));
  set_property (fixture, "budget", "900");
  wait_for_words (fixture, "over the budget of $900.00");
  block = find_widget (fixture->root, is_group_of, "orders");
  g_assert_nonnull (block);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (block), TRUE);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find_widget (block, is_line, "Shard hours")), TRUE);
  leat_compare_page_set_region (leat_bill_window_get_comparison (fixture->bill), "eu-west-1");
  spin_until (is_compared, leat_bill_window_get_comparison (fixture->bill));
  fixture->root = GTK_WIDGET (fixture->window);
  wait_for_words (fixture, "over $900.00");
  while (g_main_context_iteration (NULL, FALSE))
    ;
  at_first = dup_labels (fixture);

  set_property (fixture, "currency", "EUR");
  set_property (fixture, "currency-rate", "0.92");
  fixture->root = GTK_WIDGET (fixture->bill);
  wait_for_words (fixture, "over the budget of €828.00");
  spin_until (shows_no_dollar, fixture);
  set_property (fixture, "currency", "JPY");
  set_property (fixture, "currency-rate", "150");
  wait_for_words (fixture, "over the budget of ¥135");
  spin_until (shows_no_dollar, fixture);
  set_property (fixture, "currency", NULL);
  set_property (fixture, "currency-rate", NULL);
  fixture->text = at_first;
  spin_until (shows_dollars, fixture);
}

/* The fields of the pipeline in the inspector. */

static gboolean
is_row_of (GtkWidget  *widget,
           const char *name)
{
  return LEAT_IS_SETTING_ROW (widget) && gtk_widget_get_visible (widget) &&
         g_str_equal (leat_setting_row_get_setting (LEAT_SETTING_ROW (widget))->name, name);
}

static gboolean
has_row (gpointer data)
{
  Fixture *fixture = data;

  return find_widget (GTK_WIDGET (fixture->window), is_row_of, fixture->text) != NULL;
}

static LeatSettingRow *
wait_for_row (Fixture    *fixture,
              const char *name)
{
  fixture->text = name;
  spin_until (has_row, fixture);
  return LEAT_SETTING_ROW (find_widget (GTK_WIDGET (fixture->window), is_row_of, name));
}

static void
type_text (LeatSettingRow *row,
           const char     *text)
{
  gtk_editable_set_text (GTK_EDITABLE (leat_setting_row_get_control (row)), text);
}

static void
press_enter (LeatSettingRow *row)
{
  g_signal_emit_by_name (leat_setting_row_get_control (row), "activate");
}

static const char *
get_property (Fixture    *fixture,
              const char *name)
{
  return leat_settings_get (leat_pipeline_get_properties (leat_document_get_pipeline (fixture->document))->settings, name);
}

static void
test_fields (Fixture      *fixture,
             gconstpointer data)
{
  static const char *const bad[] = { "", "abc", "-5", "1e400", "nan", "12 GB", "1,5" };
  LeatSettingRow *budget, *currency, *rate;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string ("settings"));
  budget = wait_for_row (fixture, "budget");
  type_text (budget, "1000");
  press_enter (budget);
  g_assert_cmpstr (get_property (fixture, "budget"), ==, "1000");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      type_text (budget, bad[i]);
      g_assert_cmpstr (get_property (fixture, "budget"), ==, "1000");
      g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (budget), "error"));
      g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (budget)), "1000"));
    }
  type_text (budget, "1.5k");
  g_assert_cmpstr (get_property (fixture, "budget"), ==, "1500");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (budget), "error"));

  currency = wait_for_row (fixture, "currency");
  type_text (currency, "eu");
  g_assert_null (get_property (fixture, "currency"));
  type_text (currency, "eur");
  g_assert_cmpstr (get_property (fixture, "currency"), ==, "EUR");
  rate = wait_for_row (fixture, "currency-rate");
  type_text (rate, "0.92");
  press_enter (rate);
  type_text (rate, "0");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (rate), "error"));
  g_assert_cmpstr (get_property (fixture, "currency-rate"), ==, "0.92");
  type_text (wait_for_row (fixture, "currency-date"), "2026-02-30");
  g_assert_null (get_property (fixture, "currency-date"));
  type_text (wait_for_row (fixture, "currency-date"), "2026-02-28");
  g_assert_cmpstr (get_property (fixture, "currency-date"), ==, "2026-02-28");

  /* The budget is typed in euros and kept in dollars; another currency asks for a rate of its own. */
  type_text (wait_for_row (fixture, "budget"), "920");
  g_assert_cmpstr (get_property (fixture, "budget"), ==, "1000");
  type_text (currency, "JPY");
  g_assert_null (get_property (fixture, "currency-rate"));
  g_assert_cmpstr (get_property (fixture, "budget"), ==, "1000");
}

static void
choose (LeatSettingRow *row,
        const char     *value)
{
  const LeatSetting *setting = leat_setting_row_get_setting (row);

  for (guint i = 0; i < setting->choices->len; i++)
    if (g_str_equal (((const LeatChoice *) setting->choices->pdata[i])->value, value))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (leat_setting_row_get_control (row)), i);
}

/* What kind of place a zone is decides which fields it has. */
static void
test_zone (Fixture      *fixture,
           gconstpointer data)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (fixture->document);

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string ("settings"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "reveal", g_variant_new_string ("ingestion"));
  wait_for_row (fixture, "role");
  choose (wait_for_row (fixture, "type"), "subnet");
  type_text (wait_for_row (fixture, "availability-zone"), "us-east-1a");
  g_assert_cmpstr (leat_pipeline_get_element (pipeline, "ingestion")->type, ==, "subnet");
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "ingestion")->settings, "availability-zone"), ==,
                   "us-east-1a");
  g_assert_null (find_widget (GTK_WIDGET (fixture->window), is_row_of, "role"));
  choose (wait_for_row (fixture, "type"), "region");
  choose (wait_for_row (fixture, "region"), "eu-west-1");
  g_assert_cmpstr (leat_settings_get (leat_pipeline_get_element (pipeline, "ingestion")->settings, "region"), ==, "eu-west-1");
}

static const char *
use_german (const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  g_autofree char *program = g_find_program_in_path ("localedef");
  const char *const command[] = { program, "-i", "de_DE", "-f", "UTF-8", target, NULL };

  g_mkdir_with_parents (folder, 0755);
  if (program != NULL)
    g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL,
                  NULL, NULL, NULL, NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_NUMERIC, "de_DE.UTF-8");
}

static void
test_comma (Fixture      *fixture,
            gconstpointer data)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_BUILT, "xdg-cache", "locale", NULL);
  LeatSettingRow *budget;

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string ("settings"));
  budget = wait_for_row (fixture, "budget");
  if (use_german (folder) == NULL)
    {
      g_test_skip ("there is no de_DE locale");
      return;
    }
  type_text (budget, "1,5");
  g_assert_cmpstr (get_property (fixture, "budget"), ==, "1.5");
  setlocale (LC_NUMERIC, "C");
}

/* A unit that is pasted with the number is the field's own, or is converted. */
static void
test_units (void)
{
  LeatSetting setting = { .name = "gb", .label = "Volume", .unit = "GB", .type = LEAT_SETTING_NUMBER, .maximum = 1e6 };
  GtkWidget *row;
  GtkEditable *field;

  setting.choices = g_ptr_array_new ();
  row = g_object_ref_sink (leat_setting_row_new (&setting));
  field = GTK_EDITABLE (leat_setting_row_get_control (LEAT_SETTING_ROW (row)));
  leat_setting_row_show (LEAT_SETTING_ROW (row), "7", 0);
  gtk_editable_set_text (field, "12 GB");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  gtk_editable_set_text (field, "512 MB");
  g_assert_false (gtk_widget_has_css_class (row, "error"));
  press_enter (LEAT_SETTING_ROW (row));
  gtk_editable_set_text (field, "12 apples");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), "It stays 0.5"));
  g_object_unref (row);
  g_ptr_array_unref (setting.choices);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  add ("/ui/bill/totals", test_totals);
  add ("/ui/bill/grouping", test_grouping);
  add ("/ui/bill/opens", test_opens);
  add ("/ui/bill/follows", test_follows);
  add ("/ui/bill/month", test_month);
  add ("/ui/bill/unpriced", test_unpriced);
  add ("/ui/bill/budget", test_budget);
  add ("/ui/bill/export", test_export);
  add ("/ui/bill/copy", test_copy);
  add ("/ui/bill/region", test_region);
  add ("/ui/bill/file", test_file);
  add ("/ui/bill/currency", test_currency);
  add ("/ui/bill/fields", test_fields);
  add ("/ui/bill/comma", test_comma);
  add ("/ui/bill/zone", test_zone);
  g_test_add_func ("/ui/bill/large", test_large);
  g_test_add_func ("/ui/bill/units", test_units);
  return g_test_run ();
}
