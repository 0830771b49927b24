// --where and --period of commands that count over a register, and the indicator they count.
#pragma once
#include <string>

#include "layers/analysis/indicator.h"
#include "viewer/command/open_for_command.h"
#include "viewer/command/output.h"

namespace CLI {
class App;
}

namespace riskmap {

// As typed; "" = not given.
struct SelectionText {
  std::string where, period;
};
void add_selection(CLI::App& options, SelectionText& selection, const std::string& meaning);
void add_period(CLI::App& options, std::string& period);

// err.usage or err.date_order about --period.
Result<Period> period_from(const std::string& text);

// The problems of a register that count, and what counts beside them.
struct Selected {
  RowMask issues;
  Counting counting;
};
Said<Selected> selected_issues(const SelectionText& selection, const OpenedRegister& opened);
// The features of a plain file; empty = all. It has no periods.
Said<RowMask> selected_features(const SelectionText& selection, const FeatureTable& features, Date today);

Result<Indicator> indicator_named(const RegisterSnapshot& snapshot, const std::string& id, const char* option);

}  // namespace riskmap
