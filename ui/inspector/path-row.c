/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/path-row.h"

#include "engine/money.h"
#include "inspector/rows.h"

#include <glib/gi18n.h>
#include <math.h>

struct _LeatPathRow
{
  AdwExpanderRow parent_instance;
  GtkWidget     *figure;
  GtkWidget     *facts;
};

G_DEFINE_FINAL_TYPE (LeatPathRow, leat_path_row, ADW_TYPE_EXPANDER_ROW)

static char *
list_blocks (const LeatPath *path)
{
  g_autoptr(GString) names = g_string_new (NULL);

  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *block = g_ptr_array_index (path->blocks, i);

      g_string_append_printf (names, "%s%s", i > 0 ? " → " : "", block->element->name);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static char *
describe_dominant (const LeatPath *path)
{
  g_autofree char *dominant = leat_path_dup_dominant (path);
  g_autofree char *time = NULL;
  double mean;

  if (dominant == NULL)
    return NULL;
  leat_path_get_dominant (path, &mean);
  time = leat_duration_format (mean);
  return g_strdup_printf (_("%s (%s)"), dominant, time);
}

static char *
format_or_null (const LeatPath *path,
                double          seconds)
{
  return path->unbounded ? NULL : leat_duration_format (seconds);
}

static void
show_facts (LeatPathRow    *self,
            const LeatPath *path)
{
  g_autofree char *p50 = format_or_null (path, path->p50);
  g_autofree char *p95 = format_or_null (path, path->p95);
  g_autofree char *p99 = format_or_null (path, path->p99);
  g_autofree char *dominant = describe_dominant (path);
  g_autofree char *blocks = list_blocks (path);
  const char *facts[] = {
    _("p50"), p50,
    _("p95"), p95,
    _("p99"), p99,
    _("Longest stage"), dominant,
    _("Way"), blocks,
    _("Note"), path->mean_only ? _("of one stage only the mean is known") : NULL,
  };

  leat_facts_set (GTK_GRID (self->facts), facts, G_N_ELEMENTS (facts));
}

void
leat_path_row_show (LeatPathRow    *self,
                    const LeatPath *path)
{
  g_autofree char *title = g_markup_printf_escaped ("%s → %s", leat_path_get_end (path, FALSE)->element->name,
                                                    leat_path_get_end (path, TRUE)->element->name);
  g_autofree char *p50 = format_or_null (path, path->p50);
  g_autofree char *p95 = leat_duration_format (path->unbounded ? INFINITY : path->p95);
  g_autofree char *subtitle = p50 != NULL ? g_strdup_printf (_("p50 %s"), p50) : g_strdup (_("Grows without bound"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), subtitle);
  leat_figure_set (GTK_LABEL (self->figure), p95, path->unbounded ? INFINITY : path->p95);
  show_facts (self, path);
}

static void
leat_path_row_class_init (LeatPathRowClass *klass)
{
}

static void
leat_path_row_init (LeatPathRow *self)
{
  self->figure = leat_figure_label_new ();
  self->facts = leat_facts_new ();
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), self->figure);
  leat_expander_add_details (ADW_EXPANDER_ROW (self), self->facts);
}

GtkWidget *
leat_path_row_new (void)
{
  return g_object_new (LEAT_TYPE_PATH_ROW, NULL);
}
