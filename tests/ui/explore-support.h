/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sketch.h"
#include "support.h"
#include "widgets.h"

#include "explore/chart-card.h"
#include "explore/explore-page.h"

#include <adwaita.h>

/* The explorer in a window of its own, with the actions of the window that its pages use. */

typedef struct
{
  LeatDocument    *document;
  LeatExplorePage *page;
  GtkWindow       *window;
  char            *revealed; /* the block that was to be shown, or NULL */
  char            *offered;  /* what was done that can be undone, or NULL */
} Exploring;

static inline void
take_text (char    **text,
           GVariant *parameter)
{
  g_free (*text);
  *text = g_variant_dup_string (parameter, NULL);
}

static inline void
on_test_reveal (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  take_text (&((Exploring *) data)->revealed, parameter);
}

static inline void
on_test_offer_undo (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  take_text (&((Exploring *) data)->offered, parameter);
}

static inline void
on_test_report (Exploring *self)
{
  leat_explore_page_update (self->page);
}

/* Shows a page of a pipeline, which is taken, in a window of that height. */
static inline Exploring *
explore_in (LeatPipeline *pipeline,
            const char   *page,
            int           height)
{
  static const GActionEntry entries[] = {
    { .name = "reveal", .activate = on_test_reveal, .parameter_type = "s" },
    { .name = "offer-undo", .activate = on_test_offer_undo, .parameter_type = "s" },
  };
  Exploring *self = g_new0 (Exploring, 1);
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();

  self->document = leat_document_new (test_catalogue (), pipeline);
  g_object_unref (pipeline);
  self->page = g_object_new (LEAT_TYPE_EXPLORE_PAGE, NULL);
  self->window = GTK_WINDOW (adw_window_new ());
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self->window), "win", G_ACTION_GROUP (actions));
  gtk_window_set_default_size (self->window, 1100, height);
  adw_window_set_content (ADW_WINDOW (self->window), GTK_WIDGET (self->page));
  leat_explore_page_set_document (self->page, self->document);
  g_signal_connect_swapped (self->document, "report-changed", G_CALLBACK (on_test_report), self);
  gtk_window_present (self->window);
  leat_explore_page_show (self->page, page);
  spin ();
  return self;
}

static inline Exploring *
explore (const char *sketch,
         const char *page)
{
  return explore_in (test_sketch (sketch), page, 800);
}

static inline void
exploring_free (Exploring *self)
{
  g_signal_handlers_disconnect_by_data (self->document, self);
  gtk_window_destroy (self->window);
  spin ();
  g_object_unref (self->document);
  g_free (self->revealed);
  g_free (self->offered);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Exploring, exploring_free)

static inline gboolean
is_a (GtkWidget  *widget,
      const char *type)
{
  return g_str_equal (G_OBJECT_TYPE_NAME (widget), type);
}

/* The first widget of a type, which is there. */
static inline gpointer
find_a (GtkWidget  *where,
        const char *type)
{
  GtkWidget *found = find_widget (where, is_a, type);

  g_assert_nonnull (found);
  return found;
}

/* Whether the pages of the explorer say something that can be read. */
static inline gboolean
is_seen_label (GtkWidget  *widget,
               const char *text)
{
  return is_label_that_says (widget, text) && gtk_widget_get_mapped (widget);
}

static inline gboolean
says (Exploring  *self,
      const char *text)
{
  return find_widget (GTK_WIDGET (self->page), is_seen_label, text) != NULL;
}
