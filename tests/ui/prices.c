/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generate.h"
#define DEADLINE_S 60

#include "support.h"
#include "widgets.h"

#include "application.h"
#include "bill/bill-window.h"
#include "engine/money.h"
#include "exchange/own-prices.h"
#include "prices/prices-window.h"
#include "window/preferences-window.h"
#include "window/window.h"

#include <adwaita.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* Price books in the whole program: what is imported is shown before it is written, then every open document is
 * evaluated with it; nothing of the old catalogue is used after that. */

/* One program for all tests; each has its own windows and begins without own prices. */
static LeatApplication *application;

typedef struct
{
  LeatWindow       *window;
  LeatDocument     *document;
  LeatPricesWindow *prices;
  GtkWidget        *root; /* where words are looked for */
  const char       *text;
} Fixture;

static gboolean
says (GtkWidget  *widget,
      const char *text)
{
  return gtk_widget_get_mapped (widget) && is_label_that_says (widget, text);
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

static gboolean
is_row_titled (GtkWidget  *widget,
               const char *title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
has_prices (gpointer data)
{
  Fixture *fixture = data;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows) && fixture->prices == NULL; i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (LEAT_IS_PRICES_WINDOW (window) && gtk_widget_get_mapped (window))
        fixture->prices = LEAT_PRICES_WINDOW (window);
    }
  return fixture->prices != NULL;
}

static void
open_prices (Fixture *fixture)
{
  spin_until (has_prices, fixture);
  g_object_ref (fixture->prices);
  fixture->root = GTK_WIDGET (fixture->prices);
}

/* The example in Ireland, and the price books. */
static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  GtkWindow *window;

  g_application_activate (G_APPLICATION (application));
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  fixture->window = g_object_ref (LEAT_WINDOW (window));
  leat_window_open (fixture->window, path);
  fixture->document = leat_window_get_document (fixture->window);
  leat_history_apply (leat_document_get_history (fixture->document),
                      leat_edit_set_setting (leat_document_get_pipeline (fixture->document), ids, "region", "eu-west-1"));
  leat_history_set_saved (leat_document_get_history (fixture->document));
  g_action_group_activate_action (G_ACTION_GROUP (application), "prices", NULL);
  open_prices (fixture);
}

static gboolean
is_reloaded (gpointer data)
{
  return leat_application_get_catalogue (application) != data;
}

static void
on_reloaded (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr(GError) error = NULL;

  leat_application_reload_finish (LEAT_APPLICATION (source), result, &error);
  g_assert_no_error (error);
}

/* Own prices go with the test, from the disk and from the program. */
static void
remove_own (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "leat", "prices", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  leat_application_reload (application, on_reloaded, NULL);
  spin_until (is_reloaded, leat_application_get_catalogue (application));
}

/* The prices go with the window of the document that they stand before. */
static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  spin_until (is_alone, fixture->window);
  g_assert_finalize_object (fixture->window);
  spin_until (is_alone, fixture->prices);
  g_assert_finalize_object (fixture->prices);
  remove_own ();
}

static double
get_total (Fixture *fixture)
{
  return leat_report_get_total (leat_document_get_report (fixture->document), NULL);
}

static void
import_path (Fixture    *fixture,
             const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);

  leat_prices_window_import (fixture->prices, file);
}

static void
import (Fixture    *fixture,
        const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpus/pricelist", name, NULL);

  import_path (fixture, path);
}

/* Writes a file and imports it. */
static void
import_text (Fixture    *fixture,
             const char *name,
             const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  import_path (fixture, path);
}

/* The real offer of S3, in which storage got dearer. */
static void
import_dearer (Fixture *fixture)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "corpus/pricelist", "amazons3.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr(GString) dearer = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  dearer = g_string_new (text);
  g_assert_cmpuint (g_string_replace (dearer, "\"0.0230000000\"", "\"0.0460000000\"", 0), >, 0);
  import_text (fixture, "amazons3.csv", dearer->str);
  wait_for_words (fixture, "AmazonS3");
}

static void
act (Fixture    *fixture,
     const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->prices), name, NULL));
}

static char *
dup_subtitle (Fixture    *fixture,
              const char *row)
{
  GtkWidget *found = find_widget (fixture->root, is_row_titled, row);

  g_assert_nonnull (found);
  return g_strdup (ADW_IS_EXPANDER_ROW (found) ? adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (found))
                                               : adw_action_row_get_subtitle (ADW_ACTION_ROW (found)));
}

