/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/pricelist.h"
#include "support.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* How long an offer of the size of AmazonEC2 takes, against reading its bytes alone in the same run, and how
 * much memory at most. Each is read in a process of its own, since the most that a process ever had in
 * memory does not go down again. An argument is the size in MB, for one as large as all of AmazonEC2. */

#define MB (1024.0 * 1024)
#define RATIO_BAR 120.0 /* times the bare reading of a file that is in the cache: some 50 MB/s where that gives 6 GB/s */
#define MEMORY_BAR 300 /* MB */

typedef void (*Write) (FILE *file,
                       gsize size);

static const char attributes[] =
  "\"servicecode\" : \"AmazonEC2\",\"location\" : \"EU (Ireland)\",\"locationType\" : \"AWS Region\",\"currentGeneration\" : "
  "\"Yes\",\"vcpu\" : \"4\",\"physicalProcessor\" : \"Intel Xeon Platinum 8175\",\"clockSpeed\" : \"3.1 GHz\",\"memory\" : "
  "\"16 GiB\",\"tenancy\" : \"Shared\",\"regionCode\" : \"eu-west-1\",\"capacitystatus\" : \"Used\",\"preInstalledSw\" : \"NA\"";

/* One in so many is a price of Leat's, as Linux is among operating systems, tenancies and software. */
static void
write_json (FILE *file,
            gsize size)
{
  guint n = 0;

  fputs ("{\n  \"formatVersion\" : \"v1.0\",\n  \"offerCode\" : \"AmazonEC2\",\n  \"version\" : \"20261101000000\",\n"
         "  \"products\" : {\n", file);
  for (; (gsize) ftell (file) < size / 3; n++)
    fprintf (file, "    %s\"SKU%08u\" : {\n      \"sku\" : \"SKU%08u\",\n      \"productFamily\" : \"Compute Instance\",\n"
                   "      \"attributes\" : {%s,\"instanceType\" : \"m%u.large\",\"operatingSystem\" : \"%s\",\"usagetype\" : "
                   "\"EU-BoxUsage:m%u.large\"}\n    }\n", n > 0 ? "," : "", n, n, attributes, n / 20 % 1000,
             n % 20 == 0 ? "Linux" : "Windows", n / 20 % 1000);
  fputs ("  },\n  \"terms\" : {\n    \"OnDemand\" : {\n", file);
  for (guint i = 0; i < n && (gsize) ftell (file) < size; i++)
    fprintf (file, "      %s\"SKU%08u\" : {\n        \"SKU%08u.JRTCKXETXF\" : {\n          \"offerTermCode\" : \"JRTCKXETXF\",\n"
                   "          \"effectiveDate\" : \"2026-11-01T00:00:00Z\",\n          \"priceDimensions\" : {\n"
                   "            \"SKU%08u.JRTCKXETXF.6YS6EN2CT7\" : {\n              \"unit\" : \"Hrs\",\n"
                   "              \"endRange\" : \"Inf\",\n              \"beginRange\" : \"0\",\n              \"description\" : "
                   "\"$0.096 per On Demand Instance Hour\",\n              \"pricePerUnit\" : {\n                \"USD\" : "
                   "\"0.0960000000\"\n              }\n            }\n          }\n        }\n      }\n", i > 0 ? "," : "", i, i, i);
  fputs ("    },\n    \"Reserved\" : {\n", file);
  for (guint i = 0; (gsize) ftell (file) < size; i++)
    fprintf (file, "      %s\"SKU%08u\" : { \"SKU%08u.38NPMPTW36\" : { \"priceDimensions\" : { \"x\" : { \"unit\" : \"Hrs\", "
                   "\"pricePerUnit\" : { \"USD\" : \"0.05\" } } } } }\n", i > 0 ? "," : "", i, i);
  fputs ("    }\n  }\n}\n", file);
}

