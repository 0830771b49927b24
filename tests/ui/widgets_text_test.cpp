// Texts in fields: what is typed or pasted arrives unharmed, and nothing is cut unsaid.
#include <doctest/doctest.h>
#include <imgui.h>

#include "layers/text/translate.h"
#include "tests/ui/driver.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {
namespace {

TEST_CASE("Kazakh letters are typed into a field and Enter is reported") {
  Driver driver;
  std::string value;
  bool is_entered = false;
  driver.show([&] { is_entered |= text_field("f.title", value, {.label = "Мәні"}).is_entered; });
  driver.click("f.title");
  driver.type("әіңғүұқөһ ӘІҢҒҮҰҚӨҺ №5");
  CHECK(value == "әіңғүұқөһ ӘІҢҒҮҰҚӨҺ №5");
  CHECK(driver.value("f.title") == value);
  driver.key("Enter");
  CHECK(is_entered);
}

TEST_CASE("a text longer than it may be stays as it was typed, with both figures below it") {
  Driver driver;
  std::string value, lines;
  driver.show([&] {
    text_field("f.code", value, {.most_characters = 4});
    text_edit("f.text", lines, {.most_characters = 4});
  });
  for (const auto& [field, text] : {std::pair{"f.code", &value}, std::pair{"f.text", &lines}}) {
    CAPTURE(field);
    const auto error = std::string{field} + ".error";
    driver.click(field);
    driver.type("ұзын");
    CHECK_FALSE(driver.has(error));
    driver.type(" сөз");
    CHECK(*text == "ұзын сөз");
    CHECK(driver.text(error).find("8 / 4") != std::string::npos);
    driver.set_clipboard("тіпті ұзын");
    driver.key("Ctrl+A");
    driver.key("Ctrl+V");
    CHECK(*text == "тіпті ұзын");
    CHECK(driver.text(error).find("10 / 4") != std::string::npos);
  }
}

TEST_CASE("characters beyond 16 bits are typed, pasted, copied and corrected unharmed") {
  Driver driver;
  std::string value = "Ескі 👍 мәтін", lines = "Ескі 👍 мәтін";
  driver.show([&] { text_field("f.title", value), text_edit("f.text", lines); });
  for (const auto& [field, text] : {std::pair{"f.title", &value}, std::pair{"f.text", &lines}}) {
    CAPTURE(field);
    driver.click(field);
    driver.key("End");
    driver.type("! 👍🏽");
    CHECK(*text == "Ескі 👍 мәтін! 👍🏽");
    driver.key("Ctrl+A");
    driver.key("Ctrl+C");
    CHECK(driver.clipboard() == *text);
    driver.set_clipboard("𠀀\u3401 су");
    driver.key("Ctrl+V");
    CHECK(*text == "𠀀\u3401 су");
    driver.key("Home");
    driver.key("Delete");
    CHECK(*text == "\u3401 су");
  }
}

TEST_CASE("a character that no record keeps is named below the field it was pasted into") {
  Driver driver;
  std::string value, lines;
  driver.show([&] { text_field("f.title", value), text_edit("f.text", lines); });
  for (const char* field : {"f.title", "f.text"}) {
    CAPTURE(field);
    driver.click(field);
    driver.set_clipboard("су\x07 жоқ");
    driver.key("Ctrl+V");
    CHECK(driver.value(field) == "су\x07 жоқ");
    CHECK(driver.text(std::string{field} + ".error").find("U+0007") != std::string::npos);
    driver.key("Ctrl+A");
    driver.set_clipboard("су\u202E жоқ");
    driver.key("Ctrl+V");
    CHECK(driver.text(std::string{field} + ".error").find("U+202E") != std::string::npos);
  }
  driver.click("f.title");
  driver.key("Ctrl+A");
  driver.set_clipboard("бір\r\nекі\tүш");
  driver.key("Ctrl+V");
  CHECK(value == "бір екі үш");
}

TEST_CASE("what somebody else's program wrote into a field is no obstacle to changing another one") {
  Driver driver;
  std::string value = "су\x0B жоқ";
  bool is_as_saved = true;
  driver.show([&] { text_field("f.title", value, {.most_characters = 3, .is_as_saved = is_as_saved}); });
  CHECK_FALSE(driver.has("f.title.error"));
  is_as_saved = false;
  driver.frames(1);
  CHECK(driver.has("f.title.error"));
}

TEST_CASE("a letter that no font has is an empty box, as wide in the editor as in a label") {
  Driver driver;
  driver.show([] {});
  const ImFont* font = ImGui::GetFont();
  CHECK(font->FallbackChar == 0xFFFD);
  CHECK(text_width("👍", TextStyle::body) == text_width("\uFFFD", TextStyle::body));
  CHECK(text_width("漢", TextStyle::body) == text_width("\uFFFD", TextStyle::body));
}

TEST_CASE("a field holds a bounded text, however much is pasted") {
  Driver driver;
  std::string value, lines;
  driver.show([&] { text_field("f.code", value), text_edit("f.text", lines); });
  driver.set_clipboard(std::string(most_typed_characters + 100, 'a'));
  for (const char* field : {"f.code", "f.text"}) {
    driver.click(field);
    driver.key("Ctrl+V");
  }
  CHECK(value.size() == most_typed_characters);
  CHECK(lines.size() == most_typed_characters);
}

TEST_CASE("Escape in a field gives the old text back, in a search field it clears") {
  Driver driver;
  std::string value = "су", search = "су";
  driver.show([&] { text_field("f.a", value), search_field("f.search", search, "Іздеу"); });
  driver.click("f.a");
  driver.type("ық");
  driver.key("Escape");
  CHECK(value == "су");
  driver.click("f.search");
  driver.key("Escape");
  CHECK(search.empty());
}

TEST_CASE("the cross of a search field clears it") {
  Driver driver;
  std::string search = "қасқасу";
  driver.show([&] { search_field("f.search", search, "Іздеу"); });
  driver.click("f.search.clear");
  CHECK(search.empty());
  CHECK_FALSE(driver.has("f.search.clear"));
}

TEST_CASE("the text edit wraps, takes line feeds, selects, copies, pastes and undoes") {
  Driver driver;
  std::string value;
  driver.show([&] { text_edit("f.text", value, {.width = 300}); });
  driver.click("f.text");
  driver.type("Ауыз су құбыры тозған, су тәулігіне екі-үш сағат қана беріледі");
  CHECK(value.starts_with("Ауыз су"));
  CHECK(value.find('\n') == std::string::npos);  // wrapping changes the screen, not the text
  driver.key("Enter");
  driver.type("48 үй");
  CHECK(value.ends_with("беріледі\n48 үй"));
  driver.key("Shift+Left");
  driver.key("Shift+Left");
  driver.key("Ctrl+C");
  CHECK(driver.clipboard() == "үй");
  driver.key("End");
  driver.set_clipboard(" және мектеп");
  driver.key("Ctrl+V");
  CHECK(value.ends_with("48 үй және мектеп"));
  driver.key("Ctrl+Z");
  CHECK(value.ends_with("48 үй"));
  driver.key("Ctrl+A");
  driver.key("Delete");
  CHECK(value.empty());
  driver.key("Ctrl+Z");
  CHECK(value.ends_with("48 үй"));
}

TEST_CASE("arrows move the caret inside the text edit, not the keyboard out of it; Tab does") {
  Driver driver;
  std::string value = "бір екі\nүш төрт", other;
  driver.show([&] { text_edit("f.text", value, {.width = 300}), text_field("f.other", other); });
  driver.click("f.text");
  driver.key("Ctrl+Home");
  driver.key("Down");
  driver.key("Home");
  driver.type("!");
  CHECK(value == "бір екі\n!үш төрт");
  driver.key("Ctrl+Right");
  driver.type("?");
  CHECK(value == "бір екі\n!үш ?төрт");
  driver.key("Tab");
  CHECK(driver.focused() == "f.other");
  driver.type("x");
  CHECK(other == "x");
  driver.key("Shift+Tab");
  driver.type("y");
  CHECK(value.find('y') != std::string::npos);
}

TEST_CASE("one click leads from the text edit to a field above it") {
  Driver driver;
  std::string value, other;
  driver.show([&] { text_field("f.other", other), text_edit("f.text", value, {.width = 300}); });
  driver.click("f.text");
  driver.click("f.other");
  driver.type("x");
  CHECK(other == "x");
}

TEST_CASE("a double click in the text edit takes a word") {
  Driver driver;
  std::string value = "су";
  driver.show([&] { text_edit("f.text", value, {.width = 300}, {.least_lines = 1}); });
  const ProbeEntry place = driver.widget("f.text");
  driver.click("f.text");
  driver.move_to(place.rect.left + 14, place.rect.centre_y());
  feed_mouse_button(0, true), driver.frames(1), feed_mouse_button(0, false), driver.frames(1);
  feed_mouse_button(0, true), driver.frames(1), feed_mouse_button(0, false), driver.frames(1);
  driver.type("жарық");
  CHECK(value == "жарық");
}

}  // namespace
}  // namespace riskmap::ui
