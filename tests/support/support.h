/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

/* Helpers of the tests. */

/* The catalogue of the source tree, loaded once; fails the test if it does not load. */
LeatCatalogue *test_catalogue (void);

/* The bytes of a file under tests/, such as "cases/native/empty.leat". */
GBytes *test_bytes (const char *path);
