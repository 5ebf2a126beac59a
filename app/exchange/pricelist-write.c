/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/pricelist-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/* A price book is edited as the tree that it is, so that what else is in it (comments, prices by hand)
 * stays as somebody wrote it. */

#define NAME_SPACE "urn:leat:prices"

static void
set (xmlNode    *node,
     const char *name,
     const char *value)
{
  xmlNewProp (node, (const xmlChar *) name, (const xmlChar *) value);
}

/* As many digits as the numbers were rounded to. */
static void
set_number (xmlNode    *node,
            const char *name,
            double      number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  set (node, name, g_ascii_formatd (text, sizeof text, "%.12g", number));
}

static xmlNode *
new_element (const xmlNode *root,
             const char    *name)
{
  return xmlNewDocNode (root->doc, root->ns, (const xmlChar *) name, NULL);
}

static void
add_on_line (xmlNode    *parent,
             const char *indent,
             xmlNode    *child)
{
  xmlAddChild (parent, xmlNewDocText (parent->doc, (const xmlChar *) indent));
  if (child != NULL)
    xmlAddChild (parent, child);
}

static xmlNode *
new_price (const xmlNode   *root,
           const LeatPrice *price)
{
  xmlNode *node = new_element (root, "price");

  set (node, "key", price->key);
  set (node, "unit", price->unit);
  set (node, "as-of", price->as_of);
  set (node, "confidence", price->confidence);
  set (node, "source", price->source);
  for (gsize i = 0; i < price->n_tiers; i++)
    {
      xmlNode *tier = new_element (root, "tier");

      set_number (tier, "from", price->tiers[i].from);
      set_number (tier, "usd", price->tiers[i].price);
      add_on_line (node, "\n    ", tier);
    }
  if (price->free_amount > 0)
    {
      xmlNode *allowance = new_element (root, "free");

      set_number (allowance, "amount", price->free_amount);
      set (allowance, "kind", price->free_kind);
      add_on_line (node, "\n    ", allowance);
    }
  add_on_line (node, "\n  ", NULL);
  return node;
}

/* Prices are in the order of their keys where the book has that order. */
static void
insert (xmlNode *root,
        xmlNode *price,
        xmlNode *before)
{
  xmlNode *indent = xmlNewDocText (root->doc, (const xmlChar *) "\n  ");

  if (before != NULL)
    {
      xmlAddPrevSibling (before, price);
      xmlAddPrevSibling (before, indent);
    }
  else if (root->last != NULL && xmlIsBlankNode (root->last))
    {
      xmlNodeSetContent (root->last, (const xmlChar *) "\n  ");
      xmlAddChild (root, price);
      xmlFreeNode (indent);
      xmlAddChild (root, xmlNewDocText (root->doc, (const xmlChar *) "\n"));
    }
  else
    {
      xmlAddChild (root, indent);
      xmlAddChild (root, price);
      xmlAddChild (root, xmlNewDocText (root->doc, (const xmlChar *) "\n"));
    }
}

static void
put (xmlNode         *root,
     const LeatPrice *price)
{
  xmlNode *fresh = new_price (root, price);
  xmlNode *after = NULL;

  for (xmlNode *node = root->children; node != NULL; node = node->next)
    {
      g_autofree char *key = leat_xml_is (node, "price") ? leat_xml_dup (node, "key") : NULL;
      int order = key != NULL ? strcmp (key, price->key) : -1;

      if (order == 0)
        {
          xmlFreeNode (xmlReplaceNode (node, fresh));
          return;
        }
      if (order > 0 && after == NULL)
        after = node;
    }
  insert (root, fresh, after);
}

static xmlDoc *
new_book (const char *region)
{
  xmlDoc *doc = xmlNewDoc ((const xmlChar *) "1.0");
  xmlNode *root = xmlNewDocNode (doc, NULL, (const xmlChar *) "prices", NULL);

  xmlDocSetRootElement (doc, root);
  xmlSetNs (root, xmlNewNs (root, (const xmlChar *) NAME_SPACE, NULL));
  set (root, "region", region);
  set (root, "currency", "USD");
  return doc;
}

/* The book that is there, if it is one of that region that the catalogue can read, or a new one. */
static xmlDoc *
open_book (const char *path,
           const char *region,
           GError    **error)
{
  g_autoptr(LeatPriceBook) book = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return new_book (region);

  book = leat_price_book_new_from_file (path, error);
  if (book == NULL)
    {
      g_prefix_error (error, _("The price book cannot be added to; repair it or move it away: "));
      return NULL;
    }
  if (!g_str_equal (leat_price_book_get_region (book), region))
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_RANGE, _("%s: found the price book of %s, expected that of %s"), path,
                   leat_price_book_get_region (book), region);
      return NULL;
    }
  return leat_xml_read_file (path, NAME_SPACE, "prices", error);
}

static GBytes *
dup_bytes (xmlDoc *doc)
{
  xmlChar *text;
  int length;
  GBytes *bytes;

  xmlDocDumpMemoryEnc (doc, &text, &length, "UTF-8");
  bytes = g_bytes_new (text, length);
  xmlFree (text);
  return bytes;
}

static gboolean
make_folder (const char *path,
             GError    **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folder, g_strerror (errno));
  return FALSE;
}

gboolean
leat_pricelist_write (const LeatPricelist *self,
                      const char          *path,
                      GError             **error)
{
  g_autofree char *own = NULL;
  g_autoptr(xmlDoc) doc = NULL;
  g_autoptr(GBytes) bytes = NULL;

  g_return_val_if_fail (self->region != NULL, FALSE);

  if (path == NULL)
    path = own = leat_own_price_book_path (self->region);
  doc = open_book (path, self->region, error);
  if (doc == NULL || !make_folder (path, error))
    return FALSE;

  for (guint i = 0; i < self->taken->len; i++)
    put (xmlDocGetRootElement (doc), &((LeatTakenPrice *) g_ptr_array_index (self->taken, i))->price);
  bytes = dup_bytes (doc);
  return leat_write_bytes (path, bytes, error);
}
