/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/pool.h"

G_BEGIN_DECLS

/* A catalogue while it is loaded. Formulas know their service by pointer until all are there. */
typedef struct
{
  LeatPool   *pool;
  GPtrArray  *formulas;  /* of LeatFormula, by index */
  GPtrArray  *services;  /* of LeatService */
  GPtrArray  *commons;   /* of xmlDoc, owned: lines that every service has */
  GPtrArray  *rules;     /* of LeatRule */
  GPtrArray  *requirements; /* of LeatRequirement */
  GHashTable *notes;     /* id -> LeatExamNote */
  GHashTable *wirings;   /* "from to" -> GPtrArray of LeatWiring */
  GHashTable *grants;    /* "from to KIND" -> LeatGrant */
  gboolean    is_own;    /* the folder is the user's: formulas are checked at once, so that a fault costs no more
                          * than what it stands in */
} LeatLoader;

/* Checks the formulas read since there were `from` of them, if the folder is the user's. */
gboolean leat_loader_check (LeatLoader *self,
                            guint       from,
                            GError    **error);

/* A formula of `service` (or of the wires, if NULL), not yet checked; NULL for a NULL text. */
LeatFormula *leat_loader_formula (LeatLoader        *self,
                                  const LeatSymbols *symbols,
                                  char              *text, /* taken */
                                  const char        *file,
                                  long               line);

/* Reads one file of lines that every service read after it has. */
gboolean leat_loader_read_common (LeatLoader *self,
                                  const char *file,
                                  GError    **error);

/* Reads one service file and puts it in the place of a service with the same id. */
gboolean leat_loader_read_service (LeatLoader *self,
                                   const char *file,
                                   GError    **error);

/* Reads one file of rules; services are numbered by then. `wire_symbols` are the words of wire rules. */
gboolean leat_loader_read_rules (LeatLoader        *self,
                                 const char        *file,
                                 const LeatSymbols *wire_symbols,
                                 GError           **error);

/* Reads what can be asked of a pipeline. */
gboolean leat_loader_read_requirements (LeatLoader *self,
                                        const char *file,
                                        GError    **error);

/* NULL if nothing is called so. */
LeatRequirement *leat_loader_find_requirement (LeatLoader *self,
                                               const char *id);

/* Reads what there is to learn for the exam. */
gboolean leat_loader_read_notes (LeatLoader *self,
                                 const char *file,
                                 GError    **error);

/* Reads one wiring table. */
gboolean leat_loader_read_wiring (LeatLoader *self,
                                  const char *file,
                                  GError    **error);

/* Reads one table of what wires need of IAM. */
gboolean leat_loader_read_iam (LeatLoader *self,
                               const char *file,
                               GError    **error);

/* The name of a file as messages and findings give it. */
const char *leat_loader_file_name (const char *file);

G_END_DECLS
