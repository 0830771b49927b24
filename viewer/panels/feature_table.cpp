// The features of a plain file as a table: the columns that fit, the naming one first.
#include <algorithm>
#include <cmath>
#include <numeric>

#include <imgui.h>

#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/issue_table.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
constexpr float panel_inset = 12, number_width = 56, column_width = 130, name_width = 200, cell_gap = 17;
constexpr std::size_t most_columns = 60;  // ImGui's tables end at 64
constexpr int decimals = 6;

// Positions of the file's columns in drawing order: what other languages repeat comes last.
std::vector<std::size_t> shown_columns(const FileLayer& layer, Language language, float room) {
  const auto& columns = layer.features->columns;
  std::vector<std::size_t> all(columns.size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  std::ranges::stable_partition(
      all, [&](std::size_t i) { return !is_in_another_language(*layer.features, columns[i].name, language); });
  std::ranges::stable_partition(all, [&](std::size_t i) { return columns[i].name == layer.label_column(language); });
  const float left = room / kit().look.scale - number_width - name_width - 3 * cell_gap;
  const auto fit = static_cast<std::size_t>(std::max(left / (column_width + cell_gap), 0.0F)) + 1;
  all.resize(std::min({all.size(), fit, most_columns}));
  return all;
}

// Missing values come last either way.
void sort_by(std::vector<std::uint32_t>& order, const Column& column, bool is_descending) {
  const auto place = [&](bool is_missing_a, bool is_missing_b, bool is_less, bool is_more) {
    if (is_missing_a != is_missing_b) return is_missing_b;
    return !is_missing_a && (is_descending ? is_more : is_less);
  };
  if (column.is_numeric()) {
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      const double left = column.numbers[a], right = column.numbers[b];
      return place(std::isnan(left), std::isnan(right), left < right, right < left);
    });
    return;
  }
  const Collator collator;
  std::vector<std::string> keys(column.texts.size());
  for (const auto feature : order)
    if (!column.texts[feature].empty()) keys[feature] = collator.key(column.texts[feature]);
  std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
    return place(keys[a].empty(), keys[b].empty(), keys[a] < keys[b], keys[b] < keys[a]);
  });
}

void bring_order_up_to_date(const Session& session, FeatureTableState& state) {
  const auto& features = *session.file_layer()->features;
  const auto by = state.table.sort_column + (state.table.is_descending ? "-" : "+") + session.view().filter.expression;
  if (state.ordered_for == &features && state.ordered_by == by) return;
  state.ordered_for = &features, state.ordered_by = by;
  state.order.clear();
  const auto& selected = session.derived().selected;
  for (std::uint32_t feature = 0; feature < features.size(); ++feature)
    if (selected.empty() || selected[feature] != 0) state.order.push_back(feature);
  if (const auto* column = features.find_column(state.table.sort_column))
    sort_by(state.order, *column, state.table.is_descending);
  else if (state.table.is_descending)
    std::ranges::reverse(state.order);
}

void follow_selection(const Session& session, FeatureTableState& state) {
  const Row selected = session.view().place ? session.view().place->row : no_row;
  if (selected == state.shown_selection) return;
  state.shown_selection = selected;
  const auto found = std::ranges::find(state.order, selected);
  if (found != state.order.end())
    state.table.cursor = state.table.scroll_to = static_cast<std::size_t>(found - state.order.begin());
}

void header(const Session& session, std::size_t hidden_columns) {
  const auto& derived = session.derived();
  heading(tr("Features"), "features.title");
  same_line();
  const auto total = format_integer(derived.total_count);
  count_pill("features.count", derived.selected_count == derived.total_count
                                   ? total
                                   : format_integer(derived.selected_count) + " / " + total);
  if (hidden_columns == 0) return;
  same_line(16);
  const auto more = trn("{n} more column in the panel at the right", "{n} more columns in the panel at the right",
                        static_cast<std::int64_t>(hidden_columns));
  shortened_text(more, {.style = TextStyle::small, .ink = Ink::text3, .name = "features.more_columns"});
}

std::vector<TableColumn> table_columns_of(const FeatureTable& features, const std::vector<std::size_t>& shown) {
  std::vector<TableColumn> columns;
  columns.push_back({.id = "#", .title = "#", .width = number_width, .align = Align::right});
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto& column = features.columns[shown[i]];
    TableColumn out{.id = column.name, .title = column.name, .width = column_width};
    if (column.is_numeric()) out.align = Align::right;
    if (i == 0) out.width = 1, out.stretches = true;
    columns.push_back(std::move(out));
  }
  return columns;
}
}  // namespace

Intents feature_table(const Session& session, FeatureTableState& state, const Layout& layout) {
  Intents intents;
  Panel panel{"features.panel", layout.table, {.padding = panel_inset, .scrolls = false}};
  if (!panel || session.file_layer() == nullptr) return intents;
  draw_line(layout.table.left, layout.table.top, layout.table.right, layout.table.top, tokens().border);
  const auto& layer = *session.file_layer();
  const auto& features = *layer.features;
  const auto shown = shown_columns(layer, session.view().language, left_of_line());
  header(session, features.columns.size() - shown.size());
  bring_order_up_to_date(session, state);
  follow_selection(session, state);
  if (state.order.empty()) {
    const auto title = tr("No feature matches the filter"), action = tr("Clear filter");
    if (empty_state("features.empty", {Icon::filter, title, {}, action})) intents.push_back(SetFilter{FilterState{}});
    return intents;
  }
  const auto columns = table_columns_of(features, shown);
  ImGui::PushID(&features);
  ImGui::PushID(static_cast<int>(shown.size()));
  ImGui::PushID(static_cast<int>(session.view().language));
  const auto result =
      table("features", columns, state.order.size(), state.table,
            {.row_id = [&](std::size_t index) { return std::to_string(state.order[index] + 1); },
             .is_selected = [&](std::size_t index) { return state.order[index] == state.shown_selection; }},
            [&](TableRow& row) {
              const auto feature = state.order[row.index()];
              if (row.next_cell()) row.text(format_integer(feature + 1), TextStyle::body, Ink::text3);
              for (const auto column : shown)
                if (row.next_cell()) row.text(layer.attribute_text(column, feature, decimals));
            });
  for (int id = 0; id < 3; ++id) ImGui::PopID();
  if (result.is_sort_changed) state.ordered_by.clear();
  const auto place_at = [&](std::size_t index) { return Place{AreaLevel::settlement, state.order[index]}; };
  if (result.pressed) {
    state.shown_selection = state.order[*result.pressed];
    intents.push_back(SelectPlace{place_at(*result.pressed), false});
  }
  if (result.opened) intents.push_back(SelectPlace{place_at(*result.opened), true});
  return intents;
}

}  // namespace riskmap::ui
