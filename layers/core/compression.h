// Bytes made few and whole again.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace riskmap {

// Bytes like those to come: with them at hand even a few kilobytes become few. Both ways need the same.
class LikeBytes {
 public:
  explicit LikeBytes(std::string_view bytes);
  ~LikeBytes();
  LikeBytes(const LikeBytes&) = delete;
  LikeBytes& operator=(const LikeBytes&) = delete;

  struct Tables;
  [[nodiscard]] const Tables& tables() const { return *tables_; }

 private:
  std::unique_ptr<const Tables> tables_;
};

std::string compressed(std::string_view bytes, const LikeBytes* like = nullptr);  // Zstandard, one frame
// What compressed() was given; `size` is how many bytes that were. Anything else is a fault of the program.
std::string decompressed(std::string_view bytes, std::size_t size, const LikeBytes* like = nullptr);

}  // namespace riskmap
