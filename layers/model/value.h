// A field's value as it travels: between form, edit, store, history and export.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>

namespace riskmap {

// Nothing, a whole number, a real number or text. Dates are ISO text, flags 0/1, links uuid text, codes their code,
// points "POINT(lon lat)" and lines "LINESTRING(lon lat,…)" in WGS 84.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

inline bool is_none(const Value& value) {
  return std::holds_alternative<std::monostate>(value);
}
std::string text_of(const Value& value);  // "" for nothing; shortest round-trip form for numbers
std::int64_t integer_of(const Value& value, std::int64_t otherwise = 0);
double real_of(const Value& value, double otherwise = 0);

// A value that somebody else holds, only looked at: a text stays valid as long as it does there.
using ValueView = std::variant<std::monostate, std::int64_t, double, std::string_view>;
inline bool is_none(const ValueView& value) {
  return std::holds_alternative<std::monostate>(value);
}
ValueView view_of(const Value& value);
Value value_of(const ValueView& view);

// Field values by field name (`domain.md` §3); ordered, so that the same record always writes the same text.
using Fields = std::map<std::string, Value, std::less<>>;
Value field(const Fields& fields, std::string_view name);  // nothing when absent

}  // namespace riskmap
