/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "engine/lens.h"

#include "engine/money.h"

#include <glib/gi18n-lib.h>
#include <math.h>

void
leat_lens_free (LeatLens *self)
{
  g_clear_pointer (&self->design, leat_triangle_free);
  g_clear_pointer (&self->reference, leat_triangle_free);
  g_free (self);
}

LeatLens *
leat_grade_lens (const LeatGrade *self,
                 GCancellable    *cancellable,
                 GError         **error)
{
  const LeatSolution *reference = g_ptr_array_index (self->challenge->solutions, 0);
  g_autoptr(LeatGrade) grade = leat_grade_new (self->challenge, leat_report_get_catalogue (self->report), reference->elements,
                                               cancellable, error);
  LeatLens *lens;

  if (grade == NULL)
    return NULL;
  lens = g_new0 (LeatLens, 1);
  lens->design = leat_triangle_new (self->report);
  lens->reference = leat_triangle_new (grade->report);
  return lens;
}

const char *
leat_lens_get_label (LeatCorner corner)
{
  static const char *const labels[] = {
    [LEAT_CORNER_COST] = N_("Cost"), [LEAT_CORNER_COMPLEXITY] = N_("Operational overhead"), [LEAT_CORNER_PERFORMANCE] = N_("Delay, p95")
  };

  return _(labels[corner]);
}

char *
leat_lens_dup_value (const LeatTriangle *triangle,
                     LeatCorner          corner)
{
  double value = triangle->sides[corner].value;
  g_autofree char *money = NULL;

  if (isnan (value))
    return g_strdup (_("not known"));
  if (corner == LEAT_CORNER_PERFORMANCE)
    return leat_duration_format (value);
  if (corner == LEAT_CORNER_COMPLEXITY)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g point", "%g points", value == 1 ? 1 : 2), value);
  money = leat_money_format (leat_report_get_options (triangle->report)->currency, value);
  return g_strdup_printf (_("%s a month"), money);
}
