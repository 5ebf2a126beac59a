/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/wire-targets.h"

#include "canvas/commands.h"
#include "canvas/wire-commands.h"
#include "draw/brush.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* What a wire may go to, while one is drawn or one of its ends is taken elsewhere, by pointer or keys. What the wiring
 * table supports is lit, what it does not is dim and says why; it can be chosen all the same, and the check reports it. */

#define MAX_LIT 400 /* with more blocks in view than this, none is told apart */

LeatTargets *
leat_targets_new (LeatCanvas *self,
                  const char *anchor,
                  gboolean    inward,
                  const char *wire)
{
  LeatTargets *targets = g_new0 (LeatTargets, 1);

  targets->anchor = g_strdup (anchor);
  targets->inward = inward;
  targets->wire = g_strdup (wire);
  targets->verdicts = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  return targets;
}

void
leat_targets_free (gpointer data)
{
  LeatTargets *targets = data;

  g_free (targets->anchor);
  g_free (targets->wire);
  g_free (targets->target);
  g_hash_table_unref (targets->verdicts);
  g_free (targets);
}

/* A wire that is there keeps its kind where it can. */
static const LeatWiring *
find_wiring (LeatCanvas  *self,
             LeatTargets *targets,
             const char  *from,
             const char  *to)
{
  const LeatElement *wire = leat_canvas_get_element (self, targets->wire);

  return wire != NULL ? leat_command_choose_wiring (self->catalogue, from, to, wire->wire_kind)
                      : leat_catalogue_best_wiring (self->catalogue, from, to, NULL);
}

const LeatWireVerdict *
leat_targets_judge (LeatCanvas        *self,
                    LeatTargets       *targets,
                    const LeatElement *other)
{
  const LeatElement *block = leat_canvas_get_element (self, targets->anchor);
  const LeatElement *wire = leat_canvas_get_element (self, targets->wire);
  LeatWireVerdict *verdict = g_hash_table_lookup (targets->verdicts, other->type);

  if (verdict != NULL)
    return verdict;

  verdict = g_new0 (LeatWireVerdict, 1);
  verdict->wiring = find_wiring (self, targets, targets->inward ? other->type : block->type,
                                 targets->inward ? block->type : other->type);
  verdict->supported = verdict->wiring != NULL && verdict->wiring->support == LEAT_SUPPORT_YES;
  if (verdict->wiring != NULL && (verdict->supported || wire == NULL))
    verdict->kind = verdict->wiring->kind;
  else
    verdict->kind = wire != NULL ? wire->wire_kind : LEAT_WIRE_DATA;
  g_hash_table_insert (targets->verdicts, (gpointer) other->type, verdict);
  return verdict;
}

void
leat_targets_aim (LeatCanvas  *self,
                  LeatTargets *targets,
                  LeatPoint    pointer)
{
  LeatHit hit = leat_canvas_hit (self, pointer.x, pointer.y);
  gboolean block = hit.element != NULL && hit.element->kind == LEAT_ELEMENT_BLOCK && !g_str_equal (hit.element->id, targets->anchor);

  g_free (targets->target);
  targets->target = block ? g_strdup (hit.element->id) : NULL;
}

char *
leat_targets_finish (LeatCanvas  *self,
                     LeatTargets *targets)
{
  const LeatElement *target = leat_canvas_get_element (self, targets->target);
  const char *from, *to;
  const LeatWireVerdict *verdict;
  LeatElement *wire;

  if (target == NULL || leat_canvas_get_element (self, targets->anchor) == NULL || self->read_only)
    return NULL;

  from = targets->inward ? target->id : targets->anchor;
  to = targets->inward ? targets->anchor : target->id;
  verdict = leat_targets_judge (self, targets, target);
  leat_history_end_merge (self->history);
  if (leat_command_find_wire (self->pipeline, verdict->kind, from, to) == NULL)
    leat_canvas_apply (self, targets->wire != NULL
                               ? leat_command_rewire (self->pipeline, targets->wire, targets->inward, target->id, verdict->kind)
                               : leat_edit_connect (self->pipeline, verdict->kind, from, to));
  wire = leat_command_find_wire (self->pipeline, verdict->kind, from, to);
  /* What would not work is said at once, beside the button that puts between what is needed. */
  if (wire != NULL && !verdict->supported)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-page", "s", "checks");
  if (wire != NULL)
    leat_canvas_select_one (self, wire->id);
  return wire != NULL ? g_strdup (wire->id) : NULL;
}

/* Drawing */

static void
draw_lit (LeatCanvas        *self,
          GtkSnapshot       *snapshot,
          const LeatElement *block,
          gboolean           inward,
          gboolean           aimed)
{
  const LeatColours *colours = leat_canvas_get_colours (self);

  leat_canvas_draw_outline (self, snapshot, &block->bounds, 1.5, 12, aimed ? 3 : 1.5, &colours->success);
  leat_canvas_draw_port (self, snapshot, leat_port_position (block, !inward), FALSE, &colours->text_dim);
  leat_canvas_draw_port (self, snapshot, leat_port_position (block, inward), aimed, &colours->success);
}

