#include "layers/store/layout_2_rows.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <vector>

#include "layers/core/checksum.h"
#include "layers/core/date.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"

namespace riskmap {

namespace {
struct Fit {
  std::string_view table, field, refused, replacement;
};
constexpr std::array fits_of_lists = {
    Fit{"code_value", "kk", "length(kk) > 200", "substr(kk, 1, 199) || '…'"},
    Fit{"code_value", "ru", "length(ru) > 200", "substr(ru, 1, 199) || '…'"},
    Fit{"code_value", "en", "length(en) > 200", "substr(en, 1, 199) || '…'"},
    Fit{"code_value", "sort", "sort NOT BETWEEN 0 AND 1000000", "CASE WHEN sort < 0 THEN 0 ELSE 1000000 END"}};
// The end of a file's name says its kind. What was neither public nor not is not.
constexpr std::array fits_of_files = {
    Fit{"attachment", "file_name", "length(file_name) > 255",
        "substr(file_name, 1, 230) || '…' || substr(file_name, -20)"},
    Fit{"attachment", "mime", "length(mime) > 80", "substr(mime, 1, 80)"},
    Fit{"attachment", "caption", "length(caption) > 500", "substr(caption, 1, 499) || '…'"},
    Fit{"attachment", "is_public", "is_public NOT IN (0, 1)", "0"}};

struct LongName {
  std::string_view table, field;
  int most;
};
constexpr std::array names = {LongName{"code_value", "domain", 40}, LongName{"code_value", "code", 40},
                              LongName{"attachment", "owner", 36}};

std::string name_column(std::string_view table) {
  return table == "code_value" ? "domain || '/' || code" : "file_name";
}

Result<void> refuse_long_names(const Connection& connection) {
  constexpr std::size_t longest_name = 60;  // characters that the refusal repeats
  for (const auto& [table, field, most] : names) {
    auto row = connection.prepare(fmt::format("SELECT {0}, length({1}) FROM {2} WHERE length({1}) > {3} ORDER BY fid",
                                              name_column(table), field, table, most));
    if (!row) return std::unexpected{row.error()};
    const auto found = row->step();
    if (!found) return std::unexpected{found.error()};
    if (!*found) continue;
    const auto name = row->text(0);
    return fail(ErrorCode::invalid_input,
                fmt::format("a name is too long for this layout: {} «{}», {}: {} > {}", table,
                            first_characters(name, longest_name), field, row->integer(1), most));
  }
  return {};
}

// A record and one field of it: what it held, what it holds instead.
struct Fitted {
  std::int64_t record = 0;
  std::string uuid;
  SqlValue before, after;
};

Result<void> write(const Connection& connection, std::string_view table, std::string_view field,
                   const std::vector<Fitted>& rows) {
  auto update = connection.prepare(fmt::format("UPDATE {} SET {} = ?1 WHERE fid = ?2", table, field));
  if (!update) return std::unexpected{update.error()};
  auto told = connection.prepare(
      "INSERT INTO history (at, who, entity, entity_uuid, record, version, action, field, old_value, new_value)"
      " VALUES (?1, 'riskmap', ?2, ?3, ?4, 1, 'UPDATE', ?5, ?6, ?7)");
  if (!told) return std::unexpected{told.error()};
  const auto now = utc_timestamp_now();
  for (const auto& row : rows) {
    if (auto done = update->bind(1, row.after).bind(2, row.record).run(); !done) return done;
    told->bind(1, now).bind(2, std::string{table}).bind(3, row.uuid).bind(4, row.record);
    if (auto done = told->bind(5, std::string{field}).bind(6, row.before).bind(7, row.after).run(); !done) return done;
  }
  return {};
}

Result<void> fit(const Connection& connection, const Fit& rule) {
  const bool is_list = rule.table == "code_value";
  std::vector<Fitted> rows;
  const auto read = each_row(
      connection,
      fmt::format("SELECT fid, {}, {}, {} FROM {} WHERE {} ORDER BY fid", is_list ? name_column(rule.table) : "uuid",
                  rule.field, rule.replacement, rule.table, rule.refused),
      [&](const Statement& row) {
        auto uuid = is_list ? uuid_of_name("code_value/" + row.text(1)) : row.text(1);
        rows.push_back({row.integer(0), std::move(uuid), row.value(2), row.value(3)});
      });
  if (!read) return read;
  return rows.empty() ? Result<void>{} : write(connection, rule.table, rule.field, rows);
}

// Layout 1 knew files that lay beside the register, by their path alone.
Result<void> fit_files_beside(const Connection& connection) {
  std::vector<Fitted> called, kinds, sums, sizes;
  std::vector<std::string> texts;
  const auto read =
      each_row(connection,
               "SELECT fid, uuid, file_name, mime, sha256, size_bytes, rel_path FROM attachment WHERE data IS NULL"
               " AND sha256 NOT IN (SELECT sha256 FROM attachment WHERE data IS NOT NULL) ORDER BY fid",
               [&](const Statement& row) {
                 const auto fid = row.integer(0);
                 const auto uuid = row.text(1), name = row.text(2);
                 const auto text = row.text(6).empty() ? name : row.text(6);
                 texts.push_back(text);
                 called.push_back({fid, uuid, row.value(2), name + ".txt"});
                 kinds.push_back({fid, uuid, row.value(3), std::string{"text/plain"}});
                 sums.push_back({fid, uuid, row.value(4), sha256_of(text)});
                 sizes.push_back({fid, uuid, row.value(5), static_cast<std::int64_t>(text.size())});
               });
  if (!read || texts.empty()) return read;
  auto keep = connection.prepare("UPDATE attachment SET data = ?1, rel_path = NULL WHERE fid = ?2");
  if (!keep) return std::unexpected{keep.error()};
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (auto kept = keep->bind(1, Blob{{texts[i].begin(), texts[i].end()}}).bind(2, called[i].record).run(); !kept)
      return kept;
  for (const auto& [field, rows] :
       {std::pair{"file_name", &called}, {"mime", &kinds}, {"sha256", &sums}, {"size_bytes", &sizes}})
    if (auto written = write(connection, "attachment", field, *rows); !written) return written;
  return {};
}
}  // namespace

// On a server the step gives no limits to the columns of attachments.
Result<void> fit_rows_to_layout_2(const Connection& connection) {
  if (auto known = refuse_long_names(connection); !known) return known;
  if (auto kept = fit_files_beside(connection); !kept) return kept;
  for (const auto& rule : fits_of_lists)
    if (auto fitted = fit(connection, rule); !fitted) return fitted;
  if (connection.is_server()) return {};
  for (const auto& rule : fits_of_files)
    if (auto fitted = fit(connection, rule); !fitted) return fitted;
  return {};
}

}  // namespace riskmap
