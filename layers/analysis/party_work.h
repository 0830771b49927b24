// What a responsible party answers for: its problems, the steps it carries out, and how the places it covers stand.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "layers/analysis/indicator_summary.h"
#include "layers/model/place.h"

namespace riskmap {

// A place that a party covers.
struct PartyArea {
  Row party = no_row;
  Place place;
  std::string uuid;  // of the record
  std::int64_t version = 0;
};
// Areas first, from the largest; then settlements. Codes that lead nowhere are left out.
std::vector<PartyArea> party_areas(const RegisterSnapshot& snapshot);

// The problems of a covered place, whoever is responsible for them.
struct CoveredPlace {
  Place place;
  int open = 0, overdue = 0;
};

// Of selected problems only. A step counts for its executor and for those who carry it out together with it.
struct PartyWork {
  int open = 0, overdue = 0, done_this_year = 0;  // problems that it is responsible for
  std::vector<Row> problems;                      // those open, the most pressing first
  std::vector<Row> steps;                         // measures that are not finished, by deadline; without one last
  int late_steps = 0;
  std::vector<CoveredPlace> places;
};
PartyWork work_of(const RegisterSnapshot& snapshot, Row party, std::span<const PartyArea> areas,
                  const RowMask& selected, const IssueFactTable& facts);

// Parties at work that cover this place: its own before those of its rural district and its district; each once.
std::vector<Row> parties_covering(const RegisterSnapshot& snapshot, std::span<const PartyArea> areas, Place place);

// Longest overdue first, then by level, then by the day that binds.
void sort_most_pressing(std::vector<Row>& issues, const IssueFactTable& facts);

}  // namespace riskmap
