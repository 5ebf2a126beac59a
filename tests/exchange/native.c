/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "exchange/format.h"
#include "exchange/native.h"
#include "model/history.h"

#include <libxml/parser.h>
#include <libxml/relaxng.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Leat's own format: the same bytes for what was not touched, one clear line for what cannot be read. */

typedef struct
{
  const char *name; /* of the file and of the test */
  long        line;
  const char *part; /* of the message */
} BadCase;

static const BadCase bad_cases[] = {
  { "empty", 1, "the file is empty, expected <pipeline" },
  { "blank", 1, "the file is empty" },
  { "truncated", 4, "found the end of the file, expected </pipeline>" },
  { "truncated-between", 4, "found the end of the file, expected </pipeline>" },
  { "not-xml", 1, "found “graph TD”, expected XML" },
  { "wrong-namespace", 2, "found <pipeline xmlns=\"urn:other\">, expected <pipeline xmlns=\"urn:leat:pipeline\">" },
  { "no-namespace", 1, "found <pipeline>, expected <pipeline xmlns" },
  { "prefixed", 1, "found <l:pipeline" },
  { "wrong-root", 1, "found <svg xmlns=\"http://www.w3.org/2000/svg\">, expected <pipeline" },
  { "newer-version", 2, "found version 2 of the format, expected 1" },
  { "no-version", 1, "found <pipeline> without “version”" },
  { "bad-version", 1, "found version=\"one\"" },
  { "duplicate-id", 4, "found the id “a” a second time, expected another: line 3 has it" },
  { "reserved-id", 3, "found the id “pipeline”" },
  { "blank-id", 3, "found “a b” in “id” of <block>" },
  { "empty-id", 3, "found “” in “id” of <block>" },
  { "no-id", 3, "found <block> without “id”" },
  { "no-type", 3, "found <block> without “type”" },
  { "no-x", 3, "found <block> without “x”" },
  { "missing-block", 4, "found a wire with to=\"gone\", expected the id of a <block>" },
  { "wire-to-zone", 5, "found a wire with from=\"z\", expected the id of a <block>" },
  { "missing-zone", 3, "found zone=\"gone\", expected the id of a <zone>" },
  { "zone-circle", 3, "found the zone “p” inside itself" },
  { "nan", 4, "found “nan” in “x” of <block>, expected a number" },
  { "huge-number", 4, "found “1e400” in “x” of <block>, expected a number" },
  { "comma-number", 4, "found “1,5” in “x” of <block>, expected a number" },
  { "negative-size", 3, "found “-9” in “width” of <zone>, expected a number from 0" },
  { "bad-share", 5, "found “2” in “share” of <wire>, expected a number from 0 to 1" },
  { "bad-point", 6, "found “two” in “y” of <point>, expected a number" },
  { "unknown-kind", 5, "found “pipes” in “kind” of <wire>, expected one of data, trigger" },
  { "set-without-value", 4, "found <set> without “value”" },
  { "set-twice", 5, "found <set name=\"n\"> a second time" },
  { "properties-twice", 4, "found <properties> a second time" },
  { "stray-text", 4, "found the text “block id=\"b\"/>”, expected an element" },
  { "several-lines", 3, "found “low” in “y” of <block>" },
  { "billion-laughs", 2, "found <!DOCTYPE lolz>, expected none" },
  { "external-entity", 2, "found <!DOCTYPE p>, expected none" },
  { "external-dtd", 1, "found <!DOCTYPE p>, expected none" },
  { "undeclared-entity", 3, "Entity 'e' not defined" },
  { "gzip", 1, "found gzip data, expected XML" },
  { "zip", 1, "found ZIP data, expected XML" },
  { "utf-16", 1, "found UTF-16 data, expected XML in UTF-8" },
  { "latin-1", 1, "found the encoding “ISO-8859-1”, expected UTF-8" },
  { "nul", 4, "found the byte 0x00, expected text" },
  { "invalid-utf-8", 3, "found the byte 0xe9, expected text in UTF-8" },
  { "mismatched-tag", 4, "found XML that is not well formed" },
  { "repeated-attribute", 3, "Attribute x redefined" },
  { "control-character", 3, "found XML that is not well formed" },
  { "deep", 3, "nested more than 32 deep" },
  { "many-attributes", 3, "found an element of 300 attributes, expected at most 256" },
  { "content-after", 4, "found XML that is not well formed" },
};

