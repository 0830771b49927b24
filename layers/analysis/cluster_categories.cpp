#include "layers/analysis/cluster_categories.h"

#include <algorithm>
#include <map>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t categories_named = 4;
}

std::vector<CategoryCount> categories_of(const RegisterSnapshot& snapshot, std::span<const Row> issues) {
  std::map<Row, int> counts;
  for (const Row issue : issues)
    if (const Row category = snapshot.issues.core(issue).category; category != no_row) ++counts[category];
  std::vector<CategoryCount> out;
  for (const auto& [category, count] : counts) out.push_back({category, count});
  std::ranges::stable_sort(out, std::ranges::greater{}, &CategoryCount::count);
  return out;
}

std::string behind_words(const RegisterSnapshot& snapshot, const std::vector<CategoryCount>& behind,
                         const Indicator& asked) {
  const bool is_said = behind.size() == 1 && asked.id == "category_" + snapshot.categories[behind[0].category].code;
  if (behind.empty() || is_said) return {};
  std::string list;
  int others = 0;
  for (std::size_t i = 0; i < behind.size(); ++i) {
    const auto& [category, count] = behind[i];
    if (i >= categories_named) {
      others += count;
      continue;
    }
    list += (i == 0 ? "" : ", ") + snapshot.categories[category].names.in(language()) + "\u00A0–\u00A0" +
            format_integer(count);
  }
  if (others > 0) list += ", " + tr("others") + "\u00A0–\u00A0" + format_integer(others);
  return " " + fill(tr("Behind it: {list}."), {{"list", list}});
}

}  // namespace riskmap
