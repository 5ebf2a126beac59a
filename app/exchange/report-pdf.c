/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/press-private.h"
#include "exchange/report-document-private.h"

#include "draw/brush.h"
#include "draw/scene.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* Parts on pages, from top to bottom. All is laid out twice: the first time on no file, to learn how many pages there
 * are, which each of them says. Lengths are in points. */

#define MARGIN 54.0
#define FOOT 30.0     /* of the margin below, for the number of the page */
#define TEXT 9.5
#define CELL 8.5
#define PADDING 3.5   /* above and below a cell */
#define GAP PRESS_GAP /* between columns */
#define AFTER 7.0     /* a paragraph */
#define MAX_PICTURE 0.62 /* of the height of a page */

/* A drawing that would be smaller than this beside text gets a page of its own, on its side if it is wide. */
#define OWN_PAGE_BELOW 0.45

typedef struct
{
  Press               press;
  LeatReportDocument *document;
  LeatScene          *scene;
  LeatRect            ink;     /* of the drawing, with a margin */
  PressPaper          paper;   /* upright */
  double              y;       /* how far down the page is filled */
  int                 chapter; /* the bookmark that others go under */
} Pages;

/* Pages */

static double
bottom (Pages *self)
{
  return self->press.page.height - MARGIN - FOOT / 2;
}

static double
text_width (Pages *self)
{
  return self->press.page.width - 2 * MARGIN;
}

static void
begin_page (Pages *self,
            PressPaper page)
{
  press_begin_page (&self->press, page);
  self->y = MARGIN;
}

static void
end_page (Pages *self)
{
  press_show_foot (&self->press, MARGIN);
  press_end_page (&self->press);
}

static void
turn_page (Pages *self)
{
  end_page (self);
  begin_page (self, self->paper);
}

static gboolean
is_fresh (Pages *self)
{
  return self->y <= MARGIN;
}

/* Turns the page if so much does not fit any more. */
static void
make_room (Pages *self,
           double height)
{
  if (self->y + height > bottom (self) && !is_fresh (self))
    turn_page (self);
}

static int
add_bookmark (Pages      *self,
              int         parent,
              const char *text)
{
  return press_add_bookmark (&self->press, parent, text, MARGIN, self->y);
}

/* Paragraphs */

/* Line by line, so that what is longer than a page goes on on the next one. */
static void
show_lines (Pages            *self,
            PangoLayout      *layout,
            const LeatColour *colour)
{
  PangoLayoutIter *lines = pango_layout_get_iter (layout);

  do
    {
      PangoRectangle box;
      double height;

      pango_layout_iter_get_line_extents (lines, NULL, &box);
      height = box.height / (double) PANGO_SCALE;
      make_room (self, height);
      press_set_colour (&self->press, colour);
      cairo_move_to (self->press.cr, MARGIN + box.x / (double) PANGO_SCALE,
                     self->y + (pango_layout_iter_get_baseline (lines) - box.y) / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (self->press.cr, pango_layout_iter_get_line_readonly (lines));
      self->y += height;
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
}

static void
show_title (Pages *self)
{
  g_autoptr(PangoLayout) over = press_new_layout (&self->press, self->document->subtitle, 10, FALSE, text_width (self));
  g_autoptr(PangoLayout) title = press_new_layout (&self->press, self->document->title, 24, TRUE, text_width (self));

  show_lines (self, over, &self->press.colours->text_dim);
  self->y += 2;
  add_bookmark (self, CAIRO_PDF_OUTLINE_ROOT, self->document->title);
  show_lines (self, title, &self->press.colours->text);
  self->y += 10;
}

static void
show_heading (Pages      *self,
              const Part *part)
{
  g_autoptr(PangoLayout) layout = press_new_layout (&self->press, part->text, part->level == 1 ? 15 : 11, TRUE, text_width (self));
  int parent = part->level == 1 ? CAIRO_PDF_OUTLINE_ROOT : self->chapter;
  int bookmark;

  /* No heading stands alone at the foot of a page. */
  make_room (self, press_height_of (layout) + 80);
  if (!is_fresh (self))
    self->y += part->level == 1 ? 16 : 8;
  bookmark = add_bookmark (self, parent, part->text);
  if (part->level == 1)
    self->chapter = bookmark;
  show_lines (self, layout, &self->press.colours->text);
  self->y += part->level == 1 ? 8 : 5;
}

/* The attributes of a tag stand in quotes of their own. */
static char *
quote (const char *text)
{
  GString *quoted = g_string_new ("'");

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\'' || *p == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *p);
    }
  return g_string_free (g_string_append_c (quoted, '\''), FALSE);
}

