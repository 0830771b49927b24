// The filter language over a plain file: each feature answers for its own columns.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/result.h"
#include "layers/geo/feature_table.h"
#include "layers/geo/projection.h"
#include "layers/model/filter.h"
#include "layers/model/region.h"

namespace riskmap {

class FeatureFields final : public FieldSource {
 public:
  explicit FeatureFields(const FeatureTable& features, std::size_t row = 0) : features_{&features}, row_{row} {}
  void move_to(std::size_t row) { row_ = row; }
  [[nodiscard]] bool has_field(std::string_view name) const override;
  [[nodiscard]] Value value_of(std::string_view name) const override;
  // A feature lies where the middle of its box lies.
  [[nodiscard]] std::optional<bool> is_within(const std::string& region) const override;

 private:
  [[nodiscard]] std::optional<LonLat> middle() const;

  const FeatureTable* features_;
  std::size_t row_;
  // Made by the first filter that asks where features lie.
  mutable bool is_projection_sought_ = false;
  mutable std::optional<Projection> from_degrees_;
  mutable std::map<std::string, std::optional<Region>> regions_;
};

inline constexpr const char* no_such_column = "no such column in the file";
// err.unknown_field for a column the file does not have, err.number_format for what a column of numbers cannot be
// compared with; register flags and measure(…), appeal(…) are refused too.
Result<void> check_filter(const FilterNode& filter, const FeatureTable& features);
// One byte per feature: 1 = selected.
RowMask select_features(const FilterNode& filter, const FeatureTable& features, Date today);
// The selected features alone, in their order; refusals keep the rows of the whole file.
FeatureTable selected_only(const FeatureTable& features, const RowMask& selected);

}  // namespace riskmap
