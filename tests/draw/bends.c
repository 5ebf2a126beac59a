/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/bends.h"

#include "draw/route.h"

#include <math.h>

/* Two cards, a wire between them, and parts of it moved by hand: what is drawn from the bends is what was moved. */

typedef struct
{
  LeatRect     from, to;
  LeatElement *wire;
  LeatRouter  *router;
} Fixture;

static void
set_up (Fixture *f,
        double   x,
        double   y)
{
  f->from = (LeatRect){ 0, 0, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  f->to = (LeatRect){ x, y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  f->wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");
  f->router = leat_router_new ();
  leat_router_add (f->router, &f->from);
  leat_router_add (f->router, &f->to);
}

static void
tear_down (Fixture *f)
{
  leat_element_unref (f->wire);
  leat_router_free (f->router);
}

static GArray *
draw (Fixture *f)
{
  LeatRect reach = f->from;
  LeatRouteEnds ends;

  leat_router_choose_ends (f->router, f->wire, &f->from, &f->to, &ends, &reach);
  return leat_router_find (f->router, f->wire, &f->from, &f->to, &ends, &reach);
}

static GArray *
move_leg (Fixture *f,
          gsize    leg,
          double   to)
{
  g_autoptr(GArray) route = draw (f);
  g_autoptr(GArray) bends = leat_bends_move_leg ((LeatPoint *) route->data, route->len, leg, to, &f->from, &f->to);

  leat_bends_set (f->wire, bends);
  return draw (f);
}

static void
assert_route (GArray     *route,
              const char *expected)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < route->len; i++)
    g_string_append_printf (words, "%s%g,%g", i > 0 ? " " : "", g_array_index (route, LeatPoint, i).x,
                            g_array_index (route, LeatPoint, i).y);
  g_assert_cmpstr (words->str, ==, expected);
}

typedef struct
{
  const char *name;
  double      x, y; /* of the second card */
  gsize       leg;
  double      to;
  const char *route;
} MoveCase;

static const MoveCase move_cases[] = {
  { "inner", 400, 200, 1, 180, "152,30 180,30 180,230 400,230" },
  { "inner-stops-before-its-card", 400, 200, 1, 20, "152,30 168,30 168,230 400,230" },
  { "inner-stops-before-the-other", 400, 200, 1, 500, "152,30 384,30 384,230 400,230" },
  { "straight-slides", 400, 0, 0, 42, "152,42 400,42" },
  { "straight-gets-corners", 400, 0, 0, 130, "152,30 168,30 168,130 384,130 384,30 400,30" },
  { "first-slides", 400, 200, 0, 18, "152,18 276,18 276,230 400,230" },
  { "first-gets-a-corner", 400, 200, 0, -60, "152,30 168,30 168,-60 276,-60 276,230 400,230" },
  { "last-gets-a-corner", 400, 200, 2, 300, "152,30 276,30 276,300 384,300 384,230 400,230" },
  { "back-in-line", 400, 0, 0, 30, "152,30 400,30" },
};

static void
test_move (gconstpointer data)
{
  const MoveCase *c = data;
  Fixture f;
  g_autoptr(GArray) route = NULL;

  set_up (&f, c->x, c->y);
  route = move_leg (&f, c->leg, c->to);
  assert_route (route, c->route);
  tear_down (&f);
}

/* A part that was dragged over one of its own cards. */
static gboolean
runs_over_cards (Fixture      *f,
                 const GArray *bends)
{
  for (guint i = 0; i + 1 < bends->len; i++)
    {
      const LeatPoint *p = &g_array_index (bends, LeatPoint, i);
      const LeatRect *cards[] = { &f->from, &f->to };

      for (int k = 0; k < 2; k++)
        if (MAX (p[0].x, p[1].x) >= cards[k]->x && MIN (p[0].x, p[1].x) <= cards[k]->x + cards[k]->width &&
            MAX (p[0].y, p[1].y) >= cards[k]->y && MIN (p[0].y, p[1].y) <= cards[k]->y + cards[k]->height)
          return TRUE;
    }
  return FALSE;
}

