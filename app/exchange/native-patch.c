/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/native-private.h"

#include <string.h>

/* Of an element that was read and then edited, the bytes that stood in the file are written again, with changes: an attribute
 * or a text gets its new value where it stands, a child that is gone takes its line along, a new one gets a line behind those of
 * its form. What Leat does not know, comments, white space and the order of things are not looked at, so they stay. */

/* A child of a form that Leat knows. */
typedef struct
{
  LeatChild   form;
  const char *start;
  const char *inner; /* behind its start tag */
  const char *close; /* its end tag; NULL if it is empty, <set/> */
  const char *end;
} Span;

typedef struct
{
  const LeatElement *element;
  const LeatElement *origin;
  const char        *newline;
  Span               whole;   /* the element itself */
  gboolean           strays;  /* there is text between the children */
  GArray            *spans;   /* of Span, by form, each form in the order of the file */
  guint              first[LEAT_N_CHILDREN + 1];
  GArray            *changes; /* of LeatReplacement */
} Patch;

static void
add_change (Patch      *self,
            const char *start,
            const char *end,
            char       *text)
{
  LeatReplacement change = { start, end, text };

  g_array_append_val (self->changes, change);
}

static gboolean
is_blank (const char *p,
          const char *end)
{
  while (p < end && strchr (LEAT_XML_SPACE, *p) != NULL)
    p++;
  return p == end;
}

/* What is as it was read. */

static gboolean
same_value (const LeatElement *element,
            LeatChild          form,
            gsize              old,
            gsize              i,
            int                k)
{
  double before = 0, now = 0;
  const char *was = leat_native_get_value (element->origin, form, old, k, &before);
  const char *is = leat_native_get_value (element, form, i, k, &now);

  return before == now && g_strcmp0 (was, is) == 0;
}

static gboolean
same_children (const LeatElement *element,
               LeatChild          form)
{
  gsize n = leat_native_count_children (element, form);
  gboolean same = leat_native_count_children (element->origin, form) == n;

  for (gsize i = 0; same && i < n; i++)
    same = same_value (element, form, i, i, 0) && same_value (element, form, i, i, 1);
  return same;
}

/* Whether it will be read as the same text. The empty one of a note is there all the same, that of others is not written. */
static gboolean
same_text (const LeatElement *element)
{
  const char *now = element->text, *before = element->origin->text;

  if (element->kind == LEAT_ELEMENT_NOTE && now == NULL)
    now = "";
  return g_strcmp0 (before, now) == 0 || (before == NULL && *now == '\0');
}

gboolean
leat_native_keeps_content (const LeatElement *element)
{
  const LeatElement *origin = element->origin;

  return element->kind == origin->kind && leat_settings_equal (element->settings, origin->settings) &&
         leat_settings_equal (element->silences, origin->silences) && same_children (element, LEAT_CHILD_POINT) &&
         same_text (element) && g_strcmp0 (element->extra_content, origin->extra_content) == 0;
}

/* Attributes, of the element and of its children. */

/* The value of an attribute in its quotes, which may be single ones. */
static void
change_value (Patch                      *self,
              const LeatWrittenAttribute *attribute,
              const char                 *escaped,
              gsize                       length)
{
  g_autofree char *value = g_strndup (escaped, length);
  g_auto(GStrv) parts = *attribute->end == '\'' ? g_strsplit (value, "'", -1) : NULL;

  add_change (self, attribute->value, attribute->end, parts != NULL ? g_strjoinv ("&apos;", parts) : g_steal_pointer (&value));
}

