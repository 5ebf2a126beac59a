/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/design-row.h"

#include "config.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatDesignRow
{
  GtkListBoxRow parent_instance;
  GtkBox       *box;
  GtkRevealer  *revealer;
  GtkWidget    *preview;
  GtkWidget    *apply;
};

G_DEFINE_FINAL_TYPE (LeatDesignRow, leat_design_row, GTK_TYPE_LIST_BOX_ROW)

enum { PREVIEW, APPLY, N_SIGNALS };
static guint signals[N_SIGNALS];

char *
leat_design_change_dup_words (const LeatDesignChange *change)
{
  return g_strdup_printf (_("%s: %s → %s"), change->setting != NULL ? leat_tr (change->setting->label) : _("Service"),
                          change->from_label, change->to_label);
}

static GtkWidget *
new_label (const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
leat_design_change_new_widget (const LeatDesignChange *change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *words = leat_design_change_dup_words (change);
  GtkWidget *what = new_label (NULL, NULL);
  g_autofree char *markup = g_markup_printf_escaped ("<b>%s</b>  %s", change->name, words);

  gtk_label_set_markup (GTK_LABEL (what), markup);
  gtk_box_append (GTK_BOX (box), what);
  gtk_box_append (GTK_BOX (box), new_label (change->why, "dim-label"));
  return box;
}

/* Figures */

typedef char *(*Say) (double        amount,
                      gconstpointer data);

static char *
say_money (double        amount,
           gconstpointer currency)
{
  return leat_money_format (currency, amount);
}

static char *
say_duration (double        amount,
              gconstpointer data)
{
  return leat_duration_format (amount);
}

static char *
say_points (double        amount,
            gconstpointer data)
{
  return leat_quantity_format (amount, NULL);
}

/* How much more or less, with its sign; what is next to nothing is none. */
static char *
dup_difference (double        before,
                double        now,
                Say           say,
                gconstpointer data)
{
  double difference = now - before;
  g_autofree char *amount = NULL;

  if (!isfinite (difference))
    return isfinite (now) ? g_strdup (_("bounded")) : g_strdup (isfinite (before) ? _("no bound") : _("the same"));
  if (fabs (difference) <= 1e-9 * fabs (before))
    return g_strdup (_("the same"));
  amount = say (fabs (difference), data);
  return g_strdup_printf ("%s%s", difference < 0 ? "−" : "+", amount);
}

static void
add_figure (GtkGrid      *grid,
            int           column,
            const char   *words, /* with a place for the figure */
            double        before,
            double        now,
            Say           say,
            gconstpointer data)
{
  g_autofree char *difference = dup_difference (before, now, say, data);
  g_autofree char *value = say (now, data);
  g_auto(GStrv) around = g_strsplit (words, "%s", 2);
  g_autofree char *figure = g_strjoinv (value, around);
  GtkWidget *change = new_label (difference, "numeric");

  gtk_widget_add_css_class (change, "heading");
  if (now < before - 1e-9 * fabs (before))
    gtk_widget_add_css_class (change, "cheaper");
  else if (now > before + 1e-9 * fabs (before))
    gtk_widget_add_css_class (change, "dearer");
  gtk_widget_set_hexpand (change, TRUE);
  gtk_grid_attach (grid, change, column, 0, 1, 1);
  gtk_grid_attach (grid, new_label (figure, "dim-label"), column, 1, 1, 1);
}

static GtkWidget *
new_figures (const LeatDesignSearch *search,
             const LeatDesign       *design)
{
  GtkWidget *grid = gtk_grid_new ();
  const LeatDesign *present = search->found->present;

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  add_figure (GTK_GRID (grid), 0, _("%s a month"), present->cost, design->cost, say_money,
              leat_report_get_options (search->report)->currency);
  if (!isnan (design->p95))
    add_figure (GTK_GRID (grid), 1, _("p95 %s"), present->p95, design->p95, say_duration, NULL);
  add_figure (GTK_GRID (grid), 2, _("%s points"), present->complexity, design->complexity, say_points, NULL);
  return grid;
}

static gboolean
asks_anything (const LeatGoals *goals)
{
  return goals->max_p95 > 0 || goals->budget > 0 || goals->serverless || goals->meets != NULL;
}

static GtkWidget *
new_verdict (const LeatDesignSearch *search,
             const LeatDesign       *design)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *misses = leat_design_search_dup_misses (search, design);
  GtkWidget *icon = gtk_image_new_from_icon_name (misses != NULL ? "dialog-warning-symbolic" : "object-select-symbolic");
  GtkWidget *label = new_label (misses != NULL ? misses : _("Meets these goals"), misses != NULL ? "error" : "success");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, misses != NULL ? "error" : "success");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_set_visible (box, misses != NULL || asks_anything (&search->goals));
  return box;
}

