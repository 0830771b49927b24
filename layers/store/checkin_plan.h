// The changes of a laptop against the register as it stands: what is written, and what a person must decide.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "layers/store/checkin.h"
#include "layers/store/record_links.h"
#include "layers/store/sql_connection.h"

namespace riskmap {

struct CheckinPlan {
  std::vector<Change> changes;             // in an order in which no link leads nowhere
  std::vector<CheckinConflict> conflicts;  // without a choice
  std::set<CheckinQuestion> asked;         // with one or without
  std::size_t added = 0, changed = 0, removed = 0;
  std::vector<std::string> people;  // whose changes they are, the first first
  std::vector<CheckinRescue> returned, kept;
  std::vector<CheckinRenumbering> renumbered;
};

// How the report calls a record.
CheckinRescue rescue(Entity entity, const Fields& fields);

class CheckinPlanner {
 public:
  CheckinPlanner(Connection office, Connection copy, const CheckinRequest& request)
      : office_{office}, copy_{copy}, request_{request} {}
  Result<CheckinPlan> plan(const std::vector<LaptopChange>& changes);

 private:
  struct Addition {
    Entity entity;
    Fields fields;
    std::vector<Fields> steps;
    std::int64_t version = 0;
  };
  Result<void> take_new(const LaptopChange& change);
  Result<void> take_changed(const LaptopChange& change);
  Result<void> take_removed(const LaptopChange& change);
  Result<void> merge(const LaptopChange& change, const WholeRecord& there);
  Result<void> add(const LaptopChange& change, Fields fields);
  Result<std::int64_t> first_version(Entity entity, const std::string& uuid) const;
  Result<void> bring_back(Entity entity, const std::string& uuid);
  Result<void> bring_back_what_hangs_on(Entity entity, const std::string& uuid);
  Result<void> set(const LaptopChange& change, const WholeRecord& there, const Fields& fields);
  // Which side is to hold; nothing = a person decides, and the conflict is written down.
  std::optional<CheckinSide> side_of(CheckinConflict conflict);
  Result<std::optional<CheckinSide>> side_of_record(const LaptopChange& change, bool is_gone_in_office);
  // A link whose end the register lacks and does not get.
  Result<bool> leads_nowhere(const FieldSpec& field, const Value& value) const;
  Result<std::optional<CheckinSide>> side_of_link(const LaptopChange& change, const FieldSpec& field);
  Result<std::optional<CheckinSide>> side_of_owner(const LaptopChange& change);
  Result<Touch> last_touch(Entity entity, const std::string& uuid, const std::string& field) const;
  Result<bool> has_strangers(Entity entity, const std::string& uuid) const;
  // checkin_entries.cpp: what one side has removed and the other names.
  [[nodiscard]] Result<bool> is_entry_already(Entity entity, const Fields& fields) const;
  Result<void> bring_back_entries();
  Result<void> bring_back_entries_of(Entity entity, const Fields& fields);
  Result<void> keep_what_the_office_names();
  Result<bool> is_named_in_office(const Change& removal) const;
  Result<bool> is_named_by(const EntitySpec& spec, const FieldSpec& field, const std::string& name) const;
  Result<void> keep(const Change& removal);
  Result<bool> is_linked_already(Entity entity, const Fields& fields) const;
  // checkin_keys.cpp: what a register can hold only once.
  Result<std::optional<LaptopChange>> as_the_office_has_it(const LaptopChange& change) const;
  Result<void> settle_numbers();
  [[nodiscard]] Result<Names> names_of_category(const std::string& uuid) const;
  void sign(const LaptopChange& change);
  void put_in_order();
  void put_addition(const std::string& uuid, std::set<std::string>& put);
  void put_entries_of(Entity entity, const Fields& fields, std::set<std::string>& put);

  Connection office_, copy_;
  const CheckinRequest& request_;
  CheckinPlan plan_;
  std::map<std::string, Addition> additions_;
  std::vector<std::string> order_;  // of the additions
  std::vector<Change> sets_, removals_;
  std::vector<Change> parked_;  // categories that let another have their number before they go or get theirs
  std::map<EntryName, std::string> added_entries_;  // their uuids
  std::set<std::string> new_records_, removed_, kept_;
};

}  // namespace riskmap
