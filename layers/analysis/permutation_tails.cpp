// Tails of dealt sums by dealing at random. The cards are the values in ascending order, so that the order of the rows
// changes nothing. The deals are drawn once, of all cards but the last; a place reads the card of its own value as the
// last one, so that it never gets its own value. The sums of the first k cards are sorted once for every k; a place
// looks its sum up among them and corrects only the deals that hold its own card (an inverted index tells).
#include <algorithm>
#include <limits>
#include <numeric>

#include "layers/analysis/deal_stream.h"
#include "layers/analysis/dealt_sums.h"

namespace riskmap {

namespace {
constexpr std::size_t cards_at_once = 8'000'000;  // bounds the memory; more deals come in blocks

// Deals of some cards from 0 to `pack` - 1, one after the other, and where each card lies.
class Deals {
 public:
  Deals(std::size_t pack, std::size_t cards) : cards_{cards}, pack_(pack) { std::iota(pack_.begin(), pack_.end(), 0U); }

  void draw(std::size_t first, std::size_t count, std::uint64_t seed) {
    count_ = count;
    dealt_.resize(count * cards_);
    for (std::size_t deal = 0; deal < count; ++deal) draw_one(&dealt_[deal * cards_], DealStream{seed, first + deal});
    first_of_.assign(pack_.size() + 1, 0);
    for (const auto card : dealt_) ++first_of_[card + 1];
    std::partial_sum(first_of_.begin(), first_of_.end(), first_of_.begin());
    places_.resize(dealt_.size());
    auto next = first_of_;
    for (std::uint32_t place = 0; place < dealt_.size(); ++place) places_[next[dealt_[place]]++] = place;
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::uint32_t card(std::size_t deal, std::size_t position) const {
    return dealt_[deal * cards_ + position];
  }
  // Calls use(deal) for every deal that has the card among its first `links`.
  template <typename Use>
  void each_with(std::size_t card, std::size_t links, Use&& use) const {
    for (auto i = first_of_[card]; i < first_of_[card + 1]; ++i)
      if (places_[i] % cards_ < links) use(places_[i] / cards_);
  }

 private:
  // The first steps of a shuffle; then they are taken back.
  void draw_one(std::uint32_t* dealt, DealStream stream) {
    const auto size = static_cast<std::uint32_t>(pack_.size());
    swaps_.clear();
    for (std::uint32_t i = 0; i < cards_; ++i) {
      const auto other = i + stream.below(size - i);
      std::swap(pack_[i], pack_[other]);
      swaps_.push_back(other);
      dealt[i] = pack_[i];
    }
    for (auto i = swaps_.size(); i-- > 0;) std::swap(pack_[i], pack_[swaps_[i]]);
  }

  std::size_t cards_, count_ = 0;
  std::vector<std::uint32_t> pack_, dealt_, swaps_, places_;
  std::vector<std::size_t> first_of_;
};

struct Counts {
  std::size_t high = 0, low = 0;
};

// Rows by the number of their neighbours, ascending, those without any left out.
std::vector<std::uint32_t> rows_by_links(const Neighbours& neighbours) {
  std::vector<std::uint32_t> rows;
  for (std::uint32_t row = 0; row < neighbours.size(); ++row)
    if (neighbours.count(row) > 0) rows.push_back(row);
  std::ranges::stable_sort(rows, {}, [&](std::uint32_t row) { return neighbours.count(row); });
  return rows;
}

// What all rows with the same number of neighbours compare with.
struct DealtSums {
  std::vector<double> by_deal;
  std::vector<double> ascending;  // empty where few rows look: to count is cheaper than to sort
  double tie = 0;

  [[nodiscard]] Counts counts_between(double from, double to) const {
    if (!ascending.empty())
      return {static_cast<std::size_t>(ascending.end() - std::ranges::lower_bound(ascending, from)),
              static_cast<std::size_t>(std::ranges::upper_bound(ascending, to) - ascending.begin())};
    Counts counts;
    for (const double sum : by_deal) {
      counts.high += static_cast<std::size_t>(sum >= from);
      counts.low += static_cast<std::size_t>(sum <= to);
    }
    return counts;
  }
};
constexpr std::size_t few_rows = 40;

// The values as cards, and for every row the first card of its value: of equal ones it makes no difference which.
struct Pack {
  explicit Pack(std::span<const double> values) : cards(values.begin(), values.end()) {
    std::ranges::sort(cards);
    for (const double value : values)
      own.push_back(static_cast<std::uint32_t>(std::ranges::lower_bound(cards, value) - cards.begin()));
  }
  std::vector<double> cards;
  std::vector<std::uint32_t> own{};
};

Counts count_for(std::uint32_t own, double seen, std::size_t links, const Pack& pack, const Deals& deals,
                 const DealtSums& sums) {
  const double from = seen - sums.tie, to = seen + sums.tie;
  auto counts = sums.counts_between(from, to);
  if (own + 1 == pack.cards.size()) return counts;
  const double exchange = pack.cards.back() - pack.cards[own];
  deals.each_with(own, links, [&](std::size_t deal) {
    const double as_dealt = sums.by_deal[deal], as_read = as_dealt + exchange;
    counts.high += static_cast<std::size_t>(as_read >= from) - static_cast<std::size_t>(as_dealt >= from);
    counts.low += static_cast<std::size_t>(as_read <= to) - static_cast<std::size_t>(as_dealt <= to);
  });
  return counts;
}

void count_block(const Pack& pack, std::span<const double> values, const Neighbours& neighbours,
                 std::span<const std::uint32_t> rows, const Deals& deals, std::vector<Counts>& counts) {
  DealtSums sums;
  sums.by_deal.assign(deals.count(), 0);
  std::size_t links = 0;
  for (const auto row : rows) {
    if (neighbours.count(row) > links) {
      for (; links < neighbours.count(row); ++links)
        for (std::size_t deal = 0; deal < deals.count(); ++deal)
          sums.by_deal[deal] += pack.cards[deals.card(deal, links)];
      sums.ascending.clear();
      const auto alike = std::ranges::count_if(rows, [&](auto other) { return neighbours.count(other) == links; });
      if (static_cast<std::size_t>(alike) > few_rows) {
        sums.ascending = sums.by_deal;
        std::ranges::sort(sums.ascending);
      }
      sums.tie = 2 * tie_width(pack.cards, links);
    }
    double seen = 0;
    for (const auto other : neighbours.of(row)) seen += values[other];
    const auto [high, low] = count_for(pack.own[row], seen, links, pack, deals, sums);
    counts[row].high += high, counts[row].low += low;
  }
}
}  // namespace

std::vector<SumTails> permutation_tails(std::span<const double> values, const Neighbours& neighbours,
                                        const PermutationOptions& options) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  std::vector<SumTails> tails(values.size(), {unknown, unknown});
  const auto rows = rows_by_links(neighbours);
  if (rows.empty()) return tails;
  const auto cards = neighbours.count(rows.back());
  const auto block = std::max<std::size_t>(1, cards_at_once / cards);
  const Pack pack{values};
  Deals deals{values.size() - 1, cards};
  std::vector<Counts> counts(values.size());
  for (std::size_t first = 0; first < options.count; first += block) {
    deals.draw(first, std::min(block, options.count - first), options.seed);
    count_block(pack, values, neighbours, rows, deals, counts);
  }
  const auto all = static_cast<double>(options.count + 1);
  for (const auto row : rows)
    tails[row] = {static_cast<double>(counts[row].high + 1) / all, static_cast<double>(counts[row].low + 1) / all};
  return tails;
}

}  // namespace riskmap
