/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * leat_fuzzy_match:
 * @query: what somebody typed
 * @text: what it may stand for
 *
 * Whether the letters of @query, but for its spaces, come in @text in the same order. Letters at the beginning of words
 * and letters in a row count most, so that "zf" and "whole" both find what they are meant to.
 *
 * Returns: how well it matches, above 0; 0 if it does not; 1 for an empty @query
 */
int leat_fuzzy_match (const char *query,
                      const char *text);

G_END_DECLS
