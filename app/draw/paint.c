/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw/paint-private.h"
#include "draw/scene-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* From items to shapes: zones, wires, cards, notes, then the labels of wires, each at a level of detail. */

#define TILE_X 8.0
#define TILE_Y 9.0
#define TILE_SIZE 26.0
#define GLYPH_SIZE 20.0
#define TEXT_X 42.0
#define NAME_Y 17.0
#define SERVICE_Y 32.5
#define FOOT_Y 48.5
#define BAR_WIDTH 70.0
#define BAR_HEIGHT 4.0
#define PAD 10.0
#define ARROW_LENGTH 8.0
#define ARROW_HALF 3.6

typedef struct
{
  LeatScene         *scene; /* or NULL: one card on its own */
  LeatBrush         *brush;
  LeatDetail         detail;
  double             zoom;
  const LeatColours *colours;
} Paint;

/* Kinds of wires: what tells them apart besides their colour. */
typedef struct
{
  double   width;
  double   dash[4];
  int      n_dash;
  gboolean open_arrow;
} WireLook;

static const WireLook wire_looks[LEAT_N_WIRE_KINDS] = {
  [LEAT_WIRE_DATA] = { 2, { 0 }, 0, FALSE },
  [LEAT_WIRE_TRIGGER] = { 2, { 0 }, 0, TRUE },
  [LEAT_WIRE_ORCHESTRATES] = { 2, { 8, 4 }, 2, FALSE },
  [LEAT_WIRE_MONITORS] = { 2, { 2.5, 3 }, 2, FALSE },
  [LEAT_WIRE_CATALOGS] = { 2, { 9, 3, 2.5, 3 }, 4, FALSE },
  [LEAT_WIRE_QUERIES] = { 2, { 18, 4 }, 2, FALSE },
  [LEAT_WIRE_ENCRYPTS] = { 1, { 0 }, 0, FALSE },
  [LEAT_WIRE_NETWORK] = { 1, { 4, 3 }, 2, FALSE },
};

void
leat_round_corner (LeatPoint before,
                   LeatPoint at,
                   LeatPoint after,
                   double    radius,
                   LeatPoint points[2])
{
  double in = hypot (at.x - before.x, at.y - before.y);
  double out = hypot (after.x - at.x, after.y - at.y);
  double r = MIN (radius, MIN (in, out) / 2);
  double a = in > 0 ? r / in : 0;
  double b = out > 0 ? r / out : 0;

  points[0] = (LeatPoint){ at.x + (before.x - at.x) * a, at.y + (before.y - at.y) * a };
  points[1] = (LeatPoint){ at.x + (after.x - at.x) * b, at.y + (after.y - at.y) * b };
}

static LeatColour
with_alpha (LeatColour colour,
            double     alpha)
{
  colour.alpha *= alpha;
  return colour;
}

static void
write_text (const Paint      *paint,
            const char       *text,
            LeatTextStyle     style,
            LeatAlign         align,
            double            x,
            double            y,
            double            width,
            const LeatColour *colour)
{
  LeatText line = { text, style, align, x, y, width, 0, colour };

  if (text != NULL && *text != '\0')
    paint->brush->text (paint->brush, &line);
}

static LeatDetail
detail_at (double zoom)
{
  if (zoom < 0.12)
    return LEAT_DETAIL_PLAIN;
  return zoom < 0.4 ? LEAT_DETAIL_NO_TEXT : LEAT_DETAIL_FULL;
}

/* Cards */

static LeatRole
role_of (const LeatService *service)
{
  return service != NULL ? service->role : LEAT_ROLE_SOURCE;
}

