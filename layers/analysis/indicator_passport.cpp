#include "layers/analysis/indicator_passport.h"

#include <cmath>
#include <limits>
#include <utility>

#include "layers/text/format.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double least_known = 0.5;  // of an area's settlements

struct UnitLook {
  IndicatorKind kind;
  int decimals;
  std::string word;  // in the current language
};

UnitLook look_of(const PassportField& field) {
  using enum PassportUnit;
  using Kind = IndicatorKind;
  switch (field.meaning) {
    case people:
      return {Kind::count, 0, trc("unit", "people")};
    case families:
      return {Kind::count, 0, trc("unit", "families")};
    case households:
      return {Kind::count, 0, trc("unit", "households")};
    case pieces:
      return {Kind::count, 0, {}};
    case money:
      return {Kind::money, 0, "₸"};
    case hectares:
      return {Kind::number, 1, tr("ha")};
    case per_cent:
      return {Kind::number, 1, "%"};
    case share:
      return {Kind::share, 0, "%"};
    case kilometres:
      return {Kind::number, 1, tr("km")};
    case other:
      break;
  }
  return {Kind::number, 2, field.unit};
}

Indicator passport_indicator(const PassportField& field, std::size_t position) {
  auto [kind, decimals, unit] = look_of(field);
  Indicator indicator{.id = "passport_" + field.code,
                      .label = field.names.in(language()),
                      .unit = std::move(unit),
                      .kind = kind,
                      .scheme = Scheme::fisher,
                      .palette = field.is_higher_worse ? "YlOrRd" : "PuBu",
                      .decimals = decimals,
                      .value = {},
                      .of_all = {},
                      .is_uncertain = {}};
  indicator.value = [position](const PlaceSummary& place) {
    return position < place.passport.size() ? place.passport[position].value : std::numeric_limits<double>::quiet_NaN();
  };
  indicator.is_uncertain = [position](const PlaceSummary& place) {
    return position < place.passport.size() && place.passport[position].known < least_known;
  };
  indicator.of_area = field.is_summed() ? tr("Of an area: the sum over its settlements") : mean_of_settlements();
  indicator.is_about_people = field.is_about_people;
  return indicator;
}
}  // namespace

std::string mean_of_settlements() {
  return tr("Of an area: the mean of its settlements, weighted by residents");
}

std::vector<Indicator> passport_indicators(const RegisterSnapshot& snapshot) {
  std::vector<Indicator> indicators;
  const auto fields = passport_fields(snapshot);
  for (std::size_t position = 0; position < fields.size(); ++position)
    if (fields[position].code != "population") indicators.push_back(passport_indicator(fields[position], position));
  return indicators;
}

std::string format_figure(const PassportField& field, double value) {
  const auto [kind, decimals, unit] = look_of(field);
  if (kind == IndicatorKind::share) return format_percent(value);
  if (kind == IndicatorKind::money) return format_money(std::llround(value));
  const auto number = format_number(value, decimals);
  return unit.empty() ? number : number + "\u00A0" + unit;
}

}  // namespace riskmap
