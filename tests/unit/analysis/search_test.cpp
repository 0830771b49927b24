#include "layers/analysis/search.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

#include "layers/core/text.h"
#include "reference_table.h"
#include "small_district.h"

namespace riskmap {

namespace {
using testing::SmallDistrict;

SearchIndex index_of(const SmallDistrict& district) {
  return SearchIndex{std::make_shared<const RegisterSnapshot>(district.snapshot)};
}
}  // namespace

TEST_CASE("any spelling of a settlement finds it first") {
  const SmallDistrict district;
  const auto index = index_of(district);
  for (const char* spelling : {"Көксәйек", "көксәйек", "Koksaek", "Көксаяқ", "коксайек", "Коксаек", "Köksäyek",
                               "koksayek", "  КӨКСӘЙЕК ", "Koksa", "Көксә", "Кoксaйек"}) {
    CAPTURE(spelling);
    const auto hits = index.find(spelling, Language::kk);
    REQUIRE_FALSE(hits.empty());
    CHECK(hits[0].kind == HitKind::settlement);
    CHECK(hits[0].title == "Көксәйек");
  }
}

TEST_CASE("a spelling that is not the title is shown as what matched") {
  const SmallDistrict district;
  const auto hits = index_of(district).find("Көксаяқ", Language::kk);
  REQUIRE_FALSE(hits.empty());
  CHECK(hits[0].matched == "Көксаяқ");
  CHECK(index_of(district).find("Көксәйек", Language::kk)[0].matched.empty());
}

TEST_CASE("both settlements of one name are found and told apart by their rural district") {
  const SmallDistrict district;
  const auto hits = index_of(district).find("Qaratobe", Language::kk);
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].title != hits[1].title);
  CHECK(hits[0].title.starts_with("Қаратөбе ("));
  CHECK(hits[1].title.starts_with("Қаратөбе ("));
}

TEST_CASE("areas are found by their name and say what they are") {
  SmallDistrict district;
  district.snapshot.codes["area_level"] = {
      {"rural_district", {"Ауылдық округ", "Сельский округ", "Rural district"}, 0, true, {}}};
  const auto hits = index_of(district).find("жогары", Language::ru);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].kind == HitKind::area);
  CHECK(hits[0].detail == "Сельский округ");
}

TEST_CASE("problems are found by number and by the beginnings of their words in any order, newest first") {
  SmallDistrict district;
  const auto older = district.issue("s1", testing::day(2025, 1, 1)).with("title", "Көпір апатты жағдайда").row();
  const auto newer = district.issue("s2", testing::day(2025, 2, 1)).with("title", "Апатты көпір").row();
  const auto index = index_of(district);
  const auto hits = index.find("көп апат", Language::kk);
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].row == newer);
  CHECK(hits[1].row == older);
  CHECK(hits[0].detail.find("Қаратөбе") != std::string::npos);
  const auto by_number = index.find("tb-2025-1000", Language::kk);
  REQUIRE(by_number.size() == 1);
  CHECK(by_number[0].row == older);
}

TEST_CASE("short words forgive no slip and nonsense finds nothing") {
  const SmallDistrict district;
  const auto index = index_of(district);
  CHECK(index.find("Зерт", Language::kk).size() == 1);
  CHECK(index.find("Зурт", Language::kk).empty());
  CHECK(index.find("Зертаз", Language::kk).size() == 1);
  CHECK(index.find("", Language::kk).empty());
  CHECK(index.find(" ?!", Language::kk).empty());
  CHECK(index.find("ешқандай", Language::kk).empty());
}