/* A rise of the price of requests to Lambda, in one region or two. */
#define CSV_HEAD                                                                                                            \
  "\"FormatVersion\",\"v1.0\"\n\"Publication Date\",\"2026-11-02T10:00:00Z\"\n\"Version\",\"20261102100000\"\n"              \
  "\"OfferCode\",\"AWSLambda\"\n"                                                                                           \
  "\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\",\"StartingRange\",\"EndingRange\",\"Unit\","                    \
  "\"PricePerUnit\",\"Currency\",\"Product Family\",\"serviceCode\",\"Location\",\"usageType\",\"operation\"\n"
#define CSV_ROW(sku, unit, price, location, usage)                                                                          \
  "\"" sku "\",\"JRTCKXETXF\",\"OnDemand\",\"2026-11-01\",\"0\",\"Inf\",\"" unit "\",\"" price                              \
  "\",\"USD\",\"Serverless\",\"AWSLambda\",\"" location "\",\"" usage "\",\"\"\n"
#define IRELAND(price) CSV_ROW ("A", "GB-Second", price, "EU (Ireland)", "EU-Lambda-GB-Second")
#define LONDON(price) CSV_ROW ("B", "GB-Second", price, "EU (London)", "EUW2-Lambda-GB-Second")

static void
test_books (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr(GPtrArray) regions = leat_catalogue_get_regions (leat_application_get_catalogue (application));
  g_autofree char *text = NULL;

  for (guint i = 0; i < regions->len; i++)
    wait_for_words (fixture, regions->pdata[i]);
  text = dup_subtitle (fixture, "eu-west-1");
  g_assert_nonnull (strstr (text, " prices · 20"));
  g_assert_null (find_widget (fixture->root, says, "of them yours"));
  wait_for_words (fixture, "Import a Price List…");

  /* There is one window, whoever asks for it. */
  g_action_group_activate_action (G_ACTION_GROUP (application), "prices", NULL);
  fixture->prices = (g_object_unref (fixture->prices), NULL);
  open_prices (fixture);
  g_assert_true (gtk_window_get_transient_for (GTK_WINDOW (fixture->prices)) == GTK_WINDOW (fixture->window));
}

/* A real CSV: what is shown, what is written, and that the document, its bill and its inspector follow. */
static void
test_csv (Fixture      *fixture,
          gconstpointer data)
{
  static const char *const pages[] = { "settings", "cost", "latency", "checks", "access" };
  g_autofree char *own = leat_own_price_book_path ("eu-west-1");
  double before = get_total (fixture);
  g_autofree char *total = NULL;
  g_autofree char *books = NULL;
  LeatBillWindow *bill = NULL;
  GListModel *windows = gtk_window_get_toplevels ();

  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "bill", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (LEAT_IS_BILL_WINDOW (window))
        bill = LEAT_BILL_WINDOW (window);
    }
  g_assert_nonnull (bill);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string (pages[i]));
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "reveal", g_variant_new_string ("orders"));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }

  import_dearer (fixture);
  wait_for_words (fixture, "2018-04-04");
  g_assert_nonnull (find_widget (fixture->root, is_label_that_says, "kB of 21.8"));
  wait_for_words (fixture, "older than those they would replace");
  wait_for_words (fixture, "eu-west-1");
  wait_for_words (fixture, "s3.standard-storage");
  wait_for_words (fixture, "from 512000: $0.021");
  wait_for_words (fixture, "+100 %");
  wait_for_words (fixture, "Not Found");
  wait_for_words (fixture, "Products of No Use");
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));
  g_assert_cmpfloat (get_total (fixture), ==, before);

  act (fixture, "prices.use");
  wait_for_words (fixture, "26 prices of eu-west-1 imported");
  g_assert_true (g_file_test (own, G_FILE_TEST_EXISTS));
  books = dup_subtitle (fixture, "eu-west-1");
  g_assert_nonnull (strstr (books, "26 of them yours"));
  g_assert_cmpfloat (get_total (fixture), !=, before);
  g_assert_false (leat_document_get_modified (fixture->document));
  g_assert_true (leat_document_get_catalogue (fixture->document) == leat_application_get_catalogue (application));

  total = leat_money_format (NULL, get_total (fixture));
  fixture->root = GTK_WIDGET (bill);
  wait_for_words (fixture, total);
  fixture->root = GTK_WIDGET (fixture->window);
  wait_for_words (fixture, total);

  /* All that can be done goes on with the new catalogue. */
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "show-page", g_variant_new_string (pages[i]));
      g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "reveal", g_variant_new_string ("orders"));
      while (g_main_context_iteration (NULL, FALSE))
        ;
    }
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add-block", g_variant_new_string ("redshift"));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "undo", NULL);
}

