/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/fuzzy.h"

#define START 16      /* of the text */
#define WORD 12       /* the beginning of a word */
#define IN_A_ROW 10   /* right after the letter before */
#define LETTER 2

/* Longer texts are cut off: the table of the best ways grows with the product of the lengths. */
#define MAX_TEXT 200

static gunichar *
fold (const char *text,
      long       *n)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_to_ucs4_fast (folded, -1, n);
}

static gunichar *
fold_query (const char *query,
            long       *n)
{
  gunichar *letters = fold (query, n);
  long kept = 0;

  for (long i = 0; i < *n; i++)
    if (!g_unichar_isspace (letters[i]))
      letters[kept++] = letters[i];
  *n = kept;
  return letters;
}

static int
worth (const gunichar *text,
       long            i)
{
  if (i == 0)
    return START;
  return g_unichar_isalnum (text[i]) && !g_unichar_isalnum (text[i - 1]) ? WORD : LETTER;
}

/* best[i]: the most that the letters so far can be worth if the last of them is letter i of the text. */
int
leat_fuzzy_match (const char *query,
                  const char *text)
{
  long n_query, n_text;
  g_autofree gunichar *sought = fold_query (query, &n_query);
  g_autofree gunichar *letters = fold (text, &n_text);
  int best[MAX_TEXT], next[MAX_TEXT], found = 0;

  if (n_query == 0)
    return 1;
  n_text = MIN (n_text, MAX_TEXT);
  for (long q = 0; q < n_query; q++)
    {
      int before = 0; /* the best of the letters before this one */

      found = 0;
      for (long i = 0; i < n_text; i++)
        {
          int row = q > 0 && i > 0 && best[i - 1] > 0 ? best[i - 1] + IN_A_ROW : 0;
          int way = q == 0 ? 1 : MAX (before, row);

          next[i] = letters[i] == sought[q] && way > 0 ? way + worth (letters, i) : 0;
          if (q > 0)
            before = MAX (before, best[i]);
          found = MAX (found, next[i]);
        }
      for (long i = 0; i < n_text; i++)
        best[i] = next[i];
    }
  /* Of two that match alike, the shorter one is meant. */
  return found > 0 ? MAX (1, found * MAX_TEXT - (int) n_text) : 0;
}
