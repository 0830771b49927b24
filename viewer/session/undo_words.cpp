#include "viewer/session/undo_words.h"

#include "layers/core/text.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t longest_name = 60;  // characters of a text that stand for its record
constexpr std::size_t most_fields = 3;    // told by name

std::string quoted_beginning(std::string_view text) {
  const auto beginning = first_characters(text, longest_name);
  return "«" + trimmed(beginning) + (beginning.size() < text.size() ? "…»" : "»");
}

// A record on both sides of a step; nothing where it is not in the register.
template <typename Record>
struct Turned {
  std::optional<Record> before, after;
  [[nodiscard]] const Record& any() const { return after ? *after : *before; }
};

std::optional<Issue> find(const RegisterSnapshot& snapshot, std::string_view uuid, const Issue*) {
  const Row row = snapshot.find_issue(uuid);
  return row == no_row ? std::nullopt : std::optional{snapshot.issues[row]};
}
std::optional<Measure> find(const RegisterSnapshot& snapshot, std::string_view uuid, const Measure*) {
  const Row row = snapshot.find_measure(uuid);
  return row == no_row ? std::nullopt : std::optional{snapshot.measures[row]};
}

std::string name_of(const Issue& issue) {
  return issue.reg_no + ' ' + quoted_beginning(issue.title);
}
std::string name_of(const Measure& measure) {
  return fill(tr("measure {text}"), {{"text", quoted_beginning(measure.text)}});
}

// The fields that differ, in the order of the record.
std::string changed_fields(const EntitySpec& spec, const Fields& before, const Fields& after) {
  std::string names;
  std::size_t count = 0;
  for (const auto& each : spec.fields) {
    if (field(before, each.name) == field(after, each.name) || ++count > most_fields) continue;
    names += (names.empty() ? "" : ", ") + field_label(spec.name, each.name);
  }
  return count > most_fields ? names + "…" : names;
}

struct Step {
  const RegisterSnapshot &before, &after;
  bool is_undo;
};

// Of one record; empty where the step has left it as it was.
template <typename Record>
std::string words_of(const Step& step, Entity entity, std::string_view uuid) {
  const Record* const wanted = nullptr;
  const Turned<Record> turned{find(step.before, uuid, wanted), find(step.after, uuid, wanted)};
  if (!turned.before && !turned.after) return {};
  const auto record = name_of(turned.any());
  if (!turned.before)
    return fill(step.is_undo ? tr("Undone: {record} is back in the register")
                             : tr("Done again: {record} is back in the register"),
                {{"record", record}});
  if (!turned.after)
    return fill(step.is_undo ? tr("Undone: {record} is taken out of the register")
                             : tr("Done again: {record} is taken out of the register"),
                {{"record", record}});
  const auto fields =
      changed_fields(spec_of(entity), fields_of(step.before, *turned.before), fields_of(step.after, *turned.after));
  if (fields.empty()) return {};
  return fill(step.is_undo ? tr("Undone: {record} – {fields}") : tr("Done again: {record} – {fields}"),
              {{"record", record}, {"fields", fields}});
}
}  // namespace

std::string obstacle_text(const UndoObstacle& obstacle, EditKind kind) {
  const auto who = obstacle.who == "external" ? tr("another program") : obstacle.who;
  const auto record = quoted_beginning(obstacle.name);
  if (obstacle.is_removed)
    return fill(kind == EditKind::undo
                    ? tr("{record} was deleted meanwhile: {who}. Your edit of it cannot be taken back.")
                    : tr("{record} was deleted meanwhile: {who}. Your edit of it cannot be done again."),
                {{"record", record}, {"who", who}});
  std::string fields;
  for (const auto& field : obstacle.fields)
    fields += (fields.empty() ? "" : ", ") + field_label(spec_of(obstacle.entity).name, field);
  return fill(kind == EditKind::undo
                  ? tr("{record} was changed meanwhile: {who} ({fields}). Taking your edit back would lose that.")
                  : tr("{record} was changed meanwhile: {who} ({fields}). Doing your edit again would lose that."),
              {{"record", record}, {"who", who}, {"fields", fields}});
}

std::string step_text(const RegisterSnapshot& before, const RegisterSnapshot& after, const Accepted& accepted) {
  const Step step{before, after, accepted.kind == EditKind::undo};
  auto uuids = accepted.removed;
  for (const auto& record : accepted.records) uuids.push_back(record.uuid);
  for (const auto& uuid : uuids)
    if (auto words = words_of<Issue>(step, Entity::issue, uuid); !words.empty()) return words;
  for (const auto& uuid : uuids)
    if (auto words = words_of<Measure>(step, Entity::measure, uuid); !words.empty()) return words;
  return step.is_undo ? tr("Undone") : tr("Done again");
}

}  // namespace riskmap
