// Both sides of a copy for a laptop: what is done there, what the office does meanwhile, and how it comes back.
#pragma once
#include "layers/store/checkin.h"
#include "tests/unit/store/laptop_fixture.h"

namespace riskmap::test {

inline bool has_measure(const RegisterSnapshot& snapshot, const std::string& uuid) {
  for (Row row = 0; row < snapshot.measures.size(); ++row)
    if (snapshot.measures[row].id && snapshot.measures[row].uuid == uuid) return true;
  return false;
}

struct Return : Laptop {
  CheckinRequest request{.copy = copy, .station = "station-9"};

  CheckinReport brought() {
    auto report = check_in(*store, request);
    if (!report) FAIL(words(report.error()));
    if (report->not_renewed) FAIL(words(*report->not_renewed));
    return *std::move(report);
  }
  // The copy is closed again at once, as on a laptop that is carried back.
  void on_laptop(const Change& change, const Author& author = dana) {
    const auto laptop = opened(copy);
    static_cast<void>(done(laptop->commit(edit(change), author)));
  }
  void in_office(const Change& change, const Author& author = ayan) {
    static_cast<void>(done(store->commit(edit(change), author)));
  }
  std::string number_of_batches() { return Stranger{file}.ask("SELECT count(*) FROM batch"); }
  Issue issue(const std::string& uuid = no_water) {
    snapshot_ = loaded(*store);
    const auto found = issue_in(*snapshot_, uuid);
    if (!found) FAIL("the problem is not there");
    return *found;
  }
  bool is_there(const std::string& uuid) {
    snapshot_ = loaded(*store);
    return issue_in(*snapshot_, uuid).has_value() || has_measure(*snapshot_, uuid) || snapshot_->find_other(uuid);
  }
  Snapshot snapshot_;
};

inline Fields issue_at_kok(const char* title_words) {
  auto fields = valid_issue(title_words);
  fields["settlement"] = word(kok);
  return fields;
}

}  // namespace riskmap::test
