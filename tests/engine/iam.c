/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/iam.h"
#include "exchange/iam.h"
#include "sketch.h"
#include "support.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* The policies that wires ask for: what they must hold, and what they never may. */

static LeatReport *
report_of (const char *sketch)
{
  g_autoptr(LeatPipeline) pipeline = test_sketch (sketch);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  LeatReport *report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);

  g_assert_nonnull (report);
  return report;
}

/* Actions that IAM knows no narrower resource for, by AWS's Service Authorization Reference. */
static gboolean
has_no_narrower_resource (const char *action)
{
  static const char *const actions[] = {
    "glue:GetSchemaVersion", "lakeformation:GetDataAccess", "redshift-data:DescribeStatement",
    "redshift-data:GetStatementResult", "redshift:DescribeClusters", "s3:GetAccountPublicAccessBlock",
    "dynamodb:ListTables", "dms:DescribeReplicationTasks", "es:DescribeDomains", "macie2:GetMacieSession", NULL,
  };

  return g_str_has_prefix (action, "ec2:Describe") || g_strv_contains (actions, action);
}

static void
check_statement (const LeatIamPolicy    *policy,
                 const LeatIamStatement *statement)
{
  g_assert_cmpuint (statement->actions->len, >, 0);
  for (guint i = 0; i < statement->actions->len; i++)
    {
      const char *action = statement->actions->pdata[i];

      /* What denies may speak of all; what allows never does. */
      g_assert_true (statement->deny || strchr (action, '*') == NULL);
      for (guint j = 0; j < statement->resources->len; j++)
        if (g_str_equal (statement->resources->pdata[j], "*") && !has_no_narrower_resource (action))
          {
            g_test_message ("%s of %s allows %s on everything", policy->name, policy->block, action);
            g_test_fail ();
          }
    }
  for (guint i = 0; i < statement->resources->len; i++)
    {
      g_assert_null (strchr (statement->resources->pdata[i], '{'));
      g_assert_true (g_str_equal (statement->resources->pdata[i], "*") ||
                     g_str_has_prefix (statement->resources->pdata[i], "arn:aws:"));
    }
}

static void
check_document (const LeatIamPolicy *policy)
{
  g_autofree char *text = leat_iam_policy_to_json (policy);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GHashTable) sids = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *root;
  JsonArray *statements;

  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  root = json_node_get_object (json_parser_get_root (parser));
  g_assert_cmpstr (json_object_get_string_member (root, "Version"), ==, "2012-10-17");
  statements = json_object_get_array_member (root, "Statement");
  g_assert_cmpuint (json_array_get_length (statements), >, 0);
  for (guint i = 0; i < json_array_get_length (statements); i++)
    {
      JsonObject *statement = json_array_get_object_element (statements, i);
      const char *sid = json_object_get_string_member (statement, "Sid");
      gboolean with_principal = policy->kind == LEAT_IAM_TRUST || policy->kind == LEAT_IAM_RESOURCE ||
                                policy->kind == LEAT_IAM_KEY;

      g_assert_true (g_hash_table_add (sids, (char *) sid));
      for (const char *p = sid; *p != '\0'; p++)
        g_assert_true (g_ascii_isalnum (*p));
      g_assert_true (json_object_has_member (statement, "Action"));
      g_assert_cmpint (json_object_has_member (statement, "Principal"), ==, with_principal);
      g_assert_cmpint (json_object_has_member (statement, "Resource"), ==, policy->kind != LEAT_IAM_TRUST);
    }
}

static void
check_all (LeatReport *report)
{
  g_autoptr(GPtrArray) policies = leat_iam_policies (report, NULL);

  for (guint i = 0; i < policies->len; i++)
    {
      const LeatIamPolicy *policy = g_ptr_array_index (policies, i);

      for (guint j = 0; j < policy->statements->len; j++)
        check_statement (policy, g_ptr_array_index (policy->statements, j));
      check_document (policy);
    }
}

/* Every pair of services with every kind of wire that the table has, encrypted and not. */
static void
test_every_pair (void)
{
  LeatCatalogue *catalogue = test_catalogue ();
  static const char signs[LEAT_N_WIRE_KINDS] = { '>', '*', '!', '~', '@', '?', '%', '&' };
  guint n = leat_catalogue_get_n_services (catalogue), found = 0;

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < n; j++)
      for (guint kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
        {
          const char *from = leat_catalogue_get_nth_service (catalogue, i)->id;
          const char *to = leat_catalogue_get_nth_service (catalogue, j)->id;
          g_autofree char *sketch = NULL;
          g_autoptr(LeatReport) report = NULL;

          if (leat_catalogue_get_grant (catalogue, from, to, kind) == NULL)
            continue;
          found++;
          sketch = g_strdup_printf ("%s#a%c%s#b kms%%%s#a kms%%%s#b", from, signs[kind], to, from, to);
          report = report_of (sketch);
          check_all (report);
        }
  g_assert_cmpuint (found, >, 300);
}

static const LeatIamPolicy *
find_policy (GPtrArray        *policies,
             const char       *block,
             LeatIamPolicyKind kind)
{
  for (guint i = 0; i < policies->len; i++)
    {
      const LeatIamPolicy *policy = g_ptr_array_index (policies, i);

      if (g_str_equal (policy->block, block) && policy->kind == kind)
        return policy;
    }
  return NULL;
}

