/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/xml.h"
#include "exchange/native-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* A SAX reader: no tree is built. Depth 1 is the root, 2 the elements of the pipeline, 3 what is inside
 * them. At each end of an element its bytes are cut out of the file, from the end of the element before,
 * so that a save can write them again. The first fault stops the parser. */

#define MAX_DEPTH 32
#define MAX_ELEMENTS 500000
#define MAX_SETTINGS 1000
#define MAX_TEXT (1024 * 1024)
#define MAX_NOTICES 100

typedef struct
{
  xmlParserCtxt *context;
  const char    *name;
  GBytes        *bytes;
  const char    *data;
  GPtrArray     *notices;
  LeatCatalogue *catalogue; /* or NULL */
  LeatPipeline  *pipeline;
  GError        *error;

  int    depth;
  int    skip;       /* the depth of the part that is kept or ignored unread, or 0 */
  gsize  skip_start; /* where it starts, or 0 to ignore it */
  guint  n_elements;
  guint  n_notices;
  gsize  end;        /* of the element before */
  GBytes *preamble;
  GBytes *lead;      /* the last one: most are the same */
  GArray *lines;     /* of long: where each element starts, in the order of the file */

  LeatElement *element; /* at depth 2 */
  GString     *text;    /* where text goes, or NULL */
  GPtrArray   *set_names;
  GPtrArray   *set_values;
  GPtrArray   *silence_names;
  GPtrArray   *silence_values;
  GArray      *points;
  GString     *extra;
  GArray      *asked; /* of Asked */
} Reader;

/* What is asked of one consumer alone. */
typedef struct
{
  char *name; /* of the property: its id stands behind the full stop */
  long  line;
} Asked;

/* One attribute as the parser gives it. */
typedef struct
{
  const char *name;
  const char *prefix;
  const char *uri;
  const char *value;
  const char *end;
} Attribute;

G_STATIC_ASSERT (sizeof (Attribute) == 5 * sizeof (xmlChar *));

typedef struct
{
  const char      *tag;
  const char      *uri;
  const Attribute *attributes;
  int              n_attributes;
  gsize            start; /* of its "<" in the file */
  long             line;
} Tag;

static void
fail (Reader     *self,
      int         code,
      long        line,
      const char *format,
      ...) G_GNUC_PRINTF (4, 5);

static void
fail (Reader     *self,
      int         code,
      long        line,
      const char *format,
      ...)
{
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  va_list args;

  if (self->error != NULL)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  valid = g_utf8_make_valid (text, -1); /* what was found may have been cut inside a character */
  g_set_error (&self->error, LEAT_ERROR, code, "%s:%ld: %s", self->name, line, g_strdelimit (valid, "\r\n\t", ' '));
  xmlStopParser (self->context);
}

/* The list for one more notice. A file of a newer version may be full of what is not known: the first
 * lines say it all. */
static GPtrArray *
next_notice (Reader *self)
{
  return self->n_notices++ < MAX_NOTICES ? self->notices : NULL;
}

static gsize
position (const Reader *self)
{
  const xmlParserInput *input = self->context->input;

  return input->consumed + (input->cur - input->base);
}

static gboolean
is_ours (const char *uri)
{
  return uri != NULL && g_str_equal (uri, LEAT_NAMESPACE);
}

/* A value of the parser is not terminated. NULL, with the reader failed, if it is too long. */
static char *
dup_value (Reader          *self,
           const Tag       *tag,
           const Attribute *attribute)
{
  if (attribute->end - attribute->value <= MAX_TEXT)
    return g_strndup (attribute->value, attribute->end - attribute->value);

  fail (self, LEAT_ERROR_LIMIT, tag->line, _("found a value of %zu bytes in “%s”, expected at most %d"),
        (gsize) (attribute->end - attribute->value), attribute->name, MAX_TEXT);
  return NULL;
}

static const Attribute *
find_attribute (const Tag  *tag,
                const char *name)
{
  for (int i = 0; i < tag->n_attributes; i++)
    if (tag->attributes[i].uri == NULL && g_str_equal (tag->attributes[i].name, name))
      return &tag->attributes[i];
  return NULL;
}

/* The value of an attribute that must be there. */
static char *
dup_required (Reader     *self,
              const Tag  *tag,
              const char *name)
{
  const Attribute *attribute = find_attribute (tag, name);

  if (attribute != NULL)
    return dup_value (self, tag, attribute);

  fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found <%s> without “%s”, expected <%s %s=\"…\">"), tag->tag, name,
        tag->tag, name);
  return NULL;
}

