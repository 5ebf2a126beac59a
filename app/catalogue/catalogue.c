/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "paths.h"

#include "catalogue/catalogue-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

struct _LeatCatalogue
{
  gatomicrefcount ref_count;
  LeatPool       *pool;
  GStrv           folders;
  GPtrArray      *services;     /* of LeatService, by role and name */
  GHashTable     *by_id;        /* id -> LeatService */
  GHashTable     *price_books;  /* region -> LeatPriceBook, owned */
  GHashTable     *wirings;      /* "from to" -> GPtrArray of LeatWiring */
  GHashTable     *grants;       /* "from to KIND" -> LeatGrant */
  GPtrArray      *rules;        /* of LeatRule */
  GPtrArray      *requirements; /* of LeatRequirement */
  GHashTable     *notes;        /* id -> LeatExamNote */
  GPtrArray      *formulas;     /* of LeatFormula */
  GPtrArray      *wire_rules[LEAT_N_WIRE_KINDS]; /* of LeatRule */
  LeatSymbols    *wire_symbols;
};

const char *
leat_loader_file_name (const char *file)
{
  g_autofree char *name = g_path_get_basename (file);

  return g_intern_string (name);
}

LeatFormula *
leat_loader_formula (LeatLoader        *self,
                     const LeatSymbols *symbols,
                     char              *text,
                     const char        *file,
                     long               line)
{
  LeatFormula *formula;

  if (text == NULL)
    return NULL;

  formula = leat_pool_new0 (self->pool, LeatFormula);
  formula->text = leat_pool_own (self->pool, text, g_free);
  formula->index = self->formulas->len;
  formula->symbols = symbols;
  formula->file = file;
  formula->line = line;
  formula->is_own = self->is_own;
  g_ptr_array_add (self->formulas, formula);
  return formula;
}

gboolean
leat_loader_check (LeatLoader *self,
                   guint       from,
                   GError    **error)
{
  for (guint i = from; self->is_own && i < self->formulas->len; i++)
    {
      /* Of its own: services have no numbers yet by which frames are told apart. */
      g_autoptr(LeatEvaluator) evaluator = leat_evaluator_new ();

      if (!leat_evaluator_check (evaluator, g_ptr_array_index (self->formulas, i), error))
        return FALSE;
    }
  return TRUE;
}

