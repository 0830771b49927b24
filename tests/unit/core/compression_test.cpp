// Bytes of every kind and size come back.
#include "layers/core/compression.h"

#include <doctest/doctest.h>

#include "layers/core/split_mix.h"

using namespace riskmap;

TEST_SUITE_BEGIN("compression");

TEST_CASE("bytes come back whole, and texts that repeat themselves become few") {
  SplitMix64 random{1};
  std::string noise;
  for (int i = 0; i < 30'000; ++i) noise += static_cast<char>(random.next());
  std::string words;
  for (int i = 0; i < 500; ++i) words += "Су құбыры ескірген; ";
  for (const std::string& bytes : {std::string{}, std::string{'\0'}, words, noise}) {
    const auto few = compressed(bytes);
    CHECK(decompressed(few, bytes.size()) == bytes);
  }
  CHECK(compressed(words).size() * 20 < words.size());
}

TEST_CASE("with bytes like them at hand a few texts become fewer still, and come back") {
  std::string known, one = "Бесік көшесіндегі су құбыры ескірген, тұрғындар суды тасып ішеді.";
  for (int i = 0; i < 100; ++i) known += one + std::to_string(i);
  const LikeBytes like{known};
  one += " 12 үй.";
  const auto few = compressed(one, &like);
  CHECK(few.size() * 2 < compressed(one).size());
  CHECK(decompressed(few, one.size(), &like) == one);
  CHECK(decompressed(compressed("", &like), 0, &like).empty());
}

TEST_SUITE_END();
