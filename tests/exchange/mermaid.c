/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/mermaid.h"

#include "exchange/mermaid-private.h"
#include "support.h"

#include <string.h>

static LeatPipeline *
read_text (const char *text,
           GPtrArray  *notices)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_mermaid_read (bytes, "test.mmd", NULL, notices, &error);

  g_assert_no_error (error);
  return pipeline;
}

static const char *
name_of (LeatPipeline *pipeline,
         const char   *id)
{
  const LeatElement *element = leat_pipeline_get_element (pipeline, id);

  return element != NULL ? element->name : "?";
}

/* All that a flowchart says, in one line: "{zone} name/remark@zone from>to:label". */
static char *
summary (LeatPipeline *pipeline)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_PROPERTIES)
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      if (element->kind == LEAT_ELEMENT_ZONE)
        g_string_append_printf (out, "{%s}", element->name);
      else if (element->kind == LEAT_ELEMENT_BLOCK)
        g_string_append_printf (out, "%s%s%s", element->name, element->text != NULL ? "/" : "",
                                element->text != NULL ? element->text : "");
      else
        g_string_append_printf (out, "%s>%s%s%s", name_of (pipeline, element->from), name_of (pipeline, element->to),
                                *element->name != '\0' ? ":" : "", element->name);
      if (element->zone != NULL)
        g_string_append_printf (out, "@%s", name_of (pipeline, element->zone));
    }
  return g_string_free (out, FALSE);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
} SyntaxCase;