static gboolean
read_number (Reader     *self,
             const Tag  *tag,
             const char *name,
             const char *text,
             double      low,
             double      high,
             double     *number)
{
  if (leat_parse_number (text, number) && *number >= low && *number <= high)
    return TRUE;

  fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found “%.40s” in “%s” of <%s>, expected a number from %.0f to %.0f"),
        text, name, tag->tag, low, high);
  return FALSE;
}

static void
read_yes (Reader     *self,
          const Tag  *tag,
          const char *name,
          const char *text,
          gboolean   *yes)
{
  *yes = g_str_equal (text, "yes");
  if (!*yes && !g_str_equal (text, "no"))
    fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found “%.40s” in “%s” of <%s>, expected “yes” or “no”"), text, name, tag->tag);
}

static gboolean
read_wire_kind (Reader       *self,
                const Tag    *tag,
                const char   *text,
                LeatWireKind *kind)
{
  g_autoptr(GString) known = NULL;

  if (leat_wire_kind_from_string (text, kind))
    return TRUE;

  known = g_string_new (NULL);
  for (int i = 0; i < LEAT_N_WIRE_KINDS; i++)
    g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", leat_wire_kind_to_string (i));
  fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found “%.40s” in “kind” of <%s>, expected one of %s"), text, tag->tag,
        known->str);
  return FALSE;
}

static gboolean
check_id (Reader     *self,
          const Tag  *tag,
          const char *id)
{
  LeatElement *other;

  if (*id == '\0' || *id == '?' || strpbrk (id, " \t\r\n") != NULL)
    {
      fail (self, LEAT_ERROR_SYNTAX, tag->line,
            _("found “%.40s” in “id” of <%s>, expected a word without spaces that does not start with “?”"), id,
            tag->tag);
      return FALSE;
    }

  other = leat_pipeline_get_element (self->pipeline, id);
  if (other == NULL)
    return TRUE;
  if (other->kind == LEAT_ELEMENT_PROPERTIES)
    fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found the id “%s”, which Leat keeps for itself, expected another"),
          id);
  else
    fail (self, LEAT_ERROR_SYNTAX, tag->line,
          _("found the id “%s” a second time, expected another: line %ld has it already"), id,
          g_array_index (self->lines, long, (guint) other->order - 2));
  return FALSE;
}

static void
read_field (Reader              *self,
            const Tag           *tag,
            const LeatAttribute *field,
            const Attribute     *attribute)
{
  gpointer member = G_STRUCT_MEMBER_P (self->element, field->offset);
  g_autofree char *text = dup_value (self, tag, attribute);

  if (text == NULL)
    return;

  switch (field->type)
    {
    case LEAT_ATTRIBUTE_ID:
      if (!check_id (self, tag, text))
        return;
      G_GNUC_FALLTHROUGH;
    case LEAT_ATTRIBUTE_TEXT:
      g_free (*(char **) member);
      *(char **) member = g_steal_pointer (&text);
      break;
    case LEAT_ATTRIBUTE_WORD:
      *(const char **) member = g_intern_string (text);
      break;
    case LEAT_ATTRIBUTE_KIND:
      read_wire_kind (self, tag, text, member);
      break;
    case LEAT_ATTRIBUTE_NUMBER:
      read_number (self, tag, field->name, text, -LEAT_COORDINATE_MAX, LEAT_COORDINATE_MAX, member);
      break;
    case LEAT_ATTRIBUTE_SIZE:
      read_number (self, tag, field->name, text, 0, LEAT_COORDINATE_MAX, member);
      break;
    case LEAT_ATTRIBUTE_SHARE:
      read_number (self, tag, field->name, text, 0, 1, member);
      break;
    case LEAT_ATTRIBUTE_YES:
      read_yes (self, tag, field->name, text, member);
      break;
    }
}