static PangoLayout *
new_paragraph (Pages      *self,
               const Part *part)
{
  PangoLayout *layout = press_new_layout (&self->press, part->text, TEXT, part->strong, text_width (self));

  pango_layout_set_spacing (layout, (int) (1.5 * PANGO_SCALE));
  return layout;
}

/* What a strong paragraph begins: with the ones that follow it, up to the next. */
static double
measure_group (Pages *self,
               guint  first)
{
  GPtrArray *parts = self->document->parts;
  double height = 0;

  for (guint i = first; i < parts->len; i++)
    {
      const Part *part = g_ptr_array_index (parts, i);
      g_autoptr(PangoLayout) layout = NULL;

      if (part->kind != PART_TEXT || (i > first && part->strong))
        break;
      layout = new_paragraph (self, part);
      height += press_height_of (layout) + (part->strong ? 5 : AFTER);
      if (height > self->paper.height / 3)
        return 60;
    }
  return height;
}

static void
show_text (Pages      *self,
           const Part *part,
           guint       place)
{
  g_autoptr(PangoLayout) layout = new_paragraph (self, part);
  const LeatColour *colour = part->url != NULL ? &self->press.colours->accent : &self->press.colours->text;

  make_room (self, part->strong ? measure_group (self, place) : MIN (press_height_of (layout), 40));
  if (part->strong && !is_fresh (self))
    self->y += 3;
  if (part->url != NULL)
    {
      g_autofree char *address = quote (part->url);
      g_autofree char *attributes = g_strconcat ("uri=", address, NULL);

      cairo_tag_begin (self->press.cr, CAIRO_TAG_LINK, attributes);
      show_lines (self, layout, colour);
      cairo_tag_end (self->press.cr, CAIRO_TAG_LINK);
    }
  else
    show_lines (self, layout, colour);
  self->y += part->strong ? 2 : AFTER;
}

/* Tables */

typedef struct
{
  const Part *part;
  double     *widths;
} Table;

static PangoLayout *
new_cell (Pages       *self,
          const Table *table,
          guint        column,
          const char  *text,
          gboolean     bold,
          double       width)
{
  PangoLayout *layout = press_new_layout (&self->press, text, CELL, bold, width);

  if (g_array_index (table->part->columns, Column, column).right)
    pango_layout_set_alignment (layout, PANGO_ALIGN_RIGHT);
  if (width > 0)
    {
      /* No cell is higher than half a page. */
      pango_layout_set_height (layout, (int) (self->paper.height / 2 * PANGO_SCALE));
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_NONE);
    }
  return layout;
}

/* Labels and sums are bold. */
static gboolean
is_strong (const Part *part,
           guint       row,
           guint       column)
{
  return (part->headless && column == 0) || (part->total && row + 1 == part->rows->len);
}

static double
natural_width (Pages       *self,
               const Table *table,
               guint        column)
{
  const Part *part = table->part;
  g_autoptr(PangoLayout) head = new_cell (self, table, column, g_array_index (part->columns, Column, column).label, TRUE, 0);
  double width = press_width_of (head);

  for (guint i = 0; i < part->rows->len; i++)
    {
      g_autoptr(PangoLayout) cell = new_cell (self, table, column, ((char **) part->rows->pdata[i])[column],
                                              is_strong (part, i, column), 0);

      width = MAX (width, press_width_of (cell));
    }
  return ceil (width) + 1;
}

/* What is left over goes to the columns of words, so that figures end at the right edge. */
static void
spread (Table *table,
        double left_over)
{
  guint n = table->part->columns->len, words = 0;

  for (guint i = table->part->headless; i < n; i++)
    words += !g_array_index (table->part->columns, Column, i).right;
  for (guint i = table->part->headless; i < n; i++)
    if (!g_array_index (table->part->columns, Column, i).right)
      table->widths[i] += left_over / words;
}

/* Columns get what they need if that fits. Else figures do, and the words share the rest: those that need less than an even
 * part get it all, and the others what is left. */
