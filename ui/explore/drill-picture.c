/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore/drill-picture.h"

#include "config.h"

#include "draw/chart.h"
#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* A drawing with more blocks than these shows those that the outage reaches, and at most so many. */
#define MOST_BLOCKS 60

/* So many alarms are told by name. */
#define WORDS_ALARMS 4

static void
pipe_free (gpointer data)
{
  LeatDrillPipe *self = data;

  g_free (self->id);
  g_free (self->points);
  g_free (self);
}

/* What is drawn */

/* Records a second without an outage; 0 if it carries none. */
static double
usual_of (const LeatDrillPicture *self,
          const LeatElement      *wire)
{
  LeatFlow flow;

  if (wire->kind != LEAT_ELEMENT_WIRE || isnan (leat_drill_get_wire_rate (self->drill, wire->id, 0)) ||
      !leat_report_get_wire_flow (leat_drill_plan_get_report (self->plan), wire->id, &flow))
    return 0;
  return flow.values[LEAT_FLOW_RECORDS_PER_S] * leat_drill_plan_get_options (self->plan)->load;
}

/* Whether something may stop with the block at the other end. */
static gboolean
depends (const LeatDrillPicture *self,
         const LeatElement      *wire)
{
  const char *stopped = leat_drill_plan_get_options (self->plan)->block;

  if (wire->kind != LEAT_ELEMENT_WIRE || wire->from == NULL || wire->to == NULL)
    return FALSE;
  return g_str_equal (wire->from, stopped) || (wire->wire_kind == LEAT_WIRE_NETWORK && g_str_equal (wire->to, stopped));
}

static gboolean
is_shown (const LeatDrillPicture *self,
          const LeatElement      *wire)
{
  return usual_of (self, wire) > 0 || depends (self, wire);
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
find_shown (const LeatDrillPicture *self,
            GPtrArray              *elements)
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
add_box (LeatDrillPicture  *self,
         const LeatElement *block)
{
  const LeatBlockResult *result = leat_report_get_block (leat_drill_plan_get_report (self->plan), block->id);
  LeatDrillBox *box;

  /* A large pipeline may have been changed since it was evaluated. */
  if (result == NULL)
    return;
  box = g_new0 (LeatDrillBox, 1);
  box->element = leat_pipeline_get_element (self->pipeline, block->id);
  box->service = result->service;
  box->index = find_block (self->drill, block->id);
  g_ptr_array_add (self->boxes, box);
  grow (&self->extents, &box->element->bounds);
}

static void
put_blocks (LeatDrillPicture *self,
            GPtrArray        *elements,
            GHashTable       *shown)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = elements->pdata[i];

      if (element->kind != LEAT_ELEMENT_BLOCK || !g_hash_table_contains (shown, element->id))
        continue;
      leat_pipeline_replace (self->pipeline, NULL, elements->pdata[i]);
      add_box (self, element);
    }
}

/* Labels of wires would lie under what is told of them here. */
static void
put_wires (LeatDrillPicture *self,
           GPtrArray        *elements)
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
read_routes (LeatDrillPicture *self)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      gsize n;
      const LeatPoint *points = element->kind == LEAT_ELEMENT_WIRE ? leat_scene_get_route (self->scene, element->id, &n) : NULL;
      LeatDrillPipe *pipe;

      for (gsize k = 0; points != NULL && k < n; k++)
        grow (&self->extents, &(LeatRect){ points[k].x, points[k].y, 0.001, 0.001 });
      if (points == NULL || n < 2 || usual_of (self, element) <= 0)
        continue;
      pipe = g_new0 (LeatDrillPipe, 1);
      pipe->id = g_strdup (element->id);
      pipe->usual = usual_of (self, element);
      pipe->points = g_memdup2 (points, n * sizeof *points);
      pipe->n = n;
      g_ptr_array_add (self->pipes, pipe);
    }
}

LeatDrillPicture *
leat_drill_picture_new (LeatDrill           *drill,
                        const LeatDrillPlan *plan,
                        GPtrArray           *elements)
{
  LeatDrillPicture *self = g_new0 (LeatDrillPicture, 1);
  g_autoptr(GHashTable) shown = NULL;

  self->drill = leat_drill_ref (drill);
  self->plan = plan;
  self->boxes = g_ptr_array_new_with_free_func (g_free);
  self->pipes = g_ptr_array_new_with_free_func (pipe_free);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pipeline = leat_pipeline_new ();
  shown = find_shown (self, elements);
  put_blocks (self, elements, shown);
  put_wires (self, elements);
  self->scene = leat_scene_new (leat_report_get_catalogue (leat_drill_plan_get_report (plan)), self->pipeline);
  read_routes (self);
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    self->most = MAX (self->most, leat_drill_get_nth_block (drill, i)->most);
  return self;
}

