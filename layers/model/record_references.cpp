#include "layers/model/record_references.h"

#include <algorithm>
#include <array>
#include <type_traits>

#include "layers/model/snapshot_columns.h"

namespace riskmap {

namespace {
// Fields that hold another record's code or uuid without being declared a link.
struct TextReference {
  Reference from;
  Entity to;
};
constexpr std::array text_references = {TextReference{{Entity::settlement, "rural_district"}, Entity::area},
                                        TextReference{{Entity::area, "parent_code"}, Entity::area},
                                        TextReference{{Entity::measure, "area_code"}, Entity::area},
                                        TextReference{{Entity::party_area, "code"}, Entity::area},
                                        TextReference{{Entity::reception, "area_code"}, Entity::area},
                                        TextReference{{Entity::category, "parent"}, Entity::category},
                                        TextReference{{Entity::programme, "parent"}, Entity::programme},
                                        TextReference{{Entity::indicator_value, "indicator"}, Entity::indicator}};

// Fields that hold the uuid of a record of any kind.
constexpr std::array texts_of_uuids = {Reference{Entity::document, "owner"}, Reference{Entity::document, "attachment"},
                                       Reference{Entity::attachment, "owner"}};

bool holds_code(Reference field, const FieldSpec& spec, Entity entity, std::string_view list) {
  if (spec.type == FieldType::code) return spec.domain == list;
  return std::ranges::any_of(text_references, [&](const TextReference& reference) {
    return reference.to == entity && reference.from == field;
  });
}

// Calls visit(field, record's uuid, text) for every text that stands in one of the chosen fields.
using IsChosen = std::function<bool(Reference, const FieldSpec&)>;
using VisitText = std::function<void(Reference, const std::string& uuid, const std::string& text)>;

template <typename Table>
void visit_typed(const RegisterSnapshot& snapshot, Entity entity, const Table& table, const IsChosen& is_chosen,
                 const VisitText& visit) {
  using Record = std::remove_cvref_t<decltype(table[0])>;
  for (const auto& column : columns_of<Record>()) {
    const auto* spec = find_field(spec_of(entity), column.name);
    const Reference reference{entity, spec->name};
    if (!is_chosen(reference, *spec)) continue;
    for (std::size_t row = 0; row < table.size(); ++row)
      if (!table[row].uuid.empty())
        visit(reference, table[row].uuid, text_of(column.read(snapshot, table[row], column.name)));
  }
}

void visit_texts(const RegisterSnapshot& snapshot, const IsChosen& is_chosen, const VisitText& visit) {
  visit_typed(snapshot, Entity::area, snapshot.areas, is_chosen, visit);
  visit_typed(snapshot, Entity::settlement, snapshot.settlements, is_chosen, visit);
  visit_typed(snapshot, Entity::category, snapshot.categories, is_chosen, visit);
  visit_typed(snapshot, Entity::party, snapshot.parties, is_chosen, visit);
  visit_typed(snapshot, Entity::issue, snapshot.issues, is_chosen, visit);
  visit_typed(snapshot, Entity::measure, snapshot.measures, is_chosen, visit);
  for (const auto& record : snapshot.others)
    for (const auto& spec : spec_of(record.entity).fields)
      if (const Reference reference{record.entity, spec.name}; is_chosen(reference, spec))
        visit(reference, record.uuid, text_of(field(record.fields, spec.name)));
}
}  // namespace

ReferenceTarget target_of(const StoredRecord& record) {
  const bool is_entry = record.entity == Entity::code_value;
  return {record.entity, record.uuid,
          is_entry ? text_of(field(record.fields, "domain")) : std::string{spec_of(record.entity).name},
          text_of(field(record.fields, "code"))};
}

void visit_references(const RegisterSnapshot& snapshot, const ReferenceTarget& target,
                      const std::function<void(Reference, const std::string& uuid)>& visit) {
  const auto name = spec_of(target.entity).name;
  const auto is_link = [&](Reference reference, const FieldSpec& spec) {
    return (spec.type == FieldType::link && spec.domain == name) ||
           std::ranges::find(texts_of_uuids, reference) != texts_of_uuids.end();
  };
  const auto visit_same = [&](const std::string& wanted) {
    return [&visit, &wanted](Reference reference, const std::string& uuid, const std::string& text) {
      if (!wanted.empty() && text == wanted) visit(reference, uuid);
    };
  };
  visit_texts(snapshot, is_link, visit_same(target.uuid));
  if (target.code.empty()) return;
  const auto is_code = [&](Reference reference, const FieldSpec& spec) {
    return holds_code(reference, spec, target.entity, target.list);
  };
  visit_texts(snapshot, is_code, visit_same(target.code));
}

std::map<std::string, std::size_t, std::less<>> uses_of_list(const RegisterSnapshot& snapshot, Entity entity,
                                                             std::string_view list) {
  std::map<std::string, std::size_t, std::less<>> uses;
  const auto is_code = [&](Reference reference, const FieldSpec& spec) {
    return holds_code(reference, spec, entity, list);
  };
  visit_texts(snapshot, is_code, [&uses](Reference, const std::string&, const std::string& text) {
    if (!text.empty()) ++uses[text];
  });
  return uses;
}

}  // namespace riskmap
