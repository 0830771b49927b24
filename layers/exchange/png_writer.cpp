#include "layers/exchange/png_writer.h"

#include <png.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <string>
#include <vector>

#include "layers/exchange/map_sheet.h"

namespace riskmap {
namespace {

constexpr int deflate_level = 6;

void write_to_stream(png_structp png, png_bytep bytes, std::size_t count) {
  static_cast<std::ostream*>(png_get_io_ptr(png))
      ->write(reinterpret_cast<const char*>(bytes), static_cast<std::streamsize>(count));
}
void flush_nothing(png_structp) {}
// What went wrong is told by who asked for the file: libpng prints otherwise.
[[noreturn]] void jump_back(png_structp png, png_const_charp) {
  png_longjmp(png, 1);
}
void ignore_warning(png_structp, png_const_charp) {}

// Straight alpha, red first.
void write_plain(const std::uint32_t* pixels, int count, bool is_opaque, unsigned char* out) {
  for (int i = 0; i < count; ++i) {
    const std::uint32_t pixel = pixels[i];
    const unsigned alpha = pixel >> 24;
    for (int shift = 0; shift < 24; shift += 8) {
      const unsigned value = pixel >> shift & 0xFF;
      *out++ = static_cast<unsigned char>(alpha == 0     ? 0
                                          : alpha == 255 ? value
                                                         : std::min(255U, (value * 255 + alpha / 2) / alpha));
    }
    if (!is_opaque) *out++ = static_cast<unsigned char>(alpha);
  }
}

}  // namespace

// libpng tells of a failure by a jump to the last setjmp: nothing with a destructor may live between the two.
struct PngWriter::State {
  std::ostream& out;
  PngLook look;
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, jump_back, ignore_warning);
  png_infop info = png == nullptr ? nullptr : png_create_info_struct(png);
  std::vector<unsigned char> row =
      std::vector<unsigned char>(static_cast<std::size_t>(look.size.width) * (look.is_opaque ? 3 : 4));
  bool is_sound = png != nullptr && info != nullptr;

  bool begin() {
    if (!is_sound || setjmp(png_jmpbuf(png)) != 0) return false;
    png_set_write_fn(png, &out, write_to_stream, flush_nothing);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_compression_level(png, deflate_level);
    png_set_IHDR(png, info, static_cast<png_uint_32>(look.size.width), static_cast<png_uint_32>(look.size.height), 8,
                 look.is_opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    const auto per_metre = static_cast<png_uint_32>(std::lround(look.dots_per_inch / 0.0254));
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    png_write_info(png, info);
    return true;
  }
  bool write_row() {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_write_row(png, row.data());
    return true;
  }
  bool end() {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    png_write_end(png, info);
    return true;
  }
};

PngWriter::PngWriter(std::ostream& out, const PngLook& look) : state_{std::make_unique<State>(out, look)} {
  state_->is_sound = state_->begin();
}
PngWriter::~PngWriter() {
  png_destroy_write_struct(&state_->png, &state_->info);
}

bool PngWriter::add(const ColourImage& rows) {
  for (int py = 0; py < rows.size.height && state_->is_sound; ++py) {
    write_plain(rows.row(py), rows.size.width, state_->look.is_opaque, state_->row.data());
    state_->is_sound = state_->write_row() && state_->out.good();
  }
  return state_->is_sound;
}

bool PngWriter::finish() {
  state_->is_sound = state_->is_sound && state_->end() && state_->out.good();
  return state_->is_sound;
}

std::string png_bytes(const ColourImage& image, double dots_per_inch) {
  const bool is_opaque = std::ranges::all_of(image.pixels, [](std::uint32_t p) { return p >> 24 == 255; });
  std::ostringstream out;
  PngWriter png{out, {image.size, dots_per_inch, is_opaque}};
  return png.add(image) && png.finish() ? std::move(out).str() : std::string{};
}

}  // namespace riskmap
