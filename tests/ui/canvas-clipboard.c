/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"
#include "exchange/clip.h"
#include "exchange/native.h"
#include "widgets.h"

#include <adwaita.h>
#include <string.h>

/* Cut, copy and paste, through the real clipboard of the display. */

typedef struct
{
  Fixture one;
  Fixture two; /* another window with another document */
  char   *told; /* what the window was last asked to tell */
} Pair;

static void
on_told (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  Pair *p = data;

  g_free (p->told);
  p->told = g_variant_dup_string (parameter, NULL);
}

static void
listen (Pair      *p,
        GtkWidget *window)
{
  const GActionEntry entries[] = {
    { .name = "tell", .activate = on_told, .parameter_type = "s" },
    { .name = "offer-undo", .activate = on_told, .parameter_type = "s" },
  };
  g_autoptr(GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), p);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

static void
pair_set_up (Pair         *p,
             gconstpointer data)
{
  fixture_set_up (&p->one, NULL);
  fixture_set_up (&p->two, NULL);
  listen (p, p->one.window);
  listen (p, p->two.window);
}

static void
pair_tear_down (Pair         *p,
                gconstpointer data)
{
  fixture_tear_down (&p->one, NULL);
  fixture_tear_down (&p->two, NULL);
  g_free (p->told);
}

static void
choose (Fixture    *f,
        const char *ids)
{
  g_auto(GStrv) list = g_strsplit (ids, " ", -1);

  leat_canvas_select (f->canvas, (const char *const *) list, FALSE);
}

static void
activate (Fixture    *f,
          const char *action)
{
  g_assert_true (leat_canvas_can (f->canvas, action));
  gtk_widget_activate_action (GTK_WIDGET (f->canvas), action, NULL);
}

typedef struct
{
  Fixture *f;
  guint    n;
} More;

static gboolean
has_more (gpointer data)
{
  const More *more = data;

  return leat_pipeline_get_n_elements (more->f->pipeline) > more->n;
}

static void
paste_here (Fixture    *f,
            const char *action)
{
  More more = { f, leat_pipeline_get_n_elements (f->pipeline) };

  activate (f, action);
  spin_until (has_more, &more);
}

/* Pastes with the pointer somewhere else, and waits for what comes. */
static void
paste (Fixture    *f,
       const char *action)
{
  f->canvas->pointer_inside = FALSE;
  paste_here (f, action);
}

static gboolean
has_told (gpointer data)
{
  return ((Pair *) data)->told != NULL;
}

static GBytes *
to_bytes (Fixture *f)
{
  return leat_native_write (f->pipeline, NULL, NULL, NULL, NULL);
}

static void
undo_to (Fixture *f,
         GBytes  *before)
{
  g_autoptr(GBytes) after = NULL;

  leat_history_undo (f->history);
  after = to_bytes (f);
  g_assert_cmpmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), g_bytes_get_data (before, NULL),
                   g_bytes_get_size (before));
  g_assert_false (can_undo (f));
}

static void
point_at (Fixture *f,
          double   x,
          double   y)
{
  g_signal_emit_by_name (find_controller (f, GTK_TYPE_EVENT_CONTROLLER_MOTION, 0), "motion", x, y);
}

static void
set_text (Fixture    *f,
          const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (f->canvas)), text);
}

/* Own fragments */

static void
test_paste_beside (Pair         *p,
                   gconstpointer data)
{
  Fixture *f = &p->one;
  g_autoptr(GBytes) before = to_bytes (f);
  GPtrArray *wires;

  choose (f, "orders delivery");
  activate (f, "canvas.copy");
  g_assert_false (can_undo (f));
  paste (f, "canvas.paste");
  assert_selected (f, "orders-2 delivery-2");
  g_assert_cmpfloat (get (f, "delivery-2")->bounds.x, ==, 348);
  g_assert_cmpfloat (get (f, "delivery-2")->bounds.y, ==, 96);
  wires = leat_pipeline_get_wires_of (f->pipeline, "orders-2");
  g_assert_cmpuint (wires->len, ==, 1);
  g_assert_cmpstr (((LeatElement *) wires->pdata[0])->to, ==, "delivery-2");
  g_assert_cmpstr (leat_history_get_undo_label (f->history), ==, "Paste");
  undo_to (f, before);
}

static void
test_paste_again (Pair         *p,
                  gconstpointer data)
{
  Fixture *f = &p->one;

  choose (f, "lake");
  activate (f, "canvas.copy");
  paste (f, "canvas.paste");
  paste (f, "canvas.paste");
  g_assert_cmpfloat (get (f, "lake-2")->bounds.x, ==, 624);
  g_assert_cmpfloat (get (f, "lake-3")->bounds.x, ==, 648);
}

