// One JSON value, written as JSON or as indented lines.
#include "viewer/command/describe.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <map>
#include <memory>

#include "layers/core/text.h"
#include "layers/geo/longitudes.h"
#include "layers/geo/vector_dataset.h"
#include "layers/model/checkout.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/command/describe_words.h"
#include "viewer/session/layer_borders.h"

namespace riskmap {

namespace {
using Json = nlohmann::ordered_json;
constexpr std::size_t most_refusals_shown = 20;

// Names that the file itself gave: of columns, and of what it says about itself.
bool has_own_names(std::string_view member) {
  return member == "fields" || member == "meta";
}

bool holds_words(std::string_view member) {
  return member == "kind" || member == "geometry" || member == "crs" || member == "integrity" || member == "fields";
}

std::string line_value(const Json& value, bool is_word) {
  if (value.is_boolean()) return value.get<bool>() ? tr("Yes") : tr("No");
  if (value.is_string()) return is_word ? word_label(value.get<std::string>()) : value.get<std::string>();
  return value.is_structured() ? "0" : value.dump();
}

std::string as_lines(const Json& json, const std::string& indent, std::string_view of = {}) {
  std::string out;
  for (const auto& [name, value] : json.items()) {
    const std::string label = json.is_array() ? "-" : (has_own_names(of) ? name : member_label(name)) + ":";
    if (value.is_structured() && !value.empty())
      out += indent + label + "\n" + as_lines(value, indent + "  ", name);
    else
      out +=
          indent + label + " " + line_value(value, holds_words(json.is_array() || of == "fields" ? of : name)) + "\n";
  }
  return out;
}

std::string spelled(const Json& json, bool is_json) {
  if (is_json) return json.dump(2, ' ', false, Json::error_handler_t::replace);
  auto text = as_lines(json, "");
  if (!text.empty()) text.pop_back();
  return text;
}

const char* name_of(GeometryKind kind) {
  switch (kind) {
    case GeometryKind::points:
      return "points";
    case GeometryKind::lines:
      return "lines";
    case GeometryKind::polygons:
      return "polygons";
    case GeometryKind::none:
      break;
  }
  return "none";
}

const char* name_of(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return "integer";
    case ColumnType::real:
      return "real";
    case ColumnType::date:
      return "date";
    case ColumnType::text:
      break;
  }
  return "text";
}

Json extent_of(const Box& box) {
  return box.is_empty() ? Json::array() : Json::array({box.min_x, box.min_y, box.max_x, box.max_y});
}

// Machines read the words of a reason, people its sentence.
std::string reason_for(bool is_json, const std::string& reason) {
  return is_json ? reason : reason_or_words(reason);
}

Json reasons_for(bool is_json, const std::vector<std::string>& reasons) {
  Json list = Json::array();
  for (const auto& reason : reasons) list.push_back(reason_for(is_json, reason));
  return list;
}

Json refusals_of(const FeatureTable& features, bool is_json) {
  Json refusals = Json::array();
  for (const auto& refusal : features.refusals) {
    if (refusals.size() == most_refusals_shown) break;
    refusals.push_back(
        {{"row", refusal.row}, {"what", reason_for(is_json, refusal.reason)}, {"dropped", refusal.is_dropped}});
  }
  return refusals;
}

std::size_t without_shape(const FeatureTable& features) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < features.size(); ++i)
    count += features.part_offset[i] == features.part_offset[i + 1] ? 1U : 0U;
  return count;
}

// Five digits tell enough; null for lines, points and what lies nowhere.
Json describe_borders(const Features& features) {
  if (features->kind != GeometryKind::polygons) return {};
  const auto layer = file_layer(features);
  const auto borders = layer ? find_borders(*layer) : std::optional<LayerBorders>{};
  if (!borders) return {};
  const auto short_number = [](double value) {
    const auto text = fmt::format("{:.5g}", value);
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  };
  return {{"shared_share", short_number(borders->shared_share)}, {"snap_m", short_number(borders->snap_m)},
          {"moved_vertices", borders->moved_vertices},           {"most_moved_m", short_number(borders->most_moved_m)},
          {"drawn_differently", borders->differing.size()},      {"overlapping", borders->crowded.size()}};
}

std::size_t across_antimeridian(const FeatureTable& features) {
  if (!features.is_geographic || features.kind == GeometryKind::points) return 0;
  std::size_t count = 0;
  for (std::size_t i = 0; i < features.size(); ++i) count += crosses_antimeridian(features, i) ? 1U : 0U;
  return count;
}

