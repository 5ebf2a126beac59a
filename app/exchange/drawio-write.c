/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/drawio-private.h"

#include "draw/colours.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* One page: cell "0" is the root and "1" the layer that all lies on. A zone is written before its members, since they are
 * its children; wires come last and belong to the layer, so that their bends are in the units of the page. */

#define ROOT "0"
#define LAYER "1"
#define PAGE "page"

/* Where wires may hold on to a shape that has no sides of its own. */
#define AROUND \
  "points=[[0,0],[0.25,0],[0.5,0],[0.75,0],[1,0],[1,0.25],[1,0.5],[1,0.75],[1,1],[0.75,1],[0.5,1],[0.25,1],[0,1]," \
  "[0,0.75],[0,0.5],[0,0.25]];outlineConnect=0;"
#define BELOW "html=1;verticalLabelPosition=bottom;verticalAlign=top;align=center;fontSize=12;fontStyle=0;aspect=fixed;"
#define CONTAINER \
  "container=1;collapsible=0;recursiveResize=0;pointerEvents=0;html=1;whiteSpace=wrap;fontSize=12;fontStyle=0;align=left;" \
  "verticalAlign=top;"

typedef struct
{
  LeatPipeline  *pipeline;
  LeatCatalogue *catalogue; /* or NULL */
  GString       *out;
  GHashTable    *ids;       /* element id -> cell id, owned */
  GHashTable    *members;   /* zone id, or "" -> GPtrArray of LeatElement, borrowed */
} Writer;

/* How a kind of wire is drawn: what tells it apart besides its colour. */
static const char *const wire_styles[LEAT_N_WIRE_KINDS] = {
  [LEAT_WIRE_DATA] = "strokeWidth=2;endArrow=block;endFill=1;",
  [LEAT_WIRE_TRIGGER] = "strokeWidth=2;endArrow=open;endFill=0;",
  [LEAT_WIRE_ORCHESTRATES] = "strokeWidth=2;dashed=1;dashPattern=8 4;endArrow=block;endFill=1;",
  [LEAT_WIRE_MONITORS] = "strokeWidth=2;dashed=1;dashPattern=2.5 3;endArrow=block;endFill=1;",
  [LEAT_WIRE_CATALOGS] = "strokeWidth=2;dashed=1;dashPattern=9 3 2.5 3;endArrow=block;endFill=1;",
  [LEAT_WIRE_QUERIES] = "strokeWidth=2;dashed=1;dashPattern=18 4;endArrow=block;endFill=1;",
  [LEAT_WIRE_ENCRYPTS] = "strokeWidth=1;endArrow=block;endFill=1;",
  [LEAT_WIRE_NETWORK] = "strokeWidth=1;dashed=1;dashPattern=4 3;endArrow=block;endFill=1;",
};

/* What a type of zone looks like; the others are plain boxes in the colour of their role. */
static const struct
{
  const char *type;
  const char *style;
} zone_styles[] = {
  { "vpc", "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_vpc2;spacingLeft=30;strokeColor=#8C4FFF;fontColor=#8C4FFF;dashed=0;" },
  { "subnet", "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_subnet;spacingLeft=30;strokeColor=#147EBA;fontColor=#147EBA;dashed=0;" },
  { "availability-zone", "spacingLeft=6;strokeColor=#147EBA;fontColor=#147EBA;dashed=1;dashPattern=5 3;" },
  { "account", "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_account;spacingLeft=30;strokeColor=#CD2264;fontColor=#CD2264;dashed=0;" },
  { "region", "shape=mxgraph.aws4.group;grIcon=mxgraph.aws4.group_region;spacingLeft=30;strokeColor=#147EBA;fontColor=#147EBA;dashed=1;" },
};

/* Text */

static gboolean
is_xml (gunichar c)
{
  return c >= 0x20 ? (c < 0x7f || c > 0x9f) && c != 0xfffe && c != 0xffff : c == '\n' || c == '\t';
}