static const LeatAttribute *
find_field (LeatElementKind  kind,
            const Attribute *attribute,
            guint           *index)
{
  if (attribute->uri != NULL)
    return NULL;

  for (guint i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if ((leat_attributes[i].kinds & (1u << kind)) && g_str_equal (leat_attributes[i].name, attribute->name))
      {
        *index = i;
        return &leat_attributes[i];
      }
  return NULL;
}

static void
keep_attribute (GString         *extra,
                const Attribute *attribute)
{
  g_string_append_c (extra, ' ');
  if (attribute->prefix != NULL)
    g_string_append_printf (extra, "%s:", attribute->prefix);
  g_string_append_printf (extra, "%s=\"", attribute->name);
  leat_native_escape (extra, attribute->value, attribute->end - attribute->value, TRUE);
  g_string_append_c (extra, '"');
}

static void
keep_namespaces (GString        *extra,
                 int             n,
                 const xmlChar **namespaces)
{
  for (int i = 0; i < n; i++)
    {
      const char *prefix = (const char *) namespaces[2 * i];
      const char *uri = (const char *) namespaces[2 * i + 1];

      if (prefix == NULL)
        continue; /* it is ours, as for the root */
      g_string_append_printf (extra, " xmlns:%s=\"", prefix);
      leat_native_escape (extra, uri, -1, TRUE);
      g_string_append_c (extra, '"');
    }
}

static void
check_required (Reader    *self,
                const Tag *tag,
                guint      found)
{
  for (guint i = 0; i < LEAT_N_ATTRIBUTES; i++)
    {
      const LeatAttribute *field = &leat_attributes[i];

      if (field->required && (field->kinds & (1u << self->element->kind)) && !(found & (1u << i)))
        fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found <%s> without “%s”, expected <%s %s=\"…\">"), tag->tag,
              field->name, tag->tag, field->name);
    }
}

static void
read_fields (Reader         *self,
             const Tag      *tag,
             int             n_namespaces,
             const xmlChar **namespaces)
{
  g_autoptr(GString) extra = NULL;
  guint found = 0;

  for (int i = 0; i < tag->n_attributes && self->error == NULL; i++)
    {
      guint index;
      const LeatAttribute *field = find_field (self->element->kind, &tag->attributes[i], &index);

      if (field != NULL)
        {
          found |= 1u << index;
          read_field (self, tag, field, &tag->attributes[i]);
          continue;
        }
      if (extra == NULL)
        extra = g_string_new (NULL);
      keep_attribute (extra, &tag->attributes[i]);
    }

  if (self->error != NULL)
    return;
  check_required (self, tag, found);

  if (n_namespaces > 0 && self->error == NULL)
    {
      if (extra == NULL)
        extra = g_string_new (NULL);
      keep_namespaces (extra, n_namespaces, namespaces);
    }
  if (extra != NULL && extra->len > 0)
    self->element->extra_attributes = g_strdup (extra->str);
}

static LeatElementKind
kind_of (const Tag *tag)
{
  if (is_ours (tag->uri))
    for (LeatElementKind kind = LEAT_ELEMENT_PROPERTIES; kind < LEAT_ELEMENT_UNKNOWN; kind++)
      if (g_str_equal (tag->tag, leat_native_tag (kind)))
        return kind;
  return LEAT_ELEMENT_UNKNOWN;
}

static void
check_version (Reader     *self,
               const Tag  *tag,
               const char *text)
{
  double version;

  if (leat_parse_number (text, &version) && version == LEAT_FILE_VERSION)
    return;
  if (leat_parse_number (text, &version) && version > LEAT_FILE_VERSION)
    fail (self, LEAT_ERROR_SYNTAX, tag->line,
          _("found version %.20s of the format, expected %d: a newer Leat wrote this file"), text,
          LEAT_FILE_VERSION);
  else
    fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found version=\"%.20s\", expected version=\"%d\""), text,
          LEAT_FILE_VERSION);
}

static void
start_root (Reader     *self,
            const Tag  *tag,
            const char *prefix)
{
  g_autofree char *version = NULL;

  if (!g_str_equal (tag->tag, "pipeline") || !is_ours (tag->uri) || prefix != NULL)
    {
      g_autofree char *space = tag->uri != NULL ? g_strdup_printf (" xmlns=\"%.80s\"", tag->uri) : g_strdup ("");

      fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found <%s%s%.40s%s>, expected <pipeline xmlns=\"%s\">"),
            prefix != NULL ? prefix : "", prefix != NULL ? ":" : "", tag->tag, space, LEAT_NAMESPACE);
      return;
    }

  version = dup_required (self, tag, "version");
  if (version != NULL)
    check_version (self, tag, version);
}

static void
start_element (Reader         *self,
               const Tag      *tag,
               int             n_namespaces,
               const xmlChar **namespaces)
{
  LeatElementKind kind = kind_of (tag);
  gboolean again = kind == LEAT_ELEMENT_PROPERTIES &&
                   leat_pipeline_get_properties (self->pipeline)->source != NULL;

  g_array_append_val (self->lines, tag->line);
  if (kind == LEAT_ELEMENT_UNKNOWN)
    {
      g_autofree char *id = g_strdup_printf ("?%u", self->lines->len);

      self->element = leat_element_new (kind, id);
      self->skip = self->depth;
      self->skip_start = 0;
      leat_notice_add (next_notice (self), tag->line, _("<%s> is not known to this version of Leat and is kept as it is"),
                       tag->tag);
    }
  else
    {
      self->element = leat_element_new (kind, kind == LEAT_ELEMENT_PROPERTIES ? LEAT_PROPERTIES_ID : NULL);
      if (again)
        fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found <properties> a second time, expected it once"));
      else
        read_fields (self, tag, n_namespaces, namespaces);
      if (kind == LEAT_ELEMENT_NOTE)
        self->text = g_string_new (NULL);
    }
  self->element->order = self->lines->len + 1;
}

