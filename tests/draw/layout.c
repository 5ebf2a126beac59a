/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/layout.h"

#include "draw/scene.h"
#include "exchange/mermaid.h"
#include "generate.h"
#include "support.h"

#include <math.h>
#include <string.h>

/* Every case is laid out both ways, and all that a layout promises is looked at. */

typedef struct
{
  const char *name;
  const char *text; /* a flowchart, which is the shortest way to write a pipeline */
} LayoutCase;

static const LayoutCase layout_cases[] = {
  { "empty", "graph LR" },
  { "one", "graph LR\nA" },
  { "chain", "graph LR\nA --> B --> C --> D" },
  { "circle", "graph LR\nA --> B --> C --> A" },
  { "self", "graph LR\nA --> A" },
  { "fan", "graph LR\nA --> B & C & D & E --> F" },
  { "long-wires", "graph LR\nA --> B --> C --> D --> E\nA --> E\nA --> D\nB --> E" },
  { "loose", "graph LR\nA;B;C;D;E;F;G;H;I;J;K;L;M;N" },
  { "two-parts", "graph LR\nA --> B --> C\nD --> E" },
  { "zones", "graph LR\nsubgraph X\nA --> B\nend\nsubgraph Y\nC --> D\nend\nB --> C" },
  { "zones-in-circle", "graph LR\nsubgraph X\nA --> B\nend\nsubgraph Y\nC --> D\nend\nB --> C\nD --> A" },
  { "empty-zone", "graph LR\nsubgraph X\nend\nA" },
  { "nested", "graph LR\nsubgraph X\nA\nsubgraph Y\nB --> C\nsubgraph Z\nD & E\nend\nend\nA --> B\nend\nF --> A\nC --> G" },
  { "mixed", "graph LR\nS --> A\nsubgraph X\nA --> B\nA --> C\nend\nB & C --> T" },
  { "band", "graph LR\nsubgraph X\nA --> B\nend\nsubgraph Y\nC\nD\nend\nC -.-> A\n%% leat: kind=orchestrates\nD -.-> B\n"
            "%% leat: kind=monitors" },
  { "only-band", "graph LR\nA -.-> B\n%% leat: kind=monitors" },
  { "loose-band", "graph LR\nA --> B\nW -.-> A\n%% leat: kind=monitors\nV -.-> B\n%% leat: kind=monitors" },
  { "tall-zone", "graph LR\nsubgraph X\nA-->B-->C-->D-->E-->F-->G-->H-->I\nend\nI --> J" },
};

static GPtrArray *
elements_of (const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) pipeline = leat_mermaid_read (bytes, "-", NULL, NULL, &error);

  g_assert_no_error (error);
  return leat_pipeline_dup_elements (pipeline);
}

static gboolean
is_placed (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE;
}

static gboolean
overlap (const LeatRect *a,
         const LeatRect *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
contains (const LeatRect *outer,
          const LeatRect *inner)
{
  return inner->x >= outer->x && inner->y >= outer->y && inner->x + inner->width <= outer->x + outer->width &&
         inner->y + inner->height <= outer->y + outer->height;
}

static const LeatElement *
find (GPtrArray  *elements,
      const char *id)
{
  for (guint i = 0; i < elements->len; i++)
    if (g_strcmp0 (((LeatElement *) g_ptr_array_index (elements, i))->id, id) == 0)
      return g_ptr_array_index (elements, i);
  return NULL;
}

static gboolean
is_within (GPtrArray         *elements,
           const LeatElement *element,
           const LeatElement *zone)
{
  for (const LeatElement *up = find (elements, element->zone); up != NULL; up = find (elements, up->zone))
    if (up == zone)
      return TRUE;
  return FALSE;
}

static void
check_on_grid (const LeatRect *bounds)
{
  g_assert_cmpfloat (fmod (bounds->x, LEAT_GRID), ==, 0);
  g_assert_cmpfloat (fmod (bounds->y, LEAT_GRID), ==, 0);
  g_assert_cmpfloat (bounds->x, >=, 0);
  g_assert_cmpfloat (bounds->y, >=, 0);
}

static void
check_pair (GPtrArray        *elements,
            const LeatLayout *layout,
            guint             i,
            guint             j)
{
  const LeatElement *a = g_ptr_array_index (elements, i);
  const LeatElement *b = g_ptr_array_index (elements, j);

  if (is_within (elements, a, b))
    g_assert_true (contains (leat_layout_get (layout, b->id), leat_layout_get (layout, a->id)));
  else if (!is_within (elements, b, a))
    g_assert_false (overlap (leat_layout_get (layout, a->id), leat_layout_get (layout, b->id)));
}

static void
check_layout (GPtrArray        *elements,
              const LeatLayout *layout)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (!is_placed (element))
        continue;
      check_on_grid (leat_layout_get (layout, element->id));
      for (guint j = 0; j < elements->len; j++)
        if (i != j && is_placed (g_ptr_array_index (elements, j)))
          check_pair (elements, layout, i, j);
    }
}