static void
paint_plate (const Paint    *paint,
             const LeatRect *card)
{
  const LeatColours *colours = paint->colours;
  LeatRect shade = { card->x, card->y + 1.5, card->width, card->height };
  LeatColour black = { 0, 0, 0, colours->dark ? 0.25 : 0.07 };
  LeatPen under = { .fill = &black };
  LeatPen pen = { .fill = &colours->card,
                  .stroke = &colours->card_edge,
                  .width = colours->high_contrast ? 1.5 : 1 };

  if (paint->detail == LEAT_DETAIL_FULL && !paint->brush->plain)
    paint->brush->rect (paint->brush, &shade, CARD_RADIUS, &under);
  paint->brush->rect (paint->brush, card, CARD_RADIUS, &pen);
}

static void
paint_tile (const Paint       *paint,
            const LeatRect    *card,
            const LeatService *service)
{
  const LeatColour *role = &paint->colours->role[role_of (service)];
  LeatColour tint = with_alpha (*role, paint->colours->dark ? 0.26 : 0.16);
  LeatPen pen = { .fill = &tint };
  LeatRect tile = { card->x + TILE_X, card->y + TILE_Y, TILE_SIZE, TILE_SIZE };
  LeatRect glyph = rect_grow (tile, (GLYPH_SIZE - TILE_SIZE) / 2);

  paint->brush->rect (paint->brush, &tile, 7, &pen);
  paint->brush->glyph (paint->brush, service != NULL ? service->glyph : "unknown", &glyph, role);
}

static void
paint_names (const Paint       *paint,
             const LeatRect    *card,
             const LeatService *service,
             const char        *type,
             const char        *name)
{
  const LeatColours *colours = paint->colours;
  const char *kind = service != NULL ? leat_tr (service->name) : type;
  double x = card->x + TEXT_X;
  double width = card->width - TEXT_X - PAD;

  if (name == NULL || *name == '\0')
    {
      name = kind;
      kind = NULL;
    }
  write_text (paint, name, LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, x, card->y + NAME_Y, width, &colours->text);
  write_text (paint, kind, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x, card->y + SERVICE_Y, width,
              &colours->text_dim);
}

static void
paint_use (const Paint    *paint,
           const LeatItem *item,
           double          width)
{
  const LeatColours *colours = paint->colours;
  const LeatRect *card = &item->element->bounds;
  LeatRect bar = { card->x + PAD, card->y + FOOT_Y - BAR_HEIGHT / 2, width, BAR_HEIGHT };
  gboolean edged = colours->high_contrast; /* an edge as dark as text would pass for a full bar */
  LeatPen track = { .fill = edged ? &colours->card : &colours->card_edge, .stroke = edged ? &colours->card_edge : NULL, .width = 1 };
  LeatPen fill = { .fill = item->use >= 1     ? &colours->error
                           : item->use >= 0.7 ? &colours->warning
                                              : &colours->success };

  paint->brush->rect (paint->brush, &bar, BAR_HEIGHT / 2, &track);
  bar.width *= MIN (1, item->use);
  if (bar.width >= 1)
    paint->brush->rect (paint->brush, &bar, BAR_HEIGHT / 2, &fill);
}

/* A long figure is never cut: the bar gives way. */
static void
paint_foot (const Paint    *paint,
            const LeatItem *item)
{
  const LeatRect *card = &item->element->bounds;
  double room = card->width - 2 * PAD;
  double width =
    item->cost != NULL
      ? leat_text_measure (LEAT_TEXT_FIGURE, item->cost) + 1
      : 0;

  if (item->use >= 0 && room - width > BAR_HEIGHT + 8)
    paint_use (paint, item, MIN (BAR_WIDTH, room - width - 8));
  write_text (paint, item->cost, LEAT_TEXT_FIGURE, LEAT_ALIGN_RIGHT, card->x + card->width - PAD,
              card->y + FOOT_Y, room, &paint->colours->text_dim);
}

