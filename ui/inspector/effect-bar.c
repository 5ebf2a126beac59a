/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/effect-bar.h"

#include "config.h"

#include "engine/effect.h"
#include "inspector/rows.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

struct _LeatEffectBar
{
  AdwBin        parent_instance;
  GtkRevealer  *revealer;
  GtkLabel     *step;
  GtkLabel     *effect;
  GtkButton    *turn;     /* undoes, or does again */
  LeatDocument *document; /* borrowed, for comparison only; or NULL */
  LeatReport   *report;   /* owned: what `now` was read from; or NULL */
  LeatFigures   before;   /* the step that is shown */
  LeatFigures   now;
  guint         n_steps;  /* that could be undone then */
};

G_DEFINE_FINAL_TYPE (LeatEffectBar, leat_effect_bar, ADW_TYPE_BIN)

static void
hide (LeatEffectBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  gtk_label_set_label (self->step, "");
  gtk_label_set_label (self->effect, "");
}

static void
show_turn (LeatEffectBar *self,
           gboolean       undone)
{
  const char *words = undone ? _("Do it again") : _("Undo");

  gtk_button_set_icon_name (self->turn, undone ? "edit-redo-symbolic" : "edit-undo-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->turn), undone ? "win.redo" : "win.undo");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->turn), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->turn), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
show (LeatEffectBar *self,
      const char    *step,
      gboolean       undone)
{
  g_autofree char *title = undone ? g_strdup_printf (_("Undone: %s"), step) : g_strdup (step);
  g_autofree char *effect = leat_figures_describe_effect (&self->before, &self->now);

  gtk_label_set_label (self->step, title);
  gtk_label_set_label (self->effect, effect);
  leat_widget_set_class (GTK_WIDGET (self->effect), "dearer", self->now.monthly > self->before.monthly);
  leat_widget_set_class (GTK_WIDGET (self->effect), "cheaper", self->now.monthly < self->before.monthly);
  show_turn (self, undone);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

/* The first figures of a document are the effect of nothing. */
static void
begin (LeatEffectBar *self,
       LeatDocument  *document)
{
  self->document = document;
  g_clear_pointer (&self->report, leat_report_unref);
  self->report = leat_report_ref (leat_document_get_report (document));
  leat_figures_read (&self->now, self->report);
  self->before = self->now;
  self->n_steps = leat_history_get_n_steps (leat_document_get_history (document));
  hide (self);
}

static gboolean
has_effect (LeatEffectBar *self)
{
  const LeatFigures *a = &self->before;
  const LeatFigures *b = &self->now;

  return a->monthly != b->monthly || a->unpriced != b->unpriced ||
         a->has_path != b->has_path || a->p95 != b->p95 || a->findings != b->findings;
}

static void
take_report (LeatEffectBar *self,
             gboolean       edited)
{
  LeatHistory *history = leat_document_get_history (self->document);
  guint n_steps = leat_history_get_n_steps (history);
  gboolean undone = n_steps < self->n_steps;
  const char *step = undone ? leat_history_get_redo_label (history) : leat_history_get_undo_label (history);

  /* As many steps as before: what was typed went into the same one. */
  if (n_steps != self->n_steps)
    self->before = self->now;
  self->n_steps = n_steps;
  g_clear_pointer (&self->report, leat_report_unref);
  self->report = leat_report_ref (leat_document_get_report (self->document));
  leat_figures_read (&self->now, self->report);
  /* In another currency the figures are others and nothing costs more or less. */
  if (step != NULL && self->before.currency == self->now.currency && (edited || has_effect (self)))
    show (self, step, undone);
  else
    hide (self);
}

void
leat_effect_bar_update (LeatEffectBar *self,
                        LeatDocument  *document,
                        gboolean       elsewhere,
                        gboolean       edited)
{
  g_return_if_fail (LEAT_IS_EFFECT_BAR (self));

  if (self->document != document)
    begin (self, document);
  else if (self->report != leat_document_get_report (document))
    take_report (self, edited);
  else if (elsewhere)
    hide (self);
}

const char *
leat_effect_bar_get_text (LeatEffectBar *self)
{
  g_return_val_if_fail (LEAT_IS_EFFECT_BAR (self), NULL);

  return gtk_revealer_get_reveal_child (self->revealer) ? gtk_label_get_label (self->effect) : NULL;
}

static void
leat_effect_bar_dispose (GObject *object)
{
  g_clear_pointer (&LEAT_EFFECT_BAR (object)->report, leat_report_unref);
  G_OBJECT_CLASS (leat_effect_bar_parent_class)->dispose (object);
}

static void
leat_effect_bar_class_init (LeatEffectBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_effect_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/effect-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatEffectBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, LeatEffectBar, step);
  gtk_widget_class_bind_template_child (widget_class, LeatEffectBar, effect);
  gtk_widget_class_bind_template_child (widget_class, LeatEffectBar, turn);
}

static void
leat_effect_bar_init (LeatEffectBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
