#include "layers/geo/geojson_columns.h"

#include <ogr_core.h>

#include <algorithm>
#include <limits>
#include <utility>

#include "layers/geo/gdal_messages.h"

namespace riskmap {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

int two_digits(const std::string& text, std::size_t at) {
  return (text[at] - '0') * 10 + (text[at + 1] - '0');
}

bool is_plain_date(const std::string& text) {
  constexpr std::string_view form = "dddd-dd-dd";
  if (text.size() != form.size() || text[0] == '0') return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != form[i]) return false;
  const int month = two_digits(text, 5), day = two_digits(text, 8);
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

// GDAL takes for dates what its own parser takes.
bool is_date_to_gdal(const std::string& text) {
  if (text.find_first_of("-/:") == text.npos) return false;
  const GdalMessages silenced;
  OGRField ignored;
  return OGRParseDate(text.c_str(), &ignored, 0) != 0;
}

}  // namespace

GeoJsonColumns::Values* GeoJsonColumns::find(std::string_view name, std::size_t from) {
  const auto first = columns_.begin() + static_cast<std::ptrdiff_t>(std::min(from, columns_.size()));
  const auto found = std::find_if(first, columns_.end(), [&](const Values& v) { return v.column.name == name; });
  return found == columns_.end() ? nullptr : &*found;
}

bool GeoJsonColumns::take_properties(JsonText& json) {
  if (!json.take('{')) return false;
  std::size_t next = 0;
  bool goes_on = !json.take('}');
  while (goes_on) {
    if (!json.take_string(text_) || text_.empty() || !json.take(':')) return false;
    if (rows_ == 0 && find(text_, 0) == nullptr) columns_.push_back({.column = {.name = text_}});
    Values* const values = find(text_, next);
    if (values == nullptr || !take_value(json, *values)) return false;
    next = static_cast<std::size_t>(values - columns_.data()) + 1;
    goes_on = json.take(',');
    if (!goes_on && !json.take('}')) return false;
  }
  ++rows_;
  return true;
}

bool GeoJsonColumns::take_value(JsonText& json, Values& values) {
  switch (json.peek()) {
    case 'n':
      return json.take_word("null");
    case 't':
      return json.take_word("true") && add_number(values, Kind::truth, 1);
    case 'f':
      return json.take_word("false") && add_number(values, Kind::truth, 0);
    case '"':
      return take_text(json, values);
    default:
      JsonText::Number number;
      return json.take_number(number) && add_number(values, number.is_whole ? Kind::whole : Kind::real, number.value);
  }
}

bool GeoJsonColumns::add_number(Values& values, Kind kind, double value) const {
  const bool is_wider = values.kind == Kind::unknown || (values.kind == Kind::whole && kind == Kind::real);
  if (is_wider) values.kind = kind;
  if (kind != values.kind && !(kind == Kind::whole && values.kind == Kind::real)) return false;
  values.column.numbers.resize(rows_, missing);
  values.column.numbers.push_back(value);
  return true;
}

bool GeoJsonColumns::take_text(JsonText& json, Values& values) {
  if (values.kind != Kind::text && values.kind != Kind::unknown) return false;
  values.kind = Kind::text;
  std::vector<std::string>& texts = values.column.texts;
  texts.resize(rows_);
  if (!json.take_string(texts.emplace_back())) return false;
  if (!values.has_only_dates || is_plain_date(texts.back())) return true;
  values.has_only_dates = is_date_to_gdal(texts.back());
  values.has_odd_dates = true;
  return true;
}

bool GeoJsonColumns::finish(std::vector<Column>& columns) {
  for (Values& values : columns_) {
    Column& column = values.column;
    const bool is_text = values.kind == Kind::text, is_date = is_text && values.has_only_dates;
    if (is_date && values.has_odd_dates) return false;
    if (is_date) column.type = ColumnType::date;
    if (values.kind == Kind::truth || values.kind == Kind::whole) column.type = ColumnType::integer;
    if (values.kind == Kind::real) column.type = ColumnType::real;
    if (column.is_numeric())
      column.numbers.resize(rows_, missing);
    else
      column.texts.resize(rows_);
    columns.push_back(std::move(column));
  }
  return true;
}

}  // namespace riskmap
