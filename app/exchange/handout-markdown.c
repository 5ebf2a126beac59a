/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/handout-private.h"

#include "draw/markdown.h"
#include "exchange/report-document-private.h"
#include "exchange/svg.h"

#include <glib/gi18n-lib.h>

/* A handout as Markdown: texts as they were written, under the headings of their steps. */

#define LEGEND_GAP 16.0
#define LEVELS 2 /* how deep texts stand: below title and step */

typedef struct
{
  LeatHandout *handout;
  const char  *stem;
  GPtrArray   *files; /* or NULL */
  GString     *out;
} Writer;

/* A picture is as wide as what it shows, with the legend of its overlay below. */
static GBytes *
draw (Writer            *self,
      const HandoutStep *step,
      guint              nth)
{
  LeatHandout *handout = self->handout;
  LeatRect view = handout_step_fit (step, step->view.width / step->view.height);
  LeatRect page = view;
  g_autofree char *ids = g_strdup_printf ("leat-step-%u", nth);
  LeatPen paper = { .fill = &handout->colours.background };
  double width = 0, height = 0;
  LeatBrush *brush;
  LeatSvg *svg;

  if (step->overlay != NULL)
    {
      leat_overlay_measure_legend (step->overlay, &width, &height);
      page.width = MAX (page.width, width + 2 * LEGEND_GAP);
      page.height += height + 2 * LEGEND_GAP;
    }
  svg = leat_svg_new (handout->catalogue, &page, step->heading, handout->title);
  leat_svg_set_ids (svg, ids);
  brush = leat_svg_get_brush (svg);
  brush->rect (brush, &page, 0, &paper);
  handout_step_paint (handout, step, brush, &view);
  if (step->overlay != NULL)
    {
      LeatRect below = { page.x, view.y + view.height, page.width, page.height - view.height };

      brush->rect (brush, &below, 0, &paper);
      leat_overlay_paint_legend_with (step->overlay, brush, page.x + LEGEND_GAP, below.y + LEGEND_GAP, &handout->colours);
    }
  return leat_svg_free_to_bytes (svg);
}

static void
write_picture (Writer            *self,
               const HandoutStep *step,
               guint              nth)
{
  g_autofree char *name = g_strdup_printf ("%s-step-%u.svg", self->stem, nth);
  g_autofree char *address = g_uri_escape_string (name, NULL, FALSE);
  LeatReportFile *file;

  g_string_append (self->out, "![");
  markdown_append_escaped (self->out, step->heading);
  g_string_append_printf (self->out, "](%s)\n\n", address);
  if (self->files == NULL)
    return;
  file = g_new0 (LeatReportFile, 1);
  file->name = g_steal_pointer (&name);
  file->bytes = draw (self, step, nth);
  g_ptr_array_add (self->files, file);
}

static void
write_text (Writer     *self,
            const char *label,
            const char *text)
{
  g_autofree char *nested = text != NULL ? leat_markdown_dup_nested (text, LEVELS) : NULL;

  if (nested == NULL)
    return;
  if (label != NULL)
    g_string_append_printf (self->out, "**%s**\n\n", label);
  g_string_append_printf (self->out, "%s\n\n", nested);
}

static void
write_trial (Writer            *self,
             const HandoutStep *step)
{
  if (step->tried->len > 0)
    g_string_append_printf (self->out, "**%s**\n\n", _("Tried here"));
  for (guint i = 0; i < step->tried->len; i++)
    {
      g_string_append (self->out, "- ");
      markdown_append_escaped (self->out, step->tried->pdata[i]);
      g_string_append_c (self->out, '\n');
    }
  for (guint i = 0; i < step->figures->len; i++)
    {
      const HandoutFigure *figure = step->figures->pdata[i];

      g_string_append (self->out, "- ");
      markdown_append_escaped (self->out, figure->label);
      g_string_append (self->out, ": **");
      markdown_append_escaped (self->out, figure->before);
      g_string_append (self->out, " → ");
      markdown_append_escaped (self->out, figure->after);
      g_string_append (self->out, "**\n");
    }
  if (step->tried->len > 0)
    g_string_append_c (self->out, '\n');
}

static void
write_heading (Writer     *self,
               const char *marks,
               guint       nth,
               const char *heading)
{
  g_string_append_printf (self->out, "%s %u\\. ", marks, nth);
  markdown_append_escaped (self->out, heading);
  g_string_append (self->out, "\n\n");
}

static void
write_answers (Writer *self)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->handout->steps->len; i++)
    {
      const HandoutStep *step = self->handout->steps->pdata[i];

      if (step->answer == NULL)
        continue;
      if (!any)
        g_string_append_printf (self->out, "## %s\n\n", _("Answers"));
      any = TRUE;
      write_heading (self, "###", i + 1, step->heading);
      write_text (self, NULL, step->answer);
    }
}

GBytes *
leat_handout_to_markdown (LeatHandout       *self,
                          LeatReportPictures pictures,
                          const char        *stem,
                          GPtrArray         *files)
{
  g_autoptr(GString) out = g_string_new ("# ");
  Writer writer = { self, stem, files, out };

  markdown_append_escaped (out, self->title);
  g_string_append (out, "\n\n");
  for (guint i = 0; i < self->steps->len; i++)
    {
      const HandoutStep *step = self->steps->pdata[i];

      write_heading (&writer, "##", i + 1, step->heading);
      if (pictures != LEAT_PICTURES_NONE)
        write_picture (&writer, step, i + 1);
      write_text (&writer, NULL, step->text);
      write_trial (&writer, step);
      write_text (&writer, _("Question"), step->question);
      if (self->options.answers == LEAT_ANSWERS_BENEATH)
        write_text (&writer, _("Answer"), step->answer);
      write_text (&writer, _("Presenter’s notes"), step->notes);
    }
  if (self->options.answers == LEAT_ANSWERS_END)
    write_answers (&writer);
  /* One line ends the file. */
  while (out->len > 1 && g_str_has_suffix (out->str, "\n\n"))
    g_string_truncate (out, out->len - 1);
  return g_string_free_to_bytes (g_steal_pointer (&out));
}