/* Adds a pair to two lists side by side, which take it over. */
static void
read_pair (Reader     *self,
           const Tag  *tag,
           const char *key,
           const char *value_key,
           GPtrArray  *names,
           GPtrArray  *values)
{
  g_autofree char *name = dup_required (self, tag, key);
  g_autofree char *value = name != NULL ? dup_required (self, tag, value_key) : NULL;
  const char *interned = value != NULL ? g_intern_string (name) : NULL;

  if (value == NULL)
    return;

  if (names->len >= MAX_SETTINGS)
    fail (self, LEAT_ERROR_LIMIT, tag->line, _("found more than %d <%s> in one element, expected fewer"), MAX_SETTINGS,
          tag->tag);
  else if (g_ptr_array_find (names, interned, NULL))
    fail (self, LEAT_ERROR_SYNTAX, tag->line, _("found <%s %s=\"%.40s\"> a second time, expected it once"), tag->tag,
          key, name);
  else
    {
      g_ptr_array_add (names, (gpointer) interned);
      g_ptr_array_add (values, g_steal_pointer (&value));
    }
}

/* What is asked of the pipeline, or of one consumer by its id behind a full stop. */
static const LeatRequirement *
find_requirement (const Reader *self,
                  const char   *name)
{
  const char *stop = strchr (name, '.');
  g_autofree char *id = stop != NULL ? g_strndup (name, stop - name) : g_strdup (name);

  return self->catalogue != NULL ? leat_catalogue_get_requirement (self->catalogue, id) : NULL;
}

static void
check_property (Reader     *self,
                const Tag  *tag,
                const char *name,
                const char *value)
{
  static const char *const numbers[] = { "hours-per-month", "currency-rate", "budget" };
  const LeatRequirement *requirement = find_requirement (self, name);
  g_autoptr(GError) error = NULL;
  double number;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_str_equal (name, numbers[i]) && (!leat_parse_number (value, &number) || number <= 0))
      {
        leat_notice_add (next_notice (self), tag->line,
                         _("%s cannot be “%s”: it is a number above 0; until it is put right it counts as not set"),
                         name, value);
        return;
      }
  if (requirement != NULL && !leat_setting_parse (requirement->setting, value, &number, &error))
    leat_notice_add (next_notice (self), tag->line, _("%s; until it is put right it counts as not asked"), error->message);
  else if (requirement != NULL && strchr (name, '.') != NULL)
    {
      Asked asked = { g_strdup (name), tag->line };

      g_array_append_val (self->asked, asked);
    }
}

/* A value that cannot be used stays in the file; what counts meanwhile is said, so that no figure is a surprise. */
static void
check_value (Reader     *self,
             const Tag  *tag,
             const char *name,
             const char *value)
{
  const LeatService *service = NULL;
  const LeatSetting *setting;
  g_autoptr(GError) error = NULL;
  double number;

  if (self->element->kind == LEAT_ELEMENT_PROPERTIES)
    check_property (self, tag, name, value);
  if (self->element->kind == LEAT_ELEMENT_BLOCK && self->catalogue != NULL)
    service = leat_catalogue_get_service (self->catalogue, self->element->type);
  setting = service != NULL ? leat_service_get_setting (service, name) : NULL;
  if (setting != NULL && !leat_setting_parse (setting, value, &number, &error))
    leat_notice_add (next_notice (self), tag->line, _("%s; until it is put right, %s has its default"),
                     error->message, self->element->id);
}

static void
read_set (Reader    *self,
          const Tag *tag)
{
  guint n = self->set_names->len;

  read_pair (self, tag, "name", "value", self->set_names, self->set_values);
  if (self->set_names->len > n && self->error == NULL)
    check_value (self, tag, self->set_names->pdata[n], self->set_values->pdata[n]);
}

static void
read_silence (Reader    *self,
              const Tag *tag)
{
  read_pair (self, tag, "rule", "reason", self->silence_names, self->silence_values);
}

