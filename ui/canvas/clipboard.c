/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "canvas/canvas-private.h"
#include "canvas/clip-content.h"
#include "canvas/commands.h"
#include "exchange/clip.h"
#include "exchange/native.h"
#include "exchange/picture-source.h"
#include "model/fragment.h"
#include "model/rect.h"
#include "thread.h"

#include <glib/gi18n-lib.h>

/* Cut, copy and paste, within a window, between windows and with other programs; and the settings of one block for
 * others of its type. Reading a clipboard takes as long as its owner likes: what comes back is for the document that
 * was shown when it was asked for. */

#define PASTE_STEP (2 * LEAT_GRID) /* from one paste to the next in the same place */
#define SETTINGS "leat-settings"   /* where a display's clipboard keeps the block whose settings were copied */

void
leat_canvas_tell (LeatCanvas *self,
                  const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", text);
}

void
leat_canvas_offer_undo (LeatCanvas *self,
                        const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.offer-undo", "s", text);
}

/* Copy */

/* What is selected with what lies in its zones, or all. */
static GPtrArray *
list_chosen (LeatCanvas *self,
             gboolean    all)
{
  g_auto(GStrv) ids = leat_canvas_dup_selection (self);
  GPtrArray *elements;

  if (all)
    {
      elements = g_ptr_array_new ();
      for (guint i = 0; i < leat_pipeline_get_n_elements (self->pipeline); i++)
        g_ptr_array_add (elements, leat_pipeline_get_nth (self->pipeline, i));
      return elements;
    }
  elements = leat_pipeline_collect (self->pipeline, (const char *const *) ids);
  leat_fragment_add_wires (self->pipeline, elements);
  return elements;
}

static void
put_on_clipboard (LeatCanvas *self,
                  gboolean    all,
                  gboolean    pictures_only)
{
  g_autoptr(GPtrArray) elements = list_chosen (self, all);
  g_autoptr(LeatPipeline) fragment = leat_fragment_new (elements);
  g_autoptr(GdkContentProvider) content =
    leat_clip_content_new (fragment, self->catalogue, leat_document_get_report (self->document), pictures_only);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), content);
  self->pastes = 0;
}

void
leat_canvas_copy (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  put_on_clipboard (LEAT_CANVAS (widget), FALSE, FALSE);
}

void
leat_canvas_copy_picture (GtkWidget  *widget,
                          const char *name,
                          GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  gboolean all = leat_canvas_count_selected (self, LEAT_PLACED, 1) == 0;

  put_on_clipboard (self, all, TRUE);
  leat_canvas_tell (self, all ? _("Picture of the drawing copied") : _("Picture of the selection copied"));
}

/* What lies in a zone that is cut goes with it: it is on the clipboard too. */
void
leat_canvas_cut (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  g_autoptr(GPtrArray) elements = list_chosen (self, FALSE), ids = g_ptr_array_new ();
  LeatEdit *edit;

  put_on_clipboard (self, FALSE, FALSE);
  for (guint i = 0; i < elements->len; i++)
    if (!((LeatElement *) g_ptr_array_index (elements, i))->locked)
      g_ptr_array_add (ids, ((LeatElement *) g_ptr_array_index (elements, i))->id);
  g_ptr_array_add (ids, NULL);
  if (leat_canvas_all_locked (self))
    {
      leat_canvas_tell_locked (self);
      return;
    }
  leat_canvas_cancel_drag (self);
  leat_history_end_merge (self->history);
  edit = leat_edit_delete (self->pipeline, (const char *const *) ids->pdata);
  leat_edit_set_label (edit, _("Cut"));
  leat_canvas_apply (self, edit);
}

/* Paste */

/* How what is done is called. */
typedef struct
{
  const char *label;
  const char *nothing;
} Words;

static const Words words_of_clipboard = { N_("Paste"), N_("What is on the clipboard has no blocks, zones or notes") };
static const Words words_of_picture = { N_("Insert Picture"), N_("The pipeline in the picture has no blocks, zones or notes") };

typedef struct
{
  LeatCanvas   *canvas;
  LeatDocument *document;
  const Words  *words;
  gboolean      in_place;
  gboolean      pointed; /* at a place */
  LeatPoint     at;      /* that one, in canvas units */
  const char   *type;    /* the MIME type of what is read, interned */
} Paste;

