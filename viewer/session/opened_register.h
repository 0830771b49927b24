// A register as it comes to the window: with everything that a first look at it shows, made by the thread that has read
// it.
#pragma once
#include <optional>

#include "viewer/session/derived.h"

namespace riskmap {

struct OpenedRegister {
  RegisterDocument document;
  DerivedGraph derived;
};

// How the window will look at it, as far as that is known before the register is.
struct FirstLook {
  ViewState view;
  std::optional<Date> today{};  // as in office_day()
};

// How a register is looked at until a person says otherwise.
LayerSpec first_layer(const RegisterDocument& document);

// `view_system` as in layers/geo/view_system.h. What the window looks at otherwise after all is made anew there.
Result<OpenedRegister> open_for_window(RegisterStore& store, const std::filesystem::path& path,
                                       const std::string& view_system, FirstLook look, const LongWork& work);

}  // namespace riskmap
