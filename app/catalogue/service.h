/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/formula.h"
#include "model/names.h"

G_BEGIN_DECLS

/* All of these are plain data that a loaded catalogue owns and never changes. Arrays are GPtrArray of
 * pointers to the structure named. Text for people is in English and translated with leat_tr(). */

typedef enum
{
  LEAT_SETTING_INTEGER,
  LEAT_SETTING_NUMBER,
  LEAT_SETTING_CHOICE,
  LEAT_SETTING_BOOLEAN,
  LEAT_SETTING_TEXT,
  LEAT_SETTING_CURVE,
} LeatSettingType;

/* How many values a curve over the day has. */
#define LEAT_CURVE_HOURS 24

/**
 * LeatChoice:
 * @value: the word of the file
 * @label: the words for people
 * @number: leat_word_number() of @value
 * @numbers: (nullable) (element-type double): the values of its own numbers, in the order of the
 *   setting's @number_slots
 */
typedef struct
{
  char   *value;
  char   *label;
  double  number;
  double *numbers;
} LeatChoice;

/**
 * LeatSetting:
 * @name: the word of the file and of formulas
 * @label: the words for people
 * @unit: (nullable): the unit, such as "s" or "MB"
 * @group: (nullable): heading under which the inspector shows it
 * @help: (nullable): one sentence
 * @exam: (nullable): what the exam asks
 * @fallback: (nullable): the default as text; %NULL if @derived is set
 * @derived: (nullable): the formula that gives the value until one is typed
 * @minimum: least value, or -INFINITY
 * @maximum: greatest value, or INFINITY
 * @choices: (element-type LeatChoice): empty unless a choice
 * @visible_when: (nullable): when it matters
 * @slot: its slot in the frame
 * @number_slots: (element-type guint): slots of the choices' own numbers
 */
typedef struct
{
  char           *name;
  char           *label;
  char           *unit;
  char           *group;
  char           *help;
  char           *exam;
  LeatSettingType type;
  char           *fallback;
  double          fallback_number;
  LeatFormula    *derived;
  double          minimum;
  double          maximum;
  GPtrArray      *choices;
  LeatFormula    *visible_when;
  guint           slot;
  GArray         *number_slots;
} LeatSetting;

/**
 * LeatAssignment:
 * @setting: (nullable): a setting whose value is taken or derived
 * @formula: (nullable): a let's formula
 * @slot: where the value goes
 *
 * One step of filling a frame, in the order of the file.
 */
typedef struct
{
  const LeatSetting *setting;
  LeatFormula       *formula;
  guint              slot;
} LeatAssignment;

/* What a block passes on, in the order of LeatFlow's fields (engine/flow.h). */
typedef enum
{
  LEAT_FLOW_RECORDS_PER_S,
  LEAT_FLOW_RECORD_KB,
  LEAT_FLOW_PEAK_FACTOR,
  LEAT_FLOW_FORMAT,
  LEAT_FLOW_OBJECTS_PER_S,
  LEAT_FLOW_OBJECT_MB,
  LEAT_FLOW_STORED_GB,
  LEAT_FLOW_STORED_OBJECTS,
  LEAT_FLOW_COLUMNS_READ,
  LEAT_FLOW_PARTITIONS,
  LEAT_FLOW_COMPRESSION,
  LEAT_N_FLOW_FIELDS,
} LeatFlowField;

/**
 * leat_flow_field_name:
 * @field: a field
 *
 * Returns: (transfer none): its name in the catalogue
 */
const char *leat_flow_field_name (LeatFlowField field);

/* What a limit that grows with the load holds back: what a block takes in, or what it hands out. */
typedef enum
{
  LEAT_PACES_NOTHING, /* a size, a disk, a number of partitions */
  LEAT_PACES_IN,
  LEAT_PACES_OUT,
} LeatPace;

typedef struct
{
  char        *id;
  char        *label;
  char        *unit;
  LeatFormula *when; /* or NULL: always */
  LeatFormula *demand; /* at peak: uses peak_… names */
  LeatFormula *capacity;
  LeatPace     pace;
  gboolean     by_peak; /* the demand is another at mean load: its formula has such a name */
  char        *ref;
} LeatLimit;

