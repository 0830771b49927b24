// A small invented district for tests: one district, two rural districts, five settlements (two share a name), four
// categories. Problems and steps are added with builders: district.issue("s1").open_since(day).with_step({…}).
#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/date.h"
#include "layers/core/uuid.h"
#include "layers/model/filter.h"
#include "layers/model/register_snapshot.h"

namespace riskmap::testing {

inline Date day(int year, unsigned month, unsigned of_month) {
  using namespace std::chrono;
  return sys_days{year_month_day{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{of_month}}};
}

class IssueBuilder;

class SmallDistrict {
 public:
  SmallDistrict() {
    for (std::size_t cell = 0; cell < 25; ++cell) {
      const std::size_t score = (cell / 5 + 1) * (cell % 5 + 1);
      snapshot.risk_matrix[cell] = score <= 4    ? RiskLevel::low
                                   : score <= 9  ? RiskLevel::medium
                                   : score <= 16 ? RiskLevel::high
                                                 : RiskLevel::critical;
    }
    area("d", "district", "", "Сынақ ауданы");
    area("r1", "rural_district", "d", "Жоғары ауылдық округі");
    area("r2", "rural_district", "d", "Төмен ауылдық округі");
    settlement("s1", "r1", "Көксәйек", "Коксайек", "Köksäyek", "Көксаяқ");
    settlement("s2", "r1", "Қаратөбе", "Каратобе", "Qaratöbe", "");
    settlement("s3", "r2", "Қаратөбе", "Каратобе", "Qaratöbe", "");
    settlement("s4", "r2", "Қосағаш", "Косагаш", "Qosağash", "");
    settlement("s5", "r2", "Зертас", "Зертас", "Zertas", "");
    for (const auto& [code, parent, number, pillar] :
         {std::array{"water", "", "1", "INFRA"}, std::array{"water.drinking", "water", "1.1", "INFRA"},
          std::array{"aid", "", "10", "SOC"}, std::array{"aid.family", "aid", "10.1", "SOC"}})
      put(Entity::category, code,
          {{"code", code},
           {"parent", parent},
           {"num", number},
           {"kk", code},
           {"ru", code},
           {"en", code},
           {"pillar", pillar},
           {"active", std::int64_t{1}}});
    snapshot.put_link_rows();
  }

  std::string put(Entity entity, const std::string& name, Fields fields) {
    const auto uuid = uuid_of_name(std::string{spec_of(entity).name} + ' ' + name);
    snapshot.put({entity, ++last_fid_, uuid, 1, std::move(fields)});
    return uuid;
  }
  void area(const std::string& code, const std::string& level, const std::string& parent, const std::string& name) {
    put(Entity::area, code, {{"code", code}, {"level", level}, {"parent_code", parent}, {"name_kk", name}});
  }
  void settlement(const std::string& kato, const std::string& rural_district, const std::string& kk,
                  const std::string& ru, const std::string& en, const std::string& other) {
    put(Entity::settlement, kato,
        {{"kato", kato},
         {"kind", "VILLAGE"},
         {"name_kk", kk},
         {"name_ru", ru},
         {"name_en", en},
         {"other_names", other},
         {"rural_district", rural_district},
         {"status", "ACTIVE"}});
  }
  void figure(const std::string& kato, const std::string& indicator, double value,
              const std::string& as_of = "2025-01-01") {
    put(Entity::indicator_value, kato + indicator + as_of,
        {{"settlement", snapshot.settlements[row_of(kato)].uuid},
         {"indicator", indicator},
         {"as_of", as_of},
         {"value", value}});
    snapshot.put_link_rows();
  }
  [[nodiscard]] Row row_of(const std::string& kato) const { return snapshot.find_settlement(kato); }
  [[nodiscard]] Row area_row(const std::string& code, AreaLevel level) const { return snapshot.find_area(code, level); }
  [[nodiscard]] RowMask all() const { return RowMask(snapshot.issues.size(), 1); }
  IssueBuilder issue(const std::string& place, Date registered_on = day(2025, 6, 1));

  RegisterSnapshot snapshot;

 private:
  std::int64_t last_fid_ = 0;
};

// Writes the issue into the district again after every word.
class IssueBuilder {
 public:
  IssueBuilder(SmallDistrict& district, Fields fields)
      : district_{&district}, name_{std::to_string(district.snapshot.issues.size())}, fields_{std::move(fields)} {
    write();
  }
  IssueBuilder& with(const std::string& name, Value value) {
    fields_[name] = std::move(value);
    write();
    return *this;
  }
  IssueBuilder& with_step(Fields step) {
    ++steps_;
    const Fields defaults = {
        {"issue", uuid_},      {"step_no", std::int64_t{steps_}}, {"kind", "WORKS"}, {"text", "step"},
        {"status", "PLANNED"}, {"progress", std::int64_t{0}},     {"weight", 1.0}};
    step.insert(defaults.begin(), defaults.end());
    district_->put(Entity::measure, name_ + '/' + std::to_string(steps_), std::move(step));
    return *this;
  }
  IssueBuilder& also_in(const std::string& kato) {
    district_->put(Entity::issue_place, name_ + kato,
                   {{"issue", uuid_}, {"settlement", district_->snapshot.settlements[district_->row_of(kato)].uuid}});
    return *this;
  }
  [[nodiscard]] Row row() const { return district_->snapshot.find_issue(uuid_); }
  [[nodiscard]] const std::string& uuid() const { return uuid_; }

 private:
  void write() { uuid_ = district_->put(Entity::issue, name_, fields_); }

  SmallDistrict* district_;
  std::string name_, uuid_;
  Fields fields_;
  int steps_ = 0;
};

// `place` is a settlement's code, else a rural district's or the district's.
inline IssueBuilder SmallDistrict::issue(const std::string& place, Date registered_on) {
  Fields fields = {{"reg_no", "TB-2025-" + std::to_string(1000 + snapshot.issues.size())},
                   {"category", "water.drinking"},
                   {"title", "Ауыз су жоқ"},
                   {"severity", std::int64_t{3}},
                   {"likelihood", std::int64_t{5}},
                   {"status", "registered"},
                   {"registered_on", iso_date(registered_on)},
                   {"sensitivity", std::int64_t{0}}};
  if (const Row settlement = row_of(place); settlement != no_row) {
    fields["settlement"] = snapshot.settlements[settlement].uuid;
  } else {
    Row area = area_row(place, AreaLevel::rural_district);
    if (area == no_row) area = area_row(place, AreaLevel::district);
    fields["area"] = snapshot.areas[area].uuid;
  }
  return {*this, std::move(fields)};
}

}  // namespace riskmap::testing
