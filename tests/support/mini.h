/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"
#include "model/history.h"

/* A small made-up catalogue (tests/data/mini) and pipelines of it. */

LeatCatalogue *mini_catalogue (void);

/* "a:tap b:pipe c:basin" and "a>b b>c w~b": blocks with their types, then wires ('>' data, '~' monitors). */
LeatPipeline *mini_pipeline (const char *blocks,
                             const char *wires);

LeatReport *mini_report (LeatPipeline *pipeline);

void mini_set (LeatHistory *history,
               const char  *id,
               const char  *setting,
               const char  *value);
