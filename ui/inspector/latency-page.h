/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatLatencyPage:
 *
 * How long data takes: the stages and the limits of one block, and the paths through the subject.
 */
#define LEAT_TYPE_LATENCY_PAGE (leat_latency_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatLatencyPage, leat_latency_page, LEAT, LATENCY_PAGE, AdwBin)

/**
 * leat_latency_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_latency_page_show (LeatLatencyPage   *self,
                             const LeatSubject *subject);

G_END_DECLS
