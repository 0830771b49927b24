// The triggers of the private file: its histories, for our edits and foreign ones alike. Core SQL and no function of
// ours.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "layers/model/applicant.h"
#include "layers/store/appeal_file_rows.h"
#include "layers/store/private_file.h"

namespace riskmap {

namespace {
using Names = std::vector<std::string>;

// A table and its history.
struct Kept {
  std::string table, history;
  std::string key, id;  // what names a row in the history beside the appeal: its column there, and in the table
  Names columns;
};

Kept applicants() {
  Kept kept{"applicant", "history", "", "", {}};
  for (const auto& field : applicant_fields()) kept.columns.emplace_back(field.name);
  return kept;
}

Kept files() {
  const auto columns = appeal_file_columns();
  return {"appeal_file", "appeal_file_history", "file", "uuid", {columns.begin(), columns.end()}};
}

// "SELECT 'full_name' AS f, OLD.full_name AS o, NEW.full_name AS n UNION ALL …"; one of the two may be missing.
std::string pairs_of_fields(const Kept& kept, bool has_old, bool has_new) {
  std::string pairs;
  for (const auto& column : kept.columns)
    pairs +=
        fmt::format("{}SELECT '{}' AS f, {} AS o, {} AS n", pairs.empty() ? "" : "\n      UNION ALL ", column,
                    has_old ? fmt::format("OLD.{}", column) : "NULL", has_new ? fmt::format("NEW.{}", column) : "NULL");
  return pairs;
}

std::string history_rows(const Kept& kept, std::string_view row, std::string_view version, std::string_view action,
                         const std::string& pairs) {
  const auto key = kept.key.empty() ? std::string{} : ", " + kept.key;
  const auto id = kept.id.empty() ? std::string{} : fmt::format(", {}.{}", row, kept.id);
  return fmt::format(R"(  INSERT INTO {} (at, who, batch, appeal{}, version, action, field, old_value, new_value)
    SELECT coalesce(c.at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), coalesce(c.who, 'external'), c.batch, {}.appeal{}, {},
      '{}', f, o, n
    FROM ({})
    LEFT JOIN edit_context AS c ON 1 WHERE (f IS NULL OR o IS NOT n) AND coalesce(c.kind, '') <> 'ERASE';)",
                     kept.history, key, row, id, version, action, pairs);
}

std::string content_columns(const Kept& kept) {
  std::string columns;
  for (const auto& column : kept.columns) columns += (columns.empty() ? "" : ", ") + column;
  return columns;
}

// `gone`: what a removed row had beside its columns.
std::vector<SchemaObject> triggers_of(const Kept& kept, const std::string& gone) {
  const std::string whole = "\n      UNION ALL SELECT NULL, NULL, NULL";
  const auto& table = kept.table;
  const auto& history = kept.history;
  return {{"trigger", table + "_insert",
           fmt::format("CREATE TRIGGER {0}_insert AFTER INSERT ON {0}\nBEGIN\n{1}\nEND", table,
                       history_rows(kept, "NEW", "NEW.version", "INSERT", pairs_of_fields(kept, false, true) + whole))},
          // An edit of ours raises the version itself; the second statement does it for everybody else.
          {"trigger", table + "_update",
           fmt::format("CREATE TRIGGER {0}_update AFTER UPDATE OF {1} ON {0}\nBEGIN\n{2}\n"
                       "  UPDATE {0} SET version = OLD.version + 1 WHERE fid = NEW.fid AND version = OLD.version;\nEND",
                       table, content_columns(kept),
                       history_rows(kept, "NEW", "max(NEW.version, OLD.version + 1)", "UPDATE",
                                    pairs_of_fields(kept, true, true)))},
          {"trigger", table + "_delete",
           fmt::format("CREATE TRIGGER {0}_delete AFTER DELETE ON {0}\nBEGIN\n{1}\nEND", table,
                       history_rows(kept, "OLD", "OLD.version + 1", "DELETE",
                                    pairs_of_fields(kept, true, false) + gone + whole))},
          {"trigger", history + "_no_update",
           fmt::format("CREATE TRIGGER {0}_no_update BEFORE UPDATE ON {0}\nBEGIN\n  SELECT RAISE(ABORT, 'history is "
                       "append-only');\nEND",
                       history)},
          {"trigger", history + "_no_delete",
           fmt::format(
               "CREATE TRIGGER {0}_no_delete BEFORE DELETE ON {0}\nWHEN NOT EXISTS (SELECT 1 FROM edit_context WHERE "
               "kind = 'ERASE')\nBEGIN\n  SELECT RAISE(ABORT, 'history is append-only');\nEND",
               history)}};
}
}  // namespace

std::vector<SchemaObject> applicant_triggers() {
  return triggers_of(applicants(), "\n      UNION ALL SELECT 'erased_at', OLD.erased_at, NULL");
}

std::vector<SchemaObject> appeal_file_triggers() {
  return triggers_of(files(), "");
}

std::vector<SchemaObject> private_triggers() {
  auto triggers = applicant_triggers();
  auto of_files = appeal_file_triggers();
  std::ranges::move(of_files, std::back_inserter(triggers));
  return triggers;
}

}  // namespace riskmap
