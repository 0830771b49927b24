#include "layers/store/pg_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "layers/store/gpkg_geometry.h"

namespace riskmap {

namespace {
// Fixed in every server (catalog/pg_type.dat).
constexpr unsigned bool_type = 16, bytea_type = 17, int8_type = 20, int2_type = 21, int4_type = 23, float4_type = 700,
                   float8_type = 701, numeric_type = 1700;
constexpr std::uint32_t srid_flag = 0x20000000;

std::string hex_of(const std::vector<unsigned char>& bytes, std::size_t from = 0) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string text;
  text.reserve(2 * (bytes.size() - from));
  for (std::size_t i = from; i < bytes.size(); ++i) {
    text += digits[bytes[i] >> 4U];
    text += digits[bytes[i] & 15U];
  }
  return text;
}

std::vector<unsigned char> bytes_of(std::string_view hex) {
  std::vector<unsigned char> bytes(hex.size() / 2);
  for (std::size_t i = 0; i < bytes.size(); ++i)
    std::from_chars(hex.data() + 2 * i, hex.data() + 2 * i + 2, bytes[i], 16);
  return bytes;
}

template <typename T>
SqlValue number_of(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::string{text};
  return number;
}

// "GP" and the box away, the system of coordinates in: 01 TYPE|flag SRID rest.
std::optional<std::string> pg_geometry(const Shape& shape) {
  const auto blob = blob_of(shape);
  const std::size_t header = shape.type == ShapeType::point ? 8 : 40;
  const auto wkb = hex_of(blob.bytes, header);
  constexpr std::string_view wgs84 = "E6100000";
  return fmt::format("{}{:02X}000020{}{}", wkb.substr(0, 2), static_cast<unsigned>(shape.type), wgs84, wkb.substr(10));
}
}  // namespace

std::optional<std::string> pg_text(const SqlValue& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  const auto* blob = std::get_if<Blob>(&value);
  if (blob == nullptr) return std::nullopt;
  if (const auto shape = shape_of_blob(*blob)) return pg_geometry(*shape);
  return "\\x" + hex_of(blob->bytes);
}

SqlValue blob_of_pg_geometry(std::string_view hex) {
  auto bytes = bytes_of(hex);
  if (bytes.size() < 9) return {};
  const bool is_little = bytes[0] == 1;
  auto& flags = bytes[is_little ? 4 : 1];
  if (flags & (srid_flag >> 24U)) {
    flags = static_cast<unsigned char>(flags & ~(srid_flag >> 24U));
    bytes.erase(bytes.begin() + 5, bytes.begin() + 9);
  }
  constexpr std::array<unsigned char, 8> head{'G', 'P', 0, 1, 0xE6, 0x10, 0, 0};
  Blob blob;
  blob.bytes.resize(head.size() + bytes.size());
  std::ranges::copy(bytes, std::ranges::copy(head, blob.bytes.begin()).out);
  const auto shape = shape_of_blob(blob);
  return shape ? SqlValue{blob_of(*shape)} : SqlValue{};
}

SqlValue pg_value(std::string_view text, unsigned type, const PgTypes& types) {
  if (type == types.geometry) return blob_of_pg_geometry(text);
  switch (type) {
    case bool_type:
      return std::int64_t{text == "t"};
    case int2_type:
    case int4_type:
    case int8_type:
      return number_of<std::int64_t>(text);
    case float4_type:
    case float8_type:
    case numeric_type:
      return number_of<double>(text);
    case bytea_type:
      return Blob{bytes_of(text.substr(text.starts_with("\\x") ? 2 : 0))};
    default:
      return std::string{text};
  }
}

SqlValue history_value(SqlValue value, const EntitySpec& spec, std::string_view field_name) {
  const auto* text = std::get_if<std::string>(&value);
  const auto* field = find_field(spec, field_name);
  if (text == nullptr || field == nullptr) return value;
  switch (field->type) {
    case FieldType::integer:
    case FieldType::flag:
      return number_of<std::int64_t>(*text);
    case FieldType::real:
      return number_of<double>(*text);
    case FieldType::geometry:
      return blob_of_pg_geometry(*text);
    default:
      return value;
  }
}

}  // namespace riskmap
