// Registers of earlier layouts (tests/golden/registers): they open, nothing is lost, and the way back lies beside them.
#include "layers/store/migration.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "layers/core/checksum.h"
#include "layers/store/register_copy.h"
#include "layers/store/schema.h"
#include "tests/unit/store/file_state.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
struct Golden {
  TemporaryFolder folder;
  std::filesystem::path file = folder.file("old.gpkg");

  // Unpacked; false = there is none of this layout.
  bool unpack(int layout) const {
    const auto packed = fmt::format("{}/tests/golden/registers/layout_{}.gpkg.gz", RISKMAP_SOURCE_DIR, layout);
    if (!std::filesystem::exists(packed)) return false;
    return std::system(fmt::format("gzip -dc '{}' > '{}'", packed, file.string()).c_str()) == 0;
  }
  [[nodiscard]] std::string ask(const std::string& query) const { return Stranger{file}.ask(query); }
  [[nodiscard]] std::string version() const { return ask("SELECT value FROM rm_meta WHERE key = 'schema_version'"); }
  [[nodiscard]] long copies() const {
    return std::ranges::count_if(std::filesystem::directory_iterator{folder.path()},
                                 [](const auto& entry) { return entry.path().string().ends_with(".bak.gpkg"); });
  }
};

// Every table, index, trigger and view, one a line.
std::string layout_of(const std::filesystem::path& file) {
  std::vector<std::string> lines;
  const auto dataset = GpkgDataset::open_read_only(file);
  REQUIRE(dataset);
  const auto read =
      each_row(dataset->connection(),
               "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE name NOT LIKE 'rtree%'"
               " UNION ALL SELECT table_name || ' ' || data_type FROM gpkg_contents"
               " UNION ALL SELECT f_table_name || ' ' || styleQML FROM layer_styles",
               [&lines](const Statement& row) { lines.push_back(row.text(0)); });
  REQUIRE(read);
  std::ranges::sort(lines);
  std::string text;
  for (const auto& line : lines) text += line + '\n';
  return text;
}

std::string layout_of_today() {
  static const TemporaryFolder folder;
  const auto file = folder.file("today.gpkg");
  if (!std::filesystem::exists(file)) REQUIRE(create_empty_register(file));
  return layout_of(file);
}
}  // namespace

TEST_CASE_FIXTURE(Golden, "a register of every earlier layout opens with all that it held") {
  for (int layout = 0; layout <= schema_version; ++layout) {
    CAPTURE(layout);
    REQUIRE(unpack(layout));
    const auto before = ask("SELECT group_concat(uuid || version || title || coalesce(hex(geom), '')) FROM issue");
    const auto history = ask("SELECT count(*) FROM history");
    {
      const auto store = opened(file);
      CHECK(store->info().schema_version == schema_version);
      CHECK(!store->info().is_read_only);
      CHECK(flaws(*store) == "");
      CHECK(loaded(*store)->measures.size() == 1);
      CHECK(ask("SELECT group_concat(uuid || version || title || coalesce(hex(geom), '')) FROM issue") == before);
      CHECK(ask("SELECT count(*) FROM history") == history);
      CHECK(store->redo({"Аян", "", "command line"}));
    }
    CHECK(ask("SELECT count(*) FROM issue") == "3");
    CHECK(version() == std::to_string(schema_version));
    CHECK(copies() == std::min(layout + 1, schema_version));
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
      CHECK_MESSAGE(entry.path().extension() == ".gpkg", entry.path());
  }
}

TEST_CASE_FIXTURE(Golden, "every earlier layout arrives at exactly the one that a new register has") {
  for (int layout = 0; layout < schema_version; ++layout) {
    REQUIRE(unpack(layout));
    opened(file);
    CHECK(layout_of(file) == layout_of_today());
  }
}

TEST_CASE_FIXTURE(Golden, "what an office has entered into calendar, terms, matrix and life cycle comes along") {
  REQUIRE(unpack(2));
  Stranger{file}.run(
      "INSERT INTO calendar_day (day, is_workday, note) VALUES ('2026-10-24', 1, 'Ауыстырылған');"
      "INSERT INTO sla_rule (applies_to, n_days, workdays, valid_from) VALUES ('APPEAL', 10, 1, 'бұрыннан'),"
      " ('APPEAL', 12, 1, '2026-01-01'), ('APPEAL', 12, 1, '2026-01-01');"
      "UPDATE risk_matrix SET level = 'high' WHERE severity = 1 AND likelihood = 5;"
      "UPDATE status_def SET kk = 'Ашылды' WHERE code = 'registered'");
  const auto issues = ask("SELECT count(*) FROM issue");
  {
    const auto store = opened(file);
    const auto snapshot = loaded(*store);
    CHECK(snapshot->calendar.is_workday(*parse_iso_date("2026-10-24")));
    CHECK(snapshot->terms.answer == 12);
    CHECK(snapshot->risk_matrix[4] == RiskLevel::high);
    CHECK(snapshot->find_code("status", "registered")->names.kk == "Ашылды");
    CHECK(snapshot->find_other(uuid_of_name("calendar_day/2026-10-24")) != nullptr);
    CHECK(flaws(*store) == "");
  }
  CHECK(ask("SELECT count(*) FROM issue") == issues);
  CHECK(ask("SELECT count(DISTINCT uuid) FROM sla_rule") == "7");
  CHECK(ask("SELECT note FROM calendar_day WHERE day = '2026-10-24'") == "Ауыстырылған");
  CHECK(ask("SELECT source FROM sla_rule WHERE applies_to = 'ISSUE_STALE'") == "Кеңсенің ішкі тәртібі");
}

