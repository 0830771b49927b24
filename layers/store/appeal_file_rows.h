// The files at appeals in the attached private file, inside a batch of the register: one transaction writes both.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/store/batch.h"

namespace riskmap {

// What is kept of a file beside its uuid and its appeal, as Entity::attachment calls it.
std::span<const std::string_view> appeal_file_columns();

// As records of attachments whose owner is the appeal, in the order in which they came.
Result<std::vector<StoredRecord>> read_appeal_files(const Connection& connection, const std::string& appeal);
Result<std::optional<StoredRecord>> read_appeal_file(const Connection& connection, const std::string& uuid);
// Errors: not_found; damaged where the bytes are others than the checksum says.
Result<std::string> read_appeal_bytes(const Connection& connection, const std::string& sha256);
// The appeals of the register that have files, or have had some whose bytes are still there.
Result<std::vector<std::string>> appeals_with_files(const Connection& connection);

// err.conflict where somebody else was first: where = the fields, value = who; err.gone where the file or its appeal is
// not there any more.
Result<void> put_appeal_files(Batch& batch, std::span<const AppealFileChange> changes);
Result<void> remove_appeal_files(Batch& batch, std::span<const std::string> appeals);
// What the batch of that uuid has done to files, taken back; err.conflict where they have changed since.
Result<void> take_back_appeal_files(Batch& batch, const std::string& turned);
// Files, their bytes and their history, for good.
Result<void> erase_appeal_files(Batch& batch, std::span<const std::string> appeals);

// One English line for each applicant and file whose appeal is not there: another program has taken it away, or two
// files are not of one day. It names the appeal, never the person. And for each file
// whose bytes are others than its checksum says.
Result<void> check_private_part(const Connection& connection, std::vector<std::string>& lines);

}  // namespace riskmap
