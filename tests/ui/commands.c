/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"

#include "window/commands.h"
#include "window/fuzzy.h"
#include "window/keys.h"

/* The palette of commands: all of them, found by a few letters, run by Enter. */

static void
test_fuzzy (void)
{
  static const struct
  {
    const char *query;
    const char *better;
    const char *worse; /* or NULL: `better` matches at all */
  } cases[] = {
    { "save", "Save", "Save As" },
    { "sa", "Save As", "Discard" },
    { "zi", "Zoom In", "Zoom to Fit Size" },
    { "wd", "Whole Drawing", "Save and Discard" },
    { "zoomin", "Zoom In", NULL },
    { "zoom in", "Zoom In", NULL },
    { "ÜBER", "über orders", NULL },
    { "注文", "Go to 注文 ⚡", NULL },
    { "", "Anything", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int better = leat_fuzzy_match (cases[i].query, cases[i].better);

      g_assert_cmpint (better, >, 0);
      if (cases[i].worse != NULL)
        g_assert_cmpint (better, >, leat_fuzzy_match (cases[i].query, cases[i].worse));
    }
  g_assert_cmpint (leat_fuzzy_match ("xyz", "Save"), ==, 0);
  g_assert_cmpint (leat_fuzzy_match ("evas", "Save"), ==, 0);
  g_assert_cmpint (leat_fuzzy_match ("savee", "Save"), ==, 0);
  g_assert_cmpint (leat_fuzzy_match ("a", "\xff\xfe"), ==, 0);
}

static gboolean
is_listed (const char *action)
{
  gsize n;
  const LeatKey *keys = leat_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    if (keys[i].action != NULL && g_str_has_prefix (keys[i].action, action) &&
        (keys[i].action[strlen (action)] == '\0' || keys[i].action[strlen (action)] == ':'))
      return TRUE;
  return FALSE;
}

/* These act on something that the palette does not know, or for a toast. */
static gboolean
is_internal (const char *action)
{
  static const char *const internal[] = { "win.add-block", "win.help-about", "win.reveal", "win.offer-undo", "win.open-copy", "win.open-file",
                                          "win.show-file", "win.tell", "win.recover", "win.discard-recovery", "win.undo-discard-recovery",
                                          "win.start-challenge" };

  for (gsize i = 0; i < G_N_ELEMENTS (internal); i++)
    if (g_str_equal (internal[i], action))
      return TRUE;
  return FALSE;
}

static void
check_group (GActionGroup *group,
             const char   *prefix)
{
  g_auto(GStrv) names = g_action_group_list_actions (group);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *action = g_strconcat (prefix, names[i], NULL);
      g_autofree char *of_canvas = g_strconcat ("canvas.", names[i], NULL);

      if (!is_internal (action) && !is_listed (action) && !is_listed (of_canvas))
        g_test_fail_printf ("%s has no name in ui/window/keys.c", action);
    }
}

/* Every action of the program, the window and the canvas has a name in the one table. */
static void
test_all (App          *f,
          gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  GtkWidgetClass *canvas = GTK_WIDGET_GET_CLASS (leat_window_get_canvas (window));
  const char *name, *property;
  GType owner;
  const GVariantType *parameter;

  check_group (G_ACTION_GROUP (window), "win.");
  check_group (G_ACTION_GROUP (f->app), "app.");
  for (guint i = 0; gtk_widget_class_query_action (canvas, i, &owner, &name, &parameter, &property); i++)
    {
      g_autofree char *of_window = g_strconcat ("win.", name + strlen ("canvas."), NULL);

      if (parameter == NULL && !is_listed (name) && !is_listed (of_window))
        g_test_fail_printf ("%s has no name in ui/window/keys.c", name);
    }
}

/* Each action that the table names is there, with a target of its type; no key stands for two commands of windows. */
static void
test_keys (App          *f,
           gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const LeatKey *keys = leat_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr(GVariant) target = NULL;
      g_auto(GStrv) accels = g_strsplit (keys[i].keys, " ", -1);
      GActionGroup *group;

      if (keys[i].action == NULL || g_str_has_prefix (keys[i].action, "canvas."))
        continue;
      g_assert_true (g_action_parse_detailed_name (keys[i].action, &name, &target, NULL));
      group = g_str_has_prefix (name, "win.") ? G_ACTION_GROUP (window) : G_ACTION_GROUP (f->app);
      g_assert_true (g_action_group_has_action (group, name + 4));
      for (guint j = 0; accels[j] != NULL; j++)
        g_assert_true (g_hash_table_add (seen, g_strdup (accels[j])));
    }
}

