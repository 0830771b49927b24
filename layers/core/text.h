// Unicode text: validity, folding for search, Kazakh collation. Everything is UTF-8.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace riskmap {

bool is_valid_utf8(std::string_view bytes);
std::size_t length_in_characters(std::string_view utf8);
// At most `characters` code points, never half a character.
std::string_view first_characters(std::string_view utf8, std::size_t characters);
std::string trimmed(std::string_view utf8);  // Unicode white space, NBSP and zero-width marks at both ends

std::string composed(std::string_view utf8);  // Unicode NFC: "й" is one character, however it was typed

// Two texts that a person would call the same spelling have the same fold: case, Kazakh letters to their Russian
// look-alikes (ә→а ғ→г қ→к ң→н ө→о ұ,ү→у һ→х і→и ё→е й→и), Latin look-alikes inside Cyrillic words, Latin
// transliteration marks, white space and quotation marks. fold(fold(x)) == fold(x).
std::string fold(std::string_view utf8);
// A spelling-tolerant key for place names: fold, then Cyrillic to Latin, so that "Көксәйек" ~ "Koksaek" compare by
// prefix or small distance.
std::string latin_key(std::string_view utf8);
// Case only, Unicode-aware (for exact text comparisons that ignore case).
std::string lower_case(std::string_view utf8);

// Sorts by the Kazakh alphabet (official order, ICU "kk"); thread-safe after construction.
class Collator {
 public:
  Collator();
  ~Collator();
  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;
  [[nodiscard]] int compare(std::string_view a, std::string_view b) const;
  // Byte-comparable key: key(a) < key(b) iff a sorts before b.
  [[nodiscard]] std::string key(std::string_view text) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

std::vector<std::string> split(std::string_view text, char separator);
// The runs of letters and digits of a folded text; the characters `also` belong to a word too.
std::vector<std::string> folded_words(std::string_view folded, std::string_view also = {});

}  // namespace riskmap
