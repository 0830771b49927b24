// A file at an appeal, in the appeal's form: attached, described, copied out, deleted, erased, and why it is not here.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "layers/core/uuid.h"
#include "layers/store/private_file.h"
#include "tests/ui/panel_fixture.h"
#include "viewer/panels/shell.h"
#include "viewer/session/attached_records.h"

namespace riskmap::ui {
namespace {

std::string content_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, {}};
}

struct Window {
  std::filesystem::path folder = std::filesystem::temp_directory_path() / ("riskmap-" + new_uuid());
  std::string letter = (folder / "letter of Serik.pdf").string();
  Window() {
    std::filesystem::create_directory(folder);
    std::ofstream{letter, std::ios::binary} << "%PDF-1.4 what Serik wrote";
    desk.show([this](const Layout&) { return shell.build(desk.session, 1440, 2400); });
    open();
  }
  ~Window() {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  }
  [[nodiscard]] const std::string& appeal() const { return desk.session.derived().appeals.appeals.front().uuid; }
  void open() {
    desk.apply(OpenDialog{Dialog::appeal_form, no_row, appeal()});
    settle();
  }
  void settle() {
    for (int i = 0; i < 3; ++i) desk.settle();  // a form asks for more once it is drawn
  }
  [[nodiscard]] std::vector<Attachment> files() const { return attachments_at(desk.session, appeal()); }
  void click(const std::string& name) {
    desk.driver.click(name);
    settle();
  }
  void attach() {
    click("appeal_form.attach");
    REQUIRE(desk.driver.focused() == "open_file.path");
    desk.driver.type(letter);
    desk.press({"Enter"});
    settle();
  }

  Shell shell;
  Desk desk{{.language = Language::en, .width = 1440, .height = 2400}};
};

TEST_CASE("a file is attached in the appeal's form, described, copied out and deleted, and is no record") {
  Window window;
  auto& driver = window.desk.driver;
  driver.click("appeal_form.summary");
  driver.type("More of it. ");
  driver.frames(2);
  const auto typed = driver.value("appeal_form.summary");
  REQUIRE(typed.find("More of it.") != std::string::npos);
  window.attach();
  REQUIRE(window.files().size() == 1);
  const auto uuid = window.files().front().uuid;
  CHECK(window.desk.session.snapshot()->find_other(uuid) == nullptr);
  CHECK(!window.desk.session.derived().attachments.contains(window.appeal()));
  CHECK(driver.text("appeal_form.file." + uuid + ".title") == "letter of Serik.pdf");
  window.click("appeal_form.file." + uuid);
  REQUIRE(driver.focused() == "attachment_form.caption");
  CHECK(!driver.has("attachment_form.gone"));
  CHECK(!driver.has("attachment_form.is_public"));
  driver.type("What Serik wrote");
  const auto copy = window.folder / "copy.pdf";
  driver.click("attachment_form.copy");
  window.desk.press({"Ctrl+A"});
  driver.type(copy.string());
  window.click("attachment_form.save_copy");
  CHECK(content_of(copy) == "%PDF-1.4 what Serik wrote");
  window.desk.press({"Ctrl+Enter"});
  window.settle();
  CHECK(!driver.has("attachment_form.caption"));
  CHECK(driver.text("appeal_form.file." + uuid + ".title") == "What Serik wrote");
  CHECK(driver.value("appeal_form.summary") == typed);
  window.click("appeal_form.file." + uuid);
  window.click("attachment_form.delete");
  window.click("attachment_form.delete_record.yes");
  CHECK(window.files().empty());
  CHECK(window.desk.session.view().dialog == Dialog::appeal_form);
  window.desk.apply(Undo{});
  window.settle();
  CHECK(window.files().size() == 1);
  for (const auto* trace : {"what Serik wrote", "What Serik wrote", "letter of Serik"})
    CHECK(content_of(window.desk.path()).find(trace) == std::string::npos);
}

TEST_CASE("an appeal's files are here again when it is opened again, and only then") {
  Window window;
  window.attach();
  window.desk.apply(CloseDialog{});
  CHECK(window.files().empty());
  window.open();
  CHECK(window.files().size() == 1);
}

TEST_CASE("what somebody else wrote about a file meanwhile is shown beside it") {
  Window window;
  window.attach();
  const auto file = window.files().front();
  window.click("appeal_form.file." + file.uuid);
  window.desk.driver.type("Mine");
  window.desk.apply(CommitChange{
      {ChangeKind::set, Entity::attachment, file.uuid, 1, {}, {{"caption", Value{std::string{"Theirs"}}}}}});
  window.settle();
  CHECK(window.desk.driver.has("attachment_form.conflict"));
  window.click("attachment_form.keep_mine");
  window.desk.press({"Ctrl+Enter"});
  window.settle();
  CHECK(window.files().front().caption == "Mine");
}

TEST_CASE("erasing the data of an appeal erases its files, also where no applicant is written down") {
  Window window;
  window.attach();
  window.click("appeal_form.applicant");
  window.click("appeal_form.erase");
  window.click("appeal_form.erase_applicant.yes");
  CHECK(window.files().empty());
  CHECK(content_of(private_file_of(window.desk.path())).find("what Serik wrote") == std::string::npos);
}

TEST_CASE("without the private part the form says where the files are, and takes none") {
  Window window;
  window.attach();
  window.desk.apply(CloseDialog{});
  std::filesystem::remove(private_file_of(window.desk.path()));
  window.desk.apply(OpenPath{window.desk.path()});
  window.settle();
  window.open();
  CHECK(window.desk.driver.has("appeal_form.files_closed"));
  CHECK(!window.desk.driver.has("appeal_form.attach"));
  window.desk.apply(AttachFile{Entity::appeal, window.appeal(), window.letter});
  window.settle();
  CHECK(window.files().empty());
  CHECK(!std::filesystem::exists(private_file_of(window.desk.path())));
}

TEST_CASE("an appeal that is not saved yet says when files can be attached") {
  Window window;
  window.desk.apply(OpenDialog{Dialog::appeal_form, no_row, {}});
  window.settle();
  CHECK(window.desk.driver.has("appeal_form.files"));
  CHECK(!window.desk.driver.has("appeal_form.attach"));
}

}  // namespace
}  // namespace riskmap::ui