/**
 * LeatBuffer:
 * @when: (nullable): when it is so, %NULL for always; of several the first that holds counts
 * @retention: (nullable): how long it keeps what a reader has not taken, in seconds; %NULL if @for_ever says it
 * @for_ever: it keeps it until it is read, however long that takes; with neither it keeps nothing
 * @kinds: bits (1 << LeatWireKind) of the wires that it is about
 *
 * What a block does with records that the block behind it cannot take now.
 */
typedef struct
{
  LeatFormula *when;
  LeatFormula *retention;
  gboolean     for_ever;
  guint        kinds;
} LeatBuffer;

typedef struct
{
  char        *id;
  char        *label;
  char        *unit;
  LeatFormula *when; /* or NULL: always */
  LeatFormula *quantity;
  char        *price; /* key; {setting} stands for a choice's value */
  gboolean     price_varies; /* whether it holds braces */
  gboolean     fixed; /* does not grow with the flow */
  gboolean     is_common; /* every service has it: what crosses a border (data/transfer.xml) */
} LeatLine;

typedef enum
{
  LEAT_STAGE_FIXED,
  LEAT_STAGE_UNIFORM,
  LEAT_STAGE_LOGNORMAL,
  LEAT_STAGE_EXPONENTIAL,
  LEAT_STAGE_QUEUE,
  LEAT_STAGE_SCHEDULE,
  LEAT_STAGE_WINDOW,
  LEAT_STAGE_CHANCE,
} LeatStageKind;

#define LEAT_STAGE_MAX_PARAMETERS 5

/* Where every stage but a queue keeps over how many equal branches it runs. */
#define LEAT_STAGE_BRANCHES 4

/**
 * LeatStage:
 * @parameters: fixed: value; uniform: low, high; lognormal: p50, p99; exponential: mean; queue:
 *   arrivals (1/s), service (s), servers, cv2; schedule: period, run; window: wait, size (records; 0: any
 *   number), arrivals (1/s); chance: chance (0 to 1), p50, p99. Seconds unless said. The last of all but a queue:
 *   branches. %NULL for those that the kind does not have, or that are not given
 * @mean_only: its spread is not known, only its mean
 */
typedef struct
{
  char         *id;
  char         *label;
  LeatStageKind kind;
  LeatFormula  *when; /* or NULL: always */
  LeatFormula  *parameters[LEAT_STAGE_MAX_PARAMETERS];
  gboolean      mean_only;
  char         *ref;
} LeatStage;

/* What kind of work keeps a block going. */
typedef enum
{
  LEAT_WORK_OPERATIONS, /* to watch, to size, to grant, to keep in order */
  LEAT_WORK_PATCHING,   /* versions to bring up to date */
  LEAT_WORK_CODE,       /* what somebody wrote: to test, to tune, to change */
  LEAT_N_WORKS,
} LeatWork;

/**
 * leat_work_to_string:
 * @work: a kind of work
 *
 * Returns: (transfer none): its word in the catalogue
 */
const char *leat_work_to_string (LeatWork work);

/**
 * LeatComplexity:
 * @points: all of them: the sum of @parts
 * @parts: by #LeatWork
 * @text: what has to be done
 * @when: (nullable): whether it has to; %NULL for always
 */
typedef struct
{
  double       points;
  double       parts[LEAT_N_WORKS];
  char        *text;
  LeatFormula *when;
} LeatComplexity;

/**
 * LeatTry:
 * @setting: the name of a setting of the service
 * @values: (element-type utf8): values to try as text; empty if @value is set
 * @value: (nullable): a formula that gives the one value to try
 * @when: (nullable): whether it makes sense for a block as it is; %NULL for always
 * @needs: (nullable): what has to be so of the block in the design that has one of @values; %NULL for nothing
 * @why: what it is good for: the beginning of a sentence, without a full stop
 *
 * Values of one setting that the optimiser may try.
 */
typedef struct
{
  char        *setting;
  GPtrArray   *values;
  LeatFormula *value;
  LeatFormula *when;
  LeatFormula *needs;
  char        *why;
} LeatTry;