TEST_CASE_FIXTURE(Golden, "the layout of today is that of its golden file: a change of it is a new version") {
  REQUIRE_MESSAGE(unpack(schema_version), "a golden file of the new layout is missing");
  CHECK(layout_of(file) == layout_of_today());
}

TEST_CASE_FIXTURE(Golden, "before anything changes the file as it was is copied, under a name that is free") {
  REQUIRE(unpack(0));
  std::ofstream{folder.file("old.v0.bak.gpkg")} << "somebody's";
  opened(file);
  const auto copy = folder.file("old.v0-2.bak.gpkg");
  REQUIRE(std::filesystem::exists(copy));
  CHECK(Stranger{copy}.ask("SELECT value FROM rm_meta WHERE key = 'schema_version'") == "0");
  CHECK(std::filesystem::file_size(folder.file("old.v0.bak.gpkg")) == 10);
}

TEST_CASE_FIXTURE(Golden, "who only looks changes nothing") {
  REQUIRE(unpack(0));
  const auto store = open_register(file, OpenMode::read_only);
  REQUIRE_MESSAGE(store, words(store.error()));
  CHECK(loaded(**store)->issues.size() == 2);
  CHECK(version() == "0");
  CHECK(copies() == 0);
}

TEST_CASE_FIXTURE(Golden, "a register of every earlier layout is examined as what it is") {
  for (int layout = 0; layout <= schema_version; ++layout) {
    CAPTURE(layout);
    REQUIRE(unpack(layout));
    const auto store = open_register(file, OpenMode::read_only);
    REQUIRE(store);
    CHECK(flaws(**store) == "");
  }
}

TEST_CASE_FIXTURE(Golden, "what does not fit its own layout stays as it is and opens for reading") {
  REQUIRE(unpack(0));
  SUBCASE("a link that leads nowhere") {
    Stranger{file}.run("PRAGMA foreign_keys = OFF; UPDATE measure SET executor = 'nobody'");
    CHECK(how_it_opens(file).starts_with("err.read_only: older layout: "));
  }
  SUBCASE("a trigger of somebody else") {
    Stranger{file}.run("CREATE TRIGGER strange AFTER INSERT ON issue BEGIN DELETE FROM measure; END");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: trigger strange");
  }
  SUBCASE("a view of somebody else with a name of ours") {
    Stranger{file}.run("CREATE VIEW v_measures AS SELECT 1 AS x");
    CHECK(how_it_opens(file) == "err.read_only: not made by this program: view v_measures");
  }
  CHECK(version() == "0");
  CHECK(copies() == 0);
}

TEST_CASE_FIXTURE(Golden, "rows that only layout 1 allowed come along; what they held stands in their history") {
  REQUIRE(unpack(1));
  const std::string kk(300, 'k'), caption(600, 'c'), name = std::string(300, 'n') + ".pdf";
  const auto issue = ask("SELECT uuid FROM issue LIMIT 1");
  const auto attach = [&issue](const char* uuid, const std::string& called, int is_public, const std::string& sum) {
    return fmt::format(
        "INSERT INTO attachment (uuid, owner_entity, owner, file_name, mime, size_bytes, sha256, "
        "is_public, caption, rel_path, data) VALUES ('{}', 'issue', '{}', '{}', 'application/pdf', 9, "
        "'{}', {}, ",
        uuid, issue, called, sum, is_public);
  };
  Stranger{file}.run("UPDATE code_value SET kk = '" + kk + "', sort = -5 WHERE domain = 'channel' AND code = 'PHONE';" +
                     attach("a", name, 7, sha256_of("the bytes")) + "'" + caption +
                     "', NULL, CAST('the bytes' AS BLOB));" + attach("b", "plan.pdf", 0, std::string(64, 'b')) +
                     "NULL, 'papers/plan.pdf', NULL);");
  const auto store = opened(file);
  CHECK(!store->info().is_read_only);
  CHECK(flaws(*store) == "");
  const auto phone = uuid_of_name("code_value/channel/PHONE");
  CHECK(ask("SELECT length(kk) || ' ' || sort FROM code_value WHERE uuid = '" + phone + "'") == "200 0");
  CHECK(ask("SELECT old_value FROM history WHERE field = 'kk' AND entity_uuid = '" + phone + "'") == kk);
  CHECK(
      ask("SELECT length(file_name) || ' ' || length(caption) || ' ' || is_public FROM attachment WHERE uuid = 'a'") ==
      "251 500 0");
  CHECK(ask("SELECT substr(file_name, -5) FROM attachment WHERE uuid = 'a'") == "n.pdf");
  CHECK(ask("SELECT old_value FROM history WHERE field = 'caption' AND entity_uuid = 'a'") == caption);
  CHECK(ask("SELECT file_name FROM attachment WHERE uuid = 'b'") == "plan.pdf.txt");
  CHECK(store->file_bytes(ask("SELECT sha256 FROM attachment WHERE uuid = 'b'")).value_or("") == "papers/plan.pdf");
  CHECK(store->history_of(Entity::attachment, "b").value().size() == 4);
}

