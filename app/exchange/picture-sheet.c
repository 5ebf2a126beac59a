/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/legend.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "exchange/picture-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What stands around a drawing: a title block above it; below it, side by side as far as they fit, panels with the
 * legend, what it costs and what was found. A panel is laid out once, as pieces with a place in it, and painted with any
 * brush. */

#define GAP 24.0
#define PAD 14.0
#define ROW 18.0
#define LINE 16.0
#define RADIUS 10.0
#define TITLE_ROW 26.0
#define FINDING_WIDTH 340.0
#define LABEL_WIDTH 220.0
#define MAX_COSTS 30
#define MAX_FINDINGS 40

typedef enum
{
  PIECE_TEXT,
  PIECE_MARK, /* of a severity */
  PIECE_RULE, /* a line across */
} PieceKind;

typedef struct
{
  PieceKind     kind;
  double        x;
  double        y;
  double        width;
  char         *text;
  LeatTextStyle style;
  LeatAlign     align;
  gboolean      dim;
  const char   *link; /* or NULL; borrowed from the catalogue */
  LeatSeverity  severity;
} Piece;

typedef struct
{
  LeatRect           rect;
  gboolean           framed;
  GArray            *pieces;  /* of Piece, from the corner of the panel */
  guint              wires;   /* bits of kinds: it is their legend */
  const LeatOverlay *overlay; /* or NULL: it is its legend */
} Panel;

struct _PictureSheet
{
  GPtrArray *panels;
};

static void
clear_piece (gpointer piece)
{
  g_free (((Piece *) piece)->text);
}

static void
panel_free (Panel *panel)
{
  g_array_unref (panel->pieces);
  g_free (panel);
}

static Panel *
panel_new (PictureSheet *sheet)
{
  Panel *panel = g_new0 (Panel, 1);

  panel->framed = TRUE;
  panel->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_array_set_clear_func (panel->pieces, clear_piece);
  g_ptr_array_add (sheet->panels, panel);
  return panel;
}

static Piece *
add_piece (Panel    *panel,
           PieceKind kind,
           double    x,
           double    y,
           double    width)
{
  Piece piece = { .kind = kind, .x = x, .y = y, .width = width };

  g_array_append_val (panel->pieces, piece);
  panel->rect.width = MAX (panel->rect.width, x + width + PAD);
  return &g_array_index (panel->pieces, Piece, panel->pieces->len - 1);
}

/* A line of text whose middle is at y; no wider than it is, and than `most`. */
static Piece *
add_text (Panel        *panel,
          const char   *text,
          LeatTextStyle style,
          double        x,
          double        y,
          double        most)
{
  Piece *piece = add_piece (panel, PIECE_TEXT, x, y, MIN (most, ceil (leat_text_measure (style, text)) + 2));

  piece->text = g_strdup (text);
  piece->style = style;
  return piece;
}

/* A heading; returns where the first row below it has its middle. */
static double
add_heading (Panel      *panel,
             const char *text)
{
  add_text (panel, text, LEAT_TEXT_NAME, PAD, PAD + ROW / 2, FINDING_WIDTH);
  return PAD + ROW + 6 + ROW / 2;
}

static void
finish_panel (Panel *panel,
              double last_row)
{
  panel->rect.height = last_row + ROW / 2 + PAD;
}

static gboolean
is_shown (GHashTable *shown,
          const char *id)
{
  return shown == NULL || g_hash_table_contains (shown, id);
}

/* Title block */

static void
append_word (GString    *line,
             const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", word);
}

static const char *
region_of (LeatPipeline *pipeline,
           LeatReport   *report)
{
  return report != NULL ? leat_report_get_options (report)->region
                        : leat_settings_get (leat_pipeline_get_properties (pipeline)->settings, "region");
}

static Panel *
add_title_block (PictureSheet *self,
                 LeatPipeline *pipeline,
                 LeatReport   *report)
{
  const LeatElement *properties = leat_pipeline_get_properties (pipeline);
  Panel *panel = panel_new (self);
  g_autoptr(GString) line = g_string_new (NULL);
  const char *title = *properties->name != '\0' ? properties->name : _("Untitled Pipeline");

  panel->framed = FALSE;
  append_word (line, leat_settings_get (properties->settings, "author"));
  append_word (line, leat_settings_get (properties->settings, "date"));
  append_word (line, region_of (pipeline, report));
  add_text (panel, title, LEAT_TEXT_HEADING, PAD, PAD + TITLE_ROW / 2 - 4, 4 * FINDING_WIDTH);
  panel->rect.height = PAD + TITLE_ROW + 4;
  if (line->len == 0)
    return panel;
  add_text (panel, line->str, LEAT_TEXT_SMALL, PAD, PAD + TITLE_ROW + ROW / 2 - 4, 4 * FINDING_WIDTH)->dim = TRUE;
  panel->rect.height += ROW;
  return panel;
}

