// A register on a server: many people, roles, cut lines. Skipped without RISKMAP_TEST_SERVER (the peer ring has one).
#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "layers/store/pg_address.h"
#include "layers/text/messages.h"
#include "tests/unit/store/server_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

Value text(std::string words) {
  return Value{std::move(words)};
}
Value number(std::int64_t n) {
  return Value{n};
}

Result<Accepted> set_severity(RegisterStore& store, std::int64_t severity, std::int64_t version,
                              const Author& author = ayan) {
  return store.commit(edit(set(Entity::issue, no_water, version, {{"severity", number(severity)}})), author);
}

// The line of every other program to this database is cut, whatever it is doing.
void cut_all_lines(const std::string& database) {
  administer("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + database +
             "' AND pid <> pg_backend_pid()");
}
}  // namespace

TEST_SUITE_BEGIN("a server" * doctest::skip(!is_on_server()));

TEST_CASE_FIXTURE(OpenRegister, "what one person changes arrives at the other, once") {
  const auto other = opened(file);
  static_cast<void>(loaded(*other));
  static_cast<void>(done(set_severity(*store, 2, 1)));
  const auto changes = arrived(*other);
  REQUIRE(changes.records.size() == 1);
  CHECK(changes.records[0].uuid == no_water);
  CHECK_FALSE(other->changes_by_others()->has_value());
}

TEST_CASE_FIXTURE(OpenRegister, "an edit that began earlier and ended later is not passed over") {
  static_cast<void>(loaded(*store));
  Stranger slow{file};
  slow.run("BEGIN; UPDATE issue SET address = 'Абай, 1' WHERE fid = 1");
  static_cast<void>(done(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), dana)));
  static_cast<void>(store->changes_by_others());
  slow.run("COMMIT");
  CHECK(arrived(*store).records.at(0).uuid == no_water);
}

TEST_CASE_FIXTURE(OpenRegister, "a line that was cut between two edits is tied again unseen") {
  static_cast<void>(done(set_severity(*store, 2, 1)));
  cut_all_lines(database);
  CHECK(refusal(set_severity(*store, 3, 2)) == "accepted");
  CHECK(loaded(*store)->issues[0].severity == 3);
}

