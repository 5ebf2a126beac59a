/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compare.h"

#include <stdlib.h>

/* Letters come out a little different where the versions of the libraries differ. */
#define MAX_CHANNEL 56
#define MAX_PART 0.01

static guint32 *
row_of (cairo_surface_t *surface,
        int              y)
{
  return (guint32 *) (cairo_image_surface_get_data (surface) +
                      (gsize) y * cairo_image_surface_get_stride (surface));
}

static int
channel_difference (guint32 a,
                    guint32 b)
{
  int most = 0;

  for (int shift = 0; shift < 24; shift += 8)
    most = MAX (most, abs ((int) ((a >> shift) & 0xff) - (int) ((b >> shift) & 0xff)));
  return most;
}

static gboolean
same_size (cairo_surface_t *a,
           cairo_surface_t *b)
{
  return cairo_image_surface_get_width (a) == cairo_image_surface_get_width (b) &&
         cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b);
}

/* Red where the two differ, on a pale copy of the first. */
static double
find_differences (cairo_surface_t *a,
                  cairo_surface_t *b,
                  cairo_surface_t *shown)
{
  int width = cairo_image_surface_get_width (a);
  int height = cairo_image_surface_get_height (a);
  gsize n = 0;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint32 pixel = row_of (a, y)[x];
        gboolean differs = channel_difference (pixel, row_of (b, y)[x]) > MAX_CHANNEL;

        n += differs;
        if (shown != NULL)
          row_of (shown, y)[x] = differs ? 0xffff0000 : 0xffc0c0c0 + ((pixel >> 2) & 0x3f3f3f);
      }
  return (double) n / MAX (1, (gsize) width * height);
}

double
test_picture_difference (cairo_surface_t *a,
                         cairo_surface_t *b)
{
  cairo_surface_flush (a);
  cairo_surface_flush (b);
  return same_size (a, b) ? find_differences (a, b, NULL) : 1;
}

static void
write_picture (cairo_surface_t *surface,
               const char      *name,
               const char      *suffix)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.png", name, suffix);
  g_autofree char *path = g_test_build_filename (G_TEST_BUILT, file, NULL);

  cairo_surface_write_to_png (surface, path);
  g_test_message ("see %s", path);
}

void
test_compare_picture (cairo_surface_t *actual,
                      const char      *name)
{
  g_autofree char *file = g_strconcat (name, ".png", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "reference", file, NULL);
  cairo_surface_t *expected, *shown;
  double part;

  if (g_getenv ("LEAT_UPDATE_REFERENCES") != NULL)
    {
      g_assert_cmpint (cairo_surface_write_to_png (actual, path), ==, CAIRO_STATUS_SUCCESS);
      return;
    }

  expected = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (expected), ==, CAIRO_STATUS_SUCCESS);
  part = test_picture_difference (actual, expected);
  if (part > MAX_PART)
    {
      write_picture (actual, name, "actual");
      if (same_size (actual, expected))
        {
          shown = cairo_image_surface_create (CAIRO_FORMAT_RGB24, cairo_image_surface_get_width (actual),
                                              cairo_image_surface_get_height (actual));
          find_differences (actual, expected, shown);
          cairo_surface_mark_dirty (shown);
          write_picture (shown, name, "difference");
          cairo_surface_destroy (shown);
        }
    }
  cairo_surface_destroy (expected);
  g_assert_cmpfloat (part, <=, MAX_PART);
}
