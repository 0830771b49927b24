// Uncompressed, the texts begin with where each row's end.
#include "layers/model/packed_block.h"

#include <array>
#include <atomic>
#include <cstring>
#include <utility>

namespace riskmap {

namespace {
std::uint64_t next_serial() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}

struct Uncompressed {
  std::uint64_t serial = 0;
  std::string texts;
};

// A table on the screen asks for the same few blocks in every frame, and a walk for one block many times.
Uncompressed& kept_for(std::uint64_t serial) {
  thread_local std::array<Uncompressed, 64> kept;
  return kept[serial % kept.size()];
}

std::uint32_t end_of(const std::string& texts, std::size_t row) {
  std::uint32_t end = 0;
  std::memcpy(&end, texts.data() + row * sizeof end, sizeof end);
  return end;
}
}  // namespace

PackedBlock::PackedBlock(std::span<const PackedRow> rows, std::shared_ptr<const LikeBytes> like)
    : serial_{next_serial()}, like_{std::move(like)} {
  std::string texts(rows.size() * sizeof(std::uint32_t), '\0');
  const auto heads = texts.size();
  for (std::size_t row = 0; row < rows.size(); ++row) {
    bytes_ += rows[row].core;
    ends_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    texts += rows[row].texts;
    const auto end = static_cast<std::uint32_t>(texts.size());
    std::memcpy(texts.data() + row * sizeof end, &end, sizeof end);
  }
  if (texts.size() > heads) {
    texts_size_ = static_cast<std::uint32_t>(texts.size());
    bytes_ += compressed(texts, like_.get());
  }
  bytes_.shrink_to_fit();
  ends_.shrink_to_fit();
}

std::string_view PackedBlock::core(std::size_t row) const {
  const std::size_t begin = row == 0 ? 0 : ends_[row - 1];
  return std::string_view{bytes_}.substr(begin, ends_[row] - begin);
}

std::string_view PackedBlock::texts(std::size_t row) const {
  if (texts_size_ == 0) return {};
  auto& kept = kept_for(serial_);
  if (kept.serial != serial_) {
    kept.texts = decompressed(std::string_view{bytes_}.substr(ends_.back()), texts_size_, like_.get());
    kept.serial = serial_;
  }
  const std::size_t begin = row == 0 ? ends_.size() * sizeof(std::uint32_t) : end_of(kept.texts, row - 1);
  return std::string_view{kept.texts}.substr(begin, end_of(kept.texts, row) - begin);
}

}  // namespace riskmap
