/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/strip.h"

#include "config.h"

#include "draw/overlay.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

struct _LeatStrip
{
  AdwBin     parent_instance;
  GtkButton *cost_button;
  GtkWidget *over_icon;
  GtkLabel  *cost;
  GtkLabel  *cost_words;
  GtkButton *delay_button;
  GtkLabel  *delay;
  GtkLabel  *delay_words;
  GtkButton *checks_button;
  GtkWidget *errors_icon;
  GtkLabel  *errors;
  GtkWidget *warnings_icon;
  GtkLabel  *warnings;
  GtkButton *asked_button;
  GtkImage  *asked_icon;
  GtkLabel  *asked;
  GtkLabel  *saturates;
  GtkMenuButton *overlay;
  GtkLabel  *overlay_name;
  GtkMenuButton *zoom;
  GtkLabel  *zoom_figure;
  GtkWidget *zoom_out;
  GtkWidget *zoom_in;
  GtkWidget *zoom_fit;
  GtkPopover *zoom_popover;
  GtkEditable *zoom_entry;
  gboolean   narrow;
  gboolean   tight;
};

G_DEFINE_FINAL_TYPE (LeatStrip, leat_strip, ADW_TYPE_BIN)

/* What names the figures goes before the figures are cut. */
static void
show_words (LeatStrip *self)
{
  const char *text = gtk_widget_get_tooltip_text (GTK_WIDGET (self->saturates));
  gboolean drop = self->narrow || self->tight;

  gtk_widget_set_visible (GTK_WIDGET (self->delay_words), !drop);
  gtk_label_set_label (self->saturates, drop || text == NULL ? "" : text); /* it keeps the zoom at the end */
}

static void
name_button (GtkButton  *button,
             const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

/* How the total stands to the budget, as words that follow it. */
static char *
describe_budget (const LeatBillSummary *summary,
                 const char            *currency)
{
  g_autofree char *budget = leat_money_format (currency, summary->budget);
  g_autofree char *over = leat_money_format (currency, summary->total - summary->budget);

  if (summary->budget <= 0)
    return g_strdup (_("a month"));
  if (summary->total > summary->budget)
    return g_strdup_printf (_("a month, %s over %s"), over, budget);
  return g_strdup_printf (_("a month of %s"), budget);
}

static void
show_cost (LeatStrip  *self,
           LeatReport *report)
{
  const char *currency = leat_report_get_options (report)->currency;
  LeatBillSummary summary;
  g_autofree char *money = NULL;
  g_autofree char *budget = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;
  gboolean over;

  leat_bill_summarise (report, &summary);
  over = summary.budget > 0 && summary.total > summary.budget;
  money = leat_money_format (currency, summary.total);
  budget = describe_budget (&summary, currency);
  words = summary.unpriced > 0 ? g_strdup_printf (_("%s + %u unpriced"), budget, summary.unpriced) : g_strdup (budget);
  name = g_strdup_printf (_("Cost: %s %s"), money, words);

  gtk_label_set_label (self->cost, money);
  gtk_label_set_label (self->cost_words, self->narrow && over ? _("over budget") : words);
  gtk_widget_set_visible (GTK_WIDGET (self->cost_words), !self->narrow || over);
  gtk_widget_set_visible (self->over_icon, over);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->cost_button), name);
  name_button (self->cost_button, name);
}

/* What is asked of the delay to the end of a path, as words behind it. */
static char *
describe_asked (LeatReport            *report,
                const LeatBlockResult *end)
{
  GPtrArray *results = leat_report_get_requirements (report);
  const LeatRequirementResult *found = NULL;
  g_autofree char *asked = NULL;

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (result->requirement->measure == LEAT_REQUIREMENT_P95 &&
          (result->block != NULL ? result->block == end->element : found == NULL))
        found = result;
    }
  if (found == NULL)
    return g_strdup_printf (_("to %s"), leat_element_get_label (end->element));
  asked = leat_requirement_result_dup_asked (found, report);
  return g_strdup_printf (_("to %s, asked %s"), leat_element_get_label (end->element), asked);
}

