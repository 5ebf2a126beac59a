/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/stage.h"

#include "config.h"

#include "explore/drill-charts.h"
#include "explore/drill-player.h"
#include "explore/drill-view.h"
#include "study/focus.h"
#include "study/trial.h"
#include "thread.h"

#include <math.h>

#define GLIDE_MS 350

/* Pixels around what is looked at, and the zoom that is not exceeded: a single block is to be seen among others. */
#define MARGIN 56.0
#define MOST_ZOOM 2.0

typedef struct
{
  double x, y, zoom;
} Look;

struct _LeatStudyStage
{
  AdwBin           parent_instance;
  GtkStack        *stack;
  LeatCanvas      *canvas;
  LeatDrillView   *view;
  LeatDrillPlayer *player;
  LeatDocument    *document; /* owned */
  LeatDocument    *tried;    /* owned: as the step would have it, or NULL */
  LeatElement     *step;     /* owned, or NULL */
  LeatDrillPlan   *plan;     /* owned: of the drill that is shown, or NULL */
  GCancellable    *working;  /* owned, or NULL */
  GCancellable    *drilling; /* owned: the drill is being run, or NULL */
  AdwAnimation    *glide;    /* owned, or NULL */
  Look             from;
  Look             to;
  int              width;
  int              height;
};

G_DEFINE_FINAL_TYPE (LeatStudyStage, leat_study_stage, ADW_TYPE_BIN)

enum { CHANGED, FAILED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Where to look */

static gboolean
find_look (LeatStudyStage *self,
           Look      *look)
{
  double width = MAX (self->width - 2 * MARGIN, 1), height = MAX (self->height - 2 * MARGIN, 1);
  LeatRect area;

  if (self->step == NULL || !leat_focus_get_area (leat_document_get_pipeline (self->document), self->step, &area))
    return FALSE;
  look->x = area.x + area.width / 2;
  look->y = area.y + area.height / 2;
  look->zoom = MIN (MOST_ZOOM, MIN (width / MAX (area.width, 1), height / MAX (area.height, 1)));
  look->zoom = CLAMP (look->zoom, LEAT_CANVAS_MIN_ZOOM, LEAT_CANVAS_MAX_ZOOM);
  return TRUE;
}

static void
stop_gliding (LeatStudyStage *self)
{
  if (self->glide == NULL)
    return;
  adw_animation_pause (self->glide);
  g_clear_object (&self->glide);
}

static void
on_frame (double   part,
          gpointer data)
{
  LeatStudyStage *self = data;
  const Look *a = &self->from, *b = &self->to;

  /* The zoom grows by even factors, which looks even. */
  leat_canvas_look_at (self->canvas, a->x + part * (b->x - a->x), a->y + part * (b->y - a->y),
                       a->zoom * pow (b->zoom / a->zoom, part));
}

static void
glide (LeatStudyStage *self)
{
  AdwAnimationTarget *target;

  stop_gliding (self);
  if (!find_look (self, &self->to))
    {
      leat_canvas_zoom_fit (self->canvas);
      return;
    }
  if (self->width == 0)
    return; /* it goes there once it has a size */
  leat_canvas_get_place (self->canvas, &self->from.x, &self->from.y);
  self->from.zoom = leat_canvas_get_zoom (self->canvas);
  if (!adw_get_enable_animations (GTK_WIDGET (self)))
    {
      leat_canvas_look_at (self->canvas, self->to.x, self->to.y, self->to.zoom);
      return;
    }
  target = adw_callback_animation_target_new (on_frame, self, NULL);
  self->glide = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, GLIDE_MS, target);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->glide), ADW_EASE_IN_OUT_CUBIC);
  adw_animation_play (self->glide);
}

static void
light (LeatStudyStage *self)
{
  g_autoptr(GHashTable) ids = leat_step_dup_bright (self->step, leat_document_get_pipeline (self->document));

  leat_canvas_set_spotlight (self->canvas, ids);
}

/* What is tried */

/* Another drawing of the same places: one looks at it as at the last. */
static void
show_document (LeatStudyStage    *self,
               LeatDocument *document)
{
  double x, y, zoom = leat_canvas_get_zoom (self->canvas);

  leat_canvas_get_place (self->canvas, &x, &y);
  leat_canvas_set_document (self->canvas, document);
  if (self->width > 0)
    leat_canvas_look_at (self->canvas, x, y, zoom);
}

static void
forget_work (LeatStudyStage *self)
{
  if (self->working != NULL)
    g_cancellable_cancel (self->working);
  g_clear_object (&self->working);
}

