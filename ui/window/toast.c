/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/toast.h"

#include <glib/gi18n.h>

#define TOAST "leat-toast"

static void
forget (GObject *overlay)
{
  g_object_set_data (overlay, TOAST, NULL);
}

void
leat_toast_dismiss (AdwToastOverlay *overlay)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), TOAST);

  if (last != NULL)
    adw_toast_dismiss (last);
}

/* Takes the place of the last one. */
static AdwToast *
new_toast (AdwToastOverlay *overlay,
           const char      *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (escaped);

  leat_toast_dismiss (overlay);
  g_object_set_data (G_OBJECT (overlay), TOAST, toast);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget), overlay, G_CONNECT_SWAPPED);
  return toast;
}

void
leat_toast_offer (AdwToastOverlay *overlay,
                  const char      *text,
                  const char      *label,
                  const char      *action,
                  GVariant        *target)
{
  AdwToast *toast = new_toast (overlay, text);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, target);
  adw_toast_overlay_add_toast (overlay, toast);
}

void
leat_toast_show (AdwToastOverlay *overlay,
                 const char      *text,
                 const char      *undo)
{
  AdwToast *toast = new_toast (overlay, text);

  if (undo != NULL)
    {
      adw_toast_set_button_label (toast, _("_Undo"));
      adw_toast_set_action_name (toast, undo);
    }
  adw_toast_overlay_add_toast (overlay, toast);
}
