/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/example.h"

#include "config.h"

#include "draw/scene.h"
#include "engine/money.h"
#include "exchange/format.h"
#include "thread.h"

#include <glib/gi18n-lib.h>

#define SCALE 2
#define MARGIN 12.0 /* pixels of the card */

static void
example_free (gpointer data)
{
  LeatExample *self = data;

  g_free (self->path);
  g_free (self->title);
  g_free (self->line);
  g_clear_object (&self->light);
  g_clear_object (&self->dark);
  g_free (self);
}

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr(GBytes) bytes = NULL;

  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * (gsize) height);
  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* All of the drawing, as large as fits, in the middle. */
static GdkTexture *
draw (LeatScene         *scene,
      const LeatColours *colours)
{
  const double width = LEAT_EXAMPLE_WIDTH * SCALE, height = LEAT_EXAMPLE_HEIGHT * SCALE;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) width, (int) height);
  cairo_t *cr = cairo_create (surface);
  GdkTexture *texture;
  LeatRect ink;
  double zoom;

  leat_scene_get_extents (scene, &ink);
  zoom = MIN (MIN ((width - 2 * MARGIN * SCALE) / MAX (ink.width, 1), (height - 2 * MARGIN * SCALE) / MAX (ink.height, 1)), SCALE);
  cairo_set_source_rgb (cr, colours->background.red, colours->background.green, colours->background.blue);
  cairo_paint (cr);
  cairo_translate (cr, (width - ink.width * zoom) / 2, (height - ink.height * zoom) / 2);
  cairo_scale (cr, zoom, zoom);
  cairo_translate (cr, -ink.x, -ink.y);
  leat_scene_paint (scene, cr, &ink, zoom, colours, NULL, NULL);
  cairo_destroy (cr);
  texture = texture_from_surface (surface);
  cairo_surface_destroy (surface);
  return texture;
}

static char *
describe (LeatPipeline *pipeline,
          LeatReport   *report)
{
  const char *description = leat_settings_get (leat_pipeline_get_properties (pipeline)->settings, "description");
  guint n = leat_report_get_n_blocks (report);
  g_autofree char *money = NULL, *size = NULL;

  if (description != NULL && *description != '\0')
    return g_strdup (description);
  money = leat_money_format (leat_report_get_options (report)->currency, leat_report_get_total (report, NULL));
  size = g_strdup_printf (ngettext ("%u block", "%u blocks", n), n);
  return g_strdup_printf (_("%s · %s a month"), size, money);
}

static LeatExample *
example_new (LeatCatalogue *catalogue,
             const char    *path)
{
  g_autoptr(LeatPipeline) pipeline = leat_read_file (path, leat_format_find ("leat"), catalogue, NULL, NULL);
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  g_autoptr(LeatScene) scene = NULL;
  LeatExample *self;

  if (pipeline == NULL)
    return NULL;
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (catalogue, elements, NULL, NULL, NULL);
  scene = leat_scene_new (catalogue, pipeline);
  leat_scene_set_report (scene, report, NULL);
  self = g_new0 (LeatExample, 1);
  self->path = g_strdup (path);
  self->title = g_strdup (leat_pipeline_get_properties (pipeline)->name);
  self->line = describe (pipeline, report);
  self->light = draw (scene, leat_colours_get (FALSE, FALSE));
  self->dark = draw (scene, leat_colours_get (TRUE, FALSE));
  return self;
}

/* The lines of order.txt: the examples that come first. */
static char **
read_order (const char *folder)
{
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "order.txt", NULL) : NULL;
  g_autofree char *text = NULL;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (char *, 1);
  return g_strsplit (g_strstrip (text), "\n", -1);
}

static guint
get_place (const LeatExample *example,
           char             **order)
{
  g_autofree char *name = g_path_get_basename (example->path);
  guint place = 0;

  while (order[place] != NULL && !g_str_equal (order[place], name))
    place++;
  return place;
}

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      order)
{
  const LeatExample *one = *(LeatExample *const *) a, *other = *(LeatExample *const *) b;
  guint place = get_place (one, order), other_place = get_place (other, order);

  return place != other_place ? (place < other_place ? -1 : 1) : g_strcmp0 (one->path, other->path);
}

static void
load_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  LeatCatalogue *catalogue = data;
  GPtrArray *examples = g_ptr_array_new_with_free_func (example_free);
  g_autofree char *folder = leat_catalogue_get_data_file (catalogue, "examples");
  g_auto(GStrv) order = read_order (folder);
  g_autoptr(GDir) dir = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (dir != NULL && !g_cancellable_is_cancelled (cancellable) && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      LeatExample *example = g_str_has_suffix (name, ".leat") ? example_new (catalogue, path) : NULL;

      if (example != NULL)
        g_ptr_array_add (examples, example);
    }
  g_ptr_array_sort_with_data (examples, compare, order);
  g_task_return_pointer (task, examples, (GDestroyNotify) g_ptr_array_unref);
}

void
leat_examples_load (LeatCatalogue      *catalogue,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_task_data (task, leat_catalogue_ref (catalogue), (GDestroyNotify) leat_catalogue_unref);
  leat_thread_run (task, load_in_thread);
}

GPtrArray *
leat_examples_load_finish (GAsyncResult *result,
                           GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
