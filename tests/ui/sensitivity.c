/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "explore-support.h"

#include "engine/sensitivity.h"
#include "explore/overview.h"
#include "explore/sensitivity-page.h"
#include "explore/variation-group.h"

/* What matters: bars as the engine gives them, and what can be done with one. The strip above. */

static gboolean
is_done (gpointer data)
{
  return !leat_sensitivity_page_get_running (data);
}

static LeatSensitivityPage *
wait_for_page (Exploring *self)
{
  LeatSensitivityPage *page = find_a (GTK_WIDGET (self->page), "LeatSensitivityPage");

  spin_until (is_done, page);
  spin ();
  return page;
}

static GPtrArray *
get_table (LeatSensitivityPage *page)
{
  LeatChartCard *card = find_a (GTK_WIDGET (page), "LeatChartCard");

  return leat_chart_to_table (leat_chart_view_get_chart (leat_chart_card_get_view (card)), TRUE);
}

static GPtrArray *
list_expected (Exploring *self)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (leat_document_get_pipeline (self->document));
  GPtrArray *found = leat_sensitivity (test_catalogue (), elements, NULL, NULL, NULL, NULL);

  g_assert_nonnull (found);
  return found;
}

static AdwComboRow *
find_combo (LeatSensitivityPage *page,
            guint                number)
{
  GtkWidget *controls = leat_explorer_get_controls (LEAT_EXPLORER (page));
  AdwComboRow *first = find_a (controls, "AdwComboRow");
  GtkWidget *row = GTK_WIDGET (first);

  for (guint i = 0; i < number; i++)
    row = gtk_widget_get_next_sibling (row);
  return ADW_COMBO_ROW (row);
}

/* Each bar has the figures of the engine, the largest first, and as many as are asked for. */
static void
test_bars (void)
{
  g_autoptr(Exploring) self = explore ("p>k k>l l>s s>g g>s#out s#out>a a>q p.records_per_s=500", "sensitivity");
  LeatSensitivityPage *page = wait_for_page (self);
  g_autoptr(GPtrArray) found = list_expected (self);
  g_autoptr(GPtrArray) rows = get_table (page);

  g_assert_cmpuint (found->len, >, 20);
  g_assert_cmpuint (rows->len, ==, 11);
  for (guint i = 1; i < rows->len; i++)
    {
      const LeatSensitivity *bar = found->pdata[i - 1];
      char **cells = rows->pdata[i];

      g_assert_cmpstr (cells[0], ==, bar->label);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[2], NULL), bar->total_low, 1e-6);
      g_assert_cmpfloat_with_epsilon (g_ascii_strtod (cells[4], NULL), bar->total_high, 1e-6);
    }
  adw_combo_row_set_selected (find_combo (page, 1), 1);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = get_table (page);
  g_assert_cmpuint (rows->len, ==, 21);
}

/* By the delay the order is another, and the figures are seconds. */
static void
test_delay (void)
{
  g_autoptr(Exploring) self = explore ("p>k k>f f>s p.records_per_s=5 f.buffer_seconds=300", "sensitivity");
  LeatSensitivityPage *page = wait_for_page (self);
  g_autoptr(GPtrArray) found = list_expected (self);
  g_autoptr(GPtrArray) rows = NULL;
  const LeatSensitivity *most = found->pdata[0];

  for (guint i = 1; i < found->len; i++)
    if (((const LeatSensitivity *) found->pdata[i])->p95_swing > most->p95_swing)
      most = found->pdata[i];
  adw_combo_row_set_selected (find_combo (page, 0), 1);
  rows = get_table (page);
  g_assert_cmpstr (((char **) rows->pdata[1])[0], ==, most->label);
  g_assert_cmpfloat_with_epsilon (g_ascii_strtod (((char **) rows->pdata[1])[4], NULL), most->p95_high, 1e-6);
  g_assert_true (says (self, "later") || says (self, "sooner"));
}

