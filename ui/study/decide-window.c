/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/decide-window.h"

#include "config.h"

#include "engine/money.h"
#include "exchange/decisions.h"
#include "palette/glyph-tile.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _LeatDecideWindow
{
  AdwWindow      parent_instance;
  LeatWindow    *window; /* not owned: this one is destroyed with it */
  LeatCatalogue *catalogue;
  LeatDecisions *decisions;
  LeatAdvice    *advice;
  guint         *answers;
  GPtrArray     *rows;   /* of AdwComboRow, by question; borrowed */
  GtkWidget     *result; /* the page of what the answers lead to */
  GtkWidget     *groups; /* the box in it that is filled anew */
  GtkWidget     *summary;
};

G_DEFINE_FINAL_TYPE (LeatDecideWindow, leat_decide_window, ADW_TYPE_WINDOW)

/* What the answers lead to */

static GtkWidget *
new_tile (LeatDecideWindow *self,
          const LeatPick   *pick)
{
  GtkWidget *tile = leat_glyph_tile_new (32);

  leat_glyph_tile_set_service (LEAT_GLYPH_TILE (tile), self->catalogue,
                               leat_catalogue_get_service (self->catalogue, pick->candidate->type));
  gtk_widget_set_valign (tile, GTK_ALIGN_CENTER);
  if (!pick->chosen)
    gtk_widget_add_css_class (tile, "dim-label");
  return tile;
}

/* Taken or turned down is told by words and a sign, not by colour alone. */
static GtkWidget *
new_pick_row (LeatDecideWindow *self,
              const LeatPick   *pick)
{
  const LeatService *service = leat_catalogue_get_service (self->catalogue, pick->candidate->type);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *sign = gtk_image_new_from_icon_name (pick->chosen ? "object-select-symbolic" : "window-close-symbolic");
  g_autofree char *title = pick->chosen ? g_strdup (leat_tr (service->name))
                                        : g_strdup_printf (_("Not %s"), leat_tr (service->name));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), leat_tr (pick->why));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), new_tile (self, pick));
  gtk_accessible_update_property (GTK_ACCESSIBLE (sign), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pick->chosen ? _("Taken") : _("Turned down"), -1);
  gtk_widget_add_css_class (sign, pick->chosen ? "success" : "dim-label");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), sign);
  return row;
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
show_picks (LeatDecideWindow *self)
{
  const LeatPlaceToFill *place = NULL;
  GtkWidget *group = NULL;

  clear (self->groups);
  for (guint i = 0; i < self->advice->picks->len; i++)
    {
      const LeatPick *pick = &g_array_index (self->advice->picks, LeatPick, i);

      if (pick->place != place)
        {
          group = adw_preferences_group_new ();
          adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), leat_tr (pick->place->title));
          gtk_box_append (GTK_BOX (self->groups), group);
          place = pick->place;
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), new_pick_row (self, pick));
    }
}

static double
find_delay (LeatReport *report)
{
  GPtrArray *requirements = leat_report_get_requirements (report);

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirementResult *result = g_ptr_array_index (requirements, i);

      if (result->requirement->measure == LEAT_REQUIREMENT_P95)
        return result->measured;
    }
  return NAN;
}

/* "14 blocks · $345.60 a month · in 8 min 12 s, 19 times of 20" */
static void
show_summary (LeatDecideWindow *self)
{
  LeatOptions options = leat_options_of (self->advice->elements);
  g_autoptr(LeatReport) report = leat_report_new (self->catalogue, self->advice->elements, &options, NULL, NULL);
  g_autofree char *money = NULL, *delay = NULL, *size = NULL, *text = NULL;
  guint n;

  if (report == NULL)
    return;
  n = leat_report_get_n_blocks (report);
  size = g_strdup_printf (ngettext ("%u block", "%u blocks", n), n);
  money = leat_money_format (leat_report_get_options (report)->currency, leat_report_get_total (report, NULL));
  delay = leat_duration_format (find_delay (report));
  text = g_strdup_printf (_("%s · %s a month · there in %s, 19 times of 20"), size, money, delay);
  gtk_label_set_text (GTK_LABEL (self->summary), text);
}

