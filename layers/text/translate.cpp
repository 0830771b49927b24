// Lookups in the embedded catalogues through Boost.Locale; works under LC_ALL=C and with no locale installed.
#include "layers/text/translate.h"

#include <array>
#include <atomic>
#include <boost/locale/generator.hpp>
#include <boost/locale/gnu_gettext.hpp>
#include <boost/locale/message.hpp>
#include <locale>
#include <span>
#include <vector>

#include "layers/text/format.h"

extern "C" {
extern const char riskmap_catalogue_kk[], riskmap_catalogue_kk_end[];
extern const char riskmap_catalogue_ru[], riskmap_catalogue_ru_end[];
}

namespace riskmap {

namespace {
std::locale catalogue(const std::string& code, std::span<const char> bytes) {
  boost::locale::gnu_gettext::messages_info info;
  info.language = code;
  info.encoding = "UTF-8";
  info.domains.emplace_back("riskmap");
  info.paths.emplace_back("/");
  info.callback = [bytes](const std::string&, const std::string&) {
    return std::vector<char>{bytes.begin(), bytes.end()};
  };
  return std::locale{std::locale::classic(), boost::locale::gnu_gettext::create_messages_facet<char>(info)};
}

// Of the two languages that have a catalogue. English never asks: without one, Boost drops what is not ASCII from an
// id.
const std::locale& locale_of(Language language) {
  static const std::array<std::locale, 2> locales = {catalogue("kk", {riskmap_catalogue_kk, riskmap_catalogue_kk_end}),
                                                     catalogue("ru", {riskmap_catalogue_ru, riskmap_catalogue_ru_end})};
  return locales[static_cast<std::size_t>(language)];
}

// The one process-wide choice: whoever draws or prints next reads it.
std::atomic<Language> current = Language::kk;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}
}  // namespace

void set_language(Language language) {
  current = language;
}
Language language() {
  return current;
}

std::string tr(const char* id) {
  return current == Language::en ? id : boost::locale::translate(id).str(locale_of(current));
}

std::string trc(const char* context, const char* id) {
  return current == Language::en ? id : boost::locale::translate(context, id).str(locale_of(current));
}

std::string trn(const char* one, const char* many, std::int64_t n) {
  // Boost counts with int; the plural rules look at the last two digits only.
  const int count = static_cast<int>(n < 1000 ? n : 1000 + n % 100);
  std::string text = current == Language::en ? (n == 1 ? one : many)
                                             : boost::locale::translate(one, many, count).str(locale_of(current));
  replace_all(text, "{n}", format_integer(n));
  return text;
}

std::string fill(std::string text, std::initializer_list<Argument> arguments) {
  for (const auto& [name, value] : arguments) {
    std::string placeholder{'{'};
    placeholder.append(name).push_back('}');
    replace_all(text, placeholder, value);
  }
  return text;
}

}  // namespace riskmap
