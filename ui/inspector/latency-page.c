/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/latency-page.h"

#include "draw/chart.h"
#include "engine/money.h"
#include "inspector/path-row.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LeatLatencyPage
{
  AdwBin      parent_instance;
  GtkWidget  *card;
  GtkLabel   *figure;
  GtkLabel   *caption;
  GtkLabel   *nothing;
  GtkListBox *stages;
  GtkListBox *limits;
  GtkListBox *paths;
};

G_DEFINE_FINAL_TYPE (LeatLatencyPage, leat_latency_page, ADW_TYPE_BIN)

#define FIGURE "leat-figure"
#define BAR "leat-bar"

static void
set_row (GtkWidget  *row,
         const char *title,
         const char *subtitle,
         const char *figure,
         double      number)
{
  g_autofree char *title_markup = g_markup_escape_text (title, -1);
  g_autofree char *subtitle_markup = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title_markup);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle_markup);
  leat_figure_set (g_object_get_data (G_OBJECT (row), FIGURE), figure, number);
}

static GtkWidget *
new_figure_row (gpointer data,
                guint    i)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *figure = leat_figure_label_new ();

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), figure);
  g_object_set_data (G_OBJECT (row), FIGURE, figure);
  return row;
}

/* Stages */

/* Each takes the first two parameters, of which it may leave out the later ones. */
static const char *const stage_words[] = {
  [LEAT_STAGE_FIXED] = N_("always the same"),
  [LEAT_STAGE_UNIFORM] = N_("evenly from %s to %s"),
  [LEAT_STAGE_LOGNORMAL] = N_("half within %s, 99% within %s"),
  [LEAT_STAGE_EXPONENTIAL] = N_("exponential"),
  [LEAT_STAGE_QUEUE] = N_("a queue"),
  [LEAT_STAGE_SCHEDULE] = N_("a run every %s, which takes %s"),
  [LEAT_STAGE_WINDOW] = N_("up to %s from its first record, or until it is full"),
  [LEAT_STAGE_CHANCE] = N_("for a part of the data only"),
};

static char *
describe_stage (const LeatStageValue *value)
{
  g_autoptr(GString) words = g_string_new (_(stage_words[value->stage->kind]));

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *parameter = leat_duration_format (value->parameters[i]);

      g_string_replace (words, "%s", parameter, 1);
    }
  if (value->stage->mean_only)
    g_string_append (words, _("; only its mean is known"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static char *
get_stage_key (gpointer data,
               guint    i)
{
  const LeatBlockResult *block = data;

  return g_strdup (block->stages[i].stage->id);
}

static void
update_stage (GtkWidget *row,
              gpointer   data,
              guint      i)
{
  const LeatBlockResult *block = data;
  g_autofree char *mean = leat_duration_format (block->stages[i].mean);
  g_autofree char *words = describe_stage (&block->stages[i]);

  set_row (row, leat_tr (block->stages[i].stage->label), words, mean, block->stages[i].mean);
}

static void
show_stages (LeatLatencyPage       *self,
             const LeatBlockResult *block)
{
  LeatRows rows = { block != NULL ? block->n_stages : 0, get_stage_key, new_figure_row, update_stage };

  leat_rows_sync (self->stages, &rows, (gpointer) block);
}

/* Limits */

static char *
get_limit_key (gpointer data,
               guint    i)
{
  const LeatBlockResult *block = data;

  return g_strdup (block->uses[i].limit->id);
}

static GtkWidget *
new_limit_row (gpointer data,
               guint    i)
{
  GtkWidget *row = new_figure_row (data, i);
  GtkWidget *bar = gtk_level_bar_new ();

  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_FULL);
  gtk_widget_set_size_request (bar, 60, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), bar);
  g_object_set_data (G_OBJECT (row), BAR, bar);
  return row;
}

static char *
describe_use (const LeatUse *use)
{
  g_autofree char *demand = leat_quantity_format (use->demand, NULL);
  g_autofree char *capacity = leat_quantity_format (use->capacity, use->limit->unit);
  g_autofree char *mean = leat_figure_format (LEAT_FIGURE_PERCENT, NULL, use->mean_utilisation);

  /* What no load changes is the same at any hour. */
  if (!isfinite (use->mean_utilisation) || use->mean_utilisation == use->utilisation)
    return g_strdup_printf (_("%s of %s"), demand, capacity);
  return g_strdup_printf (_("%s of %s at peak, %s on average"), demand, capacity, mean);
}

static void
update_limit (GtkWidget *row,
              gpointer   data,
              guint      i)
{
  const LeatBlockResult *block = data;
  const LeatUse *use = &block->uses[i];
  GtkWidget *bar = g_object_get_data (G_OBJECT (row), BAR);
  g_autofree char *words = describe_use (use);
  g_autofree char *percent = isfinite (use->utilisation) ? g_strdup_printf ("%.0f%%", use->utilisation * 100)
                                                         : g_strdup (_("no room"));

  set_row (row, leat_tr (use->limit->label), words, percent, use->utilisation);
  gtk_level_bar_set_value (GTK_LEVEL_BAR (bar), CLAMP (use->utilisation, 0, 1));
  leat_widget_set_class (bar, "full", use->utilisation >= 1);
  leat_widget_set_class (bar, "near", use->utilisation >= 0.8 && use->utilisation < 1);
}

