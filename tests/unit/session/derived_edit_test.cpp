// After an edit only what it touched is counted anew; what is shown is what counting everything would show.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <random>

#include "layers/analysis/indicator.h"
#include "tests/unit/exchange/sample_register.h"
#include "viewer/session/derived.h"
#include "viewer/session/office_day.h"
#include "viewer/session/opened_register.h"

using namespace riskmap;
using namespace riskmap::sample;

namespace {

std::string words_of(const RegisterSnapshot& snapshot, const std::vector<PlaceSummary>& places) {
  std::string words;
  for (const auto& indicator : indicators_of(snapshot))
    words += fmt::format("{}: {}\n", indicator.id, values_of(indicator, places).values);
  for (const auto& place : places)
    words += fmt::format("{} {} {} {} {} {} {} {} {}\n", place.open_by_category, place.open_by_group, place.by_stage,
                         place.registered_by_month, place.resolved_by_month, place.registered_by_quarter,
                         place.money_missing, place.days_to_deadline.value_or(-1), place.median_days_open.value_or(-1));
  return words;
}

std::string words_of(const RegisterSnapshot& snapshot, const Derived& derived) {
  std::string words;
  for (const auto* places :
       {&derived.values.places, &derived.settlements, &derived.rural_districts, &derived.districts})
    words += words_of(snapshot, *places);
  words += words_of(snapshot, {derived.total, derived.values.total});
  for (const auto& line : derived.attention)
    words += fmt::format("{} {} {} {}\n", line.subject, code_of(line.reason), line.days, line.weight);
  for (const auto& next : derived.next_receptions) words += fmt::format("{} {}\n", next.settlement, next.late);
  return words + fmt::format("{} {} {} {}\n{}", derived.selected_count, derived.total_count, derived.attention_open,
                             derived.attention_reviewed, derived.table);
}

// An office at work: edits of every kind that move a sum, a list or the order of the table.
class BusyOffice {
 public:
  BusyOffice() {
    const auto store = opened(office_.file);
    document_ = taken(load_register(*store, office_.file));
    today_ = office_day(*document_.snapshot, {});
    view.layer = first_layer(document_);
  }

  void edit_something() {
    auto next = std::make_shared<RegisterSnapshot>(*document_.snapshot);
    switch (any(9)) {
      case 0:
        return put(next, remove_issue(*next));
      case 1:
        return put(next, add_issue(*next));
      case 2:
        return put(next, change_category(*next));
      case 3:
        return put(next, rename_party(*next));
      case 4:
      case 5:
        return put(next, change_step(*next));
      default:
        return put(next, change_issue(*next));
    }
  }
  void look_otherwise() {
    if (any(3) == 0) view.filter.severities = any(2) == 0 ? std::set{3, 4, 5} : std::set<int>{};
    if (any(4) == 0) view.filter.is_overdue = !view.filter.is_overdue;
    if (any(3) == 0) view.table.sort = static_cast<IssueColumn>(any(9));
    if (any(4) == 0) view.table.is_ascending = !view.table.is_ascending;
    if (any(5) == 0) view.filter.map_classes = any(2) == 0 ? std::set{0, 1, 2} : std::set<int>{};
  }
  void check() {
    const Document document{.reg = document_, .file = {}, .context = {}};
    moved_.update(document, view, today_);
    DerivedGraph anew;
    anew.update(document, view, today_);
    CHECK(words_of(*document_.snapshot, moved_.values()) == words_of(*document_.snapshot, anew.values()));
  }

  ViewState view;

 private:
  int any(int count) { return std::uniform_int_distribution{0, count - 1}(random_); }
  template <typename Table>
  Row any_row(const Table& table) {
    Row row = 0;
    do row = static_cast<Row>(any(static_cast<int>(table.size())));
    while (!table[row].id);
    return row;
  }
  void put(std::shared_ptr<RegisterSnapshot> next, const StoredRecord& record) {
    if (record.fields.empty())
      next->remove(record.entity, record.uuid);
    else
      next->put(record);
    document_.snapshot = std::move(next);
  }

