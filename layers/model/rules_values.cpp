// Single values: how they are normalised, and what their FieldSpec asks of them.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "layers/core/date_text.h"
#include "layers/core/text.h"
#include "layers/core/uuid.h"
#include "layers/model/rules_examination.h"

namespace riskmap {

namespace {
template <typename Number>
std::optional<Number> whole_text_as(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

Value normalised_text(const std::string& text) {
  if (!is_valid_utf8(text)) return text;  // left as it is, to be refused
  auto clean = trimmed(composed(text));
  return clean.empty() ? Value{} : Value{std::move(clean)};
}

Value normalised_integer(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto number = whole_text_as<std::int64_t>(*text);
    return number ? Value{*number} : value;
  }
  const auto* real = std::get_if<double>(&value);
  const bool is_whole = real != nullptr && std::abs(*real) < 9e15 && std::trunc(*real) == *real;
  return is_whole ? Value{static_cast<std::int64_t>(*real)} : value;
}

Value normalised_date(const std::string& text) {
  const auto day = date_from(text);
  return day ? Value{iso_date(*day)} : Value{text};
}

Value normalised_real(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    const auto number = whole_text_as<double>(*text);
    return number ? Value{*number} : value;
  }
  const auto* whole = std::get_if<std::int64_t>(&value);
  return whole != nullptr ? Value{static_cast<double>(*whole)} : value;
}

bool has_control_characters(std::string_view text) {
  return std::ranges::any_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t' && c != '\r') || byte == 0x7F;
  });
}

// A short text is a name, a number or a title: one line in lists and on the map.
bool is_one_line(const FieldSpec& spec) {
  return spec.type == FieldType::text && spec.max_length > 0 && spec.max_length <= 300;
}

