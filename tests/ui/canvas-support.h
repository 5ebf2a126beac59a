/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "canvas/canvas-private.h"
#include "support.h"

/* A window of 1000 x 700 with a canvas at 100%, its left top corner at 0,0. On it: orders (a Kinesis stream) in the zone
 * ingest, delivery (Firehose) and lake (S3) in no zone, a wire from orders to delivery, and a note. */
typedef struct
{
  GtkWidget    *window;
  LeatCanvas   *canvas;
  LeatDocument *document;
  LeatPipeline *pipeline;
  LeatHistory  *history;
  char         *signals; /* what was emitted, one word each */
} Fixture;

static inline void
note_signal (Fixture    *f,
             const char *word)
{
  char *all = g_strconcat (f->signals != NULL ? f->signals : "", f->signals != NULL ? " " : "", word, NULL);

  g_free (f->signals);
  f->signals = all;
}

static inline void
on_deleted (LeatCanvas *canvas,
            guint       n,
            Fixture    *f)
{
  g_autofree char *word = g_strdup_printf ("deleted:%u", n);

  note_signal (f, word);
}

static inline void
on_activated (LeatCanvas *canvas,
              const char *id,
              Fixture    *f)
{
  g_autofree char *word = g_strconcat ("open:", id, NULL);

  note_signal (f, word);
}

static inline LeatElement *
new_zone (const char *id,
          LeatRect    bounds)
{
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->type = g_intern_static_string ("layer");
  zone->role = g_intern_static_string ("ingestion");
  zone->bounds = bounds;
  g_free (zone->name);
  zone->name = g_strdup (id);
  return zone;
}

static inline LeatElement *
new_note (const char *id,
          LeatRect    bounds)
{
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->bounds = bounds;
  note->text = g_strdup ("A remark");
  return note;
}

static inline void
put (LeatPipeline *pipeline,
     LeatElement  *element)
{
  leat_pipeline_replace (pipeline, NULL, element);
  leat_element_unref (element);
}

static inline LeatPipeline *
new_pipeline (void)
{
  LeatPipeline *pipeline = leat_pipeline_new ();
  LeatElement *orders = leat_element_new_block ("orders", g_intern_static_string ("kinesis-data-streams"), "orders", 72, 72);

  orders->zone = g_strdup ("ingest");
  put (pipeline, new_zone ("ingest", (LeatRect) { 48, 24, 216, 240 }));
  put (pipeline, orders);
  put (pipeline, leat_element_new_block ("delivery", g_intern_static_string ("firehose"), "delivery", 324, 72));
  put (pipeline, leat_element_new_block ("lake", g_intern_static_string ("s3"), "lake", 600, 312));
  put (pipeline, leat_element_new_wire ("w1", LEAT_WIRE_DATA, "orders", "delivery"));
  put (pipeline, new_note ("note", (LeatRect) { 600, 480, 180, 72 }));
  return pipeline;
}

/* Puts the corner of the canvas at the corner of the view. */
static inline void
reset_view (LeatCanvas *canvas,
            double      zoom)
{
  LeatView view = canvas->view;

  view.zoom = zoom;
  view.left = view.top = 0;
  leat_canvas_set_view (canvas, &view);
}

static inline gboolean
on_late (gpointer late)
{
  *(gboolean *) late = TRUE;
  return G_SOURCE_REMOVE;
}

static inline void
fixture_set_up (Fixture      *f,
                gconstpointer data)
{
  gboolean late = FALSE;
  guint timer = g_timeout_add_seconds ((guint) (20 * test_get_patience ()), on_late, &late);

  f->pipeline = new_pipeline ();
  f->document = leat_document_new (test_catalogue (), f->pipeline);
  f->history = leat_document_get_history (f->document);
  f->window = gtk_window_new ();
  f->canvas = LEAT_CANVAS (leat_canvas_new ());
  gtk_window_set_default_size (GTK_WINDOW (f->window), 1000, 700);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->canvas));
  leat_canvas_set_document (f->canvas, f->document);
  gtk_window_present (GTK_WINDOW (f->window));
  while (gtk_widget_get_width (GTK_WIDGET (f->canvas)) == 0 && !late)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (late);
  g_source_remove (timer);
  reset_view (f->canvas, 1);
  g_signal_connect (f->canvas, "deleted", G_CALLBACK (on_deleted), f);
  g_signal_connect (f->canvas, "activate-block", G_CALLBACK (on_activated), f);
}

