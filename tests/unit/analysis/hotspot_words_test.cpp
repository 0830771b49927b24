#include "layers/analysis/hotspot_words.h"

#include <doctest/doctest.h>

#include <limits>

#include "layers/analysis/chance_words.h"
#include "layers/analysis/dealt_sums.h"
#include "layers/analysis/finding_words.h"
#include "layers/analysis/power_words.h"
#include "layers/text/translate.h"
#include "small_district.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

struct Words {
  Words() { set_language(Language::en); }
  ~Words() { set_language(Language::en); }
  PlaceHotspot place(PlaceVerdict verdict, double seen, double expected) const {
    PlaceHotspot at;
    at.row = district.row_of("s1");
    at.statistic.verdict = verdict;
    const bool is_high = verdict == PlaceVerdict::hot || verdict == PlaceVerdict::high_high;
    at.statistic.p = 0.0004;
    at.statistic.p_high = is_high ? 0.0002 : 0.9, at.statistic.p_low = is_high ? 0.9 : 0.0002;
    at.seen = seen, at.expected = expected;
    return at;
  }
  [[nodiscard]] RegisterHotspots found(const char* id = "open") const {
    RegisterHotspots found;
    found.question.indicator = *find_indicator(district.snapshot, id);
    found.counts_problems = std::string_view{id} == "open" || std::string_view{id} == "overdue";
    found.with_data = found.tested = 55;
    found.global.p = no_data;
    return found;
  }
  [[nodiscard]] std::string sentence(const PlaceHotspot& at, const char* id = "open") const {
    return sentence_of(district.snapshot, found(id), at);
  }
  testing::SmallDistrict district;
};
}  // namespace

TEST_CASE("a hotspot says what is seen, what would be expected, how rare that is and what lies behind") {
  const Words words;
  auto at = words.place(PlaceVerdict::hot, 18, 7.2);
  at.behind = {{words.district.snapshot.find_category("water.drinking"), 11},
               {words.district.snapshot.find_category("aid.family"), 4}};
  CHECK(words.sentence(at) ==
        "In Köksäyek and its neighbours there are 18 open problems where about 7 would be expected; such a gap comes "
        "about by chance in fewer than 1 of 2,000 cases. Behind it: water.drinking\u00A0–\u00A0"
        "11, aid.family\u00A0–\u00A0"
        "4.");
  set_language(Language::kk);
  CHECK(
      words.sentence(at) ==
      "Көксәйек және оның көршілері: 18 ашық мәселе бар, ал шамамен 7 күтілер еді; мұндай алшақтық жай кездейсоқтықтан "
      "2\u00A0000 жағдайда 1 реттен де сирек болады. Оның ішінде: water.drinking\u00A0–\u00A0"
      "11, aid.family\u00A0–\u00A0"
      "4.");
  set_language(Language::ru);
  CHECK(
      words.sentence(at).starts_with("Коксайек и соседние места: 18 открытых проблем, тогда как ожидалось бы около 7; "
                                     "такой разрыв случайно возникает реже чем в 1 случае из 2\u00A0000."));
}

TEST_CASE("the short line has figures only where they say what the verdict says") {
  const Words words;
  const auto found = words.found();
  CHECK(short_line_of(found, words.place(PlaceVerdict::hot, 18, 7.2)) ==
        "More than by chance: 18 with its neighbours, about 7 expected");
  CHECK(short_line_of(found, words.place(PlaceVerdict::not_significant, 3, 2.5)) ==
        "Not significant: 3 with its neighbours, about 2.5 expected");
  CHECK(short_line_of(found, words.place(PlaceVerdict::hot, 6, 7.2)) == "More than by chance");
  CHECK(short_line_of(found, words.place(PlaceVerdict::untestable, 1, 1)) == "Cannot be tested");
  CHECK(short_line_of(found, words.place(PlaceVerdict::no_data, no_data, no_data)) == "No data");
}

