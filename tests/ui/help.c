/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "exchange/help.h"
#include "help/help-window.h"
#include "window/keys.h"

/* The help: its pages, the keys that they name, its window. */

static GPtrArray *
load (void)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *pages = leat_help_load ((const char *const *) folders, warnings);

  for (guint i = 0; i < warnings->len; i++)
    g_test_fail_printf ("%s", (const char *) warnings->pdata[i]);
  g_assert_cmpuint (pages->len, >=, 8);
  return pages;
}

/* None is empty, each leads on to others that there are, and each can be come to. */
static void
test_pages (void)
{
  g_autoptr(GPtrArray) pages = load ();
  g_autoptr(GHashTable) reached = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < pages->len; i++)
    {
      const LeatHelpPage *page = pages->pdata[i];

      g_assert_cmpuint (strlen (page->text), >, 400);
      g_assert_nonnull (page->also[0]);
      for (guint j = 0; page->also[j] != NULL; j++)
        {
          g_assert_nonnull (leat_help_find (pages, page->also[j]));
          g_assert_cmpstr (page->also[j], !=, page->id);
          g_hash_table_add (reached, page->also[j]);
        }
    }
  for (guint i = 0; i < pages->len; i++)
    if (!g_hash_table_contains (reached, ((const LeatHelpPage *) pages->pdata[i])->id))
      g_test_fail_printf ("no page leads to %s", ((const LeatHelpPage *) pages->pdata[i])->id);
}

/* Keys are those of the one table: none is written out, and each action that stands for its key has one. */
static void
test_keys (void)
{
  g_autoptr(GPtrArray) pages = load ();

  for (guint i = 0; i < pages->len; i++)
    {
      const LeatHelpPage *page = pages->pdata[i];
      g_autofree char *text = leat_help_dup_text (page->text);

      if (g_regex_match_simple ("(Ctrl|Alt|Shift)\\+|\\bF[0-9]", page->text, 0, 0))
        g_test_fail_printf ("%s writes a key out", page->id);
      if (strchr (text, '{') != NULL)
        g_test_fail_printf ("%s: no key for %s", page->id, strchr (text, '{'));
    }
}

static const char *
find_about (GPtrArray  *pages,
            const char *subjects)
{
  const LeatHelpPage *page = leat_help_find_about (pages, subjects);

  return page != NULL ? page->id : NULL;
}

/* What leads to a page: each page of the inspector, each finding; the closest that there is counts. What the pages name there is. */
static void
test_about (void)
{
  static const char *const inspector[] = { "settings", "cost", "latency", "checks", "access", "notes" };
  g_autoptr(GPtrArray) pages = load ();

  for (gsize i = 0; i < G_N_ELEMENTS (inspector); i++)
    {
      g_autofree char *subject = g_strconcat ("inspector:", inspector[i], NULL);

      if (find_about (pages, subject) == NULL)
        g_test_fail_printf ("no page is about %s", subject);
    }
  g_assert_cmpstr (find_about (pages, "topic:quotas findings"), ==, "5-delay-and-explorer");
  g_assert_cmpstr (find_about (pages, "topic:no-such wires findings"), ==, "2-drawing-and-wiring");
  g_assert_cmpstr (find_about (pages, "topic: findings"), ==, "3-checks");
  g_assert_null (find_about (pages, "no-such"));
  for (guint i = 0; i < pages->len; i++)
    for (char **about = ((const LeatHelpPage *) pages->pdata[i])->about; *about != NULL; about++)
      if (g_str_has_prefix (*about, "topic:") && leat_catalogue_get_note (test_catalogue (), *about + strlen ("topic:")) == NULL)
        g_test_fail_printf ("no note is %s", *about);
}

static void
test_faults (void)
{
  static const struct
  {
    const char *body;
    const char *message;
  } cases[] = {
    { "<title>A</title>", "a page needs" },
    { "<p>A</p>", "a page needs" },
    { "<title>A</title>\n<b>B</b>", ":2: found <b>" },
    { "<title>A</title><p> </p>", "<p> has no text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_dir_make_tmp (NULL, NULL), *help = g_build_filename (folder, "help", NULL);
      g_autofree char *file = g_build_filename (help, "a.xml", NULL);
      g_autofree char *xml = g_strdup_printf ("<page xmlns='urn:leat:help'>%s</page>", cases[i].body);
      g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free), pages = NULL;
      const char *folders[] = { folder, NULL };

      g_mkdir (help, 0700);
      g_assert_true (g_file_set_contents (file, xml, -1, NULL));
      pages = leat_help_load (folders, warnings);
      g_assert_cmpuint (pages->len, ==, 0);
      g_assert_cmpuint (warnings->len, ==, 1);
      if (strstr (warnings->pdata[0], cases[i].message) == NULL)
        g_test_fail_printf ("“%s” does not say “%s”", (const char *) warnings->pdata[0], cases[i].message);
      g_unlink (file);
      g_rmdir (help);
      g_rmdir (folder);
    }
}

/* The window */

static gboolean
is_type (GtkWidget  *widget,
         const char *type)
{
  return g_type_is_a (G_OBJECT_TYPE (widget), g_type_from_name (type));
}

static gboolean
is_label (GtkWidget  *widget,
          const char *text)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}

static gboolean
is_page_button (GtkWidget  *widget,
                const char *id)
{
  return GTK_IS_BUTTON (widget) && g_str_equal (gtk_widget_get_name (widget), id);
}

