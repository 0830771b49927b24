#include "layers/analysis/attention.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "layers/analysis/waiting_issues.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 7> reason_codes = {"badly_overdue", "escalated", "reopened", "no_money",
                                                          "no_plan",       "many_new",  "silent"};

// The rank of a line: its reason, half of every further reason, the risk level, and up to a year of waiting.
constexpr std::array<double, 7> reason_weights = {50, 45, 35, 25, 20, 30, 22};
constexpr double level_weight = 10, year_weight = 20;

double weight_of(std::span<const AttentionReason> reasons, RiskLevel level, int days) {
  double weight = reason_weights[static_cast<std::size_t>(reasons.front())];
  for (const AttentionReason reason : reasons.subspan(1))
    weight += reason_weights[static_cast<std::size_t>(reason)] / 2;
  return weight + level_weight * static_cast<double>(level) + year_weight * std::clamp(days, 0, 365) / 365;
}

double weight_of(const AttentionLine& line, RiskLevel level) {
  return weight_of(std::span{&line.reason, 1}, level, line.days);
}

bool is_escalated(const IssueCore& issue) {
  return issue.escalation == "REGION" || issue.escalation == "REPUBLIC";
}

std::optional<Date> opened_on(const IssueCore& issue) {
  return issue.reopened_on ? issue.reopened_on : issue.registered_on;
}

struct Reasons {
  std::array<AttentionReason, 5> all{};
  std::size_t count = 0;
  void add_if(AttentionReason reason, bool holds) {
    if (holds) all[count++] = reason;
  }
  [[nodiscard]] std::span<const AttentionReason> view() const { return std::span{all}.first(count); }
};

// Of one open problem, gravest first.
Reasons reasons_of(const IssueCore& issue, const IssueFacts& facts) {
  Reasons reasons;
  reasons.add_if(AttentionReason::badly_overdue, facts.lateness == Lateness::badly_overdue);
  reasons.add_if(AttentionReason::escalated, is_escalated(issue));
  reasons.add_if(AttentionReason::reopened, issue.reopen_count > 0);
  reasons.add_if(AttentionReason::no_money, facts.lacks_money);
  reasons.add_if(AttentionReason::no_plan, facts.no_plan);
  return reasons;
}

int days_of(AttentionReason reason, const IssueCore& issue, const IssueFacts& facts, Date today) {
  if (reason == AttentionReason::badly_overdue) return facts.days_over;
  const bool is_event = reason == AttentionReason::escalated && issue.escalated_on;
  const auto since = is_event ? issue.escalated_on : opened_on(issue);
  return since ? days_between(*since, today) : 0;
}

// The newest of each subject and reason.
using ReviewsByLine = std::map<std::pair<std::string_view, std::string_view>, const AttentionReview*>;

// Where nobody was heard nothing happens: a review covers the months that silence is told over.
constexpr int silence_months = 12;

// The last day on which what the line is about happened again; a review of an earlier day no longer covers it.
std::optional<Date> last_event(const RegisterSnapshot& snapshot, const AttentionLine& line, Date today) {
  std::optional<Date> last;
  if (line.silent) last = add_months(today, -silence_months);
  for (const Row row : line.issues) {
    const auto issue = snapshot.issues.core(row);
    if (line.reason == AttentionReason::many_new) last = std::max(last, issue.registered_on);
    if (line.reason == AttentionReason::escalated) last = issue.escalated_on;
    if (line.reason == AttentionReason::reopened) last = issue.reopened_on;
  }
  return last;
}

void put_review(AttentionLine& line, const RegisterSnapshot& snapshot, const ReviewsByLine& reviews, Date today) {
  const auto known = reviews.find({line.subject, code_of(line.reason)});
  if (known != reviews.end()) line.review = *known->second;
  if (!line.review || line.review->state != "REVIEWED") return;
  const auto event = last_event(snapshot, line, today);
  line.is_reviewed = !event || !line.review->reviewed_on || *event <= *line.review->reviewed_on;
}

AttentionLine line_of_issue(const RegisterSnapshot& snapshot, Row row, const IssueFactTable& facts,
                            const AttentionScore& score) {
  const auto issue = snapshot.issues.core(row);
  const auto reasons = reasons_of(issue, facts.facts[row]);
  AttentionLine line;
  line.reason = score.reason;
  line.also.assign(reasons.view().begin() + 1, reasons.view().end());
  line.subject = snapshot.issues.uuid(row);
  line.place = main_place_of(snapshot, issue);
  line.issues = {row};
  line.days = score.days;
  line.weight = score.weight;
  return line;
}

bool is_in(const RowMask& selected, Row row) {
  return row < selected.size() && selected[row] != 0;
}

