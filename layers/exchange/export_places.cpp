// Settlements, rural districts and districts as export rows: names, population, every indicator over the selected problems.
#include <cmath>

#include "layers/analysis/indicator.h"
#include "layers/exchange/export_rows.h"

namespace riskmap {

namespace {
Value text_or_none(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

Value number_of(const Indicator& indicator, double value) {
  if (!std::isfinite(value)) return {};
  using enum IndicatorKind;
  if (indicator.kind == count || indicator.kind == money) return Value{static_cast<std::int64_t>(std::llround(value))};
  if (indicator.kind == level) return Value{std::string{code_of(static_cast<RiskLevel>(std::llround(value)))}};
  return Value{std::round(value * 1e6) / 1e6};   // six decimals: the same bytes on every machine
}

std::string property_name(std::string id) {
  for (auto& c : id)
    if (c == ':') c = '_';
  return id;
}

struct PlaceNames {
  std::string code, uuid, parent;
  const Names* names = nullptr;
  bool is_schematic = false, exists = false;
};

PlaceNames names_of(const RegisterSnapshot& snapshot, AreaLevel level, Row row) {
  if (level == AreaLevel::settlement) {
    const auto& settlement = snapshot.settlements[row];
    const Row area = snapshot.find_area(settlement.kato, AreaLevel::settlement);
    return {settlement.kato, settlement.uuid, settlement.rural_district, &settlement.names,
            area != no_row && snapshot.areas[area].is_schematic, static_cast<bool>(settlement.id)};
  }
  const auto& area = snapshot.areas[row];
  return {area.code, area.uuid, area.parent_code, &area.names, area.is_schematic, area.id && area.level == level};
}

std::optional<std::size_t> shape_of(const Features& shapes, const std::string& code) {
  if (!shapes) return std::nullopt;
  const auto* codes = shapes->find_column("code");
  for (std::size_t i = 0; codes != nullptr && i < codes->texts.size(); ++i)
    if (codes->texts[i] == code && shapes->part_offset[i] != shapes->part_offset[i + 1]) return i;
  return std::nullopt;
}

Properties properties_of(const PlaceNames& place, AreaLevel level, const PlaceSummary& summary,
                         const std::vector<Indicator>& indicators, const ExportRequest& request) {
  Properties out{{"kato", text_or_none(place.code)},
                 {"level", Value{std::string{code_of(level)}}},
                 {"name_kk", text_or_none(place.names->kk)},
                 {"name_ru", text_or_none(place.names->ru)},
                 {"name_en", text_or_none(place.names->en)},
                 {level == AreaLevel::settlement ? "rural_district" : "parent", text_or_none(place.parent)},
                 {"is_schematic", Value{std::int64_t{place.is_schematic ? 1 : 0}}},
                 {"population", summary.population ? Value{*summary.population} : Value{}}};
  for (const auto& indicator : indicators) out.emplace_back(property_name(indicator.id), number_of(indicator, indicator.value(summary)));
  out.emplace_back("as_of", Value{request.profile == ExportProfile::open_data ? iso_date(request.today).substr(0, 7)
                                                                              : iso_date(request.today)});
  return out;
}
}  // namespace

void add_place_rows(ExportTable& table, const RegisterSnapshot& snapshot, const std::array<Features, 4>& shapes, AreaLevel level,
                    const RowMask& selected, const IssueFactTable& facts, const ExportRequest& request) {
  const auto summaries = summarise(snapshot, level, selected, facts);
  const auto indicators = indicators_of(snapshot);
  const auto& level_shapes = shapes[static_cast<std::size_t>(level)];
  table.shapes = level_shapes;
  for (Row row = 0; row < summaries.size(); ++row) {
    const auto place = names_of(snapshot, level, row);
    if (!place.exists) continue;
    ExportRow out{.id = place.code.empty() ? place.uuid : place.code, .point = {}, .shape = {},
                  .properties = properties_of(place, level, summaries[row], indicators, request)};
    if (level == AreaLevel::settlement) out.point = snapshot.settlements[row].point;
    const bool wants_shape = request.geometry == ExportGeometry::area ||
                             (request.geometry == ExportGeometry::automatic && (!place.is_schematic || level != AreaLevel::settlement));
    if (wants_shape) out.shape = shape_of(level_shapes, place.code);
    if (request.geometry == ExportGeometry::none) out.point.reset();
    table.has_shapes = table.has_shapes || out.shape.has_value();
    table.rows.push_back(std::move(out));
  }
}

}  // namespace riskmap