static guint
count_rows (GtkWidget *help)
{
  GtkListBox *list = GTK_LIST_BOX (find_widget (help, is_type, "GtkListBox"));
  GtkListBoxRow *row;
  guint n = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    n += gtk_widget_get_child_visible (GTK_WIDGET (row));
  return n;
}

static void
search (GtkWidget  *help,
        const char *words)
{
  GtkWidget *entry = find_widget (help, is_type, "GtkSearchEntry");

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
  spin ();
}

static gboolean
is_help_mapped (gpointer help)
{
  return gtk_widget_get_mapped (help) && find_widget (help, is_label, "Your first pipeline") != NULL;
}

static void
test_window (App          *f,
             gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_auto(GStrv) accels = gtk_application_get_accels_for_action (GTK_APPLICATION (f->app), "win.help");
  GtkWidget *help;

  g_assert_cmpstr (accels[0], ==, "F1");
  app_do (window, "win.help");
  help = GTK_WIDGET (leat_help_window_show (GTK_WINDOW (window), NULL));
  spin_until (is_help_mapped, help);
  g_assert_cmpuint (count_rows (help), >=, 8);

  /* All words, in whatever case; the page that has them shows. */
  search (help, "OUTAGE drill");
  g_assert_cmpuint (count_rows (help), ==, 1);
  g_assert_nonnull (find_widget (help, is_label, "What Matters"));
  search (help, "cost");
  g_assert_cmpuint (count_rows (help), >, 2);
  g_assert_nonnull (find_widget (help, is_label, "every line")); /* that of this title, not the first */
  search (help, "no such words");
  g_assert_cmpuint (count_rows (help), ==, 0);
  g_assert_nonnull (find_widget (help, is_label, "No Page Has These Words"));
  search (help, "");

  /* A page leads to the next. */
  leat_help_window_show (GTK_WINDOW (window), "3-checks");
  g_assert_nonnull (find_widget (help, is_label, "Three degrees"));
  g_signal_emit_by_name (find_widget (help, is_page_button, "4-cost"), "clicked");
  spin ();
  g_assert_nonnull (find_widget (help, is_label, "every line"));
  g_assert_nonnull (find_widget (help, is_label, "Ctrl+B"));

  /* One window of help for each window, which is made anew after it was closed. */
  g_assert_true (GTK_WIDGET (leat_help_window_show (GTK_WINDOW (window), NULL)) == help);
  gtk_window_close (GTK_WINDOW (help));
  spin ();
  spin_until (is_help_mapped, leat_help_window_show (GTK_WINDOW (window), NULL));
}

static gboolean
is_leaflet_folded (gpointer help)
{
  return adw_leaflet_get_folded (ADW_LEAFLET (find_widget (help, is_type, "AdwLeaflet")));
}

/* In a narrow window one sees the pages or the text: Enter in the search goes to the text of the best, at once, and there the
 * keyboard is; what is typed then is a search again. */
static void
test_narrow (App          *f,
             gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  GtkWidget *help = GTK_WIDGET (leat_help_window_show (GTK_WINDOW (window), NULL)), *entry, *text, *leaflet;

  spin_until (is_help_mapped, help);
  gtk_window_set_default_size (GTK_WINDOW (help), 400, 600);
  spin_until (is_leaflet_folded, help);
  entry = find_widget (help, is_type, "GtkSearchEntry");
  leaflet = find_widget (help, is_type, "AdwLeaflet");
  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "outage");
  g_signal_emit_by_name (entry, "activate");
  text = adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet));
  g_assert_nonnull (find_widget (text, is_label_that_says, "Outage Drill"));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (help)), text));
  g_signal_emit_by_name (entry, "search-changed");
  g_assert_true (adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) == text);
  g_signal_emit_by_name (entry, "search-started");
  g_assert_true (adw_leaflet_get_visible_child (ADW_LEAFLET (leaflet)) != text);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (help)), entry));
}

static gboolean
is_tip_of (GtkWidget  *widget,
           const char *tip)
{
  return gtk_widget_get_mapped (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tip) == 0;
}

static gboolean
has_inspector (gpointer window)
{
  return find_widget (window, is_tip_of, "Help on This Page") != NULL;
}

static void
press (LeatWindow *window,
       const char *tip)
{
  GtkWidget *button = find_widget (GTK_WIDGET (window), is_tip_of, tip);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_focusable (button));
  g_signal_emit_by_name (button, "clicked");
  spin ();
}

static void
assert_page (LeatWindow *window,
             const char *heading)
{
  GtkWidget *help = GTK_WIDGET (leat_help_window_show (GTK_WINDOW (window), NULL));

  spin ();
  if (find_widget (help, is_label, heading) == NULL)
    g_test_fail_printf ("“%s” is not to be seen", heading);
}

/* From each page of the inspector, and from a finding, to what explains it. */
static void
test_links (App          *f,
            gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);

  spin_until (has_inspector, window);
  press (window, "Help on This Page");
  assert_page (window, "may be typed with a unit");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.show-page", "s", "checks");
  spin ();
  press (window, "Help on This Page");
  assert_page (window, "Three degrees");
  leat_help_window_show (GTK_WINDOW (window), "4-cost");
  press (window, "What the Help Says about This");
  assert_page (window, "Three degrees");
}

static void
add (void)
{
  g_test_add_func ("/ui/help/pages", test_pages);
  g_test_add_func ("/ui/help/keys", test_keys);
  g_test_add_func ("/ui/help/about", test_about);
  g_test_add_func ("/ui/help/faults", test_faults);
  APP_ADD ("/ui/help/window", test_window);
  APP_ADD ("/ui/help/narrow", test_narrow);
  APP_ADD ("/ui/help/links", test_links);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