static void
read_point (Reader    *self,
            const Tag *tag)
{
  g_autofree char *x = dup_required (self, tag, "x");
  g_autofree char *y = x != NULL ? dup_required (self, tag, "y") : NULL;
  LeatPoint point;

  if (y != NULL &&
      read_number (self, tag, "x", x, -LEAT_COORDINATE_MAX, LEAT_COORDINATE_MAX, &point.x) &&
      read_number (self, tag, "y", y, -LEAT_COORDINATE_MAX, LEAT_COORDINATE_MAX, &point.y))
    g_array_append_val (self->points, point);
}

static void
read_text (Reader    *self,
           const Tag *tag)
{
  self->text = g_string_new (self->element->text);
  if (self->text->len > 0)
    g_string_append_c (self->text, '\n');
}

static void (*const read_child[LEAT_N_CHILDREN]) (Reader *self, const Tag *tag) = {
  [LEAT_CHILD_SET] = read_set,     [LEAT_CHILD_SILENCE] = read_silence, [LEAT_CHILD_POINT] = read_point,
  [LEAT_CHILD_REMARK] = read_text, [LEAT_CHILD_TEXT] = read_text,
};

static void
start_child (Reader    *self,
             const Tag *tag)
{
  for (LeatChild i = 0; is_ours (tag->uri) && i < LEAT_N_CHILDREN; i++)
    if ((leat_children[i].kinds & (1u << self->element->kind)) && g_str_equal (tag->tag, leat_children[i].tag))
      {
        if (tag->n_attributes > (leat_children[i].names[0] != NULL ? 2 : 0))
          leat_notice_add (next_notice (self), tag->line,
                           _("<%s> has attributes that Leat does not know: they may be lost when its <%s> is changed"),
                           tag->tag, leat_native_tag (self->element->kind));
        read_child[i] (self, tag);
        return;
      }

  self->skip = self->depth;
  self->skip_start = tag->start;
}

static void
start_inner (Reader    *self,
             const Tag *tag)
{
  leat_notice_add (next_notice (self), tag->line,
                   _("<%s> is not known here: it may be lost when its <%s> is changed"), tag->tag,
                   leat_native_tag (self->element->kind));
  self->skip = self->depth;
  self->skip_start = 0;
}

/* The root's start tag ends at the next ">"; the parser stands behind its last attribute. */
static void
end_preamble (Reader *self,
              gsize   at)
{
  const char *end = memchr (self->data + at, '>', g_bytes_get_size (self->bytes) - at);

  self->end = end != NULL ? (gsize) (end + 1 - self->data) : at;
  self->preamble = g_bytes_new_from_bytes (self->bytes, 0, self->end);
}

static void
take_lead (Reader *self,
           gsize   start)
{
  gsize size = start - self->end;

  if (self->lead == NULL || g_bytes_get_size (self->lead) != size ||
      (size > 0 && memcmp (g_bytes_get_data (self->lead, NULL), self->data + self->end, size) != 0))
    {
      g_clear_pointer (&self->lead, g_bytes_unref);
      self->lead = g_bytes_new (self->data + self->end, size);
    }
  self->element->lead = g_bytes_ref (self->lead);
}

static void
on_start (gpointer        data,
          const xmlChar  *tag_name,
          const xmlChar  *prefix,
          const xmlChar  *uri,
          int             n_namespaces,
          const xmlChar **namespaces,
          int             n_attributes,
          int             n_defaulted,
          const xmlChar **attributes)
{
  Reader *self = data;
  gsize at = position (self);
  const char *start = memrchr (self->data, '<', at);
  Tag tag = { (const char *) tag_name, (const char *) uri, (const Attribute *) attributes, n_attributes,
              start - self->data, self->context->input->line - leat_count_lines (start, self->data + at) };

  self->depth++;
  if (++self->n_elements > MAX_ELEMENTS)
    fail (self, LEAT_ERROR_LIMIT, tag.line, _("found more than %d elements, expected fewer"), MAX_ELEMENTS);
  else if (self->depth > MAX_DEPTH)
    fail (self, LEAT_ERROR_LIMIT, tag.line, _("found elements nested more than %d deep, expected fewer"), MAX_DEPTH);
  else if (self->skip != 0)
    return;
  else if (self->depth == 1)
    start_root (self, &tag, (const char *) prefix);
  else if (self->depth == 2)
    start_element (self, &tag, n_namespaces, namespaces);
  else if (self->depth == 3)
    start_child (self, &tag);
  else
    start_inner (self, &tag);

  if (self->error == NULL && self->depth == 1)
    end_preamble (self, at);
  else if (self->error == NULL && self->depth == 2)
    take_lead (self, tag.start);
}

