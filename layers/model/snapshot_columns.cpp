// The column tables; decoding is forgiving, because what a store holds has passed its rules already.
#include "layers/model/snapshot_columns.h"

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "layers/core/text.h"

namespace riskmap {

namespace {
Value encoded(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}
Value encoded(int number) {
  return std::int64_t{number};
}
Value encoded(double number) {
  return number;
}
Value encoded(bool flag) {
  return std::int64_t{flag ? 1 : 0};
}
Value encoded(Date day) {
  return iso_date(day);
}
Value encoded(std::int64_t number) {
  return number;
}
template <typename T>
Value encoded(const std::optional<T>& value) {
  return value ? encoded(*value) : Value{};
}
Value encoded(Status status) {
  return std::string{code_of(status)};
}
Value encoded(MeasureStatus status) {
  return std::string{code_of(status)};
}
Value encoded(AreaLevel level) {
  return std::string{code_of(level)};
}
Value encoded(const std::vector<std::string>& texts) {
  std::string joined;
  for (const auto& text : texts) joined += (joined.empty() ? "" : "; ") + text;
  return encoded(joined);
}

std::string_view text_in(const ValueView& value) {
  const auto* text = std::get_if<std::string_view>(&value);
  return text ? *text : std::string_view{};
}

// A number where a text is expected is its shortest form.
void decode(std::string& text, const ValueView& value) {
  if (const auto* seen = std::get_if<std::string_view>(&value))
    text = *seen;
  else
    text = text_of(value_of(value));
}
void decode(int& number, const ValueView& value) {
  if (!is_none(value)) number = static_cast<int>(integer_of(value_of(value)));
}
void decode(double& number, const ValueView& value) {
  if (!is_none(value)) number = real_of(value_of(value));
}
void decode(bool& flag, const ValueView& value) {
  if (!is_none(value)) flag = integer_of(value_of(value)) != 0;
}
void decode(std::optional<std::int64_t>& number, const ValueView& value) {
  number = is_none(value) ? std::nullopt : std::optional{integer_of(value_of(value))};
}
void decode(std::optional<int>& number, const ValueView& value) {
  number = is_none(value) ? std::nullopt : std::optional{static_cast<int>(integer_of(value_of(value)))};
}
void decode(std::optional<double>& number, const ValueView& value) {
  number = is_none(value) ? std::nullopt : std::optional{real_of(value_of(value))};
}
void decode(std::optional<Date>& day, const ValueView& value) {
  day = parse_iso_date(text_in(value));
}
void decode(Status& status, const ValueView& value) {
  status = status_of(text_in(value)).value_or(status);
}
void decode(MeasureStatus& status, const ValueView& value) {
  status = measure_status_of(text_in(value)).value_or(status);
}
void decode(AreaLevel& level, const ValueView& value) {
  level = area_level_of(text_in(value)).value_or(level);
}
void decode(std::vector<std::string>& texts, const ValueView& value) {
  texts.clear();
  for (const auto& part : split(text_in(value), ';'))
    if (auto text = trimmed(part); !text.empty()) texts.push_back(std::move(text));
}

template <auto member, typename Record>
constexpr Column<Record> plain(std::string_view name) {
  return {name, [](const RegisterSnapshot&, const Record& record, std::string_view) { return encoded(record.*member); },
          [](const RegisterSnapshot&, Record& record, const ValueView& value, std::string_view) {
            decode(record.*member, value);
          }};
}

template <auto language, typename Record>
constexpr Column<Record> named(std::string_view name) {
  return {
      name,
      [](const RegisterSnapshot&, const Record& record, std::string_view) { return encoded(record.names.*language); },
      [](const RegisterSnapshot&, Record& record, const ValueView& value, std::string_view) {
        decode(record.names.*language, value);
      }};
}

Row target_row(const RegisterSnapshot& snapshot, const std::vector<Area>&, std::string_view uuid) {
  return snapshot.find_area(uuid);
}
Row target_row(const RegisterSnapshot& snapshot, const std::vector<Settlement>&, std::string_view uuid) {
  return snapshot.find_settlement(uuid);
}
Row target_row(const RegisterSnapshot& snapshot, const std::vector<Category>&, std::string_view code) {
  return snapshot.find_category(code);
}
Row target_row(const RegisterSnapshot& snapshot, const std::vector<Party>&, std::string_view uuid) {
  return snapshot.find_party(uuid);
}
Row target_row(const RegisterSnapshot& snapshot, const PackedTable<Issue>&, std::string_view uuid) {
  return snapshot.find_issue(uuid);
}

void forget(Fields& fields, std::string_view name) {
  if (const auto found = fields.find(name); found != fields.end()) fields.erase(found);
}

// A link held as a row of `table`; outside it is the target's `key` (uuid, or a category's code).
template <auto member, auto table, auto key, typename Record>
constexpr Column<Record> link(std::string_view name) {
  return {name,
          [](const RegisterSnapshot& snapshot, const Record& record, std::string_view field_name) {
            if (record.*member == no_row) return field(record.rest, field_name);
            return encoded((snapshot.*table)[record.*member].*key);
          },
          [](const RegisterSnapshot& snapshot, Record& record, const ValueView& value, std::string_view field_name) {
            record.*member = is_none(value) ? no_row : target_row(snapshot, snapshot.*table, text_in(value));
            if (record.*member != no_row || is_none(value))
              forget(record.rest, field_name);
            else
              record.rest.insert_or_assign(std::string{field_name}, value_of(value));
          },
          true};
}

// A field of an issue without a member of its own.
constexpr Column<Issue> kept(std::string_view name) {
  return {name,
          [](const RegisterSnapshot&, const Issue& issue, std::string_view field_name) {
            return field(issue.rest, field_name);
          },
          [](const RegisterSnapshot&, Issue& issue, const ValueView& value, std::string_view field_name) {
            if (is_none(value))
              forget(issue.rest, field_name);
            else
              issue.rest.insert_or_assign(std::string{field_name}, value_of(value));
          }};
}

Value read_issue_shape(const RegisterSnapshot&, const Issue& issue, std::string_view name) {
  if (const auto line = field(issue.rest, name); !is_none(line)) return line;
  return issue.point ? Value{point_text(*issue.point)} : Value{};
}

void write_issue_shape(const RegisterSnapshot&, Issue& issue, const ValueView& value, std::string_view name) {
  forget(issue.rest, name);
  const auto vertices = vertices_of(text_in(value));
  issue.point = vertices ? std::optional{(*vertices)[vertices->size() / 2]} : std::nullopt;
  if (vertices && vertices->size() > 1) issue.rest.insert_or_assign(std::string{name}, value_of(value));
}

Value read_point(const RegisterSnapshot&, const Settlement& settlement, std::string_view) {
  return settlement.point ? Value{point_text(*settlement.point)} : Value{};
}

void write_point(const RegisterSnapshot&, Settlement& settlement, const ValueView& value, std::string_view) {
  settlement.point = point_of(text_in(value));
}

Value read_nothing(const RegisterSnapshot&, const Area&, std::string_view) {
  return {};
}
void write_shape_flag(const RegisterSnapshot&, Area& area, const ValueView& value, std::string_view) {
  area.has_shape = !is_none(value);
}

Value read_pillar(const RegisterSnapshot&, const Category& category, std::string_view) {
  return std::string{category.is_infrastructure ? "INFRA" : "SOC"};
}
void write_pillar(const RegisterSnapshot&, Category& category, const ValueView& value, std::string_view) {
  category.is_infrastructure = text_in(value) == "INFRA";
}

// For records without links, which read no other record.
const RegisterSnapshot& no_links() {
  static const RegisterSnapshot empty;
  return empty;
}

template <typename Record>
std::vector<Column<Record>> sorted(std::initializer_list<Column<Record>> columns) {
  std::vector<Column<Record>> result(columns);
  std::ranges::sort(result, {}, &Column<Record>::name);
  return result;
}
}  // namespace

template <>
std::span<const Column<Area>> columns_of() {
  static const auto columns = sorted<Area>({plain<&Area::code, Area>("code"),
                                            plain<&Area::level, Area>("level"),
                                            plain<&Area::parent_code, Area>("parent_code"),
                                            named<&Names::kk, Area>("name_kk"),
                                            named<&Names::ru, Area>("name_ru"),
                                            named<&Names::en, Area>("name_en"),
                                            plain<&Area::source, Area>("source"),
                                            plain<&Area::is_schematic, Area>("is_schematic"),
                                            {"geom", read_nothing, write_shape_flag}});
  return columns;
}

template <>
std::span<const Column<Settlement>> columns_of() {
  static const auto columns =
      sorted<Settlement>({plain<&Settlement::kato, Settlement>("kato"),
                          plain<&Settlement::kind, Settlement>("kind"),
                          named<&Names::kk, Settlement>("name_kk"),
                          named<&Names::ru, Settlement>("name_ru"),
                          named<&Names::en, Settlement>("name_en"),
                          plain<&Settlement::other_names, Settlement>("other_names"),
                          plain<&Settlement::rural_district, Settlement>("rural_district"),
                          plain<&Settlement::is_district_centre, Settlement>("is_district_centre"),
                          plain<&Settlement::status, Settlement>("status"),
                          plain<&Settlement::note, Settlement>("note"),
                          {"geom", read_point, write_point}});
  return columns;
}

template <>
std::span<const Column<Category>> columns_of() {
  static const auto columns = sorted<Category>({plain<&Category::code, Category>("code"),
                                                plain<&Category::parent, Category>("parent"),
                                                plain<&Category::number, Category>("num"),
                                                named<&Names::kk, Category>("kk"),
                                                named<&Names::ru, Category>("ru"),
                                                named<&Names::en, Category>("en"),
                                                {"pillar", read_pillar, write_pillar},
                                                plain<&Category::sensitivity, Category>("sensitivity"),
                                                plain<&Category::default_days, Category>("default_days"),
                                                plain<&Category::default_owner, Category>("default_owner"),
                                                plain<&Category::is_active, Category>("active")});
  return columns;
}

template <>
std::span<const Column<Party>> columns_of() {
  static const auto columns =
      sorted<Party>({plain<&Party::kind, Party>("kind"), named<&Names::kk, Party>("name_kk"),
                     named<&Names::ru, Party>("name_ru"), named<&Names::en, Party>("name_en"),
                     plain<&Party::person_name, Party>("person_name"), plain<&Party::level, Party>("level"),
                     plain<&Party::constituency, Party>("constituency"), plain<&Party::term_from, Party>("term_from"),
                     plain<&Party::term_to, Party>("term_to"), plain<&Party::phone, Party>("phone"),
                     plain<&Party::email, Party>("email"), plain<&Party::is_active, Party>("active")});
  return columns;
}

template <>
std::span<const Column<Issue>> columns_of() {
  static const auto columns =
      sorted<Issue>({plain<&Issue::reg_no, Issue>("reg_no"),
                     link<&Issue::settlement, &RegisterSnapshot::settlements, &Settlement::uuid, Issue>("settlement"),
                     link<&Issue::area, &RegisterSnapshot::areas, &Area::uuid, Issue>("area"),
                     kept("sub_area"),
                     link<&Issue::category, &RegisterSnapshot::categories, &Category::code, Issue>("category"),
                     plain<&Issue::title, Issue>("title"),
                     plain<&Issue::description, Issue>("description"),
                     plain<&Issue::lang, Issue>("lang"),
                     plain<&Issue::severity, Issue>("severity"),
                     plain<&Issue::likelihood, Issue>("likelihood"),
                     plain<&Issue::affected_people, Issue>("affected_people"),
                     plain<&Issue::affected_households, Issue>("affected_households"),
                     plain<&Issue::escalation, Issue>("escalation"),
                     plain<&Issue::escalated_on, Issue>("escalated_on"),
                     kept("escalated_to"),
                     plain<&Issue::status, Issue>("status"),
                     plain<&Issue::outcome, Issue>("outcome"),
                     plain<&Issue::result, Issue>("result"),
                     plain<&Issue::status_reason, Issue>("status_reason"),
                     plain<&Issue::review_on, Issue>("review_on"),
                     kept("forwarded_to"),
                     plain<&Issue::channel, Issue>("channel"),
                     plain<&Issue::occurred_on, Issue>("occurred_on"),
                     plain<&Issue::registered_on, Issue>("registered_on"),
                     plain<&Issue::due_on, Issue>("due_on"),
                     plain<&Issue::resolved_on, Issue>("resolved_on"),
                     plain<&Issue::closed_on, Issue>("closed_on"),
                     plain<&Issue::reopened_on, Issue>("reopened_on"),
                     plain<&Issue::reopen_count, Issue>("reopen_count"),
                     link<&Issue::responsible, &RegisterSnapshot::parties, &Party::uuid, Issue>("responsible"),
                     link<&Issue::curator, &RegisterSnapshot::parties, &Party::uuid, Issue>("curator"),
                     plain<&Issue::duplicate_of, Issue>("duplicate_of"),
                     plain<&Issue::sensitivity, Issue>("sensitivity"),
                     plain<&Issue::address, Issue>("address"),
                     plain<&Issue::accuracy, Issue>("location_accuracy"),
                     {"geom", read_issue_shape, write_issue_shape}});
  return columns;
}

template <>
std::span<const Column<Measure>> columns_of() {
  static const auto columns =
      sorted<Measure>({link<&Measure::issue, &RegisterSnapshot::issues, &Issue::uuid, Measure>("issue"),
                       plain<&Measure::settlement, Measure>("settlement"),
                       plain<&Measure::area_code, Measure>("area_code"),
                       plain<&Measure::target_text, Measure>("target_text"),
                       plain<&Measure::step_no, Measure>("step_no"),
                       plain<&Measure::kind, Measure>("kind"),
                       plain<&Measure::text, Measure>("text"),
                       link<&Measure::executor, &RegisterSnapshot::parties, &Party::uuid, Measure>("executor"),
                       plain<&Measure::start_on, Measure>("start_on"),
                       plain<&Measure::due_on, Measure>("due_on"),
                       plain<&Measure::due_extended_on, Measure>("due_extended_on"),
                       plain<&Measure::extension_reason, Measure>("extension_reason"),
                       plain<&Measure::done_on, Measure>("done_on"),
                       plain<&Measure::status, Measure>("status"),
                       plain<&Measure::progress, Measure>("progress"),
                       plain<&Measure::weight, Measure>("weight"),
                       plain<&Measure::budget_kzt, Measure>("budget_kzt"),
                       plain<&Measure::spent_kzt, Measure>("spent_kzt"),
                       plain<&Measure::unit_amount_kzt, Measure>("unit_amount_kzt"),
                       plain<&Measure::funding, Measure>("funding"),
                       plain<&Measure::programme, Measure>("programme"),
                       plain<&Measure::quantity, Measure>("quantity"),
                       plain<&Measure::unit, Measure>("unit"),
                       plain<&Measure::beneficiaries, Measure>("beneficiaries"),
                       plain<&Measure::beneficiary_unit, Measure>("beneficiary_unit"),
                       plain<&Measure::is_approx, Measure>("is_approx"),
                       plain<&Measure::result, Measure>("result"),
                       plain<&Measure::cancel_reason, Measure>("cancel_reason")});
  return columns;
}

Fields fields_of(const RegisterSnapshot& snapshot, const Issue& issue) {
  return read_fields(snapshot, issue);
}
Fields fields_of(const RegisterSnapshot& snapshot, const Measure& measure) {
  return read_fields(snapshot, measure);
}
Fields fields_of(const Settlement& settlement) {
  return read_fields(no_links(), settlement);
}
Fields fields_of(const Party& party) {
  return read_fields(no_links(), party);
}
Fields fields_of(const Category& category) {
  return read_fields(no_links(), category);
}
Fields fields_of(const Area& area) {
  auto fields = read_fields(no_links(), area);
  fields.erase("geom");
  return fields;
}

}  // namespace riskmap
