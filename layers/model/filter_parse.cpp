// From text to a filter tree: or < and < not < parentheses, one function a level.
#include <array>
#include <cctype>
#include <optional>
#include <utility>

#include "layers/core/text.h"
#include "layers/model/filter_words.h"

namespace riskmap {

namespace {
constexpr int deepest = 200;               // levels of nesting; a text that goes deeper is a mistake or an attack
constexpr std::size_t most_repeated = 20;  // characters from the mistake on that its message repeats

using Kind = FilterNode::Kind;
using Op = FilterNode::Op;

// What was wrong and the byte where; thrown nowhere, carried up through optional results.
struct Mistake {
  std::size_t position;
  std::string detail;
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_{text} {}

  std::optional<FilterNode> whole() {
    skip_blanks();
    if (at_end()) return FilterNode{};
    auto filter = any_of();
    if (filter && !at_end())
      return mistake(at_, text_[at_] == ')' ? "a parenthesis too many" : "'and' or 'or' expected");
    return filter;
  }
  [[nodiscard]] const Mistake& found() const { return *mistake_; }

 private:
  [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }

  std::nullopt_t mistake(std::size_t position, std::string detail) {
    if (!mistake_) mistake_ = Mistake{position, std::move(detail)};
    return std::nullopt;
  }

  void skip_blanks() {
    constexpr std::string_view no_break_space = "\xC2\xA0";
    while (!at_end()) {
      if (text_[at_] == ' ' || (text_[at_] >= '\t' && text_[at_] <= '\r'))
        ++at_;
      else if (text_.substr(at_).starts_with(no_break_space))
        at_ += no_break_space.size();
      else
        return;
    }
  }

  [[nodiscard]] std::string_view word_ahead() const {
    std::size_t end = at_;
    while (end < text_.size() && is_word_byte(text_[end]) && !text_.substr(end).starts_with("\xC2\xA0")) ++end;
    return text_.substr(at_, end - at_);
  }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    skip_blanks();
    return true;
  }

  bool take_keyword(std::string_view keyword) {
    const auto word = word_ahead();
    if (!is_same_word(word, keyword)) return false;
    at_ += word.size();
    skip_blanks();
    return true;
  }

  // one part, or a list of parts joined by the keyword
  std::optional<FilterNode> joined(Kind kind, std::string_view keyword, std::optional<FilterNode> (Parser::*part)()) {
    const auto position = at_;
    auto first = (this->*part)();
    if (!first) return first;
    FilterNode list{.kind = kind, .position = characters_before(position)};
    list.parts.push_back(std::move(*first));
    while (take_keyword(keyword)) {
      auto next = (this->*part)();
      if (!next) return next;
      list.parts.push_back(std::move(*next));
    }
    return list.parts.size() == 1 ? std::move(list.parts.front()) : std::move(list);
  }

  std::optional<FilterNode> any_of() { return joined(Kind::any_of, "or", &Parser::all_of); }
  std::optional<FilterNode> all_of() { return joined(Kind::all_of, "and", &Parser::negated); }

  std::optional<FilterNode> negated() {
    const auto position = at_;
    bool is_negated = false;
    while (take_keyword("not")) is_negated = !is_negated;
    auto inner = primary();
    if (!inner || !is_negated) return inner;
    FilterNode node{.kind = Kind::negated, .position = characters_before(position)};
    node.parts.push_back(std::move(*inner));
    return node;
  }

  std::optional<FilterNode> primary() {
    if (at_end()) return mistake(at_, "a condition is missing");
    const auto position = at_;
    if (take('(')) return closed(position);
    if (text_[at_] == '`') return comparison(position, back_quoted_name());
    if (text_[at_] == '"') return mistake(at_, name_in_quotes);
    const auto word = word_ahead();
    if (word.empty()) return mistake(at_, "a field, a flag or a parenthesis expected");
    if (is_keyword(word)) return mistake(at_, "a condition is missing");
    at_ += word.size();
    skip_blanks();
    const bool is_measure = is_same_word(word, "measure");
    if ((is_measure || is_same_word(word, "appeal")) && take('('))
      return linked(is_measure ? Kind::measure : Kind::appeal, position);
    if (!operator_ahead() && is_filter_flag(word))
      return FilterNode{.kind = Kind::flag, .field = std::string{word}, .position = characters_before(position)};
    return comparison(position, std::string{word});
  }

