/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/cli.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Options of pictures: from words of the command line to LeatPictureOptions. */

void
cli_picture_clear (CliPicture *self)
{
  g_strfreev (self->select);
  g_free (self->zone);
  g_free (self->colours);
  g_free (self->overlay);
  g_free (self->margin);
  g_free (self->scale);
  g_free (self->dpi);
  g_free (self->paper);
  g_free (self->orientation);
}

/* What was given, by the formats it is for. */
typedef struct
{
  const char *option;
  gboolean    given;
  const char *formats; /* separated by spaces */
} Given;

#define N_GIVEN 16

static void
list_given (const CliPicture *self,
            Given             given[N_GIVEN])
{
  const Given all[N_GIVEN] = {
    { "--select", self->select != NULL, "svg png pdf" },   { "--zone", self->zone != NULL, "svg png pdf" },
    { "--colours", self->colours != NULL, "svg png pdf" }, { "--margin", self->margin != NULL, "svg png pdf" },
    { "--legend", self->legend, "svg png pdf" },           { "--title-block", self->title_block, "svg png pdf" },
    { "--cost", self->cost, "svg png pdf" },               { "--findings", self->findings, "svg png pdf" },
    { "--no-source", self->no_source, "svg png" },         { "--outlines", self->outlines, "svg" },
    { "--scale", self->scale != NULL, "png" },             { "--dpi", self->dpi != NULL, "png" },
    { "--paper", self->paper != NULL, "pdf" },             { "--orientation", self->orientation != NULL, "pdf" },
    { "--tiled", self->tiled, "pdf" },                     { "--overlay", self->overlay != NULL, "svg png pdf" },
  };

  memcpy (given, all, sizeof all);
}

gboolean
cli_picture_is_set (const CliPicture *self)
{
  Given given[N_GIVEN];
  gboolean any = FALSE;

  list_given (self, given);
  for (gsize i = 0; i < N_GIVEN; i++)
    any = any || given[i].given;
  return any;
}

