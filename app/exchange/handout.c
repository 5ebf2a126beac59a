/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/handout-private.h"

#include "catalogue/xml.h"
#include "draw/report-charts.h"
#include "engine/load.h"
#include "engine/money.h"
#include "model/step.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What is in a handout: each step with its drawing as it is shown, and the figures of what it tries. */

#define AROUND 40.0     /* what is seen around the focus, in canvas units */
#define LEAST_VIEW 400.0 /* a single block is not blown up to a page */
#define FADED 0.72

const char *
leat_handout_answers_get_name (LeatHandoutAnswers answers)
{
  static const char *const names[] = { "end", "beneath", "none" };

  g_return_val_if_fail (answers < LEAT_N_ANSWERS, NULL);
  return names[answers];
}

static void
figure_free (gpointer data)
{
  HandoutFigure *figure = data;

  g_free (figure->label);
  g_free (figure->before);
  g_free (figure->after);
  g_free (figure);
}

static void
step_free (gpointer data)
{
  HandoutStep *step = data;

  g_free (step->heading);
  g_free (step->text);
  g_free (step->question);
  g_free (step->answer);
  g_free (step->notes);
  g_ptr_array_unref (step->tried);
  g_ptr_array_unref (step->figures);
  g_clear_pointer (&step->overlay, leat_overlay_unref);
  g_clear_pointer (&step->scene, leat_scene_free);
  g_clear_pointer (&step->bright, g_hash_table_unref);
  g_clear_pointer (&step->report, leat_report_unref);
  g_clear_object (&step->pipeline);
  g_free (step);
}

/* Focus */

static void
find_view (HandoutStep       *step,
           const LeatElement *element)
{
  double x = INFINITY, y = INFINITY, right = -INFINITY, bottom = -INFINITY;

  if (leat_step_get_view (element, &step->view))
    return;
  leat_scene_get_extents (step->scene, &step->view);
  for (guint i = 0; step->bright != NULL && i < leat_pipeline_get_n_elements (step->pipeline); i++)
    {
      const LeatElement *other = leat_pipeline_get_nth (step->pipeline, i);
      LeatRect ink;

      if (!g_hash_table_contains (step->bright, other->id) || !leat_scene_get_ink (step->scene, other, &ink))
        continue;
      x = MIN (x, ink.x);
      y = MIN (y, ink.y);
      right = MAX (right, ink.x + ink.width);
      bottom = MAX (bottom, ink.y + ink.height);
    }
  if (x <= right)
    step->view = (LeatRect){ x, y, right - x, bottom - y };
  step->view = (LeatRect){ step->view.x - AROUND, step->view.y - AROUND, step->view.width + 2 * AROUND,
                           step->view.height + 2 * AROUND };
}

LeatRect
handout_step_fit (const HandoutStep *step,
                  double             proportion)
{
  double width = MAX (step->view.width, LEAST_VIEW), height = MAX (step->view.height, LEAST_VIEW / proportion);

  if (width < height * proportion)
    width = height * proportion;
  else
    height = width / proportion;
  return (LeatRect){ step->view.x + (step->view.width - width) / 2, step->view.y + (step->view.height - height) / 2, width, height };
}

void
handout_step_paint (const LeatHandout *self,
                    const HandoutStep *step,
                    LeatBrush         *brush,
                    const LeatRect    *area)
{
  /* All detail, whatever the scale: a page is looked at closely. */
  if (step->bright != NULL)
    leat_scene_paint_with (step->scene, brush, area, 1, &self->faded, step->bright, NULL);
  leat_scene_paint_with (step->scene, brush, area, 1, &self->colours, NULL, step->bright);
}

/* What is tried */

/* What is counted, such as shards or runs a day, is said by its label. */
static gboolean
has_unit (const LeatSetting *setting)
{
  g_autofree char *label = g_utf8_strdown (setting->label, -1);

  return setting->unit != NULL && !g_str_has_prefix (setting->unit, "1/") && strstr (label, setting->unit) == NULL;
}

static char *
dup_value (const LeatSetting *setting,
           const char        *value)
{
  if (value == NULL)
    value = setting->fallback != NULL ? setting->fallback : _("automatic");
  for (guint i = 0; i < setting->choices->len; i++)
    {
      const LeatChoice *choice = g_ptr_array_index (setting->choices, i);

      if (g_str_equal (choice->value, value))
        return g_strdup (choice->label);
    }
  return has_unit (setting) ? g_strdup_printf ("%s %s", value, setting->unit) : g_strdup (value);
}

