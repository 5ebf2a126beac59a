/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatDrillPlayer:
 *
 * Buttons and a scale that go through a stretch of time: play, pause, from event to event, back to the start, in one of three
 * speeds. Its buttons activate `drill.play`, `drill.forward`, `drill.back` and `drill.start`, which a widget around it has.
 * Without animations it plays from event to event.
 *
 * Signals: `moved (double seconds)`: it is at another time; so much of real time has passed in playing, 0 otherwise.
 */
#define LEAT_TYPE_DRILL_PLAYER (leat_drill_player_get_type ())
G_DECLARE_FINAL_TYPE (LeatDrillPlayer, leat_drill_player, LEAT, DRILL_PLAYER, AdwBin)

typedef enum
{
  LEAT_DRILL_SLOWLY,
  LEAT_DRILL_NORMALLY,
  LEAT_DRILL_FAST,
  LEAT_N_DRILL_SPEEDS,
} LeatDrillSpeed;

/**
 * leat_drill_player_new:
 *
 * Returns: (transfer floating): a player of nothing
 */
GtkWidget *leat_drill_player_new (void);

/**
 * leat_drill_player_set_range:
 * @self: a player
 * @from: where it begins, in seconds
 * @to: where it ends; above @from
 * @events: (array length=n): at what times something happens, ascending; what is out of the range is left out
 * @n: how many
 *
 * Stops what is played and goes to the beginning.
 */
void leat_drill_player_set_range (LeatDrillPlayer *self,
                                  double           from,
                                  double           to,
                                  const double    *events,
                                  guint            n);

/**
 * leat_drill_player_get_time:
 * @self: a player
 *
 * Returns: where it is
 */
double leat_drill_player_get_time (LeatDrillPlayer *self);

/**
 * leat_drill_player_set_time:
 * @self: a player
 * @time: where to go; cut to the range
 */
void leat_drill_player_set_time (LeatDrillPlayer *self,
                                 double           time);

/**
 * leat_drill_player_set_playing:
 * @self: a player
 * @playing: whether it plays; at the end it begins anew
 */
void leat_drill_player_set_playing (LeatDrillPlayer *self,
                                    gboolean         playing);

/**
 * leat_drill_player_get_playing:
 * @self: a player
 *
 * Returns: whether it plays
 */
gboolean leat_drill_player_get_playing (LeatDrillPlayer *self);

/**
 * leat_drill_player_set_speed:
 * @self: a player
 * @speed: how fast it plays
 */
void leat_drill_player_set_speed (LeatDrillPlayer *self,
                                  LeatDrillSpeed   speed);

/**
 * leat_drill_player_step:
 * @self: a player
 * @back: to the event before rather than the next
 *
 * Pauses and goes there; without a further event to the end or the beginning.
 *
 * Returns: whether it went anywhere
 */
gboolean leat_drill_player_step (LeatDrillPlayer *self,
                                 gboolean         back);

G_END_DECLS
