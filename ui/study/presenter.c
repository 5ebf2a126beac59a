/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/presenter.h"

#include "config.h"

#include "draw/markdown.h"
#include "study/figures.h"
#include "study/pointer.h"
#include "study/speaker.h"
#include "study/large-text.h"

#include <glib/gi18n-lib.h>

/* How long the pointer rests before it hides. */
#define STILL_MS 2500

/* The part of the window that the text takes, beside the drawing or below it. */
#define BESIDE 0.36
#define BELOW 0.42

/* From which heights the type is larger, in pixels. */
#define LARGE_FROM 1000
#define HUGE_FROM 1500

/* The smallest type. */
#define DENSEST 2

struct _LeatPresenter
{
  AdwWindow         parent_instance;
  LeatDocument     *document; /* owned */
  GPtrArray        *steps;    /* owned: of LeatElement */
  guint             step;
  gboolean          revealed;
  GString          *digits;   /* typed so far */
  gint64            started;
  guint             still_id;
  guint             fit_id;
  guint             density; /* 0 for the largest type */
  GtkWidget        *speaker;  /* weak, or NULL */
  GdkMonitor       *monitor;  /* owned, or NULL */

  GtkBox           *split;
  GtkWidget        *panel;
  LeatStudyStage        *stage;
  GtkScrolledWindow *scrolled;
  GtkWidget        *step_box; /* what is read out of a step: a label alone takes no focus */
  GtkLabel         *heading;
  LeatLargeText    *text;
  GtkWidget        *question_box;
  LeatLargeText    *question;
  GtkWidget        *reveal;
  GtkWidget        *answer_box;
  LeatLargeText    *answer;
  LeatStudyFigures *figures;
  GtkLabel         *hint;
  GtkLabel         *count;
  GtkProgressBar   *progress;
  GtkWidget        *black;
  GtkLabel         *jump;
  LeatLaser        *laser;
};

G_DEFINE_FINAL_TYPE (LeatPresenter, leat_presenter, ADW_TYPE_WINDOW)

enum { STEP_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static LeatElement *
get_step (LeatPresenter *self)
{
  return self->steps->pdata[self->step];
}

static void
name_widget (GtkWidget  *widget,
             const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What is shown */

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_density (LeatPresenter *self,
             guint          density)
{
  self->density = density;
  set_class (self->panel, "dense", density == 1);
  set_class (self->panel, "denser", density >= DENSEST);
}

/* A long text is in smaller type, so far as that can be read; what is longer still is scrolled, to the answer first. */
static gboolean
fit (gpointer data)
{
  LeatPresenter *self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  double upper = gtk_adjustment_get_upper (adjustment);

  self->fit_id = 0;
  if (upper <= gtk_adjustment_get_page_size (adjustment) + 1)
    return G_SOURCE_REMOVE;
  if (self->density < DENSEST)
    set_density (self, self->density + 1);
  else if (self->revealed)
    gtk_adjustment_set_value (adjustment, upper);
  return G_SOURCE_REMOVE;
}

static void
queue_fit (LeatPresenter *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE + 15, fit, self, NULL);
}

static const char *
get_answer (LeatPresenter *self)
{
  return leat_settings_get (get_step (self)->settings, LEAT_STEP_ANSWER);
}

static void
show_question (LeatPresenter *self)
{
  const char *question = leat_settings_get (get_step (self)->settings, LEAT_STEP_QUESTION);
  const char *answer = get_answer (self);
  g_autofree char *plain = leat_markdown_dup_plain (answer != NULL ? answer : "");
  g_autofree char *name = g_strdup_printf (_("Answer: %s"), plain);

  leat_large_text_set (self->question, question);
  leat_large_text_set (self->answer, self->revealed ? answer : NULL);
  name_widget (self->answer_box, self->revealed ? name : _("Answer"));
  gtk_widget_set_visible (self->question_box, question != NULL || answer != NULL);
  gtk_widget_set_visible (self->reveal, answer != NULL && !self->revealed);
  gtk_widget_set_visible (self->answer_box, answer != NULL && self->revealed);
}

static void
show_figures (LeatPresenter *self)
{
  leat_study_figures_show (self->figures, leat_study_stage_get_report (self->stage), leat_document_get_report (self->document));
}

/* What can be done here that one would not guess. */
static void
show_hint (LeatPresenter *self)
{
  const char *hint = leat_study_stage_is_drilling (self->stage) ? _("D: back to the drawing")
                     : leat_study_stage_has_drill (self->stage) ? _("D: play the outage")
                                                          : NULL;

  gtk_label_set_text (self->hint, hint != NULL ? hint : "");
}

static void
show_count (LeatPresenter *self)
{
  g_autofree char *count = g_strdup_printf (_("%u of %u"), self->step + 1, self->steps->len);

  gtk_label_set_text (self->count, count);
  gtk_progress_bar_set_fraction (self->progress, (self->step + 1.0) / self->steps->len);
}

static void
show_step (LeatPresenter *self)
{
  const LeatElement *step = get_step (self);
  g_autofree char *plain = leat_markdown_dup_plain (step->text != NULL ? step->text : "");
  g_autofree char *name = g_strdup_printf (_("Step %u of %u: %s"), self->step + 1, self->steps->len, step->name);
  g_autofree char *title = g_strdup_printf (_("%s – Step %u"), step->name, self->step + 1);

  gtk_label_set_text (self->heading, step->name);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), *step->name != '\0');
  name_widget (self->step_box, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->step_box), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, plain, -1);
  leat_large_text_set (self->text, step->text);
  name_widget (GTK_WIDGET (self->text), plain);
  gtk_window_set_title (GTK_WINDOW (self), title);
  show_question (self);
  show_count (self);
  show_hint (self);
  set_density (self, 0);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