/**
 * LeatCarry:
 * @to: the name of a setting of the other service
 * @setting: (nullable): the setting of this one whose value it takes
 * @value: (nullable): a formula in the words of this service that gives it
 * @word: (nullable): the value as text
 *
 * One of @setting, @value and @word is set.
 */
typedef struct
{
  char        *to;
  char        *setting;
  LeatFormula *value;
  char        *word;
} LeatCarry;

/**
 * LeatInstead:
 * @type: the id of a service that can stand in the place of this one
 * @when: (nullable): whether it can for a block as it is; %NULL for always
 * @why: what it is good for: the beginning of a sentence, without a full stop
 * @carries: (element-type LeatCarry): what it takes over from the block
 */
typedef struct
{
  char        *type;
  LeatFormula *when;
  char        *why;
  GPtrArray   *carries;
} LeatInstead;

/**
 * LeatWithout:
 * @when: (nullable): whether nothing needs a block as it is; %NULL for always
 * @why: why not: the beginning of a sentence, without a full stop
 *
 * Says that the optimiser may leave a block away, with its wires.
 */
typedef struct
{
  LeatFormula *when;
  char        *why;
} LeatWithout;

/* What of an outage a metric shows. */
typedef enum
{
  LEAT_MEASURE_NONE,
  LEAT_MEASURE_AGE,         /* seconds that the oldest record has waited in the block */
  LEAT_MEASURE_LAG,         /* seconds that the oldest record has waited for the block, wherever it is kept */
  LEAT_MEASURE_WAIT,        /* the longer of both */
  LEAT_MEASURE_BACKLOG,     /* records that wait in the block */
  LEAT_MEASURE_LOST,        /* records a second that the block throws away, too old */
  LEAT_MEASURE_REFUSED,     /* records a second that it turns away, for whatever reason */
  LEAT_MEASURE_THROTTLED,   /* 1 while it is at its limit and more waits */
  LEAT_MEASURE_FAILED,      /* 1 while it, or what it calls, is down */
  LEAT_MEASURE_STOPPED,     /* 1 while it is down */
  LEAT_MEASURE_UTILISATION, /* of the limit that paces it */
} LeatMeasure;

/**
 * LeatAlarm:
 * @metric: its name at AWS
 * @when: the condition, in words
 * @text: what it tells and what to do
 * @measure: what of an outage it shows, or %LEAT_MEASURE_NONE if an outage drill cannot tell
 * @above: (nullable): the threshold, in its unit
 * @scale: how many of that unit are one of @measure: 1000 for a time in ms, 100 for a part in %
 * @lasts: for how many seconds the threshold must be passed
 */
typedef struct
{
  char        *metric;
  char        *when;
  char        *text;
  LeatMeasure  measure;
  LeatFormula *above;
  double       scale;
  double       lasts;
} LeatAlarm;

typedef struct
{
  char *id;
  char *url;
  char *title;
} LeatReference;

typedef struct
{
  char *claim; /* the number of the course's claim, or NULL */
  char *text;
} LeatRemark;

/* The exam's domains: ingestion and transformation; store management; operations and support; security and
 * governance. */
#define LEAT_N_EXAM_DOMAINS 4

/**
 * LeatShape:
 * @key: a part of a draw.io style that tells it: "resIcon=mxgraph.aws4.s3"
 * @fill: (nullable): the colour that draw.io gives it, "#7AA116"
 * @borrowed: it is drawn with the shape of something else, and is not recognised by it
 */
typedef struct
{
  char    *key;
  char    *fill;
  gboolean borrowed;
} LeatShape;

/**
 * LeatServiceRule:
 * @rule: a #LeatRule
 * @when: its test in the words of the service
 */
typedef struct
{
  gconstpointer      rule;
  const LeatFormula *when;
} LeatServiceRule;