static const char *const good_cases[] = { "by-hand",      "by-hand-crlf", "by-hand-bom", "by-hand-split", "by-hand-children", "one-line", "nothing",
                                          "nothing-open", "wires-first",  "end-on-line", "canonical" };

static const char *const split_cases[] = { "by-hand", "by-hand-crlf", "by-hand-bom", "by-hand-split", "canonical" };

static GBytes *
case_bytes (const char *name)
{
  g_autofree char *path = g_strdup_printf ("cases/native/%s.leat", name);

  return test_bytes (path);
}

static LeatPipeline *
read_bytes (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "test.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

static LeatPipeline *
read_case (const char *name)
{
  g_autoptr(GBytes) bytes = case_bytes (name);

  return read_bytes (bytes);
}

static LeatPipeline *
read_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  return read_bytes (bytes);
}

static char *
write_text (LeatPipeline *pipeline)
{
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
assert_writes (LeatPipeline *pipeline,
               GBytes       *expected)
{
  g_autofree char *text = write_text (pipeline);

  g_assert_cmpmem (text, strlen (text), g_bytes_get_data (expected, NULL), g_bytes_get_size (expected));
}

static void
test_bad (gconstpointer data)
{
  const BadCase *bad = data;
  g_autoptr(GBytes) bytes = case_bytes (bad->name);
  g_autoptr(GError) error = NULL;
  g_autofree char *place = g_strdup_printf ("bad.leat:%ld: ", bad->line);

  g_assert_null (leat_native_read (bytes, "bad.leat", NULL, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == LEAT_ERROR);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, place));
  g_assert_nonnull (strstr (error->message, bad->part));
  g_assert_null (strchr (error->message, '\n'));
}

static void
test_no_bytes (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new (NULL, 0);
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_native_read (bytes, "bad.leat", NULL, NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX);
}

/* However a good file is cut off, it is read or refused, never half read. */
static void
test_truncated_anywhere (void)
{
  g_autoptr(GBytes) whole = case_bytes ("by-hand");

  for (gsize n = 0; n < g_bytes_get_size (whole); n++)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (whole, 0, n);
      g_autoptr(GError) error = NULL;
      g_autoptr(LeatPipeline) pipeline = leat_native_read (part, "cut.leat", NULL, NULL, &error);

      g_assert_true ((pipeline == NULL) == (error != NULL));
      if (pipeline != NULL)
        g_assert_nonnull (g_strstr_len (g_bytes_get_data (part, NULL), n, "</pipeline>"));
    }
}

static void
test_same_bytes (gconstpointer data)
{
  g_autoptr(GBytes) bytes = case_bytes (data);
  g_autoptr(LeatPipeline) pipeline = read_bytes (bytes);

  assert_writes (pipeline, bytes);
}

/* Every element written anew, as if all were edited, says the same as before. */
static void
test_canonical (void)
{
  g_autoptr(GBytes) bytes = case_bytes ("canonical");
  g_autoptr(LeatPipeline) pipeline = read_bytes (bytes);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      g_autoptr(LeatElement) after = leat_element_copy (before);

      g_clear_pointer (&after->origin, leat_element_unref); /* nothing to take over from it */
      leat_pipeline_replace (pipeline, before, after);
    }
  assert_writes (pipeline, bytes);

  leat_pipeline_set_frame (pipeline, NULL, NULL);
  assert_writes (pipeline, bytes);
}

static void
test_content (void)
{
  g_autoptr(LeatPipeline) pipeline = read_case ("by-hand-crlf");
  const LeatElement *block = leat_pipeline_get_element (pipeline, "orders");
  const LeatElement *wire = leat_pipeline_get_element (pipeline, "w1");
  const LeatElement *properties = leat_pipeline_get_properties (pipeline);

  g_assert_cmpstr (properties->name, ==, "Click stream – “événements”");
  g_assert_cmpstr (leat_settings_get (properties->settings, "hours-per-month"), ==, "730");
  g_assert_cmpstr (block->name, ==, "orders & more");
  g_assert_cmpstr (block->zone, ==, "ingestion");
  g_assert_cmpstr (block->text, ==, "two\nlines < three");
  g_assert_cmpstr (leat_settings_get (block->settings, "shards"), ==, "2");
  g_assert_cmpstr (leat_settings_get (block->silences, "kds-x"), ==, "known");
  g_assert_cmpfloat (leat_pipeline_get_element (pipeline, "inner")->bounds.height, ==, 100);
  g_assert_cmpstr (leat_pipeline_get_element (pipeline, "lake")->extra_attributes, ==,
                   " t:colour=\"red\" tier=\"gold\"");
  g_assert_cmpfloat (wire->share, ==, 0.5);
  g_assert_cmpuint (wire->n_points, ==, 2);
  g_assert_cmpfloat (wire->points[1].x, ==, 1.5);
  g_assert_cmpstr (leat_pipeline_get_element (pipeline, "n1")->text, ==, "A note\n with  text \r <raw>");
}

