// What was done in a copy since it was taken along, net: by its history and by what it holds now.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/result.h"
#include "layers/model/edit.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

// Who wrote something last, and when (UTC).
struct Touch {
  std::string who{}, at{};
};

// One record. A field that is missing holds nothing.
struct LaptopChange {
  Entity entity = Entity::issue;
  std::string uuid;
  bool was_there = false, is_there = false;
  Fields before;              // what it held when the copy was taken: the changed fields, all of a removed record
  Fields after;               // what it holds now: the changed fields, all of a new record
  std::vector<Fields> steps;  // the states of a problem on the way to its last, by the fields that make a state
  std::map<std::string, Touch> fields;
  Touch last;
};

// What a state of a problem is made of: it must be so when the problem enters the state. All else may come at once.
std::span<const std::string_view> fields_of_state();

// In the order in which the records were first touched. Of a removed record `before` is whole.
Result<std::vector<LaptopChange>> laptop_changes(const Connection& copy, std::int64_t since_history);

// A record with all that it holds, the shapes of areas too.
struct WholeRecord {
  std::int64_t version = 0;
  Fields fields;
};
Result<std::optional<WholeRecord>> whole_record(const Connection& connection, Entity entity, const std::string& uuid);

// Of two fields, wherever they come from: 1 and 1.0 are the same.
bool is_same(const Value& one, const Value& other);

}  // namespace riskmap
