#include "layers/store/applicant_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "layers/store/private_context.h"

namespace riskmap {

namespace {
std::string listed_fields() {
  std::string columns;
  for (const auto& field : applicant_fields()) columns += (columns.empty() ? "" : ", ") + std::string{field.name};
  return columns;
}

std::string all_fields() {
  return fmt::format("SELECT appeal, version, erased_at, {} FROM riskmap_private.applicant", listed_fields());
}

Applicant applicant_in(const Statement& row) {
  Applicant applicant{row.text(0), row.integer(1), {}, !row.is_null(2)};
  int column = 3;
  for (const auto& spec : applicant_fields()) {
    if (!row.is_null(column)) applicant.fields.emplace(spec.name, valid_text(row.text(column)));
    ++column;
  }
  return applicant;
}

SqlValue stored(const Value& value) {
  const auto text = text_of(value);
  return text.empty() ? SqlValue{} : SqlValue{text};
}

Error conflict(const Connection& connection, const ApplicantChange& change) {
  std::string who, fields;
  auto last = connection.prepare("SELECT who FROM riskmap_private.history WHERE appeal = ?1 ORDER BY fid DESC LIMIT 1");
  if (last && last->bind(1, change.appeal).step().value_or(false)) who = last->text(0);
  for (const auto& [name, value] : change.after) fields += (fields.empty() ? "" : ", ") + name;
  return {ErrorCode::conflict, "the applicant was changed meanwhile", fields, who};
}

Result<void> insert(const Connection& connection, const std::string& appeal, std::int64_t version,
                    const Fields& fields) {
  std::string columns, marks;
  for (const auto& [name, value] : fields) columns += ", " + name, marks += ", ?";
  auto row = connection.prepare(
      fmt::format("INSERT INTO riskmap_private.applicant (appeal, version{}) VALUES (?, ?{})", columns, marks));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, appeal).bind(2, version);
  int parameter = 3;
  for (const auto& [name, value] : fields) row->bind(parameter++, stored(value));
  return row->run();
}

Result<void> update(const Connection& connection, const Applicant& there, const Fields& fields) {
  std::string columns;
  for (const auto& [name, value] : fields) columns += name + " = ?, ";
  auto row = connection.prepare(fmt::format(
      "UPDATE riskmap_private.applicant SET {}erased_at = NULL, version = version + 1 WHERE appeal = ?", columns));
  if (!row) return std::unexpected{row.error()};
  int parameter = 1;
  for (const auto& [name, value] : fields) row->bind(parameter++, stored(value));
  return row->bind(parameter, there.appeal).run();
}

bool holds(const Applicant& there, const Fields& fields) {
  return std::ranges::all_of(fields, [&there](const auto& wanted) {
    return text_of(field(there.fields, wanted.first)) == text_of(wanted.second);
  });
}

bool is_empty(const Fields& fields) {
  return std::ranges::all_of(fields, [](const auto& entry) { return text_of(entry.second).empty(); });
}

// After an erasing the history begins anew, yet nobody's old version must fit.
Result<std::int64_t> next_version(const Connection& connection, const std::string& appeal) {
  auto last = connection.prepare("SELECT coalesce(max(version), 0) FROM riskmap_private.history WHERE appeal = ?1");
  if (!last) return std::unexpected{last.error()};
  const auto row = last->bind(1, appeal).step();
  if (!row) return std::unexpected{row.error()};
  return last->integer(0) + 1;
}

Result<void> put(Batch& batch, const ApplicantChange& change) {
  const auto& connection = batch.connection();
  const auto there = read_applicant(connection, change.appeal);
  if (!there) return std::unexpected{there.error()};
  batch.mention(Entity::appeal, change.appeal);
  if (*there && holds(**there, change.after) && !(*there)->is_erased) return {};
  if ((*there ? (*there)->version : 0) != change.version) return std::unexpected{conflict(connection, change)};
  if (*there) return update(connection, **there, change.after);
  if (is_empty(change.after)) return {};
  const auto version = next_version(connection, change.appeal);
  if (!version) return std::unexpected{version.error()};
  return insert(connection, change.appeal, *version, change.after);
}

Result<void> remove(Batch& batch, const std::string& appeal) {
  auto row = batch.connection().prepare("DELETE FROM riskmap_private.applicant WHERE appeal = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, appeal).run();
}

struct Deed {
  std::string appeal, action;
  Fields before, after;
};

// What a batch did to applicants, the last first: one deed an applicant and an action.
Result<std::vector<Deed>> deeds_of(const Connection& connection, const std::string& batch) {
  auto rows = connection.prepare(
      "SELECT appeal, action, field, old_value, new_value FROM riskmap_private.history WHERE batch = ?1 ORDER BY fid");
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, batch);
  std::vector<Deed> deeds;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    if (deeds.empty() || deeds.back().appeal != rows->text(0) || deeds.back().action != rows->text(1))
      deeds.push_back({rows->text(0), rows->text(1), {}, {}});
    if (rows->is_null(2)) continue;
    const auto value = [&rows](int column) { return rows->is_null(column) ? Value{} : Value{rows->text(column)}; };
    deeds.back().before.insert_or_assign(rows->text(2), value(3));
    deeds.back().after.insert_or_assign(rows->text(2), value(4));
  }
  std::ranges::reverse(deeds);
  return deeds;
}

