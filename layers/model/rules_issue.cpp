// Rules of a problem's content (`domain.md` §3.2); its states are in rules_transition.cpp.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <utility>

#include "layers/core/text.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
constexpr std::array<std::string_view, 5> levels = {"SETTLEMENT", "RURAL_DISTRICT", "DISTRICT", "REGION", "REPUBLIC"};
constexpr std::size_t shortest_title = 5;  // characters
constexpr double far_from_home_km = 5;     // import rule 23 of `domain.md` §6

const Category* category_of(const RegisterSnapshot& snapshot, const Fields& fields) {
  const Row row = snapshot.find_category(text_of(field(fields, "category")));
  return row == no_row ? nullptr : &snapshot.categories[row];
}

void complete_added_issue(const RegisterSnapshot& snapshot, Change& change, Date today) {
  auto& after = change.after;
  after.try_emplace("status", "registered");
  after.try_emplace("likelihood", std::int64_t{5});
  after.try_emplace("registered_on", iso_date(today));
  after.try_emplace("lang", "kk");
  after.try_emplace("escalation", "DISTRICT");
  after.try_emplace("reopen_count", std::int64_t{0});
  const auto* category = category_of(snapshot, after);
  after.try_emplace("sensitivity", std::int64_t{category != nullptr ? category->sensitivity : 0});
  const auto registered = parse_iso_date(text_of(field(after, "registered_on")));
  if (category == nullptr || !category->default_days || !registered) return;
  const auto due = iso_date(*registered + std::chrono::days{*category->default_days});
  if (parse_iso_date(due)) after.try_emplace("due_on", due);  // beyond the year 9999 no day can be written
}

// A problem moved to a more sensitive category becomes as sensitive as that.
void raise_sensitivity(const RegisterSnapshot& snapshot, Change& change, const Fields& now) {
  const auto* category = category_of(snapshot, change.after);
  if (category != nullptr && !change.after.contains("sensitivity") &&
      integer_of(field(now, "sensitivity")) < category->sensitivity)
    change.after.emplace("sensitivity", std::int64_t{category->sensitivity});
}

// A problem has one main place: naming the other kind of place moves it there.
void move_main_place(Change& change) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> places = {
      {{"settlement", "area"}, {"area", "settlement"}}};
  for (const auto& [given, other] : places)
    if (!is_none(field(change.after, given))) change.after.try_emplace(std::string{other}, Value{});
}

void check_place(Examination& examination) {
  if (!examination.touches({"settlement", "area"})) return;
  const bool has_settlement = examination.has("settlement"), has_area = examination.has("area");
  if (!has_settlement && !has_area) examination.refuse("settlement", ErrorCode::required, "a problem has a place");
  if (has_settlement && has_area)
    examination.refuse("area", ErrorCode::invalid_input, "a settlement and an area: a problem has one main place");
  const Row row = examination.snapshot.find_settlement(examination.text("settlement"));
  if (row != no_row && examination.snapshot.settlements[row].status != "ACTIVE" &&
      !examination.snapshot.settlements[row].status.empty())
    examination.warn("settlement", ErrorCode::invalid_input, "the settlement is empty or abolished");
}

void check_sub_area(Examination& examination) {
  if (!examination.touches({"settlement", "sub_area"}) || !examination.has("sub_area")) return;
  const auto* part = examination.snapshot.find_other(examination.text("sub_area"));
  if (part != nullptr && text_of(field(part->fields, "settlement")) != examination.text("settlement"))
    examination.refuse("sub_area", ErrorCode::invalid_input, "belongs to another settlement");
}

void check_texts(Examination& examination) {
  const auto title = examination.text("title");
  if (examination.touches({"title"}) && !title.empty() && length_in_characters(title) < shortest_title)
    examination.refuse("title", ErrorCode::too_short, "shorter than 5 characters");
}

void check_sensitivity(Examination& examination) {
  const auto* category = category_of(examination.snapshot, examination.then);
  const auto sensitivity = examination.number("sensitivity");
  if (category != nullptr && sensitivity && *sensitivity < category->sensitivity &&
      examination.touches({"sensitivity", "category"}))
    examination.refuse("sensitivity", ErrorCode::range, "may be raised above the category's, not lowered");
}

