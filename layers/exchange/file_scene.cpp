// Plain files: one layer, one colour scale, the names of its largest features.
#include "layers/exchange/file_scene.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "layers/analysis/category_column.h"
#include "layers/analysis/code_column.h"
#include "layers/exchange/scene_parts.h"
#include "layers/exchange/scene_rings.h"
#include "layers/geo/longitudes.h"
#include "layers/geo/view_system.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t most_labels = 3000;  // of a layer, the largest features first
constexpr double point_radius_px = 4, line_width_px = 1.6, mark_radius_px = 9;

LabelRequest label_request(const FileLayer& layer, std::uint32_t feature, std::string_view name) {
  const auto& geometry = *layer.geometry;
  const auto& box = geometry.boxes[feature];
  LabelRequest request;
  request.feature = feature;
  request.text = {.name = std::string{name}, .style = LabelStyle::settlement};
  request.priority.value = box.width() * box.height();
  request.anchor = {box.centre_x(), box.centre_y()};
  if (geometry.kind == GeometryKind::polygons) {
    request.polygon = rings_of(geometry, feature);
    request.may_shrink = true;
  } else {
    request.symbol_radius_px = point_radius_px;
  }
  return request;
}

std::vector<SceneLabel> labels_of(const FileLayer& layer, const FeatureStyle& style, const RowMask& selected,
                                  const FileSceneOptions& options) {
  if (layer.names.in(options.language).empty() || layer.geometry->kind == GeometryKind::lines) return {};
  const auto ground = map_colours(options.theme).ground;
  std::vector<std::uint32_t> order;
  const bool are_alike = layer.geometry->kind == GeometryKind::points;  // in size: the first ones will do
  for (std::uint32_t feature = 0; feature < layer.geometry->size(); ++feature) {
    if (are_alike && order.size() == most_labels) break;
    if ((selected.empty() || selected[feature] != 0) && !layer.geometry->boxes[feature].is_empty() &&
        !layer.name_of(feature, options.language).empty())
      order.push_back(feature);
  }
  const auto size_of = [&](std::uint32_t feature) {
    const auto& box = layer.geometry->boxes[feature];
    return -box.width() * box.height();
  };
  std::ranges::stable_sort(order, {}, size_of);
  if (order.size() > most_labels) order.resize(most_labels);
  std::vector<SceneLabel> labels;
  for (const auto feature : order)
    labels.push_back({label_request(layer, feature, layer.name_of(feature, options.language)),
                      blended(style.fill[feature], ground)});
  return labels;
}

std::vector<SceneSymbol> point_symbols(const FileLayer& layer, const FeatureStyle& style, const RowMask& selected,
                                       Colour stroke) {
  std::vector<SceneSymbol> symbols;
  const auto& geometry = *layer.geometry;
  for (std::uint32_t feature = 0; feature < geometry.size(); ++feature) {
    if (!selected.empty() && selected[feature] == 0) continue;
    for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring)
      for (auto vertex = geometry.ring_offset[ring]; vertex < geometry.ring_offset[ring + 1]; ++vertex) {
        symbols.push_back({.symbol = {.place = geometry.vertex(vertex),
                                      .amount = 1,
                                      .radius_px = point_radius_px,
                                      .feature = feature},
                           .role = SymbolRole::place,
                           .level = AreaLevel::settlement,
                           .radius_map = 0,
                           .fill = style.fill[feature],
                           .stroke = stroke,
                           .number_colour = {},
                           .number = {},
                           .shares = {}});
      }
  }
  return symbols;
}

struct Coloured {
  std::shared_ptr<FeatureStyle> style;
  Legend legend;
};