static void
on_tried (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr(LeatStudyStage) self = data;
  g_autoptr(LeatDocument) tried = leat_study_try_finish (result, NULL);

  if (g_task_get_cancellable (G_TASK (result)) != self->working)
    return;
  g_clear_object (&self->working);
  if (tried == NULL)
    return;
  show_document (self, tried);
  g_set_object (&self->tried, tried);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
try (LeatStudyStage *self)
{
  forget_work (self);
  if (!leat_study_tries (self->step))
    {
      show_document (self, self->document);
      g_clear_object (&self->tried);
      return;
    }
  self->working = g_cancellable_new ();
  leat_study_try_async (self->document, self->step, self->working, on_tried, g_object_ref (self));
}

/* The drill */

static void
end_drill (LeatStudyStage *self)
{
  if (self->drilling != NULL)
    g_cancellable_cancel (self->drilling);
  g_clear_object (&self->drilling);
  leat_drill_player_set_playing (self->player, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "drawing");
  leat_drill_view_set (self->view, NULL, NULL, NULL);
  g_clear_pointer (&self->plan, leat_drill_plan_free);
}

static void
on_moved (LeatStudyStage *self,
          double     seconds)
{
  leat_drill_view_set_time (self->view, leat_drill_player_get_time (self->player));
  if (seconds > 0)
    leat_drill_view_move (self->view, seconds);
  if (!leat_drill_player_get_playing (self->player) || seconds <= 0)
    leat_drill_view_tell (self->view);
}

static void
set_range (LeatStudyStage *self,
           LeatDrill *drill)
{
  GPtrArray *events = leat_drill_get_events (drill);
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < events->len; i++)
    g_array_append_val (times, ((const LeatDrillEvent *) events->pdata[i])->time);
  leat_drill_player_set_range (self->player, leat_drill_get_beginning (drill), leat_drill_get_totals (drill)->horizon,
                               (const double *) times->data, times->len);
}

static void
run_drill (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  GError *error = NULL;
  LeatDrill *drill = leat_drill_plan_run (data, cancellable, &error);

  if (drill != NULL)
    g_task_return_pointer (task, drill, (GDestroyNotify) leat_drill_unref);
  else
    g_task_return_error (task, error);
}

static void
on_drilled (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  LeatStudyStage *self = LEAT_STUDY_STAGE (source);
  LeatDocument *shown = self->tried != NULL ? self->tried : self->document;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatDrill) drill = g_task_propagate_pointer (G_TASK (result), &error);
  g_autoptr(GPtrArray) elements = NULL;
  gboolean animations;

  if (g_task_get_cancellable (G_TASK (result)) != self->drilling)
    return;
  g_clear_object (&self->drilling);
  if (drill == NULL)
    {
      g_clear_pointer (&self->plan, leat_drill_plan_free);
      g_signal_emit (self, signals[FAILED], 0, error->message);
      return;
    }
  elements = leat_pipeline_dup_elements (leat_document_get_pipeline (shown));
  g_object_get (gtk_settings_get_default (), "gtk-enable-animations", &animations, NULL);
  leat_drill_view_set_dots (self->view, animations);
  leat_drill_view_set (self->view, drill, self->plan, elements);
  set_range (self, drill);
  gtk_stack_set_visible_child_name (self->stack, "drill");
  leat_drill_player_set_playing (self->player, TRUE);
  g_signal_emit (self, signals[CHANGED], 0);
}

static double
read_number (const LeatElement *step,
             const char        *name,
             double             otherwise)
{
  const char *text = leat_settings_get (step->settings, name);
  char *end;
  double number = text != NULL ? g_ascii_strtod (text, &end) : otherwise;

  return isfinite (number) ? number : otherwise;
}

static void
start_drill (LeatStudyStage *self)
{
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
  g_autoptr(GTask) task = NULL;

  options.block = leat_settings_get (self->step->settings, LEAT_STEP_DRILL_STOP);
  options.duration = 60 * read_number (self->step, LEAT_STEP_DRILL_MINUTES, 10);
  options.factor = read_number (self->step, LEAT_STEP_DRILL_SLOW, 0);
  self->plan = leat_drill_plan_new (leat_study_stage_get_report (self), &options);
  self->drilling = g_cancellable_new ();
  task = g_task_new (self, self->drilling, on_drilled, NULL);
  /* The plan is needed afterwards, and also if somebody goes on meanwhile: each has one of its own. */
  g_task_set_task_data (task, leat_drill_plan_new (leat_study_stage_get_report (self), &options), leat_drill_plan_free);
  leat_thread_run (task, run_drill);
}

gboolean
leat_study_stage_has_drill (LeatStudyStage *self)
{
  g_return_val_if_fail (LEAT_IS_STUDY_STAGE (self), FALSE);

  return self->step != NULL && leat_settings_get (self->step->settings, LEAT_STEP_DRILL_STOP) != NULL;
}

gboolean
leat_study_stage_is_drilling (LeatStudyStage *self)
{
  g_return_val_if_fail (LEAT_IS_STUDY_STAGE (self), FALSE);

  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "drill") == 0;
}

