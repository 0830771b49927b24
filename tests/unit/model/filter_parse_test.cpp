// The filter language: how it is read, what is a mistake and where, and how it is written back.
#include <doctest/doctest.h>

#include "layers/model/filter.h"
#include "layers/model/filter_words.h"

namespace riskmap {
namespace {
using Kind = FilterNode::Kind;
using Op = FilterNode::Op;

FilterNode parsed(std::string_view text) {
  auto filter = parse_filter(text);
  INFO(text, ": ", filter ? "" : filter.error().detail);
  REQUIRE(filter.has_value());
  return std::move(*filter);
}

std::string mistake_at(std::string_view text) {
  const auto filter = parse_filter(text);
  if (filter) return "none";
  CHECK(filter.error().code == ErrorCode::filter_syntax);
  return filter.error().where;
}

std::string rewritten(std::string_view text) {
  return text_of(parsed(text));
}
}  // namespace

TEST_CASE("an empty text selects everything") {
  CHECK(parsed("").kind == Kind::everything);
  CHECK(parsed("  \t\n").kind == Kind::everything);
}

TEST_CASE("a comparison has a field, an operator and alternatives") {
  const auto node = parsed("status = planned|in_progress");
  CHECK(node.kind == Kind::compare);
  CHECK(node.field == "status");
  CHECK(node.op == Op::equal);
  CHECK(node.values == std::vector<std::string>{"planned", "in_progress"});
  CHECK_FALSE(node.is_quoted);
  CHECK(parsed("a!=1").op == Op::not_equal);
  CHECK(parsed("a<1").op == Op::less);
  CHECK(parsed("a<=1").op == Op::less_equal);
  CHECK(parsed("a>1").op == Op::greater);
  CHECK(parsed("a>=1").op == Op::greater_equal);
  CHECK(parsed("a~1").op == Op::contains);
}

TEST_CASE("and binds closer than or, not closer than and, parentheses closest") {
  const auto node = parsed("open or overdue and not stale");
  REQUIRE(node.kind == Kind::any_of);
  REQUIRE(node.parts.size() == 2);
  CHECK(node.parts[0].kind == Kind::flag);
  REQUIRE(node.parts[1].kind == Kind::all_of);
  CHECK(node.parts[1].parts[1].kind == Kind::negated);
  CHECK(parsed("(open or overdue) and stale").kind == Kind::all_of);
  CHECK(parsed("not not open").kind == Kind::flag);
  CHECK(parsed("OPEN=1 AND b=2 Or c=3").kind == Kind::any_of);
}

TEST_CASE("values are words, quoted texts, dates and Kazakh letters alike") {
  CHECK(parsed("category=utilities.*").values[0] == "utilities.*");
  CHECK(parsed("due_on<=today-30d").values[0] == "today-30d");
  CHECK(parsed("text~су").values[0] == "су");
  const auto quoted = parsed(R"x(text~"ауыз \"су\" \\ (жоқ)")x");
  CHECK(quoted.is_quoted);
  CHECK(quoted.values[0] == R"x(ауыз "су" \ (жоқ))x");
  CHECK(parsed("title=\"\"").values[0].empty());
  CHECK(parsed("a=1\u00A0and\u00A0b=2").kind == Kind::all_of);  // pasted no-break spaces
}

TEST_CASE("quoted and plain alternatives keep their own meaning") {
  const auto node = parsed("responsible=none|\"none\"");
  REQUIRE(node.kind == Kind::any_of);
  CHECK_FALSE(node.parts[0].is_quoted);
  CHECK(node.parts[1].is_quoted);
  CHECK(parsed("a!=none|\"none\"").kind == Kind::all_of);
}

TEST_CASE("measure and appeal hold a whole expression; without a parenthesis they are fields") {
  const auto node = parsed("measure(status=PLANNED and funding=NOT_FOUND) and open");
  REQUIRE(node.kind == Kind::all_of);
  CHECK(node.parts[0].kind == Kind::measure);
  CHECK(node.parts[0].parts[0].kind == Kind::all_of);
  CHECK(parsed("appeal(channel=PHONE)").kind == Kind::appeal);
  CHECK(parsed("measure=3").kind == Kind::compare);
}

TEST_CASE("fields of plain files may hold blanks, operators and words of the language") {
  CHECK(parsed("`Name of place`=Көк").field == "Name of place");
  CHECK(parsed("`a=b`>1").field == "a=b");
  CHECK(parsed("`not`=1").field == "not");
  CHECK(parsed("open=1").kind == Kind::compare);
}

TEST_CASE("a mistake tells its character, counted from one") {
  CHECK(mistake_at("severity") == "9");
  CHECK(mistake_at("severity>=") == "11");
  CHECK(mistake_at("open and") == "9");
  CHECK(mistake_at("open open") == "6");
  CHECK(mistake_at("(open") == "1");
  CHECK(mistake_at("open)") == "5");
  CHECK(mistake_at("text~\"су") == "6");
  CHECK(mistake_at("сыныбы=су )") == "11");  // letters of two bytes count once
  CHECK(mistake_at("a=|b") == "3");
  CHECK(mistake_at("a=b|") == "5");
  CHECK(mistake_at("= 3") == "1");
  CHECK(mistake_at("a=and") == "3");
  CHECK(mistake_at("not") == "4");
  CHECK(mistake_at("()") == "2");
  CHECK(mistake_at("measure(") == "9");
  CHECK(mistake_at("open and \"a b\">3") == "10");
}

TEST_CASE("a name in quotation marks is told how names are written") {
  CHECK(parse_filter("\"a b\">3").error().detail == name_in_quotes);
  CHECK(field_text("a b") == "`a b`");
  CHECK(field_text("people") == "people");
  CHECK(parsed(field_text("odd ` name") + "=1").field == "odd ` name");
}

TEST_CASE("a mistake repeats what stands there, in part") {
  CHECK(parse_filter("open oopen").error().value == "oopen");
  CHECK(parse_filter("open and").error().value.empty());
  CHECK(parse_filter("severity>=4 су бар ма, жоқ па, білмеймін").error().value == "су бар ма, жоқ па, б");
}

TEST_CASE("every condition knows how many characters stand before it") {
  const auto node = parsed("not тас=1 or open and status = planned");
  CHECK(node.parts[0].position == 0);
  CHECK(node.parts[0].parts[0].position == 4);
  CHECK(node.parts[1].position == 13);
  CHECK(node.parts[1].parts[1].position == 22);
}

TEST_CASE("bytes that are no text are refused as such") {
  CHECK(parse_filter("text~\xC3\x28").error().code == ErrorCode::encoding);
}

TEST_CASE("a text nested without end is refused, not followed") {
  CHECK(mistake_at(std::string(100'000, '(')) != "none");
  std::string nots;
  for (int i = 0; i < 100'000; ++i) nots += "not ";
  CHECK(parsed(nots + "open").kind == Kind::flag);
}

TEST_CASE("a filter is written as it would be typed") {
  CHECK(rewritten("category = utilities.*  AND open and severity>=4") ==
        "category=utilities.* and open and severity>=4");
  CHECK(rewritten("(a=1 or b=2) and not (c=3 and d=4)") == "(a=1 or b=2) and not (c=3 and d=4)");
  CHECK(rewritten("a=1 or b=2 and c=3") == "a=1 or (b=2 and c=3)");
  CHECK(rewritten("text~\"a \\\"b\\\"\"") == "text~\"a \\\"b\\\"\"");
  CHECK(rewritten("`x y`=1|2") == "`x y`=1|2");
  CHECK(rewritten("measure(kind=WORKS)") == "measure(kind=WORKS)");
  CHECK(rewritten("").empty());
}

TEST_CASE("a filter that was built, not typed, is written so that it can be read") {
  FilterNode with_blank{.kind = Kind::compare, .op = Op::contains, .field = "text", .values = {"ауыз су"}};
  CHECK(text_of(with_blank) == "text~\"ауыз су\"");
  FilterNode nothing{.kind = Kind::negated};
  nothing.parts.push_back({});
  CHECK(parse_filter(text_of(nothing)).has_value());
  FilterNode anything{.kind = Kind::any_of};
  anything.parts = {FilterNode{}, FilterNode{.kind = Kind::flag, .field = "open"}};
  CHECK(text_of(anything).empty());
  FilterNode lists{.kind = Kind::all_of};
  lists.parts.push_back({});
  FilterNode inner{.kind = Kind::any_of};
  FilterNode innermost{.kind = Kind::any_of};
  innermost.parts = {FilterNode{.kind = Kind::flag, .field = "open"}, FilterNode{.kind = Kind::flag, .field = "stale"}};
  inner.parts = {innermost};
  lists.parts.push_back(inner);
  lists.parts.push_back({.kind = Kind::flag, .field = "overdue"});
  CHECK(text_of(lists) == "(open or stale) and overdue");
}

}  // namespace riskmap
