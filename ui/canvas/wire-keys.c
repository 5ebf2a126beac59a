/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/wire-targets.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Wiring by keys. W at a block begins a wire, Shift+W one that ends there; at a wire they take its end or its start
 * elsewhere. Tab goes through the blocks that it may go to, nearest first, an arrow to the next block in that direction,
 * Enter wires, Esc ends. The keyboard's focus goes along, so that a screen reader says where one is and what the wire
 * would be, or why it would not work. */

typedef struct
{
  LeatElement *block;
  double       distance;
} Candidate;

static int
compare_candidates (gconstpointer a,
                    gconstpointer b)
{
  const Candidate *one = a, *other = b;

  if (one->distance != other->distance)
    return one->distance < other->distance ? -1 : 1;
  return strcmp (one->block->id, other->block->id);
}

/* The blocks that the wire may go to, nearest first; all, if there is none. */
static GArray *
list_candidates (LeatCanvas *self)
{
  const LeatElement *anchor = leat_canvas_get_element (self, self->aiming->anchor);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Candidate));

  for (int all = 0; all < 2 && list->len == 0; all++)
    for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
      {
        LeatElement *block = leat_pipeline_get_nth (self->pipeline, i);
        Candidate candidate = { block, hypot (block->bounds.x - anchor->bounds.x, block->bounds.y - anchor->bounds.y) };

        if (block->kind == LEAT_ELEMENT_BLOCK && block != anchor &&
            (all == 1 || leat_targets_judge (self, self->aiming, block)->supported))
          g_array_append_val (list, candidate);
      }
  g_array_sort (list, compare_candidates);
  return list;
}

static void
aim_at (LeatCanvas        *self,
        const LeatElement *block)
{
  g_free (self->aiming->target);
  self->aiming->target = g_strdup (block->id);
  leat_canvas_set_focus (self, block->id, TRUE);
}

static void
aim_next (LeatCanvas *self,
          int         step)
{
  g_autoptr(GArray) list = list_candidates (self);
  int at = -1, n = (int) list->len;

  if (n == 0)
    return;
  for (int i = 0; i < n; i++)
    if (g_strcmp0 (g_array_index (list, Candidate, i).block->id, self->aiming->target) == 0)
      at = i;
  at = at < 0 ? (step > 0 ? 0 : n - 1) : (at + step + n) % n;
  aim_at (self, g_array_index (list, Candidate, at).block);
}

/* The nearest block in a direction, whether the wire may go there or not; what is to the side counts double. */
static void
aim_towards (LeatCanvas *self,
             int         dx,
             int         dy)
{
  const LeatElement *from = leat_canvas_get_element (self, self->aiming->target), *best = NULL;
  double least = INFINITY;

  if (from == NULL)
    from = leat_canvas_get_element (self, self->aiming->anchor);
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      LeatElement *block = leat_pipeline_get_nth (self->pipeline, i);
      double x = block->bounds.x - from->bounds.x, y = block->bounds.y - from->bounds.y;
      double along = x * dx + y * dy, reach = along + 2 * (fabs (x * dy) + fabs (y * dx));

      if (block->kind != LEAT_ELEMENT_BLOCK || along <= 0 || reach >= least || g_str_equal (block->id, self->aiming->anchor))
        continue;
      least = reach;
      best = block;
    }
  if (best != NULL)
    aim_at (self, best);
}

/* Forgets about it, with the keyboard somewhere else already. */
void
leat_canvas_drop_aiming (LeatCanvas *self)
{
  g_clear_pointer (&self->aiming, leat_targets_free);
}