/* Each of these is understood wholly: no notice but that a label names no service. */
static const SyntaxCase syntax_cases[] = {
  { "node", "graph LR\nA", "A" },
  { "square", "graph LR\nA[One]", "One" },
  { "round", "graph LR\nA(One)", "One" },
  { "stadium", "graph LR\nA([One])", "One" },
  { "subroutine", "graph LR\nA[[One]]", "One" },
  { "cylinder", "graph LR\nA[(One)]", "One" },
  { "circle", "graph LR\nA((One))", "One" },
  { "double-circle", "graph LR\nA(((One)))", "One" },
  { "ellipse", "graph LR\nA(-One-)", "One" },
  { "flag", "graph LR\nA>One]", "One" },
  { "diamond", "graph LR\nA{One}", "One" },
  { "hexagon", "graph LR\nA{{One}}", "One" },
  { "lean-right", "graph LR\nA[/One/]", "One" },
  { "lean-left", "graph LR\nA[\\One\\]", "One" },
  { "trapezoid", "graph LR\nA[/One\\]", "One" },
  { "trapezoid-up", "graph LR\nA[\\One/]", "One" },
  { "path-label", "graph LR\nA[/one/two]", "/one/two" },
  { "shape-data", "graph LR\nA@{ shape: cyl, label: \"One, two\" }", "One, two" },
  { "shape-data-bare", "graph LR\nA@{ label: One, shape: rect }", "One" },
  { "shape-data-lines", "graph LR\nA@{\n  shape: rect\n  label: \"One\"\n} --> B", "One B One>B" },
  { "class", "graph LR\nA:::hot --> B[Two]:::cold", "A Two A>Two" },
  { "later-label", "graph LR\nA --> B\nB[Two]", "A Two A>Two" },
  { "last-label", "graph LR\nA[One]\nA[Other]", "Other" },
  { "quoted", "graph LR\nA[\"One (two) [three]\"]", "One (two) [three]" },
  { "entities", "graph LR\nA[\"#quot;a#quot; #35;1 &lt;b&gt; &#39;c&#39; #9829;\"]", "\"a\" #1 <b> 'c' ♥" },
  { "no-entity", "graph LR\nA[\"a & b #nosuch; #1\"]", "a & b #nosuch; #1" },
  { "breaks", "graph LR\nA[One<br/>two<br>three<BR />four]", "One/two\nthree\nfour" },
  { "backslash-n", "graph LR\nA[One\\ntwo]", "One/two" },
  { "markup", "graph LR\nA[\"<b>One</b> <i>two</i>\"]", "One two" },
  { "less-than", "graph LR\nA[\"a < b\"]", "a < b" },
  { "markdown", "graph LR\nA[\"`**One** two_three`\"]", "One two_three" },
  { "markdown-lines", "graph LR\nA[\"`One\ntwo`\"]", "One/two" },
  { "quoted-lines", "graph LR\nA[\"One\ntwo\"] --> B", "One/two B One>B" },
  { "icon", "graph LR\nA[fa:fa-database One]", "One" },
  { "empty-label", "graph LR\nA[\" \"]", "" },
  { "unicode", "graph LR\n日本[日本語 ⚡] --> Größe", "日本語 ⚡ Größe 日本語 ⚡>Größe" },
  { "ids", "graph LR\na-b.c_d/e --> x1", "a-b.c_d/e x1 a-b.c_d/e>x1" },
  { "arrow", "graph LR\nA-->B", "A B A>B" },
  { "line", "graph LR\nA --- B", "A B A>B" },
  { "dotted", "graph LR\nA -.-> B", "A B A>B" },
  { "dotted-line", "graph LR\nA -.- B", "A B A>B" },
  { "thick", "graph LR\nA ==> B", "A B A>B" },
  { "thick-line", "graph LR\nA === B", "A B A>B" },
  { "long", "graph LR\nA -----> B ====> C -...-> D", "A B C D A>B B>C C>D" },
  { "circle-head", "graph LR\nA --o B", "A B A>B" },
  { "cross-head", "graph LR\nA --x B", "A B A>B" },
  { "circle-both", "graph LR\nA o--o B", "A B A>B" },
  { "cross-both", "graph LR\nA x--x B", "A B A>B" },
  { "backwards", "graph LR\nA <--- B", "A B B>A" },
  { "piped", "graph LR\nA -->|yes| B", "A B A>B:yes" },
  { "piped-tight", "graph LR\nA-->|\"a|b\"|B", "A B A>B:a|b" },
  { "piped-apart", "graph LR\nA --> | yes | B", "A B A>B:yes" },
  { "inline", "graph LR\nA -- a b --> B", "A B A>B:a b" },
  { "inline-tight", "graph LR\nA--hello-->B", "A B A>B:hello" },
  { "inline-quoted", "graph LR\nA -- \"a --> b\" --> B", "A B A>B:a --> b" },
  { "inline-line", "graph LR\nA -- a --- B", "A B A>B:a" },
  { "inline-dotted", "graph LR\nA -. a v1.5 .-> B", "A B A>B:a v1.5" },
  { "inline-dotted-tight", "graph LR\nA -.a.-> B", "A B A>B:a" },
  { "inline-thick", "graph LR\nA == a = b ==> B", "A B A>B:a = b" },
  { "edge-id", "graph LR\nA e1@--> B\ne1@{ animate: true }", "A B e1 A>B" },
  { "chain", "graph LR\nA --> B --> C", "A B C A>B B>C" },
  { "chain-labels", "graph LR\nA -->|x| B -- y --> C", "A B C A>B:x B>C:y" },
  { "chain-next-line", "graph LR\nA\n  --> B -->\n  C", "A B C A>B B>C" },
  { "ampersand", "graph LR\nA & B --> C & D", "A B C D A>C A>D B>C B>D" },
  { "ampersand-chain", "graph LR\nA --> B & C --> D", "A B C D A>B A>C B>D C>D" },
  { "ampersand-in-id", "graph LR\nA&B --> C", "A&B C A&B>C" },
  { "semicolons", "graph LR;A-->B;B-->C;", "A B C A>B B>C" },
  { "repeated", "graph LR\nA --> B\nA --> B", "A B A>B A>B" },
  { "self", "graph LR\nA --> A", "A A>A" },
  { "subgraph-id-title", "graph LR\nsubgraph one [The first]\nA\nend", "{The first} A@The first" },
  { "subgraph-tight", "graph LR\nsubgraph one[\"The (first)\"]\nA\nend", "{The (first)} A@The (first)" },
  { "subgraph-quoted", "graph LR\nsubgraph \"The first\"\nA\nend", "{The first} A@The first" },
  { "subgraph-words", "graph LR\nsubgraph The first\nA\nend", "{The first} A@The first" },
  { "subgraph-id", "graph LR\nsubgraph one\nA\nend", "{one} A@one" },
  { "subgraph-line", "graph LR; subgraph one; A; end; B", "{one} A@one B" },
  { "subgraph-empty", "graph LR\nsubgraph one\nend\nA", "{one} A" },
  { "nested", "graph LR\nsubgraph one\nsubgraph two\nA\nend\nB\nend", "{one} {two}@one A@two B@one" },
  { "direction", "graph LR\nsubgraph one\ndirection TB\nA\nend", "{one} A@one" },
  { "member-first", "graph LR\nsubgraph one\nA\nend\nsubgraph two\nA --> B\nend", "{one} {two} A@one B@two A>B" },
  { "member-later", "graph LR\nA --> B\nsubgraph one\nA\nend", "{one} A@one B A>B" },
  { "styles", "graph LR\nclassDef x fill:#f9f,stroke:#333;\nA\nclass A,B x\nstyle A fill:#fff\nlinkStyle 0 stroke:red\n"
              "click A href \"https://x.y;z\" _blank", "A" },
  { "accessible", "graph LR\naccTitle: a title\naccDescr { over\ntwo lines }\nA", "A" },
  { "comments", "%% first\ngraph LR %% here\n%% A --> B\nA %% last\n  %%B", "A" },
  { "lone-percent", "graph LR\nA\n%\nB", "A % B" },
  { "directive", "%%{init: {\"theme\": \"dark\",\n\"x\": 1}}%%\ngraph LR\nA", "A" },
  { "front-matter", "---\ntitle: T\nconfig:\n  x: 1\n---\nflowchart TD\nA", "A" },
  { "fence", "```mermaid\ngraph LR\nA\n```\n", "A" },
  { "byte-order-mark", "\xef\xbb\xbfgraph LR\nA", "A" },
  { "carriage-returns", "graph LR\r\nA --> B\r\n", "A B A>B" },
  { "no-direction", "flowchart\nA", "A" },
  { "old-direction", "graph >\nA", "A" },
  { "elk", "flowchart-elk TB\nA", "A" },
  { "keyword-node", "graph LR\nstyle --> class[One]\nend2 --> graph1", "style One end2 graph1 style>One end2>graph1" },
};

