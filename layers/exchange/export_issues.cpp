// Problems and measures as export rows: the published allow-list, or the whole record.
#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <cmath>

#include "layers/exchange/export_rows.h"

namespace riskmap {

namespace {
constexpr std::size_t published_id_bytes = 16;

Value text_or_none(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}
Value flag(bool is_set) {
  return Value{std::int64_t{is_set ? 1 : 0}};
}
Value month_of(const std::optional<Date>& day) {
  return day ? Value{iso_date(*day).substr(0, 7)} : Value{};
}
Value day_of(const std::optional<Date>& day) {
  return day ? Value{iso_date(*day)} : Value{};
}

const Settlement* settlement_of(const RegisterSnapshot& snapshot, const Issue& issue) {
  return issue.settlement != no_row ? &snapshot.settlements[issue.settlement] : nullptr;
}

std::string meta_value(const RegisterSnapshot& snapshot, std::string_view key) {
  const auto found = snapshot.meta.find(key);
  return found != snapshot.meta.end() ? found->second : std::string{};
}

ExportRow published_row(const RegisterSnapshot& snapshot, const Issue& issue, const IssueFacts& facts,
                        const ExportRequest& request) {
  const auto* settlement = settlement_of(snapshot, issue);
  const auto& category = snapshot.categories[issue.category];
  ExportRow row{.id = published_id(snapshot, issue.uuid), .point = {}, .shape = {}, .properties = {}};
  if (settlement != nullptr && settlement->point) row.point = published_point(*settlement->point);
  row.properties = {
      {"pub_id", Value{row.id}},
      {"kato", settlement != nullptr ? text_or_none(settlement->kato) : Value{}},
      {"settlement_kk", settlement != nullptr ? Value{settlement->names.in(Language::kk)} : Value{}},
      {"settlement_ru", settlement != nullptr ? Value{settlement->names.in(Language::ru)} : Value{}},
      {"category", Value{category.code}},
      {"category_kk", Value{category.names.in(Language::kk)}},
      {"category_ru", Value{category.names.in(Language::ru)}},
      {"status_group", Value{std::string{code_of(group_of(issue.status))}}},
      {"risk_level", Value{std::string{code_of(facts.level)}}},
      {"registered", month_of(issue.registered_on)},
      {"closed", month_of(issue.closed_on ? issue.closed_on : issue.resolved_on)},
      {"open", flag(facts.is_open)},
      {"overdue", flag(facts.lateness >= Lateness::overdue)},
      {"responsible_kind", issue.responsible != no_row ? Value{snapshot.parties[issue.responsible].kind} : Value{}},
      {"as_of", Value{iso_date(request.today).substr(0, 7)}},
      {"office", text_or_none(meta_value(snapshot, "office"))}};
  return row;
}

Value party_label(const RegisterSnapshot& snapshot, Row party, Language language) {
  return party != no_row ? Value{snapshot.parties[party].names.in(language)} : Value{};
}

// The record's own fields under their own names, links as codes people use, then what follows from them.
ExportRow internal_row(const RegisterSnapshot& snapshot, Row issue_row, const IssueFacts& facts,
                       const ExportRequest& request) {
  const auto& issue = snapshot.issues[issue_row];
  const auto* settlement = settlement_of(snapshot, issue);
  ExportRow row{.id = issue.uuid, .point = issue.point, .shape = {}, .properties = {}};
  if (!row.point && settlement != nullptr) row.point = settlement->point;
  auto fields = fields_of(snapshot, issue);
  fields.erase("geom");
  if (settlement != nullptr && !settlement->kato.empty())
    fields.insert_or_assign("settlement", Value{settlement->kato});
  if (issue.area != no_row) fields.insert_or_assign("area", Value{snapshot.areas[issue.area].code});
  for (const auto& spec : spec_of(Entity::issue).fields)
    if (spec.name != "geom") row.properties.emplace_back(std::string{spec.name}, field(fields, spec.name));
  std::optional<Measure> step;
  if (facts.next_step != no_row) step = snapshot.measures[facts.next_step];
  const Properties derived = {
      {"uuid", Value{issue.uuid}},
      {"version", Value{issue.version}},
      {"settlement_name",
       issue.settlement != no_row ? Value{snapshot.settlement_label(issue.settlement, request.language)} : Value{}},
      {"rural_district", settlement != nullptr ? text_or_none(settlement->rural_district) : Value{}},
      {"category_name",
       issue.category != no_row ? Value{snapshot.categories[issue.category].names.in(request.language)} : Value{}},
      {"responsible_name", party_label(snapshot, issue.responsible, request.language)},
      {"status_group", Value{std::string{code_of(group_of(issue.status))}}},
      {"risk_level", Value{std::string{code_of(facts.level)}}},
      {"open", flag(facts.is_open)},
      {"overdue", flag(facts.lateness >= Lateness::overdue)},
      {"days_over", Value{std::int64_t{facts.days_over}}},
      {"progress", Value{std::int64_t{facts.progress}}},
      {"no_plan", flag(facts.no_plan)},
      {"next_step", step ? Value{step->text} : Value{}},
      {"next_step_executor", step ? party_label(snapshot, step->executor, request.language) : Value{}},
      {"next_step_due", step ? day_of(step->deadline()) : Value{}}};
  row.properties.insert(row.properties.end(), derived.begin(), derived.end());
  return row;
}

// Where a measure belongs: the place of its problem, or its own when it is aid without a problem.
struct MeasurePlace {
  std::string code;
  std::optional<LonLat> point;
};

MeasurePlace place_of(const RegisterSnapshot& snapshot, const Measure& measure) {
  std::optional<IssueCore> issue;
  if (measure.issue != no_row) issue = snapshot.issues.core(measure.issue);
  const Row own = issue ? issue->settlement : snapshot.find_settlement(measure.settlement);
  const auto* settlement = own != no_row ? &snapshot.settlements[own] : nullptr;
  MeasurePlace place{.code = issue ? std::string{} : measure.area_code, .point = {}};
  if (settlement != nullptr) place = {settlement->kato, settlement->point};
  if (issue && issue->point) place.point = issue->point;
  return place;
}

ExportRow measure_row(const RegisterSnapshot& snapshot, const Measure& measure, const ExportRequest& request) {
  const auto place = place_of(snapshot, measure);
  ExportRow row{.id = measure.uuid, .point = place.point, .shape = {}, .properties = {}};
  if (request.geometry == ExportGeometry::none) row.point.reset();
  const auto fields = fields_of(snapshot, measure);
  for (const auto& spec : spec_of(Entity::measure).fields)
    row.properties.emplace_back(std::string{spec.name}, field(fields, spec.name));
  const Properties derived = {
      {"uuid", Value{measure.uuid}},
      {"version", Value{measure.version}},
      {"issue_reg_no", measure.issue != no_row ? text_or_none(snapshot.issues[measure.issue].reg_no) : Value{}},
      {"kato", text_or_none(place.code)},
      {"executor_name", party_label(snapshot, measure.executor, request.language)}};
  row.properties.insert(row.properties.end(), derived.begin(), derived.end());
  return row;
}

bool goes_on(const LongWork& work, Row row, std::size_t count) {
  constexpr Row rows_between_reports = 1024;
  if (row % rows_between_reports != 0) return true;
  work.tell(static_cast<double>(row) / static_cast<double>(count));
  return !work.is_stopped();
}
}  // namespace

bool may_be_published(const RegisterSnapshot& snapshot, const Issue& issue) {
  return issue.status != Status::draft && issue.sensitivity == 0 && issue.category != no_row &&
         snapshot.categories[issue.category].sensitivity == 0;
}

std::string published_id(const RegisterSnapshot& snapshot, std::string_view uuid) {
  const auto key = meta_value(snapshot, "public_id_key");
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const auto* bytes = reinterpret_cast<const unsigned char*>(uuid.data());
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, uuid.size(), digest.data(), &size);
  std::string out;
  for (std::size_t i = 0; i < published_id_bytes; ++i) out += fmt::format("{:02x}", digest[i]);
  return out;
}

