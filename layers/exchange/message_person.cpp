#include "layers/exchange/message_person.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr std::size_t iin_digits = 12;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\n' || c == '\t';
}

void keep_first(Fields& fields, const char* name, std::string value) {
  fields.try_emplace(name, Value{std::move(value)});
}

// A run of digits as phones are written: "+7 (701) 555-12-34". Its end, and how many digits it has.
struct Run {
  std::size_t end = 0, digits = 0;
  bool is_grouped = false;
};

Run run_of_digits(std::string_view text, std::size_t from) {
  constexpr std::size_t most_digits = 12;
  Run run{from, 0, false};
  for (std::size_t at = from; at < text.size() && run.digits <= most_digits; ++at) {
    if (is_digit(text[at])) {
      ++run.digits;
      run.end = at + 1;
    } else if (std::string_view{" -()+"}.find(text[at]) == std::string_view::npos) {
      break;
    } else if (at > from) {
      run.is_grouped = true;
    }
  }
  return run;
}

bool is_phone(std::string_view written, const Run& run) {
  constexpr std::size_t whole = 11, local = 10;
  std::string digits;
  std::ranges::copy_if(written, std::back_inserter(digits), is_digit);
  if (run.digits == whole) return digits[0] == '7' || digits[0] == '8';
  return run.digits == local && (digits[0] == '7' || run.is_grouped);
}

void take_numbers(std::string& text, Fields& fields) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins =
        (is_digit(text[at]) || text[at] == '+' || text[at] == '(') && (at == 0 || !is_digit(text[at - 1]));
    const auto run = begins ? run_of_digits(text, at) : Run{};
    const auto written = begins ? std::string_view{text}.substr(at, run.end - at) : std::string_view{};
    if (begins && run.digits == iin_digits && !run.is_grouped)
      keep_first(fields, "iin", std::string{written});
    else if (begins && is_phone(written, run))
      keep_first(fields, "phone", trimmed(written));
    else {
      rest += text[at++];
      continue;
    }
    at = run.end;
  }
  text = std::move(rest);
}

// A word without the marks that end a sentence.
std::string_view bare(std::string_view word) {
  while (!word.empty() && std::string_view{".,;:!?()<>\""}.find(word.back()) != std::string_view::npos)
    word.remove_suffix(1);
  while (!word.empty() && std::string_view{"(<\""}.find(word.front()) != std::string_view::npos) word.remove_prefix(1);
  return word;
}

const char* kind_of_address(std::string_view word) {
  const auto at = word.find('@');
  if (word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") ||
      word.starts_with("t.me/"))
    return "link";
  if (at == 0 && word.size() > 2) return "handle";
  const bool is_mail = at != std::string_view::npos && word.find('.', at) != std::string_view::npos;
  return is_mail ? "email" : nullptr;
}

void take_addresses(std::string& text, Fields& fields) {
  std::string rest;
  for (std::size_t at = 0; at < text.size();) {
    if (is_blank(text[at])) {
      rest += text[at++];
      continue;
    }
    auto end = at;
    while (end < text.size() && !is_blank(text[end])) ++end;
    const auto word = std::string_view{text}.substr(at, end - at);
    if (const auto* kind = kind_of_address(bare(word)))
      keep_first(fields, kind, std::string{bare(word)});
    else
      rest += word;
    at = end;
  }
  text = std::move(rest);
}

// «Серік», «Ә.», «Абай-қызы»: begins with a capital letter, has no digit.
bool is_name_word(std::string_view word) {
  if (word.size() < 3 || std::ranges::any_of(word, is_digit)) return false;
  const auto first = first_characters(word, 1);
  return lower_case(first) != first && first.size() > 1;
}

std::vector<std::string> words_of(std::string_view line) {
  auto words = split(line, ' ');
  std::erase(words, "");
  return words;
}

// Two or three words that are written as names are: nothing else on the line.
bool is_line_of_name(const std::vector<std::string>& words) {
  return words.size() >= 2 && words.size() <= 3 && std::ranges::all_of(words, [](const std::string& word) {
           const auto plain = std::string{bare(word)};
           return is_name_word(plain) || (plain.size() == 2 && word.ends_with('.'));
         });
}

// What stands before a name, folded.
constexpr std::array<std::string_view, 12> before_names = {"аты-жони",  "аты жони", "есимим",     "менин атым",
                                                           "атым",      "фио",      "меня зовут", "с уважением",
                                                           "курметпен", "от кого",  "заявитель",  "отиниш беруши"};

struct NamePlace {
  std::string name;                // "" = there is none
  std::size_t begin = 0, end = 0;  // of the words that tell it, those before the name too
};

// Up to three words written as names are, behind the words that announce one.
NamePlace name_at(const std::vector<std::string>& words, std::size_t from) {
  constexpr std::size_t most_words = 3;
  NamePlace place;
  auto at = from;
  for (; at < words.size() && at < from + most_words && is_name_word(bare(words[at])); ++at) {
    const auto word = bare(words[at]);
    place.name += (place.name.empty() ? "" : " ") + std::string{word};
    const bool ends_sentence = word.size() < words[at].size() && length_in_characters(word) > 1;
    if (ends_sentence) {
      ++at;
      break;
    }
  }
  place.end = at;
  return place;
}

NamePlace name_behind(const std::vector<std::string>& words) {
  std::string folded;
  for (std::size_t i = 0; i < words.size(); ++i) {
    folded += (i ? " " : "") + fold(bare(words[i]));
    const auto mark = std::ranges::find_if(before_names, [&folded](std::string_view known) {
      return folded.ends_with(known) &&
             (folded.size() == known.size() || folded[folded.size() - known.size() - 1] == ' ');
    });
    if (mark == before_names.end()) continue;
    auto place = name_at(words, i + 1);
    if (place.name.empty()) continue;
    place.begin = i - static_cast<std::size_t>(std::ranges::count(*mark, ' '));
    return place;
  }
  return {};
}

bool is_greeting_or_mark(const std::vector<std::string>& words) {
  std::string folded;
  for (const auto& word : words) folded += (folded.empty() ? "" : " ") + fold(bare(word));
  return std::ranges::find(before_names, folded) != before_names.end();
}

// Lines that only sign, and what stands behind "my name is".
void take_name(std::string& text, Fields& fields) {
  std::vector<std::string> kept;
  for (const auto& line : split(text, '\n')) {
    auto words = words_of(line);
    const auto behind = name_behind(words);
    if (!behind.name.empty() && !fields.contains("full_name")) {
      keep_first(fields, "full_name", behind.name);
      std::string rest;
      for (std::size_t i = 0; i < words.size(); ++i)
        if (i < behind.begin || i >= behind.end) rest += (rest.empty() ? "" : " ") + words[i];
      kept.push_back(rest);
    } else if (is_line_of_name(words) && !fields.contains("full_name")) {
      std::string name;
      for (const auto& word : words) name += (name.empty() ? "" : " ") + word;
      keep_first(fields, "full_name", std::string{bare(name)});
    } else if (!is_greeting_or_mark(words)) {
      kept.push_back(line);
    }
  }
  text.clear();
  for (const auto& line : kept) text += (text.empty() ? "" : "\n") + line;
}
}  // namespace

Fields take_person(std::string& text) {
  Fields fields;
  take_addresses(text, fields);
  take_numbers(text, fields);
  take_name(text, fields);
  return fields;
}

}  // namespace riskmap
