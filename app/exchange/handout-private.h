/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/handout.h"

#include "draw/brush.h"

G_BEGIN_DECLS

/* A figure of what a step tries. */
typedef struct
{
  char *label;
  char *before;
  char *after;
} HandoutFigure;

/**
 * HandoutStep:
 * @text, @question, @answer, @notes: (nullable): Markdown; %NULL for none and for what is left out
 * @tried: (element-type utf8): what is changed while it is shown, a line each
 * @figures: (element-type HandoutFigure): what comes of that
 * @scene: the drawing as the step has it
 * @bright: (nullable): ids of what is in focus, or %NULL for all
 * @view: what is looked at, in canvas units
 */
typedef struct
{
  char         *heading;
  char         *text;
  char         *question;
  char         *answer;
  char         *notes;
  GPtrArray    *tried;
  GPtrArray    *figures;
  LeatPipeline *pipeline;
  LeatReport   *report;
  LeatScene    *scene;
  LeatOverlay  *overlay;
  GHashTable   *bright;
  LeatRect      view;
} HandoutStep;

struct _LeatHandout
{
  LeatHandoutOptions options;
  char              *title;
  char              *author; /* or NULL */
  LeatCatalogue     *catalogue;
  LeatColours        colours;
  LeatColours        faded;
  GPtrArray         *steps;
};

/* Paints a part of the drawing of a step, what is not in focus first. */
void handout_step_paint (const LeatHandout *self,
                         const HandoutStep *step,
                         LeatBrush         *brush,
                         const LeatRect    *area);

/* The view made wider or higher, around its middle, to the proportion of width to height of where it is shown. */
LeatRect handout_step_fit (const HandoutStep *step,
                           double             proportion);

G_END_DECLS
