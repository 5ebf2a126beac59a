/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "catalogue/quantity.h"
#include "exchange/challenge-form.h"
#include "exchange/native-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A challenge while it is written. Every field holds what was typed, right or wrong; leat_form_make() says of each field
 * what is wrong with it, so that a form can say so in place. */

#define HAS(field) (1u << LEAT_FORM_##field)

static const guint fields[] = {
  [LEAT_FORM_HEAD] = HAS (TITLE) | HAS (TEXT) | HAS (DOMAIN) | HAS (LEVEL) | HAS (MINUTES),
  [LEAT_FORM_START] = HAS (DRAWING),
  [LEAT_FORM_LOAD] = HAS (SERVICE) | HAS (BLOCK) | HAS (SETTINGS),
  [LEAT_FORM_DELIVERY] = HAS (ID) | HAS (FROM) | HAS (TO) | HAS (POINTS) | HAS (TEXT),
  [LEAT_FORM_REQUIRE] = HAS (REQUIREMENT) | HAS (VALUE) | HAS (TO) | HAS (POINTS) | HAS (TEXT),
  [LEAT_FORM_SOUND] = HAS (POINTS) | HAS (TEXT),
  [LEAT_FORM_HINT] = HAS (TEXT),
  [LEAT_FORM_SOLUTION] = HAS (TITLE) | HAS (TEXT) | HAS (DRAWING),
  [LEAT_FORM_WRONG] = HAS (TITLE) | HAS (FAILS) | HAS (RULE) | HAS (TEXT) | HAS (DRAWING),
};

gboolean
leat_form_has (LeatFormKind  kind,
               LeatFormField field)
{
  return (fields[kind] & 1u << field) != 0;
}

/* Items */

static LeatFormItem *
item_new (LeatFormKind kind)
{
  LeatFormItem *self = g_new0 (LeatFormItem, 1);

  self->kind = kind;
  self->settings = leat_settings_new ();
  for (guint i = 0; i < LEAT_N_FORM_FIELDS; i++)
    self->words[i] = g_strdup ("");
  return self;
}

void
leat_form_item_free (LeatFormItem *self)
{
  for (guint i = 0; i < LEAT_N_FORM_FIELDS; i++)
    g_free (self->words[i]);
  leat_settings_unref (self->settings);
  g_clear_pointer (&self->drawing, g_ptr_array_unref);
  g_free (self->named);
  g_free (self);
}

void
leat_form_item_put (LeatFormItem  *self,
                    LeatFormField  field,
                    const char    *text)
{
  char *copy = g_strdup (text != NULL ? text : "");

  g_free (self->words[field]);
  self->words[field] = copy;
}

void
leat_form_item_set (LeatFormItem *self,
                    const char   *name,
                    const char   *value)
{
  LeatSettings *settings = leat_settings_with (self->settings, g_intern_string (name), *value != '\0' ? value : NULL);

  leat_settings_unref (self->settings);
  self->settings = settings;
}

void
leat_form_item_draw (LeatFormItem *self,
                     GPtrArray    *elements)
{
  GPtrArray *old = self->drawing;

  self->drawing = elements != NULL ? g_ptr_array_ref (elements) : NULL;
  g_clear_pointer (&old, g_ptr_array_unref);
}

static void
put_number (LeatFormItem  *item,
            LeatFormField  field,
            double         number)
{
  g_autoptr(GString) text = g_string_new (NULL);

  leat_native_append_number (text, number);
  leat_form_item_put (item, field, text->str);
}

/* Lists */

LeatForm *
leat_form_new (void)
{
  LeatForm *self = g_new0 (LeatForm, 1);
  LeatFormItem *head;

  self->id = g_strdup ("own");
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) leat_form_item_free);
  head = leat_form_add (self, LEAT_FORM_HEAD);
  leat_form_item_put (head, LEAT_FORM_DOMAIN, "1");
  leat_form_item_put (head, LEAT_FORM_LEVEL, "1");
  leat_form_item_put (head, LEAT_FORM_MINUTES, "15");
  return self;
}