bool is_as_left(const std::optional<Applicant>& there, const Deed& deed) {
  if (deed.action == "DELETE") return !there;
  if (!there || there->is_erased) return false;
  if (deed.action == "UPDATE") return holds(*there, deed.after);
  return std::ranges::all_of(applicant_fields(), [&](const FieldSpec& spec) {
    return text_of(field(there->fields, spec.name)) == text_of(field(deed.after, spec.name));
  });
}

Result<void> take_back(Batch& batch, const Deed& deed) {
  const auto& connection = batch.connection();
  const auto there = read_applicant(connection, deed.appeal);
  if (!there) return std::unexpected{there.error()};
  batch.mention(Entity::appeal, deed.appeal);
  if (!is_as_left(*there, deed))
    return std::unexpected{conflict(connection, {deed.appeal, 0, {}, deed.action == "UPDATE" ? deed.after : Fields{}})};
  if (deed.action == "INSERT") return remove(batch, deed.appeal);
  if (deed.action == "UPDATE") return update(connection, **there, deed.before);
  const auto version = next_version(connection, deed.appeal);
  if (!version) return std::unexpected{version.error()};
  return insert(connection, deed.appeal, *version, deed.before);
}

Result<void> erase(const Batch& batch, const std::string& appeal) {
  const auto& connection = batch.connection();
  std::string columns;
  for (const auto& spec : applicant_fields()) columns += fmt::format("{} = NULL, ", spec.name);
  // Of an appeal with nothing but files the row is made, so that here too it stays that it was done.
  for (const auto& sql :
       {std::string{
            "INSERT INTO riskmap_private.applicant (appeal, version) VALUES (?1, 0) ON CONFLICT (appeal) DO NOTHING"},
        fmt::format("UPDATE riskmap_private.applicant SET {}erased_at = '{}', version = version + 1"
                    " WHERE appeal = ?1",
                    columns, batch.at()),
        std::string{"DELETE FROM riskmap_private.history WHERE appeal = ?1 AND action <> 'ERASE'"}}) {
    auto row = connection.prepare(sql);
    if (!row) return std::unexpected{row.error()};
    if (auto done = row->bind(1, appeal).run(); !done) return done;
  }
  auto note = connection.prepare(
      "INSERT INTO riskmap_private.history (at, who, batch, appeal, version, action)"
      " SELECT ?2, ?3, ?4, appeal, version, 'ERASE' FROM riskmap_private.applicant WHERE appeal = ?1");
  if (!note) return std::unexpected{note.error()};
  return note->bind(1, appeal).bind(2, batch.at()).bind(3, batch.who()).bind(4, batch.uuid()).run();
}
}  // namespace

Result<std::optional<Applicant>> read_applicant(const Connection& connection, const std::string& appeal) {
  auto row = connection.prepare(all_fields() + " WHERE appeal = ?1");
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, appeal).step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return std::nullopt;
  return applicant_in(*row);
}

Result<std::vector<Applicant>> read_applicants(const Connection& connection) {
  std::vector<Applicant> applicants;
  const auto read = each_row(connection, all_fields() + " WHERE erased_at IS NULL ORDER BY fid DESC",
                             [&applicants](const Statement& row) { applicants.push_back(applicant_in(row)); });
  if (!read) return std::unexpected{read.error()};
  return applicants;
}

Result<void> put_applicants(Batch& batch, std::span<const ApplicantChange> changes) {
  return in_private_context(batch, "USER", changes, put);
}

Result<void> remove_applicants(Batch& batch, std::span<const std::string> appeals) {
  return in_private_context(batch, "USER", appeals, remove);
}

Result<void> take_back_applicants(Batch& batch, const std::string& turned) {
  const auto deeds = deeds_of(batch.connection(), turned);
  if (!deeds) return std::unexpected{deeds.error()};
  return in_private_context(batch, "UNDO", *deeds, take_back);
}

Result<void> erase_applicants(Batch& batch, std::span<const std::string> appeals) {
  return in_private_context(batch, "ERASE", appeals,
                            [](const Batch& open, const std::string& appeal) { return erase(open, appeal); });
}

}  // namespace riskmap
