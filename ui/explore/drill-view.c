/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-view.h"

#include "config.h"

#include "draw/chart.h"
#include "engine/money.h"
#include "explore/drill-paint.h"
#include "palette/glyph-tile.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

/* A drawing with more blocks than these shows those that the outage reaches, and at most so many. */
#define MOST_BLOCKS 60

/* Around the drawing, where signs stand; and what it takes at most. In pixels. */
#define MARGIN 14.0
#define MOST_HEIGHT 420.0
#define LEAST_WIDTH 300

/* Dots on a wire: how far apart, how large, and how fast where as much flows as without the outage. */
#define DOT_GAP 20.0
#define DOT_RADIUS 2.7
#define DOT_SPEED 42.0

/* What flows faster or slower than usual by more is not told apart by eye. */
#define MOST_FASTER 3.0
#define LEAST_SLOWER 0.35

#define PILL_ROOM 20.0
#define WORDS_ALARMS 4

typedef struct
{
  LeatElement       *element; /* of the pipeline of this view */
  const LeatService *service;
  int                index;   /* among the blocks of the drill, or -1 */
} Card;

typedef struct
{
  char      *id;
  double     usual; /* records a second before the outage */
  double     phase; /* how far the dots are, in pixels */
  LeatPoint *points; /* in canvas units */
  gsize      n;
} Wire;

struct _LeatDrillView
{
  GtkWidget            parent_instance;
  LeatDrill           *drill;    /* owned, or NULL */
  const LeatDrillPlan *plan;     /* borrowed */
  LeatPipeline        *pipeline; /* owned: what is drawn of it */
  LeatScene           *scene;    /* of `pipeline` */
  GPtrArray           *cards;    /* of Card */
  GPtrArray           *wires;    /* of Wire: those that carry records */
  GHashTable          *lines;    /* ids of all wires: what the scene paints */
  LeatRect             extents;  /* in canvas units */
  GskRenderNode       *node;     /* the lines as they were painted last */
  double               time;
  double               most;     /* a full card */
  gboolean             dots;
};

G_DEFINE_FINAL_TYPE (LeatDrillView, leat_drill_view, GTK_TYPE_WIDGET)

static void
wire_free (gpointer data)
{
  Wire *self = data;

  g_free (self->id);
  g_free (self->points);
  g_free (self);
}

/* What is drawn */

static gboolean
carries (LeatDrillView     *self,
         const LeatElement *wire)
{
  LeatFlow flow;

  return wire->kind == LEAT_ELEMENT_WIRE && !isnan (leat_drill_get_wire_rate (self->drill, wire->id, 0)) &&
         leat_report_get_wire_flow (leat_drill_plan_get_report (self->plan), wire->id, &flow) &&
         flow.values[LEAT_FLOW_RECORDS_PER_S] > 0;
}

/* Whether something may stop with the block at the other end. */
static gboolean
depends (LeatDrillView     *self,
         const LeatElement *wire)
{
  const char *stopped = leat_drill_plan_get_options (self->plan)->block;

  if (wire->kind != LEAT_ELEMENT_WIRE || wire->from == NULL || wire->to == NULL)
    return FALSE;
  return g_str_equal (wire->from, stopped) || (wire->wire_kind == LEAT_WIRE_NETWORK && g_str_equal (wire->to, stopped));
}

static gboolean
is_shown (LeatDrillView     *self,
          const LeatElement *wire)
{
  return carries (self, wire) || depends (self, wire);
}

static GHashTable *
find_reached (const LeatDrill *drill)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < leat_drill_get_n_blocks (drill) && i < MOST_BLOCKS; i++)
    g_hash_table_add (ids, leat_drill_get_nth_block (drill, i)->result->element->id);
  return ids;
}

/* The blocks between which records flow, and what the one that stops has to do with; of a large pipeline those that the
 * outage reaches. */
static GHashTable *
find_shown (LeatDrillView *self,
            GPtrArray     *elements)
{
  GHashTable *ids = find_reached (self->drill);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = elements->pdata[i];

      if (!is_shown (self, wire))
        continue;
      g_hash_table_add (ids, wire->from);
      g_hash_table_add (ids, wire->to);
    }
  if (g_hash_table_size (ids) <= MOST_BLOCKS)
    return ids;
  g_hash_table_unref (ids);
  return find_reached (self->drill);
}

