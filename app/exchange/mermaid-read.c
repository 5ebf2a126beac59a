/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/mermaid.h"

#include "draw/layout.h"
#include "exchange/mermaid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer names are cut: a card shows some twenty letters. */
#define MAX_NAME 2000

typedef struct
{
  LeatMermaidGraph *graph;
  LeatCatalogue    *catalogue; /* or NULL */
  LeatPipeline     *pipeline;  /* hands out ids; elements go in at the end */
  GPtrArray        *notices;   /* or NULL */
  GPtrArray        *elements;  /* of LeatElement: zones, blocks, wires */
  GPtrArray        *zones;     /* group -> its element, borrowed */
  GPtrArray        *blocks;    /* node -> its element, borrowed, or NULL for a subgraph's id */
} Reader;

typedef struct
{
  const char *word;
  const char *type;
  LeatRole    role;
} Layer;

/* What a title tells; the word that comes first in it counts. Whole words where they are short. */
static const Layer layers[] = {
  { " vpc ", "vpc", LEAT_N_ROLES },
  { "subnet", "subnet", LEAT_N_ROLES },
  { " account ", "account", LEAT_N_ROLES },
  { " region ", "region", LEAT_N_ROLES },
  { "ingest", "layer", LEAT_ROLE_INGESTION },
  { "collect", "layer", LEAT_ROLE_INGESTION },
  { "source", "layer", LEAT_ROLE_SOURCE },
  { "producer", "layer", LEAT_ROLE_SOURCE },
  { "transform", "layer", LEAT_ROLE_TRANSFORM },
  { "process", "layer", LEAT_ROLE_TRANSFORM },
  { " etl ", "layer", LEAT_ROLE_TRANSFORM },
  { "compute", "layer", LEAT_ROLE_TRANSFORM },
  { "storage", "layer", LEAT_ROLE_STORAGE },
  { " store", "layer", LEAT_ROLE_STORAGE },
  { " lake", "layer", LEAT_ROLE_STORAGE },
  { "database", "layer", LEAT_ROLE_STORAGE },
  { "catalog", "layer", LEAT_ROLE_STORAGE },
  { "analy", "layer", LEAT_ROLE_ANALYTICS },
  { "query", "layer", LEAT_ROLE_ANALYTICS },
  { "visuali", "layer", LEAT_ROLE_ANALYTICS },
  { "report", "layer", LEAT_ROLE_ANALYTICS },
  { "serving", "layer", LEAT_ROLE_ANALYTICS },
  { "orchestrat", "layer", LEAT_ROLE_ORCHESTRATION },
  { "schedul", "layer", LEAT_ROLE_ORCHESTRATION },
  { "workflow", "layer", LEAT_ROLE_ORCHESTRATION },
  { "monitor", "layer", LEAT_ROLE_MONITORING },
  { "observab", "layer", LEAT_ROLE_MONITORING },
  { "alert", "layer", LEAT_ROLE_MONITORING },
  { "logging", "layer", LEAT_ROLE_MONITORING },
  { "secur", "layer", LEAT_ROLE_SECURITY },
  { "govern", "layer", LEAT_ROLE_SECURITY },
  { "network", "layer", LEAT_ROLE_NETWORK },
  { "consum", "layer", LEAT_ROLE_CONSUMER },
};

/* Lower case, with a space for all that is no letter or digit, and one at each end. */
static char *
dup_words (const char *title)
{
  g_autofree char *folded = g_utf8_strdown (title, -1);
  char *words = g_strdup_printf (" %s ", folded);

  for (char *p = words; *p != '\0'; p++)
    if ((guchar) *p < 0x80 && !g_ascii_isalnum (*p))
      *p = ' ';
  return words;
}

const char *
leat_mermaid_guess_role (const char  *title,
                         const char **type)
{
  g_autofree char *words = dup_words (title);
  const char *first = NULL;
  const Layer *layer = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      const char *at = strstr (words, layers[i].word);

      if (at != NULL && (first == NULL || at < first))
        {
          first = at;
          layer = &layers[i];
        }
    }

  *type = g_intern_static_string (layer != NULL ? layer->type : "layer");
  return layer != NULL && layer->role < LEAT_N_ROLES ? g_intern_static_string (leat_role_to_string (layer->role)) : NULL;
}

static gboolean
has_role (const LeatCatalogue *catalogue,
          const char          *type,
          LeatRole             role)
{
  const LeatService *service = catalogue != NULL ? leat_catalogue_get_service (catalogue, type) : NULL;

  return service != NULL && service->role == role;
}