/* The sentence says by how much twice a number changes the bill. */
static void
test_sentence (void)
{
  g_autoptr(Exploring) self = explore ("p>k k>s k.shards=40 p.records_per_s=1", "sensitivity");

  wait_for_page (self);
  g_assert_true (says (self, "Twice “Shards” of "));
  g_assert_true (says (self, "(80"));
  g_assert_true (says (self, "a month."));
}

static gboolean
is_open_menu (GtkWidget  *widget,
              const char *unused)
{
  return GTK_IS_POPOVER_MENU (widget) && gtk_widget_get_visible (widget);
}

/* Does what an item of the menu that is open does. */
static void
choose_item (Exploring *self,
             int        i)
{
  GtkWidget *menu = find_widget (GTK_WIDGET (self->page), is_open_menu, NULL);
  GMenuModel *model;
  g_autofree char *action = NULL;
  g_autoptr(GVariant) target = NULL;

  g_assert_nonnull (menu);
  model = gtk_popover_menu_get_menu_model (GTK_POPOVER_MENU (menu));
  g_assert_true (g_menu_model_get_item_attribute (model, i, G_MENU_ATTRIBUTE_ACTION, "s", &action));
  target = g_menu_model_get_item_attribute_value (model, i, G_MENU_ATTRIBUTE_TARGET, NULL);
  g_assert_true (gtk_widget_activate_action_variant (menu, action, target));
}

/* A chart that has no place yet has nothing to point at. */
static gboolean
has_place (gpointer view)
{
  return gtk_widget_get_mapped (view) && gtk_widget_get_width (view) > 0;
}

static void
test_choose (void)
{
  g_autoptr(Exploring) self = explore ("p>k k>s k.shards=40 p.records_per_s=1", "sensitivity");
  LeatSensitivityPage *page = wait_for_page (self);
  LeatChartCard *card = find_a (GTK_WIDGET (page), "LeatChartCard");
  LeatVariationGroup *group = find_a (GTK_WIDGET (self->page), "LeatVariationGroup");
  g_autoptr(GPtrArray) found = list_expected (self);
  const LeatSensitivity *first = found->pdata[0];

  g_assert_cmpstr (first->block, ==, "k");
  spin_until (has_place, leat_chart_card_get_view (card));
  g_signal_emit_by_name (card, "chosen", 0u, 1u);
  choose_item (self, 1);
  g_assert_cmpstr (self->revealed, ==, "k");
  g_signal_emit_by_name (card, "chosen", 0u, 1u);
  choose_item (self, 0);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (group)));
  g_assert_cmpstr (leat_variation_group_get_block (group), ==, "k");
  g_assert_cmpstr (leat_variation_group_get_setting (group)->name, ==, first->setting->name);
}

static void
test_empty (void)
{
  g_autoptr(Exploring) self = explore_in (leat_pipeline_new (), "sensitivity", 800);

  wait_for_page (self);
  g_assert_true (says (self, "Nothing to Change Yet"));
}

/* The strip */

static gpointer
find_controller (GtkWidget *widget,
                 GType      type)
{
  g_autoptr(GListModel) list = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (list, i);

      if (g_type_is_a (G_OBJECT_TYPE (controller), type))
        return controller;
    }
  g_assert_not_reached ();
}

static gboolean
has_size (gpointer data)
{
  return gtk_widget_get_width (data) > 0;
}

/* A sketch has all blocks in one place: puts them in a row. */
static LeatPipeline *
spread (LeatPipeline *pipeline)
{
  g_autoptr(GPtrArray) elements = leat_pipeline_dup_elements (pipeline);
  double x = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      LeatElement *element = elements->pdata[i];
      g_autoptr(LeatElement) moved = NULL;

      if (element->kind != LEAT_ELEMENT_BLOCK)
        continue;
      moved = leat_element_copy_moved (element, x, 0);
      leat_pipeline_replace (pipeline, element, moved);
      x += 200;
    }
  return pipeline;
}