static void
test_syntax (gconstpointer data)
{
  const SyntaxCase *it = data;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_text (it->text, notices);
  g_autofree char *found = summary (pipeline);

  g_assert_cmpstr (found, ==, it->expected);
  for (guint i = 0; i < notices->len; i++)
    g_test_message ("%s", ((LeatNotice *) g_ptr_array_index (notices, i))->text);
  g_assert_cmpuint (notices->len, ==, 0);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* what is understood all the same */
  long        line;
  const char *notice;
} NoticeCase;

static const NoticeCase notice_cases[] = {
  { "cut-arrow", "graph LR\nA --> B\nB -.\nC", "A B C A>B", 3, "“-.” is cut off" },
  { "cut-arrow-end", "graph LR\nsubgraph S\nA --> B\nB -->\nend\nC", "{S} A@S B@S C A>B", 4, "leads nowhere" },
  { "cut-at-end", "graph LR\nA --> B -->", "A B A>B", 2, "leads nowhere" },
  { "cut-bracket", "graph LR\nA[One --> B\nC[Two]", "A Two", 2, "“[” is not closed" },
  { "cut-quote", "graph LR\nA[\"One\nB[Two]\nC", "A Two C", 2, "“[” is not closed" },
  { "cut-label", "graph LR\nA -->|x B\nC --> D", "A C D C>D", 2, "“|” is not closed" },
  { "wrong-bracket", "graph LR\nA[One[ -.x.-> B\nC", "A C", 2, "“[” is not closed" },
  { "no-arrow", "graph LR\nA -> B\nC", "A C", 2, "expected an arrow" },
  { "words", "graph LR\nthis is no statement\nA --> B", "this A B A>B", 2, "“is no statement”" },
  { "column", "graph LR\n  Größe ? x", "Größe", 2, "Column 9" },
  { "no-id", "graph LR\nA --> ]\nB", "A B", 2, "expected the id of a node" },
  { "stray-end", "graph LR\nA\nend\nB", "A B", 3, "closes no subgraph" },
  { "open-subgraph", "graph LR\nsubgraph S\nA", "{S} A@S", 3, "of line 2 is not closed" },
  { "subgraph-title", "graph LR\nsubgraph S]\"x\"]\nA\nend", "{S} A@S", 2, "“]\"x\"]”" },
  { "subgraph-arrow", "graph LR\nsubgraph S\nA\nend\nB --> S", "{S} A@S B", 5, "“S” is left out" },
  { "two-way", "graph LR\nA <--> B", "A B A>B", 2, "two heads" },
  { "invisible", "graph LR\nA ~~~ B", "A B", 2, "invisible" },
  { "bad-direction", "graph XX\nA", "A", 1, "expected TB, TD, BT, LR or RL" },
};

static void
test_notice (gconstpointer data)
{
  const NoticeCase *it = data;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_text (it->text, notices);
  g_autofree char *found = summary (pipeline);
  const LeatNotice *notice;

  g_assert_cmpstr (found, ==, it->expected);
  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_test_message ("%ld: %s", notice->line, notice->text);
  g_assert_cmpint (notice->line, ==, it->line);
  g_assert_nonnull (strstr (notice->text, it->notice));
}

typedef struct
{
  const char *name;
  const char *text;
  int         code;
  const char *message;
} RefusedCase;

static const RefusedCase refused_cases[] = {
  { "empty", "", LEAT_ERROR_SYNTAX, "test.mmd:1:1: found the end of the line: Leat reads flowcharts" },
  { "sequence", "%% x\n  sequenceDiagram\nA->>B: x", LEAT_ERROR_SYNTAX, "test.mmd:2:3: found “sequenceDiagram”" },
  { "state", "stateDiagram-v2\n[*] --> A", LEAT_ERROR_SYNTAX, "test.mmd:1:1: found “stateDiagram-v2”: Leat reads flowcharts" },
  { "xml", "<?xml version='1.0'?>\n<a/>", LEAT_ERROR_SYNTAX, "“<?xml version='1.0'?>”" },
  { "graphite", "graphite\nA", LEAT_ERROR_SYNTAX, "test.mmd:1:1: found “graphite”" },
  { "nothing", "graph LR\n] ]\n) )", LEAT_ERROR_SYNTAX, "test.mmd:2:1: “] ]” is not understood" },
  { "latin-1", "graph LR\nA[Gr\xf6\xdf" "e]", LEAT_ERROR_SYNTAX, "test.mmd:2: the byte 0xf6 is not UTF-8" },
};

