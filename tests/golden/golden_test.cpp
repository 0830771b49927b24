// Map pictures against the PNG beside their scene: at most 8 pixels may differ by more than 2 in a channel. A scene is
// a text file of `name value` lines. On a difference the picture made and the difference are written into the build
// folder. With RISKMAP_REBASELINE set the PNGs are written anew and the run fails on purpose. Letters look different
// from release to release, so the picture of a scene with `labels yes` carries the release in its name; so may another
// that a release draws a shade otherwise.
#include <doctest/doctest.h>
#include <fmt/format.h>

#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb/stb_image.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>

#include "layers/analysis/feature_filter.h"
#include "layers/core/text.h"
#include "layers/exchange/context_text.h"
#include "layers/exchange/file_scene.h"
#include "layers/exchange/map_sheet.h"
#include "layers/exchange/register_scene.h"
#include "layers/geo/gdal_environment.h"
#include "layers/geo/vector_dataset.h"
#include "layers/store/new_register.h"
#include "layers/store/register_store.h"
#include "tests/unit/geo/raster_builders.h"

using namespace riskmap;
namespace fs = std::filesystem;

namespace {
constexpr int channel_tolerance = 2;
constexpr int pixels_beyond = 8;
const fs::path scenes = fs::path{RISKMAP_SOURCE_DIR} / "tests/golden/scenes";

using Words = std::map<std::string, std::string>;

Words read_scene(const fs::path& file) {
  Words words;
  std::ifstream in{file};
  for (std::string name, value; in >> name && std::getline(in >> std::ws, value);) words[name] = value;
  return words;
}

std::string word(const Words& words, const std::string& name, const std::string& otherwise) {
  const auto found = words.find(name);
  return found != words.end() ? found->second : otherwise;
}

// The sample, loaded once.
struct Sample {
  Snapshot snapshot;
  std::array<Features, 4> shapes;
  PlaceLayers layers;
};
const Sample& sample() {
  static const Sample loaded = [] {
    REQUIRE(set_up_gdal());
    std::string folder = (fs::temp_directory_path() / "riskmap-golden-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    const fs::path file = fs::path{folder} / "sample.gpkg";
    REQUIRE(create_register(file, fs::path{RISKMAP_SOURCE_DIR} / "data/tolebi"));
    auto store = open_register(file, OpenMode::read_only);
    REQUIRE(store);
    auto snapshot = (*store)->load();
    REQUIRE(snapshot);
    std::array<Features, 4> shapes;
    for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement})
      shapes[static_cast<std::size_t>(level)] = std::make_shared<const FeatureTable>(*(*store)->load_shapes(level));
    auto layers = place_layers(**snapshot, shapes);
    REQUIRE(layers);
    store->reset();
    fs::remove_all(folder);
    return Sample{*snapshot, shapes, std::move(*layers)};
  }();
  return loaded;
}

// A settlement or, by its code, a larger area.
std::optional<Place> place_named(const RegisterSnapshot& snapshot, const std::string& code) {
  if (code.empty()) return std::nullopt;
  if (const Row row = snapshot.find_settlement(code); row != no_row) return Place{AreaLevel::settlement, row};
  const Row row = snapshot.find_area(code, AreaLevel::rural_district);
  REQUIRE(row != no_row);
  return Place{AreaLevel::rural_district, row};
}

PointLook point_look(const Words& words) {
  const auto look = word(words, "points", "each");
  return look == "heat" ? PointLook::heat : look == "clusters" ? PointLook::clusters : PointLook::each;
}

// The values a layer shows; "hotspots gi" or "hotspots lisa" asks where they cluster.
PlaceValues values_for(const Words& words, LayerSpec& spec, const RowMask& selected, const IssueFactTable& facts) {
  const auto& snapshot = *sample().snapshot;
  auto values = place_values(snapshot, spec, selected, facts);
  if (!words.contains("hotspots")) return values;
  spec.shows_hotspots = true;
  spec.hotspots.method = *hotspot_method_named(words.at("hotspots"));
  spec.hotspots.correction = *correction_named(word(words, "correction", "bh"));
  spec.hotspots.alpha = std::stod(word(words, "alpha", "0.05"));
  auto found = hotspots_by_choice({snapshot, facts, selected}, spec.level, values.indicator, spec.hotspots,
                                  sample().shapes[static_cast<std::size_t>(spec.level)]);
  REQUIRE(found);
  put_hotspots(values, spec, std::make_shared<const HotspotFinding>(std::move(*found)));
  return values;
}

