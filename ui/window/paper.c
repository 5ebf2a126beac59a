/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/paper.h"

#include "config.h"

#include "window/files.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

#define ID "paper"
#define KEY "document-paper"

void
leat_paper_add (GtkFileChooser *chooser)
{
  static const char *const words[] = { "a4", "letter", NULL };
  const char *labels[] = { _("A4"), _("Letter"), NULL };
  const char *usual = g_str_equal (gtk_paper_size_get_default (), GTK_PAPER_NAME_LETTER) ? "letter" : "a4";
  g_autofree char *last = leat_preferences_dup_string (KEY, "");

  g_return_if_fail (GTK_IS_FILE_CHOOSER (chooser));

  leat_files_add_choice (chooser, ID, _("Paper"), words, labels, *last != '\0' ? last : usual);
}

LeatPaper
leat_paper_keep (GtkFileChooser *chooser)
{
  GSettings *settings = leat_preferences_get ();
  gboolean letter;

  g_return_val_if_fail (GTK_IS_FILE_CHOOSER (chooser), LEAT_PAPER_A4);

  letter = g_strcmp0 (gtk_file_chooser_get_choice (chooser, ID), "letter") == 0;
  if (settings != NULL)
    g_settings_set_string (settings, KEY, letter ? "letter" : "a4");
  return letter ? LEAT_PAPER_LETTER : LEAT_PAPER_A4;
}