static void
paint_ports (const Paint    *paint,
             const LeatRect *card)
{
  LeatPen pen = { .fill = &paint->colours->card, .stroke = &paint->colours->wire, .width = 1.5 };
  double y = card->y + card->height / 2;

  paint->brush->circle (paint->brush, (LeatPoint){ card->x, y }, PORT_RADIUS, &pen);
  paint->brush->circle (paint->brush, (LeatPoint){ card->x + card->width, y }, PORT_RADIUS, &pen);
}

/* Badges: a disc for errors, a triangle for warnings, each with its number. */

static void
paint_error (const Paint *paint,
             LeatPoint    middle,
             guint        n)
{
  const LeatColours *colours = paint->colours;
  LeatPen pen = { .fill = &colours->error, .stroke = &colours->background, .width = 1.5 };
  g_autofree char *text = n > 99 ? g_strdup ("99") : g_strdup_printf ("%u", n);

  paint->brush->circle (paint->brush, middle, BADGE_RADIUS, &pen);
  write_text (paint, text, LEAT_TEXT_BADGE, LEAT_ALIGN_MIDDLE, middle.x, middle.y, 20,
              &colours->on_badge);
}

static void
paint_warning (const Paint *paint,
               LeatPoint    middle,
               guint        n)
{
  static const LeatColour ink = { 0.14, 0.12, 0, 1 };
  const LeatColours *colours = paint->colours;
  LeatPen halo = { .stroke = &colours->background, .fill = &colours->background, .width = 6,
                   .round = TRUE };
  LeatPen pen = { .fill = &colours->warning, .stroke = &colours->warning, .width = 3, .round = TRUE };
  LeatPoint corners[] = { { middle.x, middle.y - 7 },
                          { middle.x + 8, middle.y + 6 },
                          { middle.x - 8, middle.y + 6 },
                          { middle.x, middle.y - 7 } };
  g_autofree char *text = n > 9 ? g_strdup ("9+") : g_strdup_printf ("%u", n);

  paint->brush->line (paint->brush, corners, 4, 0, &halo);
  paint->brush->line (paint->brush, corners, 4, 0, &pen);
  write_text (paint, text, LEAT_TEXT_BADGE, LEAT_ALIGN_MIDDLE, middle.x, middle.y + 1.5, 20, &ink);
}

/* From the right: errors, then warnings. */
static void
paint_badges (const Paint    *paint,
              const LeatItem *item)
{
  LeatPoint at = item->badge_at;

  if (item->errors > 0)
    paint_error (paint, at, item->errors);
  if (item->errors > 0)
    at.x -= BADGE_STEP;
  if (item->warnings > 0)
    paint_warning (paint, at, item->warnings);
}

static void
paint_small_badge (const Paint    *paint,
                   const LeatItem *item)
{
  LeatPen pen = { .fill = item->errors > 0 ? &paint->colours->error : &paint->colours->warning };

  if (item->errors + item->warnings > 0)
    paint->brush->circle (paint->brush, item->badge_at, BADGE_RADIUS + 1, &pen);
}

static void
paint_plain (const Paint    *paint,
             const LeatItem *item)
{
  LeatPen pen = { .fill = &paint->colours->role[role_of (item->service)] };

  paint->brush->rect (paint->brush, &item->element->bounds, 0, &pen);
}

/* Cards beneath an overlay: its colour tints the card, its figure takes the place of the cost, and what the figure is
 * of that of the service. What it says nothing of stands back. */

static gboolean
is_overlaid (const Paint *paint)
{
  LeatOverlayKind kind = paint->scene != NULL ? leat_overlay_get_kind (paint->scene->overlay) : LEAT_OVERLAY_NONE;

  return kind != LEAT_OVERLAY_NONE && kind != LEAT_OVERLAY_FLOW;
}

