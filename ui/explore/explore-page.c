/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/explore-page.h"

#include "config.h"

#include "explore/delay-page.h"
#include "explore/designs-page.h"
#include "explore/drill-page.h"
#include "explore/explorer.h"
#include "explore/overview.h"
#include "explore/page-parts.h"
#include "explore/sensitivity-page.h"
#include "explore/versus-page.h"
#include "explore/what-if-page.h"

#include <glib/gi18n-lib.h>

/* The column of controls. */
#define CONTROLS_WIDTH 300

struct _LeatExplorePage
{
  AdwBin        parent_instance;
  AdwFlap      *flap;
  GtkListBox   *list;
  GtkStack     *stack;    /* of LeatExplorer */
  GtkStack     *controls; /* what stands beside each, by the same names */
  LeatOverview *overview;
  LeatDocument *document; /* owned, or NULL */
  LeatReport   *shown;    /* what the page in sight was brought up to date with; only compared */
};

G_DEFINE_FINAL_TYPE (LeatExplorePage, leat_explore_page, ADW_TYPE_BIN)

typedef struct
{
  const char *name;
  const char *icon;
  const char *label;
  GType     (*get_type) (void);
} Part;

static const Part parts[] = {
  { "what-if", "view-continuous-symbolic", N_("What If"), leat_what_if_page_get_type },
  { "sensitivity", "view-sort-descending-symbolic", N_("What Matters"), leat_sensitivity_page_get_type },
  { "designs", "starred-symbolic", N_("Better Designs"), leat_designs_page_get_type },
  { "versus", "view-dual-symbolic", N_("Compare"), leat_versus_page_get_type },
  { "delay", "document-open-recent-symbolic", N_("Delay"), leat_delay_page_get_type },
  { "drill", "media-playback-start-symbolic", N_("Outage Drill"), leat_drill_page_get_type },
};

static LeatExplorer *
get_visible (LeatExplorePage *self)
{
  return LEAT_EXPLORER (gtk_stack_get_visible_child (self->stack));
}

void
leat_explore_page_update (LeatExplorePage *self)
{
  LeatReport *report;

  g_return_if_fail (LEAT_IS_EXPLORE_PAGE (self));

  if (self->document == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  report = leat_document_get_report (self->document);
  if (report == self->shown)
    return;
  self->shown = report;
  leat_explorer_update (get_visible (self));
}

void
leat_explore_page_set_document (LeatExplorePage *self,
                                LeatDocument    *document)
{
  g_return_if_fail (LEAT_IS_EXPLORE_PAGE (self));

  g_set_object (&self->document, document);
  self->shown = NULL;
  leat_overview_set_document (self->overview, document);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    leat_explorer_set_document (LEAT_EXPLORER (child), document);
  leat_explore_page_update (self);
}

void
leat_explore_page_set_selection (LeatExplorePage *self,
                                 const char      *block)
{
  g_return_if_fail (LEAT_IS_EXPLORE_PAGE (self));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    leat_explorer_set_selection (LEAT_EXPLORER (child), block);
}

static void
on_row_selected (LeatExplorePage *self,
                 GtkListBoxRow   *row)
{
  const Part *part = row != NULL ? &parts[gtk_list_box_row_get_index (row)] : NULL;

  if (part == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, part->name);
  gtk_stack_set_visible_child_name (self->controls, part->name);
  leat_overview_set_marked (self->overview, NULL);
  self->shown = NULL;
  leat_explore_page_update (self);
}

void
leat_explore_page_show (LeatExplorePage *self,
                        const char      *name)
{
  g_return_if_fail (LEAT_IS_EXPLORE_PAGE (self));

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, name))
      gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, (int) i));
}

AdwFlap *
leat_explore_page_get_flap (LeatExplorePage *self)
{
  g_return_val_if_fail (LEAT_IS_EXPLORE_PAGE (self), NULL);

  return self->flap;
}

