/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/find.h"

#include "catalogue/catalogue.h"
#include "model/settings.h"

#include <string.h>

/* Everything that can be found of an element is written into one text, and looked through. */

typedef struct
{
  LeatReport *report;
  GHashTable *blocks;   /* id -> LeatElement: where wires begin */
  GHashTable *findings; /* id of a wire -> GPtrArray of LeatFinding */
  GString    *text;
} Search;

typedef struct
{
  LeatElement *element;
  double       x;
  double       y;
  guint        at;
} Match;

static void
add (Search     *search,
     const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (search->text, "%s\n", text);
}

/* Both as the catalogue has them and in the user's language. */
static void
add_service (Search     *search,
             const char *type)
{
  const LeatService *service = leat_catalogue_get_service (leat_report_get_catalogue (search->report), type);

  add (search, type);
  if (service == NULL)
    return;
  add (search, service->name);
  add (search, leat_tr (service->name));
  add (search, leat_role_get_label (service->role));
  for (guint i = 0; i < service->aliases->len; i++)
    add (search, g_ptr_array_index (service->aliases, i));
}

static void
add_settings (Search            *search,
              const LeatElement *element)
{
  const LeatService *service = leat_catalogue_get_service (leat_report_get_catalogue (search->report), element->type);
  gsize n = element->settings != NULL ? leat_settings_get_n (element->settings) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *name;
      const char *value = leat_settings_get_nth (element->settings, i, &name);
      const LeatSetting *setting;

      setting = service != NULL ? leat_service_get_setting (service, name) : NULL;
      add (search, setting != NULL ? leat_tr (setting->label) : name);
      add (search, value);
    }
}

static void
add_findings (Search    *search,
              GPtrArray *findings)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const LeatFinding *finding = g_ptr_array_index (findings, i);

      if (finding->silenced == NULL)
        add (search, leat_finding_get_message (finding));
    }
}

static void
add_block (Search            *search,
           const LeatElement *element)
{
  const LeatBlockResult *result = leat_report_get_block (search->report, element->id);

  add_service (search, element->type);
  add_settings (search, element);
  if (result != NULL)
    add_findings (search, result->findings);
}

static void
write_all (Search            *search,
           const LeatElement *element)
{
  g_string_truncate (search->text, 0);
  add (search, element->name);
  add (search, element->text);
  if (element->kind == LEAT_ELEMENT_BLOCK)
    add_block (search, element);
  else if (element->kind == LEAT_ELEMENT_WIRE)
    {
      add (search, leat_wire_kind_to_string (element->wire_kind));
      add (search, leat_wire_kind_get_label (element->wire_kind));
      add_findings (search, g_hash_table_lookup (search->findings, element->id));
    }
  else if (element->kind == LEAT_ELEMENT_ZONE)
    {
      add (search, element->type);
      add (search, element->role);
    }
}

static gboolean
has_all (const char        *text,
         const char *const *words)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
search_init (Search     *search,
             GPtrArray  *elements,
             LeatReport *report)
{
  g_autoptr(GPtrArray) findings = leat_report_list_wire_findings (report);

  search->report = report;
  search->text = g_string_new (NULL);
  search->blocks = g_hash_table_new (g_str_hash, g_str_equal);
  search->findings = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);

      if (element->kind == LEAT_ELEMENT_BLOCK)
        g_hash_table_insert (search->blocks, element->id, element);
    }
  for (guint i = 0; i < findings->len; i++)
    {
      LeatFinding *finding = g_ptr_array_index (findings, i);
      GPtrArray *list = g_hash_table_lookup (search->findings, finding->subject->id);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (search->findings, finding->subject->id, list);
        }
      g_ptr_array_add (list, finding);
    }
}

static void
search_clear (Search *search)
{
  g_string_free (search->text, TRUE);
  g_hash_table_unref (search->blocks);
  g_hash_table_unref (search->findings);
}

/* A wire is where it begins. */
static Match
place (Search      *search,
       LeatElement *element,
       guint        at)
{
  const LeatElement *there = element;

  if (element->kind == LEAT_ELEMENT_WIRE)
    there = g_hash_table_lookup (search->blocks, element->from);
  return (Match){ element, there != NULL ? there->bounds.x : 0, there != NULL ? there->bounds.y : 0, at };
}

static int
compare_matches (gconstpointer a,
                 gconstpointer b)
{
  const Match *one = a, *other = b;

  if (one->x != other->x)
    return one->x < other->x ? -1 : 1;
  if (one->y != other->y)
    return one->y < other->y ? -1 : 1;
  return (one->at > other->at) - (one->at < other->at);
}

/* What was typed, folded, in words. */
static char **
split (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto(GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr(GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

GPtrArray *
leat_find (GPtrArray    *elements,
           LeatReport   *report,
           const char   *text,
           GCancellable *cancellable)
{
  g_auto(GStrv) words = split (text);
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_element_unref);
  g_autoptr(GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  Search search;

  search_init (&search, elements, report);
  for (guint i = 0; words[0] != NULL && i < elements->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      LeatElement *element = g_ptr_array_index (elements, i);
      Match match = place (&search, element, i);

      if (!leat_element_is_drawn (element))
        continue;
      write_all (&search, element);
      if (has_all (search.text->str, (const char *const *) words))
        g_array_append_val (matches, match);
    }
  g_array_sort (matches, compare_matches);
  for (guint i = 0; !g_cancellable_is_cancelled (cancellable) && i < matches->len; i++)
    g_ptr_array_add (found, leat_element_ref (g_array_index (matches, Match, i).element));
  search_clear (&search);
  return found;
}
