// Which problems come up, where and when: counts by category, places by population, days by season, wording by
// language.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/exchange/sample_records.h"
#include "layers/exchange/sample_text.h"

namespace riskmap {

namespace {
// The stories that the sample tells by numbers (`decisions.md` 48): three times as many water problems as its
// population would bring, all recent, in one rural district; and two villages that nobody has heard from.
constexpr std::string_view excess_category = "utilities.water_drinking";
constexpr std::string_view excess_rural_district = "615837000";
constexpr int excess_times = 3, excess_days = 150;
constexpr std::array<std::string_view, 2> silent_places = {"615839200", "615853500"};

constexpr std::array year_weights = {12, 15, 18, 23, 32};  // oldest first: the office is heard of more and more
constexpr int russian_percent = 22;
constexpr int issues_per_repeat = 75;  // one problem in so many is registered a second time

// Where a village problem cannot be the town's.
constexpr std::array<std::string_view, 7> village_only = {
    "agriculture.", "transport.road_access", "transport.public_transport", "health.medical_post",
    "digital.",     "hazards.mudflow",       "hazards.fire_safety"};

// Large schools and kindergartens stand where there are children for them.
int smallest_population(const SampleCategory& category) {
  if (category.code == "education.school_places") return 2'500;
  return category.code == "education.kindergarten" ? 1'000 : 0;
}

bool fits(const SampleCategory& category, const SamplePlace& place) {
  if (std::ranges::find(silent_places, place.kato) != silent_places.end()) return false;
  if (place.population < smallest_population(category)) return false;
  return !place.is_town ||
         std::ranges::none_of(village_only, [&](std::string_view prefix) { return category.code.starts_with(prefix); });
}

// Wording that says "village", or "the school" where there are many, does not do for the town.
bool fits(const ProblemText& wording, const SamplePlace& place) {
  if (!place.is_town) return true;
  const auto text = wording.title + " " + wording.description;
  for (const std::string_view word : {"ауыл", "Ауыл", "сел", "Сел", "{of_place} мектеб"})
    if (text.find(word) != text.npos) return false;
  return true;
}

// More people have more problems, but a small village is heard of too.
int place_weight(const SamplePlace& place) {
  return static_cast<int>(std::lround(std::sqrt(place.population) * (20'000 + place.population) / 20'000));
}

// Matters of a whole place without an object that a point could show.
bool has_no_object(const SampleCategory& category) {
  for (const std::string_view prefix : {"employment.", "governance.", "social.", "agriculture.pasture",
                                        "agriculture.drought", "agriculture.veterinary", "hazards.stray"})
    if (category.code.starts_with(prefix)) return true;
  return category.sensitivity > 0;
}

// Public holidays that fall on the same day every year (Law on Holidays of 2001).
bool is_holiday(Date day) {
  using namespace std::chrono;
  constexpr std::array holidays = {January / 1, January / 2,  March / 8,    March / 21, March / 22,
                                   March / 23,  May / 1,      May / 7,      May / 9,    July / 6,
                                   August / 30, October / 25, December / 16};
  const year_month_day date{day};
  return std::ranges::find(holidays, date.month() / date.day()) != holidays.end();
}

class ProblemMaker {
 public:
  explicit ProblemMaker(const SampleFacts& facts) : facts_{facts} {}

  std::vector<SampleIssue> all() {
    for (const auto& category : facts_.categories) {
      const int excess = category.code == excess_category ? excess_count(category) : 0;
      SampleRandom places{"places/" + category.code};
      for (int i = 0; i < category.count; ++i) add(category, i, i < excess, places);
    }
    add_repeats();
    return std::move(issues_);
  }

 private:
  [[nodiscard]] int excess_count(const SampleCategory& category) const {
    int everybody = 0, here = 0;
    for (const auto& place : facts_.places) {
      everybody += place.population;
      if (place.rural_district == excess_rural_district) here += place.population;
    }
    return (excess_times * category.count * here + everybody - 1) / everybody;
  }

  // One pipe serves all villages of the rural district, so that few of them go without.
  [[nodiscard]] int crowding(const SamplePlace& place, bool is_excess) const {
    const auto here = excess_at_.find(place.kato);
    const int times = is_excess && here != excess_at_.end() ? 1 + here->second : 1;
    return times * times * times;
  }

  const SamplePlace& draw_place(const SampleCategory& category, bool is_excess, SampleRandom& random) const {
    std::vector<int> weights;
    for (const auto& place : facts_.places) {
      const bool is_there = place.rural_district == excess_rural_district;
      const bool may_be = fits(category, place) && (category.code != excess_category || is_there == is_excess);
      weights.push_back(may_be ? place_weight(place) / crowding(place, is_excess) : 0);
    }
    return facts_.places[random.weighted(weights)];
  }

  const ProblemText* draw_wording(const SampleCategory& category, const SamplePlace& place, SampleRandom& random) {
    const auto wanted = random.chance(russian_percent) ? Language::ru : Language::kk;
    for (const auto language : {wanted, Language::kk, Language::ru}) {
      std::vector<const ProblemText*> candidates;
      for (const auto& wording : facts_.problems)
        if (wording.category == category.code && wording.language == language && fits(wording, place) &&
            !used_.contains({place.kato, &wording}))
          candidates.push_back(&wording);
      if (!candidates.empty())
        return candidates[static_cast<std::size_t>(random.below(static_cast<int>(candidates.size())))];
    }
    return nullptr;
  }

  Date draw_day(const SampleCategory& category, bool is_excess, SampleRandom& random) const {
    for (;;) {
      const int years_ago = 5 - static_cast<int>(random.weighted(year_weights));
      int days_ago = years_ago * 365 - random.below(365);
      if (is_excess) days_ago = random.between(20, excess_days);
      const auto day = on_a_workday(facts_.today - std::chrono::days{days_ago});
      const auto month = static_cast<int>(static_cast<unsigned>(std::chrono::year_month_day{day}.month()));
      const bool in_season = category.first_month <= category.last_month
                                 ? month >= category.first_month && month <= category.last_month
                                 : month >= category.first_month || month <= category.last_month;
      if (in_season && day < facts_.today) return day;
    }
  }

  void add(const SampleCategory& category, int number, bool is_excess, SampleRandom& places) {
    const auto stream = fmt::format("{}/{}", category.code, number);
    SampleRandom random{stream};
    const SamplePlace* place = nullptr;
    const ProblemText* wording = nullptr;
    while (wording == nullptr) {
      place = &draw_place(category, is_excess, places);
      wording = draw_wording(category, *place, random);
    }
    used_.insert({place->kato, wording});
    excess_at_[place->kato] += is_excess ? 1 : 0;
    const auto& street =
        facts_.streets[static_cast<std::size_t>(random.below(static_cast<int>(facts_.streets.size())))];
    SampleSentences sentences{*place, wording->language, street, SampleRandom{"numbers/" + stream}};

    SampleIssue issue;
    issue.settlement = place->kato;
    issue.category = category.code;
    issue.lang = code_of(wording->language);
    issue.title = sentences.fill(wording->title);
    issue.description = sentences.fill(wording->description);
    issue.severity = random.between(wording->lowest_severity, wording->highest_severity);
    issue.likelihood = random.between(wording->lowest_likelihood, wording->highest_likelihood);
    issue.registered_on = draw_day(category, is_excess, random);
    if (random.chance(35)) issue.occurred_on = issue.registered_on - std::chrono::days{random.between(1, 45)};
    count_people(issue, *wording, *place, sentences, random);
    locate(issue, category, *wording, *place, street, random);
    issue.channel = draw_channel(random);
    plan_solution(issue, {facts_, category, *wording, *place,
                          sentences.number("n") ? sentences.number("n") : sentences.number("a"),
                          sentences.fill(wording->result), "plan/" + stream});
    issues_.push_back(std::move(issue));
  }

  static void count_people(SampleIssue& issue, const ProblemText& wording, const SamplePlace& place,
                           const SampleSentences& sentences, SampleRandom& random) {
    if (wording.scope == "few") {
      issue.affected_people = random.between(1, 8), issue.affected_households = 1;
    } else if (wording.scope == "street") {
      const int houses = sentences.number("a").value_or(5 * random.between(3, 12));
      issue.affected_households = houses, issue.affected_people = houses * random.between(4, 5);
    } else {
      const int percent = wording.scope == "all" ? 100 : random.between(8, 30);
      issue.affected_people = std::max(10, place.population * percent / 100);
      issue.affected_households = std::max<std::int64_t>(2, *issue.affected_people / 5);
    }
  }

  // Private matters stay at the settlement; streets and objects get a point near it.
  static void locate(SampleIssue& issue, const SampleCategory& category, const ProblemText& wording,
                     const SamplePlace& place, const Wording& street, SampleRandom& random) {
    const bool names_street = wording.title.find("{street}") != std::string::npos ||
                              wording.description.find("{street}") != std::string::npos;
    if (names_street) issue.address = wording.language == Language::ru ? "улица " + street.ru : street.kk + " көшесі";
    if (wording.scope == "few" || category.sensitivity > 0 || (has_no_object(category) && !names_street)) return;
    if (wording.scope == "street" || names_street) {
      issue.accuracy = random.chance(55) ? "STREET" : "EXACT";
    } else if (random.chance(76)) {
      issue.accuracy = "EXACT";
    } else {
      return;
    }
    // A village is about as wide as the root of its population; all on one street lies together.
    SampleRandom where{names_street ? place.kato + street.kk : place.kato + wording.title};
    const int radius_metres = 220 + static_cast<int>(std::lround(12 * std::sqrt(place.population)));
    const auto offset = [&](SampleRandom& lot, int metres) { return lot.between(-metres, metres); };
    int east = 0, north = 0;
    do {
      east = offset(where, radius_metres), north = offset(where, radius_metres);
    } while (east * east + north * north > radius_metres * radius_metres);
    east += offset(random, 90), north += offset(random, 90);
    constexpr int lon_units_per_metre = 121, lat_units_per_metre = 90;  // 10^-7 degrees at 42° north
    const auto degrees = [](std::int64_t units) {
      return fmt::format("{}.{:07}", units / 10'000'000, units % 10'000'000);
    };
    issue.geom = fmt::format("POINT({} {})", degrees(place.lon_e7 + east * lon_units_per_metre),
                             degrees(place.lat_e7 + north * lat_units_per_metre));
  }

  static std::string draw_channel(SampleRandom& random) {
    constexpr std::array<std::pair<const char*, int>, 13> channels = {{{"RECEPTION", 22},
                                                                       {"OFFSITE", 16},
                                                                       {"SOCIAL", 14},
                                                                       {"MESSENGER", 13},
                                                                       {"REPORT_MEETING", 11},
                                                                       {"EOTINISH", 7},
                                                                       {"CALL109", 5},
                                                                       {"LETTER", 3},
                                                                       {"PHONE", 3},
                                                                       {"ONLINE", 3},
                                                                       {"MANDATE", 1},
                                                                       {"MONITORING", 1},
                                                                       {"MEDIA", 1}}};
    std::array<int, channels.size()> weights{};
    std::ranges::transform(channels, weights.begin(), &std::pair<const char*, int>::second);
    return channels[random.weighted(weights)].first;
  }

  // Some problems are brought a second time and found to be known.
  void add_repeats() {
    SampleRandom random{"repeats"};
    const auto known = issues_.size();
    for (std::size_t i = issues_per_repeat / 2; i < known; i += issues_per_repeat) {
      auto& master = issues_[i];
      const auto day = on_a_workday(master.registered_on + std::chrono::days{random.between(6, 40)});
      if (master.status == Status::rejected || day >= facts_.today) continue;
      master.key = fmt::format("repeated/{}", i);
      SampleIssue repeat = master;
      repeat.key.clear(), repeat.measures.clear(), repeat.outcome.clear(), repeat.result.clear();
      repeat.forwarded_to.clear();
      repeat.resolved_on = repeat.closed_on = repeat.review_on = repeat.escalated_on = std::nullopt;
      repeat.escalation = "DISTRICT", repeat.escalated_to.clear();
      repeat.due_on = day + (*master.due_on - master.registered_on);
      repeat.registered_on = day;
      repeat.channel = draw_channel(random);
      repeat.status = Status::duplicate;
      repeat.duplicate_of = master.key;
      repeat.status_reason = facts_.phrases.at("repeat").front().in(language_of(master.lang).value_or(Language::kk));
      issues_.push_back(std::move(repeat));
    }
  }

  const SampleFacts& facts_;
  std::vector<SampleIssue> issues_;
  std::set<std::pair<std::string, const ProblemText*>> used_;  // no place has the same problem twice
  std::map<std::string, int> excess_at_{};                     // by the code of the place
};
}  // namespace

std::vector<SampleIssue> sample_problems(const SampleFacts& facts) {
  return ProblemMaker{facts}.all();
}

Date on_a_workday(Date day) {
  while (!is_weekday(day) || is_holiday(day)) day += std::chrono::days{1};
  return day;
}

}  // namespace riskmap
