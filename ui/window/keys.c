/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "window/keys.h"

#include "config.h"

#include <glib/gi18n-lib.h>

/* Every command and every key of the program. Those of the canvas and of the drill are their own, since they are keys
 * of text fields elsewhere: leat_keys_install() leaves them alone, the shortcuts window lists them. What has no key is in
 * the palette of commands only. */
static const LeatKey keys[] = {
  { N_("Files"), N_("New Pipeline"), "win.new", "<Control>n" },
  { N_("Files"), N_("Open"), "win.open", "<Control>o" },
  { N_("Files"), N_("Recent Files"), "win.open-recent", "<Control><Shift>o" },
  { N_("Files"), N_("New Window"), "app.new-window", "<Control><Shift>n" },
  { N_("Files"), N_("Save"), "win.save", "<Control>s" },
  { N_("Files"), N_("Save As"), "win.save-as", "<Control><Shift>s" },
  { N_("Files"), N_("Export"), "win.export", "<Control><Shift>e" },
  { N_("Files"), N_("Report"), "win.report", "<Control><Shift>r" },
  { N_("Files"), N_("Handout of the Walkthrough"), "win.handout", "" },
  { N_("Files"), N_("Print"), "win.print", "<Control>p" },
  { N_("Files"), N_("Decision Helper"), "win.decide", "<Control><Shift>h" },
  { N_("Files"), N_("Open the Example"), "win.open-example", "" },
  { N_("Files"), N_("Properties"), "win.properties", "" },
  { N_("Files"), N_("Reload from File"), "win.reload", "" },
  { N_("Files"), N_("Keep Mine, Not the Changed File"), "win.keep-mine", "" },
  { N_("Files"), N_("Close Window"), "win.close", "<Control>w" },
  { N_("Files"), N_("Quit"), "app.quit", "<Control>q" },
  { N_("Editing"), N_("Undo"), "win.undo", "<Control>z" },
  { N_("Editing"), N_("Redo"), "win.redo", "<Control><Shift>z <Control>y" },
  { N_("Editing"), N_("Delete with Wires"), "canvas.delete", "Delete BackSpace" },
  { N_("Editing"), N_("Cut"), "canvas.cut", "<Control>x" },
  { N_("Editing"), N_("Copy"), "canvas.copy", "<Control>c" },
  { N_("Editing"), N_("Paste"), "canvas.paste", "<Control>v" },
  { N_("Editing"), N_("Paste in the Same Place"), "canvas.paste-in-place", "<Control><Shift>v" },
  { N_("Editing"), N_("Copy as Picture"), "canvas.copy-picture", "<Shift><Alt>c" },
  { N_("Editing"), N_("Copy Settings"), "canvas.copy-settings", "<Control><Alt>c" },
  { N_("Editing"), N_("Paste Settings"), "canvas.paste-settings", "<Control><Alt>v" },
  { N_("Editing"), N_("Duplicate"), "canvas.duplicate", "<Control>d" },
  { N_("Editing"), N_("Rename"), "canvas.rename", "F2 Return" },
  { N_("Editing"), N_("Select All"), "canvas.select-all", "<Control>a" },
  { N_("Editing"), N_("Select None"), "canvas.select-none", "<Control><Shift>a" },
  { N_("Editing"), N_("Open Settings of the Block"), "canvas.open", "<Alt>Return" },
  { N_("Editing"), N_("Menu of the Selection"), "canvas.menu", "Menu <Shift>F10" },
  { N_("Editing"), N_("Move by One Step"), NULL, "Left Right Up Down" },
  { N_("Editing"), N_("Move by Ten Steps"), NULL, "<Shift>Left <Shift>Right <Shift>Up <Shift>Down" },
  { N_("Editing"), N_("Add a Block That Way, Wired"), NULL, "<Control>Left <Control>Right <Control>Up <Control>Down" },
  { N_("Editing"), N_("Wires of the Block, Next and Previous"), NULL, "period comma" },
  { N_("Editing"), N_("Add a Block Here"), "canvas.add-here", "Insert" },
  { N_("Editing"), N_("Add a Note"), "canvas.add-note", "n" },
  { N_("Editing"), N_("Add a Zone, Around What Is Selected"), "canvas.add-zone", "z" },
  { N_("Editing"), N_("Lock, Unlock"), "canvas.lock", "<Control>l" },
  { N_("Editing"), N_("Hand: Drag the View"), "canvas.hand", "h" },
  { N_("Editing"), N_("Select Again, After the Hand"), "canvas.arrow", "v" },
  { N_("Editing"), N_("Put in a Zone"), "canvas.enclose", "<Control>g" },
  { N_("Editing"), N_("Dissolve Zone"), "canvas.dissolve", "<Control><Shift>g <Control><Shift>u" },
  { N_("Editing"), N_("Forward and Backward"), NULL, "<Control>bracketright <Control>bracketleft" },
  { N_("Editing"), N_("To Front and to Back"), NULL, "<Control><Shift>bracketright <Control><Shift>bracketleft" },
  { N_("Editing"), N_("Next and Previous Block"), NULL, "Tab <Shift>Tab" },
  { N_("Editing"), N_("Along a Wire"), NULL, "<Alt>Left <Alt>Right <Alt>Up <Alt>Down" },
  { N_("Editing"), N_("Wire from Here, or Another End for a Wire"), "canvas.wire", "w" },
  { N_("Editing"), N_("Wire to Here, or Another Start for a Wire"), "canvas.wire-to-here", "<Shift>w" },
  { N_("Editing"), N_("Add a Wired Block on a Side"), NULL, "<Alt><Shift>Right <Alt><Shift>Left" },
  { N_("Editing"), N_("Delete and Join Wires"), "canvas.join", "<Shift>Delete" },
  { N_("Editing"), N_("Tidy Wires"), "win.tidy-wires", "<Control><Shift>t" },
  { N_("Editing"), N_("Change Start of the Wire"), "canvas.change-start", "" },
  { N_("Editing"), N_("Change End of the Wire"), "canvas.change-end", "" },
  { N_("Editing"), N_("Align Left"), "canvas.align::left", "" },
  { N_("Editing"), N_("Align Centre"), "canvas.align::centre", "" },
  { N_("Editing"), N_("Align Right"), "canvas.align::right", "" },
  { N_("Editing"), N_("Align Top"), "canvas.align::top", "" },
  { N_("Editing"), N_("Align Middle"), "canvas.align::middle", "" },
  { N_("Editing"), N_("Align Bottom"), "canvas.align::bottom", "" },
  { N_("Editing"), N_("Distribute Across"), "canvas.distribute::across", "" },
  { N_("Editing"), N_("Distribute Down"), "canvas.distribute::down", "" },
  { N_("Editing"), N_("Equal Gaps Across"), "canvas.distribute::gaps-across", "" },
  { N_("Editing"), N_("Equal Gaps Down"), "canvas.distribute::gaps-down", "" },
  { N_("Editing"), N_("Lay Out Left to Right"), "win.lay-out", "<Control><Shift>l" },
  { N_("Editing"), N_("Lay Out Top Down"), "win.lay-out-down", "<Control><Alt>l" },
  { N_("Looking"), N_("Zoom In"), "win.zoom-in", "<Control>plus <Control>equal <Control>KP_Add" },
  { N_("Looking"), N_("Zoom Out"), "win.zoom-out", "<Control>minus <Control>KP_Subtract" },
  { N_("Looking"), N_("Zoom to 100%"), "win.zoom-100", "<Control>0" },
  { N_("Looking"), N_("Whole Drawing"), "win.zoom-fit", "<Control>1" },
  { N_("Looking"), N_("Selection"), "canvas.zoom-selection", "<Control>2 <Shift>2" },
  { N_("Looking"), N_("A Screen Up and Down"), NULL, "Page_Up Page_Down" },
  { N_("Looking"), N_("A Screen to the Left and Right"), NULL, "<Shift>Page_Up <Shift>Page_Down" },
  { N_("Looking"), N_("First Source, Last Sink"), NULL, "Home End" },
  { N_("Looking"), N_("Find in the Drawing"), "win.find", "<Control>f" },
  { N_("Looking"), N_("Next Match"), "win.find-next", "F3" },
  { N_("Looking"), N_("Previous Match"), "win.find-previous", "<Shift>F3" },
  { N_("Looking"), N_("Next and Previous Match, While Typing"), NULL, "<Control>g <Control><Shift>g" },
  { N_("Looking"), N_("Map of the Drawing"), "win.minimap", "<Control><Shift>m" },
  { N_("Looking"), N_("Grid"), "win.show-grid", "<Control>apostrophe" },
  { N_("Looking"), N_("Snap to Grid"), "win.snap-to-grid", "" },
  { N_("Looking"), N_("Legend of Wires"), "win.show-legend", "" },
  { N_("Looking"), N_("No Overlay"), "win.overlay::none", "" },
  { N_("Looking"), N_("Overlay: Cost"), "win.overlay::cost", "" },
  { N_("Looking"), N_("Overlay: Latency"), "win.overlay::latency", "" },
  { N_("Looking"), N_("Overlay: Utilisation"), "win.overlay::utilisation", "" },
  { N_("Looking"), N_("Overlay: Findings"), "win.overlay::findings", "" },
  { N_("Looking"), N_("Overlay: Flow"), "win.overlay::flow", "" },
  { N_("Looking"), N_("Overlay: Exam Domain"), "win.overlay::domain", "" },
  { N_("Looking"), N_("Full Screen"), "win.fullscreen", "F11" },
  { N_("Presenting"), N_("Present from the Start"), "win.present", "F5" },
  { N_("Presenting"), N_("Present from This Step"), "win.present-here", "<Shift>F5" },
  { N_("Presenting"), N_("Write the Walkthrough"), "win.walkthrough", "<Control><Alt>w" },
  { N_("Presenting"), N_("Move a Step Up and Down, in Its List"), NULL, "<Alt>Up <Alt>Down" },
  { N_("Presenting"), N_("Next Step"), NULL, "Right Down n" },
  { N_("Presenting"), N_("Answer, Then Next Step"), NULL, "space Page_Down Return" },
  { N_("Presenting"), N_("Step Before"), NULL, "Left Up Page_Up BackSpace p" },
  { N_("Presenting"), N_("First and Last Step"), NULL, "Home End" },
  { N_("Presenting"), N_("Go to a Step: Its Number, Then Enter"), NULL, "1 Return" },
  { N_("Presenting"), N_("Show and Hide the Answer"), NULL, "r" },
  { N_("Presenting"), N_("Black Screen"), NULL, "b period" },
  { N_("Presenting"), N_("Red Dot for a Pointer"), NULL, "<Shift>p" },
  { N_("Presenting"), N_("Play the Outage"), NULL, "d" },
  { N_("Presenting"), N_("Cost, Delay and Findings"), NULL, "l" },
  { N_("Presenting"), N_("Presenter's View"), NULL, "s" },
  { N_("Presenting"), N_("End"), NULL, "Escape" },
  { N_("Outage Drill"), N_("Play and Pause"), NULL, "space" },
  { N_("Outage Drill"), N_("Event Before and Next"), NULL, "Left Right" },
  { N_("Outage Drill"), N_("Back to the Start"), NULL, "Home" },
  { N_("Challenges"), N_("Challenges"), "win.challenges", "" },
  { N_("Challenges"), N_("Grade"), "win.grade", "<Control>Return <Control>KP_Enter" },
  { N_("Challenges"), N_("Show a Hint"), "win.show-hint", "" },
  { N_("Challenges"), N_("Show the Solution, Give Up"), "win.show-solution", "" },
  { N_("Window"), N_("Draw"), "win.view::draw", "<Alt>1" },
  { N_("Window"), N_("Explore"), "win.view::explore", "<Alt>2" },
  { N_("Window"), N_("Services"), "win.toggle-palette", "F9" },
  { N_("Window"), N_("Inspector"), "win.toggle-inspector", "<Shift>F9" },
  { N_("Window"), N_("Find a Command"), "win.commands", "<Control>k <Control><Shift>p" },
  { N_("Window"), N_("Back to the Drawing"), "win.focus-canvas", "" },
  { N_("Window"), N_("Find a Service"), "win.find-service", "<Control><Shift>f" },
  { N_("Window"), N_("Bill"), "win.bill", "<Control>b" },
  { N_("Window"), N_("Price Books"), "app.prices", "" },
  { N_("Window"), N_("Preferences"), "win.preferences", "<Control>comma" },
  { N_("Window"), N_("Keyboard Shortcuts"), "win.shortcuts", "<Control>question" },
  { N_("Window"), N_("Help"), "win.help", "F1" },
  { N_("Window"), N_("Main Menu"), NULL, "F10" },
  { N_("Window"), N_("About Leat"), "win.about", "" },
  { N_("Inspector"), N_("Settings of the Pipeline"), "win.show-page::settings", "" },
  { N_("Inspector"), N_("Cost"), "win.show-page::cost", "" },
  { N_("Inspector"), N_("Latency"), "win.show-page::latency", "" },
  { N_("Inspector"), N_("Findings"), "win.show-page::checks", "" },
  { N_("Inspector"), N_("Access"), "win.show-page::access", "" },
  { N_("Explorer"), N_("What If"), "win.explore::what-if", "" },
  { N_("Explorer"), N_("What Matters"), "win.explore::sensitivity", "" },
  { N_("Explorer"), N_("Compare"), "win.explore::versus", "" },
  { N_("Explorer"), N_("Delay"), "win.explore::delay", "" },
  { N_("Explorer"), N_("Better Designs"), "win.explore::designs", "" },
  { N_("Explorer"), N_("Outage Drill"), "win.explore::drill", "" },
};

const LeatKey *
leat_keys_list (gsize *n)
{
  *n = G_N_ELEMENTS (keys);
  return keys;
}

char *
leat_keys_dup_label (const LeatKey *key)
{
  g_auto(GStrv) accels = g_strsplit (key->keys, " ", 2);
  GdkModifierType modifiers;
  guint value;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &value, &modifiers))
    return g_strdup ("");
  return gtk_accelerator_get_label (value, modifiers);
}

void
leat_keys_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_auto(GStrv) accels = g_strsplit (keys[i].keys, " ", -1);

      if (keys[i].action != NULL && *keys[i].keys != '\0' && !g_str_has_prefix (keys[i].action, "canvas."))
        gtk_application_set_accels_for_action (application, keys[i].action, (const char *const *) accels);
    }
}

static gboolean
has_keys (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].group, group) && *keys[i].keys != '\0')
      return TRUE;
  return FALSE;
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

      if (g_str_equal (keys[i].group, group) && *keys[i].keys != '\0')
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
    if ((i == 0 || !g_str_equal (keys[i].group, keys[i - 1].group)) && has_keys (keys[i].group))
      append_group (xml, keys[i].group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, xml->len);
  return GTK_WIDGET (gtk_builder_get_object (builder, "window"));
}
