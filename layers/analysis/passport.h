// The passport of settlements: which fields a register keeps of them, and what was last recorded of each on a day.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// What a field's unit says. Figures that count something are summed up over an area; all others become the mean of its
// settlements, weighted by residents.
enum class PassportUnit { people, families, households, pieces, money, hectares, per_cent, share, kilometres, other };

struct PassportField {
  std::string code;  // of the register's record `indicator`; "population" is a field too
  Names names;       // the code where the register has figures and no such record
  std::string unit;  // as the register writes it
  PassportUnit meaning = PassportUnit::other;
  bool is_bounded = false;       // it has bounds, so it is a measure to compare places by and never a count
  bool is_about_people = false;  // of the dimension of vulnerability: in a small place it points at somebody
  bool is_higher_worse = false;
  [[nodiscard]] bool is_summed() const { return !is_bounded && meaning <= PassportUnit::hectares; }
};

struct PassportFigure {
  double value = std::numeric_limits<double>::quiet_NaN();  // NaN = nothing recorded until that day
  std::optional<Date> on;
  std::string source;
};

struct Passports {
  std::vector<PassportField> fields;                 // in the order of their records
  std::vector<std::vector<PassportFigure>> figures;  // by row of snapshot.settlements, then by field; empty rows: none
  [[nodiscard]] const PassportFigure& at(Row settlement, std::size_t field) const;
  [[nodiscard]] std::optional<std::size_t> find(std::string_view code) const;
};

std::vector<PassportField> passport_fields(const RegisterSnapshot& snapshot);
// Of each settlement and field the last figure that is not after the day.
Passports passports_on(const RegisterSnapshot& snapshot, Date day);
// By settlement row, the last figure that is not after the day; where all are later, the earliest of them.
std::vector<std::optional<std::int64_t>> residents_on(const RegisterSnapshot& snapshot, Date day);

// What the settlements of a place come to.
struct PassportSum {
  double value = std::numeric_limits<double>::quiet_NaN();  // NaN = nothing recorded, or nothing residents could weigh
  double known = 0;  // share of its settlements with a figure; for a mean, of those that residents weigh too
};
// By place, then by field. `place_of`: the place of every settlement row, no_row for none. One settlement alone keeps
// its figure, whether it is known how many live there or not.
std::vector<std::vector<PassportSum>> passport_sums(const RegisterSnapshot& snapshot, const Passports& passports,
                                                    const std::vector<std::optional<std::int64_t>>& residents,
                                                    const std::vector<Row>& place_of, std::size_t places);

}  // namespace riskmap
