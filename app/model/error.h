/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LeatError:
 * @LEAT_ERROR_SYNTAX: the text is not what its format allows
 * @LEAT_ERROR_UNKNOWN: a name that the catalogue does not have
 * @LEAT_ERROR_RANGE: a number outside what its setting allows
 * @LEAT_ERROR_LIMIT: an input larger or deeper than Leat reads
 *
 * The one error domain of Leat. Errors of files themselves (missing, full disk) are %G_IO_ERROR or
 * %G_FILE_ERROR as GIO reports them, prefixed with the file's name.
 */
typedef enum
{
  LEAT_ERROR_SYNTAX,
  LEAT_ERROR_UNKNOWN,
  LEAT_ERROR_RANGE,
  LEAT_ERROR_LIMIT,
} LeatError;

#define LEAT_ERROR (leat_error_quark ())

/**
 * leat_error_quark:
 *
 * Returns: the quark of %LEAT_ERROR
 */
GQuark leat_error_quark (void);

G_END_DECLS
