// What a register can hold only once: the numbers of categories, and records that are the same whoever has entered
// them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "layers/core/text.h"
#include "layers/store/checkin_plan.h"

namespace riskmap {

namespace {
constexpr std::size_t longest_count = 9;  // digits that are counted on

// Together they name the record; an entry of a list is named by its code (checkin_entries.cpp).
std::vector<std::string_view> key_of(Entity entity) {
  switch (entity) {
    case Entity::indicator_value:
      return {"settlement", "indicator", "as_of"};
    case Entity::calendar_day:
      return {"day"};
    case Entity::setting:
      return {"key"};
    default:
      return {};
  }
}

std::string number_in(const Fields& fields) {
  const auto found = fields.find("num");
  return found == fields.end() ? std::string{} : text_of(found->second);
}

// "4.9" → "4.10", the first that is free.
std::string free_number(const std::string& wanted, const std::set<std::string>& known) {
  const auto last_letter = wanted.find_last_not_of("0123456789");
  const auto digits = last_letter == wanted.npos ? 0 : last_letter + 1;
  const bool counts_on = digits < wanted.size() && wanted.size() - digits <= longest_count;
  const auto longest = find_field(spec_of(Entity::category), "num")->max_length;
  std::int64_t count = 1;
  if (counts_on) std::from_chars(wanted.data() + digits, wanted.data() + wanted.size(), count);
  for (;;) {
    const auto ending = (counts_on ? "" : "-") + std::to_string(++count);
    const auto room = static_cast<std::size_t>(longest) - ending.size();
    auto number = std::string{first_characters(counts_on ? wanted.substr(0, digits) : wanted, room)} + ending;
    if (!known.contains(number)) return number;
  }
}

struct Numbers {
  std::map<std::string, std::string> holders;    // who has a number now
  std::map<std::string, std::int64_t> versions;  // of whom
  std::set<std::string> leaving;                 // who gives it up
  std::set<std::string> known;                   // whoever has or wants them
  std::set<std::string> given;                   // for good
};

Result<Numbers> numbers_of(const Connection& office, const std::vector<Change>& sets,
                           const std::vector<Change>& removals) {
  Numbers numbers;
  for (const auto& change : sets) {
    const auto wanted = change.entity == Entity::category ? number_in(change.after) : std::string{};
    if (!wanted.empty()) numbers.leaving.insert(change.uuid), numbers.known.insert(wanted);
  }
  for (const auto& change : removals)
    if (change.entity == Entity::category) numbers.leaving.insert(change.uuid);
  const auto read = each_row(office, "SELECT uuid, num, version FROM category", [&numbers](const Statement& row) {
    const auto uuid = row.text(0), number = row.text(1);
    numbers.holders.emplace(number, uuid);
    numbers.versions.emplace(uuid, row.integer(2));
    numbers.known.insert(number);
    if (!numbers.leaving.contains(uuid)) numbers.given.insert(number);
  });
  if (!read) return std::unexpected{read.error()};
  return numbers;
}
}  // namespace

// The change as one of the office's record of the same key; nothing where the office has none.
Result<std::optional<LaptopChange>> CheckinPlanner::as_the_office_has_it(const LaptopChange& change) const {
  const auto key = key_of(change.entity);
  if (key.empty()) return std::nullopt;
  const auto here = whole_record(copy_, change.entity, change.uuid);
  if (!here) return std::unexpected{here.error()};
  if (!*here) return std::nullopt;
  std::string same;
  for (std::size_t i = 0; i < key.size(); ++i) same += fmt::format("{}{} = ?{}", i == 0 ? "" : " AND ", key[i], i + 1);
  auto row = office_.prepare(fmt::format("SELECT uuid FROM {} WHERE {}", spec_of(change.entity).name, same));
  if (!row) return std::unexpected{row.error()};
  for (std::size_t i = 0; i < key.size(); ++i) {
    const auto value = (*here)->fields.find(key[i]);
    row->bind(static_cast<int>(i) + 1, value == (*here)->fields.end() ? std::string{} : text_of(value->second));
  }
  const auto found = row->step();
  if (!found) return std::unexpected{found.error()};
  if (!*found) return std::nullopt;
  auto as_there = change;
  as_there.uuid = row->text(0);
  return as_there;
}

// A number that the office has given to another category meanwhile is counted on; one that its holder gives up in the
// same batch is let go of first.
Result<void> CheckinPlanner::settle_numbers() {
  auto numbers = numbers_of(office_, sets_, removals_);
  if (!numbers) return std::unexpected{numbers.error()};
  std::vector<std::pair<std::string, Fields*>> wanting;
  for (auto& change : sets_)
    if (change.entity == Entity::category && change.after.contains("num"))
      wanting.emplace_back(change.uuid, &change.after);
  for (const auto& uuid : order_)
    if (auto& addition = additions_.at(uuid); addition.entity == Entity::category)
      wanting.emplace_back(uuid, &addition.fields), numbers->known.insert(number_in(addition.fields));
  for (const auto& [uuid, fields] : wanting) {
    auto number = number_in(*fields);
    if (numbers->given.contains(number)) {
      auto names = names_of_category(uuid);
      if (!names) return std::unexpected{names.error()};
      plan_.renumbered.push_back({*std::move(names), number, free_number(number, numbers->known)});
      number = plan_.renumbered.back().now;
      fields->insert_or_assign("num", Value{number});
      numbers->known.insert(number);
    }
    numbers->given.insert(number);
    const auto holder = numbers->holders.find(number);
    if (holder == numbers->holders.end() || holder->second == uuid) continue;
    const auto waiting = free_number(number, numbers->known);
    numbers->known.insert(waiting);
    parked_.push_back({ChangeKind::set,
                       Entity::category,
                       holder->second,
                       numbers->versions.at(holder->second),
                       {},
                       {{"num", Value{waiting}}}});
  }
  return {};
}

Result<Names> CheckinPlanner::names_of_category(const std::string& uuid) const {
  const auto here = whole_record(copy_, Entity::category, uuid);
  if (!here) return std::unexpected{here.error()};
  return *here ? rescue(Entity::category, (*here)->fields).names : Names{};
}

}  // namespace riskmap