static void
test_refused (gconstpointer data)
{
  const RefusedCase *it = data;
  g_autoptr(GBytes) bytes = g_bytes_new (it->text, strlen (it->text));
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;

  g_assert_null (leat_mermaid_read (bytes, "test.mmd", NULL, notices, &error));
  g_test_message ("%s", error->message);
  g_assert_error (error, LEAT_ERROR, it->code);
  g_assert_nonnull (strstr (error->message, it->message));
}

typedef struct
{
  const char *name;
  const char *head;   /* once */
  const char *repeat; /* %u is a number */
  guint       times;
  gboolean    refused;
} FloodCase;

/* Large and hostile: either read, or refused with the limit; never slow, never deep. */
static const FloodCase flood_cases[] = {
  { "nodes", "graph LR\n", "n%u\n", LEAT_MERMAID_MAX_NODES + 1, TRUE },
  { "deep", "graph LR\n", "subgraph s%u\n", LEAT_MERMAID_MAX_DEPTH + 1, TRUE },
  { "not-too-deep", "graph LR\n", "subgraph s%u\n", LEAT_MERMAID_MAX_DEPTH, FALSE },
  { "nonsense", "graph LR\nA\n", "] %u\n", 50000, FALSE },
  { "open-quotes", "graph LR\nA\n", "a%u[\"\n", 20000, FALSE },
  { "open-directives", "graph LR\nA\n", "%%%%{ %u\n", 50000, FALSE },
  { "open-flags", "graph LR\nA\n", "a>%u\n", 20000, FALSE },
};

static char *
make_flood (const FloodCase *it)
{
  GString *text = g_string_new (it->head);

  for (guint i = 0; i < it->times; i++)
    {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      g_string_append_printf (text, it->repeat, i);
#pragma GCC diagnostic pop
    }
  return g_string_free (text, FALSE);
}

static void
test_flood (gconstpointer data)
{
  const FloodCase *it = data;
  g_autofree char *text = make_flood (it);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatMermaidGraph) graph = leat_mermaid_parse (bytes, "test.mmd", notices, &error);

  g_assert_cmpuint (notices->len, <=, 101);
  if (it->refused)
    g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
  else
    g_assert_no_error (error);
  g_assert_true ((graph == NULL) == it->refused);
}

static void
test_product (void)
{
  GString *text = g_string_new ("graph LR\nn0");
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  for (int side = 0; side < 2; side++)
    {
      for (int i = 1; i < 500; i++)
        g_string_append_printf (text, " & n%d", i);
      g_string_append (text, side == 0 ? " --> n0" : "");
    }
  bytes = g_string_free_to_bytes (text);

  g_assert_null (leat_mermaid_parse (bytes, "test.mmd", NULL, &error));
  g_assert_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT);
}

typedef struct
{
  const char *file;
  guint       blocks;
  guint       wires;
  guint       zones;
} CorpusCase;

/* The counts of their nodes, links and subgraphs; where they are from is in corpus/mermaid/SOURCES.csv. */
static const CorpusCase corpus_cases[] = {
  { "aws-athena-query-federation--diagrams-2", 15, 13, 3 },
  { "aws-athena-query-federation--diagrams-3", 26, 30, 10 },
  { "aws-cdk-examples--postgres-lambda-readme", 5, 6, 2 },
  { "aws-certified-solutions-arch--03-compute-diagrams-2", 19, 12, 3 },
  { "aws-certified-solutions-arch--08-application-integration-diagrams-3", 24, 19, 5 },
  { "aws-certified-solutions-arch--09-monitoring-diagrams-2", 14, 15, 3 },
  { "aws-certified-solutions-arch--10-migration-diagrams", 18, 17, 3 },
  { "aws-certified-solutions-arch--11-analytics-diagrams-2", 14, 12, 4 },
  { "aws-certified-solutions-arch--11-analytics-diagrams-3", 15, 13, 3 },
  { "aws-certified-solutions-arch--11-analytics-diagrams-4", 14, 15, 6 },
  { "aws-certified-solutions-arch--12-architecture-patterns-diagrams-2", 15, 20, 4 },
  { "aws-data-lakehouse--readme", 14, 16, 5 },
  { "aws-data-landing-zone--finops-index", 5, 2, 2 },
  { "aws-dynamodb-examples--07-data-migration-execution-design-2", 20, 22, 1 },
  { "aws-kr-startup-samples--cost-effective-athena-and-dbt-architecture", 21, 24, 8 },
  { "course-standard-pipeline", 13, 14, 4 },
  { "data-lake--airtable", 6, 6, 2 },
  { "data-lake--cloudfront", 7, 7, 2 },
  { "data-lake--gc-design-system-readme", 13, 13, 0 },
  { "data-lake--onboarding", 6, 6, 0 },
  { "mcp--amazon-sns-sqs-mcp-server", 4, 3, 0 },
  { "modernisation-platform-envir--00-combined-data-flow", 13, 14, 0 },
  { "modernisation-platform-envir--01-general-infrastructure", 22, 21, 6 },
  { "one-observability-demo--codebuild-template", 18, 20, 0 },
  { "sample-agentic-ai-data-opera--workflow-diagrams-2", 12, 15, 3 },
  { "sample-agentic-ai-data-opera--workflow-diagrams", 57, 66, 7 },
  { "sample-apache-ranger-to-lake--multi-ranger-plugin-support-design", 24, 29, 9 },
};

