// --map FILE: what the columns and words of a table mean, as a person or a script has written it down.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "layers/exchange/import_columns.h"
#include "layers/exchange/import_table.h"

namespace riskmap {

// {"encoding": "RK1048", "separator": ";", "sheet": "2025", "header_row": 3, "crs": "EPSG:32642",
//  "swap_coordinates": true, "default_result": "…", "new_numbers": true, "hide_personal_data": true,
//  "columns": {"Мәселе": "title", "Күні": {"field": "registered_on", "dates": "month_first"},
//              "Сумма": {"field": "measure.budget_kzt", "decimal": ",", "factor": 1000}, "Ескерту": ""},
//  "words": {"category": {"трасса": "transport.road_access"}}}
// Everything may be left out. Errors: json; unknown_field for a name, a field or a value that means nothing.
struct ColumnAnswer {
  std::optional<std::string> field{};  // nothing = as the header says
  DateOrder dates = DateOrder::unknown;
  char decimal = '\0';
  std::optional<double> factor{};
};
struct ImportAnswers {
  ImportReadOptions reading;
  ImportMapping mapping;                          // without columns
  std::map<std::string, ColumnAnswer> by_header;  // by the header's words, folded
};
Result<ImportAnswers> parse_import_answers(std::string_view json);

// The columns of a table: as answered, else as their headers say. err.column_missing for an answer about a column that
// the table does not have.
Result<ImportMapping> mapping_for(const ImportAnswers& answers, const ImportTable& table);

}  // namespace riskmap
