/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exchange/drawio-private.h"

#include "catalogue/xml.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <math.h>
#include <string.h>

/* Pages, which may be compressed, are made into cells; cells into elements. What a cell is, is told by its style, and where
 * Leat has written its data, by that. Nothing in the file is trusted: sizes, depths and numbers have bounds. */

#define MAX_PAGE (64 * 1024 * 1024)
#define MAX_CELLS 100000
#define MAX_COORDINATE 1e6
#define PAGE_GAP 120.0
#define AROUND_BLOCK 12.0
#define TITLE_ROOM 36.0
#define MAX_STRETCH 4.0
#define REACH 24.0 /* from the end of an arrow to the shape it is taken to touch */
#define MAX_TOUCHING 2000

typedef enum
{
  CELL_OTHER,   /* root, layer, label of a wire */
  CELL_ICON,    /* a shape of AWS */
  CELL_BOX,     /* another shape */
  CELL_TEXT,
  CELL_ZONE,
  CELL_WIRE,
} CellKind;

typedef struct Cell Cell;
struct Cell
{
  const xmlNode *node; /* the one with the data: around the cell, or itself */
  const xmlNode *cell;
  char          *id;
  char          *label;
  char          *style;
  char          *parent_id;
  Cell          *parent;
  CellKind       kind;
  gboolean       vertex;
  gboolean       edge;
  gboolean       has_members;
  gboolean       is_end; /* a wire holds on to it */
  LeatRect       box;    /* on the page */
  Cell          *ends[2]; /* of a wire: where it starts and ends, or NULL */
  const LeatService *service;
  LeatElement   *element; /* borrowed; what it became */
};

typedef struct
{
  const char    *file;
  LeatCatalogue *catalogue;
  LeatPipeline  *pipeline;
  GPtrArray     *notices;
  GPtrArray     *cells; /* of the page */
  GHashTable    *by_id;
  GHashTable    *shapes; /* style key -> service */
  double         top;    /* where the page begins */
  gboolean       own;    /* Leat has written it: its places are as they were */
  guint          n_touching; /* wires that only touch their blocks */
  guint          n_loose;   /* wires left out */
  guint          n_unknown; /* shapes of AWS that the catalogue does not have */
  guint          n_notes;   /* other shapes */
} Reader;

static void
cell_free (Cell *cell)
{
  g_free (cell->id);
  g_free (cell->label);
  g_free (cell->style);
  g_free (cell->parent_id);
  g_free (cell);
}

/* Text */

static void
append_entity (GString    *out,
               const char *name)
{
  static const struct { const char *name, *text; } entities[] = {
    { "lt", "<" }, { "gt", ">" }, { "amp", "&" }, { "quot", "\"" }, { "apos", "'" }, { "nbsp", " " },
  };
  gint64 code = name[0] == '#' ? (g_ascii_tolower (name[1]) == 'x' ? (gint64) g_ascii_strtoull (name + 2, NULL, 16)
                                                                   : (gint64) g_ascii_strtoull (name + 1, NULL, 10)) : 0;

  if (code >= 0x20 && code <= 0x10ffff && g_unichar_validate ((gunichar) code))
    g_string_append_unichar (out, (gunichar) code);
  for (gsize i = 0; code == 0 && i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (entities[i].name, name))
      g_string_append (out, entities[i].text);
}

/* Where an entity ends, or NULL if "&" is only that. */
static const char *
end_of_entity (const char *p)
{
  const char *end = p + 1;

  while (g_ascii_isalnum (*end) || *end == '#')
    end++;
  return *end == ';' && end > p + 1 && end - p < 12 ? end : NULL;
}

static gboolean
breaks_line (const char *tag)
{
  return g_ascii_strncasecmp (tag, "br", 2) == 0 || g_ascii_strncasecmp (tag, "/div", 4) == 0 ||
         g_ascii_strncasecmp (tag, "/p", 2) == 0 || g_ascii_strncasecmp (tag, "/li", 3) == 0 || g_ascii_strncasecmp (tag, "div", 3) == 0;
}

