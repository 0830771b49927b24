#include "viewer/command/hotspot_head.h"

namespace riskmap {

namespace {
Value text_or_none(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}
}  // namespace

Properties head_of(const HotspotQuestion& question, const SelectionText& selection) {
  return {{"level", std::string{code_of(question.level)}},
          {"indicator", question.indicator.id},
          {"base", question.base ? Value{question.base->id} : Value{}},
          {"where", text_or_none(selection.where)},
          {"period", text_or_none(selection.period)}};
}

Properties head_of_field(const std::string& field, const std::string& base, const SelectionText& selection) {
  return {{"field", field}, {"base", text_or_none(base)}, {"where", text_or_none(selection.where)}};
}

}  // namespace riskmap
