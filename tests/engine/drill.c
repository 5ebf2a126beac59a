/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/drill.h"
#include "exchange/format.h"
#include "generate.h"
#include "sketch.h"
#include "support.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

/* Outages: the closed forms of a fluid at constant rates, what is kept for how long, which alarm fires when, and that no
 * record appears or vanishes, whatever stops in whatever pipeline. */

static GRand *dice; /* the same in every run */

static void check_conserved (const LeatDrill *drill);

static double
chance (double low,
        double high)
{
  return g_rand_double_range (dice, low, high);
}

static int
pick (int low,
      int high)
{
  return g_rand_int_range (dice, low, high);
}

static LeatReport *
report_of (LeatPipeline *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(GError) error = NULL;
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, &error);

  g_assert_no_error (error);
  return report;
}

static LeatReport *
sketch (const char *format,
        ...) G_GNUC_PRINTF (1, 2);

static LeatReport *
sketch (const char *format,
        ...)
{
  g_autofree char *line = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;
  va_list list;

  va_start (list, format);
  line = g_strdup_vprintf (format, list);
  va_end (list);
  pipeline = test_sketch (line);
  return report_of (pipeline);
}

static LeatDrill *
run (LeatReport             *report,
     const LeatDrillOptions *options)
{
  g_autoptr(GError) error = NULL;
  LeatDrill *drill = leat_drill_run (report, options, NULL, &error);

  g_assert_no_error (error);
  return drill;
}

static LeatDrill *
stop (LeatReport *report,
      const char *block,
      double      seconds)
{
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;

  options.block = block;
  options.duration = seconds;
  return run (report, &options);
}

static void
fail_near (int         line,
           const char *what,
           double      found,
           double      expected)
{
  g_test_message ("line %d: %s is %.15g, expected %.15g", line, what, found, expected);
  g_test_fail ();
}

/* Within 1e-9 of the larger, or of `scale`: what a difference was made of. */
#define assert_near_of(a, b, scale) G_STMT_START { \
    double near_a = (a), near_b = (b), near_scale = (scale); \
    if (!(fabs (near_a - near_b) <= 1e-9 * MAX (MAX (1, near_scale), MAX (fabs (near_a), fabs (near_b))))) \
      fail_near (__LINE__, #a, near_a, near_b); \
  } G_STMT_END

#define assert_near(a, b) assert_near_of (a, b, 1)

static int
find (const LeatDrill *drill,
      const char      *id)
{
  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    if (g_str_equal (leat_drill_get_nth_block (drill, i)->result->element->id, id))
      return (int) i;
  return -1;
}

static const LeatDrillBlock *
block_of (const LeatDrill *drill,
          const char      *id)
{
  int i = find (drill, id);

  g_assert_cmpint (i, >=, 0);
  return leat_drill_get_nth_block (drill, (guint) i);
}

static LeatDrillState
state_of (const LeatDrill *drill,
          const char      *id,
          double           time)
{
  LeatDrillState state;
  int i = find (drill, id);

  g_assert_cmpint (i, >=, 0);
  leat_drill_state_at (drill, (guint) i, time, &state);
  return state;
}

/* The first event of a kind at a block, about a metric if one is given. */
static const LeatDrillEvent *
event_of (const LeatDrill   *drill,
          LeatDrillEventKind kind,
          const char        *block,
          const char        *metric)
{
  GPtrArray *events = leat_drill_get_events (drill);

  for (guint i = 0; i < events->len; i++)
    {
      const LeatDrillEvent *event = g_ptr_array_index (events, i);

      if (event->kind == kind && g_str_equal (event->block, block) &&
          (metric == NULL || (event->alarm != NULL && g_str_equal (event->alarm->metric, metric))))
        return event;
    }
  return NULL;
}

static double
time_of (const LeatDrill   *drill,
         LeatDrillEventKind kind,
         const char        *block,
         const char        *metric)
{
  const LeatDrillEvent *event = event_of (drill, kind, block, metric);

  return event != NULL ? event->time : NAN;
}

/* A queue between a sender and a reader whose capacity is given: nothing else limits it. */
static LeatReport *
queue (double rate,
       double capacity,
       double retention_s)
{
  return sketch ("p>sqs sqs>downstream-app p.records_per_s=%.17g p.peak_factor=1 downstream-app.records_per_s=%.17g "
                 "sqs.retention_days=%.17g sqs.processing_s=0.01", rate, capacity, retention_s / 86400);
}

#define READER "downstream-app"

/* The reference of a fluid overload: 800/s, 1,000/s, 600 s. */
static void
test_reference (void)
{
  g_autoptr(LeatReport) report = queue (800, 1000, 4 * 86400);
  g_autoptr(LeatDrill) drill = stop (report, READER, 600);
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);
  LeatDrillState state;

  assert_near (totals->most, 480000);
  assert_near (totals->drained_at, 600 + 2400);
  assert_near (totals->delayed, 2400000);
  assert_near (totals->oldest, 600);
  assert_near (totals->lost, 0);
  assert_near (totals->refused, 0);
  state = state_of (drill, READER, 600);
  assert_near (state.backlog, 480000);
  assert_near (state.age, 600);
  assert_near (state.served, 1000);
  state = state_of (drill, READER, 300);
  assert_near (state.served, 0);
  assert_near (state.arrivals, 800);
  g_assert_true (state.is_down);
  /* Lag t seconds after recovery: (Q - (mu - lambda) t) / lambda. It is kept in the queue. */
  state = state_of (drill, "sqs", 600 + 1000);
  assert_near (state.held, 480000 - 200 * 1000);
  assert_near (state.held_age, (480000 - 200 * 1000) / 800.0);
  assert_near (state.backlog, 0);
}

static void
test_closed_forms (void)
{
  for (guint round = 0; round < 200; round++)
    {
      double rate = exp (chance (0, 9)), load = exp (chance (-2, 2));
      double use = chance (0.05, 0.99), seconds = exp (chance (1, 9));
      double factor = round % 3 == 0 ? chance (0, use) : 0;
      double come = rate * load, can = come / use, at = round % 2 == 0 ? chance (0, 1e5) : 0;
      double backlog = (come - factor * can) * seconds, drain = backlog / (can - come);
      g_autoptr(LeatReport) report = queue (rate, can, 14 * 86400);
      LeatDrillOptions options = { READER, at, seconds, factor, load };
      g_autoptr(LeatDrill) drill = run (report, &options);
      const LeatDrillTotals *totals = leat_drill_get_totals (drill);
      double moment = chance (0, 1);

      if (seconds + drain > 13 * 86400)
        continue;
      assert_near (totals->most, backlog);
      assert_near (totals->drained_at, at + seconds + drain);
      assert_near (totals->delayed, come * (seconds + drain));
      assert_near (totals->oldest, backlog / come);
      assert_near (totals->lost, 0);
      assert_near_of (state_of (drill, READER, at + moment * seconds).backlog, moment * backlog, backlog + at * come);
      assert_near_of (state_of (drill, READER, at + moment * seconds).age, moment * backlog / come, at + seconds + drain);
      assert_near_of (state_of (drill, READER, at + seconds + moment * drain).backlog, (1 - moment) * backlog, backlog + at * come);
      assert_near_of (state_of (drill, READER, at + seconds + moment * drain).age, (1 - moment) * backlog / come, at + seconds + drain);
      assert_near (state_of (drill, READER, at + seconds + moment * drain).utilisation, 1);
    }
}