static int
find_block (const LeatDrill *drill,
            const char      *id)
{
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    if (g_str_equal (leat_drill_get_nth_block (drill, i)->result->element->id, id))
      return (int) i;
  return -1;
}

static void
grow (LeatRect       *extents,
      const LeatRect *rect)
{
  double right = MAX (extents->x + extents->width, rect->x + rect->width);
  double bottom = MAX (extents->y + extents->height, rect->y + rect->height);

  if (extents->width <= 0)
    {
      *extents = *rect;
      return;
    }
  extents->x = MIN (extents->x, rect->x);
  extents->y = MIN (extents->y, rect->y);
  extents->width = right - extents->x;
  extents->height = bottom - extents->y;
}

static void
add_card (LeatDrillView     *self,
          const LeatElement *block)
{
  const LeatBlockResult *result = leat_report_get_block (leat_drill_plan_get_report (self->plan), block->id);
  Card *card;

  /* A large pipeline may have been changed since it was evaluated. */
  if (result == NULL)
    return;
  card = g_new0 (Card, 1);
  card->element = leat_pipeline_get_element (self->pipeline, block->id);
  card->service = result->service;
  card->index = find_block (self->drill, block->id);
  g_ptr_array_add (self->cards, card);
  grow (&self->extents, &card->element->bounds);
}

static void
put_blocks (LeatDrillView *self,
            GPtrArray     *elements,
            GHashTable    *shown)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = elements->pdata[i];

      if (element->kind != LEAT_ELEMENT_BLOCK || !g_hash_table_contains (shown, element->id))
        continue;
      leat_pipeline_replace (self->pipeline, NULL, elements->pdata[i]);
      add_card (self, element);
    }
}

/* Labels of wires would lie under what is told of them here. */
static void
put_wires (LeatDrillView *self,
           GPtrArray     *elements)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *wire = elements->pdata[i];
      g_autoptr(LeatElement) plain = NULL;

      if (!is_shown (self, wire) || leat_pipeline_get_element (self->pipeline, wire->from) == NULL ||
          leat_pipeline_get_element (self->pipeline, wire->to) == NULL)
        continue;
      plain = leat_element_copy_named (wire, "");
      leat_pipeline_replace (self->pipeline, NULL, plain);
      g_hash_table_add (self->lines, g_strdup (wire->id));
    }
}

static void
read_routes (LeatDrillView *self)
{
  double before = nextafter (leat_drill_get_totals (self->drill)->start, 0);

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      gsize n;
      const LeatPoint *points = element->kind == LEAT_ELEMENT_WIRE ? leat_scene_get_route (self->scene, element->id, &n) : NULL;
      Wire *wire;

      for (gsize k = 0; points != NULL && k < n; k++)
        grow (&self->extents, &(LeatRect){ points[k].x, points[k].y, 0.001, 0.001 });
      if (points == NULL || n < 2 || !carries (self, element))
        continue;
      wire = g_new0 (Wire, 1);
      wire->id = g_strdup (element->id);
      wire->usual = fabs (leat_drill_get_wire_rate (self->drill, element->id, before));
      wire->points = g_memdup2 (points, n * sizeof *points);
      wire->n = n;
      g_ptr_array_add (self->wires, wire);
    }
}

static void
forget (LeatDrillView *self)
{
  g_ptr_array_set_size (self->cards, 0);
  g_ptr_array_set_size (self->wires, 0);
  g_hash_table_remove_all (self->lines);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_clear_pointer (&self->scene, leat_scene_free);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->drill, leat_drill_unref);
  self->plan = NULL;
  self->extents = (LeatRect){ 0, 0, 0, 0 };
}

