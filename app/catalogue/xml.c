/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/xml.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <math.h>

static void
ignore_message (void       *context,
                const char *format,
                ...)
{
}

static gboolean
read_whole (const char *file,
            char      **text,
            gsize      *length,
            GError    **error)
{
  if (!g_file_get_contents (file, text, length, error))
    return FALSE;
  if (*length <= LEAT_XML_MAX_BYTES)
    return TRUE;

  g_clear_pointer (text, g_free);
  g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s is larger than %d MB"), file,
               LEAT_XML_MAX_BYTES / 1024 / 1024);
  return FALSE;
}

static void
set_syntax_error (GError      **error,
                  const char   *file,
                  xmlParserCtxt *parser)
{
  const xmlError *last = xmlCtxtGetLastError (parser);
  g_autofree char *message = g_strdup (last != NULL && last->message != NULL ? last->message
                                                                             : _("not XML"));

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, "%s:%d: %s", file, last != NULL ? last->line : 1,
               g_strchomp (message));
}

xmlDoc *
leat_xml_read_file (const char *file,
                    const char *name_space,
                    const char *root,
                    GError    **error)
{
  g_autofree char *text = NULL;
  gsize length;
  xmlParserCtxt *parser;
  xmlDoc *doc;
  xmlNode *node;

  if (!read_whole (file, &text, &length, error))
    return NULL;

  parser = xmlNewParserCtxt ();
  parser->sax->error = ignore_message;
  parser->sax->warning = ignore_message;
  parser->sax->serror = NULL;
  doc = xmlCtxtReadMemory (parser, text, length, file, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                             XML_PARSE_BIG_LINES | XML_PARSE_COMPACT);
  if (doc == NULL)
    set_syntax_error (error, file, parser);
  xmlFreeParserCtxt (parser);
  if (doc == NULL)
    return NULL;

  node = xmlDocGetRootElement (doc);
  if (doc->intSubset == NULL && leat_xml_is (node, root) && node->ns != NULL &&
      g_str_equal (node->ns->href, name_space))
    return doc;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: expected <%s xmlns=\"%s\">"), file,
               node != NULL ? xmlGetLineNo (node) : 1, root, name_space);
  xmlFreeDoc (doc);
  return NULL;
}

gboolean
leat_xml_is (const xmlNode *node,
             const char    *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE &&
         g_str_equal ((const char *) node->name, name);
}

char *
leat_xml_dup (const xmlNode *node,
              const char    *name)
{
  xmlChar *value = xmlGetNoNsProp (node, (const xmlChar *) name);
  char *copy = g_strdup ((const char *) value);

  xmlFree (value);
  return copy;
}

char *
leat_xml_dup_content (const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  GString *text = g_string_new (NULL);

  for (const char *p = (const char *) content; p != NULL && *p != '\0'; p++)
    {
      if (!g_ascii_isspace (*p))
        g_string_append_c (text, *p);
      else if (text->len > 0 && text->str[text->len - 1] != ' ')
        g_string_append_c (text, ' ');
    }
  xmlFree (content);

  if (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

gboolean
leat_xml_fail (GError       **error,
               LeatError      code,
               const char    *file,
               const xmlNode *node,
               const char    *format,
               ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, LEAT_ERROR, code, "%s:%ld: %s", file, xmlGetLineNo ((xmlNode *) node), text);
  return FALSE;
}

gboolean
leat_parse_number (const char *text,
                   double     *number)
{
  char *end;
  double value;

  if (text == NULL || *text == '\0' || g_ascii_isspace (*text))
    return FALSE;

  value = g_ascii_strtod (text, &end);
  if (*end != '\0' || !isfinite (value) || strpbrk (text, "xXnN") != NULL)
    return FALSE;

  *number = value;
  return TRUE;
}

gboolean
leat_xml_number (const xmlNode *node,
                 const char    *name,
                 double         fallback,
                 const char    *file,
                 double        *number,
                 GError       **error)
{
  g_autofree char *text = leat_xml_dup (node, name);

  *number = fallback;
  if (text == NULL || leat_parse_number (text, number))
    return TRUE;

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%ld: <%s> needs a number in “%s”, found “%s”"),
               file, xmlGetLineNo (node), node->name, name, text);
  return FALSE;
}