std::string on_one_line(std::string text) {
  std::ranges::replace_if(text, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return text;
}

// Embeddings, overrides and isolates (U+202A–202E, U+2066–2069) make a text read otherwise than it is stored.
bool reorders_text(std::string_view text) {
  for (auto at = text.find('\xE2'); at != std::string_view::npos && at + 2 < text.size();
       at = text.find('\xE2', at + 1)) {
    const auto second = static_cast<unsigned char>(text[at + 1]), third = static_cast<unsigned char>(text[at + 2]);
    if ((second == 0x80 && third >= 0xAA && third <= 0xAE) || (second == 0x81 && third >= 0xA6 && third <= 0xA9))
      return true;
  }
  return false;
}

void check_text(Examination& examination, const FieldSpec& spec, const std::string& text) {
  if (const auto flaw = flaw_of_text(spec, text)) examination.refuse(spec.name, flaw->code, flaw->detail);
}

void check_number(Examination& examination, const FieldSpec& spec, const Value& value) {
  const bool is_whole = std::holds_alternative<std::int64_t>(value);
  const bool is_real = std::holds_alternative<double>(value) && std::isfinite(real_of(value));
  if (!is_whole && (spec.type != FieldType::real || !is_real))
    return examination.refuse(spec.name, ErrorCode::number_format,
                              spec.type == FieldType::real ? "not a number" : "not a whole number");
  const double number = real_of(value);
  const bool is_limited = spec.min != spec.max;
  if (spec.type == FieldType::flag ? integer_of(value) != 0 && integer_of(value) != 1
                                   : is_limited && (number < spec.min || number > spec.max))
    examination.refuse(spec.name, ErrorCode::range, "out of range");
}

void check_date(Examination& examination, const FieldSpec& spec, const std::string& text) {
  const auto day = parse_iso_date(text);
  if (!day) return examination.refuse(spec.name, ErrorCode::date_format, "not a day YYYY-MM-DD");
  if (!is_likely_date(*day, examination.today)) examination.warn(spec.name, ErrorCode::range, "an unlikely year");
}

void check_timestamp(Examination& examination, const FieldSpec& spec, const std::string& text) {
  const auto pair_in = [&text](std::size_t at, int limit) {
    const auto number = text.size() >= at + 2 ? whole_text_as<int>(std::string_view{text}.substr(at, 2)) : std::nullopt;
    return number && *number >= 0 && *number <= limit;
  };
  const bool is_sound = text.size() == 20 && parse_iso_date(std::string_view{text}.substr(0, 10)) && text[10] == 'T' &&
                        pair_in(11, 23) && text[13] == ':' && pair_in(14, 59) && text[16] == ':' && pair_in(17, 60) &&
                        text[19] == 'Z';
  if (!is_sound) examination.refuse(spec.name, ErrorCode::date_format, "not a UTC time YYYY-MM-DDTHH:MM:SSZ");
}

void check_code(Examination& examination, const FieldSpec& spec, const std::string& code) {
  const auto& snapshot = examination.snapshot;
  const bool is_unchanged = text_of(field(examination.now, spec.name)) == code;
  if (spec.domain == "category") {
    const Row row = snapshot.find_category(code);
    if (row == no_row || (!snapshot.categories[row].is_active && !is_unchanged))
      examination.refuse(spec.name, ErrorCode::category_unknown, "no such category in use");
    return;
  }
  if (spec.domain == "programme") {
    const bool may_be_out_of_use = is_unchanged || examination.kind != EditKind::user;
    const auto is_it = [&](const StoredRecord& record) {
      return record.entity == Entity::programme && text_of(field(record.fields, "code")) == code &&
             (may_be_out_of_use || integer_of(field(record.fields, "active"), 1) != 0);
    };
    if (std::ranges::none_of(snapshot.others, is_it))
      examination.refuse(spec.name, ErrorCode::code_unknown, "no such programme in use");
    return;
  }
  const bool is_built_in = spec.domain == "status" || spec.domain == "measure_status" || spec.domain == "area_level";
  if (is_built_in) {
    const bool is_known = spec.domain == "status"           ? status_of(code).has_value()
                          : spec.domain == "measure_status" ? measure_status_of(code).has_value()
                                                            : area_level_of(code).has_value();
    if (!is_known) examination.refuse(spec.name, ErrorCode::code_unknown, "no such " + std::string{spec.domain});
    return;
  }
  // A register that does not list an enumeration leaves it to its store.
  if (!snapshot.codes.contains(spec.domain)) return;
  const auto* value = snapshot.find_code(spec.domain, code);
  if (value == nullptr || (!value->is_active && !is_unchanged))
    examination.refuse(spec.name, ErrorCode::code_unknown, "no such " + std::string{spec.domain} + " in use");
}

// Digits that name no settlement are told apart: a malformed code, a code of another level, an unknown one.
void refuse_settlement(Examination& examination, const FieldSpec& spec, const std::string& text) {
  const bool is_code = std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (!is_code) return examination.refuse(spec.name, ErrorCode::code_unknown, "no such settlement");
  if (examination.uses_kato() && text.size() != 9)
    return examination.refuse(spec.name, ErrorCode::kato_format, "a KATO code has nine digits");
  for (const auto level : {AreaLevel::region, AreaLevel::district, AreaLevel::rural_district})
    if (examination.snapshot.find_area(text, level) != no_row)
      return examination.refuse(spec.name, ErrorCode::kato_level, "the code of a " + std::string{code_of(level)});
  examination.refuse(spec.name, ErrorCode::kato_unknown, "no settlement has this code");
}

void check_link(Examination& examination, const FieldSpec& spec, const std::string& uuid) {
  const auto target = entity_named(spec.domain);
  if (target && is_uuid(uuid) && current_record(examination.snapshot, *target, uuid)) {
    if (*target == Entity::party) check_named_party(examination, spec.name);
    return;
  }
  if (spec.domain == "settlement") return refuse_settlement(examination, spec, uuid);
  examination.refuse(spec.name, ErrorCode::code_unknown, "no such " + std::string{spec.domain});
}

void check_geometry(Examination& examination, const FieldSpec& spec, const std::string& text) {
  if (examination.change.entity == Entity::area || examination.change.entity == Entity::sub_area) return;
  const auto vertices = vertices_of(text);
  const bool may_be_line = examination.change.entity == Entity::issue;
  if (!vertices || (vertices->size() > 1 && !may_be_line))
    return examination.refuse(spec.name, ErrorCode::invalid_geometry,
                              may_be_line ? "not a point or a line" : "not a point");
  const auto is_first = [&vertices](LonLat place) {
    return place.lon == vertices->front().lon && place.lat == vertices->front().lat;
  };
  if (vertices->size() > 1 && std::ranges::all_of(*vertices, is_first))
    return examination.refuse(spec.name, ErrorCode::invalid_geometry, "every point of the line is the same");
  const auto is_on_earth = [](LonLat place) { return std::abs(place.lon) <= 180 && std::abs(place.lat) <= 90; };
  if (!std::ranges::all_of(*vertices, is_on_earth))
    examination.refuse(spec.name, ErrorCode::coords_range, "outside ±180° of longitude or ±90° of latitude");
}

void check_value(Examination& examination, const FieldSpec& spec, const Value& value) {
  const bool is_number =
      spec.type == FieldType::integer || spec.type == FieldType::real || spec.type == FieldType::flag;
  if (is_number) return check_number(examination, spec, value);
  const auto text = text_of(value);
  switch (spec.type) {
    case FieldType::date:
      return check_date(examination, spec, text);
    case FieldType::timestamp:
      return check_timestamp(examination, spec, text);
    case FieldType::code:
      return check_code(examination, spec, text);
    case FieldType::link:
      return check_link(examination, spec, text);
    case FieldType::geometry:
      return check_geometry(examination, spec, text);
    default:
      return check_text(examination, spec, text);
  }
}
}  // namespace

