/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/chart.h"

#include "exchange/csv.h"
#include "exchange/format.h"
#include "exchange/picture-private.h"
#include "exchange/svg.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Charts as files. */

#define PNG_SCALE 2.0

typedef struct
{
  const LeatChart   *chart;
  const LeatColours *colours;
  LeatRect           rect; /* the page */
} Page;

static LeatRect
inner (const Page *page)
{
  double margin = MIN (LEAT_CHART_MARGIN, MIN (page->rect.width, page->rect.height) / 8);

  return (LeatRect){ margin, margin, page->rect.width - 2 * margin, page->rect.height - 2 * margin };
}

static void
paint (cairo_t *cr,
       double   scale,
       gpointer data)
{
  const Page *page = data;
  const LeatColour *ground = &page->colours->background;
  LeatRect rect = inner (page);

  cairo_set_source_rgb (cr, ground->red, ground->green, ground->blue);
  cairo_paint (cr);
  leat_chart_paint (page->chart, cr, &rect, page->colours);
}

static GBytes *
write_svg (const Page *page,
           GError    **error)
{
  g_autofree char *description = leat_chart_describe (page->chart, NULL);
  LeatSvg *svg = leat_svg_new (NULL, &page->rect, leat_chart_get_title (page->chart), description);
  LeatBrush *brush = leat_svg_get_brush (svg);
  LeatPen paper = { .fill = &page->colours->background };
  LeatRect rect = inner (page);

  brush->rect (brush, &page->rect, 0, &paper);
  leat_chart_paint_with (page->chart, brush, &rect, page->colours);
  return leat_svg_free_to_bytes (svg);
}

static GBytes *
write_pdf (const Page *page,
           GError    **error)
{
  return picture_to_pdf (leat_chart_get_title (page->chart), page->rect.width, page->rect.height, paint, (gpointer) page,
                         error);
}

static GBytes *
write_png (const Page *page,
           GError    **error)
{
  double scale = MIN (PNG_SCALE, picture_largest_scale (page->rect.width, page->rect.height));

  return picture_to_png (page->rect.width, page->rect.height, scale, paint, (gpointer) page, error);
}

static GBytes *
write_csv (const Page *page,
           GError    **error)
{
  char *text = leat_chart_to_csv (page->chart);

  return g_bytes_new_take (text, strlen (text));
}

static const struct
{
  const char *suffix;
  GBytes *(*write) (const Page *page,
                    GError    **error);
} writers[] = { { "svg", write_svg }, { "png", write_png }, { "pdf", write_pdf }, { "csv", write_csv } };

GBytes *
leat_chart_write (const LeatChart   *chart,
                  const char        *suffix,
                  double             width,
                  double             height,
                  const LeatColours *colours,
                  GError           **error)
{
  Page page = { chart, colours, { 0, 0, width, height } };

  g_return_val_if_fail (width >= 1 && height >= 1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (writers); i++)
    if (g_ascii_strcasecmp (writers[i].suffix, suffix) == 0)
      return writers[i].write (&page, error);

  g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
               _("A chart cannot be written as “%s”: use svg, png, pdf or csv"), suffix);
  return NULL;
}

gboolean
leat_chart_save (const LeatChart   *chart,
                 const char        *path,
                 double             width,
                 double             height,
                 const LeatColours *colours,
                 GError           **error)
{
  g_autofree char *name = g_path_get_basename (path);
  const char *dot = strrchr (name, '.');
  g_autoptr(GBytes) bytes = leat_chart_write (chart, dot != NULL ? dot + 1 : "", width, height, colours, error);

  return bytes != NULL && leat_write_bytes (path, bytes, error);
}

/* CSV */

char *
leat_chart_to_csv (const LeatChart *chart)
{
  g_autoptr(GPtrArray) table = leat_chart_to_table (chart, TRUE);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < table->len; i++)
    {
      char **cells = table->pdata[i];

      for (guint k = 0; cells[k] != NULL; k++)
        {
          if (k > 0)
            g_string_append_c (text, ',');
          leat_csv_append_first (text, cells[k]);
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}
