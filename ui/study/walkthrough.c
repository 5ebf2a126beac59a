/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "study/walkthrough.h"

#include "config.h"

#include "study/focus.h"
#include "study/step-edit.h"

#include <glib/gi18n-lib.h>

/* What a row puts into a drag, as a string: this, then the id of its step. */
#define DROP_PREFIX "leat-step:"

struct _LeatWalkthrough
{
  AdwBin        parent_instance;
  GtkStack     *stack;  /* "steps" or "empty" */
  GtkListBox   *list;
  GtkWidget    *above;  /* the list */
  GtkWidget    *below;  /* the form of the step that is chosen */
  LeatStepForm *form;
  LeatDocument *document; /* owned, or NULL */
  LeatCanvas   *canvas;   /* weak, or NULL */
  char         *chosen;   /* id, or NULL */
  gboolean      showing;  /* what is selected in the list is not the user's doing */
};

G_DEFINE_FINAL_TYPE (LeatWalkthrough, leat_walkthrough, ADW_TYPE_BIN)

#define LIST_HEIGHT 240 /* at most, above a form */

static LeatPipeline *
get_pipeline (LeatWalkthrough *self)
{
  return leat_document_get_pipeline (self->document);
}

static int
find (GPtrArray  *steps,
      const char *id)
{
  for (guint i = 0; id != NULL && i < steps->len; i++)
    if (g_str_equal (((LeatElement *) steps->pdata[i])->id, id))
      return (int) i;
  return -1;
}

static void
apply (LeatWalkthrough *self,
       LeatEdit        *edit)
{
  LeatHistory *history = leat_document_get_history (self->document);

  leat_history_end_merge (history);
  leat_history_apply (history, edit);
  leat_history_end_merge (history);
}

/* The drawing */

static void
look (LeatWalkthrough *self)
{
  LeatElement *step = leat_pipeline_get_element (get_pipeline (self), self->chosen);
  g_auto(GStrv) ids = step != NULL ? leat_step_dup_focus (step) : NULL;
  LeatRect view;

  if (step == NULL || self->canvas == NULL)
    return;
  leat_canvas_select (self->canvas, (const char *const *) ids, TRUE);
  if (leat_step_get_view (step, &view))
    leat_canvas_look_at (self->canvas, view.x + view.width / 2, view.y + view.height / 2,
                         MIN (gtk_widget_get_width (GTK_WIDGET (self->canvas)) / view.width,
                              gtk_widget_get_height (GTK_WIDGET (self->canvas)) / view.height));
}

/* The list */

static GdkContentProvider *
on_prepare (GtkDragSource *source,
            double         x,
            double         y,
            GtkListBoxRow *row)
{
  g_autofree char *text = g_strconcat (DROP_PREFIX, g_object_get_data (G_OBJECT (row), "id"), NULL);

  return gdk_content_provider_new_typed (G_TYPE_STRING, text);
}

static void
on_drag_begin (GtkDragSource *source,
               GdkDrag       *drag,
               GtkWidget     *row)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, paintable, 0, 0);
}

static gboolean
on_drop (GtkDropTarget *target,
         const GValue  *value,
         double         x,
         double         y,
         GtkWidget     *row)
{
  GtkWidget *self = gtk_widget_get_ancestor (row, LEAT_TYPE_WALKTHROUGH);
  const char *text = g_value_get_string (value);

  if (self == NULL || text == NULL || !g_str_has_prefix (text, DROP_PREFIX))
    return FALSE;
  leat_walkthrough_drop (LEAT_WALKTHROUGH (self), text + strlen (DROP_PREFIX), g_object_get_data (G_OBJECT (row), "id"),
                         y > gtk_widget_get_height (row) / 2.0);
  return TRUE;
}

static void
add_dragging (GtkWidget *row)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_STRING, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (on_prepare), row, 0);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (on_drag_begin), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), row, 0);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (target));
}

