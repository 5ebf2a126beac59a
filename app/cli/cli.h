/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/bill.h"
#include "exchange/challenge.h"
#include "exchange/format.h"
#include "exchange/json.h"
#include "exchange/picture.h"
#include "exchange/progress.h"

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
extern const LeatCommand leat_command_prices;
extern const LeatCommand leat_command_catalogue;
extern const LeatCommand leat_command_convert;
extern const LeatCommand leat_command_iam;
extern const LeatCommand leat_command_explore;
extern const LeatCommand leat_command_drill;
extern const LeatCommand leat_command_optimise;
extern const LeatCommand leat_command_report;
extern const LeatCommand leat_command_challenges;
extern const LeatCommand leat_command_grade;
extern const LeatCommand leat_command_decide;

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

/* Prints LeatNotices about a file on stderr. */
void cli_print_notices (const char *file,
                        GPtrArray  *notices);

/* Reads a pipeline and prints its notices; NULL with a message printed. */
LeatPipeline *cli_read (const char    *file,
                        LeatCatalogue *catalogue);

/* The challenges of the data folders, with what could not be read printed. */
GPtrArray *cli_challenges (LeatCatalogue *catalogue);

/* A challenge by its id, or read from a file that ends in .xml; NULL with *status set and a message printed. */
LeatChallenge *cli_find_challenge (const LeatCommand *command,
                                   const char        *wanted,
                                   LeatCatalogue     *catalogue,
                                   int               *status);

/* What was solved so far; what of it could not be read is printed. */
LeatProgress *cli_progress (void);

/* Options about money that several commands have; what is not given is the pipeline's own. */
typedef struct
{
  char    *region;
  gboolean free_tier;
  double   hours;
  int      month;
  char    *currency;
  double   rate;
  char    *rate_date;
  char   **prices; /* "KEY=USD" */
} CliMoney;

#define CLI_MONEY_ENTRIES(money) \
  { "region", 'r', 0, G_OPTION_ARG_STRING, &(money).region, N_("Whose list prices"), N_("REGION") }, \
  { "free-tier", 0, 0, G_OPTION_ARG_NONE, &(money).free_tier, N_("Take free allowances off"), NULL }, \
  { "hours", 0, 0, G_OPTION_ARG_DOUBLE, &(money).hours, N_("Hours a month: 730 unless said"), N_("HOURS") }, \
  { "month", 0, 0, G_OPTION_ARG_INT, &(money).month, N_("Bill of the nth month, while storage fills"), N_("N") }, \
  { "currency", 0, 0, G_OPTION_ARG_STRING, &(money).currency, N_("Show money in this currency"), N_("CODE") }, \
  { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &(money).rate, N_("How much of it a US dollar is"), N_("RATE") }, \
  { "rate-date", 0, 0, G_OPTION_ARG_STRING, &(money).rate_date, N_("When that was so"), N_("DATE") }, \
  { "price", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(money).prices, \
    N_("Use this price; may be given again"), N_("KEY=USD") }

void cli_money_clear (CliMoney *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliMoney, cli_money_clear)

/* Puts what was given into `options`. `own` (nullable, out) is a price book to free after use. FALSE with
 * *status set and a message printed if something makes no sense or the region has no price book. */
gboolean cli_money_apply (const CliMoney    *self,
                          const LeatCommand *command,
                          LeatCatalogue     *catalogue,
                          LeatOptions       *options,
                          LeatPriceBook    **own,
                          int               *status);

/* What the picture that `convert` writes is to look like, in the words of the window's dialog. Arguments are as they were
 * given; cli_picture_check() makes options of them. */
typedef struct
{
  char   **select;
  char    *zone;
  char    *colours;
  char    *overlay;
  char    *margin;
  gboolean legend;
  gboolean title_block;
  gboolean cost;
  gboolean findings;
  gboolean no_source;
  gboolean outlines;
  char    *scale;
  char    *dpi;
  char    *paper;
  char    *orientation;
  gboolean tiled;
} CliPicture;

