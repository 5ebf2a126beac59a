/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/commands.h"

#include "config.h"

#include "window/fuzzy.h"
#include "window/keys.h"
#include "window/window-private.h"

#include <glib/gi18n-lib.h>

#define WIDTH 540
#define HEIGHT 420
#define MARGIN 24

/* So many are shown at most: who does not find it among them types a letter more. */
#define MAX_SHOWN 60

/* One thing that can be chosen. */
typedef struct
{
  char       *label;  /* what is searched and shown */
  const char *group;  /* in the user's language */
  char       *action; /* with its target */
  char       *keys;   /* for people, or "" */
  gboolean    available;
  int         score;
  guint       place; /* in the list of all */
} Command;

struct _LeatCommands
{
  GtkPopover  parent_instance;
  LeatWindow *window; /* owns this */
  GtkWidget  *search;
  GtkWidget  *list;
  GtkWidget  *scroller;
  GPtrArray  *commands; /* of Command: all of them, made when it is shown */
  GPtrArray  *shown;    /* of Command, borrowed: a row each */
  GtkWidget  *before;   /* weak: what had the keyboard */
};

G_DEFINE_FINAL_TYPE (LeatCommands, leat_commands, GTK_TYPE_POPOVER)

static void
command_free (gpointer data)
{
  Command *command = data;

  g_free (command->label);
  g_free (command->action);
  g_free (command->keys);
  g_free (command);
}

static gboolean
is_available (LeatCommands *self,
              const char   *detailed)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self->window));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;

  if (!g_action_parse_detailed_name (detailed, &name, &target, NULL))
    return FALSE;
  if (g_str_has_prefix (name, "win."))
    return g_action_group_get_action_enabled (G_ACTION_GROUP (self->window), name + 4);
  if (g_str_has_prefix (name, "app."))
    return application != NULL && g_action_group_get_action_enabled (G_ACTION_GROUP (application), name + 4);
  return leat_window_get_document (self->window) != NULL && leat_canvas_can (leat_window_get_shown_canvas (self->window), name);
}

static void
add (LeatCommands *self,
     char         *label,
     const char   *group,
     char         *action,
     char         *keys,
     gboolean      available)
{
  Command *command = g_new0 (Command, 1);

  *command = (Command) { label, group, action, keys, available, 0, self->commands->len };
  g_ptr_array_add (self->commands, command);
}

static void
add_keys (LeatCommands *self)
{
  gsize n;
  const LeatKey *keys = leat_keys_list (&n);

  for (gsize i = 0; i < n; i++)
    if (keys[i].action != NULL && !g_str_equal (keys[i].action, "win.commands"))
      add (self, g_strdup (_(keys[i].title)), _(keys[i].group), g_strdup (keys[i].action), leat_keys_dup_label (&keys[i]),
           is_available (self, keys[i].action));
}

static void
add_blocks (LeatCommands *self)
{
  LeatDocument *document = leat_window_get_document (self->window);
  LeatPipeline *pipeline = document != NULL ? leat_document_get_pipeline (document) : NULL;

  for (guint i = 0; pipeline != NULL && i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(GVariant) target = NULL;

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      target = g_variant_ref_sink (g_variant_new_string (element->id));
      add (self, g_strdup_printf (_("Go to %s"), leat_element_get_label (element)), _("Drawing"),
           g_action_print_detailed_name ("win.reveal", target), g_strdup (""), TRUE);
    }
}

static GtkWidget *
new_label (const char *text,
           const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, class_name);
  return label;
}

static GtkWidget *
new_row (const Command *command)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = new_label (command->label, "name");
  GtkWidget *group = new_label (command->available ? command->group : _("not available now"), "dim-label");
  g_autofree char *spoken = g_strjoin (", ", command->label, command->available ? command->group : _("not available now"),
                                       *command->keys != '\0' ? command->keys : NULL, NULL);

  g_object_set (box, "margin-top", 6, "margin-bottom", 6, "margin-start", 6, "margin-end", 6, NULL);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), group);
  if (*command->keys != '\0')
    gtk_box_append (GTK_BOX (box), new_label (command->keys, "keys"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), command->available);
  if (!command->available)
    gtk_widget_add_css_class (row, "unavailable");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

/* The best first; of those that match alike, what can be used now, then as in the list of all. */
static int
compare (gconstpointer a,
         gconstpointer b)
{
  const Command *first = *(Command *const *) a;
  const Command *second = *(Command *const *) b;

  if (first->score != second->score)
    return first->score < second->score ? 1 : -1;
  if (first->available != second->available)
    return first->available ? -1 : 1;
  return first->place < second->place ? -1 : 1;
}