gboolean
leat_canvas_end_aiming (LeatCanvas *self)
{
  g_autofree char *anchor = self->aiming != NULL ? g_strdup (self->aiming->anchor) : NULL;

  if (self->aiming == NULL)
    return FALSE;
  g_clear_pointer (&self->aiming, leat_targets_free);
  if (leat_canvas_get_element (self, anchor) != NULL)
    leat_canvas_set_focus (self, anchor, TRUE);
  leat_canvas_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

static void
finish (LeatCanvas *self)
{
  LeatTargets *targets = g_steal_pointer (&self->aiming);
  g_autofree char *wire = leat_targets_finish (self, targets);

  /* From here one goes on: with W again, or along the wire. */
  if (wire != NULL && targets->wire == NULL)
    leat_canvas_select_one (self, targets->inward ? targets->anchor : targets->target);
  if (wire != NULL)
    leat_canvas_set_focus (self, targets->inward ? targets->anchor : targets->target, TRUE);
  leat_targets_free (targets);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        LeatCanvas            *self)
{
  if (self->aiming == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (leat_canvas_get_element (self, self->aiming->anchor) == NULL)
    {
      leat_canvas_end_aiming (self);
      return GDK_EVENT_PROPAGATE;
    }

  switch (key)
    {
    case GDK_KEY_Tab:
    case GDK_KEY_ISO_Left_Tab:
      aim_next (self, (state & GDK_SHIFT_MASK) != 0 ? -1 : 1);
      break;
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      aim_towards (self, -1, 0);
      break;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      aim_towards (self, 1, 0);
      break;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      aim_towards (self, 0, -1);
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      aim_towards (self, 0, 1);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      finish (self);
      break;
    case GDK_KEY_Escape:
      leat_canvas_end_aiming (self);
      break;
    default:
      return GDK_EVENT_PROPAGATE;
    }
  return GDK_EVENT_STOP;
}

static void
begin (LeatCanvas *self,
       const char *anchor,
       gboolean    inward,
       const char *wire)
{
  if (leat_canvas_get_element (self, anchor) == NULL)
    return;
  leat_canvas_cancel_drag (self);
  leat_canvas_end_rename (self, TRUE);
  g_clear_pointer (&self->aiming, leat_targets_free);
  self->aiming = leat_targets_new (self, anchor, inward, wire);
  aim_next (self, 1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
begin_here (LeatCanvas *self,
            gboolean    inward)
{
  const LeatElement *single = leat_canvas_get_single (self);
  const LeatElement *block = leat_canvas_get_element (self, self->focus);

  if (single != NULL && single->kind == LEAT_ELEMENT_WIRE && single->locked)
    leat_canvas_tell_locked (self);
  else if (single != NULL && single->kind == LEAT_ELEMENT_WIRE)
    begin (self, inward ? single->to : single->from, inward, single->id);
  else if (block != NULL)
    begin (self, block->id, inward, NULL);
  else if (single != NULL && single->kind == LEAT_ELEMENT_BLOCK)
    begin (self, single->id, inward, NULL);
}

void
leat_canvas_wire_from_here (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  begin_here (LEAT_CANVAS (widget), FALSE);
}

void
leat_canvas_wire_to_here (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  begin_here (LEAT_CANVAS (widget), TRUE);
}

void
leat_canvas_draw_aiming (LeatCanvas  *self,
                         GtkSnapshot *snapshot)
{
  const LeatElement *target, *at;
  LeatPoint words;

  if (self->aiming == NULL)
    return;
  target = leat_canvas_get_element (self, self->aiming->target);
  at = target != NULL ? target : leat_canvas_get_element (self, self->aiming->anchor);
  if (at == NULL)
    return;
  words = leat_view_to_widget (&self->view, at->bounds.x, at->bounds.y + at->bounds.height);
  leat_targets_draw (self, self->aiming, snapshot, leat_port_position (at, !self->aiming->inward),
                     (LeatPoint) { words.x - 12, words.y - 8 });
}

char *
leat_canvas_dup_aim (LeatCanvas        *self,
                     const LeatElement *block)
{
  const LeatElement *anchor;
  g_autofree char *words = NULL;
  gboolean supported;

  if (self->aiming == NULL || g_strcmp0 (self->aiming->target, block->id) != 0)
    return NULL;
  anchor = leat_canvas_get_element (self, self->aiming->anchor);
  if (anchor == NULL)
    return NULL;

  words = leat_targets_dup_words (self, self->aiming, block);
  supported = leat_targets_judge (self, self->aiming, block)->supported;
  if (self->aiming->inward)
    return g_strdup_printf (supported ? _("Wire to %s: %s") : _("Wire to %s would not work: %s"), anchor->name, words);
  return g_strdup_printf (supported ? _("Wire from %s: %s") : _("Wire from %s would not work: %s"), anchor->name, words);
}

void
leat_canvas_add_aiming (LeatCanvas *self)
{
  GtkEventController *key = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}