#define CLI_PICTURE_ENTRIES(picture) \
  { "colours", 0, 0, G_OPTION_ARG_STRING, &(picture).colours, N_("Picture: light, dark or transparent"), N_("COLOURS") }, \
  { "overlay", 0, 0, G_OPTION_ARG_STRING, &(picture).overlay, \
    N_("Picture: with cost, latency, utilisation, findings, flow or domain laid over it"), N_("OVERLAY") }, \
  { "select", 0, 0, G_OPTION_ARG_STRING_ARRAY, &(picture).select, \
    N_("Picture: only this block, zone or note, by its id or name; may be given again"), N_("NAME") }, \
  { "zone", 0, 0, G_OPTION_ARG_STRING, &(picture).zone, N_("Picture: only this zone and what is in it"), N_("NAME") }, \
  { "margin", 0, 0, G_OPTION_ARG_STRING, &(picture).margin, N_("Picture: margin around the drawing: 24 unless said"), N_("N") }, \
  { "title-block", 0, 0, G_OPTION_ARG_NONE, &(picture).title_block, N_("Picture: with title, author, date and region"), NULL }, \
  { "legend", 0, 0, G_OPTION_ARG_NONE, &(picture).legend, N_("Picture: with what the kinds of wires look like"), NULL }, \
  { "cost", 0, 0, G_OPTION_ARG_NONE, &(picture).cost, N_("Picture: with what the blocks cost"), NULL }, \
  { "findings", 0, 0, G_OPTION_ARG_NONE, &(picture).findings, N_("Picture: with the findings"), NULL }, \
  { "no-source", 0, 0, G_OPTION_ARG_NONE, &(picture).no_source, \
    N_("SVG, PNG: without the pipeline inside, by which it opens again"), NULL }, \
  { "outlines", 0, 0, G_OPTION_ARG_NONE, &(picture).outlines, N_("SVG: letters as outlines"), NULL }, \
  { "scale", 0, 0, G_OPTION_ARG_STRING, &(picture).scale, N_("PNG: pixels a unit: 2 unless said"), N_("N") }, \
  { "dpi", 0, 0, G_OPTION_ARG_STRING, &(picture).dpi, N_("PNG: the same in dots to the inch: 192 is a scale of 2"), N_("N") }, \
  { "paper", 0, 0, G_OPTION_ARG_STRING, &(picture).paper, N_("PDF: drawing, a4, a3, letter or tabloid"), N_("PAPER") }, \
  { "orientation", 0, 0, G_OPTION_ARG_STRING, &(picture).orientation, N_("PDF: automatic, portrait or landscape"), N_("WAY") }, \
  { "tiled", 0, 0, G_OPTION_ARG_NONE, &(picture).tiled, N_("PDF: full size, on as many pages as it takes"), NULL }

void cli_picture_clear (CliPicture *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CliPicture, cli_picture_clear)

/* Whether any of them was given. */
gboolean cli_picture_is_set (const CliPicture *self);

/* Checks all that can be checked before the input is read; FALSE with *status set and a message printed if it makes no
 * sense for a file of `format`. */
gboolean cli_picture_check (const CliPicture   *self,
                            const LeatCommand  *command,
                            const LeatFormat   *format,
                            LeatPictureOptions *options,
                            int                *status);

/* The ids of what is to be drawn, ending with NULL, in `ids` (out, nullable); FALSE with a message printed if the pipeline
 * has no such thing. */
gboolean cli_picture_find (const CliPicture  *self,
                           const LeatCommand *command,
                           LeatPipeline      *pipeline,
                           char            ***ids,
                           int               *status);

/* The handout of a walkthrough, which `convert` writes with --walkthrough. */
typedef struct
{
  gboolean walkthrough;
  char    *answers;
  gboolean notes;
} CliHandout;