static GtkWidget *
new_row_label (const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
new_row (void)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *number = gtk_label_new (NULL), *heading = new_row_label (NULL), *summary = new_row_label ("dim-label");

  gtk_widget_add_css_class (summary, "caption");
  gtk_widget_add_css_class (number, "numeric");
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_set_valign (number, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), heading);
  gtk_box_append (GTK_BOX (words), summary);
  gtk_box_append (GTK_BOX (box), number);
  gtk_box_append (GTK_BOX (box), words);
  gtk_widget_add_css_class (box, "step-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "number", number);
  g_object_set_data (G_OBJECT (row), "heading", heading);
  g_object_set_data (G_OBJECT (row), "summary", summary);
  add_dragging (row);
  return row;
}

static void
update_row (LeatWalkthrough   *self,
            GtkListBoxRow     *row,
            guint              i,
            const LeatElement *step)
{
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autofree char *summary = leat_focus_dup_summary (get_pipeline (self), step);
  const char *heading = *step->name != '\0' ? step->name : _("No heading");
  g_autofree char *name = g_strdup_printf (_("Step %u: %s. Looks at: %s"), i + 1, heading, summary);

  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (step->id), g_free);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "number"), number);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "heading"), heading);
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "summary"), summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_list (LeatWalkthrough *self,
           GPtrArray       *steps)
{
  GtkListBoxRow *row;

  for (guint i = 0; i < steps->len; i++)
    {
      if (gtk_list_box_get_row_at_index (self->list, (int) i) == NULL)
        gtk_list_box_append (self->list, new_row ());
      update_row (self, gtk_list_box_get_row_at_index (self->list, (int) i), i, steps->pdata[i]);
    }
  while ((row = gtk_list_box_get_row_at_index (self->list, (int) steps->len)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* What is hidden with the keyboard in it leaves it nowhere. */
static void
leave_form (LeatWalkthrough *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, self->below) && !gtk_widget_child_focus (self->above, GTK_DIR_TAB_FORWARD))
    gtk_root_set_focus (root, NULL);
}

/* The steps have all the room until one is chosen; then they keep a part of it, however long its form is. */
static void
share_room (LeatWalkthrough *self)
{
  gboolean shows_form = self->chosen != NULL;

  if (!shows_form)
    leave_form (self);
  gtk_widget_set_visible (self->below, shows_form);
  gtk_widget_set_vexpand (self->above, !shows_form);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->above), shows_form ? LIST_HEIGHT : -1);
}

