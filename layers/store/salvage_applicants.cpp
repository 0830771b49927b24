// What a damaged file of applicants still holds, into the one of a new register.
#include "layers/store/damaged_file.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/private_file.h"
#include "layers/store/salvage.h"
#include "layers/store/table_salvage.h"

namespace riskmap {

namespace {
constexpr const char* proof = "SELECT count(*) FROM private_meta WHERE key IN ('schema_version', 'register')";

// Empty, of the new register.
Result<std::filesystem::path> new_private_file(const std::filesystem::path& target) {
  const auto dataset = GpkgDataset::open_for_update(target);
  if (!dataset) return std::unexpected{dataset.error()};
  if (const auto made = make_private_file(dataset->connection(), target); !made) return std::unexpected{made.error()};
  return private_file_of(target);
}

// Personal data does not change its register.
Result<void> check_owner(const Connection& damaged, const std::string& register_uuid) {
  const auto owner = damaged.ask("SELECT value FROM private_meta WHERE key = 'register'");
  const auto* uuid = owner ? std::get_if<std::string>(&*owner) : nullptr;
  if (register_uuid.empty() || uuid == nullptr || *uuid == register_uuid) return {};
  return fail(ErrorCode::invalid_input, "it belongs to the register " + *uuid);
}

// A table and what its history lost, which counts with it.
Result<SalvagedTable> fill(const Connection& damaged, const Connection& target, const std::string& table,
                           const std::string& history) {
  const auto past = salvage_table(damaged, target, history);
  if (!past) return past;
  auto salvaged = salvage_table(damaged, target, table);
  if (salvaged) salvaged->is_whole = salvaged->is_whole && past->is_whole;
  return salvaged;
}

// A file of the first layout has none.
Result<void> fill_appeal_files(const Connection& damaged, const Connection& target, Salvage& salvage) {
  if (!damaged.prepare("SELECT 1 FROM appeal_file")) return {};
  auto files = fill(damaged, target, "appeal_file", "appeal_file_history");
  if (!files) return std::unexpected{files.error()};
  auto bytes = salvage_table(damaged, target, "appeal_file_data");
  if (!bytes) return std::unexpected{bytes.error()};
  for (auto* table : {&*files, &*bytes})
    if (table->rows > 0 || table->lost > 0 || !table->is_whole) salvage.appeal_files.push_back(std::move(*table));
  return {};
}

Result<void> fill_all(const Connection& damaged, const Connection& target, Salvage& salvage) {
  auto applicants = fill(damaged, target, "applicant", "history");
  if (!applicants) return std::unexpected{applicants.error()};
  salvage.applicants = *std::move(applicants);
  return fill_appeal_files(damaged, target, salvage);
}

Result<void> fill_without_triggers(const Connection& damaged, const std::filesystem::path& file, Salvage& salvage) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto connection = dataset->connection();
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  for (const auto& trigger : private_triggers())
    if (auto dropped = connection.execute("DROP TRIGGER " + trigger.name); !dropped) return dropped;
  if (auto filled = fill_all(damaged, connection, salvage); !filled) return filled;
  for (const auto& trigger : private_triggers())
    if (auto made = connection.execute(trigger.sql); !made) return made;
  return transaction->commit();
}
}  // namespace

Result<void> salvage_private_file(const std::filesystem::path& old, const std::filesystem::path& target,
                                  const std::string& register_uuid, Salvage& salvage) {
  const auto file = new_private_file(target);
  if (!file) return std::unexpected{file.error()};
  const auto source = DamagedFile::open(old, {*file, proof});
  if (!source) return std::unexpected{source.error()};
  if (auto owned = check_owner(source->connection(), register_uuid); !owned) {
    std::filesystem::remove(*file);
    return owned;
  }
  auto filled = fill_without_triggers(source->connection(), *file, salvage);
  if (!filled) salvage.applicants.reset(), salvage.appeal_files.clear();
  return filled;
}

}  // namespace riskmap
