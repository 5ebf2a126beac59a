/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/inspector.h"

#include "config.h"

#include "inspector/access-page.h"
#include "inspector/checks-page.h"
#include "inspector/cost-page.h"
#include "inspector/effect-bar.h"
#include "inspector/latency-page.h"
#include "inspector/notes-page.h"
#include "inspector/settings-page.h"
#include "palette/glyph-tile.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

struct _LeatInspector
{
  AdwBin            parent_instance;
  LeatGlyphTile    *tile;
  GtkLabel         *title;
  GtkLabel         *subtitle;
  GtkStack         *stack;
  LeatSettingsPage *settings;
  LeatCostPage     *cost;
  LeatLatencyPage  *latency;
  LeatChecksPage   *checks;
  LeatAccessPage   *access;
  LeatNotesPage    *notes;
  LeatEffectBar    *effect;
  LeatSubject      *subject; /* or NULL */
};

G_DEFINE_FINAL_TYPE (LeatInspector, leat_inspector, ADW_TYPE_BIN)

static const char *
kind_label (const char *kind)
{
  if (g_str_equal (kind, "serverless"))
    return _("serverless");
  if (g_str_equal (kind, "managed"))
    return _("managed");
  return NULL;
}

static char *
describe_service (const LeatService *service)
{
  const char *kind = kind_label (service->kind);

  return kind != NULL ? g_strdup_printf ("%s · %s · %s", leat_tr (service->name), kind, leat_role_get_label (service->role))
                      : g_strdup_printf ("%s · %s", leat_tr (service->name), leat_role_get_label (service->role));
}

static void
show_block_head (LeatInspector     *self,
                 const LeatElement *element)
{
  LeatCatalogue *catalogue = leat_document_get_catalogue (self->subject->document);
  const LeatService *service = leat_catalogue_get_service (catalogue, element->type);
  g_autofree char *what = service != NULL ? describe_service (service)
                                          : g_strdup_printf (_("%s · not in the catalogue"), element->type);

  gtk_label_set_label (self->title, *element->name != '\0' ? element->name : what);
  gtk_label_set_label (self->subtitle, what);
  leat_glyph_tile_set_service (self->tile, catalogue, service);
}

static void
show_wire_head (LeatInspector     *self,
                const LeatElement *element)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->subject->document);
  const LeatElement *from = leat_pipeline_get_element (pipeline, element->from);
  const LeatElement *to = leat_pipeline_get_element (pipeline, element->to);
  g_autofree char *title = g_strdup_printf ("%s → %s", from != NULL ? from->name : element->from,
                                            to != NULL ? to->name : element->to);
  g_autofree char *what = g_strdup_printf (_("Wire · %s"), leat_wire_kind_get_label (element->wire_kind));

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, what);
}

static char *
count_kind (LeatElementKind kind,
            guint           n)
{
  switch (kind)
    {
    case LEAT_ELEMENT_ZONE:
      return g_strdup_printf (ngettext ("%u zone", "%u zones", n), n);
    case LEAT_ELEMENT_BLOCK:
      return g_strdup_printf (ngettext ("%u block", "%u blocks", n), n);
    case LEAT_ELEMENT_WIRE:
      return g_strdup_printf (ngettext ("%u wire", "%u wires", n), n);
    case LEAT_ELEMENT_NOTE:
      return g_strdup_printf (ngettext ("%u note", "%u notes", n), n);
    default:
      return g_strdup_printf (ngettext ("%u other", "%u others", n), n);
    }
}

/* "2 blocks · 1 wire" */
static char *
describe_several (const LeatSubject *subject)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (subject->document);
  guint counts[LEAT_ELEMENT_UNKNOWN + 1] = { 0 };
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; subject->ids[i] != NULL; i++)
    counts[leat_pipeline_get_element (pipeline, subject->ids[i])->kind]++;
  for (LeatElementKind kind = 0; kind <= LEAT_ELEMENT_UNKNOWN; kind++)
    if (counts[kind] > 0)
      g_ptr_array_add (words, count_kind (kind, counts[kind]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **) words->pdata);
}