/* A label of HTML as lines of text. */
static char *
to_text (const char *html)
{
  g_autoptr(GString) out = g_string_new (NULL);

  for (const char *p = html; *p != '\0'; p++)
    {
      const char *end = *p == '<' ? strchr (p, '>') : *p == '&' ? end_of_entity (p) : NULL;

      if (*p == '<' && end != NULL && (g_ascii_isalpha (p[1]) || p[1] == '/' || p[1] == '!'))
        {
          if (breaks_line (p + 1) && out->len > 0 && (g_ascii_tolower (p[1]) == 'b' || out->str[out->len - 1] != '\n'))
            g_string_append_c (out, '\n');
          p = end;
        }
      else if (*p == '&' && end != NULL)
        {
          g_autofree char *name = g_strndup (p + 1, end - p - 1);

          append_entity (out, name);
          p = end;
        }
      else
        g_string_append_c (out, *p);
    }
  return g_strdup (g_strchomp (out->str));
}

/* Styles */

/* The value of a key of a style, or NULL. */
static char *
dup_style (const char *style,
           const char *key)
{
  gsize n = strlen (key);

  for (const char *p = style; p != NULL && *p != '\0'; p = strchr (p, ';'), p = p != NULL ? p + 1 : NULL)
    if (strncmp (p, key, n) == 0 && p[n] == '=')
      return g_strndup (p + n + 1, strcspn (p + n + 1, ";"));
  return NULL;
}

static gboolean
has_token (const char *style,
           const char *token)
{
  gsize n = strlen (token);

  for (const char *p = style; p != NULL && *p != '\0'; p = strchr (p, ';'), p = p != NULL ? p + 1 : NULL)
    if (strncmp (p, token, n) == 0 && (p[n] == ';' || p[n] == '\0'))
      return TRUE;
  return FALSE;
}

/* The shape of AWS that a style names, as the catalogue writes it. */
static char *
dup_shape_key (const char *style)
{
  static const char *const keys[] = { "resIcon", "prIcon", "shape" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = dup_style (style, keys[i]);

      if (value != NULL && g_str_has_prefix (value, "mxgraph.aws"))
        return g_strdup_printf ("%s=%s", keys[i], value);
    }
  return NULL;
}

static gboolean
is_aws_group (const char *style)
{
  g_autofree char *icon = dup_style (style, "grIcon");
  g_autofree char *shape = dup_style (style, "shape");

  return icon != NULL || (shape != NULL && (g_str_has_prefix (shape, "mxgraph.aws4.group") || g_str_has_prefix (shape, "mxgraph.aws.groups.")));
}

static CellKind
classify (const Cell *cell)
{
  g_autofree char *key = dup_shape_key (cell->style);
  g_autofree char *shape = dup_style (cell->style, "shape");
  g_autofree char *container = dup_style (cell->style, "container");

  if (cell->edge)
    return CELL_WIRE;
  if (!cell->vertex || has_token (cell->style, "edgeLabel") || (cell->parent != NULL && cell->parent->edge))
    return CELL_OTHER;
  if (is_aws_group (cell->style))
    return CELL_ZONE;
  if (key != NULL)
    return CELL_ICON;
  if (g_strcmp0 (container, "1") == 0 || has_token (cell->style, "swimlane") || g_strcmp0 (shape, "swimlane") == 0 ||
      has_token (cell->style, "group") || cell->has_members)
    return CELL_ZONE;
  if ((has_token (cell->style, "text") || g_strcmp0 (shape, "text") == 0 || g_strcmp0 (shape, "note") == 0) && !cell->is_end)
    return CELL_TEXT;
  return CELL_BOX;
}

/* Cells */

static double
read_length (const xmlNode *node,
             const char    *name)
{
  g_autofree char *text = node != NULL ? leat_xml_dup (node, name) : NULL;
  double number = 0;

  if (text == NULL || !leat_parse_number (text, &number) || !isfinite (number))
    return 0;
  return CLAMP (number, -MAX_COORDINATE, MAX_COORDINATE);
}

static const xmlNode *
find_child (const xmlNode *node,
            const char    *name)
{
  for (const xmlNode *child = node != NULL ? node->children : NULL; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE && strcmp ((const char *) child->name, name) == 0)
      return child;
  return NULL;
}

static gboolean
is_set (const xmlNode *node,
        const char    *name)
{
  g_autofree char *text = leat_xml_dup (node, name);

  return g_strcmp0 (text, "1") == 0;
}

