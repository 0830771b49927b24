// A field's value as a person reads it.
#include <algorithm>

#include "layers/core/date.h"
#include "layers/text/format.h"
#include "layers/text/translate.h"
#include "viewer/panels/issue_words.h"

namespace riskmap::ui {

namespace {
std::string name_of_other(const RegisterSnapshot& snapshot, Entity entity, std::string_view key) {
  for (const auto& record : snapshot.others) {
    if (record.entity != entity || record.fid == 0) continue;
    if (record.uuid != key && text_of(field(record.fields, "code")) != key) continue;
    const auto text = [&](std::string_view name) { return text_of(field(record.fields, name)); };
    const auto prefix = entity == Entity::programme ? std::string{} : std::string{"name_"};
    return Names{text(prefix + "kk"), text(prefix + "ru"), text(prefix + "en")}.in(language());
  }
  return std::string{key};
}

std::string linked_words(const RegisterSnapshot& snapshot, std::string_view target, const std::string& uuid) {
  if (target == "settlement") {
    const Row row = snapshot.find_settlement(uuid);
    return row == no_row ? uuid : snapshot.settlement_label(row, language());
  }
  if (target == "area") {
    const Row row = snapshot.find_area(uuid);
    return row == no_row ? uuid : snapshot.areas[row].names.in(language());
  }
  if (target == "party") {
    const Row row = snapshot.find_party(uuid);
    return row == no_row ? uuid : party_label(snapshot, row);
  }
  if (target == "issue") {
    const Row row = snapshot.find_issue(uuid);
    return row == no_row ? uuid : snapshot.issues[row].reg_no;
  }
  return target == "sub_area" ? name_of_other(snapshot, Entity::sub_area, uuid) : uuid;
}

std::string code_words(const RegisterSnapshot& snapshot, std::string_view domain, const std::string& code) {
  if (domain == "status")
    if (const auto status = status_of(code)) return status_label(snapshot, *status);
  if (domain == "measure_status")
    if (const auto status = measure_status_of(code)) return measure_status_label(*status);
  if (domain == "category")
    if (const Row row = snapshot.find_category(code); row != no_row) return category_label(snapshot, row);
  return domain == "programme" ? name_of_other(snapshot, Entity::programme, code) : code_label(snapshot, domain, code);
}

std::string integer_words(std::string_view field_name, const Value& value) {
  const auto number = integer_of(value);
  if (field_name == "severity") return severity_label(static_cast<int>(number));
  if (field_name == "likelihood") return likelihood_label(static_cast<int>(number));
  if (field_name == "sensitivity") return sensitivity_label(static_cast<int>(number));
  return field_name.ends_with("_kzt") ? format_money_exact(number) : format_integer(number);
}

std::string geometry_words(const std::string& text) {
  if (const auto point = point_of(text)) return format_lonlat(*point);
  return vertices_of(text) ? tr("a line on the map") : tr("a shape on the map");
}

std::string date_words(const std::string& text) {
  const auto day = parse_iso_date(text);
  return day ? format_date(*day) : text;
}
}  // namespace

std::string value_words(const RegisterSnapshot& snapshot, Entity entity, std::string_view field_name,
                        const Value& value) {
  const auto text = text_of(value);
  if (text.empty()) return "—";
  const auto* spec = find_field(spec_of(entity), field_name);
  if (spec == nullptr) return text;
  switch (spec->type) {
    case FieldType::date:
      return date_words(text);
    case FieldType::flag:
      return integer_of(value) != 0 ? tr("Yes") : tr("No");
    case FieldType::integer:
      return integer_words(field_name, value);
    case FieldType::real:
      return format_number(real_of(value), 3);
    case FieldType::code:
      return code_words(snapshot, spec->domain, text);
    case FieldType::link:
      return linked_words(snapshot, spec->domain, text);
    case FieldType::geometry:
      return geometry_words(text);
    case FieldType::text:
    case FieldType::timestamp:
      return text;
  }
  return text;
}

}  // namespace riskmap::ui