void
leat_explore_page_set_narrow (LeatExplorePage *self,
                              gboolean         narrow)
{
  AdwFlapFoldPolicy policy = narrow ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER;

  g_return_if_fail (LEAT_IS_EXPLORE_PAGE (self));

  if (adw_flap_get_fold_policy (self->flap) == policy)
    return;
  adw_flap_set_fold_policy (self->flap, policy);
  adw_flap_set_reveal_flap (self->flap, !narrow);
}

/* Actions of its pages */

static void
on_vary (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  LeatExplorePage *self = LEAT_EXPLORE_PAGE (widget);
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "what-if");
  const char *block, *setting;

  g_variant_get (parameter, "(&s&s)", &block, &setting);
  leat_explore_page_show (self, "what-if");
  leat_what_if_page_vary (LEAT_WHAT_IF_PAGE (page), *block != '\0' ? block : NULL, *setting != '\0' ? setting : NULL, FALSE);
}

static void
on_mark (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  leat_overview_set_marked (LEAT_EXPLORE_PAGE (widget)->overview, ids);
}

static void
leat_explore_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (leat_explore_page_parent_class)->map (widget);
  leat_explore_page_update (LEAT_EXPLORE_PAGE (widget));
}

static GtkWidget *
new_list_row (const Part *part)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (_(part->label));

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (part->icon));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  return row;
}

static void
add_part (LeatExplorePage *self,
          const Part      *part)
{
  GtkWidget *page = g_object_new (part->get_type (), NULL);
  GtkWidget *controls = adw_bin_new ();

  gtk_stack_add_named (self->stack, page, part->name);
  /* A page that hides its controls leaves the place empty: a stack would go on to show those of another. */
  adw_bin_set_child (ADW_BIN (controls), leat_explorer_get_controls (LEAT_EXPLORER (page)));
  gtk_stack_add_named (self->controls, controls, part->name);
  gtk_list_box_append (self->list, new_list_row (part));
}

static void
leat_explore_page_dispose (GObject *object)
{
  g_clear_object (&LEAT_EXPLORE_PAGE (object)->document);
  G_OBJECT_CLASS (leat_explore_page_parent_class)->dispose (object);
}

static void
leat_explore_page_class_init (LeatExplorePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = leat_explore_page_dispose;
  GTK_WIDGET_CLASS (klass)->map = leat_explore_page_map;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "explore.vary", "(ss)", on_vary);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "explore.mark", "as", on_mark);
}

static void
leat_explore_page_init (LeatExplorePage *self)
{
  GtkWidget *side = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->flap = ADW_FLAP (adw_flap_new ());
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  self->stack = GTK_STACK (gtk_stack_new ());
  self->controls = GTK_STACK (gtk_stack_new ());
  self->overview = LEAT_OVERVIEW (leat_overview_new ());
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->overview));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->stack));
  gtk_stack_set_vhomogeneous (self->controls, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Explore"), -1);
  gtk_widget_add_css_class (side, "explore-side");
  gtk_widget_set_size_request (side, CONTROLS_WIDTH, -1);
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (side), GTK_WIDGET (self->controls));
  gtk_widget_set_hexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_widget_set_hexpand (side, FALSE);
  adw_flap_set_flap (self->flap, leat_page_new_scrolled (side));
  gtk_widget_set_hexpand (adw_flap_get_flap (self->flap), FALSE);
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_content (self->flap, content);
  adw_flap_set_fold_policy (self->flap, ADW_FLAP_FOLD_POLICY_NEVER);
  gtk_widget_add_css_class (adw_flap_get_flap (self->flap), "side");
  gtk_widget_add_css_class (adw_flap_get_flap (self->flap), "background");
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    add_part (self, &parts[i]);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flap));
  g_signal_connect_object (self->list, "row-selected", G_CALLBACK (on_row_selected), self, G_CONNECT_SWAPPED);
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}
