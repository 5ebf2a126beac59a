/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"
#include "widgets.h"

#include "exchange/native.h"
#include "study/focus.h"
#include "study/presenter.h"

/* A walkthrough on the course's pipeline, added to what the example has of its own: a stream (two blocks and the wire between), a
 * question with twice the load, an outage, and the whole drawing. */

#define ADDED 4

static inline LeatElement *
study_step (const char *id,
            const char *heading,
            const char *focus,
            const char *text)
{
  LeatElement *step = leat_element_new (LEAT_ELEMENT_STEP, id);
  LeatElement *whole;

  g_free (step->name);
  step->name = g_strdup (heading);
  step->text = g_strdup (text);
  whole = leat_element_copy_with_setting (step, g_intern_string (LEAT_STEP_FOCUS), focus);
  leat_element_unref (step);
  return whole;
}

static inline LeatElement *
study_with (LeatElement *step, /* taken */
            const char  *name,
            const char  *value)
{
  LeatElement *with = leat_element_copy_with_setting (step, g_intern_string (name), value);

  leat_element_unref (step);
  return with;
}

static inline LeatDocument *
study_open (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../data/examples/standard-pipeline.leat", NULL);
  g_autoptr(GError) error = NULL;
  LeatDocument *document = leat_document_open (test_catalogue (), path, NULL, &error);
  GPtrArray *steps = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  LeatElement *step;

  g_assert_no_error (error);
  step = study_step ("t1", "The stream", "orders delivery", "Takes **all** in.");
  g_ptr_array_add (steps, study_with (step, LEAT_STEP_NOTES, "Ask for the shards."));
  step = study_with (study_step ("t2", "Twice the load", "orders", "What *breaks*?"), LEAT_STEP_LOAD, "2");
  step = study_with (step, LEAT_STEP_QUESTION, "Which limit is full?");
  g_ptr_array_add (steps, study_with (step, LEAT_STEP_ANSWER, "The **shards**."));
  step = study_with (study_step ("t3", "The outage", "delivery clean", "- one\n- two"), LEAT_STEP_DRILL_STOP, "clean");
  g_ptr_array_add (steps, study_with (step, LEAT_STEP_DRILL_MINUTES, "30"));
  g_ptr_array_add (steps, study_step ("t4", "All of it", NULL, "The whole."));
  leat_history_apply (leat_document_get_history (document), leat_edit_insert ("Add Steps", steps));
  return document;
}

/* The bytes that the file would have. */
static inline char *
study_write (LeatDocument *document)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = leat_native_write (leat_document_get_pipeline (document), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* As if it was pressed: the controllers of the window see it first. */
static inline void
study_press (GtkWidget *window,
             guint      key)
{
  g_autoptr(GListModel) list = gtk_widget_observe_controllers (window);
  gboolean done = FALSE;

  for (guint i = 0; !done && i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (list, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller) && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, "key-pressed", key, 0u, (GdkModifierType) 0, &done);
    }
}