static void
update (LeatWalkthrough *self)
{
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (get_pipeline (self));
  int at = find (steps, self->chosen);

  if (at < 0)
    g_clear_pointer (&self->chosen, g_free);
  self->showing = TRUE;
  show_list (self, steps);
  gtk_list_box_select_row (self->list, at >= 0 ? gtk_list_box_get_row_at_index (self->list, at) : NULL);
  self->showing = FALSE;
  leat_step_form_show (self->form, self->document, self->canvas, self->chosen);
  share_room (self);
  gtk_stack_set_visible_child_name (self->stack, steps->len > 0 ? "steps" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.duplicate", at >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.delete", at >= 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.up", at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "steps.down", at >= 0 && at + 1 < (int) steps->len);
}

static void
on_selected (LeatWalkthrough *self,
             GtkListBoxRow   *row)
{
  if (!self->showing && row != NULL)
    leat_walkthrough_choose (self, g_object_get_data (G_OBJECT (row), "id"));
}

const char *
leat_walkthrough_get_chosen (LeatWalkthrough *self)
{
  g_return_val_if_fail (LEAT_IS_WALKTHROUGH (self), NULL);

  return self->chosen;
}

LeatStepForm *
leat_walkthrough_get_form (LeatWalkthrough *self)
{
  g_return_val_if_fail (LEAT_IS_WALKTHROUGH (self), NULL);

  return self->form;
}

void
leat_walkthrough_choose (LeatWalkthrough *self,
                         const char      *id)
{
  char *own = g_strdup (id);

  g_return_if_fail (LEAT_IS_WALKTHROUGH (self) && self->document != NULL);

  g_free (self->chosen);
  self->chosen = own;
  update (self);
  if (own != NULL)
    look (self);
}

void
leat_walkthrough_drop (LeatWalkthrough *self,
                       const char      *id,
                       const char      *on,
                       gboolean         below)
{
  g_autoptr(GPtrArray) steps = NULL;
  int from, to;

  g_return_if_fail (LEAT_IS_WALKTHROUGH (self) && self->document != NULL);

  steps = leat_pipeline_dup_steps (get_pipeline (self));
  from = find (steps, id);
  to = find (steps, on);
  if (from < 0 || to < 0 || from == to)
    return;
  to += below ? 1 : 0;
  to -= from < to ? 1 : 0; /* it leaves a place free before */
  apply (self, leat_step_edit_move (get_pipeline (self), id, (guint) to));
}

/* Actions */

static void
on_add (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  LeatWalkthrough *self = LEAT_WALKTHROUGH (widget);
  g_auto(GStrv) ids = leat_canvas_dup_selection (self->canvas);
  double x, y, zoom = leat_canvas_get_zoom (self->canvas);
  double width = gtk_widget_get_width (GTK_WIDGET (self->canvas)) / zoom;
  double height = gtk_widget_get_height (GTK_WIDGET (self->canvas)) / zoom;
  gboolean part = leat_canvas_get_place (self->canvas, &x, &y);
  LeatRect view = { x - width / 2, y - height / 2, width, height };
  g_autofree char *id = NULL;
  LeatEdit *edit = leat_step_edit_add (get_pipeline (self), self->chosen, (const char *const *) ids, part ? &view : NULL, &id);

  apply (self, edit);
  g_free (self->chosen);
  self->chosen = g_steal_pointer (&id);
  update (self);
  gtk_widget_grab_focus (leat_step_form_get_field (self->form, LEAT_STEP_HEADING));
}

static void
on_duplicate (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  LeatWalkthrough *self = LEAT_WALKTHROUGH (widget);
  g_autofree char *id = NULL;

  apply (self, leat_step_edit_duplicate (get_pipeline (self), self->chosen, &id));
  g_free (self->chosen);
  self->chosen = g_steal_pointer (&id);
  update (self);
}

/* The one that takes its place is chosen. */
static void
on_delete (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  LeatWalkthrough *self = LEAT_WALKTHROUGH (widget);
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (get_pipeline (self));
  int at = find (steps, self->chosen);
  guint next = (guint) (at + 1 < (int) steps->len ? at + 1 : at - 1);
  g_autofree char *id = g_steal_pointer (&self->chosen);

  if (next < steps->len)
    self->chosen = g_strdup (((LeatElement *) steps->pdata[next])->id);
  apply (self, leat_step_edit_delete (get_pipeline (self), id));
  gtk_widget_activate_action (widget, "win.offer-undo", "s", _("Step deleted"));
}

static void
on_move (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  LeatWalkthrough *self = LEAT_WALKTHROUGH (widget);
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (get_pipeline (self));
  int at = find (steps, self->chosen) + (g_str_equal (action, "steps.up") ? -1 : 1);

  if (self->chosen == NULL || at < 0 || at >= (int) steps->len)
    return;
  apply (self, leat_step_edit_move (get_pipeline (self), self->chosen, (guint) at));
  gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, at)));
}

void
leat_walkthrough_set (LeatWalkthrough *self,
                      LeatDocument    *document,
                      LeatCanvas      *canvas)
{
  g_return_if_fail (LEAT_IS_WALKTHROUGH (self));

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (get_pipeline (self), self);
  g_clear_pointer (&self->chosen, g_free);
  g_set_object (&self->document, document);
  g_set_weak_pointer (&self->canvas, canvas);
  if (document == NULL)
    {
      leat_step_form_show (self->form, NULL, NULL, NULL);
      return;
    }
  g_signal_connect_swapped (get_pipeline (self), "changed", G_CALLBACK (update), self);
  update (self);
}