static void
test_paste_at_pointer (Pair         *p,
                       gconstpointer data)
{
  Fixture *f = &p->one;

  choose (f, "lake");
  activate (f, "canvas.copy");
  point_at (f, 160 + 4, 210);
  paste_here (f, "canvas.paste");
  g_assert_cmpfloat (get (f, "lake-2")->bounds.x, ==, 84);
  g_assert_cmpfloat (get (f, "lake-2")->bounds.y, ==, 180);
  g_assert_cmpstr (get (f, "lake-2")->zone, ==, "ingest"); /* where it lands */
}

static void
test_paste_in_place (Pair         *p,
                     gconstpointer data)
{
  Fixture *f = &p->one;

  choose (f, "lake");
  activate (f, "canvas.copy");
  point_at (f, 100, 100);
  paste_here (f, "canvas.paste-in-place");
  g_assert_cmpfloat (get (f, "lake-2")->bounds.x, ==, 600);
  g_assert_cmpfloat (get (f, "lake-2")->bounds.y, ==, 312);
}

/* A zone keeps its members, blocks their settings, and nothing is shared with the other document. */
static void
test_two_windows (Pair         *p,
                  gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (&p->two);
  const LeatElement *orders;

  leat_history_apply (p->one.history,
                      leat_edit_set_setting (p->one.pipeline, (const char *const[]) { "orders", NULL }, "shards", "7"));
  choose (&p->one, "ingest");
  activate (&p->one, "canvas.copy");
  paste (&p->two, "canvas.paste");
  assert_selected (&p->two, "ingest-2");
  orders = get (&p->two, "orders-2");
  g_assert_cmpstr (orders->zone, ==, "ingest-2");
  g_assert_cmpstr (leat_settings_get (orders->settings, "shards"), ==, "7");
  g_assert_null (get (&p->one, "orders-2"));
  undo_to (&p->two, before);
}

static void
test_cut (Pair         *p,
          gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (&p->one);

  choose (&p->one, "ingest");
  activate (&p->one, "canvas.cut");
  g_assert_null (get (&p->one, "ingest"));
  g_assert_null (get (&p->one, "orders"));
  g_assert_null (get (&p->one, "w1"));
  g_assert_cmpstr (leat_history_get_undo_label (p->one.history), ==, "Cut");
  paste (&p->two, "canvas.paste-in-place");
  g_assert_nonnull (get (&p->two, "orders-2"));
  undo_to (&p->one, before);
}

/* The window it was copied from is gone, and its document. */
static void
test_outlives (Pair         *p,
               gconstpointer data)
{
  Fixture *third = g_new0 (Fixture, 1);

  fixture_set_up (third, NULL);
  choose (third, "lake");
  activate (third, "canvas.copy");
  fixture_tear_down (third, NULL);
  g_free (third);
  paste (&p->one, "canvas.paste");
  g_assert_nonnull (get (&p->one, "lake-2"));
}

/* What other programs get */

typedef struct
{
  GBytes  *bytes;
  GError  *error;
  gboolean done;
} Got;

static void
on_got (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  Got *got = data;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &got->error) >= 0)
    got->bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  got->done = TRUE;
}

static void
on_opened (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  Got *got = data;
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &got->error);
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_no_error (got->error);
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT, NULL, on_got, got);
}

static gboolean
is_done (gpointer data)
{
  return ((Got *) data)->done;
}

static GBytes *
get_offered (Fixture    *f,
             const char *mime_type)
{
  const char *types[] = { mime_type, NULL };
  Got got = { 0 };

  gdk_clipboard_read_async (gtk_widget_get_clipboard (GTK_WIDGET (f->canvas)), types, G_PRIORITY_DEFAULT, NULL, on_opened, &got);
  spin_until (is_done, &got);
  g_assert_no_error (got.error);
  return got.bytes;
}

static const struct
{
  const char *name;
  const char *mime_type;
  const char *begins;
  const char *has;
  gboolean    picture; /* offered by Copy as Picture too */
} offers[] = {
  { "leat", LEAT_MIME_TYPE, "<?xml", "id=\"lake\"", FALSE },
  { "text", "text/plain;charset=utf-8", "", "flowchart", FALSE },
  { "svg", "image/svg+xml", "<?xml", "lake", TRUE },
  { "png", "image/png", "\x89PNG", "", TRUE },
};

