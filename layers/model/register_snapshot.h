// The register at one revision: immutable, shared between threads, cheap to copy with a change.
#pragma once
#include <cstdint>
#include <array>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "layers/model/chunked_table.h"
#include "layers/model/edit.h"
#include "layers/model/records.h"

namespace riskmap {

// One entry of an enumeration (code_value): labels in three languages, kept in the register and editable there.
struct CodeValue {
  std::string code;
  Names names;
  int sort = 0;
  bool is_active = true;
};

struct StatusTransition {
  Status from, to;
  bool needs_reason = false;
  bool needs_manager = false;
};

// uuid -> row, in shards, so that an edit copies a small part only.
class UuidIndex {
 public:
  [[nodiscard]] Row find(std::string_view uuid) const;
  void set(const std::string& uuid, Row row);

 private:
  using Shard = std::unordered_map<std::string, Row>;
  std::array<std::shared_ptr<Shard>, 256> shards_{};
};

class RegisterSnapshot {
 public:
  std::int64_t revision = 0;               // grows with every accepted edit
  std::map<std::string, std::string, std::less<>> meta;  // rm_meta: uuid, title, code_system, sample_today, office, …
  std::map<std::string, std::string, std::less<>> settings;
  std::map<std::string, std::vector<CodeValue>, std::less<>> codes;  // by domain, in their order
  std::vector<StatusTransition> transitions;
  std::array<RiskLevel, 25> risk_matrix{};  // [(severity-1)*5 + likelihood-1]

  std::vector<Area> areas;                 // few: copied whole
  std::vector<Settlement> settlements;
  std::vector<Category> categories;
  std::vector<Party> parties;
  ChunkedTable<Issue> issues;
  ChunkedTable<Measure> measures;
  std::vector<StoredRecord> others;        // programmes, receptions, appeals, documents …: kept as stored until issue C types them

  [[nodiscard]] Row find_area(std::string_view code, AreaLevel level) const;
  [[nodiscard]] Row find_settlement(std::string_view kato_or_uuid) const;
  [[nodiscard]] Row find_category(std::string_view code) const;
  [[nodiscard]] Row find_party(std::string_view uuid) const;
  [[nodiscard]] Row find_issue(std::string_view uuid) const { return issue_rows_.find(uuid); }
  [[nodiscard]] Row find_measure(std::string_view uuid) const { return measure_rows_.find(uuid); }
  [[nodiscard]] std::span<const Row> measures_of(Row issue) const;  // by step number; pending and finished
  [[nodiscard]] const CodeValue* find_code(std::string_view domain, std::string_view code) const;
  [[nodiscard]] RiskLevel level_of(const Issue& issue) const;
  // The name a person reads; a name that occurs twice carries its rural district: "Қаратөбе (Кемеқалған а.о.)".
  [[nodiscard]] std::string settlement_label(Row settlement, Language language) const;

  // Puts one stored record (as the store returns it) into the snapshot, or takes it out. Links that point to nothing stay
  // no_row. Used for loading and for accepted edits alike: there is no second way in.
  void put(const StoredRecord& record);
  void remove(Entity entity, std::string_view uuid);
  void put_link_rows();                    // after a bulk load: resolves measures -> issues, names that occur twice

 private:
  UuidIndex issue_rows_, measure_rows_;
  ChunkedTable<std::vector<Row>> issue_measures_;
};

using Snapshot = std::shared_ptr<const RegisterSnapshot>;

// The snapshot after an accepted edit; touched chunks are copied, the revision grows by one.
Snapshot applied(const Snapshot& before, const Accepted& accepted);

// A typed record back to fields, exactly those of its EntitySpec (used by forms, exports and tests).
Fields fields_of(const RegisterSnapshot& snapshot, const Issue& issue);
Fields fields_of(const RegisterSnapshot& snapshot, const Measure& measure);
Fields fields_of(const Settlement& settlement);
Fields fields_of(const Party& party);

}  // namespace riskmap
