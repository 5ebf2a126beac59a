/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/xml.h"
#include "exchange/challenge.h"
#include "exchange/native.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <string.h>

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_SOLUTIONS 100 /* right ones, and wrong ones */

typedef struct
{
  const char    *name; /* of the file */
  LeatCatalogue *catalogue;
  LeatChallenge *challenge;
  GError       **error;
} Reader;

#define fail(self, code, node, ...) leat_xml_fail ((self)->error, code, (self)->name, node, __VA_ARGS__)

static gboolean
read_attribute (const Reader  *self,
                const xmlNode *node,
                const char    *name,
                char         **value)
{
  *value = leat_xml_dup (node, name);
  if (*value != NULL && **value != '\0')
    return TRUE;
  return fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs the attribute “%s”"), (const char *) node->name, name);
}

/* The text as it stands, but for the white space around it and what its lines have in common: lists keep their form. */
static char *
dup_text (const xmlNode *node)
{
  xmlChar *content = xmlNodeGetContent (node);
  g_auto(GStrv) lines = g_strsplit ((const char *) content, "\n", -1);
  gsize common = G_MAXSIZE;
  g_autoptr(GString) text = g_string_new (NULL);

  xmlFree (content);
  for (guint i = 1; lines[i] != NULL; i++)
    {
      gsize n = strspn (lines[i], " ");

      if (lines[i][n] != '\0')
        common = MIN (common, n);
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = i > 0 ? lines[i] + MIN (common, strspn (lines[i], " ")) : lines[i];

      g_string_append (text, g_strchomp ((char *) line));
      if (lines[i + 1] != NULL)
        g_string_append_c (text, '\n');
    }
  g_strstrip (text->str);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Words with white space between them */
static GStrv
split (const char *text)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit_set (text, " \t\r\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

static gboolean
read_types (const Reader  *self,
            const xmlNode *node,
            const char    *name,
            gboolean       required,
            GStrv         *types)
{
  g_autofree char *text = leat_xml_dup (node, name);

  if (text == NULL && !required)
    return TRUE;
  if (text == NULL)
    return fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs the attribute “%s”"), (const char *) node->name, name);
  *types = split (text);
  if (**types == NULL)
    return fail (self, LEAT_ERROR_SYNTAX, node, _("“%s” of <%s> names no service"), name, (const char *) node->name);
  for (guint i = 0; (*types)[i] != NULL; i++)
    if (leat_catalogue_get_service (self->catalogue, (*types)[i]) == NULL)
      return fail (self, LEAT_ERROR_UNKNOWN, node, _("the catalogue has no service “%s”"), (*types)[i]);
  return TRUE;
}

static gboolean
read_points (const Reader  *self,
             const xmlNode *node,
             double        *points)
{
  if (!leat_xml_number (node, "points", 10, self->name, points, self->error))
    return FALSE;
  return (*points > 0 && *points <= LEAT_POINTS_MAX) ||
         fail (self, LEAT_ERROR_RANGE, node, _("points must be over 0, and at most %d"), LEAT_POINTS_MAX);
}

static const LeatRequirement *
find_requirement (const Reader *self,
                  const char   *id)
{
  GPtrArray *requirements = leat_catalogue_get_requirements (self->catalogue);

  for (guint i = 0; i < requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (requirements, i);

      if (g_str_equal (requirement->id, id))
        return requirement;
    }
  return NULL;
}

static gboolean
read_require (const Reader   *self,
              const xmlNode  *node,
              LeatConstraint *constraint)
{
  const LeatRequirement *requirement;
  double asked;

  constraint->kind = LEAT_CONSTRAINT_REQUIREMENT;
  if (!read_attribute (self, node, "name", &constraint->requirement) ||
      !read_attribute (self, node, "value", &constraint->value) || !read_types (self, node, "to", FALSE, &constraint->to))
    return FALSE;
  requirement = find_requirement (self, constraint->requirement);
  if (requirement == NULL)
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("there is no requirement “%s”"), constraint->requirement);
  if (!leat_requirement_read (requirement, constraint->value, &asked))
    return fail (self, LEAT_ERROR_RANGE, node, _("“%s” asks nothing of “%s”"), constraint->value, constraint->requirement);
  if (constraint->to != NULL && requirement->measure != LEAT_REQUIREMENT_P95)
    return fail (self, LEAT_ERROR_SYNTAX, node, _("only a delay can be asked of one consumer, “%s” is none"),
                 constraint->requirement);
  constraint->id = constraint->to != NULL ? g_strdup_printf ("%s.%s", constraint->requirement, constraint->to[0])
                                          : g_strdup (constraint->requirement);
  return TRUE;
}

static gboolean
read_deliver (const Reader   *self,
              const xmlNode  *node,
              LeatConstraint *constraint)
{
  constraint->kind = LEAT_CONSTRAINT_DELIVERY;
  return read_attribute (self, node, "id", &constraint->id) && read_types (self, node, "from", TRUE, &constraint->from) &&
         read_types (self, node, "to", TRUE, &constraint->to);
}

static gboolean
read_sound (const Reader   *self,
            const xmlNode  *node,
            LeatConstraint *constraint)
{
  constraint->kind = LEAT_CONSTRAINT_SOUND;
  constraint->id = g_strdup ("sound");
  return TRUE;
}

static gboolean
read_constraint (const Reader  *self,
                 const xmlNode *node,
                 gboolean (*read) (const Reader *, const xmlNode *, LeatConstraint *))
{
  g_autoptr(LeatConstraint) constraint = g_new0 (LeatConstraint, 1);

  if (!read (self, node, constraint) || !read_points (self, node, &constraint->points))
    return FALSE;
  constraint->text = leat_xml_dup_content (node);
  if (*constraint->text == '\0')
    g_clear_pointer (&constraint->text, g_free);
  for (guint i = 0; i < self->challenge->constraints->len; i++)
    if (g_str_equal (((LeatConstraint *) self->challenge->constraints->pdata[i])->id, constraint->id))
      return fail (self, LEAT_ERROR_SYNTAX, node, _("“%s” is asked a second time"), constraint->id);
  g_ptr_array_add (self->challenge->constraints, g_steal_pointer (&constraint));
  return TRUE;
}

static gboolean
read_load (const Reader  *self,
           const xmlNode *node)
{
  LeatChallengeLoad *load = g_new0 (LeatChallengeLoad, 1);
  const LeatService *service;

  g_ptr_array_add (self->challenge->loads, load);
  load->settings = leat_settings_new ();
  load->block = leat_xml_dup (node, "block");
  if (!read_attribute (self, node, "type", &load->type))
    return FALSE;
  service = leat_catalogue_get_service (self->catalogue, load->type);
  if (service == NULL)
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("the catalogue has no service “%s”"), load->type);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autofree char *name = NULL, *value = NULL;
      g_autoptr(GError) error = NULL;
      const LeatSetting *setting;
      LeatSettings *settings;
      double number;

      if (!leat_xml_is (child, "set"))
        continue;
      if (!read_attribute (self, child, "name", &name) || !read_attribute (self, child, "value", &value))
        return FALSE;
      setting = leat_service_get_setting (service, name);
      if (setting == NULL)
        return fail (self, LEAT_ERROR_UNKNOWN, child, _("%s has no setting “%s”"), service->name, name);
      if (!leat_setting_parse (setting, value, &number, &error))
        return fail (self, LEAT_ERROR_RANGE, child, "%s", error->message);
      settings = leat_settings_with (load->settings, g_intern_string (name), value);
      leat_settings_unref (load->settings);
      load->settings = settings;
    }
  return TRUE;
}