/* What the user sees is what is kept: any leg of any wire, moved anywhere but over its cards, is drawn there. */
static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (12);

  for (int round = 0; round < 2000; round++)
    {
      Fixture f;
      double x = g_rand_int_range (rand, -40, 41) * 12, y = g_rand_int_range (rand, -30, 31) * 12;

      if (fabs (x) < LEAT_BLOCK_WIDTH + 48 && fabs (y) < LEAT_BLOCK_HEIGHT + 48)
        continue;
      set_up (&f, x, y);
      for (int step = 0; step < 3; step++)
        {
          g_autoptr(GArray) before = draw (&f);
          gsize leg = g_rand_int_range (rand, 0, before->len - 1);
          const LeatPoint *p = &g_array_index (before, LeatPoint, leg);
          gboolean upright = p[0].x == p[1].x;
          double to = (upright ? p[0].x : p[0].y) + 6 * g_rand_int_range (rand, -20, 21);
          g_autoptr(GArray) bends =
            leat_bends_move_leg ((LeatPoint *) before->data, before->len, leg, to, &f.from, &f.to);
          g_autoptr(GArray) after = NULL;

          if (runs_over_cards (&f, bends))
            break;
          leat_bends_set (f.wire, bends);
          after = draw (&f);
          g_assert_cmpuint (after->len, >=, 2);
          for (guint i = 0; i + 1 < after->len; i++)
            {
              const LeatPoint *q = &g_array_index (after, LeatPoint, i);

              g_assert_true ((q[0].x == q[1].x) != (q[0].y == q[1].y));
            }
          for (guint i = 0; bends->len > 1 && i < bends->len; i++)
            g_assert_cmpmem (&g_array_index (after, LeatPoint, i + 1), sizeof (LeatPoint), &g_array_index (bends, LeatPoint, i),
                             sizeof (LeatPoint));
        }
      tear_down (&f);
    }
}

static void
test_remove (void)
{
  Fixture f;
  g_autoptr(GArray) route = NULL, bends = NULL, back = NULL;

  set_up (&f, 400, 0);
  route = move_leg (&f, 0, 130);
  bends = leat_bends_remove_leg ((LeatPoint *) route->data, route->len, 2, &f.from, &f.to);
  g_assert_cmpuint (bends->len, ==, 0);
  leat_bends_set (f.wire, bends);
  back = draw (&f);
  assert_route (back, "152,30 400,30");
  tear_down (&f);
}

static void
test_find_leg (void)
{
  const LeatRect from = { -152, -30, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT }, to = { 320, -30, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  const LeatPoint route[] = { { 0, 0 }, { 20, 0 }, { 20, 50 }, { 300, 50 }, { 300, 0 }, { 320, 0 } };
  const LeatPoint corner[] = { { 0, 0 }, { 20, 0 }, { 20, 50 } };

  g_assert_cmpuint (leat_bends_find_leg (route, 6, 2, &from, &to), ==, 2);
  g_assert_cmpuint (leat_bends_find_leg (route, 6, 3, &from, &to), ==, 2);
  g_assert_cmpuint (leat_bends_find_leg (route, 6, 4, &from, &to), ==, 3);
  g_assert_cmpuint (leat_bends_find_leg (corner, 3, 1, &from, &to), ==, G_MAXSIZE);
}

/* A wire with its bends below the two cards, whose end then goes to another card. */
static guint
count_kept (double   x,
            double   y,
            gboolean keep_start)
{
  const LeatPoint points[] = { { 180, 30 }, { 180, 300 }, { 380, 300 }, { 380, 30 } };
  LeatRect from = { 0, 0, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT }, to = { x, y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");
  g_autoptr(GArray) kept = NULL;

  wire->points = g_memdup2 (points, sizeof points);
  wire->n_points = G_N_ELEMENTS (points);
  kept = leat_bends_keep (wire, keep_start ? &from : &to, keep_start ? &to : &from, keep_start);
  for (guint i = 0; i < kept->len; i++)
    g_assert_cmpmem (&g_array_index (kept, LeatPoint, i), sizeof (LeatPoint),
                     &points[keep_start ? i : G_N_ELEMENTS (points) - kept->len + i], sizeof (LeatPoint));
  return kept->len;
}

static void
test_keep (void)
{
  g_assert_cmpuint (count_kept (600, 60, TRUE), ==, 3);
  g_assert_cmpuint (count_kept (330, 270, TRUE), ==, 2);
  g_assert_cmpuint (count_kept (-500, -40, TRUE), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (move_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/bends/move/", move_cases[i].name, NULL);

      g_test_add_data_func (path, &move_cases[i], test_move);
    }
  g_test_add_func ("/draw/bends/random", test_random);
  g_test_add_func ("/draw/bends/remove", test_remove);
  g_test_add_func ("/draw/bends/find-leg", test_find_leg);
  g_test_add_func ("/draw/bends/keep", test_keep);
  return g_test_run ();
}
