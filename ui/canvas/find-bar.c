/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/find-bar.h"

#include "bill/job.h"
#include "canvas/canvas-private.h"
#include "draw/find.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>

/* A large drawing is searched in a thread; an edit, or another letter, starts the search anew. */

struct _LeatFindBar
{
  AdwBin        parent_instance;
  GtkEditable  *entry;
  GtkLabel     *count;
  GtkWidget    *previous;
  GtkWidget    *next;
  LeatCanvas   *canvas; /* weak, or NULL */
  GPtrArray    *found;  /* of char*: ids */
  int           at;     /* in found, or -1 */
  char         *asked;  /* the text that was searched for last, or NULL */
  gboolean      settle; /* an edit asked: the match stays, and nothing is scrolled */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (LeatFindBar, leat_find_bar, ADW_TYPE_BIN)

typedef struct
{
  GPtrArray  *elements;
  LeatReport *report;
  char       *text;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_ptr_array_unref (question->elements);
  leat_report_unref (question->report);
  g_free (question->text);
  g_free (question);
}

static void
show_count (LeatFindBar *self)
{
  gboolean asked = *gtk_editable_get_text (self->entry) != '\0', none = self->found->len == 0;
  g_autofree char *text = NULL;

  if (!asked)
    text = g_strdup ("");
  else if (none)
    text = g_strdup (_("No matches"));
  else
    text = g_strdup_printf (_("%d of %u"), self->at + 1, self->found->len);
  gtk_label_set_text (self->count, text);
  gtk_widget_set_sensitive (self->previous, !none);
  gtk_widget_set_sensitive (self->next, !none);
  if (asked && none)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
show_match (LeatFindBar *self)
{
  const char *ids[] = { NULL, NULL };

  if (self->canvas == NULL || self->at < 0)
    return;
  ids[0] = g_ptr_array_index (self->found, self->at);
  leat_canvas_select (self->canvas, ids, TRUE);
}

static void
light (LeatFindBar *self)
{
  g_autoptr(GHashTable) lit = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->found->len; i++)
    g_hash_table_add (lit, g_strdup (g_ptr_array_index (self->found, i)));
  if (self->canvas != NULL)
    leat_canvas_set_lit (self->canvas, self->found->len > 0 ? lit : NULL);
}

static int
find_id (LeatFindBar *self,
         const char  *id)
{
  for (guint i = 0; id != NULL && i < self->found->len; i++)
    if (g_str_equal (g_ptr_array_index (self->found, i), id))
      return (int) i;
  return -1;
}

static void
on_found (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  LeatFindBar *self = LEAT_FIND_BAR (source);
  g_autoptr(GPtrArray) elements = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *before = self->at >= 0 ? g_strdup (g_ptr_array_index (self->found, self->at)) : NULL;

  if (elements == NULL)
    return;

  g_ptr_array_set_size (self->found, 0);
  for (guint i = 0; i < elements->len; i++)
    g_ptr_array_add (self->found, g_strdup (((LeatElement *) g_ptr_array_index (elements, i))->id));
  self->at = find_id (self, before);
  if (self->at < 0 && self->found->len > 0)
    self->at = 0;
  light (self);
  show_count (self);
  if (!self->settle)
    show_match (self);
}

static void
search_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Question *question = data;
  g_autoptr(GPtrArray) found = leat_find (question->elements, question->report, question->text, cancellable);

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) g_ptr_array_unref);
}

static void
search (LeatFindBar *self,
        gboolean     settle)
{
  Question *question;
  GTask *task;

  leat_job_renew (&self->cancellable);
  self->settle = settle;
  if (self->canvas == NULL || self->canvas->pipeline == NULL)
    return;

  question = g_new0 (Question, 1);
  question->elements = leat_pipeline_dup_elements (self->canvas->pipeline);
  question->report = leat_report_ref (leat_document_get_report (self->canvas->document));
  question->text = g_strdup (gtk_editable_get_text (self->entry));
  g_free (self->asked);
  self->asked = g_strdup (question->text);
  task = g_task_new (self, self->cancellable, on_found, NULL);
  g_task_set_task_data (task, question, question_free);
  leat_job_run (task, leat_report_get_n_blocks (question->report), search_in_thread);
}

