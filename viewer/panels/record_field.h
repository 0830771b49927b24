// One field of a record in a form, shown as its type asks: text, number, date, one of a list, yes or no.
#pragma once
#include <string_view>

#include "layers/model/edit.h"
#include "layers/model/entity.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

struct RecordFields {
  std::string_view form;  // names the widgets: FORM.FIELD
  Entity entity;
  const Fields& before;
  Fields& now;
};
// Not for links and geometry: who or what may be chosen there is the form's own affair.
void record_field(const Session& session, const RecordFields& record, std::string_view name);
// Two of them on a line.
void record_fields(const Session& session, const RecordFields& record, std::string_view left, std::string_view right);

}  // namespace riskmap::ui