Json describe_layer(const Features& table, bool is_json) {
  const FeatureTable& features = *table;
  Json fields = Json::object();
  for (const auto& column : features.columns) fields[column.name] = name_of(column.type);
  Json layer{{"name", features.layer_name}, {"geometry", name_of(features.kind)}};
  // A machine reads the number of vertices.
  if (features.vertex_count() == 0 && !is_json) layer["note"] = error_message({ErrorCode::no_geometry, {}, {}, {}});
  layer.update({{"features", features.size()},
                {"without_shape", without_shape(features)},
                {"vertices", features.vertex_count()},
                {"crs", features.crs_name.empty() ? Json("unknown") : Json(features.crs_name)},
                {"extent", extent_of(features.extent)},
                {"fields", fields},
                {"remarks", features.refusals.size()},
                {"first_remarks", refusals_of(features, is_json)}});
  if (auto borders = describe_borders(table); !borders.is_null()) layer["borders"] = std::move(borders);
  if (const auto count = across_antimeridian(features); count > 0) layer["across_antimeridian"] = count;
  return layer;
}

Json described(const Checkout& checkout) {
  return {{"of", checkout.register_name},
          {"area", checkout.area},
          {"since", checkout.at},
          {"with_applicants", checkout.has_applicants}};
}
}  // namespace

Result<std::string> describe_file(const std::filesystem::path& file, bool is_json) {
  auto dataset = VectorDataset::open(file);
  if (!dataset) return std::unexpected{std::move(dataset).error()};
  Json layers = Json::array();
  for (const auto& layer : dataset->layers()) {
    OpenOptions options;
    options.layer = layer.name;
    auto features = dataset->read(options);
    if (!features)
      layers.push_back({{"name", layer.name},
                        {"geometry", name_of(layer.kind)},
                        {"error", std::string{name_of(features.error().code)}},
                        {"detail", is_json ? features.error().detail : error_message(features.error())}});
    else
      layers.push_back(describe_layer(std::make_shared<const FeatureTable>(std::move(*features)), is_json));
  }
  return spelled(
      {{"kind", "vector file"}, {"file", file.filename().string()}, {"driver", dataset->driver()}, {"layers", layers}},
      is_json);
}

Result<std::string> describe_register(RegisterStore& store, const RegisterSnapshot& snapshot, Date today,
                                      bool is_json) {
  const auto info = store.info();
  const auto integrity = store.check_integrity();
  if (!integrity) return std::unexpected{integrity.error()};
  std::map<std::string, int> statuses;
  std::size_t issues = 0, open = 0, measures = 0;
  for (Row row = 0; row < snapshot.issues.size(); ++row)
    if (const auto issue = snapshot.issues.core(row); issue.id) {
      ++issues;
      open += counts_as_open(issue.status) ? 1U : 0U;
      ++statuses[std::string{code_of(issue.status)}];
    }
  for (Row row = 0; row < snapshot.measures.size(); ++row) measures += snapshot.measures.core(row).id ? 1U : 0U;
  Json areas = Json::object();
  Json extent = Json::array();
  for (const auto level : {AreaLevel::district, AreaLevel::rural_district, AreaLevel::settlement}) {
    const auto shapes = store.load_shapes(level);
    if (!shapes) return std::unexpected{shapes.error()};
    std::size_t schematic = 0;
    for (const auto& area : snapshot.areas)
      schematic += area.id && area.level == level && area.has_shape && area.is_schematic ? 1U : 0U;
    areas[std::string{code_of(level)}] = {{"shapes", shapes->size() - without_shape(*shapes)},
                                          {"schematic", schematic},
                                          {"vertices", shapes->vertex_count()}};
    if (extent.empty()) extent = extent_of(shapes->extent);
  }
  const auto count = [](const auto& records) {
    return std::ranges::count_if(records, [](const auto& record) { return static_cast<bool>(record.id); });
  };
  Json meta = Json::object();
  for (const auto& [key, value] : snapshot.meta)  // the key behind public ids stays in the file
    if (key.find("key") == std::string::npos && !is_of_checkout(key)) meta[key] = value;
  Json json{{"kind", "register"},
            {"file", std::filesystem::path{info.path}.filename().string()},
            {"schema_version", info.schema_version},
            {"read_only", !info.read_only_reason.empty()},  // to edits; here it is only read in any case
            {"read_only_reason", reason_for(is_json, info.read_only_reason)},
            {"integrity", integrity->empty() ? Json("ok") : reasons_for(is_json, *integrity)},
            {"today", iso_date(today)},
            {"crs", "EPSG:4326"},
            {"extent", extent},
            {"settlements", count(snapshot.settlements)},
            {"areas", areas},
            {"categories", snapshot.categories.size()},
            {"parties", count(snapshot.parties)},
            {"issues", issues},
            {"issues_open", open},
            {"issues_by_status", statuses},
            {"measures", measures},
            {"measures_without_problem", snapshot.aid().size()},
            {"remarks", reasons_for(is_json, info.remarks)},
            {"meta", meta}};
  if (const auto checkout = checkout_of(snapshot.meta)) json["checkout"] = described(*checkout);
  return spelled(json, is_json);
}

}  // namespace riskmap
