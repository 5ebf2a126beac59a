/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support.h"

#include "exchange/native.h"
#include "model/history.h"

/* The property that undo has to have: after 10,000 random edits of every kind that the window makes, undoing all gives the
 * bytes of the file that was opened, doing all again the bytes that were left, and whatever is undone or done again on
 * the way gives a file that was there before, in the same order. A warning ends the test. */

#define N_EDITS 10000
#define N_POINTS 100   /* where, on the way back and forth, the whole file is looked at */
#define MANY 90        /* elements from which on more is deleted than added */

typedef struct
{
  LeatPipeline *pipeline;
  LeatHistory  *history;
  GRand        *random;
  GPtrArray    *sums;    /* of the file after each edit; the first is of the file that was opened */
  GHashTable   *labels;  /* kinds of steps that were made */
} Fixture;

static GBytes *
bytes_of (Fixture *self)
{
  return leat_native_write (self->pipeline, NULL, NULL, NULL, NULL);
}

static char *
sum_of (Fixture *self)
{
  g_autoptr(GBytes) bytes = bytes_of (self);

  return g_compute_checksum_for_bytes (G_CHECKSUM_MD5, bytes);
}

static int
any (Fixture *self,
     int      n)
{
  return g_rand_int_range (self->random, 0, n);
}

/* One element of a kind, or of any if it is -1; NULL if there is none. */
static LeatElement *
pick (Fixture *self,
      int      kind)
{
  guint n = leat_pipeline_get_n_elements (self->pipeline);
  guint start = any (self, n);

  for (guint i = 0; i < n; i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self->pipeline, (start + i) % n);

      if (kind < 0 || element->kind == (LeatElementKind) kind)
        return element;
    }
  return NULL;
}

/* Up to four, each once, as a selection holds them. */
static char **
pick_several (Fixture *self)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (int i = any (self, 4); i >= 0; i--)
    {
      LeatElement *element = pick (self, -1);

      if (g_hash_table_add (seen, element))
        g_strv_builder_add (builder, element->id);
    }
  return g_strv_builder_end (builder);
}

static LeatEdit *
replace (LeatElement *before,
         LeatElement *after,
         const char  *label)
{
  LeatEdit *edit = leat_edit_new (label);

  leat_edit_take (edit, leat_element_ref (before), after);
  return edit;
}

static LeatEdit *
add (Fixture *self)
{
  static const char *const types[] = { "s3", "lambda", "kinesis-data-streams", "nobody-knows-it" };
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  const LeatElement *zone = pick (self, LEAT_ELEMENT_ZONE);
  const char *type = types[any (self, G_N_ELEMENTS (types))];
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, type);
  LeatElement *block = leat_element_new_block (id, type, "Né “w” & <b>", any (self, 900), any (self, 900) / 4.0);

  if (zone != NULL && any (self, 2))
    block->zone = g_strdup (zone->id);
  g_ptr_array_add (elements, block);
  return leat_edit_insert ("Add", elements);
}

static LeatEdit *
add_zone (Fixture *self)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, "zone");
  LeatElement *zone = leat_element_new (LEAT_ELEMENT_ZONE, id);

  zone->type = g_intern_string (any (self, 2) ? "vpc" : "layer");
  zone->role = any (self, 2) ? g_intern_string ("storage") : NULL;
  zone->bounds = (LeatRect) { any (self, 500), any (self, 500), 300, 200 };
  g_ptr_array_add (elements, zone);
  return leat_edit_insert ("Add Zone", elements);
}

static LeatEdit *
add_note (Fixture *self)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autofree char *id = leat_pipeline_new_id (self->pipeline, "note");
  LeatElement *note = leat_element_new (LEAT_ELEMENT_NOTE, id);

  note->text = g_strdup ("  two\nlines, 日本語 <&> ");
  note->bounds = (LeatRect) { any (self, 500), any (self, 500), 120, 60 };
  g_ptr_array_add (elements, note);
  return leat_edit_insert ("Add Note", elements);
}

