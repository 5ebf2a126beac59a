/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "inspector/subject.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatSettingsPage:
 *
 * What can be set on the subject: the name, the settings of a service, or what a wire, a zone or the whole
 * pipeline has. Each change is an edit of the document.
 */
#define LEAT_TYPE_SETTINGS_PAGE (leat_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (LeatSettingsPage, leat_settings_page, LEAT, SETTINGS_PAGE, AdwBin)

/**
 * leat_settings_page_show:
 * @self: a page
 * @subject: what it is about
 */
void leat_settings_page_show (LeatSettingsPage  *self,
                              const LeatSubject *subject);

/**
 * leat_settings_page_take_edited:
 * @self: a page
 *
 * Returns: whether something was changed by it since this was last asked
 */
gboolean leat_settings_page_take_edited (LeatSettingsPage *self);

/**
 * leat_settings_page_forget:
 * @self: a page
 * @keep: the catalogue that is still used
 *
 * Drops what it shows if that is of another catalogue, which may then go.
 */
void leat_settings_page_forget (LeatSettingsPage *self,
                                LeatCatalogue    *keep);

G_END_DECLS
