// Values are taken from the feature's raw fields: GetFieldAsString would format and copy every cell twice.
#include "layers/geo/column_reader.h"

#include <fmt/format.h>
#include <ogr_feature.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

#include "layers/core/text.h"
#include "layers/geo/large_pages.h"
#include "layers/geo/refusal_reasons.h"

namespace riskmap {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr GIntBig largest_exact = GIntBig{1} << 53;  // the largest run of whole numbers a double can tell apart

constexpr std::size_t longest_text = 1 << 20;  // bytes of a cell; what is longer is no attribute but an attack

std::string_view bounded_text(const char* text) {
  return {text, strnlen(text, longest_text)};
}

std::string iso_text(const OGRField& field, bool with_date, bool with_time) {
  std::string text;
  if (with_date) {
    if (field.Date.Month == 0 || field.Date.Day == 0) return {};
    text = fmt::format("{:04}-{:02}-{:02}", field.Date.Year, field.Date.Month, field.Date.Day);
  }
  if (with_time) {
    if (with_date) text += 'T';
    const int second = static_cast<int>(field.Date.Second);
    text += fmt::format("{:02}:{:02}:{:02}", field.Date.Hour, field.Date.Minute, second);
  }
  return text;
}

struct PlainNumber {
  double value = 0;
  bool is_whole = true;
};

std::optional<PlainNumber> plain_number(std::string_view text) {
  constexpr std::size_t most_digits = 15;  // what a double holds exactly
  std::array<char, 32> buffer;
  if (text.empty() || text.size() >= buffer.size()) return std::nullopt;
  std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.size() > 1 && digits[0] == '0' && digits[1] >= '0' && digits[1] <= '9') return std::nullopt;
  if (digits.find_first_not_of("0123456789.,") != digits.npos) return std::nullopt;
  const auto separator = digits.find_first_of(".,");
  if (separator == 0 ||
      digits.find_first_of(".,", separator == digits.npos ? digits.size() : separator + 1) != digits.npos)
    return std::nullopt;
  const std::size_t decimals = separator == digits.npos ? 0 : digits.size() - separator - 1;
  if (separator != digits.npos && (decimals == 0 || (digits[separator] == ',' && decimals == 3))) return std::nullopt;
  if (separator == digits.npos && digits.size() > most_digits) return std::nullopt;
  std::ranges::copy(text, buffer.begin());
  std::ranges::replace(buffer, ',', '.');
  PlainNumber number{.is_whole = separator == digits.npos};
  const char* end = buffer.data() + text.size();
  const auto parsed = std::from_chars(buffer.data(), end, number.value);
  return parsed.ec == std::errc{} && parsed.ptr == end ? std::optional{number} : std::nullopt;
}

// In `form` every d is a digit. Months, days and times are within their bounds where the form has them.
bool has_form(std::string_view text, std::string_view form) {
  if (text.size() != form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == 'd' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  constexpr std::size_t size_of_date = 10;
  const auto is_within = [&](std::size_t at, std::string_view least, std::string_view most) {
    return text.substr(at, 2) >= least && text.substr(at, 2) <= most;
  };
  if (!is_within(5, "01", "12") || !is_within(8, "01", "31")) return false;
  return text.size() == size_of_date ||
         (is_within(11, "00", "23") && is_within(14, "00", "59") && is_within(17, "00", "59"));
}

// From numbers to texts, before the first value that a double cannot hold exactly.
void turn_into_text(Column& column) {
  column.type = ColumnType::text;
  column.texts.reserve(column.numbers.capacity());
  for (const double value : column.numbers)
    column.texts.push_back(std::isnan(value) ? std::string{} : fmt::format("{}", static_cast<long long>(value)));
  column.numbers = {};
}

}  // namespace

ColumnReader::Source ColumnReader::source_of(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
      return Source::integer;
    case OFTInteger64:
      return Source::integer64;
    case OFTReal:
      return Source::real;
    case OFTString:
      return Source::text;
    case OFTDate:
      return Source::date;
    case OFTDateTime:
      return Source::date_time;
    case OFTTime:
      return Source::time;
    case OFTBinary:
      return Source::binary;
    default:
      return Source::list;
  }
}