static void
on_search_changed (LeatFindBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    search (self, FALSE);
}

static void
on_drawing_changed (LeatFindBar *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) && *gtk_editable_get_text (self->entry) != '\0')
    search (self, TRUE);
}

void
leat_find_bar_step (LeatFindBar *self,
                    int          by)
{
  int n = (int) self->found->len;

  g_return_if_fail (LEAT_IS_FIND_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    {
      leat_find_bar_open (self);
      return;
    }
  /* The last letters may have been typed a moment ago only: what has them is found first. */
  if (g_strcmp0 (self->asked, gtk_editable_get_text (self->entry)) != 0)
    {
      search (self, FALSE);
      return;
    }
  if (n == 0)
    return;
  self->at = (self->at + by + n) % n;
  show_count (self);
  show_match (self);
}

static void
on_next (LeatFindBar *self)
{
  leat_find_bar_step (self, 1);
}

static void
on_previous (LeatFindBar *self)
{
  leat_find_bar_step (self, -1);
}

/* Shift with Enter goes back; Down and Up go on and back, as in a list. */
static gboolean
on_key (LeatFindBar    *self,
        guint           key,
        guint           code,
        GdkModifierType state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter || key == GDK_KEY_ISO_Enter;

  if (key == GDK_KEY_Down || key == GDK_KEY_Up)
    leat_find_bar_step (self, key == GDK_KEY_Down ? 1 : -1);
  else if (enter && (state & GDK_SHIFT_MASK) != 0)
    leat_find_bar_step (self, -1);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

void
leat_find_bar_open (LeatFindBar *self)
{
  g_return_if_fail (LEAT_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  search (self, FALSE);
}

void
leat_find_bar_close (LeatFindBar *self)
{
  g_return_if_fail (LEAT_IS_FIND_BAR (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  g_cancellable_cancel (self->cancellable);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  if (self->canvas == NULL)
    return;
  leat_canvas_set_lit (self->canvas, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

GtkEditable *
leat_find_bar_get_entry (LeatFindBar *self)
{
  g_return_val_if_fail (LEAT_IS_FIND_BAR (self), NULL);

  return self->entry;
}

const char *
leat_find_bar_get_count (LeatFindBar *self)
{
  g_return_val_if_fail (LEAT_IS_FIND_BAR (self), "");

  return gtk_label_get_text (self->count);
}

void
leat_find_bar_set_canvas (LeatFindBar *self,
                          LeatCanvas  *canvas)
{
  g_return_if_fail (LEAT_IS_FIND_BAR (self));

  g_set_weak_pointer (&self->canvas, canvas);
  if (canvas != NULL)
    g_signal_connect_object (canvas, "drawing-changed", G_CALLBACK (on_drawing_changed), self, G_CONNECT_SWAPPED);
}

static void
leat_find_bar_dispose (GObject *object)
{
  LeatFindBar *self = LEAT_FIND_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->canvas);

  G_OBJECT_CLASS (leat_find_bar_parent_class)->dispose (object);
}

static void
leat_find_bar_finalize (GObject *object)
{
  g_ptr_array_unref (LEAT_FIND_BAR (object)->found);
  g_free (LEAT_FIND_BAR (object)->asked);

  G_OBJECT_CLASS (leat_find_bar_parent_class)->finalize (object);
}

static void
leat_find_bar_class_init (LeatFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = leat_find_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = leat_find_bar_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, LEAT_RESOURCE "canvas/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, LeatFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, LeatFindBar, count);
  gtk_widget_class_bind_template_child (widget_class, LeatFindBar, previous);
  gtk_widget_class_bind_template_child (widget_class, LeatFindBar, next);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_next);
  gtk_widget_class_bind_template_callback (widget_class, on_previous);
  gtk_widget_class_bind_template_callback (widget_class, on_key);
  gtk_widget_class_bind_template_callback (widget_class, leat_find_bar_close);
}

static void
leat_find_bar_init (LeatFindBar *self)
{
  self->found = g_ptr_array_new_with_free_func (g_free);
  self->at = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  show_count (self);
}
