#include "layers/analysis/scan_words.h"

#include <doctest/doctest.h>

#include <string>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
struct Words {
  Words() { set_language(Language::en); }
  ~Words() { set_language(Language::en); }
  [[nodiscard]] ScannedPlaces places(const std::string& what = {}) const {
    return {.name = [](std::size_t row) { return row == 0 ? "Köksäyek" : "Zertas"; },
            .what = what,
            .base = "Residents",
            .counts_problems = true};
  }
  [[nodiscard]] ScanCluster cluster(double p) const {
    return {.centre = 0, .radius = 12'345, .rows = {0, 4, 7}, .seen = 18, .expected = 7.2, .ratio = 6.1, .p = p};
  }
  [[nodiscard]] SpatialScan scan() const {
    SpatialScan scan;
    scan.places = 55, scan.total = 155, scan.people = 130'000, scan.deals = 9999;
    scan.dispersion = {.variance = 0.16, .variance_apart = 0.04, .index = 120, .degrees = 53, .p = 0.0001};
    scan.clusters = {cluster(0.0004)};
    return scan;
  }
};

bool says(const std::vector<std::string>& lines, const std::string& words) {
  for (const auto& line : lines)
    if (line.find(words) != std::string::npos) return true;
  return false;
}
}  // namespace

TEST_CASE("a cluster says where it is, what is seen, what would be expected and how rare that is") {
  const Words words;
  CHECK(sentence_of(words.cluster(0.0004), words.places(), " Behind it: water.") ==
        "In Köksäyek and 2 places within 13\u00A0km there are 18 open problems where about 7 would be expected; "
        "chance brings such a cluster to this map in fewer than 1 of 2,000 cases. Behind it: water.");
  set_language(Language::kk);
  CHECK(sentence_of(words.cluster(0.0004), words.places()) ==
        "Köksäyek және одан 13\u00A0км қашықтыққа дейінгі 2 жер: 18 ашық мәселе бар, ал шамамен 7 күтілер еді; мұндай "
        "шоғыр "
        "бұл картада кездейсоқ 2\u00A0000 жағдайда 1 реттен де сирек пайда болады.");
  set_language(Language::ru);
  CHECK(sentence_of(words.cluster(0.0004), words.places()) ==
        "Köksäyek и ещё 2 места в пределах 13\u00A0км: 18 открытых проблем, тогда как ожидалось бы около 7; случайно "
        "такое скопление появляется на этой карте реже чем в 1 случае из 2\u00A0000.");
}

TEST_CASE("one place is named alone, and other counts by their name") {
  const Words words;
  auto alone = words.cluster(0.0004);
  alone.rows = {0}, alone.radius = 0;
  CHECK(sentence_of(alone, words.places("Overdue"))
            .starts_with("Köksäyek: “Overdue” – 18, where about 7 would be expected; "));
}

TEST_CASE("no place of a cluster lies beyond the distance that is said") {
  const Words words;
  auto near = words.cluster(0.0004);
  near.radius = 2'410;
  CHECK(sentence_of(near, words.places()).starts_with("In Köksäyek and 2 places within 2.5\u00A0km there"));
}

TEST_CASE("a cluster that chance often brings is not claimed") {
  const Words words;
  CHECK(sentence_of(words.cluster(0.31), words.places(), " Behind it: water.") ==
        "In Köksäyek and 2 places within 13\u00A0km there are 18 open problems where about 7 would be expected. "
        "Chance alone brings a cluster as strong often enough (p\u00A0=\u00A00.31).");
}

TEST_CASE("how it was found tells which chance it was held against and how far places differ") {
  const Words words;
  auto scan = words.scan();
  const auto different = how_scanned(scan, words.places());
  CHECK(says(different, "differ by about 40"));
  CHECK(says(different, "strongest circle by 20"));
  CHECK(says(different, "That places differ, the strongest circle apart, is certain enough (p\u00A0<\u00A00.001)"));
  CHECK_FALSE(says(different, "Nothing proves"));
  scan.dispersion.p = 0.4;
  scan.poisson = {words.cluster(0.002)};
  const auto alike = how_scanned(scan, words.places());
  CHECK(says(alike, "Nothing proves that places differ, the strongest circle apart (p\u00A0=\u00A00.4)"));
  CHECK(says(alike, "finds its strongest cluster with p\u00A0=\u00A00.002."));
  CHECK(says(alike, "130,000 residents"));
  CHECK(says(alike, "among 155 cases differences of up to about 47"));
  scan.total = 600;
  CHECK(says(how_scanned(scan, words.places()), "among 600 cases differences of up to about 24"));
  scan.poisson->front().p = 0.2;
  CHECK(says(how_scanned(scan, words.places()), "finds no cluster either (p\u00A0=\u00A00.2)"));
}

TEST_CASE("cases and people are told as they are, however many") {
  const Words words;
  auto scan = words.scan();
  scan.total = 1.2e19, scan.people = 3e19;
  scan.poisson = std::vector<ScanCluster>{};
  const auto lines = how_scanned(scan, words.places());
  CHECK(says(lines, "12,000,000,000,000,000,000 cases"));
  CHECK(says(lines, "30,000,000,000,000,000,000 residents"));
}

TEST_CASE("why nothing is claimed has its own words for every reason") {
  const Words words;
  auto scan = words.scan();
  CHECK(why_nothing_scanned(scan, words.places()).empty());
  scan.deals = 18;
  CHECK(says(why_nothing_scanned(scan, words.places()), "at this limit 19 at least are needed."));
  scan.deals = 19;
  scan.clusters.front().p = 0.4;
  CHECK(says(why_nothing_scanned(scan, words.places()), "No cluster stands out"));
  CHECK(says(why_nothing_scanned(scan, words.places()), "often enough (p\u00A0=\u00A00.4)"));
  scan.clusters.clear();
  CHECK(says(why_nothing_scanned(scan, words.places()), "No circle holds more"));
  scan.obstacle = ScanObstacle::too_few_places, scan.places = 9;
  CHECK(says(why_nothing_scanned(scan, words.places()), "Only 9 places take part: a scan needs 10."));
  scan.without_people = 40;
  CHECK(says(why_nothing_scanned(scan, words.places()), "known of too few places"));
  CHECK(says(why_nothing_scanned(scan, words.places()), "40 places are left out"));
  scan.obstacle = ScanObstacle::too_few_cases, scan.total = 1;
  CHECK(says(why_nothing_scanned(scan, words.places()), "Only 1 case is counted"));
  scan.obstacle = ScanObstacle::no_circle;
  CHECK(says(why_nothing_scanned(scan, words.places()), "nothing to compare it with"));
}

}  // namespace riskmap
