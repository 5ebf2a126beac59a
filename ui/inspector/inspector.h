/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "window/document.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatInspector:
 *
 * What is selected, explained: its settings, cost, latency, checks, policies and notes, and at its foot what the last step
 * changed; the whole pipeline if nothing is selected.
 */
#define LEAT_TYPE_INSPECTOR (leat_inspector_get_type ())
G_DECLARE_FINAL_TYPE (LeatInspector, leat_inspector, LEAT, INSPECTOR, AdwBin)

/**
 * leat_inspector_show:
 * @self: an inspector
 * @document: a document
 * @ids: (array zero-terminated=1): what is selected
 */
void leat_inspector_show (LeatInspector     *self,
                          LeatDocument      *document,
                          const char *const *ids);

/**
 * leat_inspector_set_page:
 * @self: an inspector
 * @name: "settings", "cost", "latency", "checks", "access" or "notes"
 */
void leat_inspector_set_page (LeatInspector *self,
                              const char    *name);

G_END_DECLS