static gboolean
is_commands (GtkWidget  *widget,
             const char *text)
{
  return LEAT_IS_COMMANDS (widget);
}

static gboolean
is_search (GtkWidget  *widget,
           const char *text)
{
  return GTK_IS_SEARCH_ENTRY (widget);
}

static gboolean
is_list (GtkWidget  *widget,
         const char *text)
{
  return GTK_IS_LIST_BOX (widget);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

static GtkWidget *
type (LeatWindow *window,
      const char *text)
{
  GtkWidget *commands;

  app_do (window, "win.commands");
  commands = find_widget (GTK_WIDGET (window), is_commands, NULL);
  spin_until (is_mapped, commands);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (commands, is_search, NULL)), text);
  spin ();
  return commands;
}

static void
enter (GtkWidget *commands)
{
  g_signal_emit_by_name (find_widget (commands, is_search, NULL), "activate");
  spin ();
}

static GtkListBoxRow *
first_row (GtkWidget *commands)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (find_widget (commands, is_list, NULL)), 0);
}

static void
test_run (App          *f,
          gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  LeatPipeline *pipeline = leat_document_get_pipeline (leat_window_get_document (window));
  guint before = leat_pipeline_get_n_elements (pipeline);
  g_auto(GStrv) selected = NULL;
  GtkWidget *commands;

  /* Nothing is selected: what needs a selection says so, and Enter does nothing. */
  commands = type (window, "delete with");
  g_assert_nonnull (find_widget (GTK_WIDGET (first_row (commands)), is_label_that_says, "Delete with Wires"));
  g_assert_nonnull (find_widget (GTK_WIDGET (first_row (commands)), is_label_that_says, "not available now"));
  g_assert_nonnull (find_widget (GTK_WIDGET (first_row (commands)), is_label_that_says, "Delete"));
  enter (commands);
  g_assert_cmpuint (leat_pipeline_get_n_elements (pipeline), ==, before);
  gtk_popover_popdown (GTK_POPOVER (commands));

  /* To a block by its name; then it can be deleted. */
  commands = type (window, "raw zone");
  enter (commands);
  g_assert_false (gtk_widget_get_mapped (commands));
  selected = leat_canvas_dup_selection (leat_window_get_canvas (window));
  g_assert_cmpstr (selected[0], ==, "raw-zone");
  commands = type (window, "delete with");
  g_assert_null (find_widget (GTK_WIDGET (first_row (commands)), is_label_that_says, "not available now"));
  enter (commands);
  g_assert_null (leat_pipeline_get_element (pipeline, "raw-zone"));

  /* The window's own, with a target. */
  enter (type (window, "better designs"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (leat_window_get_views (window)), ==, "explore");

  /* No such thing. */
  commands = type (window, "qqqq");
  g_assert_null (first_row (commands));
  enter (commands);
  gtk_popover_popdown (GTK_POPOVER (commands));
  spin ();
}

/* Whatever it runs, or nothing, the keyboard is where it was. */
static void
test_keyboard (App          *f,
               gconstpointer data)
{
  LeatWindow *window = app_open (f, f->path);
  GtkWidget *canvas = GTK_WIDGET (leat_window_get_canvas (window));
  GtkWidget *commands;

  gtk_widget_grab_focus (canvas);
  enter (type (window, "overlay: cost"));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == canvas);
  commands = type (window, "qqqq");
  g_signal_emit_by_name (find_widget (commands, is_search, NULL), "stop-search");
  spin ();
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == canvas);
}

static void
add (void)
{
  g_test_add_func ("/ui/commands/fuzzy", test_fuzzy);
  APP_ADD ("/ui/commands/all", test_all);
  APP_ADD ("/ui/commands/keys", test_keys);
  APP_ADD ("/ui/commands/run", test_run);
  APP_ADD ("/ui/commands/keyboard", test_keyboard);
}

int
main (int    argc,
      char **argv)
{
  return app_run (&argc, &argv, add);
}