static void
show_delay (LeatStrip  *self,
            LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  g_autofree char *figure = NULL;
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (paths->len == 0)
    {
      figure = g_strdup (_("no path"));
      words = g_strdup (_("from a source to a consumer yet"));
    }
  else
    {
      const LeatPath *path = g_ptr_array_index (paths, 0);
      const LeatBlockResult *end = leat_path_get_end (path, TRUE);
      g_autofree char *p50 = leat_duration_format (path->p50);
      g_autofree char *p95 = leat_duration_format (path->p95);

      figure = path->unbounded ? g_strdup (_("delay grows without bound")) : g_strdup_printf ("p50 %s · p95 %s", p50, p95);
      words = describe_asked (report, end);
    }
  name = g_strdup_printf (_("Latency: %s %s"), figure, words);
  gtk_label_set_label (self->delay, figure);
  gtk_label_set_label (self->delay_words, words);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->delay_button), name);
  name_button (self->delay_button, name);
}

static void
show_findings (LeatStrip  *self,
               LeatReport *report)
{
  guint errors = leat_report_count_findings (report, LEAT_SEVERITY_ERROR);
  guint warnings = leat_report_count_findings (report, LEAT_SEVERITY_WARNING);
  g_autofree char *n_errors = self->narrow ? g_strdup_printf ("%u", errors)
                                           : g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *n_warnings = self->narrow ? g_strdup_printf ("%u", warnings)
                                             : g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);
  g_autofree char *name = g_strdup_printf (_("Findings: %u errors, %u warnings"), errors, warnings);

  gtk_label_set_label (self->errors, n_errors);
  gtk_label_set_label (self->warnings, n_warnings);
  gtk_widget_set_opacity (self->errors_icon, errors > 0 ? 1 : 0.4);
  gtk_widget_set_opacity (self->warnings_icon, warnings > 0 ? 1 : 0.4);
  name_button (self->checks_button, name);
}

/* What is asked of the pipeline: what is missed by name, as far as that is short. */
static void
show_requirements (LeatStrip  *self,
                   LeatReport *report)
{
  GPtrArray *results = leat_report_get_requirements (report);
  guint missed = leat_report_count_missed (report);
  g_autofree char *text = self->narrow && missed > 0 ? g_strdup_printf ("%u", missed)
                          : self->narrow             ? g_strdup ("")
                          : missed > 0 ? g_strdup_printf (ngettext ("%u not as asked", "%u not as asked", missed), missed)
                                     : g_strdup (_("as asked"));
  g_autoptr(GString) name = g_string_new (_("Requirements:"));

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);
      g_autofree char *measured = leat_requirement_result_dup_measured (result, report);
      const char *mark = result->verdict == LEAT_VERDICT_MET ? "✓" : result->verdict == LEAT_VERDICT_MISSED ? "✗" : "?";

      g_string_append_printf (name, "\n%s %s", mark, leat_tr (result->requirement->setting->label));
      if (result->block != NULL)
        g_string_append_printf (name, _(" to %s"), leat_element_get_label (result->block));
      g_string_append_printf (name, ": %s", measured);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->asked_button), results->len > 0);
  gtk_image_set_from_icon_name (self->asked_icon, missed > 0 ? "dialog-warning-symbolic" : "object-select-symbolic");
  leat_widget_set_class (GTK_WIDGET (self->asked_icon), "error", missed > 0);
  leat_widget_set_class (GTK_WIDGET (self->asked_icon), "success", missed == 0);
  gtk_label_set_label (self->asked, text);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->asked_button), name->str);
  name_button (self->asked_button, name->str);
}

static void
show_bottleneck (LeatStrip  *self,
                 LeatReport *report)
{
  double at;
  const LeatBlockResult *block = leat_report_get_bottleneck (report, NULL, &at);
  g_autofree char *text = block != NULL && at < 1e6
                            ? g_strdup_printf (_("first to saturate: %s at ×%.3g"), block->element->name, at)
                            : g_strdup ("");

  gtk_widget_set_tooltip_text (GTK_WIDGET (self->saturates), *text != '\0' ? text : NULL);
  show_words (self);
}

