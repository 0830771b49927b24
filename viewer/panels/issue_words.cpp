// Labels, tones, icons and short sentences about problems.
#include "viewer/panels/issue_words.h"

#include <algorithm>
#include <array>

#include "layers/analysis/indicator_summary.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap::ui {

namespace {
struct CategoryIcon {
  std::string_view prefix;
  Icon icon;
};
// The first prefix that fits wins: single categories stand before their groups.
constexpr std::array category_icons = {CategoryIcon{"utilities.power", Icon::power},
                                       CategoryIcon{"utilities.street_lighting", Icon::power},
                                       CategoryIcon{"utilities.gas", Icon::gas},
                                       CategoryIcon{"utilities.heating", Icon::gas},
                                       CategoryIcon{"utilities.waste", Icon::waste},
                                       CategoryIcon{"utilities", Icon::water},
                                       CategoryIcon{"transport.public_transport", Icon::transport},
                                       CategoryIcon{"transport", Icon::road},
                                       CategoryIcon{"digital", Icon::mobile_link},
                                       CategoryIcon{"education", Icon::school},
                                       CategoryIcon{"health", Icon::clinic},
                                       CategoryIcon{"social", Icon::social},
                                       CategoryIcon{"employment", Icon::work},
                                       CategoryIcon{"housing_land.land_plot", Icon::land},
                                       CategoryIcon{"housing_land", Icon::housing},
                                       CategoryIcon{"agriculture.irrigation", Icon::irrigation},
                                       CategoryIcon{"agriculture.pasture", Icon::animals},
                                       CategoryIcon{"agriculture.veterinary", Icon::animals},
                                       CategoryIcon{"agriculture", Icon::farming},
                                       CategoryIcon{"hazards.flood", Icon::irrigation},
                                       CategoryIcon{"hazards.fire", Icon::gas},
                                       CategoryIcon{"hazards.stray_animals", Icon::animals},
                                       CategoryIcon{"hazards", Icon::warning},
                                       CategoryIcon{"safety", Icon::safety},
                                       CategoryIcon{"culture_sport", Icon::culture},
                                       CategoryIcon{"governance", Icon::akimat}};

StepLine line_without_step(const RegisterSnapshot& snapshot, const Issue& issue, const IssueFacts& facts) {
  if (group_of(issue.status) == StatusGroup::done)
    return {issue.resolved_on ? fill(tr("Solved on {date}"), {{"date", format_date(*issue.resolved_on)}})
                              : status_label(snapshot, issue.status),
            Ink::success};
  if (!facts.is_open) return {status_label(snapshot, issue.status), Ink::text3};
  if (facts.has_plan) return {tr("Every step is done: check and close"), Ink::success};
  return {tr("No measures yet"), Ink::warning};
}
}  // namespace

std::string group_label(StatusGroup group) {
  switch (group) {
    case StatusGroup::open:
      return trc("status group", "Under review");
    case StatusGroup::active:
      return trc("status group", "Being solved");
    case StatusGroup::done:
      return trc("status group", "Done");
    case StatusGroup::voided:
      return trc("status group", "Excluded");
  }
  return {};
}

std::string group_chip_label(StatusGroup group) {
  switch (group) {
    case StatusGroup::open:
      return trc("status chip", "Under review");
    case StatusGroup::active:
      return trc("status chip", "Being solved");
    case StatusGroup::done:
      return trc("status chip", "Done");
    case StatusGroup::voided:
      return trc("status chip", "Excluded");
  }
  return {};
}

std::string measure_status_label(MeasureStatus status) {
  switch (status) {
    case MeasureStatus::planned:
      return trc("measure status", "Planned");
    case MeasureStatus::in_progress:
      return trc("measure status", "In progress");
    case MeasureStatus::done:
      return trc("measure status", "Done");
    case MeasureStatus::cancelled:
      return trc("measure status", "Cancelled");
  }
  return {};
}

std::string severity_label(int severity) {
  switch (severity) {
    case 1:
      return trc("severity", "Negligible");
    case 2:
      return trc("severity", "Minor");
    case 3:
      return trc("severity", "Moderate");
    case 4:
      return trc("severity", "Major");
    case 5:
      return trc("severity", "Extreme");
    default:
      return format_integer(severity);
  }
}

