/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "help/help-window.h"

#include "config.h"

#include "catalogue/catalogue.h"
#include "exchange/help.h"
#include "study/large-text.h"
#include "window/keys.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WINDOW "leat-help" /* where a window keeps its help */

struct _LeatHelpWindow
{
  AdwWindow       parent_instance;
  GPtrArray      *pages; /* of LeatHelpPage */
  AdwLeaflet     *leaflet;
  GtkWidget      *side;
  GtkWidget      *reading;
  GtkWidget      *scrolled;
  GtkStack       *found;
  GtkEditable    *search;
  GtkListBox     *list;
  AdwWindowTitle *title;
  LeatLargeText  *text;
  GtkAdjustment  *scroll;
  GtkBox         *also;
  GtkWidget      *also_box;
};

G_DEFINE_FINAL_TYPE (LeatHelpWindow, leat_help_window, ADW_TYPE_WINDOW)

/* The keys in a text */

static char *
dup_key (const char *action)
{
  gsize n;
  const LeatKey *keys = leat_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (keys[i].action, action) == 0)
      return leat_keys_dup_label (&keys[i]);
  return g_strdup ("");
}

static gboolean
replace_key (const GMatchInfo *match,
             GString          *result,
             gpointer          data)
{
  g_autofree char *action = g_match_info_fetch (match, 1), *whole = g_match_info_fetch (match, 0);
  g_autofree char *key = dup_key (action);

  if (*key != '\0')
    g_string_append_printf (result, "**%s**", key);
  else
    g_string_append (result, whole);
  return FALSE;
}

char *
leat_help_dup_text (const char *text)
{
  g_autoptr(GRegex) regex = g_regex_new ("\\{([a-z0-9.:-]+)\\}", 0, 0, NULL);

  return g_regex_replace_eval (regex, text, -1, 0, 0, replace_key, NULL, NULL);
}

/* Pages */

static const LeatHelpPage *
get_page (LeatHelpWindow *self,
          GtkListBoxRow  *row)
{
  return g_ptr_array_index (self->pages, gtk_list_box_row_get_index (row));
}

static void show_page (LeatHelpWindow *self, const char *id);

static void
on_also (GtkWidget      *button,
         LeatHelpWindow *self)
{
  g_autofree char *id = g_strdup (gtk_widget_get_name (button));

  show_page (self, id);
}

static void
show_also (LeatHelpWindow     *self,
           const LeatHelpPage *page)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->also))) != NULL)
    gtk_box_remove (self->also, child);
  for (guint i = 0; page->also[i] != NULL; i++)
    {
      const LeatHelpPage *other = leat_help_find (self->pages, page->also[i]);
      GtkWidget *button = other != NULL ? gtk_button_new_with_label (other->title) : NULL;

      if (button == NULL)
        continue;
      gtk_widget_set_name (button, other->id);
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_signal_connect (button, "clicked", G_CALLBACK (on_also), self);
      gtk_box_append (self->also, button);
    }
  gtk_widget_set_visible (self->also_box, gtk_widget_get_first_child (GTK_WIDGET (self->also)) != NULL);
}

static void
on_selected (LeatHelpWindow *self,
             GtkListBoxRow  *row)
{
  g_autofree char *text = NULL;

  if (row == NULL)
    return;
  text = leat_help_dup_text (get_page (self, row)->text);
  adw_window_title_set_title (self->title, get_page (self, row)->title);
  leat_large_text_set (self->text, text);
  show_also (self, get_page (self, row));
  gtk_adjustment_set_value (self->scroll, 0);
}

/* The keyboard goes along, so that it scrolls; a leaflet that is folded shows what has the focus. */
static void
on_activated (LeatHelpWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->reading);
  gtk_widget_grab_focus (self->scrolled);
}

static void
show_page (LeatHelpWindow *self,
           const char     *id)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (id == NULL || g_str_equal (((const LeatHelpPage *) self->pages->pdata[i])->id, id))
      {
        gtk_editable_set_text (self->search, "");
        gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
        on_activated (self);
        return;
      }
}

/* Search */

static gboolean
is_sought (GtkListBoxRow *row,
           gpointer       data)
{
  LeatHelpWindow *self = data;

  return leat_help_page_matches (get_page (self, row), gtk_editable_get_text (self->search));
}

