/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/arrange.h"

#include "model/rect.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MARGIN (2 * LEAT_GRID) /* of a zone around what is put in it */
#define TITLE (4 * LEAT_GRID)  /* above it */

static gboolean
find_word (const char *const *words,
           guint              n,
           const char        *word,
           guint             *at)
{
  for (guint i = 0; i < n; i++)
    if (g_str_equal (words[i], word))
      {
        *at = i;
        return TRUE;
      }
  return FALSE;
}

gboolean
leat_align_from_string (const char *word,
                        LeatAlign  *how)
{
  static const char *const words[] = { "left", "centre", "right", "top", "middle", "bottom" };
  guint at;
  gboolean found = find_word (words, G_N_ELEMENTS (words), word, &at);

  if (found)
    *how = (LeatAlign) at;
  return found;
}

gboolean
leat_distribute_from_string (const char     *word,
                             LeatDistribute *how)
{
  static const char *const words[] = { "across", "down", "gaps-across", "gaps-down" };
  guint at;
  gboolean found = find_word (words, G_N_ELEMENTS (words), word, &at);

  if (found)
    *how = (LeatDistribute) at;
  return found;
}

gboolean
leat_reorder_from_string (const char  *word,
                          LeatReorder *how)
{
  static const char *const words[] = { "forward", "backward", "front", "back" };
  guint at;
  gboolean found = find_word (words, G_N_ELEMENTS (words), word, &at);

  if (found)
    *how = (LeatReorder) at;
  return found;
}

/* What is moved: each with all that lies in it */

typedef struct
{
  LeatElement *element;
  LeatPoint    by;
} Mover;

static gboolean
has_place (const LeatElement *element)
{
  return element->kind == LEAT_ELEMENT_BLOCK || element->kind == LEAT_ELEMENT_ZONE || element->kind == LEAT_ELEMENT_NOTE;
}

/* The outermost of an element and the zones around it that is in the set, or NULL. A file may have zones in a circle. */
static const char *
find_outermost (LeatPipeline      *pipeline,
                const LeatElement *element,
                GHashTable        *set)
{
  guint limit = leat_pipeline_get_n_elements (pipeline);
  const char *outermost = NULL;

  while (element != NULL && limit-- > 0)
    {
      if (g_hash_table_contains (set, element->id))
        outermost = element->id;
      element = leat_pipeline_get_element (pipeline, element->zone);
    }
  return outermost;
}

static GHashTable *
make_set (LeatPipeline      *pipeline,
          const char *const *ids)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      LeatElement *element = leat_pipeline_get_element (pipeline, ids[i]);

      if (element != NULL && has_place (element))
        g_hash_table_add (set, element->id);
    }
  return set;
}

static GArray *
list_movers (LeatPipeline *pipeline,
             GHashTable   *set)
{
  GArray *movers = g_array_new (FALSE, FALSE, sizeof (Mover));

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      Mover mover = { leat_pipeline_get_nth (pipeline, i), { 0, 0 } };

      if (g_hash_table_contains (set, mover.element->id) &&
          g_strcmp0 (find_outermost (pipeline, mover.element, set), mover.element->id) == 0)
        g_array_append_val (movers, mover);
    }
  return movers;
}

static const LeatPoint *
get_way (LeatPipeline      *pipeline,
         const LeatElement *element,
         GHashTable        *set,
         GHashTable        *ways)
{
  const char *outermost = element != NULL ? find_outermost (pipeline, element, set) : NULL;

  return outermost != NULL ? g_hash_table_lookup (ways, outermost) : NULL;
}

static void
move_bends (LeatEdit     *edit,
            LeatPipeline *pipeline,
            LeatElement  *wire,
            GHashTable   *set,
            GHashTable   *ways)
{
  const LeatPoint *from = get_way (pipeline, leat_pipeline_get_element (pipeline, wire->from), set, ways);
  const LeatPoint *to = get_way (pipeline, leat_pipeline_get_element (pipeline, wire->to), set, ways);

  if (from != NULL && to != NULL && from->x == to->x && from->y == to->y)
    leat_edit_take (edit, leat_element_ref (wire), leat_element_copy_moved (wire, from->x, from->y));
}

static void
move_all (LeatEdit     *edit,
          LeatPipeline *pipeline,
          GHashTable   *set,
          GArray       *movers)
{
  g_autoptr(GHashTable) ways = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < movers->len; i++)
    {
      Mover *mover = &g_array_index (movers, Mover, i);

      if (mover->by.x != 0 || mover->by.y != 0)
        g_hash_table_insert (ways, mover->element->id, &mover->by);
    }
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline) && g_hash_table_size (ways) > 0; i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      const LeatPoint *by = has_place (element) ? get_way (pipeline, element, set, ways) : NULL;

      if (by != NULL)
        leat_edit_take (edit, leat_element_ref (element), leat_element_copy_moved (element, by->x, by->y));
      else if (element->kind == LEAT_ELEMENT_WIRE && element->n_points > 0)
        move_bends (edit, pipeline, element, set, ways);
    }
}

