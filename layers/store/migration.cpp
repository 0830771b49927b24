#include "layers/store/migration.h"

#include <fmt/format.h>

#include <array>
#include <system_error>

#include "layers/store/database_copy.h"
#include "layers/store/layer_styles.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
// What a layout adds to the one before it. A step is never changed once a program with it was given to anybody; a new
// layout adds a line here, a golden file (tests/golden/registers) and nothing else.
struct Step {
  int from;
  std::string (*in_file)();
  std::string (*on_server)();
};
constexpr std::array steps = {
    Step{0, [] { return views_script() + layer_styles_script(); }, [] { return std::string{}; }}};
static_assert(steps.size() == schema_version && steps.back().from + 1 == schema_version);

std::filesystem::path name_of_copy(const std::filesystem::path& file, int version, int number) {
  auto copy = file;
  const auto mark = number == 1 ? std::string{} : fmt::format("-{}", number);
  return copy.replace_extension(fmt::format(".v{}{}.bak.gpkg", version, mark));
}

Result<int> version_of(const Connection& connection) {
  const auto version =
      connection.ask_integer("SELECT CAST(value AS INTEGER) FROM rm_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  return static_cast<int>(*version);
}

Result<void> drop_triggers(const Connection& connection) {
  std::string script;
  const auto read =
      each_row(connection, "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'rtree%'",
               [&script](const Statement& row) { script += "DROP TRIGGER \"" + row.text(0) + "\";"; });
  return read ? connection.execute(script) : read;
}

Result<void> must_be_sound(const Connection& connection) {
  const auto lost = connection.ask_integer("SELECT count(*) FROM pragma_foreign_key_check");
  if (!lost) return std::unexpected{lost.error()};
  const auto verdict = connection.ask("PRAGMA quick_check(1)");
  if (!verdict) return std::unexpected{verdict.error()};
  if (*lost > 0) return fail(ErrorCode::damaged, fmt::format("{} links lead nowhere", *lost));
  if (*verdict != SqlValue{std::string{"ok"}}) return fail(ErrorCode::damaged, "the file is not sound");
  return {};
}

// Whether there was anything to do: another program may have been quicker.
Result<bool> take_steps(const Connection& connection, int from_version) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  const auto version = version_of(connection);
  if (!version) return std::unexpected{version.error()};
  if (*version != from_version) return false;
  if (auto dropped = drop_triggers(connection); !dropped) return std::unexpected{dropped.error()};
  std::string script;
  for (const auto& step : steps)
    if (step.from >= from_version) script += step.in_file();
  for (const auto& trigger : register_triggers()) script += trigger.sql + ";\n";
  script += fmt::format("UPDATE rm_meta SET value = '{}' WHERE key = 'schema_version'", schema_version);
  if (auto taken = connection.execute(script); !taken) return std::unexpected{taken.error()};
  if (auto sound = must_be_sound(connection); !sound) return std::unexpected{sound.error()};
  if (auto committed = transaction->commit(); !committed) return std::unexpected{committed.error()};
  return true;
}
}  // namespace

Result<std::filesystem::path> migrate(const Connection& connection, const std::filesystem::path& file,
                                      int from_version) {
  auto copy = copy_beside(connection, [&](int number) { return name_of_copy(file, from_version, number); });
  if (!copy) return copy;
  const auto taken = take_steps(connection, from_version);
  if (taken && *taken) return copy;
  std::error_code ignored;
  std::filesystem::remove(*copy, ignored);  // the file is what it was, or somebody else has copied it too
  if (!taken) return std::unexpected{taken.error()};
  return std::filesystem::path{};
}

Result<void> migrate_on_server(const Connection& connection, int from_version) {
  auto transaction = Transaction::begin(connection);
  if (!transaction) return std::unexpected{transaction.error()};
  std::string script;
  for (const auto& step : steps)
    if (step.from >= from_version) script += step.on_server();
  script += fmt::format("UPDATE riskmap.rm_meta SET value = '{}' WHERE key = 'schema_version'", schema_version);
  if (auto taken = connection.execute(script); !taken) return taken;
  return transaction->commit();
}

}  // namespace riskmap