MapScene register_picture(const Words& words) {
  const auto& snapshot = *sample().snapshot;
  LayerSpec spec;
  spec.mode = *map_mode_named(word(words, "mode", "areas"));
  spec.level = *area_level_of(word(words, "level", "settlement"));
  spec.indicator = word(words, "indicator", "open");
  const auto today = *parse_iso_date("2026-03-16");
  const auto facts = facts_of_all(snapshot, today);
  const auto filter = parse_filter(word(words, "where", ""));
  REQUIRE(filter);
  const auto selected = select_issues(*filter, snapshot, today);
  SceneOptions options;
  options.theme = *theme_named(word(words, "theme", "light"));
  spec.points = point_look(words);
  const auto& view_crs = sample().layers.view_crs;
  const auto gathered = gather(cloud_of_issues(snapshot, facts, selected, view_crs),
                               cloud_of_issues(snapshot, facts, {}, view_crs), spec, view_crs, options.theme);
  options.gathered = &gathered;
  options.shows_labels = word(words, "labels", "no") == "yes";
  options.selected = place_named(snapshot, word(words, "selected", ""));
  options.hovered = place_named(snapshot, word(words, "hovered", ""));
  const auto values = values_for(words, spec, selected, facts);
  auto scene = register_scene(snapshot, sample().layers, spec, values, selected, facts, options);
  if (options.shows_labels) return scene;
  for (auto& symbol : scene.symbols) symbol.number.clear();  // no text in a picture that is the same on every release
  return scene;
}

void add_polygon(FeatureTable& table, const std::vector<std::vector<LonLat>>& rings, double value) {
  for (const auto& ring : rings) {
    for (const auto point : ring) {
      table.x.push_back(point.lon), table.y.push_back(point.lat);
      table.extent.include(point.lon, point.lat);
    }
    table.vertex_offset.push_back(static_cast<std::uint32_t>(table.x.size()));
  }
  table.ring_offset.push_back(static_cast<std::uint32_t>(table.vertex_offset.size() - 1));
  table.part_offset.push_back(static_cast<std::uint32_t>(table.ring_offset.size() - 1));
  table.columns[0].numbers.push_back(value);
  table.fid.push_back(static_cast<std::int64_t>(table.part_offset.size()));
}

// A hole, an overlap, a bow-tie, an area without a value: invented shapes.
MapScene invented_shapes(const Words& words) {
  auto table = std::make_shared<FeatureTable>();
  table->layer_name = "invented";
  table->kind = GeometryKind::polygons;
  table->crs_name = table->crs_wkt = "EPSG:32642";
  table->columns.push_back({.name = "value", .type = ColumnType::real, .numbers = {}, .texts = {}});
  add_polygon(*table,
              {{{0, 0}, {4000, 0}, {4000, 4000}, {0, 4000}}, {{1000, 1000}, {3000, 1000}, {3000, 3000}, {1000, 3000}}},
              1);
  add_polygon(*table, {{{3500, 500}, {7000, 500}, {7000, 2500}, {3500, 2500}}}, 5);
  add_polygon(*table, {{{4500, 3000}, {7000, 5000}, {4500, 5000}, {7000, 3000}}}, 9);
  add_polygon(*table, {{{0, 4400}, {2000, 4400}, {2000, 5600}, {0, 5600}}}, std::nan(""));
  auto layer = file_layer(table, "EPSG:32642");
  REQUIRE(layer);
  LayerSpec spec;
  spec.indicator = "value";
  spec.scheme = Scheme::equal;
  spec.class_count = 3;
  return file_scene(*layer, spec, {},
                    {.theme = *theme_named(word(words, "theme", "light")),
                     .text = {},
                     .shows_labels = false,
                     .selected = {},
                     .hovered = {}});
}

// A vector file beside the scenes, as `riskmap FILE` shows it; places are named by their feature's number.
MapScene file_picture(const Words& words) {
  REQUIRE(set_up_gdal());
  auto features = read_vector_file(scenes / words.at("source"));
  REQUIRE(features);
  const auto layer = file_layer(std::make_shared<const FeatureTable>(std::move(*features)));
  REQUIRE(layer);
  LayerSpec spec;
  spec.indicator = word(words, "indicator", "");
  spec.palette = word(words, "palette", "");
  const auto filter = parse_filter(word(words, "where", ""));
  REQUIRE(filter);
  const auto selected = words.contains("where") ? select_features(*filter, *layer->features, Date{}) : RowMask{};
  FileSceneOptions options{.theme = *theme_named(word(words, "theme", "light")),
                           .text = {},
                           .shows_labels = false,
                           .selected = {},
                           .hovered = {}};
  if (words.contains("selected")) options.selected = static_cast<std::uint32_t>(std::stoul(words.at("selected")));
  if (words.contains("hovered")) options.hovered = static_cast<std::uint32_t>(std::stoul(words.at("hovered")));
  return file_scene(*layer, spec, selected, options);
}

MapScene theme_of(const Words& words) {
  const auto source = word(words, "source", "sample");
  if (source == "sample") return register_picture(words);
  return source == "invented" ? invented_shapes(words) : file_picture(words);
}

// "ground.tif" is a picture of the ground, made here: red grows to the east, blue to the south.
fs::path context_file(const fs::path& name) {
  if (name != "ground.tif") return scenes / name;
  const auto file = fs::path{RISKMAP_GOLDEN_OUT} / name;
  return test::write_tiff({file, Box{68.9, 41.9, 69.7, 42.6}}, [](int band, int x, int y) {
    return band == 1 ? 4 * x : band == 2 ? 120 : 4 * y;
  });
}

