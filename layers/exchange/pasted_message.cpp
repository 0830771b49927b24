#include "layers/exchange/pasted_message.h"

#include <array>
#include <string>

#include "layers/core/text.h"
#include "layers/exchange/import_cells.h"
#include "layers/exchange/import_words.h"
#include "layers/exchange/message_person.h"
#include "layers/exchange/message_places.h"
#include "layers/model/entity.h"

namespace riskmap {

namespace {
constexpr std::size_t most_bytes = 20'000;  // far more than a person writes

// What can be kept of it: whole characters, one kind of line end, no control characters.
std::string readable(std::string_view text) {
  text = text.substr(0, most_bytes);
  std::string clean;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    const auto character = text.substr(at, length);
    const bool is_control = byte < 0x20 || byte == 0x7F;
    if (text[at] == '\n' || (!is_control && character.size() == length && is_valid_utf8(character))) {
      clean += character;
      at += length;
    } else {
      if (text[at] == '\t') clean += ' ';
      ++at;
    }
  }
  return composed(clean);
}

// Empty lines and the blanks that taken words leave behind.
std::string tidied(std::string_view text) {
  constexpr std::array<std::string_view, 8> left_behind = {
      "тел", "тел.:", "тел.", "тел:", "телефон:", "телефоным:", "ЖСН:", "ИИН:"};
  std::string tidy;
  for (const auto& line : split(text, '\n')) {
    std::string words;
    for (const auto& word : split(line, ' '))
      if (!word.empty() && word != "," && word != ".") words += (words.empty() ? "" : " ") + word;
    for (const auto mark : left_behind)
      if (words.ends_with(mark)) words = trimmed(words.substr(0, words.size() - mark.size()));
    if (!words.empty()) tidy += (tidy.empty() ? "" : "\n") + words;
  }
  return tidy;
}

std::size_t longest_summary() {
  const auto* spec = find_field(spec_of(Entity::appeal), "summary");
  return static_cast<std::size_t>(spec->max_length);
}
}  // namespace

PastedMessage read_message(std::string_view text, const RegisterSnapshot& snapshot) {
  PastedMessage message;
  auto words = readable(text);
  message.applicant = take_person(words);
  const auto summary = without_personal_data(tidied(words));
  if (summary.empty()) return message;
  message.appeal.emplace("summary", Value{std::string{first_characters(summary, longest_summary())}});
  message.appeal.emplace("channel", Value{std::string{"MESSENGER"}});
  if (const Row row = settlement_in_text(words, snapshot); row != no_row)
    message.appeal.emplace("settlement", Value{snapshot.settlements[row].uuid});
  const auto category = WordFinder{snapshot, {}}.category({}, summary);
  if (!category.code.empty() && category.finding != Finding::category_other)
    message.appeal.emplace("category", Value{category.code});
  return message;
}

}  // namespace riskmap