static void
check_both_ways (GPtrArray *elements)
{
  for (LeatLayoutDirection direction = LEAT_LAYOUT_RIGHT; direction <= LEAT_LAYOUT_DOWN; direction++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LeatLayout) layout = leat_layout_new (elements, NULL, direction, NULL, &error);
      g_autoptr(LeatLayout) again = leat_layout_new (elements, NULL, direction, NULL, &error);

      g_assert_no_error (error);
      check_layout (elements, layout);
      for (guint i = 0; i < elements->len; i++)
        {
          const LeatElement *element = g_ptr_array_index (elements, i);

          if (is_placed (element))
            g_assert_cmpmem (leat_layout_get (layout, element->id), sizeof (LeatRect), leat_layout_get (again, element->id),
                             sizeof (LeatRect));
        }
    }
}

static void
test_layout (gconstpointer data)
{
  const LayoutCase *it = data;
  g_autoptr(GPtrArray) elements = elements_of (it->text);

  check_both_ways (elements);
}

static void
test_large (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (300);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);

  check_both_ways (elements);
}

/* Only what is named moves, with what lies in it; its corner stays; nothing of it overlaps. */
static void
test_part (void)
{
  static const char *const parts[][4] = { { "a", "b", "c", NULL }, { "x", NULL }, { "x", "a", NULL }, { "f", "y", NULL }, { NULL } };
  g_autoptr(GPtrArray) elements = elements_of ("graph LR\nsubgraph X\nA --> B --> C\nend\nsubgraph Y\nD --> E\nend\nC --> D\nE --> F");
  static const char *const within_x = "abcx", *const within_y = "dey";

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(LeatLayout) layout = leat_layout_new_of (elements, parts[i], NULL, LEAT_LAYOUT_DOWN, NULL, &error);
      g_autofree char *named = g_strjoinv ("", (char **) parts[i]);
      LeatPoint was = { INFINITY, INFINITY }, is = { INFINITY, INFINITY };

      g_assert_no_error (error);
      for (guint j = 0; j < elements->len; j++)
        {
          const LeatElement *element = g_ptr_array_index (elements, j);
          const LeatRect *place = leat_layout_get (layout, element->id);
          const char *name = element->id;
          gboolean taken = is_placed (element) &&
                           (strstr (named, name) != NULL || (strchr (named, 'x') != NULL && strstr (within_x, name) != NULL) ||
                            (strchr (named, 'y') != NULL && strstr (within_y, name) != NULL));

          g_assert_true ((place != NULL) == taken);
          if (place == NULL)
            continue;
          was = (LeatPoint){ MIN (was.x, element->bounds.x), MIN (was.y, element->bounds.y) };
          is = (LeatPoint){ MIN (is.x, place->x), MIN (is.y, place->y) };
          for (guint k = 0; k < j; k++)
            if (leat_layout_get (layout, ((LeatElement *) elements->pdata[k])->id) != NULL)
              check_pair (elements, layout, k, j);
        }
      if (isfinite (was.x))
        {
          g_assert_cmpfloat_with_epsilon (is.x, was.x, LEAT_GRID / 2);
          g_assert_cmpfloat_with_epsilon (is.y, was.y, LEAT_GRID / 2);
        }
    }
}