void
leat_drill_view_set (LeatDrillView       *self,
                     LeatDrill           *drill,
                     const LeatDrillPlan *plan,
                     GPtrArray           *elements)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));
  g_return_if_fail (drill == NULL || (plan != NULL && elements != NULL));

  if (drill != NULL)
    leat_drill_ref (drill);
  forget (self);
  self->drill = drill;
  if (drill != NULL)
    {
      g_autoptr(GHashTable) shown = NULL;

      self->plan = plan;
      shown = find_shown (self, elements);
      self->pipeline = leat_pipeline_new ();
      put_blocks (self, elements, shown);
      put_wires (self, elements);
      self->scene = leat_scene_new (leat_report_get_catalogue (leat_drill_plan_get_report (plan)), self->pipeline);
      read_routes (self);
      self->most = 0;
      for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
        self->most = MAX (self->most, leat_drill_get_nth_block (drill, i)->most);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* What is written */

static char *
format_count (double number)
{
  return leat_quantity_format (round (number), NULL);
}

static Card *
find_card (LeatDrillView *self,
           const char    *id)
{
  for (guint i = 0; i < self->cards->len; i++)
    if (g_str_equal (((Card *) self->cards->pdata[i])->element->id, id))
      return self->cards->pdata[i];
  return NULL;
}

static gboolean
get_state (LeatDrillView  *self,
           const Card     *card,
           LeatDrillState *state)
{
  if (card->index >= 0)
    leat_drill_state_at (self->drill, (guint) card->index, self->time, state);
  return card->index >= 0;
}

static void
take_text (GPtrArray *texts,
           char      *text) /* taken */
{
  g_ptr_array_add (texts, text);
}

static char **
dup_lines (LeatDrillView *self,
           const Card    *card)
{
  GPtrArray *lines = g_ptr_array_new ();
  LeatDrillState state;

  if (get_state (self, card, &state))
    {
      g_autofree char *backlog = format_count (state.backlog);
      g_autofree char *held = format_count (state.held);

      if (state.backlog >= 0.5)
        take_text (lines, g_strdup_printf (_("%s wait"), backlog));
      if (state.held >= 0.5)
        take_text (lines, g_strdup_printf (_("keeps %s"), held));
    }
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}

typedef struct
{
  LeatDrillSign sign;
  char         *text;
} Pill;

static void
pill_clear (gpointer data)
{
  g_free (((Pill *) data)->text);
}

static void
add_pill (GArray       *pills,
          LeatDrillSign sign,
          char         *text) /* taken */
{
  Pill pill = { sign, text };

  g_array_append_val (pills, pill);
}

static gboolean
rings (const LeatDrillAlarm *alarm,
       double                time)
{
  return time >= alarm->from && time < alarm->until;
}

static guint
count_rings (LeatDrillView *self,
             const char    *id,
             gboolean       watched)
{
  GArray *alarms = leat_drill_get_alarms (self->drill);
  guint n = 0;

  for (guint i = 0; i < alarms->len; i++)
    {
      const LeatDrillAlarm *alarm = &g_array_index (alarms, LeatDrillAlarm, i);

      n += alarm->watched == watched && rings (alarm, self->time) && g_str_equal (alarm->block, id);
    }
  return n;
}

/* What hangs on the edges of a card: above what it is, below what is gone. */
static GArray *
find_pills (LeatDrillView *self,
            const Card    *card,
            gboolean       above)
{
  GArray *pills = g_array_new (FALSE, FALSE, sizeof (Pill));
  double factor = leat_drill_plan_get_options (self->plan)->factor;
  LeatDrillState state = { 0 };
  guint rung = count_rings (self, card->element->id, TRUE);
  guint unheard = count_rings (self, card->element->id, FALSE);
  g_autofree char *lost = NULL;
  g_autofree char *refused = NULL;

  g_array_set_clear_func (pills, pill_clear);
  get_state (self, card, &state);
  lost = format_count (state.lost);
  refused = format_count (state.refused);
  if (above && state.is_down)
    add_pill (pills, factor > 0 ? LEAT_DRILL_SLOW : LEAT_DRILL_STOP, g_strdup (factor > 0 ? _("slow") : _("stopped")));
  if (above && rung > 0)
    add_pill (pills, LEAT_DRILL_BELL, rung > 1 ? g_strdup_printf (ngettext ("%u alarm", "%u alarms", rung), rung)
                                               : g_strdup (_("alarm")));
  if (above && rung == 0 && unheard > 0)
    add_pill (pills, LEAT_DRILL_BELL_MUTED, g_strdup (_("not watched")));
  if (!above && state.lost >= 0.5)
    add_pill (pills, LEAT_DRILL_CROSS, g_strdup_printf (_("%s lost"), lost));
  if (!above && state.refused >= 0.5)
    add_pill (pills, LEAT_DRILL_AGAIN, g_strdup_printf (_("%s to resend"), refused));
  return pills;
}

char **
leat_drill_view_dup_card (LeatDrillView *self,
                          const char    *id)
{
  Card *card;
  g_auto(GStrv) lines = NULL;
  GStrvBuilder *builder;
  char **texts;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  card = find_card (self, id);
  if (card == NULL)
    return NULL;
  lines = dup_lines (self, card);
  builder = g_strv_builder_new ();
  for (guint i = 0; lines[i] != NULL; i++)
    g_strv_builder_add (builder, lines[i]);
  for (guint above = 0; above < 2; above++)
    {
      g_autoptr(GArray) pills = find_pills (self, card, above == 0);

      for (guint i = 0; i < pills->len; i++)
        g_strv_builder_add (builder, g_array_index (pills, Pill, i).text);
    }
  texts = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return texts;
}

static double
get_rate (LeatDrillView *self,
          const Wire    *wire)
{
  return leat_drill_get_wire_rate (self->drill, wire->id, self->time);
}

static char *
format_rate (double rate)
{
  return leat_quantity_format (fabs (rate) >= 100 ? round (fabs (rate)) : fabs (rate), _("rec/s"));
}

static Wire *
find_wire (LeatDrillView *self,
           const char    *id)
{
  for (guint i = 0; i < self->wires->len; i++)
    if (g_str_equal (((Wire *) self->wires->pdata[i])->id, id))
      return self->wires->pdata[i];
  return NULL;
}

char *
leat_drill_view_dup_rate (LeatDrillView *self,
                          const char    *wire)
{
  const Wire *found;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  found = find_wire (self, wire);
  return found != NULL ? format_rate (get_rate (self, found)) : NULL;
}

static void
add_sentence (GString    *words,
              const char *format,
              ...) G_GNUC_PRINTF (2, 3);

static void
add_sentence (GString    *words,
              const char *format,
              ...)
{
  va_list list;

  g_string_append (words, " ");
  va_start (list, format);
  g_string_append_vprintf (words, format, list);
  va_end (list);
}

static void
tell_block (LeatDrillView *self,
            guint          i,
            GString       *words)
{
  const char *label = leat_element_get_label (leat_drill_get_nth_block (self->drill, i)->result->element);
  LeatDrillState state;
  g_autofree char *backlog = NULL;
  g_autofree char *lost = NULL;
  g_autofree char *refused = NULL;

  leat_drill_state_at (self->drill, i, self->time, &state);
  backlog = format_count (state.backlog);
  lost = format_count (state.lost);
  refused = format_count (state.refused);
  if (state.is_down)
    add_sentence (words, leat_drill_plan_get_options (self->plan)->factor > 0 ? _("%s is slow.") : _("%s is stopped."), label);
  if (state.backlog >= 0.5)
    add_sentence (words, _("%s records wait for %s."), backlog, label);
  if (state.lost >= 0.5)
    add_sentence (words, _("%s records on their way to %s are lost."), lost, label);
  if (state.refused >= 0.5)
    add_sentence (words, _("%s records have to be sent again to %s."), refused, label);
}

static void
tell_alarms (LeatDrillView *self,
             GString       *words)
{
  GArray *alarms = leat_drill_get_alarms (self->drill);
  guint told = 0;

  for (guint i = 0; i < alarms->len && told < WORDS_ALARMS; i++)
    {
      const LeatDrillAlarm *alarm = &g_array_index (alarms, LeatDrillAlarm, i);
      const LeatBlockResult *result = leat_report_get_block (leat_drill_plan_get_report (self->plan), alarm->block);

      if (!alarm->watched || !rings (alarm, self->time) || result == NULL)
        continue;
      add_sentence (words, _("Alarm of %s: %s."), leat_element_get_label (result->element), alarm->alarm->metric);
      told++;
    }
}

char *
leat_drill_view_dup_words (LeatDrillView *self)
{
  g_autofree char *clock = NULL;
  GString *words;
  gsize length;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), NULL);

  if (self->drill == NULL)
    return g_strdup ("");
  clock = leat_figure_format (LEAT_FIGURE_CLOCK, NULL, self->time);
  words = g_string_new (NULL);
  g_string_printf (words, "%s.", clock);
  length = words->len;
  for (guint i = 0; i < leat_drill_get_n_blocks (self->drill); i++)
    tell_block (self, i, words);
  tell_alarms (self, words);
  if (words->len == length)
    add_sentence (words, "%s", _("All flows as usual."));
  return g_string_free (words, FALSE);
}