static void
trace_circle (LeatCanvas *self,
              cairo_t    *cr,
              LeatPoint   middle,
              double      radius)
{
  LeatPoint at = leat_view_to_widget (&self->view, middle.x, middle.y);

  cairo_new_sub_path (cr);
  cairo_arc (cr, at.x, at.y, radius * self->view.zoom, 0, 2 * G_PI);
}

/* The outline of a block with its two rings and its badge. */
static void
trace_dim (LeatCanvas        *self,
           cairo_t           *cr,
           const LeatElement *block)
{
  const LeatRect *bounds = &block->bounds;
  graphene_rect_t card = leat_canvas_rect_to_widget (self, bounds);
  LeatRect ink;

  leat_trace_rounded (cr, &(LeatRect) { card.origin.x, card.origin.y, card.size.width, card.size.height },
                      leat_canvas_get_radius (block) * self->view.zoom);
  trace_circle (self, cr, leat_port_position (block, FALSE), 6.5);
  trace_circle (self, cr, leat_port_position (block, TRUE), 6.5);
  if (leat_scene_get_ink (self->scene, block, &ink) && ink.y < bounds->y - 3)
    trace_circle (self, cr, (LeatPoint) { bounds->x + bounds->width - 4, bounds->y + 4 }, 12);
}

/* One veil over all that would not work. */
static void
draw_dim (LeatCanvas  *self,
          GtkSnapshot *snapshot,
          GPtrArray   *blocks)
{
  const LeatColour *background = &leat_canvas_get_colours (self)->background;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                                                          (float) gtk_widget_get_height (GTK_WIDGET (self))));

  for (guint i = 0; i < blocks->len; i++)
    trace_dim (self, cr, g_ptr_array_index (blocks, i));
  cairo_set_source_rgba (cr, background->red, background->green, background->blue, 0.62);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_all (LeatCanvas  *self,
          LeatTargets *targets,
          GtkSnapshot *snapshot)
{
  LeatRect seen = leat_canvas_visible_units (self);
  g_autoptr(GPtrArray) there = leat_scene_query (self->scene, &seen, FALSE);
  g_autoptr(GPtrArray) dim = g_ptr_array_new ();

  for (guint i = 0; i < there->len && there->len <= MAX_LIT; i++)
    {
      LeatElement *element = g_ptr_array_index (there, i);
      gboolean aimed = g_strcmp0 (targets->target, element->id) == 0;

      if (element->kind != LEAT_ELEMENT_BLOCK || g_str_equal (element->id, targets->anchor))
        continue;
      if (leat_targets_judge (self, targets, element)->supported)
        draw_lit (self, snapshot, element, targets->inward, aimed);
      else if (aimed)
        leat_canvas_draw_outline (self, snapshot, &element->bounds, 1.5, 12, 3, &leat_canvas_get_colours (self)->warning);
      else
        g_ptr_array_add (dim, element);
    }
  draw_dim (self, snapshot, dim);
}

/* A curve that leaves and arrives level, as the routed wire will. */
static void
draw_curve (LeatCanvas       *self,
            GtkSnapshot      *snapshot,
            LeatPoint         a,
            LeatPoint         b,
            const LeatColour *colour)
{
  double bend = MAX (fabs (b.x - a.x) / 2, 24 * self->view.zoom), head = 8;
  graphene_rect_t box = GRAPHENE_RECT_INIT ((float) (MIN (a.x, b.x) - bend - 12), (float) (MIN (a.y, b.y) - 12),
                                            (float) (fabs (a.x - b.x) + 2 * bend + 24), (float) (fabs (a.y - b.y) + 24));
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &box);

  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha);
  cairo_set_line_width (cr, 2);
  cairo_move_to (cr, a.x, a.y);
  cairo_curve_to (cr, a.x + bend, a.y, b.x - bend - head, b.y, b.x - head, b.y);
  cairo_stroke (cr);
  cairo_move_to (cr, b.x, b.y);
  cairo_line_to (cr, b.x - head, b.y - head / 2);
  cairo_line_to (cr, b.x - head, b.y + head / 2);
  cairo_close_path (cr);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_wire (LeatCanvas  *self,
           LeatTargets *targets,
           GtkSnapshot *snapshot,
           LeatPoint    loose)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  const LeatElement *block = leat_canvas_get_element (self, targets->anchor);
  const LeatElement *target = leat_canvas_get_element (self, targets->target);
  const LeatColour *colour = &colours->accent;
  LeatPoint a = leat_port_position (block, !targets->inward), b = loose;

  if (target != NULL)
    {
      b = leat_port_position (target, targets->inward);
      colour = leat_colours_for_wire (colours, leat_targets_judge (self, targets, target)->kind);
    }
  a = leat_view_to_widget (&self->view, a.x, a.y);
  b = leat_view_to_widget (&self->view, b.x, b.y);
  draw_curve (self, snapshot, targets->inward ? b : a, targets->inward ? a : b, colour);
  leat_canvas_draw_port (self, snapshot, leat_port_position (block, !targets->inward), TRUE, &colours->accent);
}

