/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* Where GTK draws windows on the processor and shows them through X11's shared memory, cairo attaches memory for every
 * frame and gives it back after, so that each page of a frame is fetched from the kernel and cleared anew: about half of
 * what a panned frame costs. A small image that stays in it makes cairo keep it, and the next frame finds it warm. */
typedef struct
{
  cairo_surface_t *held;
  int              width, height; /* device pixels of the largest frame that the memory has room for */
} LeatFrameMemory;

/* Keeps the memory of frames of native at its present size; costs nothing once it is kept. Does nothing where frames go
 * another way. Call it in size_allocate, and leat_frame_memory_release() before native is unrealized. */
void leat_frame_memory_hold    (LeatFrameMemory *self,
                                GtkNative       *native);

void leat_frame_memory_release (LeatFrameMemory *self);