/* Legends: the same as in the window. */

static void
add_legend (PictureSheet *self,
            LeatPipeline *pipeline,
            GHashTable   *shown)
{
  guint wires = leat_legend_get_kinds (pipeline, shown);
  Panel *panel;

  if (wires == 0)
    return;
  panel = panel_new (self);
  panel->wires = wires;
  leat_legend_measure (wires, &panel->rect.width, &panel->rect.height);
}

static void
add_overlay (PictureSheet      *self,
             const LeatOverlay *overlay)
{
  Panel *panel = panel_new (self);

  panel->overlay = overlay;
  leat_overlay_measure_legend (overlay, &panel->rect.width, &panel->rect.height);
}

/* Costs */

typedef struct
{
  Panel      *panel;
  const char *currency;
  double      amounts; /* the right end of amounts */
  double      y;
} Costs;

static void
add_amount (Costs        *costs,
            const char   *label,
            double        amount,
            LeatTextStyle style)
{
  g_autofree char *money = leat_money_format (costs->currency, amount);
  Piece *piece;

  add_text (costs->panel, label, style, PAD, costs->y, LABEL_WIDTH);
  piece = add_piece (costs->panel, PIECE_TEXT, PAD + LABEL_WIDTH + 16, costs->y, costs->amounts);
  piece->text = g_steal_pointer (&money);
  piece->style = LEAT_TEXT_FIGURE;
  piece->align = LEAT_ALIGN_RIGHT;
  costs->y += ROW;
}

static void
add_remark (Costs      *costs,
            const char *text)
{
  add_text (costs->panel, text, LEAT_TEXT_SMALL, PAD, costs->y, LABEL_WIDTH + costs->amounts)->dim = TRUE;
  costs->y += ROW;
}

static double
sum_of (GPtrArray *groups,
        guint      from,
        guint     *unpriced)
{
  double sum = 0;

  *unpriced = 0;
  for (guint i = from; i < groups->len; i++)
    {
      const LeatBillGroup *group = g_ptr_array_index (groups, i);

      sum += isfinite (group->monthly) ? group->monthly : 0;
      *unpriced += group->unpriced;
    }
  return leat_money_tidy (sum);
}

static void
keep_shown (GPtrArray  *groups,
            GHashTable *shown)
{
  for (guint i = groups->len; i > 0; i--)
    if (!is_shown (shown, ((LeatBillGroup *) g_ptr_array_index (groups, i - 1))->id))
      g_ptr_array_remove_index (groups, i - 1);
}

static void
add_rows (Costs     *costs,
          GPtrArray *groups)
{
  guint unpriced;

  for (guint i = 0; i < groups->len && i < MAX_COSTS; i++)
    {
      const LeatBillGroup *group = g_ptr_array_index (groups, i);

      /* As on its card: what rounds to nothing but is not nothing says so. */
      add_amount (costs, group->label, leat_bill_block_shown (g_ptr_array_index (group->blocks, 0)), LEAT_TEXT_SMALL);
    }
  if (groups->len > MAX_COSTS)
    {
      guint more = groups->len - MAX_COSTS;
      g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", more), more);
      double sum = sum_of (groups, MAX_COSTS, &unpriced);

      add_amount (costs, label, sum, LEAT_TEXT_SMALL);
    }
}

static void
add_costs (PictureSheet *self,
           LeatPipeline *pipeline,
           LeatReport   *report,
           GHashTable   *shown)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GPtrArray) groups = leat_bill_group (report, elements, LEAT_BILL_BY_BLOCK);
  Costs costs = { .currency = leat_report_get_options (report)->currency, .amounts = 90 };
  guint unpriced;
  double total;

  keep_shown (groups, shown);
  if (groups->len == 0)
    return;
  total = sum_of (groups, 0, &unpriced);
  costs.panel = panel_new (self);
  costs.y = add_heading (costs.panel, shown == NULL ? _("Costs a Month") : _("Costs a Month of What Is Shown"));
  add_rows (&costs, groups);
  add_piece (costs.panel, PIECE_RULE, PAD, costs.y - ROW / 2 + 2, LABEL_WIDTH + 16 + costs.amounts);
  costs.y += 6;
  add_amount (&costs, _("Total"), total, LEAT_TEXT_FIGURE);
  if (unpriced > 0)
    {
      g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+ %u line without a price",
                                                            "+ %u lines without a price", unpriced), unpriced);

      add_remark (&costs, text);
    }
  finish_panel (costs.panel, costs.y - ROW);
}