static void
paint_marked_plate (const Paint    *paint,
                    const LeatRect *card,
                    const LeatOverlayMark *mark)
{
  const LeatColours *colours = paint->colours;
  LeatColour strong = leat_overlay_mark_colour (mark, colours);
  gboolean marked = mark->tone != LEAT_MARK_NONE, plain = paint->detail == LEAT_DETAIL_PLAIN;
  double level = mark->tone == LEAT_MARK_RAMP ? mark->level : 1;
  LeatColour fill = leat_colours_mix (colours->card, strong, marked ? 0.3 : 0.35);
  LeatColour edge = leat_colours_mix (colours->card_edge, strong, marked ? 0.4 + 0.6 * level : 0);
  LeatPen pen = { .fill = paint->detail == LEAT_DETAIL_FULL ? &fill : &strong,
                  .stroke = plain ? NULL : &edge, .width = marked ? 2 : 1 };
  LeatPen line = { .stroke = &colours->text, .width = MAX (2, 2 / paint->zoom) };
  LeatRect inner = rect_grow (*card, -4);

  paint->brush->rect (paint->brush, card, plain ? 0 : CARD_RADIUS, &pen);
  if (mark->full)
    paint->brush->rect (paint->brush, &inner, plain ? 0 : CARD_RADIUS - 4, &line);
}

static void
paint_marked_tile (const Paint    *paint,
                   const LeatItem *item)
{
  const LeatRect *card = &item->element->bounds;
  LeatRect tile = { card->x + TILE_X, card->y + TILE_Y, TILE_SIZE, TILE_SIZE };
  LeatPen pen = { .fill = &paint->colours->card };

  paint->brush->rect (paint->brush, &tile, 7, &pen);
  paint_tile (paint, card, item->service);
}

static void
paint_marked_names (const Paint    *paint,
                    const LeatItem *item,
                    const LeatOverlayMark *mark)
{
  const LeatElement *element = item->element;
  const LeatColours *colours = paint->colours;
  const char *kind = item->service != NULL ? leat_tr (item->service->name) : element->type;
  const char *name = *element->name != '\0' ? element->name : kind;
  const char *words = mark->words != NULL ? mark->words : name != kind ? kind : NULL;
  const LeatColour *ink = mark->tone != LEAT_MARK_NONE ? &colours->text : &colours->text_dim;
  double x = element->bounds.x + TEXT_X, width = element->bounds.width - TEXT_X - PAD;

  write_text (paint, name, LEAT_TEXT_NAME, LEAT_ALIGN_LEFT, x, element->bounds.y + NAME_Y, width, ink);
  write_text (paint, words, LEAT_TEXT_SMALL, LEAT_ALIGN_LEFT, x, element->bounds.y + SERVICE_Y, width, ink);
}

static void
paint_marked_foot (const Paint    *paint,
                   const LeatRect *card,
                   const LeatOverlayMark *mark)
{
  const LeatColours *colours = paint->colours;
  LeatColour strong = leat_overlay_mark_colour (mark, colours);
  LeatPen track = { .fill = &colours->card, .stroke = &colours->text_dim, .width = 0.75 }, fill = { .fill = &strong };
  double room = card->width - 2 * PAD;
  double width = mark->figure == NULL ? 0 : leat_text_measure (LEAT_TEXT_FIGURE, mark->figure);
  LeatRect bar = { card->x + PAD, card->y + FOOT_Y - 3, MIN (BAR_WIDTH, room - width - 9), 6 };

  if (mark->tone != LEAT_MARK_NONE && mark->level >= 0 && bar.width > 12)
    {
      paint->brush->rect (paint->brush, &bar, 3, &track);
      bar.width *= mark->level;
      if (bar.width >= 1)
        paint->brush->rect (paint->brush, &bar, MIN (3, bar.width / 2), &fill);
    }
  write_text (paint, mark->figure, LEAT_TEXT_FIGURE, LEAT_ALIGN_RIGHT, card->x + card->width - PAD, card->y + FOOT_Y, room,
              mark->tone != LEAT_MARK_NONE ? &colours->text : &colours->text_dim);
}

