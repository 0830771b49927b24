// Applicants of a register and the files at appeals: a file attached or a schema of a server, both named
// riskmap_private.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "layers/core/text.h"
#include "layers/store/appeal_file_rows.h"
#include "layers/store/applicant_rows.h"
#include "layers/store/private_file.h"
#include "layers/store/sql_store.h"

namespace riskmap {

namespace {
ErrorCode code_of(ApplicantsAccess::State state) {
  using enum ApplicantsAccess::State;
  switch (state) {
    case read_only:
      return ErrorCode::read_only;
    case missing:
      return ErrorCode::not_found;
    case foreign:
      return ErrorCode::not_a_register;
    case unsupported:
      return ErrorCode::unsupported;
    default:
      return ErrorCode::access;
  }
}

// Every word that is typed begins a word of the name.
bool begins_words_of(const std::vector<std::string>& typed, std::string_view name) {
  const auto words = split(fold(name), ' ');
  return !typed.empty() && std::ranges::all_of(typed, [&words](const std::string& part) {
    return std::ranges::any_of(words, [&part](const std::string& word) { return word.starts_with(part); });
  });
}

bool answers_to(const Applicant& applicant, const std::vector<std::string>& words, const std::string& phone) {
  if (!phone.empty() && phone_key(text_of(field(applicant.fields, "phone"))).find(phone) != std::string::npos)
    return true;
  return begins_words_of(words, text_of(field(applicant.fields, "full_name")));
}

bool is_known(const std::vector<Applicant>& found, const Applicant& applicant) {
  return std::ranges::any_of(
      found, [&applicant](const Applicant& one) { return is_same_person(one.fields, applicant.fields); });
}

// The newest first, while take(applicant) says so. A person typing meets this seldom more than a few thousand times;
// folding is faster than an index to keep right.
template <typename Take>
Result<void> each_applicant(const Connection& connection, const Take& take) {
  if (!has_private_part(connection)) return {};
  const auto applicants = read_applicants(connection);
  if (!applicants) return std::unexpected{applicants.error()};
  for (const auto& applicant : *applicants)
    if (!take(applicant)) break;
  return {};
}
}  // namespace

Result<Applicant> SqlStore::applicant_of(const std::string& appeal) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  if (!has_private_part(connection())) return Applicant{appeal, 0, {}, false};
  const auto there = read_applicant(connection(), appeal);
  if (!there) return std::unexpected{there.error()};
  return there->value_or(Applicant{appeal, 0, {}, false});
}

Result<std::vector<Applicant>> SqlStore::find_applicants(std::string_view words, std::size_t most) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  const auto phone = phone_key(words);
  auto typed = split(fold(words), ' ');
  std::erase(typed, "");
  std::vector<Applicant> found;
  const auto read = each_applicant(connection(), [&](const Applicant& applicant) {
    if (answers_to(applicant, typed, phone) && !is_known(found, applicant)) found.push_back(applicant);
    return found.size() < most;
  });
  if (!read) return std::unexpected{read.error()};
  return found;
}

Result<std::vector<std::string>> SqlStore::appeals_of(const Fields& person) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  std::vector<std::string> appeals;
  const auto read = each_applicant(connection(), [&](const Applicant& applicant) {
    if (is_same_person(applicant.fields, person)) appeals.push_back(applicant.appeal);
    return true;
  });
  if (!read) return std::unexpected{read.error()};
  return appeals;
}

Result<std::vector<std::string>> SqlStore::appeals_with_applicant() {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  std::vector<std::string> appeals;
  const auto read = each_applicant(connection(), [&](const Applicant& applicant) {
    appeals.push_back(applicant.appeal);
    return true;
  });
  if (!read) return std::unexpected{read.error()};
  if (!has_appeal_files(connection())) return appeals;
  const auto with_files = appeals_with_files(connection());
  if (!with_files) return std::unexpected{with_files.error()};
  const std::set<std::string> known{appeals.begin(), appeals.end()};
  std::ranges::copy_if(*with_files, std::back_inserter(appeals),
                       [&known](const std::string& appeal) { return !known.contains(appeal); });
  return appeals;
}