static void
test_offers (Pair         *p,
             gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Fixture *f = &p->one;
  g_autoptr(GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  choose (f, "delivery lake");
  activate (f, "canvas.copy");
  bytes = get_offered (f, offers[i].mime_type);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (g_str_has_prefix (text, offers[i].begins));
  g_assert_nonnull (strstr (text, offers[i].has));
  g_assert_null (strstr (text, "orders")); /* not copied */
}

static void
test_picture (Pair         *p,
              gconstpointer data)
{
  Fixture *f = &p->one;
  GdkContentFormats *formats;

  choose (f, "lake");
  activate (f, "canvas.copy-picture");
  g_assert_cmpstr (p->told, ==, "Picture of the selection copied");
  formats = gdk_clipboard_get_formats (gtk_widget_get_clipboard (GTK_WIDGET (f->canvas)));
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    g_assert_cmpint (gdk_content_formats_contain_mime_type (formats, offers[i].mime_type), ==, offers[i].picture);

  choose (f, "");
  activate (f, "canvas.copy-picture");
  g_assert_cmpstr (p->told, ==, "Picture of the drawing copied");
}

/* A picture brings in the pipeline that is inside of it, as one step. */
static void
test_paste_picture (Pair         *p,
                    gconstpointer data)
{
  g_autoptr(GBytes) before = to_bytes (&p->two);

  choose (&p->one, "lake");
  activate (&p->one, "canvas.copy-picture");
  paste (&p->two, "canvas.paste");
  assert_selected (&p->two, "lake-2");
  g_assert_cmpstr (get (&p->two, "lake-2")->type, ==, get (&p->one, "lake")->type);
  undo_to (&p->two, before);
}

/* What other programs give */

static void
test_paste_mermaid (Pair         *p,
                    gconstpointer data)
{
  Fixture *f = &p->one;
  g_auto(GStrv) ids = NULL;
  g_autoptr(GBytes) before = to_bytes (f);

  set_text (f, "```mermaid\nflowchart LR\n  a[Lambda] --> b[\"Raw zone<br>S3\"]\n```\n");
  paste (f, "canvas.paste");
  ids = leat_canvas_dup_selection (f->canvas);
  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (get (f, ids[0])->type, ==, "lambda");
  g_assert_cmpstr (get (f, ids[1])->type, ==, "s3");
  g_assert_cmpuint (leat_pipeline_get_wires_of (f->pipeline, ids[0])->len, ==, 1);
  undo_to (f, before);
}

static void
test_paste_leat_text (Pair         *p,
                      gconstpointer data)
{
  Fixture *f = &p->one;
  g_autoptr(GBytes) bytes = to_bytes (&p->two);
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

  set_text (f, text);
  paste (f, "canvas.paste");
  assert_selected (f, "ingest-2 delivery-2 lake-2 note-2");
  g_assert_cmpstr (get (f, "orders-2")->zone, ==, "ingest-2");
}

static void
test_paste_list (Pair         *p,
                 gconstpointer data)
{
  Fixture *f = &p->one;
  g_auto(GStrv) ids = NULL;

  set_text (f, "- Kinesis Data Streams\n- Lambda\n- S3 raw zone\n");
  paste (f, "canvas.paste");
  ids = leat_canvas_dup_selection (f->canvas);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  g_assert_cmpstr (get (f, ids[2])->type, ==, "s3");
  g_assert_cmpstr (get (f, ids[2])->name, ==, "S3 raw zone");
}

static void
test_paste_note (Pair         *p,
                 gconstpointer data)
{
  Fixture *f = &p->one;
  const LeatElement *note;

  set_text (f, "  Ask whether S3 is enough.\nالسلام 🙂 ");
  paste (f, "canvas.paste");
  note = leat_canvas_get_single (f->canvas);
  g_assert_cmpint (note->kind, ==, LEAT_ELEMENT_NOTE);
  g_assert_cmpstr (note->text, ==, "Ask whether S3 is enough.\nالسلام 🙂");
}

static const struct
{
  const char *name;
  const char *mime_type; /* or NULL for text */
  const char *content;
  const char *says;
} bad[] = {
  { "broken-fragment", LEAT_MIME_TYPE, "<?xml version=\"1.0\"?><pipeline xmlns=\"urn:leat:pipeline\"", "Could not paste: clipboard:" },
  { "garbage", LEAT_MIME_TYPE, "\xff\xfe\x01nothing", "Could not paste: clipboard:" },
  { "empty-fragment", LEAT_MIME_TYPE, "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"/>", "What is on the clipboard has no" },
  { "blank-text", NULL, " \n ", "What is on the clipboard has no" },
  { "broken-leat-text", NULL, "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\"><block></pipeline>", "Could not paste: clipboard:" },
  { "picture-only", "image/png", "\x89PNG", "Could not paste: clipboard:" },
  { "plain-svg", "image/svg+xml", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "Could not paste: clipboard: found a picture without a pipeline" },
  { "sound-only", "audio/ogg", "OggS", "There is nothing on the clipboard" },
};

static void
test_bad (Pair         *p,
          gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  Fixture *f = &p->one;
  g_autoptr(GBytes) before = to_bytes (f), after = NULL;

  if (bad[i].mime_type == NULL)
    set_text (f, bad[i].content);
  else
    {
      g_autoptr(GBytes) bytes = g_bytes_new (bad[i].content, strlen (bad[i].content));
      g_autoptr(GdkContentProvider) content = gdk_content_provider_new_for_bytes (bad[i].mime_type, bytes);

      gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (f->canvas)), content);
    }
  activate (f, "canvas.paste");
  spin_until (has_told, p);
  g_assert_true (g_str_has_prefix (p->told, bad[i].says));
  g_assert_false (can_undo (f));
  after = to_bytes (f);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_long_text (Pair         *p,
                gconstpointer data)
{
  g_autofree char *text = g_strnfill (LEAT_CLIP_MAX_NOTE + 1, 'x');

  set_text (&p->one, text);
  activate (&p->one, "canvas.paste");
  spin_until (has_told, p);
  g_assert_nonnull (strstr (p->told, "too long for a note"));
}

/* Settings */

static void
test_settings (Pair         *p,
               gconstpointer data)
{
  Fixture *f = &p->one;

  leat_history_apply (f->history, leat_edit_set_setting (f->pipeline, (const char *const[]) { "lake", NULL }, "stored_gb", "5"));
  choose (f, "lake");
  activate (f, "canvas.copy-settings");
  g_assert_cmpstr (p->told, ==, "Settings of lake copied");
  choose (&p->two, "lake delivery");
  activate (&p->two, "canvas.paste-settings");
  g_assert_cmpstr (p->told, ==, "Settings pasted to 1 block");
  g_assert_cmpstr (leat_settings_get (get (&p->two, "lake")->settings, "stored_gb"), ==, "5");
  g_assert_null (leat_settings_get (get (&p->two, "delivery")->settings, "stored_gb"));
  choose (&p->two, "delivery");
  activate (&p->two, "canvas.paste-settings");
  g_assert_cmpstr (p->told, ==, "The copied settings are for S3, and none is selected");
}

static void
test_read_only (Pair         *p,
                gconstpointer data)
{
  choose (&p->one, "lake");
  leat_canvas_set_read_only (p->one.canvas, TRUE);
  g_assert_false (leat_canvas_can (p->one.canvas, "canvas.cut"));
  g_assert_false (leat_canvas_can (p->one.canvas, "canvas.paste"));
  activate (&p->one, "canvas.copy");
  paste (&p->two, "canvas.paste");
  g_assert_nonnull (get (&p->two, "lake-2"));
}

static const struct
{
  const char *name;
  void (*test) (Pair *p, gconstpointer data);
} tests[] = {
  { "paste/beside", test_paste_beside },
  { "paste/again", test_paste_again },
  { "paste/at-pointer", test_paste_at_pointer },
  { "paste/in-place", test_paste_in_place },
  { "paste/two-windows", test_two_windows },
  { "paste/outlives", test_outlives },
  { "paste/mermaid", test_paste_mermaid },
  { "paste/leat-text", test_paste_leat_text },
  { "paste/list", test_paste_list },
  { "paste/note", test_paste_note },
  { "paste/long-text", test_long_text },
  { "cut", test_cut },
  { "picture", test_picture },
  { "paste/picture", test_paste_picture },
  { "settings", test_settings },
  { "read-only", test_read_only },
};

static void
add (const char *name,
     gsize       row,
     void      (*test) (Pair *p, gconstpointer data))
{
  g_autofree char *path = g_strconcat ("/ui/canvas-clipboard/", name, NULL);

  g_test_add (path, Pair, GSIZE_TO_POINTER (row), pair_set_up, test, pair_tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    add (tests[i].name, 0, tests[i].test);
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      g_autofree char *name = g_strconcat ("offers/", offers[i].name, NULL);

      add (name, i, test_offers);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *name = g_strconcat ("bad/", bad[i].name, NULL);

      add (name, i, test_bad);
    }
  return g_test_run ();
}
