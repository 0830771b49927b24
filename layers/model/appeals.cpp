#include "layers/model/appeals.h"

#include <algorithm>
#include <tuple>

namespace riskmap {

namespace {
constexpr int soon_working_days = 3;

std::optional<Date> day_in(const Fields& fields, std::string_view name) {
  return parse_iso_date(text_of(field(fields, name)));
}

Appeal typed(const RegisterSnapshot& snapshot, const StoredRecord& record) {
  const auto& fields = record.fields;
  const auto text = [&fields](std::string_view name) { return text_of(field(fields, name)); };
  const auto settlement = text("settlement"), category = text("category");
  return {.uuid = record.uuid,
          .version = record.version,
          .reg_no = text("reg_no"),
          .kind = text("kind"),
          .channel = text("channel"),
          .summary = text("summary"),
          .satisfied = text("satisfied"),
          .reception = text("reception"),
          .received_on = day_in(fields, "received_on"),
          .registered_on = day_in(fields, "registered_on"),
          .due_on = day_in(fields, "due_on"),
          .extended_to = day_in(fields, "extended_to"),
          .answered_on = day_in(fields, "answered_on"),
          .settlement = settlement.empty() ? no_row : snapshot.find_settlement(settlement),
          .category = category.empty() ? no_row : snapshot.find_category(category),
          .people = integer_of(field(fields, "collective_count"), 1),
          .issues = {}};
}

AppealQueue queue_of(const RegisterSnapshot& snapshot, const Appeal& appeal, Date today) {
  if (appeal.is_answered()) return AppealQueue::answered;
  if (is_overdue(appeal, today)) return AppealQueue::overdue;
  const auto deadline = appeal.deadline();
  const bool is_soon = deadline && snapshot.calendar.workdays_between(today, *deadline) <= soon_working_days;
  return is_soon ? AppealQueue::due_soon : AppealQueue::waiting;
}

bool is_owed(const RegisterSnapshot& snapshot, const Appeal& appeal) {
  return !appeal.is_answered() && std::ranges::any_of(appeal.issues, [&snapshot](Row issue) {
    return !counts_as_open(snapshot.issues.core(issue).status);
  });
}

void join_issues(const RegisterSnapshot& snapshot, std::vector<Appeal>& appeals) {
  std::unordered_map<std::string_view, Appeal*> by_uuid;
  for (auto& appeal : appeals) by_uuid.emplace(appeal.uuid, &appeal);
  for (const auto& link : snapshot.others) {
    if (link.entity != Entity::appeal_issue) continue;
    const auto appeal = by_uuid.find(text_of(field(link.fields, "appeal")));
    const Row issue = snapshot.find_issue(text_of(field(link.fields, "issue")));
    if (appeal != by_uuid.end() && issue != no_row) appeal->second->issues.push_back(issue);
  }
}
}  // namespace

bool is_overdue(const Appeal& appeal, Date today) {
  return !appeal.is_answered() && appeal.deadline() && *appeal.deadline() < today;
}

Date answer_due(const RegisterSnapshot& snapshot, Date registered_on) {
  return snapshot.calendar.add_workdays(registered_on, snapshot.terms.answer);
}

const Appeal* AppealBook::find(std::string_view uuid) const {
  const auto found = std::ranges::find(appeals, uuid, &Appeal::uuid);
  return found == appeals.end() ? nullptr : &*found;
}

std::int64_t AppealBook::people_behind(Row issue) const {
  std::int64_t people = 0;
  if (const auto found = by_issue.find(issue); found != by_issue.end())
    for (const auto place : found->second) people += appeals[place].people;
  return people;
}

AppealBook appeals_of(const RegisterSnapshot& snapshot, Date today) {
  AppealBook book;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::appeal) book.appeals.push_back(typed(snapshot, record));
  join_issues(snapshot, book.appeals);
  std::ranges::sort(book.appeals, std::ranges::greater{},
                    [](const Appeal& appeal) { return std::tie(appeal.received_on, appeal.reg_no, appeal.uuid); });
  for (std::size_t place = 0; place < book.appeals.size(); ++place) {
    const auto& appeal = book.appeals[place];
    for (const Row issue : appeal.issues) book.by_issue[issue].push_back(place);
    if (is_owed(snapshot, appeal)) book.queues[static_cast<std::size_t>(AppealQueue::answer_owed)].push_back(place);
    if (appeal.is_unlinked()) book.queues[static_cast<std::size_t>(AppealQueue::unlinked)].push_back(place);
    book.queues[static_cast<std::size_t>(queue_of(snapshot, appeal, today))].push_back(place);
  }
  // Whoever has waited longest comes first; answered ones stay newest first.
  const auto by_deadline = [&book](std::size_t place) { return book.appeals[place].deadline().value_or(Date::max()); };
  for (const auto queue : appeal_queues)
    if (queue != AppealQueue::answered)
      std::ranges::stable_sort(book.queues[static_cast<std::size_t>(queue)], {}, by_deadline);
  return book;
}

}  // namespace riskmap
