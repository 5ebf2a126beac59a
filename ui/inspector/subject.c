/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "inspector/subject.h"

/* Whether a block lies in a zone of the set, or in a zone that does. A file may have a circle of zones. */
static gboolean
is_within (LeatPipeline      *pipeline,
           const LeatElement *element,
           GHashTable        *ids)
{
  const LeatElement *zone = element;

  for (int depth = 0; zone != NULL && depth < 32; depth++)
    {
      if (g_hash_table_contains (ids, zone->id))
        return TRUE;
      zone = leat_pipeline_get_element (pipeline, zone->zone);
    }
  return FALSE;
}

static void
gather_results (LeatSubject *self,
                GHashTable  *ids)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);

  for (guint i = 0; i < leat_report_get_n_blocks (self->report); i++)
    {
      const LeatBlockResult *result = leat_report_get_nth_block (self->report, i);

      if (self->whole || is_within (pipeline, result->element, ids))
        g_ptr_array_add (self->results, (gpointer) result);
    }
}

static void
gather_ids (LeatSubject       *self,
            const char *const *ids,
            GHashTable        *set)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      if (leat_pipeline_get_element (pipeline, ids[i]) != NULL && g_hash_table_add (set, (gpointer) ids[i]))
        g_strv_builder_add (builder, ids[i]);
    }
  self->ids = g_strv_builder_end (builder);
}

LeatSubject *
leat_subject_new (LeatDocument      *document,
                  const char *const *ids)
{
  LeatSubject *self = g_new0 (LeatSubject, 1);
  g_autoptr(GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  LeatPipeline *pipeline = leat_document_get_pipeline (document);

  self->document = g_object_ref (document);
  self->report = leat_report_ref (leat_document_get_report (document));
  self->results = g_ptr_array_new ();
  gather_ids (self, ids, set);
  self->whole = self->ids[0] == NULL;
  gather_results (self, set);

  if (self->whole)
    self->element = leat_element_ref (leat_pipeline_get_properties (pipeline));
  else if (self->ids[1] == NULL)
    self->element = leat_element_ref (leat_pipeline_get_element (pipeline, self->ids[0]));
  return self;
}

void
leat_subject_free (LeatSubject *self)
{
  g_ptr_array_unref (self->results);
  g_clear_pointer (&self->element, leat_element_unref);
  g_strfreev (self->ids);
  leat_report_unref (self->report);
  g_object_unref (self->document);
  g_free (self);
}

const LeatBlockResult *
leat_subject_get_block (const LeatSubject *self)
{
  if (self->element == NULL || self->element->kind != LEAT_ELEMENT_BLOCK || self->results->len != 1)
    return NULL;
  return g_ptr_array_index (self->results, 0);
}

const LeatService *
leat_subject_get_service (const LeatSubject *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  const char *type = NULL;

  for (gsize i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);

      if (element == NULL || element->kind != LEAT_ELEMENT_BLOCK || (type != NULL && type != element->type))
        return NULL;
      type = element->type;
    }
  return leat_catalogue_get_service (leat_document_get_catalogue (self->document), type);
}

static gboolean
has_block (const LeatSubject *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);

  for (gsize i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);

      if (element != NULL && element->kind == LEAT_ELEMENT_BLOCK)
        return TRUE;
    }
  return FALSE;
}

char **
leat_subject_dup_editable (const LeatSubject *self,
                           LeatElementKind   *kind)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  gboolean blocks = has_block (self);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  if (self->whole)
    g_strv_builder_add (builder, LEAT_PROPERTIES_ID);
  *kind = self->whole ? LEAT_ELEMENT_PROPERTIES : blocks ? LEAT_ELEMENT_BLOCK : LEAT_ELEMENT_UNKNOWN;

  for (gsize i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);

      if (element == NULL || (blocks && element->kind != LEAT_ELEMENT_BLOCK))
        continue;
      if (*kind == LEAT_ELEMENT_UNKNOWN)
        *kind = element->kind;
      if (element->kind != *kind)
        return g_new0 (char *, 1);
      g_strv_builder_add (builder, self->ids[i]);
    }
  return g_strv_builder_end (builder);
}

GPtrArray *
leat_subject_list_services (const LeatSubject *self)
{
  LeatPipeline *pipeline = leat_document_get_pipeline (self->document);
  LeatCatalogue *catalogue = leat_document_get_catalogue (self->document);
  GPtrArray *services = g_ptr_array_new ();

  for (gsize i = 0; self->ids[i] != NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_element (pipeline, self->ids[i]);
      const LeatService *service;

      if (element == NULL || element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      service = leat_catalogue_get_service (catalogue, element->type);
      if (service == NULL)
        {
          g_ptr_array_set_size (services, 0);
          break;
        }
      if (!g_ptr_array_find (services, service, NULL))
        g_ptr_array_add (services, (gpointer) service);
    }
  return services;
}

double
leat_subject_get_monthly (const LeatSubject *self,
                          guint             *unpriced)
{
  double sum = 0;

  if (self->whole)
    return leat_report_get_total (self->report, unpriced);

  *unpriced = 0;
  for (guint i = 0; i < self->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (self->results, i);

      sum += result->monthly;
      *unpriced += result->unpriced;
    }
  return sum;
}

static GHashTable *
index_results (const LeatSubject *self)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->results->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (self->results, i);

      g_hash_table_add (ids, result->element->id);
    }
  for (gsize i = 0; self->ids[i] != NULL; i++)
    g_hash_table_add (ids, self->ids[i]);
  return ids;
}

/* A path takes a wire if it goes from its one end straight to the other. */
static gboolean
path_takes (const LeatPath    *path,
            const LeatElement *wire)
{
  for (guint i = 0; i + 1 < path->blocks->len; i++)
    {
      const LeatBlockResult *from = g_ptr_array_index (path->blocks, i);
      const LeatBlockResult *to = g_ptr_array_index (path->blocks, i + 1);

      if (g_str_equal (from->element->id, wire->from) && g_str_equal (to->element->id, wire->to))
        return TRUE;
    }
  return FALSE;
}

static gboolean
path_touches (const LeatPath *path,
              GHashTable     *ids)
{
  for (guint i = 0; i < path->blocks->len; i++)
    {
      const LeatBlockResult *result = g_ptr_array_index (path->blocks, i);

      if (g_hash_table_contains (ids, result->element->id))
        return TRUE;
    }
  return FALSE;
}

GPtrArray *
leat_subject_list_paths (const LeatSubject *self)
{
  GPtrArray *all = leat_report_get_paths (self->report);
  GPtrArray *paths = g_ptr_array_new ();
  g_autoptr(GHashTable) ids = index_results (self);

  for (guint i = 0; i < all->len; i++)
    {
      const LeatPath *path = g_ptr_array_index (all, i);

      if (self->whole || path_touches (path, ids) ||
          (self->element != NULL && self->element->kind == LEAT_ELEMENT_WIRE && path_takes (path, self->element)))
        g_ptr_array_add (paths, g_ptr_array_index (all, i));
    }
  return paths;
}

GPtrArray *
leat_subject_list_findings (const LeatSubject *self)
{
  GPtrArray *all = leat_report_get_findings (self->report);
  GPtrArray *findings = g_ptr_array_new ();
  g_autoptr(GHashTable) ids = index_results (self);

  for (guint i = 0; i < all->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (all, i);

      if (self->whole || g_hash_table_contains (ids, finding->subject->id))
        g_ptr_array_add (findings, finding);
    }
  return findings;
}
