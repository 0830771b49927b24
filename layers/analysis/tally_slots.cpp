#include "layers/analysis/tally_slots.h"

#include <algorithm>
#include <chrono>

#include "layers/analysis/indicator_summary.h"

namespace riskmap {

namespace {
int month_number(Date day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month())) - 1;
}

// The quarter that ended `ago` quarters before today ends with that day and begins after the one three months earlier.
Date end_of_quarter(Date today, int ago) {
  return add_months(today, -3 * ago);
}
}  // namespace

TallySlots::TallySlots(const RegisterSnapshot& snapshot, Date today) : today_{today}, month_{month_number(today)} {
  const auto groups = groups_of(snapshot);
  group_of_category_.resize(snapshot.categories.size());
  for (std::size_t group = 0; group < groups.size(); ++group) {
    const auto& code = snapshot.categories[groups[group]].code;
    for (std::size_t row = 0; row < snapshot.categories.size(); ++row)
      if (const auto& category = snapshot.categories[row]; category.code == code || category.parent == code)
        group_of_category_[row] = group;
  }
  for (int i = 0; i <= 12; ++i) quarter_ends_[static_cast<std::size_t>(i)] = end_of_quarter(today, 12 - i);
}

std::optional<std::size_t> TallySlots::month_of(Date day) const {
  const int ago = month_ - month_number(day);
  return ago >= 0 && ago < 12 ? std::optional{static_cast<std::size_t>(11 - ago)} : std::nullopt;
}

std::optional<std::size_t> TallySlots::quarter_of(Date day) const {
  if (day > quarter_ends_.back() || day <= quarter_ends_.front()) return std::nullopt;
  const auto end = std::ranges::lower_bound(quarter_ends_, day);
  return static_cast<std::size_t>(end - quarter_ends_.begin()) - 1;
}

bool TallySlots::is_this_year(Date day) const {
  return month_number(day) / 12 == month_ / 12;
}

bool TallySlots::is_within_30_days(Date day) const {
  const int age = days_between(day, today_);
  return age >= 0 && age < 30;
}

}  // namespace riskmap
