/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/catalogue-private.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>

/* Reads data/exam.xml. */

static char *
own_attribute (LeatLoader    *self,
               const xmlNode *node,
               const char    *name)
{
  return leat_pool_own (self->pool, leat_xml_dup (node, name), g_free);
}

static gboolean
read_head (LeatLoader    *self,
           const char    *file,
           const xmlNode *node,
           LeatExamNote  *note,
           GError       **error)
{
  char *claim = own_attribute (self, node, "claim"), *topic = own_attribute (self, node, "topic");
  double domain;

  if ((claim == NULL) == (topic == NULL))
    return leat_xml_fail (error, LEAT_ERROR_SYNTAX, file, node, _("<exam-note> needs either “claim” or “topic”"));
  if (!leat_xml_number (node, "domain", 0, file, &domain, error))
    return FALSE;
  if (domain != 1 && domain != 2 && domain != 3 && domain != 4)
    return leat_xml_fail (error, LEAT_ERROR_RANGE, file, node, _("“domain” of <exam-note> is a domain of the exam, 1 to 4"));
  note->id = claim != NULL ? claim : topic;
  note->is_claim = claim != NULL;
  note->domain = (guint) domain;
  return TRUE;
}

static gboolean
read_note (LeatLoader    *self,
           const char    *file,
           const xmlNode *node,
           LeatExamNote  *note,
           GError       **error)
{
  const struct
  {
    const char *name;
    char      **text;
  } parts[] = {
    { "title", &note->title }, { "know", &note->know }, { "trap", &note->trap }, { "correction", &note->correction },
  };

  if (!read_head (self, file, node, note, error))
    return FALSE;
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        if (leat_xml_is (child, parts[i].name))
          *parts[i].text = leat_pool_own (self->pool, leat_xml_dup_content (child), g_free);
      if (leat_xml_is (child, "ref"))
        note->reference = own_attribute (self, child, "url");
    }
  if (note->title == NULL || note->know == NULL || note->trap == NULL || note->reference == NULL)
    return leat_xml_fail (error, LEAT_ERROR_SYNTAX, file, node, _("<exam-note> needs <title>, <know>, <trap> and <ref url=\"…\"/>"));
  return TRUE;
}

gboolean
leat_loader_read_notes (LeatLoader *self,
                        const char *file,
                        GError    **error)
{
  g_autoptr(xmlDoc) doc = leat_xml_read_file (file, "urn:leat:exam", "notes", error);

  if (doc == NULL)
    return FALSE;
  for (const xmlNode *node = xmlDocGetRootElement (doc)->children; node != NULL; node = node->next)
    {
      LeatExamNote *note;

      if (!leat_xml_is (node, "exam-note"))
        continue;
      note = leat_pool_new0 (self->pool, LeatExamNote);
      if (!read_note (self, leat_loader_file_name (file), node, note, error))
        return FALSE;
      /* One of a later folder takes the place of one with the same id. */
      g_hash_table_replace (self->notes, note->id, note);
    }
  return TRUE;
}
