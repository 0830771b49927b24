// A feature of a plain file: every attribute it carries.
#include <cmath>

#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

namespace {
constexpr int decimals = 9;

std::string attribute(const Column& column, std::size_t feature) {
  if (!column.is_numeric()) return column.texts[feature];
  return std::isnan(column.numbers[feature]) ? std::string{} : format_number(column.numbers[feature], decimals);
}
}  // namespace

Intents feature_page(const Session& session) {
  const auto& layer = *session.file_layer();
  const auto& features = *layer.features;
  const auto feature = session.view().place->row;
  const auto number = fill(tr("Feature {n}"), {{"n", format_integer(static_cast<std::int64_t>(feature) + 1)}});
  auto intents = page_head(features.layer_name,
                           {{"inspector.zoom", Icon::locate, tr("Zoom to the place"), true, false, {FitSelection{}}}});
  if (feature >= features.size()) return intents;
  const auto* label = features.find_column(layer.label_column);
  const auto title = label != nullptr ? attribute(*label, feature) : std::string{};
  flowing_text(title.empty() ? number : title, {.style = TextStyle::title, .name = "inspector.title"});
  if (!title.empty())
    flowing_text(number, {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.subtitle"});
  gap(12);
  for (std::size_t i = 0; i < features.columns.size(); ++i) {
    const auto& column = features.columns[i];
    const auto value = attribute(column, feature);
    fact_row("inspector.attribute." + std::to_string(i), column.name, value.empty() ? "—" : value);
  }
  return intents;
}

}  // namespace riskmap::ui
