/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/service.h"

G_BEGIN_DECLS

/* What people type into a field for a number, and how a number is put into one. */

/**
 * LeatDigits:
 * @decimal: the decimal sign, such as "." or ","
 * @group: what stands between groups of digits, such as ",", "." or a narrow space; "" for nothing
 *
 * How a language writes numbers.
 */
typedef struct
{
  const char *decimal;
  const char *group;
} LeatDigits;

/**
 * leat_digits_c:
 *
 * The same in every language: a point and no groups, as in files and on the command line.
 */
extern const LeatDigits leat_digits_c;

/**
 * leat_quantity_parse:
 * @text: what a person typed: "12", "1.5k", "1.5 M", "200 KB", "10/min", "1 h 30 min", "=3*24",
 *   "12 288" or "1,5" in a locale with a decimal comma
 * @unit: (nullable): the unit of the field: what is typed in another one of the same kind is converted
 * @number: (out): the value in @unit, finite; untouched on failure
 * @error: return location for a %LEAT_ERROR_SYNTAX that says what would be understood, or a
 *   %LEAT_ERROR_RANGE for a number that no computer holds
 *
 * A number without a unit is in @unit. k, M, G and T (and thousand, million, billion) multiply it. Bytes go by
 * 1024, bits by 1000; a day has 24 hours, a month 730, a year 8760. What begins with "=" is worked out: + - * / and
 * brackets. Digits may be grouped by threes with the locale's sign, a comma, a point, a space, "'" or "_", as far
 * as that cannot be a decimal sign: "0,125" is none where the decimal sign is a point, and is refused there.
 *
 * Returns: whether @text was understood
 */
gboolean leat_quantity_parse (const char *text,
                              const char *unit,
                              double     *number,
                              GError    **error);

/**
 * leat_quantity_parse_in:
 * @text: what a person typed
 * @unit: (nullable): the unit of the field
 * @digits: (nullable): how they write numbers; %NULL for the locale's way
 * @number: (out): the value in @unit; untouched on failure
 * @error: return location, as for leat_quantity_parse()
 *
 * Returns: whether @text was understood
 */
gboolean leat_quantity_parse_in (const char       *text,
                                 const char       *unit,
                                 const LeatDigits *digits,
                                 double           *number,
                                 GError          **error);

/**
 * leat_quantity_spell:
 * @number: a finite number
 * @digits: (nullable): how to write it; %NULL for the locale's way
 * @grouped: whether its digits are put in groups of three
 *
 * Returns: (transfer full): all its digits: leat_quantity_parse_in() reads back the very same number
 */
char *leat_quantity_spell (double            number,
                           const LeatDigits *digits,
                           gboolean          grouped);

/**
 * leat_quantity_describe_examples:
 * @unit: (nullable): the unit of a field
 *
 * Returns: (transfer full): what could be typed into it, for people: "12, 1.5k or 200 MB"
 */
char *leat_quantity_describe_examples (const char *unit);

/**
 * leat_number_tidy:
 * @number: a finite number
 *
 * Returns: it with twelve digits: what differs beyond them is rounding
 */
double leat_number_tidy (double number);

/**
 * leat_number_to_string:
 * @number: a finite number
 *
 * Returns: (transfer full): its shortest exact text in the C locale, for files
 */
char *leat_number_to_string (double number);

/**
 * leat_setting_read_number:
 * @self: a setting that is a number
 * @text: what a person typed
 * @number: (out): the value in its unit, which its range allows; untouched on failure
 * @error: return location for a sentence without a full stop, for a person beside the field: what is wrong, and what
 *   would be right
 *
 * Returns: whether @text is a value of the setting
 */
gboolean leat_setting_read_number (const LeatSetting *self,
                                   const char        *text,
                                   double            *number,
                                   GError           **error);

/**
 * leat_setting_describe_range:
 * @self: a setting that is a number
 *
 * Returns: (transfer full) (nullable): what it allows, for people: "from 1 to 20,000", "at least 0", or %NULL if
 *   it has no bounds
 */
char *leat_setting_describe_range (const LeatSetting *self);

/**
 * leat_setting_step:
 * @self: a setting that is a number
 * @number: a value
 * @steps: how many steps up; negative for down
 *
 * A step is 1, or a hundredth where all that is allowed lies within 1.
 *
 * Returns: the value so many steps away, within the bounds and without what adding fractions leaves behind
 */
double leat_setting_step (const LeatSetting *self,
                          double             number,
                          double             steps);

G_END_DECLS
