#include "layers/store/checkin_appeal_files.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "layers/store/appeal_file_rows.h"
#include "layers/store/private_file.h"
#include "layers/store/record_rows.h"

namespace riskmap {

namespace {
struct Story {
  std::string appeal;
  bool is_new = false;  // attached on the laptop
  Fields before;        // of the fields that were written
  std::map<std::string, Touch> fields;
  Touch last;
};
using Stories = std::vector<std::pair<std::string, Story>>;  // by file, in the order in which they began

Result<Stories> read_stories(const Connection& copy) {
  Stories stories;
  const auto read = each_row(
      copy,
      "SELECT file, appeal, action, field, old_value, who, at FROM riskmap_private.appeal_file_history ORDER BY fid",
      [&stories](const Statement& row) {
        auto found = std::ranges::find(stories, row.text(0), &Stories::value_type::first);
        if (found == stories.end()) {
          stories.emplace_back(row.text(0), Story{row.text(1), row.text(2) == "INSERT", {}, {}, {}});
          found = std::prev(stories.end());
        }
        auto& story = found->second;
        story.last = {row.text(5), row.text(6)};
        if (row.is_null(3)) return;
        story.before.try_emplace(row.text(3), plain_value(row.value(4)));
        story.fields[row.text(3)] = story.last;
      });
  if (!read) return std::unexpected{read.error()};
  return stories;
}

// Once it was brought, a file that the office has removed since is not brought again.
Result<bool> was_there(const Connection& office, const std::string& file) {
  auto row = office.prepare("SELECT 1 FROM riskmap_private.appeal_file_history WHERE file = ?1");
  if (!row) return std::unexpected{row.error()};
  return row->bind(1, file).step();
}

class Planner {
 public:
  Planner(const Connection& office, const Connection& copy, const CheckinRequest& request)
      : office_(office), copy_(copy), request_(request) {}

  Result<void> take(const std::string& file, const Story& story) {
    const auto mine = read_appeal_file(copy_, file);
    if (!mine) return std::unexpected{mine.error()};
    std::optional<StoredRecord> theirs;
    if (has_appeal_files(office_)) {
      auto found = read_appeal_file(office_, file);
      if (!found) return std::unexpected{found.error()};
      theirs = *std::move(found);
    }
    if (*mine && theirs) return describe(story, **mine, *theirs), Result<void>{};
    if (*mine && story.is_new) return attach(story, **mine);
    if (!*mine && theirs && !story.is_new) remove(story, *theirs);
    return {};
  }
  [[nodiscard]] AppealFilePlan& plan() { return plan_; }

 private:
  Result<void> attach(const Story& story, const StoredRecord& mine) {
    if (has_appeal_files(office_)) {
      const auto is_known = was_there(office_, mine.uuid);
      if (!is_known) return std::unexpected{is_known.error()};
      if (*is_known) return {};
    }
    auto bytes = read_appeal_bytes(copy_, text_of(field(mine.fields, "sha256")));
    if (!bytes) return std::unexpected{bytes.error()};
    plan_.changes.push_back({{ChangeKind::add, Entity::attachment, mine.uuid, 0, {}, mine.fields},
                             std::make_shared<const std::string>(*std::move(bytes))});
    ++plan_.added;
    mention(story.last.who);
    return {};
  }

  // Field by field, as records are merged.
  void describe(const Story& story, const StoredRecord& mine, const StoredRecord& theirs) {
    Change change{ChangeKind::set, Entity::attachment, mine.uuid, theirs.version, {}, {}};
    for (const auto& [name, touch] : story.fields) {
      const auto ours = text_of(field(mine.fields, name)), office = text_of(field(theirs.fields, name));
      if (ours == office) continue;
      const bool is_open = story.is_new || office != text_of(field(story.before, name));
      if (is_open && side_of(story, mine.uuid, name, touch) != CheckinSide::laptop) continue;
      change.after.emplace(name, field(mine.fields, name));
      mention(touch.who);
    }
    if (change.after.empty()) return;
    plan_.changes.push_back({std::move(change), nullptr});
    ++plan_.changed;
  }

  // What the office has described anew meanwhile stays.
  void remove(const Story& story, const StoredRecord& theirs) {
    const bool is_same = std::ranges::all_of(story.before, [&theirs](const auto& old) {
      return text_of(old.second) == text_of(field(theirs.fields, old.first));
    });
    if (!is_same) return;
    plan_.changes.push_back({{ChangeKind::remove, Entity::attachment, theirs.uuid, theirs.version, {}, {}}, nullptr});
    ++plan_.removed;
    mention(story.last.who);
  }

  std::optional<CheckinSide> side_of(const Story& story, const std::string& file, const std::string& name,
                                     const Touch& touch) {
    plan_.asked.emplace(file, name);
    const auto chosen = request_.choices.find({file, name});
    const auto side = chosen == request_.choices.end() ? request_.otherwise : chosen->second;
    if (!side)
      plan_.conflicts.push_back({.entity = Entity::attachment,
                                 .uuid = file,
                                 .name = story.appeal,
                                 .field = name,
                                 .laptop_by = touch,
                                 .is_personal = true});
    return side;
  }

  void mention(const std::string& who) {
    if (std::ranges::find(plan_.people, who) == plan_.people.end()) plan_.people.push_back(who);
  }

  Connection office_, copy_;
  const CheckinRequest& request_;
  AppealFilePlan plan_;
};
}  // namespace

Result<AppealFilePlan> plan_appeal_files(ApplicantStore* keeping, const Connection& office, const Connection& copy,
                                         const std::set<std::string>& appeals, const CheckinRequest& request) {
  if (request.leaves_applicants || !has_appeal_files(copy)) return AppealFilePlan{};
  const auto stories = read_stories(copy);
  if (!stories) return std::unexpected{stories.error()};
  Planner planner{office, copy, request};
  for (const auto& [file, story] : *stories) {
    if (!appeals.contains(story.appeal)) continue;
    if (keeping) {
      const auto there = keeping->applicant_of(story.appeal);
      if (!there) return std::unexpected{there.error()};
      if (there->is_erased) continue;
    }
    if (auto taken = planner.take(file, story); !taken) return std::unexpected{taken.error()};
  }
  if (!keeping && !planner.plan().changes.empty())
    return fail(ErrorCode::unsupported, "this store keeps no files of appeals");
  return std::move(planner.plan());
}

}  // namespace riskmap