static LeatElement *
add_note (GPtrArray  *elements,
          const char *id,
          const char *zone,
          double      x,
          double      y)
{
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->bounds = (LeatRect){ x, y, 175, 62 };
  note->zone = g_strdup (zone);
  g_ptr_array_add (elements, note);
  return note;
}

static void
put (GPtrArray  *elements,
     const char *id,
     double      x,
     double      y)
{
  LeatElement *element = (LeatElement *) find (elements, id);

  element->bounds.x = x;
  element->bounds.y = y;
}

/* Two blocks that data goes along, a zone that a note is in; notes above a block, beyond a zone, and far from all. */
static GPtrArray *
new_noted (void)
{
  GPtrArray *elements = elements_of ("graph LR\nsubgraph X\nA --> B\nend\nC --> A");

  put (elements, "c", 900, 900);
  put (elements, "x", 300, 48);
  put (elements, "a", 324, 96);
  put (elements, "b", 324, 300);
  add_note (elements, "inside", "x", 330, 200);
  add_note (elements, "above", NULL, 900, 820);
  add_note (elements, "beyond", NULL, 516, 60);
  add_note (elements, "far", NULL, 2000, 2000);
  return elements;
}

static gboolean
is_note_clear (GPtrArray         *elements,
               const LeatLayout  *layout,
               const LeatElement *note)
{
  const LeatRect *place = leat_layout_get (layout, note->id);

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *other = g_ptr_array_index (elements, i);
      const LeatRect *its = leat_layout_get (layout, other->id);

      if (other != note && its != NULL && !is_within (elements, note, other) && overlap (place, its))
        return FALSE;
    }
  return TRUE;
}

static void
test_notes (void)
{
  g_autoptr(GPtrArray) elements = new_noted ();

  for (LeatLayoutDirection direction = LEAT_LAYOUT_RIGHT; direction <= LEAT_LAYOUT_DOWN; direction++)
    {
      g_autoptr(LeatLayout) layout = leat_layout_new (elements, NULL, direction, NULL, NULL);
      const LeatRect *c = leat_layout_get (layout, "c"), *x = leat_layout_get (layout, "x"), *above = leat_layout_get (layout, "above");
      const LeatRect *beyond = leat_layout_get (layout, "beyond"), *far = leat_layout_get (layout, "far");

      check_layout (elements, layout);
      for (guint i = 0; i < elements->len; i++)
        {
          const LeatElement *note = g_ptr_array_index (elements, i);

          if (note->kind != LEAT_ELEMENT_NOTE)
            continue;
          check_on_grid (leat_layout_get (layout, note->id));
          g_assert_cmpfloat (leat_layout_get (layout, note->id)->width, ==, 175);
          g_assert_true (is_note_clear (elements, layout, note));
        }
      g_assert_true (contains (x, leat_layout_get (layout, "inside")));
      g_assert_cmpfloat (above->x, ==, c->x);
      g_assert_cmpfloat_with_epsilon (above->y, c->y - 80, LEAT_GRID);
      g_assert_cmpfloat_with_epsilon (beyond->x, x->x + x->width + 516 - 504, LEAT_GRID);
      g_assert_cmpfloat (far->x, >, MAX (c->x, x->x + x->width));
    }
}

/* A note that is not chosen stays; one that is goes with the part. */
static void
test_notes_part (void)
{
  static const char *const ids[] = { "c", "x", "beyond", NULL };
  g_autoptr(GPtrArray) elements = new_noted ();
  g_autoptr(LeatLayout) layout = leat_layout_new_of (elements, ids, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);

  g_assert_null (leat_layout_get (layout, "above"));
  g_assert_null (leat_layout_get (layout, "far"));
  g_assert_nonnull (leat_layout_get (layout, "beyond"));
  g_assert_true (contains (leat_layout_get (layout, "x"), leat_layout_get (layout, "inside")));
  g_assert_cmpfloat (MIN (leat_layout_get (layout, "c")->x, leat_layout_get (layout, "x")->x), ==, 300);
}

