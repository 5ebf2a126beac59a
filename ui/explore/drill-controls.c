/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-controls.h"

#include "config.h"

#include "explore/page-parts.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What is tried until somebody says otherwise: ten minutes in the morning. */
#define FOR_MINUTES 10.0
#define AT_MINUTES (9 * 60.0)
#define SLOW_PERCENT 50.0

#define MOST_MINUTES (30 * 24 * 60.0)
#define DAY_MINUTES (24 * 60.0)

struct _LeatDrillControls
{
  AdwBin         parent_instance;
  AdwComboRow   *block;
  AdwComboRow   *how;
  AdwActionRow  *part_row;
  GtkSpinButton *part;    /* per cent that are left of a slow block */
  GtkSpinButton *minutes;
  GtkSpinButton *at;      /* minutes since midnight */
  GtkSpinButton *load;
  GtkLabel      *error;
  GPtrArray     *blocks;  /* ids by position in `block` */
  gboolean       by_hand; /* somebody has chosen the block */
  gboolean       filling;
};

G_DEFINE_FINAL_TYPE (LeatDrillControls, leat_drill_controls, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
emit_changed (LeatDrillControls *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_block (LeatDrillControls *self)
{
  self->by_hand = self->by_hand || !self->filling;
  emit_changed (self);
}

static gboolean
is_slow (LeatDrillControls *self)
{
  return adw_combo_row_get_selected (self->how) == 1;
}

static void
on_how (LeatDrillControls *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->part_row), is_slow (self));
  emit_changed (self);
}

static const char *
get_block (LeatDrillControls *self)
{
  guint at = adw_combo_row_get_selected (self->block);

  return at < self->blocks->len ? g_ptr_array_index (self->blocks, at) : NULL;
}

gboolean
leat_drill_controls_get (LeatDrillControls *self,
                         LeatDrillOptions  *options)
{
  g_return_val_if_fail (LEAT_IS_DRILL_CONTROLS (self), FALSE);

  *options = (LeatDrillOptions) LEAT_DRILL_OPTIONS_INIT;
  options->block = get_block (self);
  options->start = gtk_spin_button_get_value (self->at) * 60;
  options->duration = gtk_spin_button_get_value (self->minutes) * 60;
  options->factor = is_slow (self) ? gtk_spin_button_get_value (self->part) / 100 : 0;
  options->load = gtk_spin_button_get_value (self->load);
  return options->block != NULL;
}

void
leat_drill_controls_choose (LeatDrillControls *self,
                            const char        *block)
{
  g_return_if_fail (LEAT_IS_DRILL_CONTROLS (self));

  for (guint i = 0; i < self->blocks->len; i++)
    if (g_str_equal (self->blocks->pdata[i], block))
      adw_combo_row_set_selected (self->block, i);
}

void
leat_drill_controls_set (LeatDrillControls      *self,
                         const LeatDrillOptions *options)
{
  g_return_if_fail (LEAT_IS_DRILL_CONTROLS (self));

  self->filling = TRUE;
  if (options->block != NULL)
    leat_drill_controls_choose (self, options->block);
  self->by_hand = self->by_hand || options->block != NULL;
  gtk_spin_button_set_value (self->at, options->start / 60);
  gtk_spin_button_set_value (self->minutes, options->duration / 60);
  gtk_spin_button_set_value (self->load, options->load);
  if (options->factor > 0)
    gtk_spin_button_set_value (self->part, options->factor * 100);
  adw_combo_row_set_selected (self->how, options->factor > 0 ? 1 : 0);
  self->filling = FALSE;
  on_how (self);
}

static gboolean
is_source (const LeatReport *report,
           const char       *id)
{
  const LeatBlockResult *result = leat_report_get_block (report, id);

  return result != NULL && result->service != NULL && result->service->role == LEAT_ROLE_SOURCE;
}

/* The first block that a source sends to. */
static const char *
find_default (LeatDocument *document)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  const LeatReport *report = leat_document_get_report (document);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      LeatFlow flow;

      if (element->kind != LEAT_ELEMENT_WIRE || !leat_report_get_wire_flow (report, element->id, &flow) ||
          flow.values[LEAT_FLOW_RECORDS_PER_S] <= 0)
        continue;
      if (is_source (report, element->from) && !is_source (report, element->to))
        return element->to;
      if (is_source (report, element->to) && !is_source (report, element->from))
        return element->from;
    }
  return NULL;
}

static void
fill_blocks (LeatDrillControls *self,
             const LeatReport  *report)
{
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->blocks, 0);
  if (report != NULL)
    leat_page_list_blocks (report, self->blocks, names);
  adw_combo_row_set_model (self->block, G_LIST_MODEL (names));
}

void
leat_drill_controls_update (LeatDrillControls *self,
                            LeatDocument      *document)
{
  g_autofree char *block = NULL;
  const char *first;

  g_return_if_fail (LEAT_IS_DRILL_CONTROLS (self));

  block = self->by_hand && document != NULL ? g_strdup (get_block (self)) : NULL;
  first = document != NULL ? find_default (document) : NULL;
  self->filling = TRUE;
  fill_blocks (self, document != NULL ? leat_document_get_report (document) : NULL);
  if (first != NULL)
    leat_drill_controls_choose (self, first);
  if (block != NULL)
    leat_drill_controls_choose (self, block);
  self->by_hand = block != NULL && g_strcmp0 (get_block (self), block) == 0;
  self->filling = FALSE;
}