void
leat_strip_show (LeatStrip  *self,
                 LeatReport *report)
{
  g_return_if_fail (LEAT_IS_STRIP (self));

  show_cost (self, report);
  show_delay (self, report);
  show_findings (self, report);
  show_requirements (self, report);
  show_bottleneck (self, report);
}

void
leat_strip_set_zoom (LeatStrip *self,
                     double     zoom)
{
  g_autofree char *text = g_strdup_printf ("%.0f%%", zoom * 100);
  g_autofree char *name = g_strdup_printf (_("Zoom: %s"), text);

  gtk_label_set_text (self->zoom_figure, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* The zoom is typed in per cent, with or without the sign. */
static gboolean
read_zoom (LeatStrip *self,
           double    *zoom)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->zoom_entry)));
  double percent;

  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  if (!leat_quantity_parse (text, NULL, &percent, NULL) || percent <= 0)
    return FALSE;
  *zoom = percent / 100;
  return TRUE;
}

static void
on_zoom_shown (LeatStrip *self)
{
  gtk_editable_set_text (self->zoom_entry, gtk_label_get_text (self->zoom_figure));
  gtk_editable_select_region (self->zoom_entry, 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->zoom_entry));
}

static void
on_zoom_edited (LeatStrip *self)
{
  double zoom;

  leat_widget_set_class (GTK_WIDGET (self->zoom_entry), "error", !read_zoom (self, &zoom));
}

static void
on_zoom_typed (LeatStrip *self)
{
  double zoom;

  if (!read_zoom (self, &zoom))
    return;
  gtk_popover_popdown (self->zoom_popover);
  g_signal_emit_by_name (self, "zoom-asked", zoom);
}

void
leat_strip_set_overlay (LeatStrip  *self,
                        const char *word)
{
  LeatOverlayKind kind = LEAT_OVERLAY_NONE;
  g_autofree char *name = NULL;

  g_return_if_fail (LEAT_IS_STRIP (self));

  leat_overlay_kind_from_string (word, &kind);
  name = g_strdup_printf (_("What is laid over the drawing: %s"), leat_overlay_kind_get_label (kind));
  gtk_label_set_text (self->overlay_name, leat_overlay_kind_get_label (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->overlay_name), kind != LEAT_OVERLAY_NONE && !self->narrow);
  leat_widget_set_class (GTK_WIDGET (self->overlay), "accent", kind != LEAT_OVERLAY_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->overlay), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
leat_strip_set_tight (LeatStrip *self,
                      gboolean   tight)
{
  self->tight = tight;
  show_words (self);
}

gboolean
leat_strip_set_narrow (LeatStrip *self,
                       gboolean   narrow)
{
  if (self->narrow == narrow)
    return FALSE;
  self->narrow = narrow;
  show_words (self);
  gtk_widget_set_visible (self->zoom_out, !narrow);
  gtk_widget_set_visible (self->zoom_in, !narrow);
  gtk_widget_set_visible (self->zoom_fit, !narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->overlay_name),
                          !narrow && gtk_widget_has_css_class (GTK_WIDGET (self->overlay), "accent"));
  return TRUE;
}

static void
leat_strip_class_init (LeatStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "window/strip.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, cost_button);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, cost);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, over_icon);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, cost_words);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, delay_button);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, delay);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, delay_words);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, checks_button);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, errors_icon);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, errors);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, warnings_icon);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, warnings);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, asked_button);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, asked_icon);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, asked);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, saturates);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, overlay);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, overlay_name);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_figure);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_out);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_in);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_fit);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_popover);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom_entry);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_shown);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_edited);
  gtk_widget_class_bind_template_callback (widget_class, on_zoom_typed);
  g_signal_new ("zoom-asked", LEAT_TYPE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  gtk_widget_class_bind_template_child (widget_class, LeatStrip, zoom);
}

static void
leat_strip_init (LeatStrip *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  leat_strip_set_overlay (self, "none");
}