void
leat_drill_picture_free (LeatDrillPicture *self)
{
  g_ptr_array_unref (self->boxes);
  g_ptr_array_unref (self->pipes);
  g_hash_table_unref (self->lines);
  leat_scene_free (self->scene);
  g_object_unref (self->pipeline);
  leat_drill_unref (self->drill);
  g_free (self);
}

const LeatDrillBox *
leat_drill_picture_find_box (const LeatDrillPicture *self,
                             const char             *id)
{
  for (guint i = 0; i < self->boxes->len; i++)
    if (g_str_equal (((const LeatDrillBox *) self->boxes->pdata[i])->element->id, id))
      return self->boxes->pdata[i];
  return NULL;
}

const LeatDrillPipe *
leat_drill_picture_find_pipe (const LeatDrillPicture *self,
                              const char             *id)
{
  for (guint i = 0; i < self->pipes->len; i++)
    if (g_str_equal (((const LeatDrillPipe *) self->pipes->pdata[i])->id, id))
      return self->pipes->pdata[i];
  return NULL;
}

double
leat_drill_picture_get_rate (const LeatDrillPicture *self,
                             const LeatDrillPipe    *pipe)
{
  return leat_drill_get_wire_rate (self->drill, pipe->id, self->time);
}

/* What is written */

static char *
format_count (double number)
{
  return leat_quantity_format (round (number), NULL);
}

gboolean
leat_drill_picture_get_state (const LeatDrillPicture *self,
                              const LeatDrillBox     *box,
                              LeatDrillState         *state)
{
  if (box->index >= 0)
    leat_drill_state_at (self->drill, (guint) box->index, self->time, state);
  return box->index >= 0;
}

static void
take_text (GPtrArray *texts,
           char      *text) /* taken */
{
  g_ptr_array_add (texts, text);
}

char **
leat_drill_picture_dup_lines (const LeatDrillPicture *self,
                              const LeatDrillBox     *box)
{
  GPtrArray *lines = g_ptr_array_new ();
  LeatDrillState state;

  if (leat_drill_picture_get_state (self, box, &state))
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

static void
pill_clear (gpointer data)
{
  g_free (((LeatDrillPill *) data)->text);
}

static void
add_pill (GArray       *pills,
          LeatDrillSign sign,
          char         *text) /* taken */
{
  LeatDrillPill pill = { sign, text };

  g_array_append_val (pills, pill);
}

static gboolean
rings (const LeatDrillAlarm *alarm,
       double                time)
{
  return time >= alarm->from && time < alarm->until;
}

static guint
count_rings (const LeatDrillPicture *self,
             const char             *id,
             gboolean                watched)
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
GArray *
leat_drill_picture_find_pills (const LeatDrillPicture *self,
                               const LeatDrillBox     *box,
                               gboolean                above)
{
  GArray *pills = g_array_new (FALSE, FALSE, sizeof (LeatDrillPill));
  double factor = leat_drill_plan_get_options (self->plan)->factor;
  LeatDrillState state = { 0 };
  guint rung = count_rings (self, box->element->id, TRUE);
  guint unheard = count_rings (self, box->element->id, FALSE);
  g_autofree char *lost = NULL;
  g_autofree char *refused = NULL;

  g_array_set_clear_func (pills, pill_clear);
  leat_drill_picture_get_state (self, box, &state);
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

char *
leat_drill_format_rate (double rate)
{
  return leat_quantity_format (fabs (rate) >= 100 ? round (fabs (rate)) : fabs (rate), _("rec/s"));
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
tell_block (const LeatDrillPicture *self,
            guint                   i,
            GString                *words)
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
tell_alarms (const LeatDrillPicture *self,
             GString                *words)
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
leat_drill_picture_dup_words (const LeatDrillPicture *self)
{
  g_autofree char *clock = leat_figure_format (LEAT_FIGURE_CLOCK, NULL, self->time);
  GString *words = g_string_new (clock);
  gsize length;

  g_string_append_c (words, '.');
  length = words->len;
  for (guint i = 0; i < leat_drill_get_n_blocks (self->drill); i++)
    tell_block (self, i, words);
  tell_alarms (self, words);
  if (words->len == length)
    add_sentence (words, "%s", _("All flows as usual."));
  return g_string_free (words, FALSE);
}
