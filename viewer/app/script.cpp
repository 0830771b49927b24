// Text to steps.
#include "viewer/app/script.h"

#include <fmt/format.h>

#include <charconv>
#include <span>
#include <utility>

namespace riskmap {
namespace {

using Words = std::span<const std::string>;

std::optional<double> number(const std::string& word) {
  double value = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  if (error != std::errc{} || end != word.data() + word.size()) return std::nullopt;
  return value;
}

std::optional<StepKind> two_numbers(Words words) {
  const auto lon = number(words[0]), lat = number(words[1]);
  if (!lon || !lat) return std::nullopt;
  return step::ClickMap{{*lon, *lat}};
}

std::optional<StepKind> key(Words words) {
  const auto chord = ui::chord_from(words[0]);
  if (!chord) return std::nullopt;
  return step::PressKey{*chord};
}

std::optional<StepKind> scroll(Words words) {
  const auto notches = number(words[1]);
  if (!notches) return std::nullopt;
  return step::Scroll{words[0], static_cast<float>(*notches)};
}

std::optional<StepKind> wait(Words words) {
  if (words[0] == "idle") return step::WaitIdle{};
  const auto milliseconds = number(words[0]);
  if (!milliseconds || *milliseconds < 0) return std::nullopt;
  return step::WaitTime{*milliseconds / 1000};
}

struct Suffix {
  std::string_view text;
  step::Property property;
};
constexpr Suffix suffixes[] = {{".text", step::Property::text},
                               {".value", step::Property::value},
                               {".enabled", step::Property::enabled},
                               {".visible", step::Property::visible}};

// expect NAME = "wanted", with or without spaces around the sign.
std::optional<StepKind> expect(Words words) {
  step::Expect expected{.name = words[0]};
  std::string rest;
  for (const std::string& word : words.subspan(1)) rest += (rest.empty() ? "" : " ") + word;
  if (const std::size_t sign = expected.name.find('='); sign != std::string::npos) {
    rest = "=" + expected.name.substr(sign + 1) + rest;
    expected.name.resize(sign);
  }
  for (const Suffix& suffix : suffixes)
    if (expected.name.ends_with(suffix.text)) {
      expected.property = suffix.property;
      expected.name.resize(expected.name.size() - suffix.text.size());
      break;
    }
  if (rest.empty()) {
    expected.only_exists = true;
    return expected;
  }
  if (!rest.starts_with('=')) return std::nullopt;
  rest.erase(0, 1);
  if (rest.starts_with(' ')) rest.erase(0, 1);
  expected.wanted = rest;
  return expected;
}

struct Verb {
  std::string_view name;
  std::size_t least_words, most_words;
  std::optional<StepKind> (*parse)(Words);
};
constexpr Verb verbs[] = {{"click", 1, 1, [](Words w) -> std::optional<StepKind> { return step::Click{w[0], 1}; }},
                          {"double", 1, 1, [](Words w) -> std::optional<StepKind> { return step::Click{w[0], 2}; }},
                          {"clickmap", 2, 2, two_numbers},
                          {"key", 1, 1, key},
                          {"text", 1, 1, [](Words w) -> std::optional<StepKind> { return step::TypeText{w[0]}; }},
                          {"drag", 2, 2, [](Words w) -> std::optional<StepKind> { return step::Drag{w[0], w[1]}; }},
                          {"scroll", 2, 2, scroll},
                          {"drop", 1, 1, [](Words w) -> std::optional<StepKind> { return step::DropFile{w[0]}; }},
                          {"wait", 1, 1, wait},
                          {"expect", 1, 16, expect},
                          {"shot", 1, 1, [](Words w) -> std::optional<StepKind> { return step::Shot{w[0]}; }}};

std::optional<StepKind> parse_words(Words words) {
  for (const Verb& verb : verbs)
    if (verb.name == words[0] && words.size() - 1 >= verb.least_words && words.size() - 1 <= verb.most_words)
      return verb.parse(words.subspan(1));
  return std::nullopt;
}

}  // namespace

std::optional<std::vector<std::string>> shell_words(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  bool is_in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == 0 && c == '#' && !is_in_word) break;
    if (quote != '\'' && c == '\\' && i + 1 < line.size()) {
      word += line[++i];
      is_in_word = true;
    } else if (quote != 0) {
      if (c == quote)
        quote = 0;
      else
        word += c;
    } else if (c == '"' || c == '\'') {
      quote = c;
      is_in_word = true;
    } else if (c == ' ' || c == '\t' || c == '\r') {
      if (is_in_word) words.push_back(std::exchange(word, {}));
      is_in_word = false;
    } else {
      word += c;
      is_in_word = true;
    }
  }
  if (quote != 0) return std::nullopt;
  if (is_in_word) words.push_back(word);
  return words;
}

Result<Script> parse_script(std::string_view text) {
  Script script;
  int line_number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string line{text.substr(0, end)};
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    ++line_number;
    const auto words = shell_words(line);
    const auto refuse = [&](const char* why) {
      return fail(ErrorCode::usage, why, fmt::format("--script:{}", line_number), line);
    };
    if (!words) return refuse("a quotation mark is not closed");
    if (words->empty()) continue;
    auto kind = parse_words(*words);
    if (!kind) return refuse("not a step of a script");
    script.push_back({line_number, line, std::move(*kind)});
  }
  return script;
}

}  // namespace riskmap