/* An attribute in which lines and tabs are kept. */
static void
append_attribute (GString    *out,
                  const char *name,
                  const char *value)
{
  g_autofree char *valid = g_utf8_make_valid (value, -1);

  g_string_append_printf (out, " %s=\"", name);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_xml (c))
        g_string_append_c (out, ' ');
      else if (c < 0x20 || c == '"' || c == '<' || c == '>' || c == '&')
        g_string_append_printf (out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '"' ? "&quot;" : "&#%u;", c);
      else
        g_string_append_unichar (out, c);
    }
  g_string_append_c (out, '"');
}

/* A label is HTML: what would be markup is escaped, lines are breaks, and spaces beside each other stay apart. */
static void
append_label (GString    *out,
              const char *attribute,
              const char *text)
{
  g_autoptr(GString) html = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    switch (*p)
      {
      case '&': g_string_append (html, "&amp;"); break;
      case '<': g_string_append (html, "&lt;"); break;
      case '>': g_string_append (html, "&gt;"); break;
      case '\n': g_string_append (html, "<br>"); break;
      case ' ': g_string_append (html, p == text || p[1] == '\0' || strchr (" \n", p[1]) != NULL || p[-1] == '\n' ? "&nbsp;" : " "); break;
      default: g_string_append_c (html, *p);
      }
  append_attribute (out, attribute, html->str);
}

static void
append_number (GString    *out,
               const char *name,
               double      number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  number = isfinite (number) ? round (number * 1000) / 1000 : 0;
  /* There is no -0 in a drawing. */
  g_string_append_printf (out, " %s=\"%s\"", name, g_ascii_dtostr (buffer, sizeof buffer, number == 0 ? 0 : number));
}

static void
append_hex (GString          *out,
            const char       *name,
            const LeatColour *colour)
{
  g_string_append_printf (out, "%s=#%02X%02X%02X;", name, (guint) lround (colour->red * 255), (guint) lround (colour->green * 255),
                          (guint) lround (colour->blue * 255));
}

/* Structure */

/* The zone that an element is written in: none if it is in a circle of zones or deeper than is read back. */
static const char *
written_in (Writer            *self,
            const LeatElement *element)
{
  const LeatElement *zone = leat_pipeline_get_element (self->pipeline, element->zone);
  const LeatElement *up = zone;

  for (int depth = 0; up != NULL && up->kind == LEAT_ELEMENT_ZONE; depth++)
    {
      if (depth == DRAWIO_MAX_DEPTH - 1)
        return "";
      up = leat_pipeline_get_element (self->pipeline, up->zone);
    }
  return zone != NULL && zone->kind == LEAT_ELEMENT_ZONE ? zone->id : "";
}

static gboolean
is_taken (const char *id)
{
  return g_str_equal (id, ROOT) || g_str_equal (id, LAYER) || g_str_equal (id, PAGE);
}

static void
name_element (Writer            *self,
              const LeatElement *element)
{
  g_autofree char *id = g_strdup (element->id);

  while (is_taken (id) || (!g_str_equal (id, element->id) && leat_pipeline_get_element (self->pipeline, id) != NULL))
    {
      char *other = g_strconcat ("cell-", id, NULL);

      g_free (id);
      id = other;
    }
  g_hash_table_insert (self->ids, g_strdup (element->id), g_steal_pointer (&id));
}

static void
collect (Writer *self)
{
  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);
      const char *zone;
      GPtrArray *members;

      if (!leat_element_is_drawn (element))
        continue;
      name_element (self, element);
      if (element->kind == LEAT_ELEMENT_WIRE)
        continue;
      zone = written_in (self, element);
      members = g_hash_table_lookup (self->members, zone);
      if (members == NULL)
        g_hash_table_insert (self->members, g_strdup (zone), members = g_ptr_array_new ());
      g_ptr_array_add (members, element);
    }
}

static const char *
cell_of (Writer     *self,
         const char *id)
{
  return g_hash_table_lookup (self->ids, id);
}

/* Cells */

