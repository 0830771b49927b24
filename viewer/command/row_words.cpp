#include "viewer/command/row_words.h"

#include <algorithm>
#include <cstdint>

#include "layers/core/text.h"
#include "layers/text/translate.h"
#include "viewer/command/output.h"

namespace riskmap {

std::string some_of(const std::vector<std::string>& words) {
  constexpr std::size_t most = 10;
  std::string text;
  for (std::size_t i = 0; i < std::min(most, words.size()); ++i) text += (i == 0 ? "" : ", ") + words[i];
  return words.size() > most ? text + ", …" : text;
}

bool is_without_values(const Column& column) {
  return std::ranges::none_of(column.numbers, [](double value) { return std::isfinite(value); }) &&
         std::ranges::all_of(column.texts, [](const std::string& text) { return trimmed(text).empty(); });
}

void tell_too_large(const std::string& field, const std::vector<std::string>& rows) {
  if (rows.empty()) return;
  print_message(fill(
      trn("A value of {field} beyond ±1e150 is no data: row {rows}.",
          "Values of {field} beyond ±1e150 are no data ({n}): rows {rows}.", static_cast<std::int64_t>(rows.size())),
      {{"field", field}, {"rows", some_of(rows)}}));
}

}  // namespace riskmap
