/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatChecksPage:
 *
 * What checks found on the subject, each with what is wrong, why, and what mends it.
 */
#define LEAT_TYPE_CHECKS_PAGE (leat_checks_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatChecksPage, leat_checks_page, LEAT, CHECKS_PAGE, AdwBin)

/**
 * leat_checks_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_checks_page_show (LeatChecksPage    *self,
                            const LeatSubject *subject);

G_END_DECLS
