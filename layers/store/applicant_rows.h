// The rows of the private part, inside a batch of the register: one transaction writes both.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/applicant.h"
#include "layers/model/edit.h"
#include "layers/store/batch.h"

namespace riskmap {

Result<std::optional<Applicant>> read_applicant(const Connection& connection, const std::string& appeal);
// All of whom something is written down, the newest first.
Result<std::vector<Applicant>> read_applicants(const Connection& connection);

// err.conflict where somebody else was first: where = the fields, value = who.
Result<void> put_applicants(Batch& batch, std::span<const ApplicantChange> changes);
Result<void> remove_applicants(Batch& batch, std::span<const std::string> appeals);
// What the batch of that uuid has done to applicants, taken back; err.conflict where they have changed since.
Result<void> take_back_applicants(Batch& batch, const std::string& turned);
// What is written down and its history, for good; that it was done stays, also where only files were kept.
Result<void> erase_applicants(Batch& batch, std::span<const std::string> appeals);

}  // namespace riskmap
