/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"

/* Charts of every kind, with data such as the explorer shows, and with data that are hard to show. */
typedef struct
{
  const char *name;
  LeatChart *(*make) (void);
  gboolean pictured; /* there is a picture of it in tests/reference */
} TestChart;

const TestChart *test_charts (gsize *n);

/* The one of that name. */
LeatChart *test_chart_new (const char *name);

/* A heat map of n x n cells of which a corner is without bound. */
LeatChart *test_chart_new_map (gsize n);
