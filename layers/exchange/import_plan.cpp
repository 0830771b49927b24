// Rows are read in parallel, portion by portion; what they mean to the register and to each other is settled in order.
#include "layers/exchange/import_plan.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "layers/analysis/likely_duplicates.h"
#include "layers/exchange/import_reader.h"
#include "layers/model/rules.h"

namespace riskmap {

namespace {
constexpr std::size_t rows_of_band = 512, bands_of_portion = 16;
constexpr std::size_t most_candidates = 200;  // newest problems of one place and category that a row is compared with

Result<void> check_mapping(const ImportTable& table, const ImportMapping& mapping) {
  const auto has = [&mapping](std::string_view field) {
    return std::ranges::find(mapping.columns, field, &ColumnMapping::field) != mapping.columns.end();
  };
  if (!has("title") || !(has("place") || has("kato") || has("rural_district")))
    return fail(ErrorCode::column_missing, "no column of a place and a problem", table.file_name);
  if (!mapping.crs.empty())
    if (const auto known = Projection::between(mapping.crs, "EPSG:4326"); !known) return std::unexpected{known.error()};
  return {};
}

// The same as the register has it, field by field, as far as the row says anything.
bool says_the_same(const Fields& given, const Fields& current) {
  return std::ranges::all_of(given, [&current](const auto& item) {
    return item.first == "location_accuracy" || field(current, item.first) == item.second;
  });
}

// Settles one row after the other: what is in the register already, in the file already, or perhaps.
class Settling {
 public:
  Settling(const RegisterSnapshot& snapshot, const ImportTable& table, const ImportMapping& mapping, Date today,
           ImportPlan& plan)
      : snapshot_{snapshot}, table_{table}, mapping_{mapping}, today_{today}, plan_{plan} {
    const bool has_numbers =
        std::ranges::find(mapping.columns, "reg_no", &ColumnMapping::field) != mapping.columns.end();
    for (Row row = 0; row < snapshot.issues.size(); ++row) {
      const auto issue = snapshot.issues.core(row);
      if (!issue.id) continue;
      if (has_numbers)
        if (auto number = snapshot.issues[row].reg_no; !number.empty()) numbers_.emplace(std::move(number), row);
      const bool may_be_repeated =
          counts_as_open(issue.status) || (issue.closed_on && days_between(*issue.closed_on, today) <= remembered_days);
      if (may_be_repeated && issue.settlement != no_row && issue.category != no_row)
        neighbours_[{issue.settlement, issue.category}].push_back(row);
    }
  }

  void settle(ReadRow read) {
    const auto action = action_for(read);
    ++plan_.counts.rows;
    plan_.actions.push_back(action);
    auto& counts = plan_.counts;
    ++(action == RowAction::add      ? counts.added
       : action == RowAction::update ? counts.updated
       : action == RowAction::skip   ? counts.skipped
                                     : counts.refused);
    if (action == RowAction::add || action == RowAction::update) {
      const auto has = [&read](ProblemLevel level) {
        return std::ranges::find(read.problems, level, &ImportProblem::level) != read.problems.end();
      };
      if (has(ProblemLevel::warning)) ++counts.warned;
      if (has(ProblemLevel::info)) ++counts.repaired;
      plan_.changes.push_back(std::move(read.issue));
      if (action == RowAction::add && read.measure) plan_.changes.push_back(*std::move(read.measure));
    }
    for (const auto& problem : read.problems) count_point(problem.finding);
    if (read.given.contains("geom")) ++points_;
    std::ranges::move(read.problems, std::back_inserter(plan_.problems));
  }

  void finish() {
    constexpr double most = 0.8;  // `domain.md` §6, 21
    const auto all = static_cast<double>(swapped_ + points_);
    plan_.suggests_swap = swapped_ > 0 && static_cast<double>(swapped_) > most * all;
  }

 private:
  static constexpr int remembered_days = 90;  // `domain.md` §4, "Duplicates"

  void count_point(Finding finding) {
    if (finding == Finding::point_swapped) ++swapped_;
  }