static void
write_csv (FILE *file,
           gsize size)
{
  fputs ("\"FormatVersion\",\"v1.0\"\n\"OfferCode\",\"AmazonEC2\"\n\"SKU\",\"OfferTermCode\",\"TermType\",\"EffectiveDate\","
         "\"StartingRange\",\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\",\"Product Family\",\"serviceCode\",\"Location\","
         "\"Location Type\",\"Instance Type\",\"Operating System\",\"Tenancy\",\"Pre Installed S/W\",\"CapacityStatus\","
         "\"usageType\",\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"\n", file);
  for (guint i = 0; (gsize) ftell (file) < size; i++)
    fprintf (file, "\"SKU%08u\",\"JRTCKXETXF\",\"%s\",\"2026-11-01\",\"0\",\"Inf\",\"Hrs\",\"0.0960000000\",\"USD\","
                   "\"Compute Instance\",\"AmazonEC2\",\"EU (Ireland)\",\"AWS Region\",\"m%u.large\",\"%s\",\"Shared\",\"NA\","
                   "\"Used\",\"EU-BoxUsage:m%u.large\",\"Intel Xeon Platinum 8175\",\"3.1 GHz\",\"16 GiB\",\"Up to 10 "
                   "Gigabit\",\"\",\"\",\"x\"\n", i, i % 4 == 0 ? "OnDemand" : "Reserved", i / 400 % 1000,
             i % 400 == 0 ? "Linux" : "Windows", i / 400 % 1000);
}

/* All on one line, each product of another family and with many attributes that nobody looks at. */
static void
write_odd (FILE *file,
           gsize size)
{
  fputs ("{\"offerCode\":\"AmazonEC2\",\"products\":{", file);
  for (guint i = 0; (gsize) ftell (file) < size; i++)
    {
      fprintf (file, "%s\"S%u\":{\"productFamily\":\"Family %u\",\"attributes\":{\"usagetype\":\"EU-%u\"", i > 0 ? "," : "", i, i, i);
      for (guint j = 0; j < 200; j++)
        fprintf (file, ",\"attribute%u-%u\":\"%u\"", i, j, j);
      fputs ("}}", file);
    }
  fputs ("},\"terms\":{\"OnDemand\":{}}}", file);
}

static double
read_bare (const char *path)
{
  static char buffer[256 * 1024];
  gint64 start = g_get_monotonic_time ();
  int fd = g_open (path, O_RDONLY, 0);

  while (read (fd, buffer, sizeof buffer) > 0)
    continue;
  g_close (fd, NULL);
  return (g_get_monotonic_time () - start) / 1e6;
}

/* In a process of its own; its time and its memory come back by a pipe. */
static void
read_offer (const char *path,
            double      results[2])
{
  int ends[2];
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr(GFile) file = g_file_new_for_path (path);
      LeatCatalogue *catalogue = test_catalogue ();
      gint64 start = g_get_monotonic_time ();
      g_autoptr(GError) error = NULL;
      g_autoptr(LeatPricelist) list = leat_pricelist_read (file, catalogue, NULL, NULL, NULL, NULL, &error);
      double mine[2] = { (g_get_monotonic_time () - start) / 1e6, 0 };
      struct rusage usage;

      g_assert_no_error (error);
      getrusage (RUSAGE_SELF, &usage);
      mine[1] = usage.ru_maxrss / 1024.0;
      _exit (write (ends[1], mine, sizeof mine) == sizeof mine ? 0 : 1);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], results, 2 * sizeof (double)), ==, 2 * sizeof (double));
  close (ends[0]);
  waitpid (child, NULL, 0);
}

static gboolean
measure (const char *name,
         Write       write_offer,
         double      mb)
{
  g_autofree char *path = g_strdup_printf ("bench-pricelist-%d", getpid ());
  FILE *file = g_fopen (path, "wb");
  double results[2];
  double bare;
  gboolean good;

  g_assert_nonnull (file);
  write_offer (file, mb * MB);
  g_assert_cmpint (fclose (file), ==, 0);
  bare = MIN (read_bare (path), read_bare (path));
  read_offer (path, results);
  g_unlink (path);

  good = results[0] / bare <= RATIO_BAR && results[1] <= MEMORY_BAR;
  g_print ("%-5s %5.0f MB: %6.2f s, %4.0f MB/s, %5.1f x bare reading (%.0f MB/s), %4.0f MB of memory%s\n", name, mb, results[0],
           mb / results[0], results[0] / bare, mb / bare, results[1], good ? "" : "  OVER THE BAR");
  return good;
}

int
main (int    argc,
      char **argv)
{
  double mb = argc > 1 ? g_ascii_strtod (argv[1], NULL) : 200;
  gboolean good = measure ("json", write_json, mb);

  good &= measure ("csv", write_csv, mb);
  good &= measure ("odd", write_odd, mb);
  return good ? 0 : 1;
}
