#include "viewer/panels/record_field.h"

#include <optional>
#include <string>

#include "layers/core/contract.h"
#include "layers/text/messages.h"
#include "viewer/panels/form_fields.h"
#include "viewer/panels/widgets.h"

namespace riskmap::ui {

namespace {
struct Shown {
  std::string name, label, error;
  bool is_required = false, is_as_saved = false;
};

void text_of_record(const Shown& shown, const RecordFields& record, std::string_view name) {
  auto value = text_of(field(record.now, name));
  if (text_field(shown.name, value,
                 {.label = shown.label,
                  .error = shown.error,
                  .is_required = shown.is_required,
                  .most_characters = longest(record.entity, name),
                  .is_as_saved = shown.is_as_saved}))
    record.now.insert_or_assign(std::string{name}, text_value(value));
}

void number_of_record(const Shown& shown, const RecordFields& record, const FieldSpec& spec) {
  const auto known = field(record.now, spec.name);
  auto value = is_none(known) ? std::nullopt : std::optional{real_of(known)};
  const bool is_whole = spec.type == FieldType::integer, has_limits = spec.min != spec.max;
  NumberOptions number{.decimals = is_whole ? 0 : 2};
  if (has_limits) number.least = spec.min, number.most = spec.max;
  if (!number_field(shown.name, value, number,
                    {.label = shown.label, .error = shown.error, .is_required = shown.is_required}))
    return;
  Value changed;
  if (value && is_whole) changed = static_cast<std::int64_t>(*value);
  if (value && !is_whole) changed = *value;
  record.now.insert_or_assign(std::string{spec.name}, std::move(changed));
}

void date_of_record(const Session& session, const Shown& shown, const RecordFields& record, std::string_view name) {
  auto value = date_of(field(record.now, name));
  if (date_field(shown.name, value, session.today(),
                 {.label = shown.label, .error = shown.error, .is_required = shown.is_required}))
    record.now.insert_or_assign(std::string{name}, date_value(value));
}

void flag_of_record(const Shown& shown, const RecordFields& record, std::string_view name) {
  bool is_set = integer_of(field(record.now, name), name == "active" ? 1 : 0) != 0;
  if (checkbox(shown.name, shown.label, is_set))
    record.now.insert_or_assign(std::string{name}, Value{std::int64_t{is_set ? 1 : 0}});
}
}  // namespace

void record_field(const Session& session, const RecordFields& record, std::string_view name) {
  const auto& entity = spec_of(record.entity);
  const auto* spec = find_field(entity, name);
  RISKMAP_REQUIRE(spec != nullptr && spec->type != FieldType::link && spec->type != FieldType::geometry);
  const Shown shown{std::string{record.form} + '.' + std::string{name}, field_label(entity.name, name),
                    problem_of(session, name), spec->is_required, is_as_saved(record.before, record.now, name)};
  switch (spec->type) {
    case FieldType::integer:
    case FieldType::real:
      return number_of_record(shown, record, *spec);
    case FieldType::date:
      return date_of_record(session, shown, record, name);
    case FieldType::flag:
      return flag_of_record(shown, record, name);
    case FieldType::code:
      pick(shown.name, code_rows(*session.snapshot(), spec->domain, session.view().language), record.now, name,
           {.label = shown.label, .error = shown.error, .is_required = shown.is_required}, !shown.is_required);
      return;
    default:
      return text_of_record(shown, record, name);
  }
}

void record_fields(const Session& session, const RecordFields& record, std::string_view left, std::string_view right) {
  Columns columns{2};
  record_field(session, record, left);
  columns.next();
  record_field(session, record, right);
}

}  // namespace riskmap::ui
