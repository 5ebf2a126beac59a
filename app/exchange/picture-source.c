/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/picture-source.h"

#include "exchange/native.h"
#include "exchange/picture-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>
#include <zlib.h>

/* The .leat file inside of a picture: compressed, since it would else be larger than many a picture; in an SVG as
 * base64, so that no program that tidies the XML changes a byte of it. */

#define CHUNK (64 * 1024)

GBytes *
picture_deflate (GBytes *bytes,
                 int     level)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  uLongf length = compressBound (size);
  guint8 *packed = g_malloc (length);

  /* It cannot fail with a buffer of this size. */
  if (compress2 (packed, &length, data, size, level) != Z_OK)
    length = 0;
  return g_bytes_new_take (packed, length);
}

/* NULL if it is no zlib stream, or one of more than a file may have. */
static GBytes *
inflate_bytes (const guint8 *data,
               gsize         size)
{
  g_autoptr(GByteArray) text = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK);
  z_stream stream = { .next_in = (guint8 *) data, .avail_in = (uInt) size };
  int status = Z_OK;

  if (size > LEAT_FILE_MAX_BYTES || inflateInit (&stream) != Z_OK)
    return NULL;
  while (status == Z_OK && text->len <= LEAT_FILE_MAX_BYTES)
    {
      stream.next_out = chunk;
      stream.avail_out = CHUNK;
      status = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_append (text, chunk, CHUNK - stream.avail_out);
    }
  inflateEnd (&stream);
  if (status != Z_STREAM_END || text->len > LEAT_FILE_MAX_BYTES)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&text));
}

char *
picture_source_to_xml (GBytes *source)
{
  g_autoptr(GBytes) packed = picture_deflate (source, LEAT_PICTURE_DEFLATE);
  GString *xml = g_string_new ("<metadata>\n<source xmlns=\"" LEAT_PICTURE_NAMESPACE "\" encoding=\"zlib base64\">\n");
  gsize size = g_bytes_get_size (packed);
  g_autofree char *text = g_malloc ((size / 3 + 1) * 4 + 4 + (size / 54 + 1));
  int state = 0;
  int save = 0;
  gsize n = g_base64_encode_step (g_bytes_get_data (packed, NULL), size, TRUE, text, &state, &save);

  n += g_base64_encode_close (TRUE, text + n, &state, &save);
  g_string_append_len (xml, text, n);
  g_string_append (xml, "</source>\n</metadata>\n");
  return g_string_free (xml, FALSE);
}

static LeatPipeline *
fail_none (const char *name,
           GError    **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s: found a picture without a pipeline in it, expected one that Leat exported with “Pipeline for "
                 "Editing”"), name);
  return NULL;
}

static LeatPipeline *
fail_damaged (const char *name,
              GError    **error)
{
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX,
               _("%s: found a picture whose pipeline is damaged or too large, expected it as Leat exported it"), name);
  return NULL;
}

static LeatPipeline *
read_packed (const guint8  *packed,
             gsize          size,
             const char    *name,
             LeatCatalogue *catalogue,
             GPtrArray     *notices,
             GError       **error)
{
  g_autoptr(GBytes) source = inflate_bytes (packed, size);

  if (source == NULL)
    return fail_damaged (name, error);
  return leat_native_read (source, name, catalogue, notices, error);
}

/* SVG */

static xmlNode *
find_child (xmlNode    *parent,
            const char *name,
            const char *namespace)
{
  for (xmlNode *child = parent->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && g_str_equal ((const char *) child->name, name) && child->ns != NULL &&
        g_strcmp0 ((const char *) child->ns->href, namespace) == 0)
      return child;
  return NULL;
}

/* Plain text only: a reference to an entity may stand for any amount of it. */
static char *
text_of (xmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (xmlNode *child = node->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE)
      g_string_append (text, (const char *) child->content);
  return g_string_free (text, FALSE);
}

