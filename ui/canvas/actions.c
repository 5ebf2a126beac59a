/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"

#include <glib/gi18n-lib.h>

/* The canvas' actions and their keys. */

#define ZOOM_STEPS 2.0 /* of the quarters of a doubling that the wheel goes by */

static void
delete_selection (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_free (self);
  guint n = g_strv_length (ids);

  if (n == 0 || leat_canvas_remove_marked_bend (self))
    return;
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, leat_edit_delete (self->pipeline, (const char *const *) ids));
  g_signal_emit_by_name (self, "deleted", n);
}

static void
select_all (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      if (leat_element_is_drawn (element))
        g_ptr_array_add (ids, element->id);
    }
  g_ptr_array_add (ids, NULL);
  leat_canvas_select (self, (const char *const *) ids->pdata, FALSE);
}

static void
select_none (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  leat_canvas_select (LEAT_CANVAS (widget), NULL, FALSE);
}

/* The hand: drags move the view until one goes back to selecting. */
static void
set_hand (LeatCanvas *self,
          gboolean    hand)
{
  if (self->hand != hand)
    leat_canvas_tell (self, hand ? _("Hand: drag to move the view. V or Esc goes back to selecting") : _("Selecting again"));
  self->hand = hand;
  leat_canvas_update_hover (self);
}

static void
take_hand (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  set_hand (LEAT_CANVAS (widget), TRUE);
}

static void
take_arrow (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  set_hand (LEAT_CANVAS (widget), FALSE);
}

static void
rename_selected (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatElement *single = leat_canvas_get_single (self);

  if (single != NULL)
    leat_canvas_rename (self, single->id);
}

static void
open_selected (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatElement *single = leat_canvas_get_single (self);

  if (single != NULL && single->kind == LEAT_ELEMENT_BLOCK)
    g_signal_emit_by_name (self, "activate-block", single->id);
}

static void
zoom_in (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);

  leat_canvas_zoom_to (self, leat_view_step_zoom (self->view.zoom, ZOOM_STEPS));
}

static void
zoom_out (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);

  leat_canvas_zoom_to (self, leat_view_step_zoom (self->view.zoom, -ZOOM_STEPS));
}

static void
zoom_100 (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  leat_canvas_zoom_to (LEAT_CANVAS (widget), 1);
}

static void
zoom_fit (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  leat_canvas_zoom_fit (LEAT_CANVAS (widget));
}

static void
show_menu (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatElement *single = leat_canvas_get_single (self);
  LeatPoint at = { gtk_widget_get_width (widget) / 2.0, gtk_widget_get_height (widget) / 2.0 };

  if (single != NULL && single->kind != LEAT_ELEMENT_WIRE)
    at = leat_view_to_widget (&self->view, single->bounds.x + single->bounds.width / 2,
                              single->bounds.y + single->bounds.height / 2);
  leat_canvas_show_menu (self, at.x, at.y);
}

/* One row an action: its name, what it does, what must be selected for it, whether it changes something. */
typedef enum
{
  NEEDS_NOTHING,
  NEEDS_DOCUMENT,
  NEEDS_SOME,
  NEEDS_ONE,
  NEEDS_BLOCK,
  NEEDS_BLOCKS, /* one or more */
  NEEDS_PLACED, /* blocks, zones or notes: one, two, three or more */
  NEEDS_TWO,
  NEEDS_THREE,
  NEEDS_ZONE,
  NEEDS_WIRE,
} Need;

