#include "layers/store/applicant_copy.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "layers/core/unfinished_file.h"
#include "layers/store/appeal_file_rows.h"
#include "layers/store/applicant_store.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/private_context.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
Result<void> check_readable(const ApplicantsAccess& access) {
  using enum ApplicantsAccess::State;
  if (access.can_read() || access.state == none_yet) return {};
  if (access.state == unsupported) return fail(ErrorCode::unsupported, "this store keeps no applicants");
  return fail(access.state == missing ? ErrorCode::not_found : ErrorCode::access, access.reason, access.file);
}

Result<void> put(const Connection& target, const Applicant& applicant) {
  std::string columns = "appeal, version", marks = "?1, ?2";
  int parameter = 3;
  for (const auto& [name, value] : applicant.fields) columns += ", " + name, marks += fmt::format(", ?{}", parameter++);
  auto row = target.prepare(fmt::format("INSERT INTO riskmap_private.applicant ({}) VALUES ({})", columns, marks));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, applicant.appeal).bind(2, applicant.version);
  parameter = 3;
  for (const auto& [name, value] : applicant.fields) row->bind(parameter++, text_of(value));
  return row->run();
}

Result<void> put_bytes(const Connection& target, const StoredRecord& file, const std::string& bytes) {
  auto row = target.prepare(
      "INSERT OR IGNORE INTO riskmap_private.appeal_file_data (appeal, sha256, data) VALUES (?1, ?2, ?3)");
  if (!row) return std::unexpected{row.error()};
  Blob blob;
  blob.bytes.assign(bytes.begin(), bytes.end());
  return row->bind(1, text_of(field(file.fields, "owner")))
      .bind(2, text_of(field(file.fields, "sha256")))
      .bind(3, SqlValue{std::move(blob)})
      .run();
}

Result<void> put(const Connection& target, const StoredRecord& file) {
  std::string columns = "uuid, appeal, version", marks = "?1, ?2, ?3";
  int parameter = 4;
  for (const auto& name : appeal_file_columns())
    columns += fmt::format(", {}", name), marks += fmt::format(", ?{}", parameter++);
  auto row = target.prepare(fmt::format("INSERT INTO riskmap_private.appeal_file ({}) VALUES ({})", columns, marks));
  if (!row) return std::unexpected{row.error()};
  row->bind(1, file.uuid).bind(2, text_of(field(file.fields, "owner"))).bind(3, file.version);
  parameter = 4;
  for (const auto& name : appeal_file_columns()) {
    const auto text = text_of(field(file.fields, name));
    row->bind(parameter++, text.empty() ? SqlValue{} : SqlValue{text});
  }
  return row->run();
}

Result<void> put_files(RegisterStore& source, ApplicantStore& people, const Connection& target,
                       const std::string& appeal) {
  const auto files = people.files_of(appeal);
  if (!files) return std::unexpected{files.error()};
  for (const auto& file : *files) {
    const auto bytes = source.file_bytes(text_of(field(file.fields, "sha256")));
    if (!bytes) return std::unexpected{bytes.error()};
    if (auto written = put_bytes(target, file, *bytes); !written) return written;
    if (auto written = put(target, file); !written) return written;
  }
  return {};
}

Result<std::set<std::string>> appeals_in(const Connection& part) {
  std::set<std::string> appeals;
  const auto read =
      each_row(part, "SELECT uuid FROM appeal", [&appeals](const Statement& row) { appeals.insert(row.text(0)); });
  if (!read) return std::unexpected{read.error()};
  return appeals;
}

Result<void> put_all(RegisterStore& source, ApplicantStore& people, const Connection& target) {
  const auto appeals = people.appeals_with_applicant();
  if (!appeals) return std::unexpected{appeals.error()};
  const auto kept = appeals_in(target);
  if (!kept) return std::unexpected{kept.error()};
  for (const auto& appeal : *appeals) {
    if (!kept->contains(appeal)) continue;
    const auto applicant = people.applicant_of(appeal);
    if (!applicant) return std::unexpected{applicant.error()};
    const bool is_known = applicant->version != 0 && !applicant->is_erased;
    if (auto written = is_known ? put(target, *applicant) : Result<void>{}; !written) return written;
    if (auto written = put_files(source, people, target, appeal); !written) return written;
  }
  return {};
}

// Beside the part.
Result<void> fill_new_file(RegisterStore& source, ApplicantStore& people, const std::filesystem::path& part) {
  const auto dataset = GpkgDataset::open_for_update(part);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto target = dataset->connection();
  if (const auto made = make_private_file(target, part); !made) return std::unexpected{made.error()};
  auto transaction = Transaction::begin(target);
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto told = target.execute(quiet_context); !told) return told;
  if (auto written = put_all(source, people, target); !written) return written;
  if (auto told = target.execute(end_of_quiet_context); !told) return told;
  if (auto marked = target.execute(private_file_mark); !marked) return marked;
  return transaction->commit();
}
}  // namespace

Result<void> copy_applicants(RegisterStore& source, const std::filesystem::path& part,
                             const std::filesystem::path& file) {
  if (auto readable = check_readable(source.info().applicants); !readable) return readable;
  const auto people = applicant_store(source);
  if (!people) return std::unexpected{people.error()};
  const auto made = private_file_of(part);
  const UnfinishedFile unfinished{made};
  auto filled = fill_new_file(source, **people, part);
  std::error_code problem, ignored;
  if (filled) std::filesystem::rename(made, file, problem);
  for (const auto* ending : {"", "-journal"}) std::filesystem::remove(made.string() + ending, ignored);
  return problem ? fail(ErrorCode::io, problem.message(), file.string()) : filled;
}

Result<void> mark_applicants(const std::filesystem::path& part) {
  const auto dataset = GpkgDataset::open_for_update(part);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->connection().execute(private_file_mark);
}

}  // namespace riskmap
