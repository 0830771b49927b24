#include "layers/geo/json_text.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "layers/core/text.h"

namespace riskmap {

namespace {

constexpr std::size_t buffer_size = 8 * JsonText::longest_token;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Digits of a number as one whole number, while they fit.
struct Digits {
  std::uint64_t value = 0;
  int count = 0;  // leading zeros are not counted

  const char* take(const char* at) {
    for (; is_digit(*at); ++at) {
      if (value != 0 || *at != '0') ++count;
      value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    }
    return at;
  }
};

// m·10^e is right to the last bit when m and 10^|e| are exact doubles (Clinger 1990).
constexpr std::array<double, 23> exact_powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
constexpr int exact_digits = 15;

void append_utf8(std::string& text, std::uint32_t code) {
  const auto tail = [&](int shift) { text += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
  if (code < 0x80) {
    text += static_cast<char>(code);
  } else if (code < 0x800) {
    text += static_cast<char>(0xC0U | code >> 6), tail(0);
  } else if (code < 0x10000) {
    text += static_cast<char>(0xE0U | code >> 12), tail(6), tail(0);
  } else {
    text += static_cast<char>(0xF0U | code >> 18), tail(12), tail(6), tail(0);
  }
}

}  // namespace

JsonText::JsonText(const std::filesystem::path& file)
    : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)), buffer_(buffer_size + 1) {
  at_ = end_ = buffer_.data();
  refill();
}

JsonText::~JsonText() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void JsonText::refill() {
  char* const begin = buffer_.data();
  auto kept = static_cast<std::size_t>(end_ - at_);
  std::memmove(begin, at_, kept);
  while (kept < buffer_size && !is_whole_file_read_) {
    const ssize_t count = ::read(descriptor_, begin + kept, buffer_size - kept);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) kept = 0;  // nothing is taken from a file that cannot be read
    is_whole_file_read_ = count <= 0;
    if (count > 0) kept += static_cast<std::size_t>(count), read_ += static_cast<std::uint64_t>(count);
  }
  at_ = begin, end_ = begin + kept;
  begin[kept] = '\0';
  refill_at_ = is_whole_file_read_ ? end_ + 1 : end_ - 2 * longest_token;
}

bool JsonText::take_word(std::string_view word) {
  (void)peek();
  if (static_cast<std::size_t>(end_ - at_) < word.size() || std::string_view{at_, word.size()} != word) return false;
  at_ += word.size();
  return true;
}

bool JsonText::take_string(std::string& text) {
  text.clear();
  if (!take('"')) return false;
  unsigned char seen = 0;
  for (;;) {
    const char* const begin = at_;
    while (*at_ != '"' && *at_ != '\\' && static_cast<unsigned char>(*at_) >= 0x20)
      seen |= static_cast<unsigned char>(*at_++);
    text.append(begin, at_);
    if (text.size() >= longest_token) return false;
    if (*at_ == '"') break;
    if (*at_ != '\\' || !take_escape(text)) return false;
  }
  ++at_;
  return seen < 0x80 || is_valid_utf8(text);
}

bool JsonText::take_escape(std::string& text) {
  constexpr std::string_view letters = "\"\\/bfnrt", meanings = "\"\\/\b\f\n\r\t";
  const char letter = *++at_;
  if (letter != 'u') {
    const auto found = letter == '\0' ? letters.npos : letters.find(letter);
    if (found == letters.npos) return false;
    text += meanings[found];
    ++at_;
    return true;
  }
  ++at_;
  std::uint32_t code = 0, low = 0;
  if (!take_code_unit(code) || code == 0 || (code >= 0xDC00 && code < 0xE000)) return false;
  if (code >= 0xD800 && code < 0xDC00) {
    if (at_[0] != '\\' || at_[1] != 'u') return false;
    at_ += 2;
    if (!take_code_unit(low) || low < 0xDC00 || low >= 0xE000) return false;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
  }
  append_utf8(text, code);
  return true;
}

bool JsonText::take_code_unit(std::uint32_t& unit) {
  if (end_ - at_ < 4) return false;
  const auto parsed = std::from_chars(at_, at_ + 4, unit, 16);
  const bool is_whole = parsed.ec == std::errc{} && parsed.ptr == at_ + 4;
  at_ += 4;
  return is_whole;
}

bool JsonText::take_number(Number& number) {
  (void)peek();
  const char* const begin = at_;
  const bool is_negative = *at_ == '-';
  const char* const first = is_negative ? at_ + 1 : at_;
  Digits digits;
  const char* at = digits.take(first);
  if (at == first || (*first == '0' && at != first + 1)) return false;
  number.is_whole = *at != '.' && *at != 'e' && *at != 'E';
  std::ptrdiff_t exponent = 0;
  if (*at == '.') {
    const char* const fraction = at + 1;
    at = digits.take(fraction);
    if (at == fraction) return false;
    exponent = fraction - at;
  }
  const bool has_exponent = *at == 'e' || *at == 'E';
  if (has_exponent) {
    ++at;
    if (*at == '+' || *at == '-') ++at;
    const char* const power = at;
    while (is_digit(*at)) ++at;
    if (at == power) return false;
  }
  at_ = at;
  if (number.is_whole && digits.count > exact_digits) return false;
  if (!has_exponent && digits.count <= exact_digits && -exponent < std::ssize(exact_powers)) {
    const double size = static_cast<double>(digits.value) / exact_powers[static_cast<std::size_t>(-exponent)];
    number.value = is_negative && !(number.is_whole && size == 0) ? -size : size;
    return true;
  }
  const auto parsed = std::from_chars(begin, at, number.value);
  return parsed.ec == std::errc{} && parsed.ptr == at;
}

}  // namespace riskmap
