/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/drawio.h"

G_BEGIN_DECLS

/* Names of attributes in the data of shapes, which only Leat reads. */
#define DRAWIO_TYPE "leat-type"
#define DRAWIO_ROLE "leat-role"
#define DRAWIO_KIND "leat-kind"
#define DRAWIO_SHARE "leat-share"
#define DRAWIO_SETTING "leat-set-" /* and the name of a setting */
#define DRAWIO_REASON "leat-silence-" /* and the id of a rule */

/* The side of an icon. */
#define DRAWIO_ICON 48.0

/* Containers in one another, at most. */
#define DRAWIO_MAX_DEPTH 64

G_END_DECLS
