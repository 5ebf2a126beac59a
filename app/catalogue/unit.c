/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/quantity-private.h"

#include <string.h>

/* The units that people type. Bytes go by 1024 as AWS bills them, bits by 1000 as networks are sold. A month has 730
 * hours, as in the bill. */

typedef struct
{
  const char *name;
  LeatDimension dimension;
  double      factor; /* in pieces, bytes or seconds */
} NamedUnit;

#define KB 1024.0
#define HOUR 3600.0

/* Where two differ only in case ("M" is no unit, "m" is a minute), the exact one counts. */
static const NamedUnit units[] = {
  { "rec", LEAT_DIMENSION_COUNT, 1 },
  { "record", LEAT_DIMENSION_COUNT, 1 },
  { "records", LEAT_DIMENSION_COUNT, 1 },
  { "event", LEAT_DIMENSION_COUNT, 1 },
  { "events", LEAT_DIMENSION_COUNT, 1 },
  { "message", LEAT_DIMENSION_COUNT, 1 },
  { "messages", LEAT_DIMENSION_COUNT, 1 },
  { "msg", LEAT_DIMENSION_COUNT, 1 },
  { "request", LEAT_DIMENSION_COUNT, 1 },
  { "requests", LEAT_DIMENSION_COUNT, 1 },
  { "req", LEAT_DIMENSION_COUNT, 1 },
  { "object", LEAT_DIMENSION_COUNT, 1 },
  { "objects", LEAT_DIMENSION_COUNT, 1 },
  { "file", LEAT_DIMENSION_COUNT, 1 },
  { "files", LEAT_DIMENSION_COUNT, 1 },
  { "row", LEAT_DIMENSION_COUNT, 1 },
  { "rows", LEAT_DIMENSION_COUNT, 1 },
  { "run", LEAT_DIMENSION_COUNT, 1 },
  { "runs", LEAT_DIMENSION_COUNT, 1 },
  { "%", LEAT_DIMENSION_SHARE, 0.01 },
  { "B", LEAT_DIMENSION_BYTES, 1 },
  { "byte", LEAT_DIMENSION_BYTES, 1 },
  { "bytes", LEAT_DIMENSION_BYTES, 1 },
  { "KB", LEAT_DIMENSION_BYTES, KB },
  { "KiB", LEAT_DIMENSION_BYTES, KB },
  { "MB", LEAT_DIMENSION_BYTES, KB * KB },
  { "MiB", LEAT_DIMENSION_BYTES, KB * KB },
  { "GB", LEAT_DIMENSION_BYTES, KB * KB * KB },
  { "GiB", LEAT_DIMENSION_BYTES, KB * KB * KB },
  { "TB", LEAT_DIMENSION_BYTES, KB * KB * KB * KB },
  { "TiB", LEAT_DIMENSION_BYTES, KB * KB * KB * KB },
  { "PB", LEAT_DIMENSION_BYTES, KB * KB * KB * KB * KB },
  { "PiB", LEAT_DIMENSION_BYTES, KB * KB * KB * KB * KB },
  { "bit", LEAT_DIMENSION_BYTES, 1 / 8.0 },
  { "bits", LEAT_DIMENSION_BYTES, 1 / 8.0 },
  { "kbit", LEAT_DIMENSION_BYTES, 1e3 / 8 },
  { "Mbit", LEAT_DIMENSION_BYTES, 1e6 / 8 },
  { "Gbit", LEAT_DIMENSION_BYTES, 1e9 / 8 },
  { "us", LEAT_DIMENSION_TIME, 1e-6 },
  { "ms", LEAT_DIMENSION_TIME, 1e-3 },
  { "s", LEAT_DIMENSION_TIME, 1 },
  { "sec", LEAT_DIMENSION_TIME, 1 },
  { "second", LEAT_DIMENSION_TIME, 1 },
  { "seconds", LEAT_DIMENSION_TIME, 1 },
  { "min", LEAT_DIMENSION_TIME, 60 },
  { "mins", LEAT_DIMENSION_TIME, 60 },
  { "minute", LEAT_DIMENSION_TIME, 60 },
  { "minutes", LEAT_DIMENSION_TIME, 60 },
  { "h", LEAT_DIMENSION_TIME, HOUR },
  { "hr", LEAT_DIMENSION_TIME, HOUR },
  { "hour", LEAT_DIMENSION_TIME, HOUR },
  { "hours", LEAT_DIMENSION_TIME, HOUR },
  { "d", LEAT_DIMENSION_TIME, 24 * HOUR },
  { "day", LEAT_DIMENSION_TIME, 24 * HOUR },
  { "days", LEAT_DIMENSION_TIME, 24 * HOUR },
  { "week", LEAT_DIMENSION_TIME, 7 * 24 * HOUR },
  { "weeks", LEAT_DIMENSION_TIME, 7 * 24 * HOUR },
  { "month", LEAT_DIMENSION_TIME, 730 * HOUR },
  { "months", LEAT_DIMENSION_TIME, 730 * HOUR },
  { "year", LEAT_DIMENSION_TIME, 8760 * HOUR },
  { "years", LEAT_DIMENSION_TIME, 8760 * HOUR },
};

static const NamedUnit minute = { "m", LEAT_DIMENSION_TIME, 60 };

static const struct
{
  const char *name;
  double      factor;
} multipliers[] = {
  { "k", 1e3 },        { "K", 1e3 },       { "M", 1e6 },       { "m", 1e6 },   { "G", 1e9 },
  { "g", 1e9 },        { "T", 1e12 },      { "thousand", 1e3 }, { "million", 1e6 }, { "billion", 1e9 },
};

