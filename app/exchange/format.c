/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/format.h"

#include "exchange/drawio.h"
#include "exchange/mermaid.h"
#include "exchange/native.h"
#include "exchange/picture-source.h"
#include "exchange/picture.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const LeatFormat formats[] = {
  { "leat", N_("Leat Pipeline"), "leat", leat_native_read, leat_native_write },
  { "mermaid", N_("Mermaid Flowchart"), "mmd mermaid", leat_mermaid_read, leat_mermaid_write },
  { "drawio", N_("draw.io Diagram"), "drawio", leat_drawio_read, leat_drawio_write },
  { "svg", N_("SVG Picture"), "svg", leat_picture_read_svg, leat_picture_write_svg },
  { "png", N_("PNG Picture"), "png", leat_picture_read_png, leat_picture_write_png },
  { "pdf", N_("PDF Document"), "pdf", NULL, leat_picture_write_pdf },
};

const LeatFormat *
leat_formats (gsize *n)
{
  *n = G_N_ELEMENTS (formats);
  return formats;
}

static gboolean
has_suffix (const LeatFormat *format,
            const char       *name)
{
  g_auto(GStrv) suffixes = g_strsplit (format->suffixes, " ", -1);
  const char *dot = strrchr (name, '.');

  for (gsize i = 0; dot != NULL && suffixes[i] != NULL; i++)
    if (g_ascii_strcasecmp (dot + 1, suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

long
leat_count_lines (const char *from,
                  const char *to)
{
  long n = 0;

  for (const char *p = from; p < to && (p = memchr (p, '\n', to - p)) != NULL; p++)
    n++;
  return n;
}

const LeatFormat *
leat_format_find (const char *id_or_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strcasecmp (id_or_name, formats[i].id) == 0)
      return &formats[i];
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (has_suffix (&formats[i], id_or_name))
      return &formats[i];
  return NULL;
}

static gboolean
is_block (LeatPipeline *pipeline,
          const char   *id)
{
  const LeatElement *element = leat_pipeline_get_element (pipeline, id);

  return element != NULL && element->kind == LEAT_ELEMENT_BLOCK;
}

void
leat_format_each_wire (LeatPipeline   *pipeline,
                       GPtrArray      *notices,
                       LeatFormatWire  write,
                       gpointer        writer)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *wire = leat_pipeline_get_nth (pipeline, i);

      if (wire->kind != LEAT_ELEMENT_WIRE)
        continue;
      if (is_block (pipeline, wire->from) && is_block (pipeline, wire->to))
        write (writer, wire);
      else
        leat_notice_add (notices, 0, _("The wire “%s” is left out: one of its ends is missing"), wire->id);
    }
}

static void
notice_free (LeatNotice *notice)
{
  g_free (notice->text);
  g_free (notice);
}

GPtrArray *
leat_notices_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) notice_free);
}

void
leat_notice_add (GPtrArray  *notices,
                 long        line,
                 const char *format,
                 ...)
{
  LeatNotice *notice;
  va_list args;

  if (notices == NULL)
    return;

  notice = g_new (LeatNotice, 1);
  notice->line = line;
  va_start (args, format);
  notice->text = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (notices, notice);
}