Coloured coloured(const FileLayer& layer, const LayerSpec& spec, const RowMask& selected,
                  const FileSceneOptions& options) {
  Coloured out{std::make_shared<FeatureStyle>(), {}};
  const auto count = layer.geometry->size();
  const auto found = file_values(layer, spec, selected);
  if (!found) {
    auto plain = plain_colour(options.theme);
    plain.a = static_cast<unsigned char>(std::lround(255 * spec.opacity));
    out.style->fill.assign(count, plain);
    out.legend.what = layer.features->layer_name;
    out.legend.filter = options.text.filter;
    return out;
  }
  const auto& [indicator, values, classes] = *found;
  const auto colours = class_colours(classes, indicator, palette_of(spec, indicator), options.theme);
  auto layer_colours = colours_of(values, classes, colours, options.theme, spec.opacity);
  for (std::size_t i = 0; i < options.kept.size(); ++i)
    if (options.kept[i] == 0) layer_colours.fill[i] = faded(layer_colours.fill[i]);
  out.style->fill = std::move(layer_colours.fill);
  for (const auto mark : layer_colours.mark) out.style->hatch.push_back(static_cast<Hatch>(mark));
  out.legend = legend_of(indicator, values, classes, colours, options.theme, options.text);
  show_on_ground(out.legend, map_colours(options.theme).ground, spec.opacity);
  return out;
}

// Those of one colour together; without an indicator all are roads.
std::vector<SceneOutline> line_outlines(const FileLayer& layer, const Coloured& look, const RowMask& selected,
                                        Theme theme) {
  std::vector<SceneOutline> outlines;
  const auto outline_of = [&](Colour colour) -> SceneOutline& {
    const auto known = std::ranges::find(outlines, colour, &SceneOutline::colour);
    if (known != outlines.end()) return *known;
    return outlines.emplace_back(SceneOutline{layer.geometry, {}, colour, line_width_px});
  };
  const bool has_classes = !look.legend.rows.empty();
  for (std::uint32_t feature = 0; feature < layer.geometry->size(); ++feature)
    if (selected.empty() || selected[feature] != 0)
      outline_of(has_classes ? look.style->fill[feature] : map_colours(theme).road).features.push_back(feature);
  return outlines;
}

// A point has no outline to mark it by.
void add_ring(MapScene& scene, const FileLayer& layer, std::uint32_t feature, Colour line) {
  const auto& box = layer.geometry->boxes[feature];
  if (box.is_empty()) return;
  SceneSymbol ring;
  ring.symbol = {.place = {box.centre_x(), box.centre_y()},
                 .amount = 1,
                 .radius_px = mark_radius_px,
                 .feature = feature,
                 .kind = SymbolKind::ring};
  ring.role = SymbolRole::mark;
  ring.stroke = line;
  scene.symbols.push_back(std::move(ring));
}

void add_rings(MapScene& scene, const FileLayer& layer, const FileSceneOptions& options) {
  const bool is_light = options.theme == Theme::light;
  if (options.hovered && options.hovered != options.selected)
    add_ring(scene, layer, *options.hovered, is_light ? rgb(0x16202A) : rgb(0xE7EDF3));
  if (options.selected) add_ring(scene, layer, *options.selected, rgb(is_light ? 0x0B6E8F : 0x5CC8F0));
}

void add_marks(MapScene& scene, const FileLayer& layer, const FileSceneOptions& options) {
  if (layer.geometry->kind == GeometryKind::points) return add_rings(scene, layer, options);
  const bool is_light = options.theme == Theme::light;
  if (options.hovered && options.hovered != options.selected)
    scene.outlines.push_back({layer.geometry,
                              {*options.hovered},
                              is_light ? rgb(0x16202A) : rgb(0xE7EDF3),
                              1.4,
                              1.1,
                              rgb(0xFFFFFF, 230),
                              false});
  if (options.selected)
    scene.outlines.push_back({layer.geometry, {*options.selected}, rgb(0x0B6E8F), 2.8, 1.1, rgb(0xFFFFFF), false});
}

}  // namespace

std::string_view FileLayer::label_column(Language language) const {
  const auto& wanted = names.in(language);
  return wanted.empty() ? std::string_view{} : wanted.front();
}

std::string_view FileLayer::name_of(std::size_t feature, Language language) const {
  for (const auto& name : names.in(language))
    if (const auto& text = features->find_column(name)->texts[feature]; !text.empty()) return text;
  return {};
}

std::string FileLayer::attribute_text(std::size_t column, std::size_t feature, int decimals) const {
  const auto& values = features->columns[column];
  if (!values.is_numeric()) return values.texts[feature];
  const double number = values.numbers[feature];
  if (is_code[column] != 0) return code_text(number);
  return std::isnan(number) ? std::string{} : format_number(number, decimals);
}