static LeatRect
get_union (GArray *movers)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;

  for (guint i = 0; i < movers->len; i++)
    {
      const LeatRect *bounds = &g_array_index (movers, Mover, i).element->bounds;

      x0 = MIN (x0, bounds->x);
      y0 = MIN (y0, bounds->y);
      x1 = MAX (x1, bounds->x + bounds->width);
      y1 = MAX (y1, bounds->y + bounds->height);
    }
  return (LeatRect) { x0, y0, x1 - x0, y1 - y0 };
}

/* Align */

static LeatPoint
get_align_way (const LeatRect *bounds,
               const LeatRect *all,
               LeatAlign       how)
{
  double free_x = all->width - bounds->width, free_y = all->height - bounds->height;
  double x = all->x - bounds->x, y = all->y - bounds->y;

  switch (how)
    {
    case LEAT_ALIGN_LEFT:
      return (LeatPoint) { x, 0 };
    case LEAT_ALIGN_CENTRE:
      return (LeatPoint) { x + free_x / 2, 0 };
    case LEAT_ALIGN_RIGHT:
      return (LeatPoint) { x + free_x, 0 };
    case LEAT_ALIGN_TOP:
      return (LeatPoint) { 0, y };
    case LEAT_ALIGN_MIDDLE:
      return (LeatPoint) { 0, y + free_y / 2 };
    default:
      return (LeatPoint) { 0, y + free_y };
    }
}

LeatEdit *
leat_edit_align (LeatPipeline      *pipeline,
                 const char *const *ids,
                 LeatAlign          how)
{
  static const char *const labels[] = { N_("Align Left"), N_("Align Centre"), N_("Align Right"),
                                        N_("Align Top"), N_("Align Middle"), N_("Align Bottom") };
  g_autoptr(GHashTable) set = make_set (pipeline, ids);
  g_autoptr(GArray) movers = list_movers (pipeline, set);
  LeatEdit *edit = leat_edit_new (_(labels[how]));
  LeatRect all = get_union (movers);

  for (guint i = 0; i < movers->len; i++)
    {
      Mover *mover = &g_array_index (movers, Mover, i);

      mover->by = get_align_way (&mover->element->bounds, &all, how);
    }
  move_all (edit, pipeline, set, movers);
  return edit;
}

/* Distribute: along one axis, by a start and a size */

static double
get_start (const Mover *mover,
           gboolean     down)
{
  return down ? mover->element->bounds.y : mover->element->bounds.x;
}

static double
get_size (const Mover *mover,
          gboolean     down)
{
  return down ? mover->element->bounds.height : mover->element->bounds.width;
}

static double
get_middle (const Mover *mover,
            gboolean     down)
{
  return get_start (mover, down) + get_size (mover, down) / 2;
}

static int
compare_middles (gconstpointer a,
                 gconstpointer b,
                 gpointer      down)
{
  double one = get_middle (a, down != NULL), other = get_middle (b, down != NULL);

  if (one != other)
    return one < other ? -1 : 1;
  return g_strcmp0 (((const Mover *) a)->element->id, ((const Mover *) b)->element->id);
}

static void
put_at (Mover   *mover,
        gboolean down,
        double   start)
{
  double by = start - get_start (mover, down);

  mover->by = down ? (LeatPoint) { 0, by } : (LeatPoint) { by, 0 };
}

static void
spread_middles (GArray  *movers,
                gboolean down)
{
  Mover *all = (Mover *) movers->data;
  double first = get_middle (all, down), step = (get_middle (&all[movers->len - 1], down) - first) / (movers->len - 1);

  for (guint i = 1; i + 1 < movers->len; i++)
    put_at (&all[i], down, round (first + i * step - get_size (&all[i], down) / 2));
}

static void
spread_gaps (GArray  *movers,
             gboolean down)
{
  Mover *all = (Mover *) movers->data;
  const Mover *last = &all[movers->len - 1];
  double room = get_start (last, down) + get_size (last, down) - get_start (all, down), gap, at;

  for (guint i = 0; i < movers->len; i++)
    room -= get_size (&all[i], down);
  gap = floor (room / (movers->len - 1));
  if (gap < 0)
    gap = LEAT_GRID;

  at = get_start (all, down);
  for (guint i = 0; i < movers->len; i++)
    {
      put_at (&all[i], down, at);
      at += get_size (&all[i], down) + gap;
    }
}

