/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/overlay-private.h"

#include "engine/bill.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What an overlay says of a block or wire. Only what is the same for all is worked out beforehand; a mark is made when
 * it is painted, so that an overlay of a large pipeline costs no more than what one sees of it. */

/* Below this part of the largest flow, wires look alike. */
#define FLOW_DECADES 4.0

static const struct
{
  const char *word;
  const char *label;
} kinds[LEAT_N_OVERLAYS] = {
  [LEAT_OVERLAY_NONE] = { "none", N_("Nothing") },
  [LEAT_OVERLAY_COST] = { "cost", N_("Cost") },
  [LEAT_OVERLAY_LATENCY] = { "latency", N_("Latency") },
  [LEAT_OVERLAY_UTILISATION] = { "utilisation", N_("Utilisation") },
  [LEAT_OVERLAY_FINDINGS] = { "findings", N_("Findings") },
  [LEAT_OVERLAY_FLOW] = { "flow", N_("Flow") },
  [LEAT_OVERLAY_DOMAIN] = { "domain", N_("Exam Domain") },
};

const char *
leat_overlay_kind_to_string (LeatOverlayKind kind)
{
  g_return_val_if_fail (kind < LEAT_N_OVERLAYS, "none");

  return kinds[kind].word;
}

gboolean
leat_overlay_kind_from_string (const char      *word,
                               LeatOverlayKind *kind)
{
  for (guint i = 0; i < LEAT_N_OVERLAYS; i++)
    if (g_strcmp0 (kinds[i].word, word) == 0)
      {
        *kind = i;
        return TRUE;
      }
  return FALSE;
}

const char *
leat_overlay_kind_get_label (LeatOverlayKind kind)
{
  g_return_val_if_fail (kind < LEAT_N_OVERLAYS, "");

  return _(kinds[kind].label);
}

/* What is the same for all blocks */

static double
get_share (const LeatOverlay     *self,
           const LeatBlockResult *result)
{
  return self->total > 0 ? result->monthly / self->total : 0;
}

static void
find_dearest (LeatOverlay *self)
{
  self->total = leat_report_get_total (self->report, NULL);
  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    self->most = MAX (self->most, get_share (self, leat_report_get_nth_block (self->report, i)));
}

/* Each block of the slowest path, with what 95 of 100 records take at most in it alone. */
static void
find_delays (LeatOverlay *self)
{
  GPtrArray *paths = leat_report_get_paths (self->report);
  const LeatPath *path = paths->len > 0 ? g_ptr_array_index (paths, 0) : NULL;

  self->delays = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  for (guint i = 0; path != NULL && i < path->blocks->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (path->blocks, i);
      double delay = leat_block_result_get_p95 (result);

      if (isfinite (delay))
        self->most = MAX (self->most, delay);
      g_hash_table_replace (self->delays, result->element->id, g_memdup2 (&delay, sizeof delay));
    }
}

static void
count_full (LeatOverlay *self)
{
  self->most = 1;
  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (self->report, i);

      self->n_full += result->worst >= 0 && result->uses[result->worst].utilisation >= 1;
    }
}

/* A block hands on at most what flows out of it, on each of its wires. */
static void
find_widest (LeatOverlay *self)
{
  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    {
      double volume = figures_get_volume (&leat_report_get_nth_block (self->report, i)->out);

      if (isfinite (volume))
        self->most = MAX (self->most, volume);
    }
}

static void
count_on_wires (LeatOverlay *self)
{
  g_autoptr(GPtrArray) findings = leat_report_list_wire_findings (self->report);

  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);
      guint *counts = g_hash_table_lookup (self->counts, finding->subject->id);

      if (finding->silenced != NULL)
        continue;
      if (counts == NULL)
        {
          counts = g_new0 (guint, LEAT_N_SEVERITIES);
          g_hash_table_insert (self->counts, g_strdup (finding->subject->id), counts);
        }
      counts[finding->rule->severity]++;
    }
}

static void
clear_entry (gpointer data)
{
  LeatLegendEntry *entry = data;

  leat_mark_clear (&entry->mark);
  g_free (entry->text);
}

