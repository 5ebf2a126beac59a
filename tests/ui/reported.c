/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-support.h"
#include "canvas-support.h"
#include "command.h"
#include "exchange/native.h"
#include "export/export-window.h"

#include <unistd.h>

/* Faults that users of other programs met, step by step in windows of this one: what undo brings back, what opening a file
 * does to it, what an export cuts off. Judged by bytes. */

static char *
write_file (App        *f,
            const char *name,
            const char *text)
{
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* The canvas of a window, to be dragged on. */
static Fixture
canvas_of (LeatWindow *window)
{
  Fixture f = { 0 };

  f.window = GTK_WIDGET (window);
  f.canvas = leat_window_get_canvas (window);
  f.document = leat_window_get_document (window);
  f.pipeline = leat_document_get_pipeline (f.document);
  f.history = leat_document_get_history (f.document);
  reset_view (f.canvas, 1);
  return f;
}

static void
delete_all (Fixture    *f,
            const char *ids)
{
  g_auto(GStrv) list = g_strsplit (ids, " ", -1);

  leat_canvas_select (f->canvas, (const char *const *) list, FALSE);
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), "canvas.delete", NULL);
  spin ();
  for (guint i = 0; list[i] != NULL; i++)
    g_assert_null (get (f, list[i]));
}

static void
assert_saves (LeatWindow *window,
              const char *path,
              const char *expected)
{
  g_autofree char *text = NULL;

  app_do (window, "win.save");
  text = app_read (path);
  g_assert_cmpstr (text, ==, expected);
}

static void
undo_all (Fixture *f)
{
  while (can_undo (f))
    app_do (LEAT_WINDOW (f->window), "win.undo");
}

static void
redo_all (Fixture *f)
{
  while (leat_history_get_redo_label (f->history) != NULL)
    app_do (LEAT_WINDOW (f->window), "win.redo");
}

/* Three parallel wires with bends placed by hand and one to itself: a block is dragged, a wire deleted, all undone, done
 * again, undone; each time the file is what it was. */
static void
test_bends (App          *f,
            gconstpointer data)
{
  g_autoptr(GBytes) bytes = test_bytes ("cases/native/bends.leat");
  const char *bent = g_bytes_get_data (bytes, NULL);
  g_autofree char *path = write_file (f, "bent.leat", bent), *after = NULL;
  LeatWindow *window = app_open (f, path);
  Fixture c = canvas_of (window);

  drag (&c, 550, 120, 550 + 36, 120 + 60);
  g_assert_cmpfloat (get (&c, "b")->bounds.x, ==, 516);
  delete_all (&c, "w1");
  app_do (window, "win.save");
  after = app_read (path);
  g_assert_cmpstr (after, !=, bent);

  for (int round = 0; round < 2; round++)
    {
      undo_all (&c);
      assert_saves (window, path, bent);
      redo_all (&c);
      assert_saves (window, path, after);
    }
  undo_all (&c);
  assert_saves (window, path, bent);
}