/* The lines of two texts that differ, counted after the common start and end. */
static guint
count_changed_lines (const char *a,
                     const char *b)
{
  g_auto(GStrv) before = g_strsplit (a, "\n", -1);
  g_auto(GStrv) after = g_strsplit (b, "\n", -1);
  guint n = g_strv_length (before);
  guint m = g_strv_length (after);
  guint start = 0;
  guint end = 0;

  while (start < n && start < m && g_str_equal (before[start], after[start]))
    start++;
  while (end < n - start && end < m - start && g_str_equal (before[n - 1 - end], after[m - 1 - end]))
    end++;
  return MAX (n, m) - start - end;
}

static void
test_rename_changes_its_line (gconstpointer data)
{
  g_autoptr(LeatPipeline) pipeline = read_case (data);
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autofree char *before = write_text (pipeline);
  g_autofree char *after = NULL;

  leat_history_apply (history, leat_edit_rename (pipeline, "ingestion", "Intake"));
  after = write_text (pipeline);
  g_assert_cmpuint (count_changed_lines (before, after), ==, 1);
  g_assert_nonnull (strstr (after, "name=\"Intake\""));
  g_assert_true ((strstr (after, "\r\n") != NULL) == (strstr (before, "\r\n") != NULL));
}

/* Edits of one attribute each; the ways in which they are read again. */

typedef struct
{
  guint       kinds;
  const char *name;
  gsize       offset; /* of a text in LeatElement, IN_CONTENT or 0: see change () */
  const char *value;
} AttributeEdit;

#define IN_CONTENT G_MAXSIZE /* not in the start tag: then it is only to be read again */
#define IS(kind) (1u << LEAT_ELEMENT_##kind)
#define PLACED (IS (BLOCK) | IS (ZONE) | IS (NOTE))

static const AttributeEdit attribute_edits[] = {
  { IS (BLOCK) | IS (ZONE) | IS (WIRE) | IS (PROPERTIES), "name", G_STRUCT_OFFSET (LeatElement, name), "<new> \"name\" & 'more'\t" },
  { IS (BLOCK) | IS (ZONE) | IS (WIRE) | IS (PROPERTIES), "no-name", G_STRUCT_OFFSET (LeatElement, name), "" },
  { PLACED, "zone", G_STRUCT_OFFSET (LeatElement, zone), "spare" },
  { PLACED, "no-zone", G_STRUCT_OFFSET (LeatElement, zone), NULL },
  { IS (WIRE), "to", G_STRUCT_OFFSET (LeatElement, to), "other" },
  { PLACED, "x", 0, NULL },
  { PLACED | IS (WIRE), "locked", 0, NULL },
  { IS (ZONE) | IS (NOTE), "width", 0, NULL },
  { IS (WIRE), "share", 0, NULL },
  { IS (WIRE), "kind", 0, NULL },
  { IS (BLOCK), "type", 0, NULL },
  { IS (BLOCK) | IS (PROPERTIES), "setting", IN_CONTENT, NULL },
  { IS (BLOCK), "silence", IN_CONTENT, NULL },
  { IS (WIRE), "bend", IN_CONTENT, NULL },
  { IS (BLOCK) | IS (NOTE), "text", IN_CONTENT, NULL },
};

static void
change_content (LeatElement *copy,
                const char  *what)
{
  LeatSettings **pairs = g_str_equal (what, "setting") ? &copy->settings : &copy->silences;

  if (g_str_equal (what, "text"))
    {
      g_free (copy->text);
      copy->text = g_strdup ("another");
    }
  else if (g_str_equal (what, "bend"))
    {
      g_free (copy->points);
      copy->points = g_new0 (LeatPoint, copy->n_points = 2);
      copy->points[1].y = 7;
    }
  else
    {
      g_autoptr(LeatSettings) old = *pairs;

      *pairs = leat_settings_with (old, "shards", "77");
    }
}

