/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "engine/bill.h"
#include "engine/money.h"
#include "model/rect.h"

#include <glib/gi18n-lib.h>

/* What is drawn is not in the accessibility tree by itself. Each block, wire, zone and note has a child widget that draws
 * nothing and takes no pointer, and stands for it there: role, name, what it costs, what is wrong with it, what it is wired to.
 * The keyboard's focus is given to it, so that a screen reader speaks of it. In a large drawing only blocks, zones and notes in
 * view have one, and what the keyboard is at. */

#define MANY 3000
#define ROOM (4.0 * LEAT_BLOCK_WIDTH * LEAT_BLOCK_HEIGHT) /* that a block and what is around it takes */

#define LEAT_TYPE_PROXY (leat_proxy_get_type ())
G_DECLARE_FINAL_TYPE (LeatProxy, leat_proxy, LEAT, PROXY, GtkWidget)

struct _LeatProxy
{
  GtkWidget parent_instance;
  char     *id;
};

G_DEFINE_FINAL_TYPE (LeatProxy, leat_proxy, GTK_TYPE_WIDGET)

static void
open_proxy (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  LeatCanvas *canvas = LEAT_CANVAS (gtk_widget_get_parent (widget));

  const LeatElement *element = leat_canvas_get_element (canvas, LEAT_PROXY (widget)->id);

  if (element == NULL)
    return;
  leat_canvas_select_one (canvas, element->id);
  if (element->kind == LEAT_ELEMENT_BLOCK)
    g_signal_emit_by_name (canvas, "activate-block", element->id);
}

static void
select_proxy (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  const char *const ids[] = { LEAT_PROXY (widget)->id, NULL };

  leat_canvas_select (LEAT_CANVAS (gtk_widget_get_parent (widget)), ids, TRUE);
}

static void
leat_proxy_finalize (GObject *object)
{
  g_free (LEAT_PROXY (object)->id);

  G_OBJECT_CLASS (leat_proxy_parent_class)->finalize (object);
}

static void
leat_proxy_class_init (LeatProxyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = leat_proxy_finalize;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_widget_class_install_action (widget_class, "block.select", NULL, select_proxy);
  gtk_widget_class_install_action (widget_class, "block.open", NULL, open_proxy);
}

static void
leat_proxy_init (LeatProxy *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/* Words */

static const char *
get_name (LeatCanvas *self,
          const char *id)
{
  const LeatElement *element = leat_canvas_get_element (self, id);

  return element != NULL ? leat_element_get_label (element) : id;
}

static char *
get_label (LeatCanvas        *self,
           const LeatElement *element)
{
  const LeatService *service;

  switch (element->kind)
    {
    case LEAT_ELEMENT_WIRE:
      /* Translators: the blocks at the two ends of a wire, then its kind, such as "data" */
      return g_strdup_printf (_("Wire from %s to %s, %s"), get_name (self, element->from), get_name (self, element->to),
                              leat_wire_kind_get_label (element->wire_kind));
    case LEAT_ELEMENT_ZONE:
      return g_strdup_printf (_("Zone %s"), leat_element_get_label (element));
    case LEAT_ELEMENT_NOTE:
      return g_strdup_printf (_("Note: %s"), element->text != NULL ? element->text : "");
    default:
      service = leat_catalogue_get_service (self->catalogue, element->type);
      return g_strdup_printf ("%s, %s", element->name, service != NULL ? leat_tr (service->name) : element->type);
    }
}

static void
append_wires (LeatCanvas        *self,
              const LeatElement *block,
              GString           *words)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (self->pipeline, block->id);

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (wires, i);
      gboolean out = g_str_equal (wire->from, block->id);
      const LeatElement *other = leat_canvas_get_element (self, out ? wire->to : wire->from);

      if (other == NULL)
        continue;
      /* Translators: the kind of a wire, then the block at its other end */
      g_string_append_printf (words, out ? _("; %s to %s") : _("; %s from %s"), leat_wire_kind_get_label (wire->wire_kind),
                              other->name);
    }
}