/* A step is read out as what has the focus; before there is a window, nothing is. */
static void
read_out (LeatPresenter *self,
          GtkWidget     *widget)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (widget);
}

static void
go (LeatPresenter *self,
    guint          step)
{
  self->step = MIN (step, self->steps->len - 1);
  self->revealed = FALSE;
  leat_study_stage_show (self->stage, get_step (self));
  show_step (self);
  show_figures (self);
  read_out (self, self->step_box);
  g_signal_emit (self, signals[STEP_CHANGED], 0);
}

static void
go_by (LeatPresenter *self,
       int            by)
{
  int to = CLAMP ((int) self->step + by, 0, (int) self->steps->len - 1);

  if (to != (int) self->step)
    go (self, (guint) to);
}

static gboolean
has_hidden_answer (LeatPresenter *self)
{
  return get_answer (self) != NULL && !self->revealed;
}

static void
set_revealed (LeatPresenter *self,
              gboolean       revealed)
{
  self->revealed = revealed && get_answer (self) != NULL;
  show_question (self);
  read_out (self, self->revealed ? self->answer_box : self->step_box);
  g_signal_emit (self, signals[STEP_CHANGED], 0);
}

/* What a clicker's one button does: first the answer, then the next step. */
static void
advance (LeatPresenter *self)
{
  if (has_hidden_answer (self))
    set_revealed (self, TRUE);
  else
    go_by (self, 1);
}

static void
go_back (LeatPresenter *self)
{
  go_by (self, -1);
}

static void
reveal (LeatPresenter *self)
{
  set_revealed (self, TRUE);
}

/* The steps were edited. */
static void
on_changed (LeatPresenter *self)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (leat_document_get_pipeline (self->document));

  if (steps->len == 0)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  g_ptr_array_unref (self->steps);
  self->steps = g_steal_pointer (&steps);
  self->step = MIN (self->step, self->steps->len - 1);
  leat_study_stage_show (self->stage, get_step (self));
  show_step (self);
  g_signal_emit (self, signals[STEP_CHANGED], 0);
}

static void
on_stage_changed (LeatPresenter *self)
{
  show_figures (self);
  show_hint (self);
}

