// What makes the problems of a register wait, found once and kept along with its edits: a filter only chooses among
// them.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "layers/analysis/attention.h"

namespace riskmap {

class WaitingIssues {
 public:
  WaitingIssues() = default;
  WaitingIssues(const RegisterSnapshot& snapshot, std::vector<AttentionScore> scores);

  // To a later snapshot that differs at no other issues than `touched`, ascending, and at no place.
  void follow(const RegisterSnapshot& snapshot, const IssueFactTable& facts, std::span<const Row> touched);

  [[nodiscard]] const std::vector<AttentionScore>& scores() const { return scores_; }  // by row
  // The weight roughly, by row: 0 = none; of a greater weight never less.
  [[nodiscard]] const std::vector<unsigned char>& steps() const { return steps_; }

  // A new problem, once for each of its places; ascending by problem.
  struct New {
    Row issue;
    std::uint32_t place;  // of places()
  };
  [[nodiscard]] const std::vector<New>& new_issues() const { return new_issues_; }
  [[nodiscard]] const std::vector<Place>& places() const { return places_; }

 private:
  void put_new(const RegisterSnapshot& snapshot, Row row, std::vector<New>& out);
  std::uint32_t place_number(const Place& place);

  std::vector<AttentionScore> scores_;
  std::vector<unsigned char> steps_;
  std::vector<New> new_issues_;
  std::vector<Place> places_;
  std::map<std::pair<AreaLevel, Row>, std::uint32_t> number_of_;  // of a place in places_
};

// Where a problem lies first of all; no_row = nowhere.
Place main_place_of(const RegisterSnapshot& snapshot, const IssueCore& issue);

// As attention_list() of attention.h.
AttentionList attention_list(const IssueSource& source, const WaitingIssues& waiting,
                             std::span<const SilentPlace> silent, std::size_t most);

}  // namespace riskmap
