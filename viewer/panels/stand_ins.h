// ImGui's text fields hold characters of 16 bits, and drop some of those: while a text is edited in them, every
// character they would damage is replaced by one that they keep, and comes back unchanged.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace riskmap::ui {

class StandIns {
 public:
  [[nodiscard]] std::string put_in(std::string_view utf8);           // for ImGui
  [[nodiscard]] std::string taken_out(std::string_view utf8) const;  // as people have it
  [[nodiscard]] char32_t for_character(char32_t c);
  [[nodiscard]] char32_t original_of(char32_t c) const;

 private:
  std::unordered_map<char32_t, char32_t> stand_ins_;
  std::vector<char32_t> originals_;  // of the stand-ins in their order
};

// While it lives, ImGui copies and pastes through the stand-ins. Line breaks and tabs are pasted as spaces.
class FieldClipboard {
 public:
  FieldClipboard();
  ~FieldClipboard();
  FieldClipboard(const FieldClipboard&) = delete;
  FieldClipboard& operator=(const FieldClipboard&) = delete;

 private:
  static const char* read(void* self);
  static void write(void* self, const char* text);

  const char* (*read_)(void*);
  void (*write_)(void*, const char*);
  void* data_;
  std::string read_text_;
};

}  // namespace riskmap::ui