/* "action on resource" of each, once, a line each. */
static char *
flatten (const LeatIamPolicy *policy)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < policy->statements->len; i++)
    {
      const LeatIamStatement *statement = g_ptr_array_index (policy->statements, i);

      for (guint j = 0; j < statement->actions->len; j++)
        for (guint k = 0; k < statement->resources->len; k++)
          {
            char *line = g_strdup_printf ("%s on %s", (char *) statement->actions->pdata[j],
                                          (char *) statement->resources->pdata[k]);

            if (g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
              g_free (line);
            else
              g_ptr_array_add (lines, line);
          }
    }
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}

/* By hand, from the course's pipeline: what its Glue job does, and no more. */
static const char glue_expected[] =
  "glue:BatchGetPartition on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:BatchGetPartition on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:BatchGetPartition on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "glue:GetDatabase on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:GetDatabase on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:GetDatabase on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "glue:GetPartition on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:GetPartition on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:GetPartition on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "glue:GetPartitions on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:GetPartitions on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:GetPartitions on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "glue:GetTable on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:GetTable on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:GetTable on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "glue:GetTables on arn:aws:glue:us-east-1:111122223333:catalog\n"
  "glue:GetTables on arn:aws:glue:us-east-1:111122223333:database/c\n"
  "glue:GetTables on arn:aws:glue:us-east-1:111122223333:table/c/*\n"
  "kms:Decrypt on arn:aws:kms:us-east-1:111122223333:key/kms\n"
  "kms:GenerateDataKey on arn:aws:kms:us-east-1:111122223333:key/kms\n"
  "s3:AbortMultipartUpload on arn:aws:s3:::s2/*\n"
  "s3:DeleteObject on arn:aws:s3:::s2/*\n"
  "s3:GetBucketLocation on arn:aws:s3:::s2\n"
  "s3:GetObject on arn:aws:s3:::s/*\n"
  "s3:GetObject on arn:aws:s3:::s2/*\n"
  "s3:ListBucket on arn:aws:s3:::s\n"
  "s3:ListBucket on arn:aws:s3:::s2\n"
  "s3:PutObject on arn:aws:s3:::s2/*\n";

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sort_lines (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  qsort (lines, g_strv_length (lines), sizeof (char *), compare_lines);
  return g_strjoinv ("\n", lines);
}

static void
test_course (void)
{
  g_autoptr(LeatReport) report = report_of ("p>k k>f f*l l>s s>g g>s2 s2@c c@a c@r a?q o!g o!l w~k w~g kms%s kms%s2");
  g_autoptr(GPtrArray) policies = leat_iam_policies (report, "g");
  const LeatIamPolicy *role = find_policy (policies, "g", LEAT_IAM_ROLE);
  const LeatIamPolicy *trust = find_policy (policies, "g", LEAT_IAM_TRUST);
  g_autofree char *flat = NULL;
  g_autofree char *found = NULL;
  g_autofree char *expected = sort_lines (glue_expected);

  g_assert_nonnull (role);
  g_assert_nonnull (trust);
  flat = flatten (role);
  found = sort_lines (flat);
  g_assert_cmpstr (found, ==, expected);
  g_assert_cmpstr (((LeatIamStatement *) trust->statements->pdata[0])->services->pdata[0], ==, "glue.amazonaws.com");
  check_all (report);
}

/* Without a key nothing speaks of keys; with one, the key admits each role, and the bucket asks for it. */
static void
test_keys (void)
{
  g_autoptr(LeatReport) plain = report_of ("p>k k>f f>s");
  g_autoptr(LeatReport) encrypted = report_of ("p>k k>f f>s kms%s");
  g_autoptr(GPtrArray) without = leat_iam_policies (plain, NULL);
  g_autoptr(GPtrArray) with = leat_iam_policies (encrypted, NULL);
  g_autofree char *without_text = leat_iam_policies_to_json (without);
  const LeatIamPolicy *key = find_policy (with, "kms", LEAT_IAM_KEY);
  const LeatIamPolicy *bucket = find_policy (with, "s", LEAT_IAM_RESOURCE);
  g_autofree char *key_text = NULL;
  g_autofree char *bucket_text = NULL;

  g_assert_null (strstr (without_text, "kms:"));
  g_assert_nonnull (strstr (without_text, "aws:SecureTransport"));
  g_assert_nonnull (key);
  g_assert_nonnull (bucket);
  key_text = leat_iam_policy_to_json (key);
  bucket_text = leat_iam_policy_to_json (bucket);
  g_assert_nonnull (strstr (key_text, "arn:aws:iam::111122223333:role/f-role"));
  g_assert_null (strstr (key_text, "role/k-role"));
  g_assert_nonnull (strstr (bucket_text, "arn:aws:kms:us-east-1:111122223333:key/kms"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/iam/every-pair", test_every_pair);
  g_test_add_func ("/engine/iam/course", test_course);
  g_test_add_func ("/engine/iam/keys", test_keys);
  return g_test_run ();
}
