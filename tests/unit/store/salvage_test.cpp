// A damaged register: what it still holds comes into a new one, what it does not is said, and the file itself stays.
#include "layers/store/salvage.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "layers/store/applicant_store.h"
#include "layers/store/private_file.h"
#include "tests/unit/store/appeal_paper.h"
#include "tests/unit/store/file_state.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr int grown = 3000;

std::string bytes_of(const std::filesystem::path& file) {
  std::ostringstream bytes;
  bytes << std::ifstream{file, std::ios::binary}.rdbuf();
  return bytes.str();
}

struct Damaged : Register {
  std::filesystem::path target = folder.file("new.gpkg");

  // Many problems, each with a text that fills a good part of a page.
  void grow() {
    Stranger{file}.run(
        fmt::format("WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {}) INSERT INTO issue"
                    " (settlement, category, title, description, severity, likelihood, status, registered_on,"
                    " sensitivity) SELECT '{}', 'utilities.water', 'Мәселе ' || k, printf('%.300c', 'x'), 3, 3,"
                    " 'registered', '2026-03-02', 0 FROM n",
                    grown, kok));
  }
  [[nodiscard]] std::vector<std::int64_t> pages(const std::string& where) const {
    std::vector<std::int64_t> numbers;
    Stranger other{file};
    std::istringstream list{
        other.ask("SELECT group_concat(pageno, ' ') FROM (SELECT pageno FROM dbstat WHERE " + where + " ORDER BY 1)")};
    for (std::int64_t page = 0; list >> page;) numbers.push_back(page);
    return numbers;
  }
  [[nodiscard]] std::string ask(const std::string& query) const { return Stranger{file}.ask(query); }
  void destroy(const std::vector<std::int64_t>& numbers) const {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    const std::string nothing(4096, '\0');
    for (const auto page : numbers) stream.seekp((page - 1) * 4096).write(nothing.data(), 4096);
  }
  [[nodiscard]] Salvage salvaged() const {
    const auto before = bytes_of(file);
    auto result = salvage_register(file, target);
    if (!result) FAIL(words(result.error()));
    CHECK(bytes_of(file) == before);
    return *std::move(result);
  }
  // An appeal with its applicant.
  static void take_down(RegisterStore& store, const std::string& appeal) {
    Edit both = edit(add(Entity::appeal, appeal,
                         {{"kind", Value{std::string{"COMPLAINT"}}},
                          {"channel", Value{std::string{"MESSENGER"}}},
                          {"received_on", Value{std::string{"2026-03-02"}}},
                          {"summary", Value{std::string{"Су жоқ"}}}}));
    both.applicants.push_back({appeal, 0, {}, {{"full_name", Value{std::string{"Серік Әбдіраманов"}}}}});
    done(store.commit(both, ayan));
  }
  [[nodiscard]] static SalvagedTable of(const Salvage& salvage, std::string_view table) {
    const auto found = std::ranges::find(salvage.tables, table, &SalvagedTable::name);
    return found == salvage.tables.end() ? SalvagedTable{} : *found;
  }
};
}  // namespace

TEST_CASE_FIXTURE(Damaged, "a sound register comes over as it is, to the last number and version") {
  {
    const auto store = opened(file);
    done(store->commit(harmless(), ayan));
    done(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), ayan));
    REQUIRE(store->undo(ayan));
  }
  const auto salvage = salvaged();
  CHECK(salvage.flaws.empty());
  CHECK(salvage.lost_numbers.empty());
  CHECK(std::ranges::all_of(salvage.tables, [](const auto& table) { return table.is_whole && table.lost == 0; }));
  Stranger old{file}, made{target};
  for (const auto* query :
       {"SELECT group_concat(key || '=' || coalesce(value, '')) FROM (SELECT * FROM rm_meta ORDER BY key)",
        "SELECT group_concat(uuid || version || title || hex(geom)) FROM issue", "SELECT count(*) FROM history",
        "SELECT group_concat(entity_uuid || version || state_before) FROM batch_record",
        "SELECT seq FROM sqlite_sequence WHERE name = 'issue'", "SELECT count(*) FROM calendar_day",
        "SELECT min_x FROM gpkg_contents WHERE table_name = 'settlement'"})
    CHECK_MESSAGE(old.ask(query) == made.ask(query), query);
  CHECK(how_it_opens(target) != "");
  const auto store = opened(target);
  CHECK(!store->info().is_read_only);
  CHECK(store->redo(ayan));
}

