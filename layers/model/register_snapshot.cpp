// Finding records, and the step from one revision to the next.
#include "layers/model/register_snapshot.h"

#include <algorithm>
#include <utility>

namespace riskmap {

namespace {
std::string area_key(std::string_view code, AreaLevel level) {
  return std::string{code_of(level)} + ' ' + std::string{code};
}

// Rural districts are written short beside a settlement, as everybody does on paper.
std::string short_area_name(std::string name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> endings = {
      {{" ауылдық округі", " а.о."}, {" сельский округ", " с.о."}}};
  for (const auto& [full, brief] : endings)
    if (name.ends_with(full)) return name.replace(name.size() - full.size(), full.size(), brief);
  return name;
}
}  // namespace

Row RegisterSnapshot::find_area(std::string_view code, AreaLevel level) const {
  return area_rows_.find(area_key(code, level));
}

Row RegisterSnapshot::find_settlement(std::string_view kato_or_uuid) const {
  return settlement_rows_.find(kato_or_uuid);
}
Row RegisterSnapshot::find_category(std::string_view code) const {
  return category_rows_.find(code);
}
Row RegisterSnapshot::find_party(std::string_view uuid) const {
  return party_rows_.find(uuid);
}

const StoredRecord* RegisterSnapshot::find_other(std::string_view uuid) const {
  const Row row = other_rows_.find(uuid);
  return row == no_row ? nullptr : &others[row];
}

std::span<const Row> RegisterSnapshot::measures_of(Row issue) const {
  return issue_measures_[issue];
}

std::optional<Date> RegisterSnapshot::touched_on(Row issue) const {
  const auto day = touched_[issue];
  return day == never ? std::nullopt : std::optional{Date{std::chrono::days{day}}};
}

const CodeValue* RegisterSnapshot::find_code(std::string_view domain, std::string_view code) const {
  const auto values = codes.find(domain);
  if (values == codes.end()) return nullptr;
  const auto found = std::ranges::find(values->second, code, &CodeValue::code);
  return found == values->second.end() ? nullptr : &*found;
}

RiskLevel RegisterSnapshot::level_of(const IssueCore& issue) const {
  const int cell = (std::clamp(issue.severity, 1, 5) - 1) * 5 + std::clamp(issue.likelihood, 1, 5) - 1;
  return risk_matrix[static_cast<std::size_t>(cell)];
}

std::string RegisterSnapshot::settlement_label(Row settlement, Language language) const {
  if (settlement == no_row) return {};
  const auto& record = settlements[settlement];
  const auto& name = record.names.in(language);
  if (!record.shares_name) return name;
  const Row district = find_area(record.rural_district, AreaLevel::rural_district);
  if (district == no_row) return record.kato.empty() ? name : name + " (" + record.kato + ")";
  return name + " (" + short_area_name(areas[district].names.in(language)) + ")";
}

Snapshot applied(const Snapshot& before, const Accepted& accepted) {
  const auto after = std::make_shared<RegisterSnapshot>(*before);
  const auto is_settlement = [&before](const std::string& uuid) { return before->find_settlement(uuid) != no_row; };
  const bool names_may_change = std::ranges::any_of(accepted.removed, is_settlement) ||
                                std::ranges::count(accepted.records, Entity::settlement, &StoredRecord::entity) > 0;
  for (const auto& uuid : accepted.removed) after->remove_anywhere(uuid);
  for (const auto& record : accepted.records) after->put(record);
  for (const auto& record : accepted.records) {
    if (const Row issue = after->find_issue(record.uuid); issue != no_row) after->resolve_links_of_issue(issue);
    if (const Row measure = after->find_measure(record.uuid); measure != no_row)
      after->resolve_links_of_measure(measure);
    if (record.entity == Entity::issue_place && !record.fields.empty()) after->join_place(record);
    if (record.entity == Entity::settlement) after->refresh_population(record.uuid);
  }
  if (names_may_change) after->refresh_shared_names();
  after->settle();
  ++after->revision;
  return after;
}

}  // namespace riskmap
