// The legal terms that hold: what for, how many days, where they come from.
#pragma once
#include <optional>
#include <string>

#include "viewer/panels/widgets_table.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// The uuid of a term that is to be opened.
std::optional<std::string> terms_list(const Session& session, TableState& state);
// "15 working days"
std::string term_days_words(int days, bool in_workdays);

}  // namespace riskmap::ui
