// Random edits of two people against a model in memory: what the file holds is what the model says, before and after
// undo, redo and restarts.
#include <cstdlib>
#include <random>

#include "tests/unit/store/store_fixture.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
using Records = std::map<std::pair<Entity, std::string>, Fields>;

unsigned number_from(const char* variable, unsigned otherwise) {
  const char* wanted = std::getenv(variable);
  return wanted ? static_cast<unsigned>(std::strtoul(wanted, nullptr, 10)) : otherwise;
}

// What the file holds, read by a connection of its own.
Records records_in(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_read_only(file);
  REQUIRE(dataset);
  Records records;
  for (const auto entity : {Entity::issue, Entity::measure}) {
    auto rows = dataset->connection().prepare(record_query(dataset->connection(), spec_of(entity), ""));
    REQUIRE(rows);
    while (rows->step().value_or(false)) {
      auto record = record_of(*rows, spec_of(entity));
      record.fields.erase("touched_on");
      records[{entity, record.uuid}] = std::move(record.fields);
    }
  }
  return records;
}

std::int64_t newest_batch_in(const std::filesystem::path& file) {
  const auto dataset = GpkgDataset::open_read_only(file);
  REQUIRE(dataset);
  return dataset->connection().ask_integer("SELECT max(batch) FROM history").value_or(-1);
}

class Office {
 public:
  Office(const std::filesystem::path& file, unsigned seed) : file_(file), random_(seed) { restart(); }

  void step() {
    const int choice = pick(12);
    if (choice == 0) return restart();
    if (choice <= 2) return turn(EditKind::undo);
    if (choice == 3) return turn(EditKind::redo);
    const auto before = records_in(file_);
    const auto newest = newest_batch_in(file_);
    const auto result = store_->commit(random_edit(), ayan);
    if (!result) {  // a refused edit changes nothing
      CHECK(records_in(file_) == before);
      return;
    }
    take(*result);
    if (newest_batch_in(file_) == newest) return;  // nothing was left to change
    past_.push_back(before);
    future_.clear();
  }

  // Undoes everything; true when the file is back where it began.
  bool undo_all(const Records& start) {
    while (!past_.empty()) turn(EditKind::undo);
    return records_in(file_) == start;
  }
  // The snapshot that followed every edit equals one loaded afresh.
  bool snapshot_is_current() {
    const auto fresh = loaded(*store_);
    for (const auto& [key, fields] : records_in(file_)) {
      const auto& uuid = key.second;
      if (key.first == Entity::issue) {
        const Row mine = snapshot_->find_issue(uuid), theirs = fresh->find_issue(uuid);
        if (mine == no_row ||
            fields_of(*snapshot_, snapshot_->issues[mine]) != fields_of(*fresh, fresh->issues[theirs]))
          return false;
        if (snapshot_->measures_of(mine).size() != fresh->measures_of(theirs).size()) return false;
      } else {
        const Row mine = snapshot_->find_measure(uuid), theirs = fresh->find_measure(uuid);
        if (mine == no_row ||
            fields_of(*snapshot_, snapshot_->measures[mine]) != fields_of(*fresh, fresh->measures[theirs]))
          return false;
      }
    }
    return true;
  }
  RegisterStore& store() { return *store_; }
  [[nodiscard]] std::size_t depth() const { return past_.size(); }

 private:
  int pick(int choices) { return std::uniform_int_distribution{0, choices - 1}(random_); }
  Value number(int choices) { return Value{std::int64_t{pick(choices)}}; }

  void restart() {
    store_.reset();
    store_ = opened(file_);
    snapshot_ = loaded(*store_);
  }

  void take(const Accepted& accepted) { snapshot_ = applied(snapshot_, accepted); }

  void turn(EditKind kind) {
    auto& from = kind == EditKind::undo ? past_ : future_;
    auto& to = kind == EditKind::undo ? future_ : past_;
    const auto before = records_in(file_);
    const auto result = kind == EditKind::undo ? store_->undo(ayan) : store_->redo(ayan);
    if (from.empty()) {
      CHECK(!result);
      return;
    }
    take(done(result));
    CHECK(records_in(file_) == from.back());
    to.push_back(before);
    from.pop_back();
  }

