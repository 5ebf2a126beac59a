/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "exchange/picture.h"

G_BEGIN_DECLS

/**
 * LeatReportSection:
 * @LEAT_SECTION_DRAWING: the drawing
 * @LEAT_SECTION_REQUIREMENTS: what is asked of the pipeline, and whether it is met
 * @LEAT_SECTION_COST: the bill by block and by line
 * @LEAT_SECTION_LATENCY: how long data takes, and what saturates first
 * @LEAT_SECTION_CHARTS: cost, delay and utilisation over the load
 * @LEAT_SECTION_FINDINGS: what checks found
 * @LEAT_SECTION_ACCESS: what the wires ask of IAM
 *
 * The chapters of a report, in their order.
 */
typedef enum
{
  LEAT_SECTION_DRAWING = 1 << 0,
  LEAT_SECTION_REQUIREMENTS = 1 << 1,
  LEAT_SECTION_COST = 1 << 2,
  LEAT_SECTION_LATENCY = 1 << 3,
  LEAT_SECTION_CHARTS = 1 << 4,
  LEAT_SECTION_FINDINGS = 1 << 5,
  LEAT_SECTION_ACCESS = 1 << 6,
  LEAT_SECTION_ALL = (1 << 7) - 1,
} LeatReportSection;

/**
 * LeatReportPictures:
 * @LEAT_PICTURES_BESIDE: SVG files beside the document
 * @LEAT_PICTURES_INLINE: in the document itself, as data
 * @LEAT_PICTURES_NONE: left out
 *
 * Where the pictures of a Markdown document are.
 */
typedef enum
{
  LEAT_PICTURES_BESIDE,
  LEAT_PICTURES_INLINE,
  LEAT_PICTURES_NONE,
} LeatReportPictures;

/**
 * LeatReportDocument:
 *
 * A report for people to read away from Leat: title, drawing, requirements, cost, latency, charts, findings, access.
 * It never changes; the same pipeline gives the same bytes.
 */
typedef struct _LeatReportDocument LeatReportDocument;

/**
 * LeatReportFile:
 * @name: the name of a file, without a folder
 * @bytes: what is in it
 */
typedef struct
{
  char   *name;
  GBytes *bytes;
} LeatReportFile;

/**
 * leat_report_section_parse:
 * @words: section ids separated by commas, such as "cost,findings", or "all"
 * @sections: (out): bits of #LeatReportSection; untouched on failure
 * @error: return location for a %LEAT_ERROR_UNKNOWN that lists them
 *
 * Returns: whether all words are sections
 */
gboolean leat_report_section_parse (const char *words,
                                    guint      *sections,
                                    GError    **error);

/**
 * leat_report_document_new:
 * @report: a report that is not of cost only
 * @elements: (element-type LeatElement): the elements it was made of
 * @sections: bits of #LeatReportSection
 * @cancellable: (nullable): stops it
 * @error: return location for a %G_IO_ERROR_CANCELLED
 *
 * Works out what the document says. The charts evaluate the pipeline at some loads, which may take a while: any thread may
 * do it.
 *
 * Returns: (transfer full) (nullable): the document
 */
LeatReportDocument *leat_report_document_new (LeatReport   *report,
                                              GPtrArray    *elements,
                                              guint         sections,
                                              GCancellable *cancellable,
                                              GError      **error);

/**
 * leat_report_document_free:
 * @self: (transfer full): a document
 */
void leat_report_document_free (LeatReportDocument *self);

/**
 * leat_report_document_to_markdown:
 * @self: a document
 * @pictures: where its pictures are
 * @stem: the beginning of the names of the files beside it
 * @files: (nullable) (element-type LeatReportFile): gets the files beside it; made with leat_report_files_new()
 * @error: return location for an error of writing a picture
 *
 * Returns: (transfer full) (nullable): Markdown with tables as forges render them
 */
GBytes *leat_report_document_to_markdown (LeatReportDocument *self,
                                          LeatReportPictures  pictures,
                                          const char         *stem,
                                          GPtrArray          *files,
                                          GError            **error);

/**
 * leat_report_document_to_pdf:
 * @self: a document
 * @paper: the size of its pages: %LEAT_PAPER_A4 or %LEAT_PAPER_LETTER
 * @error: return location for a %LEAT_ERROR_LIMIT
 *
 * Pages with headings, tables that go on over pages, page numbers, bookmarks and links; text is text.
 *
 * Returns: (transfer full) (nullable): the bytes of the file
 */
GBytes *leat_report_document_to_pdf (LeatReportDocument *self,
                                     LeatPaper           paper,
                                     GError            **error);

/**
 * leat_report_document_save:
 * @self: a document
 * @path: a path, or "-" for standard output
 * @pdf: a PDF rather than Markdown
 * @paper: of a PDF
 * @pictures: of Markdown
 * @error: return location for a #GIOErrorEnum with the file's name and the reason
 *
 * Writes the document, and the files beside it first: their names begin with its own.
 *
 * Returns: whether all was written
 */
gboolean leat_report_document_save (LeatReportDocument *self,
                                    const char         *path,
                                    gboolean            pdf,
                                    LeatPaper           paper,
                                    LeatReportPictures  pictures,
                                    GError            **error);

/**
 * leat_report_files_new:
 *
 * Returns: (transfer full) (element-type LeatReportFile): an empty list that frees its files
 */
GPtrArray *leat_report_files_new (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LeatReportDocument, leat_report_document_free)

G_END_DECLS
