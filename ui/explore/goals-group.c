/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/goals-group.h"

#include "config.h"

#include "engine/money.h"
#include "explore/designs-charts.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>

struct _LeatGoalsGroup
{
  AdwBin               parent_instance;
  AdwPreferencesGroup *group;
  AdwEntryRow         *delay;
  AdwEntryRow         *budget;
  AdwActionRow        *serverless_row;
  GtkSwitch           *serverless;
  GtkWidget           *as_asked;
  GtkLabel            *error;
  LeatGoals            asked; /* of the pipeline */
  gboolean             own;   /* somebody has said otherwise */
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (LeatGoalsGroup, leat_goals_group, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static LeatGoals
read_asked (LeatReport *report)
{
  GPtrArray *results = leat_report_get_requirements (report);
  LeatGoals asked = { 0 };

  for (guint i = 0; i < results->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (results, i);

      if (!leat_design_search_is_asked_by_goals (result))
        continue;
      if (result->requirement->measure == LEAT_REQUIREMENT_P95)
        asked.max_p95 = result->asked;
      else if (result->requirement->measure == LEAT_REQUIREMENT_COST)
        asked.budget = result->asked;
      else
        asked.serverless = TRUE;
    }
  return asked;
}

static void
set_text (AdwEntryRow *row,
          char        *text) /* taken */
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row), text);
  g_free (text);
}

static void
fill (LeatGoalsGroup *self)
{
  const LeatGoals *asked = &self->asked;

  self->filling = TRUE;
  set_text (self->delay, asked->max_p95 > 0 ? leat_duration_format (asked->max_p95) : g_strdup (""));
  set_text (self->budget, asked->budget > 0 ? leat_number_to_string (asked->budget) : g_strdup (""));
  gtk_switch_set_active (self->serverless, asked->serverless);
  self->filling = FALSE;
  gtk_widget_set_visible (self->as_asked, self->own);
}

void
leat_goals_group_update (LeatGoalsGroup *self,
                         LeatReport     *report)
{
  const char *currency;
  g_autofree char *title = NULL;

  g_return_if_fail (LEAT_IS_GOALS_GROUP (self));

  currency = leat_report_get_options (report)->currency;
  title = g_strdup_printf (_("Cost a month, at most (%s)"), currency != NULL ? currency : "USD");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->budget), title);
  self->asked = read_asked (report);
  if (!self->own)
    fill (self);
}

void
leat_goals_group_reset (LeatGoalsGroup *self)
{
  g_return_if_fail (LEAT_IS_GOALS_GROUP (self));

  self->own = FALSE;
  self->asked = (LeatGoals){ 0 };
  leat_label_set (self->error, NULL);
  fill (self);
}

/* An empty row asks for nothing. */
static gboolean
read_row (LeatGoalsGroup *self,
          AdwEntryRow    *row,
          const char     *unit,
          double         *number)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
  g_autoptr(GError) error = NULL;
  gboolean understood = *text == '\0' || leat_quantity_parse (text, unit, number, &error);

  if (understood && *number < 0)
    {
      understood = FALSE;
      error = g_error_new_literal (LEAT_ERROR, LEAT_ERROR_RANGE, _("A goal cannot be less than 0: leave it empty to ask for nothing"));
    }
  leat_widget_set_class (GTK_WIDGET (row), "error", !understood);
  if (!understood)
    leat_label_set (self->error, error->message);
  return understood;
}

gboolean
leat_goals_group_read (LeatGoalsGroup *self,
                       LeatGoals      *goals)
{
  gboolean delay, budget;

  g_return_val_if_fail (LEAT_IS_GOALS_GROUP (self), FALSE);

  *goals = (LeatGoals){ .serverless = gtk_switch_get_active (self->serverless) };
  leat_label_set (self->error, NULL);
  delay = read_row (self, self->delay, "s", &goals->max_p95);
  budget = read_row (self, self->budget, NULL, &goals->budget);
  /* What is shown is rounded: what nobody has changed is exactly what is asked. */
  if (!self->own)
    *goals = self->asked;
  return delay && budget;
}

GtkEditable *
leat_goals_group_get_delay (LeatGoalsGroup *self)
{
  g_return_val_if_fail (LEAT_IS_GOALS_GROUP (self), NULL);

  return GTK_EDITABLE (self->delay);
}

GtkEditable *
leat_goals_group_get_budget (LeatGoalsGroup *self)
{
  g_return_val_if_fail (LEAT_IS_GOALS_GROUP (self), NULL);

  return GTK_EDITABLE (self->budget);
}

static void
on_changed (LeatGoalsGroup *self)
{
  LeatGoals goals;

  if (self->filling)
    return;
  self->own = TRUE;
  gtk_widget_set_visible (self->as_asked, TRUE);
  leat_goals_group_read (self, &goals);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_as_asked (LeatGoalsGroup *self)
{
  LeatGoals goals;

  self->own = FALSE;
  fill (self);
  leat_goals_group_read (self, &goals);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
leat_goals_group_class_init (LeatGoalsGroupClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_GOALS_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static AdwEntryRow *
add_entry (LeatGoalsGroup *self,
           const char     *title,
           const char     *help)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (row, help);
  adw_preferences_group_add (self->group, row);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  return ADW_ENTRY_ROW (row);
}

static void
add_switch (LeatGoalsGroup *self)
{
  self->serverless_row = ADW_ACTION_ROW (adw_action_row_new ());
  self->serverless = GTK_SWITCH (gtk_switch_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->serverless_row), _("Serverless only"));
  gtk_widget_set_valign (GTK_WIDGET (self->serverless), GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (self->serverless_row, GTK_WIDGET (self->serverless));
  adw_action_row_set_activatable_widget (self->serverless_row, GTK_WIDGET (self->serverless));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->serverless_row));
  g_signal_connect_object (self->serverless, "notify::active", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

static void
leat_goals_group_init (LeatGoalsGroup *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  self->as_asked = gtk_button_new_with_label (_("As Asked"));
  self->error = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_group_set_title (self->group, _("Goals"));
  adw_preferences_group_set_description (self->group, _("For this search only: the pipeline is not changed."));
  adw_preferences_group_set_header_suffix (self->group, self->as_asked);
  gtk_widget_add_css_class (self->as_asked, "flat");
  gtk_widget_set_valign (self->as_asked, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->as_asked, _("Back to what is asked of the pipeline"));
  gtk_widget_set_visible (self->as_asked, FALSE);
  g_signal_connect_object (self->as_asked, "clicked", G_CALLBACK (on_as_asked), self, G_CONNECT_SWAPPED);
  self->delay = add_entry (self, _("Delay p95, at most"), _("A time such as 5 min; empty asks for nothing"));
  self->budget = add_entry (self, _("Cost a month, at most"), _("An amount; empty asks for nothing"));
  add_switch (self);
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  leat_label_set (self->error, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
leat_goals_group_new (void)
{
  return g_object_new (LEAT_TYPE_GOALS_GROUP, NULL);
}
