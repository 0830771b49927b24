// One text between UTF-8 and a named encoding.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace riskmap {

bool is_ascii(std::string_view bytes);
// Nothing when the encoding is unknown or the bytes do not fit it. Any spelling that the C library or a .cpg file uses.
std::optional<std::string> decoded(std::string_view bytes, const std::string& encoding);
// The bytes of a one-byte encoding; places its table leaves empty stand for the control character of the same number,
// as in files that went through a browser. Nothing when a character has no byte.
std::optional<std::string> encoded(std::string_view utf8, const std::string& one_byte_encoding);

}  // namespace riskmap
