/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/canvas-private.h"
#include "engine/explore.h"
#include "generate.h"
#include "support.h"

#include <sys/resource.h>

/* Frame times of the canvas: what one frame costs from before-paint to after-paint, drawing included, while one pans,
 * zooms and drags a block in generated pipelines, and while a grid of what-ifs is worked out beside. Fails if the
 * 95th percentile of panning or dragging is over 16 ms. */

#define SKIP 5
#define FRAMES 60
#define BAR 16.0

typedef void (*Move) (LeatCanvas *canvas, guint frame);

typedef struct
{
  LeatCanvas *canvas;
  Move        move;
  gint64      start;
  guint       frame;
  double      times[SKIP + FRAMES];
} Run;

static void
pan (LeatCanvas *canvas,
     guint       frame)
{
  leat_canvas_scroll_by (canvas, 13, 7);
}

static void
zoom (LeatCanvas *canvas,
      guint       frame)
{
  leat_canvas_zoom_to (canvas, leat_view_step_zoom (canvas->view.zoom, frame % 16 < 8 ? -0.25 : 0.25));
}

static void
drag (LeatCanvas *canvas,
      guint       frame)
{
  if (frame == 0)
    g_signal_emit_by_name (canvas->drag_gesture, "drag-begin", (double) gtk_widget_get_width (GTK_WIDGET (canvas)) / 2,
                           (double) gtk_widget_get_height (GTK_WIDGET (canvas)) / 2);
  g_signal_emit_by_name (canvas->drag_gesture, "drag-update", 5.0 * frame + 5, 3.0 * frame);
  if (frame == SKIP + FRAMES - 1)
    leat_canvas_cancel_drag (canvas);
}

static void
on_before (GdkFrameClock *clock,
           Run           *run)
{
  run->start = g_get_monotonic_time ();
  if (run->frame < SKIP + FRAMES)
    run->move (run->canvas, run->frame);
}

static void
on_after (GdkFrameClock *clock,
          Run           *run)
{
  if (run->frame < SKIP + FRAMES)
    run->times[run->frame++] = (double) (g_get_monotonic_time () - run->start) / 1000;
  if (run->frame < SKIP + FRAMES)
    gtk_widget_queue_draw (GTK_WIDGET (run->canvas));
}

static int
compare (const void *a,
         const void *b)
{
  double d = *(const double *) a - *(const double *) b;

  return (d > 0) - (d < 0);
}

static double
measure (LeatCanvas *canvas,
         const char *what,
         Move        move)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (canvas)));
  GdkFrameClock *clock = gdk_surface_get_frame_clock (surface);
  Run run = { .canvas = canvas, .move = move };
  gulong before = g_signal_connect (clock, "before-paint", G_CALLBACK (on_before), &run);
  gulong after = g_signal_connect_after (clock, "after-paint", G_CALLBACK (on_after), &run);
  double *times = run.times + SKIP;

  gtk_widget_queue_draw (GTK_WIDGET (canvas));
  while (run.frame < SKIP + FRAMES)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, before);
  g_signal_handler_disconnect (clock, after);
  qsort (times, FRAMES, sizeof *times, compare);
  g_print ("  %-5s median %6.2f ms, p95 %6.2f ms, worst %6.2f ms\n", what, times[FRAMES / 2], times[FRAMES * 95 / 100],
           times[FRAMES - 1]);
  return times[FRAMES * 95 / 100];
}

/* Puts the middle of some block in the middle of the view. */
static void
look_at_block (LeatCanvas *canvas,
               double      zoom_now)
{
  LeatPipeline *pipeline = canvas->pipeline;
  LeatView view = canvas->view;

  view.zoom = zoom_now;
  for (guint i = leat_pipeline_get_n_elements (pipeline) / 3; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      leat_view_centre (&view, element->bounds.x + LEAT_BLOCK_WIDTH / 2, element->bounds.y + LEAT_BLOCK_HEIGHT / 2);
      break;
    }
  leat_canvas_set_view (canvas, &view);
}

