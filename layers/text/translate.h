// Every sentence a person sees, in Kazakh, Russian and English. Message ids are the English texts.
#pragma once
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "layers/core/language.h"

namespace riskmap {

// The language of all texts, whichever thread asks. The window and the commands set it once; a hot switch sets it
// again.
void set_language(Language language);
Language language();

// The message in the current language; the id itself when English (or untranslated, which the house ring refuses).
std::string tr(const char* id);
std::string trc(const char* context, const char* id);                // one string per grammatical context
std::string trn(const char* one, const char* many, std::int64_t n);  // plural; {n} is replaced by the formatted number

// Replaces {name} by value: fill(tr("Saved: {file}"), {{"file", path}}).
struct Argument {
  std::string_view name;
  std::string value;
};
std::string fill(std::string text, std::initializer_list<Argument> arguments);

}  // namespace riskmap
