// The Kazakh and Russian encodings come from the core floor's tables, every other one from the C library's iconv.
#include "layers/geo/text_codec.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <map>
#include <memory>

#include "layers/core/encoding_guess.h"

namespace riskmap {

namespace {

class Converter {
 public:
  Converter(const char* to, const char* from) : handle_(iconv_open(to, from)) {}
  ~Converter() {
    if (is_open()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  [[nodiscard]] bool is_open() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  std::optional<std::string> convert(std::string_view bytes) {
    std::string input{bytes}, output;
    std::array<char, 4096> chunk;
    char* in = input.data();
    std::size_t in_left = input.size();
    iconv(handle_, nullptr, nullptr, nullptr, nullptr);
    while (in_left > 0) {
      char* out = chunk.data();
      std::size_t out_left = chunk.size();
      const std::size_t status = iconv(handle_, &in, &in_left, &out, &out_left);
      const int problem = errno;
      output.append(chunk.data(), chunk.size() - out_left);
      if (status == static_cast<std::size_t>(-1) && problem != E2BIG) return std::nullopt;
    }
    return output;
  }

 private:
  iconv_t handle_;
};

// The spellings of .cpg files and of GDAL that iconv does not know: "1252", "ANSI 1252", "8859-1", "88591".
std::string iconv_name(const std::string& name) {
  std::string digits;
  std::ranges::copy_if(name, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
  if (digits.starts_with("8859") && digits.size() > 4) return "ISO-8859-" + digits.substr(4);
  const bool is_bare_number = !digits.empty() && digits.size() == name.size();
  if (is_bare_number || name.starts_with("ANSI")) return "CP" + digits;
  return name;
}

using ByteOfCharacter = std::map<std::string, char, std::less<>>;

ByteOfCharacter one_byte_table(const std::string& encoding) {
  ByteOfCharacter table;
  for (unsigned byte = 0x80; byte < 0x100; ++byte) {
    const char raw = static_cast<char>(byte);
    auto character = decoded({&raw, 1}, encoding);
    const std::string control{static_cast<char>(0xC0 | byte >> 6), static_cast<char>(0x80 | (byte & 63))};
    table.emplace(character && *character != "\uFFFD" ? std::move(*character) : control, raw);
  }
  return table;
}

std::size_t character_bytes(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

}  // namespace

bool is_ascii(std::string_view bytes) {
  std::uint64_t seen = 0, eight = 0;
  std::size_t i = 0;
  for (; i + sizeof eight <= bytes.size(); i += sizeof eight) {
    std::memcpy(&eight, bytes.data() + i, sizeof eight);
    seen |= eight;
  }
  for (; i < bytes.size(); ++i) seen |= static_cast<unsigned char>(bytes[i]);
  return (seen & 0x8080808080808080U) == 0;
}

std::optional<std::string> decoded(std::string_view bytes, const std::string& encoding) {
  if (auto known = decode_text(bytes, encoding)) return std::move(known->utf8);
  Converter converter{"UTF-8", iconv_name(encoding).c_str()};
  return converter.is_open() ? converter.convert(bytes) : std::nullopt;
}

std::optional<std::string> encoded(std::string_view utf8, const std::string& one_byte_encoding) {
  static thread_local std::map<std::string, ByteOfCharacter> tables;
  auto found = tables.find(one_byte_encoding);
  if (found == tables.end()) found = tables.emplace(one_byte_encoding, one_byte_table(one_byte_encoding)).first;
  std::string bytes;
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t length = character_bytes(utf8[i]);
    if (length == 1) {
      bytes.push_back(utf8[i]);
    } else {
      const auto byte = found->second.find(utf8.substr(i, length));
      if (byte == found->second.end()) return std::nullopt;
      bytes.push_back(byte->second);
    }
    i += length;
  }
  return bytes;
}

}  // namespace riskmap
