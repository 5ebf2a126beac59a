/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/triangle-group.h"

#include "config.h"

#include "engine/money.h"
#include "inspector/rows.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Parts that are listed: the largest. */
#define MAX_PARTS 12

struct _LeatTriangleGroup
{
  AdwBin          parent_instance;
  AdwExpanderRow *rows[LEAT_N_CORNERS];
  GtkGrid        *grids[LEAT_N_CORNERS];
  GtkLabel       *formulas[LEAT_N_CORNERS];
};

G_DEFINE_FINAL_TYPE (LeatTriangleGroup, leat_triangle_group, ADW_TYPE_BIN)

/* What is shown now: the chosen design may be NULL. */
typedef struct
{
  const LeatTriangle *present;
  const LeatTriangle *chosen;
  const char         *name;
  LeatCorner          corner;
} Shown;

static char *
dup_amount (const Shown *shown,
            double       amount)
{
  if (isnan (amount))
    return g_strdup ("–");
  if (shown->corner == LEAT_CORNER_COST)
    return leat_money_format (leat_report_get_options (shown->present->report)->currency, amount);
  if (shown->corner == LEAT_CORNER_PERFORMANCE)
    return leat_duration_format (amount);
  return leat_quantity_format (amount, NULL);
}

static char *
dup_score (const LeatTriangleSide *side)
{
  return isnan (side->score) ? g_strdup (_("not known")) : g_strdup_printf ("%.1f", side->score);
}

/* The parts */

/* One thing that one or both designs have: amounts are NAN where one has it not. */
typedef struct
{
  const LeatTrianglePart *part;
  double                  present;
  double                  chosen;
} Row;

static gboolean
is_same (const LeatTrianglePart *a,
         const LeatTrianglePart *b)
{
  return g_str_equal (a->block->element->id, b->block->element->id) && g_str_equal (a->text, b->text);
}

/* The part that both have: two of one block with the same words are told apart by their order. */
static void
add_part (GArray                 *rows,
          const LeatTrianglePart *part,
          gboolean                chosen)
{
  Row row = { part, chosen ? NAN : part->amount, chosen ? part->amount : NAN };

  for (guint i = 0; chosen && i < rows->len; i++)
    {
      Row *other = &g_array_index (rows, Row, i);

      if (isnan (other->chosen) && is_same (other->part, part))
        {
          other->chosen = part->amount;
          return;
        }
    }
  g_array_append_val (rows, row);
}

static double
get_size (const Row *row)
{
  return fmax (row->present, row->chosen);
}

static int
compare_rows (gconstpointer a,
              gconstpointer b)
{
  double x = get_size (a), y = get_size (b);

  return x < y ? 1 : x > y ? -1 : 0;
}

static GArray *
list_parts (const Shown *shown)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  GPtrArray *present = shown->present->sides[shown->corner].parts;
  GPtrArray *chosen = shown->chosen != NULL ? shown->chosen->sides[shown->corner].parts : NULL;

  for (guint i = 0; i < present->len; i++)
    add_part (rows, present->pdata[i], FALSE);
  for (guint i = 0; chosen != NULL && i < chosen->len; i++)
    add_part (rows, chosen->pdata[i], TRUE);
  g_array_sort (rows, compare_rows);
  return rows;
}

static GtkWidget *
new_cell (const char *text,
          gboolean    number,
          const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, !number);
  gtk_label_set_wrap (GTK_LABEL (label), !number);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
add_row (GtkGrid     *grid,
         int          at,
         const char  *what,
         const char  *present,
         const char  *chosen,
         const char  *class)
{
  gtk_grid_attach (grid, new_cell (what, FALSE, class), 0, at, 1, 1);
  gtk_grid_attach (grid, new_cell (present, TRUE, class), 1, at, 1, 1);
  if (chosen != NULL)
    gtk_grid_attach (grid, new_cell (chosen, TRUE, class), 2, at, 1, 1);
}

