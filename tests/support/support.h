/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

/* Helpers of the tests. */

/* The catalogue of the source tree, loaded once; fails the test if it does not load. */
LeatCatalogue *test_catalogue (void);

/* Hands each line of tests/cases/PREFIX*.txt that is neither empty nor a comment to `use`, which copies what it keeps. */
void test_each_case (const char *prefix,
                     void      (*use) (const char *line));

/* The bytes of a file under tests/, such as "cases/native/empty.leat". */
GBytes *test_bytes (const char *path);

/* Adds a wire, with an id of the names of its ends. */
void test_add_wire (GPtrArray   *elements,
                    LeatWireKind kind,
                    const char  *from,
                    const char  *to);

/* Fails unless both say the same; where they come from and how they are written is not looked at. */
void test_assert_same_element (const LeatElement *a,
                               const LeatElement *b);

/* How many times as long what is bounded by the clock may take: $LEAT_PATIENCE, or 1. */
double test_get_patience (void);
