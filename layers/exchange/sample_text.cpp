// Kazakh endings depend only on "ауылы" or "қаласы"; Russian keeps the name as it is after "село" and "город".
#include "layers/exchange/sample_text.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
struct PlaceForm {
  std::string_view token;
  std::string_view village_kk, town_kk;  // after the name
  std::string_view village_ru, town_ru;  // before the name
};
constexpr std::array place_forms = {PlaceForm{"place", "ауылы", "қаласы", "село", "город"},
                                    PlaceForm{"in_place", "ауылында", "қаласында", "в селе", "в городе"},
                                    PlaceForm{"In_place", "ауылында", "қаласында", "В селе", "В городе"},
                                    PlaceForm{"of_place", "ауылының", "қаласының", "села", "города"},
                                    PlaceForm{"to_place", "ауылына", "қаласына", "в село", "в город"}};

int parsed(std::string_view text) {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  RISKMAP_REQUIRE(error == std::errc{} && end == text.data() + text.size());
  return value;
}
}  // namespace

std::string SampleSentences::fill(std::string_view wording) {
  std::string out;
  for (std::size_t at = 0; at < wording.size();) {
    const auto open = wording.find('{', at);
    out += wording.substr(at, open - at);
    if (open == wording.npos) break;
    const auto close = wording.find('}', open);
    RISKMAP_REQUIRE(close != wording.npos);
    out += token(wording.substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return out;
}

std::optional<int> SampleSentences::number(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional{found->second};
}

std::string SampleSentences::token(std::string_view text) {
  if (text == "street") return street_.in(language_);
  for (const auto& form : place_forms)
    if (form.token == text) return place_text(text);
  return number_text(text);
}

std::string SampleSentences::place_text(std::string_view which) const {
  for (const auto& form : place_forms) {
    if (form.token != which) continue;
    if (language_ == Language::ru)
      return fmt::format("{} {}", place_.is_town ? form.town_ru : form.village_ru, place_.names.ru);
    return fmt::format("{} {}", place_.names.kk, place_.is_town ? form.town_kk : form.village_kk);
  }
  return {};
}

std::string SampleSentences::number_text(std::string_view text) {
  const auto equals = text.find('=');
  const auto name = text.substr(0, equals);
  if (const auto known = number(name)) return fmt::format("{}", *known);
  RISKMAP_REQUIRE(equals != text.npos);
  auto range = text.substr(equals + 1);
  int step = 1;
  if (const auto colon = range.find(':'); colon != range.npos) {
    step = parsed(range.substr(colon + 1));
    range = range.substr(0, colon);
  }
  const auto dash = range.find('-');
  RISKMAP_REQUIRE(dash != range.npos);
  const int low = parsed(range.substr(0, dash)), high = parsed(range.substr(dash + 1));
  const int value = low + step * random_.below((high - low) / step + 1);
  numbers_.emplace(name, value);
  return fmt::format("{}", value);
}

}  // namespace riskmap
