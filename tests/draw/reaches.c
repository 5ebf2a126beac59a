/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/reaches-private.h"
#include "draw/rect-private.h"

/* The table of reaches says the same as a look at each of its rows, whatever was written, added and taken out before. */

#define STEPS 4000
#define MOST_AREAS 40

static LeatRect
random_rect (GRand  *rand,
             double  spread)
{
  gboolean empty = g_rand_int_range (rand, 0, 8) == 0;

  return (LeatRect) { g_rand_double_range (rand, -spread, spread), g_rand_double_range (rand, -spread, spread),
                      empty ? 0 : g_rand_double_range (rand, 0, spread / 4), empty ? 0 : g_rand_double_range (rand, 0, spread / 4) };
}

/* Some of them share a side or a corner with a row, to the last bit. */
static LeatRect
random_area (GRand  *rand,
             GArray *rows,
             double  spread)
{
  LeatRect area = random_rect (rand, spread), row;

  if (rows->len == 0 || g_rand_boolean (rand))
    return area;
  row = g_array_index (rows, LeatRect, (guint) g_rand_int_range (rand, 0, (gint32) rows->len));
  area.x = row.x + row.width;
  if (g_rand_boolean (rand))
    area.y = row.y + row.height;
  return area;
}

static void
assert_same (LeatReaches *reaches,
             GArray      *rows,
             GArray      *areas)
{
  g_autoptr(GArray) found = leat_reaches_find (reaches, areas);
  guint n = 0;

  for (guint row = 0; row < rows->len; row++)
    {
      if (!rect_touches_any (&g_array_index (rows, LeatRect, row), areas))
        continue;
      g_assert_cmpuint (n, <, found->len);
      g_assert_cmpuint (g_array_index (found, guint, n++), ==, row);
    }
  g_assert_cmpuint (n, ==, found->len);
}

static void
change (GRand       *rand,
        LeatReaches *reaches,
        GArray      *rows,
        double       spread)
{
  guint what = (guint) g_rand_int_range (rand, 0, 10);
  guint row = rows->len > 0 ? (guint) g_rand_int_range (rand, 0, (gint32) rows->len) : 0;
  LeatRect rect = random_rect (rand, spread);

  if (what < 4 || rows->len == 0)
    {
      leat_reaches_add (reaches);
      g_array_set_size (rows, rows->len + 1);
      return;
    }
  if (what < 6)
    {
      leat_reaches_remove (reaches, row);
      g_array_remove_index_fast (rows, row);
      return;
    }
  leat_reaches_set (reaches, row, &rect);
  g_array_index (rows, LeatRect, row) = rect;
}

static void
test_same (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (21);
  g_autoptr(LeatReaches) reaches = leat_reaches_new ();
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (LeatRect));

  for (guint step = 0; step < STEPS; step++)
    {
      g_autoptr(GArray) areas = g_array_new (FALSE, FALSE, sizeof (LeatRect));
      double spread = step % 3 == 0 ? 10 : 1000;

      change (rand, reaches, rows, 1000);
      for (guint n = (guint) g_rand_int_range (rand, 0, step % 50 == 0 ? MOST_AREAS : 3); n > 0; n--)
        {
          LeatRect area = random_area (rand, rows, spread);

          g_array_append_val (areas, area);
        }
      assert_same (reaches, rows, areas);
    }
  g_assert_cmpuint (rows->len, >, 500);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/draw/reaches/same-as-each-row", test_same);
  return g_test_run ();
}
