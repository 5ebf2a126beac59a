/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/block-row.h"

#include "inspector/rows.h"
#include "palette/glyph-tile.h"

#include <glib/gi18n.h>

struct _LeatBlockRow
{
  AdwActionRow parent_instance;
  GtkWidget   *tile;
  GtkWidget   *figure;
  char        *id;
};

G_DEFINE_FINAL_TYPE (LeatBlockRow, leat_block_row, ADW_TYPE_ACTION_ROW)

static void
leat_block_row_activate (AdwActionRow *row)
{
  gtk_widget_activate_action (GTK_WIDGET (row), "win.reveal", "s", LEAT_BLOCK_ROW (row)->id);
}

static void
leat_block_row_finalize (GObject *object)
{
  g_free (LEAT_BLOCK_ROW (object)->id);
  G_OBJECT_CLASS (leat_block_row_parent_class)->finalize (object);
}

static void
leat_block_row_class_init (LeatBlockRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = leat_block_row_finalize;
  ADW_ACTION_ROW_CLASS (klass)->activate = leat_block_row_activate;
}

static void
leat_block_row_init (LeatBlockRow *self)
{
  self->tile = leat_glyph_tile_new (26);
  self->figure = leat_figure_label_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->tile);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->figure);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

GtkWidget *
leat_block_row_new (void)
{
  return g_object_new (LEAT_TYPE_BLOCK_ROW, NULL);
}

const char *
leat_block_result_get_service_name (const LeatBlockResult *self)
{
  return self->service != NULL ? leat_tr (self->service->name) : self->element->type;
}

const char *
leat_block_result_why_no_lines (const LeatBlockResult *self)
{
  if (self->n_lines > 0)
    return NULL;
  if (self->service == NULL)
    return _("The catalogue does not know this service, so Leat cannot price it.");
  return self->service->no_cost != NULL ? leat_tr (self->service->no_cost)
                                        : _("Nothing is billed with these settings.");
}

void
leat_block_row_show (LeatBlockRow          *self,
                     LeatCatalogue         *catalogue,
                     const LeatBlockResult *block,
                     const char            *figure)
{
  g_autofree char *title = g_markup_escape_text (block->element->name, -1);
  g_autofree char *subtitle = g_markup_escape_text (leat_block_result_get_service_name (block), -1);

  g_return_if_fail (LEAT_IS_BLOCK_ROW (self));

  g_free (self->id);
  self->id = g_strdup (block->element->id);
  leat_glyph_tile_set_service (LEAT_GLYPH_TILE (self->tile), catalogue, block->service);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_label_set_text (GTK_LABEL (self->figure), figure);
}