void
leat_form_free (LeatForm *self)
{
  g_free (self->id);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static gboolean
is_demand (LeatFormKind kind)
{
  return kind == LEAT_FORM_DELIVERY || kind == LEAT_FORM_REQUIRE || kind == LEAT_FORM_SOUND;
}

gboolean
leat_form_same_list (LeatFormKind a,
                     LeatFormKind b)
{
  return a == b || (is_demand (a) && is_demand (b));
}

static gboolean
has_id (const LeatForm *self,
        const char     *id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const LeatFormItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == LEAT_FORM_DELIVERY && g_str_equal (item->words[LEAT_FORM_ID], id))
        return TRUE;
    }
  return FALSE;
}

static char *
dup_free_id (const LeatForm *self)
{
  char *id = g_strdup ("delivery");

  for (guint n = 2; has_id (self, id); n++)
    {
      g_free (id);
      id = g_strdup_printf ("delivery-%u", n);
    }
  return id;
}

LeatFormItem *
leat_form_add (LeatForm     *self,
               LeatFormKind  kind)
{
  LeatFormItem *item = item_new (kind);

  if (is_demand (kind))
    leat_form_item_put (item, LEAT_FORM_POINTS, "10");
  if (kind == LEAT_FORM_DELIVERY)
    {
      g_autofree char *id = dup_free_id (self);

      leat_form_item_put (item, LEAT_FORM_ID, id);
    }
  g_ptr_array_add (self->items, item);
  return item;
}

LeatFormItem *
leat_form_steal (LeatForm     *self,
                 LeatFormItem *item,
                 guint        *index)
{
  g_return_val_if_fail (item->kind != LEAT_FORM_HEAD && g_ptr_array_find (self->items, item, index), NULL);

  return g_ptr_array_steal_index (self->items, *index);
}

void
leat_form_insert (LeatForm     *self,
                  LeatFormItem *item,
                  guint         index)
{
  g_ptr_array_insert (self->items, (int) MIN (index, self->items->len), item);
}

gboolean
leat_form_raise (LeatForm     *self,
                 LeatFormItem *item)
{
  guint index;

  g_return_val_if_fail (g_ptr_array_find (self->items, item, &index), FALSE);

  for (guint i = index; i-- > 0;)
    if (leat_form_same_list (((LeatFormItem *) self->items->pdata[i])->kind, item->kind))
      {
        self->items->pdata[index] = self->items->pdata[i];
        self->items->pdata[i] = item;
        return TRUE;
      }
  return FALSE;
}

/* From a challenge */

static char *
dup_names (LeatCatalogue *catalogue,
           GStrv          ids)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (names, leat_catalogue_get_service (catalogue, ids[i])->name);
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

static void
add_demand (LeatForm             *self,
            const LeatConstraint *constraint,
            LeatCatalogue        *catalogue)
{
  static const LeatFormKind kinds[] = {
    [LEAT_CONSTRAINT_DELIVERY] = LEAT_FORM_DELIVERY, [LEAT_CONSTRAINT_REQUIREMENT] = LEAT_FORM_REQUIRE,
    [LEAT_CONSTRAINT_SOUND] = LEAT_FORM_SOUND
  };
  LeatFormItem *item = leat_form_add (self, kinds[constraint->kind]);
  g_autofree char *from = dup_names (catalogue, constraint->from), *to = dup_names (catalogue, constraint->to);

  leat_form_item_put (item, LEAT_FORM_ID, constraint->id);
  leat_form_item_put (item, LEAT_FORM_FROM, from);
  leat_form_item_put (item, LEAT_FORM_TO, to);
  leat_form_item_put (item, LEAT_FORM_REQUIREMENT, constraint->requirement);
  leat_form_item_put (item, LEAT_FORM_VALUE, constraint->value);
  leat_form_item_put (item, LEAT_FORM_TEXT, constraint->text);
  put_number (item, LEAT_FORM_POINTS, constraint->points);
}