static LeatEdit *
move (Fixture *self)
{
  g_auto(GStrv) ids = pick_several (self);
  LeatEdit *edit = leat_edit_move (self->pipeline, (const char *const *) ids, any (self, 9) - 4, 0.5);

  leat_edit_set_merge_key (edit, "move:1");
  return edit;
}

static LeatEdit *
resize (Fixture *self)
{
  LeatElement *element = pick (self, any (self, 2) ? LEAT_ELEMENT_ZONE : LEAT_ELEMENT_NOTE);
  LeatElement *copy;

  if (element == NULL)
    return add_zone (self);
  copy = leat_element_copy (element);
  copy->bounds.width += any (self, 20);
  copy->bounds.height += any (self, 20);
  return replace (element, copy, "Resize");
}

static LeatEdit *
rename_one (Fixture *self)
{
  static const char *const names[] = { "", "a", "orders \"raw\" & <x>", "日本語 ⚡", "مثال" };

  return leat_edit_rename (self->pipeline, pick (self, -1)->id, names[any (self, G_N_ELEMENTS (names))]);
}

static LeatEdit *
wire (Fixture *self)
{
  LeatElement *from = pick (self, LEAT_ELEMENT_BLOCK);
  LeatElement *to = pick (self, LEAT_ELEMENT_BLOCK);

  return from != NULL ? leat_edit_connect (self->pipeline, any (self, LEAT_N_WIRE_KINDS), from->id, to->id) : add (self);
}

static LeatEdit *
change_wire (Fixture *self)
{
  LeatElement *element = pick (self, LEAT_ELEMENT_WIRE);
  LeatElement *block = pick (self, LEAT_ELEMENT_BLOCK);
  LeatElement *copy;

  if (element == NULL || block == NULL)
    return wire (self);
  copy = leat_element_copy (element);
  switch (any (self, 4))
    {
    case 0:
      g_free (copy->to);
      copy->to = g_strdup (block->id);
      return replace (element, copy, "Rewire");
    case 1:
      copy->wire_kind = any (self, LEAT_N_WIRE_KINDS);
      return replace (element, copy, "Change Kind");
    case 2:
      copy->share = any (self, 101) / 100.0;
      return replace (element, copy, "Change Share");
    default:
      g_clear_pointer (&copy->points, g_free);
      copy->n_points = any (self, 4);
      copy->points = copy->n_points > 0 ? g_new0 (LeatPoint, copy->n_points) : NULL;
      for (gsize i = 0; i < copy->n_points; i++)
        copy->points[i] = (LeatPoint) { any (self, 400) / 3.0, any (self, 400) };
      return replace (element, copy, "Bend");
    }
}

static LeatEdit *
set_setting (Fixture *self)
{
  static const char *const names[] = { "shards", "memory_mb", "encryption", "what-is-that" };
  static const char *const values[] = { "1", "2", "on <demand>", "12.5", NULL, NULL };
  g_auto(GStrv) ids = pick_several (self);

  return leat_edit_set_setting (self->pipeline, (const char *const *) ids, names[any (self, G_N_ELEMENTS (names))],
                                values[any (self, G_N_ELEMENTS (values))]);
}

/* What is asked of the pipeline, its region, its author, its budget: properties. */
static LeatEdit *
set_property (Fixture *self)
{
  static const char *const names[] = { "region", "budget", "author", "max-p95-s", "serverless-only", "free-tier" };
  static const char *const values[] = { "yes", "eu-west-1", "600", NULL };
  static const char *const ids[] = { LEAT_PROPERTIES_ID, NULL };

  return leat_edit_set_setting (self->pipeline, ids, names[any (self, G_N_ELEMENTS (names))],
                                values[any (self, G_N_ELEMENTS (values))]);
}

static LeatEdit *
silence (Fixture *self)
{
  static const char *const rules[] = { "s3-versioning", "x" };
  LeatElement *element = pick (self, any (self, 2) ? LEAT_ELEMENT_BLOCK : LEAT_ELEMENT_WIRE);

  if (element == NULL)
    return add (self);
  return leat_edit_silence (self->pipeline, element->id, rules[any (self, 2)], any (self, 3) ? "a \"test\" & more" : NULL);
}

