/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/overlay.h"

/* One line of a legend: a colour and what it stands for. */
typedef struct
{
  LeatOverlayMark mark;
  char    *text;
} LeatLegendEntry;

/* What overlay.c (the marks) shares with legend.c (what they mean). */
struct _LeatOverlay
{
  gatomicrefcount ref_count;
  LeatOverlayKind kind;
  LeatReport     *report;
  double          total; /* of the bill, in the report's currency */
  double          most;  /* what the end of the ramp stands for */
  guint           n_full;
  GHashTable     *delays; /* id -> double*: p95 of the blocks on the slowest path; or NULL */
  GHashTable     *counts; /* id of a wire -> guint[3]: its findings by severity; or NULL */
  char           *title;
  char           *caption; /* or NULL */
  char           *ends[2]; /* of the ramp, or NULL */
  GArray         *entries; /* of LeatLegendEntry */
};

#define LEAT_N_SEVERITIES 3

/* Fills title, caption, ends and entries. */
void overlay_write_legend (LeatOverlay *self);

/* How a rate in MB (1,048,576 bytes) a second and a whole flow are written. */
char *figures_format_volume (double mb_per_s);
char *figures_format_flow (const LeatFlow *flow);

/* MB a second. */
double figures_get_volume (const LeatFlow *flow);
