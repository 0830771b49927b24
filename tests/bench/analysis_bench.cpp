// Times neighbours and statistics of place for 99 856 areas, beside R's spdep where it is there, and filter, count per
// settlement and colours over made-up problems of 2 500 settlements, against SQLite with the same rows in memory and no
// index. One line per measurement: name, ours in ms, SQLite's in ms, SQLite's over ours, and our processor time, which
// a busy machine disturbs least.
#include <fmt/format.h>
#include <sqlite3.h>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "area_map.h"
#include "layers/analysis/classify.h"
#include "layers/analysis/contiguity.h"
#include "layers/analysis/hotspot.h"
#include "layers/analysis/indicator_summary.h"
#include "layers/analysis/nearest.h"
#include "layers/model/issue_index.h"
#include "layers/style/palette.h"

namespace riskmap {
namespace {

constexpr int settlement_count = 2500, category_count = 60;
constexpr int runs = 9;

struct Cost {
  double wall_ms = 0, cpu_ms = 0;
};

// Medians of both. `work` is told the number of its run.
template <typename Work>
Cost median_cost(Work&& work) {
  std::vector<double> wall, cpu;
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const std::clock_t busy = std::clock();
    work(run);
    cpu.push_back(static_cast<double>(std::clock() - busy) * 1000 / CLOCKS_PER_SEC);
    wall.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
  }
  std::ranges::sort(wall);
  std::ranges::sort(cpu);
  return {wall[runs / 2], cpu[runs / 2]};
}

// A peer that was not asked costs nothing.
void print_row(const std::string& name, Cost ours, Cost peer) {
  const bool has_peer = peer.wall_ms > 0;
  fmt::print("{:<54} {:>10.3f} {:>10} {:>8} {:>10.3f}\n", name, ours.wall_ms,
             has_peer ? fmt::format("{:.1f}", peer.wall_ms) : "-",
             has_peer ? fmt::format("{:.0f}", peer.wall_ms / ours.wall_ms) : "-", ours.cpu_ms);
  std::fflush(stdout);
}

void print_load() {
  std::ifstream load{"/proc/loadavg"};
  std::string minute;
  if (load >> minute) fmt::print("load average {}\n", minute);
}

// The same problems for the same numbers: the seed is the row.
struct Problem {
  explicit Problem(std::uint64_t row) {
    std::uint64_t bits = (row + 1) * 0x9E3779B97F4A7C15U;
    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
    bits ^= bits >> 31;
    const auto next = [&bits](int limit) {
      const auto value = static_cast<int>(bits % static_cast<std::uint64_t>(limit));
      bits /= static_cast<std::uint64_t>(limit);
      return value;
    };
    settlement = next(settlement_count), category = next(category_count), status = next(11), severity = 1 + next(5);
    due_after = next(120);
  }
  int settlement, category, status, severity, due_after;  // due_after: days after the first of March 2026
};
const Date first_due = *parse_iso_date("2026-03-01");
constexpr int days_until_today = 40;  // a third of the open problems are overdue then

bool is_open(const Problem& problem) {
  return counts_as_open(all_statuses[static_cast<std::size_t>(problem.status)]);
}
bool is_overdue(const Problem& problem) {
  return is_open(problem) && problem.due_after < days_until_today;
}

// What every run asks: open, severe, overdue, of three categories that `turn` chooses.
std::array<int, 3> asked_categories(int turn) {
  return {turn % category_count, (turn + 7) % category_count, (turn + 31) % category_count};
}

class Sqlite {
 public:
  explicit Sqlite(std::uint64_t rows) {
    check(sqlite3_open(":memory:", &database_));
    run("create table issue(settlement integer, category integer, is_open integer, severity integer, overdue integer)");
    run("begin");
    sqlite3_stmt* insert = nullptr;
    check(sqlite3_prepare_v2(database_, "insert into issue values(?,?,?,?,?)", -1, &insert, nullptr));
    for (std::uint64_t row = 0; row < rows; ++row) {
      const Problem problem{row};
      int column = 0;
      for (const int value :
           {problem.settlement, problem.category, int{is_open(problem)}, problem.severity, int{is_overdue(problem)}})
        sqlite3_bind_int(insert, ++column, value);
      sqlite3_step(insert);
      sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    run("commit");
  }
  Sqlite(const Sqlite&) = delete;
  Sqlite& operator=(const Sqlite&) = delete;
  ~Sqlite() { sqlite3_close(database_); }

  std::vector<int> counts(int turn) {
    const auto [a, b, c] = asked_categories(turn);
    const auto text = fmt::format(
        "select settlement, count(*) from issue where is_open and severity >= 4 and overdue and category in "
        "({},{},{}) group by settlement",
        a, b, c);
    std::vector<int> counts(settlement_count, 0);
    sqlite3_stmt* query = nullptr;
    check(sqlite3_prepare_v2(database_, text.c_str(), -1, &query, nullptr));
    while (sqlite3_step(query) == SQLITE_ROW)
      counts[static_cast<std::size_t>(sqlite3_column_int(query, 0))] = sqlite3_column_int(query, 1);
    sqlite3_finalize(query);
    return counts;
  }

 private:
  static void check(int status) {
    if (status != SQLITE_OK) std::exit(1);
  }
  void run(const char* text) { check(sqlite3_exec(database_, text, nullptr, nullptr, nullptr)); }
  sqlite3* database_ = nullptr;
};

void require_same(const std::vector<int>& ours, const std::vector<int>& peer) {
  if (ours == peer) return;
  fmt::print("the counts differ from SQLite's\n");
  std::exit(1);
}

// The index in full: a register, filters as text, the picture's colours.
Snapshot made_up_register(std::uint64_t rows) {
  const auto snapshot = std::make_shared<RegisterSnapshot>();
  snapshot->risk_matrix.fill(RiskLevel::medium);
  for (int i = 0; i < settlement_count; ++i)
    snapshot->put(StoredRecord{Entity::settlement, i + 1, fmt::format("s{}", i), 1, {{"kato", fmt::format("{}", i)}}});
  for (int i = 0; i < category_count; ++i)
    snapshot->put(StoredRecord{Entity::category, i + 1, fmt::format("c{}", i), 1, {{"code", fmt::format("c{}", i)}}});
  for (std::uint64_t row = 0; row < rows; ++row) {
    const Problem problem{row};
    const auto number = [](int value) { return Value{std::int64_t{value}}; };
    snapshot->put(
        StoredRecord{Entity::issue,
                     static_cast<std::int64_t>(row) + 1,
                     fmt::format("{:x}", row),
                     1,
                     {{"settlement", fmt::format("s{}", problem.settlement)},
                      {"category", fmt::format("c{}", problem.category)},
                      {"status", std::string{code_of(all_statuses[static_cast<std::size_t>(problem.status)])}},
                      {"severity", number(problem.severity)},
                      {"likelihood", number(3)},
                      {"registered_on", std::string{"2026-01-15"}},
                      {"due_on", iso_date(first_due + std::chrono::days{problem.due_after})}}});
  }
  return snapshot;
}

FilterNode filter_of(int turn) {
  const auto [a, b, c] = asked_categories(turn);
  return *parse_filter(fmt::format("open and severity>=4 and overdue and category=c{}|c{}|c{}", a, b, c));
}

std::vector<Colour> colours_of(const std::vector<int>& counts) {
  const std::vector<double> values{counts.begin(), counts.end()};
  const auto classes = classify(values, Scheme::quantile, 5);
  const auto ramp_colours = ramp(*find_palette("YlGnBu"), std::max<std::size_t>(1, classes.size()), Theme::light);
  std::vector<Colour> colours;
  for (const double value : values)
    colours.push_back(ramp_colours[static_cast<std::size_t>(std::max(0, classes.class_of(value)))]);
  return colours;
}

void measure_register(std::uint64_t rows) {
  const auto snapshot = made_up_register(rows);
  const Date today = first_due + std::chrono::days{days_until_today};
  const auto facts = facts_of_all(*snapshot, today);
  Sqlite peer{rows};
  IssueIndex index{snapshot, facts.facts, today};
  const auto counts_of = [&](int turn) { return index.count_by_settlement(index.select(filter_of(turn))); };
  require_same(counts_of(0), peer.counts(0));
  std::vector<int> counts;
  std::vector<Colour> colours;
  const Cost sqlite = median_cost([&](int run) { counts = peer.counts(run); });
  const auto size = fmt::format("{} M problems: ", rows / 1'000'000);
  print_row(size + "filter as before, counts", median_cost([&](int) { counts = counts_of(0); }), sqlite);
  print_row(size + "one condition new, counts", median_cost([&](int run) { counts = counts_of(run + 1); }), sqlite);
  print_row(size + "one condition new, classes and colours",
            median_cost([&](int run) { colours = colours_of(counts_of(run + runs + 1)); }), sqlite);
  print_row(size + "plain evaluation of the filter",
            median_cost([&](int run) { (void)select_issues(filter_of(run), *snapshot, today); }), sqlite);
  const auto again = std::make_shared<RegisterSnapshot>(*snapshot);
  auto edited = index;
  print_row(size + "an edit that touches 4 096 problems", median_cost([&](int) {
              std::vector<Row> touched(4096);
              for (Row row = 0; row < touched.size(); ++row) touched[row] = row;
              edited.update(again, facts.facts, touched);
            }),
            sqlite);
  fmt::print("  {:.1f} bytes a problem, remembered conditions included\n",
             static_cast<double>(index.bytes()) / static_cast<double>(rows));
}

// As many as no office has: the index's columns by themselves, rows in order of their settlements.
struct Columns {
  CodedColumn open, severity, overdue, category;
  std::vector<std::size_t> first_of = std::vector<std::size_t>(settlement_count + 1, 0);

