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
  [[nodiscard]] const std::vector<Attachment>& attached() const {
    static const std::vector<Attachment> none;
    const auto& book = desk.session.derived().attachments;
    const auto found = book.find(desk.session.snapshot()->issues[0].uuid);
    return found == book.end() ? none : found->second;
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

TEST_CASE("what is no photograph and no paper is refused with a sentence, and nothing is attached") {
  Window window;
  window.attach(window.put("run.sh", "#!/bin/sh"));
  CHECK(window.attached().empty());
  REQUIRE(window.desk.session.toast());
  CHECK(window.desk.session.toast()->text.find("Only photographs (JPEG, PNG) and papers (PDF)") != std::string::npos);
}

}  // namespace
}  // namespace riskmap::ui
