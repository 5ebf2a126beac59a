/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "exchange/native.h"
#include "model/history.h"

#include <string.h>

/* Of a file that was written by hand, an edit changes what it is about and no other byte; what is read again is what was
 * edited, and undone it is the file that it was. What Leat wrote stays in the one form in which it writes. */

/* One child of an element becomes other. */
typedef struct
{
  const char *what; /* "set", "silence", "point" or "text" */
  const char *key;  /* the name, the rule, or the index of a point; before which one if it starts with "+" */
  const char *value; /* NULL: taken out; of a point, "x y" */
} ChildEdit;

static LeatPipeline *
read_text (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "test.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

static char *
write_text (LeatPipeline *pipeline)
{
  g_autoptr(GBytes) bytes = leat_native_write (pipeline, NULL, NULL, NULL, NULL);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_pair (LeatSettings   **pairs,
          const ChildEdit *edit)
{
  g_autoptr(LeatSettings) old = *pairs;

  *pairs = leat_settings_with (old, edit->key, edit->value);
}

static void
set_point (LeatElement     *copy,
           const ChildEdit *edit)
{
  gboolean before = *edit->key == '+';
  guint at = g_ascii_strtoull (edit->key + before, NULL, 10);
  GArray *points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  LeatPoint point = { 0 };

  if (copy->n_points > 0)
    g_array_append_vals (points, copy->points, copy->n_points);
  if (!before)
    g_array_remove_index (points, at);
  if (edit->value != NULL)
    {
      point.x = g_ascii_strtod (edit->value, NULL);
      point.y = g_ascii_strtod (strchr (edit->value, ' '), NULL);
      g_array_insert_val (points, at, point);
    }
  g_free (copy->points);
  copy->points = g_array_steal (points, &copy->n_points);
  g_array_unref (points);
}

static void
apply (LeatElement     *copy,
       const ChildEdit *edit)
{
  if (g_str_equal (edit->what, "set"))
    set_pair (&copy->settings, edit);
  else if (g_str_equal (edit->what, "silence"))
    set_pair (&copy->silences, edit);
  else if (g_str_equal (edit->what, "point"))
    set_point (copy, edit);
  else
    {
      g_free (copy->text);
      copy->text = g_strdup (edit->value);
    }
}

/* Rows to read: an element before an edit and after it. */

typedef struct
{
  const char *name;
  const char *before;
  ChildEdit   edit;
  const char *after;
  ChildEdit   also; /* a second edit, if it is of anything */
} Case;

#define BLOCK "  <block id='b' type='s3' x='0' y='0'"
#define IN_BLOCK(inner) BLOCK ">" inner "</block>"
#define CANONICAL(inner) "  <block id=\"b\" type=\"s3\" x=\"0\" y=\"0\">" inner "\n  </block>"
#define IN_WIRE(inner) "  <wire id='b' kind='data' from='a' to='a'>" inner "</wire>"
#define IN_NOTE(inner) "  <note id='b' x='0' y='0' width='1' height='1'>" inner "</note>"
#define IN_STEP(inner) "  <step id='b'>" inner "</step>"
#define OTHERS "\n\t\t<!-- why --> <set name = 'n'\tvalue = '1'  t:by='Ann'/> <!-- so -->\n\t\t<t:x/>\n  "

static const Case cases[] = {
  { "value", IN_BLOCK ("\n    <set value='1'  name=\"n\" />\n  "), { "set", "n", "2" },
    IN_BLOCK ("\n    <set value='2'  name=\"n\" />\n  ") },
  { "value-escaped", IN_BLOCK (OTHERS), { "set", "n", "it's <\"new\">" },
    IN_BLOCK ("\n\t\t<!-- why --> <set name = 'n'\tvalue = 'it&apos;s &lt;&quot;new&quot;&gt;'  t:by='Ann'/> <!-- so -->\n"
              "\t\t<t:x/>\n  ") },
  { "add", IN_BLOCK (OTHERS), { "set", "m", "2" },
    IN_BLOCK ("\n\t\t<!-- why --> <set name = 'n'\tvalue = '1'  t:by='Ann'/> <!-- so --> <set name=\"m\" value=\"2\"/>\n"
              "\t\t<t:x/>\n  ") },
  { "add-own-line", IN_BLOCK ("\n\t<set name='n' value='1'/> <!-- so -->\n\n\t<t:x/>\n  "), { "set", "m", "2" },
    IN_BLOCK ("\n\t<set name='n' value='1'/> <!-- so -->\n\t<set name=\"m\" value=\"2\"/>\n\n\t<t:x/>\n  ") },
  { "add-crlf", IN_BLOCK ("\r\n\t<set name='n' value='1'/>\r\n  "), { "set", "m", "2" },
    IN_BLOCK ("\r\n\t<set name='n' value='1'/>\r\n\t<set name=\"m\" value=\"2\"/>\r\n  ") },
  { "add-in-line", IN_BLOCK ("<set name='n' value='1'/>"), { "set", "m", "2" },
    IN_BLOCK ("<set name='n' value='1'/><set name=\"m\" value=\"2\"/>") },
  { "add-before-end", IN_BLOCK ("\n   <set name='n' value='1'/>"), { "set", "m", "2" },
    IN_BLOCK ("\n   <set name='n' value='1'/>\n   <set name=\"m\" value=\"2\"/>") },
  { "add-other", IN_BLOCK ("\n   <set name='n' value='1'/>\n   <t:x/>\n  "), { "silence", "r", "s" },
    IN_BLOCK ("\n   <set name='n' value='1'/>\n   <silence rule=\"r\" reason=\"s\"/>\n   <t:x/>\n  ") },
  { "add-before-other", IN_BLOCK ("\n   <t:x/>\n   <remark>a</remark>\n  "), { "silence", "r", "s" },
    IN_BLOCK ("\n   <t:x/>\n   <silence rule=\"r\" reason=\"s\"/>\n   <remark>a</remark>\n  ") },
  { "add-behind-blanks", IN_BLOCK ("\n\t<set name='n' value='1'/> \t\n  "), { "set", "m", "2" },
    IN_BLOCK ("\n\t<set name='n' value='1'/> \t\n\t<set name=\"m\" value=\"2\"/>\n  ") },
  { "add-behind-all", IN_BLOCK ("\n\t<set name='n' value='1'/>\n\t<silence rule='r' reason='s'/>\n  "), { "text", NULL, "a" },
    IN_BLOCK ("\n\t<set name='n' value='1'/>\n\t<silence rule='r' reason='s'/>\n\t<remark>a</remark>\n  ") },
  { "add-before-all", IN_BLOCK ("\n\t<remark>a</remark>\n\t<silence rule='r' reason='s'/>\n  "), { "set", "m", "2" },
    IN_BLOCK ("\n\t<set name=\"m\" value=\"2\"/>\n\t<remark>a</remark>\n\t<silence rule='r' reason='s'/>\n  ") },
  { "add-to-empty", BLOCK " />", { "set", "m", "2" }, BLOCK ">\n    <set name=\"m\" value=\"2\"/>\n  </block>" },
  { "add-to-open", IN_BLOCK (""), { "set", "m", "2" }, IN_BLOCK ("\n    <set name=\"m\" value=\"2\"/>\n  ") },
  { "add-to-line", IN_BLOCK ("\n  "), { "set", "m", "2" }, IN_BLOCK ("\n    <set name=\"m\" value=\"2\"/>\n  ") },
  { "add-to-comment", IN_BLOCK (" <!-- b -->\n\t\t<t:x/>\n\t"), { "set", "m", "2" },
    IN_BLOCK (" <!-- b -->\n    <set name=\"m\" value=\"2\"/>\n\t\t<t:x/>\n\t") },
  { "add-to-unknown", IN_BLOCK ("\n\t\t<!-- x -->\n\t\t<t:x/>\n\t"), { "set", "m", "2" },
    IN_BLOCK ("\n\t\t<set name=\"m\" value=\"2\"/>\n\t\t<!-- x -->\n\t\t<t:x/>\n\t") },
  { "add-to-in-line", IN_BLOCK ("<!-- x -->"), { "set", "m", "2" },
    IN_BLOCK ("<!-- x -->\n    <set name=\"m\" value=\"2\"/>\n  ") },
  { "remove", IN_BLOCK ("\n\n\t<!-- n -->\n\t<set name='n' value='1'/>  \n\n\t<!-- x -->\n  "), { "set", "n", NULL },
    IN_BLOCK ("\n\n\t<!-- n -->\n\n\t<!-- x -->\n  ") },
  { "remove-crlf", IN_BLOCK ("\r\n\t<set name='m' value='1'/>\r\n\t<set name='n' value='1'/>\r\n"), { "set", "m", NULL },
    IN_BLOCK ("\r\n\t<set name='n' value='1'/>\r\n") },
  { "remove-last", IN_BLOCK ("\n\t<set name='n' value='1'/>\n  "), { "set", "n", NULL }, IN_BLOCK ("\n  ") },
  { "remove-before-comment", IN_BLOCK ("\n\t<set name='n' value='1'/> <!-- x -->\n  "), { "set", "n", NULL },
    IN_BLOCK ("\n\t<!-- x -->\n  ") },
  { "remove-in-line", IN_BLOCK ("<set name='m' value='1'/> <set\nname='n' value='1'></set> <t:x/>"), { "set", "n", NULL },
    IN_BLOCK ("<set name='m' value='1'/> <t:x/>") },
  { "remove-between-texts", IN_BLOCK ("a <set name='n' value='1'/> b"), { "set", "n", NULL }, CANONICAL ("\n    a\n    b") },
  { "remove-commented", IN_BLOCK ("<set name='n' value='1'><!-- c --></set>"), { "set", "n", NULL },
    CANONICAL ("\n    <!-- c -->") },
  { "replace", IN_BLOCK ("\n\t<set name='m' value='1'/>\n\t<set name='n' value='2' t:by='Ann'/>\n"), { "set", "n", NULL },
    IN_BLOCK ("\n\t<set name='m' value='1'/>\n\t<set name='o' value='3' t:by='Ann'/>\n"), { "set", "o", "3" } },
  { "remove-and-add", IN_BLOCK ("\n\t<set name='m' value='1'/>\n\t<remark>a</remark>\n"), { "set", "m", NULL },
    IN_BLOCK ("\n\t<silence rule=\"r\" reason=\"s\"/>\n\t<remark>a</remark>\n"), { "silence", "r", "s" } },
  { "remove-and-add-in-line", IN_BLOCK ("\n\t<set name='m' value='1'/>   <remark>a</remark>\n"), { "set", "m", NULL },
    IN_BLOCK ("\n\t\n\t<silence rule=\"r\" reason=\"s\"/><remark>a</remark>\n"), { "silence", "r", "s" } },
  { "move-point", IN_WIRE ("\n\t<point y='1' x='2'/>\n\t<point y='3' x='2'/>\n\t<point y='3' x='2e1'/>\n"), { "point", "1", "2 4.5" },
    IN_WIRE ("\n\t<point y='1' x='2'/>\n\t<point y='4.5' x='2'/>\n\t<point y='3' x='2e1'/>\n") },
  { "remove-point", IN_WIRE ("\n\t<point y='1' x='2'/>\n\t<point y='3' x='2'/>\n\t<point y='3' x='2e1'/>\n"), { "point", "1", NULL },
    IN_WIRE ("\n\t<point y='1' x='2'/>\n\t<point y='3' x='2e1'/>\n") },
  { "first-point", IN_WIRE ("\n\t<!-- bends -->\n\t<point y='1' x='2'/>\n"), { "point", "+0", "3 4" },
    IN_WIRE ("\n\t<!-- bends -->\n\t<point x=\"3\" y=\"4\"/>\n\t<point y='1' x='2'/>\n") },
  { "middle-point", IN_WIRE ("\n\t<point y='1' x='2'/> <!-- here -->\n\t<point y='3' x='2'/>\n"), { "point", "+1", "3 4" },
    IN_WIRE ("\n\t<point y='1' x='2'/> <!-- here -->\n\t<point x=\"3\" y=\"4\"/>\n\t<point y='3' x='2'/>\n") },
  { "remark", IN_BLOCK ("\n\t<remark>one &#62; <!-- no -->\n\t two</remark>\n"), { "text", NULL, "one > \n\t three & four" },
    IN_BLOCK ("\n\t<remark>one &#62; <!-- no -->\n\t three &amp; four</remark>\n") },
  { "remark-add", IN_BLOCK ("\n\t<set name='n' value='1'/>\n"), { "text", NULL, "<a>\nb" },
    IN_BLOCK ("\n\t<set name='n' value='1'/>\n\t<remark>&lt;a&gt;\nb</remark>\n") },
  { "remark-remove", IN_BLOCK ("\n\t<set name='n' value='1'/>\n\t<remark>a\nb</remark>\n"), { "text", NULL, NULL },
    IN_BLOCK ("\n\t<set name='n' value='1'/>\n") },
  { "remark-open", IN_BLOCK ("\n\t<remark />\n"), { "text", NULL, "a" }, IN_BLOCK ("\n\t<remark>a</remark>\n") },
  { "note-end", IN_NOTE ("a &quot;b&quot; <!-- c -->"), { "text", NULL, "a \"b\" c" }, IN_NOTE ("a &quot;b&quot; c<!-- c -->") },
  { "note-start", IN_NOTE ("<!-- c -->a"), { "text", NULL, "ba" }, IN_NOTE ("<!-- c -->ba") },
  { "note-middle", IN_NOTE ("1 &amp; 2<t:b/>3\n4 &amp; 5"), { "text", NULL, "1 & x\n4 & 5" },
    IN_NOTE ("1 &amp; x<t:b/>\n4 &amp; 5") },
  { "note-section", IN_NOTE ("a <![CDATA[<b>]]> <![CDATA[<c>]]>"), { "text", NULL, "a <b> <d>" },
    IN_NOTE ("a <![CDATA[<b>]]> &lt;d&gt;") },
  { "note-character", IN_NOTE ("caf\u00e9 &#233;"), { "text", NULL, "caf\u00e8 \u00e9" }, IN_NOTE ("caf\u00e8 &#233;") },
  { "note-brackets", IN_NOTE ("]]x>"), { "text", NULL, "]]>" }, IN_NOTE ("]]&gt;") },
  { "note-crlf", IN_NOTE ("one &#62;\r\n two"), { "text", NULL, "one >\n two\nthree" }, IN_NOTE ("one &#62;\r\n two\r\nthree") },
  { "note-return", IN_NOTE ("a\rb"), { "text", NULL, "a\n\nb" }, IN_NOTE ("a\n\nb") },
  { "note-clear", IN_NOTE ("a<!-- c -->\nb"), { "text", NULL, "" }, IN_NOTE ("<!-- c -->") },
  { "step", IN_STEP ("\n\t<text>a</text>\n\t<set name='n' value='1'/>\n"), { "set", "m", "2" },
    IN_STEP ("\n\t<text>a</text>\n\t<set name='n' value='1'/>\n\t<set name=\"m\" value=\"2\"/>\n") },
  { "step-text", IN_STEP ("\n\t<text>a <![CDATA[b]]></text>\n"), { "text", NULL, "c b" },
    IN_STEP ("\n\t<text>c <![CDATA[b]]></text>\n") },
  /* What is ours by a prefix is read, but only written in the canonical form. */
  { "prefix", IN_BLOCK ("<l:set xmlns:l='urn:leat:pipeline' name='n' value='1'/><set name='m' value='1'/>"), { "set", "n", "2" },
    CANONICAL ("\n    <set name=\"n\" value=\"2\"/>\n    <set name=\"m\" value=\"1\"/>") },
  { "prefix-only", IN_BLOCK ("<l:set xmlns:l='urn:leat:pipeline' name='n' value='1'/>"), { "set", "m", "2" },
    CANONICAL ("\n    <set name=\"n\" value=\"1\"/>\n    <set name=\"m\" value=\"2\"/>") },
  { "prefix-around", "  <l:block xmlns:l='urn:leat:pipeline' xmlns='urn:x' id='b' type='s3' x='0' y='0'/>", { "set", "n", "2" },
    "  <block id=\"b\" type=\"s3\" x=\"0\" y=\"0\" xmlns:l=\"urn:leat:pipeline\">\n    <set name=\"n\" value=\"2\"/>\n  </block>" },
  /* What is of another namespace is not ours, whatever its name. */
  { "foreign", IN_BLOCK ("\n\t<t:set name='n' value='0'/>\n\t<set xmlns='urn:x' name='n' value='0'/>\n\t<set name='n' value='1'/>\n"),
    { "set", "n", "2" },
    IN_BLOCK ("\n\t<t:set name='n' value='0'/>\n\t<set xmlns='urn:x' name='n' value='0'/>\n\t<set name='n' value='2'/>\n") },
};

static char *
make_file (const char *element)
{
  const char *newline = strstr (element, "\r\n") != NULL ? "\r\n" : "\n";

  return g_strdup_printf ("<pipeline xmlns='urn:leat:pipeline' xmlns:t='urn:team' version='1'>%s"
                          "  <block id='a' type='s3' x='0' y='0'/>%s%s%s</pipeline>", newline, newline, element, newline);
}

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autofree char *before = make_file (row->before);
  g_autofree char *expected = make_file (row->after);
  g_autoptr(LeatPipeline) pipeline = read_text (before);
  g_autoptr(LeatPipeline) again = NULL;
  LeatElement *element = leat_pipeline_get_element (pipeline, "b");
  g_autoptr(LeatElement) copy = leat_element_copy (element);
  g_autofree char *after = NULL;

  apply (copy, &row->edit);
  if (row->also.what != NULL)
    apply (copy, &row->also);
  leat_pipeline_replace (pipeline, element, copy);
  after = write_text (pipeline);
  g_assert_cmpstr (after, ==, expected);

  again = read_text (after);
  test_assert_same_element (leat_pipeline_get_element (again, "b"), copy);
}

/* Any edit of any child of any element of a file. */

static const char *const files[] = { "by-hand",       "by-hand-crlf", "by-hand-bom", "by-hand-split", "by-hand-children",
                                     "one-line",      "end-on-line",  "wires-first", "canonical" };

static void
add_edit (GArray     *edits,
          const char *what,
          const char *key,
          const char *value)
{
  ChildEdit edit = { what, g_intern_string (key), value != NULL ? g_intern_string (value) : NULL };

  g_array_append_val (edits, edit);
}

static void
add_pair_edits (GArray             *edits,
                const char         *what,
                const LeatSettings *pairs)
{
  for (gsize i = 0; i < leat_settings_get_n (pairs); i++)
    {
      const char *name;

      leat_settings_get_nth (pairs, i, &name);
      add_edit (edits, what, name, "it's <\"7\"> & more");
      add_edit (edits, what, name, "");
      add_edit (edits, what, name, NULL);
    }
  add_edit (edits, what, "new & 'other'", "7");
}

static void
add_point_edits (GArray *edits,
                 gsize   n)
{
  for (gsize i = 0; i <= n; i++)
    {
      g_autofree char *before = g_strdup_printf ("+%zu", i);

      add_edit (edits, "point", before, "-7.25 0.1");
      if (i == n)
        break;
      add_edit (edits, "point", before + 1, "7 8");
      add_edit (edits, "point", before + 1, "1 88");
      add_edit (edits, "point", before + 1, NULL);
    }
}

/* At each character: something before it, it alone gone, all from it on gone. */
static void
add_text_edits (GArray     *edits,
                const char *text)
{
  static const char *const parts[] = { "x", "\n", " \u00e9<\t>&amp;]]>\r" };

  add_edit (edits, "text", NULL, "another");
  add_edit (edits, "text", NULL, "");
  add_edit (edits, "text", NULL, NULL);
  for (const char *p = text; p != NULL; p = *p != '\0' ? g_utf8_next_char (p) : NULL)
    {
      g_autofree char *start = g_strndup (text, p - text);

      for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
        {
          g_autofree char *put_in = g_strconcat (start, parts[i], p, NULL);

          add_edit (edits, "text", NULL, put_in);
        }
      if (*p != '\0')
        {
          g_autofree char *without = g_strconcat (start, g_utf8_next_char (p), NULL);

          add_edit (edits, "text", NULL, without);
          add_edit (edits, "text", NULL, start);
        }
    }
}

static GArray *
list_edits (const LeatElement *element)
{
  GArray *edits = g_array_new (FALSE, FALSE, sizeof (ChildEdit));

  if (element->kind == LEAT_ELEMENT_UNKNOWN || element->source == NULL)
    return edits;
  if (element->kind != LEAT_ELEMENT_NOTE)
    add_pair_edits (edits, "set", element->settings);
  if (element->kind != LEAT_ELEMENT_NOTE && element->kind != LEAT_ELEMENT_STEP)
    add_pair_edits (edits, "silence", element->silences);
  if (element->kind == LEAT_ELEMENT_WIRE)
    add_point_edits (edits, element->n_points);
  add_text_edits (edits, element->text);
  return edits;
}

/* The lines that differ, of the one text and of the other. */
static void
count_lines (const char *before,
             const char *after,
             guint      *gone,
             guint      *come)
{
  g_auto(GStrv) a = g_strsplit (before, "\n", -1);
  g_auto(GStrv) b = g_strsplit (after, "\n", -1);
  guint n = g_strv_length (a), m = g_strv_length (b), start = 0, end = 0;

  while (start < MIN (n, m) && g_str_equal (a[start], b[start]))
    start++;
  while (end < MIN (n, m) - start && g_str_equal (a[n - 1 - end], b[m - 1 - end]))
    end++;
  *gone = n - start - end;
  *come = m - start - end;
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* An edit of a pair or a point keeps to one line, or brings one or takes one along; with what is new, an end tag may come down. */
static void
assert_lines (const char      *before,
              const char      *after,
              const ChildEdit *edit)
{
  guint gone, come;

  count_lines (before, after, &gone, &come);
  g_test_message ("%s %s=%s: %u lines gone, %u come", edit->what, edit->key, edit->value, gone, come);
  g_assert_cmpuint (count (before, "<!--"), ==, count (after, "<!--"));
  if (g_str_equal (edit->what, "text"))
    return;
  if (edit->value == NULL)
    g_assert_true (gone >= 1 && gone <= 3 && come <= 1); /* some are written on three */
  else
    g_assert_true (gone <= 1 && come >= 1 && come <= (gone == 1 ? 3 : 1));
}

/* Whether the file is to stay as it is: no file tells a remark that is empty from none. */
static gboolean
is_same (const LeatElement *a,
         const LeatElement *b)
{
  gboolean same_text = g_strcmp0 (a->text, b->text) == 0 || (a->text == NULL && *b->text == '\0');

  return leat_settings_equal (a->settings, b->settings) && leat_settings_equal (a->silences, b->silences) &&
         same_text && a->n_points == b->n_points &&
         (a->n_points == 0 || memcmp (a->points, b->points, a->n_points * sizeof (LeatPoint)) == 0);
}

static void
assert_reads_as (const char        *text,
                 const LeatElement *element)
{
  g_autoptr(LeatPipeline) pipeline = read_text (text);
  const LeatElement *read = element->kind == LEAT_ELEMENT_PROPERTIES ? leat_pipeline_get_properties (pipeline)
                                                                     : leat_pipeline_get_element (pipeline, element->id);
  g_autoptr(LeatElement) a = leat_element_copy (read), b = leat_element_copy (element);

  if (a->text == NULL)
    a->text = g_strdup ("");
  if (b->text == NULL)
    b->text = g_strdup ("");
  test_assert_same_element (a, b);
}

static void
try_edit (LeatPipeline    *pipeline,
          const char      *before,
          guint            nth,
          const ChildEdit *edit)
{
  LeatElement *element = leat_pipeline_get_nth (pipeline, nth);
  g_autoptr(LeatElement) kept = leat_element_ref (element);
  g_autoptr(LeatElement) copy = leat_element_copy (element);
  g_autoptr(LeatElement) back = leat_element_copy (element);
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  apply (copy, edit);
  leat_pipeline_replace (pipeline, element, copy);
  after = write_text (pipeline);
  assert_reads_as (after, copy);
  if (is_same (kept, copy))
    g_assert_cmpstr (after, ==, before);
  else
    assert_lines (before, after, edit);

  leat_pipeline_replace (pipeline, copy, back);
  again = write_text (pipeline);
  g_assert_cmpstr (again, ==, before);
  leat_pipeline_replace (pipeline, back, kept);
}

static void
try_all (const char *text)
{
  g_autoptr(LeatPipeline) pipeline = read_text (text);
  guint tried = 0;

  for (guint n = 0; n < leat_pipeline_get_n_elements (pipeline); n++)
    {
      g_autoptr(GArray) edits = list_edits (leat_pipeline_get_nth (pipeline, n));

      for (guint i = 0; i < edits->len; i++, tried++)
        try_edit (pipeline, text, n, &g_array_index (edits, ChildEdit, i));
    }
  g_assert_cmpuint (tried, >=, 5);
}

static char *
read_file (const char *name)
{
  g_autofree char *path = g_strdup_printf ("cases/native/%s.leat", name);
  g_autoptr(GBytes) bytes = test_bytes (path);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
with_returns (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strjoinv ("\r\n", lines);
}

static void
test_any_edit (gconstpointer data)
{
  g_autofree char *text = read_file (data);

  try_all (text);
}

static void
test_any_edit_crlf (gconstpointer data)
{
  g_autofree char *text = read_file (data);
  g_autofree char *crlf = with_returns (text);

  try_all (crlf);
}

/* What Leat wrote: the bytes are those of an element that is written for the first time. */
static void
test_own_form (gconstpointer data)
{
  g_autofree char *path = g_build_filename (g_getenv ("LEAT_DATA_DIR"), "examples", (const char *) data, NULL);
  g_autofree char *text = NULL;
  g_autoptr(LeatPipeline) pipeline = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  pipeline = read_text (text);
  for (guint n = 0; n < leat_pipeline_get_n_elements (pipeline); n++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, n);
      g_autoptr(LeatElement) kept = leat_element_ref (element);
      g_autoptr(GArray) edits = list_edits (element);

      for (guint i = 0; i < edits->len; i += 1 + edits->len / 20)
        {
          g_autoptr(LeatElement) copy = leat_element_copy (kept);
          g_autoptr(LeatElement) first = NULL;
          g_autofree char *edited = NULL;
          g_autofree char *anew = NULL;

          apply (copy, &g_array_index (edits, ChildEdit, i));
          if (is_same (kept, copy))
            continue;
          first = leat_element_copy (copy);
          g_clear_pointer (&first->origin, leat_element_unref);
          leat_pipeline_replace (pipeline, leat_pipeline_get_nth (pipeline, n), copy);
          edited = write_text (pipeline);
          leat_pipeline_replace (pipeline, copy, first);
          anew = write_text (pipeline);
          g_assert_cmpstr (edited, ==, anew);
          leat_pipeline_replace (pipeline, first, kept);
        }
    }
}

/* Elements written in any way, edited several times over. */

static const char *
pick (GRand             *rand,
      const char *const *list)
{
  return list[g_rand_int_range (rand, 0, g_strv_length ((char **) list))];
}

static void
append_space (GString *out,
              GRand   *rand)
{
  static const char *const spaces[] = { "", "", " ", "\n", "\n    ", "\n\t", "\n\n  ", "  \n ", NULL };

  g_string_append (out, pick (rand, spaces));
}

static void
append_unknown (GString *out,
                GRand   *rand)
{
  static const char *const unknown[] = { "", "", "", "<!-- a -->", "<!-- <set> -->", "<t:x/>", "<t:set name='a' value='0'/>",
                                         "<?do it?>", "<t:x>\n<set name='a' value='0'/>b</t:x>", "<!-- two\nlines -->", "stray",
                                         "<![CDATA[stray]]>", NULL };

  g_string_append (out, pick (rand, unknown));
}

static void
append_text (GString *out,
             GRand   *rand)
{
  static const char *const parts[] = { "a", "b c", " ", "\n", "&amp;", "&#10;", "&#13;", "&#xe9;", "\u00e9", "<!-- c -->", "]]", ">",
                                       "<![CDATA[<d>\n]]>", "<t:x>no</t:x>", "'", "&quot;", "\u65e5\u672c", "<![CDATA[]]>", NULL };

  for (int n = g_rand_int_range (rand, 0, 6); n > 0; n--)
    {
      const char *part = pick (rand, parts);

      if (g_str_has_suffix (out->str, "]]") && *part == '>')
        part = "&gt;";
      g_string_append (out, part);
    }
}

static void
append_child (GString *out,
              GRand   *rand,
              int      i,
              gboolean is_wire)
{
  static const char *const values[] = { "1", "", "&lt;2&gt;", "a b", "&#9;", NULL };
  static const char *const ends[] = { "/>", " />", "\n/>", "%s", " ></%s>", NULL };
  static const char *const forms[][3] = { { "set", "name", "value" }, { "silence", "rule", "reason" }, { "point", "x", "y" } };
  int form = g_rand_int_range (rand, 0, is_wire ? 3 : 2);
  char quote = g_rand_boolean (rand) ? '"' : '\'';
  g_autofree char *key = g_strdup_printf ("%s%s=%c%s%d%c", forms[form][1], g_rand_boolean (rand) ? " " : "", quote,
                                          form < 2 ? "k" : "", i, quote);
  g_autofree char *value = g_strdup_printf ("%s=\"%s\"", forms[form][2], form < 2 ? pick (rand, values) : "7.50");
  const char *end = pick (rand, ends);
  gboolean swap = g_rand_boolean (rand);

  g_string_append_printf (out, "<%s %s%s%s", forms[form][0], swap ? value : key, g_rand_boolean (rand) ? "\n   " : " ",
                          swap ? key : value);
  if (*end == '%' || strchr (end, '<') != NULL)
    g_string_append_printf (out, ">%s</%s>", g_rand_int_range (rand, 0, 8) == 0 ? "<!-- in -->" : "", forms[form][0]);
  else
    g_string_append (out, end);
}

static void
append_content (GString *out,
                GRand   *rand,
                gboolean is_wire)
{
  int n = g_rand_int_range (rand, 0, 5), remark = g_rand_int_range (rand, 0, 8);

  for (int i = 0; i < n; i++)
    {
      append_space (out, rand);
      append_unknown (out, rand);
      append_space (out, rand);
      append_child (out, rand, i, is_wire);
      if (i != remark)
        continue;
      append_space (out, rand);
      g_string_append (out, "<remark>");
      append_text (out, rand);
      g_string_append (out, "</remark>");
    }
  append_space (out, rand);
  append_unknown (out, rand);
  append_space (out, rand);
}

static char *
random_file (GRand *rand)
{
  g_autoptr(GString) element = g_string_new (NULL);
  g_autofree char *file = NULL;
  int kind = g_rand_int_range (rand, 0, 5);

  if (kind == 0)
    {
      g_string_append (element, " <note id='b' x='0' y='0' width='1' height='1'>");
      append_text (element, rand);
      g_string_append (element, "</note>");
    }
  else if (kind == 1)
    g_string_append (element, "\t<block id='b'\n   type='s3' x='0' y='0'  />");
  else
    {
      g_string_append (element, kind == 2 ? "<wire id='b' kind='data' from='a' to='a'>" : "  <block id='b' type='s3' x='0' y='0'>");
      append_content (element, rand, kind == 2);
      g_string_append (element, kind == 2 ? "</wire>" : "</block>");
    }
  file = make_file (element->str);
  return g_rand_boolean (rand) ? with_returns (file) : g_steal_pointer (&file);
}

static void
edit_randomly (LeatElement *copy,
               GRand       *rand)
{
  g_autoptr(GArray) edits = list_edits (copy->origin);
  ChildEdit *edit = &g_array_index (edits, ChildEdit, g_rand_int_range (rand, 0, edits->len));

  if (g_str_equal (edit->what, "point"))
    {
      g_autofree char *key = g_strdup_printf (g_rand_boolean (rand) || copy->n_points == 0 ? "+%d" : "%d",
                                              g_rand_int_range (rand, 0, MAX (copy->n_points, 1)));

      edit->key = key;
      edit->value = *key != '+' && g_rand_boolean (rand) ? NULL : "3 7.5";
      apply (copy, edit);
    }
  else
    apply (copy, edit);
}

static void
test_random (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (14);

  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *before = random_file (rand);
      g_autoptr(LeatPipeline) pipeline = read_text (before);
      g_autoptr(LeatHistory) history = leat_history_new (pipeline);
      g_autofree char *again = NULL;

      for (int n = g_rand_int_range (rand, 1, 5); n > 0; n--)
        {
          LeatElement *element = leat_pipeline_get_element (pipeline, "b");
          LeatElement *copy = leat_element_copy (element);
          LeatEdit *edit = leat_edit_new ("Edit");
          g_autofree char *after = NULL;

          edit_randomly (copy, rand);
          leat_edit_take (edit, leat_element_ref (element), leat_element_ref (copy));
          leat_history_apply (history, edit);
          after = write_text (pipeline);
          g_test_message ("%s\n->\n%s", before, after);
          assert_reads_as (after, copy);
          leat_element_unref (copy);
        }
      while (leat_history_undo (history) != NULL)
        ;
      again = write_text (pipeline);
      g_assert_cmpstr (again, ==, before);
    }
}

int
main (int    argc,
      char **argv)
{
  static const char *const examples[] = { "standard-pipeline.leat", "change-capture.leat", "iot-telemetry.leat" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native-edit/row/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native-edit/any/", files[i], NULL);
      g_autofree char *crlf = g_strconcat (path, "-with-returns", NULL);

      g_test_add_data_func (path, files[i], test_any_edit);
      if (!g_str_equal (files[i], "by-hand-crlf"))
        g_test_add_data_func (crlf, files[i], test_any_edit_crlf);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *path = g_strconcat ("/exchange/native-edit/own-form/", examples[i], NULL);

      g_test_add_data_func (path, examples[i], test_own_form);
    }
  g_test_add_func ("/exchange/native-edit/random", test_random);
  return g_test_run ();
}