/* What exceeds the retention is lost: no more than R seconds' worth waits. */
static void
test_retention (void)
{
  for (guint round = 0; round < 100; round++)
    {
      double rate = exp (chance (0, 8)), use = chance (0.05, 0.95), can = rate / use;
      double keeps = chance (70, 5000), seconds = keeps * chance (1.1, 9);
      double factor = round % 2 == 0 ? 0 : chance (0, use);
      double left = factor * can, full_at = keeps / (1 - left / rate);
      g_autoptr(LeatReport) report = queue (rate, can, keeps);
      LeatDrillOptions options = { READER, 0, seconds, factor, 1 };
      g_autoptr(LeatDrill) drill = run (report, &options);
      const LeatDrillTotals *totals = leat_drill_get_totals (drill);
      double lost = MAX (rate - left, 0) * MAX (seconds - full_at, 0);
      double backlog = (rate - left) * MIN (seconds, full_at);

      assert_near (totals->lost, lost);
      assert_near (totals->most, backlog);
      assert_near (totals->oldest, MIN (keeps, backlog / rate));
      assert_near (totals->drained_at, seconds + backlog / (can - rate));
      assert_near (totals->delayed, rate * totals->drained_at); /* those that are lost as well */
      if (seconds > full_at)
        {
          assert_near (time_of (drill, LEAT_DRILL_LOSES, READER, NULL), full_at);
          assert_near (time_of (drill, LEAT_DRILL_LOSES_NO_MORE, READER, NULL), seconds);
        }
    }
}

/* Two buffers: what the first hands on faster than the second reader takes waits again. */
static void
test_chain (void)
{
  const double seconds = 1200, rate = 100;
  g_autoptr(LeatReport) report = sketch ("p>k k>managed-flink managed-flink>sqs sqs>downstream-app k.mode=on-demand "
                                         "p.records_per_s=100 p.record_kb=10 p.peak_factor=1 managed-flink.kpus=2 "
                                         "managed-flink.auto_scaling=no downstream-app.records_per_s=125");
  g_autoptr(LeatDrill) drill = stop (report, "managed-flink", seconds);
  double first = state_of (drill, "managed-flink", seconds).served, second = 125;
  double first_drain = rate * seconds / (first - rate);
  double second_most = (first - second) * first_drain;

  g_assert_cmpfloat (first, >, second);
  assert_near (block_of (drill, "managed-flink")->most, rate * seconds);
  assert_near (block_of (drill, "managed-flink")->drained_at, seconds + first_drain);
  assert_near (block_of (drill, READER)->most, second_most);
  assert_near (block_of (drill, READER)->drained_at, seconds + first_drain + second_most / (second - rate));
  assert_near (leat_drill_get_totals (drill)->drained_at, block_of (drill, READER)->drained_at);
  g_assert_cmpfloat (time_of (drill, LEAT_DRILL_DRAINED, "managed-flink", NULL), <, time_of (drill, LEAT_DRILL_DRAINED, READER, NULL));
}

/* No headroom: said in words, and the series ends all the same. */
static void
test_never_drains (void)
{
  static const double capacities[] = { 1000, 900 };

  for (guint i = 0; i < G_N_ELEMENTS (capacities); i++)
    {
      g_autoptr(LeatReport) report = queue (1000, capacities[i], 14 * 86400);
      g_autoptr(LeatDrill) drill = stop (report, READER, 600);
      const LeatDrillTotals *totals = leat_drill_get_totals (drill);
      const LeatDrillEvent *event = event_of (drill, LEAT_DRILL_NEVER_DRAINS, READER, NULL);

      g_assert_nonnull (event);
      g_assert_nonnull (strstr (event->text, "never catches up: 1000 records a second come"));
      g_assert_true (isinf (totals->drained_at));
      g_assert_true (isinf (block_of (drill, READER)->drained_at));
      g_assert_true (isfinite (totals->horizon) && totals->horizon >= 1200);
      g_assert_null (event_of (drill, LEAT_DRILL_DRAINED, READER, NULL));
    }
}

static void
test_source_stops (void)
{
  g_autoptr(LeatReport) report = queue (800, 1000, 4 * 86400);
  g_autoptr(LeatDrill) drill = stop (report, "p", 600);
  const LeatDrillTotals *totals = leat_drill_get_totals (drill);

  assert_near (state_of (drill, "p", 100).served, 0);
  assert_near (state_of (drill, READER, 100).arrivals, 0);
  assert_near (state_of (drill, READER, 601).served, 800);
  g_assert_cmpfloat (totals->most + totals->lost + totals->refused + totals->delayed, ==, 0);
  assert_near (totals->drained_at, 600);
}

/* A function that cannot write takes nothing: the stream keeps it. */
static void
test_sink_stops (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l l>s p.records_per_s=100 p.peak_factor=1 k.mode=on-demand w~l");
  g_autoptr(LeatDrill) drill = stop (report, "s", 300);

  assert_near (block_of (drill, "l")->most, 30000);
  assert_near (block_of (drill, "k")->most_held, 30000);
  assert_near (state_of (drill, "s", 100).arrivals, 0);
  assert_near (time_of (drill, LEAT_DRILL_ALARM, "l", "Errors / Invocations"), 0);
  assert_near (time_of (drill, LEAT_DRILL_ALARM_OVER, "l", "Errors / Invocations"), 300);
  assert_near (leat_drill_get_totals (drill)->refused, 0);
}

