// Areas of a new register: names from areas.csv, shapes from areas_LEVEL.geojson, either may bring an area of its own.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "layers/geo/vector_dataset.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/new_register_source.h"
#include "layers/store/shape_columns.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::array all_levels = {AreaLevel::region, AreaLevel::district, AreaLevel::rural_district,
                                   AreaLevel::settlement};
constexpr std::array<std::string_view, 6> shape_properties = {"parent_code", "name_kk", "name_ru",
                                                              "name_en",     "source",  "is_schematic"};

std::size_t height(const SourceRow& row) {
  const auto level = area_level_of(text_of(field(row.fields, "level")));
  return level ? static_cast<std::size_t>(*level) : all_levels.size();
}

// The rows of one level by code, growing as shapes bring areas of their own.
class AreasOfLevel {
 public:
  AreasOfLevel(std::vector<SourceRow>& rows, AreaLevel level) : rows_{rows}, level_{code_of(level)} {
    for (std::size_t i = 0; i < rows.size(); ++i)
      if (text_of(field(rows[i].fields, "level")) == level_) row_of_.emplace(text_of(field(rows[i].fields, "code")), i);
  }
  [[nodiscard]] bool empty() const { return row_of_.empty(); }
  SourceRow& operator[](const std::string& code) { return rows_[row_of_.at(code)]; }
  void add_missing(const std::string& code, std::string where) {
    if (!row_of_.emplace(code, rows_.size()).second) return;
    SourceRow row;
    row.entity = Entity::area;
    row.key = fmt::format("{}/{}", code, level_);
    row.uuid = uuid_for(Entity::area, row.key);
    row.where = std::move(where);
    row.fields = {{"code", code}, {"level", level_}};
    rows_.push_back(std::move(row));
  }

 private:
  std::vector<SourceRow>& rows_;
  std::string level_;
  std::unordered_map<std::string, std::size_t> row_of_;
};
}  // namespace

Result<void> NewRegisterSource::read_areas(std::vector<SourceRow> rows) {
  for (const auto level : all_levels)
    if (auto shapes = read_shapes(level, rows); !shapes) return shapes;
  if (auto named = name_missing_areas(rows); !named) return named;
  std::ranges::stable_sort(rows, {}, height);
  for (auto& row : rows) take(std::move(row));
  return {};
}

Result<void> NewRegisterSource::read_shapes(AreaLevel level, std::vector<SourceRow>& areas) {
  const auto name = fmt::format("areas_{}.geojson", code_of(level));
  std::error_code code;
  if (!std::filesystem::exists(folder_ / name, code)) return {};
  const auto read = read_vector_file(folder_ / name);
  if (!read) return std::unexpected{read.error()};
  const auto shapes = in_wgs84(*read);
  if (!shapes) return std::unexpected{shapes.error()};
  if (shapes->find_column("code") == nullptr)
    return fail(ErrorCode::unknown_field, "every shape has the property code", name, "code");
  for (const auto& refusal : shapes->refusals)
    refusals_.push_back({ErrorCode::invalid_geometry, refusal.reason, fmt::format("{}:{}", name, refusal.row), {}});
  AreasOfLevel known{areas, level};
  for (std::size_t i = 0; i < shapes->size(); ++i) {
    const auto where = fmt::format("{}:{}", name, i + 1);
    const auto area_code = text_at(*shapes, "code", i);
    const auto shape = shape_of(*shapes, i);
    if (area_code.empty() || shape.parts.empty()) {
      refusals_.push_back(area_code.empty() ? Error{ErrorCode::required, "no code", where + ": code", {}}
                                            : Error{ErrorCode::no_geometry, "null geometry", where, {}});
      continue;
    }
    known.add_missing(area_code, where);
    auto& area = known[area_code];
    area.fields.insert_or_assign("geom", wkt_of(as_multi(shape)));
    for (const auto property : shape_properties) {
      // Of its shape, the shape file knows best; of names, the table.
      const bool is_about_shape = property == "source" || property == "is_schematic";
      if (auto text = text_at(*shapes, property, i);
          !text.empty() && (is_about_shape || !area.fields.contains(property)))
        area.fields.insert_or_assign(std::string{property}, std::move(text));
    }
    has_shapes_ = true;
  }
  return {};
}

// Without areas.csv the rural districts are known by the codes their settlements name.
Result<void> NewRegisterSource::name_missing_areas(std::vector<SourceRow>& areas) {
  const auto files = source_files();
  const auto settlements = std::ranges::find(files, Entity::settlement, &SourceFile::entity);
  AreasOfLevel rural_districts{areas, AreaLevel::rural_district};
  if (!rural_districts.empty() || settlements == files.end()) return {};
  const auto read = read_source_file(folder_, *settlements);
  if (!read) return std::unexpected{read.error()};
  std::set<std::string> codes;
  for (const auto& row : read->rows)
    if (auto code = text_of(field(row.fields, "rural_district")); !code.empty()) codes.insert(std::move(code));
  for (const auto& code : codes) rural_districts.add_missing(code, "settlements.csv");
  if (!codes.empty())
    remarks_.push_back(fill(tr("areas.csv names no rural districts: {n} are known by code only."),
                            {{"n", std::to_string(codes.size())}}));
  return {};
}

}  // namespace riskmap
