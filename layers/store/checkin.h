// What was done in a copy on a laptop (checkout.h), brought back into its register: merged field by field, one batch,
// one step of undo.
//
//   auto report = check_in(*store, {.copy = "laptop.gpkg"});
//   if (!report->conflicts.empty()) …            // nothing was written: a person decides
//   check_in(*store, {.copy = "laptop.gpkg", .choices = choices});
//
// A field that only one side has changed is taken from that side. A field that both have changed otherwise, and a
// record that one side has removed and the other changed, is a conflict. What only one side has removed and the other
// names stays, and a category whose number the office has given to another gets a free one; the report says so. What
// there can be only once (a figure of a settlement and a day, a setting) is one record, whoever has entered it.
// Repeated, it brings nothing twice: the copy remembers the batch that was begun, and the register whether that stands.
#pragma once
#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "layers/core/result.h"
#include "layers/store/laptop_changes.h"
#include "layers/store/register_store.h"

namespace riskmap {

enum class CheckinSide { laptop, office };

struct CheckinConflict {
  Entity entity = Entity::issue;
  std::string uuid{}, name{};  // name: as a person calls the record
  std::string field{};         // "" = the record itself: gone on one side, changed on the other
  Value laptop{}, office{};    // nothing where that side has removed the record
  Touch laptop_by{}, office_by{};
  bool is_gone_on_laptop = false, is_gone_in_office = false;
  bool is_personal = false;  // of an applicant: no value is told
};

using CheckinQuestion = std::pair<std::string, std::string>;  // a record's uuid and a field
using CheckinChoices = std::map<CheckinQuestion, CheckinSide>;

struct CheckinRequest {
  std::filesystem::path copy;
  CheckinChoices choices{};
  std::optional<CheckinSide> otherwise{};  // of conflicts without a choice
  std::string station{};                   // whose undo takes it back, with the name of whoever worked on the laptop
  bool leaves_applicants = false;          // they stay beside the copy: for a register that keeps none
};

// An entry of a list, or another record, that one side has removed while the other uses it.
struct CheckinRescue {
  Entity entity = Entity::code_value;
  std::string list{};  // of an entry
  Names names{};
};

// A category whose number on the laptop the office has given to another.
struct CheckinRenumbering {
  Names names{};
  std::string laptop{}, now{};
};

struct CheckinReport {
  std::vector<CheckinConflict> conflicts;  // without a choice; then nothing was written
  std::size_t added = 0, changed = 0, removed = 0, applicants = 0;
  std::vector<std::string> people;        // whose changes they are
  std::vector<CheckinRescue> returned{};  // removed in the office: back as the laptop had them
  std::vector<CheckinRescue> kept{};      // removed on the laptop: they stay
  std::vector<CheckinRenumbering> renumbered{};
  std::optional<Accepted> accepted;  // nothing when there was nothing to bring
  std::optional<Error> not_renewed;  // it is in the register, and the copy is not yet up to date
};

// Afterwards the copy holds its part of the register as it stands now. Errors: invalid_input where the file is no copy
// of this register, or a choice names no conflict; unsupported where the register keeps no applicants and the copy has
// new ones; what a rule of the register refuses, the record's name before the field in Error::where; those of both
// stores. On every error and every conflict nothing was written.
Result<CheckinReport> check_in(RegisterStore& store, const CheckinRequest& request);

}  // namespace riskmap