LeatEdit *
leat_edit_distribute (LeatPipeline      *pipeline,
                      const char *const *ids,
                      LeatDistribute     how)
{
  static const char *const labels[] = { N_("Distribute Across"), N_("Distribute Down"), N_("Equal Gaps Across"),
                                        N_("Equal Gaps Down") };
  g_autoptr(GHashTable) set = make_set (pipeline, ids);
  g_autoptr(GArray) movers = list_movers (pipeline, set);
  gboolean down = how == LEAT_DISTRIBUTE_DOWN || how == LEAT_DISTRIBUTE_GAPS_DOWN;
  LeatEdit *edit = leat_edit_new (_(labels[how]));

  if (movers->len < 3)
    return edit;
  g_array_sort_with_data (movers, compare_middles, GINT_TO_POINTER (down));
  if (how == LEAT_DISTRIBUTE_ACROSS || how == LEAT_DISTRIBUTE_DOWN)
    spread_middles (movers, down);
  else
    spread_gaps (movers, down);
  move_all (edit, pipeline, set, movers);
  return edit;
}

/* Order: the drawing order as a list in which elements take new places, with orders between those of their neighbours */

typedef struct
{
  LeatElement *element;
  double       order;
  gboolean     chosen;
} Slot;

static GArray *
list_slots (LeatPipeline      *pipeline,
            const char *const *ids)
{
  g_autoptr(GHashTable) set = g_hash_table_new (g_str_hash, g_str_equal);
  GArray *slots = g_array_new (FALSE, FALSE, sizeof (Slot));

  for (guint i = 0; ids[i] != NULL; i++)
    g_hash_table_add (set, (gpointer) ids[i]);
  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (pipeline, i);
      Slot slot = { element, element->order, g_hash_table_contains (set, element->id) };

      g_array_append_val (slots, slot);
    }
  return slots;
}

/* An order between two that no element has yet: one that is still to be moved may have had it. */
static double
find_order (GArray *slots,
            double  below,
            double  above)
{
  double order = (below + above) / 2;

  for (guint i = 0; i < slots->len; i++)
    if (g_array_index (slots, Slot, i).element->order == order)
      {
        order = (below + order) / 2;
        i = 0;
      }
  return order;
}

/* Puts the slot at @from in front of the one at @target, or behind it. */
static void
put_beside (GArray  *slots,
            guint    from,
            guint    target,
            gboolean in_front)
{
  Slot slot = g_array_index (slots, Slot, from);
  guint at = in_front ? target + 1 : target;
  double below, above;

  g_array_remove_index (slots, from);
  at -= from < at ? 1 : 0;
  below = at > 0 ? g_array_index (slots, Slot, at - 1).order : 0;
  above = at < slots->len ? g_array_index (slots, Slot, at).order : below + 2;
  slot.order = find_order (slots, below, above);
  g_array_insert_val (slots, at, slot);
}

static gboolean
overlaps (const LeatElement *a,
          const LeatElement *b)
{
  /* Where a wire goes is not known here. */
  return !has_place (a) || leat_rect_overlap (&a->bounds, &b->bounds);
}

/* The next slot of that kind from @at on that is not moved, or -1; the last one if @furthest. */
static int
find_target (GArray  *slots,
             guint    at,
             int      step,
             gboolean furthest)
{
  const Slot *slot = &g_array_index (slots, Slot, at);
  int found = -1;

  for (int i = (int) at + step; i >= 0 && i < (int) slots->len; i += step)
    {
      const Slot *other = &g_array_index (slots, Slot, i);

      if (other->element->kind != slot->element->kind || other->chosen || (!furthest && !overlaps (slot->element, other->element)))
        continue;
      found = i;
      if (!furthest)
        break;
    }
  return found;
}

/* Those in front go first, and what comes after stays behind them: it goes up to its target, and then behind those that
 * are there already. */
static void
move_forward (GArray  *slots,
              gboolean furthest)
{
  for (guint i = slots->len; i-- > 0;)
    {
      int target = g_array_index (slots, Slot, i).chosen ? find_target (slots, i, 1, furthest) : -1;

      if (target >= 0)
        put_beside (slots, i, (guint) target, TRUE);
    }
}

static void
move_backward (GArray  *slots,
               gboolean furthest)
{
  for (guint i = 0; i < slots->len; i++)
    {
      int target = g_array_index (slots, Slot, i).chosen ? find_target (slots, i, -1, furthest) : -1;

      if (target >= 0)
        put_beside (slots, i, (guint) target, FALSE);
    }
}