TEST_CASE("every verdict has a sentence, and only a significant one speaks of chance in cases") {
  const Words words;
  CHECK(words.sentence(words.place(PlaceVerdict::cold, 1, 8.9))
            .starts_with("In Köksäyek and its neighbours there is 1 open problem where about 9"));
  CHECK(words.sentence(words.place(PlaceVerdict::high_low, 5, 6)).find("has more than usual") != std::string::npos);
  CHECK(words.sentence(words.place(PlaceVerdict::low_high, 5, 6)).find("has less than usual") != std::string::npos);
  CHECK(words.sentence(words.place(PlaceVerdict::hot, 12, 4), "overdue")
            .starts_with("Köksäyek and its neighbours: “Overdue problems” – 12, where about 4"));
  CHECK(words.sentence(words.place(PlaceVerdict::hot, 40, 12), "days_open")
            .find("40 days on average, 12 days over all") != std::string::npos);
  auto rare = words.place(PlaceVerdict::not_significant, 30, 40);
  CHECK(words.sentence(rare).ends_with(
      "Among the 55 places looked at, chance alone brings such a difference to one or another."));
  rare.statistic.p = 0.3;
  CHECK(words.sentence(rare).ends_with("Chance alone brings such a difference often enough."));
  rare.statistic.p = 0.0004;
  rare.seen = 41, rare.expected = 30;  // p is of the other direction
  CHECK(words.sentence(rare).starts_with("The neighbours of Köksäyek, taken one by one, lie lower than chance"));
  // A town among the neighbours turns the sum around: the sentence does not pretend.
  CHECK(words.sentence(words.place(PlaceVerdict::hot, 6, 9)).find("taken one by one, lie higher") != std::string::npos);
  for (const auto verdict : {PlaceVerdict::not_significant, PlaceVerdict::untestable, PlaceVerdict::no_neighbours,
                             PlaceVerdict::at_mean, PlaceVerdict::undefined, PlaceVerdict::no_data}) {
    const auto sentence = words.sentence(words.place(verdict, 5, 4));
    CAPTURE(sentence);
    CHECK(sentence.ends_with('.'));
    CHECK(sentence.find(" cases") == std::string::npos);
  }
}

TEST_CASE("chance is a round share that p stays below") {
  const Words words;
  CHECK(chance_words(0.0009) == "fewer than 1 of 1,000 cases");
  CHECK(chance_words(0.001) == "fewer than 1 of 500 cases");
  CHECK(chance_words(0.049) == "fewer than 1 of 20 cases");
  CHECK(chance_words(1e-12) == "fewer than 1 of 1,000,000 cases");
  CHECK(chance_words(0.7).ends_with("of cases"));
}

TEST_CASE("p in words is never 0") {
  const Words words;
  CHECK(p_words(0) == "p\u00A0<\u00A00.001");
  CHECK(p_words(2e-5) == "p\u00A0<\u00A00.001");
  CHECK(p_words(0.0042) == "p\u00A0=\u00A00.0042");
  CHECK(p_words(0.4149) == "p\u00A0=\u00A00.41");
}

TEST_CASE("a level of significance is never written as 0 or 1") {
  const Words words;
  CHECK(level_words(0.05) == "0.05");
  CHECK(level_words(0.1) == "0.1");
  CHECK(level_words(0.00012) == "0.00012");
  CHECK(level_words(1e-9) == "0.000000001");
  CHECK(level_words(2.5e-30) == "2.5e-30");
  CHECK(level_words(0.99999) == "0.99999");
  set_language(Language::kk);
  CHECK(level_words(1e-5) == "0,00001");
}