  void note(ReadRow& read, std::string_view field, Finding finding, std::string fixed = {}) const {
    ImportProblem problem{read.row->number, {}, finding, level_of(finding)};
    const auto column = std::ranges::find(mapping_.columns, field, &ColumnMapping::field);
    if (column != mapping_.columns.end()) {
      const auto index = static_cast<std::size_t>(column - mapping_.columns.begin());
      problem.column = table_.header[index];
      if (index < read.row->cells.size()) problem.raw = read.row->cells[index];
    }
    problem.fixed = std::move(fixed);
    read.problems.push_back(std::move(problem));
  }

  RowAction action_for(ReadRow& read) {
    if (read.is_passed_over) return RowAction::skip;
    const bool is_known = !read.uuid.empty() && snapshot_.find_issue(read.uuid) != no_row;
    if (is_known) return update(read);
    if (read.is_refused()) return RowAction::refuse;
    const auto [seen, is_new] = seen_.emplace(std::move(read.words), read.row->number);
    if (!is_new) {
      read.problems.clear();
      note(read, "", Finding::row_repeated, std::to_string(seen->second));
      return RowAction::skip;
    }
    if (const auto action = settle_number(read); action != RowAction::add) return action;
    note_possible_duplicate(read);
    return RowAction::add;
  }

  // The row names its record: only what differs is changed, by the rules of any other edit.
  RowAction update(ReadRow& read) {
    const auto current = current_record(snapshot_, Entity::issue, read.uuid);
    Change wanted{ChangeKind::set, Entity::issue, read.uuid, current->version, {}, read.given};
    std::erase_if(read.problems, [](const auto& problem) { return problem.finding == Finding::rule; });
    if (read.is_refused()) return RowAction::refuse;
    std::erase_if(wanted.after, [&](const auto& item) { return field(current->fields, item.first) == item.second; });
    std::vector<FieldProblem> found;
    auto edit = prepared(snapshot_, std::move(wanted), today_, &found);
    for (auto& problem : found) {
      note(read, problem.field, Finding::rule);
      read.problems.back().level = problem.is_warning ? ProblemLevel::warning : ProblemLevel::error;
      read.problems.back().error = std::move(problem.error);
    }
    if (!edit) return RowAction::refuse;
    if (edit->changes.empty()) return RowAction::skip;
    read.issue = std::move(edit->changes.front());
    return RowAction::update;
  }

  // Nothing but `add` when the number is free, or was given anew.
  RowAction settle_number(ReadRow& read) {
    const auto number = text_of(field(read.given, "reg_no"));
    if (number.empty()) return RowAction::add;
    const auto known = numbers_.find(number);
    const bool is_in_file = !numbers_of_file_.insert(number).second;
    if (known == numbers_.end() && !is_in_file) return RowAction::add;
    if (known != numbers_.end()) {
      const auto current = fields_of(snapshot_, snapshot_.issues[known->second]);
      if (says_the_same(read.given, current)) {
        read.problems.clear();
        note(read, "reg_no", Finding::number_known);
        return RowAction::skip;
      }
    }
    if (!mapping_.gives_new_numbers) {
      note(read, "reg_no", Finding::number_taken);
      return RowAction::refuse;
    }
    note(read, "reg_no", Finding::number_renewed);
    read.issue.after.erase("reg_no");
    return RowAction::add;
  }

  void note_possible_duplicate(ReadRow& read) {
    const Row settlement = snapshot_.find_settlement(text_of(field(read.given, "settlement")));
    const Row category = snapshot_.find_category(text_of(field(read.given, "category")));
    const auto near = neighbours_.find({settlement, category});
    if (near == neighbours_.end()) return;
    const auto title = trigrams_of(text_of(field(read.given, "title")));
    std::size_t compared = 0;
    for (auto row = near->second.rbegin(); row != near->second.rend() && compared < most_candidates;
         ++row, ++compared) {
      auto& known = trigrams_[*row];
      if (known.empty()) known = trigrams_of(snapshot_.issues[*row].title);
      if (similarity(title, known) < similar_titles) continue;
      const auto& issue = snapshot_.issues[*row];
      return note(read, "title", Finding::possible_duplicate, issue.reg_no.empty() ? issue.title : issue.reg_no);
    }
  }