LeatOverlay *
leat_overlay_new (LeatOverlayKind kind,
                  LeatReport     *report)
{
  static void (*const prepare[LEAT_N_OVERLAYS]) (LeatOverlay *) = {
    [LEAT_OVERLAY_COST] = find_dearest,
    [LEAT_OVERLAY_LATENCY] = find_delays,
    [LEAT_OVERLAY_UTILISATION] = count_full,
    [LEAT_OVERLAY_FINDINGS] = count_on_wires,
    [LEAT_OVERLAY_FLOW] = find_widest,
  };
  LeatOverlay *self;

  g_return_val_if_fail (kind > LEAT_OVERLAY_NONE && kind < LEAT_N_OVERLAYS && report != NULL, NULL);

  self = g_new0 (LeatOverlay, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->report = leat_report_ref (report);
  self->entries = g_array_new (FALSE, TRUE, sizeof (LeatLegendEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  if (prepare[kind] != NULL)
    prepare[kind](self);
  overlay_write_legend (self);
  return self;
}

LeatOverlay *
leat_overlay_ref (LeatOverlay *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_overlay_unref (LeatOverlay *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->delays, g_hash_table_unref);
  g_clear_pointer (&self->counts, g_hash_table_unref);
  g_array_unref (self->entries);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->ends[0]);
  g_free (self->ends[1]);
  leat_report_unref (self->report);
  g_free (self);
}

LeatOverlayKind
leat_overlay_get_kind (const LeatOverlay *self)
{
  return self != NULL ? self->kind : LEAT_OVERLAY_NONE;
}

/* Marks */

static char *
format_share (double share)
{
  if (share < 0.001)
    return g_strdup ("<0.1%");
  return g_strdup_printf (share < 0.0995 ? "%.1f%%" : "%.0f%%", share * 100);
}

static void
mark_ramp (LeatOverlayMark *mark,
           double    value,
           double    most)
{
  mark->tone = LEAT_MARK_RAMP;
  mark->value = value;
  mark->level = most > 0 ? CLAMP (value / most, 0, 1) : 0;
}

static void
mark_full (LeatOverlayMark *mark)
{
  mark->tone = LEAT_MARK_ERROR;
  mark->level = 1;
  mark->full = TRUE;
}

static const LeatLineItem *
dearest_line (const LeatBlockResult *result)
{
  const LeatLineItem *best = NULL;

  for (guint i = 0; i < result->n_lines; i++)
    if (result->lines[i].price != NULL && (best == NULL || result->lines[i].monthly > best->monthly))
      best = &result->lines[i];
  return best;
}

/* Shares are as exact as they are written, so that what looks the same is the same. */
static void
mark_cost (const LeatOverlay     *self,
           const LeatBlockResult *result,
           LeatOverlayMark              *mark)
{
  const LeatLineItem *line = dearest_line (result);

  if (result->n_lines > 0 && result->unpriced == result->n_lines)
    mark->figure = g_strdup (_("no price"));
  if (line == NULL || result->exact <= 0)
    return;

  mark_ramp (mark, get_share (self, result), self->most);
  mark->figure = format_share (mark->value);
  mark->words = g_strdup (leat_tr (line->line->label));
}

static const LeatStageValue *
longest_stage (const LeatBlockResult *result)
{
  const LeatStageValue *best = NULL;

  for (guint i = 0; i < result->n_stages; i++)
    if (best == NULL || result->stages[i].mean > best->mean)
      best = &result->stages[i];
  return best;
}

static void
mark_latency (const LeatOverlay     *self,
              const LeatBlockResult *result,
              LeatOverlayMark              *mark)
{
  const double *delay = g_hash_table_lookup (self->delays, result->element->id);
  const LeatStageValue *stage = longest_stage (result);

  if (delay == NULL)
    return;

  mark_ramp (mark, *delay, self->most);
  if (!isfinite (*delay))
    mark_full (mark);
  mark->figure = leat_duration_format (*delay);
  mark->words = stage != NULL ? g_strdup (leat_tr (stage->stage->label)) : NULL;
}

static void
mark_utilisation (const LeatOverlay     *self,
                  const LeatBlockResult *result,
                  LeatOverlayMark              *mark)
{
  const LeatUse *use = result->worst >= 0 ? &result->uses[result->worst] : NULL;

  if (use == NULL)
    return;

  mark_ramp (mark, use->utilisation, 1);
  if (!isfinite (use->utilisation))
    mark->figure = g_strdup (_("full"));
  else if (use->utilisation >= 1)
    mark->figure = g_strdup_printf (_("full · %.0f%%"), use->utilisation * 100);
  else
    mark->figure = g_strdup_printf ("%.0f%%", floor (use->utilisation * 100 + 1e-9));
  if (use->utilisation >= 1)
    mark_full (mark);
  mark->words = g_strdup (leat_tr (use->limit->label));
}

static char *
count_findings (LeatSeverity severity,
                guint        n)
{
  switch (severity)
    {
    case LEAT_SEVERITY_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case LEAT_SEVERITY_WARNING:
      return g_strdup_printf (ngettext ("%u warning", "%u warnings", n), n);
    default:
      return g_strdup_printf (ngettext ("%u advice", "%u advice", n), n);
    }
}

/* The worst of them makes the colour and the figure, the others are the words. */
static void
mark_counts (const guint counts[LEAT_N_SEVERITIES],
             LeatOverlayMark   *mark)
{
  static const struct
  {
    LeatSeverity severity;
    LeatMarkTone tone;
  } rows[LEAT_N_SEVERITIES] = { { LEAT_SEVERITY_ERROR, LEAT_MARK_ERROR },
                                { LEAT_SEVERITY_WARNING, LEAT_MARK_WARNING },
                                { LEAT_SEVERITY_ADVICE, LEAT_MARK_ADVICE } };
  g_autoptr(GString) rest = g_string_new (NULL);

  for (guint i = 0; i < LEAT_N_SEVERITIES; i++)
    {
      guint n = counts[rows[i].severity];
      g_autofree char *text = count_findings (rows[i].severity, n);

      if (n == 0)
        continue;
      mark->value += n;
      if (mark->tone != LEAT_MARK_NONE)
        {
          g_string_append_printf (rest, "%s%s", rest->len > 0 ? " · " : "", text);
          continue;
        }
      mark->tone = rows[i].tone;
      mark->level = -1;
      mark->figure = g_steal_pointer (&text);
    }
  if (rest->len > 0)
    mark->words = g_strdup (rest->str);
}

static void
mark_findings (const LeatOverlay     *self,
               const LeatBlockResult *result,
               LeatOverlayMark              *mark)
{
  mark_counts (result->n_findings, mark);
}

static void
mark_domain (const LeatOverlay     *self,
             const LeatBlockResult *result,
             LeatOverlayMark              *mark)
{
  static const char *const names[] = { NULL, N_("Ingestion"), N_("Stores"), N_("Operations"), N_("Security") };
  guint domain = result->service != NULL ? result->service->domain : 0;

  if (domain == 0)
    return;

  mark->tone = LEAT_MARK_SERIES;
  mark->level = -1;
  mark->series = domain - 1;
  mark->value = domain;
  mark->figure = g_strdup_printf ("%u · %s", domain, _(names[domain]));
}

/* A wire is as much wider as what it carries has more digits. */
static void
mark_flow (const LeatOverlay *self,
           const char        *wire_id,
           LeatOverlayMark          *mark)
{
  LeatFlow flow;

  if (!leat_report_get_wire_flow (self->report, wire_id, &flow))
    return;
  mark->figure = figures_format_flow (&flow);
  if (mark->figure == NULL)
    return;

  mark->tone = LEAT_MARK_RAMP;
  mark->value = figures_get_volume (&flow);
  if (mark->value > 0 && self->most > 0)
    mark->level = CLAMP (1 + log10 (mark->value / self->most) / FLOW_DECADES, 0, 1);
}

static void
mark_wire_findings (const LeatOverlay *self,
                    const char        *wire_id,
                    LeatOverlayMark          *mark)
{
  const guint *counts = g_hash_table_lookup (self->counts, wire_id);

  if (counts != NULL)
    mark_counts (counts, mark);
}

static void
mark_block (const LeatOverlay *self,
            const LeatElement *block,
            LeatOverlayMark          *mark)
{
  static void (*const marks[LEAT_N_OVERLAYS]) (const LeatOverlay *, const LeatBlockResult *, LeatOverlayMark *) = {
    [LEAT_OVERLAY_COST] = mark_cost,         [LEAT_OVERLAY_LATENCY] = mark_latency,
    [LEAT_OVERLAY_UTILISATION] = mark_utilisation, [LEAT_OVERLAY_FINDINGS] = mark_findings,
    [LEAT_OVERLAY_DOMAIN] = mark_domain,
  };
  const LeatBlockResult *result = leat_report_get_block (self->report, block->id);

  if (result != NULL && marks[self->kind] != NULL)
    marks[self->kind](self, result, mark);
}

gboolean
leat_overlay_mark (const LeatOverlay *self,
                   const LeatElement *element,
                   LeatOverlayMark          *mark)
{
  *mark = (LeatOverlayMark){ .tone = LEAT_MARK_NONE };
  if (element->kind == LEAT_ELEMENT_BLOCK)
    mark_block (self, element, mark);
  else if (element->kind == LEAT_ELEMENT_WIRE && self->kind == LEAT_OVERLAY_FLOW)
    mark_flow (self, element->id, mark);
  else if (element->kind == LEAT_ELEMENT_WIRE && self->kind == LEAT_OVERLAY_FINDINGS)
    mark_wire_findings (self, element->id, mark);
  return mark->tone != LEAT_MARK_NONE;
}

void
leat_mark_clear (LeatOverlayMark *self)
{
  g_clear_pointer (&self->figure, g_free);
  g_clear_pointer (&self->words, g_free);
}

/* Levels are drawn to a pixel of a bar or a shade of a colour. */
gboolean
leat_mark_equal (const LeatOverlayMark *a,
                 const LeatOverlayMark *b)
{
  return a->tone == b->tone && fabs (a->level - b->level) < 0.004 && a->series == b->series && a->full == b->full &&
         g_strcmp0 (a->figure, b->figure) == 0 && g_strcmp0 (a->words, b->words) == 0;
}

LeatColour
leat_mark_colour (const LeatOverlayMark    *self,
                  const LeatColours *colours)
{
  switch (self->tone)
    {
    case LEAT_MARK_RAMP:
      return leat_colours_ramp (colours, self->level);
    case LEAT_MARK_SERIES:
      return colours->series[self->series % LEAT_N_SERIES_COLOURS];
    case LEAT_MARK_ERROR:
      return colours->error;
    case LEAT_MARK_WARNING:
      return colours->warning;
    case LEAT_MARK_ADVICE:
      return colours->accent;
    default:
      return leat_colours_mix (colours->background, colours->text_dim, 0.25);
    }
}
