// File after file in the order of source_files(), row after row through the rules; what they refuse is left out.
#include "layers/store/new_register_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "layers/core/csv.h"
#include "layers/core/date_text.h"
#include "layers/core/text.h"
#include "layers/model/rules.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::chrono::minutes kazakhstan_offset{300};  // UTC+5 since 1 March 2024

// What the register says about itself is not for a folder to set.
constexpr std::array<std::string_view, 5> own_keys = {"schema_version", "schema_minor", "uuid", "created",
                                                      "public_id_key"};

// Records that only point from one to another are checked against the snapshot but not kept in it.
bool is_kept_for_checks(Entity entity) {
  constexpr std::array kept = {Entity::area,      Entity::category,  Entity::party,     Entity::settlement,
                               Entity::issue,     Entity::programme, Entity::indicator, Entity::measure,
                               Entity::reception, Entity::appeal,    Entity::document};
  return std::ranges::find(kept, entity) != kept.end();
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional{value} : std::nullopt;
}

// "lat" and "lon" as the point they name; nothing given, no point.
Result<std::string> point_of(const SourceRow& row) {
  const auto lat_text = row.special_text("lat"), lon_text = row.special_text("lon");
  if (lat_text.empty() && lon_text.empty()) return std::string{};
  const auto lat = number_of(lat_text), lon = number_of(lon_text);
  const auto both = lat_text + " " + lon_text;
  if (!lat || !lon) return fail(ErrorCode::number_format, "lat and lon are degrees", "lat", both);
  if (std::abs(*lat) > 90 || std::abs(*lon) > 180)
    return fail(ErrorCode::coords_range, "not on the earth", "lat", both);
  return fmt::format("POINT({} {})", lon_text, lat_text);
}

bool is_there(const std::filesystem::path& file) {
  std::error_code code;
  return std::filesystem::exists(file, code);
}

// Issues.CSV would be passed over without a word.
Result<void> check_names(const std::filesystem::path& folder) {
  std::vector<std::string_view> names{"meta.csv"};
  for (const auto& file : source_files()) names.push_back(file.name);
  std::error_code code;
  for (const auto& entry : std::filesystem::directory_iterator{folder, code}) {
    const auto name = entry.path().filename().string();
    const auto meant = std::ranges::find(names, std::string_view{lower_case(name)});
    if (meant != names.end() && name != *meant && !is_there(folder / *meant))
      return fail(ErrorCode::not_found, "named otherwise here: " + name, (folder / *meant).string());
  }
  return {};
}

// Why there is no settlement: the first row that was refused tells it best.
Error nothing_read(const std::filesystem::path& settlements, const std::vector<Error>& refusals) {
  const auto of_settlements = [](const Error& refusal) { return refusal.where.starts_with("settlements.csv"); };
  const auto first = std::ranges::find_if(refusals, of_settlements);
  return first != refusals.end() ? *first : Error{ErrorCode::invalid_input, "no settlement", settlements.string(), {}};
}
}  // namespace

NewRegisterSource::NewRegisterSource(std::filesystem::path folder, RegisterSnapshot standard)
    : folder_{std::move(folder)}, snapshot_{std::move(standard)}, today_{civil_today(kazakhstan_offset)} {}

Result<void> NewRegisterSource::read() {
  if (auto named = check_names(folder_); !named) return named;
  if (!is_there(folder_ / "settlements.csv"))
    return fail(ErrorCode::not_found, "a register is made from settlements.csv at least",
                (folder_ / "settlements.csv").string());
  if (auto meta = read_meta(); !meta) return meta;
  for (const auto& file : source_files()) {
    auto rows = rows_of(file);
    if (!rows) return std::unexpected{rows.error()};
    if (file.entity == Entity::area) {
      if (auto areas = read_areas(std::move(*rows)); !areas) return areas;
      continue;
    }
    // A duplicate names its master, which must be there first.
    if (file.entity == Entity::issue)
      std::ranges::stable_partition(*rows, [](const SourceRow& row) { return !row.fields.contains("duplicate_of"); });
    for (auto& row : *rows) file.entity == Entity::settlement ? take_settlement(std::move(row)) : take(std::move(row));
  }
  if (snapshot_.settlements.empty()) return std::unexpected{nothing_read(folder_ / "settlements.csv", refusals_)};
  if (!has_shapes_)
    remarks_.push_back(
        tr("There are no boundaries. `riskmap boundaries REGISTER --derive settlement` makes schematic ones."));
  return {};
}

NewRegisterReport NewRegisterSource::report() const {
  NewRegisterReport report;
  for (const auto& spec : all_entities())
    if (const auto count = std::ranges::count(records_, spec.entity, &StoredRecord::entity); count > 0)
      report.counts.emplace_back(spec.name, count);
  report.refusals = refusals_, report.remarks = remarks_;
  return report;
}

