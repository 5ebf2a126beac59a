/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/wire-commands.h"
#include "palette/palette-row.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* The small menu of blocks that could be at the other end of a wire, likeliest first. Typing finds, Up and Down choose,
 * Enter places the block and wires it, Esc does nothing. */

#define LIST_HEIGHT 300

typedef struct
{
  LeatCanvas *canvas;
  GtkWidget  *popover;
  GtkWidget  *list;
  char       *anchor;
  gboolean    inward;
  LeatPoint   place; /* left top corner of the new block */
  char      **words; /* that were typed, folded, or NULL */
} Offer;

static void
offer_free (gpointer data)
{
  Offer *offer = data;

  g_free (offer->anchor);
  g_strfreev (offer->words);
  g_free (offer);
}

static void
grow (Offer             *offer,
      const LeatService *service)
{
  LeatCanvas *self = offer->canvas;
  g_autofree char *id = NULL;
  LeatPoint place = offer->place;
  LeatRect area = { place.x, place.y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };

  if (self->read_only || self->pipeline == NULL)
    return;
  if (offer->anchor == NULL)
    {
      leat_canvas_add_block_at (self, service->id, place.x, place.y, NULL);
      leat_canvas_reveal (self, &area);
      return;
    }
  if (leat_canvas_get_element (self, offer->anchor) == NULL)
    return;
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, leat_command_grow (self->pipeline, self->catalogue, service->id, place.x, place.y, offer->anchor,
                                              offer->inward, &id));
  leat_canvas_select_one (self, id);
  leat_canvas_reveal (self, &area);
  leat_canvas_set_focus (self, id, TRUE);
}

static void
on_row_activated (GtkListBox    *list,
                  GtkListBoxRow *row,
                  Offer         *offer)
{
  const LeatService *service = leat_palette_row_get_service (LEAT_PALETTE_ROW (row));

  gtk_popover_popdown (GTK_POPOVER (offer->popover));
  grow (offer, service);
}

static gboolean
matches (GtkListBoxRow *row,
         gpointer       data)
{
  Offer *offer = data;

  return leat_palette_row_matches (LEAT_PALETTE_ROW (row), (const char *const *) offer->words);
}

/* The nearest row that is shown, from one on, in steps. */
static GtkListBoxRow *
find_shown (GtkWidget *list,
            int        from,
            int        step)
{
  GtkListBoxRow *row;

  for (int i = from; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), i)) != NULL; i += step)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
scroll_to (GtkWidget     *list,
           GtkListBoxRow *row)
{
  GtkWidget *view = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (view));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (GTK_WIDGET (row), list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
select_row (GtkWidget     *list,
            GtkListBoxRow *row)
{
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (list), row);
  scroll_to (list, row);
}

static void
on_search_changed (GtkSearchEntry *entry,
                   Offer          *offer)
{
  g_autofree char *typed = g_strstrip (g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (entry)), -1));

  g_clear_pointer (&offer->words, g_strfreev);
  offer->words = *typed != '\0' ? g_strsplit (typed, " ", -1) : NULL;
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (offer->list));
  select_row (offer->list, find_shown (offer->list, 0, 1));
}

static void
on_search_activate (GtkSearchEntry *entry,
                    Offer          *offer)
{
  GtkListBoxRow *row;

  on_search_changed (entry, offer);
  row = gtk_list_box_get_selected_row (GTK_LIST_BOX (offer->list));
  if (row != NULL && gtk_widget_get_child_visible (GTK_WIDGET (row)))
    on_row_activated (GTK_LIST_BOX (offer->list), row, offer);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        Offer                 *offer)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (offer->list));
  int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  if (key == GDK_KEY_Down || key == GDK_KEY_KP_Down)
    select_row (offer->list, find_shown (offer->list, at + 1, 1));
  else if ((key == GDK_KEY_Up || key == GDK_KEY_KP_Up) && at > 0)
    select_row (offer->list, find_shown (offer->list, at - 1, -1));
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
on_stop_search (GtkSearchEntry *entry,
                Offer          *offer)
{
  gtk_popover_popdown (GTK_POPOVER (offer->popover));
}

static void
on_closed (GtkPopover *popover,
           Offer      *offer)
{
  gtk_widget_grab_focus (GTK_WIDGET (offer->canvas));
}