static LeatElement *
change (const LeatElement   *element,
        const AttributeEdit *edit)
{
  LeatElement *copy = leat_element_copy (element);

  if (edit->offset == IN_CONTENT)
    change_content (copy, edit->name);
  else if (edit->offset != 0)
    {
      g_free (G_STRUCT_MEMBER (char *, copy, edit->offset));
      G_STRUCT_MEMBER (char *, copy, edit->offset) = g_strdup (edit->value);
    }
  else if (g_str_equal (edit->name, "x"))
    copy->bounds.x += 24.5;
  else if (g_str_equal (edit->name, "locked"))
    copy->locked = !copy->locked;
  else if (g_str_equal (edit->name, "width"))
    copy->bounds.width += 1;
  else if (g_str_equal (edit->name, "share"))
    copy->share = copy->share == 1 ? 0.25 : 1;
  else if (g_str_equal (edit->name, "kind"))
    copy->wire_kind = LEAT_WIRE_TRIGGER;
  else
    copy->type = "lambda";
  return copy;
}

/* Where the bytes of the nth element are in the file; its start tag is what an edit may change. */
static void
find_start_tag (LeatPipeline *pipeline,
                guint         nth,
                gsize        *start,
                gsize        *end)
{
  const LeatElement *element = leat_pipeline_get_nth (pipeline, nth);
  GBytes *preamble, *tail;
  const char *tag;
  char quote = 0;

  leat_pipeline_get_frame (pipeline, &preamble, &tail);
  *start = g_bytes_get_size (preamble) + g_bytes_get_size (element->lead);
  for (guint i = 0; i < nth; i++)
    *start += g_bytes_get_size (leat_pipeline_get_nth (pipeline, i)->source);
  tag = (const char *) g_bytes_get_data (element->source, NULL) + g_bytes_get_size (element->lead);
  for (*end = 0; quote != 0 || tag[*end] != '>'; (*end)++)
    quote = quote == 0 && strchr ("\"'", tag[*end]) != NULL ? tag[*end] : quote == tag[*end] ? 0 : quote;
  *end += *start + 1;
}

/* An element by itself, so that it may name zones and blocks that the file has not. */
static void
assert_reads_as (const char        *text,
                 gsize              from,
                 gsize              to,
                 const LeatElement *element)
{
  static const char *const others = "<zone id=\"spare\" type=\"vpc\" x=\"0\" y=\"0\" width=\"1\" height=\"1\"/>"
                                    "<block id=\"other\" type=\"s3\" x=\"0\" y=\"0\"/>";
  g_autofree char *part = g_strndup (text + from, to - from);
  g_autoptr(GString) file = g_string_new ("<pipeline xmlns=\"urn:leat:pipeline\" xmlns:t=\"urn:team\" version=\"1\">");
  g_autoptr(LeatPipeline) pipeline = NULL;
  const char *ids[] = { element->zone, element->from, element->to };

  g_string_append_printf (file, "%s%s", others, part);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    if (ids[i] != NULL && !g_str_equal (ids[i], "spare") && !g_str_equal (ids[i], "other"))
      g_string_append_printf (file, "<%s id=\"%s\" type=\"%s\" x=\"0\" y=\"0\" %s/>", i == 0 ? "zone" : "block", ids[i],
                              i == 0 ? "vpc" : "s3", i == 0 ? "width=\"1\" height=\"1\"" : "");
  g_string_append (file, "</pipeline>");
  pipeline = read_text (file->str);
  test_assert_same_element (element->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (pipeline)
                                                                     : leat_pipeline_get_element (pipeline, element->id),
                            element);
}

/* Of a file that is written in any way, an edit of an attribute changes its start tag alone, there no line but one, and what is
 * read again is what was edited. Edits one after the other, taken back, leave the bytes as they were. */