static gboolean
is_word (const char *word,
         gsize       length,
         const char *name,
         gboolean    exact)
{
  if (strlen (name) != length)
    return FALSE;
  return exact ? strncmp (word, name, length) == 0 : g_ascii_strncasecmp (word, name, length) == 0;
}

static const NamedUnit *
find_unit (const char *word,
           gsize       length,
           gboolean    exact)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (is_word (word, length, units[i].name, exact))
      return &units[i];
  return NULL;
}

/* Of "GB-hour" the whole is a word; the "-" of "2 GB-1 GB" is not. */
static gsize
word_length (const char *text)
{
  gsize n = 0;

  if (*text == '%')
    return 1;
  while (g_ascii_isalpha (text[n]) || (n > 0 && text[n] == '-' && g_ascii_isalpha (text[n + 1])))
    n++;
  return n;
}

static const char *
skip_spaces (const char *text)
{
  return text + strspn (text, " ");
}

/* "/min", "per min", "a day". Returns NULL if there is nothing of that. */
static const char *
take_per (const char *text,
          double     *seconds)
{
  static const char *const words[] = { "per ", "a ", "an " };
  const char *after = *text == '/' ? text + 1 : NULL;
  const NamedUnit *unit;
  gsize length;

  for (gsize i = 0; after == NULL && i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      after = text + strlen (words[i]);
  if (after == NULL)
    return NULL;

  after = skip_spaces (after);
  length = word_length (after);
  unit = find_unit (after, length, FALSE);
  if (unit == NULL && is_word (after, length, minute.name, TRUE))
    unit = &minute;
  if (unit == NULL || unit->dimension != LEAT_DIMENSION_TIME)
    return NULL;
  *seconds = unit->factor;
  return after + length;
}

/* A k, M or G that begins no unit. */
static const char *
take_multiplier (const char *text,
                 double     *factor)
{
  gsize length = word_length (text);

  for (gsize i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (is_word (text, length, multipliers[i].name, TRUE))
      {
        *factor = multipliers[i].factor;
        return skip_spaces (text + length);
      }
  return text;
}

/* "Mbps" is what network people write for Mbit/s. */
static gboolean
take_bits_per_second (const char **rest,
                      LeatUnit    *unit)
{
  static const NamedUnit names[] = {
    { "bps", LEAT_DIMENSION_BYTES, 1 / 8.0 },
    { "kbps", LEAT_DIMENSION_BYTES, 1e3 / 8 },
    { "Mbps", LEAT_DIMENSION_BYTES, 1e6 / 8 },
    { "Gbps", LEAT_DIMENSION_BYTES, 1e9 / 8 },
  };
  gsize length = word_length (*rest);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_word (*rest, length, names[i].name, FALSE))
      {
        *unit = (LeatUnit) { names[i].dimension, TRUE, names[i].factor };
        *rest += length;
        return TRUE;
      }
  return FALSE;
}

static gboolean
take_named (const char **rest,
            gboolean     of_time,
            gboolean     exact,
            LeatUnit    *unit)
{
  gsize length = word_length (*rest);
  const NamedUnit *named = find_unit (*rest, length, exact);

  if (named == NULL && of_time && is_word (*rest, length, minute.name, TRUE))
    named = &minute;
  if (named == NULL)
    return take_bits_per_second (rest, unit);
  *unit = (LeatUnit) { named->dimension, FALSE, named->factor };
  *rest += length;
  return TRUE;
}

const char *
leat_unit_take (const char *text,
                gboolean    of_time,
                LeatUnit   *unit)
{
  const char *rest = text;
  const char *after;
  double multiplier = 1, seconds;

  *unit = (LeatUnit) { LEAT_DIMENSION_BARE, FALSE, 1 };
  if (!take_named (&rest, of_time, TRUE, unit) && take_per (text, &seconds) == NULL)
    {
      rest = take_multiplier (text, &multiplier);
      if (!take_named (&rest, of_time, TRUE, unit) && take_per (rest, &seconds) == NULL &&
          !take_named (&rest, of_time, FALSE, unit) && word_length (rest) > 0)
        return NULL;
    }
  unit->factor *= multiplier;

  after = unit->rate ? NULL : take_per (skip_spaces (rest), &seconds);
  if (after == NULL)
    return rest;
  if (unit->dimension == LEAT_DIMENSION_BARE)
    unit->dimension = LEAT_DIMENSION_COUNT;
  unit->rate = TRUE;
  unit->factor /= seconds;
  return after;
}

LeatUnit
leat_unit_of_field (const char *name)
{
  LeatUnit unit = { LEAT_DIMENSION_COUNT, FALSE, 1 };
  const char *end;

  if (name == NULL || *name == '\0' || g_str_equal (name, "1"))
    return unit;
  end = leat_unit_take (g_str_has_prefix (name, "1/") ? name + 1 : name, FALSE, &unit);
  if (end == NULL || *end != '\0')
    return (LeatUnit) { LEAT_DIMENSION_OTHER, FALSE, 1 };
  return unit;
}

gboolean
leat_unit_convert (const LeatUnit *typed,
                   const LeatUnit *own,
                   double         *factor)
{
  gboolean share_of_one = typed->dimension == LEAT_DIMENSION_SHARE && own->dimension == LEAT_DIMENSION_COUNT && !own->rate;

  *factor = typed->factor;
  if (typed->dimension == LEAT_DIMENSION_BARE)
    return TRUE;
  if (typed->dimension == LEAT_DIMENSION_OTHER ||
      ((typed->dimension != own->dimension || typed->rate != own->rate) && !share_of_one))
    return FALSE;
  *factor = typed->factor / own->factor;
  return TRUE;
}
