// A register of an earlier layout on a server: a manager brings it to that of today.
#include <fmt/format.h>

#include "layers/core/checksum.h"
#include "tests/unit/store/server_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
Value text(std::string words) {
  return Value{std::move(words)};
}

// What layout 3 has added, taken back.
std::string without_layout_3() {
  std::string statements;
  const auto take_back = [&](std::string_view table, const std::vector<std::string>& rules) {
    for (const auto* ending : {"before_insert", "before_update", "after_change", "fixed"})
      statements += fmt::format("DROP FUNCTION IF EXISTS {}_{} CASCADE;", table, ending);
    statements += fmt::format(
        "ALTER TABLE {} DROP uuid, DROP version, DROP created_at, DROP created_by, DROP updated_at, DROP updated_by",
        table);
    for (const auto& rule : rules) statements += fmt::format(", DROP CONSTRAINT \"err.{}\"", rule);
    statements += ";";
  };
  take_back("status_def", {"too_long:code", "code_unknown:grp", "range:counts_as_open", "too_long:kk", "too_long:ru",
                           "too_long:en", "range:sort"});
  take_back("risk_matrix", {"range:severity", "range:likelihood", "code_unknown:level"});
  take_back("sla_rule",
            {"code_unknown:applies_to", "range:n_days", "range:workdays", "date_format:valid_from", "too_long:source"});
  take_back("calendar_day", {"date_format:day", "range:is_workday", "too_long:note"});
  return statements +
         "ALTER TABLE risk_matrix ADD CHECK (level IN ('low', 'medium', 'high', 'critical'));"
         "UPDATE rm_meta SET value = '2' WHERE key = 'schema_version'";
}
}  // namespace

TEST_SUITE_BEGIN("a server" * doctest::skip(!is_on_server()));

TEST_CASE_FIXTURE(OpenRegister, "a register of layout 2 gets a history of its calendar, terms, matrix and life cycle") {
  Stranger{file}.run(without_layout_3());
  Stranger{file}.run(
      "INSERT INTO calendar_day (day, is_workday) VALUES ('2026-10-24', 1);"
      "UPDATE status_def SET kk = 'Ашылды' WHERE code = 'registered'");
  const Login reader{*this, "reader"};
  const auto seen = loaded(*opened(reader.address()));
  CHECK(seen->calendar.is_workday(*parse_iso_date("2026-10-24")));
  CHECK(seen->find_code("status", "registered")->names.kk == "Ашылды");
  const auto looked = open_register(file, OpenMode::read_only);
  REQUIRE(looked);
  CHECK((*looked)->info().schema_version == 2);
  CHECK((*looked)->check_integrity().value().empty());
  CHECK(loaded(**looked)->calendar == seen->calendar);
  CHECK((*looked)->info().read_only_reason == "");
  CHECK(refusal((*looked)->back_up(folder.file("backup.gpkg"))) == "accepted");
  CHECK(loaded(*opened(folder.file("backup.gpkg")))->calendar == seen->calendar);
  CHECK(Stranger{file}.ask("SELECT value FROM rm_meta WHERE key = 'schema_version'") == "2");
  const auto brought = opened(file);
  CHECK(!brought->info().is_read_only);
  CHECK(flaws(*brought) == "");
  const auto snapshot = loaded(*brought);
  CHECK(snapshot->calendar == seen->calendar);
  CHECK(snapshot->risk_matrix == seen->risk_matrix);
  CHECK(snapshot->terms == seen->terms);
  const auto day = uuid_of_name("calendar_day/2026-10-24"), cell = uuid_of_name("risk_matrix/1/5");
  CHECK(refusal(brought->commit(edit(remove(Entity::calendar_day, day, 1)), ayan)) == "accepted");
  CHECK(refusal(brought->commit(edit(set(Entity::risk_matrix, cell, 1, {{"level", text("none")}})), ayan)) ==
        "err.code_unknown");
  CHECK(refusal(brought->undo(ayan)) == "accepted");
  CHECK(loaded(*brought)->find_other(day) != nullptr);
  CHECK(refusal(Stranger{file}.try_to("DELETE FROM code_value WHERE domain = 'risk_level'")) == "err.unsupported");
}

