#include "layers/store/table_salvage.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/store/salvaged_rows.h"

namespace riskmap {

namespace {
constexpr std::int64_t bytes_of_a_row = 16;  // fewer no row of ours takes

using Names = std::vector<std::string>;

Names names_in(const Connection& connection, const std::string& query) {
  Names names;
  static_cast<void>(each_row(connection, query, [&names](const Statement& row) { names.push_back(row.text(0)); }));
  return names;
}

Names columns_of(const Connection& connection, const std::string& table) {
  return names_in(connection, fmt::format("SELECT name FROM pragma_table_info('{}') ORDER BY cid", table));
}

Names key_of(const Connection& connection, const std::string& table) {
  return names_in(connection, fmt::format("SELECT name FROM pragma_table_info('{}') WHERE pk > 0 ORDER BY pk", table));
}

// Row numbers by the index over what names the rows: it lies on pages of its own.
std::string indexed_rows(const std::string& table, const Names& columns) {
  const auto* name = std::ranges::find(columns, "uuid") == columns.end() ? "appeal" : "uuid";
  return fmt::format("SELECT rowid FROM {0} INDEXED BY sqlite_autoindex_{0}_1 WHERE {1} > ''", table, name);
}

// No more rows than these fit into the file.
std::int64_t most_rows(const Connection& damaged) {
  const auto pages = damaged.ask_integer("PRAGMA page_count"), bytes = damaged.ask_integer("PRAGMA page_size");
  return pages.value_or(0) * bytes.value_or(0) / bytes_of_a_row;
}

// The largest number a row may have, by whatever can still be read of it.
std::int64_t last_row_of(const Connection& damaged, const std::string& table, const Names& columns) {
  const std::array queries = {fmt::format("SELECT seq FROM sqlite_sequence WHERE name = '{}'", table),
                              fmt::format("SELECT max(rowid) FROM {}", table),
                              fmt::format("SELECT max(rowid) FROM ({})", indexed_rows(table, columns))};
  std::int64_t last = 0;
  bool is_known = false;
  for (const auto& query : queries) {
    const auto found = damaged.ask(query);
    if (!found || is_null(*found)) continue;
    const auto* number = std::get_if<std::int64_t>(&*found);
    if (number && *number <= largest_number) last = std::max(last, *number), is_known = true;
  }
  return is_known ? last : most_rows(damaged);
}

bool is_obstacle(ErrorCode code) {
  return code == ErrorCode::disk_full || code == ErrorCode::io || code == ErrorCode::access ||
         code == ErrorCode::read_only || code == ErrorCode::locked;
}

// What a person recognises a record by; the long names that programs give are nothing to read.
std::string texts_of(const std::vector<SqlValue>& values) {
  constexpr std::size_t most_characters = 200;
  std::string line;
  for (const auto& value : values)
    if (const auto* text = std::get_if<std::string>(&value); text && !text->empty() && !is_uuid(*text))
      line += (line.empty() ? "" : " · ") + *text;
  return std::string{first_characters(line, most_characters)};
}

// Puts rows into the new table until the disk refuses.
class Target {
 public:
  Target(const Connection& connection, std::string table, Names columns, std::string_view verb)
      : connection_(connection), table_(std::move(table)), columns_(std::move(columns)), verb_(verb) {}

  void put(const std::vector<SqlValue>& values) {
    if (obstacle_) return;
    auto written = insert(columns_, values);
    // Without the values that could not be read a new row has its defaults.
    if (!written && !is_obstacle(written.error().code) && std::ranges::any_of(values, is_null)) {
      Names known;
      std::vector<SqlValue> found;
      for (std::size_t i = 0; i < values.size(); ++i)
        if (!is_null(values[i])) known.push_back(columns_[i]), found.push_back(values[i]);
      written = insert(known, found);
    }
    if (written) return;
    if (is_obstacle(written.error().code)) return static_cast<void>(obstacle_ = written.error());
    ++refused_;
    remains_.push_back(texts_of(values));
  }
  [[nodiscard]] const std::optional<Error>& obstacle() const { return obstacle_; }
  [[nodiscard]] std::int64_t refused() const { return refused_; }
  [[nodiscard]] std::vector<std::string> take_remains() { return std::move(remains_); }

