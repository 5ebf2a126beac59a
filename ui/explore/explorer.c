/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/explorer.h"

G_DEFINE_INTERFACE (LeatExplorer, leat_explorer, GTK_TYPE_WIDGET)

static void
leat_explorer_default_init (LeatExplorerInterface *iface)
{
}

void
leat_explorer_set_document (LeatExplorer *self,
                            LeatDocument *document)
{
  g_return_if_fail (LEAT_IS_EXPLORER (self));

  LEAT_EXPLORER_GET_IFACE (self)->set_document (self, document);
}

void
leat_explorer_update (LeatExplorer *self)
{
  g_return_if_fail (LEAT_IS_EXPLORER (self));

  LEAT_EXPLORER_GET_IFACE (self)->update (self);
}

void
leat_explorer_set_selection (LeatExplorer *self,
                             const char   *block)
{
  g_return_if_fail (LEAT_IS_EXPLORER (self));

  if (LEAT_EXPLORER_GET_IFACE (self)->set_selection != NULL)
    LEAT_EXPLORER_GET_IFACE (self)->set_selection (self, block);
}

GtkWidget *
leat_explorer_get_controls (LeatExplorer *self)
{
  g_return_val_if_fail (LEAT_IS_EXPLORER (self), NULL);

  return LEAT_EXPLORER_GET_IFACE (self)->get_controls (self);
}

LeatExplorerInput *
leat_explorer_input_new (LeatDocument  *document,
                         gpointer       extra,
                         GDestroyNotify free_extra)
{
  LeatExplorerInput *self = g_new (LeatExplorerInput, 1);

  *self = (LeatExplorerInput){ leat_catalogue_ref (leat_document_get_catalogue (document)),
                               leat_pipeline_dup_elements (leat_document_get_pipeline (document)), extra, free_extra };
  return self;
}

void
leat_explorer_input_free (gpointer data)
{
  LeatExplorerInput *self = data;

  if (self->free_extra != NULL && self->extra != NULL)
    self->free_extra (self->extra);
  leat_catalogue_unref (self->catalogue);
  g_ptr_array_unref (self->elements);
  g_free (self);
}

void
leat_explorer_tell (guint    done,
                    guint    total,
                    gpointer data)
{
  leat_task_bar_tell (data, total > 0 ? (double) done / total : 0);
}
