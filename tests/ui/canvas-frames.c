/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas-support.h"

/* What the canvas needs of the machine for a frame, see ui/canvas/frame-memory.h. */

static void
on_after_paint (GdkFrameClock *clock,
                guint         *n)
{
  *n += 1;
}

/* Draws n frames, each of them panned. */
static void
draw_frames (LeatCanvas *canvas,
             guint       n)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (canvas)));
  GdkFrameClock *clock = gdk_surface_get_frame_clock (surface);
  guint drawn = 0;
  gulong handler = g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after_paint), &drawn);

  while (drawn < n)
    {
      guint before = drawn;

      leat_canvas_scroll_by (canvas, 13, 7);
      while (drawn == before)
        g_main_context_iteration (NULL, TRUE);
    }
  g_signal_handler_disconnect (clock, handler);
}

/* The segments of shared memory that this process has attached, by their numbers. */
static char *
list_segments (void)
{
  g_autofree char *maps = NULL;
  g_autoptr(GString) segments = g_string_new (NULL);

  if (!g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    return NULL;
  for (char *line = strstr (maps, "/SYSV"); line != NULL; line = strstr (line + 1, "/SYSV"))
    {
      char *start = line;

      while (start > maps && start[-1] == ' ')
        start--;
      while (start > maps && start[-1] != ' ')
        start--;
      g_string_append_printf (segments, "%ld ", strtol (start, NULL, 10));
    }
  return g_string_free (g_steal_pointer (&segments), FALSE);
}

static void
test_keep_memory (Fixture      *f,
                  gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;

  draw_frames (f->canvas, 3);
  before = list_segments ();
  if (before == NULL || f->canvas->frame_memory.held == NULL)
    {
      g_test_skip ("frames do not go through shared memory here");
      return;
    }
  draw_frames (f->canvas, 5);
  after = list_segments ();
  g_assert_cmpstr (before, !=, "");
  g_assert_cmpstr (after, ==, before);
}

static void
test_memory_grows (Fixture      *f,
                   gconstpointer data)
{
  int width = f->canvas->frame_memory.width;

  if (f->canvas->frame_memory.held == NULL)
    {
      g_test_skip ("frames do not go through shared memory here");
      return;
    }
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1200, 700);
  while (gtk_widget_get_width (GTK_WIDGET (f->canvas)) < 1200)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (f->canvas->frame_memory.width, >=, width + 200);
  g_object_ref (f->canvas);
  gtk_window_set_child (GTK_WINDOW (f->window), NULL);
  g_assert_null (f->canvas->frame_memory.held);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->canvas));
  g_object_unref (f->canvas);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/canvas-frames/keep-their-memory", Fixture, NULL, fixture_set_up, test_keep_memory, fixture_tear_down);
  g_test_add ("/ui/canvas-frames/memory-grows-with-the-window", Fixture, NULL, fixture_set_up, test_memory_grows, fixture_tear_down);
  return g_test_run ();
}