static void
test_edit_changes_start_tag (gconstpointer data)
{
  g_autoptr(LeatPipeline) pipeline = read_case (data);
  g_autofree char *before = write_text (pipeline);
  guint tried = 0;

  for (guint n = 0; n < leat_pipeline_get_n_elements (pipeline); n++)
    for (gsize i = 0; i < G_N_ELEMENTS (attribute_edits); i++)
      {
        LeatElement *element = leat_pipeline_get_nth (pipeline, n);
        g_autoptr(LeatElement) kept = leat_element_ref (element);
        g_autoptr(LeatElement) first = NULL;
        g_autoptr(LeatElement) second = NULL;
        g_autoptr(LeatElement) back = NULL;
        g_autofree char *after = NULL;
        g_autofree char *moved = NULL;
        g_autofree char *again = NULL;
        gsize start, end, rest;

        if ((attribute_edits[i].kinds & (1u << element->kind)) == 0 || element->source == NULL)
          continue;
        find_start_tag (pipeline, n, &start, &end);
        rest = strlen (before) - end;
        first = change (element, &attribute_edits[i]);
        leat_pipeline_replace (pipeline, element, first);
        after = write_text (pipeline);
        g_assert_cmpmem (before, start, after, start);
        if (attribute_edits[i].offset != IN_CONTENT)
          {
            g_assert_cmpstr (before + end, ==, after + strlen (after) - rest);
            g_assert_cmpuint (count_changed_lines (before, after), <=, 1);
          }
        start -= g_bytes_get_size (kept->lead);
        assert_reads_as (after, start, start + g_bytes_get_size (kept->source) + strlen (after) - strlen (before), first);

        second = leat_element_copy_moved (first, 1, 0);
        leat_pipeline_replace (pipeline, first, second);
        moved = write_text (pipeline);
        if (element->kind != LEAT_ELEMENT_WIRE && attribute_edits[i].offset != IN_CONTENT)
          g_assert_cmpstr (before + end, ==, moved + strlen (moved) - rest);

        back = leat_element_copy (kept);
        leat_pipeline_replace (pipeline, second, back);
        again = write_text (pipeline);
        g_assert_cmpstr (again, ==, before);
        leat_pipeline_replace (pipeline, back, kept);
        tried++;
      }
  g_assert_cmpuint (tried, >, 10);
}

static void
test_edit_keeps_unknown (void)
{
  static const char expected[] = "  <block id=\"orders\" name=\"n\" type=\"kinesis-data-streams\" x=\"24\" y=\"48\" zone=\"ingestion\">\n"
                                 "    <set name=\"shards\" value=\"3\"/>\n"
                                 "    <!-- two is enough -->\n"
                                 "    <silence rule=\"kds-x\" reason=\"known\"/>\n"
                                 "    <t:owner>\n      Ann\n    </t:owner>\n"
                                 "    <remark>two\nlines &lt; three</remark>\n"
                                 "    <future a=\"1\"/>\n"
                                 "  </block>\n";
  static const char *const orders[] = { "orders", NULL };
  g_autoptr(LeatPipeline) pipeline = read_case ("by-hand");
  g_autoptr(LeatHistory) history = leat_history_new (pipeline);
  g_autofree char *text = NULL;

  leat_history_apply (history, leat_edit_rename (pipeline, "orders", "n"));
  leat_history_apply (history, leat_edit_set_setting (pipeline, orders, "shards", "3"));
  leat_history_apply (history, leat_edit_rename (pipeline, "w1", "n"));
  leat_history_apply (history, leat_edit_rename (pipeline, "lake", "n"));
  text = write_text (pipeline);
  g_assert_nonnull (strstr (text, expected));
  g_assert_nonnull (strstr (text, "<!-- 日本語 --><!-- the wire --><wire id=\"w1\""));
  g_assert_nonnull (strstr (text, " t:colour='red' tier=\"gold\" name=\"n\"></block>"));

  g_clear_object (&history);
  g_clear_object (&pipeline);
  pipeline = read_text (text);
  g_assert_cmpstr (leat_pipeline_get_element (pipeline, "orders")->name, ==, "n");
}

typedef struct
{
  const char *name;
  const char *before;
  const char *after;
} InsertCase;

#define ROOT "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\""
#define LINE "\n  <block id=\"b\" name=\"B\" type=\"s3\" x=\"1\" y=\"2\"/>"

