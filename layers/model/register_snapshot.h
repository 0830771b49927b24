// The register at one revision: immutable, shared between threads, cheap to copy with a change.
#pragma once
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/chunked_table.h"
#include "layers/model/edit.h"
#include "layers/model/legal_terms.h"
#include "layers/model/packed_table.h"
#include "layers/model/records.h"
#include "layers/model/row_index.h"
#include "layers/model/stored_records.h"
#include "layers/model/work_calendar.h"

namespace riskmap {

// One entry of an enumeration: labels in three languages, kept in the register and editable there.
struct CodeValue {
  std::string code;
  Names names;
  int sort = 0;
  bool is_active = true;
  std::string uuid;  // of its record
};

struct StatusTransition {
  Status from, to;
  bool needs_reason = false;
  bool needs_manager = false;
};

class RegisterSnapshot {
 public:
  std::int64_t revision = 0;                             // grows with every accepted edit
  std::map<std::string, std::string, std::less<>> meta;  // rm_meta: uuid, title, code_system, sample_today, office, …
  std::map<std::string, std::string, std::less<>> settings;
  std::map<std::string, std::vector<CodeValue>, std::less<>>
      codes;  // by list, in their order; "status" = the life cycle
  std::vector<StatusTransition> transitions;
  std::array<RiskLevel, 25> risk_matrix{};  // [(severity-1)*5 + likelihood-1]
  WorkCalendar calendar;
  std::vector<LegalTerm> legal_terms;
  LegalTerms terms;  // of these

  std::vector<Area> areas;  // few: copied whole
  std::vector<Settlement> settlements;
  std::vector<Category> categories;
  std::vector<Party> parties;
  PackedTable<Issue> issues;
  PackedTable<Measure> measures;
  StoredRecords others;  // programmes, receptions, appeals, documents …: kept as stored until issue C types them

  [[nodiscard]] Row find_area(std::string_view code, AreaLevel level) const;
  [[nodiscard]] Row find_area(std::string_view uuid) const { return area_rows_.find(uuid); }
  [[nodiscard]] Row find_settlement(std::string_view kato_or_uuid) const;
  [[nodiscard]] Row find_category(std::string_view code) const;
  [[nodiscard]] Row find_party(std::string_view uuid) const;
  [[nodiscard]] Row find_issue(std::string_view uuid) const { return issues.find(uuid); }
  [[nodiscard]] Row find_measure(std::string_view uuid) const { return measures.find(uuid); }
  [[nodiscard]] const StoredRecord* find_other(std::string_view uuid) const;  // in `others`; null = no such record
  [[nodiscard]] std::span<const Row> measures_of(Row issue) const;            // by step number; pending and finished
  // Measures that belong to no problem, in row order: aid to a place or to people as a whole. No list by problems shows
  // them.
  [[nodiscard]] const std::set<Row>& aid() const { return aid_; }
  [[nodiscard]] const CodeValue* find_code(std::string_view domain, std::string_view code) const;
  [[nodiscard]] RiskLevel level_of(const IssueCore& issue) const;
  // The day of the newest history row of the issue or its measures.
  [[nodiscard]] std::optional<Date> touched_on(Row issue) const;
  // The name a person reads; a name that occurs twice carries its rural district: "Қаратөбе (Кемеқалған а.о.)".
  [[nodiscard]] std::string settlement_label(Row settlement, Language language) const;

  // Puts one stored record (as the store returns it) into the snapshot, or takes it out (empty fields = removed). Used
  // for loading and for accepted edits alike: there is no second way in. Any order will do: a link whose target is not
  // there yet waits in `rest` for put_link_rows. Beside the fields of its EntitySpec, an issue or a measure may carry
  // `touched_on`, the ISO day of its newest history row. An area's `geom` only says whether it has a shape.
  void put(const StoredRecord& record);
  void put(const StoredRow& row);
  void remove(Entity entity, std::string_view uuid);
  // After a bulk load: links that waited, places also concerned, populations, names that occur twice, and when a
  // problem without a history was touched last. Packs the tables.
  void put_link_rows();

 private:
  friend std::shared_ptr<const RegisterSnapshot> applied(const std::shared_ptr<const RegisterSnapshot>&,
                                                         const Accepted&);

  void put_area(const StoredRecord& record);
  void put_settlement(const StoredRecord& record);
  void put_category(const StoredRecord& record);
  void put_party(const StoredRecord& record);
  template <typename Stored>
  void put_issue(const Stored& record);
  template <typename Stored>
  void put_measure(const Stored& record);
  void put_other(const StoredRecord& record);
  void remove_issue(Row row);
  void remove_measure(Row row);
  void remove_other(Row row);
  void remove_anywhere(std::string_view uuid);
  void resolve_links_of_issue(Row row);
  void resolve_links_of_measure(Row row);
  void join_measure(Row row);  // into its issue's list, by step number, or into the aid
  void part_measure(Row row);
  void join_reckoning(const StoredRecord& record);  // what lists, risks and days are reckoned with
  void part_reckoning(const StoredRecord& record);
  void join_entry(std::string_view list, const StoredRecord& record);
  void part_entry(std::string_view list, std::string_view uuid);
  void join_place(const StoredRecord& place);
  void part_place(const StoredRecord& place);
  void take_population(const StoredRecord& value);
  void refresh_population(std::string_view settlement_uuid);
  void refresh_shared_names();
  static constexpr std::int32_t never = std::numeric_limits<std::int32_t>::min();
  void settle();  // after a change: packs the tables
  void touch(Row issue, std::optional<Date> day);
  [[nodiscard]] std::optional<Date> newest_day_of(Row issue) const;

  RowIndex area_rows_, settlement_rows_, category_rows_, party_rows_, other_rows_;
  ChunkedTable<std::vector<Row>> issue_measures_;
  ChunkedTable<std::int32_t> touched_;  // by issue: days since 1970, or never
  std::set<Row> aid_;
  std::vector<Row> waiting_issues_, waiting_measures_;  // put with something in `rest` since the last settle()
};

using Snapshot = std::shared_ptr<const RegisterSnapshot>;

// The snapshot after an accepted edit; touched chunks are copied, the revision grows by one.
Snapshot applied(const Snapshot& before, const Accepted& accepted);

// A typed record back to fields, exactly those of its EntitySpec (used by forms, exports and tests).
Fields fields_of(const RegisterSnapshot& snapshot, const Issue& issue);
Fields fields_of(const RegisterSnapshot& snapshot, const Measure& measure);
Fields fields_of(const Settlement& settlement);
Fields fields_of(const Party& party);
Fields fields_of(const Category& category);
Fields fields_of(const Area& area);  // without `geom`: shapes are not kept here

}  // namespace riskmap
