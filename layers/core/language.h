// The three languages of every text a person sees, Kazakh first.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace riskmap {

enum class Language { kk, ru, en };

constexpr std::string_view code_of(Language language) {
  return language == Language::kk ? "kk" : language == Language::ru ? "ru" : "en";
}
constexpr std::optional<Language> language_of(std::string_view code) {
  if (code == "kk") return Language::kk;
  if (code == "ru") return Language::ru;
  if (code == "en") return Language::en;
  return std::nullopt;
}

// A name in three languages; a missing one falls back to Kazakh, then Russian, then English.
struct Names {
  std::string kk, ru, en;
  [[nodiscard]] const std::string& in(Language language) const {
    const std::string& wanted = language == Language::kk ? kk : language == Language::ru ? ru : en;
    return !wanted.empty() ? wanted : !kk.empty() ? kk : !ru.empty() ? ru : en;
  }
  friend bool operator==(const Names&, const Names&) = default;
};

}  // namespace riskmap
