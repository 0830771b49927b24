// Every kind of record and its fields, as data: forms, the edit command, the store, history, filters and exports all
// read this one table. A new field is one line here, one column in the DDL.
#pragma once
#include <optional>
#include <span>
#include <string_view>

namespace riskmap {

enum class Entity {
  code_value,
  status_def,
  risk_matrix,
  calendar_day,
  area,
  settlement,
  sub_area,
  category,
  sla_rule,
  party,
  party_area,
  programme,
  issue,
  issue_place,
  issue_programme,
  measure,
  measure_party,
  reception,
  reception_person,
  appeal,
  appeal_issue,
  document,
  attachment,
  comment,
  indicator,
  indicator_value,
  saved_view,
  setting,
  hotspot_review
};

enum class FieldType { text, integer, real, date, timestamp, flag, code, link, geometry };

struct FieldSpec {
  std::string_view name;  // in JSON, filters, exports, history and as the column name
  FieldType type = FieldType::text;
  std::string_view domain = {};  // code: the code_value domain; link: the entity's name
  bool is_required = false;
  int max_length = 0;       // characters; 0 = no limit
  double min = 0, max = 0;  // numbers; equal = no limit
};

struct EntitySpec {
  Entity entity;
  std::string_view name;              // the word in JSON ("issue") and the table in the store
  std::span<const FieldSpec> fields;  // content fields; fid, uuid, version and created_*/updated_* are implied
};

std::span<const EntitySpec> all_entities();
const EntitySpec& spec_of(Entity entity);
std::optional<Entity> entity_named(std::string_view name);
const FieldSpec* find_field(const EntitySpec& spec, std::string_view name);  // null = no such field

}  // namespace riskmap
