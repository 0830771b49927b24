// Sentences for the English words that say a reason: details of errors, remarks of files, flaws of registers.
#include <span>

#include "layers/text/messages.h"
#include "layers/text/reason_table_store.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
// What GDAL says of a file, by words of it; the last fits everything.
constexpr std::string_view readers_words = "reader: ";
constexpr Reason readers_sentences[] = {
    {"fread()", "The file is cut short: a shape that its index names is not there. Take a fresh copy of it."},
    {"losed ring", "A ring is not closed. Close it in the source."},
    {"converted correctly", "Some letters of a text could not be converted. Save the file anew as UTF-8."},
    {"", "The file could be read with difficulties only. Check it in the program that made it."}};

// A sentence of ours, then GDAL's own in brackets for whoever mends the file.
std::string readers_message(std::string_view said) {
  for (const auto& [words, id] : readers_sentences)
    if (said.find(words) != std::string_view::npos) return tr(id) + " (GDAL: " + std::string{said} + ")";
  return {};
}

// "12 of 16 features" of a partial read, "3 entries for 4 shapes": numbers need no language.
std::string rest_of(std::string_view reason, std::string_view words) {
  std::string rest{reason.substr(words.size())};
  if (words == "older layout: ") return reason_or_words(rest);
  if (words != "partial read: ") return rest;
  const auto of = rest.find(" of ");
  return of == std::string::npos ? rest
                                 : rest.substr(0, of) + " / " + rest.substr(of + 4, rest.find(' ', of + 4) - of - 4);
}
}  // namespace

std::string reason_message(std::string_view reason) {
  if (reason.starts_with(readers_words)) return readers_message(reason.substr(readers_words.size()));
  for (const auto table : {std::span<const Reason>{reasons}, std::span<const Reason>{store_reasons}})
    for (const auto& [words, id] : table) {
      if (!words.ends_with(' ') && reason == words) return tr(id);
      if (words.ends_with(' ') && reason.starts_with(words)) return fill(tr(id), {{"rest", rest_of(reason, words)}});
    }
  return {};
}

std::string reason_or_words(std::string_view reason) {
  auto sentence = reason_message(reason);
  return sentence.empty() ? std::string{reason} : sentence;
}

}  // namespace riskmap
