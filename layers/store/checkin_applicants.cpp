#include "layers/store/checkin_applicants.h"

#include <algorithm>
#include <map>

#include "layers/store/applicant_rows.h"
#include "layers/store/laptop_changes.h"
#include "layers/store/private_file.h"

namespace riskmap {

namespace {
struct Story {
  Fields before;  // of the fields that were written
  std::map<std::string, Touch> fields;
};

Result<std::map<std::string, Story>> read_stories(const Connection& copy) {
  std::map<std::string, Story> stories;
  const auto read = each_row(copy,
                             "SELECT appeal, field, old_value, who, at FROM riskmap_private.history WHERE field IS NOT"
                             " NULL AND action <> 'ERASE' ORDER BY fid",
                             [&stories](const Statement& row) {
                               auto& story = stories[row.text(0)];
                               const auto name = row.text(1);
                               story.before.try_emplace(name, row.is_null(2) ? Value{} : Value{row.text(2)});
                               story.fields[name] = {row.text(3), row.text(4)};
                             });
  if (!read) return std::unexpected{read.error()};
  return stories;
}

std::string text_in(const Fields& fields, const std::string& name) {
  return text_of(field(fields, name));
}

void merge(const Story& story, const Applicant& laptop, const Applicant& office, const CheckinRequest& request,
           ApplicantPlan& plan) {
  ApplicantChange change{laptop.appeal, office.version, {}, {}};
  for (const auto& [name, touch] : story.fields) {
    const auto mine = text_in(laptop.fields, name), theirs = text_in(office.fields, name);
    if (mine == theirs) continue;
    std::optional<CheckinSide> side = CheckinSide::laptop;
    if (theirs != text_in(story.before, name)) {
      plan.asked.emplace(laptop.appeal, name);
      const auto chosen = request.choices.find({laptop.appeal, name});
      side = chosen == request.choices.end() ? request.otherwise : chosen->second;
      if (!side)
        plan.conflicts.push_back({.entity = Entity::appeal,
                                  .uuid = laptop.appeal,
                                  .name = laptop.appeal,
                                  .field = name,
                                  .laptop_by = touch,
                                  .is_personal = true});
    }
    if (side != CheckinSide::laptop) continue;
    change.after.emplace(name, mine.empty() ? Value{} : Value{mine});
    if (std::ranges::find(plan.people, touch.who) == plan.people.end()) plan.people.push_back(touch.who);
  }
  if (!change.after.empty()) plan.changes.push_back(std::move(change));
}
Result<void> plan_erasures(const Connection& copy, ApplicantStore& office, const std::set<std::string>& appeals,
                           ApplicantPlan& plan) {
  std::map<std::string, std::string> erased;  // by whom
  const auto read = each_row(copy, "SELECT appeal, who FROM riskmap_private.history WHERE action = 'ERASE'",
                             [&erased](const Statement& row) { erased[row.text(0)] = row.text(1); });
  if (!read) return read;
  for (const auto& [appeal, who] : erased) {
    if (!appeals.contains(appeal)) continue;
    const auto there = office.applicant_of(appeal);
    if (!there) return std::unexpected{there.error()};
    const auto files = office.files_of(appeal);
    if (!files) return std::unexpected{files.error()};
    if ((there->is_erased || there->version == 0) && files->empty()) continue;
    plan.erased.push_back(appeal);
    if (std::ranges::find(plan.people, who) == plan.people.end()) plan.people.push_back(who);
  }
  return {};
}
}  // namespace

Result<ApplicantPlan> plan_applicants(ApplicantStore* office, const Connection& copy,
                                      const std::set<std::string>& appeals, const CheckinRequest& request) {
  ApplicantPlan plan;
  if (request.leaves_applicants || !has_private_part(copy)) return plan;
  const auto stories = read_stories(copy);
  if (!stories) return std::unexpected{stories.error()};
  if (office)
    if (auto planned = plan_erasures(copy, *office, appeals, plan); !planned) return std::unexpected{planned.error()};
  for (const auto& [appeal, story] : *stories) {
    const auto laptop = read_applicant(copy, appeal);
    if (!laptop) return std::unexpected{laptop.error()};
    if (!*laptop || (*laptop)->is_erased || !appeals.contains(appeal)) continue;
    if (!office) return fail(ErrorCode::unsupported, "this store keeps no applicants");
    const auto there = office->applicant_of(appeal);
    if (!there) return std::unexpected{there.error()};
    if (!there->is_erased) merge(story, **laptop, *there, request, plan);
  }
  return plan;
}

}  // namespace riskmap