static const char zoned[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
  "  <properties title=\"Zone\">\n"
  "    <set name=\"require.latency\" value=\"60\"/>\n"
  "  </properties>\n"
  "  <zone id=\"z\" name=\"z\" type=\"layer\" role=\"ingestion\" x=\"24\" y=\"24\" width=\"720\" height=\"300\"/>\n"
  "  <block id=\"a\" name=\"a\" type=\"kinesis-data-streams\" x=\"48\" y=\"96\" zone=\"z\"/>\n"
  "  <block id=\"b\" name=\"b\" type=\"lambda\" x=\"288\" y=\"96\" zone=\"z\"/>\n"
  "  <block id=\"c\" name=\"c\" type=\"s3\" x=\"528\" y=\"96\" zone=\"z\">\n"
  "    <silence rule=\"s3-encryption-audit\" reason=\"A test bucket\"/>\n"
  "  </block>\n"
  "  <block id=\"d\" name=\"d\" type=\"athena\" x=\"528\" y=\"400\"/>\n"
  "  <wire id=\"ab\" kind=\"trigger\" from=\"a\" to=\"b\"/>\n"
  "  <wire id=\"bc\" kind=\"data\" from=\"b\" to=\"c\"><point x=\"470\" y=\"200\"/></wire>\n"
  "  <wire id=\"dc\" kind=\"queries\" from=\"d\" to=\"c\"/>\n"
  "  <step id=\"one\" name=\"The bucket\">\n"
  "    <set name=\"focus\" value=\"c bc\"/>\n"
  "    <text>Look here.</text>\n"
  "  </step>\n"
  "</pipeline>\n";

/* A zone goes with its wired blocks, to which a step and a silence refer; it comes back whole, and chosen; its blocks are
 * dragged as if nothing had been. */
static void
test_zone (App          *f,
           gconstpointer data)
{
  g_autofree char *path = write_file (f, "zoned.leat", zoned);
  LeatWindow *window = app_open (f, path);
  Fixture c = canvas_of (window);

  delete_all (&c, "z");
  g_assert_nonnull (get (&c, "a"));
  app_do (window, "win.undo");
  assert_selected (&c, "z");
  assert_saves (window, path, zoned);

  delete_all (&c, "z a b c");
  g_assert_null (get (&c, "dc"));
  app_do (window, "win.undo");
  assert_selected (&c, "z a b c");
  assert_saves (window, path, zoned);
  g_assert_cmpstr (leat_settings_get (get (&c, "c")->silences, "s3-encryption-audit"), ==, "A test bucket");

  app_do (window, "win.redo");
  g_assert_null (get (&c, "a"));
  app_do (window, "win.undo");
  reset_view (c.canvas, 1);
  drag (&c, 330, 110, 330, 110 + 48);
  g_assert_cmpfloat (get (&c, "b")->bounds.y, ==, 144);
  g_assert_cmpstr (get (&c, "bc")->to, ==, "c");
  app_do (window, "win.undo");
  app_do (window, "win.redo");
  g_assert_cmpfloat (get (&c, "b")->bounds.y, ==, 144);
  app_do (window, "win.undo");
  assert_saves (window, path, zoned);
}

/* A file that others wrote by hand, with comments, what is not known and odd line ends: opened and closed, it is not
 * touched; saved unchanged, it is the same; renamed one block, one line differs. */
static void
test_by_hand (App          *f,
              gconstpointer data)
{
  g_autofree char *original = g_test_build_filename (G_TEST_DIST, "cases/native/by-hand-crlf.leat", NULL);
  g_autofree char *path = g_build_filename (f->folder, "hand.leat", NULL), *before = NULL, *after = NULL, *named = NULL;
  g_auto(GStrv) old = NULL, new = NULL;
  GStatBuf was, is;
  LeatWindow *window;
  guint n = 0;

  app_copy (original, path);
  before = app_read (path);
  g_assert_cmpint (g_stat (path, &was), ==, 0);
  window = app_open (f, path);
  gtk_window_close (GTK_WINDOW (window));
  spin ();
  g_assert_null (app_find (f, path));
  g_assert_cmpint (g_stat (path, &is), ==, 0);
  g_assert_cmpint (is.st_mtim.tv_nsec, ==, was.st_mtim.tv_nsec);
  g_assert_cmpint (is.st_ino, ==, was.st_ino);

  window = app_open (f, path);
  assert_saves (window, path, before);
  leat_history_apply (leat_document_get_history (leat_window_get_document (window)),
                      leat_edit_rename (leat_document_get_pipeline (leat_window_get_document (window)), "lake", "Renamed"));
  app_do (window, "win.save");
  after = app_read (path);
  old = g_strsplit (before, "\n", -1);
  new = g_strsplit (after, "\n", -1);
  g_assert_cmpuint (g_strv_length (old), ==, g_strv_length (new));
  for (guint i = 0; old[i] != NULL; i++)
    n += !g_str_equal (old[i], new[i]);
  g_assert_cmpuint (n, ==, 1);
}

/* A file under two names is open in two windows: what one saves, the other says, and does not write over it. */
static void
test_two_windows (App          *f,
                  gconstpointer data)
{
  g_autofree char *second = g_build_filename (f->folder, "same.leat", NULL), *saved = NULL, *now = NULL;
  LeatWindow *one, *two;

  g_assert_cmpint (link (f->path, second), ==, 0);
  one = app_open (f, f->path);
  two = app_open (f, second);
  g_assert_true (one != two);
  app_edit (one, "From the first");
  app_edit (two, "From the second");
  app_do (one, "win.save");
  saved = app_read (f->path);
  g_assert_nonnull (strstr (saved, "From the first"));
  app_do (two, "win.save");
  now = app_read (f->path);
  g_assert_cmpstr (now, ==, saved);
  g_assert_cmpstr (leat_pipeline_get_properties (leat_document_get_pipeline (leat_window_get_document (two)))->name, ==,
                   "From the second");
}

/* Pictures */

static const char wide[] =
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
  "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n"
  "  <properties title=\"مراقبة 订单 🚀\"/>\n"
  "  <zone id=\"z\" name=\"منطقة\" type=\"vpc\" x=\"-4100\" y=\"-400\" width=\"600\" height=\"500\"/>\n"
  "  <block id=\"a\" name=\"订单处理\" type=\"s3\" x=\"-4000\" y=\"-300\" zone=\"z\"/>\n"
  "  <block id=\"b\" name=\"🚀 lake\" type=\"lambda\" x=\"5836\" y=\"900\"/>\n"
  "  <block id=\"c\" name=\"طلبات\" type=\"s3\" x=\"6000\" y=\"900\"/>\n"
  "  <wire id=\"ab\" kind=\"data\" from=\"a\" to=\"b\"/>\n"
  "  <wire id=\"bc\" name=\"a label that sticks out past the last block\" kind=\"data\" from=\"b\" to=\"c\"/>\n"
  "</pipeline>\n";

static gboolean
is_ready (gpointer button)
{
  return gtk_widget_get_sensitive (button);
}

static gboolean
is_export_button (GtkWidget  *widget,
                  const char *id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

static gboolean
is_gone (gpointer data)
{
  return *(GtkWidget **) data == NULL;
}

static void
export_to (LeatWindow *window,
           const char *format,
           const char *path)
{
  GSettings *settings = leat_preferences_get ();
  GtkWidget *export;

  g_settings_set_string (settings, "export-format", format);
  g_settings_set_double (settings, "export-margin", 20);
  g_settings_set_double (settings, "export-scale", 1);
  export = leat_export_window_new (window, NULL);
  gtk_window_present (GTK_WINDOW (export));
  spin_until (is_ready, find_widget (export, is_export_button, "export_button"));
  g_object_add_weak_pointer (G_OBJECT (export), (gpointer *) &export);
  leat_export_window_save (LEAT_EXPORT_WINDOW (export), path);
  spin_until (is_gone, &export);
}

static double
number_after (const char *text,
              gsize       size,
              const char *what)
{
  const char *at = memmem (text, size, what, strlen (what));

  g_assert_nonnull (at);
  return g_ascii_strtod (at + strlen (what), NULL);
}

/* Of an SVG, a PDF or a PNG, in pixels. */
static void
size_of (const char *path,
         double     *width,
         double     *height)
{
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  if (g_str_has_suffix (path, ".svg"))
    {
      *width = number_after (text, size, " width=\"");
      *height = number_after (text, size, " height=\"");
    }
  else if (g_str_has_suffix (path, ".png"))
    {
      const guint8 *head = (const guint8 *) text + 16;

      *width = head[0] << 24 | head[1] << 16 | head[2] << 8 | head[3];
      *height = head[4] << 24 | head[5] << 16 | head[6] << 8 | head[7];
    }
  else
    {
      *width = number_after (text, size, "/MediaBox [ 0 0 ");
      g_assert_cmpint (number_after (text, size, "/Count "), ==, 1);
      *height = g_ascii_strtod (strchr ((char *) memmem (text, size, "/MediaBox [ 0 0 ", 16) + 16, ' '), NULL);
    }
}

/* Blocks far apart and at negative places, a label past the last one, a zone: window and command write the same bytes, and
 * all formats have the same size. */
static void
test_bounds (App          *f,
             gconstpointer data)
{
  static const char *const formats[] = { "svg", "png", "pdf" };
  g_autofree char *path = write_file (f, "wide.leat", wide);
  LeatWindow *window = app_open (f, path);
  double widths[3], heights[3];

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_autofree char *name = g_strdup_printf ("window.%s", formats[i]), *other = g_strdup_printf ("command.%s", formats[i]);
      g_autofree char *by_window = g_build_filename (f->folder, name, NULL), *by_command = g_build_filename (f->folder, other, NULL);
      g_autofree char *arguments = g_strdup_printf ("convert %s %s --margin 20%s", path, by_command, i == 1 ? " --scale 1" : "");
      g_autofree char *out = NULL, *err = NULL, *one = NULL, *two = NULL;
      gsize n_one, n_two;

      export_to (window, formats[i], by_window);
      g_assert_cmpint (command_run (arguments, NULL, NULL, &out, &err), ==, 0);
      g_assert_true (g_file_get_contents (by_window, &one, &n_one, NULL));
      g_assert_true (g_file_get_contents (by_command, &two, &n_two, NULL));
      g_assert_cmpmem (one, n_one, two, n_two);
      size_of (by_window, &widths[i], &heights[i]);
      g_assert_cmpfloat_with_epsilon (widths[i], widths[0], 1);
      g_assert_cmpfloat_with_epsilon (heights[i], heights[0], 1);
    }

  /* From the edge of the zone to past the last block, and 20 on either side. */
  g_assert_cmpfloat (widths[0], >, 4100 + 6000 + LEAT_BLOCK_WIDTH + 40);
  g_assert_cmpfloat (widths[0], <, 4100 + 6000 + LEAT_BLOCK_WIDTH + 40 + 40);
  g_assert_cmpfloat (heights[0], >, 400 + 900 + LEAT_BLOCK_HEIGHT + 40);
}

#define ADD(path, test) g_test_add (path, App, NULL, app_set_up, test, app_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  ADD ("/ui/reported/bends", test_bends);
  ADD ("/ui/reported/zone", test_zone);
  ADD ("/ui/reported/by-hand", test_by_hand);
  ADD ("/ui/reported/two-windows", test_two_windows);
  ADD ("/ui/reported/bounds", test_bounds);
  return g_test_run ();
}
