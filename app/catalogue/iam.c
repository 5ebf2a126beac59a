/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>

/* Reads data/iam.xml. */

static char *
dup_attribute (LeatLoader    *self,
               const xmlNode *node,
               const char    *name)
{
  return leat_pool_own (self->pool, leat_xml_dup (node, name), g_free);
}

static char **
dup_words (LeatLoader    *self,
           const xmlNode *node,
           const char    *name)
{
  g_autofree char *text = leat_xml_dup (node, name);
  g_auto(GStrv) parts = g_strsplit_set (text != NULL ? text : "", " \n\t", -1);
  g_autoptr(GPtrArray) words = g_ptr_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_ptr_array_add (words, g_strdup (parts[i]));
  g_ptr_array_add (words, NULL);
  return leat_pool_own (self->pool, g_ptr_array_free (g_steal_pointer (&words), FALSE), (GDestroyNotify) g_strfreev);
}

static void
read_children (LeatLoader    *self,
               const xmlNode *node,
               LeatGrant     *grant)
{
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      if (leat_xml_is (child, "allow"))
        {
          LeatAllow *allow = leat_pool_new0 (self->pool, LeatAllow);

          allow->actions = dup_words (self, child, "actions");
          allow->on = dup_words (self, child, "on");
          g_ptr_array_add (grant->allows, allow);
        }
      else if (leat_xml_is (child, "kms"))
        grant->kms = dup_words (self, child, "actions");
      else if (leat_xml_is (child, "note"))
        grant->note = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
      else if (leat_xml_is (child, "ref"))
        grant->url = dup_attribute (self, child, "url");
    }
}

static gboolean
read_policy (const xmlNode   *node,
             LeatGrantPolicy *policy)
{
  static const char *const words[] = { "none", "role", "resource", "iot" };
  g_autofree char *text = leat_xml_dup (node, "policy");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i], text) == 0)
      {
        *policy = i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_grant (LeatLoader    *self,
            const xmlNode *node,
            const char    *file,
            GError       **error)
{
  LeatGrant *grant = leat_pool_new0 (self->pool, LeatGrant);
  g_autofree char *kind = leat_xml_dup (node, "kind");
  g_autofree char *through_data = leat_xml_dup (node, "through-data");
  char *key;

  grant->from = dup_attribute (self, node, "from");
  grant->to = dup_attribute (self, node, "to");
  grant->principal = dup_attribute (self, node, "principal");
  grant->trusts = dup_words (self, node, "trust");
  grant->through_data = g_strcmp0 (through_data, "yes") == 0;
  grant->allows = leat_pool_array (self->pool);
  if (grant->from == NULL || grant->to == NULL || !leat_wire_kind_from_string (kind, &grant->kind) ||
      !read_policy (node, &grant->policy) || (grant->policy != LEAT_GRANT_NONE && grant->principal == NULL))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                   _("%s:%ld: <grant> needs from, to, kind, policy=\"role|resource|iot|none\" and, but for none, "
                     "a principal"), file, xmlGetLineNo ((xmlNode *) node));
      return FALSE;
    }
  read_children (self, node, grant);
  key = leat_pool_own (self->pool, g_strdup_printf ("%s %s %d", grant->from, grant->to, grant->kind), g_free);
  g_hash_table_replace (self->grants, key, grant);
  return TRUE;
}

gboolean
leat_loader_read_iam (LeatLoader *self,
                      const char *file,
                      GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:iam", "iam", error);

  if (doc == NULL)
    return FALSE;

  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    if (leat_xml_is (node, "grant") && !read_grant (self, node, leat_loader_file_name (file), error))
      return FALSE;
  return TRUE;
}
