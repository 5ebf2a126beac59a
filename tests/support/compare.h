/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

/* The part of the pixels, 0 to 1, that differ by more than the anti-aliasing of another version does; 1 if
 * the sizes differ. */
double test_picture_difference (cairo_surface_t *a,
                                cairo_surface_t *b);

/* Compares a picture with tests/reference/NAME.png. If they differ it fails, and NAME-actual.png and
 * NAME-difference.png are written to the test folder of the build. With LEAT_UPDATE_REFERENCES in the environment the
 * reference is written instead. */
void test_compare_picture (cairo_surface_t *actual,
                           const char      *name);
