/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "export/print.h"

#include "config.h"

#include "exchange/picture.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define POINTS_PER_UNIT (72.0 / LEAT_PICTURE_DPI)
#define MARGIN 6.0 /* paper has its own */

typedef struct
{
  LeatDocument *document; /* owned */
  LeatPicture  *picture;  /* while it prints */
  LeatRect      bounds;
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
  g_object_unref (print->document);
  g_free (print);
}

/* A wide drawing lies, unless the user turns the paper. */
static void
choose_orientation (GtkPrintOperation *operation,
                    Print             *print)
{
  g_autoptr(GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr(LeatPicture) picture = new_picture (print);
  LeatRect bounds;

  leat_picture_get_bounds (picture, &bounds);
  gtk_page_setup_set_orientation (setup, bounds.width > bounds.height ? GTK_PAGE_ORIENTATION_LANDSCAPE
                                                                      : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
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
  choose_orientation (operation, print);
  /* The first of them owns it. */
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (on_begin), print, print_free, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect (operation, "end-print", G_CALLBACK (on_end), print);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (on_create_widget), print);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (on_apply_widget), print);
  return operation;
}
