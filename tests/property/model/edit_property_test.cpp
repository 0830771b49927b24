// Promises of edits over random histories: what is undone is as it was, and what the rules accept the register can
// hold.
#include <doctest/doctest.h>

#include <memory>
#include <random>
#include <set>

#include "tests/unit/model/office_fixture.h"

namespace riskmap {
using namespace testing;

namespace {
// What a store would answer to this edit: every touched record as it is afterwards.
Accepted commit(const RegisterSnapshot& snapshot, const Edit& edit) {
  Accepted accepted{"batch", edit.kind, {}, {}};
  for (const auto& change : edit.changes) {
    if (change.kind == ChangeKind::remove) {
      accepted.removed.push_back(change.uuid);
      continue;
    }
    const auto current = current_record(snapshot, change.entity, change.uuid);
    StoredRecord record = current ? *current : StoredRecord{change.entity, 1000, change.uuid, 0, {}};
    for (const auto& [name, value] : change.after) record.fields.insert_or_assign(name, value);
    record.version = std::max(record.version, change.version) + 1;
    accepted.records.push_back(std::move(record));
  }
  return accepted;
}

// Everything the register holds, by uuid; versions and empty fields aside, which a history of edits moves on.
std::map<std::string, Fields> content(const RegisterSnapshot& snapshot) {
  std::map<std::string, Fields> result;
  const auto take = [&](Entity entity, const auto& table) {
    for (std::size_t row = 0; row < table.size(); ++row)
      if (const auto record = current_record(snapshot, entity, table[row].uuid)) {
        auto fields = record->fields;
        std::erase_if(fields, [](const auto& item) { return is_none(item.second); });
        result[record->uuid] = std::move(fields);
      }
  };
  take(Entity::settlement, snapshot.settlements);
  take(Entity::party, snapshot.parties);
  take(Entity::issue, snapshot.issues);
  take(Entity::measure, snapshot.measures);
  take(Entity::issue_place, snapshot.others);
  return result;
}

class RandomOffice {
 public:
  explicit RandomOffice(unsigned seed)
      : random_{seed}, current_{std::make_shared<const RegisterSnapshot>(office_.snapshot)} {}

  // A request a person could make; most are acceptable, some are not.
  Change request() {
    const auto& snapshot = *current_;
    const auto issue = random_uuid(snapshot.issues), measure = random_uuid(snapshot.measures);
    const int chance = below(10);
    if (issue.empty() || chance < 3)
      return office_.add(Entity::issue, {{"settlement", text(one_of({"s1", "s2", "s9"}))},
                                         {"category", text("water.drinking")},
                                         {"title", text(one_of({"Су жоқ", "Су"}))},
                                         {"severity", number(1 + below(6))},
                                         {"responsible", office_.akim}});
    if (chance < 5)
      return office_.add(Entity::measure, {{"issue", issue},
                                           {"kind", text("WORKS")},
                                           {"text", text("Құбыр тарту")},
                                           {"executor", office_.akim},
                                           {"due_on", text("2025-09-01")}});
    if (chance < 6) return {ChangeKind::remove, Entity::issue, issue, version(Entity::issue, issue), {}, {}};
    if (chance < 7 && !measure.empty())
      return set(Entity::measure, measure, {{"status", text(one_of({"DONE", "IN_PROGRESS", "PLANNED"}))}});
    if (chance < 8)
      return office_.add(Entity::issue_place, {{"issue", issue}, {"settlement", text(one_of({"s3", "s4"}))}});
    const auto to = all_statuses[static_cast<std::size_t>(below(11))];
    return set(Entity::issue, issue,
               {{"status", std::string{code_of(to)}},
                {"status_reason", text("себебі")},
                {"outcome", text("SOLVED")},
                {"result", text("Шешілді")},
                {"review_on", text("2025-09-01")},
                {"forwarded_to", office_.utility},
                {"due_on", text("2025-10-01")}});
  }
  void accept(const Edit& edit) { current_ = applied(current_, commit(*current_, edit)); }
  [[nodiscard]] const RegisterSnapshot& snapshot() const { return *current_; }

 private:
  int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }
  const char* one_of(std::initializer_list<const char*> values) {
    return *(values.begin() + below(static_cast<int>(values.size())));
  }
  [[nodiscard]] std::int64_t version(Entity entity, const std::string& uuid) const {
    return current_record(*current_, entity, uuid)->version;
  }
  Change set(Entity entity, const std::string& uuid, Fields fields) {
    return {ChangeKind::set, entity, uuid, version(entity, uuid), {}, std::move(fields)};
  }
  template <typename Table>
  std::string random_uuid(const Table& table) {
    if (table.size() == 0) return {};
    return table[static_cast<std::size_t>(below(static_cast<int>(table.size())))].uuid;
  }

  std::mt19937 random_;
  Office office_;
  Snapshot current_;
};
}  // namespace

TEST_CASE("n accepted edits undone n times leave the register as it was, redone as it became") {
  for (unsigned seed = 1; seed <= 12; ++seed) {
    RandomOffice office{seed};
    std::vector<Edit> edits;
    std::vector<std::map<std::string, Fields>> states = {content(office.snapshot())};
    int refused = 0;
    for (int i = 0; i < 120; ++i) {
      const auto edit = prepared(office.snapshot(), office.request(), today);
      if (!edit) {
        ++refused;
        continue;
      }
      office.accept(*edit);
      edits.push_back(*edit);
      states.push_back(content(office.snapshot()));
    }
    INFO("seed ", seed, ": ", edits.size(), " accepted, ", refused, " refused");
    CHECK(edits.size() > 30);
    CHECK(refused > 5);
    for (auto i = edits.size(); i > 0; --i) {
      REQUIRE(content(office.snapshot()) == states[i]);
      office.accept(inverse(edits[i - 1]));
    }
    CHECK(content(office.snapshot()) == states[0]);
    for (const auto& edit : edits) office.accept(edit);
    CHECK(content(office.snapshot()) == states.back());
  }
}

TEST_CASE("what the rules accept satisfies the register's constraints") {
  for (unsigned seed = 100; seed < 110; ++seed) {
    RandomOffice office{seed};
    for (int i = 0; i < 150; ++i)
      if (const auto edit = prepared(office.snapshot(), office.request(), today)) office.accept(*edit);
    const auto& snapshot = office.snapshot();
    for (Row row = 0; row < snapshot.issues.size(); ++row) {
      const auto& issue = snapshot.issues[row];
      if (!issue.id) continue;
      INFO(issue.title, " ", code_of(issue.status));
      CHECK((issue.settlement != no_row) != (issue.area != no_row));
      CHECK((issue.status == Status::duplicate) == !issue.duplicate_of.empty());
      CHECK((group_of(issue.status) != StatusGroup::done ||
             (!issue.outcome.empty() && !issue.result.empty() && issue.resolved_on)));
      CHECK((issue.status != Status::rejected || !issue.status_reason.empty()));
      CHECK((issue.status != Status::on_hold || issue.review_on));
      CHECK((!issue.closed_on || *issue.closed_on >= *issue.registered_on));
      std::set<int> steps;
      for (const Row step : snapshot.measures_of(row)) {
        const auto& measure = snapshot.measures[step];
        CHECK(measure.issue == row);
        CHECK(steps.insert(measure.step_no).second);
        CHECK((measure.status == MeasureStatus::done) == measure.done_on.has_value());
        CHECK((measure.status != MeasureStatus::done || measure.progress == 100));
      }
    }
  }
}

}  // namespace riskmap
