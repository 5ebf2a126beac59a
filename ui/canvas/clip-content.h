/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * leat_clip_content_new:
 * @fragment: what is copied; nobody changes it any more
 * @catalogue: the catalogue
 * @report: (nullable): figures to show in pictures
 * @pictures_only: whether other programs are offered pictures and nothing else
 *
 * What is put on a clipboard: Leat's own format, text, SVG and PNG. Pictures are drawn only when another program asks
 * for one, and in a thread of their own. It holds all that it needs, so that it outlives what it was copied from.
 *
 * Returns: (transfer full): the content
 */
GdkContentProvider *leat_clip_content_new (LeatPipeline  *fragment,
                                           LeatCatalogue *catalogue,
                                           LeatReport    *report,
                                           gboolean       pictures_only);

G_END_DECLS
