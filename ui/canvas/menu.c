/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/wire-commands.h"

#include <glib/gi18n-lib.h>

/* The menu at the pointer, or at the selection: for what is under it, which it selects first. */

static void
append_section (GMenu *menu,
                GMenu *section)
{
  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

/* Whether Tidy Wires would do something for what is selected, or for all. */
static gboolean
has_bends (LeatCanvas *self)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  g_autoptr(LeatEdit) edit = leat_command_tidy (self->pipeline, (const char *const *) ids);

  return leat_edit_get_n_changes (edit) > 0;
}

static GMenu *
new_element_menu (LeatCanvas        *self,
                  const LeatElement *single)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();
  LeatEdit *join = single != NULL && single->kind == LEAT_ELEMENT_BLOCK ? leat_command_join (self->pipeline, self->catalogue, single->id) : NULL;

  if (single != NULL && single->kind == LEAT_ELEMENT_BLOCK)
    g_menu_append (section, _("Open Settings"), "canvas.open");
  if (single != NULL)
    g_menu_append (section, single->kind == LEAT_ELEMENT_NOTE ? _("Edit Text…") : _("Rename…"), "canvas.rename");
  append_section (menu, section);

  section = g_menu_new ();
  if (single != NULL && single->kind == LEAT_ELEMENT_BLOCK)
    {
      g_menu_append (section, _("Wire From Here…"), "canvas.wire");
      g_menu_append (section, _("Wire To Here…"), "canvas.wire-to-here");
    }
  else if (single != NULL && single->kind == LEAT_ELEMENT_WIRE)
    {
      g_menu_append (section, _("Change Start…"), "canvas.change-start");
      g_menu_append (section, _("Change End…"), "canvas.change-end");
    }
  if (has_bends (self))
    g_menu_append (section, single != NULL && single->kind == LEAT_ELEMENT_WIRE ? _("Tidy Wire") : _("Tidy Wires"), "canvas.tidy-wires");
  append_section (menu, section);

  section = g_menu_new ();
  if (single == NULL || single->kind != LEAT_ELEMENT_WIRE)
    g_menu_append (section, _("Duplicate"), "canvas.duplicate");
  g_menu_append (section, _("Delete"), "canvas.delete");
  if (join != NULL)
    g_menu_append (section, _("Delete and Join Wires"), "canvas.join");
  g_clear_pointer (&join, leat_edit_unref);
  append_section (menu, section);
  return menu;
}

static GMenu *
new_canvas_menu (LeatCanvas *self)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();

  g_menu_append (section, _("Select All"), "canvas.select-all");
  if (has_bends (self))
    g_menu_append (section, _("Tidy Wires"), "canvas.tidy-wires");
  append_section (menu, section);

  section = g_menu_new ();
  g_menu_append (section, _("Show Whole Drawing"), "canvas.zoom-fit");
  g_menu_append (section, _("Normal Size"), "canvas.zoom-100");
  append_section (menu, section);

  section = g_menu_new ();
  g_menu_append (section, _("Show Grid"), "canvas.show-grid");
  g_menu_append (section, _("Snap to Grid"), "canvas.snap-to-grid");
  g_menu_append (section, _("Show Legend"), "canvas.show-legend");
  append_section (menu, section);
  return menu;
}

void
leat_canvas_show_menu (LeatCanvas *self,
                       double      x,
                       double      y)
{
  g_autoptr(GMenu) menu = self->selection->len > 0 ? new_element_menu (self, leat_canvas_get_single (self)) : new_canvas_menu (self);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_popover_set_position (GTK_POPOVER (self->menu), GTK_POS_BOTTOM);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
show_for (LeatCanvas *self,
          double      x,
          double      y)
{
  LeatHit hit = leat_canvas_hit (self, x, y);

  if (self->pipeline == NULL || self->read_only)
    return;
  leat_canvas_end_rename (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (hit.element == NULL || hit.kind == LEAT_HIT_ZONE)
    leat_canvas_select (self, NULL, FALSE);
  else if (!leat_canvas_is_selected (self, hit.element->id))
    leat_canvas_select_one (self, hit.element->id);
  leat_canvas_set_focus (self, NULL, FALSE);
  leat_canvas_show_menu (self, x, y);
}

static void
on_secondary_press (GtkGestureClick *gesture,
                    int              n_press,
                    double           x,
                    double           y,
                    LeatCanvas      *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_for (self, x, y);
}

static void
on_long_press (GtkGestureLongPress *gesture,
               double               x,
               double               y,
               LeatCanvas          *self)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  show_for (self, x, y);
}

void
leat_canvas_add_menu (LeatCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new (), *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_secondary_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_press), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}
