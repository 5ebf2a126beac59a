/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"
#include "widgets.h"

#include "canvas/canvas-private.h"
#include "window/strip.h"
#include "window/window-private.h"

/* Overlays in the window: chosen by the action, with a legend, live with edits. */

typedef struct
{
  LeatWindow   *window;
  LeatCanvas   *canvas;
  LeatDocument *document;
} Fixture;

static void
set_up (Fixture      *f,
        gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDocument) document = leat_document_open (test_catalogue (), path, NULL, &error);

  g_assert_no_error (error);
  f->window = g_object_ref (leat_window_new (NULL, test_catalogue ()));
  leat_window_set_document (f->window, document);
  f->document = leat_window_get_document (f->window);
  f->canvas = leat_window_get_canvas (f->window);
  gtk_window_present (GTK_WINDOW (f->window));
  spin ();
}

static void
tear_down (Fixture      *f,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  spin ();
  g_assert_finalize_object (f->window);
}

static void
choose (Fixture    *f,
        const char *word)
{
  g_action_group_activate_action (G_ACTION_GROUP (f->window), "overlay", g_variant_new_string (word));
  spin ();
}

static void
test_choose (Fixture      *f,
             gconstpointer data)
{
  for (guint kind = 0; kind < LEAT_N_OVERLAYS; kind++)
    {
      const char *word = leat_overlay_kind_to_string (kind);
      g_autoptr(GVariant) state = NULL;
      graphene_rect_t legend;

      choose (f, word);
      state = g_action_group_get_action_state (G_ACTION_GROUP (f->window), "overlay");
      g_assert_cmpstr (g_variant_get_string (state, NULL), ==, word);
      g_assert_cmpstr (leat_canvas_get_overlay (f->canvas), ==, word);
      g_assert_true ((f->canvas->overlay != NULL) == (kind != LEAT_OVERLAY_NONE));
      g_assert_true (leat_canvas_get_overlay_legend (f->canvas, &legend) == (kind != LEAT_OVERLAY_NONE));
    }
  choose (f, "colourful");
  g_assert_cmpstr (leat_canvas_get_overlay (f->canvas), ==, "domain");
}

static gboolean
is_strip (GtkWidget  *widget,
          const char *text)
{
  return LEAT_IS_STRIP (widget);
}

/* The share of a block after an edit is that of the report after it. */
static void
test_live (Fixture      *f,
           gconstpointer data)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (f->document);
  LeatHistory *history = leat_document_get_history (f->document);
  const LeatElement *block = leat_report_get_nth_block (leat_document_get_report (f->document), 1)->element;
  g_autofree char *id = g_strdup (block->id);
  const char *const ids[] = { id, NULL };
  LeatOverlay *before;
  LeatOverlayMark mark;
  LeatReport *report;

  g_assert_cmpstr (block->type, ==, "kinesis-data-streams");
  choose (f, "cost");
  before = f->canvas->overlay;
  leat_history_apply (history, leat_edit_set_setting (pipeline, ids, "shards", "400"));
  spin ();
  report = leat_document_get_report (f->document);
  g_assert_true (f->canvas->overlay != before);
  leat_overlay_mark (f->canvas->overlay, leat_pipeline_get_element (pipeline, id), &mark);
  g_assert_cmpfloat (mark.value, ==, leat_report_get_block (report, id)->monthly / leat_report_get_total (report, NULL));
  g_assert_cmpfloat (mark.value, >, 0.5);
  g_assert_cmpfloat (mark.level, ==, 1);
  leat_mark_clear (&mark);
}

/* A zoom that is typed into the strip is that of the canvas. */
static void
test_typed_zoom (Fixture      *f,
                 gconstpointer data)
{
  GtkWidget *strip = find_widget (GTK_WIDGET (f->window), is_strip, NULL);

  g_assert_nonnull (strip);
  g_signal_emit_by_name (strip, "zoom-asked", 1.37);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), ==, 1.37);
  g_signal_emit_by_name (strip, "zoom-asked", 1e6);
  g_assert_cmpfloat (leat_canvas_get_zoom (f->canvas), ==, LEAT_CANVAS_MAX_ZOOM);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/ui/overlay/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/ui/overlay/live", Fixture, NULL, set_up, test_live, tear_down);
  g_test_add ("/ui/overlay/typed-zoom", Fixture, NULL, set_up, test_typed_zoom, tear_down);
  return g_test_run ();
}
