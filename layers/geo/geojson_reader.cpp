#include "layers/geo/geojson_reader.h"

#include <ogr_srs_api.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "layers/geo/encoding.h"
#include "layers/geo/gdal_messages.h"
#include "layers/geo/geojson_columns.h"
#include "layers/geo/geojson_geometry.h"
#include "layers/geo/geometry_reader.h"
#include "layers/geo/json_text.h"
#include "layers/geo/large_pages.h"
#include "layers/geo/layer_crs.h"

namespace riskmap {

namespace {

constexpr std::uint64_t bytes_between_reports = 1 << 20;
constexpr std::uint64_t largest_head = 4096;             // GDAL looks for the type in the first bytes
constexpr std::uint64_t largest_feature = 100ULL << 20;  // as for GDAL
// Servers add them; they say nothing about the features.
constexpr std::array<std::string_view, 8> idle_members = {
    "generator",     "copyright",     "timestamp",      "timeStamp",
    "totalFeatures", "numberMatched", "numberReturned", "xy_coordinate_resolution"};

class GeoJsonFile {
 public:
  GeoJsonFile(const CheckedFile& file, const OpenOptions& options)
      : file_{file},
        options_{options},
        json_{file.path},
        geometries_{layer_.table},
        shapes_{json_, layer_.table, geometries_},
        glimpses_{options.glimpse, options.glimpse_after} {}

  // False when GDAL has to read the file, or when the person does not want it any more.
  bool read();
  [[nodiscard]] bool was_stopped() const { return was_stopped_; }
  [[nodiscard]] GeoJsonLayer& layer() { return layer_; }

 private:
  bool take_collection();
  bool take_collection_member(const std::string& name);
  bool take_features();
  bool take_feature();
  bool take_feature_member(const std::string& name);
  bool take_id();
  bool take_crs();
  bool take_bbox(Box* box);
  bool take_told_extent();
  bool take_idle_value();
  bool take_text(std::string_view wanted);
  bool report();
  void glimpse();
  bool name_crs();
  bool settle_ids();
  bool describe();

