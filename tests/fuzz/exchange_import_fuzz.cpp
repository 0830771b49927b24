// Any bytes as a table of problems: every row has an outcome, and whatever is taken is text.
#include "layers/exchange/import_plan.h"
#include "layers/exchange/import_report.h"
#include "tests/fuzz/geo_check.h"

#include <sstream>

namespace riskmap {
namespace {

RegisterSnapshot small_register() {
  RegisterSnapshot snapshot;
  snapshot.put({Entity::settlement,
                1,
                "5a1c6e02-9b7d-4f38-8e21-3cd470af6619",
                1,
                {{"kato", std::string{"615847100"}},
                 {"kind", std::string{"VILLAGE"}},
                 {"name_kk", std::string{"Көксәйек"}},
                 {"status", std::string{"ACTIVE"}},
                 {"geom", std::string{"POINT(69.99 42.17)"}}}});
  snapshot.put({Entity::category,
                1,
                "5a1c6e02-9b7d-4f38-8e21-3cd470af6620",
                1,
                {{"code", std::string{"governance.other"}},
                 {"num", std::string{"13.3"}},
                 {"kk", std::string{"Басқа мәселе"}},
                 {"sensitivity", std::int64_t{0}},
                 {"active", std::int64_t{1}}}});
  return snapshot;
}

void require_promises_of(const ImportTable& table, const ImportPlan& plan) {
  RISKMAP_REQUIRE(plan.actions.size() == table.rows.size());
  for (const auto& change : plan.changes)
    for (const auto& [name, value] : change.after) RISKMAP_REQUIRE(is_valid_utf8(text_of(value)));
}

}  // namespace
}  // namespace riskmap

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace riskmap;
  static const fuzz::Folder folder;
  static const RegisterSnapshot snapshot = small_register();
  const auto table = read_import_table(folder.write("problems.csv", fuzz::view_of(data, size)));
  if (!table) return 0;
  const ImportMapping mapping{columns_of(table->header, table->keys)};
  const auto plan = plan_import(snapshot, *table, mapping, *parse_iso_date("2026-03-16"));
  if (!plan) return 0;
  require_promises_of(*table, *plan);
  std::ostringstream errors;
  RISKMAP_REQUIRE(write_error_table(errors, *table, mapping, *plan).has_value());
  RISKMAP_REQUIRE(is_valid_utf8(errors.str()));
  return 0;
}
