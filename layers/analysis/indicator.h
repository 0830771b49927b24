// What a place can be coloured by: one line of one table per indicator, each a function of the place's summary.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/analysis/classify.h"
#include "layers/analysis/indicator_summary.h"
#include "layers/analysis/rates.h"
#include "layers/core/result.h"
#include "layers/geo/feature_table.h"

namespace riskmap {

enum class IndicatorKind { count, rate, level, share, money, days, index, number, category };

struct Indicator {
  std::string id;     // on the command line and in saved views: "open", "per_1000", "group_utilities"
  std::string label;  // in the current language
  std::string unit;   // in the current language; "" for a bare count
  IndicatorKind kind = IndicatorKind::count;
  Scheme scheme = Scheme::fisher;  // what the map opens with
  std::string palette = "YlGnBu";
  int decimals = 0;                                  // at most, when a value is written
  std::function<double(const PlaceSummary&)> value;  // NaN = no data; empty for a column of a plain file
  std::function<std::vector<double>(const std::vector<PlaceSummary>&)>
      of_all;                                             // instead, where it takes the others too
  std::function<bool(const PlaceSummary&)> is_uncertain;  // too small a base: drawn hatched; may be empty
  std::string missing{};  // why a value may be absent, in the current language; "" = no data
  std::string of_area{};  // how an area's value comes from its settlements, in the current language; "" = counted
  std::string label_in_period{};  // instead of the label where a period was chosen; "" = the same
  bool is_about_people = false;   // its figures may point at somebody in a small place
  bool is_code = false;           // a plain file's numbers that name features (code_column.h): written as they stand
  bool tells_nothing = false;     // codes, or numbers that hardly differ: no picture to open with
  std::function<double(const PlaceSummary&)> of_kind{}, cases{};  // of a share of counts: how many, of how many
  using Intervals = std::function<std::vector<RateInterval>(const std::vector<PlaceSummary>&)>;
  Intervals intervals{};                  // of a rate or a share of counts, in its unit: 95 in a hundred times
  Intervals likely{};                     // the middle four fifths of what is likely; empty = as counts vary
  std::string interval_source{};          // how the intervals are found, in the current language
  std::vector<std::string> categories{};  // a column of texts: what its values 0, 1, 2 … stand for, by their number
};

// The whole table, then one "group_CODE" per top-level category and one "passport_CODE" per field of the passport. The
// risk index and its parts only where passport figures feed it.
std::vector<Indicator> indicators_of(const RegisterSnapshot& snapshot);
// Nothing for an unknown id. "category_CODE" (open problems of one category) and "COUNT_per_1000" (the rate of a count)
// are found too, though not listed.
std::optional<Indicator> find_indicator(const RegisterSnapshot& snapshot, std::string_view id);

// err.unknown_field, with every id that find_indicator knows; of categories the pattern only.
std::unexpected<Error> unknown_indicator(const RegisterSnapshot& snapshot, std::string_view id, const char* option);

// The numeric columns of a plain file; id and label are the column's name. Codes and constants come last.
std::vector<Indicator> indicators_of(const FeatureTable& features);

struct IndicatorValues {
  std::vector<double> values;               // as many as there are places; NaN = no data
  std::vector<unsigned char> is_uncertain;  // 1 = hatched; same size
  std::vector<RateInterval> intervals{};    // same size; empty = of no rate
  std::vector<RateInterval> likely{};       // same size or empty
};
// Too few to say which class: uncertain too.
void doubt_classes(IndicatorValues& values, const Classes& classes);
IndicatorValues values_of(const Indicator& indicator, const std::vector<PlaceSummary>& places);
// A column as values; text columns whose every value is a number count as numeric, codes with leading zeros do not.
IndicatorValues column_values(const FeatureTable& features, std::string_view column);

// One value as a person reads it, with its unit: "12", "4,2", "37 %", "48,6 млн ₸", "high"; a dash for no data.
std::string format_value(const Indicator& indicator, double value);

// The label of a risk level in the current language; "no problems" for none.
std::string level_label(RiskLevel level);

}  // namespace riskmap
