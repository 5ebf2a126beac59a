/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/iam.h"
#include "catalogue/prices.h"
#include "catalogue/requirements.h"
#include "catalogue/rules.h"
#include "catalogue/service.h"

G_BEGIN_DECLS

/**
 * LeatCatalogue:
 *
 * All that Leat knows of services, prices, wiring and rules. Reference-counted, immutable once
 * loaded, read by any thread.
 */
typedef struct _LeatCatalogue LeatCatalogue;

typedef enum
{
  LEAT_SUPPORT_UNKNOWN, /* the table says nothing of this pair */
  LEAT_SUPPORT_NO,
  LEAT_SUPPORT_VIA, /* only through another service */
  LEAT_SUPPORT_YES,
} LeatSupport;

/* Which way data goes on a wire. */
typedef enum
{
  LEAT_FLOWS_NONE,
  LEAT_FLOWS_FORWARD,
  LEAT_FLOWS_REVERSE,
} LeatFlowDirection;

/**
 * LeatWiring:
 * @via: (nullable): what must stand between, such as "lambda" or "firehose or lambda"
 * @mechanism: how it works, or why it does not
 * @needs: what it needs
 * @delivery: the delivery guarantee
 * @flows: which way data goes
 * @not_plain: whether an arrow of no kind never means it, while another entry of the pair would do
 */
typedef struct
{
  char             *from;
  char             *to;
  LeatWireKind      kind;
  LeatSupport       support;
  char             *via;
  char             *mechanism;
  char             *needs;
  char             *delivery;
  LeatFlowDirection flows;
  gboolean          not_plain;
  char             *url;
} LeatWiring;

/**
 * leat_catalogue_load:
 * @folders: (array zero-terminated=1): data folders, each with catalogue/, prices/, rules/ and
 *   wiring.xml where it has them; a later folder adds to an earlier one and replaces what has the same id;
 *   of a region that both have a price book of, it replaces the prices of the same key
 * @warnings: (nullable) (element-type utf8): where messages about files of later folders that
 *   could not be read are put; they are left out, and the rest still loads
 * @error: return location for a #GFileError or a #LeatError with file and line, about the first folder
 *
 * Returns: (transfer full) (nullable): the catalogue, with every formula checked
 */
LeatCatalogue *leat_catalogue_load (const char *const *folders,
                                    GPtrArray         *warnings,
                                    GError           **error);

/**
 * leat_catalogue_check:
 * @self: a catalogue
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_UNKNOWN with file and line
 *
 * Compiles every formula. Loading does so only with those of the user's own files: the program's are checked when it is
 * built, and compiling all takes longer than opening a window.
 *
 * Returns: whether all are well formed and use known names only
 */
gboolean leat_catalogue_check (LeatCatalogue *self,
                               GError       **error);

/**
 * leat_data_folders:
 *
 * Returns: (transfer full) (array zero-terminated=1): $LEAT_DATA_DIR if set, else data/ of the source
 *   tree when run from the build folder, else the installed folder; then the user's own
 *   ($XDG_DATA_HOME/leat) if it exists
 */
char **leat_data_folders (void);

/**
 * leat_catalogue_ref:
 * @self: a catalogue
 *
 * Returns: (transfer full): @self
 */
LeatCatalogue *leat_catalogue_ref (LeatCatalogue *self);

/**
 * leat_catalogue_unref:
 * @self: (transfer full): a catalogue
 */
void leat_catalogue_unref (LeatCatalogue *self);

/**
 * leat_catalogue_get_n_services:
 * @self: a catalogue
 *
 * Returns: how many services it has
 */
guint leat_catalogue_get_n_services (const LeatCatalogue *self);

/**
 * leat_catalogue_get_nth_service:
 * @self: a catalogue
 * @i: less than leat_catalogue_get_n_services(); by role, then by name
 *
 * Returns: (transfer none): a service; @i is its index
 */
const LeatService *leat_catalogue_get_nth_service (const LeatCatalogue *self,
                                                   guint                i);

/**
 * leat_catalogue_get_service:
 * @self: a catalogue
 * @id: (nullable): the id of a service
 *
 * Returns: (transfer none) (nullable): the service, or %NULL if it is not known
 */
const LeatService *leat_catalogue_get_service (const LeatCatalogue *self,
                                               const char          *id);

/**
 * leat_catalogue_get_requirements:
 * @self: a catalogue
 *
 * Returns: (transfer none) (element-type LeatRequirement): all that can be asked of a pipeline
 */
GPtrArray *leat_catalogue_get_requirements (const LeatCatalogue *self);

/**
 * leat_catalogue_get_requirement:
 * @self: a catalogue
 * @id: the id of a requirement
 *
 * Returns: (transfer none) (nullable): the requirement, or %NULL if it is not known
 */
