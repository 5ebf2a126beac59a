/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/error.h"

G_BEGIN_DECLS

/**
 * LeatExamNote:
 * @id: what rules and remarks call it by: the claim of the course ("C44"), or a topic ("quotas")
 * @is_claim: whether @id is a claim
 * @domain: the exam's domain that asks most about it, 1 to 4
 * @title: a few words
 * @know: what to know
 * @trap: what is easily got wrong
 * @correction: (nullable): what AWS documents otherwise than it is often taught
 * @reference: the address of the page where it is kept up to date
 *
 * What there is to learn for the exam: data/exam.xml. Texts are in English and translated with leat_tr().
 */
typedef struct
{
  char    *id;
  gboolean is_claim;
  guint    domain;
  char    *title;
  char    *know;
  char    *trap;
  char    *correction;
  char    *reference;
} LeatExamNote;

G_END_DECLS
