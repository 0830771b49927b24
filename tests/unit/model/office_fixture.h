// The small invented district with an office in it: two parties, the enumerations, the 41 moves of the life cycle, and
// short ways to ask the rules.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "layers/model/rules.h"
#include "tests/unit/analysis/small_district.h"

namespace riskmap::testing {

inline const Date today = day(2025, 6, 16);  // a Monday

inline std::vector<StatusTransition> all_transitions() {
  struct From {
    Status from;
    std::vector<std::pair<Status, bool>> to;  // and whether it needs a reason
  };
  using enum Status;
  const std::vector<From> table = {
      {draft, {{registered, false}}},
      {registered,
       {{confirmed, false},
        {planned, false},
        {in_progress, false},
        {forwarded, true},
        {rejected, true},
        {duplicate, false},
        {resolved, true}}},
      {confirmed,
       {{planned, false},
        {in_progress, false},
        {on_hold, true},
        {forwarded, true},
        {rejected, true},
        {duplicate, false},
        {resolved, true}}},
      {planned,
       {{in_progress, false},
        {on_hold, true},
        {forwarded, true},
        {resolved, false},
        {rejected, true},
        {duplicate, false}}},
      {in_progress,
       {{planned, false}, {on_hold, true}, {forwarded, true}, {resolved, false}, {rejected, true}, {duplicate, false}}},
      {on_hold, {{planned, false}, {in_progress, false}, {resolved, true}, {rejected, true}, {duplicate, false}}},
      {forwarded, {{in_progress, false}, {resolved, false}, {rejected, true}, {duplicate, false}}},
      {resolved, {{closed, false}, {in_progress, true}}},
      {closed, {{in_progress, true}}},
      {rejected, {{registered, true}}},
      {duplicate, {{registered, true}}}};
  std::vector<StatusTransition> transitions;
  for (const auto& [from, moves] : table)
    for (const auto& [to, needs_reason] : moves) transitions.push_back({from, to, needs_reason, false});
  return transitions;
}

class Office : public SmallDistrict {
 public:
  Office() {
    snapshot.transitions = all_transitions();
    snapshot.calendar.set(day(2025, 1, 1), false);
    const auto list = [this](const std::string& domain, std::initializer_list<const char*> values) {
      for (const auto* value : values) snapshot.codes[domain].push_back({value, {}, 0, true, {}});
    };
    list("outcome", {"SOLVED", "PARTIAL", "EXPLAINED", "REFUSED"});
    list("channel", {"RECEPTION", "OFFSITE", "PHONE"});
    list("lang", {"kk", "ru", "en"});
    list("accuracy", {"EXACT", "STREET", "SETTLEMENT"});
    list("level", {"SETTLEMENT", "RURAL_DISTRICT", "DISTRICT", "REGION", "REPUBLIC"});
    list("measure_kind", {"WORKS", "LETTER", "AID_MONEY"});
    list("funding", {"DISTRICT_BUDGET", "NONE_NEEDED", "NOT_FOUND"});
    list("settlement_kind", {"VILLAGE", "TOWN"});
    list("settlement_status", {"ACTIVE", "EMPTY", "ABOLISHED"});
    list("party_kind", {"AKIM_RURAL", "UTILITY"});
    snapshot.codes["channel"].push_back({"TELEGRAPH", {}, 0, false, {}});
    akim = put(Entity::party, "akim", {{"kind", "AKIM_RURAL"}, {"name_kk", "Ауыл әкімі"}, {"active", std::int64_t{1}}});
    utility =
        put(Entity::party, "utility", {{"kind", "UTILITY"}, {"name_kk", "Су арнасы"}, {"person_name", "Ә. Ізтілеу"}});
  }

  // What the rules say to this request once it is completed.
  [[nodiscard]] std::vector<FieldProblem> problems(Change change, EditKind kind = EditKind::user) const {
    return problems_of(snapshot, completed(snapshot, std::move(change), today), today, kind);
  }
  [[nodiscard]] Change add(Entity entity, Fields fields) const {
    return {ChangeKind::add, entity, "", 0, {}, std::move(fields)};
  }
  [[nodiscard]] Change set(Entity entity, const std::string& uuid, Fields fields) const {
    const auto current = current_record(snapshot, entity, uuid);
    return {ChangeKind::set, entity, uuid, current ? current->version : 0, {}, std::move(fields)};
  }
  [[nodiscard]] Change set_issue(const std::string& uuid, Fields fields) const {
    return set(Entity::issue, uuid, std::move(fields));
  }
  // The nine fields of the short form, those that must be given.
  [[nodiscard]] Fields short_form() const {
    return {
        {"settlement", "s1"}, {"category", "water.drinking"}, {"title", "Ауыз су жоқ"}, {"severity", std::int64_t{3}}};
  }
  std::string akim, utility;
};

inline bool refuses(const std::vector<FieldProblem>& problems, std::string_view field, ErrorCode code) {
  return std::ranges::any_of(problems,
                             [&](const auto& p) { return p.field == field && p.error.code == code && !p.is_warning; });
}
inline bool warns(const std::vector<FieldProblem>& problems, std::string_view field, ErrorCode code) {
  return std::ranges::any_of(problems,
                             [&](const auto& p) { return p.field == field && p.error.code == code && p.is_warning; });
}
inline std::size_t refusals(const std::vector<FieldProblem>& problems) {
  return static_cast<std::size_t>(std::ranges::count(problems, false, &FieldProblem::is_warning));
}
// "field err.code" of every refusal, for messages of failing tests.
inline std::string list(const std::vector<FieldProblem>& problems) {
  std::string text;
  for (const auto& p : problems)
    text += p.field + " " + std::string{name_of(p.error.code)} + (p.is_warning ? " (warning); " : "; ");
  return text;
}

inline Value text(const char* words) {
  return std::string{words};
}
inline Value number(std::int64_t n) {
  return n;
}

}  // namespace riskmap::testing
