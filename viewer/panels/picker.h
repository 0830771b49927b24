// A field that finds one of many by typing: settlements, parties, categories. The second, grey column tells twins
// apart.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "viewer/panels/widgets_field.h"

namespace riskmap::ui {

struct PickerRow {
  std::string id;  // stable; reported as NAME.ID and as value
  std::string text;
  std::string grey{};        // "Қасқасу ауылдық округі"
  std::string search_key{};  // fold(text + aliases); filled once by the caller, see picker_key()
  Icon icon = Icon::none;
  bool is_hidden = false;  // of a record's field: shown where it stands, offered nowhere else
};
std::string picker_key(std::string_view text, std::string_view aliases = {});

struct PickerOptions {
  std::string_view empty_text{};  // shown when nothing matches; a default exists
  bool can_be_cleared = false;
  std::string_view add_text{};  // "Add “{text}”…" as the last row, when not empty
};
struct PickerResult {
  bool is_changed = false;
  std::optional<std::string> added;  // the text typed, when the person chose to add it
  explicit operator bool() const { return is_changed; }
};
// Matches the beginnings of words before the middle of words; keeps the caller's order otherwise. Down and Enter
// choose, Escape gives the old choice back.
PickerResult picker(std::string_view name, std::span<const PickerRow> rows, std::optional<std::size_t>& chosen,
                    const FieldOptions& options = {}, const PickerOptions& picker = {});

// The rows that match, best first, at most `most`.
std::vector<std::size_t> matching_rows(std::span<const PickerRow> rows, std::string_view typed, std::size_t most);

}  // namespace riskmap::ui
