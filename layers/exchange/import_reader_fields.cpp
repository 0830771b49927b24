// The cells of a row as fields.
#include <array>

#include "layers/core/uuid.h"
#include "layers/exchange/import_reading.h"
#include "layers/model/status.h"
#include "layers/text/translate.h"

namespace riskmap {

namespace {
Fields& fields_of(ReadRow& row, Fields& measure, const ImportField& field) {
  return field.entity == Entity::measure ? measure : row.given;
}

bool is_open_word(std::string_view status) {
  return status != "resolved" && status != "closed";
}

// «Орындалды, су құбыры тартылды»: more than the word itself.
bool tells_more(std::string_view text) {
  constexpr std::ptrdiff_t most_blanks = 3;
  return std::ranges::count(text, ' ') >= most_blanks;
}
}  // namespace

void ImportReader::read_fields(Reading& reading) {
  for (std::size_t column = 0; column < fields_.size(); ++column)
    if (fields_[column] != nullptr && !reading.cells[column].empty() && !reading.has_failed(fields_[column]->name))
      read_field(reading, column);
  read_place(reading);
  read_point(reading);
  read_category(reading);
  read_state(reading);
  examine_texts(reading);
  if (is_none(field(reading.out.given, "severity")) && !reading.has_failed("severity")) {
    reading.out.given["severity"] = std::int64_t{3};
    if (column_of("severity")) reading.note(column_of("severity"), Finding::severity_assumed, "3");
  }
}

void ImportReader::read_field(Reading& reading, std::size_t column) {
  const auto& target = *fields_[column];
  const auto& text = reading.cells[column];
  if (target.name == "uuid") {
    const auto uuid = lower_case(text);
    if (is_uuid(uuid))
      reading.out.uuid = uuid;
    else
      reading.note(column, Finding::uuid_unknown);
  }
  if (target.field.empty()) return;  // places and coordinates are read together
  const auto& spec = *find_field(spec_of(target.entity), target.field);
  const bool is_degree = target.name == "severity" || target.name == "likelihood";
  if (spec.type == FieldType::date) return read_date_cell(reading, column);
  if (spec.type == FieldType::integer && !is_degree) return read_number_cell(reading, column);
  if (spec.type != FieldType::text) return read_word_cell(reading, column);
  if (!means_nothing(text)) fields_of(reading.out, reading.measure, target)[std::string{target.field}] = text;
}

void ImportReader::read_date_cell(Reading& reading, std::size_t column) const {
  const auto& target = *fields_[column];
  const auto read = read_date(reading.cells[column], source_.dates[column]);
  if (read.finding) reading.note(column, *read.finding, read.day ? iso_date(*read.day) : std::string{});
  if (read.day) fields_of(reading.out, reading.measure, target)[std::string{target.field}] = iso_date(*read.day);
  if (read.finding && !read.day) reading.fail(target.name);
}

void ImportReader::read_number_cell(Reading& reading, std::size_t column) const {
  const auto& target = *fields_[column];
  const NumberRules rules{source_.mapping.columns[column], target.field.ends_with("_kzt"), target.field == "progress"};
  const auto read = read_number(reading.cells[column], rules);
  if (read.finding) reading.note(column, *read.finding, read.number ? std::to_string(*read.number) : std::string{});
  if (read.number) fields_of(reading.out, reading.measure, target)[std::string{target.field}] = *read.number;
  if (read.finding && !read.number) reading.fail(target.name);
}

void ImportReader::read_word_cell(Reading& reading, std::size_t column) {
  const auto& target = *fields_[column];
  const auto& text = reading.cells[column];
  if (target.name == "category") return;  // needs the title
  const auto& spec = *find_field(spec_of(target.entity), target.field);
  const bool is_degree = target.name == "severity" || target.name == "likelihood";
  WordAnswer answer;
  if (means_nothing(text)) return;
  if (target.name == "status") {
    answer = words_.status(text);
    reading.outcome = answer.outcome;
  } else if (target.name == "measure.status") {
    answer = words_.measure_status(text);
  } else if (is_degree) {
    answer = words_.degree(target.name, text);
  } else {
    answer =
        spec.type == FieldType::link ? words_.party(target.name, text) : words_.code(target.name, spec.domain, text);
  }
  if (answer.finding) reading.note(column, *answer.finding, answer.fixed);
  if (answer.finding && level_of(*answer.finding) == ProblemLevel::error) reading.fail(target.name);
  if (answer.code.empty()) return;
  fields_of(reading.out, reading.measure, target)[std::string{target.field}] =
      is_degree ? Value{std::int64_t{answer.code[0] - '0'}} : Value{answer.code};
}

void ImportReader::read_place(Reading& reading) {
  const auto kato = column_of("kato"), name = column_of("place"), district = column_of("rural_district");
  const auto said = [&reading](std::optional<std::size_t> column) {
    const auto text = reading.cell(column);
    return means_nothing(text) ? std::string_view{} : text;
  };
  const auto& answer = places_.find({said(kato), said(name), said(district)});
  if (answer.settlement != no_row)
    reading.out.given["settlement"] = source_.snapshot.settlements[answer.settlement].uuid;
  if (answer.settlement == no_row && answer.area != no_row)
    reading.out.given["area"] = source_.snapshot.areas[answer.area].uuid;
  if (!answer.finding) return;
  const bool is_of_name = !answer.is_code && name && !reading.cell(name).empty();
  reading.note(answer.is_code && kato ? kato
               : is_of_name           ? name
               : name                 ? name
                                      : district,
               *answer.finding, answer.fixed);
  if (level_of(*answer.finding) == ProblemLevel::error) reading.fail("settlement");
}

void ImportReader::read_point(Reading& reading) const {
  // The register's own tables give the settlement's point to problems without one.
  if (text_of(field(reading.out.given, "location_accuracy")) == "SETTLEMENT") return;
  const auto latitude = column_of("latitude"), longitude = column_of("longitude"), both = column_of("coordinates");
  PointReading read;
  if (reading.out.row->point) {
    read = points_.judged(*reading.out.row->point);
    if (reading.out.row->is_middle && read.point) reading.note({}, Finding::point_of_shape);
  } else {
    read = points_.read({reading.cell(latitude), reading.cell(longitude), reading.cell(both)});
  }
  const auto column = both && !reading.cell(both).empty() ? both : latitude;
  if (read.finding) reading.note(column, *read.finding);
  if (read.finding == Finding::point_outside) reading.fail("inside");
  if (read.point) reading.out.given["geom"] = point_text(*read.point);
  if (read.point && reading.out.row->is_middle) reading.out.given.try_emplace("location_accuracy", "STREET");
}

void ImportReader::read_category(Reading& reading) const {
  if (reading.has_failed("category")) return;
  const auto column = column_of("category");
  const auto text = reading.cell(column);
  const auto answer =
      words_.category(means_nothing(text) ? std::string_view{} : text, text_of(field(reading.out.given, "title")));
  if (answer.code.empty()) return;  // the rules refuse it
  reading.out.given["category"] = answer.code;
  if (answer.finding) reading.note(column, *answer.finding, answer.fixed);
}

// A solved problem needs an outcome and a result (`domain.md` §6, 26).
void ImportReader::read_state(Reading& reading) const {
  auto& given = reading.out.given;
  const auto status = text_of(field(given, "status"));
  if (is_open_word(status)) return;
  const auto column = column_of("status");
  if (is_none(field(given, "result")) && !reading.has_failed("result")) {
    const auto said = reading.cell(column);
    const auto& given_for_all = source_.mapping.default_result;
    if (tells_more(said)) {
      given["result"] = std::string{said};
    } else if (!given_for_all.empty()) {
      given["result"] = given_for_all;
      reading.note(column, Finding::result_given, given_for_all);
    } else {
      reading.note(column_of("result") ? column_of("result") : column, Finding::result_missing);
      reading.fail("result");
    }
  }
  if (!is_none(field(given, "outcome"))) return;
  const bool is_told = !reading.outcome.empty();
  const std::string outcome = is_told ? reading.outcome : "SOLVED";
  given["outcome"] = outcome;
  const auto* label = source_.snapshot.find_code("outcome", outcome);
  if (!is_told)
    reading.note(column, Finding::outcome_assumed, label != nullptr ? label->names.in(language()) : outcome);
}

void ImportReader::examine_texts(Reading& reading) const {
  auto& given = reading.out.given;
  if (const auto title = text_of(field(given, "title")); may_be_several(title))
    reading.note(column_of("title"), Finding::several_in_one);
  for (const auto* name : {"title", "description", "result"}) {
    const auto text = text_of(field(given, name));
    if (!has_personal_data(text)) continue;
    if (source_.mapping.hides_personal_data) given[name] = without_personal_data(text);
    reading.note(column_of(name),
                 source_.mapping.hides_personal_data ? Finding::personal_data_hidden : Finding::personal_data);
  }
}

}  // namespace riskmap
