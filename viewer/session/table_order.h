// The problem table's rows in the order its header asks for.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "layers/analysis/issue_tally.h"
#include "layers/model/issue_index.h"
#include "viewer/session/view_state.h"

namespace riskmap {

// Where each issue stands by its number, among all: kept, since numbers are texts and there may be a million of them.
class NumberRanks {
 public:
  void renew(const RegisterSnapshot& snapshot);
  // To a later snapshot that differs from the one of the last call at no other issues than `touched`.
  void follow(const RegisterSnapshot& before, const RegisterSnapshot& after, std::span<const Row> touched);
  [[nodiscard]] std::uint32_t operator[](Row row) const { return ranks_[row]; }
  [[nodiscard]] bool has_number(Row row) const { return ranks_[row] >= numberless_; }

 private:
  void number(const RegisterSnapshot& snapshot);

  std::vector<Row> order_;
  std::vector<std::uint32_t> ranks_;  // by row
  std::uint32_t numberless_ = 0;      // they come first
};

// Texts sort by the Kazakh alphabet; missing dates and names come last either way; ties keep the number's order.
// `numbers` of the source's snapshot.
std::vector<Row> table_order(const IssueSource& source, const NumberRanks& numbers, const TableState& table,
                             Language language);
// `rows` as table_order gave them for the register and the selection before, which have changed at no other issues than
// `touched`: what table_order would give now.
void reorder_touched(std::vector<Row>& rows, const IssueSource& source, const NumberRanks& numbers,
                     const TableState& table, Language language, std::span<const Row> touched);

// The order of all problems, of which a filter only leaves some out. Kept from when most of them are on the table:
// until then those that are shown are sorted by themselves.
class TableOrder {
 public:
  // As table_order gives them. Between two calls with the same table and language the register changes at no other
  // issues than those it is told to follow, or it is forgotten.
  std::vector<Row> rows(const IssueSource& source, const IssueIndex& index, const NumberRanks& numbers,
                        const TableState& table, Language language);
  void follow(std::span<const Row> touched);
  void forget();

 private:
  std::vector<Row> all_;      // empty = not known
  std::vector<Row> touched_;  // since then
  IssueColumn sort_{};
  bool is_ascending_ = true;
  Language language_ = Language::kk;
};

}  // namespace riskmap
