// One cell made fit to be read: what is invisible taken away, what was encoded twice repaired (`domain.md` §6, 2–5).
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "layers/exchange/import_findings.h"

namespace riskmap {

struct CleanCell {
  std::string text;  // trimmed, NFC, valid UTF-8; as it was where a finding is an error
  std::vector<Finding> findings{};
};
CleanCell cleaned_cell(std::string_view cell);

// Bytes that are no text, as a person may look for them: "су \xE6ок" -> "су \\xE6ок".
std::string with_hex(std::string_view bytes);

// Phone numbers (ten digits and more, in any grouping), IINs (twelve digits) and e-mail addresses, all of them.
bool has_personal_data(std::string_view text);
std::string without_personal_data(std::string_view text);  // each blotted out: "тел. ***"

// Two sentences or more that a semicolon or a line break parts: perhaps several problems.
bool may_be_several(std::string_view title);

}  // namespace riskmap
