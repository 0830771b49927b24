// A whole import as one transaction of the store.
#include <doctest/doctest.h>

#include "layers/store/import_store.h"
#include "tests/unit/store/server_fixture.h"

namespace riskmap::test {
namespace {
Edit edit_of(std::size_t count) {
  Edit edit{EditKind::import, {}, "problems.csv"};
  for (std::size_t i = 0; i < count; ++i) {
    auto fields = valid_issue("Жарық жоқ көше " + std::to_string(i));
    fields["status"] = std::string{"closed"};
    fields["outcome"] = std::string{"SOLVED"};
    fields["result"] = std::string{"Шамдар орнатылды"};
    edit.changes.push_back(add(Entity::issue, new_uuid(), std::move(fields)));
  }
  return edit;
}

ImportNote note_named(const std::string& sha256) {
  return {"problems.csv", sha256, "RK1048", 4, 3, 1, 1, {{7, "Күні", "err.date_format", "ERROR", "31.02.2020", ""}}};
}

ImportStore& importing(RegisterStore& store) {
  return *import_store(store).value();
}

TEST_SUITE_BEGIN("any store");

TEST_CASE("an import writes its records, what it says about itself and its problems, and is one step of undo") {
  const Register reg;
  const auto store = opened(reg.file);
  const auto before = loaded(*store)->issues.size();
  const auto accepted = done(importing(*store).commit_import(edit_of(3), note_named("ab"), ayan, {}));
  CHECK(accepted.kind == EditKind::import);
  CHECK(accepted.records.size() == 3);
  CHECK(loaded(*store)->issues.size() == before + 3);
  Stranger stranger{reg.file};
  CHECK(stranger.ask("SELECT file_name || ' ' || encoding || ' ' || rows_err || ' ' || state FROM import_batch") ==
        "problems.csv RK1048 1 APPLIED");
  CHECK(stranger.ask("SELECT row_no || ' ' || col || ' ' || code || ' ' || level || ' ' || raw FROM import_problem") ==
        "7 Күні err.date_format ERROR 31.02.2020");
  CHECK(stranger.ask("SELECT count(*) FROM history WHERE action = 'INSERT'") == "3");
  done(store->undo(ayan));
  CHECK(loaded(*store)->issues.size() == before);
}

TEST_CASE("a file is known by its bytes until its import is undone") {
  const Register reg;
  const auto store = opened(reg.file);
  auto& imports = importing(*store);
  CHECK_FALSE(imports.past_import("ab").value().has_value());
  done(imports.commit_import(edit_of(1), note_named("ab"), ayan, {}));
  const auto past = imports.past_import("ab").value();
  REQUIRE(past.has_value());
  CHECK(past->who == ayan.name);
  CHECK(past->file_name == "problems.csv");
  CHECK_FALSE(imports.past_import("cd").value().has_value());
  done(store->undo(ayan));
  CHECK_FALSE(imports.past_import("ab").value().has_value());
  done(store->redo(ayan));
  CHECK(imports.past_import("ab").value().has_value());
}

TEST_CASE("an import that is stopped or refused leaves nothing") {
  const Register reg;
  const auto store = opened(reg.file);
  std::stop_source stop;
  stop.request_stop();
  CHECK(refusal(importing(*store).commit_import(edit_of(3), note_named("ab"), ayan, stop.get_token())) ==
        "err.cancelled");
  auto broken = edit_of(3);
  broken.changes.back().after["title"] = std::string{"ә"};
  CHECK(refusal(importing(*store).commit_import(broken, note_named("ab"), ayan, {})) == "err.too_short");
  Stranger stranger{reg.file};
  CHECK(stranger.ask("SELECT count(*) FROM issue") == "1");
  CHECK(stranger.ask("SELECT count(*) FROM import_batch") == "0");
  CHECK(flaws(*store).empty());
}

TEST_SUITE_END();

TEST_SUITE_BEGIN("a server" * doctest::skip(!is_on_server()));

TEST_CASE_FIXTURE(OpenRegister,
                  "an editor imports into a server's register and undoes it, a reader and a commenter do not") {
  for (const auto* role : {"reader", "commenter"}) {
    const Login login{*this, role};
    const auto seen = opened(login.address());
    CHECK(refusal(importing(*seen).commit_import(edit_of(1), note_named("ab"), dana, {})) != "accepted");
  }
  const Login editor{*this, "editor"};
  const auto shared = opened(editor.address());
  const auto before = loaded(*shared)->issues.size();
  CHECK(done(importing(*shared).commit_import(edit_of(300), note_named("ab"), dana, {})).records.size() == 300);
  const auto others = opened(file);
  CHECK(loaded(*others)->issues.size() == before + 300);
  CHECK(importing(*others).past_import("ab").value().has_value());
  done(shared->undo(dana));
  CHECK(loaded(*others)->issues.size() == before);
  CHECK_FALSE(importing(*others).past_import("ab").value().has_value());
}

TEST_SUITE_END();

}  // namespace
}  // namespace riskmap::test