static int
find_attribute (const LeatElement          *element,
                const LeatWrittenAttribute *attribute)
{
  for (int i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if ((leat_attributes[i].kinds & (1u << element->kind)) != 0 && strlen (leat_attributes[i].name) == attribute->length &&
        strncmp (leat_attributes[i].name, attribute->name, attribute->length) == 0)
      return i;
  return -1;
}

/* What of an attribute is to stand there now, as ` name="value"`: NULL if it is what was read. */
static char *
dup_field_change (const LeatElement *element,
                  int                i)
{
  GString *text;

  if (leat_native_same_field (&leat_attributes[i], element, element->origin))
    return NULL;
  text = g_string_new (NULL);
  leat_native_append_field (text, &leat_attributes[i], element);
  return g_string_free (text, FALSE);
}

static void
change_field (Patch                      *self,
              const LeatWrittenAttribute *attribute,
              int                         i)
{
  g_autofree char *change = dup_field_change (self->element, i);
  const char *value = change != NULL ? strchr (change, '"') : NULL;

  if (value != NULL)
    change_value (self, attribute, value + 1, strlen (value) - 2);
  else if (change != NULL)
    add_change (self, attribute->start, attribute->end + 1, g_strdup (""));
}

static void
change_fields (Patch *self)
{
  const char *p = self->whole.start + strcspn (self->whole.start, LEAT_XML_SPACE "/>");
  LeatWrittenAttribute attribute;
  guint seen = 0;

  while (leat_native_next_attribute (&p, &attribute))
    {
      int i = find_attribute (self->element, &attribute);

      if (i < 0)
        continue;
      seen |= 1u << i;
      change_field (self, &attribute, i);
    }
  for (int i = 0; i < LEAT_N_ATTRIBUTES; i++)
    if ((leat_attributes[i].kinds & (1u << self->element->kind)) != 0 && (seen & (1u << i)) == 0)
      {
        char *change = dup_field_change (self->element, i);

        if (change != NULL)
          add_change (self, p, p, change);
      }
}

/* Children: finding them. */

static Span
make_span (const char *start,
           const char *end)
{
  guint n;
  Span span = { .start = start, .inner = leat_native_skip_tag (start + 1, end, &n) + 1, .end = end };

  if (span.inner[-2] != '/')
    for (span.close = end - 1; *span.close != '<';)
      span.close--;
  return span;
}

/* A name with a prefix or a namespace of its own is not one of ours, or we do not know it. */
static gboolean
find_form (const Patch *self,
           const char  *tag,
           LeatChild   *form)
{
  gsize length = strcspn (tag + 1, LEAT_XML_SPACE "/>");
  const char *p = tag + 1 + length;
  LeatWrittenAttribute attribute;

  for (*form = 0; *form < LEAT_N_CHILDREN; ++*form)
    if ((leat_children[*form].kinds & (1u << self->element->kind)) != 0 && strlen (leat_children[*form].tag) == length &&
        strncmp (leat_children[*form].tag, tag + 1, length) == 0)
      break;
  if (*form == LEAT_N_CHILDREN)
    return FALSE;
  while (leat_native_next_attribute (&p, &attribute))
    if (attribute.length == strlen ("xmlns") && strncmp (attribute.name, "xmlns", attribute.length) == 0)
      return FALSE;
  return TRUE;
}

static int
compare_forms (gconstpointer a,
               gconstpointer b)
{
  return (int) ((const Span *) a)->form - (int) ((const Span *) b)->form;
}

static void
find_spans (Patch *self)
{
  const char *p = self->whole.inner;

  while (self->whole.close != NULL && p < self->whole.close)
    {
      const char *start = memchr (p, '<', self->whole.end - p);
      LeatChild form;

      self->strays |= !is_blank (p, start) || strncmp (start, "<![", 3) == 0;
      if (start == self->whole.close)
        break;
      p = leat_native_skip_node (start, self->whole.end);
      if (find_form (self, start, &form))
        {
          Span span = make_span (start, p);

          span.form = form;
          g_array_append_val (self->spans, span);
          self->first[form + 1]++;
        }
    }
  g_array_sort (self->spans, compare_forms); /* which is stable */
  for (LeatChild form = 0; form < LEAT_N_CHILDREN; form++)
    self->first[form + 1] += self->first[form];
}

static guint
n_spans (const Patch *self,
         LeatChild    form)
{
  return self->first[form + 1] - self->first[form];
}

static const Span *
get_span (const Patch *self,
          LeatChild    form,
          gsize        i)
{
  return &g_array_index (self->spans, Span, self->first[form] + i);
}

/* Children: putting them in and taking them out. */

/* Where the space before a child starts, with the end of the line before it if it is the first on its own. */
static const char *
space_before (const char *start)
{
  const char *p = start;

  while (p[-1] == ' ' || p[-1] == '\t')
    p--;
  if (p[-1] != '\n')
    return p;
  return p[-2] == '\r' ? p - 2 : p - 1;
}

/* The end of the line if there is nothing more in it but comments, which are of what stands before them. */
static const char *
rest_of_line (const char *p,
              const char *end)
{
  for (;;)
    {
      const char *next = p + strspn (p, " \t");

      if (*next == '\n' || *next == '\r')
        return next;
      if (strncmp (next, "<!--", 4) != 0)
        return p;
      p = leat_native_skip_other (next, end);
    }
}

static void
insert_at (Patch      *self,
           const char *at,
           const Span *sibling,
           LeatChild   form,
           gsize       i)
{
  const char *space = space_before (sibling->start);
  GString *text = g_string_new_len (space, sibling->start - space);

  leat_native_append_child (text, self->element, form, i, self->newline);
  add_change (self, at, at, g_string_free (text, FALSE));
}

/* The last child of the forms that come before one; NULL if there is none. */
static const Span *
last_before (const Patch *self,
             LeatChild    form)
{
  const Span *last = NULL;

  for (LeatChild i = 0; i < form; i++)
    if (n_spans (self, i) > 0 && (last == NULL || get_span (self, i, n_spans (self, i) - 1)->start > last->start))
      last = get_span (self, i, n_spans (self, i) - 1);
  return last;
}

static const Span *
first_of_all (const Patch *self)
{
  const Span *first = &g_array_index (self->spans, Span, 0);

  for (LeatChild form = 0; form < LEAT_N_CHILDREN; form++)
    if (n_spans (self, form) > 0 && get_span (self, form, 0)->start < first->start)
      first = get_span (self, form, 0);
  return first;
}

/* The ith child behind the first `old` ones of its form that were read. */
static void
insert (Patch    *self,
        LeatChild form,
        gsize     old,
        gsize     i)
{
  const Span *before = old > 0 ? get_span (self, form, old - 1) : n_spans (self, form) > 0 ? NULL : last_before (self, form);
  const Span *after = n_spans (self, form) > 0 ? get_span (self, form, 0) : first_of_all (self);

  if (before != NULL)
    insert_at (self, rest_of_line (before->end, self->whole.end), before, form, i);
  else
    insert_at (self, space_before (after->start), after, form, i);
}

/* What stands inside a child and is not its own is kept, elsewhere if need be: that is done in the canonical form. */
static gboolean
holds_other (const Span *span)
{
  gboolean is_text = leat_children[span->form].names[0] == NULL;

  for (const char *p = span->inner; span->close != NULL && p < span->close;)
    if (*p != '<')
      {
        if (!is_text && !is_blank (p, p + 1))
          return TRUE;
        p++;
      }
    else if (p[1] == '?' || strncmp (p, "<!--", 4) == 0 || (p[1] == '!' && !is_text))
      return TRUE;
    else
      p = leat_native_skip_node (p, span->end);
  return FALSE;
}

static gboolean
take_out (Patch      *self,
          const Span *span)
{
  const char *space = space_before (span->start);
  const char *rest = span->end + strspn (span->end, " \t");
  gboolean starts = *space == '\n' || *space == '\r';
  gboolean ends = *rest == '\n' || *rest == '\r';

  if (self->strays || holds_other (span))
    return FALSE;

  if (starts && ends)
    add_change (self, space, rest, g_strdup (""));
  else if (starts)
    add_change (self, span->start, rest, g_strdup (""));
  else
    add_change (self, space, span->end, g_strdup (""));
  return TRUE;
}

/* What has become of the children of one form. */

/* Whether one was read as the other, whatever it says now: pairs have a name, points are only where they are. */
static gboolean
is_same (const Patch *self,
         LeatChild    form,
         gsize        old,
         gsize        i)
{
  return same_value (self->element, form, old, i, 0) && (form != LEAT_CHILD_POINT || same_value (self->element, form, old, i, 1));
}

static void
change_child (Patch    *self,
              LeatChild form,
              gsize     old,
              gsize     i)
{
  const char *start = get_span (self, form, old)->start, *p = start + strcspn (start, LEAT_XML_SPACE);
  LeatWrittenAttribute attribute;

  while (leat_native_next_attribute (&p, &attribute))
    for (int k = 0; k < 2; k++)
      if (strlen (leat_children[form].names[k]) == attribute.length &&
          strncmp (leat_children[form].names[k], attribute.name, attribute.length) == 0 &&
          !same_value (self->element, form, old, i, k))
        {
          g_autoptr(GString) value = g_string_new (NULL);

          leat_native_append_value (value, self->element, form, i, k);
          change_value (self, &attribute, value->str, value->len);
        }
}

/* Between two that have stayed: what has come stands where something has gone, as long as there is any. */
static gboolean
change_between (Patch    *self,
                LeatChild form,
                gsize     old,
                gsize     old_end,
                gsize     i,
                gsize     end)
{
  gboolean good = TRUE;

  for (; old < old_end && i < end; old++, i++)
    change_child (self, form, old, i);
  for (; i < end; i++)
    insert (self, form, old, i);
  for (; good && old < old_end; old++)
    good = take_out (self, get_span (self, form, old));
  return good;
}

/* The next one from i on that was read, from `old` on, which gets its place among those. */
static gsize
find_next (const Patch *self,
           LeatChild    form,
           gsize       *old,
           gsize        i)
{
  gsize n_old = n_spans (self, form), n = leat_native_count_children (self->element, form);

  for (; i < n; i++)
    for (gsize k = *old; k < n_old; k++)
      if (is_same (self, form, k, i))
        {
          *old = k;
          return i;
        }
  *old = n_old;
  return n;
}

static gboolean
change_form (Patch    *self,
             LeatChild form)
{
  gsize n_old = n_spans (self, form), n = leat_native_count_children (self->element, form), old = 0, i = 0;
  gboolean good = n_old == leat_native_count_children (self->origin, form);

  while (good && (old < n_old || i < n))
    {
      gsize next_old = old, next = find_next (self, form, &next_old, i);

      good = change_between (self, form, old, next_old, i, next);
      if (good && next < n)
        change_child (self, form, next_old, next);
      old = next_old + 1;
      i = next + 1;
    }
  return good;
}

/* Where an empty element, <block/>, is to be opened. */
static const char *
end_of_fields (const Span *span)
{
  const char *p = span->inner - strlen ("/>");

  while (p[-1] == ' ' || p[-1] == '\t')
    p--;
  return p;
}

static gboolean
change_text (Patch      *self,
             const Span *span,
             const char *tag)
{
  const char *text = self->element->text != NULL ? self->element->text : "";
  GString *opened;

  if (span->close != NULL)
    return leat_native_change_text (self->changes, span->inner, span->close, self->origin->text, text, self->newline);

  opened = g_string_new (">");
  leat_native_escape_text (opened, text, -1, self->newline);
  g_string_append_printf (opened, "</%s>", tag);
  add_change (self, end_of_fields (span), span->end, g_string_free (opened, FALSE));
  return TRUE;
}

/* A text that is written as several children is not taken apart. */
static gboolean
change_remark (Patch    *self,
               LeatChild form)
{
  guint n = n_spans (self, form);

  if (n > 1 || (n == 0 && self->origin->text != NULL))
    return FALSE;
  if (self->element->text == NULL || *self->element->text == '\0')
    return n == 0 || take_out (self, get_span (self, form, 0));
  if (n > 0)
    return change_text (self, get_span (self, form, 0), leat_children[form].tag);
  insert (self, form, 0, 0);
  return TRUE;
}

/* The line end and the indentation of children where there are none yet: those of what is not known or the usual ones. */
static GString *
line_before_children (const Patch *self)
{
  g_autofree char *indent = leat_native_dup_indent (self->origin);
  GString *line = g_string_new (self->newline);
  const char *first, *space;

  g_string_append (line, indent);
  if (self->whole.close == NULL)
    return line;

  first = self->whole.inner + strspn (self->whole.inner, LEAT_XML_SPACE);
  space = space_before (first);
  if (first != self->whole.close && (*space == '\n' || *space == '\r'))
    {
      g_string_truncate (line, 0);
      g_string_append_len (line, space, first - space);
    }
  return line;
}

static void
append_end_line (const Patch *self,
                 GString     *text)
{
  g_autofree char *indent = leat_native_dup_indent (self->origin);

  g_string_append (text, self->newline);
  g_string_append_len (text, indent, strlen (indent) - 2);
}

static void
fill (Patch *self)
{
  const char *at = self->whole.close != NULL ? rest_of_line (self->whole.inner, self->whole.end) : end_of_fields (&self->whole);
  const char *rest = self->whole.close != NULL ? at + strspn (at, " \t") : self->whole.end;
  gboolean at_end = self->whole.close == NULL || rest == self->whole.close;
  GString *line = line_before_children (self);
  GString *text = g_string_new (self->whole.close != NULL ? "" : ">");

  for (LeatChild form = 0; form < LEAT_N_CHILDREN; form++)
    for (gsize i = 0, n = leat_native_count_children (self->element, form); i < n; i++)
      {
        g_string_append_len (text, line->str, line->len);
        leat_native_append_child (text, self->element, form, i, self->newline);
      }
  g_string_free (line, TRUE);
  if (at_end)
    append_end_line (self, text);
  if (self->whole.close == NULL)
    g_string_append_printf (text, "</%s>", leat_native_tag (self->origin->kind));
  add_change (self, at, at_end ? rest : at, g_string_free (text, FALSE));
}

static gboolean
change_children (Patch *self)
{
  gboolean good = TRUE;

  for (LeatChild form = 0; good && form < LEAT_N_CHILDREN; form++)
    if (leat_children[form].names[0] != NULL)
      good = same_children (self->element, form) || change_form (self, form);
    else if ((leat_children[form].kinds & (1u << self->origin->kind)) != 0)
      good = same_text (self->element) || change_remark (self, form);
  return good;
}

static gboolean
has_children (const LeatElement *element)
{
  gsize n = 0;

  for (LeatChild form = 0; form < LEAT_N_CHILDREN; form++)
    n += leat_native_count_children (element, form);
  return n > 0 || element->text != NULL;
}

static gboolean
change_content (Patch *self)
{
  if (leat_native_keeps_content (self->element))
    return TRUE;
  if (self->origin->kind == LEAT_ELEMENT_NOTE)
    return same_text (self->element) || change_text (self, &self->whole, leat_native_tag (LEAT_ELEMENT_NOTE));
  if (!g_str_has_prefix (self->whole.start + 1, leat_native_tag (self->origin->kind)))
    return FALSE; /* a prefix: then what has none may be of another namespace */

  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  find_spans (self);
  if (self->spans->len > 0)
    return change_children (self);
  if (has_children (self->origin))
    return FALSE;
  fill (self);
  return TRUE;
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const char *start = ((const LeatReplacement *) a)->start, *other = ((const LeatReplacement *) b)->start;

  return start < other ? -1 : start > other;
}

static void
append_changed (GString    *out,
                GArray     *changes,
                const char *data,
                const char *end)
{
  g_array_sort (changes, compare_starts); /* stable: what is put in at one place stays in its order */
  for (guint i = 0; i < changes->len; i++)
    {
      const LeatReplacement *change = &g_array_index (changes, LeatReplacement, i);

      if (change->start > data)
        g_string_append_len (out, data, change->start - data);
      g_string_append (out, change->text);
      data = MAX (data, change->end);
    }
  g_string_append_len (out, data, end - data);
}

static void
clear_change (gpointer change)
{
  g_free (((LeatReplacement *) change)->text);
}

gboolean
leat_native_patch (GString           *out,
                   const LeatElement *element,
                   const char        *newline)
{
  const LeatElement *origin = element->origin;
  Patch self = { .element = element, .origin = origin, .newline = newline };
  gsize size;
  const char *data = g_bytes_get_data (origin->source, &size);
  gboolean good;

  if (origin->kind != element->kind || g_strcmp0 (element->extra_content, origin->extra_content) != 0 ||
      g_strcmp0 (element->extra_attributes, origin->extra_attributes) != 0)
    return FALSE;

  self.whole = make_span (data + g_bytes_get_size (origin->lead), data + size);
  self.changes = g_array_new (FALSE, FALSE, sizeof (LeatReplacement));
  g_array_set_clear_func (self.changes, clear_change);
  change_fields (&self);
  good = change_content (&self);
  if (good)
    append_changed (out, self.changes, data, data + size);
  g_array_unref (self.changes);
  g_clear_pointer (&self.spans, g_array_unref);
  return good;
}
