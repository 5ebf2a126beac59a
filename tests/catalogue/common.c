/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "catalogue/common.h"

/* What blocks of several services have in common is what each of them would take. */

static GPtrArray *
common_of (const LeatService *a,
           const LeatService *b)
{
  g_autoptr(GPtrArray) services = g_ptr_array_new ();

  g_ptr_array_add (services, (gpointer) a);
  g_ptr_array_add (services, (gpointer) b);
  return leat_settings_in_common (services);
}

static void
check_setting (const LeatSetting *common,
               const LeatService *service)
{
  const LeatSetting *own = leat_service_get_setting (service, common->name);

  g_assert_nonnull (own);
  g_assert_cmpint (own->type, ==, common->type);
  g_assert_cmpstr (own->unit, ==, common->unit);
  g_assert_cmpfloat (own->minimum, <=, common->minimum);
  g_assert_cmpfloat (own->maximum, >=, common->maximum);
  for (guint i = 0; i < common->choices->len; i++)
    g_assert_nonnull (leat_setting_find_choice (own, ((const LeatChoice *) common->choices->pdata[i])->value));
}

/* Of all pairs of services, in both orders the same settings. */
static void
test_pairs (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  guint n = leat_catalogue_get_n_services (catalogue);
  guint n_common = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      {
        const LeatService *a = leat_catalogue_get_nth_service (catalogue, i);
        const LeatService *b = leat_catalogue_get_nth_service (catalogue, j);
        g_autoptr(GPtrArray) there = common_of (a, b);
        g_autoptr(GPtrArray) back = common_of (b, a);

        g_assert_cmpuint (there->len, ==, back->len);
        if (i == j)
          g_assert_cmpuint (there->len, ==, a->settings->len);
        for (guint k = 0; k < there->len; k++)
          {
            check_setting (there->pdata[k], a);
            check_setting (there->pdata[k], b);
          }
        n_common += i != j ? there->len : 0;
      }
  g_assert_cmpuint (n_common, >, 100);
}

static const LeatSetting *
find (GPtrArray  *settings,
      const char *name)
{
  for (guint i = 0; i < settings->len; i++)
    if (g_str_equal (((const LeatSetting *) settings->pdata[i])->name, name))
      return settings->pdata[i];
  return NULL;
}

/* One that is named alike and means something else is not common. */
static void
test_encryption (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  g_autoptr(GPtrArray) streams = common_of (leat_catalogue_get_service (catalogue, "kinesis-data-streams"),
                                            leat_catalogue_get_service (catalogue, "firehose"));
  g_autoptr(GPtrArray) catalogs = common_of (leat_catalogue_get_service (catalogue, "kinesis-data-streams"),
                                             leat_catalogue_get_service (catalogue, "glue-catalog"));

  g_assert_cmpuint (find (streams, "encryption")->choices->len, >, 0);
  g_assert_null (find (streams, "shards"));
  g_assert_null (find (catalogs, "encryption")); /* yes or no there */
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/catalogue/common/pairs", test_pairs);
  g_test_add_func ("/catalogue/common/encryption", test_encryption);
  return g_test_run ();
}
