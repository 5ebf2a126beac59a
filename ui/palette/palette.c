/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "palette/palette.h"

#include "canvas/canvas.h"
#include "palette/glyph-tile.h"
#include "palette/palette-row.h"
#include "window/preferences.h"

struct _LeatPalette
{
  AdwBin         parent_instance;
  GtkSearchEntry *search;
  GtkStack       *stack;
  GtkListBox     *list;
  char          **words; /* what is searched for, folded; or NULL */
};

G_DEFINE_FINAL_TYPE (LeatPalette, leat_palette, ADW_TYPE_BIN)

static gboolean
is_shown (GtkListBoxRow *row,
          gpointer       user_data)
{
  LeatPalette *self = user_data;

  return leat_palette_row_matches (LEAT_PALETTE_ROW (row), (const char *const *) self->words);
}

static LeatRole
role_of (GtkListBoxRow *row)
{
  return leat_palette_row_get_service (LEAT_PALETTE_ROW (row))->role;
}

static GtkWidget *
new_heading (LeatRole role)
{
  GtkWidget *label = gtk_label_new (leat_role_get_label (role));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "palette-heading");
  return label;
}

static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer       user_data)
{
  gboolean first = before == NULL || role_of (before) != role_of (row);

  if (first != (gtk_list_box_row_get_header (row) != NULL))
    gtk_list_box_row_set_header (row, first ? new_heading (role_of (row)) : NULL);
}

static GtkListBoxRow *
first_shown (LeatPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (is_shown (row, self))
        return row;
    }
  return NULL;
}

static void
place (LeatPalette   *self,
       GtkListBoxRow *row)
{
  const LeatService *service = leat_palette_row_get_service (LEAT_PALETTE_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), "win.add-block", "s", service->id);
}

static void
on_row_activated (LeatPalette   *self,
                  GtkListBoxRow *row)
{
  place (self, row);
}

static void
on_search_changed (LeatPalette *self)
{
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  GtkListBoxRow *first;

  g_strfreev (self->words);
  self->words = g_strsplit_set (folded, " \t", -1);
  gtk_list_box_invalidate_filter (self->list);

  first = first_shown (self);
  gtk_list_box_select_row (self->list, first);
  gtk_stack_set_visible_child_name (self->stack, first != NULL ? "list" : "none");
}

/* The last letters may have been typed a moment ago only: the list follows them after a while. */
static void
on_search_activate (LeatPalette *self)
{
  GtkListBoxRow *row;

  on_search_changed (self);
  row = first_shown (self);
  if (row != NULL)
    place (self, row);
}

static void
on_stop_search (LeatPalette *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
}

static gboolean
on_search_key (LeatPalette           *self,
               guint                  key,
               guint                  code,
               GdkModifierType        state,
               GtkEventControllerKey *controller)
{
  GtkListBoxRow *row;

  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;

  on_search_changed (self);
  row = first_shown (self);
  if (row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_list_box_select_row (self->list, row);
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
leat_palette_finalize (GObject *object)
{
  g_strfreev (LEAT_PALETTE (object)->words);
  G_OBJECT_CLASS (leat_palette_parent_class)->finalize (object);
}

static void
leat_palette_class_init (LeatPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_palette_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "palette/palette.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatPalette, search);
  gtk_widget_class_bind_template_child (widget_class, LeatPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
  gtk_widget_class_bind_template_callback (widget_class, on_search_key);
}

static void
leat_palette_init (LeatPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_filter_func (self->list, is_shown, self, NULL);
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
}

void
leat_palette_set_catalogue (LeatPalette   *self,
                            LeatCatalogue *catalogue)
{
  GtkListBoxRow *row;

  g_return_if_fail (LEAT_IS_PALETTE (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    gtk_list_box_append (self->list,
                         leat_palette_row_new (catalogue, leat_catalogue_get_nth_service (catalogue, i)));
}

void
leat_palette_focus_search (LeatPalette *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

