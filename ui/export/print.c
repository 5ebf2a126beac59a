/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/print.h"

#include "config.h"

#include "exchange/picture.h"
#include "window/preferences.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define POINTS_PER_UNIT (72.0 / LEAT_PICTURE_DPI)
#define MARGIN 6.0 /* paper has its own */

typedef struct
{
  LeatDocument *document; /* owned */
  LeatPicture  *picture;  /* while it prints */
  GtkPageSetup *used;     /* what it was printed on last, or NULL */
  LeatRect      bounds;
  gboolean      wide;     /* the drawing is wider than high */
  gboolean      full_size;
  guint         columns;
  guint         rows;
} Print;

static LeatPicture *
new_picture (Print *print)
{
  LeatPictureOptions options;

  leat_picture_options_init (&options);
  options.margin = MARGIN;
  return leat_picture_new (leat_document_get_pipeline (print->document), leat_document_get_catalogue (print->document),
                           leat_document_get_report (print->document), &options, NULL);
}

static guint
count (double size,
       double of)
{
  return (guint) MAX (1, ceil (MIN (1000, size / of - 1e-6)));
}

static void
on_begin (GtkPrintOperation *operation,
          GtkPrintContext   *context,
          Print             *print)
{
  g_set_object (&print->used, gtk_print_context_get_page_setup (context));
  print->picture = new_picture (print);
  leat_picture_get_bounds (print->picture, &print->bounds);
  print->columns = 1;
  print->rows = 1;
  if (print->full_size)
    {
      print->columns = count (print->bounds.width * POINTS_PER_UNIT, gtk_print_context_get_width (context));
      print->rows = count (print->bounds.height * POINTS_PER_UNIT, gtk_print_context_get_height (context));
    }
  gtk_print_operation_set_n_pages (operation, (int) (print->columns * print->rows));
}

static void
on_draw (GtkPrintOperation *operation,
         GtkPrintContext   *context,
         int                page,
         Print             *print)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context);
  double height = gtk_print_context_get_height (context);
  double scale = print->full_size ? POINTS_PER_UNIT
                                  : MIN (1, MIN (width / print->bounds.width, height / print->bounds.height));
  double own_width;

  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  cairo_translate (cr, (width * print->columns - print->bounds.width * scale) / 2 - width * (page % print->columns),
                   (height * print->rows - print->bounds.height * scale) / 2 - height * (page / print->columns));
  /* The page of the picture is as large as the drawing, but for a drawing that is too large for a PDF. */
  leat_picture_get_n_pages (print->picture, &own_width, NULL);
  scale *= print->bounds.width / own_width;
  cairo_scale (cr, scale, scale);
  leat_picture_paint_page (print->picture, cr, 0, MAX (1, gtk_print_context_get_dpi_x (context) / 72 * scale));
}

static void
on_end (GtkPrintOperation *operation,
        GtkPrintContext   *context,
        Print             *print)
{
  g_clear_pointer (&print->picture, leat_picture_free);
}

static GObject *
on_create_widget (GtkPrintOperation *operation,
                  Print             *print)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *check = gtk_check_button_new_with_mnemonic (_("_Full size, on as many pages as it takes"));

  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), print->full_size);
  gtk_box_append (GTK_BOX (box), check);
  g_object_set_data (G_OBJECT (box), "check", check);
  return G_OBJECT (box);
}

static void
on_apply_widget (GtkPrintOperation *operation,
                 GtkWidget         *box,
                 Print             *print)
{
  print->full_size = gtk_check_button_get_active (g_object_get_data (G_OBJECT (box), "check"));
}

static void
print_free (gpointer  data,
            GClosure *closure)
{
  Print *print = data;

  g_clear_pointer (&print->picture, leat_picture_free);
  g_clear_object (&print->used);
  g_object_unref (print->document);
  g_free (print);
}

/* The last choice: all but which pages, how many and into which file. */

#define SETUP_GROUP "Page Setup"
#define SETTINGS_GROUP "Print Settings"

static gboolean
is_landscape (GtkPageSetup *setup)
{
  GtkPageOrientation orientation = gtk_page_setup_get_orientation (setup);

  return orientation == GTK_PAGE_ORIENTATION_LANDSCAPE || orientation == GTK_PAGE_ORIENTATION_REVERSE_LANDSCAPE;
}

