// Commits without end and says each commit's number once it is on disk; the kill and power tests end it and then let
// --check see whether everything it said is true.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "layers/store/applicant_store.h"
#include "layers/store/register_store.h"
#include "tests/system/cut_power_disk.h"
#include "tests/unit/store/small_district.h"

using namespace riskmap;
using namespace riskmap::test;

namespace {
constexpr std::string_view marker = "commit_loop";

int refuse(const Error& error) {
  fmt::print(stderr, "{}\n", words(error));
  return 3;
}

// Commit n: a new problem whose address is the marker, n as the number of people of the first one, and an appeal with
// its applicant, who lies in a file of its own. Half a commit would show as the one without the other.
Edit commit_number(std::int64_t n, std::int64_t version) {
  auto fields = valid_issue(fmt::format("Мәселе № {}", n));
  fields["address"] = Value{std::string{marker}};
  fields["geom"] = Value{fmt::format("POINT({} 42.5)", 69 + static_cast<double>(n % 100) / 100)};
  Edit both = edit(add(Entity::issue, new_uuid(), std::move(fields)));
  both.changes.push_back(set(Entity::issue, no_water, version, {{"affected_people", Value{n}}}));
  const auto appeal = new_uuid();
  both.changes.push_back(add(Entity::appeal, appeal,
                             {{"kind", Value{std::string{"COMPLAINT"}}},
                              {"channel", Value{std::string{"PHONE"}}},
                              {"received_on", Value{std::string{"2026-03-02"}}},
                              {"summary", Value{std::string{marker}}}}));
  both.applicants.push_back({appeal, 0, {}, {{"full_name", Value{fmt::format("Серік {}", n)}}}});
  return both;
}

int commit_for_ever(const std::string& file) {
  auto store = open_register(file);
  if (!store) return refuse(store.error());
  const auto snapshot = (*store)->load();
  if (!snapshot) return refuse(snapshot.error());
  const auto& first = (*snapshot)->issues[(*snapshot)->find_issue(no_water)];
  auto version = first.version;
  for (auto n = first.affected_people.value_or(0) + 1;; ++n, ++version) {
    const auto accepted = (*store)->commit(commit_number(n, version), ayan);
    if (!accepted) return refuse(accepted.error());
    const auto line = fmt::format("{}\n", n);
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0) return 3;
  }
}

std::int64_t last_acknowledged(const std::string& acknowledged) {
  std::ifstream lines{acknowledged};
  std::int64_t last = 0;
  for (std::int64_t n = 0; lines >> n;) last = n;
  return last;
}

// That each has its appeal, check_integrity() has said.
std::int64_t count_applicants(RegisterStore& store) {
  const auto keeping = applicant_store(store);
  const auto appeals = keeping ? (*keeping)->appeals_with_applicant() : std::unexpected{keeping.error()};
  return appeals ? static_cast<std::int64_t>(appeals->size()) : -1;
}

int check(const std::string& file, const std::string& acknowledged) {
  auto store = open_register(file);
  if (!store) return refuse(store.error());
  const auto flaws = (*store)->check_integrity();
  if (!flaws) return refuse(flaws.error());
  for (const auto& flaw : *flaws) fmt::print(stderr, "not sound: {}\n", flaw);
  const auto snapshot = (*store)->load();
  if (!snapshot) return refuse(snapshot.error());
  const auto& first = (*snapshot)->issues[(*snapshot)->find_issue(no_water)];
  std::int64_t problems = 0;
  for (std::size_t i = 0; i < (*snapshot)->issues.size(); ++i)
    problems += (*snapshot)->issues[i].address == marker ? 1 : 0;
  const auto said = last_acknowledged(acknowledged), people = first.affected_people.value_or(0);
  const auto history = (*store)->history_of(Entity::issue, no_water);
  const auto rows = history ? static_cast<std::int64_t>(history->size()) : -1;
  fmt::print("acknowledged {}, present {}\n", said, people);
  const auto applicants = count_applicants(**store);
  // One more than acknowledged is right: its answer was still on the way.
  const bool is_whole =
      people == problems && people == rows && people == applicants && people >= said && people <= said + 1;
  if (!is_whole)
    fmt::print(stderr, "acknowledged {}, people {}, problems {}, history rows {}, applicants {}\n", said, people,
               problems, rows, applicants);
  return flaws->empty() && is_whole ? 0 : 1;
}
// Every uuid of the list is a problem of the register, and the file is sound.
int check_uuids(const std::string& file, const std::string& list) {
  auto store = open_register(file);
  if (!store) return refuse(store.error());
  const auto flaws = (*store)->check_integrity();
  if (!flaws) return refuse(flaws.error());
  for (const auto& flaw : *flaws) fmt::print(stderr, "not sound: {}\n", flaw);
  const auto snapshot = (*store)->load();
  if (!snapshot) return refuse(snapshot.error());
  int missing = 0;
  std::ifstream lines{list};
  for (std::string uuid; lines >> uuid;)
    if ((*snapshot)->find_issue(uuid) == no_row) {
      fmt::print(stderr, "missing: {}\n", uuid);
      ++missing;
    }
  return flaws->empty() && missing == 0 ? 0 : 1;
}
}  // namespace

int main(int count, char** words_given) {
  const std::vector<std::string> arguments(words_given + 1, words_given + count);
  if (arguments.size() == 2 && arguments[0] == "--make") {
    const auto made = build_small_register(arguments[1]);
    return made ? 0 : refuse(made.error());
  }
  if (arguments.size() == 3 && arguments[0] == "--check") return check(arguments[1], arguments[2]);
  if (arguments.size() == 3 && arguments[0] == "--has") return check_uuids(arguments[1], arguments[2]);
  if (arguments.size() == 4 && (arguments[0] == "--power" || arguments[0] == "--lying-disk")) {
    use_disk_that_loses_power({.seed = static_cast<unsigned>(std::atoi(arguments[1].c_str())),
                               .after_operations = std::atoi(arguments[2].c_str()),
                               .ignores_sync = arguments[0] == "--lying-disk"});
    return commit_for_ever(arguments[3]);
  }
  if (arguments.size() == 1) return commit_for_ever(arguments[0]);
  fmt::print(stderr,
             "commit_loop FILE | --make FILE | --check FILE ACKNOWLEDGED | --has FILE UUIDS | --power|--lying-disk "
             "SEED OPERATIONS FILE\n");
  return 2;
}