/* The .xml files of a folder, sorted; none if there is no such folder. */
static GPtrArray *
list_files (const char *folder,
            const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  const char *entry;

  while (dir != NULL && (entry = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (entry, ".xml"))
      g_ptr_array_add (files, g_build_filename (path, entry, NULL));
  g_ptr_array_sort (files, leat_compare_strings);
  return files;
}

typedef struct
{
  LeatCatalogue     *self;
  LeatLoader         loader;
  GPtrArray         *warnings; /* or NULL */
  gboolean           is_own; /* the folder is not the first: a fault in it is a warning */
} Load;

typedef gboolean (*ReadFile) (Load       *load,
                              const char *file,
                              GError    **error);

static gboolean
read_service_file (Load       *load,
                   const char *file,
                   GError    **error)
{
  return leat_loader_read_service (&load->loader, file, error);
}

static gboolean
read_rules_file (Load       *load,
                 const char *file,
                 GError    **error)
{
  return leat_loader_read_rules (&load->loader, file, load->self->wire_symbols, error);
}

static gboolean
read_prices_file (Load       *load,
                  const char *file,
                  GError    **error)
{
  LeatPriceBook *book = leat_price_book_new_from_file (file, error);
  LeatPriceBook *below;

  if (book == NULL)
    return FALSE;

  below = g_hash_table_lookup (load->self->price_books, leat_price_book_get_region (book));
  if (below != NULL)
    leat_price_book_lay_over (below, book);
  else
    g_hash_table_insert (load->self->price_books, (char *) leat_price_book_get_region (book), book);
  return TRUE;
}

static gboolean
read_wiring_file (Load       *load,
                  const char *file,
                  GError    **error)
{
  return leat_loader_read_wiring (&load->loader, file, error);
}

static gboolean
read_iam_file (Load       *load,
               const char *file,
               GError    **error)
{
  return leat_loader_read_iam (&load->loader, file, error);
}

static gboolean
read_common_file (Load       *load,
                  const char *file,
                  GError    **error)
{
  return leat_loader_read_common (&load->loader, file, error);
}

static gboolean
read_requirements_file (Load       *load,
                        const char *file,
                        GError    **error)
{
  return leat_loader_read_requirements (&load->loader, file, error);
}

static gboolean
read_notes_file (Load       *load,
                 const char *file,
                 GError    **error)
{
  return leat_loader_read_notes (&load->loader, file, error);
}

static gboolean
read_one (Load       *load,
          const char *file,
          ReadFile    read,
          GError    **error)
{
  g_autoptr(GError) local = NULL;

  load->loader.is_own = load->is_own;
  if (read (load, file, &local))
    return TRUE;
  if (!load->is_own)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  if (load->warnings != NULL)
    g_ptr_array_add (load->warnings, g_strdup (local->message));
  return TRUE;
}

static gboolean
read_folder (Load       *load,
             const char *folder,
             const char *name,
             ReadFile    read,
             GError    **error)
{
  g_autoptr(GPtrArray) files = list_files (folder, name);

  for (guint i = 0; i < files->len; i++)
    if (!read_one (load, g_ptr_array_index (files, i), read, error))
      return FALSE;
  return TRUE;
}

static int
compare_services (gconstpointer a,
                  gconstpointer b)
{
  const LeatService *first = *(const LeatService *const *) a;
  const LeatService *second = *(const LeatService *const *) b;

  return first->role != second->role ? (int) first->role - (int) second->role
                                     : g_utf8_collate (first->name, second->name);
}

static void
number_services (LeatCatalogue *self)
{
  g_ptr_array_sort (self->services, compare_services);
  for (guint i = 0; i < self->services->len; i++)
    {
      LeatService *service = g_ptr_array_index (self->services, i);

      service->index = i;
      g_hash_table_replace (self->by_id, service->id, service);
    }
}

/* A file that a folder may have or not. */
static gboolean
read_table (Load       *load,
            const char *folder,
            const char *name,
            gboolean    is_own,
            ReadFile    read,
            GError    **error)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  load->is_own = is_own;
  return !g_file_test (file, G_FILE_TEST_EXISTS) || read_one (load, file, read, error);
}

static gboolean
read_folders (Load              *load,
              const char *const *folders,
              GError           **error)
{
  static const struct
  {
    const char *folder;
    ReadFile read;
  } steps[] = { { "catalogue", read_service_file }, { "prices", read_prices_file }, { "rules", read_rules_file } };

  for (guint i = 0; folders[i] != NULL; i++)
    if (!read_table (load, folders[i], "transfer.xml", i > 0, read_common_file, error) ||
        !read_table (load, folders[i], "requirements.xml", i > 0, read_requirements_file, error) ||
        !read_table (load, folders[i], "exam.xml", i > 0, read_notes_file, error))
      return FALSE;
  for (guint step = 0; step < G_N_ELEMENTS (steps); step++)
    {
      for (guint i = 0; folders[i] != NULL; i++)
        {
          load->is_own = i > 0;
          if (!read_folder (load, folders[i], steps[step].folder, steps[step].read, error))
            return FALSE;
        }
      if (step == 0)
        number_services (load->self);
    }

  for (guint i = 0; folders[i] != NULL; i++)
    if (!read_table (load, folders[i], "wiring.xml", i > 0, read_wiring_file, error) ||
        !read_table (load, folders[i], "iam.xml", i > 0, read_iam_file, error))
      return FALSE;
  return TRUE;
}

static void
number_formulas (Load *load)
{
  g_autoptr(GHashTable) index_of = g_hash_table_new (NULL, NULL); /* symbols -> index + 1 */

  for (guint i = 0; i < load->self->services->len; i++)
    {
      const LeatService *service = g_ptr_array_index (load->self->services, i);

      g_hash_table_insert (index_of, service->symbols, GUINT_TO_POINTER (i + 1));
    }
  for (guint i = 0; i < load->loader.formulas->len; i++)
    {
      LeatFormula *formula = g_ptr_array_index (load->loader.formulas, i);
      guint at = GPOINTER_TO_UINT (g_hash_table_lookup (index_of, formula->symbols));

      formula->service = at > 0 ? at - 1 : load->self->services->len;
    }
}