Result<void> NewRegisterSource::read_meta() {
  if (!is_there(folder_ / "meta.csv")) return {};
  const auto table = read_csv_file(folder_ / "meta.csv");
  if (!table) return std::unexpected{table.error()};
  const auto key = table->find_column("key"), value = table->find_column("value");
  if (!key || !value)
    return fail(ErrorCode::column_missing, "meta.csv has the columns key and value", "meta.csv", key ? "value" : "key");
  for (const auto& record : table->records) {
    const std::string name{CsvTable::cell(record, *key)};
    if (name.empty() || std::ranges::find(own_keys, name) != own_keys.end()) continue;
    meta_[name] = CsvTable::cell(record, *value);
    snapshot_.meta[name] = meta_[name];
  }
  const auto sample_today = meta_.find("sample_today");
  if (sample_today == meta_.end()) return {};
  const auto day = date_from(sample_today->second);
  if (!day) return fail(ErrorCode::date_format, "sample_today is no day", "meta.csv", sample_today->second);
  meta_["sample_today"] = snapshot_.meta["sample_today"] = iso_date(*day);
  today_ = *day;
  return {};
}

// An absent file has no rows.
Result<std::vector<SourceRow>> NewRegisterSource::rows_of(const SourceFile& file) {
  if (!is_there(folder_ / file.name)) return std::vector<SourceRow>{};
  auto read = read_source_file(folder_, file);
  if (!read) return std::unexpected{read.error()};
  if (read->encoding != "UTF-8")
    remarks_.push_back(std::string{file.name} + ": " + reason_message("text re-encoded from " + read->encoding));
  for (const auto& column : read->unknown_columns)
    remarks_.push_back(fmt::format("{}: «{}»: {}", file.name, column, tr("This column is not read.")));
  return std::move(read->rows);
}

void NewRegisterSource::take_settlement(SourceRow row) {
  auto point = point_of(row);
  if (!point) return refuse(row, point.error().where, point.error());
  if (!point->empty()) row.fields.insert_or_assign("geom", std::move(*point));
  const auto population = row.special_text("population");
  const auto uuid = row.uuid, key = row.key, where = row.where;
  take(std::move(row));
  if (population.empty() || !uuids_.contains(uuid)) return;
  const auto day = iso_date(today_);
  take({Entity::indicator_value,
        uuid_for(Entity::indicator_value, key + "/population/" + day),
        "",
        {{"settlement", uuid}, {"indicator", "population"}, {"as_of", day}, {"value", population}},
        {},
        where + ": population"});
}

void NewRegisterSource::take(SourceRow row) {
  resolve_links(row);
  const Change change =
      completed(snapshot_, {ChangeKind::add, row.entity, row.uuid, 0, {}, std::move(row.fields)}, today_);
  for (const auto& problem : problems_of(snapshot_, change, today_, EditKind::import))
    if (!problem.is_warning) return refuse(row, problem.field, problem.error);
  if (!uuids_.insert(row.uuid).second)
    return refuse(row, "", {ErrorCode::duplicate_id, "the same record twice: " + row.key, {}, {}});
  uuid_of_key_.emplace(std::pair{row.entity, row.key}, row.uuid);
  Fields fields = change.after;
  std::erase_if(fields, [](const auto& entry) { return is_none(entry.second); });
  records_.push_back({row.entity, static_cast<std::int64_t>(records_.size()) + 1, row.uuid, 1, std::move(fields)});
  if (is_kept_for_checks(row.entity)) snapshot_.put(records_.back());
}

void NewRegisterSource::refuse(const SourceRow& row, std::string_view field, const Error& error) {
  auto refusal = error;
  refusal.where = field.empty() ? row.where : fmt::format("{}: {}", row.where, field);
  refusals_.push_back(std::move(refusal));
}

// A party is named by its name, a problem by its number; settlements and areas are found by the rules themselves. The
// kind of record that a letter belongs to stands in a column of its own.
void NewRegisterSource::resolve_links(SourceRow& row) const {
  const auto owner_entity = text_of(field(row.fields, "owner_entity"));
  for (auto& [name, value] : row.fields) {
    const auto* spec = find_field(spec_of(row.entity), name);
    const bool is_link = spec != nullptr && spec->type == FieldType::link;
    const auto target = is_link           ? entity_named(spec->domain)
                        : name == "owner" ? entity_named(owner_entity)
                                          : std::nullopt;
    if (!target) continue;
    const auto found = uuid_of_key_.find({*target, text_of(value)});
    if (found != uuid_of_key_.end()) value = found->second;
  }
}

}  // namespace riskmap
