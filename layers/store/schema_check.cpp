// Recognises the triggers a register may have: ours, and those of GDAL's spatial index (`decisions.md` 8).
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "layers/model/entity.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
// Spelling that means nothing to SQLite: white space, quotes around names, letter case outside of texts.
std::string normalised(std::string_view sql) {
  std::string text;
  bool in_text = false;
  for (const char c : sql) {
    if (c == '\'') in_text = !in_text;
    if (in_text) {
      text += c;
    } else if (c != '"' && c != '`' && !std::isspace(static_cast<unsigned char>(c)) && c != ';') {
      text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return text;
}

// The spatial index's triggers for table {0}: GDAL 3.6 writes those of GeoPackage 1.2, from 3.7 on those of 1.4, where
// update5 takes the place of update3 and update6, update7 that of update1.
constexpr std::array spatial_triggers = {
    R"(CREATE TRIGGER rtree_{0}_geom_insert AFTER INSERT ON {0} WHEN (NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom))
       BEGIN INSERT OR REPLACE INTO rtree_{0}_geom VALUES
         (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update1 AFTER UPDATE OF geom ON {0} WHEN OLD.fid = NEW.fid AND
       (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN INSERT OR REPLACE INTO rtree_{0}_geom VALUES
         (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update2 AFTER UPDATE OF geom ON {0} WHEN OLD.fid = NEW.fid AND
       (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_{0}_geom WHERE id = OLD.fid; END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update3 AFTER UPDATE ON {0} WHEN OLD.fid != NEW.fid AND
       (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_{0}_geom WHERE id = OLD.fid;
       INSERT OR REPLACE INTO rtree_{0}_geom VALUES
         (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update4 AFTER UPDATE ON {0} WHEN OLD.fid != NEW.fid AND
       (NEW.geom ISNULL OR ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_{0}_geom WHERE id IN (OLD.fid, NEW.fid); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update5 AFTER UPDATE ON {0} WHEN OLD.fid != NEW.fid AND
       (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN DELETE FROM rtree_{0}_geom WHERE id = OLD.fid;
       INSERT OR REPLACE INTO rtree_{0}_geom VALUES
         (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update6 AFTER UPDATE OF geom ON {0} WHEN OLD.fid = NEW.fid AND
       (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND (OLD.geom NOTNULL AND NOT ST_IsEmpty(OLD.geom))
       BEGIN UPDATE rtree_{0}_geom SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), miny = ST_MinY(NEW.geom),
         maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid; END)",
    R"(CREATE TRIGGER rtree_{0}_geom_update7 AFTER UPDATE OF geom ON {0} WHEN OLD.fid = NEW.fid AND
       (NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom)) AND (OLD.geom ISNULL OR ST_IsEmpty(OLD.geom))
       BEGIN INSERT INTO rtree_{0}_geom VALUES
         (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END)",
    R"(CREATE TRIGGER rtree_{0}_geom_delete AFTER DELETE ON {0} WHEN OLD.geom NOT NULL
       BEGIN DELETE FROM rtree_{0}_geom WHERE id = OLD.fid; END)"};

const std::set<std::string>& known_objects() {
  static const auto known = [] {
    std::set<std::string> texts;
    for (const auto& trigger : register_triggers()) texts.insert(normalised(trigger.sql));
    for (const auto& view : register_views()) texts.insert(normalised(view.sql));
    for (const auto& spec : all_entities()) {
      for (const auto* text : spatial_triggers) texts.insert(normalised(fmt::format(fmt::runtime(text), spec.name)));
      texts.insert(normalised(
          fmt::format("CREATE VIRTUAL TABLE rtree_{}_geom USING rtree(id, minx, maxx, miny, maxy)", spec.name)));
    }
    return texts;
  }();
  return known;
}
}  // namespace

std::string unknown_objects(const std::vector<SchemaObject>& objects) {
  std::string names;
  for (const auto& object : objects)
    if (!known_objects().contains(normalised(object.sql)))
      names += fmt::format("{}{} {}", names.empty() ? "" : ", ", object.type, object.name);
  return names;
}

std::string missing_triggers(const std::vector<SchemaObject>& objects) {
  std::string names;
  for (const auto& trigger : register_triggers())
    if (std::ranges::find(objects, trigger.name, &SchemaObject::name) == objects.end())
      names += (names.empty() ? "" : ", ") + trigger.name;
  return names;
}

int first_layout_of(std::string_view table) {
  return table == "attachment_data" ? 2 : 0;
}

int first_layout_of_records(Entity entity) {
  switch (entity) {
    case Entity::code_value:
    case Entity::attachment:
      return 2;
    case Entity::status_def:
    case Entity::risk_matrix:
    case Entity::calendar_day:
    case Entity::sla_rule:
      return 3;
    default:
      return 0;
  }
}

Result<std::string> missing_table(const Connection& connection, int layout) {
  auto rows = connection.prepare("SELECT name FROM sqlite_master WHERE type = 'table'");
  if (!rows) return std::unexpected{rows.error()};
  std::set<std::string> there;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) break;
    there.insert(rows->text(0));
  }
  for (const auto& table : register_tables())
    if (first_layout_of(table) <= layout && !there.contains(table)) return table;
  return std::string{};
}

Result<std::vector<SchemaObject>> schema_objects(const Connection& connection) {
  auto rows = connection.prepare(
      "SELECT type, name, coalesce(sql, '') FROM sqlite_master WHERE type IN ('trigger', 'view') OR sql LIKE 'create "
      "virtual%'");
  if (!rows) return std::unexpected{rows.error()};
  std::vector<SchemaObject> objects;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return objects;
    objects.push_back({rows->text(0), rows->text(1), rows->text(2)});
  }
}

}  // namespace riskmap
