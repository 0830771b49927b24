// A feature of a plain file: every attribute it carries.
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

namespace {
constexpr int decimals = 9;
}  // namespace

Intents feature_page(const Session& session) {
  const auto& layer = *session.file_layer();
  const auto& features = *layer.features;
  const auto feature = session.view().place->row;
  const auto number = fill(tr("Feature {n}"), {{"n", format_integer(static_cast<std::int64_t>(feature) + 1)}});
  auto intents = page_head(features.layer_name,
                           {{"inspector.zoom", Icon::locate, tr("Zoom to the place"), true, false, {FitSelection{}}}});
  if (feature >= features.size()) return intents;
  const std::string title{layer.name_of(feature, session.view().language)};
  flowing_text(title.empty() ? number : title, {.style = TextStyle::title, .name = "inspector.title"});
  if (!title.empty())
    flowing_text(number, {.style = TextStyle::small, .ink = Ink::text2, .name = "inspector.subtitle"});
  gap(12);
  for (std::size_t i = 0; i < features.columns.size(); ++i) {
    const auto value = layer.attribute_text(i, feature, decimals);
    fact_row("inspector.attribute." + std::to_string(i), features.columns[i].name, value.empty() ? "—" : value);
  }
  return intents;
}

}  // namespace riskmap::ui