/* A dotted arrow controls or watches, if anything between the two does. */
static gboolean
guess_control (const LeatCatalogue *catalogue,
               const char          *from,
               const char          *to,
               LeatWireKind        *kind)
{
  static const LeatWireKind controls[] = { LEAT_WIRE_ORCHESTRATES, LEAT_WIRE_MONITORS, LEAT_WIRE_ENCRYPTS,
                                           LEAT_WIRE_NETWORK };

  if (has_role (catalogue, from, LEAT_ROLE_ORCHESTRATION) || has_role (catalogue, from, LEAT_ROLE_MONITORING))
    {
      *kind = has_role (catalogue, from, LEAT_ROLE_MONITORING) ? LEAT_WIRE_MONITORS : LEAT_WIRE_ORCHESTRATES;
      return TRUE;
    }

  for (gsize i = 0; catalogue != NULL && i < G_N_ELEMENTS (controls); i++)
    {
      const LeatWiring *wiring = leat_catalogue_get_wiring (catalogue, from, to, controls[i]);

      if (wiring != NULL && wiring->support != LEAT_SUPPORT_NO && !wiring->not_plain)
        {
          *kind = controls[i];
          return TRUE;
        }
    }
  return FALSE;
}

LeatWireKind
leat_mermaid_guess_kind (const LeatCatalogue *catalogue,
                         const char          *from,
                         const char          *to,
                         LeatStroke           stroke,
                         const char          *label)
{
  g_autofree char *word = g_utf8_strdown (label, -1);
  const LeatWiring *wiring;
  gboolean turned = FALSE;
  LeatWireKind kind;

  if (leat_wire_kind_from_string (g_strstrip (word), &kind))
    return kind;
  if (stroke == LEAT_STROKE_DOTTED && guess_control (catalogue, from, to, &kind))
    return kind;

  wiring = catalogue != NULL && from != NULL && to != NULL ? leat_catalogue_best_wiring (catalogue, from, to, &turned)
                                                           : NULL;
  if (wiring == NULL)
    return LEAT_WIRE_DATA;
  if (turned && (wiring->kind == LEAT_WIRE_TRIGGER || wiring->kind == LEAT_WIRE_ORCHESTRATES))
    return LEAT_WIRE_DATA;
  return wiring->kind;
}

static char *
decode_name (const char *raw,
             char      **rest)
{
  char *name = leat_mermaid_decode (raw, rest);

  if (g_utf8_strlen (name, -1) > MAX_NAME)
    *g_utf8_offset_to_pointer (name, MAX_NAME) = '\0';
  return name;
}

static void
read_zone (Reader                 *self,
           const LeatMermaidGroup *group)
{
  g_autofree char *rest = NULL;
  g_autofree char *name = decode_name (group->title != NULL ? group->title : "", &rest);
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, group->id != NULL ? group->id : name);
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->role = leat_mermaid_guess_role (name, &zone->type);
  if (group->type != NULL)
    zone->type = g_intern_string (group->type);
  if (group->type != NULL || group->role != NULL)
    zone->role = group->role != NULL ? g_intern_string (group->role) : NULL;
  if (group->parent >= 0)
    zone->zone = g_strdup (((LeatElement *) g_ptr_array_index (self->zones, group->parent))->id);
  g_free (zone->name);
  zone->name = g_steal_pointer (&name);

  g_ptr_array_add (self->elements, zone);
  g_ptr_array_add (self->zones, zone);
}

/* Whether a line is nothing but a name or alias of a service, with or without its maker before it. */
static gboolean
is_name_of (const char        *line,
            const LeatService *service)
{
  static const char *const makers[] = { "Amazon ", "AWS " };

  for (gsize i = 0; i < G_N_ELEMENTS (makers); i++)
    if (g_str_has_prefix (line, makers[i]))
      line += strlen (makers[i]);
  if (g_ascii_strcasecmp (service->name, line) == 0)
    return TRUE;
  for (guint i = 0; service->aliases != NULL && i < service->aliases->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (service->aliases, i), line) == 0)
      return TRUE;
  return FALSE;
}

/* A line after the first that only names a service says what the block is. The very name of the service as the
 * last line is what the writer put there, so it is no part of the remark. */
static const LeatService *
take_service_line (const LeatCatalogue *catalogue,
                   char               **rest)
{
  char *last = *rest != NULL ? strrchr (*rest, '\n') : NULL;
  const char *line = last != NULL ? last + 1 : *rest;
  const LeatService *service = line != NULL && *line != '\0' ? leat_catalogue_recognise (catalogue, line) : NULL;

  if (service == NULL || !is_name_of (line, service))
    return NULL;
  if (!g_str_equal (service->name, line))
    return service;
  if (last != NULL)
    *last = '\0';
  else
    g_clear_pointer (rest, g_free);
  return service;
}

static const char *
recognise (Reader                *self,
           const LeatMermaidNode *node,
           const char            *name,
           char                 **rest)
{
  const LeatService *service = NULL;

  if (node->type != NULL)
    return node->type;
  if (self->catalogue == NULL)
    return "unknown";

  service = take_service_line (self->catalogue, rest);
  if (service == NULL)
    service = leat_catalogue_recognise (self->catalogue, name);
  if (service != NULL)
    return service->id;

  leat_notice_add (self->notices, node->line, _("“%s” names no service that Leat knows; it becomes a block without one"),
                   name);
  return "unknown";
}

