// The records as the program holds them in memory: typed, links resolved to rows of the same snapshot.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/id.h"
#include "layers/core/language.h"
#include "layers/core/units.h"
#include "layers/model/chunked_table.h"
#include "layers/model/status.h"
#include "layers/model/value.h"

namespace riskmap {

// A row with id 0 is an empty slot (its record was deleted); every walk over a table skips it.

enum class AreaLevel { region, district, rural_district, settlement };
std::string_view code_of(AreaLevel level);  // "region", "district", "rural_district", "settlement"
std::optional<AreaLevel> area_level_of(std::string_view code);

// A point as it travels in a Value: "POINT(69.59 42.18)", shortest spelling that reads back the same.
std::string point_text(LonLat point);
std::optional<LonLat> point_of(std::string_view text);  // POINT only
// The vertices of a POINT or LINESTRING; nothing when the text is neither.
std::optional<std::vector<LonLat>> vertices_of(std::string_view text);

struct Area {
  AreaId id;
  std::string uuid;
  std::int64_t version = 0;
  std::string code;  // KATO, or the file's own code
  AreaLevel level = AreaLevel::district;
  std::string parent_code;
  Names names;
  std::string source;         // where the shape came from
  bool is_schematic = false;  // derived from points, not official
  bool has_shape = false;
};

struct Settlement {
  SettlementId id;
  std::string uuid;
  std::int64_t version = 0;
  std::string kato;
  std::string kind;  // CITY, TOWN, VILLAGE, STATION, OTHER
  Names names;
  std::vector<std::string> other_names;  // former names and spellings met in sources
  std::string rural_district;            // area code; a town of its own has its own code
  std::optional<LonLat> point;
  bool is_district_centre = false;
  std::string status;  // ACTIVE, EMPTY, ABOLISHED
  std::string note;
  std::optional<std::int64_t> population;  // latest dated value of indicator `population` …
  std::optional<Date> population_on;       // … and its day
  bool shares_name = false;                // another settlement has the same name in some language
};

struct Category {
  std::string uuid;
  std::int64_t version = 0;
  std::string code, parent, number;  // "utilities.water_drinking", "utilities", "1.1"
  Names names;
  bool is_infrastructure = false;
  int sensitivity = 0;  // 0 open, 1 limited, 2 closed
  std::optional<int> default_days;
  std::string default_owner;  // party kind
  bool is_active = true;
};

struct Party {
  PartyId id;
  std::string uuid;
  std::int64_t version = 0;
  std::string kind;  // `domain.md` §3.4
  Names names;
  std::string person_name, level, constituency, phone, email;
  std::optional<Date> term_from, term_to;
  bool is_active = true;
};

// A problem without its texts: what is counted, filtered, drawn and put in order of a million.
struct IssueCore {
  IssueId id;
  std::int64_t version = 0;
  Row settlement = no_row;            // main place: a settlement …
  Row area = no_row;                  // … or an area (rural district, district)
  std::vector<Row> also_settlements;  // "also concerned"
  Row category = no_row;
  int severity = 1, likelihood = 5;
  std::optional<std::int64_t> affected_people, affected_households;
  std::string escalation, outcome, channel, accuracy;  // codes
  Status status = Status::registered;
  std::optional<Date> occurred_on, registered_on, due_on, resolved_on, closed_on, reopened_on, review_on, escalated_on;
  int reopen_count = 0;
  Row responsible = no_row, curator = no_row;  // parties
  int sensitivity = 0;
  std::optional<LonLat> point;  // of a line: its middle vertex
  std::string duplicate_of;     // uuid
  friend bool operator==(const IssueCore&, const IssueCore&) = default;
};

struct Issue : IssueCore {
  std::string uuid, reg_no;
  std::string title, description, lang;
  std::string result, status_reason, address;
  // Fields without a member of their own (sub_area, escalated_to, forwarded_to, the geometry of a line) and links whose
  // target is not loaded; by field name.
  Fields rest;
  friend bool operator==(const Issue&, const Issue&) = default;
};

// A measure without its texts.
struct MeasureCore {
  MeasureId id;
  std::int64_t version = 0;
  Row issue = no_row;  // no_row = aid without a problem
  int step_no = 0;
  std::string kind, funding;  // codes
  Row executor = no_row;      // party
  std::optional<Date> start_on, due_on, due_extended_on, done_on;
  MeasureStatus status = MeasureStatus::planned;
  int progress = 0;
  double weight = 1;
  std::optional<std::int64_t> budget_kzt, spent_kzt, unit_amount_kzt, beneficiaries;
  std::optional<double> quantity;
  bool is_approx = false;

  [[nodiscard]] std::optional<Date> deadline() const { return due_extended_on ? due_extended_on : due_on; }
  [[nodiscard]] bool is_pending() const {
    return status == MeasureStatus::planned || status == MeasureStatus::in_progress;
  }
  friend bool operator==(const MeasureCore&, const MeasureCore&) = default;
};

struct Measure : MeasureCore {
  std::string uuid;
  std::string settlement, area_code, target_text;  // for aid: uuid, code, text
  std::string text, extension_reason, cancel_reason, result, programme, unit, beneficiary_unit;
  Fields rest;  // links whose target is not loaded, by field name
  friend bool operator==(const Measure&, const Measure&) = default;
};

}  // namespace riskmap
