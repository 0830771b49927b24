// Which month and quarter before a day another day falls into, and which group a category belongs to: looked up once
// for all problems that are counted.
#pragma once
#include <array>
#include <optional>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

class TallySlots {
 public:
  TallySlots(const RegisterSnapshot& snapshot, Date today);

  // Of PlaceSummary::registered_by_month and resolved_by_month; nothing: earlier, or ahead.
  [[nodiscard]] std::optional<std::size_t> month_of(Date day) const;
  [[nodiscard]] std::optional<std::size_t> quarter_of(Date day) const;
  [[nodiscard]] bool is_this_year(Date day) const;
  [[nodiscard]] bool is_within_30_days(Date day) const;
  // By position in groups_of(snapshot); nothing: in none.
  [[nodiscard]] std::optional<std::size_t> group_of(Row category) const { return group_of_category_[category]; }

 private:
  Date today_;
  int month_;  // of today
  std::array<Date, 13> quarter_ends_{};
  std::vector<std::optional<std::size_t>> group_of_category_;
};

}  // namespace riskmap
