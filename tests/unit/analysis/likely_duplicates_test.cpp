// Which open problems a new one may repeat.
#include "layers/analysis/likely_duplicates.h"

#include <doctest/doctest.h>

#include "layers/analysis/indicator_summary.h"
#include "tests/unit/analysis/small_district.h"

using namespace riskmap;
using namespace riskmap::testing;

namespace {
struct District : SmallDistrict {
  [[nodiscard]] std::vector<Row> duplicates(const std::string& title, const std::string& category = "aid.family",
                                            const std::string& uuid = {}, std::size_t limit = 3) const {
    return likely_duplicates(
        snapshot,
        {.uuid = uuid, .settlement = row_of("s1"), .category = snapshot.find_category(category), .title = title},
        issues_of_place(snapshot, AreaLevel::settlement, row_of("s1"), all()), limit);
  }
};
}  // namespace

TEST_CASE("similarity is the share of common trigrams, in characters of folded text") {
  // "  word " has 5 trigrams, "  words " 6, of which "  w", " wo", "wor" and "ord" are common: 4 of 7.
  CHECK(trigram_similarity("word", "words") == doctest::Approx(4.0 / 7));
  CHECK(trigram_similarity("сөзі", "сөзін") == doctest::Approx(4.0 / 7));
  CHECK(trigram_similarity("Көше жарығы", "көше  ЖАРЫҒЫ") == 1);
  CHECK(trigram_similarity("су", "жол") == 0);
  CHECK(trigram_similarity("", "жол") == 0);
}

TEST_CASE_FIXTURE(District, "the same category of the same settlement is likely, whatever the title") {
  const Row same = issue("s1").row();
  issue("s2");
  CHECK(duplicates("мүлде басқа", "water.drinking") == std::vector{same});
}

TEST_CASE_FIXTURE(District, "another category is likely only with a similar title") {
  const Row same = issue("s1").with("title", "Орталық көшеде жарық жоқ").row();
  CHECK(duplicates("орталық көшеде жарық жок") == std::vector{same});
  CHECK(duplicates("Мектепте орын жетіспейді").empty());
}

TEST_CASE_FIXTURE(District, "a closed problem and the problem itself are no duplicates") {
  issue("s1").with("status", "closed");
  const auto itself = issue("s1").uuid();
  CHECK(duplicates("", "water.drinking", itself).empty());
}

TEST_CASE_FIXTURE(District, "so many at most, and none without a settlement and a category") {
  for (int i = 0; i < 5; ++i) issue("s1");
  CHECK(duplicates("", "water.drinking", {}, 3).size() == 3);
  CHECK(likely_duplicates(snapshot, {.settlement = row_of("s1"), .title = "Ауыз су жоқ"}, std::vector{Row{0}}, 3)
            .empty());
  CHECK(likely_duplicates(snapshot, {.category = 0, .title = "Ауыз су жоқ"}, std::vector{Row{0}}, 3).empty());
}
