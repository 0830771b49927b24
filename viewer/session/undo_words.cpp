#include "viewer/session/undo_words.h"

#include "layers/core/text.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
constexpr std::size_t longest_name = 60;  // characters of a measure's text that stand for it

std::string name_of_record(const UndoObstacle& obstacle) {
  const auto beginning = first_characters(obstacle.name, longest_name);
  return "«" + std::string{beginning} + (beginning.size() < obstacle.name.size() ? "…»" : "»");
}
}  // namespace

std::string obstacle_text(const UndoObstacle& obstacle, EditKind kind) {
  const auto who = obstacle.who == "external" ? tr("another program") : obstacle.who;
  const auto record = name_of_record(obstacle);
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

}  // namespace riskmap