/* A note moves aside for the block that comes to lie where it would be; laid out again, nothing moves. */
static void
test_notes_aside (void)
{
  g_autoptr(GPtrArray) elements = elements_of ("graph LR\nA --> B --> C");
  g_autoptr(LeatLayout) layout = NULL, again = NULL;
  const LeatElement *note;

  put (elements, "a", 0, 0);
  put (elements, "b", 0, 600);
  put (elements, "c", 0, 1200);
  note = add_note (elements, "right", NULL, 220, 0);
  layout = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  g_assert_true (overlap (&(LeatRect){ leat_layout_get (layout, "a")->x + 220, leat_layout_get (layout, "a")->y, 175, 62 },
                          leat_layout_get (layout, "b")));
  g_assert_true (is_note_clear (elements, layout, note));
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (leat_layout_get (layout, element->id) != NULL)
        element->bounds = *leat_layout_get (layout, element->id);
    }
  again = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  for (guint i = 0; i < elements->len; i++)
    {
      const char *id = ((LeatElement *) elements->pdata[i])->id;

      if (leat_layout_get (layout, id) != NULL)
        g_assert_cmpmem (leat_layout_get (layout, id), sizeof (LeatRect), leat_layout_get (again, id), sizeof (LeatRect));
    }
}

/* Zones that hold one another, as a file written by hand may have them. */
static void
test_zone_circle (void)
{
  g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatLayout) layout = NULL;
  LeatElement *block = leat_element_new_block ("a", "x", "A", 0, 0);

  for (int i = 0; i < 2; i++)
    {
      LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, i == 0 ? "one" : "two");

      zone->zone = g_strdup (i == 0 ? "two" : "one");
      g_ptr_array_add (elements, zone);
    }
  block->zone = g_strdup ("one");
  g_ptr_array_add (elements, block);

  layout = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (overlap (leat_layout_get (layout, "one"), leat_layout_get (layout, "two")));
}

static double
x_of (const LeatLayout *layout,
      const char       *id)
{
  return leat_layout_get (layout, id)->x;
}

static double
y_of (const LeatLayout *layout,
      const char       *id)
{
  return leat_layout_get (layout, id)->y;
}

static void
test_forwards (void)
{
  g_autoptr(GPtrArray) elements = elements_of ("graph LR\nA --> B --> C\nA --> C");
  g_autoptr(LeatLayout) right = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  g_autoptr(LeatLayout) down = leat_layout_new (elements, NULL, LEAT_LAYOUT_DOWN, NULL, NULL);

  g_assert_cmpfloat (x_of (right, "a") + LEAT_BLOCK_WIDTH + 72, <=, x_of (right, "b"));
  g_assert_cmpfloat (x_of (right, "b"), <, x_of (right, "c"));
  g_assert_cmpfloat (y_of (down, "a") + LEAT_BLOCK_HEIGHT + 36, <=, y_of (down, "b"));
  g_assert_cmpfloat (y_of (down, "b"), <, y_of (down, "c"));
}

/* Names of wires find room between the blocks: their labels touch no card. */
static void
test_labels (void)
{
  static const char text[] = "graph LR\nA -->|open a shell| B\nA -->|start a session| C\nB -->|by shell| D\n"
                             "C -->|a session that is secured| D\nD -->|every five minutes| E";
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr(LeatPipeline) pipeline = leat_mermaid_read (bytes, "labels.mmd", test_catalogue (), NULL, NULL);
  g_autoptr(LeatScene) scene = leat_scene_new (test_catalogue (), pipeline);
  guint n_labels = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    for (guint j = 0; j < leat_pipeline_get_n_elements (pipeline); j++)
      {
        const LeatElement *wire = leat_pipeline_get_nth (pipeline, i), *block = leat_pipeline_get_nth (pipeline, j);
        LeatRect area;

        if (wire->kind != LEAT_ELEMENT_WIRE || block->kind != LEAT_ELEMENT_BLOCK)
          continue;
        g_assert_true (leat_scene_get_label_area (scene, wire->id, &area));
        g_assert_false (overlap (&area, &block->bounds));
        n_labels++;
      }
  g_assert_cmpuint (n_labels, ==, 5 * 5);
}