/* Whether a word can stand in the name of an attribute. */
static gboolean
is_name (const char *word)
{
  return *word != '\0' && word[strspn (word, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_.-")] == '\0';
}

static void
append_pairs (GString            *out,
              const LeatSettings *settings,
              const char         *prefix)
{
  for (gsize i = 0; settings != NULL && i < leat_settings_get_n (settings); i++)
    {
      const char *name;
      const char *value = leat_settings_get_nth (settings, i, &name);
      g_autofree char *attribute = g_strconcat (prefix, name, NULL);

      if (is_name (name))
        append_attribute (out, attribute, value);
    }
}

/* The data of a shape, around its cell; what comes next goes into its start tag. */
static void
begin_object (Writer            *self,
              const LeatElement *element,
              const char        *label)
{
  g_string_append (self->out, "        <object");
  append_label (self->out, "label", label);
  append_attribute (self->out, "id", cell_of (self, element->id));
}

static void
begin_cell (Writer     *self,
            const char *style,
            const char *parent)
{
  g_string_append (self->out, ">\n          <mxCell");
  append_attribute (self->out, "style", style);
  append_attribute (self->out, "parent", parent);
}

static void
end_object (Writer *self)
{
  g_string_append (self->out, "          </mxCell>\n        </object>\n");
}

/* A box in the units of the zone that it is in. */
static void
append_box (Writer            *self,
            const LeatElement *element,
            const LeatRect    *box)
{
  const LeatElement *zone = leat_pipeline_get_element (self->pipeline, written_in (self, element));

  g_string_append (self->out, " vertex=\"1\">\n            <mxGeometry");
  append_number (self->out, "x", box->x - (zone != NULL ? zone->bounds.x : 0));
  append_number (self->out, "y", box->y - (zone != NULL ? zone->bounds.y : 0));
  append_number (self->out, "width", box->width);
  append_number (self->out, "height", box->height);
  g_string_append (self->out, " as=\"geometry\"/>\n");
}

static const char *
parent_of (Writer            *self,
           const LeatElement *element)
{
  const char *zone = written_in (self, element);

  return *zone != '\0' ? cell_of (self, zone) : LAYER;
}

/* The shape of a service, or a plain box with the colour of its role. */
static char *
block_style (const LeatService *service)
{
  GString *style = g_string_new (NULL);
  const LeatShape *shape = service != NULL && service->shapes->len > 0 ? g_ptr_array_index (service->shapes, 0) : NULL;

  if (shape == NULL)
    {
      g_string_append (style, "rounded=1;whiteSpace=wrap;html=1;fillColor=#FFFFFF;fontColor=#232F3E;");
      append_hex (style, "strokeColor", &leat_colours_get (FALSE, FALSE)->role[service != NULL ? service->role : LEAT_ROLE_TRANSFORM]);
      return g_string_free (style, FALSE);
    }
  g_string_append_printf (style, "sketch=0;" AROUND BELOW "fontColor=#232F3E;gradientColor=none;dashed=0;fillColor=%s;",
                          shape->fill != NULL ? shape->fill : "#232F3D");
  if (g_str_has_prefix (shape->key, "resIcon="))
    g_string_append_printf (style, "strokeColor=#ffffff;shape=mxgraph.aws4.resourceIcon;%s;", shape->key);
  else if (g_str_has_prefix (shape->key, "prIcon="))
    g_string_append_printf (style, "strokeColor=#ffffff;shape=mxgraph.aws4.productIcon;%s;", shape->key);
  else
    g_string_append_printf (style, "strokeColor=none;%s;", shape->key);
  return g_string_free (style, FALSE);
}

static void
write_block (Writer            *self,
             const LeatElement *block)
{
  const LeatService *service = self->catalogue != NULL && block->type != NULL
                                 ? leat_catalogue_get_service (self->catalogue, block->type)
                                 : NULL;
  gboolean is_icon = service != NULL && service->shapes->len > 0;
  g_autofree char *style = block_style (service);
  LeatRect box = block->bounds;

  if (is_icon)
    box = (LeatRect){ box.x + (box.width - DRAWIO_ICON) / 2, box.y + (box.height - DRAWIO_ICON) / 2, DRAWIO_ICON, DRAWIO_ICON };
  begin_object (self, block, block->name);
  if (block->text != NULL && *block->text != '\0')
    append_attribute (self->out, "tooltip", block->text);
  if (block->type != NULL)
    append_attribute (self->out, DRAWIO_TYPE, block->type);
  append_pairs (self->out, block->settings, DRAWIO_SETTING);
  append_pairs (self->out, block->silences, DRAWIO_REASON);
  begin_cell (self, style, parent_of (self, block));
  append_box (self, block, &box);
  end_object (self);
}

static char *
zone_style (const LeatElement *zone)
{
  GString *style = g_string_new (CONTAINER);
  LeatRole role = LEAT_ROLE_SOURCE;
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (zone_styles); i++)
    if (g_strcmp0 (zone->type, zone_styles[i].type) == 0)
      {
        g_string_append (style, zone_styles[i].style);
        g_string_append (style, "fillColor=none;");
        return g_string_free (style, FALSE);
      }

  leat_role_from_string (zone->role, &role);
  g_string_append (style, "rounded=1;arcSize=6;absoluteArcSize=1;spacingLeft=6;");
  append_hex (style, "strokeColor", &colours->role[role]);
  append_hex (style, "fillColor", &colours->role[role]);
  g_string_append (style, "fillOpacity=7;");
  append_hex (style, "fontColor", &colours->text);
  return g_string_free (style, FALSE);
}

static void
write_zone (Writer            *self,
            const LeatElement *zone)
{
  g_autofree char *style = zone_style (zone);

  begin_object (self, zone, zone->name);
  append_attribute (self->out, DRAWIO_TYPE, zone->type != NULL ? zone->type : "layer");
  if (zone->role != NULL)
    append_attribute (self->out, DRAWIO_ROLE, zone->role);
  begin_cell (self, style, parent_of (self, zone));
  append_box (self, zone, &zone->bounds);
  end_object (self);
}

static void
write_note (Writer            *self,
            const LeatElement *note)
{
  begin_object (self, note, note->text != NULL ? note->text : "");
  begin_cell (self, "shape=note;size=14;whiteSpace=wrap;html=1;align=left;verticalAlign=top;spacing=8;fontSize=12;"
                    "fillColor=#FFF4CC;strokeColor=#C9B458;fontColor=#232F3E;",
              parent_of (self, note));
  append_box (self, note, &note->bounds);
  end_object (self);
}

typedef struct
{
  GPtrArray *members; /* or NULL */
  guint      next;
} Open;

/* Zones, blocks and notes, with a stack of the zones that are open. */
static void
write_members (Writer *self)
{
  g_autoptr(GArray) stack = g_array_new (FALSE, FALSE, sizeof (Open));
  Open open = { g_hash_table_lookup (self->members, ""), 0 };

  g_array_append_val (stack, open);
  while (stack->len > 0)
    {
      Open *top = &g_array_index (stack, Open, stack->len - 1);
      const LeatElement *member;

      if (top->members == NULL || top->next == top->members->len)
        {
          g_array_set_size (stack, stack->len - 1);
          continue;
        }
      member = g_ptr_array_index (top->members, top->next++);
      if (member->kind == LEAT_ELEMENT_BLOCK)
        write_block (self, member);
      else if (member->kind == LEAT_ELEMENT_NOTE)
        write_note (self, member);
      else
        {
          write_zone (self, member);
          open = (Open){ g_hash_table_lookup (self->members, member->id), 0 };
          g_array_append_val (stack, open);
        }
    }
}

/* Out of the right side of a shape, into the left of another, as Leat draws it. */
static char *
wire_style (const LeatElement *wire)
{
  GString *style = g_string_new ("edgeStyle=orthogonalEdgeStyle;rounded=1;orthogonalLoop=1;jettySize=auto;html=1;fontSize=11;"
                                 "exitX=1;exitY=0.5;exitDx=0;exitDy=0;entryX=0;entryY=0.5;entryDx=0;entryDy=0;");
  const LeatColours *colours = leat_colours_get (FALSE, FALSE);

  g_string_append (style, wire_styles[wire->wire_kind]);
  append_hex (style, "strokeColor", leat_colours_for_wire (colours, wire->wire_kind));
  append_hex (style, "fontColor", &colours->text);
  return g_string_free (style, FALSE);
}

static void
write_bends (Writer            *self,
             const LeatElement *wire)
{
  g_string_append (self->out, "            <mxGeometry relative=\"1\" as=\"geometry\"");
  if (wire->n_points == 0)
    {
      g_string_append (self->out, "/>\n");
      return;
    }
  g_string_append (self->out, ">\n              <Array as=\"points\">\n");
  for (gsize i = 0; i < wire->n_points; i++)
    {
      g_string_append (self->out, "                <mxPoint");
      append_number (self->out, "x", wire->points[i].x);
      append_number (self->out, "y", wire->points[i].y);
      g_string_append (self->out, "/>\n");
    }
  g_string_append (self->out, "              </Array>\n            </mxGeometry>\n");
}

static void
write_wire (gpointer           data,
            const LeatElement *wire)
{
  Writer *self = data;
  g_autofree char *style = wire_style (wire);

  begin_object (self, wire, wire->name);
  append_attribute (self->out, DRAWIO_KIND, leat_wire_kind_to_string (wire->wire_kind));
  if (wire->share != 1)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      append_attribute (self->out, DRAWIO_SHARE, g_ascii_dtostr (number, sizeof number, wire->share));
    }
  append_pairs (self->out, wire->silences, DRAWIO_REASON);
  begin_cell (self, style, LAYER);
  append_attribute (self->out, "source", cell_of (self, wire->from));
  append_attribute (self->out, "target", cell_of (self, wire->to));
  g_string_append (self->out, " edge=\"1\">\n");
  write_bends (self, wire);
  end_object (self);
}