static const InsertCase insert_cases[] = {
  { "empty-root", ROOT "/>", ROOT ">" LINE "\n</pipeline>" },
  { "open-root", ROOT "></pipeline>\n", ROOT ">" LINE "\n</pipeline>\n" },
  { "usual", ROOT ">\n</pipeline>\n", ROOT ">" LINE "\n</pipeline>\n" },
  { "crlf", ROOT ">\r\n</pipeline>\r\n",
    ROOT ">\r\n  <block id=\"b\" name=\"B\" type=\"s3\" x=\"1\" y=\"2\"/>\r\n</pipeline>\r\n" },
};

static void
test_insert (gconstpointer data)
{
  const InsertCase *insert = data;
  g_autoptr(LeatPipeline) pipeline = read_text (insert->before);
  g_autoptr(LeatElement) block = leat_element_new_block ("b", "s3", "B", 1, 2);
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  leat_pipeline_replace (pipeline, NULL, block);
  text = write_text (pipeline);
  g_assert_cmpstr (text, ==, insert->after);

  leat_pipeline_replace (pipeline, block, NULL);
  again = write_text (pipeline);
  g_assert_cmpstr (again, ==, insert->before);
}

/* Text that XML cannot hold is made fit, the rest comes back as it was. */
static void
test_any_text (void)
{
  static const struct
  {
    const char *text;
    const char *read;
  } texts[] = {
    { "<&>\"'\t\r\n]]>", "<&>\"'\t\r\n]]>" }, { "a\001b", "ab" },     { "\xff", "\uFFFD" },
    { " spaces  ", " spaces  " },            { "\uFFFE", "\uFFFD" }, { "日本語 🙂", "日本語 🙂" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
      g_autoptr(LeatElement) block = leat_element_new_block ("b", "s3", texts[i].text, 0, 0);
      g_autofree char *file = NULL;
      const LeatElement *copy;

      block->text = g_strdup (texts[i].text);
      leat_pipeline_replace (pipeline, NULL, block);
      file = write_text (pipeline);
      g_clear_object (&pipeline);
      pipeline = read_text (file);
      copy = leat_pipeline_get_element (pipeline, "b");
      g_assert_cmpstr (copy->name, ==, texts[i].read);
      g_assert_cmpstr (copy->text, ==, texts[i].read);
    }
}

static void
test_any_number (void)
{
  static const double numbers[] = { 0, -0.5, 0.1, 1.0 / 3, 123456.789, 1e-7, -9999999.25, 0.1 + 0.2 };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
      g_autoptr(LeatElement) block = leat_element_new_block ("b", "s3", "b", numbers[i], 0);
      g_autofree char *file = NULL;

      leat_pipeline_replace (pipeline, NULL, block);
      file = write_text (pipeline);
      if (numbers[i] == 0.1)
        g_assert_nonnull (strstr (file, "x=\"0.1\""));
      g_clear_object (&pipeline);
      pipeline = read_text (file);
      g_assert_cmpfloat (leat_pipeline_get_element (pipeline, "b")->bounds.x, ==, numbers[i]);
    }
}

/* What no file may hold does not make a file that cannot be opened. */
static void
test_wild_number (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatElement) block = leat_element_new_block ("b", "s3", "b", 0.0 / 0.0, 1e300);
  g_autofree char *file = NULL;

  leat_pipeline_replace (pipeline, NULL, block);
  file = write_text (pipeline);
  g_clear_object (&pipeline);
  pipeline = read_text (file);
  g_assert_cmpfloat (leat_pipeline_get_element (pipeline, "b")->bounds.x, ==, 0);
}

static void
test_notices (void)
{
  g_autoptr(GBytes) bytes = case_bytes ("by-hand");
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "test.leat", NULL, notices, NULL);
  const LeatNotice *notice;

  g_assert_nonnull (pipeline);
  g_assert_cmpuint (notices->len, ==, 2);
  notice = g_ptr_array_index (notices, 1);
  g_assert_cmpint (notice->line, ==, 34);
  g_assert_nonnull (strstr (notice->text, "from-the-future"));
}

/* Makes a locale with a decimal comma where none is installed but its source is. */
static const char *
make_locale (void)
{
  g_autofree char *folder = g_dir_make_tmp ("leat-locale-XXXXXX", NULL);
  g_autofree char *target = g_build_filename (folder, "de_DE.UTF-8", NULL);
  const char *const command[] = { "localedef", "-i", "de_DE", "-f", "UTF-8", target, NULL };

  g_spawn_sync (NULL, (char **) command, NULL,
                G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, NULL, NULL);
  g_setenv ("LOCPATH", folder, TRUE);
  return setlocale (LC_ALL, "de_DE.UTF-8");
}