static GtkWidget *
new_changes (const LeatDesign *design)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "design-changes");
  for (guint i = 0; i < design->changes->len; i++)
    gtk_box_append (GTK_BOX (box), leat_design_change_new_widget (design->changes->pdata[i]));
  return box;
}

/* The row */

static void
on_preview (LeatDesignRow *self)
{
  g_signal_emit (self, signals[PREVIEW], 0);
}

static void
on_apply (LeatDesignRow *self)
{
  g_signal_emit (self, signals[APPLY], 0);
}

void
leat_design_row_set_open (LeatDesignRow *self,
                          gboolean       open)
{
  g_return_if_fail (LEAT_IS_DESIGN_ROW (self));

  gtk_revealer_set_reveal_child (self->revealer, open);
}

void
leat_design_row_set_possible (LeatDesignRow *self,
                              gboolean       possible)
{
  const char *why = possible ? NULL : _("What it changes has changed since: search again");

  g_return_if_fail (LEAT_IS_DESIGN_ROW (self));

  gtk_widget_set_sensitive (self->preview, possible);
  gtk_widget_set_sensitive (self->apply, possible);
  gtk_widget_set_tooltip_text (self->preview, why);
  gtk_widget_set_tooltip_text (self->apply, why);
}

static void
leat_design_row_class_init (LeatDesignRowClass *klass)
{
  signals[PREVIEW] = g_signal_new ("preview", LEAT_TYPE_DESIGN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[APPLY] = g_signal_new ("apply", LEAT_TYPE_DESIGN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_button (LeatDesignRow *self,
            const char    *label,
            GCallback      on_clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static void
leat_design_row_init (LeatDesignRow *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  self->preview = new_button (self, _("Preview"), G_CALLBACK (on_preview));
  self->apply = new_button (self, _("Apply"), G_CALLBACK (on_apply));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "design");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), GTK_WIDGET (self->box));
}

static void
name_widgets (LeatDesignRow *self,
              const char    *name,
              const char    *sentence)
{
  g_autofree char *preview = g_strdup_printf (_("Preview %s"), name);
  g_autofree char *apply = g_strdup_printf (_("Apply %s"), name);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->preview), GTK_ACCESSIBLE_PROPERTY_LABEL, preview, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->apply), GTK_ACCESSIBLE_PROPERTY_LABEL, apply, -1);
}

GtkWidget *
leat_design_row_new (const LeatDesignSearch *search,
                     guint                   i)
{
  LeatDesignRow *self = g_object_new (LEAT_TYPE_DESIGN_ROW, NULL);
  const LeatDesign *design = g_ptr_array_index (search->designs, i);
  g_autofree char *name = leat_design_search_dup_name (search, i);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (buttons), self->preview);
  gtk_box_append (GTK_BOX (buttons), self->apply);
  gtk_revealer_set_child (self->revealer, new_changes (design));
  gtk_box_append (self->box, new_label (name, "heading"));
  gtk_box_append (self->box, new_label (design->sentence, NULL));
  gtk_box_append (self->box, new_figures (search, design));
  gtk_box_append (self->box, new_verdict (search, design));
  gtk_box_append (self->box, GTK_WIDGET (self->revealer));
  gtk_box_append (self->box, buttons);
  name_widgets (self, name, design->sentence);
  return GTK_WIDGET (self);
}