static void
on_failed (LeatPresenter *self,
           const char    *message)
{
  gtk_label_set_text (self->hint, message);
}

/* Keys */

static void
update_cursor (LeatPresenter *self,
               gboolean       still)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), still || leat_laser_get_on (self->laser) ? "none" : NULL);
}

static void
set_digits (LeatPresenter *self,
            const char    *digits)
{
  g_autofree char *text = g_strdup_printf (_("Go to %s"), digits);

  g_string_assign (self->digits, digits);
  gtk_label_set_text (self->jump, text);
  gtk_widget_set_visible (GTK_WIDGET (self->jump), *digits != '\0');
}

static gboolean
press_digit (LeatPresenter *self,
             guint          digit)
{
  g_autofree char *digits = g_strdup_printf ("%s%u", self->digits->str, digit);

  if (strlen (digits) <= 4)
    set_digits (self, digits);
  return TRUE;
}

static gboolean
jump (LeatPresenter *self)
{
  guint64 number = g_ascii_strtoull (self->digits->str, NULL, 10);

  set_digits (self, "");
  go (self, number > 0 ? (guint) number - 1 : 0);
  return TRUE;
}

static void
toggle_speaker (LeatPresenter *self)
{
  if (self->speaker != NULL)
    {
      gtk_window_close (GTK_WINDOW (self->speaker));
      return;
    }
  g_set_weak_pointer (&self->speaker, leat_speaker_new (self, self->started));
  gtk_window_present (GTK_WINDOW (self->speaker));
}

static void
toggle_fullscreen (LeatPresenter *self)
{
  if (gtk_window_is_fullscreen (GTK_WINDOW (self)))
    gtk_window_unfullscreen (GTK_WINDOW (self));
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

/* Who cannot see that the screen is black hears it. */
static void
set_black (LeatPresenter *self,
           gboolean       black)
{
  gtk_widget_set_visible (self->black, black);
  read_out (self, black ? self->black : self->step_box);
}

/* Esc takes back what lies over the walkthrough, and then leaves. */
static void
escape (LeatPresenter *self)
{
  if (self->digits->len > 0)
    set_digits (self, "");
  else if (gtk_widget_get_visible (self->black))
    set_black (self, FALSE);
  else if (leat_study_stage_is_drilling (self->stage))
    leat_study_stage_toggle_drill (self->stage);
  else
    gtk_window_close (GTK_WINDOW (self));
}

static gboolean
press_letter (LeatPresenter *self,
              guint          key)
{
  switch (key == GDK_KEY_P ? key : gdk_keyval_to_lower (key))
    {
    case GDK_KEY_n:
      go_by (self, 1);
      return TRUE;
    case GDK_KEY_p:
      go_by (self, -1);
      return TRUE;
    case GDK_KEY_P:
      leat_laser_set_on (self->laser, !leat_laser_get_on (self->laser));
      update_cursor (self, FALSE);
      return TRUE;
    case GDK_KEY_r:
      set_revealed (self, !self->revealed);
      return TRUE;
    case GDK_KEY_b:
    case GDK_KEY_period:
    case GDK_KEY_KP_Decimal:
      set_black (self, !gtk_widget_get_visible (self->black));
      return TRUE;
    case GDK_KEY_d:
      leat_study_stage_toggle_drill (self->stage);
      return TRUE;
    case GDK_KEY_l:
      gtk_widget_set_visible (GTK_WIDGET (self->figures), !gtk_widget_get_visible (GTK_WIDGET (self->figures)));
      return TRUE;
    case GDK_KEY_s:
      toggle_speaker (self);
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
press_other (LeatPresenter *self,
             guint          key)
{
  switch (key)
    {
    case GDK_KEY_Right:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Right:
    case GDK_KEY_KP_Down:
      go_by (self, 1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      advance (self);
      return TRUE;
    case GDK_KEY_Left:
    case GDK_KEY_Up:
    case GDK_KEY_KP_Left:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
    case GDK_KEY_BackSpace:
      go_by (self, -1);
      return TRUE;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      go (self, 0);
      return TRUE;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      go (self, self->steps->len - 1);
      return TRUE;
    case GDK_KEY_Escape:
      escape (self);
      return TRUE;
    case GDK_KEY_F11:
      toggle_fullscreen (self);
      return TRUE;
    default:
      return press_letter (self, key);
    }
}

gboolean
leat_presenter_press (LeatPresenter  *self,
                      guint           key,
                      GdkModifierType state)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), FALSE);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return FALSE;
  if (key >= GDK_KEY_0 && key <= GDK_KEY_9)
    return press_digit (self, key - GDK_KEY_0);
  if (key >= GDK_KEY_KP_0 && key <= GDK_KEY_KP_9)
    return press_digit (self, key - GDK_KEY_KP_0);
  if (self->digits->len > 0 && (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter))
    return jump (self);
  if (self->digits->len > 0 && key != GDK_KEY_Escape)
    set_digits (self, "");
  return press_other (self, key);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        LeatPresenter         *self)
{
  return leat_presenter_press (self, key, state);
}

/* The pointer */

static gboolean
on_still (gpointer data)
{
  LeatPresenter *self = data;

  self->still_id = 0;
  update_cursor (self, TRUE);
  return G_SOURCE_REMOVE;
}

static void
on_motion (LeatPresenter *self,
           double         x,
           double         y)
{
  leat_laser_move (self->laser, x, y);
  update_cursor (self, FALSE);
  g_clear_handle_id (&self->still_id, g_source_remove);
  self->still_id = g_timeout_add (STILL_MS, on_still, self);
}

static void
on_click (LeatPresenter *self,
          int            n,
          double         x,
          double         y,
          GtkGesture    *gesture)
{
  if (leat_study_stage_is_drilling (self->stage))
    return;
  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) == GDK_BUTTON_SECONDARY)
    go_by (self, -1);
  else
    advance (self);
}

