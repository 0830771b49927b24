// The triggers of every table of records, written from the field tables: identity, version, numbers, known codes and
// history. They run with the rights of the schema's owner, so that nobody needs the right to write a history. The edit
// is the row of `batch` that the setting riskmap.batch names, if this very transaction has written it; without one it
// was another program ("external").
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/store/pg_schema.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
constexpr std::string_view head =
    "RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = riskmap, pg_temp";
constexpr std::string_view edit = R"(DECLARE
  edit batch := current_edit();
  now_utc text := coalesce(edit.at, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'));
  person text := coalesce(edit.who, 'external');
)";

std::string code_checks(const EntitySpec& spec) {
  std::string checks;
  for (const auto& field : spec.fields)
    if (is_enumerated(field))
      checks += fmt::format(
          "  IF NEW.{0} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM code_value WHERE domain = '{1}' AND code = NEW.{0})\n"
          "    THEN RAISE EXCEPTION 'err.code_unknown:{0}'; END IF;\n",
          field.name, field.domain);
  return checks;
}

// The next number of the record's year in the office's series; a number that came with the record moves the counter
// past it. Whoever adds a record at the same time waits here for its end.
std::string numbering_of(const EntitySpec& spec) {
  const auto numbering = std::ranges::find(record_numberings(), spec.entity, &Numbering::entity);
  if (numbering == record_numberings().end()) return {};
  return fmt::format(R"(
  IF NEW.reg_no IS NULL AND NEW.{0} IS NOT NULL THEN
    INSERT INTO reg_counter AS c (office, year, last)
      SELECT value || '{1}', to_char(NEW.{0}, 'YYYY'), 1 FROM rm_meta WHERE key = 'office'
      ON CONFLICT (office, year) DO UPDATE SET last = c.last + 1
      RETURNING office || '-' || year || '-' || lpad(last::text, greatest(4, length(last::text)), '0') INTO NEW.reg_no;
  ELSIF NEW.reg_no IS NOT NULL THEN
    INSERT INTO reg_counter AS c (office, year, last)
      SELECT series, given[1], given[2]::bigint FROM (SELECT value || '{1}' AS series FROM rm_meta WHERE key = 'office')
        AS o, regexp_match(substr(NEW.reg_no, length(series) + 1), '^-([0-9]{{4}})-([0-9]{{1,15}})') AS given
      WHERE left(NEW.reg_no, length(series)) = series AND given IS NOT NULL
      ON CONFLICT (office, year) DO UPDATE SET last = greatest(c.last, excluded.last);
  END IF;)",
                     numbering->day, numbering->mark);
}

// A record that comes back keeps counting where its history ended, so that nobody's old version fits it.
std::string before_insert(const EntitySpec& spec) {
  return fmt::format(R"(
CREATE FUNCTION {0}_before_insert() {1} AS $$
{2}BEGIN
  NEW.fid := coalesce(NEW.fid, nextval(pg_get_serial_sequence('riskmap.{0}', 'fid')));
  NEW.uuid := coalesce(NEW.uuid, gen_random_uuid()::text);
  NEW.version := coalesce(NEW.version, 1 + coalesce(
    (SELECT max(version) FROM history WHERE entity_uuid = NEW.uuid AND entity = '{0}'), 0));
  NEW.created_at := coalesce(NEW.created_at, now_utc);
  NEW.created_by := coalesce(NEW.created_by, person);
  NEW.updated_at := coalesce(NEW.updated_at, now_utc);
  NEW.updated_by := coalesce(NEW.updated_by, person);
{3}{4}
  RETURN NEW;
END $$;
CREATE TRIGGER {0}_before_insert BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION {0}_before_insert();
)",
                     spec.name, head, edit, code_checks(spec), numbering_of(spec));
}

// An edit of ours raises the version itself; a whole row sent back by another program carries the version it was read
// with, which must still be the row's.
std::string before_update(const EntitySpec& spec) {
  std::string differences;
  for (const auto& field : spec.fields) {
    // Where PostGIS lives, and with it the = of geometries, is the database's affair.
    const auto* as_text = field.type == FieldType::geometry ? "::text" : "";
    differences += fmt::format("{0}NEW.{1}{2} IS DISTINCT FROM OLD.{1}{2}", differences.empty() ? "" : " OR ",
                               field.name, as_text);
  }
  return fmt::format(R"(
CREATE FUNCTION {0}_before_update() {1} AS $$
{2}BEGIN
  IF OLD.uuid IS NOT NULL AND NEW.uuid IS DISTINCT FROM OLD.uuid THEN
    RAISE EXCEPTION 'err.unsupported:uuid'; END IF;
  IF NOT ({3}) THEN
    NEW.version := OLD.version;
    RETURN NEW;
  END IF;
  IF coalesce(NEW.version, OLD.version) = OLD.version THEN
    NEW.version := OLD.version + 1;
    NEW.updated_at := now_utc;
    NEW.updated_by := person;
  ELSIF NEW.version IS DISTINCT FROM OLD.version + 1 THEN
    RAISE EXCEPTION 'err.conflict:version' USING ERRCODE = '40001';
  END IF;
{4}  RETURN NEW;
END $$;
CREATE TRIGGER {0}_before_update BEFORE UPDATE ON {0} FOR EACH ROW EXECUTE FUNCTION {0}_before_update();
)",
                     spec.name, head, edit, differences, code_checks(spec));
}

