// What record forms share: a field's problem from the session, pickers over settlements, categories and parties, and
// the change between what was and what stands in the form.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "viewer/panels/picker.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

using riskmap::text_of;  // of values, beside text_of(Chord)

// The refusals of the last commit by field, in the current language; empty = none.
std::string problem_of(const Session& session, std::string_view field);
// How many characters a text field of a record may have; 0 = no limit.
std::size_t longest(Entity entity, std::string_view field);
// What does not belong to one field: a conflict, a lock, a problem without a field.
std::string general_problem(const Session& session, Entity entity);

std::vector<PickerRow> settlement_rows(const RegisterSnapshot& snapshot, Language language);
// In these three what the office no longer uses is hidden; of a party whose term is over the grey words say so.
std::vector<PickerRow> category_rows(const RegisterSnapshot& snapshot,
                                     Language language);  // leaves only, group in grey
std::vector<PickerRow> party_rows(const Session& session);
std::vector<PickerRow> code_rows(const RegisterSnapshot& snapshot, std::string_view domain, Language language);
std::optional<std::size_t> row_with_id(const std::vector<PickerRow>& rows, std::string_view id);

// A picker bound to a field of a record: the chosen row's id is the value. True when it changed.
bool pick(std::string_view name, std::vector<PickerRow> rows, Fields& fields, std::string_view field,
          const FieldOptions& options, bool can_be_cleared = false);

// Nobody has changed this field in the form.
bool is_as_saved(const Fields& before, const Fields& now, std::string_view field);
// Only the fields that differ from `before`.
Fields changed_fields(const Fields& before, const Fields& now);

// How a form is left: by Cancel, Escape, the cross, or because the program is to be left. A changed one asks first.
struct FormExit {
  std::string_view form;  // its name; the question's is FORM.discard
  bool has_typed, is_wanted;
};
Intents leave_form(const Session& session, const FormExit& exit, bool& asks_to_discard);

// Somebody else has deleted the record in the form: says so above the fields, which stay to be copied from.
void show_if_gone(std::string_view form, const Session& session, Entity entity, const std::string& uuid);
[[nodiscard]] bool is_gone(const Session& session, Entity entity, const std::string& uuid);

Value text_value(const std::string& text);  // nothing when blank
Value date_value(const std::optional<Date>& day);
std::optional<Date> date_of(const Value& value);

}  // namespace riskmap::ui