TEST_CASE_FIXTURE(Damaged, "around destroyed pages every other row comes over, and the lost ones are named") {
  grow();
  const auto leaves = pages("name = 'issue' AND pagetype = 'leaf'");
  REQUIRE(leaves.size() > 100);
  const std::vector<std::int64_t> chosen{leaves[3], leaves[4], leaves[leaves.size() / 2], leaves.back()};
  const auto gone = ask(fmt::format("SELECT sum(ncell) FROM dbstat WHERE name = 'issue' AND pageno IN ({}, {}, {}, {})",
                                    chosen[0], chosen[1], chosen[2], chosen[3]));
  destroy(chosen);
  const auto salvage = salvaged();
  const auto issues = of(salvage, "issue");
  CHECK_FALSE(issues.is_whole);
  CHECK(std::to_string(issues.lost) == gone);
  CHECK(issues.rows == grown + 1 - issues.lost);
  CHECK(static_cast<std::int64_t>(salvage.lost_numbers.size()) == issues.lost);
  CHECK(salvage.lost_numbers.back() == ask("SELECT max(reg_no) FROM issue"));
  CHECK(of(salvage, "measure").is_whole);
  CHECK(loaded(*opened(target))->issues.size() == static_cast<std::size_t>(issues.rows));
}

TEST_CASE_FIXTURE(Damaged, "fifty destroyed leaves of a table leave all that lies on the others") {
  grow();
  auto leaves = pages("name = 'issue' AND pagetype = 'leaf'");
  std::vector<std::int64_t> chosen;
  for (std::size_t i = 0; chosen.size() < 50; i += 2) chosen.push_back(leaves[i]);
  destroy(chosen);
  const auto issues = of(salvaged(), "issue");
  CHECK(issues.rows + issues.lost == grown + 1);
  CHECK(issues.lost <= 50 * 12);  // rows of more than 300 bytes on pages of 4 096
}

TEST_CASE_FIXTURE(Damaged, "a branch of a table that is destroyed takes only its own leaves with it") {
  grow();
  const auto branches = pages("name = 'issue' AND pagetype = 'internal'");
  REQUIRE(!branches.empty());
  SUBCASE("with its indexes the numbers of all are still known") {
    destroy({branches.front()});
    const auto salvage = salvaged();
    const auto issues = of(salvage, "issue");
    CHECK(issues.rows + issues.lost == grown + 1);
    CHECK(static_cast<std::int64_t>(salvage.lost_numbers.size()) == issues.lost);
    CHECK(of(salvage, "settlement").rows == 2);
  }
}

TEST_CASE_FIXTURE(Damaged, "without its head and its list of tables a register still gives all of its rows") {
  grow();
  SUBCASE("the first page") {
    destroy({1});
  }
  SUBCASE("every page of the list") {
    destroy(pages("name IN ('sqlite_schema', 'sqlite_master')"));
  }
  SUBCASE("the head alone") {
    std::fstream stream{file, std::ios::in | std::ios::out | std::ios::binary};
    stream.write("not a database at all", 21);
  }
  const auto salvage = salvaged();
  CHECK(salvage.has_borrowed_tables);
  CHECK(of(salvage, "issue").rows == grown + 1);
  CHECK(of(salvage, "settlement").rows == 2);
  CHECK(salvage.flaws.empty());
  CHECK(Stranger{target}.ask("SELECT value FROM rm_meta WHERE key = 'office'") == "TB");
}

TEST_CASE_FIXTURE(Damaged, "tables that lie elsewhere are not read as others") {
  grow();
  Stranger{file}.run("VACUUM");
  destroy({1});
  CHECK(refusal(salvage_register(file, target)) == "err.damaged");
  CHECK(!std::filesystem::exists(target));
}

TEST_CASE_FIXTURE(Damaged, "a table whose last number is beyond all measure does not hold anybody up") {
  grow();
  Stranger{file}.run("UPDATE sqlite_sequence SET seq = 4000000000000000000 WHERE name = 'issue'");
  destroy({pages("name = 'issue' AND pagetype = 'leaf'").back()});
  const auto issues = of(salvaged(), "issue");
  CHECK(issues.rows + issues.lost == grown + 1);
}

TEST_CASE_FIXTURE(Damaged, "a file cut short gives what is left of it") {
  grow();
  std::filesystem::resize_file(file, std::filesystem::file_size(file) * 3 / 4);
  const auto salvage = salvaged();
  CHECK(of(salvage, "settlement").rows == 2);
  CHECK(of(salvage, "issue").rows > grown / 4);
}

TEST_CASE_FIXTURE(Damaged, "of a row whose long text is destroyed everything else is kept") {
  Stranger{file}.run("UPDATE settlement SET note = replace(hex(zeroblob(1000)), '0', '𐌀') WHERE name_kk = 'Көк'");
  const auto overflow = pages("name = 'settlement' AND pagetype = 'overflow'");
  REQUIRE(!overflow.empty());
  destroy({overflow.front()});
  const auto salvage = salvaged();
  CHECK(of(salvage, "settlement").partial == 1);
  CHECK(of(salvage, "settlement").lost == 0);
  CHECK(Stranger{target}.ask("SELECT kato || note IS NULL FROM settlement WHERE name_kk = 'Көк'") == "1");
  CHECK(Stranger{target}.ask("SELECT count(*) FROM settlement WHERE rural_district = '615833'") == "2");
}

