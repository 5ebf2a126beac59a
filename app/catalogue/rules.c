/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  LeatLoader        *loader;
  const char        *file;
  const LeatSymbols *wire_symbols;
} Reader;

static const char *const severities[] = { "advice", "warning", "error" };

const char *
leat_severity_to_string (LeatSeverity severity)
{
  g_return_val_if_fail (severity < G_N_ELEMENTS (severities), "advice");

  return severities[severity];
}

static char *
own (Reader *self,
     char   *text)
{
  return leat_pool_own (self->loader->pool, text, g_free);
}

static gboolean
wrong (Reader        *self,
       const xmlNode *node,
       const char    *what,
       GError       **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: <%s> needs %s"), self->file,
               xmlGetLineNo ((xmlNode *) node), node->name, what);
  return FALSE;
}

static gboolean
applies (const LeatRule    *rule,
         const LeatService *service)
{
  g_auto(GStrv) words = g_strsplit (rule->on, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_equal (words[i], "*") || g_str_equal (words[i], service->id) ||
        (g_str_has_prefix (words[i], "role:") &&
         g_str_equal (words[i] + strlen ("role:"), leat_role_to_string (service->role))))
      return TRUE;
  return FALSE;
}

/* The same text as a formula of every service that the rule applies to. */
static void
add_formulas (Reader         *self,
              const LeatRule *rule,
              const char     *text,
              long            line,
              GPtrArray      *formulas)
{
  for (guint i = 0; i < self->loader->services->len; i++)
    {
      LeatService *service = g_ptr_array_index (self->loader->services, i);

      g_ptr_array_add (formulas, applies (rule, service)
                                   ? leat_loader_formula (self->loader, service->symbols, g_strdup (text),
                                                          self->file, line)
                                   : NULL);
    }
}

static gboolean
read_fix_part (Reader         *self,
               const xmlNode  *node,
               const LeatRule *rule,
               GError        **error)
{
  LeatFixDefinition *fix = rule->fix;
  g_autofree char *kind = leat_xml_dup (node, leat_xml_is (node, "kind") ? "value" : "kind");
  g_autofree char *direction = leat_xml_dup (node, "direction");

  fix->type = own (self, leat_xml_dup (node, "type"));
  fix->inward = g_strcmp0 (direction, "out") != 0;
  if (leat_xml_is (node, "set"))
    {
      LeatFixValue *value = leat_pool_new0 (self->loader->pool, LeatFixValue);

      value->name = own (self, leat_xml_dup (node, "name"));
      value->value = own (self, leat_xml_dup (node, "value"));
      if (value->name == NULL || value->value == NULL)
        return wrong (self, node, "name, value", error);
      fix->kind = LEAT_FIX_SET;
      if (*value->value == '=')
        {
          value->formulas = leat_pool_array (self->loader->pool);
          add_formulas (self, rule, value->value + 1, xmlGetLineNo ((xmlNode *) node), value->formulas);
        }
      g_ptr_array_add (fix->values, value);
      return TRUE;
    }
  if (leat_xml_is (node, "add") || leat_xml_is (node, "kind"))
    {
      fix->kind = leat_xml_is (node, "add") ? LEAT_FIX_ADD : LEAT_FIX_KIND;
      return leat_wire_kind_from_string (kind, &fix->wire_kind) ||
             wrong (self, node, _("a kind of wire"), error);
    }
  if (leat_xml_is (node, "splice"))
    fix->kind = LEAT_FIX_SPLICE;
  else if (leat_xml_is (node, "reverse"))
    fix->kind = LEAT_FIX_REVERSE;
  else if (leat_xml_is (node, "delete"))
    fix->kind = LEAT_FIX_DELETE;
  else
    return wrong (self, node, _("set, add, splice, kind, reverse or delete"), error);
  return TRUE;
}

static gboolean
read_fix (Reader        *self,
          const xmlNode *node,
          LeatRule      *rule,
          GError       **error)
{
  rule->fix = leat_pool_new0 (self->loader->pool, LeatFixDefinition);
  rule->fix->label = own (self, leat_xml_dup (node, "label"));
  rule->fix->values = leat_pool_array (self->loader->pool);
  if (rule->fix->label == NULL)
    return wrong (self, node, "label", error);

  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && !read_fix_part (self, child, rule, error))
      return FALSE;
  return TRUE;
}

static gboolean
read_on (Reader        *self,
         const xmlNode *node,
         LeatRule      *rule,
         GError       **error)
{
  g_auto(GStrv) words = g_strsplit (rule->on, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      LeatWireKind kind;

      if (!g_str_has_prefix (words[i], "wire:"))
        continue;
      if (g_str_equal (words[i], "wire:*"))
        rule->on_wires = (1u << LEAT_N_WIRE_KINDS) - 1;
      else if (leat_wire_kind_from_string (words[i] + strlen ("wire:"), &kind))
        rule->on_wires |= 1u << kind;
      else
        return wrong (self, node, _("a known kind of wire"), error);
    }
  return TRUE;
}