static void
decide (LeatDecideWindow *self)
{
  g_clear_pointer (&self->advice, leat_advice_free);
  self->advice = leat_decide (self->decisions, self->answers, _("A Start"));
  show_picks (self);
  show_summary (self);
}

/* The questions */

static void
on_answered (AdwComboRow      *row,
             GParamSpec       *pspec,
             LeatDecideWindow *self)
{
  guint question, answer = adw_combo_row_get_selected (row);

  if (!g_ptr_array_find (self->rows, row, &question) || answer == self->answers[question] || answer == GTK_INVALID_LIST_POSITION)
    return;
  self->answers[question] = answer;
  decide (self);
}

static GtkWidget *
new_question_row (LeatDecideWindow   *self,
                  const LeatQuestion *question)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr(GtkStringList) labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < question->answers->len; i++)
    gtk_string_list_append (labels, leat_tr (((LeatAnswer *) question->answers->pdata[i])->label));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), leat_tr (question->title));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (row), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), question->fallback);
  gtk_widget_set_tooltip_text (row, leat_tr (question->help));
  g_signal_connect (row, "notify::selected", G_CALLBACK (on_answered), self);
  return row;
}

static GtkWidget *
new_questions (LeatDecideWindow *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->answers = g_new (guint, self->decisions->questions->len);
  for (guint i = 0; i < self->decisions->questions->len; i++)
    {
      const LeatQuestion *question = g_ptr_array_index (self->decisions->questions, i);
      GtkWidget *row = new_question_row (self, question);

      self->answers[i] = question->fallback;
      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
    }
  return group;
}

void
leat_decide_window_answer (LeatDecideWindow *self,
                           const char       *question,
                           const char       *answer)
{
  const LeatQuestion *found = leat_decisions_find_question (self->decisions, question);
  guint index;

  g_return_if_fail (found != NULL && leat_question_find_answer (found, answer) >= 0);

  g_ptr_array_find (self->decisions->questions, found, &index);
  adw_combo_row_set_selected (g_ptr_array_index (self->rows, index), leat_question_find_answer (found, answer));
}

/* On the canvas */

static gboolean
is_empty (LeatDocument *document)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    if (leat_pipeline_get_nth (pipeline, i)->kind != LEAT_ELEMENT_PROPERTIES)
      return FALSE;
  return TRUE;
}

/* What the drawing is called and where it is billed stays; what is asked of it is added. */
static LeatElement *
merge_properties (const LeatElement *old,
                  const LeatElement *asked)
{
  LeatElement *merged = leat_element_copy (old);

  if (*merged->name == '\0')
    {
      g_free (merged->name);
      merged->name = g_strdup (asked->name);
    }
  for (gsize i = 0; i < leat_settings_get_n (asked->settings); i++)
    {
      const char *name;
      const char *value = leat_settings_get_nth (asked->settings, i, &name);
      LeatSettings *before = merged->settings;

      merged->settings = leat_settings_with (before, name, value);
      leat_settings_unref (before);
    }
  return merged;
}

static void
fill (LeatDocument *document,
      LeatPipeline *made)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (document);
  LeatElement *old = leat_pipeline_get_properties (pipeline);
  LeatEdit *edit = leat_edit_new (_("Start from the Decision Helper"));

  leat_edit_take (edit, leat_element_ref (old), merge_properties (old, leat_pipeline_get_properties (made)));
  for (guint i = 0; i < leat_pipeline_get_n_elements (made); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (made, i);

      if (element->kind != LEAT_ELEMENT_PROPERTIES)
        leat_edit_take (edit, NULL, leat_element_ref (element));
    }
  leat_history_apply (leat_document_get_history (document), edit);
}

