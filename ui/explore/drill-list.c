/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-list.h"

#include "config.h"

#include "draw/chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* More rows than these nobody reads. */
#define MOST_ROWS 200

struct _LeatDrillList
{
  AdwBin      parent_instance;
  GtkListBox *list;
  LeatDrill  *drill; /* owned, or NULL */
  GPtrArray  *rows;  /* of AdwActionRow, borrowed, as the events */
  int         now;   /* the row that is marked, or -1 */
};

G_DEFINE_FINAL_TYPE (LeatDrillList, leat_drill_list, ADW_TYPE_BIN)

enum { REVEALED, WATCH, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
icon_of (LeatDrillEventKind kind)
{
  switch (kind)
    {
    case LEAT_DRILL_STOPS:
    case LEAT_DRILL_MISSES_RUN:
      return "process-stop-symbolic";
    case LEAT_DRILL_ALARM:
      return "alarm-symbolic";
    case LEAT_DRILL_UNWATCHED:
      return "notifications-disabled-symbolic";
    case LEAT_DRILL_LOSES:
    case LEAT_DRILL_NEVER_DRAINS:
      return "dialog-error-symbolic";
    case LEAT_DRILL_REFUSES:
      return "dialog-warning-symbolic";
    case LEAT_DRILL_RECOVERS:
    case LEAT_DRILL_ALARM_OVER:
    case LEAT_DRILL_LOSES_NO_MORE:
    case LEAT_DRILL_REFUSES_NO_MORE:
    case LEAT_DRILL_DRAINED:
      return "object-select-symbolic";
    case LEAT_DRILL_UNTOUCHED:
    default:
      return "dialog-information-symbolic";
    }
}

static const char *
class_of (LeatDrillEventKind kind)
{
  switch (kind)
    {
    case LEAT_DRILL_STOPS:
    case LEAT_DRILL_MISSES_RUN:
    case LEAT_DRILL_ALARM:
    case LEAT_DRILL_LOSES:
    case LEAT_DRILL_NEVER_DRAINS:
      return "error";
    case LEAT_DRILL_UNWATCHED:
    case LEAT_DRILL_REFUSES:
      return "warning";
    case LEAT_DRILL_RECOVERS:
    case LEAT_DRILL_ALARM_OVER:
    case LEAT_DRILL_LOSES_NO_MORE:
    case LEAT_DRILL_REFUSES_NO_MORE:
    case LEAT_DRILL_DRAINED:
      return "success";
    case LEAT_DRILL_UNTOUCHED:
    default:
      return "dim-label";
    }
}

static void
on_row_activated (LeatDrillList *self,
                  GtkListBoxRow *row)
{
  const char *block = g_object_get_data (G_OBJECT (row), "block");

  if (block == NULL)
    return;
  g_signal_emit (self, signals[REVEALED], 0, block);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.reveal", "s", block);
}

static void
on_watch (LeatDrillList *self,
          GtkButton     *button)
{
  g_autofree char *block = g_strdup (g_object_get_data (G_OBJECT (button), "block"));

  g_signal_emit (self, signals[WATCH], 0, block);
}

static void
add_watch_button (LeatDrillList        *self,
                  AdwActionRow         *row,
                  const LeatDrillEvent *event,
                  const char           *label,
                  const char           *monitor)
{
  g_autofree char *name = g_strdup_printf (_("Watch with %s"), monitor);
  g_autofree char *whole = g_strdup_printf (_("Watch %s with %s"), label, monitor);
  GtkWidget *button = gtk_button_new_with_label (name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "block", g_strdup (event->block), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_watch), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (row, button);
}

static char *
describe_where (const LeatDrillEvent *event,
                const char           *label)
{
  g_autofree char *clock = leat_figure_format (LEAT_FIGURE_CLOCK, NULL, event->time);

  if (event->kind == LEAT_DRILL_UNWATCHED)
    return g_strdup_printf (_("%s · %s · wire a monitor to it to be told"), clock, label);
  return g_strdup_printf ("%s · %s", clock, label);
}

static void
add_row (LeatDrillList        *self,
         const LeatDrillEvent *event,
         const LeatReport     *report,
         const char           *monitor)
{
  const LeatBlockResult *result = leat_report_get_block (report, event->block);
  const char *label = result != NULL ? leat_element_get_label (result->element) : event->block;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_of (event->kind));
  g_autofree char *where = describe_where (event, label);
  g_autofree char *tooltip = g_strdup_printf (_("Show %s on the canvas"), label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), event->text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), where);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (icon, class_of (event->kind));
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  gtk_widget_set_tooltip_text (row, tooltip);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "block", g_strdup (event->block), g_free);
  if (event->kind == LEAT_DRILL_UNWATCHED && monitor != NULL)
    add_watch_button (self, ADW_ACTION_ROW (row), event, label, monitor);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_append (self->list, row);
  g_ptr_array_add (self->rows, row);
}