static void
paste_free (Paste *paste)
{
  g_object_unref (paste->canvas);
  g_object_unref (paste->document);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, paste_free)

/* Where the left top corner of what is pasted is to be: with its middle where one points; or else where it was, if that
 * is in view, or in the middle of the view. */
static LeatPoint
get_wanted (LeatCanvas     *self,
            const Paste    *paste,
            const LeatRect *bounds)
{
  LeatRect seen = leat_canvas_visible_units (self);
  LeatPoint middle = { seen.x + seen.width / 2, seen.y + seen.height / 2 };

  if (paste->pointed)
    middle = paste->at;
  else if (leat_rect_overlap (bounds, &seen))
    return (LeatPoint) { bounds->x + PASTE_STEP, bounds->y + PASTE_STEP };
  return (LeatPoint) { leat_canvas_snap (self, middle.x - bounds->width / 2, 0),
                       leat_canvas_snap (self, middle.y - bounds->height / 2, 0) };
}

/* The same place again is a step beside the last paste. */
static LeatPoint
get_place (LeatCanvas     *self,
           const Paste    *paste,
           const LeatRect *bounds)
{
  LeatPoint wanted = get_wanted (self, paste, bounds);

  if (self->pastes > 0 && (wanted.x != self->paste_wanted.x || wanted.y != self->paste_wanted.y))
    self->pastes = 0;
  self->paste_wanted = wanted;
  wanted.x += self->pastes * PASTE_STEP;
  wanted.y += self->pastes * PASTE_STEP;
  self->pastes++;
  return wanted;
}

static char **
list_ids (GPtrArray *elements)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    g_ptr_array_add (ids, g_strdup (((LeatElement *) g_ptr_array_index (elements, i))->id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

/* The copies of what lies in no zone that is pasted too: what is selected then, and takes the rest along. */
static char **
list_outer (GPtrArray  *elements,
            GHashTable *copies)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < elements->len; i++)
    {
      const LeatElement *element = g_ptr_array_index (elements, i);
      const char *copy = g_hash_table_lookup (copies, element->id);

      if (copy != NULL && (element->zone == NULL || !g_hash_table_contains (copies, element->zone)))
        g_ptr_array_add (ids, g_strdup (copy));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

static void
insert (LeatCanvas   *self,
        const Paste  *paste,
        LeatPipeline *fragment)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (fragment);
  g_autoptr(GHashTable) copies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_auto(GStrv) ids = list_ids (elements), outer = NULL;
  g_autofree char *key = g_strdup_printf ("paste:%u", ++self->drag_count);
  LeatRect bounds;
  LeatPoint place;
  LeatEdit *edit;

  g_ptr_array_set_free_func (elements, (GDestroyNotify) leat_element_unref);
  if (!leat_command_get_bounds (fragment, (const char *const *) ids, &bounds))
    {
      leat_canvas_tell (self, _(paste->words->nothing));
      return;
    }

  place = paste->in_place ? (LeatPoint) { bounds.x, bounds.y } : get_place (self, paste, &bounds);
  edit = leat_fragment_insert (self->pipeline, elements, place.x - bounds.x, place.y - bounds.y, _(paste->words->label), copies);
  outer = list_outer (elements, copies);
  leat_edit_set_merge_key (edit, key);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  edit = leat_command_rezone (self->pipeline, (const char *const *) outer, _(paste->words->label));
  leat_edit_set_merge_key (edit, key);
  leat_canvas_apply (self, edit);
  leat_history_end_merge (self->history);
  leat_canvas_select (self, (const char *const *) outer, TRUE);
}

/* Puts in what came, or says why it cannot. */
static void
finish_paste (const Paste  *paste,
              LeatPipeline *fragment,
              GPtrArray    *notices,
              const GError *error)
{
  LeatCanvas *self = paste->canvas;
  g_autofree char *text = NULL;

  if (self->document != paste->document || self->read_only)
    return;
  if (fragment == NULL)
    {
      text = g_strdup_printf (paste->words == &words_of_picture ? _("Could not insert: %s") : _("Could not paste: %s"), error->message);
      leat_canvas_tell (self, text);
      return;
    }
  insert (self, paste, fragment);
  if (notices->len == 0)
    return;
  text = g_strdup_printf (ngettext ("Pasted; %u thing was not understood: %s", "Pasted; %u things were not understood, first: %s",
                                    notices->len), notices->len, ((const LeatNotice *) g_ptr_array_index (notices, 0))->text);
  leat_canvas_offer_undo (self, text);
}

/* Text that is dropped at a point, in canvas units, is what it would be if it were pasted there. */
void
leat_canvas_insert_text (LeatCanvas *self,
                         const char *text,
                         LeatPoint   at)
{
  const Paste paste = { .canvas = self, .document = self->document, .words = &words_of_clipboard, .pointed = TRUE, .at = at };
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) fragment = leat_clip_read_text (text, self->catalogue, notices, &error);

  finish_paste (&paste, fragment, notices, error);
}

