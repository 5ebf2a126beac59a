/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "widgets.h"

#include "window/paper.h"
#include "window/preferences.h"
#include "window/report.h"

#include <adwaita.h>
#include <glib/gstdio.h>

/* The report from the window: it is of the pipeline as it is, it offers itself to be opened, and what goes wrong is said. */

typedef struct
{
  LeatWindow *window;
  char       *folder;
  char       *path;
} Fixture;

static void
set_up (Fixture    *self,
        const char *name)
{
  g_autofree char *example = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = leat_document_open (test_catalogue (), example, NULL, &error);

  g_assert_no_error (error);
  self->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  leat_window_set_document (self->window, document);
  self->folder = g_dir_make_tmp ("leat-report-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, name, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
  spin ();
}

static void
tear_down (Fixture *self)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  spin ();
  g_assert_finalize_object (self->window);
  g_remove (self->path);
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL && gtk_widget_get_mapped (widget))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

static gboolean
is_written (gpointer data)
{
  Fixture *self = data;

  return has_text (GTK_WIDGET (self->window), "Report written");
}

static void
test_pdf (void)
{
  Fixture self;
  g_autofree char *bytes = NULL;

  set_up (&self, "report.pdf");
  leat_window_write_report (self.window, self.path, LEAT_PAPER_LETTER);
  spin_until (is_written, &self);
  g_assert_true (has_text (GTK_WIDGET (self.window), "_Open"));
  g_assert_true (g_file_get_contents (self.path, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  tear_down (&self);
}

/* A window that is closed while the report is written takes nothing with it. */
static gboolean
is_there (gpointer data)
{
  return g_file_test (data, G_FILE_TEST_EXISTS);
}

static void
test_closed (void)
{
  Fixture self;

  set_up (&self, "closed.pdf");
  leat_window_write_report (self.window, self.path, LEAT_PAPER_A4);
  gtk_window_destroy (GTK_WINDOW (self.window));
  spin_until (is_there, self.path);
  spin ();
  g_object_unref (self.window);
  g_remove (self.path);
  g_rmdir (self.folder);
  g_free (self.folder);
  g_free (self.path);
}

static gboolean
is_said (gpointer data)
{
  g_autoptr(GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (has_text (window, data))
        return TRUE;
    }
  return FALSE;
}

static void
test_errors (void)
{
  Fixture self;

  set_up (&self, "report.docx");
  leat_window_write_report (self.window, self.path, LEAT_PAPER_A4);
  spin_until (is_said, (gpointer) "report.docx");
  g_assert_false (g_file_test (self.path, G_FILE_TEST_EXISTS));
  tear_down (&self);
}

/* Without a document there is nothing to report. */
static void
test_action (void)
{
  Fixture self;
  LeatWindow *empty = g_object_ref (leat_window_new (NULL, test_catalogue ()));

  set_up (&self, "report.pdf");
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (self.window), "report"));
  gtk_window_present (GTK_WINDOW (empty));
  spin ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (empty), "report"));
  gtk_window_destroy (GTK_WINDOW (empty));
  spin ();
  g_assert_finalize_object (empty);
  tear_down (&self);
}

static GtkFileChooser *
shown_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER_DIALOG (window) && gtk_widget_get_mapped (window))
        return GTK_FILE_CHOOSER (window);
    }
  return NULL;
}

static gboolean
asks (gpointer data)
{
  return shown_dialog () != NULL;
}

/* While it reads the folder, it takes no answer. */
static gboolean
is_ready (gpointer data)
{
  g_autoptr(GFile) file = gtk_file_chooser_get_file (shown_dialog ());

  return file != NULL && g_file_equal (file, data);
}

/* GTK 4.8 hears of no choice but what is made by hand; what is offered is at the top. */
static GtkDropDown *
find_papers (GtkWidget *widget)
{
  GtkDropDown *found = GTK_IS_DROP_DOWN (widget) ? GTK_DROP_DOWN (widget) : NULL;
  GListModel *words = found != NULL ? gtk_drop_down_get_model (found) : NULL;

  if (GTK_IS_STRING_LIST (words) && strstr ("A4 Letter", gtk_string_list_get_string (GTK_STRING_LIST (words), 0)) != NULL)
    return found;
  found = NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_papers (child);
  return found;
}

static gboolean
is_gone (gpointer data)
{
  return shown_dialog () == NULL;
}

/* Asks for a report: which paper is offered. Takes another, and writes the report or gives up. */
static void
choose_paper (Fixture    *self,
              const char *offered,
              const char *chosen,
              int         response)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->path);

  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.report", NULL);
  spin_until (asks, NULL);
  g_assert_cmpstr (gtk_file_chooser_get_choice (shown_dialog (), "paper"), ==, offered);
  gtk_drop_down_set_selected (find_papers (GTK_WIDGET (shown_dialog ())), !g_str_equal (offered, chosen));
  gtk_file_chooser_set_current_name (shown_dialog (), "report.pdf");
  spin_until (is_ready, file);
  gtk_dialog_response (GTK_DIALOG (shown_dialog ()), response);
  spin_until (is_gone, NULL);
}

/* The paper of the last report is offered, also for a handout; one that was given up leaves it as it was. */
static void
test_paper (void)
{
  Fixture self;
  g_autofree char *bytes = NULL;
  GtkFileChooserNative *handout = gtk_file_chooser_native_new (NULL, NULL, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  set_up (&self, "report.pdf");
  g_settings_set_string (leat_preferences_get (), "last-folder", self.folder);
  choose_paper (&self, "a4", "letter", GTK_RESPONSE_CANCEL);
  choose_paper (&self, "a4", "letter", GTK_RESPONSE_ACCEPT);
  spin_until (is_written, &self);
  g_assert_true (g_file_get_contents (self.path, &bytes, NULL, NULL));
  g_remove (self.path); /* or it would be asked whether to write over it */
  choose_paper (&self, "letter", "a4", GTK_RESPONSE_CANCEL);
  choose_paper (&self, "letter", "letter", GTK_RESPONSE_CANCEL);
  leat_paper_add (GTK_FILE_CHOOSER (handout));
  g_assert_cmpstr (gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (handout), "paper"), ==, "letter");
  g_object_unref (handout);
  tear_down (&self);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/ui/report/pdf", test_pdf);
  g_test_add_func ("/ui/report/closed", test_closed);
  g_test_add_func ("/ui/report/errors", test_errors);
  g_test_add_func ("/ui/report/action", test_action);
  g_test_add_func ("/ui/report/paper", test_paper);
  return g_test_run ();
}
