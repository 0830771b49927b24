// A table before it is taken: how it was read, what its columns mean, what would come of its rows.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "viewer/panels/widgets_table.h"
#include "viewer/session/incoming_table.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct ImportState {
  std::shared_ptr<const IncomingTable> shown;  // what the fields below were filled from
  std::vector<std::size_t> fields;             // of each column: 0 = passed over, else its field + 1
  ImportMapping mapping;
  std::size_t encoding = 0, separator = 0, sheet = 0;
  std::string errors_path;
  TableState rows;
  bool takes_again = false;
};
void fill_import(ImportState& state, const Session& session);
Intents import_dialog(const Session& session, ImportState& state);

}  // namespace riskmap::ui
