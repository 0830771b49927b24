// What lies above and around: dialogs, menus, toasts, tables, splitters.
#include <doctest/doctest.h>
#include <fmt/ranges.h>

#include "tests/ui/driver.h"
#include "viewer/panels/dialog_frame.h"
#include "viewer/panels/picker.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {
namespace {

struct Form {
  bool is_open = false;
  int saved = 0, behind = 0;
  std::string title{};
  std::size_t choice = 0;
  bool asks = false;
  Answer answer = Answer::none;
};

const std::vector<Choice> choices{{.id = "a", .text = "Бірінші"}, {.id = "b", .text = "Екінші"}};

void build(Form& form) {
  if (Panel panel{"back", {0, 0, 1280, 720}}; panel) {
    form.behind += button("back.button", "Артта");
    if (!form.is_open) return;
    DialogFrame dialog{"form", "Жаңа мәселе"};
    if (dialog.body()) {
      text_field("form.title", form.title, {.label = "Мәні"});
      combo("form.choice", choices, form.choice, {.label = "Таңдау"});
    }
    if (form.asks) {
      form.answer = ask("form.ask",
                        {.title = "Өзгерістер сақталмаған", .text = "Жабылсын ба?", .yes = "Жабу", .is_danger = true});
      if (form.answer != Answer::none) form.asks = false;
    }
    dialog.footer("Ctrl+Enter — сақтау");
    if (dialog.button("cancel", "Бас тарту", ButtonKind::secondary)) form.is_open = false;
    if (dialog.button("save", "Сақтау", ButtonKind::primary)) ++form.saved, form.is_open = false;
    if (dialog.is_dismissed()) form.is_open = false;
  }
}

TEST_CASE("a dialog keeps clicks from what lies behind it and lets them through when it is gone") {
  Driver driver;
  Form form;
  driver.show_panels([&] { build(form); });
  driver.click("back.button");
  CHECK(form.behind == 1);
  form.is_open = true;
  driver.frames(4);
  REQUIRE(driver.has("form.save"));
  driver.click("back.button");
  CHECK(form.behind == 1);
  driver.click("form.save");
  CHECK(form.saved == 1);
  driver.frames(2);
  CHECK_FALSE(driver.has("form.save"));
  driver.click("back.button");
  CHECK(form.behind == 2);
}

TEST_CASE("a dialog that is shown no longer by its caller takes its scrim with it") {
  Driver driver;
  Form form{.is_open = true};
  driver.show_panels([&] { build(form); });
  form.is_open = false;
  driver.frames(3);
  driver.click("back.button");
  CHECK(form.behind == 1);
}

TEST_CASE("Tab stays inside the dialog, Escape closes one thing at a time") {
  Driver driver;
  Form form{.is_open = true};
  driver.show_panels([&] { build(form); });
  std::vector<std::string> way{driver.focused()};
  for (int i = 0; i < 4; ++i) {
    driver.key("Tab");
    way.push_back(driver.focused());
  }
  CHECK(fmt::format("{}", fmt::join(way, " ")) == "form.title form.choice form.cancel form.save form.title");
  driver.key("Escape");  // leaves the text field
  CHECK(form.is_open);
  driver.click("form.choice");
  REQUIRE(driver.has("form.choice.b"));
  driver.key("Escape");  // closes the list
  CHECK(form.is_open);
  CHECK_FALSE(driver.has("form.choice.b"));
  driver.key("Escape");  // closes the dialog
  CHECK_FALSE(form.is_open);
}

TEST_CASE("a question above a dialog is answered without losing the dialog") {
  Driver driver;
  Form form{.is_open = true, .asks = true};
  driver.show_panels([&] { build(form); });
  driver.frames(3);
  REQUIRE(driver.has("form.ask.yes"));
  CHECK(driver.text("form.ask.text") == "Жабылсын ба?");
  driver.click("form.ask.no");
  CHECK_FALSE(form.asks);
  CHECK(form.is_open);
  driver.frames(2);
  driver.click("form.title");
  driver.type("су");
  CHECK(form.title == "су");
}

TEST_CASE("the scrim stands at once, however few frames follow") {
  Driver driver;
  Form form{.is_open = true};
  driver.show_panels([&] { build(form); });
  driver.frames(2);
  CHECK(driver.next_frame_after() < 0);
}

TEST_CASE("a dialog too high for its window scrolls its body and keeps its buttons in sight") {
  Driver driver{{.has_motion = false}, 1280, 400};
  std::string value;
  driver.show_panels([&] {
    if (Panel panel{"back", {0, 0, 1280, 400}}; panel) {
      DialogFrame dialog{"tall", "Ұзын"};
      if (dialog.body())
        for (int i = 0; i < 20; ++i) text_field("tall.field." + std::to_string(i), value);
      dialog.footer();
      dialog.button("save", "Сақтау", ButtonKind::primary);
    }
  });
  CHECK(driver.has("tall.save"));
  CHECK(driver.widget("tall").rect.height() <= 400);
  CHECK(driver.has("tall.field.0"));
  CHECK_FALSE(driver.has("tall.field.19"));
  driver.scroll("tall.field.1", -40);
  CHECK(driver.has("tall.field.19"));
}

TEST_CASE("a dialog that is nothing but a search closes at once, whatever is typed") {
  Driver driver;
  std::string query;
  bool is_open = true;
  driver.show_panels([&] {
    if (Panel panel{"back", {0, 0, 1280, 720}}; panel && is_open) {
      DialogFrame dialog{"find", "Іздеу", {.is_kept_by_fields = false}};
      if (dialog.body()) text_field("find.query", query);
      dialog.footer();
      if (dialog.is_dismissed()) is_open = false;
    }
  });
  driver.click("find.query");
  driver.type("кокс");
  driver.key("Escape");
  driver.frames(2);
  CHECK_FALSE(is_open);
}

TEST_CASE("a menu opens below its button, tells what was chosen, and closes") {
  Driver driver;
  std::string chosen;
  driver.show([&] {
    if (button("top.file", "Файл")) open_popup("top.file.menu");
    if (Popup menu{"top.file.menu"}; menu) {
      if (menu.item({.name = "top.file.open", .text = "Ашу…", .icon = Icon::folder, .chord = "Ctrl+O"}))
        chosen = "open";
      menu.separator();
      if (menu.item({.name = "top.file.save", .text = "Сақтау", .is_enabled = false})) chosen = "save";
    }
  });
  driver.click("top.file");
  REQUIRE(driver.has("top.file.open"));
  CHECK(driver.widget("top.file.open").rect.top > driver.widget("top.file").rect.bottom);
  driver.click("top.file.save");
  CHECK(chosen.empty());
  if (!driver.has("top.file.open")) driver.click("top.file");
  driver.click("top.file.open");
  CHECK(chosen == "open");
  CHECK_FALSE(driver.has("top.file.open"));
  driver.click("top.file");
  driver.key("Escape");
  CHECK_FALSE(driver.has("top.file.open"));
}

TEST_CASE("an action that is no longer possible leaves its toast and does not come back") {
  Driver driver;
  bool is_possible = true;
  driver.show([&] { kit().toasts->draw({0, 0, 1280, 720}, [&](const std::string&) { return is_possible; }); });
  toast({.kind = ToastKind::error, .text = "Сақталды", .action = "Болдырмау", .action_id = "batch"});
  driver.frames(2);
  CHECK(driver.has("toast.0.action"));
  is_possible = false;
  driver.frames(2);
  CHECK(driver.has("toast.0"));
  CHECK_FALSE(driver.has("toast.0.action"));
  is_possible = true;
  driver.frames(2);
  CHECK_FALSE(driver.has("toast.0.action"));
}

TEST_CASE("a toast goes by itself after six seconds, an error stays, an action is reported") {
  Driver driver;
  std::optional<std::string> action;
  driver.show_panels([&] {
    if (const auto pressed = kit().toasts->draw({0, 0, 1280, 720})) action = pressed;
  });
  toast({.kind = ToastKind::success, .text = "Сақталды", .action = "Болдырмау", .action_id = "undo"});
  toast({.kind = ToastKind::error, .text = "Файл ашылмады"});
  driver.frames(2);
  CHECK(driver.text("toast.0.text") == "Сақталды");
  CHECK(driver.next_frame_after() > 0);
  driver.click("toast.0.action");
  CHECK(action == "undo");
  CHECK_FALSE(driver.has("toast.0"));
  driver.wait(7);
  CHECK(driver.has("toast.1"));
  driver.click("toast.1.close");
  CHECK_FALSE(driver.has("toast.1"));
  driver.move_to(10, 10);  // a toast under the pointer stays
  toast({.text = "Дайын"});
  driver.wait(5.5);
  CHECK(driver.has("toast.2"));
  driver.wait(1);
  CHECK_FALSE(driver.has("toast.2"));
  CHECK(driver.context().kit().toasts->log().size() == 3);
}

const std::vector<TableColumn> columns{{.id = "number", .title = "№", .width = 60},
                                       {.id = "title", .title = "Мәселенің мәні", .width = 1, .stretches = true},
                                       {.id = "due", .title = "Шешу мерзімі аяқталатын күн", .width = 60}};

struct Register {
  TableState state;
  std::optional<std::size_t> selected, opened, context;
  int drawn = 0, sorts = 0;
  std::size_t count = 100000;
};

void build(Register& r) {
  r.drawn = 0;
  const TableOptions options{.row_id = [](std::size_t row) { return "u" + std::to_string(row); },
                             .is_selected = [&](std::size_t row) { return r.selected == row; },
                             .empty_text = "Мәселе жоқ"};
  const TableResult result = table("table", columns, r.count, r.state, options, [&](TableRow& row) {
    ++r.drawn;
    if (row.next_cell()) row.text(std::to_string(row.index()));
    if (row.next_cell()) row.text("Ауыз су құбыры тозған");
    if (row.next_cell()) row.text("02.03.2025");
  });
  if (result.pressed) r.selected = result.pressed;
  if (result.opened) r.opened = result.opened;
  if (result.context_asked) r.context = result.context_asked;
  r.sorts += result.is_sort_changed;
}

TEST_CASE("a table of a hundred thousand rows builds only those in sight") {
  Driver driver;
  Register r;
  driver.show([&] { build(r); });
  CHECK(r.drawn > 10);
  CHECK(r.drawn < 40);
  r.state.scroll_to = 50000;
  driver.frames(4);
  CHECK(driver.has("table.row.u50000"));
  CHECK(driver.has("table.header.due"));
}

TEST_CASE("rows are selected, opened and asked for their menu") {
  Driver driver;
  Register r;
  driver.show([&] { build(r); });
  driver.click("table.row.u3");
  CHECK(r.selected == 3);
  CHECK(driver.value("table.row.u3") == "on");
  driver.double_click("table.row.u4");
  CHECK(r.opened == 4);
  driver.right_click("table.row.u5");
  CHECK(r.context == 5);
}

TEST_CASE("arrows walk the rows, Enter opens, and the way leads out of sight") {
  Driver driver;
  Register r;
  driver.show([&] { build(r); });
  driver.key("Tab");
  CHECK(driver.focused() == "table.row.u0");
  for (int i = 0; i < 40; ++i) driver.key("Down");
  CHECK(r.selected == 40);
  CHECK(driver.has("table.row.u40"));
  driver.key("Enter");
  CHECK(r.opened == 40);
}

TEST_CASE("a header sorts, then turns round; its title is never cut") {
  Driver driver;
  Register r;
  driver.show([&] { build(r); });
  driver.click("table.header.due");
  CHECK(r.state.sort_column == "due");
  CHECK_FALSE(r.state.is_descending);
  driver.click("table.header.due");
  CHECK(r.state.is_descending);
  CHECK(r.sorts == 2);
  CHECK(driver.value("table.header.due") == "descending");
  CHECK(fmt::format("{}", fmt::join(driver.cut_texts(), "; ")) == "");
}

TEST_CASE("rows that lie on each other by half a spacing would be hit twice: they touch and no more") {
  Driver driver;
  Register r;
  driver.show([&] { build(r); });
  const Rect first = driver.widget("table.row.u0").rect, second = driver.widget("table.row.u1").rect;
  CHECK(first.bottom <= second.top + 0.5F);
  CHECK(first.height() == doctest::Approx(32).epsilon(0.05));
}

TEST_CASE("a splitter is dragged within its limits and goes back by a double click") {
  Driver driver;
  float size = 280;
  driver.show_panels([&] {
    splitter("left.split", Axis::vertical, {size, 0, size + 1, 700}, size,
             {.least = 220, .most = 420, .standard = 280});
  });
  driver.drag("left.split", 60, 0);
  CHECK(size == doctest::Approx(340));
  driver.drag("left.split", 600, 0);
  CHECK(size == 420);
  driver.double_click("left.split");
  CHECK(size == 280);
}

TEST_CASE("an empty state offers its action, a banner too, and progress can be cancelled") {
  Driver driver;
  int added = 0, told = 0, cancelled = 0;
  driver.show([&] {
    told += banner("b.schematic", BannerKind::warning, "Шекаралар сызбалық", "Толығырақ");
    cancelled += progress("b.job", 0.4, {.can_be_cancelled = true});
    added += empty_state(
        "b.empty",
        {.icon = Icon::search, .title = "Мәселе жоқ", .text = "Сүзгіні өзгертіп көріңіз.", .action = "Қосу"});
  });
  driver.click("b.schematic.action"), driver.click("b.job.cancel"), driver.click("b.empty.action");
  CHECK(added == 1);
  CHECK(told == 1);
  CHECK(cancelled == 1);
}

TEST_CASE("cards are as high as what they hold, columns as wide as their share") {
  Driver driver;
  int pressed = 0;
  driver.show([&] {
    Columns two{2};
    {
      Card card{"c.one", {.is_pressable = true}};
      text("№ 1 248", {.name = "c.one.number"});
      wrapped_text(
          "Ауыз су құбыры тозған, су тәулігіне екі-үш сағат қана беріледі. Бейбітшілік көшесінде түнгі жарық жоқ, "
          "мектепке апаратын жол тозған.",
          {.name = "c.one.text"});
      pressed += card.end();
    }
    two.next();
    button("c.two", "Екінші");
  });
  const Rect card = driver.widget("c.one").rect, words = driver.widget("c.one.text").rect;
  CHECK(words.bottom < card.bottom);
  CHECK(words.right < card.right);
  CHECK(card.width() == doctest::Approx((1280 - 24 - 12) / 2.0).epsilon(0.01));
  CHECK(driver.widget("c.two").rect.left > card.right);
  driver.click("c.one");
  CHECK(pressed == 1);
  CHECK(driver.cut_texts().empty());
}

}  // namespace
}  // namespace riskmap::ui