/* Without a place to wait in, the sender is refused; it sends again only if the wire promises so. */
static void
test_no_buffer (void)
{
  g_autoptr(LeatReport) kept = sketch ("p>k k>l p.records_per_s=100 p.peak_factor=1");
  g_autoptr(LeatReport) once = sketch ("p>api-gateway api-gateway>l p.records_per_s=100 p.peak_factor=1");
  g_autoptr(LeatDrill) again = stop (kept, "k", 60);
  g_autoptr(LeatDrill) never = stop (once, "l", 60);

  assert_near (leat_drill_get_totals (again)->refused, 6000);
  assert_near (leat_drill_get_totals (again)->lost, 0);
  assert_near (time_of (again, LEAT_DRILL_REFUSES, "k", NULL), 0);
  assert_near (leat_drill_get_totals (never)->refused, 0);
  assert_near (leat_drill_get_totals (never)->lost, 6000);
  assert_near (block_of (never, "api-gateway")->lost, 6000);
  assert_near (time_of (never, LEAT_DRILL_LOSES, "api-gateway", NULL), 0);
}

/* A job misses the runs that fall into the outage and catches up with the next, whoever stopped: it or who starts it. */
static void
test_batch (void)
{
  static const char *const stopped[] = { "g", "o" };

  for (guint i = 0; i < G_N_ELEMENTS (stopped); i++)
    {
      g_autoptr(LeatReport) report = sketch ("p>s s>g g>s1 o!g p.records_per_s=10 p.peak_factor=1 g.runs_per_day=24");
      LeatDrillOptions options = { stopped[i], 3 * 3600 - 300, 600, 0, 1 };
      g_autoptr(LeatDrill) drill = run (report, &options);
      LeatDrillOptions between = { stopped[i], 3 * 3600 + 1800, 600, 0, 1 };
      g_autoptr(LeatDrill) spared = run (report, &between);

      assert_near (time_of (drill, LEAT_DRILL_MISSES_RUN, "g", NULL), 3 * 3600);
      assert_near (block_of (drill, "g")->most, 10 * 3600);
      assert_near (state_of (drill, "g", 3 * 3600 - 1).backlog, 0);
      assert_near (state_of (drill, "g", 4 * 3600 - 1).served, 0);
      g_assert_cmpfloat (state_of (drill, "g", 4 * 3600).served, >, 10);
      g_assert_nonnull (event_of (spared, LEAT_DRILL_UNTOUCHED, "g", NULL));
      assert_near (leat_drill_get_totals (spared)->most, 0);
    }
}

/* What cannot do without what stops, stops with it. */
static void
test_stops_with (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l kms%%k l&nat-gateway p.records_per_s=100 p.peak_factor=1");
  g_autoptr(LeatDrill) key = stop (report, "kms", 60);
  g_autoptr(LeatDrill) gateway = stop (report, "nat-gateway", 60);

  assert_near (leat_drill_get_totals (key)->refused, 6000);
  g_assert_nonnull (event_of (key, LEAT_DRILL_STOPS, "k", NULL));
  assert_near (block_of (gateway, "l")->most, 6000);
}

static void
test_nothing_depends (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k iam&k");
  g_autoptr(LeatDrill) watch = stop (report, "w", 60);
  g_autoptr(LeatDrill) iam = stop (report, "iam", 60);

  g_assert_nonnull (event_of (watch, LEAT_DRILL_UNTOUCHED, "w", NULL));
  g_assert_nonnull (event_of (iam, LEAT_DRILL_UNTOUCHED, "iam", NULL));
}

/* Nineteen times as much in the second half of each minute. */
static double
pulse (const char *source,
       double      time,
       double     *until,
       gpointer    data)
{
  double half = floor (time / 30 + 1e-9);

  g_assert_cmpstr (source, ==, "p");
  *until = (half + 1) * 30;
  return fmod (half, 2) > 0 ? 1.9 : 0.1;
}

static void
test_alarms (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l l>sqs sqs>downstream-app w~k p.records_per_s=100 p.peak_factor=1 "
                                         "k.mode=on-demand downstream-app.records_per_s=150");
  LeatDrillOptions options = { "l", 1000, 300, 0, 1 };
  g_autoptr(LeatDrill) drill = run (report, &options);
  LeatDrillOptions behind = { READER, 1000, 900, 0, 1 };
  g_autoptr(LeatDrill) queued = run (report, &behind);

  /* The iterator is 60 s old 60 s after the function stops, and nobody watches the function. */
  assert_near (time_of (drill, LEAT_DRILL_ALARM, "k", "GetRecords.IteratorAgeMilliseconds"), 1060);
  g_assert_cmpfloat (time_of (drill, LEAT_DRILL_ALARM_OVER, "k", "GetRecords.IteratorAgeMilliseconds"), >, 1300);
  assert_near (time_of (drill, LEAT_DRILL_UNWATCHED, "l", "IteratorAge"), 1060);
  g_assert_null (event_of (drill, LEAT_DRILL_ALARM, "l", NULL));
  assert_near (leat_drill_get_totals (drill)->alarms, 1);
  assert_near (time_of (queued, LEAT_DRILL_UNWATCHED, "sqs", "ApproximateAgeOfOldestMessage"), 1300);
  assert_near (time_of (queued, LEAT_DRILL_UNWATCHED, "sqs", "ApproximateNumberOfMessagesVisible"), 1300);
  g_assert_null (event_of (queued, LEAT_DRILL_ALARM, "k", NULL));
}

/* Only streams have iterators: behind a queue, a topic or Firehose a function has no such metric. */
static void
test_alarm_of_what_feeds (void)
{
  static const char *const before[] = { "p>sqs sqs*l", "p>sns sns*l", "p>f f*l", "p>dynamodb dynamodb>l" };

  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autofree char *line = g_strconcat (before[i], " l>s p.records_per_s=100 p.peak_factor=1", NULL);
      g_autoptr(LeatReport) report = sketch ("%s", line);
      LeatDrillOptions options = { "l", 1000, 300, 0, 1 };
      g_autoptr(LeatDrill) drill = run (report, &options);

      g_assert_true ((event_of (drill, LEAT_DRILL_UNWATCHED, "l", "IteratorAge") != NULL) == (strstr (line, "dynamodb") != NULL));
    }
}

static const LeatDrillAlarm *
alarm_of (const LeatDrill *drill,
          const char      *block,
          const char      *metric)
{
  GArray *alarms = leat_drill_get_alarms (drill);

  for (guint i = 0; i < alarms->len; i++)
    {
      const LeatDrillAlarm *alarm = &g_array_index (alarms, LeatDrillAlarm, i);

      if (g_str_equal (alarm->block, block) && g_str_equal (alarm->alarm->metric, metric))
        return alarm;
    }
  g_test_message ("no alarm %s of %s", metric, block);
  g_test_fail ();
  return NULL;
}

