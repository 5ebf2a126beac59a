/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/route.h"

#include <math.h>
#include <string.h>

/* Cards on a plan, a wire between two of them, and what is promised of every way: it begins and ends on the
 * edges of its cards, every leg is level or upright, and it runs over no card where it need not. */

#define MAX_CARDS 40

typedef struct
{
  const char *name;
  LeatPoint   cards[8]; /* left top; the wire goes from the first to the second */
  gsize       n_cards;
  LeatSide    from;
  LeatSide    to;
  gsize       n_points; /* 0: any number */
} RouteCase;

static const RouteCase route_cases[] = {
  { "level", { { 0, 0 }, { 300, 0 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 2 },
  { "step-down", { { 0, 0 }, { 300, 96 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 4 },
  { "step-up", { { 0, 96 }, { 300, 0 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 4 },
  { "below", { { 0, 0 }, { 0, 120 } }, 2, LEAT_SIDE_BOTTOM, LEAT_SIDE_TOP, 2 },
  { "above", { { 0, 120 }, { 0, 0 } }, 2, LEAT_SIDE_TOP, LEAT_SIDE_BOTTOM, 2 },
  { "below-and-back", { { 300, 0 }, { 0, 140 } }, 2, LEAT_SIDE_BOTTOM, LEAT_SIDE_TOP, 4 },
  { "close", { { 0, 0 }, { 164, 0 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 2 },
  { "close-and-below", { { 0, 0 }, { 164, 24 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 4 },
  { "negative", { { -900, -500 }, { -600, -500 } }, 2, LEAT_SIDE_RIGHT, LEAT_SIDE_LEFT, 2 },
  { "card-between", { { 0, 0 }, { 480, 0 }, { 240, 0 } }, 3, LEAT_N_SIDES, LEAT_N_SIDES, 0 },
  { "two-between", { { 0, 0 }, { 720, 0 }, { 240, 0 }, { 480, 0 } }, 4, LEAT_N_SIDES, LEAT_N_SIDES, 0 },
  { "wall", { { 0, 0 }, { 480, 0 }, { 240, -72 }, { 240, 0 }, { 240, 72 } }, 5, LEAT_N_SIDES, LEAT_N_SIDES, 0 },
  { "walled-in",
    { { 0, 0 }, { 600, 0 }, { 200, 0 }, { 0, 90 }, { 0, -90 }, { 400, 0 }, { 600, 90 }, { 600, -90 } },
    8, LEAT_N_SIDES, LEAT_N_SIDES, 0 },
};

static LeatRect
card_at (LeatPoint at)
{
  return (LeatRect){ at.x, at.y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
}

static gboolean
is_on_edge (const LeatRect *card,
            LeatPoint       p)
{
  gboolean in_x = p.x >= card->x && p.x <= card->x + card->width;
  gboolean in_y = p.y >= card->y && p.y <= card->y + card->height;

  return ((p.x == card->x || p.x == card->x + card->width) && in_y) ||
         ((p.y == card->y || p.y == card->y + card->height) && in_x);
}

static void
assert_orthogonal (GArray *route)
{
  for (guint i = 0; i + 1 < route->len; i++)
    {
      LeatPoint a = g_array_index (route, LeatPoint, i);
      LeatPoint b = g_array_index (route, LeatPoint, i + 1);

      g_assert_true (a.x == b.x || a.y == b.y);
    }
}

static gboolean
leg_is_inside (LeatPoint       a,
               LeatPoint       b,
               const LeatRect *card)
{
  return MAX (a.x, b.x) > card->x && MIN (a.x, b.x) < card->x + card->width && MAX (a.y, b.y) > card->y &&
         MIN (a.y, b.y) < card->y + card->height;
}

static guint
count_crossed (GArray         *route,
               const LeatRect *cards,
               gsize           n)
{
  guint crossed = 0;

  for (gsize k = 0; k < n; k++)
    for (guint i = 0; i + 1 < route->len; i++)
      crossed += leg_is_inside (g_array_index (route, LeatPoint, i), g_array_index (route, LeatPoint, i + 1),
                                &cards[k]);
  return crossed;
}

static LeatRouter *
router_with (const LeatRect *cards,
             gsize           n)
{
  LeatRouter *router = leat_router_new ();

  for (gsize i = 0; i < n; i++)
    leat_router_add (router, &cards[i]);
  return router;
}

static GArray *
route_between (LeatRouter        *router,
               const LeatElement *wire,
               const LeatRect    *from,
               const LeatRect    *to,
               LeatRouteEnds     *ends)
{
  LeatRect reach = *from;

  leat_router_choose_ends (router, wire, from, to, ends, &reach);
  return leat_router_find (router, wire, from, to, ends, &reach);
}

static void
test_case (gconstpointer data)
{
  const RouteCase *c = data;
  LeatRect cards[8];
  LeatRouteEnds ends;
  g_autoptr(LeatRouter) router = NULL;
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");
  g_autoptr(GArray) route = NULL;

  for (gsize i = 0; i < c->n_cards; i++)
    cards[i] = card_at (c->cards[i]);
  router = router_with (cards, c->n_cards);
  route = route_between (router, wire, &cards[0], &cards[1], &ends);

  assert_orthogonal (route);
  g_assert_true (is_on_edge (&cards[0], g_array_index (route, LeatPoint, 0)));
  g_assert_true (is_on_edge (&cards[1], g_array_index (route, LeatPoint, route->len - 1)));
  g_assert_cmpuint (count_crossed (route, cards, c->n_cards), ==, 0);
  if (c->from != LEAT_N_SIDES)
    {
      g_assert_cmpint (ends.from, ==, c->from);
      g_assert_cmpint (ends.to, ==, c->to);
    }
  if (c->n_points > 0)
    g_assert_cmpuint (route->len, ==, c->n_points);
}

/* Cards on a jittered grid leave lanes everywhere, so a free way always exists. */
static gsize
scatter (GRand    *rand,
         LeatRect *cards)
{
  gsize n = 0;

  for (int i = 0; i < 6; i++)
    for (int j = 0; j < 6; j++)
      if (g_rand_int_range (rand, 0, 4) > 0)
        cards[n++] = card_at ((LeatPoint){ i * 220 - 600 + g_rand_int_range (rand, 0, 30),
                                           j * 120 - 300 + g_rand_int_range (rand, 0, 20) });
  return n;
}

static void
test_scattered (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");

  for (int round = 0; round < 300; round++)
    {
      LeatRect cards[MAX_CARDS];
      gsize n = scatter (rand, cards);
      g_autoptr(LeatRouter) router = router_with (cards, n);
      gsize a = g_rand_int_range (rand, 0, n);
      gsize b = (a + 1 + g_rand_int_range (rand, 0, n - 1)) % n;
      LeatRouteEnds ends, again_ends;
      g_autoptr(GArray) route = route_between (router, wire, &cards[a], &cards[b], &ends);
      g_autoptr(GArray) again = route_between (router, wire, &cards[a], &cards[b], &again_ends);

      assert_orthogonal (route);
      g_assert_true (is_on_edge (&cards[a], g_array_index (route, LeatPoint, 0)));
      g_assert_true (is_on_edge (&cards[b], g_array_index (route, LeatPoint, route->len - 1)));
      g_assert_cmpuint (count_crossed (route, cards, n), ==, 0);
      g_assert_cmpmem (route->data, route->len * sizeof (LeatPoint), again->data,
                       again->len * sizeof (LeatPoint));
    }
}

/* A card that comes or goes outside of what was looked at changes nothing. */
static void
test_reach (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");

  for (int round = 0; round < 200; round++)
    {
      LeatRect cards[MAX_CARDS];
      gsize n = scatter (rand, cards);
      g_autoptr(LeatRouter) router = router_with (cards, n);
      LeatRect reach = cards[0];
      LeatRouteEnds ends;
      g_autoptr(GArray) route = NULL;
      g_autoptr(GArray) again = NULL;

      leat_router_choose_ends (router, wire, &cards[0], &cards[n / 2], &ends, &reach);
      route = leat_router_find (router, wire, &cards[0], &cards[n / 2], &ends, &reach);
      for (gsize i = 1; i < n; i++)
        if (i != n / 2 && (cards[i].x > reach.x + reach.width || cards[i].x + cards[i].width < reach.x ||
                           cards[i].y > reach.y + reach.height || cards[i].y + cards[i].height < reach.y))
          leat_router_remove (router, &cards[i]);
      again = route_between (router, wire, &cards[0], &cards[n / 2], &ends);
      g_assert_cmpmem (route->data, route->len * sizeof (LeatPoint), again->data,
                       again->len * sizeof (LeatPoint));
    }
}

/* At a corner, or between two that are in line with it. */
static gboolean
has_point (GArray   *route,
           LeatPoint p)
{
  for (guint i = 0; i + 1 < route->len; i++)
    {
      LeatPoint a = g_array_index (route, LeatPoint, i), b = g_array_index (route, LeatPoint, i + 1);

      if (p.x >= MIN (a.x, b.x) && p.x <= MAX (a.x, b.x) && p.y >= MIN (a.y, b.y) && p.y <= MAX (a.y, b.y))
        return TRUE;
    }
  return FALSE;
}

static void
test_by_hand (void)
{
  const LeatPoint bends[] = { { 230, 30 }, { 230, 200 }, { -60, 260 } };
  LeatRect from = card_at ((LeatPoint){ 0, 0 });
  LeatRect to = card_at ((LeatPoint){ 0, 100 });
  g_autoptr(LeatRouter) router = router_with (&from, 1);
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");
  g_autoptr(GArray) route = NULL;
  LeatRouteEnds ends;

  wire->points = g_memdup2 (bends, sizeof bends);
  wire->n_points = G_N_ELEMENTS (bends);
  route = route_between (router, wire, &from, &to, &ends);
  assert_orthogonal (route);
  g_assert_true (is_on_edge (&from, g_array_index (route, LeatPoint, 0)));
  g_assert_true (is_on_edge (&to, g_array_index (route, LeatPoint, route->len - 1)));
  for (gsize i = 0; i < G_N_ELEMENTS (bends); i++)
    g_assert_true (has_point (route, bends[i]));
}

static void
test_itself (void)
{
  LeatRect card = card_at ((LeatPoint){ -20, 40 });
  g_autoptr(LeatRouter) router = router_with (&card, 1);
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "a");
  LeatRouteEnds ends;
  g_autoptr(GArray) route = route_between (router, wire, &card, &card, &ends);

  assert_orthogonal (route);
  g_assert_cmpuint (route->len, >=, 4);
  g_assert_cmpuint (count_crossed (route, &card, 1), ==, 0);
}

/* No way is right where cards lie upon each other; there is one all the same. */
static void
test_upon (void)
{
  LeatRect cards[] = { card_at ((LeatPoint){ 0, 0 }), card_at ((LeatPoint){ 30, 20 }) };
  g_autoptr(LeatRouter) router = router_with (cards, 2);
  g_autoptr(LeatElement) wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "a", "b");
  LeatRouteEnds ends;
  g_autoptr(GArray) route = route_between (router, wire, &cards[0], &cards[1], &ends);

  assert_orthogonal (route);
  g_assert_cmpuint (route->len, >=, 2);
  g_assert_true (is_on_edge (&cards[0], g_array_index (route, LeatPoint, 0)));
  g_assert_true (is_on_edge (&cards[1], g_array_index (route, LeatPoint, route->len - 1)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (route_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/route/case/", route_cases[i].name, NULL);

      g_test_add_data_func (path, &route_cases[i], test_case);
    }
  g_test_add_func ("/draw/route/scattered", test_scattered);
  g_test_add_func ("/draw/route/reach", test_reach);
  g_test_add_func ("/draw/route/by-hand", test_by_hand);
  g_test_add_func ("/draw/route/itself", test_itself);
  g_test_add_func ("/draw/route/upon", test_upon);
  return g_test_run ();
}
