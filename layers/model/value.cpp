// Conversions between the alternatives of a Value.
#include "layers/model/value.h"

#include <fmt/format.h>

namespace riskmap {

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return {};
}

std::int64_t integer_of(const Value& value, std::int64_t otherwise) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
  if (const auto* real = std::get_if<double>(&value)) return static_cast<std::int64_t>(*real);
  return otherwise;
}

double real_of(const Value& value, double otherwise) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  return otherwise;
}

ValueView view_of(const Value& value) {
  return std::visit([](const auto& held) { return ValueView{held}; }, value);
}

Value value_of(const ValueView& view) {
  if (const auto* text = std::get_if<std::string_view>(&view)) return std::string{*text};
  if (const auto* integer = std::get_if<std::int64_t>(&view)) return *integer;
  if (const auto* real = std::get_if<double>(&view)) return *real;
  return {};
}

Value field(const Fields& fields, std::string_view name) {
  const auto found = fields.find(name);
  return found == fields.end() ? Value{} : found->second;
}

}  // namespace riskmap
