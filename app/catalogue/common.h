/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

G_BEGIN_DECLS

/**
 * leat_settings_in_common:
 * @services: (element-type LeatService): one service or more, each once
 *
 * A setting is common to all if each service has one of its name, type and unit. It then takes what all of them take: the
 * narrowest range, the choices that all offer. What they say of it differently (help, the exam's remark, the
 * default) it does not say.
 *
 * Returns: (transfer full) (element-type LeatSetting): the settings in the order of the first service; they borrow from
 *   the catalogue and must not outlive it
 */
GPtrArray *leat_settings_in_common (GPtrArray *services);

G_END_DECLS