TEST_CASE_FIXTURE(Golden, "a name that is too long for the layout of today is told, and the register stays as it is") {
  REQUIRE(unpack(1));
  Stranger{file}.run("INSERT INTO code_value (domain, code, kk, ru, en) VALUES ('channel', '" + std::string(45, 'X') +
                     "', 'а', 'б', 'c')");
  CHECK(how_it_opens(file) == "err.read_only: older layout: a name is too long for this layout: code_value «channel/" +
                                  std::string(45, 'X') + "», code: 45 > 40");
  CHECK(version() == "1");
  CHECK(copies() == 0);
}

TEST_CASE_FIXTURE(Golden, "in a folder that may not be written an older register is shown as it is, and that is said") {
  REQUIRE(unpack(1));
  std::filesystem::permissions(file, std::filesystem::perms{0666});
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  CHECK(as_ordinary_user([this] { return how_it_opens(file); }) ==
        "err.read_only: older layout: its folder is not writable");
  CHECK(version() == "1");
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
}

TEST_CASE_FIXTURE(Golden, "styles that somebody has made in QGIS stay") {
  REQUIRE(unpack(0));
  Stranger{file}.run(
      "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema"
      " TEXT, f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault"
      " BOOLEAN, description TEXT, owner TEXT, ui TEXT, update_time DATETIME);"
      "INSERT INTO layer_styles (f_table_name, styleQML) VALUES ('settlement', 'mine')");
  opened(file);
  CHECK(ask("SELECT group_concat(styleQML) FROM layer_styles WHERE f_table_name = 'settlement'") == "mine");
  CHECK(ask("SELECT count(*) FROM layer_styles WHERE f_table_name = 'area'") == "1");
}

TEST_CASE_FIXTURE(Golden, "an older register is copied into the layout of today") {
  REQUIRE(unpack(0));
  const auto source = open_register(file, OpenMode::read_only);
  REQUIRE(source);
  const auto dataset = GpkgDataset::open_read_only(file);
  REQUIRE(dataset);
  REQUIRE(copy_to_file(dataset->connection(), folder.file("copy.gpkg"), ApplicantsOfCopy::come_along));
  CHECK(how_it_opens(folder.file("copy.gpkg")) == "writable");
}

TEST_CASE_FIXTURE(Golden, "two programs that open it at once both work on, and one copy of the old layout stays") {
  for (int turn = 0; turn < 6; ++turn) {
    REQUIRE(unpack(0));
    const auto open_and_end = [this] {
      const pid_t child = ::fork();
      if (child == 0) {
        const auto store = open_register(file);
        ::_exit(store && !(*store)->info().is_read_only ? 0 : store ? 1 : 2);
      }
      return child;
    };
    const pid_t one = open_and_end(), two = open_and_end();
    int first = 0, second = 0;
    ::waitpid(one, &first, 0);
    ::waitpid(two, &second, 0);
    CHECK(WEXITSTATUS(first) == 0);
    CHECK(WEXITSTATUS(second) == 0);
    CHECK(layout_of(file) == layout_of_today());
    REQUIRE(copies() == 1);
    for (const auto& entry : std::filesystem::directory_iterator{folder.path()})
      if (entry.path().string().ends_with(".bak.gpkg")) {
        CHECK(Stranger{entry.path()}.ask("SELECT value FROM rm_meta WHERE key = 'schema_version'") == "0");
        std::filesystem::remove(entry.path());
        break;
      }
  }
}

TEST_CASE_FIXTURE(Golden, "the copy is as closed to others as the register") {
  REQUIRE(unpack(0));
  std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  opened(file);
  CHECK(std::filesystem::status(folder.file("old.v0.bak.gpkg")).permissions() ==
        std::filesystem::status(file).permissions());
}

TEST_CASE_FIXTURE(Golden, "killed in the middle it is of the old layout or of the new one") {
  for (int kill = 0; kill < 12; ++kill) {
    REQUIRE(unpack(0));
    const pid_t child = ::fork();
    if (child == 0) {
      static_cast<void>(open_register(file));
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(1000 * (1 + 9 * kill)));
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    {
      const auto store = opened(file);
      CHECK(store->info().schema_version == schema_version);
      CHECK(flaws(*store) == "");
      CHECK(loaded(*store)->issues.size() == 2);
    }
    CHECK(layout_of(file) == layout_of_today());
  }
}