/* The page that has the words in its title, or else the first that has them at all. */
static GtkListBoxRow *
get_best (LeatHelpWindow *self)
{
  const char *words = gtk_editable_get_text (self->search);
  GtkListBoxRow *first = NULL, *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      LeatHelpPage heading = { .title = get_page (self, row)->title, .text = (char *) "" };

      if (leat_help_page_matches (&heading, words))
        return row;
      if (first == NULL && is_sought (row, self))
        first = row;
    }
  return first;
}

static void
on_search (LeatHelpWindow *self)
{
  GtkListBoxRow *best = get_best (self);

  gtk_list_box_invalidate_filter (self->list);
  gtk_stack_set_visible_child_name (self->found, best != NULL ? "pages" : "none");
  if (best != NULL && *gtk_editable_get_text (self->search) != '\0')
    gtk_list_box_select_row (self->list, best);
}

static void
on_search_activated (LeatHelpWindow *self)
{
  if (get_best (self) == NULL)
    return;
  gtk_list_box_select_row (self->list, get_best (self));
  on_activated (self);
}

/* What is typed while a page is read is a search: in a narrow window it would go on out of sight. */
static void
on_search_started (LeatHelpWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->side);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
  gtk_editable_set_position (self->search, -1);
}

/* Esc takes the words away first, then the window. */
static void
on_stop_search (LeatHelpWindow *self)
{
  if (*gtk_editable_get_text (self->search) != '\0')
    gtk_editable_set_text (self->search, "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

/* The window */

static GtkWidget *
new_row (const LeatHelpPage *page)
{
  GtkWidget *label = gtk_label_new (page->title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
new_scrolled (GtkWidget *child)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), child);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
new_none (void)
{
  GtkWidget *none = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("No Page Has These Words"));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "edit-find-symbolic");
  gtk_widget_add_css_class (none, "compact");
  return none;
}

static void
set_side_margins (GtkWidget *widget)
{
  gtk_widget_set_margin_start (widget, 6);
  gtk_widget_set_margin_end (widget, 6);
  gtk_widget_set_margin_top (widget, 6);
  gtk_widget_set_margin_bottom (widget, 6);
}

static void
add_side (LeatHelpWindow *self)
{
  GtkWidget *bar = adw_header_bar_new (), *search = gtk_search_entry_new (), *list = gtk_list_box_new ();

  self->side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->search = GTK_EDITABLE (search);
  self->list = GTK_LIST_BOX (list);
  self->found = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_size_request (self->side, 240, -1);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), adw_window_title_new (_("Help"), ""));
  g_object_bind_property (self->leaflet, "folded", bar, "show-end-title-buttons", G_BINDING_SYNC_CREATE);
  set_side_margins (search);
  g_object_set (search, "placeholder-text", _("Search the help"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (search), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Search the help"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pages"), -1);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (search), GTK_WIDGET (self));
  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_list_box_set_filter_func (self->list, is_sought, self, NULL);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (on_search), self);
  g_signal_connect_swapped (search, "activate", G_CALLBACK (on_search_activated), self);
  g_signal_connect_swapped (search, "search-started", G_CALLBACK (on_search_started), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (on_stop_search), self);
  g_signal_connect_swapped (list, "row-selected", G_CALLBACK (on_selected), self);
  g_signal_connect_swapped (list, "row-activated", G_CALLBACK (on_activated), self);
  gtk_stack_add_named (self->found, new_scrolled (list), "pages");
  gtk_stack_add_named (self->found, new_none (), "none");
  gtk_box_append (GTK_BOX (self->side), bar);
  gtk_box_append (GTK_BOX (self->side), search);
  gtk_box_append (GTK_BOX (self->side), GTK_WIDGET (self->found));
  adw_leaflet_append (self->leaflet, self->side);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, gtk_separator_new (GTK_ORIENTATION_VERTICAL)), FALSE);
}

static void
on_back (LeatHelpWindow *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->side);
}

