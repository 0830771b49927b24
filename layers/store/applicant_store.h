// Applicants, and the files at appeals, lie in NAME.private.gpkg beside NAME.gpkg: a file only its owner may read, made
// with the first of them. The register works without it, and is given away without it. On a server they lie in a schema
// of their own, for logins with a role of its own (pg_private.h).
//
//   edit.applicants.push_back({.appeal = appeal, .after = {{"full_name", name}, {"phone", phone}}});
//   store.commit(edit, author);                          // both parts in one commit, one step of undo
//   applicant_store(store).value()->erase({appeal}, author);   // with their history; nothing brings them back
//
// What may be done with it stands in StoreInfo::applicants.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/applicant.h"
#include "layers/model/edit.h"
#include "layers/store/register_store.h"

namespace riskmap {

class ApplicantStore {
 public:
  virtual ~ApplicantStore() = default;
  // An applicant of whom nothing is known has version 0.
  virtual Result<Applicant> applicant_of(const std::string& appeal) = 0;
  // By the beginnings of names in any spelling, or by five digits or more of the phone. Everybody once, the newest
  // first.
  virtual Result<std::vector<Applicant>> find_applicants(std::string_view words, std::size_t most) = 0;
  // The appeals of whoever these fields speak of, the newest first.
  virtual Result<std::vector<std::string>> appeals_of(const Fields& person) = 0;
  // All of whom something is written down, or whose appeals have files: these appeals.
  virtual Result<std::vector<std::string>> appeals_with_applicant() = 0;
  // The files at an appeal, as records of attachments; in the order in which they came.
  virtual Result<std::vector<StoredRecord>> files_of(const std::string& appeal) = 0;
  // One of them, whosever it is.
  virtual Result<std::optional<StoredRecord>> find_file(const std::string& uuid) = 0;
  // Takes out what is written down about those who brought these appeals, the files, and the history of both. That it
  // was done, when and by whom stays. Cannot be undone.
  virtual Result<void> erase(const std::vector<std::string>& appeals, const Author& author) = 0;
};

// The same store; err.unsupported for one that keeps no applicants.
Result<ApplicantStore*> applicant_store(RegisterStore& store);

}  // namespace riskmap