static void
test_locale (void)
{
  static const char *const names[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "es_ES.UTF-8", "pl_PL.UTF-8", "ru_RU.UTF-8" };
  g_autoptr(GBytes) bytes = case_bytes ("canonical");
  g_autofree char *old = g_strdup (setlocale (LC_ALL, NULL));
  const char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && found == NULL; i++)
    found = setlocale (LC_ALL, names[i]);
  if (found == NULL)
    found = make_locale ();
  if (found == NULL)
    {
      g_test_skip ("No locale with a decimal comma is installed");
      return;
    }

  {
    g_autoptr(LeatPipeline) pipeline = read_bytes (bytes);
    LeatElement *before = leat_pipeline_get_element (pipeline, "orders");
    g_autoptr(LeatElement) after = leat_element_copy (before);

    leat_pipeline_replace (pipeline, before, after);
    assert_writes (pipeline, bytes);
  }
  setlocale (LC_ALL, old);
}

typedef struct
{
  const char *name;
  gboolean    valid;
} SchemaCase;

static const SchemaCase schema_cases[] = {
  { "canonical", TRUE },     { "wires-first", TRUE },   { "one-line", TRUE },   { "nothing", TRUE },
  { "nan", FALSE },          { "unknown-kind", FALSE }, { "no-x", FALSE },      { "bad-share", FALSE },
  { "newer-version", FALSE }, { "blank-id", FALSE },    { "bad-point", FALSE }, { "negative-size", FALSE },
};

static void
ignore_fault (gpointer  data,
              xmlError *fault)
{
}

static int
validate (xmlDoc *doc)
{
  g_autofree char *file = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "schema", "leat.rng", NULL);
  xmlRelaxNGParserCtxt *parser = xmlRelaxNGNewParserCtxt (file);
  xmlRelaxNG *schema = xmlRelaxNGParse (parser);
  xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt (schema);
  int result;

  xmlRelaxNGSetValidErrors (context, NULL, NULL, NULL);
  xmlRelaxNGSetValidStructuredErrors (context, ignore_fault, NULL);
  result = xmlRelaxNGValidateDoc (context, doc);
  xmlRelaxNGFreeValidCtxt (context);
  xmlRelaxNGFree (schema);
  xmlRelaxNGFreeParserCtxt (parser);
  return result;
}

/* The schema and the reader agree. */
static void
test_schema (gconstpointer data)
{
  const SchemaCase *schema = data;
  g_autoptr(GBytes) bytes = case_bytes (schema->name);
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "case.leat", NULL, NULL, NULL);
  xmlDoc *doc = xmlReadMemory (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), "case.leat", NULL, 0);

  g_assert_true ((pipeline != NULL) == schema->valid);
  g_assert_true ((validate (doc) == 0) == schema->valid);
  xmlFreeDoc (doc);
}

static void
test_formats (void)
{
  g_assert_cmpstr (leat_format_find ("leat")->id, ==, "leat");
  g_assert_cmpstr (leat_format_find ("/a/b.c/x.LEAT")->id, ==, "leat");
  g_assert_cmpstr (leat_format_find ("mermaid")->id, ==, "mermaid");
  g_assert_cmpstr (leat_format_find ("x.mmd")->id, ==, "mermaid");
  g_assert_cmpstr (leat_format_find ("x.Mermaid")->id, ==, "mermaid");
  g_assert_cmpstr (leat_format_find ("a.leat.pdf")->id, ==, "pdf");
  g_assert_null (leat_format_find ("/a.leat/x"));
  g_assert_null (leat_format_find ("x.unknown"));
}

typedef struct
{
  const char *name;
  const char *value;
} BadValue;

static const BadValue bad_values[] = {
  { "shards", "" },       { "shards", "abc" }, { "shards", "-5" },    { "shards", "1e400" }, { "shards", "nan" },
  { "shards", "1,5" },    { "shards", "0" },   { "shards", "12 GB" }, { "mode", "provided" }, { "encryption", "maybe" },
  { "retention_h", "inf" },
};

