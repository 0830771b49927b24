// Text of attribute tables: which encoding it is in, cell by cell where files mix them, and text encoded twice.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "layers/geo/feature_table.h"

namespace riskmap {

struct EncodingRules {
  std::string chosen{};    // by the person; empty = detect
  std::string declared{};  // by the file (.cpg, code page mark); believed only when the text agrees
  bool is_raw = false;     // the cells are the file's bytes; false: a reader has turned them into UTF-8 already
  bool is_sound = false;   // every name and every cell is_sound_text: there is nothing to look for
};

// UTF-8 in NFC, as far as a quick look tells; false also where only a thorough one could.
bool is_sound_text(std::string_view bytes);

// Turns names and cells of the text columns into valid UTF-8 in NFC. Valid UTF-8 is always kept as it is. Whatever was
// read otherwise is noted: one remark when the whole table was in another encoding, one per cell when only some were.
void make_texts_valid(std::vector<Column>& columns, const EncodingRules& rules, std::vector<Refusal>& refusals);

// The text as it was before somebody saved UTF-8 as if it were Windows-1251 («РўУ©Р»Рµ» -> «Төле») or read RK1048 as
// Windows-1251 («Тґле би» -> «Төле би»); nothing when the text does not look damaged or does not become better.
std::optional<std::string> repaired_double_encoding(std::string_view utf8);

}  // namespace riskmap