TEST_CASE_FIXTURE(Damaged, "what is left of a row that cannot stand alone is told in words") {
  Stranger{file}.run("UPDATE issue SET description = printf('%.8000c', 'x')");
  destroy({pages("name = 'issue' AND pagetype = 'overflow'").front()});
  const auto issues = of(salvaged(), "issue");
  CHECK(issues.lost == 1);
  REQUIRE(issues.remains.size() == 1);
  CHECK(issues.remains.front().find("Ауыз су жоқ") != std::string::npos);
}

TEST_CASE_FIXTURE(Damaged, "a link to a record that is lost is told of") {
  grow();
  destroy({pages("name = 'issue' AND pagetype = 'leaf'").front()});  // with the problem that has a measure
  const auto salvage = salvaged();
  CHECK(of(salvage, "measure").rows == 1);
  CHECK(std::ranges::any_of(salvage.flaws, [](const auto& flaw) { return flaw.starts_with("link to nowhere"); }));
  CHECK(loaded(*opened(target))->measures.size() == 1);
}

TEST_CASE_FIXTURE(Damaged, "what only tied a lost record to another is lost with it") {
  grow();
  Stranger{file}.run("INSERT INTO issue_place (issue, settlement) SELECT uuid, '" + tas + "' FROM issue");
  const auto leaf = pages("name = 'issue' AND pagetype = 'leaf'")[5];
  destroy({leaf});
  const auto salvage = salvaged();
  const auto lost = of(salvage, "issue").lost;
  CHECK(lost > 0);
  CHECK(of(salvage, "issue_place").lost == lost);
  CHECK(of(salvage, "issue_place").rows == of(salvage, "issue").rows);
  CHECK(salvage.flaws.empty());
}

TEST_CASE_FIXTURE(Damaged, "a standard list that is destroyed is there again as a new register has it") {
  const auto statuses = ask("SELECT count(*) FROM status_def");
  destroy(pages("name = 'status_def'"));
  const auto salvage = salvaged();
  CHECK_FALSE(of(salvage, "status_def").is_whole);
  CHECK(Stranger{target}.ask("SELECT count(*) FROM status_def") == statuses);
}

TEST_CASE_FIXTURE(Damaged, "what a register reckons with comes over as the office has changed it") {
  Stranger{file}.run(
      "UPDATE sla_rule SET n_days = 20 WHERE applies_to = 'APPEAL'; UPDATE risk_matrix SET level = 'high' WHERE "
      "severity"
      " = 4; UPDATE status_def SET kk = 'Жоспарға енгізілді' WHERE code = 'planned'; INSERT INTO calendar_day (day,"
      " is_workday) VALUES ('2026-11-02', 0); DELETE FROM calendar_day WHERE day = '2026-03-23'");
  CHECK(salvaged().flaws.empty());
  Stranger old{file}, made{target};
  for (const auto* query : {"SELECT group_concat(uuid || version || applies_to || n_days || valid_from) FROM sla_rule",
                            "SELECT group_concat(uuid || version || severity || likelihood || level) FROM risk_matrix",
                            "SELECT group_concat(uuid || version || code || kk || grp) FROM status_def",
                            "SELECT group_concat(uuid || version || day || is_workday) FROM calendar_day"})
    CHECK_MESSAGE(old.ask(query) == made.ask(query), query);
  CHECK(flaws(*opened(target)).empty());
}

TEST_CASE_FIXTURE(Damaged,
                  "what a register reckons with is there again as a new register has it where it is destroyed") {
  for (const std::string table : {"calendar_day", "sla_rule", "risk_matrix", "status_def"}) {
    CAPTURE(table);
    const Damaged one;
    const auto rows = one.ask("SELECT count(*) FROM " + table);
    one.destroy(one.pages("name = '" + table + "'"));
    const auto salvage = one.salvaged();
    CHECK_FALSE(one.of(salvage, table).is_whole);
    CHECK(Stranger{one.target}.ask("SELECT count(*) FROM " + table) == rows);
    CHECK(flaws(*opened(one.target)).empty());
  }
}

TEST_CASE_FIXTURE(Damaged, "a table that somebody else put there is named") {
  Stranger{file}.run("CREATE TABLE layer_colours (a)");
  CHECK(salvaged().left_behind == std::vector<std::string>{"layer_colours"});
}

