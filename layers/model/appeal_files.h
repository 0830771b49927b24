// Files at appeals are described and ruled like any attachment. But they are personal, so they are no records of the
// register: nothing of them may reach the snapshot, the shared history or an export (`domain.md` §7).
//
//   const auto known = with_appeal_files(snapshot, files);   // for the rules alone
//   auto edit = prepared(*known, change, today);
//   part_appeal_files(*edit, files);                         // now it may go to the store
#pragma once
#include <span>

#include "layers/model/edit.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

// The register as if these files were records of it. Nobody keeps it or shows it.
Snapshot with_appeal_files(const Snapshot& snapshot, std::span<const StoredRecord> files);

// What the edit does to `files`, and new files of appeals, leave its changes and their bytes its files: they go to
// Edit::appeal_files.
void part_appeal_files(Edit& edit, std::span<const StoredRecord> files);

// Whether such a change adds a file to an appeal or is about one of `files`.
bool is_of_appeal(const Change& change, std::span<const StoredRecord> files);

}  // namespace riskmap
