/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "canvas/frame-memory.h"

#ifdef GDK_WINDOWING_X11
#include <cairo-xlib.h>
#include <gdk/x11/gdkx.h>

/* Cairo puts smaller images elsewhere. */
#define SIDE 64

/* Cairo takes memory for eight images of the size that it lacks room for, and gives it back once all are gone: with
 * one as large as a frame it is enough for frames, and the small one, which lies in the same memory, is what stays. */
static void
hold_x11 (LeatFrameMemory *self,
          GdkSurface      *surface)
{
  Display *display = gdk_x11_display_get_xdisplay (gdk_surface_get_display (surface));
  Visual *visual = DefaultVisual (display, DefaultScreen (display));
  cairo_surface_t *window = cairo_xlib_surface_create (display, gdk_x11_surface_get_xid (surface), visual, self->width, self->height);
  cairo_surface_t *frame = cairo_surface_create_similar_image (window, CAIRO_FORMAT_ARGB32, self->width, self->height);

  self->held = cairo_surface_create_similar_image (window, CAIRO_FORMAT_ARGB32, SIDE, SIDE);
  cairo_surface_destroy (frame);
  cairo_surface_destroy (window);
}
#endif

void
leat_frame_memory_hold (LeatFrameMemory *self,
                        GtkNative       *native)
{
#ifdef GDK_WINDOWING_X11
  GdkSurface *surface = gtk_native_get_surface (native);
  int scale = gdk_surface_get_scale_factor (surface);
  int width = gdk_surface_get_width (surface) * scale, height = gdk_surface_get_height (surface) * scale;

  if (!GDK_IS_X11_SURFACE (surface) || !GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native)))
    return;
  if (width <= self->width && height <= self->height)
    return;

  leat_frame_memory_release (self);
  self->width = width;
  self->height = height;
  hold_x11 (self, surface);
#endif
}

void
leat_frame_memory_release (LeatFrameMemory *self)
{
  g_clear_pointer (&self->held, cairo_surface_destroy);
  self->width = self->height = 0;
}