static void
read_block (Reader                *self,
            const LeatMermaidNode *node)
{
  g_autofree char *rest = NULL;
  g_autofree char *name = decode_name (node->label != NULL ? node->label : node->id, &rest);
  const char *type = recognise (self, node, name, &rest);
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, node->id);
  LeatElement *block = leat_element_new_block (id, type, name, 0, 0);

  block->text = g_steal_pointer (&rest);
  if (node->group >= 0)
    block->zone = g_strdup (((LeatElement *) g_ptr_array_index (self->zones, node->group))->id);
  g_ptr_array_add (self->elements, block);
  g_ptr_array_add (self->blocks, block);
}

static void
say_about_link (Reader                *self,
                const LeatMermaidLink *link,
                const LeatElement     *from,
                const LeatElement     *to)
{
  if (link->arrow.tail == '<' && link->arrow.head == '>')
    leat_notice_add (self->notices, link->line, _("The arrow between “%s” and “%s” has two heads; it becomes one wire from the first to the second"),
                     from->name, to->name);
  if (link->arrow.stroke == LEAT_STROKE_INVISIBLE)
    leat_notice_add (self->notices, link->line, _("The invisible link from “%s” to “%s” is left out"), from->name, to->name);
}

static void
read_wire (Reader                *self,
           const LeatMermaidLink *link)
{
  const LeatElement *from = g_ptr_array_index (self->blocks, link->from);
  const LeatElement *to = g_ptr_array_index (self->blocks, link->to);
  g_autofree char *base = NULL;
  g_autofree char *id = NULL;
  g_autofree char *rest = NULL;
  LeatElement *wire;

  if (from == NULL || to == NULL)
    {
      const LeatMermaidNode *group = g_ptr_array_index (self->graph->nodes, from == NULL ? link->from : link->to);

      leat_notice_add (self->notices, link->line, _("The arrow at the subgraph “%s” is left out: a wire joins two blocks"),
                       group->id);
      return;
    }

  say_about_link (self, link, from, to);
  if (link->arrow.stroke == LEAT_STROKE_INVISIBLE)
    return;

  base = g_strconcat (from->id, "-", to->id, NULL);
  id = leat_pipeline_new_id (self->pipeline, base);
  wire = leat_element_new_wire (id, LEAT_WIRE_DATA, from->id, to->id);
  g_free (wire->name);
  wire->name = decode_name (link->arrow.label != NULL ? link->arrow.label : "", &rest);
  if (rest != NULL)
    {
      g_autofree char *first = wire->name;

      wire->name = g_strdelimit (g_strjoin (" ", first, rest, NULL), "\n", ' ');
    }
  if (link->kind == NULL || !leat_wire_kind_from_string (link->kind, &wire->wire_kind))
    wire->wire_kind = leat_mermaid_guess_kind (self->catalogue, from->type, to->type, link->arrow.stroke, wire->name);
  wire->share = link->share;
  g_ptr_array_add (self->elements, wire);
}

static void
read_elements (Reader *self)
{
  g_autoptr(GHashTable) group_ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->graph->groups->len; i++)
    {
      const LeatMermaidGroup *group = g_ptr_array_index (self->graph->groups, i);

      read_zone (self, group);
      if (group->id != NULL)
        g_hash_table_add (group_ids, group->id);
    }

  for (guint i = 0; i < self->graph->nodes->len; i++)
    {
      const LeatMermaidNode *node = g_ptr_array_index (self->graph->nodes, i);

      if (g_hash_table_contains (group_ids, node->id))
        g_ptr_array_add (self->blocks, NULL);
      else
        read_block (self, node);
    }

  for (guint i = 0; i < self->graph->links->len; i++)
    read_wire (self, g_ptr_array_index (self->graph->links, i));
}

static gboolean
place (Reader  *self,
       GError **error)
{
  g_autoptr(LeatLayout) layout = leat_layout_new (self->elements, self->catalogue,
                                                  self->graph->downwards ? LEAT_LAYOUT_DOWN : LEAT_LAYOUT_RIGHT, NULL, error);

  if (layout == NULL)
    return FALSE;

  for (guint i = 0; i < self->elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (self->elements, i);
      const LeatRect *bounds = leat_layout_get (layout, element->id);

      if (bounds != NULL)
        element->bounds = *bounds;
    }
  return TRUE;
}

static void
set_title (LeatPipeline *pipeline,
           const char   *title)
{
  LeatElement *before = leat_pipeline_get_properties (pipeline);
  g_autoptr(LeatElement) after = leat_element_copy_named (before, title);

  leat_pipeline_replace (pipeline, before, after);
}

LeatPipeline *
leat_mermaid_read (GBytes        *data,
                   const char    *name,
                   LeatCatalogue *catalogue,
                   GPtrArray     *notices,
                   GError       **error)
{
  g_autoptr(LeatMermaidGraph) graph = leat_mermaid_parse (data, name, notices, error);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GPtrArray) zones = g_ptr_array_new ();
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  Reader self = { graph, catalogue, pipeline, notices, elements, zones, blocks };

  if (graph == NULL)
    return NULL;

  read_elements (&self);
  if (!place (&self, error))
    return NULL;
  if (graph->title != NULL)
    set_title (pipeline, graph->title);
  for (guint i = 0; i < elements->len; i++)
    leat_pipeline_replace (pipeline, NULL, g_ptr_array_index (elements, i));
  return g_steal_pointer (&pipeline);
}