void
leat_drill_view_tell (LeatDrillView *self)
{
  g_autofree char *words = leat_drill_view_dup_words (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
}

/* Where it is */

static double
get_zoom (LeatDrillView *self,
          double         width)
{
  double by_width = (width - 2 * MARGIN) / MAX (self->extents.width, 1);
  double by_height = (MOST_HEIGHT - 2 * MARGIN) / MAX (self->extents.height, 1);

  return CLAMP (MIN (by_width, by_height), 0.001, 1);
}

static LeatPoint
get_origin (LeatDrillView *self,
            double         zoom)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));

  return (LeatPoint){ round ((width - self->extents.width * zoom) / 2 - self->extents.x * zoom),
                      round ((height - self->extents.height * zoom) / 2 - self->extents.y * zoom) };
}

static LeatPoint
to_widget (LeatPoint at,
           LeatPoint origin,
           double    zoom)
{
  return (LeatPoint){ at.x * zoom + origin.x, at.y * zoom + origin.y };
}

/* Dots */

/* Where a wire is `far` pixels after its beginning. */
static LeatPoint
point_at (const Wire *wire,
          double      zoom,
          double      far)
{
  for (gsize i = 1; i < wire->n; i++)
    {
      LeatPoint a = wire->points[i - 1], b = wire->points[i];
      double length = hypot (b.x - a.x, b.y - a.y) * zoom;

      if (far <= length && length > 0)
        return (LeatPoint){ a.x + (b.x - a.x) * far / length, a.y + (b.y - a.y) * far / length };
      far -= length;
    }
  return wire->points[wire->n - 1];
}

