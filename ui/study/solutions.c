/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/solutions.h"

#include "config.h"

#include "inspector/rows.h"
#include "study/study-text.h"
#include "study/study.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

static LeatElement *
new_properties (const char *title,
                const char *challenge)
{
  LeatElement *properties = leat_element_new (LEAT_ELEMENT_PROPERTIES, LEAT_PROPERTIES_ID);

  g_free (properties->name);
  properties->name = g_strdup (title);
  if (challenge != NULL)
    {
      LeatSettings *settings = leat_settings_with (properties->settings, g_intern_string (LEAT_STUDY_SETTING), challenge);

      leat_settings_unref (properties->settings);
      properties->settings = settings;
    }
  return properties;
}

LeatWindow *
leat_study_open (LeatWindow *window,
                 const char *title,
                 const char *challenge,
                 GPtrArray  *elements)
{
  LeatWindow *shown = leat_window_for_document (window);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(LeatPipeline) pipeline = NULL;
  g_autoptr(LeatDocument) document = NULL;

  g_ptr_array_add (all, new_properties (title, challenge));
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        g_ptr_array_add (all, leat_element_ref (element));
    }
  pipeline = leat_pipeline_new_from_elements (all, NULL, NULL);
  document = leat_document_new (leat_window_get_catalogue (window), pipeline);
  leat_window_set_document (shown, document);
  if (challenge != NULL)
    leat_canvas_zoom_begin (leat_window_get_canvas (shown));
  gtk_window_present (GTK_WINDOW (shown));
  return shown;
}

/* What a button opens. */
typedef struct
{
  LeatWindow    *window; /* the button is in it */
  LeatChallenge *challenge;
  LeatSolution  *solution;
} Drawing;

static void
drawing_free (gpointer  data,
              GClosure *closure)
{
  Drawing *self = data;

  leat_challenge_unref (self->challenge);
  g_free (self);
}

static void
on_open (GtkButton *button,
         Drawing   *self)
{
  leat_study_open (self->window, self->solution->title, NULL, self->solution->elements);
}

static char *
dup_fails (const LeatSolution *solution,
           const LeatGrade    *reference)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; solution->fails != NULL && solution->fails[i] != NULL; i++)
    {
      const LeatMark *mark = leat_grade_get_mark (reference, solution->fails[i]);

      if (mark != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", mark->label);
    }
  return g_strdup_printf (_("Fails: %s"), text->str);
}

static GtkWidget *
new_details (LeatWindow      *window,
             const LeatGrade *reference,
             LeatSolution    *solution)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *button = gtk_button_new_with_label (_("Open the Drawing"));
  g_autofree char *name = g_strdup_printf (_("Open the drawing of “%s”"), solution->title);
  Drawing *drawing = g_new (Drawing, 1);

  *drawing = (Drawing){ window, leat_challenge_ref (reference->challenge), solution };
  if (solution->text != NULL)
    gtk_box_append (GTK_BOX (box), leat_study_text_new (solution->text));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_open), drawing, drawing_free, 0);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

static GtkWidget *
new_row (LeatWindow      *window,
         const LeatGrade *reference,
         LeatSolution    *solution,
         const char      *subtitle,
         gboolean         right)
{
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, "title", solution->title, "subtitle", subtitle, NULL);
  GtkWidget *icon = gtk_image_new_from_icon_name (right ? "emblem-ok-symbolic" : "window-close-symbolic");

  gtk_widget_add_css_class (icon, right ? "success" : "error");
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (row), icon);
  leat_expander_add_details (ADW_EXPANDER_ROW (row), new_details (window, reference, solution));
  return row;
}

static GtkWidget *
new_group (const char *title)
{
  return g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);
}

GtkWidget *
leat_solutions_new (LeatWindow      *window,
                    const LeatGrade *reference)
{
  const LeatChallenge *challenge = reference->challenge;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *right = new_group (_("Solutions")), *wrong = new_group (_("Often Drawn, and Wrong"));

  for (guint i = 0; i < challenge->solutions->len; i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (right),
                               new_row (window, reference, challenge->solutions->pdata[i],
                                        i == 0 ? _("The reference") : _("As right"), TRUE));
  for (guint i = 0; i < challenge->wrongs->len; i++)
    {
      LeatSolution *solution = g_ptr_array_index (challenge->wrongs, i);
      g_autofree char *fails = dup_fails (solution, reference);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (wrong), new_row (window, reference, solution, fails, FALSE));
    }
  gtk_widget_set_visible (wrong, challenge->wrongs->len > 0);
  gtk_box_append (GTK_BOX (box), right);
  gtk_box_append (GTK_BOX (box), wrong);
  return box;
}