#define CLI_HANDOUT_ENTRIES(handout) \
  { "walkthrough", 0, 0, G_OPTION_ARG_NONE, &(handout).walkthrough, \
    N_("The handout of the walkthrough, a page a step: pdf, or markdown with pictures beside it"), NULL }, \
  { "answers", 0, 0, G_OPTION_ARG_STRING, &(handout).answers, \
    N_("Walkthrough: answers at the end (unless said), beneath their questions, or none"), N_("WHERE") }, \
  { "notes", 0, 0, G_OPTION_ARG_NONE, &(handout).notes, N_("Walkthrough: with the presenter’s notes"), NULL }

void cli_handout_clear (CliHandout *self);

/* Whether a format or a file's name is of Markdown. */
gboolean cli_handout_is_markdown (const char *word);

/* FALSE with *status set if its options were given without --walkthrough. */
gboolean cli_handout_check (const CliHandout *self,
                            int              *status);

/* Writes it; returns the exit status. `from` and `to` (both nullable) are what --from and --to say. */
int cli_handout_convert (const CliHandout *self,
                         CliPicture       *picture,
                         const char       *in,
                         const LeatFormat *from,
                         const char       *out,
                         const char       *to);

/* The report of a pipeline as it is; NULL if its region has no price book (message printed). */
LeatReport *cli_report (LeatPipeline  *pipeline,
                        LeatCatalogue *catalogue);

/* The id of a block found by its id, or by its name if that is its alone; NULL with *status set, and the blocks that there are
 * printed, if there is none or more than one. */
const char *cli_find_block (const LeatCommand *command,
                            LeatPipeline      *pipeline,
                            const char        *wanted,
                            const char        *file,
                            int               *status);

/* A stable number: what differs beyond the twelfth digit is rounding. What is not finite stays. */
double cli_tidy (double number);

/* Adds a member of an object, such a number; null if it is not finite. */
void cli_json_add_number (JsonBuilder *builder,
                          const char  *name,
                          double       number);

/* Reads a time such as "5min" into `time`, in `unit` unless it names another. What is not given (NULL) leaves `time` as it is;
 * FALSE with *status set and a message printed if it is no time of more than 0. */
gboolean cli_parse_time (const LeatCommand *command,
                         const char        *option,
                         const char        *text,
                         const char        *unit,
                         double            *time,
                         int               *status);

/* Checks that `format` is one of the words in `known` (separated by "|"). */
gboolean cli_check_format (const LeatCommand *command,
                           const char        *format,
                           const char        *known,
                           int               *status);

/* Writes to stdout; LEAT_EXIT_OUTPUT with a message if that fails. */
int cli_print (const char *text);

/* Ends a JSON document and prints it. */
int cli_print_json (JsonBuilder *builder);

/* A cell of a table of text, at least `width` letters wide; at the right of it if that is negative. Whatever the script, a letter
 * counts as wide as a terminal shows it. */
void cli_text_cell (GString    *text,
                    const char *cell,
                    int         width);

/* A row of text: a label and an amount. */
void cli_text_money (GString    *text,
                     const char *currency,
                     const char *label,
                     double      amount);

/* One block as `cost` and `price` give it. */
void cli_text_block_cost (GString               *text,
                          const LeatBlockResult *result,
                          const char            *currency);

/* What is asked of a pipeline and whether it is met, the same in all commands; all of it, or how long data may take only. */
void cli_json_add_requirement (JsonBuilder                 *builder,
                               const LeatRequirementResult *result);
void cli_json_add_requirements (JsonBuilder      *builder,
                                const LeatReport *report,
                                gboolean          only_delays);

/* The same for people, a line each. */
void cli_text_requirements (GString          *text,
                            const LeatReport *report,
                            gboolean          only_delays);

/* Findings as SARIF 2.1.0. `file` is the input's name. */
int cli_print_sarif (const LeatReport *report,
                     const char       *file);

G_END_DECLS
