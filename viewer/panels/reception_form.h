// A reception day: planned, held or cancelled; who sits at it; what awaits it in its rural district.
#pragma once
#include <array>
#include <cstdint>
#include <string>

#include "viewer/panels/attached_files.h"
#include "viewer/session/intent.h"
#include "viewer/session/session.h"

namespace riskmap::ui {

// Who sits at a reception, one of each.
inline constexpr std::array<std::string_view, 4> reception_roles = {"HEAD", "RECEIVER", "LAWYER", "MEDIATOR"};

struct ReceptionFormState {
  std::string uuid;  // made before the first save
  bool is_new = true;
  std::int64_t version = 0;
  Fields before, now;
  Fields people_before, people;  // party by role
  std::uint64_t settled_commit = 0;
  std::uint64_t waiting_for = 0;
  bool is_refused = false;
  bool asks_to_discard = false, asks_to_delete = false;
  bool is_fresh = true;
  AttachedFilesState files;
};
void fill_reception_form(ReceptionFormState& state, const Session& session);
Intents reception_form(const Session& session, ReceptionFormState& state);

}  // namespace riskmap::ui