/* What only watches lies below the flow, as wide as what it watches. */
static void
test_band (void)
{
  g_autoptr(GPtrArray) elements = elements_of ("graph LR\nsubgraph X\nA --> B\nend\nsubgraph Y\nC\nend\nsubgraph Z\nW\nend\nB --> C\n"
                                               "W -.-> A\n%% leat: kind=monitors");
  g_autoptr(LeatLayout) layout = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  const LeatRect *x = leat_layout_get (layout, "x");
  const LeatRect *y = leat_layout_get (layout, "y");
  const LeatRect *z = leat_layout_get (layout, "z");

  g_assert_cmpfloat (x->y, ==, y->y);
  g_assert_cmpfloat (x->height, ==, y->height);
  g_assert_cmpfloat (z->y, >=, x->y + x->height + 36);
  g_assert_cmpfloat (z->x, ==, x->x);
  g_assert_cmpfloat (z->x + z->width, ==, y->x + y->width);
}

/* Wires over many layers must not blow a drawing up: no higher than a few times its fullest layer. */
static void
test_compact (void)
{
  GString *text = g_string_new ("graph LR\n");
  g_autofree char *chart = NULL;
  g_autoptr(GPtrArray) elements = NULL;
  g_autoptr(LeatLayout) layout = NULL;
  double height = 0;

  for (guint i = 0; i < 200; i++)
    g_string_append_printf (text, "n%u --> n%u\nn%u --> n%u\n", i, i + 1 + i * 7 % 20, i, i + 1 + i * 13 % 60);
  chart = g_string_free (text, FALSE);
  elements = elements_of (chart);
  check_both_ways (elements);

  layout = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);

      if (is_placed (element))
        height = MAX (height, y_of (layout, element->id));
    }
  g_test_message ("height %g", height);
  g_assert_cmpfloat (height, <, 60 * (LEAT_BLOCK_HEIGHT + 36));
}

static void
test_cancelled (void)
{
  g_autoptr(GPtrArray) elements = elements_of ("graph LR\nA --> B");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_edit (void)
{
  g_autoptr(LeatPipeline) pipeline = test_generate (13);
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  g_autoptr(LeatLayout) layout = leat_layout_new (elements, NULL, LEAT_LAYOUT_RIGHT, NULL, NULL);
  g_autoptr(LeatEdit) edit = leat_edit_layout (pipeline, layout);
  g_autoptr(LeatEdit) again = NULL;

  leat_edit_apply (edit, pipeline, LEAT_DO);
  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *before = g_ptr_array_index (elements, i);
      const LeatElement *after = leat_pipeline_get_element (pipeline, before->id);

      if (is_placed (before))
        g_assert_cmpmem (&after->bounds, sizeof (LeatRect), leat_layout_get (layout, before->id), sizeof (LeatRect));
    }

  again = leat_edit_layout (pipeline, layout);
  g_assert_cmpuint (leat_edit_get_n_changes (again), ==, 0);
  leat_edit_apply (edit, pipeline, LEAT_UNDO);
  g_assert_true (leat_pipeline_get_nth (pipeline, 3) == g_ptr_array_index (elements, 3));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (layout_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/draw/layout/", layout_cases[i].name, NULL);

      g_test_add_data_func (path, &layout_cases[i], test_layout);
    }
  g_test_add_func ("/draw/layout/large", test_large);
  g_test_add_func ("/draw/layout/zone-circle", test_zone_circle);
  g_test_add_func ("/draw/layout/forwards", test_forwards);
  g_test_add_func ("/draw/layout/labels", test_labels);
  g_test_add_func ("/draw/layout/band-below", test_band);
  g_test_add_func ("/draw/layout/compact", test_compact);
  g_test_add_func ("/draw/layout/cancelled", test_cancelled);
  g_test_add_func ("/draw/layout/edit", test_edit);
  g_test_add_func ("/draw/layout/part", test_part);
  g_test_add_func ("/draw/layout/notes", test_notes);
  g_test_add_func ("/draw/layout/notes-part", test_notes_part);
  g_test_add_func ("/draw/layout/notes-aside", test_notes_aside);
  return g_test_run ();
}
