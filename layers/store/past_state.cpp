#include "layers/store/past_state.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "layers/store/pg_values.h"
#include "layers/store/record_rows.h"
#include "layers/store/sql_store.h"

namespace riskmap {

namespace {
// What later changes have made of a record, read backwards.
struct Rewound {
  bool was_there = true, was_removed = false;
  Fields before;  // of the fields that changed
};
using RecordName = std::pair<Entity, std::string>;
using LaterChanges = std::map<RecordName, Rewound>;

std::chrono::minutes offset_of(const RegisterSnapshot& snapshot) {
  int minutes = 300;
  if (const auto found = snapshot.settings.find("utc_offset_minutes"); found != snapshot.settings.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), minutes);
  return std::chrono::minutes{minutes};
}

// The first moment of the next day of the office, as the history writes moments.
std::string moment_after(Date day, std::chrono::minutes offset) {
  const std::chrono::sys_seconds moment = day + std::chrono::days{1} - offset;
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}Z", moment);
}

void take(Rewound& record, const EntitySpec& spec, const Connection& connection, const Statement& row) {
  const auto action = row.text(2), name = row.text(3);
  record.was_removed = record.was_removed || action == "DELETE";
  const bool is_shape = spec.entity == Entity::area && name == "geom";
  if (is_shape || !find_field(spec, name)) return;
  auto value = row.value(4);
  if (connection.is_server()) value = history_value(std::move(value), spec, name);
  record.before.try_emplace(name, plain_value(value));  // the oldest of them is what it held that day
}

Result<LaterChanges> changes_from(const Connection& connection, const std::string& moment) {
  LaterChanges changes;
  Result<void> known;
  const auto read = each_row(
      connection,
      fmt::format("SELECT entity, entity_uuid, action, field, old_value FROM history WHERE at >= '{}' ORDER BY fid",
                  moment),
      [&](const Statement& row) {
        const auto entity = entity_named(row.text(0));
        if (!entity) {
          known = fail(ErrorCode::damaged, "history of an unknown table", row.text(0));
          return;
        }
        const auto [place, is_first] = changes.try_emplace({*entity, row.text(1)});
        if (is_first) place->second.was_there = row.text(2) != "INSERT";
        take(place->second, spec_of(*entity), connection, row);
      });
  if (!read) return std::unexpected{read.error()};
  if (!known) return std::unexpected{known.error()};
  return changes;
}

// The office's day of a moment of the history; nothing where it is none.
std::optional<Date> day_of(std::string_view at, std::chrono::minutes offset) {
  const auto day = parse_iso_date(at.substr(0, 10));
  if (!day || at.size() < 16) return std::nullopt;
  int hour = 0, minute = 0;
  std::from_chars(at.data() + 11, at.data() + 13, hour);
  std::from_chars(at.data() + 14, at.data() + 16, minute);
  return std::chrono::floor<std::chrono::days>(*day + std::chrono::hours{hour} + std::chrono::minutes{minute} + offset);
}

// Of each record's newest change until that moment.
Result<std::map<std::string, std::string>> days_touched(const Connection& connection, const std::string& moment,
                                                        std::chrono::minutes offset) {
  std::map<std::string, std::string> days;
  const auto read = each_row(
      connection, fmt::format("SELECT entity_uuid, max(at) FROM history WHERE at < '{}' GROUP BY entity_uuid", moment),
      [&](const Statement& row) {
        if (const auto day = day_of(row.text(1), offset)) days[row.text(0)] = iso_date(*day);
      });
  if (!read) return std::unexpected{read.error()};
  return days;
}

// What a register was made of has no history: it stands since the register was made.
Result<void> check_beginning(const RegisterSnapshot& now, const std::string& moment, Date day,
                             std::chrono::minutes offset) {
  const auto made = now.meta.find("created");
  if (made == now.meta.end() || made->second < moment) return {};
  const auto first = day_of(made->second, offset);
  return fail(ErrorCode::not_found, "the history begins after that day", iso_date(day), first ? iso_date(*first) : "");
}

// What a register says about itself and has no history.
std::shared_ptr<RegisterSnapshot> lists_of(const RegisterSnapshot& now) {
  auto past = std::make_shared<RegisterSnapshot>();
  past->revision = now.revision;
  past->meta = now.meta, past->transitions = now.transitions;
  return past;
}

void rewind(StoredRecord& record, const Rewound& rewound) {
  if (rewound.was_removed) record.fields.clear();
  for (const auto& [name, value] : rewound.before) {
    if (is_none(value))
      record.fields.erase(name);
    else
      record.fields.insert_or_assign(name, value);
  }
}

class Rewinding {
 public:
  Rewinding(RegisterSnapshot& past, LaterChanges changes, std::map<std::string, std::string> touched)
      : past_{past}, changes_{std::move(changes)}, touched_{std::move(touched)} {}

  void put_back(StoredRecord record) {
    const auto found = changes_.find({record.entity, record.uuid});
    if (found != changes_.end()) {
      const auto rewound = std::move(found->second);
      changes_.erase(found);
      if (!rewound.was_there) return;
      rewind(record, rewound);
    }
    put(std::move(record));
  }
  // What has been removed since; rows have no numbers any more, and get some that nobody had.
  void put_removed() {
    std::int64_t fid = std::int64_t{1} << 40;
    for (auto& [name, rewound] : changes_)
      if (rewound.was_there) {
        StoredRecord record{name.first, ++fid, name.second, 1, {}};
        rewind(record, rewound);
        put(std::move(record));
      }
  }

 private:
  void put(StoredRecord record) {
    record.fields.erase("touched_on");
    const bool tells_touch = record.entity == Entity::issue || record.entity == Entity::measure;
    if (const auto day = touched_.find(record.uuid); tells_touch && day != touched_.end())
      record.fields.insert_or_assign("touched_on", day->second);
    past_.put(record);
  }

  RegisterSnapshot& past_;
  LaterChanges changes_;
  std::map<std::string, std::string> touched_;
};
}  // namespace

Result<Snapshot> state_after(RegisterStore& store, const RegisterSnapshot& now, Date day) {
  auto* known = dynamic_cast<SqlStore*>(&store);
  if (known == nullptr) return fail(ErrorCode::not_a_register, "a store without a history", store.info().path);
  const auto connection = known->reader();
  if (!connection) return std::unexpected{connection.error()};
  const ReadTransaction reading{*connection};
  if (!reading.begun()) return std::unexpected{reading.begun().error()};
  const auto offset = offset_of(now);
  const auto moment = moment_after(day, offset);
  if (const auto begins = check_beginning(now, moment, day, offset); !begins) return std::unexpected{begins.error()};
  auto changes = changes_from(*connection, moment);
  if (!changes) return std::unexpected{std::move(changes).error()};
  auto touched = days_touched(*connection, moment, offset);
  if (!touched) return std::unexpected{std::move(touched).error()};
  auto past = lists_of(now);
  Rewinding rewinding{*past, std::move(*changes), std::move(*touched)};
  for (const auto& spec : all_entities()) {
    const auto read = each_row(*connection, table_query(*connection, spec, store.info().schema_version),
                               [&](const Statement& row) { rewinding.put_back(record_of(row, spec)); });
    if (!read) return std::unexpected{read.error()};
  }
  rewinding.put_removed();
  past->put_link_rows();
  return past;
}

}  // namespace riskmap
