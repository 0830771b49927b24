// Characters that stand in for others.
#include "viewer/panels/stand_ins.h"

#include <imgui.h>

#include <algorithm>

#include "layers/core/text.h"
#include "viewer/panels/text_buffer.h"
#include "viewer/panels/theme.h"

namespace riskmap::ui {
namespace {

// Rare Chinese characters, which ImGui keeps: more of them than there are emoji. One that is typed itself has a
// stand-in too.
constexpr char32_t first_stand_in = 0x3400, last_stand_in = 0x4DBF;
constexpr char32_t unknown = 0xFFFD;

bool is_stand_in(char32_t c) {
  return c >= first_stand_in && c <= last_stand_in;
}

bool needs_stand_in(char32_t c) {
  const bool is_control = c < 0x20 || c == 0x7F, is_private = c >= 0xE000 && c <= 0xF8FF;
  return c > 0xFFFF || is_control || is_private || is_stand_in(c);
}

}  // namespace

char32_t StandIns::for_character(char32_t c) {
  if (!needs_stand_in(c)) return c;
  const auto known = stand_ins_.find(c);
  if (known != stand_ins_.end()) return known->second;
  const auto next = first_stand_in + static_cast<char32_t>(originals_.size());
  if (!is_stand_in(next)) return unknown;
  originals_.push_back(c);
  stand_ins_.emplace(c, next);
  return next;
}

char32_t StandIns::original_of(char32_t c) const {
  const std::size_t place = c - first_stand_in;
  return is_stand_in(c) && place < originals_.size() ? originals_[place] : c;
}

std::string StandIns::put_in(std::string_view utf8) {
  std::u32string characters = utf32_from(utf8);
  for (char32_t& c : characters) c = for_character(c);
  return utf8_from(characters);
}

std::string StandIns::taken_out(std::string_view utf8) const {
  std::u32string characters = utf32_from(utf8);
  for (char32_t& c : characters) c = original_of(c);
  return utf8_from(characters);
}

FieldClipboard::FieldClipboard() {
  ImGuiIO& io = ImGui::GetIO();
  read_ = io.GetClipboardTextFn, write_ = io.SetClipboardTextFn, data_ = io.ClipboardUserData;
  io.GetClipboardTextFn = read, io.SetClipboardTextFn = write, io.ClipboardUserData = this;
}

FieldClipboard::~FieldClipboard() {
  ImGuiIO& io = ImGui::GetIO();
  io.GetClipboardTextFn = read_, io.SetClipboardTextFn = write_, io.ClipboardUserData = data_;
}

const char* FieldClipboard::read(void* self) {
  auto& clipboard = *static_cast<FieldClipboard*>(self);
  const char* const found = clipboard.read_(clipboard.data_);
  if (found == nullptr || !is_valid_utf8(found)) return nullptr;
  std::string line;
  for (const char* c = found; *c != 0; ++c) {
    if (*c == '\r' && c[1] == '\n') continue;
    line += *c == '\n' || *c == '\r' || *c == '\t' ? ' ' : *c;
  }
  clipboard.read_text_ = kit().stand_ins->put_in(line);
  return clipboard.read_text_.c_str();
}

void FieldClipboard::write(void* self, const char* text) {
  auto& clipboard = *static_cast<FieldClipboard*>(self);
  clipboard.write_(clipboard.data_, kit().stand_ins->taken_out(text).c_str());
}

}  // namespace riskmap::ui