Result<FileLayer> file_layer(Features features, const std::string& view) {
  if (features->kind == GeometryKind::none || features->extent.is_empty())
    return fail(ErrorCode::no_geometry, "no drawable geometry", features->layer_name);
  FileLayer layer;
  layer.names = name_columns(*features);
  layer.indicators = indicators_of(*features);
  std::ranges::move(category_indicators(*features), std::back_inserter(layer.indicators));
  for (const auto& column : features->columns) {
    const auto found = std::ranges::find(layer.indicators, column.name, &Indicator::id);
    layer.is_code.push_back(found != layer.indicators.end() && found->is_code ? 1 : 0);
  }
  if (!features->crs_wkt.empty()) {
    const auto extent = lonlat_extent(*features);
    if (!extent) return std::unexpected{extent.error()};
    layer.view_crs = view_crs_from(view, *extent);
  } else if (!view.empty()) {
    return fail(ErrorCode::no_crs, "the layer names no coordinate system", features->layer_name);
  }
  auto packed = pack_geometry(*features, layer.view_crs);
  if (!packed) return std::unexpected{std::move(packed).error()};
  if (packed->geometry->extent.is_empty())
    return fail(ErrorCode::coords_range, "no coordinate lies on the map", features->layer_name);
  layer.geometry = packed->geometry;
  layer.dropped_rings = packed->dropped_rings;
  layer.cut_rings = packed->cut_rings;
  layer.swarm = swarm_places(*layer.geometry);
  layer.features = std::move(features);
  return layer;
}

std::optional<FileValues> file_values(const FileLayer& layer, const LayerSpec& spec, const RowMask& selected) {
  const auto found = std::ranges::find(layer.indicators, spec.indicator, &Indicator::id);
  if (found == layer.indicators.end()) return std::nullopt;
  const bool is_of_texts = found->kind == IndicatorKind::category;
  FileValues out{
      *found, is_of_texts ? category_values(*found, *layer.features) : column_values(*layer.features, found->id), {}};
  for (std::size_t i = 0; i < out.values.values.size() && !selected.empty(); ++i)
    if (selected[i] == 0) out.values.values[i] = std::numeric_limits<double>::quiet_NaN();
  out.classes = classes_of(spec, out.indicator, out.values.values);
  out.classes.missing -= std::ranges::count(selected, 0);  // what the filter hides is not without data
  return out;
}

MapScene file_scene(const FileLayer& layer, const LayerSpec& spec, const RowMask& selected,
                    const FileSceneOptions& options) {
  MapScene scene;
  const auto& colours = map_colours(options.theme);
  scene.view_crs = layer.view_crs;
  scene.extent = layer.geometry->extent;
  scene.ground = colours.ground;
  auto look = coloured(layer, spec, selected, options);
  const auto& style = *look.style;
  scene.legend = look.legend;
  scene.resolve.border = colours.cell_line;
  scene.resolve.hatch = colours.hatch;
  const bool are_points = layer.geometry->kind == GeometryKind::points;
  const bool are_together = are_points && options.gathered != nullptr && options.gathered->is_shown();
  if (options.shows_labels && !are_together) scene.labels = labels_of(layer, style, selected, options);
  if (layer.geometry->kind == GeometryKind::polygons) {
    scene.areas = layer.geometry;
    scene.visible = selected;
  } else if (layer.geometry->kind == GeometryKind::lines) {
    scene.outlines = line_outlines(layer, look, selected, options.theme);
  } else if (!are_together) {
    scene.swarm = feature_swarm(layer.swarm, style.fill, selected, point_radius_px, options.theme);
    if (!scene.swarm) scene.symbols = point_symbols(layer, style, selected, colours.outline);
  }
  scene.style = std::move(look.style);
  if (are_points && options.gathered != nullptr)
    show_gathered(scene, *options.gathered, tr("Points per km²"), colours.ground);
  scene.unmarked_outlines = scene.outlines.size(), scene.unmarked_symbols = scene.symbols.size();
  add_marks(scene, layer, options);
  return scene;
}

void mark_features(MapScene& scene, const FileLayer& layer, const FileSceneOptions& options) {
  scene.outlines.resize(scene.unmarked_outlines);
  scene.symbols.resize(scene.unmarked_symbols);
  add_marks(scene, layer, options);
}

}  // namespace riskmap
