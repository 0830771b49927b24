// The codes behind the words of a table: categories, states, degrees of severity, people (`domain.md` §6, 24–26).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "layers/exchange/import_findings.h"
#include "layers/model/register_snapshot.h"

namespace riskmap {

struct WordAnswer {
  std::string code{};  // "" = not understood
  std::optional<Finding> finding{};
  std::string fixed{};    // the code's name, for a person
  std::string outcome{};  // that a word for a status tells as well
};

using WordsOfFile = std::map<std::string, std::map<std::string, std::string>>;  // field -> folded word -> code

// Answers by exact code, by name in three languages, by synonym; `given` comes first: what a person has said.
class WordFinder {
 public:
  WordFinder(const RegisterSnapshot& snapshot, const WordsOfFile& given);

  // A category no word tells is governance.other; `title` is asked where the cell is empty or unknown.
  WordAnswer category(std::string_view text, std::string_view title) const;
  WordAnswer status(std::string_view text) const;
  WordAnswer measure_status(std::string_view text) const;
  WordAnswer degree(std::string_view field, std::string_view text) const;  // severity, likelihood: "1" … "5"
  WordAnswer party(std::string_view field, std::string_view text) const;   // uuid
  // Of any other enumeration ("channel", "outcome", "level", "funding", "measure_kind").
  WordAnswer code(std::string_view field, std::string_view domain, std::string_view text) const;

 private:
  [[nodiscard]] const std::string* given(std::string_view field, std::string_view text) const;
  [[nodiscard]] WordAnswer category_of_words(std::string_view text) const;
  [[nodiscard]] WordAnswer known_category(std::string_view code, std::optional<Finding> finding) const;

  const RegisterSnapshot& snapshot_;
  const WordsOfFile& given_;
  std::unordered_map<std::string, std::string> categories_;  // by folded name, code and number
  std::unordered_map<std::string, std::string> parties_;     // uuid by folded name; "" = several have it
  std::map<std::string, std::unordered_map<std::string, std::string>, std::less<>> codes_;  // by domain
};

}  // namespace riskmap