static guint
count (LeatPipeline   *pipeline,
       LeatElementKind kind)
{
  guint n = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    n += leat_pipeline_get_nth (pipeline, i)->kind == kind;
  return n;
}

static LeatPipeline *
read_corpus (const char    *file,
             LeatCatalogue *catalogue,
             GPtrArray     *notices)
{
  g_autofree char *path = g_strdup_printf ("corpus/mermaid/%s.mmd", file);
  g_autoptr(GBytes) bytes = test_bytes (path);
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_mermaid_read (bytes, path, catalogue, notices, &error);

  g_assert_no_error (error);
  return pipeline;
}

static LeatPipeline *
write_and_read (LeatPipeline  *pipeline,
                LeatCatalogue *catalogue)
{
  g_autoptr(GBytes) bytes = leat_mermaid_write (pipeline, catalogue, NULL, NULL, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  LeatPipeline *again = leat_mermaid_read (bytes, "written.mmd", catalogue, notices, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < notices->len; i++)
    {
      const LeatNotice *notice = g_ptr_array_index (notices, i);

      g_test_message ("%ld: %s", notice->line, notice->text);
      g_assert_nonnull (strstr (notice->text, "names no service"));
    }
  return again;
}

static void
test_corpus (gconstpointer data)
{
  const CorpusCase *it = data;
  g_autoptr(LeatPipeline) pipeline = read_corpus (it->file, NULL, NULL);
  g_autoptr(LeatPipeline) again = write_and_read (pipeline, NULL);
  g_autofree char *before = summary (pipeline);
  g_autofree char *after = summary (again);

  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_BLOCK), ==, it->blocks);
  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_WIRE), ==, it->wires);
  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_ZONE), ==, it->zones);
  g_assert_cmpuint (strlen (before), ==, strlen (after));
}

/* Mermaid itself refuses these two; what can be read of them is read, and each fault is told. */
static void
test_invalid (gconstpointer data)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_corpus (data, NULL, notices);

  g_assert_cmpuint (count (pipeline, LEAT_ELEMENT_BLOCK), >, 10);
  g_assert_cmpuint (notices->len, >, 0);
  for (guint i = 0; i < notices->len; i++)
    g_assert_cmpint (((LeatNotice *) g_ptr_array_index (notices, i))->line, >, 0);
}

static LeatElement *
add_block (LeatPipeline *pipeline,
           const char   *id,
           const char   *type,
           const char   *name,
           const char   *zone)
{
  g_autoptr(LeatElement) block = leat_element_new_block (id, type, name, 0, 0);

  block->zone = g_strdup (zone);
  leat_pipeline_replace (pipeline, NULL, block);
  return block;
}

static LeatElement *
add_zone (LeatPipeline *pipeline,
          const char   *id,
          const char   *name,
          const char   *type,
          const char   *role)
{
  g_autoptr(LeatElement) zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  g_free (zone->name);
  zone->name = g_strdup (name);
  zone->type = g_intern_string (type);
  zone->role = role != NULL ? g_intern_string (role) : NULL;
  leat_pipeline_replace (pipeline, NULL, zone);
  return zone;
}

static LeatElement *
add_wire (LeatPipeline *pipeline,
          const char   *id,
          LeatWireKind  kind,
          const char   *name)
{
  g_autoptr(LeatElement) wire = leat_element_new_wire (id, kind, "a", "b");

  g_free (wire->name);
  wire->name = g_strdup (name);
  leat_pipeline_replace (pipeline, NULL, wire);
  return wire;
}

/* Names that stopped other tools, and the whole kind of them. */
static const char *const names[] = {
  "S3 (raw) \"eu\"", "a@b/c", "50% #1", "end", "graph", "x<br>y", "a|b", "日本語 ⚡", "", " ", "  two  ", "subgraph", "--> B",
  "%% comment", "%%{init: {}}%%", "`code`", "C:\\new\\table", "#quot;", "&lt;b&gt;", "a & b", "a;b", "{x}", "[x](y)", "<b>bold</b>",
  "style: a:#1;", "fa:fa-user", "line\nbreak", "tab\there", "\"", "\\", "'", "A[\"x\"] --> B", "**bold**", "&amp;", "1", "---", ":::x",
  "classDef x", "title: \"x\"", "queries", "Kinesis", "#", "%", "a\\nb",
};