LeatEdit *
leat_edit_reorder (LeatPipeline      *pipeline,
                   const char *const *ids,
                   LeatReorder        how)
{
  static const char *const labels[] = { N_("Bring Forward"), N_("Send Backward"), N_("Bring to Front"), N_("Send to Back") };
  g_autoptr(GArray) slots = list_slots (pipeline, ids);
  LeatEdit *edit = leat_edit_new (_(labels[how]));

  if (how == LEAT_REORDER_FORWARD || how == LEAT_REORDER_FRONT)
    move_forward (slots, how == LEAT_REORDER_FRONT);
  else
    move_backward (slots, how == LEAT_REORDER_BACK);
  for (guint i = 0; i < slots->len; i++)
    {
      const Slot *slot = &g_array_index (slots, Slot, i);
      LeatElement *after;

      if (slot->order == slot->element->order)
        continue;
      after = leat_element_copy (slot->element);
      after->order = slot->order;
      leat_edit_take (edit, leat_element_ref (slot->element), after);
    }
  return edit;
}

/* Zones */

static LeatRect
get_room (GArray *movers)
{
  LeatRect all = get_union (movers);
  double x0 = floor ((all.x - MARGIN) / LEAT_GRID) * LEAT_GRID, y0 = floor ((all.y - TITLE) / LEAT_GRID) * LEAT_GRID;
  double x1 = ceil ((all.x + all.width + MARGIN) / LEAT_GRID) * LEAT_GRID;
  double y1 = ceil ((all.y + all.height + MARGIN) / LEAT_GRID) * LEAT_GRID;

  return (LeatRect) { x0, y0, x1 - x0, y1 - y0 };
}

/* The zone that all of them lie in, or NULL. */
static const char *
get_common_zone (GArray *movers)
{
  const char *zone = g_array_index (movers, Mover, 0).element->zone;

  for (guint i = 1; i < movers->len; i++)
    if (g_strcmp0 (g_array_index (movers, Mover, i).element->zone, zone) != 0)
      return NULL;
  return zone;
}

/* An order just behind the first zone among them; 0, in front of all, if there is none. */
static double
get_zone_order (LeatPipeline *pipeline,
                GHashTable   *set)
{
  double below = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_ZONE && g_hash_table_contains (set, element->id))
        return (below + element->order) / 2;
      below = element->order;
    }
  return 0;
}

LeatEdit *
leat_edit_enclose (LeatPipeline      *pipeline,
                   const char *const *ids,
                   LeatRole           role,
                   const char        *name,
                   char             **id)
{
  g_autoptr(GHashTable) set = make_set (pipeline, ids);
  g_autoptr(GArray) movers = list_movers (pipeline, set);
  LeatEdit *edit = leat_edit_new (_("Put in a Zone"));
  LeatElement *zone;

  *id = NULL;
  if (movers->len == 0)
    return edit;

  *id = leat_pipeline_new_id (pipeline, name);
  zone = leat_element_new (LEAT_ELEMENT_ZONE, *id);
  zone->type = g_intern_static_string ("layer");
  zone->role = g_intern_static_string (leat_role_to_string (role));
  g_free (zone->name);
  zone->name = g_strdup (name);
  zone->bounds = get_room (movers);
  zone->zone = g_strdup (get_common_zone (movers));
  zone->order = get_zone_order (pipeline, set);
  leat_edit_take (edit, NULL, zone);
  for (guint i = 0; i < movers->len; i++)
    {
      LeatElement *before = g_array_index (movers, Mover, i).element, *after = leat_element_copy (before);

      g_free (after->zone);
      after->zone = g_strdup (*id);
      leat_edit_take (edit, leat_element_ref (before), after);
    }
  return edit;
}

LeatEdit *
leat_edit_dissolve (LeatPipeline      *pipeline,
                    const char *const *ids,
                    char            ***members)
{
  g_autoptr(GHashTable) set = make_set (pipeline, ids);
  g_autoptr(GPtrArray) zones = g_ptr_array_new ();
  GPtrArray *list = g_ptr_array_new ();
  LeatEdit *edit;

  for (guint i = 0; i < leat_pipeline_get_n_elements (pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (pipeline, i);

      if (element->kind == LEAT_ELEMENT_ZONE && g_hash_table_contains (set, element->id))
        g_ptr_array_add (zones, element->id);
      else if (element->zone != NULL && g_hash_table_contains (set, element->zone))
        g_ptr_array_add (list, g_strdup (element->id));
    }
  g_ptr_array_add (zones, NULL);
  g_ptr_array_add (list, NULL);
  *members = (char **) g_ptr_array_free (list, FALSE);
  edit = leat_edit_delete (pipeline, (const char *const *) zones->pdata);
  leat_edit_set_label (edit, zones->len == 2 ? _("Dissolve Zone") : _("Dissolve Zones"));
  return edit;
}