/* Findings */

static double
add_finding (Panel             *panel,
             const LeatFinding *finding,
             double             y)
{
  g_autofree char *text = g_strdup (leat_finding_get_message (finding));
  LeatText whole = { text, LEAT_TEXT_NOTE, LEAT_ALIGN_LEFT, 0, 0, FINDING_WIDTH, 10000, NULL };
  g_autoptr(GArray) lines = leat_text_list_lines (&whole);

  add_piece (panel, PIECE_MARK, PAD, y, 10)->severity = finding->rule->severity;
  for (guint i = 0; i < lines->len; i++)
    {
      const LeatTextLine *line = &g_array_index (lines, LeatTextLine, i);
      Piece *piece = add_piece (panel, PIECE_TEXT, PAD + 18, y - LINE / 2 + i * LINE, FINDING_WIDTH);

      piece->text = g_strdup (line->text);
      piece->style = LEAT_TEXT_NOTE;
      piece->link = finding->rule->reference;
    }
  return y + MAX (1, lines->len) * LINE + 6;
}

static void
add_findings (PictureSheet *self,
              LeatReport   *report,
              GHashTable   *shown)
{
  GPtrArray *findings = leat_report_get_findings (report);
  Panel *panel = panel_new (self);
  double y = add_heading (panel, _("Findings"));
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced != NULL || !is_shown (shown, finding->subject->id))
        continue;
      if (n < MAX_FINDINGS)
        y = add_finding (panel, finding, y);
      n++;
    }
  if (n == 0 || n > MAX_FINDINGS)
    {
      guint more = n - MAX_FINDINGS;
      g_autofree char *text = n == 0 ? g_strdup (_("Nothing was found."))
                                     : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", more), more);

      add_text (panel, text, LEAT_TEXT_SMALL, PAD, y, FINDING_WIDTH)->dim = TRUE;
      y += ROW;
    }
  finish_panel (panel, y - ROW + (n > 0 && n <= MAX_FINDINGS ? ROW - LINE - 6 + 4 : 0));
}

/* Places */

/* Rows of panels below the drawing; returns where they end. */
static double
flow (PictureSheet *self,
      guint         first,
      double        x,
      double        y,
      double        width)
{
  double at = x;
  double row = 0;

  for (guint i = first; i < self->panels->len; i++)
    {
      Panel *panel = g_ptr_array_index (self->panels, i);

      if (at > x && at + panel->rect.width > x + width)
        {
          at = x;
          y += row + GAP;
          row = 0;
        }
      panel->rect.x = at;
      panel->rect.y = y;
      at += panel->rect.width + GAP;
      row = MAX (row, panel->rect.height);
    }
  return y + row;
}

static void
place (PictureSheet   *self,
       gboolean        titled,
       const LeatRect *ink,
       LeatRect       *page)
{
  double width = ink->width;
  double x, bottom;

  *page = *ink;
  if (self->panels->len == 0)
    return;
  for (guint i = 0; i < self->panels->len; i++)
    width = MAX (width, ((Panel *) g_ptr_array_index (self->panels, i))->rect.width);
  x = ink->x - floor ((width - ink->width) / 2);
  if (titled)
    {
      Panel *title = g_ptr_array_index (self->panels, 0);

      title->rect.x = x;
      title->rect.y = ink->y - GAP / 2 - title->rect.height;
      page->y = title->rect.y;
      page->height = ink->y + ink->height - page->y;
    }
  bottom = ink->y + ink->height;
  if (self->panels->len > (titled ? 1 : 0))
    bottom = flow (self, titled ? 1 : 0, x, bottom + GAP, width);
  *page = (LeatRect){ MIN (x, ink->x), page->y, width, bottom - page->y };
}

