/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/report-document-private.h"

#include "exchange/chart.h"

#include <string.h>

/* Markdown as GitHub and GitLab render it: pipe tables, and pictures by reference. */

typedef struct
{
  LeatReportDocument *document;
  LeatReportPictures  pictures;
  const char         *stem;
  GPtrArray          *files; /* or NULL */
  GString            *out;
} Writer;

/* Whether a character has to be escaped, for being markup, the end of a cell, or the beginning of a list or a heading. */
static gboolean
is_markup (const char *text,
           const char *p)
{
  gsize digits = strspn (text, "0123456789");

  if (strchr ("\\`*_[]<>|#~", *p) != NULL)
    return TRUE;
  if (p == text)
    return strchr ("-+=", *p) != NULL;
  /* Amounts of dollars stay readable; other dollar signs may begin a formula. */
  return (*p == '$' && !g_ascii_isdigit (p[1])) || (strchr (".)", *p) != NULL && digits > 0 && p == text + digits && strchr (" ", p[1]) != NULL);
}

void
markdown_append_escaped (GString    *out,
                         const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (strchr ("\n\r\t", *p) != NULL)
      g_string_append_c (out, ' ');
    else if (*p == '@' || *p == '&')
      /* A backslash does not keep every forge from taking them for a mention or an entity. */
      g_string_append (out, *p == '@' ? "&#64;" : "&amp;");
    else if (is_markup (text, p))
      g_string_append_printf (out, "\\%c", *p);
    else
      g_string_append_c (out, *p);
}

static void
append_cells (GString *out,
              char   **cells,
              guint    n,
              gboolean strong)
{
  for (guint i = 0; i < n; i++)
    {
      gboolean bold = strong && cells[i] != NULL && *cells[i] != '\0';

      g_string_append (out, i == 0 ? "| " : " | ");
      g_string_append (out, bold ? "**" : "");
      markdown_append_escaped (out, cells[i]);
      g_string_append (out, bold ? "**" : "");
    }
  g_string_append (out, " |\n");
}

static void
write_table (Writer     *self,
             const Part *part)
{
  guint n = part->columns->len;

  for (guint i = 0; i < n; i++)
    {
      g_string_append (self->out, i == 0 ? "| " : " | ");
      markdown_append_escaped (self->out, g_array_index (part->columns, Column, i).label);
    }
  g_string_append (self->out, " |\n");
  for (guint i = 0; i < n; i++)
    g_string_append (self->out, g_array_index (part->columns, Column, i).right ? "| ---: " : "| --- ");
  g_string_append (self->out, "|\n");
  for (guint i = 0; i < part->rows->len; i++)
    append_cells (self->out, part->rows->pdata[i], n, part->total && i + 1 == part->rows->len);
}

static GBytes *
draw (Writer     *self,
      const Part *part,
      GError    **error)
{
  LeatReportDocument *document = self->document;
  g_autoptr(GPtrArray) notices = leat_notices_new ();

  if (part->kind == PART_CHART)
    return leat_chart_write (part->chart, "svg", part->width, part->height, leat_colours_get (FALSE, FALSE), error);
  return leat_format_find ("svg")->write (document->pipeline, leat_report_get_catalogue (document->report), document->report,
                                          notices, error);
}

/* A link's address: only what stands for itself in it. */
static void
append_address (GString    *out,
                const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  g_string_append (out, escaped);
}

static gboolean
write_picture (Writer     *self,
               const Part *part,
               GError    **error)
{
  g_autoptr(GBytes) bytes = NULL;
  LeatReportFile *file;

  if (self->pictures == LEAT_PICTURES_NONE)
    return TRUE;
  bytes = draw (self, part, error);
  if (bytes == NULL)
    return FALSE;
  g_string_append (self->out, "![");
  markdown_append_escaped (self->out, part->text);
  g_string_append (self->out, "](");
  if (self->pictures == LEAT_PICTURES_INLINE)
    {
      gsize size;
      const guchar *data = g_bytes_get_data (bytes, &size);
      g_autofree char *text = g_base64_encode (data, size);

      g_string_append_printf (self->out, "data:image/svg+xml;base64,%s", text);
    }
  else
    {
      file = g_new0 (LeatReportFile, 1);
      file->name = g_strdup_printf ("%s-%s.svg", self->stem, part->name);
      file->bytes = g_steal_pointer (&bytes);
      append_address (self->out, file->name);
      if (self->files != NULL)
        g_ptr_array_add (self->files, file);
    }
  g_string_append (self->out, ")\n\n");
  return TRUE;
}

static void
write_text (Writer     *self,
            const Part *part)
{
  if (part->url != NULL)
    {
      g_string_append_printf (self->out, "<%s>\n\n", part->url);
      return;
    }
  g_string_append (self->out, part->strong ? "**" : "");
  markdown_append_escaped (self->out, part->text);
  g_string_append (self->out, part->strong ? "**\n\n" : "\n\n");
}

static gboolean
write_part (Writer     *self,
            const Part *part,
            GError    **error)
{
  switch (part->kind)
    {
    case PART_HEADING:
      g_string_append (self->out, part->level == 1 ? "## " : "### ");
      markdown_append_escaped (self->out, part->text);
      g_string_append (self->out, "\n\n");
      return TRUE;
    case PART_TEXT:
      write_text (self, part);
      return TRUE;
    case PART_TABLE:
      write_table (self, part);
      g_string_append_c (self->out, '\n');
      return TRUE;
    default:
      return write_picture (self, part, error);
    }
}

GBytes *
leat_report_document_to_markdown (LeatReportDocument *self,
                                  LeatReportPictures  pictures,
                                  const char         *stem,
                                  GPtrArray          *files,
                                  GError            **error)
{
  g_autoptr(GString) out = g_string_new ("# ");
  Writer writer = { self, pictures, stem, files, out };

  markdown_append_escaped (out, self->title);
  g_string_append (out, "\n\n");
  for (guint i = 0; i < self->parts->len; i++)
    if (!write_part (&writer, self->parts->pdata[i], error))
      return NULL;
  /* One line ends the file. */
  while (out->len > 1 && g_str_has_suffix (out->str, "\n\n"))
    g_string_truncate (out, out->len - 1);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
