/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "inspector/checks-page.h"
#include "inspector/exam-view.h"
#include "inspector/finding-row.h"

#include <adwaita.h>
#include <string.h>

/* The page of findings: filters, silences with a reason, one fix and all of a kind, each undone in one step. */

typedef struct
{
  LeatDocument   *document;
  LeatChecksPage *page;
  GtkWindow      *window;
} Page;

static void
refresh (Page *self)
{
  static const char *const nothing[] = { NULL };
  g_autoptr(LeatSubject) subject = leat_subject_new (self->document, nothing);

  leat_checks_page_show (self->page, subject);
  spin ();
}

static void
on_offer_undo (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
}

/* A window of the program would do more; what the rows ask of it is here. */
static Page
make (const char *sketch)
{
  static const GActionEntry entries[] = { { .name = "offer-undo", .activate = on_offer_undo, .parameter_type = "s" },
                                          { .name = "reveal", .activate = on_offer_undo, .parameter_type = "s" } };
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  Page self = { leat_document_new (test_catalogue (), test_sketch (sketch)), g_object_new (LEAT_TYPE_CHECKS_PAGE, NULL),
                GTK_WINDOW (adw_window_new ()) };

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self.window), "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (self.window), GTK_WIDGET (self.page));
  gtk_window_set_default_size (self.window, 360, 800);
  gtk_window_present (self.window);
  spin ();
  refresh (&self);
  return self;
}

static void
page_clear (Page *self)
{
  gtk_window_destroy (self->window);
  spin ();
  g_object_unref (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Page, page_clear)

/* A button whose label or tooltip begins with the words. */
static gboolean
is_button (GtkWidget  *widget,
           const char *words)
{
  const char *label = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  const char *tip = GTK_IS_BUTTON (widget) ? gtk_widget_get_tooltip_text (widget) : NULL;

  return gtk_widget_get_visible (widget) && ((label != NULL && g_str_has_prefix (label, words)) ||
                                             (tip != NULL && g_str_has_prefix (tip, words)));
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *words)
{
  return find_widget (widget, is_button, words);
}

static gboolean
is_entry (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_ENTRY (widget);
}

static GtkWidget *
find_entry (GtkWidget *widget)
{
  return find_widget (widget, is_entry, NULL);
}

static guint
count_rows (GtkWidget *widget)
{
  guint n = LEAT_IS_FINDING_ROW (widget) && gtk_widget_get_mapped (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static gboolean
is_message (GtkWidget  *widget,
            const char *message)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), message);
}

/* The row of a rule's first finding, found by its message. */
static GtkWidget *
find_row (GtkWidget  *widget,
          const char *message)
{
  GtkWidget *label = find_widget (widget, is_message, message);

  return label != NULL ? gtk_widget_get_ancestor (label, LEAT_TYPE_FINDING_ROW) : NULL;
}

static const LeatFinding *
find_finding (Page       *self,
              const char *rule)
{
  GPtrArray *findings = leat_report_get_findings (leat_document_get_report (self->document));

  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (((LeatFinding *) findings->pdata[i])->rule->id, rule))
      return findings->pdata[i];
  return NULL;
}

static guint
count_findings (Page       *self,
                const char *rule,
                gboolean    silenced)
{
  GPtrArray *findings = leat_report_get_findings (leat_document_get_report (self->document));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = findings->pdata[i];

      n += g_str_equal (finding->rule->id, rule) && (finding->silenced != NULL) == silenced;
    }
  return n;
}

static GtkWidget *
row_of (Page       *self,
        const char *rule)
{
  const LeatFinding *finding = find_finding (self, rule);
  GtkWidget *row;

  g_assert_nonnull (finding);
  row = find_row (GTK_WIDGET (self->page), leat_finding_get_message (finding));
  g_assert_nonnull (row);
  return row;
}

static void
click (Page       *self,
       GtkWidget  *widget,
       const char *words)
{
  GtkWidget *button = find_button (widget, words);

  g_assert_nonnull (button);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else
    g_signal_emit_by_name (button, "clicked");
  spin ();
  refresh (self);
}

static void
test_filters (void)
{
  g_auto(Page) page = make ("p>k k>f f>s s>g");
  LeatReport *report = leat_document_get_report (page.document);
  guint errors = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  guint warnings = leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
  guint advice = leat_report_count_findings (report, LEAT_SEVERITY_ADVICE);

  g_assert_cmpuint (warnings, >, 0);
  g_assert_cmpuint (advice, >, 0);
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, errors + warnings + advice);
  click (&page, GTK_WIDGET (page.page), "Advice");
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, errors + warnings);
  click (&page, GTK_WIDGET (page.page), "Warnings");
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, errors);
  click (&page, GTK_WIDGET (page.page), "Advice");
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, errors + advice);
}

