/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * LeatSettingRow:
 *
 * A setting as a row: its name, a button that says what there is to know of it, and what it takes to change it. A value
 * that was never set is shown faintly, one that was set has a button that takes it back. What is typed is taken as soon
 * as it is understood, and what was made of it stands below the name until Enter or the keyboard's leaving puts it
 * in the field's unit; what is not understood, a number that was deleted too, is explained there, and the value is
 * again what it was before the typing began; Esc puts that back into the field too. Up and Down step a number by one, with Shift by ten; the wheel does nothing.
 * A text with choices offers them beside its field.
 *
 * Signals: `edited (const char *value)`, with the text of the file, or %NULL for the default; `given-up ()`, what was
 * edited since `ended` is to be as it was before; `ended ()`, Enter was pressed, or the keyboard has left the field.
 */
#define LEAT_TYPE_SETTING_ROW (leat_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (LeatSettingRow, leat_setting_row, LEAT, SETTING_ROW, AdwActionRow)

/**
 * leat_setting_row_new:
 * @setting: a setting; it must live as long as the row
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *leat_setting_row_new (const LeatSetting *setting);

/**
 * leat_setting_row_get_setting:
 * @self: a row
 *
 * Returns: (transfer none): its setting
 */
const LeatSetting *leat_setting_row_get_setting (LeatSettingRow *self);

/**
 * LeatSettingReader:
 * @text: what was typed; of a number, its text as the file has it
 * @error: return location: why it means nothing
 *
 * Returns: (transfer full) (nullable): the value that it means, or %NULL
 */
typedef char *(*LeatSettingReader) (const char *text, GError **error);

/**
 * leat_setting_row_set_reader:
 * @self: a row with a text or a number
 * @reader: (nullable): what reads it further than its type does
 */
void leat_setting_row_set_reader (LeatSettingRow   *self,
                                  LeatSettingReader reader);

/**
 * leat_setting_row_update_unit:
 * @self: a row with a number
 *
 * The setting has another unit than it had.
 */
void leat_setting_row_update_unit (LeatSettingRow *self);

/**
 * leat_setting_row_show:
 * @self: a row
 * @value: (nullable): the value as the file has it, %NULL if it was never set
 * @derived: what it is when it was never set and is worked out from the flow
 */
void leat_setting_row_show (LeatSettingRow *self,
                            const char     *value,
                            double          derived);

/**
 * leat_setting_row_show_mixed:
 * @self: a row
 * @values: (element-type utf8): the values of several, as the file has them, of which two at least differ
 * @set: whether one of them was set
 *
 * Shows that they differ and how; what is chosen or typed then holds for all.
 */
void leat_setting_row_show_mixed (LeatSettingRow *self,
                                  GPtrArray      *values,
                                  gboolean        set);

/**
 * leat_setting_row_restore:
 * @self: a row
 *
 * Forgets what was typed and not understood: the row is about to show something else.
 */
void leat_setting_row_restore (LeatSettingRow *self);

/**
 * leat_setting_row_set_note:
 * @self: a row
 * @note: (nullable): a sentence about what is set, which stands below the name
 */
void leat_setting_row_set_note (LeatSettingRow *self,
                                const char     *note);

/**
 * leat_setting_row_get_control:
 * @self: a row
 *
 * Returns: (transfer none): its field, its switch or its list of choices
 */
GtkWidget *leat_setting_row_get_control (LeatSettingRow *self);

G_END_DECLS