TEST_CASE_FIXTURE(Damaged, "applicants and the files at appeals come along into a file of their own") {
  const auto appeal = new_uuid();
  {
    const auto store = opened(file);
    take_down(*store, appeal);
    done(store->commit(of_files({paper_at(appeal)}), ayan));
  }
  SUBCASE("of a sound file") {}
  SUBCASE("of one whose head is destroyed") {
    std::fstream stream{private_file_of(file), std::ios::in | std::ios::out | std::ios::binary};
    stream.write("not a database at all", 21);
  }
  const auto salvage = salvaged();
  REQUIRE(salvage.applicants);
  CHECK(salvage.applicants->rows == 1);
  CHECK(salvage.flaws.empty());
  const auto permissions = std::filesystem::status(private_file_of(target)).permissions();
  CHECK((permissions & std::filesystem::perms::group_read) == std::filesystem::perms::none);
  const auto store = opened(target);
  CHECK(store->info().applicants.state == ApplicantsAccess::State::open);
  const auto person = (*applicant_store(*store))->applicant_of(appeal);
  REQUIRE(person);
  CHECK(text_of(field(person->fields, "full_name")) == "Серік Әбдіраманов");
  REQUIRE(salvage.appeal_files.size() == 2);
  for (const auto& table : salvage.appeal_files) CHECK(table.rows == 1);
  CHECK((*applicant_store(*store))->files_of(appeal)->size() == 1);
  CHECK(store->file_bytes(sha256_of(letter_bytes)).value_or("") == letter_bytes);
}

TEST_CASE_FIXTURE(Damaged, "applicants of another register stay where they are") {
  {
    const auto store = opened(file);
    const auto appeal = new_uuid();
    take_down(*store, appeal);
  }
  Stranger{file}.run("UPDATE rm_meta SET value = '" + new_uuid() + "' WHERE key = 'uuid'");
  const auto salvage = salvaged();
  CHECK(!salvage.applicants);
  CHECK(std::ranges::any_of(salvage.flaws, [](const auto& flaw) { return flaw.starts_with("applicants: "); }));
  CHECK(!std::filesystem::exists(private_file_of(target)));
}

TEST_CASE_FIXTURE(Damaged, "a column that somebody else put there is named") {
  Stranger{file}.run("ALTER TABLE issue ADD COLUMN colour TEXT");
  CHECK(salvaged().left_behind == std::vector<std::string>{"issue.colour"});
}

TEST_CASE_FIXTURE(Damaged, "the number of a removed row is not given again, nor one beyond all measure") {
  Stranger{file}.run(
      "DELETE FROM sqlite_sequence WHERE name IN ('comment', 'document'); INSERT INTO sqlite_sequence VALUES"
      " ('comment', 7), ('document', 9223372036854775807)");
  CHECK(salvaged().flaws.empty());
  CHECK(Stranger{target}.ask("SELECT seq FROM sqlite_sequence WHERE name = 'comment'") == "7");
  CHECK(Stranger{target}.ask("SELECT count(*) FROM sqlite_sequence WHERE name = 'document'") == "0");
}

TEST_CASE_FIXTURE(Damaged, "settings that are lost are said to be lost") {
  destroy(pages("name = 'rm_meta'"));
  const auto salvage = salvaged();
  CHECK(of(salvage, "rm_meta").rows == 0);
  CHECK(std::ranges::find(salvage.flaws, "the register's own settings are lost") != salvage.flaws.end());
}

TEST_CASE_FIXTURE(Damaged, "a register of a newer layout, and what is no register, are refused") {
  Stranger{file}.run("UPDATE rm_meta SET value = '99' WHERE key = 'schema_version'");
  CHECK(refusal(salvage_register(file, target)) == "err.newer");
  const auto other = folder.file("other.gpkg");
  REQUIRE(GpkgDataset::create(other));
  CHECK(refusal(salvage_register(other, target)) == "err.not_a_register");
}

TEST_CASE_FIXTURE(Damaged, "what cannot be repaired leaves nothing behind") {
  const auto refused = [this](const std::filesystem::path& from) { return refusal(salvage_register(from, target)); };
  CHECK(refused(folder.file("absent.gpkg")) == "err.not_found");
  CHECK(refused(folder.path()) == "err.unsafe_file");
  std::ofstream{folder.file("noise.gpkg")} << std::string(100'000, '?');
  CHECK(refused(folder.file("noise.gpkg")) == "err.damaged");
  std::ofstream{folder.file("empty.gpkg")};
  CHECK(refused(folder.file("empty.gpkg")) == "err.damaged");
  CHECK(std::ranges::count_if(std::filesystem::directory_iterator{folder.path()}, [](const auto&) { return true; }) ==
        3);
  std::ofstream{target} << "taken";
  CHECK(refused(file) == "err.invalid_input");
  CHECK(bytes_of(target) == "taken");
}