/* A drawing inside the file is a file of its own. */
static GPtrArray *
read_drawing (const Reader  *self,
              const xmlNode *node)
{
  for (xmlNode *child = node->children; child != NULL; child = child->next)
    {
      g_autoptr(LeatPipeline) pipeline = NULL;
      g_autoptr(GBytes) bytes = NULL;
      xmlBuffer *buffer;

      if (!leat_xml_is (child, "pipeline"))
        continue;
      buffer = xmlBufferCreate ();
      /* It stands on the line that it has here, which messages will name. */
      for (long i = 1; i < xmlGetLineNo (child); i++)
        xmlBufferCCat (buffer, "\n");
      xmlNodeDump (buffer, child->doc, child, 0, 0);
      bytes = g_bytes_new (xmlBufferContent (buffer), xmlBufferLength (buffer));
      xmlBufferFree (buffer);
      pipeline = leat_native_read (bytes, self->name, NULL, NULL, self->error);
      return pipeline != NULL ? leat_pipeline_dup_elements (pipeline) : NULL;
    }
  fail (self, LEAT_ERROR_SYNTAX, node, _("<%s> needs a <pipeline xmlns=\"%s\">"), (const char *) node->name, LEAT_NAMESPACE);
  return NULL;
}

static gboolean
read_start (const Reader  *self,
            const xmlNode *node)
{
  GPtrArray *elements = read_drawing (self, node);

  if (elements == NULL)
    return FALSE;
  g_ptr_array_unref (self->challenge->start);
  self->challenge->start = elements;
  return TRUE;
}

