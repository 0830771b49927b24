// One change under examination, shared by the rules of every kind of record.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/model/rules.h"

namespace riskmap {

class Examination {
 public:
  Examination(const RegisterSnapshot& register_snapshot, const Change& examined, Date today_is, EditKind edit_kind);

  const RegisterSnapshot& snapshot;
  const Change& change;
  const Date today;
  const EditKind kind;
  Fields now;   // the record as it is; empty for a new one
  Fields then;  // … and as the change would leave it
  std::vector<FieldProblem> problems;

  [[nodiscard]] bool uses_kato() const;  // the nine-digit code system of the country
  [[nodiscard]] bool is_add() const { return change.kind == ChangeKind::add; }
  // A rule is asked only if the change touches a field it reads: an old fault elsewhere must not block today's edit.
  [[nodiscard]] bool touches(std::initializer_list<std::string_view> fields) const;
  [[nodiscard]] bool has(std::string_view name) const { return !is_none(field(then, name)); }
  [[nodiscard]] std::string text(std::string_view name) const { return text_of(field(then, name)); }
  [[nodiscard]] std::optional<Date> date(std::string_view name) const { return parse_iso_date(text(name)); }
  [[nodiscard]] std::optional<std::int64_t> number(std::string_view name) const;

  void refuse(std::string_view name, ErrorCode code, std::string detail);
  void warn(std::string_view name, ErrorCode code, std::string detail);
  // `later` must not lie before `earlier`; the problem stands beside `later`.
  void require_order(std::string_view earlier, std::string_view later);
  void refuse_future(std::string_view name);
};

// rules_values.cpp
Value normalised(const FieldSpec& spec, const Value& value);
std::optional<Error> flaw_of_text(const FieldSpec& spec, const std::string& text);
void check_values(Examination& examination);

// rules_party.cpp
void check_named_party(Examination& examination, std::string_view name);

// rules_issue.cpp, rules_transition.cpp
void complete_issue(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today);
void complete_transition(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today);
void check_issue(Examination& examination);
void check_transition(Examination& examination);

// rules_measure.cpp
void complete_measure(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today);
void check_measure(Examination& examination);

// rules_place.cpp: settlements, areas, their parts and figures
void check_place_record(Examination& examination);

// rules_appeal.cpp
void complete_appeal(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today);
void check_appeal(Examination& examination);

// rules_office.cpp: parties, programmes, categories, receptions
void check_office_record(Examination& examination);

// rules_entry.cpp: entries of the lists
void complete_entry(const RegisterSnapshot& snapshot, Change& change);
void complete_code(const RegisterSnapshot& snapshot, Change& change);  // of a category, programme or indicator
void check_entry(Examination& examination);
void check_entry_removal(Examination& examination);

// rules_reckoning.cpp: the calendar, the legal terms, the risk matrix, the stations of the life cycle
std::string uuid_of_day(std::string_view iso_day);  // a day is the same record wherever it is entered
void check_reckoning(Examination& examination);
void check_reckoning_removal(Examination& examination);

// rules_removal.cpp
void check_removal(Examination& examination);

}  // namespace riskmap