static void
on_text (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) fragment = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);

  if (text != NULL && paste->canvas->catalogue != NULL)
    fragment = leat_clip_read_text (text, paste->canvas->catalogue, notices, &error);
  finish_paste (paste, fragment, notices, error);
}

/* A picture brings in the pipeline that it was drawn from, if that is inside of it. */
static LeatPipeline *
read_bytes (LeatCanvas *self,
            GBytes     *bytes,
            const char *type,
            const char *name,
            GPtrArray  *notices,
            GError    **error)
{
  if (g_strcmp0 (type, "image/svg+xml") == 0)
    return leat_picture_read_svg (bytes, name, self->catalogue, notices, error);
  if (g_strcmp0 (type, "image/png") == 0)
    return leat_picture_read_png (bytes, name, self->catalogue, notices, error);
  return leat_native_read (bytes, name, NULL, notices, error);
}

static void
on_bytes (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GPtrArray) notices = leat_notices_new ();
  g_autoptr(LeatPipeline) fragment = NULL;
  g_autoptr(GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) >= 0)
    {
      g_autoptr(GBytes) bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));

      fragment = read_bytes (paste->canvas, bytes, paste->type, _("clipboard"), notices, &error);
    }
  finish_paste (paste, fragment, notices, error);
}

static void
on_stream (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GError) error = NULL;
  const char *type = NULL;
  g_autoptr(GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  g_autoptr(GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      finish_paste (paste, NULL, NULL, error);
      return;
    }
  paste->type = g_intern_string (type);
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_bytes, g_steal_pointer (&paste));
}

typedef struct
{
  LeatCatalogue    *catalogue;
  const LeatFormat *format;
  char             *path;
  GPtrArray        *notices;
} File;

static void
file_free (gpointer data)
{
  File *file = data;

  leat_catalogue_unref (file->catalogue);
  g_ptr_array_unref (file->notices);
  g_free (file->path);
  g_free (file);
}

static void
read_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  File *file = data;
  GError *error = NULL;
  LeatPipeline *fragment = leat_read_file (file->path, file->format, file->catalogue, file->notices, &error);

  if (fragment != NULL)
    g_task_return_pointer (task, fragment, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* A toast has no room for the folder. */
static void
shorten (GError     *error,
         const char *path)
{
  g_autofree char *whole = error->message;
  const char *slash = strrchr (path, G_DIR_SEPARATOR);

  error->message = g_strdup (slash != NULL && g_str_has_prefix (whole, path) ? whole + (slash - path) + 1 : whole);
}

static void
on_file (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(Paste) paste = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(LeatPipeline) fragment = g_task_propagate_pointer (G_TASK (result), &error);
  File *file = g_task_get_task_data (G_TASK (result));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    shorten (error, file->path);
  finish_paste (paste, fragment, file->notices, error);
}

void
leat_canvas_insert_picture (LeatCanvas       *self,
                            const char       *path,
                            const LeatFormat *format,
                            double            x,
                            double            y)
{
  g_autoptr(GTask) task = NULL;
  Paste *paste;
  File *file;

  g_return_if_fail (LEAT_IS_CANVAS (self));
  g_return_if_fail (self->document != NULL);
  g_return_if_fail (format->read != NULL);

  paste = g_new0 (Paste, 1);
  paste->canvas = g_object_ref (self);
  paste->document = g_object_ref (self->document);
  paste->words = &words_of_picture;
  paste->pointed = TRUE;
  paste->at = leat_canvas_to_units (self, x, y);
  file = g_new0 (File, 1);
  file->catalogue = leat_catalogue_ref (self->catalogue);
  file->format = format;
  file->path = g_strdup (path);
  file->notices = leat_notices_new ();
  task = g_task_new (NULL, NULL, on_file, paste);
  g_task_set_task_data (task, file, file_free);
  leat_thread_run (task, read_in_thread);
}

static void
paste (LeatCanvas *self,
       gboolean    in_place)
{
  static const char *const own[] = { LEAT_MIME_TYPE, NULL }, *const pictures[] = { "image/svg+xml", "image/png", NULL };
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  g_autoptr(GdkContentFormats) formats = gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard));
  gboolean is_own, is_text;
  Paste *paste;

  formats = gdk_content_formats_union_deserialize_gtypes (g_steal_pointer (&formats));
  is_own = gdk_content_formats_contain_mime_type (formats, LEAT_MIME_TYPE);
  is_text = gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
  if (!is_own && !is_text && !gdk_content_formats_contain_mime_type (formats, pictures[0]) &&
      !gdk_content_formats_contain_mime_type (formats, pictures[1]))
    {
      leat_canvas_tell (self, _("There is nothing on the clipboard that can be pasted here"));
      return;
    }

  paste = g_new0 (Paste, 1);
  paste->canvas = g_object_ref (self);
  paste->document = g_object_ref (self->document);
  paste->words = &words_of_clipboard;
  paste->in_place = in_place;
  paste->pointed = self->menu_pointed || self->pointer_inside;
  if (paste->pointed)
    paste->at = self->menu_pointed ? leat_canvas_to_units (self, self->menu_at.x, self->menu_at.y)
                                   : leat_canvas_to_units (self, self->pointer.x, self->pointer.y);
  if (is_own || !is_text)
    gdk_clipboard_read_async (clipboard, (const char **) (is_own ? own : pictures), G_PRIORITY_DEFAULT, NULL, on_stream, paste);
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text, paste);
}

