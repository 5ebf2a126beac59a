/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/toast.h"

#include <glib/gi18n.h>

/* One toast at a time: the next one takes its place. libadwaita 1.2 lets a toast that comes while another goes glide in for longer
 * than it takes to go away again, and if it is dismissed before it is all there, what is freed is used. So a young toast gets
 * other words instead, and after one that goes there is a pause. */

#define TOAST "leat-toast"     /* the one that shows, or NULL */
#define SHOWN "leat-toast-shown"
#define GONE "leat-toast-gone"
#define WAITS "leat-toast-waits" /* the one that waits for the last one to be gone, or NULL */
#define TIMER "leat-toast-timer"
#define YOUNG (5 * G_USEC_PER_SEC / 2) /* half of the time that it shows */
#define GOING_MS 400

static gint64
get_age (AdwToastOverlay *overlay,
         const char      *since)
{
  const gint64 *time = g_object_get_data (G_OBJECT (overlay), since);

  return time != NULL ? g_get_monotonic_time () - *time : G_MAXINT64;
}

static void
note_time (AdwToastOverlay *overlay,
           const char      *name)
{
  gint64 now = g_get_monotonic_time ();

  g_object_set_data_full (G_OBJECT (overlay), name, g_memdup2 (&now, sizeof now), g_free);
}

static void
on_dismissed (AdwToastOverlay *overlay)
{
  g_object_set_data (G_OBJECT (overlay), TOAST, NULL);
  note_time (overlay, GONE);
}

static void
add (AdwToastOverlay *overlay,
     AdwToast        *toast)
{
  g_object_set_data (G_OBJECT (overlay), TOAST, toast);
  note_time (overlay, SHOWN);
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (on_dismissed), overlay, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (overlay, toast);
}

static gboolean
on_gone (gpointer data)
{
  AdwToastOverlay *overlay = data;
  AdwToast *toast = g_object_steal_data (G_OBJECT (overlay), WAITS);

  g_object_steal_data (G_OBJECT (overlay), TIMER);
  if (toast != NULL)
    add (overlay, toast);
  return G_SOURCE_REMOVE;
}

static void
drop_timer (gpointer timer)
{
  g_source_remove (GPOINTER_TO_UINT (timer));
}

/* At once, or when the last one is gone. */
static void
show (AdwToastOverlay *overlay,
      AdwToast        *toast)
{
  if (get_age (overlay, GONE) >= GOING_MS * 1000 || !adw_get_enable_animations (GTK_WIDGET (overlay)))
    {
      add (overlay, toast);
      return;
    }
  g_object_set_data_full (G_OBJECT (overlay), WAITS, toast, g_object_unref);
  g_object_set_data_full (G_OBJECT (overlay), TIMER, GUINT_TO_POINTER (g_timeout_add (GOING_MS, on_gone, overlay)), drop_timer);
}

void
leat_toast_dismiss (AdwToastOverlay *overlay)
{
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), TOAST);

  g_object_set_data (G_OBJECT (overlay), TIMER, NULL);
  g_object_set_data (G_OBJECT (overlay), WAITS, NULL);
  if (last != NULL)
    adw_toast_dismiss (last);
}

void
leat_toast_offer (AdwToastOverlay *overlay,
                  const char      *text,
                  const char      *label,
                  const char      *action,
                  GVariant        *target)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autoptr(GVariant) kept = target != NULL ? g_variant_ref_sink (target) : NULL;
  AdwToast *toast = g_object_get_data (G_OBJECT (overlay), WAITS);
  AdwToast *last = g_object_get_data (G_OBJECT (overlay), TOAST);
  gboolean changed = toast != NULL;

  if (toast == NULL && last != NULL && get_age (overlay, SHOWN) < YOUNG)
    {
      toast = last;
      changed = TRUE;
    }
  if (!changed)
    {
      leat_toast_dismiss (overlay);
      toast = adw_toast_new (escaped);
    }
  adw_toast_set_title (toast, escaped);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target_value (toast, kept);
  if (!changed)
    show (overlay, toast);
}

void
leat_toast_show (AdwToastOverlay *overlay,
                 const char      *text,
                 const char      *undo)
{
  leat_toast_offer (overlay, text, undo != NULL ? _("_Undo") : NULL, undo, NULL);
}