static void
test_name (gconstpointer data)
{
  const char *name = data;
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatPipeline) again = NULL;
  const LeatElement *wire;

  add_zone (pipeline, "z", name, "layer", NULL);
  add_block (pipeline, "a", "unknown", name, "z");
  add_block (pipeline, "b", "unknown", "other", NULL);
  add_wire (pipeline, "w", LEAT_WIRE_DATA, name);
  again = write_and_read (pipeline, NULL);

  g_assert_cmpuint (leat_pipeline_get_n_elements (again), ==, 5);
  for (guint i = 1; i < 5; i++)
    g_assert_cmpstr (leat_pipeline_get_nth (again, i)->name, ==, leat_pipeline_get_nth (pipeline, i)->name);
  wire = leat_pipeline_get_nth (again, 4);
  g_assert_cmpint (wire->wire_kind, ==, LEAT_WIRE_DATA);
  g_assert_cmpstr (leat_pipeline_get_element (again, wire->from)->name, ==, name);
  g_assert_null (leat_pipeline_get_nth (again, 1)->role);
}

static void
test_long_name (void)
{
  g_autofree char *name = g_strnfill (500, 'x');

  test_name (name);
}

static void
test_title (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatElement) named = leat_element_copy_named (leat_pipeline_get_properties (pipeline), "a \"b\" \\ 'c': #1 %%{x}%%");
  g_autoptr(LeatPipeline) again = NULL;

  leat_pipeline_replace (pipeline, leat_pipeline_get_properties (pipeline), named);
  again = write_and_read (pipeline, NULL);
  g_assert_cmpstr (leat_pipeline_get_properties (again)->name, ==, named->name);
}

static void
test_kinds (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatPipeline) again = NULL;

  add_block (pipeline, "a", "unknown", "A", NULL);
  add_block (pipeline, "b", "unknown", "B", NULL);
  for (LeatWireKind kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    {
      g_autofree char *id = g_strdup_printf ("w%d", kind);

      add_wire (pipeline, id, kind, "")->share = kind == LEAT_WIRE_DATA ? 0.25 : 1;
    }
  again = write_and_read (pipeline, NULL);

  g_assert_cmpuint (leat_pipeline_get_n_elements (again), ==, leat_pipeline_get_n_elements (pipeline));
  for (guint i = 3; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      g_assert_cmpint (leat_pipeline_get_nth (again, i)->wire_kind, ==, leat_pipeline_get_nth (pipeline, i)->wire_kind);
      g_assert_cmpfloat (leat_pipeline_get_nth (again, i)->share, ==, leat_pipeline_get_nth (pipeline, i)->share);
    }
}

static void
test_zone_kinds (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatPipeline) again = NULL;

  add_zone (pipeline, "one", "Ingestion", "layer", "analytics");
  add_zone (pipeline, "two", "Private", "subnet", NULL);
  add_zone (pipeline, "three", "Storage", "layer", NULL);
  add_zone (pipeline, "four", "Storage", "layer", "storage");
  again = write_and_read (pipeline, NULL);

  for (guint i = 1; i < 5; i++)
    {
      g_assert_cmpstr (leat_pipeline_get_nth (again, i)->type, ==, leat_pipeline_get_nth (pipeline, i)->type);
      g_assert_cmpstr (leat_pipeline_get_nth (again, i)->role, ==, leat_pipeline_get_nth (pipeline, i)->role);
    }
}

/* Zones in a circle, as a file written by hand may have them, are written side by side. */
static void
test_zone_circle (void)
{
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(LeatPipeline) again = NULL;

  add_zone (pipeline, "one", "One", "layer", NULL)->zone = g_strdup ("two");
  add_zone (pipeline, "two", "Two", "layer", NULL)->zone = g_strdup ("one");
  add_block (pipeline, "a", "unknown", "A", "one");
  again = write_and_read (pipeline, NULL);

  g_assert_cmpuint (count (again, LEAT_ELEMENT_ZONE), ==, 2);
  g_assert_cmpuint (count (again, LEAT_ELEMENT_BLOCK), ==, 1);
}

typedef struct
{
  const char *title;
  const char *type;
  const char *role;
} RoleCase;

static const RoleCase role_cases[] = {
  { "Ingestion Layer", "layer", "ingestion" },
  { "Transformation Layer", "layer", "transform" },
  { "Storage & Analytics Layer", "layer", "storage" },
  { "Orchestration & Monitoring", "layer", "orchestration" },
  { "Monitoring and orchestration", "layer", "monitoring" },
  { "Data Sources", "layer", "source" },
  { "Consumers", "layer", "consumer" },
  { "VPC 10.0.0.0/16", "vpc", NULL },
  { "Private subnets", "subnet", NULL },
  { "AWS account 123", "account", NULL },
  { "us-east-1 region", "region", NULL },
  { "Something else", "layer", NULL },
};

