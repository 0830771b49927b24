// Turns the wording of data/tolebi/sample into sentences about one place.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "layers/exchange/sample_facts.h"
#include "layers/exchange/sample_random.h"

namespace riskmap {

// Fills {street}, {place}, {in_place}, {of_place}, {to_place} (with a capital letter: {In_place}), and numbers:
// {name=low-high:step} draws one and remembers it, {name} repeats it.
class SampleSentences {
 public:
  SampleSentences(const SamplePlace& place, Language language, const Wording& street, SampleRandom random)
      : place_{place}, language_{language}, street_{street}, random_{random} {}

  std::string fill(std::string_view wording);
  // A number drawn before, e.g. "a", the houses of a street.
  [[nodiscard]] std::optional<int> number(std::string_view name) const;

 private:
  std::string token(std::string_view text);
  std::string place_text(std::string_view which) const;
  std::string number_text(std::string_view text);

  const SamplePlace& place_;
  Language language_;
  const Wording& street_;
  SampleRandom random_;
  std::map<std::string, int, std::less<>> numbers_;
};

}  // namespace riskmap
