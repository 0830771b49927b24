// The triggers every table of records carries, written from the field tables: identity, version and history of each
// row, known codes only. They fire for our edits and for QGIS alike, so they use core SQL and no function of ours.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "layers/model/code_lists.h"
#include "layers/model/entity.h"
#include "layers/store/schema.h"
#include "layers/store/schema_sql.h"

namespace riskmap {

namespace {
constexpr std::string_view utc_now = "strftime('%Y-%m-%dT%H:%M:%SZ', 'now')";

// A version 4 uuid from SQLite's own random numbers.
constexpr std::string_view made_up_uuid =
    "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-' || "
    "substr('89AB', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";

constexpr std::array numberings = {Numbering{Entity::issue, "registered_on", ""},
                                   Numbering{Entity::appeal, "received_on", "-A"}};

// The next number of the record's year in the office's series; the counter moves with it. (OR IGNORE would become OR
// REPLACE under somebody's INSERT OR REPLACE and start the year again.)
std::string next_number(const Numbering& numbering) {
  return fmt::format(R"(
  INSERT INTO reg_counter SELECT value || '{1}', substr(NEW.{0}, 1, 4), 0 FROM rm_meta
    WHERE key = 'office' AND NEW.reg_no IS NULL AND NOT EXISTS
      (SELECT 1 FROM reg_counter WHERE office = value || '{1}' AND year = substr(NEW.{0}, 1, 4));
  UPDATE reg_counter SET last = last + 1 WHERE NEW.reg_no IS NULL AND year = substr(NEW.{0}, 1, 4)
    AND office = (SELECT value || '{1}' FROM rm_meta WHERE key = 'office');)",
                     numbering.day, numbering.mark);
}

std::string number_column(const Numbering& numbering) {
  return fmt::format(R"(
    reg_no = coalesce(NEW.reg_no, (SELECT office || '-' || year || '-' || printf('%04d', last) FROM reg_counter
      WHERE year = substr(NEW.{0}, 1, 4) AND office = (SELECT value || '{1}' FROM rm_meta WHERE key = 'office'))),)",
                     numbering.day, numbering.mark);
}

// A number that came with the record moves the counter past it.
SchemaObject number_trigger(const Numbering& numbering) {
  const std::string name = std::string{spec_of(numbering.entity).name} + "_number_given";
  return {"trigger", name,
          fmt::format(R"(CREATE TRIGGER {} BEFORE INSERT ON {}
WHEN NEW.reg_no GLOB (SELECT value FROM rm_meta WHERE key = 'office') || '{mark}-[0-9][0-9][0-9][0-9]-[0-9]*'
BEGIN
  INSERT INTO reg_counter SELECT value || '{mark}', substr(NEW.reg_no, length(value || '{mark}') + 2, 4), 0 FROM rm_meta
    WHERE key = 'office' AND NOT EXISTS (SELECT 1 FROM reg_counter WHERE office = value || '{mark}'
      AND year = substr(NEW.reg_no, length(value || '{mark}') + 2, 4));
  UPDATE reg_counter SET last = max(last, CAST(substr(NEW.reg_no, length(office) + 7) AS INTEGER))
    WHERE office = (SELECT value || '{mark}' FROM rm_meta WHERE key = 'office')
      AND year = substr(NEW.reg_no, length(office) + 2, 4);
END)",
                      name, spec_of(numbering.entity).name, fmt::arg("mark", numbering.mark))};
}

constexpr std::string_view history_columns =
    "INSERT INTO history (at, who, batch, entity, entity_uuid, record, version, action, field, old_value, new_value)";

std::string history_head(std::string_view table, std::string_view row, std::string_view version,
                         std::string_view action) {
  return fmt::format(
      "  {}\n    SELECT coalesce(c.at, {}), coalesce(c.who, 'external'), c.batch, '{}', {}.uuid, {}.fid, {}, '{}'",
      history_columns, utc_now, table, row, row, version, action);
}