 private:
  Result<void> insert(const Names& columns, const std::vector<SqlValue>& values) {
    if (columns.empty()) return fail(ErrorCode::damaged, "an empty row");
    if (!statement_ || columns.size() != prepared_) {
      const std::vector<std::string_view> marks(columns.size(), "?");
      auto prepared = connection_.prepare(
          fmt::format("{} INTO {} ({}) VALUES ({})", verb_, table_, fmt::join(columns, ", "), fmt::join(marks, ", ")));
      if (!prepared) return std::unexpected{prepared.error()};
      if (columns.size() < columns_.size()) return run(*prepared, values);
      statement_ = *std::move(prepared);
      prepared_ = columns.size();
    }
    return run(*statement_, values);
  }
  static Result<void> run(Statement& statement, const std::vector<SqlValue>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) statement.bind(static_cast<int>(i) + 1, values[i]);
    return statement.run();
  }

  const Connection& connection_;
  std::string table_;
  Names columns_;
  std::string_view verb_;
  std::optional<Statement> statement_;
  std::size_t prepared_ = 0;
  std::int64_t refused_ = 0;
  std::vector<std::string> remains_;
  std::optional<Error> obstacle_;
};

// A table that is its own index has no row numbers: it is read from both ends up to what is destroyed.
SalvagedRows salvage_both_ends(const Connection& damaged, const std::string& table, const Names& key,
                               const Names& columns, const TakeRow& take) {
  SalvagedRows rows;
  std::vector<SqlValue> values(columns.size());
  const auto read = [&](std::string_view direction) {
    std::string order;
    for (const auto& column : key) order += fmt::format("{}{}{}", order.empty() ? "" : ", ", column, direction);
    return each_row(damaged, fmt::format("SELECT {} FROM {} ORDER BY {}", fmt::join(columns, ", "), table, order),
                    [&](const Statement& row) {
                      for (std::size_t i = 0; i < columns.size(); ++i) values[i] = row.value(static_cast<int>(i));
                      take(0, values);
                      ++rows.whole;
                    });
  };
  if (read("")) return rows;
  static_cast<void>(read(" DESC"));
  rows.unreadable.push_back({});
  return rows;
}

// Rows that the index tells of and the new table lacks.
std::int64_t lost_rows(const Connection& damaged, const Connection& target, const std::string& table,
                       const std::string& indexed) {
  auto known = target.prepare(fmt::format("SELECT 1 FROM {} WHERE rowid = ?1", table));
  if (!known) return 0;
  std::int64_t lost = 0;
  static_cast<void>(each_row(damaged, indexed, [&](const Statement& row) {
    known->bind(1, row.integer(0));
    const auto found = known->step();
    if (found && !*found) ++lost;
    known->reset();
  }));
  return lost;
}

}  // namespace

Result<SalvagedTable> salvage_table(const Connection& damaged, const Connection& target, const std::string& table) {
  const auto there = columns_of(damaged, table);
  auto columns = columns_of(target, table);
  std::erase_if(columns, [&there](const std::string& name) { return std::ranges::find(there, name) == there.end(); });
  SalvagedTable salvaged{.name = table};
  for (const auto& name : there)
    if (std::ranges::find(columns, name) == columns.end()) salvaged.left_behind.push_back(name);
  if (columns.empty()) return salvaged;
  const bool has_numbers = target.prepare(fmt::format("SELECT rowid FROM {}", table)).has_value();
  const auto last = has_numbers ? last_row_of(damaged, table, columns) : 0;
  const auto read = [&](const TakeRow& take) {
    return has_numbers ? salvage_rows(damaged, table, columns, last, take)
                       : salvage_both_ends(damaged, table, key_of(target, table), columns, take);
  };
  const auto standard = target.ask_integer(fmt::format("SELECT count(*) FROM {}", table));
  if (!standard) return std::unexpected{standard.error()};
  if (*standard > 0 && read([](std::int64_t, const std::vector<SqlValue>&) {}).is_whole())
    if (auto emptied = target.execute("DELETE FROM " + table); !emptied) return std::unexpected{emptied.error()};
  Target into{target, table, columns, *standard > 0 || !has_numbers ? "INSERT OR REPLACE" : "INSERT"};
  const auto rows = read([&into](std::int64_t, const std::vector<SqlValue>& values) { into.put(values); });
  if (into.obstacle()) return std::unexpected{*into.obstacle()};
  salvaged.rows = rows.whole + rows.partial - into.refused();
  salvaged.partial = rows.partial;
  salvaged.is_whole = rows.is_whole();
  salvaged.remains = into.take_remains();
  salvaged.lost = std::max(lost_rows(damaged, target, table, indexed_rows(table, columns)), into.refused());
  return salvaged;
}

}  // namespace riskmap
