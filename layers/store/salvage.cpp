#include "layers/store/salvage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

#include "layers/store/damaged_file.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/layer_styles.h"
#include "layers/store/private_file.h"
#include "layers/store/register_draft.h"
#include "layers/store/register_store.h"
#include "layers/store/schema.h"
#include "layers/store/table_filling.h"
#include "layers/store/table_salvage.h"

namespace riskmap {

namespace {
constexpr std::string_view proof_of_register =
    "SELECT (SELECT count(*) FROM rm_meta WHERE key IN ('schema_version', 'uuid'))"
    " + (SELECT count(*) FROM gpkg_contents WHERE table_name IN ('issue', 'settlement'))";

std::vector<std::string> salvageable_tables() {
  auto tables = register_tables();
  std::erase_if(tables, [](const std::string& name) { return name.starts_with("rtree_") || name == "edit_context"; });
  tables.emplace_back(layer_styles_table);
  return tables;
}

// A removed row's number is not given again.
Result<void> keep_numbers(const Connection& damaged, const Connection& target) {
  std::vector<std::pair<std::string, std::int64_t>> numbers;
  static_cast<void>(each_row(damaged, "SELECT name, seq FROM sqlite_sequence",
                             [&](const Statement& row) { numbers.emplace_back(row.text(0), row.integer(1)); }));
  const auto ours = salvageable_tables();
  for (const auto& [table, last] : numbers) {
    if (last > largest_number || std::ranges::find(ours, table) == ours.end()) continue;
    if (auto kept = target.execute(fmt::format(
            "UPDATE sqlite_sequence SET seq = max(seq, {1}) WHERE name = '{0}'; INSERT INTO sqlite_sequence (name, seq)"
            " SELECT '{0}', {1} WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{0}')",
            table, last));
        !kept)
      return kept;
  }
  return {};
}

void find_lost_numbers(const Connection& damaged, const Connection& target, Salvage& salvage) {
  for (const auto* table : {"issue", "appeal"}) {
    auto known = target.prepare(fmt::format("SELECT 1 FROM {} WHERE fid = ?1", table));
    if (!known) continue;
    static_cast<void>(each_row(
        damaged,
        fmt::format("SELECT rowid, reg_no FROM {0} INDEXED BY sqlite_autoindex_{0}_2 WHERE reg_no > ''", table),
        [&](const Statement& row) {
          known->bind(1, row.integer(0));
          const auto found = known->step();
          if (found && !*found) salvage.lost_numbers.push_back(row.text(1));
          known->reset();
        }));
  }
}

void find_left_behind(const Connection& damaged, Salvage& salvage) {
  auto ours = register_tables();
  ours.emplace_back(layer_styles_table);
  static_cast<void>(each_row(damaged,
                             "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'gpkg%' AND name"
                             " NOT LIKE 'rtree%' AND name NOT LIKE 'sqlite%' ORDER BY name",
                             [&](const Statement& row) {
                               if (std::ranges::find(ours, row.text(0)) == ours.end())
                                 salvage.left_behind.push_back(row.text(0));
                             }));
}

// Rows that only tie two records together; without one of the two they say nothing.
constexpr std::array<std::string_view, 6> ties = {"issue_place",  "issue_programme",  "measure_party",
                                                  "appeal_issue", "reception_person", "party_area"};

Result<void> drop_loose_ties(const Connection& target, Salvage& salvage) {
  for (auto& table : salvage.tables) {
    if (std::ranges::find(ties, table.name) == ties.end()) continue;
    if (auto dropped = target.execute(fmt::format(
            "DELETE FROM {0} WHERE rowid IN (SELECT rowid FROM pragma_foreign_key_check('{0}'))", table.name));
        !dropped)
      return dropped;
    const auto left = target.ask_integer("SELECT count(*) FROM " + table.name);
    if (!left) return std::unexpected{left.error()};
    table.lost += table.rows - *left;
    table.rows = *left;
  }
  return {};
}

// A file that was packed anew has its tables on other pages than a new one. Then rows of one table would be read as
// those of another: they break its rules, or nothing is there.
bool is_misread(const SalvagedTable& table) {
  return static_cast<std::int64_t>(table.remains.size()) > table.rows || (table.rows == 0 && !table.is_whole);
}

Result<void> fill_from(const Connection& damaged, const Connection& target, Salvage& salvage) {
  constexpr int most_misread = 2;  // as many may be destroyed themselves
  int misread = 0;
  for (const auto& table : salvageable_tables()) {
    if (salvage.has_borrowed_tables && table == layer_styles_table) continue;  // an older layout has none
    auto salvaged = salvage_table(damaged, target, table);
    if (!salvaged) return std::unexpected{salvaged.error()};
    for (const auto& column : salvaged->left_behind) salvage.left_behind.push_back(table + "." + column);
    if (salvage.has_borrowed_tables && is_misread(*salvaged) && ++misread > most_misread)
      return fail(ErrorCode::damaged, "the list of its tables is destroyed, and they lie on other pages than usual");
    if (salvaged->rows > 0 || salvaged->lost > 0 || !salvaged->is_whole) salvage.tables.push_back(*std::move(salvaged));
  }
  find_lost_numbers(damaged, target, salvage);
  if (auto dropped = drop_loose_ties(target, salvage); !dropped) return dropped;
  return keep_numbers(damaged, target);
}

std::string text_in(const Connection& connection, std::string_view query) {
  const auto value = connection.ask(query);
  const auto* text = value ? std::get_if<std::string>(&*value) : nullptr;
  return text == nullptr ? std::string{} : *text;
}

// A sound file of something else is no damaged register, and one of a newer program holds what this one does not know.
Result<void> check_kind(const Connection& damaged) {
  constexpr std::int64_t telling_tables = 3;
  std::string names;
  for (const auto& table : register_tables()) names += fmt::format("{}'{}'", names.empty() ? "" : ", ", table);
  const auto ours = damaged.ask_integer(
      fmt::format("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ({})", names));
  if (ours && *ours < telling_tables) return fail(ErrorCode::not_a_register, "none of its tables is ours");
  const auto version = damaged.ask_integer("SELECT CAST(value AS INTEGER) FROM rm_meta WHERE key = 'schema_version'");
  if (version && *version > schema_version)
    return fail(ErrorCode::newer_schema, fmt::format("schema {}, this program knows {}", *version, schema_version));
  return {};
}

std::unexpected<Error> in_file(Error error, const std::filesystem::path& file) {
  error.where = file.string();
  return std::unexpected{std::move(error)};
}

Result<void> check_places(const std::filesystem::path& damaged, const std::filesystem::path& target) {
  std::error_code problem;
  if (!std::filesystem::exists(damaged, problem)) return fail(ErrorCode::not_found, "no such file", damaged.string());
  if (!std::filesystem::is_regular_file(damaged, problem))
    return fail(ErrorCode::unsafe_file, "not a regular file", damaged.string());
  for (const auto& place : {target, private_file_of(target)})
    if (std::filesystem::exists(place, problem)) return RegisterDraft::already_there(place);
  if (const auto folder = target.parent_path(); !folder.empty() && !std::filesystem::is_directory(folder, problem))
    return fail(ErrorCode::not_found, "no such folder", folder.string());
  return {};
}
}  // namespace

Result<Salvage> salvage_register(const std::filesystem::path& damaged, const std::filesystem::path& target) {
  if (auto free = check_places(damaged, target); !free) return std::unexpected{free.error()};
  const RegisterDraft draft{target};
  if (auto made = create_empty_register(draft.path()); !made) return std::unexpected{made.error()};
  const auto source = DamagedFile::open(damaged, {draft.path(), std::string{proof_of_register}});
  if (!source) return std::unexpected{source.error()};
  if (auto checked = check_kind(source->connection()); !checked) return in_file(checked.error(), damaged);
  Salvage salvage;
  salvage.has_borrowed_tables = source->has_borrowed_tables();
  find_left_behind(source->connection(), salvage);
  const auto filled = fill_tables(
      draft.path(), [&](const Connection& connection) { return fill_from(source->connection(), connection, salvage); });
  if (!filled) return std::unexpected{filled.error()};
  if (auto moved = draft.move_to_place(); !moved) return std::unexpected{moved.error()};
  const auto uuid = text_in(source->connection(), "SELECT value FROM rm_meta WHERE key = 'uuid'");
  if (uuid.empty()) salvage.flaws.emplace_back("the register's own settings are lost");
  std::error_code ignored;
  if (const auto old = private_file_of(damaged); std::filesystem::exists(old, ignored)) {
    if (const auto kept = salvage_private_file(old, target, uuid, salvage); !kept)
      salvage.flaws.push_back(fmt::format("applicants: {}: {}", old.string(), kept.error().detail));
  }
  const auto store = open_register(target, OpenMode::read_only);
  if (!store) return std::unexpected{store.error()};
  auto flaws = (*store)->check_integrity();
  if (!flaws) return std::unexpected{flaws.error()};
  for (auto& flaw : *flaws) salvage.flaws.push_back(std::move(flaw));
  return salvage;
}

}  // namespace riskmap