static Cell *
new_cell (const xmlNode *node)
{
  gboolean around = strcmp ((const char *) node->name, "mxCell") != 0;
  const xmlNode *inner = around ? find_child (node, "mxCell") : node;
  const xmlNode *place = find_child (inner, "mxGeometry");
  g_autofree char *label = NULL;
  Cell *cell;

  if (inner == NULL)
    return NULL;
  cell = g_new0 (Cell, 1);
  cell->node = node;
  cell->cell = inner;
  cell->id = leat_xml_dup (node, "id");
  cell->style = leat_xml_dup (inner, "style");
  cell->parent_id = leat_xml_dup (inner, "parent");
  cell->vertex = is_set (inner, "vertex");
  cell->edge = is_set (inner, "edge");
  label = leat_xml_dup (node, around ? "label" : "value");
  cell->label = to_text (label != NULL ? label : "");
  cell->box = (LeatRect){ read_length (place, "x"), read_length (place, "y"), fabs (read_length (place, "width")),
                          fabs (read_length (place, "height")) };
  return cell;
}

/* From places in the parent to places on the page; a circle of parents is cut. */
static void
place_cell (Cell *cell)
{
  int depth = 0;

  for (const Cell *up = cell->parent; up != NULL && depth < DRAWIO_MAX_DEPTH; up = up->parent, depth++)
    if (up->vertex)
      {
        const xmlNode *place = find_child (up->cell, "mxGeometry");

        cell->box.x += read_length (place, "x");
        cell->box.y += read_length (place, "y");
      }
  if (depth == DRAWIO_MAX_DEPTH)
    cell->parent = NULL;
}

static Cell *
find_cell (Reader     *self,
           const Cell *cell,
           const char *attribute)
{
  g_autofree char *id = leat_xml_dup (cell->cell, attribute);

  return id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
}

static void
relate_cells (Reader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);
      Cell *ends[2] = { find_cell (self, cell, "source"), find_cell (self, cell, "target") };

      cell->parent = cell->parent_id != NULL ? g_hash_table_lookup (self->by_id, cell->parent_id) : NULL;
      for (int k = 0; k < 2; k++)
        if (cell->edge && ends[k] != NULL)
          {
            cell->ends[k] = ends[k];
            ends[k]->is_end = TRUE;
          }
    }
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);

      if (cell->vertex && cell->parent != NULL && cell->parent->vertex && !has_token (cell->style, "edgeLabel") && !has_token (cell->style, "text"))
        cell->parent->has_members = TRUE;
    }
  for (guint i = 0; i < self->cells->len; i++)
    place_cell (g_ptr_array_index (self->cells, i));
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);

      cell->kind = classify (cell);
    }
}

/* A label that names a service decides between the members of a family that share a shape. */
static void
recognise (Reader *self,
           Cell   *cell)
{
  g_autofree char *key = dup_shape_key (cell->style);
  g_autofree char *type = leat_xml_dup (cell->node, DRAWIO_TYPE);
  const LeatService *named = *cell->label != '\0' ? leat_catalogue_recognise (self->catalogue, cell->label) : NULL;

  if (type != NULL)
    {
      self->own = TRUE;
      cell->service = leat_catalogue_get_service (self->catalogue, type);
      return;
    }
  cell->service = key != NULL ? g_hash_table_lookup (self->shapes, key) : NULL;
  if (named != NULL && (cell->service == NULL || named->role == cell->service->role))
    cell->service = named;
}

/* Elements */

static LeatElement *
new_element (Reader         *self,
             LeatElementKind kind,
             const Cell     *cell,
             const char     *base)
{
  gboolean free_id = cell->id != NULL && *cell->id != '\0' && self->own && leat_pipeline_get_element (self->pipeline, cell->id) == NULL;
  g_autofree char *id = free_id ? g_strdup (cell->id) : leat_pipeline_new_id (self->pipeline, base);

  return leat_element_new (kind, id);
}

static void
add_element (Reader      *self,
             Cell        *cell,
             LeatElement *element)
{
  cell->element = element;
  leat_pipeline_replace (self->pipeline, NULL, element);
  leat_element_unref (element);
}

static void
read_pairs (const xmlNode *node,
            const char    *prefix,
            LeatSettings **settings)
{
  for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      const char *name = (const char *) attribute->name;
      g_autofree char *value = NULL;
      LeatSettings *old = *settings;

      if (!g_str_has_prefix (name, prefix))
        continue;
      value = leat_xml_dup (node, name);
      *settings = leat_settings_with (old, name + strlen (prefix), value);
      g_clear_pointer (&old, leat_settings_unref);
    }
}

static const char *
zone_of (const Cell *cell)
{
  for (const Cell *up = cell->parent; up != NULL; up = up->parent)
    if (up->element != NULL && up->element->kind == LEAT_ELEMENT_ZONE)
      return up->element->id;
  return NULL;
}

