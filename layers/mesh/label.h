// Map texts as pictures: measured and drawn once with Pango and Cairo into coverage images, so that colours stay free.
// GL and the CPU blit the images; SVG and PDF write the same lines as text.
#pragma once
#include <compare>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "layers/core/colour.h"
#include "layers/core/units.h"
#include "layers/mesh/text_shaper.h"

namespace riskmap {

enum class LabelStyle : unsigned char { rural_district, settlement, town, value };

TextFont font_of(LabelStyle style);  // at pixel scale 1

struct LabelText {
  std::string name{};
  std::string value{};  // its own line below the name; may be the only one
  LabelStyle style = LabelStyle::settlement;
  double max_width_px = 0;  // a longer name is set in two lines; 0 = never
  double size = 1;          // of the style's font size: a little smaller before something is left out
  friend auto operator<=>(const LabelText&, const LabelText&) = default;
};

struct LabelLine {
  std::string text;
  LabelStyle style = LabelStyle::settlement;
  double size = 1;                // of the style's font size
  double left = 0, baseline = 0;  // pixels from the image's top left corner
};

// Coverage 0…255, row by row from the top. The halo includes the ground under the letters: draw it first.
struct LabelImage {
  ImageSize size;
  std::vector<unsigned char> fill, halo;
  Box text_box;  // the lines without the halo, pixels from the image's top left corner
  std::vector<LabelLine> lines;
};

// Makes and keeps label images. One at a time may use it; calls from several threads wait for each other.
class LabelPainter {
 public:
  explicit LabelPainter(double pixel_scale = 1);
  ~LabelPainter();
  LabelPainter(const LabelPainter&) = delete;
  LabelPainter& operator=(const LabelPainter&) = delete;

  // The image of a text; the same pointer while it is kept.
  std::shared_ptr<const LabelImage> image(const LabelText& text);
  [[nodiscard]] double pixel_scale() const;
  [[nodiscard]] std::size_t images_kept() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Blends a label into premultiplied RGBA pixels (rows from the top); what lies outside is cut off.
void blend_label(const LabelImage& label, int left, int top, LabelColours colours, std::span<std::uint32_t> pixels,
                 ImageSize size);

// The name in at most two lines of nearly equal length: broken at a space or a hyphen, else at a syllable with a hyphen
// added. One line when it cannot be broken.
std::vector<std::string> two_lines(std::string_view name);
// Whether two_lines() has a space or a hyphen to break at, so that it need not part a word.
bool has_own_break(std::string_view name);

}  // namespace riskmap