TEST_CASE_FIXTURE(OpenRegister, "what others did while the line was cut arrives after it") {
  static_cast<void>(loaded(*store));
  const auto other = opened(file);
  administer("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + database + "'");
  static_cast<void>(done(set_severity(*other, 2, 1)));
  CHECK(arrived(*store).records.at(0).uuid == no_water);
}

TEST_CASE_FIXTURE(OpenRegister, "a line cut in the middle of an edit is said, and the edit may be repeated once") {
  Stranger holder{file};
  holder.run("BEGIN; SELECT 1 FROM reg_counter FOR UPDATE");
  const auto uuid = new_uuid();
  std::string first;
  std::thread editing{[&] { first = refusal(store->commit(edit(add(Entity::issue, uuid, valid_issue())), ayan)); }};
  std::this_thread::sleep_for(500ms);
  cut_all_lines(database);
  editing.join();
  CHECK(first == "err.unreachable");
  const auto repeat = edit(add(Entity::issue, uuid, valid_issue()));
  CHECK(refusal(store->commit(repeat, ayan)) == "accepted");
  CHECK(refusal(store->commit(repeat, ayan)) == "accepted");
  CHECK(loaded(*store)->issues.size() == 2);
}

TEST_CASE_FIXTURE(OpenRegister, "a record that somebody holds is said to be in use, soon") {
  Stranger holder{file};
  holder.run("BEGIN; SELECT 1 FROM issue FOR UPDATE");
  const auto begun = Clock::now();
  CHECK(refusal(set_severity(*store, 2, 1)) == "err.locked");
  CHECK(Clock::now() - begun < 10s);
  holder.run("ROLLBACK");
  CHECK(refusal(set_severity(*store, 2, 1)) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "no transaction stays open while nobody edits") {
  static_cast<void>(loaded(*store));
  static_cast<void>(done(set_severity(*store, 2, 1)));
  static_cast<void>(set_severity(*store, 9, 2));
  static_cast<void>(store->changes_by_others());
  CHECK(Stranger{file}.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE "
                           "'idle in transaction%'") == "0");
}

TEST_CASE_FIXTURE(OpenRegister, "of eight people at one record nobody's edit is lost") {
  constexpr int people = 8, edits_each = 10;
  std::atomic<int> applied = 0, failed = 0;
  std::vector<std::thread> editors;
  for (int person = 0; person < people; ++person)
    editors.emplace_back([&, person] {
      const auto own = open_register(file);
      if (!own) return static_cast<void>(++failed);
      const Author author{"Редактор " + std::to_string(person), {}, "station"};
      for (int done_here = 0; done_here < edits_each;) {
        const auto snapshot = (*own)->load();
        if (!snapshot) return static_cast<void>(++failed);
        const auto& issue = (*snapshot)->issues[0];
        const auto people_now = issue.affected_people.value_or(0);
        const auto written = (*own)->commit(
            edit(set(Entity::issue, no_water, issue.version, {{"affected_people", number(people_now + 1)}})), author);
        if (written)
          ++applied, ++done_here;
        else if (written.error().code != ErrorCode::conflict && written.error().code != ErrorCode::locked)
          return static_cast<void>(++failed);
      }
    });
  for (auto& editor : editors) editor.join();
  CHECK(failed == 0);
  CHECK(applied == people * edits_each);
  CHECK(loaded(*store)->issues[0].affected_people == people * edits_each);
  CHECK(loaded(*store)->issues[0].version == 1 + people * edits_each);
}

TEST_CASE_FIXTURE(OpenRegister, "a whole row that another program read before somebody's edit is refused") {
  Stranger qgis{file};
  static_cast<void>(done(set_severity(*store, 2, 1)));
  CHECK(refusal(qgis.try_to("UPDATE issue SET title = 'Ескі атауы бар', severity = 4, version = 1 WHERE fid = 1")) ==
        "err.conflict");
  CHECK(refusal(qgis.try_to("UPDATE issue SET title = 'Жаңа атауы бар', version = 2 WHERE fid = 1")) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "a reader's register opens for reading only and says why") {
  const Login reader{*this, "reader"};
  const auto seen = opened(reader.address());
  CHECK(seen->info().is_read_only);
  CHECK(seen->info().read_only_reason == "the role of this login is reader");
  CHECK(loaded(*seen)->issues.size() == 1);
  CHECK(refusal(set_severity(*seen, 2, 1)) == "err.read_only");
  CHECK(refusal(copy_register(*seen, folder.file("part.gpkg"))) == "err.access");
  const auto session = PgSession::connect(reader.address());
  REQUIRE(session);
  CHECK(refusal((*session)->execute("UPDATE issue SET severity = 1")) == "err.access");
  CHECK(
      refusal((*session)->execute("INSERT INTO history (at, who, entity, entity_uuid, record, version, action) VALUES "
                                  "('', 'nobody', 'issue', '', 1, 1, 'INSERT')")) == "err.access");
}

TEST_CASE_FIXTURE(OpenRegister, "a commenter writes comments and nothing else") {
  const Login commenter{*this, "commenter"};
  const auto seen = opened(commenter.address());
  CHECK_FALSE(seen->info().is_read_only);
  CHECK(refusal(set_severity(*seen, 2, 1, dana)) == "err.access");
  const auto uuid = new_uuid();
  const Fields words{{"issue", text(no_water)},
                     {"author", text("Дана")},
                     {"at", text("2026-05-05T10:00:00Z")},
                     {"text", text("Су көлігі келді")}};
  CHECK(refusal(seen->commit(edit(add(Entity::comment, uuid, words)), dana)) == "accepted");
  CHECK(refusal(seen->undo(dana)) == "accepted");
  CHECK(refusal(seen->redo(dana)) == "accepted");
  const auto own = opened(file);
  const auto foreign = new_uuid();
  static_cast<void>(done(own->commit(edit(add(Entity::comment, foreign, words)), ayan)));
  CHECK(refusal(seen->commit(edit(set(Entity::comment, foreign, 1, {{"text", text("Жалған сөз")}})), dana)) ==
        "err.access");
  CHECK(refusal(seen->commit(edit(remove(Entity::comment, foreign, 1)), dana)) == "err.access");
}

TEST_CASE_FIXTURE(OpenRegister, "an editor edits, but lists and the closing of problems are a manager's") {
  const Login editor{*this, "editor"};
  const auto seen = opened(editor.address());
  CHECK(refusal(set_severity(*seen, 2, 1, dana)) == "accepted");
  CHECK(refusal(seen->undo(dana)) == "accepted");
  const Fields resolved{{"status", text("resolved")},
                        {"status_reason", text("орнында")},
                        {"outcome", text("SOLVED")},
                        {"result", text("Су келді")}};
  CHECK(refusal(seen->commit(edit(set(Entity::issue, no_water, 3, resolved)), dana)) == "accepted");
  const auto closing = edit(set(Entity::issue, no_water, 4, {{"status", text("closed")}}));
  CHECK(refusal(seen->commit(closing, dana)) == "err.access");
  const auto snapshot = loaded(*seen);
  const auto category = snapshot->categories[0].uuid;
  CHECK(refusal(seen->commit(edit(set(Entity::category, category, 1, {{"kk", text("Басқа")}})), dana)) == "err.access");
  CHECK(refusal(store->commit(closing, ayan)) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "what is closed is hidden from readers, with all that hangs on it") {
  const Login reader{*this, "reader"};
  const auto seen = opened(reader.address());
  static_cast<void>(loaded(*seen));
  static_cast<void>(done(store->commit(edit(set(Entity::issue, no_water, 1, {{"sensitivity", number(2)}})), ayan)));
  const auto removed = arrived(*seen).removed;
  CHECK(std::ranges::find(removed, no_water) != removed.end());
  const auto snapshot = loaded(*seen);
  CHECK(snapshot->find_issue(no_water) == no_row);
  CHECK(snapshot->find_measure(new_pipe) == no_row);
  CHECK(seen->history_of(Entity::issue, no_water)->size() == 1);  // that it was hidden
}

TEST_CASE_FIXTURE(OpenRegister, "a password in an address is refused, and never repeated") {
  const std::string password = "kupiya-soz";
  for (const auto& address :
       {"postgresql://ayan:" + password + "@localhost/riskmap", "postgresql://localhost/riskmap?password=" + password,
        "dbname=riskmap password=" + password, "password=" + password,
        "postgresql://ayan:" + password + "@localhost:seven/riskmap"}) {
    CHECK(is_register_address(address));
    const auto refused = open_register(address);
    REQUIRE(refusal(refused) == "err.usage");
    CHECK(words(refused.error()).find(password) == std::string::npos);
    CHECK(error_message(refused.error()).find(password) == std::string::npos);
  }
}

TEST_CASE_FIXTURE(OpenRegister, "the password of the password file stands in no message, title or remark") {
  const Login editor{*this, "editor"};
  const auto seen = opened(editor.address());
  const auto info = seen->info();
  std::string said = info.path + info.read_only_reason + name_of_address(info.path);
  for (const auto& remark : info.remarks) said += remark;
  const auto refused = set_severity(*seen, 9, 1);
  said += words(refused.error()) + error_message(refused.error());
  administer("ALTER ROLE person_" + database + " PASSWORD 'other'");
  const auto closed = open_register(editor.address());
  REQUIRE(refusal(closed) == "err.access");
  said += words(closed.error()) + error_message(closed.error());
  CHECK(said.find(editor.password()) == std::string::npos);
}

TEST_CASE_FIXTURE(OpenRegister, "a server that is not there, a database without a register") {
  const auto nowhere = open_register("host=127.0.0.1 port=1 dbname=riskmap");
  CHECK(refusal(nowhere) == "err.unreachable");
  CHECK(refusal(open_register("dbname=postgres")) == "err.not_a_register");
  CHECK(refusal(open_register("dbname=no_such_database")) == "err.access");
}

TEST_CASE_FIXTURE(OpenRegister, "a register that went to the server and back is the same, row by row") {
  static_cast<void>(done(set_severity(*store, 2, 1)));
  static_cast<void>(done(store->commit(edit(add(Entity::issue, new_uuid(), valid_issue())), dana)));
  static_cast<void>(done(store->commit(edit(remove(Entity::measure, new_pipe, 1)), ayan)));
  const auto first = folder.file("first.gpkg"), second = folder.file("second.gpkg");
  REQUIRE(refusal(copy_register(*store, first)) == "accepted");
  const auto elsewhere = new_database_name();
  administer("CREATE DATABASE " + elsewhere);
  REQUIRE(refusal(copy_register(*opened(first), "dbname=" + elsewhere)) == "accepted");
  {
    const auto back = opened("dbname=" + elsewhere);
    CHECK(refusal(copy_register(*back, second)) == "accepted");
    CHECK(refusal(copy_register(*back, "dbname=" + database)) == "err.invalid_input");
    static_cast<void>(done(back->undo(ayan)));
    CHECK(loaded(*back)->find_measure(new_pipe) != no_row);
  }
  administer("DROP DATABASE " + elsewhere + " WITH (FORCE)");
  const auto one = GpkgDataset::open_read_only(first), two = GpkgDataset::open_read_only(second);
  for (const auto& table : register_tables()) {
    if (table.starts_with("rtree_")) continue;
    CAPTURE(table);
    const auto columns = one->connection().ask(
        "SELECT group_concat('quote(\"' || name || '\")', ' || ''|'' || ') FROM "
        "pragma_table_info('" +
        table + "')");
    const auto rows = "SELECT group_concat(line, char(10)) FROM (SELECT " + text_of(plain_value(*columns)) +
                      " AS line FROM " + table + " ORDER BY line)";
    CHECK(text_of(plain_value(*one->connection().ask(rows))) == text_of(plain_value(*two->connection().ask(rows))));
  }
  const auto file_store = opened(second);
  CHECK(flaws(*file_store) == "");
  CHECK(refusal(file_store->undo(ayan)) == "accepted");
}

TEST_CASE_FIXTURE(OpenRegister, "a server's register says what it has lost") {
  CHECK(flaws(*store) == "");
  Stranger{file}.run("DROP TRIGGER measure_after_change ON measure");
  CHECK(flaws(*store).find("trigger measure_after_change") != std::string::npos);
  CHECK(opened(file)->info().is_read_only);
}

TEST_SUITE_END();