/* Whether @zone lies in the element of that id, at any depth. */
static gboolean
lies_in (Fixture    *self,
         const char *zone,
         const char *id)
{
  for (int depth = 0; zone != NULL && depth < 200; depth++)
    {
      const LeatElement *element = leat_pipeline_get_element (self->pipeline, zone);

      if (g_str_equal (zone, id))
        return TRUE;
      zone = element != NULL ? element->zone : NULL;
    }
  return FALSE;
}

static LeatEdit *
change_membership (Fixture *self)
{
  LeatElement *element = pick (self, any (self, 3) ? LEAT_ELEMENT_BLOCK : LEAT_ELEMENT_ZONE);
  LeatElement *zone = pick (self, LEAT_ELEMENT_ZONE);
  LeatElement *copy;

  if (element == NULL || zone == NULL || lies_in (self, zone->id, element->id))
    return add_zone (self);
  copy = leat_element_copy (element);
  g_free (copy->zone);
  copy->zone = any (self, 3) ? g_strdup (zone->id) : NULL;
  return replace (element, copy, "Change Zone");
}

static LeatEdit *
write_text (Fixture *self)
{
  static const char *const texts[] = { "a remark", "two\nlines", "<&\">", "", NULL };
  LeatElement *element = pick (self, any (self, 2) ? LEAT_ELEMENT_NOTE : LEAT_ELEMENT_BLOCK);
  LeatElement *copy;

  if (element == NULL)
    return add_note (self);
  copy = leat_element_copy (element);
  g_free (copy->text);
  copy->text = g_strdup (texts[any (self, G_N_ELEMENTS (texts))]);
  return replace (element, copy, "Write");
}

static LeatEdit *
restack (Fixture *self)
{
  LeatElement *element = pick (self, any (self, 2) ? LEAT_ELEMENT_BLOCK : LEAT_ELEMENT_ZONE);
  LeatElement *copy;

  if (element == NULL)
    return add (self);
  copy = leat_element_copy (element);
  copy->order = leat_pipeline_next_order (self->pipeline);
  return replace (element, copy, "To Front");
}

/* One element twice in one step, as a fix does: the order in which a step is undone counts. */
static LeatEdit *
change_twice (Fixture *self)
{
  LeatElement *before = pick (self, LEAT_ELEMENT_BLOCK);
  LeatElement *between;
  LeatEdit *edit;

  if (before == NULL)
    return add (self);
  between = leat_element_copy_moved (before, 1, 1);
  edit = replace (before, between, "Change Twice");
  leat_edit_take (edit, leat_element_ref (between), leat_element_copy_named (between, "twice"));
  return edit;
}

static LeatEdit *
delete_some (Fixture *self)
{
  g_auto(GStrv) ids = pick_several (self);

  return leat_edit_delete (self->pipeline, (const char *const *) ids);
}

/* A zone with members goes, they stay. */
static LeatEdit *
delete_zone (Fixture *self)
{
  LeatElement *block = pick (self, LEAT_ELEMENT_BLOCK);
  const char *ids[] = { block != NULL ? block->zone : NULL, NULL };

  return ids[0] != NULL ? leat_edit_delete (self->pipeline, ids) : add_zone (self);
}

static LeatEdit *
lock (Fixture *self)
{
  g_auto(GStrv) ids = pick_several (self);

  return leat_edit_lock (self->pipeline, (const char *const *) ids, any (self, 2));
}

typedef LeatEdit *(*MakeEdit) (Fixture *self);

static LeatEdit *
make_edit (Fixture *self)
{
  static const MakeEdit makers[] = {
    add,          add,     add,               add_zone,   add_note, move,        move,
    resize,       rename_one, wire,           wire,       wire,     change_wire, change_wire,
    set_setting,  set_setting, set_property,  silence,    change_membership,     change_membership,
    write_text,   restack, delete_some,       delete_zone, change_twice, lock,
  };

  if (leat_pipeline_get_n_elements (self->pipeline) > MANY && any (self, 4) == 0)
    return delete_some (self);
  return makers[any (self, G_N_ELEMENTS (makers))](self);
}

