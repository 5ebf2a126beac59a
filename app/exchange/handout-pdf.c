/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/handout-private.h"

#include "draw/markdown.h"
#include "exchange/press-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Pages of three columns: the picture of a step takes two, its text the third, in the largest size that fits. What fits in
 * none goes on over the columns of further pages. */

#define MARGIN 40.0
#define FOOT 16.0
#define COLUMNS 3
#define GAP 20.0
#define INDENT 14.0
#define HEADING 20.0
#define LEGEND_SCALE 0.75
#define LEAST_PICTURE 0.72 /* of the height that a picture may take */

static const double sizes[] = { 13, 12, 11, 10, 9 };
#define FLOWING 10.0

static const LeatColour code_ground = { 0.945, 0.945, 0.95, 1 };

typedef enum
{
  LINE_PLAIN,
  LINE_LABEL, /* above what it names */
  LINE_CODE,
  LINE_QUOTE,
  LINE_RULE,
} LineKind;

/* A paragraph. */
typedef struct
{
  LineKind kind;
  char    *markup;
  char    *bullet; /* or NULL */
  guint    depth;
  double   scale;  /* of the letters */
  gboolean bold;
} Para;

typedef struct
{
  Press        press;
  LeatHandout *handout;
  PressPaper   paper;
  const char  *heading;   /* of the page */
  const char  *number;
  double       size;      /* of the text */
  double       top;       /* of columns on this page */
  double       y;
  guint        column;
  gboolean     measuring; /* nothing is painted, and no column ends */
} Pages;

/* Paragraphs */

static void
para_free (gpointer data)
{
  Para *para = data;

  g_free (para->markup);
  g_free (para->bullet);
  g_free (para);
}

static Para *
add_para (GPtrArray  *paras,
          LineKind    kind,
          const char *markup)
{
  Para *para = g_new0 (Para, 1);

  para->kind = kind;
  para->markup = g_strdup (markup);
  para->scale = 1;
  g_ptr_array_add (paras, para);
  return para;
}

static void
add_block (GPtrArray               *paras,
           const LeatMarkdownBlock *block)
{
  static const LineKind kinds[] = { [LEAT_MARKDOWN_CODE] = LINE_CODE, [LEAT_MARKDOWN_QUOTE] = LINE_QUOTE, [LEAT_MARKDOWN_RULE] = LINE_RULE };
  Para *para = add_para (paras, kinds[block->kind], block->markup);

  if (block->kind == LEAT_MARKDOWN_HEADING)
    {
      para->bold = TRUE;
      para->scale = block->level <= 2 ? 1.2 : 1.05;
    }
  else
    para->depth = block->level;
  if (block->kind == LEAT_MARKDOWN_CODE)
    para->scale = 0.88;
  if (block->kind == LEAT_MARKDOWN_ITEM)
    para->bullet = block->number > 0 ? g_strdup_printf ("%u.", block->number) : g_strdup ("•");
}

static void
add_markdown (GPtrArray  *paras,
              const char *label,
              const char *text)
{
  g_autoptr(GPtrArray) blocks = NULL;

  if (text == NULL)
    return;
  if (label != NULL)
    add_para (paras, LINE_LABEL, label);
  blocks = leat_markdown_parse (text, FALSE);
  for (guint i = 0; i < blocks->len; i++)
    add_block (paras, blocks->pdata[i]);
}

static void
add_trial (GPtrArray         *paras,
           const HandoutStep *step)
{
  if (step->tried->len > 0)
    add_para (paras, LINE_LABEL, _("Tried here"));
  for (guint i = 0; i < step->tried->len; i++)
    {
      g_autofree char *markup = g_markup_escape_text (step->tried->pdata[i], -1);

      add_para (paras, LINE_PLAIN, markup);
    }
  for (guint i = 0; i < step->figures->len; i++)
    {
      const HandoutFigure *figure = step->figures->pdata[i];
      g_autofree char *markup = g_markup_printf_escaped ("%s:\n<b>%s → %s</b>", figure->label, figure->before, figure->after);

      add_para (paras, LINE_PLAIN, markup);
    }
}

static GPtrArray *
new_paras (LeatHandout       *self,
           const HandoutStep *step)
{
  GPtrArray *paras = g_ptr_array_new_with_free_func (para_free);

  add_markdown (paras, NULL, step->text);
  add_trial (paras, step);
  add_markdown (paras, _("Question"), step->question);
  if (self->options.answers == LEAT_ANSWERS_BENEATH)
    add_markdown (paras, _("Answer"), step->answer);
  add_markdown (paras, _("Presenter’s notes"), step->notes);
  return paras;
}

/* Pages */

static double
column_width (const Pages *self)
{
  return (self->paper.width - 2 * MARGIN - (COLUMNS - 1) * GAP) / COLUMNS;
}

static double
bottom (const Pages *self)
{
  return self->paper.height - MARGIN - FOOT;
}