void
leat_drill_controls_show_error (LeatDrillControls *self,
                                const char        *text)
{
  g_return_if_fail (LEAT_IS_DRILL_CONTROLS (self));

  gtk_label_set_text (self->error, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error), text != NULL);
}

/* The time of day in its entry: "9:05" */

static gboolean
on_output (GtkSpinButton *spin)
{
  int minutes = gtk_spin_button_get_value_as_int (spin);
  g_autofree char *text = g_strdup_printf ("%d:%02d", minutes / 60, minutes % 60);

  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (spin)), text))
    gtk_editable_set_text (GTK_EDITABLE (spin), text);
  return TRUE;
}

/* What is no time leaves it as it was. */
static int
on_input (GtkSpinButton *spin,
          double        *value)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (spin));
  g_auto(GStrv) parts = g_strsplit (text, ":", 2);
  guint64 hours, minutes = 0;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (g_strstrip (parts[0]), 10, 0, 23, &hours, NULL) ||
      (parts[1] != NULL && !g_ascii_string_to_unsigned (g_strstrip (parts[1]), 10, 0, 59, &minutes, NULL)))
    *value = gtk_spin_button_get_value (spin);
  else
    *value = (double) (hours * 60 + minutes);
  return TRUE;
}

static void
leat_drill_controls_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_DRILL_CONTROLS (object)->blocks);
  G_OBJECT_CLASS (leat_drill_controls_parent_class)->finalize (object);
}

static void
leat_drill_controls_class_init (LeatDrillControlsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_drill_controls_finalize;

  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_DRILL_CONTROLS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

typedef struct
{
  const char *title;
  const char *unit; /* or NULL */
  double      least;
  double      most;
  double      step;
  guint       digits;
  double      value;
} Number;

static AdwActionRow *
add_number (LeatDrillControls   *self,
            AdwPreferencesGroup *group,
            const Number        *number,
            GtkSpinButton      **spin)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *entry = gtk_spin_button_new_with_range (number->least, number->most, number->step);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), number->title);
  if (number->unit != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), number->unit);
  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (entry), number->digits);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (entry), number->value);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), 6);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_widget_set_valign (entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, number->title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), entry);
  adw_preferences_group_add (group, row);
  g_signal_connect_object (entry, "value-changed", G_CALLBACK (emit_changed), self, G_CONNECT_SWAPPED);
  *spin = GTK_SPIN_BUTTON (entry);
  return ADW_ACTION_ROW (row);
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group,
           const char          *title)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_preferences_group_add (group, row);
  return ADW_COMBO_ROW (row);
}

static void
add_rows (LeatDrillControls   *self,
          AdwPreferencesGroup *group)
{
  const char *const ways[] = { _("It stops"), _("It slows down"), NULL };
  const Number part = { _("What Is Left"), _("per cent of what it can do"), 1, 99, 5, 0, SLOW_PERCENT };
  const Number minutes = { _("For"), _("minutes"), 1, MOST_MINUTES, 1, 0, FOR_MINUTES };
  const Number at = { _("From"), _("time of day"), 0, DAY_MINUTES - 1, 15, 0, 0 };
  const Number load = { _("Load"), _("times as drawn"), 0.1, 1000, 0.5, 1, 1 };
  g_autoptr(GtkStringList) how = gtk_string_list_new (ways);

  self->block = add_combo (group, _("Block"));
  self->how = add_combo (group, _("What Happens"));
  adw_combo_row_set_model (self->how, G_LIST_MODEL (how));
  self->part_row = add_number (self, group, &part, &self->part);
  add_number (self, group, &minutes, &self->minutes);
  add_number (self, group, &at, &self->at);
  add_number (self, group, &load, &self->load);
  gtk_widget_set_visible (GTK_WIDGET (self->part_row), FALSE);
  gtk_spin_button_set_numeric (self->at, FALSE);
  g_signal_connect (self->at, "output", G_CALLBACK (on_output), NULL);
  g_signal_connect (self->at, "input", G_CALLBACK (on_input), NULL);
  gtk_spin_button_set_value (self->at, AT_MINUTES);
  g_signal_connect_object (self->block, "notify::selected", G_CALLBACK (on_block), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->how, "notify::selected", G_CALLBACK (on_how), self, G_CONNECT_SWAPPED);
}

static void
leat_drill_controls_init (LeatDrillControls *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *group = adw_preferences_group_new ();

  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->error = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _("The Outage"));
  add_rows (self, ADW_PREFERENCES_GROUP (group));
  gtk_label_set_wrap (self->error, TRUE);
  gtk_label_set_xalign (self->error, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->error), "error");
  gtk_widget_set_visible (GTK_WIDGET (self->error), FALSE);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->error));
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
leat_drill_controls_new (void)
{
  return g_object_new (LEAT_TYPE_DRILL_CONTROLS, NULL);
}