static void
edit_at_random (Fixture *self)
{
  for (guint i = 0; i < N_EDITS; i++)
    {
      LeatEdit *edit = make_edit (self);

      g_hash_table_add (self->labels, g_strdup (leat_edit_get_label (edit)));
      leat_history_apply (self->history, edit);
      if (any (self, 10) == 0)
        leat_history_end_merge (self->history);
      g_ptr_array_add (self->sums, sum_of (self));
    }
}

/* Goes through all steps one way. At some of them the file must be one that was there, later the further one goes.
 * Returns how many steps there were. */
static guint
go (Fixture  *self,
    gboolean  back)
{
  guint at = back ? self->sums->len : 0;
  guint n = 0;

  while ((back ? leat_history_undo (self->history) : leat_history_redo (self->history)) != NULL)
    {
      g_autofree char *sum = NULL;

      n++;
      if (any (self, N_EDITS / N_POINTS) != 0)
        continue;
      sum = sum_of (self);
      do
        g_assert_true (back ? at-- > 0 : ++at < self->sums->len);
      while (!g_str_equal (self->sums->pdata[at], sum));
    }
  return n;
}

/* A view that looks at each change: what is there is whole. */
static void
on_changed (LeatPipeline      *pipeline,
            const LeatChanges *changes,
            guint             *n)
{
  for (guint i = 0; i < changes->n; i++)
    {
      const LeatElement *after = changes->items[i].after;

      g_assert_true (after != NULL || changes->items[i].before != NULL);
      if (after != NULL && after->kind == LEAT_ELEMENT_WIRE && changes->n == 1)
        {
          g_assert_nonnull (leat_pipeline_get_element (pipeline, after->from));
          g_assert_nonnull (leat_pipeline_get_element (pipeline, after->to));
        }
    }
  *n += changes->n;
}

static LeatPipeline *
read_bytes (GBytes *bytes)
{
  g_autoptr(GError) error = NULL;
  LeatPipeline *pipeline = leat_native_read (bytes, "undo.leat", NULL, NULL, &error);

  g_assert_no_error (error);
  return pipeline;
}

static void
test_undo (gconstpointer data)
{
  g_autofree char *path = g_strdup_printf ("cases/native/%s.leat", (const char *) data);
  g_autoptr(GBytes) opened = test_bytes (path);
  Fixture self = { .pipeline = read_bytes (opened), .random = g_rand_new_with_seed (7), };
  g_autoptr(GBytes) left = NULL;
  g_autoptr(GBytes) undone = NULL;
  g_autoptr(GBytes) redone = NULL;
  g_autoptr(LeatPipeline) reread = NULL;
  guint n_changes = 0, n;

  self.history = leat_history_new (self.pipeline);
  self.sums = g_ptr_array_new_with_free_func (g_free);
  self.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_signal_connect (self.pipeline, "changed", G_CALLBACK (on_changed), &n_changes);
  g_ptr_array_add (self.sums, sum_of (&self));

  edit_at_random (&self);
  left = bytes_of (&self);
  reread = read_bytes (left);

  for (guint round = 0; round < 2; round++)
    {
      n = go (&self, TRUE);
      undone = bytes_of (&self);
      g_assert_true (g_bytes_equal (undone, opened));
      g_assert_false (leat_history_get_modified (self.history));
      g_clear_pointer (&undone, g_bytes_unref);

      g_assert_cmpuint (go (&self, FALSE), ==, n);
      redone = bytes_of (&self);
      g_assert_true (g_bytes_equal (redone, left));
      g_clear_pointer (&redone, g_bytes_unref);
    }
  g_test_message ("%u edits, %u steps, %u changes, %u kinds", N_EDITS, n, n_changes, g_hash_table_size (self.labels));
  g_assert_cmpuint (n, >, N_EDITS / 2);

  g_hash_table_unref (self.labels);
  g_ptr_array_unref (self.sums);
  g_rand_free (self.random);
  g_assert_finalize_object (self.history);
  g_assert_finalize_object (self.pipeline);
}

int
main (int    argc,
      char **argv)
{
  static const char *const names[] = { "by-hand-crlf", "canonical" };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strconcat ("/model/undo-property/", names[i], NULL);

      g_test_add_data_func (path, names[i], test_undo);
    }
  return g_test_run ();
}