static void
test_silence (void)
{
  g_auto(Page) page = make ("p>k k>f f>s s>g");
  guint all = count_rows (GTK_WIDGET (page.page));
  GtkWidget *row = row_of (&page, "retention-short");

  /* No reason, no silence. */
  gtk_editable_set_text (GTK_EDITABLE (find_entry (row)), "  ");
  g_assert_false (gtk_widget_get_sensitive (find_button (row, "Silence")));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (row)), "It is a drill");
  g_assert_true (gtk_widget_get_sensitive (find_button (row, "Silence")));
  click (&page, row, "Silence");
  g_assert_cmpuint (count_findings (&page, "retention-short", TRUE), ==, 1);
  g_assert_cmpstr (find_finding (&page, "retention-short")->silenced, ==, "It is a drill");
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, all - 1);
  click (&page, GTK_WIDGET (page.page), "Silenced");
  g_assert_cmpuint (count_rows (GTK_WIDGET (page.page)), ==, all);
  click (&page, row_of (&page, "retention-short"), "Let It Speak");
  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 1);
  leat_history_undo (leat_document_get_history (page.document));
  g_assert_cmpuint (count_findings (&page, "retention-short", TRUE), ==, 1);
  leat_history_undo (leat_document_get_history (page.document));
  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 1);
}

static void
test_fix_all (void)
{
  g_auto(Page) page = make ("p>k k>f f>s p>k2 k2>f2 f2>s2");
  LeatHistory *history = leat_document_get_history (page.document);

  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 2);
  click (&page, row_of (&page, "retention-short"), "Fix All 2");
  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 0);
  leat_history_undo (history);
  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 2);
  refresh (&page);
  click (&page, row_of (&page, "retention-short"), "Keep 7 Days");
  g_assert_cmpuint (count_findings (&page, "retention-short", FALSE), ==, 1);
}

static gboolean
is_expander (GtkWidget  *widget,
             const char *text)
{
  return GTK_IS_EXPANDER (widget);
}

/* What there is to learn is laid out when it is asked for, and put away for the next finding that the row shows. */
static void
test_exam (void)
{
  g_auto(Page) page = make ("p>k k>f f>s s>g");
  GtkWidget *row = row_of (&page, "retention-short");
  GtkWidget *exam = find_widget (row, is_expander, NULL);
  const LeatExamNote *note = find_finding (&page, "retention-short")->rule->note;

  g_assert_true (gtk_widget_get_mapped (exam));
  g_assert_null (find_row (row, note->trap));
  gtk_expander_set_expanded (GTK_EXPANDER (exam), TRUE);
  spin ();
  g_assert_true (find_row (row, note->title) == row);
  g_assert_true (find_row (row, note->know) == row);
  g_assert_true (find_row (row, note->trap) == row);
  g_assert_true (find_row (row, note->reference) == row);
  leat_finding_row_show (LEAT_FINDING_ROW (row), page.document, find_finding (&page, "not-watched"));
  g_assert_false (gtk_expander_get_expanded (GTK_EXPANDER (exam)));
  g_assert_null (find_row (row, note->trap));
  gtk_expander_set_expanded (GTK_EXPANDER (exam), TRUE);
  spin ();
  g_assert_null (find_row (row, note->trap));
  g_assert_true (find_row (row, find_finding (&page, "not-watched")->rule->note->trap) == row);
}

/* What AWS documents otherwise is said where the course says something else, and nowhere else. */
static void
test_correction (void)
{
  g_autoptr(GPtrArray) notes = leat_catalogue_list_notes (test_catalogue ());
  guint n_corrected = 0;

  for (guint i = 0; i < notes->len; i++)
    {
      const LeatExamNote *note = notes->pdata[i];
      GtkWidget *view = g_object_ref_sink (leat_exam_view_new (note));

      g_assert_true ((find_widget (view, is_message, "What AWS Documents Otherwise") != NULL) == (note->correction != NULL));
      g_assert_true (note->correction == NULL || find_widget (view, is_message, note->correction) != NULL);
      n_corrected += note->correction != NULL;
      g_object_unref (view);
    }
  g_assert_cmpuint (n_corrected, >, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/ui/checks/filters", test_filters);
  g_test_add_func ("/ui/checks/exam", test_exam);
  g_test_add_func ("/ui/checks/correction", test_correction);
  g_test_add_func ("/ui/checks/silence", test_silence);
  g_test_add_func ("/ui/checks/fix-all", test_fix_all);
  return g_test_run ();
}