static void
share_width (Pages *self,
             Table *table)
{
  guint n = table->part->columns->len, open = 0;
  double rest = text_width (self) - GAP * (n - 1), sum = 0;
  g_autofree gboolean *done = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++)
    sum += table->widths[i] = natural_width (self, table, i);
  if (sum <= rest)
    {
      spread (table, rest - sum);
      return;
    }
  for (guint i = 0; i < n; i++)
    {
      done[i] = g_array_index (table->part->columns, Column, i).right && table->widths[i] < rest / n;
      rest -= done[i] ? table->widths[i] : 0;
      open += !done[i];
    }
  for (gboolean again = TRUE; again && open > 0;)
    {
      again = FALSE;
      for (guint i = 0; i < n; i++)
        if (!done[i] && table->widths[i] <= rest / open)
          {
            rest -= table->widths[i];
            open--;
            done[i] = again = TRUE;
            break;
          }
    }
  for (guint i = 0; i < n; i++)
    if (!done[i])
      table->widths[i] = rest / open;
}

static void
show_rule (Pages            *self,
           double            y,
           double            width,
           const LeatColour *colour)
{
  press_set_colour (&self->press, colour);
  cairo_set_line_width (self->press.cr, width);
  cairo_move_to (self->press.cr, MARGIN, y);
  cairo_rel_line_to (self->press.cr, text_width (self), 0);
  cairo_stroke (self->press.cr);
}

#define HEAD (-1)

/* Paints a row, or tells how high it is. */
static double
show_row (Pages       *self,
          const Table *table,
          char       **cells,
          int          row,
          gboolean     measure)
{
  double x = MARGIN, height = 0;

  for (guint i = 0; i < table->part->columns->len; i++)
    {
      gboolean strong = row == HEAD || is_strong (table->part, row, i);
      g_autoptr(PangoLayout) cell = new_cell (self, table, i, cells[i], strong, table->widths[i]);

      height = MAX (height, MIN (press_height_of (cell), self->paper.height / 2));
      if (!measure)
        press_show (&self->press, cell, x, self->y + PADDING, strong && table->part->headless ? &self->press.colours->text_dim : &self->press.colours->text);
      x += table->widths[i] + GAP;
    }
  return height + 2 * PADDING;
}

static void
show_head (Pages       *self,
           const Table *table)
{
  guint n = table->part->columns->len;
  g_autofree char **labels = g_new0 (char *, n + 1);
  double height;

  if (table->part->headless)
    return;
  for (guint i = 0; i < n; i++)
    labels[i] = g_array_index (table->part->columns, Column, i).label;
  height = show_row (self, table, labels, HEAD, FALSE);
  self->y += height;
  show_rule (self, self->y, 0.9, &self->press.colours->text_dim);
  self->y += 1;
}

static double
measure_head (Pages       *self,
              const Table *table)
{
  guint n = table->part->columns->len;
  g_autofree char **labels = g_new0 (char *, n + 1);

  for (guint i = 0; i < n; i++)
    labels[i] = g_array_index (table->part->columns, Column, i).label;
  return table->part->headless ? 0 : show_row (self, table, labels, HEAD, TRUE) + 1;
}

static void
show_table (Pages      *self,
            const Part *part)
{
  g_autofree double *widths = g_new0 (double, part->columns->len);
  Table table = { part, widths };

  share_width (self, &table);
  if (part->rows->len > 0)
    make_room (self, measure_head (self, &table) + show_row (self, &table, part->rows->pdata[0], 0, TRUE));
  show_head (self, &table);
  for (guint i = 0; i < part->rows->len; i++)
    {
      gboolean sum = part->total && i + 1 == part->rows->len;
      double height = show_row (self, &table, part->rows->pdata[i], (int) i, TRUE);

      if (self->y + height > bottom (self) && !is_fresh (self))
        {
          turn_page (self);
          show_head (self, &table);
        }
      if (sum)
        show_rule (self, self->y, 0.9, &self->press.colours->text_dim);
      show_row (self, &table, part->rows->pdata[i], (int) i, FALSE);
      self->y += height;
      if (!sum)
        show_rule (self, self->y, 0.4, &self->press.colours->grid);
    }
  self->y += AFTER + 3;
}

/* Pictures */

static void
paint_drawing (Pages  *self,
               double  x,
               double  y,
               double  scale)
{
  cairo_save (self->press.cr);
  cairo_translate (self->press.cr, x, y);
  cairo_scale (self->press.cr, scale, scale);
  cairo_rectangle (self->press.cr, 0, 0, self->ink.width, self->ink.height);
  cairo_clip (self->press.cr);
  cairo_translate (self->press.cr, -self->ink.x, -self->ink.y);
  /* All detail, whatever the scale: a page is looked at closely. */
  leat_scene_paint (self->scene, self->press.cr, &self->ink, 1, self->press.colours, NULL, NULL);
  cairo_restore (self->press.cr);
}