static void
show_head (LeatInspector *self)
{
  const LeatSubject *subject = self->subject;
  const LeatElement *element = subject->element;
  guint n = g_strv_length (subject->ids);

  gtk_widget_set_visible (GTK_WIDGET (self->tile), element != NULL && element->kind == LEAT_ELEMENT_BLOCK);
  if (subject->whole)
    {
      g_autofree char *title = leat_document_dup_title (subject->document);
      guint blocks = leat_report_get_n_blocks (subject->report);
      g_autofree char *what = g_strdup_printf (ngettext ("Pipeline · %u block", "Pipeline · %u blocks", blocks), blocks);

      gtk_label_set_label (self->title, title);
      gtk_label_set_label (self->subtitle, what);
    }
  else if (element == NULL)
    {
      g_autofree char *title = g_strdup_printf (ngettext ("%u item selected", "%u items selected", n), n);

      g_autofree char *what = describe_several (subject);

      gtk_label_set_label (self->title, title);
      gtk_label_set_label (self->subtitle, what);
    }
  else if (element->kind == LEAT_ELEMENT_BLOCK)
    show_block_head (self, element);
  else if (element->kind == LEAT_ELEMENT_WIRE)
    show_wire_head (self, element);
  else
    {
      gtk_label_set_label (self->title, *element->name != '\0' ? element->name : _("Note"));
      gtk_label_set_label (self->subtitle, element->kind == LEAT_ELEMENT_ZONE ? _("Zone") : _("Note"));
    }
}

/* Only the page in sight is brought up to date; the others when they are shown. */
static void
show_page (LeatInspector *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);

  if (self->subject == NULL || name == NULL)
    return;
  leat_settings_page_forget (self->settings, leat_document_get_catalogue (self->subject->document));
  if (g_str_equal (name, "settings"))
    leat_settings_page_show (self->settings, self->subject);
  else if (g_str_equal (name, "cost"))
    leat_cost_page_show (self->cost, self->subject);
  else if (g_str_equal (name, "latency"))
    leat_latency_page_show (self->latency, self->subject);
  else if (g_str_equal (name, "checks"))
    leat_checks_page_show (self->checks, self->subject);
  else if (g_str_equal (name, "access"))
    leat_access_page_show (self->access, self->subject);
  else
    leat_notes_page_show (self->notes, self->subject);
}

static void
on_help (LeatInspector *self)
{
  g_autofree char *subject = g_strconcat ("inspector:", gtk_stack_get_visible_child_name (self->stack), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.help-about", "s", subject);
}

static gboolean
is_about (const LeatSubject *subject,
          LeatDocument      *document,
          const char *const *ids)
{
  return subject != NULL && subject->document == document && g_strv_equal ((const char *const *) subject->ids, ids);
}

void
leat_inspector_show (LeatInspector     *self,
                     LeatDocument      *document,
                     const char *const *ids)
{
  gboolean elsewhere;

  g_return_if_fail (LEAT_IS_INSPECTOR (self));

  elsewhere = !is_about (self->subject, document, ids);
  g_clear_pointer (&self->subject, leat_subject_free);
  self->subject = leat_subject_new (document, ids);
  show_head (self);
  show_page (self);
  leat_effect_bar_update (self->effect, document, elsewhere, leat_settings_page_take_edited (self->settings));
}

void
leat_inspector_set_page (LeatInspector *self,
                         const char    *name)
{
  g_return_if_fail (LEAT_IS_INSPECTOR (self));

  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
leat_inspector_dispose (GObject *object)
{
  LeatInspector *self = LEAT_INSPECTOR (object);

  g_clear_pointer (&self->subject, leat_subject_free);

  G_OBJECT_CLASS (leat_inspector_parent_class)->dispose (object);
}

static void
leat_inspector_class_init (LeatInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_inspector_dispose;

  g_type_ensure (LEAT_TYPE_GLYPH_TILE);
  g_type_ensure (LEAT_TYPE_SETTINGS_PAGE);
  g_type_ensure (LEAT_TYPE_COST_PAGE);
  g_type_ensure (LEAT_TYPE_LATENCY_PAGE);
  g_type_ensure (LEAT_TYPE_CHECKS_PAGE);
  g_type_ensure (LEAT_TYPE_ACCESS_PAGE);
  g_type_ensure (LEAT_TYPE_NOTES_PAGE);
  g_type_ensure (LEAT_TYPE_EFFECT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "inspector/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, tile);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, title);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, subtitle);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, settings);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, cost);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, latency);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, checks);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, access);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, notes);
  gtk_widget_class_bind_template_child (widget_class, LeatInspector, effect);
  gtk_widget_class_bind_template_callback (widget_class, on_help);
}

static void
leat_inspector_init (LeatInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->stack, "notify::visible-child-name", G_CALLBACK (show_page), self, G_CONNECT_SWAPPED);
}
