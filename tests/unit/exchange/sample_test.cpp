// The sample is what its generator makes, on every machine, and tells the stories it promises (`decisions.md` 48).
#include "layers/exchange/sample.h"

#include <doctest/doctest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "layers/core/csv.h"
#include "layers/geo/gdal_environment.h"

using namespace riskmap;
using Json = nlohmann::json;

namespace {
const std::filesystem::path kept = RISKMAP_SOURCE_DIR "/data/tolebi";
constexpr std::string_view today = "2026-03-16";

// The sample made once more for these tests.
const std::filesystem::path& made_again() {
  static const auto folder = [] {
    REQUIRE(set_up_gdal());
    const auto out = std::filesystem::temp_directory_path() / "riskmap_sample_test";
    std::filesystem::remove_all(out);
    const auto made = make_sample(kept, out);
    REQUIRE_MESSAGE(made, (made ? "" : made.error().detail + made.error().where));
    return out;
  }();
  return folder;
}

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

bool is_near(const Json& a, const Json& b) {
  if (a.is_number() && b.is_number()) return std::abs(a.get<double>() - b.get<double>()) <= 1e-6;
  if (a.type() != b.type() || a.size() != b.size()) return false;
  if (!a.is_structured()) return a == b;
  for (auto left = a.begin(), right = b.begin(); left != a.end(); ++left, ++right)
    if (!is_near(*left, *right)) return false;
  return true;
}

using Row = std::map<std::string, std::string>;
std::vector<Row> rows_of(const char* file) {
  const auto table = read_csv_file(kept / file);
  REQUIRE(table);
  std::vector<Row> rows;
  for (const auto& record : table->records) {
    Row row;
    for (std::size_t i = 0; i < table->header.size(); ++i) row[table->header[i]] = CsvTable::cell(record, i);
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<Row> matching(const std::vector<Row>& rows, const std::function<bool(const Row&)>& wanted) {
  std::vector<Row> found;
  for (const auto& row : rows)
    if (wanted(row)) found.push_back(row);
  return found;
}

std::map<std::string, long> population_by_code(const std::function<std::string(const Row&)>& code) {
  std::map<std::string, Row> settlements;
  for (const auto& row : rows_of("settlements.csv")) settlements[row.at("kato")] = row;
  std::map<std::string, long> people;
  for (const auto& row : rows_of("indicator_values.csv"))
    if (row.at("indicator") == "population")
      people[code(settlements.at(row.at("settlement")))] += std::stol(row.at("value"));
  return people;
}
}  // namespace

TEST_CASE("the generator makes the sample that is kept, byte for byte and vertex for vertex") {
  int compared = 0;
  for (const auto& entry : std::filesystem::directory_iterator{made_again()}) {
    const auto name = entry.path().filename();
    INFO(name.string());
    if (name.extension() == ".csv") {
      CHECK(bytes_of(entry.path()) == bytes_of(kept / name));
    } else {
      CHECK(is_near(Json::parse(bytes_of(entry.path())), Json::parse(bytes_of(kept / name))));
    }
    ++compared;
  }
  CHECK(compared == 20);
}

TEST_CASE("about 400 problems with 900 measures over five years, in every state and in two languages") {
  const auto issues = rows_of("issues.csv"), measures = rows_of("measures.csv");
  CHECK(issues.size() >= 380);
  CHECK(issues.size() <= 430);
  CHECK(measures.size() >= 860);
  CHECK(measures.size() <= 960);
  std::set<std::string> states, languages, titles;
  for (const auto& issue : issues) {
    states.insert(issue.at("status")), languages.insert(issue.at("lang")), titles.insert(issue.at("title"));
    CHECK(issue.at("registered_on") >= "2021-03-01");
    CHECK(issue.at("registered_on") <= today);
    CHECK(issue.at("title").find('{') == std::string::npos);
    CHECK(issue.at("description").find('{') == std::string::npos);
  }
  CHECK(states.size() == 11);
  CHECK(languages == std::set<std::string>{"kk", "ru"});
  CHECK(titles.size() > 150);
}

TEST_CASE("the town has its counted population and the district its sum") {
  const auto people = population_by_code([](const Row& settlement) { return settlement.at("kato"); });
  long total = 0;
  for (const auto& [code, count] : people) total += count;
  CHECK(people.at("615820100") == 33'841);
  CHECK(total == 125'493);
  CHECK(people.size() == 55);
}

TEST_CASE("one rural district has three times the water problems of its population, and two villages are silent") {
  const auto people = population_by_code([](const Row& settlement) { return settlement.at("rural_district"); });
  std::map<std::string, std::string> district_of;
  for (const auto& row : rows_of("settlements.csv")) district_of[row.at("kato")] = row.at("rural_district");
  double here = 0, all = 0;
  std::set<std::string> heard_of;
  for (const auto& issue : rows_of("issues.csv")) {
    heard_of.insert(issue.at("settlement"));
    if (issue.at("category") != "utilities.water_drinking" || issue.at("settlement").empty()) continue;
    all += 1;
    here += district_of.at(issue.at("settlement")) == "615837000" ? 1 : 0;
  }
  const double excess = here / all / (static_cast<double>(people.at("615837000")) / 125'493);
  CHECK(excess >= 2.5);
  CHECK(excess <= 3.5);
  for (const auto* silent : {"615839200", "615853500"}) CHECK(!heard_of.contains(silent));
  CHECK(heard_of.size() == 54);  // 53 settlements and the problems of whole areas
}

TEST_CASE("the told cases are there: three villages on one road, a repeat, a return, the republic, a rumour") {
  const auto issues = rows_of("issues.csv");
  const auto places = rows_of("issue_places.csv");
  REQUIRE(places.size() == 2);
  const auto road = matching(issues, [&](const Row& row) { return row.at("reg_no") == places[0].at("issue"); });
  REQUIRE(road.size() == 1);
  CHECK(road[0].at("geom").starts_with("LINESTRING"));
  CHECK(!matching(issues, [](const Row& row) { return !row.at("duplicate_of").empty(); }).empty());
  CHECK(matching(issues, [](const Row& row) { return row.at("reopen_count") == "1"; }).size() == 1);
  CHECK(matching(issues, [](const Row& row) { return row.at("escalation") == "REPUBLIC"; }).size() == 1);
  CHECK(matching(issues, [](const Row& row) { return row.at("category") == "safety.misinformation"; })[0].at(
            "outcome") == "EXPLAINED");
}

TEST_CASE("letters went out and were answered by whom they went to; one waits in time, one long after it") {
  const auto documents = rows_of("documents.csv");
  std::map<std::string, Row> letters;
  for (const auto& row : documents)
    if (row.at("kind") == "LETTER_OUT") letters[row.at("number") + "/" + row.at("dated_on")] = row;
  CHECK(letters.size() > 20);
  std::set<std::string> answered;
  for (const auto& row : matching(documents, [](const Row& one) { return one.at("kind") == "LETTER_IN"; })) {
    INFO(row.at("number"));
    REQUIRE(letters.contains(row.at("answers")));
    const auto& letter = letters.at(row.at("answers"));
    CHECK(row.at("from_party") == letter.at("to_party"));
    CHECK(row.at("owner") == letter.at("owner"));
    CHECK(row.at("dated_on") > letter.at("dated_on"));
    CHECK(row.at("dated_on") <= today);
    answered.insert(row.at("answers"));
  }
  std::vector<std::string> due;
  for (const auto& [key, letter] : letters)
    if (!answered.contains(key)) due.push_back(letter.at("due_on"));
  std::ranges::sort(due);
  REQUIRE(due.size() == 2);
  CHECK(due.front() < today);
  CHECK(due.back() > today);
}

TEST_CASE("aid stands without a problem, in whole tenge: 50 000 for each of 11 364 families") {
  const auto aid = matching(rows_of("measures.csv"), [](const Row& row) { return row.at("issue").empty(); });
  const auto families = matching(aid, [](const Row& row) { return row.at("beneficiaries") == "11364"; });
  REQUIRE(families.size() == 1);
  CHECK(families[0].at("budget_kzt") == "568200000");
  CHECK(families[0].at("unit_amount_kzt") == "50000");
  CHECK(!matching(aid, [](const Row& row) { return row.at("target_text").starts_with("Мақтаарал ауданы"); }).empty());
  CHECK(!matching(aid, [](const Row& row) { return row.at("is_approx") == "1"; }).empty());
}

TEST_CASE("open problems include late chains, plans without money and some without a plan") {
  std::set<std::string> unpaid, late, planned;
  for (const auto& measure : rows_of("measures.csv")) {
    planned.insert(measure.at("issue"));
    if (measure.at("status") != "PLANNED" && measure.at("status") != "IN_PROGRESS") continue;
    if (measure.at("funding") == "NOT_FOUND") unpaid.insert(measure.at("issue"));
    const auto& due = measure.at("due_extended_on").empty() ? measure.at("due_on") : measure.at("due_extended_on");
    if (due < today) late.insert(measure.at("issue"));
  }
  CHECK(unpaid.size() >= 10);
  CHECK(late.size() >= 20);
  const std::set<std::string> waiting = {"registered", "confirmed"};
  CHECK(matching(rows_of("issues.csv"), [&](const Row& row) {
          return waiting.contains(row.at("status")) && !planned.contains(row.at("reg_no"));
        }).size() >= 10);
}
