#include "layers/exchange/sample_receptions.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "layers/exchange/sample_random.h"

namespace riskmap {

namespace {
using std::chrono::days;

constexpr std::string_view town = "615820100";  // where the office has its room
constexpr std::array<std::string_view, 3> kinds = {"RECEPTION", "OFFSITE", "ONLINE"};

std::string kind_of_channel(const std::string& channel) {
  return channel == "RECEPTION" ? "FIXED" : channel;
}

int month_number(Date day) {
  const std::chrono::year_month_day date{day};
  return static_cast<int>(date.year()) * 12 + static_cast<int>(static_cast<unsigned>(date.month()));
}

std::string key_of(const SampleReception& reception) {
  return fmt::format("{}/{}/{}", iso_date(reception.planned_on), reception.kind, reception.area);
}

// What the days after today hold, and what came to nothing: told by days from today.
struct Plan {
  const char* kind;
  const char* settlement;
  const char* area;
  int days_from_today;
  const char* status;
  const char* cancel_reason;
};
constexpr std::array plans = {
    Plan{"OFFSITE", "615859400", "615859000", 3, "PLANNED", ""},
    Plan{"FIXED", "615820100", "615820100", 10, "PLANNED", ""},
    Plan{"OFFSITE", "615839200", "615839000", 17, "PLANNED", ""},
    Plan{"ONLINE", "615820100", "615820100", 24, "PLANNED", ""},
    Plan{"OFFSITE", "615853500", "615853000", -18, "PLANNED", ""},  // its day has passed and nobody went
    Plan{"OFFSITE", "615855300", "615855000", -39, "CANCELLED", "Жолды қар басып қалды (үлгі)"}};
}  // namespace

ReceptionBook::ReceptionBook(const SampleFacts& facts, const std::vector<SampleIssue>& issues) : facts_{facts} {
  hold(issues);
  plan();
}

// The office and the web have one reception a month; a rural district has one in the month when people spoke there.
ReceptionBook::Slot ReceptionBook::slot_of(const SampleIssue& issue) const {
  const auto* place = facts_.find_place(issue.settlement);
  const bool is_offsite = issue.channel == "OFFSITE" && place != nullptr;
  return {kind_of_channel(issue.channel), is_offsite ? place->rural_district : std::string{town},
          month_number(issue.registered_on)};
}

// Held on the first day on which the month's problems of that place came up.
void ReceptionBook::hold(const std::vector<SampleIssue>& issues) {
  for (const auto& issue : issues) {
    if (std::ranges::find(kinds, issue.channel) == kinds.end() || issue.settlement.empty()) continue;
    auto& reception = held_[slot_of(issue)];
    if (!reception.kind.empty() && reception.held_on <= issue.registered_on) continue;
    reception.kind = kind_of_channel(issue.channel);
    reception.area = std::get<1>(slot_of(issue));
    reception.settlement = reception.kind == "OFFSITE" ? issue.settlement : std::string{town};
    reception.held_on = issue.registered_on;
  }
  for (auto& [slot, reception] : held_) {
    SampleRandom random{fmt::format("reception/{}/{}/{}", std::get<0>(slot), std::get<1>(slot), std::get<2>(slot))};
    const int moved = random.chance(15) ? random.between(2, 9) : 0;
    reception.planned_on = reception.held_on - days{moved};
    reception.key = key_of(reception);
    add_people(reception);
  }
}

void ReceptionBook::plan() {
  for (const auto& plan : plans) {
    SampleReception reception;
    reception.kind = plan.kind, reception.status = plan.status, reception.settlement = plan.settlement;
    reception.area = plan.area, reception.cancel_reason = plan.cancel_reason;
    reception.planned_on = on_a_workday(facts_.today + days{plan.days_from_today});
    reception.key = key_of(reception);
    add_people(reception);
    planned_.push_back(std::move(reception));
  }
}

void ReceptionBook::add_people(SampleReception& reception) const {
  SampleRandom random{"reception people/" + reception.key};
  constexpr std::array heads = {"deputy.region.1", "deputy.region.2", "deputy.region.3", "akim.district"};
  reception.people.emplace_back(heads[static_cast<std::size_t>(random.below(static_cast<int>(heads.size())))], "HEAD");
  reception.people.emplace_back("reception", "RECEIVER");
  if (random.chance(35)) reception.people.emplace_back("legal", "LAWYER");
  if (random.chance(12)) reception.people.emplace_back("mediator", "MEDIATOR");
}

const SampleReception* ReceptionBook::of_issue(const SampleIssue& issue) const {
  if (std::ranges::find(kinds, issue.channel) == kinds.end() || issue.settlement.empty()) return nullptr;
  const auto found = held_.find(slot_of(issue));
  return found == held_.end() ? nullptr : &found->second;
}

std::vector<SampleTable> ReceptionBook::tables() const {
  SampleTable receptions{
      "receptions.csv", {"kind", "status", "planned_on", "held_on", "settlement", "area_code", "cancel_reason"}, {}};
  SampleTable people{"reception_persons.csv", {"reception", "party", "role"}, {}};
  auto all = planned_;
  for (const auto& [slot, reception] : held_) all.push_back(reception);
  std::ranges::sort(all, {}, &SampleReception::key);
  for (const auto& reception : all) {
    receptions.rows.push_back({reception.kind, reception.status, iso_date(reception.planned_on),
                               reception.status == "HELD" ? iso_date(reception.held_on) : "", reception.settlement,
                               reception.area, reception.cancel_reason});
    for (const auto& [party, role] : reception.people)
      people.rows.push_back({reception.key, facts_.party(party).names.kk, role});
  }
  return {receptions, people};
}

}  // namespace riskmap