TEST_CASE("every spelling written down for the sample's settlements finds its settlement") {
  SmallDistrict district;
  std::vector<std::pair<std::string, std::string>> spellings;  // spelling, code
  for (const auto& row : testing::read_table(std::string{RISKMAP_SOURCE_DIR} + "/data/tolebi/settlements.csv")) {
    const auto& kato = row.at("kato");
    district.settlement(kato, row.at("rural_district"), row.at("name_kk"), row.at("name_ru"), row.at("name_en"),
                        row.at("other_names"));
    for (const char* name : {"name_kk", "name_ru", "name_en"}) spellings.emplace_back(row.at(name), kato);
    for (const auto& other : split(row.at("other_names"), ';')) spellings.emplace_back(other, kato);
  }
  REQUIRE(spellings.size() > 150);
  const auto index = index_of(district);
  for (const auto& [spelling, kato] : spellings) {
    if (spelling.empty()) continue;
    CAPTURE(spelling);
    const auto hits = index.find(spelling, Language::kk);
    const auto found = std::ranges::find(hits, district.row_of(kato), &SearchHit::row);
    REQUIRE(found != hits.end());
    CHECK(found->rank == 0);
  }
}

TEST_CASE("an exact name stands before names that only begin with it") {
  SmallDistrict district;
  district.settlement("s6", "r1", "Зертасбұлақ", "", "", "");
  const auto hits = index_of(district).find("зертас", Language::kk);
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].title == "Зертас");
}

TEST_CASE("the limit holds and the order is the same every time") {
  SmallDistrict district;
  for (int i = 0; i < 30; ++i) district.issue("s1");
  const auto index = index_of(district);
  const auto hits = index.find("су", Language::kk, 7);
  REQUIRE(hits.size() == 7);
  const auto again = index.find("су", Language::kk, 7);
  CHECK(std::ranges::equal(hits, again, {}, &SearchHit::row, &SearchHit::row));
  CHECK(district.snapshot.issues[hits[0].row].reg_no == "TB-2025-1029");
}

TEST_CASE("the edit distance counts insertions, deletions, replacements and swaps") {
  CHECK(edit_distance("koksaek", "koksaek", 2) == 0);
  CHECK(edit_distance("koksaek", "koksaiek", 2) == 1);
  CHECK(edit_distance("koksaiek", "koksaek", 2) == 1);
  CHECK(edit_distance("lenger", "lenegr", 2) == 1);
  CHECK(edit_distance("lenger", "lingir", 2) == 2);
  CHECK(edit_distance("lenger", "madeni", 2) == 3);
  CHECK(edit_distance("", "ab", 2) == 2);
  CHECK(edit_distance("", "abc", 2) == 3);
}

TEST_CASE(
    "an index made from the one before finds what a new one finds, in chunks that changed and in those that stayed") {
  SmallDistrict district;
  constexpr std::size_t rows = 4096;  // of a chunk of the index
  while (district.snapshot.issues.size() < 2 * rows + 10) {
    Issue issue;
    issue.id = {static_cast<std::int64_t>(district.snapshot.issues.size()) + 1};
    issue.reg_no = "RM-" + std::to_string(district.snapshot.issues.size());
    issue.title = "Су жоқ";
    district.snapshot.issues.append(std::move(issue));
  }
  district.snapshot.issues.pack();
  const auto first = std::make_shared<const RegisterSnapshot>(district.snapshot);
  const SearchIndex before{first};
  auto later = std::make_shared<RegisterSnapshot>(*first);
  later->issues.change(rows + 3).title = "Көпір құлады";
  later->issues.change(rows + 4) = {};
  Issue added;
  added.id = {1'000'000};
  added.title = "Көпір жөндеу керек";
  later->issues.append(std::move(added));
  later->issues.pack();
  const SearchIndex renewed{later, &before}, anew{later};
  for (const auto& text : {"көпір", "су жоқ", "RM-4100", "RM-4099", "RM-8195", "көпір керек"}) {
    CAPTURE(text);
    const auto found = renewed.find(text, Language::kk), expected = anew.find(text, Language::kk);
    REQUIRE(found.size() == expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) CHECK(found[i].row == expected[i].row);
  }
  CHECK(renewed.find("көпір", Language::kk).size() == 2);
  CHECK(renewed.find("RM-4100", Language::kk).empty());
  CHECK(before.find("көпір", Language::kk).empty());
}

}  // namespace riskmap