// The uuid is written only when it is missing: SQLite looks for links to every uuid that an UPDATE names.
// A record that comes back keeps counting where its history ended, so that nobody's old version fits it.
std::string insert_trigger(const EntitySpec& spec) {
  const auto numbering = std::ranges::find(numberings, spec.entity, &Numbering::entity);
  const bool is_numbered = numbering != numberings.end();
  return fmt::format(R"(CREATE TRIGGER {0}_insert AFTER INSERT ON {0}
BEGIN{1}
  UPDATE {0} SET uuid = {3} WHERE fid = NEW.fid AND NEW.uuid IS NULL;
  UPDATE {0} SET{2}
    version = coalesce(NEW.version, 1 + coalesce(
      (SELECT max(version) FROM history WHERE entity_uuid = NEW.uuid AND entity = '{0}'), 0)),
    created_at = coalesce(NEW.created_at, (SELECT at FROM edit_context), {4}),
    created_by = coalesce(NEW.created_by, (SELECT who FROM edit_context), 'external'),
    updated_at = coalesce(NEW.updated_at, (SELECT at FROM edit_context), {4}),
    updated_by = coalesce(NEW.updated_by, (SELECT who FROM edit_context), 'external')
    WHERE fid = NEW.fid;
{5}, NULL, NULL, NULL
    FROM {0} AS t LEFT JOIN edit_context AS c ON 1
    WHERE t.fid = NEW.fid AND coalesce(c.kind, '') <> 'CREATE';
END)",
                     spec.name, is_numbered ? next_number(*numbering) : "",
                     is_numbered ? number_column(*numbering) : "", made_up_uuid, utc_now,
                     history_head(spec.name, "t", "t.version", "INSERT"));
}

std::string content_columns(const EntitySpec& spec) {
  std::string columns;
  for (const auto& field : spec.fields) columns += fmt::format("{}{}", columns.empty() ? "" : ", ", field.name);
  return columns;
}

// An edit of ours raises the version itself; the second statement does it for everybody else. `version` is no content
// column, so the trigger does not fire again (GDAL switches recursive triggers on).
std::string update_trigger(const EntitySpec& spec) {
  std::string pairs;
  for (const auto& field : spec.fields)
    pairs += fmt::format("{}'{}'{}, OLD.{}{}, NEW.{}{}", pairs.empty() ? "SELECT " : "\n      UNION ALL SELECT ",
                         field.name, pairs.empty() ? " AS f" : "", field.name, pairs.empty() ? " AS o" : "", field.name,
                         pairs.empty() ? " AS n" : "");
  return fmt::format(R"(CREATE TRIGGER {0}_update AFTER UPDATE OF {1} ON {0} WHEN OLD.version IS NOT NULL
BEGIN
{2}, f, o, n
    FROM ({3})
    LEFT JOIN edit_context AS c ON 1 WHERE o IS NOT n;
  UPDATE {0} SET version = OLD.version + 1, updated_at = {4}, updated_by = 'external'
    WHERE fid = NEW.fid AND version = OLD.version;
END)",
                     spec.name, content_columns(spec),
                     history_head(spec.name, "NEW", "max(NEW.version, OLD.version + 1)", "UPDATE"), pairs, utc_now);
}

// Everything the record was, so that undo can bring it back.
std::string delete_trigger(const EntitySpec& spec) {
  std::string values = "SELECT 'created_at' AS f, OLD.created_at AS o UNION ALL SELECT 'created_by', OLD.created_by";
  for (const auto& field : spec.fields) values += fmt::format("\n      UNION ALL SELECT '{0}', OLD.{0}", field.name);
  return fmt::format(R"(CREATE TRIGGER {0}_delete AFTER DELETE ON {0}
BEGIN
{1}, f, o, NULL
    FROM ({2})
    LEFT JOIN edit_context AS c ON 1 WHERE o IS NOT NULL;
END)",
                     spec.name, history_head(spec.name, "OLD", "OLD.version + 1", "DELETE"), values);
}

std::string identity_trigger(const EntitySpec& spec) {
  return fmt::format(R"(CREATE TRIGGER {0}_identity BEFORE UPDATE OF uuid ON {0}
WHEN OLD.uuid IS NOT NULL AND NEW.uuid IS NOT OLD.uuid
BEGIN
  SELECT RAISE(ABORT, 'err.unsupported:uuid');
END)",
                     spec.name);
}

