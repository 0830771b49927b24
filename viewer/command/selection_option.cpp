#include "viewer/command/selection_option.h"

#include <fmt/format.h>
#include <utility>
#include <vector>

#include "layers/analysis/feature_filter.h"
#include "layers/model/filter_words.h"
#include "layers/text/translate.h"
#include "viewer/command/options.h"

namespace riskmap {

namespace {
// A name that the file has not, or that is not written as one: those it has.
void tell_names(const Error& error, const FeatureTable& features) {
  if (error.detail != no_such_column && error.detail != name_in_quotes) return;
  std::vector<std::string> names;
  for (const auto& column : features.columns) names.push_back(field_text(column.name));
  if (!names.empty())
    print_message(
        fill(tr("The columns of the file: {columns}."), {{"columns", fmt::format("{}", fmt::join(names, ", "))}}));
}

void tell_names(const Error&, const RegisterSnapshot&) {}

template <typename Source>
Said<FilterNode> filter_for(const std::string& where, const Source& source) {
  auto filter = parse_filter(where);
  const auto checked = filter ? check_filter(*filter, source) : Result<void>{std::unexpected{filter.error()}};
  if (checked) return std::move(*filter);
  const auto status = refuse_filter(checked.error());
  tell_names(checked.error(), source);
  return std::unexpected{status};
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
