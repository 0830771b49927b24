// Which column of a foreign table holds what: found by the words of its header in three languages, or said by a person.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/date_text.h"
#include "layers/exchange/import_dates.h"
#include "layers/model/entity.h"

namespace riskmap {

// What a column can be. `name` is the spelling in mappings and in the template's key row: a field of a problem
// ("title"), of the one measure a row may bring along ("measure.text"), or one of these: "place" (a settlement's name
// or code), "kato", "rural_district", "latitude", "longitude", "coordinates" (both in one cell), "uuid".
struct ImportField {
  std::string_view name;
  Entity entity = Entity::issue;
  std::string_view field{};  // of that entity; "" = one of the special ones
};
std::span<const ImportField> import_fields();
const ImportField* find_import_field(std::string_view name);  // null = there is none
std::string import_field_label(std::string_view name);        // in the current language

struct ColumnMapping {
  std::string field{};  // "" = passed over
  DateOrder dates = DateOrder::unknown;
  char decimal = '\0';  // of numbers whose one separator could be either: '.' or ','
  double factor = 1;    // "in thousands of tenge" = 1000
};

// The answers to what an import would otherwise have to ask.
struct ImportMapping {
  std::vector<ColumnMapping> columns{};  // one for each column of the table
  // What the file's own words mean: field -> word, folded -> code.
  std::map<std::string, std::map<std::string, std::string>> words{};
  std::string crs{};             // of coordinates in metres
  std::string default_result{};  // of solved problems without one
  bool swaps_coordinates = false, gives_new_numbers = false, hides_personal_data = false;
};

// The field a header names in Kazakh, Russian or English; "" = none. Case, look-alike letters, punctuation and what
// stands in brackets do not matter.
std::string_view field_of_header(std::string_view header);
// A column taken as a field; of money with the factor that its header tells («мың теңге»).
ColumnMapping column_as(std::string_view field, std::string_view header);
// Every column by its header; a field is given once, to the first column that names it. `keys`: the template's key row,
// which decides where there is one.
std::vector<ColumnMapping> columns_of(std::span<const std::string> header, std::span<const std::string> keys);

}  // namespace riskmap