void
leat_study_stage_toggle_drill (LeatStudyStage *self)
{
  g_return_if_fail (LEAT_IS_STUDY_STAGE (self));

  if (self->drilling != NULL || leat_study_stage_is_drilling (self))
    {
      end_drill (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  else if (leat_study_stage_has_drill (self))
    start_drill (self);
}

static void
on_play (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LeatDrillPlayer *player = LEAT_STUDY_STAGE (widget)->player;

  leat_drill_player_set_playing (player, !leat_drill_player_get_playing (player));
}

static void
on_event (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  leat_drill_player_step (LEAT_STUDY_STAGE (widget)->player, g_str_equal (action, "drill.back"));
}

static void
on_start (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  LeatDrillPlayer *player = LEAT_STUDY_STAGE (widget)->player;

  leat_drill_player_set_playing (player, FALSE);
  leat_drill_player_set_time (player, -INFINITY);
}

/* All of it */

void
leat_study_stage_show (LeatStudyStage   *self,
                 LeatElement *step)
{
  const char *overlay = leat_settings_get (step->settings, LEAT_STEP_OVERLAY);

  g_return_if_fail (LEAT_IS_STUDY_STAGE (self));

  end_drill (self);
  leat_element_ref (step);
  g_clear_pointer (&self->step, leat_element_unref);
  self->step = step;
  try (self);
  leat_canvas_set_overlay (self->canvas, overlay != NULL ? overlay : "none");
  light (self);
  glide (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

LeatReport *
leat_study_stage_get_report (LeatStudyStage *self)
{
  g_return_val_if_fail (LEAT_IS_STUDY_STAGE (self), NULL);

  return leat_document_get_report (self->tried != NULL ? self->tried : self->document);
}

gboolean
leat_study_stage_is_busy (LeatStudyStage *self)
{
  g_return_val_if_fail (LEAT_IS_STUDY_STAGE (self), FALSE);

  return self->working != NULL || self->drilling != NULL ||
         (self->glide != NULL && adw_animation_get_state (self->glide) == ADW_ANIMATION_PLAYING);
}

LeatCanvas *
leat_study_stage_get_canvas (LeatStudyStage *self)
{
  g_return_val_if_fail (LEAT_IS_STUDY_STAGE (self), NULL);

  return self->canvas;
}

/* With another size it stays with what it looks at. */
static void
on_view_changed (LeatStudyStage *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), height = gtk_widget_get_height (GTK_WIDGET (self->canvas));

  if (self->width == width && self->height == height)
    return;
  self->width = width;
  self->height = height;
  stop_gliding (self);
  if (width > 0 && find_look (self, &self->to))
    leat_canvas_look_at (self->canvas, self->to.x, self->to.y, self->to.zoom);
}

static void
leat_study_stage_dispose (GObject *object)
{
  LeatStudyStage *self = LEAT_STUDY_STAGE (object);

  stop_gliding (self);
  forget_work (self);
  if (self->document != NULL)
    {
      end_drill (self);
      leat_canvas_set_document (self->canvas, NULL);
    }
  g_clear_object (&self->tried);
  g_clear_object (&self->document);
  g_clear_pointer (&self->step, leat_element_unref);
  G_OBJECT_CLASS (leat_study_stage_parent_class)->dispose (object);
}

static void
leat_study_stage_class_init (LeatStudyStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_study_stage_dispose;
  gtk_widget_class_install_action (widget_class, "drill.play", NULL, on_play);
  gtk_widget_class_install_action (widget_class, "drill.forward", NULL, on_event);
  gtk_widget_class_install_action (widget_class, "drill.back", NULL, on_event);
  gtk_widget_class_install_action (widget_class, "drill.start", NULL, on_start);
  signals[CHANGED] = g_signal_new ("changed", LEAT_TYPE_STUDY_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", LEAT_TYPE_STUDY_STAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static GtkWidget *
new_drill (LeatStudyStage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->view = LEAT_DRILL_VIEW (leat_drill_view_new ());
  self->player = LEAT_DRILL_PLAYER (leat_drill_player_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->view), TRUE);
  leat_drill_view_set_projected (self->view, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->player), "stage-player");
  g_signal_connect_object (self->player, "moved", G_CALLBACK (on_moved), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->player));
  return box;
}

static void
leat_study_stage_init (LeatStudyStage *self)
{
  self->canvas = LEAT_CANVAS (leat_canvas_new ());
  leat_canvas_set_read_only (self->canvas, TRUE);
  g_object_set (self->canvas, "show-grid", FALSE, "focusable", FALSE, "can-target", FALSE, NULL);
  g_signal_connect_object (self->canvas, "view-changed", G_CALLBACK (on_view_changed), self, G_CONNECT_SWAPPED);
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->canvas), "drawing");
  gtk_stack_add_named (self->stack, new_drill (self), "drill");
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

GtkWidget *
leat_study_stage_new (LeatDocument *document)
{
  LeatStudyStage *self = g_object_new (LEAT_TYPE_STUDY_STAGE, NULL);

  self->document = g_object_ref (document);
  leat_canvas_set_document (self->canvas, document);
  return GTK_WIDGET (self);
}
