// The conflict in a form.
#include "viewer/panels/form_conflict.h"

#include <optional>
#include <utility>

#include "layers/model/rules.h"
#include "layers/text/messages.h"
#include "layers/text/translate.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/issue_words.h"
#include "viewer/panels/widgets.h"
#include "viewer/panels/widgets_state.h"
#include "viewer/session/attached_records.h"

namespace riskmap::ui {

namespace {
struct OtherVersion {
  std::int64_t version;
  Fields fields;
};

std::optional<OtherVersion> other_version(const Session& session, const FormRecord& record) {
  if (record.uuid.empty()) return std::nullopt;  // a new one
  auto stored = stored_record(session, record.entity, record.uuid);
  if (!stored || stored->version == record.version) return std::nullopt;
  return OtherVersion{stored->version, std::move(stored->fields)};
}

std::string question(const Session& session, const FormRecord& record, const Fields& theirs) {
  std::string changed;
  for (const auto& [name, value] : changed_fields(record.before, theirs))
    changed += (changed.empty() ? "" : ", ") + field_label(spec_of(record.entity).name, name);
  const auto& error = session.commit().error;
  const bool is_known = error && error->code == ErrorCode::conflict && !error->value.empty();
  const auto what =
      is_known ? fill(tr("Changed meanwhile by {who}: {fields}."), {{"who", error->value}, {"fields", changed}})
               : fill(tr("Changed meanwhile by somebody else: {fields}."), {{"fields", changed}});
  return what + " " + tr("What is in the register now stands beside the fields.");
}

void show_other_values(const RegisterSnapshot& snapshot, const FormRecord& record, const Fields& theirs) {
  for (const auto& [name, value] : theirs)
    if (field(record.now, name) != value)
      kit().drafts->set_remark(
          std::string{record.form} + "." + name,
          fill(tr("Now in the register: {value}"), {{"value", value_words(snapshot, record.entity, name, value)}}));
}
}  // namespace

bool is_conflicted(const Session& session, const FormRecord& record) {
  return other_version(session, record).has_value();
}

bool settle_conflict(const Session& session, const FormRecord& record) {
  kit().drafts->forget_remarks();
  const auto other = other_version(session, record);
  if (!other) return false;
  const std::string form{record.form};
  banner(form + ".conflict", BannerKind::warning, question(session, record, other->fields));
  const bool takes_theirs = button(form + ".take_theirs", tr("Take the other version"), {});
  same_line();
  const bool keeps_mine = button(form + ".keep_mine", tr("Keep mine"), {});
  if (!takes_theirs && !keeps_mine) {
    show_other_values(*session.snapshot(), record, other->fields);
    return false;
  }
  const auto mine = changed_fields(record.before, record.now);
  record.version = other->version;
  record.before = record.now = other->fields;
  if (keeps_mine)
    for (const auto& [name, value] : mine) record.now.insert_or_assign(name, value);
  else
    kit().drafts->forget_typed();
  return true;
}

}  // namespace riskmap::ui
