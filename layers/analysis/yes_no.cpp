#include "layers/analysis/yes_no.h"

#include <cmath>
#include <limits>

#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr double no_data = std::numeric_limits<double>::quiet_NaN();

std::vector<double> silence_of(const std::vector<PlaceSummary>& places) {
  std::vector<double> answers;
  for (const auto& place : places) {
    const auto hearing = place.heard.hearing;
    const bool is_told = place.settlements > 0 && hearing != Hearing::unknown && hearing != Hearing::too_few &&
                         hearing != Hearing::at_office;
    const bool is_silent = hearing == Hearing::silent || hearing == Hearing::not_visited;
    answers.push_back(!is_told ? no_data : is_silent ? 1 : 0);
  }
  return answers;
}

// Yes where `is_yes` holds of the indicator's value.
YesNo asked(const Indicator& indicator, const std::string& yes, const std::string& no, bool (*is_yes)(double)) {
  return {fill(yes, {{"what", indicator.label}}), fill(no, {{"what", indicator.label}}),
          [indicator, is_yes](const std::vector<PlaceSummary>& places) {
            auto answers = values_of(indicator, places).values;
            for (double& answer : answers)
              if (std::isfinite(answer)) answer = is_yes(answer) ? 1 : 0;
            return answers;
          }};
}
}  // namespace

std::optional<YesNo> yes_no_of(const Indicator& indicator) {
  const auto is_any = [](double value) { return value > 0; };
  const auto is_none = [](double value) { return value == 0; };
  const auto is_grave = [](double value) { return value >= static_cast<double>(RiskLevel::high); };
  if (indicator.id == "silent") return YesNo{tr("silent or not visited"), tr("heard"), silence_of};
  switch (indicator.kind) {
    case IndicatorKind::count:
      return asked(indicator, tr("“{what}” – at least one"), tr("“{what}” – none"), is_any);
    case IndicatorKind::money:
      return asked(indicator, tr("“{what}” – more than 0 ₸"), tr("“{what}” – 0 ₸"), is_any);
    case IndicatorKind::share:
      return asked(indicator, tr("“{what}” – 0%"), tr("“{what}” – more than 0%"), is_none);
    case IndicatorKind::level:
      return asked(indicator, tr("“{what}” – high or critical"), tr("“{what}” – below high"), is_grave);
    case IndicatorKind::rate:
    case IndicatorKind::days:
    case IndicatorKind::index:
    case IndicatorKind::number:
    case IndicatorKind::category:
      break;
  }
  return std::nullopt;
}

}  // namespace riskmap
