#include "layers/analysis/feature_filter.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>
#include <unordered_map>

#include "layers/model/filter_values.h"

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

namespace {
// Of a column of numbers; ~ looks for any part of what is written.
Result<void> check_numbers(const FilterNode& comparison, const Column& column) {
  if (!column.is_numeric() || comparison.op == FilterNode::Op::contains) return {};
  const auto fits = [&](const auto& value) { return is_none_word(comparison, value) || filter_number(value); };
  if (std::ranges::all_of(comparison.values, fits)) return {};
  return fail(ErrorCode::number_format, "no number", std::to_string(comparison.position + 1), text_of(comparison));
}
}  // namespace

Result<void> check_filter(const FilterNode& filter, const FeatureTable& features) {
  using Kind = FilterNode::Kind;
  const auto position = std::to_string(filter.position + 1);
  const bool is_place = filter.kind == Kind::compare && filter.field == "within" && !features.find_column("within");
  const auto is_region = [](const auto& value) { return region_from(value).has_value(); };
  if (is_place && !std::ranges::all_of(filter.values, is_region))
    return fail(ErrorCode::filter_syntax, "neither corners nor a circle", position, text_of(filter));
  if (filter.kind == Kind::compare && !is_place) {
    const auto* const column = features.find_column(filter.field);
    if (column == nullptr) return fail(ErrorCode::unknown_field, no_such_column, position, filter.field);
    if (auto fits = check_numbers(filter, *column); !fits) return fits;
  }
  if (filter.kind == Kind::flag || filter.kind == Kind::measure || filter.kind == Kind::appeal)
    return fail(ErrorCode::unknown_field, "only a register has open problems, measures and appeals", position,
                filter.kind == Kind::flag ? filter.field : text_of(filter));
  for (const FilterNode& part : filter.parts)
    if (auto checked = check_filter(part, features); !checked) return checked;
  return {};
}

namespace {
// A condition on one column has one answer for all features with the same value, so it is asked once a value.
class ConditionOnColumn {
 public:
  ConditionOnColumn(const FilterNode& condition, const FeatureTable& features, const Column& column, Date today)
      : condition_{condition}, fields_{features}, column_{column}, today_{today} {}

  bool operator()(std::size_t row) { return column_.is_numeric() ? of_number(row) : of_text(row); }

 private:
  struct Known {
    std::uint64_t number = 0;
    signed char answer = unasked;
  };
  static constexpr signed char unasked = -1;
  static constexpr unsigned remembered_bits = 12;   // numbers, those of one place in the table in turn
  static constexpr std::size_t most_texts = 65536;  // what is rarer is not worth remembering

  bool ask(std::size_t row) {
    fields_.move_to(row);
    return selects(condition_, fields_, today_);
  }
  bool of_number(std::size_t row) {
    const auto number = std::bit_cast<std::uint64_t>(column_.numbers[row]);
    Known& known = numbers_[(number * 0x9E3779B97F4A7C15U) >> (64 - remembered_bits)];
    if (known.answer == unasked || known.number != number) known = {number, static_cast<signed char>(ask(row))};
    return known.answer != 0;
  }
  bool of_text(std::size_t row) {
    const auto known = texts_.find(column_.texts[row]);
    if (known != texts_.end()) return known->second;
    const bool answer = ask(row);
    if (texts_.size() < most_texts) texts_.emplace(column_.texts[row], answer);
    return answer;
  }

  const FilterNode& condition_;
  FeatureFields fields_;
  const Column& column_;
  Date today_;
  std::vector<Known> numbers_ = std::vector<Known>(std::size_t{1} << remembered_bits);
  std::unordered_map<std::string_view, bool> texts_;
};

// Keeps of the candidates what the filter selects.
void keep(const FilterNode& filter, const FeatureTable& features, Date today, RowMask& candidates) {
  using Kind = FilterNode::Kind;
  const auto each = [&](auto&& holds) {
    for (std::size_t row = 0; row < candidates.size(); ++row)
      if (candidates[row] != 0 && !holds(row)) candidates[row] = 0;
  };
  if (filter.kind == Kind::everything) return;
  if (filter.kind == Kind::all_of) {
    for (const FilterNode& part : filter.parts) keep(part, features, today, candidates);
    return;
  }
  if (filter.kind == Kind::any_of || filter.kind == Kind::negated) {
    RowMask left = candidates;  // what no part has selected
    for (const FilterNode& part : filter.parts) {
      RowMask selected = left;
      keep(part, features, today, selected);
      for (std::size_t row = 0; row < left.size(); ++row)
        if (selected[row] != 0) left[row] = 0;
    }
    const bool keeps_left = filter.kind == Kind::negated;
    return each([&](std::size_t row) { return (left[row] != 0) == keeps_left; });
  }
  const Column* column = filter.kind == Kind::compare ? features.find_column(filter.field) : nullptr;
  if (column != nullptr) return each(ConditionOnColumn{filter, features, *column, today});
  FeatureFields fields{features};
  each([&](std::size_t row) {
    fields.move_to(row);
    return selects(filter, fields, today);
  });
}
}  // namespace

RowMask select_features(const FilterNode& filter, const FeatureTable& features, Date today) {
  RowMask selected(features.size(), 1);
  keep(filter, features, today, selected);
  return selected;
}

namespace {
template <typename Values>
Values kept_of(const Values& values, const RowMask& selected) {
  Values kept;
  for (std::size_t row = 0; row < values.size(); ++row)
    if (selected[row] != 0) kept.push_back(values[row]);
  return kept;
}

void append_shape(FeatureTable& out, const FeatureTable& features, std::size_t feature) {
  for (auto part = features.part_offset[feature]; part < features.part_offset[feature + 1]; ++part) {
    for (auto ring = features.ring_offset[part]; ring < features.ring_offset[part + 1]; ++ring) {
      const auto first = features.vertex_offset[ring], last = features.vertex_offset[ring + 1];
      out.x.insert(out.x.end(), features.x.begin() + first, features.x.begin() + last);
      out.y.insert(out.y.end(), features.y.begin() + first, features.y.begin() + last);
      out.vertex_offset.push_back(static_cast<std::uint32_t>(out.x.size()));
    }
    out.ring_offset.push_back(static_cast<std::uint32_t>(out.vertex_offset.size() - 1));
  }
  out.part_offset.push_back(static_cast<std::uint32_t>(out.ring_offset.size() - 1));
}
}  // namespace

FeatureTable selected_only(const FeatureTable& features, const RowMask& selected) {
  FeatureTable out{.layer_name = features.layer_name,
                   .kind = features.kind,
                   .crs_name = features.crs_name,
                   .crs_wkt = features.crs_wkt,
                   .is_geographic = features.is_geographic,
                   .refusals = features.refusals};
  for (std::size_t feature = 0; feature < features.size(); ++feature)
    if (selected[feature] != 0) append_shape(out, features, feature);
  for (std::size_t i = 0; i < out.x.size(); ++i) out.extent.include(out.x[i], out.y[i]);
  for (const auto& column : features.columns)
    out.columns.push_back(
        {column.name, column.type, kept_of(column.numbers, selected), kept_of(column.texts, selected)});
  out.fid = kept_of(features.fid, selected);
  return out;
}

}  // namespace riskmap
