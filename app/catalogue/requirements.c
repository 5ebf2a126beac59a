/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Reads data/requirements.xml. */

gboolean
leat_requirement_read (const LeatRequirement *self,
                       const char            *text,
                       double                *asked)
{
  double value;

  if (text == NULL || !leat_setting_parse (self->setting, text, &value, NULL) || value <= 0)
    return FALSE;
  *asked = self->setting->type == LEAT_SETTING_BOOLEAN ? 1 : value;
  return TRUE;
}

static gboolean
read_measure (const xmlNode *node,
              LeatMeasure   *measure)
{
  static const char *const words[] = { "rules", "p95", "cost" };
  g_autofree char *text = leat_xml_dup (node, "measure");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (text == NULL || g_str_equal (text, words[i]))
      {
        *measure = i;
        return TRUE;
      }
  return FALSE;
}

static LeatSetting *
read_setting (LeatLoader    *self,
              const xmlNode *node)
{
  LeatSetting *setting = leat_pool_new0 (self->pool, LeatSetting);
  g_autofree char *type = leat_xml_dup (node, "type");

  setting->name = leat_pool_own (self->pool, leat_xml_dup (node, "id"), g_free);
  setting->label = leat_pool_own (self->pool, leat_xml_dup (node, "label"), g_free);
  setting->unit = leat_pool_own (self->pool, leat_xml_dup (node, "unit"), g_free);
  setting->choices = leat_pool_array (self->pool);
  setting->type = g_strcmp0 (type, "number") == 0 ? LEAT_SETTING_NUMBER
                  : g_strcmp0 (type, "integer") == 0 ? LEAT_SETTING_INTEGER : LEAT_SETTING_BOOLEAN;
  setting->fallback = leat_pool_own (self->pool, g_strdup (setting->type == LEAT_SETTING_BOOLEAN ? "no" : _("not asked")),
                                     g_free);
  setting->minimum = 0;
  setting->maximum = INFINITY;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, "help"))
      setting->help = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
  return setting;
}

/* One of a later folder takes the place of one with the same id. */
static void
put (LeatLoader      *self,
     LeatRequirement *requirement)
{
  LeatRequirement *before = leat_loader_find_requirement (self, requirement->id);

  requirement->index = before != NULL ? before->index : self->requirements->len;
  if (before != NULL)
    self->requirements->pdata[before->index] = requirement;
  else
    g_ptr_array_add (self->requirements, requirement);
}

LeatRequirement *
leat_loader_find_requirement (LeatLoader *self,
                              const char *id)
{
  for (guint i = 0; i < self->requirements->len; i++)
    {
      LeatRequirement *requirement = g_ptr_array_index (self->requirements, i);

      if (g_str_equal (requirement->id, id))
        return requirement;
    }
  return NULL;
}

gboolean
leat_loader_read_requirements (LeatLoader *self,
                               const char *file,
                               GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:requirements", "requirements", error);

  if (doc == NULL)
    return FALSE;
  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      LeatRequirement *requirement;

      if (!leat_xml_is (node, "requirement"))
        continue;
      requirement = leat_pool_new0 (self->pool, LeatRequirement);
      requirement->setting = read_setting (self, node);
      requirement->id = requirement->setting->name;
      if (requirement->id == NULL || requirement->setting->label == NULL || requirement->setting->help == NULL ||
          !read_measure (node, &requirement->measure))
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
                       _("%s:%ld: <requirement> needs id, label, <help>, and a measure of rules, p95 or cost"),
                       leat_loader_file_name (file), xmlGetLineNo ((xmlNode *) node));
          return FALSE;
        }
      put (self, requirement);
    }
  return TRUE;
}
