/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/help.h"

#include "config.h"

#include "catalogue/service.h"
#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A page is a list of headings, paragraphs and items, each translated by itself: a text that changes loses no other. */

#define ENDING ".xml"
#define NAME_SPACE "urn:leat:help"

static void
page_free (LeatHelpPage *page)
{
  g_free (page->id);
  g_free (page->title);
  g_free (page->text);
  g_strfreev (page->also);
  g_strfreev (page->about);
  g_free (page);
}

static const struct
{
  const char *element;
  const char *markdown;
} parts[] = {
  { "h", "## " },
  { "p", "" },
  { "li", "- " },
};

static gboolean
read_part (const xmlNode *node,
           const char    *file,
           GString       *text,
           GError       **error)
{
  g_autofree char *content = leat_xml_dup_content (node);

  if (*content == '\0')
    return leat_xml_fail (error, LEAT_ERROR_SYNTAX, file, node, _("<%s> has no text"), (const char *) node->name);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (leat_xml_is (node, parts[i].element))
      {
        g_string_append_printf (text, "%s%s\n\n", parts[i].markdown, leat_tr (content));
        return TRUE;
      }
  return leat_xml_fail (error, LEAT_ERROR_SYNTAX, file, node, _("found <%s>, expected <title>, <h>, <p>, <li>, <about> or <also>"),
                        (const char *) node->name);
}

static gboolean
read_page (LeatHelpPage  *page,
           const xmlNode *root,
           const char    *file,
           GError       **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  GPtrArray *also = g_ptr_array_new (), *about = g_ptr_array_new ();
  gboolean fine = TRUE;

  for (const xmlNode *node = root->children; fine && node != NULL; node = node->next)
    if (leat_xml_is (node, "title"))
      {
        g_autofree char *title = leat_xml_dup_content (node);

        g_free (page->title);
        page->title = g_strdup (leat_tr (title));
      }
    else if (leat_xml_is (node, "also"))
      g_ptr_array_add (also, leat_xml_dup (node, "page"));
    else if (leat_xml_is (node, "about"))
      g_ptr_array_add (about, leat_xml_dup (node, "what"));
    else if (node->type == XML_ELEMENT_NODE)
      fine = read_part (node, file, text, error);
  g_ptr_array_add (also, NULL);
  page->also = (char **) g_ptr_array_free (also, FALSE);
  g_ptr_array_add (about, NULL);
  page->about = (char **) g_ptr_array_free (about, FALSE);
  page->text = g_strdup (text->str);
  if (fine && (page->title == NULL || *page->title == '\0' || text->len == 0))
    return leat_xml_fail (error, LEAT_ERROR_SYNTAX, file, root, _("a page needs a <title> and a <p>"));
  return fine;
}

static void
put (GPtrArray    *pages,
     LeatHelpPage *page)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_str_equal (((LeatHelpPage *) pages->pdata[i])->id, page->id))
      {
        g_ptr_array_remove_index (pages, i);
        break;
      }
  g_ptr_array_add (pages, page);
}

static void
load (GPtrArray  *pages,
      const char *folder,
      const char *name,
      GPtrArray  *warnings)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(xmlDoc) document = leat_xml_read_file (file, NAME_SPACE, "page", &error);
  LeatHelpPage *page = g_new0 (LeatHelpPage, 1);

  page->id = g_strndup (name, strlen (name) - strlen (ENDING));
  if (document != NULL && read_page (page, xmlDocGetRootElement (document), file, &error))
    {
      put (pages, page);
      return;
    }
  if (warnings != NULL)
    g_ptr_array_add (warnings, g_strdup (error->message));
  page_free (page);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp ((*(LeatHelpPage *const *) a)->id, (*(LeatHelpPage *const *) b)->id);
}

GPtrArray *
leat_help_load (const char *const *folders,
                GPtrArray         *warnings)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) page_free);

  for (guint i = 0; folders[i] != NULL; i++)
    {
      g_autofree char *folder = g_build_filename (folders[i], "help", NULL);
      g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        if (g_str_has_suffix (name, ENDING) && *name != '.')
          load (pages, folder, name, warnings);
    }
  g_ptr_array_sort (pages, compare);
  return pages;
}

const LeatHelpPage *
leat_help_find (GPtrArray  *pages,
                const char *id)
{
  for (guint i = 0; i < pages->len; i++)
    if (g_str_equal (((LeatHelpPage *) pages->pdata[i])->id, id))
      return pages->pdata[i];
  return NULL;
}

const LeatHelpPage *
leat_help_find_about (GPtrArray  *pages,
                      const char *subjects)
{
  g_auto(GStrv) each = g_strsplit (subjects, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    for (guint j = 0; j < pages->len; j++)
      if (g_strv_contains ((const char *const *) ((LeatHelpPage *) pages->pdata[j])->about, each[i]))
        return pages->pdata[j];
  return NULL;
}

gboolean
leat_help_page_matches (const LeatHelpPage *self,
                        const char         *words)
{
  g_autofree char *all = g_strconcat (self->title, "\n", self->text, NULL);
  g_autofree char *text = g_utf8_casefold (all, -1), *sought = g_utf8_casefold (words, -1);
  g_auto(GStrv) each = g_strsplit (sought, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (text, each[i]) == NULL)
      return FALSE;
  return TRUE;
}