// Places with several open problems registered within the window, those they also concern included.
std::vector<AttentionLine> lines_of_places(const IssueSource& source, const WaitingIssues& waiting) {
  const auto& [snapshot, facts, selected] = source;
  std::vector<std::vector<Row>> new_at(waiting.places().size());
  for (const auto& [row, place] : waiting.new_issues())
    if (is_in(selected, row)) new_at[place].push_back(row);

  std::vector<AttentionLine> lines;
  for (std::size_t number = 0; number < new_at.size(); ++number) {
    auto& issues = new_at[number];
    if (issues.size() < attention_new_issues) continue;
    AttentionLine line;
    line.reason = AttentionReason::many_new;
    line.place = waiting.places()[number];
    line.subject = uuid_of(snapshot, line.place);
    line.days = attention_window_days;
    RiskLevel worst = RiskLevel::none;
    for (const Row row : issues) worst = std::max(worst, facts.facts[row].level);
    line.issues = std::move(issues);
    line.weight = weight_of(line, worst);
    lines.push_back(std::move(line));
  }
  return lines;
}

AttentionLine line_of_silence(const RegisterSnapshot& snapshot, const SilentPlace& silent) {
  constexpr int year = 365;
  AttentionLine line;
  line.reason = AttentionReason::silent;
  line.place = silent.place;
  line.subject = uuid_of(snapshot, silent.place);
  line.days = silent.days_since_visit.value_or(year);
  line.silent = silent;
  line.weight = weight_of(line, RiskLevel::none);
  return line;
}

struct PressingIssues {
  std::vector<Row> rows;
  int left_out = 0;
};

// Selected problems with a reason, many at a time: most are neither.
class WaitingWalk {
 public:
  WaitingWalk(const RowMask& selected, const std::vector<unsigned char>& steps) : selected_{selected}, steps_{steps} {}
  // Calls visit(row) of those from the step `least` on, which visit may raise; returns how many there are of any step.
  template <typename Visit>
  int walk(const unsigned char& least, Visit visit) const {
    int waiting = 0;
    const std::size_t end = std::min(steps_.size(), selected_.size());
    for (std::size_t begin = 0; begin < end; begin += stride) {
      const std::size_t count = std::min(stride, end - begin);
      if (!has_any(begin, count, least, waiting)) continue;
      for (std::size_t row = begin; row < begin + count; ++row)
        if (selected_[row] != 0 && steps_[row] >= least) visit(static_cast<Row>(row));
    }
    return waiting;
  }

 private:
  static constexpr std::size_t stride = 128;
  bool has_any(std::size_t begin, std::size_t count, unsigned char least, int& waiting) const {
    unsigned char any = 0, here = 0;
    for (std::size_t i = 0; i < count; ++i) {
      const unsigned char step = selected_[begin + i] != 0 ? steps_[begin + i] : 0;
      here = static_cast<unsigned char>(here + (step != 0 ? 1 : 0));
      any = static_cast<unsigned char>(any | (step >= least ? 1 : 0));
    }
    waiting += here;
    return any != 0;
  }

  const RowMask& selected_;
  const std::vector<unsigned char>& steps_;
};

// A problem with all that its place on the list follows from: among many alike, records would be asked again and again.
struct Candidate {
  AttentionScore score;
  UuidBits bits;
  Row row;
};

// The first `most` of those that are put in.
class FirstCandidates {
 public:
  FirstCandidates(const RegisterSnapshot& snapshot, const WaitingIssues& waiting, std::size_t most)
      : snapshot_{snapshot}, waiting_{waiting}, most_{most} {}

  void put(Row row) {
    const auto& score = waiting_.scores()[row];
    if (heap_.size() == most_ && (most_ == 0 || order_of(heap_.front().score) < order_of(score))) return;
    const Candidate candidate{score, snapshot_.issues.bits_at(row), row};
    const auto is_before = [this](const Candidate& a, const Candidate& b) { return comes_before(a, b); };
    if (heap_.size() == most_) {
      if (!is_before(candidate, heap_.front())) return;
      std::ranges::pop_heap(heap_, is_before);
      heap_.pop_back();
    }
    heap_.push_back(candidate);
    std::ranges::push_heap(heap_, is_before);
    if (heap_.size() == most_) least_ = waiting_.steps()[heap_.front().row];
  }
  // Of the steps that may still come before one of them.
  [[nodiscard]] const unsigned char& least() const { return least_; }
  [[nodiscard]] std::vector<Row> rows() const {
    std::vector<Row> rows;
    for (const auto& candidate : heap_) rows.push_back(candidate.row);
    return rows;
  }

 private:
  static std::tuple<double, int, AttentionReason> order_of(const AttentionScore& score) {
    return {-score.weight, -score.days, score.reason};
  }
  [[nodiscard]] bool comes_before(const Candidate& a, const Candidate& b) const {
    const auto left = order_of(a.score), right = order_of(b.score);
    if (left != right) return left < right;
    return a.bits != b.bits ? a.bits < b.bits : snapshot_.issues.uuid(a.row) < snapshot_.issues.uuid(b.row);
  }

