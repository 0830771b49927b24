// The one way data changes: an Edit is before and after, nothing else. Undo is the same edit read backwards.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/entity.h"
#include "layers/model/value.h"

namespace riskmap {

enum class ChangeKind { add, set, remove };

// One record's change. For `set`, before and after hold the same keys: the fields that change. For `add`, before is
// empty; for `remove`, after is. `version` is the version the record had when the change was made (0 for add).
struct Change {
  ChangeKind kind = ChangeKind::set;
  Entity entity = Entity::issue;
  std::string uuid;
  std::int64_t version = 0;
  Fields before, after;
  friend bool operator==(const Change&, const Change&) = default;
};

// What is written down about whoever brought an appeal; in the private file alone. `version`: the one that was seen, 0
// = none was there. `before` and `after` hold the fields that change.
struct ApplicantChange {
  std::string appeal;  // uuid
  std::int64_t version = 0;
  Fields before, after;
  friend bool operator==(const ApplicantChange&, const ApplicantChange&) = default;
};

// Bytes that an edit brings along for its attachments; the store keeps them under their checksum, once.
struct FileContent {
  std::string sha256;  // in hex
  std::shared_ptr<const std::string> bytes;
};

// A file at an appeal, which is personal: its record and its bytes lie in the private file alone.
struct AppealFileChange {
  Change change;                               // of an Entity::attachment
  std::shared_ptr<const std::string> bytes{};  // of a new one
};

enum class EditKind { user, undo, redo, import };
std::string_view name_of(EditKind kind);

// One transaction, one undo step.
struct Edit {
  EditKind kind = EditKind::user;
  std::vector<Change> changes;
  std::string reason{};  // what the person typed where a reason is asked; kept in the history
  std::vector<ApplicantChange> applicants{};
  std::vector<FileContent> files{};
  std::vector<AppealFileChange> appeal_files{};
};

// Swaps before and after of every change and reverses their order: apply(inverse(e)) after apply(e) changes nothing.
Edit inverse(Edit edit);

// Who edits: name and post as the person entered them once, and the station (this computer's name).
struct Author {
  std::string name;
  std::string post;
  std::string station;
};

// A committed record as the store holds it now; an empty `fields` = it was removed.
struct StoredRecord {
  Entity entity = Entity::issue;
  std::int64_t fid = 0;
  std::string uuid;
  std::int64_t version = 0;
  Fields fields;
};

// A problem or a measure as a store reads it row by row, of which there are many: only looked at, nothing is copied.
struct StoredRow {
  Entity entity = Entity::issue;
  std::int64_t fid = 0;
  std::string_view uuid;
  std::int64_t version = 0;
  std::span<const ValueView> values;  // of the entity's fields, in their order
  std::string_view touched_on;        // ISO day, or nothing
};

// What the store accepted: the batch's name and every touched record re-read from disk.
struct Accepted {
  std::string batch;
  EditKind kind = EditKind::user;
  std::vector<StoredRecord> records;
  std::vector<std::string> removed;  // uuids
};

}  // namespace riskmap