static void
read_when (Reader        *self,
           const xmlNode *node,
           LeatRule      *rule)
{
  LeatLoader *loader = self->loader;
  g_autofree char *text = leat_xml_dup_content (node);
  long line = xmlGetLineNo ((xmlNode *) node);

  if (rule->on_wires != 0)
    {
      g_ptr_array_add (rule->when, leat_loader_formula (loader, self->wire_symbols, g_strdup (text),
                                                        self->file, line));
      return;
    }
  add_formulas (self, rule, text, line, rule->when);
}

static gboolean
read_rule_children (Reader        *self,
                    const xmlNode *node,
                    LeatRule      *rule,
                    GError       **error)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (leat_xml_is (child, "when"))
        read_when (self, child, rule);
      else if (leat_xml_is (child, "message"))
        rule->message = own (self, leat_xml_dup_content (child));
      else if (leat_xml_is (child, "why"))
        rule->why = own (self, leat_xml_dup_content (child));
      else if (leat_xml_is (child, "ref"))
        rule->reference = own (self, leat_xml_dup (child, "url"));
      else if (leat_xml_is (child, "fix") && !read_fix (self, child, rule, error))
        return FALSE;
    }

  if (rule->when->len == 0 || rule->message == NULL || rule->why == NULL)
    return wrong (self, node, "<when>, <message>, <why>", error);
  return TRUE;
}

static gboolean
read_requirement (Reader        *self,
                  const xmlNode *node,
                  LeatRule      *rule,
                  GError       **error)
{
  g_autofree char *id = leat_xml_dup (node, "for");

  if (id == NULL)
    return TRUE;
  rule->requirement = leat_loader_find_requirement (self->loader, id);
  return rule->requirement != NULL || wrong (self, node, _("a known requirement in “for”"), error);
}

/* A claim of the course may have no note; a topic is there for its note alone. */
static gboolean
read_note (Reader        *self,
           const xmlNode *node,
           LeatRule      *rule,
           GError       **error)
{
  const char *id = rule->claim != NULL ? rule->claim : rule->topic;

  rule->note = id != NULL ? g_hash_table_lookup (self->loader->notes, id) : NULL;
  return rule->note != NULL || rule->claim != NULL || rule->topic == NULL || wrong (self, node, _("a known topic in “topic”"), error);
}

static gboolean
read_severity (const xmlNode *node,
               LeatSeverity  *severity)
{
  g_autofree char *text = leat_xml_dup (node, "severity");

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (severities); i++)
    if (g_str_equal (severities[i], text))
      {
        *severity = i;
        return TRUE;
      }
  return FALSE;
}

static void
put_rule (LeatLoader *loader,
          LeatRule   *rule)
{
  for (guint i = 0; i < loader->rules->len; i++)
    if (g_str_equal (((LeatRule *) g_ptr_array_index (loader->rules, i))->id, rule->id))
      {
        loader->rules->pdata[i] = rule;
        return;
      }
  g_ptr_array_add (loader->rules, rule);
}

static gboolean
read_rule (Reader        *self,
           const xmlNode *node,
           GError       **error)
{
  LeatRule *rule = leat_pool_new0 (self->loader->pool, LeatRule);
  guint n_formulas = self->loader->formulas->len;

  rule->id = own (self, leat_xml_dup (node, "id"));
  rule->on = own (self, leat_xml_dup (node, "on"));
  rule->domain = own (self, leat_xml_dup (node, "domain"));
  rule->control = own (self, leat_xml_dup (node, "control"));
  rule->claim = own (self, leat_xml_dup (node, "claim"));
  rule->topic = own (self, leat_xml_dup (node, "topic"));
  rule->file = self->file;
  rule->line = xmlGetLineNo ((xmlNode *) node);
  rule->when = leat_pool_array (self->loader->pool);
  if (rule->id == NULL || rule->on == NULL || !read_severity (node, &rule->severity))
    return wrong (self, node, "id, on, severity=\"error|warning|advice\"", error);
  if (!read_note (self, node, rule, error) || !read_requirement (self, node, rule, error) || !read_on (self, node, rule, error) || !read_rule_children (self, node, rule, error) ||
      !leat_loader_check (self->loader, n_formulas, error))
    return FALSE;

  put_rule (self->loader, rule);
  return TRUE;
}

gboolean
leat_loader_read_rules (LeatLoader        *self,
                        const char        *file,
                        const LeatSymbols *wire_symbols,
                        GError           **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:rules", "rules", error);
  Reader reader = { self, leat_loader_file_name (file), wire_symbols };

  if (doc == NULL)
    return FALSE;

  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    if (leat_xml_is (node, "rule") && !read_rule (&reader, node, error))
      return FALSE;
  return TRUE;
}