/* A value that cannot be used: line and remedy are told, the rest loads, the value stays in the file, and the figures
 * are those of the default. */
static void
test_bad_value (gconstpointer data)
{
  const BadValue *bad = data;
  g_autofree char *text = g_strdup_printf (
    "<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n  <block id=\"k\" type=\"kinesis-data-streams\" x=\"0\" y=\"0\">\n"
    "    <set name=\"%s\" value=\"%s\"/>\n  </block>\n</pipeline>\n", bad->name, bad->value);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "test.leat", test_catalogue (), notices, &error);
  g_autoptr(GBytes) saved = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;
  const LeatNotice *notice;

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpint (notice->line, ==, 3);
  g_assert_nonnull (strstr (notice->text, bad->name));
  saved = leat_native_write (pipeline, NULL, NULL, NULL, NULL);
  g_assert_true (g_bytes_equal (saved, bytes));
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_assert_true (isfinite (leat_report_get_total (report, NULL)));
}

static const BadValue bad_properties[] = {
  { "max-p95-s", "soon" }, { "max-p95-s.k", "-1" }, { "serverless-only", "maybe" }, { "budget", "free" }, { "retention-days", "1,5" },
};

/* The same for what is asked of a pipeline: it is not asked then. */
static void
test_bad_property (gconstpointer data)
{
  const BadValue *bad = data;
  g_autofree char *text = g_strdup_printf ("<pipeline xmlns=\"urn:leat:pipeline\" version=\"1\">\n  <properties>\n"
                                           "    <set name=\"%s\" value=\"%s\"/>\n  </properties>\n</pipeline>\n",
                                           bad->name, bad->value);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_native_read (bytes, "test.leat", test_catalogue (), notices, &error);
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatReport) report = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (notices->len, ==, 1);
  g_assert_cmpint (((LeatNotice *) notices->pdata[0])->line, ==, 3);
  elements = leat_pipeline_dup_elements (pipeline);
  report = leat_report_new (test_catalogue (), elements, NULL, NULL, NULL);
  g_assert_cmpuint (leat_report_get_requirements (report)->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native/bad/", bad_cases[i].name, NULL);

      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (good_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native/same-bytes/", good_cases[i], NULL);

      g_test_add_data_func (path, good_cases[i], test_same_bytes);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (insert_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native/insert/", insert_cases[i].name, NULL);

      g_test_add_data_func (path, &insert_cases[i], test_insert);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (schema_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native/schema/", schema_cases[i].name, NULL);

      g_test_add_data_func (path, &schema_cases[i], test_schema);
    }
  g_test_add_func ("/exchange/native/bad/no-bytes", test_no_bytes);
  g_test_add_func ("/exchange/native/bad/truncated-anywhere", test_truncated_anywhere);
  g_test_add_func ("/exchange/native/canonical", test_canonical);
  g_test_add_func ("/exchange/native/content", test_content);
  g_test_add_data_func ("/exchange/native/rename/by-hand", "by-hand", test_rename_changes_its_line);
  g_test_add_data_func ("/exchange/native/rename/crlf", "by-hand-crlf", test_rename_changes_its_line);
  g_test_add_data_func ("/exchange/native/rename/canonical", "canonical", test_rename_changes_its_line);
  for (gsize i = 0; i < G_N_ELEMENTS (split_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native/start-tag/", split_cases[i], NULL);

      g_test_add_data_func (path, split_cases[i], test_edit_changes_start_tag);
    }
  g_test_add_func ("/exchange/native/edit-keeps-unknown", test_edit_keeps_unknown);
  g_test_add_func ("/exchange/native/any-text", test_any_text);
  g_test_add_func ("/exchange/native/any-number", test_any_number);
  g_test_add_func ("/exchange/native/wild-number", test_wild_number);
  g_test_add_func ("/exchange/native/notices", test_notices);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_properties); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/native/bad-property/%s-%s", bad_properties[i].name, bad_properties[i].value);

      g_test_add_data_func (path, &bad_properties[i], test_bad_property);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad_values); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/native/bad-value/%s=%s", bad_values[i].name, bad_values[i].value);

      g_test_add_data_func (path, &bad_values[i], test_bad_value);
    }
  g_test_add_func ("/exchange/locale", test_locale);
  g_test_add_func ("/exchange/format/find", test_formats);
  return g_test_run ();
}