static double
length_of (const Wire *wire,
           double      zoom)
{
  double length = 0;

  for (gsize i = 1; i < wire->n; i++)
    length += hypot (wire->points[i].x - wire->points[i - 1].x, wire->points[i].y - wire->points[i - 1].y) * zoom;
  return length;
}

static guint
count_dots (LeatDrillView *self,
            const Wire    *wire,
            double         zoom)
{
  double length = length_of (wire, zoom);

  if (!self->dots || fabs (get_rate (self, wire)) <= 0 || length <= 0)
    return 0;
  return (guint) MAX (1, floor (length / DOT_GAP));
}

guint
leat_drill_view_count_dots (LeatDrillView *self,
                            const char    *wire)
{
  const Wire *found;

  g_return_val_if_fail (LEAT_IS_DRILL_VIEW (self), 0);

  found = find_wire (self, wire);
  return found != NULL ? count_dots (self, found, get_zoom (self, gtk_widget_get_width (GTK_WIDGET (self)))) : 0;
}

static void
paint_dots (LeatDrillView *self,
            cairo_t       *cr,
            const Wire    *wire,
            LeatPoint      origin,
            double         zoom)
{
  const LeatColours *colours = leat_style_colours ();
  guint n = count_dots (self, wire, zoom);
  double length = length_of (wire, zoom);
  double gap = n > 0 ? length / n : 0;

  for (guint i = 0; i < n; i++)
    {
      double far = fmod (wire->phase, gap) + i * gap;
      LeatPoint at = to_widget (point_at (wire, zoom, get_rate (self, wire) < 0 ? length - far : far), origin, zoom);

      cairo_new_sub_path (cr);
      cairo_arc (cr, at.x, at.y, DOT_RADIUS, 0, 2 * G_PI);
    }
  cairo_set_source_rgba (cr, colours->accent.red, colours->accent.green, colours->accent.blue, 1);
  cairo_fill (cr);
}

