// A photograph or a paper at a problem: attached, described, copied out, deleted, and what is refused.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "layers/core/uuid.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"

namespace riskmap::ui {
namespace {

struct Window {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid());
  Window() {
    std::filesystem::create_directory(folder);
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 1200); });
    desk.apply(SelectIssue{0, false});
    desk.driver.frames(4);
  }
  ~Window() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  [[nodiscard]] const std::vector<Attachment>& attached_to(const std::string& owner) const {
    static const std::vector<Attachment> none;
    const auto& book = desk.session.derived().attachments;
    const auto found = book.find(owner);
    return found == book.end() ? none : found->second;
  }
  [[nodiscard]] const std::vector<Attachment>& attached() const {
    return attached_to(desk.session.snapshot()->issues[0].uuid);
  }
  [[nodiscard]] std::string put(const std::string& name, const std::string& bytes) const {
    std::ofstream{folder / name, std::ios::binary} << bytes;
    return (folder / name).string();
  }
  void attach(const std::string& path) {
    desk.apply(AttachFile{Entity::issue, desk.session.snapshot()->issues[0].uuid, path});
    desk.driver.frames(4);
  }

  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 1200}};
};

TEST_CASE("a paper is attached by its path, described, copied out, and undone") {
  Window window;
  auto& driver = window.desk.driver;
  const auto path = window.put("letter.pdf", "%PDF-1.4 letter");
  driver.click("inspector.attach");
  driver.frames(4);
  REQUIRE(driver.focused() == "open_file.path");
  driver.type(path);
  window.desk.press({"Enter"});
  driver.frames(4);
  REQUIRE(window.attached().size() == 1);
  const auto uuid = window.attached().front().uuid;
  driver.click("inspector.file." + uuid);
  driver.frames(4);
  REQUIRE(driver.focused() == "attachment_form.caption");
  driver.type("Answer of the water works");
  const auto copy = window.folder / "copy.pdf";
  driver.click("attachment_form.copy");
  window.desk.press({"Ctrl+A"});
  driver.type(copy.string());
  driver.click("attachment_form.save_copy");
  window.desk.settle();
  std::ostringstream copied;
  copied << std::ifstream{copy, std::ios::binary}.rdbuf();
  CHECK(copied.str() == "%PDF-1.4 letter");
  window.desk.press({"Ctrl+Enter"});
  CHECK(window.attached().front().caption == "Answer of the water works");
  CHECK(driver.text("inspector.file." + uuid + ".title") == "Answer of the water works");
  window.desk.press({"Ctrl+Z", "Ctrl+Z"});
  CHECK(window.attached().empty());
}

TEST_CASE(
    "a file is attached and described in the form of a measure, a reception or a letter, which keeps what was typed") {
  struct Record {
    Dialog dialog;
    Row row;
    std::string uuid, form, field;
  };
  Window window;
  auto& session = window.desk.session;
  auto& driver = window.desk.driver;
  const auto path = window.put("plan.pdf", "%PDF-1.4 plan");
  const auto& derived = session.derived();
  for (const auto& record :
       {Record{Dialog::measure_form, 0, session.snapshot()->measures[0].uuid, "measure_form", "measure_form.text"},
        Record{Dialog::document_form, no_row, derived.documents.documents.front().uuid, "document_form",
               "document_form.note"},
        Record{Dialog::reception_form, no_row, derived.receptions.receptions.front().uuid, "reception_form",
               "reception_form.note"}}) {
    CAPTURE(record.form);
    window.desk.apply(OpenDialog{record.dialog, record.row, record.row == no_row ? record.uuid : std::string{}});
    driver.frames(4);
    driver.click(record.field);
    driver.type("More of it. ");
    driver.frames(2);
    const auto typed = driver.value(record.field);
    REQUIRE(typed.find("More of it.") != std::string::npos);
    driver.click(record.form + ".attach");
    driver.frames(4);
    REQUIRE(driver.focused() == "open_file.path");
    driver.type(path);
    window.desk.press({"Enter"});
    window.desk.settle();
    REQUIRE(window.attached_to(record.uuid).size() == 1);
    driver.click(record.form + ".file." + window.attached_to(record.uuid).front().uuid);
    driver.frames(4);
    REQUIRE(driver.focused() == "attachment_form.caption");
    driver.type("Plan of the pipe");
    window.desk.press({"Ctrl+Enter"});
    window.desk.settle();
    CHECK(window.attached_to(record.uuid).front().caption == "Plan of the pipe");
    CHECK(!driver.has("attachment_form.caption"));
    CHECK(session.view().dialog == record.dialog);
    CHECK(driver.value(record.field) == typed);
    window.desk.press({"Ctrl+Enter"});
    window.desk.settle();
    CHECK(session.view().dialog == Dialog::none);
  }
}

TEST_CASE("a record that is not saved yet says when files can be attached") {
  Window window;
  window.desk.apply(OpenDialog{Dialog::measure_form, no_row, window.desk.session.snapshot()->issues[0].uuid});
  window.desk.driver.frames(4);
  CHECK(window.desk.driver.has("measure_form.files"));
  CHECK(!window.desk.driver.has("measure_form.attach"));
}

TEST_CASE("what is no photograph and no paper is refused with a sentence, and nothing is attached") {
  Window window;
  window.attach(window.put("run.sh", "#!/bin/sh"));
  CHECK(window.attached().empty());
  REQUIRE(window.desk.session.toast());
  CHECK(window.desk.session.toast()->text.find("Only photographs (JPEG, PNG) and papers (PDF)") != std::string::npos);
}

}  // namespace
}  // namespace riskmap::ui