ColumnType column_type_of(const OGRFieldDefn& field) {
  switch (field.GetType()) {
    case OFTInteger:
    case OFTInteger64:
      return ColumnType::integer;
    case OFTReal:
      return ColumnType::real;
    case OFTDate:
      return ColumnType::date;
    default:
      return ColumnType::text;
  }
}

ColumnReader::ColumnReader(const OGRFeatureDefn& definition, std::size_t expected_rows) {
  for (int i = 0; i < definition.GetFieldCount(); ++i) {
    const OGRFieldDefn& defined = *definition.GetFieldDefn(i);
    const Source source = source_of(defined);
    if (source == Source::binary) {
      binary_fields_.emplace_back(defined.GetNameRef());
      continue;
    }
    Column column{.name = defined.GetNameRef(), .type = column_type_of(defined)};
    if (column.is_numeric())
      reserve_in_large_pages(column.numbers, expected_rows);
    else
      reserve_in_large_pages(column.texts, expected_rows);
    fields_.push_back({i, source, columns_.size()});
    columns_.push_back(std::move(column));
  }
}

void ColumnReader::add(const OGRFeature& feature) {
  has_doubtful_text_ = true;
  for (Field& field : fields_) {
    Column& column = columns_[field.column];
    if (column.is_numeric())
      add_number(feature, field, column);
    else
      add_text(feature, field, column);
  }
}

void ColumnReader::add_number(const OGRFeature& feature, Field& field, Column& column) {
  double value = missing;
  if (feature.IsFieldSetAndNotNull(field.index)) {
    const OGRField& raw = *feature.GetRawFieldRef(field.index);
    if (field.source == Source::integer) value = raw.Integer;
    if (field.source == Source::real) value = std::isfinite(raw.Real) ? raw.Real : missing;
    if (field.source == Source::integer64) {
      if (raw.Integer64 > largest_exact || raw.Integer64 < -largest_exact) {
        turn_into_text(column);
        column.texts.push_back(fmt::format("{}", raw.Integer64));
        return;
      }
      value = static_cast<double>(raw.Integer64);
    }
  }
  column.numbers.push_back(value);
}

void ColumnReader::add_text(const OGRFeature& feature, const Field& field, Column& column) {
  if (!feature.IsFieldSetAndNotNull(field.index)) {
    column.texts.emplace_back();
    return;
  }
  const OGRField& raw = *feature.GetRawFieldRef(field.index);
  switch (field.source) {
    case Source::text:
      column.texts.emplace_back(bounded_text(raw.String));
      break;
    case Source::date:
      column.texts.push_back(iso_text(raw, true, false));
      break;
    case Source::date_time:
      column.texts.push_back(iso_text(raw, true, true));
      break;
    case Source::time:
      column.texts.push_back(iso_text(raw, false, true));
      break;
    case Source::integer64:
      column.texts.push_back(fmt::format("{}", raw.Integer64));
      break;  // turned into text
    default:
      column.texts.emplace_back(feature.GetFieldAsString(field.index));
      break;
  }
}

std::vector<std::string> ColumnReader::names() const {
  std::vector<std::string> names;
  for (const Column& column : columns_) names.push_back(column.name);
  return names;
}

bool ColumnReader::add_row(sqlite3_stmt* row, int first) {
  for (const Field& field : fields_) {
    Column& column = columns_[field.column];
    sqlite3_value* value = sqlite3_column_value(row, first + static_cast<int>(field.column));
    const bool is_taken =
        column.is_numeric() ? add_number_of(value, field.source, column) : add_text_of(value, field.source, column);
    if (!is_taken) return false;
  }
  return true;
}