PictureSheet *
picture_sheet_new (LeatPipeline             *pipeline,
                   LeatReport               *report,
                   GHashTable               *shown,
                   const LeatOverlay        *overlay,
                   const LeatPictureOptions *options,
                   const LeatRect           *ink,
                   LeatRect                 *page)
{
  PictureSheet *self = g_new0 (PictureSheet, 1);

  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) panel_free);
  if (options->title_block)
    add_title_block (self, pipeline, report);
  if (options->legend)
    add_legend (self, pipeline, shown);
  if (options->legend && overlay != NULL)
    add_overlay (self, overlay);
  if (options->cost && report != NULL)
    add_costs (self, pipeline, report, shown);
  if (options->findings && report != NULL)
    add_findings (self, report, shown);
  place (self, options->title_block, ink, page);
  return self;
}

void
picture_sheet_free (PictureSheet *self)
{
  g_ptr_array_unref (self->panels);
  g_free (self);
}

/* Painting */

/* A disc, a triangle, a ring: told apart without their colour. */
static void
paint_mark (LeatBrush         *brush,
            LeatSeverity       severity,
            double             x,
            double             y,
            const LeatColours *colours)
{
  LeatPen error = { .fill = &colours->error };
  LeatPen warning = { .fill = &colours->warning, .stroke = &colours->warning, .width = 2, .round = TRUE };
  LeatPen advice = { .stroke = &colours->accent, .width = 2 };
  LeatPoint corners[] = { { x + 5, y - 4 }, { x + 9.5, y + 4 }, { x + 0.5, y + 4 }, { x + 5, y - 4 } };

  if (severity == LEAT_SEVERITY_ERROR)
    brush->circle (brush, (LeatPoint){ x + 5, y }, 5, &error);
  else if (severity == LEAT_SEVERITY_WARNING)
    brush->line (brush, corners, 4, 0, &warning);
  else
    brush->circle (brush, (LeatPoint){ x + 5, y }, 4, &advice);
}

static void
paint_text (LeatBrush         *brush,
            const Piece       *piece,
            double             x,
            double             y,
            const LeatColours *colours)
{
  LeatText text = { piece->text, piece->style, piece->align, piece->align == LEAT_ALIGN_RIGHT ? x + piece->width : x, y,
                    piece->width + (piece->style == LEAT_TEXT_NOTE ? 8 : 0), LINE,
                    piece->dim ? &colours->text_dim : &colours->text };

  if (*piece->text == '\0')
    return;
  if (piece->link != NULL && brush->link != NULL)
    brush->link (brush, piece->link);
  brush->text (brush, &text);
  if (piece->link != NULL && brush->link != NULL)
    brush->link (brush, NULL);
}

static void
paint_piece (LeatBrush         *brush,
             const Piece       *piece,
             const LeatRect    *panel,
             const LeatColours *colours)
{
  double x = panel->x + piece->x;
  double y = panel->y + piece->y;
  LeatPoint ends[] = { { x, y }, { x + piece->width, y } };
  LeatPen rule = { .stroke = &colours->card_edge, .width = 1 };

  switch (piece->kind)
    {
    case PIECE_TEXT:
      paint_text (brush, piece, x, y, colours);
      break;
    case PIECE_MARK:
      paint_mark (brush, piece->severity, x, y, colours);
      break;
    case PIECE_RULE:
      brush->line (brush, ends, 2, 0, &rule);
      break;
    }
}

static void
paint_panel (const Panel       *panel,
             LeatBrush         *brush,
             const LeatColours *colours)
{
  LeatPen frame = { .fill = &colours->card, .stroke = &colours->card_edge, .width = 1 };
  LeatPen ground = { .fill = &colours->background };

  if (panel->wires != 0)
    {
      leat_legend_paint (brush, panel->wires, panel->rect.x, panel->rect.y, colours);
      return;
    }
  if (panel->overlay != NULL)
    {
      leat_overlay_paint_legend_with (panel->overlay, brush, panel->rect.x, panel->rect.y, colours);
      return;
    }
  if (panel->framed)
    brush->rect (brush, &panel->rect, RADIUS, &frame);
  else if (colours->on_nothing)
    brush->rect (brush, &panel->rect, RADIUS, &ground);
  for (guint k = 0; k < panel->pieces->len; k++)
    paint_piece (brush, &g_array_index (panel->pieces, Piece, k), &panel->rect, colours);
}

void
picture_sheet_paint (const PictureSheet *self,
                     LeatBrush          *brush,
                     const LeatColours  *colours)
{
  for (guint i = 0; i < self->panels->len; i++)
    paint_panel (g_ptr_array_index (self->panels, i), brush, colours);
}
