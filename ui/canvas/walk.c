/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

/* Keys that go somewhere: Tab from block to block, comma and full stop through the wires of a block, Alt and an arrow along
 * a wire, an arrow alone moves what is selected, pages, and Esc one step out. Each leaves the key to the window when there is nowhere to go. */

/* The selected wire, if nothing else is. */
static const LeatElement *
get_wire (LeatCanvas *self)
{
  const LeatElement *single = leat_canvas_get_single (self);

  return single != NULL && single->kind == LEAT_ELEMENT_WIRE ? single : NULL;
}

/* The block from which one came to a wire, or else the one that it starts at. */
static const char *
get_wire_block (LeatCanvas        *self,
                const LeatElement *wire)
{
  return g_strcmp0 (self->wire_block, wire->to) == 0 ? wire->to : wire->from;
}

static const char *
get_current (LeatCanvas *self)
{
  LeatElement *single = leat_canvas_get_single (self);

  if (get_wire (self) != NULL)
    return get_wire_block (self, get_wire (self));
  if (self->focus != NULL)
    return self->focus;
  return single != NULL && single->kind == LEAT_ELEMENT_BLOCK ? single->id : NULL;
}

static void
go_to (LeatCanvas        *self,
       const LeatElement *block)
{
  g_autofree char *id = g_strdup (block->id);

  leat_canvas_select_one (self, id);
  leat_canvas_set_focus (self, id, TRUE);
}

static gboolean
on_tab (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  int step = g_variant_get_int32 (args), at = -1;
  g_autoptr(GPtrArray) blocks = NULL;
  const char *current;

  if (self->pipeline == NULL || self->editor != NULL)
    return FALSE;

  current = get_current (self);
  blocks = leat_command_list_in_flow_order (self->pipeline);
  for (guint i = 0; current != NULL && i < blocks->len; i++)
    {
      if (g_str_equal (((LeatElement *) g_ptr_array_index (blocks, i))->id, current))
        at = (int) i;
    }

  if (at < 0)
    at = step > 0 ? 0 : (int) blocks->len - 1;
  else
    at += step;
  if (at < 0 || at >= (int) blocks->len)
    return FALSE;
  go_to (self, g_ptr_array_index (blocks, at));
  return TRUE;
}

/* The wires of a block, in the order of the drawing, round and round. */
static gboolean
on_wire (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  int step = g_variant_get_int32 (args), at = -1;
  const char *block = self->pipeline != NULL ? get_current (self) : NULL;
  const LeatElement *wire = get_wire (self);
  GPtrArray *wires = block != NULL ? leat_pipeline_get_wires_of (self->pipeline, block) : NULL;

  if (self->editor != NULL)
    return FALSE;
  if (wires == NULL || wires->len == 0)
    {
      gtk_widget_error_bell (widget);
      return TRUE;
    }
  for (guint i = 0; i < wires->len; i++)
    if (g_ptr_array_index (wires, i) == wire)
      at = (int) i;
  at = at < 0 ? (step > 0 ? 0 : (int) wires->len - 1) : (at + step + (int) wires->len) % (int) wires->len;
  if (self->wire_block != block)
    {
      char *kept = g_strdup (block);

      g_free (self->wire_block);
      self->wire_block = kept;
    }
  go_to (self, g_ptr_array_index (wires, at));
  return TRUE;
}

static gboolean
on_walk (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  const char *current = self->pipeline != NULL ? get_current (self) : NULL;
  LeatElement *next;
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  if (get_wire (self) != NULL && dx != 0)
    next = leat_canvas_get_element (self, dx > 0 ? get_wire (self)->to : get_wire (self)->from);
  else
    next = current != NULL ? leat_command_find_neighbour (self->pipeline, current, dx, dy) : NULL;
  if (next != NULL)
    go_to (self, next);
  return TRUE;
}

static gboolean
on_nudge (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_auto(GStrv) ids = leat_canvas_dup_free (self);
  g_autofree char *joined = NULL, *key = NULL;
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  if (self->editor != NULL)
    return FALSE;
  if (self->selection->len > 0 && ids[0] == NULL)
    return TRUE;
  if (get_wire (self) != NULL && !self->read_only)
    {
      leat_canvas_nudge_wire (self, get_wire (self), dx, dy);
      return TRUE;
    }
  if (ids[0] == NULL || self->read_only)
    {
      leat_canvas_scroll_by (self, 4 * LEAT_GRID * dx, 4 * LEAT_GRID * dy);
      return TRUE;
    }

  joined = g_strjoinv (",", ids);
  key = g_strconcat ("nudge:", joined, NULL);
  leat_canvas_apply_move (self, leat_edit_move (self->pipeline, (const char *const *) ids, dx * LEAT_GRID, dy * LEAT_GRID),
                          (const char *const *) ids, key);
  return TRUE;
}

static gboolean
on_page (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  int dx, dy;

  g_variant_get (args, "(ii)", &dx, &dy);
  leat_canvas_scroll_by (self, dx * 0.9 * gtk_widget_get_width (widget), dy * 0.9 * gtk_widget_get_height (widget));
  return TRUE;
}

static gboolean
on_end (GtkWidget *widget,
        GVariant  *args,
        gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_autoptr(GPtrArray) blocks = self->pipeline != NULL ? leat_command_list_in_flow_order (self->pipeline) : NULL;

  if (blocks == NULL || blocks->len == 0 || self->editor != NULL)
    return FALSE;
  go_to (self, g_ptr_array_index (blocks, g_variant_get_int32 (args) < 0 ? 0 : blocks->len - 1));
  return TRUE;
}

static gboolean
on_escape (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  LeatCanvas *self = LEAT_CANVAS (widget);

  if (leat_canvas_cancel_drag (self))
    return TRUE;
  if (self->editor != NULL)
    {
      leat_canvas_end_rename (self, FALSE);
      return TRUE;
    }
  if (self->hand)
    {
      gtk_widget_activate_action (widget, "canvas.arrow", NULL);
      return TRUE;
    }
  if (self->selection->len == 0 && self->focus == NULL)
    return FALSE;
  leat_canvas_select (self, NULL, FALSE);
  leat_canvas_set_focus (self, NULL, FALSE);
  return TRUE;
}

static const struct
{
  guint key, keypad;
  int   dx, dy;
} arrows[] = {
  { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
  { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
  { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
  { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
};

static void
bind_arrow (GtkWidgetClass *widget_class,
            guint           key,
            int             dx,
            int             dy)
{
  gtk_widget_class_add_binding (widget_class, key, 0, on_nudge, "(ii)", dx, dy);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, on_nudge, "(ii)", 10 * dx, 10 * dy);
  gtk_widget_class_add_binding (widget_class, key, GDK_ALT_MASK, on_walk, "(ii)", dx, dy);
  gtk_widget_class_add_binding_action (widget_class, key, GDK_CONTROL_MASK, "canvas.grow", "(ii)", dx, dy);
}

void
leat_canvas_install_walk (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (arrows); i++)
    {
      bind_arrow (widget_class, arrows[i].key, arrows[i].dx, arrows[i].dy);
      bind_arrow (widget_class, arrows[i].keypad, arrows[i].dx, arrows[i].dy);
    }
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, 0, on_tab, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Tab, GDK_SHIFT_MASK, on_tab, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK, on_tab, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_period, 0, on_wire, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_comma, 0, on_wire, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, 0, on_page, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, 0, on_page, "(ii)", 0, 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Up, GDK_SHIFT_MASK, on_page, "(ii)", -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Page_Down, GDK_SHIFT_MASK, on_page, "(ii)", 1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, on_end, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, on_end, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape, NULL);
}
