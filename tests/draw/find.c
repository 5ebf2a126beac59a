/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/find.h"

#include "mini.h"
#include "model/settings.h"

/* What a search in a drawing finds, and in which order. */

typedef struct
{
  const char *name;
  const char *text;
  const char *ids;
} FindCase;

static const FindCase find_cases[] = {
  { "nothing", "  ", "" },
  { "name", "Trunk", "b" },
  { "service", "water tap", "a" },
  { "alias", "conduit", "b c" }, /* of a pipe */
  { "value", "extra-wide", "c" },
  { "all-words", "conduit wide", "c" },
  { "role", "storage", "d" },
  { "wire", "fortnightly", "w" },
  { "note", "REMEMBER", "note" },
  { "step", "rehearsal", "" }, /* of the walkthrough: it is nowhere on the drawing */
  { "not-there", "zeppelin", "" },
};

static LeatPipeline *
new_pipeline (void)
{
  LeatPipeline *pipeline = mini_pipeline ("a:tap b:pipe c:pipe d:basin", "a>b c>d");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  LeatElement *wire = leat_element_new_wire ("w", LEAT_WIRE_DATA, "b", "c");
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, "note");
  LeatElement *step = leat_element_new (LEAT_ELEMENT_STEP, "step");

  g_free (wire->name);
  wire->name = g_strdup ("fortnightly");
  note->text = g_strdup ("Remember the milk");
  note->bounds = (LeatRect){ 0, 300, 120, 60 };
  leat_pipeline_replace (pipeline, NULL, wire);
  g_free (step->name);
  step->name = g_strdup ("rehearsal");
  leat_pipeline_replace (pipeline, NULL, note);
  leat_pipeline_replace (pipeline, NULL, step);
  leat_element_unref (step);
  leat_element_unref (wire);
  leat_element_unref (note);
  leat_history_apply (history, leat_edit_rename (pipeline, "b", "trunk line"));
  mini_set (history, "c", "mode", "extra-wide");
  return pipeline;
}

static char *
find (LeatPipeline *pipeline,
      const char   *text,
      GCancellable *cancellable)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatReport) report = mini_report (pipeline);
  g_autoptr(GPtrArray) found = leat_find (elements, report, text, cancellable);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((LeatElement *) g_ptr_array_index (found, i))->id);
  return g_strdup (ids->str);
}

static void
test_find (gconstpointer data)
{
  const FindCase *c = data;
  g_autoptr(LeatPipeline) pipeline = new_pipeline ();
  g_autofree char *ids = find (pipeline, c->text, NULL);

  g_assert_cmpstr (ids, ==, c->ids);
}

/* Each finding that is shown on a block is found by its own words. */
static void
test_findings (void)
{
  g_autoptr(LeatPipeline) pipeline = new_pipeline ();
  g_autoptr(LeatReport) report = mini_report (pipeline);
  GPtrArray *findings = leat_report_get_findings (report);
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *ids = NULL;

      if (finding->silenced != NULL || finding->subject->kind == LEAT_ELEMENT_PROPERTIES)
        continue;
      ids = find (pipeline, leat_finding_get_message (finding), NULL);
      g_assert_nonnull (strstr (ids, finding->subject->id));
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

static void
test_stop (void)
{
  g_autoptr(LeatPipeline) pipeline = new_pipeline ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *ids = NULL;

  g_cancellable_cancel (cancellable);
  ids = find (pipeline, "conduit", cancellable);
  g_assert_cmpstr (ids, ==, "");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (find_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/find/", find_cases[i].name, NULL);

      g_test_add_data_func (path, &find_cases[i], test_find);
    }
  g_test_add_func ("/draw/find/findings", test_findings);
  g_test_add_func ("/draw/find/stop", test_stop);
  return g_test_run ();
}
