// The parts of a picture's file that draw it, walked through one by one. Only what is known to be harmless is kept:
// cameras write where, when and with what they stood into many places, some of them their own.
#include <algorithm>
#include <array>
#include <cstdint>

#include "layers/exchange/attached_file.h"

namespace riskmap {

namespace {
Error broken() {
  return {ErrorCode::format, "a picture that cannot be read"};
}

// With the most significant byte first.
std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t length) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < length; ++i) number = number << 8U | static_cast<unsigned char>(bytes[at + i]);
  return number;
}

// Exif that says which side is up, and nothing else.
std::string exif_of(int orientation) {
  constexpr char head[] = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0";
  std::string exif{head, sizeof head - 1};
  exif += static_cast<char>(orientation);
  exif.append(6, '\0');  // the rest of the value, no further block
  return exif;
}

bool is_turned(int orientation) {
  return orientation > 1 && orientation <= 8;
}

std::string orientation_segment(int orientation) {
  constexpr char head[] = "\xFF\xE1\0\0Exif\0\0";
  auto segment = std::string{head, sizeof head - 1} + exif_of(orientation);
  segment[3] = static_cast<char>(segment.size() - 2);
  return segment;
}

// What Exif says of the side that is up; 1 = as it lies, also where it says nothing that can be read.
int orientation_in(std::string_view exif) {
  constexpr std::size_t head = 8, entry = 12;
  constexpr std::uint32_t tag = 0x0112;
  const bool is_intel = exif.starts_with(std::string_view{"II*\0", 4});
  if (exif.size() < head || (!is_intel && !exif.starts_with(std::string_view{"MM\0*", 4}))) return 1;
  const auto number = [&](std::size_t at, std::size_t length) {
    std::string part{exif.substr(at, length)};
    if (is_intel) std::ranges::reverse(part);
    return number_at(part, 0, length);
  };
  const std::size_t block = number(4, 4);
  if (block + 2 > exif.size()) return 1;
  const std::size_t entries = number(block, 2);
  for (std::size_t i = 0; i < entries; ++i) {
    const auto at = block + 2 + i * entry;
    if (at + entry > exif.size()) return 1;
    if (number(at, 2) == tag) return static_cast<int>(number(at + 8, 2));
  }
  return 1;
}

// How much of a part's content draws: JFIF without its small picture, a colour profile, Adobe's word on colours,
// tables, frames and scans as a whole; of anything else nothing.
std::size_t drawing_length(unsigned marker, std::string_view content) {
  constexpr std::string_view profile{"ICC_PROFILE\0", 12};
  constexpr std::size_t jfif = 14, adobe = 12;
  if (marker == 0xE0) return content.starts_with("JFIF") && content.size() >= jfif ? jfif : 0;
  if (marker == 0xE2) return content.starts_with(profile) ? content.size() : 0;
  if (marker == 0xEE) return content.starts_with("Adobe") && content.size() >= adobe ? adobe : 0;
  return marker >= 0xC0 && marker <= 0xDF ? content.size() : 0;
}

// Where the marker after a scan's data stands; FF 00 and restarts belong to the data.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  for (; at + 1 < bytes.size(); ++at) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) continue;
    const auto next = static_cast<unsigned char>(bytes[at + 1]);
    if (next != 0 && (next < 0xD0 || next > 0xD7)) return at;
  }
  return bytes.npos;
}

// A part less the end of its content; a JFIF part says that it has no small picture.
void add_part(std::string_view part, std::size_t less, bool is_jfif, std::string& plain) {
  constexpr std::size_t small_picture = 16;  // its width and height, counted from the marker
  const auto start = plain.size();
  plain += part.substr(0, part.size() - less);
  const auto length = static_cast<std::size_t>(number_at(part, 2, 2)) - less;
  plain[start + 2] = static_cast<char>(length >> 8U), plain[start + 3] = static_cast<char>(length & 0xFFU);
  if (is_jfif) plain[start + small_picture] = plain[start + small_picture + 1] = '\0';
}

Result<std::string> plain_jpeg(std::string_view bytes, int orientation) {
  constexpr unsigned end = 0xD9, scan = 0xDA, app0 = 0xE0;
  std::string plain{bytes.substr(0, 2)};
  if (is_turned(orientation)) plain += orientation_segment(orientation);
  for (std::size_t at = 2; at + 4 <= bytes.size() || at + 2 == bytes.size();) {
    if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::unexpected{broken()};
    const unsigned marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // filling
      ++at;
      continue;
    }
    if (marker == end) return plain += bytes.substr(at, 2);
    if (at + 4 > bytes.size()) break;
    const auto length = number_at(bytes, at + 2, 2);
    if (length < 2 || at + 2 + length > bytes.size()) return std::unexpected{broken()};
    auto next = at + 2 + length;
    if (marker == scan) next = end_of_scan(bytes, next);
    if (next == bytes.npos) return std::unexpected{broken()};
    if (const auto kept = drawing_length(marker, bytes.substr(at + 4, length - 2)); kept > 0)
      add_part(bytes.substr(at, next - at), length - 2 - kept, marker == app0, plain);
    at = next;
  }
  return std::unexpected{broken()};
}

std::string in_four_bytes(std::uint32_t number) {
  std::string bytes;
  for (unsigned shift = 32; shift > 0; shift -= 8) bytes += static_cast<char>(number >> (shift - 8) & 0xFFU);
  return bytes;
}

// Of ISO 3309, as PNG has it.
std::uint32_t checksum_of(std::string_view bytes) {
  std::uint32_t sum = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = sum >> 1U ^ ((sum & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~sum;
}

std::string png_part(std::string_view name, const std::string& content) {
  const auto named = std::string{name} + content;
  return in_four_bytes(static_cast<std::uint32_t>(content.size())) + named + in_four_bytes(checksum_of(named));
}

Result<std::string> plain_png(std::string_view bytes) {
  constexpr std::array<std::string_view, 13> kept = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
                                                     "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST"};
  constexpr std::size_t signature = 8, around = 12;  // length, name and checksum
  std::string plain{bytes.substr(0, signature)};
  for (std::size_t at = signature; at + around <= bytes.size();) {
    const std::size_t length = number_at(bytes, at, 4);
    if (length > bytes.size() - at - around) return std::unexpected{broken()};
    const auto name = bytes.substr(at + 4, 4);
    if (std::ranges::find(kept, name) != kept.end()) plain += bytes.substr(at, length + around);
    const int orientation = name == "eXIf" ? orientation_in(bytes.substr(at + 8, length)) : 1;
    if (is_turned(orientation)) plain += png_part(name, exif_of(orientation));
    if (name == "IEND") return plain;
    at += length + around;
  }
  return std::unexpected{broken()};
}

}  // namespace

Result<std::string> without_metadata(std::string_view picture, int orientation) {
  if (picture.starts_with("\xFF\xD8")) return plain_jpeg(picture, orientation);
  if (picture.starts_with("\x89PNG\r\n\x1A\n")) return plain_png(picture);
  return std::unexpected{broken()};
}

}  // namespace riskmap
