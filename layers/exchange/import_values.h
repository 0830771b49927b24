// Numbers and coordinates of a row (`domain.md` §6, 19–23).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "layers/core/units.h"
#include "layers/exchange/import_columns.h"
#include "layers/exchange/import_findings.h"
#include "layers/geo/projection.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct NumberReading {
  std::optional<std::int64_t> number{};
  std::optional<Finding> finding{};
};
struct NumberRules {
  const ColumnMapping& column;
  bool is_money = false, is_percent = false;
};
// Whole numbers; money is rounded to whole tenge. Nothing for words that mean nothing.
NumberReading read_number(std::string_view text, const NumberRules& rules);

struct PointWords {
  std::string_view latitude, longitude, both;  // of one cell that holds both
};
struct PointReading {
  std::optional<LonLat> point{};
  std::optional<Finding> finding{};
};

// Where points of this register may lie: its settlements with twenty kilometres around them.
class PointReader {
 public:
  PointReader(const RegisterSnapshot& snapshot, const ImportMapping& mapping);

  [[nodiscard]] PointReading read(const PointWords& words) const;
  // What a point that has been read means for this district.
  [[nodiscard]] PointReading judged(LonLat point) const;

 private:
  struct Pair {
    double latitude, longitude;
  };
  [[nodiscard]] std::optional<Pair> pair_of(const PointWords& words) const;
  [[nodiscard]] LonLat centre() const;

  Box district_;  // degrees; empty = nobody knows
  bool swaps_;
  std::shared_ptr<const Projection> to_degrees_;  // from the system the person named
};

}  // namespace riskmap