static GtkWidget *
new_back (LeatHelpWindow *self)
{
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_set_tooltip_text (back, _("Back to the Pages"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back to the Pages"), -1);
  g_object_bind_property (self->leaflet, "folded", back, "visible", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (back, "clicked", G_CALLBACK (on_back), self);
  return back;
}

static GtkWidget *
new_also (LeatHelpWindow *self)
{
  GtkWidget *heading = gtk_label_new (_("Read Next"));

  self->also_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->also = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (self->also_box), heading);
  gtk_box_append (GTK_BOX (self->also_box), GTK_WIDGET (self->also));
  return self->also_box;
}

static void
add_reading (LeatHelpWindow *self)
{
  GtkWidget *bar = adw_header_bar_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24), *clamp = adw_clamp_new (), *scrolled;
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  self->text = LEAT_LARGE_TEXT (leat_large_text_new ());
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), new_back (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->text));
  gtk_box_append (GTK_BOX (box), new_also (self));
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 640);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  scrolled = new_scrolled (clamp);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Text"), -1);
  self->scrolled = scrolled;
  self->scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  gtk_widget_set_hexpand (column, TRUE);
  gtk_box_append (GTK_BOX (column), bar);
  gtk_box_append (GTK_BOX (column), scrolled);
  self->reading = column;
  adw_leaflet_append (self->leaflet, column);
}

static void
leat_help_window_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_HELP_WINDOW (object)->pages);

  G_OBJECT_CLASS (leat_help_window_parent_class)->finalize (object);
}

/* Rows and the filter ask for pages until they are gone. */
static void
leat_help_window_dispose (GObject *object)
{
  adw_window_set_content (ADW_WINDOW (object), NULL);

  G_OBJECT_CLASS (leat_help_window_parent_class)->dispose (object);
}

static void
leat_help_window_class_init (LeatHelpWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_help_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_help_window_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_w, GDK_CONTROL_MASK, "window.close", NULL);
}

static void
leat_help_window_init (LeatHelpWindow *self)
{
  g_auto(GStrv) folders = leat_data_folders ();
  g_autoptr(GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  self->pages = leat_help_load ((const char *const *) folders, warnings);
  self->leaflet = ADW_LEAFLET (adw_leaflet_new ());
  adw_leaflet_set_can_navigate_back (self->leaflet, TRUE);
  add_side (self);
  add_reading (self);
  gtk_window_set_title (GTK_WINDOW (self), _("Help"));
  gtk_window_set_default_size (GTK_WINDOW (self), 860, 640);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 294);
  adw_window_set_content (ADW_WINDOW (self), GTK_WIDGET (self->leaflet));
  for (guint i = 0; i < self->pages->len; i++)
    gtk_list_box_append (self->list, new_row (g_ptr_array_index (self->pages, i)));
  show_page (self, NULL);
  if (warnings->len > 0)
    leat_large_text_set (self->text, g_ptr_array_index (warnings, 0));
  else if (self->pages->len == 0)
    leat_large_text_set (self->text, _("The help is not installed: reinstall Leat"));
}

static void
forget (LeatHelpWindow *self,
        GObject        *parent)
{
  g_object_set_data (parent, WINDOW, NULL);
}

static LeatHelpWindow *
get_window (GtkWindow *parent)
{
  LeatHelpWindow *self = g_object_get_data (G_OBJECT (parent), WINDOW);

  if (self == NULL)
    {
      self = g_object_new (LEAT_TYPE_HELP_WINDOW, "transient-for", parent, "destroy-with-parent", TRUE, NULL);
      g_object_set_data (G_OBJECT (parent), WINDOW, self);
      g_signal_connect_object (self, "destroy", G_CALLBACK (forget), parent, 0);
    }
  return self;
}

/* A page that was asked for has the keyboard; else a page is looked for. */
LeatHelpWindow *
leat_help_window_show (GtkWindow  *parent,
                       const char *page)
{
  LeatHelpWindow *self = get_window (parent);

  gtk_window_present (GTK_WINDOW (self));
  if (page != NULL)
    show_page (self, page);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  return self;
}

LeatHelpWindow *
leat_help_window_show_about (GtkWindow  *parent,
                             const char *subjects)
{
  const LeatHelpPage *page = leat_help_find_about (get_window (parent)->pages, subjects);

  return leat_help_window_show (parent, page != NULL ? page->id : NULL);
}