static void
paint_overlaid_block (const Paint    *paint,
                      const LeatItem *item)
{
  LeatOverlayMark mark;

  leat_overlay_mark (paint->scene->overlay, item->element, &mark);
  paint_marked_plate (paint, &item->element->bounds, &mark);
  if (paint->detail != LEAT_DETAIL_PLAIN)
    paint_marked_tile (paint, item);
  if (paint->detail == LEAT_DETAIL_FULL)
    {
      paint_marked_names (paint, item, &mark);
      paint_marked_foot (paint, &item->element->bounds, &mark);
      paint_ports (paint, &item->element->bounds);
      paint_badges (paint, item);
    }
  leat_overlay_mark_clear (&mark);
}

static void
paint_block (const Paint    *paint,
             const LeatItem *item)
{
  const LeatElement *element = item->element;
  const LeatRect *card = &element->bounds;

  if (is_overlaid (paint))
    {
      paint_overlaid_block (paint, item);
      return;
    }
  if (paint->detail == LEAT_DETAIL_PLAIN)
    {
      paint_plain (paint, item);
      return;
    }

  paint_plate (paint, card);
  paint_tile (paint, card, item->service);
  if (paint->detail == LEAT_DETAIL_NO_TEXT)
    {
      paint_small_badge (paint, item);
      return;
    }

  paint_names (paint, card, item->service, element->type, element->name);
  paint_foot (paint, item);
  paint_ports (paint, card);
  paint_badges (paint, item);
}

/* Wires */

/* How far before the end of the route the arrow stops: outside the ring of the port, if it is there. */
static double
gap_at_end (const LeatItem *item)
{
  gboolean at_ring = item->ends.to == LEAT_SIDE_LEFT || item->ends.to == LEAT_SIDE_RIGHT;

  return at_ring && fabs (item->ends.to_offset) < PORT_RADIUS ? PORT_RADIUS + 0.75 : 0.75;
}

static void
paint_arrow (const Paint      *paint,
             LeatPoint         tip,
             LeatPoint         way,
             gboolean          open,
             double            size,
             const LeatColour *colour)
{
  LeatPoint base = { tip.x - way.x * ARROW_LENGTH * size, tip.y - way.y * ARROW_LENGTH * size };
  double half = ARROW_HALF * size;
  LeatPoint corners[] = { { base.x - way.y * half, base.y + way.x * half },
                          tip,
                          { base.x + way.y * half, base.y - way.x * half },
                          { base.x - way.y * half, base.y + way.x * half } };
  LeatPen filled = { .fill = colour };
  LeatPen lines = { .stroke = colour, .width = 1.8, .round = TRUE };

  if (open)
    paint->brush->line (paint->brush, corners, 3, 0, &lines);
  else
    paint->brush->line (paint->brush, corners, 4, 0, &filled);
}

static LeatPen
wire_pen (const Paint      *paint,
          LeatWireKind      kind,
          const LeatColour *colour)
{
  const WireLook *look = &wire_looks[kind];
  LeatPen pen = { .stroke = colour, .width = MAX (look->width, 0.8 / paint->zoom) };

  if (paint->detail != LEAT_DETAIL_PLAIN && look->n_dash > 0)
    {
      pen.dash = look->dash;
      pen.n_dash = look->n_dash;
    }
  return pen;
}

/* Beneath an overlay a wire has the colour of what it says of it, and is the wider the more flows; the others stand
 * back, but not where high contrast was asked for. The pale end of the ramp is too pale for a line. */