/* JSON, compressed: read, shown and left; nothing is written. */
static void
test_json (Fixture      *fixture,
           gconstpointer data)
{
  static const char text[] =
    "{\"formatVersion\":\"v1.0\",\"offerCode\":\"AWSLambda\",\"version\":\"20261102100000\","
    "\"publicationDate\":\"2026-11-02T10:00:00Z\",\"products\":{\"A\":{\"sku\":\"A\",\"productFamily\":\"Serverless\","
    "\"attributes\":{\"servicecode\":\"AWSLambda\",\"regionCode\":\"eu-west-1\",\"usagetype\":\"EU-Lambda-GB-Second\"}}},"
    "\"terms\":{\"OnDemand\":{\"A\":{\"A.JRTCKXETXF\":{\"offerTermCode\":\"JRTCKXETXF\",\"effectiveDate\":"
    "\"2026-11-01T00:00:00Z\",\"priceDimensions\":{\"1\":{\"unit\":\"Lambda-GB-Second\",\"beginRange\":\"0\","
    "\"endRange\":\"Inf\",\"pricePerUnit\":{\"USD\":\"1\"}}}}}}}}";
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "index.json.gz", NULL);
  char bytes[2048];
  gsize n_read, n_written;
  g_autoptr(GError) error = NULL;

  g_converter_convert (gzip, text, sizeof text - 1, bytes, sizeof bytes, G_CONVERTER_INPUT_AT_END, &n_read, &n_written, &error);
  g_assert_no_error (error);
  g_file_set_contents (path, bytes, n_written, &error);
  g_assert_no_error (error);
  import_path (fixture, path);
  wait_for_words (fixture, "2026-11-02");
  wait_for_words (fixture, "lambda.duration-x86_64");
  act (fixture, "prices.cancel");
  wait_for_words (fixture, "Price Books");
  wait_for_words (fixture, "us-east-1");
  g_assert_false (leat_own_prices_exist ("eu-west-1"));
}

/* What cannot be read is said in the window, with what to do; nothing is written, and the next try takes it away. */
static void
test_broken (Fixture      *fixture,
             gconstpointer data)
{
  static const struct { const char *name, *message; } cases[] = {
    { "amazonec2-too-few-columns.csv", "found no row with all 83 columns" },
    { "no-header.csv", "found columns separated by “;”" },
    { "offer-index.json", "found an index of offers" },
    { "opencost-ec2-offer-1.json", "expected US dollars" },
    { "not-there.json", "not-there.json" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      import (fixture, cases[i].name);
      wait_for_words (fixture, cases[i].message);
      wait_for_words (fixture, "us-east-1");
      g_assert_false (leat_own_prices_exist ("eu-west-1"));
    }
  import (fixture, "awslambda-eu-west-1.csv");
  wait_for_words (fixture, "AWSLambda");
  g_assert_null (find_widget (fixture->root, says, "not-there.json"));
}

/* A price book that somebody broke is not written over. */
static void
test_broken_own (Fixture      *fixture,
                 gconstpointer data)
{
  g_autofree char *own = leat_own_price_book_path ("eu-west-1");
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *text = NULL;

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (own, "mine", -1, NULL));
  import_text (fixture, "a.csv", CSV_HEAD IRELAND ("1"));
  wait_for_words (fixture, "lambda.duration-x86_64");
  act (fixture, "prices.use");
  wait_for_words (fixture, "repair it or move it away");
  wait_for_words (fixture, "lambda.duration-x86_64");
  g_assert_true (g_file_get_contents (own, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
}

/* A pipe that nobody writes to on: reading hangs, the window does not. */
static void
test_cancel (Fixture      *fixture,
             gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "pipe.csv", NULL);
  static const char head[] = CSV_HEAD IRELAND ("1");
  int fd;

  g_remove (path);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  fd = open (path, O_RDWR | O_CLOEXEC);
  g_assert_cmpint (write (fd, head, sizeof head - 1), ==, sizeof head - 1);
  import_path (fixture, path);
  wait_for_words (fixture, "Reading pipe.csv");
  wait_for_words (fixture, "Cancel");
  act (fixture, "prices.cancel");
  wait_for_words (fixture, "us-east-1");
  g_assert_false (leat_own_prices_exist ("eu-west-1"));

  /* Closing the window while a file is read leaves nothing behind. */
  import_path (fixture, path);
  wait_for_words (fixture, "Reading pipe.csv");
  gtk_window_close (GTK_WINDOW (fixture->prices));
  spin_until (is_alone, fixture->prices);
  close (fd);
}

/* A file of several regions: that of the document is shown, another can be chosen, and only that is written. */
static void
test_regions (Fixture      *fixture,
              gconstpointer data)
{
  GtkWidget *row;
  double before = get_total (fixture);

  import_text (fixture, "both.csv", CSV_HEAD LONDON ("0.456") IRELAND ("0.123"));
  wait_for_words (fixture, "$0.123 per GB-second");
  row = find_widget (fixture->root, is_row_titled, "Region");
  while (!ADW_IS_COMBO_ROW (row))
    row = gtk_widget_get_next_sibling (row);
  g_assert_cmpuint (g_list_model_get_n_items (adw_combo_row_get_model (ADW_COMBO_ROW (row))), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  wait_for_words (fixture, "$0.456 per GB-second");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (row)), ==, 1);
  act (fixture, "prices.use");
  wait_for_words (fixture, "1 price of eu-west-2 imported");
  g_assert_true (leat_own_prices_exist ("eu-west-2"));
  g_assert_false (leat_own_prices_exist ("eu-west-1"));
  g_assert_cmpfloat (get_total (fixture), ==, before);
}