static void
append_findings (GPtrArray  *findings,
                 const char *id,
                 GString    *words)
{
  guint n[LEAT_SEVERITY_ERROR + 1] = { 0 };

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced == NULL && g_str_equal (finding->subject->id, id))
        n[finding->rule->severity]++;
    }
  if (n[LEAT_SEVERITY_ERROR] > 0)
    g_string_append_printf (words, ngettext (", %u error", ", %u errors", n[LEAT_SEVERITY_ERROR]), n[LEAT_SEVERITY_ERROR]);
  if (n[LEAT_SEVERITY_WARNING] > 0)
    g_string_append_printf (words, ngettext (", %u warning", ", %u warnings", n[LEAT_SEVERITY_WARNING]), n[LEAT_SEVERITY_WARNING]);
  if (n[LEAT_SEVERITY_ADVICE] > 0)
    g_string_append_printf (words, ngettext (", %u piece of advice", ", %u pieces of advice", n[LEAT_SEVERITY_ADVICE]),
                            n[LEAT_SEVERITY_ADVICE]);
}

static void
append_block (LeatCanvas        *self,
              const LeatElement *block,
              GString           *words)
{
  LeatReport *report = leat_document_get_report (self->document);
  const LeatBlockResult *result = report != NULL ? leat_report_get_block (report, block->id) : NULL;
  const char *remark = self->remarks != NULL ? g_hash_table_lookup (self->remarks, block->id) : NULL;
  g_autofree char *aim = leat_canvas_dup_aim (self, block);

  if (aim != NULL)
    g_string_append_printf (words, "%s. ", aim);
  if (result != NULL)
    {
      g_autofree char *money = leat_money_format (leat_report_get_options (report)->currency, leat_bill_block_shown (result));

      g_string_append_printf (words, _("%s a month"), money);
      append_findings (result->findings, block->id, words);
    }
  append_wires (self, block, words);
  if (remark != NULL)
    g_string_append_printf (words, "; %s", remark);
}

static void
append_wire (LeatCanvas        *self,
             const LeatElement *wire,
             GPtrArray         *findings,
             GString           *words)
{
  if (*wire->name != '\0')
    g_string_append (words, wire->name);
  if (wire->share != 1)
    g_string_append_printf (words, _(", carries %.0f%%"), wire->share * 100);
  append_findings (findings, wire->id, words);
}

static char *
get_description (LeatCanvas        *self,
                 const LeatElement *element,
                 GPtrArray         *findings)
{
  GString *words = g_string_new (NULL);

  if (element->kind == LEAT_ELEMENT_BLOCK)
    append_block (self, element, words);
  else if (element->kind == LEAT_ELEMENT_WIRE)
    append_wire (self, element, findings, words);
  if (element->zone != NULL)
    /* Translators: the zone that something lies in */
    g_string_append_printf (words, _("; in %s"), get_name (self, element->zone));
  if (element->locked)
    g_string_append (words, _("; locked"));
  /* What comes first has nothing to be set off from. */
  if (g_str_has_prefix (words->str, "; ") || g_str_has_prefix (words->str, ", "))
    g_string_erase (words, 0, 2);
  return g_string_free (words, FALSE);
}