  const RegisterSnapshot& snapshot_;
  const ImportTable& table_;
  const ImportMapping& mapping_;
  Date today_;
  ImportPlan& plan_;
  std::unordered_map<std::string, Row> numbers_;
  std::set<std::string> numbers_of_file_;
  std::unordered_map<std::string, std::int64_t> seen_;
  std::map<std::pair<Row, Row>, std::vector<Row>> neighbours_;
  std::unordered_map<Row, Trigrams> trigrams_;
  std::size_t swapped_ = 0, points_ = 0;
};

// Readers remember places and words, so there is one for each band of a portion, kept from portion to portion.
class ParallelReading {
 public:
  ParallelReading(const ImportSource& source, JobPool* pool) : source_{source}, pool_{pool} {
    for (std::size_t i = 0; i < bands_of_portion; ++i) readers_.emplace_back();
  }

  // The rows from `first` on; empty where the person has stopped it.
  std::vector<ReadRow> portion(std::size_t first, const std::stop_token& stop) {
    const auto& rows = source_.table.rows;
    const auto count = std::min(rows.size() - first, rows_of_band * bands_of_portion);
    std::vector<ReadRow> read(count);
    const auto band = [&](int index) {
      const auto number = static_cast<std::size_t>(index);
      if (!readers_[number]) readers_[number] = std::make_unique<ImportReader>(source_);
      const auto end = std::min(count, (number + 1) * rows_of_band);
      for (std::size_t i = number * rows_of_band; i < end && !stop.stop_requested(); ++i)
        read[i] = readers_[number]->read(rows[first + i]);
    };
    const auto bands = static_cast<int>((count + rows_of_band - 1) / rows_of_band);
    if (pool_ != nullptr)
      pool_->fork_join(bands, band);
    else
      for (int i = 0; i < bands; ++i) band(i);
    return read;
  }

 private:
  const ImportSource& source_;
  JobPool* pool_;
  std::vector<std::unique_ptr<ImportReader>> readers_;
};
}  // namespace

Result<ImportPlan> plan_import(const RegisterSnapshot& snapshot, const ImportTable& table, const ImportMapping& mapping,
                               Date today, const ImportWork& work) {
  if (const auto fits = check_mapping(table, mapping); !fits) return std::unexpected{fits.error()};
  const ImportSource source{snapshot, table, mapping, today};
  ImportPlan plan;
  Settling settling{snapshot, table, mapping, today, plan};
  ParallelReading reading{source, work.pool};
  if (std::ranges::find(mapping.columns, "severity", &ColumnMapping::field) == mapping.columns.end())
    plan.problems.push_back({0, {}, Finding::severity_assumed, level_of(Finding::severity_assumed), {}, "3", {}});
  for (std::size_t first = 0; first < table.rows.size();) {
    auto rows = reading.portion(first, work.stop);
    if (work.stop.stop_requested()) return fail(ErrorCode::cancelled, "the import was stopped", table.file_name);
    first += rows.size();
    for (auto& row : rows) settling.settle(std::move(row));
    if (work.progress) work.progress(static_cast<double>(first) / static_cast<double>(table.rows.size()));
  }
  settling.finish();
  return plan;
}

Edit edit_of(ImportPlan& plan, const ImportTable& table) {
  return Edit{EditKind::import, std::move(plan.changes), table.file_name};
}

ImportNote note_of(const ImportPlan& plan, const ImportTable& table) {
  const auto& counts = plan.counts;
  ImportNote note{table.file_name,
                  table.sha256,
                  table.encoding,
                  static_cast<std::int64_t>(counts.rows),
                  static_cast<std::int64_t>(counts.added + counts.updated),
                  static_cast<std::int64_t>(counts.warned),
                  static_cast<std::int64_t>(counts.refused),
                  {}};
  for (const auto& problem : plan.problems)
    note.problems.push_back({problem.row, problem.column, std::string{code_of(problem)},
                             std::string{name_of(problem.level)}, problem.raw, problem.fixed});
  return note;
}

}  // namespace riskmap
