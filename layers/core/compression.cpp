// Zstandard's simple interface; a thread keeps its working memory for the next call.
#include "layers/core/compression.h"

#include <zstd.h>

#include "layers/core/contract.h"

namespace riskmap {

namespace {
constexpr int level = 1;  // the quickest of those that its authors recommend

struct Free {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};
}  // namespace

struct LikeBytes::Tables {
  std::unique_ptr<ZSTD_CDict, Free> compressing;
  std::unique_ptr<ZSTD_DDict, Free> decompressing;
};

LikeBytes::LikeBytes(std::string_view bytes)
    : tables_{std::make_unique<const Tables>(
          std::unique_ptr<ZSTD_CDict, Free>{ZSTD_createCDict(bytes.data(), bytes.size(), level)},
          std::unique_ptr<ZSTD_DDict, Free>{ZSTD_createDDict(bytes.data(), bytes.size())})} {}
LikeBytes::~LikeBytes() = default;

std::string compressed(std::string_view bytes, const LikeBytes* like) {
  thread_local const std::unique_ptr<ZSTD_CCtx, Free> context{ZSTD_createCCtx()};
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  const auto size =
      like == nullptr ? ZSTD_compressCCtx(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size(), level)
                      : ZSTD_compress_usingCDict(context.get(), frame.data(), frame.size(), bytes.data(), bytes.size(),
                                                 like->tables().compressing.get());
  RISKMAP_REQUIRE(ZSTD_isError(size) == 0);
  frame.resize(size);
  return frame;
}

std::string decompressed(std::string_view bytes, std::size_t size, const LikeBytes* like) {
  thread_local const std::unique_ptr<ZSTD_DCtx, Free> context{ZSTD_createDCtx()};
  std::string whole(size, '\0');
  const auto read = like == nullptr ? ZSTD_decompressDCtx(context.get(), whole.data(), size, bytes.data(), bytes.size())
                                    : ZSTD_decompress_usingDDict(context.get(), whole.data(), size, bytes.data(),
                                                                 bytes.size(), like->tables().decompressing.get());
  RISKMAP_REQUIRE(read == size);
  return whole;
}

}  // namespace riskmap