static void
overlay_wire (const Paint    *paint,
              const LeatItem *item,
              LeatColour     *colour,
              double         *width)
{
  const LeatOverlay *overlay = paint->scene->overlay;
  LeatOverlayMark mark;

  if (overlay == NULL)
    return;
  if (!leat_overlay_mark (overlay, item->element, &mark))
    *colour = leat_colours_mix (*colour, paint->colours->background, paint->colours->high_contrast ? 0 : 0.45);
  else if (mark.tone == LEAT_MARK_RAMP)
    {
      *colour = leat_colours_ramp (paint->colours, 0.35 + 0.65 * mark.level);
      *width = MAX (*width, 1.5 + 4.5 * mark.level);
    }
  else
    {
      *colour = leat_overlay_mark_colour (&mark, paint->colours);
      *width = MAX (*width, 3);
    }
  leat_overlay_mark_clear (&mark);
}

/* A line and its arrow; the line ends within the arrow, so that no corner of it shows beside the tip. */
static void
paint_line (const Paint   *paint,
            LeatWireKind   kind,
            GArray        *route,
            double         gap,
            double         size,
            const LeatPen *pen)
{
  LeatPoint *end = &g_array_index (route, LeatPoint, route->len - 1), tip, way;
  LeatPoint before = g_array_index (route, LeatPoint, route->len - 2);
  double length = hypot (end->x - before.x, end->y - before.y), stop;

  way = length > 0 ? (LeatPoint){ (end->x - before.x) / length, (end->y - before.y) / length }
                   : (LeatPoint){ 1, 0 };
  tip = (LeatPoint){ end->x - way.x * gap, end->y - way.y * gap };
  stop = wire_looks[kind].open_arrow ? 1 : MIN (ARROW_LENGTH * size - 1, length / 2);
  *end = (LeatPoint){ tip.x - way.x * stop, tip.y - way.y * stop };
  paint->brush->line (paint->brush, (LeatPoint *) route->data, route->len, WIRE_CORNER, pen);
  paint_arrow (paint, tip, way, wire_looks[kind].open_arrow, size, pen->stroke);
}

void
paint_wire_sample (LeatBrush         *brush,
                   LeatWireKind       kind,
                   LeatPoint          start,
                   double             length,
                   const LeatColours *colours)
{
  Paint paint = { NULL, brush, LEAT_DETAIL_FULL, 1, colours };
  LeatPen pen = wire_pen (&paint, kind, leat_colours_for_wire (colours, kind));
  LeatPoint points[] = { start, { start.x + length, start.y } };
  g_autoptr(GArray) route = g_array_new (FALSE, FALSE, sizeof (LeatPoint));

  g_array_append_vals (route, points, G_N_ELEMENTS (points));
  paint_line (&paint, kind, route, 0, 1, &pen);
}

static void
paint_wire (const Paint    *paint,
            const LeatItem *item)
{
  LeatWireKind kind = item->element->wire_kind;
  LeatColour colour = *leat_colours_for_wire (paint->colours, kind);
  LeatPen pen = wire_pen (paint, kind, &colour);
  g_autoptr(GArray) route = item->route != NULL ? g_array_copy (item->route) : NULL;
  double size;

  if (route == NULL)
    return;
  overlay_wire (paint, item, &colour, &pen.width);
  size = paint->scene->overlay != NULL ? MAX (1, pen.width / 3) : 1;
  if (paint->detail == LEAT_DETAIL_PLAIN)
    paint->brush->line (paint->brush, (LeatPoint *) route->data, route->len, 0, &pen);
  else
    paint_line (paint, kind, route, gap_at_end (item), size, &pen);
}

static void
paint_label (const Paint    *paint,
             const LeatItem *item)
{
  const LeatColours *colours = paint->colours;
  const LeatRect *pill = &item->pill;
  LeatPen pen = { .fill = &colours->background, .stroke = &colours->card_edge, .width = 1 };

  if (item->route == NULL)
    return;
  if (pill->width > 0)
    {
      paint->brush->rect (paint->brush, pill, PILL_HEIGHT / 2, &pen);
      write_text (paint, item->label, LEAT_TEXT_LABEL, LEAT_ALIGN_MIDDLE, pill->x + pill->width / 2,
                  pill->y + pill->height / 2, pill->width - 12, &colours->text_dim);
    }
  paint_badges (paint, item);
}

