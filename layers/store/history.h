// The append-only history: what a record went through, who stands in the way of an edit, and a batch read backwards.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_store.h"

namespace riskmap {

Result<std::vector<HistoryRow>> read_history(const Connection& connection, Entity entity, const std::string& uuid);

// err.gone when the record is no more, else err.conflict; where = the fields changed since `version`, value = by whom.
Error conflict_since(const Connection& connection, Entity entity, const std::string& uuid, std::int64_t version);

// The same for a person, with the record's name.
Result<std::optional<UndoObstacle>> obstacle_since(const Connection& connection, Entity entity, const std::string& uuid,
                                                   std::int64_t version);

// What a person calls a record: its number, its name, its title …
std::string name_among(const Fields& fields, const std::string& otherwise);

// The changes that take a batch back, newest first: what it added is removed, what it removed comes back as the same
// row.
Result<std::vector<RowChange>> inverse_of_batch(const Connection& connection, std::int64_t batch);

}  // namespace riskmap
