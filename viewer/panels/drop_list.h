// The list that drops from a field: combo, picker, calendar. A popup as wide as the field, below it or above.
#pragma once
#include <string_view>

#include "viewer/panels/widgets_item.h"

namespace riskmap::ui {

// RAII around the popup NAME; open it with open_popup(NAME).
class DropList {
 public:
  // covers: over the field itself (the picker types there) instead of below it.
  enum class Place { below, covers };
  DropList(std::string_view name, const Rect& field, float wanted_height, Place place = Place::below);
  ~DropList();
  DropList(const DropList&) = delete;
  DropList& operator=(const DropList&) = delete;
  explicit operator bool() const { return is_open_; }
  void close();

 private:
  bool is_open_;
};

}  // namespace riskmap::ui