static void
add_tried (HandoutStep       *step,
           LeatReport        *report,
           const LeatElement *before,
           const LeatElement *after)
{
  const LeatBlockResult *result = leat_report_get_block (report, before->id);

  for (gsize i = 0; i < leat_settings_get_n (after->settings); i++)
    {
      const char *name, *value = leat_settings_get_nth (after->settings, i, &name);
      const char *old = leat_settings_get (before->settings, name);
      const LeatSetting *setting = result != NULL && result->service != NULL ? leat_service_get_setting (result->service, name) : NULL;
      g_autofree char *from = NULL, *to = NULL;

      if (setting == NULL || g_strcmp0 (old, value) == 0)
        continue;
      from = dup_value (setting, old);
      to = dup_value (setting, value);
      g_ptr_array_add (step->tried, g_strdup_printf (_("%s, %s: %s → %s"), before->name, setting->label, from, to));
    }
}

static char *
dup_delay (LeatReport *report)
{
  const LeatPath *path = leat_report_find_path (report, NULL, NULL);

  if (path == NULL)
    return g_strdup (_("no path"));
  return path->unbounded ? g_strdup (_("no bound: a backlog grows")) : leat_duration_format (path->p95);
}

static char *
dup_cost (LeatReport *report)
{
  return leat_money_format (leat_report_get_options (report)->currency, leat_report_get_total (report, NULL));
}

static void
add_figure (HandoutStep *step,
            const char  *label,
            char        *before,
            char        *after)
{
  HandoutFigure *figure = g_new0 (HandoutFigure, 1);

  figure->label = g_strdup (label);
  figure->before = before;
  figure->after = after;
  g_ptr_array_add (step->figures, figure);
}

static void
add_drill (HandoutStep       *step,
           const LeatElement *element)
{
  const char *stop = leat_settings_get (element->settings, LEAT_STEP_DRILL_STOP);
  const char *minutes = leat_settings_get (element->settings, LEAT_STEP_DRILL_MINUTES);
  const LeatElement *block = stop != NULL ? leat_pipeline_get_element (step->pipeline, stop) : NULL;
  double slow;

  if (block == NULL || minutes == NULL)
    return;
  if (leat_parse_number (leat_settings_get (element->settings, LEAT_STEP_DRILL_SLOW), &slow) && slow > 0)
    g_ptr_array_add (step->tried, g_strdup_printf (_("Drill: “%s” is left %.0f %% of its capacity for %s min"), block->name,
                                                   slow * 100, minutes));
  else
    g_ptr_array_add (step->tried, g_strdup_printf (_("Drill: “%s” stops for %s min"), block->name, minutes));
}

/* The elements as they are while the step is shown. */
static GPtrArray *
dup_tried (HandoutStep       *step,
           LeatReport        *report,
           GPtrArray         *elements,
           const LeatElement *element)
{
  g_autoptr(GPtrArray) tried = leat_step_apply_trial (element, elements);
  double load = leat_step_get_load (element);

  for (guint i = 0; i < elements->len; i++)
    if (tried->pdata[i] != elements->pdata[i])
      add_tried (step, report, elements->pdata[i], tried->pdata[i]);
  if (load == 1)
    return g_steal_pointer (&tried);
  g_ptr_array_add (step->tried, g_strdup_printf (_("Load: × %g"), load));
  return leat_load_multiply (report, tried, load);
}

static gboolean
evaluate (HandoutStep       *step,
          LeatReport        *report,
          GPtrArray         *elements,
          const LeatElement *element,
          GCancellable      *cancellable,
          GError           **error)
{
  g_autoptr(GPtrArray) tried = dup_tried (step, report, elements, element);

  step->pipeline = leat_pipeline_new_from_elements (tried, NULL, NULL);
  if (step->tried->len == 0)
    {
      step->report = leat_report_ref (report);
      return TRUE;
    }
  step->report = leat_report_new (leat_report_get_catalogue (report), tried, leat_report_get_options (report), cancellable, error);
  if (step->report == NULL)
    return FALSE;
  add_figure (step, _("Cost a month"), dup_cost (report), dup_cost (step->report));
  add_figure (step, _("Delay, p95"), dup_delay (report), dup_delay (step->report));
  return TRUE;
}

/* Steps */

static char *
dup_written (const char *text)
{
  g_autofree char *written = text != NULL ? g_strstrip (g_strdup (text)) : NULL;

  return written != NULL && *written != '\0' ? g_steal_pointer (&written) : NULL;
}

static void
take_texts (HandoutStep              *step,
            const LeatElement        *element,
            const LeatHandoutOptions *options)
{
  step->heading = dup_written (element->name);
  step->text = dup_written (element->text);
  step->question = dup_written (leat_settings_get (element->settings, LEAT_STEP_QUESTION));
  if (options->answers != LEAT_ANSWERS_NONE)
    step->answer = dup_written (leat_settings_get (element->settings, LEAT_STEP_ANSWER));
  if (options->notes)
    step->notes = dup_written (leat_settings_get (element->settings, LEAT_STEP_NOTES));
}