static void
say_what_is_lost (Writer    *self,
                  GPtrArray *notices)
{
  guint n_steps = 0;

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      n_steps += element->kind == LEAT_ELEMENT_STEP;
      if (element->kind == LEAT_ELEMENT_UNKNOWN)
        leat_notice_add (notices, 0, _("A part of the file that Leat does not know is left out: draw.io has no place for it"));
    }
  if (n_steps > 0)
    leat_notice_add (notices, 0, ngettext ("The walkthrough of %u step is left out: draw.io has no place for it",
                                           "The walkthrough of %u steps is left out: draw.io has no place for it", n_steps), n_steps);
}

GBytes *
leat_drawio_write (LeatPipeline  *pipeline,
                   LeatCatalogue *catalogue,
                   LeatReport    *report,
                   GPtrArray     *notices,
                   GError       **error)
{
  g_autoptr(GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  const LeatElement *properties = leat_pipeline_get_properties (pipeline);
  Writer self = { pipeline, catalogue, g_string_new (NULL), ids, members };

  collect (&self);
  g_string_append (self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mxfile host=\"Leat\" compressed=\"false\">\n  <diagram");
  append_attribute (self.out, "id", PAGE);
  append_attribute (self.out, "name", *properties->name != '\0' ? properties->name : _("Pipeline"));
  g_string_append_printf (self.out, ">\n    <mxGraphModel grid=\"1\" gridSize=\"%g\" guides=\"1\" tooltips=\"1\" connect=\"1\" arrows=\"1\""
                                    " fold=\"1\" page=\"0\" pageScale=\"1\" math=\"0\" shadow=\"0\">\n      <root>\n        <object label=\"\" id=\""
                                    ROOT "\"", LEAT_GRID);
  append_pairs (self.out, properties->settings, DRAWIO_SETTING);
  append_pairs (self.out, properties->silences, DRAWIO_REASON);
  g_string_append (self.out, ">\n          <mxCell/>\n        </object>\n        <mxCell id=\"" LAYER "\" parent=\"" ROOT "\"/>\n");
  write_members (&self);
  leat_format_each_wire (pipeline, notices, write_wire, &self);
  say_what_is_lost (&self, notices);
  g_string_append (self.out, "      </root>\n    </mxGraphModel>\n  </diagram>\n</mxfile>\n");
  return g_string_free_to_bytes (self.out);
}
