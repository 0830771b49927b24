#include "layers/analysis/passport.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "layers/core/text.h"

namespace riskmap {

namespace {
constexpr std::string_view population = "population";

// Units as offices write them, folded.
struct UnitWord {
  std::string_view word;
  PassportUnit meaning;
};
using enum PassportUnit;
constexpr std::array unit_words = {
    UnitWord{"адам", people},       UnitWord{"чел", people},        UnitWord{"человек", people},
    UnitWord{"people", people},     UnitWord{"persons", people},    UnitWord{"тұрғын", people},
    UnitWord{"отбасы", families},   UnitWord{"семья", families},    UnitWord{"семей", families},
    UnitWord{"families", families}, UnitWord{"үй", households},     UnitWord{"түтін", households},
    UnitWord{"двор", households},   UnitWord{"дворов", households}, UnitWord{"households", households},
    UnitWord{"дана", pieces},       UnitWord{"шт", pieces},         UnitWord{"бірлік", pieces},
    UnitWord{"ед", pieces},         UnitWord{"единиц", pieces},     UnitWord{"нысан", pieces},
    UnitWord{"объект", pieces},     UnitWord{"объектов", pieces},   UnitWord{"абонент", pieces},
    UnitWord{"абонентов", pieces},  UnitWord{"pcs", pieces},        UnitWord{"pieces", pieces},
    UnitWord{"objects", pieces},    UnitWord{"count", pieces},      UnitWord{"₸", money},
    UnitWord{"тг", money},          UnitWord{"теңге", money},       UnitWord{"тенге", money},
    UnitWord{"tenge", money},       UnitWord{"kzt", money},         UnitWord{"га", hectares},
    UnitWord{"гектар", hectares},   UnitWord{"ha", hectares},       UnitWord{"%", per_cent},
    UnitWord{"пайыз", per_cent},    UnitWord{"процент", per_cent},  UnitWord{"процентов", per_cent},
    UnitWord{"percent", per_cent},  UnitWord{"үлес", share},        UnitWord{"доля", share},
    UnitWord{"share", share},       UnitWord{"км", kilometres},     UnitWord{"шақырым", kilometres},
    UnitWord{"km", kilometres}};

PassportUnit meaning_of(std::string_view unit) {
  auto word = fold(trimmed(unit));
  if (word.ends_with('.')) word.pop_back();
  const auto found = std::ranges::find_if(unit_words, [&](const auto& known) { return fold(known.word) == word; });
  return found == unit_words.end() ? other : found->meaning;
}

std::string text_in(const StoredRecord& record, std::string_view name) {
  return text_of(field(record.fields, name));
}

PassportField field_from(const StoredRecord& record) {
  const bool has_bounds = !is_none(field(record.fields, "min_bound")) || !is_none(field(record.fields, "max_bound"));
  const auto unit = text_in(record, "unit");
  return {.code = text_in(record, "code"),
          .names = {text_in(record, "kk"), text_in(record, "ru"), text_in(record, "en")},
          .unit = unit,
          .meaning = meaning_of(unit),
          .is_bounded = has_bounds,
          .is_about_people = text_in(record, "dimension") == "V",
          .is_higher_worse = integer_of(field(record.fields, "higher_is_worse")) != 0};
}

PassportField nameless(const std::string& code) {
  const auto meaning = code == population ? people : other;
  return {.code = code, .names = {code, code, code}, .unit = {}, .meaning = meaning};
}

// One more settlement of a place.
struct Weighing {
  double sum = 0, weighted = 0, residents = 0;
  int known = 0, weighable = 0, settlements = 0;
  double only = 0;  // the figure where there is one settlement
};

PassportSum sum_of(const Weighing& weighing, const PassportField& field) {
  PassportSum out;
  if (weighing.known == 0) return out;
  const bool is_weighed = !field.is_summed() && weighing.settlements > 1;
  out.known = static_cast<double>(is_weighed ? weighing.weighable : weighing.known) / weighing.settlements;
  if (weighing.settlements == 1)
    out.value = weighing.only;
  else if (field.is_summed())
    out.value = weighing.sum;
  else if (weighing.residents > 0)
    out.value = weighing.weighted / weighing.residents;
  return out;
}
}  // namespace

const PassportFigure& Passports::at(Row settlement, std::size_t field) const {
  static const PassportFigure nothing{};
  if (settlement >= figures.size() || field >= figures[settlement].size()) return nothing;
  return figures[settlement][field];
}

std::optional<std::size_t> Passports::find(std::string_view code) const {
  const auto found = std::ranges::find(fields, code, &PassportField::code);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

std::vector<PassportField> passport_fields(const RegisterSnapshot& snapshot) {
  std::vector<PassportField> fields;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::indicator) fields.push_back(field_from(record));
  std::map<std::string, bool, std::less<>> is_known;
  for (const auto& field : fields) is_known[field.code] = true;
  for (const auto& record : snapshot.others)
    if (record.entity == Entity::indicator_value)
      if (auto code = text_in(record, "indicator"); !code.empty() && !std::exchange(is_known[code], true))
        fields.push_back(nameless(code));
  return fields;
}

Passports passports_on(const RegisterSnapshot& snapshot, Date day) {
  Passports out{.fields = passport_fields(snapshot), .figures = {}};
  std::map<std::string, std::size_t, std::less<>> position;
  for (std::size_t i = 0; i < out.fields.size(); ++i) position[out.fields[i].code] = i;
  out.figures.assign(snapshot.settlements.size(), std::vector<PassportFigure>(out.fields.size()));
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::indicator_value) continue;
    const Row row = snapshot.find_settlement(text_in(record, "settlement"));
    const auto on = parse_iso_date(text_in(record, "as_of"));
    const auto found = position.find(text_in(record, "indicator"));
    if (row == no_row || !on || *on > day || found == position.end()) continue;
    auto& figure = out.figures[row][found->second];
    if (!figure.on || *on > *figure.on)
      figure = {real_of(field(record.fields, "value")), on, text_in(record, "source")};
  }
  return out;
}