Result<std::vector<StoredRecord>> SqlStore::files_of(const std::string& appeal) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  if (!has_appeal_files(connection())) return std::vector<StoredRecord>{};
  return read_appeal_files(connection(), appeal);
}

Result<std::optional<StoredRecord>> SqlStore::find_file(const std::string& uuid) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  if (!has_appeal_files(connection())) return std::optional<StoredRecord>{};
  return read_appeal_file(connection(), uuid);
}

Result<void> SqlStore::may_write_applicants() const {
  if (info_.applicants.state == ApplicantsAccess::State::open) return {};
  return fail(code_of(info_.applicants.state), info_.applicants.reason, info_.applicants.file);
}

Result<void> SqlStore::ready_for(const Edit& edit) {
  if (edit.applicants.empty() && edit.appeal_files.empty()) return {};
  return may_write_applicants();
}

Result<void> SqlStore::write_private_part(Batch& batch, const Edit& edit,
                                          std::span<const std::string> removed_appeals) {
  if (!connection().is_server() && (!edit.applicants.empty() || !edit.appeal_files.empty()))
    if (auto marked = connection().execute(private_file_mark); !marked) return marked;
  if (auto written = put_applicants(batch, edit.applicants); !written) return written;
  if (auto written = put_appeal_files(batch, edit.appeal_files); !written) return written;
  return drop_private_part(batch, removed_appeals);
}

Result<void> SqlStore::drop_private_part(Batch& batch, std::span<const std::string> removed_appeals) {
  if (!has_private_part(connection())) return {};
  std::vector<std::string> without_applicant, without_files;
  for (const auto& appeal : removed_appeals) {
    const auto there = read_applicant(connection(), appeal);
    if (!there) return std::unexpected{there.error()};
    if (*there) without_applicant.push_back(appeal);
    const auto files = files_of(appeal);
    if (!files) return std::unexpected{files.error()};
    if (!files->empty()) without_files.push_back(appeal);
  }
  if (without_applicant.empty() && without_files.empty()) return {};
  if (auto allowed = may_write_applicants(); !allowed) return allowed;
  if (auto removed = remove_applicants(batch, without_applicant); !removed) return removed;
  return remove_appeal_files(batch, without_files);
}

Result<void> SqlStore::turn_private_part(Batch& batch, const std::string& turned,
                                         std::span<const std::string> removed_appeals) {
  if (!has_private_part(connection())) return {};
  if (info_.applicants.can_write()) {
    if (auto taken = take_back_applicants(batch, turned); !taken) return taken;
    if (auto taken = take_back_appeal_files(batch, turned); !taken) return taken;
  }
  return drop_private_part(batch, removed_appeals);
}

Result<void> SqlStore::erase(const std::vector<std::string>& appeals, const Author& author) {
  if (auto allowed = writable(); !allowed) return allowed;
  if (auto allowed = may_write_applicants(); !allowed) return allowed;
  auto batch = Batch::begin(connection(), name_of(EditKind::user), author, "ERASE");
  if (!batch) return std::unexpected{batch.error()};
  if (auto erased = erase_applicants(*batch, appeals); !erased) return erased;
  if (auto erased = erase_appeal_files(*batch, appeals); !erased) return erased;
  // Nobody's undo comes upon it: what it took is nowhere.
  auto mark = connection().prepare("UPDATE batch SET state = 'SKIPPED' WHERE fid = ?1");
  if (!mark) return std::unexpected{mark.error()};
  if (auto marked = mark->bind(1, batch->number()).run(); !marked) return marked;
  const auto accepted = batch->finish(EditKind::user);
  return accepted ? Result<void>{} : std::unexpected{accepted.error()};
}

Result<ApplicantStore*> applicant_store(RegisterStore& store) {
  auto* keeping = dynamic_cast<ApplicantStore*>(&store);
  if (keeping == nullptr || store.info().applicants.state == ApplicantsAccess::State::unsupported)
    return fail(ErrorCode::unsupported, "this store keeps no applicants", store.info().path);
  return keeping;
}

}  // namespace riskmap