static gboolean
measure_at (LeatCanvas *canvas,
            guint       n,
            double      zoom_now)
{
  double panning, dragging;

  g_print ("%u blocks, zoom %g\n", n, zoom_now);
  look_at_block (canvas, zoom_now);
  panning = measure (canvas, "pan", pan);
  look_at_block (canvas, zoom_now);
  dragging = measure (canvas, "drag", drag);
  look_at_block (canvas, zoom_now);
  measure (canvas, "zoom", zoom);
  return panning <= BAR && dragging <= BAR;
}

static GtkWidget *
show_canvas (LeatDocument *document)
{
  GtkWidget *window = gtk_window_new (), *canvas = leat_canvas_new ();

  gtk_window_set_default_size (GTK_WINDOW (window), 1400, 900);
  gtk_window_set_child (GTK_WINDOW (window), canvas);
  leat_canvas_set_document (LEAT_CANVAS (canvas), document);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (canvas) == 0)
    g_main_context_iteration (NULL, TRUE);
  return canvas;
}

static gboolean
measure_size (guint n)
{
  const double zooms[] = { 1, 0.3, 0.07 };
  g_autoptr(LeatPipeline) pipeline = test_generate (n);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);
  GtkWidget *canvas = show_canvas (document);
  gboolean ok = TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (zooms); i++)
    ok &= measure_at (LEAT_CANVAS (canvas), n, zooms[i]);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (canvas)));
  return ok;
}

typedef struct
{
  GPtrArray    *elements;
  GPtrArray    *variations;
  GCancellable *cancellable;
  guint         n_grids;
} Grid;

static gpointer
explore_on_and_on (gpointer data)
{
  Grid *grid = data;

  /* As the window does it. */
  setpriority (PRIO_PROCESS, 0, 10);
  while (!g_cancellable_is_cancelled (grid->cancellable))
    {
      g_autoptr(GArray) points = leat_explore (test_catalogue (), grid->elements, NULL, grid->variations,
                                               LEAT_EXPLORE_DEFAULT, NULL, NULL, grid->cancellable, NULL);

      grid->n_grids += points != NULL;
    }
  return NULL;
}

/* The same frames while grids of 200 x 200 points are worked out, one after the other. */
static gboolean
measure_exploring (void)
{
  static const char *const texts[] = { "load=0.1:100:200", "orders-0.shards=1:200:200" };
  g_autoptr(LeatPipeline) pipeline = test_generate (50);
  g_autoptr(LeatDocument) document = leat_document_new (test_catalogue (), pipeline);
  GtkWidget *canvas = show_canvas (document);
  Grid grid = { leat_pipeline_dup_elements (pipeline), g_ptr_array_new_with_free_func ((GDestroyNotify) leat_variation_free),
                g_cancellable_new (), 0 };
  GThread *thread;
  gboolean ok;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      LeatVariation *variation = leat_variation_parse (texts[i], test_catalogue (), grid.elements, NULL);

      g_assert_nonnull (variation);
      g_ptr_array_add (grid.variations, variation);
    }
  thread = g_thread_new ("explore", explore_on_and_on, &grid);
  g_print ("while 200 x 200 what-ifs are worked out: ");
  ok = measure_at (LEAT_CANVAS (canvas), 50, 1);
  g_cancellable_cancel (grid.cancellable);
  g_thread_join (thread);
  g_print ("  %u grids in the meantime\n", grid.n_grids);
  g_ptr_array_unref (grid.elements);
  g_ptr_array_unref (grid.variations);
  g_object_unref (grid.cancellable);
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (canvas)));
  return ok;
}

int
main (void)
{
  gboolean ok;

  adw_init ();
  ok = measure_size (1000);
  ok &= measure_size (10000);
  ok &= measure_exploring ();
  return ok ? 0 : 1;
}
