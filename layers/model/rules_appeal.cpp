// Rules of an appeal: the legal clock starts on the day of registration (APPC art. 65 and 76, `domain.md` §4).
#include "layers/model/appeals.h"
#include "layers/model/calendar_gaps.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
std::optional<Date> day_in(const Fields& fields, std::string_view name) {
  return parse_iso_date(text_of(field(fields, name)));
}

// Beyond the year 9999 no day can be written.
void put_day(Fields& fields, const char* name, Date day) {
  if (auto text = iso_date(day); parse_iso_date(text)) fields.try_emplace(name, std::move(text));
}

// What came on a day off is registered on the next working day.
void check_registered_on(Examination& examination) {
  const auto received = examination.date("received_on"), registered = examination.date("registered_on");
  if (!received || !registered || !examination.touches({"received_on", "registered_on"})) return;
  if (*registered > examination.today && *registered > examination.snapshot.calendar.next_workday(*received))
    examination.refuse("registered_on", ErrorCode::date_future, "registered_on lies in the future");
}

void check_extension(Examination& examination) {
  const auto received = examination.date("received_on"), extended = examination.date("extended_to");
  // Two months are the law's limit (APPC art. 76).
  if (received && extended && *extended > add_months(*received, 2) &&
      examination.touches({"extended_to", "received_on"}))
    examination.refuse("extended_to", ErrorCode::range, "more than two months after the appeal came");
}

// An appeal that belongs to another body goes there within three working days (APPC art. 65).
void check_forwarding(Examination& examination) {
  const auto registered = examination.date("registered_on"), forwarded = examination.date("forwarded_on");
  if (!registered || !forwarded || !examination.touches({"registered_on", "forwarded_on"})) return;
  const auto& snapshot = examination.snapshot;
  if (*forwarded > snapshot.calendar.add_workdays(*registered, snapshot.terms.forwarding))
    examination.warn("forwarded_on", ErrorCode::range, "forwarded later than the law allows");
}

// A year of which the office has entered no day counts Monday to Friday, holidays and all.
void check_calendar(Examination& examination) {
  const auto registered = examination.date("registered_on");
  if (!registered || !examination.touches({"received_on", "registered_on"})) return;
  const auto& snapshot = examination.snapshot;
  if (const auto year = year_without_days(snapshot.calendar, *registered, answer_due(snapshot, *registered)))
    examination.warn("due_on", ErrorCode::range, "no free day is entered of the year " + std::to_string(*year));
}

// What was answered, not only that it was (R20); an import may know the day alone.
void check_answer(Examination& examination) {
  if (examination.kind != EditKind::user || !examination.touches({"answered_on", "answer_text"})) return;
  if (examination.has("answered_on") && !examination.has("answer_text"))
    examination.refuse("answer_text", ErrorCode::required, "what was answered");
  if (!examination.has("answered_on") && examination.has("answer_text"))
    examination.refuse("answered_on", ErrorCode::required, "the day of the answer");
}
}  // namespace

void complete_appeal(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today) {
  auto& after = change.after;
  const bool is_add = change.kind == ChangeKind::add;
  if (is_add) {
    after.try_emplace("kind", "APPLICATION");
    after.try_emplace("received_on", iso_date(today));
    after.try_emplace("collective_count", std::int64_t{1});
  }
  const auto received = day_in(after, "received_on");
  const auto registered_then = day_in(now, "registered_on");
  // A day that follows from another moves along with it; one that somebody chose stays.
  const auto received_then = day_in(now, "received_on");
  const bool followed = is_add || (received_then && registered_then == snapshot.calendar.next_workday(*received_then));
  if (received && followed) put_day(after, "registered_on", snapshot.calendar.next_workday(*received));
  const auto registered = day_in(after, "registered_on");
  const bool due_followed =
      is_add || (registered_then && day_in(now, "due_on") == answer_due(snapshot, *registered_then));
  if (registered && due_followed) put_day(after, "due_on", answer_due(snapshot, *registered));
}

void check_appeal(Examination& examination) {
  for (const auto* day : {"received_on", "answered_on", "forwarded_on"}) examination.refuse_future(day);
  for (const auto* day : {"registered_on", "answered_on", "forwarded_on", "due_on"})
    examination.require_order("received_on", day);
  check_registered_on(examination);
  check_extension(examination);
  check_forwarding(examination);
  check_calendar(examination);
  check_answer(examination);
  if (examination.has("repeat_of") && examination.text("repeat_of") == examination.change.uuid)
    examination.refuse("repeat_of", ErrorCode::duplicate_chain, "an appeal cannot repeat itself");
}

}  // namespace riskmap