static void
read_zone (Reader *self,
           Cell   *cell)
{
  static const struct { const char *icon, *type; } types[] = {
    { "group_vpc", "vpc" }, { "group_security_group", "subnet" }, { "group_subnet", "subnet" },
    { "group_availability_zone", "availability-zone" }, { "group_account", "account" }, { "group_region", "region" },
  };
  g_autofree char *icon = dup_style (cell->style, "grIcon");
  g_autofree char *type = leat_xml_dup (cell->node, DRAWIO_TYPE);
  g_autofree char *role = leat_xml_dup (cell->node, DRAWIO_ROLE);
  LeatElement *zone = new_element (self, LEAT_ELEMENT_ZONE, cell, *cell->label != '\0' ? cell->label : "zone");
  LeatRole known;

  self->own |= type != NULL;
  zone->type = g_intern_string ("layer");
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (type != NULL ? g_str_equal (type, types[i].type) : icon != NULL && strstr (icon, types[i].icon) != NULL)
      zone->type = g_intern_string (types[i].type);
  if (role != NULL && leat_role_from_string (role, &known))
    zone->role = g_intern_string (role);
  g_free (zone->name);
  zone->name = g_strdup (cell->label);
  zone->bounds = (LeatRect){ cell->box.x, cell->box.y + self->top, MAX (cell->box.width, LEAT_GRID), MAX (cell->box.height, LEAT_GRID) };
  zone->zone = g_strdup (zone_of (cell));
  add_element (self, cell, zone);
}

static void
read_block (Reader *self,
            Cell   *cell)
{
  g_autofree char *type = leat_xml_dup (cell->node, DRAWIO_TYPE);
  g_autofree char *remark = leat_xml_dup (cell->node, "tooltip");
  LeatElement *block;

  block = new_element (self, LEAT_ELEMENT_BLOCK, cell, cell->service != NULL ? cell->service->id : cell->label);
  block->type = cell->service != NULL ? g_intern_string (cell->service->id) : g_intern_string (type != NULL ? type : "unknown");
  g_free (block->name);
  block->name = g_strdup (*cell->label != '\0' || type != NULL || cell->service == NULL ? cell->label : cell->service->name);
  block->bounds.x = cell->box.x + cell->box.width / 2 - LEAT_BLOCK_WIDTH / 2;
  block->bounds.y = cell->box.y + cell->box.height / 2 - LEAT_BLOCK_HEIGHT / 2 + self->top;
  block->zone = g_strdup (zone_of (cell));
  block->text = type != NULL ? g_steal_pointer (&remark) : NULL;
  read_pairs (cell->node, DRAWIO_SETTING, &block->settings);
  read_pairs (cell->node, DRAWIO_REASON, &block->silences);
  add_element (self, cell, block);
}

static void
read_note (Reader *self,
           Cell   *cell)
{
  LeatElement *note;

  if (*cell->label == '\0')
    return;
  note = new_element (self, LEAT_ELEMENT_NOTE, cell, "note");
  note->text = g_strdup (cell->label);
  note->bounds = (LeatRect){ cell->box.x, cell->box.y + self->top, MAX (cell->box.width, 4 * LEAT_GRID), MAX (cell->box.height, 2 * LEAT_GRID) };
  note->zone = g_strdup (zone_of (cell));
  add_element (self, cell, note);
}

static void
read_bends (Reader      *self,
            const Cell  *cell,
            LeatElement *wire)
{
  const xmlNode *list = find_child (find_child (cell->cell, "mxGeometry"), "Array");
  g_autoptr(GArray) points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  gboolean inside = cell->parent != NULL && cell->parent->vertex;
  double x = inside ? cell->parent->box.x : 0, y = (inside ? cell->parent->box.y : 0) + self->top;

  for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL && points->len < 1000; node = node->next)
    if (node->type == XML_ELEMENT_NODE)
      {
        LeatPoint point = { x + read_length (node, "x"), y + read_length (node, "y") };

        g_array_append_val (points, point);
      }
  /* Others' way points were for their own shapes and places. */
  if (!self->own || points->len == 0)
    return;
  wire->n_points = points->len;
  wire->points = g_memdup2 (points->data, points->len * sizeof (LeatPoint));
}

static LeatWireKind
guess_kind (const Cell *from)
{
  if (from->service != NULL && from->service->role == LEAT_ROLE_MONITORING)
    return LEAT_WIRE_MONITORS;
  if (from->service != NULL && from->service->role == LEAT_ROLE_ORCHESTRATION)
    return LEAT_WIRE_ORCHESTRATES;
  return LEAT_WIRE_DATA;
}

