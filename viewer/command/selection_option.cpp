#include "viewer/command/selection_option.h"

#include <utility>

#include "layers/analysis/feature_filter.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"

namespace riskmap {

namespace {
template <typename Source>
Said<FilterNode> filter_for(const std::string& where, const Source& source) {
  auto filter = parse_filter(where);
  if (!filter) return std::unexpected{refuse_filter(filter.error())};
  if (const auto checked = check_filter(*filter, source); !checked)
    return std::unexpected{refuse_filter(checked.error())};
  return std::move(*filter);
}
}  // namespace

void add_period(CLI::App& options, std::string& period) {
  add_text(options, "--period", period,
           {"A..B", tr("of a register: problems registered, appeals brought, receptions held and aid given on these "
                       "days, for example 2025-01-01..2025-12-31")});
}

void add_selection(CLI::App& options, SelectionText& selection, const std::string& meaning) {
  add_filter(options, selection.where, meaning);
  add_period(options, selection.period);
}

Result<Period> period_from(const std::string& text) {
  if (text.empty()) return Period{};
  auto period = parse_period(text);
  if (!period) period.error().where = "--period";
  return period;
}

Said<Selected> selected_issues(const SelectionText& selection, const OpenedRegister& opened) {
  const auto period = period_from(selection.period);
  if (!period) return std::unexpected{refuse(period.error())};
  const auto filter = filter_for(selection.where, *opened.snapshot);
  if (!filter) return std::unexpected{filter.error()};
  Selected out{select_issues(*filter, *opened.snapshot, opened.today), {.period = *period, .about = {}}};
  if (period->is_everything()) return out;
  out.counting.about = out.issues;
  keep_registered_in(*opened.snapshot, *period, out.issues);
  return out;
}

Said<RowMask> selected_features(const SelectionText& selection, const FeatureTable& features, Date today) {
  if (const auto fits = none_given({{"--period", selection.period}}, "a plain file has no periods"); !fits)
    return std::unexpected{refuse(fits.error())};
  if (selection.where.empty()) return RowMask{};
  const auto filter = filter_for(selection.where, features);
  if (!filter) return std::unexpected{filter.error()};
  return select_features(*filter, features, today);
}

Result<Indicator> indicator_named(const RegisterSnapshot& snapshot, const std::string& id, const char* option) {
  auto indicator = find_indicator(snapshot, id);
  if (!indicator) return unknown_indicator(snapshot, id, option);
  return std::move(*indicator);
}

}  // namespace riskmap
