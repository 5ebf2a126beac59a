/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/commands.h"

#include <glib/gi18n-lib.h>

/* Editing in place: an entry over the name of a block, zone or wire, a text view over a note. It is a child of the
 * canvas while it lasts. Enter or a click elsewhere keeps the text, Esc drops it. */

#define LEAST_WIDTH 120

/* Where the name is written, in canvas units. */
static LeatRect
get_name_area (LeatCanvas        *self,
               const LeatElement *element)
{
  const LeatRect *bounds = &element->bounds;
  LeatRect ink;

  switch (element->kind)
    {
    case LEAT_ELEMENT_BLOCK:
      return (LeatRect) { bounds->x + 40, bounds->y + 4, bounds->width - 44, 24 };
    case LEAT_ELEMENT_ZONE:
      return (LeatRect) { bounds->x + 6, bounds->y + 4, MAX (bounds->width - 12, 60), 24 };
    case LEAT_ELEMENT_WIRE:
      if (!leat_scene_get_ink (self->scene, element, &ink))
        return *bounds;
      return (LeatRect) { ink.x + ink.width / 2 - 60, ink.y + ink.height / 2 - 12, 120, 24 };
    default:
      return *bounds;
    }
}

gboolean
leat_canvas_is_on_name (LeatCanvas        *self,
                        const LeatElement *element,
                        LeatPoint          point)
{
  LeatRect area = get_name_area (self, element);

  /* A wire's label may be anywhere along it. */
  if (element->kind == LEAT_ELEMENT_WIRE)
    return TRUE;
  return self->view.zoom >= LEAT_FINE_ZOOM && point.x >= area.x && point.x <= area.x + area.width && point.y >= area.y &&
         point.y <= area.y + area.height;
}

static char *
dup_typed (GtkWidget *editor)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  if (GTK_IS_ENTRY (editor))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (editor))));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
keep_typed (LeatCanvas *self,
            const char *id,
            const char *typed)
{
  const LeatElement *element = leat_canvas_get_element (self, id);
  gboolean note = element != NULL && element->kind == LEAT_ELEMENT_NOTE;

  if (element == NULL || g_strcmp0 (note ? element->text : element->name, typed) == 0)
    return;
  /* A block or zone without a name could not be told from another; a wire needs no label. */
  if (*typed == '\0' && (element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE))
    return;

  leat_history_end_merge (self->history);
  leat_canvas_apply (self, note ? leat_command_set_text (self->pipeline, id, typed) : leat_edit_rename (self->pipeline, id, typed));
  leat_history_end_merge (self->history);
}

void
leat_canvas_end_rename (LeatCanvas *self,
                        gboolean    keep)
{
  GtkWidget *editor = g_steal_pointer (&self->editor);
  g_autofree char *id = g_steal_pointer (&self->editing);
  g_autofree char *typed = NULL;

  if (editor == NULL)
    return;

  typed = dup_typed (editor);
  if ((gtk_widget_get_state_flags (editor) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_unparent (editor);
  if (keep)
    keep_typed (self, id, typed);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_activate (GtkEntry   *entry,
             LeatCanvas *self)
{
  leat_canvas_end_rename (self, TRUE);
}

static void
on_focus_left (GtkEventControllerFocus *controller,
               LeatCanvas              *self)
{
  leat_canvas_end_rename (self, TRUE);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        LeatCanvas            *self)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key != GDK_KEY_Escape && (!enter || (state & GDK_SHIFT_MASK) != 0))
    return GDK_EVENT_PROPAGATE;
  leat_canvas_end_rename (self, enter);
  return GDK_EVENT_STOP;
}

/* Room for all of the text and the margins of an entry. */
static int
get_text_width (GtkWidget *editor)
{
  g_autoptr(PangoLayout) layout = NULL;
  int width;

  if (!GTK_IS_EDITABLE (editor))
    return 0;
  layout = gtk_widget_create_pango_layout (editor, gtk_editable_get_text (GTK_EDITABLE (editor)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + 28;
}

static void
on_typed (GtkEditable *editable,
          LeatCanvas  *self)
{
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static GtkWidget *
new_entry (LeatCanvas        *self,
           const LeatElement *element)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), element->name);
  g_signal_connect (entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (entry, "changed", G_CALLBACK (on_typed), self);
  return entry;
}

static GtkWidget *
new_text_view (const LeatElement *element)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), element->text != NULL ? element->text : "", -1);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 8);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_widget_add_css_class (view, "card");
  return view;
}

static void
watch_editor (LeatCanvas *self,
              GtkWidget  *editor)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_left), self);
  gtk_widget_add_controller (editor, focus);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (editor, key);
}

void
leat_canvas_rename (LeatCanvas *self,
                    const char *id)
{
  const LeatElement *element = leat_canvas_get_element (self, id);
  LeatRect area;

  leat_canvas_end_rename (self, TRUE);
  if (element == NULL || self->read_only || !leat_element_is_drawn (element))
    return;

  area = get_name_area (self, element);
  leat_canvas_reveal (self, &area);
  self->editing = g_strdup (element->id);
  self->editor = element->kind == LEAT_ELEMENT_NOTE ? new_text_view (element) : new_entry (self, element);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->editor), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  element->kind == LEAT_ELEMENT_NOTE ? _("Text of the note") : _("Name"), -1);
  watch_editor (self, self->editor);
  gtk_widget_set_parent (self->editor, GTK_WIDGET (self));
  gtk_widget_grab_focus (self->editor);
  if (GTK_IS_EDITABLE (self->editor))
    gtk_editable_select_region (GTK_EDITABLE (self->editor), 0, -1);
}

void
leat_canvas_allocate_editor (LeatCanvas *self)
{
  const LeatElement *element = leat_canvas_get_element (self, self->editing);
  GtkRequisition least;
  graphene_rect_t place;
  LeatRect area;
  int width, height;

  if (self->editor == NULL || element == NULL)
    return;

  area = get_name_area (self, element);
  place = leat_canvas_rect_to_widget (self, &area);
  gtk_widget_get_preferred_size (self->editor, &least, NULL);
  width = MAX (MAX ((int) place.size.width, LEAST_WIDTH), MAX (least.width, get_text_width (self->editor)));
  height = element->kind == LEAT_ELEMENT_NOTE ? (int) MAX (place.size.height, least.height) : least.height;
  if (element->kind != LEAT_ELEMENT_NOTE)
    place.origin.y += (place.size.height - (float) height) / 2;
  gtk_widget_size_allocate (self->editor, &(GtkAllocation) { (int) place.origin.x, (int) place.origin.y, width, height }, -1);
}