static void
show_on_own_page (Pages *self)
{
  PressPaper wide = { self->paper.height, self->paper.width };
  gboolean aside = self->ink.width > self->ink.height;
  double scale, width;

  end_page (self);
  begin_page (self, aside ? wide : self->paper);
  width = text_width (self);
  scale = MIN (1, MIN (width / self->ink.width, (bottom (self) - MARGIN) / self->ink.height));
  paint_drawing (self, MARGIN + (width - self->ink.width * scale) / 2, self->y, scale);
  turn_page (self);
}

static void
show_drawing (Pages *self)
{
  double width = text_width (self), scale;

  if (self->ink.width <= 0 || self->ink.height <= 0)
    return;
  scale = MIN (1, MIN (width / self->ink.width, self->paper.height * MAX_PICTURE / self->ink.height));
  if (scale < OWN_PAGE_BELOW)
    {
      g_autoptr(PangoLayout) hint = press_new_layout (&self->press, _("See the next page."), TEXT, FALSE, width);

      show_lines (self, hint, &self->press.colours->text_dim);
      show_on_own_page (self);
      return;
    }
  make_room (self, self->ink.height * scale);
  paint_drawing (self, MARGIN + (width - self->ink.width * scale) / 2, self->y, scale);
  self->y += self->ink.height * scale + AFTER;
}

static void
show_chart (Pages      *self,
            const Part *part)
{
  LeatRect rect = { 0, 0, part->width, part->height };
  double scale = MIN (text_width (self) / part->width, (bottom (self) - MARGIN) / part->height);

  make_room (self, part->height * scale);
  cairo_save (self->press.cr);
  cairo_translate (self->press.cr, MARGIN, self->y);
  cairo_scale (self->press.cr, scale, scale);
  leat_chart_paint (part->chart, self->press.cr, &rect, self->press.colours);
  cairo_restore (self->press.cr);
  self->y += part->height * scale + 14;
}

/* The document */

static void
show_part (Pages *self,
           guint  place)
{
  const Part *part = g_ptr_array_index (self->document->parts, place);

  switch (part->kind)
    {
    case PART_HEADING: show_heading (self, part); break;
    case PART_TEXT: show_text (self, part, place); break;
    case PART_TABLE: show_table (self, part); break;
    case PART_DRAWING: show_drawing (self); break;
    case PART_CHART: show_chart (self, part); break;
    }
}

static cairo_status_t
print (Pages      *self,
       GByteArray *bytes)
{
  press_open (&self->press, self->paper, bytes);
  self->chapter = CAIRO_PDF_OUTLINE_ROOT;
  begin_page (self, self->paper);
  show_title (self);
  for (guint i = 0; i < self->document->parts->len; i++)
    show_part (self, i);
  /* A drawing that ended the document has turned to a page that stays empty. */
  if (!is_fresh (self))
    end_page (self);
  else
    self->press.number--;
  return press_close (&self->press);
}

static void
measure_drawing (Pages *self)
{
  leat_scene_get_extents (self->scene, &self->ink);
  if (self->ink.width <= 0 || self->ink.height <= 0)
    return;
  self->ink = (LeatRect){ self->ink.x - 4, self->ink.y - 4, self->ink.width + 8, self->ink.height + 8 };
}

GBytes *
leat_report_document_to_pdf (LeatReportDocument *self,
                             LeatPaper           paper,
                             GError            **error)
{
  g_autoptr(LeatScene) scene = leat_scene_new (leat_report_get_catalogue (self->report), self->pipeline);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Pages pages = { .document = self, .scene = scene };
  cairo_status_t status;

  g_return_val_if_fail (paper == LEAT_PAPER_A4 || paper == LEAT_PAPER_LETTER, NULL);

  pages.press = (Press){ .colours = leat_colours_get (FALSE, FALSE), .title = self->title, .subject = self->subtitle, .author = self->author };
  pages.paper = press_paper (paper, FALSE);
  leat_scene_set_report (scene, self->report, NULL);
  measure_drawing (&pages);
  print (&pages, NULL);
  pages.press.n_pages = pages.press.number;
  status = print (&pages, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The report could not be drawn: %s"), cairo_status_to_string (status));
  return NULL;
}