static void
test_role (gconstpointer data)
{
  const RoleCase *it = data;
  const char *type;
  const char *role = leat_mermaid_guess_role (it->title, &type);

  g_assert_cmpstr (type, ==, it->type);
  g_assert_cmpstr (role, ==, it->role);
}

typedef struct
{
  const char *label;
  const char *type;
} ServiceCase;

/* The labels of the course's graph, in their order. */
static const ServiceCase course_blocks[] = {
  { "Producer: App/IoT", "app-producer" },
  { "Kinesis Data Streams", "kinesis-data-streams" },
  { "Kinesis Data Firehose", "firehose" },
  { "Lambda Transform", "lambda" },
  { "S3 Raw Zone", "s3" },
  { "AWS Glue ETL", "glue-etl" },
  { "S3 Processed Zone - Parquet", "s3" },
  { "AWS Glue Data Catalog", "glue-catalog" },
  { "Amazon Athena", "athena" },
  { "Amazon Redshift", "redshift" },
  { "Amazon QuickSight", "quicksight" },
  { "AWS Step Functions", "step-functions" },
  { "CloudWatch", "cloudwatch" },
};

static void
test_course_blocks (void)
{
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) pipeline = read_corpus ("course-standard-pipeline", test_catalogue (), notices);
  const LeatNotice *notice;

  for (guint i = 0; i < G_N_ELEMENTS (course_blocks); i++)
    {
      const LeatElement *block = leat_pipeline_get_nth (pipeline, 5 + i);

      g_assert_cmpstr (block->name, ==, course_blocks[i].label);
      g_assert_cmpstr (block->type, ==, course_blocks[i].type);
    }

  g_assert_cmpuint (notices->len, ==, 1);
  notice = g_ptr_array_index (notices, 0);
  g_assert_cmpint (notice->line, ==, 23);
  g_assert_nonnull (strstr (notice->text, "cut off"));
}

typedef struct
{
  const char  *from;
  const char  *to;
  LeatWireKind kind;
} CourseWire;

static const CourseWire course_wires[] = {
  { "a", "b", LEAT_WIRE_DATA },         { "b", "c", LEAT_WIRE_DATA },         { "c", "d", LEAT_WIRE_TRIGGER },
  { "d", "e", LEAT_WIRE_DATA },         { "e", "f", LEAT_WIRE_DATA },         { "f", "g", LEAT_WIRE_DATA },
  { "g", "h", LEAT_WIRE_CATALOGS },     { "h", "i", LEAT_WIRE_CATALOGS },     { "h", "j", LEAT_WIRE_CATALOGS },
  { "i", "k", LEAT_WIRE_QUERIES },      { "l", "f", LEAT_WIRE_ORCHESTRATES }, { "l", "d", LEAT_WIRE_ORCHESTRATES },
  { "m", "b", LEAT_WIRE_MONITORS },     { "m", "f", LEAT_WIRE_MONITORS },
};

static void
test_course_wires (void)
{
  g_autoptr(LeatPipeline) pipeline = read_corpus ("course-standard-pipeline", test_catalogue (), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (course_wires); i++)
    {
      const LeatElement *wire = leat_pipeline_get_nth (pipeline, 18 + i);

      g_assert_cmpstr (wire->from, ==, course_wires[i].from);
      g_assert_cmpstr (wire->to, ==, course_wires[i].to);
      g_assert_cmpint (wire->wire_kind, ==, course_wires[i].kind);
    }
  g_assert_cmpuint (leat_pipeline_get_n_elements (pipeline), ==, 18 + G_N_ELEMENTS (course_wires));
}

/* Types, kinds and remarks come back from what is written for people: labels and arrows. */
static void
test_course_again (void)
{
  g_autoptr(LeatPipeline) pipeline = read_corpus ("course-standard-pipeline", test_catalogue (), NULL);
  g_autoptr(LeatElement) named = leat_element_copy_named (leat_pipeline_get_element (pipeline, "f"), "compact Lambda logs");
  g_autoptr(LeatPipeline) again = NULL;

  named->text = g_strdup ("Runs at night\non Firehose's files");
  leat_pipeline_replace (pipeline, leat_pipeline_get_element (pipeline, "f"), named);
  again = write_and_read (pipeline, test_catalogue ());

  g_assert_cmpuint (leat_pipeline_get_n_elements (again), ==, leat_pipeline_get_n_elements (pipeline));
  for (guint i = 1; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *before = leat_pipeline_get_nth (pipeline, i);
      const LeatElement *after = leat_pipeline_get_nth (again, i);

      g_assert_cmpstr (after->name, ==, before->name);
      g_assert_cmpstr (after->type, ==, before->type);
      g_assert_cmpstr (after->text, ==, before->text);
      g_assert_cmpstr (after->zone, ==, before->zone);
      g_assert_cmpint (after->wire_kind, ==, before->wire_kind);
    }
}

