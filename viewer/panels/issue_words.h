// How every panel speaks of problems, ways to solve and places: labels, tones, icons and short sentences, in the
// current language.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "layers/analysis/status_label.h"
#include "layers/model/facts.h"
#include "layers/model/place.h"
#include "layers/model/register_snapshot.h"
#include "viewer/panels/icons.h"
#include "viewer/panels/tokens.h"
#include "viewer/panels/widgets_text.h"

namespace riskmap::ui {

std::string group_label(StatusGroup group);       // of many: filters, counts
std::string group_chip_label(StatusGroup group);  // of one problem: its status chip
std::string measure_status_label(MeasureStatus status);
std::string severity_label(int severity);        // 1…5
std::string likelihood_label(int likelihood);    // 1…5
std::string sensitivity_label(int sensitivity);  // 0…2
Tone group_tone(StatusGroup group);              // of the status chip: the four groups
Icon category_icon(std::string_view category_code);

std::string category_label(const RegisterSnapshot& snapshot, Row category);
std::string party_label(const RegisterSnapshot& snapshot, Row party);
// The entry of an enumeration that the register keeps; the code itself when it has none.
std::string code_label(const RegisterSnapshot& snapshot, std::string_view domain, std::string_view code);

std::optional<Place> place_of(const RegisterSnapshot& snapshot, const Issue& issue);  // the main one
// A settlement whose name occurs twice carries its rural district.
std::string place_label(const RegisterSnapshot& snapshot, const Place& place);
std::string rural_district_label(const RegisterSnapshot& snapshot, const Settlement& settlement);

std::string late_words(int days);           // "5 days late"
std::string days_words(int days);           // "5 days": lateness where room is scarce
std::string deadline_words(Date deadline);  // "by 02.03.2025"

// The second line of a problem wherever it is listed: next step · executor · deadline, or why there is none.
struct StepLine {
  std::string text;
  Ink ink = Ink::text2;
  std::string deadline_first{};
  // Where the line may be cut, the deadline stands at its beginning.
  [[nodiscard]] const std::string& to_be_cut() const { return deadline_first.empty() ? text : deadline_first; }
};
StepLine next_step_line(const RegisterSnapshot& snapshot, const Issue& issue, const IssueFacts& facts);
// Executor · deadline or day of completion · money, of one measure.
std::string measure_line(const RegisterSnapshot& snapshot, const Measure& measure);
std::string when_and_money(const Measure& measure);  // the same without who

// A field's value as a person reads it: codes and links by name, dates, money; "—" for nothing.
std::string value_words(const RegisterSnapshot& snapshot, Entity entity, std::string_view field, const Value& value);

// Parts that are not empty, with " · " between; a dot stays at the end of its line.
std::string joined_with_dots(std::initializer_list<std::string_view> parts);

}  // namespace riskmap::ui
