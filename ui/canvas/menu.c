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

typedef struct
{
  const char *label;
  const char *action; /* with its target */
} Entry;

static GMenu *
new_section (const Entry *entries,
             gsize        n)
{
  GMenu *section = g_menu_new ();

  for (gsize i = 0; i < n; i++)
    g_menu_append (section, _(entries[i].label), entries[i].action);
  return section;
}

#define NEW_SECTION(entries) new_section (entries, G_N_ELEMENTS (entries))

static const Entry clipboard[] = {
  { N_("Cut"), "canvas.cut" },
  { N_("Copy"), "canvas.copy" },
  { N_("Paste"), "canvas.paste" },
  { N_("Duplicate"), "canvas.duplicate" },
  { N_("Delete"), "canvas.delete" },
};

static const Entry settings[] = {
  { N_("Copy Settings"), "canvas.copy-settings" },
  { N_("Paste Settings"), "canvas.paste-settings" },
};

static const Entry alignments[] = {
  { N_("Align Left"), "canvas.align::left" },
  { N_("Align Centre"), "canvas.align::centre" },
  { N_("Align Right"), "canvas.align::right" },
  { N_("Align Top"), "canvas.align::top" },
  { N_("Align Middle"), "canvas.align::middle" },
  { N_("Align Bottom"), "canvas.align::bottom" },
};

static const Entry distributions[] = {
  { N_("Distribute Across"), "canvas.distribute::across" },
  { N_("Distribute Down"), "canvas.distribute::down" },
  { N_("Equal Gaps Across"), "canvas.distribute::gaps-across" },
  { N_("Equal Gaps Down"), "canvas.distribute::gaps-down" },
};

static const Entry orders[] = {
  { N_("Bring Forward"), "canvas.reorder::forward" },
  { N_("Send Backward"), "canvas.reorder::backward" },
  { N_("Bring to Front"), "canvas.reorder::front" },
  { N_("Send to Back"), "canvas.reorder::back" },
};

static const Entry zones[] = {
  { N_("Put in a Zone"), "canvas.enclose" },
  { N_("Dissolve Zone"), "canvas.dissolve" },
};

static const Entry looking[] = {
  { N_("Show Selection"), "canvas.zoom-selection" },
  { N_("Copy as Picture"), "canvas.copy-picture" },
};

static GMenu *
new_arrange_menu (void)
{
  GMenu *menu = g_menu_new ();

  append_section (menu, NEW_SECTION (alignments));
  append_section (menu, NEW_SECTION (distributions));
  append_section (menu, NEW_SECTION (orders));
  return menu;
}

/* Whether Tidy Wires would do something for what is selected, or for all. */
static gboolean
has_bends (LeatCanvas *self)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  g_autoptr(LeatEdit) edit = leat_command_tidy (self->pipeline, (const char *const *) ids);

  return leat_edit_get_n_changes (edit) > 0;
}

/* A wire goes with its blocks: it is neither copied nor arranged by itself. */
static GMenu *
new_wire_menu (LeatCanvas *self)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();

  g_menu_append (section, _("Rename…"), "canvas.rename");
  append_section (menu, section);
  section = g_menu_new ();
  g_menu_append (section, _("Change Start…"), "canvas.change-start");
  g_menu_append (section, _("Change End…"), "canvas.change-end");
  if (has_bends (self))
    g_menu_append (section, _("Tidy Wire"), "canvas.tidy-wires");
  append_section (menu, section);
  section = g_menu_new ();
  g_menu_append (section, leat_canvas_all_locked (self) ? _("Unlock") : _("Lock"), "canvas.lock");
  g_menu_append (section, _("Delete"), "canvas.delete");
  append_section (menu, section);
  return menu;
}

static GMenu *
new_element_menu (LeatCanvas        *self,
                  const LeatElement *single)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();
  g_autoptr(GMenu) arrange = new_arrange_menu ();
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
  if (has_bends (self))
    g_menu_append (section, _("Tidy Wires"), "canvas.tidy-wires");
  append_section (menu, section);

  section = NEW_SECTION (clipboard);
  if (join != NULL)
    g_menu_append (section, _("Delete and Join Wires"), "canvas.join");
  g_clear_pointer (&join, leat_edit_unref);
  append_section (menu, section);
  if (single == NULL || single->kind == LEAT_ELEMENT_BLOCK)
    append_section (menu, NEW_SECTION (settings));
  section = NEW_SECTION (zones);
  g_menu_append (section, leat_canvas_all_locked (self) ? _("Unlock") : _("Lock"), "canvas.lock");
  g_menu_append_submenu (section, _("Arrange"), G_MENU_MODEL (arrange));
  append_section (menu, section);
  append_section (menu, NEW_SECTION (looking));
  return menu;
}

static GMenu *
new_canvas_menu (LeatCanvas *self)
{
  GMenu *menu = g_menu_new (), *section = g_menu_new ();

  g_menu_append (section, _("Add Block…"), "canvas.add-here");
  g_menu_append (section, _("Add Note"), "canvas.add-note");
  g_menu_append (section, _("Add Zone"), "canvas.add-zone");
  append_section (menu, section);
  section = g_menu_new ();
  g_menu_append (section, _("Paste"), "canvas.paste");
  g_menu_append (section, _("Paste in the Same Place"), "canvas.paste-in-place");
  g_menu_append (section, _("Select All"), "canvas.select-all");
  if (has_bends (self))
    g_menu_append (section, _("Tidy Wires"), "canvas.tidy-wires");
  append_section (menu, section);

  section = g_menu_new ();
  g_menu_append (section, _("Show Whole Drawing"), "canvas.zoom-fit");
  g_menu_append (section, _("Normal Size"), "canvas.zoom-100");
  g_menu_append (section, _("Copy as Picture"), "canvas.copy-picture");
  append_section (menu, section);

  section = g_menu_new ();
  g_menu_append (section, _("Show Grid"), "canvas.show-grid");
  g_menu_append (section, _("Snap to Grid"), "canvas.snap-to-grid");
  g_menu_append (section, _("Show Legend"), "canvas.show-legend");
  append_section (menu, section);
  return menu;
}

static GMenu *
new_menu (LeatCanvas *self)
{
  const LeatElement *single = leat_canvas_get_single (self);

  if (self->selection->len == 0)
    return new_canvas_menu (self);
  return single != NULL && single->kind == LEAT_ELEMENT_WIRE ? new_wire_menu (self) : new_element_menu (self, single);
}

void
leat_canvas_show_menu (LeatCanvas *self,
                       double      x,
                       double      y)
{
  g_autoptr(GMenu) menu = new_menu (self);

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
  self->menu_at = (LeatPoint) { x, y };
  self->menu_pointed = TRUE;
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
