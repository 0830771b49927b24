#include "layers/exchange/context_layer.h"

#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

#include "layers/core/colour.h"
#include "layers/exchange/scene_rings.h"
#include "layers/geo/tile_address.h"
#include "layers/geo/web_client.h"
#include "layers/geo/wmts.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double px_per_inch = 96, metres_per_inch = 0.0254;
constexpr std::size_t most_labels = 2000;  // of a layer

Colour with_opacity(Colour colour, double opacity) {
  colour.a = static_cast<unsigned char>(std::lround(std::clamp(opacity, 0.0, 1.0) * 255));
  return colour;
}

void colour_features(SceneLayer& out, const FileLayer& content, const ContextStyle& style) {
  out.palette.push_back(with_opacity(style.colour, style.opacity));
  out.colour_of.assign(content.geometry->size(), 0);
  const auto* column = content.features->find_column(style.colour_column);
  if (column == nullptr || column->is_numeric()) return;
  std::map<std::string_view, unsigned char> index;
  const auto categories = context_categories(content, style);
  for (const auto& category : categories) {
    index[category.text] = static_cast<unsigned char>(out.palette.size());
    out.palette.push_back(with_opacity(category.colour, style.opacity));
  }
  for (std::size_t feature = 0; feature < out.colour_of.size(); ++feature)
    if (const auto found = index.find(column->texts[feature]); found != index.end())
      out.colour_of[feature] = found->second;
}

// The middle vertex of the longest ring: on a line its name stands by the line.
MapPoint middle_of(const LayerGeometry& geometry, std::uint32_t feature) {
  std::uint32_t first = 0, last = 0;
  for (auto ring = geometry.feature_offset[feature]; ring < geometry.feature_offset[feature + 1]; ++ring)
    if (geometry.ring_offset[ring + 1] - geometry.ring_offset[ring] > last - first)
      first = geometry.ring_offset[ring], last = geometry.ring_offset[ring + 1];
  return geometry.vertex(first + (last - first) / 2);
}

SceneLabel label_of(const LayerGeometry& geometry, std::uint32_t feature, const std::string& name,
                    const ContextStyle& style, Colour ground) {
  LabelRequest request;
  request.feature = feature;
  request.text = {.name = name, .style = LabelStyle::rural_district};
  // Beside any name of the theme: the larger the feature, the sooner it is named.
  request.priority = {.rank = -1, .value = geometry.boxes[feature].width() + geometry.boxes[feature].height()};
  if (geometry.kind == GeometryKind::polygons) {
    request.polygon = rings_of(geometry, feature);
  } else {
    request.anchor = middle_of(geometry, feature);
    request.symbol_radius_px = geometry.kind == GeometryKind::points ? style.radius_px : style.width_px;
  }
  return {std::move(request), ground};
}

std::vector<SceneLabel> labels_of(const FileLayer& content, const ContextStyle& style, Colour ground) {
  const auto* column = content.features->find_column(style.label_column);
  if (column == nullptr || column->is_numeric()) return {};
  const auto& geometry = *content.geometry;
  std::vector<std::uint32_t> order;
  for (std::uint32_t feature = 0; feature < geometry.size(); ++feature)
    if (!geometry.boxes[feature].is_empty() && !column->texts[feature].empty()) order.push_back(feature);
  std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t feature) {
    return geometry.boxes[feature].width() + geometry.boxes[feature].height();
  });
  if (order.size() > most_labels) order.resize(most_labels);
  std::vector<SceneLabel> labels;
  for (const auto feature : order) labels.push_back(label_of(geometry, feature, column->texts[feature], style, ground));
  return labels;
}

SceneLayer scene_layer(const LoadedContext& loaded, Theme theme) {
  const auto& style = loaded.layer.style;
  SceneLayer out;
  // Under fills that hide the ground a line or a point would be lost.
  out.side = loaded.content->geometry->kind == GeometryKind::polygons ? style.side : ContextSide::above;
  out.geometry = loaded.content->geometry;
  out.width_px = style.width_px;
  out.is_dashed = style.is_dashed && loaded.content->geometry->kind == GeometryKind::lines;
  out.radius_px = style.radius_px;
  out.symbol = style.symbol;
  out.scales = style.scales;
  colour_features(out, *loaded.content, style);
  out.labels = labels_of(*loaded.content, style, map_colours(theme).land);
  return out;
}