static gboolean
has_rule (const Reader *self,
          const char   *id)
{
  GPtrArray *rules = leat_catalogue_get_rules (self->catalogue);

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((LeatRule *) rules->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static gboolean
read_fails (const Reader  *self,
            const xmlNode *node,
            LeatSolution  *wrong)
{
  g_autofree char *text = NULL;

  if (!read_attribute (self, node, "fails", &text))
    return FALSE;
  wrong->fails = split (text);
  return wrong->fails[0] != NULL || fail (self, LEAT_ERROR_SYNTAX, node, _("“fails” of <wrong> names no constraint"));
}

static gboolean
read_solution (const Reader  *self,
               const xmlNode *node,
               GPtrArray     *solutions)
{
  LeatSolution *solution = g_new0 (LeatSolution, 1);

  g_ptr_array_add (solutions, solution);
  if (solutions->len > MAX_SOLUTIONS)
    return fail (self, LEAT_ERROR_LIMIT, node, _("found more than %d of <%s>"), MAX_SOLUTIONS, (const char *) node->name);
  if (!read_attribute (self, node, "title", &solution->title))
    return FALSE;
  if (solutions == self->challenge->wrongs && !read_fails (self, node, solution))
    return FALSE;
  solution->rule = leat_xml_dup (node, "rule");
  if (solution->rule != NULL && !has_rule (self, solution->rule))
    return fail (self, LEAT_ERROR_UNKNOWN, node, _("there is no rule “%s”"), solution->rule);
  for (const xmlNode *child = node->children; child != NULL; child = child->next)
    if (leat_xml_is (child, "text") && child->type == XML_ELEMENT_NODE)
      {
        g_free (solution->text);
        solution->text = dup_text (child);
      }
  solution->elements = read_drawing (self, node);
  return solution->elements != NULL;
}

static gboolean
read_child (const Reader  *self,
            const xmlNode *node)
{
  LeatChallenge *challenge = self->challenge;

  if (node->type != XML_ELEMENT_NODE)
    return TRUE;
  if (leat_xml_is (node, "title"))
    {
      g_free (challenge->title);
      challenge->title = leat_xml_dup_content (node);
    }
  else if (leat_xml_is (node, "text"))
    {
      g_free (challenge->text);
      challenge->text = dup_text (node);
    }
  else if (leat_xml_is (node, "hint"))
    g_ptr_array_add (challenge->hints, dup_text (node));
  else if (leat_xml_is (node, "load"))
    return read_load (self, node);
  else if (leat_xml_is (node, "deliver"))
    return read_constraint (self, node, read_deliver);
  else if (leat_xml_is (node, "require"))
    return read_constraint (self, node, read_require);
  else if (leat_xml_is (node, "sound"))
    return read_constraint (self, node, read_sound);
  else if (leat_xml_is (node, "start"))
    return read_start (self, node);
  else if (leat_xml_is (node, "solution"))
    return read_solution (self, node, challenge->solutions);
  else if (leat_xml_is (node, "wrong"))
    return read_solution (self, node, challenge->wrongs);
  else
    return fail (self, LEAT_ERROR_SYNTAX, node, _("found <%s>, expected a part of a challenge"), (const char *) node->name);
  return TRUE;
}

static gboolean
read_head (const Reader  *self,
           const xmlNode *root)
{
  const struct
  {
    const char *name;
    double      fallback, least, most;
    guint      *value;
  } numbers[] = {
    { "domain", 1, 1, 4, &self->challenge->domain },
    { "level", 1, 1, 3, &self->challenge->level },
    { "minutes", 15, 1, 600, &self->challenge->minutes },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      double number;

      if (!leat_xml_number (root, numbers[i].name, numbers[i].fallback, self->name, &number, self->error))
        return FALSE;
      if (number < numbers[i].least || number > numbers[i].most || number != (guint) number)
        return fail (self, LEAT_ERROR_RANGE, root, _("“%s” must be a whole number from %g to %g"), numbers[i].name,
                     numbers[i].least, numbers[i].most);
      *numbers[i].value = (guint) number;
    }
  return TRUE;
}

/* Beyond its parts: it says what it is, asks something, and shows that it can be done. */
static gboolean
check_whole (const Reader  *self,
             const xmlNode *root)
{
  LeatChallenge *challenge = self->challenge;

  if (*challenge->title == '\0' || *challenge->text == '\0')
    return fail (self, LEAT_ERROR_SYNTAX, root, _("a challenge needs a <title> and a <text>"));
  if (challenge->constraints->len == 0)
    return fail (self, LEAT_ERROR_SYNTAX, root, _("a challenge needs a <deliver>, <require> or <sound>"));
  if (challenge->solutions->len == 0)
    return fail (self, LEAT_ERROR_SYNTAX, root, _("a challenge needs a <solution>, which shows that it can be solved"));
  for (guint i = 0; i < challenge->wrongs->len; i++)
    {
      const LeatSolution *wrong = g_ptr_array_index (challenge->wrongs, i);

      for (guint j = 0; wrong->fails[j] != NULL; j++)
        {
          gboolean found = FALSE;

          for (guint k = 0; k < challenge->constraints->len; k++)
            found |= g_str_equal (((LeatConstraint *) challenge->constraints->pdata[k])->id, wrong->fails[j]);
          if (!found)
            return fail (self, LEAT_ERROR_UNKNOWN, root, _("“%s” fails “%s”, which is not asked"), wrong->title, wrong->fails[j]);
        }
    }
  return TRUE;
}

static xmlDoc *
parse (GBytes     *bytes,
       const char *name,
       GError    **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  xmlDoc *doc;
  const xmlError *fault;

  if (size > MAX_BYTES)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_LIMIT, _("%s is larger than %d MB"), name, MAX_BYTES / (1024 * 1024));
      return NULL;
    }
  xmlResetLastError ();
  doc = xmlReadMemory (data, (int) size, name, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_BIG_LINES);
  fault = xmlGetLastError ();
  if (doc == NULL)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, "%s:%d: %s", name, fault != NULL ? MAX (fault->line, 1) : 1,
                 fault != NULL && fault->message != NULL ? g_strchomp (fault->message) : _("this is not XML"));
  else if (doc->intSubset != NULL)
    {
      g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:1: found a document type, expected none"), name);
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  return doc;
}

