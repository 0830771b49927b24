// The sample's reception days: those at which its problems came up, and those planned for the days after today.
#pragma once
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "layers/exchange/sample_records.h"

namespace riskmap {

struct SampleReception {
  std::string key;  // as appeals.csv names it: day/kind/area
  std::string kind, status = "HELD", settlement, area, place, cancel_reason;
  Date planned_on{}, held_on{};                             // held_on: of held ones
  std::vector<std::pair<std::string, std::string>> people;  // party key, role
};

class ReceptionBook {
 public:
  ReceptionBook(const SampleFacts& facts, const std::vector<SampleIssue>& issues);
  // Where this problem was brought; null = not at a reception.
  [[nodiscard]] const SampleReception* of_issue(const SampleIssue& issue) const;
  [[nodiscard]] std::vector<SampleTable> tables() const;

 private:
  using Slot = std::tuple<std::string, std::string, int>;  // kind, area, month: one reception each
  [[nodiscard]] Slot slot_of(const SampleIssue& issue) const;
  void hold(const std::vector<SampleIssue>& issues);
  void plan();
  void add_people(SampleReception& reception) const;

  const SampleFacts& facts_;
  std::map<Slot, SampleReception> held_;
  std::vector<SampleReception> planned_;
};

}  // namespace riskmap
