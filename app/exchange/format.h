/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/report.h"

G_BEGIN_DECLS

/**
 * LeatNotice:
 * @line: the line of the input, 0 if it has none
 * @text: what was not understood or was changed, one sentence
 *
 * What an import or export has to say beside its result.
 */
typedef struct
{
  long  line;
  char *text;
} LeatNotice;

/**
 * LeatFormat:
 * @id: the word of `--from` and `--to`: "leat", "mermaid", "drawio", "svg", "png", "pdf"
 * @label: the words for people
 * @suffixes: separated by spaces: "mmd mermaid"
 * @read: (nullable): makes a pipeline of @data. @name is the file's name for messages ("-" is standard
 *   input); @notices (element-type LeatNotice) gets what was not understood. Returns %NULL with @error set
 *   (%LEAT_ERROR_SYNTAX, %LEAT_ERROR_LIMIT), file and line in its message, if nothing can be made of it.
 * @write: (nullable): the bytes of a file of this format. @report may be %NULL for formats that do not show
 *   figures; pictures use it.
 */
typedef struct
{
  const char *id;
  const char *label;
  const char *suffixes;
  LeatPipeline *(*read) (GBytes        *data,
                         const char    *name,
                         LeatCatalogue *catalogue,
                         GPtrArray     *notices,
                         GError       **error);
  GBytes *(*write) (LeatPipeline  *pipeline,
                    LeatCatalogue *catalogue,
                    LeatReport    *report,
                    GPtrArray     *notices,
                    GError       **error);
} LeatFormat;

/* Writes one wire, both ends of which are blocks. */
typedef void (*LeatFormatWire) (gpointer           writer,
                                const LeatElement *wire);

/**
 * leat_formats:
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): every format that Leat reads or writes
 */
const LeatFormat *leat_formats (gsize *n);

/**
 * leat_count_lines:
 * @from: where to begin
 * @to: where to end
 *
 * Returns: how many lines end between them
 */
long leat_count_lines (const char *from,
                       const char *to);

/**
 * leat_format_find:
 * @id_or_name: the id of a format, or the name of a file
 *
 * Returns: (transfer none) (nullable): the format of that id, or by the suffix of that name
 */
const LeatFormat *leat_format_find (const char *id_or_name);

/**
 * leat_format_each_wire:
 * @pipeline: a pipeline
 * @notices: (nullable) (element-type LeatNotice): gets what is left out
 * @write: called for each wire between two blocks, in drawing order
 * @writer: what it is handed
 *
 * For formats in which a wire needs both its ends.
 */
void leat_format_each_wire (LeatPipeline   *pipeline,
                            GPtrArray      *notices,
                            LeatFormatWire  write,
                            gpointer        writer);

/**
 * leat_notice_add:
 * @notices: (nullable) (element-type LeatNotice): a list
 * @line: the line of the input, or 0
 * @format: printf-like
 *
 * Adds a notice to a list made by leat_notices_new().
 */
void leat_notice_add (GPtrArray  *notices,
                      long        line,
                      const char *format,
                      ...) G_GNUC_PRINTF (3, 4);

/**
 * leat_notices_new:
 *
 * Returns: (transfer full) (element-type LeatNotice): an empty list that frees its notices
 */
GPtrArray *leat_notices_new (void);

/**
 * leat_read_bytes:
 * @path: a path, or "-" for standard input
 * @max_bytes: the most that is read
 * @error: return location for a #GIOErrorEnum with the file's name, or a %LEAT_ERROR_LIMIT
 *
 * Reads a file whole, but never more than @max_bytes: a larger one is refused before it is read.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *leat_read_bytes (const char *path,
                         gsize       max_bytes,
                         GError    **error);

/**
 * leat_write_bytes:
 * @path: a path, or "-" for standard output
 * @bytes: what to write
 * @error: return location for a #GIOErrorEnum with the file's name and the reason
 *
 * Writes atomically and durably: aside, flushed, then renamed; mode, owner and symbolic links stay.
 * On failure the old file is as it was.
 *
 * Returns: whether it was written
 */
gboolean leat_write_bytes (const char *path,
                           GBytes     *bytes,
                           GError    **error);

/* The largest pipeline file that is opened. */
#define LEAT_FILE_MAX_BYTES (64 * 1024 * 1024)

/**
 * leat_read_file:
 * @path: a path, or "-" for standard input
 * @format: (nullable): its format, or %NULL to go by its name and, failing that, its content
 * @catalogue: the catalogue
 * @notices: (nullable) (element-type LeatNotice): gets what was not understood
 * @error: return location: file, line, what was found and what was expected
 *
 * Returns: (transfer full) (nullable): the pipeline
 */
LeatPipeline *leat_read_file (const char       *path,
                              const LeatFormat *format,
                              LeatCatalogue    *catalogue,
                              GPtrArray        *notices,
                              GError          **error);

G_END_DECLS