std::vector<std::optional<std::int64_t>> residents_on(const RegisterSnapshot& snapshot, Date day) {
  std::vector<std::optional<std::int64_t>> residents;
  for (const auto& settlement : snapshot.settlements) residents.push_back(settlement.population);
  std::vector<std::optional<Date>> counted_on(snapshot.settlements.size());
  for (const auto& record : snapshot.others) {
    if (record.entity != Entity::indicator_value || text_in(record, "indicator") != population) continue;
    const Row row = snapshot.find_settlement(text_in(record, "settlement"));
    const auto on = parse_iso_date(text_in(record, "as_of"));
    if (row == no_row || !on) continue;
    auto& taken = counted_on[row];
    // The last of those until the day; before the first of all, that one.
    const bool is_better = !taken || (*on <= day ? *taken > day || *on > *taken : *taken > day && *on < *taken);
    if (is_better) taken = on, residents[row] = integer_of(field(record.fields, "value"));
  }
  return residents;
}

std::vector<std::vector<PassportSum>> passport_sums(const RegisterSnapshot& snapshot, const Passports& passports,
                                                    const std::vector<std::optional<std::int64_t>>& residents,
                                                    const std::vector<Row>& place_of, std::size_t places) {
  std::vector<std::vector<Weighing>> weighed(places, std::vector<Weighing>(passports.fields.size()));
  for (Row row = 0; row < snapshot.settlements.size(); ++row) {
    if (!snapshot.settlements[row].id || place_of[row] == no_row) continue;
    const auto people = static_cast<double>(residents[row].value_or(0));
    for (std::size_t i = 0; i < passports.fields.size(); ++i) {
      auto& weighing = weighed[place_of[row]][i];
      ++weighing.settlements;
      const double value = passports.at(row, i).value;
      if (!std::isfinite(value)) continue;
      ++weighing.known;
      if (residents[row]) ++weighing.weighable;
      weighing.only = value, weighing.sum += value;
      weighing.weighted += value * people, weighing.residents += people;
    }
  }
  std::vector<std::vector<PassportSum>> sums(places);
  for (std::size_t place = 0; place < places; ++place)
    for (std::size_t i = 0; i < passports.fields.size(); ++i)
      sums[place].push_back(sum_of(weighed[place][i], passports.fields[i]));
  return sums;
}

}  // namespace riskmap