/* What must stand between, such as "lambda or firehose>s3", with the names of the services. */
static char *
get_via (LeatCanvas *self,
         const char *via)
{
  g_autoptr(GString) words = g_string_new (NULL);
  g_auto(GStrv) parts = g_strsplit_set (via, ">", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_auto(GStrv) ids = g_strsplit (parts[i], " ", -1);

      for (guint j = 0; ids[j] != NULL; j++)
        {
          const LeatService *service = leat_catalogue_get_service (self->catalogue, ids[j]);

          g_string_append_printf (words, "%s%s", j > 0 ? " " : i > 0 ? " → " : "", service != NULL ? leat_tr (service->name) : ids[j]);
        }
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static char *
get_words (LeatCanvas        *self,
           const LeatWireVerdict *verdict,
           const LeatElement *from,
           const LeatElement *to)
{
  const LeatWiring *wiring = verdict->wiring;
  const char *kind = leat_wire_kind_get_label (verdict->kind);

  if (wiring == NULL)
    return g_strdup_printf (_("No known way from “%s” to “%s”"), from->name, to->name);
  if (wiring->support == LEAT_SUPPORT_YES)
    return has_text (wiring->mechanism) ? g_strdup_printf ("%s: %s", kind, leat_tr (wiring->mechanism)) : g_strdup (kind);
  if (has_text (wiring->via))
    {
      g_autofree char *via = get_via (self, wiring->via);

      return has_text (wiring->mechanism) ? g_strdup_printf (_("Only through %s: %s"), via, leat_tr (wiring->mechanism))
                                          : g_strdup_printf (_("Only through %s"), via);
    }
  return g_strdup (has_text (wiring->mechanism) ? leat_tr (wiring->mechanism) : _("Not supported"));
}

static void
draw_words (LeatCanvas       *self,
            GtkSnapshot      *snapshot,
            LeatPoint         pointer,
            const char       *words,
            const LeatColour *edge)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  g_autoptr(PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), words);
  double x = pointer.x + 18, y = pointer.y + 18;
  GdkRGBA card = leat_canvas_rgba (&colours->card, 1), text = leat_canvas_rgba (&colours->text, 1), line = leat_canvas_rgba (edge, 1);
  const GdkRGBA lines[] = { line, line, line, line };
  const float widths[] = { 1, 1, 1, 1 };
  GskRoundedRect box;
  int width, height;

  pango_layout_set_width (layout, 320 * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, -3);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_size (layout, &width, &height);
  x = CLAMP (x, 0, MAX (gtk_widget_get_width (GTK_WIDGET (self)) - width - 20, 0));
  y = CLAMP (y, 0, MAX (gtk_widget_get_height (GTK_WIDGET (self)) - height - 12, 0));

  gsk_rounded_rect_init_from_rect (&box, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width + 20, (float) height + 12), 8);
  gtk_snapshot_push_rounded_clip (snapshot, &box);
  gtk_snapshot_append_color (snapshot, &card, &box.bounds);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_append_border (snapshot, &box, widths, lines);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x + 10, (float) y + 6));
  gtk_snapshot_append_layout (snapshot, layout, &text);
  gtk_snapshot_restore (snapshot);
}

char *
leat_targets_dup_words (LeatCanvas        *self,
                        LeatTargets       *targets,
                        const LeatElement *target)
{
  const LeatWireVerdict *verdict = leat_targets_judge (self, targets, target);
  const LeatElement *block = leat_canvas_get_element (self, targets->anchor);
  const LeatElement *from = targets->inward ? target : block, *to = targets->inward ? block : target;

  if (leat_command_find_wire (self->pipeline, verdict->kind, from->id, to->id) != NULL)
    return g_strdup_printf (_("%s: wired already"), leat_wire_kind_get_label (verdict->kind));
  return get_words (self, verdict, from, to);
}

void
leat_targets_draw (LeatCanvas  *self,
                   LeatTargets *targets,
                   GtkSnapshot *snapshot,
                   LeatPoint    loose,
                   LeatPoint    pointer)
{
  const LeatColours *colours = leat_canvas_get_colours (self);
  const LeatElement *target = leat_canvas_get_element (self, targets->target);
  g_autofree char *words = NULL;

  if (leat_canvas_get_element (self, targets->anchor) == NULL)
    return;

  draw_all (self, targets, snapshot);
  draw_wire (self, targets, snapshot, loose);
  if (target == NULL)
    return;
  words = leat_targets_dup_words (self, targets, target);
  draw_words (self, snapshot, pointer, words,
              leat_targets_judge (self, targets, target)->supported ? &colours->success : &colours->warning);
}
