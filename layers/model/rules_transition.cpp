// The life cycle of a problem (`domain.md` §4): which moves there are, what each asks for, what it entails.
//
//   draft → registered → confirmed → planned → in_progress → resolved → closed
//                 └──────────┴─────────┴── on_hold / forwarded ──┘
//   open or active → rejected | duplicate; closed → in_progress reopens; the pairs themselves are the register's rows.
#include <algorithm>
#include <utility>

#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
struct Move {
  Status from, to;
};

std::optional<Move> move_of(const Fields& now, const Fields& after) {
  const auto from = status_of(text_of(field(now, "status")));
  const auto to = status_of(text_of(field(after, "status")));
  if (!from || !to || from == to) return std::nullopt;
  return Move{*from, *to};
}

// The last deadline of the plan, unless somebody has set the date by hand.
void plan_due_date(const RegisterSnapshot& snapshot, Change& change, const Fields& now) {
  const Row row = snapshot.find_issue(change.uuid);
  if (row == no_row || change.after.contains("due_on")) return;
  const auto& issue = snapshot.issues[row];
  const int days = issue.category == no_row ? 0 : snapshot.categories[issue.category].default_days.value_or(0);
  const bool is_default = days > 0 && issue.due_on && issue.registered_on &&
                          *issue.due_on == *issue.registered_on + std::chrono::days{days};
  if (!is_none(field(now, "due_on")) && !is_default) return;
  std::optional<Date> last;
  for (const Row step : snapshot.measures_of(row)) {
    const auto& measure = snapshot.measures[step];
    const bool counts = measure.status != MeasureStatus::cancelled && measure.deadline();
    if (counts && (!last || *measure.deadline() > *last)) last = measure.deadline();
  }
  if (last) change.after.emplace("due_on", iso_date(*last));
}

void complete_return_to_work(Change& change, const Fields& now, Move move, Date today) {
  // The answer given once no longer holds; the history keeps it.
  for (const auto* name : {"outcome", "result", "resolved_on", "closed_on"}) change.after.try_emplace(name, Value{});
  if (move.from != Status::closed) return;
  change.after.try_emplace("reopened_on", iso_date(today));
  change.after.try_emplace("reopen_count", integer_of(field(now, "reopen_count")) + 1);
}

bool is_planned_step(const Measure& measure) {
  return measure.status != MeasureStatus::cancelled && measure.executor != no_row && measure.deadline();
}

void check_arrival_in_work(Examination& examination, Move move, Row row) {
  const auto& snapshot = examination.snapshot;
  const auto steps = row == no_row ? std::span<const Row>{} : snapshot.measures_of(row);
  if (move.to == Status::planned &&
      std::ranges::none_of(steps, [&snapshot](Row step) { return is_planned_step(snapshot.measures[step]); }))
    examination.refuse("status", ErrorCode::measure_required, "a plan needs a measure with an executor and a deadline");
  if (move.to == Status::in_progress && !examination.has("responsible"))
    examination.refuse("responsible", ErrorCode::responsible_required, "somebody must answer for the work");
  if (move.to == Status::resolved &&
      std::ranges::any_of(steps, [&snapshot](Row step) { return snapshot.measures.core(step).is_pending(); }))
    examination.refuse("status", ErrorCode::measures_open, "measures that are neither done nor cancelled");
  if (move.from != Status::closed || move.to != Status::in_progress) return;
  const auto due = parse_iso_date(text_of(field(examination.change.after, "due_on")));
  if (!due)
    examination.refuse("due_on", ErrorCode::required, "a reopened problem needs a new deadline");
  else if (*due < examination.today)
    examination.refuse("due_on", ErrorCode::date_order, "the new deadline has passed");
}

// What a state asks of the record that is in it, whichever way it came there.
void check_state(Examination& examination, Status state, bool is_moving) {
  if (state == Status::resolved || state == Status::closed) {
    if (!examination.has("outcome"))
      examination.refuse("outcome", ErrorCode::outcome_required, "a solved problem has an outcome");
    if (!examination.has("result"))
      examination.refuse("result", ErrorCode::required, "a solved problem has a written result");
  }
  const bool asks_reason = state == Status::rejected || state == Status::forwarded || state == Status::on_hold;
  if (asks_reason && !examination.has("status_reason") && !is_moving)
    examination.refuse("status_reason", ErrorCode::reason_required, "this state needs a reason");
  // Older tables and an undone state may lack what the office asks of a move today.
  if (examination.kind != EditKind::user) return;
  if (state == Status::forwarded && !examination.has("forwarded_to"))
    examination.refuse("forwarded_to", ErrorCode::required, "forwarded to whom");
  if (state != Status::on_hold) return;
  const auto review = examination.date("review_on");
  if (!review)
    examination.refuse("review_on", ErrorCode::review_date_required, "a problem on hold has a review date");
  else if (*review < examination.today && examination.touches({"review_on"}))
    examination.refuse("review_on", ErrorCode::date_order, "the review date has passed");
}