void
leat_drill_view_move (LeatDrillView *self,
                      double         seconds)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  for (guint i = 0; i < self->wires->len; i++)
    {
      Wire *wire = self->wires->pdata[i];
      double rate = fabs (get_rate (self, wire));
      double times = wire->usual > 0 ? sqrt (rate / wire->usual) : 1;

      if (rate > 0)
        wire->phase = fmod (wire->phase + seconds * DOT_SPEED * CLAMP (times, LEAST_SLOWER, MOST_FASTER), 1e6);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Painting */

/* In the middle of the longest part of the wire that has room for it. */
static gboolean
find_place (const Wire *wire,
            LeatPoint   origin,
            double      zoom,
            double      width,
            LeatPoint  *place)
{
  double longest = 0;

  for (gsize i = 1; i < wire->n; i++)
    {
      LeatPoint a = to_widget (wire->points[i - 1], origin, zoom);
      LeatPoint b = to_widget (wire->points[i], origin, zoom);
      double length = hypot (b.x - a.x, b.y - a.y);
      gboolean level = fabs (b.x - a.x) > fabs (b.y - a.y);

      if (length < (level ? width + 2 : PILL_ROOM) || length <= longest)
        continue;
      longest = length;
      *place = (LeatPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
    }
  return longest > 0;
}

static void
paint_rate (LeatDrillView        *self,
            const LeatDrillPaint *paint,
            const Wire           *wire,
            LeatPoint             origin,
            double                zoom)
{
  double rate = get_rate (self, wire);
  g_autofree char *text = format_rate (rate);
  double width = leat_drill_pill_width (paint, LEAT_DRILL_NO_SIGN, text);
  gboolean cut = fabs (rate) <= 0 && wire->usual > 0;
  LeatPoint at;

  if (find_place (wire, origin, zoom, width, &at))
    leat_drill_paint_pill (paint, LEAT_DRILL_NO_SIGN, text, round (at.x - width / 2), round (at.y),
                           cut ? &paint->colours->error : NULL);
}

static void
paint_pills (LeatDrillView        *self,
             const LeatDrillPaint *paint,
             const Card           *card,
             const LeatRect       *rect,
             gboolean              above)
{
  g_autoptr(GArray) pills = find_pills (self, card, above);
  double x = rect->x + 6;

  for (guint i = 0; i < pills->len; i++)
    {
      const Pill *pill = &g_array_index (pills, Pill, i);
      const LeatColour *ink = pill->sign == LEAT_DRILL_BELL_MUTED || pill->sign == LEAT_DRILL_AGAIN ? &paint->colours->text
                                                                                                 : &paint->colours->error;

      leat_drill_paint_pill (paint, pill->sign, pill->text, x, above ? rect->y : rect->y + rect->height, ink);
      x += leat_drill_pill_width (paint, pill->sign, pill->text) + 4;
    }
}

static LeatRect
rect_of (const Card *card,
         LeatPoint   origin,
         double      zoom)
{
  const LeatRect *bounds = &card->element->bounds;
  LeatPoint at = to_widget ((LeatPoint){ bounds->x, bounds->y }, origin, zoom);

  return (LeatRect){ at.x, at.y, bounds->width * zoom, bounds->height * zoom };
}

static void
paint_card (LeatDrillView        *self,
            const LeatDrillPaint *paint,
            const Card           *card,
            const LeatRect       *rect)
{
  g_auto(GStrv) lines = dup_lines (self, card);
  LeatDrillState state = { 0 };
  LeatDrillCard picture = { .rect = *rect, .name = leat_element_get_label (card->element), .lines = (const char *const *) lines,
                            .glyph = card->service != NULL ? card->service->glyph : NULL,
                            .role = card->service != NULL ? card->service->role : LEAT_ROLE_SOURCE };

  get_state (self, card, &state);
  picture.level = self->most > 0 ? state.backlog / self->most : 0;
  picture.is_down = state.is_down;
  leat_drill_paint_card (paint, &picture);
}

static GskRenderNode *
paint_lines (LeatDrillView *self,
             LeatPoint      origin,
             double         zoom)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  LeatRect area = { -origin.x / zoom, -origin.y / zoom, width / zoom, height / zoom };

  cairo_translate (cr, origin.x, origin.y);
  cairo_scale (cr, zoom, zoom);
  leat_scene_paint (self->scene, cr, &area, zoom, leat_style_colours (), NULL, self->lines);
  cairo_destroy (cr);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_moment (LeatDrillView *self,
              cairo_t       *cr,
              LeatPoint      origin,
              double         zoom)
{
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  LeatDrillPaint paint = { cr, layout, leat_report_get_catalogue (leat_drill_plan_get_report (self->plan)),
                           leat_style_colours () };

  for (guint i = 0; i < self->wires->len; i++)
    paint_dots (self, cr, self->wires->pdata[i], origin, zoom);
  for (guint i = 0; i < self->cards->len; i++)
    {
      LeatRect rect = rect_of (self->cards->pdata[i], origin, zoom);

      paint_card (self, &paint, self->cards->pdata[i], &rect);
    }
  for (guint i = 0; i < self->wires->len; i++)
    paint_rate (self, &paint, self->wires->pdata[i], origin, zoom);
  for (guint i = 0; i < self->cards->len; i++)
    {
      LeatRect rect = rect_of (self->cards->pdata[i], origin, zoom);

      paint_pills (self, &paint, self->cards->pdata[i], &rect, TRUE);
      paint_pills (self, &paint, self->cards->pdata[i], &rect, FALSE);
    }
}

static void
leat_drill_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double zoom = get_zoom (self, width);
  LeatPoint origin = get_origin (self, zoom);
  cairo_t *cr;

  if (self->drill == NULL || width < 1 || height < 1)
    return;
  if (self->node == NULL)
    self->node = paint_lines (self, origin, zoom);
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  paint_moment (self, cr, origin, zoom);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
leat_drill_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
leat_drill_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (widget);
  double width = for_size > 0 ? for_size : LEAST_WIDTH;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = LEAST_WIDTH;
      *natural = MAX (LEAST_WIDTH, (int) ceil (self->extents.width + 2 * MARGIN));
    }
  else
    *minimum = *natural = (int) ceil (self->extents.height * get_zoom (self, width) + 2 * MARGIN);
}

