#include "layers/store/pg_private.h"

#include <fmt/format.h>

#include <regex>
#include <span>
#include <string_view>

#include "layers/model/applicant.h"
#include "layers/store/appeal_file_rows.h"
#include "layers/store/pg_schema.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
constexpr std::string_view head =
    "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = riskmap_private, riskmap, pg_temp";

struct Parts {
  std::string tables, indexes;
};

// The transaction itself knows whose edit it is, and the schema stands beside its register: no context, no owner.
Parts parts_of(std::string_view sql) {
  auto text = in_server_words(sql);
  for (const auto* pattern : {"CREATE TABLE edit_context [^;]*;", "CREATE TABLE private_meta [^;]*;", "--[^\n]*\n"})
    text = std::regex_replace(text, std::regex{pattern}, "");
  Parts parts;
  const std::regex index{"CREATE INDEX (\\w+) ON (\\w+)([^;]*;)\\s*"};
  for (std::sregex_iterator found{text.begin(), text.end(), index}, end; found != end; ++found)
    parts.indexes += fmt::format("CREATE INDEX private_{} ON riskmap_private.{}{}\n", (*found)[1].str(),
                                 (*found)[2].str(), (*found)[3].str());
  text = std::regex_replace(text, index, "");
  parts.tables = std::regex_replace(text, std::regex{"CREATE TABLE (\\w+)"}, "CREATE TABLE riskmap_private.$1");
  return parts;
}

Parts parts() {
  auto all = parts_of(sql::schema_private);
  const auto files = parts_of(sql::schema_private_files);
  all.tables += files.tables, all.indexes += files.indexes;
  return all;
}

// A table and its history; `key`: what names a row there beside the appeal, and `id` in the table itself.
struct Kept {
  std::string table, history, key, id;
  std::vector<std::string> columns;
};

std::vector<Kept> kept_tables() {
  Kept people{"applicant", "history", "", "", {}}, files{"appeal_file", "appeal_file_history", "file", "uuid", {}};
  for (const auto& field : applicant_fields()) people.columns.emplace_back(field.name);
  for (const auto& column : appeal_file_columns()) files.columns.emplace_back(column);
  return {people, files};
}

enum class Row { added, changed, removed };

std::string history_rows(const Kept& kept, Row row) {
  const std::string_view name = row == Row::removed ? "OLD" : "NEW";
  std::string pairs;
  for (const auto& column : kept.columns)
    pairs += fmt::format("{}('{}', {}, {})", pairs.empty() ? "" : ",\n      ", column,
                         row == Row::added ? "NULL" : fmt::format("OLD.{}::text", column),
                         row == Row::removed ? "NULL" : fmt::format("NEW.{}::text", column));
  if (row == Row::removed && kept.key.empty()) pairs += ",\n      ('erased_at', OLD.erased_at, NULL)";
  if (row != Row::changed) pairs += ",\n      (NULL, NULL, NULL)";  // that it was done, whatever the fields
  const auto key = kept.key.empty() ? std::string{} : ", " + kept.key;
  const auto id = kept.id.empty() ? std::string{} : fmt::format(", {}.{}", name, kept.id);
  return fmt::format(R"(    INSERT INTO {} (at, who, batch, appeal{}, version, action, field, old_value, new_value)
      SELECT coalesce(edit.at, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
        coalesce(edit.who, 'external'), edit.uuid, {}.appeal{}, {}, '{}', f, o, n FROM (VALUES
      {}) AS v (f, o, n) WHERE f IS NULL OR o IS DISTINCT FROM n;
)",
                     kept.history, key, name, id, row == Row::removed ? "OLD.version + 1" : "NEW.version",
                     row == Row::added     ? "INSERT"
                     : row == Row::changed ? "UPDATE"
                                           : "DELETE",
                     pairs);
}

// The version that an edit of ours raises itself rises for everybody else; 'ERASE' writes no history.
std::string triggers_of(const Kept& kept) {
  std::string differs;
  for (const auto& column : kept.columns)
    differs += fmt::format("{0}NEW.{1} IS DISTINCT FROM OLD.{1}", differs.empty() ? "" : " OR ", column);
  return fmt::format(R"(
CREATE FUNCTION riskmap_private.{0}_before_update() {1} AS $$
BEGIN
  IF NEW.version = OLD.version AND ({2}) THEN NEW.version := OLD.version + 1; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {0}_before_update BEFORE UPDATE ON riskmap_private.{0}
  FOR EACH ROW EXECUTE FUNCTION riskmap_private.{0}_before_update();
CREATE FUNCTION riskmap_private.{0}_after_change() {1} AS $$
DECLARE
  edit riskmap.batch := riskmap.current_edit();
BEGIN
  IF current_setting('riskmap.private_edit', true) = 'ERASE' THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
{3}  ELSIF TG_OP = 'UPDATE' THEN
{4}  ELSE
{5}  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {0}_after_change AFTER INSERT OR UPDATE OR DELETE ON riskmap_private.{0}
  FOR EACH ROW EXECUTE FUNCTION riskmap_private.{0}_after_change();
CREATE TRIGGER {6}_stays BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON riskmap_private.{6}
  FOR EACH STATEMENT EXECUTE FUNCTION riskmap_private.history_stays();
)",
                     kept.table, head, differs, history_rows(kept, Row::added), history_rows(kept, Row::changed),
                     history_rows(kept, Row::removed), kept.history);
}

