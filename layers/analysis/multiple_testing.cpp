#include "layers/analysis/multiple_testing.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace riskmap {

namespace {
constexpr std::array<std::pair<std::string_view, Correction>, 5> names = {{{"none", Correction::none},
                                                                           {"bh", Correction::bh},
                                                                           {"by", Correction::by},
                                                                           {"holm", Correction::holm},
                                                                           {"bonferroni", Correction::bonferroni}}};

double harmonic(std::size_t count) {
  double sum = 0;
  for (std::size_t i = 1; i <= count; ++i) sum += 1 / static_cast<double>(i);
  return sum;
}
}  // namespace

std::string_view name_of(Correction correction) {
  return std::ranges::find(names, correction, [](const auto& name) { return name.second; })->first;
}

std::optional<Correction> correction_named(std::string_view name) {
  const auto found = std::ranges::find(names, name, [](const auto& known) { return known.first; });
  return found == names.end() ? std::nullopt : std::optional{found->second};
}

std::vector<double> adjusted_p(std::span<const double> p, Correction correction) {
  std::vector<double> adjusted{p.begin(), p.end()};
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i)
    if (!std::isnan(p[i])) order.push_back(i);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p[i]; });
  const auto all = static_cast<double>(order.size());
  const bool steps_up = correction == Correction::bh || correction == Correction::by;
  const double dependence = correction == Correction::by ? harmonic(order.size()) : 1;
  if (correction == Correction::bonferroni)
    for (const auto i : order) adjusted[i] = std::min(1.0, all * p[i]);
  double reached = steps_up ? 1 : 0;
  for (std::size_t rank = 1; rank <= order.size() && (steps_up || correction == Correction::holm); ++rank) {
    const auto place =
        steps_up ? order.size() - rank : rank - 1;  // BH from the largest down, Holm from the smallest up
    const double before = static_cast<double>(place);
    const double own = steps_up ? dependence * all / (before + 1) * p[order[place]] : (all - before) * p[order[place]];
    reached = steps_up ? std::min(reached, own) : std::max(reached, std::min(1.0, own));
    adjusted[order[place]] = reached;
  }
  return adjusted;
}

}  // namespace riskmap
