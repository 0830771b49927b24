// The filter language of the viewer, the command line and saved views (grammar: `decisions.md` 21).
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/result.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct FilterNode {
  enum class Kind { everything, all_of, any_of, negated, compare, flag, measure, appeal };
  enum class Op { equal, not_equal, less, less_equal, greater, greater_equal, contains };
  Kind kind = Kind::everything;
  Op op = Op::equal;
  std::string field{};                // compare: field name; flag: its word
  std::vector<std::string> values{};  // compare: alternatives (a|b); "none" unquoted = missing
  bool is_quoted = false;             // the value was quoted: never a wildcard, a date expression or none
  std::size_t position = 0;           // characters before it in the text, for messages
  std::vector<FilterNode> parts{};    // all_of, any_of, negated, measure(expr), appeal(expr)
};

// err.filter_syntax with the position (1-based character) in Error::where; an empty text selects everything.
// Flags: open overdue badly_overdue due_soon no_plan no_responsible no_money stale. Fields of an issue: those of its
// EntitySpec, within="…" (region.h: the problem's own point, else a settlement of its), text and any (~ only: title,
// description and number; any looks into the names of places, category and responsible too), rural_district, district,
// region, group, level, stage, programme, due, days_over, progress, touched_on, uuid. settlement, rural_district and
// their like look at the main place and at those also concerned. Inside measure(…): the fields of a measure and
// deadline; inside appeal(…): those of an appeal.
Result<FilterNode> parse_filter(std::string_view text);
// The same filter as text: parse(text_of(f)) selects the same; used by chips and saved views.
std::string text_of(const FilterNode& filter);
// Fields, codes, dates and numbers exist and fit (err.unknown_field, err.code_unknown, err.date_format,
// err.number_format); Error::where is the condition's character as above, Error::value the word.
Result<void> check_filter(const FilterNode& filter, const RegisterSnapshot& snapshot);

// One byte per issue row: 1 = selected. A condition on a field that does not exist holds for none. Empty slots are
// never selected. `today` resolves today±Nd and the flags.
using RowMask = std::vector<unsigned char>;
RowMask select_issues(const FilterNode& filter, const RegisterSnapshot& snapshot, Date today);
bool selects(const FilterNode& filter, const RegisterSnapshot& snapshot, Row issue, Date today);

// For records that are not issues (plain files): the caller answers a field's value by name.
class FieldSource {
 public:
  virtual ~FieldSource() = default;
  [[nodiscard]] virtual bool has_field(std::string_view name) const = 0;
  [[nodiscard]] virtual Value value_of(std::string_view name) const = 0;
  // Whether it lies there (region.h's text); nothing where a record lies nowhere, as none here does.
  [[nodiscard]] virtual std::optional<bool> is_within(const std::string& region) const;
};
bool selects(const FilterNode& filter, const FieldSource& record, Date today);

}  // namespace riskmap