void
leat_canvas_paste (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  paste (LEAT_CANVAS (widget), FALSE);
}

void
leat_canvas_paste_in_place (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  paste (LEAT_CANVAS (widget), TRUE);
}

/* Settings */

void
leat_canvas_copy_settings (GtkWidget  *widget,
                           const char *name,
                           GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  LeatElement *block = leat_canvas_get_single (self);
  g_autofree char *text = NULL;

  if (block == NULL || block->kind != LEAT_ELEMENT_BLOCK)
    return;
  g_object_set_data_full (G_OBJECT (gtk_widget_get_clipboard (widget)), SETTINGS, leat_element_ref (block),
                          (GDestroyNotify) leat_element_unref);
  text = g_strdup_printf (_("Settings of %s copied"), leat_element_get_label (block));
  leat_canvas_tell (self, text);
}

static LeatEdit *
new_paste_settings (LeatCanvas        *self,
                    const LeatElement *from)
{
  LeatEdit *edit = leat_edit_new (_("Paste Settings"));

  for (guint i = 0; i < self->selection->len; i++)
    {
      LeatElement *before = leat_canvas_get_element (self, g_ptr_array_index (self->selection, i)), *after;

      if (before == NULL || before->kind != LEAT_ELEMENT_BLOCK || before->type != from->type)
        continue;
      after = leat_element_copy (before);
      leat_settings_unref (after->settings);
      after->settings = leat_settings_ref (from->settings);
      leat_edit_take (edit, leat_element_ref (before), after);
    }
  return edit;
}

void
leat_canvas_paste_settings (GtkWidget  *widget,
                            const char *name,
                            GVariant   *parameter)
{
  LeatCanvas *self = LEAT_CANVAS (widget);
  const LeatElement *from = g_object_get_data (G_OBJECT (gtk_widget_get_clipboard (widget)), SETTINGS);
  const LeatService *service = from != NULL ? leat_catalogue_get_service (self->catalogue, from->type) : NULL;
  g_autofree char *text = NULL;
  LeatEdit *edit;
  guint n;

  if (from == NULL)
    {
      leat_canvas_tell (self, _("No settings have been copied yet"));
      return;
    }
  edit = new_paste_settings (self, from);
  n = leat_edit_get_n_changes (edit);
  leat_history_end_merge (self->history);
  leat_canvas_apply (self, edit);
  if (n > 0)
    text = g_strdup_printf (ngettext ("Settings pasted to %u block", "Settings pasted to %u blocks", n), n);
  else
    text = g_strdup_printf (_("The copied settings are for %s, and none is selected"),
                            service != NULL ? leat_tr (service->name) : from->type);
  if (n > 0)
    leat_canvas_offer_undo (self, text);
  else
    leat_canvas_tell (self, text);
}
