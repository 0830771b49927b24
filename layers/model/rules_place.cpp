// Rules of places: settlements, areas, places also concerned, and the dated figures of settlements.
#include <algorithm>

#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
bool is_kato(std::string_view code) {
  return code.size() == 9 && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

void check_settlement(Examination& examination) {
  const auto& snapshot = examination.snapshot;
  const auto kato = examination.text("kato");
  if (!kato.empty() && examination.touches({"kato"})) {
    if (examination.uses_kato() && !is_kato(kato))
      examination.refuse("kato", ErrorCode::kato_format, "a KATO code has nine digits");
    const Row row = snapshot.find_settlement(kato);
    if (row != no_row && snapshot.settlements[row].uuid != examination.change.uuid)
      examination.refuse("kato", ErrorCode::duplicate_id, "another settlement has this code");
    // A town of its own shares its code with its area; a district's or region's code is a slip.
    for (const auto level : {AreaLevel::region, AreaLevel::district})
      if (snapshot.find_area(kato, level) != no_row)
        examination.refuse("kato", ErrorCode::kato_level, "the code of a " + std::string{code_of(level)});
  }
  const auto district = examination.text("rural_district");
  if (!district.empty() && examination.touches({"rural_district"}) &&
      snapshot.find_area(district, AreaLevel::rural_district) == no_row)
    examination.refuse("rural_district", ErrorCode::kato_unknown, "no rural district has this code");
}

void check_area(Examination& examination) {
  const auto& snapshot = examination.snapshot;
  const auto code = examination.text("code");
  const auto level = area_level_of(examination.text("level"));
  if (!level || code.empty() || !examination.touches({"code", "level", "parent_code"})) return;
  if (examination.uses_kato() && !is_kato(code))
    examination.refuse("code", ErrorCode::kato_format, "a KATO code has nine digits");
  const Row row = snapshot.find_area(code, *level);
  if (row != no_row && snapshot.areas[row].uuid != examination.change.uuid)
    examination.refuse("code", ErrorCode::duplicate_id, "another area of this level has this code");
  const auto parent = examination.text("parent_code");
  const auto is_parent = [&](const Area& area) { return area.id && area.code == parent && area.level < *level; };
  if (!parent.empty() && std::ranges::none_of(snapshot.areas, is_parent))
    examination.refuse("parent_code", ErrorCode::kato_unknown, "no area of a higher level has this code");
}

void check_issue_place(Examination& examination) {
  const bool has_settlement = examination.has("settlement"), has_area = examination.has("area");
  if (!has_settlement && !has_area) examination.refuse("settlement", ErrorCode::required, "which place is concerned");
  if (has_settlement && has_area)
    examination.refuse("area", ErrorCode::invalid_input, "a settlement or an area, not both");
  const Row issue = examination.snapshot.find_issue(examination.text("issue"));
  const Row settlement = examination.snapshot.find_settlement(examination.text("settlement"));
  if (issue == no_row || settlement == no_row) return;
  const auto& record = examination.snapshot.issues[issue];
  const bool is_known = std::ranges::find(record.also_settlements, settlement) != record.also_settlements.end();
  if (record.settlement == settlement || (is_known && examination.touches({"issue", "settlement"})))
    examination.refuse("settlement", ErrorCode::duplicate_id, "this settlement is named already");
}

void check_indicator_value(Examination& examination) {
  const auto indicator = examination.text("indicator");
  const auto value = field(examination.then, "value");
  if (indicator == "population" && !is_none(value) && real_of(value) < 0)
    examination.refuse("value", ErrorCode::range, "a population is not negative");
  if (!examination.touches({"settlement", "indicator", "as_of"})) return;
  for (const auto& record : examination.snapshot.others) {
    const bool is_same = record.entity == Entity::indicator_value && record.uuid != examination.change.uuid &&
                         text_of(field(record.fields, "indicator")) == indicator &&
                         text_of(field(record.fields, "as_of")) == examination.text("as_of") &&
                         text_of(field(record.fields, "settlement")) == examination.text("settlement");
    if (is_same) return examination.refuse("as_of", ErrorCode::duplicate_id, "a value of this day is there already");
  }
}
}  // namespace

void check_place_record(Examination& examination) {
  switch (examination.change.entity) {
    case Entity::settlement:
      return check_settlement(examination);
    case Entity::area:
      return check_area(examination);
    case Entity::issue_place:
      return check_issue_place(examination);
    case Entity::indicator_value:
      return check_indicator_value(examination);
    default:
      return;
  }
}

}  // namespace riskmap
