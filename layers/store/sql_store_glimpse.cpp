// Before the records are read: places, and how many open problems each has.
#include <array>
#include <memory>
#include <utility>

#include "layers/store/sql_store.h"

namespace riskmap {

namespace {
// From indexes alone: a million problems are counted in a tenth of a second.
constexpr const char* main_places =
    "SELECT settlement, status, count(*) FROM issue WHERE settlement IS NOT NULL GROUP BY settlement, category, status";
constexpr const char* further_places =
    "SELECT p.settlement, i.status, count(DISTINCT i.uuid) FROM issue_place AS p JOIN issue AS i ON i.uuid = p.issue"
    " WHERE i.settlement IS NULL OR i.settlement <> p.settlement GROUP BY p.settlement, i.status";
}  // namespace

Result<void> SqlStore::read_places(RegisterSnapshot& snapshot) {
  for (const Entity entity : {Entity::area, Entity::settlement, Entity::category, Entity::party}) {
    const auto& spec = spec_of(entity);
    const auto read = each_row(connection(), record_query(connection(), spec, "ORDER BY fid"),
                               [&](const Statement& row) { snapshot.put(record_of(row, spec)); });
    if (!read) return read;
  }
  snapshot.put_link_rows();
  return {};
}

Result<std::optional<RegisterGlimpse>> SqlStore::glimpse(std::int64_t fewest_problems) {
  if (const auto ready = readable(); !ready) return std::unexpected{ready.error()};
  const ReadTransaction reading{connection()};
  if (const auto begun = reading.begun(); !begun) return std::unexpected{begun.error()};
  const auto newest = connection().ask_integer("SELECT max(fid) FROM issue");
  if (!newest) return std::unexpected{newest.error()};
  if (*newest < fewest_problems) return std::nullopt;
  auto places = std::make_shared<RegisterSnapshot>();
  auto read = read_lists(*places);
  if (read) read = read_places(*places);
  RegisterGlimpse glimpse;
  glimpse.open_at.assign(places->settlements.size(), 0);
  for (const char* query : {main_places, further_places})
    if (read)
      read = each_row(connection(), query, [&](const Statement& row) {
        const auto status = status_of(row.text(1));
        const Row place = places->find_settlement(row.text(0));
        if (status && counts_as_open(*status) && place != no_row)
          glimpse.open_at[place] += static_cast<int>(row.integer(2));
      });
  if (!read) return std::unexpected{std::move(read).error()};
  glimpse.places = std::move(places);
  return glimpse;
}

}  // namespace riskmap
