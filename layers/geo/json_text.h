// A cursor over the text of a JSON file that is read in pieces, so that memory holds a few MiB of it. Strict: what
// RFC 8259 does not allow, and what it allows but readers disagree about, is not taken.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace riskmap {

class JsonText {
 public:
  struct Number {
    double value = 0;
    bool is_whole = false;  // written without fraction and exponent
  };
  // Longer strings, numbers and stretches of white space are not taken.
  static constexpr std::size_t longest_token = 1 << 20;

  explicit JsonText(const std::filesystem::path& file);
  ~JsonText();
  JsonText(const JsonText&) = delete;
  JsonText& operator=(const JsonText&) = delete;

  // The next character that is not white space; '\0' at the end of the file and where it cannot be read.
  char peek() {
    if (at_ >= refill_at_) refill();
    while (*at_ == ' ' || *at_ == '\n' || *at_ == '\r' || *at_ == '\t') ++at_;
    return *at_;
  }
  bool take(char wanted) {
    if (peek() != wanted) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word);  // true, false, null
  // Escapes are resolved. False for what is no string, for bytes that are not UTF-8, and for a character 0.
  bool take_string(std::string& text);
  // Rounded to the nearest double. False for what is no number, for what a double cannot hold, and for whole numbers of
  // more than 15 digits.
  bool take_number(Number& number);
  [[nodiscard]] bool is_at_end() { return peek() == '\0' && is_whole_file_read_ && at_ == end_; }
  [[nodiscard]] std::uint64_t bytes_taken() const { return read_ - static_cast<std::uint64_t>(end_ - at_); }

 private:
  void refill();
  bool take_escape(std::string& text);
  bool take_code_unit(std::uint32_t& unit);

  int descriptor_ = -1;
  std::vector<char> buffer_;
  const char* at_ = nullptr;
  const char* end_ = nullptr;        // of what has been read; a '\0' stands there
  const char* refill_at_ = nullptr;  // from here on a token might reach beyond end_
  std::uint64_t read_ = 0;
  bool is_whole_file_read_ = false;
};

}  // namespace riskmap