static GtkWidget *
new_entry (Offer *offer)
{
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_object_set (entry, "placeholder-text",
                offer->anchor == NULL ? _("Which block?") : offer->inward ? _("What comes before?") : _("What follows?"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  offer->anchor == NULL ? _("Find a block to add")
                                  : offer->inward       ? _("Find a block to put before")
                                                        : _("Find a block that follows"), -1);
  g_signal_connect (entry, "search-changed", G_CALLBACK (on_search_changed), offer);
  g_signal_connect (entry, "activate", G_CALLBACK (on_search_activate), offer);
  g_signal_connect (entry, "stop-search", G_CALLBACK (on_stop_search), offer);
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (on_key), offer);
  gtk_widget_add_controller (entry, key);
  return entry;
}

static GtkWidget *
new_empty (const Offer *offer)
{
  GtkWidget *label = gtk_label_new (offer->anchor != NULL ? _("No block that this could be wired to") : _("No such block"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_margin_top (label, 12);
  gtk_widget_set_margin_bottom (label, 12);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_show (label);
  return label;
}

/* What could be wired to the anchor, likeliest first; without one, all there are. */
static GPtrArray *
list_services (const Offer *offer)
{
  LeatCatalogue *catalogue = offer->canvas->catalogue;
  const LeatElement *anchor = leat_canvas_get_element (offer->canvas, offer->anchor);
  GPtrArray *services;

  if (anchor != NULL)
    return leat_command_list_followers (catalogue, anchor->type, offer->inward);
  services = g_ptr_array_new ();
  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    g_ptr_array_add (services, (gpointer) leat_catalogue_get_nth_service (catalogue, i));
  return services;
}

static GtkWidget *
new_list (Offer *offer)
{
  LeatCanvas *self = offer->canvas;
  g_autoptr(GPtrArray) services = list_services (offer);
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "palette-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_BROWSE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (list), matches, offer, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (list), new_empty (offer));
  for (guint i = 0; i < services->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), leat_palette_row_new (self->catalogue, g_ptr_array_index (services, i)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  offer->anchor != NULL ? _("Blocks that could be wired") : _("Blocks"), -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated), offer);
  return list;
}

static GtkWidget *
new_content (Offer *offer)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *view = gtk_scrolled_window_new ();

  offer->list = new_list (offer);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (view), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (view), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (view), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (view), offer->list);
  gtk_widget_set_size_request (view, 240, -1);
  gtk_box_append (GTK_BOX (box), new_entry (offer));
  gtk_box_append (GTK_BOX (box), view);
  return box;
}

/* The new block as far as it is in view, so that the menu stands beside it. */
static GdkRectangle
get_target (LeatCanvas *self,
            LeatPoint   place)
{
  LeatPoint at = leat_view_to_widget (&self->view, place.x + LEAT_BLOCK_WIDTH / 2, place.y + LEAT_BLOCK_HEIGHT / 2);

  return (GdkRectangle) { (int) CLAMP (at.x, 0, gtk_widget_get_width (GTK_WIDGET (self)) - 1),
                          (int) CLAMP (at.y, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1), 1, 1 };
}

void
leat_canvas_offer_followers (LeatCanvas *self,
                             const char *anchor,
                             gboolean    inward,
                             LeatPoint   place)
{
  Offer *offer;
  GdkRectangle target;

  if (self->pipeline == NULL || self->read_only || (anchor != NULL && leat_canvas_get_element (self, anchor) == NULL))
    return;

  offer = g_new0 (Offer, 1);
  offer->canvas = self;
  offer->anchor = g_strdup (anchor);
  offer->inward = inward;
  offer->place = (LeatPoint) { leat_canvas_snap (self, place.x, 0), leat_canvas_snap (self, place.y, 0) };
  target = get_target (self, offer->place);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = offer->popover = gtk_popover_new ();
  g_object_set_data_full (G_OBJECT (offer->popover), "offer", offer, offer_free);
  gtk_popover_set_child (GTK_POPOVER (offer->popover), new_content (offer));
  gtk_widget_set_parent (offer->popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (offer->popover), &target);
  g_signal_connect (offer->popover, "closed", G_CALLBACK (on_closed), offer);
  gtk_popover_popup (GTK_POPOVER (offer->popover));
  select_row (offer->list, find_shown (offer->list, 0, 1));
}
