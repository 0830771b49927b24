// Rules of a measure, one step of the way to a solution (`domain.md` §3.3, `decisions.md` 38).
#include <algorithm>
#include <limits>
#include <utility>

#include "layers/core/text.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
constexpr std::size_t shortest_text = 3;  // characters

std::span<const Row> siblings_of(const RegisterSnapshot& snapshot, const Value& issue) {
  const Row row = snapshot.find_issue(text_of(issue));
  return row == no_row ? std::span<const Row>{} : snapshot.measures_of(row);
}

std::int64_t next_step_no(const RegisterSnapshot& snapshot, const Value& issue) {
  const auto steps = siblings_of(snapshot, issue);
  return steps.empty() ? 1 : snapshot.measures.core(steps.back()).step_no + 1;
}

// Amount a unit × number of units; nothing when one is missing or the product leaves 64 bits.
std::optional<std::int64_t> total_of(const Fields& fields) {
  const auto amount = field(fields, "unit_amount_kzt"), count = field(fields, "beneficiaries");
  if (!std::holds_alternative<std::int64_t>(amount) || !std::holds_alternative<std::int64_t>(count))
    return std::nullopt;
  const auto units = integer_of(count), each = integer_of(amount);
  if (units < 0 || each < 0 || (units > 0 && each > std::numeric_limits<std::int64_t>::max() / units))
    return std::nullopt;
  return each * units;
}

// DONE, its day and 100 % go together: whichever the person gave brings the others.
void complete_done(Change& change, const Fields& now, Date today) {
  auto& after = change.after;
  if (!after.contains("status") && !is_none(field(after, "done_on"))) after.emplace("status", "DONE");
  const auto status = field(after, "status");
  if (is_none(status)) return;
  if (text_of(status) == "DONE") {
    if (is_none(field(now, "done_on"))) after.try_emplace("done_on", iso_date(today));
    after.try_emplace("progress", std::int64_t{100});
  } else if (!is_none(field(now, "done_on"))) {
    after.try_emplace("done_on", Value{});
  }
}

void check_subject(Examination& examination) {
  if (!examination.touches({"issue", "settlement", "area_code", "target_text", "programme"})) return;
  const auto subjects = {"issue", "settlement", "area_code", "target_text", "programme"};
  if (std::ranges::none_of(subjects, [&examination](const auto* name) { return examination.has(name); }))
    examination.refuse("issue", ErrorCode::required,
                       "a measure is for a problem, a programme, a place or a named target");
  if (!examination.has("area_code")) return;
  const auto code = examination.text("area_code");
  const auto& areas = examination.snapshot.areas;
  if (std::ranges::none_of(areas, [&code](const Area& area) { return area.id && area.code == code; }))
    examination.refuse("area_code", ErrorCode::kato_unknown, "no area has this code");
}

void check_dates(Examination& examination) {
  examination.require_order("start_on", "due_on");
  examination.require_order("start_on", "done_on");
  examination.refuse_future("done_on");
  if (!examination.touches({"due_on", "due_extended_on", "extension_reason"}) || !examination.has("due_extended_on"))
    return;
  const auto due = examination.date("due_on"), extended = examination.date("due_extended_on");
  if (!due)
    examination.refuse("due_on", ErrorCode::required, "an extension extends a deadline");
  else if (extended && *extended <= *due)
    examination.refuse("due_extended_on", ErrorCode::date_order, "an extension ends after the first deadline");
  if (!examination.has("extension_reason"))
    examination.refuse("extension_reason", ErrorCode::reason_required, "an extension needs a reason");
}

void check_state(Examination& examination) {
  const auto status = measure_status_of(examination.text("status"));
  if (!status || !examination.touches({"status", "done_on", "progress", "cancel_reason"})) return;
  const bool is_done = *status == MeasureStatus::done;
  if (is_done && !examination.has("done_on"))
    examination.refuse("done_on", ErrorCode::required, "a measure that is done has its day");
  if (!is_done && examination.has("done_on"))
    examination.refuse("done_on", ErrorCode::invalid_input, "only a measure that is done has such a day");
  if (is_done && examination.number("progress") != 100)
    examination.refuse("progress", ErrorCode::range, "a measure that is done is at 100 %");
  if (*status == MeasureStatus::cancelled && !examination.has("cancel_reason"))
    examination.refuse("cancel_reason", ErrorCode::reason_required, "a cancelled measure needs a reason");
}

void check_step_no(Examination& examination) {
  const auto step_no = examination.number("step_no");
  if (!step_no || !examination.touches({"step_no", "issue"})) return;
  const auto& measures = examination.snapshot.measures;
  const auto takes_it = [&](Row step) {
    return measures[step].step_no == *step_no && measures[step].uuid != examination.change.uuid;
  };
  if (std::ranges::any_of(siblings_of(examination.snapshot, field(examination.then, "issue")), takes_it))
    examination.refuse("step_no", ErrorCode::duplicate_id, "another step of this problem has this number");
}

void check_money(Examination& examination) {
  const auto amount = examination.number("unit_amount_kzt"), units = examination.number("beneficiaries");
  if (amount && units && *amount >= 0 && *units >= 0 && !total_of(examination.then) &&
      examination.touches({"unit_amount_kzt", "beneficiaries"}))
    examination.refuse("unit_amount_kzt", ErrorCode::range, "amount × number does not fit into 64 bits");
  const auto budget = examination.number("budget_kzt"), spent = examination.number("spent_kzt");
  if (budget && spent && *spent > *budget && examination.touches({"budget_kzt", "spent_kzt"}))
    examination.warn("spent_kzt", ErrorCode::range, "more is spent than was planned");
}
}  // namespace

void complete_measure(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today) {
  auto& after = change.after;
  complete_done(change, now, today);
  if (change.kind == ChangeKind::add) {
    after.try_emplace("status", "PLANNED");
    after.try_emplace("progress", std::int64_t{0});
    after.try_emplace("weight", 1.0);
    after.try_emplace("step_no", next_step_no(snapshot, field(after, "issue")));
  } else if (after.contains("issue") && field(after, "issue") != field(now, "issue")) {
    after.try_emplace("step_no", next_step_no(snapshot, field(after, "issue")));
  }
  // The total follows its factors until somebody writes a total of their own.
  Fields then = now;
  for (const auto& [name, value] : after) then.insert_or_assign(name, value);
  const bool is_derived = is_none(field(now, "budget_kzt")) || integer_of(field(now, "budget_kzt")) == total_of(now);
  const bool is_asked = after.contains("unit_amount_kzt") || after.contains("beneficiaries");
  if (const auto total = total_of(then); total && is_derived && is_asked) after.try_emplace("budget_kzt", *total);
}

void check_measure(Examination& examination) {
  check_subject(examination);
  const auto text = examination.text("text");
  if (examination.touches({"text"}) && !text.empty() && length_in_characters(text) < shortest_text)
    examination.refuse("text", ErrorCode::too_short, "shorter than 3 characters");
  check_dates(examination);
  check_state(examination);
  check_step_no(examination);
  check_money(examination);
}

}  // namespace riskmap
