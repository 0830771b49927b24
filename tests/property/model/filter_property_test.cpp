// Promises of the filter language over random filters and a random register.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "layers/model/filter.h"
#include "tests/property/model/random_register.h"

namespace riskmap {
using namespace testing;

namespace {
RowMask selected(const Office& office, const FilterNode& filter) {
  return select_issues(filter, office.snapshot, today);
}
RowMask selected(const Office& office, const std::string& text) {
  const auto filter = parse_filter(text);
  INFO(text);
  REQUIRE(filter.has_value());
  return selected(office, *filter);
}

}  // namespace

TEST_CASE("a filter that was written and read again selects the same") {
  const Register some{1};
  Chance chance{2};
  for (int i = 0; i < 1500; ++i) {
    const auto text = random_filter(chance, 3);
    const auto filter = parse_filter(text);
    INFO(text);
    REQUIRE(filter.has_value());
    REQUIRE(check_filter(*filter, some.office.snapshot).has_value());
    const auto written = text_of(*filter);
    INFO(written);
    CHECK(selected(some.office, *filter) == selected(some.office, written));
    CHECK(text_of(*parse_filter(written)) == written);
  }
}

TEST_CASE("De Morgan holds, and a filter and its negation share out the register") {
  const Register some{3};
  Chance chance{4};
  const RowMask all = some.office.all();
  for (int i = 0; i < 800; ++i) {
    const auto a = random_filter(chance, 2), b = random_filter(chance, 2);
    INFO(a, " | ", b);
    CHECK(selected(some.office, "not ((" + a + ") and (" + b + "))") ==
          selected(some.office, "not (" + a + ") or not (" + b + ")"));
    CHECK(selected(some.office, "not ((" + a + ") or (" + b + "))") ==
          selected(some.office, "not (" + a + ") and not (" + b + ")"));
    CHECK(selected(some.office, "(" + a + ") or not (" + a + ")") == all);
    CHECK(selected(some.office, "(" + a + ") and (" + b + ")") == selected(some.office, "(" + b + ") and (" + a + ")"));
  }
}

TEST_CASE("one problem at a time and all at once select the same") {
  const Register some{5};
  Chance chance{6};
  for (int i = 0; i < 200; ++i) {
    const auto filter = *parse_filter(random_filter(chance, 3));
    const auto mask = selected(some.office, filter);
    for (Row row = 0; row < mask.size(); ++row)
      CHECK((mask[row] != 0) == selects(filter, some.office.snapshot, row, today));
  }
}

TEST_CASE("the order in which records were loaded does not matter") {
  const Register some{7};
  const auto& snapshot = some.office.snapshot;
  std::vector<StoredRecord> records;
  const auto take = [&](Entity entity, const auto& table) {
    for (std::size_t row = 0; row < table.size(); ++row)
      if (auto record = current_record(snapshot, entity, table[row].uuid)) records.push_back(std::move(*record));
  };
  take(Entity::area, snapshot.areas);
  take(Entity::settlement, snapshot.settlements);
  take(Entity::category, snapshot.categories);
  take(Entity::party, snapshot.parties);
  take(Entity::issue, snapshot.issues);
  take(Entity::measure, snapshot.measures);
  records.insert(records.end(), snapshot.others.begin(), snapshot.others.end());
  Chance chance{8};
  for (int round = 0; round < 20; ++round) {
    std::ranges::shuffle(records, std::mt19937{static_cast<unsigned>(round)});
    RegisterSnapshot shuffled;
    shuffled.risk_matrix = snapshot.risk_matrix;
    for (const auto& record : records) shuffled.put(record);
    shuffled.put_link_rows();
    for (int i = 0; i < 40; ++i) {
      const auto filter = *parse_filter(random_filter(chance, 3));
      const auto expected = select_issues(filter, snapshot, today), found = select_issues(filter, shuffled, today);
      for (Row row = 0; row < expected.size(); ++row) {
        INFO(text_of(filter));
        CHECK(expected[row] == found[shuffled.find_issue(snapshot.issues[row].uuid)]);
      }
    }
  }
}

TEST_CASE("no text crashes the reader, and every mistake lies within the text") {
  Chance chance{9};
  const std::string pieces[] = {
      "open", " and ", " or ", "not ",     "(",        ")",  "severity", ">=",     "=",    "~", "|", "\"",
      "`",    "су",    "3",    "measure(", "today-5d", "\\", " ",        "\u00A0", "none", "!", "!="};
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    std::size_t characters = 0;
    for (int n = chance.below(10); n >= 0; --n) text += pieces[chance.below(static_cast<int>(std::size(pieces)))];
    for (const char c : text) characters += (static_cast<unsigned char>(c) & 0xC0) != 0x80 ? 1 : 0;
    const auto filter = parse_filter(text);
    INFO(text);
    if (filter) {
      CHECK(parse_filter(text_of(*filter)).has_value());
    } else {
      CHECK(filter.error().code == ErrorCode::filter_syntax);
      const auto position = std::stoul(filter.error().where);
      CHECK(position >= 1);
      CHECK(position <= characters + 1);
    }
  }
}

}  // namespace riskmap