static gboolean
has_own (gpointer region)
{
  return leat_own_prices_exist (region);
}

static void
forget (Fixture    *fixture,
        const char *region)
{
  g_assert_true (gtk_widget_activate_action (fixture->root, "prices.forget", "s", region));
}

static void
test_forget (Fixture      *fixture,
             gconstpointer data)
{
  double before = get_total (fixture);
  double imported;
  g_autofree char *own = leat_own_price_book_path ("eu-west-1");
  g_autofree char *backup = g_strconcat (own, ".bak", NULL);
  g_autofree char *second = g_strconcat (own, ".2.bak", NULL);

  import_dearer (fixture);
  act (fixture, "prices.use");
  wait_for_words (fixture, "imported");
  imported = get_total (fixture);
  g_assert_cmpfloat (imported, !=, before);

  forget (fixture, "eu-west-1");
  wait_for_words (fixture, "Your prices of eu-west-1 are forgotten");
  g_assert_false (has_own ((gpointer) "eu-west-1"));
  g_assert_true (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_cmpfloat (get_total (fixture), ==, before);
  g_assert_null (find_widget (fixture->root, says, "of them yours"));

  wait_for_words (fixture, "Undo");
  act (fixture, "prices.restore");
  wait_for_words (fixture, "Your prices of eu-west-1 are back");
  g_assert_false (g_file_test (backup, G_FILE_TEST_EXISTS));
  g_assert_cmpfloat (get_total (fixture), ==, imported);

  /* An older backup stays, and what was imported since is not written over. */
  g_assert_true (g_file_set_contents (backup, "older", -1, NULL));
  forget (fixture, "eu-west-1");
  wait_for_words (fixture, "are forgotten");
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  import (fixture, "awslambda-eu-west-1.csv");
  wait_for_words (fixture, "AWSLambda");
  act (fixture, "prices.use");
  wait_for_words (fixture, "4 prices of eu-west-1 imported");
  act (fixture, "prices.restore");
  wait_for_words (fixture, own);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  forget (fixture, "us-east-1");
  wait_for_words (fixture, "us-east-1.xml");
}

/* A document with an edit, a drag or a selection under way when the catalogue is replaced; and the old one goes. */
static void
test_freed (Fixture      *fixture,
            gconstpointer data)
{
  LeatHistory *history = leat_document_get_history (fixture->document);
  const char *const ids[] = { "warehouse", NULL };
  g_autoptr(LeatReport) report = leat_report_ref (leat_document_get_report (fixture->document));
  double before = get_total (fixture);

  leat_history_apply (history, leat_edit_set_setting (leat_document_get_pipeline (fixture->document), ids, "nodes", "4"));
  import_dearer (fixture);
  act (fixture, "prices.use");
  leat_history_undo (history);
  wait_for_words (fixture, "imported");
  leat_history_redo (history);
  leat_history_undo (history);
  g_assert_cmpfloat (get_total (fixture), !=, before);
  /* Who kept an old report can still read all of it. */
  g_assert_true (leat_report_get_catalogue (report) != leat_application_get_catalogue (application));
  g_assert_cmpfloat (leat_report_get_total (report, NULL), ==, before);
  for (guint i = 0; i < leat_report_get_findings (report)->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (leat_report_get_findings (report), i);

      g_assert_cmpuint (strlen (finding->rule->id), >, 0);
    }
}

static LeatCatalogue *
load_again (void)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GError) error = NULL;
  LeatCatalogue *catalogue = leat_catalogue_load ((const char *const *) folders, NULL, &error);

  g_assert_no_error (error);
  return catalogue;
}

