// Tails of dealt sums by counting all deals.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <optional>

#include "layers/analysis/dealt_sums.h"

namespace riskmap {

namespace {
constexpr SumTails unknown{std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
constexpr double most_table_cells = 4e6;   // of one table of sums
constexpr double most_table_steps = 4e8;   // of all of them: about half a second
constexpr double most_combinations = 2e6;  // of one place, its last neighbour not counted
constexpr double most_combinations_in_all = 3e7;

double sum_around(const Neighbours& neighbours, std::size_t row, std::span<const double> values) {
  double sum = 0;
  for (const auto other : neighbours.of(row)) sum += values[other];
  return sum;
}

void tails_of_two_values(std::span<const double> values, const Neighbours& neighbours, double larger,
                         std::vector<SumTails>& tails) {
  const auto marked = static_cast<double>(std::ranges::count(values, larger));
  for (std::size_t row = 0; row < values.size(); ++row) {
    if (neighbours.count(row) == 0) continue;
    double seen = 0;
    for (const auto other : neighbours.of(row)) seen += values[other] == larger ? 1 : 0;
    tails[row] = hypergeometric_tails(static_cast<double>(values.size() - 1), marked - (values[row] == larger ? 1 : 0),
                                      static_cast<double>(neighbours.count(row)), seen);
  }
}

// Values that differ by more than rounding would be one step: the grid is too coarse for them.
bool merges_values(std::span<const double> values, const std::vector<std::size_t>& steps) {
  std::vector<std::size_t> rows(values.size());
  std::iota(rows.begin(), rows.end(), std::size_t{0});
  std::ranges::sort(rows, {}, [&](std::size_t row) { return values[row]; });
  const double tie = tie_width(values, 1);
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (steps[rows[i]] == steps[rows[i - 1]] && values[rows[i]] - values[rows[i - 1]] > tie) return true;
  return false;
}

// Tenths, hundredths … until the largest value has a digit before the point.
double coarsest_parts(double least, double most) {
  const double largest = std::max(std::abs(least), std::abs(most));
  return largest > 0 && largest < 1 ? std::pow(10.0, -std::floor(std::log10(largest))) : 1;
}

// The values as whole numbers from 0 up, when they all lie on one grid of up to six decimals; of values below 1 the
// first digit that any of them has is no decimal.
std::optional<std::vector<std::size_t>> as_steps(std::span<const double> values) {
  constexpr double most_exact = 1e12;
  const auto [least, most] = std::ranges::minmax(values);
  double parts = coarsest_parts(least, most);
  const auto fits = [&](double value) {
    const double scaled = value * parts;
    return std::abs(scaled) < most_exact &&
           std::abs(scaled - std::round(scaled)) <= 1e-9 * std::max(1.0, std::abs(scaled));
  };
  constexpr int most_decimals = 6;
  for (int decimals = 0; !std::ranges::all_of(values, fits); ++decimals, parts *= 10)
    if (decimals == most_decimals) return std::nullopt;
  std::vector<std::size_t> steps;
  std::size_t common = 0;
  for (const double value : values) {
    steps.push_back(static_cast<std::size_t>(std::llround((value - least) * parts)));
    common = std::gcd(common, steps.back());
  }
  if (merges_values(values, steps)) return std::nullopt;
  if (common > 1)
    for (auto& step : steps) step /= common;
  return steps;
}

// P(sum of j dealt values = s) for j up to `most_links`, as the values of the others come in one by one.
class SumTable {
 public:
  SumTable(std::size_t most_links, std::size_t largest_sum)
      : width_{largest_sum + 1}, links_{most_links}, share_((most_links + 1) * width_, 0) {
    share_[0] = 1;
  }
  void take(std::size_t step) {
    const auto taken = static_cast<double>(++taken_);
    for (auto j = std::min(taken_, links_); j >= 1; --j) {
      const double stays = (taken - static_cast<double>(j)) / taken, comes = static_cast<double>(j) / taken;
      double* const row = &share_[j * width_];
      const double* const before = row - width_;
      for (std::size_t s = width_; s-- > 0;) row[s] = stays * row[s] + (s >= step ? comes * before[s - step] : 0);
    }
  }
  [[nodiscard]] SumTails tails(std::size_t links, std::size_t seen) const {
    const std::span row{&share_[links * width_], width_};
    return {std::accumulate(row.begin() + static_cast<std::ptrdiff_t>(seen), row.end(), 0.0),
            std::accumulate(row.begin(), row.begin() + static_cast<std::ptrdiff_t>(seen) + 1, 0.0)};
  }

 private:
  std::size_t width_, links_, taken_ = 0;
  std::vector<double> share_;
};

std::size_t largest_sum_of(std::vector<std::size_t> steps, std::size_t links) {
  std::ranges::sort(steps, std::greater{});
  return std::accumulate(steps.begin(), steps.begin() + static_cast<std::ptrdiff_t>(std::min(links, steps.size())),
                         std::size_t{0});
}

// Places that hold the same value leave the same others: one table for all of them. False = too large.
bool tails_of_steps(const std::vector<std::size_t>& steps, const Neighbours& neighbours, std::vector<SumTails>& tails) {
  std::map<std::size_t, std::vector<std::size_t>> holders;
  std::size_t most_links_of_all = 0;
  for (std::size_t row = 0; row < steps.size(); ++row) {
    if (neighbours.count(row) == 0) continue;
    holders[steps[row]].push_back(row);
    most_links_of_all = std::max(most_links_of_all, neighbours.count(row));
  }
  const auto largest = largest_sum_of(steps, most_links_of_all);
  const double cells = static_cast<double>(largest + 1) * static_cast<double>(most_links_of_all + 1);
  const double all_steps = cells * static_cast<double>(steps.size()) * static_cast<double>(holders.size());
  if (cells > most_table_cells || all_steps > most_table_steps) return false;
  auto ascending = steps;  // the same sums to the last bit, whatever the order of the rows
  std::ranges::sort(ascending);
  for (const auto& [held, rows] : holders) {
    SumTable table{most_links_of_all, largest};
    bool is_left_out = false;
    for (const auto step : ascending)
      if (is_left_out || step != held)
        table.take(step);
      else
        is_left_out = true;
    for (const auto row : rows) {
      std::size_t seen = 0;
      for (const auto other : neighbours.of(row)) seen += steps[other];
      tails[row] = table.tails(neighbours.count(row), seen);
    }
  }
  return true;
}

// Every combination of the others, ascending; of its last member only how many there can be.
class Combinations {
 public:
  Combinations(std::span<const double> ascending, double seen, double tie)
      : others_{ascending}, seen_{seen}, tie_{tie} {}

  SumTails tails(std::size_t links) {
    choose(0, links, 0);
    const double all = binomial(others_.size(), links);
    return {high_ / all, low_ / all};
  }

 private:
  void choose(std::size_t first, std::size_t left, double sum) {
    if (left == 1) return add_last(first, sum);
    for (auto i = first; i + left <= others_.size(); ++i) choose(i + 1, left - 1, sum + others_[i]);
  }
  void add_last(std::size_t first, double sum) {
    const auto last = others_.subspan(first);
    high_ += static_cast<double>(last.end() - std::ranges::lower_bound(last, seen_ - tie_ - sum));
    low_ += static_cast<double>(std::ranges::upper_bound(last, seen_ + tie_ - sum) - last.begin());
  }

  std::span<const double> others_;
  double seen_, tie_, high_ = 0, low_ = 0;
};

double combinations_of(std::size_t places, std::size_t links) {
  return static_cast<double>(places) + binomial(places - 1, links - 1);
}

// The most neighbours of a place whose combinations are counted: of all places with as many or fewer they fit into what
// may be spent, so that it is not the order of the rows that decides.
std::size_t most_links_to_combine(const Neighbours& neighbours) {
  std::map<std::size_t, double> places;  // by the number of their neighbours
  for (std::size_t row = 0; row < neighbours.size(); ++row)
    if (neighbours.count(row) > 0) ++places[neighbours.count(row)];
  std::size_t most = 0;
  double spent = 0;
  for (const auto& [links, count] : places) {
    const double cost = combinations_of(neighbours.size(), links);
    if (cost > most_combinations || (spent += cost * count) > most_combinations_in_all) break;
    most = links;
  }
  return most;
}

void tails_of_combinations(std::span<const double> values, const Neighbours& neighbours, std::vector<SumTails>& tails) {
  std::vector<double> ascending{values.begin(), values.end()};
  std::ranges::sort(ascending);
  const auto most_links = most_links_to_combine(neighbours);
  for (std::size_t row = 0; row < values.size(); ++row) {
    const auto links = neighbours.count(row);
    if (links == 0 || links > most_links) continue;
    auto others = ascending;
    others.erase(std::ranges::lower_bound(others, values[row]));
    tails[row] = Combinations{others, sum_around(neighbours, row, values), tie_width(values, links)}.tails(links);
  }
}
}  // namespace

SumTails hypergeometric_tails(double others, double marked, double links, double seen) {
  const double least = std::max(0.0, links - (others - marked)), most = std::min(links, marked);
  const auto ratio = [&](double j) {  // P(j + 1) / P(j)
    return (marked - j) * (links - j) / ((j + 1) * (others - marked - links + j + 1));
  };
  const double mode = std::clamp(std::floor((links + 1) * (marked + 1) / (others + 2)), least, most);
  double total = 1, high = mode >= seen ? 1 : 0, low = mode <= seen ? 1 : 0;
  const auto add = [&](double j, double weight) {
    total += weight;
    high += j >= seen ? weight : 0;
    low += j <= seen ? weight : 0;
  };
  double weight = 1;
  for (double j = mode; j < most; ++j) add(j + 1, weight *= ratio(j));
  weight = 1;
  for (double j = mode; j > least; --j) add(j - 1, weight /= ratio(j - 1));
  return {high / total, low / total};
}

std::vector<SumTails> exact_tails(std::span<const double> values, const Neighbours& neighbours) {
  std::vector<SumTails> tails(values.size(), unknown);
  if (values.size() < 2) return tails;
  const auto [least, most] = std::ranges::minmax(values);
  const auto is_an_end = [&, low = least, high = most](double value) { return value == low || value == high; };
  if (std::ranges::all_of(values, is_an_end)) {
    tails_of_two_values(values, neighbours, most, tails);
    return tails;
  }
  if (const auto steps = as_steps(values); steps && tails_of_steps(*steps, neighbours, tails)) return tails;
  tails_of_combinations(values, neighbours, tails);
  return tails;
}

}  // namespace riskmap
