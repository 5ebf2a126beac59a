/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/actions.h"

#include "config.h"

#include "study/challenge-page.h"
#include "study/challenges-window.h"
#include "study/solutions.h"
#include "study/study.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>


static void
on_challenges (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  GtkWidget *shown = leat_challenges_window_find (data);

  if (shown == NULL)
    shown = leat_challenges_window_new (data);
  gtk_window_present (GTK_WINDOW (shown));
}

static void
on_start (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  g_autoptr(LeatStudy) study = leat_study_get (leat_window_get_catalogue (data));
  LeatChallenge *challenge = leat_study_find (study, g_variant_get_string (parameter, NULL));

  if (challenge != NULL)
    leat_study_open (data, challenge->title, challenge->id, challenge->start);
}

static void
on_grade (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  leat_challenge_page_grade (leat_challenge_page_of (data));
}

static void
on_hint (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  leat_challenge_page_show_hint (leat_challenge_page_of (data));
}

static void
on_solution (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  leat_challenge_page_show_solution (leat_challenge_page_of (data));
}

static const GActionEntry entries[] = {
  { .name = "challenges", .activate = on_challenges },
  { .name = "start-challenge", .activate = on_start, .parameter_type = "s" },
  { .name = "grade", .activate = on_grade },
  { .name = "show-hint", .activate = on_hint },
  { .name = "show-solution", .activate = on_solution },
};

/* The last three wait for a challenge. */
void
leat_study_add_actions (LeatWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  for (gsize i = 2; i < G_N_ELEMENTS (entries); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (window), entries[i].name)), FALSE);
}