static gboolean
has_other (gpointer document)
{
  return leat_document_get_catalogue (document) != test_catalogue ();
}

static gboolean
has_undone (gpointer document)
{
  LeatReport *report = leat_document_get_report (document);

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    if (g_strcmp0 (leat_settings_get (leat_report_get_nth_block (report, i)->element->settings, "nodes"), "7") == 0)
      return FALSE;
  return TRUE;
}

/* A large pipeline is evaluated in a thread: until that is done the old catalogue and report stay, and fit; edits in
 * the meantime are in the new report. */
static void
test_large (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (LEAT_DOCUMENT_LARGE + 100);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);
  g_autoptr(LeatCatalogue) second = load_again ();
  g_autoptr(LeatCatalogue) third = load_again ();
  GtkWidget *window = GTK_WIDGET (leat_window_new (NULL, test_catalogue ()));
  const char *ids[] = { NULL, NULL };

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline) && ids[0] == NULL; i++)
    if (g_strcmp0 (leat_pipeline_get_nth (pipeline, i)->type, "redshift") == 0)
      ids[0] = leat_pipeline_get_nth (pipeline, i)->id;
  g_object_ref (window);
  leat_window_set_document (LEAT_WINDOW (window), document);
  gtk_window_present (GTK_WINDOW (window));
  leat_window_set_catalogue (LEAT_WINDOW (window), second);
  leat_window_set_catalogue (LEAT_WINDOW (window), third);
  g_assert_true (leat_document_get_catalogue (document) == test_catalogue ());
  leat_history_apply (leat_document_get_history (document), leat_edit_set_setting (pipeline, ids, "nodes", "7"));
  g_assert_true (leat_report_get_catalogue (leat_document_get_report (document)) == test_catalogue ());
  spin_until (has_other, document);
  g_assert_true (leat_document_get_catalogue (document) == third);
  g_assert_true (leat_report_get_catalogue (leat_document_get_report (document)) == third);
  g_assert_cmpstr (leat_settings_get (leat_report_get_block (leat_document_get_report (document), ids[0])->element->settings,
                                      "nodes"), ==, "7");

  /* Back to the first before the answer came. */
  leat_window_set_catalogue (LEAT_WINDOW (window), second);
  leat_window_set_catalogue (LEAT_WINDOW (window), third);
  leat_history_undo (leat_document_get_history (document));
  spin_until (has_undone, document);
  g_assert_true (leat_document_get_catalogue (document) == third);
  gtk_window_destroy (GTK_WINDOW (window));
  spin_until (is_alone, window);
  g_assert_finalize_object (window);
}

static void
test_preferences (Fixture      *fixture,
                  gconstpointer data)
{
  GtkWidget *preferences = leat_preferences_window_new (GTK_WINDOW (fixture->window));
  GtkWidget *row;

  gtk_window_close (GTK_WINDOW (fixture->prices));
  spin_until (is_alone, fixture->prices);
  fixture->prices = (g_object_unref (fixture->prices), NULL);
  gtk_window_present (GTK_WINDOW (preferences));
  row = find_widget (preferences, is_row_titled, "Price Books");
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  open_prices (fixture);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

/* GLib reads XDG_DATA_HOME once: it is set before anything asks. */
static char *
use_own_folder (void)
{
  char *folder = g_dir_make_tmp ("leat-prices-XXXXXX", NULL);

  g_assert_nonnull (folder);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  return folder;
}

static void
remove_folder (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = use_own_folder ();
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = leat_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  add ("/ui/prices/books", test_books);
  add ("/ui/prices/csv", test_csv);
  add ("/ui/prices/json", test_json);
  add ("/ui/prices/broken", test_broken);
  add ("/ui/prices/broken-own", test_broken_own);
  add ("/ui/prices/cancel", test_cancel);
  add ("/ui/prices/regions", test_regions);
  add ("/ui/prices/forget", test_forget);
  add ("/ui/prices/freed", test_freed);
  add ("/ui/prices/preferences", test_preferences);
  g_test_add_func ("/ui/prices/large", test_large);
  status = g_test_run ();
  g_object_unref (application);
  remove_folder (folder);
  return status;
}
