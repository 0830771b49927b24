// The register on a PostgreSQL server, shared by everybody who has a role there.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "layers/store/pg_session.h"
#include "layers/store/sql_store.h"

namespace riskmap {

class PgStore final : public SqlStore {
 public:
  PgStore(std::unique_ptr<PgSession> session, StoreInfo info);

  Result<std::optional<Accepted>> changes_by_others() override;
  Result<std::vector<std::string>> check_integrity() override;
  Result<void> back_up(const std::filesystem::path& copy) override;  // a GeoPackage

 private:
  [[nodiscard]] Connection connection() const override { return Connection{*session_}; }
  [[nodiscard]] Result<void> readable() const override { return session_->ensure_connected(); }
  [[nodiscard]] Result<void> writable() const override;
  Result<void> remember_position() override;

  std::unique_ptr<PgSession> session_;
  std::string seen_;  // the server's snapshot: everything it could see is known to the caller
};

// Errors: usage, unreachable, access, not_a_register, newer_schema, damaged.
Result<std::unique_ptr<RegisterStore>> open_on_server(const std::string& address, OpenMode mode);

}  // namespace riskmap