TEST_CASE_FIXTURE(OpenRegister, "a register of layout 1 is brought to the layout of today by a manager") {
  const auto words_then =
      Stranger{file}.ask("SELECT string_agg(domain || code || kk, ',' ORDER BY fid) FROM code_value");
  Stranger{file}.run(without_layout_3());
  Stranger{file}.run(
      "DROP FUNCTION code_value_before_insert, code_value_before_update, code_value_after_change, code_value_kept,"
      " code_value_named, document_owned, attachment_owned CASCADE;"
      "ALTER TABLE code_value DROP uuid, DROP version, DROP created_at, DROP created_by, DROP updated_at,"
      " DROP updated_by, DROP CONSTRAINT \"err.too_long:domain\", DROP CONSTRAINT \"err.too_long:code\","
      " DROP CONSTRAINT \"err.too_long:kk\", DROP CONSTRAINT \"err.too_long:ru\","
      " DROP CONSTRAINT \"err.too_long:en\", DROP CONSTRAINT \"err.range:sort\";"
      "DROP FUNCTION attachment_before_insert, attachment_before_update, attachment_after_change CASCADE;"
      "DROP TABLE attachment_data CASCADE; DROP INDEX attachment_by_owner;"
      "ALTER TABLE attachment DROP version, DROP created_at, DROP created_by, DROP updated_at, DROP updated_by,"
      " ADD data bytea, ADD rel_path text, ADD exif_stripped smallint NOT NULL DEFAULT 0;"
      "UPDATE rm_meta SET value = '1' WHERE key = 'schema_version'");
  const auto sha256 = sha256_of("%PDF-1.4");
  Stranger{file}.run(
      "INSERT INTO attachment (uuid, owner_entity, owner, file_name, mime, size_bytes, sha256, data)"
      " VALUES ('0198a1f0-0000-4000-8000-000000000001', 'issue', '" +
      no_water + "', 'a.pdf', 'application/pdf', 8, '" + sha256 + "', '%PDF-1.4')");
  const Login reader{*this, "reader"};
  const auto seen = opened(reader.address());
  CHECK(seen->info().read_only_reason == "older layout: a manager opens it first");
  CHECK(loaded(*seen)->find_code("channel", "PHONE") != nullptr);
  const auto brought = opened(file);
  CHECK(!brought->info().is_read_only);
  CHECK(flaws(*brought) == "");
  CHECK(Stranger{file}.ask("SELECT string_agg(domain || code || kk, ',' ORDER BY fid) FROM code_value") == words_then);
  const auto phone = loaded(*brought)->find_code("channel", "PHONE")->uuid;
  CHECK(phone == uuid_of_name("code_value/channel/PHONE"));
  CHECK(brought->file_bytes(sha256).value_or("") == "%PDF-1.4");
  CHECK(opened(reader.address())->file_bytes(sha256).value_or("") == "%PDF-1.4");
  Stranger{file}.run("UPDATE issue SET sensitivity = 2 WHERE uuid = '" + no_water + "'");
  CHECK(refusal(opened(reader.address())->file_bytes(sha256)) == "err.not_found");
  const auto renamed = edit(set(Entity::code_value, phone, 1, {{"kk", text("Сенім телефоны")}}));
  CHECK(refusal(opened(reader.address())->commit(renamed, dana)) == "err.read_only");
  CHECK(refusal(brought->commit(renamed, ayan)) == "accepted");
  CHECK(Stranger{file}.ask("SELECT count(*) FROM history WHERE entity = 'code_value'") == "1");
}

TEST_SUITE_END();