static void
describe (LeatCanvas        *self,
          GtkAccessible     *proxy,
          const LeatElement *element,
          GPtrArray         *findings)
{
  g_autofree char *label = get_label (self, element);
  g_autofree char *description = get_description (self, element, findings);

  gtk_accessible_update_property (proxy, GTK_ACCESSIBLE_PROPERTY_LABEL, label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
  gtk_accessible_update_state (proxy, GTK_ACCESSIBLE_STATE_SELECTED, leat_canvas_is_selected (self, element->id), -1);
}

static void
relate (LeatCanvas        *self,
        GtkAccessible     *proxy,
        const LeatElement *block)
{
  GPtrArray *wires = leat_pipeline_get_wires_of (self->pipeline, block->id);
  GList *targets = NULL;
  GValue value = G_VALUE_INIT;
  const GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;

  for (guint i = 0; wires != NULL && i < wires->len; i++)
    {
      const LeatElement *wire = g_ptr_array_index (wires, i);
      GtkWidget *target = g_str_equal (wire->from, block->id) ? g_hash_table_lookup (self->proxies, wire->to) : NULL;

      if (target != NULL)
        targets = g_list_prepend (targets, target);
    }
  if (targets == NULL)
    {
      gtk_accessible_reset_relation (proxy, relation);
      return;
    }

  gtk_accessible_relation_init_value (relation, &value);
  g_value_set_pointer (&value, targets);
  gtk_accessible_update_relation_value (proxy, 1, (GtkAccessibleRelation *) &relation, &value);
  g_value_unset (&value);
}

/* Keeping them in step */

static gboolean
is_wanted (LeatCanvas        *self,
           const LeatElement *element,
           const LeatRect    *seen,
           gboolean           many)
{
  if (!leat_element_is_drawn (element))
    return FALSE;
  if (!many || g_strcmp0 (element->id, self->focus) == 0)
    return TRUE;
  return element->kind != LEAT_ELEMENT_WIRE && leat_rect_overlap (seen, &element->bounds);
}

static GPtrArray *
list_by_walk (LeatCanvas     *self,
              const LeatRect *seen,
              gboolean        many)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline) && wanted->len < MANY; i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      if (is_wanted (self, element, seen, many))
        g_ptr_array_add (wanted, element);
    }
  return wanted;
}

static int
compare_orders (gconstpointer a,
                gconstpointer b)
{
  double one = (*(LeatElement *const *) a)->order, other = (*(LeatElement *const *) b)->order;

  return (one > other) - (one < other);
}

/* The same from what the scene has there. */
static GPtrArray *
list_by_place (LeatCanvas     *self,
               const LeatRect *seen)
{
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, seen, FALSE);
  LeatElement *focus = leat_canvas_get_element (self, self->focus);
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < there->len; i++)
    if (there->pdata[i] != focus && is_wanted (self, there->pdata[i], seen, TRUE))
      g_ptr_array_add (wanted, there->pdata[i]);
  if (focus != NULL && is_wanted (self, focus, seen, TRUE))
    g_ptr_array_add (wanted, focus);
  g_ptr_array_sort (wanted, compare_orders);
  g_ptr_array_set_size (wanted, (gint) MIN (wanted->len, MANY));
  return wanted;
}

/* What is to have a proxy, in its order. In a large drawing the scene is asked, unless so much is seen that it would list
 * more than is wanted, or it waits for what is dragged. */
static GPtrArray *
list_wanted (LeatCanvas *self)
{
  LeatRect seen = leat_canvas_visible_units (self);
  gboolean many = leat_pipeline_get_n_elements (self->pipeline) > MANY;

  if (many && self->frozen == NULL && seen.width * seen.height < MANY * ROOM)
    return list_by_place (self, &seen);
  return list_by_walk (self, &seen, many);
}

static GtkWidget *
ensure_proxy (LeatCanvas *self,
              const char *id)
{
  GtkWidget *proxy = g_hash_table_lookup (self->proxies, id);

  if (proxy == NULL)
    {
      proxy = g_object_new (LEAT_TYPE_PROXY, NULL);
      LEAT_PROXY (proxy)->id = g_strdup (id);
      g_hash_table_insert (self->proxies, g_strdup (id), proxy);
      gtk_widget_set_parent (proxy, GTK_WIDGET (self));
    }
  return proxy;
}

static void
remove_proxy (GtkWidget *proxy)
{
  GtkWidget *canvas = gtk_widget_get_parent (proxy);

  if (gtk_widget_has_focus (proxy))
    gtk_widget_grab_focus (canvas);
  gtk_widget_unparent (proxy);
}