void check_dates(Examination& examination) {
  for (const auto* day : {"registered_on", "occurred_on", "resolved_on", "closed_on", "reopened_on", "escalated_on"})
    examination.refuse_future(day);
  examination.require_order("occurred_on", "registered_on");
  examination.require_order("registered_on", "due_on");
  examination.require_order("registered_on", "resolved_on");
  examination.require_order("registered_on", "closed_on");
  examination.require_order("resolved_on", "closed_on");
  const auto due = examination.date("due_on");
  const auto status = status_of(examination.text("status"));
  if (examination.is_add() && due && *due < examination.today && status && counts_as_open(*status))
    examination.warn("due_on", ErrorCode::date_order, "a new problem that is overdue already");
}

// Flat-earth distance: right to a per mille over the few kilometres that matter here.
double distance_km(LonLat a, LonLat b) {
  constexpr double km_per_degree = 111.2;
  const double east = (a.lon - b.lon) * std::cos((a.lat + b.lat) / 2 * std::numbers::pi / 180);
  return std::hypot(east, a.lat - b.lat) * km_per_degree;
}

void check_point(Examination& examination) {
  if (!examination.touches({"geom", "settlement"})) return;
  const auto point = point_of(examination.text("geom"));
  const Row row = examination.snapshot.find_settlement(examination.text("settlement"));
  if (!point || row == no_row || !examination.snapshot.settlements[row].point) return;
  if (lies_far_from_settlement(*point, *examination.snapshot.settlements[row].point))
    examination.warn("geom", ErrorCode::coords_range, "farther than 5 km from the settlement");
}

// The days that a state brings belong to that state.
void check_days_of_state(Examination& examination) {
  const auto status = status_of(examination.text("status"));
  if (!status || examination.kind != EditKind::user) return;
  const auto is_new = [&examination](const char* name) {
    const auto given = field(examination.change.after, name);
    return !is_none(given) && given != field(examination.now, name);
  };
  if (is_new("closed_on") && *status != Status::closed)
    examination.refuse("closed_on", ErrorCode::invalid_input, "only a closed problem has such a day");
  if (is_new("resolved_on") && *status != Status::resolved && *status != Status::closed)
    examination.refuse("resolved_on", ErrorCode::invalid_input, "only a solved problem has such a day");
}

void check_number_stays(Examination& examination) {
  if (examination.touches({"reg_no"}) && !examination.has("reg_no") && !is_none(field(examination.now, "reg_no")))
    examination.refuse("reg_no", ErrorCode::required, "a number once given stays");
}

// Walks every problem, so an import leaves it to the store's unique column.
void check_number_is_free(Examination& examination) {
  if (!examination.touches({"reg_no"}) || !examination.has("reg_no") || examination.kind != EditKind::user) return;
  const auto reg_no = examination.text("reg_no");
  for (std::size_t row = 0; row < examination.snapshot.issues.size(); ++row) {
    const auto& issue = examination.snapshot.issues[row];
    if (issue.reg_no == reg_no && issue.uuid != examination.change.uuid)
      return examination.refuse("reg_no", ErrorCode::duplicate_id, "another problem has this number");
  }
}
}  // namespace

bool lies_far_from_settlement(LonLat point, LonLat settlement) {
  return distance_km(point, settlement) > far_from_home_km;
}

void complete_issue(const RegisterSnapshot& snapshot, Change& change, const Fields& now, Date today) {
  auto& after = change.after;
  move_main_place(change);
  if (after.contains("geom")) after.try_emplace("location_accuracy", is_none(after["geom"]) ? "SETTLEMENT" : "EXACT");
  if (change.kind == ChangeKind::add) {
    after.try_emplace("location_accuracy", "SETTLEMENT");
    complete_added_issue(snapshot, change, today);
    return;
  }
  raise_sensitivity(snapshot, change, now);
  const auto height = [](const Fields& fields) {
    return std::ranges::find(levels, text_of(field(fields, "escalation"))) - levels.begin();
  };
  if (after.contains("escalation") && height(after) > height(now)) after.try_emplace("escalated_on", iso_date(today));
  complete_transition(snapshot, change, now, today);
}

void check_issue(Examination& examination) {
  check_place(examination);
  check_sub_area(examination);
  check_texts(examination);
  check_sensitivity(examination);
  check_dates(examination);
  check_days_of_state(examination);
  check_point(examination);
  check_number_is_free(examination);
  check_number_stays(examination);
  check_transition(examination);
}

}  // namespace riskmap