/* Zones and notes */

typedef struct
{
  const char *type;
  const char *title;
  LeatRole    role;
  double      dash[2];
} ZoneLook;

static const ZoneLook zone_looks[] = {
  { "vpc", N_("VPC"), LEAT_ROLE_NETWORK, { 0, 0 } },
  { "subnet", N_("Subnet"), LEAT_ROLE_NETWORK, { 5, 3 } },
  { "availability-zone", N_("Availability Zone"), LEAT_ROLE_NETWORK, { 5, 3 } },
  { "account", N_("Account"), LEAT_ROLE_SOURCE, { 0, 0 } },
  { "region", N_("Region"), LEAT_ROLE_SOURCE, { 5, 3 } },
};

static const ZoneLook *
zone_look (const char *type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (zone_looks); i++)
    if (g_strcmp0 (zone_looks[i].type, type) == 0)
      return &zone_looks[i];
  return NULL;
}

static char *
zone_title (const LeatElement *zone,
            const ZoneLook    *look,
            LeatRole           role)
{
  if (*zone->name == '\0')
    return g_strdup (look != NULL ? _(look->title) : leat_role_get_label (role));
  if (look == NULL)
    return g_strdup (zone->name);
  return g_strdup_printf ("%s · %s", _(look->title), zone->name);
}

static void
paint_zone (const Paint    *paint,
            const LeatItem *item)
{
  const LeatColours *colours = paint->colours;
  const LeatElement *zone = item->element;
  const ZoneLook *look = zone_look (zone->type);
  LeatRole role = look != NULL ? look->role : LEAT_ROLE_SOURCE;
  LeatColour tint, line, ink;
  LeatPen pen = { .fill = &tint, .stroke = &line, .width = MAX (1, 0.6 / paint->zoom) };
  LeatPen ground = { .fill = &colours->background };
  double radius = paint->detail == LEAT_DETAIL_PLAIN ? 0 : CARD_RADIUS;
  g_autofree char *title = NULL;

  leat_role_from_string (zone->role, &role);
  tint = with_alpha (colours->role[role], colours->dark ? 0.08 : 0.07);
  line = with_alpha (colours->role[role], colours->high_contrast ? 1 : 0.45);
  ink = leat_colours_mix (colours->role[role], colours->text, 0.2);
  if (look != NULL && look->dash[0] > 0 && paint->detail != LEAT_DETAIL_PLAIN)
    {
      pen.dash = look->dash;
      pen.n_dash = 2;
    }
  if (colours->on_nothing)
    paint->brush->rect (paint->brush, &zone->bounds, radius, &ground);
  paint->brush->rect (paint->brush, &zone->bounds, radius, &pen);
  if (paint->detail != LEAT_DETAIL_FULL)
    return;

  title = zone_title (zone, look, role);
  write_text (paint, title, LEAT_TEXT_TITLE, LEAT_ALIGN_LEFT, zone->bounds.x + 14, zone->bounds.y + 18,
              zone->bounds.width - 28, &ink);
}

static void
paint_note (const Paint    *paint,
            const LeatItem *item)
{
  const LeatColours *colours = paint->colours;
  const LeatElement *note = item->element;
  LeatColour edge = with_alpha (colours->warning, 0.6);
  LeatPen pen = { .fill = &colours->note, .stroke = &edge, .width = 1 };
  LeatText text = { note->text,
                    LEAT_TEXT_NOTE,
                    LEAT_ALIGN_LEFT,
                    note->bounds.x + PAD,
                    note->bounds.y + 8,
                    note->bounds.width - 2 * PAD,
                    note->bounds.height - 16,
                    &colours->text };

  paint->brush->rect (paint->brush, &note->bounds, paint->detail == LEAT_DETAIL_PLAIN ? 0 : 6, &pen);
  if (paint->detail == LEAT_DETAIL_FULL && note->text != NULL && *note->text != '\0')
    paint->brush->text (paint->brush, &text);
}