static void
read_wire (Reader *self,
           Cell   *cell)
{
  Cell *from = cell->ends[0], *to = cell->ends[1];
  g_autofree char *kind = leat_xml_dup (cell->node, DRAWIO_KIND);
  g_autofree char *share = leat_xml_dup (cell->node, DRAWIO_SHARE);
  g_autofree char *start = dup_style (cell->style, "startArrow");
  g_autofree char *end = dup_style (cell->style, "endArrow");
  LeatElement *wire;
  double part;

  if (from == NULL || to == NULL || from->element == NULL || to->element == NULL || from->element->kind != LEAT_ELEMENT_BLOCK ||
      to->element->kind != LEAT_ELEMENT_BLOCK)
    {
      self->n_loose++;
      return;
    }
  /* An arrow with its only head at the start points the other way. */
  if (start != NULL && !g_str_equal (start, "none") && g_strcmp0 (end, "none") == 0)
    {
      Cell *other = from;

      from = to;
      to = other;
    }
  wire = new_element (self, LEAT_ELEMENT_WIRE, cell, "wire");
  wire->from = g_strdup (from->element->id);
  wire->to = g_strdup (to->element->id);
  if (kind == NULL || !leat_wire_kind_from_string (kind, &wire->wire_kind))
    wire->wire_kind = guess_kind (from);
  if (share != NULL && leat_parse_number (share, &part) && part >= 0 && part <= 1)
    wire->share = part;
  g_free (wire->name);
  wire->name = g_strdup (cell->label);
  read_bends (self, cell, wire);
  read_pairs (cell->node, DRAWIO_REASON, &wire->silences);
  add_element (self, cell, wire);
}

/* A label that is a cell of its own, on a wire without one. */
static void
read_edge_label (Reader *self,
                 Cell   *cell)
{
  LeatElement *before = cell->parent != NULL ? cell->parent->element : NULL;

  if (before == NULL || before->kind != LEAT_ELEMENT_WIRE || *cell->label == '\0' || *before->name != '\0')
    return;
  cell->parent->element = leat_element_copy_named (before, cell->label);
  leat_pipeline_replace (self->pipeline, before, cell->parent->element);
  leat_element_unref (cell->parent->element);
}

/* Pages */

/* What of a page becomes a block: icons, boxes that name a service, and boxes that wires hold on to. */
static gboolean
is_block (const Cell *cell)
{
  return cell->kind == CELL_ICON || (cell->kind == CELL_BOX && (cell->service != NULL || cell->is_end));
}

/* How far a point is from a box. */
static double
distance (const LeatRect *box,
          double          x,
          double          y)
{
  double dx = MAX (MAX (box->x - x, x - box->x - box->width), 0), dy = MAX (MAX (box->y - y, y - box->y - box->height), 0);

  return hypot (dx, dy);
}

/* The block that an end without one lies upon, or nearly so. */
static Cell *
find_touched (Reader     *self,
              const Cell *wire,
              const char *end)
{
  const xmlNode *place = find_child (wire->cell, "mxGeometry");
  gboolean inside = wire->parent != NULL && wire->parent->vertex;
  double nearest = REACH;
  Cell *found = NULL;

  for (const xmlNode *node = place != NULL ? place->children : NULL; node != NULL; node = node->next)
    {
      g_autofree char *as = node->type == XML_ELEMENT_NODE ? leat_xml_dup (node, "as") : NULL;
      double x = read_length (node, "x") + (inside ? wire->parent->box.x : 0), y = read_length (node, "y") + (inside ? wire->parent->box.y : 0);

      for (guint i = 0; g_strcmp0 (as, end) == 0 && i < self->cells->len; i++)
        {
          Cell *cell = g_ptr_array_index (self->cells, i);
          double far = is_block (cell) ? distance (&cell->box, x, y) : REACH;

          if (far < nearest)
            {
              nearest = far;
              found = cell;
            }
        }
    }
  return found;
}

/* Many who draw never attach their arrows: they hold on to what they touch. */
static void
attach_wires (Reader *self)
{
  for (guint i = 0, tried = 0; i < self->cells->len && tried < MAX_TOUCHING; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);
      Cell *from = cell->ends[0], *to = cell->ends[1];

      if (cell->kind != CELL_WIRE || (from != NULL && to != NULL))
        continue;
      tried++;
      from = from != NULL ? from : find_touched (self, cell, "sourcePoint");
      to = to != NULL ? to : find_touched (self, cell, "targetPoint");
      if (from == NULL || to == NULL || from == to || !is_block (from) || !is_block (to))
        continue;
      cell->ends[0] = from;
      cell->ends[1] = to;
      self->n_touching++;
    }
}