static void
keep_content (Reader     *self,
              const char *xml,
              gsize       length)
{
  gsize size;
  const char *lead = g_bytes_get_data (self->element->lead, &size);
  gboolean crlf = size > 0 && memchr (lead, '\r', size) != NULL;

  if (self->extra->len > 0 && self->element->kind != LEAT_ELEMENT_NOTE)
    g_string_append (self->extra, crlf ? "\r\n    " : "\n    ");
  g_string_append_len (self->extra, xml, length);
}

static LeatSettings *
take_pairs (GPtrArray *names,
            GPtrArray *values)
{
  LeatSettings *settings = leat_settings_new_take (names->len, (const char *const *) names->pdata,
                                                   (char *const *) values->pdata);

  g_ptr_array_set_size (names, 0);
  g_ptr_array_set_free_func (values, NULL);
  g_ptr_array_set_size (values, 0);
  g_ptr_array_set_free_func (values, g_free);
  return settings;
}

static void
take_text (Reader *self)
{
  if (self->text == NULL)
    return;

  g_free (self->element->text);
  self->element->text = g_string_free (g_steal_pointer (&self->text), FALSE);
}

/* Puts what the children said into the element. */
static void
take_children (Reader *self)
{
  LeatElement *element = self->element;

  if (self->set_names->len > 0)
    {
      leat_settings_unref (element->settings);
      element->settings = take_pairs (self->set_names, self->set_values);
    }
  if (self->silence_names->len > 0)
    {
      leat_settings_unref (element->silences);
      element->silences = take_pairs (self->silence_names, self->silence_values);
    }
  if (self->points->len > 0)
    {
      element->n_points = self->points->len;
      element->points = g_memdup2 (self->points->data, self->points->len * sizeof (LeatPoint));
      g_array_set_size (self->points, 0);
    }
  if (self->extra->len > 0)
    {
      element->extra_content = g_strndup (self->extra->str, self->extra->len);
      g_string_truncate (self->extra, 0);
    }
  take_text (self);
}

static void
finish_element (Reader *self)
{
  gsize end = position (self);
  g_autoptr(LeatElement) element = NULL;
  LeatElement *before = NULL;

  take_children (self);
  self->element->source = g_bytes_new_from_bytes (self->bytes, self->end, end - self->end);
  self->end = end;

  element = g_steal_pointer (&self->element);
  if (element->kind == LEAT_ELEMENT_PROPERTIES)
    before = leat_pipeline_get_properties (self->pipeline);
  leat_pipeline_replace (self->pipeline, before, element);
}

static void
on_end (gpointer       data,
        const xmlChar *tag,
        const xmlChar *prefix,
        const xmlChar *uri)
{
  Reader *self = data;

  if (self->skip == self->depth)
    {
      if (self->skip_start != 0)
        keep_content (self, self->data + self->skip_start, position (self) - self->skip_start);
      self->skip = 0;
    }

  if (self->skip == 0 && self->depth == 3 && self->element->kind != LEAT_ELEMENT_NOTE)
    take_text (self);
  else if (self->skip == 0 && self->depth == 2)
    finish_element (self);
  self->depth--;
}