  explicit Columns(std::uint64_t rows) {
    for (std::uint64_t row = 0; row < rows; ++row) ++first_of[static_cast<std::size_t>(Problem{row}.settlement) + 1];
    for (std::size_t i = 1; i < first_of.size(); ++i) first_of[i] += first_of[i - 1];
    for (auto* column : {&open, &severity, &overdue, &category}) column->resize(rows);
    auto next = first_of;
    for (std::uint64_t row = 0; row < rows; ++row) {
      const Problem problem{row};
      const std::size_t position = next[static_cast<std::size_t>(problem.settlement)]++;
      const auto put = [position](CodedColumn& column, int value) {
        column.set(position, column.code_of(static_cast<CodedColumn::Key>(value)));
      };
      put(open, is_open(problem)), put(severity, problem.severity);
      put(overdue, is_overdue(problem)), put(category, problem.category);
    }
  }
  template <typename Holds>
  static RowBitmap where(const CodedColumn& column, Holds holds) {
    std::vector<unsigned char> accepted(column.code_count(), 0);
    for (std::size_t code = CodedColumn::first_value; code < accepted.size(); ++code)
      accepted[code] = holds(static_cast<int>(column.key_of(static_cast<CodedColumn::Code>(code))));
    return column.where(accepted);
  }
  [[nodiscard]] RowBitmap of_categories(int turn) const {
    const auto asked = asked_categories(turn);
    return where(category, [&](int value) { return std::ranges::find(asked, value) != asked.end(); });
  }
};

void measure_columns(std::uint64_t rows) {
  const Columns columns{rows};
  Sqlite peer{rows};
  const auto is_so = [](int value) { return value != 0; };
  const std::array remembered = {Columns::where(columns.open, is_so),
                                 Columns::where(columns.severity, [](int value) { return value >= 4; }),
                                 Columns::where(columns.overdue, is_so)};
  const auto counts_of = [&](RowBitmap selected) {
    for (const auto& condition : remembered) selected.keep(condition);
    std::vector<int> counts;
    for (std::size_t i = 0; i + 1 < columns.first_of.size(); ++i)
      counts.push_back(static_cast<int>(selected.count(columns.first_of[i], columns.first_of[i + 1])));
    return counts;
  };
  const auto of_first = columns.of_categories(0);
  require_same(counts_of(of_first), peer.counts(0));
  std::vector<int> counts;
  const Cost sqlite = median_cost([&](int run) { counts = peer.counts(run); });
  const auto size = fmt::format("{} M rows of columns: ", rows / 1'000'000);
  print_row(size + "filter as before, counts", median_cost([&](int) { counts = counts_of(of_first); }), sqlite);
  print_row(size + "one condition new, counts",
            median_cost([&](int run) { counts = counts_of(columns.of_categories(run + 1)); }), sqlite);
}

// Nothing where R has no spdep.
struct SpdepTimes {
  double queen_ms = 0, formulas_ms = 0, deals_ms = 0;
};
SpdepTimes spdep_times() {
  SpdepTimes times;
  const auto command = std::string{"Rscript "} + RISKMAP_BENCH_FOLDER + "/spdep_times.R 2>/dev/null";
  if (FILE* const answer = popen(command.c_str(), "r")) {
    double queen = 0, formulas = 0, deals = 0;
    if (std::fscanf(answer, "%lf %lf %lf", &queen, &formulas, &deals) == 3)
      times = {queen * 1000, formulas * 1000, deals * 1000};
    pclose(answer);
  }
  return times;
}

void measure_places() {
  const AreaMap map{316};
  const auto& areas = map.table();
  const auto peer = spdep_times();
  fmt::print("{:<54} {:>10} {:>10} {:>8} {:>10}\n", "99 856 areas", "ours ms", "spdep ms", "ratio", "cpu ms");
  Contiguity queen;
  const auto touching = [&](ContiguityRule rule) {
    return median_cost([&](int) { queen = *find_contiguity(areas, {.rule = rule, .is_planar = true}); });
  };
  print_row("rook neighbours", touching(ContiguityRule::rook), {});
  print_row("queen neighbours", touching(ContiguityRule::queen), {peer.queen_ms, 0});
  print_row("4 nearest neighbours", median_cost([&](int) {
              const auto places = *places_of(areas, true);
              (void)nearest_neighbours(places, 4);
            }),
            {});
  std::vector<double> values;
  for (std::size_t i = 1; i <= areas.size(); ++i) values.push_back(static_cast<double>(i * 7919 % 101));
  const auto& neighbours = queen.neighbours;
  print_row("Gi* and local Moran by their formulas", median_cost([&](int) {
              (void)getis_ord(values, neighbours, WeightStyle::row_standardised, SelfWeight::included);
              (void)local_moran(values, neighbours, WeightStyle::row_standardised);
            }),
            {peer.formulas_ms, 0});
  // The peer's are 999 deals for local Moran alone, in both rows.
  for (const std::size_t count : {999U, 99'999U})
    print_row(fmt::format("Gi* and local Moran by {} shared deals", count),
              median_cost([&](int) { (void)permutation_tails(values, neighbours, {.count = count}); }),
              {peer.deals_ms, 0});
}

}  // namespace
}  // namespace riskmap

int main() {
  riskmap::print_load();
  riskmap::measure_places();
  fmt::print("{:<54} {:>10} {:>10} {:>8} {:>10}\n", "name", "ours ms", "SQLite ms", "ratio", "cpu ms");
  riskmap::measure_register(1'000'000);
  riskmap::measure_columns(10'000'000);
  riskmap::print_load();
  return 0;
}
