// Which indicators of places an export holds, over which days, and what of people is published.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "layers/analysis/indicator_voices.h"
#include "layers/analysis/next_receptions.h"
#include "layers/exchange/export_rows.h"
#include "layers/text/translate.h"
#include "tests/unit/analysis/small_district.h"
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

namespace {
// Of each kind one: heard, silent, unheard, not visited, nobody there, the centre with its office.
struct ManyVoices : testing::SmallDistrict {
  ManyVoices() {
    area("r3", "rural_district", "d", "Шеткі ауылдық округі");
    area("r4", "rural_district", "d", "Қала");
    const auto place = [this](const char* kato, const char* rural_district, double people, Fields more = {}) {
      more.insert({{"kato", kato}, {"name_kk", kato}, {"rural_district", rural_district}});
      more.emplace("status", "ACTIVE");
      put(Entity::settlement, kato, std::move(more));
      figure(kato, "population", people);
    };
    for (const char* kato : {"s1", "s2", "s3", "s4", "s5"}) figure(kato, "population", 1000);
    place("tiny", "r1", 20), place("mute", "r2", 1500), place("far", "r3", 800), place("far2", "r3", 900);
    place("empty", "r3", 0), place("left", "r2", 500, {{"status", "ABOLISHED"}});
    place("town", "r4", 30'000, {{"is_district_centre", std::int64_t{1}}});
    for (const char* held : {"s1", "s3", "mute"}) reception(held, "OFFSITE", "2026-02-10");
    reception("far", "OFFSITE", "2024-02-10"), reception("far2", "ONLINE", "2026-02-10");
    reception("town", "FIXED", "2026-02-10");
    for (const char* kato : {"s1", "s2", "s3", "s4", "s5"}) appeals(kato, 30);
    appeals("far", 2), appeals("town", 40);
  }
  void reception(const char* settlement, const char* kind, const char* held) {
    put(Entity::reception, settlement,
        {{"kind", kind}, {"status", "HELD"}, {"planned_on", held}, {"held_on", held}, {"settlement", settlement}});
  }
  void appeals(const char* settlement, int count) {
    for (int i = 0; i < count; ++i)
      put(Entity::appeal, settlement + std::to_string(i),
          {{"summary", "x"}, {"settlement", settlement}, {"received_on", "2026-01-10"}, {"channel", "PHONE"}});
  }
};
}  // namespace

TEST_CASE("map, lists and export say the same of every place: who is silent, and where nothing was collected") {
  set_language(Language::en);
  const ManyVoices district;
  const auto& snapshot = district.snapshot;
  const auto today = testing::day(2026, 3, 16);
  const auto facts = facts_of_all(snapshot, today);
  const auto map = summarise(snapshot, AreaLevel::settlement, district.all(), facts);
  const auto heard = heard_places(snapshot, today);
  const auto silent = silent_places(snapshot, heard);
  const auto next = next_receptions(snapshot, heard, receptions_of(snapshot, {}, today),
                                    std::vector<int>(snapshot.settlements.size(), 0), today);
  auto asked = request(settlements, ExportProfile::internal, {"silent", "appeals_per_reception", "appeals"});
  asked.today = today;
  const auto table = sample::taken(export_table(snapshot, {}, asked));
  REQUIRE(table.rows.size() == snapshot.settlements.size());
  std::set<Hearing> met;
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    const auto& place = snapshot.settlements[row];
    CAPTURE(place.kato);
    const auto verdict = map[row].heard.hearing;
    met.insert(verdict);
    const bool is_figure = verdict == Hearing::heard || verdict == Hearing::silent || verdict == Hearing::too_few;
    for (const char* id : {"silent", "appeals_per_reception"}) {
      const double value = values_of(*find_indicator(snapshot, id), map).values[row];
      if (place.kato != "left") CHECK(std::isfinite(value) == is_figure);
      const auto written = std::ranges::find_if(
          table.rows, [&](const ExportRow& one) { return text_of(value_of(one, "kato")) == place.kato; });
      CHECK(is_none(value_of(*written, id)) == !std::isfinite(value));
    }
    if (verdict == Hearing::not_visited && map[row].appeals == 0)
      CHECK(is_none(
          value_of(*std::ranges::find_if(
                       table.rows, [&](const ExportRow& one) { return text_of(value_of(one, "kato")) == place.kato; }),
                   "appeals")));
    const auto line = std::ranges::find(silent, Place{AreaLevel::settlement, row}, &SilentPlace::place);
    const auto area = std::ranges::find(
        silent, Place{AreaLevel::rural_district, snapshot.find_area(place.rural_district, AreaLevel::rural_district)},
        &SilentPlace::place);
    CHECK((line != silent.end() && line->silence == Silence::below_bound) == (verdict == Hearing::silent));
    if (line != silent.end() && line->silence == Silence::unheard) CHECK(verdict == Hearing::too_few);
    const bool is_asked = verdict != Hearing::unknown && verdict != Hearing::at_office;
    if (is_asked) CHECK((area != silent.end()) == (verdict == Hearing::not_visited));
    const auto going = std::ranges::find(next, row, &NextReception::settlement);
    CHECK((going != next.end()) == is_asked);
    if (going == next.end()) continue;
    CHECK((going->silence == Silence::not_visited) == (verdict == Hearing::not_visited));
    CHECK((going->silence == Silence::below_bound) == (verdict == Hearing::silent));
    CHECK((sentence_of(snapshot, *going, today).find("Not collected") != std::string::npos) ==
          (verdict == Hearing::not_visited));
  }
  CHECK(met == std::set{Hearing::unknown, Hearing::not_visited, Hearing::too_few, Hearing::silent, Hearing::heard,
                        Hearing::at_office});
}
