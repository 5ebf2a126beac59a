/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/report-document.h"

#include "draw/chart.h"

G_BEGIN_DECLS

/* A document is a list of parts, which two writers put on pages or into Markdown. */

typedef enum
{
  PART_HEADING, /* level 1 or 2 */
  PART_TEXT,    /* a paragraph; `strong`, or with a link */
  PART_TABLE,
  PART_DRAWING,
  PART_CHART,
} PartKind;

typedef struct
{
  char    *label; /* of the column; "" for none */
  gboolean right; /* figures stand to the right */
} Column;

/**
 * Part:
 * @text: heading or paragraph; of a picture: what it shows
 * @url: (nullable): where the paragraph leads
 * @name: of a picture: the end of its file's name
 * @columns: (element-type Column): of a table
 * @rows: (element-type GStrv): of a table
 * @total: the last row is the sum of the others
 * @headless: a table without a header: labels and what they say
 */
typedef struct
{
  PartKind   kind;
  int        level;
  gboolean   strong;
  char      *text;
  char      *url;
  char      *name;
  GArray    *columns;
  GPtrArray *rows;
  gboolean   total;
  gboolean   headless;
  LeatChart *chart;
  double     width;  /* of a chart, in its own units */
  double     height;
} Part;

struct _LeatReportDocument
{
  char         *title;
  char         *subtitle;
  char         *author; /* or NULL */
  LeatReport   *report;
  LeatPipeline *pipeline; /* a copy that nobody edits */
  GPtrArray    *parts;
};

/* Words into Markdown, none of which become markup. */
void markdown_append_escaped (GString    *out,
                              const char *text);

G_END_DECLS
