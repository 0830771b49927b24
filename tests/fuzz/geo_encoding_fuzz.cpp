// Lines of any bytes as the cells of a text column; the first line is what the file says about its encoding.
#include "layers/geo/encoding.h"
#include "tests/fuzz/geo_check.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::string> cells = riskmap::split(riskmap::fuzz::view_of(data, size), '\n');
  if (cells.empty()) return 0;
  const std::string declared = cells.front();
  const std::size_t count = cells.size();
  std::vector<riskmap::Column> columns = {{.name = "NAME", .texts = std::move(cells)}};
  std::vector<riskmap::Refusal> refusals;
  riskmap::make_texts_valid(columns, {.declared = declared, .is_raw = true}, refusals);
  RISKMAP_REQUIRE(columns[0].texts.size() == count);
  for (const std::string& text : columns[0].texts) {
    RISKMAP_REQUIRE(riskmap::is_valid_utf8(text));
    if (const auto repaired = riskmap::repaired_double_encoding(text))
      RISKMAP_REQUIRE(riskmap::is_valid_utf8(*repaired));
  }
  return 0;
}
