/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * leat_queue_erlang_c:
 * @servers: at least 1
 * @load: offered load in erlangs: arrivals times service time
 *
 * By the recursion of Erlang B, which does not overflow (A. K. Erlang, 1917).
 *
 * Returns: the probability that an arrival waits in M/M/c; 1 if @load is not below @servers
 */
double leat_queue_erlang_c (double servers,
                            double load);

/**
 * leat_queue_mean_wait:
 * @arrivals: 1/s
 * @service: mean service time, s
 * @servers: at least 1
 * @cv2: squared coefficient of variation of the service time: 0 constant, 1 exponential
 *
 * M/M/c, scaled by (1 + cv2) / 2: exact for one server (Pollaczek-Khinchine), else the approximation
 * of Allen and Cunneen.
 *
 * Returns: the mean wait in s; INFINITY if the load is not below the servers
 */
double leat_queue_mean_wait (double arrivals,
                             double service,
                             double servers,
                             double cv2);

/**
 * leat_queue_wait_quantile:
 * @arrivals: 1/s
 * @service: mean service time, s
 * @servers: at least 1
 * @cv2: squared coefficient of variation of the service time
 * @u: from 0 to less than 1
 *
 * The wait alone: 0 for those that find a server idle, for the others exponential.
 *
 * Returns: the wait in s that the part @u of the arrivals does not exceed
 */
double leat_queue_wait_quantile (double arrivals,
                                 double service,
                                 double servers,
                                 double cv2,
                                 double u);

G_END_DECLS
