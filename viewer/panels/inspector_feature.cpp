// A feature of a plain file or of a layer beside the theme: every attribute it carries.
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/flowing_text.h"
#include "viewer/panels/inspector_pages.h"

namespace riskmap::ui {

namespace {
constexpr int decimals = 9;

Intents page_of(const FileLayer& layer, std::size_t feature, std::string_view kind, Language language) {
  const auto& features = *layer.features;
  const auto number = fill(tr("Feature {n}"), {{"n", format_integer(static_cast<std::int64_t>(feature) + 1)}});
  auto intents =
      page_head(kind, {{"inspector.zoom", Icon::locate, tr("Zoom to the place"), true, false, {FitSelection{}}}});
  if (feature >= features.size()) return intents;
  const std::string title{layer.name_of(feature, language)};
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
}  // namespace

Intents feature_page(const Session& session) {
  const auto& layer = *session.file_layer();
  return page_of(layer, session.view().place->row, layer.features->layer_name, session.view().language);
}

Intents context_feature_page(const Session& session) {
  const auto& [layer, feature] = *session.view().feature;
  const auto kind = (*session.document().context)[layer].title();
  return page_of(*session.content_of(*session.view().feature), feature, kind, session.view().language);
}

}  // namespace riskmap::ui
