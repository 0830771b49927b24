#include "layers/store/register_copy.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <vector>

#include "layers/core/unfinished_file.h"
#include "layers/store/attachment_files.h"
#include "layers/store/backup_target.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/pg_address.h"
#include "layers/store/pg_private.h"
#include "layers/store/pg_schema.h"
#include "layers/store/pg_session.h"
#include "layers/store/private_context.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_draft.h"
#include "layers/store/schema.h"
#include "layers/store/sql_store.h"
#include "layers/store/table_filling.h"

namespace riskmap {

namespace {
// A table of the register, or of the applicants beside it.
struct Table {
  std::string name;
  bool is_private = false;
  // As both kinds of store find it.
  [[nodiscard]] std::string found() const { return is_private ? "riskmap_private." + name : name; }
  [[nodiscard]] std::string schema(const Connection& home) const {
    return is_private ? "riskmap_private" : home.is_server() ? "riskmap" : "main";
  }
  [[nodiscard]] bool is_history() const { return !is_private && name == "history"; }
};

std::vector<Table> tables_of_register() {
  std::vector<Table> tables;
  for (auto& name : pg_table_names()) tables.push_back({std::move(name)});
  return tables;
}

std::vector<Table> private_tables() {
  std::vector<Table> tables;
  for (auto& name : private_table_names()) tables.push_back({std::move(name), true});
  return tables;
}

struct Column {
  std::string name;
  bool is_value = false;  // of the history, in the type of its field
};

Result<std::vector<Column>> columns_of(const Connection& source, const Table& table) {
  const auto query = source.is_server()
                         ? fmt::format(
                               "SELECT column_name FROM information_schema.columns WHERE table_schema = '{}' AND"
                               " table_name = '{}' AND column_name NOT IN ('login', 'xact') ORDER BY ordinal_position",
                               table.schema(source), table.name)
                         : fmt::format("SELECT name FROM pragma_table_info('{}', '{}') ORDER BY cid", table.name,
                                       table.schema(source));
  std::vector<Column> columns;
  const auto read = each_row(source, query, [&](const Statement& row) {
    const auto name = row.text(0);
    columns.push_back({name, table.is_history() && name.ends_with("_value")});
  });
  if (!read) return std::unexpected{read.error()};
  return columns;
}

// What an older layout and the one of today share; a table that came later has no rows there.
Result<std::vector<Column>> columns_in_both(const Connection& source, const Connection& target, const Table& table) {
  auto columns = columns_of(source, table);
  if (!columns) return columns;
  const auto version = source.ask_integer("SELECT CAST(value AS INTEGER) FROM rm_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  if (columns->empty() && *version == schema_version && !table.is_private)
    return fail(ErrorCode::damaged, "missing: table " + table.name);
  const auto wanted = columns_of(target, table);
  if (!wanted) return wanted;
  std::erase_if(*columns, [&wanted](const Column& column) {
    return std::ranges::find(*wanted, column.name, &Column::name) == wanted->end();
  });
  return columns;
}

std::string listed(const std::vector<Column>& columns) {
  std::string list;
  for (const auto& column : columns) list += (list.empty() ? "" : ", ") + column.name;
  return list;
}

// Calls take(values) for every row, in the order in which the rows were made.
template <typename Take>
Result<void> each_row_of(const Connection& source, const Table& table, const std::vector<Column>& columns,
                         const Take& take) {
  const bool has_row_number = std::ranges::find(columns, "fid", &Column::name) != columns.end();
  const auto entity = std::ranges::find(columns, "entity", &Column::name) - columns.begin();
  const auto field = std::ranges::find(columns, "field", &Column::name) - columns.begin();
  std::vector<SqlValue> values(columns.size());
  return each_row(
      source, fmt::format("SELECT {} FROM {}{}", listed(columns), table.found(), has_row_number ? " ORDER BY fid" : ""),
      [&](const Statement& row) {
        for (std::size_t i = 0; i < columns.size(); ++i) {
          values[i] = row.value(static_cast<int>(i));
          const auto known = columns[i].is_value && source.is_server()
                                 ? entity_named(row.text(static_cast<int>(entity)))
                                 : std::nullopt;
          if (known)
            values[i] = history_value(std::move(values[i]), spec_of(*known), row.text(static_cast<int>(field)));
        }
        take(values);
      });
}

std::optional<std::string> sendable(const SqlValue& value) {
  auto text = pg_text(value);
  if (!text || !std::holds_alternative<std::string>(value)) return text;
  *text = valid_text(*std::move(text));
  std::erase(*text, '\0');  // no server takes it
  return text;
}

Result<void> send_table(const Connection& source, PgSession& target, const Table& table) {
  const auto columns = columns_in_both(source, Connection{target}, table);
  if (!columns) return std::unexpected{columns.error()};
  if (columns->empty()) return {};
  constexpr std::size_t portion = 8 << 20;  // bytes; a large table is never in memory as a whole
  const auto into = fmt::format("{} ({})", table.found(), listed(*columns));
  std::string lines;
  std::vector<std::optional<std::string>> row(columns->size());
  Result<void> sent;
  const auto read = each_row_of(source, table, *columns, [&](const std::vector<SqlValue>& values) {
    std::ranges::transform(values, row.begin(), sendable);
    lines += copy_line(row);
    if (lines.size() < portion) return;
    if (sent) sent = target.copy_in(into, lines);
    lines.clear();
  });
  if (!read) return read;
  return sent && !lines.empty() ? target.copy_in(into, lines) : sent;
}

// The last number a table has given out; a removed row's is not given again.
Result<std::int64_t> last_number(const Connection& source, const Table& table) {
  if (source.is_server())
    return source.ask_integer(
        fmt::format("SELECT pg_sequence_last_value(pg_get_serial_sequence('{}.{}', 'fid')::regclass)",
                    table.schema(source), table.name));
  return source.ask_integer(
      fmt::format("SELECT seq FROM {}.sqlite_sequence WHERE name = '{}'", table.schema(source), table.name));
}

Result<bool> has_numbers(const Connection& source, const Table& table) {
  const auto columns = columns_of(source, table);
  if (!columns) return std::unexpected{columns.error()};
  return std::ranges::find(*columns, "fid", &Column::name) != columns->end();
}

Result<void> send_numbers(const Connection& source, PgSession& target, const Table& table) {
  const auto has_them = has_numbers(source, table);
  if (!has_them) return std::unexpected{has_them.error()};
  if (!*has_them) return {};
  const auto last = last_number(source, table);
  if (!last) return std::unexpected{last.error()};
  if (*last == 0) return {};
  return target.execute(fmt::format("SELECT setval(pg_get_serial_sequence('{}.{}', 'fid')::regclass, {})",
                                    table.schema(Connection{target}), table.name, *last));
}

// What is hidden from a reader would be lost on the way, and nobody would know.
Result<void> check_source(const Connection& source) {
  if (!source.is_server()) return {};
  const auto sees_all =
      source.ask_integer("SELECT CASE WHEN has_table_privilege('riskmap.issue', 'UPDATE') THEN 1 ELSE 0 END");
  if (!sees_all) return std::unexpected{sees_all.error()};
  if (*sees_all == 1) return {};
  return fail(ErrorCode::access, "the role of this login does not allow it: a copy would lack what is closed");
}

Result<void> check_database(const Connection& target) {
  const auto encoding = target.ask("SHOW server_encoding");
  if (!encoding) return std::unexpected{encoding.error()};
  if (*encoding != SqlValue{std::string{"UTF8"}}) return fail(ErrorCode::unsupported, "the database is not in UTF-8");
  const auto registers = target.ask_integer("SELECT count(*) FROM pg_namespace WHERE nspname = 'riskmap'");
  if (!registers) return std::unexpected{registers.error()};
  if (*registers != 0) return fail(ErrorCode::invalid_input, "there is a register already");
  return {};
}

Result<void> send_all(const Connection& source, PgSession& target, const std::vector<Table>& tables) {
  for (const auto& table : tables) {
    if (auto sent = send_table(source, target, table); !sent) return sent;
    if (auto numbered = send_numbers(source, target, table); !numbered) return numbered;
  }
  return {};
}

Result<void> fill_database(const Connection& source, PgSession& target, ApplicantsOfCopy applicants) {
  if (auto made = target.execute("CREATE EXTENSION IF NOT EXISTS postgis"); !made)
    return made.error().code == ErrorCode::unsupported
               ? fail(ErrorCode::unsupported, "PostGIS is missing on the server")
               : made;
  if (auto made = target.execute("SET LOCAL statement_timeout = 0;" + pg_tables() + pg_private_tables()); !made)
    return made;
  if (auto sent = send_all(source, target, tables_of_register()); !sent) return sent;
  if (applicants == ApplicantsOfCopy::come_along && has_private_part(source))
    if (auto sent = send_all(source, target, private_tables()); !sent) return sent;
  if (auto named = name_entries(Connection{target}); !named) return named;
  if (auto named = name_reckoning(Connection{target}); !named) return named;
  // What says that applicants have a file of their own beside the register: here they have a schema.
  if (auto told = target.execute(
          fmt::format("DELETE FROM rm_meta WHERE key = 'has_private_file'; UPDATE rm_meta SET value = '{}' WHERE key ="
                      " 'schema_version'",
                      schema_version));
      !told)
    return told;
  if (auto ruled = target.execute(pg_rules()); !ruled) return ruled;
  if (auto ruled = target.execute(pg_rights()); !ruled) return ruled;
  return target.execute(pg_private_rules());
}

Result<void> take_table(const Connection& source, const Connection& target, const Table& table) {
  const auto columns = columns_in_both(source, target, table);
  if (!columns) return std::unexpected{columns.error()};
  if (columns->empty()) return {};
  if (!table.is_private)
    if (auto emptied = target.execute("DELETE FROM " + table.name); !emptied) return emptied;
  std::string marks;
  for (std::size_t i = 0; i < columns->size(); ++i) marks += i ? ", ?" : "?";
  auto insert = target.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", table.found(), listed(*columns), marks));
  if (!insert) return std::unexpected{insert.error()};
  Result<void> written;
  const auto read = each_row_of(source, table, *columns, [&](const std::vector<SqlValue>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) insert->bind(static_cast<int>(i) + 1, values[i]);
    if (written) written = insert->run();
  });
  if (!read) return read;
  if (!written || std::ranges::find(*columns, "fid", &Column::name) == columns->end()) return written;
  const auto last = last_number(source, table);
  if (!last) return std::unexpected{last.error()};
  return target.execute(fmt::format(
      "UPDATE {2}.sqlite_sequence SET seq = max(seq, {1}) WHERE name = '{0}'; INSERT INTO {2}.sqlite_sequence (name,"
      " seq) SELECT '{0}', {1} WHERE {1} > 0 AND NOT EXISTS (SELECT 1 FROM {2}.sqlite_sequence WHERE name = '{0}')",
      table.name, *last, table.schema(target)));
}

Result<void> fill_file(const Connection& source, const std::filesystem::path& file) {
  auto filled = fill_tables(file, [&source](const Connection& target) -> Result<void> {
    for (const auto& table : tables_of_register())
      if (auto taken = take_table(source, target, table); !taken) return taken;
    return {};
  });
  if (!filled) return filled;
  const auto dataset = GpkgDataset::open_read_only(file);
  if (!dataset) return std::unexpected{dataset.error()};
  if (auto whole = must_have_bytes(dataset->connection()); !whole) return whole;
  const auto lost = dataset->connection().ask_integer("SELECT count(*) FROM pragma_foreign_key_check");
  if (!lost) return std::unexpected{lost.error()};
  return *lost == 0 ? Result<void>{} : fail(ErrorCode::damaged, "links of the copy lead nowhere");
}

// The register in `file` is whole; its private file is made beside it.
Result<void> fill_private_file(const Connection& source, const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto target = dataset->connection();
  if (const auto made = make_private_file(target, file); !made) return std::unexpected{made.error()};
  auto transaction = Transaction::begin(target);
  if (!transaction) return std::unexpected{transaction.error()};
  if (auto told = target.execute(quiet_context); !told) return told;
  for (const auto& table : private_tables())
    if (auto taken = take_table(source, target, table); !taken) return taken;
  if (auto told = target.execute(end_of_quiet_context); !told) return told;
  if (auto marked = target.execute(private_file_mark); !marked) return marked;
  return transaction->commit();
}

Result<void> forget_applicants(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  return dataset->connection().execute("DELETE FROM rm_meta WHERE key = 'has_private_file'");
}

bool has_private_rows(const Connection& source) {
  return std::ranges::any_of(private_tables(), [&source](const Table& table) {
    return source.ask_integer(fmt::format("SELECT count(*) FROM {}", table.found())).value_or(0) > 0;
  });
}
}  // namespace

Result<void> copy_to_file(const Connection& source, const std::filesystem::path& file, ApplicantsOfCopy applicants) {
  if (auto allowed = check_source(source); !allowed) return allowed;
  if (auto checked = check_backup_target(source, file); !checked) return checked;
  std::error_code problem;
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  if (!std::filesystem::is_directory(folder, problem))
    return fail(ErrorCode::not_found, "no such folder", file.string());
  const bool has_applicants =
      applicants == ApplicantsOfCopy::come_along && has_private_part(source) && has_private_rows(source);
  if (has_applicants)
    if (auto checked = check_private_target(source, private_file_of(file)); !checked) return checked;
  const RegisterDraft draft{file};
  const UnfinishedFile unfinished{private_file_of(draft.path())};
  auto written = create_empty_register(draft.path());
  if (written) {
    const ReadTransaction reading{source};
    written = reading.begun();
    if (written) written = fill_file(source, draft.path());
    if (written) written = has_applicants ? fill_private_file(source, draft.path()) : forget_applicants(draft.path());
  }
  // The applicants first: a register never names those that its copy lacks.
  if (written && has_applicants) {
    std::filesystem::rename(private_file_of(draft.path()), private_file_of(file), problem);
    if (problem) written = fail(ErrorCode::io, problem.message(), private_file_of(file).string());
  }
  if (written) {
    std::filesystem::rename(draft.path(), file, problem);
    if (problem) written = fail(ErrorCode::io, problem.message());
  }
  for (const auto* ending : {"", "-journal"})
    std::filesystem::remove(private_file_of(draft.path()).string() + ending, problem);
  if (!written && (written.error().where.empty() || written.error().where == draft.path()))
    written.error().where = file.string();
  return written;
}

Result<void> copy_to_database(const Connection& source, const std::string& address, ApplicantsOfCopy applicants) {
  if (auto allowed = check_source(source); !allowed) return allowed;
  const auto target = PgSession::connect(address);
  if (!target) return std::unexpected{target.error()};
  const Connection connection{**target};
  auto written = check_database(connection);
  if (written) {
    const ReadTransaction reading{source};
    auto transaction = Transaction::begin(connection);
    written = !reading.begun() ? reading.begun() : transaction ? Result<void>{} : std::unexpected{transaction.error()};
    if (written) written = fill_database(source, **target, applicants);
    if (written) written = transaction->commit();
  }
  if (!written && written.error().where.empty()) written.error().where = address;
  return written;
}

Result<void> copy_register(RegisterStore& source, const std::filesystem::path& target, ApplicantsOfCopy applicants) {
  auto* store = dynamic_cast<SqlStore*>(&source);
  if (store == nullptr) return fail(ErrorCode::unsupported, "a store of another kind");
  if (is_register_address(target.native())) return store->copy_to_server(target.native(), applicants);
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored))
    return fail(ErrorCode::invalid_input, "there is a file of this name already", target.string());
  return applicants == ApplicantsOfCopy::stay_behind ? store->copy_to_new_file(target) : source.back_up(target);
}

}  // namespace riskmap