  Change random_change() {
    std::vector<Issue> issues;
    std::vector<Measure> measures;
    for (std::size_t i = 0; i < snapshot_->issues.size(); ++i)
      if (snapshot_->issues[i].id) issues.push_back(snapshot_->issues[i]);
    for (std::size_t i = 0; i < snapshot_->measures.size(); ++i)
      if (snapshot_->measures[i].id) measures.push_back(snapshot_->measures[i]);
    const int choice = issues.empty() ? 0 : pick(8);
    if (choice == 0) return add(Entity::issue, new_uuid(), valid_issue("Мәселе № " + std::to_string(pick(1000))));
    const auto& issue = issues[static_cast<std::size_t>(pick(static_cast<int>(issues.size())))];
    if (choice == 1) return remove(Entity::issue, issue.uuid, issue.version);
    if (choice == 2) return add(Entity::measure, new_uuid(), new_measure(issue.uuid));
    if (choice <= 5 || measures.empty()) return set(Entity::issue, issue.uuid, issue.version, issue_fields());
    const auto& measure = measures[static_cast<std::size_t>(pick(static_cast<int>(measures.size())))];
    if (choice == 6) return remove(Entity::measure, measure.uuid, measure.version);
    return set(Entity::measure, measure.uuid, measure.version,
               {{"weight", Value{0.1 + pick(9) / 7.0}}, {"budget_kzt", number(1'000'000)}});
  }

  // One change or several; some of them break a rule on purpose.
  Edit random_edit() {
    Edit edit;
    for (int i = 1 + pick(3); i > 0; --i) edit.changes.push_back(random_change());
    return edit;
  }

  Fields new_measure(const std::string& issue) {
    return {{"issue", Value{issue}},
            {"step_no", Value{std::int64_t{1 + pick(5)}}},
            {"kind", Value{std::string{"REPAIR"}}},
            {"text", Value{std::string{"Жөндеу"}}},
            {"status", Value{std::string{"PLANNED"}}},
            {"progress", number(100)}};
  }

  Fields issue_fields() {
    switch (pick(6)) {
      case 0:
        return {{"severity", number(8)}};  // 0, 6 and 7 are refused
      case 1:
        return {{"status", Value{std::string{pick(2) ? "in_progress" : "closed"}}}};
      case 2:
        return {{"geom", Value{"POINT(" + std::to_string(69 + pick(100) / 97.0) + " 42.5)"}}};
      case 3:
        return {{"geom", Value{}}, {"address", Value{}}};
      case 4:
        return {{"responsible", Value{pick(2) ? akim : water_office}}};
      default:
        return {{"address", Value{"Абай, " + std::to_string(pick(90))}}, {"affected_people", number(500)}};
    }
  }

  std::filesystem::path file_;
  std::mt19937 random_;
  std::unique_ptr<RegisterStore> store_;
  Snapshot snapshot_;
  std::vector<Records> past_, future_;
};
}  // namespace

TEST_CASE(
    "random edits, undos, redos and restarts leave in the file what the model says, and all undone is the start") {
  const auto seed = number_from("RISKMAP_SEED", 20260101), rounds = number_from("RISKMAP_ROUNDS", 2);
  CAPTURE(seed);
  for (unsigned round = 0; round < rounds; ++round) {
    const Register reg;
    const auto start = records_in(reg.file);
    Office office{reg.file, seed + round};
    for (int i = 0; i < 40; ++i) office.step();
    CHECK(office.snapshot_is_current());
    CHECK(flaws(office.store()) == "");
    MESSAGE("round ", round, ": ", office.depth(), " edits stand");
    CHECK(office.undo_all(start));
    CHECK(office.snapshot_is_current());
    CHECK(flaws(office.store()) == "");
  }
}
