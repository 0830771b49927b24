// A table that keeps the order of all problems shows what sorting the shown ones would show.
#include <doctest/doctest.h>

#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "tests/property/model/random_register.h"
#include "viewer/session/table_order.h"

namespace riskmap {
using namespace testing;

namespace {
constexpr std::array languages = {Language::kk, Language::ru};

class SortedRegister {
 public:
  explicit SortedRegister(unsigned seed) : chance_{seed} {
    add_random_issues(office_, chance_, 120);
    take_snapshot();
    index_.emplace(snapshot_, facts_.facts, today);
    numbers_.renew(*snapshot_);
  }

  // `count` may be more than the order follows one by one.
  void edit(int count) {
    for (int i = 0; i < count; ++i) change();
    const auto before = snapshot_;
    take_snapshot();
    const auto touched = touched_issues(*before, *snapshot_);
    index_->update(snapshot_, facts_.facts, touched);
    numbers_.follow(*before, *snapshot_, touched);
    order_.follow(touched);
  }
  void look_otherwise() {
    table_.sort = static_cast<IssueColumn>(chance_.below(9));
    table_.is_ascending = chance_.one_in(2);
    language_ = languages[static_cast<std::size_t>(chance_.below(2))];
  }
  void check(const std::string& text) {
    INFO(text);
    const auto selected = index_->mask_of(index_->select(*parse_filter(text)));
    const IssueSource source{*snapshot_, facts_, selected};
    CHECK(order_.rows(source, *index_, numbers_, table_, language_) ==
          table_order(source, numbers_, table_, language_));
  }
  Chance& chance() { return chance_; }

 private:
  void take_snapshot() {
    snapshot_ = std::make_shared<const RegisterSnapshot>(office_.snapshot);
    facts_ = facts_of_all(*snapshot_, today);
  }
  void change() {
    auto& snapshot = office_.snapshot;
    if (chance_.one_in(4)) return add_random_issues(office_, chance_, 1);
    const auto uuid =
        snapshot.issues[static_cast<std::size_t>(chance_.below(static_cast<int>(snapshot.issues.size())))].uuid;
    if (uuid.empty()) return;
    if (chance_.one_in(6)) return snapshot.remove(Entity::issue, uuid);
    auto record = *current_record(snapshot, Entity::issue, uuid);
    ++record.version;
    record.fields["severity"] = number(1 + chance_.below(5));
    record.fields["due_on"] = random_day(chance_);
    record.fields["title"] = chance_.one_of<const char*>({"Су жоқ", "Жол", "Әкім келсін"});
    if (chance_.one_in(3)) record.fields["reg_no"] = "N-" + std::to_string(chance_.below(1000));
    snapshot.put(record);
  }

  Chance chance_;
  Office office_;
  Snapshot snapshot_;
  IssueFactTable facts_;
  std::optional<IssueIndex> index_;
  NumberRanks numbers_;
  TableOrder order_;
  TableState table_;
  Language language_ = Language::kk;
};
}  // namespace

TEST_CASE("whatever is filtered, edited and sorted by, the kept order gives the rows that sorting anew gives") {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    SortedRegister some{seed};
    INFO("seed ", seed);
    for (int step = 0; step < 60; ++step) {
      CAPTURE(step);
      if (step % 2 == 0) some.check("");
      for (int i = 0; i < 3; ++i) some.check(random_filter(some.chance(), 2));
      if (step % 5 == 0) some.look_otherwise();
      some.edit(step % 11 == 0 ? 80 : 1 + step % 3);
      if (step % 3 == 0) some.edit(2);  // before anybody looks
    }
  }
}

}  // namespace riskmap