static void
begin_page (Pages *self)
{
  double width = self->paper.width - 2 * MARGIN;
  g_autoptr(PangoLayout) heading = NULL;
  g_autoptr(PangoLayout) number = NULL;

  press_begin_page (&self->press, self->paper);
  number = press_new_layout (&self->press, self->number, 11, FALSE, 0);
  heading = press_new_layout (&self->press, self->heading, HEADING, TRUE, width - press_width_of (number) - GAP);
  press_show (&self->press, heading, MARGIN, MARGIN - 6, &self->press.colours->text);
  press_show (&self->press, number, self->paper.width - MARGIN - press_width_of (number), MARGIN + 2, &self->press.colours->text_dim);
  self->top = self->y = MARGIN - 6 + press_height_of (heading) + 10;
  self->column = 0;
}

static void
end_page (Pages *self)
{
  press_show_foot (&self->press, MARGIN);
  press_end_page (&self->press);
}

/* The next column, or the first of a page that goes on. */
static void
turn_column (Pages *self)
{
  if (++self->column < COLUMNS)
    {
      self->y = self->top;
      return;
    }
  end_page (self);
  begin_page (self);
}

static gboolean
make_room (Pages *self,
           double height)
{
  if (self->measuring || self->y + height <= bottom (self) || self->y <= self->top)
    return FALSE;
  turn_column (self);
  return TRUE;
}

/* Text */

static double
left_of (const Pages *self)
{
  return MARGIN + self->column * (column_width (self) + GAP);
}

static double
indent_of (const Para *para)
{
  return para->depth * INDENT + (para->kind == LINE_CODE || para->kind == LINE_QUOTE ? 8 : 0);
}

static PangoLayout *
new_layout (Pages      *self,
            const Para *para)
{
  double size = self->size * para->scale * (para->kind == LINE_LABEL ? 0.85 : 1);
  double width = column_width (self) - indent_of (para) - (para->kind == LINE_CODE ? 6 : 0);
  PangoLayout *layout = press_new_layout (&self->press, "", size, para->bold || para->kind == LINE_LABEL, MAX (width, 40));

  pango_layout_set_spacing (layout, (int) (self->size * 0.18 * PANGO_SCALE));
  pango_layout_set_markup (layout, para->markup, -1);
  return layout;
}

static void
fill (Pages            *self,
      double            x,
      double            y,
      double            width,
      double            height,
      const LeatColour *colour)
{
  press_set_colour (&self->press, colour);
  cairo_rectangle (self->press.cr, x, y, width, height);
  cairo_fill (self->press.cr);
}

/* What stands behind or beside a line. */
static void
decorate (Pages      *self,
          const Para *para,
          double      height,
          gboolean    first)
{
  const LeatColours *colours = self->press.colours;
  double x = left_of (self) + para->depth * INDENT;

  if (para->kind == LINE_CODE)
    fill (self, x, self->y - 2, column_width (self) - para->depth * INDENT, height + 4, &code_ground);
  else if (para->kind == LINE_QUOTE)
    fill (self, x, self->y - 1, 2, height + 2, &colours->accent);
  if (first && para->bullet != NULL)
    {
      g_autoptr(PangoLayout) bullet = press_new_layout (&self->press, para->bullet, self->size, FALSE, 0);

      press_show (&self->press, bullet, x - MAX (INDENT * 0.75, press_width_of (bullet) + 2), self->y, &colours->text);
    }
}

static void
show_line (Pages           *self,
           const Para      *para,
           PangoLayoutIter *lines,
           gboolean         first)
{
  const LeatColours *colours = self->press.colours;
  PangoRectangle box;
  double height;

  pango_layout_iter_get_line_extents (lines, NULL, &box);
  height = box.height / (double) PANGO_SCALE;
  make_room (self, height);
  if (!self->measuring)
    {
      decorate (self, para, height, first);
      press_set_colour (&self->press, para->kind == LINE_LABEL ? &colours->accent : &colours->text);
      cairo_move_to (self->press.cr, left_of (self) + indent_of (para) + box.x / (double) PANGO_SCALE,
                     self->y + (pango_layout_iter_get_baseline (lines) - box.y) / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (self->press.cr, pango_layout_iter_get_line_readonly (lines));
    }
  self->y += height;
}

static void
show_para (Pages      *self,
           const Para *para)
{
  g_autoptr(PangoLayout) layout = new_layout (self, para);
  PangoLayoutIter *lines;
  gboolean first = TRUE;

  /* No label stands alone at the end of a column. */
  if (para->kind == LINE_LABEL && !make_room (self, self->size * 5) && self->y > self->top)
    self->y += self->size * 0.6;
  if (para->kind == LINE_RULE)
    {
      if (!self->measuring)
        fill (self, left_of (self), self->y + self->size * 0.3, column_width (self), 0.6, &self->press.colours->text_dim);
      self->y += self->size;
      return;
    }
  lines = pango_layout_get_iter (layout);
  do
    {
      show_line (self, para, lines, first);
      first = FALSE;
    }
  while (pango_layout_iter_next_line (lines));
  pango_layout_iter_free (lines);
  self->y += self->size * (para->kind == LINE_LABEL ? 0.15 : 0.55);
}

static void
show_paras (Pages     *self,
            GPtrArray *paras)
{
  for (guint i = 0; i < paras->len; i++)
    show_para (self, paras->pdata[i]);
}

/* Whether all fits into what is left of the column in this size. */
static gboolean
fits (Pages     *self,
      GPtrArray *paras,
      double     size)
{
  double y = self->y, end;

  self->size = size;
  self->measuring = TRUE;
  show_paras (self, paras);
  end = self->y - self->size * 0.55;
  self->measuring = FALSE;
  self->y = y;
  return end <= bottom (self);
}

static void
choose_size (Pages     *self,
             GPtrArray *paras)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (fits (self, paras, sizes[i]))
      return;
  self->size = FLOWING;
}

