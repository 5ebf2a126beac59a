/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/lens.h"

#include "config.h"

#include "engine/money.h"
#include "exchange/progress.h"
#include "explore/chart-view.h"
#include "explore/designs-charts.h"
#include "study/study-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define CHART_HEIGHT 260

/* Differences smaller than this part are none. */
#define SAME 0.02

struct _LeatLens
{
  AdwBin         parent_instance;
  GtkGrid       *grid;
  GtkLabel      *sentence;
  LeatChartView *chart;
};

G_DEFINE_FINAL_TYPE (LeatLens, leat_lens, ADW_TYPE_BIN)

/* In the order in which the exam asks. */
static const struct
{
  LeatCorner  corner;
  const char *label;
  const char *less;
  const char *same;
  const char *more;
} aspects[] = {
  { LEAT_CORNER_COMPLEXITY, N_("Operational overhead"), N_("less to operate"), N_("as much to operate"), N_("more to operate") },
  { LEAT_CORNER_PERFORMANCE, N_("Latency, p95"), N_("faster"), N_("as fast"), N_("slower") },
  { LEAT_CORNER_COST, N_("Cost a month"), N_("cheaper"), N_("at the same cost"), N_("dearer") },
};

static char *
dup_value (const LeatTriangle *triangle,
           LeatCorner          corner)
{
  double value = triangle->sides[corner].value;

  if (isnan (value))
    return g_strdup ("–");
  if (isinf (value))
    return g_strdup (_("no end"));
  if (corner == LEAT_CORNER_COST)
    return leat_money_format (leat_report_get_options (triangle->report)->currency, value);
  if (corner == LEAT_CORNER_PERFORMANCE)
    return leat_duration_format (value);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g point", "%g points", (gulong) value), value);
}

static void
put (LeatLens   *self,
     const char *text,
     int         column,
     int         row,
     const char *style)
{
  GtkWidget *label = leat_study_label_new (text, style);

  if (column == 0)
    gtk_widget_set_hexpand (label, TRUE);
  else
    {
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_wrap (GTK_LABEL (label), FALSE);
      gtk_widget_add_css_class (label, "numeric");
    }
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
show_figures (LeatLens          *self,
              const LeatGrading *grading)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  put (self, "", 0, 0, NULL);
  put (self, _("Yours"), 1, 0, "dim-label");
  put (self, _("Reference"), 2, 0, "dim-label");
  for (gsize i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      g_autofree char *mine = dup_value (grading->triangle, aspects[i].corner);
      g_autofree char *reference = dup_value (grading->reference_triangle, aspects[i].corner);

      put (self, _(aspects[i].label), 0, (int) i + 1, NULL);
      put (self, mine, 1, (int) i + 1, NULL);
      put (self, reference, 2, (int) i + 1, "dim-label");
    }
}

static const char *
compare (const LeatGrading *grading,
         gsize              i)
{
  double mine = grading->triangle->sides[aspects[i].corner].value;
  double reference = grading->reference_triangle->sides[aspects[i].corner].value;

  if (isnan (mine) || isnan (reference))
    return NULL;
  if (mine == reference || fabs (mine - reference) <= SAME * fmax (fabs (mine), fabs (reference)))
    return _(aspects[i].same);
  return mine < reference ? _(aspects[i].less) : _(aspects[i].more);
}

static char *
dup_sentence (const LeatGrading *grading)
{
  const LeatChallenge *challenge = grading->grade->challenge;
  g_autoptr(GString) list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (aspects); i++)
    {
      const char *word = compare (grading, i);

      if (word != NULL)
        g_string_append_printf (list, "%s%s", list->len > 0 ? ", " : "", word);
    }
  if (grading->triangle->sides[LEAT_CORNER_PERFORMANCE].parts->len == 0 || list->len == 0)
    return g_strdup_printf (_("Nothing arrives yet that could be compared. The exam asks this under “%s”."),
                            leat_domain_get_label (challenge->domain));
  return g_strdup_printf (_("Against the reference: %s. The exam asks this under “%s”."), list->str,
                          leat_domain_get_label (challenge->domain));
}

void
leat_lens_show (LeatLens          *self,
                const LeatGrading *grading)
{
  g_autofree char *sentence = dup_sentence (grading);
  g_autoptr(LeatChart) chart = leat_designs_triangle_chart (grading->triangle, grading->reference_triangle, _("Reference"));

  g_return_if_fail (LEAT_IS_LENS (self));

  show_figures (self, grading);
  gtk_label_set_text (self->sentence, sentence);
  leat_chart_view_set_chart (self->chart, chart);
}

static void
leat_lens_class_init (LeatLensClass *klass)
{
}

static void
leat_lens_init (LeatLens *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  self->sentence = GTK_LABEL (leat_study_label_new (NULL, NULL));
  self->chart = LEAT_CHART_VIEW (leat_chart_view_new (CHART_HEIGHT));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grid));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->chart));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
leat_lens_new (void)
{
  return g_object_new (LEAT_TYPE_LENS, NULL);
}
