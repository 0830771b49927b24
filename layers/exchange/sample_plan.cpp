// The way of one problem: its state follows from its age, its plan from the chain of steps, all dates from both.
#include <algorithm>
#include <array>
#include <chrono>

#include <fmt/format.h>

#include "layers/core/contract.h"
#include "layers/exchange/sample_random.h"
#include "layers/exchange/sample_records.h"
#include "layers/exchange/sample_steps.h"

namespace riskmap {

namespace {
using std::chrono::days;

// Where problems of an age stand, in per cent of: registered, confirmed, planned, in work, on hold, forwarded, done,
// rejected.
struct StateShares {
  int up_to_days;
  std::array<int, 8> shares;
};
constexpr std::array<Status, 8> shared_states = {Status::registered,  Status::confirmed, Status::planned,
                                                 Status::in_progress, Status::on_hold,   Status::forwarded,
                                                 Status::closed,      Status::rejected};
constexpr std::array state_shares = {
    StateShares{14, {76, 18, 0, 0, 0, 0, 6, 0}},   StateShares{60, {26, 20, 22, 16, 0, 4, 10, 2}},
    StateShares{180, {6, 6, 20, 34, 5, 5, 21, 3}}, StateShares{365, {2, 2, 10, 30, 6, 4, 43, 3}},
    StateShares{730, {0, 0, 3, 12, 4, 1, 77, 3}},  StateShares{100'000, {0, 0, 1, 4, 1, 0, 90, 4}}};

constexpr int days_until_closed = 21;  // a solved problem is checked by somebody else before it is closed

class Planner {
 public:
  Planner(SampleIssue& issue, const PlanContext& context)
      : issue_{issue},
        context_{context},
        random_{context.stream},
        language_{language_of(issue.lang).value_or(Language::kk)},
        steps_{context, language_, random_},
        today_{context.facts.today},
        age_days_{days_between(issue.registered_on, context.facts.today)} {}

  void plan() {
    issue_.responsible = local_party(context_.category.owner, context_.category, context_.place);
    if (random_.chance(55)) issue_.curator = "deputy." + context_.place.rural_district;
    issue_.due_on = issue_.registered_on + days{context_.category.default_days};
    issue_.status = draw_state();
    switch (issue_.status) {
      case Status::closed:
        solve();
        break;
      case Status::rejected:
        reject();
        break;
      case Status::planned:
        lay_out(0, MeasureStatus::planned);
        break;
      case Status::in_progress:
        lay_out(draw_done_steps(), MeasureStatus::in_progress);
        break;
      case Status::on_hold:
        put_off();
        break;
      case Status::forwarded:
        forward();
        break;
      default:
        leave_waiting();
        break;
    }
    escalate();
  }

 private:
  Status draw_state() {
    // What an office settles in days is further on than what takes half a year.
    const int speed = context_.category.default_days <= 30 ? 3 : 1;
    for (const auto& row : state_shares)
      if (age_days_ * speed <= row.up_to_days) {
        const auto state = shared_states[random_.weighted(row.shares)];
        // What is closed to the public is never turned away.
        return state == Status::rejected && context_.category.sensitivity == 2 ? Status::closed : state;
      }
    RISKMAP_REQUIRE(false);
  }

  [[nodiscard]] const std::vector<StepText>& chain() const { return steps_.chain(); }
  const std::string& phrase(std::string_view use) { return steps_.phrase(use); }
  SampleMeasure step_of(const StepText& wording) { return steps_.step_of(wording); }

  [[nodiscard]] bool is_private() const { return context_.wording.scope == "few"; }
  // Done from start to end: the time there is limits how long the steps may have taken.
  void solve() {
    draw_outcome(issue_, context_, steps_, random_);
    const bool is_work = issue_.outcome == "SOLVED" || issue_.outcome == "PARTIAL";
    std::vector<int> lengths;
    for (const auto& wording : chain()) {
      if (!is_work && !issue_.measures.empty()) break;
      issue_.measures.push_back(step_of(wording));
      lengths.push_back(wording.days);
    }
    if (!is_work) turn_into_explanation(lengths);
    if (is_work && random_.chance(34)) add_feedback(lengths);
    place_done_steps(lengths);
    if (issue_.outcome == "PARTIAL") cancel_last_expense();
    if (issue_.outcome == "SOLVED") cancel_a_formality();
    finish();
  }

  void turn_into_explanation(std::vector<int>& lengths) {
    auto& first = issue_.measures.front();
    constexpr std::array<std::string_view, 3> looks = {"INSPECTION", "LETTER", "MEETING"};
    if (std::ranges::find(looks, first.kind) == looks.end()) {
      issue_.measures.clear();
      lengths.clear();
    }
    StepText answer{"CONSULTATION",
                    "reception",
                    7,
                    0,
                    0,
                    {},
                    "",
                    "Тұрғынға мәселенің мән-жайын түсіндіріп, жазбаша жауап беру",
                    "Разъяснить жителю положение дел и дать письменный ответ"};
    issue_.measures.push_back(step_of(answer));
    lengths.push_back(answer.days);
  }

  void add_feedback(std::vector<int>& lengths) {
    const auto& wording = context_.facts.phrases.at("feedback").front();
    issue_.measures.push_back(step_of({"MEETING", "deputy", 6, 0, 0, {}, "", wording.kk, wording.ru}));
    lengths.push_back(6);
  }

  void place_done_steps(const std::vector<int>& lengths) {
    int wanted = 3;
    std::vector<int> planned, actual;
    for (const int length : lengths) {
      planned.push_back(std::max(1, length * random_.between(85, 120) / 100));
      actual.push_back(std::max(1, planned.back() * random_.between(60, 135) / 100));
      wanted += actual.back() + 3;
    }
    const int available = std::max(1, age_days_ - 2);
    const auto scaled = [&](int length) {
      return wanted > available ? std::max(1, length * available / wanted) : length;
    };
    auto day = issue_.registered_on + days{scaled(random_.between(1, 5))};
    for (std::size_t i = 0; i < lengths.size(); ++i) {
      auto& step = issue_.measures[i];
      step.start_on = std::min(on_a_workday(day), today_);
      step.due_on = on_a_workday(*step.start_on + days{scaled(planned[i])});
      steps_.set_done(step, std::max(*step.start_on, day + days{scaled(actual[i])}));
      steps_.extend_if_late(step);
      day = *step.done_on + days{scaled(random_.between(1, 4))};
    }
  }

  void cancel(SampleMeasure& step, std::string_view reason) {
    step.status = MeasureStatus::cancelled;
    step.progress = 0;
    step.done_on.reset(), step.spent_kzt.reset(), step.result.clear();
    step.due_extended_on.reset(), step.extension_reason.clear();
    step.cancel_reason = phrase(reason);
  }

  // What is solved in part often lost the money for the rest.
  void cancel_last_expense() {
    if (issue_.measures.size() < 2 || !random_.chance(60)) return;
    for (std::size_t i = issue_.measures.size(); i-- > 1;)
      if (issue_.measures[i].budget_kzt) return cancel(issue_.measures[i], "cancel_money");
  }

  // Now and then a step between turned out not to be needed.
  void cancel_a_formality() {
    for (std::size_t i = 1; i < issue_.measures.size(); ++i)
      if (!issue_.measures[i].budget_kzt && i + 1 < issue_.measures.size() && random_.chance(16))
        return cancel(issue_.measures[i], "cancel");
  }

  void finish() {
    Date last = issue_.registered_on;
    for (const auto& step : issue_.measures) last = std::max(last, step.done_on.value_or(last));
    issue_.resolved_on = last;
    const auto checked = on_a_workday(last + days{random_.between(3, days_until_closed)});
    if (checked <= today_) {
      issue_.closed_on = checked;
    } else {
      issue_.status = Status::resolved;
    }
    if (random_.chance(50)) issue_.due_on = std::max(*issue_.due_on, last_deadline());
  }

  void reject() {
    issue_.status_reason = phrase(is_private() ? "reject_few" : "reject");
    if (!random_.chance(50)) return;
    auto check = step_of({"INSPECTION",
                          context_.category.owner,
                          8,
                          0,
                          0,
                          {},
                          "",
                          "Мәселені орнына барып тексеру",
                          "Проверить сообщение с выездом на место"});
    check.start_on = on_a_workday(issue_.registered_on + days{1});
    check.due_on = on_a_workday(*check.start_on + days{8});
    steps_.set_done(check, *check.start_on + days{random_.between(1, 6)});
    issue_.measures.push_back(std::move(check));
  }

  int draw_done_steps() { return random_.below(std::max<int>(1, static_cast<int>(chain().size()))); }

  // `done` steps behind us, the next one going on or still to come, the rest ahead; two in five of them are late.
  void lay_out(int done, MeasureStatus next_status) {
    for (const auto& wording : chain()) issue_.measures.push_back(step_of(wording));
    if (issue_.measures.size() < 3 && issue_.measures.back().budget_kzt && random_.chance(35)) ask_for_money();
    const bool is_late = random_.chance(40);
    const int length = chain()[static_cast<std::size_t>(done)].days;
    const int offset =
        is_late ? -random_.between(4, std::max(5, std::min(280, age_days_ / 2))) : random_.between(5, 75);
    const auto earliest = issue_.registered_on + days{2 + 3 * done};
    auto due = std::max(on_a_workday(today_ + days{offset}), on_a_workday(earliest + days{2}));
    auto start = std::max(due - days{length}, earliest);
    if (next_status == MeasureStatus::in_progress) start = std::min(start, today_ - days{1});
    start = std::max(start, issue_.registered_on);
    place_past_steps(done, start);
    place_next_steps(static_cast<std::size_t>(done), start, due);
    auto& next = issue_.measures[static_cast<std::size_t>(done)];
    if (next_status == MeasureStatus::in_progress) {
      next.status = next_status;
      next.progress = 5 * random_.between(2, 17);
      if (next.budget_kzt && next.progress > 40) next.spent_kzt = steps_.share_of(*next.budget_kzt, next.progress * 8);
    }
    steps_.extend_if_late(next);
    lose_money(random_.chance(30));
    issue_.due_on = last_deadline();
  }

  void ask_for_money() {
    const auto& wording = context_.facts.phrases.at("ask_money").front();
    auto request = step_of({"BUDGET_REQUEST", "dept.finance", 20, 0, 0, {}, "", wording.kk, wording.ru});
    issue_.measures.push_back(std::move(request));
    // The request goes before the work it is for.
    std::swap(issue_.measures.back(), issue_.measures[issue_.measures.size() - 2]);
  }

  void place_past_steps(int done, Date until) {
    // Past steps followed the registration; if the next one begins much later, the problem lay idle in between.
    int usual = 3;
    for (int i = 0; i < done; ++i) usual += chain()[static_cast<std::size_t>(i)].days * 3 / 2;
    const int room = std::max(done, std::min(usual, days_between(issue_.registered_on, std::min(until, today_))));
    for (int i = 0; i < done; ++i) {
      auto& step = issue_.measures[static_cast<std::size_t>(i)];
      step.start_on = on_a_workday(issue_.registered_on + days{room * i / done + (i == 0 ? 1 : 0)});
      const auto end = issue_.registered_on + days{room * (i + 1) / done};
      step.due_on = on_a_workday(std::max(*step.start_on, end - days{random_.between(0, 9)}));
      steps_.set_done(step, std::max(*step.start_on, end));
    }
  }

  void place_next_steps(std::size_t first, Date start, Date due) {
    for (std::size_t i = first; i < issue_.measures.size(); ++i) {
      auto& step = issue_.measures[i];
      step.start_on = on_a_workday(start);
      if (step.start_on > today_ && i == first && issue_.status == Status::in_progress) step.start_on = today_;
      step.due_on = std::max(on_a_workday(due), *step.start_on);
      start = *step.due_on + days{random_.between(2, 8)};
      const auto length = i + 1 < chain().size() ? chain()[i + 1].days : 20;
      due = start + days{length};
    }
  }

  // Steps that wait for money nobody has found yet.
  void lose_money(bool is_unfunded) {
    if (!is_unfunded) return;
    for (auto& step : issue_.measures)
      if (step.status == MeasureStatus::planned && step.budget_kzt) step.funding = "NOT_FOUND", step.programme.clear();
  }

  void put_off() {
    lay_out(chain().size() > 1 ? 1 : 0, MeasureStatus::planned);
    lose_money(true);
    issue_.status_reason = phrase(steps_.cost_money() ? "hold" : "hold_other");
    issue_.review_on = on_a_workday(today_ + days{random_.between(10, 90)});
  }

  void forward() {
    auto letter = step_of({"LETTER",
                           "akimat",
                           5,
                           0,
                           0,
                           {},
                           "",
                           "Құжаттарды құзырлы органға жолдау",
                           "Направить материалы в компетентный орган"});
    letter.start_on = on_a_workday(issue_.registered_on + days{2});
    letter.due_on = on_a_workday(*letter.start_on + days{5});
    steps_.set_done(letter, *letter.start_on + days{random_.between(1, 5)});
    const auto addressee = forwarded_to();
    auto answer = step_of({"OTHER",
                           addressee,
                           30,
                           0,
                           0,
                           {},
                           "",
                           "Құзырлы органның шешімі мен жауабын алу",
                           "Получить решение и ответ компетентного органа"});
    answer.start_on = *letter.done_on;
    answer.due_on = on_a_workday(*letter.done_on + days{random_.between(20, 75)});
    issue_.measures = {std::move(letter), std::move(answer)};
    issue_.forwarded_to = addressee;
    issue_.status_reason = phrase(issue_.category.starts_with("transport.") ? "forward_road" : "forward");
    issue_.due_on = last_deadline();
  }

  // The body above the district that such a question belongs to.
  [[nodiscard]] std::string forwarded_to() const {
    constexpr std::array<std::pair<std::string_view, const char*>, 7> bodies = {
        {{"transport.", "region.roads"},
         {"education.", "region.education"},
         {"health.", "region.health"},
         {"utilities.", "region.utilities"},
         {"agriculture.", "region.agriculture"},
         {"digital.", "ministry"},
         {"housing_land.", "region.construction"}}};
    for (const auto& [group, body] : bodies)
      if (issue_.category.starts_with(group)) return body;
    return "akim.region";
  }

  void leave_waiting() {
    if (age_days_ <= 4 && random_.chance(60)) issue_.status = Status::draft;
    // Some have lain for weeks with nobody to answer for them.
    if (issue_.status == Status::registered && age_days_ > 10 && random_.chance(45)) issue_.responsible.clear();
  }

  void escalate() {
    if (context_.wording.scope == "few") issue_.escalation = random_.chance(60) ? "RURAL_DISTRICT" : "DISTRICT";
    std::int64_t money = 0;
    for (const auto& step : issue_.measures) money += step.budget_kzt.value_or(0);
    const bool is_large = money > 40'000'000 || issue_.status == Status::forwarded;
    const auto day = on_a_workday(issue_.registered_on + days{random_.between(20, 90)});
    if (!is_large || day >= today_ || !random_.chance(45)) return;
    issue_.escalation = "REGION", issue_.escalated_on = day, issue_.escalated_to = forwarded_to();
  }

  [[nodiscard]] Date last_deadline() const {
    Date last = issue_.registered_on;
    for (const auto& step : issue_.measures)
      if (step.status != MeasureStatus::cancelled)
        last = std::max(last, step.due_extended_on.value_or(step.due_on.value_or(last)));
    return last;
  }

  SampleIssue& issue_;
  const PlanContext& context_;
  SampleRandom random_;
  Language language_;
  SampleSteps steps_;
  Date today_;
  int age_days_;
};
}  // namespace

void plan_solution(SampleIssue& issue, const PlanContext& context) {
  Planner{issue, context}.plan();
}

}  // namespace riskmap