void add_to_legend(std::vector<LegendRow>& legend, const LoadedContext& loaded) {
  const auto& style = loaded.layer.style;
  const auto size = loaded.content->geometry->size();
  const auto kind = loaded.content->geometry->kind;
  const auto row = [&](std::string label, Colour colour, std::size_t count) {
    if (count == 0) return;
    LegendRow& out = legend.emplace_back();
    out.label = std::move(label);
    out.count = static_cast<std::int64_t>(count);
    out.colour = with_opacity(colour, style.opacity);
    out.closest_scale = style.scales.closest, out.farthest_scale = style.scales.farthest;
    out.sample = kind == GeometryKind::lines ? LegendSample::line : LegendSample::area;
    out.is_dashed = style.is_dashed;
    if (kind != GeometryKind::polygons) return;
    out.edge = std::exchange(out.colour, with_opacity(colour, style.opacity * context_area_fill));
  };
  const auto categories = context_categories(*loaded.content, style);
  if (categories.empty()) return row(loaded.title(), style.colour, size);
  std::size_t others = size;
  for (const auto& category : categories) {
    row(loaded.title() + ": " + category.text, category.colour, category.count);
    others -= category.count;
  }
  row(loaded.title() + ": " + tr("other"), style.colour, others);
}

bool has_drawn_features(const LoadedContext& loaded) {
  return loaded.content != nullptr && loaded.layer.style.is_visible;
}

bool has_drawn_picture(const LoadedContext& loaded) {
  return loaded.picture != nullptr && loaded.layer.style.is_visible;
}

void add_picture(SceneContext& context, const LoadedContext& loaded) {
  const auto& style = loaded.layer.style;
  const auto look = style.is_hillshade ? RasterLook::relief : RasterLook::colours;
  context.pictures.push_back({loaded.picture, look, style.opacity, style.scales});
  const auto& said = style.attribution.empty() ? loaded.picture->attribution() : style.attribution;
  if (!said.empty() && std::ranges::find(context.attributions, said) == context.attributions.end())
    context.attributions.push_back(said);
}

// A swatch shows a fill over plain ground.
bool lets_ground_through(const MapScene& scene) {
  return scene.areas && scene.style && !scene.legend.rows.empty() &&
         std::ranges::any_of(scene.style->fill, [](Colour fill) { return fill.a > 0 && fill.a < 255; });
}

// See MapScene::veil.
std::shared_ptr<const FeatureStyle> veiled(FeatureStyle style, double veil) {
  for (Colour& fill : style.fill) fill = with_opacity(fill, fill.a / 255.0 * veil);
  return std::make_shared<const FeatureStyle>(std::move(style));
}

// What is remembered of a server is the address of the tiles: it need not be asked again.
Result<void> find_tiles(ContextLayer& layer, const std::stop_token& stop) {
  if (!is_server_of_maps(layer.path)) return {};
  const auto offered = ask_for_tiles(layer.path.string(), stop);
  if (!offered) return std::unexpected{offered.error()};
  const auto is_meant = [&](const OfferedTiles& tiles) { return layer.name.empty() || tiles.name == layer.name; };
  if (std::ranges::count_if(*offered, is_meant) != 1) {
    std::vector<std::string> names;
    for (const auto& tiles : *offered) names.push_back(tiles.name);
    return fail(ErrorCode::usage, fmt::format("which map of the server: {}", fmt::join(names, ", ")),
                layer.path.string());
  }
  const auto& tiles = *std::ranges::find_if(*offered, is_meant);
  layer.path = tiles.address;
  layer.name = tiles.name;
  layer.style.attribution = tiles.attribution;
  return {};
}

void load_picture(LoadedContext& loaded) {
  auto picture = RasterFile::open(loaded.layer.path, loaded.layer.crs);
  if (picture)
    loaded.picture = std::make_shared<const RasterFile>(std::move(*picture));
  else
    loaded.problem = std::move(picture).error();
  // The formats that are read are those of features: a file with a picture's ending is a broken picture.
  std::error_code ignored;
  if (loaded.problem && loaded.problem->code == ErrorCode::format &&
      !std::filesystem::is_directory(loaded.layer.path, ignored))
    loaded.problem->code = ErrorCode::damaged;
}
}  // namespace

bool is_server_of_maps(const std::filesystem::path& path) {
  return is_web_address(path.string()) && !TileAddress::from(path.string());
}

std::string short_name(const std::filesystem::path& path) {
  const auto host = host_of(path.string());
  return host.empty() ? path.filename().string() : host;
}

double scale_denominator(double metres_per_pixel, double pixel_scale) {
  return metres_per_pixel * pixel_scale * px_per_inch / metres_per_inch;
}

bool is_shown_at(const LegendRow& row, double denominator) {
  return ScaleRange{row.closest_scale, row.farthest_scale}.contains(denominator);
}

bool SceneContext::has(ContextSide side) const {
  return (side == ContextSide::below && !pictures.empty()) ||
         std::ranges::find(layers, side, &SceneLayer::side) != layers.end();
}

bool SceneContext::is_waiting() const {
  return std::ranges::any_of(pictures, [](const ScenePicture& picture) { return picture.file->is_waiting(); });
}

bool SceneContext::has_news() const {
  return std::ranges::any_of(pictures, [](const ScenePicture& picture) { return picture.file->has_news(); });
}

void SceneContext::wait(std::chrono::steady_clock::time_point until, const std::stop_token& stop) const {
  for (const auto& picture : pictures) picture.file->wait(until, stop);
}

