#include "layers/store/register_copy.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <vector>

#include "layers/store/applicant_store.h"
#include "layers/store/attachment_files.h"
#include "layers/store/backup_target.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/pg_address.h"
#include "layers/store/pg_schema.h"
#include "layers/store/pg_session.h"
#include "layers/store/record_rows.h"
#include "layers/store/register_draft.h"
#include "layers/store/schema.h"
#include "layers/store/sql_store.h"
#include "layers/store/table_filling.h"

namespace riskmap {

namespace {
constexpr std::string_view history_table = "history";

struct Column {
  std::string name;
  bool is_value = false;  // of the history, in the type of its field
};

Result<std::vector<Column>> columns_of(const Connection& source, const std::string& table) {
  const auto query = source.is_server()
                         ? fmt::format(
                               "SELECT column_name FROM information_schema.columns WHERE table_schema = 'riskmap' AND"
                               " table_name = '{}' AND column_name NOT IN ('login', 'xact') ORDER BY ordinal_position",
                               table)
                         : fmt::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table);
  std::vector<Column> columns;
  const auto read = each_row(source, query, [&](const Statement& row) {
    const auto name = row.text(0);
    columns.push_back({name, table == history_table && name.ends_with("_value")});
  });
  if (!read) return std::unexpected{read.error()};
  return columns;
}

// What an older layout and the one of today share; a table that came later has no rows there.
Result<std::vector<Column>> columns_in_both(const Connection& source, const Connection& target,
                                            const std::string& table) {
  auto columns = columns_of(source, table);
  if (!columns) return columns;
  const auto version = source.ask_integer("SELECT CAST(value AS INTEGER) FROM rm_meta WHERE key = 'schema_version'");
  if (!version) return std::unexpected{version.error()};
  if (columns->empty() && *version == schema_version) return fail(ErrorCode::damaged, "missing: table " + table);
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
Result<void> each_row_of(const Connection& source, const std::string& table, const std::vector<Column>& columns,
                         const Take& take) {
  const bool has_row_number = std::ranges::find(columns, "fid", &Column::name) != columns.end();
  const auto entity = std::ranges::find(columns, "entity", &Column::name) - columns.begin();
  const auto field = std::ranges::find(columns, "field", &Column::name) - columns.begin();
  std::vector<SqlValue> values(columns.size());
  return each_row(
      source, fmt::format("SELECT {} FROM {}{}", listed(columns), table, has_row_number ? " ORDER BY fid" : ""),
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

Result<void> send_table(const Connection& source, PgSession& target, const std::string& table) {
  const auto columns = columns_in_both(source, Connection{target}, table);
  if (!columns) return std::unexpected{columns.error()};
  if (columns->empty()) return {};
  constexpr std::size_t portion = 8 << 20;  // bytes; a large table is never in memory as a whole
  const auto into = fmt::format("{} ({})", table, listed(*columns));
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
Result<std::int64_t> last_number(const Connection& source, const std::string& table) {
  if (source.is_server())
    return source.ask_integer(
        fmt::format("SELECT pg_sequence_last_value(pg_get_serial_sequence('riskmap.{}', 'fid')::regclass)", table));
  return source.ask_integer(fmt::format("SELECT seq FROM sqlite_sequence WHERE name = '{}'", table));
}

Result<bool> has_numbers(const Connection& source, const std::string& table) {
  const auto columns = columns_of(source, table);
  if (!columns) return std::unexpected{columns.error()};
  return std::ranges::find(*columns, "fid", &Column::name) != columns->end();
}

Result<void> send_numbers(const Connection& source, PgSession& target, const std::string& table) {
  const auto has_them = has_numbers(source, table);
  if (!has_them) return std::unexpected{has_them.error()};
  if (!*has_them) return {};
  const auto last = last_number(source, table);
  if (!last) return std::unexpected{last.error()};
  if (*last == 0) return {};
  return target.execute(
      fmt::format("SELECT setval(pg_get_serial_sequence('riskmap.{}', 'fid')::regclass, {})", table, *last));
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

Result<void> fill_database(const Connection& source, PgSession& target) {
  if (auto made = target.execute("CREATE EXTENSION IF NOT EXISTS postgis"); !made)
    return made.error().code == ErrorCode::unsupported
               ? fail(ErrorCode::unsupported, "PostGIS is missing on the server")
               : made;
  if (auto made = target.execute("SET LOCAL statement_timeout = 0;" + pg_tables()); !made) return made;
  for (const auto& table : pg_table_names()) {
    if (auto sent = send_table(source, target, table); !sent) return sent;
    if (auto numbered = send_numbers(source, target, table); !numbered) return numbered;
  }
  if (auto named = name_entries(Connection{target}); !named) return named;
  if (auto named = name_reckoning(Connection{target}); !named) return named;
  // What says that applicants have a file of their own beside the register: there is none beside a server.
  if (auto told = target.execute(
          fmt::format("DELETE FROM rm_meta WHERE key = 'has_private_file'; UPDATE rm_meta SET value = '{}' WHERE key ="
                      " 'schema_version'",
                      schema_version));
      !told)
    return told;
  if (auto ruled = target.execute(pg_rules()); !ruled) return ruled;
  return target.execute(pg_rights());
}

Result<void> take_table(const Connection& source, const Connection& target, const std::string& table) {
  const auto columns = columns_in_both(source, target, table);
  if (!columns) return std::unexpected{columns.error()};
  if (columns->empty()) return {};
  if (auto emptied = target.execute(fmt::format("DELETE FROM {}", table)); !emptied) return emptied;
  std::string marks;
  for (std::size_t i = 0; i < columns->size(); ++i) marks += i ? ", ?" : "?";
  auto insert = target.prepare(fmt::format("INSERT INTO {} ({}) VALUES ({})", table, listed(*columns), marks));
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
      "UPDATE sqlite_sequence SET seq = max(seq, {1}) WHERE name = '{0}'; INSERT INTO sqlite_sequence (name, seq)"
      " SELECT '{0}', {1} WHERE {1} > 0 AND NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '{0}')",
      table, *last));
}

Result<void> fill_file(const Connection& source, const std::filesystem::path& file) {
  auto filled = fill_tables(file, [&source](const Connection& target) -> Result<void> {
    for (const auto& table : pg_table_names())
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
}  // namespace

Result<void> copy_to_file(const Connection& source, const std::filesystem::path& file) {
  if (auto allowed = check_source(source); !allowed) return allowed;
  if (auto checked = check_backup_target(source, file); !checked) return checked;
  std::error_code problem;
  const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
  if (!std::filesystem::is_directory(folder, problem))
    return fail(ErrorCode::not_found, "no such folder", file.string());
  const RegisterDraft draft{file};
  auto written = create_empty_register(draft.path());
  if (written) {
    const ReadTransaction reading{source};
    written = reading.begun();
    if (written) written = fill_file(source, draft.path());
  }
  if (written) {
    std::filesystem::rename(draft.path(), file, problem);
    if (problem) written = fail(ErrorCode::io, problem.message());
  }
  if (!written && (written.error().where.empty() || written.error().where == draft.path()))
    written.error().where = file.string();
  return written;
}

Result<void> copy_to_database(const Connection& source, const std::string& address) {
  if (auto allowed = check_source(source); !allowed) return allowed;
  const auto target = PgSession::connect(address);
  if (!target) return std::unexpected{target.error()};
  const Connection connection{**target};
  auto written = check_database(connection);
  if (written) {
    const ReadTransaction reading{source};
    auto transaction = Transaction::begin(connection);
    written = !reading.begun() ? reading.begun() : transaction ? Result<void>{} : std::unexpected{transaction.error()};
    if (written) written = fill_database(source, **target);
    if (written) written = transaction->commit();
  }
  if (!written && written.error().where.empty()) written.error().where = address;
  return written;
}

namespace {
Result<void> leave_applicants(RegisterStore& source, ApplicantsOfCopy applicants) {
  const auto keeping = applicant_store(source);
  if (!keeping || applicants == ApplicantsOfCopy::stay_behind) return {};
  const auto appeals = (*keeping)->appeals_with_applicant();
  if (!appeals) return std::unexpected{appeals.error()};
  if (appeals->empty()) return {};
  return fail(ErrorCode::in_use, "applicants would stay behind", {}, std::to_string(appeals->size()));
}
}  // namespace

Result<void> copy_register(RegisterStore& source, const std::filesystem::path& target, ApplicantsOfCopy applicants) {
  if (is_register_address(target.native())) {
    if (auto left = leave_applicants(source, applicants); !left) return left;
    auto* store = dynamic_cast<SqlStore*>(&source);
    return store ? store->copy_to_server(target.native()) : fail(ErrorCode::unsupported, "a store of another kind");
  }
  std::error_code ignored;
  if (std::filesystem::exists(target, ignored))
    return fail(ErrorCode::invalid_input, "there is a file of this name already", target.string());
  return source.back_up(target);
}

}  // namespace riskmap
