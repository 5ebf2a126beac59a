/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/figures.h"

#include "config.h"

#include "engine/bill.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

enum { COST, DELAY, FINDINGS, N_FIGURES };

struct _LeatStudyFigures
{
  AdwBin    parent_instance;
  GtkLabel *values[N_FIGURES];
  GtkLabel *changes[N_FIGURES];
};

G_DEFINE_FINAL_TYPE (LeatStudyFigures, leat_study_figures, ADW_TYPE_BIN)

/* A sign tells more from less, besides the colour. Less is better in all of them. */
static void
set (LeatStudyFigures *self,
     guint             i,
     const char       *value,
     const char       *change,
     double            by)
{
  g_autofree char *signed_change = change != NULL ? g_strdup_printf (by > 0 ? "+%s" : "−%s", change) : NULL;

  gtk_label_set_text (self->values[i], value);
  gtk_label_set_text (self->changes[i], signed_change != NULL ? signed_change : "");
  gtk_widget_set_visible (GTK_WIDGET (self->changes[i]), change != NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self->changes[i]), by > 0 ? "cheaper" : "dearer");
  gtk_widget_add_css_class (GTK_WIDGET (self->changes[i]), by > 0 ? "dearer" : "cheaper");
}

static void
show_cost (LeatStudyFigures *self,
           LeatReport       *now,
           LeatReport       *before)
{
  const char *currency = leat_report_get_options (now)->currency;
  LeatBillSummary a, b;
  g_autofree char *value = NULL;
  g_autofree char *money = NULL;
  g_autofree char *change = NULL;
  double by;

  leat_bill_summarise (now, &a);
  leat_bill_summarise (before, &b);
  by = a.total - b.total;
  money = leat_money_format (currency, a.total);
  value = g_strdup_printf (_("%s a month"), money);
  change = fabs (by) >= 0.005 ? leat_money_format (currency, fabs (by)) : NULL;
  set (self, COST, value, change, by);
}

/* Of the slowest path; INFINITY without bound, NAN without a path. */
static double
get_delay (LeatReport *report)
{
  GPtrArray *paths = leat_report_get_paths (report);
  const LeatPath *path = paths->len > 0 ? paths->pdata[0] : NULL;

  return path == NULL ? NAN : path->unbounded ? INFINITY : path->p95;
}

static void
show_delay (LeatStudyFigures *self,
            LeatReport       *now,
            LeatReport       *before)
{
  double a = get_delay (now), by = a - get_delay (before);
  g_autofree char *time = isfinite (a) ? leat_duration_format (a) : NULL;
  g_autofree char *value = isnan (a) ? g_strdup (_("no path to a consumer yet"))
                           : time == NULL ? g_strdup (_("delay grows without bound"))
                                          : g_strdup_printf (_("p95 %s"), time);
  g_autofree char *change = isfinite (by) && fabs (by) >= 0.0005 ? leat_duration_format (fabs (by)) : NULL;

  set (self, DELAY, value, change, by);
}

static void
show_findings (LeatStudyFigures *self,
               LeatReport       *now,
               LeatReport       *before)
{
  guint errors = leat_report_count_findings (now, LEAT_SEVERITY_ERROR);
  guint warnings = leat_report_count_findings (now, LEAT_SEVERITY_WARNING);
  int by = (int) (errors + warnings) - (int) leat_report_count_findings (before, LEAT_SEVERITY_ERROR) -
           (int) leat_report_count_findings (before, LEAT_SEVERITY_WARNING);
  g_autofree char *first = g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *second = g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);
  g_autofree char *value = g_strdup_printf (_("%s, %s"), first, second);
  g_autofree char *change = by != 0 ? g_strdup_printf ("%d", ABS (by)) : NULL;

  set (self, FINDINGS, value, change, by);
}

void
leat_study_figures_show (LeatStudyFigures *self,
                         LeatReport       *now,
                         LeatReport       *before)
{
  g_autofree char *words = NULL;

  g_return_if_fail (LEAT_IS_STUDY_FIGURES (self));

  show_cost (self, now, before);
  show_delay (self, now, before);
  show_findings (self, now, before);
  words = leat_study_figures_dup_words (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

char *
leat_study_figures_dup_words (LeatStudyFigures *self)
{
  g_autoptr(GString) words = g_string_new (NULL);

  g_return_val_if_fail (LEAT_IS_STUDY_FIGURES (self), NULL);

  for (guint i = 0; i < N_FIGURES; i++)
    {
      const char *change = gtk_label_get_text (self->changes[i]);

      g_string_append_printf (words, "%s%s%s%s", i > 0 ? "\n" : "", gtk_label_get_text (self->values[i]),
                              *change != '\0' ? " " : "", change);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
leat_study_figures_class_init (LeatStudyFiguresClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, class);
  return GTK_LABEL (label);
}

static void
leat_study_figures_init (LeatStudyFigures *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (guint i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

      self->values[i] = new_label ("numeric");
      self->changes[i] = new_label ("numeric");
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->values[i]));
      gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->changes[i]));
      gtk_box_append (GTK_BOX (box), line);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
leat_study_figures_new (void)
{
  return g_object_new (LEAT_TYPE_STUDY_FIGURES, NULL);
}
