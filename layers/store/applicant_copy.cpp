#include "layers/store/applicant_copy.h"

#include <fmt/format.h>

#include <set>
#include <string>

#include "layers/core/unfinished_file.h"
#include "layers/store/applicant_store.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
constexpr std::string_view mark = "INSERT OR IGNORE INTO main.rm_meta (key, value) VALUES ('has_private_file', '1')";

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

Result<std::set<std::string>> appeals_in(const Connection& part) {
  std::set<std::string> appeals;
  const auto read =
      each_row(part, "SELECT uuid FROM appeal", [&appeals](const Statement& row) { appeals.insert(row.text(0)); });
  if (!read) return std::unexpected{read.error()};
  return appeals;
}

Result<void> put_all(ApplicantStore& source, const Connection& target) {
  const auto appeals = source.appeals_with_applicant();
  if (!appeals) return std::unexpected{appeals.error()};
  const auto kept = appeals_in(target);
  if (!kept) return std::unexpected{kept.error()};
  for (const auto& appeal : *appeals) {
    if (!kept->contains(appeal)) continue;
    const auto applicant = source.applicant_of(appeal);
    if (!applicant) return std::unexpected{applicant.error()};
    if (auto written = put(target, *applicant); !written) return written;
  }
  return {};
}

// Such a context writes no history: what was done with them before is the register's affair.
constexpr std::string_view quiet =
    "INSERT INTO riskmap_private.edit_context (one, batch, who, kind, at) VALUES (1, '', '', 'ERASE', '')";

// Beside the part.
Result<void> fill_new_file(ApplicantStore& people, const std::filesystem::path& part) {
  const auto dataset = GpkgDataset::open_for_update(part);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto target = dataset->connection();
  if (const auto made = make_private_file(target, part); !made) return std::unexpected{made.error()};
  auto transaction = Transaction::begin(target);
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto told = target.execute(quiet); !told) return told;
  if (auto written = put_all(people, target); !written) return written;
  if (auto told = target.execute("DELETE FROM riskmap_private.edit_context;" + std::string{mark}); !told) return told;
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
  auto filled = fill_new_file(**people, part);
  std::error_code problem, ignored;
  if (filled) std::filesystem::rename(made, file, problem);
  for (const auto* ending : {"", "-journal"}) std::filesystem::remove(made.string() + ending, ignored);
  return problem ? fail(ErrorCode::io, problem.message(), file.string()) : filled;
}

Result<void> mark_applicants(const std::filesystem::path& part) {
  const auto dataset = GpkgDataset::open_for_update(part);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->connection().execute(mark);
}

}  // namespace riskmap