static gboolean
is_blank (const char *text,
          int         length)
{
  for (int i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

/* Text that belongs nowhere: inside an element it is kept; between elements it is most likely one that
 * lost its "<". */
static void
read_stray_text (Reader     *self,
                 const char *text,
                 int         length)
{
  g_autoptr(GString) escaped = NULL;
  const char *end = text + length;
  const char *word = text;

  while (g_ascii_isspace (*word))
    word++;

  if (self->depth < 2)
    {
      fail (self, LEAT_ERROR_SYNTAX, self->context->input->line - leat_count_lines (word, end),
            _("found the text “%.*s”, expected an element"), (int) MIN (strcspn (word, "\r\n<"), 60), word);
      return;
    }

  escaped = g_string_new (NULL);
  leat_native_escape (escaped, word, end - word, FALSE);
  g_strchomp (escaped->str);
  keep_content (self, escaped->str, strlen (escaped->str));
}

static void
on_text (gpointer       data,
         const xmlChar *text,
         int            length)
{
  Reader *self = data;

  if (self->skip != 0)
    return;

  if (self->text == NULL)
    {
      if (!is_blank ((const char *) text, length))
        read_stray_text (self, (const char *) text, length);
      return;
    }

  if (self->text->len + length > MAX_TEXT)
    fail (self, LEAT_ERROR_LIMIT, self->context->input->line, _("found a text of more than %d bytes, expected less"),
          MAX_TEXT);
  else
    g_string_append_len (self->text, (const char *) text, length);
}

static void
on_comment (gpointer       data,
            const xmlChar *text)
{
  Reader *self = data;
  g_autofree char *xml = NULL;

  if (self->skip != 0 || self->depth < 2)
    return;

  xml = g_strdup_printf ("<!--%s-->", (const char *) text);
  keep_content (self, xml, strlen (xml));
}

static void
on_instruction (gpointer       data,
                const xmlChar *target,
                const xmlChar *text)
{
  Reader *self = data;
  g_autofree char *xml = NULL;

  if (self->skip != 0 || self->depth < 2)
    return;

  xml = g_strdup_printf ("<?%s %s?>", (const char *) target, text != NULL ? (const char *) text : "");
  keep_content (self, xml, strlen (xml));
}

static void
on_doctype (gpointer       data,
            const xmlChar *name,
            const xmlChar *external_id,
            const xmlChar *system_id)
{
  Reader *self = data;

  fail (self, LEAT_ERROR_SYNTAX, self->context->input->line,
        _("found <!DOCTYPE %.40s>, expected none: Leat reads no document types and no entities"),
        (const char *) name);
}

static void
on_error (gpointer  data,
          xmlError *fault)
{
  Reader *self = data;
  g_autofree char *message = g_strdup (fault->message != NULL ? fault->message : "");
  const xmlParserInput *input = self->context->input;

  if (fault->level != XML_ERR_FATAL)
    return;

  message = g_strstrip (message);
  message[strcspn (message, "\r\n")] = '\0';
  if (input != NULL && input->cur >= input->end)
    fail (self, LEAT_ERROR_SYNTAX, fault->line, _("found the end of the file, expected </pipeline>: the file was cut off (%s)"),
          message);
  else
    fail (self, LEAT_ERROR_SYNTAX, fault->line, _("found XML that is not well formed (%s), expected a Leat pipeline"),
          message);
}

static long
line_of (Reader            *self,
         const LeatElement *element)
{
  return g_array_index (self->lines, long, (guint) element->order - 2);
}

static void
check_end (Reader            *self,
           const LeatElement *wire,
           const char        *attribute,
           const char        *id)
{
  const LeatElement *block = leat_pipeline_get_element (self->pipeline, id);

  if (block == NULL || block->kind != LEAT_ELEMENT_BLOCK)
    fail (self, LEAT_ERROR_SYNTAX, line_of (self, wire),
          _("found a wire with %s=\"%.40s\", expected the id of a <block> of this file"), attribute, id);
}

/* Whether the zones from here on end; `settled` are those of which it is known. */
static gboolean
zones_end (Reader            *self,
           const LeatElement *element,
           GHashTable        *settled)
{
  g_autoptr(GHashTable) path = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer zone;

  while (element->zone != NULL && !g_hash_table_contains (settled, element))
    {
      if (!g_hash_table_add (path, (gpointer) element))
        return FALSE;
      element = leat_pipeline_get_element (self->pipeline, element->zone);
    }

  g_hash_table_iter_init (&iter, path);
  while (g_hash_table_iter_next (&iter, &zone, NULL))
    g_hash_table_add (settled, zone);
  return TRUE;
}

static void
check_zone (Reader            *self,
            const LeatElement *element)
{
  const LeatElement *zone = leat_pipeline_get_element (self->pipeline, element->zone);

  if (zone == NULL || zone->kind != LEAT_ELEMENT_ZONE)
    fail (self, LEAT_ERROR_SYNTAX, line_of (self, element),
          _("found zone=\"%.40s\", expected the id of a <zone> of this file"), element->zone);
}

static void
check_zone_circle (Reader            *self,
                   const LeatElement *zone,
                   GHashTable        *settled)
{
  if (!zones_end (self, zone, settled))
    fail (self, LEAT_ERROR_SYNTAX, line_of (self, zone),
          _("found the zone “%.40s” inside itself, expected zones without a circle"), zone->id);
}

/* What one element says of another can be checked only when all are read. */
static void
check_references (Reader *self)
{
  guint n = leat_pipeline_get_n_elements (self->pipeline);
  g_autoptr(GHashTable) settled = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < n && self->error == NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      if (element->kind == LEAT_ELEMENT_WIRE)
        {
          check_end (self, element, "from", element->from);
          check_end (self, element, "to", element->to);
        }
      else if (element->zone != NULL)
        check_zone (self, element);
    }

  for (guint i = 0; i < n && self->error == NULL; i++)
    {
      const LeatElement *element = leat_pipeline_get_nth (self->pipeline, i);

      if (element->kind == LEAT_ELEMENT_ZONE && element->zone != NULL)
        check_zone_circle (self, element, settled);
    }
}

/* Whose delay is asked may have been deleted, or never have been there. */
static void
check_asked (Reader *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      const Asked *asked = &g_array_index (self->asked, Asked, i);
      const char *id = strchr (asked->name, '.') + 1;
      const LeatElement *block = leat_pipeline_get_element (self->pipeline, id);

      if (block == NULL || block->kind != LEAT_ELEMENT_BLOCK)
        leat_notice_add (next_notice (self), asked->line,
                         _("%s asks for a block that is not there: write the id of one of this file behind the full stop; until then "
                           "it counts as not asked"),
                         asked->name);
    }
}