static void
test_strip (void)
{
  g_autoptr(Exploring) self = explore_in (spread (test_sketch ("p>k k>f f>s")), "sensitivity", 800);
  GtkWidget *strip = find_a (GTK_WIDGET (self->page), "LeatOverview");
  LeatRect place;
  gboolean taken;

  spin_until (has_size, strip);
  g_assert_true (leat_overview_get_place (LEAT_OVERVIEW (strip), "k", &place));
  g_signal_emit_by_name (find_controller (strip, GTK_TYPE_GESTURE_CLICK), "released", 1, place.x + 3, place.y + 3);
  g_assert_cmpstr (self->revealed, ==, "k");

  /* By keys the same: to the next one, then Enter. */
  g_signal_emit_by_name (find_controller (strip, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", GDK_KEY_Right, 0, 0, &taken);
  g_assert_true (taken);
  g_signal_emit_by_name (find_controller (strip, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", GDK_KEY_Return, 0, 0, &taken);
  g_assert_cmpstr (self->revealed, ==, "f");
  g_assert_false (leat_overview_get_place (LEAT_OVERVIEW (strip), "none", &place));
}

/* No two cards lie on each other, however the blocks stand. */
static void
test_strip_apart (void)
{
  static const double places[][2] = { { 0, 0 }, { 0, 72 }, { 0, 144 }, { 170, 72 }, { 400, 40 }, { 560, 110 }, { 400, 300 }, { 90, 400 } };
  LeatPipeline *pipeline = leat_pipeline_new ();
  g_autoptr(Exploring) self = NULL;
  LeatRect cards[G_N_ELEMENTS (places)];
  GtkWidget *strip;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autoptr(LeatElement) block = leat_element_new_block (id, "s3", id, places[i][0], places[i][1]);

      leat_pipeline_replace (pipeline, NULL, block);
    }
  self = explore_in (pipeline, "sensitivity", 800);
  strip = find_a (GTK_WIDGET (self->page), "LeatOverview");
  spin_until (has_size, strip);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);

      g_assert_true (leat_overview_get_place (LEAT_OVERVIEW (strip), id, &cards[i]));
      g_assert_cmpfloat (cards[i].x, >=, 0);
      g_assert_cmpfloat (cards[i].y + cards[i].height, <=, gtk_widget_get_height (strip));
      for (guint k = 0; k < i; k++)
        g_assert_true (cards[i].x >= cards[k].x + cards[k].width || cards[k].x >= cards[i].x + cards[i].width ||
                       cards[i].y >= cards[k].y + cards[k].height || cards[k].y >= cards[i].y + cards[i].height);
    }
}

static void
test_strip_hidden (void)
{
  g_autoptr(Exploring) low = explore_in (test_sketch ("p>k k>s"), "sensitivity", LEAT_OVERVIEW_LEAST_HEIGHT - 1);
  LeatPipeline *pipeline = test_sketch ("p>k k>s");
  g_autoptr(Exploring) many = NULL;

  g_assert_false (gtk_widget_get_visible (find_a (GTK_WIDGET (low->page), "LeatOverview")));
  for (guint i = 0; i < LEAT_OVERVIEW_MAX_BLOCKS - 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i);
      g_autoptr(LeatElement) block = leat_element_new_block (id, "s3", id, 200 * i, 300);

      leat_pipeline_replace (pipeline, NULL, block);
    }
  many = explore_in (pipeline, "sensitivity", 800);
  g_assert_false (gtk_widget_get_visible (find_a (GTK_WIDGET (many->page), "LeatOverview")));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/ui/sensitivity/bars", test_bars);
  g_test_add_func ("/ui/sensitivity/delay", test_delay);
  g_test_add_func ("/ui/sensitivity/sentence", test_sentence);
  g_test_add_func ("/ui/sensitivity/choose", test_choose);
  g_test_add_func ("/ui/sensitivity/empty", test_empty);
  g_test_add_func ("/ui/overview/reveal", test_strip);
  g_test_add_func ("/ui/overview/apart", test_strip_apart);
  g_test_add_func ("/ui/overview/hidden", test_strip_hidden);
  return g_test_run ();
}
