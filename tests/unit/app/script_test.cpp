// The script language: what it takes, and what it refuses with the line.
#include "viewer/app/script.h"

#include <doctest/doctest.h>

namespace riskmap {
namespace {

template <typename Kind>
Kind only(std::string_view line) {
  const auto script = parse_script(line);
  REQUIRE(script.has_value());
  REQUIRE(script->size() == 1);
  REQUIRE(std::holds_alternative<Kind>(script->front().kind));
  return std::get<Kind>(script->front().kind);
}

}  // namespace

TEST_CASE("words are split as a shell splits them") {
  CHECK(*shell_words("text \"су жоқ\"") == std::vector<std::string>{"text", "су жоқ"});
  CHECK(*shell_words("  a  'b c' \"\" d\\ e # rest") == std::vector<std::string>{"a", "b c", "", "d e"});
  CHECK(*shell_words("a\"b\\\"c\"d") == std::vector<std::string>{"ab\"cd"});
  CHECK(shell_words("# all a comment")->empty());
  CHECK_FALSE(shell_words("text \"open").has_value());
}

TEST_CASE("every step of the language is understood") {
  CHECK(only<step::Click>("click table.new").name == "table.new");
  CHECK(only<step::Click>("double table.row.7").count == 2);
  CHECK(only<step::ClickMap>("clickmap 69.88 42.18").place == LonLat{69.88, 42.18});
  CHECK(only<step::PressKey>("key Ctrl+Shift+Z").chord == ui::Chord{.key = ui::Key::z, .ctrl = true, .shift = true});
  CHECK(only<step::PressKey>("key Ctrl++").chord == ui::Chord{.key = ui::Key::equal, .ctrl = true});
  CHECK(only<step::TypeText>("text \"Қасқасу\"").text == "Қасқасу");
  CHECK(only<step::Drag>("drag a.b c.d").to == "c.d");
  CHECK(only<step::Scroll>("scroll table -3").notches == -3);
  CHECK(only<step::DropFile>("drop '/tmp/my file.gpkg'").file == "/tmp/my file.gpkg");
  only<step::WaitIdle>("wait idle");
  CHECK(only<step::WaitTime>("wait 250").seconds == doctest::Approx(0.25));
  CHECK(only<step::Shot>("shot a.png").file == "a.png");
}

TEST_CASE("an expectation names a property, or takes value before text") {
  const auto text = only<step::Expect>("expect form.title.text = \"Жаңа мәселе\"");
  CHECK(text.name == "form.title");
  CHECK(text.property == step::Property::text);
  CHECK(text.wanted == "Жаңа мәселе");
  CHECK(only<step::Expect>("expect a.b=\"x y\"").wanted == "x y");
  CHECK(only<step::Expect>("expect a.b = \"\"").only_exists == false);
  CHECK(only<step::Expect>("expect a.b").only_exists);
  CHECK(only<step::Expect>("expect a.b.visible = no").property == step::Property::visible);
  CHECK(only<step::Expect>("expect map.text_size = 3").name == "map.text_size");
}

TEST_CASE("what is no step is refused with its line") {
  for (const char* wrong : {"klick a", "click", "click a b", "clickmap 1 x", "key Hyper+Q", "wait never", "wait -1",
                            "scroll a much", "expect a b", "text \"open"}) {
    CAPTURE(wrong);
    const auto script = parse_script(std::string{"click a\n\n# note\n"} + wrong + "\nclick b\n");
    REQUIRE_FALSE(script.has_value());
    CHECK(script.error().code == ErrorCode::usage);
    CHECK(script.error().where == "--script:4");
    CHECK(script.error().value == wrong);
  }
}

TEST_CASE("line numbers survive blank lines and Windows line ends") {
  const auto script = parse_script("click a\r\n\r\nclick b\r\n");
  REQUIRE(script.has_value());
  REQUIRE(script->size() == 2);
  CHECK(script->at(1).line == 3);
  CHECK(std::get<step::Click>(script->at(1).kind).name == "b");
}

}  // namespace riskmap
