/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/window-private.h"

#include "config.h"

#include "study/focus.h"
#include "study/presenter.h"

#include <glib/gi18n-lib.h>

#define PRESENTER "leat-presenter"

static guint
find_first (LeatWindow *self,
            GPtrArray  *steps)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (leat_window_get_canvas (self));
  const char *chosen = leat_walkthrough_get_chosen (leat_window_get_walkthrough (self));
  int found = leat_focus_find_step (steps, (const char *const *) ids);

  for (guint i = 0; chosen != NULL && i < steps->len; i++)
    if (g_str_equal (((LeatElement *) steps->pdata[i])->id, chosen))
      return i;
  return (guint) MAX (found, 0);
}

static void
forget (LeatWindow *self)
{
  g_object_set_data (G_OBJECT (self), PRESENTER, NULL);
}

/* The screen is not to go dark while one talks. */
static void
keep_awake (LeatWindow *self,
            GtkWidget  *presenter)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL)
    gtk_application_inhibit (application, GTK_WINDOW (presenter), GTK_APPLICATION_INHIBIT_IDLE, _("A walkthrough is presented"));
}

void
leat_window_present (LeatWindow *self,
                     gboolean    here)
{
  LeatDocument *document = leat_window_get_document (self);
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (leat_document_get_pipeline (document));
  GtkWidget *presenter = g_object_get_data (G_OBJECT (self), PRESENTER);

  if (steps->len == 0)
    {
      leat_window_offer (self, _("There is no walkthrough yet"), _("_Write One"), "win.walkthrough", NULL);
      return;
    }
  if (presenter != NULL)
    {
      gtk_window_present (GTK_WINDOW (presenter));
      return;
    }
  presenter = leat_presenter_new (GTK_WINDOW (self), document, here ? find_first (self, steps) : 0);
  g_object_set_data (G_OBJECT (self), PRESENTER, presenter);
  g_signal_connect_object (presenter, "destroy", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "destroy", G_CALLBACK (gtk_window_destroy), presenter, G_CONNECT_SWAPPED);
  keep_awake (self, presenter);
  leat_presenter_start (LEAT_PRESENTER (presenter));
}
