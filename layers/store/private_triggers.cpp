// The triggers of the private file: its history, for our edits and foreign ones alike. Core SQL and no function of
// ours.
#include <fmt/format.h>

#include "layers/model/applicant.h"
#include "layers/store/private_file.h"

namespace riskmap {

namespace {
// "SELECT 'full_name' AS f, OLD.full_name AS o, NEW.full_name AS n UNION ALL …"; one of the two may be missing.
std::string pairs_of_fields(bool has_old, bool has_new) {
  std::string pairs;
  for (const auto& field : applicant_fields())
    pairs += fmt::format("{}SELECT '{}' AS f, {} AS o, {} AS n", pairs.empty() ? "" : "\n      UNION ALL ", field.name,
                         has_old ? fmt::format("OLD.{}", field.name) : "NULL",
                         has_new ? fmt::format("NEW.{}", field.name) : "NULL");
  return pairs;
}

std::string history_rows(std::string_view row, std::string_view version, std::string_view action,
                         const std::string& pairs) {
  return fmt::format(R"(  INSERT INTO history (at, who, batch, appeal, version, action, field, old_value, new_value)
    SELECT coalesce(c.at, strftime('%Y-%m-%dT%H:%M:%SZ', 'now')), coalesce(c.who, 'external'), c.batch, {}.appeal, {},
      '{}', f, o, n
    FROM ({})
    LEFT JOIN edit_context AS c ON 1 WHERE (f IS NULL OR o IS NOT n) AND coalesce(c.kind, '') <> 'ERASE';)",
                     row, version, action, pairs);
}

std::string content_columns() {
  std::string columns;
  for (const auto& field : applicant_fields()) columns += (columns.empty() ? "" : ", ") + std::string{field.name};
  return columns;
}
}  // namespace

std::vector<SchemaObject> private_triggers() {
  const std::string whole = "\n      UNION ALL SELECT NULL, NULL, NULL";
  const std::string erased = "\n      UNION ALL SELECT 'erased_at', OLD.erased_at, NULL";
  return {
      {"trigger", "applicant_insert",
       fmt::format("CREATE TRIGGER applicant_insert AFTER INSERT ON applicant\nBEGIN\n{}\nEND",
                   history_rows("NEW", "NEW.version", "INSERT", pairs_of_fields(false, true) + whole))},
      // An edit of ours raises the version itself; the second statement does it for everybody else.
      {"trigger", "applicant_update",
       fmt::format(
           "CREATE TRIGGER applicant_update AFTER UPDATE OF {} ON applicant\nBEGIN\n{}\n"
           "  UPDATE applicant SET version = OLD.version + 1 WHERE fid = NEW.fid AND version = OLD.version;\nEND",
           content_columns(),
           history_rows("NEW", "max(NEW.version, OLD.version + 1)", "UPDATE", pairs_of_fields(true, true)))},
      {"trigger", "applicant_delete",
       fmt::format("CREATE TRIGGER applicant_delete AFTER DELETE ON applicant\nBEGIN\n{}\nEND",
                   history_rows("OLD", "OLD.version + 1", "DELETE", pairs_of_fields(true, false) + erased + whole))},
      {"trigger", "history_no_update",
       "CREATE TRIGGER history_no_update BEFORE UPDATE ON history\nBEGIN\n  SELECT RAISE(ABORT, 'history is "
       "append-only');\nEND"},
      {"trigger", "history_no_delete",
       "CREATE TRIGGER history_no_delete BEFORE DELETE ON history\nWHEN NOT EXISTS (SELECT 1 FROM edit_context WHERE "
       "kind = 'ERASE')\nBEGIN\n  SELECT RAISE(ABORT, 'history is append-only');\nEND"}};
}

}  // namespace riskmap