static gboolean
check_formats (const CliPicture  *self,
               const LeatCommand *command,
               const LeatFormat  *format,
               int               *status)
{
  Given given[N_GIVEN];

  list_given (self, given);
  for (gsize i = 0; i < N_GIVEN; i++)
    {
      g_auto(GStrv) formats = g_strsplit (given[i].formats, " ", -1);

      if (!given[i].given || g_strv_contains ((const char *const *) formats, format->id))
        continue;
      *status = cli_usage (command, _("%s is for files of the format %s, not %s"), given[i].option, given[i].formats, format->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
parse_number (const LeatCommand *command,
              const char        *option,
              const char        *text,
              double             least,
              double             most,
              double            *number,
              int               *status)
{
  char *end;

  if (text == NULL)
    return TRUE;
  *number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0' && isfinite (*number) && *number >= least && *number <= most)
    return TRUE;
  *status = cli_usage (command, _("%s is a number from %g to %g, not “%s”"), option, least, most, text);
  return FALSE;
}

typedef const char *(*GetName) (int value);

static gboolean
parse_word (const LeatCommand *command,
            const char        *option,
            const char        *word,
            GetName            get_name,
            int                n,
            int               *value,
            int               *status)
{
  g_autoptr(GString) known = g_string_new (NULL);

  *value = 0;
  if (word == NULL)
    return TRUE;
  for (int i = 0; i < n; i++)
    {
      if (g_str_equal (get_name (i), word))
        {
          *value = i;
          return TRUE;
        }
      g_string_append_printf (known, "%s%s", i > 0 ? "|" : "", get_name (i));
    }
  *status = cli_usage (command, _("%s is %s, not “%s”"), option, known->str, word);
  return FALSE;
}

static const char *
colours_name (int value)
{
  return leat_picture_colours_get_name (value);
}

static const char *
paper_name (int value)
{
  return leat_paper_get_name (value);
}

static const char *
turn_name (int value)
{
  return leat_paper_turn_get_name (value);
}

static const char *
overlay_name (int value)
{
  return leat_overlay_kind_to_string (value);
}

static gboolean
check_together (const CliPicture   *self,
                const LeatCommand  *command,
                LeatPictureOptions *options,
                int                *status)
{
  if (self->scale != NULL && self->dpi != NULL)
    *status = cli_usage (command, _("--scale and --dpi say the same: give one of them"));
  else if (self->zone != NULL && self->select != NULL)
    *status = cli_usage (command, _("--zone and --select say the same: give one of them"));
  else if ((self->tiled || self->orientation != NULL) && options->paper == LEAT_PAPER_DRAWING)
    *status = cli_usage (command, _("--tiled and --orientation need --paper a4, a3, letter or tabloid"));
  else
    return TRUE;
  return FALSE;
}

gboolean
cli_picture_check (const CliPicture   *self,
                   const LeatCommand  *command,
                   const LeatFormat   *format,
                   LeatPictureOptions *options,
                   int                *status)
{
  double dpi = 0;
  int colours, overlay, paper, turn;

  leat_picture_options_init (options);
  if (!check_formats (self, command, format, status) ||
      !parse_word (command, "--colours", self->colours, colours_name, LEAT_N_PICTURE_COLOURS, &colours, status) ||
      !parse_word (command, "--overlay", self->overlay, overlay_name, LEAT_N_OVERLAYS, &overlay, status) ||
      !parse_word (command, "--paper", self->paper, paper_name, LEAT_N_PAPERS, &paper, status) ||
      !parse_word (command, "--orientation", self->orientation, turn_name, LEAT_N_PAPER_TURNS, &turn, status) ||
      !parse_number (command, "--margin", self->margin, 0, LEAT_PICTURE_MAX_MARGIN, &options->margin, status) ||
      !parse_number (command, "--scale", self->scale, 0.001, 1e6, &options->scale, status) ||
      !parse_number (command, "--dpi", self->dpi, 1, 1e8, &dpi, status))
    return FALSE;
  if (self->dpi != NULL)
    options->scale = dpi / LEAT_PICTURE_DPI;
  options->colours = colours;
  options->overlay = overlay;
  options->paper = paper;
  options->turn = turn;
  options->tiled = self->tiled;
  options->legend = self->legend;
  options->title_block = self->title_block;
  options->cost = self->cost;
  options->findings = self->findings;
  options->source = !self->no_source;
  options->outlines = self->outlines;
  return check_together (self, command, options, status);
}

/* By its id, or by its name if that is its alone. */
static const LeatElement *
find_element (LeatPipeline *pipeline,
              const char   *wanted,
              gboolean      zones_only)
{
  const LeatElement *found = leat_pipeline_get_element (pipeline, wanted);
  guint n = 0;

  if (found != NULL && found->kind != LEAT_ELEMENT_PROPERTIES && (!zones_only || found->kind == LEAT_ELEMENT_ZONE))
    return found;
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_PROPERTIES || (zones_only && element->kind != LEAT_ELEMENT_ZONE) ||
          !g_str_equal (element->name, wanted))
        continue;
      found = element;
      n++;
    }
  return n == 1 ? found : NULL;
}

gboolean
cli_picture_find (const CliPicture  *self,
                  const LeatCommand *command,
                  LeatPipeline      *pipeline,
                  char            ***ids,
                  int               *status)
{
  char *const zone[] = { self->zone, NULL };
  char *const *wanted = self->zone != NULL ? zone : self->select;
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  *ids = NULL;
  if (wanted == NULL)
    return TRUE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      const LeatElement *element = find_element (pipeline, wanted[i], self->zone != NULL);

      if (element == NULL)
        {
          *status = self->zone != NULL
                      ? cli_usage (command, _("no zone, or more than one, is called “%s”: give its id"), wanted[i])
                      : cli_usage (command, _("nothing, or more than one thing, is called “%s”: give its id"), wanted[i]);
          return FALSE;
        }
      g_strv_builder_add (builder, element->id);
    }
  *ids = g_strv_builder_end (builder);
  return TRUE;
}
