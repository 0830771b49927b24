// What an import hands back: the rows it refused, to be corrected and imported again, and an empty table to fill in.
#pragma once
#include <ostream>
#include <string>

#include "layers/exchange/import_plan.h"

namespace riskmap {

// A `;` table in UTF-8 with a byte order mark, as spreadsheets open it by a double click: the file's own header, a row
// of keys that keeps the columns' meaning, then every refused row as it stood, with its number and the reasons behind.
Result<void> write_error_table(std::ostream& out, const ImportTable& table, const ImportMapping& mapping,
                               const ImportPlan& plan);
// Headers in the current language and the row of keys; nothing else.
Result<void> write_template(std::ostream& out);

// "villages.csv: row 17: Registered on: «31.02.2020»: This is not a date. …"
std::string problem_line(const ImportTable& table, const ImportProblem& problem);
std::string counts_line(const ImportCounts& counts);  // "Added: 97, updated: 0, passed over: 3, refused: 2"

}  // namespace riskmap
