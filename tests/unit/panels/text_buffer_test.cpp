// The editor without a screen: typing, words, undo, wrapping.
#include "viewer/panels/text_buffer.h"

#include <doctest/doctest.h>

#include "viewer/panels/number_text.h"

namespace riskmap::ui {
namespace {

using Select = TextBuffer::Select;

float ten(char32_t) {
  return 10;
}

std::vector<std::string> wrapped(std::u32string_view text, float width) {
  std::vector<std::string> lines;
  for (const WrappedLine& line : wrap_lines(text, width, ten))
    lines.push_back(utf8_from(text.substr(line.begin, line.end - line.begin)));
  return lines;
}

void type(TextBuffer& buffer, std::u32string_view text) {
  for (const char32_t c : text) buffer.insert(std::u32string_view{&c, 1});
}

}  // namespace

TEST_CASE("UTF-8 goes to characters and back unchanged") {
  for (const std::string text : {"", "abc", "Қасқасу ауылдық округі", "48,6 млн ₸ → 3", "🙂 ок"})
    CHECK(utf8_from(utf32_from(text)) == text);
  CHECK(utf32_from("ұзын").size() == 4);
}

TEST_CASE("undo takes back a word, not a letter, and redo gives it again") {
  TextBuffer buffer;
  type(buffer, U"ауыз су жоқ");
  CHECK(buffer.undo());
  CHECK(buffer.utf8() == "ауыз су ");
  CHECK(buffer.undo());
  CHECK(buffer.utf8() == "ауыз су");
  while (buffer.undo()) {
  }
  CHECK(buffer.utf8().empty());
  while (buffer.redo()) {
  }
  CHECK(buffer.utf8() == "ауыз су жоқ");
}

TEST_CASE("a selection is replaced by what is typed, and undo brings it back") {
  TextBuffer buffer;
  buffer.set_text("су жоқ");
  buffer.select_word_at(1);
  CHECK(buffer.selected() == U"су");
  buffer.insert(U"жарық");
  CHECK(buffer.utf8() == "жарық жоқ");
  buffer.undo();
  CHECK(buffer.utf8() == "су жоқ");
}

TEST_CASE("backspace and delete take one character, or the selection") {
  TextBuffer buffer;
  buffer.set_text("әбв");
  buffer.erase_left();
  CHECK(buffer.utf8() == "әб");
  buffer.move_to(0, Select::no);
  buffer.erase_left();
  CHECK(buffer.utf8() == "әб");
  buffer.erase_right();
  CHECK(buffer.utf8() == "б");
  buffer.select_all();
  buffer.erase_right();
  CHECK(buffer.utf8().empty());
}

TEST_CASE("word steps stop at the beginnings of words") {
  TextBuffer buffer;
  buffer.set_text("екі үш сағат");
  CHECK(buffer.word_right(0) == 4);
  CHECK(buffer.word_right(4) == 7);
  CHECK(buffer.word_left(12) == 7);
  CHECK(buffer.word_left(0) == 0);
}

TEST_CASE("lines break at spaces, else between characters, and at line feeds") {
  CHECK(wrapped(U"ауыз су құбыры", 80) == std::vector<std::string>{"ауыз су", "құбыры"});
  CHECK(wrapped(U"құбыршылар", 40) == std::vector<std::string>{"құбы", "ршыл", "ар"});
  CHECK(wrapped(U"бір\n\nекі", 100) == std::vector<std::string>{"бір", "", "екі"});
  CHECK(wrapped(U"", 100) == std::vector<std::string>{""});
  CHECK(wrapped(U"соңы\n", 100) == std::vector<std::string>{"соңы", ""});
}

TEST_CASE("every character stands in exactly one line or is the break before it") {
  const std::u32string text = U"Ауыз су құбыры тозған, су тәулігіне екі-үш сағат\nқана беріледі. ғғғғғғғғғғғғғғғғғғғғ";
  for (float width = 10; width < 400; width += 10) {
    std::size_t at = 0;
    for (const WrappedLine& line : wrap_lines(text, width, ten)) {
      CHECK((line.begin == at || line.begin == at + 1));
      CHECK((line.end - line.begin <= static_cast<std::size_t>(width / 10) || text[line.end - 1] == U' '));
      at = line.end;
    }
    CHECK(at == text.size());
  }
}

TEST_CASE("a date stands in a field as it is typed") {
  CHECK(numeric_date(*parse_iso_date("2025-03-02")) == "02.03.2025");
}

}  // namespace riskmap::ui
