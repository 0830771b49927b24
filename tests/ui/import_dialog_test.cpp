// A table brought to the register: looked at, understood otherwise, taken as one step, its refused rows saved.
#include <doctest/doctest.h>

#include <fstream>

#include "layers/geo/text_codec.h"
#include "tests/ui/brought_file.h"
#include "viewer/session/incoming_table.h"

namespace riskmap::ui {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view office_table =
    "№;Ауыл;Мәселе;Күні;Жауапты\n"
    "1;Көксәйек;Ауыл кітапханасы жабық тұр;13.03.2025;\n"
    "2;Зертас;Көшеде шам жоқ, қараңғы;31.02.2025;\n"
    "3;Атлантида;Көпір құлап қалды;14.03.2025;\n"
    "Барлығы;;3;;\n";

std::size_t problems(const Session& session) {
  std::size_t count = 0;
  const auto& issues = session.snapshot()->issues;
  for (Row row = 0; row < issues.size(); ++row) count += issues[row].id ? 1U : 0U;
  return count;
}

TEST_CASE("a dropped table shows what its columns were taken for and what would come of its rows; nothing is written") {
  FileDesk brought{office_table, ".csv", FileUse::ask};
  brought.desk.settle();
  auto& driver = brought.desk.driver;
  REQUIRE(driver.has("import.counts"));
  CHECK(driver.value("import.column.0") == "none");
  CHECK(driver.value("import.column.1") == "place");
  CHECK(driver.value("import.column.2") == "title");
  CHECK(driver.value("import.column.3") == "registered_on");
  CHECK(driver.text("import.counts") == "Added: 1, updated: 0, passed over: 1, refused: 2");
  CHECK(driver.has("import.sample"));
  CHECK_FALSE(brought.desk.session.undo_state().can_undo);
}

TEST_CASE("taking a table is one step of undo, and its remarks are listed behind the message") {
  FileDesk brought{office_table, ".csv", FileUse::table};
  brought.desk.settle();
  auto& session = brought.desk.session;
  const auto before = problems(session);
  brought.desk.driver.click("import.take");
  brought.desk.settle();
  CHECK(problems(session) == before + 1);
  CHECK(session.view().dialog == Dialog::none);
  REQUIRE(session.toast().has_value());
  CHECK(session.toast()->text.find("refused: 2") != std::string::npos);
  REQUIRE(session.toast()->report != nullptr);
  CHECK(session.toast()->report->lines.size() >= 3);
  brought.desk.apply(Undo{});
  brought.desk.settle();
  CHECK(problems(session) == before);
}

TEST_CASE("the same table once more has to be wanted") {
  FileDesk brought{office_table, ".csv", FileUse::table};
  brought.desk.settle();
  brought.desk.driver.click("import.take");
  brought.desk.settle();
  brought.desk.apply(OpenPath{brought.file, FileUse::table});
  brought.desk.settle();
  auto& driver = brought.desk.driver;
  REQUIRE(driver.has("import.past"));
  CHECK_FALSE(driver.is_enabled("import.take"));
  driver.click("import.again");
  driver.frames(2);
  CHECK(driver.is_enabled("import.take"));
}

TEST_CASE("a column taken for something else is understood anew, and so is another encoding") {
  const auto bytes = *encoded(office_table, "RK1048");
  FileDesk brought{bytes, ".csv", FileUse::table};
  brought.desk.settle();
  auto& driver = brought.desk.driver;
  CHECK(driver.text("import.counts") == "Added: 1, updated: 0, passed over: 1, refused: 2");
  driver.click("import.column.3");
  driver.frames(2);
  driver.key("Home");
  driver.key("Enter");
  brought.desk.settle();
  const auto table = brought.desk.session.incoming_table();
  REQUIRE(table != nullptr);
  CHECK(table->mapping.columns[3].field != "registered_on");
  brought.desk.apply(
      PreviewImport{std::make_shared<const TableRequest>(TableRequest{brought.file, {.encoding = "CP866"}, {}})});
  brought.desk.settle();
  CHECK(brought.desk.session.incoming_table()->table.encoding == "CP866");
  CHECK(brought.desk.driver.has("import.refusal"));
}

TEST_CASE("refused rows are saved as a table") {
  FileDesk brought{office_table, ".csv", FileUse::table};
  brought.desk.settle();
  const auto target = fs::temp_directory_path() / (new_uuid() + ".csv");
  brought.desk.apply(SaveImportErrors{target});
  std::ifstream stream{target};
  const std::string text{std::istreambuf_iterator<char>{stream}, {}};
  CHECK(text.find("31.02.2025") != std::string::npos);
  CHECK(text.find("Атлантида") != std::string::npos);
  CHECK(text.find("кітапханасы") == std::string::npos);
  fs::remove(target);
}

TEST_CASE("Escape closes the preview, Enter takes nothing by itself") {
  FileDesk brought{office_table, ".csv", FileUse::table};
  brought.desk.settle();
  const auto before = problems(brought.desk.session);
  brought.desk.driver.key("Escape");
  brought.desk.settle();
  CHECK(brought.desk.session.view().dialog == Dialog::none);
  CHECK(problems(brought.desk.session) == before);
}

}  // namespace
}  // namespace riskmap::ui
