/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/quantity.h"

G_BEGIN_DECLS

/**
 * leat_currency_is_code:
 * @code: a word
 *
 * Returns: whether it has the form of an ISO 4217 code: three capital letters
 */
gboolean leat_currency_is_code (const char *code);

/**
 * leat_money_round:
 * @currency: (nullable): ISO 4217 code; %NULL for US dollars
 * @amount: an amount; what is not finite stays
 *
 * Returns: @amount rounded to the currency's smallest unit: a cent, or 1 where there are none (JPY)
 */
double leat_money_round (const char *currency,
                         double      amount);

/**
 * leat_money_tidy:
 * @amount: a sum of rounded amounts
 *
 * Returns: @amount without what adding left behind it: a sum of cents is not to end in 0000000001
 */
double leat_money_tidy (double amount);

/**
 * leat_money_format:
 * @currency: (nullable): ISO 4217 code; %NULL for US dollars
 * @amount: an amount of it
 *
 * Returns: (transfer full): for people, in the locale's digits: "$160.60", "-$3.00", "€1,234.50", "CHF 3.20",
 *   "¥1,240"; an amount that is not zero but rounds to it is "<$0.01"; from 10^15 on "$1.235e+15";
 *   "no price" for what is not finite
 */
char *leat_money_format (const char *currency,
                         double      amount);

/**
 * leat_money_format_unit:
 * @currency: (nullable): ISO 4217 code; %NULL for US dollars
 * @amount: a price of one unit
 *
 * Returns: (transfer full): with all the digits that it has: "$0.0000166667"
 */
char *leat_money_format_unit (const char *currency,
                              double      amount);

/**
 * leat_quantity_format:
 * @quantity: any number
 * @unit: (nullable): its unit
 *
 * Returns: (transfer full): for people: "1,240 GB", "0.035 rec/s"; four significant digits at least; from 10^15 on four
 */
char *leat_quantity_format (double      quantity,
                            const char *unit);

/**
 * leat_duration_format:
 * @seconds: a time
 *
 * Returns: (transfer full): for people: "49 ms", "6.2 s", "6 min 40 s", "2 h 5 min"; "no bound" for
 *   what is not finite
 */
char *leat_duration_format (double seconds);

G_END_DECLS