std::string likelihood_label(int likelihood) {
  switch (likelihood) {
    case 1:
      return trc("likelihood", "Rare");
    case 2:
      return trc("likelihood", "Unlikely");
    case 3:
      return trc("likelihood", "Possible");
    case 4:
      return trc("likelihood", "Likely");
    case 5:
      return trc("likelihood", "Happening now");
    default:
      return format_integer(likelihood);
  }
}

std::string sensitivity_label(int sensitivity) {
  switch (sensitivity) {
    case 0:
      return trc("confidentiality", "Open");
    case 1:
      return trc("confidentiality", "Limited");
    case 2:
      return trc("confidentiality", "Closed");
    default:
      return format_integer(sensitivity);
  }
}

Tone group_tone(StatusGroup group) {
  switch (group) {
    case StatusGroup::open:
      return Tone::fresh;
    case StatusGroup::active:
      return Tone::in_progress;
    case StatusGroup::done:
      return Tone::resolved;
    case StatusGroup::voided:
      return Tone::postponed;
  }
  return Tone::neutral;
}

Icon category_icon(std::string_view category_code) {
  const auto found = std::ranges::find_if(
      category_icons, [&](const CategoryIcon& entry) { return category_code.starts_with(entry.prefix); });
  return found == category_icons.end() ? Icon::flag : found->icon;
}

std::string category_label(const RegisterSnapshot& snapshot, Row category) {
  return category == no_row ? std::string{} : snapshot.categories[category].names.in(language());
}

std::string party_label(const RegisterSnapshot& snapshot, Row party) {
  return party == no_row ? std::string{} : snapshot.parties[party].names.in(language());
}

std::string code_label(const RegisterSnapshot& snapshot, std::string_view domain, std::string_view code) {
  const auto* entry = snapshot.find_code(domain, code);
  if (entry == nullptr || entry->names.in(language()).empty()) return std::string{code};
  return entry->names.in(language());
}

std::optional<Place> place_of(const RegisterSnapshot& snapshot, const Issue& issue) {
  if (issue.settlement != no_row) return Place{AreaLevel::settlement, issue.settlement};
  if (issue.area != no_row) return Place{snapshot.areas[issue.area].level, issue.area};
  return std::nullopt;
}

std::string place_label(const RegisterSnapshot& snapshot, const Place& place) {
  if (place.row == no_row) return {};
  return place.level == AreaLevel::settlement ? snapshot.settlement_label(place.row, language())
                                              : snapshot.areas[place.row].names.in(language());
}

std::string rural_district_label(const RegisterSnapshot& snapshot, const Settlement& settlement) {
  const Row area = snapshot.find_area(settlement.rural_district, AreaLevel::rural_district);
  return area == no_row ? std::string{} : snapshot.areas[area].names.in(language());
}

std::string late_words(int days) {
  return trn("{n} day late", "{n} days late", days);
}

std::string days_words(int days) {
  return trn("{n} day", "{n} days", days);
}

std::string deadline_words(Date deadline) {
  return fill(tr("by {date}"), {{"date", format_date(deadline)}});
}

StepLine next_step_line(const RegisterSnapshot& snapshot, const Issue& issue, const IssueFacts& facts) {
  if (facts.next_step == no_row || !facts.is_open) return line_without_step(snapshot, issue, facts);
  const auto& measure = snapshot.measures[facts.next_step];
  const auto executor = party_label(snapshot, measure.executor);
  const auto deadline = measure.deadline() ? deadline_words(*measure.deadline()) : tr("no deadline");
  return {joined_with_dots({measure.text, executor, deadline}), Ink::text2,
          joined_with_dots({deadline, measure.text, executor})};
}

std::string when_and_money(const Measure& measure) {
  const auto deadline = measure.deadline();
  std::string when;
  if (measure.status == MeasureStatus::done && measure.done_on)
    when = format_date(*measure.done_on);
  else if (measure.status == MeasureStatus::cancelled)
    when = measure_status_label(measure.status);
  else if (deadline)
    when = deadline_words(*deadline);
  const auto cost = cost_of(measure);
  return joined_with_dots({when, cost > 0 ? format_money(cost) : std::string{}});
}

std::string measure_line(const RegisterSnapshot& snapshot, const Measure& measure) {
  return joined_with_dots({party_label(snapshot, measure.executor), when_and_money(measure)});
}

std::string joined_with_dots(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts)
    if (!part.empty()) text.append(text.empty() ? "" : "\u00A0· ").append(part);
  return text;
}

}  // namespace riskmap::ui