TEST_CASE("no line ends inside a p, in any language") {
  const Words words;
  auto found = words.found();
  found.global.statistic = 0.31, found.global.expected = -0.02, found.global.p = 0.3;
  found.dealt = {.high = 0.004, .low = 0.997, .p = 0.008, .deals = 9'999};
  const auto at = words.place(PlaceVerdict::cold, 1, 9);
  for (const auto spoken : {Language::kk, Language::ru, Language::en}) {
    set_language(spoken);
    const auto lines = how_found(words.district.snapshot, found, at, {{.kind = WeightsKind::queen}, false});
    const auto has = [&](std::string_view text) {
      return std::ranges::any_of(lines, [text](const std::string& line) { return line.find(text) != line.npos; });
    };
    CHECK(has("\u00A0=\u00A00"));
    CHECK_FALSE(has(" = "));
    CHECK_FALSE(has(" < "));
  }
}

TEST_CASE("a join count says which answer it looks for, and where the neighbours answer alike") {
  const Words words;
  auto found = words.found("overdue");
  found.question.request.method = HotspotMethod::joincount;
  found.question.yes_no = yes_no_of(found.question.indicator);
  found.counts_problems = false;
  found.yes = 9;
  auto at = words.place(PlaceVerdict::cluster, 2, 0.8);
  at.statistic.neighbours = 3, at.statistic.p = 0.004, at.statistic.is_exact = true;
  at.alike = {words.district.row_of("s4"), words.district.row_of("s5")};
  CHECK(
      sentence_of(words.district.snapshot, found, at) ==
      "Köksäyek: “Overdue problems” – at least one; the same at 2 of 3 neighbours, where about 0.8 would be expected; "
      "such a gap comes about by chance in fewer than 1 of 200 cases.");
  CHECK(short_line_of(found, at) == "Cluster: 2 of 3 neighbours alike, about 0.8 expected");
  const auto lines = how_found(words.district.snapshot, found, at, {});
  const auto says = [&lines](std::string_view text) {
    return std::ranges::any_of(lines, [text](const std::string& line) { return line.find(text) != line.npos; });
  };
  CHECK(says("Asked of every place: “Overdue problems” – at least one. So it is at 9 of 55."));
  CHECK(says("Neighbours that answer alike: Qosağash, Zertas."));
  CHECK(says("hypergeometric"));
  CHECK_FALSE(says("rarer"));
  at.statistic.neighbours = 1;
  CHECK(short_line_of(found, at) == "Cluster: 2 of 1 neighbour alike, about 0.8 expected");
  at.statistic.neighbours = 3;
  auto fewer = at;
  fewer.alike.clear();
  fewer.statistic.verdict = PlaceVerdict::not_significant;
  fewer.statistic.p_high = 1, fewer.statistic.p_low = 0.0002, fewer.statistic.p = 0.0004;
  CHECK(sentence_of(words.district.snapshot, found, fewer).ends_with("Fewer alike than expected are no cluster."));
  for (const auto& line : how_found(words.district.snapshot, found, fewer, {}))
    CHECK_MESSAGE(line.find("two-sided") == std::string::npos, line);
  at.statistic.verdict = PlaceVerdict::absent;
  CHECK(sentence_of(words.district.snapshot, found, at) ==
        "Köksäyek: “Overdue problems” – none. Only places with the other answer are tested.");
  found.is_of_the_no = true;
  at.statistic.verdict = PlaceVerdict::cluster;
  CHECK(sentence_of(words.district.snapshot, found, at).starts_with("Köksäyek: “Overdue problems” – none; the same"));
  set_language(Language::kk);
  found.question.yes_no = yes_no_of(*find_indicator(words.district.snapshot, "overdue"));
  CHECK(sentence_of(words.district.snapshot, found, at).starts_with("Көксәйек: «"));
}

TEST_CASE("of a join count that finds nothing it is said how many neighbours would have to answer alike") {
  // A ring of 20 places with 4 neighbours each, of which eight lie apart or in pairs.
  std::vector<Link> links;
  for (std::uint32_t row = 0; row < 20; ++row)
    for (const std::uint32_t step : {1U, 2U, 18U, 19U}) links.push_back({row, (row + step) % 20});
  const auto neighbours = neighbours_from(20, std::move(links));
  const auto found_of = [&](const std::vector<double>& answers) {
    const auto tested = *find_hotspots(answers, neighbours, {.method = HotspotMethod::joincount});
    RegisterHotspots found;
    found.question.request.method = HotspotMethod::joincount;
    found.with_data = tested.with_data, found.tested = tested.tested;
    for (const auto& statistic : tested.places) found.places.emplace_back().statistic = statistic;
    return found;
  };
  std::vector<double> answers(20, 0);
  for (const std::size_t row : {0U, 5U, 10U, 15U}) answers[row] = 1;
  const auto reach = join_reach(found_of(answers));
  REQUIRE(reach);
  CHECK(*reach == JoinReach{4, 3, 4});
  // Alone among four it stands out with three alike, and not with two.
  const auto is_rare = [](double alike) { return two_sided_p(hypergeometric_tails(19, 3, 4, alike)) <= 0.05 / 4; };
  CHECK(is_rare(3));
  CHECK_FALSE(is_rare(2));
  for (std::size_t row = 0; row < 20; row += 2) answers[row] = 1;
  const auto many = join_reach(found_of(answers));
  REQUIRE(many);
  CHECK(many->alike == 5);  // more than the four there are
  CHECK_FALSE(join_reach(found_of(std::vector<double>(20, 0))));
}

TEST_CASE("a sentence begins with a capital letter, whatever its place is called") {
  Words words;
  words.district.settlement("town", "r1", "Ленгер қаласы", "город Ленгер", "Lenger town", "");
  auto at = words.place(PlaceVerdict::untestable, 1, 1);
  at.row = words.district.row_of("town");
  set_language(Language::ru);
  CHECK(sentence_of(words.district.snapshot, words.found(), at).starts_with("Город Ленгер: "));
}

TEST_CASE("where nothing passes it is said why, and what could have been seen") {
  const Words words;
  auto found = words.found();
  found.total = 110;
  found.places.assign(55, words.place(PlaceVerdict::not_significant, 3, 3));
  const auto lines =
      why_nothing(found, {.power = HotspotPower{.total = 110, .doubled = 0.2, .variance = 0.25, .shown_by = 5.0}});
  REQUIRE(lines.size() == 4);
  CHECK(lines[0] == "No place stands out beyond what chance brings.");
  CHECK(lines[1].find("110 problems") != std::string::npos);
  CHECK(lines[1].find("20") != std::string::npos);
  CHECK(lines[2].find("about 5 times") != std::string::npos);
  CHECK(lines[3].find("differ by 50") != std::string::npos);
  found.places.front().statistic.verdict = PlaceVerdict::hot;
  CHECK(why_nothing(found, {}).empty());
  found.with_data = 13;
  found.places.assign(13, words.place(PlaceVerdict::untestable, 3, 3));
  CHECK(why_nothing(found, {}).front().starts_with("No place can be tested"));
  found.places.assign(13, words.place(PlaceVerdict::undefined, 3, 3));
  CHECK(why_nothing(found, {}).front().starts_with("All places have the same value"));
  found.with_data = 1;
  CHECK(why_nothing(found, {}).front().starts_with("Only 1 place has data"));
}

TEST_CASE("where nothing stands out, it is said whether anything clusters at all, and from how many deals") {
  const Words words;
  auto found = words.found();
  found.places.assign(55, words.place(PlaceVerdict::not_significant, 3, 3));
  found.global.statistic = 0.31, found.global.expected = -0.02, found.global.p = 0.3;
  const auto says = [&](std::string_view text) {
    const auto lines = why_nothing(found, {});
    return std::ranges::any_of(lines, [text](const std::string& line) { return line.find(text) != std::string::npos; });
  };
  CHECK(says("No overall clustering (p\u00A0=\u00A00.3)."));
  CHECK(says("the whole is not dealt at random; single places have their 99,999 deals."));
  found.dealt = {.high = 0.2, .low = 0.8, .p = 0.4, .deals = 9'999};
  CHECK(says("No overall clustering (p\u00A0=\u00A00.4)."));
  CHECK(says("99,999 deals of the whole would take too long; single places have as many."));
  found.dealt.deals = 99'999;
  CHECK_FALSE(says("single places have"));
  CHECK(drawn_borders_words({{.kind = WeightsKind::rook}, true}).starts_with("The borders are schematic"));
  CHECK(drawn_borders_words({{.kind = WeightsKind::rook}, false}).empty());
  CHECK(drawn_borders_words({{.kind = WeightsKind::nearest}, true}).empty());
}

TEST_CASE("how a place was found names method, neighbours, p and what to be careful about") {
  const Words words;
  auto found = words.found();
  auto at = words.place(PlaceVerdict::cold, 1, 9);
  at.neighbours = {words.district.row_of("s4"), words.district.row_of("s5")};
  const auto lines = how_found(words.district.snapshot, found, at, {{.kind = WeightsKind::queen}, true});
  const auto says = [&](std::string_view text) {
    return std::ranges::any_of(lines, [text](const std::string& line) { return line.find(text) != std::string::npos; });
  };
  CHECK(says("Getis-Ord Gi*\u00A0· touching, corners too\u00A0· Benjamini–Hochberg"));
  CHECK(says("Neighbours (2): Qosağash, Zertas."));
  CHECK(says("p\u00A0<\u00A00.001, two-sided"));
  CHECK(says("from 99,999 random deals"));
  CHECK(says("schematic"));
  CHECK(says("perhaps nobody asked there"));
  CHECK(says("Adjusted for 55 places looked at together"));
  found.question.request.correction = Correction::none;
  const auto unadjusted = how_found(words.district.snapshot, found, at, {{.kind = WeightsKind::queen}, true});
  CHECK(unadjusted[2].find("some of so many pass by chance alone") != std::string::npos);
}

TEST_CASE("a place unlike its neighbours is told with both figures, and that chance is said of the neighbours") {
  const Words words;
  auto found = words.found();
  found.question.request.inference = Inference::exact;
  auto at = words.place(PlaceVerdict::high_low, 9, 12);
  at.statistic.value = 6, at.statistic.lag = 0.5;
  const auto how = [&] { return how_found(words.district.snapshot, found, at, {{.kind = WeightsKind::queen}, false}); };
  const auto says = [&](std::string_view text) {
    return std::ranges::any_of(how(), [text](const std::string& line) { return line.find(text) != std::string::npos; });
  };
  CHECK(
      sentence_of(words.district.snapshot, found, at)
          .starts_with("Köksäyek has more than usual (6), while its neighbours have less than chance would leave them "
                       "(0.5 on average); such a gap"));
  CHECK(short_line_of(found, at) == "High among low");
  CHECK(says("the chance told is that of the neighbours"));
  CHECK_FALSE(says("rates made comparable"));
  // Rates that were made comparable are no numbers of problems.
  found.question.base = find_indicator(words.district.snapshot, "population");
  CHECK(sentence_of(words.district.snapshot, found, at).starts_with("Köksäyek has more than usual, while"));
  CHECK(says("with 0 for an equal share: 6 here, 0.5 on average at its neighbours."));
  found.question.request.inference = Inference::analytic;
  CHECK_FALSE(says("the chance told is that of the neighbours"));
}

TEST_CASE("whether anything clusters at all is told by random deals where they were made, by the formula else") {
  const Words words;
  auto found = words.found();
  const auto at = words.place(PlaceVerdict::cold, 1, 9);
  const auto says = [&](std::string_view text) {
    const auto lines = how_found(words.district.snapshot, found, at, {{.kind = WeightsKind::queen}, false});
    return std::ranges::any_of(lines, [text](const std::string& line) { return line.find(text) != std::string::npos; });
  };
  CHECK_FALSE(says("overall"));  // not defined
  found.global.statistic = 0.31, found.global.expected = -0.02, found.global.p = 0.002;
  CHECK(says("Neighbours resemble one another overall (p\u00A0=\u00A00.002)."));
  found.dealt = {.high = 0.004, .low = 0.997, .p = 0.008, .deals = 9'999};
  CHECK(
      says("Neighbours resemble one another overall (p\u00A0=\u00A00.008). Moran's I\u00A0=\u00A00.31, from 9,999 "
           "random deals; by the "
           "formula p\u00A0=\u00A00.002."));
  found.dealt.p = 0.4;
  CHECK(says("No overall clustering (p\u00A0=\u00A00.4). Moran's I\u00A0=\u00A00.31"));
  found.dealt.p = 0.008, found.global.statistic = -0.4;
  CHECK(says("Neighbours differ from one another more than by chance overall (p\u00A0=\u00A00.008)."));
}

}  // namespace riskmap