/* So that a check need not go over the rules of others. */
static void
assign_rules (LeatCatalogue *self)
{
  for (guint i = 0; i < self->services->len; i++)
    ((LeatService *) g_ptr_array_index (self->services, i))->rules = leat_pool_array (self->pool);
  for (guint kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
    self->wire_rules[kind] = leat_pool_array (self->pool);

  for (guint i = 0; i < self->rules->len; i++)
    {
      LeatRule *rule = g_ptr_array_index (self->rules, i);

      for (guint kind = 0; kind < LEAT_N_WIRE_KINDS; kind++)
        if ((rule->on_wires & (1u << kind)) != 0)
          g_ptr_array_add (self->wire_rules[kind], rule);
      for (guint j = 0; rule->on_wires == 0 && j < self->services->len; j++)
        {
          LeatService *service = g_ptr_array_index (self->services, j);
          LeatServiceRule *own;

          if (g_ptr_array_index (rule->when, j) == NULL)
            continue;
          own = leat_pool_new0 (self->pool, LeatServiceRule);
          own->rule = rule;
          own->when = g_ptr_array_index (rule->when, j);
          g_ptr_array_add (service->rules, own);
        }
    }
}

GPtrArray *
leat_catalogue_get_wire_rules (const LeatCatalogue *self,
                               LeatWireKind         kind)
{
  return self->wire_rules[kind];
}

GPtrArray *
leat_catalogue_get_requirements (const LeatCatalogue *self)
{
  return self->requirements;
}

const LeatRequirement *
leat_catalogue_get_requirement (const LeatCatalogue *self,
                                const char          *id)
{
  for (guint i = 0; i < self->requirements->len; i++)
    {
      const LeatRequirement *requirement = g_ptr_array_index (self->requirements, i);

      if (g_str_equal (requirement->id, id))
        return requirement;
    }
  return NULL;
}

const LeatExamNote *
leat_catalogue_get_note (const LeatCatalogue *self,
                         const char          *id)
{
  return id != NULL ? g_hash_table_lookup (self->notes, id) : NULL;
}

GPtrArray *
leat_catalogue_list_notes (const LeatCatalogue *self)
{
  g_autoptr(GList) ids = g_list_sort (g_hash_table_get_keys (self->notes), (GCompareFunc) g_strcmp0);
  GPtrArray *notes = g_ptr_array_new ();

  for (GList *l = ids; l != NULL; l = l->next)
    g_ptr_array_add (notes, g_hash_table_lookup (self->notes, l->data));
  return notes;
}

LeatCatalogue *
leat_catalogue_load (const char *const *folders,
                     GPtrArray         *warnings,
                     GError           **error)
{
  g_autoptr(LeatCatalogue) self = g_new0 (LeatCatalogue, 1);
  Load load = { self, { 0 }, warnings, FALSE };
  g_autoptr(GPtrArray) commons = NULL;
  g_autofree char *marker = g_build_filename (folders[0] != NULL ? folders[0] : "", "catalogue", NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->pool = load.loader.pool = leat_pool_new ();
  self->folders = g_strdupv ((char **) folders);
  self->services = load.loader.services = leat_pool_array (self->pool);
  self->rules = load.loader.rules = leat_pool_array (self->pool);
  self->requirements = load.loader.requirements = leat_pool_array (self->pool);
  self->notes = load.loader.notes = g_hash_table_new (g_str_hash, g_str_equal);
  load.loader.formulas = leat_pool_array (self->pool);
  commons = load.loader.commons = g_ptr_array_new_with_free_func ((GDestroyNotify) xmlFreeDoc);
  self->wirings = load.loader.wirings = g_hash_table_new (g_str_hash, g_str_equal);
  self->grants = load.loader.grants = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->price_books = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                             (GDestroyNotify) leat_price_book_free);
  self->wire_symbols = leat_pool_own (self->pool, leat_symbols_new (), (GDestroyNotify) leat_symbols_free);

  if (!g_file_test (marker, G_FILE_TEST_IS_DIR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT,
                   _("No catalogue in %s: set LEAT_DATA_DIR to Leat's data folder"), marker);
      return NULL;
    }
  if (!read_folders (&load, folders, error))
    return NULL;
  number_formulas (&load);
  assign_rules (self);
  self->formulas = load.loader.formulas;
  return g_steal_pointer (&self);
}

/* Formulas of a service that a later folder replaced, or of an own file with a fault, belong to no service and
 * are not checked; those of a rule with a fault were found before. */
gboolean
leat_catalogue_check (LeatCatalogue *self,
                      GError       **error)
{
  g_autoptr(LeatEvaluator) evaluator = leat_evaluator_new ();

  for (guint i = 0; i < self->formulas->len; i++)
    {
      const LeatFormula *formula = g_ptr_array_index (self->formulas, i);

      if (formula->is_own || (formula->service == self->services->len && formula->symbols != self->wire_symbols))
        continue;
      if (!leat_evaluator_check (evaluator, formula, error))
        return FALSE;
    }
  return TRUE;
}

char **
leat_data_folders (void)
{
  const char *given = g_getenv ("LEAT_DATA_DIR");
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "leat", NULL);
  g_autofree char *exe = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr(GPtrArray) folders = g_ptr_array_new ();

  if (given != NULL && *given != '\0')
    g_ptr_array_add (folders, g_strdup (given));
  else if (exe != NULL && g_str_has_prefix (exe, LEAT_BUILD_ROOT "/"))
    g_ptr_array_add (folders, g_strdup (LEAT_SOURCE_DATADIR));
  else
    g_ptr_array_add (folders, g_strdup (LEAT_DATADIR));

  if (g_file_test (own, G_FILE_TEST_IS_DIR))
    g_ptr_array_add (folders, g_steal_pointer (&own));
  g_ptr_array_add (folders, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&folders), FALSE);
}

