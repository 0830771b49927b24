// Against a plain vector: the same records come back, whatever is in them, packed or open, in this copy or another.
#include "layers/model/packed_table.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <limits>

#include "layers/core/split_mix.h"
#include "layers/core/uuid.h"

using namespace riskmap;

TEST_SUITE_BEGIN("packed table");

namespace {
class Records {
 public:
  Issue issue() {
    Issue issue;
    if (one_in(8)) return issue;
    issue.id = {number()};
    issue.uuid = one_in(3) ? text() : uuid_of_name(text());
    issue.version = number();
    issue.settlement = row(), issue.area = row(), issue.category = row();
    for (auto left = bits() % 3; left > 0; --left) issue.also_settlements.push_back(row());
    issue.severity = static_cast<int>(bits() % 7), issue.likelihood = static_cast<int>(bits() % 7);
    issue.status = all_statuses[bits() % all_statuses.size()];
    issue.registered_on = day(), issue.due_on = day(), issue.escalated_on = day();
    if (one_in(2)) issue.affected_people = number();
    if (one_in(2)) issue.point = LonLat{real(), real()};
    for (auto* word : {&issue.escalation, &issue.channel, &issue.title, &issue.description, &issue.duplicate_of})
      *word = text();
    for (auto left = bits() % 4; left > 0; --left) issue.rest.insert_or_assign(text(), value());
    return issue;
  }
  Measure measure() {
    Measure measure;
    if (one_in(8)) return measure;
    measure.id = {number()};
    measure.uuid = new_uuid();
    measure.issue = row(), measure.executor = row();
    measure.weight = real(), measure.progress = static_cast<int>(number() % 200);
    measure.status = static_cast<MeasureStatus>(bits() % 4);
    measure.is_approx = one_in(2);
    measure.done_on = day();
    if (one_in(2)) measure.budget_kzt = number();
    if (one_in(2)) measure.quantity = real();
    for (auto* word : {&measure.kind, &measure.funding, &measure.text, &measure.programme}) *word = text();
    return measure;
  }
  std::uint64_t bits() { return random_.next(); }
  bool one_in(std::uint64_t n) { return bits() % n == 0; }

 private:
  Row row() { return one_in(3) ? no_row : static_cast<Row>(bits() >> (32 + bits() % 32)); }
  std::int64_t number() {
    constexpr std::array edges = {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
                                  std::int64_t{-1}, std::int64_t{0}};
    return one_in(6) ? edges[bits() % edges.size()] : static_cast<std::int64_t>(bits() >> bits() % 64);
  }
  double real() { return one_in(5) ? -0.1 : static_cast<double>(number()) * 1e-7; }
  std::optional<Date> day() {
    if (one_in(3)) return {};
    return Date{std::chrono::days{static_cast<int>(bits() % 40'000) - 10'000}};
  }
  std::string text() {
    if (one_in(3)) return {};
    if (one_in(20)) return std::string(bits() % 5000, 'x');
    std::string text = fmt::format("Су құбыры {}", bits() % 9000);
    return one_in(9) ? text + '\0' + "кейін" : text;
  }
  Value value() {
    switch (bits() % 4) {
      case 0:
        return {};
      case 1:
        return number();
      case 2:
        return real();
      default:
        return text();
    }
  }

  SplitMix64 random_{20261130};
};

Issue titled(const std::string& title) {
  Issue issue;
  issue.title = title;
  return issue;
}

template <typename Record>
std::size_t wrong_rows(const PackedTable<Record>& table, const std::vector<Record>& wanted) {
  using Core = PackedTable<Record>::Core;
  std::size_t wrong = table.size() == wanted.size() ? 0 : 1;
  for (std::size_t row = 0; row < table.size(); ++row) {
    const bool is_right = table[row] == wanted[row] && table.core(row) == static_cast<const Core&>(wanted[row]) &&
                          table.uuid(row) == wanted[row].uuid;
    wrong += is_right ? 0 : 1;
  }
  return wrong;
}

// Appends, changes, packs and copies at random; every copy keeps what it had.
template <typename Record, typename Make>
void work_at_random(Records& random, Make make) {
  PackedTable<Record> table, kept;
  std::vector<Record> plain, plain_kept;
  for (int step = 0; step < 1500; ++step) {
    if (plain.empty() || random.one_in(2)) {
      plain.push_back(make());
      CHECK(table.append(plain.back()) == plain.size() - 1);
    } else if (random.one_in(2)) {
      const auto row = random.bits() % plain.size();
      table.change(row) = plain[row] = make();
    } else if (random.one_in(4)) {
      table.pack();
    } else if (random.one_in(20)) {
      kept = table;
      plain_kept = plain;
    }
    if (step % 100 == 99) REQUIRE(wrong_rows(table, plain) + wrong_rows(kept, plain_kept) == 0);
  }
}
}  // namespace

TEST_CASE("problems come back as they were, open and packed, in the table and in its copies") {
  Records random;
  work_at_random<Issue>(random, [&] { return random.issue(); });
}

TEST_CASE("measures come back as they were, open and packed, in the table and in its copies") {
  Records random;
  work_at_random<Measure>(random, [&] { return random.measure(); });
}

TEST_CASE("a copy shares every block but those that were changed") {
  PackedTable<Issue> before;
  const auto count = before.block_rows * 3 + 5;
  for (std::size_t row = 0; row < count; ++row) before.append(titled("Су жоқ"));
  before.pack();
  auto after = before;
  after.change(before.block_rows).title = "Су бар";
  after.append(Issue{});
  after.pack();
  CHECK(after.shares_block(before, 0));
  CHECK_FALSE(after.shares_block(before, before.block_rows));
  CHECK(after.shares_block(before, 2 * before.block_rows));
  CHECK_FALSE(after.shares_block(before, 3 * before.block_rows));
  CHECK_FALSE(after.shares_block(before, count));
  CHECK(before[before.block_rows].title == "Су жоқ");
}

TEST_CASE("more different codes than words have numbers stay what they are") {
  constexpr std::size_t count = 5000;
  PackedTable<Issue> table;
  for (std::size_t row = 0; row < count; ++row) {
    Issue issue;
    issue.id = {1};
    issue.channel = fmt::format("CHANNEL_{}", row);
    table.append(std::move(issue));
  }
  table.pack();
  std::size_t wrong = 0;
  for (std::size_t row = 0; row < count; ++row) wrong += table.core(row).channel != fmt::format("CHANNEL_{}", row);
  CHECK(wrong == 0);
}

TEST_SUITE_END();