/* By how much places have to be stretched so that two cards do not lie upon each other. */
static double
stretch_for (const Cell *a,
             const Cell *b)
{
  double dx = fabs (a->box.x + a->box.width / 2 - b->box.x - b->box.width / 2);
  double dy = fabs (a->box.y + a->box.height / 2 - b->box.y - b->box.height / 2);
  double x = dx > 1 ? (LEAT_BLOCK_WIDTH + 2 * AROUND_BLOCK) / dx : INFINITY;
  double y = dy > 1 ? (LEAT_BLOCK_HEIGHT + 2 * AROUND_BLOCK) / dy : INFINITY;

  return MIN (x, y);
}

/* Icons stand closer together than cards can. Of very many blocks only the neighbours in the file are looked at. */
static void
stretch_page (Reader *self)
{
  g_autoptr(GPtrArray) blocks = g_ptr_array_new ();
  double factor = 1;

  for (guint i = 0; i < self->cells->len; i++)
    if (is_block (self->cells->pdata[i]))
      g_ptr_array_add (blocks, self->cells->pdata[i]);
  for (guint i = 0; i < blocks->len; i++)
    for (guint k = i + 1; k < MIN (blocks->len, i + 1000); k++)
      {
        double needed = stretch_for (blocks->pdata[i], blocks->pdata[k]);

        factor = isfinite (needed) && needed <= MAX_STRETCH ? MAX (factor, needed) : factor;
      }
  for (guint i = 0; i < self->cells->len; i++)
    {
      LeatRect *box = &((Cell *) self->cells->pdata[i])->box;

      *box = (LeatRect){ box->x * factor, box->y * factor, box->width * factor, box->height * factor };
    }
}

static void
grow (LeatRect       *box,
      const LeatRect *member)
{
  double right = MAX (box->x + box->width, member->x + member->width), bottom = MAX (box->y + box->height, member->y + member->height);

  box->x = MIN (box->x, member->x);
  box->y = MIN (box->y, member->y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

/* Zones grow around the cards that took the places of smaller icons. */
static void
grow_zones (Reader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = g_ptr_array_index (self->cells, i);
      double x = cell->box.x + cell->box.width / 2, y = cell->box.y + cell->box.height / 2;
      LeatRect room = { x - LEAT_BLOCK_WIDTH / 2 - AROUND_BLOCK, y - LEAT_BLOCK_HEIGHT / 2 - TITLE_ROOM,
                        LEAT_BLOCK_WIDTH + 2 * AROUND_BLOCK, LEAT_BLOCK_HEIGHT + TITLE_ROOM + AROUND_BLOCK };
      int depth = 0;

      if (!is_block (cell))
        continue;
      for (Cell *up = cell->parent; up != NULL && depth < DRAWIO_MAX_DEPTH; up = up->parent, depth++)
        if (up->kind == CELL_ZONE)
          {
            grow (&up->box, &room);
            room = (LeatRect){ up->box.x - AROUND_BLOCK, up->box.y - TITLE_ROOM, up->box.width + 2 * AROUND_BLOCK,
                               up->box.height + TITLE_ROOM + AROUND_BLOCK };
          }
    }
}

/* A zone after the one that it is in; parents that go in circles have been cut. */
static void
read_zones_to (Reader *self,
               Cell   *cell,
               int     depth)
{
  if (cell == NULL || cell->element != NULL || depth > DRAWIO_MAX_DEPTH)
    return;
  read_zones_to (self, cell->parent, depth + 1);
  if (cell->kind == CELL_ZONE && cell->element == NULL)
    read_zone (self, cell);
}

static void
read_shapes (Reader *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    read_zones_to (self, self->cells->pdata[i], 0);
  for (guint i = 0; i < self->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (self->cells, i);

      if (is_block (cell))
        {
          self->n_unknown += cell->service == NULL;
          read_block (self, cell);
        }
      else if (cell->kind == CELL_TEXT || cell->kind == CELL_BOX)
        {
          self->n_notes += cell->kind == CELL_BOX;
          read_note (self, cell);
        }
    }
  for (guint i = 0; i < self->cells->len; i++)
    if (((Cell *) self->cells->pdata[i])->kind == CELL_WIRE)
      read_wire (self, self->cells->pdata[i]);
  for (guint i = 0; i < self->cells->len; i++)
    if (((Cell *) self->cells->pdata[i])->kind == CELL_OTHER)
      read_edge_label (self, self->cells->pdata[i]);
}

static void
go_below (Reader *self)
{
  double bottom = self->top;

  for (guint i = 0; i < self->cells->len; i++)
    {
      const Cell *cell = g_ptr_array_index (self->cells, i);

      if (cell->element != NULL && cell->kind != CELL_WIRE)
        bottom = MAX (bottom, cell->element->bounds.y + cell->element->bounds.height);
    }
  self->top = bottom + PAGE_GAP;
}

/* What holds for the whole pipeline stands at the root of a page of ours. */
static void
read_properties (Reader        *self,
                 const xmlNode *node)
{
  LeatElement *before = leat_pipeline_get_properties (self->pipeline);
  g_autoptr(LeatElement) after = leat_element_copy (before);

  read_pairs (node, DRAWIO_SETTING, &after->settings);
  read_pairs (node, DRAWIO_REASON, &after->silences);
  leat_pipeline_replace (self->pipeline, before, after);
}

static gboolean
read_model (Reader        *self,
            const xmlNode *model,
            GError       **error)
{
  const xmlNode *root = find_child (model, "root");
  g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func ((GDestroyNotify) cell_free);
  g_autoptr(GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);

  self->cells = cells;
  self->by_id = by_id;
  for (const xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      Cell *cell = node->type == XML_ELEMENT_NODE ? new_cell (node) : NULL;

      if (cell == NULL)
        continue;
      g_ptr_array_add (cells, cell);
      if (cells->len == 1 && cell->parent_id == NULL)
        read_properties (self, node);
      if (cell->id != NULL)
        g_hash_table_insert (by_id, cell->id, cell);
      if (cells->len > MAX_CELLS)
        {
          g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s: found a page of more than %d shapes, expected at most that"), self->file,
                       MAX_CELLS);
          return FALSE;
        }
    }
  relate_cells (self);
  self->own = FALSE;
  for (guint i = 0; i < cells->len; i++)
    if (((Cell *) cells->pdata[i])->kind == CELL_ICON || ((Cell *) cells->pdata[i])->kind == CELL_BOX)
      recognise (self, cells->pdata[i]);
  if (!self->own)
    {
      attach_wires (self);
      stretch_page (self);
      grow_zones (self);
    }
  read_shapes (self);
  go_below (self);
  return TRUE;
}