LonLat published_point(LonLat point) {
  return {std::round(point.lon * 1e6) / 1e6, std::round(point.lat * 1e6) / 1e6};
}

void add_issue_rows(ExportTable& table, const RegisterSnapshot& snapshot, const RowMask& selected,
                    const IssueFactTable& facts, const ExportRequest& request, const LongWork& work) {
  for (Row row = 0; row < selected.size() && goes_on(work, row, selected.size()); ++row) {
    if (selected[row] == 0) continue;
    table.rows.push_back(request.profile == ExportProfile::open_data
                             ? published_row(snapshot, snapshot.issues[row], facts.facts[row], request)
                             : internal_row(snapshot, row, facts.facts[row], request));
    if (request.geometry == ExportGeometry::none) table.rows.back().point.reset();
  }
}

void add_measure_rows(ExportTable& table, const RegisterSnapshot& snapshot, const RowMask& selected,
                      const ExportRequest& request, const LongWork& work) {
  const bool takes_all = request.where.empty() && request.period.is_everything();
  for (Row row = 0; row < snapshot.measures.size() && goes_on(work, row, snapshot.measures.size()); ++row) {
    const auto& measure = snapshot.measures[row];
    const bool is_selected = measure.issue == no_row ? takes_all : selected[measure.issue] != 0;
    if (measure.id && is_selected) table.rows.push_back(measure_row(snapshot, measure, request));
  }
  if (!takes_all) table.measures_left_out = snapshot.aid().size();
}

}  // namespace riskmap
