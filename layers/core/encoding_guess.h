// Which encoding bytes of unknown origin are in: Kazakh and Russian files come in several, and rarely say which.
#pragma once
#include <string>
#include <string_view>

#include "layers/core/result.h"

namespace riskmap {

struct DecodedText {
  std::string utf8;      // without a byte order mark
  std::string encoding;  // "UTF-8", "UTF-16LE", "UTF-16BE", "RK1048", "PT154", "CP866", "CP1251"
};

// The whole text decides: byte order mark, then the zero-byte pattern of UTF-16, then strict UTF-8, then the one-byte
// encoding that reads most like Kazakh or Russian. CP1251 is never guessed: RK1048 reads the same Russian letters and
// the Kazakh ones as well.
std::string guess_encoding(std::string_view bytes);

// err.encoding when the bytes do not fit, or when the encoding is none of those above ("WINDOWS-1251" and other
// spellings are understood). An empty name means guess.
Result<DecodedText> decode_text(std::string_view bytes, std::string_view encoding = {});

}  // namespace riskmap
