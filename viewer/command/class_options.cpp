#include "viewer/command/class_options.h"

#include <CLI/CLI.hpp>

#include "layers/analysis/indicator_rates.h"
#include "layers/analysis/indicator_shares.h"
#include "layers/core/text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/options.h"
#include "viewer/command/output.h"

namespace riskmap {

Result<void> check_class_options(const ClassOptions& options) {
  if (!options.breaks.empty())
    return none_given({{"--scheme", options.scheme}, {"-k", options.count}}, "the breaks make the classes");
  const auto scheme = scheme_named(options.scheme);
  if (scheme && makes_own_count(*scheme) && !options.count.empty())
    return fail(ErrorCode::usage, "the scheme makes its own number of classes", "-k", options.count);
  return {};
}

void add_breaks(CLI::App& options, std::string& breaks) {
  const auto check = [](const std::string& text) {
    return trimmed(text).empty()
               ? tr("Write ascending numbers with commas between them, for example --breaks 10,20.5,30.")
               : std::string{};
  };
  add_text(options, "--breaks", breaks, {"A,B,…", tr("breaks between the classes, instead of a scheme")})->check(check);
}

Result<FixedBreaks> breaks_from(const std::string& text) {
  if (text.empty()) return FixedBreaks{};
  auto inner = listed_breaks(text);
  if (!inner) return fail(ErrorCode::usage, "ascending numbers, parted by commas", "--breaks", text);
  return FixedBreaks{.inner = std::move(*inner), .is_hand_made = true};
}

std::string rate_offer(const PlaceValues& values, const LayerSpec& spec) {
  const bool colours_areas = spec.mode == MapMode::areas || spec.mode == MapMode::tiles;
  if (!colours_areas || draws_hotspots(spec) || spec.points == PointLook::heat) return {};
  if (values.indicator.cases && values.indicator.value)
    return fill(tr("{indicator}: a share of few problems says little. --colour-by {share} draws it towards the share "
                   "of all."),
                {{"indicator", values.indicator.label}, {"share", smoothed_share_id(values.indicator.id)}});
  if (!follows_residents(values.indicator) || values.total.population.value_or(0) <= 0) return {};
  return fill(tr("{indicator}: numbers are highest where most people live. --colour-by {rate} shows them per "
                 "1,000 residents."),
              {{"indicator", values.indicator.label}, {"rate", rate_id(values.indicator.id)}});
}

}  // namespace riskmap
