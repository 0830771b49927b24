#include "layers/store/checkin.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <memory>
#include <set>

#include "layers/core/uuid.h"
#include "layers/store/applicant_store.h"
#include "layers/store/attachment_files.h"
#include "layers/store/checkin_appeal_files.h"
#include "layers/store/checkin_applicants.h"
#include "layers/store/checkin_plan.h"
#include "layers/store/checkout.h"
#include "layers/store/history.h"
#include "layers/store/record_rows.h"
#include "layers/store/sql_store.h"
#include "layers/text/entity_labels.h"
#include "layers/text/messages.h"

namespace riskmap {

namespace {
constexpr int most_attempts = 3;  // each met by somebody's edit of the same records

struct LaptopCopy {
  std::unique_ptr<RegisterStore> store;
  SqlStore* sql = nullptr;
  Connection connection;
  Checkout checkout;
};

struct Attempt {
  std::int64_t since = 0;  // the row of the copy's history after which it begins
  Edit edit;
  std::vector<std::string> erased;  // appeals whose applicants were erased on the laptop
  CheckinReport report;
};

// What cannot be read cannot be brought, and would be lost with the copy's old state.
Result<void> check_applicants(const StoreInfo& info, const CheckinRequest& request) {
  using enum ApplicantsAccess::State;
  const auto state = info.applicants.state;
  if (request.leaves_applicants || info.applicants.can_read() || state == none_yet) return {};
  return fail(state == missing ? ErrorCode::not_found : ErrorCode::access, info.applicants.reason,
              info.applicants.file);
}

Result<LaptopCopy> open_copy(const CheckinRequest& request, const std::string& register_uuid) {
  auto store = open_register(request.copy);
  if (!store) return std::unexpected{store.error()};
  LaptopCopy copy{*std::move(store), nullptr, Connection{}, {}};
  const auto info = copy.store->info();
  copy.sql = dynamic_cast<SqlStore*>(copy.store.get());
  const auto reader = copy.sql->reader();
  if (!reader) return std::unexpected{reader.error()};
  copy.connection = *reader;
  const auto meta = read_meta(copy.connection);
  if (!meta) return std::unexpected{meta.error()};
  auto checkout = checkout_of(*meta);
  const auto where = request.copy.string();
  if (!checkout) return fail(ErrorCode::invalid_input, "not a copy for a laptop", where);
  if (checkout->register_uuid != register_uuid)
    return fail(ErrorCode::invalid_input, "a copy of another register: " + checkout->register_name, where);
  if (info.is_read_only) return fail(ErrorCode::read_only, info.read_only_reason, where);
  if (auto known = check_applicants(info, request); !known) return std::unexpected{known.error()};
  copy.checkout = *std::move(checkout);
  return copy;
}

Result<bool> stands(const Connection& office, const std::string& batch) {
  if (batch.empty()) return false;
  auto row = office.prepare("SELECT 1 FROM batch WHERE uuid = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, batch).step();
}

Result<std::set<std::string>> appeals_after(const Connection& office, const CheckinPlan& plan) {
  std::set<std::string> appeals;
  const auto read =
      each_row(office, "SELECT uuid FROM appeal", [&appeals](const Statement& row) { appeals.insert(row.text(0)); });
  if (!read) return std::unexpected{read.error()};
  for (const auto& change : plan.changes)
    if (change.entity == Entity::appeal && change.kind == ChangeKind::add) appeals.insert(change.uuid);
  for (const auto& change : plan.changes)
    if (change.kind == ChangeKind::remove) appeals.erase(change.uuid);
  return appeals;
}

std::string joined(const std::vector<std::string>& people) {
  std::string names;
  for (const auto& name : people) names += (names.empty() ? "" : ", ") + name;
  return names;
}

// Of the one person who worked on the laptop.
std::string post_of(const Connection& copy, const std::vector<std::string>& people) {
  if (people.size() != 1) return {};
  auto row = copy.prepare("SELECT post FROM batch WHERE who = ?1 AND post IS NOT NULL ORDER BY fid DESC LIMIT 1");
  return row && row->bind(1, people.front()).step().value_or(false) ? row->text(0) : std::string{};
}

bool was_faster(const Error& error) {
  return error.code == ErrorCode::conflict || error.code == ErrorCode::gone;
}

// A choice that was mistyped would otherwise pass for one that was made.
Result<void> check_choices(const CheckinRequest& request, const std::set<CheckinQuestion>& asked) {
  for (const auto& [question, side] : request.choices)
    if (!asked.contains(question))
      return fail(ErrorCode::invalid_input, "this choice belongs to no conflict", request.copy.string(),
                  question.first + " " + (question.second.empty() ? "record" : question.second));
  return {};
}

// Who reads the refusal looks for the record by its name.
Error about_record(Error error, const Connection& copy, const Change& change) {
  auto name = name_among(change.after, {});
  if (name.empty())
    if (const auto record = whole_record(copy, change.entity, change.uuid); record && *record)
      name = name_among((*record)->fields, change.uuid);
  const auto entity = spec_of(change.entity).name;
  const auto field = error.where.empty() ? std::string{} : ": " + field_label(entity, error.where);
  error.where = fmt::format("{} «{}»{}", entity_label(entity), name, field);
  return error;
}

// Each once.
std::vector<std::string> everybody(std::initializer_list<std::vector<std::string>> lists) {
  std::vector<std::string> people;
  for (const auto& list : lists)
    for (const auto& name : list)
      if (std::ranges::find(people, name) == people.end()) people.push_back(name);
  return people;
}

Result<Attempt> compare(RegisterStore& store, const Connection& office, const LaptopCopy& copy, std::int64_t since,
                        const CheckinRequest& request) {
  const auto changes = laptop_changes(copy.connection, since);
  if (!changes) return std::unexpected{changes.error()};
  auto plan = CheckinPlanner{office, copy.connection, request}.plan(*changes);
  if (!plan) return std::unexpected{plan.error()};
  const auto appeals = appeals_after(office, *plan);
  if (!appeals) return std::unexpected{appeals.error()};
  const auto keeping = applicant_store(store);
  auto applicants = plan_applicants(keeping ? *keeping : nullptr, copy.connection, *appeals, request);
  if (!applicants) return std::unexpected{applicants.error()};
  auto of_appeals = plan_appeal_files(keeping ? *keeping : nullptr, office, copy.connection, *appeals, request);
  if (!of_appeals) return std::unexpected{of_appeals.error()};
  plan->asked.merge(applicants->asked);
  plan->asked.merge(of_appeals->asked);
  const bool brings_nothing = plan->changes.empty() && applicants->changes.empty() && of_appeals->changes.empty();
  if (auto known = brings_nothing ? Result<void>{} : check_choices(request, plan->asked); !known)
    return std::unexpected{known.error()};
  Attempt attempt;
  attempt.since = since;
  auto files = files_of_changes(copy.connection, plan->changes);
  if (!files) return std::unexpected{files.error()};
  attempt.edit.changes = std::move(plan->changes);
  attempt.edit.files = *std::move(files);
  attempt.edit.applicants = std::move(applicants->changes);
  attempt.edit.appeal_files = std::move(of_appeals->changes);
  attempt.erased = std::move(applicants->erased);
  auto& report = attempt.report;
  report.added = plan->added, report.changed = plan->changed, report.removed = plan->removed;
  report.applicants = attempt.edit.applicants.size();
  report.conflicts = std::move(plan->conflicts);
  std::ranges::move(applicants->conflicts, std::back_inserter(report.conflicts));
  report.added += of_appeals->added, report.changed += of_appeals->changed, report.removed += of_appeals->removed;
  std::ranges::move(of_appeals->conflicts, std::back_inserter(report.conflicts));
  report.people = everybody({plan->people, applicants->people, of_appeals->people});
  report.returned = std::move(plan->returned), report.kept = std::move(plan->kept);
  report.renumbered = std::move(plan->renumbered);
  return attempt;
}

// Written down in the copy first: whatever cuts the rest off, the next checkin asks the register whether it stands.
Result<void> write(SqlStore& office, const LaptopCopy& copy, const CheckinRequest& request, Attempt& attempt) {
  const auto last = last_history(copy.connection);
  if (!last) return std::unexpected{last.error()};
  const auto& edit = attempt.edit;
  const bool is_nothing = edit.changes.empty() && edit.applicants.empty() && edit.appeal_files.empty();
  auto checkout = copy.checkout;
  checkout.history = attempt.since;
  checkout.begun_batch = is_nothing ? std::string{} : new_uuid();
  checkout.begun_history = *last;
  if (auto noted = copy.sql->put_meta(meta_of(checkout)); !noted || is_nothing) return noted;
  const Author author{joined(attempt.report.people), post_of(copy.connection, attempt.report.people), request.station};
  std::optional<std::size_t> refused;
  auto accepted = office.commit_named(attempt.edit, author, checkout.begun_batch, &refused);
  if (!accepted && refused && !was_faster(accepted.error()))
    return std::unexpected{about_record(accepted.error(), copy.connection, attempt.edit.changes[*refused])};
  if (!accepted) return std::unexpected{accepted.error()};
  attempt.report.accepted = *std::move(accepted);
  return {};
}

// What was erased on the laptop is erased; it cannot be undone, here or there.
Result<void> erase(RegisterStore& store, const Attempt& attempt, const CheckinRequest& request) {
  if (attempt.erased.empty()) return {};
  const auto keeping = applicant_store(store);
  if (!keeping) return {};
  return (*keeping)->erase(attempt.erased, {joined(attempt.report.people), {}, request.station});
}

// A register that lacks what it had when the copy was made was restored from a backup: its newest state is in the copy
// alone, and a renewal would take that away.
Result<void> check_age(const Connection& office, const Checkout& checkout, const std::filesystem::path& copy) {
  if (checkout.newest_batch.empty()) return {};
  const auto knows = stands(office, checkout.newest_batch);
  if (!knows) return std::unexpected{knows.error()};
  if (*knows) return {};
  return fail(ErrorCode::invalid_input, "the register is older than this copy", copy.string());
}

Result<CheckinReport> bring(RegisterStore& store, SqlStore& office, const LaptopCopy& copy,
                            const CheckinRequest& request) {
  for (int attempts = 1;; ++attempts) {
    const auto reader = office.reader();
    if (!reader) return std::unexpected{reader.error()};
    const auto is_there = stands(*reader, copy.checkout.begun_batch);
    if (!is_there) return std::unexpected{is_there.error()};
    const auto since = *is_there ? copy.checkout.begun_history : copy.checkout.history;
    auto attempt = compare(store, *reader, copy, since, request);
    if (!attempt) return std::unexpected{attempt.error()};
    if (!attempt->report.conflicts.empty()) return std::move(attempt->report);
    const auto written = write(office, copy, request, *attempt);
    if (written)
      if (auto erased = erase(store, *attempt, request); !erased) return std::unexpected{erased.error()};
    if (written) return std::move(attempt->report);
    if (!was_faster(written.error()) || attempts == most_attempts) return std::unexpected{written.error()};
  }
}
}  // namespace

Result<CheckinReport> check_in(RegisterStore& store, const CheckinRequest& request) {
  auto* office = dynamic_cast<SqlStore*>(&store);
  if (!office) return fail(ErrorCode::unsupported, "a store of another kind");
  const auto reader = office->reader();
  if (!reader) return std::unexpected{reader.error()};
  const auto meta = read_meta(*reader);
  if (!meta) return std::unexpected{meta.error()};
  if (store.info().is_read_only) return fail(ErrorCode::read_only, store.info().read_only_reason, store.info().path);
  const auto uuid = meta->find("uuid");
  auto copy = open_copy(request, uuid == meta->end() ? std::string{} : uuid->second);
  if (!copy) return std::unexpected{copy.error()};
  if (auto newer = check_age(*reader, copy->checkout, request.copy); !newer) return std::unexpected{newer.error()};
  auto report = bring(store, *office, *copy, request);
  copy->store.reset();
  if (!report || !report->conflicts.empty()) return report;
  const auto kept = request.leaves_applicants ? LaptopApplicants::kept : LaptopApplicants::brought;
  if (auto renewed = renew_checkout(store, request.copy, kept); !renewed) report->not_renewed = renewed.error();
  return report;
}

}  // namespace riskmap
