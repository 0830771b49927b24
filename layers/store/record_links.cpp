#include "layers/store/record_links.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace riskmap {

namespace {
using enum Entity;

constexpr std::array all_ties = {Tie{sub_area, "settlement", settlement},
                                 Tie{indicator_value, "settlement", settlement},
                                 Tie{party_area, "party", party},
                                 Tie{issue_place, "issue", issue},
                                 Tie{issue_programme, "issue", issue},
                                 Tie{measure, "issue", issue},
                                 Tie{comment, "issue", issue},
                                 Tie{document, "owner", issue},
                                 Tie{attachment, "owner", issue},
                                 Tie{attachment, "owner", measure},
                                 Tie{attachment, "owner", appeal},
                                 Tie{attachment, "owner", reception},
                                 Tie{attachment, "owner", document},
                                 Tie{appeal_issue, "issue", issue},
                                 Tie{appeal_issue, "appeal", appeal},
                                 Tie{measure_party, "measure", measure},
                                 Tie{reception_person, "reception", reception}};

// What others name, in the order in which it may go.
constexpr std::array named = {appeal, reception, document,   measure, issue,    indicator, programme,
                              party,  sub_area,  settlement, area,    category, code_value};
constexpr std::array lists_of_records = {category, programme, indicator};
constexpr std::array joining = {issue_place,      issue_programme, measure_party,
                                reception_person, appeal_issue,    party_area};
}  // namespace

std::span<const Tie> ties() {
  return all_ties;
}

Result<std::vector<std::string>> tied_records(const Connection& connection, const Tie& tie, const std::string& uuid) {
  auto rows = connection.prepare(
      fmt::format("SELECT uuid FROM {} WHERE {} = ?1 ORDER BY fid", spec_of(tie.entity).name, tie.field));
  if (!rows) return std::unexpected{rows.error()};
  rows->bind(1, uuid);
  std::vector<std::string> found;
  for (;;) {
    const auto row = rows->step();
    if (!row) return std::unexpected{row.error()};
    if (!*row) return found;
    found.push_back(rows->text(0));
  }
}

std::optional<Entity> target_of(const FieldSpec& field) {
  return field.type == FieldType::link ? entity_named(field.domain) : std::nullopt;
}

std::optional<EntryName> entry_name(Entity entity, const Fields& fields) {
  const auto text = [&fields](std::string_view name) {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : text_of(found->second);
  };
  if (entity == code_value) return EntryName{text("domain"), text("code")};
  if (std::ranges::find(lists_of_records, entity) == lists_of_records.end()) return std::nullopt;
  return EntryName{std::string{spec_of(entity).name}, text("code")};
}

std::string_view list_named_in(Entity entity, const FieldSpec& field) {
  if (field.type == FieldType::code) return field.domain == "status" ? std::string_view{} : field.domain;
  if (field.name == "parent" && (entity == category || entity == programme)) return spec_of(entity).name;
  return entity == indicator_value && field.name == "indicator" ? field.name : std::string_view{};
}

std::vector<Naming> namings_of(Entity entity, const std::string& uuid, const Fields& fields) {
  const auto entry = entry_name(entity, fields);
  std::vector<Naming> namings;
  for (const auto& spec : all_entities())
    for (const auto& field : spec.fields) {
      const bool is_tie = std::ranges::any_of(all_ties, [&](const Tie& tie) {
        return tie.entity == spec.entity && tie.field == field.name && tie.to == entity;
      });
      if (!is_tie && target_of(field) == entity) namings.push_back({&spec, &field, uuid});
      if (entry && list_named_in(spec.entity, field) == entry->list) namings.push_back({&spec, &field, entry->code});
    }
  return namings;
}

Result<std::string> users_of(const Connection& connection, Entity entity, const std::string& uuid,
                             const Fields& fields) {
  std::map<Entity, std::int64_t> counts;
  for (const auto& [spec, field, name] : namings_of(entity, uuid, fields)) {
    auto row = connection.prepare(fmt::format("SELECT count(*) FROM {} WHERE {} = ?1", spec->name, field->name));
    if (!row) return std::unexpected{row.error()};
    if (const auto found = row->bind(1, name).step(); !found) return std::unexpected{found.error()};
    if (row->integer(0) > 0) counts[spec->entity] += row->integer(0);
  }
  std::string users;
  for (const auto& [user, count] : counts)
    users += fmt::format("{}{}: {}", users.empty() ? "" : ", ", spec_of(user).name, count);
  return users;
}

bool is_needed(Entity entity, const FieldSpec& field) {
  if (field.is_required) return true;
  const bool is_place = field.name == "settlement" || field.name == "area";
  if (entity == measure) return field.name == "issue";
  return (entity == issue || entity == issue_place) && is_place;
}

bool is_joining(Entity entity) {
  return std::ranges::find(joining, entity) != joining.end();
}

bool is_leaf(Entity entity) {
  return std::ranges::find(named, entity) == named.end();
}

int rank_of_removal(Entity entity) {
  return is_leaf(entity) ? -1 : static_cast<int>(std::ranges::find(named, entity) - named.begin());
}

}  // namespace riskmap