/* From when to when it rings, above what; one that does not ring is told of too. */
static void
test_rings (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l l>sqs w~k p.records_per_s=100 p.peak_factor=1 k.mode=on-demand");
  LeatDrillOptions options = { "l", 1000, 300, 0, 1 };
  g_autoptr(LeatDrill) drill = run (report, &options);
  const LeatDrillAlarm *age = alarm_of (drill, "k", "GetRecords.IteratorAgeMilliseconds");
  const LeatDrillAlarm *writes = alarm_of (drill, "k", "WriteProvisionedThroughputExceeded");

  assert_near (age->threshold, 60);
  assert_near (age->from, 1060);
  assert_near (age->until, time_of (drill, LEAT_DRILL_ALARM_OVER, "k", "GetRecords.IteratorAgeMilliseconds"));
  g_assert_true (age->watched);
  g_assert_true (isnan (writes->from));
  g_assert_false (alarm_of (drill, "l", "IteratorAge")->watched);
}

/* What a wire carries stops with who takes it. */
static void
test_wire_rate (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k p.records_per_s=100 p.peak_factor=1 k.mode=on-demand");
  LeatDrillOptions options = { "l", 1000, 300, 0, 2 };
  g_autoptr(LeatDrill) drill = run (report, &options);

  assert_near (leat_drill_get_wire_rate (drill, "k>l", 999), 200);
  assert_near (leat_drill_get_wire_rate (drill, "k>l", 1000), 0);
  assert_near (leat_drill_get_wire_rate (drill, "k>l", 1299), 0);
  g_assert_cmpfloat (leat_drill_get_wire_rate (drill, "k>l", 1300), >, 200);
  assert_near (leat_drill_get_wire_rate (drill, "p>k", 1100), 200);
  g_assert_true (isnan (leat_drill_get_wire_rate (drill, "w~k", 0)));
  g_assert_true (isnan (leat_drill_get_wire_rate (drill, "nothing", 0)));
}

static void
test_alarm_shorter_than_its_threshold (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k p.records_per_s=100 p.peak_factor=1 k.mode=on-demand");
  g_autoptr(LeatDrill) drill = stop (report, "l", 59);

  g_assert_null (event_of (drill, LEAT_DRILL_ALARM, "k", NULL));
}

/* An alarm that must last: a stream written beyond its shards for five minutes. */
static void
test_alarm_lasts (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k p.records_per_s=1500 p.peak_factor=1 p.record_kb=0.1 k.shards=1");
  g_autoptr(LeatDrill) drill = stop (report, "l", 600);

  assert_near (time_of (drill, LEAT_DRILL_ALARM, "k", "WriteProvisionedThroughputExceeded"), 300);
  assert_near (state_of (drill, "k", 10).served, 1000);
}

/* Half a minute above at a time is not five. */
static void
test_alarm_does_not_last (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k p.records_per_s=900 p.peak_factor=1 p.record_kb=0.1 k.shards=1");
  LeatDrillOptions options = { "l", 0, 600, 0, 1, pulse };
  g_autoptr(LeatDrill) drill = run (report, &options);

  assert_near (state_of (drill, "k", 45).served, 1000);
  g_assert_null (event_of (drill, LEAT_DRILL_ALARM, "k", "WriteProvisionedThroughputExceeded"));
}

/* A watch that is itself stopped sees nothing. */
static void
test_watch_stops (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l w~k kms%%k kms%%w p.peak_factor=1");
  g_autoptr(LeatDrill) drill = stop (report, "kms", 600);

  g_assert_null (event_of (drill, LEAT_DRILL_ALARM, "k", NULL));
}

static void
test_duplicates (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k*l p.records_per_s=100 p.peak_factor=1 k.mode=on-demand l.duration_ms=2000");
  g_autoptr(LeatDrill) drill = stop (report, "l", 60);
  g_autoptr(LeatDrill) slow = NULL;
  LeatDrillOptions options = { "l", 0, 60, 0.5, 1 };

  g_assert_cmpfloat (block_of (drill, "l")->duplicates, >=, 200);
  slow = run (report, &options);
  assert_near (leat_drill_get_totals (slow)->duplicates, 0);
}

static void
test_load_over_time (void)
{
  g_autoptr(LeatReport) report = queue (50, 300, 4 * 86400);
  LeatDrillOptions options = { READER, 0, 75, 0, 2, pulse };
  g_autoptr(LeatDrill) drill = run (report, &options);

  /* 30 s of 10/s, 30 s of 190/s, 15 s of 10/s; then 15 s at 10/s, and 190/s from 90 s on. */
  assert_near (state_of (drill, READER, 30).backlog, 300);
  assert_near (state_of (drill, READER, 60).backlog, 6000);
  assert_near (state_of (drill, READER, 75).backlog, 6150);
  assert_near (state_of (drill, READER, 75).age, 75);
  /* At 76 s the 300 of the first half minute are gone: the oldest came after 30 s. */
  assert_near (state_of (drill, READER, 76).age, 46);
  assert_near (state_of (drill, READER, 77).age, 77 - 30 - (2 * 300 - 300) / 190.0);
  assert_near (state_of (drill, READER, 90).backlog, 6150 - 15 * 290);
  assert_near (leat_drill_get_totals (drill)->drained_at, 90 + (6150 - 15 * 290) / 110.0);
}

/* A shape that changes nothing, many times over. */
static double
ticks (const char *source,
       double      time,
       double     *until,
       gpointer    data)
{
  *until = (floor (time * 4 + 1e-6) + 1) / 4;
  return 1;
}

/* Through a block without a limit of its own, at the pace of what is behind it, however often one looks. */
static void
test_many_events (void)
{
  g_autoptr(LeatReport) report = sketch ("p>sqs sqs>dms dms>downstream-app p.records_per_s=800 p.peak_factor=1 "
                                         "downstream-app.records_per_s=1000");
  LeatDrillOptions options = { "dms", 0, 60, 0, 1, ticks };
  g_autoptr(LeatDrill) drill = run (report, &options);

  assert_near (leat_drill_get_totals (drill)->most, 48000);
  assert_near (leat_drill_get_totals (drill)->drained_at, 60 + 240);
}

/* The same queue, before it a source that sends 500/s from 9 to 17 o'clock and 50/s else, or what `shape` says. */
static LeatReport *
queue_by_day (const char *shape,
              double      capacity)
{
  return sketch ("p>sqs sqs>downstream-app p.records_per_s=200 p.peak_factor=1 downstream-app.records_per_s=%.17g "
                 "sqs.retention_days=4 sqs.processing_s=0.01 p.opens_h=9 p.closes_h=17 %s", capacity, shape);
}

static LeatDrill *
stop_at (LeatReport *report,
         double      hour,
         double      seconds)
{
  LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;

  options.block = READER;
  options.start = hour * 3600;
  options.duration = seconds;
  return run (report, &options);
}