// Nobody writes a history by hand, and only an erasing takes from it.
constexpr std::string_view guards = R"(
CREATE FUNCTION riskmap_private.history_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP IN ('INSERT', 'DELETE') AND
    (pg_trigger_depth() > 1 OR current_setting('riskmap.private_edit', true) = 'ERASE') THEN RETURN NULL; END IF;
  RAISE EXCEPTION 'err.unsupported:history';
END $$;
CREATE FUNCTION riskmap_private.appeal_is_left() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = riskmap_private, riskmap, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM riskmap.appeal WHERE uuid = OLD.uuid) AND
    (EXISTS (SELECT 1 FROM applicant WHERE appeal = OLD.uuid)
      OR EXISTS (SELECT 1 FROM appeal_file WHERE appeal = OLD.uuid)) THEN
    RAISE EXCEPTION 'the applicant of this appeal is not for this login' USING ERRCODE = '42501'; END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER appeal_is_left AFTER DELETE ON riskmap.appeal DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION riskmap_private.appeal_is_left();
)";

constexpr std::string_view rights = R"(
DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'riskmap_confidential') THEN
    CREATE ROLE riskmap_confidential NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, 'riskmap_confidential', 'MEMBER') THEN
    EXECUTE format('GRANT riskmap_confidential TO %I', current_user);
  END IF;
END $$;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA riskmap_private FROM PUBLIC;
GRANT USAGE ON SCHEMA riskmap_private TO riskmap_confidential;
GRANT SELECT, INSERT, UPDATE, DELETE ON riskmap_private.applicant, riskmap_private.appeal_file,
  riskmap_private.appeal_file_data TO riskmap_confidential;
GRANT SELECT, INSERT, DELETE ON riskmap_private.history, riskmap_private.appeal_file_history TO riskmap_confidential;
)";

constexpr std::string_view is_for_login =
    "SELECT CASE WHEN to_regnamespace('riskmap_private') IS NULL THEN -1"
    " WHEN has_schema_privilege(to_regnamespace('riskmap_private')::oid, 'USAGE') THEN 1 ELSE 0 END";
}  // namespace

std::string pg_private_tables() {
  return "CREATE SCHEMA riskmap_private;\n" + parts().tables;
}

std::string pg_private_rules() {
  auto rules = parts().indexes + std::string{guards};
  for (const auto& kept : kept_tables()) rules += triggers_of(kept);
  return rules + std::string{rights};
}

std::vector<std::string> private_table_names() {
  return {"applicant", "history", "appeal_file_data", "appeal_file", "appeal_file_history"};
}

bool may_see_private_part(const Connection& connection) {
  return connection.ask_integer(is_for_login).value_or(-1) == 1;
}

ApplicantsAccess applicants_on_server(const Connection& connection, bool is_register_read_only) {
  using State = ApplicantsAccess::State;
  const auto answer = connection.ask_integer(is_for_login).value_or(-1);
  if (answer < 0) return {State::unsupported, {}, "the register has no schema riskmap_private"};
  ApplicantsAccess access{State::open, "riskmap_private", {}};
  if (answer == 0)
    return {State::unreadable, access.file, "the role of this login does not allow it: riskmap_confidential"};
  if (is_register_read_only) access.state = State::read_only, access.reason = "the register is read-only";
  return access;
}

Result<void> add_private_part(const Connection& connection) {
  const auto may_make = connection.ask_integer(
      "SELECT CASE WHEN to_regnamespace('riskmap_private') IS NULL AND has_database_privilege(current_database(),"
      " 'CREATE') AND pg_has_role((SELECT nspowner FROM pg_namespace WHERE nspname = 'riskmap'), 'MEMBER')"
      " THEN 1 ELSE 0 END");
  if (!may_make) return std::unexpected{may_make.error()};
  if (*may_make == 0) return {};
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto made = connection.execute(pg_private_tables() + pg_private_rules()); !made) return made;
  return transaction->commit();
}

}  // namespace riskmap