/* The window */

/* The text stands beside the drawing, or below it where the window is higher than wide. */
static void
on_layout (GdkSurface    *surface,
           int            width,
           int            height,
           LeatPresenter *self)
{
  gboolean below = width < height * 1.1;
  int size = below ? (int) (height * BELOW) : (int) (width * BESIDE);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->split), below ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->panel, below ? -1 : size, below ? size : -1);
  set_class (self->panel, "below", below);
  set_class (GTK_WIDGET (self), "large", height >= LARGE_FROM && height < HUGE_FROM && width >= LARGE_FROM);
  set_class (GTK_WIDGET (self), "huge", height >= HUGE_FROM && width >= HUGE_FROM);
  set_class (GTK_WIDGET (self), "small", height < 600 || width < 800);
}

static void
leat_presenter_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leat_presenter_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "layout", G_CALLBACK (on_layout), widget, 0);
}

static void
leat_presenter_map (GtkWidget *widget)
{
  LeatPresenter *self = LEAT_PRESENTER (widget);

  GTK_WIDGET_CLASS (leat_presenter_parent_class)->map (widget);
  read_out (self, self->step_box);
}

static void
leat_presenter_dispose (GObject *object)
{
  LeatPresenter *self = LEAT_PRESENTER (object);
  GtkWidget *speaker = self->speaker;

  g_clear_weak_pointer (&self->speaker);
  if (speaker != NULL)
    gtk_window_destroy (GTK_WINDOW (speaker));
  g_clear_handle_id (&self->still_id, g_source_remove);
  g_clear_handle_id (&self->fit_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (leat_presenter_parent_class)->dispose (object);
}

static void
leat_presenter_finalize (GObject *object)
{
  LeatPresenter *self = LEAT_PRESENTER (object);

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_string_free (self->digits, TRUE);
  G_OBJECT_CLASS (leat_presenter_parent_class)->finalize (object);
}

static void
leat_presenter_class_init (LeatPresenterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_presenter_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_presenter_finalize;
  GTK_WIDGET_CLASS (klass)->realize = leat_presenter_realize;
  GTK_WIDGET_CLASS (klass)->map = leat_presenter_map;
  signals[STEP_CHANGED] = g_signal_new ("step-changed", LEAT_TYPE_PRESENTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static GtkWidget *
new_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
new_card (const char    *class,
          const char    *title,
          LeatLargeText *text)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, NULL);
  GtkWidget *label = new_label ("presenter-caption");

  gtk_label_set_text (GTK_LABEL (label), title);
  gtk_widget_add_css_class (box, class);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (text));
  name_widget (box, title);
  return box;
}