static inline void
fixture_tear_down (Fixture      *f,
                   gconstpointer data)
{
  GtkWidget *canvas = g_object_ref (GTK_WIDGET (f->canvas));

  gtk_window_destroy (GTK_WINDOW (f->window));
  g_assert_finalize_object (canvas);
  g_object_unref (f->pipeline);
  g_assert_finalize_object (f->document);
  g_free (f->signals);
}

/* The controller of the canvas that is of a type and, for a gesture, of a button. */
static inline GtkEventController *
find_controller (Fixture *f,
                 GType    type,
                 guint    button)
{
  g_autoptr(GListModel) list = gtk_widget_observe_controllers (GTK_WIDGET (f->canvas));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (list, i);

      if (G_OBJECT_TYPE (controller) == type &&
          (button == 0 || gtk_gesture_single_get_button (GTK_GESTURE_SINGLE (controller)) == button))
        return controller;
    }
  g_assert_not_reached ();
}

/* A press, a way in five steps, and what `modifiers` are held from the press on; the release is another call. */
static inline void
drag_to (Fixture        *f,
         double          x,
         double          y,
         double          to_x,
         double          to_y,
         GdkModifierType at_press,
         GdkModifierType meanwhile)
{
  GtkEventController *drag = find_controller (f, GTK_TYPE_GESTURE_DRAG, GDK_BUTTON_PRIMARY);

  g_signal_emit_by_name (drag, "drag-begin", x, y);
  f->canvas->drag.at_press = at_press;
  for (int i = 1; i <= 5; i++)
    g_signal_emit_by_name (drag, "drag-update", (to_x - x) * i / 5, (to_y - y) * i / 5);

  /* A signal made up here comes with no key held: say so now. */
  if (meanwhile != 0 && f->canvas->drag.moved)
    {
      f->canvas->drag.modifiers = meanwhile;
      f->canvas->drag.tool->update (f->canvas, &f->canvas->drag);
    }
}

static inline void
release (Fixture *f,
         double   dx,
         double   dy)
{
  g_signal_emit_by_name (find_controller (f, GTK_TYPE_GESTURE_DRAG, GDK_BUTTON_PRIMARY), "drag-end", dx, dy);
}

static inline void
drag (Fixture *f,
      double   x,
      double   y,
      double   to_x,
      double   to_y)
{
  drag_to (f, x, y, to_x, to_y, 0, 0);
  release (f, to_x - x, to_y - y);
}

static inline void
click_at (Fixture        *f,
          double          x,
          double          y,
          GdkModifierType modifiers)
{
  drag_to (f, x, y, x, y, modifiers, 0);
  release (f, 0, 0);
}

static inline void
double_click_at (Fixture *f,
                 double   x,
                 double   y)
{
  click_at (f, x, y, 0);
  click_at (f, x, y, 0);
  g_signal_emit_by_name (find_controller (f, GTK_TYPE_GESTURE_CLICK, GDK_BUTTON_PRIMARY), "released", 2, x, y);
}

static inline LeatElement *
get (Fixture    *f,
     const char *id)
{
  return leat_pipeline_get_element (f->pipeline, id);
}

static inline gboolean
can_undo (Fixture *f)
{
  return leat_history_get_undo_label (f->history) != NULL;
}

static inline void
assert_selected (Fixture    *f,
                 const char *expected)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (f->canvas);
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, expected);
}
