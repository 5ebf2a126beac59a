/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/mermaid.h"

#include "exchange/mermaid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Everything is declared before it is used, ids are plain words, and every label stands in quotes. */

typedef struct
{
  LeatPipeline  *pipeline;
  LeatCatalogue *catalogue; /* or NULL */
  GString       *out;
  GHashTable    *ids;       /* element id -> id in the flowchart */
  GHashTable    *taken;     /* set of the latter, borrowed */
  GHashTable    *members;   /* zone id, or "" -> GPtrArray of LeatElement, borrowed */
} Writer;

/* How a kind of wire is drawn. */
static const struct
{
  const char *arrow;
  LeatStroke  stroke;
} arrows[LEAT_N_WIRE_KINDS] = {
  [LEAT_WIRE_DATA] = { "-->", LEAT_STROKE_SOLID },          [LEAT_WIRE_TRIGGER] = { "==>", LEAT_STROKE_THICK },
  [LEAT_WIRE_ORCHESTRATES] = { "-.->", LEAT_STROKE_DOTTED }, [LEAT_WIRE_MONITORS] = { "-.->", LEAT_STROKE_DOTTED },
  [LEAT_WIRE_CATALOGS] = { "-->", LEAT_STROKE_SOLID },      [LEAT_WIRE_QUERIES] = { "-->", LEAT_STROKE_SOLID },
  [LEAT_WIRE_ENCRYPTS] = { "-.->", LEAT_STROKE_DOTTED },    [LEAT_WIRE_NETWORK] = { "-.->", LEAT_STROKE_DOTTED },
};

static const char *const reserved[] = { "graph", "flowchart", "subgraph", "end", "direction", "style", "linkstyle", "classdef",
                                        "class", "click", "href", "call", "default", "interpolate", "acctitle", "accdescr" };