static GtkWidget *
new_words (LeatPresenter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->step_box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_GROUP, "focusable", TRUE, NULL);
  self->heading = GTK_LABEL (new_label ("presenter-heading"));
  self->text = LEAT_LARGE_TEXT (leat_large_text_new ());
  self->question = LEAT_LARGE_TEXT (leat_large_text_new ());
  self->answer = LEAT_LARGE_TEXT (leat_large_text_new ());
  self->question_box = new_card ("presenter-question", _("Question"), self->question);
  self->answer_box = new_card ("presenter-answer", _("Answer"), self->answer);
  self->reveal = gtk_button_new_with_label (_("Show Answer"));
  gtk_widget_set_halign (self->reveal, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (self->reveal, _("Space"));
  gtk_widget_set_focusable (self->answer_box, TRUE);
  g_signal_connect_object (self->reveal, "clicked", G_CALLBACK (reveal), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->question_box), self->reveal);
  gtk_box_append (GTK_BOX (self->step_box), GTK_WIDGET (self->heading));
  gtk_box_append (GTK_BOX (self->step_box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), self->step_box);
  gtk_box_append (GTK_BOX (box), self->question_box);
  gtk_box_append (GTK_BOX (box), self->answer_box);
  return box;
}

static GtkWidget *
new_button (LeatPresenter *self,
            const char    *icon,
            const char    *name,
            GCallback      on_clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_focusable (button, FALSE);
  gtk_widget_set_tooltip_text (button, name);
  name_widget (button, name);
  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_foot (LeatPresenter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->count = GTK_LABEL (new_label ("numeric"));
  gtk_label_set_wrap (self->count, FALSE);
  self->hint = GTK_LABEL (new_label ("dim-label"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->hint), TRUE);
  gtk_widget_add_css_class (box, "presenter-foot");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint));
  gtk_box_append (GTK_BOX (box), new_button (self, "go-previous-symbolic", _("Previous Step"), G_CALLBACK (go_back)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), new_button (self, "go-next-symbolic", _("Next Step"), G_CALLBACK (advance)));
  gtk_widget_set_halign (box, GTK_ALIGN_FILL);
  return box;
}

static GtkWidget *
new_panel (LeatPresenter *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->scrolled = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  gtk_scrolled_window_set_policy (self->scrolled, GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (self->scrolled, new_words (self));
  gtk_widget_set_vexpand (GTK_WIDGET (self->scrolled), TRUE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "changed", G_CALLBACK (queue_fit), self,
                           G_CONNECT_SWAPPED);
  self->figures = LEAT_STUDY_FIGURES (leat_study_figures_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->figures), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->figures), "presenter-figures");
  gtk_widget_add_css_class (box, "presenter-panel");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->scrolled));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->figures));
  gtk_box_append (GTK_BOX (box), new_foot (self));
  return box;
}