/* Every <metadata> of the root may have it: programs add their own. */
static char *
find_source (xmlDoc *doc)
{
  xmlNode *root = xmlDocGetRootElement (doc);

  for (xmlNode *child = root != NULL ? root->children : NULL; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && g_str_equal ((const char *) child->name, "metadata"))
      {
        xmlNode *source = find_child (child, "source", LEAT_PICTURE_NAMESPACE);

        if (source != NULL)
          return text_of (source);
      }
  return NULL;
}

/* Programs that rewrite an SVG may add a DOCTYPE, which is read over; nothing that it names is loaded or put in. Depth
 * and text have libxml2's own limits. */
static xmlDoc *
parse_svg (GBytes     *data,
           const char *name,
           GError    **error)
{
  xmlParserCtxt *context = xmlNewParserCtxt ();
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  xmlDoc *doc = context != NULL ? xmlCtxtReadMemory (context, text, (int) size, NULL, NULL,
                                                     XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING) : NULL;
  const xmlError *fault = context != NULL ? xmlCtxtGetLastError (context) : NULL;

  if (doc == NULL)
    {
      g_autofree char *what = g_strchomp (g_strdup (fault != NULL && fault->message != NULL ? fault->message : "?"));

      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%d: found what is no SVG: %s"), name,
                   fault != NULL ? fault->line : 0, what);
    }
  if (context != NULL)
    xmlFreeParserCtxt (context);
  return doc;
}

LeatPipeline *
leat_picture_read_svg (GBytes        *data,
                       const char    *name,
                       LeatCatalogue *catalogue,
                       GPtrArray     *notices,
                       GError       **error)
{
  xmlDoc *doc = parse_svg (data, name, error);
  g_autofree char *text = NULL;
  gsize size;

  if (doc == NULL)
    return NULL;
  text = find_source (doc);
  xmlFreeDoc (doc);
  if (text == NULL)
    return fail_none (name, error);
  g_base64_decode_inplace (text, &size);
  return read_packed ((const guint8 *) text, size, name, catalogue, notices, error);
}

/* PNG */

static guint32
read_number (const guint8 *at)
{
  return (guint32) at[0] << 24 | (guint32) at[1] << 16 | (guint32) at[2] << 8 | at[3];
}

/* The compressed text of a chunk: keyword, 0, flags, an empty language, an empty translation, text. */
static const guint8 *
text_of_chunk (const guint8 *chunk,
               gsize         length,
               gsize        *size)
{
  static const guint8 head[] = LEAT_PICTURE_KEYWORD "\0\1\0\0"; /* and the 0 that ends a string in C */

  if (length < sizeof head || memcmp (chunk, head, sizeof head) != 0)
    return NULL;
  *size = length - sizeof head;
  return chunk + sizeof head;
}

LeatPipeline *
leat_picture_read_png (GBytes        *data,
                       const char    *name,
                       LeatCatalogue *catalogue,
                       GPtrArray     *notices,
                       GError       **error)
{
  gsize left, size;
  const guint8 *at = g_bytes_get_data (data, &left);

  if (left < 8 || memcmp (at, "\x89PNG\r\n\x1a\n", 8) != 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s: found what is no PNG: its first bytes are others"), name);
      return NULL;
    }
  for (at += 8, left -= 8; left >= 12; )
    {
      gsize length = read_number (at);
      const guint8 *text;

      if (length > left - 12)
        return fail_damaged (name, error);
      text = memcmp (at + 4, "iTXt", 4) == 0 ? text_of_chunk (at + 8, length, &size) : NULL;
      if (text != NULL && crc32 (crc32 (0, NULL, 0), at + 4, (uInt) length + 4) != read_number (at + 8 + length))
        return fail_damaged (name, error);
      if (text != NULL)
        return read_packed (text, size, name, catalogue, notices, error);
      at += length + 12;
      left -= length + 12;
    }
  return fail_none (name, error);
}
