// Fields: what is typed arrives, what is wrong is said, what is chosen is kept.
#include <doctest/doctest.h>
#include <fmt/ranges.h>
#include <imgui.h>

#include "layers/core/date_text.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "tests/ui/driver.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/picker.h"
#include "viewer/panels/text_edit.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {
namespace {

const Date today = *parse_iso_date("2025-02-28");

std::vector<PickerRow> settlements() {
  std::vector<PickerRow> rows{{.id = "lenger", .text = "Леңгір", .grey = "қала"},
                              {.id = "qaratobe_1", .text = "Қаратөбе", .grey = "Зертас ауылдық округі"},
                              {.id = "qaratobe_2", .text = "Қаратөбе", .grey = "Мәдени ауылдық округі"},
                              {.id = "qasqasu", .text = "Қасқасу", .grey = "Қасқасу ауылдық округі"},
                              {.id = "zhogargy_aqsu", .text = "Жоғарғы Ақсу", .grey = "Тасарық ауылдық округі"}};
  for (PickerRow& row : rows) row.search_key = picker_key(row.text);
  return rows;
}

TEST_CASE("a date of an unlikely year is doubted below its field, and is a value all the same") {
  Driver driver;
  std::optional<Date> value;
  driver.show([&] { date_field("f.due", value, today); });
  for (const char* typed : {"01.01.1900", "01.01.9999", "31.12.1990", "01.03.2035"}) {
    CAPTURE(typed);
    driver.click("f.due");
    driver.key("Ctrl+A");
    driver.type(typed);
    CHECK(value == date_from(typed));
    CHECK(driver.has("f.due.warning"));
    CHECK_FALSE(driver.has("f.due.error"));
  }
  for (const char* typed : {"01.01.1991", "28.02.2035"}) {
    CAPTURE(typed);
    driver.click("f.due");
    driver.key("Ctrl+A");
    driver.type(typed);
    CHECK_FALSE(driver.has("f.due.warning"));
  }
}

TEST_CASE("a number may carry the unit of its field; one too large is said to be so") {
  Driver driver;
  std::optional<double> share, money;
  driver.show([&] {
    number_field("f.share", share, {.least = 0, .most = 100, .unit = "%", .whole_error = "whole"});
    number_field("f.money", money, {.least = 0, .most = 9e15, .unit = "₸", .whole_error = "whole"});
  });
  driver.click("f.share");
  driver.type("40 %");
  CHECK(share == 40);
  for (const std::string& typed : {std::string{"99999999999999999999"}, std::string(400, '9')}) {
    driver.click("f.money");
    driver.key("Ctrl+A");
    driver.type(typed);
    driver.key("Tab");
    CHECK(driver.text("f.money.error") ==
          fill(tr("The number is too large. No more than {most}."), {{"most", format_number(9e15, 0)}}));
  }
  CHECK_FALSE(money);
}

TEST_CASE("an error stands below its field with its name") {
  Driver driver;
  std::string value, error = "Телефон нөмірін енгізіңіз";
  driver.show([&] { text_field("f.phone", value, {.error = error}); });
  CHECK(driver.text("f.phone.error") == error);
  error.clear();
  driver.frames(1);
  CHECK_FALSE(driver.has("f.phone.error"));
}

TEST_CASE("a number is read with spaces and comma, written in the language's way when left") {
  set_language(Language::kk);
  Driver driver;
  std::optional<double> value;
  driver.show([&] { number_field("f.cost", value, {.least = 0, .most = 1e9, .decimals = 1, .unit = "₸"}); });
  driver.click("f.cost");
  driver.type("48 600,5");
  CHECK(value == 48600.5);
  driver.key("Enter");
  driver.frames(2);
  CHECK(driver.value("f.cost") == "48\u00A0600,5");
}

TEST_CASE("what is no number keeps the value and says so after the field is left") {
  Driver driver;
  std::optional<double> value = 5;
  std::string other;
  driver.show([&] { number_field("f.count", value, {.least = 1, .most = 10}), text_field("f.other", other); });
  driver.click("f.count");
  driver.key("Ctrl+A");
  driver.type("көп");
  CHECK(value == 5);
  CHECK_FALSE(driver.has("f.count.error"));  // not while it is being typed
  driver.click("f.other");
  CHECK(driver.has("f.count.error"));
  CHECK(driver.value("f.count") == "көп");  // what was typed is not thrown away
  driver.click("f.count");
  driver.key("Ctrl+A");
  driver.type("12");
  driver.click("f.other");
  CHECK(value == 5);
  CHECK(driver.has("f.count.error"));
  driver.click("f.count");
  driver.key("Ctrl+A");
  driver.key("Delete");
  CHECK_FALSE(value.has_value());
}

TEST_CASE("a date is typed or taken from the calendar") {
  Driver driver;
  std::optional<Date> value;
  driver.show([&] { date_field("f.due", value, today, {.label = "Мерзімі"}); });
  driver.click("f.due");
  driver.type("02.03.2025");
  REQUIRE(value.has_value());
  CHECK(iso_date(*value) == "2025-03-02");
  driver.click("f.due.open");
  CHECK(driver.value("f.due.month") == "2025-03-01");
  driver.click("f.due.next");
  driver.click("f.due.day.2025-04-15");
  CHECK(iso_date(*value) == "2025-04-15");
  CHECK_FALSE(driver.has("f.due.next"));
  CHECK(driver.value("f.due") == "15.04.2025");
}

TEST_CASE("no such day: the value stays and the field says how to write one") {
  Driver driver;
  std::optional<Date> value = today;
  std::string other;
  driver.show([&] { date_field("f.due", value, today), text_field("f.other", other); });
  driver.click("f.due");
  driver.key("Ctrl+A");
  driver.type("31.02.2025");
  driver.click("f.other");
  CHECK(value == today);
  CHECK(driver.has("f.due.error"));
}

TEST_CASE("a combo opens, chooses, closes; by mouse and by keyboard") {
  Driver driver;
  std::size_t chosen = 0;
  const std::vector<Choice> choices{{.id = "equal", .text = "Тең аралық"},
                                    {.id = "quantile", .text = "Квантиль"},
                                    {.id = "natural", .text = "Табиғи"}};
  driver.show([&] { combo("f.method", choices, chosen, {.label = "Әдіс", .width = 300}); });
  CHECK(driver.value("f.method") == "equal");
  driver.click("f.method");
  REQUIRE(driver.has("f.method.natural"));
  driver.click("f.method.natural");
  CHECK(chosen == 2);
  CHECK_FALSE(driver.has("f.method.natural"));
  driver.key("Tab");
  driver.key("Enter");
  REQUIRE(driver.has("f.method.equal"));
  driver.key("Up");
  driver.key("Enter");
  CHECK(chosen == 1);
  CHECK_FALSE(driver.has("f.method.equal"));
}

TEST_CASE("Escape closes an open combo and changes nothing") {
  Driver driver;
  std::size_t chosen = 0;
  const std::vector<Choice> choices{{.id = "a", .text = "A"}, {.id = "b", .text = "B"}};
  driver.show([&] { combo("f.c", choices, chosen); });
  driver.click("f.c");
  driver.key("Escape");
  CHECK_FALSE(driver.has("f.c.b"));
  CHECK(chosen == 0);
}

TEST_CASE("a picker finds by typing, tells twins apart by the grey column, and Enter chooses") {
  Driver driver;
  const std::vector<PickerRow> rows = settlements();
  std::optional<std::size_t> chosen;
  int changes = 0;
  driver.show(
      [&] { changes += static_cast<bool>(picker("f.place", rows, chosen, {.label = "Елді мекен", .width = 420})); });
  driver.click("f.place");
  REQUIRE(driver.has("f.place.search"));
  driver.type("карат");  // Russian letters find Kazakh names
  CHECK(driver.has("f.place.qaratobe_1"));
  CHECK(driver.has("f.place.qaratobe_2"));
  CHECK_FALSE(driver.has("f.place.lenger"));
  CHECK(driver.value("f.place.qaratobe_1") == "on");
  driver.key("Down");
  CHECK(driver.value("f.place.qaratobe_2") == "on");
  driver.key("Enter");
  REQUIRE(chosen.has_value());
  CHECK(rows[*chosen].id == "qaratobe_2");
  CHECK(changes == 1);
  CHECK(driver.value("f.place") == "qaratobe_2");
  CHECK_FALSE(driver.has("f.place.search"));
  CHECK(driver.focused() == "f.place");
}

TEST_CASE("a picker's list is wider than its field where a row would be cut off") {
  Driver driver;
  const std::vector<PickerRow> rows{{.id = "all", .text = "1000 тұрғынға шаққандағы ашық мәселелер"},
                                    {.id = "severe", .text = "1000 тұрғынға шаққандағы ауыр мәселелер"}};
  std::optional<std::size_t> chosen = 0;
  driver.show([&] { picker("f.what", rows, chosen, {.width = 220}); });
  driver.click("f.what");
  REQUIRE(driver.has("f.what.severe"));
  for (const auto* name : {"f.what.all", "f.what.severe"})
    CHECK(driver.widget(name).text_width <= driver.widget(name).text_room);
}

TEST_CASE("a picker opens by typing while it has the keyboard, and Escape leaves it as it was") {
  Driver driver;
  const std::vector<PickerRow> rows = settlements();
  std::optional<std::size_t> chosen = 0;
  driver.show([&] { picker("f.place", rows, chosen, {.width = 420}); });
  driver.key("Tab");
  driver.type("қасқ");
  CHECK(driver.value("f.place.search") == "қасқ");
  CHECK(driver.value("f.place.qasqasu") == "on");
  driver.key("Escape");
  CHECK(chosen == 0);
  CHECK_FALSE(driver.has("f.place.search"));
  driver.type("ақсу");
  driver.key("Enter");
  CHECK(rows[*chosen].id == "zhogargy_aqsu");
}

TEST_CASE("the key that opens a picker chooses nothing: the list is shown first") {
  for (const auto* key : {"Enter", "KeypadEnter", "Space"}) {
    CAPTURE(std::string{key});
    Driver driver;
    const std::vector<PickerRow> rows = settlements();
    std::optional<std::size_t> chosen;
    driver.show([&] { picker("f.place", rows, chosen, {.width = 420}); });
    driver.key("Tab");
    driver.key(key);
    driver.frames(3);
    CHECK_FALSE(chosen.has_value());
    REQUIRE(driver.has("f.place.search"));
    driver.key("Down");
    driver.key("Enter");
    CHECK(chosen == 1);
  }
}

TEST_CASE("a picker offers to add what it does not know, and says when nothing fits") {
  Driver driver;
  const std::vector<PickerRow> rows = settlements();
  std::optional<std::size_t> chosen;
  std::optional<std::string> added;
  std::string add_text;
  driver.show([&] {
    const PickerResult result =
        picker("f.who", rows, chosen, {.width = 420}, {.empty_text = "Табылмады", .add_text = add_text});
    if (result.added) added = result.added;
  });
  driver.click("f.who");
  driver.type("Асан Үсенов");
  CHECK(driver.text("f.who.nothing") == "Табылмады");
  driver.key("Escape");
  add_text = "«{text}» қосу";
  driver.click("f.who");
  driver.type("Асан Үсенов");
  CHECK(driver.text("f.who.add") == "«Асан Үсенов» қосу");
  driver.key("Enter");
  CHECK(added == "Асан Үсенов");
}

TEST_CASE("beginnings of words come before the middle of words") {
  const std::vector<PickerRow> rows = settlements();
  const auto found = matching_rows(rows, "ақ", 10);
  REQUIRE_FALSE(found.empty());
  CHECK(rows[found.front()].id == "zhogargy_aqsu");
  CHECK(matching_rows(rows, "", 3).size() == 3);
  CHECK(matching_rows(rows, "жоқ мұндай", 10).empty());
}

TEST_CASE("a slider follows the mouse and the keys, in its steps") {
  Driver driver;
  double value = 0.5;
  driver.show(
      [&] { slider("f.opacity", value, {.step = 0.1, .label = "Мөлдірлік", .value_text = "50 %", .width = 300}); });
  driver.drag("f.opacity", 60, 0);
  CHECK(value == doctest::Approx(0.7));
  driver.key("Tab");
  driver.key("PageUp");
  CHECK(value == doctest::Approx(0.8));
  for (int i = 0; i < 5; ++i) driver.key("PageUp");
  CHECK(value == doctest::Approx(1.0));
}

TEST_CASE("fields fit their labels and errors at three scales") {
  for (const float scale : {0.8F, 1.0F, 2.0F}) {
    Driver driver{{.theme = Theme::dark, .scale = scale, .has_motion = false}, 1280 * scale, 900 * scale};
    std::string value = "мән";
    std::optional<double> number = 5;
    std::optional<Date> date = today;
    std::optional<std::size_t> place = 1;
    const std::vector<PickerRow> rows = settlements();
    driver.show([&] {
      text_field("s.text", value, {.label = "Мәселенің мәні", .error = "Өрісті толтырыңыз", .is_required = true});
      text_edit("s.edit", value, {.label = "Сипаттамасы", .note = "Кемінде бір сөйлем"});
      number_field("s.number", number, {.unit = "₸"}, {.label = "Құны"});
      date_field("s.date", date, today, {.label = "Мерзімі"});
      picker("s.place", rows, place, {.label = "Елді мекен"});
    });
    CAPTURE(scale);
    CHECK(fmt::format("{}", fmt::join(driver.cut_texts(), "; ")) == "");
    CHECK(driver.probe().duplicates().empty());
  }
}

}  // namespace
}  // namespace riskmap::ui