/* The id is the name of a file, and of a group of the file that keeps what was solved. */
static gboolean
check_id (const char *name,
          const char *id,
          GError    **error)
{
  gboolean good = *id != '\0';

  for (const char *p = id; *p != '\0'; p++)
    good &= *p != '[' && *p != ']' && !g_ascii_iscntrl (*p);
  if (!good)
    g_set_error (error, LEAT_ERROR, LEAT_ERROR_SYNTAX, _("%s:1: “%s” cannot be the id of a challenge: name the file without [ and ]"),
                 name, id);
  return good;
}

LeatChallenge *
leat_challenge_read (GBytes        *bytes,
                     const char    *name,
                     const char    *id,
                     LeatCatalogue *catalogue,
                     GError       **error)
{
  g_autoptr(LeatChallenge) challenge = leat_challenge_new (id);
  Reader self = { name, catalogue, challenge, error };
  g_autoptr(xmlDoc) doc = check_id (name, id, error) ? parse (bytes, name, error) : NULL;
  const xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;

  if (root == NULL)
    return NULL;
  if (!leat_xml_is (root, "challenge") || root->ns == NULL || strcmp ((const char *) root->ns->href, LEAT_CHALLENGE_NAMESPACE) != 0)
    {
      fail (&self, LEAT_ERROR_SYNTAX, root, _("found <%s>, expected <challenge xmlns=\"%s\">"), (const char *) root->name,
            LEAT_CHALLENGE_NAMESPACE);
      return NULL;
    }
  if (!read_head (&self, root))
    return NULL;
  for (const xmlNode *node = root->children; node != NULL; node = node->next)
    if (!read_child (&self, node))
      return NULL;
  return check_whole (&self, root) ? g_steal_pointer (&challenge) : NULL;
}
