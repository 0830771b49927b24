#include "viewer/command/import_mapping.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "layers/core/text.h"

namespace riskmap {

namespace {
using Json = nlohmann::json;

std::unexpected<Error> unknown(const std::string& name, const Json& value) {
  return fail(ErrorCode::unknown_field, "not an answer of an import", name, value.dump());
}

Result<std::string> text_in(const std::string& name, const Json& value) {
  if (!value.is_string()) return unknown(name, value);
  return value.get<std::string>();
}

Result<std::string> field_in(const std::string& header, const Json& value) {
  auto field = text_in(header, value);
  if (!field) return field;
  if (!field->empty() && find_import_field(*field) == nullptr) return unknown(header, value);
  return field;
}

Result<DateOrder> order_in(const std::string& name, const Json& value) {
  if (value == "day_first") return DateOrder::day_first;
  if (value == "month_first") return DateOrder::month_first;
  return unknown(name, value);
}

Result<void> take_property(ColumnAnswer& column, const std::string& name, const Json& value) {
  if (name == "field") {
    auto field = field_in(name, value);
    if (!field) return std::unexpected{field.error()};
    column.field = *std::move(field);
  } else if (name == "dates") {
    const auto order = order_in(name, value);
    if (!order) return std::unexpected{order.error()};
    column.dates = *order;
  } else if (name == "decimal" && (value == "." || value == ",")) {
    column.decimal = value.get<std::string>()[0];
  } else if (name == "factor" && value.is_number() && value.get<double>() > 0) {
    column.factor = value.get<double>();
  } else {
    return unknown(name, value);
  }
  return {};
}

Result<ColumnAnswer> column_in(const std::string& header, const Json& value) {
  ColumnAnswer column;
  if (!value.is_object()) {
    auto field = field_in(header, value);
    if (!field) return std::unexpected{field.error()};
    column.field = *std::move(field);
    return column;
  }
  for (const auto& [name, property] : value.items())
    if (const auto taken = take_property(column, name, property); !taken) return std::unexpected{taken.error()};
  return column;
}

Result<void> take_columns(ImportAnswers& answers, const Json& columns) {
  if (!columns.is_object()) return unknown("columns", columns);
  for (const auto& [header, value] : columns.items()) {
    const auto column = column_in(header, value);
    if (!column) return std::unexpected{column.error()};
    answers.by_header.insert_or_assign(fold(header), *column);
  }
  return {};
}

Result<void> take_words(ImportAnswers& answers, const Json& words) {
  if (!words.is_object()) return unknown("words", words);
  for (const auto& [field, meanings] : words.items()) {
    if (!meanings.is_object() || find_import_field(field) == nullptr) return unknown("words", meanings);
    for (const auto& [word, code] : meanings.items()) {
      auto text = text_in(word, code);
      if (!text) return std::unexpected{text.error()};
      answers.mapping.words[field].insert_or_assign(fold(word), *std::move(text));
    }
  }
  return {};
}

Result<void> take_text(ImportAnswers& answers, const std::string& name, const Json& value) {
  auto text = text_in(name, value);
  if (!text) return std::unexpected{text.error()};
  if (name == "encoding") answers.reading.encoding = *text;
  if (name == "sheet") answers.reading.sheet = *text;
  if (name == "crs") answers.reading.crs = answers.mapping.crs = *text;
  if (name == "default_result") answers.mapping.default_result = *text;
  if (name != "separator") return {};
  if (text->size() != 1) return unknown(name, value);
  answers.reading.separator = text->front();
  return {};
}

Result<void> take_answer(ImportAnswers& answers, const std::string& name, const Json& value) {
  const std::map<std::string, bool*> switches = {{"swap_coordinates", &answers.mapping.swaps_coordinates},
                                                 {"new_numbers", &answers.mapping.gives_new_numbers},
                                                 {"hide_personal_data", &answers.mapping.hides_personal_data}};
  constexpr std::array<std::string_view, 5> texts = {"encoding", "sheet", "crs", "default_result", "separator"};
  if (const auto found = switches.find(name); found != switches.end()) {
    if (!value.is_boolean()) return unknown(name, value);
    *found->second = value.get<bool>();
    return {};
  }
  if (std::ranges::find(texts, name) != texts.end()) return take_text(answers, name, value);
  if (name == "columns") return take_columns(answers, value);
  if (name == "words") return take_words(answers, value);
  if (name != "header_row" || !value.is_number_integer()) return unknown(name, value);
  answers.reading.header_row = value.get<int>();
  return {};
}
}  // namespace

Result<ImportAnswers> parse_import_answers(std::string_view json) {
  const auto parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return fail(ErrorCode::json, "not a JSON object");
  ImportAnswers answers;
  for (const auto& [name, value] : parsed.items())
    if (const auto taken = take_answer(answers, name, value); !taken) return std::unexpected{taken.error()};
  return answers;
}

Result<ImportMapping> mapping_for(const ImportAnswers& answers, const ImportTable& table) {
  auto mapping = answers.mapping;
  mapping.columns = columns_of(table.header, table.keys);
  for (const auto& [header, answer] : answers.by_header) {
    const auto found = std::ranges::find_if(table.header, [&](const auto& name) { return fold(name) == header; });
    if (found == table.header.end())
      return fail(ErrorCode::column_missing, "the mapping names a column that is not there", table.file_name, header);
    auto& column = mapping.columns[static_cast<std::size_t>(found - table.header.begin())];
    if (answer.field) {
      for (auto& other : mapping.columns)  // taken away from a column that only looked like it
        if (!answer.field->empty() && other.field == *answer.field) other = {};
      column = column_as(*answer.field, *found);
    }
    column.dates = answer.dates;
    column.decimal = answer.decimal;
    if (answer.factor) column.factor = *answer.factor;
  }
  return mapping;
}

}  // namespace riskmap
