/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/pipeline.h"

/* A pipeline of about `n` blocks: copies of the course's standard pipeline, 13 blocks and 14 wires each, side
 * by side. The same `n` always gives the same pipeline. */
LeatPipeline *test_generate (guint n);
