// The folder a register is made from, read whole and checked by the rules of the model.
#pragma once
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "layers/model/register_snapshot.h"
#include "layers/store/new_register.h"
#include "layers/store/new_register_rows.h"

namespace riskmap {

class NewRegisterSource {
 public:
  // `standard`: an empty register with its lists, which codes are checked against.
  NewRegisterSource(std::filesystem::path folder, RegisterSnapshot standard);

  // Errors: a file that is no table at all, no settlements.csv, not one settlement.
  Result<void> read();

  [[nodiscard]] const std::vector<StoredRecord>& records() const { return records_; }  // parents before their children
  [[nodiscard]] const std::map<std::string, std::string>& meta() const { return meta_; }
  [[nodiscard]] NewRegisterReport report() const;

 private:
  Result<void> read_meta();
  Result<std::vector<SourceRow>> rows_of(const SourceFile& file);
  Result<void> read_areas(std::vector<SourceRow> rows);
  Result<void> read_shapes(AreaLevel level, std::vector<SourceRow>& areas);
  Result<void> name_missing_areas(std::vector<SourceRow>& areas);
  void take_settlement(SourceRow row);
  void take(SourceRow row);
  void refuse(const SourceRow& row, std::string_view field, const Error& error);
  void resolve_links(SourceRow& row) const;

  std::filesystem::path folder_;
  RegisterSnapshot snapshot_;
  Date today_;
  std::map<std::string, std::string> meta_;
  std::map<std::pair<Entity, std::string>, std::string> uuid_of_key_;  // party by name, issue by number …
  std::set<std::string> uuids_;
  std::vector<StoredRecord> records_;
  std::vector<Error> refusals_;
  std::vector<std::string> remarks_;
  bool has_shapes_ = false;
};

}  // namespace riskmap
