/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/chart-private.h"

#include "engine/money.h"

#include <math.h>

/* Charts as rows and columns. */

GPtrArray *
chart_row_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

void
chart_row_add (GPtrArray  *row,
               const char *cell)
{
  g_ptr_array_add (row, g_strdup (cell != NULL ? cell : ""));
}

/* A word is a word in files too. */
void
chart_row_add_value (GPtrArray       *row,
                     const ChartAxis *axis,
                     double           value,
                     gboolean         exact)
{
  char *cell;

  if (!exact || (axis->words != NULL && isfinite (value)))
    cell = isnan (value) ? g_strdup ("") : chart_axis_format (axis, value);
  else if (isfinite (value))
    cell = leat_number_to_string (value);
  else
    cell = g_strdup (isnan (value) ? "" : value > 0 ? "inf" : "-inf");
  g_ptr_array_add (row, cell);
}

void
chart_rows_take (GPtrArray *rows,
                 GPtrArray *row)
{
  g_ptr_array_add (rows, row);
}

GPtrArray *
leat_chart_to_table (const LeatChart *self,
                     gboolean         exact)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *table = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  chart_kind (self)->tabulate (self, exact, rows);
  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_ref (rows->pdata[i]);

      g_ptr_array_add (row, NULL);
      g_ptr_array_add (table, g_ptr_array_steal (row, NULL));
      g_ptr_array_unref (row);
    }
  return table;
}
