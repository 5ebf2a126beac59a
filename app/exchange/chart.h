/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/chart.h"

G_BEGIN_DECLS

/* The blank that an exported chart has around it, in units. */
#define LEAT_CHART_MARGIN 18.0

/**
 * leat_chart_to_csv:
 * @chart: a chart
 *
 * Returns: (transfer full): its table with exact numbers in the C locale, RFC 4180; empty without a value,
 *   "inf" without bound
 */
char *leat_chart_to_csv (const LeatChart *chart);

/**
 * leat_chart_write:
 * @chart: a chart
 * @suffix: "svg", "png", "pdf" or "csv"
 * @width: of the page, in units: at least 1
 * @height: of the page, in units: at least 1
 * @colours: what to paint it in
 * @error: return location for a %LEAT_ERROR_UNKNOWN that names the suffixes, or a %LEAT_ERROR_LIMIT
 *
 * SVG has text as text and nothing from outside, PDF is one page, PNG has two pixels a unit. The same chart
 * gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_chart_write (const LeatChart   *chart,
                          const char        *suffix,
                          double             width,
                          double             height,
                          const LeatColours *colours,
                          GError           **error);

/**
 * leat_chart_save:
 * @chart: a chart
 * @path: a path whose suffix says the format
 * @width: of the page, in units
 * @height: of the page, in units
 * @colours: what to paint it in
 * @error: return location for an error of leat_chart_write() or leat_write_bytes()
 *
 * Writes a file as leat_write_bytes() does: on failure the old one is as it was.
 *
 * Returns: whether it was written
 */
gboolean leat_chart_save (const LeatChart   *chart,
                          const char        *path,
                          double             width,
                          double             height,
                          const LeatColours *colours,
                          GError           **error);

G_END_DECLS
