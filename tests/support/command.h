/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* leat-cli as others run it: arguments in, status, standard output and standard error out. */

typedef struct
{
  const char *name;
  const char *arguments;
  int         status;
  const char *out; /* a part of standard output, or NULL */
  const char *err; /* a part of standard error, or NULL */
} CommandCase;

/* Runs it and returns its status. Of `arguments`, separated by spaces, those that begin with "@" are files of the source
 * tree, with "%" of `home`. `home` (nullable) is where the user's own data is; `input` (nullable) its standard input. */
int command_run (const char *arguments,
                 const char *home,
                 const char *input,
                 char      **out,
                 char      **err);

/* Fails the test if the case does not come out as it says. */
void command_check (const CommandCase *test,
                    const char        *home);
