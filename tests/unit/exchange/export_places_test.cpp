// Which indicators of places an export holds, over which days, and what of people is published.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "layers/exchange/export_rows.h"
#include "tests/unit/exchange/sample_register.h"

using namespace riskmap;
using sample::refusal;
using sample::shared;

namespace {
using enum ExportWhat;

ExportRequest request(ExportWhat what, ExportProfile profile, std::vector<std::string> indicators = {}) {
  return {.what = what,
          .profile = profile,
          .where = {},
          .indicators = std::move(indicators),
          .today = sample::day_of(*shared().snapshot)};
}

ExportTable table_of(const ExportRequest& request) {
  return sample::taken(export_table(*shared().snapshot, shared().shapes, request));
}

std::set<std::string> columns_of(const ExportTable& table) {
  std::set<std::string> names;
  for (const auto& [name, value] : table.rows.front().properties) names.insert(name);
  return names;
}

Value value_of(const ExportRow& row, std::string_view name) {
  const auto found = std::ranges::find(row.properties, name, &Properties::value_type::first);
  REQUIRE(found != row.properties.end());
  return found->second;
}

std::int64_t sum_of(const ExportTable& table, std::string_view name) {
  std::int64_t sum = 0;
  for (const auto& row : table.rows) sum += integer_of(value_of(row, name));
  return sum;
}
}  // namespace

TEST_CASE("every indicator is a column, and only those that were asked for, in that order, when some were") {
  const auto all = columns_of(table_of(request(settlements, ExportProfile::internal)));
  for (const auto& indicator : indicators_of(*shared().snapshot))
    CHECK_MESSAGE(all.contains(indicator.id), indicator.id);
  const auto two = table_of(request(districts, ExportProfile::internal, {"aid_tenge", "open"})).rows.front();
  const auto first = std::ranges::find(two.properties, "aid_tenge", &Properties::value_type::first);
  REQUIRE(first != two.properties.end());
  CHECK((first + 1)->first == "open");
  CHECK((first + 2)->first == "as_of");
  CHECK(refusal(export_table(*shared().snapshot, shared().shapes,
                             request(settlements, ExportProfile::internal, {"nonsense"}))) == "err.unknown_field");
}

TEST_CASE("hotspots carry the indicators that were asked for beside their own columns") {
  auto asked = request(hotspots, ExportProfile::internal, {"appeals"});
  asked.hotspots.level = AreaLevel::rural_district;
  const auto columns = columns_of(table_of(asked));
  CHECK(columns.contains("appeals"));
  CHECK(columns.contains("verdict"));
  CHECK_FALSE(columns.contains("open"));
}

TEST_CASE("the aid of the sample is that of its records, at the district alone") {
  const auto whole = table_of(request(districts, ExportProfile::internal, {"aid_families", "aid_tenge"}));
  CHECK(sum_of(whole, "aid_families") == 11'364 + 1'000 + 100);
  CHECK(sum_of(whole, "aid_tenge") == 568'200'000 + 21'500'000 + 3'150'000 + 73'900'000);
  CHECK(sum_of(table_of(request(rural_districts, ExportProfile::internal, {"aid_tenge"})), "aid_tenge") == 0);
}

TEST_CASE("a period takes problems by their registration and the rest by its own day, and the file says which") {
  auto asked = request(districts, ExportProfile::internal, {"problems", "aid_families", "appeals"});
  const auto all = table_of(asked);
  asked.period = {*parse_iso_date("2021-05-01"), *parse_iso_date("2021-06-30")};
  const auto early = table_of(asked);
  CHECK(sum_of(early, "aid_families") == 11'364 + 1'000);
  CHECK(sum_of(early, "problems") < sum_of(all, "problems"));
  const auto said = std::ranges::find(early.header, "period", &Properties::value_type::first);
  REQUIRE(said != early.header.end());
  CHECK(text_of(said->second) == "2021-05-01..2021-06-30");
  auto filtered = request(districts, ExportProfile::internal, {"problems"});
  filtered.where = "registered_on>=2021-05-01 and registered_on<=2021-06-30";
  CHECK(sum_of(table_of(filtered), "problems") == sum_of(early, "problems"));
}

TEST_CASE("figures about people are published of places where many live, and of no settlement") {
  const auto settlements_open = columns_of(table_of(request(settlements, ExportProfile::open_data)));
  for (const char* hidden : {"passport_disabled_percent", "passport_large_families_percent", "risk_vulnerability"})
    CHECK_FALSE(settlements_open.contains(hidden));
  for (const char* shown : {"passport_centre_km", "passport_missing_objects_share", "risk_index", "risk_coping"})
    CHECK(settlements_open.contains(shown));
  CHECK(refusal(export_table(*shared().snapshot, shared().shapes,
                             request(settlements, ExportProfile::open_data, {"passport_disabled_percent"}))) ==
        "err.access");
  std::int64_t told = 0;
  for (const auto& row : table_of(request(rural_districts, ExportProfile::open_data)).rows) {
    const bool is_large = integer_of(value_of(row, "population")) >= 1000;
    CHECK(is_none(value_of(row, "passport_disabled_percent")) == !is_large);
    told += is_large ? 1 : 0;
  }
  CHECK(told > 0);
}

TEST_CASE("no appeals from where nobody went to ask are nothing, not 0") {
  auto asked = request(settlements, ExportProfile::internal, {"appeals", "receptions", "silent"});
  asked.period = {*parse_iso_date("2026-03-01"), *parse_iso_date("2026-03-10")};
  const auto table = table_of(asked);
  const auto is_unheard = [](const ExportRow& row) { return is_none(value_of(row, "appeals")); };
  CHECK(std::ranges::any_of(table.rows, is_unheard));
  for (const auto& row : table.rows)
    if (is_unheard(row)) CHECK(is_none(value_of(row, "silent")));
}