void check_duplicate(Examination& examination, std::optional<Status> state) {
  if (!examination.touches({"status", "duplicate_of"})) return;
  const auto master = examination.text("duplicate_of");
  if (state != Status::duplicate) {
    if (!master.empty())
      examination.refuse("duplicate_of", ErrorCode::invalid_input, "only a duplicate names the problem it repeats");
    return;
  }
  if (master.empty()) return examination.refuse("duplicate_of", ErrorCode::required, "a duplicate of which problem");
  const auto& snapshot = examination.snapshot;
  const auto& own = examination.change.uuid;
  const Row row = snapshot.find_issue(master);
  if (master == own || (row != no_row && !snapshot.issues.core(row).duplicate_of.empty()))
    return examination.refuse("duplicate_of", ErrorCode::duplicate_chain, "the master is a duplicate");
  for (std::size_t i = 0; i < snapshot.issues.size(); ++i)
    if (snapshot.issues.core(i).duplicate_of == own)  // the fault lies with this problem, not with the one it names
      return examination.problems.push_back(
          {"duplicate_of", {ErrorCode::duplicate_chain, "the problem has duplicates of its own", "duplicate_of", {}}});
}

// True when the register has this move.
bool check_move(Examination& examination, Move move) {
  const auto& pairs = examination.snapshot.transitions;
  const auto pair =
      std::ranges::find_if(pairs, [move](const auto& p) { return p.from == move.from && p.to == move.to; });
  if (pair == pairs.end()) {
    examination.refuse("status", ErrorCode::transition,
                       std::string{code_of(move.from)} + " cannot become " + std::string{code_of(move.to)});
    return false;
  }
  const bool asks_reason =
      pair->needs_reason || move.to == Status::rejected || move.to == Status::forwarded || move.to == Status::on_hold;
  if (asks_reason && is_none(field(examination.change.after, "status_reason")))
    examination.refuse("status_reason", ErrorCode::reason_required, "this change of state needs a reason of its own");
  return true;
}
}  // namespace

void complete_transition(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today) {
  const auto move = move_of(now, change.after);
  if (!move) return;
  auto& after = change.after;
  after.try_emplace("status_reason", Value{});  // the reason of the former state is history
  if (move->from == Status::on_hold) after.try_emplace("review_on", Value{});
  if (move->from == Status::duplicate) after.try_emplace("duplicate_of", Value{});
  switch (move->to) {
    case Status::planned:
      plan_due_date(snapshot, change, now);
      break;
    case Status::resolved:
      after.try_emplace("resolved_on", iso_date(today));
      break;
    case Status::closed:
      after.try_emplace("closed_on", iso_date(today));
      if (is_none(field(now, "resolved_on"))) after.try_emplace("resolved_on", after["closed_on"]);
      break;
    default:
      break;
  }
  if (group_of(move->from) == StatusGroup::done && counts_as_open(move->to))
    complete_return_to_work(change, now, *move, today);
}

void check_transition(Examination& examination) {
  const auto state = status_of(examination.text("status"));
  check_duplicate(examination, state);
  if (!state) return;
  const bool is_guarded = examination.kind == EditKind::user;
  const auto move = move_of(examination.now, examination.then);
  if (is_guarded && examination.is_add() && *state != Status::draft && *state != Status::registered)
    examination.refuse("status", ErrorCode::transition, "a new problem is a draft or registered");
  if (is_guarded && move) {
    if (!check_move(examination, *move)) return;
    check_arrival_in_work(examination, *move, examination.snapshot.find_issue(examination.change.uuid));
  }
  if (examination.touches({"status", "outcome", "result", "status_reason", "forwarded_to", "review_on"}))
    check_state(examination, *state, is_guarded && move.has_value());
}

}  // namespace riskmap
