/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw/colours.h"
#include "exchange/picture.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What the documents that are PDF files share: pages with a foot, text, bookmarks. Lengths are in points. A document is
 * printed twice, the first time on no file, to learn how many pages there are, which each of them says. */

#define PRESS_GAP 12.0

typedef struct
{
  double width;
  double height;
} PressPaper;

typedef struct
{
  const LeatColours *colours;
  const char        *title;
  const char        *subject;
  const char        *author;  /* or NULL */
  guint              n_pages; /* 0 while that is not known */
  guint              number;  /* of the page, from 1 */
  PressPaper         page;    /* as the page is now */
  cairo_surface_t   *surface;
  cairo_t           *cr;
  PangoContext      *context;
} Press;

/* A4 or Letter. */
PressPaper press_paper (LeatPaper paper,
                        gboolean  landscape);

/* Writes into `bytes`, or nowhere if that is NULL. */
void press_open (Press      *self,
                 PressPaper  paper,
                 GByteArray *bytes);

cairo_status_t press_close (Press *self);

void press_begin_page (Press      *self,
                       PressPaper  paper);

void press_end_page (Press *self);

/* Title and number of the page, below a line at the margin. */
void press_show_foot (Press *self,
                      double margin);

/* Leads to a place of this page; returns its number, under which others can go. */
int press_add_bookmark (Press      *self,
                        int         parent,
                        const char *text,
                        double      x,
                        double      y);

/* Text that wraps at `width`, or one that does not for 0. */
PangoLayout *press_new_layout (Press      *self,
                               const char *text,
                               double      size,
                               gboolean    bold,
                               double      width);

double press_height_of (PangoLayout *layout);

double press_width_of (PangoLayout *layout);

void press_set_colour (Press            *self,
                       const LeatColour *colour);

void press_show (Press            *self,
                 PangoLayout      *layout,
                 double            x,
                 double            y,
                 const LeatColour *colour);

G_END_DECLS