/* A wide drawing lies, until the user turns the paper. */
static gboolean
is_to_lie (Print *print)
{
  g_autofree char *orientation = leat_preferences_dup_string ("print-orientation", "follow");

  return g_str_equal (orientation, "follow") ? print->wide : g_str_equal (orientation, "landscape");
}

static void
remember_orientation (Print     *print,
                      GSettings *preferences)
{
  gboolean lies = is_landscape (print->used);

  if (lies != is_to_lie (print))
    g_settings_set_string (preferences, "print-orientation", lies == print->wide ? "follow" : lies ? "landscape" : "portrait");
}

static char *
dup_setup (GtkPrintOperation *operation,
           Print             *print)
{
  static const char *const once[] = { GTK_PRINT_SETTINGS_N_COPIES, GTK_PRINT_SETTINGS_PRINT_PAGES, GTK_PRINT_SETTINGS_PAGE_RANGES,
                                      GTK_PRINT_SETTINGS_PAGE_SET, GTK_PRINT_SETTINGS_OUTPUT_URI, GTK_PRINT_SETTINGS_OUTPUT_BASENAME,
                                      GTK_PRINT_SETTINGS_ORIENTATION };
  GtkPrintSettings *chosen = gtk_print_operation_get_print_settings (operation);
  g_autoptr(GtkPrintSettings) settings = chosen != NULL ? gtk_print_settings_copy (chosen) : gtk_print_settings_new ();
  g_autoptr(GKeyFile) file = g_key_file_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (once); i++)
    gtk_print_settings_unset (settings, once[i]);
  gtk_print_settings_to_key_file (settings, file, SETTINGS_GROUP);
  gtk_page_setup_to_key_file (print->used, file, SETUP_GROUP);
  return g_key_file_to_data (file, NULL, NULL);
}

static void
on_done (GtkPrintOperation      *operation,
         GtkPrintOperationResult result,
         Print                  *print)
{
  GSettings *preferences = leat_preferences_get ();
  g_autofree char *setup = NULL;

  if (preferences == NULL || print->used == NULL || result != GTK_PRINT_OPERATION_RESULT_APPLY)
    return;
  setup = dup_setup (operation, print);
  remember_orientation (print, preferences);
  g_settings_set_string (preferences, "print-setup", setup);
  g_settings_set_boolean (preferences, "print-full-size", print->full_size);
}

/* What cannot be read any more is as if nothing had been chosen. */
static void
offer_last (GtkPrintOperation *operation,
            Print             *print)
{
  g_autofree char *text = leat_preferences_dup_string ("print-setup", "");
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr(GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *title = leat_document_dup_title (print->document), *name = g_strdelimit (g_strdup (title), "/", '-');

  if (*text != '\0' && g_key_file_load_from_data (file, text, -1, G_KEY_FILE_NONE, NULL))
    {
      gtk_page_setup_load_key_file (setup, file, SETUP_GROUP, NULL);
      gtk_print_settings_load_key_file (settings, file, SETTINGS_GROUP, NULL);
    }
  gtk_page_setup_set_orientation (setup, is_to_lie (print) ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_settings_set_orientation (settings, gtk_page_setup_get_orientation (setup));
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, name);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_print_settings (operation, settings);
  print->full_size = leat_preferences_get_boolean ("print-full-size", FALSE);
}

static gboolean
is_wide (Print *print)
{
  g_autoptr(LeatPicture) picture = new_picture (print);
  LeatRect bounds;

  leat_picture_get_bounds (picture, &bounds);
  return bounds.width > bounds.height;
}

GtkPrintOperation *
leat_print_operation_new (LeatDocument *document)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  Print *print = g_new0 (Print, 1);
  g_autofree char *title = leat_document_dup_title (document);

  print->document = g_object_ref (document);
  gtk_print_operation_set_job_name (operation, title);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_custom_tab_label (operation, _("Drawing"));
  print->wide = is_wide (print);
  offer_last (operation, print);
  /* The first of them owns it. */
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin), print, print_free, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), print);
  g_signal_connect (operation, "done", G_CALLBACK (on_done), print);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (on_create_widget), print);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (on_apply_widget), print);
  return operation;
}
