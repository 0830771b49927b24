// What the tests of the store begin with: the small district in a folder of its own, opened, loaded, refused. With
// RISKMAP_TEST_SERVER in the environment it stands in a database of its own on the server that libpq finds there: what
// holds for any store is proved for both.
#pragma once
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "layers/core/uuid.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/pg_session.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_copy.h"
#include "layers/store/register_store.h"
#include "tests/unit/store/small_district.h"

namespace riskmap::test {

// Removed with everything in it at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder() : path_(disk() / ("riskmap-" + new_uuid())) { std::filesystem::create_directory(path_); }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  [[nodiscard]] std::filesystem::path file(std::string_view name) const { return path_ / name; }
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  // In memory where there is such a disk: every commit waits for the disk, and on a busy one that makes minutes.
  static std::filesystem::path disk() {
    const std::filesystem::path memory{"/dev/shm"};
    return ::access(memory.c_str(), W_OK) == 0 ? memory : std::filesystem::temp_directory_path();
  }
  std::filesystem::path path_;
};

inline std::unique_ptr<RegisterStore> opened(const std::filesystem::path& file) {
  auto store = open_register(file);
  if (!store) FAIL(words(store.error()));
  return *std::move(store);
}

inline Snapshot loaded(RegisterStore& store) {
  auto snapshot = store.load();
  if (!snapshot) FAIL(words(snapshot.error()));
  return *snapshot;
}

// What must go through; its refusal fails the test.
inline Accepted done(Result<Accepted> accepted) {
  if (!accepted) FAIL(words(accepted.error()));
  return *std::move(accepted);
}

// What must be refused; the code is compared by name so that a failure reads well.
template <typename T>
std::string refusal(const Result<T>& result) {
  return result ? "accepted" : std::string{name_of(result.error().code)};
}

// What others did. A server tells of it when it finds the time, so it is waited for; a file knows at once.
inline Accepted arrived(RegisterStore& store) {
  const auto late = std::chrono::steady_clock::now() + std::chrono::seconds{20};
  for (;;) {
    auto changes = store.changes_by_others();
    if (!changes) FAIL(words(changes.error()));
    if (*changes) return **std::move(changes);
    if (std::chrono::steady_clock::now() > late) FAIL("what others did never arrived");
    std::this_thread::sleep_for(std::chrono::milliseconds{10});
  }
}

// What check_integrity() finds, one line each; "" = sound.
inline std::string flaws(RegisterStore& store) {
  const auto lines = store.check_integrity();
  if (!lines) return words(lines.error());
  std::string text;
  for (const auto& line : *lines) text += line + '\n';
  return text;
}

// Built once a program run, then copied: a register takes longer to make than most tests take.
inline const std::filesystem::path& model_register() {
  static const TemporaryFolder folder;
  static const std::filesystem::path file = [] {
    const auto made = folder.file("model.gpkg");
    if (const auto built = build_small_register(made); !built) FAIL(words(built.error()));
    return made;
  }();
  return file;
}

inline bool is_on_server() {
  return std::getenv("RISKMAP_TEST_SERVER") != nullptr;
}

// The password of whoever made the server goes into a password file: in the environment it would be everybody's.
inline void put_password_away() {
  static const TemporaryFolder folder;
  static const bool is_away = [] {
    const char *user = std::getenv("PGUSER"), *password = std::getenv("PGPASSWORD");
    if (user == nullptr || password == nullptr) return false;
    const auto file = folder.file("passwords");
    std::ofstream{file} << "*:*:*:" << user << ":" << password << "\n";
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    ::setenv("PGPASSFILE", file.c_str(), 1);
    ::unsetenv("PGPASSWORD");
    return true;
  }();
  static_cast<void>(is_away);
}

// Statements of whoever made the server, in a database of it.
inline void administer(const std::string& statements, const std::string& database = "postgres") {
  put_password_away();
  const auto session = PgSession::connect("dbname=" + database);
  if (!session) FAIL(words(session.error()));
  if (const auto done = (*session)->execute(statements); !done) FAIL(words(done.error()));
}

// A name no other test has; the database itself is the caller's to make.
inline std::string new_database_name() {
  auto name = "riskmap_" + new_uuid();
  std::ranges::replace(name, '-', '_');
  return name;
}

// The small district on the server, once a program run; the others are copies of it.
inline const std::string& model_database() {
  static const std::string name = [] {
    const auto made = new_database_name();
    administer("CREATE DATABASE " + made);
    const auto store = opened(model_register());
    if (const auto copied = copy_register(*store, "dbname=" + made); !copied) FAIL(words(copied.error()));
    administer("DELETE FROM spatial_ref_sys WHERE srid <> 4326", made);  // most of what each test would copy
    administer("VACUUM FULL spatial_ref_sys", made);
    return made;
  }();
  return name;
}

struct Register {
  TemporaryFolder folder;
  std::string database = is_on_server() ? new_database_name() : std::string{};
  std::filesystem::path file = is_on_server() ? std::filesystem::path{"dbname=" + database} : folder.file("small.gpkg");
  Register() {
    if (is_on_server())
      administer("CREATE DATABASE " + database + " TEMPLATE " + model_database());
    else
      std::filesystem::copy_file(model_register(), file);
  }
  ~Register() {
    if (is_on_server()) administer("DROP DATABASE " + database + " WITH (FORCE)");
  }
  Register(const Register&) = delete;
  Register& operator=(const Register&) = delete;
};

// Another program on the same register (QGIS, GDAL's own tools, psql): statements without an edit context.
class Stranger {
 public:
  explicit Stranger(const std::filesystem::path& file) {
    if (is_on_server()) {
      auto session = PgSession::connect(file.string());
      if (!session) FAIL(words(session.error()));
      session_ = *std::move(session);
      connection_ = Connection{*session_};
    } else {
      auto dataset = GpkgDataset::open_for_update(file);
      if (!dataset) FAIL(words(dataset.error()));
      dataset_ = *std::move(dataset);
      connection_ = dataset_->connection();
    }
  }
  void run(std::string_view statements) {
    if (const auto done = connection_.execute(statements); !done) FAIL(words(done.error()));
  }
  Result<void> try_to(std::string_view statements) { return connection_.execute(statements); }
  std::string ask(std::string_view query) {
    const auto answer = connection_.ask(query);
    return answer ? text_of(plain_value(*answer)) : words(answer.error());
  }

 private:
  std::optional<GpkgDataset> dataset_;
  std::unique_ptr<PgSession> session_;
  Connection connection_;
};

}  // namespace riskmap::test
