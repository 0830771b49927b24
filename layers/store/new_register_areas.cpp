// Areas of a new register: names from areas.csv, shapes from areas_LEVEL.geojson, either may bring an area of its own.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <system_error>

#include "layers/geo/vector_dataset.h"
#include "layers/store/gpkg_geometry.h"
#include "layers/store/new_register_source.h"
#include "layers/store/shape_columns.h"

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

SourceRow* find_area(std::vector<SourceRow>& areas, const std::string& code, std::string_view level) {
  const auto found = std::ranges::find_if(areas, [&](const SourceRow& row) {
    return text_of(field(row.fields, "code")) == code && text_of(field(row.fields, "level")) == level;
  });
  return found == areas.end() ? nullptr : &*found;
}

SourceRow& area_of(std::vector<SourceRow>& areas, const std::string& code, std::string_view level, std::string where) {
  if (auto* known = find_area(areas, code, level)) return *known;
  SourceRow row;
  row.entity = Entity::area;
  row.key = fmt::format("{}/{}", code, level);
  row.uuid = uuid_for(Entity::area, row.key);
  row.where = std::move(where);
  row.fields = {{"code", code}, {"level", std::string{level}}};
  areas.push_back(std::move(row));
  return areas.back();
}
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
    refusals_.push_back(fmt::format("{}: feature {}: {}", name, refusal.row, refusal.reason));
  for (std::size_t i = 0; i < shapes->size(); ++i) {
    const auto where = fmt::format("{}: feature {}", name, i + 1);
    const auto area_code = text_at(*shapes, "code", i);
    const auto shape = shape_of(*shapes, i);
    if (area_code.empty() || shape.parts.empty()) {
      refusals_.push_back(where + (area_code.empty() ? ": err.required: no code" : ": err.no_geometry: no polygon"));
      continue;
    }
    auto& area = area_of(areas, area_code, code_of(level), where);
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
  const bool has_rural_districts = std::ranges::any_of(
      areas, [](const SourceRow& row) { return text_of(field(row.fields, "level")) == "rural_district"; });
  if (has_rural_districts || settlements == files.end()) return {};
  const auto read = read_source_file(folder_, *settlements);
  if (!read) return std::unexpected{read.error()};
  std::set<std::string> codes;
  for (const auto& row : read->rows)
    if (auto code = text_of(field(row.fields, "rural_district")); !code.empty()) codes.insert(std::move(code));
  for (const auto& code : codes) area_of(areas, code, code_of(AreaLevel::rural_district), "settlements.csv");
  if (!codes.empty())
    remarks_.push_back(fmt::format("no rural districts in areas.csv: {} known by code only", codes.size()));
  return {};
}

}  // namespace riskmap
