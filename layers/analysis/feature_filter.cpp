#include "layers/analysis/feature_filter.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace riskmap {

std::optional<LonLat> FeatureFields::middle() const {
  const Box box = features_->extent_of(row_);
  if (box.is_empty()) return std::nullopt;
  if (features_->is_geographic) return LonLat{box.centre_x(), box.centre_y()};
  if (!is_projection_sought_ && !features_->crs_wkt.empty())
    if (auto found = Projection::between("EPSG:4326", features_->crs_wkt)) from_degrees_ = std::move(*found);
  is_projection_sought_ = true;
  return from_degrees_ ? std::optional{from_degrees_->inverse(MapPoint{box.centre_x(), box.centre_y()})} : std::nullopt;
}

std::optional<bool> FeatureFields::is_within(const std::string& region) const {
  const auto place = middle();
  if (!place) return std::nullopt;
  const auto [found, is_new] = regions_.try_emplace(region);
  if (is_new) found->second = region_from(region);
  return found->second && found->second->contains(*place);
}

bool FeatureFields::has_field(std::string_view name) const {
  return features_->find_column(name) != nullptr;
}

Value FeatureFields::value_of(std::string_view name) const {
  const Column* column = features_->find_column(name);
  if (!column) return {};
  if (!column->is_numeric()) {
    const std::string& text = column->texts[row_];
    return text.empty() ? Value{} : Value{text};
  }
  const double number = column->numbers[row_];
  if (!std::isfinite(number)) return {};
  // Beyond 2^53 a double no longer is a whole number, whatever the column says.
  const bool is_whole = column->type == ColumnType::integer && std::abs(number) <= 0x1p53;
  return is_whole ? Value{static_cast<std::int64_t>(number)} : Value{number};
}

Result<void> check_filter(const FilterNode& filter, const FeatureTable& features) {
  using Kind = FilterNode::Kind;
  const auto position = std::to_string(filter.position + 1);
  const bool is_place = filter.kind == Kind::compare && filter.field == "within" && !features.find_column("within");
  const auto is_region = [](const auto& value) { return region_from(value).has_value(); };
  if (is_place && !std::ranges::all_of(filter.values, is_region))
    return fail(ErrorCode::filter_syntax, "neither corners nor a circle", position, text_of(filter));
  if (filter.kind == Kind::compare && !is_place && !features.find_column(filter.field))
    return fail(ErrorCode::unknown_field, "no such column in the file", position, filter.field);
  if (filter.kind == Kind::flag || filter.kind == Kind::measure || filter.kind == Kind::appeal)
    return fail(ErrorCode::unknown_field, "only a register has open problems, measures and appeals", position,
                filter.kind == Kind::flag ? filter.field : text_of(filter));
  for (const FilterNode& part : filter.parts)
    if (auto checked = check_filter(part, features); !checked) return checked;
  return {};
}

RowMask select_features(const FilterNode& filter, const FeatureTable& features, Date today) {
  RowMask selected(features.size(), 0);
  FeatureFields fields{features};
  for (std::size_t row = 0; row < selected.size(); ++row) {
    fields.move_to(row);
    selected[row] = selects(filter, fields, today) ? 1 : 0;
  }
  return selected;
}

}  // namespace riskmap