static void
add_load (LeatForm                *self,
          const LeatChallengeLoad *load)
{
  LeatFormItem *item = leat_form_add (self, LEAT_FORM_LOAD);

  leat_form_item_put (item, LEAT_FORM_SERVICE, load->type);
  leat_form_item_put (item, LEAT_FORM_BLOCK, load->block);
  leat_settings_unref (item->settings);
  item->settings = leat_settings_ref (load->settings);
}

static void
add_solution (LeatForm           *self,
              LeatFormKind        kind,
              const LeatSolution *solution)
{
  LeatFormItem *item = leat_form_add (self, kind);
  g_autofree char *fails = solution->fails != NULL ? g_strjoinv (", ", solution->fails) : NULL;

  leat_form_item_put (item, LEAT_FORM_TITLE, solution->title);
  leat_form_item_put (item, LEAT_FORM_TEXT, solution->text);
  leat_form_item_put (item, LEAT_FORM_FAILS, fails);
  leat_form_item_put (item, LEAT_FORM_RULE, solution->rule);
  leat_form_item_draw (item, solution->elements);
}

LeatForm *
leat_form_new_for (const LeatChallenge *challenge,
                   LeatCatalogue       *catalogue)
{
  LeatForm *self = leat_form_new ();
  LeatFormItem *head = g_ptr_array_index (self->items, 0);

  g_free (self->id);
  self->id = g_strdup (challenge->id);
  leat_form_item_put (head, LEAT_FORM_TITLE, challenge->title);
  leat_form_item_put (head, LEAT_FORM_TEXT, challenge->text);
  put_number (head, LEAT_FORM_DOMAIN, challenge->domain);
  put_number (head, LEAT_FORM_LEVEL, challenge->level);
  put_number (head, LEAT_FORM_MINUTES, challenge->minutes);
  if (challenge->start->len > 0)
    leat_form_item_draw (leat_form_add (self, LEAT_FORM_START), challenge->start);
  for (guint i = 0; i < challenge->loads->len; i++)
    add_load (self, g_ptr_array_index (challenge->loads, i));
  for (guint i = 0; i < challenge->constraints->len; i++)
    add_demand (self, g_ptr_array_index (challenge->constraints, i), catalogue);
  for (guint i = 0; i < challenge->hints->len; i++)
    leat_form_item_put (leat_form_add (self, LEAT_FORM_HINT), LEAT_FORM_TEXT, g_ptr_array_index (challenge->hints, i));
  for (guint i = 0; i < challenge->solutions->len; i++)
    add_solution (self, LEAT_FORM_SOLUTION, g_ptr_array_index (challenge->solutions, i));
  for (guint i = 0; i < challenge->wrongs->len; i++)
    add_solution (self, LEAT_FORM_WRONG, g_ptr_array_index (challenge->wrongs, i));
  return self;
}

/* To a challenge */

typedef struct
{
  const LeatForm     *form;
  LeatCatalogue      *catalogue;
  LeatChallenge      *challenge;
  GPtrArray          *faults;
  const LeatFormItem *item;
} Maker;

static void
fault_free (gpointer data)
{
  LeatFormFault *self = data;

  g_free (self->message);
  g_free (self);
}

static void
add_fault (const Maker   *self,
           LeatFormField  field,
           const char    *setting,
           char          *message)
{
  LeatFormFault *fault = g_new0 (LeatFormFault, 1);

  fault->item = self->item;
  fault->field = field;
  fault->setting = setting;
  fault->message = message;
  g_ptr_array_add (self->faults, fault);
}

#define fault(self, field, ...) add_fault (self, field, NULL, g_strdup_printf (__VA_ARGS__))