Value normalised(const FieldSpec& spec, const Value& value) {
  if (is_none(value)) return value;
  const auto* text = std::get_if<std::string>(&value);
  const auto clean = text != nullptr ? normalised_text(is_one_line(spec) ? on_one_line(*text) : *text) : value;
  if (is_none(clean)) return clean;
  switch (spec.type) {
    case FieldType::integer:
    case FieldType::flag:
      return normalised_integer(clean);
    case FieldType::real:
      return normalised_real(clean);
    case FieldType::date:
      return normalised_date(text_of(clean));
    default:
      return text != nullptr ? clean : Value{text_of(clean)};  // a code written as a number is text all the same
  }
}

std::optional<Error> flaw_of_text(const FieldSpec& spec, const std::string& text) {
  const std::string where{spec.name};
  if (!is_valid_utf8(text)) return Error{ErrorCode::encoding, "not valid UTF-8", where};
  if (has_control_characters(text) || reorders_text(text))
    return Error{ErrorCode::invalid_input, "hidden control characters", where};
  if (spec.max_length > 0 && length_in_characters(text) > static_cast<std::size_t>(spec.max_length))
    return Error{ErrorCode::too_long, "longer than " + std::to_string(spec.max_length) + " characters", where};
  return std::nullopt;
}

void check_values(Examination& examination) {
  const auto& spec = spec_of(examination.change.entity);
  for (const auto& [name, value] : examination.change.after)
    if (find_field(spec, name) == nullptr)
      examination.refuse(name, ErrorCode::unknown_field, "no such field of " + std::string{spec.name});
  for (const auto& field_spec : spec.fields) {
    if (!examination.touches({field_spec.name})) continue;
    const auto value = field(examination.then, field_spec.name);
    if (!is_none(value))
      check_value(examination, field_spec, value);
    else if (field_spec.is_required)
      examination.refuse(field_spec.name, ErrorCode::required, "must be given");
  }
}

}  // namespace riskmap