void add_code_triggers(const EntitySpec& spec, std::vector<SchemaObject>& triggers) {
  std::string checks, columns;
  for (const auto& field : spec.fields) {
    if (!is_enumerated(field)) continue;
    columns += fmt::format("{}{}", columns.empty() ? "" : ", ", field.name);
    checks += fmt::format(
        "  SELECT RAISE(ABORT, 'err.code_unknown:{0}') WHERE NEW.{0} IS NOT NULL\n"
        "    AND NOT EXISTS (SELECT 1 FROM code_value WHERE domain = '{1}' AND code = NEW.{0});\n",
        field.name, field.domain);
  }
  if (checks.empty()) return;
  const auto add = [&](std::string_view when, std::string_view event) {
    const auto name = fmt::format("{}_codes_{}", spec.name, when);
    triggers.push_back(
        {"trigger", name,
         fmt::format("CREATE TRIGGER {} BEFORE {} ON {}\nBEGIN\n{}END", name, event, spec.name, checks)});
  };
  add("insert", "INSERT");
  add("update", "UPDATE OF " + columns);
}

std::string sql_text(std::string_view text) {
  return fmt::format("'{}'", text);
}

// An entry of a list that a record names stays, whoever would remove it; its code is its name for good. A second one of
// that name must not take its place: INSERT OR REPLACE would remove the first unseen.
void add_entry_triggers(std::vector<SchemaObject>& triggers) {
  std::string checks = fmt::format("  SELECT RAISE(ABORT, 'err.unsupported:code') WHERE {};\n", reckoned_with("OLD"));
  for (const auto& [table, field] : fields_with_entries())
    checks += fmt::format(
        "  SELECT RAISE(ABORT, 'err.in_use:code') WHERE OLD.domain = '{0}'\n"
        "    AND EXISTS (SELECT 1 FROM {1} WHERE {2} = OLD.code);\n",
        field->domain, table, field->name);
  const auto add = [&](std::string_view name, std::string_view event, std::string_view body) {
    triggers.push_back(
        {"trigger", std::string{name}, fmt::format("CREATE TRIGGER {} BEFORE {}\nBEGIN\n{}END", name, event, body)});
  };
  add("code_value_kept", "DELETE ON code_value", checks);
  add("code_value_single", "INSERT ON code_value",
      "  SELECT RAISE(ABORT, 'err.duplicate_id:code') WHERE EXISTS\n"
      "    (SELECT 1 FROM code_value WHERE domain = NEW.domain AND code = NEW.code);\n");
  add("code_value_named",
      "UPDATE OF domain, code ON code_value\nWHEN NEW.domain IS NOT OLD.domain OR NEW.code IS NOT OLD.code",
      "  SELECT RAISE(ABORT, 'err.unsupported:code');\n");
  add("code_value_in_use", "UPDATE OF active ON code_value\nWHEN NEW.active IS NOT 1",
      fmt::format("  SELECT RAISE(ABORT, 'err.unsupported:active') WHERE {};\n", reckoned_with("NEW")));
}

// INSERT OR REPLACE would remove the first of a key unseen.
void add_key_triggers(std::vector<SchemaObject>& triggers) {
  for (const auto& rows : keyed_rows()) {
    const std::string table{spec_of(rows.entity).name};
    const auto add = [&](std::string_view ending, std::string_view event, std::string_view body) {
      const auto name = table + std::string{ending};
      triggers.push_back(
          {"trigger", name, fmt::format("CREATE TRIGGER {} BEFORE {}\nBEGIN\n{}END", name, event, body)});
    };
    add("_single", "INSERT ON " + table,
        fmt::format("  SELECT RAISE(ABORT, 'err.duplicate_id:{}') WHERE EXISTS (SELECT 1 FROM {} WHERE {});\n",
                    rows.fixed.front(), table, has_this_key(rows)));
    add("_fixed", fmt::format("UPDATE ON {}\nWHEN {}", table, differs_where_fixed(rows, "IS NOT")),
        fmt::format("  SELECT RAISE(ABORT, 'err.unsupported:{}');\n", rows.fixed.front()));
    if (!rows.may_go)
      add("_kept", "DELETE ON " + table,
          fmt::format("  SELECT RAISE(ABORT, 'err.unsupported:{}');\n", rows.fixed.front()));
  }
}

// A letter or an attached file belongs to a record that is there.
void add_owner_triggers(std::vector<SchemaObject>& triggers) {
  for (const std::string_view table : {"document", "attachment"}) {
    const auto body = fmt::format("  SELECT RAISE(ABORT, 'err.gone:owner') WHERE {};\n", owner_is_gone());
    for (const auto& [ending, event] :
         {std::pair{"_owned", "INSERT"}, std::pair{"_moved", "UPDATE OF owner, owner_entity"}}) {
      const auto name = std::string{table} + ending;
      triggers.push_back(
          {"trigger", name, fmt::format("CREATE TRIGGER {} BEFORE {} ON {}\nBEGIN\n{}END", name, event, table, body)});
    }
  }
}