static void
show_limits (LeatLatencyPage       *self,
             const LeatBlockResult *block)
{
  LeatRows rows = { block != NULL ? block->n_uses : 0, get_limit_key, new_limit_row, update_limit };

  leat_rows_sync (self->limits, &rows, (gpointer) block);
}

/* Paths */

static char *
get_path_key (gpointer data,
              guint    i)
{
  const LeatPath *path = g_ptr_array_index ((GPtrArray *) data, i);
  const LeatBlockResult *from = leat_path_get_end (path, FALSE);
  const LeatBlockResult *to = leat_path_get_end (path, TRUE);

  return g_strdup_printf ("%s %s", from->element->id, to->element->id);
}

static GtkWidget *
new_path (gpointer data,
          guint    i)
{
  return leat_path_row_new ();
}

static void
update_path (GtkWidget *row,
             gpointer   data,
             guint      i)
{
  leat_path_row_show (LEAT_PATH_ROW (row), g_ptr_array_index ((GPtrArray *) data, i));
}

/* The card: the mean of one block, or else the slowest path. */

static void
show_block_card (LeatLatencyPage       *self,
                 const LeatBlockResult *block)
{
  g_autofree char *mean = leat_duration_format (block->mean_delay);

  leat_figure_set (self->figure, mean, block->mean_delay);
  gtk_label_set_text (self->caption, isfinite (block->mean_delay)
                                       ? _("mean delay in this block")
                                       : _("More comes in than it can take: the delay grows for as long as it does."));
}

static char *
describe_path (const LeatPath *path)
{
  const char *from = leat_path_get_end (path, FALSE)->element->name;
  const char *to = leat_path_get_end (path, TRUE)->element->name;
  const LeatBlockResult *block = path->backlog_block >= 0 ? g_ptr_array_index (path->blocks, path->backlog_block) : NULL;
  g_autofree char *growth = leat_path_dup_growth (path);
  g_autofree char *wait = leat_duration_format (path->longest_wait);

  if (growth != NULL)
    return g_strdup_printf (_("From %s to %s more comes in than is taken: the backlog at %s grows by %s."), from, to,
                            block->element->name, growth);
  if (path->unbounded)
    return g_strdup_printf (_("A block from %s to %s takes less than comes in: the delay grows for as long as it does."),
                            from, to);
  if (block != NULL)
    return g_strdup_printf (_("95%% of the data takes at most this from %s to %s; in the backlog that each day leaves at %s "
                              "it waits up to %s"),
                            from, to, block->element->name, wait);
  return g_strdup_printf (_("95%% of the data takes at most this from %s to %s"), from, to);
}

static void
show_path_card (LeatLatencyPage *self,
                const LeatPath  *path)
{
  g_autofree char *p95 = leat_duration_format (path->unbounded ? INFINITY : path->p95);
  g_autofree char *caption = describe_path (path);

  leat_figure_set (self->figure, p95, path->unbounded ? INFINITY : path->p95);
  gtk_label_set_text (self->caption, caption);
}

static const char *
explain_nothing (const LeatSubject     *subject,
                 const LeatBlockResult *block,
                 GPtrArray             *paths)
{
  if (block != NULL && block->service != NULL && block->n_stages == 0 && block->service->no_delay != NULL)
    return leat_tr (block->service->no_delay);
  if (paths->len > 0)
    return NULL;
  return subject->whole ? _("No data gets from a source to a sink yet. Add a source, set its rate, and wire it on.")
                        : _("No path from a source to a sink goes through here.");
}

void
leat_latency_page_show (LeatLatencyPage   *self,
                        const LeatSubject *subject)
{
  const LeatBlockResult *block = leat_subject_get_block (subject);
  g_autoptr(GPtrArray) paths = leat_subject_list_paths (subject);
  LeatRows rows = { paths->len, get_path_key, new_path, update_path };

  g_return_if_fail (LEAT_IS_LATENCY_PAGE (self));

  gtk_widget_set_visible (self->card, block != NULL || paths->len > 0);
  if (block != NULL)
    show_block_card (self, block);
  else if (paths->len > 0)
    show_path_card (self, g_ptr_array_index (paths, 0));

  show_stages (self, block);
  show_limits (self, block);
  leat_rows_sync (self->paths, &rows, paths);
  leat_label_set (self->nothing, explain_nothing (subject, block, paths));
}

static void
leat_latency_page_class_init (LeatLatencyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/latency-page.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, card);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, figure);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, caption);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, nothing);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, stages);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, limits);
  gtk_widget_class_bind_template_child (widget_class, LeatLatencyPage, paths);
}

static void
leat_latency_page_init (LeatLatencyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