static gboolean
is_reserved (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (reserved); i++)
    if (g_ascii_strcasecmp (reserved[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* Gives an element a word of letters, digits and underscores that no parser takes for anything else. */
static void
name_element (Writer            *self,
              const LeatElement *element)
{
  g_autofree char *base = g_strdelimit (leat_slug (element->id), "-", '_');
  char *id = is_reserved (base) ? g_strconcat (base, "_", NULL) : g_strdup (base);

  for (guint n = 2; g_hash_table_contains (self->taken, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("%s_%u", base, n);
    }
  g_hash_table_insert (self->ids, g_strdup (element->id), id);
  g_hash_table_add (self->taken, id);
}

/* The zone that an element is written in: none if it is in a circle of zones or deeper than the reader goes. */
static const char *
written_in (Writer            *self,
            const LeatElement *element)
{
  const LeatElement *zone = leat_pipeline_get_element (self->pipeline, element->zone);
  const LeatElement *up = zone;

  for (int depth = 0; up != NULL && up->kind == LEAT_ELEMENT_ZONE; depth++)
    {
      if (depth == LEAT_MERMAID_MAX_DEPTH - 1)
        return "";
      up = leat_pipeline_get_element (self->pipeline, up->zone);
    }
  return zone != NULL && zone->kind == LEAT_ELEMENT_ZONE ? zone->id : "";
}

static void
add_member (Writer      *self,
            LeatElement *element)
{
  const char *zone = written_in (self, element);
  GPtrArray *members = g_hash_table_lookup (self->members, zone);

  if (members == NULL)
    {
      members = g_ptr_array_new ();
      g_hash_table_insert (self->members, g_strdup (zone), members);
    }
  g_ptr_array_add (members, element);
}

static void
append_line (GString    *out,
             const char *text)
{
  /* An empty pair of quotes is no label for Mermaid. */
  if (*text == '\0')
    g_string_append_c (out, ' ');
  leat_mermaid_encode (out, text);
}

static const LeatService *
find_service (Writer     *self,
              const char *type)
{
  return self->catalogue != NULL ? leat_catalogue_get_service (self->catalogue, type) : NULL;
}

static gboolean
is_recognised (Writer            *self,
               const char        *text,
               const LeatService *service)
{
  return self->catalogue != NULL && leat_catalogue_recognise (self->catalogue, text) == service;
}

/* The opening and closing brackets of a role: sources and consumers are round, stores are barrels. */
static const char *const *
shape_of (const LeatService *service)
{
  static const char *const box[] = { "[", "]" };
  static const char *const round[] = { "([", "])" };
  static const char *const barrel[] = { "[(", ")]" };

  if (service != NULL && service->role == LEAT_ROLE_STORAGE)
    return barrel;
  if (service != NULL && (service->role == LEAT_ROLE_SOURCE || service->role == LEAT_ROLE_CONSUMER))
    return round;
  return box;
}

static void
write_block (Writer            *self,
             const LeatElement *block,
             int                indent)
{
  const LeatService *service = find_service (self, block->type);
  const char *const *shape = shape_of (service);
  gboolean has_text = block->text != NULL && *block->text != '\0';
  gboolean named = service != NULL && is_recognised (self, service->name, service);
  gboolean plain = !has_text && is_recognised (self, block->name, service);

  g_string_append_printf (self->out, "%*s%s%s\"", indent, "", (char *) g_hash_table_lookup (self->ids, block->id), shape[0]);
  append_line (self->out, block->name);
  if (has_text)
    {
      g_auto(GStrv) lines = g_strsplit (block->text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_string_append (self->out, "<br/>");
          leat_mermaid_encode (self->out, lines[i]);
        }
    }
  if (service != NULL && named && !plain)
    {
      g_string_append (self->out, "<br/>");
      leat_mermaid_encode (self->out, service->name);
    }
  g_string_append_printf (self->out, "\"%s\n", shape[1]);

  if (block->type != NULL && !plain && !named && strpbrk (block->type, " \t\n") == NULL)
    g_string_append_printf (self->out, "%*s%%%% leat: type=%s\n", indent, "", block->type);
}

static void
write_zone_head (Writer            *self,
                 const LeatElement *zone,
                 int                indent)
{
  const char *type;
  const char *role = leat_mermaid_guess_role (zone->name, &type);

  g_string_append_printf (self->out, "%*ssubgraph %s[\"", indent, "", (char *) g_hash_table_lookup (self->ids, zone->id));
  append_line (self->out, zone->name);
  g_string_append (self->out, "\"]\n");
  if (g_strcmp0 (type, zone->type) == 0 && g_strcmp0 (role, zone->role) == 0)
    return;

  g_string_append_printf (self->out, "%*s%%%% leat: type=%s", indent + 2, "", zone->type != NULL ? zone->type : "layer");
  if (zone->role != NULL)
    g_string_append_printf (self->out, " role=%s", zone->role);
  g_string_append_c (self->out, '\n');
}

typedef struct
{
  GPtrArray *members; /* or NULL */
  guint      next;
} Open;

/* Zones and blocks, with a stack of the zones that are open. */
static void
write_members (Writer *self)
{
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));
  Open open = { g_hash_table_lookup (self->members, ""), 0 };

  g_array_append_val (stack, open);
  while (stack->len > 0)
    {
      Open *top = &g_array_index (stack, Open, stack->len - 1);
      int indent = 2 * (int) stack->len;
      const LeatElement *member;

      if (top->members == NULL || top->next == top->members->len)
        {
          g_array_set_size (stack, stack->len - 1);
          if (stack->len > 0)
            g_string_append_printf (self->out, "%*send\n", indent - 2, "");
          continue;
        }

      member = g_ptr_array_index (top->members, top->next++);
      if (member->kind == LEAT_ELEMENT_BLOCK)
        {
          write_block (self, member, indent);
          continue;
        }
      write_zone_head (self, member, indent);
      open = (Open){ g_hash_table_lookup (self->members, member->id), 0 };
      g_array_append_val (stack, open);
    }
}

static void
write_wire (gpointer           data,
            const LeatElement *wire)
{
  Writer *self = data;
  const LeatElement *from = leat_pipeline_get_element (self->pipeline, wire->from);
  const LeatElement *to = leat_pipeline_get_element (self->pipeline, wire->to);
  LeatWireKind guess = leat_mermaid_guess_kind (self->catalogue, from->type, to->type, arrows[wire->wire_kind].stroke,
                                                wire->name);

  g_string_append_printf (self->out, "  %s %s", (char *) g_hash_table_lookup (self->ids, wire->from),
                          arrows[wire->wire_kind].arrow);
  if (*wire->name != '\0')
    {
      g_string_append (self->out, "|\"");
      leat_mermaid_encode (self->out, wire->name);
      g_string_append (self->out, "\"|");
    }
  g_string_append_printf (self->out, " %s\n", (char *) g_hash_table_lookup (self->ids, wire->to));

  if (guess != wire->wire_kind)
    g_string_append_printf (self->out, "  %%%% leat: kind=%s\n", leat_wire_kind_to_string (wire->wire_kind));
  if (wire->share != 1)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (self->out, "  %%%% leat: share=%s\n", g_ascii_dtostr (number, sizeof number, wire->share));
    }
}

/* As YAML's quoted text, which is how front matter is read. */
static void
write_title (Writer     *self,
             const char *title)
{
  if (*title == '\0')
    return;

  g_string_append (self->out, "---\ntitle: \"");
  for (const char *p = title; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (self->out, '\\');
      g_string_append_c (self->out, (guchar) *p < 0x20 ? ' ' : *p);
    }
  g_string_append (self->out, "\"\n---\n");
}

static void
say_what_is_lost (Writer    *self,
                  GPtrArray *notices)
{
  guint n_notes = 0;
  guint n_set = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      n_notes += element->kind == LEAT_ELEMENT_NOTE;
      n_set += element->kind == LEAT_ELEMENT_BLOCK && leat_settings_get_n (element->settings) > 0;
    }

  if (n_notes > 0)
    leat_notice_add (notices, 0, ngettext ("Mermaid has no notes: %u is left out", "Mermaid has no notes: %u are left out", n_notes),
                     n_notes);
  if (n_set > 0)
    leat_notice_add (notices, 0,
                     ngettext ("Mermaid has no settings: those of %u block are left out",
                               "Mermaid has no settings: those of %u blocks are left out", n_set),
                     n_set);
}

static void
collect (Writer *self)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      if (element->kind != LEAT_ELEMENT_BLOCK && element->kind != LEAT_ELEMENT_ZONE)
        continue;
      name_element (self, element);
      add_member (self, element);
    }
}

GBytes *
leat_mermaid_write (LeatPipeline  *pipeline,
                    LeatCatalogue *catalogue,
                    LeatReport    *report,
                    GPtrArray     *notices,
                    GError       **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) taken = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  Writer self = { pipeline, catalogue, g_string_new (NULL), ids, taken, members };

  collect (&self);
  write_title (&self, leat_pipeline_get_properties (pipeline)->name);
  g_string_append (self.out, "flowchart LR\n");
  write_members (&self);
  leat_format_each_wire (pipeline, notices, write_wire, &self);
  say_what_is_lost (&self, notices);
  return g_string_free_to_bytes (self.out);
}