static const struct
{
  const char                   *name;
  GtkWidgetActionActivateFunc   activate;
  Need                          need;
  gboolean                      edits;
  const char                   *parameter; /* its type, or NULL */
} actions[] = {
  { "canvas.delete", delete_selection, NEEDS_SOME, TRUE },
  { "canvas.select-all", select_all, NEEDS_DOCUMENT },
  { "canvas.select-none", select_none, NEEDS_SOME },
  { "canvas.rename", rename_selected, NEEDS_ONE, TRUE },
  { "canvas.open", open_selected, NEEDS_BLOCK, TRUE },
  { "canvas.cut", leat_canvas_cut, NEEDS_PLACED, TRUE },
  { "canvas.copy", leat_canvas_copy, NEEDS_PLACED },
  { "canvas.copy-picture", leat_canvas_copy_picture, NEEDS_DOCUMENT },
  { "canvas.paste", leat_canvas_paste, NEEDS_DOCUMENT, TRUE },
  { "canvas.paste-in-place", leat_canvas_paste_in_place, NEEDS_DOCUMENT, TRUE },
  { "canvas.copy-settings", leat_canvas_copy_settings, NEEDS_BLOCK },
  { "canvas.paste-settings", leat_canvas_paste_settings, NEEDS_BLOCKS, TRUE },
  { "canvas.duplicate", leat_canvas_duplicate, NEEDS_PLACED, TRUE },
  { "canvas.align", leat_canvas_align, NEEDS_TWO, TRUE, "s" },
  { "canvas.distribute", leat_canvas_distribute, NEEDS_THREE, TRUE, "s" },
  { "canvas.reorder", leat_canvas_reorder, NEEDS_PLACED, TRUE, "s" },
  { "canvas.enclose", leat_canvas_enclose, NEEDS_PLACED, TRUE },
  { "canvas.dissolve", leat_canvas_dissolve, NEEDS_ZONE, TRUE },
  { "canvas.grow", leat_canvas_grow, NEEDS_BLOCK, TRUE, "(ii)" },
  { "canvas.tidy-wires", leat_canvas_tidy_wires, NEEDS_DOCUMENT, TRUE },
  { "canvas.wire", leat_canvas_wire_from_here, NEEDS_DOCUMENT, TRUE },
  { "canvas.wire-to-here", leat_canvas_wire_to_here, NEEDS_DOCUMENT, TRUE },
  { "canvas.change-end", leat_canvas_wire_from_here, NEEDS_WIRE, TRUE },
  { "canvas.change-start", leat_canvas_wire_to_here, NEEDS_WIRE, TRUE },
  { "canvas.join", leat_canvas_join, NEEDS_BLOCK, TRUE },
  { "canvas.zoom-in", zoom_in, NEEDS_NOTHING },
  { "canvas.zoom-out", zoom_out, NEEDS_NOTHING },
  { "canvas.zoom-100", zoom_100, NEEDS_NOTHING },
  { "canvas.zoom-fit", zoom_fit, NEEDS_NOTHING },
  { "canvas.zoom-selection", leat_canvas_zoom_selection, NEEDS_SOME },
  { "canvas.add-here", leat_canvas_add_here, NEEDS_DOCUMENT, TRUE },
  { "canvas.add-note", leat_canvas_add_note, NEEDS_DOCUMENT, TRUE },
  { "canvas.add-zone", leat_canvas_add_zone, NEEDS_DOCUMENT, TRUE },
  { "canvas.lock", leat_canvas_lock, NEEDS_SOME, TRUE },
  { "canvas.hand", take_hand, NEEDS_DOCUMENT },
  { "canvas.arrow", take_arrow, NEEDS_DOCUMENT },
  { "canvas.menu", show_menu, NEEDS_DOCUMENT, TRUE },
};