/* Q = lambda T and D = Q / (mu - lambda) with the load of the hour, and with both where the hour ends in the outage. */
static void
test_day (void)
{
  static const struct
  {
    double hour;
    double backlog;
    double drain;
  } cases[] = {
    { 12, 500 * 600, 600 },
    { 3, 50 * 600, 30000 / 950.0 },
    { 9 - 300 / 3600.0, 50 * 300 + 500 * 300, 165000 / 500.0 },
    { 17 - 300 / 3600.0, 50 * 300 + 500 * 300, 165000 / 950.0 },
  };
  g_autoptr(LeatReport) report = queue_by_day ("p.daily_shape=business-hours", 1000);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(LeatDrill) drill = stop_at (report, cases[i].hour, 600);
      const LeatDrillTotals *totals = leat_drill_get_totals (drill);

      assert_near (totals->most, cases[i].backlog);
      assert_near (totals->drained_at, cases[i].hour * 3600 + 600 + cases[i].drain);
      assert_near (totals->lost + totals->refused, 0);
      g_assert_cmpint (find (drill, "p"), <, 0); /* what it sends changes by the hour, not by the outage */
    }
}

/* In a whole day the source sends its mean, whatever the shape, also the day after. */
static void
test_day_conserved (void)
{
  static const char *const shapes[] = {
    "p.daily_shape=constant",
    "p.daily_shape=business-hours",
    "p.daily_shape=business-hours p.opens_h=22 p.closes_h=6",
    "p.daily_shape=spike p.spike_h=12 p.spike_times=30",
    "p.daily_shape=own p.daily_curve=1,1,1,1,1,1,2,4,8,8,9,9,7,8,9,8,7,6,4,3,2,2,1,1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    for (guint days = 1; days <= 2; days++)
      {
        g_autoptr(LeatReport) report = queue_by_day (shapes[i], 250);
        g_autoptr(LeatDrill) drill = stop_at (report, 23, days * 86400 - 23 * 3600);
        LeatDrillState state = state_of (drill, READER, days * 86400);

        check_conserved (drill);
        assert_near (state.arrived, 200 * 86400.0 * days);
        assert_near (state.arrived, state.taken + state.backlog);
      }
}

/* By day an outage is worse than by night in all that counts. */
static void
test_day_and_night (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k*l l>s p.records_per_s=200 p.daily_shape=business-hours p.opens_h=8 p.closes_h=18 "
                                         "k.mode=on-demand l.duration_ms=2000");
  LeatDrillOptions options = { "l", 12 * 3600, 600, 0, 1 };
  g_autoptr(LeatDrill) day = run (report, &options);
  g_autoptr(LeatDrill) night = NULL;

  options.start = 3 * 3600;
  night = run (report, &options);
  assert_near (leat_drill_get_totals (day)->most, 10 * leat_drill_get_totals (night)->most);
  g_assert_cmpfloat (leat_drill_get_totals (day)->delayed, >, 10 * leat_drill_get_totals (night)->delayed);
  assert_near (leat_drill_get_totals (day)->duplicates, 10 * leat_drill_get_totals (night)->duplicates);
  g_assert_cmpfloat (leat_drill_get_totals (night)->duplicates, >, 0);
}

/* The reader keeps up on average and not by day: late in the evening all is gone. One that does not never is. */
static void
test_day_drains (void)
{
  g_autoptr(LeatReport) evening = queue_by_day ("p.daily_shape=business-hours", 300);
  g_autoptr(LeatReport) never = queue_by_day ("p.daily_shape=business-hours", 100);
  g_autoptr(LeatDrill) drains = stop_at (evening, 12, 600);
  g_autoptr(LeatDrill) grows = stop_at (never, 12, 600);
  const LeatDrillTotals *totals = leat_drill_get_totals (grows);
  const LeatDrillEvent *event = event_of (grows, LEAT_DRILL_NEVER_DRAINS, READER, NULL);

  assert_near (leat_drill_get_totals (drains)->most, 8 * 3600 * 200 + 600 * 300);
  assert_near (leat_drill_get_totals (drains)->drained_at, 17 * 3600 + (8 * 3600 * 200 + 600 * 300) / 250.0);
  g_assert_true (isinf (totals->drained_at));
  /* It goes on until the queue is as full as it gets: of what comes half is taken, so that is after eight days or so. */
  assert_near (totals->oldest, 4 * 86400);
  g_assert_cmpfloat (totals->lost, >, 0);
  g_assert_cmpfloat (totals->horizon, >, 7 * 86400);
  g_assert_cmpfloat (totals->horizon, <, 12 * 86400);
  g_assert_nonnull (event);
  g_assert_nonnull (strstr (event->text, "no less from day to day"));
}

static double
evenly (const char *source,
        double      time,
        double     *until,
        gpointer    data)
{
  return 1;
}

/* What is even all day is as if nobody had asked, to the bit. */
static void
test_day_constant (void)
{
  g_autoptr(LeatReport) report = queue_by_day ("p.daily_shape=own p.daily_curve=3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3,3", 1000);
  g_autoptr(LeatReport) constant = queue_by_day ("", 1000);
  LeatDrillOptions options = { READER, 12345, 600, 0, 1, evenly };
  g_autoptr(LeatDrill) asked = run (constant, &options);
  g_autoptr(LeatDrill) own = NULL;
  g_autoptr(LeatDrill) unasked = NULL;

  options.load_at = NULL;
  own = run (report, &options);
  unasked = run (constant, &options);
  g_assert_cmpmem (leat_drill_get_totals (own), sizeof (LeatDrillTotals), leat_drill_get_totals (unasked), sizeof (LeatDrillTotals));
  g_assert_cmpmem (leat_drill_get_totals (asked), sizeof (LeatDrillTotals), leat_drill_get_totals (unasked),
                   sizeof (LeatDrillTotals));
}

/* What one does not want is left to the other: 1,000/s, of which a queue needs 300/s. */
static void
test_shared_reader (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l l>downstream-app p1>sqs sqs>downstream-app k.mode=on-demand p.records_per_s=100 "
                                         "p.peak_factor=1 p1.records_per_s=300 p1.peak_factor=1 downstream-app.records_per_s=1000");
  g_autoptr(LeatDrill) drill = stop (report, "l", 600);

  assert_near (state_of (drill, "l", 601).served, 700);
  assert_near (state_of (drill, READER, 601).served, 1000);
  assert_near (leat_drill_get_totals (drill)->drained_at, 600 + 100 * 600 / 600.0);
  assert_near (block_of (drill, READER)->most, 0);
}