static void
show (LeatCommands *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->search));
  GtkWidget *row;

  g_ptr_array_set_size (self->shown, 0);
  for (guint i = 0; i < self->commands->len; i++)
    {
      Command *command = self->commands->pdata[i];

      command->score = leat_fuzzy_match (query, command->label);
      if (command->score > 0)
        g_ptr_array_add (self->shown, command);
    }
  g_ptr_array_sort (self->shown, compare);
  g_ptr_array_set_size (self->shown, MIN (self->shown->len, MAX_SHOWN));
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0))) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), new_row (self->shown->pdata[i]));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* First the popover goes, so that what is run finds the keyboard where it was. */
static void
run (LeatCommands  *self,
     GtkListBoxRow *row)
{
  const Command *command = g_ptr_array_index (self->shown, gtk_list_box_row_get_index (row));
  g_autofree char *name = NULL;
  g_autoptr(GVariant) target = NULL;
  LeatCanvas *canvas = leat_window_get_shown_canvas (self->window);
  gboolean drawing;

  if (!command->available || !g_action_parse_detailed_name (command->action, &name, &target, NULL))
    return;
  drawing = g_str_has_prefix (name, "canvas.");
  gtk_popover_popdown (GTK_POPOVER (self));
  if (drawing)
    gtk_widget_grab_focus (GTK_WIDGET (canvas));
  gtk_widget_activate_action_variant (drawing ? GTK_WIDGET (canvas) : GTK_WIDGET (self->window), name, target);
}

static void
on_activate (LeatCommands *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  if (row != NULL)
    run (self, row);
}

static void
reveal (LeatCommands *self,
        GtkWidget    *row)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller));
  graphene_rect_t bounds;

  if (gtk_widget_compute_bounds (row, self->list, &bounds))
    gtk_adjustment_clamp_page (adjustment, bounds.origin.y, bounds.origin.y + bounds.size.height);
}

static void
move (LeatCommands *self,
      int           by)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int i = row != NULL ? gtk_list_box_row_get_index (row) + by : 0;

  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), CLAMP (i, 0, MAX (0, (int) self->shown->len - 1)));
  if (row == NULL)
    return;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  reveal (self, GTK_WIDGET (row));
}

/* The keyboard stays in the field; the arrows go through the list. */
static gboolean
on_key (GtkEventControllerKey *controller,
        guint                  key,
        guint                  code,
        GdkModifierType        state,
        LeatCommands          *self)
{
  static const struct
  {
    guint key;
    int   by;
  } steps[] = { { GDK_KEY_Down, 1 }, { GDK_KEY_Up, -1 }, { GDK_KEY_Page_Down, 8 }, { GDK_KEY_Page_Up, -8 } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].key == key)
      {
        move (self, steps[i].by);
        return GDK_EVENT_STOP;
      }
  return GDK_EVENT_PROPAGATE;
}

static void
on_stop (LeatCommands *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

/* GTK would give the keyboard to the first button of the window. */
static void
on_closed (LeatCommands *self)
{
  if (self->before != NULL && gtk_widget_get_mapped (self->before))
    gtk_widget_grab_focus (self->before);
  g_clear_weak_pointer (&self->before);
}

void
leat_commands_popup (LeatCommands *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  int width = gtk_widget_get_width (parent), height = gtk_widget_get_height (parent);

  g_ptr_array_set_size (self->commands, 0);
  add_keys (self);
  add_blocks (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  show (self);
  gtk_widget_set_size_request (self->scroller, MIN (WIDTH, width - 2 * MARGIN), MIN (HEIGHT, height - 4 * MARGIN));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { width / 2, MARGIN / 2, 1, 1 });
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_set_weak_pointer (&self->before, gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))));
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (self->search);
}

static void
leat_commands_finalize (GObject *object)
{
  LeatCommands *self = LEAT_COMMANDS (object);

  g_clear_weak_pointer (&self->before);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->commands);
  G_OBJECT_CLASS (leat_commands_parent_class)->finalize (object);
}

static void
leat_commands_class_init (LeatCommandsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_commands_finalize;
}

static void
add_search (LeatCommands *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _("Find a command or a block"), "search-delay", 0,
                "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find a command or a block"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->search, keys);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (on_stop), self);
}

static void
add_list (LeatCommands *self)
{
  GtkWidget *none = gtk_label_new (_("No command and no block has these letters"));

  self->list = gtk_list_box_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_widget_add_css_class (self->list, "navigation-sidebar");
  gtk_widget_add_css_class (none, "dim-label");
  g_object_set (none, "margin-top", 36, "wrap", TRUE, NULL);
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->list), none);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Commands"), -1);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (run), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (self->scroller, TRUE);
}

static void
leat_commands_init (LeatCommands *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->commands = g_ptr_array_new_with_free_func (command_free);
  self->shown = g_ptr_array_new ();
  add_search (self);
  add_list (self);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->scroller);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_popover_set_has_arrow (GTK_POPOVER (self), FALSE);
  gtk_popover_set_position (GTK_POPOVER (self), GTK_POS_BOTTOM);
  gtk_widget_add_css_class (GTK_WIDGET (self), "commands");
  g_signal_connect (self, "closed", G_CALLBACK (on_closed), NULL);
}

GtkWidget *
leat_commands_new (LeatWindow *window,
                   GtkWidget  *parent)
{
  LeatCommands *self = g_object_new (LEAT_TYPE_COMMANDS, NULL);

  self->window = window;
  gtk_widget_set_parent (GTK_WIDGET (self), parent);
  return GTK_WIDGET (self);
}