/* Scenes */

/* So many elements are rather looked up than picked out of all that touch an area, unless that is small for them: a square
 * so large has about one element. */
#define FEW 4096
#define AN_ELEMENT (128.0 * 128.0)

static gboolean
is_few (GHashTable     *only,
        const LeatRect *area)
{
  return only != NULL && g_hash_table_size (only) <= MIN (FEW, area->width * area->height / AN_ELEMENT);
}

static gboolean
is_wanted (const LeatItem *item,
           GHashTable     *skip,
           GHashTable     *only)
{
  return (skip == NULL || !g_hash_table_contains (skip, item->element->id)) &&
         (only == NULL || g_hash_table_contains (only, item->element->id));
}

static void
paint_item (const Paint    *paint,
            const LeatItem *item)
{
  static void (*const painters[]) (const Paint *, const LeatItem *) = {
    [LEAT_ELEMENT_ZONE] = paint_zone,
    [LEAT_ELEMENT_BLOCK] = paint_block,
    [LEAT_ELEMENT_WIRE] = paint_wire,
    [LEAT_ELEMENT_NOTE] = paint_note,
  };

  paint->brush->begin (paint->brush, item->element);
  painters[item->element->kind](paint, item);
  paint->brush->end (paint->brush);
}

/* Several threads may paint a scene at once; looking for items leaves marks in it. */
static GPtrArray *
find_items (LeatScene      *self,
            const LeatRect *area)
{
  static GMutex lock;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&lock);

  return scene_items_in (self, area);
}

void
leat_scene_paint_with (LeatScene         *self,
                       LeatBrush         *brush,
                       const LeatRect    *area,
                       double             zoom,
                       const LeatColours *colours,
                       GHashTable        *skip,
                       GHashTable        *only)
{
  Paint paint = { self, brush, detail_at (zoom), zoom, colours };
  g_autoptr(GPtrArray) items = is_few (only, area) ? scene_items_of (self, only, area) : find_items (self, area);

  for (guint i = 0; i < items->len; i++)
    if (is_wanted (g_ptr_array_index (items, i), skip, only))
      paint_item (&paint, g_ptr_array_index (items, i));

  for (guint i = 0; paint.detail == LEAT_DETAIL_FULL && i < items->len; i++)
    {
      const LeatItem *item = g_ptr_array_index (items, i);

      if (item->element->kind == LEAT_ELEMENT_WIRE && is_wanted (item, skip, only))
        paint_label (&paint, item);
    }
}

void
leat_scene_paint (LeatScene         *self,
                  cairo_t           *cr,
                  const LeatRect    *area,
                  double             zoom,
                  const LeatColours *colours,
                  GHashTable        *skip,
                  GHashTable        *only)
{
  CairoBrush brush;

  cairo_brush_init (&brush, cr, self->catalogue, self->typesetter, zoom);
  leat_scene_paint_with (self, &brush.brush, area, zoom, colours, skip, only);
}

void
leat_paint_block (cairo_t             *cr,
                  const LeatCatalogue *catalogue,
                  const LeatService   *service,
                  const char          *name,
                  double               x,
                  double               y,
                  const LeatColours   *colours)
{
  g_autoptr(LeatTypesetter) typesetter = leat_typesetter_new ();
  LeatRect card = { x, y, LEAT_BLOCK_WIDTH, LEAT_BLOCK_HEIGHT };
  CairoBrush brush;
  Paint paint = { NULL, &brush.brush, LEAT_DETAIL_FULL, 1, colours };

  cairo_brush_init (&brush, cr, catalogue, typesetter, 2);
  paint_plate (&paint, &card);
  paint_tile (&paint, &card, service);
  paint_names (&paint, &card, service, NULL, name);
  paint_ports (&paint, &card);
}