/* Pictures */

static void
paint_legend (Pages             *self,
              const HandoutStep *step,
              double             y)
{
  cairo_t *cr = self->press.cr;

  cairo_save (cr);
  cairo_translate (cr, MARGIN, y);
  cairo_scale (cr, LEGEND_SCALE, LEGEND_SCALE);
  leat_overlay_paint_legend (step->overlay, cr, 0, 0, self->press.colours);
  cairo_restore (cr);
}

static void
paint_view (Pages             *self,
            const HandoutStep *step,
            double             width,
            double             height)
{
  LeatRect view = handout_step_fit (step, width / height);
  double scale = width / view.width;
  cairo_t *cr = self->press.cr;
  LeatBrush *brush;

  cairo_save (cr);
  cairo_rectangle (cr, MARGIN, self->top, width, height);
  cairo_clip (cr);
  cairo_translate (cr, MARGIN, self->top);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -view.x, -view.y);
  brush = leat_brush_new_for_cairo (cr, self->handout->catalogue, 1);
  handout_step_paint (self->handout, step, brush, &view);
  leat_brush_free_for_cairo (brush);
  cairo_restore (cr);
  press_set_colour (&self->press, &self->press.colours->card_edge);
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, MARGIN, self->top, width, height);
  cairo_stroke (cr);
}

static void
show_picture (Pages             *self,
              const HandoutStep *step,
              double             width)
{
  double legend = 0, most, height;

  if (step->overlay != NULL)
    {
      leat_overlay_measure_legend (step->overlay, &most, &legend);
      legend = legend * LEGEND_SCALE + 8;
    }
  most = MAX (bottom (self) - self->top - legend, 80);
  height = CLAMP (width / (step->view.width / step->view.height), most * LEAST_PICTURE, most);
  paint_view (self, step, width, height);
  if (step->overlay != NULL)
    paint_legend (self, step, self->top + height + 8);
}

/* The document */

static void
show_step (Pages *self,
           guint  nth)
{
  const HandoutStep *step = self->handout->steps->pdata[nth];
  g_autoptr(GPtrArray) paras = new_paras (self->handout, step);
  g_autofree char *number = g_strdup_printf (_("%u of %u"), nth + 1, self->handout->steps->len);
  double whole = self->paper.width - 2 * MARGIN;

  self->heading = step->heading;
  self->number = number;
  begin_page (self);
  press_add_bookmark (&self->press, CAIRO_PDF_OUTLINE_ROOT, step->heading, MARGIN, MARGIN - 6);
  show_picture (self, step, paras->len > 0 ? whole - column_width (self) - GAP : whole);
  self->column = COLUMNS - 1;
  choose_size (self, paras);
  show_paras (self, paras);
  end_page (self);
}

static GPtrArray *
new_answers (LeatHandout *self)
{
  GPtrArray *paras = g_ptr_array_new_with_free_func (para_free);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const HandoutStep *step = self->steps->pdata[i];
      g_autofree char *label = g_markup_printf_escaped ("%u. %s", i + 1, step->heading);

      if (step->answer == NULL)
        continue;
      add_markdown (paras, label, step->question != NULL ? step->question : "");
      add_markdown (paras, _("Answer"), step->answer);
    }
  return paras;
}

static void
show_answers (Pages *self)
{
  g_autoptr(GPtrArray) paras = new_answers (self->handout);

  if (self->handout->options.answers != LEAT_ANSWERS_END || paras->len == 0)
    return;
  self->heading = _("Answers");
  self->number = "";
  self->size = 11;
  begin_page (self);
  press_add_bookmark (&self->press, CAIRO_PDF_OUTLINE_ROOT, self->heading, MARGIN, MARGIN - 6);
  show_paras (self, paras);
  end_page (self);
}

static cairo_status_t
print (Pages      *self,
       GByteArray *bytes)
{
  press_open (&self->press, self->paper, bytes);
  for (guint i = 0; i < self->handout->steps->len; i++)
    show_step (self, i);
  show_answers (self);
  return press_close (&self->press);
}

GBytes *
leat_handout_to_pdf (LeatHandout *self,
                     GError     **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  Pages pages = { .handout = self, .paper = press_paper (self->options.paper, TRUE) };
  cairo_status_t status;

  pages.press = (Press){ .colours = &self->colours, .title = self->title, .subject = _("Walkthrough"), .author = self->author };
  print (&pages, NULL);
  pages.press.n_pages = pages.press.number;
  status = print (&pages, bytes);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("The handout could not be drawn: %s"), cairo_status_to_string (status));
  return NULL;
}
