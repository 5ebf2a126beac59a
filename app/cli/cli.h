/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/format.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What the commands of leat-cli share: statuses, options, reading, printing. */

enum
{
  LEAT_EXIT_DONE = 0,
  LEAT_EXIT_FINDINGS = 1,
  LEAT_EXIT_USAGE = 2,
  LEAT_EXIT_INPUT = 3,
  LEAT_EXIT_OUTPUT = 4,
};

typedef struct
{
  const char *name;
  const char *arguments; /* of the usage line */
  const char *summary;
  const char *example;
  int (*run) (int argc, char **argv);
} LeatCommand;

extern const LeatCommand leat_command_check;
extern const LeatCommand leat_command_cost;
extern const LeatCommand leat_command_latency;
extern const LeatCommand leat_command_price;
extern const LeatCommand leat_command_catalogue;
extern const LeatCommand leat_command_convert;

/* Parses options; FALSE with *status set if the command is to end here (help, or wrong use). */
gboolean cli_parse (const LeatCommand  *command,
                    const GOptionEntry *entries,
                    int                *argc,
                    char             ***argv,
                    int                *status);

/* Prints "leat-cli: message" and a hint on stderr; returns LEAT_EXIT_USAGE. */
int cli_usage (const LeatCommand *command,
               const char        *format,
               ...) G_GNUC_PRINTF (2, 3);

/* Prints "leat-cli: message" on stderr; returns `status`. */
int cli_fail (int         status,
              const char *format,
              ...) G_GNUC_PRINTF (2, 3);

/* Takes exactly one file from the arguments; NULL with *status set otherwise. */
const char *cli_one_file (const LeatCommand *command,
                          int                argc,
                          char             **argv,
                          int               *status);

/* The catalogue, with warnings printed; NULL if it cannot be loaded (message printed). */
LeatCatalogue *cli_catalogue (void);

/* Reads a pipeline and prints its notices; NULL with a message printed. */
LeatPipeline *cli_read (const char    *file,
                        LeatCatalogue *catalogue);

/* The report of a pipeline. `region` (nullable) and `free_tier` override the pipeline's own. NULL if the
 * region has no price book (message printed). */
LeatReport *cli_report (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue,
                        const char    *region,
                        gboolean       free_tier);

/* Checks that `format` is one of the words in `known` (separated by "|"). */
gboolean cli_check_format (const LeatCommand *command,
                           const char        *format,
                           const char        *known,
                           int               *status);

/* Writes to stdout; LEAT_EXIT_OUTPUT with a message if that fails. */
int cli_print (const char *text);

/* Ends a JSON document and prints it. */
int cli_print_json (JsonBuilder *builder);

/* Numbers that are not finite are null. */
void cli_json_number (JsonBuilder *builder,
                      const char  *name,
                      double       number);
void cli_json_string (JsonBuilder *builder,
                      const char  *name,
                      const char  *text);

/* What a block costs a month; NAN if nothing of it has a price, which must not read as free. */
double cli_block_monthly (const LeatBlockResult *result);

/* One block as `cost` and `price` give it. */
void cli_json_block_cost (JsonBuilder           *builder,
                          const LeatBlockResult *result);
void cli_text_block_cost (GString               *text,
                          const LeatBlockResult *result);

/* Findings as SARIF 2.1.0. `file` is the input's name, `data` its bytes or NULL. */
int cli_print_sarif (const LeatReport *report,
                     const char       *file);

G_END_DECLS
