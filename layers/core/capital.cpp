#include "layers/core/capital.h"

#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <cstdint>

#include "layers/core/text.h"

namespace riskmap {

std::string with_capital(std::string_view utf8) {
  const auto first = first_characters(utf8, 1);
  auto letter = icu::UnicodeString::fromUTF8({first.data(), static_cast<std::int32_t>(first.size())});
  std::string capital;
  letter.toUpper(icu::Locale::getRoot()).toUTF8String(capital);
  return capital.append(utf8.substr(first.size()));
}

}  // namespace riskmap