/* A shard gives 2 MB/s to all that read it; a VPN of 1,250 Mbit/s takes 200 rows of 800 KB. */
static void
test_slow_to_read (void)
{
  g_autoptr(LeatReport) stream = sketch ("p>k k>l p.records_per_s=50 p.record_kb=10 p.peak_factor=1 k.shards=1");
  g_autoptr(LeatDrill) shard = stop (stream, "l", 600);
  g_autoptr(LeatReport) database = sketch ("onprem-db>dms dms>s onprem-db.records_per_s=100 onprem-db.record_kb=800 "
                                           "onprem-db.peak_factor=3 onprem-db.hours_per_day=24 onprem-db.connection=vpn");
  g_autoptr(LeatDrill) line = stop (database, "dms", 600);
  double reads = 2 * 1024 / 10.0;

  assert_near (state_of (shard, "l", 601).served, reads);
  assert_near (leat_drill_get_totals (shard)->drained_at, 600 + 50 * 600 / (reads - 50));
  assert_near (state_of (line, "dms", 601).served, 200);
  assert_near (leat_drill_get_totals (line)->drained_at, 1200);
}

/* A table has writers of its own. */
static void
test_own_records (void)
{
  g_autoptr(LeatReport) report = sketch ("p>dynamodb dynamodb>l p.records_per_s=100 p.peak_factor=1 dynamodb.own_writes_per_s=50");
  g_autoptr(LeatDrill) drill = stop (report, "p", 60);

  assert_near (state_of (drill, "l", 30).arrivals, 50);
  assert_near (state_of (drill, "l", 61).arrivals, 150);
}

/* A run that is under way dies with its job, but not with what started it. */
static void
test_run_under_way (void)
{
  g_autoptr(LeatReport) report = sketch ("p>f f>s s>g g>s1 o!g p.records_per_s=20000 p.record_kb=1 p.peak_factor=1 "
                                         "f.put_quota_mb=100 g.runs_per_day=24 g.workers=10");
  LeatDrillOptions options = { "g", 3 * 3600 + 60, 120, 0, 1 };
  g_autoptr(LeatDrill) job = run (report, &options);
  g_autoptr(LeatDrill) starter = NULL;

  options.block = "o";
  starter = run (report, &options);
  assert_near (time_of (job, LEAT_DRILL_MISSES_RUN, "g", NULL), 3 * 3600 + 60);
  assert_near (block_of (job, "g")->most, 20000.0 * (3600 - 60));
  g_assert_nonnull (event_of (starter, LEAT_DRILL_UNTOUCHED, "g", NULL));
}

static void
test_cycle (void)
{
  g_autoptr(LeatReport) report = sketch ("p>l l>sqs sqs>l p.records_per_s=10 p.peak_factor=1");
  g_autoptr(LeatDrill) drill = stop (report, "sqs", 600);

  g_assert_cmpfloat (leat_drill_get_totals (drill)->refused + leat_drill_get_totals (drill)->lost, >, 0);
}

typedef struct
{
  const char      *name;
  LeatDrillOptions options;
  LeatError        code;
  const char      *says;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "unknown-block", { "nobody", 0, 60, 0, 1 }, LEAT_ERROR_UNKNOWN, "nobody" },
  { "no-block", { NULL, 0, 60, 0, 1 }, LEAT_ERROR_UNKNOWN, "no block" },
  { "wire", { "p-sqs", 0, 60, 0, 1 }, LEAT_ERROR_UNKNOWN, "p-sqs" },
  { "no-time", { "sqs", 0, 0, 0, 1 }, LEAT_ERROR_RANGE, "more than 0" },
  { "nan", { "sqs", 0, NAN, 0, 1 }, LEAT_ERROR_RANGE, "more than 0" },
  { "for-ever", { "sqs", 0, INFINITY, 0, 1 }, LEAT_ERROR_RANGE, "at most" },
  { "before-the-beginning", { "sqs", -60, 60, 0, 1 }, LEAT_ERROR_RANGE, "minute 0" },
  { "not-slower", { "sqs", 0, 60, 1, 1 }, LEAT_ERROR_RANGE, "less than 1" },
  { "factor-nan", { "sqs", 0, 60, NAN, 1 }, LEAT_ERROR_RANGE, "less than 1" },
  { "no-load", { "sqs", 0, 60, 0, 0 }, LEAT_ERROR_RANGE, "more than 0" },
  { "ends-early", { "sqs", 0, 60, 0, 1, NULL, NULL, 30 }, LEAT_ERROR_RANGE, "before the outage" },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *it = data;
  g_autoptr(LeatReport) report = queue (10, 20, 86400);
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_drill_run (report, &it->options, NULL, &error));
  g_assert_error (error, LEAT_ERROR, (int) it->code);
  g_assert_nonnull (strstr (error->message, it->says));
}

