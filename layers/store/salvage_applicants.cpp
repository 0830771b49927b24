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

// The applicants; what their history lost counts with them.
Result<SalvagedTable> fill(const Connection& damaged, const Connection& target) {
  auto history = salvage_table(damaged, target, "history");
  if (!history) return history;
  auto applicants = salvage_table(damaged, target, "applicant");
  if (applicants) applicants->is_whole = applicants->is_whole && history->is_whole;
  return applicants;
}

Result<SalvagedTable> fill_without_triggers(const Connection& damaged, const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto connection = dataset->connection();
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  for (const auto& trigger : private_triggers())
    if (auto dropped = connection.execute("DROP TRIGGER " + trigger.name); !dropped)
      return std::unexpected{dropped.error()};
  auto applicants = fill(damaged, connection);
  if (!applicants) return applicants;
  for (const auto& trigger : private_triggers())
    if (auto made = connection.execute(trigger.sql); !made) return std::unexpected{made.error()};
  if (auto committed = transaction->commit(); !committed) return std::unexpected{committed.error()};
  return applicants;
}
}  // namespace

Result<SalvagedTable> salvage_applicants(const std::filesystem::path& old, const std::filesystem::path& target,
                                         const std::string& register_uuid) {
  const auto file = new_private_file(target);
  if (!file) return std::unexpected{file.error()};
  const auto source = DamagedFile::open(old, {*file, proof});
  if (!source) return std::unexpected{source.error()};
  if (auto owned = check_owner(source->connection(), register_uuid); !owned) {
    std::filesystem::remove(*file);
    return std::unexpected{owned.error()};
  }
  return fill_without_triggers(source->connection(), *file);
}

}  // namespace riskmap