static xmlSAXHandler handler = {
  .initialized = XML_SAX2_MAGIC,
  .internalSubset = on_doctype,
  .startElementNs = on_start,
  .endElementNs = on_end,
  .characters = on_text,
  .cdataBlock = on_text,
  .comment = on_comment,
  .processingInstruction = on_instruction,
  .serror = (xmlStructuredErrorFunc) on_error,
};

static void
reader_parse (Reader *self)
{
  gsize size = g_bytes_get_size (self->bytes);

  self->context = xmlCreateMemoryParserCtxt (self->data, size);
  *self->context->sax = handler;
  self->context->userData = self;
  /* Without NOENT the parser hands out "&amp;" in attributes as "&#38;". A document type ends the
   * reading before it could declare anything, so there are no other entities. */
  xmlCtxtUseOptions (self->context, XML_PARSE_NONET | XML_PARSE_NOENT);
  xmlParseDocument (self->context);

  if (!self->context->wellFormed && self->error == NULL)
    fail (self, LEAT_ERROR_SYNTAX, 1, _("found XML that is not well formed, expected a Leat pipeline"));
  if (self->error == NULL)
    check_references (self);
  if (self->error == NULL)
    check_asked (self);
  xmlFreeParserCtxt (self->context);
}

static void
clear_asked (gpointer data)
{
  g_free (((Asked *) data)->name);
}

static void
reader_init (Reader        *self,
             GBytes        *bytes,
             const char    *name,
             LeatCatalogue *catalogue,
             GPtrArray     *notices)
{
  self->catalogue = catalogue;
  self->bytes = bytes;
  self->data = g_bytes_get_data (bytes, NULL);
  self->name = name;
  self->notices = notices;
  self->pipeline = leat_pipeline_new ();
  self->lines = g_array_new (FALSE, FALSE, sizeof (long));
  self->asked = g_array_new (FALSE, FALSE, sizeof (Asked));
  g_array_set_clear_func (self->asked, clear_asked);
  self->set_names = g_ptr_array_new ();
  self->set_values = g_ptr_array_new_with_free_func (g_free);
  self->silence_names = g_ptr_array_new ();
  self->silence_values = g_ptr_array_new_with_free_func (g_free);
  self->points = g_array_new (FALSE, FALSE, sizeof (LeatPoint));
  self->extra = g_string_new (NULL);
}

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->element, leat_element_unref);
  g_clear_pointer (&self->lead, g_bytes_unref);
  g_clear_pointer (&self->preamble, g_bytes_unref);
  g_array_unref (self->lines);
  g_array_unref (self->asked);
  g_ptr_array_unref (self->set_names);
  g_ptr_array_unref (self->set_values);
  g_ptr_array_unref (self->silence_names);
  g_ptr_array_unref (self->silence_values);
  g_array_unref (self->points);
  g_string_free (self->extra, TRUE);
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
}

LeatPipeline *
leat_native_read (GBytes        *data,
                  const char    *name,
                  LeatCatalogue *catalogue,
                  GPtrArray     *notices,
                  GError       **error)
{
  Reader self = { 0 };
  LeatPipeline *pipeline = NULL;

  g_return_val_if_fail (data != NULL && name != NULL, NULL);

  if (!leat_native_check_bytes (data, name, error))
    return NULL;

  reader_init (&self, data, name, catalogue, notices);
  reader_parse (&self);

  if (self.error == NULL)
    {
      g_autoptr(GBytes) tail = g_bytes_new_from_bytes (data, self.end, g_bytes_get_size (data) - self.end);

      leat_pipeline_set_frame (self.pipeline, self.preamble, tail);
      pipeline = g_steal_pointer (&self.pipeline);
    }
  else
    g_propagate_error (error, g_steal_pointer (&self.error));

  reader_clear (&self);
  return pipeline;
}