bool ColumnReader::add_number_of(sqlite3_value* value, Source source, Column& column) {
  const int type = sqlite3_value_type(value);
  double number = missing;
  if (type == SQLITE_INTEGER && source != Source::real) {
    const sqlite3_int64 whole = sqlite3_value_int64(value);
    if (source == Source::integer && !std::in_range<int>(whole)) return false;
    if (whole > largest_exact || whole < -largest_exact) return false;
    number = static_cast<double>(whole);
  } else if (type == SQLITE_FLOAT && source == Source::real) {
    const double real = sqlite3_value_double(value);
    if (std::isfinite(real)) number = real;
  } else if (type != SQLITE_NULL) {
    return false;
  }
  column.numbers.push_back(number);
  return true;
}

// Dates and times only where they are written as the GeoPackage standard has them: GDAL reads others as well, and
// warns.
bool ColumnReader::add_text_of(sqlite3_value* value, Source source, Column& column) {
  const int type = sqlite3_value_type(value);
  if (type == SQLITE_NULL) {
    column.texts.emplace_back();
    return true;
  }
  if (type != SQLITE_TEXT) return false;
  // As bytes: as a text SQLite would copy it, to end it with a zero.
  const auto* bytes = static_cast<const char*>(sqlite3_value_blob(value));
  const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
  const std::string_view all{bytes, bytes == nullptr ? 0 : std::min(size, longest_text)};
  const std::string_view text = all.substr(0, all.find('\0'));
  if (text.size() == longest_text || !is_sound_text(text)) has_doubtful_text_ = true;
  constexpr std::size_t whole_seconds = 19;  // 2026-03-15T12:30:00, and behind it .000Z
  if (source == Source::date && !has_form(text, "dddd-dd-dd")) return false;
  if (source == Source::date_time && !has_form(text, "dddd-dd-ddTdd:dd:dd.dddZ")) return false;
  if (source != Source::text && source != Source::date && source != Source::date_time) return false;
  column.texts.emplace_back(source == Source::date_time ? text.substr(0, whole_seconds) : text);
  return true;
}

void ColumnReader::append(ColumnReader& next) {
  has_doubtful_text_ = has_doubtful_text_ || next.has_doubtful_text_;
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Column &column = columns_[i], &behind = next.columns_[i];
    column.numbers.insert(column.numbers.end(), behind.numbers.begin(), behind.numbers.end());
    column.texts.insert(column.texts.end(), std::make_move_iterator(behind.texts.begin()),
                        std::make_move_iterator(behind.texts.end()));
    behind.numbers = {}, behind.texts = {};
  }
}

void ColumnReader::finish(FeatureTable& table, EncodingRules rules) {
  for (const std::string& name : binary_fields_)
    table.refusals.push_back({0, std::string{refusal::binary_field} + name, true});
  rules.is_sound = !rules.is_raw && !has_doubtful_text_ && std::ranges::all_of(columns_, is_sound_text, &Column::name);
  settle_columns(std::move(columns_), table, rules);
}

void settle_columns(std::vector<Column> columns, FeatureTable& table, const EncodingRules& rules) {
  for (const Column& column : columns)
    if (!rules.is_sound &&
        std::ranges::any_of(column.texts, [](const std::string& text) { return text.size() == longest_text; }))
      table.refusals.push_back({0, std::string{refusal::overlong_text} + column.name, false});
  make_texts_valid(columns, rules, table.refusals);
  for (Column& column : columns) {
    column.name = trimmed(column.name);
    if (column.type == ColumnType::text) recognise_numbers(column);
  }
  table.columns = std::move(columns);
}

void recognise_numbers(Column& column) {
  std::vector<double> numbers;
  numbers.reserve(column.texts.size());
  bool is_whole = true, has_value = false;
  for (const std::string& text : column.texts) {
    if (text.empty()) {
      numbers.push_back(missing);
      continue;
    }
    const auto number = plain_number(text);
    if (!number) return;
    has_value = true;
    is_whole = is_whole && number->is_whole;
    numbers.push_back(number->value);
  }
  if (!has_value) return;
  column.type = is_whole ? ColumnType::integer : ColumnType::real;
  column.numbers = std::move(numbers);
  column.texts = {};
}

}  // namespace riskmap
