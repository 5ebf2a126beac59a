/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "inspector/setting-row.h"
#include "inspector/settings-page.h"
#include "window/strip.h"

#include <adwaita.h>

/* What is asked of a pipeline: asked in the inspector, judged there and in the strip, undone in one step. */

typedef struct
{
  LeatDocument     *document;
  LeatSettingsPage *page;
  LeatStrip        *strip;
  GtkWindow        *window;
} Asking;

static void
show (Asking     *self,
      const char *id)
{
  const char *const ids[] = { id, NULL };
  g_autoptr(LeatSubject) subject = leat_subject_new (self->document, ids);

  leat_settings_page_show (self->page, subject);
  leat_strip_show (self->strip, leat_document_get_report (self->document));
  spin ();
}

static Asking
make (const char *sketch)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Asking self = { leat_document_new (test_catalogue (), test_sketch (sketch)), g_object_new (LEAT_TYPE_SETTINGS_PAGE, NULL),
                  g_object_new (LEAT_TYPE_STRIP, NULL), GTK_WINDOW (adw_window_new ()) };

  gtk_widget_set_vexpand (GTK_WIDGET (self.page), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self.page));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self.strip));
  adw_window_set_content (ADW_WINDOW (self.window), box);
  gtk_window_present (self.window);
  show (&self, NULL);
  return self;
}

static void
asking_clear (Asking *self)
{
  gtk_window_destroy (self->window);
  spin ();
  g_object_unref (self->document);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, asking_clear)

static gboolean
is_row (GtkWidget  *widget,
        const char *title)
{
  return LEAT_IS_SETTING_ROW (widget) && gtk_widget_get_visible (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static LeatSettingRow *
find_row (Asking     *self,
          const char *title)
{
  GtkWidget *row = find_widget (GTK_WIDGET (self->page), is_row, title);

  g_assert_nonnull (row);
  return LEAT_SETTING_ROW (row);
}

static const char *
get_property (Asking     *self,
              const char *name)
{
  LeatElement *properties = leat_pipeline_get_element (leat_document_get_pipeline (self->document), LEAT_PROPERTIES_ID);

  return properties != NULL ? leat_settings_get (properties->settings, name) : NULL;
}

static gboolean
says (Asking     *self,
      GtkWidget  *where,
      const char *text)
{
  return find_widget (where, is_label_that_says, text) != NULL;
}

static void
test_switch (void)
{
  g_auto(Asking) self = make ("p>msk msk>f f>s");
  LeatSettingRow *row = find_row (&self, "Serverless only");
  GtkSwitch *control = GTK_SWITCH (leat_setting_row_get_control (row));

  g_assert_false (says (&self, GTK_WIDGET (self.strip), "not as asked"));
  gtk_switch_set_active (control, TRUE);
  show (&self, NULL);
  g_assert_cmpstr (get_property (&self, "serverless-only"), ==, "yes");
  g_assert_true (says (&self, GTK_WIDGET (row), "Missed: 1 finding"));
  g_assert_true (says (&self, GTK_WIDGET (self.strip), "1 not as asked"));

  leat_history_undo (leat_document_get_history (self.document));
  show (&self, NULL);
  g_assert_null (get_property (&self, "serverless-only"));
  g_assert_false (gtk_switch_get_active (control));
  g_assert_false (says (&self, GTK_WIDGET (row), "Missed"));

  /* What is no longer asked leaves nothing in the file. */
  gtk_switch_set_active (control, TRUE);
  gtk_switch_set_active (control, FALSE);
  g_assert_null (get_property (&self, "serverless-only"));
}

static void
test_number (void)
{
  g_auto(Asking) self = make ("p>f f>s");
  LeatSettingRow *row = find_row (&self, "Freshness, p95");

  gtk_editable_set_text (GTK_EDITABLE (leat_setting_row_get_control (row)), "10 min");
  show (&self, NULL);
  g_assert_cmpstr (get_property (&self, "max-p95-s"), ==, "600");
  g_assert_true (says (&self, GTK_WIDGET (row), "Met: "));
  g_assert_true (says (&self, GTK_WIDGET (self.strip), "asked 10 min"));
  g_assert_true (says (&self, GTK_WIDGET (self.strip), "as asked"));
}

/* A delay to one consumer is asked where that consumer is shown, and only where a path ends. */
static void
test_consumer (void)
{
  g_auto(Asking) self = make ("p>f f>s");
  LeatSettingRow *row;

  show (&self, "f");
  g_assert_null (find_widget (GTK_WIDGET (self.page), is_row, "Freshness, p95"));
  show (&self, "s");
  row = find_row (&self, "Freshness, p95");
  gtk_editable_set_text (GTK_EDITABLE (leat_setting_row_get_control (row)), "5");
  show (&self, "s");
  g_assert_cmpstr (get_property (&self, "max-p95-s.s"), ==, "5");
  g_assert_null (get_property (&self, "max-p95-s"));
  g_assert_true (says (&self, GTK_WIDGET (row), "Missed: "));
  show (&self, "f");
  show (&self, "s");
  g_assert_true (says (&self, GTK_WIDGET (find_row (&self, "Freshness, p95")), "Missed: "));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/requirements/switch", test_switch);
  g_test_add_func ("/ui/requirements/number", test_number);
  g_test_add_func ("/ui/requirements/consumer", test_consumer);
  return g_test_run ();
}