static void
test_cancelled (void)
{
  g_autoptr(LeatReport) report = queue (10, 20, 86400);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  LeatDrillOptions options = { "sqs", 0, 60, 0, 1 };

  g_cancellable_cancel (cancellable);
  g_assert_null (leat_drill_run (report, &options, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_horizon (void)
{
  g_autoptr(LeatReport) report = queue (800, 1000, 4 * 86400);
  LeatDrillOptions options = { READER, 0, 600, 0, 1, NULL, NULL, 1000 };
  g_autoptr(LeatDrill) drill = run (report, &options);
  guint n;
  const double *times = leat_drill_get_times (drill, &n);

  assert_near (leat_drill_get_totals (drill)->horizon, 1000);
  assert_near (times[0], 0);
  assert_near (times[n - 1], 1000);
  assert_near (state_of (drill, READER, 1e9).backlog, 480000 - 400 * 200);
  for (guint i = 1; i < n; i++)
    g_assert_cmpfloat (times[i], >, times[i - 1]);
}

/* Arrived is taken, waiting, lost or refused, at every moment; nothing is negative and no sum falls. */
static void
check_conserved (const LeatDrill *drill)
{
  guint n;
  const double *times = leat_drill_get_times (drill, &n);

  for (guint i = 0; i < leat_drill_get_n_blocks (drill); i++)
    {
      LeatDrillState before = { 0 };

      for (guint k = 0; k < n; k++)
        {
          LeatDrillState now;
          double slack;

          leat_drill_state_at (drill, i, times[k], &now);
          slack = 1e-9 * MAX (1, now.arrived);
          g_assert_true (isfinite (now.arrivals) && isfinite (now.served) && isfinite (now.backlog) && isfinite (now.held));
          g_assert_cmpfloat (now.arrivals, >=, 0);
          g_assert_cmpfloat (now.served, >=, 0);
          g_assert_cmpfloat_with_epsilon (now.arrived, now.taken + now.backlog + now.lost + now.refused, 10 * slack);
          g_assert_cmpfloat (now.arrived, >=, before.arrived - slack);
          g_assert_cmpfloat (now.taken, >=, before.taken - slack);
          g_assert_cmpfloat (now.lost, >=, before.lost - slack);
          g_assert_cmpfloat (now.refused, >=, before.refused - slack);
          g_assert_cmpfloat (now.age, <=, times[k] + 1e-6);
          before = now;
        }
    }
}

/* What the wires to a block bring is what it takes, at every moment. */
static void
check_wires (const LeatDrill *drill,
             LeatPipeline    *pipeline)
{
  guint n, n_blocks = leat_drill_get_n_blocks (drill);
  const double *times = leat_drill_get_times (drill, &n);

  for (guint i = 0; i < n_blocks; i++)
    {
      const char *id = leat_drill_get_nth_block (drill, i)->result->element->id;
      GPtrArray *wires = leat_pipeline_get_wires_of (pipeline, id);

      for (guint k = 0; k < n; k += 7)
        {
          LeatDrillState state;
          double sum = 0;
          gboolean any = FALSE;

          leat_drill_state_at (drill, i, times[k], &state);
          for (guint j = 0; wires != NULL && j < wires->len; j++)
            {
              const LeatElement *wire = wires->pdata[j];
              double rate = leat_drill_get_wire_rate (drill, wire->id, times[k]);

              if (isnan (rate) || !g_str_equal (rate < 0 ? wire->from : wire->to, id))
                continue;
              any = any || fabs (rate) > 0;
              sum += fabs (rate);
            }
          if (any)
            g_assert_cmpfloat_with_epsilon (sum, state.served, 1e-9 * MAX (1, state.served));
        }
    }
}

static void
check_alarms (const LeatDrill *drill)
{
  GArray *alarms = leat_drill_get_alarms (drill);
  GPtrArray *events = leat_drill_get_events (drill);
  guint fired = 0, rung = 0;

  for (guint i = 0; i < alarms->len; i++)
    {
      const LeatDrillAlarm *alarm = &g_array_index (alarms, LeatDrillAlarm, i);

      rung += alarm->watched && !isnan (alarm->from);
      g_assert_true (isnan (alarm->from) || alarm->until >= alarm->from);
    }
  for (guint i = 0; i < events->len; i++)
    fired += ((const LeatDrillEvent *) events->pdata[i])->kind == LEAT_DRILL_ALARM;
  g_assert_cmpuint (rung, ==, fired);
}

static void
check_each_stop (LeatPipeline *pipeline)
{
  g_autoptr(LeatReport) report = report_of (pipeline);

  for (guint i = 0; i < leat_report_get_n_blocks (report); i++)
    {
      LeatDrillOptions options = LEAT_DRILL_OPTIONS_INIT;
      g_autoptr(LeatDrill) drill = NULL;

      options.block = leat_report_get_nth_block (report, i)->element->id;
      options.duration = exp (chance (2, 13));
      options.start = pick (0, 2) * chance (0, 86400);
      options.factor = pick (0, 3) == 0 ? chance (0, 1) : 0;
      options.load = exp (chance (-2, 3));
      drill = run (report, &options);
      check_conserved (drill);
      check_wires (drill, pipeline);
      check_alarms (drill);
      g_assert_cmpfloat (leat_drill_get_totals (drill)->horizon, >=, leat_drill_get_totals (drill)->end);
    }
}

static void
test_conserved_sketches (void)
{
  static const char *const lines[] = {
    "p>k k>l k>f l>s f>s s>g g>s1 w~k o!g p.records_per_s=300 k.shards=2",
    "p>k p1>k k>l k>l1 l>sqs l1>sqs sqs>downstream-app downstream-app.records_per_s=900 p.records_per_s=200 p1.records_per_s=500 "
    "sqs.retention_days=0.01",
    "iot-device>iot-core iot-core>f iot-core>k k>managed-flink managed-flink>opensearch f>s",
    "p>sns sns>sqs sns>l sqs>l1 l>dynamodb l1>dynamodb dynamodb>l2 dynamodb.mode=provisioned dynamodb.wcu=500 p.records_per_s=300",
    "onprem-db>dms dms>s s>g g>r onprem-db.log_retention_h=1",
    "p>api-gateway api-gateway>l l>eventbridge eventbridge*l1 l1>s eventbridge.retry_h=1",
    "p>msk msk>glue-streaming msk>msk-connect glue-streaming>s msk-connect>s msk.retention_h=1 kms%msk kms%s",
    "p>k p1>k k>l l>sqs sqs>downstream-app downstream-app.records_per_s=700 p.records_per_s=200 p1.records_per_s=400 "
    "p.daily_shape=business-hours p1.daily_shape=spike p1.spike_h=3 p1.spike_times=20 sqs.retention_days=0.1 k.shards=1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint round = 0; round < 6; round++)
      {
        g_autoptr(LeatPipeline) pipeline = test_sketch (lines[i]);

        check_each_stop (pipeline);
      }
}

static void
check_file (const char *path)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_read_file (path, NULL, test_catalogue (), notices, &error);

  g_assert_no_error (error);
  check_each_stop (pipeline);
}

static void
check_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".mmd") || g_str_has_suffix (name, ".leat"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        check_file (path);
        n++;
      }
  g_assert_cmpuint (n, >, 0);
}

static void
test_conserved_files (void)
{
  g_autofree char *examples = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", NULL);
  g_autofree char *corpus = g_test_build_filename (G_TEST_DIST, "corpus", "mermaid", NULL);

  check_folder (examples);
  check_folder (corpus);
}

static void
test_conserved_large (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (50);

  check_each_stop (pipeline);
}

/* The same drill twice, on two threads, is the same to the bit. */
static gpointer
run_in_thread (gpointer data)
{
  return stop (data, "k", 7200);
}

static void
test_deterministic (void)
{
  g_autoptr(LeatReport) report = sketch ("p>k k>l k>f l>s f>s s>g g>s1 w~k o!g p.records_per_s=300 k.shards=2");
  GThread *thread = g_thread_new ("drill", run_in_thread, report);
  g_autoptr(LeatDrill) mine = stop (report, "k", 7200);
  g_autoptr(LeatDrill) other = g_thread_join (thread);
  guint n, m;
  const double *a = leat_drill_get_times (mine, &n);
  const double *b = leat_drill_get_times (other, &m);

  g_assert_cmpmem (a, n * sizeof (double), b, m * sizeof (double));
  for (guint i = 0; i < leat_drill_get_n_blocks (mine); i++)
    for (guint k = 0; k < n; k++)
      {
        LeatDrillState x, y;

        leat_drill_state_at (mine, i, a[k], &x);
        leat_drill_state_at (other, i, a[k], &y);
        g_assert_cmpmem (&x, offsetof (LeatDrillState, is_down), &y, offsetof (LeatDrillState, is_down));
        g_assert_cmpint (x.is_down, ==, y.is_down);
      }
}

/* Every alarm and buffer of the catalogue can be worked out, and each alarm that a drill knows has a threshold. */
static void
test_catalogue_words (void)
{
  guint n = leat_catalogue_get_n_services (test_catalogue ());
  guint buffers = 0, alarms = 0, paces = 0;

  for (guint i = 0; i < n; i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (test_catalogue (), i);

      for (guint j = 0; j < service->alarms->len; j++)
        {
          const LeatAlarm *alarm = g_ptr_array_index (service->alarms, j);

          g_assert_true ((alarm->measure == LEAT_MEASURE_NONE) == (alarm->above == NULL));
          g_assert_cmpfloat (alarm->scale, >, 0);
          alarms += alarm->measure != LEAT_MEASURE_NONE;
        }
      for (guint j = 0; j < service->limits->len; j++)
        paces += ((LeatLimit *) g_ptr_array_index (service->limits, j))->pace != LEAT_PACES_NOTHING;
      buffers += service->buffers->len;
    }
  g_assert_cmpuint (buffers, >, 15);
  g_assert_cmpuint (alarms, >, 40);
  g_assert_cmpuint (paces, >, 30);
}

/* How long those keep what nobody reads, by their settings. */
static void
test_retentions (void)
{
  static const struct
  {
    const char *line;
    double      keeps;
  } rows[] = {
    { "p>k k>l k.retention_h=36", 36 * 3600 },
    { "p>sqs sqs>l sqs.retention_days=2", 2 * 86400 },
    { "p>msk msk>l msk.retention_h=5", 5 * 3600 },
    { "p>dynamodb dynamodb>l", 86400 },
    { "p>s s*l", 6 * 3600 },
    { "p>s s>l s.retention_days=1", 86400 },
    { "p>sns sns*l", 6 * 3600 },
    { "p>eventbridge eventbridge*l eventbridge.retry_h=3", 3 * 3600 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(LeatReport) report = sketch ("%s p.records_per_s=5 p.peak_factor=1", rows[i].line);
      g_autoptr(LeatDrill) drill = stop (report, "l", rows[i].keeps + 3600);

      g_test_message ("%s", rows[i].line);
      assert_near (time_of (drill, LEAT_DRILL_LOSES, "l", NULL), rows[i].keeps);
      assert_near (leat_drill_get_totals (drill)->oldest, rows[i].keeps);
    }
}

/* Firehose keeps what was put into it for a day; what it reads from a stream stays in the stream. */
static void
test_firehose (void)
{
  g_autoptr(LeatReport) put = sketch ("p>f f>s p.records_per_s=5 p.peak_factor=1");
  g_autoptr(LeatReport) read = sketch ("p>k k>f f>s p.records_per_s=5 p.peak_factor=1");
  g_autoptr(LeatDrill) direct = stop (put, "s", 600);
  g_autoptr(LeatDrill) streamed = stop (read, "s", 600);

  assert_near (block_of (direct, "f")->most_held, 3000);
  assert_near (block_of (streamed, "f")->most_held, 0);
  assert_near (block_of (streamed, "k")->most_held, 3000);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  dice = g_rand_new_with_seed (20);
  g_test_add_func ("/engine/drill/reference", test_reference);
  g_test_add_func ("/engine/drill/closed-forms", test_closed_forms);
  g_test_add_func ("/engine/drill/retention", test_retention);
  g_test_add_func ("/engine/drill/chain", test_chain);
  g_test_add_func ("/engine/drill/never-drains", test_never_drains);
  g_test_add_func ("/engine/drill/source-stops", test_source_stops);
  g_test_add_func ("/engine/drill/sink-stops", test_sink_stops);
  g_test_add_func ("/engine/drill/no-buffer", test_no_buffer);
  g_test_add_func ("/engine/drill/batch", test_batch);
  g_test_add_func ("/engine/drill/stops-with", test_stops_with);
  g_test_add_func ("/engine/drill/nothing-depends", test_nothing_depends);
  g_test_add_func ("/engine/drill/alarms", test_alarms);
  g_test_add_func ("/engine/drill/alarm-of-what-feeds", test_alarm_of_what_feeds);
  g_test_add_func ("/engine/drill/rings", test_rings);
  g_test_add_func ("/engine/drill/wire-rate", test_wire_rate);
  g_test_add_func ("/engine/drill/alarm-too-short", test_alarm_shorter_than_its_threshold);
  g_test_add_func ("/engine/drill/alarm-lasts", test_alarm_lasts);
  g_test_add_func ("/engine/drill/watch-stops", test_watch_stops);
  g_test_add_func ("/engine/drill/duplicates", test_duplicates);
  g_test_add_func ("/engine/drill/load-over-time", test_load_over_time);
  g_test_add_func ("/engine/drill/many-events", test_many_events);
  g_test_add_func ("/engine/drill/day", test_day);
  g_test_add_func ("/engine/drill/day/conserved", test_day_conserved);
  g_test_add_func ("/engine/drill/day/and-night", test_day_and_night);
  g_test_add_func ("/engine/drill/day/drains", test_day_drains);
  g_test_add_func ("/engine/drill/day/constant", test_day_constant);
  g_test_add_func ("/engine/drill/shared-reader", test_shared_reader);
  g_test_add_func ("/engine/drill/slow-to-read", test_slow_to_read);
  g_test_add_func ("/engine/drill/own-records", test_own_records);
  g_test_add_func ("/engine/drill/run-under-way", test_run_under_way);
  g_test_add_func ("/engine/drill/alarm-does-not-last", test_alarm_does_not_last);
  g_test_add_func ("/engine/drill/cycle", test_cycle);
  g_test_add_func ("/engine/drill/cancelled", test_cancelled);
  g_test_add_func ("/engine/drill/horizon", test_horizon);
  g_test_add_func ("/engine/drill/conserved/sketches", test_conserved_sketches);
  g_test_add_func ("/engine/drill/conserved/files", test_conserved_files);
  g_test_add_func ("/engine/drill/conserved/large", test_conserved_large);
  g_test_add_func ("/engine/drill/deterministic", test_deterministic);
  g_test_add_func ("/engine/drill/catalogue-words", test_catalogue_words);
  g_test_add_func ("/engine/drill/retentions", test_retentions);
  g_test_add_func ("/engine/drill/firehose", test_firehose);
  for (gsize i = 0; i < G_N_ELEMENTS (refused_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/drill/refused/", refused_cases[i].name, NULL);

      g_test_add_data_func (path, &refused_cases[i], test_refused);
    }
  status = g_test_run ();
  g_rand_free (dice);
  return status;
}