static void
leat_walkthrough_dispose (GObject *object)
{
  LeatWalkthrough *self = LEAT_WALKTHROUGH (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (get_pipeline (self), self);
  g_clear_object (&self->document);
  g_clear_weak_pointer (&self->canvas);
  g_clear_pointer (&self->chosen, g_free);
  G_OBJECT_CLASS (leat_walkthrough_parent_class)->dispose (object);
}

static void
leat_walkthrough_class_init (LeatWalkthroughClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_walkthrough_dispose;
  gtk_widget_class_install_action (widget_class, "steps.add", NULL, on_add);
  gtk_widget_class_install_action (widget_class, "steps.duplicate", NULL, on_duplicate);
  gtk_widget_class_install_action (widget_class, "steps.delete", NULL, on_delete);
  gtk_widget_class_install_action (widget_class, "steps.up", NULL, on_move);
  gtk_widget_class_install_action (widget_class, "steps.down", NULL, on_move);
}

/* Building */

static GtkWidget *
new_icon_button (const char *icon,
                 const char *name,
                 const char *keys,
                 const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);
  g_autofree char *tip = keys != NULL ? g_strdup_printf ("%s (%s)", name, keys) : g_strdup (name);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_key (GtkEventController *shortcuts,
         guint               key,
         GdkModifierType     modifiers,
         const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
}

static GtkWidget *
new_list (LeatWalkthrough *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Steps"), -1);
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  add_key (shortcuts, GDK_KEY_Up, GDK_ALT_MASK, "steps.up");
  add_key (shortcuts, GDK_KEY_Down, GDK_ALT_MASK, "steps.down");
  add_key (shortcuts, GDK_KEY_Delete, 0, "steps.delete");
  gtk_widget_add_controller (GTK_WIDGET (self->list), shortcuts);
  return GTK_WIDGET (self->list);
}

static GtkWidget *
new_bar (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *present = gtk_button_new_with_mnemonic (_("_Present"));
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Add Step from Selection"));
  GtkWidget *icons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (present, "suggested-action");
  gtk_widget_set_tooltip_text (present, _("From the start (F5), from this step (Shift+F5)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (present), "win.present");
  gtk_widget_set_tooltip_text (add, _("A step that looks at what is selected, or at what is in view"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (add), "steps.add");
  gtk_box_append (GTK_BOX (icons), new_icon_button ("go-up-symbolic", _("Move Up"), "Alt+↑", "steps.up"));
  gtk_box_append (GTK_BOX (icons), new_icon_button ("go-down-symbolic", _("Move Down"), "Alt+↓", "steps.down"));
  gtk_box_append (GTK_BOX (icons), new_icon_button ("edit-copy-symbolic", _("Duplicate Step"), NULL, "steps.duplicate"));
  gtk_box_append (GTK_BOX (icons), new_icon_button ("user-trash-symbolic", _("Delete Step"), _("Delete"), "steps.delete"));
  gtk_widget_add_css_class (box, "step-bar");
  gtk_box_append (GTK_BOX (box), present);
  gtk_box_append (GTK_BOX (box), add);
  gtk_box_append (GTK_BOX (box), icons);
  return box;
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
new_steps (LeatWalkthrough *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->above = new_scrolled (new_list (self));
  self->below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->form = g_object_new (LEAT_TYPE_STEP_FORM, NULL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->above), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (self->above), LIST_HEIGHT / 2);
  gtk_box_append (GTK_BOX (self->below), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->below), new_scrolled (GTK_WIDGET (self->form)));
  gtk_box_append (GTK_BOX (box), new_bar ());
  gtk_box_append (GTK_BOX (box), self->above);
  gtk_box_append (GTK_BOX (box), self->below);
  return box;
}

static GtkWidget *
new_empty (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Add Step"));

  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "x-office-presentation-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No Steps Yet"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _("A walkthrough explains the drawing step by step, on a full screen: what to look at, and what "
                                     "to say of it. Select some blocks and add the first step."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "steps.add");
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  return page;
}

static void
leat_walkthrough_init (LeatWalkthrough *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_add_named (self->stack, new_empty (), "empty");
  gtk_stack_add_named (self->stack, new_steps (self), "steps");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}