static void
drop_proxies (LeatCanvas *self,
              GPtrArray  *elements)
{
  g_autoptr(GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  GtkWidget *proxy;

  for (guint i = 0; i < elements->len; i++)
    g_hash_table_add (wanted, ((LeatElement *) g_ptr_array_index (elements, i))->id);

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &proxy))
    {
      if (g_hash_table_contains (wanted, id))
        continue;
      /* What flows to it must not point to it any longer. */
      remove_proxy (proxy);
      g_hash_table_iter_remove (&iter);
    }
}

void
leat_canvas_sync_proxies (LeatCanvas *self)
{
  g_autoptr(GPtrArray) elements = NULL, findings = NULL;
  LeatReport *report;

  if (self->pipeline == NULL)
    return;

  elements = list_wanted (self);
  report = leat_document_get_report (self->document);
  findings = report != NULL ? leat_report_list_wire_findings (report) : NULL;
  for (guint i = 0; i < elements->len; i++)
    ensure_proxy (self, ((LeatElement *) g_ptr_array_index (elements, i))->id);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      GtkAccessible *proxy = g_hash_table_lookup (self->proxies, element->id);

      describe (self, proxy, element, findings);
      if (element->kind == LEAT_ELEMENT_BLOCK)
        relate (self, proxy, element);
    }
  drop_proxies (self, elements);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
on_idle (gpointer user_data)
{
  LeatCanvas *self = user_data;

  self->proxy_sync = 0;
  leat_canvas_sync_proxies (self);
  return G_SOURCE_REMOVE;
}

/* Soon, and once for many changes; while one pans or drags, only when that has paused. */
void
leat_canvas_queue_proxies (LeatCanvas *self)
{
  if (self->proxy_sync != 0)
    g_source_remove (self->proxy_sync);
  self->proxy_sync = g_timeout_add_full (G_PRIORITY_LOW, 150, on_idle, self, NULL);
}

/* Where it is on the widget. */
static graphene_rect_t
get_box (LeatCanvas *self,
         const char *id)
{
  LeatElement *element = leat_canvas_get_element (self, id);
  LeatRect ink;

  if (element == NULL)
    return GRAPHENE_RECT_INIT (0, 0, 0, 0);
  if (element->kind != LEAT_ELEMENT_WIRE)
    return leat_canvas_rect_to_widget (self, &element->bounds);
  return leat_scene_get_ink (self->scene, element, &ink) ? leat_canvas_rect_to_widget (self, &ink) : GRAPHENE_RECT_INIT (0, 0, 0, 0);
}

void
leat_canvas_allocate_proxies (LeatCanvas *self)
{
  GHashTableIter iter;
  const char *id;
  GtkWidget *proxy;

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &proxy))
    {
      graphene_rect_t place = get_box (self, id);
      int least;

      gtk_widget_measure (proxy, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      gtk_widget_size_allocate (proxy, &(GtkAllocation) { (int) place.origin.x, (int) place.origin.y,
                                                          (int) place.size.width, (int) place.size.height }, -1);
    }
}

void
leat_canvas_focus_proxy (LeatCanvas *self,
                         const char *id)
{
  LeatReport *report = self->document != NULL ? leat_document_get_report (self->document) : NULL;
  g_autoptr(GPtrArray) findings = report != NULL ? leat_report_list_wire_findings (report) : NULL;
  GtkWidget *proxy;

  if (leat_canvas_get_element (self, id) == NULL || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;

  proxy = ensure_proxy (self, id);
  describe (self, GTK_ACCESSIBLE (proxy), leat_canvas_get_element (self, id), findings);
  gtk_widget_grab_focus (proxy);
}

void
leat_canvas_clear_proxies (LeatCanvas *self)
{
  GHashTableIter iter;
  GtkWidget *proxy;

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &proxy))
    {
      remove_proxy (proxy);
      g_hash_table_iter_remove (&iter);
    }
}