/* Lines without white space at their ends, as the file keeps them; control characters have no place in one. */
static char *
dup_text (const Maker   *self,
          LeatFormField  field)
{
  g_auto(GStrv) lines = g_strsplit (self->item->words[field], "\n", -1);
  char *text;

  for (guint i = 0; lines[i] != NULL; i++)
    g_strchomp (lines[i]);
  text = g_strstrip (g_strjoinv ("\n", lines));
  for (const char *p = text; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t')
      {
        fault (self, field, _("There is a control character in it: delete it"));
        break;
      }
  return text;
}

static char *
dup_needed (const Maker   *self,
            LeatFormField  field,
            const char    *message)
{
  char *text = dup_text (self, field);

  if (*text == '\0')
    fault (self, field, "%s", message);
  return text;
}

/* As the file writes it, or else as people do. */
static gboolean
read_number (const char *text,
             const char *unit,
             double     *number,
             GError    **error)
{
  char *end;
  double plain = g_ascii_strtod (text, &end);

  if (end != text && *end == '\0' && plain - plain == 0)
    {
      *number = plain;
      return TRUE;
    }
  return leat_quantity_parse (text, unit, number, error);
}

static void
make_points (const Maker    *self,
             LeatConstraint *constraint)
{
  g_autoptr(GError) error = NULL;

  if (!read_number (self->item->words[LEAT_FORM_POINTS], NULL, &constraint->points, &error))
    fault (self, LEAT_FORM_POINTS, "%s", error->message);
  else if (!(constraint->points > 0 && constraint->points <= LEAT_POINTS_MAX))
    fault (self, LEAT_FORM_POINTS, _("Points must be over 0, and at most %d"), LEAT_POINTS_MAX);
}

static guint
make_whole (const Maker   *self,
            LeatFormField  field,
            guint          most)
{
  g_autoptr(GError) error = NULL;
  double number = 0;

  if (!read_number (self->item->words[field], NULL, &number, &error))
    fault (self, field, "%s", error->message);
  else if (number < 1 || number > most || number != (guint) number)
    fault (self, field, _("It must be a whole number from 1 to %u"), most);
  return (guint) CLAMP (number, 1, most);
}

static const LeatService *
find_service (LeatCatalogue *catalogue,
              const char    *word)
{
  const LeatService *service = leat_catalogue_get_service (catalogue, word);
  g_autofree char *sought = g_utf8_casefold (word, -1);

  for (guint i = 0; service == NULL && i < leat_catalogue_get_n_services (catalogue); i++)
    {
      const LeatService *one = leat_catalogue_get_nth_service (catalogue, i);
      g_autofree char *name = g_utf8_casefold (one->name, -1);

      if (g_str_equal (name, sought))
        service = one;
    }
  return service;
}

static GStrv
split (const char *text)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) words = g_strsplit_set (text, ",\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (*g_strstrip (words[i]) != '\0')
      g_strv_builder_add (builder, words[i]);
  return g_strv_builder_end (builder);
}

/* NULL if none is named */
static GStrv
make_types (const Maker   *self,
            LeatFormField  field)
{
  g_auto(GStrv) words = split (self->item->words[field]);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const LeatService *service = find_service (self->catalogue, words[i]);

      if (service == NULL)
        fault (self, field, _("There is no service “%s”: choose one from the list"), words[i]);
      else
        {
          g_free (words[i]);
          words[i] = g_strdup (service->id);
        }
    }
  return words[0] != NULL ? g_steal_pointer (&words) : NULL;
}