  const RegisterSnapshot& snapshot_;
  const WaitingIssues& waiting_;
  std::size_t most_;
  std::vector<Candidate> heap_;  // the last of them on top
  unsigned char least_ = 1;
};

// Those with a review, and of the others the first `most`.
PressingIssues pressing_issues(const IssueSource& source, const WaitingIssues& waiting, std::size_t most,
                               const ReviewsByLine& reviews) {
  const auto& steps = waiting.steps();
  std::set<Row> with_review;
  for (const auto& [line, review] : reviews)
    if (const Row row = source.snapshot.find_issue(line.first); row < steps.size()) with_review.insert(row);
  std::erase_if(with_review, [&](Row row) { return steps[row] == 0 || !is_in(source.selected, row); });
  FirstCandidates first{source.snapshot, waiting, most};
  PressingIssues pressing;
  pressing.left_out = WaitingWalk{source.selected, steps}.walk(first.least(), [&](Row row) {
    if (!with_review.contains(row)) first.put(row);
  });
  pressing.rows = first.rows();
  pressing.rows.insert(pressing.rows.end(), with_review.begin(), with_review.end());
  pressing.left_out -= static_cast<int>(pressing.rows.size());
  return pressing;
}
}  // namespace

std::string_view code_of(AttentionReason reason) {
  return reason_codes[static_cast<std::size_t>(reason)];
}

std::string title_of(AttentionReason reason) {
  switch (reason) {
    case AttentionReason::badly_overdue:
      return tr("Badly overdue");
    case AttentionReason::escalated:
      return tr("Raised to a higher level");
    case AttentionReason::reopened:
      return tr("Reopened");
    case AttentionReason::no_money:
      return tr("No source of money");
    case AttentionReason::no_plan:
      return tr("No measures for long");
    case AttentionReason::many_new:
      return tr("Many new problems");
    case AttentionReason::silent:
      return tr("Silent or not visited");
  }
  return {};
}

AttentionScore attention_score(const RegisterSnapshot& snapshot, Row row, const IssueFactTable& table) {
  AttentionScore score;
  const IssueFacts& facts = table.facts[row];
  if (!facts.is_open) return score;
  const auto issue = snapshot.issues.core(row);
  const int age = issue.registered_on ? days_between(*issue.registered_on, table.today) : -1;
  score.is_new = age >= 0 && age < attention_window_days;
  const auto reasons = reasons_of(issue, facts);
  if (reasons.count == 0) return score;
  score.reason = reasons.all.front();
  score.days = days_of(score.reason, issue, facts, table.today);
  score.weight = weight_of(reasons.view(), facts.level, score.days);
  return score;
}

std::vector<AttentionScore> attention_scores(const RegisterSnapshot& snapshot, const IssueFactTable& facts) {
  std::vector<AttentionScore> scores(snapshot.issues.size());
  for (Row row = 0; row < scores.size(); ++row) scores[row] = attention_score(snapshot, row, facts);
  return scores;
}

AttentionList attention_list(const IssueSource& source, std::span<const AttentionScore> scores,
                             std::span<const SilentPlace> silent, std::size_t most) {
  return attention_list(source, WaitingIssues{source.snapshot, {scores.begin(), scores.end()}}, silent, most);
}

AttentionList attention_list(const IssueSource& source, const WaitingIssues& waiting,
                             std::span<const SilentPlace> silent, std::size_t most) {
  const auto& [snapshot, facts, selected] = source;
  const auto stored = stored_reviews(snapshot);
  ReviewsByLine reviews;
  for (const auto& review : stored) reviews.try_emplace({review.subject, review.reason}, &review);
  AttentionList list;
  const auto take = [&](AttentionLine line) {
    put_review(line, snapshot, reviews, facts.today);
    ++(line.is_reviewed ? list.reviewed : list.open);
    list.lines.push_back(std::move(line));
  };
  for (auto& line : lines_of_places(source, waiting)) take(std::move(line));
  for (const auto& place : silent) take(line_of_silence(snapshot, place));
  const auto pressing = pressing_issues(source, waiting, most, reviews);
  for (const Row row : pressing.rows) take(line_of_issue(snapshot, row, facts, waiting.scores()[row]));
  list.open += pressing.left_out;
  std::ranges::sort(list.lines, [](const AttentionLine& a, const AttentionLine& b) {
    const std::tuple left{-a.weight, -a.days, a.reason}, right{-b.weight, -b.days, b.reason};
    return left != right ? left < right : a.subject < b.subject;
  });
  return list;
}

}  // namespace riskmap