/* Of several keys of one action, menus show the last. */
static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
  const char     *target; /* or NULL */
} keys[] = {
  { GDK_KEY_BackSpace, 0, "canvas.delete" },
  { GDK_KEY_KP_Delete, 0, "canvas.delete" },
  { GDK_KEY_Delete, 0, "canvas.delete" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all" },
  { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.select-none" },
  { GDK_KEY_KP_Enter, 0, "canvas.rename" },
  { GDK_KEY_Return, 0, "canvas.rename" },
  { GDK_KEY_F2, 0, "canvas.rename" },
  { GDK_KEY_Return, GDK_ALT_MASK, "canvas.open" },
  { GDK_KEY_x, GDK_CONTROL_MASK, "canvas.cut" },
  { GDK_KEY_c, GDK_CONTROL_MASK, "canvas.copy" },
  { GDK_KEY_c, GDK_SHIFT_MASK | GDK_ALT_MASK, "canvas.copy-picture" },
  { GDK_KEY_v, GDK_CONTROL_MASK, "canvas.paste" },
  { GDK_KEY_v, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.paste-in-place" },
  { GDK_KEY_c, GDK_CONTROL_MASK | GDK_ALT_MASK, "canvas.copy-settings" },
  { GDK_KEY_v, GDK_CONTROL_MASK | GDK_ALT_MASK, "canvas.paste-settings" },
  { GDK_KEY_d, GDK_CONTROL_MASK, "canvas.duplicate" },
  { GDK_KEY_g, GDK_CONTROL_MASK, "canvas.enclose" },
  { GDK_KEY_u, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.dissolve" },
  { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.dissolve" },
  { GDK_KEY_bracketright, GDK_CONTROL_MASK, "canvas.reorder", "forward" },
  { GDK_KEY_bracketleft, GDK_CONTROL_MASK, "canvas.reorder", "backward" },
  { GDK_KEY_braceright, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.reorder", "front" },
  { GDK_KEY_bracketright, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.reorder", "front" },
  { GDK_KEY_braceleft, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.reorder", "back" },
  { GDK_KEY_bracketleft, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.reorder", "back" },
  { GDK_KEY_w, 0, "canvas.wire" },
  { GDK_KEY_w, GDK_SHIFT_MASK, "canvas.wire-to-here" },
  { GDK_KEY_Delete, GDK_SHIFT_MASK, "canvas.join" },
  { GDK_KEY_KP_Insert, 0, "canvas.add-here" },
  { GDK_KEY_Insert, 0, "canvas.add-here" },
  { GDK_KEY_n, 0, "canvas.add-note" },
  { GDK_KEY_z, 0, "canvas.add-zone" },
  { GDK_KEY_h, 0, "canvas.hand" },
  { GDK_KEY_v, 0, "canvas.arrow" },
  { GDK_KEY_l, GDK_CONTROL_MASK, "canvas.lock" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "canvas.zoom-100" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "canvas.zoom-100" },
  { GDK_KEY_exclam, GDK_SHIFT_MASK, "canvas.zoom-fit" },
  { GDK_KEY_1, GDK_SHIFT_MASK, "canvas.zoom-fit" },
  { GDK_KEY_KP_1, GDK_CONTROL_MASK, "canvas.zoom-fit" },
  { GDK_KEY_1, GDK_CONTROL_MASK, "canvas.zoom-fit" },
  { GDK_KEY_at, GDK_SHIFT_MASK, "canvas.zoom-selection" },
  { GDK_KEY_quotedbl, GDK_SHIFT_MASK, "canvas.zoom-selection" },
  { GDK_KEY_2, GDK_SHIFT_MASK, "canvas.zoom-selection" },
  { GDK_KEY_KP_2, GDK_CONTROL_MASK, "canvas.zoom-selection" },
  { GDK_KEY_2, GDK_CONTROL_MASK, "canvas.zoom-selection" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu" },
  { GDK_KEY_Menu, 0, "canvas.menu" },
};

static gboolean
is_met (LeatCanvas *self,
        Need        need)
{
  LeatElement *single = leat_canvas_get_single (self);

  switch (need)
    {
    case NEEDS_DOCUMENT:
      return self->pipeline != NULL;
    case NEEDS_SOME:
      return self->selection->len > 0;
    case NEEDS_ONE:
      return single != NULL;
    case NEEDS_BLOCK:
      return single != NULL && single->kind == LEAT_ELEMENT_BLOCK;
    case NEEDS_BLOCKS:
      return leat_canvas_count_selected (self, LEAT_KIND (LEAT_ELEMENT_BLOCK), 1) > 0;
    case NEEDS_PLACED:
    case NEEDS_TWO:
    case NEEDS_THREE:
      return leat_canvas_count_selected (self, LEAT_PLACED, 1 + need - NEEDS_PLACED) == 1 + need - NEEDS_PLACED;
    case NEEDS_ZONE:
      return leat_canvas_count_selected (self, LEAT_KIND (LEAT_ELEMENT_ZONE), 1) > 0;
    case NEEDS_WIRE:
      return single != NULL && single->kind == LEAT_ELEMENT_WIRE;
    default:
      return TRUE;
    }
}

static gboolean
is_enabled (LeatCanvas *self,
            guint       action)
{
  return is_met (self, actions[action].need) && !(self->read_only && actions[action].edits);
}

void
leat_canvas_update_actions (LeatCanvas *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), actions[i].name, is_enabled (self, i));
}

gboolean
leat_canvas_can (LeatCanvas *self,
                 const char *action)
{
  g_return_val_if_fail (LEAT_IS_CANVAS (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_str_equal (actions[i].name, action))
      return is_enabled (self, i);
  return FALSE;
}

void
leat_canvas_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "canvas.show-grid", "show-grid");
  gtk_widget_class_install_property_action (widget_class, "canvas.snap-to-grid", "snap-to-grid");
  gtk_widget_class_install_property_action (widget_class, "canvas.show-legend", "show-legend");
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, keys[i].target != NULL ? "s" : NULL,
                                         keys[i].target);
}
