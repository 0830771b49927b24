// A part of the register for a laptop without a network: taken along, and brought back.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "viewer/panels/file_dialogs.h"
#include "viewer/panels/picker.h"
#include "viewer/session/laptop_return.h"

namespace riskmap::ui {

struct TakeToLaptopState {
  std::vector<PickerRow> places;  // by the code of the place
  std::optional<std::size_t> place;
  std::string path;
  bool has_own_name = false;  // a person has typed it
  bool takes_applicants = false;
  std::optional<FolderView> folder;  // while one is being chosen
  bool is_fresh = true;
};
// The selected place is proposed, else nothing.
void fill_take_to_laptop(TakeToLaptopState& state, const Session& session);
Intents take_to_laptop_dialog(const Session& session, TakeToLaptopState& state);

struct LaptopReturnState {
  std::shared_ptr<const LaptopReturn> asked;
  std::vector<std::optional<CheckinSide>> chosen;  // of each conflict
  bool asks_to_discard = false;
};
void fill_laptop_return(LaptopReturnState& state, const Session& session);
Intents laptop_return_dialog(const Session& session, LaptopReturnState& state);

}  // namespace riskmap::ui