// `context FILE,STYLE | FILE,STYLE`, the topmost first: as `render --context`.
MapScene scene_of(const Words& words) {
  auto scene = theme_of(words);
  ContextLayers layers;
  for (const auto& text : words.contains("context") ? split(words.at("context"), '|') : std::vector<std::string>{}) {
    const auto asked = parse_context(trimmed(text));
    REQUIRE(asked);
    auto loaded = load_context({context_file(asked->path), asked->name, {}, asked->crs}, scene.view_crs);
    REQUIRE_FALSE(loaded.problem);
    loaded.layer.style = styled(first_context_style(loaded, layers.size()), *asked);
    layers.push_back(std::move(loaded));
  }
  add_context(scene, scene_context(layers, *theme_named(word(words, "theme", "light"))));
  return scene;
}

ColourImage draw(const Words& words) {
  const auto scene = scene_of(words);
  const double width = std::stod(word(words, "width", "480")), height = std::stod(word(words, "height", "320"));
  const ImageSize size{static_cast<int>(width), static_cast<int>(height)};
  auto camera = fit(scene.extent, size, Box{0, 0, width, height});
  if (words.contains("closer")) camera = zoomed(camera, std::stod(words.at("closer")), {width / 2, height / 2});
  JobPool pool;
  return map_picture(scene, camera, std::stod(word(words, "scale", "1")), *theme_named(word(words, "theme", "light")),
                     pool);
}

// "debian12", from the system's own description.
std::string release() {
  std::ifstream in{"/etc/os-release"};
  std::string id, version;
  for (std::string line; std::getline(in, line);) {
    std::erase(line, '"');
    if (line.starts_with("ID=")) id = line.substr(3);
    if (line.starts_with("VERSION_ID=")) version = line.substr(11);
  }
  return id + version;
}

// One for every release, unless the scene has texts or a release draws its long slanting lines a shade otherwise.
fs::path picture_of(const fs::path& scene, const Words& words) {
  auto own = scene, common = scene;
  own.replace_extension(release() + ".png"), common.replace_extension("png");
  return word(words, "labels", "no") == "yes" || fs::exists(own) ? own : common;
}

struct Difference {
  int pixels = 0;
  ColourImage picture;
};

Difference difference(const ColourImage& made, const unsigned char* wanted) {
  Difference out;
  out.picture.reset(made.size);
  for (std::size_t i = 0; i < made.pixels.size(); ++i) {
    int largest = 0;
    for (unsigned channel = 0; channel < 3; ++channel)
      largest = std::max(largest, std::abs(static_cast<int>(made.pixels[i] >> (8 * channel) & 255) -
                                           static_cast<int>(wanted[4 * i + channel])));
    out.pixels += largest > channel_tolerance ? 1 : 0;
    out.picture.pixels[i] = largest > channel_tolerance ? premultiplied(rgb(0xFF0000)) : premultiplied(rgb(0xFFFFFF));
  }
  return out;
}

void write(const fs::path& file, const ColourImage& image) {
  const auto bytes = png_bytes(image);
  std::ofstream{file, std::ios::binary}.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}
}  // namespace

TEST_CASE("every scene looks like its picture") {
  int count = 0;
  for (const auto& entry : fs::directory_iterator{scenes}) {
    if (entry.path().extension() != ".txt") continue;
    ++count;
    const auto name = entry.path().stem().string();
    INFO(name);
    const auto words = read_scene(entry.path());
    const auto picture = picture_of(entry.path(), words);
    const bool is_rebaseline = std::getenv("RISKMAP_REBASELINE") != nullptr;
    if (word(words, "labels", "no") == "yes" && !is_rebaseline && !fs::exists(picture)) {
      MESSAGE("no picture with text for this release: ", picture.filename().string());
      continue;
    }
    const auto made = draw(words);
    if (is_rebaseline) {
      write(picture, made);
      CHECK_MESSAGE(false, "written anew: look at it, then run without RISKMAP_REBASELINE");
      continue;
    }
    int width = 0, height = 0, channels = 0;
    const std::unique_ptr<unsigned char, decltype(&stbi_image_free)> wanted{
        stbi_load(picture.c_str(), &width, &height, &channels, 4), stbi_image_free};
    REQUIRE_MESSAGE(wanted.get() != nullptr, picture.string());
    REQUIRE(ImageSize{width, height} == made.size);
    const auto found = difference(made, wanted.get());
    CHECK(found.pixels <= pixels_beyond);
    if (found.pixels <= pixels_beyond) continue;
    write(fs::path{RISKMAP_GOLDEN_OUT} / (name + ".actual.png"), made);
    write(fs::path{RISKMAP_GOLDEN_OUT} / (name + ".difference.png"), found.picture);
  }
  CHECK(count >= 6);
}

TEST_CASE("the comparison sees a single wrong class colour") {
  ColourImage made;
  made.reset({10, 10});
  std::vector<unsigned char> wanted(400, 0);
  CHECK(difference(made, wanted.data()).pixels == 0);
  for (std::size_t i = 0; i < 9; ++i) wanted[4 * i] = 40;
  CHECK(difference(made, wanted.data()).pixels == 9);
}
