#include "layers/exchange/sample_appeals.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "layers/exchange/sample_random.h"
#include "layers/exchange/sample_receptions.h"
#include "layers/model/work_calendar.h"

namespace riskmap {

namespace {
using std::chrono::days;

constexpr int answer_workdays = 15;   // APPC art. 76
constexpr int forgotten_percent = 4;  // of recent appeals nobody has answered yet though it was time
constexpr int late_percent = 9;       // answered after the deadline
constexpr int recent_days = 80;

struct SampleAppeal {
  std::string kind = "APPLICATION", channel, reception, answer_text, answer_channel, satisfied, summary, settlement;
  std::string category, issue;  // issue: registration number
  Date received_on{}, registered_on{}, due_on{};
  std::optional<Date> answered_on;
  int people = 1;
  bool is_anonymous = false;
};

// Channels on which a person speaks; the others are the office's own findings.
bool is_voiced(const std::string& channel) {
  return channel != "MONITORING" && channel != "MEDIA" && channel != "MANDATE";
}

std::string kind_of(const std::string& channel, SampleRandom& random) {
  if (channel == "SOCIAL" || channel == "MESSENGER" || channel == "CALL109")
    return random.chance(60) ? "MESSAGE" : "COMPLAINT";
  return random.chance(70) ? "APPLICATION" : random.chance(80) ? "COMPLAINT" : "PROPOSAL";
}

// What people say of the outcome, in percent: yes, partly, no; whoever is left was not asked.
std::string satisfaction(const std::string& outcome, SampleRandom& random) {
  std::array<int, 4> weights = {0, 0, 0, 100};
  if (outcome == "SOLVED") weights = {68, 14, 3, 15};
  if (outcome == "PARTIAL") weights = {25, 45, 12, 18};
  if (outcome == "EXPLAINED") weights = {34, 26, 16, 24};
  if (outcome == "REFUSED") weights = {4, 10, 60, 26};
  constexpr std::array answers = {"YES", "PARTLY", "NO", ""};
  return answers[random.weighted(weights)];
}

class AppealMaker {
 public:
  explicit AppealMaker(const SampleFacts& facts) : facts_{facts} {
    const int last_year = static_cast<int>(std::chrono::year_month_day{facts.today}.year()) + 1;
    for (const auto& holiday : public_holidays(2020, last_year)) calendar_.set(holiday.day, false);
  }

  std::vector<SampleAppeal> all(const std::vector<SampleIssue>& issues, const ReceptionBook& receptions) {
    for (const auto& issue : issues)
      if (!issue.key.empty()) number_of_key_[issue.key] = issue.reg_no;
    for (const auto& issue : issues)
      if (is_voiced(issue.channel) && issue.status != Status::draft) add_voices(issue, receptions);
    add_unlinked();
    std::ranges::stable_sort(appeals_, {},
                             [](const auto& appeal) { return std::tie(appeal.received_on, appeal.issue); });
    return std::move(appeals_);
  }

 private:
  // The one who spoke first, others who asked for the same later, and whoever was not satisfied.
  void add_voices(const SampleIssue& issue, const ReceptionBook& receptions) {
    SampleRandom random{"appeals/" + issue.reg_no};
    const auto reception = receptions.of_issue(issue);
    auto first = voice(issue, reception ? reception->held_on : issue.registered_on, issue.channel, random);
    if (reception) first.reception = reception->key;
    if (issue.affected_households.value_or(1) > 10 && random.chance(40))
      first.people = random.between(5, static_cast<int>(std::min<std::int64_t>(60, *issue.affected_households / 2)));
    appeals_.push_back(first);
    constexpr std::array<int, 3> more = {72, 20, 8};
    const auto others = random.weighted(more);
    for (std::size_t i = 0; i < others; ++i) {
      const auto end = issue.resolved_on.value_or(facts_.today);
      const auto day = first.received_on + days{random.between(3, 60)};
      constexpr std::array channels = {"MESSENGER", "SOCIAL", "PHONE", "EOTINISH"};
      if (day < end) appeals_.push_back(voice(issue, day, channels[static_cast<std::size_t>(random.below(4))], random));
    }
    if (!issue.reopened_on) return;
    appeals_.back().satisfied = "NO";
    appeals_.push_back(voice(issue, *issue.reopened_on - days{1}, "MESSENGER", random));
  }

  SampleAppeal voice(const SampleIssue& issue, Date day, const std::string& channel, SampleRandom& random) {
    SampleAppeal appeal;
    appeal.channel = channel;
    appeal.kind = kind_of(channel, random);
    appeal.settlement = issue.settlement;
    appeal.category = issue.category;
    appeal.issue = issue.duplicate_of.empty() ? issue.reg_no : number_of_key_.at(issue.duplicate_of);
    appeal.received_on = day;
    appeal.summary = issue.title + ". " + phrase("appeal_end", issue.lang, random);
    appeal.is_anonymous = (channel == "SOCIAL" || channel == "CALL109") && random.chance(30);
    start_clock(appeal);
    answer(appeal, issue, random);
    return appeal;
  }

