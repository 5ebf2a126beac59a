/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "support.h"

#include <gtk/gtk.h>
#include <string.h>

/* What tests of real windows share: letting the program work, and finding a widget in it. */

/* How long a test waits for what has to come, times $LEAT_PATIENCE: it guards against hanging, also under sanitizers on a busy
 * machine. */
#ifndef DEADLINE_S
#define DEADLINE_S 120
#endif

typedef gboolean (*Condition) (gpointer data);

/* Lets the program do what it has to do now. */
static inline void
spin (void)
{
  for (guint i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

/* Lets the program work until the condition holds; fails the test after DEADLINE_S. */
static inline void
spin_until (Condition condition,
            gpointer  data)
{
  gint64 end = g_get_monotonic_time () + (gint64) (DEADLINE_S * G_USEC_PER_SEC * test_get_patience ());

  while (!condition (data))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, FALSE);
    }
}

/* Whether only the test holds an object. */
static inline gboolean
is_alone (gpointer data)
{
  return G_OBJECT (data)->ref_count == 1;
}

/* The first widget at or below `widget` that matches, or NULL. */
static inline GtkWidget *
find_widget (GtkWidget *widget,
             gboolean (*matches) (GtkWidget *, const char *),
             const char *text)
{
  if (matches (widget, text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, matches, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static inline gboolean
is_label_that_says (GtkWidget  *widget,
                    const char *text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL;
}