/* Labels of several lines: the first names the block, a later one only if it is nothing but a service's name. */
static const ServiceCase label_cases[] = {
  { "orders<br/>Kinesis Data Streams", "kinesis-data-streams" },
  { "orders<br/>Amazon Athena", "athena" },
  { "Firehose<br/>into S3", "firehose" },
  { "orders<br/>kept in S3", "unknown" },
  { "clean<br/>for Athena<br/>Lambda", "lambda" },
  { "orders", "unknown" },
};

static void
test_label (gconstpointer data)
{
  const ServiceCase *it = data;
  g_autofree char *text = g_strdup_printf ("graph LR\nA[\"%s\"]", it->label);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(LeatPipeline) pipeline = leat_mermaid_read (bytes, "-", test_catalogue (), NULL, NULL);

  g_assert_cmpstr (leat_pipeline_get_nth (pipeline, 1)->type, ==, it->type);
}

typedef struct
{
  const char  *name;
  const char  *arrow;
  const char  *from;
  const char  *to;
  LeatWireKind kind;
} KindCase;

static const KindCase kind_cases[] = {
  { "plain", "-->", "Firehose", "S3", LEAT_WIRE_DATA },
  { "catalogue", "-->", "Glue Data Catalog", "Athena", LEAT_WIRE_CATALOGS },
  { "query", "-->", "Athena", "S3", LEAT_WIRE_QUERIES },
  { "query-turned", "-->", "Redshift", "QuickSight", LEAT_WIRE_QUERIES },
  { "thick", "==>", "S3", "Lambda", LEAT_WIRE_TRIGGER },
  { "dotted", "-.->", "Step Functions", "Glue ETL", LEAT_WIRE_ORCHESTRATES },
  { "dotted-watch", "-.->", "CloudWatch", "Firehose", LEAT_WIRE_MONITORS },
  { "dotted-data", "-.->", "Firehose", "S3", LEAT_WIRE_DATA },
  { "labelled", "-->|Queries|", "Firehose", "S3", LEAT_WIRE_QUERIES },
  { "unknown", "-->", "Something", "S3", LEAT_WIRE_DATA },
};

static void
test_kind (gconstpointer data)
{
  const KindCase *it = data;
  g_autofree char *text = g_strdup_printf ("graph LR\nA[%s] %s B[%s]", it->from, it->arrow, it->to);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(LeatPipeline) pipeline = leat_mermaid_read (bytes, "-", test_catalogue (), NULL, NULL);

  g_assert_cmpint (leat_pipeline_get_nth (pipeline, 3)->wire_kind, ==, it->kind);
}

#define ADD_ROWS(prefix, rows, field, test)                                          \
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)                                    \
    {                                                                                \
      g_autofree char *path = g_strconcat ("/exchange/mermaid/" prefix "/", rows[i].field, NULL); \
                                                                                     \
      g_test_add_data_func (path, &rows[i], test);                                   \
    }

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD_ROWS ("syntax", syntax_cases, name, test_syntax)
  ADD_ROWS ("notice", notice_cases, name, test_notice)
  ADD_ROWS ("refused", refused_cases, name, test_refused)
  ADD_ROWS ("flood", flood_cases, name, test_flood)
  ADD_ROWS ("corpus", corpus_cases, file, test_corpus)
  ADD_ROWS ("role", role_cases, title, test_role)
  for (gsize i = 0; i < G_N_ELEMENTS (label_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/mermaid/label/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, &label_cases[i], test_label);
    }
  ADD_ROWS ("kind", kind_cases, name, test_kind)
  g_test_add_func ("/exchange/mermaid/course/blocks", test_course_blocks);
  g_test_add_func ("/exchange/mermaid/course/wires", test_course_wires);
  g_test_add_func ("/exchange/mermaid/course/again", test_course_again);
  g_test_add_func ("/exchange/mermaid/flood/product", test_product);
  g_test_add_data_func ("/exchange/mermaid/invalid/brackets", "aws-certified-solutions-arch--11-analytics-diagrams-5", test_invalid);
  g_test_add_data_func ("/exchange/mermaid/invalid/titles", "aws-certified-solutions-arch--12-architecture-patterns-diagrams-3",
                        test_invalid);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("/exchange/mermaid/name/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (path, names[i], test_name);
    }
  g_test_add_func ("/exchange/mermaid/name/long", test_long_name);
  g_test_add_func ("/exchange/mermaid/write/title", test_title);
  g_test_add_func ("/exchange/mermaid/write/kinds", test_kinds);
  g_test_add_func ("/exchange/mermaid/write/zone-kinds", test_zone_kinds);
  g_test_add_func ("/exchange/mermaid/write/zone-circle", test_zone_circle);
  return g_test_run ();
}