/**
 * LeatService:
 * @index: its place in the catalogue
 * @serverless_when: (nullable): when one that is "managed" needs no servers that somebody chooses
 * @domain: of the exam's domains (see #LEAT_N_EXAM_DOMAINS) the one that asks most about it, from 1, or 0 for none
 * @zonal: it lives in a subnet, so that data to another Availability Zone is billed
 * @in_kinds: bits (1 << LeatWireKind) of the wires that may end at it
 * @out_kinds: bits of the wires that may start at it
 * @batch_period: (nullable): seconds from one run to the next, 0 if it works all the time; %NULL: all the time
 * @load: (nullable): of a source: the setting in proportion to which it sends
 * @no_cost: (nullable): why it has no cost lines
 * @no_delay: (nullable): why it has no delay stages
 */
typedef struct
{
  char        *id;
  guint        index;
  const char  *file; /* interned */
  char        *name;
  char        *summary;
  LeatRole     role;
  char        *kind; /* "serverless", "managed" or "none" */
  LeatFormula *serverless_when;
  guint        domain;
  gboolean     zonal;
  gboolean     has_location; /* it has a setting that says whether it is in AWS */
  gboolean     has_shape; /* it has a setting that says how its load is spread over the day */
  char        *glyph;
  GPtrArray   *aliases; /* of char* */
  GPtrArray   *shapes; /* of LeatShape: in draw.io; the first is what it is drawn with */
  guint        in_kinds;
  guint        out_kinds;
  GPtrArray   *settings; /* of LeatSetting */
  GPtrArray   *assignments; /* of LeatAssignment */
  LeatFormula *flow[LEAT_N_FLOW_FIELDS]; /* NULL: passes through */
  GPtrArray   *limits; /* of LeatLimit */
  GPtrArray   *lines; /* of LeatLine */
  GPtrArray   *stages; /* of LeatStage */
  GPtrArray   *complexity; /* of LeatComplexity */
  GPtrArray   *tries; /* of LeatTry */
  GPtrArray   *insteads; /* of LeatInstead */
  GPtrArray   *withouts; /* of LeatWithout */
  GPtrArray   *alarms; /* of LeatAlarm */
  GPtrArray   *buffers; /* of LeatBuffer */
  LeatFormula *batch_period;
  GPtrArray   *remarks; /* of LeatRemark */
  GPtrArray   *references; /* of LeatReference */
  const LeatSetting *load;
  char        *no_cost;
  char        *no_delay;
  LeatSymbols *symbols;
  GPtrArray   *rules; /* of LeatServiceRule: those that look at its blocks */
  double      *defaults; /* a frame in which every setting has its default */
} LeatService;

/**
 * leat_service_get_setting:
 * @self: a service
 * @name: the name of a setting
 *
 * Returns: (transfer none) (nullable): the setting, or %NULL if it has none of that name
 */
const LeatSetting *leat_service_get_setting (const LeatService *self,
                                             const char        *name);

/**
 * leat_curve_parse:
 * @text: 24 numbers from 0, with spaces between them: how much comes in each hour of the day, from midnight
 * @hours: (out): gets them as they are written; undefined on failure
 * @error: return location for a %LEAT_ERROR_SYNTAX, or a %LEAT_ERROR_RANGE if all are 0
 *
 * Returns: whether it is a curve
 */
gboolean leat_curve_parse (const char *text,
                           double      hours[LEAT_CURVE_HOURS],
                           GError    **error);

/**
 * leat_setting_parse:
 * @self: a setting
 * @text: a value as text
 * @number: (out): its number, as formulas see it; a text setting gives 0
 * @error: return location for a %LEAT_ERROR_SYNTAX or %LEAT_ERROR_RANGE that names what is allowed
 *
 * Takes plain numbers in the C locale only ("1.5", not "1,5"): what people type goes through
 * leat_quantity_parse() first.
 *
 * Returns: %TRUE, or %FALSE with @error set; @number is then untouched
 */
gboolean leat_setting_parse (const LeatSetting *self,
                             const char        *text,
                             double            *number,
                             GError           **error);

/**
 * leat_setting_find_choice:
 * @self: a choice setting
 * @value: a value
 *
 * Returns: (transfer none) (nullable): that choice
 */
const LeatChoice *leat_setting_find_choice (const LeatSetting *self,
                                            const char        *value);

/**
 * leat_tr:
 * @text: (nullable): a text of the catalogue, in English
 *
 * Returns: (transfer none): its translation, or @text
 */
const char *leat_tr (const char *text);

G_END_DECLS