static void
add_rest (LeatDrillList *self,
          guint          n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf (ngettext ("And %u more event", "And %u more events", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  gtk_list_box_append (self->list, row);
}

void
leat_drill_list_set (LeatDrillList       *self,
                     LeatDrill           *drill,
                     const LeatDrillPlan *plan,
                     const char          *monitor)
{
  GPtrArray *events = drill != NULL ? leat_drill_get_events (drill) : NULL;
  LeatDrill *old;
  GtkWidget *child;

  g_return_if_fail (LEAT_IS_DRILL_LIST (self));

  g_ptr_array_set_size (self->rows, 0);
  self->now = -1;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  old = self->drill;
  self->drill = drill != NULL ? leat_drill_ref (drill) : NULL;
  g_clear_pointer (&old, leat_drill_unref);
  for (guint i = 0; events != NULL && i < MIN (events->len, MOST_ROWS); i++)
    add_row (self, events->pdata[i], leat_drill_plan_get_report (plan), monitor);
  if (events != NULL && events->len > MOST_ROWS)
    add_rest (self, events->len - MOST_ROWS);
}

/* By a bar at its side, and in words for assistive technology. */
static void
mark (LeatDrillList *self,
      int            at,
      gboolean       is_now)
{
  GtkWidget *row;

  if (at < 0 || at >= (int) self->rows->len)
    return;
  row = self->rows->pdata[at];
  if (is_now)
    gtk_widget_add_css_class (row, "now");
  else
    gtk_widget_remove_css_class (row, "now");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, is_now ? _("happened last") : "", -1);
}

void
leat_drill_list_set_time (LeatDrillList *self,
                          double         time)
{
  GPtrArray *events;
  int now = -1;

  g_return_if_fail (LEAT_IS_DRILL_LIST (self));

  events = self->drill != NULL ? leat_drill_get_events (self->drill) : NULL;
  for (guint i = 0; events != NULL && i < events->len; i++)
    if (((const LeatDrillEvent *) events->pdata[i])->time <= time + 1e-9 * MAX (time, 1))
      now = (int) i;
  if (now == self->now)
    return;
  mark (self, self->now, FALSE);
  self->now = now;
  mark (self, now, TRUE);
}

static void
leat_drill_list_dispose (GObject *object)
{
  g_clear_pointer (&LEAT_DRILL_LIST (object)->drill, leat_drill_unref);
  G_OBJECT_CLASS (leat_drill_list_parent_class)->dispose (object);
}

static void
leat_drill_list_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_DRILL_LIST (object)->rows);
  G_OBJECT_CLASS (leat_drill_list_parent_class)->finalize (object);
}

static void
leat_drill_list_class_init (LeatDrillListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_drill_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_drill_list_finalize;

  signals[REVEALED] = g_signal_new ("revealed", LEAT_TYPE_DRILL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                    G_TYPE_STRING);
  signals[WATCH] = g_signal_new ("watch", LEAT_TYPE_DRILL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                 G_TYPE_STRING);
}

static void
leat_drill_list_init (LeatDrillList *self)
{
  self->rows = g_ptr_array_new ();
  self->now = -1;
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "drill-events");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("What happens"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->list));
}

GtkWidget *
leat_drill_list_new (void)
{
  return g_object_new (LEAT_TYPE_DRILL_LIST, NULL);
}
