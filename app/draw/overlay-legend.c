/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/overlay-private.h"
#include "draw/paint-private.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What the colours of an overlay mean: a title, a line about the whole, a ramp with its ends, and a line for each other
 * colour. */

#define PAD 12.0
#define LINE 18.0
#define SWATCH 12.0
#define TEXT_X 20.0
#define RAMP_WIDTH 176.0
#define RAMP_HEIGHT 10.0
#define RAMP_STEPS 44
#define MAX_TEXT 300.0
#define RADIUS 12.0

static void
add_entry (LeatOverlay *self,
           LeatOverlayMark     mark,
           char        *text)
{
  LeatLegendEntry entry = { mark, text };

  g_array_append_val (self->entries, entry);
}

static void
write_cost (LeatOverlay *self)
{
  g_autofree char *money = leat_money_format (leat_report_get_options (self->report)->currency, self->total);

  self->title = g_strdup (_("Share of the month’s bill"));
  self->caption = g_strdup_printf (_("of %s a month"), money);
  self->ends[0] = g_strdup ("0%");
  self->ends[1] = g_strdup_printf (self->most < 0.0995 ? "%.1f%%" : "%.0f%%", self->most * 100);
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("No cost")));
}

static void
write_latency (LeatOverlay *self)
{
  GPtrArray *paths = leat_report_get_paths (self->report);
  const LeatPath *path = paths->len > 0 ? g_ptr_array_index (paths, 0) : NULL;
  g_autofree char *p95 = path != NULL ? leat_duration_format (path->unbounded ? INFINITY : path->p95) : NULL;

  self->title = g_strdup (_("Delay in each block, p95"));
  self->caption = path == NULL ? g_strdup (_("No path from a source to a consumer yet"))
                               : g_strdup_printf (_("Slowest path, to %s: p95 %s"),
                                                  leat_element_get_label (leat_path_get_end (path, TRUE)->element), p95);
  self->ends[0] = g_strdup ("0 s");
  self->ends[1] = leat_duration_format (self->most);
  if (path != NULL && path->unbounded)
    add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_ERROR, .full = TRUE }, g_strdup (_("Grows without bound")));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("Not on the slowest path")));
}

static void
write_utilisation (LeatOverlay *self)
{
  self->title = g_strdup (_("Fullest limit at peak"));
  self->ends[0] = g_strdup ("0%");
  self->ends[1] = g_strdup ("100%");
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_ERROR, .full = TRUE },
             g_strdup_printf (ngettext ("Full: %u block", "Full: %u blocks", self->n_full), self->n_full));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("Nothing to fill")));
}

static void
write_findings (LeatOverlay *self)
{
  LeatReport *report = self->report;

  self->title = g_strdup (_("Worst finding"));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_ERROR },
             g_strdup_printf (_("Errors: %u"), leat_report_count_findings (report, LEAT_SEVERITY_ERROR)));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_WARNING },
             g_strdup_printf (_("Warnings: %u"), leat_report_count_findings (report, LEAT_SEVERITY_WARNING)));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_ADVICE },
             g_strdup_printf (_("Advice: %u"), leat_report_count_findings (report, LEAT_SEVERITY_ADVICE)));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("Nothing found")));
}

static void
write_flow (LeatOverlay *self)
{
  self->title = g_strdup (_("Mean flow on each wire"));
  if (self->most > 0)
    {
      self->ends[0] = figures_format_volume (self->most / 1e4);
      self->ends[1] = figures_format_volume (self->most);
    }
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("Carries no data")));
}

static void
write_domain (LeatOverlay *self)
{
  static const char *const names[LEAT_N_EXAM_DOMAINS] = {
    N_("1 · Data Ingestion and Transformation"),
    N_("2 · Data Store Management"),
    N_("3 · Data Operations and Support"),
    N_("4 · Data Security and Governance"),
  };

  self->title = g_strdup (_("Domain of the exam"));
  for (guint i = 0; i < LEAT_N_EXAM_DOMAINS; i++)
    add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_SERIES, .series = i }, g_strdup (_(names[i])));
  add_entry (self, (LeatOverlayMark){ .tone = LEAT_MARK_NONE }, g_strdup (_("Outside of AWS")));
}

void
overlay_write_legend (LeatOverlay *self)
{
  static void (*const writers[LEAT_N_OVERLAYS]) (LeatOverlay *) = {
    [LEAT_OVERLAY_COST] = write_cost,         [LEAT_OVERLAY_LATENCY] = write_latency,
    [LEAT_OVERLAY_UTILISATION] = write_utilisation, [LEAT_OVERLAY_FINDINGS] = write_findings,
    [LEAT_OVERLAY_FLOW] = write_flow,         [LEAT_OVERLAY_DOMAIN] = write_domain,
  };

  writers[self->kind](self);
}

char *
leat_overlay_describe (const LeatOverlay *self)
{
  GString *text = g_string_new (self->title);

  if (self->caption != NULL)
    g_string_append_printf (text, "\n%s", self->caption);
  if (self->ends[1] != NULL)
    g_string_append_printf (text, "\n%s – %s", self->ends[0], self->ends[1]);
  for (guint i = 0; i < self->entries->len; i++)
    g_string_append_printf (text, "\n%s", g_array_index (self->entries, LeatLegendEntry, i).text);
  return g_string_free (text, FALSE);
}

