#include "layers/analysis/left_out.h"

#include <algorithm>
#include <array>
#include <utility>

#include "layers/analysis/indicator_summary.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
std::string number(std::size_t count) {
  return format_integer(static_cast<std::int64_t>(count));
}
}  // namespace

LeftOut left_out_of(const RegisterSnapshot& snapshot, AreaLevel level, const std::vector<Row>& problems,
                    const std::vector<unsigned char>& is_taken) {
  LeftOut left_out{.all = problems.size()};
  for (std::size_t i = 0; i < problems.size(); ++i) {
    if (is_taken[i] != 0) continue;
    const auto& issue = snapshot.issues[problems[i]];
    const bool is_of_area = issue.settlement == no_row && issue.area != no_row;
    const bool has_place =
        issue.settlement != no_row
            ? level == AreaLevel::settlement || area_of_settlement(snapshot, issue.settlement, level) != no_row
            : is_of_area && (level == AreaLevel::settlement ? snapshot.areas[issue.area].level == AreaLevel::settlement
                                                            : area_of_area(snapshot, issue.area, level) != no_row);
    ++(has_place ? left_out.at_unknown : is_of_area ? left_out.of_wider_area : left_out.nowhere);
  }
  return left_out;
}

std::string left_out_words(const LeftOut& left_out) {
  if (left_out.count() == 0) return {};
  const std::array reasons = {
      std::pair{left_out.of_wider_area, tr("about a wider area as a whole")},
      std::pair{left_out.nowhere, tr("without a place")},
      std::pair{left_out.at_unknown, tr("at places of which too little is known")},
  };
  const bool has_one_reason = std::ranges::count_if(reasons, [](const auto& reason) { return reason.first > 0; }) == 1;
  std::string list;
  for (const auto& [count, reason] : reasons)
    if (count > 0)
      list += (list.empty() ? "" : ", ") + reason + (has_one_reason ? "" : "\u00A0–\u00A0" + number(count));
  return fill(trn("Of {all} problems {n} is left out: {list}.", "Of {all} problems {n} are left out: {list}.",
                  static_cast<std::int64_t>(left_out.count())),
              {{"all", number(left_out.all)}, {"list", list}});
}

}  // namespace riskmap