static gboolean
is_id (const char *text)
{
  return text[strspn (text, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_.")] == '\0';
}

static void
check_id (const Maker *self,
          const char  *id)
{
  if (!is_id (id))
    fault (self, LEAT_FORM_ID, _("Only letters without accents, digits, “-”, “_” and “.” may stand in it"));
}

static void
make_delivery (const Maker    *self,
               LeatConstraint *constraint)
{
  constraint->kind = LEAT_CONSTRAINT_DELIVERY;
  constraint->id = dup_needed (self, LEAT_FORM_ID, _("It needs a short name, by which wrong answers name it"));
  check_id (self, constraint->id);
  constraint->from = make_types (self, LEAT_FORM_FROM);
  constraint->to = make_types (self, LEAT_FORM_TO);
  if (constraint->from == NULL)
    fault (self, LEAT_FORM_FROM, _("Say from which service data comes"));
  if (constraint->to == NULL)
    fault (self, LEAT_FORM_TO, _("Say which service data must reach"));
}

const LeatRequirement *
leat_form_find_requirement (LeatCatalogue *catalogue,
                            const char    *id)
{
  GPtrArray *requirements = leat_catalogue_get_requirements (catalogue);

  for (guint i = 0; i < requirements->len; i++)
    if (g_str_equal (((LeatRequirement *) requirements->pdata[i])->id, id))
      return requirements->pdata[i];
  return NULL;
}

static void
make_value (const Maker           *self,
            const LeatRequirement *requirement,
            LeatConstraint        *constraint)
{
  const char *typed = self->item->words[LEAT_FORM_VALUE];
  gboolean number = requirement->setting->type != LEAT_SETTING_BOOLEAN;
  g_autoptr(GString) plain = g_string_new (number ? typed : *typed != '\0' ? typed : "yes");
  g_autoptr(GError) error = NULL;
  double value;

  if (number && !leat_requirement_read (requirement, plain->str, &value) &&
      leat_quantity_parse (typed, requirement->setting->unit, &value, &error))
    {
      g_string_truncate (plain, 0);
      leat_native_append_number (plain, value);
    }
  if (!leat_requirement_read (requirement, plain->str, &value))
    {
      g_clear_error (&error);
      if (*plain->str == '\0' || leat_setting_parse (requirement->setting, plain->str, &value, &error))
        fault (self, LEAT_FORM_VALUE, _("Say how much is asked"));
      else
        fault (self, LEAT_FORM_VALUE, "%s", error->message);
    }
  constraint->value = g_string_free (g_steal_pointer (&plain), FALSE);
}

static char *
dup_requirement_id (const char *id,
                    GStrv       to)
{
  return to != NULL ? g_strdup_printf ("%s.%s", id, to[0]) : g_strdup (id);
}

static void
make_requirement (const Maker    *self,
                  LeatConstraint *constraint)
{
  const LeatRequirement *requirement = leat_form_find_requirement (self->catalogue, self->item->words[LEAT_FORM_REQUIREMENT]);

  constraint->kind = LEAT_CONSTRAINT_REQUIREMENT;
  constraint->requirement = g_strdup (self->item->words[LEAT_FORM_REQUIREMENT]);
  if (requirement == NULL)
    fault (self, LEAT_FORM_REQUIREMENT, _("Choose what is asked"));
  else
    make_value (self, requirement, constraint);
  if (requirement != NULL && requirement->measure == LEAT_REQUIREMENT_P95)
    constraint->to = make_types (self, LEAT_FORM_TO);
  constraint->id = dup_requirement_id (constraint->requirement, constraint->to);
}

/* Twice the same is said at the second. */
static void
check_once (const Maker          *self,
            const LeatConstraint *constraint)
{
  static const LeatFormField places[] = {
    [LEAT_CONSTRAINT_DELIVERY] = LEAT_FORM_ID, [LEAT_CONSTRAINT_REQUIREMENT] = LEAT_FORM_REQUIREMENT,
    [LEAT_CONSTRAINT_SOUND] = LEAT_FORM_POINTS
  };

  for (guint i = 0; *constraint->id != '\0' && i < self->challenge->constraints->len; i++)
    if (g_str_equal (((LeatConstraint *) self->challenge->constraints->pdata[i])->id, constraint->id))
      fault (self, places[constraint->kind], _("This is asked a second time: remove one, or say it of another"));
}

static void
make_demand (const Maker *self)
{
  LeatConstraint *constraint = g_new0 (LeatConstraint, 1);

  if (self->item->kind == LEAT_FORM_DELIVERY)
    make_delivery (self, constraint);
  else if (self->item->kind == LEAT_FORM_REQUIRE)
    make_requirement (self, constraint);
  else
    {
      constraint->kind = LEAT_CONSTRAINT_SOUND;
      constraint->id = g_strdup ("sound");
    }
  constraint->text = dup_text (self, LEAT_FORM_TEXT);
  if (*constraint->text == '\0')
    g_clear_pointer (&constraint->text, g_free);
  make_points (self, constraint);
  check_once (self, constraint);
  g_ptr_array_add (self->challenge->constraints, constraint);
}

static char *
dup_value (const LeatSetting *setting,
           const char        *typed,
           GError           **error)
{
  g_autoptr(GString) plain = g_string_new (typed);
  double number;

  if (!leat_setting_parse (setting, typed, &number, NULL) &&
      (setting->type == LEAT_SETTING_NUMBER || setting->type == LEAT_SETTING_INTEGER) &&
      leat_quantity_parse (typed, setting->unit, &number, NULL))
    {
      g_string_truncate (plain, 0);
      leat_native_append_number (plain, number);
    }
  return leat_setting_parse (setting, plain->str, &number, error) ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}

static void
make_setting (const Maker       *self,
              const LeatService *service,
              LeatChallengeLoad *load,
              gsize              i)
{
  const char *name, *typed = leat_settings_get_nth (self->item->settings, i, &name);
  const LeatSetting *setting = leat_service_get_setting (service, name);
  g_autoptr(GError) error = NULL;
  g_autofree char *value = setting != NULL ? dup_value (setting, typed, &error) : NULL;
  LeatSettings *settings;

  /* What was said of another service that was chosen before is not shown, and not said. */
  if (setting == NULL)
    return;
  if (value == NULL)
    {
      add_fault (self, LEAT_FORM_SETTINGS, setting->name, g_strdup (error->message));
      return;
    }
  settings = leat_settings_with (load->settings, name, value);
  leat_settings_unref (load->settings);
  load->settings = settings;
}

static void
make_load (const Maker *self)
{
  LeatChallengeLoad *load = g_new0 (LeatChallengeLoad, 1);
  const LeatService *service = leat_catalogue_get_service (self->catalogue, self->item->words[LEAT_FORM_SERVICE]);
  guint before = self->faults->len;

  load->settings = leat_settings_new ();
  load->type = g_strdup (self->item->words[LEAT_FORM_SERVICE]);
  load->block = dup_text (self, LEAT_FORM_BLOCK);
  if (*load->block == '\0')
    g_clear_pointer (&load->block, g_free);
  g_ptr_array_add (self->challenge->loads, load);
  if (service == NULL)
    {
      fault (self, LEAT_FORM_SERVICE, _("Choose the service that sends"));
      return;
    }
  for (gsize i = 0; i < leat_settings_get_n (self->item->settings); i++)
    make_setting (self, service, load, i);
  if (leat_settings_get_n (load->settings) == 0 && self->faults->len == before)
    fault (self, LEAT_FORM_SETTINGS, _("Say at least one thing of what it sends"));
}

static void
make_solution (const Maker *self)
{
  gboolean wrong = self->item->kind == LEAT_FORM_WRONG;
  LeatSolution *solution = g_new0 (LeatSolution, 1);

  solution->title = dup_needed (self, LEAT_FORM_TITLE, wrong ? _("A wrong answer needs a title") : _("A solution needs a title"));
  solution->text = dup_text (self, LEAT_FORM_TEXT);
  if (*solution->text == '\0')
    g_clear_pointer (&solution->text, g_free);
  if (wrong && solution->text == NULL)
    fault (self, LEAT_FORM_TEXT, _("Say why it is wrong"));
  if (self->item->drawing == NULL || self->item->drawing->len == 0)
    fault (self, LEAT_FORM_DRAWING, _("It needs a drawing: draw it in the window and take it"));
  solution->elements = self->item->drawing != NULL ? g_ptr_array_ref (self->item->drawing) : g_ptr_array_new ();
  if (wrong)
    solution->fails = split (self->item->words[LEAT_FORM_FAILS]);
  if (wrong && *self->item->words[LEAT_FORM_RULE] != '\0')
    solution->rule = dup_text (self, LEAT_FORM_RULE);
  g_ptr_array_add (wrong ? self->challenge->wrongs : self->challenge->solutions, solution);
}

static void
make_head (const Maker *self)
{
  LeatChallenge *challenge = self->challenge;

  g_free (challenge->title);
  challenge->title = dup_needed (self, LEAT_FORM_TITLE, _("A challenge needs a title"));
  g_free (challenge->text);
  challenge->text = dup_needed (self, LEAT_FORM_TEXT, _("Say what is wanted"));
  challenge->domain = make_whole (self, LEAT_FORM_DOMAIN, 4);
  challenge->level = make_whole (self, LEAT_FORM_LEVEL, 3);
  challenge->minutes = make_whole (self, LEAT_FORM_MINUTES, 600);
}

static void
make_item (const Maker *self)
{
  switch (self->item->kind)
    {
    case LEAT_FORM_HEAD:
      make_head (self);
      break;
    case LEAT_FORM_START:
      if (self->item->drawing == NULL)
        fault (self, LEAT_FORM_DRAWING, _("It needs a drawing: draw it in the window and take it"));
      else
        {
          g_ptr_array_unref (self->challenge->start);
          self->challenge->start = g_ptr_array_ref (self->item->drawing);
        }
      break;
    case LEAT_FORM_LOAD:
      make_load (self);
      break;
    case LEAT_FORM_HINT:
      g_ptr_array_add (self->challenge->hints, dup_needed (self, LEAT_FORM_TEXT, _("A hint needs words: write them, or remove it")));
      break;
    case LEAT_FORM_SOLUTION:
    case LEAT_FORM_WRONG:
      make_solution (self);
      break;
    default:
      make_demand (self);
    }
}

static gboolean
has_rule (LeatCatalogue *catalogue,
          const char    *id)
{
  GPtrArray *rules = leat_catalogue_get_rules (catalogue);

  for (guint i = 0; i < rules->len; i++)
    if (g_str_equal (((LeatRule *) rules->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

/* What a wrong answer names: asked after all items, since it may stand before what it names. */
static void
check_wrong (Maker              *self,
             const LeatFormItem *item,
             const LeatSolution *wrong)
{
  self->item = item;
  if (wrong->fails[0] == NULL)
    fault (self, LEAT_FORM_FAILS, _("Say which demand it does not meet"));
  for (guint i = 0; wrong->fails[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < self->challenge->constraints->len; k++)
        found |= g_str_equal (((LeatConstraint *) self->challenge->constraints->pdata[k])->id, wrong->fails[i]);
      if (!found)
        fault (self, LEAT_FORM_FAILS, _("“%s” is not asked: choose from the list"), wrong->fails[i]);
    }
  if (wrong->rule != NULL && !has_rule (self->catalogue, wrong->rule))
    fault (self, LEAT_FORM_RULE, _("There is no check “%s”: choose from the list"), wrong->rule);
}

static void
check_whole (Maker *self)
{
  guint n = 0;

  for (guint i = 0; i < self->form->items->len; i++)
    {
      const LeatFormItem *item = g_ptr_array_index (self->form->items, i);

      if (item->kind == LEAT_FORM_WRONG)
        check_wrong (self, item, g_ptr_array_index (self->challenge->wrongs, n++));
    }
  self->item = g_ptr_array_index (self->form->items, 0);
  if (self->challenge->constraints->len == 0)
    fault (self, LEAT_FORM_POINTS, _("Nothing is asked yet: add a demand"));
  if (self->challenge->solutions->len == 0)
    fault (self, LEAT_FORM_DRAWING, _("A challenge needs a solution, which shows that it can be solved"));
}

LeatChallenge *
leat_form_make (const LeatForm *self,
                LeatCatalogue  *catalogue,
                GPtrArray     **faults)
{
  g_autoptr(LeatChallenge) challenge = leat_challenge_new (self->id);
  Maker maker = { self, catalogue, challenge, g_ptr_array_new_with_free_func (fault_free), NULL };

  for (guint i = 0; i < self->items->len; i++)
    {
      maker.item = g_ptr_array_index (self->items, i);
      make_item (&maker);
    }
  check_whole (&maker);
  *faults = maker.faults;
  return maker.faults->len == 0 ? g_steal_pointer (&challenge) : NULL;
}

char *
leat_form_item_dup_id (const LeatFormItem *self,
                       LeatCatalogue      *catalogue)
{
  const LeatRequirement *requirement = leat_form_find_requirement (catalogue, self->words[LEAT_FORM_REQUIREMENT]);
  g_auto(GStrv) to = split (self->words[LEAT_FORM_TO]);
  const LeatService *service = to[0] != NULL ? find_service (catalogue, to[0]) : NULL;
  const char *types[] = { service != NULL ? service->id : NULL, NULL };
  gboolean one = service != NULL && requirement != NULL && requirement->measure == LEAT_REQUIREMENT_P95;

  if (self->kind == LEAT_FORM_DELIVERY)
    return g_strstrip (g_strdup (self->words[LEAT_FORM_ID]));
  return self->kind == LEAT_FORM_SOUND ? g_strdup ("sound")
                                       : dup_requirement_id (self->words[LEAT_FORM_REQUIREMENT], one ? (GStrv) types : NULL);
}

/* Renaming */

static gboolean
is_of_another (const LeatForm     *self,
               const LeatFormItem *item,
               const char         *id,
               LeatCatalogue      *catalogue)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const LeatFormItem *other = g_ptr_array_index (self->items, i);
      g_autofree char *its = is_demand (other->kind) && other != item ? leat_form_item_dup_id (other, catalogue) : NULL;

      if (g_strcmp0 (its, id) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
rename_in (LeatFormItem *wrong,
           const char   *before,
           const char   *after)
{
  g_auto(GStrv) names = split (wrong->words[LEAT_FORM_FAILS]);
  g_autofree char *joined = NULL;
  gboolean found = FALSE;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], before))
      {
        g_free (names[i]);
        names[i] = g_strdup (after);
        found = TRUE;
      }
  if (!found)
    return FALSE;
  joined = g_strjoinv (", ", names);
  leat_form_item_put (wrong, LEAT_FORM_FAILS, joined);
  return TRUE;
}

static gboolean
rename_demand (LeatForm   *self,
               const char *before,
               const char *after)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < self->items->len; i++)
    {
      LeatFormItem *item = g_ptr_array_index (self->items, i);

      if (item->kind == LEAT_FORM_WRONG)
        changed |= rename_in (item, before, after);
    }
  return changed;
}

gboolean
leat_form_put (LeatForm      *self,
               LeatFormItem  *item,
               LeatFormField  field,
               const char    *text,
               LeatCatalogue *catalogue)
{
  g_autofree char *before = NULL, *after = NULL;

  if (!is_demand (item->kind))
    {
      leat_form_item_put (item, field, text);
      return FALSE;
    }
  before = item->named != NULL ? g_steal_pointer (&item->named) : leat_form_item_dup_id (item, catalogue);
  leat_form_item_put (item, field, text);
  after = leat_form_item_dup_id (item, catalogue);
  if (g_str_equal (before, after))
    return FALSE;
  /* What nobody could name it by, and what others are named by, is nothing to follow. */
  if (*after == '\0' || !is_id (after) || is_of_another (self, item, after, catalogue))
    {
      item->named = g_steal_pointer (&before);
      return FALSE;
    }
  return !is_of_another (self, item, before, catalogue) && rename_demand (self, before, after);
}