/* The picture */

static double
measure (LeatTextStyle style,
         const char   *text)
{
  return text != NULL ? MIN (ceil (leat_text_measure (style, text)) + 2, MAX_TEXT) : 0;
}

void
leat_overlay_measure_legend (const LeatOverlay *self,
                             double            *width,
                             double            *height)
{
  double wide = MAX (measure (LEAT_TEXT_NAME, self->title), measure (LEAT_TEXT_SMALL, self->caption));

  if (self->ends[1] != NULL)
    wide = MAX (wide, MAX (RAMP_WIDTH, measure (LEAT_TEXT_SMALL, self->ends[0]) + 12 +
                                         measure (LEAT_TEXT_SMALL, self->ends[1])));
  for (guint i = 0; i < self->entries->len; i++)
    wide = MAX (wide, TEXT_X + measure (LEAT_TEXT_SMALL, g_array_index (self->entries, LeatLegendEntry, i).text));
  *width = wide + 2 * PAD;
  *height = 2 * PAD + LINE + (self->caption != NULL ? LINE : 0) + (self->ends[1] != NULL ? RAMP_HEIGHT + 4 + LINE : 0) +
            LINE * self->entries->len - 4;
}

static void
write_line (LeatBrush        *brush,
            const char       *words,
            LeatTextStyle     style,
            LeatAlign         align,
            double            x,
            double            y,
            const LeatColour *colour)
{
  LeatText text = { words, style, align, x, y, MAX_TEXT, 0, colour };

  brush->text (brush, &text);
}

/* Each step reaches to the end, beneath the next: no seam shows. */
static void
paint_ramp (const LeatOverlay *self,
            LeatBrush         *brush,
            LeatRect           place,
            const LeatColours *colours)
{
  LeatPen edge = { .stroke = &colours->text_dim, .width = 1 };
  LeatRect all = { place.x, place.y, place.width, RAMP_HEIGHT };
  double step = all.width / RAMP_STEPS, y = place.y + RAMP_HEIGHT + 4 + LINE / 2 - 1;

  for (guint i = 0; i < RAMP_STEPS; i++)
    {
      LeatColour colour = leat_colours_ramp (colours, (double) i / (RAMP_STEPS - 1));
      LeatPen pen = { .fill = &colour };
      LeatRect part = { all.x + i * step, all.y, all.width - i * step, all.height };

      brush->rect (brush, &part, 0, &pen);
    }
  brush->rect (brush, &all, 0, &edge);
  write_line (brush, self->ends[0], LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, place.x, y, &colours->text);
  write_line (brush, self->ends[1], LEAT_TEXT_SMALL, LEAT_ALIGN_RIGHT, place.x + place.width, y, &colours->text);
}

static void
paint_entry (const LeatLegendEntry *entry,
             LeatBrush             *brush,
             double                 x,
             double                 y,
             const LeatColours     *colours)
{
  LeatColour colour = leat_mark_colour (&entry->mark, colours);
  LeatRect swatch = { x, y - SWATCH / 2, SWATCH, SWATCH };
  LeatPen pen = { .fill = &colour, .stroke = entry->mark.full ? &colours->text : &colours->text_dim,
                  .width = entry->mark.full ? 2 : 1 };

  brush->rect (brush, &swatch, 3, &pen);
  write_line (brush, entry->text, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x + TEXT_X, y, &colours->text);
}

void
leat_overlay_paint_legend_with (const LeatOverlay *self,
                                LeatBrush         *brush,
                                double             x,
                                double             y,
                                const LeatColours *colours)
{
  LeatRect card = { x, y, 0, 0 };
  LeatPen pen = { .fill = &colours->card, .stroke = &colours->card_edge, .width = colours->high_contrast ? 1.5 : 1 };
  double at = y + PAD + LINE / 2 - 2;

  leat_overlay_measure_legend (self, &card.width, &card.height);
  brush->rect (brush, &card, RADIUS, &pen);
  write_line (brush, self->title, LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, x + PAD, at, &colours->text);
  at += LINE;
  if (self->caption != NULL)
    {
      write_line (brush, self->caption, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x + PAD, at, &colours->text_dim);
      at += LINE;
    }
  if (self->ends[1] != NULL)
    {
      paint_ramp (self, brush, (LeatRect){ x + PAD, at - LINE / 2 + 3, card.width - 2 * PAD, 0 }, colours);
      at += RAMP_HEIGHT + 4 + LINE;
    }
  for (guint i = 0; i < self->entries->len; i++, at += LINE)
    paint_entry (&g_array_index (self->entries, LeatLegendEntry, i), brush, x + PAD, at, colours);
}

void
leat_overlay_paint_legend (const LeatOverlay *self,
                           cairo_t           *cr,
                           double             x,
                           double             y,
                           const LeatColours *colours)
{
  CairoBrush brush;

  cairo_brush_init (&brush, cr, leat_report_get_catalogue (self->report), leat_typesetter_get_own (), 1);
  leat_overlay_paint_legend_with (self, &brush.brush, x, y, colours);
}
