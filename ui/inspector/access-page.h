/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatAccessPage:
 *
 * The IAM policies that the wires of the subject ask for, as JSON to copy.
 */
#define LEAT_TYPE_ACCESS_PAGE (leat_access_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatAccessPage, leat_access_page, LEAT, ACCESS_PAGE, AdwBin)

/**
 * leat_access_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_access_page_show (LeatAccessPage    *self,
                            const LeatSubject *subject);

G_END_DECLS