/* Compressed pages: base64 of raw deflate of text with escapes of addresses. */
static char *
inflate (const guchar *data,
         gsize         size)
{
  g_autoptr(GZlibDecompressor) inflater = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_RAW);
  g_autoptr(GString) out = g_string_new (NULL);
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result == G_CONVERTER_CONVERTED)
    {
      char chunk[16384];
      gsize taken = 0, made = 0;

      result = g_converter_convert (G_CONVERTER (inflater), data, size, chunk, sizeof chunk, G_CONVERTER_INPUT_AT_END, &taken, &made, NULL);
      if (result == G_CONVERTER_ERROR || out->len + made > MAX_PAGE)
        return NULL;
      g_string_append_len (out, chunk, made);
      data += taken;
      size -= taken;
    }
  return g_uri_unescape_string (out->str, NULL);
}

static xmlDoc *
parse (const char *text,
       gsize       size)
{
  /* Neither entities nor anything from outside. */
  if (size > G_MAXINT || g_strstr_len (text, size, "<!DOCTYPE") != NULL || g_strstr_len (text, size, "<!ENTITY") != NULL)
    return NULL;
  return xmlReadMemory (text, (int) size, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
}

static gboolean
read_diagram (Reader        *self,
              const xmlNode *diagram,
              GError       **error)
{
  const xmlNode *model = find_child (diagram, "mxGraphModel");
  g_autofree char *text = NULL;
  g_autofree char *xml = NULL;
  g_autofree guchar *data = NULL;
  g_autoptr(xmlDoc) page = NULL;
  gsize size;

  if (model != NULL)
    return read_model (self, model, error);
  text = g_strstrip (leat_xml_dup_content (diagram));
  if (*text == '\0')
    return TRUE;
  data = g_base64_decode (text, &size);
  xml = inflate (data, size);
  page = xml != NULL ? parse (xml, strlen (xml)) : NULL;
  if (page == NULL)
    {
      leat_notice_add (self->notices, xmlGetLineNo ((xmlNode *) diagram), _("A page cannot be read: its text is cut off or damaged"));
      return TRUE;
    }
  return read_model (self, xmlDocGetRootElement (page), error);
}

static void
name_pipeline (Reader        *self,
               const xmlNode *diagram)
{
  LeatElement *before = leat_pipeline_get_properties (self->pipeline);
  g_autofree char *name = leat_xml_dup (diagram, "name");
  g_autoptr(LeatElement) after = NULL;

  if (name == NULL || *name == '\0' || *before->name != '\0' || g_str_has_prefix (name, "Page-"))
    return;
  after = leat_element_copy_named (before, name);
  leat_pipeline_replace (self->pipeline, before, after);
}

static gboolean
read_pages (Reader        *self,
            const xmlNode *root,
            GError       **error)
{
  guint n = 0;

  if (strcmp ((const char *) root->name, "mxGraphModel") == 0)
    return read_model (self, root, error);
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    {
      if (node->type != XML_ELEMENT_NODE || strcmp ((const char *) node->name, "diagram") != 0)
        continue;
      name_pipeline (self, node);
      if (!read_diagram (self, node, error))
        return FALSE;
      n++;
    }
  if (n > 1)
    leat_notice_add (self->notices, 0, ngettext ("%u page: they stand below each other", "%u pages: they stand below each other", n), n);
  return TRUE;
}

static void
summarise (Reader *self)
{
  guint counts[LEAT_ELEMENT_UNKNOWN + 1] = { 0 };

  for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
    counts[leat_pipeline_get_nth (self->pipeline, i)->kind]++;
  leat_notice_add (self->notices, 0, _("Read: %u blocks, %u wires, %u zones, %u notes"), counts[LEAT_ELEMENT_BLOCK], counts[LEAT_ELEMENT_WIRE],
                   counts[LEAT_ELEMENT_ZONE], counts[LEAT_ELEMENT_NOTE]);
  if (self->n_unknown > 0)
    leat_notice_add (self->notices, 0,
                     ngettext ("%u shape names no service that Leat knows: choose one for its block",
                               "%u shapes name no service that Leat knows: choose one for their blocks", self->n_unknown),
                     self->n_unknown);
  if (self->n_touching > 0)
    leat_notice_add (self->notices, 0,
                     ngettext ("%u arrow that was not attached now holds on to the blocks it touched",
                               "%u arrows that were not attached now hold on to the blocks they touched", self->n_touching),
                     self->n_touching);
  if (self->n_loose > 0)
    leat_notice_add (self->notices, 0,
                     ngettext ("%u arrow is left out: it does not hold on to a block at both ends",
                               "%u arrows are left out: they do not hold on to a block at both ends", self->n_loose),
                     self->n_loose);
  if (self->n_notes > 0)
    leat_notice_add (self->notices, 0,
                     ngettext ("%u other shape became a note, or nothing if it had no text",
                               "%u other shapes became notes, or nothing if they had no text", self->n_notes),
                     self->n_notes);
}

static GHashTable *
list_shapes (LeatCatalogue *catalogue)
{
  GHashTable *shapes = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *service = leat_catalogue_get_nth_service (catalogue, i);

      for (guint k = 0; k < service->shapes->len; k++)
        {
          const LeatShape *shape = g_ptr_array_index (service->shapes, k);

          if (!shape->borrowed)
            g_hash_table_insert (shapes, shape->key, (gpointer) service);
        }
    }
  return shapes;
}

LeatPipeline *
leat_drawio_read (GBytes        *data,
                  const char    *name,
                  LeatCatalogue *catalogue,
                  GPtrArray     *notices,
                  GError       **error)
{
  gsize size;
  const char *text = g_bytes_get_data (data, &size);
  g_autoptr(xmlDoc) doc = size > 0 ? parse (text, size) : NULL;
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  g_autoptr(LeatPipeline) pipeline = leat_pipeline_new ();
  g_autoptr(GHashTable) shapes = list_shapes (catalogue);
  Reader self = { .file = name, .catalogue = catalogue, .pipeline = pipeline, .notices = notices, .shapes = shapes };

  if (root == NULL || (strcmp ((const char *) root->name, "mxfile") != 0 && strcmp ((const char *) root->name, "mxGraphModel") != 0))
    {
      const xmlError *last = xmlGetLastError ();

      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:%d: found no draw.io diagram, expected <mxfile> or <mxGraphModel> without a document type"),
                   name, doc == NULL && last != NULL ? MAX (last->line, 1) : 1);
      return NULL;
    }
  if (!read_pages (&self, root, error))
    return NULL;
  summarise (&self);
  return g_steal_pointer (&pipeline);
}
