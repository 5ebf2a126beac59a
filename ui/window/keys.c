/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/keys.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Every key of the program. Those of the canvas and of the drill are their own, since they are keys of text fields
 * elsewhere: they are listed here for the shortcuts window only, without an action. */
typedef struct
{
  const char *group;
  const char *title;
  const char *action; /* with its target; or NULL if what it is for binds it */
  const char *keys;   /* separated by spaces */
} Key;

static const Key keys[] = {
  { N_("Files"), N_("New Pipeline"), "win.new", "<Control>n" },
  { N_("Files"), N_("Open"), "win.open", "<Control>o" },
  { N_("Files"), N_("Save"), "win.save", "<Control>s" },
  { N_("Files"), N_("Save As"), "win.save-as", "<Control><Shift>s" },
  { N_("Files"), N_("Export"), "win.export", "<Control><Shift>e" },
  { N_("Files"), N_("Close Window"), "win.close", "<Control>w" },
  { N_("Files"), N_("Quit"), "app.quit", "<Control>q" },
  { N_("Editing"), N_("Undo"), "win.undo", "<Control>z" },
  { N_("Editing"), N_("Redo"), "win.redo", "<Control><Shift>z <Control>y" },
  { N_("Editing"), N_("Delete with Wires"), NULL, "Delete BackSpace" },
  { N_("Editing"), N_("Duplicate"), NULL, "<Control>d" },
  { N_("Editing"), N_("Rename"), NULL, "F2 Return" },
  { N_("Editing"), N_("Select All"), NULL, "<Control>a" },
  { N_("Editing"), N_("Select None"), NULL, "<Control><Shift>a" },
  { N_("Editing"), N_("Move by One Step"), NULL, "Left Right Up Down" },
  { N_("Editing"), N_("Next and Previous Block"), NULL, "Tab <Shift>Tab" },
  { N_("Editing"), N_("Along a Wire"), NULL, "<Alt>Left <Alt>Right" },
  { N_("Editing"), N_("Wire from Here, or Another End for a Wire"), NULL, "w" },
  { N_("Editing"), N_("Wire to Here, or Another Start for a Wire"), NULL, "<Shift>w" },
  { N_("Editing"), N_("Add a Wired Block on a Side"), NULL, "<Alt><Shift>Right <Alt><Shift>Left" },
  { N_("Editing"), N_("Delete and Join Wires"), NULL, "<Shift>Delete" },
  { N_("Editing"), N_("Tidy Wires"), "win.tidy-wires", "<Control><Shift>t" },
  { N_("Editing"), N_("Lay Out"), "win.lay-out", "<Control><Shift>l" },
  { N_("Looking"), N_("Zoom In"), "win.zoom-in", "<Control>plus <Control>equal <Control>KP_Add" },
  { N_("Looking"), N_("Zoom Out"), "win.zoom-out", "<Control>minus <Control>KP_Subtract" },
  { N_("Looking"), N_("Zoom to 100%"), "win.zoom-100", "<Control>0" },
  { N_("Looking"), N_("Whole Drawing"), "win.zoom-fit", "<Control>1" },
  { N_("Looking"), N_("Grid"), "win.show-grid", "<Control>apostrophe" },
  { N_("Looking"), N_("Full Screen"), "win.fullscreen", "F11" },
  { N_("Outage Drill"), N_("Play and Pause"), NULL, "space" },
  { N_("Outage Drill"), N_("Event Before and Next"), NULL, "Left Right" },
  { N_("Outage Drill"), N_("Back to the Start"), NULL, "Home" },
  { N_("Window"), N_("Draw"), "win.view::draw", "<Alt>1" },
  { N_("Window"), N_("Explore"), "win.view::explore", "<Alt>2" },
  { N_("Window"), N_("Services"), "win.toggle-palette", "F9" },
  { N_("Window"), N_("Inspector"), "win.toggle-inspector", "<Shift>F9" },
  { N_("Window"), N_("Find a Service"), "win.find", "<Control>f" },
  { N_("Window"), N_("Bill"), "win.bill", "<Control>b" },
  { N_("Window"), N_("Preferences"), "win.preferences", "<Control>comma" },
  { N_("Window"), N_("Keyboard Shortcuts"), "win.shortcuts", "<Control>question F1" },
  { N_("Window"), N_("Main Menu"), NULL, "F10" },
};

void
leat_keys_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto(GStrv) accels = g_strsplit (keys[i].keys, " ", -1);

      if (keys[i].action != NULL)
        gtk_application_set_accels_for_action (application, keys[i].action, (const char *const *) accels);
    }
}

/* GtkShortcutsWindow of GTK 4.8 is filled by XML only. */
static void
append_group (GString    *xml,
              const char *group)
{
  g_autofree char *title = g_markup_escape_text (_(group), -1);

  g_string_append_printf (xml, "<child><object class='GtkShortcutsGroup'><property name='title'>%s</property>", title);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *accelerator = g_markup_escape_text (keys[i].keys, -1);
      g_autofree char *name = g_markup_escape_text (_(keys[i].title), -1);

      if (g_str_equal (keys[i].group, group))
        g_string_append_printf (xml, "<child><object class='GtkShortcutsShortcut'><property name='title'>%s</property>"
                                     "<property name='accelerator'>%s</property></object></child>", name, accelerator);
    }
  g_string_append (xml, "</object></child>");
}

GtkWidget *
leat_keys_new_window (void)
{
  g_autoptr(GString) xml = g_string_new ("<interface><object class='GtkShortcutsWindow' id='window'>"
                                         "<property name='modal'>1</property>"
                                         "<child><object class='GtkShortcutsSection'>"
                                         "<property name='section-name'>all</property>"
                                         "<property name='max-height'>12</property>");
  g_autoptr(GtkBuilder) builder = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (i == 0 || !g_str_equal (keys[i].group, keys[i - 1].group))
      append_group (xml, keys[i].group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, xml->len);
  return GTK_WIDGET (gtk_builder_get_object (builder, "window"));
}