LeatCatalogue *
leat_catalogue_ref (LeatCatalogue *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
leat_catalogue_unref (LeatCatalogue *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->price_books);
  g_hash_table_unref (self->wirings);
  g_hash_table_unref (self->grants);
  g_hash_table_unref (self->notes);
  leat_pool_free (self->pool);
  g_strfreev (self->folders);
  g_free (self);
}

guint
leat_catalogue_get_n_services (const LeatCatalogue *self)
{
  return self->services->len;
}

const LeatService *
leat_catalogue_get_nth_service (const LeatCatalogue *self,
                                guint                i)
{
  g_return_val_if_fail (i < self->services->len, NULL);

  return g_ptr_array_index (self->services, i);
}

const LeatService *
leat_catalogue_get_service (const LeatCatalogue *self,
                            const char          *id)
{
  return id == NULL ? NULL : g_hash_table_lookup (self->by_id, id);
}

const LeatPriceBook *
leat_catalogue_get_prices (const LeatCatalogue *self,
                           const char          *region)
{
  return g_hash_table_lookup (self->price_books, region);
}

GPtrArray *
leat_catalogue_get_regions (const LeatCatalogue *self)
{
  g_autofree gpointer *regions = NULL;
  GPtrArray *sorted = g_ptr_array_new ();
  guint n;

  regions = g_hash_table_get_keys_as_array (self->price_books, &n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (sorted, regions[i]);
  g_ptr_array_sort (sorted, leat_compare_strings);
  return sorted;
}

static GPtrArray *
get_pair (const LeatCatalogue *self,
          const char          *from,
          const char          *to)
{
  char key[160];

  if (from == NULL || to == NULL || g_snprintf (key, sizeof key, "%s %s", from, to) >= (int) sizeof key)
    return NULL;
  return g_hash_table_lookup (self->wirings, key);
}

const LeatWiring *
leat_catalogue_get_wiring (const LeatCatalogue *self,
                           const char          *from,
                           const char          *to,
                           LeatWireKind         kind)
{
  GPtrArray *pair = get_pair (self, from, to);

  for (guint i = 0; pair != NULL && i < pair->len; i++)
    {
      const LeatWiring *wiring = g_ptr_array_index (pair, i);

      if (wiring->kind == kind)
        return wiring;
    }
  return NULL;
}

const LeatGrant *
leat_catalogue_get_grant (const LeatCatalogue *self,
                          const char          *from,
                          const char          *to,
                          LeatWireKind         kind)
{
  char key[160];

  if (from == NULL || to == NULL || g_snprintf (key, sizeof key, "%s %s %d", from, to, kind) >= (int) sizeof key)
    return NULL;
  return g_hash_table_lookup (self->grants, key);
}

/* The higher, the likelier a plain arrow means it. */
static int
rank (const LeatWiring *wiring)
{
  static const int of_kind[LEAT_N_WIRE_KINDS] = {
    [LEAT_WIRE_DATA] = 7, [LEAT_WIRE_TRIGGER] = 6, [LEAT_WIRE_CATALOGS] = 5, [LEAT_WIRE_QUERIES] = 4,
    [LEAT_WIRE_ORCHESTRATES] = 3, [LEAT_WIRE_MONITORS] = 2, [LEAT_WIRE_ENCRYPTS] = 1,
  };

  return of_kind[wiring->kind] + (wiring->support == LEAT_SUPPORT_YES ? 100 : 0) - (wiring->not_plain ? 10 : 0);
}

static const LeatWiring *
best_of (const LeatCatalogue *self,
         const char          *from,
         const char          *to)
{
  GPtrArray *pair = get_pair (self, from, to);
  const LeatWiring *best = NULL;

  for (guint i = 0; pair != NULL && i < pair->len; i++)
    {
      const LeatWiring *wiring = g_ptr_array_index (pair, i);

      if (best == NULL || rank (wiring) > rank (best))
        best = wiring;
    }
  return best;
}

/* An entry that may be drawn along the data, against its own direction. */
static const LeatWiring *
turned_of (const LeatCatalogue *self,
           const char          *from,
           const char          *to)
{
  const LeatWiring *wiring = leat_catalogue_get_wiring (self, to, from, LEAT_WIRE_QUERIES);

  if (wiring == NULL || wiring->support != LEAT_SUPPORT_YES)
    wiring = leat_catalogue_get_wiring (self, to, from, LEAT_WIRE_CATALOGS);
  return wiring != NULL && wiring->support == LEAT_SUPPORT_YES && wiring->flows == LEAT_FLOWS_REVERSE
           ? wiring : NULL;
}

const LeatWiring *
leat_catalogue_best_wiring (const LeatCatalogue *self,
                            const char          *from,
                            const char          *to,
                            gboolean            *turned)
{
  const LeatWiring *best = best_of (self, from, to);
  const LeatWiring *other = NULL;

  if (best == NULL || best->support != LEAT_SUPPORT_YES)
    other = turned_of (self, from, to);
  if (turned != NULL)
    *turned = other != NULL;
  return other != NULL ? other : best;
}

LeatFlowDirection
leat_catalogue_flows (const LeatCatalogue *self,
                      LeatWireKind         kind,
                      const char          *from,
                      const char          *to)
{
  const LeatWiring *wiring;

  if (kind == LEAT_WIRE_DATA || kind == LEAT_WIRE_TRIGGER)
    return LEAT_FLOWS_FORWARD;
  if (kind != LEAT_WIRE_CATALOGS && kind != LEAT_WIRE_QUERIES)
    return LEAT_FLOWS_NONE;

  wiring = leat_catalogue_get_wiring (self, from, to, kind);
  if (wiring != NULL && wiring->support == LEAT_SUPPORT_YES)
    return wiring->flows;
  return LEAT_FLOWS_FORWARD;
}

GPtrArray *
leat_catalogue_get_rules (const LeatCatalogue *self)
{
  return self->rules;
}

char *
leat_catalogue_get_data_file (const LeatCatalogue *self,
                              const char          *path)
{
  for (guint i = g_strv_length (self->folders); i-- > 0;)
    {
      char *file = g_build_filename (self->folders[i], path, NULL);

      if (g_file_test (file, G_FILE_TEST_EXISTS))
        return file;
      g_free (file);
    }
  return NULL;
}