const LeatRequirement *leat_catalogue_get_requirement (const LeatCatalogue *self,
                                                       const char          *id);

/**
 * leat_catalogue_get_note:
 * @self: a catalogue
 * @id: (nullable): a claim of the course ("C44") or a topic
 *
 * Returns: (transfer none) (nullable): what there is to learn of it, or %NULL if nothing is written
 */
const LeatExamNote *leat_catalogue_get_note (const LeatCatalogue *self,
                                             const char          *id);

/**
 * leat_catalogue_list_notes:
 * @self: a catalogue
 *
 * Returns: (transfer container) (element-type LeatExamNote): all of them, by their ids
 */
GPtrArray *leat_catalogue_list_notes (const LeatCatalogue *self);

/**
 * leat_catalogue_recognise:
 * @self: a catalogue
 * @label: what a person wrote on a box, such as "AWS Glue ETL" or "S3 Raw Zone"
 *
 * Finds the service whose id, name or alias is in @label as whole words; the longest wins, and of
 * equals the one that comes first in @label.
 *
 * Returns: (transfer none) (nullable): the service, or %NULL
 */
const LeatService *leat_catalogue_recognise (const LeatCatalogue *self,
                                             const char          *label);

/**
 * leat_catalogue_get_prices:
 * @self: a catalogue
 * @region: a region
 *
 * Returns: (transfer none) (nullable): its price book
 */
const LeatPriceBook *leat_catalogue_get_prices (const LeatCatalogue *self,
                                                const char          *region);

/**
 * leat_catalogue_get_regions:
 * @self: a catalogue
 *
 * Returns: (transfer container) (element-type utf8): the regions that have a price book, sorted
 */
GPtrArray *leat_catalogue_get_regions (const LeatCatalogue *self);

/**
 * leat_catalogue_get_wiring:
 * @self: a catalogue
 * @from: the id of a service
 * @to: the id of another
 * @kind: a kind of wire
 *
 * Returns: (transfer none) (nullable): what the table says of that pair and kind
 */
const LeatWiring *leat_catalogue_get_wiring (const LeatCatalogue *self,
                                             const char          *from,
                                             const char          *to,
                                             LeatWireKind         kind);

/**
 * leat_catalogue_get_grant:
 * @self: a catalogue
 * @from: the type of the block that the wire starts at
 * @to: the type of the block that it ends at
 * @kind: its kind
 *
 * Returns: (transfer none) (nullable): what IAM must allow for it to work, or %NULL if that is not known
 */
const LeatGrant *leat_catalogue_get_grant (const LeatCatalogue *self,
                                           const char          *from,
                                           const char          *to,
                                           LeatWireKind         kind);

/**
 * leat_catalogue_best_wiring:
 * @self: a catalogue
 * @from: the id of a service
 * @to: the id of another
 * @turned: (out) (nullable): whether the entry is of the opposite direction (a dashboard that
 *   queries a table may be drawn along the data)
 *
 * Finds the entry that a plain arrow between the two most likely means: what is supported before what
 * is not, then data, trigger, catalogs, queries, orchestrates, monitors.
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL if the table knows no such pair
 */
const LeatWiring *leat_catalogue_best_wiring (const LeatCatalogue *self,
                                              const char          *from,
                                              const char          *to,
                                              gboolean            *turned);

/**
 * leat_catalogue_flows:
 * @self: a catalogue
 * @kind: the kind of a wire
 * @from: (nullable): the type of the block it starts at
 * @to: (nullable): the type of the block it ends at
 *
 * Returns: which way data goes on such a wire
 */
LeatFlowDirection leat_catalogue_flows (const LeatCatalogue *self,
                                        LeatWireKind         kind,
                                        const char          *from,
                                        const char          *to);

/**
 * leat_catalogue_get_rules:
 * @self: a catalogue
 *
 * Returns: (transfer none) (element-type LeatRule): all rules, in the order of their files
 */
GPtrArray *leat_catalogue_get_rules (const LeatCatalogue *self);

/**
 * leat_catalogue_get_wire_rules:
 * @self: a catalogue
 * @kind: a kind of wire
 *
 * Returns: (transfer none) (element-type LeatRule): the rules that look at wires of that kind
 */
GPtrArray *leat_catalogue_get_wire_rules (const LeatCatalogue *self,
                                          LeatWireKind         kind);

/**
 * leat_catalogue_get_data_file:
 * @self: a catalogue
 * @path: a path under a data folder, such as "icons/glyphs/s3.svg"
 *
 * Returns: (transfer full) (nullable): the file of the last folder that has it
 */
char *leat_catalogue_get_data_file (const LeatCatalogue *self,
                                    const char          *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatCatalogue, leat_catalogue_unref)

G_END_DECLS