static void
put (GtkWidget  *widget,
     const char *action,
     GVariant   *parameter)
{
  LeatDecideWindow *self = LEAT_DECIDE_WINDOW (widget);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) made = leat_advice_new_pipeline (self->advice, self->catalogue, &error);
  LeatDocument *here = leat_window_get_document (self->window);
  LeatWindow *window = self->window;

  if (made == NULL)
    {
      leat_window_show_error (window, _("Could Not Put It on the Canvas"), error);
      return;
    }
  if (here == NULL || !is_empty (here))
    {
      g_autoptr(LeatPipeline) empty = leat_pipeline_new ();
      g_autoptr(LeatDocument) document = leat_document_new (self->catalogue, empty);

      window = leat_window_for_document (window);
      leat_window_set_document (window, document);
    }
  fill (leat_window_get_document (window), made);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.zoom-fit", NULL);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* The window */

static GtkWidget *
new_page (GtkWidget *child)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  g_object_set (child, "margin-top", 18, "margin-bottom", 18, "margin-start", 12, "margin-end", 12, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), child);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
new_result (LeatDecideWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *page;

  self->summary = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->summary), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->summary), 0);
  gtk_widget_add_css_class (self->summary, "heading");
  self->groups = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->groups);
  page = new_page (box);
  gtk_widget_set_hexpand (page, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (page), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Proposal"), -1);
  return page;
}

static GtkWidget *
new_header (void)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Put on the Canvas"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "decide.put");
  gtk_widget_set_tooltip_text (button, _("Opens the pipeline; an empty drawing takes it in"));
  gtk_widget_add_css_class (button, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), button);
  return header;
}

static GtkWidget *
new_content (LeatDecideWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *panes = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *questions = new_page (new_questions (self));

  gtk_widget_set_size_request (questions, 280, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (questions), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Questions"), -1);
  self->result = new_result (self);
  gtk_box_append (GTK_BOX (panes), questions);
  gtk_box_append (GTK_BOX (panes), gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  gtk_box_append (GTK_BOX (panes), self->result);
  gtk_box_append (GTK_BOX (content), new_header ());
  gtk_box_append (GTK_BOX (content), panes);
  return content;
}

static void
leat_decide_window_finalize (GObject *object)
{
  LeatDecideWindow *self = LEAT_DECIDE_WINDOW (object);

  g_clear_pointer (&self->advice, leat_advice_free);
  g_clear_pointer (&self->decisions, leat_decisions_free);
  g_clear_pointer (&self->catalogue, leat_catalogue_unref);
  g_ptr_array_unref (self->rows);
  g_free (self->answers);
  G_OBJECT_CLASS (leat_decide_window_parent_class)->finalize (object);
}

static void
leat_decide_window_class_init (LeatDecideWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = leat_decide_window_finalize;
  gtk_widget_class_install_action (widget_class, "decide.put", NULL, put);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "decide.put", NULL);
}

static void
leat_decide_window_init (LeatDecideWindow *self)
{
  self->rows = g_ptr_array_new ();
}

GtkWidget *
leat_decide_window_new (LeatWindow    *window,
                        LeatCatalogue *catalogue,
                        GError       **error)
{
  g_auto(GStrv) folders = leat_data_folders ();
  LeatDecisions *decisions = leat_decisions_load ((const char *const *) folders, catalogue, error);
  LeatDecideWindow *self;

  if (decisions == NULL)
    return NULL;
  self = g_object_new (LEAT_TYPE_DECIDE_WINDOW, "title", _("Decision Helper"), "transient-for", window,
                       "destroy-with-parent", TRUE, "default-width", 980, "default-height", 720, NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), 600, 360);
  self->window = window;
  self->catalogue = leat_catalogue_ref (catalogue);
  self->decisions = decisions;
  adw_window_set_content (ADW_WINDOW (self), new_content (self));
  decide (self);
  return GTK_WIDGET (self);
}