// The hand-written ones: each statement of schema_guards.sql ends with a line "END;".
void add_guards(std::vector<SchemaObject>& triggers) {
  constexpr std::string_view opening = "CREATE TRIGGER ", closing = "\nEND;";
  std::string_view text = sql::schema_guards;
  for (auto from = text.find(opening); from != std::string_view::npos; from = text.find(opening)) {
    const auto to = text.find(closing, from);
    const auto statement = text.substr(from, to + closing.size() - 1 - from);
    const auto name = statement.substr(opening.size(), statement.find(' ', opening.size()) - opening.size());
    triggers.push_back({"trigger", std::string{name}, std::string{statement}});
    text.remove_prefix(to + closing.size());
  }
}
}  // namespace

std::span<const Numbering> record_numberings() {
  return numberings;
}

bool is_enumerated(const FieldSpec& field) {
  return field.type == FieldType::code && field.domain != "category" && field.domain != "programme" &&
         field.domain != "status";
}

std::string reckoned_with(std::string_view row) {
  std::string lists, entries;
  for (const auto list : closed_lists()) lists += (lists.empty() ? "" : ", ") + sql_text(list);
  for (const auto& [list, code] : known_entries())
    entries += (entries.empty() ? "" : ", ") + sql_text(fmt::format("{}/{}", list, code));
  return fmt::format("{0}.domain IN ({1})\n    OR {0}.domain || '/' || {0}.code IN ({2})", row, lists, entries);
}

std::span<const KeyedRows> keyed_rows() {
  static constexpr std::array<std::string_view, 4> of_a_station = {"code", "grp", "counts_as_open", "sort"};
  static constexpr std::array<std::string_view, 2> of_a_cell = {"severity", "likelihood"};
  static constexpr std::array<std::string_view, 1> of_a_day = {"day"};
  static constexpr std::array rows = {KeyedRows{Entity::status_def, {of_a_station.data(), 1}, of_a_station, false},
                                      KeyedRows{Entity::risk_matrix, of_a_cell, of_a_cell, false},
                                      KeyedRows{Entity::calendar_day, of_a_day, of_a_day, true}};
  return rows;
}

std::string has_this_key(const KeyedRows& rows) {
  std::string condition;
  for (const auto name : rows.key) condition += fmt::format("{0}{1} = NEW.{1}", condition.empty() ? "" : " AND ", name);
  return condition;
}

std::string differs_where_fixed(const KeyedRows& rows, std::string_view is_not) {
  std::string condition;
  for (const auto name : rows.fixed)
    condition += fmt::format("{0}NEW.{1} {2} OLD.{1}", condition.empty() ? "" : " OR ", name, is_not);
  return condition;
}

std::string owner_is_gone() {
  std::string condition;
  for (const auto* table : {"issue", "measure", "appeal", "reception", "document"})
    condition += fmt::format("{0}NEW.owner_entity = '{1}' AND NOT EXISTS (SELECT 1 FROM {1} WHERE uuid = NEW.owner)",
                             condition.empty() ? "" : "\n    OR ", table);
  return condition;
}

std::vector<FieldWithEntries> fields_with_entries() {
  std::vector<FieldWithEntries> fields;
  for (const auto& spec : all_entities())
    for (const auto& field : spec.fields)
      if (is_enumerated(field)) fields.push_back({spec.name, &field});
  return fields;
}

std::vector<SchemaObject> register_triggers() {
  std::vector<SchemaObject> triggers;
  for (const auto& spec : all_entities()) {
    const std::string table{spec.name};
    triggers.push_back({"trigger", table + "_insert", insert_trigger(spec)});
    triggers.push_back({"trigger", table + "_update", update_trigger(spec)});
    triggers.push_back({"trigger", table + "_delete", delete_trigger(spec)});
    triggers.push_back({"trigger", table + "_identity", identity_trigger(spec)});
    add_code_triggers(spec, triggers);
  }
  for (const auto& numbering : numberings) triggers.push_back(number_trigger(numbering));
  add_entry_triggers(triggers);
  add_key_triggers(triggers);
  add_owner_triggers(triggers);
  add_guards(triggers);
  return triggers;
}

}  // namespace riskmap