  const CheckedFile& file_;
  const OpenOptions& options_;
  JsonText json_;
  GeoJsonLayer layer_;
  GeometryReader geometries_;
  GeoJsonGeometry shapes_;
  GeoJsonColumns columns_;
  GlimpseMaker glimpses_;
  std::string text_;
  std::string crs_name_ = SRS_WKT_WGS84_LAT_LONG;  // RFC 7946; as GDAL words it
  std::vector<std::string> seen_;                  // members of the collection
  std::size_t rows_ = 0;
  std::uint64_t next_report_ = 0;
  struct {
    bool type = false, id = false, properties = false, geometry = false, bbox = false, name = false;
  } has_;  // the feature being read
  bool has_ids_ = false;
  bool was_stopped_ = false;
};

bool GeoJsonFile::read() {
  const std::string_view first = file_.first_bytes;
  if (file_.text_encoding.starts_with("UTF-16") || first.starts_with("\xEF\xBB\xBF")) return false;
  if (file_.path.filename().string().starts_with('.')) return false;
  layer_.info.name = file_.path.stem().string();
  layer_.table.fid.reserve(1024);
  reserve_vertices(layer_.table.x, layer_.table.y, file_.size);
  return take_collection() && json_.is_at_end() && describe();
}

bool GeoJsonFile::take_collection() {
  if (!json_.take('{')) return false;
  do {
    if (!json_.take_string(text_) || std::ranges::find(seen_, text_) != seen_.end() || !json_.take(':')) return false;
    seen_.push_back(text_);
    if (!take_collection_member(seen_.back())) return false;
  } while (json_.take(','));
  return json_.take('}');
}

bool GeoJsonFile::take_collection_member(const std::string& name) {
  if (name == "type") return take_text("FeatureCollection") && json_.bytes_taken() < largest_head;
  if (name == "name") return json_.take_string(layer_.info.name) && !layer_.info.name.empty();
  if (name == "crs") return take_crs();
  if (name == "bbox") return take_told_extent();
  if (name == "features") return std::ranges::find(seen_, "type") != seen_.end() && take_features();
  return std::ranges::find(idle_members, name) != idle_members.end() && take_idle_value();
}

bool GeoJsonFile::take_features() {
  if (!json_.take('[')) return false;
  do {
    const std::uint64_t start = json_.bytes_taken();
    if (!take_feature() || json_.bytes_taken() - start > largest_feature) return false;
    if (json_.bytes_taken() >= next_report_ && !report()) return false;
  } while (json_.take(','));
  return json_.take(']');
}

bool GeoJsonFile::report() {
  next_report_ = json_.bytes_taken() + bytes_between_reports;
  was_stopped_ = options_.stop.stop_requested();
  if (options_.progress)
    options_.progress(std::min(1.0, static_cast<double>(json_.bytes_taken()) / static_cast<double>(file_.size)));
  glimpse();
  return !was_stopped_;
}

void GeoJsonFile::glimpse() {
  if (!options_.glimpse || was_stopped_) return;
  FeatureTable& table = layer_.table;
  if (table.crs_name.empty()) name_crs();
  if (!table.crs_name.empty()) glimpses_.offer(table);
}

bool GeoJsonFile::name_crs() {
  FeatureTable& table = layer_.table;
  const GdalMessages silenced;
  const auto crs = named_crs(crs_name_);
  if (!crs) return false;
  table.layer_name = layer_.info.name;
  table.crs_name = crs->name, table.crs_wkt = crs->wkt, table.is_geographic = crs->is_geographic;
  return true;
}

bool GeoJsonFile::take_feature() {
  if (!json_.take('{')) return false;
  has_ = {};
  ++rows_;
  do {
    if (!json_.take_string(text_) || !json_.take(':') || !take_feature_member(text_)) return false;
  } while (json_.take(','));
  if (!has_.id) layer_.table.fid.push_back(static_cast<std::int64_t>(rows_ - 1));
  const bool has_ids_throughout = rows_ == 1 || has_.id == has_ids_;
  has_ids_ = has_.id;
  return json_.take('}') && has_.type && has_.properties && has_.geometry && has_ids_throughout;
}

bool GeoJsonFile::take_feature_member(const std::string& name) {
  const auto is_first = [](bool& seen) { return !std::exchange(seen, true); };
  if (name == "type") return is_first(has_.type) && take_text("Feature");
  if (name == "properties") return is_first(has_.properties) && columns_.take_properties(json_);
  if (name == "geometry") return is_first(has_.geometry) && shapes_.take_geometry(static_cast<std::int64_t>(rows_));
  if (name == "id") return is_first(has_.id) && take_id();
  if (name == "bbox") return is_first(has_.bbox) && take_bbox(nullptr);
  return name == "geometry_name" && is_first(has_.name) && json_.take_string(text_);
}

// Rising, because GDAL orders some files by them.
bool GeoJsonFile::take_id() {
  std::vector<std::int64_t>& ids = layer_.table.fid;
  JsonText::Number number;
  if (!json_.take_number(number) || !number.is_whole || number.value < 0) return false;
  const auto id = static_cast<std::int64_t>(number.value);
  if (!ids.empty() && id <= ids.back()) return false;
  ids.push_back(id);
  return true;
}

// {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
bool GeoJsonFile::take_crs() {
  if (!json_.take('{') || !take_text("type") || !json_.take(':') || !take_text("name") || !json_.take(','))
    return false;
  if (!take_text("properties") || !json_.take(':') || !json_.take('{') || !take_text("name") || !json_.take(':'))
    return false;
  if (!json_.take_string(text_) || !json_.take('}') || !json_.take('}')) return false;
  if (text_ == "urn:ogc:def:crs:OGC:1.3:CRS84") return true;
  for (const std::string_view prefix : {"urn:ogc:def:crs:EPSG::", "EPSG:"}) {
    if (!text_.starts_with(prefix)) continue;
    const std::string code = text_.substr(prefix.size());
    crs_name_ = "EPSG:" + code;
    return !code.empty() && code.size() <= 6 && code.find_first_not_of("0123456789") == code.npos;
  }
  return false;
}

bool GeoJsonFile::take_bbox(Box* box) {
  if (!json_.take('[')) return false;
  std::vector<double> numbers;
  JsonText::Number number;
  do {
    if (!json_.take_number(number)) return false;
    numbers.push_back(number.value);
  } while (json_.take(','));
  if (box != nullptr && numbers.size() == 4) *box = {numbers[0], numbers[1], numbers[2], numbers[3]};
  return json_.take(']');
}

bool GeoJsonFile::take_told_extent() {
  Box told;
  if (!take_bbox(&told)) return false;
  glimpses_.expect(told);
  return true;
}

bool GeoJsonFile::take_idle_value() {
  JsonText::Number number;
  return json_.peek() == '"' ? json_.take_string(text_) : json_.take_number(number);
}

bool GeoJsonFile::take_text(std::string_view wanted) {
  return json_.take_string(text_) && text_ == wanted;
}

// GDAL takes a property of that name for the id when it holds whole numbers.
bool GeoJsonFile::settle_ids() {
  const auto property = std::ranges::find(layer_.columns, "id", &Column::name);
  if (property == layer_.columns.end()) return true;
  if (has_ids_ || property->type != ColumnType::integer) return false;
  std::vector<std::int64_t>& ids = layer_.table.fid;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const double id = property->numbers[row];
    if (!(id >= 0) || (row > 0 && id <= property->numbers[row - 1])) return false;
    ids[row] = static_cast<std::int64_t>(id);
  }
  return true;
}

bool GeoJsonFile::describe() {
  FeatureTable& table = layer_.table;
  LayerInfo& info = layer_.info;
  if (!name_crs() || table.kind == GeometryKind::none) return false;
  if (!columns_.finish(layer_.columns) || !settle_ids()) return false;
  info.kind = table.kind;
  info.feature_count = static_cast<std::int64_t>(rows_);
  info.crs_name = table.crs_name, info.crs_wkt = table.crs_wkt;
  std::vector<Column> heads;
  for (const Column& column : layer_.columns) heads.push_back({.name = column.name, .type = column.type});
  std::vector<Refusal> ignored;  // told again when the layer is read
  make_texts_valid(heads, {}, ignored);
  for (Column& head : heads) info.fields.emplace_back(std::move(head.name), head.type);
  layer_.refusals_not_listed = geometries_.refusals_not_listed();
  return true;
}

}  // namespace

Result<std::optional<GeoJsonLayer>> read_geojson(const CheckedFile& file, const OpenOptions& options) {
  GeoJsonFile reading{file, options};
  const bool is_read = reading.read();
  if (reading.was_stopped()) return fail(ErrorCode::cancelled, "reading was stopped", file.path.string());
  if (!is_read) return std::optional<GeoJsonLayer>{};
  return std::optional{std::move(reading.layer())};
}

}  // namespace riskmap
