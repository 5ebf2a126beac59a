/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>

static char *
dup_attribute (LeatLoader    *self,
     const xmlNode *node,
     const char    *name)
{
  char *text = leat_xml_dup (node, name);

  return leat_pool_own (self->pool, text != NULL ? text : g_strdup (""), g_free);
}

static gboolean
read_word (const xmlNode     *node,
           const char        *name,
           const char *const *words,
           int               *index)
{
  g_autofree char *text = leat_xml_dup (node, name);

  for (*index = 0; text != NULL && words[*index] != NULL; (*index)++)
    if (g_str_equal (words[*index], text))
      return TRUE;
  return FALSE;
}

static void
read_children (LeatLoader    *self,
               const xmlNode *node,
               LeatWiring    *wiring)
{
  wiring->mechanism = wiring->needs = wiring->delivery = wiring->url = (char *) "";
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (leat_xml_is (child, "mechanism"))
        wiring->mechanism = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
      else if (leat_xml_is (child, "needs"))
        wiring->needs = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
      else if (leat_xml_is (child, "delivery"))
        wiring->delivery = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
      else if (leat_xml_is (child, "ref"))
        wiring->url = dup_attribute (self, child, "url");
    }
}

static gboolean
read_wire (LeatLoader    *self,
           const xmlNode *node,
           const char    *file,
           GError       **error)
{
  static const char *const supports[] = { "unknown", "no", "via", "yes", NULL };
  static const char *const directions[] = { "none", "forward", "reverse", NULL };
  LeatWiring *wiring = leat_pool_new0 (self->pool, LeatWiring);
  g_autofree char *kind = leat_xml_dup (node, "kind");
  int support, flows;
  char *key;
  GPtrArray *pair;

  if (!leat_wire_kind_from_string (kind, &wiring->kind) || !read_word (node, "supported", supports, &support) ||
      !read_word (node, "flow", directions, &flows))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s:%ld: <wire> needs from, to, kind, supported=\"yes|via|no\", flow=\"forward|reverse|none\""),
                   file, xmlGetLineNo ((xmlNode *) node));
      return FALSE;
    }
  wiring->from = dup_attribute (self, node, "from");
  wiring->to = dup_attribute (self, node, "to");
  wiring->via = dup_attribute (self, node, "via");
  wiring->support = support;
  wiring->not_plain = xmlHasProp (node, BAD_CAST "plain") != NULL;
  wiring->flows = flows;
  read_children (self, node, wiring);

  key = g_strconcat (wiring->from, " ", wiring->to, NULL);
  pair = g_hash_table_lookup (self->wirings, key);
  if (pair == NULL)
    {
      pair = leat_pool_array (self->pool);
      g_hash_table_insert (self->wirings, leat_pool_own (self->pool, key, g_free), pair);
    }
  else
    g_free (key);
  g_ptr_array_add (pair, wiring);
  return TRUE;
}

gboolean
leat_loader_read_wiring (LeatLoader *self,
                         const char *file,
                         GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:wiring", "wiring", error);

  if (doc == NULL)
    return FALSE;

  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    if (leat_xml_is (node, "wire") && !read_wire (self, node, leat_loader_file_name (file), error))
      return FALSE;
  return TRUE;
}
