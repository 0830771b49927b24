#include "layers/store/laptop_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
constexpr std::array state_fields = {
    std::string_view{"status"},        std::string_view{"outcome"},     std::string_view{"result"},
    std::string_view{"status_reason"}, std::string_view{"review_on"},   std::string_view{"forwarded_to"},
    std::string_view{"duplicate_of"},  std::string_view{"resolved_on"}, std::string_view{"closed_on"},
    std::string_view{"reopened_on"},   std::string_view{"reopen_count"}};

bool is_state_field(std::string_view name) {
  return std::ranges::find(state_fields, name) != state_fields.end();
}

// One statement of the history: several rows of one version.
struct Passage {
  std::int64_t version = 0;
  Fields values;
};

struct Story {
  LaptopChange change;
  bool was_removed = false;       // and perhaps came back
  std::vector<Passage> passages;  // a record that came back goes on as it was when it went
};

// Keeps the order of the first touch.
class Stories {
 public:
  Story& of(Entity entity, const std::string& uuid, bool is_new) {
    const auto [place, is_first] = places_.try_emplace({entity, uuid}, stories_.size());
    if (is_first) {
      stories_.emplace_back();
      stories_.back().change.entity = entity;
      stories_.back().change.uuid = uuid;
      stories_.back().change.was_there = !is_new;
    }
    return stories_[place->second];
  }
  std::vector<Story>& all() { return stories_; }

 private:
  std::map<std::pair<Entity, std::string>, std::size_t> places_;
  std::vector<Story> stories_;
};

void take(Story& story, const Statement& row) {
  const auto action = row.text(2), name = row.text(3);
  auto& change = story.change;
  change.last = {row.text(6), row.text(7)};
  story.was_removed = story.was_removed || action == "DELETE";
  if (!find_field(spec_of(change.entity), name)) return;
  change.fields[name] = change.last;
  change.before.try_emplace(name, plain_value(row.value(4)));
  if (action != "UPDATE") return;
  if (story.passages.empty() || story.passages.back().version != row.integer(8))
    story.passages.push_back({row.integer(8), {}});
  story.passages.back().values.insert_or_assign(name, plain_value(row.value(5)));
}

Result<Stories> read_stories(const Connection& copy, std::int64_t since_history) {
  Stories stories;
  Result<void> known;
  const auto read = each_row(
      copy,
      fmt::format("SELECT entity, entity_uuid, action, field, old_value, new_value, who, at, version FROM history"
                  " WHERE fid > {} ORDER BY fid",
                  since_history),
      [&](const Statement& row) {
        const auto entity = entity_named(row.text(0));
        if (!entity)
          known = fail(ErrorCode::damaged, "history of an unknown table", row.text(0));
        else
          take(stories.of(*entity, row.text(1), row.text(2) == "INSERT"), row);
      });
  if (!read) return std::unexpected{read.error()};
  if (!known) return std::unexpected{known.error()};
  return stories;
}

Value value_of(const Fields& fields, const std::string& name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Value{} : found->second;
}

// The states entered one after the other, without rounds that led back: each of the others followed by the rules.
std::vector<std::size_t> way_of(const Story& story, const std::string& first) {
  std::vector<std::pair<std::string, std::size_t>> way = {{first, 0}};
  for (std::size_t i = 0; i < story.passages.size(); ++i) {
    const auto found = story.passages[i].values.find("status");
    if (found == story.passages[i].values.end()) continue;
    const auto status = text_of(found->second);
    const auto before = std::ranges::find(way, status, &std::pair<std::string, std::size_t>::first);
    way.erase(before == way.end() ? way.end() : before, way.end());
    way.emplace_back(status, i + 1);
  }
  std::vector<std::size_t> passages;
  for (std::size_t i = 1; i < way.size(); ++i) passages.push_back(way[i].second);
  return passages;
}

// What the state fields were after so many passages.
Fields state_after(const Story& story, const Fields& begun, std::size_t passages) {
  auto state = begun;
  for (std::size_t i = 0; i < passages; ++i)
    for (const auto& [name, value] : story.passages[i].values)
      if (is_state_field(name)) state.insert_or_assign(name, value);
  return state;
}

// The last state is that of the record now, so it is no step.
void tell_steps(Story& story) {
  auto& change = story.change;
  if (change.entity != Entity::issue) return;
  Fields begun;
  for (const auto& passage : story.passages)
    for (const auto& [name, value] : passage.values)
      if (is_state_field(name)) begun.try_emplace(name, value_of(change.before, name));
  if (!begun.contains("status")) return;
  auto way = way_of(story, text_of(begun["status"]));
  if (!change.was_there) way.insert(way.begin(), 0);
  if (way.empty()) return;
  way.pop_back();
  for (const auto passages : way) change.steps.push_back(state_after(story, begun, passages));
}

void compare(Story& story, const std::optional<WholeRecord>& now) {
  auto& change = story.change;
  change.is_there = now.has_value();
  if (!now) {
    std::erase_if(change.before, [](const auto& entry) { return is_none(entry.second); });
    return;
  }
  tell_steps(story);
  if (!change.was_there) {
    change.before.clear();
    change.after = now->fields;
    return;
  }
  if (story.was_removed)
    for (const auto& field : spec_of(change.entity).fields) change.before.try_emplace(std::string{field.name}, Value{});
  std::erase_if(change.before,
                [&](const auto& entry) { return is_same(entry.second, value_of(now->fields, entry.first)); });
  for (const auto& [name, value] : change.before) change.after.insert_or_assign(name, value_of(now->fields, name));
}
}  // namespace

std::span<const std::string_view> fields_of_state() {
  return state_fields;
}

bool is_same(const Value& one, const Value& other) {
  if (is_none(one) || is_none(other)) return is_none(one) && is_none(other);
  const auto is_number = [](const Value& value) {
    return std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
  };
  if (one.index() != other.index() && is_number(one) && is_number(other)) return real_of(one) == real_of(other);
  return one == other;
}

Result<std::optional<WholeRecord>> whole_record(const Connection& connection, Entity entity, const std::string& uuid) {
  const auto& spec = spec_of(entity);
  std::string columns = "version";
  for (const auto& field : spec.fields) columns += fmt::format(", {}", field.name);
  auto row = connection.prepare(fmt::format("SELECT {} FROM {} WHERE uuid = ?1", columns, spec.name));
  if (!row) return std::unexpected{row.error()};
  const auto found = row->bind(1, uuid).step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return std::nullopt;
  WholeRecord record{row->integer(0), {}};
  int column = 1;
  for (const auto& field : spec.fields) {
    if (!row->is_null(column)) record.fields.emplace(field.name, plain_value(row->value(column)));
    ++column;
  }
  return record;
}

Result<std::vector<LaptopChange>> laptop_changes(const Connection& copy, std::int64_t since_history) {
  auto stories = read_stories(copy, since_history);
  if (!stories) return std::unexpected{stories.error()};
  std::vector<LaptopChange> changes;
  for (auto& story : stories->all()) {
    const auto now = whole_record(copy, story.change.entity, story.change.uuid);
    if (!now) return std::unexpected{now.error()};
    compare(story, *now);
    auto& change = story.change;
    const bool is_nothing = change.was_there == change.is_there && (!change.is_there || change.after.empty());
    if (!is_nothing) changes.push_back(std::move(change));
  }
  return changes;
}

}  // namespace riskmap