static void
add_overlays (LeatPresenter *self,
              GtkOverlay    *overlay)
{
  self->progress = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->progress), "osd");
  gtk_widget_set_valign (GTK_WIDGET (self->progress), GTK_ALIGN_END);
  gtk_widget_set_can_target (GTK_WIDGET (self->progress), FALSE);
  name_widget (GTK_WIDGET (self->progress), _("Progress"));
  self->jump = GTK_LABEL (new_label ("presenter-jump"));
  gtk_widget_set_halign (GTK_WIDGET (self->jump), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->jump), GTK_ALIGN_START);
  gtk_widget_set_visible (GTK_WIDGET (self->jump), FALSE);
  self->black = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, "focusable", TRUE, NULL);
  gtk_widget_add_css_class (self->black, "presenter-black");
  gtk_widget_set_visible (self->black, FALSE);
  name_widget (self->black, _("The screen is black"));
  self->laser = LEAT_LASER (leat_laser_new ());
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self->progress));
  gtk_overlay_add_overlay (overlay, self->black);
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self->jump));
  gtk_overlay_add_overlay (overlay, GTK_WIDGET (self->laser));
}

static void
add_controllers (LeatPresenter *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect_object (click, "released", G_CALLBACK (on_click), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->stage), GTK_EVENT_CONTROLLER (click));
}

static void
leat_presenter_init (LeatPresenter *self)
{
  self->digits = g_string_new (NULL);
  self->started = g_get_monotonic_time ();
  gtk_window_set_default_size (GTK_WINDOW (self), 1280, 720);
  gtk_widget_add_css_class (GTK_WIDGET (self), "presenter");
}

static void
build (LeatPresenter *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->split = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
  self->stage = LEAT_STUDY_STAGE (leat_study_stage_new (self->document));
  self->panel = new_panel (self);
  gtk_box_append (self->split, GTK_WIDGET (self->stage));
  gtk_box_append (self->split, self->panel);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), GTK_WIDGET (self->split));
  add_overlays (self, GTK_OVERLAY (overlay));
  adw_window_set_content (ADW_WINDOW (self), overlay);
  add_controllers (self);
  g_signal_connect_object (self->stage, "changed", G_CALLBACK (on_stage_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->stage, "failed", G_CALLBACK (on_failed), self, G_CONNECT_SWAPPED);
}

/* Another screen than the one with the document's window, if there are several. */
static GdkMonitor *
find_monitor (GtkWindow *parent)
{
  GdkSurface *surface = parent != NULL ? gtk_native_get_surface (GTK_NATIVE (parent)) : NULL;
  GdkDisplay *display = surface != NULL ? gdk_surface_get_display (surface) : NULL;
  GdkMonitor *own = display != NULL ? gdk_display_get_monitor_at_surface (display, surface) : NULL;
  GListModel *all = display != NULL ? gdk_display_get_monitors (display) : NULL;

  for (guint i = 0; all != NULL && i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (all, i);

      if (monitor != own)
        return g_steal_pointer (&monitor);
    }
  return NULL;
}

GtkWidget *
leat_presenter_new (GtkWindow    *parent,
                    LeatDocument *document,
                    guint         first)
{
  LeatPresenter *self = g_object_new (LEAT_TYPE_PRESENTER, NULL);

  self->document = g_object_ref (document);
  self->steps = leat_pipeline_dup_steps (leat_document_get_pipeline (document));
  self->monitor = find_monitor (parent);
  build (self);
  g_signal_connect_object (leat_document_get_pipeline (document), "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  go (self, first);
  return GTK_WIDGET (self);
}

void
leat_presenter_start (LeatPresenter *self)
{
  g_return_if_fail (LEAT_IS_PRESENTER (self));

  if (self->monitor != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), self->monitor);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (self));
}

guint
leat_presenter_get_step (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), 0);

  return self->step;
}

GPtrArray *
leat_presenter_get_steps (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), NULL);

  return self->steps;
}

gboolean
leat_presenter_is_revealed (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), FALSE);

  return self->revealed;
}

gboolean
leat_presenter_is_black (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), FALSE);

  return gtk_widget_get_visible (self->black);
}

LeatStudyStage *
leat_presenter_get_stage (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), NULL);

  return self->stage;
}

GtkWindow *
leat_presenter_get_view (LeatPresenter *self)
{
  g_return_val_if_fail (LEAT_IS_PRESENTER (self), NULL);

  return self->speaker != NULL ? GTK_WINDOW (self->speaker) : NULL;
}
