#include "layers/store/table_filling.h"

#include <fmt/format.h>

#include <algorithm>

#include "layers/model/entity.h"
#include "layers/store/gpkg_dataset.h"
#include "layers/store/schema.h"

namespace riskmap {

namespace {
Result<void> write_extents(const Connection& target) {
  for (const auto& spec : all_entities()) {
    if (std::ranges::find(spec.fields, FieldType::geometry, &FieldSpec::type) == spec.fields.end()) continue;
    if (auto written = target.execute(fmt::format(
            "UPDATE gpkg_contents SET min_x = b.x, min_y = b.y, max_x = b.xx, max_y = b.yy FROM (SELECT min(minx) AS x,"
            " min(miny) AS y, max(maxx) AS xx, max(maxy) AS yy FROM rtree_{0}_geom) AS b WHERE table_name = '{0}'",
            spec.name));
        !written)
      return written;
  }
  return {};
}
}  // namespace

Result<void> fill_tables(const std::filesystem::path& file, const FillTables& fill) {
  const auto dataset = GpkgDataset::open_for_update(file);
  if (!dataset) return std::unexpected{dataset.error()};
  const auto target = dataset->connection();
  if (auto set = target.execute("PRAGMA synchronous = FULL"); !set) return set;
  auto transaction = Transaction::begin(target);
  if (!transaction) return std::unexpected{transaction.error()};
  const auto triggers = register_triggers();
  for (const auto& trigger : triggers)
    if (auto dropped = target.execute("DROP TRIGGER " + trigger.name); !dropped) return dropped;
  if (auto filled = fill(target); !filled) return filled;
  if (auto named = name_entries(target); !named) return named;
  if (auto named = name_reckoning(target); !named) return named;
  // The rows may come from an older layout.
  if (auto told =
          target.execute(fmt::format("UPDATE rm_meta SET value = '{}' WHERE key = 'schema_version'", schema_version));
      !told)
    return told;
  for (const auto& trigger : triggers)
    if (auto made = target.execute(trigger.sql); !made) return made;
  if (auto written = write_extents(target); !written) return written;
  return transaction->commit();
}

}  // namespace riskmap
