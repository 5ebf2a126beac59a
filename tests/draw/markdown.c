/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/markdown.h"

#include <pango/pango.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *text;
  const char *expected; /* kind, level, number and markup of each part, a bar between parts */
} rows[] = {
  { "empty", "", "" },
  { "paragraphs", "one\ntwo\n\nthree", "p0 one two|p0 three" },
  { "emphasis", "a *b* **c** ***d***", "p0 a <i>b</i> <b>c</b> <i><b>d</b></i>" },
  { "escapes", "a < b & \"c\"", "p0 a &lt; b &amp; &quot;c&quot;" },
  { "code", "run `a<b` now", "p0 run <tt>a&lt;b</tt> now" },
  { "code-block", "```\nx  y\n  z\n```", "c0 <tt>x  y\n  z</tt>" },
  { "headings", "# A\n### B", "h1 A|h3 B" },
  { "bullets", "- a\n- b\n  - c\n- d", "i1 a|i1 b|i2 c|i1 d" },
  { "numbers", "3. a\n4. b", "i1.3 a|i1.4 b" },
  { "item-of-two", "- a\n\n  b", "i1 a|p1 b" },
  { "quote", "> a", "q0 a" },
  { "rule", "a\n\n---\n\nb", "p0 a|r0 |p0 b" },
  { "html", "<script>x</script>", "p0 &lt;script&gt;x&lt;/script&gt;" },
  { "inline-html", "a <b>c</b>", "p0 a &lt;b&gt;c&lt;/b&gt;" },
  { "link", "see [docs](https://example.org/a?b&c)", "p0 see <a href=\"https://example.org/a?b&amp;c\">docs</a>" },
  { "bad-link", "see [it](javascript:x)", "p0 see it" },
  { "picture", "![words](https://example.org/a.png)", "p0 words" },
  { "not-closed", "**a", "p0 **a" },
};

static void
test_row (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  g_autoptr(GPtrArray) blocks = leat_markdown_parse (rows[row].text, TRUE);
  g_autoptr(GString) found = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      const LeatMarkdownBlock *block = g_ptr_array_index (blocks, i);

      g_string_append_printf (found, "%s%c%u", i > 0 ? "|" : "", "hpiqcr"[block->kind], block->level);
      if (block->number > 0)
        g_string_append_printf (found, ".%u", block->number);
      g_string_append_printf (found, " %s", block->markup);
    }
  g_assert_cmpstr (found->str, ==, rows[row].expected);
}

static void
test_links_as_text (void)
{
  g_autofree char *one = leat_markdown_dup_plain ("see [docs](https://a.org) and <https://b.org>\n\n- x");

  g_assert_cmpstr (one, ==, "see docs (https://a.org) and https://b.org\nx");
}

/* Whatever is written, Pango reads what comes out, and the words are those of the markup. */
static void
test_random (void)
{
  static const char *const pieces[] = { "*", "**", "_", "`", "```\n", "\n", "\n\n", "- ", "1. ", "> ", "# ", "[", "](https://x.y)", "<a", "&amp;",
                                        "&", "word", " ", "é", "⚡", "<b>", "---\n", "    ", "\\", "!" };
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GPtrArray) blocks = NULL;

      for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      blocks = leat_markdown_parse (text->str, FALSE);
      for (guint k = 0; k < blocks->len; k++)
        {
          const LeatMarkdownBlock *block = g_ptr_array_index (blocks, k);
          g_autofree char *plain = NULL;
          g_autoptr(GError) error = NULL;

          pango_parse_markup (block->markup, -1, 0, NULL, &plain, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpstr (plain, ==, block->text);
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/markdown/", rows[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_row);
    }
  g_test_add_func ("/draw/markdown/links-as-text", test_links_as_text);
  g_test_add_func ("/draw/markdown/random", test_random);
  return g_test_run ();
}