/* What is kept was painted for another size, or in other colours. */
static void
repaint (LeatDrillView *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_drill_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  g_clear_pointer (&LEAT_DRILL_VIEW (widget)->node, gsk_render_node_unref);
}

void
leat_drill_view_set_time (LeatDrillView *self,
                          double         time)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  self->time = time;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
leat_drill_view_set_dots (LeatDrillView *self,
                          gboolean       dots)
{
  g_return_if_fail (LEAT_IS_DRILL_VIEW (self));

  self->dots = dots;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
leat_drill_view_dispose (GObject *object)
{
  forget (LEAT_DRILL_VIEW (object));
  G_OBJECT_CLASS (leat_drill_view_parent_class)->dispose (object);
}

static void
leat_drill_view_finalize (GObject *object)
{
  LeatDrillView *self = LEAT_DRILL_VIEW (object);

  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->wires);
  g_hash_table_unref (self->lines);
  G_OBJECT_CLASS (leat_drill_view_parent_class)->finalize (object);
}

static void
leat_drill_view_class_init (LeatDrillViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_drill_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_drill_view_finalize;
  widget_class->snapshot = leat_drill_view_snapshot;
  widget_class->measure = leat_drill_view_measure;
  widget_class->get_request_mode = leat_drill_view_get_request_mode;
  widget_class->size_allocate = leat_drill_view_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "drill");
}

static void
on_released (GtkWidget *self)
{
  gtk_widget_grab_focus (self);
}

static void
leat_drill_view_init (LeatDrillView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->cards = g_ptr_array_new_with_free_func (g_free);
  self->wires = g_ptr_array_new_with_free_func (wire_free);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->dots = TRUE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Drawing of the outage"), -1);
  g_signal_connect_swapped (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (repaint), self, G_CONNECT_SWAPPED);
}

GtkWidget *
leat_drill_view_new (void)
{
  return g_object_new (LEAT_TYPE_DRILL_VIEW, NULL);
}