  StoredRecord remove_issue(const RegisterSnapshot& snapshot) {
    return {Entity::issue, 0, snapshot.issues[any_row(snapshot.issues)].uuid, 0, {}};
  }
  StoredRecord add_issue(const RegisterSnapshot& snapshot) {
    auto record = change_issue(snapshot);
    record.fid = static_cast<std::int64_t>(10'000 + snapshot.issues.size());
    record.uuid = new_uuid();
    record.fields["reg_no"] = fmt::format("N-{}", record.fid);
    return record;
  }
  StoredRecord change_issue(const RegisterSnapshot& snapshot) {
    const auto& issue = snapshot.issues[any_row(snapshot.issues)];
    StoredRecord record{Entity::issue, issue.id.value, issue.uuid, issue.version + 1, fields_of(snapshot, issue)};
    auto& fields = record.fields;
    fields["severity"] = std::int64_t{1 + any(5)};
    if (any(2) == 0) fields["status"] = std::string{code_of(all_statuses[static_cast<std::size_t>(any(11))])};
    if (any(2) == 0) fields["due_on"] = iso_date(today_ + std::chrono::days{any(100) - 50});
    if (any(3) == 0) fields["registered_on"] = iso_date(today_ - std::chrono::days{any(400)});
    if (any(3) == 0) fields["settlement"] = snapshot.settlements[any_row(snapshot.settlements)].uuid;
    if (any(3) == 0) fields["responsible"] = any(2) == 0 ? Value{} : Value{snapshot.parties[0].uuid};
    if (any(4) == 0) fields["title"] = fmt::format("Ә{}", any(100));
    return record;
  }
  StoredRecord change_step(const RegisterSnapshot& snapshot) {
    const auto& step = snapshot.measures[any_row(snapshot.measures)];
    if (any(5) == 0) return {Entity::measure, 0, step.uuid, 0, {}};
    StoredRecord record{Entity::measure, step.id.value, step.uuid, step.version + 1, fields_of(snapshot, step)};
    record.fields["status"] = std::string{any(2) == 0 ? "done" : "planned"};
    record.fields["funding"] = std::string{any(2) == 0 ? "NOT_FOUND" : "DISTRICT_BUDGET"};
    record.fields["due_on"] = iso_date(today_ + std::chrono::days{any(100) - 50});
    record.fields["done_on"] = iso_date(today_);
    if (any(6) == 0) record.fields["issue"] = Value{};
    return record;
  }
  StoredRecord change_category(const RegisterSnapshot& snapshot) {
    const auto& category = snapshot.categories[static_cast<std::size_t>(any(20)) + 10];
    StoredRecord record{Entity::category, 0, category.uuid, category.version + 1, fields_of(category)};
    record.fields["pillar"] = std::string{any(2) == 0 ? "INFRA" : "SOC"};
    record.fields["kk"] = fmt::format("Б{}", any(100));
    return record;
  }
  StoredRecord rename_party(const RegisterSnapshot& snapshot) {
    const auto& party = snapshot.parties[0];
    StoredRecord record{Entity::party, party.id.value, party.uuid, party.version + 1, fields_of(party)};
    record.fields["name_kk"] = fmt::format("Қ{}", any(100));
    return record;
  }

  RegisterFile office_;
  RegisterDocument document_;
  DerivedGraph moved_;
  Date today_{};
  std::mt19937 random_{20261130};
};

}  // namespace

TEST_CASE("whatever is edited and however it is looked at, what moved with the edit is what counting anew gives") {
  BusyOffice office;
  for (int step = 0; step < 120; ++step) {
    CAPTURE(step);
    const int edits = step % 7 == 0 ? 3 : step % 5 == 0 ? 0 : 1;
    for (int i = 0; i < edits; ++i) office.edit_something();
    if (step % 3 == 0) office.look_otherwise();
    office.check();
  }
}