  // The rest of a parenthesis that opened at `position`.
  std::optional<FilterNode> closed(std::size_t position) {
    if (++depth_ > deepest) return mistake(position, "nested too deeply");
    auto inner = any_of();
    --depth_;
    if (inner && !take(')'))
      return at_end() ? mistake(position, "this parenthesis is not closed") : mistake(at_, "')' expected");
    return inner;
  }

  std::optional<FilterNode> linked(Kind kind, std::size_t position) {
    auto inner = closed(position);
    if (!inner) return inner;
    FilterNode node{.kind = kind, .position = characters_before(position)};
    node.parts.push_back(std::move(*inner));
    return node;
  }

  std::optional<std::string> back_quoted_name() { return quoted_text('`'); }

  // Text between two marks; \ takes the next byte as it is.
  std::optional<std::string> quoted_text(char mark) {
    const auto opening = at_++;
    std::string content;
    for (; !at_end(); ++at_) {
      if (text_[at_] == mark) {
        ++at_;
        skip_blanks();
        return content;
      }
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      content += text_[at_];
    }
    return mistake(opening, "this quote is not closed");
  }

  [[nodiscard]] std::optional<std::pair<Op, std::size_t>> operator_ahead() const {
    const auto rest = text_.substr(std::min(at_, text_.size()));
    for (const auto& [spelling, op] : filter_operators)
      if (rest.starts_with(spelling)) return std::pair{op, spelling.size()};
    return std::nullopt;
  }

  std::optional<FilterNode> comparison(std::size_t position, std::optional<std::string> field) {
    if (!field) return std::nullopt;
    const auto op = operator_ahead();
    if (!op) return mistake(at_, "one of = != < <= > >= ~ expected");
    at_ += op->second;
    skip_blanks();
    FilterNode plain{.kind = Kind::compare, .op = op->first, .field = *field, .position = characters_before(position)};
    FilterNode quoted = plain;
    quoted.is_quoted = true;
    do {
      if (at_end()) return mistake(at_, "a value is missing");
      if (text_[at_] == '"') {
        auto value = quoted_text('"');
        if (!value) return std::nullopt;
        quoted.values.push_back(std::move(*value));
      } else {
        const auto word = word_ahead();
        if (word.empty() || is_keyword(word)) return mistake(at_, "a value is missing");
        plain.values.emplace_back(word);
        at_ += word.size();
        skip_blanks();
      }
    } while (take('|'));
    return both(std::move(plain), std::move(quoted));
  }

  // Quoted and plain alternatives mean different things, so each kind has its own node.
  static FilterNode both(FilterNode plain, FilterNode quoted) {
    if (quoted.values.empty()) return plain;
    if (plain.values.empty()) return quoted;
    FilterNode list{.kind = plain.op == Op::not_equal ? Kind::all_of : Kind::any_of, .position = plain.position};
    list.parts.push_back(std::move(plain));
    list.parts.push_back(std::move(quoted));
    return list;
  }

  // Counted on from where the last count ended: most conditions are asked for in the order of the text.
  std::size_t characters_before(std::size_t position) {
    if (position < counted_bytes_) counted_bytes_ = counted_characters_ = 0;
    counted_characters_ += length_in_characters(text_.substr(counted_bytes_, position - counted_bytes_));
    counted_bytes_ = position;
    return counted_characters_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t counted_bytes_ = 0, counted_characters_ = 0;
  int depth_ = 0;
  std::optional<Mistake> mistake_;
};
}  // namespace

Result<FilterNode> parse_filter(std::string_view text) {
  if (!is_valid_utf8(text)) return fail(ErrorCode::encoding, "the filter is not valid UTF-8");
  Parser parser{text};
  auto filter = parser.whole();
  if (filter) return std::move(*filter);
  const auto& [position, detail] = parser.found();
  return fail(ErrorCode::filter_syntax, detail, std::to_string(length_in_characters(text.substr(0, position)) + 1),
              std::string{first_characters(text.substr(position), most_repeated)});
}

}  // namespace riskmap
