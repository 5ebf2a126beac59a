/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/mark-row.h"

#include "config.h"

#include "inspector/rows.h"
#include "study/study-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatMarkRow
{
  GtkListBoxRow parent_instance;
  GtkImage     *icon;
  GtkLabel     *title;
  GtkLabel     *figures;
  GtkLabel     *why;
  GtkLabel     *points;
  char         *block;
};

G_DEFINE_FINAL_TYPE (LeatMarkRow, leat_mark_row, GTK_TYPE_LIST_BOX_ROW)

const char *
leat_mark_row_get_block (LeatMarkRow *self)
{
  return self->block;
}

static void
add_part (GString    *text,
          const char *name,
          const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (text, "%s%s%s", text->len > 0 ? " · " : "", name, value);
}

/* What stands before what is measured: words without a figure stand for themselves. */
static const char *
get_measured_name (const LeatMark *mark)
{
  if (mark->constraint->kind == LEAT_CONSTRAINT_DELIVERY)
    return _("arrives at: ");
  return isfinite (mark->amount) ? _("is: ") : "";
}

/* "Not met · asked: 5 min · is: 6 min 40 s", "Met · nothing found against it" */
static char *
dup_figures (const LeatMark *mark,
             gboolean        judged)
{
  g_autoptr(GString) text = g_string_new (NULL);

  add_part (text, "", judged ? leat_mark_verdict_get_label (mark->verdict) : NULL);
  add_part (text, _("asked: "), mark->asked);
  add_part (text, get_measured_name (mark), judged ? mark->measured : NULL);
  if (text->len > 0)
    {
      g_autofree char *first = g_utf8_substring (text->str, 0, 1), *upper = g_utf8_strup (first, -1);

      return g_strconcat (upper, text->str + strlen (first), NULL);
    }
  return NULL;
}

static char *
dup_points (const LeatMark *mark,
            gboolean        judged)
{
  return judged ? g_strdup_printf (_("%g/%g"), mark->points, mark->constraint->points)
                : g_strdup_printf ("%g", mark->constraint->points);
}

static void
show_icon (LeatMarkRow    *self,
           const LeatMark *mark,
           gboolean        judged)
{
  static const char *const icons[] = {
    [LEAT_MARK_MET] = "emblem-ok-symbolic",
    [LEAT_MARK_MISSED] = "window-close-symbolic",
    [LEAT_MARK_UNJUDGED] = "dialog-question-symbolic",
  };

  gtk_image_set_from_icon_name (self->icon, judged ? icons[mark->verdict] : "media-record-symbolic");
  leat_widget_set_class (GTK_WIDGET (self->icon), "success", judged && mark->verdict == LEAT_MARK_MET);
  leat_widget_set_class (GTK_WIDGET (self->icon), "error", judged && mark->verdict == LEAT_MARK_MISSED);
  leat_widget_set_class (GTK_WIDGET (self->icon), "dim-label", !judged || mark->verdict == LEAT_MARK_UNJUDGED);
}

/* In one breath, for who does not see the row. */
static void
name_row (LeatMarkRow    *self,
          const LeatMark *mark,
          gboolean        judged,
          const char     *figures)
{
  g_autofree char *points = judged ? g_strdup_printf (_("%g of %g points"), mark->points, mark->constraint->points)
                                   : g_strdup_printf (_("%g points"), mark->constraint->points);
  g_autofree char *text = g_strdup_printf ("%s. %s%s%s%s%s", mark->label, figures != NULL ? figures : "", figures != NULL ? ". " : "",
                                           points, judged && mark->why != NULL ? ". " : "",
                                           judged && mark->why != NULL ? mark->why : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

void
leat_mark_row_show (LeatMarkRow    *self,
                    const LeatMark *mark,
                    gboolean        judged)
{
  g_autofree char *figures = dup_figures (mark, judged);
  g_autofree char *points = dup_points (mark, judged);

  g_return_if_fail (LEAT_IS_MARK_ROW (self));

  g_free (self->block);
  self->block = judged ? g_strdup (mark->block) : NULL;
  show_icon (self, mark, judged);
  gtk_label_set_text (self->title, mark->label);
  leat_label_set (self->figures, figures);
  leat_label_set (self->why, judged ? mark->why : NULL);
  gtk_label_set_text (self->points, points);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), self->block != NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), self->block != NULL ? _("Show on the Drawing") : NULL);
  name_row (self, mark, judged, figures);
}

static void
leat_mark_row_finalize (GObject *object)
{
  g_free (LEAT_MARK_ROW (object)->block);
  G_OBJECT_CLASS (leat_mark_row_parent_class)->finalize (object);
}

static void
leat_mark_row_class_init (LeatMarkRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_mark_row_finalize;
}

static GtkLabel *
add_label (GtkWidget  *box,
           const char *style)
{
  GtkWidget *label = leat_study_label_new (NULL, style);

  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
leat_mark_row_init (LeatMarkRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->icon = GTK_IMAGE (gtk_image_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->icon), GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), words);
  self->title = add_label (words, NULL);
  self->figures = add_label (words, "caption");
  self->why = add_label (words, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->why), "caption");
  self->points = add_label (box, "numeric");
  gtk_label_set_wrap (self->points, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->points), "dim-label");
  gtk_widget_set_valign (GTK_WIDGET (self->points), GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "study-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

GtkWidget *
leat_mark_row_new (void)
{
  return g_object_new (LEAT_TYPE_MARK_ROW, NULL);
}
