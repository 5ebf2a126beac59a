/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/picture.h"
#include "generate.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* How long pictures of 10,000 blocks take and how much memory. Bars (design): PDF and SVG 2 s, PNG 3 s, 500 MB in each.
 * Every picture is written by a process of its own, so that the peak of its memory is its own; the time is the shortest of
 * three, from a pipeline and its report to the bytes. The bar is on the clock, which other work on the machine holds up; so
 * what all threads of the process took of the processors is told too, and how much of that the laying out. */

#define BLOCKS 10000
#define RUNS 3
#define MAX_MB 500

static const struct
{
  const char *format;
  double      seconds;
} bars[] = { { "svg", 2 }, { "pdf", 2 }, { "png", 3 } };

typedef struct
{
  double seconds;    /* by the clock */
  double processor;  /* of all threads */
  double laying_out; /* of that, until the picture is there to be written */
  gsize  bytes;
} Measure;

static double
processor_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec / 1e9;
}

static Measure
write_once (LeatPipeline *pipeline,
            LeatReport   *report,
            const char   *format)
{
  LeatPictureOptions options;
  gint64 start = g_get_monotonic_time ();
  double processor = processor_seconds (), laid_out;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPicture) picture = NULL;
  g_autoptr(GBytes) bytes = NULL;

  leat_picture_options_init (&options);
  picture = leat_picture_new (pipeline, test_catalogue (), report, &options, &error);
  g_assert_no_error (error);
  laid_out = processor_seconds ();
  bytes = leat_picture_write (picture, format, NULL, &error);
  g_assert_no_error (error);
  return (Measure){ (g_get_monotonic_time () - start) / 1e6, processor_seconds () - processor, laid_out - processor,
                    g_bytes_get_size (bytes) };
}

/* Runs in the child; its results go through the pipe. */
static void
measure (const char *format,
         int         fd)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (BLOCKS);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  Measure best = { .seconds = G_MAXDOUBLE };

  for (guint i = 0; i < RUNS; i++)
    {
      Measure one = write_once (pipeline, report, format);

      if (one.seconds < best.seconds)
        best = one;
    }
  if (write (fd, &best, sizeof best) != (gssize) sizeof best)
    _exit (1);
}

static gboolean
run (const char *format,
     double      bar)
{
  int ends[2], status;
  struct rusage use;
  Measure best;
  pid_t child;
  gboolean good;

  if (pipe (ends) < 0 || (child = fork ()) < 0)
    return FALSE;
  if (child == 0)
    {
      measure (format, ends[1]);
      _exit (0);
    }
  close (ends[1]);
  good = read (ends[0], &best, sizeof best) == (gssize) sizeof best;
  close (ends[0]);
  good = wait4 (child, &status, 0, &use) == child && good && status == 0;
  if (!good)
    return FALSE;
  good = best.seconds <= bar && use.ru_maxrss / 1024 <= MAX_MB;
  printf ("%s of %d blocks: %.2f s by the clock (bar %g), %.2f s of the processors (%.2f s to lay it out), %.1f MB file, "
          "%ld MB memory (bar %d): %s\n", format, BLOCKS, best.seconds, bar, best.processor, best.laying_out, best.bytes / 1e6,
          use.ru_maxrss / 1024, MAX_MB, good ? "ok" : "TOO MUCH");
  return good;
}

int
main (int    argc,
      char **argv)
{
  gboolean all = TRUE;

  setvbuf (stdout, NULL, _IONBF, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (bars); i++)
    if (argc < 2 || g_str_equal (argv[1], bars[i].format))
      all = run (bars[i].format, bars[i].seconds) && all;
  return all ? EXIT_SUCCESS : EXIT_FAILURE;
}