// One row for a new record, one per changed field, one per field that a removed record had.
std::string after_change(const EntitySpec& spec) {
  std::string pairs, values = "('created_at', OLD.created_at), ('created_by', OLD.created_by)";
  for (const auto& field : spec.fields) {
    pairs += fmt::format("{}('{}', OLD.{}::text, NEW.{}::text)", pairs.empty() ? "" : ",\n      ", field.name,
                         field.name, field.name);
    values += fmt::format(",\n      ('{}', OLD.{}::text)", field.name, field.name);
  }
  constexpr std::string_view columns =
      "INSERT INTO history (at, who, batch, entity, entity_uuid, record, version, action, field, old_value, new_value)";
  return fmt::format(R"(
CREATE FUNCTION {0}_after_change() {1} AS $$
{2}BEGIN
  IF TG_OP = 'INSERT' THEN
    {3}
      VALUES (now_utc, person, edit.fid, '{0}', NEW.uuid, NEW.fid, NEW.version, 'INSERT', NULL, NULL, NULL);
  ELSIF TG_OP = 'UPDATE' THEN
    {3}
      SELECT now_utc, person, edit.fid, '{0}', NEW.uuid, NEW.fid, NEW.version, 'UPDATE', f, o, n FROM (VALUES
      {4}) AS v (f, o, n) WHERE o IS DISTINCT FROM n;
  ELSE
    {3}
      SELECT now_utc, person, edit.fid, '{0}', OLD.uuid, OLD.fid, OLD.version + 1, 'DELETE', f, o, NULL FROM (VALUES
      {5}) AS v (f, o) WHERE o IS NOT NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {0}_after_change AFTER INSERT OR UPDATE OR DELETE ON {0}
  FOR EACH ROW EXECUTE FUNCTION {0}_after_change();
)",
                     spec.name, head, edit, columns, pairs, values);
}

// An entry of a list that a record names stays, whoever would remove it; its code is its name for good.
std::string entry_guards() {
  std::string checks;
  for (const auto& [table, field] : fields_with_entries())
    checks += fmt::format(
        "  IF OLD.domain = '{0}' AND EXISTS (SELECT 1 FROM {1} WHERE {2} = OLD.code)\n"
        "    THEN RAISE EXCEPTION 'err.in_use:code'; END IF;\n",
        field->domain, table, field->name);
  return fmt::format(R"(
CREATE FUNCTION code_value_kept() {0} AS $$
BEGIN
  IF {2} THEN RAISE EXCEPTION 'err.unsupported:code'; END IF;
{1}  RETURN OLD;
END $$;
CREATE TRIGGER code_value_kept BEFORE DELETE ON code_value FOR EACH ROW EXECUTE FUNCTION code_value_kept();
CREATE FUNCTION code_value_named() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.domain IS DISTINCT FROM OLD.domain OR NEW.code IS DISTINCT FROM OLD.code THEN
    RAISE EXCEPTION 'err.unsupported:code'; END IF;
  IF NEW.active IS DISTINCT FROM 1 AND NEW.active IS DISTINCT FROM OLD.active AND ({3}) THEN
    RAISE EXCEPTION 'err.unsupported:active'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER code_value_named BEFORE UPDATE ON code_value FOR EACH ROW EXECUTE FUNCTION code_value_named();
)",
                     head, checks, reckoned_with("OLD"), reckoned_with("NEW"));
}

std::string key_guards(const KeyedRows& rows) {
  return fmt::format(R"(
CREATE FUNCTION {0}_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF {1} THEN RAISE EXCEPTION 'err.unsupported:{2}'; END IF;
    RETURN NEW;
  END IF;
  {3};
END $$;
CREATE TRIGGER {0}_fixed BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION {0}_fixed();
)",
                     spec_of(rows.entity).name, differs_where_fixed(rows, "IS DISTINCT FROM"), rows.fixed.front(),
                     rows.may_go ? std::string{"RETURN OLD"}
                                 : fmt::format("RAISE EXCEPTION 'err.unsupported:{}'", rows.fixed.front()));
}
}  // namespace

std::string pg_triggers_of(const EntitySpec& spec) {
  const auto triggers = before_insert(spec) + before_update(spec) + after_change(spec);
  const bool is_owned = spec.entity == Entity::document || spec.entity == Entity::attachment;
  if (is_owned) return triggers + pg_owner_guard(spec.name);
  if (spec.entity == Entity::code_value) return triggers + entry_guards();
  const auto keyed = std::ranges::find(keyed_rows(), spec.entity, &KeyedRows::entity);
  return keyed == keyed_rows().end() ? triggers : triggers + key_guards(*keyed);
}

// A letter or an attached file belongs to a record that is there.
std::string pg_owner_guard(std::string_view table) {
  return fmt::format(R"(
CREATE FUNCTION {0}_owned() {1} AS $$
BEGIN
  IF {2} THEN RAISE EXCEPTION 'err.gone:owner'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {0}_owned BEFORE INSERT OR UPDATE OF owner, owner_entity ON {0}
  FOR EACH ROW EXECUTE FUNCTION {0}_owned();
)",
                     table, head, owner_is_gone());
}

}  // namespace riskmap