std::vector<SceneLabel> labels_at(const MapScene& scene, double metres_per_pixel, double pixel_scale) {
  auto labels = scene.labels;
  if (!scene.context) return labels;
  const double denominator = scale_denominator(metres_per_pixel, pixel_scale);
  for (const auto& layer : scene.context->layers)
    if (layer.scales.contains(denominator)) labels.insert(labels.end(), layer.labels.begin(), layer.labels.end());
  return labels;
}

std::string LoadedContext::title() const {
  const auto host = host_of(layer.path.string());
  const auto stem = host.empty() ? layer.path.stem().string() : host;
  return layer.name.empty() || layer.name == stem ? stem : stem + " · " + layer.name;
}

LoadedContext load_context(const ContextLayer& layer, const std::string& view_crs, const OpenOptions& options) {
  LoadedContext loaded{layer, nullptr, nullptr, {}};
  if (view_crs.empty()) {
    loaded.problem = Error{ErrorCode::no_crs, "the map names no CRS", layer.path.string(), {}};
    return loaded;
  }
  if (is_raster_file(layer.path) || is_named_as_picture(layer.path)) {
    const auto found = find_tiles(loaded.layer, options.stop);
    if (found)
      load_picture(loaded);
    else
      loaded.problem = found.error();
    return loaded;
  }
  auto open = options;
  open.layer = layer.name;
  open.assumed_crs = layer.crs;
  auto features = read_vector_file(layer.path, open);
  auto content = features ? file_layer(std::make_shared<const FeatureTable>(std::move(*features)), view_crs)
                          : Result<FileLayer>{std::unexpected{std::move(features).error()}};
  if (content)
    loaded.content = std::make_shared<const FileLayer>(std::move(*content));
  else
    loaded.problem = std::move(content).error();
  return loaded;
}

std::span<const Colour> context_colours() {
  return category_colours();
}

ContextStyle first_context_style(const LoadedContext& loaded, std::size_t number) {
  ContextStyle style;
  style.attribution = loaded.layer.style.attribution;
  style.colour = context_colours()[number % context_colours().size()];
  if (!loaded.content) style.side = ContextSide::below;
  if (loaded.content && loaded.content->geometry->kind == GeometryKind::polygons)
    style.side = ContextSide::below, style.width_px = 1;
  return style;
}

std::vector<ContextCategory> context_categories(const FileLayer& content, const ContextStyle& style) {
  const auto* column = content.features->find_column(style.colour_column);
  if (column == nullptr || column->is_numeric()) return {};
  std::map<std::string_view, std::size_t> counts;
  for (const auto& text : column->texts)
    if (!text.empty()) ++counts[text];
  std::vector<ContextCategory> categories;
  for (const auto& [text, count] : counts) categories.push_back({std::string{text}, count, {}});
  std::ranges::stable_sort(categories, std::ranges::greater{}, &ContextCategory::count);
  if (categories.size() > most_categories) categories.resize(most_categories);  // a colour each
  constexpr std::size_t apart = 5;  // prime to the number of colours: two layers of five values share none
  const auto colours = context_colours();
  const auto own = std::ranges::find(colours, style.colour);
  const auto first = own == colours.end() ? 0 : static_cast<std::size_t>(own - colours.begin()) * apart;
  for (std::size_t i = 0; i < categories.size(); ++i) categories[i].colour = colours[(first + i) % colours.size()];
  return categories;
}

std::vector<std::string> text_columns(const FileLayer& content) {
  std::vector<std::string> names;
  for (const auto& column : content.features->columns)
    if (column.type == ColumnType::text) names.push_back(column.name);
  return names;
}

std::shared_ptr<const SceneContext> scene_context(const ContextLayers& layers, Theme theme) {
  auto context = std::make_shared<SceneContext>();
  for (auto loaded = layers.rbegin(); loaded != layers.rend(); ++loaded) {
    if (has_drawn_picture(*loaded)) add_picture(*context, *loaded);
    if (has_drawn_features(*loaded)) context->layers.push_back(scene_layer(*loaded, theme));
  }
  for (const auto& loaded : layers)
    if (has_drawn_features(loaded)) add_to_legend(context->legend, loaded);
  return context->layers.empty() && context->pictures.empty() ? nullptr : context;
}

std::size_t place_in(const ContextLayers& layers, const LoadedContext& added) {
  return added.picture ? layers.size() : 0;
}

void add_context(MapScene& scene, std::shared_ptr<const SceneContext> context) {
  if (!scene.is_to_scale || !context) return;
  scene.legend.context = context->legend;
  if (scene.style && scene.veil < 1 && context->has(ContextSide::below)) scene.style = veiled(*scene.style, scene.veil);
  if (!context->pictures.empty() && lets_ground_through(scene))
    scene.legend.notes.push_back(tr("The picture of the ground shines through the fills and changes their colours"));
  std::ranges::copy(context->attributions, std::back_inserter(scene.legend.notes));
  scene.context = std::move(context);
}

}  // namespace riskmap
