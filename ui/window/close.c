/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/window-private.h"

#include "config.h"

#include "window/files.h"

#include <glib/gi18n-lib.h>

static void
on_response (LeatWindow *self,
             const char *response)
{
  if (g_str_equal (response, "discard"))
    leat_window_close_now (self);
  else if (g_str_equal (response, "save"))
    leat_files_save (self, FALSE, leat_window_close_now);
}

void
leat_window_ask_close (LeatWindow *self)
{
  g_autofree char *title = leat_document_dup_title (leat_window_get_document (self));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _("Save Changes?"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _("“%s” has changes that are not saved. What is not saved will be lost."), title);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _("_Cancel"), "discard", _("_Discard"), "save",
                                    _("_Save"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "save");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_response), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}
