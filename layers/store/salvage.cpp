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
constexpr std::string_view proof_of_applicants =
    "SELECT count(*) FROM private_meta WHERE key IN ('schema_version', 'register')";

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
  auto raise = target.prepare("UPDATE sqlite_sequence SET seq = max(seq, ?2) WHERE name = ?1");
  if (!raise) return std::unexpected{raise.error()};
  for (const auto& [table, last] : numbers)
    if (auto raised = raise->bind(1, table).bind(2, last).run(); !raised) return raised;
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
    auto salvaged = salvage_table(damaged, target, table);
    if (!salvaged) return std::unexpected{salvaged.error()};
    if (salvage.has_borrowed_tables && is_misread(*salvaged) && ++misread > most_misread)
      return fail(ErrorCode::damaged, "the list of its tables is destroyed, and they lie on other pages than usual");
    if (salvaged->rows > 0 || salvaged->lost > 0 || !salvaged->is_whole) salvage.tables.push_back(*std::move(salvaged));
  }
  find_lost_numbers(damaged, target, salvage);
  if (auto dropped = drop_loose_ties(target, salvage); !dropped) return dropped;
  return keep_numbers(damaged, target);
}

// Empty, of the new register.
Result<std::filesystem::path> new_private_file(const std::filesystem::path& target) {
  const auto dataset = GpkgDataset::open_for_update(target);
  if (!dataset) return std::unexpected{dataset.error()};
  if (const auto made = make_private_file(dataset->connection(), target); !made) return std::unexpected{made.error()};
  return private_file_of(target);
}

Result<void> salvage_applicants(const std::filesystem::path& old, const std::filesystem::path& target,
                                Salvage& salvage) {
  const auto file = new_private_file(target);
  if (!file) return std::unexpected{file.error()};
  const auto source = DamagedFile::open(old, {*file, std::string{proof_of_applicants}});
  if (!source) return std::unexpected{source.error()};
  const auto dataset = GpkgDataset::open_for_update(*file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto connection = dataset->connection();
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  for (const auto& trigger : private_triggers())
    if (auto dropped = connection.execute("DROP TRIGGER " + trigger.name); !dropped) return dropped;
  for (const auto* table : {"history", "applicant"}) {
    auto salvaged = salvage_table(source->connection(), connection, table);
    if (!salvaged) return std::unexpected{salvaged.error()};
    salvage.applicants = *std::move(salvaged);
  }
  for (const auto& trigger : private_triggers())
    if (auto made = connection.execute(trigger.sql); !made) return made;
  return transaction->commit();
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
  Salvage salvage;
  salvage.has_borrowed_tables = source->has_borrowed_tables();
  find_left_behind(source->connection(), salvage);
  const auto filled = fill_tables(
      draft.path(), [&](const Connection& connection) { return fill_from(source->connection(), connection, salvage); });
  if (!filled) return std::unexpected{filled.error()};
  if (auto moved = draft.move_to_place(); !moved) return std::unexpected{moved.error()};
  std::error_code ignored;
  if (const auto old = private_file_of(damaged); std::filesystem::exists(old, ignored))
    if (const auto kept = salvage_applicants(old, target, salvage); !kept)
      salvage.flaws.push_back(fmt::format("applicants: {}: {}", old.string(), kept.error().detail));
  const auto store = open_register(target, OpenMode::read_only);
  if (!store) return std::unexpected{store.error()};
  auto flaws = (*store)->check_integrity();
  if (!flaws) return std::unexpected{flaws.error()};
  for (auto& flaw : *flaws) salvage.flaws.push_back(std::move(flaw));
  return salvage;
}

}  // namespace riskmap