  void start_clock(SampleAppeal& appeal) const {
    appeal.registered_on = calendar_.next_workday(appeal.received_on);
    appeal.due_on = calendar_.add_workdays(appeal.registered_on, answer_workdays);
  }

  void answer(SampleAppeal& appeal, const SampleIssue& issue, SampleRandom& random) const {
    const bool is_late = random.chance(late_percent);
    const auto day = is_late ? calendar_.add_workdays(appeal.due_on, random.between(1, 15))
                             : calendar_.add_workdays(appeal.registered_on, random.between(2, answer_workdays));
    const bool is_recent = days_between(appeal.received_on, facts_.today) < recent_days;
    if (day > facts_.today || (is_recent && random.chance(forgotten_percent))) return;
    appeal.answered_on = day;
    const bool is_done = issue.resolved_on && *issue.resolved_on <= day;
    appeal.answer_text = is_done && !issue.result.empty()   ? issue.result
                         : issue.status == Status::rejected ? issue.status_reason
                                                            : phrase("answer_open", issue.lang, random);
    const bool is_written = appeal.channel == "EOTINISH" || appeal.channel == "LETTER";
    appeal.answer_channel = is_written ? appeal.channel : random.chance(65) ? "PHONE" : "MESSENGER";
    if (issue.resolved_on) appeal.satisfied = satisfaction(issue.outcome, random);
  }

  // What nobody has joined to a problem yet, word for word.
  void add_unlinked() {
    const auto& table = facts_.unlinked;
    for (const auto& record : table.records) {
      const auto text = [&](std::string_view column) { return column_text(table, record, column); };
      SampleAppeal appeal;
      appeal.kind = text("kind"), appeal.channel = text("channel"), appeal.summary = text("summary");
      appeal.settlement = text("settlement"), appeal.category = text("category");
      appeal.people = std::stoi(text("people"));
      appeal.received_on = facts_.today - days{std::stoi(text("days_ago"))};
      start_clock(appeal);
      appeals_.push_back(std::move(appeal));
    }
  }

  [[nodiscard]] std::string phrase(const char* use, const std::string& lang, SampleRandom& random) const {
    const auto& phrases = facts_.phrases.at(use);
    const auto& chosen = phrases[static_cast<std::size_t>(random.below(static_cast<int>(phrases.size())))];
    return chosen.in(language_of(lang).value_or(Language::kk));
  }

  const SampleFacts& facts_;
  WorkCalendar calendar_;
  std::map<std::string, std::string> number_of_key_;  // of told problems and of those brought twice
  std::vector<SampleAppeal> appeals_;
};

std::string text_of(const std::optional<Date>& day) {
  return day ? iso_date(*day) : std::string{};
}

SampleTable appeals_as_rows(const std::vector<SampleAppeal>& appeals, const std::vector<std::string>& numbers) {
  SampleTable table{
      "appeals.csv",
      {"reg_no", "kind", "channel", "reception", "received_on", "registered_on", "due_on", "answered_on", "answer_text",
       "answer_channel", "satisfied", "collective_count", "summary", "settlement", "category", "is_anonymous"},
      {}};
  for (std::size_t i = 0; i < appeals.size(); ++i) {
    const auto& appeal = appeals[i];
    table.rows.push_back({numbers[i], appeal.kind, appeal.channel, appeal.reception, iso_date(appeal.received_on),
                          iso_date(appeal.registered_on), iso_date(appeal.due_on), text_of(appeal.answered_on),
                          appeal.answer_text, appeal.answer_channel, appeal.satisfied, fmt::format("{}", appeal.people),
                          appeal.summary, appeal.settlement, appeal.category, appeal.is_anonymous ? "1" : ""});
  }
  return table;
}

SampleTable links_as_rows(const std::vector<SampleAppeal>& appeals, const std::vector<std::string>& numbers) {
  SampleTable table{"appeal_issues.csv", {"appeal", "issue"}, {}};
  for (std::size_t i = 0; i < appeals.size(); ++i)
    if (!appeals[i].issue.empty()) table.rows.push_back({numbers[i], appeals[i].issue});
  return table;
}

std::vector<std::string> numbers_of(const std::vector<SampleAppeal>& appeals) {
  std::map<int, int> last;
  std::vector<std::string> numbers;
  for (const auto& appeal : appeals) {
    const auto year = static_cast<int>(std::chrono::year_month_day{appeal.received_on}.year());
    numbers.push_back(fmt::format("TB-A-{}-{:04}", year, ++last[year]));
  }
  return numbers;
}
}  // namespace

std::vector<SampleTable> appeal_tables(const SampleFacts& facts, const std::vector<SampleIssue>& issues) {
  const ReceptionBook receptions{facts, issues};
  const auto appeals = AppealMaker{facts}.all(issues, receptions);
  const auto numbers = numbers_of(appeals);
  auto tables = receptions.tables();
  tables.push_back(appeals_as_rows(appeals, numbers));
  tables.push_back(links_as_rows(appeals, numbers));
  return tables;
}

}  // namespace riskmap
