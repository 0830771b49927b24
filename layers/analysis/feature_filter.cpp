#include "layers/analysis/feature_filter.h"

#include <cmath>
#include <string>

namespace riskmap {

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
  if (filter.kind == Kind::compare && !features.find_column(filter.field))
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