/* Of the points, what work they stand for. */
static char *
dup_works (const LeatTrianglePart *part)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < LEAT_N_WORKS; i++)
    if (part->works[i] > 0)
      g_string_append_printf (text, "%s%s %g", text->len > 0 ? ", " : "", leat_work_get_label (i), part->works[i]);
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
add_part_row (const Shown *shown,
              GtkGrid     *grid,
              int          at,
              const Row   *row)
{
  g_autofree char *works = dup_works (row->part);
  g_autofree char *what = g_strdup_printf (works != NULL ? "%s · %s (%s)" : "%s · %s",
                                           leat_element_get_label (row->part->block->element), row->part->text, works);
  g_autofree char *present = dup_amount (shown, row->present);
  g_autofree char *chosen = shown->chosen != NULL ? dup_amount (shown, row->chosen) : NULL;

  add_row (grid, at, what, present, chosen, NULL);
}

static void
empty_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
fill_grid (const Shown *shown,
           GtkGrid     *grid)
{
  g_autoptr(GArray) rows = list_parts (shown);
  int at = 0;

  empty_grid (grid);
  add_row (grid, at++, shown->corner == LEAT_CORNER_PERFORMANCE ? _("Mean of each stage of the slowest path") : _("Made of"),
           _("As drawn"), shown->name, "dim-label");
  for (guint i = 0; i < MIN (rows->len, MAX_PARTS); i++)
    add_part_row (shown, grid, at++, &g_array_index (rows, Row, i));
  if (rows->len > MAX_PARTS)
    {
      guint more = rows->len - MAX_PARTS;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", more), more);

      gtk_grid_attach (grid, new_cell (text, FALSE, "dim-label"), 0, at, 1, 1);
    }
}

/* The scores */

static void
show_corner (LeatTriangleGroup *self,
             const Shown       *shown)
{
  const LeatTriangleSide *present = &shown->present->sides[shown->corner];
  const LeatTriangleSide *chosen = shown->chosen != NULL ? &shown->chosen->sides[shown->corner] : NULL;
  g_autofree char *score = dup_score (present);
  g_autofree char *other = chosen != NULL ? dup_score (chosen) : NULL;
  g_autofree char *title = other != NULL ? g_strdup_printf (_("%s: %s → %s of 10"), present->label, score, other)
                                         : g_strdup_printf (_("%s: %s of 10"), present->label, score);
  g_autofree char *formula = chosen != NULL ? g_strdup_printf (_("As drawn: %s\n%s: %s"), present->formula, shown->name, chosen->formula)
                                            : g_strdup (present->formula);
  g_autofree char *text = g_strdup_printf ("%s\n\n%s.", formula, present->scale);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->rows[shown->corner]), title);
  adw_expander_row_set_subtitle (self->rows[shown->corner], chosen != NULL ? chosen->formula : present->formula);
  gtk_label_set_text (self->formulas[shown->corner], text);
  fill_grid (shown, self->grids[shown->corner]);
}

void
leat_triangle_group_show (LeatTriangleGroup  *self,
                          const LeatTriangle *present,
                          const LeatTriangle *chosen,
                          const char         *name)
{
  g_return_if_fail (LEAT_IS_TRIANGLE_GROUP (self));

  for (LeatCorner corner = 0; corner < LEAT_N_CORNERS; corner++)
    {
      const Shown shown = { present, chosen, chosen != NULL ? name : NULL, corner };

      show_corner (self, &shown);
    }
}

static void
leat_triangle_group_class_init (LeatTriangleGroupClass *klass)
{
}

static void
add_corner (LeatTriangleGroup   *self,
            AdwPreferencesGroup *group,
            LeatCorner           corner)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->rows[corner] = ADW_EXPANDER_ROW (row);
  self->grids[corner] = GTK_GRID (leat_facts_new ());
  self->formulas[corner] = GTK_LABEL (leat_code_label_new ());
  gtk_widget_remove_css_class (GTK_WIDGET (self->formulas[corner]), "monospace");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->formulas[corner]));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->grids[corner]));
  leat_expander_add_details (self->rows[corner], box);
  adw_preferences_group_add (group, row);
}

static void
leat_triangle_group_init (LeatTriangleGroup *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  for (LeatCorner corner = 0; corner < LEAT_N_CORNERS; corner++)
    add_corner (self, ADW_PREFERENCES_GROUP (group), corner);
  adw_bin_set_child (ADW_BIN (self), group);
}

GtkWidget *
leat_triangle_group_new (void)
{
  return g_object_new (LEAT_TYPE_TRIANGLE_GROUP, NULL);
}