static gboolean
add_step (LeatHandout       *self,
          LeatReport        *report,
          GPtrArray         *elements,
          const LeatElement *element,
          GCancellable      *cancellable,
          GError           **error)
{
  HandoutStep *step = g_new0 (HandoutStep, 1);
  LeatOverlayKind kind = LEAT_OVERLAY_NONE;

  step->tried = g_ptr_array_new_with_free_func (g_free);
  step->figures = g_ptr_array_new_with_free_func (figure_free);
  g_ptr_array_add (self->steps, step);
  take_texts (step, element, &self->options);
  if (step->heading == NULL)
    step->heading = g_strdup_printf (_("Step %u"), self->steps->len);
  if (!evaluate (step, report, elements, element, cancellable, error))
    return FALSE;
  add_drill (step, element);
  step->scene = leat_scene_new (self->catalogue, step->pipeline);
  leat_scene_set_report (step->scene, step->report, NULL);
  leat_overlay_kind_from_string (leat_settings_get (element->settings, LEAT_STEP_OVERLAY), &kind);
  if (kind != LEAT_OVERLAY_NONE)
    step->overlay = leat_overlay_new (kind, step->report);
  leat_scene_set_overlay (step->scene, step->overlay, NULL);
  step->bright = leat_step_dup_bright (element, step->pipeline);
  find_view (step, element);
  return TRUE;
}

LeatHandout *
leat_handout_new (LeatReport               *report,
                  GPtrArray                *elements,
                  const LeatHandoutOptions *options,
                  GCancellable             *cancellable,
                  GError                  **error)
{
  g_autoptr(LeatHandout) self = g_new0 (LeatHandout, 1);
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new_from_elements (elements, NULL, NULL);
  g_autoptr(GPtrArray) steps = leat_pipeline_dup_steps (pipeline);
  const LeatElement *properties = leat_pipeline_get_properties (pipeline);

  self->options = *options;
  self->title = g_strdup (*properties->name != '\0' ? properties->name : _("Pipeline"));
  self->author = g_strdup (leat_settings_get (properties->settings, "author"));
  self->catalogue = leat_catalogue_ref (leat_report_get_catalogue (report));
  self->steps = g_ptr_array_new_with_free_func (step_free);
  /* Paper is white, and so is what wires are kept apart from labels by. */
  self->colours = *leat_colours_get (FALSE, FALSE);
  self->colours.background = (LeatColour){ 1, 1, 1, 1 };
  leat_colours_fade (&self->faded, &self->colours, FADED);
  if (steps->len == 0)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_UNKNOWN,
                   _("“%s” has no walkthrough: add a step to it first, in the window or as <step> in the file"), self->title);
      return NULL;
    }
  for (guint i = 0; i < steps->len; i++)
    if (!add_step (self, report, elements, steps->pdata[i], cancellable, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
leat_handout_free (LeatHandout *self)
{
  g_free (self->title);
  g_free (self->author);
  g_ptr_array_unref (self->steps);
  leat_catalogue_unref (self->catalogue);
  g_free (self);
}

/* Pictures first, so that a handout never leads to what is not there. */
static gboolean
save_markdown (LeatHandout *self,
               const char  *path,
               GError     **error)
{
  g_autoptr(GPtrArray) files = leat_report_files_new ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *stem = g_path_get_basename (path);
  LeatReportPictures pictures = g_str_equal (path, "-") ? LEAT_PICTURES_NONE : LEAT_PICTURES_BESIDE;
  g_autoptr(GBytes) bytes = NULL;
  char *dot = strrchr (stem, '.');

  if (dot != NULL && dot != stem)
    *dot = '\0';
  bytes = leat_handout_to_markdown (self, pictures, stem, files);
  for (guint i = 0; i < files->len; i++)
    {
      const LeatReportFile *file = g_ptr_array_index (files, i);
      g_autofree char *beside = g_build_filename (folder, file->name, NULL);

      if (!leat_write_bytes (beside, file->bytes, error))
        return FALSE;
    }
  return leat_write_bytes (path, bytes, error);
}

gboolean
leat_handout_save (LeatHandout *self,
                   const char  *path,
                   gboolean     pdf,
                   GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;

  if (!pdf)
    return save_markdown (self, path, error);
  bytes = leat_handout_to_pdf (self, error);
  return bytes != NULL && leat_write_bytes (path, bytes, error);
}
